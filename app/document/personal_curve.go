package document

import (
	"strconv"

	estrade "estrade/app"
)

// curve draws one's own drawing beside both references, then the estimates and
// the placings.
func (r *personal) curve(c estrade.OwnCurve) {
	if text := r.in(c.Notice); text != "" {
		r.block(margin, px(610), bodySoft, text)
	}
	why := r.say(reasonPoints, c.Drawn, len(c.Months))
	r.keyFigures(
		r.score(ownRebound, c.Rebound, 1, r.say(scaleHundred), why),
		r.score(ownNoRebound, c.NoRebound, 1, r.say(scaleHundred), why),
		r.score(ownZones, c.ZonesScore, 1, r.say(scaleHundred), r.tooFew(c.Placed, len(c.Interventions))),
	)
	r.skip(px(10))
	lines := []plotLine{{name: r.say(ownDrawing), values: c.Points, look: plotThick}}
	if c.Drawn == 0 {
		lines = nil
	}
	for i, b := range c.Branches {
		look := plotDashed
		if i > 0 {
			look = plotDotted
		}
		lines = append(lines, plotLine{name: r.in(b.Title), values: pointers(b.Values), look: look})
	}
	if len(lines) > 0 {
		r.plot(c.Months, lines)
	}
	r.block(margin, px(610), body, r.shape(c))
	r.ownEstimates(c.Estimates)
	r.ownInterventions(c.Interventions)
	r.captions(c.Captions)
}

// pointers is a curve without gaps.
func pointers(values []float64) []*float64 {
	all := make([]*float64, len(values))
	for i := range values {
		all[i] = &values[i]
	}
	return all
}

// shape says what one's drawing looks like, without judging it.
func (r *personal) shape(c estrade.OwnCurve) string {
	if c.Drawn == 0 {
		return r.say(ownNoDrawing)
	}
	text := ""
	if c.Closest == "equal" {
		text = r.say(ownClosestBoth)
	}
	for _, b := range c.Branches {
		if b.ID == c.Closest {
			text = r.say(ownClosest, r.in(b.Title))
		}
	}
	if c.PeakMonth != nil {
		text += " " + r.say(ownPeak, r.number(*c.PeakMonth, 0))
	}
	if c.TroughMonth != nil {
		text += " " + r.say(ownTrough, r.number(*c.TroughMonth, 0))
	}
	return r.words(text)
}

func (r *personal) ownEstimates(estimates []estrade.OwnEstimate) {
	if len(estimates) == 0 {
		return
	}
	t := table{columns: []column{
		{r.say(estimateQuestion), columnWidth - px(270), left, tableText},
		{r.say(ownEstimate), px(80), right, tableText.of(toolSemi)},
		{r.say(estimatePublished), px(110), right, tableText},
		{r.say(ownPoints), px(80), right, tableText},
	}}
	for _, e := range estimates {
		percent := e.Unit == "percent"
		own, published, points, source := r.say(missingAnswer), "—", "—", ""
		if e.Own != nil {
			own = r.measured(*e.Own, percent)
		}
		if e.Reference != nil {
			published = r.say(estimateYear, r.measured(*e.Reference, percent), strconv.Itoa(e.Year))
		}
		if e.Points != nil {
			points = r.number(*e.Points, 1)
		}
		if e.Source != nil {
			source = r.in(*e.Source)
		}
		t.rows = append(t.rows, row{cells: []string{r.in(e.Question), own, published, points}, note: source})
	}
	r.section(r.say(estimateTitle), tableRoom(len(t.rows)))
	r.block(margin, px(610), bodySoft, r.say(ownEstimateHow))
	r.y += px(6)
	r.table(t)
}

// measured writes an estimate in its unit.
func (s speech) measured(v float64, percent bool) string {
	if percent {
		return s.words(s.number(v, 1) + "%")
	}
	return s.number(v, 1)
}

func (r *personal) ownInterventions(interventions []estrade.OwnIntervention) {
	if len(interventions) == 0 {
		return
	}
	t := table{columns: []column{
		{r.say(interventionName), columnWidth - px(270), left, tableText},
		{r.say(ownPlace), px(135), left, tableText.of(toolSemi)},
		{r.say(ownKey), px(135) + cellGap, left, tableText},
	}}
	for _, v := range interventions {
		own := r.say(missingAnswer)
		if v.Own != nil {
			own = r.in(*v.Own)
		}
		t.rows = append(t.rows, row{cells: []string{r.in(v.Text), own, r.in(v.Key)}, note: r.in(v.Reason)})
	}
	r.section(r.say(interventionTitle), tableRoom(len(t.rows)))
	r.table(t)
}
