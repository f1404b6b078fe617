// Package keys keeps the keys that seal sessions, apart from the database and
// its backups: in the keyring of the operating system when it works, else in
// files that only the user can read. It implements estrade.Keys.
package keys

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	estrade "estrade/app"
)

// EnvironmentVariable chooses where new keys go: "file", "keyring", or empty
// for the keyring when it works.
const EnvironmentVariable = "ESTRADE_KEYS"

// keySize is the length of every key, in bytes.
const keySize = 32

// Names of the places, as Where returns them.
const (
	inKeyring = "keyring"
	inFiles   = "file"
	inMemory  = "memory"
)

// errAbsent is what a place returns for a key that it does not hold.
var errAbsent = errors.New("no such key")

// place is somewhere keys are kept.
type place interface {
	// set keeps a new key.
	set(n estrade.KeyName, key []byte) error
	// get returns a key, errAbsent when there is none.
	get(n estrade.KeyName) ([]byte, error)
	// destroy makes a key unreadable; no error when there is none.
	destroy(n estrade.KeyName) error
}

// Keys keeps keys. Its methods may be called from several goroutines. A key
// once read stays in memory until it is destroyed.
type Keys struct {
	places map[string]place
	order  []string // where keys are looked for

	changes sync.Mutex // held while a key is made, read from a place or destroyed

	mu    sync.RWMutex // guards where and cache
	where string
	cache map[estrade.KeyName][]byte
}

var _ estrade.Keys = (*Keys)(nil)

// Open returns the keys of a data folder: those in its folder "keys" and those
// that the keyring holds for its sessions. It finds out once whether the
// keyring works, and does not wait for one that is silent.
//
// CodeUnavailable: the folder cannot be written, or the keyring was asked for
// and does not work. CodeInvalid: an unknown value in ESTRADE_KEYS.
func Open(dataDir string) (*Keys, error) {
	return open(filepath.Join(dataDir, "keys"), os.Getenv(EnvironmentVariable), systemRing{})
}

