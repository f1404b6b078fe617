package facilitation_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

// follower is a page that hears its channels and asks for nothing, as
// docs/protocol.md has it.
type follower struct {
	g     *guest
	view  estrade.PersonView
	heard int // messages on the person's channel
}

// follow begins with the picture of a connect.
func follow(g *guest) *follower {
	g.r.t.Helper()
	g.r.desk.Quiet()
	f := &follower{g: g, heard: len(g.r.wire.on(estrade.PersonChannel(g.id)))}
	f.view = f.asked()
	return f
}

// asked is what the server would say to a page that comes now.
func (f *follower) asked() estrade.PersonView {
	f.g.r.t.Helper()
	s, err := f.g.r.desk.Snapshot(f.g.r.ctx, f.g.r.id, []estrade.ParticipantID{f.g.id})
	if err != nil {
		f.g.r.t.Fatal(err)
	}
	return s.People[0]
}

// answer answers and keeps what the receipt is for.
func (f *follower) answer(pass, item string, value any) {
	f.g.r.t.Helper()
	request := f.g.request(pass, item, value)
	if _, err := f.g.r.desk.Submit(f.g.r.ctx, f.g.r.id, request); err != nil {
		f.g.r.t.Fatal(err)
	}
	f.view.Answers = append(f.view.Answers, estrade.AnswerView{Part: request.Part, Pass: pass, Item: item, Value: request.Value})
}

func (f *follower) lock(pass string) {
	f.g.r.t.Helper()
	if err := f.g.lock(pass); err != nil {
		f.g.r.t.Fatal(err)
	}
	f.view.Locks = append(f.view.Locks, estrade.LockView{Part: f.g.r.view.Part.ID, Pass: pass})
}

// hear takes what came since, and returns how many pictures that were.
func (f *follower) hear() int {
	r := f.g.r
	r.t.Helper()
	r.desk.Quiet()
	step := ""
	if r.view.Step != nil {
		step = r.view.Step.ID
	}
	begin := func() { // what was heard of another step is not of this one
		if f.view.Step != step {
			f.view.Step, f.view.Answers, f.view.Locks, f.view.Result = step, []estrade.AnswerView{}, []estrade.LockView{}, nil
		}
	}
	begin()
	news := r.wire.on(estrade.PersonChannel(f.g.id))[f.heard:]
	f.heard += len(news)
	for _, text := range news {
		var m estrade.Message
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			r.t.Fatal(err)
		}
		f.view = *m.Person
	}
	begin()
	return len(news)
}

// knows compares what the page shows with what it would be told if it came now.
func (f *follower) knows(when string) {
	r := f.g.r
	r.t.Helper()
	plain := func(v estrade.PersonView) string {
		v.Revision, v.Done = 0, false
		v.Answers, v.Locks = slices.Clone(v.Answers), slices.Clone(v.Locks)
		slices.SortFunc(v.Answers, func(a, b estrade.AnswerView) int {
			return strings.Compare(a.Part+a.Pass+a.Item, b.Part+b.Pass+b.Item)
		})
		slices.SortFunc(v.Locks, func(a, b estrade.LockView) int { return strings.Compare(a.Part+a.Pass, b.Part+b.Pass) })
		if v.Team != nil { // has a channel of its own
			v.Team = &estrade.TeamView{PenHolder: v.Team.PenHolder}
		}
		if v.Table != nil {
			v.Table.Size = 0 // comes with the room's picture
		}
		text, err := json.Marshal(v)
		if err != nil {
			r.t.Fatal(err)
		}
		return string(text)
	}
	if got, want := plain(f.view), plain(f.asked()); got != want {
		r.t.Errorf("%s: the page of %s shows\n%s\nand would be told\n%s", when, f.g.name, got, want)
	}
}

func TestTelling_NewsOnly(t *testing.T) {
	r, guests := playing(t, 6, nil, "dormant-network", "open-letter")
	var pages []*follower
	for _, g := range guests {
		pages = append(pages, follow(g))
	}
	all := func(when string, pictures int) {
		t.Helper()
		for _, p := range pages {
			if n := p.hear(); n != pictures {
				t.Errorf("%s: %d pictures for %s, want %d", when, n, p.g.name, pictures)
			}
			p.knows(when)
		}
	}
	ranked := func(p *follower) {
		var items []string
		for _, item := range r.view.Play.Ranking.Items {
			items = append(items, item.ID)
		}
		p.answer("", "list", items)
		p.lock("")
	}
	r.open("individual")
	all("the part opens", 0)
	for _, p := range pages {
		ranked(p)
	}
	all("everybody has answered", 0)
	r.until("team")
	all("the next part waits", 0)
	r.until("reveal")
	all("the reveal brings one's own result", 1)
	for step := r.view.Step.ID; r.view.Step.ID == step; r.step(nil) {
		for _, p := range pages {
			p.hear()
			p.knows("after the reveal")
		}
	}
	all("the next step begins empty", 0)
}

