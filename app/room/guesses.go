package room

import (
	"math"
	"sync"
	"time"

	estrade "estrade/app"
)

const (
	// codesPerSecond is how many wrong join codes are looked at each second, from
	// all addresses together, on average. A code has six of 28 signs: finding the
	// one of an open room takes 28⁶/2 tries on average, at five a second 48
	// million seconds, a year and a half. (With two rooms open, half of it until
	// one of both is found.)
	codesPerSecond = 5
	// reentriesPerSecond is the same for re-entry codes, which only somebody who
	// knows the room's code can try. Each of n people has one: finding any takes
	// 28⁶/(n+1) seconds on average, 27 days for 200.
	reentriesPerSecond = 1

	// guessesAtOnce is how many wrong tries fit into an instant after a quiet
	// moment.
	guessesAtOnce = 16
	// An address loses one place in the order for each wrong try, and wins one
	// back in forgiveness. worstScore is where it no longer matters: such an
	// address gets what all others leave.
	worstScore  = guessesAtOnce / 2
	forgiveness = time.Minute
)

// guesses limits wrong codes. It counts failures, not people: a whole room that
// types the right code at once gets in.
//
// All addresses draw from one pool that fills at a fixed rate, so that the total
// holds whatever anybody does. Who may draw depends on what their address did:
// one without recent failures takes the last drop, one with some must leave two
// places for each of them, the worst one takes only what flows over. An
// attacker, on one address or on many, therefore drives its own addresses to
// the end of the order within moments and cannot keep out the others. People
// who share an address share its place; each who gets in wins one place back,
// so that the slips of a room behind one address do not add up. Where an
// attacker sits behind the same address, typed codes of that address are mostly
// refused while it lasts; the QR is exempt.
//
// An address is forgotten worstScore × forgiveness after its last failure at
// the latest. With codesPerSecond failures a second in all, no more than 2,416
// are ever remembered.
type guesses struct {
	clock estrade.Clock
	rate  float64 // failures a second
	other string  // key of the error that says that another code was wrong

	mu        sync.Mutex
	freed     sync.Cond
	free      float64   // failures that may still happen
	at        time.Time // of free
	trying    int       // tries under way; each has drawn
	addresses map[string]*conduct
}

// conduct is what an address did lately.
type conduct struct {
	score  float64 // failures not yet forgiven, 0 to worstScore
	at     time.Time
	trying int
}

// outcome is what a try turned out to be.
type outcome int

const (
	wrongTry outcome = iota
	rightTry
	somebodyIn // right, and a person joined by it
)

func newGuesses(clock estrade.Clock, perSecond float64, other string) *guesses {
	g := &guesses{
		clock: clock, rate: perSecond, other: other, free: guessesAtOnce, at: clock.Now(),
		addresses: make(map[string]*conduct),
	}
	g.freed.L = &g.mu
	return g
}

// begin admits a try from an address, or tells after how long another has a
// chance. It waits while others' tries may yet turn out right and leave their
// place. After 0, finish must be called.
func (g *guesses) begin(address string) (wait time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for {
		now := g.clock.Now()
		g.refill(now)
		c := g.addresses[address]
		if c == nil {
			c = &conduct{at: now}
		}
		c.forgive(now)
		if g.free >= needed(c.score+float64(c.trying)) {
			g.free--
			g.trying++
			c.trying++
			g.addresses[address] = c
			return 0
		}
		if lacking := needed(c.score) - g.free - float64(g.trying); lacking > 0 {
			return max(time.Millisecond, time.Duration(math.Ceil(lacking/g.rate*1000))*time.Millisecond)
		}
		g.freed.Wait()
	}
}

// outcome tells what a request that was tried turned out to be.
func (g *guesses) outcome(err error, reply any) outcome {
	if err == nil {
		// Not who comes back: that can be done over and over.
		if joined, ok := reply.(estrade.Joined); ok && joined.Reentry != "" {
			return somebodyIn
		}
		return rightTry
	}
	public := estrade.Public(err)
	switch public.Code {
	case estrade.CodeUnauthorised, estrade.CodeForbidden, estrade.CodeNotFound:
		if public.Key != g.other {
			return wrongTry
		}
	}
	return rightTry
}

// finish ends a try.
func (g *guesses) finish(address string, was outcome) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.clock.Now()
	g.refill(now)
	c := g.addresses[address]
	c.forgive(now)
	c.trying--
	g.trying--
	switch was {
	case wrongTry:
		c.score = min(worstScore, c.score+1)
		g.forgetOld(now)
	case somebodyIn:
		c.score = max(0, c.score-1)
		fallthrough
	default:
		g.free = min(guessesAtOnce-float64(g.trying), g.free+1)
	}
	if c.score == 0 && c.trying == 0 {
		delete(g.addresses, address)
	}
	g.freed.Broadcast()
}

// needed is how much the pool must hold for an address with that score.
func needed(score float64) float64 {
	return min(guessesAtOnce, 1+2*score)
}

// refill fills the pool up to now. A clock that jumps back fills nothing and
// goes on from there; one that jumps ahead fills it once.
func (g *guesses) refill(now time.Time) {
	if passed := now.Sub(g.at); passed > 0 {
		g.free = min(guessesAtOnce-float64(g.trying), g.free+passed.Seconds()*g.rate)
	}
	g.at = now
}

func (c *conduct) forgive(now time.Time) {
	if passed := now.Sub(c.at); passed > 0 {
		c.score = max(0, c.score-passed.Seconds()/forgiveness.Seconds())
	}
	c.at = now
}

// forgetOld drops addresses whose failures are forgiven. g.mu is held.
func (g *guesses) forgetOld(now time.Time) {
	for address, c := range g.addresses {
		if c.forgive(now); c.score == 0 && c.trying == 0 {
			delete(g.addresses, address)
		}
	}
}
