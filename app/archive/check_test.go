package archive

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
)

// archived writes an archive of three documents and returns its folder and ZIP.
func archived(t *testing.T) (folder, zipFile string) {
	a, _, _ := newArchive(t)
	files := []estrade.ArchiveFile{}
	for i, name := range []string{"Zoé", "Awa", "=1+1"} {
		files = append(files, estrade.ArchiveFile{Name: fmt.Sprintf("c-%d.pdf", i), Data: []byte("certificate of " + name), Document: estrade.IssuedDocument{
			Number: fmt.Sprintf("2026-0314-0%d", i+1), Code: "7QF4-M2KD-93XA", Kind: estrade.DocumentCertificate, Name: name, IssuedAt: 1773500000000,
		}})
	}
	return mustWrite(t, a, "", files)
}

func wantFindings(t *testing.T, check estrade.ArchiveCheck, want ...string) {
	t.Helper()
	got := []string{}
	for _, f := range check.Findings {
		got = append(got, strings.TrimSpace(f.Name+" "+string(f.Finding)+" "+f.Other))
	}
	if !slices.Equal(got, want) && len(got)+len(want) > 0 {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(folder string) error
		want []string
	}{
		{"OK", func(string) error { return nil }, nil},
		{"Changed", func(f string) error {
			return os.WriteFile(filepath.Join(f, "c-0.pdf"), []byte("certificate of Léo"), 0o600)
		}, []string{"c-0.pdf changed"}},
		{"Missing", func(f string) error { return os.Remove(filepath.Join(f, "c-1.pdf")) }, []string{"c-1.pdf missing"}},
		{"Added", func(f string) error { return os.WriteFile(filepath.Join(f, "c-9.pdf"), []byte("new"), 0o600) }, []string{"c-9.pdf added"}},
		{"AddedInFolder", func(f string) error {
			if err := os.Mkdir(filepath.Join(f, "sub"), 0o700); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(f, "sub", "x.pdf"), []byte("new"), 0o600)
		}, []string{"sub/x.pdf added"}},
		{"Swapped", func(f string) error {
			x, y, z := filepath.Join(f, "c-0.pdf"), filepath.Join(f, "c-1.pdf"), filepath.Join(f, "z")
			if err := os.Rename(x, z); err != nil {
				return err
			}
			if err := os.Rename(y, x); err != nil {
				return err
			}
			return os.Rename(z, y)
		}, []string{"c-0.pdf swapped c-1.pdf", "c-1.pdf swapped c-0.pdf"}},
		{"Renamed", func(f string) error { return os.Rename(filepath.Join(f, "c-0.pdf"), filepath.Join(f, "d.pdf")) }, []string{"c-0.pdf missing", "d.pdf added"}},
		{"Litter", func(f string) error { return os.WriteFile(filepath.Join(f, ".DS_Store"), nil, 0o600) }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder, _ := archived(t)
			if err := c.do(folder); err != nil {
				t.Fatal(err)
			}
			check, err := Check(folder, newWax(1), nil)
			if err != nil {
				t.Fatal(err)
			}
			wantFindings(t, check, c.want...)
			if check.Signature != estrade.SignatureValid || !check.Ours || check.Documents != 3 || check.Title != head.Title || check.Authentic() != (c.want == nil) {
				t.Errorf("check %+v", check)
			}
		})
	}
}

