package document

import (
	estrade "estrade/app"
)

// personal draws what one participant takes away.
type personal struct {
	sheet
	data estrade.PersonalData
	logo *picture
}

// Personal returns the PDF of what one participant answered; see estrade.Documents.
func (p *Printer) Personal(d estrade.PersonalData) ([]byte, error) {
	r := &personal{sheet: newSheet(d.Language), data: d}
	r.begin = r.underlay
	if len(d.Organisation.Logo) > 0 {
		logo, err := p.logos.prepare(d.Organisation.Logo)
		if err != nil {
			return nil, err
		}
		r.logo = &logo
	}
	r.underlay()
	r.cover()
	for _, own := range d.Results {
		r.result(own)
	}
	r.unprinted(bodySoft)
	r.furnish()
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
	if r.data.Rehearsal {
		r.watermark(r.say(wordRehearsal), r.width, r.height)
	}
}

// cover draws who the document is for and what it is about. It never bears a
// real name.
func (r *personal) cover() {
	d := r.data
	r.block(margin, columnWidth, bodySoft, r.say(personalTitle))
	r.block(margin, columnWidth, title, r.words(d.Title))
	r.y += px(8)
	if !d.Date.IsZero() {
		r.block(margin, columnWidth, body, r.longDate(d.Date))
	}
	r.block(margin, columnWidth, body, place(d.Client, d.Place))
	r.block(margin, columnWidth, body, r.say(personalFor, clean(d.Pseudonym)))
	if d.ReturnCode != "" {
		r.block(margin, columnWidth, title, clean(d.ReturnCode))
		r.block(margin, columnWidth, body, r.say(noticeReturn))
	}
	r.block(margin, columnWidth, bodySoft, r.say(noticeSelf))
	if !d.ErasedOn.IsZero() {
		r.block(margin, columnWidth, bodySoft, r.say(reportErased, r.date(d.ErasedOn)))
	}
}

// furnish writes the page numbers.
func (r *personal) furnish() {
	for i := range r.pages {
		r.at = i
		r.pageNumber(i + 1)
	}
}

// score writes a figure, or that it cannot be computed.
func (r *personal) score(v *float64, decimals int) string {
	if v == nil {
		return r.say(notComputable)
	}
	return r.number(*v, decimals)
}

// result draws one activity: its title and its figures.
func (r *personal) result(own estrade.OwnResult) {
	r.section(r.words(own.Title.In(r.language)), body.lead)
	figure := func(label estrade.Text, v *float64) {
		r.block(margin, columnWidth, body, r.say(label)+" "+r.score(v, 1))
	}
	switch {
	case own.Scenario != nil:
		figure(ownQuality, own.Scenario.Quality)
	case own.Contrast != nil:
		figure(ownSortScore, own.Contrast.SortScore)
		figure(ownFit, own.Contrast.Fit)
	case own.Ranking != nil:
		figure(ownAccuracy, own.Ranking.Accuracy)
	case own.Assessment != nil:
		for _, c := range own.Assessment.Cells {
			r.block(margin, columnWidth, body, r.words(c.Name.In(r.language))+" "+r.score(c.Now, 0))
		}
	case own.Curve != nil:
		figure(ownZones, own.Curve.ZonesScore)
	case own.Sort != nil:
		figure(ownSortScore, own.Sort.Score)
	case own.Rating != nil:
		figure(ownAlignment, own.Rating.Alignment)
	case own.Board != nil:
		for _, n := range own.Board.Notes {
			r.prose(body, r.words(n.Text))
		}
	case own.Commitment != nil:
		for _, p := range own.Commitment.Plans {
			r.prose(body, r.words(p.Sentence.In(r.language)))
		}
	}
}
