package estrade

// Fates tell what became of issued documents: a register without what it names
// people by. A nil *Fates knows none.
type Fates struct {
	bytes map[string]IssuedDocument // by SHA-256, hexadecimal
	codes map[string]IssuedDocument
}

// NewFates returns the fates of documents. Of each it keeps Number, Code, Kind,
// IssuedAt, Replaces, ReplacedBy, RevokedAt, Size and SHA256.
func NewFates(documents []IssuedDocument) *Fates {
	f := &Fates{bytes: make(map[string]IssuedDocument, len(documents)), codes: make(map[string]IssuedDocument, len(documents))}
	for _, d := range documents {
		kept := IssuedDocument{
			Number: d.Number, Code: d.Code, Kind: d.Kind, IssuedAt: d.IssuedAt, Replaces: d.Replaces, ReplacedBy: d.ReplacedBy,
			RevokedAt: d.RevokedAt, Size: d.Size, SHA256: d.SHA256,
		}
		if d.SHA256 != "" {
			f.bytes[d.SHA256] = kept
		}
		if d.Code != "" {
			f.codes[d.Code] = kept
		}
	}
	return f
}

// OfBytes returns the document whose file has this SHA-256, hexadecimal.
func (f *Fates) OfBytes(sha256 string) (d IssuedDocument, ok bool) {
	if f == nil {
		return d, false
	}
	d, ok = f.bytes[sha256]
	return d, ok
}

// OfCode returns the document of a printed code and its number.
func (f *Fates) OfCode(code, number string) (d IssuedDocument, ok bool) {
	if f == nil {
		return d, false
	}
	d, ok = f.codes[code]
	return d, ok && d.Number == number
}
