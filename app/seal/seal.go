// Package seal signs what Estrade issues and checks what was signed: PAdES
// signatures of PDF, signed texts of QR codes, Ed25519 signatures of manifests.
// It implements estrade.Seal.
//
// An organisation has two keys: Ed25519 for texts and manifests, whose public
// half and fingerprint are what strangers compare, and one with a certificate
// for PDF: P-256, made here, or the organisation's own from a .p12 file. What
// checks need, public keys and certificates, is in cards: small files that the
// Ed25519 key signs.
package seal

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/x509"
	"errors"
	"sync"

	estrade "estrade/app"
)

// Options are what a Seal works with. Keys, Clock and Organisation are required.
type Options struct {
	// Dir is where certificates, trusted keys and the sealed import are kept; ""
	// keeps them in memory.
	Dir   string
	Keys  estrade.Keys
	Clock estrade.Clock
	// Organisation returns the name that new keys bear.
	Organisation func(ctx context.Context) (string, error)
}

// Seal signs and checks. Its methods may be called by several goroutines.
type Seal struct {
	*Trust
	o     Options
	files files

	mu     sync.Mutex // guards signer and its making
	signer *signer
}

var _ estrade.Seal = (*Seal)(nil)

// signer is everything that signing needs, ready to use.
type signer struct {
	card     card
	text     ed25519.PrivateKey
	document documentKey
	imported bool
}

// documentKey signs PDF.
type documentKey struct {
	private crypto.Signer // *ecdsa.PrivateKey or *rsa.PrivateKey
	chain   []*x509.Certificate
}

func (k documentKey) certificate() *x509.Certificate { return k.chain[0] }

// New returns a Seal; keys are made when they are needed first. When what is
// kept cannot be read, signing and checking say so; a workshop can be run.
func New(o Options) *Seal {
	var f files = newMemoryFiles()
	if o.Dir != "" {
		f = diskFiles{o.Dir}
	}
	trust := new(Trust)
	if err := trust.read(f); err != nil {
		trust.problem = estrade.Public(err)
	}
	return &Seal{Trust: trust, o: o, files: f}
}

// ready returns the keys that sign, made if there are none yet.
func (s *Seal) ready() (*signer, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.signer != nil {
		return s.signer, nil
	}
	made, err := s.load()
	if err != nil {
		return nil, err
	}
	s.signer = made
	return made, nil
}

// load reads the keys; s.mu is held.
func (s *Seal) load() (*signer, error) {
	if s.problem != nil {
		return nil, s.problem
	}
	own, known := s.ownCard()
	text, document, err := s.secrets(!known)
	if estrade.ErrorCode(err) == estrade.CodeNotFound {
		return nil, errKeysLost.WithCause(err)
	}
	if err != nil {
		return nil, err
	}
	if known && !own.isOf(text) {
		return nil, errKeysLost
	}
	if !known {
		if own, err = s.makeCard(text, document); err != nil {
			return nil, err
		}
		if err := s.keepOwn(s.files, own); err != nil {
			return nil, err
		}
	}
	made := &signer{card: own, text: text, document: documentKey{document, own.certificates[:1]}}
	imported, err := s.readImported()
	switch {
	case err != nil:
		return nil, err
	case imported != nil:
		made.document, made.imported = *imported, true
	}
	return made, nil
}

// makeCard makes the card of new keys.
func (s *Seal) makeCard(text ed25519.PrivateKey, document *ecdsa.PrivateKey) (card, error) {
	name, err := s.o.Organisation(context.Background())
	if err != nil {
		return card{}, err
	}
	if name = oneLine(name); name == "" {
		name = "Estrade"
	}
	certificate, err := selfSigned(document, name, s.o.Clock.Now())
	if err != nil {
		return card{}, err
	}
	return newCard(text, name, []*x509.Certificate{certificate}), nil
}

