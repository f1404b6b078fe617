package document

import (
	estrade "estrade/app"
)

// cardSort draws where one put each card beside the key, with the reason.
func (r *personal) cardSort(s estrade.OwnSort) {
	why := r.tooFew(s.Answered, len(s.Cards))
	if s.Method == "f1" {
		r.keyFigures(r.score(ownF1, s.Score, 2, r.say(scaleF1), why))
	} else {
		r.keyFigures(r.score(ownSortScore, s.Score, 1, r.say(scaleChance), why))
	}
	t := table{columns: []column{
		{r.say(sortCard), columnWidth - px(300), left, tableText},
		{r.say(ownPlace), px(150), left, tableText.of(toolSemi)},
		{r.say(ownKey), px(150) + cellGap, left, tableText},
	}}
	for _, c := range s.Cards {
		own := r.say(missingAnswer)
		if c.Own != nil {
			own = r.in(*c.Own)
		}
		key := r.in(c.Key)
		if c.Same {
			key = r.say(ownSameKey)
		}
		t.rows = append(t.rows, row{cells: []string{r.in(c.Text), own, key}, note: r.in(c.Reason)})
	}
	r.section(r.say(sortTitle), tableRoom(len(t.rows)))
	r.block(margin, px(610), bodySoft, r.say(noticeReference))
	r.y += px(6)
	r.table(t)
	r.captions(s.Captions)
}
