package document

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	estrade "estrade/app"
)

// scan reads the QR codes of a page as a phone's camera would, at the
// resolution of an office scanner.
func (f *inspected) scan(page string) string {
	f.t.Helper()
	picture := filepath.Join(f.t.TempDir(), "page")
	if out, err := exec.Command("pdftoppm", "-r", "200", "-f", page, "-l", page, "-singlefile", "-png", "-gray", f.path, picture).CombinedOutput(); err != nil {
		f.t.Fatalf("pdftoppm: %v\n%s", err, out)
	}
	out, err := exec.Command("zbarimg", "--quiet", "--raw", picture+".png").Output()
	if err != nil {
		f.t.Fatalf("zbarimg: %v\n%s", err, out)
	}
	return strings.TrimSpace(string(out))
}

func TestOrigin(t *testing.T) {
	t.Run("Scanned", func(t *testing.T) {
		for _, text := range []string{"A", origin().QR, strings.Repeat("a~", 300), "L’œuvre d’Élisa", "Nguyễn Thị Ánh\nΕλένη\nЖанна", strings.Repeat("é", 250)} {
			d := certificateEN()
			d.Origin.QR = text
			f := open(t, certificate0(t, d))
			f.inside()
			if got := f.scan("1"); got != text {
				t.Errorf("the QR code says %q, want %q", got, text)
			}
			f.has("7QF4-M2KD-93XA", "To be checked in Estrade, offline", "Fingerprint", "3f9c 71d2 a804")
		}
	})
	t.Run("None", func(t *testing.T) {
		d := certificateFR()
		d.Origin = estrade.Origin{}
		open(t, certificate0(t, d)).lacks("À vérifier dans Estrade", "Empreinte")
	})
	t.Run("ErrTooLong", func(t *testing.T) {
		d := certificateFR()
		d.Origin.QR = strings.Repeat("é", 5000)
		if _, err := New().Certificate(d); err == nil {
			t.Error("a QR code of ten thousand bytes is drawn")
		}
	})
	t.Run("Replaces", func(t *testing.T) {
		d := certificateFR()
		d.Replaces = "2026-1124-01"
		open(t, certificate0(t, d)).has("Annule et remplace le n° 2026-1124-01")
	})
}
