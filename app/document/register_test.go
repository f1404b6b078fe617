package document

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	estrade "estrade/app"
)

// sampleRegister is the register of n documents, the third of which is replaced
// and the fourth revoked.
func sampleRegister(l estrade.Language, n int) estrade.RegisterData {
	say := func(fr, en string) string { return estrade.Text{FR: fr, EN: en}.In(l) }
	d := estrade.RegisterData{Language: l, Organisation: organisation(), MadeOn: at(18, 0),
		From: at(9, 0).AddDate(0, -2, 0), To: at(9, 0)}
	kinds := []estrade.DocumentKind{estrade.DocumentCertificate, estrade.DocumentCompletion, estrade.DocumentAttendanceSheet, estrade.DocumentReport}
	for i := range n {
		line := estrade.RegisterLine{
			Number: fmt.Sprintf("2026-1124-%03d", i+1), Code: fmt.Sprintf("7QF4-M2KD-%04d", i), Kind: kinds[i%len(kinds)],
			Title: say("Leadership et numérique", "Leadership and digital life"), Client: "Groupe Ormeval",
			IssuedOn: at(12, 0).AddDate(0, 0, -i%40),
		}
		if i%4 < 2 {
			line.Name = firstNames[i%len(firstNames)] + " " + lastNames[(i*7)%len(lastNames)]
		}
		d.Lines = append(d.Lines, line)
	}
	if n > 5 {
		d.Lines[5].Replaces = d.Lines[2].Number
		d.Lines[3].RevokedOn, d.Lines[3].Reason = at(15, 0), say("Nom mal orthographié", "Name misspelt")
	}
	return d
}

func register0(t testing.TB, d estrade.RegisterData) []byte {
	t.Helper()
	pdf, err := New().Register(d)
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

func TestPrinter_Register(t *testing.T) {
	pdf := register0(t, sampleRegister(estrade.French, 12))
	keep(t, "register-fr", pdf)
	f := open(t, pdf)
	f.sound()
	f.apart()
	f.numbered()
	f.has("Registre des documents émis", "Méridienne Formation", "Établi le 24 novembre 2026",
		"Documents émis du 24 septembre 2026 au 24 novembre 2026. 12 documents, 10 valables, 1 remplacé, 1 révoqué",
		"Émis le", "Numéro", "État du document", "2026-1124-003", "Remplacé par le", "2026-1124-006", "Valable. Remplace le",
		"Révoqué le 24", "Nom mal orthographié", "Attestation de fin", "Certificat de", "Feuille", "Awa Diallo", "7QF4-M2KD-0000",
		"Un document émis n’est jamais modifié", "Ce registre ne porte aucun résultat.")

	d := sampleRegister(estrade.English, 7)
	d.Organisation.Logo = testLogo(t)
	d.Lines[5].RevokedOn = at(16, 0)
	pdf = register0(t, d)
	keep(t, "register-en", pdf)
	f = open(t, pdf)
	f.sound()
	f.numbered()
	f.has("Register of issued documents", "Made on 24 November 2026", "7 documents, 4 valid, 1 replaced, 2 revoked",
		"Revoked on 24", "Name misspelt", "Replaced by no.", "It replaced no.", "State of the document", "This register carries no result.")
}

// Every page of a long register repeats the heads, and every line is there, by date.
func TestPrinter_Register_long(t *testing.T) {
	for _, l := range estrade.Languages {
		d := sampleRegister(l, 300)
		pdf := register0(t, d)
		keep(t, "register-300-"+string(l), pdf)
		f := open(t, pdf)
		f.sound()
		f.apart()
		f.numbered()
		pages := f.pageTexts()
		for i, page := range pages {
			if strings.Contains(page, "7QF4") && !strings.Contains(page, registerState.In(l)) {
				t.Errorf("page %d lacks its heads:\n%s", i+1, page)
			}
		}
		for _, line := range d.Lines {
			if !strings.Contains(f.text(), line.Code) {
				t.Errorf("%s is missing", line.Code)
			}
		}
		if first := pages[0]; !strings.Contains(first, "7QF4-M2KD-0039") || strings.Contains(first, "7QF4-M2KD-0000") {
			t.Errorf("lines are not by date:\n%s", first)
		}
	}
}

func TestPrinter_Register_nasty(t *testing.T) {
	f := open(t, register0(t, estrade.RegisterData{}))
	f.sound()
	f.has("Tous les documents émis. 0 document", "Aucun document émis.")
	d := sampleRegister(estrade.French, 8)
	d.From = d.To.AddDate(0, 0, 1)
	d.To = at(9, 0).AddDate(1, 0, 0)
	for i := range d.Lines {
		l := &d.Lines[i]
		l.Name, l.Title, l.Client = strings.Repeat("m", 200), strings.Repeat("Décider à plusieurs ; ", 9), "Équipe 🎉"
		l.Number, l.Code, l.Kind, l.Reason = strings.Repeat("9", 60), strings.Repeat("W", 40), "autre", strings.Repeat("très ", 40)
		l.RevokedOn = at(9, 0)
	}
	pdf := register0(t, d)
	keep(t, "register-nasty", pdf)
	f = open(t, pdf)
	f.sound()
	f.apart()
	f.has("Caractères absents des polices de ce document, laissés de côté : U+1F389.", "autre")
	d.Organisation.Logo = []byte("x")
	if _, err := New().Register(d); err == nil || estrade.Public(err).Key != "logo-invalid" {
		t.Errorf("bad logo: %v", err)
	}
	for _, days := range []struct {
		change func(*estrade.RegisterData)
		want   string
	}{
		{func(d *estrade.RegisterData) { d.From = at(9, 0) }, "Documents émis depuis le 24 novembre 2026"},
		{func(d *estrade.RegisterData) { d.To = at(9, 0) }, "Documents émis jusqu’au 24 novembre 2026"},
	} {
		d := estrade.RegisterData{Language: estrade.French}
		days.change(&d)
		open(t, register0(t, d)).has(days.want)
	}
}

func TestPrinter_Register_deterministic(t *testing.T) {
	d := sampleRegister(estrade.French, 20)
	want := register0(t, d)
	if !bytes.Equal(register0(t, d), want) {
		t.Error("another file for the same data")
	}
	if d.Lines[0].Number != "2026-1124-001" {
		t.Error("the lines given were put in another order")
	}
}
