package document

import (
	"math"
	"sort"
	"strings"

	estrade "estrade/app"
)

// Columns of the map, in the design's pixels: poles, cells, agreement, n.
var (
	mapManagerW = px(186)
	mapCellW    = px(27)
	mapLeaderW  = px(152)
	mapBandW    = px(106)
	mapRowH     = px(29)
	mapPitch    = px(32)
)

// contrast draws the maps of both passes, the shift between them and the sort.
// It reports whether the prompts were drawn beside the first map.
func (r *report) contrast(c estrade.ReportContrast, prompts []string) (prompted bool) {
	r.block(margin, px(610), bodySoft, r.say(contrastIntro))
	if s := r.words(c.Situation); s != "" {
		r.y += px(4)
		r.block(margin, px(610), body.of(toolSemi), r.say(contrastSituation, s))
	}
	for _, pass := range c.Passes {
		if r.heatMap(pass) && !prompted {
			prompted = true
			r.halves([2]side{
				{r.say(contrastRead), body, []string{r.say(contrastReadScale), r.say(contrastReadMean), r.say(contrastReadTint)}},
				r.promptSide(prompts),
			})
		}
	}
	r.shift(c)
	r.cardSort(c)
	return prompted
}

func (r *report) promptSide(prompts []string) side {
	if len(prompts) == 0 {
		return side{}
	}
	return side{r.say(reportQuestions), question, prompts}
}

// heatMap draws one pass: a row per pair, from the least to the most shared.
// It reports false when too few answered for a map.
func (r *report) heatMap(pass estrade.ReportPass) bool {
	rows := append([]estrade.ReportRow(nil), pass.Rows...)
	sort.SliceStable(rows, func(i, j int) bool { return agreement(rows[i]) < agreement(rows[j]) })
	var most, positions int
	for _, row := range rows {
		most = max(most, row.N)
		positions = max(positions, len(row.Counts))
	}
	prompt := r.words(pass.Prompt)
	if !shown(most) {
		r.section(r.words(pass.Title), small.lead*2)
		r.prose(bodySoft, prompt)
		r.prose(body, r.say(noticeFew))
		return false
	}
	r.section(r.words(pass.Title), math.Min(mapPitch*float64(len(rows))+px(70), px(560)))
	n := r.sampleRange(rows)
	r.text(margin+columnWidth, bodySoft.baseline(r.y), bodySoft, right, n)
	r.block(margin, columnWidth-r.measure(bodySoft, n)-px(20), bodySoft, prompt)
	r.y += px(6)
	r.figure(r.describedMap(pass, rows), func() {
		r.mapHead(positions)
		for _, row := range rows {
			if r.y+mapPitch > r.bottom {
				r.newPage()
				r.mapHead(positions)
			}
			r.mapRow(row, positions)
			r.y += mapPitch
		}
	})
	return true
}

// agreement orders rows; those without a figure come last.
func agreement(row estrade.ReportRow) float64 {
	if row.Consensus == nil || !shown(row.N) {
		return 2
	}
	return *row.Consensus
}

// sampleRange writes the greatest n of the rows, with the notice of a small
// group when a row that is shown has one; each row carries its own n.
func (r *report) sampleRange(rows []estrade.ReportRow) string {
	var high int
	small := false
	for _, row := range rows {
		high = max(high, row.N)
		small = small || shown(row.N) && row.N < 10
	}
	text := r.say(sampleSize, high)
	if small {
		text += " · " + r.say(noticeSmall)
	}
	return text
}

func (r *report) mapHead(positions int) {
	s := style{face: toolSemi, size: px(12), lead: px(18), ink: ink}
	y := s.baseline(r.y)
	cellX := margin + mapManagerW
	w := r.text(cellX-px(10), y, s, right, r.say(contrastManager))
	r.box(cellX-px(10)-w-px(15), y-px(9), px(9), px(9), poleM)
	number := s.of(tool).in(ink2)
	half := positions / 2
	for i := range positions {
		r.text(cellX+mapCellW*(float64(i)+0.5), y, number, centre, r.signed(i-half))
	}
	x := cellX + mapCellW*float64(positions) + px(10)
	r.fill(disc(x+px(5), y-px(4.3), px(5)), poleL)
	r.text(x+px(16), y, s, left, r.say(contrastLeader))
	x += mapLeaderW
	r.text(x, y, s, left, r.say(contrastAgreement))
	r.text(margin+columnWidth, y, s.of(tool).in(ink2), right, r.say(contrastN))
	r.y += s.lead + px(3)
}

