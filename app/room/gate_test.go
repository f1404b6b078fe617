package room

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

func TestGate(t *testing.T) {
	enter := func(g *gate, address string, n int) (in int) {
		for range n {
			if g.enter(address, address == "127.0.0.1") {
				in++
			}
		}
		return in
	}
	t.Run("TwoHundredPhonesBehindOneAddress", func(t *testing.T) {
		g := newGate()
		g.all = connectionsInAll
		// Each has its live connection and loads the page over six.
		if in := enter(g, "192.168.1.1", 200*7); in != 1400 {
			t.Errorf("%d connections of 1400", in)
		}
	})
	t.Run("OneAddressDoesNotTakeAll", func(t *testing.T) {
		g := newGate()
		g.all = 8000
		if in := enter(g, "10.0.0.1", 9000); in != connectionsEach {
			t.Errorf("one address took %d", in)
		}
		if in := enter(g, "10.0.0.2", 1); in != 1 {
			t.Error("another one is kept out")
		}
	})
	t.Run("ManyAddressesLeaveRoom", func(t *testing.T) {
		g := newGate()
		g.all = 8000
		for i := range 50 {
			enter(g, fmt.Sprintf("10.6.6.%d", i), 2000)
		}
		if in := enter(g, "10.0.0.2", 6); in != 6 {
			t.Errorf("fifty addresses leave a phone %d of the six connections it asks for", in)
		}
	})
	t.Run("ThousandClientsOnLoopback", func(t *testing.T) {
		g := newGate()
		g.all = 8000
		if in := enter(g, "127.0.0.1", 4000); in != 4000 {
			t.Errorf("%d connections of 4000", in)
		}
		if in := enter(g, "127.0.0.1", 5000); in != 4000 {
			t.Errorf("%d more, beyond all", in)
		}
	})
	t.Run("Leave", func(t *testing.T) {
		g := newGate()
		in := enter(g, "10.0.0.1", 3)
		for range in {
			g.leave("10.0.0.1")
		}
		if g.open != 0 || len(g.by) != 0 {
			t.Errorf("%d open, %v", g.open, g.by)
		}
	})
}

func TestPace(t *testing.T) {
	clock := newStepClock()
	p := newPace(clock, 2, 10)
	spend := func(address string) (n int) {
		for n < 100 && p.allow(address) {
			n++
		}
		return n
	}
	if n := spend("a"); n != 10 {
		t.Errorf("%d at once", n)
	}
	if n := spend("b"); n != 10 {
		t.Errorf("another address: %d", n)
	}
	clock.step(3 * time.Second)
	if n := spend("a"); n != 6 {
		t.Errorf("%d after three seconds", n)
	}
	clock.step(-time.Hour)
	if n := spend("a"); n != 10 {
		t.Errorf("%d after the clock went back", n)
	}
	p.kept = 50
	for i := range 1000 {
		p.allow(fmt.Sprint(i))
	}
	if len(p.by) > 51 {
		t.Errorf("%d addresses are kept", len(p.by))
	}
	clock.step(time.Hour)
	p.allow("late")
	if len(p.by) > 2 {
		t.Errorf("%d addresses are kept after an hour", len(p.by))
	}
}

func TestRoom_ConnectionsOfOneAddress(t *testing.T) {
	h := newHouse(t, nil)
	h.room.gate.mu.Lock()
	h.room.gate.all = 20
	h.room.gate.mu.Unlock()
	var open []net.Conn
	defer func() {
		for _, c := range open {
			_ = c.Close()
		}
	}()
	for range 40 {
		c, err := net.Dial("tcp", h.host)
		if err != nil {
			continue // ended at once
		}
		open = append(open, c)
	}
	served := 0
	for _, c := range open {
		_, _ = fmt.Fprintf(c, "GET /health HTTP/1.1\r\nHost: %s\r\n\r\n", h.host)
		_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
		if line, err := bufio.NewReader(c).ReadString('\n'); err == nil && strings.Contains(line, "200") {
			served++
		}
	}
	if served != 20 {
		t.Errorf("%d connections were served instead of 20", served)
	}
	for _, c := range open {
		_ = c.Close()
	}
	open = nil
	// Those that left make room.
	waitFor(t, func() bool {
		h.room.gate.mu.Lock()
		defer h.room.gate.mu.Unlock()
		return h.room.gate.open == 0
	})
	if a := h.do(t, "GET", "/health", ""); a.status != 200 {
		t.Errorf("%d", a.status)
	}
}

