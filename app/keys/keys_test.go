package keys

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"

	estrade "estrade/app"
)

var (
	answersKey    = estrade.KeyName{Session: "S1", Use: estrade.KeyAnswers}
	attendanceKey = estrade.KeyName{Session: "S1", Use: estrade.KeyAttendance}
)

// fakeRing is a keyring whose parts can be made to fail.
type fakeRing struct {
	mu      sync.Mutex
	secrets map[string]string
	failing error         // every call fails
	silent  chan struct{} // every call waits for it, when set
}

func newFakeRing() *fakeRing { return &fakeRing{secrets: make(map[string]string)} }

func (r *fakeRing) Available() error { return nil }

func (r *fakeRing) begin() error {
	if r.silent != nil {
		<-r.silent
	}
	return r.failing
}

func (r *fakeRing) Set(user, secret string) error {
	if err := r.begin(); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.secrets[user] = secret
	return nil
}

func (r *fakeRing) Get(user string) (string, error) {
	if err := r.begin(); err != nil {
		return "", err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	secret, ok := r.secrets[user]
	if !ok {
		return "", keyring.ErrNotFound
	}
	return secret, nil
}

func (r *fakeRing) Delete(user string) error {
	if err := r.begin(); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.secrets[user]; !ok {
		return keyring.ErrNotFound
	}
	delete(r.secrets, user)
	return nil
}

func mustOpen(t *testing.T, dir, wanted string, r ring) *Keys {
	t.Helper()
	k, err := open(dir, wanted, r)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	return k
}

func mustKey(t *testing.T, k *Keys, n estrade.KeyName) []byte {
	t.Helper()
	key, err := k.Key(n)
	if err != nil {
		t.Fatalf("key %v: %v", n, err)
	}
	return key
}

func wantCode(t *testing.T, err error, code estrade.Code, key string) {
	t.Helper()
	var e *estrade.Error
	if !errors.As(err, &e) || e.Code != code || e.Key != key {
		t.Fatalf("got %v, want %s %s", err, code, key)
	}
}

// everyKind runs a test on keys kept in each way.
func everyKind(t *testing.T, test func(t *testing.T, k *Keys, again func() *Keys)) {
	kinds := map[string]func(t *testing.T) func() *Keys{
		"files": func(t *testing.T) func() *Keys {
			dir := filepath.Join(t.TempDir(), "keys")
			return func() *Keys { return mustOpen(t, dir, inFiles, newFakeRing()) }
		},
		"keyring": func(t *testing.T) func() *Keys {
			dir, r := filepath.Join(t.TempDir(), "keys"), newFakeRing()
			return func() *Keys { return mustOpen(t, dir, "", r) }
		},
		"memory": func(*testing.T) func() *Keys {
			k := InMemory()
			return func() *Keys { return k }
		},
	}
	for name, open := range kinds {
		t.Run(name, func(t *testing.T) {
			again := open(t)
			test(t, again(), again)
		})
	}
}

func TestKeys_Create(t *testing.T) {
	everyKind(t, func(t *testing.T, k *Keys, again func() *Keys) {
		for _, n := range []estrade.KeyName{answersKey, attendanceKey} {
			if err := k.Create(n); err != nil {
				t.Fatal(err)
			}
		}
		a, b := mustKey(t, k, answersKey), mustKey(t, k, attendanceKey)
		if len(a) != 32 || len(b) != 32 || bytes.Equal(a, b) || bytes.Equal(a, make([]byte, 32)) {
			t.Fatalf("keys %x and %x: want two different ones of 32 bytes", a, b)
		}
		wantCode(t, k.Create(answersKey), estrade.CodeConflict, "key-exists")
		k = again()
		if got := mustKey(t, k, answersKey); !bytes.Equal(got, a) {
			t.Fatalf("after a restart the key is %x, was %x", got, a)
		}
		wantCode(t, k.Create(attendanceKey), estrade.CodeConflict, "key-exists")
	})
}

func TestKeys_Key(t *testing.T) {
	everyKind(t, func(t *testing.T, k *Keys, _ func() *Keys) {
		_, err := k.Key(answersKey)
		wantCode(t, err, estrade.CodeNotFound, "key-destroyed")
		if err := k.Create(answersKey); err != nil {
			t.Fatal(err)
		}
		key := mustKey(t, k, answersKey)
		want := bytes.Clone(key)
		clear(key)
		if got := mustKey(t, k, answersKey); !bytes.Equal(got, want) {
			t.Fatal("what the caller did to its copy changed the key")
		}
	})
	for _, bad := range []estrade.SessionID{"", "../x", "a/b", `a\b`, "a.b", "é"} {
		_, err := InMemory().Key(estrade.KeyName{Session: bad, Use: estrade.KeyAnswers})
		wantCode(t, err, estrade.CodeInvalid, "key-name")
	}
}

func TestKeys_Destroy(t *testing.T) {
	everyKind(t, func(t *testing.T, k *Keys, again func() *Keys) {
		for _, n := range []estrade.KeyName{answersKey, attendanceKey} {
			if err := k.Create(n); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			if err := k.Destroy(answersKey); err != nil {
				t.Fatal(err)
			}
			_, err := k.Key(answersKey)
			wantCode(t, err, estrade.CodeNotFound, "key-destroyed")
		}
		mustKey(t, k, attendanceKey)
		_, err := again().Key(answersKey)
		wantCode(t, err, estrade.CodeNotFound, "key-destroyed")
	})
	t.Run("ErrUnreachable", func(t *testing.T) {
		r := newFakeRing()
		k := mustOpen(t, t.TempDir(), "", r)
		if err := k.Create(answersKey); err != nil {
			t.Fatal(err)
		}
		r.failing = errors.New("locked")
		wantCode(t, k.Destroy(answersKey), estrade.CodeUnavailable, "key-not-destroyed")
		_, err := k.Key(answersKey)
		wantCode(t, err, estrade.CodeUnavailable, "keys-unreachable")
	})
}

// The bytes of a destroyed file are overwritten, seen through a second name of it.
func TestKeys_Destroy_overwrites(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("an open file cannot be removed on Windows, nor has it a second name on every disk")
		return
	}
	dir := filepath.Join(t.TempDir(), "keys")
	k := mustOpen(t, dir, inFiles, newFakeRing())
	if err := k.Create(answersKey); err != nil {
		t.Fatal(err)
	}
	key := mustKey(t, k, answersKey)
	second := filepath.Join(t.TempDir(), "second")
	if err := os.Link(filepath.Join(dir, "S1.answers"), second); err != nil {
		t.Fatal(err)
	}
	if err := k.Destroy(answersKey); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadFile(second)
	if err != nil || len(left) != keySize || bytes.Equal(left, key) {
		t.Fatalf("the file still holds %x (%v)", left, err)
	}
}

