package archive

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	estrade "estrade/app"
)

type movableClock struct{ at time.Time }

func (c *movableClock) Now() time.Time { return c.at }

var head = estrade.SessionHead{
	ID: "s-1", Date: "2026-03-14", Client: "Hôtel du Lac", Title: "Notre journée",
	Workshop: estrade.Text{FR: "L’essentiel", EN: "Essentials"}, DocumentLanguage: estrade.French,
}

const sessionFolder = "2026-03-14_Hotel-du-Lac_Notre-journee_s-1"

func testFiles() []estrade.ArchiveFile {
	return []estrade.ArchiveFile{
		{Name: "b.pdf", Data: bytes.Repeat([]byte("certificate "), 1000)},
		{Name: "a.pdf", Data: []byte("report")},
		{Name: "empty.json", Data: nil},
	}
}

func newArchive(t *testing.T) (*Archive, string, *movableClock) {
	clock := &movableClock{time.Date(2026, 3, 14, 17, 30, 15, 0, time.UTC)}
	dir := filepath.Join(t.TempDir(), "Documents", "Estrade")
	return New(dir, clock), dir, clock
}

func order(dir string, files []estrade.ArchiveFile) estrade.ArchiveOrder {
	return estrade.ArchiveOrder{Dir: dir, Head: head, Organisation: "Méridienne Formation", Seal: newWax(1), Files: files}
}

func mustWrite(t *testing.T, a *Archive, dir string, files []estrade.ArchiveFile) (folder, zipFile string) {
	t.Helper()
	place, err := a.Write(t.Context(), order(dir, files))
	if err != nil {
		t.Fatalf("write: %v", err)
	}
	return place.Folder, place.Zip
}

// inFolder are files of the session's folder with those that follow them, and
// the ZIP.
func inFolder(names ...string) []string {
	all := []string{sessionFolder + ".zip"}
	for _, name := range append(names, manifestName, signatureName, publicKeyName, keyFileName, indexCSVName, indexXLSXName) {
		all = append(all, sessionFolder+"/"+name)
	}
	return all
}

// tree lists the files under a folder, with their contents.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		found[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func wantTree(t *testing.T, dir string, names ...string) {
	t.Helper()
	if got := slices.Sorted(maps.Keys(tree(t, dir))); !slices.Equal(got, slices.Sorted(slices.Values(names))) {
		t.Fatalf("on the disk: %q\nwant %q", got, names)
	}
}

func zipMembers(t *testing.T, path string) (names []string, contents map[string]string, times map[string]time.Time) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	contents, times = map[string]string{}, map[string]time.Time{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		names = append(names, f.Name)
		contents[f.Name], times[f.Name] = string(data), f.Modified
	}
	return names, contents, times
}

func wantKey(t *testing.T, err error, key string) {
	t.Helper()
	var e *estrade.Error
	if !errors.As(err, &e) || e.Key != key {
		t.Fatalf("got %v, want %s", err, key)
	}
}

func TestArchive_Write(t *testing.T) {
	a, dir, clock := newArchive(t)
	folder, zipFile := mustWrite(t, a, "", testFiles())
	if folder != filepath.Join(dir, sessionFolder) || zipFile != folder+".zip" {
		t.Fatalf("wrote %s and %s", folder, zipFile)
	}
	for _, f := range testFiles() {
		if data, err := os.ReadFile(filepath.Join(folder, f.Name)); err != nil || !bytes.Equal(data, f.Data) {
			t.Errorf("%s: %d bytes, %v", f.Name, len(data), err)
		}
	}
	names, contents, times := zipMembers(t, zipFile)
	if want := inFolder("a.pdf", "b.pdf", "empty.json"); !slices.Equal(slices.Sorted(slices.Values(names)), slices.Sorted(slices.Values(want[1:]))) {
		t.Fatalf("members %q", names)
	}
	for _, f := range testFiles() {
		member := sessionFolder + "/" + f.Name
		if contents[member] != string(f.Data) || !times[member].Equal(clock.at) {
			t.Errorf("%s: %d bytes at %v", member, len(contents[member]), times[member])
		}
	}
	wantTree(t, dir, inFolder("a.pdf", "b.pdf", "empty.json")...)
}

