package keys

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	estrade "estrade/app"
)

// folder keeps each key in a file named after it, 32 bytes and nothing else.
type folder struct{ dir string }

const (
	// placesFile lists the places that ever held keys of this folder.
	placesFile = "places"
	// unfinished begins the name of a file that is being written.
	unfinished = ".new-"
)

// openFolder makes the folder, or takes others' rights away from it, and
// removes what a crash left half-written: no such key was ever used.
func openFolder(dir string) (folder, error) {
	f := folder{dir}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return f, notKept(err)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return f, notKept(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return f, notKept(err)
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if strings.HasPrefix(e.Name(), unfinished) {
			err = os.Remove(path)
		} else if e.Type().IsRegular() {
			err = os.Chmod(path, 0o600)
		}
		if err != nil {
			return f, notKept(err)
		}
	}
	return f, nil
}

func (f folder) path(n estrade.KeyName) string { return filepath.Join(f.dir, entry(n)) }

func (f folder) set(n estrade.KeyName, key []byte) error {
	if err := f.write(entry(n), key); err != nil {
		return errors.Join(err, f.destroy(n))
	}
	return nil
}

func (f folder) get(n estrade.KeyName) ([]byte, error) {
	key, err := os.ReadFile(f.path(n))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errAbsent
	}
	if err != nil {
		return nil, damaged(n, err)
	}
	return key, nil
}

func (f folder) destroy(n estrade.KeyName) error {
	path := f.path(n)
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	noise := make([]byte, keySize)
	_, err = rand.Read(noise)
	if err == nil {
		_, err = file.Write(noise)
	}
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil {
		return err
	}
	return f.sync()
}

// write puts a whole file in place: it is there with all of data, or not at all.
func (f folder) write(name string, data []byte) error {
	file, err := os.CreateTemp(f.dir, unfinished+"*") // mode 0600
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	err = errors.Join(err, file.Close())
	if err == nil {
		err = os.Rename(file.Name(), filepath.Join(f.dir, name))
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return f.sync()
}

// sync makes the names in the folder last. Windows neither needs nor allows it.
func (f folder) sync() error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(f.dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func (f folder) readPlaces() (map[string]bool, error) {
	known := make(map[string]bool)
	text, err := os.ReadFile(filepath.Join(f.dir, placesFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, notKept(err)
	}
	for _, name := range strings.Fields(string(text)) {
		if name != inFiles && name != inKeyring {
			return nil, notKept(fmt.Errorf("%s names an unknown place %q", placesFile, name))
		}
		known[name] = true
	}
	return known, nil
}

func (f folder) writePlaces(known map[string]bool) error {
	names := slices.Sorted(maps.Keys(known))
	if err := f.write(placesFile, []byte(strings.Join(names, "\n")+"\n")); err != nil {
		return notKept(err)
	}
	return nil
}
