package room

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	estrade "estrade/app"
)

// house is a room served on 127.0.0.1.
type house struct {
	room    *Room
	l       *Listener
	answers *fakeAnswers
	clock   *stepClock
	log     *bytes.Buffer
	url     string
	host    string
	live    atomic.Int32 // requests that reached the live handler
}

func newHouse(t *testing.T, change func(*Options)) *house {
	t.Helper()
	h := &house{answers: &fakeAnswers{}, clock: newStepClock(), log: &bytes.Buffer{}}
	o := Options{
		Answers: h.answers, Assets: built(), Clock: h.clock,
		Realtime: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			h.live.Add(1)
			w.WriteHeader(http.StatusTeapot)
		}),
		ConsoleOrigin: func() string { return "http://127.0.0.1:5555" },
		Logger:        slog.New(slog.NewTextHandler(&lockedWriter{w: h.log}, nil)),
	}
	if change != nil {
		change(&o)
	}
	h.room = New(o)
	var err error
	if h.l, err = h.room.Listen(context.Background(), "", 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.l.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	h.host = fmt.Sprintf("127.0.0.1:%d", h.l.Port)
	h.url = "http://" + h.host
	return h
}

type lockedWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *lockedWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}

type answered struct {
	status int
	header http.Header
	body   []byte
}

// problem decodes an error's body.
func (a answered) problem(t *testing.T) estrade.Error {
	t.Helper()
	var e estrade.Error
	if err := json.Unmarshal(a.body, &e); err != nil {
		t.Fatalf("body %q: %v", a.body, err)
	}
	if a.status != e.Code.Status() {
		t.Errorf("status %d for %s", a.status, e.Code)
	}
	return e
}

// do sends a request as it is: no redirect, no decompression.
func (h *house) do(t *testing.T, method, path, body string, header ...string) answered {
	t.Helper()
	r, err := http.NewRequest(method, h.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
		} else {
			r.Header.Set(header[i], header[i+1])
		}
	}
	tr := &http.Transport{DisableCompression: true, DisableKeepAlives: true}
	response, err := tr.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answered{response.StatusCode, response.Header, text}
}

