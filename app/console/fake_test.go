package console

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"slices"
	"sync"
	"time"

	estrade "estrade/app"
)

// world is everything behind the console, and what was asked of it.
type world struct {
	mu       sync.Mutex
	asked    []string
	settings estrade.Settings
	status   estrade.RoomStatus
	wordings []estrade.WordingVersion // of every kind, newest first
	fail     map[string]error         // by what is asked
	keys     string                   // where they are kept
	log      bytes.Buffer
}

func newWorld() *world {
	return &world{
		settings: estrade.Settings{Organisation: "Org", Trainer: "Ada", Language: "fr", Zone: "Europe/Paris", RoomHost: "10.0.0.5", ExportDir: "/exports"},
		fail:     make(map[string]error),
		keys:     "keyring",
	}
}

func (w *world) ask(format string, args ...any) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	what := fmt.Sprintf(format, args...)
	w.asked = append(w.asked, what)
	return w.fail[what]
}

// taken returns what was asked since the last time.
func (w *world) taken() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	list := w.asked
	w.asked = nil
	return list
}

// Write lets the world be the log.
func (w *world) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.log.Write(p)
}

func (w *world) logged() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.log.String()
}

func (w *world) where() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.keys
}

func (w *world) options() Options {
	return Options{
		Sessions: fakeSessions{world: w}, Results: fakeResults{w}, Store: fakeStore{w}, Room: fakeRoom{w},
		Stage: fakeStage{w}, Rehearsals: fakeRehearsals{w},
		OpenFolder: func(path string) error { return w.ask("folder %s", path) },
		PickFolder: func(context.Context) (string, error) { return "/picked", w.ask("pick") },
		CheckLogo:  func(image []byte) error { return w.ask("logo %s", image) },
		Printer:    fakePrinter{w}, Now: func() time.Time { return time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC) },
		Version: "1.2.3", DataDir: "/data", Keys: w.where,
		Logger: slog.New(slog.NewTextHandler(w, nil)),
	}
}

// fakeSessions leaves out Resume and RoomAddress: they are not the console's.
type fakeSessions struct {
	estrade.Sessions
	*world
}

func (f fakeSessions) Workshops(context.Context) ([]estrade.WorkshopView, error) {
	return nil, f.ask("workshops")
}

func (f fakeSessions) Create(_ context.Context, n estrade.NewSession) (estrade.SessionID, error) {
	return "s1", f.ask("create %s rehearsal=%t seed=%d", n.Workshop, n.Rehearsal, n.Seed)
}

func (f fakeSessions) List(_ context.Context, filter estrade.SessionFilter) ([]estrade.SessionSummary, error) {
	if filter.Running { // older than all that is listed
		return []estrade.SessionSummary{{ID: "s2", State: estrade.SessionOpen}, {ID: "s1", State: estrade.SessionClosing}}, f.ask("list running")
	}
	return []estrade.SessionSummary{{ID: "s3", State: estrade.SessionDraft}, {ID: "s0", State: estrade.SessionClosed}}, f.ask("list %q", filter.Search)
}

func (f fakeSessions) View(_ context.Context, id estrade.SessionID) (estrade.ConsoleView, error) {
	switch id {
	case "panic":
		panic("a nil somewhere")
	case "nan":
		nan := math.NaN()
		return estrade.ConsoleView{Figures: &estrade.Figures{Ranking: &estrade.RankingFigures{Mean: &nan}}}, nil
	case "broken":
		return estrade.ConsoleView{}, errors.New("read the secret of Zoé")
	}
	return estrade.ConsoleView{Revision: 4, Session: estrade.SessionHead{ID: id}}, f.ask("view %s", id)
}

func (f fakeSessions) Do(_ context.Context, id estrade.SessionID, c estrade.Command) (estrade.ConsoleView, error) {
	return estrade.ConsoleView{Revision: c.Revision + 1}, f.ask("do %s %s %d", id, c.Name, c.Revision)
}

func (f fakeSessions) Names(_ context.Context, id estrade.SessionID) ([]estrade.PersonName, error) {
	return nil, f.ask("names %s", id)
}

func (f fakeSessions) Attendance(_ context.Context, id estrade.SessionID) ([]estrade.AttendanceView, error) {
	return nil, f.ask("attendance %s", id)
}

func (f fakeSessions) KeepAnswers(_ context.Context, id estrade.SessionID, days int, reason string) error {
	return f.ask("keep %s %d %q", id, days, reason)
}

func (f fakeSessions) ChooseNature(_ context.Context, id estrade.SessionID, nature estrade.ActionNature) error {
	return f.ask("nature %s %s", id, nature)
}

func (f fakeSessions) EraseAnswersOf(_ context.Context, id estrade.SessionID, pseudonym string) error {
	_, err := f.AddPerson(context.Background(), id, pseudonym)
	return err
}

