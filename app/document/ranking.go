package document

import (
	"math"
	"strings"

	estrade "estrade/app"
)

// ranking draws what tables gained by talking, distances, and the lists.
func (r *report) ranking(k estrade.ReportRanking) {
	note := r.words(k.ReferenceNote)
	if note == "" {
		note = r.say(noticeReference)
	}
	r.block(margin, px(610), bodySoft, r.say(rankingIntro, len(k.Items), r.number(k.ExpectedAccuracy, 0)))
	r.y += px(4)
	r.block(margin, px(610), body.of(toolSemi), note)
	r.stairs(k)
	r.distances(k)
	const perTable = 5
	for start := 0; start == 0 || start < len(k.Tables); start += perTable {
		r.rankLists(k, start, min(start+perTable, len(k.Tables)))
	}
}

// accuracy turns a distance into 0…100.
func accuracy(distance, most float64) float64 {
	if most <= 0 {
		return 0
	}
	return 100 * (1 - distance/most)
}

// tread is one bar of a table's stairs.
type tread struct {
	label    string
	accuracy float64
	look     look
}

// look tells bars apart in black and white.
type look int

const (
	hatched look = iota // alone, mean
	grey                // alone, best
	solid               // together
)

// treads are the bars of a table: its people when five or more gave a complete
// list, else the room's mean, then the table's own list.
func (r *report) treads(k estrade.ReportRanking, t estrade.ReportTable) []tread {
	var bars []tread
	switch {
	case shown(t.N) && t.Mean != nil:
		bars = append(bars, tread{r.say(rankingMean), accuracy(*t.Mean, k.MaxDistance), hatched})
		if t.Best != nil {
			bars = append(bars, tread{r.say(rankingBest), accuracy(*t.Best, k.MaxDistance), grey})
		}
	case shown(k.N) && k.Mean != nil:
		bars = append(bars, tread{r.say(rankingRoomMean), accuracy(*k.Mean, k.MaxDistance), hatched})
	}
	if t.Distance != nil {
		bars = append(bars, tread{r.say(rankingTogether), accuracy(*t.Distance, k.MaxDistance), solid})
	}
	return bars
}

// stairs draws each table's bars, up to four tables side by side.
func (r *report) stairs(k estrade.ReportRanking) {
	perRow := min(4, len(k.Tables))
	if len(k.Tables)%3 == 0 && len(k.Tables) < 10 || len(k.Tables) == 5 {
		perRow = 3
	}
	if len(k.Tables) == 0 {
		r.y += px(8)
		r.block(margin, columnWidth, body, r.say(noticeFew))
		return
	}
	for start := 0; start < len(k.Tables); start += perRow {
		r.stairRow(k, k.Tables[start:min(start+perRow, len(k.Tables))], perRow)
	}
}

func (r *report) stairRow(k estrade.ReportRanking, tables []estrade.ReportTable, perRow int) {
	height := px(230)
	if len(k.Tables) > 4 {
		height = px(170)
	}
	r.skip(px(26))
	r.need(height + px(106))
	r.figure(r.describedStairs(k, tables), func() { r.stairsDrawn(k, tables, perRow, height) })
}

// stairsDrawn draws one row of tables, in a height, with its scale.
func (r *report) stairsDrawn(k estrade.ReportRanking, tables []estrade.ReportTable, perRow int, height float64) {
	top := r.y + px(30)
	base := top + height
	at := func(a float64) float64 { return base - height*math.Max(0, math.Min(100, a))/100 }
	label := style{face: tool, size: px(11.5), lead: px(14), ink: ink2}
	r.dashed(margin, top, margin+columnWidth, top, px(1.5), ink, px(3), px(4))
	// Above the value of a bar that reaches the line.
	r.text(margin, top-px(21), label, left, r.say(rankingReferenceLine))
	r.text(margin+columnWidth, top-px(21), label.of(toolSemi).in(ink), right, "100")
	chance := at(k.ExpectedAccuracy)
	gap := px(30)
	width := math.Min((columnWidth-px(58)-gap*float64(perRow-1))/float64(perRow), px(230))
	x := margin
	right0 := margin + float64(len(tables))*(width+gap) - gap
	narrow := label.of(toolNarrow)
	for _, t := range tables {
		r.stair(k, t, x, width, base, at)
		x += width + gap
	}
	r.dashed(margin, chance, right0+px(6), chance, px(1), lineStrong, px(1.5), px(3))
	r.text(right0+px(10), chance+px(1), narrow.of(toolSemi).in(ink), left, r.number(k.ExpectedAccuracy, 0))
	r.text(right0+px(10), chance+px(13), narrow, left, r.say(rankingChance))
	r.box(margin, base, columnWidth, px(2.5), ink)
	r.y = base + px(74)
}

