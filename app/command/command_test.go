package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	estrade "estrade/app"
	"estrade/app/archive"
	"estrade/app/document"
	"estrade/app/keys"
	"estrade/app/seal"
)

// TestMain lets the scripts run this very program as "estrade".
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"estrade": func() { os.Exit(Main(os.Args, Parts{Assets: pages})) },
	})
}

var pages = fstest.MapFS{
	"index.html": {Data: []byte("<!doctype html><title>console</title>")},
	"join.html":  {Data: []byte("<!doctype html><title>join</title>")},
	"stage.html": {Data: []byte("<!doctype html><title>stage</title>")},
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			pack, err := filepath.Abs(filepath.Join("..", "content", "eleadership"))
			if err != nil {
				return err
			}
			e.Setenv("PACK", pack)
			e.Setenv("HOME", e.WorkDir)
			// A keyring of the machine that runs the tests is not ours to fill.
			e.Setenv("ESTRADE_KEYS", "file")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"await":  awaitCommand,
			"status": statusCommand,
			"issue":  issueCommand,
			"held":   heldCommand,
			"finish": finishCommand,
			"revoke": revokeCommand,
		},
	})
}

// awaitCommand waits until a file holds a text: await FILE TEXT.
func awaitCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: await FILE TEXT")
	}
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if text, err := os.ReadFile(ts.MkAbs(args[0])); err == nil && strings.Contains(string(text), args[1]) {
			return
		}
	}
	ts.Fatalf("%s never held %q", args[0], args[1])
}

// statusCommand runs a command that is to end with an exit status, its output
// in the files out and err: status 4 estrade serve.
func statusCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status NUMBER COMMAND...")
	}
	err := ts.Exec(args[1], args[2:]...)
	status := "0"
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		status = strconv.Itoa(ended.ExitCode())
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if status != args[0] {
		ts.Fatalf("exit status %s, want %s", status, args[0])
	}
}

// testClock is a day on which documents are signed.
type testClock struct{}

func (testClock) Now() time.Time { return time.Date(2026, 11, 24, 12, 34, 0, 0, time.UTC) }

// issueCommand signs documents as an organisation whose data folder is given,
// and writes them to another folder: issue NAME DATA FOLDER.
func issueCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: issue NAME DATA FOLDER")
	}
	signer := seal.New(seal.Options{
		Dir: filepath.Join(ts.MkAbs(args[1]), "seal"), Keys: keys.InMemory(), Clock: testClock{},
		Organisation: func(context.Context) (string, error) { return args[0], nil },
	})
	plain, err := document.New().Certificate(estrade.CertificateData{
		Language: estrade.French, ParticipantName: "Awa Diallo", WorkshopTitle: "Leadership et numérique", IssuedOn: testClock{}.Now(),
	})
	ts.Check(err)
	signed, err := signer.SignPDF(plain)
	ts.Check(err)
	altered := bytes.Clone(signed)
	altered[len(plain)/2] ^= 1
	text, err := signer.Statement(estrade.Statement{
		Kind: estrade.DocumentCertificate, Number: "2026-1124-03", Code: "7QF4-M2KD-93XA", Name: "Awa Diallo",
		Title: "Leadership et numérique", Organisation: args[0], Date: "2026-11-24", IssuedOn: "2026-11-25",
	})
	ts.Check(err)
	_, err = archive.New("", testClock{}).Write(context.Background(), estrade.ArchiveOrder{
		Dir: ts.MkAbs(args[2]), Organisation: args[0], Seal: signer,
		Head: estrade.SessionHead{ID: "s-1", Date: "2026-11-24", Client: "Ormeval", Title: "Leadership", DocumentLanguage: estrade.French},
		Files: []estrade.ArchiveFile{
			{Name: "awa.pdf", Data: signed, Document: estrade.IssuedDocument{Number: "1", Kind: estrade.DocumentCertificate, Name: "Awa Diallo"}},
			{Name: "zoe.pdf", Data: altered, Document: estrade.IssuedDocument{Number: "2", Kind: estrade.DocumentCertificate, Name: "Zoé"}},
		},
	})
	ts.Check(err)
	key, err := signer.KeyFile()
	ts.Check(err)
	folder := ts.MkAbs(args[2])
	ts.Check(os.MkdirAll(folder, 0o700))
	for name, data := range map[string][]byte{
		"plain.pdf": plain, "signed.pdf": signed, "altered.pdf": altered, "longer.pdf": append(bytes.Clone(signed), '\n'),
		"qr.txt": []byte(text), "false.txt": []byte(strings.Replace(text, "Awa", "Eva", 1)), key.Name: key.Data,
	} {
		ts.Check(os.WriteFile(filepath.Join(folder, name), data, 0o600))
	}
}