func (f fakeSessions) EraseSession(_ context.Context, id estrade.SessionID) (estrade.DeletionReceipt, error) {
	return estrade.DeletionReceipt{Session: id}, f.ask("erase %s", id)
}

func (f fakeSessions) Expiring(context.Context, estrade.Settings) (estrade.Expiring, error) {
	return estrade.Expiring{}, nil
}

func (f fakeSessions) Receipts(context.Context) ([]estrade.DeletionReceipt, error) {
	return nil, f.ask("receipts")
}

func (f fakeSessions) AddPerson(_ context.Context, id estrade.SessionID, name string) ([]estrade.AttendanceView, error) {
	return nil, f.ask("add %s %s", id, name)
}

func (f fakeSessions) ConfirmAttendance(_ context.Context, id estrade.SessionID, edits []estrade.AttendanceEdit) ([]estrade.AttendanceView, error) {
	return nil, f.ask("confirm %s %d", id, len(edits))
}

func (f fakeSessions) Signatures(_ context.Context, id estrade.SessionID) (estrade.PresenceView, error) {
	return estrade.PresenceView{}, f.ask("signatures %s", id)
}

func (f fakeSessions) SignHere(_ context.Context, id estrade.SessionID, r estrade.SignHere) (estrade.PresenceView, error) {
	return estrade.PresenceView{Trainer: r.Typed}, f.ask("sign %s %s %s %t", id, r.Attendance, r.Day, r.Afternoon)
}

func (f fakeSessions) NewReentry(_ context.Context, id estrade.SessionID, p estrade.ParticipantID) (estrade.PersonName, error) {
	return estrade.PersonName{Participant: p, Reentry: "XYZ"}, f.ask("reentry %s %s", id, p)
}

func (f fakeSessions) Discard(_ context.Context, id estrade.SessionID) error {
	return f.ask("discard %s", id)
}

type fakeResults struct{ *world }

func (f fakeResults) Issue(_ context.Context, id estrade.SessionID, r estrade.IssueRequest) (estrade.Bundle, error) {
	return estrade.Bundle{Dir: r.Dir}, f.ask("issue %s %s", id, r.Dir)
}

func (f fakeResults) StopIssuing(_ context.Context, id estrade.SessionID) error {
	return f.ask("stop issuing %s", id)
}

func (f fakeResults) Revoke(_ context.Context, id estrade.SessionID, number, reason string) ([]estrade.IssuedDocument, error) {
	return []estrade.IssuedDocument{}, f.ask("revoke %s %s %s", id, number, reason)
}

func (f fakeResults) Register(_ context.Context, r estrade.RegisterFilter) (estrade.RegisterPage, error) {
	return estrade.RegisterPage{}, f.ask("register %s", r.Search)
}

func (f fakeResults) Registered(_ context.Context, sha256, code string) (*estrade.RegisteredDocument, error) {
	return nil, f.ask("registered %s%s", sha256, code)
}

func (f fakeResults) ExportRegister(_ context.Context, r estrade.RegisterFilter, dir string) (estrade.RegisterFiles, error) {
	return estrade.RegisterFiles{Dir: dir}, f.ask("export register %s %s", r.Search, dir)
}

func (f fakeResults) BlankSheet(_ context.Context, id estrade.SessionID) (estrade.File, error) {
	return estrade.File{Name: "sheet.pdf", Type: "application/pdf", Data: []byte("%PDF-")}, f.ask("blank %s", id)
}

func (f fakeResults) Handouts(_ context.Context, id estrade.SessionID) (estrade.File, error) {
	return estrade.File{Name: "sheets.pdf", Type: "application/pdf", Data: []byte("%PDF-")}, f.ask("handouts %s", id)
}

func (f fakeResults) ReceiptFile(_ context.Context, id estrade.SessionID) (estrade.File, error) {
	return estrade.File{Name: "receipt.pdf", Type: "application/pdf", Data: []byte("%PDF-")}, f.ask("receipt %s", id)
}

func (f fakeResults) Documents(_ context.Context, id estrade.SessionID) ([]estrade.IssuedDocument, error) {
	return nil, f.ask("documents %s", id)
}

func (f fakeResults) Figures(_ context.Context, id estrade.SessionID) ([]estrade.StepFigures, error) {
	return nil, f.ask("figures %s", id)
}

type fakeStore struct{ *world }

func (f fakeStore) Settings(context.Context) (estrade.Settings, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.settings, nil
}

func (f fakeStore) PlainSettings(ctx context.Context) (estrade.Settings, error) {
	settings, err := f.Settings(ctx)
	settings.Logo, settings.Signature = nil, nil
	return settings, err
}

func (f fakeStore) SaveSettings(_ context.Context, s estrade.Settings) error {
	if err := f.ask("save"); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.settings = s
	return nil
}

