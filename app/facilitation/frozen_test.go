package facilitation_test

import (
	"bytes"
	"math"
	"testing"
	"time"

	estrade "estrade/app"
)

// atVote is a room with n people at the first vote, opened.
func atVote(t *testing.T, n int) (*room, []*guest) {
	t.Helper()
	r := newRoom(t, estrade.NewSession{})
	guests := r.joinMany(n)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.until("N1.vote")
	r.do(estrade.Command{Name: estrade.CommandOpen})
	return r, guests
}

func TestDesk_Peek(t *testing.T) {
	t.Run("NoneBeforeEverybodyAnswered", func(t *testing.T) {
		r, guests := atVote(t, 6)
		for _, g := range guests[:5] {
			g.vote("a")
		}
		r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
		if r.view.Figures != nil {
			t.Fatalf("with the figures after the sixth vote, these would tell it: %+v", r.view.Figures.Split)
		}
		r.do(estrade.Command{Name: estrade.CommandBack})
		guests[5].vote("b")
		r.do(estrade.Command{Name: estrade.CommandClose})
		if f := r.view.Figures; f == nil || f.Split.N != 6 || f.Split.Counts[1].Count != 1 {
			t.Fatalf("everybody has answered: %+v", f)
		}
		if r.stage().Figures != nil {
			t.Fatal("the room waits for the reveal")
		}
	})
	t.Run("StaysAsItWas", func(t *testing.T) {
		r, guests := atVote(t, 6)
		for _, g := range guests {
			g.vote("a")
		}
		r.do(estrade.Command{Name: estrade.CommandClose})
		seen, err := estrade.JSON(r.view.Figures.Split)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []estrade.CommandName{estrade.CommandBack, estrade.CommandReopen} {
			if err := r.try(estrade.Command{Name: name}); key(err) != "cannot-go-back" {
				t.Fatalf("%s after the figures were read: %v", name, err)
			}
		}
		if err := r.desk.EraseAnswers(r.ctx, r.id, guests[0].id); err != nil {
			t.Fatal(err)
		}
		r.do(estrade.Command{Name: estrade.CommandRemove, Participant: guests[1].id})
		r.restart()
		for _, look := range []func() *estrade.SplitFigures{
			func() *estrade.SplitFigures { return r.view.Figures.Split },
			func() *estrade.SplitFigures {
				r.do(estrade.Command{Name: estrade.CommandReveal})
				return r.stage().Figures.Split
			},
		} {
			if now, err := estrade.JSON(look()); err != nil || !bytes.Equal(now, seen) {
				t.Errorf("%s, was %s", now, seen)
			}
		}
	})
}

func TestDesk_ClosingInTheMiddle(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	guests := r.joinMany(6)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.until("sort")
	r.do(estrade.Command{Name: estrade.CommandOpen})
	sort := func(g *guest) {
		for _, card := range r.view.Play.Contrast.Cards {
			g.answer("", card.ID, "leader")
		}
	}
	for _, g := range guests[:5] {
		sort(g)
	}
	t.Run("FiguresDoNotMove", func(t *testing.T) {
		late := guests[5].request("", "existing-new.leader", "leader")
		r.do(estrade.Command{Name: estrade.CommandBeginClosing})
		if _, err := r.desk.Submit(r.ctx, r.id, late); key(err) != "part-closed" {
			t.Fatal("nobody answers while the session is closing")
		}
		before, err := r.desk.Figures(r.ctx, r.id)
		if err != nil || len(before) != 1 || before[0].Figures.Sort.N != 5 {
			t.Fatalf("%+v %v", before, err)
		}
		r.do(estrade.Command{Name: estrade.CommandReopenRoom})
		if r.view.Part.ID != "sort" || r.view.Part.State != estrade.PartClosed {
			t.Fatalf("the step goes on where it ended: %+v", r.view.Part)
		}
		if err := r.try(estrade.Command{Name: estrade.CommandBack}); key(err) != "cannot-go-back" {
			t.Fatalf("figures are taken once: %v", err)
		}
		r.clock.advance(time.Minute)
		r.do(estrade.Command{Name: estrade.CommandAdvance})
		after, err := r.desk.Figures(r.ctx, r.id)
		if err != nil || len(after) != 1 || after[0].At != before[0].At || after[0].Figures.Sort.N != 5 {
			t.Fatalf("%+v then %+v, %v", before, after, err)
		}
	})
	t.Run("DecisionIsKept", func(t *testing.T) {
		r.until("N1.decide")
		r.do(estrade.Command{Name: estrade.CommandDecide, Option: "b"})
		r.do(estrade.Command{Name: estrade.CommandBeginClosing})
		r.do(estrade.Command{Name: estrade.CommandReopenRoom})
		if r.view.Part.State != estrade.PartClosed || r.view.Backstage.RoomChoice != "b" {
			t.Fatalf("%+v, choice %q", r.view.Part, r.view.Backstage.RoomChoice)
		}
		r.do(estrade.Command{Name: estrade.CommandReveal})
		if r.stage().Figures.Consequence.Option != "b" {
			t.Error("another choice than the one entered")
		}
	})
}

