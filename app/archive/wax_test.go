package archive

import (
	"bytes"
	"crypto/ed25519"

	estrade "estrade/app"
)

// wax is a seal with a key of its own; the rest of estrade.Seal is not asked for.
type wax struct {
	estrade.Seal
	key ed25519.PrivateKey
}

func newWax(seed byte) wax {
	return wax{key: ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, ed25519.SeedSize))}
}

func (w wax) public() []byte { return w.key.Public().(ed25519.PublicKey) }

// Sign implements estrade.Seal.
func (w wax) Sign(data []byte) ([]byte, error) { return ed25519.Sign(w.key, data), nil }

// Identity implements estrade.Seal.
func (w wax) Identity() (estrade.SealIdentity, error) {
	return estrade.SealIdentity{PublicKey: w.public(), Fingerprint: digestOf(w.public())[:12]}, nil
}

// CheckSignature implements estrade.Seal.
func (wax) CheckSignature(publicKey, data, signature []byte) bool {
	return len(publicKey) == ed25519.PublicKeySize && ed25519.Verify(publicKey, data, signature)
}

// KeyFile implements estrade.Seal.
func (w wax) KeyFile() (estrade.File, error) {
	return estrade.File{Name: keyFileName, Data: w.public()}, nil
}

// Issuer implements estrade.SealChecks.
func (w wax) Issuer(publicKey []byte) (string, bool) {
	return "Méridienne Formation", bytes.Equal(publicKey, w.public())
}
