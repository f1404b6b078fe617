//go:build !windows

package rehearsal_test

import (
	"slices"
	"syscall"
	"testing"
	"time"

	estrade "estrade/app"
)

// asleep is longer than a browser and the program wait for a sign of one another.
const asleep = 25 * time.Second

// TestFault_Asleep stops the program in the middle of a part, as a laptop that
// is closed does, and lets it go on.
func TestFault_Asleep(t *testing.T) {
	t.Parallel()
	const people = 20
	c := newChild(t)
	a := newAnswering(t, c, people, 1.0/60, func(local string) string { return local })
	a.acknowledged(a.total / 3)
	ctx := t.Context()
	before := must(c.View(ctx, a.id))(t)
	if err := c.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	fell := time.Now()
	time.Sleep(asleep)
	if err := c.cmd.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	after := must(c.View(ctx, a.id))(t)
	slept := time.Since(fell)
	if place(after) != place(before) {
		t.Errorf("fell asleep at %s, woke up at %s", place(before), place(after))
	}
	passed := time.Duration(before.Timer.RemainingMillis-after.Timer.RemainingMillis) * time.Millisecond
	if d := passed - slept; d < -2*time.Second || d > 2*time.Second {
		t.Errorf("slept for %v, and the timer shows %v less", slept, passed)
	}
	woke := time.Now()
	a.settled()
	tally := a.crowd.Ledger().Tally()
	t.Logf("slept for %v; all %d answers %v after it, %d sent twice", slept.Round(time.Millisecond), tally.Acknowledged, time.Since(woke).Round(time.Millisecond), tally.Resent)
	if tally.Places != a.total || tally.Refused+tally.Uncertain > 0 {
		t.Errorf("of %d answers: %+v", a.total, tally)
	}
	a.whole(people)
	names := make(map[string]bool)
	for _, n := range a.crowd.Names() {
		names[n] = true
	}
	c.start()
	listed := must(call[[]estrade.PersonName](ctx, c, "names", a.id))(t)
	if len(listed) != people || slices.ContainsFunc(listed, func(n estrade.PersonName) bool { return !names[n.Name] }) {
		t.Errorf("the list has %d people", len(listed))
	}
}
