package estrade

import "time"

// SessionID identifies a session; it is random, never time-ordered.
type SessionID string

// ParticipantID identifies a participant of a session.
type ParticipantID string

// TableID identifies a table of a session.
type TableID string

// DeviceID identifies one browser of a session.
type DeviceID string

// AttendanceID identifies an attendance record.
type AttendanceID string

// SessionState is where a session is in its life.
type SessionState string

// A session goes draft → open → closing → closed → archived → erased and never back.
const (
	SessionDraft    SessionState = "draft"
	SessionOpen     SessionState = "open"
	SessionClosing  SessionState = "closing"  // nobody joins or answers; attendance confirmed, documents issued
	SessionClosed   SessionState = "closed"   // link name ↔ pseudonym destroyed, tokens revoked
	SessionArchived SessionState = "archived" // moved to the archive
	SessionErased   SessionState = "erased"   // key destroyed
)

// Session is one run of a workshop. Instants are UTC milliseconds, 0 when not yet.
type Session struct {
	ID        SessionID
	State     SessionState
	Revision  int64 // counts the trainer's commands; a command carries the revision it was given on
	Rehearsal bool  // simulated participants; never mixed with real documents
	Tempo     Tempo // how fast its time runs, of a rehearsal only

	Title  string // of the session; searchable, so never a person's name
	Client string
	Place  string
	Date   string // local date in Zone, YYYY-MM-DD
	Starts string // local time planned for the first step, HH:MM; "": none was planned
	Zone   string // IANA name, e.g. Europe/Paris

	ConsoleLanguage  Language
	StageLanguage    Language
	DocumentLanguage Language

	Plan          Plan
	Cursor        Cursor
	Stage         StageSettings
	Seed          uint64 // shuffles items, once for the session
	PlannedTables int    // 0: automatic, five or six people each
	FollowUp      bool   // a two-month follow-up was announced
	SingleTeam    bool   // one team with its manager in the room (G-10)
	NoReport      bool   // no report to the organisation (G-10)
	RetentionDays int    // individual answers are kept this long after the session was held
	// RetentionReason is why they are kept for longer than UsualRetention; sealed at rest.
	RetentionReason string
	ActionNature    ActionNature // what its certificates of completion tick, "": what the settings say
	// AnswersErasedAt is when they were erased, UTC milliseconds, 0 when not yet.
	AnswersErasedAt int64
	// Erasure is what is noted of its deletion; nil in every state but erased.
	Erasure *Erasure

	JoinCode   string // six characters without look-alikes; sealed at rest
	JoinSecret string // 128 bits for the QR, base32; sealed at rest
	StageToken string // opens the stage page; sealed at rest
	RoomPort   int    // port of the room listener, 0 before the first opening
	Wifi       Wifi   // the network people join; sealed at rest

	Remote RemotePairing // the trainer's phone

	Checked []string // lines of the list of the last ten minutes the trainer ticked; nil: none

	Late []HalfDayName // half-days that are over and that the trainer opened for those who had not signed; nil: none

	CreatedAt int64
	OpenedAt  int64
	ClosingAt int64
	ClosedAt  int64
}

// Wifi is a wireless network as its name and password are typed. An empty name is
// no network.
type Wifi struct {
	Name     string `json:"name"`
	Password string `json:"password"` // "": none is asked for
}

// Plan is the agenda of a session, frozen when the session is created so that
// a later version of the pack changes nothing.
type Plan struct {
	PackID       string               `json:"packId"`
	PackVersion  string               `json:"packVersion"`
	Workshop     Workshop             `json:"workshop"`
	Activities   map[string]*Activity `json:"activities"` // those of the steps and of their alternatives
	Competencies []Competency         `json:"competencies"`
	Profile      Profile              `json:"profile"`
}

// Cursor is the place of a session in its agenda. Step is -1 in the lobby,
// len(steps) after the last step.
type Cursor struct {
	Step int    `json:"step"`
	Part string `json:"part"` // a PartRun of that step
}

