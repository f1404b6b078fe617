package document

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

func report0(t testing.TB, d estrade.ReportData) []byte {
	t.Helper()
	pdf, err := New().Report(d)
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

func TestPrinter_Report(t *testing.T) {
	t.Run("French", func(t *testing.T) {
		pdf := report0(t, sampleReport(t, estrade.French, group{15, 3}))
		keep(t, "report-fr", pdf)
		f := open(t, pdf)
		f.sound()
		f.numbered()
		f.has(
			"Compte rendu de séance", "Leadership et numérique", "Destinataire : Groupe Ormeval",
			"mardi 24 novembre 2026", "9 h 00 à 12 h 34", "15 personnes", "3 tables", "2 h 45 prévues",
			"Ce que le groupe a montré", "Déroulé", "trait : prévu", "non jouée", "−2", "+3",
			"Pause (hors temps de formation)", "Présence", "en totalité", "Nguyễn Thị", "Владимир", "3 h 34",
			"Ce document contient", "Réponses effacées ou rendues anonymes le 24 décembre 2026.",
			// contrast
			"Existant et nouveauté : c’est là que le groupe diverge le plus.",
			"Situation : Une crise en ligne : un message public met l’équipe en cause.",
			"Pôle manager", "Accord", "0,31", "à explorer", "accord partiel", "Comment lire",
			"Dans cette situation, comment agissez-vous aujourd’hui ?", "n = 15",
			"De « Ce que je fais » à « Ce qu’il faudrait »", "Ajustement moyen entre les deux : 71,2 sur 100 (n = 15).",
			"Score moyen du tri : 58,4 sur 100 (n = 15).", "Le cadre marque la colonne de la liste d’origine.",
			"D’après Warren Bennis, On Becoming a Leader, Addison-Wesley, 1989",
			// ranking
			"Deux tables sur trois font mieux que leur meilleur membre.",
			"Classement de référence : un jugement argumenté, pas une vérité mesurée. Discutez les raisons.",
			"+29 sur la moyenne", "−8 sur le meilleur", "Distances à la référence", "20,5", "Sans parler",
			"Repérer les porteurs de communauté et leur obtenir du temps",
			// scenario
			"21 h 12 — La file", "15 votes", "Choix de la table", "Conséquence", "choix de la salle", "vers une autre scène",
			"Votes individuels, en moyenne", "58,4", "En moyenne, 62 % des votes d’une personne rejoignent le choix de la salle.",
			"Décider ensemble : +15,9 points sur la moyenne des votes individuels, −6,8 sur le meilleur.", "non observé",
			// guardrails
			"Qualité des choix dans ce scénario. Ne décrit pas une personne.",
			"Référence : un jugement argumenté, pas une vérité mesurée.",
			"Auto-positionnement à visée formative. Ne constitue pas une évaluation professionnelle et ne peut fonder aucune décision individuelle.",
			"« Réponses reçues. Trop peu nombreuses pour être affichées. » De cinq à neuf : « Effectif réduit, lecture indicative. »",
			"Le groupe veut un point à deux mois.",
		)
		f.lacks("Effectif réduit, lecture indicative. Le cadre", "RÉPÉTITION")
		if n := f.pages(); n < 9 || n > 14 {
			t.Errorf("%d pages", n)
		}
	})

	t.Run("English", func(t *testing.T) {
		pdf := report0(t, sampleReport(t, estrade.English, group{15, 3}))
		keep(t, "report-en", pdf)
		f := open(t, pdf)
		f.sound()
		f.numbered()
		f.has(
			"Session report", "For: Groupe Ormeval", "Tuesday 24 November 2026", "09:00 to 12:34", "15 people",
			"2 h 45 min planned", "What the group showed", "Agenda", "Attendance", "in full", "not run",
			"Existing and new: this is where the group differs most.", "Situation: An online crisis", "0.31", "to explore",
			"Two tables out of three do better than their best member.", "+29 on the mean", "9:12 pm — The queue",
			"On average, 62% of a person’s votes match the room’s choice.",
			"Self-positioning for learning purposes. It is not a professional appraisal and may not be the basis of any decision about a person.",
			"Reference: a reasoned judgement, not a measured truth.",
			"Quality of choices in this scenario. Does not describe a person.",
		)
	})
}

// The report holds for any number of people, and shows nothing of fewer than five.
func TestPrinter_Report_groups(t *testing.T) {
	for _, g := range []group{{0, 0}, {1, 1}, {4, 1}, {5, 1}, {9, 2}, {12, 3}, {200, 40}} {
		for _, l := range estrade.Languages {
			name := fmt.Sprintf("report-%d-people-%s", g.people, l)
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				pdf := report0(t, sampleReport(t, l, g))
				keep(t, name, pdf)
				f := open(t, pdf)
				f.sound()
				f.numbered()
				few, small := noticeFew.In(l), noticeSmall.In(l)
				if l == estrade.English {
					f.sampled(few, small, g.people, "Bar: the room", "−7")
				} else {
					f.sampled(few, small, g.people, "Score moyen du tri", "Votes individuels, au mieux")
				}
				if most := 13 + g.people/8 + g.tables; f.pages() > most {
					t.Errorf("%d pages for %d people, at most %d expected", f.pages(), g.people, most)
				}
			})
		}
	}
}

