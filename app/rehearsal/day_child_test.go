package rehearsal_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"estrade/app/program"
	"estrade/app/rehearsal"
)

// dayFolder names the data folder to the copy of this test program that runs
// Estrade, and nothing else, as a process of its own.
const dayFolder = "ESTRADE_DAY_FOLDER"

// TestMain runs Estrade, or a bare centrifuge (bareVariable), instead of the
// tests in such a copy.
func TestMain(m *testing.M) {
	var err error
	switch dir := os.Getenv(dayFolder); {
	case dir != "":
		err = runDay(dir, os.Stdin, os.Stdout)
	case os.Getenv(bareVariable) != "":
		err = serveBare()
	default:
		os.Exit(withBuilt(m))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// vitals are what the process says of itself, after everything that can be
// freed was.
type vitals struct {
	Goroutines int
	Heap       uint64 // bytes of what is still reachable
}

// runDay runs Estrade with a clock that can be moved, and obeys its standard
// input, a word a line, until it ends: a duration moves the clock, "vitals" has
// them printed.
func runDay(dir string, orders io.Reader, out io.Writer) error {
	clock := rehearsal.NewClock(time.Date(2026, 11, 24, 8, 30, 0, 0, time.UTC))
	p, err := program.New(program.Config{
		DataDir: dir, Assets: fstest.MapFS{}, RoomAddr: "127.0.0.1:0", Clock: clock,
		Logger: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})), KeysInMemory: true,
	})
	if err != nil {
		return err
	}
	ctx := context.Background()
	if err := p.Start(ctx); err != nil {
		return err
	}
	if _, err := p.OpenRoom(ctx); err != nil {
		return errors.Join(err, p.Close(ctx))
	}
	if _, err := fmt.Fprintln(out, p.ConsoleURL()); err != nil {
		return errors.Join(err, p.Close(ctx))
	}
	for lines := bufio.NewScanner(orders); lines.Scan(); {
		if lines.Text() != "vitals" {
			d, err := time.ParseDuration(lines.Text())
			if err != nil {
				return errors.Join(err, p.Close(ctx))
			}
			clock.Advance(d)
		}
		// Twice: what has a finalizer goes with the second.
		runtime.GC()
		debug.FreeOSMemory()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		if err := json.NewEncoder(out).Encode(vitals{Goroutines: runtime.NumGoroutine(), Heap: m.HeapAlloc}); err != nil {
			return errors.Join(err, p.Close(ctx))
		}
	}
	return p.Close(ctx)
}

// dayChild is that process.
type dayChild struct {
	child
	in  io.WriteCloser
	out *bufio.Scanner
}

func newDayChild(t testing.TB) *dayChild {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	d := &dayChild{child: child{t: t, dir: t.TempDir(), errors: &tail{}}}
	d.cmd = exec.Command(self)
	d.cmd.Env = append(os.Environ(), dayFolder+"="+d.dir)
	d.cmd.Stderr = d.errors
	if d.in, err = d.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := d.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.kill() })
	d.out = bufio.NewScanner(out)
	if !d.out.Scan() {
		t.Fatalf("the program does not say where its console is: %s", d.errors)
	}
	link := d.out.Text()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	d.client = &http.Client{Jar: jar, Timeout: time.Minute}
	d.base, _, _ = strings.Cut(link, "/?")
	page, err := d.client.Get(link)
	if err != nil {
		t.Fatal(err)
	}
	page.Body.Close()
	return d
}

// order sends a line and reads the vitals that answer it.
func (d *dayChild) order(line string) vitals {
	d.t.Helper()
	if _, err := fmt.Fprintln(d.in, line); err != nil {
		d.t.Fatalf("%v: %s", err, d.errors)
	}
	var v vitals
	if !d.out.Scan() {
		d.t.Fatalf("the program has ended: %s", d.errors)
	}
	if err := json.Unmarshal(d.out.Bytes(), &v); err != nil {
		d.t.Fatal(err)
	}
	return v
}

// proc is what the system says of a process.
type proc struct {
	Resident int64         // bytes
	CPU      time.Duration // user and system, since it began
	Files    int           // open
	Threads  int
}

// clockTick is the unit of times in /proc, the same on every Linux.
const clockTick = time.Second / 100

// procOf reads the system's view of a process, from Linux' /proc.
func procOf(t testing.TB, pid int) proc {
	t.Helper()
	dir := filepath.Join("/proc", strconv.Itoa(pid))
	stat, err := os.ReadFile(filepath.Join(dir, "stat"))
	if err != nil {
		t.Fatal(err)
	}
	// The name of the program, in brackets, may hold anything.
	_, after, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(after) // from the third of proc(5) on
	number := func(field int) int64 {
		n, err := strconv.ParseInt(fields[field-3], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	files, err := os.ReadDir(filepath.Join(dir, "fd"))
	if err != nil {
		t.Fatal(err)
	}
	return proc{
		Resident: number(24) * int64(os.Getpagesize()), CPU: time.Duration(number(14)+number(15)) * clockTick,
		Files: len(files), Threads: int(number(20)),
	}
}

// stored is the size of the files of a folder, in bytes.
func stored(t testing.TB, dir string) int64 {
	t.Helper()
	var sum int64
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if info, err := f.Info(); err == nil && info.Mode().IsRegular() {
			sum += info.Size()
		}
	}
	return sum
}
