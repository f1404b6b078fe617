package estrade

import (
	"context"
	"time"
)

// Driving ports: implemented by facilitation, called by adapters.

// Sessions is what the trainer's console does with sessions. Errors carry a
// Code: CodeNotFound for an unknown session, CodeConflict for a command given
// on an old revision or not possible now, CodeInvalid for bad input.
type Sessions interface {
	// Workshops lists the agendas that can be run, the default one first.
	Workshops(ctx context.Context) ([]WorkshopView, error)
	// Activities lists the activities an agenda may be composed of.
	Activities(ctx context.Context) ([]ActivityView, error)
	// SaveWorkshop keeps an agenda composed by the trainer and returns it.
	// Sessions already prepared keep theirs.
	SaveWorkshop(ctx context.Context, d WorkshopDraft) (WorkshopView, error)
	// DeleteWorkshop deletes an agenda composed by the trainer.
	DeleteWorkshop(ctx context.Context, id string) error
	// Create prepares a session in state draft and creates its keys.
	Create(ctx context.Context, n NewSession) (SessionID, error)
	// List returns the sessions, newest first.
	List(ctx context.Context, f SessionFilter) ([]SessionSummary, error)
	// View returns the trainer's picture of a session.
	View(ctx context.Context, id SessionID) (ConsoleView, error)
	// Do runs a command and returns the picture after it.
	Do(ctx context.Context, id SessionID, c Command) (ConsoleView, error)
	// Names returns who is behind each pseudonym, while the link exists.
	Names(ctx context.Context, id SessionID) ([]PersonName, error)
	// Attendance returns the attendance with durations computed from the steps as run.
	Attendance(ctx context.Context, id SessionID) ([]AttendanceView, error)
	// ConfirmAttendance records the trainer's confirmation, in state closing; in
	// state closed too, for a session that closed by itself.
	ConfirmAttendance(ctx context.Context, id SessionID, edits []AttendanceEdit) ([]AttendanceView, error)
	// AddPerson puts somebody on the attendance who has no device, by name, and
	// returns it: expected while the session is a draft, there from now on while
	// it is open, there from its beginning once it is over, to be confirmed then.
	// CodeConflict: the name is listed already, or the session is erased.
	AddPerson(ctx context.Context, id SessionID, name string) ([]AttendanceView, error)
	// EraseAnswersOf erases what somebody answered in a session that is closed, at
	// their request, by the pseudonym printed on their document. CodeNotFound:
	// nobody had it; CodeConflict: the session is not closed, or its answers are
	// erased already.
	EraseAnswersOf(ctx context.Context, id SessionID, pseudonym string) error
	// KeepAnswers changes for how many days, 1 to LongestRetentionDays, individual
	// answers are kept after the session was held. CodeInvalid: more than
	// UsualRetention without a reason ("retention-reason"). CodeConflict: longer
	// than people were told ("retention-told"), which goes for every session that
	// was opened; or the answers are erased.
	KeepAnswers(ctx context.Context, id SessionID, days int, reason string) error
	// ChooseNature says what kind of action the session's certificates of
	// completion tick. Those that were issued stay as they are until they are
	// issued anew.
	ChooseNature(ctx context.Context, id SessionID, nature ActionNature) error
	// Expiring tells which sessions the years that settings choose for attendance
	// will delete within AttendanceNoticeDays.
	Expiring(ctx context.Context, settings Settings) (Expiring, error)
	// EraseSession deletes a session that took place, for good: answers, notes,
	// figures, pseudonyms, attendance, signatures, issued files, and the keys that
	// open them in backups. Of the register stay number, code, kind, date and
	// digest of each document. CodeConflict: it is a draft or a rehearsal
	// ("erase-discard"), it is not closed ("erase-running"), or it is erased
	// already ("session-erased").
	EraseSession(ctx context.Context, id SessionID) (DeletionReceipt, error)
	// Receipts lists what was deleted, the last first.
	Receipts(ctx context.Context) ([]DeletionReceipt, error)
	// Signatures returns who signed their presence, half-day by half-day.
	Signatures(ctx context.Context, id SessionID) (PresenceView, error)
	// SignHere records a signature given on the trainer's computer: the
	// trainer's own, or that of somebody without a device. Whoever was expected
	// and signs is there from now on. Errors as those of Answers.Sign.
	SignHere(ctx context.Context, id SessionID, r SignHere) (PresenceView, error)
	// NewReentry makes a new re-entry code for a participant and returns it once.
	NewReentry(ctx context.Context, id SessionID, p ParticipantID) (PersonName, error)
	// Discard deletes a draft or a rehearsal with its keys.
	Discard(ctx context.Context, id SessionID) error
	// Resume makes the sessions that were open live again after a start and returns them.
	Resume(ctx context.Context) ([]SessionSummary, error)
	// RoomAddress tells the sessions where the room is reached, for the views.
	RoomAddress(ctx context.Context, a RoomAddress) error
}

