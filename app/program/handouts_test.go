package program

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	estrade "estrade/app"
	"estrade/app/content"
)

// Every agenda of the built-in pack, and one of all its activities, has its
// sheets in both languages: sound files, with what is asked and nothing of what
// is revealed.
func TestProgram_handouts(t *testing.T) {
	p := started(t, Config{DataDir: t.TempDir(), ConsoleAddr: "127.0.0.1:0", RoomAddr: "127.0.0.1:0"})
	pack, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	agendas := []string{everyActivity(t, p)}
	for _, w := range pack.Workshops {
		agendas = append(agendas, w.ID)
	}
	for _, agenda := range agendas {
		for _, l := range estrade.Languages {
			t.Run(agenda+"-"+string(l), func(t *testing.T) {
				id, err := p.Service().CreateSession(t.Context(), estrade.NewSession{
					Workshop: agenda, Date: "2026-11-24", StageLanguage: l, DocumentLanguage: l, FollowUp: true, Seed: 7,
				})
				if err != nil {
					t.Fatal(err)
				}
				path, err := p.Service().SaveHandouts(t.Context(), id, t.TempDir())
				if err != nil {
					t.Fatal(err)
				}
				if out, err := exec.Command("qpdf", "--check", path).CombinedOutput(); err != nil || strings.Contains(string(out), "WARNING") {
					t.Errorf("qpdf: %v %s", err, out)
				}
				said := asText(t, path)
				record, err := p.Record(t.Context(), id)
				if err != nil {
					t.Fatal(err)
				}
				plan := record.Session.Plan
				for _, step := range plan.Workshop.Steps {
					holds(t, said, plan.Activities[step.Activity], step, l)
				}
			})
		}
	}
}

// everyActivity composes an agenda of all activities of the pack.
func everyActivity(t *testing.T, p *Program) string {
	t.Helper()
	all, err := p.Service().Activities(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	draft := estrade.WorkshopDraft{Title: "Tout"}
	for _, a := range all {
		draft.Steps = append(draft.Steps, estrade.DraftStep{Activity: a.ID, Minutes: max(a.Minutes, a.MinMinutes)})
	}
	v, err := p.Service().SaveWorkshop(t.Context(), draft)
	if err != nil {
		t.Fatal(err)
	}
	return v.ID
}

// asText is the text of a PDF in reading order, with plain spaces only.
func asText(t *testing.T, path string) string {
	t.Helper()
	out, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("ESTRADE_SAMPLES"); dir != "" {
		data, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+".pdf"), data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return plain(string(out))
}

// plain is a text without spaces and hyphens: readers of PDF take a hyphen at the
// end of a line for one that a word is broken at.
func plain(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("\u00a0", " ", "\u202f", " ", "...", "…", "'", "’", "-", "", "\u2011", "").Replace(text)), "")
}

// holds checks what the sheets of one activity say, and do not say.
func holds(t *testing.T, said string, a *estrade.Activity, step estrade.WorkshopStep, l estrade.Language) {
	t.Helper()
	has := func(texts ...estrade.Text) {
		for _, text := range texts {
			if !strings.Contains(said, plain(text.In(l))) {
				t.Errorf("%s: %q is missing", a.ID, text.In(l))
			}
		}
	}
	lacks := func(texts ...estrade.Text) {
		for _, text := range texts {
			if strings.Contains(said, plain(text.In(l))) {
				t.Errorf("%s: %q is told", a.ID, text.In(l))
			}
		}
	}
	switch {
	case a.Scenario != nil:
		for _, n := range a.Scenario.Nodes {
			has(n.Title, n.Text)
			lacks(n.Rationale)
			for _, o := range n.Options {
				has(o.Text)
				lacks(o.Consequence)
			}
		}
	case a.Contrast != nil:
		for _, pair := range a.Contrast.Pairs {
			if pair.Short || step.Variant != "short" {
				has(pair.Manager, pair.Leader)
			}
		}
		has(a.Contrast.Attribution)
	case a.Ranking != nil:
		for _, item := range a.Ranking.Items {
			has(item.Text)
			lacks(item.Reason)
		}
	case a.Curve != nil:
		for _, e := range a.Curve.Estimates {
			lacks(e.Source)
		}
		for _, i := range a.Curve.Interventions {
			lacks(i.Reason)
		}
	case a.Sort != nil:
		for _, card := range a.Sort.Cards {
			has(card.Text)
			lacks(card.Reason)
		}
	case a.Rating != nil:
		for _, item := range a.Rating.Items {
			has(item.Text)
			lacks(item.Reason)
		}
		has(a.Rating.Decision)
	case a.Board != nil:
		for _, box := range a.Board.Boxes {
			has(box.Title, box.Prompt)
		}
	case a.Commitment != nil:
		for _, slot := range a.Commitment.Slots {
			has(slot.Label)
		}
		has(a.Commitment.Confidence.Question)
	case a.Feedback != nil:
		for _, q := range a.Feedback.Questions {
			has(q.Text)
		}
	case a.Assessment != nil, a.Briefing != nil:
		return // what is asked of whom depends on the session; a briefing asks nothing
	}
	has(a.Title)
}
