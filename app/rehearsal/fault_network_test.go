package rehearsal_test

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/rehearsal"
)

// cable is what lies between browsers and the program: a relay of bytes that
// can be cut as a switch loses its power, or pulled as the Wi-Fi goes away.
type cable struct {
	listener net.Listener
	to       string

	mu     sync.Mutex
	state  cableState
	change chan struct{} // closed when the state changes
	conns  map[net.Conn]struct{}
}

type cableState int

const (
	cableGood   cableState = iota
	cableSilent            // nothing arrives, and nobody is told
	cableCut               // connections are reset and refused
)

// newCable lays a cable to an address; it ends with the test.
func newCable(t *testing.T, to string) *cable {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cable{listener: l, to: to, change: make(chan struct{}), conns: make(map[net.Conn]struct{})}
	go c.serve()
	t.Cleanup(func() {
		_ = l.Close()
		c.set(cableCut)
	})
	return c
}

// join returns the address of a room as seen through the cable.
func (c *cable) join(local string) string {
	return strings.Replace(local, c.to, c.listener.Addr().String(), 1)
}

func (c *cable) serve() {
	for {
		near, err := c.listener.Accept()
		if err != nil {
			return
		}
		go c.relay(near)
	}
}

// set changes the state; a cut resets what is connected.
func (c *cable) set(s cableState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.state = s
	close(c.change)
	c.change = make(chan struct{})
	if s == cableCut {
		for conn := range c.conns {
			reset(conn)
		}
	}
}

// passes waits until bytes pass; false when the cable is cut.
func (c *cable) passes() bool {
	for {
		c.mu.Lock()
		s, changed := c.state, c.change
		c.mu.Unlock()
		if s != cableSilent {
			return s == cableGood
		}
		<-changed
	}
}

func reset(conn net.Conn) {
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

func (c *cable) relay(near net.Conn) {
	if !c.passes() {
		reset(near)
		return
	}
	far, err := net.Dial("tcp", c.to)
	if err != nil {
		reset(near)
		return
	}
	c.mu.Lock()
	c.conns[near], c.conns[far] = struct{}{}, struct{}{}
	c.mu.Unlock()
	var both sync.WaitGroup
	both.Go(func() { c.copy(far, near) })
	both.Go(func() { c.copy(near, far) })
	both.Wait()
	c.mu.Lock()
	delete(c.conns, near)
	delete(c.conns, far)
	c.mu.Unlock()
}

// copy carries bytes one way. What was sent while nothing passes is held back,
// as TCP sends it again, the end of a connection included.
func (c *cable) copy(to, from net.Conn) {
	buffer := make([]byte, 16<<10)
	for {
		n, err := from.Read(buffer)
		if !c.passes() {
			reset(to)
			reset(from)
			return
		}
		if n > 0 {
			if _, failed := to.Write(buffer[:n]); failed != nil {
				reset(from)
				return
			}
		}
		if errors.Is(err, io.EOF) {
			if tcp, ok := to.(*net.TCPConn); ok {
				_ = tcp.CloseWrite()
			}
			return
		}
		if err != nil {
			reset(to)
			return
		}
	}
}

// answering is a crowd in the middle of a part that asks for many answers.
type answering struct {
	t     *testing.T
	c     *child
	id    estrade.SessionID
	crowd *rehearsal.Crowd
	view  estrade.ConsoleView // the newest
	part  estrade.ConsoleView // as the part was opened
	total int                 // answers that the part asks for
}

// newAnswering opens a room, reached over an address that through makes of its
// own, lets people join and opens the part in which they sort many cards.
func newAnswering(t *testing.T, c *child, people int, pace float64, through func(local string) string) *answering {
	t.Helper()
	ctx := t.Context()
	view := c.open(ctx)
	crowd, err := rehearsal.NewCrowd(rehearsal.CrowdOptions{Join: through(view.Join.LocalURL), People: people, Seed: 5, Pace: pace, Temper: rehearsal.Quick})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(crowd.Leave)
	if err := crowd.Join(ctx); err != nil {
		t.Fatal(err)
	}
	a := &answering{t: t, c: c, id: view.Session.ID, crowd: crowd}
	a.do(estrade.CommandStart)
	for a.view.Step.Kind != estrade.KindContrast {
		a.do(estrade.CommandSkipStep)
	}
	for a.view.Part.Phase != "sort" {
		a.do(a.view.Actions[0].Command)
	}
	a.do(estrade.CommandOpen)
	a.part = a.view
	a.total = people * len(a.view.Play.Contrast.Cards)
	return a
}

// do gives a command on the newest picture.
func (a *answering) do(name estrade.CommandName) {
	a.t.Helper()
	ctx := a.t.Context()
	view := must(a.c.View(ctx, a.id))(a.t)
	a.view = must(a.c.Do(ctx, a.id, estrade.Command{Name: name, Revision: view.Revision, Confirmed: true}))(a.t)
}

// acknowledged waits until so many answers are acknowledged.
func (a *answering) acknowledged(n int) {
	a.t.Helper()
	for end := time.Now().Add(time.Minute); a.crowd.Ledger().Tally().Acknowledged < n; time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			a.t.Fatalf("%d answers are wanted; after a minute there are %+v", n, a.crowd.Ledger().Tally())
		}
	}
}

