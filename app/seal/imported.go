package seal

import (
	"bytes"
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	estrade "estrade/app"
)

// importedFile holds the organisation's own key and certificates, sealed with
// AES-256-GCM under a key that is kept with those of sessions.
const importedFile = "imported.sealed"

// minRSA is the shortest RSA key taken, in bits.
const minRSA = 2048

// importedKey is an imported key as it is sealed.
type importedKey struct {
	Key   []byte   `json:"key"`   // PKCS #8
	Chain [][]byte `json:"chain"` // DER, the key's own first
}

// readPKCS12 reads a .p12 or .pfx file and checks that documents can be signed
// with what is in it. It reads the encodings of today and the old ones (RC2,
// triple DES) that many tools still write. CodeInvalid tells what is wrong.
func readPKCS12(data []byte, password string, now time.Time) (documentKey, error) {
	private, first, others, err := pkcs12.DecodeChain(data, password)
	if err != nil {
		return documentKey{}, refusal(err)
	}
	signer, err := usable(private)
	if err != nil {
		return documentKey{}, err
	}
	chain, err := chainOf(signer, append([]*x509.Certificate{first}, others...))
	if err != nil {
		return documentKey{}, err
	}
	certificate := chain[0]
	switch {
	case now.After(certificate.NotAfter):
		return documentKey{}, errExpired(certificate)
	case now.Before(certificate.NotBefore):
		day := certificate.NotBefore.Format(time.DateOnly)
		return documentKey{}, estrade.NewError(estrade.CodeInvalid, "seal-not-yet",
			"This certificate is not valid before "+day+".", "Check the date of this computer, or wait.", "date", day)
	case certificate.KeyUsage != 0 && certificate.KeyUsage&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) == 0:
		return documentKey{}, estrade.NewError(estrade.CodeInvalid, "seal-not-for-signing",
			"This certificate is not meant for signing.", "Ask for a certificate for an electronic seal or signature.")
	}
	return documentKey{signer, chain}, nil
}

// refusal says why a file could not be read.
func refusal(err error) error {
	var unsupported pkcs12.NotImplementedError
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword), errors.Is(err, pkcs12.ErrDecryption):
		return estrade.NewError(estrade.CodeInvalid, "seal-password",
			"This is not the password of this file.", "Type it again, as it was given with the file.")
	case errors.As(err, &unsupported):
		return estrade.NewError(estrade.CodeInvalid, "seal-encoding",
			"This file is protected in a way that Estrade does not read.",
			"Export it again with AES-256 and SHA-256.").WithCause(err)
	case strings.Contains(err.Error(), "private key missing"): // the library has no value for it
		return errNoPrivateKey.WithCause(err)
	}
	return errNoPKCS12.WithCause(err)
}

// usable returns a key that documents can be signed with.
func usable(private any) (crypto.Signer, error) {
	switch key := private.(type) {
	case *rsa.PrivateKey:
		if key.N.BitLen() < minRSA {
			return nil, estrade.NewError(estrade.CodeInvalid, "seal-weak",
				fmt.Sprintf("This key has only %d bits.", key.N.BitLen()), "Ask for a key of 2,048 bits or more.",
				"bits", fmt.Sprint(key.N.BitLen()))
		}
		return key, nil
	case *ecdsa.PrivateKey:
		if key.Curve == elliptic.P256() || key.Curve == elliptic.P384() || key.Curve == elliptic.P521() {
			return key, nil
		}
	}
	return nil, estrade.NewError(estrade.CodeInvalid, "seal-key-kind",
		"Documents cannot be signed with a key of this kind.", "Ask for an RSA key, or one on the curve P-256, P-384 or P-521.")
}

// chainOf returns the certificate of a key and those above it, whatever their
// order in the file.
func chainOf(key crypto.Signer, all []*x509.Certificate) ([]*x509.Certificate, error) {
	public, ok := key.Public().(interface{ Equal(crypto.PublicKey) bool })
	own := slices.IndexFunc(all, func(c *x509.Certificate) bool { return ok && public.Equal(c.PublicKey) })
	if own < 0 {
		return nil, estrade.NewError(estrade.CodeInvalid, "seal-mismatch",
			"The key in this file is not that of its certificate.", "Export the key together with its own certificate.")
	}
	chain := []*x509.Certificate{all[own]}
	for len(chain) < len(all) {
		last := chain[len(chain)-1]
		above := slices.IndexFunc(all, func(c *x509.Certificate) bool {
			return bytes.Equal(c.RawSubject, last.RawIssuer) && !slices.ContainsFunc(chain, c.Equal) && last.CheckSignatureFrom(c) == nil
		})
		if above < 0 {
			break
		}
		chain = append(chain, all[above])
	}
	return chain, nil
}

