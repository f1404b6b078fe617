package realtime

import (
	"testing"
	"time"
)

// TestFault_ClockCalls puts the clock back and ahead under the limit of calls:
// nobody is locked out, and nobody wins more than one burst.
func TestFault_ClockCalls(t *testing.T) {
	for name, jump := range map[string]time.Duration{
		"AnHourBack": -time.Hour, "YearsBack": -40 * 365 * 24 * time.Hour, "ADayAhead": 24 * time.Hour,
	} {
		t.Run(name, func(t *testing.T) {
			c := newConnection(kindPeople, "s")
			now := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
			taken := func() (n int) {
				for c.calls.AllowN(now, 1) {
					n++
				}
				return n
			}
			if n := taken(); n != callBurst {
				t.Fatalf("%d calls at once, want %d", n, callBurst)
			}
			now = now.Add(jump)
			if n := taken(); n > callBurst {
				t.Errorf("the jump won %d calls", n)
			}
			now = now.Add(time.Second)
			if n := taken(); n != callsPerSecond {
				t.Errorf("%d calls a second after the jump, want %d", n, callsPerSecond)
			}
		})
	}
}