// TestTelling_Reopened closes a vote on half of the people and reopens it: those who
// had voted are told that their vote stands.
func TestTelling_Reopened(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	guests := r.joinMany(6)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.open("N1.vote")
	var pages []*follower
	for _, g := range guests {
		pages = append(pages, follow(g))
	}
	for _, p := range pages[:3] {
		p.answer("", "choice", "a")
	}
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	for _, p := range pages {
		if n := p.hear(); n != 0 {
			t.Errorf("closed: %d pictures for %s", n, p.g.name)
		}
		p.knows("closed")
	}
	r.do(estrade.Command{Name: estrade.CommandReopen})
	for i, p := range pages {
		p.hear()
		p.knows("reopened")
		if locked := len(p.view.Locks) > 0; locked != (i < 3) {
			t.Errorf("locks of %s: %v", p.g.name, p.view.Locks)
		}
	}
	pages[3].answer("", "choice", "b")
	if err := guests[0].try("", "choice", "b"); key(err) != "answer-locked" {
		t.Error(err)
	}
}

// TestTelling_Hurried clicks on while sixty people are being told of their tables.
func TestTelling_Hurried(t *testing.T) {
	for range 5 {
		r := newRoom(t, estrade.NewSession{})
		var pages []*follower
		for _, g := range r.joinMany(60) {
			pages = append(pages, follow(g))
		}
		r.do(estrade.Command{Name: estrade.CommandStart})
		time.Sleep(8 * time.Millisecond)
		r.do(estrade.Command{Name: estrade.CommandStage, Stage: &estrade.StageSettings{Timer: true}})
		for _, p := range pages {
			p.hear()
			p.knows("hurried")
		}
	}
}

// TestTelling_Room plays a story and puts every message of the room over the
// picture before it, as a page does: it must show what a page that comes now is
// given, though most messages leave the story out.
func TestTelling_Room(t *testing.T) {
	r, guests := playing(t, 6, nil, "open-letter", "pause")
	channel := estrade.RoomChannel(r.id)
	shown, heard, short := r.roomGiven(guests[0]), len(r.wire.on(channel)), 0
	for r.view.Session.State == estrade.SessionOpen && !r.view.Finished {
		if r.view.Part != nil && r.view.Part.Collects && r.view.Part.State == estrade.PartOpen && !r.view.Part.ByTable {
			for _, g := range guests {
				g.vote(r.view.Play.Scenario.Node.Options[0].ID)
			}
		}
		r.step(nil)
		for _, text := range r.wire.on(channel)[heard:] {
			var m struct {
				Room  map[string]any `json:"room"`
				Since float64        `json:"since"`
				Kept  []string       `json:"kept"`
			}
			if err := json.Unmarshal([]byte(text), &m); err != nil {
				t.Fatal(err)
			}
			if len(m.Kept) > 0 && m.Since != shown["revision"] {
				t.Fatalf("told since %v, at %v", m.Since, shown["revision"])
			}
			for _, field := range m.Kept {
				if list, ok := m.Room[field].([]any); m.Room[field] != nil && (!ok || len(list) > 0) {
					t.Errorf("%s is kept and told", field)
				}
				m.Room[field] = shown[field]
			}
			shown = m.Room
			heard++
			if len(text) < 2500 {
				short++
			}
		}
		given := r.roomGiven(guests[0])
		for _, v := range []map[string]any{shown, given} {
			delete(v, "timer") // runs on
		}
		if !same(t, shown, given) {
			t.Fatalf("a page shows\n%v\nand would be given\n%v", shown, given)
		}
	}
	if short < heard/2 {
		t.Errorf("%d of %d messages are short", short, heard)
	}
}

// roomGiven is the room's picture that a page gets as it comes.
func (r *room) roomGiven(g *guest) map[string]any {
	r.t.Helper()
	room, _ := g.see()
	tree, ok := decoded(r.t, room).(map[string]any)
	if !ok {
		r.t.Fatal("the room is no object")
	}
	return tree
}

