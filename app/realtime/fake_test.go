package realtime

import (
	"context"
	"fmt"
	"sync"
	"time"

	estrade "estrade/app"
)

// fakeAnswers is a session with people at tables, and what was asked of it.
type fakeAnswers struct {
	mu       sync.Mutex
	callers  map[string]estrade.Caller // by token
	people   map[estrade.ParticipantID]estrade.PersonView
	room     estrade.RoomView
	stage    estrade.StageView
	presence []presence
	asked    []string

	authenticate func(token string) error // before the answer
	snapshot     func()                   // after the pictures were taken
	came         func()                   // called when somebody is told to be here
	submit       func(estrade.AnswerRequest) (estrade.Receipt, error)
}

type presence struct {
	session estrade.SessionID
	people  []estrade.ParticipantID
	here    bool
}

var errToken = estrade.NewError(estrade.CodeUnauthorised, "token-unknown", "Unknown.", "Join.")

// newFakeAnswers seats ana and bob at the Loire, cy nowhere, all in session s1,
// and dan in s2. A token is "t-" and the name.
func newFakeAnswers() *fakeAnswers {
	f := &fakeAnswers{
		callers: make(map[string]estrade.Caller),
		people:  make(map[estrade.ParticipantID]estrade.PersonView),
		room:    estrade.RoomView{Revision: 7, State: estrade.SessionOpen, Title: "Atelier"},
		stage:   estrade.StageView{Revision: 3, Title: "Scène"},
	}
	for name, session := range map[string]estrade.SessionID{"ana": "s1", "bob": "s1", "cy": "s1", "dan": "s2"} {
		p := estrade.ParticipantID(name)
		f.callers["t-"+name] = estrade.Caller{Session: session, Participant: p, Device: "d"}
		f.people[p] = estrade.PersonView{ID: p, Revision: 1}
	}
	f.sit("ana", "loire")
	f.sit("bob", "loire")
	return f
}

// sit moves a person and returns the person's new view.
func (f *fakeAnswers) sit(p estrade.ParticipantID, t estrade.TableID) estrade.PersonView {
	f.mu.Lock()
	defer f.mu.Unlock()
	v := f.people[p]
	v.Revision++
	v.Table = nil
	if t != "" {
		v.Table = &estrade.TableView{ID: t, Name: string(t)}
	}
	f.people[p] = v
	return v
}

func (f *fakeAnswers) revoke(token string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.callers, token)
}

func (f *fakeAnswers) note(what string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked = append(f.asked, what)
}

func (f *fakeAnswers) noted() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.asked...)
}

func (f *fakeAnswers) presences() []presence {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]presence(nil), f.presence...)
}

func (f *fakeAnswers) Greet(context.Context, string, string, estrade.Language) (estrade.Greeting, error) {
	panic("not called here")
}

func (f *fakeAnswers) Join(context.Context, estrade.JoinRequest) (estrade.Joined, error) {
	panic("not called here")
}

func (f *fakeAnswers) Reenter(context.Context, estrade.ReentryRequest) (estrade.Joined, error) {
	panic("not called here")
}

func (f *fakeAnswers) Authenticate(_ context.Context, token string) (estrade.Caller, error) {
	f.mu.Lock()
	c, ok := f.callers[token]
	f.mu.Unlock()
	if f.authenticate != nil {
		if err := f.authenticate(token); err != nil {
			return estrade.Caller{}, err
		}
	}
	if !ok {
		return estrade.Caller{}, errToken
	}
	return c, nil
}

func (f *fakeAnswers) Snapshot(_ context.Context, _ estrade.SessionID, people []estrade.ParticipantID) (estrade.Snapshot, error) {
	f.mu.Lock()
	s := estrade.Snapshot{Room: f.room}
	for _, p := range people {
		s.People = append(s.People, f.people[p])
	}
	f.mu.Unlock()
	if f.snapshot != nil {
		f.snapshot()
	}
	return s, nil
}

func (f *fakeAnswers) Submit(_ context.Context, _ estrade.SessionID, a estrade.AnswerRequest) (estrade.Receipt, error) {
	if f.submit != nil {
		return f.submit(a)
	}
	f.note("submit " + string(a.Participant) + " " + a.Item + " " + string(a.Value))
	return estrade.Receipt{ID: a.ID, Edits: 2}, nil
}

