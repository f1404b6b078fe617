// Package console serves the trainer's console: one service, reached through
// the window's bridge and through HTTP on loopback alike.
package console

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"

	estrade "estrade/app"
)

// Store is what the console reads and writes by itself; estrade.Store has it.
type Store interface {
	Settings(ctx context.Context) (estrade.Settings, error)
	PlainSettings(ctx context.Context) (estrade.Settings, error)
	SaveSettings(ctx context.Context, s estrade.Settings) error
	Session(ctx context.Context, id estrade.SessionID) (estrade.Session, error)
	Wordings(ctx context.Context, kind estrade.DocumentKind, l estrade.Language) ([]estrade.WordingVersion, error)
	SaveWording(ctx context.Context, kind estrade.DocumentKind, l estrade.Language, v estrade.WordingVersion) (int, error)
}

// Room is the room's server as the trainer rules it.
type Room interface {
	Status() estrade.RoomStatus
	// Open serves the room on host, "" for the best address found, and moves it
	// there when it is served elsewhere. CodeInvalid: host is no address of
	// this computer.
	Open(ctx context.Context, host string) (estrade.RoomStatus, error)
	Addresses() ([]estrade.Address, error)
	// SetCertificate keeps a certificate and its key, each PEM or the path of a
	// file, and serves the room by HTTPS. CodeInvalid: they are of no use.
	SetCertificate(ctx context.Context, certificate, key string) (estrade.RoomStatus, error)
	// RemoveCertificate serves the room by plain HTTP.
	RemoveCertificate(ctx context.Context) (estrade.RoomStatus, error)
}

// StageWindow is the stage in a window of the program.
type StageWindow interface {
	// Show opens the window on a stage's address, or brings it forward.
	Show(ctx context.Context, url string) error
	Close(ctx context.Context) error
	// Open reports whether this run of the program has the window open.
	Open() bool
}

// Rehearsals plays participants in a session that is open.
type Rehearsals interface {
	// Start lets n simulated participants join and answer with a temper.
	// CodeInvalid: a temper it does not know.
	Start(ctx context.Context, id estrade.SessionID, n int, temper string) error
	// Resume brings back those whom nobody plays and returns how many.
	Resume(ctx context.Context, id estrade.SessionID) (int, error)
	// Dismiss sends up to n away for good and returns how many left.
	Dismiss(ctx context.Context, id estrade.SessionID, n int) (int, error)
	Stop(id estrade.SessionID) error
	// Pace sets how fast they live: 1 as people do, 0 not at all.
	Pace(id estrade.SessionID, pace int)
	// Hurry has them answer the part that is open at once.
	Hurry(id estrade.SessionID)
	// Cast lists those who are played now.
	Cast(id estrade.SessionID) []estrade.CastMember
	// Page returns what the page of one of them is opened with, the part of its
	// address after #. CodeNotFound: nobody plays them.
	Page(ctx context.Context, id estrade.SessionID, p estrade.ParticipantID) (string, error)
	// Hold stops one of them, because the trainer plays in their place, or lets
	// them go on. CodeNotFound: nobody plays them.
	Hold(id estrade.SessionID, p estrade.ParticipantID, held bool) error
}

// Rescue is what can be done about a damaged database.
type Rescue interface {
	State(ctx context.Context) estrade.Rescue
	// Restore starts from a backup, "" for an empty database. CodeNotFound: there
	// is no such backup. CodeUnavailable: it cannot be used either.
	Restore(ctx context.Context, backup string) (estrade.Restored, error)
	// Continue starts from what can be read.
	Continue(ctx context.Context) (estrade.Restored, error)
	// Retry starts as if nothing had happened: somebody may have put files back.
	Retry(ctx context.Context) error
}

