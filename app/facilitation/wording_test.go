package facilitation_test

import (
	"encoding/json"
	"strings"
	"testing"

	estrade "estrade/app"
)

// A document is printed with the wording of its kind and language at the time,
// says which version that was, and keeps it.
func TestDesk_Issue_wording(t *testing.T) {
	r := closingRoom(t, estrade.NewSession{DocumentLanguage: estrade.French}, "Zoé", "Awa")
	word := func(kind estrade.DocumentKind, l estrade.Language, title string) {
		t.Helper()
		v := estrade.WordingVersion{Wording: estrade.Wording{Sentences: map[string]string{"title": title}}}
		if _, err := r.store.SaveWording(r.ctx, kind, l, v); err != nil {
			t.Fatal(err)
		}
	}
	// printed are the version and the title of each document, by whom it names.
	printed := func() map[string]string {
		t.Helper()
		all := make(map[string]string)
		for _, f := range r.archived() {
			var data estrade.CertificateData
			if err := json.Unmarshal(f.Data, &data); err != nil {
				t.Fatal(err)
			}
			if f.Document.Wording != data.Wording.Number {
				t.Errorf("%s was printed with version %d and says %d", f.Document.Number, data.Wording.Number, f.Document.Wording)
			}
			if f.Document.Kind == estrade.DocumentCertificate || f.Document.Kind == estrade.DocumentReport {
				all[strings.TrimSpace(string(f.Document.Kind)+" "+f.Document.Name)] = data.Wording.Sentences["title"]
			}
		}
		return all
	}
	word(estrade.DocumentCertificate, estrade.French, "Premier")
	word(estrade.DocumentCertificate, estrade.French, "Attestation de présence")
	word(estrade.DocumentCertificate, estrade.English, "Other language")
	r.issue(estrade.IssueRequest{})
	for who, title := range map[string]string{"certificate Zoé": "Attestation de présence", "certificate Awa": "Attestation de présence", "report": ""} {
		if got := printed()[who]; got != title {
			t.Errorf("%s: %q instead of %q", who, got, title)
		}
	}
	word(estrade.DocumentCertificate, estrade.French, "Plus tard")
	r.rename("Zoé", "Zoé Lambert")
	r.issue(estrade.IssueRequest{Corrections: estrade.CorrectionsReplace})
	if all := printed(); all["certificate Awa"] != "Attestation de présence" || all["certificate Zoé Lambert"] != "Plus tard" {
		t.Errorf("%v", all)
	}
	list, err := r.desk.Documents(r.ctx, r.id)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		want := map[string]int{"Awa": 2, "Zoé": 2, "Zoé Lambert": 3}[d.Name]
		if d.Kind == estrade.DocumentCertificate && d.Wording != want {
			t.Errorf("%s was printed with version %d instead of %d", d.Name, d.Wording, want)
		}
	}
}