// settled waits until everybody has answered all they had in mind.
func (a *answering) settled() {
	a.t.Helper()
	ctx, cancel := context.WithTimeout(a.t.Context(), 2*time.Minute)
	defer cancel()
	if err := a.crowd.Wait(ctx, a.part.Step.ID, a.part.Part.ID, a.part.Part.Opening); err != nil {
		a.t.Fatalf("not everybody can go on: %v, %+v, %d present", err, a.crowd.Ledger().Tally(), a.crowd.Present())
	}
}

// connected waits until the console shows so many people connected.
func (a *answering) connected(n int, within time.Duration) {
	a.t.Helper()
	for end := time.Now().Add(within); ; time.Sleep(20 * time.Millisecond) {
		view := must(a.c.View(a.t.Context(), a.id))(a.t)
		if view.Progress.Connected == n {
			return
		}
		if time.Now().After(end) {
			a.t.Fatalf("the console shows %d people connected after %v, not %d", view.Progress.Connected, within, n)
		}
	}
}

// whole checks that everybody is there once, and that what is on the disk is
// what was acknowledged; the program is killed for it.
func (a *answering) whole(people int) {
	a.t.Helper()
	ctx := a.t.Context()
	a.connected(people, 5*time.Second)
	view := must(a.c.View(ctx, a.id))(a.t)
	if len(view.Roster) != people || view.Progress.Joined != people {
		a.t.Errorf("%d people are on the list, %d joined; they were %d", len(view.Roster), view.Progress.Joined, people)
	}
	if problems := a.crowd.Problems(); len(problems) > 0 {
		a.t.Errorf("browsers met what they should not: %v", problems)
	}
	a.c.kill()
	for _, wrong := range a.crowd.Ledger().Missing(a.c.record(ctx, a.id).Answers) {
		a.t.Error(wrong)
	}
}

// TestFault_NetworkCut takes the network away in the middle of a part and gives
// it back: what was typed meanwhile arrives, once.
func TestFault_NetworkCut(t *testing.T) {
	t.Parallel()
	lengths := []time.Duration{5 * time.Second}
	if full() {
		lengths = append(lengths, 30*time.Second, 5*time.Minute)
	}
	const people = 20
	for name, state := range map[string]cableState{"Silent": cableSilent, "Cut": cableCut} {
		for _, length := range lengths {
			t.Run(name+length.String(), func(t *testing.T) {
				t.Parallel()
				cut := beginCut(t, people, state)
				time.Sleep(length)
				if length > 20*time.Second {
					cut.connected(0, time.Second) // the trainer sees it
				}
				healed := cut.heal()
				cut.settled()
				tally := cut.crowd.Ledger().Tally()
				t.Logf("%s for %v: %d of %d answers after it, %d sent twice, all acknowledged %v after it",
					name, length, tally.Acknowledged-cut.before, cut.total, tally.Resent, time.Since(healed).Round(time.Millisecond))
				if tally.Places != cut.total || tally.Refused+tally.Uncertain > 0 {
					t.Errorf("of %d answers: %+v", cut.total, tally)
				}
				cut.whole(people)
			})
		}
	}
	t.Run("ClosedMeanwhile", func(t *testing.T) {
		t.Parallel()
		cut := beginCut(t, people, cableCut)
		cut.do(estrade.CommandClose)
		cut.do(estrade.CommandSkipStep)
		cut.heal()
		cut.settled()
		if tally := cut.crowd.Ledger().Tally(); tally.Acknowledged != cut.before || tally.Refused == 0 {
			t.Errorf("%d answers before the cut; after the part was closed: %+v", cut.before, tally)
		}
		cut.whole(people)
	})
}

type cutOff struct {
	*answering
	cable  *cable
	before int // answers acknowledged before the cut
}

// beginCut takes the network away when a third of the answers are in.
func beginCut(t *testing.T, people int, state cableState) *cutOff {
	t.Helper()
	c := newChild(t)
	cable := newCable(t, c.room)
	cut := &cutOff{answering: newAnswering(t, c, people, 1.0/60, cable.join), cable: cable}
	cut.acknowledged(cut.total / 3)
	cable.set(state)
	time.Sleep(50 * time.Millisecond) // what was on its way
	cut.before = cut.crowd.Ledger().Tally().Acknowledged
	return cut
}

func (c *cutOff) heal() time.Time {
	c.t.Helper()
	if now := c.crowd.Ledger().Tally().Acknowledged; now != c.before {
		c.t.Errorf("%d answers were acknowledged without a network", now-c.before)
	}
	c.cable.set(cableGood)
	return time.Now()
}
