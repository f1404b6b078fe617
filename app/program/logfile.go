package program

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
)

const (
	// logSize is how large the log may grow before it is put aside, in bytes.
	logSize = 4 << 20
	// logKept is how many logs put aside are kept.
	logKept = 3
)

// rotatingLog is a log file that is put aside as NAME.1, NAME.2… when it has
// grown. A line that cannot be written is lost: the log never stops the program.
type rotatingLog struct {
	path string
	full int64 // size at which it is put aside, in bytes

	mu     sync.Mutex
	file   *os.File // nil after a rotation that failed, until it can be opened again
	size   int64
	closed bool
}

// openLog opens the log at path, to be put aside at full bytes.
func openLog(path string, full int64) (*rotatingLog, error) {
	l := &rotatingLog{path: path, full: full}
	if err := l.open(); err != nil {
		return nil, fmt.Errorf("open log %s: %w", path, err)
	}
	return l, nil
}

func (l *rotatingLog) open() error {
	file, err := os.OpenFile(l.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err != nil {
		_ = file.Close()
		return err
	}
	l.file, l.size = file, info.Size()
	return nil
}

// Write implements io.Writer; it never fails.
func (l *rotatingLog) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil && !l.closed {
		_ = l.open()
	}
	if l.file != nil && l.size > 0 && l.size+int64(len(line)) > l.full {
		l.rotate()
	}
	if l.file != nil {
		n, _ := l.file.Write(line)
		l.size += int64(n)
	}
	return len(line), nil
}

// rotate puts the file aside; when that fails the log goes on in the same file.
func (l *rotatingLog) rotate() {
	_ = l.file.Close()
	l.file = nil
	for i := logKept - 1; i >= 0; i-- {
		from, to := l.aside(i), l.aside(i+1)
		// Windows does not rename over a file that is there.
		if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err := os.Rename(from, to); err != nil && !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	_ = l.open()
}

// aside returns the name of the i-th log put aside, 0 being the log itself.
func (l *rotatingLog) aside(i int) string {
	if i == 0 {
		return l.path
	}
	return fmt.Sprintf("%s.%d", l.path, i)
}

// Close implements io.Closer.
func (l *rotatingLog) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	if l.file == nil {
		return nil
	}
	err := l.file.Close()
	l.file = nil
	return err
}

var _ io.WriteCloser = (*rotatingLog)(nil)