func open(dir, wanted string, r ring) (*Keys, error) {
	files, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	known, err := files.readPlaces()
	if err != nil {
		return nil, err
	}
	k := &Keys{
		places: map[string]place{inFiles: files},
		order:  []string{inFiles},
		where:  inFiles,
		cache:  make(map[estrade.KeyName][]byte),
	}
	timed := timedRing{r}
	switch wanted {
	case inFiles:
	case "", inKeyring:
		err := probe(timed)
		if err == nil {
			k.where = inKeyring
		} else if wanted == inKeyring {
			return nil, unreachable(err)
		}
	default:
		return nil, estrade.NewError(estrade.CodeInvalid, "keys-choice",
			fmt.Sprintf("%s is %q; it may be file, keyring, or nothing.", EnvironmentVariable, wanted),
			"Correct the variable, or remove it.", "value", wanted)
	}
	if known[inKeyring] || k.where == inKeyring {
		k.places[inKeyring] = ringPlace{timed}
		k.order = append(k.order, inKeyring)
	}
	// Written before the first key goes there, so that no key is ever in a
	// place where a later start does not look.
	if !known[k.where] {
		known[k.where] = true
		if err := files.writePlaces(known); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// InMemory returns keys that end with the program; its Where is "memory".
// What they seal cannot be read after.
func InMemory() *Keys {
	return &Keys{
		places: map[string]place{inMemory: memory{}},
		order:  []string{inMemory},
		where:  inMemory,
		cache:  make(map[estrade.KeyName][]byte),
	}
}

// Where tells where new keys go: "keyring", "file" or "memory".
func (k *Keys) Where() string {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.where
}

// Create makes a random key and keeps it where Where says. CodeConflict: there is one already;
// CodeUnavailable: it could not be kept.
func (k *Keys) Create(n estrade.KeyName) error {
	if err := check(n); err != nil {
		return err
	}
	k.changes.Lock()
	defer k.changes.Unlock()
	// A place that does not answer is passed over: sessions have random ids, and
	// it must not keep a new one from being made.
	_, known := k.cached(n)
	if _, err := k.find(n); known || err == nil {
		return estrade.NewError(estrade.CodeConflict, "key-exists",
			"This session has its keys already.", "Prepare another session.", "session", string(n.Session))
	}
	key := make([]byte, keySize)
	if _, err := rand.Read(key); err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	where := k.Where()
	err := k.places[where].set(n, key)
	if err != nil && where == inKeyring {
		// A keyring that was locked or stopped since the start: the session
		// goes on with a file, and Where says so.
		if err = k.places[inFiles].set(n, key); err == nil {
			where = inFiles
		}
	}
	if err != nil {
		return notKept(err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.where = where
	k.cache[n] = key
	return nil
}

// Key returns a copy of a key. CodeNotFound: it was destroyed, or never made;
// CodeUnavailable: it may exist, but the keyring does not answer or the file
// cannot be read.
func (k *Keys) Key(n estrade.KeyName) ([]byte, error) {
	if key, ok := k.cached(n); ok {
		return key, nil
	}
	if err := check(n); err != nil {
		return nil, err
	}
	k.changes.Lock()
	defer k.changes.Unlock()
	if key, ok := k.cached(n); ok {
		return key, nil
	}
	key, err := k.find(n)
	if errors.Is(err, errAbsent) {
		return nil, estrade.NewError(estrade.CodeNotFound, "key-destroyed",
			"These values were erased: their key was destroyed.",
			"What was erased cannot be brought back.", "session", string(n.Session), "use", string(n.Use))
	}
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.cache[n] = key
	return bytes.Clone(key), nil
}

// Destroy makes a key unreadable wherever it is; destroying it again is no
// error. CodeUnavailable: it may still exist, because a place could not be
// reached.
//
// A file is overwritten before it is removed. A disk that writes elsewhere
// than where it is told, as solid-state disks do, may keep the old bytes for a
// while in a place that files no longer reach.
func (k *Keys) Destroy(n estrade.KeyName) error {
	if err := check(n); err != nil {
		return err
	}
	k.changes.Lock()
	defer k.changes.Unlock()
	k.mu.Lock()
	clear(k.cache[n])
	delete(k.cache, n)
	k.mu.Unlock()
	var failed []error
	for _, name := range k.order {
		if err := k.places[name].destroy(n); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", name, err))
		}
	}
	if len(failed) == 0 {
		return nil
	}
	return estrade.NewError(estrade.CodeUnavailable, "key-not-destroyed",
		"The key of this session could not be destroyed, so what it seals is not erased yet.",
		"Unlock your keyring and check that the data folder can be written, then erase again.",
		"session", string(n.Session)).WithCause(errors.Join(failed...))
}

// find looks in every place; errAbsent when all of them answered and none
// holds the key.
func (k *Keys) find(n estrade.KeyName) ([]byte, error) {
	for _, name := range k.order {
		key, err := k.places[name].get(n)
		if errors.Is(err, errAbsent) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if len(key) != keySize {
			return nil, damaged(n, fmt.Errorf("%d bytes instead of %d in %s", len(key), keySize, name))
		}
		return key, nil
	}
	return nil, errAbsent
}

func (k *Keys) cached(n estrade.KeyName) ([]byte, bool) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	key, ok := k.cache[n]
	return bytes.Clone(key), ok
}

// check refuses names that could lead out of the folder.
func check(n estrade.KeyName) error {
	if portable(string(n.Session)) && portable(string(n.Use)) {
		return nil
	}
	return estrade.NewError(estrade.CodeInvalid, "key-name",
		fmt.Sprintf("A key cannot be named %q.", entry(n)), "")
}

func portable(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_')
	}) < 0
}

// entry is the name of a key in a place.
func entry(n estrade.KeyName) string { return string(n.Session) + "." + string(n.Use) }

func unreachable(err error) error {
	return estrade.NewError(estrade.CodeUnavailable, "keys-unreachable",
		"The keyring that holds the keys of your sessions does not answer.",
		"Unlock the keyring of your computer, then try again.").WithCause(err)
}

func damaged(n estrade.KeyName, err error) error {
	return estrade.NewError(estrade.CodeUnavailable, "key-damaged",
		"The key of a session cannot be read.", "Put back the folder \"keys\" from where you keep it.",
		"session", string(n.Session)).WithCause(err)
}

func notKept(err error) error {
	return estrade.NewError(estrade.CodeUnavailable, "keys-not-kept",
		"Estrade cannot keep the keys of your sessions in its data folder.",
		"Free some space, or give your account the right to write there.").WithCause(err)
}

// memory is a place that ends with the program: the cache is all there is.
type memory struct{}

func (memory) set(estrade.KeyName, []byte) error   { return nil }
func (memory) get(estrade.KeyName) ([]byte, error) { return nil, errAbsent }
func (memory) destroy(estrade.KeyName) error       { return nil }
