package console

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
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

func TestService_CheckStatement(t *testing.T) {
	w := newWorld()
	o := w.options()
	signer := newSeal("Org")
	o.Seal = signer
	s := New(o)
	text, err := signer.Statement(estrade.Statement{
		Kind: estrade.DocumentReport, Number: "2026-1", Code: "7QF4", Title: "Leadership", Organisation: "Org", Date: "2026-11-24", IssuedOn: "2026-11-24",
	})
	if err != nil {
		t.Fatal(err)
	}
	args, err := json.Marshal([]string{text})
	if err != nil {
		t.Fatal(err)
	}
	c := decoded[estrade.StatementCheck](t, s, "checkStatement", string(args))
	if !c.Valid || !c.Ours || c.Title != "Leadership" {
		t.Fatalf("%+v", c)
	}
	if _, err := call(t, s, "checkPDF", `["aGVsbG8="]`); estrade.Public(err).Key != "seal-not-pdf" {
		t.Fatal(err)
	}
	if v := decoded[estrade.PDFCheck](t, s, "checkPDF", `["`+base64.StdEncoding.EncodeToString([]byte("%PDF-1.4\n"))+`"]`); v.Signed {
		t.Fatalf("%+v", v)
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
