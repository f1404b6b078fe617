package document

import (
	estrade "estrade/app"
)

// rating draws one's own ratings beside the reference, with the reasons.
func (r *personal) rating(s estrade.OwnRating) {
	why := r.tooFew(s.Answered, len(s.Items))
	r.keyFigures(r.score(ownAlignment, s.Alignment, 1, r.say(scaleHundred), why),
		r.score(ownRatingGap, s.MeanGap, 1, r.say(scalePoints), why))
	r.section(r.say(ratingTitle), px(220))
	note := r.in(s.ReferenceNote)
	if note == "" {
		note = r.say(noticeReference)
	}
	r.block(margin, px(610), bodySoft, note)
	r.y += px(8)
	r.markLegend([3]string{"", r.say(ratingReference), lower(r.say(ownRating))})
	trackX, trackW := margin+px(362), px(170)
	t := table{columns: []column{
		{r.say(ratingSource), px(350), left, tableText},
		{r.say(scaleZeroHundred), px(196), left, small},
		{r.say(ownRating), px(60), right, tableText.of(toolSemi)},
		{r.say(rankingRefShort), columnWidth - px(606) + cellGap, right, tableText},
	}}
	for _, item := range s.Items {
		own := "—"
		if item.Own != nil {
			own = r.number(*item.Own, 0)
		}
		note := r.in(item.Reason)
		if item.Criterion != nil {
			note = r.say(ownCriterion, r.in(*item.Criterion)) + " " + note
		}
		t.rows = append(t.rows, row{cells: []string{r.in(item.Text), "", own, r.number(item.Reference, 0)}, note: note,
			draw: func(y, h float64) {
				middle := y + h/2
				r.rule(trackX, middle, trackX+trackW, middle, px(1.2), lineStrong)
				r.teeMark(markHindsight, trackX+trackW*clamped(item.Reference)/100, middle)
				if item.Own != nil {
					r.teeMark(markNow, trackX+trackW*clamped(*item.Own)/100, middle)
				}
			}})
	}
	r.table(t)
	r.captions(s.Captions, noticeReference)
}
