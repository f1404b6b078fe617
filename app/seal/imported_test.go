package seal

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	estrade "estrade/app"
	"estrade/app/keys"
)

var rsaKey = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
})

func ecKey(t *testing.T, curve elliptic.Curve) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(curve, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// sealCertificate returns an organisation's certificate and the authority's.
func sealCertificate(t *testing.T, key crypto.Signer, change func(*x509.Certificate)) (own, authority *x509.Certificate) {
	t.Helper()
	root := ecKey(t, elliptic.P256())
	authority = issue(t, &x509.Certificate{
		Subject: pkix.Name{CommonName: "Autorité de test"}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}, nil, root.Public(), root)
	template := &x509.Certificate{
		Subject:  pkix.Name{CommonName: "Cachet", Organization: []string{"Méridienne Formation"}},
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
	}
	if change != nil {
		change(template)
	}
	return issue(t, template, authority, key.Public(), root), authority
}

func issue(t *testing.T, template, parent *x509.Certificate, public any, signer crypto.Signer) *x509.Certificate {
	t.Helper()
	template.SerialNumber = big.NewInt(time.Now().UnixNano())
	now := newTestClock().Now()
	if template.NotAfter.IsZero() {
		template.NotAfter = now.AddDate(2, 0, 0)
	}
	if template.NotBefore.IsZero() {
		template.NotBefore = now.AddDate(-1, 0, 0)
	}
	if parent == nil {
		parent = template
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, public, signer)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const password = "mot de passe é"

func encodeP12(t *testing.T, e *pkcs12.Encoder, key any, own *x509.Certificate, others ...*x509.Certificate) []byte {
	t.Helper()
	data, err := e.Encode(key, own, others, password)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSeal_Import(t *testing.T) {
	for name, key := range map[string]crypto.Signer{
		"RSA": rsaKey(), "P-256": ecKey(t, elliptic.P256()), "P-384": ecKey(t, elliptic.P384()), "P-521": ecKey(t, elliptic.P521()),
	} {
		for encoding, e := range map[string]*pkcs12.Encoder{"today": pkcs12.Modern2023, "3DES": pkcs12.LegacyDES, "RC2": pkcs12.LegacyRC2} {
			t.Run(name+" "+encoding, func(t *testing.T) {
				dir := t.TempDir()
				o := Options{Dir: dir, Keys: keys.InMemory()}
				s := newTestSeal(t, o)
				plain := smallPDF()
				before := mustSign(t, s, plain)
				own, authority := sealCertificate(t, key, nil)
				if err := s.Import(encodeP12(t, e, key, own, authority), password); err != nil {
					t.Fatal(err)
				}
				id := mustIdentity(t, s)
				if !id.Imported || id.Subject != "Cachet, Méridienne Formation" || !bytes.Equal(id.Certificate, own.Raw) {
					t.Fatalf("%+v", id)
				}
				signed := mustSign(t, s, plain)
				if !bytes.Equal(signed, mustSign(t, newTestSeal(t, o), plain)) {
					t.Fatal("signed otherwise after a restart")
				}
				if out := pdfsig(t, signed); !strings.Contains(out, "Signature is Valid") || !strings.Contains(out, "Total document signed") {
					t.Fatal(out)
				}
				for _, checks := range []estrade.SealChecks{s, mustReadTrust(t, dir)} {
					if c := mustCheck(t, checks, signed); !c.Intact || !c.Ours || c.Subject != id.Subject {
						t.Fatalf("%+v", c)
					}
					if c := mustCheck(t, checks, before); !c.Intact || !c.Ours {
						t.Fatalf("signed before the import: %+v", c)
					}
				}
				notInClear(t, dir, key)

				if err := s.RemoveImported(); err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(mustSign(t, s, plain), before) {
					t.Fatal("the key made here does not sign again")
				}
				if c := mustCheck(t, newTestSeal(t, o), signed); !c.Intact || !c.Ours {
					t.Fatalf("signed with what was removed: %+v", c)
				}
				if _, err := os.Stat(filepath.Join(dir, importedFile)); !os.IsNotExist(err) {
					t.Fatal("the imported key is still there")
				}
			})
		}
	}
}

// notInClear looks for the private key in every file.
func notInClear(t *testing.T, dir string, key crypto.Signer) {
	t.Helper()
	var secret []byte
	switch k := key.(type) {
	case *rsa.PrivateKey:
		secret = k.D.Bytes()
	case *ecdsa.PrivateKey:
		var err error
		if secret, err = k.Bytes(); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Fatalf("%v, %v", entries, err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil || bytes.Contains(data, secret) {
			t.Fatalf("%s holds the key (%v)", e.Name(), err)
		}
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Fatalf("%s: %v, %v", e.Name(), info.Mode(), err)
		}
	}
}

func TestSeal_Import_refuses(t *testing.T) {
	key := ecKey(t, elliptic.P256())
	own, authority := sealCertificate(t, key, nil)
	good := encodeP12(t, pkcs12.Modern2023, key, own, authority)
	now := newTestClock().Now()
	with := func(change func(*x509.Certificate)) []byte {
		own, authority := sealCertificate(t, key, change)
		return encodeP12(t, pkcs12.Modern2023, key, own, authority)
	}
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	weakOwn, _ := sealCertificate(t, weak, nil)
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	edOwn, _ := sealCertificate(t, ed, nil)
	store, err := pkcs12.Modern2023.EncodeTrustStore([]*x509.Certificate{own}, password)
	if err != nil {
		t.Fatal(err)
	}
	for want, file := range map[string][]byte{
		"seal-expired":         with(func(c *x509.Certificate) { c.NotAfter = now.Add(-time.Hour) }),
		"seal-not-yet":         with(func(c *x509.Certificate) { c.NotBefore = now.Add(48 * time.Hour) }),
		"seal-not-for-signing": with(func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageKeyEncipherment }),
		"seal-mismatch":        encodeP12(t, pkcs12.Modern2023, ecKey(t, elliptic.P256()), own),
		"seal-weak":            encodeP12(t, pkcs12.Modern2023, weak, weakOwn),
		"seal-key-kind":        encodeP12(t, pkcs12.Modern2023, ed, edOwn),
		"seal-no-private-key":  store,
		"seal-file":            []byte("hello"),
	} {
		t.Run(want, func(t *testing.T) {
			s := newTestSeal(t, Options{})
			wantKey(t, s.Import(file, password), estrade.CodeInvalid, want)
			if mustIdentity(t, s).Imported {
				t.Fatal("imported all the same")
			}
		})
	}
	for name, file := range map[string][]byte{"today": good, "RC2": encodeP12(t, pkcs12.LegacyRC2, key, own), "3DES": encodeP12(t, pkcs12.LegacyDES, key, own)} {
		for _, wrong := range []string{"", "mot de passe e", password + " "} {
			t.Run("seal-password "+name+" "+wrong, func(t *testing.T) {
				wantKey(t, newTestSeal(t, Options{}).Import(file, wrong), estrade.CodeInvalid, "seal-password")
			})
		}
	}
}

// Certificates in any order: the key tells which is its own.
func TestSeal_Import_order(t *testing.T) {
	key := rsaKey()
	own, authority := sealCertificate(t, key, nil)
	s := newTestSeal(t, Options{})
	if err := s.Import(encodeP12(t, pkcs12.Modern2023, key, authority, own), password); err != nil {
		t.Fatal(err)
	}
	if id := mustIdentity(t, s); !bytes.Equal(id.Certificate, own.Raw) {
		t.Fatal(id.Subject)
	}
}

// A certificate that expires later stops signing, and says so before anything
// is issued with it.
func TestSeal_Import_expiresLater(t *testing.T) {
	clock := newTestClock()
	s := newTestSeal(t, Options{Clock: clock})
	own, authority := sealCertificate(t, rsaKey(), nil)
	if err := s.Import(encodeP12(t, pkcs12.Modern2023, rsaKey(), own, authority), password); err != nil {
		t.Fatal(err)
	}
	signed := mustSign(t, s, smallPDF())
	clock.now = own.NotAfter.Add(time.Hour)
	_, err := s.SignPDF(smallPDF())
	wantKey(t, err, estrade.CodeInvalid, "seal-expired")
	if v := s.View(); !v.Expired {
		t.Fatalf("%+v", v)
	}
	if c := mustCheck(t, s, signed); !c.Intact || !c.Ours {
		t.Fatalf("signed while it was valid: %+v", c)
	}
	if err := s.RemoveImported(); err != nil {
		t.Fatal(err)
	}
	mustSign(t, s, smallPDF())
}

// What opens the import is gone, or the file was changed: told, and mended by
// removing it.
func TestSeal_Import_lost(t *testing.T) {
	own, authority := sealCertificate(t, rsaKey(), nil)
	file := encodeP12(t, pkcs12.Modern2023, rsaKey(), own, authority)
	for name, damage := range map[string]func(dir string, k estrade.Keys) error{
		"key": func(_ string, k estrade.Keys) error { return k.Destroy(importedKeyName) },
		"file": func(dir string, _ estrade.Keys) error {
			return os.WriteFile(filepath.Join(dir, importedFile), make([]byte, 99), 0o600)
		},
		"cut": func(dir string, _ estrade.Keys) error {
			return os.WriteFile(filepath.Join(dir, importedFile), nil, 0o600)
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := Options{Dir: t.TempDir(), Keys: keys.InMemory()}
			if err := newTestSeal(t, o).Import(file, password); err != nil {
				t.Fatal(err)
			}
			if err := damage(o.Dir, o.Keys); err != nil {
				t.Fatal(err)
			}
			s := newTestSeal(t, o)
			_, err := s.SignPDF(smallPDF())
			wantKey(t, err, estrade.CodeUnavailable, "seal-import-lost")
			if err := s.RemoveImported(); err != nil {
				t.Fatal(err)
			}
			mustSign(t, s, smallPDF())
		})
	}
}

// usable refuses whatever is no key of the kinds signatures are made with.
func TestUsable(t *testing.T) {
	_, err := usable("a key")
	wantKey(t, err, estrade.CodeInvalid, "seal-key-kind")
	_, err = usable(ecKey(t, elliptic.P224()))
	wantKey(t, err, estrade.CodeInvalid, "seal-key-kind")
}
