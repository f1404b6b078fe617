package facilitation_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/content"
	"estrade/app/facilitation"
	"estrade/app/keys"
	"estrade/app/sqlite"
)

// clock is moved by tests.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// wire records what would reach pages, by channel.
type wire struct {
	mu           sync.Mutex
	sent         map[string][]string
	disconnected []estrade.ParticipantID
}

func (w *wire) Publish(channel string, m estrade.Message) {
	data, err := estrade.JSON(m)
	if err != nil {
		panic(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sent[channel] = append(w.sent[channel], string(data))
}

// on returns what was published on a channel so far.
func (w *wire) on(channel string) []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.sent[channel])
}

func (w *wire) Disconnect(p estrade.ParticipantID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.disconnected = append(w.disconnected, p)
}

// paper stands for the PDF writer: it says what it was given, as text.
type paper struct{}

func (paper) Certificate(d estrade.CertificateData) ([]byte, error) { return json.Marshal(d) }
func (paper) Report(d estrade.ReportData) ([]byte, error)           { return json.Marshal(d) }
func (paper) Personal(d estrade.PersonalData) ([]byte, error)       { return json.Marshal(d) }
func (paper) Completion(d estrade.CompletionData) ([]byte, error)   { return json.Marshal(d) }
func (paper) AttendanceSheet(d estrade.AttendanceSheetData) ([]byte, error) {
	return json.Marshal(d)
}
func (paper) Register(d estrade.RegisterData) ([]byte, error) { return json.Marshal(d) }
func (paper) Receipt(d estrade.ReceiptData) ([]byte, error)   { return json.Marshal(d) }
func (paper) Handouts(d estrade.HandoutData) ([]byte, error)  { return json.Marshal(d) }
func (paper) Debrief(d estrade.DebriefData) ([]byte, error)   { return json.Marshal(d) }
func (paper) Reminder(d estrade.ReminderData) ([]byte, error) { return json.Marshal(d) }
func (paper) Unprintable(string) []rune                       { return nil }
func (paper) CheckLogo([]byte) error                          { return nil }

// shelf keeps archived files in memory.
type shelf struct {
	err   error // nil: it writes
	files []estrade.ArchiveFile
	order estrade.ArchiveOrder

	register estrade.RegisterData
}

func (s *shelf) Write(ctx context.Context, o estrade.ArchiveOrder) (estrade.ArchivePlace, error) {
	if err := ctx.Err(); err != nil {
		return estrade.ArchivePlace{}, err
	}
	if s.err != nil {
		return estrade.ArchivePlace{}, s.err
	}
	s.files, s.order = o.Files, o
	return estrade.ArchivePlace{Folder: "folder", Zip: "folder.zip"}, nil
}

func (s *shelf) Register(_ context.Context, dir string, d estrade.RegisterData, pdf []byte) (string, []string, error) {
	s.register = d
	s.files = []estrade.ArchiveFile{{Name: "register.pdf", Data: pdf}}
	return dir, []string{"register.pdf"}, s.err
}

func (s *shelf) FileName(date, client, workshop, person, kind, number string) string {
	return fmt.Sprintf("%s_%s_%s_%s_%s_%s.pdf", date, client, workshop, person, kind, number)
}

// room is a session under test with everything around it.
type room struct {
	t     testing.TB
	desk  *facilitation.Desk
	store *sqlite.Store
	keys  *keys.Keys
	clock *clock
	wire  *wire
	shelf *shelf
	path  string
	pack  *estrade.Pack // nil: the built-in one
	id    estrade.SessionID
	view  estrade.ConsoleView
	ctx   context.Context

	slow    *atomic.Bool  // certificates wait for draw
	drawing chan struct{} // one waits
	draw    chan struct{}
}

func newRoom(t testing.TB, n estrade.NewSession) *room {
	t.Helper()
	return newRoomIn(t, "Europe/Paris", time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC), n)
}

// newRoomIn is newRoom somewhere else, at another time.
func newRoomIn(t testing.TB, zone string, at time.Time, n estrade.NewSession) *room {
	t.Helper()
	r := &room{
		t: t, clock: &clock{at: at}, keys: keys.InMemory(),
		wire: &wire{sent: make(map[string][]string)}, shelf: &shelf{}, path: filepath.Join(t.TempDir(), "estrade.db"),
		ctx: context.Background(),
	}
	r.start()
	settings := estrade.Settings{Organisation: "Méridienne Formation", Trainer: "Hélène Maurel", Language: estrade.French, Zone: zone, Ready: true}
	if err := r.store.SaveSettings(r.ctx, settings); err != nil {
		t.Fatal(err)
	}
	r.create(n)
	return r
}

// create prepares a session and opens its room.
func (r *room) create(n estrade.NewSession) {
	r.t.Helper()
	if n.Workshop == "" {
		n.Workshop = "essentials"
	}
	n.Seed = 1
	id, err := r.desk.Create(r.ctx, n)
	if err != nil {
		r.t.Fatal(err)
	}
	r.id = id
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandOpenRoom})
}

