package document

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	estrade "estrade/app"
)

// sampleEvery is a report of every kind of activity.
func sampleEvery(t testing.TB, l estrade.Language, g group) estrade.ReportData {
	t.Helper()
	d := sampleReport(t, l, g)
	d.Attendance = d.Attendance[:min(3, len(d.Attendance))]
	d.Results = append(sampleActivities(t, l, g), sampleScenario(t, "gate-12", l, g, &dice{state: 11}))
	return d
}

func TestPrinter_Report_activities(t *testing.T) {
	t.Parallel()
	for _, g := range []group{{0, 0}, {4, 1}, {5, 1}, {12, 3}, {200, 40}} {
		for _, l := range estrade.Languages {
			name := fmt.Sprintf("activities-%d-%s", g.people, l)
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				pdf := report0(t, sampleEvery(t, l, g))
				keep(t, name, pdf)
				f := open(t, pdf)
				f.sound()
				f.numbered()
			})
		}
	}
}

func TestPrinter_Report_activityTexts(t *testing.T) {
	t.Parallel()
	t.Run("French", func(t *testing.T) {
		t.Parallel()
		f := open(t, report0(t, sampleEvery(t, estrade.French, group{12, 3})))
		f.has(
			// learning
			"Résultats d’apprentissage, tels que les personnes les déclarent d’elles-mêmes.", "Personnes ayant répondu aux deux moments : n = 12.",
			"Développer l’organisation", "Hausse Stable Baisse", "Gain g_z g_av", "6 3 3", "+0,52", "+0,43", "trop peu de réponses",
			"Trois variations, à lire ensemble", "+0,88", "−0,44", "Cohésion à distance : c’est là que la confiance déclarée a le plus augmenté (36 puis 61 sur 100).",
			// curve
			"dessins de la salle (n = 12)", "Branche la plus proche de chaque dessin", "Ressemblance moyenne avec la branche « Avec rebond » : 53,3 sur 100 (n = 12).",
			"50 % (2014)", "700 (2013)", "Étude Lecko sur les réseaux sociaux d’entreprise, janvier 2014", "Placement des interventions : 61,5 sur 100 en moyenne (n = 12).",
			"Le cadre marque la clé.",
			// sort
			"Repérage moyen (F1) : 0,58, de 0 à 1 (n = 12).", "Score moyen : 47,3 sur 100 (n = 12). 0 correspond au hasard, 100 à la clé.",
			"Les formes marquent le choix des tables.", "Garonne", "Choisissez un portrait qui porte. Que lui manque-t-il le plus ?",
			// rating
			"Faut-il dire au client que le site ferme ?", "Proximité moyenne avec la référence : 74,3 sur 100 (n = 12).", "80–100", "Recoupement",
			"On ne dit rien avant la note signée.",
			// board
			"Textes choisis pour la salle par la personne qui anime, sans auteur.", "Les demandes nouvelles", "Votants : n = 12 ; points par personne : 4.", "Le second tour", "retenue",
			// hot evaluation
			"Appréciation à chaud : ce que les personnes ont pensé de l’atelier. Elle ne dit rien de ce qu’elles ont appris.",
			"Recommandation nette : +33,3, de −100 à +100.", "Relus et choisis par la personne qui anime, sans auteur.", "Ce que les personnes ont pensé de la séance",
			// tree
			"L’histoire entière", "21 h 20 — La capture d’écran",
			// guardrails
			"Aucune réponse individuelle n’y figure.",
			"Ce fichier contient : la présence, le déroulé et des résultats de groupe, sur cinq réponses au moins. Il est destiné à : Groupe Ormeval.",
			"Référence : un jugement argumenté, pas une vérité mesurée.",
		)
	})
	t.Run("English", func(t *testing.T) {
		t.Parallel()
		f := open(t, report0(t, sampleEvery(t, estrade.English, group{12, 3})))
		f.has("Learning results, as people state them about themselves.", "Satisfaction has a page of its own.", "the room’s drawings (n = 12)",
			"50% (2014)", "Mean spotting (F1): 0.58", "The criterion that weighed most", "Voters: n = 12; dots per person: 4.",
			"Net recommendation: +33.3, from −100 to +100.", "The whole story", "It contains no individual answer.", "What people thought of the session")
	})
}