func TestCheck_signature(t *testing.T) {
	forge := func(t *testing.T, folder string, change func(list []byte) []byte, by wax) {
		t.Helper()
		path := filepath.Join(folder, manifestName)
		list, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		list = change(list)
		signature, _ := by.Sign(list)
		if err := os.WriteFile(path, list, 0o600); err != nil {
			t.Fatal(err)
		}
		if by.key == nil {
			return
		}
		if err := os.WriteFile(filepath.Join(folder, signatureName), []byte(base64.StdEncoding.EncodeToString(signature)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	check := func(t *testing.T, folder string) estrade.ArchiveCheck {
		t.Helper()
		c, err := Check(folder, newWax(1), nil)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	t.Run("ListChanged", func(t *testing.T) {
		folder, _ := archived(t)
		path := filepath.Join(folder, manifestName)
		list, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, bytes.Replace(list, []byte("Notre"), []byte("Votre"), 1), 0o600); err != nil {
			t.Fatal(err)
		}
		if c := check(t, folder); c.Signature != estrade.SignatureWrong || c.Authentic() {
			t.Errorf("check %+v", c)
		}
	})
	t.Run("SignedAgainByAnother", func(t *testing.T) {
		folder, _ := archived(t)
		other := newWax(2)
		forge(t, folder, func(list []byte) []byte {
			return bytes.Replace(list, []byte(base64.StdEncoding.EncodeToString(newWax(1).public())), []byte(base64.StdEncoding.EncodeToString(other.public())), 1)
		}, other)
		if c := check(t, folder); c.Signature != estrade.SignatureValid || c.Ours || c.Authentic() {
			t.Errorf("a stranger's key is not known: %+v", c)
		}
	})
	t.Run("Missing", func(t *testing.T) {
		folder, _ := archived(t)
		if err := os.Remove(filepath.Join(folder, signatureName)); err != nil {
			t.Fatal(err)
		}
		if c := check(t, folder); c.Signature != estrade.SignatureMissing || c.Authentic() {
			t.Errorf("check %+v", c)
		}
	})
	t.Run("OfAnotherProgram", func(t *testing.T) {
		folder, _ := archived(t)
		pemFile, err := os.ReadFile(filepath.Join(folder, publicKeyName))
		if err != nil {
			t.Fatal(err)
		}
		block, _ := pem.Decode(pemFile)
		key, err := x509.ParsePKIXPublicKey(block.Bytes)
		if err != nil || !key.(ed25519.PublicKey).Equal(newWax(1).key.Public()) {
			t.Fatalf("public key %v, %v", key, err)
		}
	})
}

func TestCheck_zip(t *testing.T) {
	_, zipFile := archived(t)
	check, err := Check(zipFile, newWax(1), nil)
	if err != nil || !check.Authentic() {
		t.Fatalf("as written: %+v, %v", check, err)
	}
	altered := filepath.Join(t.TempDir(), "altered.zip")
	rewriteZip(t, zipFile, altered, "c-0.pdf", "certificate of Léo")
	if check, err = Check(altered, newWax(1), nil); err != nil {
		t.Fatal(err)
	}
	wantFindings(t, check, "c-0.pdf changed")
}

// rewriteZip copies a ZIP with other content in one of its files.
func rewriteZip(t *testing.T, from, to, name, content string) {
	t.Helper()
	z, err := zip.OpenReader(from)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		out, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f.Name, "/"+name) {
			if _, err := io.WriteString(out, content); err != nil {
				t.Fatal(err)
			}
			continue
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(out, in); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestCheck_errors(t *testing.T) {
	_, err := Check(filepath.Join(t.TempDir(), "nothing"), newWax(1), nil)
	wantKey(t, err, "archive-missing")
	_, err = Check(t.TempDir(), newWax(1), nil)
	wantKey(t, err, "archive-unknown")
	dir := t.TempDir()
	for _, text := range []string{"", "{", `{"schema":99}`, `[]`} {
		if err := os.WriteFile(filepath.Join(dir, manifestName), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err = Check(dir, newWax(1), nil)
		wantKey(t, err, "archive-unknown")
	}
	plain := filepath.Join(dir, "plain.zip")
	if err := os.WriteFile(plain, []byte("no zip"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Check(plain, newWax(1), nil)
	wantKey(t, err, "archive-unknown")
}

// What was replaced or revoked lies apart, is told of, and is no fault of the
// archive that says so itself.
func TestCheck_withdrawn(t *testing.T) {
	a, _, _ := newArchive(t)
	documents := []estrade.ArchiveFile{}
	for i := range 3 {
		documents = append(documents, estrade.ArchiveFile{Name: fmt.Sprintf("c-%d.pdf", i), Data: fmt.Appendf(nil, "certificate %d", i), Document: estrade.IssuedDocument{
			Number: fmt.Sprintf("2026-0314-0%d", i+1), Kind: estrade.DocumentCertificate, IssuedAt: 1773500000000,
		}})
	}
	folder, _ := mustWrite(t, a, "", documents)
	fates := func(change func([]estrade.IssuedDocument)) *estrade.Fates {
		list := []estrade.IssuedDocument{}
		for _, f := range documents {
			d := f.Document
			d.SHA256 = digestOf(f.Data)
			list = append(list, d)
		}
		change(list)
		return estrade.NewFates(list)
	}
	withdraw := func(list []estrade.IssuedDocument) {
		list[0].ReplacedBy, list[1].RevokedAt = "2026-0314-09", 1773600000000
	}
	check, err := Check(folder, newWax(1), fates(withdraw))
	if err != nil || !check.Authentic() || len(check.Withdrawn) != 2 || !check.Withdrawn[0].Since || check.Withdrawn[0].Status != estrade.DocumentReplaced {
		t.Fatalf("before it was written anew: %+v, %v", check, err)
	}
	documents[0].Document.ReplacedBy, documents[1].Document.RevokedAt = "2026-0314-09", 1773600000000
	folder, zipFile := mustWrite(t, a, "", documents)
	for _, path := range []string{folder, zipFile} {
		for _, register := range []*estrade.Fates{nil, fates(withdraw), fates(func([]estrade.IssuedDocument) {})} {
			check, err = Check(path, newWax(1), register)
			want := []estrade.WithdrawnFile{
				{Name: "remplaces-annules/c-0.pdf", Number: "2026-0314-01", Status: estrade.DocumentReplaced, ReplacedBy: "2026-0314-09"},
				{Name: "remplaces-annules/c-1.pdf", Number: "2026-0314-02", Status: estrade.DocumentRevoked, RevokedAt: 1773600000000},
			}
			if err != nil || !check.Authentic() || !slices.Equal(check.Withdrawn, want) {
				t.Errorf("%s: %+v, %v", path, check, err)
			}
		}
	}
	if err := os.Rename(filepath.Join(folder, "remplaces-annules", "c-1.pdf"), filepath.Join(folder, "c-1.pdf")); err != nil {
		t.Fatal(err)
	}
	check, err = Check(folder, newWax(1), nil)
	if err != nil || check.Authentic() {
		t.Errorf("a revoked document among those that stand: %+v, %v", check, err)
	}
	wantFindings(t, check, "c-1.pdf added", "remplaces-annules/c-1.pdf missing")
}
