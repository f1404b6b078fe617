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
	Wording
	At int64 `json:"at"` // UTC milliseconds
}
