package document

import (
	estrade "estrade/app"
)

// ranking draws one's own list and the table's beside the reference.
func (r *personal) ranking(k estrade.OwnRanking) {
	ranked := 0
	for _, item := range k.Items {
		if item.Own > 0 {
			ranked++
		}
	}
	why := r.tooFew(ranked, len(k.Items))
	chance := ""
	if k.ExpectedAccuracy != nil {
		chance = r.say(ownChance, r.number(*k.ExpectedAccuracy, 1))
	}
	r.keyFigures(r.score(ownAccuracy, k.Accuracy, 1, chance, why), r.score(ownDistance, k.Distance, 1, r.say(ownDistanceHow), why))
	rank := func(n int) string {
		if n <= 0 {
			return "—"
		}
		return r.number(float64(n), 0)
	}
	t := table{columns: []column{
		{r.say(rankingRefShort), px(44), left, tableText.of(toolBold)},
		{r.say(rankingItem), columnWidth - px(184), left, tableText},
		{r.say(ownRank), px(70), right, tableText},
		{r.say(rankingTable), px(70) + cellGap, right, tableText},
	}}
	for _, item := range k.Items {
		var exact []int
		for i, given := range []int{item.Own, item.Table} {
			if given > 0 && given == item.Reference {
				exact = append(exact, i+2)
			}
		}
		t.rows = append(t.rows, row{
			cells: []string{rank(item.Reference), r.in(item.Text), rank(item.Own), rank(item.Table)},
			bold:  exact, note: r.in(item.Reason), noteIn: 1,
		})
	}
	r.section(r.say(rankingLists), tableRoom(len(t.rows)))
	r.block(margin, px(610), bodySoft, r.say(ownListsHow)+" "+r.say(noticeReference))
	r.y += px(6)
	r.table(t)
	r.captions(k.Captions)
}