// StageSettings is what the trainer set on the stage; it survives a restart.
type StageSettings struct {
	Black    bool   `json:"black"`
	Frozen   bool   `json:"frozen"`   // the stage keeps its picture while the session goes on
	Dark     bool   `json:"dark"`     // salle sombre
	ShowJoin bool   `json:"showJoin"` // code and QR over the current picture
	Timer    bool   `json:"timer"`    // timer shown
	MapPass  string `json:"mapPass"`  // pass of the contrast map on stage: current or required
	Pair     string `json:"pair"`     // pair shown in large, "" for the whole map
	Section  int    `json:"section"`  // section of a briefing
	Podium   bool   `json:"podium"`   // the tables of a ranking stand on a podium instead of their stairs
}

// StepRun is one step as it was run.
type StepRun struct {
	Step      string // WorkshopStep.ID
	Activity  string // the one played, after a swap
	StartedAt int64
	EndedAt   int64
	Skipped   bool
	Dropped   []string // phases left out by shortening
	Situation string   // contrast: the situation announced; curve: the branch chosen
}

// PartState is the state of a part. A part that collects goes
// waiting → open → closed → done, one that shows waiting → shown → done.
type PartState string

// The states of a part.
const (
	PartWaiting PartState = "waiting"
	PartOpen    PartState = "open"
	PartClosed  PartState = "closed"
	PartShown   PartState = "shown"
	PartDone    PartState = "done"
)

// PartRun is one part of a step as it was run. Part is the pack's phase, or
// for a scenario node "<node>.vote", "<node>.split", "<node>.decide", "<node>.consequence".
type PartRun struct {
	Step           string
	Part           string
	State          PartState
	Opening        int // counts openings; an answer carries the one it was made for
	PlannedSeconds int
	ExtraSeconds   int
	EnteredAt      int64
	OpenedAt       int64 // first opening
	ClosedAt       int64 // last close
	ShownAt        int64
	DoneAt         int64
	PausedAt       int64  // timer paused since, 0 when running
	PausedMillis   int64  // sum of earlier pauses
	Choice         string // the room's choice entered by the trainer (scenario, decide)
}

// Table is a team. Mark is the index of its shape and colour, 0…7, repeating after eight.
type Table struct {
	ID        TableID
	Name      string
	Mark      int
	Position  int
	PenHolder ParticipantID // writes what the table answers together; "" when free
}

// Device is one browser; it holds one to six participants.
type Device struct {
	ID        DeviceID
	TokenHash []byte // SHA-256 of its 128-bit token
}

// MaxParticipantsPerDevice is how many participants one browser may hold.
const MaxParticipantsPerDevice = 6

// Participant is a person in the session, known by a pseudonym. It carries no
// time and no name, so that nothing but the link row ties it to an attendance.
type Participant struct {
	ID          ParticipantID
	Device      DeviceID
	Pseudonym   string // sealed at rest
	Language    Language
	Table       TableID // "" before tables are made
	TokenHash   []byte  // SHA-256 of the 128-bit token
	TokenSalt   []byte  // 128 random bits the token was made with; nil before there were any
	FormerHash  []byte  // TokenHash before the last re-entry, nil without one
	JoinHash    []byte  // SHA-256 of the session id and the id of the request that made the participant; nil without one
	ReentryHash []byte  // SHA-256 of the session id and the re-entry code
	Removed     bool    // by the trainer; the token is revoked
	Simulated   bool    // belongs to a rehearsal
	Temper      string  // of somebody simulated, as app/rehearsal names it
}

// Attendance is the evidence of one person's presence, with its own key and
// retention. Instants are UTC milliseconds.
type Attendance struct {
	ID        AttendanceID
	Name      string // sealed at rest
	ArrivedAt int64
	LeftAt    int64 // 0: until the end
	Absent    bool  // struck by the trainer when confirming
	Confirmed bool
	Expected  bool // from the roster, not (yet) in the room
}

// Subject is who answers: a participant, a table, or, when both are empty, the
// room: what the trainer picked for it.
type Subject struct {
	Participant ParticipantID
	Table       TableID
}

// AnswerKey is the place of an answer: one value per key, the last one wins.
type AnswerKey struct {
	Subject Subject
	Step    string
	Part    string
	Pass    string // "" but for sliders
	Item    string
}

// Answer is one value. Value is JSON; the literal null says "I prefer not to
// answer", no row says missing: both count as missing everywhere.
type Answer struct {
	Key      AnswerKey
	Value    []byte // sealed at rest
	Edits    int    // how often it was overwritten; no time is kept
	ClientID string // id the client gave to the last value, to count a resend once
}

