package document

import (
	"slices"

	estrade "estrade/app"
)

// register draws the register of issued documents.
type register struct {
	sheet
	data estrade.RegisterData
	logo *picture
}

// Register returns the PDF of the register of issued documents; see
// estrade.Documents.
func (p *Printer) Register(d estrade.RegisterData) ([]byte, error) {
	r := &register{sheet: newLandscape(d.Language), data: d}
	var err error
	if r.logo, err = p.logos.picture(d.Organisation.Logo); err != nil {
		return nil, err
	}
	r.begin = func() { r.markPage(r.speech, false, d.Specimen) }
	r.begin()
	r.head()
	r.list()
	r.skip(px(16))
	r.block(margin, r.width-2*margin, small, r.say(registerRead))
	if own := r.own(wordedListNote); own != "" {
		r.skip(px(6))
		r.block(margin, r.width-2*margin, small, own)
	}
	r.unprinted(small)
	r.furnish(joined(" · ", clean(d.Organisation.Name), r.own(wordedRegister)), r.made(), r.warned(false, d.Specimen, r.say(registerNoResult)))
	return r.pdf(identity{
		title:    r.own(wordedRegister),
		author:   clean(d.Organisation.Name),
		subject:  r.period(),
		language: r.tag(),
		date:     d.MadeOn,
	})
}

// head draws whose register it is, of when, and how many documents it holds.
func (r *register) head() {
	r.letterhead(r.speech, r.data.Organisation, r.logo, margin, px(620), px(136))
	r.references(r.width-margin, []string{r.made()})
	r.tagged("H1", func() {
		name := r.own(wordedRegister)
		r.text(margin, px(178), r.within(style{face: voice, size: px(29), tracking: -5, ink: ink}, name, r.width-2*margin), left, name)
	})
	r.text(margin, px(206), style{face: tool, size: px(15), ink: ink2}, left, joined(". ", r.period(), r.counted()))
	edge := px(224)
	r.box(0, edge, r.width, px(5), ink)
	r.y = edge + px(20)
}

// own is a sentence of the register as the organisation words it.
func (r *register) own(f wordedField) string {
	date := ""
	if !r.data.MadeOn.IsZero() {
		date = r.date(r.data.MadeOn)
	}
	return r.worded(r.data.Wording, f, values{slotOrganisation: r.data.Organisation.Name, slotDate: date})
}

func (r *register) made() string {
	if r.data.MadeOn.IsZero() {
		return ""
	}
	return r.say(registerMade, r.date(r.data.MadeOn))
}

// period names the days covered.
func (r *register) period() string {
	d := r.data
	switch {
	case d.From.IsZero() && d.To.IsZero():
		return r.say(registerAll)
	case d.To.IsZero():
		return r.say(registerSince, r.date(d.From))
	case d.From.IsZero():
		return r.say(registerUntil, r.date(d.To))
	default:
		return r.say(registerPeriod, r.date(d.From), r.date(d.To))
	}
}

// counted says how many documents there are and how many still hold.
func (r *register) counted() string {
	var valid, replaced, revoked int
	later := r.replacements()
	for _, l := range r.data.Lines {
		switch {
		case !l.RevokedOn.IsZero():
			revoked++
		case later[l.Number] != "":
			replaced++
		default:
			valid++
		}
	}
	n := len(r.data.Lines)
	texts := []string{r.say(countDocuments[r.single(n)], n)}
	if replaced+revoked > 0 {
		texts = append(texts, r.say(countValid[r.single(valid)], valid))
	}
	if replaced > 0 {
		texts = append(texts, r.say(countReplaced[r.single(replaced)], replaced))
	}
	if revoked > 0 {
		texts = append(texts, r.say(countRevoked[r.single(revoked)], revoked))
	}
	return joined(", ", texts...)
}

// replacements gives, by number, the number of the document that replaces it.
func (r *register) replacements() map[string]string {
	later := map[string]string{}
	for _, l := range r.data.Lines {
		if l.Replaces != "" {
			later[l.Replaces] = l.Number
		}
	}
	return later
}

// list draws a line a document, by date.
func (r *register) list() {
	lines := slices.Clone(r.data.Lines)
	if len(lines) == 0 {
		r.block(margin, r.width-2*margin, bodySoft, r.say(registerEmpty))
		return
	}
	slices.SortStableFunc(lines, func(a, b estrade.RegisterLine) int { return a.IssuedOn.Compare(b.IssuedOn) })
	cell := tableText.sized(px(12)).leaded(px(15.5))
	t := table{columns: []column{
		{r.say(registerDate), px(92), left, cell},
		{r.say(registerNumber), px(118), left, cell.of(toolSemi)},
		{r.say(registerKind), px(138), left, cell},
		{r.say(registerName), px(158), left, cell.of(toolSemi)},
		{r.say(registerSession), px(178), left, cell},
		{r.say(registerCode), px(126), left, cell},
	}}
	t.columns = append(t.columns, column{r.say(registerState), r.width - 2*margin - px(810) + cellGap, left, cell})
	later := r.replacements()
	for _, l := range lines {
		state, holds := r.state(l, later[l.Number])
		line := row{cells: []string{r.shortDate(l.IssuedOn), clean(l.Number), r.kind(l.Kind), clean(l.Name), r.words(l.Title), clean(l.Code), state},
			note: clean(l.Client), noteIn: 4}
		if !holds {
			line.bold = []int{6}
		}
		t.rows = append(t.rows, line)
	}
	r.table(t)
}

// state says in words whether a document still holds.
func (r *register) state(l estrade.RegisterLine, later string) (text string, holds bool) {
	var parts []string
	if !l.RevokedOn.IsZero() {
		revoked := r.say(registerRevoked, r.date(l.RevokedOn))
		if why := r.words(l.Reason); why != "" {
			revoked = r.say(registerReason, revoked, why)
		}
		parts = append(parts, revoked)
	}
	if later != "" {
		parts = append(parts, r.say(registerOld, clean(later)))
	}
	switch {
	case len(parts) > 0 && l.Replaces != "":
		return joined(". ", append(parts, r.say(registerWas, clean(l.Replaces)))...), false
	case len(parts) > 0:
		return joined(". ", parts...), false
	case l.Replaces != "":
		return r.say(registerCorrect, clean(l.Replaces)), true
	default:
		return r.say(registerValid), true
	}
}

// kind names a kind of document.
func (r *register) kind(k estrade.DocumentKind) string {
	if name, ok := kindNames[k]; ok {
		return r.say(name)
	}
	return clean(string(k))
}
