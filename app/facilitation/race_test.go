package facilitation_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	estrade "estrade/app"
)

// electorate is a room whose people vote as fast as they can.
type electorate struct {
	*room
	guests []*guest
}

func newElectorate(t testing.TB, n int) *electorate {
	t.Helper()
	e := &electorate{room: newRoom(t, estrade.NewSession{Tables: 4})}
	e.guests = e.joinMany(n)
	e.do(estrade.Command{Name: estrade.CommandStart})
	e.until("N1.vote")
	return e
}

// vote lets everybody vote and vote again, each person one vote after the other,
// until they are refused; meanwhile end is called. It returns the last vote of
// each person that was acknowledged, "" for none, and how many people were
// voting when the part closed.
func (e *electorate) vote(end func()) (last []string, caught int) {
	e.t.Helper()
	options := e.view.Play.Scenario.Node.Options
	step, part := e.view.Step.ID, *e.view.Part
	last = make([]string, len(e.guests))
	var refused atomic.Int64
	var wg sync.WaitGroup
	for i, g := range e.guests {
		wg.Go(func() {
			for k := 0; ; k++ {
				option := options[(i+k)%len(options)].ID
				value, err := json.Marshal(option)
				if err != nil {
					e.t.Error(err)
					return
				}
				_, err = e.desk.Submit(e.ctx, e.id, estrade.AnswerRequest{
					ID: fmt.Sprintf("%s.%d.%s.%d", part.ID, part.Opening, g.id, k), Participant: g.id,
					Step: step, Part: part.ID, Opening: part.Opening, Item: "choice", Value: value,
				})
				switch key(err) {
				case "":
					last[i] = option
				case "part-closed", "answer-locked":
					refused.Add(1)
					return
				default:
					e.t.Error(err)
					return
				}
			}
		})
	}
	time.Sleep(time.Duration(rand.IntN(8000)) * time.Microsecond)
	end()
	wg.Wait()
	e.kept(step, part.ID, last)
	return last, int(refused.Load())
}

// kept checks that the store holds, of a part, the last vote of each person that
// was acknowledged and no other.
func (e *electorate) kept(step, part string, last []string) {
	e.t.Helper()
	record, err := e.store.Load(e.ctx, e.id)
	if err != nil {
		e.t.Fatal(err)
	}
	stored := make(map[estrade.ParticipantID]string)
	for _, a := range record.Answers {
		if a.Key.Step != step || a.Key.Part != part {
			continue
		}
		if _, twice := stored[a.Key.Subject.Participant]; twice {
			e.t.Errorf("%s is kept twice of one person", part)
		}
		var option string
		if err := json.Unmarshal(a.Value, &option); err != nil {
			e.t.Fatal(err)
		}
		stored[a.Key.Subject.Participant] = option
	}
	for i, g := range e.guests {
		if stored[g.id] != last[i] {
			e.t.Errorf("%s: %q was acknowledged, %q is kept", part, last[i], stored[g.id])
		}
	}
}

// round opens the vote, lets everybody vote while the trainer closes and
// reveals, and compares the split with the last votes that were acknowledged. It
// returns how many people were voting when the part closed.
func (e *electorate) round() int {
	e.t.Helper()
	e.do(estrade.Command{Name: estrade.CommandOpen})
	part := e.view.Part.ID
	last, caught := e.vote(func() {
		e.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
		e.do(estrade.Command{Name: estrade.CommandReveal})
	})
	e.counted(part, last)
	return caught
}

// counted compares the split that is shown with votes.
func (e *electorate) counted(part string, last []string) {
	e.t.Helper()
	want, n := make(map[string]int), 0
	for _, option := range last {
		if option != "" {
			n++
			want[option]++
		}
	}
	split := e.stage().Figures.Split
	if split.N != n {
		e.t.Errorf("%s: %d votes acknowledged, %d counted", part, n, split.N)
	}
	for _, c := range split.Counts {
		if c.Count != want[c.ID] {
			e.t.Errorf("%s: %d votes for %s acknowledged, %d counted", part, want[c.ID], c.ID, c.Count)
		}
	}
}

