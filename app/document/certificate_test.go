package document

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	estrade "estrade/app"
)

func certificate0(t testing.TB, d estrade.CertificateData) []byte {
	t.Helper()
	pdf, err := New().Certificate(d)
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

func TestPrinter_Certificate(t *testing.T) {
	t.Run("OK", func(t *testing.T) {
		pdf := certificate0(t, certificateFR())
		keep(t, "certificate-fr", pdf)
		f := open(t, pdf)
		f.sound()
		f.has(
			"Méridienne Formation", "14 rue des Capucins, 69001 Lyon", "SIRET 123 456 789 00012",
			"Déclaration d’activité n° 84 69 00000 69", "Attestation n° 2026-1124-03", "Émise le 24 novembre 2026",
			"Attestation de fin de formation", "Hélène Maurel, responsable de la formation, atteste que",
			"Awa Diallo", "a suivi en totalité l’action de formation", "Leadership et numérique",
			"mardi 24 novembre 2026", "3 h 30, en présence", "Groupe Ormeval, Lyon", "Objectifs travaillés",
			"Formuler un plan « si… alors » précis, daté", "Fait à Lyon, le 24 novembre 2026",
			"Ce certificat atteste une participation. Il ne porte aucun résultat.",
			"Auto-positionnement à visée formative. Ne constitue pas une",
		)
		if f.pages() != 1 {
			t.Errorf("%d pages, want 1", f.pages())
		}
		info := f.run("pdfinfo")
		for _, want := range []string{"Attestation de fin de formation, Awa Diallo", "Author:          Méridienne Formation",
			"Tue Nov 24 11:40:00 2026 UTC", "841.89 x 595.28 pts (A4)"} {
			if !strings.Contains(info, want) {
				t.Errorf("pdfinfo lacks %q:\n%s", want, info)
			}
		}
		if !bytes.Contains(pdf, []byte("/Lang (fr-FR)")) || bytes.Contains(pdf, []byte("/EmbeddedFiles")) {
			t.Error("the catalog lacks the language or keeps an empty list of attachments")
		}
	})

	t.Run("English in part", func(t *testing.T) {
		d := certificateEN()
		d.Organisation.Logo = testLogo(t)
		pdf := certificate0(t, d)
		keep(t, "certificate-en", pdf)
		f := open(t, pdf)
		f.sound()
		f.has("Training certificate", "Certificate no. 2026-1124-03", "Hélène Maurel, head of training, certifies that",
			"Nguyễn Thị Phương Thảo", "has attended part of the training course", "Tuesday 24 November 2026",
			"Time attended, in person", "2 h 45 min of 3 h 30 min", "Signed in Lyon, 24 November 2026",
			"This certificate attests participation. It carries no result.")
		f.lacks("in full")
		if !bytes.Contains(pdf, []byte("/Lang (en-GB)")) {
			t.Error("the catalog lacks the language")
		}
	})

	t.Run("Rehearsal", func(t *testing.T) {
		d := certificateFR()
		d.ParticipantName = "Marie-Ange Nguyen-Delaporte"
		d.Rehearsal = true
		pdf := certificate0(t, d)
		keep(t, "certificate-rehearsal", pdf)
		f := open(t, pdf)
		f.sound()
		f.has("Marie-Ange Nguyen-Delaporte", "Répétition : participants simulés, document sans valeur.")
		open(t, certificate0(t, certificateFR())).lacks("Répétition")
		d.Language = estrade.English
		open(t, certificate0(t, d)).has("Rehearsal: simulated participants, document without value.")
	})

	t.Run("Bare", func(t *testing.T) {
		pdf := certificate0(t, estrade.CertificateData{ParticipantName: "O", Dates: []time.Time{at(9, 0)}, DurationMinutes: 0})
		keep(t, "certificate-bare", pdf)
		f := open(t, pdf)
		f.sound()
		f.has("Il est attesté que", "O", "a suivi en partie", "0 min, en présence")
	})
}

// The signature stands on the line, and an image that is none is refused.
func TestPrinter_Certificate_signature(t *testing.T) {
	d := certificateFR()
	d.Organisation.LegalForm = "Association loi 1901"
	d.Organisation.Logo = testLogo(t)
	d.Organisation.Signature = testSignature(t)
	pdf := certificate0(t, d)
	keep(t, "certificate-signature", pdf)
	f := open(t, pdf)
	f.sound()
	f.has("Association loi 1901 · SIRET 123 456 789 00012")
	if list := f.run("pdfimages", "-list"); strings.Count(list, " index ") != 2 {
		t.Errorf("not a logo and a signature:\n%s", list)
	}
	d.Organisation.Signature = []byte("none")
	if _, err := New().Certificate(d); estrade.Public(err).Key != "logo-invalid" {
		t.Errorf("%v", err)
	}
}

// Names keep every letter, whatever their length and script, and stay on the page.
func TestPrinter_Certificate_names(t *testing.T) {
	for _, name := range []string{
		"O", "Ng", "Zoé", "Nguyễn Thị Phương Thảo", "François-Xavier d'Aboville", "Ελένη Παπαδοπούλου", "Владимир Соловьёв",
		"Żaneta Wójcik-Brzęczyszczykiewicz", "Þórunn Ægisdóttir", "Ŋọ̀látí Ɓàlá", "Jean-Baptiste Marie Louis Charles de La Rochefoucauld-Montbel",
		"Maximiliana Wilhelmina Alexandra-Konstantina von Hohenstaufen-Württemberg-Jagst",
		strings.Repeat("W", 80), strings.Repeat("ij", 40), strings.TrimSpace(strings.Repeat("Æthelþryð ", 8)),
	} {
		d := certificateFR()
		d.ParticipantName = name
		pdf := certificate0(t, d)
		keep(t, "certificate-name-"+strings.Map(fileRune, clean(name)), pdf)
		f := open(t, pdf)
		f.inside()
		if got := squeeze(f.text()); !strings.Contains(got, squeeze(clean(name))) {
			t.Errorf("%s: the name is not whole in\n%s", name, f.text())
		}
		if f.pages() != 1 {
			t.Errorf("%s: %d pages", name, f.pages())
		}
	}
}

func TestPrinter_Certificate_muchText(t *testing.T) {
	d := certificateFR()
	d.WorkshopTitle = strings.TrimSpace(strings.Repeat("Décider à plusieurs ; ", 9)) + " fin"
	d.Client = strings.Repeat("Compagnie générale ", 6)
	d.Place = "Salle du conseil, bâtiment C, troisième étage, 12 avenue de la République"
	d.Organisation.Name = "Institut régional de formation continue aux pratiques collaboratives du leadership"
	d.Organisation.Address = []string{"Bâtiment C, escalier 4", "14 rue des Capucins", "BP 1234", "69001 Lyon Cedex"}
	d.Organisation.Logo = testLogo(t)
	d.SignatoryName = "Marie-Hélène de Saint-Hilaire-Beaumont d’Aubigné"
	d.SignatoryTitle = "responsable pédagogique des formations au leadership et au numérique"
	d.Dates = []time.Time{at(9, 0), at(14, 0).AddDate(0, 0, 7), at(9, 0).AddDate(0, 1, 14)}
	for range 3 {
		d.Objectives = append(d.Objectives, d.Objectives[:4]...)
	}
	pdf := certificate0(t, d)
	keep(t, "certificate-much", pdf)
	f := open(t, pdf)
	f.sound()
	f.has("mardi 24 novembre, mardi 1er décembre")
	if f.pages() != 1 {
		t.Errorf("%d pages, want 1", f.pages())
	}
	if n := strings.Count(squeeze(f.text()), squeeze("Distinguer ce qui appelle")); n != 4 {
		t.Errorf("an objective is printed %d times, want 4", n)
	}
}

func TestPrinter_Certificate_refuses(t *testing.T) {
	for what, change := range map[string]func(*estrade.CertificateData){
		"name with an emoji":  func(d *estrade.CertificateData) { d.ParticipantName = "Zoé 🎉" },
		"name in Arabic":      func(d *estrade.CertificateData) { d.ParticipantName = "محمد" },
		"title with an emoji": func(d *estrade.CertificateData) { d.WorkshopTitle = "Leadership 🚀" },
		"objective in Han":    func(d *estrade.CertificateData) { d.Objectives = []string{"領導"} },
	} {
		d := certificateFR()
		change(&d)
		_, err := New().Certificate(d)
		if e := estrade.Public(err); err == nil || e.Key != "text-unprintable" || e.Code != estrade.CodeInvalid || e.Params["text"] == "" {
			t.Errorf("%s: %v", what, err)
		}
	}
	d := certificateFR()
	d.Organisation.Logo = []byte("GIF89a")
	if _, err := New().Certificate(d); err == nil || estrade.Public(err).Key != "logo-invalid" {
		t.Errorf("bad logo: %v", err)
	}
}

// The same data give the same bytes, also when many are drawn at once.
func TestPrinter_Certificate_deterministic(t *testing.T) {
	p := New()
	d := certificateEN()
	d.Organisation.Logo = testLogo(t)
	want, err := p.Certificate(d)
	if err != nil {
		t.Fatal(err)
	}
	other := certificateFR()
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if got, err := p.Certificate(d); err != nil || !bytes.Equal(got, want) {
				t.Errorf("another file for the same data (%v)", err)
			}
		})
		wait.Go(func() {
			if _, err := p.Certificate(other); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

func TestPrinter_Unprintable(t *testing.T) {
	p := New()
	for text, want := range map[string]string{
		"Awa Diallo":             "",
		"Nguyễn Thị Phương Thảo": "",
		"Ελένη Παπαδοπούλου, Владимир":             "",
		"e\u0301te\u0301 N\u0303":                  "",
		"Zoé 🎉 et 🎉":                               "🎉",
		"👩🏽\u200d💻":                                "👩🏽💻",
		"李雷":                                       "李雷",
		"שלום":                                     "שלום",
		"tabulation\tet\u00a0fine\u202f; 2\u20111": "",
		"": "",
	} {
		if got := string(p.Unprintable(text)); got != want {
			t.Errorf("Unprintable(%q) = %q, want %q", text, got, want)
		}
	}
}

func BenchmarkCertificate(b *testing.B) {
	p := New()
	d := certificateFR()
	d.Organisation.Logo = testLogo(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Certificate(d); err != nil {
			b.Fatal(err)
		}
	}
}
