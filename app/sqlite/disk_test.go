package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/mattn/go-sqlite3"

	estrade "estrade/app"
)

// openNearlyFull opens a session's file that can grow by so many pages only.
func openNearlyFull(t *testing.T, pages int) *fixture {
	t.Helper()
	f := openSession(t, options{})
	used := readRaw[int](t, rawConn(t, f.path), "PRAGMA page_count")
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return openAt(t, f.path, f.keys, options{pageLimit: used + pages})
}

func writeNote(f *fixture, id string) error {
	return f.Update(context.Background(), "s-1", func(tx estrade.Tx) error {
		return tx.SaveNote(estrade.Note{ID: id, Text: strings.Repeat(id, 1000)})
	})
}

// On a full disk what was acknowledged stays, what was not is nowhere, and
// once there is room again the store goes on.
func TestStore_diskFull(t *testing.T) {
	f := openNearlyFull(t, 40)
	const n = 100
	results := make([]error, n)
	queued, release := waiting(t, f)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { results[i] = writeNote(f, fmt.Sprintf("n%03d", i)) })
	}
	queued(n) // together, so that some share a transaction with those that do not fit
	release()
	wg.Wait()
	check := func(f *fixture) (saved int) {
		t.Helper()
		there := make(map[string]bool)
		for _, x := range f.load(t, "s-1").Notes {
			there[x.ID] = true
		}
		for i, err := range results {
			id := fmt.Sprintf("n%03d", i)
			if err != nil {
				wantError(t, err, estrade.CodeUnavailable, "disk-full")
			}
			if there[id] != (err == nil) {
				t.Errorf("%s: acknowledged %v, there %v", id, err == nil, there[id])
			}
		}
		return len(there)
	}
	saved := check(f)
	if saved == n {
		t.Fatal("the disk was not full")
	}
	if err := writeNote(f, "more"); err != nil {
		wantError(t, err, estrade.CodeUnavailable, "disk-full")
	}
	f.update(t, "s-1", func(tx estrade.Tx) error {
		for i := range n {
			if err := tx.DeleteNote(fmt.Sprintf("n%03d", i)); err != nil {
				return err
			}
		}
		return nil
	})
	for i := range results {
		results[i] = errNotAgain
	}
	if err := writeNote(f, "n000"); err != nil {
		t.Fatalf("there is room again, yet: %v", err)
	}
	results[0] = nil
	f = f.reopen(t)
	check(f)
}

// errNotAgain stands for a note that was deleted.
var errNotAgain = storageError("delete", sqlite3.Error{Code: sqlite3.ErrFull})

// A function that passes over the failure of a statement is not acknowledged.
func TestStore_Update_swallowedFailure(t *testing.T) {
	f := openNearlyFull(t, 2)
	err := f.Update(context.Background(), "s-1", func(tx estrade.Tx) error {
		for i := range 50 {
			_ = tx.SaveNote(estrade.Note{ID: fmt.Sprint(i), Text: strings.Repeat("x", 4000)})
		}
		return nil
	})
	wantError(t, err, estrade.CodeUnavailable, "disk-full")
	if notes := f.load(t, "s-1").Notes; len(notes) != 0 {
		t.Fatalf("kept %d notes", len(notes))
	}
}

// SQLite may undo a whole transaction because one statement failed: those who
// shared it are told so, those who waited behind are served.
func TestWriter_lostTransaction(t *testing.T) {
	f := openSession(t, options{})
	queued, release := waiting(t, f)
	ctx := context.Background()
	results := make([]error, 3)
	var wg sync.WaitGroup
	start := func(i int, fn func(*tx) error) {
		wg.Go(func() {
			results[i] = f.Update(ctx, "s-1", func(x estrade.Tx) error { return fn(x.(*tx)) })
		})
		queued(i + 1)
	}
	start(0, func(x *tx) error { return x.SaveTable(estrade.Table{ID: "t-before"}) })
	start(1, func(x *tx) error {
		if err := x.SaveTable(estrade.Table{ID: "t-lost"}); err != nil {
			return err
		}
		_, err := x.conn.ExecContext(ctx, "ROLLBACK")
		return err
	})
	start(2, func(x *tx) error { return x.SaveTable(estrade.Table{ID: "t-after"}) })
	release()
	wg.Wait()
	wantError(t, results[0], estrade.CodeUnavailable, "storage-failed")
	wantError(t, results[1], estrade.CodeUnavailable, "storage-failed")
	if results[2] != nil {
		t.Errorf("the one behind: %v", results[2])
	}
	if tables := f.load(t, "s-1").Tables; len(tables) != 1 || tables[0].ID != "t-after" {
		t.Errorf("kept %+v", tables)
	}
}