// What fills a little of a page shares it with what follows, so that no page is
// left almost white; learning keeps pages of its own.
func TestPrinter_Report_sharedPages(t *testing.T) {
	for _, l := range estrade.Languages {
		d := sampleReport(t, l, group{1, 1})
		d.Results = append(d.Results, sampleActivities(t, l, group{1, 1})...)
		pages := open(t, report0(t, d)).pageTexts()
		attendance := oneSpace(pages[1])
		for _, want := range []string{reportPresence.In(l), d.Results[0].Title} {
			if !strings.Contains(attendance, oneSpace(typography(l, want))) {
				t.Errorf("%s: %q is not on the second page:\n%s", l, want, pages[1])
			}
		}
		for i, a := range d.Results {
			if !apart(a) {
				continue
			}
			for _, page := range pages[1:] {
				page = oneSpace(page)
				for j, other := range d.Results {
					if i != j && strings.Contains(page, oneSpace(typography(l, a.Title))) && strings.Contains(page, oneSpace(typography(l, other.Title))) {
						t.Errorf("%s: %q and %q are on one page", l, a.Title, other.Title)
					}
				}
			}
		}
	}
}

// sampled checks the notices for n people; groupOnly are texts of figures that
// need five.
func (f *inspected) sampled(few, small string, n int, groupOnly ...string) {
	f.t.Helper()
	// The page on method quotes both notices once.
	text := oneSpace(f.text())
	fews, smalls := strings.Count(text, few)-1, strings.Count(text, small)-1
	switch {
	case n < estrade.MinimumAnswers:
		if fews < 4 || smalls > 0 {
			f.t.Errorf("%d people: notice of too few %d times, of a small group %d times", n, fews, smalls)
		}
		f.lacks("n = " + strconv.Itoa(n) + ")")
		f.lacks(groupOnly[1:]...)
	case n < 10:
		if fews > 0 || smalls < 4 {
			f.t.Errorf("%d people: notice of too few %d times, of a small group %d times", n, fews, smalls)
		}
	default:
		if fews > 0 || smalls > 0 {
			f.t.Errorf("%d people: notice of too few %d times, of a small group %d times", n, fews, smalls)
		}
	}
}

// Figures given by mistake for fewer than five people stay out of the document.
func TestPrinter_Report_guardsFigures(t *testing.T) {
	d := sampleReport(t, estrade.French, group{15, 3})
	for i := range d.Results {
		if c := d.Results[i].Contrast; c != nil {
			c.SortN, c.FitN, c.SortMean, c.MeanFit = 4, 4, value(91.7), value(92.7)
			for j := range c.Cards {
				c.Cards[j].N = 4
			}
			for _, p := range c.Passes {
				for j := range p.Rows {
					p.Rows[j].N, p.Rows[j].Consensus, p.Rows[j].Mean = 4, value(0.937), value(2.97)
				}
			}
		}
		if k := d.Results[i].Ranking; k != nil {
			k.N, k.SilentN, k.Mean, k.SilentDistance = 4, 4, value(33.7), value(34.7)
			for j := range k.Tables {
				k.Tables[j].N, k.Tables[j].Mean, k.Tables[j].Best = 4, value(35.7), value(36.7)
				k.Tables[j].Gain, k.Tables[j].GainVsBest, k.Tables[j].Silent = value(37.7), value(38.7), value(39.7)
			}
			for j := range k.Items {
				k.Items[j].Silent = value(9.7)
			}
		}
		if s := d.Results[i].Scenario; s != nil {
			s.N, s.MeanQuality, s.BestQuality, s.Gain, s.Agreement = 4, value(93.7), value(94.7), value(95.7), value(0.967)
			for j := range s.Path {
				s.Path[j].N = 4
				for o := range s.Path[j].Options {
					s.Path[j].Options[o].Count = count(777)
				}
			}
			for j := range s.Competencies {
				s.Competencies[j].N, s.Competencies[j].Mean = 4, value(96.7)
			}
		}
	}
	f := open(t, report0(t, d))
	f.lacks("91,7", "92,7", "0,94", "33,7", "34,7", "35,7", "36,7", "37,7", "38,7", "39,7", "9,7", "93,7", "94,7", "95,7", "97 %", "777", "96,7")
}