// stair draws the bars of one table, its name and what it gained.
func (r *report) stair(k estrade.ReportRanking, t estrade.ReportTable, x, width, base float64, at func(float64) float64) {
	bars := r.treads(k, t)
	value := style{face: toolBold, size: px(17), ink: ink}
	label := style{face: toolNarrow, size: px(10.5), lead: px(12), ink: ink}
	w := width / 3
	for i, b := range bars {
		left0 := x + w*float64(i)
		top := at(b.accuracy)
		h := base - top
		switch b.look {
		case hatched:
			r.box(left0, top, w, h, paper)
			r.hatch(left0, top, w, h, px(7), px(0.7), lineStrong)
		case grey:
			r.box(left0, top, w, h, step2)
		case solid:
			r.box(left0, top, w, h, ink)
		}
		r.rule(left0, top, left0+w, top, px(2), ink)
		number := r.number(b.accuracy, 0)
		if line := at(100); top-px(6)-value.size < line && top-px(6) > line { // the reference's line would strike it out
			r.box(left0+w/2-r.measure(value, number)/2-px(2), line-px(2), r.measure(value, number)+px(4), px(4), paper)
		}
		r.text(left0+w/2, top-px(6), value, centre, number)
		s := label
		if b.look == solid {
			s = label.in(white)
		}
		s = r.unbroken(s, b.label, w-px(6))
		lines := r.wrap(s, b.label, w-px(6))
		if textH := s.lead * float64(len(lines)); textH+px(8) < h {
			if b.look == hatched {
				r.box(left0+px(2), base-textH-px(7), w-px(4), textH+px(5), paper)
			}
			r.lines(left0+w/2, s.baseline(base-textH-px(5)), s, centre, lines)
		}
	}
	name := style{face: toolBold, size: px(14), ink: ink}
	y := base + px(22)
	r.fill(teamShape(t.Mark, x+px(7), y-px(5), px(6.5)), teams[((t.Mark%8)+8)%8])
	r.text(x+px(20), y, name, left, r.fit(name, clean(t.Name), width-px(20)))
	r.gains(k, t, x, width, y+px(17))
}

// unbroken is s, smaller where a word of text would not fit in width.
func (r *report) unbroken(s style, text string, width float64) style {
	for _, word := range strings.Fields(text) {
		if m := r.measure(s, word); m > width {
			s = s.scaled(width / m * 0.99)
		}
	}
	return s
}

// gains writes what a table gained, in points of accuracy.
func (r *report) gains(k estrade.ReportRanking, t estrade.ReportTable, x, width, y float64) {
	s := style{face: tool, size: px(11.5), lead: px(15), ink: ink2}
	if t.Distance == nil {
		r.lines(x, y, s, left, r.wrap(s, r.say(rankingNoList), width))
		return
	}
	own := accuracy(*t.Distance, k.MaxDistance)
	points := func(distance float64) string { return r.gap(own-accuracy(distance, k.MaxDistance), 0) }
	var lines []string
	switch {
	case shown(t.N) && t.Mean != nil:
		lines = append(lines, r.say(rankingOnMean, points(*t.Mean)))
		if t.Best != nil {
			lines = append(lines, r.say(rankingOnBest, points(*t.Best)))
		}
	case shown(k.N) && k.Mean != nil:
		lines = append(lines, r.say(rankingOnRoom, points(*k.Mean)))
	}
	r.lines(x, y, s, left, lines)
}