func TestArchive_Write_deterministic(t *testing.T) {
	a, _, _ := newArchive(t)
	b, _, _ := newArchive(t)
	reversed := testFiles()
	slices.Reverse(reversed)
	_, first := mustWrite(t, a, "", testFiles())
	_, second := mustWrite(t, b, "", reversed)
	x, err1 := os.ReadFile(first)
	y, err2 := os.ReadFile(second)
	if err1 != nil || err2 != nil || !bytes.Equal(x, y) {
		t.Fatalf("two ZIPs of the same files differ (%v, %v)", err1, err2)
	}
}

func TestArchive_Write_again(t *testing.T) {
	a, dir, clock := newArchive(t)
	mustWrite(t, a, "", testFiles())
	before := tree(t, dir)

	t.Run("the same stays", func(t *testing.T) {
		clock.at = clock.at.Add(time.Hour)
		mustWrite(t, a, "", testFiles())
		if after := tree(t, dir); !maps.Equal(before, after) {
			t.Fatalf("now %q", slices.Sorted(maps.Keys(after)))
		}
	})
	t.Run("what differs gets a new name", func(t *testing.T) {
		files := testFiles()
		files[1].Data = []byte("report, corrected")
		_, zipFile := mustWrite(t, a, "", files)
		after := tree(t, dir)
		for name, data := range before {
			if after[name] != data && !isOwn(path.Base(name)) {
				t.Errorf("%s was changed", name)
			}
		}
		if after[sessionFolder+"/a (2).pdf"] != "report, corrected" || len(after) != len(before)+2 {
			t.Fatalf("now %q", slices.Sorted(maps.Keys(after)))
		}
		if filepath.Base(zipFile) != sessionFolder+" (2).zip" {
			t.Fatalf("the ZIP is %s", zipFile)
		}
		_, contents, _ := zipMembers(t, zipFile)
		if contents[sessionFolder+"/a (2).pdf"] != "report, corrected" || len(contents) != 3+6 {
			t.Fatalf("the ZIP holds %d files", len(contents))
		}
		mustWrite(t, a, "", files)
		if again := tree(t, dir); len(again) != len(after) {
			t.Fatalf("a third time: %q", slices.Sorted(maps.Keys(again)))
		}
		files[1].Data = []byte("report, corrected twice")
		mustWrite(t, a, "", files)
		if tree(t, dir)[sessionFolder+"/a (3).pdf"] != "report, corrected twice" {
			t.Fatal("no third name")
		}
	})
	t.Run("names alike but for capitals", func(t *testing.T) {
		a, dir, _ := newArchive(t)
		mustWrite(t, a, "", []estrade.ArchiveFile{
			{Name: "x.pdf", Data: []byte("1")}, {Name: "X.pdf", Data: []byte("2")},
			{Name: "x.pdf", Data: []byte("1")}, {Name: "x.pdf", Data: []byte("3")},
		})
		wantTree(t, dir, inFolder("x.pdf", "X (2).pdf", "x (3).pdf")...)
	})
}

