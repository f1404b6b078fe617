package keys

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/zalando/go-keyring"

	estrade "estrade/app"
)

// service is the name under which the keyring shows Estrade's keys.
const service = "Estrade"

const (
	// probePatience is how long the start waits for a keyring.
	probePatience = 3 * time.Second
	// patience is how long one key is waited for: the system may ask the user
	// to unlock the keyring.
	patience = 30 * time.Second
)

// errSilent is the error of a keyring that does not answer in time.
var errSilent = errors.New("the keyring does not answer")

// ring is a keyring; Get and Delete return keyring.ErrNotFound for what it
// does not hold.
type ring interface {
	Set(user, secret string) error
	Get(user string) (string, error)
	Delete(user string) error
	// Available tells, without waiting, whether there may be a keyring.
	Available() error
}

// systemRing is the keyring of the operating system.
type systemRing struct{}

func (systemRing) Set(user, secret string) error   { return keyring.Set(service, user, secret) }
func (systemRing) Get(user string) (string, error) { return keyring.Get(service, user) }
func (systemRing) Delete(user string) error        { return keyring.Delete(service, user) }

// Available looks for a message bus where keyrings are reached over one.
// Without it the library would start a bus of its own, with nothing behind it.
func (systemRing) Available() error {
	switch runtime.GOOS {
	case "windows", "darwin":
		return nil
	}
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return nil
	}
	if dir := os.Getenv("XDG_RUNTIME_DIR"); dir != "" {
		if _, err := os.Stat(filepath.Join(dir, "bus")); err == nil {
			return nil
		}
	}
	return errors.New("no message bus in this session")
}

// timedRing gives up on a ring that does not answer.
type timedRing struct{ ring ring }

// within runs f for at most d. A call that never returns keeps its goroutine:
// the keyring's library offers no way to end it.
func within[T any](d time.Duration, f func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		v, err := f()
		done <- outcome{v, err}
	}()
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case o := <-done:
		return o.value, o.err
	case <-timer.C:
		var zero T
		return zero, errSilent
	}
}

// probe keeps a secret, reads it and removes it: the only proof that a keyring
// works.
func probe(r timedRing) error {
	if err := r.ring.Available(); err != nil {
		return err
	}
	_, err := within(probePatience, func() (struct{}, error) {
		return struct{}{}, tryOut(r.ring)
	})
	return err
}

func tryOut(r ring) error {
	name, secret := "trial."+rand.Text(), rand.Text()
	if err := r.Set(name, secret); err != nil {
		return err
	}
	got, err := r.Get(name)
	if err := errors.Join(err, r.Delete(name)); err != nil {
		return err
	}
	if got != secret {
		return errors.New("the keyring does not give back what it was given")
	}
	return nil
}

// ringPlace keeps keys in a keyring, in base64.
type ringPlace struct{ ring timedRing }

func (p ringPlace) set(n estrade.KeyName, key []byte) error {
	_, err := within(patience, func() (struct{}, error) {
		return struct{}{}, p.ring.ring.Set(entry(n), base64.StdEncoding.EncodeToString(key))
	})
	return err
}

func (p ringPlace) get(n estrade.KeyName) ([]byte, error) {
	if err := p.ring.ring.Available(); err != nil {
		return nil, unreachable(err)
	}
	text, err := within(patience, func() (string, error) { return p.ring.ring.Get(entry(n)) })
	if errors.Is(err, keyring.ErrNotFound) {
		return nil, errAbsent
	}
	if err != nil {
		return nil, unreachable(err)
	}
	key, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, damaged(n, fmt.Errorf("in the keyring: %w", err))
	}
	return key, nil
}

func (p ringPlace) destroy(n estrade.KeyName) error {
	if err := p.ring.ring.Available(); err != nil {
		return err
	}
	_, err := within(patience, func() (struct{}, error) {
		return struct{}{}, p.ring.ring.Delete(entry(n))
	})
	if errors.Is(err, keyring.ErrNotFound) {
		return nil
	}
	return err
}
