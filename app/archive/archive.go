// Package archive writes issued documents where a human-resources department
// keeps them: a folder per session and a ZIP of it beside. It implements
// estrade.Archive.
package archive

import (
	"archive/zip"
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	estrade "estrade/app"
)

// Archive writes documents. Its methods may be called from several
// goroutines, for different folders.
type Archive struct {
	defaultDir string
	clock      estrade.Clock
	disk       disk
}

var _ estrade.Archive = (*Archive)(nil)

// New returns an Archive that writes to defaultDir unless told otherwise. It
// touches no disk.
func New(defaultDir string, clock estrade.Clock) *Archive {
	return &Archive{defaultDir: defaultDir, clock: clock, disk: systemDisk{}}
}

// Write writes files in the folder <date>_<client>_<workshop> of dir, "" for
// the default, and a ZIP of them beside it, and returns both paths. The
// default folder is made when missing; of another one only the last name is,
// so that a stick that was taken out is noticed.
//
// A file that is there already with the same content stays; one with another
// content stays too, and the new one gets a name ending in " (2)". The ZIP
// holds exactly these files, under the names they have on the disk.
//
// Everything is written under temporary names first and renamed when all of it
// is on the disk: on an error nothing of this call remains. Errors are
// estrade.Errors with the keys export-disk-full, export-folder-denied (missing,
// read-only, not a folder) and export-failed.
func (a *Archive) Write(dir string, head estrade.SessionHead, files []estrade.ArchiveFile) (folder, zipFile string, err error) {
	explicit := dir != ""
	if !explicit {
		dir = a.defaultDir
	}
	for _, f := range files {
		if !portable(f.Name) {
			return "", "", estrade.NewError(estrade.CodeInvalid, "export-failed",
				fmt.Sprintf("%q cannot be the name of a file.", f.Name), "", "file", f.Name)
		}
	}
	dir, err = filepath.Abs(dir)
	if err != nil {
		return "", "", exportError(dir, err)
	}
	name := folderName(head.Date, head.Client, head.Title, head.ID)
	w := &writing{disk: a.disk}
	folder, zipFile, err = w.all(dir, explicit, name, files, a.clock.Now())
	if err != nil {
		w.undo()
		return "", "", exportError(dir, err)
	}
	return folder, zipFile, nil
}

// writing is one call of Write: what it has put on the disk so far.
type writing struct {
	disk    disk
	folders []string // made, outermost first
	pending []rename // written under their temporary names
	placed  []string // in place
}

type rename struct{ from, to string }

func (w *writing) all(dir string, explicit bool, name string, files []estrade.ArchiveFile, now time.Time) (folder, zipFile string, err error) {
	folder = filepath.Join(dir, name)
	if err := w.makeFolders(dir, explicit, folder); err != nil {
		return "", "", err
	}
	if err := sweep(folder); err != nil {
		return "", "", err
	}
	taken := make(map[string][]byte) // by lower-case name: some disks see no difference
	var members []estrade.ArchiveFile
	for _, f := range files {
		final, fresh, err := freeName(folder, f.Name, taken, func(path string) bool {
			return holds(path, f.Data)
		}, func(other []byte) bool { return bytes.Equal(other, f.Data) })
		if err != nil {
			return "", "", err
		}
		if _, again := taken[strings.ToLower(final)]; again {
			continue // the same file twice in one call
		}
		taken[strings.ToLower(final)] = f.Data
		members = append(members, estrade.ArchiveFile{Name: final, Data: f.Data})
		if fresh {
			if err := w.stage(folder, filepath.Join(folder, final), f.Data); err != nil {
				return "", "", err
			}
		}
	}
	slices.SortFunc(members, func(x, y estrade.ArchiveFile) int { return strings.Compare(x.Name, y.Name) })
	final, fresh, err := freeName(dir, name+".zip", nil, func(path string) bool {
		return holdsMembers(path, name, members)
	}, nil)
	if err != nil {
		return "", "", err
	}
	zipFile = filepath.Join(dir, final)
	if fresh {
		packed, err := pack(name, members, now)
		if err != nil {
			return "", "", err
		}
		if err := w.stage(folder, zipFile, packed); err != nil {
			return "", "", err
		}
	}
	return folder, zipFile, w.place(dir, folder)
}

func (w *writing) makeFolders(dir string, explicit bool, folder string) error {
	var missing []string // innermost first
	for d := folder; ; d = filepath.Dir(d) {
		info, err := os.Stat(d)
		if err == nil {
			if !info.IsDir() {
				return &fs.PathError{Op: "open", Path: d, Err: syscall.ENOTDIR}
			}
			break
		}
		if !errors.Is(err, fs.ErrNotExist) || d == filepath.Dir(d) {
			return err
		}
		if explicit && len(missing) == 2 { // the session's folder and dir itself
			return err
		}
		missing = append(missing, d)
	}
	if explicit && len(missing) > 2 {
		return &fs.PathError{Op: "open", Path: filepath.Dir(dir), Err: fs.ErrNotExist}
	}
	slices.Reverse(missing)
	for _, d := range missing {
		if err := w.disk.mkdir(d); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		w.folders = append(w.folders, d)
	}
	return nil
}

