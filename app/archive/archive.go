// Package archive writes issued documents where a human-resources department
// keeps them, a folder per session and a ZIP of it beside, and checks such an
// archive. It implements estrade.Archive.
package archive

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
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

// Write writes an order's files in the folder <date>_<client>_<workshop>_<id> of
// its Dir, "" for the default, and a ZIP of the folder beside it. The default
// folder is made when missing; of another one only the last name is, so that a
// stick that was taken out is noticed. The trainer's own files go to a folder
// beside, whose name ends in "_animation" or "_trainer", and to no ZIP.
//
// With the documents go the list of them (manifest.json), its signature, the
// public key that checks it, and an index as CSV and XLSX: these follow the
// documents, and are written anew.
//
// Documents that were replaced or revoked lie in a folder of their own within,
// asideFolder: who takes the PDF files of the folder takes those that stand. One
// that was written before it was withdrawn is moved there.
//
// A document that is there already with the same content stays; one with another
// content stays too, and the new one gets a name ending in " (2)". The ZIP
// holds exactly the files of the list, under the names they have on the disk.
//
// Everything is written under temporary names first and renamed when all of it
// is on the disk: on an error nothing of this call remains. Errors are
// estrade.Errors with the keys export-disk-full, export-folder-denied (missing,
// read-only, not a folder) and export-failed, those of Encryption's check, and
// ctx's own.
func (a *Archive) Write(ctx context.Context, o estrade.ArchiveOrder) (estrade.ArchivePlace, error) {
	dir, explicit := o.Dir, o.Dir != ""
	if !explicit {
		dir = a.defaultDir
	}
	for _, f := range slices.Concat(o.Files, o.Trainer) {
		if !portable(f.Name) || isOwn(f.Name) {
			return estrade.ArchivePlace{}, estrade.NewError(estrade.CodeInvalid, "export-failed",
				fmt.Sprintf("%q cannot be the name of a document.", f.Name), "", "file", f.Name)
		}
	}
	encrypt, err := encrypter(o.Encryption)
	if err != nil {
		return estrade.ArchivePlace{}, err
	}
	dir, err = filepath.Abs(dir)
	if err != nil {
		return estrade.ArchivePlace{}, exportError(dir, err)
	}
	w := &writing{ctx: ctx, disk: a.disk, order: o, told: o.Written}
	place, err := w.all(dir, explicit, a.clock.Now(), encrypt)
	if err != nil {
		w.undo()
		if ctx.Err() != nil {
			return estrade.ArchivePlace{}, ctx.Err()
		}
		return estrade.ArchivePlace{}, exportError(dir, err)
	}
	return place, nil
}

// writing is one call of Write: what it has put on the disk so far.
type writing struct {
	ctx     context.Context
	disk    disk
	order   estrade.ArchiveOrder
	told    func(done, of int)
	folders []string // made, outermost first
	aside   []string // folders of what was withdrawn
	pending []rename // written under their temporary names
	placed  []rename // in place
}

// rename gives a file its name. Before is a copy of the file that had the name,
// "" when it is to be free.
type rename struct{ from, to, before string }

// all writes everything an order asks for.
func (w *writing) all(dir string, explicit bool, now time.Time, encrypt encryption) (place estrade.ArchivePlace, err error) {
	head := w.order.Head
	name := folderName(head.Date, head.Client, head.Title, head.ID)
	place.Folder = filepath.Join(dir, name)
	if err := w.makeFolders(dir, explicit, place.Folder); err != nil {
		return place, err
	}
	if err := sweep(place.Folder); err != nil {
		return place, err
	}
	members, err := w.documents(place.Folder, w.order.Files)
	if err != nil {
		return place, err
	}
	own, err := ownFiles(w.order, members)
	if err != nil {
		return place, err
	}
	if err := w.replaceOwn(place.Folder, own); err != nil {
		return place, err
	}
	if place.Zip, place.Encrypted, err = w.zip(dir, place.Folder, name, slices.Concat(members, own), now, encrypt); err != nil {
		return place, err
	}
	synced := []string{place.Folder, dir}
	if len(w.order.Trainer) > 0 {
		place.Trainer = filepath.Join(dir, name+trainerSuffix.In(head.DocumentLanguage))
		if err := w.trainers(place.Trainer); err != nil {
			return place, err
		}
		synced = append(synced, place.Trainer)
	}
	return place, w.place(slices.Concat(w.aside, synced))
}

