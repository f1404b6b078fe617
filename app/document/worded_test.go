package document

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
)

// The built-in sentences pass the rules that an organisation's own must pass,
// in both languages, and are what a document without a wording prints.
func TestPrinter_WordingFields(t *testing.T) {
	p := New()
	for _, kind := range p.WordedKinds() {
		for _, l := range []estrade.Language{estrade.French, estrade.English} {
			fields := p.WordingFields(kind, l)
			if len(fields) == 0 {
				t.Errorf("%s %s: nothing to word", kind, l)
			}
			sentences := map[string]string{}
			for _, f := range fields {
				sentences[f.Key] = f.BuiltIn
				if f.Limit < 1 || len(f.Placeholders) == 0 || !f.Optional && f.BuiltIn == "" {
					t.Errorf("%s %s: %+v", kind, l, f)
				}
			}
			if err := p.CheckWording(kind, l, sentences); err != nil {
				t.Errorf("%s %s: %v", kind, l, err)
			}
		}
	}
	if p.WordingFields("other", estrade.French) != nil {
		t.Error("a kind that is not there can be worded")
	}
}

func TestPrinter_CheckWording(t *testing.T) {
	for _, c := range []struct {
		what, field, text, key, param, want string
		english                             bool
	}{
		{what: "an unknown placeholder", field: "full", text: "a suivi {cours}", key: "wording-placeholder", param: "placeholder", want: "{cours}"},
		{what: "a French one in English", field: "full", text: "{nom} attended", key: "wording-placeholder", param: "placeholder", want: "{nom}", english: true},
		{what: "one that this sentence lacks", field: "goals", text: "Objectifs de {nom}", key: "wording-placeholder", param: "known", want: "{atelier}"},
		{what: "an empty one", field: "full", text: "a suivi {}", key: "wording-placeholder", param: "placeholder", want: "{}"},
		{what: "a brace left open", field: "full", text: "a suivi {atelier", key: "wording-brace", param: "field", want: "full"},
		{what: "a brace never opened", field: "full", text: "a suivi atelier}", key: "wording-brace", param: "field", want: "full"},
		{what: "a brace in a brace", field: "full", text: "a suivi {{atelier}}", key: "wording-brace", param: "field", want: "full"},
		{what: "too long", field: "full", text: strings.Repeat("é", 91), key: "wording-too-long", param: "limit", want: "90"},
		{what: "an emoji", field: "full", text: "a suivi 🎉", key: "wording-unprintable", param: "characters", want: "🎉"},
		{what: "bytes that are no text", field: "full", text: "a\xff", key: "wording-unprintable", param: "field", want: "full"},
		{what: "nothing", field: "full", text: " \n ", key: "wording-empty", param: "field", want: "full"},
		{what: "a diploma", field: "title", text: "Diplôme de leadership", key: "wording-refused", param: "word", want: "Diplôme"},
		{what: "in capitals, decomposed", field: "title", text: "DIPLO\u0302ME", key: "wording-refused", param: "word", want: "DIPLÔME"},
		{what: "with an invisible hyphen", field: "title", text: "Di\u00adplôme", key: "wording-refused", param: "word", want: "Diplôme"},
		{what: "graduates", field: "note", text: "Formation diplômante", key: "wording-refused", param: "word", want: "diplômante"},
		{what: "an English diploma", field: "title", text: "Diplomas", key: "wording-refused", param: "word", want: "Diplomas", english: true},
		{what: "the mark", field: "note", text: "Certifié Qualiopi.", key: "wording-refused", param: "word", want: "Qualiopi"},
		{what: "a judgement", field: "note", text: "Vous êtes un leader", key: "wording-refused", param: "word", want: "Vous êtes un leader"},
		{what: "the whole for a part", field: "part", text: "a suivi en\u00a0totalité", key: "wording-whole", param: "word", want: "en\u00a0totalité"},
		{what: "the whole for a part, in English", field: "part", text: "attended it in full", key: "wording-whole", param: "word", want: "in full", english: true},
		{what: "another document's sentence", field: "introduction", text: "Bonjour", key: "wording-unknown-field", param: "field", want: "introduction"},
	} {
		l := estrade.French
		if c.english {
			l = estrade.English
		}
		err := New().CheckWording(estrade.DocumentCertificate, l, map[string]string{c.field: c.text})
		if e := estrade.Public(err); err == nil || e.Code != estrade.CodeInvalid || e.Key != c.key || e.Params["field"] != c.field || e.Params[c.param] != c.want {
			t.Errorf("%s: %v, %v", c.what, err, estrade.Public(err).Params)
		}
	}
	for _, text := range []string{"La diplomatie au travail", "Négociation diplomatique", "Attestation de présence – {organisme}", "Ελένη"} {
		if err := New().CheckWording(estrade.DocumentCertificate, estrade.French, map[string]string{"title": text}); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	if err := New().CheckWording(estrade.DocumentCertificate, estrade.French, map[string]string{"note": ""}); err != nil {
		t.Errorf("an optional sentence cannot be left out: %v", err)
	}
}

func TestSpeech_worded(t *testing.T) {
	fr, en := newSpeech(estrade.French), newSpeech(estrade.English)
	v := values{slotSignatory: "Ada  {nom}", slotRole: "directrice", slotName: "Zoé d'Arc ?", slotOrganisation: "Orée"}
	for _, c := range []struct {
		s    speech
		w    map[string]string
		v    values
		want string
	}{
		{fr, nil, v, "Ada  {nom}, directrice, atteste que"},
		{fr, nil, values{slotSignatory: "Ada"}, "Ada atteste que"},
		{en, nil, values{slotSignatory: "Ada", slotRole: "director"}, "Ada, director, certifies that"},
		{fr, map[string]string{"attests": "{fonction}, {signataire} certifie :"}, values{slotSignatory: "Ada"}, "Ada certifie\u00a0:"},
		{fr, map[string]string{"attests": "À qui de droit, {nom} : l'atelier {atelier}"}, v, "À qui de droit"},
		{fr, map[string]string{"attests": "{ organisme } atteste que"}, v, "Orée atteste que"},
		{fr, map[string]string{"attests": " "}, values{slotSignatory: "Ada"}, "Ada atteste que"},
		{fr, map[string]string{"title": "Autre"}, values{slotSignatory: "Ada"}, "Ada atteste que"},
	} {
		if got := c.s.worded(estrade.Wording{Sentences: c.w}, wordedAttests, c.v); got != c.want {
			t.Errorf("%v: %q instead of %q", c.w, got, c.want)
		}
	}
	if got := fr.worded(estrade.Wording{}, wordedFootnote, v); got != "" {
		t.Errorf("an unworded note prints %q", got)
	}
}

// What has no value takes its phrase along, or what stands with it in brackets.
func TestSpeech_worded_withoutValue(t *testing.T) {
	fr := newSpeech(estrade.French)
	for _, c := range []struct{ sentence, place, client, want string }{
		{"Fait à {lieu}, pour {client}.", "Lyon, salle 2", "Ormeval", "Fait à Lyon, salle 2, pour Ormeval."},
		{"Formation suivie, à {lieu}, le matin.", "", "", "Formation suivie le matin."},
		{"Formation suivie, à {lieu}.", "", "", "Formation suivie."},
		{"À {lieu}, pour {client}, le matin.", "", "Ormeval", "pour Ormeval, le matin."},
		{"À {lieu}, pour {client}, le matin.", "", "", "le matin."},
		{"À {lieu}, pour {client}.", "", "", ""},
		{"Tenue [à {lieu} ]le matin [pour {client}].", "", "Ormeval", "Tenue le matin pour Ormeval."},
		{"Tenue [à {lieu} ]le matin [pour {client}].", "Lyon", "", "Tenue à Lyon le matin."},
		{"Tenue le matin ({lieu}).", "", "", "Tenue le matin."},
		{"Tenue le matin ({lieu}).", "Lyon", "", "Tenue le matin (Lyon)."},
		{"Voir [annexe 2], {client}.", "", "", "Voir [annexe 2]."},
		{"Merci. Reçus par {client}. À bientôt.", "", "", "Merci. À bientôt."},
		{"Lieu : {lieu} ; pour {client} ; à 9.30 h.", "", "", "à 9.30\u00a0h."},
		{"Reçus à {lieu} – merci.", "Lyon", "", "Reçus à Lyon – merci."},
		{"Merci – à {lieu} – de votre accueil, {client} !", "", "Ormeval", "Merci de votre accueil, Ormeval\u202f!"},
		{"Un jour – deux soirs, à {lieu}.", "", "", "Un jour – deux soirs."},
	} {
		w := estrade.Wording{Sentences: map[string]string{"introduction": c.sentence}}
		got := fr.worded(w, wordedOpening, values{slotPlace: c.place, slotClient: c.client})
		if got != c.want {
			t.Errorf("%s with %q, %q: %q instead of %q", c.sentence, c.place, c.client, got, c.want)
		}
	}
}

// A worded certificate prints its sentences with what they stand for, and what
// guards the reader stays.
func TestPrinter_Certificate_worded(t *testing.T) {
	d := certificateFR()
	d.Wording = estrade.Wording{Number: 2, Sentences: map[string]string{
		"title": "Attestation de présence", "attests": "{organisme}, représenté par {signataire}, certifie que", "full": "a pris part à tout l’atelier « {atelier} »",
		"goals": "Ce que nous avons travaillé", "note": "Document n° {numéro}, remis à {nom} pour {client}, {durée} à {lieu} le {date}.",
	}}
	pdf := certificate0(t, d)
	keep(t, "certificate-worded", pdf)
	f := open(t, pdf)
	f.sound()
	f.has("Attestation de présence", "Méridienne Formation, représenté par Hélène Maurel, certifie que", "a pris part à tout l’atelier « Leadership et numérique »",
		"Ce que nous avons travaillé", "Document n° 2026-1124-03, remis à Awa Diallo pour Groupe Ormeval, 3 h 30 à Lyon le mardi 24 novembre",
		"Ce certificat atteste une participation. Il ne porte aucun résultat.", "Auto-positionnement à visée formative.")
	f.lacks("Attestation de fin de formation", "en totalité", "SPÉCIMEN")
	if info := f.run("pdfinfo"); !strings.Contains(info, "Attestation de présence, Awa Diallo") {
		t.Errorf("the title is another:\n%s", info)
	}

	// The longest of all stay on the page.
	for _, field := range New().WordingFields(estrade.DocumentCertificate, estrade.French) {
		d.Wording.Sentences[field.Key] = strings.TrimSpace(strings.Repeat("Mots ", field.Limit/5))
	}
	d.ParticipantName, d.SignatoryName = specimenNames[0], specimenNames[0]
	for range 3 {
		d.Objectives = append(d.Objectives, d.Objectives[:4]...)
	}
	pdf = certificate0(t, d)
	keep(t, "certificate-worded-long", pdf)
	f = open(t, pdf)
	f.inside()
	if f.pages() != 1 {
		t.Errorf("%d pages", f.pages())
	}
}

func TestPrinter_Report_worded(t *testing.T) {
	d := sampleReport(t, estrade.French, group{15, 3})
	d.Wording = estrade.Wording{Number: 1, Sentences: map[string]string{
		"introduction": "{organisme} remercie {client} de son accueil, {lieu}.", "closing": "Ce compte rendu se lit avec la convention de formation.",
	}}
	pdf, err := New().Report(d)
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "report-worded", pdf)
	f := open(t, pdf)
	f.has("Méridienne Formation remercie Groupe Ormeval de son accueil, Lyon, salle B204.", "Ce compte rendu se lit avec la convention de formation.",
		"Auto-positionnement à visée formative.", "Résultats de groupe, jamais sur moins de cinq réponses.")
}

