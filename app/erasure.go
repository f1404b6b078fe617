package estrade

// Erasure is what is noted of a session that was deleted whole: when, why, and
// how much went. It names nobody and stays with the session's line of the register.
type Erasure struct {
	At   int64         `json:"at"` // UTC milliseconds
	Why  ErasureReason `json:"why"`
	Rows ErasedRows    `json:"rows"`
}

// ErasureReason is why a session was deleted.
type ErasureReason string

// Reasons.
const (
	ErasureAsked ErasureReason = "asked" // the trainer deleted it
	ErasureDue   ErasureReason = "due"   // evidence of attendance was kept as long as the settings say
)

// ErasedRows counts what was deleted of a session.
type ErasedRows struct {
	Answers     int `json:"answers"` // what people and tables answered, texts and cards included
	People      int `json:"people"`  // pseudonyms
	Notes       int `json:"notes"`   // the trainer's, of debriefs too
	Figures     int `json:"figures"` // results of the group, frozen as they were shown
	Names       int `json:"names"`   // lines of attendance
	Links       int `json:"links"`   // between a name and a pseudonym
	Signatures  int `json:"signatures"`
	ReturnCodes int `json:"returnCodes"`
	Files       int `json:"files"` // documents as they were issued
	Log         int `json:"log"`   // lines of the log of states
}

// DeletionReceipt says that a session was deleted, what went with it and what stays. It
// names nobody.
type DeletionReceipt struct {
	Session SessionID `json:"session"`
	Title   string    `json:"title"`
	Client  string    `json:"client"`
	Date    string    `json:"date"` // of the session, YYYY-MM-DD
	Erasure Erasure   `json:"erasure"`
	// Registered are the lines that stay in the register of issued documents:
	// number, code, kind, date and digest.
	Registered int `json:"registered"`
	// Renewed: no automatic backup made before is left. They are replaced within
	// a minute; until then nothing in them can be read, their keys are gone.
	Renewed bool `json:"renewed"`
}
