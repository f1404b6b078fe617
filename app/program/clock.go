package program

import (
	"time"
	// Sessions carry IANA zones, and Windows has no zone database of its own.
	_ "time/tzdata"
)

// systemClock is the computer's own clock.
type systemClock struct{}

// Now implements estrade.Clock.
func (systemClock) Now() time.Time { return time.Now() }
