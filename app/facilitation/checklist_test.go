package facilitation_test

import (
	"slices"
	"testing"
	"time"

	estrade "estrade/app"
)

func TestChecklist_KeptWithTheSession(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	if r.view.Checked == nil || len(r.view.Checked) != 0 {
		t.Fatalf("nothing is ticked, got %v", r.view.Checked)
	}
	r.do(estrade.Command{Name: estrade.CommandCheck, Option: "sound", Number: 1})
	r.do(estrade.Command{Name: estrade.CommandCheck, Option: "projector", Number: 1})
	r.do(estrade.Command{Name: estrade.CommandCheck, Option: "projector", Number: 1})
	if want := []string{"projector", "sound"}; !slices.Equal(r.view.Checked, want) {
		t.Errorf("ticked %v, want %v", r.view.Checked, want)
	}
	r.restart()
	r.do(estrade.Command{Name: estrade.CommandCheck, Option: "projector"})
	if want := []string{"sound"}; !slices.Equal(r.view.Checked, want) {
		t.Errorf("after a restart and an untick %v, want %v", r.view.Checked, want)
	}
	if err := r.try(estrade.Command{Name: estrade.CommandCheck, Option: "coffee", Number: 1}); key(err) != "unknown-option" {
		t.Errorf("no such line, got %v", err)
	}
	r.runAll()
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	if err := r.try(estrade.Command{Name: estrade.CommandCheck, Option: "sound"}); key(err) != "not-open" {
		t.Errorf("the list is of before the end, got %v", err)
	}
}

// Closing notes on one to four people who go on writing is for good, and said
// so beforehand; what is said is what the program does.
func TestClose_SaysWhenItIsForGood(t *testing.T) {
	for _, unfinished := range []int{0, 1, 4, 5} {
		c := newCanvas(t, coalition, 8)
		c.until("notes")
		c.do(estrade.Command{Name: estrade.CommandOpen})
		for _, g := range c.guests[unfinished:] {
			g.answer("", c.voted+".1", "Idée de "+g.name)
			if err := g.lock(""); err != nil {
				t.Fatal(err)
			}
		}
		c.refresh()
		said := c.view.Actions[0]
		if want := unfinished == 1 || unfinished == 4; said.Unfinished != unfinished || said.Final != want {
			t.Fatalf("%d unfinished: the act says %+v", unfinished, said)
		}
		c.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
		err := c.try(estrade.Command{Name: estrade.CommandReopen})
		if said.Final != (key(err) == "cannot-go-back") && unfinished > 0 {
			t.Errorf("%d unfinished: said final %v, and reopening gives %v", unfinished, said.Final, err)
		}
	}
}

// A timer that is over moves nothing: only the trainer does.
func TestTimer_NeverAdvances(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.joinMany(6)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.until("sort")
	r.do(estrade.Command{Name: estrade.CommandOpen})
	before := r.view
	r.clock.advance(3 * time.Hour)
	r.refresh()
	if r.view.Part.ID != before.Part.ID || r.view.Part.State != estrade.PartOpen || r.view.Revision != before.Revision {
		t.Errorf("three hours later the part is %+v", r.view.Part)
	}
	if r.view.Timer.RemainingMillis >= 0 || r.view.Clock.DriftMillis <= 0 {
		t.Errorf("it is late, and says so: timer %+v, clock %+v", r.view.Timer, r.view.Clock)
	}
}