// another is a second session of the same program.
func (r *room) another(n estrade.NewSession) *room {
	r.t.Helper()
	second := *r
	second.create(n)
	return &second
}

// start opens the store and a desk on it.
func (r *room) start() {
	r.t.Helper()
	store, err := sqlite.Open(r.ctx, r.path, r.keys, r.clock)
	if err != nil {
		r.t.Fatal(err)
	}
	pack := r.pack
	if pack == nil {
		if pack, err = content.Builtin(); err != nil {
			r.t.Fatal(err)
		}
	}
	r.store = store
	if r.slow == nil {
		r.slow, r.drawing, r.draw = new(atomic.Bool), make(chan struct{}, 1), make(chan struct{})
	}
	r.desk = facilitation.New(facilitation.Options{
		Store: store, Publisher: r.wire, Keys: r.keys, Clock: r.clock, Documents: slowPaper{paper{}, r.slow, r.drawing, r.draw}, Archive: r.shelf, Seal: wax{}, Pack: pack,
	})
	desk := r.desk
	r.t.Cleanup(func() { desk.Close(); _ = store.Close() })
}

// restart forgets everything in memory and starts again on the same database.
func (r *room) restart() {
	r.t.Helper()
	r.desk.Close()
	if err := r.store.Close(); err != nil {
		r.t.Fatal(err)
	}
	r.start()
	if _, err := r.desk.Resume(r.ctx); err != nil {
		r.t.Fatal(err)
	}
	r.refresh()
}

// restartAll restarts the program of several sessions.
func (r *room) restartAll(all []*room) {
	r.t.Helper()
	r.restart()
	for _, other := range all {
		other.desk, other.store = r.desk, r.store
	}
}

// pictures is everything that can be seen of the session, but for what counts
// from the moment it is asked for or lives only as long as the program.
func (r *room) pictures() string {
	r.t.Helper()
	r.refresh()
	people := make([]estrade.ParticipantID, len(r.view.Roster))
	console := r.view
	console.Notices, console.Progress, console.Undo, console.Presence.Turn = nil, estrade.Progress{}, nil, 0
	for i := range console.Roster {
		people[i] = console.Roster[i].ID
		console.Roster[i].Connected, console.Roster[i].AwaySince = false, 0
	}
	for i := range console.Actions {
		a := &console.Actions[i]
		a.Unfinished, a.Final = 0, false // of those who are here
		if a.Command == estrade.CommandBack || a.Command == estrade.CommandReopen {
			a.Enabled = false // so is how many would go on
		}
	}
	teams := func(list []estrade.TeamView) {
		for i := range list {
			settled(&list[i])
		}
	}
	if console.Backstage != nil {
		teams(console.Backstage.Teams)
	}
	snapshot, err := r.desk.Snapshot(r.ctx, r.id, people)
	if err != nil {
		r.t.Fatal(err)
	}
	for i := range snapshot.People {
		p := &snapshot.People[i]
		p.Revision = 0
		slices.SortFunc(p.Answers, byPlace)
		slices.SortFunc(p.Locks, func(a, b estrade.LockView) int { return strings.Compare(a.Part+a.Pass, b.Part+b.Pass) })
		if p.Team != nil {
			settled(p.Team)
		}
	}
	figures, err := r.desk.Figures(r.ctx, r.id)
	if err != nil {
		r.t.Fatal(err)
	}
	names, err := r.desk.Names(r.ctx, r.id)
	if err != nil {
		r.t.Fatal(err)
	}
	attendance, err := r.desk.Attendance(r.ctx, r.id)
	if err != nil {
		r.t.Fatal(err)
	}
	text, err := estrade.JSON([]any{console, snapshot, figures, names, attendance})
	if err != nil {
		r.t.Fatal(err)
	}
	return string(text)
}

// settled takes from a team's picture what a restart changes: the order in
// which answers come, and the count of pictures.
func settled(v *estrade.TeamView) {
	v.Revision = 0
	slices.SortFunc(v.Answers, byPlace)
	slices.SortFunc(v.Locks, func(a, b estrade.LockView) int { return strings.Compare(a.Part+a.Pass, b.Part+b.Pass) })
}

func byPlace(a, b estrade.AnswerView) int {
	return strings.Compare(a.Part+" "+a.Pass+" "+a.Item, b.Part+" "+b.Pass+" "+b.Item)
}

func (r *room) refresh() {
	r.t.Helper()
	v, err := r.desk.View(r.ctx, r.id)
	if err != nil {
		r.t.Fatal(err)
	}
	r.view = v
}

// try runs a command on the current revision.
func (r *room) try(c estrade.Command) error {
	c.Revision = r.view.Revision
	v, err := r.desk.Do(r.ctx, r.id, c)
	if err == nil {
		r.view = v
	}
	return err
}

func (r *room) do(c estrade.Command) {
	r.t.Helper()
	if err := r.try(c); err != nil {
		r.t.Fatalf("%s: %v", c.Name, err)
	}
}