// A sample is drawn for every kind that can be worded, in both languages, with
// and without an identity, and says on its page that it is none.
func TestPrinter_Specimen(t *testing.T) {
	p := New()
	full := estrade.Settings{
		Organisation: "Institut régional de l’Orée", LegalForm: "association loi 1901", Address: []string{"1 rue X", "69001 Lyon"}, SIRET: "73282932000074",
		ActivityDeclaration: "84 69 00000 69", Trainer: "Ada Lovelace", Signatory: "Grace Hopper", SignatoryTitle: "directrice", SignedAt: "Lyon",
		Logo: testLogo(t), Signature: testSignature(t),
	}
	for _, kind := range p.WordedKinds() {
		for _, l := range []estrade.Language{estrade.French, estrade.English} {
			for _, s := range []estrade.Settings{{Organisation: "O", Trainer: "T"}, full} {
				draw := func() []byte {
					pdf, err := p.Specimen(s, kind, l, estrade.Wording{}, at(15, 30))
					if err != nil {
						t.Fatalf("%s %s: %v", kind, l, err)
					}
					return pdf
				}
				pdf := draw()
				keep(t, "specimen-"+string(kind)+"-"+string(l)+"-"+s.Trainer, pdf)
				f := open(t, pdf)
				f.inside()
				f.has(specimenClient)
				word, _, _ := strings.Cut(specimenNote.In(l), " ")
				for i, text := range f.pageTexts() {
					if !strings.Contains(text, word) {
						t.Errorf("%s %s: page %d does not say that it is a sample", kind, l, i+1)
					}
				}
				if !bytes.Equal(pdf, draw()) {
					t.Errorf("%s %s: two samples differ", kind, l)
				}
			}
		}
	}
	if _, err := p.Specimen(full, estrade.DocumentCertificate, estrade.French, estrade.Wording{Sentences: map[string]string{"title": "{x}"}}, at(9, 0)); estrade.Public(err).Key != "wording-placeholder" {
		t.Errorf("%v", err)
	}
	if _, err := p.Specimen(full, "other", estrade.French, estrade.Wording{}, at(9, 0)); estrade.ErrorCode(err) != estrade.CodeInvalid {
		t.Errorf("%v", err)
	}
	if !slices.Contains(p.WordedKinds(), estrade.DocumentCertificate) {
		t.Error("the certificate cannot be worded")
	}
}