func (s speech) signed(v int) string {
	if v == 0 {
		return "0"
	}
	return s.gap(float64(v), 0)
}

func (r *report) mapRow(row estrade.ReportRow, positions int) {
	cellX := margin + mapManagerW
	leaderX := cellX + mapCellW*float64(positions) + px(10)
	r.pole(row.Manager, cellX-px(10), right, mapManagerW-px(12))
	r.pole(row.Leader, leaderX, left, mapLeaderW-px(8))
	number := style{face: tool, size: px(11), ink: ink3}
	middle := r.y + mapRowH/2
	r.text(margin+columnWidth, middle+number.size*0.35, number, right, r.number(float64(row.N), 0))
	if row.Counts == nil || !shown(row.N) {
		s := style{face: toolNarrow, size: px(10.5), lead: px(12.5), ink: ink2}
		lines := r.wrap(s, r.say(noticeFew), mapCellW*float64(positions)-px(6))
		r.lines(cellX+mapCellW*float64(positions)/2, s.baseline(middle-s.lead*float64(len(lines))/2), s, centre, lines)
		return
	}
	for i, count := range row.Counts {
		r.cell(cellX+mapCellW*float64(i), count, row.N, i, len(row.Counts))
	}
	if row.Mean != nil {
		x := cellX + mapCellW*(*row.Mean+float64(len(row.Counts))/2)
		y := r.y + mapRowH + px(1.5)
		r.outlined(polygon(x-px(4.6), y, x, y-px(7.6), x+px(4.6), y), ink, px(1), white)
	}
	if row.Consensus != nil {
		x := leaderX + mapLeaderW
		value := style{face: toolBold, size: px(13), ink: ink}
		y := middle + value.size*0.35
		w := r.text(x, y, value, left, r.fixed(*row.Consensus, 2))
		band := style{face: toolNarrow, size: px(12.4), ink: ink}
		r.text(x+w+px(6), y, band, left, r.fit(band, r.say(bandNames[row.Band]), mapBandW-w))
	}
}

// pole draws the wording of a pole on one or two lines beside its row.
func (r *report) pole(text string, x float64, a align, width float64) {
	s := style{face: toolNarrow, size: px(12.6), lead: px(13.4), ink: ink}
	set := r.words(text)
	lines := r.wrap(s, set, width)
	for len(lines) > 2 && s.size > 4 {
		s = s.scaled(0.92)
		lines = r.wrap(s, set, width)
	}
	if len(lines) == 2 {
		lines = r.balance(s, set, width)
	}
	r.lines(x, s.baseline(r.y+mapRowH/2-s.lead*float64(len(lines))/2), s, a, lines)
}

// cell draws a count; the tint repeats it, and is never needed to read it.
func (r *report) cell(x float64, count, n, position, positions int) {
	s := style{face: toolSemi, size: px(13.5), ink: ink}
	middle := r.y + mapRowH/2 + s.size*0.35
	if count == 0 {
		r.text(x+mapCellW/2, middle, s.of(tool).in(lineStrong), centre, "·")
		return
	}
	ramp := heatN
	switch half := positions / 2; {
	case position < half:
		ramp = heatM
	case position > half:
		ramp = heatL
	}
	r.box(x+px(0.75), r.y, mapCellW-px(1.5), mapRowH, ramp[tint(count, n)])
	r.text(x+mapCellW/2, middle-px(1), s, centre, r.number(float64(count), 0))
}

// tint is the step of the ramp for a count: 1, 2, 3–4, 5 and more up to twenty
// answers; beyond, the same steps as shares of twenty.
func tint(count, n int) int {
	c := float64(count)
	if n > 20 {
		c *= 20 / float64(n)
	}
	switch {
	case c < 1.5:
		return 0
	case c < 2.5:
		return 1
	case c < 4.5:
		return 2
	default:
		return 3
	}
}

// move is the group's mean on one pair in both passes.
type move struct {
	topic    string
	from, to float64
	n        int
}