// Answers is what participants' browsers and the stage do. CodeUnauthorised:
// unknown or revoked token, wrong code. CodeConflict: the part is not open (any
// more). CodeInvalid: a value the activity does not know.
type Answers interface {
	// Greet checks a typed code or a QR's secret and returns the join page's content.
	Greet(ctx context.Context, code, secret string, l Language) (Greeting, error)
	Join(ctx context.Context, r JoinRequest) (Joined, error)
	Reenter(ctx context.Context, r ReentryRequest) (Joined, error)
	// Authenticate returns who a participant's token speaks for.
	Authenticate(ctx context.Context, token string) (Caller, error)
	// Snapshot returns the pictures of the room and of the given participants
	// of one session.
	Snapshot(ctx context.Context, id SessionID, people []ParticipantID) (Snapshot, error)
	// Submit records an answer. When it returns nil error, the answer is on disk.
	Submit(ctx context.Context, id SessionID, a AnswerRequest) (Receipt, error)
	Lock(ctx context.Context, id SessionID, l LockRequest) (Receipt, error)
	// TakePen gives the table's pen to p, ReleasePen frees it.
	TakePen(ctx context.Context, id SessionID, p ParticipantID) error
	ReleasePen(ctx context.Context, id SessionID, p ParticipantID) error
	SetLanguage(ctx context.Context, id SessionID, p ParticipantID, l Language) error
	SetTable(ctx context.Context, id SessionID, p ParticipantID, t TableID) error
	// Sign records a participant's signature for a half-day. When it returns nil
	// error, the signature is on disk. While the half-day is running another one
	// replaces it. CodeConflict: the half-day has not begun, is over, documents
	// were issued. CodeInvalid: it is no signature, or too large.
	Sign(ctx context.Context, id SessionID, r SignRequest) (Signed, error)
	// OwnResults returns what p may read of their own results so far.
	OwnResults(ctx context.Context, id SessionID, p ParticipantID) (OwnResults, error)
	// EraseAnswers deletes everything p answered, until the session is closed.
	EraseAnswers(ctx context.Context, id SessionID, p ParticipantID) error
	// Personal returns the document of p about themselves, in their language,
	// until the session is closed. Where a follow-up was announced it carries a
	// return code: the one given when it is p's, else a new one.
	Personal(ctx context.Context, id SessionID, p ParticipantID, code string) (File, error)
	// Reminder returns a calendar file for one of p's plans.
	Reminder(ctx context.Context, id SessionID, p ParticipantID, step string, plan int) (File, error)
	// Return brings to p what they answered in an earlier session. CodeNotFound
	// for a code nobody has.
	Return(ctx context.Context, id SessionID, p ParticipantID, code string) error
	// Presence tells that a browser speaking for these people is here or gone.
	// Counted: as many here as gone.
	Presence(ctx context.Context, id SessionID, people []ParticipantID, here bool)
	// StagePresence tells that a page projecting the stage is here or gone.
	// Counted, as Presence.
	StagePresence(ctx context.Context, id SessionID, here bool)
	// Stage returns the projected picture, for the holder of the stage token.
	Stage(ctx context.Context, token string) (SessionID, StageView, error)
}