// TestTelling_AnswersCostNobodyElse counts what a round of answers sends:
// nothing to participants, and to the console and the stage at most one message
// each per turn of the clock, of a length that grows with who answered since.
func TestTelling_AnswersCostNobodyElse(t *testing.T) {
	for _, people := range []int{6, 60} {
		t.Run(fmt.Sprint(people), func(t *testing.T) {
			r, guests := playing(t, people, nil, "open-letter")
			r.open("N1.vote")
			r.desk.Quiet()
			before := r.wire.count()
			for _, g := range guests {
				g.vote(r.view.Play.Scenario.Node.Options[0].ID)
			}
			r.desk.Quiet()
			turns := 0
			for channel, n := range r.wire.count() {
				kind, _, _ := strings.Cut(channel, ":")
				switch kind {
				case "room", "person", "team":
					if n != before[channel] {
						t.Errorf("%d messages on %s", n-before[channel], channel)
					}
				default:
					turns = max(turns, n-before[channel])
				}
			}
			if turns > people {
				t.Errorf("%d messages of progress for %d answers", turns, people)
			}
			// What is told of one answer is as long in a room of any size.
			told := r.toldAnswered(people)
			guests[0].vote(r.view.Play.Scenario.Node.Options[1].ID)
			guests[0].vote(r.view.Play.Scenario.Node.Options[0].ID)
			for len(r.wire.on(estrade.ConsoleChannel(r.id))) == told {
				r.wait()
			}
			for _, text := range r.wire.on(estrade.ConsoleChannel(r.id))[told:] {
				if len(text) > 600 {
					t.Errorf("%d bytes to the console for one answer: %s", len(text), text)
				}
			}
		})
	}
}

// toldAnswered waits until the console was told that n have answered, and
// returns how many messages it had by then.
func (r *room) toldAnswered(n int) int {
	r.t.Helper()
	for {
		all := r.wire.on(estrade.ConsoleChannel(r.id))
		var m estrade.Message
		if err := json.Unmarshal([]byte(all[len(all)-1]), &m); err != nil {
			r.t.Fatal(err)
		}
		if m.Progress != nil && m.Progress.Answered == n {
			return len(all)
		}
		r.wait()
	}
}

// wait lets the desk's clock turn; the test's own deadline ends it.
func (r *room) wait() {
	r.t.Helper()
	select {
	case <-time.After(10 * time.Millisecond):
	case <-r.ctx.Done():
		r.t.Fatal(r.ctx.Err())
	}
}

// count returns how many messages were published on each channel.
func (w *wire) count() map[string]int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := make(map[string]int, len(w.sent))
	for channel, all := range w.sent {
		n[channel] = len(all)
	}
	return n
}

// TestTelling_Tables plays reveals with tables: the room is told nothing of any one,
// and every table of itself, as it would be told if it came now.
func TestTelling_Tables(t *testing.T) {
	r, guests := playing(t, 15, nil, "open-letter", "three-lines")
	tables := r.seat(guests, 5, 5, 5)
	told := make(map[estrade.TableID]*estrade.TableFigures)
	heard := make(map[estrade.TableID]int)
	counted, chosen, sorted := 0, 0, 0
	for r.view.Session.State == estrade.SessionOpen && !r.view.Finished {
		if r.view.Part != nil && r.view.Part.Collects && r.view.Part.State == estrade.PartOpen {
			switch {
			case r.view.Step.Kind == estrade.KindSort && r.view.Part.Phase == "team":
				guests[0].sortAll(toKey)
			case r.view.Step.Kind == estrade.KindSort && r.view.Part.Phase == "individual":
				for _, g := range guests {
					g.sortAll(toKey)
				}
			case r.view.Step.Kind == estrade.KindScenario && r.view.Part.ByTable:
				guests[5].writes("choice", r.view.Play.Scenario.Node.Options[1].ID)
			case r.view.Step.Kind == estrade.KindScenario:
				for i, g := range guests {
					g.vote(r.view.Play.Scenario.Node.Options[i%2].ID)
				}
			}
		}
		r.step(nil)
		r.desk.Quiet()
		if figures := fmt.Sprint(r.roomGiven(guests[0])["figures"]); strings.Contains(figures, " table:") {
			t.Fatalf("everybody is told of single tables: %s", figures)
		}
		for i, table := range tables {
			news := r.wire.on(estrade.TeamChannel(table))[heard[table]:]
			heard[table] += len(news)
			for _, text := range news {
				var m estrade.Message
				if err := json.Unmarshal([]byte(text), &m); err != nil {
					t.Fatal(err)
				}
				told[table] = m.Team.Figures
			}
			given := (&follower{g: guests[5*i]}).asked().Team
			if given == nil || given.Figures == nil {
				continue // the page shows none
			}
			if !same(t, decoded(t, told[table]), decoded(t, given.Figures)) {
				t.Fatalf("%s: table %d was told %+v, and is given %+v", r.view.Part.ID, i, told[table], given.Figures)
			}
			if len(given.Figures.Counts) > 0 {
				counted |= 1 << i
			}
			if given.Figures.Choice != "" {
				chosen |= 1 << i
			}
			if s := given.Figures.Sort; s != nil && s.Score != nil {
				sorted |= 1 << i
			}
		}
	}
	// Only the second table decided, only the first sorted.
	if counted != 0b111 || chosen != 0b010 || sorted != 0b001 {
		t.Errorf("tables told their counts %b, their choice %b, their sort %b", counted, chosen, sorted)
	}
}
