package estrade

// Wording is how an organisation words a kind of document in one language: by
// field, sentences with placeholders such as {nom} or, in English, {name}. A
// field that is not there keeps its built-in sentence; so the zero Wording is
// the built-in one.
type Wording struct {
	Number    int               `json:"number"` // of the version, from 1; 0: built in
	Sentences map[string]string `json:"sentences"`
}

// WordingVersion is a wording as it was saved. None is ever changed: documents
// tell which one they were printed with.
type WordingVersion struct {
	Wording `tstype:",extends"`
	At      int64 `json:"at"` // UTC milliseconds
}

// WordingField is a sentence of a kind of document that an organisation may
// word in its own way, in one language.
type WordingField struct {
	Key          string   `json:"key"`
	BuiltIn      string   `json:"builtIn"`      // the sentence without a wording; "": nothing is printed
	Fixed        string   `json:"fixed"`        // printed beside it whatever is written, "" for nothing
	Limit        int      `json:"limit"`        // characters
	Optional     bool     `json:"optional"`     // may be left empty
	Placeholders []string `json:"placeholders"` // names it may hold, without braces
}

// WordingView is how a kind of document is worded in one language: what may be
// worded, and every version saved, the newest first, which is the one in use.
type WordingView struct {
	Kind     DocumentKind     `json:"kind"`
	Language Language         `json:"language"`
	Fields   []WordingField   `json:"fields"`
	Versions []WordingVersion `json:"versions"`
}

// WordingAt returns the version that has a number, the built-in wording for 0 or
// a number that is not among them.
func WordingAt(versions []WordingVersion, number int) Wording {
	for _, v := range versions {
		if v.Number == number {
			return v.Wording
		}
	}
	return Wording{}
}