// Results issues what remains of a session.
type Results interface {
	// Issue issues the documents of a session that is closing, closed or archived,
	// its attendance confirmed, and writes them where they are archived. Those
	// issued already are written as they are. Its progress is told on the
	// console's channel. CodeConflict: "documents-outdated" when the attendance
	// contradicts some and r does not say what to do, "issuing-stopped".
	Issue(ctx context.Context, id SessionID, r IssueRequest) (Bundle, error)
	// StopIssuing stops an Issue under way: nothing is written.
	StopIssuing(ctx context.Context, id SessionID) error
	// BlankSheet returns an attendance sheet to sign on paper, as a PDF, with the
	// names known so far. It is no issued document.
	BlankSheet(ctx context.Context, id SessionID) (File, error)
	// Handouts returns the sheets on which the session is played with paper and
	// pencils, as a PDF in the language of its documents. It holds no key, and is
	// no issued document. CodeConflict: nothing in the agenda is answered.
	Handouts(ctx context.Context, id SessionID) (File, error)
	// ReceiptFile returns the receipt of a session that was deleted as a signed
	// PDF, as things stand. CodeNotFound: there is none.
	ReceiptFile(ctx context.Context, id SessionID) (File, error)
	// Documents lists what was issued, with what became of it.
	Documents(ctx context.Context, id SessionID) ([]IssuedDocument, error)
	// Revoke revokes a document for a reason and returns all of the session.
	// CodeConflict: it is replaced or revoked already.
	Revoke(ctx context.Context, id SessionID, number, reason string) ([]IssuedDocument, error)
	// Register lists the documents issued in all sessions, the last issued first.
	Register(ctx context.Context, f RegisterFilter) (RegisterPage, error)
	// Registered finds a document by the SHA-256 of its file, hexadecimal, or by
	// its code where sha256 is ""; nil when it is not in the register.
	Registered(ctx context.Context, sha256, code string) (*RegisteredDocument, error)
	// ExportRegister writes the register to dir, "" for the default, as a signed
	// PDF, a CSV and a workbook. CodeUnavailable as for Issue.
	ExportRegister(ctx context.Context, f RegisterFilter, dir string) (RegisterFiles, error)
	// Figures lists the frozen figures of a session, in the order they were shown.
	Figures(ctx context.Context, id SessionID) ([]StepFigures, error)
}

// Remote is the trainer's phone: paired and unpaired on the console, narrow for
// the phone itself.
type Remote interface {
	// Pair makes a new pairing for an open session, in the place of the one
	// there is, and returns what to show once. CodeConflict: the room is not
	// open, or there is a pairing in use and replace is false.
	Pair(ctx context.Context, id SessionID, replace bool) (Pairing, error)
	// Unpair destroys the pairing of a session, if there is one; unused: only
	// one that no phone has taken.
	Unpair(ctx context.Context, id SessionID, unused bool) error
	// Ask answers a phone. Refusals that anybody on the network could have
	// caused are errors: CodeUnauthorised for an unknown pairing or a wrong
	// proof, CodeConflict for a counter or a run that is over, a second phone.
	// All others are sealed in the reply.
	Ask(ctx context.Context, r RemoteRequest) (RemoteReply, error)
}

// Caller is who a participant's token speaks for.
type Caller struct {
	Session     SessionID
	Participant ParticipantID
	Device      DeviceID
}

// RoomAddress is where the room is reached.
type RoomAddress struct {
	Host   string // as shown and typed, "" without a network
	Port   int
	Secure bool // served by HTTPS
}

// Driven ports: implemented by adapters, called by facilitation.