// Options configures a Service. Sessions, Results, Remote, Store and Room are required;
// what is nil of the rest is answered with CodeUnavailable.
type Options struct {
	Sessions   estrade.Sessions
	Results    estrade.Results
	Remote     estrade.Remote
	Store      Store
	Room       Room
	Stage      StageWindow
	Rehearsals Rehearsals
	Seal       Seal
	// Rescue stands for Sessions, Results, Store and Room while the database is damaged.
	Rescue Rescue
	// Backups tells how the backups are doing; nil: there are none.
	Backups func() estrade.BackupStatus

	// RehearsalDir is where the documents of rehearsals are written, each in a
	// folder of its own that goes with it; "": where all documents are.
	RehearsalDir string

	Space   func() (int64, error)   // free bytes on the data folder's disk; nil: unknown
	Battery func() *estrade.Battery // nil, or returns nil: unknown

	OpenFolder func(path string) error                   // shows a folder in the system's file manager
	PickFolder func(ctx context.Context) (string, error) // "" when the trainer gives up
	CheckLogo  func(image []byte) error
	Weigh      func(estrade.Images) (int, error) // about how many bytes a certificate takes with them; nil: unknown
	Printer    Printer                           // nil: documents can neither be worded nor shown
	Now        func() time.Time                  // nil: time.Now

	Version      string
	DataDir      string
	DocumentsDir string        // where documents go while the settings name no folder
	Keys         func() string // how keys are kept now: "keyring" or "file"; nil: not told

	Guard  func()       // called at the entry of every call; nil: nothing
	Logger *slog.Logger // nil: slog.Default
}

// maxRehearsal is how many participants may be simulated.
const maxRehearsal = 200

// Service is everything the console may call: Dispatch reaches every other
// exported method under its name with a small first letter. They take a context
// and JSON arguments and return a result and an estrade.Error.
type Service struct {
	o       Options
	log     *slog.Logger
	guard   func()
	methods map[string]method
	live    func() (estrade.Connection, bool) // set by NewServer
	instead atomic.Pointer[Service]
}

// Nothing is the result of a method that only succeeds or fails.
type Nothing struct{}

// New returns the console's service.
func New(o Options) *Service {
	s := &Service{o: o, log: o.Logger, guard: o.Guard}
	if s.log == nil {
		s.log = slog.Default()
	}
	if s.guard == nil {
		s.guard = func() {}
	}
	s.methods = methodsOf(s)
	return s
}

// LetAnswer lets another service answer all calls from now on: the program
// goes from its database to a damaged one's rescue, or back, and its pages stay
// where they are.
func (s *Service) LetAnswer(other *Service) {
	other.live = s.live
	s.instead.Store(other)
}

// Home returns what the console shows first.
func (s *Service) Home(ctx context.Context) (estrade.Home, error) {
	if s.o.Rescue != nil {
		r := s.o.Rescue.State(ctx)
		return estrade.Home{
			Rescue: &r, Version: s.o.Version, DataDir: s.o.DataDir, Keys: s.keys(), Backups: s.backups(),
			StageWindow: s.o.Stage != nil, Folders: s.o.OpenFolder != nil && s.o.PickFolder != nil,
		}, nil
	}
	h := estrade.Home{
		Backups:     s.backups(),
		Room:        s.o.Room.Status(),
		Version:     s.o.Version,
		DataDir:     s.o.DataDir,
		Keys:        s.keys(),
		StageWindow: s.o.Stage != nil,
		Folders:     s.o.OpenFolder != nil && s.o.PickFolder != nil,
	}
	var err error
	if h.Settings, err = s.o.Store.PlainSettings(ctx); err != nil {
		return estrade.Home{}, err
	}
	if h.Sessions, err = s.o.Sessions.List(ctx, estrade.SessionFilter{}); err != nil {
		return estrade.Home{}, err
	}
	if h.Running, err = s.o.Sessions.List(ctx, estrade.SessionFilter{Running: true}); err != nil {
		return estrade.Home{}, err
	}
	if h.Expiring, err = s.o.Sessions.Expiring(ctx, h.Settings); err != nil {
		return estrade.Home{}, err
	}
	return h, nil
}

func (s *Service) keys() string {
	if s.o.Keys == nil {
		return ""
	}
	return s.o.Keys()
}