func (f *fakeAnswers) Lock(_ context.Context, _ estrade.SessionID, l estrade.LockRequest) (estrade.Receipt, error) {
	f.note("lock " + string(l.Participant) + " " + l.Pass)
	return estrade.Receipt{Done: true}, nil
}

func (f *fakeAnswers) TakePen(_ context.Context, _ estrade.SessionID, p estrade.ParticipantID) error {
	f.note("take " + string(p))
	return nil
}

func (f *fakeAnswers) ReleasePen(_ context.Context, _ estrade.SessionID, p estrade.ParticipantID) error {
	f.note("release " + string(p))
	return nil
}

func (f *fakeAnswers) SetLanguage(_ context.Context, _ estrade.SessionID, p estrade.ParticipantID, l estrade.Language) error {
	f.note("language " + string(p) + " " + string(l))
	return nil
}

func (f *fakeAnswers) SetTable(_ context.Context, _ estrade.SessionID, p estrade.ParticipantID, t estrade.TableID) error {
	f.note("table " + string(p) + " " + string(t))
	return nil
}

func (f *fakeAnswers) EraseAnswers(_ context.Context, _ estrade.SessionID, p estrade.ParticipantID) error {
	f.note("erase " + string(p))
	return nil
}

func (f *fakeAnswers) Sign(_ context.Context, _ estrade.SessionID, r estrade.SignRequest) (estrade.Signed, error) {
	f.note(fmt.Sprintf("sign %s %s %t %d %s", r.Participant, r.Day, r.Afternoon, len(r.Drawing.Strokes), r.Typed))
	return estrade.Signed{Day: r.Day, Afternoon: r.Afternoon, At: 7}, nil
}

func (f *fakeAnswers) OwnResults(_ context.Context, _ estrade.SessionID, p estrade.ParticipantID) (estrade.OwnResults, error) {
	f.note("results " + string(p))
	return estrade.OwnResults{Results: []estrade.OwnResult{{Step: "s1"}}}, nil
}

func (f *fakeAnswers) Personal(context.Context, estrade.SessionID, estrade.ParticipantID, string) (estrade.File, error) {
	panic("not called here")
}

func (f *fakeAnswers) Reminder(context.Context, estrade.SessionID, estrade.ParticipantID, string, int) (estrade.File, error) {
	panic("not called here")
}

func (f *fakeAnswers) Return(_ context.Context, _ estrade.SessionID, p estrade.ParticipantID, code string) error {
	f.note("return " + string(p) + " " + code)
	return nil
}

func (f *fakeAnswers) Presence(_ context.Context, id estrade.SessionID, people []estrade.ParticipantID, here bool) {
	f.mu.Lock()
	f.presence = append(f.presence, presence{id, people, here})
	f.mu.Unlock()
	if f.came != nil && here {
		f.came()
	}
}

func (f *fakeAnswers) StagePresence(_ context.Context, id estrade.SessionID, here bool) {
	f.note(fmt.Sprintf("stage %s %t", id, here))
}

func (f *fakeAnswers) Stage(_ context.Context, token string) (estrade.SessionID, estrade.StageView, error) {
	f.mu.Lock()
	view := f.stage
	f.mu.Unlock()
	if token != "t-stage" {
		return "", estrade.StageView{}, errToken
	}
	if f.snapshot != nil {
		f.snapshot()
	}
	return "s1", view, nil
}

// fakeSessions knows the session s1. The methods the live side does not use are
// those of a nil port: calling one is a failure.
type fakeSessions struct{ estrade.Sessions }

func (fakeSessions) View(_ context.Context, id estrade.SessionID) (estrade.ConsoleView, error) {
	if id != "s1" {
		return estrade.ConsoleView{}, estrade.NewError(estrade.CodeNotFound, "session-unknown", "No such session.", "")
	}
	return estrade.ConsoleView{Revision: 9, Session: estrade.SessionHead{ID: id}}, nil
}

type fixedClock time.Time

func (c fixedClock) Now() time.Time { return time.Time(c) }
