package console

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"sync/atomic"
	"testing"

	estrade "estrade/app"
)

// desk is a console served on loopback.
type desk struct {
	*world
	server *Server
	live   atomic.Int32
}

func newDesk(t *testing.T, change func(*Options)) *desk {
	t.Helper()
	d := &desk{world: newWorld()}
	o := d.options()
	if change != nil {
		change(&o)
	}
	d.server = NewServer(New(o), ServerOptions{
		Pages: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/" && r.URL.Path != "/assets/a.js" {
				http.NotFound(w, r)
				return
			}
			_, _ = io.WriteString(w, "page "+r.URL.Path)
		}),
		Realtime: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			d.live.Add(1)
			w.WriteHeader(http.StatusTeapot)
		}),
		RoomOrigin: func() string { return "http://127.0.0.1:7421" },
		ExtraHosts: []string{"room.test"},
	})
	if err := d.server.Listen(context.Background(), "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.server.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return d
}

// browser keeps cookies as a browser does.
func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, Transport: &http.Transport{DisableKeepAlives: true}}
}

type reply struct {
	status int
	header http.Header
	body   string
	path   string // after redirects
}

func (d *desk) send(t *testing.T, c *http.Client, method, url, body string, header ...string) reply {
	t.Helper()
	if strings.HasPrefix(url, "/") {
		url = d.server.Origin() + url
	}
	r, err := http.NewRequest(method, url, strings.NewReader(body))
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
	response, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{response.StatusCode, response.Header, string(text), response.Request.URL.RequestURI()}
}

// opened returns a browser that has opened the console.
func (d *desk) opened(t *testing.T) *http.Client {
	t.Helper()
	c := browser(t)
	if r := d.send(t, c, "GET", d.server.Link(), ""); r.status != 200 || r.path != "/" {
		t.Fatalf("%+v", r)
	}
	return c
}

func TestServer_Link(t *testing.T) {
	d := newDesk(t, nil)
	link := d.server.Link()
	first, second := browser(t), browser(t)
	t.Run("OK", func(t *testing.T) {
		r := d.send(t, first, "GET", link, "")
		if r.status != 200 || r.body != "page /" || r.path != "/" {
			t.Errorf("%+v", r)
		}
	})
	t.Run("ReloadIsNotLockedOut", func(t *testing.T) {
		for _, url := range []string{"/", link, "/?token=wrong"} {
			if r := d.send(t, first, "GET", url, ""); r.status != 200 || r.body != "page /" || r.path != "/" {
				t.Errorf("%s: %+v", url, r)
			}
		}
	})
	t.Run("ErrUsed", func(t *testing.T) {
		for _, url := range []string{link, "/", "/?token=", "/?token=wrong"} {
			r := d.send(t, second, "GET", url, "")
			if r.status != 401 || !strings.Contains(r.body, "dernier caractère") || !strings.Contains(r.body, "last character") || len(r.header["Set-Cookie"]) != 0 {
				t.Errorf("%s: %+v", url, r)
			}
		}
	})
	t.Run("Cookie", func(t *testing.T) {
		c := browser(t)
		c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		r := d.send(t, c, "GET", d.server.Link(), "")
		cookie := r.header.Get("Set-Cookie")
		if r.status != 303 || r.header.Get("Location") != "/" {
			t.Errorf("%+v", r)
		}
		for _, want := range []string{"HttpOnly", "SameSite=Strict", "Path=/"} {
			if !strings.Contains(cookie, want) {
				t.Errorf("%q lacks %s", cookie, want)
			}
		}
	})
	t.Run("ErrForgedCookie", func(t *testing.T) {
		name := strings.TrimPrefix(d.server.Origin(), "http://127.0.0.1:")
		if r := d.send(t, browser(t), "GET", "/", "", "Cookie", "estrade_"+name+"=00"); r.status != 401 {
			t.Errorf("%+v", r)
		}
	})
	t.Run("Many", func(t *testing.T) {
		for range accessLimit + 1 {
			d.opened(t)
		}
		if r := d.send(t, first, "GET", "/", ""); r.status != 401 {
			t.Errorf("the oldest of too many browsers: %+v", r)
		}
	})
}