// A document that does not stand any more is found in a folder of its own, and
// nowhere else, also when it was written before.
func TestArchive_Write_aside(t *testing.T) {
	a, dir, _ := newArchive(t)
	doc := func(name, number string) estrade.ArchiveFile {
		return estrade.ArchiveFile{Name: name, Data: []byte("of " + number), Document: estrade.IssuedDocument{Number: number, Kind: estrade.DocumentCertificate}}
	}
	one, two := doc("awa.pdf", "1"), doc("léo.pdf", "2")
	mustWrite(t, a, "", []estrade.ArchiveFile{one, two})
	three := doc("awa-3.pdf", "3")
	one.Document.ReplacedBy, three.Document.Replaces = "3", "1"
	mustWrite(t, a, "", []estrade.ArchiveFile{one, two, three})
	want := append(inFolder("remplaces-annules/awa.pdf", "léo.pdf", "awa-3.pdf"), sessionFolder+" (2).zip")
	wantTree(t, dir, want...)
	mustWrite(t, a, "", []estrade.ArchiveFile{one, two, three})
	wantTree(t, dir, want...) // again: nothing more
	_, contents, _ := zipMembers(t, filepath.Join(dir, sessionFolder+" (2).zip"))
	if contents[sessionFolder+"/remplaces-annules/awa.pdf"] != "of 1" || contents[sessionFolder+"/awa.pdf"] != "" {
		t.Errorf("the ZIP holds %q", slices.Collect(maps.Keys(contents)))
	}
	index := tree(t, dir)[sessionFolder+"/"+indexCSVName]
	if !strings.Contains(index, "remplacé") || !strings.Contains(index, ";remplaces-annules/awa.pdf;") {
		t.Errorf("the index says %q", index)
	}
	// What somebody put under its old name meanwhile is theirs.
	if err := os.WriteFile(filepath.Join(dir, sessionFolder, "léo.pdf"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	two.Document.RevokedAt = 5
	mustWrite(t, a, "", []estrade.ArchiveFile{one, two, three})
	files := tree(t, dir)
	if files[sessionFolder+"/léo.pdf"] != "mine" || files[sessionFolder+"/remplaces-annules/léo.pdf"] != "of 2" {
		t.Errorf("on the disk %q", slices.Collect(maps.Keys(files)))
	}
}

// What a crash left half-written goes with the next writing.
func TestArchive_Write_sweeps(t *testing.T) {
	a, dir, _ := newArchive(t)
	folder, _ := mustWrite(t, a, "", testFiles())
	left := filepath.Join(folder, unfinished+"CRASHED")
	if err := os.WriteFile(left, []byte("half a certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, a, "", testFiles())
	wantTree(t, dir, inFolder("a.pdf", "b.pdf", "empty.json")...)
}

func TestArchive_Write_folder(t *testing.T) {
	a, _, _ := newArchive(t)
	t.Run("a new folder in an existing one", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "new")
		if folder, _ := mustWrite(t, a, dir, testFiles()); filepath.Dir(folder) != dir {
			t.Fatalf("wrote %s", folder)
		}
	})
	t.Run("ErrMissing", func(t *testing.T) {
		root := t.TempDir()
		_, err := a.Write(t.Context(), order(filepath.Join(root, "stick", "new"), testFiles()))
		wantKey(t, err, "export-folder-denied")
		wantTree(t, root)
		if entries, _ := os.ReadDir(root); len(entries) > 0 {
			t.Fatalf("left %v", entries)
		}
	})
	t.Run("ErrFile", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(dir, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := a.Write(t.Context(), order(dir, testFiles()))
		wantKey(t, err, "export-folder-denied")
	})
	t.Run("ErrName", func(t *testing.T) {
		dir := t.TempDir()
		for _, name := range []string{"../escape.pdf", "", "a/b.pdf", "CON.pdf", "Manifest.json"} {
			_, err := a.Write(t.Context(), order(dir, []estrade.ArchiveFile{{Name: "fine.pdf"}, {Name: name}}))
			wantKey(t, err, "export-failed")
		}
		wantTree(t, dir)
	})
}

// faultyDisk fails at a given call.
type faultyDisk struct {
	systemDisk
	err   error
	calls int // calls left before it fails
}

func (d *faultyDisk) next() error {
	d.calls--
	if d.calls < 0 {
		return d.err
	}
	return nil
}

func (d *faultyDisk) mkdir(path string) error {
	if err := d.next(); err != nil {
		return err
	}
	return d.systemDisk.mkdir(path)
}

func (d *faultyDisk) create(path string) (file, error) {
	if err := d.next(); err != nil {
		return nil, err
	}
	f, err := d.systemDisk.create(path)
	return faultyFile{f, d}, err
}

func (d *faultyDisk) rename(from, to string) error {
	if err := d.next(); err != nil {
		return err
	}
	return d.systemDisk.rename(from, to)
}

func (d *faultyDisk) syncFolder(path string) error {
	if err := d.next(); err != nil {
		return err
	}
	return d.systemDisk.syncFolder(path)
}

type faultyFile struct {
	file
	disk *faultyDisk
}

func (f faultyFile) Write(b []byte) (int, error) {
	if err := f.disk.next(); err != nil {
		n, _ := f.file.Write(b[:len(b)/2]) // as a full disk does
		return n, err
	}
	return f.file.Write(b)
}

func (f faultyFile) Sync() error {
	if err := f.disk.next(); err != nil {
		return err
	}
	return f.file.Sync()
}

// Whatever call the disk fails at, what was there is as it was and nothing
// else is.
func TestArchive_Write_faults(t *testing.T) {
	changed := testFiles()
	changed[0].Data = []byte("another certificate")
	asked := order("", changed)
	asked.Trainer = []estrade.ArchiveFile{{Name: "debrief.pdf", Data: []byte("mine")}}
	for _, there := range []bool{false, true} {
		for cause, key := range map[error]string{
			&fs.PathError{Op: "write", Err: syscall.ENOSPC}: "export-disk-full",
			&fs.PathError{Op: "write", Err: syscall.EACCES}: "export-folder-denied",
			errors.New("the cable is out"):                  "export-failed",
		} {
			if runtime.GOOS == "windows" && key == "export-disk-full" {
				cause = syscall.Errno(112)
			}
			calls := 0
			for ; ; calls++ {
				a, dir, _ := newArchive(t)
				root := filepath.Dir(filepath.Dir(dir))
				if there {
					mustWrite(t, a, "", testFiles())
				}
				before := tree(t, root)
				a.disk = &faultyDisk{err: cause, calls: calls}
				_, err := a.Write(t.Context(), asked)
				if err == nil {
					break
				}
				wantKey(t, err, key)
				if after := tree(t, root); !maps.Equal(before, after) {
					t.Fatalf("there %v, call %d: before %q, after %q", there, calls,
						slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after)))
				}
				if _, err := os.Stat(filepath.Dir(dir)); !there && !errors.Is(err, fs.ErrNotExist) {
					t.Fatalf("call %d left a folder: %v", calls, err)
				}
			}
			if calls < 10 {
				t.Fatalf("only %d calls were tried", calls)
			}
		}
	}
}

// A folder that this user may not write to; the administrator may write
// anywhere, so the test then runs again as another user.
func TestArchive_Write_denied(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("folders have no such mode on Windows")
		return
	}
	if os.Geteuid() == 0 {
		runAsNobody(t)
		return
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.Chmod(dir, 0o700); err != nil {
			t.Error(err)
		}
	})
	a, _, _ := newArchive(t)
	_, err := a.Write(t.Context(), order(dir, testFiles()))
	wantKey(t, err, "export-folder-denied")
	wantTree(t, dir)
}

// runAsNobody runs the current test in a copy of this program without the
// administrator's rights.
func runAsNobody(t *testing.T) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "estrade-nobody-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	copied := filepath.Join(dir, "test")
	if err := errors.Join(os.Chmod(dir, 0o777), os.WriteFile(copied, program, 0o755)); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(copied, "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TMPDIR="+dir, "HOME="+dir, "GOCOVERDIR="+dir)
	become(cmd, 65534)
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), fmt.Sprintf("--- PASS: %s", t.Name())) {
		t.Fatalf("as nobody: %v\n%s", err, out)
	}
}