// reopened is a round in which the part was closed once before: who voted then
// is locked, the others go on. What both openings acknowledged is counted.
func (e *electorate) reopened() int {
	e.t.Helper()
	e.do(estrade.Command{Name: estrade.CommandOpen})
	part := e.view.Part.ID
	first, before := e.vote(func() { e.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true}) })
	if err := e.try(estrade.Command{Name: estrade.CommandReopen}); err != nil {
		if key(err) != "cannot-go-back" { // everybody had voted: the trainer has peeked
			e.t.Fatal(err)
		}
		e.do(estrade.Command{Name: estrade.CommandReveal})
		e.counted(part, first)
		return before
	}
	// Late votes for the first opening are on their way; those who had voted keep
	// their vote.
	step, opening := e.view.Step.ID, e.view.Part.Opening
	options := e.view.Play.Scenario.Node.Options
	both := slices.Clone(first)
	var refused atomic.Int64
	var wg sync.WaitGroup
	for i, g := range e.guests {
		wg.Go(func() {
			value, err := json.Marshal(options[i%len(options)].ID)
			if err != nil {
				e.t.Error(err)
				return
			}
			_, err = e.desk.Submit(e.ctx, e.id, estrade.AnswerRequest{
				ID: fmt.Sprintf("%s.%d.%s.late", part, opening, g.id), Participant: g.id,
				Step: step, Part: part, Opening: 1 + i%2, Item: "choice", Value: value,
			})
			switch key(err) {
			case "":
				if first[i] != "" {
					e.t.Errorf("%s: a locked vote was changed", part)
				}
				both[i] = options[i%len(options)].ID
			case "part-closed", "answer-locked":
				refused.Add(1)
			default:
				e.t.Error(err)
			}
		})
	}
	e.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	e.do(estrade.Command{Name: estrade.CommandReveal})
	wg.Wait()
	e.kept(step, part, both)
	e.counted(part, both)
	return before + int(refused.Load())
}

// left is a round that ends because the trainer leaves the step, or the session.
func (e *electorate) left(by estrade.CommandName) int {
	e.t.Helper()
	e.do(estrade.Command{Name: estrade.CommandOpen})
	_, caught := e.vote(func() { e.do(estrade.Command{Name: by, Confirmed: true}) })
	return caught
}

// next goes on to the next node, ok false after the last one.
func (e *electorate) next() bool {
	e.t.Helper()
	for {
		e.step(nil)
		switch {
		case e.view.Part == nil || e.view.Part.ID == "ending":
			return false
		case e.view.Part.Phase == "vote":
			return true
		}
	}
}

const (
	// someRaces and manyRaces are how many people are caught in the middle of an
	// answer by the end of a part.
	someRaces = 1500
	manyRaces = 10_000
)

// TestFault_Races has answers and the end of their part race: each answer is
// acknowledged and in the store and in the figures, or refused and in neither.
// ESTRADE_FULL races ten thousand times.
func TestFault_Races(t *testing.T) {
	wanted := someRaces
	if os.Getenv("ESTRADE_FULL") != "" {
		wanted = manyRaces
	}
	caught := make(map[string]int)
	total := 0
	add := func(by string, n int) { caught[by] += n; total += n }
	for session := 0; total < wanted; session++ {
		e := newElectorate(t, 120)
		for node := 0; ; node++ {
			if node == 3 {
				by := []estrade.CommandName{estrade.CommandSkipStep, estrade.CommandBeginClosing}[session%2]
				add(string(by), e.left(by))
				break
			}
			if node%2 == 0 {
				add("close and reveal", e.round())
			} else {
				add("close, reopen, close and reveal", e.reopened())
			}
			if !e.next() {
				break
			}
		}
		if t.Failed() {
			return
		}
	}
	for _, by := range slices.Sorted(maps.Keys(caught)) {
		t.Logf("  %6d answers refused because of %s", caught[by], by)
	}
	t.Logf("%d answers raced with the end of their part and lost; every other one is kept and counted", total)
}