func TestOpen_permissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("Windows keeps rights elsewhere than in these bits")
		return
	}
	mode := func(path string) fs.FileMode {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode().Perm()
	}
	dir := filepath.Join(t.TempDir(), "data", "keys")
	if err := mustOpen(t, dir, inFiles, newFakeRing()).Create(answersKey); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "S1.answers")
	check := func(when string) {
		t.Helper()
		if d, f, p := mode(dir), mode(file), mode(filepath.Join(dir, placesFile)); d != 0o700 || f != 0o600 || p != 0o600 {
			t.Fatalf("%s: folder %o, key %o, places %o", when, d, f, p)
		}
	}
	check("new")
	for path, wide := range map[string]fs.FileMode{dir: 0o755, file: 0o644} {
		if err := os.Chmod(path, wide); err != nil {
			t.Fatal(err)
		}
	}
	mustOpen(t, dir, inFiles, newFakeRing())
	check("after others were let in")
}

func TestOpen_choice(t *testing.T) {
	t.Run("keyring when it works", func(t *testing.T) {
		dir, r := t.TempDir(), newFakeRing()
		k := mustOpen(t, dir, "", r)
		if k.Where() != "keyring" {
			t.Fatalf("where: %s", k.Where())
		}
		if len(r.secrets) != 0 {
			t.Fatalf("the trial left %v", r.secrets)
		}
		if err := k.Create(answersKey); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(dir, "S1.answers")); !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("the key is in a file too: %v", err)
		}
	})
	t.Run("file when the keyring fails", func(t *testing.T) {
		r := newFakeRing()
		r.failing = errors.New("no secret service")
		k := mustOpen(t, t.TempDir(), "", r)
		if k.Where() != "file" {
			t.Fatalf("where: %s", k.Where())
		}
		_, err := k.Key(answersKey) // no key was ever in the keyring: it is not asked
		wantCode(t, err, estrade.CodeNotFound, "key-destroyed")
		_, err = open(t.TempDir(), "keyring", r)
		wantCode(t, err, estrade.CodeUnavailable, "keys-unreachable")
	})
	t.Run("both are looked in", func(t *testing.T) {
		dir, r := t.TempDir(), newFakeRing()
		if err := mustOpen(t, dir, "", r).Create(answersKey); err != nil {
			t.Fatal(err)
		}
		k := mustOpen(t, dir, inFiles, r)
		mustKey(t, k, answersKey)
		if err := k.Create(attendanceKey); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(dir, "S1.attendance")); err != nil {
			t.Fatal(err)
		}
		k = mustOpen(t, dir, "", r)
		mustKey(t, k, answersKey)
		mustKey(t, k, attendanceKey)
		if err := errors.Join(k.Destroy(answersKey), k.Destroy(attendanceKey)); err != nil {
			t.Fatal(err)
		}
		if len(r.secrets) != 0 {
			t.Fatalf("the keyring still holds %v", r.secrets)
		}
	})
	t.Run("an unreachable keyring destroys nothing", func(t *testing.T) {
		dir, r := t.TempDir(), newFakeRing()
		if err := mustOpen(t, dir, "", r).Create(answersKey); err != nil {
			t.Fatal(err)
		}
		r.failing = errors.New("locked")
		k := mustOpen(t, dir, "", r)
		_, err := k.Key(answersKey)
		wantCode(t, err, estrade.CodeUnavailable, "keys-unreachable")
		if err := k.Create(attendanceKey); err != nil {
			t.Fatalf("a new session could not be prepared: %v", err)
		}
		if k.Where() != "file" {
			t.Fatalf("where: %s", k.Where())
		}
	})
	t.Run("a keyring that stops is replaced by files", func(t *testing.T) {
		dir, r := t.TempDir(), newFakeRing()
		k := mustOpen(t, dir, "", r)
		r.failing = errors.New("locked")
		if err := k.Create(answersKey); err != nil {
			t.Fatal(err)
		}
		if k.Where() != "file" {
			t.Fatalf("where: %s", k.Where())
		}
		mustKey(t, mustOpen(t, dir, "", r), answersKey)
	})
	t.Run("ErrUnknownChoice", func(t *testing.T) {
		_, err := open(t.TempDir(), "floppy", newFakeRing())
		wantCode(t, err, estrade.CodeInvalid, "keys-choice")
	})
}

