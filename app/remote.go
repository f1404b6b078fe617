package estrade

// This file holds what travels between the trainer's phone and the program. The
// phone is no console: it reads the notes of the step, the timer and counts, and
// gives the one next act and the way back (docs/protocol.md, 11).

// RemotePairing ties the trainer's phone to a session. The zero value: none.
type RemotePairing struct {
	ID       string // 128 bits, names the pairing on the network
	Secret   []byte // 256 bits, shown once in the QR and never sent; sealed at rest
	Phone    string // made by the first phone that used the secret, "" while none did
	Counter  int64  // of the last command carried out
	PairedAt int64  // UTC milliseconds
}

// Pairing is what the console shows once, as a QR.
type Pairing struct {
	URL   string `json:"url"`   // address of the phone's page with the secret after #
	Until int64  `json:"until"` // when it is too late to use it, UTC milliseconds
	Lasts int64  `json:"lasts"` // milliseconds until then: a rehearsal has a time of its own
}

// RemoteState is what the console knows of the phone.
type RemoteState struct {
	Paired    bool `json:"paired"`    // there is a pairing
	Used      bool `json:"used"`      // a phone has used it
	Connected bool `json:"connected"` // that phone is here
}

// RemoteCommand is what a phone may ask. There is nothing else.
type RemoteCommand string

// The commands of a phone.
const (
	RemoteView   RemoteCommand = "view"   // the picture, once it differs from the one seen
	RemoteNext   RemoteCommand = "next"   // the first of the console's acts
	RemoteBack   RemoteCommand = "back"   // « Revenir »
	RemoteUnpair RemoteCommand = "unpair" // forgets this phone
)

// RemoteRequest is one request of a phone. Proof is an HMAC over everything else.
type RemoteRequest struct {
	Pairing   string        `json:"pairing"`
	Phone     string        `json:"phone"`   // 128 random bits of the phone, the same as long as it is paired
	Session   SessionID     `json:"session"` // "" until a picture told it
	Run       string        `json:"run"`     // the run of the program, as a reply told it
	Command   RemoteCommand `json:"command"`
	Counter   int64         `json:"counter"`   // strictly increasing, of all requests of the phone
	Revision  int64         `json:"revision"`  // of the picture a command was given on
	At        int64         `json:"at"`        // the program's time when it was given, as far as the phone knows
	Act       CommandName   `json:"act"`       // with next: what the button said
	Confirmed bool          `json:"confirmed"` // with next: although some have not finished
	Seen      int64         `json:"seen"`      // with view: turn of the last picture
	Proof     []byte        `json:"proof"`     // HMAC-SHA256
}

// RemoteReply is sealed for the phone: nobody else on the network reads it.
type RemoteReply struct {
	Box []byte `json:"box"` // nonce, then AES-256-GCM of a RemoteAnswer; the request's proof is authenticated with it
}

// RemoteAnswer is what a RemoteReply holds.
type RemoteAnswer struct {
	View  *RemotePicture `json:"view,omitempty"`
	Error *Error         `json:"error,omitempty"` // why the command was refused
	Gone  string         `json:"gone,omitempty"`  // the pairing is over: unpaired, closed
}

// RemotePicture is what the phone shows.
type RemotePicture struct {
	Session   SessionID     `json:"session"`
	Run       string        `json:"run"`
	Turn      int64         `json:"turn"`    // counts pictures of this run
	Counter   int64         `json:"counter"` // of the last command carried out
	Revision  int64         `json:"revision"`
	Now       int64         `json:"now"` // the program's clock, UTC milliseconds
	State     SessionState  `json:"state"`
	Language  Language      `json:"language"`
	Title     string        `json:"title"`
	Rehearsal bool          `json:"rehearsal"`
	Finished  bool          `json:"finished"`
	StepTitle *Text         `json:"stepTitle,omitempty"` // nil in the lobby and after the end
	StepIndex int           `json:"stepIndex"`
	StepOf    int           `json:"stepOf"`
	Kind      Kind          `json:"kind"`
	PartTitle *Text         `json:"partTitle,omitempty"`
	Phase     string        `json:"phase"`
	PartState PartState     `json:"partState"`
	ByTable   bool          `json:"byTable"`
	Collects  bool          `json:"collects"`
	Notes     []Text        `json:"notes"` // of the pack, for whoever leads the step
	Debrief   []DebriefLine `json:"debrief"`
	Bridge    *Text         `json:"bridge,omitempty"` // to the next step, where that is what comes
	Timer     *TimerView    `json:"timer,omitempty"`
	Progress  Progress      `json:"progress"`
	Next      *Action       `json:"next,omitempty"` // nil: nothing that a phone may do
	OnConsole bool          `json:"onConsole"`      // what comes next is done on the console
	Back      bool          `json:"back"`           // « Revenir » is possible
}
