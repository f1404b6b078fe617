package facilitation_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
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

// round opens the vote, lets everybody vote and vote again while the trainer
// closes and reveals, and compares the split with the last votes that were
// acknowledged. It returns how many people were voting when the part closed.
func (e *electorate) round() int {
	e.t.Helper()
	e.do(estrade.Command{Name: estrade.CommandOpen})
	options := e.view.Play.Scenario.Node.Options
	step, part := e.view.Step.ID, *e.view.Part
	last := make([]string, len(e.guests))
	var caught atomic.Int64
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
					ID: fmt.Sprintf("%s.%s.%d", part.ID, g.id, k), Participant: g.id,
					Step: step, Part: part.ID, Opening: part.Opening, Item: "choice", Value: value,
				})
				switch key(err) {
				case "":
					last[i] = option
				case "part-closed", "answer-locked":
					caught.Add(1)
					return
				default:
					e.t.Error(err)
					return
				}
			}
		})
	}
	time.Sleep(time.Duration(rand.IntN(8000)) * time.Microsecond)
	e.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	e.do(estrade.Command{Name: estrade.CommandReveal})
	wg.Wait()
	want, n := make(map[string]int), 0
	for _, option := range last {
		if option != "" {
			n++
			want[option]++
		}
	}
	split := e.stage().Figures.Split
	if split.N != n {
		e.t.Errorf("%s: %d votes acknowledged, %d counted", part.ID, n, split.N)
	}
	for _, c := range split.Counts {
		if c.Count != want[c.ID] {
			e.t.Errorf("%s: %d votes for %s acknowledged, %d counted", part.ID, want[c.ID], c.ID, c.Count)
		}
	}
	return int(caught.Load())
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

func TestDesk_CloseWhileAnswering(t *testing.T) {
	for range 2 {
		t.Run("Room", func(t *testing.T) {
			t.Parallel()
			e := newElectorate(t, 40)
			for {
				e.round()
				if !e.next() {
					return
				}
			}
		})
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
