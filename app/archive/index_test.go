package archive

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
	"github.com/xuri/excelize/v2"

	estrade "estrade/app"
)

func TestArchive_Write_index(t *testing.T) {
	folder, _ := archived(t)
	data, err := os.ReadFile(filepath.Join(folder, indexCSVName))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\r\n")
	if !strings.HasPrefix(lines[0], "\ufeffNuméro;Code;Document;Nom;") || len(lines) != 5 || !strings.Contains(lines[3], ";'=1+1;") {
		t.Errorf("index %q", lines)
	}
	book, err := excelize.OpenFile(filepath.Join(folder, indexXLSXName))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("Documents")
	if err != nil || len(rows) != 4 || rows[1][3] != "Zoé" || rows[3][3] != "=1+1" {
		t.Errorf("workbook %q, %v", rows, err)
	}
	if formula, err := book.GetCellFormula("Documents", "D4"); err != nil || formula != "" {
		t.Errorf("a formula %q, %v", formula, err)
	}
	if err := book.Close(); err != nil {
		t.Error(err)
	}
}

func TestCSVCell(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Zoé": "Zoé", "=A1": "'=A1", "+33": "'+33", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "\"'\rx\"",
		"a;b": `"a;b"`, `a"b`: `"a""b"`, "a\nb": "\"a\nb\"", "=a;b": `"'=a;b"`,
	} {
		if got := csvCell(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// An index that somebody annotated is kept, under another name.
func TestArchive_Write_annotated(t *testing.T) {
	a, _, _ := newArchive(t)
	folder, _ := mustWrite(t, a, "", testFiles())
	path := filepath.Join(folder, indexCSVName)
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, a, "", testFiles())
	there := tree(t, folder)
	if there["index (2).csv"] != "mine" || there[indexCSVName] == "mine" {
		t.Errorf("now %q", there)
	}
}

func TestArchive_Write_encrypted(t *testing.T) {
	a, dir, _ := newArchive(t)
	o := order("", testFiles())
	for _, c := range []struct {
		e   estrade.Encryption
		key string
	}{
		{estrade.Encryption{}, "encryption-unclear"},
		{estrade.Encryption{Passphrase: "court"}, "passphrase-short"},
		{estrade.Encryption{Recipients: []string{"age1nothing"}}, "recipient-invalid"},
	} {
		o.Encryption = &c.e
		_, err := a.Write(t.Context(), o)
		wantKey(t, err, c.key)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something was written")
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		e  estrade.Encryption
		by func() (age.Identity, error)
	}{
		{estrade.Encryption{Recipients: []string{identity.Recipient().String()}}, func() (age.Identity, error) { return identity, nil }},
		{estrade.Encryption{Passphrase: "une phrase assez longue"}, func() (age.Identity, error) { return age.NewScryptIdentity("une phrase assez longue") }},
	} {
		o.Encryption = &c.e
		place, err := a.Write(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		secret, err := os.ReadFile(place.Encrypted)
		if err != nil {
			t.Fatal(err)
		}
		by, err := c.by()
		if err != nil {
			t.Fatal(err)
		}
		r, err := age.Decrypt(bytes.NewReader(secret), by)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(r)
		if err != nil || !holds(place.Zip, plain) {
			t.Errorf("%s is not the ZIP, %v", place.Encrypted, err)
		}
	}
}

func TestArchive_Write_stopped(t *testing.T) {
	a, dir, _ := newArchive(t)
	var files []estrade.ArchiveFile
	for i := range 400 { // two for each of two hundred people
		files = append(files, estrade.ArchiveFile{Name: fmt.Sprintf("c-%03d.pdf", i), Data: fmt.Append(nil, "certificate ", i)})
	}
	ctx, stop := context.WithCancel(t.Context())
	o := order("", files)
	o.Written = func(done, _ int) {
		if done == 250 {
			stop()
		}
	}
	if _, err := a.Write(ctx, o); err == nil || ctx.Err() == nil {
		t.Fatalf("stopped: %v", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Fatal("something is left")
	}
	var told []int
	o.Written = func(done, _ int) { told = append(told, done) }
	if place, err := a.Write(t.Context(), o); err != nil || len(told) != 400 || !slices.IsSorted(told) {
		t.Fatalf("%+v, %v", place, err)
	}
}
