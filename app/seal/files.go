package seal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	estrade "estrade/app"
)

// files is where small files are kept, whole or not at all.
type files interface {
	// list returns the names of the files, sorted.
	list() ([]string, error)
	// read returns fs.ErrNotExist for a file that is not there.
	read(name string) ([]byte, error)
	write(name string, data []byte) error
	// remove is no error for a file that is not there.
	remove(name string) error
}

// fileLimit is the largest file read, in bytes: a card with all the
// certificates of ten years is a few hundred kB.
const fileLimit = 4 << 20

// unfinished begins the name of a file that is being written.
const unfinished = ".new-"

// diskFiles keeps files in a folder, made with the first of them.
type diskFiles struct{ dir string }

func (d diskFiles) list() ([]string, error) {
	entries, err := os.ReadDir(d.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, notRead(err)
	}
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

func (d diskFiles) read(name string) ([]byte, error) {
	path := filepath.Join(d.dir, name)
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > fileLimit {
		return nil, fmt.Errorf("%s is too large", name)
	}
	return os.ReadFile(path)
}

func (d diskFiles) write(name string, data []byte) error {
	if err := os.MkdirAll(d.dir, 0o700); err != nil {
		return notKept(err)
	}
	file, err := os.CreateTemp(d.dir, unfinished+"*") // mode 0600
	if err != nil {
		return notKept(err)
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	err = errors.Join(err, file.Close())
	if err == nil {
		err = os.Rename(file.Name(), filepath.Join(d.dir, name))
	}
	if err != nil {
		return notKept(errors.Join(err, os.Remove(file.Name())))
	}
	return d.sync()
}

func (d diskFiles) remove(name string) error {
	err := os.Remove(filepath.Join(d.dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return notKept(err)
	}
	return d.sync()
}

// sync makes the names in the folder last. Windows neither needs nor allows it.
func (d diskFiles) sync() error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(d.dir)
	if err != nil {
		return notKept(err)
	}
	if err := errors.Join(folder.Sync(), folder.Close()); err != nil {
		return notKept(err)
	}
	return nil
}

// memoryFiles ends with the program.
type memoryFiles struct {
	mu   sync.Mutex
	held map[string][]byte
}

func newMemoryFiles() *memoryFiles { return &memoryFiles{held: make(map[string][]byte)} }

func (m *memoryFiles) list() ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var names []string
	for name := range m.held {
		names = append(names, name)
	}
	slices.Sort(names)
	return names, nil
}

func (m *memoryFiles) read(name string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	data, ok := m.held[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return slices.Clone(data), nil
}

func (m *memoryFiles) write(name string, data []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.held[name] = slices.Clone(data)
	return nil
}

func (m *memoryFiles) remove(name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.held, name)
	return nil
}

func notRead(err error) error {
	return estrade.NewError(estrade.CodeUnavailable, "seal-not-read",
		"Estrade cannot read the certificates and public keys in its data folder.",
		"Check that your account may read its folder \"seal\", or put that folder back from where you keep it.").WithCause(err)
}

func notKept(err error) error {
	return estrade.NewError(estrade.CodeUnavailable, "seal-not-kept",
		"Estrade cannot keep its certificates and public keys in its data folder.",
		"Free some space, or give your account the right to write there.").WithCause(err)
}
