package seal

import (
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"
	"time"
	"unicode/utf8"
)

// certificateYears is how long a certificate made here is valid: longer than
// documents are kept.
const certificateYears = 30

// nameLength is the longest organisation's name a certificate may bear, in
// characters (RFC 5280, appendix A.1, upper bounds).
const nameLength = 64

// documentSigning is the purpose of RFC 9336.
var documentSigning = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 36}

// selfSigned returns the certificate of a key made here.
func selfSigned(key *ecdsa.PrivateKey, organisation string, now time.Time) (*x509.Certificate, error) {
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return nil, fmt.Errorf("make a certificate: %w", err)
	}
	digest := sha256.Sum256(public)
	// Each signature holds the name three times, so that it is in one field only:
	// the one that readers show.
	name := pkix.Name{CommonName: firstCharacters(organisation, nameLength)}
	day := now.UTC().Truncate(24 * time.Hour)
	template := &x509.Certificate{
		SerialNumber:          new(big.Int).SetBytes(append([]byte{1}, digest[:15]...)),
		Subject:               name,
		NotBefore:             day,
		NotAfter:              day.AddDate(certificateYears, 0, 0),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		UnknownExtKeyUsage:    []asn1.ObjectIdentifier{documentSigning},
		BasicConstraintsValid: true,
	}
	// Without randomness the key signs deterministically (RFC 6979).
	der, err := x509.CreateCertificate(nil, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, fmt.Errorf("make a certificate: %w", err)
	}
	return x509.ParseCertificate(der)
}

// readable names a certificate's subject to people: the organisation, or the
// person and their organisation.
func readable(n pkix.Name) string {
	var parts []string
	for _, part := range append([]string{n.CommonName}, n.Organization...) {
		if part = oneLine(part); part != "" && (len(parts) == 0 || parts[0] != part) {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return oneLine(n.String())
	}
	return strings.Join(parts, ", ")
}

// fingerprint is what people compare: the first 80 bits of the SHA-256, by
// four digits. Nobody finds a second key with the same ones.
func fingerprint(of []byte) string {
	digest := sha256.Sum256(of)
	digits := hex.EncodeToString(digest[:10])
	var groups []string
	for i := 0; i < len(digits); i += 4 {
		groups = append(groups, digits[i:i+4])
	}
	return strings.Join(groups, " ")
}

// oneLine makes a text of one line without characters that move or hide others.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f:
			return -1
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == 0x2028 || r == 0x2029:
			return ' '
		}
		return r
	}, text)
	// Spaces that do not break stay.
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }), " ")
}

// firstCharacters cuts a text to n characters.
func firstCharacters(text string, n int) string {
	characters := []rune(text)
	if len(characters) <= n {
		return text
	}
	return strings.TrimSpace(string(characters[:n]))
}
