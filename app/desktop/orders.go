package desktop

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	estrade "estrade/app"
)

// order is one line on the standard input of the stage's window. What is
// secret in it, the stage's token, is in no argument and no environment, which
// other programs can read.
type order struct {
	Address  string           `json:"address,omitempty"`  // the stage's page, with its token, to show from now on
	Folder   string           `json:"folder,omitempty"`   // first order: where the window leaves its mark
	Language estrade.Language `json:"language,omitempty"` // first order
	Front    bool             `json:"front,omitempty"`    // bring the window to the front
	Quit     bool             `json:"quit,omitempty"`
}

// mark is how a later run of the program finds the stage's window again: a lock
// that the window holds as long as it lives, and a file beside it.
type mark struct {
	lock *flock.Flock
	file string
}

// sighting is what the file tells.
type sighting struct {
	PID     int    `json:"pid"`
	Showing string `json:"showing"` // digest of the address: the token stays out of files
}

func markIn(folder string) mark {
	return mark{
		lock: flock.New(filepath.Join(folder, "stage.lock"), flock.SetPermissions(0o600)),
		file: filepath.Join(folder, "stage.json"),
	}
}

// leave takes the lock and writes the file, by the window itself. It returns
// false when another window holds the mark.
func (m mark) leave(address string) (bool, error) {
	held, err := m.lock.TryLock()
	if err != nil {
		return false, fmt.Errorf("lock stage window: %w", err)
	}
	if !held {
		return false, nil
	}
	return true, m.update(address)
}

// update writes what the window now shows.
func (m mark) update(address string) error {
	text, err := json.Marshal(sighting{PID: os.Getpid(), Showing: digest(address)})
	if err != nil {
		return fmt.Errorf("describe stage window: %w", err)
	}
	if err := os.WriteFile(m.file, text, 0o600); err != nil {
		return fmt.Errorf("note stage window: %w", err)
	}
	return nil
}

// find returns the window that holds the mark, if one does.
func (m mark) find() (sighting, bool, error) {
	free, err := m.lock.TryLock()
	if err != nil {
		return sighting{}, false, fmt.Errorf("look for stage window: %w", err)
	}
	if free {
		return sighting{}, false, m.lock.Unlock()
	}
	text, err := os.ReadFile(m.file)
	if err != nil {
		return sighting{}, false, fmt.Errorf("read stage window's note: %w", err)
	}
	var s sighting
	if err := json.Unmarshal(text, &s); err != nil {
		return sighting{}, false, fmt.Errorf("read stage window's note: %w", err)
	}
	return s, true, nil
}

// gone waits until no window holds the mark.
func (m mark) gone(within time.Duration) bool {
	for end := time.Now().Add(within); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if _, found, err := m.find(); err == nil && !found {
			return true
		}
	}
	return false
}

func digest(address string) string {
	sum := sha256.Sum256([]byte(address))
	return hex.EncodeToString(sum[:])
}