// keepImported seals and keeps a key.
func (s *Seal) keepImported(k documentKey) error {
	private, err := x509.MarshalPKCS8PrivateKey(k.private)
	if err != nil {
		return fmt.Errorf("encode the imported key: %w", err)
	}
	plain := importedKey{Key: private}
	for _, certificate := range k.chain {
		plain.Chain = append(plain.Chain, certificate.Raw)
	}
	text, err := json.Marshal(plain)
	if err != nil {
		return fmt.Errorf("encode the imported key: %w", err)
	}
	secret, err := s.secret(importedKeyName, true)
	if err != nil {
		return err
	}
	gcm, err := sealer(secret)
	if err != nil {
		return err
	}
	nonce := make([]byte, gcm.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return fmt.Errorf("seal the imported key: %w", err)
	}
	return s.files.write(importedFile, gcm.Seal(nonce, nonce, text, []byte(importedFile)))
}

// readImported returns the imported key, nil when there is none.
func (s *Seal) readImported() (*documentKey, error) {
	sealed, err := s.files.read(importedFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, notRead(err)
	}
	secret, err := s.o.Keys.Key(importedKeyName)
	if estrade.ErrorCode(err) == estrade.CodeNotFound {
		return nil, errImportLost.WithCause(err)
	}
	if err != nil {
		return nil, err
	}
	gcm, err := sealer(secret)
	if err != nil {
		return nil, err
	}
	if len(sealed) < gcm.NonceSize() {
		return nil, errImportLost
	}
	text, err := gcm.Open(nil, sealed[:gcm.NonceSize()], sealed[gcm.NonceSize():], []byte(importedFile))
	if err != nil {
		return nil, errImportLost.WithCause(err)
	}
	var plain importedKey
	if err := json.Unmarshal(text, &plain); err != nil {
		return nil, errImportLost.WithCause(err)
	}
	return plain.read()
}

func (k importedKey) read() (*documentKey, error) {
	private, err := x509.ParsePKCS8PrivateKey(k.Key)
	if err != nil {
		return nil, errImportLost.WithCause(err)
	}
	signer, err := usable(private)
	if err != nil {
		return nil, err
	}
	read := &documentKey{private: signer}
	for _, der := range k.Chain {
		certificate, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, errImportLost.WithCause(err)
		}
		read.chain = append(read.chain, certificate)
	}
	if len(read.chain) == 0 {
		return nil, errImportLost
	}
	return read, nil
}

// destroyImported removes an imported key, if there is one, and what opens it.
func (s *Seal) destroyImported() error {
	if err := s.o.Keys.Destroy(importedKeyName); err != nil {
		return err
	}
	return s.files.remove(importedFile)
}

func sealer(secret []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, fmt.Errorf("seal the imported key: %w", err)
	}
	return cipher.NewGCM(block)
}

func errExpired(c *x509.Certificate) error {
	day := c.NotAfter.Format(time.DateOnly)
	return estrade.NewError(estrade.CodeInvalid, "seal-expired",
		"The certificate that signs your documents expired on "+day+".",
		"Import a new one in the settings, or remove this one there.", "date", day)
}

var (
	errNoPrivateKey = estrade.NewError(estrade.CodeInvalid, "seal-no-private-key",
		"This file holds certificates and no private key.", "Export the certificate again, with its private key.")
	errNoPKCS12 = estrade.NewError(estrade.CodeInvalid, "seal-file",
		"This file is not a .p12 or .pfx file.", "Choose the file that holds the organisation's certificate with its private key.")
	errImportLost = estrade.NewError(estrade.CodeUnavailable, "seal-import-lost",
		"The certificate that you imported cannot be read any more.",
		"Put back the folder \"keys\", or remove the certificate in the settings and import it again.")
)