func (s *Service) backups() estrade.BackupStatus {
	if s.o.Backups == nil {
		return estrade.BackupStatus{}
	}
	return s.o.Backups()
}

// Restore starts the program from a backup, "" for an empty database, in the
// place of a damaged one, which is kept.
func (s *Service) Restore(ctx context.Context, backup string) (estrade.Restored, error) {
	if s.o.Rescue == nil {
		return estrade.Restored{}, errNoRescue
	}
	// It goes on when the page that asked for it is closed.
	return s.o.Rescue.Restore(context.WithoutCancel(ctx), backup)
}

// ContinueDamaged starts the program from what can be read of its database.
func (s *Service) ContinueDamaged(ctx context.Context) (estrade.Restored, error) {
	if s.o.Rescue == nil {
		return estrade.Restored{}, errNoRescue
	}
	return s.o.Rescue.Continue(context.WithoutCancel(ctx))
}

// RetryStart starts the program on its database once more.
func (s *Service) RetryStart(ctx context.Context) (Nothing, error) {
	if s.o.Rescue == nil {
		return Nothing{}, errNoRescue
	}
	return Nothing{}, s.o.Rescue.Retry(context.WithoutCancel(ctx))
}

// rescueMethods are what may be called while the database is damaged.
var rescueMethods = map[string]bool{
	"home": true, "restore": true, "continueDamaged": true, "retryStart": true, "openFolder": true, "connection": true,
}

var (
	errNoRescue = estrade.NewError(estrade.CodeConflict, "no-rescue",
		"The database is not damaged (any more).", "Reload the page.")
	errInRescue = estrade.NewError(estrade.CodeUnavailable, "in-rescue",
		"The database is damaged: Estrade changes nothing in it.", "Look at the console's first page.")
)

// Workshops lists the agendas that can be run.
func (s *Service) Workshops(ctx context.Context) ([]estrade.WorkshopView, error) {
	return s.o.Sessions.Workshops(ctx)
}

// Activities lists the activities an agenda may be composed of.
func (s *Service) Activities(ctx context.Context) ([]estrade.ActivityView, error) {
	return s.o.Sessions.Activities(ctx)
}

// SaveWorkshop keeps an agenda composed by the trainer.
func (s *Service) SaveWorkshop(ctx context.Context, d estrade.WorkshopDraft) (estrade.WorkshopView, error) {
	return s.o.Sessions.SaveWorkshop(ctx, d)
}

// DeleteWorkshop deletes an agenda composed by the trainer.
func (s *Service) DeleteWorkshop(ctx context.Context, id string) (Nothing, error) {
	return Nothing{}, s.o.Sessions.DeleteWorkshop(ctx, id)
}

// CreateSession prepares a session. Only a rehearsal takes its seed from the
// page: with the seed of a session, a card's id would tell its author.
func (s *Service) CreateSession(ctx context.Context, n estrade.NewSession) (estrade.SessionID, error) {
	if !n.Rehearsal {
		n.Seed = 0
	}
	return s.o.Sessions.Create(ctx, n)
}

// Sessions lists sessions, newest first.
func (s *Service) Sessions(ctx context.Context, f estrade.SessionFilter) ([]estrade.SessionSummary, error) {
	return s.o.Sessions.List(ctx, f)
}

// Session returns the trainer's picture of a session.
func (s *Service) Session(ctx context.Context, id estrade.SessionID) (estrade.ConsoleView, error) {
	return s.o.Sessions.View(ctx, id)
}

// Do runs a command and returns the picture after it. Opening a session's room
// also serves the room when it is not served yet.
func (s *Service) Do(ctx context.Context, id estrade.SessionID, c estrade.Command) (estrade.ConsoleView, error) {
	if c.Name == estrade.CommandOpenRoom {
		if err := s.serveRoom(ctx); err != nil {
			return estrade.ConsoleView{}, err
		}
	}
	view, err := s.o.Sessions.Do(ctx, id, c)
	if err != nil || s.o.Rehearsals == nil {
		return view, err
	}
	switch c.Name {
	case estrade.CommandPace:
		s.o.Rehearsals.Pace(id, c.Number)
	case estrade.CommandHurry:
		s.o.Rehearsals.Hurry(id)
	}
	return view, nil
}

