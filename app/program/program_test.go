package program

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	estrade "estrade/app"
)

var pages = fstest.MapFS{
	"index.html": {Data: []byte("<!doctype html><title>console</title>")},
	"join.html":  {Data: []byte("<!doctype html><title>join</title>")},
	"stage.html": {Data: []byte("<!doctype html><title>stage</title>")},
}

// started starts a program and closes it at the end of the test, if the test
// has not done so.
func started(t *testing.T, c Config) *Program {
	t.Helper()
	// The keyring of the machine that runs the tests is not ours to fill.
	t.Setenv("ESTRADE_KEYS", "file")
	c.Assets = pages
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	p, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return p
}

// freePort returns a port of 127.0.0.1 that was free a moment ago.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

func get(t *testing.T, client *http.Client, url string) (status int, body string) {
	t.Helper()
	r, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(text)
}

func TestProgram_Start(t *testing.T) {
	t.Run("serves the console to whoever has the link", func(t *testing.T) {
		p := started(t, Config{DataDir: t.TempDir(), Version: "9.9.9"})
		jar, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		browser := &http.Client{Jar: jar}
		link := p.ConsoleURL()
		if status, body := get(t, browser, link); status != http.StatusOK || !strings.Contains(body, "console") {
			t.Fatalf("the link answers %d %s", status, body)
		}
		if status, _ := get(t, http.DefaultClient, link); status != http.StatusUnauthorized {
			t.Errorf("the link opened a second browser: %d", status)
		}
		origin, _, _ := strings.Cut(link, "/?")
		r, err := browser.Post(origin+"/api/console/home", "application/json", strings.NewReader("[]"))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		var home estrade.Home
		if err := json.NewDecoder(r.Body).Decode(&home); err != nil {
			t.Fatal(err)
		}
		if home.Version != "9.9.9" || home.Room.Open || home.Settings.Ready {
			t.Errorf("home is %+v, want a first start", home)
		}
		if p.RoomURL() != "" {
			t.Errorf("the room is served at %s before any session", p.RoomURL())
		}
	})

	t.Run("a second program on the folder leaves", func(t *testing.T) {
		dir := t.TempDir()
		first := started(t, Config{DataDir: dir})
		second, err := New(Config{DataDir: dir, Assets: pages, Logger: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		if err := second.Start(t.Context()); estrade.Public(err).Key != "data-folder-busy" {
			t.Fatalf("got %v, want data-folder-busy", err)
		}
		if err := first.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		started(t, Config{DataDir: dir})
	})

	t.Run("a start that fails lets go of the folder", func(t *testing.T) {
		dir := t.TempDir()
		taken, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer taken.Close()
		p, err := New(Config{DataDir: dir, Assets: pages, ConsoleAddr: taken.Addr().String(), Logger: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Start(t.Context()); estrade.Public(err).Key != "console-port-taken" {
			t.Fatalf("got %v, want console-port-taken", err)
		}
		started(t, Config{DataDir: dir})
	})
}

func TestProgram_OpenRoom(t *testing.T) {
	t.Run("on the address given", func(t *testing.T) {
		p := started(t, Config{DataDir: t.TempDir(), RoomAddr: "127.0.0.1:0"})
		status, err := p.OpenRoom(t.Context())
		if err != nil || !status.Open || status.Port == 0 || status.Moved {
			t.Fatalf("got %+v, %v", status, err)
		}
		if code, body := get(t, http.DefaultClient, p.RoomURL()); code != http.StatusOK || !strings.Contains(body, "join") {
			t.Errorf("the room answers %d %s", code, body)
		}
		again, err := p.OpenRoom(t.Context())
		if err != nil || again != status {
			t.Errorf("opened again it is %+v, %v, want the same", again, err)
		}
	})

	t.Run("on the next port when it is taken", func(t *testing.T) {
		taken, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer taken.Close()
		p := started(t, Config{DataDir: t.TempDir(), RoomAddr: taken.Addr().String()})
		status, err := p.OpenRoom(t.Context())
		if err != nil || !status.Open || !status.Moved || status.Port <= taken.Addr().(*net.TCPAddr).Port {
			t.Fatalf("got %+v, %v, want a later port, said", status, err)
		}
	})
}

// What a search of the register looks through is read ahead once the window is drawn, but
// not beside a room, which needs the processors.
func TestProgram_readRegister(t *testing.T) {
	p := started(t, Config{DataDir: t.TempDir(), RoomAddr: "127.0.0.1:0"})
	if !p.readRegister(t.Context(), p.working()) {
		t.Error("not read ahead without a room")
	}
	if _, err := p.OpenRoom(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p.readRegister(t.Context(), p.working()) {
		t.Error("read ahead beside a room")
	}
}

func TestProgram_resume(t *testing.T) {
	dir, port := t.TempDir(), freePort(t)
	first := started(t, Config{DataDir: dir, RoomAddr: "127.0.0.1:" + port})
	id, err := first.Sessions().Create(t.Context(), estrade.NewSession{
		Workshop: "essentials", ConsoleLanguage: "fr", StageLanguage: "fr", DocumentLanguage: "fr", Rehearsal: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := first.OpenRoom(t.Context()); err != nil {
		t.Fatal(err)
	}
	view, err := first.Sessions().View(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	view, err = first.Sessions().Do(t.Context(), id, estrade.Command{Name: estrade.CommandOpenRoom, Revision: view.Revision})
	if err != nil {
		t.Fatal(err)
	}
	joined, err := first.Answers().Join(t.Context(), estrade.JoinRequest{Code: view.Join.Code, Name: "Zoé", Language: "fr"})
	if err != nil {
		t.Fatal(err)
	}
	if !first.InSession(t.Context()) {
		t.Error("no session is open after its room was opened")
	}
	if err := first.Close(t.Context()); err != nil {
		t.Fatal(err)
	}

	// The trainer picks no address now: the session's port must come from the session.
	second := started(t, Config{DataDir: dir})
	if status := second.RoomStatus(); !status.Open || strconv.Itoa(status.Port) != port {
		t.Errorf("the room is %+v, want it served on port %s again", status, port)
	}
	caller, err := second.Answers().Authenticate(t.Context(), joined.Token)
	if err != nil || caller.Session != id || caller.Participant != joined.Participant {
		t.Errorf("the participant's token is %+v, %v", caller, err)
	}
	names, err := second.Sessions().Names(t.Context(), id)
	if err != nil || len(names) != 1 || names[0].Name != "Zoé" {
		t.Errorf("names are %+v, %v", names, err)
	}
}

func TestProgram_log(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("ESTRADE_KEYS", "file")
	p, err := New(Config{DataDir: dir, Assets: pages})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	link := p.ConsoleURL()
	if err := p.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, logFile))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "msg=started") {
		t.Errorf("the log does not tell the start: %s", text)
	}
	if _, token, _ := strings.Cut(link, "token="); token == "" || strings.Contains(string(text), token) {
		t.Error("the log holds the console's token")
	}
}
