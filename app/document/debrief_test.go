package document

import (
	"bytes"
	"strings"
	"testing"

	estrade "estrade/app"
)

// sampleDebrief is the debrief of the sample report, with all notes.
func sampleDebrief(t testing.TB, l estrade.Language, g group) estrade.DebriefData {
	t.Helper()
	say := func(fr, en string) string { return estrade.Text{FR: fr, EN: en}.In(l) }
	d := estrade.DebriefData{Report: sampleReport(t, l, g), Origin: origin()}
	d.Report.Synthesis = say("Le groupe décide vite et s’écoute peu.\nÀ reprendre dans deux mois.", "The group decides fast and listens little.\nTo be taken up in two months.")
	for i, id := range []string{"manager-leader", "dormant-network", "gate-12"} {
		head := activity(t, id)
		prompts := estrade.DebriefPrompts{Activity: d.Report.Results[i].Title}
		for _, p := range head.Debrief {
			n := len(prompts.Stages)
			if n == 0 || prompts.Stages[n-1].Title != p.Stage {
				prompts.Stages = append(prompts.Stages, estrade.DebriefStage{Title: p.Stage, Minutes: n + 1})
				n++
			}
			stage := &prompts.Stages[n-1]
			stage.Prompts = append(stage.Prompts, p.Prompt.In(l))
		}
		prompts.Stages[0].Notes = []estrade.ReportNote{{Text: say("Deux tables ont pris la main tout de suite.", "Two tables took the lead at once.")}}
		d.Prompts = append(d.Prompts, prompts)
	}
	d.Report.Results[1].Notes = []estrade.ReportNote{
		{Text: d.Prompts[1].Stages[0].Notes[0].Text}, {Text: say("Une observation hors débriefing.", "An observation outside the debrief.")},
	}
	d.Prompts = append(d.Prompts, estrade.DebriefPrompts{Activity: say("Cadrage", "Framing"), Stages: []estrade.DebriefStage{{Title: "objective", Prompts: []string{say("Qu’avez-vous vu ?", "What did you see?")}}}})
	return d
}

func debrief0(t testing.TB, d estrade.DebriefData) []byte {
	t.Helper()
	pdf, err := New().Debrief(d)
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

func TestPrinter_Debrief(t *testing.T) {
	for l, want := range map[estrade.Language][]string{
		estrade.French: {"Débriefing de séance", "Destinataire : la personne qui anime, et elle seule", "Deux tables ont pris la main tout de suite.",
			"Une observation hors débriefing.", "Aucune note.", "Qu’avez-vous vu ?", "Débriefing · Cadrage", "Synthèse de la personne qui anime",
			"À reprendre dans deux mois.", "Lire ce débriefing", "Ce fichier contient : les résultats de groupe", "Il est destiné à : la personne qui anime, et elle seule",
			"Auto-positionnement à visée formative.", "7QF4-M2KD-93XA", "2 min"},
		estrade.English: {"Session debrief", "For: the facilitator alone", "Two tables took the lead at once.",
			"An observation outside the debrief.", "No note.", "What did you see?", "Debrief · Framing", "Facilitator’s synthesis", "Reading this debrief"},
	} {
		d := sampleDebrief(t, l, group{15, 3})
		pdf := debrief0(t, d)
		keep(t, "debrief-"+string(l), pdf)
		f := open(t, pdf)
		f.sound()
		f.numbered()
		f.has(want...)
		for i, page := range f.pageTexts() {
			if !strings.Contains(oneSpace(page), debriefOnly.In(l)) {
				t.Errorf("page %d lacks its band:\n%s", i+1, page)
			}
		}
		for _, a := range d.Report.Attendance {
			if strings.Contains(f.text(), a.Name) && len(a.Name) > 3 {
				t.Errorf("%s is named", a.Name)
			}
		}
		if n := strings.Count(oneSpace(f.text()), oneSpace(d.Prompts[0].Stages[0].Notes[0].Text)); n != 3 {
			t.Errorf("a note of three debriefs is printed %d times", n)
		}
	}
}

// The debrief holds for any number of people, shows nothing of fewer than five,
// and for a session of which nothing was run.
func TestPrinter_Debrief_groups(t *testing.T) {
	for _, g := range []group{{0, 0}, {4, 1}, {12, 2}} {
		for _, l := range estrade.Languages {
			pdf := debrief0(t, sampleDebrief(t, l, g))
			f := open(t, pdf)
			f.sound()
			f.numbered()
			f.sampled(noticeFew.In(l), noticeSmall.In(l), g.people, "Bar: the room", "−7", "Score moyen du tri", "Votes individuels, au mieux")
		}
	}
	f := open(t, debrief0(t, estrade.DebriefData{Rehearsal: true}))
	f.sound()
	f.has("Réservé à la personne qui anime, ne pas transmettre", "Répétition : participants simulés, document sans valeur.")
}

func TestPrinter_Debrief_nasty(t *testing.T) {
	d := sampleDebrief(t, estrade.French, group{12, 2})
	for i := range d.Prompts {
		p := &d.Prompts[i]
		for j := range p.Stages {
			p.Stages[j].Title = strings.Repeat("long ", 60)
			p.Stages[j].Notes = []estrade.ReportNote{{Heading: "Équipe 🎉", Text: strings.Repeat("m", 400) + "\n\n" + strings.Repeat("très ", 2000)}}
		}
	}
	pdf := debrief0(t, d)
	keep(t, "debrief-nasty", pdf)
	f := open(t, pdf)
	f.sound()
	f.numbered()
	f.has("U+1F389")
	if !bytes.Equal(debrief0(t, d), pdf) {
		t.Error("another file for the same data")
	}
	d.Report.Organisation.Logo = []byte("x")
	if _, err := New().Debrief(d); err == nil || estrade.Public(err).Key != "logo-invalid" {
		t.Errorf("bad logo: %v", err)
	}
}