func waitFor(t *testing.T, ready func() bool) {
	t.Helper()
	for range 1000 {
		if ready() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("waited in vain")
}

func TestRoom_RequestsOfOneAddress(t *testing.T) {
	h := newHouse(t, nil)
	h.room.requests = newPace(h.clock, 1, 5) // before anything is asked for
	for range 5 {
		if a := h.do(t, "GET", "/health", ""); a.status != 200 {
			t.Fatalf("%d", a.status)
		}
	}
	if e := h.do(t, "GET", "/health", "").problem(t); e.Key != "too-many-requests" {
		t.Errorf("%+v", e)
	}
	h.clock.step(time.Second)
	if a := h.do(t, "GET", "/health", ""); a.status != 200 {
		t.Errorf("%d after a second", a.status)
	}
}

func TestRoom_MadeUpPeople(t *testing.T) {
	h := newHouse(t, nil)
	refused := 0
	for range joinBurst + 10 {
		w := &recorder{header: http.Header{}}
		req, err := http.NewRequest(http.MethodPost, "http://10.0.0.1:7420/api/join", strings.NewReader(`{"secret":"secretsecret","name":"Zed"}`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		req.RemoteAddr = "10.0.0.66:5000"
		local := &net.TCPAddr{IP: net.ParseIP("10.0.0.1"), Port: 7420}
		h.room.Handler().ServeHTTP(w, req.WithContext(context.WithValue(t.Context(), http.LocalAddrContextKey, local)))
		if strings.Contains(w.text.String(), "too-many-joins") {
			refused++
		}
	}
	if refused != 10 {
		t.Errorf("%d of ten people too many were refused", refused)
	}
}

type recorder struct {
	header http.Header
	text   strings.Builder
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) Write(p []byte) (int, error) { return r.text.Write(p) }
func (r *recorder) WriteHeader(int)             {}

// TestRoom_HalfRequests sends requests that never end.
func TestRoom_HalfRequests(t *testing.T) {
	h := newHouse(t, nil)
	h.room.headerTimeout, h.room.readTimeout = 200*time.Millisecond, 400*time.Millisecond
	l, err := h.room.Listen(t.Context(), "", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	at := fmt.Sprintf("127.0.0.1:%d", l.Port)
	for name, text := range map[string]string{
		"nothing": "",
		"line":    "GET / HT",
		"header":  "GET / HTTP/1.1\r\nHost: " + h.host + "\r\nX-",
		"body":    "POST /api/greet HTTP/1.1\r\nHost: " + h.host + "\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{",
	} {
		t.Run(name, func(t *testing.T) {
			c, err := net.Dial("tcp", at)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if _, err := io.WriteString(c, text); err != nil {
				t.Fatal(err)
			}
			_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
			if _, err := io.Copy(io.Discard, c); err != nil && !strings.Contains(err.Error(), "reset") {
				t.Errorf("the connection is held: %v", err)
			}
		})
	}
}

func TestRoom_HTTP1Only(t *testing.T) {
	h := newHouse(t, nil)
	c, err := net.Dial("tcp", h.host)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
	reply, _ := io.ReadAll(c)
	if strings.HasPrefix(string(reply), "HTTP/1.1 2") || !strings.HasPrefix(string(reply), "HTTP/1.1 ") {
		t.Errorf("%q", reply)
	}
}

func TestRoom_HeadersOfEveryReply(t *testing.T) {
	h := newHouse(t, nil)
	for name, a := range map[string]answered{
		"page":         h.do(t, "GET", "/", ""),
		"stage":        h.do(t, "GET", "/stage", ""),
		"asset":        h.do(t, "GET", "/assets/stage-3.css", ""),
		"health":       h.do(t, "GET", "/health", ""),
		"404":          h.do(t, "GET", "/nothing", ""),
		"404 api":      h.do(t, "POST", "/api/nothing", ""),
		"405":          h.do(t, "DELETE", "/", ""),
		"400":          h.do(t, "POST", "/api/greet", "x"),
		"401":          h.do(t, "POST", "/api/greet", `{"code":"x"}`),
		"wrong host":   h.do(t, "GET", "/", "", "Host", "evil.example"),
		"wrong origin": h.do(t, "POST", "/api/greet", "{}", "Origin", "http://evil.example"),
	} {
		policy := a.header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src '") || strings.Contains(policy, "unsafe") || !strings.Contains(policy, "frame-ancestors") || !strings.Contains(policy, "base-uri 'none'") {
			t.Errorf("%s: policy %q", name, policy)
		}
		for header, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "Permissions-Policy": noFeatures,
		} {
			if got := a.header.Get(header); got != want {
				t.Errorf("%s: %s is %q", name, header, got)
			}
		}
		if a.header.Get("Strict-Transport-Security") != "" {
			t.Errorf("%s: addresses change, and a name must not be bound to HTTPS", name)
		}
	}
}

func TestDrawing(t *testing.T) {
	d := newDrawing()
	d.turns = make(chan struct{}, 1)
	if err := d.begin(t.Context(), "p1"); err != nil {
		t.Fatal(err)
	}
	if err := d.begin(t.Context(), "p1"); estrade.Public(err).Key != "document-being-made" {
		t.Errorf("a second one at the same time: %v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.begin(gone, "p2"); err == nil {
		t.Error("began for somebody who has left")
	}
	d.finish("p1")
	if err := d.begin(t.Context(), "p2"); err != nil {
		t.Fatal(err)
	}
	d.finish("p2")
	if len(d.busy) != 0 {
		t.Errorf("%v", d.busy)
	}
}