// Store keeps everything. Every write goes through one ordered stream of
// transactions; a call returns when its transaction is on disk.
type Store interface {
	Settings(ctx context.Context) (Settings, error)
	// PlainSettings returns the settings without their images, which may weigh 4 MB:
	// for what is looked at often.
	PlainSettings(ctx context.Context) (Settings, error)
	SaveSettings(ctx context.Context, s Settings) error
	// Wordings returns every version of how a kind of document was worded in a
	// language, the newest first.
	Wordings(ctx context.Context, kind DocumentKind, language Language) ([]WordingVersion, error)
	// SaveWording keeps one more version and returns its number, whatever
	// v.Number is.
	SaveWording(ctx context.Context, kind DocumentKind, language Language, v WordingVersion) (int, error)

	// CreateSession writes a new session, its tables and expected attendance.
	// Its keys must exist (Keys).
	CreateSession(ctx context.Context, s Session, tables []Table, expected []Attendance) error
	Session(ctx context.Context, id SessionID) (Session, error)
	Sessions(ctx context.Context, f SessionFilter) ([]SessionSummary, error)
	// OpenSessions returns the sessions in state open or closing.
	OpenSessions(ctx context.Context) ([]SessionID, error)
	// Load reads everything kept of a session.
	Load(ctx context.Context, id SessionID) (SessionRecord, error)
	// Update runs fn in a transaction ordered against all others and commits it
	// before returning. When fn returns an error nothing of it is kept and
	// Update returns that error. fn may run only once and must not block on
	// anything but the Tx.
	Update(ctx context.Context, id SessionID, fn func(Tx) error) error
	// Unerased returns the sessions that were closed and whose answers were not
	// erased yet, the first closed first.
	Unerased(ctx context.Context) ([]SessionID, error)
	// ClosedBefore returns the sessions, no rehearsals, that were closed before an
	// instant, UTC milliseconds, and are not deleted, the first closed first.
	ClosedBefore(ctx context.Context, at int64) ([]SessionID, error)
	// DropLogs deletes what the logs of closed sessions noted before an instant,
	// UTC milliseconds.
	DropLogs(ctx context.Context, before int64) error
	// Receipts returns what was deleted whole, the last first.
	Receipts(ctx context.Context) ([]DeletionReceipt, error)
	// KeysToDestroy returns the sessions that were deleted and whose keys may
	// still be there.
	KeysToDestroy(ctx context.Context) ([]SessionID, error)
	// KeysDestroyed records that the keys of a deleted session are gone.
	KeysDestroyed(ctx context.Context, id SessionID) error
	// DeleteSession removes every row of a session.
	DeleteSession(ctx context.Context, id SessionID) error
	// Workshops returns the agendas the trainer composed, by id.
	Workshops(ctx context.Context) ([]Workshop, error)
	SaveWorkshop(ctx context.Context, w Workshop) error
	// DeleteWorkshop deletes an agenda; CodeNotFound when there is none.
	DeleteWorkshop(ctx context.Context, id string) error
	// DocumentFile returns the bytes kept of an issued document. CodeNotFound:
	// none are kept, or their key was destroyed.
	DocumentFile(ctx context.Context, id SessionID, number string) ([]byte, error)
	// Register returns issued documents that are not of rehearsals, the last
	// issued first. Names and reasons are "" once their key is destroyed.
	Register(ctx context.Context, q RegisterQuery) (RegisterPage, error)
	// ReturnCodes returns the codes with a handle, of every session.
	ReturnCodes(ctx context.Context, handle string) ([]ReturnCode, error)
	Close() error
}

// RegisterQuery narrows the register, as it is read. The zero query asks for all.
type RegisterQuery struct {
	SHA256 string // of a file, hexadecimal; "": any
	Code   string // of a document; "": any
	From   int64  // issued, UTC milliseconds, included
	To     int64  // excluded, 0: open
	// Words are those that the text of a line holds, each of them, somewhere; Text
	// makes it of number, code, name, title and client. It is always the same.
	Words []string
	Text  func(RegisteredDocument) string
	// Keep chooses lines by number, instant and zone, all it gets; nil: all.
	Keep   func(RegisteredDocument) bool
	Limit  int // 0: all
	Offset int
}

