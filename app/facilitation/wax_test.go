package facilitation_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"

	estrade "estrade/app"
)

// wax stands for the seal: its statements are readable, and it adds nothing to
// a document. The rest of estrade.Seal is not asked for.
type wax struct{ estrade.Seal }

var waxKey = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))

// SignPDF implements estrade.Seal.
func (wax) SignPDF(pdf []byte) ([]byte, error) { return pdf, nil }

// Statement implements estrade.Seal.
func (wax) Statement(s estrade.Statement) (string, error) {
	text, err := json.Marshal(s)
	return string(text), err
}

// Sign implements estrade.Seal.
func (wax) Sign(data []byte) ([]byte, error) { return ed25519.Sign(waxKey, data), nil }

// Identity implements estrade.Seal.
func (wax) Identity() (estrade.SealIdentity, error) {
	return estrade.SealIdentity{PublicKey: waxKey.Public().(ed25519.PublicKey), Fingerprint: "3f9c 71d2 a804"}, nil
}