// trainerSuffix ends the name of the folder of the trainer's own documents.
var trainerSuffix = estrade.Text{FR: "_animation", EN: "_trainer"}

// trainers writes the trainer's own documents to a folder of their own.
func (w *writing) trainers(folder string) error {
	if err := w.makeFolder(folder); err != nil {
		return err
	}
	if err := sweep(folder); err != nil {
		return err
	}
	_, err := w.documents(folder, w.order.Trainer)
	return err
}

// makeFolder makes a folder that is taken away again when the writing fails,
// unless it was there before.
func (w *writing) makeFolder(folder string) error {
	err := w.disk.mkdir(folder)
	switch {
	case err == nil:
		w.folders = append(w.folders, folder)
	case !errors.Is(err, fs.ErrExist):
		return err
	}
	return nil
}

// documents stages documents under names that are free in folder, and returns
// them by name.
func (w *writing) documents(folder string, files []estrade.ArchiveFile) ([]estrade.ArchiveFile, error) {
	taken := make(map[string][]byte) // by lower-case name: some disks see no difference
	takenAside := make(map[string][]byte)
	before := listedBefore(folder, w.order.Head.ID)
	var members []estrade.ArchiveFile
	for i, f := range files {
		if err := w.ctx.Err(); err != nil {
			return nil, err
		}
		where, there := "", taken
		if withdrawn(f.Document) {
			where, there = asideFolder.In(w.order.Head.DocumentLanguage), takenAside
			if err := w.makeAside(filepath.Join(folder, where)); err != nil {
				return nil, err
			}
		}
		final, fresh, err := freeName(filepath.Join(folder, where), f.Name, there, func(path string) bool {
			return holds(path, f.Data)
		}, func(other []byte) bool { return bytes.Equal(other, f.Data) })
		if err != nil {
			return nil, err
		}
		if _, again := there[strings.ToLower(final)]; again {
			continue // the same file twice in one call
		}
		there[strings.ToLower(final)] = f.Data
		f.Name = path.Join(where, final)
		members = append(members, f)
		if fresh {
			if err := w.put(folder, cmp.Or(before[f.Document.Number], final), f); err != nil {
				return nil, err
			}
		}
		if w.told != nil {
			w.told(i+1, len(files))
		}
	}
	slices.SortFunc(members, func(x, y estrade.ArchiveFile) int { return strings.Compare(x.Name, y.Name) })
	return members, nil
}

// zip stages the ZIP of a folder and, when asked for, its encrypted copy.
func (w *writing) zip(dir, folder, name string, members []estrade.ArchiveFile, now time.Time, encrypt encryption) (zipFile, encrypted string, err error) {
	final, fresh, err := freeName(dir, name+".zip", nil, func(path string) bool {
		return holdsMembers(path, name, members)
	}, nil)
	if err != nil {
		return "", "", err
	}
	zipFile = filepath.Join(dir, final)
	if !fresh && encrypt == nil {
		return zipFile, "", nil
	}
	packed, err := pack(name, members, lastChange(members, now))
	if err != nil {
		return "", "", err
	}
	if fresh {
		if err := w.stage(folder, zipFile, packed); err != nil {
			return "", "", err
		}
	}
	if encrypt == nil {
		return zipFile, "", nil
	}
	secret, err := encrypt(packed)
	if err != nil {
		return "", "", err
	}
	final, _, err = freeName(dir, final+".age", nil, func(string) bool { return false }, nil)
	if err != nil {
		return "", "", err
	}
	encrypted = filepath.Join(dir, final)
	return zipFile, encrypted, w.stage(folder, encrypted, secret)
}