func (s *Service) serveRoom(ctx context.Context) error {
	if s.o.Room.Status().Open {
		return nil
	}
	settings, err := s.o.Store.Settings(ctx)
	if err != nil {
		return err
	}
	_, err = s.o.Room.Open(ctx, settings.RoomHost)
	return err
}

// PairRemote makes a code for the trainer's phone, to be shown once. The phone
// paired before is out; while it is in use only with replace.
func (s *Service) PairRemote(ctx context.Context, id estrade.SessionID, replace bool) (estrade.Pairing, error) {
	return s.o.Remote.Pair(ctx, id, replace)
}

// UnpairRemote puts the trainer's phone out, or takes back a code; unused: only
// a code that no phone has taken.
func (s *Service) UnpairRemote(ctx context.Context, id estrade.SessionID, unused bool) (Nothing, error) {
	return Nothing{}, s.o.Remote.Unpair(ctx, id, unused)
}

// Names returns who is behind each pseudonym.
func (s *Service) Names(ctx context.Context, id estrade.SessionID) ([]estrade.PersonName, error) {
	return s.o.Sessions.Names(ctx, id)
}

// NewReentry makes a new re-entry code for a participant.
func (s *Service) NewReentry(ctx context.Context, id estrade.SessionID, p estrade.ParticipantID) (estrade.PersonName, error) {
	return s.o.Sessions.NewReentry(ctx, id, p)
}

// Signatures returns who signed their presence, half-day by half-day.
func (s *Service) Signatures(ctx context.Context, id estrade.SessionID) (estrade.PresenceView, error) {
	return s.o.Sessions.Signatures(ctx, id)
}

// SignHere records a signature given on this computer.
func (s *Service) SignHere(ctx context.Context, id estrade.SessionID, r estrade.SignHere) (estrade.PresenceView, error) {
	return s.o.Sessions.SignHere(ctx, id, r)
}

// BlankSheet returns an attendance sheet to sign on paper.
func (s *Service) BlankSheet(ctx context.Context, id estrade.SessionID) (estrade.File, error) {
	return s.o.Results.BlankSheet(ctx, id)
}

// SaveBlankSheet writes an attendance sheet to sign on paper into a folder and
// returns its path. A sheet of that name that is there stays, somebody may have
// signed a scan of it; the new one is then named " (2)".
func (s *Service) SaveBlankSheet(ctx context.Context, id estrade.SessionID, dir string) (string, error) {
	return saveBeside(dir, func() (estrade.File, error) { return s.o.Results.BlankSheet(ctx, id) }, errSheetUnwritten)
}

func errSheetUnwritten(path string) *estrade.Error {
	return estrade.NewError(estrade.CodeUnavailable, "sheet-unwritten", "The sheet could not be written.",
		"Choose another folder, or free some space.", "path", path)
}

// Handouts returns the sheets on which a session is played with paper and pencils.
func (s *Service) Handouts(ctx context.Context, id estrade.SessionID) (estrade.File, error) {
	return s.o.Results.Handouts(ctx, id)
}

// SaveHandouts writes these sheets into a folder and returns their path. A file
// of that name that is there stays, unless it is the same.
func (s *Service) SaveHandouts(ctx context.Context, id estrade.SessionID, dir string) (string, error) {
	return saveBeside(dir, func() (estrade.File, error) { return s.o.Results.Handouts(ctx, id) }, errSheetUnwritten)
}

// Attendance returns the attendance to confirm.
func (s *Service) Attendance(ctx context.Context, id estrade.SessionID) ([]estrade.AttendanceView, error) {
	return s.o.Sessions.Attendance(ctx, id)
}