func TestRoom_Pages(t *testing.T) {
	h := newHouse(t, nil)
	t.Run("OK", func(t *testing.T) {
		for path, want := range map[string]string{
			"/": "<title>join", "/stage": "<title>stage", "/rehearsal": "<title>join", "/favicon.svg": "<svg", "/assets/join-2.js": "import",
			"/assets/chunk-4.js": "import", "/assets/stage-3.css": "@font", "/assets/letters-5.woff2": "\x01", "/?lang=fr": "<title>join",
		} {
			a := h.do(t, "GET", path, "")
			if a.status != 200 || !strings.HasPrefix(string(a.body), want) {
				t.Errorf("%s: %d %.40q", path, a.status, a.body)
			}
		}
	})
	t.Run("NothingElse", func(t *testing.T) {
		for _, path := range []string{
			"/index.html", "/join.html", "/console", "/assets/console-1.js", "/assets/letters-6.woff2", "/assets/", "/assets", "/secret.txt",
			"/api/console/home", "/../index.html", "/assets/../secret.txt", "/assets/..%2fsecret.txt", "/%2e%2e/secret.txt",
			"//etc/passwd", "/assets/%00", "/stage/", "/connection/", "/..\\secret.txt",
		} {
			a := h.do(t, "GET", path, "")
			if a.status == 200 || bytes.Contains(a.body, []byte("not for pages")) || bytes.Contains(a.body, []byte("console")) {
				t.Errorf("%s: %d %.40q", path, a.status, a.body)
			}
		}
	})
	t.Run("Headers", func(t *testing.T) {
		page := h.do(t, "GET", "/", "")
		policy := page.header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'self'", "connect-src 'self' ws://" + h.host + ";", "frame-ancestors 'self'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("policy %q lacks %q", policy, want)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "wails") || strings.Contains(policy, "5555") {
			t.Errorf("policy %q", policy)
		}
		for _, path := range []string{"/stage", "/rehearsal"} {
			framed := h.do(t, "GET", path, "").header.Get("Content-Security-Policy")
			if want := "frame-ancestors 'self' wails://wails http://wails.localhost http://127.0.0.1:5555"; !strings.HasSuffix(framed, want) {
				t.Errorf("policy of %s: %q", path, framed)
			}
		}
		for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Content-Type": "text/html; charset=utf-8"} {
			if got := page.header.Get(name); got != want {
				t.Errorf("%s: %q", name, got)
			}
		}
		if got := h.do(t, "GET", "/assets/stage-3.css", "").header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
			t.Errorf("asset: %q", got)
		}
		if got := h.do(t, "GET", "/assets/join-2.js", "").header.Get("Content-Type"); got != "text/javascript; charset=utf-8" {
			t.Errorf("script: %q", got)
		}
	})
	t.Run("Gzip", func(t *testing.T) {
		plain := h.do(t, "GET", "/assets/join-2.js", "")
		small := h.do(t, "GET", "/assets/join-2.js", "", "Accept-Encoding", "br, gzip;q=0.8")
		if small.header.Get("Content-Encoding") != "gzip" || len(small.body) > len(plain.body)/10 {
			t.Fatalf("%d bytes under %q", len(small.body), small.header.Get("Content-Encoding"))
		}
		r, err := gzip.NewReader(bytes.NewReader(small.body))
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(r); err != nil || !bytes.Equal(text, plain.body) {
			t.Errorf("content differs, %v", err)
		}
		for _, no := range []string{"gzip;q=0", "identity", "gzip;q=x"} {
			if a := h.do(t, "GET", "/assets/join-2.js", "", "Accept-Encoding", no); a.header.Get("Content-Encoding") != "" {
				t.Errorf("%s: compressed", no)
			}
		}
		if a := h.do(t, "HEAD", "/assets/join-2.js", ""); a.status != 200 || len(a.body) != 0 || a.header.Get("Content-Length") != fmt.Sprint(len(plain.body)) {
			t.Errorf("HEAD: %d, %d bytes, length %s", a.status, len(a.body), a.header.Get("Content-Length"))
		}
	})
	t.Run("Method", func(t *testing.T) {
		for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE"} {
			if a := h.do(t, method, "/", ""); a.status != http.StatusMethodNotAllowed {
				t.Errorf("%s: %d", method, a.status)
			}
		}
	})
	t.Run("NotBuilt", func(t *testing.T) {
		h := newHouse(t, func(o *Options) {
			assets := built()
			delete(assets, "join.html")
			o.Assets = assets
		})
		if a := h.do(t, "GET", "/", ""); a.status != 503 || !strings.Contains(string(a.body), "make build") {
			t.Errorf("%d %s", a.status, a.body)
		}
	})
}

