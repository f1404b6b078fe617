package console

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/document"
	"estrade/app/keys"
	"estrade/app/seal"
)

type sealClock struct{}

func (sealClock) Now() time.Time { return time.Date(2026, 11, 24, 12, 34, 0, 0, time.UTC) }

func newSeal(organisation string) *seal.Seal {
	return seal.New(seal.Options{
		Keys: keys.InMemory(), Clock: sealClock{},
		Organisation: func(context.Context) (string, error) { return organisation, nil },
	})
}

// decoded calls a method and decodes its result.
func decoded[T any](t *testing.T, s *Service, name, args string) T {
	t.Helper()
	got, err := call(t, s, name, args)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var v T
	if err := json.Unmarshal([]byte(got), &v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return v
}

func TestService_Seal(t *testing.T) {
	w := newWorld()
	o := w.options()
	o.Seal, o.DocumentsDir = newSeal("Org"), filepath.Join(t.TempDir(), "documents")
	s := New(o)
	first := decoded[estrade.SealView](t, s, "seal", `[]`)
	if first.Organisation != "Org" || first.Fingerprint == "" || first.Imported || first.Problem != nil || first.Trusted == nil {
		t.Fatalf("%+v", first)
	}
	renewed := decoded[estrade.SealView](t, s, "renewSeal", `[]`)
	if renewed.Fingerprint == first.Fingerprint {
		t.Fatal("the same keys")
	}
	if v := decoded[estrade.SealView](t, s, "removeImportedSeal", `[]`); v.Fingerprint != renewed.Fingerprint {
		t.Fatalf("%+v", v)
	}
	_, err := call(t, s, "importSeal", `["aGVsbG8=","secret"]`)
	if estrade.Public(err).Key != "seal-file" {
		t.Fatal(err)
	}
	if strings.Contains(w.logged(), "secret") {
		t.Fatal("the password is in the log")
	}
}

func TestService_TrustKey(t *testing.T) {
	w := newWorld()
	o := w.options()
	o.Seal = newSeal("Org")
	s := New(o)
	file, err := newSeal("Autre").KeyFile()
	if err != nil {
		t.Fatal(err)
	}
	v := decoded[estrade.SealView](t, s, "trustKey", `["`+base64.StdEncoding.EncodeToString(file.Data)+`"]`)
	if len(v.Trusted) != 1 || v.Trusted[0].Organisation != "Autre" {
		t.Fatalf("%+v", v)
	}
	if v := decoded[estrade.SealView](t, s, "distrustKey", `["`+v.Trusted[0].Fingerprint+`"]`); len(v.Trusted) != 0 {
		t.Fatalf("%+v", v)
	}
	if _, err := call(t, s, "trustKey", `["aGVsbG8="]`); estrade.Public(err).Key != "seal-key-file" {
		t.Fatal(err)
	}
}

func TestService_ExportSealKey(t *testing.T) {
	w := newWorld()
	o := w.options()
	signer := newSeal("Org")
	o.Seal, o.DocumentsDir = signer, filepath.Join(t.TempDir(), "documents")
	w.settings.ExportDir = ""
	s := New(o)
	want, err := signer.KeyFile()
	if err != nil {
		t.Fatal(err)
	}
	chosen := t.TempDir()
	for dir, in := range map[string]string{"": o.DocumentsDir, chosen: chosen} {
		args, err := json.Marshal([]string{dir})
		if err != nil {
			t.Fatal(err)
		}
		path := decoded[string](t, s, "exportSealKey", string(args))
		if data, err := os.ReadFile(path); filepath.Dir(path) != in || err != nil || !bytes.Equal(data, want.Data) {
			t.Fatalf("%s: %v", path, err)
		}
	}
	if err := os.WriteFile(filepath.Join(chosen, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := call(t, s, "exportSealKey", `["`+filepath.ToSlash(filepath.Join(chosen, "file"))+`"]`); estrade.Public(err).Key != "seal-export" {
		t.Fatal(err)
	}
}

// revokedHere is a register with one document in it, revoked.
type revokedHere struct {
	estrade.Results
	document estrade.IssuedDocument
}

func (r revokedHere) Registered(_ context.Context, sha256, code string) (*estrade.RegisteredDocument, error) {
	if sha256 != r.document.SHA256 || sha256 == "" && code != r.document.Code {
		return nil, nil
	}
	return &estrade.RegisteredDocument{Document: r.document}, nil
}

func TestService_CheckStatement(t *testing.T) {
	o := newWorld().options()
	signer := newSeal("Org")
	o.Seal = signer
	o.Results = revokedHere{document: estrade.IssuedDocument{Number: "2026-1", Code: "7QF4", RevokedAt: 12}}
	s := New(o)
	said := estrade.Statement{
		Kind: estrade.DocumentReport, Number: "2026-1", Code: "7QF4", Title: "Leadership", Organisation: "Org", Date: "2026-11-24", IssuedOn: "2026-11-24",
	}
	check := func(signer *seal.Seal, said estrade.Statement) estrade.StatementVerdict {
		text, err := signer.Statement(said)
		if err != nil {
			t.Fatal(err)
		}
		args, err := json.Marshal([]string{text})
		if err != nil {
			t.Fatal(err)
		}
		return decoded[estrade.StatementVerdict](t, s, "checkStatement", string(args))
	}
	if c := check(signer, said); !c.Valid || !c.Ours || c.Title != "Leadership" || c.Registered == nil || c.Registered.Document.RevokedAt != 12 {
		t.Fatalf("%+v", c)
	}
	// What somebody else signed is not looked up: it is another document.
	if c := check(newSeal("Org"), said); !c.Valid || c.Ours || c.Registered != nil {
		t.Fatalf("%+v", c)
	}
	said.Number = "2026-9" // a code of another document
	if c := check(signer, said); c.Registered != nil {
		t.Fatalf("%+v", c)
	}
	said.Code, said.Number = "7QF5", "2026-1"
	if c := check(signer, said); c.Registered != nil {
		t.Fatalf("%+v", c)
	}
}

func TestService_CheckPDF(t *testing.T) {
	o := newWorld().options()
	signer := newSeal("Org")
	o.Seal = signer
	plain, err := document.New().Certificate(estrade.CertificateData{Language: estrade.French, ParticipantName: "Awa Diallo", IssuedOn: sealClock{}.Now()})
	if err != nil {
		t.Fatal(err)
	}
	signed, err := signer.SignPDF(plain)
	if err != nil {
		t.Fatal(err)
	}
	digest := sha256.Sum256(signed)
	o.Results = revokedHere{document: estrade.IssuedDocument{Number: "2026-1", SHA256: hex.EncodeToString(digest[:]), ReplacedBy: "2026-2"}}
	s := New(o)
	args := func(pdf []byte) string { return `["` + base64.StdEncoding.EncodeToString(pdf) + `"]` }
	if c := decoded[estrade.PDFVerdict](t, s, "checkPDF", args(signed)); !c.Intact || c.Registered == nil || c.Registered.Document.ReplacedBy != "2026-2" {
		t.Fatalf("%+v", c)
	}
	if c := decoded[estrade.PDFVerdict](t, s, "checkPDF", args(plain)); c.Signed || c.Registered != nil {
		t.Fatalf("%+v", c)
	}
	if _, err := call(t, s, "checkPDF", `["aGVsbG8="]`); estrade.Public(err).Key != "seal-not-pdf" {
		t.Fatal(err)
	}
}

// Without anything that signs, every method says that it is not here.
func TestService_Seal_notHere(t *testing.T) {
	s := New(newWorld().options())
	for name, args := range map[string]string{
		"seal": `[]`, "renewSeal": `[]`, "exportSealKey": `[""]`, "checkPDF": `[""]`, "checkStatement": `[""]`,
	} {
		if _, err := call(t, s, name, args); estrade.Public(err).Key != "not-here" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
