package document

import (
	"strings"

	estrade "estrade/app"
)

// personal draws what one participant takes away.
type personal struct {
	sheet
	data estrade.PersonalData
	logo *picture
	refs []reference
}

// Personal returns the PDF of what one participant answered; see estrade.Documents.
func (p *Printer) Personal(d estrade.PersonalData) ([]byte, error) {
	r := &personal{sheet: newSheet(d.Language), data: d}
	r.begin = r.underlay
	var err error
	if r.logo, err = p.logos.picture(d.Organisation.Logo); err != nil {
		return nil, err
	}
	r.underlay()
	r.cover()
	for i := range d.Results {
		r.result(i)
	}
	if own := r.own(wordedFarewell); own != "" {
		r.skip(px(26))
		r.block(margin, columnWidth, body, own)
	}
	r.skip(px(16))
	r.unprinted(bodySoft)
	r.finish()
	return r.pdf(identity{
		title:    r.say(personalTitle) + ", " + r.words(d.Title),
		author:   clean(d.Organisation.Name),
		subject:  place(d.Client, d.Place),
		language: r.tag(),
		date:     d.Date,
	})
}

// underlay starts a page: the watermark of a rehearsal lies under everything.
func (r *personal) underlay() {
	r.markPage(r.speech, r.data.Rehearsal, r.data.Specimen)
}

// own is a sentence of the document as the organisation words it.
func (r *personal) own(f wordedField) string {
	d := r.data
	date := ""
	if !d.Date.IsZero() {
		date = r.longDate(d.Date)
	}
	return r.worded(d.Wording, f, values{
		slotWorkshop: r.words(d.Title), slotDate: date, slotPlace: r.words(d.Place), slotClient: d.Client, slotOrganisation: d.Organisation.Name,
	})
}

// in returns a text of the pack in the document's language.
func (r *personal) in(t estrade.Text) string { return r.words(t.In(r.language)) }

// result draws one activity: its title, then its section.
func (r *personal) result(i int) {
	own := r.data.Results[i]
	beginning := px(420)
	if own.Assessment != nil {
		// Its drawing stays whole, and its title with it.
		beginning = px(600)
	}
	if i == 0 || r.y+beginning > r.bottom {
		r.newPage()
	} else {
		r.skip(px(44))
	}
	for j := range r.refs {
		if r.refs[j].result == i {
			r.refs[j].target = r.at
		}
	}
	r.box(margin, r.y, columnWidth, px(5), ink)
	r.y += px(16)
	s := title.sized(px(25)).leaded(px(30))
	r.tagged("H1", func() { r.block(margin, columnWidth, s, r.in(own.Title)) })
	r.y += px(8)
	switch {
	case own.Scenario != nil:
		r.scenario(*own.Scenario)
	case own.Contrast != nil:
		r.contrast(*own.Contrast)
	case own.Ranking != nil:
		r.ranking(*own.Ranking)
	case own.Assessment != nil:
		r.assessment(*own.Assessment)
	case own.Curve != nil:
		r.curve(*own.Curve)
	case own.Sort != nil:
		r.cardSort(*own.Sort)
	case own.Rating != nil:
		r.rating(*own.Rating)
	case own.Board != nil:
		r.board(*own.Board)
	case own.Commitment != nil:
		r.commitment(*own.Commitment)
	}
}

// captions draws the notices and captions of a section, small.
func (r *personal) captions(captions []estrade.Text, notices ...estrade.Text) {
	var texts []string
	for _, t := range append(notices, captions...) {
		if text := r.in(t); text != "" && !strings.Contains(strings.Join(texts, " "), text) {
			texts = append(texts, text)
		}
	}
	if len(texts) > 0 {
		r.skip(px(12))
		r.block(margin, columnWidth*0.92, keyNote.leaded(px(16.5)), strings.Join(texts, " "))
	}
}

// score is a figure, or that it cannot be computed and why.
func (r *personal) score(label estrade.Text, v *float64, decimals int, note, why string) keyFigure {
	if v == nil {
		return keyFigure{label: r.say(label), value: r.say(notComputable), note: why, words: true}
	}
	return keyFigure{label: r.say(label), value: r.number(*v, decimals), note: note}
}

// tooFew says how many answers there are, out of how many.
func (r *personal) tooFew(answered, of int) string {
	if of > 0 && answered >= of {
		return r.say(reasonUndefined)
	}
	return r.say(reasonTooFew, answered, of)
}

// finish writes what needs every page to be known: references, heads, feet.
func (r *personal) finish() {
	d := r.data
	for _, ref := range r.refs {
		r.at = ref.page
		r.under(ref.said, func() { r.text(r.width-margin, ref.y, small, right, r.say(wordPage, ref.target+1)) })
	}
	foot := r.warned(d.Rehearsal, d.Specimen, r.say(noticeSelf))
	r.furnish(joined(" · ", r.say(personalTitle), clean(d.Pseudonym)), joined(", ", r.words(d.Title), r.dayOf(d.Date)), foot)
}