func TestRoom_Join(t *testing.T) {
	h := newHouse(t, nil)
	t.Run("OK", func(t *testing.T) {
		a := h.do(t, "POST", "/api/greet", `{"code":"ABC234","language":"en"}`, "Origin", h.url)
		var g estrade.Greeting
		if err := json.Unmarshal(a.body, &g); err != nil || a.status != 200 || g.Language != "en" || g.Notices == nil {
			t.Errorf("%d %s, %v", a.status, a.body, err)
		}
		if a.header.Get("Cache-Control") != "no-store" || a.header.Get("Content-Type") != "application/json" {
			t.Errorf("header %v", a.header)
		}
		a = h.do(t, "POST", "/api/join", `{"secret":"secretsecret","name":"Nguyễn","later":true}`)
		var j estrade.Joined
		if err := json.Unmarshal(a.body, &j); err != nil || j.Token != "t1" || h.answers.joins[0].Name != "Nguyễn" {
			t.Errorf("%s, %v", a.body, err)
		}
		a = h.do(t, "POST", "/api/reenter", `{"code":"ABC234","reentry":"ABC234"}`)
		if err := json.Unmarshal(a.body, &j); err != nil || a.status != 200 {
			t.Errorf("%d %s, %v", a.status, a.body, err)
		}
	})
	t.Run("Files", func(t *testing.T) {
		var f estrade.File
		a := h.do(t, "POST", "/api/personal", `{"token":"t1","returnCode":"ABCD-EFGH-JKMN-PQRS"}`)
		if err := json.Unmarshal(a.body, &f); err != nil || f.Name != "p1.pdf" || string(f.Data) != "\x00\xff\x01" || f.ReturnCode != "ABCD-EFGH-JKMN-PQRS" {
			t.Errorf("%s, %v", a.body, err)
		}
		a = h.do(t, "POST", "/api/reminder", `{"token":"t1","step":"plan","plan":2}`)
		if err := json.Unmarshal(a.body, &f); err != nil || f.Name != "p1-plan-2.ics" {
			t.Errorf("%s, %v", a.body, err)
		}
		for _, path := range []string{"/api/personal", "/api/reminder"} {
			for _, body := range []string{`{}`, `{"token":"t2"}`} {
				if e := h.do(t, "POST", path, body).problem(t); e.Code != estrade.CodeUnauthorised {
					t.Errorf("%s %s: %+v", path, body, e)
				}
			}
		}
	})
	t.Run("ErrTyped", func(t *testing.T) {
		if e := h.do(t, "POST", "/api/join", `{"code":"ABC234"}`).problem(t); e.Code != estrade.CodeInvalid || e.Key != "name-missing" || e.Hint == "" {
			t.Errorf("%+v", e)
		}
		if e := h.do(t, "POST", "/api/greet", `{"code":"x"}`).problem(t); e.Code != estrade.CodeUnauthorised {
			t.Errorf("%+v", e)
		}
	})
	t.Run("ErrInternal", func(t *testing.T) {
		a := h.do(t, "POST", "/api/join", `{"code":"ABC234","name":"Zoé cassée"}`)
		if e := a.problem(t); e.Code != estrade.CodeInternal || strings.Contains(string(a.body), "Zoé") {
			t.Errorf("%s", a.body)
		}
		if !strings.Contains(h.log.String(), "disk") {
			t.Errorf("not logged: %s", h.log)
		}
	})
	t.Run("ErrBody", func(t *testing.T) {
		for name, body := range map[string]string{"garbage": "\x00\xff", "empty": "", "array": "[1]", "brace": "{}}", "two": `{} {}`, "cut": `{"code":"A`, "wrong type": `{"code":1}`, "deep": strings.Repeat("[", 12_000)} {
			if e := h.do(t, "POST", "/api/greet", body).problem(t); e.Code != estrade.CodeInvalid || e.Key != "malformed-request" {
				t.Errorf("%s: %+v", name, e)
			}
		}
		huge := `{"code":"ABC234","name":"` + strings.Repeat("x", bodyLimit) + `"}`
		if e := h.do(t, "POST", "/api/join", huge).problem(t); e.Code != estrade.CodeTooLarge {
			t.Errorf("%+v", e)
		}
		for _, kind := range []string{"text/plain", "", "application/x-www-form-urlencoded", "application/jsonp"} {
			if e := h.do(t, "POST", "/api/greet", `{"code":"ABC234"}`, "Content-Type", kind).problem(t); e.Code != estrade.CodeInvalid {
				t.Errorf("%q: %+v", kind, e)
			}
		}
		if a := h.do(t, "POST", "/api/greet", `{"code":"ABC234"}`, "Content-Type", "application/json; charset=utf-8"); a.status != 200 {
			t.Errorf("%d", a.status)
		}
		if e := h.do(t, "GET", "/api/greet", "").problem(t); e.Code != estrade.CodeNotFound {
			t.Errorf("%+v", e)
		}
	})
	t.Run("Health", func(t *testing.T) {
		if a := h.do(t, "GET", "/health", ""); string(a.body) != `{"ok":true}` {
			t.Errorf("%s", a.body)
		}
	})
}