// until advances the workshop, deciding the given options and announcing the
// first situation, until the part with the given id is current.
func (r *room) until(part string, decisions ...string) {
	r.t.Helper()
	for range 80 {
		if r.view.Part != nil && r.view.Part.ID == part {
			return
		}
		decisions = r.step(decisions)
	}
	r.t.Fatalf("part %s was never reached; now at %+v", part, r.view.Part)
}

// step does the one obvious next act.
func (r *room) step(decisions []string) []string {
	r.t.Helper()
	a := r.view.Actions[0]
	c := estrade.Command{Name: a.Command, Confirmed: true}
	switch {
	case a.Command == estrade.CommandSection:
		c.Number = r.view.Play.Briefing.Section + 1
	case a.Command == estrade.CommandOpen && !a.Enabled && a.Why == "situation-needed":
		c = estrade.Command{Name: estrade.CommandSituation, Option: r.view.Backstage.Situations[0].ID}
	case a.Command == estrade.CommandOpen && !a.Enabled && a.Why == "ideas-needed":
		i := slices.IndexFunc(r.view.Play.Board.Boxes, func(b estrade.BoxPlay) bool { return b.Voted })
		c = estrade.Command{Name: estrade.CommandCard, Card: &estrade.Card{Box: r.view.Play.Board.Boxes[i].ID, Text: "Idée dite tout haut", Picked: true}}
	case a.Command == estrade.CommandDecide:
		c.Option = r.view.Play.Scenario.Node.Options[0].ID
		if len(decisions) > 0 {
			c.Option, decisions = decisions[0], decisions[1:]
		}
	}
	r.clock.advance(time.Minute)
	r.do(c)
	return decisions
}

// guest is a participant.
type guest struct {
	r     *room
	id    estrade.ParticipantID
	token string
	name  string
}

func (r *room) join(name string) *guest {
	r.t.Helper()
	j, err := r.desk.Join(r.ctx, estrade.JoinRequest{Code: r.view.Join.Code, Name: name, Language: estrade.French})
	if err != nil {
		r.t.Fatalf("join %s: %v", name, err)
	}
	r.desk.Presence(r.ctx, r.id, []estrade.ParticipantID{j.Participant}, true)
	return &guest{r: r, id: j.Participant, token: j.Token, name: name}
}

func (r *room) joinMany(n int) []*guest {
	var all []*guest
	for i := range n {
		all = append(all, r.join(fmt.Sprintf("Personne %02d", i+1)))
	}
	r.refresh()
	return all
}

var answerCount atomic.Int64

func (g *guest) request(pass, item string, value any) estrade.AnswerRequest {
	v, err := json.Marshal(value)
	if err != nil {
		g.r.t.Fatal(err)
	}
	part := g.r.view.Part
	return estrade.AnswerRequest{
		ID: fmt.Sprintf("a%d", answerCount.Add(1)), Participant: g.id, Step: g.r.view.Step.ID, Part: part.ID,
		Opening: part.Opening, Pass: pass, Item: item, Value: v, AsTable: part.ByTable,
	}
}

func (g *guest) try(pass, item string, value any) error {
	_, err := g.r.desk.Submit(g.r.ctx, g.r.id, g.request(pass, item, value))
	return err
}

func (g *guest) answer(pass, item string, value any) {
	g.r.t.Helper()
	if err := g.try(pass, item, value); err != nil {
		g.r.t.Fatalf("%s answers %s: %v", g.name, item, err)
	}
}

func (g *guest) vote(option string) { g.r.t.Helper(); g.answer("", "choice", option) }

func (g *guest) lock(pass string) error {
	part := g.r.view.Part
	_, err := g.r.desk.Lock(g.r.ctx, g.r.id, estrade.LockRequest{
		Participant: g.id, AsTable: part.ByTable, Step: g.r.view.Step.ID, Part: part.ID, Opening: part.Opening, Pass: pass,
	})
	return err
}

// sight is what a person's page can show: their picture and their results.
type sight struct {
	estrade.PersonView
	estrade.OwnResults
}

func (g *guest) see() (estrade.RoomView, sight) {
	g.r.t.Helper()
	s, err := g.r.desk.Snapshot(g.r.ctx, g.r.id, []estrade.ParticipantID{g.id})
	if err != nil {
		g.r.t.Fatal(err)
	}
	me := sight{PersonView: s.People[0]}
	if !me.Removed {
		if me.OwnResults, err = g.r.desk.OwnResults(g.r.ctx, g.r.id, g.id); err != nil {
			g.r.t.Fatal(err)
		}
	}
	return s.Room, me
}

func (r *room) stage() estrade.StageView {
	r.t.Helper()
	_, v, err := r.desk.Stage(r.ctx, r.view.StageToken)
	if err != nil {
		r.t.Fatal(err)
	}
	return v
}

func key(err error) string {
	if err == nil {
		return ""
	}
	return estrade.Public(err).Key
}