// Identity implements estrade.Seal.
func (s *Seal) Identity() (estrade.SealIdentity, error) {
	k, err := s.ready()
	if err != nil {
		return estrade.SealIdentity{}, err
	}
	certificate := k.document.certificate()
	return estrade.SealIdentity{
		PublicKey:   k.card.publicKey,
		Fingerprint: fingerprint(k.card.publicKey),
		Certificate: certificate.Raw,
		Subject:     readable(certificate.Subject),
		Imported:    k.imported,
		NotAfter:    estrade.Millis(certificate.NotAfter),
	}, nil
}

// Sign implements estrade.Seal.
func (s *Seal) Sign(data []byte) ([]byte, error) {
	k, err := s.ready()
	if err != nil {
		return nil, err
	}
	if begins(data, statementDomain) || begins(data, cardDomain) {
		return nil, estrade.NewError(estrade.CodeInvalid, "seal-text-reserved",
			"This data begins like a text that only Estrade itself signs.", "Sign other data.")
	}
	return ed25519.Sign(k.text, data), nil
}

// KeyFile implements estrade.Seal.
func (s *Seal) KeyFile() (estrade.File, error) {
	k, err := s.ready()
	if err != nil {
		return estrade.File{}, err
	}
	data, err := k.card.encode()
	if err != nil {
		return estrade.File{}, err
	}
	return estrade.File{Name: "estrade-key.json", Type: "application/json", Data: data}, nil
}

// Import has PDF signed with the key and certificate of a .p12 or .pfx file from
// now on. CodeInvalid tells what is wrong with the file or its password.
func (s *Seal) Import(pkcs12 []byte, password string) error {
	key, err := readPKCS12(pkcs12, password, s.o.Clock.Now())
	if err != nil {
		return err
	}
	k, err := s.ready()
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	// The card first: a PDF signed with a certificate that is not on it would be
	// somebody else's here.
	own := k.card.with(k.text, key.certificate())
	if err := s.keepOwn(s.files, own); err != nil {
		return err
	}
	if err := s.keepImported(key); err != nil {
		return err
	}
	s.signer = nil
	return nil
}

// RemoveImported has PDF signed with the key made here again and destroys the
// imported one. What was signed with it stays known.
func (s *Seal) RemoveImported() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signer = nil
	return s.destroyImported()
}

// Renew makes new keys in the place of those there are, which are destroyed:
// they were lost or are not to be trusted any more. What was signed with them
// stays known as this computer's.
func (s *Seal) Renew() error {
	if s.problem != nil {
		return s.problem
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signer = nil
	if err := s.destroyImported(); err != nil {
		return err
	}
	if err := s.retireOwn(s.files); err != nil {
		return err
	}
	if err := errors.Join(s.o.Keys.Destroy(textKeyName), s.o.Keys.Destroy(documentKeyName)); err != nil {
		return err
	}
	made, err := s.load()
	if err != nil {
		return err
	}
	s.signer = made
	return nil
}

// View tells the trainer of the keys, made now if there are none. What keeps them
// from signing is in it.
func (s *Seal) View() estrade.SealView {
	identity, err := s.Identity()
	v := estrade.SealView{Trusted: s.list()}
	if own, known := s.ownCard(); known {
		v.Organisation, v.Fingerprint = own.organisation, fingerprint(own.publicKey)
	}
	if err != nil {
		v.Problem = estrade.Public(err)
		return v
	}
	v.Subject, v.Imported, v.NotAfter = identity.Subject, identity.Imported, identity.NotAfter
	v.Expired = identity.NotAfter < estrade.Millis(s.o.Clock.Now())
	return v
}

// AddTrusted has the documents of another organisation taken as of a known
// issuer. file is what its KeyFile returned. CodeInvalid: it is none, or was
// changed.
func (s *Seal) AddTrusted(file []byte) (estrade.TrustedKey, error) {
	if s.problem != nil {
		return estrade.TrustedKey{}, s.problem
	}
	return s.add(s.files, file)
}

// RemoveTrusted forgets an organisation; CodeNotFound when it is none.
func (s *Seal) RemoveTrusted(fingerprint string) error {
	return s.remove(s.files, fingerprint)
}

var errKeysLost = estrade.NewError(estrade.CodeUnavailable, "seal-keys-lost",
	"The keys that sign your documents are not there.",
	"Put back the folder \"keys\" from where you keep it, or make new keys in the settings.")