// Lock says that a subject has locked its answers in a pass of a part.
type Lock struct {
	Subject Subject
	Step    string
	Part    string
	Pass    string
}

// FrozenFigures is what was computed when a showing part was entered, or a
// collecting part closed for good. It never changes afterwards and holds no
// figure under the five-answers rule.
type FrozenFigures struct {
	Step string
	Part string
	At   int64
	JSON []byte // a Figures
}

// ReturnCode lets one person find their answers again at a follow-up (G-25). A
// code is a handle, kept as it is, and a secret of 60 bits, kept as a digest.
type ReturnCode struct {
	Session     SessionID
	Participant ParticipantID
	Handle      string
	Salt        []byte
	Digest      []byte // memory-hard, of the secret and the salt
}

// Note is the trainer's, sealed at rest.
type Note struct {
	ID     string `json:"id"`
	Step   string `json:"step"`
	Stage  string `json:"stage"` // ORID stage, "" for an observation, or StageSynthesis
	Text   string `json:"text"`
	Report bool   `json:"report"` // ticked for the report
	At     int64  `json:"at"`
}

// StageSynthesis is the stage of the trainer's note on the whole session. It has
// no step, and the report prints it as the trainer's synthesis.
const StageSynthesis = "synthesis"

// LogEntry is one change of state of a session; it holds no answer and no person.
type LogEntry struct {
	At     int64
	Event  string
	Step   string
	Part   string
	Detail string
}

// DocumentKind is a kind of issued document.
type DocumentKind string

// Kinds of documents. What somebody answered is made for them alone and kept
// nowhere (PersonalData): its kind is there for its wording.
const (
	DocumentCertificate     DocumentKind = "certificate"      // attestation de fin de formation
	DocumentCompletion      DocumentKind = "completion"       // certificat de réalisation
	DocumentAttendanceSheet DocumentKind = "attendance-sheet" // feuille d'émargement
	DocumentReport          DocumentKind = "report"           // for the organisation
	DocumentDebrief         DocumentKind = "debrief"          // the trainer's own, never for HR
	DocumentRegister        DocumentKind = "register"         // of issued documents
	DocumentPersonal        DocumentKind = "personal"         // what one participant answered: worded, never issued
)

// IssuedDocument is a line of the register: never a result. Once its bytes are
// kept (Size > 0) it is frozen: it is written again as it is, whatever changed
// since.
type IssuedDocument struct {
	Number     string       `json:"number"`
	Code       string       `json:"code"` // its own, of 60 random bits: "7QF4-M2KD-93XA"; "" when issued by an earlier version
	Kind       DocumentKind `json:"kind"`
	Session    SessionID    `json:"session"`
	Attendance AttendanceID `json:"attendance"` // whose certificate, "" for a document about the whole session
	Name       string       `json:"name"`       // sealed at rest; "" for a document about the whole session
	File       string       `json:"file"`       // base name
	IssuedAt   int64        `json:"issuedAt"`
	Wording    int          `json:"wording"`    // version of the wording it was printed with, 0: built in
	Basis      string       `json:"-"`          // digest of the attendance it was drawn from, sealed at rest
	Replaces   string       `json:"replaces"`   // number of the document that it corrects, "" for none
	ReplacedBy string       `json:"replacedBy"` // number of the one that corrects it; follows from the others, not stored
	RevokedAt  int64        `json:"revokedAt"`  // 0: not revoked
	Reason     string       `json:"reason"`     // of the revocation, sealed at rest
	Size       int          `json:"size"`       // bytes kept; 0: not drawn yet
	SHA256     string       `json:"sha256"`     // of the bytes kept, hexadecimal
}

// Status tells whether a document still stands.
func (d IssuedDocument) Status() DocumentStatus {
	switch {
	case d.RevokedAt != 0:
		return DocumentRevoked
	case d.ReplacedBy != "":
		return DocumentReplaced
	}
	return DocumentValid
}

// DocumentStatus says whether an issued document still stands.
type DocumentStatus string

// What may become of an issued document.
const (
	DocumentValid    DocumentStatus = "valid"
	DocumentReplaced DocumentStatus = "replaced" // another corrects it
	DocumentRevoked  DocumentStatus = "revoked"
)