// AddPerson puts somebody without a device on the attendance, by name.
func (s *Service) AddPerson(ctx context.Context, id estrade.SessionID, name string) ([]estrade.AttendanceView, error) {
	return s.o.Sessions.AddPerson(ctx, id, name)
}

// EraseAnswersOf erases what somebody answered in a closed session, at their request.
func (s *Service) EraseAnswersOf(ctx context.Context, id estrade.SessionID, pseudonym string) (Nothing, error) {
	return Nothing{}, s.o.Sessions.EraseAnswersOf(ctx, id, pseudonym)
}

// KeepAnswers changes for how many days the answers of a session are kept.
func (s *Service) KeepAnswers(ctx context.Context, id estrade.SessionID, days int, reason string) (Nothing, error) {
	return Nothing{}, s.o.Sessions.KeepAnswers(ctx, id, days, reason)
}

// ChooseNature says what kind of action the certificates of completion of a session tick.
func (s *Service) ChooseNature(ctx context.Context, id estrade.SessionID, nature estrade.ActionNature) (Nothing, error) {
	return Nothing{}, s.o.Sessions.ChooseNature(ctx, id, nature)
}

// EraseSession deletes a session that took place, for good, and returns its receipt.
func (s *Service) EraseSession(ctx context.Context, id estrade.SessionID) (estrade.DeletionReceipt, error) {
	return s.o.Sessions.EraseSession(ctx, id)
}

// Receipts lists what was deleted, the last first.
func (s *Service) Receipts(ctx context.Context) ([]estrade.DeletionReceipt, error) {
	return s.o.Sessions.Receipts(ctx)
}

// ReceiptFile returns the receipt of a deleted session, as a signed PDF.
func (s *Service) ReceiptFile(ctx context.Context, id estrade.SessionID) (estrade.File, error) {
	return s.o.Results.ReceiptFile(ctx, id)
}

// SaveReceipt writes the receipt of a deleted session into a folder and returns
// its path. One that is there stays.
func (s *Service) SaveReceipt(ctx context.Context, id estrade.SessionID, dir string) (string, error) {
	return saveBeside(dir, func() (estrade.File, error) { return s.o.Results.ReceiptFile(ctx, id) }, func(path string) *estrade.Error {
		return estrade.NewError(estrade.CodeUnavailable, "receipt-unwritten", "The receipt could not be written.",
			"Choose another folder, or free some space.", "path", path)
	})
}

// ConfirmAttendance records the trainer's confirmation.
func (s *Service) ConfirmAttendance(ctx context.Context, id estrade.SessionID, edits []estrade.AttendanceEdit) ([]estrade.AttendanceView, error) {
	return s.o.Sessions.ConfirmAttendance(ctx, id, edits)
}

// Issue issues the documents of a session and archives them in the folder asked
// for, else that of the settings. Those of a rehearsal go to a folder of their
// own, whatever is asked: never among those that count.
func (s *Service) Issue(ctx context.Context, id estrade.SessionID, r estrade.IssueRequest) (estrade.Bundle, error) {
	session, err := s.o.Store.Session(ctx, id)
	if err != nil {
		return estrade.Bundle{}, err
	}
	if folder := s.rehearsalFolder(session); folder != "" {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return estrade.Bundle{}, fmt.Errorf("make the folder of a rehearsal: %w", err)
		}
		r.Dir = folder
	}
	// It goes on when the page that asked for it is closed; StopIssuing ends it.
	return s.o.Results.Issue(context.WithoutCancel(ctx), id, r)
}

// StopIssuing stops the issuing of a session's documents.
func (s *Service) StopIssuing(ctx context.Context, id estrade.SessionID) (Nothing, error) {
	return Nothing{}, s.o.Results.StopIssuing(ctx, id)
}

// Documents lists what was issued.
func (s *Service) Documents(ctx context.Context, id estrade.SessionID) ([]estrade.IssuedDocument, error) {
	return s.o.Results.Documents(ctx, id)
}

