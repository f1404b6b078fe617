package seal

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	estrade "estrade/app"
)

// card is what an organisation tells of its keys: enough to check what it signed.
type card struct {
	organisation string
	publicKey    ed25519.PublicKey
	certificates []*x509.Certificate // of PDF signatures: the one made here first, then those imported
	signature    []byte              // of signed(), under publicKey
}

const (
	// cardFormat names the file's format.
	cardFormat = "estrade-key-1"
	// cardDomain begins what the signature of a card is over.
	cardDomain = "Estrade key 1\n"
	// certificatesLimit is how many certificates a card may have.
	certificatesLimit = 100
	// organisationLimit is the longest name on a card, in characters.
	organisationLimit = 200
)

// cardFile is a card as it is written.
type cardFile struct {
	Format       string   `json:"format"`
	Organisation string   `json:"organisation"`
	Fingerprint  string   `json:"fingerprint"`
	PublicKey    []byte   `json:"publicKey"`
	Certificates [][]byte `json:"certificates"` // DER
	Signature    []byte   `json:"signature"`
}

func newCard(key ed25519.PrivateKey, organisation string, certificates []*x509.Certificate) card {
	c := card{
		organisation: firstCharacters(organisation, organisationLimit),
		publicKey:    key.Public().(ed25519.PublicKey),
		certificates: certificates,
	}
	c.signature = ed25519.Sign(key, c.signed())
	return c
}

// with returns the card with one more certificate.
func (c card) with(key ed25519.PrivateKey, certificate *x509.Certificate) card {
	if c.has(certificate) {
		return c
	}
	return newCard(key, c.organisation, append(slices.Clone(c.certificates), certificate))
}

func (c card) has(certificate *x509.Certificate) bool {
	return slices.ContainsFunc(c.certificates, certificate.Equal)
}

func (c card) isOf(key ed25519.PrivateKey) bool { return c.publicKey.Equal(key.Public()) }

// signed is the text that the card's signature is over.
func (c card) signed() []byte {
	var b strings.Builder
	b.WriteString(cardDomain)
	fmt.Fprintln(&b, c.organisation)
	fmt.Fprintln(&b, base64.StdEncoding.EncodeToString(c.publicKey))
	for _, certificate := range c.certificates {
		fmt.Fprintln(&b, base64.StdEncoding.EncodeToString(certificate.Raw))
	}
	return []byte(b.String())
}

func (c card) encode() ([]byte, error) {
	f := cardFile{
		Format: cardFormat, Organisation: c.organisation, Fingerprint: fingerprint(c.publicKey),
		PublicKey: c.publicKey, Signature: c.signature,
	}
	for _, certificate := range c.certificates {
		f.Certificates = append(f.Certificates, certificate.Raw)
	}
	text, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode a key file: %w", err)
	}
	return append(text, '\n'), nil
}

// decodeCard reads a card. CodeInvalid: it is none, or was changed.
func decodeCard(text []byte) (card, error) {
	var f cardFile
	if len(text) > fileLimit {
		return card{}, errNoCard
	}
	if err := json.Unmarshal(text, &f); err != nil {
		return card{}, errNoCard.WithCause(err)
	}
	if f.Format != cardFormat || len(f.PublicKey) != ed25519.PublicKeySize || len(f.Certificates) > certificatesLimit {
		return card{}, errNoCard
	}
	c := card{organisation: f.Organisation, publicKey: f.PublicKey, signature: f.Signature}
	for _, der := range f.Certificates {
		certificate, err := x509.ParseCertificate(der)
		if err != nil {
			return card{}, errCardChanged.WithCause(err)
		}
		c.certificates = append(c.certificates, certificate)
	}
	sound := c.organisation != "" && c.organisation == oneLine(c.organisation) &&
		c.organisation == firstCharacters(c.organisation, organisationLimit) &&
		f.Fingerprint == fingerprint(c.publicKey) && ed25519.Verify(c.publicKey, c.signed(), c.signature)
	if !sound {
		return card{}, errCardChanged
	}
	return c, nil
}

// begins tells whether data begins with a domain.
func begins(data []byte, domain string) bool { return bytes.HasPrefix(data, []byte(domain)) }

var (
	errNoCard = estrade.NewError(estrade.CodeInvalid, "seal-key-file",
		"This file does not hold the public key of an organisation.",
		"Ask for the file that its Estrade exports in the settings: estrade-key.json.")
	errCardChanged = estrade.NewError(estrade.CodeInvalid, "seal-key-file-changed",
		"This file was changed since it was exported: its signature does not hold.",
		"Ask the organisation for its file again.")
)
