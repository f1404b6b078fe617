package command

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/spf13/cobra"

	estrade "estrade/app"
	"estrade/app/rehearsal"
)

// play runs a demonstration and returns what it printed and its summary.
func play(t *testing.T, out string, args ...string) (string, rehearsal.Summary) {
	t.Helper()
	var printed, problems strings.Builder
	l := &line{Parts: Parts{Assets: fstest.MapFS{}}, language: estrade.English}
	root := l.root()
	root.SetArgs(append([]string{"demo", "--out", out}, args...))
	root.SetOut(&printed)
	root.SetErr(&problems)
	if err := root.ExecuteContext(t.Context()); err != nil {
		t.Fatalf("%v\n%s%s", err, printed.String(), problems.String())
	}
	if problems.Len() > 0 {
		t.Errorf("the program complained:\n%s", problems.String())
	}
	text, err := os.ReadFile(filepath.Join(out, demoSummary))
	if err != nil {
		t.Fatal(err)
	}
	var s rehearsal.Summary
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	return printed.String(), s
}

// TestDemo plays whole workshops on the real program: groups around the
// five-answers rule, the usual one and a large one, by turns in French and in
// English; each in both when ESTRADE_FULL asks for the long runs.
func TestDemo(t *testing.T) {
	for i, people := range []int{1, 4, 5, 12, 30} {
		for k, language := range estrade.Languages {
			if os.Getenv("ESTRADE_FULL") == "" && i%2 != k {
				continue
			}
			t.Run(fmt.Sprintf("%s-%d", language, people), func(t *testing.T) {
				t.Parallel()
				out := t.TempDir()
				seed := uint64(10*i + k)
				printed, s := play(t, out, "--participants", fmt.Sprint(people), "--lang", string(language), "--seed", fmt.Sprint(seed))
				if failed := s.Failed(); len(s.Checks) < 9 || len(failed) > 0 {
					t.Errorf("checks failed: %+v", failed)
				}
				if s.Seed != seed || s.Language != language || s.Version != Version || s.People.Joined != people {
					t.Errorf("the summary is of another demonstration: %+v", s)
				}
				checkPlayed(t, s, people)
				checkFiles(t, out, s, people)
				words := map[estrade.Language]string{estrade.French: "Révélation", estrade.English: "Reveal"}
				if !strings.Contains(printed, words[language]) {
					t.Errorf("it was not told in %s:\n%s", language, printed)
				}
			})
		}
	}
}

// checkPlayed looks at what was played: the times of a workshop, figures for
// five people and not for four, people's mishaps.
func checkPlayed(t *testing.T, s rehearsal.Summary, people int) {
	t.Helper()
	if s.Minutes < 120 || s.Minutes > 180 || s.WallSeconds <= 0 {
		t.Errorf("%d minutes of workshop took %.0f s", s.Minutes, s.WallSeconds)
	}
	if s.Answers.Acknowledged < 20*people || s.Stored != s.Answers.Places {
		t.Errorf("answers: %+v, %d stored", s.Answers, s.Stored)
	}
	if people >= 4 && (s.People.Late == 0 || s.People.Dropped == 0 || s.People.Undecided == 0) {
		t.Errorf("nobody was late, dropped out or stayed undecided: %+v", s.People)
	}
	if people >= 12 && s.People.Shared == 0 {
		t.Error("no device was shared")
	}
	shown := 0
	for _, f := range s.Figures {
		if f.Figures.Split == nil {
			continue
		}
		if f.Figures.Split.Counts != nil {
			shown++
			if f.Figures.Split.N < estrade.MinimumAnswers {
				t.Errorf("%s shows a split of %d answers", f.Part, f.Figures.Split.N)
			}
		}
	}
	if enough := people >= 12; enough && shown == 0 || people < estrade.MinimumAnswers && shown > 0 {
		t.Errorf("%d splits are shown for %d people", shown, people)
	}
}

