package rehearsal_test

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"estrade/app/rehearsal"
)

const (
	// endedWithin is how soon somebody who misbehaves must be rid of.
	endedWithin = 40 * time.Second
	// residentAtMost is the program's memory at its largest, in megabytes.
	residentAtMost = 150
)

// offender does what no browser does until its connection is ended.
type offender struct {
	t     *testing.T
	room  string // host:port
	token string // of somebody who joined, for those who come in
}

// TestFault_Offenders lets browsers misbehave in every way at once while a crowd
// answers: it answers on, the offenders are ended and memory stays bounded.
func TestFault_Offenders(t *testing.T) {
	t.Parallel()
	const people = 30
	ctx := t.Context()
	c := newChild(t)
	a := newAnswering(t, c, people, 1.0/5, func(local string) string { return local })
	view := must(c.View(ctx, a.id))(t)
	offences := map[string]func(*offender) error{
		"noise instead of HTTP":            (*offender).noise,
		"headers without an end":           (*offender).halfHeaders,
		"a body without an end":            (*offender).halfBody,
		"a body of 10 MB":                  (*offender).largeBody,
		"a WebSocket that says nothing":    (*offender).silence,
		"noise on a WebSocket":             (*offender).frameNoise,
		"half a frame":                     (*offender).halfFrame,
		"a message of 10 MB":               (*offender).largeMessage,
		"10,000 messages a second":         (*offender).flood,
		"asking much and reading nothing":  (*offender).neverReads,
		"half a message of many fragments": (*offender).fragments,
	}
	a.acknowledged(a.total / 10)
	var mu sync.Mutex
	took := make(map[string]time.Duration)
	var all sync.WaitGroup
	for name, offend := range offences {
		for i := range 3 {
			joined := must(joinAs(ctx, view.Join.LocalURL, fmt.Sprintf("%s %d", name, i)))(t)
			o := &offender{t: t, room: c.room, token: joined.Token}
			all.Go(func() {
				began := time.Now()
				if err := offend(o); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				mu.Lock()
				defer mu.Unlock()
				took[name] = max(took[name], time.Since(began))
			})
		}
	}
	a.settled()
	tally := a.crowd.Ledger().Tally()
	waits := a.crowd.Ledger().Waits()
	slices.SortFunc(waits, func(x, y rehearsal.Wait) int { return cmp.Compare(x.Took, y.Took) })
	t.Logf("meanwhile %d answers of %d people, all acknowledged, the slowest after %v", tally.Acknowledged, people, waits[len(waits)-1].Took.Round(time.Millisecond))
	if tally.Places != a.total || tally.Refused+tally.Uncertain+tally.Resent > 0 {
		t.Errorf("of %d answers: %+v", a.total, tally)
	}
	all.Wait()
	for _, name := range slices.Sorted(maps.Keys(took)) {
		t.Logf("  %-34s ended after %v", name, took[name].Round(time.Millisecond))
	}
	if mb := c.resident(); mb > residentAtMost {
		t.Errorf("the program took %d MB, more than %d", mb, residentAtMost)
	} else {
		t.Logf("  the program took %d MB at most, %.2f of the limit (%d MB)", mb, float64(mb)/residentAtMost, residentAtMost)
	}
	if n := a.crowd.Present(); n != people {
		t.Errorf("%d of %d people are still connected", n, people)
	}
	c.kill()
	for _, wrong := range a.crowd.Ledger().Missing(c.record(ctx, a.id).Answers) {
		t.Error(wrong)
	}
}

// resident is the largest memory the program has had, in megabytes; 0 where the
// system does not tell.
func (c *child) resident() int {
	c.t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.cmd.Process.Pid))
	if errors.Is(err, os.ErrNotExist) {
		return 0
	}
	if err != nil {
		c.t.Fatal(err)
	}
	kb := 0
	_, line, _ := strings.Cut(string(text), "VmHWM:")
	if _, err := fmt.Sscan(line, &kb); err != nil {
		c.t.Fatal(err)
	}
	return kb >> 10
}

// dial opens a connection whose reads and writes end in time.
func (o *offender) dial() (net.Conn, error) {
	conn, err := net.Dial("tcp", o.room)
	if err != nil {
		return nil, err
	}
	return conn, conn.SetDeadline(time.Now().Add(endedWithin))
}

// ended reads until the program ends the connection.
func ended(conn net.Conn) error {
	_, err := io.Copy(io.Discard, conn)
	if err != nil && errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("still connected after %v", endedWithin)
	}
	return nil
}

// send dials, writes something and waits for the end.
func (o *offender) send(parts ...[]byte) error {
	conn, err := o.dial()
	if err != nil {
		return err
	}
	defer conn.Close()
	for _, p := range parts {
		// The program may have ended the connection by now.
		if _, err := conn.Write(p); err != nil {
			break
		}
	}
	return ended(conn)
}

func noise(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return b
}

func (o *offender) noise() error { return o.send(noise(1 << 20)) }

