package document

import (
	"math"
	"strconv"

	estrade "estrade/app"
)

// curve draws the room's drawings over the reference, the estimates beside the
// published figures, and where interventions were placed.
func (r *report) curve(c estrade.ReportCurve) {
	if text := r.words(c.Notice); text != "" {
		r.block(margin, px(610), bodySoft, text)
	}
	r.drawings(c)
	r.estimates(c.Estimates)
	r.placings(c)
}

// drawings draws all curves without order or author, under both references.
func (r *report) drawings(c estrade.ReportCurve) {
	readable := shown(c.N) && c.Drawings != nil
	var lines []plotLine
	if readable {
		const many = 40
		look := plotFaint
		if len(c.Drawings) > many {
			look = plotHair
		}
		for i, d := range c.Drawings {
			name := ""
			if i == 0 {
				name = r.say(curveDrawings, c.N)
			}
			lines = append(lines, plotLine{name: name, values: pointers(d), look: look})
		}
	}
	for i, b := range c.Branches {
		look := plotDotted
		if i == c.Branch {
			look = plotThick
		}
		lines = append(lines, plotLine{name: r.words(b.Title), values: pointers(b.Values), look: look})
	}
	r.y += px(6)
	r.plot(c.Months, lines)
	if !readable {
		r.block(margin, columnWidth, body, r.say(noticeFew))
		return
	}
	if c.N < 10 {
		r.block(margin, columnWidth, bodySoft, r.say(noticeSmall))
	}
	var texts []string
	var counts []int
	for _, b := range c.Branches {
		if b.Closest != nil {
			texts, counts = append(texts, r.words(b.Title)), append(counts, *b.Closest)
		}
	}
	if c.Equal != nil {
		texts, counts = append(texts, r.say(curveEqual)), append(counts, *c.Equal)
	}
	if len(texts) > 0 {
		r.choices(r.say(curveClosest), c.N, 0, texts, counts)
	}
	if c.MeanTotal != nil && c.Branch >= 0 && c.Branch < len(c.Branches) {
		r.y += px(8)
		r.block(margin, px(610), body, r.say(curveMean, r.words(c.Branches[c.Branch].Title), r.number(*c.MeanTotal, 1), c.N))
	}
}

// estimates draws the spread of each estimate beside its published figure,
// which carries its year.
func (r *report) estimates(estimates []estrade.ReportEstimate) {
	if len(estimates) == 0 {
		return
	}
	chartX, chartW := margin+px(294), px(150)
	t := table{columns: []column{
		{r.say(estimateQuestion), px(284), left, tableText},
		{r.say(estimateSpread), px(180), left, small},
		{r.say(estimateMedian), px(66), right, tableText.of(toolSemi)},
		{r.say(estimatePublished), px(96), right, tableText},
		{r.say(contrastN), columnWidth - px(626) + cellGap, right, small.in(ink3)},
	}}
	t.columns[4].width -= cellGap
	smallest := math.MaxInt
	for _, e := range estimates {
		published := r.say(estimateYear, r.measured(e.Reference, e.Percent), strconv.Itoa(e.Year))
		cells := []string{r.words(e.Question), "", "—", published, r.number(float64(e.N), 0)}
		line := row{cells: cells, note: r.words(e.Source)}
		switch {
		case !shown(e.N):
			line.cells[1] = r.say(sortFewCell)
		case e.Median != nil && e.Low != nil && e.High != nil:
			smallest = min(smallest, e.N)
			line.cells[2] = r.measured(*e.Median, e.Percent)
			line.draw = func(y, h float64) { r.spread(e, chartX, y+h/2, chartW) }
		default:
			line.cells[1] = r.say(notComputable)
		}
		t.rows = append(t.rows, line)
	}
	r.section(r.say(estimateTitle), tableRoom(len(t.rows)))
	how := r.say(estimateHow)
	if smallest < 10 {
		how += " " + r.say(noticeSmall)
	}
	r.block(margin, px(610), bodySoft, how)
	r.y += px(6)
	r.table(t)
}

// spread draws the middle half of the estimates, their median, and the figure.
func (r *report) spread(e estrade.ReportEstimate, x, y, width float64) {
	low, high := math.Min(0, math.Min(*e.Low, e.Reference)), math.Max(*e.High, e.Reference)
	if e.Percent {
		high = math.Max(high, 100)
	}
	if high <= low {
		high = low + 1
	}
	at := func(v float64) float64 { return x + width*(v-low)/(high-low) }
	r.rule(x, y, x+width, y, px(1.2), lineStrong)
	r.outlined(rect(at(*e.Low), y-px(5), math.Max(at(*e.High)-at(*e.Low), px(2)), px(10)), step2, px(0.8), lineStrong)
	r.rule(at(*e.Median), y-px(7), at(*e.Median), y+px(7), px(2.4), ink)
	r.outlined(teamShape(3, at(e.Reference), y, px(5.2)), white, px(1.6), ink)
}

// placings draws where the room put each intervention.
func (r *report) placings(c estrade.ReportCurve) {
	if len(c.Interventions) == 0 || len(c.Zones) == 0 {
		return
	}
	m := matrix{head: r.say(interventionName), columns: r.all(c.Zones)}
	for _, v := range c.Interventions {
		m.rows = append(m.rows, matrixRow{text: r.words(v.Text), note: r.words(v.Reason), n: v.N, counts: v.Counts, key: v.Zone})
	}
	r.section(r.say(interventionTitle), tableRoom(len(m.rows)))
	text := r.say(noticeFew)
	if shown(c.ZonesN) && c.MeanZones != nil {
		text = r.say(placingMean, r.number(*c.MeanZones, 1), c.ZonesN)
		if c.ZonesN < 10 {
			text += " " + r.say(noticeSmall)
		}
	}
	r.block(margin, px(610), bodySoft, text+" "+r.say(keyFrame)+" "+r.say(noticeReference))
	r.y += px(8)
	r.matrixTable(m)
}
