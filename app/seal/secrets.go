package seal

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
	"math/big"

	estrade "estrade/app"
)

// What the seal keeps beside the keys of sessions, whose ids are random.
var (
	textKeyName     = estrade.KeyName{Session: "seal", Use: "statements"}
	documentKeyName = estrade.KeyName{Session: "seal", Use: "documents"}
	importedKeyName = estrade.KeyName{Session: "seal", Use: "imported"}
)

// secrets returns the private keys; CodeNotFound when they are not there and
// may not be made.
func (s *Seal) secrets(mayMake bool) (ed25519.PrivateKey, *ecdsa.PrivateKey, error) {
	text, err := s.secret(textKeyName, mayMake)
	if err != nil {
		return nil, nil, err
	}
	document, err := s.secret(documentKeyName, mayMake)
	if err != nil {
		return nil, nil, err
	}
	key, err := documentPrivate(document)
	if err != nil {
		return nil, nil, err
	}
	return ed25519.NewKeyFromSeed(text), key, nil
}

// secret returns a key of 32 bytes.
func (s *Seal) secret(n estrade.KeyName, mayMake bool) ([]byte, error) {
	key, err := s.o.Keys.Key(n)
	if estrade.ErrorCode(err) != estrade.CodeNotFound || !mayMake {
		return key, err
	}
	if err := s.o.Keys.Create(n); err != nil {
		return nil, err
	}
	return s.o.Keys.Key(n)
}

// documentPrivate makes a P-256 key from a secret. 48 bytes reduced modulo the
// order leave no bias that matters (FIPS 186-5, A.2.1).
func documentPrivate(secret []byte) (*ecdsa.PrivateKey, error) {
	wide, err := hkdf.Key(sha256.New, secret, nil, "Estrade PDF signatures, P-256", 48)
	if err != nil {
		return nil, fmt.Errorf("derive the key of PDF signatures: %w", err)
	}
	one := big.NewInt(1)
	below := new(big.Int).Sub(elliptic.P256().Params().N, one)
	d := new(big.Int).SetBytes(wide)
	d.Mod(d, below).Add(d, one) // 1 … order − 1
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), d.FillBytes(make([]byte, 32)))
	if err != nil {
		return nil, fmt.Errorf("derive the key of PDF signatures: %w", err)
	}
	return key, nil
}
