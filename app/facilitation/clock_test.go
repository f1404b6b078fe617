package facilitation_test

import (
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

// jumps are how computers' clocks are put right: a zone, a day, a dead battery.
var jumps = map[string]time.Duration{
	"AnHourBack": -time.Hour, "YearsBack": -40 * 365 * 24 * time.Hour,
	"ADayAhead": 24 * time.Hour, "YearsAhead": 10 * 365 * 24 * time.Hour,
}

// TestFault_ClockJumps moves the clock in the middle of a part, and of a pause
// of its timer: people answer on, times shown make sense, the count of commands
// goes on, and figures hold what was acknowledged.
func TestFault_ClockJumps(t *testing.T) {
	for name, jump := range jumps {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t, estrade.NewSession{Tables: 2})
			guests := r.joinMany(8)
			r.do(estrade.Command{Name: estrade.CommandStart})
			r.until("N1.vote")
			r.do(estrade.Command{Name: estrade.CommandOpen})
			sensible := func(when string) {
				t.Helper()
				r.refresh()
				if v := r.view.Timer; v.RemainingMillis > int64(v.TotalSeconds)*1000 || jump < 0 && v.RemainingMillis < 0 {
					t.Errorf("%s: %d ms are left of %d s", when, v.RemainingMillis, v.TotalSeconds)
				}
			}
			options := r.view.Play.Scenario.Node.Options
			for i, g := range guests {
				if i == 4 {
					r.clock.advance(jump)
					sensible("in the middle of the part")
				}
				g.vote(options[i%3].ID)
			}
			revision := r.view.Revision
			r.do(estrade.Command{Name: estrade.CommandPause})
			r.clock.advance(jump)
			r.do(estrade.Command{Name: estrade.CommandResume})
			sensible("after a pause")
			r.do(estrade.Command{Name: estrade.CommandExtend, Number: 60})
			r.clock.advance(-2 * jump)
			sensible("once the clock was right again")
			// Somebody comes while the clock is wrong, and somebody comes back.
			r.clock.advance(jump)
			late := r.join("Zoé")
			r.refresh()
			late.vote(options[0].ID)
			if _, err := r.desk.Authenticate(r.ctx, guests[0].token); err != nil {
				t.Errorf("a token is no longer good: %v", err)
			}
			r.clock.advance(-jump)
			r.do(estrade.Command{Name: estrade.CommandClose})
			r.do(estrade.Command{Name: estrade.CommandReveal})
			if split := r.stage().Figures.Split; split.N != 9 {
				t.Errorf("%d of 9 votes are counted", split.N)
			}
			if got, want := r.view.Revision, revision+5; got != want {
				t.Errorf("revision %d after five commands, want %d", got, want)
			}
			before := r.pictures()
			r.restart()
			if after := r.pictures(); before != after {
				t.Errorf("started again under another clock:\n%s\n%s", before, after)
			}
		})
	}
}

// TestFault_ClockProgress checks that the trainer sees answers come in, however
// the clock goes.
func TestFault_ClockProgress(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	guests := r.joinMany(6)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.until("N1.vote")
	r.do(estrade.Command{Name: estrade.CommandOpen})
	for i, jump := range []time.Duration{-24 * time.Hour, 48 * time.Hour, -time.Hour} {
		r.clock.advance(jump)
		guests[i].vote(r.view.Play.Scenario.Node.Options[0].ID)
		told := func() bool {
			for _, m := range r.wire.on(estrade.ConsoleChannel(r.id)) {
				if strings.Contains(m, `"type":"progress"`) && strings.Contains(m, `"answered":`+string(rune('1'+i))) {
					return true
				}
			}
			return false
		}
		for end := time.Now().Add(10 * time.Second); !told(); time.Sleep(5 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("the console was not told of answer %d after a jump of %v", i+1, jump)
			}
		}
	}
}

// TestFault_ClockWhileClosing puts the clock right by more than a day while
// documents are being issued: the session stays as long as it would have.
func TestFault_ClockWhileClosing(t *testing.T) {
	r := newRoom(t, estrade.NewSession{NoReport: true})
	zoe := r.join("Zoé")
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.runAll()
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	state := func() estrade.SessionState {
		t.Helper()
		r.refresh()
		return r.view.Session.State
	}
	r.clock.advance(25 * time.Hour)
	r.desk.FinishOverdue(r.ctx, time.Minute)
	if s := state(); s != estrade.SessionClosing {
		t.Fatalf("a clock that jumped by a day made it %s", s)
	}
	if _, err := r.desk.Authenticate(r.ctx, zoe.token); err != nil {
		t.Errorf("Zoé can no longer fetch what is hers: %v", err)
	}
	r.confirm()
	if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); err != nil {
		t.Fatal(err)
	}
	r.clock.advance(-50 * time.Hour) // before the closing began
	r.desk.FinishOverdue(r.ctx, 23*time.Hour)
	if s := state(); s != estrade.SessionClosing {
		t.Fatalf("after 23 hours it is %s", s)
	}
	r.desk.FinishOverdue(r.ctx, time.Hour)
	if s := state(); s != estrade.SessionClosed {
		t.Errorf("after a day, by whatever the clock says, it is %s", s)
	}
}

// TestFault_ClockAttendance puts the clock back in the middle of a step: no time
// is negative, on the list and on what is issued, and the day stays the
// session's.
func TestFault_ClockAttendance(t *testing.T) {
	r := newRoom(t, estrade.NewSession{NoReport: true})
	r.join("Zoé")
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.until("N1.vote")
	before := r.line("Zoé")
	r.clock.advance(-3 * time.Hour)
	r.do(estrade.Command{Name: estrade.CommandSkipStep})
	r.runAll()
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	after := r.line("Zoé")
	if before.Minutes == 0 || after.Minutes < 0 || after.HalfDays < 0 {
		t.Errorf("Zoé was there %d minutes, then %+v", before.Minutes, after)
	}
	for _, a := range r.view.Agenda {
		if a.EndedAt != 0 && a.ExpectedStart == 0 {
			t.Errorf("step %s has ended and was never to begin", a.ID)
		}
	}
	r.confirm()
	bundle, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range bundle.Documents {
		if !strings.HasPrefix(d.Number, "2026-1124-") {
			t.Errorf("a document of the session of 24 November 2026 is numbered %s", d.Number)
		}
	}
}