// distances draws the table of all distances, with the n of each figure.
func (r *report) distances(k estrade.ReportRanking) {
	number := tableText
	narrow := px(76)
	t := table{columns: []column{
		{r.say(rankingTable), columnWidth - 6*narrow - px(66), left, tableText.of(toolSemi)},
		{r.say(rankingListsN), px(66), right, number.in(ink2)},
		{r.say(rankingAlone), narrow, right, number},
		{r.say(rankingAloneBest), narrow, right, number},
		{r.say(rankingSilent), narrow, right, number},
		{r.say(rankingTogether), narrow, right, number.of(toolSemi)},
		{r.say(rankingGain), narrow, right, number},
		{r.say(rankingGainBest), narrow + cellGap, right, number},
	}}
	t.columns[0].width -= cellGap
	for _, own := range k.Tables {
		t.rows = append(t.rows, row{cells: r.distanceCells(own)})
	}
	room := []string{r.say(rankingRoom), r.number(float64(k.N), 0), r.distance(k.N, k.Mean), "—", r.distance(k.SilentN, k.SilentDistance), "—", "—", "—"}
	t.rows = append(t.rows, row{total: true, cells: room})
	r.section(r.say(rankingDistances), math.Min(px(26)*float64(len(t.rows))+px(90), px(400)))
	text := r.say(rankingDistancesHow, r.number(k.MaxDistance, 1))
	if shown(k.N) && k.N < 10 {
		text += " " + r.say(noticeSmall)
	}
	if !shown(k.N) {
		text += " " + r.say(noticeFew)
	}
	r.block(margin, px(610), bodySoft, text)
	r.y += px(8)
	r.table(t)
}

// distance writes a figure on n people, a dash when it may not be shown.
func (r *report) distance(n int, v *float64) string {
	if v == nil || !shown(n) {
		return "—"
	}
	return r.number(*v, 1)
}

func (r *report) distanceCells(t estrade.ReportTable) []string {
	together := "—"
	if t.Distance != nil {
		together = r.number(*t.Distance, 1)
	}
	gain := func(v *float64) string {
		if v == nil || !shown(t.N) {
			return "—"
		}
		return r.gap(*v, 1)
	}
	return []string{clean(t.Name), r.number(float64(t.N), 0), r.distance(t.N, t.Mean), r.distance(t.N, t.Best),
		r.distance(t.N, t.Silent), together, gain(t.Gain), gain(t.GainVsBest)}
}

// rankLists draws the lists of some tables beside the reference; the first of
// such tables also gives the reasons and the list « sans parler ».
func (r *report) rankLists(k estrade.ReportRanking, from, to int) {
	number := tableText
	rank := px(46)
	columns := []column{
		{r.say(rankingRefShort), px(44), left, number.of(toolBold)},
		{r.say(rankingItem), 0, left, tableText.leaded(px(16.5))},
	}
	used := px(44)
	silent := from == 0 && shown(k.SilentN)
	if silent {
		columns = append(columns, column{r.say(rankingSilent), px(64), right, number})
		used += px(64)
	}
	for _, t := range k.Tables[from:to] {
		w := math.Max(rank, math.Min(px(78), r.measure(tableHead, clean(t.Name))+cellGap))
		columns = append(columns, column{r.fit(tableHead, clean(t.Name), w-cellGap), w, right, number})
		used += w
	}
	columns[len(columns)-1].width += cellGap
	columns[1].width = columnWidth - used - cellGap
	if len(columns) == 2 {
		columns[1].width = columnWidth - px(44)
	}
	t := table{columns: columns}
	for i := range k.Items {
		t.rows = append(t.rows, r.itemRow(k, i, from, to, silent))
	}
	if from == 0 {
		r.section(r.say(rankingLists), px(200))
		r.block(margin, px(610), bodySoft, r.say(rankingListsHow))
		if !silent {
			r.block(margin, px(610), bodySoft, r.say(rankingFewSilent, r.say(noticeFew)))
		}
		r.y += px(8)
	} else {
		r.skip(px(18))
	}
	r.table(t)
}

func (r *report) itemRow(k estrade.ReportRanking, i, from, to int, silent bool) row {
	item := k.Items[i]
	cells := []string{r.number(float64(item.Reference), 0), r.words(item.Text)}
	if silent {
		text := "—"
		if item.Silent != nil {
			text = r.number(*item.Silent, 1)
		}
		cells = append(cells, text)
	}
	var exact []int
	for _, t := range k.Tables[from:to] {
		text := "—"
		if i < len(t.Ranks) && t.Ranks[i] > 0 {
			text = r.number(float64(t.Ranks[i]), 0)
			if t.Ranks[i] == item.Reference {
				exact = append(exact, len(cells))
			}
		}
		cells = append(cells, text)
	}
	return row{cells: cells, bold: exact, note: r.reason(item, from), noteIn: 1}
}

// reason is the reason for a reference rank, given once.
func (r *report) reason(item estrade.ReportItem, from int) string {
	if from > 0 {
		return ""
	}
	return r.words(item.Reason)
}
