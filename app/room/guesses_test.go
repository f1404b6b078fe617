package room

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	estrade "estrade/app"
)

// codeSpace is the number of join codes: six of 28 signs.
const codeSpace = 28 * 28 * 28 * 28 * 28 * 28

func TestGuesses_YearOnAverage(t *testing.T) {
	const year = 365.25 * 24 * 3600
	if seconds := float64(codeSpace) / 2 / codesPerSecond; seconds < year {
		t.Errorf("the code of an open room is found in %.2f years on average", seconds/year)
	}
	if days := float64(codeSpace) / 201 / reentriesPerSecond / 86400; days < 14 {
		t.Errorf("the re-entry code of one of 200 people is found in %.1f days on average", days)
	}
}

// crowd is people who type a code, and attackers who try codes as fast as they
// may, over simulated time.
type crowd struct {
	g     *guesses
	clock *stepClock
	at    time.Duration

	attackers []string
	evaluated int // wrong tries of attackers
	people    []*typist
}

// typist greets and joins with a typed code, and mistypes it first when wrong.
type typist struct {
	address string
	next    time.Duration // when to do the next thing
	since   time.Duration // when the code was first typed
	wrong   bool
	greeted bool
	in      time.Duration // 0: not yet
	refused int
}

const tick = 10 * time.Millisecond

func newCrowd(attackers int) *crowd {
	clock := newStepClock()
	c := &crowd{g: newGuesses(clock, codesPerSecond, "wrong-reentry"), clock: clock}
	for i := range attackers {
		c.attackers = append(c.attackers, fmt.Sprintf("10.6.6.%d", i))
	}
	return c
}

// run goes on for d; everybody acts at each tick, attackers first.
func (c *crowd) run(t *testing.T, d time.Duration) {
	t.Helper()
	for end := c.at + d; c.at < end; c.at += tick {
		c.clock.step(tick)
		for _, a := range c.attackers {
			if c.g.begin(a) == 0 {
				c.evaluated++
				c.g.finish(a, wrongTry)
			}
		}
		for _, p := range c.people {
			if p.in == 0 && p.next <= c.at {
				c.act(p)
			}
		}
	}
}

func (c *crowd) act(p *typist) {
	if p.since == 0 {
		p.since = c.at
	}
	if wait := c.g.begin(p.address); wait > 0 {
		p.refused++
		// As the page says: whole seconds.
		p.next = c.at + (wait+time.Second-1)/time.Second*time.Second
		return
	}
	switch {
	case p.wrong:
		p.wrong = false
		p.next = c.at + 4*time.Second
		c.g.finish(p.address, wrongTry)
	case !p.greeted:
		p.greeted = true
		p.next = c.at + 8*time.Second
		c.g.finish(p.address, rightTry)
	default:
		p.in = c.at
		c.g.finish(p.address, somebodyIn)
	}
}

// comeIn lets n people type the code within a minute from now, one in ten wrong.
func (c *crowd) comeIn(n int, address func(i int) string) {
	r := rand.New(rand.NewPCG(7, 11))
	for i := range n {
		c.people = append(c.people, &typist{
			address: address(i), wrong: i%10 == 3,
			next: c.at + time.Duration(r.Int64N(int64(time.Minute))),
		})
	}
}

func TestGuesses_AttackWhileARoomComesIn(t *testing.T) {
	oneAddress := func(int) string { return "192.168.1.1" }
	ownAddress := func(i int) string { return fmt.Sprintf("192.168.%d.%d", i/200, i%200) }
	// Going by foot through it, typing, mistyping and joining takes 12 s.
	const usual = 13 * time.Second
	for _, x := range []struct {
		name      string
		attackers int
		before    time.Duration // attacked for so long when people come
		address   func(int) string
		late      int // people who may take longer than usual
		longest   time.Duration
	}{
		{"NobodyAttacks/OneAddress", 0, 0, oneAddress, 0, usual},
		{"NobodyAttacks/OwnAddresses", 0, 0, ownAddress, 0, usual},
		{"OneAttacker/OneAddress", 1, 10 * time.Second, oneAddress, 0, usual},
		{"OneAttacker/OwnAddresses", 1, 10 * time.Second, ownAddress, 0, usual},
		{"FiftyAddresses/OneAddress", 50, 5 * time.Minute, oneAddress, 0, usual},
		{"FiftyAddresses/OwnAddresses", 50, 5 * time.Minute, ownAddress, 0, usual},
		// All at the same instant: fifty addresses without a past have as much
		// right as the room, until each has failed. Everybody is in all the same,
		// a few seconds later than without an attack.
		{"OneAttackerAtOnce/OneAddress", 1, 0, oneAddress, 2, 20 * time.Second},
		{"FiftyAddressesAtOnce/OneAddress", 50, 0, oneAddress, 200, 70 * time.Second},
		{"FiftyAddressesAtOnce/OwnAddresses", 50, 0, ownAddress, 20, 30 * time.Second},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := newCrowd(x.attackers)
			c.run(t, x.before)
			c.comeIn(200, x.address)
			began := c.at
			c.run(t, 2*time.Minute)
			late, longest, missing, refused := 0, time.Duration(0), 0, 0
			for _, p := range c.people {
				took := p.in - p.since
				switch {
				case p.in == 0:
					missing++
				case took > usual:
					late++
				}
				longest = max(longest, took)
				refused += p.refused
			}
			t.Logf("%d late, longest %v, %d refusals, everybody in after %v", late, longest, refused, c.lastIn()-began)
			if missing > 0 || late > x.late || longest > x.longest {
				t.Errorf("%d are not in, %d are late, the longest took %v", missing, late, longest)
			}
			if most := int(c.at.Seconds()*codesPerSecond) + guessesAtOnce; c.evaluated > most {
				t.Errorf("attackers had %d codes looked at in %v, more than %d", c.evaluated, c.at, most)
			}
		})
	}
	t.Run("AttackerBehindTheSameAddress", func(t *testing.T) {
		c := newCrowd(1)
		c.attackers[0] = oneAddress(0)
		c.run(t, time.Minute)
		c.comeIn(20, oneAddress)
		c.run(t, time.Minute)
		// The address is last in the order, so others are not touched.
		if wait := c.g.begin("192.168.9.9"); wait != 0 {
			t.Errorf("another address waits %v", wait)
		}
	})
}

