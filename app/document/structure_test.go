package document

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	estrade "estrade/app"
)

// structure is the document as a screen reader walks through it: tags by depth
// with their texts.
func (f *inspected) structure() string {
	f.t.Helper()
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(f.run("pdfinfo", "-struct-text"))
}

// reads checks that parts of the structure follow each other.
func (f *inspected) reads(parts ...string) {
	f.t.Helper()
	all := f.structure()
	rest := all
	for _, want := range parts {
		at := strings.Index(rest, want)
		if at < 0 {
			f.t.Fatalf("%q is not read, or too early:\n%s", want, all)
		}
		rest = rest[at+len(want):]
	}
}

func TestStructure(t *testing.T) {
	t.Run("Certificate", func(t *testing.T) {
		d := certificateFR()
		d.Organisation.Logo, d.Rehearsal = testLogo(t), true
		d.WorkshopTitle = title200()
		pdf := certificate0(t, d)
		f := open(t, pdf)
		f.reads("Document\n", `"Attestation n° 2026-1124-03 Émise le`, "Figure", `"Méridienne Formation"`, "H1", `"Attestation de fin de formation"`,
			"P (block)", `"Awa Diallo"`, "H2", `"Décider à plusieurs : l’œuvre d’une équipe ; Décider à plusieurs : l’œuvre d’une équipe ; Décider`, "P", "Durée effective", "3 h 30, en présence",
			`"Fait à Lyon, le 24 novembre 2026"`, `"Hélène Maurel"`, "Figure", `"7QF4-M2KD-93XA"`, `"Répétition : participants simulés`)
		if strings.Contains(f.structure(), "RÉPÉTITION") {
			t.Error("the watermark is read as text")
		}
		for _, alt := range []string{"Logo : Méridienne Formation", "Code QR qui permet de vérifier ce document"} {
			f.describes(pdf, alt)
		}
	})
	t.Run("Report", func(t *testing.T) {
		// Poppler reads a page anew for each part of it: a long report takes minutes.
		d := sampleReport(t, estrade.French, group{12, 3})
		d.Results, d.Attendance = nil, d.Attendance[:3]
		f := open(t, report0(t, d))
		f.reads("Document\n", "H1", `"Leadership et numérique"`, "H2", `"Objectifs"`, "H2", `"Déroulé"`,
			"Table", "TR", "TH", "/Scope /Column", `"Étape"`, "TR", "TD", `"Accueil, cadre"`, "TD", `"12 min"`, `"Ce document contient"`,
			"H2", `"Présence"`, "Table", "TR", "TH", "TR", "TD", `"Awa Diallo"`, "H2", `"Lire ce compte rendu"`, "Figure")
		all := f.structure()
		if n := strings.Count(all, `"Début"`) + strings.Count(all, `"Arrivée"`); n != 2 {
			t.Errorf("heads of tables are read %d times, want once each", n)
		}
		if strings.Contains(all, "3 / 1") || strings.Count(all, "Compte rendu de séance") != 1 {
			t.Error("running heads or page numbers are read as text")
		}
	})
}

// The trainer's debrief and the register read in order too.
func TestStructure_others(t *testing.T) {
	drawn := func(kind estrade.DocumentKind) *inspected {
		pdf, err := New().Specimen(estrade.Settings{Organisation: "Orée", Trainer: "T", Logo: testLogo(t)}, kind, estrade.French, estrade.Wording{}, at(15, 30))
		if err != nil {
			t.Fatal(err)
		}
		return open(t, pdf)
	}
	drawn(estrade.DocumentDebrief).reads("Document\n", `"Orée"`, "H1", `"Leadership et numérique"`, "H2", `"Déroulé"`, "Table", "TR", "TH", `"Étape"`,
		"TR", "TD", `"Accueil"`, `"Ce document contient"`, "H2", `"Débriefing · Décider ensemble"`, "H3", `"Faits observés"`,
		"P", `"Qu’avez-vous vu et entendu`, `"Deux équipes ont décidé`, "H1", `"Lire ce débriefing"`)
	drawn(estrade.DocumentRegister).reads("Document\n", "Figure", `"Orée"`, "H1", `"Registre des documents émis"`, "Table", "TR", "TH", "/Scope /Column", `"Émis le"`,
		"TR", "TD", `"2026-0000-01"`, "TD", `"Leadership et numérique Groupe Ormeval"`, "TD", `"0000-0000-0001"`, "TD", `"Valable"`, "P", `"Un document émis n’est jamais modifié`)
}

// Every figure is described, and charts with what they show.
func TestStructure_figures(t *testing.T) {
	for _, l := range []estrade.Language{estrade.French, estrade.English} {
		s := newSpeech(l)
		d := sampleReport(t, l, group{15, 3})
		d.Organisation.Logo = testLogo(t)
		d.Results = append(d.Results, sampleActivities(t, l, group{15, 3})...)
		report := report0(t, d)
		personal := personal0(t, samplePersonal(t, l))
		for name, pdf := range map[string][]byte{"report": report, "personal": personal} {
			figures, described := bytes.Count(pdf, []byte("/S/Figure")), bytes.Count(pdf, []byte("/Alt"))
			if figures == 0 || figures != described {
				t.Errorf("%s: %d of %d figures are described", name, described, figures)
			}
		}
		f := open(t, report)
		for _, begins := range []string{
			s.say(describedItem, s.say(scenarioPath), ""), s.say(describedItem, s.say(treeTitleText), ""),
			s.say(describedItem, s.say(describedCurves), ""), s.say(describedItem, d.Results[0].Contrast.Passes[0].Title, ""),
		} {
			f.describes(report, plainSpaces.Replace(strings.TrimSpace(begins)))
		}
		f.describes(personal, plainSpaces.Replace(strings.TrimSpace(s.say(describedItem, s.say(ownPositions), ""))))
	}
}

// describes checks that a figure is described in words.
func (f *inspected) describes(pdf []byte, alt string) {
	f.t.Helper()
	var wide []byte
	for _, unit := range utf16.Encode([]rune(alt)) {
		wide = append(wide, byte(unit>>8), byte(unit))
	}
	narrow, err := charmap.ISO8859_1.NewEncoder().Bytes([]byte(alt))
	if bytes.Contains(pdf, append([]byte("/Alt(\xFE\xFF"), wide...)) || err == nil && bytes.Contains(pdf, append([]byte("/Alt("), narrow...)) {
		return
	}
	f.t.Errorf("no figure says %q", alt)
}