func (f fakeStore) Wordings(_ context.Context, kind estrade.DocumentKind, l estrade.Language) ([]estrade.WordingVersion, error) {
	return f.wordings, f.ask("wordings %s %s", kind, l)
}

func (f fakeStore) SaveWording(_ context.Context, kind estrade.DocumentKind, l estrade.Language, v estrade.WordingVersion) (int, error) {
	if err := f.ask("word %s %s %v", kind, l, v.Sentences); err != nil {
		return 0, err
	}
	v.Number = len(f.wordings) + 1
	f.wordings = slices.Insert(f.wordings, 0, v)
	return v.Number, nil
}

// fakePrinter words certificates, whose sentences may not be "bad".
type fakePrinter struct{ *world }

func (fakePrinter) WordedKinds() []estrade.DocumentKind {
	return []estrade.DocumentKind{estrade.DocumentCertificate}
}

func (fakePrinter) WordingFields(kind estrade.DocumentKind, l estrade.Language) []estrade.WordingField {
	if kind != estrade.DocumentCertificate {
		return nil
	}
	return []estrade.WordingField{{Key: "title", BuiltIn: "Title " + string(l), Limit: 60}, {Key: "note", Limit: 60, Optional: true}}
}

func (fakePrinter) CheckWording(_ estrade.DocumentKind, _ estrade.Language, sentences map[string]string) error {
	if sentences["title"] == "bad" {
		return estrade.NewError(estrade.CodeInvalid, "wording-refused", "No.", "", "field", "title")
	}
	return nil
}

func (fakePrinter) Specimen(s estrade.Settings, kind estrade.DocumentKind, l estrade.Language, w estrade.Wording, on time.Time) ([]byte, error) {
	return fmt.Appendf(nil, "%s %s %s %v %s", s.Organisation, kind, l, w.Sentences, on.Format(time.DateTime)), nil
}

func (f fakeStore) Session(_ context.Context, id estrade.SessionID) (estrade.Session, error) {
	return estrade.Session{ID: id, StageToken: "stage-token", Rehearsal: id == "r1"}, f.ask("session %s", id)
}

type fakeRoom struct{ *world }

func (f fakeRoom) Status() estrade.RoomStatus {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.status
}

func (f fakeRoom) Open(_ context.Context, host string) (estrade.RoomStatus, error) {
	if err := f.ask("serve %s", host); err != nil {
		return estrade.RoomStatus{}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.status = estrade.RoomStatus{Open: true, Host: host, Port: 7421}
	return f.status, nil
}

func (f fakeRoom) Addresses() ([]estrade.Address, error) { return nil, f.ask("addresses") }

func (f fakeRoom) SetCertificate(_ context.Context, certificate, key string) (estrade.RoomStatus, error) {
	return f.Status(), f.ask("certificate %s %s", certificate, key)
}

func (f fakeRoom) RemoveCertificate(context.Context) (estrade.RoomStatus, error) {
	return f.Status(), f.ask("no certificate")
}

type fakeStage struct{ *world }

func (f fakeStage) Show(_ context.Context, url string) error { return f.ask("show %s", url) }
func (f fakeStage) Open() bool                               { return f.ask("stage open") == nil }
func (f fakeStage) Close(context.Context) error              { return f.ask("close stage") }

type fakeRehearsals struct{ *world }

func (f fakeRehearsals) Start(ctx context.Context, id estrade.SessionID, n int, temper string) error {
	if ctx.Done() != nil {
		return errors.New("the participants leave with the call")
	}
	return f.ask("rehearse %s %d %s", id, n, temper)
}

func (f fakeRehearsals) Stop(id estrade.SessionID) error { return f.ask("stop %s", id) }

func (f fakeRehearsals) Resume(ctx context.Context, id estrade.SessionID) (int, error) {
	if ctx.Done() != nil {
		return 0, errors.New("the participants leave with the call")
	}
	return 7, f.ask("come back %s", id)
}

func (f fakeRehearsals) Dismiss(_ context.Context, id estrade.SessionID, n int) (int, error) {
	return n, f.ask("dismiss %s %d", id, n)
}

func (f fakeRehearsals) Pace(id estrade.SessionID, pace int) { _ = f.ask("pace %s %d", id, pace) }

func (f fakeRehearsals) Hurry(id estrade.SessionID) { _ = f.ask("hurry %s", id) }

func (f fakeRehearsals) Cast(id estrade.SessionID) []estrade.CastMember {
	_ = f.ask("cast %s", id)
	return []estrade.CastMember{{Participant: "p1", Temper: "quick"}}
}

func (f fakeRehearsals) Page(_ context.Context, id estrade.SessionID, p estrade.ParticipantID) (string, error) {
	return "token=t", f.ask("page %s %s", id, p)
}

func (f fakeRehearsals) Hold(id estrade.SessionID, p estrade.ParticipantID, held bool) error {
	return f.ask("hold %s %s %v", id, p, held)
}
