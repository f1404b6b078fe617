package seal

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	estrade "estrade/app"
)

// Files of cards.
const (
	ownFile       = "own.json"
	formerPrefix  = "former-"
	trustedPrefix = "trusted-"
	cardSuffix    = ".json"
)

// Trust is whose signatures this computer knows: its own keys, those it had
// before, and those it was told to trust. It implements estrade.SealChecks and
// holds no private key.
type Trust struct {
	mu      sync.RWMutex
	problem *estrade.Error // the folder could not be read: nothing is said of any document
	own     *card
	former  []card
	trusted []card
}

var _ estrade.SealChecks = (*Trust)(nil)

// ReadTrust reads whom a folder trusts; nothing is written, and a folder that
// is not there trusts nobody. CodeUnavailable: it cannot be read.
func ReadTrust(dir string) (*Trust, error) {
	t := new(Trust)
	return t, t.read(diskFiles{dir})
}

func (t *Trust) read(f files) error {
	names, err := f.list()
	if err != nil {
		return err
	}
	for _, name := range names {
		if !strings.HasSuffix(name, cardSuffix) || strings.HasPrefix(name, unfinished) {
			continue
		}
		text, err := f.read(name)
		if err != nil {
			return notRead(err)
		}
		c, err := decodeCard(text)
		if err != nil {
			return notRead(fmt.Errorf("%s: %w", name, err))
		}
		switch {
		case name == ownFile:
			t.own = &c
		case strings.HasPrefix(name, formerPrefix):
			t.former = append(t.former, c)
		case strings.HasPrefix(name, trustedPrefix):
			t.trusted = append(t.trusted, c)
		}
	}
	return nil
}

// cardName is the file of a card.
func cardName(prefix string, c card) string {
	return prefix + strings.ReplaceAll(fingerprint(c.publicKey), " ", "") + cardSuffix
}

func (t *Trust) ownCard() (card, bool) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	if t.own == nil {
		return card{}, false
	}
	return *t.own, true
}

// keepOwn writes the card of this computer's keys.
func (t *Trust) keepOwn(f files, c card) error {
	text, err := c.encode()
	if err != nil {
		return err
	}
	if err := f.write(ownFile, text); err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.own = &c
	return nil
}

// retireOwn keeps the card of keys that are to be replaced.
func (t *Trust) retireOwn(f files) error {
	c, known := t.ownCard()
	if !known {
		return nil
	}
	text, err := c.encode()
	if err != nil {
		return err
	}
	if err := f.write(cardName(formerPrefix, c), text); err != nil {
		return err
	}
	if err := f.remove(ownFile); err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.own, t.former = nil, append(t.former, c)
	return nil
}

func (t *Trust) add(f files, file []byte) (estrade.TrustedKey, error) {
	c, err := decodeCard(file)
	if err != nil {
		return estrade.TrustedKey{}, err
	}
	text, err := c.encode()
	if err != nil {
		return estrade.TrustedKey{}, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := f.write(cardName(trustedPrefix, c), text); err != nil {
		return estrade.TrustedKey{}, err
	}
	t.trusted = append(slices.DeleteFunc(t.trusted, c.sameKey), c)
	return c.trustedKey(), nil
}

// Also has this Trust, and nothing that is kept, know the organisation of a key
// file. CodeInvalid: it is none, or was changed.
func (t *Trust) Also(file []byte) (estrade.TrustedKey, error) { return t.add(newMemoryFiles(), file) }

func (t *Trust) remove(f files, of string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	i := slices.IndexFunc(t.trusted, func(c card) bool { return fingerprint(c.publicKey) == of })
	if i < 0 {
		return estrade.NewError(estrade.CodeNotFound, "seal-not-trusted",
			"This organisation is not on the list any more.", "Reload the page.")
	}
	if err := f.remove(cardName(trustedPrefix, t.trusted[i])); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	t.trusted = slices.Delete(slices.Clone(t.trusted), i, i+1)
	return nil
}

func (c card) sameKey(other card) bool { return bytes.Equal(c.publicKey, other.publicKey) }

func (c card) trustedKey() estrade.TrustedKey {
	return estrade.TrustedKey{Organisation: c.organisation, Fingerprint: fingerprint(c.publicKey)}
}

// list returns the organisations trusted besides this computer's, by name.
func (t *Trust) list() []estrade.TrustedKey {
	t.mu.RLock()
	defer t.mu.RUnlock()
	all := []estrade.TrustedKey{}
	for _, c := range t.trusted {
		all = append(all, c.trustedKey())
	}
	slices.SortFunc(all, func(a, b estrade.TrustedKey) int {
		return cmp.Or(cmp.Compare(a.Organisation, b.Organisation), cmp.Compare(a.Fingerprint, b.Fingerprint))
	})
	return all
}

// find returns the name on the first card that fits, this computer's own first.
func (t *Trust) find(fits func(card) bool) (string, bool) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	if t.own != nil && fits(*t.own) {
		return t.own.organisation, true
	}
	for _, c := range slices.Concat(t.former, t.trusted) {
		if fits(c) {
			return c.organisation, true
		}
	}
	return "", false
}

// Issuer implements estrade.SealChecks.
func (t *Trust) Issuer(publicKey []byte) (string, bool) {
	return t.find(func(c card) bool { return bytes.Equal(c.publicKey, publicKey) })
}

// issuerOf returns the name under which a certificate is known.
func (t *Trust) issuerOf(certificate *x509.Certificate) (string, bool) {
	return t.find(func(c card) bool { return c.has(certificate) })
}

// CheckSignature implements estrade.SealChecks.
func (*Trust) CheckSignature(publicKey, data, signature []byte) bool {
	return len(publicKey) == ed25519.PublicKeySize && ed25519.Verify(publicKey, data, signature)
}