// What was learned and what people thought of the session never share a page.
func TestPrinter_Report_learningApartFromSatisfaction(t *testing.T) {
	t.Parallel()
	d := sampleEvery(t, estrade.French, group{12, 3})
	f := open(t, report0(t, d))
	for i, page := range f.pageTexts() {
		text := oneSpace(page)
		learned := strings.Contains(text, "Les variations, compétence par compétence") || strings.Contains(text, "Trois variations, à lire ensemble")
		liked := strings.Contains(text, "Question par question") || strings.Contains(text, "Recommandation nette :")
		if learned && liked {
			t.Errorf("page %d mixes learning and satisfaction", i+1)
		}
	}
}

// From five to nine every figure says that the group is small, no effect size
// and no net recommendation is printed; under five, no figure at all.
func TestPrinter_Report_activitiesOfFew(t *testing.T) {
	t.Parallel()
	for _, l := range estrade.Languages {
		few, small := noticeFew.In(l), noticeSmall.In(l)
		five := open(t, report0(t, sampleEvery(t, l, group{5, 1})))
		text := oneSpace(five.text())
		if n := strings.Count(text, oneSpace(small)) - 1; n < 12 {
			t.Errorf("%s: the notice of a small group is printed %d times", l, n)
		}
		five.lacks("Gain g_z", "+0.52", "+0,52", oneSpace(feedbackNet.In(l))[:20])
		four := open(t, report0(t, sampleEvery(t, l, group{4, 1})))
		if n := strings.Count(oneSpace(four.text()), oneSpace(few)) - 1; n < 10 {
			t.Errorf("%s: the notice of too few answers is printed %d times", l, n)
		}
		if n := strings.Count(oneSpace(four.text()), oneSpace(small)); n != 1 {
			t.Errorf("%s: the notice of a small group is printed %d times for four people", l, n)
		}
		four.lacks("Gain g_z", "n = 4)")
	}
}

// Figures given by mistake for fewer than five people stay out of the document.
func TestPrinter_Report_activitiesGuardFigures(t *testing.T) {
	t.Parallel()
	d := sampleEvery(t, estrade.French, group{12, 2})
	for _, a := range d.Results {
		switch {
		case a.Assessment != nil:
			for i := range a.Assessment.Rows {
				c := &a.Assessment.Rows[i]
				c.N, c.Before, c.After, c.Up, c.GZ, c.GAv, c.Display = 4, value(91.7), value(92.7), 771, value(9.37), value(9.47), "effect"
			}
			a.Assessment.Shift.N, a.Assessment.Shift.Classic = 4, value(3.97)
		case a.Curve != nil:
			a.Curve.N, a.Curve.ZonesN, a.Curve.MeanTotal, a.Curve.MeanZones = 4, 4, value(93.7), value(94.7)
			for i := range a.Curve.Branches {
				a.Curve.Branches[i].Closest = count(772)
			}
			for i := range a.Curve.Estimates {
				a.Curve.Estimates[i].N, a.Curve.Estimates[i].Median = 4, value(95.7)
			}
			for i := range a.Curve.Interventions {
				a.Curve.Interventions[i].N, a.Curve.Interventions[i].Counts = 4, []int{773, 1, 1, 1, 0}
			}
		case a.Sort != nil:
			a.Sort.N, a.Sort.Mean = 4, value(96.7)
			for i := range a.Sort.Cards {
				a.Sort.Cards[i].N, a.Sort.Cards[i].Counts, a.Sort.Cards[i].TopShare = 4, []int{774, 0, 0}, value(0.977)
			}
			for i := range a.Sort.Tables {
				a.Sort.Tables[i].N, a.Sort.Tables[i].Mean = 4, value(97.7)
			}
			if q := a.Sort.FollowUp; q != nil {
				q.N, q.Counts[0] = 4, 775
			}
		case a.Rating != nil:
			a.Rating.N, a.Rating.MeanAlignment = 4, value(98.7)
			for i := range a.Rating.Items {
				item := &a.Rating.Items[i]
				item.N, item.Counts[0], item.Mean, item.Consensus, item.Criteria = 4, 776, value(88.7), value(0.937), []int{4, 0, 0, 0, 0}
			}
		case a.Board != nil:
			a.Board.Voters, a.Board.RunOffVoters = 4, 4
			a.Board.Ideas[0].Title, a.Board.Ideas[0].Votes = "Idée secrète", 777
		case a.Feedback != nil:
			a.Feedback.N, a.Feedback.RecommendN, a.Feedback.Promoters, a.Feedback.NPS = 4, 4, 778, value(87.7)
			for i := range a.Feedback.Questions {
				q := &a.Feedback.Questions[i]
				q.N, q.Counts[0], q.Top2 = 4, 779, value(86.7)
			}
		case a.Scenario != nil:
			for i := range a.Scenario.Tree {
				for j := range a.Scenario.Tree[i].Options {
					a.Scenario.Tree[i].Options[j].Count = nil
				}
				a.Scenario.Tree[i].Options[0].Count = count(3)
				a.Scenario.Tree[i].Title = "Scène sans vote"
			}
		}
	}
	f := open(t, report0(t, d))
	f.lacks("91,7", "92,7", "9,37", "9,47", "3,97", "93,7", "94,7", "95,7", "96,7", "97,7", "98 %", "98,7", "88,7", "0,94", "87,7", "87 %", "Idée secrète",
		"771", "772", "773", "774", "775", "776", "777", "778", "779", "A 3")
}

