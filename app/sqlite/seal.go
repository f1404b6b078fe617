package sqlite

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	estrade "estrade/app"
)

// A sealed value is one version byte, then what AES-256-GCM makes of the text:
// a random 96-bit nonce, the cipher text and the 128-bit tag. The place of the
// value (table, column, primary key) is authenticated with it, so that a value
// copied to another row or column does not open. One key seals far fewer than
// the 2^32 values that random nonces allow.
const sealVersion = 1

// sealer seals and opens values. Keys are asked for at every use, so that
// destroying one takes effect at once; only the prepared cipher is kept.
type sealer struct {
	keys estrade.Keys

	mu      sync.Mutex
	ciphers map[estrade.KeyName]preparedCipher
}

type preparedCipher struct {
	key  []byte
	aead cipher.AEAD
}

func newSealer(keys estrade.Keys) *sealer {
	return &sealer{keys: keys, ciphers: make(map[estrade.KeyName]preparedCipher)}
}

// cipher returns the cipher of a key; CodeNotFound with the key
// "key-destroyed" when the key is gone.
func (s *sealer) cipher(n estrade.KeyName) (cipher.AEAD, error) {
	key, err := s.keys.Key(n)
	if err != nil {
		s.forget(n)
		if estrade.ErrorCode(err) == estrade.CodeNotFound {
			return nil, keyDestroyed(n).WithCause(err)
		}
		return nil, fmt.Errorf("key %s of session %s: %w", n.Use, n.Session, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, ok := s.ciphers[n]; ok && bytes.Equal(p.key, key) {
		return p.aead, nil
	}
	if len(key) != 32 {
		return nil, fmt.Errorf("key %s of session %s: %d bytes instead of 32", n.Use, n.Session, len(key))
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("key %s of session %s: %w", n.Use, n.Session, err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("key %s of session %s: %w", n.Use, n.Session, err)
	}
	s.ciphers[n] = preparedCipher{bytes.Clone(key), aead}
	return aead, nil
}

// forget drops the cipher of a key from memory.
func (s *sealer) forget(n estrade.KeyName) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, ok := s.ciphers[n]; ok {
		clear(p.key)
		delete(s.ciphers, n)
	}
}

// forgetSession drops both ciphers of a session from memory.
func (s *sealer) forgetSession(id estrade.SessionID) {
	s.forget(estrade.KeyName{Session: id, Use: estrade.KeyAnswers})
	s.forget(estrade.KeyName{Session: id, Use: estrade.KeyAttendance})
}

// seals is a sealer at work on the rows of one session.
type seals struct {
	sealer  *sealer
	session estrade.SessionID
}

// place is where a sealed value stands: table, column, and what of the
// primary key follows the session.
type place []string

func (s seals) seal(use estrade.KeyUse, plain []byte, at place) ([]byte, error) {
	aead, err := s.sealer.cipher(estrade.KeyName{Session: s.session, Use: use})
	if err != nil {
		return nil, err
	}
	out := make([]byte, 1, 1+len(plain)+aead.Overhead())
	out[0] = sealVersion
	return aead.Seal(out, nil, plain, s.additional(at)), nil
}

func (s seals) open(use estrade.KeyUse, sealed []byte, at place) ([]byte, error) {
	aead, err := s.sealer.cipher(estrade.KeyName{Session: s.session, Use: use})
	if err != nil {
		return nil, err
	}
	return openSealed(aead, []byte{}, sealed, s.additional(at), at)
}

// openSealed appends to dst what a sealed value holds; additional are the bytes
// of its place at.
func openSealed(aead cipher.AEAD, dst, sealed, additional []byte, at place) ([]byte, error) {
	if len(sealed) == 0 || sealed[0] != sealVersion {
		return nil, valueDamaged(at, errors.New("unknown seal"))
	}
	plain, err := aead.Open(dst, nil, sealed[1:], additional)
	if err != nil {
		return nil, valueDamaged(at, err)
	}
	return plain, nil
}

// sealText seals a text; the empty text is nil, needs no key, and so may still
// be written once the key is destroyed.
func (s seals) sealText(use estrade.KeyUse, text string, at place) ([]byte, error) {
	if text == "" {
		return nil, nil
	}
	return s.seal(use, []byte(text), at)
}

// openText opens a text; it is "" once the key is destroyed.
func (s seals) openText(use estrade.KeyUse, sealed []byte, at place) (string, error) {
	if sealed == nil {
		return "", nil
	}
	plain, err := s.open(use, sealed, at)
	if isKeyDestroyed(err) {
		return "", nil
	}
	return string(plain), err
}

// additional is the additional data: every field after its length, so that no
// two places give the same bytes.
func (s seals) additional(at place) []byte { return s.appendAdditional(nil, at) }

// appendAdditional appends the additional data of a place to b.
func (s seals) appendAdditional(b []byte, at place) []byte {
	b = binary.AppendUvarint(b, uint64(len(s.session)))
	b = append(b, s.session...)
	for _, f := range at {
		b = binary.AppendUvarint(b, uint64(len(f)))
		b = append(b, f...)
	}
	return b
}

const keyDestroyedKey = "key-destroyed"

func keyDestroyed(n estrade.KeyName) *estrade.Error {
	return estrade.NewError(estrade.CodeNotFound, keyDestroyedKey,
		"These values were erased: their key was destroyed.",
		"What was erased cannot be brought back.", "session", string(n.Session), "use", string(n.Use))
}

func isKeyDestroyed(err error) bool {
	var e *estrade.Error
	return errors.As(err, &e) && e.Key == keyDestroyedKey
}

func valueDamaged(at place, err error) error {
	return estrade.NewError(estrade.CodeInternal, "value-damaged",
		"A stored value was changed outside Estrade and cannot be read.",
		"Put back a backup of the data folder.", "table", at[0]).WithCause(fmt.Errorf("open %q: %w", []string(at), err))
}
