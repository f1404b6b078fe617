package facilitation_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

// The trainer's debrief holds every note, ticked or not, once and where it
// belongs, the questions of what was run, and nobody's name.
func TestDesk_Debrief(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.join("Zoé")
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandStart})
	note := func(n estrade.Note) { r.do(estrade.Command{Name: estrade.CommandNote, Note: &n}) }
	note(estrade.Note{Text: "Un accueil long"})
	r.until("map")
	note(estrade.Note{Stage: "objective", Text: "Deux camps"})
	note(estrade.Note{Text: "Une table muette", Report: true})
	note(estrade.Note{Stage: estrade.StageSynthesis, Text: "Le groupe décide vite."})

	d, err := r.desk.Debrief(r.ctx, r.id)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Report.Attendance) != 0 || d.Report.Present != 1 || d.Report.Synthesis != "Le groupe décide vite." || d.Report.Context == "" {
		t.Errorf("head %+v", d.Report)
	}
	if n := d.Report.Notes; len(n) != 1 || n[0].Text != "Un accueil long" || n[0].Heading == "" {
		t.Errorf("the note of the welcome: %+v", n)
	}
	if len(d.Prompts) == 0 || len(d.Prompts) >= len(r.view.Agenda) {
		t.Fatalf("%d debriefs of %d steps, of which few were run", len(d.Prompts), len(r.view.Agenda))
	}
	last := d.Prompts[len(d.Prompts)-1]
	if len(last.Stages) != 4 || last.Stages[0].Title != "Faits" || len(last.Stages[0].Prompts) == 0 || last.Stages[0].Minutes == 0 ||
		len(last.Stages[0].Notes) != 1 || last.Stages[0].Notes[0].Text != "Deux camps" || len(last.Stages[1].Notes) != 0 {
		t.Errorf("debrief of the contrast: %+v", last)
	}
	var aside []string
	for _, a := range d.Report.Results {
		if a.Contrast != nil && a.Title != last.Activity {
			t.Errorf("%q is not the title of the result, %q", last.Activity, a.Title)
		}
		for _, n := range a.Notes {
			aside = append(aside, n.Text)
		}
	}
	if len(aside) != 1 || aside[0] != "Une table muette" {
		t.Errorf("notes beside the debrief: %q", aside)
	}

	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	r.confirm()
	r.clock.advance(time.Minute)
	note(estrade.Note{Stage: estrade.StageSynthesis, Text: "Écrit à la fin."})
	if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); err != nil {
		t.Fatal(err)
	}
	if got := r.report(); got.Synthesis != "Écrit à la fin." {
		t.Errorf("the report's synthesis is %q", got.Synthesis)
	}
	// Another synthesis makes another report.
	r.clock.advance(time.Minute)
	note(estrade.Note{Stage: estrade.StageSynthesis, Text: "Relu."})
	if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); key(err) != "documents-outdated" {
		t.Errorf("an older synthesis is left in the report: %v", err)
	}
	if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{Corrections: estrade.CorrectionsReplace}); err != nil {
		t.Fatal(err)
	}
	var printed []string
	for _, f := range r.shelf.files {
		var d estrade.ReportData
		if strings.Contains(f.Name, "compte-rendu") && json.Unmarshal(f.Data, &d) == nil {
			printed = append(printed, d.Synthesis)
		}
	}
	if !slices.Contains(printed, "Relu.") {
		t.Errorf("the reports say %q", printed)
	}
}