// An error that can happen before there is a page is said in French as well.
func TestFrench_startErrors(t *testing.T) {
	made := regexp.MustCompile(`NewError\(estrade\.Code(\w+), "([a-z-]+)"`)
	// What only happens once a session is used has its words in the pages.
	later := map[string]bool{
		"key-exists": true, "key-name": true, "key-destroyed": true, "key-unknown": true, "key-not-destroyed": true,
		"keys-missing": true, "number-taken": true, "part-closed": true, "part-unknown": true, "session-exists": true,
		"session-unknown": true, "unknown-workshop": true, "value-damaged": true, "no-network": true, "pack-invalid": true,
	}
	found := 0
	for _, folder := range []string{".", "../program", "../sqlite", "../keys"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range made.FindAllStringSubmatch(string(source), -1) {
				found++
				if _, ok := french[m[2]]; !ok && !later[m[2]] {
					t.Errorf("%s: the error %q has no French words", name, m[2])
				}
			}
		}
	}
	if found < 20 {
		t.Fatalf("only %d errors found in the sources", found)
	}
}

func TestSentenceOf(t *testing.T) {
	busy := estrade.NewError(estrade.CodeConflict, "data-folder-busy", "Busy.", "Wait.", "folder", "/data")
	unknown := estrade.NewError(estrade.CodeInvalid, "of-tomorrow", "New.", "")
	for name, c := range map[string]struct {
		err      *estrade.Error
		language estrade.Language
		want     string
	}{
		"English":                  {busy, estrade.English, "Busy.\n  Wait."},
		"French":                   {busy, estrade.French, "Estrade est déjà ouvert sur le dossier /data.\n  Utilisez la fenêtre qui est ouverte, ou nommez un autre dossier avec --data."},
		"no French words, no hint": {unknown, estrade.French, "New."},
	} {
		t.Run(name, func(t *testing.T) {
			if got := sentenceOf(c.err, c.language); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestSystemLanguage(t *testing.T) {
	for name, c := range map[string]struct {
		env  map[string]string
		want estrade.Language
	}{
		"nothing":               {nil, estrade.English},
		"French":                {map[string]string{"LANG": "fr_CA.UTF-8"}, estrade.French},
		"LC_ALL is stronger":    {map[string]string{"LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8"}, estrade.English},
		"another language":      {map[string]string{"LANG": "de_DE.UTF-8"}, estrade.English},
		"LC_MESSAGES over LANG": {map[string]string{"LANG": "de_DE", "LC_MESSAGES": "fr_FR"}, estrade.French},
	} {
		t.Run(name, func(t *testing.T) {
			if got := systemLanguage(func(n string) string { return c.env[n] }); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// The version stands in three places, each read by a different tool.
func TestVersion(t *testing.T) {
	text, err := os.ReadFile("../../wails.json")
	if err != nil {
		t.Fatal(err)
	}
	var wails struct {
		Info struct {
			ProductVersion string `json:"productVersion"`
		} `json:"info"`
	}
	if err := json.Unmarshal(text, &wails); err != nil {
		t.Fatal(err)
	}
	if wails.Info.ProductVersion != Version {
		t.Errorf("wails.json has version %s, the program %s", wails.Info.ProductVersion, Version)
	}
	changes, err := os.ReadFile("../../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	if newest := regexp.MustCompile(`(?m)^## (\S+)`).FindStringSubmatch(string(changes)); newest == nil || newest[1] != Version {
		t.Errorf("the changelog begins with %v, the program is %s", newest, Version)
	}
}
