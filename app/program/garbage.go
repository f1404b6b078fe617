package program

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

const (
	// lull is how long next to nothing has to be allocated before garbage is
	// collected: a room that answers at once does so for longer.
	lull = 100 * time.Millisecond
	// lullAllocates is what may be allocated in a lull, in bytes: what a thousand
	// people who only stay connected do.
	lullAllocates = 256 << 10
	// worthwhile is the least garbage, in bytes, and as a part of what was in use,
	// that a collection is begun for.
	worthwhile     = 4 << 20
	worthwhilePart = 8
	// rest is so many lulls, one after the other: then unused memory is given back to
	// the system. Up to keeps bytes of it are kept for what comes next, which would
	// take them back page by page.
	rest  = 20
	keeps = 8 << 20
)

// keeper collects garbage while nobody does anything: otherwise it is collected in
// the middle of a thousand answers, which wait for it. What many left behind who
// joined is given back once nothing has happened for long.
type keeper struct {
	stirred chan struct{}
}

func newKeeper() *keeper { return &keeper{stirred: make(chan struct{}, 1)} }

// stir tells that something happens. A keeper that nobody stirs rests, and costs nothing.
func (k *keeper) stir() {
	select {
	case k.stirred <- struct{}{}:
	default:
	}
}

// work works until stop is closed.
func (k *keeper) work(stop <-chan struct{}) {
	ticker := time.NewTicker(lull)
	defer ticker.Stop()
	var g garbage
	read := newHeapReader()
	for {
		ticker.Stop()
		select {
		case <-stop:
			return
		case <-k.stirred:
		}
		ticker.Reset(lull)
		for g.lulls = 0; g.lulls <= rest; { // once more: a collection may have taken the place of the last
			select {
			case <-stop:
				return
			case <-ticker.C:
			}
			select {
			case <-k.stirred: // while it works, it sees for itself
			default:
			}
			switch g.next(read()) {
			case collect:
				runtime.GC()
			case giveBack:
				debug.FreeOSMemory()
			}
		}
	}
}

// heap is what the runtime tells of its memory, in bytes.
type heap struct {
	allocated uint64 // since the process began
	inUse     uint64 // what the last collection left
	unused    uint64 // what could be given back
	cycles    uint64 // collections so far
}

// newHeapReader returns what reads it, for one goroutine.
func newHeapReader() func() heap {
	samples := []metrics.Sample{
		{Name: "/gc/heap/allocs:bytes"}, {Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/free:bytes"}, {Name: "/gc/cycles/total:gc-cycles"},
	}
	return func() heap {
		metrics.Read(samples)
		value := func(i int) uint64 { return samples[i].Value.Uint64() }
		return heap{allocated: value(0), inUse: value(1), unused: value(2), cycles: value(3)}
	}
}

// housework is what is done in a lull.
type housework int

const (
	nothing housework = iota
	collect
	giveBack
)

// garbage decides what to do, from one reading to the next.
type garbage struct {
	last      heap
	collected uint64 // what was allocated at the last collection
	lulls     int    // one after the other, until now
}

// next says what now, a lull after the last reading, is a time for.
func (g *garbage) next(now heap) housework {
	before := g.last
	g.last = now
	g.lulls++
	if now.allocated-before.allocated > lullAllocates {
		g.lulls = 0
	}
	if now.cycles != before.cycles {
		g.collected = now.allocated
		return nothing
	}
	switch {
	case g.lulls == 0:
		return nothing
	case now.allocated-g.collected >= max(worthwhile, now.inUse/worthwhilePart):
		return collect
	case g.lulls >= rest && now.unused > keeps:
		return giveBack
	}
	return nothing
}
