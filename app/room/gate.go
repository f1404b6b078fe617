package room

import (
	"net"
	"sync"
	"time"

	"golang.org/x/time/rate"

	estrade "estrade/app"
)

const (
	// connectionsInAll bounds open connections; a browser holds one for good and
	// up to six while a page loads.
	connectionsInAll = 8192
	// connectionsEach bounds those of one address: two hundred phones may be
	// behind it, all loading the page.
	connectionsEach = 1500
	// Of the last quarter of all, an address gets only as many as a few phones need.
	connectionsLast = 32

	// Requests of one address: requestBurst at once, then requestsPerSecond. Two
	// hundred phones that load the page make some four thousand.
	requestBurst      = 5000
	requestsPerSecond = 500
	// People who join from one address: joinBurst at once, then joinsPerSecond.
	// Whoever knows the code could otherwise fill the room with made-up people.
	joinBurst      = 300
	joinsPerSecond = 2

	// addressesKept bounds the addresses counted; all others share one count.
	addressesKept = 4096
)

// gate counts open connections and admits new ones. This computer's own are
// counted in the total only: what runs here needs no network to stop the room.
type gate struct {
	all, each, last int

	mu   sync.Mutex
	open int
	by   map[string]int
}

func newGate() *gate {
	all := connectionsInAll
	if files := openFiles(); files > 0 {
		// The database and documents need some too.
		all = max(64, min(all, files-files/8-32))
	}
	return &gate{all: all, each: connectionsEach, last: connectionsLast, by: make(map[string]int)}
}

// enter admits a connection from an address; after true, leave must be called.
func (g *gate) enter(address string, own bool) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	held := g.by[address]
	switch {
	case g.open >= g.all,
		!own && held >= g.each,
		!own && g.open >= g.all/4*3 && held >= g.last:
		return false
	}
	g.open++
	g.by[address]++
	return true
}

func (g *gate) leave(address string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open--
	if g.by[address]--; g.by[address] <= 0 {
		delete(g.by, address)
	}
}

// counted is a connection that was admitted.
type counted struct {
	net.Conn
	leave func()
}

// Close implements net.Conn.
func (c *counted) Close() error {
	c.leave()
	return c.Conn.Close()
}

// admit wraps a connection that may come in, and ends another one.
func (g *gate) admit(c net.Conn) (net.Conn, bool) {
	address := hostname(c.RemoteAddr().String())
	ip := net.ParseIP(address)
	if !g.enter(address, ip != nil && ip.IsLoopback()) {
		if tcp, ok := c.(*net.TCPConn); ok {
			// Nothing is left to wait for.
			_ = tcp.SetLinger(0)
		}
		_ = c.Close()
		return nil, false
	}
	return &counted{Conn: c, leave: sync.OnceFunc(func() { g.leave(address) })}, true
}

// pace limits how often each address does something. Its clock may jump: no
// more than a burst is won by it, and none is lost for longer than a burst takes
// to fill.
type pace struct {
	clock estrade.Clock
	every rate.Limit
	burst int
	kept  int // addresses

	mu sync.Mutex
	by map[string]*rate.Limiter
	at time.Time
}

func newPace(clock estrade.Clock, perSecond float64, burst int) *pace {
	return &pace{clock: clock, every: rate.Limit(perSecond), burst: burst, kept: addressesKept, by: make(map[string]*rate.Limiter), at: clock.Now()}
}

// allow tells whether an address may do it once more now.
func (p *pace) allow(address string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.clock.Now()
	if now.Before(p.at) {
		clear(p.by)
	}
	p.at = now
	l, ok := p.by[address]
	if !ok {
		if len(p.by) >= p.kept {
			p.forgetIdle(now)
		}
		if len(p.by) >= p.kept {
			address = ""
			l = p.by[address]
		}
		if l == nil {
			l = rate.NewLimiter(p.every, p.burst)
			p.by[address] = l
		}
	}
	return l.AllowN(now, 1)
}

// forgetIdle drops addresses that may do everything again. p.mu is held.
func (p *pace) forgetIdle(now time.Time) {
	for address, l := range p.by {
		if l.TokensAt(now) >= float64(p.burst) {
			delete(p.by, address)
		}
	}
}