// Tx reads and writes one session inside a transaction. Save methods insert or
// replace the whole row.
type Tx interface {
	// Committed has f called once the transaction is on disk, before Update
	// returns, and in the order of the transactions; not at all when nothing of it
	// is kept. All writing waits for f, which must not call the Store.
	Committed(f func())
	// Shared tells whether others wrote before in the same transaction: Committed
	// has not told it yet.
	Shared() bool
	Session() (Session, error)
	SaveSession(s Session) error
	SaveStep(s StepRun) error
	// DeleteStep removes a step as run, if there is one.
	DeleteStep(step string) error
	// Part returns a part as run; CodeNotFound when it was never entered.
	Part(step, part string) (PartRun, error)
	SavePart(p PartRun) error
	// DeletePart removes a part as run, if there is one.
	DeletePart(step, part string) error
	SaveTable(t Table) error
	DeleteTable(id TableID) error
	SaveDevice(d Device) error
	SaveParticipant(p Participant) error
	// Seat saves at which tables people sit who were saved before, and nothing
	// else of them: a room that is spread over tables is many.
	Seat(people []Participant) error
	SaveAttendance(a Attendance) error
	Link(p ParticipantID, a AttendanceID) error
	// SaveSignature keeps a signature; one per attendance and half-day.
	SaveSignature(s PresenceSignature) error
	// DestroyLinks deletes every link row name ↔ pseudonym.
	DestroyLinks() error
	// Answer returns the answer at a key, ok false when there is none.
	Answer(k AnswerKey) (a Answer, ok bool, err error)
	// Answers returns all answers of a step.
	Answers(step string) ([]Answer, error)
	// AnswersIn returns the answers of one part of a step.
	AnswersIn(step, part string) ([]Answer, error)
	// AnswersOf returns what one subject answered in a step.
	AnswersOf(step string, of Subject) ([]Answer, error)
	SaveAnswer(a Answer) error
	// DeleteAnswers removes the answers, locks and return codes of a participant.
	DeleteAnswers(p ParticipantID) error
	Locks(step string) ([]Lock, error)
	// Locked reports whether a lock is there.
	Locked(l Lock) (bool, error)
	SaveLocks(list []Lock) error
	// DeleteLock removes a lock, if there is one.
	DeleteLock(l Lock) error
	// EraseAnswers removes what the key of the answers sealed: answers, locks,
	// notes, pseudonyms, and the return codes that lead to them.
	EraseAnswers() error
	// EraseSession removes everything of the session but its row and, in the
	// register, number, code, kind, date and digest of what was issued. Its keys
	// are then to be destroyed (KeysToDestroy).
	EraseSession() (ErasedRows, error)
	// DeleteAnswer removes the answer at a key, if there is one.
	DeleteAnswer(k AnswerKey) error
	SaveReturnCode(c ReturnCode) error
	SaveFigures(f FrozenFigures) error
	SaveNote(n Note) error
	DeleteNote(id string) error
	AppendLog(e LogEntry) error
	Log() ([]LogEntry, error)
	// IssueDocument inserts or replaces a line of the register, but for Size and
	// SHA256, which KeepDocument writes.
	IssueDocument(d IssuedDocument) error
	// Issued counts the documents of the session.
	Issued() (int, error)
	// KeepDocument keeps the bytes of an issued document, once; CodeConflict:
	// other bytes are kept already.
	KeepDocument(number string, data []byte) error
	// NextNumber returns the next value of a named counter, from 1.
	NextNumber(counter string) (int, error)
}

// KeyName names a key: what of a session it seals.
type KeyName struct {
	Session SessionID
	Use     KeyUse
}

// KeyUse separates what has different retention.
type KeyUse string

// Answers, notes and pseudonyms go with one key; attendance, names on documents
// and the group's frozen figures with another, kept longer.
const (
	KeyAnswers    KeyUse = "answers"
	KeyAttendance KeyUse = "attendance"
)

// Keys keeps 32-byte keys outside the database and its backups.
type Keys interface {
	// Create makes a key; it is an error if it exists.
	Create(n KeyName) error
	// Key returns a key; CodeNotFound when it was destroyed.
	Key(n KeyName) ([]byte, error)
	Destroy(n KeyName) error
	// Where tells how keys are kept: "keyring" or "file".
	Where() string
}

// Publisher sends messages to connected pages. It never blocks on a slow page.
type Publisher interface {
	// Publish sends m on a channel (RoomChannel, PersonChannel…).
	Publish(channel string, m Message)
	// Disconnect ends the connections that speak for p: the token was revoked.
	Disconnect(p ParticipantID)
}