// Revoke revokes a document for a reason and returns all of the session.
func (s *Service) Revoke(ctx context.Context, id estrade.SessionID, number, reason string) ([]estrade.IssuedDocument, error) {
	return s.o.Results.Revoke(ctx, id, number, reason)
}

// Register lists the documents issued in all sessions, the last issued first.
func (s *Service) Register(ctx context.Context, f estrade.RegisterFilter) (estrade.RegisterPage, error) {
	return s.o.Results.Register(ctx, f)
}

// ExportRegister writes the register to dir, "" for the folder of the settings.
func (s *Service) ExportRegister(ctx context.Context, f estrade.RegisterFilter, dir string) (estrade.RegisterFiles, error) {
	return s.o.Results.ExportRegister(ctx, f, dir)
}

// Figures lists the frozen figures of a session.
func (s *Service) Figures(ctx context.Context, id estrade.SessionID) ([]estrade.StepFigures, error) {
	return s.o.Results.Figures(ctx, id)
}

// rehearsalFolder is where the documents of a rehearsal are, "" for every other
// session.
func (s *Service) rehearsalFolder(session estrade.Session) string {
	if !session.Rehearsal || s.o.RehearsalDir == "" {
		return ""
	}
	return filepath.Join(s.o.RehearsalDir, string(session.ID))
}

// Discard deletes a draft or a rehearsal: who plays in it goes, then its rows and
// keys, then its documents.
func (s *Service) Discard(ctx context.Context, id estrade.SessionID) (Nothing, error) {
	session, err := s.o.Store.Session(ctx, id)
	if err != nil {
		return Nothing{}, err
	}
	if session.Rehearsal && s.o.Rehearsals != nil {
		if err := s.o.Rehearsals.Stop(id); err != nil {
			return Nothing{}, err
		}
	}
	if err := s.o.Sessions.Discard(ctx, id); err != nil {
		return Nothing{}, err
	}
	if folder := s.rehearsalFolder(session); folder != "" {
		if err := os.RemoveAll(folder); err != nil {
			return Nothing{}, fmt.Errorf("delete the documents of a rehearsal: %w", err)
		}
	}
	return Nothing{}, nil
}

// OpenFolder shows a folder in the system's file manager.
func (s *Service) OpenFolder(_ context.Context, path string) (Nothing, error) {
	if s.o.OpenFolder == nil {
		return Nothing{}, errNotHere
	}
	// Only folders: the system would start a program given instead.
	if info, err := os.Stat(path); !filepath.IsAbs(path) || err != nil || !info.IsDir() {
		return Nothing{}, errNoFolder(path)
	}
	return Nothing{}, s.o.OpenFolder(path)
}

// PickFolder lets the trainer choose a folder, "" when they give up.
func (s *Service) PickFolder(ctx context.Context) (string, error) {
	if s.o.PickFolder == nil {
		return "", errNotHere
	}
	return s.o.PickFolder(ctx)
}

// Room tells whether and where the room is served.
func (s *Service) Room(context.Context) (estrade.RoomStatus, error) {
	return s.o.Room.Status(), nil
}

// enoughSpace is the free space a day is begun with in peace, in bytes.
const enoughSpace = 1 << 30

// Readiness looks at what a session needs of this computer, and at what its
// documents need of the settings.
func (s *Service) Readiness(ctx context.Context) (estrade.Readiness, error) {
	settings, err := s.o.Store.Settings(ctx)
	if err != nil {
		return estrade.Readiness{}, err
	}
	r := estrade.Readiness{Room: s.o.Room.Status(), FreeBytes: -1, Missing: []string{}}
	r.StageOpen = s.o.Stage != nil && s.o.Stage.Open()
	if s.o.Space != nil {
		if free, err := s.o.Space(); err == nil {
			r.FreeBytes, r.Enough = free, free >= enoughSpace
		}
	}
	if s.o.Battery != nil {
		r.Battery = s.o.Battery()
	}
	for _, field := range []struct {
		name  string
		empty bool
	}{
		{"organisation", settings.Organisation == ""}, {"address", len(settings.Address) == 0},
		{"siret", settings.SIRET == ""}, {"activityDeclaration", settings.ActivityDeclaration == ""},
		{"trainer", settings.Trainer == ""}, {"privacyContact", settings.PrivacyContact == ""},
	} {
		if field.empty {
			r.Missing = append(r.Missing, field.name)
		}
	}
	return r, nil
}