// A folder that this user may not write to; the administrator may write
// anywhere, so the test then runs again as another user.
func TestOpen_readOnly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("folders have no such mode on Windows")
		return
	}
	if os.Geteuid() == 0 {
		runAsNobody(t)
		return
	}
	ctx := context.Background()
	chmod := func(path string, mode os.FileMode) {
		t.Helper()
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("new file", func(t *testing.T) {
		dir := t.TempDir()
		chmod(dir, 0o500)
		defer chmod(dir, 0o700)
		for _, path := range []string{"estrade.db", "data/estrade.db"} {
			_, err := Open(ctx, filepath.Join(dir, path), newMemoryKeys(), fixedClock{testTime})
			wantError(t, err, estrade.CodeUnavailable, "disk-read-only")
		}
	})
	t.Run("existing file", func(t *testing.T) {
		f := openSession(t, options{})
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		dir := filepath.Dir(f.path)
		chmod(dir, 0o500) // the file may be written, its log cannot be made
		_, err := Open(ctx, f.path, f.keys, fixedClock{testTime})
		chmod(dir, 0o700)
		wantError(t, err, estrade.CodeUnavailable, "disk-read-only")
		chmod(f.path, 0o400)
		_, err = Open(ctx, f.path, f.keys, fixedClock{testTime})
		wantError(t, err, estrade.CodeUnavailable, "disk-read-only")
		chmod(f.path, 0o600)
		openAt(t, f.path, f.keys, options{}).load(t, "s-1")
	})
}

// Only this user reads the files.
func TestOpen_permissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("Windows keeps rights elsewhere than in these bits")
		return
	}
	f := openSession(t, options{})
	for path, want := range map[string]os.FileMode{
		filepath.Dir(f.path): 0o700, f.path: 0o600, f.path + "-wal": 0o600, f.path + "-shm": 0o600,
	} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

// runAsNobody runs the current test in a copy of this program without the
// administrator's rights.
func runAsNobody(t *testing.T) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "estrade-nobody-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	copied := filepath.Join(dir, "test")
	if err := errors.Join(os.Chmod(dir, 0o777), os.WriteFile(copied, program, 0o755)); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(copied, "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TMPDIR="+dir, "HOME="+dir, "GOCOVERDIR="+dir)
	become(cmd, 65534)
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Fatalf("as nobody: %v\n%s", err, out)
	}
}

// A refusal that rests on what somebody else wrote in the same transaction is
// none when that is undone: the part whose close was not saved is still open.
func TestWriter_refusedOnWhatWasUndone(t *testing.T) {
	errOwn := errors.New("refused")
	ctx := context.Background()
	for name, fail := range map[string]func(x *tx, refuse *atomic.Bool) error{
		"commit": func(_ *tx, refuse *atomic.Bool) error { refuse.Store(true); return nil },
		"lost": func(x *tx, _ *atomic.Bool) error {
			_, err := x.conn.ExecContext(ctx, "ROLLBACK")
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			var refuse atomic.Bool
			f := openSession(t, options{committing: func() bool { return !refuse.Load() }})
			queued, release := waiting(t, f)
			results := make([]error, 4)
			var wg sync.WaitGroup
			start := func(i int, fn func(*tx) error) {
				wg.Go(func() {
					results[i] = f.Update(ctx, "s-1", func(x estrade.Tx) error { return fn(x.(*tx)) })
				})
				queued(i + 1)
			}
			start(0, func(*tx) error { return errOwn }) // of what was committed before
			start(1, func(x *tx) error { return x.SaveTable(estrade.Table{ID: "t-undone"}) })
			start(2, func(*tx) error { return errOwn })
			start(3, func(x *tx) error { return errors.Join(x.SaveTable(estrade.Table{ID: "t-lost"}), fail(x, &refuse)) })
			release()
			wg.Wait()
			if !errors.Is(results[0], errOwn) {
				t.Errorf("the first: %v", results[0])
			}
			for _, err := range results[1:] {
				wantError(t, err, estrade.CodeUnavailable, "storage-failed")
			}
			refuse.Store(false)
			err := f.Update(ctx, "s-1", func(x estrade.Tx) error { return x.SaveTable(estrade.Table{ID: "t-after"}) })
			if tables := f.load(t, "s-1").Tables; err != nil || len(tables) != 1 || tables[0].ID != "t-after" {
				t.Errorf("kept %+v, %v", tables, err)
			}
		})
	}
}
