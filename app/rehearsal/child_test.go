package rehearsal_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/keys"
	"estrade/app/rehearsal"
	"estrade/app/sqlite"
)

// child is the program running as a process of its own, driven through its
// console as a browser does.
type child struct {
	t      testing.TB
	binary string
	dir    string // data folder
	room   string // address of the room, the same after a restart
	cmd    *exec.Cmd
	wrap   func(*exec.Cmd) // what is made of the command before it starts; nil: nothing
	errors *tail
	base   string // of the console
	client *http.Client
}

// tail keeps the end of what a process complains of.
type tail struct {
	mu   sync.Mutex
	text []byte
}

// Write implements io.Writer.
func (w *tail) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.text = append(w.text, p...)
	w.text = w.text[max(0, len(w.text)-4000):]
	return len(p), nil
}

// String returns it.
func (w *tail) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return string(w.text)
}

// newChild starts the program on a new data folder. It ends with the test.
func newChild(t testing.TB) *child {
	t.Helper()
	c := unstartedChild(t, t.TempDir())
	c.start()
	return c
}

// unstartedChild is newChild on a data folder of choice, to be started.
func unstartedChild(t testing.TB, dir string) *child {
	t.Helper()
	c := &child{t: t, binary: must(builtOnce())(t), dir: dir, room: "127.0.0.1:" + freePort(t)}
	t.Cleanup(func() {
		if c.cmd != nil {
			c.kill()
		}
	})
	return c
}

// builtDir is where builtOnce builds, for the time of the tests.
var builtDir string

// builtOnce returns the program, built at the first call unless ESTRADE_BINARY
// names one.
var builtOnce = sync.OnceValues(func() (string, error) {
	if binary := os.Getenv("ESTRADE_BINARY"); binary != "" {
		return binary, nil
	}
	binary := filepath.Join(builtDir, "estrade")
	build := exec.Command("go", "build", "-tags", "webkit2_41 sqlite_fts5", "-o", binary, "estrade")
	if text, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the program: %w\n%s", err, text)
	}
	return binary, nil
})

