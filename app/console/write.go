package console

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	estrade "estrade/app"
)

// writeWhole writes a file in dir, made when missing, under a temporary name and
// renames it to path, so that nothing half-written has its name. A file that has
// it is replaced.
func writeWhole(dir, path string, data []byte) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	temporary, err := writeTemporary(dir, data)
	defer func() { _ = os.Remove(temporary) }() // nothing is there once it was renamed
	if err != nil {
		return err
	}
	return os.Rename(temporary, path)
}

// writeBeside writes a file in a folder under the first of name, "name (2)",
// "name (3)"… that is free, or has this very content, and returns its path.
// Nothing that is there is replaced, and nothing half-written has that name.
func writeBeside(dir, name string, data []byte) (string, error) {
	temporary, err := writeTemporary(dir, data)
	defer func() { _ = os.Remove(temporary) }() // nothing is there once it was renamed
	if err != nil {
		return "", err
	}
	extension := filepath.Ext(name)
	for n := 1; ; n++ {
		path := filepath.Join(dir, name)
		if n > 1 {
			path = filepath.Join(dir, fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, extension), n, extension))
		}
		there, err := os.ReadFile(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return path, os.Rename(temporary, path)
		case err == nil && bytes.Equal(there, data):
			return path, nil
		}
	}
}

// saveBeside writes what draw returns into a folder that is there, as writeBeside
// does, and returns its path; unwritten is the refusal of a path it cannot write.
func saveBeside(dir string, draw func() (estrade.File, error), unwritten func(path string) *estrade.Error) (string, error) {
	if info, err := os.Stat(dir); !filepath.IsAbs(dir) || err != nil || !info.IsDir() {
		return "", errNoFolder(dir)
	}
	f, err := draw()
	if err != nil {
		return "", err
	}
	path, err := writeBeside(dir, f.Name, f.Data)
	if err != nil {
		return "", unwritten(filepath.Join(dir, f.Name)).WithCause(err)
	}
	return path, nil
}

// writeTemporary writes a file under a name of its own, down to the disk, and
// returns its path, also with an error.
func writeTemporary(dir string, data []byte) (string, error) {
	f, err := os.CreateTemp(dir, ".estrade-*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return f.Name(), errors.Join(err, f.Close())
}