func (o *offender) halfHeaders() error {
	conn, err := o.dial()
	if err != nil {
		return err
	}
	defer conn.Close()
	over := make(chan error, 1)
	go func() { over <- ended(conn) }()
	_, err = fmt.Fprintf(conn, "GET / HTTP/1.1\r\nHost: %s\r\n", o.room)
	for i := 0; err == nil; i++ {
		select {
		case err := <-over:
			return err
		case <-time.After(200 * time.Millisecond):
			_, err = fmt.Fprintf(conn, "X-More-%d: more\r\n", i)
		}
	}
	return <-over
}

func (o *offender) halfBody() error {
	return o.send(fmt.Appendf(nil, "POST /api/greet HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"code\":", o.room))
}

func (o *offender) largeBody() error {
	head := fmt.Appendf(nil, "POST /api/join HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n{\"name\":\"", o.room, 10<<20)
	return o.send(head, bytes.Repeat([]byte("x"), 10<<20))
}

// socket opens a WebSocket and, unless the token is "", connects as somebody.
func (o *offender) socket(token string) (net.Conn, *bufio.Reader, error) {
	conn, err := o.dial()
	if err != nil {
		return nil, nil, err
	}
	_, err = fmt.Fprintf(conn, "GET /connection/websocket HTTP/1.1\r\nHost: %s\r\nOrigin: http://%[1]s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n\r\n", o.room)
	if err != nil {
		return conn, nil, err
	}
	r := bufio.NewReader(conn)
	response, err := http.ReadResponse(r, nil)
	if err != nil {
		return conn, nil, err
	}
	_ = response.Body.Close() // it has none
	if response.StatusCode != http.StatusSwitchingProtocols {
		return conn, nil, errors.New(response.Status)
	}
	if token == "" {
		return conn, r, nil
	}
	if _, err := conn.Write(frame(true, 1, fmt.Appendf(nil, `{"id":1,"connect":{"data":{"people":[%q]}}}`, token))); err != nil {
		return conn, nil, err
	}
	_, err = r.Peek(2) // the reply
	return conn, r, err
}

// frame is a masked frame as a browser sends it; the mask is zero.
func frame(last bool, opcode byte, data []byte) []byte {
	head := []byte{opcode, 0x80}
	if last {
		head[0] |= 0x80
	}
	switch n := len(data); {
	case n < 126:
		head[1] |= byte(n)
	case n < 1<<16:
		head[1] |= 126
		head = binary.BigEndian.AppendUint16(head, uint16(n))
	default:
		head[1] |= 127
		head = binary.BigEndian.AppendUint64(head, uint64(n))
	}
	return append(append(head, 0, 0, 0, 0), data...)
}

// opened opens a WebSocket, as somebody unless token is "", and closes it after use.
func (o *offender) opened(token string, use func(net.Conn) error) error {
	conn, _, err := o.socket(token)
	if conn != nil {
		defer conn.Close()
	}
	if err != nil {
		return err
	}
	return use(conn)
}

// misuse opens a WebSocket as somebody, writes something and waits for the end.
func (o *offender) misuse(data []byte) error {
	return o.opened(o.token, func(conn net.Conn) error {
		_, _ = conn.Write(data) // the program may end the connection meanwhile
		return ended(conn)
	})
}

func (o *offender) silence() error { return o.opened("", ended) }

func (o *offender) frameNoise() error { return o.misuse(frame(true, 1, noise(4<<10))) }

func (o *offender) halfFrame() error {
	return o.misuse(frame(true, 1, bytes.Repeat([]byte(" "), 60<<10))[:100])
}

func (o *offender) largeMessage() error {
	return o.misuse(frame(true, 1, bytes.Repeat([]byte("x"), 10<<20)))
}

// fragments sends one message in fragments for ever.
func (o *offender) fragments() error {
	return o.opened(o.token, func(conn net.Conn) error {
		over := make(chan error, 1)
		go func() { over <- ended(conn) }()
		_, err := conn.Write(frame(false, 1, []byte(`{"id":2,"rpc":{"method":"`)))
		for err == nil {
			_, err = conn.Write(frame(false, 0, bytes.Repeat([]byte("x"), 1000)))
		}
		return <-over
	})
}

func rpc(id int, method string) []byte {
	return fmt.Appendf(nil, `{"id":%d,"rpc":{"method":%q,"data":{}}}`, id, method)
}

// flood sends ten thousand calls a second.
func (o *offender) flood() error {
	return o.opened(o.token, func(conn net.Conn) error {
		over := make(chan error, 1)
		go func() { over <- ended(conn) }()
		var err error
		for id := 2; err == nil; {
			var burst []byte
			for range 100 {
				burst = append(burst, frame(true, 1, rpc(id, "time"))...)
				id++
			}
			_, err = conn.Write(burst)
			select {
			case err := <-over:
				return err
			case <-time.After(10 * time.Millisecond):
			}
		}
		return <-over
	})
}

// neverReads asks for pictures, as fast as it may, and reads none.
func (o *offender) neverReads() error {
	return o.opened(o.token, func(conn net.Conn) error {
		if err := conn.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
			return err
		}
		for id := 2; ; id++ {
			if _, err := conn.Write(frame(true, 1, rpc(id, "snapshot"))); err != nil {
				if errors.Is(err, os.ErrDeadlineExceeded) {
					return fmt.Errorf("still connected after %v", endedWithin)
				}
				return nil
			}
			time.Sleep(55 * time.Millisecond)
		}
	})
}