func TestServer_Call(t *testing.T) {
	d := newDesk(t, nil)
	c := d.opened(t)
	problem := func(t *testing.T, r reply) estrade.Error {
		t.Helper()
		var e estrade.Error
		if err := json.Unmarshal([]byte(r.body), &e); err != nil || r.status != e.Code.Status() || e.Key == "" {
			t.Fatalf("%d %s, %v", r.status, r.body, err)
		}
		return e
	}
	t.Run("OK", func(t *testing.T) {
		r := d.send(t, c, "POST", "/api/console/workshops", `[]`, "Origin", d.server.Origin())
		if r.status != 200 || r.body != `[]` || r.header.Get("Content-Type") != "application/json" || r.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%+v", r)
		}
	})
	t.Run("Err", func(t *testing.T) {
		for _, x := range []struct {
			path, body string
			want       estrade.Code
		}{
			{"/api/console/nothing", `[]`, estrade.CodeNotFound},
			{"/api/console/dispatch", `["home",null]`, estrade.CodeNotFound},
			{"/api/console/names", `[1]`, estrade.CodeInvalid},
			{"/api/console/names", "\x00", estrade.CodeInvalid},
			{"/api/console/session", `["broken"]`, estrade.CodeInternal},
			{"/api/console/session", `["panic"]`, estrade.CodeInternal},
			{"/api/console/workshops", `["` + strings.Repeat("x", bodyLimit) + `"]`, estrade.CodeTooLarge},
		} {
			if e := problem(t, d.send(t, c, "POST", x.path, x.body)); e.Code != x.want {
				t.Errorf("%s: %+v", x.path, e)
			}
		}
		if e := problem(t, d.send(t, c, "POST", "/api/console/workshops", `[]`, "Content-Type", "text/plain")); e.Code != estrade.CodeInvalid {
			t.Errorf("%+v", e)
		}
		if r := d.send(t, c, "GET", "/api/console/workshops", ""); r.status != 404 && r.status != 405 {
			t.Errorf("%+v", r)
		}
	})
	t.Run("ErrLocked", func(t *testing.T) {
		d.taken()
		for _, header := range [][]string{nil, {"Authorization", "Bearer " + d.server.access.bearer}} {
			if e := problem(t, d.send(t, browser(t), "POST", "/api/console/workshops?token="+d.server.access.bearer, `[]`, header...)); e.Code != estrade.CodeUnauthorised {
				t.Errorf("%+v", e)
			}
		}
		if asked := d.taken(); len(asked) != 0 {
			t.Errorf("asked %q", asked)
		}
	})
	t.Run("ErrOrigin", func(t *testing.T) {
		for _, origin := range []string{"http://evil.example", "null", "wails://wails", "http://127.0.0.1:7421", "https://" + strings.TrimPrefix(d.server.Origin(), "http://")} {
			if e := problem(t, d.send(t, c, "POST", "/api/console/workshops", `[]`, "Origin", origin)); e.Key != "wrong-origin" {
				t.Errorf("%s: %+v", origin, e)
			}
		}
	})
	t.Run("ErrHost", func(t *testing.T) {
		port := strings.TrimPrefix(d.server.Origin(), "http://127.0.0.1")
		for host, want := range map[string]int{
			"localhost" + port: 401, "room.test" + port: 401, "[::1]" + port: 401, "evil.example" + port: 403, "127.0.0.1": 403, "127.0.0.1:1": 403, "192.168.1.2" + port: 403,
		} {
			if r := d.send(t, browser(t), "POST", "/api/console/workshops", `[]`, "Host", host); r.status != want {
				t.Errorf("%s: %d %s", host, r.status, r.body)
			}
		}
	})
}