// Where some pairs have too few answers, only their rows say so.
func TestPrinter_Report_partlyFew(t *testing.T) {
	d := sampleReport(t, estrade.French, group{12, 2})
	rows := d.Results[0].Contrast.Passes[0].Rows
	rows[0] = estrade.ReportRow{Topic: rows[0].Topic, Manager: rows[0].Manager, Leader: rows[0].Leader, N: 4}
	rows[1].N = 7
	d.Results[0].Contrast.Cards[3] = estrade.ReportCard{Text: d.Results[0].Contrast.Cards[3].Text, N: 3}
	d.Results[2].Scenario.Path[1].N = 2
	pdf := report0(t, d)
	keep(t, "report-partly-few", pdf)
	f := open(t, pdf)
	f.sound()
	f.has("trop peu de réponses", "2 votes · Réponses reçues. Trop peu nombreuses pour être affichées.", "n = 12", "Pôle manager")
	f.lacks(contrastFindingOf(rows[0].Topic))
}

func contrastFindingOf(topic string) string {
	s := newSpeech(estrade.French)
	return s.say(contrastFinding, topic)
}

// All scenarios of the built-in pack can be printed, in both languages.
func TestPrinter_Report_scenarios(t *testing.T) {
	for _, name := range []string{"gate-12", "month-five-slump", "open-letter", "seven-channels", "customer-not-built-in", "gatekeeper-to-value-maker"} {
		for _, l := range estrade.Languages {
			t.Run(name+"-"+string(l), func(t *testing.T) {
				t.Parallel()
				d := sampleReport(t, l, group{12, 2})
				d.Results = []estrade.ActivityResult{sampleScenario(t, name, l, group{12, 2}, &dice{state: 5})}
				pdf := report0(t, d)
				keep(t, "scenario-"+name+"-"+string(l), pdf)
				f := open(t, pdf)
				f.sound()
				for _, n := range d.Results[0].Scenario.Path {
					f.has(typography(l, n.Title))
				}
			})
		}
	}
}

// The head of a table comes back on each of its pages.
func TestPrinter_Report_longTables(t *testing.T) {
	d := sampleReport(t, estrade.French, group{200, 40})
	d.Attendance[3] = estrade.AttendanceLine{Name: "Absente Attendue", Absent: true}
	d.Attendance[4].HalfDays = []estrade.HalfDay{{Day: at(9, 0)}, {Day: at(9, 0), Afternoon: true}, {Day: at(9, 0).AddDate(0, 0, 1)}}
	f := open(t, report0(t, d))
	var pages int
	for _, text := range f.pageTexts() {
		if strings.Contains(text, "Arrivée") {
			pages++
			if !strings.Contains(text, "Demi-journées") {
				t.Errorf("a page of the attendance lacks its head:\n%s", text)
			}
		} else if strings.Count(text, "en totalité") > 3 {
			t.Errorf("a page of the attendance lacks its head:\n%s", text)
		}
	}
	if pages < 5 {
		t.Errorf("the attendance of 200 people takes %d pages", pages)
	}
	f.has("Absente Attendue", "absence", "24 nov. matin", "25 nov. matin")
	for _, a := range d.Attendance {
		f.has(strings.Fields(a.Name)...)
	}
}

