package document

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/keys"
	"estrade/app/seal"
)

// signingClock is a day on which everything is signed.
type signingClock struct{}

func (signingClock) Now() time.Time { return time.Date(2026, 11, 24, 12, 34, 0, 0, time.UTC) }

// Every kind of document stays PDF/A-1b when it is signed, and other programs
// find the signature valid and over the whole file.
func TestPrinter_signed(t *testing.T) {
	signer := seal.New(seal.Options{
		Keys: keys.InMemory(), Clock: signingClock{},
		Organisation: func(context.Context) (string, error) { return "Méridienne Formation", nil },
	})
	var paths []string
	folder := t.TempDir()
	for _, l := range []estrade.Language{estrade.French, estrade.English} {
		for _, a := range archivables(t, l) {
			plain, err := a.make(New())
			if err != nil {
				t.Errorf("%s: %v", a.name, err)
				continue
			}
			signed, err := signer.SignPDF(plain)
			if err != nil {
				t.Errorf("%s: %v", a.name, err)
				continue
			}
			if again, err := signer.SignPDF(plain); err != nil || !bytes.Equal(again, signed) {
				t.Errorf("%s: another file for the same document (%v)", a.name, err)
			}
			path := filepath.Join(folder, a.name+".pdf")
			if err := os.WriteFile(path, signed, 0o600); err != nil {
				t.Fatal(err)
			}
			paths = append(paths, path)
			t.Run(a.name, func(t *testing.T) {
				t.Parallel()
				f := &inspected{t: t, path: path}
				f.signed()
				// Checks tell the beginning of a very long title.
				title := []rune(a.title)
				if c, err := signer.CheckPDF(signed); err != nil || !c.Intact || !c.Ours || !strings.Contains(c.Title, string(title[:min(200, len(title))])) {
					t.Errorf("%+v, %v", c, err)
				}
			})
		}
	}
	for name, faults := range preflight(t, paths) {
		t.Errorf("%s is no PDF/A-1b once signed: %s", name, faults)
	}
}

// signed holds a file to what poppler and qpdf say of a good signature.
func (f *inspected) signed() {
	f.t.Helper()
	out := f.run("pdfsig", "-nocert")
	for _, want := range []string{"Signature is Valid.", "Total document signed", "ETSI.CAdES.detached"} {
		if !strings.Contains(out, want) {
			f.t.Errorf("pdfsig does not say %q: %s", want, out)
		}
	}
	if out := f.run("qpdf", "--check"); strings.Contains(out, "WARNING") {
		f.t.Errorf("qpdf: %s", out)
	}
}
