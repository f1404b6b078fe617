//go:build !windows

package desktop

import (
	"bufio"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	estrade "estrade/app"
)

// scriptedStage returns a stage whose windows are a shell script, run in the
// data folder, and counts the windows it opens.
func scriptedStage(t *testing.T, script string) (s *Stage, folder string, opened *int) {
	t.Helper()
	folder, opened = t.TempDir(), new(int)
	s = NewStage(folder, estrade.French, slog.New(slog.DiscardHandler))
	s.command = func() (*exec.Cmd, error) {
		*opened++
		c := exec.Command("sh", "-c", script)
		c.Dir = folder
		return c, nil
	}
	return s, folder, opened
}

// ordersIn reads what a window that keeps its orders was told, once it has all n.
func ordersIn(t *testing.T, folder string, n int) []order {
	t.Helper()
	var orders []order
	eventually(t, func() bool {
		orders = nil
		file, err := os.Open(filepath.Join(folder, "orders"))
		if err != nil {
			return false
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		for {
			o, err := nextOrder(lines)
			if err != nil {
				return len(orders) == n
			}
			orders = append(orders, o)
		}
	})
	return orders
}

func eventually(t *testing.T, happened func() bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if happened() {
			return
		}
	}
	t.Fatal("did not happen within five seconds")
}

func TestStage_Show(t *testing.T) {
	const here, there = "http://127.0.0.1:7420/stage#one", "http://127.0.0.1:7420/stage#two"

	t.Run("one window is told everything, and its token on standard input only", func(t *testing.T) {
		s, folder, opened := scriptedStage(t, "cat >> orders")
		for _, address := range []string{here, here, there} {
			if err := s.Show(t.Context(), address); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := ordersIn(t, folder, 4)
		want := []order{
			{Address: here, Folder: folder, Language: estrade.French},
			{Address: here, Front: true},
			{Address: there, Front: true},
			{Quit: true},
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("order %d is %+v, want %+v", i+1, got[i], want[i])
			}
		}
		if *opened != 1 {
			t.Errorf("%d windows opened, want 1", *opened)
		}
		if err := s.input.Close(); err != nil {
			t.Fatal(err)
		}
	})

	t.Run("a window that was closed is opened again", func(t *testing.T) {
		s, _, opened := scriptedStage(t, "read order")
		for range 2 {
			if err := s.Show(t.Context(), here); err != nil {
				t.Fatal(err)
			}
			eventually(t, func() bool {
				s.mu.Lock()
				defer s.mu.Unlock()
				return s.child == nil
			})
		}
		if *opened != 2 {
			t.Errorf("%d windows opened, want 2", *opened)
		}
	})

	t.Run("the window of an earlier run that shows the same is kept", func(t *testing.T) {
		s, folder, opened := scriptedStage(t, "read order")
		window := markIn(folder)
		if alone, err := window.leave(here); err != nil || !alone {
			t.Fatal(alone, err)
		}
		if err := s.Show(t.Context(), here); err != nil {
			t.Fatal(err)
		}
		if *opened != 0 {
			t.Errorf("%d windows opened, want none", *opened)
		}
	})

	t.Run("the window of an earlier run that shows something else is replaced", func(t *testing.T) {
		s, folder, opened := scriptedStage(t, "read order")
		earlier, gone := earlierWindow(t, folder, here)
		if err := s.Show(t.Context(), there); err != nil {
			t.Fatal(err)
		}
		<-gone
		if state := earlier.ProcessState; state == nil || state.Success() {
			t.Errorf("the earlier window ended with %v, want terminated", state)
		}
		if *opened != 1 {
			t.Errorf("%d windows opened, want 1", *opened)
		}
	})
}

// earlierWindow starts a process that stands for a window showing address: its
// mark is held as long as it runs.
func earlierWindow(t *testing.T, folder, address string) (*exec.Cmd, <-chan struct{}) {
	t.Helper()
	window := exec.Command("sleep", "60")
	if err := window.Start(); err != nil {
		t.Fatal(err)
	}
	m := markIn(folder)
	if alone, err := m.leave(address); err != nil || !alone {
		t.Fatal(alone, err)
	}
	text, err := json.Marshal(sighting{PID: window.Process.Pid, Showing: digest(address)})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(m.file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		_ = window.Wait()
		_ = m.lock.Unlock()
	}()
	return window, gone
}

func TestStage_Close(t *testing.T) {
	t.Run("ends the window of an earlier run", func(t *testing.T) {
		s, folder, _ := scriptedStage(t, "read order")
		_, gone := earlierWindow(t, folder, "http://127.0.0.1:7420/stage#one")
		if err := s.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		<-gone
	})

	t.Run("without a window does nothing", func(t *testing.T) {
		s, _, _ := scriptedStage(t, "read order")
		if err := s.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}

func TestStage_Show_noCommand(t *testing.T) {
	s, _, _ := scriptedStage(t, "")
	s.command = func() (*exec.Cmd, error) { return exec.Command(filepath.Join(t.TempDir(), "nothing")), nil }
	err := s.Show(t.Context(), "http://127.0.0.1:7420/stage#one")
	var refused *estrade.Error
	if !errors.As(err, &refused) || refused.Key != "stage-window" {
		t.Fatalf("got %v, want the error stage-window", err)
	}
}
