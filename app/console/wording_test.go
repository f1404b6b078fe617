package console

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	estrade "estrade/app"
)

func TestService_Wordings(t *testing.T) {
	w := newWorld()
	s := New(w.options())
	list, err := s.Wordings(context.Background())
	if err != nil || len(list) != 2 || list[0].Language != estrade.French || list[1].Fields[0].BuiltIn != "Title en" {
		t.Errorf("%+v, %v", list, err)
	}
	if got, err := call(t, s, "wordings", `[]`); err != nil || got == "" {
		t.Errorf("%s, %v", got, err)
	}
	o := w.options()
	o.Printer = nil
	for name, args := range map[string]string{"wordings": `[]`, "saveWording": `["certificate","fr",{}]`, "specimen": `["certificate","fr",{}]`, "saveSpecimen": `["certificate","fr",{}]`} {
		if _, err := call(t, New(o), name, args); estrade.ErrorCode(err) != estrade.CodeUnavailable {
			t.Errorf("%s without a printer: %v", name, err)
		}
	}
}

func TestService_SaveWording(t *testing.T) {
	ctx := context.Background()
	w := newWorld()
	s := New(w.options())
	save := func(sentences map[string]string) estrade.WordingView {
		t.Helper()
		view, err := s.SaveWording(ctx, estrade.DocumentCertificate, estrade.French, sentences)
		if err != nil {
			t.Fatal(err)
		}
		return view
	}
	// What is like the built-in wording is no wording.
	if v := save(map[string]string{"title": " Title  fr ", "note": ""}); len(v.Versions) != 0 {
		t.Errorf("%+v", v.Versions)
	}
	v := save(map[string]string{"title": " Own\u00a0title", "note": ""})
	if len(v.Versions) != 1 || v.Versions[0].Sentences["title"] != "Own title" || len(v.Versions[0].Sentences) != 1 || v.Versions[0].At != 1795510800000 {
		t.Errorf("%+v", v.Versions)
	}
	if v = save(map[string]string{"title": "Own title"}); len(v.Versions) != 1 {
		t.Errorf("nothing changed and there are %d versions", len(v.Versions))
	}
	// Back to the built-in one is a version too.
	if v = save(nil); len(v.Versions) != 2 || len(v.Versions[0].Sentences) != 0 || v.Versions[0].Number != 2 {
		t.Errorf("%+v", v.Versions)
	}
	w.taken()
	for kind, sentences := range map[estrade.DocumentKind]map[string]string{
		estrade.DocumentCertificate: {"title": "bad"}, estrade.DocumentDebrief: {"title": "x"},
	} {
		if _, err := s.SaveWording(ctx, kind, estrade.French, sentences); estrade.ErrorCode(err) != estrade.CodeInvalid {
			t.Errorf("%s: %v", kind, err)
		}
	}
	if _, err := s.SaveWording(ctx, estrade.DocumentCertificate, "de", nil); estrade.ErrorCode(err) != estrade.CodeInvalid {
		t.Errorf("German: %v", err)
	}
	if asked := w.taken(); len(asked) != 0 {
		t.Errorf("asked %q", asked)
	}
}

func TestService_SaveSpecimen(t *testing.T) {
	ctx := context.Background()
	w := newWorld()
	w.settings.ExportDir = filepath.Join(t.TempDir(), "exports")
	s := New(w.options())
	for _, title := range []string{"First", "Second"} {
		sentences := map[string]string{"title": title}
		path, err := s.SaveSpecimen(ctx, estrade.DocumentCertificate, estrade.English, sentences)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		// The day is that of the settings' zone.
		if want := "Org certificate en map[title:" + title + "] 2026-11-24 10:00:00"; err != nil || string(got) != want {
			t.Errorf("%q instead of %q, %v", got, want, err)
		}
		files, err := os.ReadDir(filepath.Dir(path))
		if err != nil || len(files) != 1 || files[0].Name() != "specimen-certificate-en.pdf" {
			t.Errorf("%v, %v", files, err)
		}
	}
	if _, err := s.SaveSpecimen(ctx, estrade.DocumentCertificate, estrade.French, map[string]string{"title": "bad"}); estrade.Public(err).Key != "wording-refused" {
		t.Errorf("%v", err)
	}
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w.settings.ExportDir = blocked
	if _, err := s.SaveSpecimen(ctx, estrade.DocumentCertificate, estrade.French, nil); estrade.Public(err).Key != "specimen-unwritten" {
		t.Errorf("%v", err)
	}
	w.settings.ExportDir = ""
	o := w.options()
	o.DocumentsDir = t.TempDir()
	if path, err := New(o).SaveSpecimen(ctx, estrade.DocumentCertificate, estrade.French, nil); err != nil || path != filepath.Join(o.DocumentsDir, "specimens", "specimen-certificate-fr.pdf") {
		t.Errorf("%s, %v", path, err)
	}
}
