package facilitation

import (
	"testing"
	"time"

	estrade "estrade/app"
)

type stoppedClock struct{ at time.Time }

func (c *stoppedClock) Now() time.Time { return c.at }

// A phone is here for five seconds after its last request, by the clock of the program.
func TestRemoteLink_Here(t *testing.T) {
	clock := &stoppedClock{time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)}
	var l remoteLink
	ask := estrade.RemoteRequest{Pairing: "p1", Counter: 1, Command: estrade.RemoteView}
	if l.here("p1", clock.at) || l.here("", clock.at) {
		t.Error("no phone has asked yet")
	}
	if !l.fresh(ask, 0, clock.at) || l.fresh(ask, 0, clock.at) {
		t.Error("a request is taken once")
	}
	_, end := l.begin(clock)
	clock.at = clock.at.Add(15 * time.Second)
	if !l.here("p1", clock.at) {
		t.Error("it waits for news, so it is here")
	}
	end()
	clock.at = clock.at.Add(remoteAway - time.Millisecond)
	if !l.here("p1", clock.at) || l.here("p2", clock.at) {
		t.Error("it was here five seconds ago at most, and it alone")
	}
	clock.at = clock.at.Add(time.Millisecond)
	if l.here("p1", clock.at) {
		t.Error("five seconds after its last request it is away")
	}
}