func (c *crowd) lastIn() (last time.Duration) {
	for _, p := range c.people {
		last = max(last, p.in)
	}
	return last
}

func TestGuesses_Memory(t *testing.T) {
	g := newGuesses(newStepClock(), codesPerSecond, "")
	clock := g.clock.(*stepClock)
	for i := range 400_000 {
		address := fmt.Sprintf("10.%d.%d.%d", i>>16, i>>8&255, i&255)
		if g.begin(address) == 0 {
			g.finish(address, wrongTry)
		}
		if i%100 == 0 {
			clock.step(time.Second)
		}
	}
	if n := len(g.addresses); n == 0 || n > 2416 {
		t.Errorf("%d addresses are remembered", n)
	}
	clock.step(time.Hour)
	if g.begin("10.0.0.1") != 0 {
		t.Fatal("refused after an hour")
	}
	g.finish("10.0.0.1", wrongTry)
	if n := len(g.addresses); n != 1 {
		t.Errorf("%d addresses are remembered after an hour", n)
	}
}

func TestGuesses_Clock(t *testing.T) {
	clock := newStepClock()
	g := newGuesses(clock, codesPerSecond, "")
	spend := func() (n int) {
		for g.begin("10.0.0.1") == 0 {
			g.finish("10.0.0.1", wrongTry)
			n++
		}
		return n
	}
	spend()
	t.Run("Back", func(t *testing.T) {
		clock.step(-time.Hour)
		if n := spend(); n != 0 {
			t.Errorf("%d tries won by a clock that went back", n)
		}
		clock.step(4 * time.Second)
		if n := spend(); n == 0 {
			t.Error("nothing is forgiven once the clock has gone back")
		}
	})
	t.Run("Ahead", func(t *testing.T) {
		clock.step(24 * 365 * time.Hour)
		if n := spend(); n > guessesAtOnce {
			t.Errorf("%d tries won by a clock that went ahead", n)
		}
	})
}

func TestGuesses_Wait(t *testing.T) {
	clock := newStepClock()
	g := newGuesses(clock, codesPerSecond, "")
	for range guessesAtOnce {
		if g.begin("10.0.0.1") == 0 {
			g.finish("10.0.0.1", wrongTry)
		}
	}
	wait := g.begin("10.0.0.1")
	if wait <= 0 || wait > guessesAtOnce*time.Second/codesPerSecond {
		t.Fatalf("told to wait %v", wait)
	}
	clock.step(wait)
	if wait := g.begin("10.0.0.1"); wait != 0 {
		t.Errorf("still refused after the time it was told, for %v", wait)
	}
}

func TestGuesses_SideBySide(t *testing.T) {
	g := newGuesses(newStepClock(), codesPerSecond, "")
	var mu sync.Mutex
	tried := 0
	var all sync.WaitGroup
	for i := range 300 {
		address := fmt.Sprintf("10.0.0.%d", i%3)
		all.Go(func() {
			if g.begin(address) == 0 {
				mu.Lock()
				tried++
				mu.Unlock()
				time.Sleep(time.Millisecond)
				g.finish(address, wrongTry)
			}
		})
	}
	all.Wait()
	if tried > guessesAtOnce {
		t.Errorf("a burst got %d tries", tried)
	}
}

func TestGuesses_Outcome(t *testing.T) {
	g := newGuesses(newStepClock(), 1, "wrong-reentry")
	refusal := func(code estrade.Code, key string) error { return estrade.NewError(code, key, "", "") }
	for name, x := range map[string]struct {
		err   error
		reply any
		want  outcome
	}{
		"wrong":       {err: refusal(estrade.CodeUnauthorised, "wrong-code"), want: wrongTry},
		"other code":  {err: refusal(estrade.CodeUnauthorised, "wrong-reentry"), want: rightTry},
		"room closed": {err: refusal(estrade.CodeConflict, "room-closed"), want: rightTry},
		"broken":      {err: errors.New("disk"), want: rightTry},
		"greeted":     {reply: estrade.Greeting{}, want: rightTry},
		"joined":      {reply: estrade.Joined{Reentry: "ABC234"}, want: somebodyIn},
		"came back":   {reply: estrade.Joined{}, want: rightTry},
	} {
		if got := g.outcome(x.err, x.reply); got != x.want {
			t.Errorf("%s: %v, want %v", name, got, x.want)
		}
	}
}
