package program

import (
	"runtime/debug"
	"testing"
	"time"
)

func TestGarbage_next(t *testing.T) {
	const mega = 1 << 20
	var g garbage
	steps := []struct {
		name string
		now  heap
		want housework
	}{
		{"first reading", heap{allocated: 50 * mega, inUse: 30 * mega, cycles: 10}, nothing},
		{"little garbage", heap{allocated: 50*mega + 1000, inUse: 30 * mega, cycles: 10}, nothing},
		{"a room answers", heap{allocated: 60 * mega, inUse: 30 * mega, cycles: 10}, nothing},
		{"it answered", heap{allocated: 60*mega + 1000, inUse: 30 * mega, cycles: 10}, collect},
		{"collected", heap{allocated: 60*mega + 2000, inUse: 31 * mega, cycles: 11}, nothing},
		{"nothing since", heap{allocated: 60*mega + 3000, inUse: 31 * mega, cycles: 11}, nothing},
		{"pings", heap{allocated: 60*mega + 200_000, inUse: 31 * mega, cycles: 11}, nothing},
		{"a room answers again", heap{allocated: 68 * mega, inUse: 31 * mega, cycles: 11}, nothing},
		{"collected meanwhile", heap{allocated: 70 * mega, inUse: 32 * mega, cycles: 12}, nothing},
		{"nothing since then", heap{allocated: 70*mega + 1000, inUse: 32 * mega, cycles: 12}, nothing},
	}
	for _, s := range steps {
		if got := g.next(s.now); got != s.want {
			t.Errorf("%s: %d", s.name, got)
		}
	}
}

func TestGarbage_givesBack(t *testing.T) {
	for name, test := range map[string]struct {
		unused uint64
		want   int
	}{"much unused": {keeps + 1, rest}, "little unused": {keeps, 0}} {
		var g garbage
		quiet := heap{allocated: 50 << 20, inUse: 30 << 20, unused: test.unused, cycles: 10}
		g.next(quiet) // nothing is known of the time before
		after := 0
		for i := range 4 * rest {
			if g.next(quiet) == giveBack {
				after = i + 1
				break
			}
		}
		if after != test.want {
			t.Errorf("%s: given back after %d lulls", name, after)
		}
	}
}

var kept []byte

// collectedIn tells whether something is collected after much was allocated.
func collectedIn(within time.Duration) bool {
	read := newHeapReader()
	for end := time.Now().Add(within); time.Now().Before(end); {
		for range 2 * worthwhile >> 10 {
			kept = make([]byte, 1<<10)
		}
		before := read().cycles
		time.Sleep(3 * lull)
		if read().cycles > before {
			return true
		}
	}
	return false
}

func TestKeeper(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // nobody else collects
	stop := make(chan struct{})
	defer close(stop)
	k := newKeeper()
	go k.work(stop)
	if collectedIn(6 * lull) {
		t.Error("a keeper that nobody stirred collected")
	}
	k.stir()
	k.stir()
	if !collectedIn(100 * lull) {
		t.Error("garbage was not collected though nothing happened")
	}
}