// checkFiles looks at what is in the folder: the documents, their ZIP, and
// nothing else.
func checkFiles(t *testing.T, out string, s rehearsal.Summary, people int) {
	t.Helper()
	if len(s.Documents) != 2*people+2 { // two certificates each, the attendance sheet, the report
		t.Errorf("%d documents for %d people", len(s.Documents), people)
	}
	archive, err := zip.OpenReader(filepath.Join(out, filepath.FromSlash(s.Archive.File)))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	packed := 0
	for _, f := range archive.File {
		if strings.HasSuffix(f.Name, ".pdf") {
			packed++
		}
	}
	if packed != len(s.Documents) {
		t.Errorf("%d PDF files in the archive for %d documents", packed, len(s.Documents))
	}
	for _, d := range s.Documents {
		info, err := os.Stat(filepath.Join(out, filepath.FromSlash(d.File)))
		if err != nil || info.Size() != d.Bytes || d.Bytes < 10_000 {
			t.Errorf("%s: %v, %d bytes said", d.File, err, d.Bytes)
		}
	}
	entries, err := os.ReadDir(out)
	if err != nil || len(entries) != 3 {
		t.Errorf("the folder holds %v, %v: want the documents, the archive and the summary", entries, err)
	}
}

func TestDemo_again(t *testing.T) {
	out := t.TempDir()
	kept := filepath.Join(out, "mine.pdf")
	if err := os.WriteFile(kept, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, first := play(t, out, "--participants", "3", "--seed", "1")
	_, second := play(t, out, "--participants", "2", "--seed", "2")
	for _, d := range first.Documents {
		stillNamed := false
		for _, now := range second.Documents {
			stillNamed = stillNamed || now.File == d.File
		}
		if _, err := os.Stat(filepath.Join(out, filepath.FromSlash(d.File))); err == nil && !stillNamed {
			t.Errorf("%s of the first demonstration is left", d.File)
		}
	}
	for _, d := range second.Documents {
		if _, err := os.Stat(filepath.Join(out, filepath.FromSlash(d.File))); err != nil {
			t.Errorf("%s of the second: %v", d.File, err)
		}
	}
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("somebody's own file is gone: %v", err)
	}
}

func TestDemo_othersFile(t *testing.T) {
	out := t.TempDir()
	theirs := filepath.Join(out, demoSummary)
	if err := os.WriteFile(theirs, []byte(`{"mine": true}`), 0o600); err != nil {
		t.Fatal(err)
	}
	err := demonstration{out: out}.prepare()
	if estrade.ErrorCode(err) != estrade.CodeUnavailable {
		t.Errorf("somebody else's session.json: %v", err)
	}
	if text, err := os.ReadFile(theirs); err != nil || string(text) != `{"mine": true}` {
		t.Errorf("it is now %s, %v", text, err)
	}
}

func TestDemo_failedCheck(t *testing.T) {
	err := checksError([]rehearsal.Check{{ID: "answers-kept", Detail: []string{"one is lost", "another too"}}})
	if text := err.Error(); !strings.Contains(text, "answers-kept") || !strings.Contains(text, "one is lost; another too") {
		t.Errorf("it says %q", text)
	}
	var printed strings.Builder
	telling := &telling{line: &line{language: estrade.French}, out: &printed}
	telling.conclude(rehearsal.Summary{Checks: []rehearsal.Check{{ID: "answers-kept"}, {ID: "no-name-shown", OK: true}}}, "x")
	if text := printed.String(); !strings.Contains(text, "NON  chaque réponse") || !strings.Contains(text, "oui  aucun vrai nom") {
		t.Errorf("it prints %q", text)
	}
	if status := exitStatus(estrade.NewError(estrade.CodeInternal, "demo-checks-failed", "", "")); status == 0 {
		t.Error("the exit status is zero")
	}
}

func TestDemo_interrupted(t *testing.T) {
	l := &line{Parts: Parts{Assets: fstest.MapFS{}}, language: estrade.English}
	c := &cobra.Command{}
	c.SetContext(t.Context())
	c.SetOut(failing{})
	if err := l.demo(c, demonstration{out: t.TempDir(), people: 1, language: "en", seed: 1, workshop: "essentials"}); err == nil {
		t.Error("nothing could be printed and it says nothing of it")
	}
}

// failing is an output that is gone.
type failing struct{}

// Write implements io.Writer.
func (failing) Write([]byte) (int, error) { return 0, os.ErrClosed }
