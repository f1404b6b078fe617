package realtime

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// allowance limits how often something is done, under a clock that may jump: one
// that is put back keeps nobody waiting until it is where it was, and no jump
// wins more than a burst.
type allowance struct {
	perSecond rate.Limit
	burst     int

	mu      sync.Mutex
	limiter *rate.Limiter
	at      time.Time // it was last asked
}

func newAllowance(perSecond float64, burst int) *allowance {
	return &allowance{perSecond: rate.Limit(perSecond), burst: burst, limiter: rate.NewLimiter(rate.Limit(perSecond), burst)}
}

// AllowN tells whether it may be done n times more now.
func (a *allowance) AllowN(now time.Time, n int) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if now.Before(a.at) {
		a.limiter = rate.NewLimiter(a.perSecond, a.burst)
	}
	a.at = now
	return a.limiter.AllowN(now, n)
}
