package seal

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/document"
	"estrade/app/keys"
)

// testClock stands still until it is moved.
type testClock struct{ now time.Time }

func (c *testClock) Now() time.Time { return c.now }

func newTestClock() *testClock {
	return &testClock{time.Date(2026, 11, 24, 12, 34, 0, 0, time.UTC)}
}

func newTestSeal(t testing.TB, o Options) *Seal {
	t.Helper()
	if o.Keys == nil {
		o.Keys = keys.InMemory()
	}
	if o.Clock == nil {
		o.Clock = newTestClock()
	}
	if o.Organisation == nil {
		o.Organisation = func(context.Context) (string, error) { return "Méridienne Formation", nil }
	}
	return New(o)
}

func wantKey(t *testing.T, err error, code estrade.Code, key string) {
	t.Helper()
	var e *estrade.Error
	if !errors.As(err, &e) || e.Code != code || e.Key != key {
		t.Fatalf("got %v, want %s %s", err, code, key)
	}
}

// certificatePDF is a certificate as Estrade issues it, before it is signed.
func certificatePDF(t testing.TB, name string) []byte {
	t.Helper()
	day := time.Date(2026, 11, 24, 12, 34, 0, 0, time.UTC)
	pdf, err := document.New().Certificate(estrade.CertificateData{
		Language:     estrade.French,
		Organisation: estrade.Organisation{Name: "Méridienne Formation", Address: []string{"14 rue des Capucins, 69001 Lyon"}},
		Number:       "2026-1124-03", IssuedOn: day, ParticipantName: name, WorkshopTitle: "Leadership et numérique",
		Dates: []time.Time{day}, DurationMinutes: 210, Complete: true, Place: "Lyon", Client: "Groupe Ormeval",
		Objectives: []string{"Choisir le canal en fonction de la complexité du sujet"}, SignatoryName: "Hélène Maurel",
	})
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

func mustSign(t testing.TB, s *Seal, pdf []byte) []byte {
	t.Helper()
	signed, err := s.SignPDF(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func mustCheck(t testing.TB, s estrade.SealChecks, pdf []byte) estrade.PDFCheck {
	t.Helper()
	c, err := s.CheckPDF(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func mustIdentity(t testing.TB, s *Seal) estrade.SealIdentity {
	t.Helper()
	id, err := s.Identity()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestSeal_Identity(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "seal")
	o := Options{Dir: dir, Keys: keys.InMemory(), Clock: newTestClock()}
	s := newTestSeal(t, o)
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Fatal("a folder before any key was needed")
	}
	id := mustIdentity(t, s)
	if len(id.PublicKey) != 32 || len(id.Fingerprint) != 24 || id.Subject != "Méridienne Formation" || id.Imported {
		t.Fatalf("%+v", id)
	}
	if years := time.UnixMilli(id.NotAfter).Sub(o.Clock.Now()).Hours() / 24 / 365; years < 29 || years > 31 {
		t.Fatalf("valid for %.1f years", years)
	}

	t.Run("the same after a restart", func(t *testing.T) {
		o.Clock.(*testClock).now = o.Clock.Now().Add(400 * 24 * time.Hour)
		again := mustIdentity(t, newTestSeal(t, o))
		if !bytes.Equal(again.PublicKey, id.PublicKey) || !bytes.Equal(again.Certificate, id.Certificate) {
			t.Fatal("another identity")
		}
	})
	t.Run("no secret in the folder", func(t *testing.T) {
		for _, n := range []estrade.KeyName{textKeyName, documentKeyName} {
			secret, err := o.Keys.Key(n)
			if err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(filepath.Join(dir, ownFile))
			if err != nil || bytes.Contains(text, secret) {
				t.Fatal("the secret is in the card", err)
			}
		}
	})
	t.Run("ErrKeysLost", func(t *testing.T) {
		lost := o
		lost.Keys = keys.InMemory()
		s := newTestSeal(t, lost)
		_, err := s.Identity()
		wantKey(t, err, estrade.CodeUnavailable, "seal-keys-lost")
		v := s.View()
		if v.Problem == nil || v.Problem.Key != "seal-keys-lost" || v.Fingerprint != id.Fingerprint {
			t.Fatalf("%+v", v)
		}
		if err := lost.Keys.Create(textKeyName); err != nil {
			t.Fatal(err)
		}
		if err := lost.Keys.Create(documentKeyName); err != nil {
			t.Fatal(err)
		}
		_, err = s.Identity() // other keys than those of the card
		wantKey(t, err, estrade.CodeUnavailable, "seal-keys-lost")
	})
}

func TestSeal_Sign(t *testing.T) {
	s := newTestSeal(t, Options{})
	data := []byte(`{"files":[]}`)
	signature, err := s.Sign(data)
	if err != nil {
		t.Fatal(err)
	}
	public := mustIdentity(t, s).PublicKey
	if len(signature) != 64 || !s.CheckSignature(public, data, signature) || !ed25519.Verify(public, data, signature) {
		t.Fatal("the signature does not hold")
	}
	if s.CheckSignature(public, []byte(`{"files":[1]}`), signature) || s.CheckSignature(nil, data, signature) || s.CheckSignature(public, data, nil) {
		t.Fatal("a signature of something else holds")
	}
	_, err = s.Sign([]byte(statementDomain + "Attestation"))
	wantKey(t, err, estrade.CodeInvalid, "seal-text-reserved")
	if name, ok := s.Issuer(public); !ok || name != "Méridienne Formation" {
		t.Fatalf("issuer %q, %v", name, ok)
	}
	if _, ok := s.Issuer(make([]byte, 32)); ok {
		t.Fatal("any key is known")
	}
}

func TestSeal_Renew(t *testing.T) {
	dir := t.TempDir()
	o := Options{Dir: dir, Keys: keys.InMemory()}
	s := newTestSeal(t, o)
	signed := mustSign(t, s, certificatePDF(t, "Awa Diallo"))
	text, err := s.Statement(someStatement())
	if err != nil {
		t.Fatal(err)
	}
	old := mustIdentity(t, s)
	if err := s.Renew(); err != nil {
		t.Fatal(err)
	}
	renewed := mustIdentity(t, s)
	if bytes.Equal(renewed.PublicKey, old.PublicKey) || bytes.Equal(renewed.Certificate, old.Certificate) {
		t.Fatal("the same keys")
	}
	for _, checks := range []estrade.SealChecks{s, newTestSeal(t, o), mustReadTrust(t, dir)} {
		if c := mustCheck(t, checks, signed); !c.Intact || !c.Ours {
			t.Fatalf("signed before: %+v", c)
		}
		if c, err := checks.CheckStatement(text); err != nil || !c.Valid || !c.Ours {
			t.Fatalf("signed before: %+v, %v", c, err)
		}
	}
}

func mustReadTrust(t testing.TB, dir string) *Trust {
	t.Helper()
	trust, err := ReadTrust(dir)
	if err != nil {
		t.Fatal(err)
	}
	return trust
}

// What a stranger's computer says before and after it was given the key file.
func TestTrust(t *testing.T) {
	ours := newTestSeal(t, Options{})
	signed := mustSign(t, ours, certificatePDF(t, "Awa Diallo"))
	text, err := ours.Statement(someStatement())
	if err != nil {
		t.Fatal(err)
	}
	file, err := ours.KeyFile()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	o := Options{Dir: dir, Keys: keys.InMemory(), Organisation: func(context.Context) (string, error) { return "Ailleurs", nil }}
	theirs := newTestSeal(t, o)

	said := func(checks estrade.SealChecks) (estrade.PDFCheck, estrade.StatementCheck) {
		t.Helper()
		c, err := checks.CheckStatement(text)
		if err != nil {
			t.Fatal(err)
		}
		return mustCheck(t, checks, signed), c
	}
	if p, q := said(theirs); !p.Intact || p.Ours || p.Issuer != "" || !q.Valid || q.Ours {
		t.Fatalf("unknown issuer: %+v, %+v", p, q)
	}
	trusted, err := theirs.AddTrusted(file.Data)
	if err != nil || trusted.Organisation != "Méridienne Formation" || trusted.Fingerprint != mustIdentity(t, ours).Fingerprint {
		t.Fatalf("%+v, %v", trusted, err)
	}
	for _, checks := range []estrade.SealChecks{theirs, newTestSeal(t, o), mustReadTrust(t, dir)} {
		if p, q := said(checks); !p.Ours || p.Issuer != "Méridienne Formation" || !q.Ours || q.Issuer != p.Issuer {
			t.Fatalf("trusted issuer: %+v, %+v", p, q)
		}
	}
	if _, err := theirs.AddTrusted(file.Data); err != nil {
		t.Fatal(err)
	}
	if v := theirs.View(); len(v.Trusted) != 1 {
		t.Fatalf("%+v", v)
	}
	if err := theirs.RemoveTrusted(trusted.Fingerprint); err != nil {
		t.Fatal(err)
	}
	if p, q := said(mustReadTrust(t, dir)); p.Ours || q.Ours {
		t.Fatal("still trusted")
	}
	wantKey(t, theirs.RemoveTrusted(trusted.Fingerprint), estrade.CodeNotFound, "seal-not-trusted")
}

func TestTrust_add_refuses(t *testing.T) {
	s := newTestSeal(t, Options{})
	file, err := s.KeyFile()
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.AddTrusted([]byte("hello"))
	wantKey(t, err, estrade.CodeInvalid, "seal-key-file")
	_, err = s.AddTrusted([]byte("{}"))
	wantKey(t, err, estrade.CodeInvalid, "seal-key-file")
	for _, changed := range []string{
		strings.Replace(string(file.Data), "Méridienne", "Meridienne", 1),
		strings.Replace(string(file.Data), `"fingerprint": "`, `"fingerprint": "f`, 1),
	} {
		_, err = s.AddTrusted([]byte(changed))
		wantKey(t, err, estrade.CodeInvalid, "seal-key-file-changed")
	}
}

// A folder that somebody damaged is told, not taken for an empty one.
func TestReadTrust_damaged(t *testing.T) {
	dir := t.TempDir()
	mustIdentity(t, newTestSeal(t, Options{Dir: dir}))
	if err := os.WriteFile(filepath.Join(dir, ownFile), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := ReadTrust(dir)
	wantKey(t, err, estrade.CodeUnavailable, "seal-not-read")
	s := newTestSeal(t, Options{Dir: dir})
	_, err = s.SignPDF(smallPDF())
	wantKey(t, err, estrade.CodeUnavailable, "seal-not-read")
	_, err = s.CheckPDF(smallPDF())
	wantKey(t, err, estrade.CodeUnavailable, "seal-not-read")
	_, err = s.CheckStatement("hello")
	wantKey(t, err, estrade.CodeUnavailable, "seal-not-read")
	wantKey(t, s.Renew(), estrade.CodeUnavailable, "seal-not-read")
	if v := s.View(); v.Problem == nil {
		t.Fatalf("%+v", v)
	}
	if trust, err := ReadTrust(filepath.Join(dir, "missing")); err != nil || len(trust.list()) != 0 {
		t.Fatalf("%v, %v", trust, err)
	}
}
