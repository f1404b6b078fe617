package desktop

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"sync"
	"time"

	estrade "estrade/app"
)

// Stage opens the stage's window, a child process of this program: a program
// has one window. The window outlives a crash of the program, keeps its last
// picture, and is found again by the next run rather than opened twice.
type Stage struct {
	folder   string
	language estrade.Language
	log      *slog.Logger
	command  func() (*exec.Cmd, error)

	mu    sync.Mutex
	child *exec.Cmd // nil when this run has no window open
	input io.WriteCloser
}

// NewStage returns the stage's window, closed. folder is the data folder, in
// which an open window leaves its mark; language is that of its title.
func NewStage(folder string, language estrade.Language, log *slog.Logger) *Stage {
	return &Stage{folder: folder, language: language, log: log, command: stageCommand}
}

// stageCommand is this program once more, as the stage's window.
func stageCommand() (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	return exec.Command(self, "stage"), nil
}

// Show shows address, the stage's page with its token, in the stage's window,
// and brings the window to the front.
func (s *Stage) Show(_ context.Context, address string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.child != nil {
		return s.tell(order{Address: address, Front: true})
	}
	found, err := s.found(address)
	if err != nil {
		return err
	}
	if found {
		return nil
	}
	return s.start(address)
}

// Open reports whether this run of the program has the window open.
func (s *Stage) Open() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.child != nil
}

// found looks for a window that an earlier run left. One that shows address is
// kept, another is ended: it listens to nobody any more.
func (s *Stage) found(address string) (bool, error) {
	m := markIn(s.folder)
	seen, there, err := m.find()
	if err != nil {
		return false, err
	}
	if !there {
		return false, nil
	}
	if seen.Showing == digest(address) {
		return true, nil
	}
	return false, s.end(m, seen)
}

// end ends a window of an earlier run.
func (s *Stage) end(m mark, seen sighting) error {
	window, err := os.FindProcess(seen.PID)
	if err == nil {
		err = terminate(window)
	}
	if err != nil {
		s.log.Warn("stage window not ended", "error", err)
	}
	if !m.gone(3 * time.Second) {
		return estrade.NewError(estrade.CodeConflict, "stage-window-busy",
			"A stage window of an earlier session is still open.", "Close it, then open the stage again.").WithCause(err)
	}
	return nil
}

func (s *Stage) start(address string) error {
	child, err := s.command()
	if err != nil {
		return err
	}
	input, err := child.StdinPipe()
	if err != nil {
		return fmt.Errorf("open stage window: %w", err)
	}
	child.Stderr = os.Stderr
	if err := child.Start(); err != nil {
		return estrade.NewError(estrade.CodeUnavailable, "stage-window",
			"The stage's window cannot be opened.", "Open the stage in the browser instead.").WithCause(err)
	}
	s.child, s.input = child, input
	go s.wait(child)
	return s.tell(order{Address: address, Folder: s.folder, Language: s.language})
}

// wait forgets the window when it is gone.
func (s *Stage) wait(child *exec.Cmd) {
	err := child.Wait()
	s.log.Info("stage window closed", "error", err)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.child == child {
		s.child, s.input = nil, nil
	}
}

// tell gives the window an order. s.mu is held.
func (s *Stage) tell(o order) error {
	text, err := json.Marshal(o)
	if err != nil {
		return fmt.Errorf("order to stage window: %w", err)
	}
	if _, err := s.input.Write(append(text, '\n')); err != nil {
		return fmt.Errorf("order to stage window: %w", err)
	}
	return nil
}

// Close closes the window, also one that an earlier run left.
func (s *Stage) Close(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.child != nil {
		return s.tell(order{Quit: true})
	}
	m := markIn(s.folder)
	seen, there, err := m.find()
	if err != nil || !there {
		return err
	}
	return s.end(m, seen)
}
