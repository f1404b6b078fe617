package document

import (
	"bytes"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

func completion0(t testing.TB, d estrade.CompletionData) []byte {
	t.Helper()
	pdf, err := New().Completion(d)
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

func TestPrinter_Completion(t *testing.T) {
	t.Run("French", func(t *testing.T) {
		pdf := completion0(t, completionFR())
		keep(t, "completion-fr", pdf)
		f := open(t, pdf)
		f.sound()
		f.apart()
		f.has(
			"Méridienne Formation", "SIRET 123 456 789 00012", "Déclaration d’activité n° 84 69 00000 69",
			"Certificat n° 2026-1124-18", "Émis le 24 novembre 2026", "Certificat de réalisation",
			"Je soussigné(e) Hélène Maurel, responsable de la formation, représentant le dispensateur de",
			"Méridienne Formation, atteste que", "Awa Diallo", "salarié(e) de l’entreprise", "Groupe Ormeval",
			"a suivi l’action", "Leadership et numérique", "Nature de l’action concourant au développement des compétences",
			"action de formation", "bilan de compétences", "action de validation des acquis de l’expérience",
			"action de formation par apprentissage", "qui s’est déroulée du", "24 novembre 2026", "au", "25 novembre 2026",
			"pour une durée de", "3 h 30", "Lyon, salle B204", "je m’engage à conserver", "pendant une durée de 3 ans",
			"Fait à Lyon, le 24 novembre 2026", "Cachet et signature du responsable",
			"7QF4-M2KD-93XA", "3f9c 71d2 a804",
			"Ce certificat atteste la réalisation d’une action. Il ne porte aucun résultat.",
		)
		f.lacks("remplace", "diplôme", "Qualiopi", "RÉPÉTITION")
		if f.pages() != 1 {
			t.Errorf("%d pages, want 1", f.pages())
		}
		info := f.run("pdfinfo")
		for _, want := range []string{"Certificat de réalisation, Awa Diallo", "595.28 x 841.89 pts (A4)"} {
			if !strings.Contains(info, want) {
				t.Errorf("pdfinfo lacks %q:\n%s", want, info)
			}
		}
	})

	t.Run("English", func(t *testing.T) {
		d := completionEN()
		d.Organisation.Logo = testLogo(t)
		pdf := completion0(t, d)
		keep(t, "completion-en", pdf)
		f := open(t, pdf)
		f.sound()
		f.apart()
		f.has("Certificate of completion", "English version of the French “certificat de réalisation”", "Cancels and replaces no. 2026-1124-03",
			"I, the undersigned, Hélène Maurel, head of training", "Nguyễn Thị Phương Thảo", "employed by", "has followed the action",
			"which took place from", "25 November 2026", "for a duration of", "3 h 30 min", "I undertake to keep all the supporting",
			"Stamp and signature of the training provider’s", "recognition of prior experience")
	})

	t.Run("Signature", func(t *testing.T) {
		d := completionFR()
		d.Organisation.LegalForm = "Association loi 1901"
		d.Organisation.Logo, d.Organisation.Signature = testLogo(t), testSignature(t)
		pdf := completion0(t, d)
		keep(t, "completion-signature", pdf)
		f := open(t, pdf)
		f.sound()
		f.has("Association loi 1901 · SIRET 123 456 789 00012")
		if list := f.run("pdfimages", "-list"); strings.Count(list, " index ") != 2 {
			t.Errorf("not a logo and a signature:\n%s", list)
		}
		d.Organisation.Signature = []byte("none")
		if _, err := New().Completion(d); err == nil || estrade.Public(err).Key != "logo-invalid" {
			t.Errorf("bad signature: %v", err)
		}
	})

	t.Run("Bare", func(t *testing.T) {
		pdf := completion0(t, estrade.CompletionData{ParticipantName: "O"})
		keep(t, "completion-bare", pdf)
		f := open(t, pdf)
		f.sound()
		f.has("Le dispensateur de l’action", "O", "0 min")
		f.lacks("salarié(e)", "soussigné(e)", "qui s’est déroulée", "Fait")
	})

	t.Run("Rehearsal", func(t *testing.T) {
		d := completionFR()
		d.Rehearsal = true
		open(t, completion0(t, d)).has("Répétition : participants simulés, document sans valeur.")
	})
}

// One box is ticked: the tick leaves the same text and one more path.
func TestPrinter_Completion_nature(t *testing.T) {
	none := completionFR()
	none.Nature = ""
	seen := map[string]estrade.ActionNature{}
	for _, n := range completionNatures {
		d := completionFR()
		d.Nature = n.nature
		pdf := completion0(t, d)
		if other, twice := seen[string(pdf)]; twice {
			t.Errorf("%s looks like %s", n.nature, other)
		}
		seen[string(pdf)] = n.nature
		f := open(t, pdf)
		f.apart()
		c := &completion{canvas: newCanvas(a4Short, a4Long), speech: newSpeech(d.Language), data: d}
		c.draw()
		for _, other := range completionNatures {
			if strong := c.setIn(toolSemi, c.say(other.text)); strong != (other.nature == n.nature) {
				t.Errorf("%s ticked: %s is set strongly: %t", n.nature, other.nature, strong)
			}
		}
		if bytes.Equal(pdf, completion0(t, none)) {
			t.Errorf("%s is not ticked", n.nature)
		}
	}
}

// Names and texts of any length stay whole, on one page, apart from each other.
func TestPrinter_Completion_muchText(t *testing.T) {
	for _, name := range []string{"O", "Zoé", "Владимир Соловьёв", "Ελένη Παπαδοπούλου",
		"Maximiliana Wilhelmina Alexandra-Konstantina von Hohenstaufen-Württemberg-Jagst", strings.Repeat("W", 80)} {
		for _, l := range estrade.Languages {
			d := completionFR()
			d.Language = l
			d.ParticipantName = name
			d.ActionTitle = strings.TrimSpace(strings.Repeat("Décider à plusieurs ; ", 9)) + " fin"
			d.Employer = strings.TrimSpace(strings.Repeat("Compagnie générale ", 8))
			d.Place = "Salle du conseil, bâtiment C, troisième étage, 12 avenue de la République"
			d.Organisation.Name = "Institut régional de formation continue aux pratiques collaboratives du leadership"
			d.Organisation.Address = []string{"Bâtiment C, escalier 4", "14 rue des Capucins", "BP 1234", "69001 Lyon Cedex"}
			d.Organisation.Logo = testLogo(t)
			d.SignatoryName = "Marie-Hélène de Saint-Hilaire-Beaumont d’Aubigné"
			d.SignatoryTitle = "responsable pédagogique des formations au leadership et au numérique"
			pdf := completion0(t, d)
			keep(t, "completion-much-"+string(l)+"-"+strings.Map(fileRune, name), pdf)
			f := open(t, pdf)
			f.sound()
			f.apart()
			all := squeeze(f.text())
			for _, want := range []string{name, d.Employer, "fin"} {
				if !strings.Contains(all, squeeze(want)) {
					t.Errorf("%q is not whole in\n%s", want, f.text())
				}
			}
			if f.pages() != 1 {
				t.Errorf("%s: %d pages", name, f.pages())
			}
		}
	}
}

func TestPrinter_Completion_refuses(t *testing.T) {
	for what, change := range map[string]func(*estrade.CompletionData){
		"name with an emoji": func(d *estrade.CompletionData) { d.ParticipantName = "Zoé 🎉" },
		"employer in Han":    func(d *estrade.CompletionData) { d.Employer = "李雷" },
		"address in Arabic":  func(d *estrade.CompletionData) { d.Organisation.Address = []string{"محمد"} },
	} {
		d := completionFR()
		change(&d)
		_, err := New().Completion(d)
		if e := estrade.Public(err); err == nil || e.Key != "text-unprintable" || e.Params["text"] == "" {
			t.Errorf("%s: %v", what, err)
		}
	}
	d := completionFR()
	d.Organisation.Logo = []byte("GIF89a")
	if _, err := New().Completion(d); err == nil || estrade.Public(err).Key != "logo-invalid" {
		t.Errorf("bad logo: %v", err)
	}
}

func TestPrinter_Completion_deterministic(t *testing.T) {
	d := completionEN()
	want := completion0(t, d)
	if !bytes.Equal(completion0(t, d), want) {
		t.Error("another file for the same data")
	}
	d.IssuedOn = d.IssuedOn.Add(24 * time.Hour)
	if bytes.Equal(completion0(t, d), want) {
		t.Error("the date of issue is not in the file")
	}
}

// setIn tells whether the first page has a line of exactly this text in a face.
func (c *canvas) setIn(f face, text string) bool {
	for _, m := range c.pages[0].marks {
		if t, ok := m.mark.(textMark); ok && len(t.line.runs) == 1 && t.line.runs[0].face == f && string(t.line.runs[0].text) == text {
			return true
		}
	}
	return false
}

// Who hears the certificat de réalisation is told which of the four actions is
// ticked, and no label runs into what it names.
func TestPrinter_Completion_told(t *testing.T) {
	for _, c := range []struct {
		data   estrade.CompletionData
		ticked string // in Latin 1
		labels []string
	}{
		{completionFR(), "/Alt(case coch\xe9e)", []string{"entreprise Groupe Ormeval", "du 24 novembre 2026", "de 3 h 30"}},
		{completionEN(), "/Alt(box ticked)", []string{"employed by ", "from ", "for a duration of "}},
	} {
		pdf := completion0(t, c.data)
		if n := bytes.Count(pdf, []byte(c.ticked)); n != 1 {
			t.Errorf("%s: %d boxes are said to be ticked", c.data.Language, n)
		}
		told := plainSpaces.Replace(open(t, pdf).run("pdfinfo", "-struct-text"))
		for _, label := range c.labels {
			if !strings.Contains(told, label) {
				t.Errorf("%s: nothing says %q in\n%s", c.data.Language, label, told)
			}
		}
	}
}