// Page references on the cover point at the pages where results start.
func TestPrinter_Report_references(t *testing.T) {
	d := sampleReport(t, estrade.French, group{15, 3})
	f := open(t, report0(t, d))
	pages := f.pageTexts()
	found := regexp.MustCompile(`(?m)^ *(\S.*?) {3,}page (\d+)$`).FindAllStringSubmatch(pages[0], -1)
	if len(found) != len(d.Results) {
		t.Fatalf("%d references on the cover, want %d:\n%s", len(found), len(d.Results), pages[0])
	}
	for i, ref := range found {
		n, err := strconv.Atoi(ref[2])
		if err != nil || n > len(pages) {
			t.Fatalf("reference to page %s of %d", ref[2], len(pages))
		}
		if want := typography(estrade.French, d.Results[i].Title); !strings.Contains(oneSpace(pages[n-1]), oneSpace(want)) {
			t.Errorf("page %d should start « %s »:\n%s", n, want, pages[n-1])
		}
	}
}

// numbered checks « i / n » on every page.
func (f *inspected) numbered() {
	f.t.Helper()
	pages := f.pageTexts()
	for i, text := range pages {
		if want := fmt.Sprintf("%d / %d", i+1, len(pages)); !strings.Contains(oneSpace(text), want) {
			f.t.Errorf("page %d lacks its number %q", i+1, want)
		}
	}
}

// Texts of any kind and length are printed without a fault; characters that no
// font covers are left out and listed.
func TestPrinter_Report_anyText(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("très longuement ", 13))
	for what, text := range map[string]string{
		"emoji": "Équipe 🎉 et 👩🏽\u200d💻", "long": long, "unbroken": strings.Repeat("m", 300), "scripts": "李雷 محمد שלום ภาษาไทย",
		"marks": "a\u0301\u0302\u0303\u0304\u0330 \u202e\u2066 \x00\x1b", "invalid": "caf\xe9 \xff", "empty": "", "spaces": " \u00a0\u202f ",
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			d := sampleReport(t, estrade.French, group{12, 2})
			d.Organisation.Name, d.Organisation.Address, d.Trainer = text, []string{text}, text
			d.Title, d.Client, d.Recipient, d.Place = text, text, []string{text, text}, text
			d.Objectives = []string{text, text, text}
			d.Notes = []estrade.ReportNote{{Heading: text, Text: text + "\n\n" + text}}
			for i := range d.Agenda {
				d.Agenda[i].Title = text
			}
			for i := range d.Attendance {
				d.Attendance[i].Name = text
			}
			for i := range d.Results {
				a := &d.Results[i]
				a.Title, a.Finding, a.Source, a.Captions, a.Prompts = text, text, text, []string{text}, []string{text, text}
				a.Notes = []estrade.ReportNote{{Heading: text, Text: text}}
				maim(a, text)
			}
			pdf := report0(t, d)
			keep(t, "report-any-"+what, pdf)
			f := open(t, pdf)
			f.sound()
			f.numbered()
			if what == "emoji" {
				f.has("Caractères absents des polices de ce document, laissés de côté : U+1F389, U+1F469, U+1F3FD, U+1F4BB.")
			}
		})
	}
}

// maim replaces every text of a result.
func maim(a *estrade.ActivityResult, text string) {
	if c := a.Contrast; c != nil {
		c.Situation = text
		for i := range c.Cards {
			c.Cards[i].Text = text
		}
		for i := range c.Passes {
			p := &c.Passes[i]
			p.Title, p.Prompt = text, text
			for j := range p.Rows {
				p.Rows[j].Topic, p.Rows[j].Manager, p.Rows[j].Leader = text, text, text
			}
		}
	}
	if k := a.Ranking; k != nil {
		k.ReferenceNote = text
		for i := range k.Items {
			k.Items[i].Text, k.Items[i].Reason = text, text
		}
		for i := range k.Tables {
			k.Tables[i].Name = text
		}
	}
	if s := a.Scenario; s != nil {
		s.GaugeLabel, s.EndingText = text, text
		for i := range s.Endings {
			s.Endings[i].Title = text
		}
		for i := range s.Competencies {
			s.Competencies[i].Name = text
		}
		for i := range s.Path {
			n := &s.Path[i]
			n.Title, n.Consequence, n.Rationale = text, text, text
			for j := range n.Options {
				n.Options[j].Text = text
				n.Options[j].Tables = []string{text, text}
			}
		}
	}
}

