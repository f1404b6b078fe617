package program

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/gofrs/flock"

	estrade "estrade/app"
)

// Files of the data folder that the assembly itself owns.
const (
	lockFile = "estrade.lock"
	logFile  = "estrade.log"
	database = "estrade.db"
	// documentsDir receives what is issued, unless the trainer chose a folder.
	documentsDir = "documents"
	// rehearsalsDir receives what rehearsals issue, each in a folder of its own.
	rehearsalsDir = "rehearsals"
	// backupsDir receives the automatic backups of the database.
	backupsDir = "backups"
	// sealDir holds the certificates that documents are signed with and the
	// public keys that are trusted.
	sealDir = "seal"
	// damagedDir begins the names of folders that damaged files are moved to.
	damagedDir = "damaged-"
)

// DefaultDataDir returns the folder that holds everything of this user:
// $ESTRADE_DATA, else the place the system sets aside for a program's data
// ($XDG_DATA_HOME or ~/.local/share, %AppData%, ~/Library/Application Support).
func DefaultDataDir() (string, error) {
	if dir := os.Getenv("ESTRADE_DATA"); dir != "" {
		return filepath.Abs(dir)
	}
	switch runtime.GOOS {
	case "windows", "darwin":
		dir, err := os.UserConfigDir()
		if err != nil {
			return "", noHome(err)
		}
		return filepath.Join(dir, "Estrade"), nil
	}
	// The specification says that a relative path there is to be ignored.
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "estrade"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", noHome(err)
	}
	return filepath.Join(home, ".local", "share", "estrade"), nil
}

func noHome(err error) error {
	return estrade.NewError(estrade.CodeInvalid, "data-folder-unknown",
		"This computer does not say where programs keep their data.",
		"Name a folder with --data or in ESTRADE_DATA.").WithCause(err)
}

// folder is the data folder, held by this program alone.
type folder struct {
	dir  string
	lock *flock.Flock
}

// holdFolder makes dir when it is missing, checks that files can be written
// there and takes its lock. CodeConflict: another program holds it.
// CodeUnavailable: it cannot be written.
func holdFolder(dir string) (*folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, unwritable(dir, err)
	}
	lock := flock.New(filepath.Join(dir, lockFile), flock.SetPermissions(0o600))
	held, err := lock.TryLock()
	if err != nil {
		return nil, unwritable(dir, err)
	}
	if !held {
		return nil, estrade.NewError(estrade.CodeConflict, "data-folder-busy",
			fmt.Sprintf("Estrade is already running on the folder %s.", dir),
			"Use the window that is open, or name another folder with --data.", "folder", dir)
	}
	f := &folder{dir: dir, lock: lock}
	if err := f.probe(); err != nil {
		f.release()
		return nil, unwritable(dir, err)
	}
	return f, nil
}

// probe writes and removes a file: a folder that is read-only, or a disk that
// is full, is better said now than at the first answer.
func (f *folder) probe() error {
	file, err := os.CreateTemp(f.dir, ".probe-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(file.Name()) }()
	_, err = file.Write(make([]byte, 64<<10))
	if closing := file.Close(); err == nil {
		err = closing
	}
	return err
}

func unwritable(dir string, err error) error {
	return estrade.NewError(estrade.CodeUnavailable, "data-folder-unwritable",
		fmt.Sprintf("Estrade cannot write in its data folder %s.", dir),
		"Free some space or allow writing there, or name another folder with --data.", "folder", dir).WithCause(err)
}

// path returns the place of a file of the folder.
func (f *folder) path(name string) string { return filepath.Join(f.dir, name) }

// release gives the lock back. The lock file stays: removing it would let two
// programs each hold a lock of their own.
func (f *folder) release() { _ = f.lock.Unlock() }