// Addresses lists the addresses the room can be served on, the best first.
func (s *Service) Addresses(context.Context) ([]estrade.Address, error) {
	return s.o.Room.Addresses()
}

// ChooseAddress serves the room on an address, "" for the best found, and
// remembers the choice.
func (s *Service) ChooseAddress(ctx context.Context, host string) (estrade.RoomStatus, error) {
	settings, err := s.o.Store.Settings(ctx)
	if err != nil {
		return estrade.RoomStatus{}, err
	}
	status, err := s.o.Room.Open(ctx, host)
	if err != nil {
		return estrade.RoomStatus{}, err
	}
	settings.RoomHost = host
	return status, s.o.Store.SaveSettings(ctx, settings)
}

// StageURL returns the address of a session's stage page on this computer.
func (s *Service) StageURL(ctx context.Context, id estrade.SessionID) (string, error) {
	session, err := s.o.Store.Session(ctx, id)
	if err != nil {
		return "", err
	}
	if err := s.serveRoom(ctx); err != nil {
		return "", err
	}
	// The token is a fragment, which no server or log gets to see.
	return "http://127.0.0.1:" + strconv.Itoa(s.o.Room.Status().Port) + "/stage#" + session.StageToken, nil
}

// ShowStage opens the stage of a session in its window, or brings it forward.
func (s *Service) ShowStage(ctx context.Context, id estrade.SessionID) (Nothing, error) {
	if s.o.Stage == nil {
		return Nothing{}, errNotHere
	}
	url, err := s.StageURL(ctx, id)
	if err != nil {
		return Nothing{}, err
	}
	return Nothing{}, s.o.Stage.Show(ctx, url)
}

// CloseStage closes the stage's window.
func (s *Service) CloseStage(ctx context.Context) (Nothing, error) {
	if s.o.Stage == nil {
		return Nothing{}, errNotHere
	}
	return Nothing{}, s.o.Stage.Close(ctx)
}

// Rehearse prepares a rehearsal, opens its room and lets people simulated
// participants, 1 to 200, join it. When a step fails nothing is left of it.
func (s *Service) Rehearse(ctx context.Context, n estrade.NewSession, people int, temper string) (estrade.SessionID, error) {
	if s.o.Rehearsals == nil {
		return "", errNotHere
	}
	if people < 1 || people > maxRehearsal {
		return "", errRehearsalSize()
	}
	n.Rehearsal = true
	id, err := s.o.Sessions.Create(ctx, n)
	if err != nil {
		return "", err
	}
	if err := s.beginRehearsal(ctx, id, people, temper); err != nil {
		if discardErr := s.o.Sessions.Discard(context.WithoutCancel(ctx), id); discardErr != nil {
			s.log.Error("rehearsal that did not begin is left", "error", discardErr)
		}
		return "", err
	}
	return id, nil
}

func (s *Service) beginRehearsal(ctx context.Context, id estrade.SessionID, people int, temper string) error {
	view, err := s.o.Sessions.View(ctx, id)
	if err != nil {
		return err
	}
	if _, err := s.Do(ctx, id, estrade.Command{Name: estrade.CommandOpenRoom, Revision: view.Revision}); err != nil {
		return err
	}
	// The participants stay when the call has ended.
	return s.o.Rehearsals.Start(context.WithoutCancel(ctx), id, people, temper)
}

// StopRehearsal sends the simulated participants of a session away.
func (s *Service) StopRehearsal(_ context.Context, id estrade.SessionID) (Nothing, error) {
	if s.o.Rehearsals == nil {
		return Nothing{}, errNotHere
	}
	return Nothing{}, s.o.Rehearsals.Stop(id)
}