// A keyring that never answers costs the start a known time and no more.
func TestOpen_silentKeyring(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newFakeRing()
		r.silent = make(chan struct{})
		defer close(r.silent)
		before := time.Now()
		k := mustOpen(t, t.TempDir(), "", r)
		if waited := time.Since(before); waited != probePatience {
			t.Fatalf("the start waited %v", waited)
		}
		if k.Where() != "file" {
			t.Fatalf("where: %s", k.Where())
		}
	})
}

// Open itself, on what the machine of the test has.
func TestOpen_environment(t *testing.T) {
	t.Run("file", func(t *testing.T) {
		t.Setenv(EnvironmentVariable, "file")
		dir := t.TempDir()
		k, err := Open(dir)
		if err != nil || k.Where() != "file" {
			t.Fatalf("%v, %v", k, err)
		}
		if err := k.Create(answersKey); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(filepath.Join(dir, "keys", "S1.answers")); err != nil || len(b) != keySize {
			t.Fatalf("%d bytes, %v", len(b), err)
		}
	})
	t.Run("no message bus", func(t *testing.T) {
		if runtime.GOOS != "linux" {
			t.Log("keyrings are reached over a bus on Linux only")
			return
		}
		t.Setenv(EnvironmentVariable, "")
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
		t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
		k, err := Open(t.TempDir())
		if err != nil || k.Where() != "file" {
			t.Fatalf("%v, %v", k, err)
		}
	})
	t.Run("library", func(t *testing.T) {
		keyring.MockInit()
		t.Setenv(EnvironmentVariable, "")
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
		k, err := Open(t.TempDir())
		if err != nil || k.Where() != "keyring" {
			t.Fatalf("%v, %v", k, err)
		}
		if err := k.Create(answersKey); err != nil {
			t.Fatal(err)
		}
		if s, err := keyring.Get("Estrade", "S1.answers"); err != nil || len(s) != 44 {
			t.Fatalf("%q, %v", s, err)
		}
	})
}

func TestOpen_damage(t *testing.T) {
	t.Run("half-written files are removed", func(t *testing.T) {
		dir := t.TempDir()
		left := filepath.Join(dir, unfinished+"123")
		if err := os.WriteFile(left, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		mustOpen(t, dir, inFiles, newFakeRing())
		if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("still there: %v", err)
		}
	})
	t.Run("a cut key is not a destroyed one", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "S1.answers"), []byte("short"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := mustOpen(t, dir, inFiles, newFakeRing()).Key(answersKey)
		wantCode(t, err, estrade.CodeUnavailable, "key-damaged")
	})
	t.Run("a file where the folder should be", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "keys")
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := open(path, inFiles, newFakeRing())
		wantCode(t, err, estrade.CodeUnavailable, "keys-not-kept")
		if !strings.Contains(err.Error(), path) {
			t.Fatalf("the log would not say where: %v", err)
		}
	})
}

func TestKeys_concurrent(t *testing.T) {
	everyKind(t, func(t *testing.T, k *Keys, _ func() *Keys) {
		var wg sync.WaitGroup
		created := make(chan struct{}, 32)
		for range 32 {
			wg.Go(func() {
				if k.Create(answersKey) == nil {
					created <- struct{}{}
				}
				if key, err := k.Key(answersKey); err != nil || len(key) != keySize {
					t.Errorf("%x, %v", key, err)
				}
			})
		}
		wg.Wait()
		if len(created) != 1 {
			t.Fatalf("the key was made %d times", len(created))
		}
	})
}
