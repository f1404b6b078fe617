package document

import (
	"math"

	estrade "estrade/app"
)

// contrast draws one's own positions, the fit between the two passes, and the sort.
func (r *personal) contrast(c estrade.OwnContrast) {
	why := r.tooFew(c.Answered, c.Pairs)
	if !c.SlidersClosed {
		why = r.say(reasonOpen)
	}
	mean := ""
	if c.MeanGap != nil {
		mean = r.say(ownMeanGap, r.number(*c.MeanGap, 1))
	}
	axis := r.say(ownIndexAxis, r.number(float64(c.SliderMin), 0), r.gap(float64(c.SliderMax), 0))
	r.keyFigures(
		r.score(ownFit, c.Fit, 1, mean, why),
		r.index(ownIndexCurrent, c.IndexCurrent, axis, why),
		r.index(ownIndexRequired, c.IndexRequired, axis, why),
	)
	if c.Situation != nil {
		r.skip(px(8))
		r.block(margin, px(610), body.of(toolSemi), r.say(contrastSituation, r.in(*c.Situation)))
	}
	r.positions(c)
	r.ownCards(c)
	r.captions(c.Captions, noticeSelf)
}

// index is a mean position, with its sign.
func (r *personal) index(label estrade.Text, v *float64, axis, why string) keyFigure {
	k := r.score(label, v, 1, axis, why)
	if v != nil && rounded(*v, 1) > 0 {
		k.value = "+" + k.value
	}
	return k
}

// positions draws the two sliders of each pair.
func (r *personal) positions(c estrade.OwnContrast) {
	if len(c.Positions) == 0 || c.SliderMax <= c.SliderMin {
		return
	}
	const rowH = 27.0
	r.section(r.say(ownPositions), rowH*math.Min(6, float64(len(c.Positions)))+px(60))
	r.markLegend([3]string{r.say(ownCurrent), "", r.say(ownRequired)})
	axisX, axisW := margin+px(222), px(190)
	at := func(v float64) float64 {
		return axisX + axisW*(v-float64(c.SliderMin))/float64(c.SliderMax-c.SliderMin)
	}
	r.figure(r.describedPositions(c), func() {
		r.positionsHead(c, at)
		for _, p := range c.Positions {
			if r.y+rowH > r.bottom {
				r.newPage()
				r.positionsHead(c, at)
			}
			r.position(p, c, at, rowH)
			r.y += rowH
		}
	})
}

func (r *personal) positionsHead(c estrade.OwnContrast, at func(float64) float64) {
	s := style{face: toolSemi, size: px(12), lead: px(18), ink: ink}
	y := s.baseline(r.y)
	low, high := at(float64(c.SliderMin)), at(float64(c.SliderMax))
	r.text(low-px(20), y, s, right, r.say(contrastManager))
	r.text(high+px(20), y, s, left, r.say(contrastLeader))
	r.text(margin+columnWidth, y, s.of(tool).in(ink2), right, r.say(agendaGap))
	for v := c.SliderMin; v <= c.SliderMax; v++ {
		r.text(at(float64(v)), y, s.of(tool).in(ink2), centre, r.signed(v))
	}
	r.y += s.lead + px(2)
}

func (r *personal) position(p estrade.OwnPosition, c estrade.OwnContrast, at func(float64) float64, rowH float64) {
	s := style{face: toolNarrow, size: px(12.6), lead: px(13.4), ink: ink}
	middle := r.y + rowH/2
	low, high := at(float64(c.SliderMin)), at(float64(c.SliderMax))
	r.rule(margin, r.y, margin+columnWidth, r.y, px(0.75), hairline)
	for v := c.SliderMin; v <= c.SliderMax; v++ {
		r.rule(at(float64(v)), middle-px(4), at(float64(v)), middle+px(4), px(1), hairline)
	}
	r.rule(low, middle, high, middle, px(1), hairline)
	manager := r.wrapAtMost(2, s, r.in(p.Manager), low-px(20)-margin)
	r.lines(low-px(20), s.baseline(middle-s.lead*float64(len(manager))/2), s, right, manager)
	leader := r.wrapAtMost(2, s, r.in(p.Leader), margin+columnWidth-px(46)-high-px(20))
	r.lines(high+px(20), s.baseline(middle-s.lead*float64(len(leader))/2), s, left, leader)
	r.teeMarks(teeCell{marks: [3]*float64{p.Current, nil, p.Required}}, func(v float64) (float64, float64) { return at(v), middle })
	number := style{face: toolSemi, size: px(12.5), ink: ink}
	text := "—"
	if p.Current != nil && p.Required != nil {
		text = r.gap(*p.Required-*p.Current, 1)
	}
	r.text(margin+columnWidth, middle+number.size*0.35, number, right, text)
}

// ownCards draws one's own sort beside the original list.
func (r *personal) ownCards(c estrade.OwnContrast) {
	if len(c.Cards) == 0 {
		return
	}
	r.section(r.say(sortTitle), tableRoom(len(c.Cards))+px(80))
	r.keyFigures(r.score(ownSortScore, c.SortScore, 1, r.say(scaleChance), r.tooFew(c.Sorted, len(c.Cards))))
	r.y += px(4)
	t := table{columns: []column{
		{r.say(sortCard), columnWidth - px(300), left, tableText},
		{r.say(ownPlace), px(150), left, tableText.of(toolSemi)},
		{r.say(ownOriginal), px(150) + cellGap, left, tableText},
	}}
	for _, card := range c.Cards {
		own := r.say(missingAnswer)
		if side, known := sides[card.Own]; known {
			own = r.say(side)
		}
		t.rows = append(t.rows, row{cells: []string{r.in(card.Text), own, r.say(sides[card.Key])}})
	}
	r.table(t)
}