func TestRoom_Guessing(t *testing.T) {
	wrong := func(h *house, path string, body string) estrade.Code {
		return h.do(t, "POST", path, body).problem(t).Code
	}
	t.Run("WrongCodesRunOut", func(t *testing.T) {
		h := newHouse(t, nil)
		tried := 0
		for _, path := range []string{"/api/greet", "/api/join", "/api/reenter", "/api/greet", "/api/join", "/api/greet", "/api/greet", "/api/greet", "/api/greet"} {
			if wrong(h, path, `{"code":"x","reentry":"x"}`) == estrade.CodeUnauthorised {
				tried++
			}
		}
		if tried < 4 || tried > worstScore {
			t.Errorf("%d wrong tries got through", tried)
		}
		a := h.do(t, "POST", "/api/greet", `{"code":"ABC234"}`)
		e := a.problem(t)
		if e.Code != estrade.CodeTooMany || e.Key != "too-many-tries" || e.Params["seconds"] == "" || a.header.Get("Retry-After") != e.Params["seconds"] {
			t.Errorf("%+v, Retry-After %s", e, a.header.Get("Retry-After"))
		}
		// The QR is not held up, unless a code is slipped in beside.
		if a := h.do(t, "POST", "/api/greet", `{"secret":"secretsecret"}`); a.status != 200 {
			t.Errorf("%d %s", a.status, a.body)
		}
		if code := wrong(h, "/api/greet", `{"secret":"x","code":"ABC234"}`); code != estrade.CodeTooMany {
			t.Errorf("%s", code)
		}
		seconds, err := strconv.Atoi(e.Params["seconds"])
		if err != nil {
			t.Fatal(err)
		}
		h.clock.step(time.Duration(seconds) * time.Second)
		if a := h.do(t, "POST", "/api/greet", `{"code":"ABC234"}`); a.status != 200 {
			t.Errorf("after the time it was told: %d", a.status)
		}
	})
	t.Run("ReentryHasItsOwnCount", func(t *testing.T) {
		h := newHouse(t, nil)
		tried := 0
		for range 30 {
			if wrong(h, "/api/reenter", `{"secret":"secretsecret","reentry":"x"}`) == estrade.CodeUnauthorised {
				tried++
			}
		}
		if tried == 0 || tried > worstScore {
			t.Errorf("%d wrong tries got through", tried)
		}
		if a := h.do(t, "POST", "/api/greet", `{"code":"ABC234"}`); a.status != 200 {
			t.Errorf("re-entry codes used up the tries of join codes: %d", a.status)
		}
	})
	t.Run("RightCodesAreNotCounted", func(t *testing.T) {
		h := newHouse(t, nil)
		var all sync.WaitGroup
		var failed atomic.Int32
		for range 60 {
			all.Go(func() {
				if a := h.do(t, "POST", "/api/join", `{"code":"ABC234","name":"O"}`); a.status != 200 {
					failed.Add(1)
				}
			})
		}
		all.Wait()
		if failed.Load() != 0 {
			t.Errorf("%d of 60 refused", failed.Load())
		}
	})
	t.Run("BurstGuessesNoMore", func(t *testing.T) {
		h := newHouse(t, nil)
		h.answers.before = func() { time.Sleep(5 * time.Millisecond) }
		var all sync.WaitGroup
		for range 60 {
			all.Go(func() { h.do(t, "POST", "/api/greet", `{"code":"x"}`) })
		}
		all.Wait()
		if got := h.answers.tried(); got == 0 || got > worstScore {
			t.Errorf("%d tries got through", got)
		}
	})
	t.Run("PanicFreesItsTry", func(t *testing.T) {
		h := newHouse(t, nil)
		h.answers.before = func() { panic("broken") }
		for range 12 {
			h.do(t, "POST", "/api/greet", `{"code":"x"}`)
		}
		h.answers.before = nil
		h.clock.step(10 * time.Second)
		if a := h.do(t, "POST", "/api/greet", `{"code":"ABC234"}`); a.status != 200 {
			t.Errorf("%d %s", a.status, a.body)
		}
	})
}