// The organisation's own words at the foot leave room for everything else.
func TestPrinter_footnotes(t *testing.T) {
	note := strings.TrimSpace(strings.Repeat("Mention ", 30))
	c := completionFR()
	c.Wording.Sentences = map[string]string{"mention": note}
	s := sampleSheet(estrade.French, 12, 2)
	s.Wording.Sentences = map[string]string{"note": note}
	for name, pdf := range map[string][]byte{"completion": completion0(t, c), "sheet": sheet0(t, s)} {
		keep(t, "footnote-"+name, pdf)
		f := open(t, pdf)
		f.inside()
		if n := strings.Count(f.text(), "Mention"); n != 30*f.pages() {
			t.Errorf("%s: %d words of 30 on each of %d pages", name, n, f.pages())
		}
	}
}

// What is written for the trainer's debrief, a personal document and the
// register is printed there, beside what guards the reader.
func TestPrinter_worded_others(t *testing.T) {
	p := New()
	for _, l := range []estrade.Language{estrade.French, estrade.English} {
		for kind, want := range map[estrade.DocumentKind][]string{
			estrade.DocumentDebrief:  {debriefOnly.In(l), noticeGroup.In(l)},
			estrade.DocumentPersonal: {personalFor.In(l)[:20], noticeSelf.In(l)[:20]},
			estrade.DocumentRegister: {registerNoResult.In(l)},
		} {
			w := estrade.Wording{Number: 1, Sentences: map[string]string{}}
			for _, field := range p.WordingFields(kind, l) {
				w.Sentences[field.Key] = "Own " + field.Key + " {" + placeholders[slotOrganisation].In(l) + "}."
				want = append(want, "Own "+field.Key+" Orée.")
			}
			pdf, err := p.Specimen(estrade.Settings{Organisation: "Orée", Trainer: "T"}, kind, l, w, at(15, 30))
			if err != nil {
				t.Fatalf("%s %s: %v", kind, l, err)
			}
			f := open(t, pdf)
			f.sound()
			f.has(want...)
			f.lacks(registerTitle.In(l) + ".")
		}
	}
}