// lastChange is when the last of the documents was issued or revoked, now when
// none says: the same documents make the same ZIP.
func lastChange(members []estrade.ArchiveFile, now time.Time) time.Time {
	var last int64
	for _, m := range members {
		last = max(last, m.Document.IssuedAt, m.Document.RevokedAt)
	}
	if last == 0 {
		return now
	}
	return time.UnixMilli(last)
}

// replaceOwn stages the files that follow the documents. One of their names may
// be taken by a file that somebody else wrote or changed: it is kept, under
// another name.
func (w *writing) replaceOwn(folder string, own []estrade.ArchiveFile) error {
	known := ownDigests(folder, w.order.Head.ID)
	for _, f := range own {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		path := filepath.Join(folder, f.Name)
		there, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			if err := w.stage(folder, path, f.Data); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		if bytes.Equal(there, f.Data) {
			continue
		}
		if !known[digestOf(there)] {
			aside, _, err := freeName(folder, f.Name, map[string][]byte{strings.ToLower(f.Name): nil},
				func(string) bool { return false }, func([]byte) bool { return false })
			if err != nil {
				return err
			}
			w.pending = append(w.pending, rename{from: path, to: filepath.Join(folder, aside)})
			if err := w.stage(folder, path, f.Data); err != nil {
				return err
			}
			continue
		}
		if err := w.stageOver(folder, path, f.Data, there); err != nil {
			return err
		}
	}
	return nil
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
	temporary, err := w.write(folder, data)
	w.pending = append(w.pending, rename{from: temporary, to: path})
	return err
}

// stageOver is stage for a file that takes the place of another, of which a copy
// is kept until all is in place.
func (w *writing) stageOver(folder, path string, data, there []byte) error {
	before, err := w.write(folder, there)
	if err != nil {
		_ = os.Remove(before)
		return err
	}
	temporary, err := w.write(folder, data)
	w.pending = append(w.pending, rename{from: temporary, to: path, before: before})
	return err
}

// write writes a file under a temporary name and returns its path.
func (w *writing) write(folder string, data []byte) (string, error) {
	temporary := filepath.Join(folder, unfinished+rand.Text())
	file, err := w.disk.create(temporary)
	if err != nil {
		return temporary, err
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	return temporary, errors.Join(err, file.Close())
}

// place gives the staged files their names, the ZIP after what is in it.
func (w *writing) place(folders []string) error {
	for len(w.pending) > 0 {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		r := w.pending[0]
		// Renaming would replace a file that another program put here meanwhile.
		if _, err := os.Lstat(r.to); err == nil && r.before == "" {
			return &fs.PathError{Op: "rename", Path: r.to, Err: fs.ErrExist}
		}
		if err := w.disk.rename(r.from, r.to); err != nil {
			return err
		}
		w.pending = w.pending[1:]
		w.placed = append(w.placed, r)
	}
	for _, folder := range folders {
		if err := w.disk.syncFolder(folder); err != nil {
			return err
		}
	}
	for _, r := range w.placed {
		if r.before != "" {
			_ = os.Remove(r.before) // else the next writing sweeps it away
		}
	}
	return nil
}

// undo removes what the call put on the disk and puts back what it replaced.
// What cannot be undone has no better way out than the error that is already on
// its way.
func (w *writing) undo() {
	for _, r := range slices.Backward(w.placed) {
		switch {
		case r.before != "":
			_ = os.Rename(r.before, r.to)
		case strings.HasPrefix(filepath.Base(r.from), unfinished):
			_ = os.Remove(r.to)
		default: // somebody's file that was given another name
			_ = os.Rename(r.to, r.from)
		}
	}
	for _, r := range w.pending {
		if strings.HasPrefix(filepath.Base(r.from), unfinished) {
			_ = os.Remove(r.from)
		}
		if r.before != "" {
			_ = os.Remove(r.before)
		}
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