// sweep removes what a crash left half-written in the session's folder. A file
// that cannot be removed does not keep the documents from being written.
func sweep(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), unfinished) && e.Type().IsRegular() {
			_ = os.Remove(filepath.Join(folder, e.Name()))
		}
	}
	return nil
}

// unfinished begins the name of a file that is being written.
const unfinished = ".estrade-"

// stage writes a file under a temporary name in the session's folder.
func (w *writing) stage(folder, path string, data []byte) error {
	temporary := filepath.Join(folder, unfinished+rand.Text())
	file, err := w.disk.create(temporary)
	if err != nil {
		return err
	}
	w.pending = append(w.pending, rename{temporary, path})
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// place gives the staged files their names, the ZIP last.
func (w *writing) place(dir, folder string) error {
	for len(w.pending) > 0 {
		r := w.pending[0]
		// Renaming would replace a file that another program put here meanwhile.
		if _, err := os.Lstat(r.to); err == nil {
			return &fs.PathError{Op: "rename", Path: r.to, Err: fs.ErrExist}
		}
		if err := w.disk.rename(r.from, r.to); err != nil {
			return err
		}
		w.pending = w.pending[1:]
		w.placed = append(w.placed, r.to)
	}
	return errors.Join(w.disk.syncFolder(folder), w.disk.syncFolder(dir))
}

// undo removes what the call put on the disk. What cannot be removed has no
// better way out than the error that is already on its way.
func (w *writing) undo() {
	for _, r := range w.pending {
		_ = os.Remove(r.from)
	}
	for _, path := range w.placed {
		_ = os.Remove(path)
	}
	for _, d := range slices.Backward(w.folders) {
		_ = os.Remove(d) // leaves a folder in which something else was put
	}
}

// freeName returns the first of name, "name (2)", "name (3)"… that is free in
// folder (fresh) or that same and sameTaken find to hold this very content.
func freeName(folder, name string, taken map[string][]byte, same func(path string) bool, sameTaken func([]byte) bool) (final string, fresh bool, err error) {
	ext := filepath.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for n := 1; ; n++ {
		final = name
		if n > 1 {
			final = fmt.Sprintf("%s (%d)%s", stem, n, ext)
		}
		if other, ok := taken[strings.ToLower(final)]; ok {
			if sameTaken(other) {
				return final, false, nil
			}
			continue
		}
		path := filepath.Join(folder, final)
		_, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) {
			return final, true, nil
		}
		if err != nil {
			return "", false, err
		}
		if same(path) {
			return final, false, nil
		}
	}
}

// holds reports whether a file holds data and nothing else.
func holds(path string, data []byte) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false // a dangling link, a folder, another file: not ours
	}
	there, err := os.ReadFile(path)
	return err == nil && bytes.Equal(there, data)
}

// pack makes a ZIP of members in a folder. The same members at the same time
// give the same bytes.
func pack(folder string, members []estrade.ArchiveFile, now time.Time) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		f, err := z.CreateHeader(&zip.FileHeader{
			Name: folder + "/" + m.Name, Method: zip.Deflate, Modified: now.UTC().Truncate(time.Second),
		})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(m.Data); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// holdsMembers reports whether a file is a ZIP of exactly these members,
// whatever its times: documents issued again do not make another one.
func holdsMembers(path, folder string, members []estrade.ArchiveFile) bool {
	z, err := zip.OpenReader(path)
	if err != nil {
		return false // not a ZIP: not ours
	}
	defer z.Close()
	if len(z.File) != len(members) {
		return false
	}
	for i, m := range members {
		if z.File[i].Name != folder+"/"+m.Name || !memberHolds(z.File[i], m.Data) {
			return false
		}
	}
	return true
}

func memberHolds(f *zip.File, data []byte) bool {
	if f.UncompressedSize64 != uint64(len(data)) {
		return false
	}
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	there, err := io.ReadAll(io.LimitReader(r, int64(len(data))+1))
	return err == nil && bytes.Equal(there, data)
}

// disk is what writing does to a disk; tests make it fail.
type disk interface {
	mkdir(path string) error
	create(path string) (file, error)
	rename(from, to string) error
	syncFolder(path string) error
}

type file interface {
	io.WriteCloser
	Sync() error
}

type systemDisk struct{}

func (systemDisk) mkdir(path string) error { return os.Mkdir(path, 0o777) }

// create uses the user's usual permissions: the folder may be shared with
// colleagues on purpose.
func (systemDisk) create(path string) (file, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

func (systemDisk) rename(from, to string) error { return os.Rename(from, to) }

// syncFolder makes the names in a folder last. Windows neither needs nor
// allows it, and some network shares refuse it.
func (systemDisk) syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}