// TestFault_LockRaces has people lock what they are still changing: the value
// that is kept is the last acknowledged one.
func TestFault_LockRaces(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Tables: 4})
	guests := r.joinMany(60)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.until("sort")
	r.do(estrade.Command{Name: estrade.CommandOpen})
	card := r.view.Play.Contrast.Cards[0].ID
	values := []string{"manager", "leader", "both"}
	last := make([]string, len(guests))
	var refused atomic.Int64
	var wg sync.WaitGroup
	for i, g := range guests {
		wg.Go(func() {
			for k := 0; ; k++ {
				switch err := g.try("", card, values[(i+k)%len(values)]); key(err) {
				case "":
					last[i] = values[(i+k)%len(values)]
				case "answer-locked":
					refused.Add(1)
					return
				default:
					t.Error(err)
					return
				}
			}
		})
		wg.Go(func() {
			time.Sleep(time.Duration(rand.IntN(20)) * time.Millisecond)
			if err := g.lock(""); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for i, g := range guests {
		_, me := g.see()
		kept := ""
		for _, a := range me.Answers {
			if a.Item == card {
				kept = string(a.Value)
			}
		}
		if want := strconv.Quote(last[i]); kept != want && (last[i] != "" || kept != "") {
			t.Errorf("%s was acknowledged and locked, %s is kept", want, kept)
		}
	}
	if int(refused.Load()) != len(guests) {
		t.Errorf("%d of %d people were told that their answer is locked", refused.Load(), len(guests))
	}
}

// BenchmarkDesk_CloseWhileAnswering lets b.N people be caught by a close.
func BenchmarkDesk_CloseWhileAnswering(b *testing.B) {
	caught := 0
	for caught < b.N {
		e := newElectorate(b, 200)
		for {
			caught += e.round()
			if caught >= b.N || !e.next() {
				break
			}
		}
	}
}

func TestDesk_Hammer(t *testing.T) {
	pair := []*room{newRoom(t, estrade.NewSession{Tables: 2}), nil}
	pair[1] = pair[0].another(estrade.NewSession{Tables: 3})
	var trainers, people sync.WaitGroup
	for _, r := range pair {
		guests := r.joinMany(6)
		r.do(estrade.Command{Name: estrade.CommandStart})
		var over atomic.Bool
		for i, g := range guests {
			people.Go(func() {
				rng := rand.New(rand.NewPCG(uint64(i), 3))
				for !over.Load() {
					r.prod(g, rng)
					time.Sleep(time.Millisecond)
				}
			})
		}
		trainers.Go(func() {
			defer over.Store(true)
			for range 120 {
				if r.view.Finished {
					return
				}
				r.step(nil)
				if _, err := r.desk.View(r.ctx, r.id); err != nil {
					t.Error(err)
				}
				r.stage()
				if r.view.Revision%5 == 0 {
					g := guests[r.view.Revision%6]
					r.do(estrade.Command{Name: estrade.CommandMove, Participant: g.id, Table: r.view.Tables[r.view.Revision%2].ID})
				}
			}
		})
	}
	trainers.Wait()
	people.Wait()
	for _, r := range pair {
		r.refresh()
		before := r.pictures()
		r.restartAll(pair)
		if after := r.pictures(); before != after {
			t.Errorf("the store and the projection disagree:\n%s\n%s", before, after)
		}
	}
}

// prod makes a participant do something, sensible or not.
func (r *room) prod(g *guest, rng *rand.Rand) {
	snapshot, err := r.desk.Snapshot(r.ctx, r.id, []estrade.ParticipantID{g.id})
	if err != nil {
		r.t.Error(err)
		return
	}
	me := []estrade.ParticipantID{g.id}
	switch rng.IntN(12) {
	case 0:
		r.desk.Presence(r.ctx, r.id, me, true)
		r.desk.Presence(r.ctx, r.id, me, false)
		return
	case 1:
		err = r.desk.ReleasePen(r.ctx, r.id, g.id)
	case 2:
		err = r.desk.SetLanguage(r.ctx, r.id, g.id, estrade.English)
	case 3:
		if rng.IntN(10) == 0 {
			err = r.desk.EraseAnswers(r.ctx, r.id, g.id)
		}
	case 4, 5:
		err = r.desk.TakePen(r.ctx, r.id, g.id)
	default:
		r.answerSomething(g, snapshot.Room, rng)
		return
	}
	if err != nil {
		r.t.Error(err)
	}
}

func (r *room) answerSomething(g *guest, room estrade.RoomView, rng *rand.Rand) {
	part, play := room.Part, room.Play
	if part == nil || !part.Collects {
		return
	}
	a := estrade.AnswerRequest{
		ID: fmt.Sprint(rng.Uint64()), Participant: g.id, AsTable: part.ByTable,
		Step: room.Step.ID, Part: part.ID, Opening: part.Opening,
	}
	switch {
	case play.Scenario != nil && play.Scenario.Node != nil:
		options := play.Scenario.Node.Options
		a.Item, a.Value = "choice", []byte(`"`+options[rng.IntN(len(options))].ID+`"`)
	case play.Ranking != nil:
		a.Item, a.Value = "list", []byte("null")
	case part.Phase == "sort":
		a.Item, a.Value = play.Contrast.Cards[rng.IntN(len(play.Contrast.Cards))].ID, []byte(`"both"`)
	default:
		a.Pass, a.Item, a.Value = "current", play.Contrast.Pairs[rng.IntN(len(play.Contrast.Pairs))].ID, []byte("2")
	}
	_, err := r.desk.Submit(r.ctx, r.id, a)
	switch key(err) {
	case "", "part-closed", "answer-locked", "pen-elsewhere":
	default:
		r.t.Errorf("%+v: %v", a, err)
	}
}