// AddSimulated lets n more simulated participants join a rehearsal.
func (s *Service) AddSimulated(ctx context.Context, id estrade.SessionID, n int, temper string) (Nothing, error) {
	if s.o.Rehearsals == nil {
		return Nothing{}, errNotHere
	}
	view, err := s.o.Sessions.View(ctx, id)
	if err != nil {
		return Nothing{}, err
	}
	there := 0
	for _, line := range view.Roster {
		if line.Simulated {
			there++
		}
	}
	if n < 1 || there+n > maxRehearsal {
		return Nothing{}, errRehearsalSize()
	}
	// The participants stay when the call has ended.
	return Nothing{}, s.o.Rehearsals.Start(context.WithoutCancel(ctx), id, n, temper)
}

// RemoveSimulated sends up to n simulated participants of a rehearsal away for
// good and returns how many left.
func (s *Service) RemoveSimulated(ctx context.Context, id estrade.SessionID, n int) (int, error) {
	if s.o.Rehearsals == nil {
		return 0, errNotHere
	}
	return s.o.Rehearsals.Dismiss(ctx, id, n)
}

// ResumeRehearsal brings back the simulated participants of a rehearsal whom
// nobody plays, after a restart or StopRehearsal, and returns how many.
func (s *Service) ResumeRehearsal(ctx context.Context, id estrade.SessionID) (int, error) {
	if s.o.Rehearsals == nil {
		return 0, errNotHere
	}
	return s.o.Rehearsals.Resume(context.WithoutCancel(ctx), id)
}

// Cast lists the simulated participants of a rehearsal who are played now.
func (s *Service) Cast(_ context.Context, id estrade.SessionID) ([]estrade.CastMember, error) {
	if s.o.Rehearsals == nil {
		return nil, errNotHere
	}
	return s.o.Rehearsals.Cast(id), nil
}

// SimulatedPage returns the address of the page of a simulated participant on
// this computer, for a frame beside the console.
func (s *Service) SimulatedPage(ctx context.Context, id estrade.SessionID, p estrade.ParticipantID) (string, error) {
	if s.o.Rehearsals == nil {
		return "", errNotHere
	}
	page, err := s.o.Rehearsals.Page(ctx, id, p)
	if err != nil {
		return "", err
	}
	// The token is in the fragment, which no server or log gets to see.
	return "http://127.0.0.1:" + strconv.Itoa(s.o.Room.Status().Port) + "/rehearsal#" + page, nil
}

// PlaySimulated lets the trainer play in the place of a simulated participant,
// who does nothing meanwhile, or gives the place back.
func (s *Service) PlaySimulated(_ context.Context, id estrade.SessionID, p estrade.ParticipantID, play bool) (Nothing, error) {
	if s.o.Rehearsals == nil {
		return Nothing{}, errNotHere
	}
	return Nothing{}, s.o.Rehearsals.Hold(id, p, play)
}

// Connection returns where the console opens its live connection.
func (s *Service) Connection(context.Context) (estrade.Connection, error) {
	if s.live != nil {
		if c, ok := s.live(); ok {
			return c, nil
		}
	}
	return estrade.Connection{}, estrade.NewError(estrade.CodeUnavailable, "not-serving",
		"The console is not served yet.", "Try again in a moment.")
}

func errRehearsalSize() error {
	return estrade.NewError(estrade.CodeInvalid, "rehearsal-size",
		fmt.Sprintf("A rehearsal has 1 to %d participants.", maxRehearsal), "Choose another number.",
		"max", strconv.Itoa(maxRehearsal))
}

func errNoFolder(path string) error {
	return estrade.NewError(estrade.CodeNotFound, "folder-not-found",
		fmt.Sprintf("The folder %s is not there (any more).", path), "Look where it was moved to.", "path", path)
}

var errNotHere = estrade.NewError(estrade.CodeUnavailable, "not-here",
	"The program cannot do this the way it was started.", "Use the desktop window, or the page in a browser.")
