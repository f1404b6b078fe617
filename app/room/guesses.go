package room

import (
	"sync"
	"time"

	estrade "estrade/app"
)

const (
	// wrongTries is how many typed codes may be wrong, from all browsers
	// together, within wrongWindow. With 28 signs and six places, guessing the
	// code of an open room takes 28⁶/2/5 s, about a year and a half, on average.
	wrongTries  = 5
	wrongWindow = time.Second
)

// guesses limits wrong typed codes. It counts failures, not people: a whole
// room that types the right code at once gets in. As many tries run side by
// side as may still fail, so that a burst cannot guess more.
type guesses struct {
	clock estrade.Clock

	mu     sync.Mutex
	freed  sync.Cond
	wrong  []time.Time // failures of the last window, oldest first
	trying int
}

func newGuesses(clock estrade.Clock) *guesses {
	g := &guesses{clock: clock}
	g.freed.L = &g.mu
	return g
}

// begin admits a try or refuses it; it waits while others' tries may yet use up
// the failures left. After true, finish must be called.
func (g *guesses) begin() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for {
		g.forgetOld()
		if len(g.wrong)+g.trying < wrongTries {
			g.trying++
			return true
		}
		if len(g.wrong) >= wrongTries {
			return false
		}
		g.freed.Wait()
	}
}

// finish ends a try.
func (g *guesses) finish(wrong bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.trying--
	if wrong {
		g.wrong = append(g.wrong, g.clock.Now())
	}
	g.freed.Broadcast()
}

func (g *guesses) forgetOld() {
	since := g.clock.Now().Add(-wrongWindow)
	for len(g.wrong) > 0 && !g.wrong[0].After(since) {
		g.wrong = g.wrong[1:]
	}
}