func TestRoom_HostAndOrigin(t *testing.T) {
	h := newHouse(t, func(o *Options) { o.ExtraHosts = []string{"room.test"} })
	port := strings.TrimPrefix(h.host, "127.0.0.1")
	t.Run("Host", func(t *testing.T) {
		for host, want := range map[string]int{
			h.host: 200, "localhost" + port: 200, "LOCALHOST" + port: 200, "room.test" + port: 200, "127.0.0.1": 200, "127.3.2.1" + port: 200,
			"evil.example" + port: 403, "192.168.1.1" + port: 403, "127.0.0.1.evil.example": 403, "localhost.evil.example": 403, "xroom.test": 403,
		} {
			if a := h.do(t, "GET", "/", "", "Host", host); a.status != want {
				t.Errorf("%s: %d", host, a.status)
			}
		}
		if e := h.do(t, "POST", "/api/greet", `{"code":"ABC234"}`, "Host", "evil.example").problem(t); e.Key != "wrong-host" {
			t.Errorf("%+v", e)
		}
	})
	t.Run("Origin", func(t *testing.T) {
		for origin, want := range map[string]int{
			h.url: 200, "http://evil.example": 403, "null": 403, "https://" + h.host: 403, "http://localhost" + port: 403, h.url + ".evil.example": 403, "wails://wails": 403,
		} {
			if a := h.do(t, "POST", "/api/greet", `{"code":"ABC234"}`, "Origin", origin); a.status != want {
				t.Errorf("%s: %d", origin, a.status)
			}
		}
	})
	t.Run("WebSocket", func(t *testing.T) {
		upgrade := []string{"Connection", "Upgrade", "Upgrade", "websocket"}
		for origin, want := range map[string]int{h.url: 418, "http://evil.example": 403} {
			if a := h.do(t, "GET", "/connection/websocket", "", append(upgrade, "Origin", origin)...); a.status != want {
				t.Errorf("%s: %d", origin, a.status)
			}
		}
		if got := h.live.Load(); got != 1 {
			t.Errorf("%d reached the live handler", got)
		}
	})
}

func TestRoom_Panic(t *testing.T) {
	var guarded atomic.Int32
	h := newHouse(t, func(o *Options) { o.Guard = func() { guarded.Add(1) } })
	h.answers.before = func() {
		var none *estrade.Joined
		h.answers.wrong = len(none.Token)
	}
	if e := h.do(t, "POST", "/api/greet", `{"code":"ABC234"}`).problem(t); e.Code != estrade.CodeInternal {
		t.Errorf("%+v", e)
	}
	if guarded.Load() != 1 || !strings.Contains(h.log.String(), "fake_test.go") {
		t.Errorf("guard %d, log %s", guarded.Load(), h.log)
	}
	h.answers.before = nil
	if a := h.do(t, "POST", "/api/greet", `{"code":"ABC234"}`); a.status != 200 {
		t.Errorf("%d", a.status)
	}
}

func TestRoom_SlowAndLargeClients(t *testing.T) {
	h := newHouse(t, nil)
	c, err := net.Dial("tcp", h.host)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if _, err := fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: %s\r\nX: %s\r\n\r\n", h.host, strings.Repeat("x", 64<<10)); err != nil {
		t.Fatal(err)
	}
	reply := make([]byte, 64)
	n, err := c.Read(reply)
	if err != nil || !strings.Contains(string(reply[:n]), "431") {
		t.Errorf("%q, %v", reply[:n], err)
	}
}

func TestRoom_Reached(t *testing.T) {
	var reached []string
	h := newHouse(t, func(o *Options) { o.OnReached = func(remote string) { reached = append(reached, remote) } })
	h.do(t, "GET", "/", "")
	if len(reached) != 0 {
		t.Errorf("this computer reached the room: %v", reached)
	}
	at := func(remote, own string) {
		r, err := http.NewRequest(http.MethodGet, "http://10.0.0.1:7420/health", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.RemoteAddr = remote
		local := &net.TCPAddr{IP: net.ParseIP(own), Port: 7420}
		h.room.Handler().ServeHTTP(discard{http.Header{}}, r.WithContext(context.WithValue(context.Background(), http.LocalAddrContextKey, local)))
	}
	at("10.0.0.1:5000", "10.0.0.1") // this computer, by its own address
	at("10.0.0.7:5000", "10.0.0.1")
	at("10.0.0.7:5001", "10.0.0.1")
	at("10.0.0.8:5000", "10.0.0.1")
	at("10.0.0.9:5000", "10.0.0.2") // under a name that is not the room's
	if want := []string{"10.0.0.7", "10.0.0.8"}; !slices.Equal(reached, want) {
		t.Errorf("got %v, want %v", reached, want)
	}
}

type discard struct{ header http.Header }

func (d discard) Header() http.Header         { return d.header }
func (d discard) Write(p []byte) (int, error) { return len(p), nil }
func (d discard) WriteHeader(int)             {}