// A session cut short: nothing run, a scenario left in the middle, tables without a list.
func TestPrinter_Report_unfinished(t *testing.T) {
	empty := report0(t, estrade.ReportData{})
	keep(t, "report-empty", empty)
	f := open(t, empty)
	f.sound()
	f.has("Aucune étape jouée.", "Aucune présence enregistrée.", "0 personne")

	d := sampleReport(t, estrade.French, group{12, 2})
	for i := range d.Results {
		if s := d.Results[i].Scenario; s != nil {
			s.Path, s.Ending, s.EndingText, s.RoomQuality = s.Path[:2], -1, "", nil
			s.Path[1].Chosen, s.Path[1].Consequence = -1, ""
		}
		if k := d.Results[i].Ranking; k != nil {
			for j := range k.Tables {
				k.Tables[j].Distance, k.Tables[j].Ranks = nil, nil
			}
		}
		if c := d.Results[i].Contrast; c != nil {
			c.Passes, c.Cards = c.Passes[:1], nil
		}
	}
	d.Results = append(d.Results, estrade.ActivityResult{Title: "Cadrage", Kind: estrade.KindBriefing, Notes: []estrade.ReportNote{{Text: "Quatre règles."}}},
		estrade.ActivityResult{Title: "Scénario à venir", Scenario: &estrade.ReportScenario{Ending: -1}},
		estrade.ActivityResult{Title: "Classement à venir", Ranking: &estrade.ReportRanking{}},
		estrade.ActivityResult{Title: "Contraste à venir", Contrast: &estrade.ReportContrast{}})
	d.SingleTeam, d.Rehearsal = true, true
	d.Organisation.Logo = testLogo(t)
	pdf := report0(t, d)
	keep(t, "report-unfinished", pdf)
	f = open(t, pdf)
	f.sound()
	f.numbered()
	f.has("Le scénario n’est pas allé à son terme.", "La salle n’a pas choisi.", "pas de liste complète", "Quatre règles.",
		"Aucune scène n’a été jouée.", "Ce groupe est une équipe avec sa ou son responsable", "Répétition : participants simulés, document sans valeur.")
}

func TestPrinter_Report_deterministic(t *testing.T) {
	p := New()
	d := sampleReport(t, estrade.French, group{12, 3})
	d.Organisation.Logo = testLogo(t)
	want, err := p.Report(d)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if got, err := p.Report(d); err != nil || !bytes.Equal(got, want) {
			t.Fatalf("another file for the same data (%v)", err)
		}
	}
	d.IssuedOn = d.IssuedOn.Add(time.Hour)
	if got, err := p.Report(d); err != nil || bytes.Equal(got, want) {
		t.Fatalf("the date of issue is not in the file (%v)", err)
	}
	d.Organisation.Logo = []byte("not an image")
	if _, err := p.Report(d); err == nil || estrade.Public(err).Key != "logo-invalid" {
		t.Errorf("bad logo: %v", err)
	}
}

func BenchmarkReport(b *testing.B) {
	p := New()
	d := sampleReport(b, estrade.French, group{30, 6})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Report(d); err != nil {
			b.Fatal(err)
		}
	}
}

// A report says how many of the answers behind a figure were raised hands, and
// nothing of hands where there were none.
func TestPrinter_Report_hands(t *testing.T) {
	for l, want := range map[estrade.Language][3]string{
		estrade.French:  {"dont 7 à main levée (décompte saisi par la personne qui anime)", "jusqu’à 9 par carte", "dont 5 sur papier (décompte"},
		estrade.English: {"of which 7 by show of hands (counted and entered by the facilitator)", "up to 9 per card", "of which 5 on paper (counted"},
	} {
		d := sampleReport(t, l, group{12, 3})
		d.Results = append(d.Results, sampleActivities(t, l, group{12, 3})...)
		pdf, err := New().Report(d)
		if err != nil {
			t.Fatal(err)
		}
		open(t, pdf).lacks("main levée", "raised hands")
		for i := range d.Results {
			if s := d.Results[i].Scenario; s != nil {
				s.Path[0].Hands = 7
			}
			if s := d.Results[i].Sort; s != nil {
				s.Cards[0].Hands = 9
				if s.FollowUp != nil {
					s.FollowUp.Hands = 7
				}
			}
			if c := d.Results[i].Contrast; c != nil {
				c.Cards[0].Hands = 9
			}
			if f := d.Results[i].Feedback; f != nil {
				f.Paper = 5
			}
		}
		if pdf, err = New().Report(d); err != nil {
			t.Fatal(err)
		}
		keep(t, "report-hands-"+string(l), pdf)
		open(t, pdf).has(want[:]...)
	}
}