func TestServer_Connection(t *testing.T) {
	d := newDesk(t, nil)
	c := d.opened(t)
	var at estrade.Connection
	if err := json.Unmarshal([]byte(d.send(t, c, "POST", "/api/console/connection", `[]`).body), &at); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(at.URL, "ws://127.0.0.1:") || at.Token == "" {
		t.Fatalf("%+v", at)
	}
	url := "http" + strings.TrimPrefix(at.URL, "ws")
	bare, _, _ := strings.Cut(url, "?")
	upgrade := []string{"Connection", "Upgrade", "Upgrade", "websocket"}
	for _, x := range []struct {
		name, url, origin string
		client            *http.Client
		want              int
	}{
		{"window on Linux", url, "wails://wails", browser(t), 418},
		{"window on Windows", url, "http://wails.localhost", browser(t), 418},
		{"browser by token", url, d.server.Origin(), browser(t), 418},
		{"browser by cookie", bare, d.server.Origin(), c, 418},
		{"without either", bare, d.server.Origin(), browser(t), 401},
		{"wrong token", bare + "?token=x", "wails://wails", browser(t), 401},
		{"empty token", bare + "?token=", "wails://wails", browser(t), 401},
		{"another site", url, "http://evil.example", c, 403},
		{"room's page", url, "http://127.0.0.1:7421", c, 403},
	} {
		if r := d.send(t, x.client, "GET", x.url, "", append(upgrade, "Origin", x.origin)...); r.status != x.want {
			t.Errorf("%s: %d %s", x.name, r.status, r.body)
		}
	}
	if got := d.live.Load(); got != 4 {
		t.Errorf("%d reached the live handler", got)
	}
}

func TestServer_Headers(t *testing.T) {
	d := newDesk(t, nil)
	r := d.send(t, d.opened(t), "GET", "/", "")
	policy := r.header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'self'", "frame-src http://127.0.0.1:7421", "frame-ancestors 'none'", "connect-src 'self' ws://127.0.0.1:"} {
		if !strings.Contains(policy, want) {
			t.Errorf("policy %q lacks %q", policy, want)
		}
	}
	if strings.Contains(policy, "unsafe") || r.header.Get("X-Content-Type-Options") != "nosniff" || r.header.Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("header %v", r.header)
	}
	if r := d.send(t, browser(t), "GET", "/assets/a.js", ""); r.body != "page /assets/a.js" {
		t.Errorf("%+v", r)
	}
	for _, path := range []string{"/join", "/../etc/passwd", "/health"} {
		if r := d.send(t, browser(t), "GET", path, ""); r.status != 404 && r.status != 401 {
			t.Errorf("%s: %+v", path, r)
		}
	}
}

func TestServer_Listen(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", "192.168.1.2:0", ":0", "example.invalid:80", "127.0.0.1", "x"} {
		s := NewServer(New(newWorld().options()), ServerOptions{Pages: http.NotFoundHandler(), Realtime: http.NotFoundHandler()})
		if err := s.Listen(context.Background(), address); estrade.ErrorCode(err) != estrade.CodeInvalid {
			t.Errorf("%s: %v", address, err)
		}
	}
	s := NewServer(New(newWorld().options()), ServerOptions{Pages: http.NotFoundHandler(), Realtime: http.NotFoundHandler()})
	if err := s.Listen(context.Background(), "localhost:0"); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestServer_Guard(t *testing.T) {
	var guarded atomic.Int32
	d := newDesk(t, func(o *Options) { o.Guard = func() { guarded.Add(1) } })
	c := d.opened(t)
	guarded.Store(0)
	d.send(t, c, "POST", "/api/console/workshops", `[]`)
	if got := guarded.Load(); got != 2 {
		t.Errorf("%d calls of the guard, want the listener's and the method's", got)
	}
	d.server.o.Pages = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("page") })
	if r := d.send(t, c, "GET", "/", ""); r.status != 500 || !strings.Contains(d.logged(), "panic in console handler") {
		t.Errorf("%+v", r)
	}
}
