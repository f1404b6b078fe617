package document

import (
	"bytes"
	"strings"
	"testing"

	estrade "estrade/app"
)

func personal0(t testing.TB, d estrade.PersonalData) []byte {
	t.Helper()
	pdf, err := New().Personal(d)
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

func TestPrinter_Personal(t *testing.T) {
	t.Parallel()
	t.Run("French", func(t *testing.T) {
		t.Parallel()
		d := samplePersonal(t, estrade.French)
		pdf := personal0(t, d)
		keep(t, "personal-fr", pdf)
		f := open(t, pdf)
		f.sound()
		f.numbered()
		f.has(
			"Document personnel", "Véga sous le tilleul", "mardi 24 novembre 2026", "7QK2 M9XD PA4T BW",
			"Gardez ce code pour le point à deux mois : lui seul retrouve vos réponses.",
			"Réponses effacées ou rendues anonymes le 24 février 2027.",
			"Auto-positionnement à visée formative. Ne constitue pas une évaluation professionnelle et ne peut fonder aucune décision individuelle.",
			"Une case vide veut dire « pas assez de réponses », pas « zéro ».",
			"Qualité des choix dans ce scénario. Ne décrit pas une personne.",
			"Référence : un jugement argumenté, pas une vérité mesurée.",
			// T
			"Développer l’organisation", "avant, avec le recul", "Vision et sens", "non calculable", "1 sur 2",
			"Trois variations, à lire ensemble", "+0,45", "+0,91", "−0,45", "Comportements avec trois réponses : 11 sur 12.",
			// contrast
			"71,2", "Pôle leader", "Écart moyen, en positions : 1,7.", "66,7", "Liste d’origine", "Situation : Une crise en ligne",
			// ranking
			"Une liste au hasard obtient 34 en moyenne.", "La réussite repose sur ces personnes ; elles donnent beaucoup et reçoivent peu.",
			// scenario
			"Votre choix, et celui de la salle", "pas de vote", "non observé", "Pourquoi", "50 %",
			// curve
			"votre dessin", "Branche la plus proche : Avec rebond. Pic au mois 6. Creux au mois 18.", "50 % (2014)", "700 (2013)", "sans réponse",
			// sort, rating, board, plans
			"0,67", "Porte la communauté", "81,1", "Votre critère : Origine.", "Et le planning.", "Trois clients, la même demande",
			"mardi 15 décembre 2026", "6 sur 10", "Réduisez le pas : moins, plus tôt, avec quelqu’un.", "proposé à la personne qui anime, sans votre nom",
			"sans date", "gardé pour vous",
		)
		f.lacks("….", "RÉPÉTITION")
	})
	t.Run("English", func(t *testing.T) {
		t.Parallel()
		pdf := personal0(t, samplePersonal(t, estrade.English))
		keep(t, "personal-en", pdf)
		f := open(t, pdf)
		f.sound()
		f.numbered()
		f.has("Personal document", "Tuesday 24 November 2026", "Keep this code for the two-month follow-up: it alone finds your answers.",
			"An empty cell means “not enough answers”, not “zero”.", "Three changes, to be read together", "+0.45", "cannot be calculated",
			"Closest branch: With a rebound. Peak at month 6. Trough at month 18.", "50% (2014)", "0.67", "6 out of 10", "Your criterion: Origin.")
	})
}

// What cannot be computed says so with its reason, and never reads zero.
func TestPrinter_Personal_undefined(t *testing.T) {
	t.Parallel()
	for l, want := range map[estrade.Language][]string{
		estrade.French: {"non calculable", "pas assez de réponses : 0 sur 12", "pas assez de réponses : 3 sur 24", "trop peu de points dessinés : 0 sur 17",
			"pas assez de réponses : 0 sur 8", "Vous n’avez rien dessiné.", "non observé", "Aucune note.", "Aucun plan.", "0 sur 2"},
		estrade.English: {"cannot be calculated", "not enough answers: 0 of 12", "too few points drawn: 0 of 17", "No note.", "No plan.", "0 of 2"},
	} {
		pdf := personal0(t, emptied(samplePersonal(t, l)))
		keep(t, "personal-empty-"+string(l), pdf)
		f := open(t, pdf)
		f.sound()
		f.numbered()
		f.has(want...)
		f.lacks("Code de retour", "Return code", "NaN")
	}
}

// Long texts wrap, go on over pages, and lose nothing.
func TestPrinter_Personal_longTexts(t *testing.T) {
	t.Parallel()
	d := samplePersonal(t, estrade.French)
	d.Title, d.Pseudonym, d.Rehearsal = long(180), long(90), true
	for i := range d.Results {
		d.Results[i].Title = estrade.Text{FR: long(200)}
		if b := d.Results[i].Board; b != nil {
			for range 30 {
				b.Notes = append(b.Notes, estrade.OwnNote{Box: estrade.Text{FR: long(120)}, Text: long(500)})
			}
			for range 20 {
				b.Dots = append(b.Dots, estrade.OwnDots{Idea: long(300), Dots: 2})
			}
		}
		if c := d.Results[i].Commitment; c != nil {
			c.Plans[0].Sentence = estrade.Text{FR: long(2600)}
		}
		if s := d.Results[i].Scenario; s != nil {
			s.Nodes[0].RoomText, s.Nodes[0].Rationale = estrade.Text{FR: long(2000)}, estrade.Text{FR: long(6000)}
		}
		if a := d.Results[i].Assessment; a != nil {
			a.Cells[0].Name, a.Cells[8].Name = estrade.Text{FR: long(90)}, estrade.Text{FR: long(90)}
		}
	}
	pdf := personal0(t, d)
	keep(t, "personal-long", pdf)
	f := open(t, pdf)
	f.sound()
	f.numbered()
	f.has("Fin de 500.", "Fin de 2600.", "Fin de 6000.", "Répétition : participants simulés")
	var heads int
	for _, page := range f.pageTexts() {
		if strings.Contains(oneSpace(page), "Idée Points") {
			heads++
		}
	}
	if heads < 2 {
		t.Errorf("the head of the table of dots is on %d pages", heads)
	}
}

// Characters no font covers are left out and listed; nothing else is lost.
func TestPrinter_Personal_unprintable(t *testing.T) {
	t.Parallel()
	d := estrade.PersonalData{Language: estrade.French, Title: "Atelier", Date: at(9, 0), Pseudonym: "Pin 12",
		Results: []estrade.OwnResult{{Title: estrade.Text{FR: "Mur"}, Board: &estrade.OwnBoard{Notes: []estrade.OwnNote{{Text: "Bravo 🎉 à tous"}}}}}}
	f := open(t, personal0(t, d))
	f.sound()
	f.has("Bravo", "à tous", "U+1F389")
}

func TestPrinter_Personal_nothing(t *testing.T) {
	t.Parallel()
	f := open(t, personal0(t, estrade.PersonalData{Language: estrade.French, Title: "Atelier", Pseudonym: "Pin 12"}))
	f.sound()
	f.has("Aucune réponse à montrer.", "Auto-positionnement à visée formative.", "1 / 1")
	if _, err := New().Personal(estrade.PersonalData{Organisation: estrade.Organisation{Logo: []byte("no image")}}); estrade.ErrorCode(err) != estrade.CodeInvalid {
		t.Errorf("a logo that is no image gives %v", err)
	}
}

func TestPrinter_Personal_isDeterministic(t *testing.T) {
	t.Parallel()
	d := samplePersonal(t, estrade.French)
	if !bytes.Equal(personal0(t, d), personal0(t, d)) {
		t.Error("the same data give other bytes")
	}
}

func TestGroupsOfFour(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{"": "", "abc": "abc", "ABCDE": "ABCD E", "AB-CD EF GH": "ABCD EFGH"} {
		if got := groupsOfFour(code); got != want {
			t.Errorf("groupsOfFour(%q) = %q, want %q", code, got, want)
		}
	}
}