// withBuilt runs the tests with a folder for the program they share. The keys
// of children, and of those who read what they left, are in files.
func withBuilt(m *testing.M) int {
	var err error
	if builtDir, err = os.MkdirTemp("", "estrade-built-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(builtDir)
	if err := os.Setenv(keys.EnvironmentVariable, "file"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

func freePort(t testing.TB) string {
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

// command returns the program, ready to be started on the data folder.
func (c *child) command() *exec.Cmd {
	cmd := exec.Command(c.binary, "serve", "--data", c.dir, "--addr", "127.0.0.1:0", "--room-addr", c.room)
	cmd.Env = append(os.Environ(), "LC_ALL=C", keys.EnvironmentVariable+"=file")
	c.errors = &tail{}
	cmd.Stderr = c.errors
	if c.wrap != nil {
		c.wrap(cmd)
	}
	return cmd
}

// start starts the program and opens its console with the link it prints.
func (c *child) start() {
	c.t.Helper()
	c.cmd = c.command()
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	link := ""
	for link == "" && lines.Scan() {
		link, _ = strings.CutPrefix(lines.Text(), "Console: ")
		if link == lines.Text() {
			link = ""
		}
	}
	if link == "" {
		c.t.Fatalf("the program does not say where its console is: %s", c.errors)
	}
	// What it says from now on must not fill the pipe.
	go func() { _, _ = io.Copy(io.Discard, out) }()
	jar, err := cookiejar.New(nil)
	if err != nil {
		c.t.Fatal(err)
	}
	c.client = &http.Client{Jar: jar, Timeout: time.Minute}
	c.base, _, _ = strings.Cut(link, "/?")
	page, err := c.client.Get(link)
	if err != nil {
		c.t.Fatal(err)
	}
	page.Body.Close()
}

// kill ends the program at once, as a power cut does.
func (c *child) kill() {
	c.t.Helper()
	if err := c.cmd.Process.Kill(); err != nil {
		c.t.Fatal(err)
	}
	c.reap()
}

// reap waits for the end of a program that was killed.
func (c *child) reap() {
	_ = c.cmd.Wait() // it was killed: its status says nothing
	c.cmd = nil
}

// falseStart starts the program and kills it after a moment, ready or not.
func (c *child) falseStart(after time.Duration) {
	c.t.Helper()
	c.cmd = c.command()
	if err := c.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	time.Sleep(after)
	c.kill()
}

// call calls a method of the console.
func call[T any](ctx context.Context, c *child, method string, args ...any) (T, error) {
	var result T
	text, err := callUnread(ctx, c, method, args...)
	if err != nil {
		return result, err
	}
	return result, json.Unmarshal(text, &result)
}

// callUnread is call without reading the reply.
func callUnread(ctx context.Context, c *child, method string, args ...any) ([]byte, error) {
	if args == nil {
		args = []any{}
	}
	body, err := json.Marshal(args)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/api/console/"+method, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := c.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		var refusal estrade.Error
		if json.Unmarshal(text, &refusal) != nil {
			return nil, fmt.Errorf("%s: %s %s", method, response.Status, text)
		}
		return nil, &refusal
	}
	return text, nil
}

// View implements rehearsal.Conductor.
func (c *child) View(ctx context.Context, id estrade.SessionID) (estrade.ConsoleView, error) {
	return call[estrade.ConsoleView](ctx, c, "session", id)
}

// Do implements rehearsal.Conductor.
func (c *child) Do(ctx context.Context, id estrade.SessionID, command estrade.Command) (estrade.ConsoleView, error) {
	return call[estrade.ConsoleView](ctx, c, "do", id, command)
}

// must fails the test on an error.
func must[T any](v T, err error) func(t testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// open prepares a rehearsal and opens its room.
func (c *child) open(ctx context.Context) estrade.ConsoleView {
	c.t.Helper()
	return c.openWorkshop(ctx, "essentials")
}

// openWorkshop is open for an agenda of choice.
func (c *child) openWorkshop(ctx context.Context, workshop string) estrade.ConsoleView {
	c.t.Helper()
	must(call[estrade.Settings](ctx, c, "saveSettings", estrade.Settings{
		Organisation: "Méridienne Formation", Trainer: "Hélène Maurel", Language: estrade.French, Zone: "Europe/Paris", Address: []string{},
	}))(c.t)
	id := must(call[estrade.SessionID](ctx, c, "createSession", estrade.NewSession{
		Workshop: workshop, Rehearsal: true, Seed: 1, Roster: []string{},
		ConsoleLanguage: estrade.French, StageLanguage: estrade.French, DocumentLanguage: estrade.French,
	}))(c.t)
	view := must(c.View(ctx, id))(c.t)
	return must(c.Do(ctx, id, estrade.Command{Name: estrade.CommandOpenRoom, Revision: view.Revision}))(c.t)
}

// record reads a session from a copy of the data folder of a program that was
// killed, so that the program itself has to recover from what it left.
func (c *child) record(ctx context.Context, id estrade.SessionID) estrade.SessionRecord {
	c.t.Helper()
	dir := c.t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(c.dir)); err != nil {
		c.t.Fatal(err)
	}
	secrets := must(keys.Open(dir))(c.t)
	store := must(sqlite.Open(ctx, filepath.Join(dir, "estrade.db"), secrets, rehearsal.NewClock(time.Now())))(c.t)
	defer store.Close()
	return must(store.Load(ctx, id))(c.t)
}

// joinAs asks to join a room, as one press of the button does.
func joinAs(ctx context.Context, join, name string) (estrade.Joined, error) {
	var joined estrade.Joined
	room, secret, _ := strings.Cut(join, "/#")
	body, err := json.Marshal(estrade.JoinRequest{ID: rand.Text(), Secret: secret, Name: name, Language: estrade.French})
	if err != nil {
		return joined, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, room+"/api/join", bytes.NewReader(body))
	if err != nil {
		return joined, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return joined, err
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusOK {
		return joined, json.NewDecoder(response.Body).Decode(&joined)
	}
	refusal := &estrade.Error{}
	if err := json.NewDecoder(response.Body).Decode(refusal); err != nil {
		return joined, err
	}
	return joined, refusal
}
