package estrade

// Statement is what a document's QR code says of it.
type Statement struct {
	Language     Language     `json:"language"` // of its words; "" for French
	Kind         DocumentKind `json:"kind"`
	Number       string       `json:"number"`
	Code         string       `json:"code"`         // "7QF4-M2KD-93XA"
	Name         string       `json:"name"`         // of the person, "" for a document about the whole session
	Title        string       `json:"title"`        // of the session; cut to 80 bytes, with an ellipsis
	Organisation string       `json:"organisation"` // cut to 64 bytes, with an ellipsis
	Date         string       `json:"date"`         // of the session, YYYY-MM-DD
	Minutes      int          `json:"minutes"`      // duration done, 0 for none
	IssuedOn     string       `json:"issuedOn"`     // YYYY-MM-DD
}

// SealIdentity is who signs: what a stranger compares.
type SealIdentity struct {
	PublicKey   []byte // Ed25519, 32 bytes
	Fingerprint string // of PublicKey, as printed: "3f9c 71d2 a804 5b1e 77c0", the first 80 bits of its SHA-256
	Certificate []byte // DER, of the PDF signatures
	Subject     string // of the certificate, readable
	Imported    bool   // the organisation's own certificate
	NotAfter    int64  // of the certificate, UTC milliseconds
}

// SealProblem says why a signature does not hold for a whole file.
type SealProblem string

// The problems.
const (
	SealAltered    SealProblem = "altered"    // what was signed is not what is there
	SealAppended   SealProblem = "appended"   // something was added after the signature
	SealUnreadable SealProblem = "unreadable" // the signature itself cannot be read
)

// PDFCheck is what the signature of a PDF says.
type PDFCheck struct {
	Signed      bool        `json:"signed"`            // there is a signature
	Intact      bool        `json:"intact"`            // it covers the whole file, and nothing was changed
	Problem     SealProblem `json:"problem,omitempty"` // why it is signed and not intact
	Ours        bool        `json:"ours"`              // made with a key of this computer, or one it was told to trust
	Issuer      string      `json:"issuer"`            // the name under which this computer knows that key, "" when it does not
	Subject     string      `json:"subject"`           // of the certificate
	Fingerprint string      `json:"fingerprint"`       // of the certificate, in the form of SealIdentity's
	Title       string      `json:"title"`             // what the document calls itself, "" when not intact
	SignedAt    int64       `json:"signedAt"`          // as the signer claims, UTC milliseconds; 0: not told, or not intact
}

// StatementCheck is what the text of a QR code says, and whether its signature
// holds.
type StatementCheck struct {
	Statement   `tstype:",extends"`
	Valid       bool   `json:"valid"`  // the signature is right under the key in the text
	Ours        bool   `json:"ours"`   // that key is of this computer, or one it was told to trust
	Issuer      string `json:"issuer"` // the name under which this computer knows that key, "" when it does not
	Fingerprint string `json:"fingerprint"`
}

// PDFVerdict is what the console says of a PDF: its signature, and the register
// of this computer.
type PDFVerdict struct {
	PDFCheck   `tstype:",extends"`
	Registered *RegisteredDocument `json:"registered,omitempty"` // this very file, nil when it is not in the register
}

// StatementVerdict is what the console says of the text of a QR code.
type StatementVerdict struct {
	StatementCheck `tstype:",extends"`
	Registered     *RegisteredDocument `json:"registered,omitempty"` // the document of that code, nil when it is not in the register
}

// SealView is what the trainer sees of the keys that sign.
type SealView struct {
	Organisation string       `json:"organisation"` // as the keys name it
	Fingerprint  string       `json:"fingerprint"`
	Subject      string       `json:"subject"`
	Imported     bool         `json:"imported"`
	NotAfter     int64        `json:"notAfter"` // UTC milliseconds
	Expired      bool         `json:"expired"`
	Trusted      []TrustedKey `json:"trusted"`           // by name
	Problem      *Error       `json:"problem,omitempty"` // why nothing can be signed; the rest but Trusted is then what is known
}

// TrustedKey is an organisation whose documents this computer was told to trust.
type TrustedKey struct {
	Organisation string `json:"organisation"`
	Fingerprint  string `json:"fingerprint"`
}