// Long names and texts wrap, and tables go on over pages with their heads.
func TestPrinter_Report_activitiesLongTexts(t *testing.T) {
	t.Parallel()
	d := sampleEvery(t, estrade.French, group{12, 8})
	for i := range d.Results {
		a := &d.Results[i]
		a.Title = long(150)
		switch {
		case a.Sort != nil:
			for j := range a.Sort.Cards {
				a.Sort.Cards[j].Text, a.Sort.Cards[j].Reason = long(300), long(400)
			}
			a.Sort.Columns[0], a.Sort.Tables[0].Name = long(80), long(90)
		case a.Rating != nil:
			for j := range a.Rating.Items {
				a.Rating.Items[j].Text = long(300)
			}
			a.Rating.Said = []string{long(2000), "Deux\nparagraphes."}
		case a.Board != nil:
			a.Board.Boxes[0].Cards[0].Text, a.Board.Ideas[0].Title = long(500), long(500)
		case a.Scenario != nil:
			a.Scenario.Tree[0].Title = long(200)
		case a.Assessment != nil:
			a.Assessment.Rows[0].Name, a.Assessment.Rows[8].Name = long(90), long(90)
		case a.Feedback != nil:
			a.Feedback.Questions[0].Text, a.Feedback.Points[0] = long(300), long(90)
		case a.Curve != nil:
			a.Curve.Zones[0], a.Curve.Branches[0].Title, a.Curve.Estimates[0].Question = long(60), long(120), long(300)
		}
	}
	pdf := report0(t, d)
	keep(t, "activities-long", pdf)
	f := open(t, pdf)
	f.sound()
	f.numbered()
	f.has("Fin de 2000.", "Fin de 500.", "paragraphes.")
}

func TestPrinter_Report_activitiesAreDeterministic(t *testing.T) {
	t.Parallel()
	d := sampleEvery(t, estrade.French, group{12, 3})
	if !bytes.Equal(report0(t, d), report0(t, d)) {
		t.Error("the same data give other bytes")
	}
}

// Habits are compared with the follow-up, two months later, not with the end of
// the session.
func TestPrinter_Report_frequency(t *testing.T) {
	t.Parallel()
	d := sampleEvery(t, estrade.French, group{12, 3})
	d.Results = d.Results[:1]
	d.Results[0].Assessment.Frequency = true
	f := open(t, report0(t, d))
	f.sound()
	f.has("deux mois après", "Fréquence déclarée", "c’est là que la fréquence déclarée a le plus augmenté")
	f.lacks("Confiance déclarée : «")
}