// RoomChannel carries what every participant of a session sees.
func RoomChannel(id SessionID) string { return "room:" + string(id) }

// PersonChannel carries what one participant sees of themselves.
func PersonChannel(p ParticipantID) string { return "person:" + string(p) }

// TeamChannel carries what a table answers together.
func TeamChannel(t TableID) string { return "team:" + string(t) }

// StageChannel carries the projected picture and its progress.
func StageChannel(id SessionID) string { return "stage:" + string(id) }

// ConsoleChannel carries the trainer's picture and its progress.
func ConsoleChannel(id SessionID) string { return "console:" + string(id) }

// Clock tells the time; tests inject their own.
type Clock interface {
	Now() time.Time
}

// Archive writes issued documents where HR keeps them.
type Archive interface {
	// Write writes the documents of a session under a folder of their own, each
	// under a temporary name and renamed, with a signed list of them, an index
	// and a ZIP of all; it overwrites nothing that differs. CodeUnavailable: the
	// disk is full, or the folder is lost. On an error, and when ctx ends, nothing
	// of this call remains.
	Write(ctx context.Context, o ArchiveOrder) (ArchivePlace, error)
	// Register writes a register to dir, "" for the default: the PDF that is
	// given, a CSV and a workbook of the same lines. It returns where.
	Register(ctx context.Context, dir string, d RegisterData, pdf []byte) (folder string, names []string, err error)
	// FileName is the portable, sortable base name of a document; person is ""
	// for a document about the whole session.
	FileName(date, client, workshop, person, kind, number string) string
}

// ArchiveOrder is what is to be archived of a session.
type ArchiveOrder struct {
	Dir          string // "": the default
	Head         SessionHead
	Organisation string
	Seal         Seal          // signs the list
	Files        []ArchiveFile // for the organisation
	Trainer      []ArchiveFile // the trainer's own, to another folder
	Encryption   *Encryption   // a copy of the ZIP to send; nil: none
	Written      func(done, of int)
}

// ArchivePlace is where an archive was written.
type ArchivePlace struct {
	Folder    string
	Zip       string
	Encrypted string // "" when nothing was
	Trainer   string // folder, "" without any
}

// Seal signs what is issued, with keys made at the first need or the
// organisation's own. The same input gives the same bytes. Implementations are
// safe for concurrent use. Its errors are CodeUnavailable when the keys cannot
// be reached or were lost.
type Seal interface {
	SealChecks
	// SignPDF returns a finished PDF followed by an incremental update that
	// holds a PAdES signature (ETSI.CAdES.detached) over all of it. CodeInvalid:
	// it is no PDF, or has a form already.
	SignPDF(pdf []byte) ([]byte, error)
	// Statement returns the compact signed text of a document's QR code, UTF-8.
	Statement(s Statement) (string, error)
	// Sign returns the Ed25519 signature (64 bytes) of data, for manifests.
	// CodeInvalid: data begins like one of the seal's own texts.
	Sign(data []byte) ([]byte, error)
	// Identity tells which keys sign, and makes them when there are none.
	Identity() (SealIdentity, error)
	// KeyFile returns what a stranger needs to check what is signed: the public
	// key and the certificates, in one small file that is signed itself.
	KeyFile() (File, error)
}

// SealChecks tells what signatures say, with public keys alone.
// Implementations are safe for concurrent use.
type SealChecks interface {
	// CheckPDF tells what the signature of a PDF says of it; CodeInvalid for
	// bytes that are no PDF.
	CheckPDF(pdf []byte) (PDFCheck, error)
	// CheckStatement reads the text of a QR code; CodeInvalid when it is none.
	CheckStatement(text string) (StatementCheck, error)
	// CheckSignature reports whether signature is that of data under an
	// organisation's public key (Ed25519, 32 bytes).
	CheckSignature(publicKey, data, signature []byte) bool
	// Issuer returns the name under which this computer knows a public key,
	// its own or one it was told to trust; ok is false for any other.
	Issuer(publicKey []byte) (name string, ok bool)
}

// ArchiveFile is one document to write.
type ArchiveFile struct {
	Name     string // base name, portable
	Data     []byte
	Document IssuedDocument
}