// RegisteredDocument is a line of the register across sessions.
type RegisteredDocument struct {
	Document IssuedDocument `json:"document"`
	Title    string         `json:"title"` // of the session
	Client   string         `json:"client"`
	Date     string         `json:"date"`    // of the session, YYYY-MM-DD
	Zone     string         `json:"zone"`    // of the session
	Written  Language       `json:"written"` // of title and client: the stage's
	// Erased: the session was deleted, with the name of its document's owner.
	Erased bool `json:"erased"`
}

// Limits of a drawing: what a long signature needs, ten times over, and little
// to store or to draw.
const (
	MaxPadSide         = 4000
	MaxDrawingStrokes  = 100
	MaxDrawingPoints   = 600
	MaxSignatureLength = 80 // characters of one typed
)

// Drawing is a signature as it was drawn: strokes on a pad of Width × Height
// units, the origin at its top left.
type Drawing struct {
	Width   int          `json:"width"`  // 1…MaxPadSide
	Height  int          `json:"height"` // 1…MaxPadSide
	Strokes [][]PenPoint `json:"strokes" tstype:"number[][][]"`
}

// HalfDayName names a half-day of a session.
type HalfDayName struct {
	Day       string `json:"day"`       // YYYY-MM-DD in the session's zone
	Afternoon bool   `json:"afternoon"` // from 13:00
}

// PresenceSignature is what somebody signed for one half-day, as drawn or, at
// the keyboard, as typed. It is evidence of presence: sealed with attendance,
// tied to no answer.
type PresenceSignature struct {
	Attendance AttendanceID // "" for the trainer's
	Day        string       // YYYY-MM-DD in the session's zone
	Afternoon  bool
	Drawing    Drawing // no stroke: typed
	Typed      string  // "" when drawn
	At         int64   // UTC milliseconds
	Late       bool    // after the half-day was over: the trainer had opened it for that
	Hurried    bool    // within seconds of somebody else's on the same browser; forgotten with the link name ↔ pseudonym, because it tells who shared one
}

// HalfDay names the half-day that was signed.
func (p PresenceSignature) HalfDay() HalfDayName { return HalfDayName{p.Day, p.Afternoon} }

// Settings are the trainer's, asked at the first start.
type Settings struct {
	Organisation        string       `json:"organisation"`
	LegalForm           string       `json:"legalForm"`
	Address             []string     `json:"address"`
	SIRET               string       `json:"siret"`
	ActivityDeclaration string       `json:"activityDeclaration"`
	Trainer             string       `json:"trainer"`
	TrainerTitle        string       `json:"trainerTitle"`
	Signatory           string       `json:"signatory"`      // who signs documents, "" for the trainer
	SignatoryTitle      string       `json:"signatoryTitle"` // of Signatory; the trainer's when Signatory is ""
	SignedAt            string       `json:"signedAt"`       // place of signature, "" to leave it out
	ActionNature        ActionNature `json:"actionNature"`   // what certificates of completion tick, "" for a training course
	PrivacyContact      string       `json:"privacyContact"`
	LegalBasis          string       `json:"legalBasis"`
	Language            Language     `json:"language"`
	Zone                string       `json:"zone"`
	Logo                []byte       `json:"-"`                  // PNG or JPEG; travels as Images, never with what pages ask for every few seconds
	Signature           []byte       `json:"-"`                  // scanned, as Logo
	RoomHost            string       `json:"roomHost"`           // address the trainer picked, "" for the best found
	ExportDir           string       `json:"exportDir"`          // where documents are written, "" for the default
	AnswersDays         int          `json:"answersDays"`        // individual answers of new sessions are kept this long, 1 to RetentionDays; 0: RetentionDays
	AttendanceYears     int          `json:"attendanceYears"`    // a session is deleted whole this many years after it was closed; 0: when the trainer says so
	AttendanceChosenAt  int64        `json:"attendanceChosenAt"` // when AttendanceYears was chosen, UTC milliseconds; nothing is deleted by it before AttendanceNoticeDays have passed
	Ready               bool         `json:"ready"`              // the first-start questions were answered

	Archived []DocumentKind `json:"archived,omitempty"` // kinds written to the organisation's archive; empty: the usual ones
}

