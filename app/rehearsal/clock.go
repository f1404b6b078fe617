package rehearsal

import (
	"sync"
	"time"
)

// Clock runs with the computer's clock and can be moved forward, so that a
// workshop of hours is played in seconds and still has plausible durations. It
// implements estrade.Clock; its methods may be called by several goroutines.
type Clock struct {
	start time.Time
	began time.Time // of the computer, with its monotonic reading

	mu    sync.Mutex
	ahead time.Duration
}

// NewClock returns a clock that shows start now.
func NewClock(start time.Time) *Clock {
	return &Clock{start: start, began: time.Now()}
}

// Now implements estrade.Clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.start.Add(time.Since(c.began) + c.ahead)
}

// Advance moves the clock forward; a negative d does nothing.
func (c *Clock) Advance(d time.Duration) {
	if d <= 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += d
}
