package room

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"net"
	"slices"
	"strings"
	"time"

	estrade "estrade/app"
)

// pemLimit is the largest certificate or key read, in bytes.
const pemLimit = 256 << 10

// Certificate is the organisation's own, under which the room is served by
// HTTPS.
type Certificate struct {
	tls  tls.Certificate
	leaf *x509.Certificate
}

// ParseCertificate reads a certificate, the leaf first and those that sign it
// after, and its private key without a password, both PEM. CodeInvalid: they
// cannot be read, do not belong together, are not valid at that moment, are for
// another use, or name no host.
func ParseCertificate(certificate, key []byte, now time.Time) (*Certificate, error) {
	if len(certificate) > pemLimit || len(key) > pemLimit {
		return nil, errCertificate("certificate-unreadable", "The certificate or its key is too large to be one.", "Give the files in PEM form.")
	}
	if locked(key) {
		return nil, errCertificate("certificate-key-locked", "The private key is locked with a password.",
			"Remove the password first, for example with: openssl pkey -in key.pem -out open.pem")
	}
	pair, err := tls.X509KeyPair(certificate, key)
	if err != nil {
		if _, leafErr := leafOf(certificate); leafErr == nil && hasKey(key) {
			return nil, errCertificate("certificate-key-mismatch", "This private key is not the one of this certificate.",
				"Give the key that the certificate was asked for with.").WithCause(err)
		}
		return nil, errCertificate("certificate-unreadable", "The certificate or its key cannot be read.",
			"Give both in PEM form: -----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY-----.").WithCause(err)
	}
	leaf, err := x509.ParseCertificate(pair.Certificate[0])
	if err != nil {
		return nil, errCertificate("certificate-unreadable", "The certificate cannot be read.", "Give it in PEM form.").WithCause(err)
	}
	pair.Leaf = leaf
	c := &Certificate{tls: pair, leaf: leaf}
	switch {
	case !now.Before(leaf.NotAfter):
		return nil, errCertificate("certificate-expired", "This certificate is no longer valid.",
			"Ask for a new one.", "date", leaf.NotAfter.UTC().Format(time.DateOnly))
	case now.Before(leaf.NotBefore):
		return nil, errCertificate("certificate-not-yet", "This certificate is not valid yet.",
			"Check this computer's date, or wait.", "date", leaf.NotBefore.UTC().Format(time.DateOnly))
	case len(leaf.ExtKeyUsage) > 0 && !slices.Contains(leaf.ExtKeyUsage, x509.ExtKeyUsageServerAuth) && !slices.Contains(leaf.ExtKeyUsage, x509.ExtKeyUsageAny):
		return nil, errCertificate("certificate-not-server", "This certificate is not one for a server.", "Ask for one for server authentication.")
	case len(c.Names()) == 0:
		return nil, errCertificate("certificate-without-name", "This certificate names no host: browsers refuse it.",
			"Ask for one with the room's name or address as a subject alternative name.")
	}
	return c, nil
}

// locked tells whether a PEM key is under a password.
func locked(key []byte) bool {
	for block, rest := pem.Decode(key); block != nil; block, rest = pem.Decode(rest) {
		if strings.HasPrefix(block.Type, "ENCRYPTED") || strings.Contains(block.Headers["Proc-Type"], "ENCRYPTED") {
			return true
		}
	}
	return false
}

func hasKey(key []byte) bool {
	for block, rest := pem.Decode(key); block != nil; block, rest = pem.Decode(rest) {
		if strings.HasSuffix(block.Type, "PRIVATE KEY") {
			return true
		}
	}
	return false
}

func leafOf(certificate []byte) (*x509.Certificate, error) {
	for block, rest := pem.Decode(certificate); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "CERTIFICATE" {
			return x509.ParseCertificate(block.Bytes)
		}
	}
	return nil, x509.ErrUnsupportedAlgorithm
}

// Names lists the hosts the certificate is for: names, a wildcard among them as
// *.name, and addresses.
func (c *Certificate) Names() []string {
	names := []string{}
	for _, n := range c.leaf.DNSNames {
		names = append(names, strings.ToLower(n))
	}
	for _, ip := range c.leaf.IPAddresses {
		names = append(names, ip.String())
	}
	return names
}

// Expires is the end of the certificate's validity.
func (c *Certificate) Expires() time.Time { return c.leaf.NotAfter }

// Covers tells whether browsers take the certificate for a host.
func (c *Certificate) Covers(host string) bool {
	return host != "" && c.leaf.VerifyHostname(strings.ToLower(host)) == nil
}

// HostFor returns the host to show for a room served on an address: the address
// when the certificate is for it, else the first name that is no wildcard, else
// a name under the first wildcard. It is "" for a certificate that is for other
// addresses only.
func (c *Certificate) HostFor(address string) string {
	if c.Covers(address) {
		return address
	}
	wild := ""
	for _, n := range c.Names() {
		switch {
		case net.ParseIP(n) != nil:
		case !strings.HasPrefix(n, "*."):
			return n
		case wild == "":
			wild = "estrade" + n[1:]
		}
	}
	return wild
}

func errCertificate(key, message, hint string, params ...string) *estrade.Error {
	return estrade.NewError(estrade.CodeInvalid, key, message, hint, params...)
}