// Images are the pictures of the settings, asked for by themselves: each may
// have 2 MB.
type Images struct {
	Logo      []byte `json:"logo"`      // PNG or JPEG, empty for none; base64 in JSON
	Signature []byte `json:"signature"` // of whoever signs, scanned: as Logo
}

// CertificateBytes is what a certificate weighs at most with usual images.
const CertificateBytes = 30000

// ImagesSaved tells what certificates weigh with the images just saved.
type ImagesSaved struct {
	Certificate int `json:"certificate"` // about so many bytes; 0: unknown
	Limit       int `json:"limit"`       // bytes that are usual at most
}

// UsualKinds are what an organisation's archive holds unless the trainer chose
// otherwise: never what one person answered, never the trainer's own.
var UsualKinds = []DocumentKind{DocumentCertificate, DocumentCompletion, DocumentAttendanceSheet, DocumentReport}

// ArchiveKinds are the kinds written to the organisation's archive.
func (s Settings) ArchiveKinds() []DocumentKind {
	if len(s.Archived) == 0 {
		return UsualKinds
	}
	return s.Archived
}

// AttendanceNoticeDays is how long the console tells of a session that is going to
// be deleted because its attendance was kept long enough; also how long a number of
// years must have been chosen before anything is deleted by it.
const AttendanceNoticeDays = 30

// AttendanceKept are the years for which evidence of attendance may be kept.
var AttendanceKept = []int{0, 3, 6, 10}

// How long individual answers are kept, in days: by default, where a follow-up at
// two months was announced, and at most.
const (
	RetentionDays         = 30
	FollowUpRetentionDays = 90
	LongestRetentionDays  = 365
)

// UsualRetention is for how many days answers are kept at most without a reason.
func UsualRetention(followUp bool) int {
	if followUp {
		return FollowUpRetentionDays
	}
	return RetentionDays
}

// AnswersKept is for how many days the answers of a new session are kept unless
// it says otherwise. What the settings choose does not shorten a follow-up, which
// needs the answers two months later.
func (s Settings) AnswersKept(followUp bool) int {
	if s.AnswersDays == 0 || followUp {
		return UsualRetention(followUp)
	}
	return s.AnswersDays
}

// ActionNature is the kind of action a certificat de réalisation ticks
// (article L. 6313-1 of the French labour code).
type ActionNature string

// Natures of an action.
const (
	ActionTraining       ActionNature = "training"       // action de formation
	ActionAssessment     ActionNature = "assessment"     // bilan de compétences
	ActionRecognition    ActionNature = "recognition"    // validation des acquis de l'expérience
	ActionApprenticeship ActionNature = "apprenticeship" // action de formation par apprentissage
)

// ActionNatures are all of them, in the order of the law.
var ActionNatures = []ActionNature{ActionTraining, ActionAssessment, ActionRecognition, ActionApprenticeship}

// Nature is the kind of action that certificates of completion tick.
func (s Settings) Nature() ActionNature {
	if s.ActionNature == "" {
		return ActionTraining
	}
	return s.ActionNature
}

// NatureOf is the kind of action that a session's certificates of completion tick.
func (s Settings) NatureOf(row Session) ActionNature {
	if row.ActionNature == "" {
		return s.Nature()
	}
	return row.ActionNature
}

// Signs returns who signs documents for the organisation, and as what: the
// trainer when nobody else was named.
func (s Settings) Signs() (name, title string) {
	if s.Signatory == "" {
		return s.Trainer, s.TrainerTitle
	}
	return s.Signatory, s.SignatoryTitle
}

// SessionRecord is everything kept of a session; live state is rebuilt from it.
type SessionRecord struct {
	Session      Session
	Steps        []StepRun // in agenda order
	Parts        []PartRun // in the order they were entered
	Tables       []Table   // by Position
	Devices      []Device
	Participants []Participant
	Attendance   []Attendance
	Links        map[ParticipantID]AttendanceID // empty once closed
	Signatures   []PresenceSignature            // by attendance, day and half of it
	Answers      []Answer
	Locks        []Lock
	Figures      []FrozenFigures
	Notes        []Note
	Documents    []IssuedDocument
}

// Millis returns t as UTC milliseconds.
func Millis(t time.Time) int64 { return t.UnixMilli() }