// moves pairs the rows of the two passes by topic, from the widest gap to the narrowest.
func moves(c estrade.ReportContrast) []move {
	if len(c.Passes) < 2 {
		return nil
	}
	var all []move
	for _, a := range c.Passes[0].Rows {
		for _, b := range c.Passes[1].Rows {
			if a.Topic == b.Topic && a.Manager == b.Manager && a.Mean != nil && b.Mean != nil && shown(a.N) && shown(b.N) {
				all = append(all, move{a.Topic, *a.Mean, *b.Mean, min(a.N, b.N)})
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool {
		return math.Abs(all[i].to-all[i].from) > math.Abs(all[j].to-all[j].from)
	})
	return all
}

// shift draws, for each pair, the mean of what people do and of what is needed.
func (r *report) shift(c estrade.ReportContrast) {
	all := moves(c)
	if len(all) == 0 {
		return
	}
	const rowH = 17.0
	first, second := r.words(c.Passes[0].Title), r.words(c.Passes[1].Title)
	r.section(r.say(contrastShift, first, second), rowH*float64(len(all))+px(100))
	r.block(margin, columnWidth, bodySoft, r.say(contrastShiftIntro))
	r.figure(r.describedShift(lower(first), lower(second), all), func() { r.shifts(first, second, all, rowH) })
	if c.MeanFit != nil && shown(c.FitN) {
		r.y += px(8)
		r.block(margin, columnWidth, body, r.say(contrastFit, r.number(*c.MeanFit, 1), c.FitN))
	}
}

// shifts draws a line per pair, from the mean of the first pass to that of the second.
func (r *report) shifts(first, second string, all []move, rowH float64) {
	x, y := margin, bodySoft.baseline(r.y)
	r.outlined(disc(x+px(5), y-px(4.5), px(4.4)), white, px(1.6), ink)
	half := columnWidth/2 - px(24)
	x += px(16) + r.text(x+px(16), y, bodySoft, left, r.fit(bodySoft, lower(first), half)) + px(26)
	r.fill(disc(x+px(5), y-px(4.5), px(5)), ink)
	r.text(x+px(16), y, bodySoft, left, r.fit(bodySoft, lower(second), half))
	r.y += bodySoft.lead + px(6)
	s := style{face: tool, size: px(12.5), lead: px(17), ink: ink}
	axisX, axisW := margin+px(206), px(264)
	at := func(v float64) float64 { return axisX + axisW*(v+3)/6 }
	head := s.in(ink2).sized(px(12))
	y = head.baseline(r.y)
	r.text(axisX-px(14), y, head, right, r.say(contrastManager))
	r.text(axisX+axisW+px(14), y, head, left, r.say(contrastLeader))
	r.text(margin+columnWidth-px(40), y, head, right, r.say(agendaGap))
	r.text(margin+columnWidth, y, head, right, r.say(contrastN))
	for v := -3; v <= 3; v++ {
		r.text(at(float64(v)), y, head, centre, r.signed(v))
	}
	r.y += head.lead + px(2)
	for _, m := range all {
		r.need(rowH)
		for v := -3; v <= 3; v++ {
			r.rule(at(float64(v)), r.y, at(float64(v)), r.y+rowH, px(1), hairline)
		}
		middle := r.y + rowH/2
		base := middle + s.size*0.35
		r.text(margin, base, s, left, r.fit(s, r.words(m.topic), px(190)))
		r.rule(at(m.from), middle, at(m.to), middle, px(2), ink)
		r.outlined(disc(at(m.from), middle, px(4.4)), white, px(1.6), ink)
		r.fill(disc(at(m.to), middle, px(5)), ink)
		r.text(margin+columnWidth-px(40), base, s.of(toolSemi), right, r.gap(m.to-m.from, 1))
		r.text(margin+columnWidth, base, s.in(ink3), right, r.number(float64(m.n), 0))
		r.y += rowH
	}
}

func lower(text string) string {
	runes := []rune(text)
	if len(runes) == 0 {
		return ""
	}
	return strings.ToLower(string(runes[:1])) + string(runes[1:])
}

// cardSort draws the agreement on each card, from the least to the most shared.
func (r *report) cardSort(c estrade.ReportContrast) {
	if len(c.Cards) == 0 && c.SortN == 0 {
		return
	}
	r.section(r.say(sortTitle), px(160))
	if c.SortMean != nil && shown(c.SortN) {
		text := r.say(sortScore, r.number(*c.SortMean, 1), c.SortN)
		if c.SortN < 10 {
			text += " " + r.say(noticeSmall)
		}
		text += " " + r.say(sortFrame)
		r.block(margin, px(610), bodySoft, text)
	} else {
		r.block(margin, px(610), bodySoft, r.say(noticeFew))
	}
	cards := append([]estrade.ReportCard(nil), c.Cards...)
	sort.SliceStable(cards, func(i, j int) bool { return share(cards[i]) < share(cards[j]) })
	readable, most := false, 0
	for _, card := range cards {
		readable = readable || share(card) <= 1
		most = max(most, card.Hands)
	}
	if !readable {
		return
	}
	r.handedCards(most)
	r.y += px(6)
	r.sideLegend(r.say(sortAnswers))
	barX, barW := margin+px(262), px(210)
	t := table{columns: []column{
		{r.say(sortCard), px(262), left, style{face: tool, size: px(12.5), lead: px(15.5), ink: ink}},
		{r.say(sortAnswers), px(230), left, small},
		{r.say(sortTop), columnWidth - px(532), left, tableText},
		{r.say(contrastN), px(40) + cellGap, right, small.in(ink3)},
	}}
	for _, card := range cards {
		t.rows = append(t.rows, r.cardRow(card, barX, barW))
	}
	r.table(t)
}

// share orders cards; those without a figure come last.
func share(c estrade.ReportCard) float64 {
	if c.TopShare == nil || !shown(c.N) {
		return 2
	}
	return *c.TopShare
}

func (r *report) cardRow(c estrade.ReportCard, x, width float64) row {
	cells := []string{r.words(c.Text), "", "", r.number(float64(c.N), 0)}
	if share(c) > 1 {
		cells[1] = r.say(sortFewCell)
		return row{cells: cells}
	}
	cells[2] = r.percent(*c.TopShare)
	if c.Explore {
		cells[2] += " · " + r.say(bandNames["explore"])
	}
	if c.Manager == nil || c.Both == nil || c.LeaderN == nil {
		return row{cells: cells}
	}
	counts := [3]int{*c.Manager, *c.Both, *c.LeaderN}
	return row{cells: cells, draw: func(y, h float64) {
		r.stacked(x, y+h/2-px(8), width, px(16), counts, c.Leader)
	}}
}

// side paints what stands for manager, both or leader: full, white or hatched,
// so that the three are told apart without colour.
func (r *report) side(i int, x, y, width, height float64) {
	switch i {
	case 0:
		r.box(x, y, width, height, heatM[2])
	case 1:
		r.outlined(rect(x, y, width, height), white, px(0.8), lineStrong)
	default:
		r.box(x, y, width, height, heatL[2])
		r.hatch(x, y, width, height, px(4.5), px(1.1), white)
	}
}

// sideLegend names the three.
func (r *report) sideLegend(names string) {
	s := small.in(ink)
	x, y := margin, s.baseline(r.y)
	for i, name := range strings.Split(names, " · ") {
		r.side(i, x, y-px(10), px(16), px(12))
		x += px(22) + r.text(x+px(22), y, s, left, name) + px(20)
	}
	r.y += s.lead + px(6)
}

// stacked draws three counts side by side, manager, both, leader; the card's
// own column is outlined.
func (r *report) stacked(x, y, width, height float64, counts [3]int, leader bool) {
	total := counts[0] + counts[1] + counts[2]
	if total == 0 {
		return
	}
	s := style{face: toolSemi, size: px(11.5), ink: ink}
	own := 0
	if leader {
		own = 2
	}
	var ring *path
	for i, count := range counts {
		w := width * float64(count) / float64(total)
		if count == 0 {
			continue
		}
		r.side(i, x, y, w-px(1.5), height)
		if i == own {
			ring = rect(x+px(0.6), y+px(0.6), w-px(2.7), height-px(1.2))
		}
		if text := r.number(float64(count), 0); r.measure(s, text) < w-px(4) {
			r.text(x+(w-px(1.5))/2, y+height/2+s.size*0.35, s, centre, text)
		}
		x += w
	}
	if ring != nil {
		r.stroke(ring, px(1.2), ink)
	}
}