func TestDesk_Timer(t *testing.T) {
	r, _ := atVote(t, 1)
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	left := r.view.Timer.RemainingMillis
	for _, name := range []estrade.CommandName{estrade.CommandResume, estrade.CommandPause} {
		if err := r.try(estrade.Command{Name: name}); key(err) != "no-part" {
			t.Errorf("%s of a closed part: %v", name, err)
		}
	}
	if r.refresh(); r.view.Timer.RemainingMillis != left {
		t.Error("a closed part's timer runs")
	}
	r.do(estrade.Command{Name: estrade.CommandReveal})
	r.do(estrade.Command{Name: estrade.CommandAdvance})
	if err := r.try(estrade.Command{Name: estrade.CommandPause}); key(err) != "no-part" {
		t.Errorf("a timer that has not begun: %v", err)
	}
}

func TestDesk_Swap(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.do(estrade.Command{Name: estrade.CommandSwap, Step: "scenario", Option: "seven-channels"})
	r.do(estrade.Command{Name: estrade.CommandSwap, Step: "scenario", Option: "gate-12"})
	for step, want := range map[string]string{"scenario": "unknown-option", "nowhere": "unknown-step"} {
		if err := r.try(estrade.Command{Name: estrade.CommandSwap, Step: step, Option: "welcome"}); key(err) != want {
			t.Errorf("%s: %v", step, err)
		}
	}
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.until("sort")
	if err := r.try(estrade.Command{Name: estrade.CommandSwap, Step: "manager-leader", Option: "manager-leader"}); key(err) != "step-started" {
		t.Error(err)
	}
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	if err := r.try(estrade.Command{Name: estrade.CommandSwap, Step: "scenario", Option: "seven-channels"}); key(err) != "not-open" {
		t.Errorf("what was not played is not changed afterwards: %v", err)
	}
}

func TestDesk_EndingBesideSplits(t *testing.T) {
	for name, leave := range map[string]func(*room, *guest){
		"MissedAVote": func(*room, *guest) {},
		"Erased": func(r *room, g *guest) {
			if err := r.desk.EraseAnswers(r.ctx, r.id, g.id); err != nil {
				r.t.Fatal(err)
			}
		},
		"Removed": func(r *room, g *guest) {
			r.do(estrade.Command{Name: estrade.CommandRemove, Participant: g.id})
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t, estrade.NewSession{})
			guests := r.joinMany(7)
			r.do(estrade.Command{Name: estrade.CommandStart})
			r.until("N1.vote")
			agreement, nodes := 0.0, 0.0
			for r.view.Part.Phase != "ending" {
				if r.view.Part.Phase == "vote" && r.view.Part.State == estrade.PartWaiting {
					r.do(estrade.Command{Name: estrade.CommandOpen})
					for i, g := range guests {
						missing := name == "MissedAVote" && nodes == 0 || name == "Removed" && nodes >= 3
						if i > 0 || !missing {
							g.vote(r.view.Play.Scenario.Node.Options[(i+int(nodes))%3].ID)
						}
					}
					r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
					continue
				}
				if r.view.Part.Phase == "consequence" {
					f := r.stage().Figures
					for _, c := range f.Split.Counts {
						if c.ID == f.Consequence.Option {
							agreement += float64(c.Count) / float64(f.Split.N)
						}
					}
					nodes++
					if nodes == 3 {
						leave(r, guests[0])
					}
				}
				r.step(nil)
			}
			e := r.stage().Figures.Ending
			if e.MeanAgreement == nil || e.MeanQuality == nil {
				t.Fatal("every split was shown: the means can be")
			}
			if math.Abs(*e.MeanAgreement-agreement/nodes) > 1e-9 {
				t.Errorf("the mean agreement %v is not what the splits tell, %v: the difference is one person's", *e.MeanAgreement, agreement/nodes)
			}
		})
	}
}
