package document

import (
	"math"
	"sort"
	"strings"

	estrade "estrade/app"
)

// scenario draws the ending, the path with the gauge, each node, the quality
// of choices and the competencies.
func (r *report) scenario(s estrade.ReportScenario) {
	if text := r.words(s.EndingText); text != "" {
		r.block(margin, px(610), finding.in(ink2), text)
	}
	if len(s.Path) == 0 {
		r.prose(body, r.say(scenarioNotPlayed))
		return
	}
	r.path(s)
	for i := range s.Path {
		r.node(s, i)
	}
	r.tree(s)
	r.quality(s)
	r.competencies(s)
}

// letter names an option: A, B, C…
func letter(i int) string { return string(rune('A' + i%26)) }

// pathChart maps nodes and gauge values to the page.
type pathChart struct {
	x0, step       float64
	top, height    float64
	lowest, range0 float64
}

func (p pathChart) x(i float64) float64 { return p.x0 + p.step*i }
func (p pathChart) y(gauge float64) float64 {
	return p.top + p.height*(1-(gauge-p.lowest)/p.range0)
}

// path draws the tree of choices: height is the gauge, thick what the room
// took, thin what it left, dashed what would have led to another scene.
func (r *report) path(s estrade.ReportScenario) {
	height := px(250)
	r.section(r.say(scenarioPath), height+px(110))
	r.figure(r.describedPath(s), func() { r.pathDrawn(s, height) })
	r.pathLegend()
}

// pathDrawn draws the tree of choices in a height and the names under it.
func (r *report) pathDrawn(s estrade.ReportScenario, height float64) {
	p := r.pathScale(s, height)
	r.endings(s, p)
	label := style{face: tool, size: px(12.5), ink: ink}
	w := r.measure(label.of(toolBold), r.number(float64(s.GaugeStart), 0))
	y := p.y(float64(s.GaugeStart))
	r.text(p.x0-px(14), y+label.size*0.35, label.of(toolBold), right, r.number(float64(s.GaugeStart), 0))
	gauge := r.wrapAtMost(3, label, r.words(s.GaugeLabel), p.x0-margin-w-px(20))
	for i, l := range gauge {
		r.text(p.x0-px(18)-w, y+label.size*0.35+float64(i)*px(14), label, right, l)
	}
	aside := make([][]leaf, len(s.Path))
	for i, n := range s.Path {
		aside[i] = r.leaves(p, n)
		r.branches(p, i, n, aside[i])
	}
	r.trunk(p, s)
	for i := range s.Path {
		r.leafMarks(p, i, aside[i])
	}
	r.taken(p, s)
	r.y = r.pathLabels(p, s) + px(8)
}

// pathScale fits the gauge values met on the path.
func (r *report) pathScale(s estrade.ReportScenario, height float64) pathChart {
	low, high := float64(s.GaugeStart), float64(s.GaugeStart)
	meet := func(v int) { low, high = math.Min(low, float64(v)), math.Max(high, float64(v)) }
	for _, n := range s.Path {
		meet(n.GaugeAfter)
		for _, o := range n.Options {
			meet(o.Gauge)
		}
	}
	for _, e := range s.Endings {
		if e.From > s.GaugeMin {
			meet(e.From)
		}
	}
	low, high = low-6, high+6
	p := pathChart{x0: margin + px(102), top: r.y, height: height, lowest: low, range0: math.Max(high-low, 1)}
	p.step = (margin + columnWidth - px(132) - px(22) - p.x0) / float64(len(s.Path))
	return p
}

// endings draws the thresholds of the endings and names them at the right.
func (r *report) endings(s estrade.ReportScenario, p pathChart) {
	x := margin + columnWidth - px(124)
	name := style{face: toolSemi, size: px(12), lead: px(14.5), ink: ink2}
	label := style{face: tool, size: px(11), lead: px(13.5), ink: ink2}
	var lowest float64
	for i, e := range s.Endings {
		if e.From > s.GaugeMin {
			y := p.y(float64(e.From))
			r.rule(margin, y, x-px(10), y, px(1), hairline)
			r.text(margin, y-px(3), label, left, r.number(float64(e.From), 0))
		}
		reach, upper := r.endingRange(s, i), p.lowest+p.range0
		if i > 0 {
			upper = float64(s.Endings[i-1].From)
		}
		lower := math.Max(float64(e.From), p.lowest)
		n := name
		if i == s.Ending {
			n = name.of(toolBold).in(ink)
			reach += " · " + r.say(scenarioEndsAt, s.Path[len(s.Path)-1].GaugeAfter)
		}
		lines := r.wrapAtMost(3, n, r.words(e.Title), px(124))
		below := r.wrap(label, reach, px(124))
		tall := n.lead*float64(len(lines)) + label.lead*float64(len(below))
		y := math.Min((p.y(upper)+p.y(lower))/2-tall/2, p.top+p.height-tall)
		y = math.Max(y, lowest)
		y = r.lines(x, n.baseline(y), n, left, lines) - n.baseline(0)
		r.lines(x, label.baseline(y), label, left, below)
		lowest = y + label.lead*float64(len(below)) + px(4)
	}
}

func (r *report) endingRange(s estrade.ReportScenario, i int) string {
	switch {
	case i == 0:
		return r.say(scenarioFrom, s.Endings[i].From)
	case i+1 == len(s.Endings):
		return r.say(scenarioUnder, s.Endings[i-1].From)
	default:
		return r.say(scenarioBetween, s.Endings[i].From, s.Endings[i-1].From-1)
	}
}

// leaf is a mark for options that lead to the same gauge by the same kind of way.
type leaf struct {
	letters string
	gauge   int
	detour  bool
	y       float64
}

// leaves are the options a node left aside.
func (r *report) leaves(p pathChart, n estrade.ReportNodeResult) []leaf {
	var leaves []leaf
	for j, o := range n.Options {
		if j == n.Chosen {
			continue
		}
		found := false
		for l := range leaves {
			if leaves[l].gauge == o.Gauge && leaves[l].detour == o.Detour {
				leaves[l].letters += " " + letter(j)
				found = true
			}
		}
		if !found {
			leaves = append(leaves, leaf{letter(j), o.Gauge, o.Detour, p.y(float64(o.Gauge))})
		}
	}
	spread(leaves, px(19))
	return leaves
}

// leafX is where the options left aside by node i are marked, short of the next node.
func (p pathChart) leafX(i int) float64 { return p.x(float64(i) + 0.74) }

// branches draws the ways to the options a node left aside.
func (r *report) branches(p pathChart, i int, n estrade.ReportNodeResult, leaves []leaf) {
	x1, y1 := p.x(float64(i)), p.y(float64(n.GaugeBefore))
	x2 := p.leafX(i)
	for _, l := range leaves {
		var dash []float64
		if l.detour {
			dash = []float64{px(4), px(3.5)}
		}
		r.dashed(x1, y1, x2, l.y, px(1.4), lineStrong, dash...)
	}
}

// leafMarks draws the letters of the options a node left aside.
func (r *report) leafMarks(p pathChart, i int, leaves []leaf) {
	s := style{face: toolSemi, size: px(11), ink: ink2}
	x2 := p.leafX(i)
	for _, l := range leaves {
		w := math.Max(px(17), r.measure(s, l.letters)+px(9))
		r.outlined(pill(x2, l.y, w, px(17)), white, px(1.4), lineStrong)
		r.text(x2, l.y+s.size*0.35, s, centre, l.letters)
	}
}

// spread moves marks apart so that none hides another.
func spread(leaves []leaf, gap float64) {
	sort.SliceStable(leaves, func(i, j int) bool { return leaves[i].y < leaves[j].y })
	for i := 1; i < len(leaves); i++ {
		if short := gap - (leaves[i].y - leaves[i-1].y); short > 0 {
			leaves[i].y += short
		}
	}
}

// trunk draws the thick line of the room's choices.
func (r *report) trunk(p pathChart, s estrade.ReportScenario) {
	line := newPath().move(p.x(0), p.y(float64(s.GaugeStart)))
	for i, n := range s.Path {
		line.line(p.x(float64(i+1)), p.y(float64(n.GaugeAfter)))
	}
	r.stroke(line, px(4), ink)
}

// taken marks the start and the room's choices.
func (r *report) taken(p pathChart, s estrade.ReportScenario) {
	r.outlined(disc(p.x(0), p.y(float64(s.GaugeStart)), px(7)), white, px(2.6), ink)
	label := style{face: toolBold, size: px(12.5), ink: white}
	for i, n := range s.Path {
		x, y := p.x(float64(i+1)), p.y(float64(n.GaugeAfter))
		r.outlined(disc(x, y, px(11)), ink, px(2), white)
		if n.Chosen >= 0 {
			r.text(x, y+label.size*0.35, label, centre, letter(n.Chosen))
		}
	}
}

// pathLabels names the nodes under the chart and returns where the names end.
func (r *report) pathLabels(p pathChart, s estrade.ReportScenario) (lowest float64) {
	y := p.top + p.height + px(6)
	r.rule(margin, y, margin+columnWidth, y, px(2.5), ink)
	when := style{face: toolBold, size: px(11.5), lead: px(14), ink: ink}
	what := style{face: toolNarrow, size: px(11), lead: px(13), ink: ink2}
	width := p.step - px(4)
	for i, n := range s.Path {
		x := p.x(float64(i + 1))
		head, rest := nodeTitle(r.words(n.Title))
		if rest == "" {
			head, rest = r.number(float64(i+1), 0), head
		}
		at := y + px(6)
		for _, part := range []struct {
			style style
			text  string
		}{{when, head}, {what, rest}} {
			lines := r.wrapAtMost(2, part.style, part.text, width)
			r.lines(x, part.style.baseline(at), part.style, centre, lines)
			at += part.style.lead * float64(len(lines))
		}
		lowest = math.Max(lowest, at)
	}
	return lowest
}

// nodeTitle cuts « 21 h 12 — La file » in two.
func nodeTitle(text string) (head, rest string) {
	head, rest, found := strings.Cut(text, " — ")
	if !found {
		return text, ""
	}
	return head, rest
}

func (r *report) pathLegend() {
	x, y := margin, small.baseline(r.y)
	middle := y - px(4)
	marks := []struct {
		text  string
		width float64
		ink   colour
		dash  []float64
	}{
		{r.say(scenarioThick), px(4), ink, nil},
		{r.say(scenarioThin), px(1.4), lineStrong, nil},
		{r.say(scenarioDashed), px(1.4), lineStrong, []float64{px(4), px(3.5)}},
	}
	for _, m := range marks {
		r.dashed(x, middle, x+px(28), middle, m.width, m.ink, m.dash...)
		x += px(36) + r.text(x+px(36), y, small, left, m.text) + px(26)
	}
	r.y += small.lead
}

// Measures of a node's options.
var (
	optionLetterW = px(30)
	optionCountW  = px(64)
	optionText    = style{face: tool, size: px(13), lead: px(17.5), ink: ink}
	optionTables  = style{face: toolSemi, size: px(11), lead: px(14), ink: ink2}
	countText     = style{face: toolBold, size: px(20), ink: ink}
)

// node draws one node: its title and gauge, the votes per option, what the
// room chose and what followed. A node is not cut by a page.
func (r *report) node(s estrade.ReportScenario, i int) {
	n := s.Path[i]
	counted := shown(n.N)
	r.skip(px(24))
	r.need(r.nodeHeight(n, counted))
	head := style{face: voiceBold, size: px(17), lead: px(23), ink: ink}
	gaugeW := px(190)
	r.rule(margin, r.y, margin+columnWidth, r.y, px(2.5), ink)
	r.y += px(8)
	top := r.y
	r.gauge(s, n, margin+columnWidth-gaugeW, top, gaugeW)
	lines := r.wrap(head, r.words(n.Title), columnWidth-gaugeW-px(24))
	r.lines(margin, head.baseline(top), head, left, lines)
	r.y += head.lead * float64(len(lines))
	votes := joined(", ", r.say(countVotes[r.single(n.N)], n.N), r.handed(n.Hands))
	switch {
	case n.N == 0: // said by the number
	case !counted:
		votes += " · " + r.say(noticeFew)
	case n.N < 10:
		votes += " · " + r.say(noticeSmall)
	}
	votesLines := r.wrap(small, votes, columnWidth-gaugeW-px(24))
	r.lines(margin, small.baseline(r.y), small, left, votesLines)
	r.y = math.Max(r.y+small.lead*float64(len(votesLines)), top+px(42)) + px(6)
	most := 1
	for _, o := range n.Options {
		if o.Count != nil {
			most = max(most, *o.Count)
		}
	}
	for j, o := range n.Options {
		r.option(o, j, n.Chosen, counted, most)
	}
	r.outcome(n)
}

// nodeHeight is how high a node is drawn.
func (r *report) nodeHeight(n estrade.ReportNodeResult, counted bool) float64 {
	h := px(84)
	for _, o := range n.Options {
		h += r.optionHeight(o, counted)
	}
	if text := r.words(n.Consequence); text != "" {
		h += r.tall(question, text, columnWidth-px(110)) + px(10)
	}
	if text := r.words(n.Rationale); text != "" {
		h += r.tall(small, text, columnWidth-px(110)) + px(6)
	}
	return math.Min(h, pageBottom-pageTop)
}

// gauge draws where the gauge was and where the node led it.
func (r *report) gauge(s estrade.ReportScenario, n estrade.ReportNodeResult, x, y, width float64) {
	label := style{face: tool, size: px(12), ink: ink2}
	value := style{face: toolBold, size: px(18), ink: ink}
	base := y + px(17)
	to := r.number(float64(n.GaugeAfter), 0)
	right0 := x + width
	toW := r.text(right0, base, value, right, to)
	arrow := right0 - toW - px(9)
	r.arrow(arrow-px(16), base-px(6), arrow)
	fromW := r.text(arrow-px(24), base, value, right, r.number(float64(n.GaugeBefore), 0))
	r.text(x, base, label, left, r.fit(label, r.words(s.GaugeLabel), arrow-px(36)-fromW-x))
	span := math.Max(1, float64(s.GaugeMax-s.GaugeMin))
	at := func(v int) float64 { return x + width*math.Max(0, math.Min(1, float64(v-s.GaugeMin)/span)) }
	track := y + px(32)
	r.rule(x, track, right0, track, px(1.5), lineStrong)
	r.rule(x, track-px(4), x, track+px(4), px(1.2), lineStrong)
	r.rule(right0, track-px(4), right0, track+px(4), px(1.2), lineStrong)
	r.rule(at(n.GaugeBefore), track, at(n.GaugeAfter), track, px(4), ink)
	r.outlined(disc(at(n.GaugeBefore), track, px(4.4)), white, px(1.8), ink)
	r.fill(disc(at(n.GaugeAfter), track, px(5.4)), ink)
}

// arrow points right.
func (r *report) arrow(x1, y, x2 float64) {
	r.rule(x1, y, x2-px(1), y, px(1.6), ink)
	r.stroke(newPath().move(x2-px(5), y-px(4.5)).line(x2, y).line(x2-px(5), y+px(4.5)), px(1.6), ink)
}

func (r *report) optionHeight(o estrade.ReportOption, counted bool) float64 {
	h := r.tall(optionText, r.words(o.Text), columnWidth-optionLetterW-optionCountW) + px(13)
	if counted && o.Count != nil && *o.Count > 0 || len(o.Tables) > 0 {
		h += px(16)
	}
	return h
}

// option draws one option with one dot per vote; the room's choice is inverted.
func (r *report) option(o estrade.ReportOption, i, chosen int, counted bool, most int) {
	h := r.optionHeight(o, counted)
	if r.y+h > r.bottom {
		r.newPage()
	}
	fore, second := ink, ink2
	if i == chosen {
		r.box(margin-px(10), r.y, columnWidth+px(20), h, ink)
		fore, second = white, sunken
	} else if i != chosen+1 {
		r.rule(margin, r.y, margin+columnWidth, r.y, px(1), hairline)
	}
	x := margin + optionLetterW
	y := r.y + px(6)
	letterStyle := style{face: toolBold, size: px(15), ink: fore}
	r.text(margin, optionText.baseline(y)+px(0.5), letterStyle, left, letter(i))
	lines := r.wrap(optionText, r.words(o.Text), columnWidth-optionLetterW-optionCountW)
	r.lines(x, optionText.baseline(y), optionText.in(fore), left, lines)
	y += optionText.lead * float64(len(lines))
	marksW := 0.0
	if counted && o.Count != nil {
		r.text(margin+columnWidth, r.y+h/2+countText.size*0.35, countText.in(fore), right, r.number(float64(*o.Count), 0))
		marksW = r.votes(x, y+px(8.5), *o.Count, most, fore)
	}
	if text := r.tablesChose(o.Tables); text != "" {
		s := optionTables.in(second)
		right0 := margin + columnWidth - optionCountW
		r.text(right0, y+px(12), s, right, r.fit(s, text, right0-x-marksW-px(12)))
	}
	r.y += h
}

// votes draws one dot per vote, or a bar when there are too many to count, and
// returns the width used.
func (r *report) votes(x, y float64, count, most int, fore colour) float64 {
	const fits = 30
	if most > fits {
		w := px(330) * float64(count) / float64(most)
		r.box(x, y-px(4), w, px(8), fore)
		return w
	}
	pitch := px(12)
	for i := range count {
		r.fill(disc(x+px(4.5)+pitch*float64(i), y, px(4.2)), fore)
	}
	return pitch * float64(count)
}

func (r *report) tablesChose(tables []string) string {
	var names []string
	for _, t := range tables {
		if t = clean(t); t != "" {
			names = append(names, t)
		}
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return r.say(scenarioTableChose, names[0])
	default:
		last := len(names) - 1
		return r.say(scenarioTablesChose, strings.Join(names[:last], ", ")+" "+wordAnd.In(r.language)+" "+names[last])
	}
}

// outcome draws what followed the room's choice, and why.
func (r *report) outcome(n estrade.ReportNodeResult) {
	label := style{face: toolSemi, size: px(12), lead: question.lead, ink: ink2}
	indent := px(110)
	if n.Chosen < 0 {
		r.y += px(6)
		r.block(margin, columnWidth, body, r.say(scenarioUndecided))
		return
	}
	if n.Chosen+1 < len(n.Options) {
		r.rule(margin, r.y, margin+columnWidth, r.y, px(1), hairline)
	}
	if text := r.words(n.Consequence); text != "" {
		r.y += px(8)
		r.text(margin, label.baseline(r.y), label, left, r.say(scenarioOutcome))
		r.block(margin+indent, columnWidth-indent, question, text)
	}
	if text := r.words(n.Rationale); text != "" {
		r.y += px(4)
		r.text(margin, small.baseline(r.y), label, left, r.say(scenarioReason))
		r.block(margin+indent, columnWidth-indent, small, text)
	}
}

// quality draws the quality of individual votes beside that of the room's choices.
func (r *report) quality(s estrade.ReportScenario) {
	if s.RoomQuality == nil {
		return
	}
	type bar struct {
		label string
		value float64
		look  look
	}
	var bars []bar
	counted := shown(s.N)
	if counted && s.MeanQuality != nil {
		bars = append(bars, bar{r.say(scenarioSoloMean), *s.MeanQuality, hatched})
		if s.BestQuality != nil {
			bars = append(bars, bar{r.say(scenarioSoloBest), *s.BestQuality, grey})
		}
	}
	bars = append(bars, bar{r.say(scenarioTogether), *s.RoomQuality, solid})
	rowH := px(27)
	r.section(r.say(scenarioQuality), rowH*float64(len(bars))+px(96))
	r.block(margin, columnWidth, bodySoft, r.say(noticeScenario)+" "+r.sampleOrFew(s.N))
	r.y += px(6)
	label := style{face: tool, size: px(13), lead: px(17), ink: ink}
	x, width := margin+px(210), columnWidth-px(270)
	for _, b := range bars {
		middle := r.y + rowH/2
		r.text(margin, middle+label.size*0.35, label, left, r.fit(label, b.label, px(200)))
		w := width * math.Max(0, math.Min(100, b.value)) / 100
		r.bar(x, middle-px(8), w, px(16), b.look)
		r.text(x+w+px(8), middle+label.size*0.38, style{face: toolBold, size: px(15), ink: ink}, left, r.number(b.value, 1))
		r.y += rowH
	}
	r.rule(x, r.y-rowH*float64(len(bars)), x, r.y, px(1.5), ink)
	if !counted {
		return
	}
	r.y += px(6)
	if s.Gain != nil && s.GainVsBest != nil {
		r.block(margin, columnWidth, body, r.say(scenarioGain, r.gap(*s.Gain, 1), r.gap(*s.GainVsBest, 1)))
	}
	if s.Agreement != nil {
		r.block(margin, columnWidth, body, r.say(scenarioAgreement, r.percent(*s.Agreement)))
	}
}

// competencies draws the quality of choices by competency.
func (r *report) competencies(s estrade.ReportScenario) {
	if len(s.Competencies) == 0 {
		return
	}
	number := tableText
	barX, barW := margin+px(290), px(170)
	t := table{columns: []column{
		{r.say(scenarioCompetency), px(290), left, tableText},
		{r.say(scenarioScale), px(180), left, small},
		{r.say(scenarioRoom), px(70), right, number.of(toolSemi)},
		{r.say(scenarioPeople), columnWidth - px(590) + cellGap, right, number},
		{r.say(contrastN), px(50), right, number.in(ink3)},
	}}
	t.columns[4].width += cellGap
	t.columns[3].width -= cellGap
	for _, c := range s.Competencies {
		room, mean := "", "—"
		if c.Room != nil {
			room = r.number(*c.Room, 1)
		}
		if c.Mean != nil && shown(c.N) {
			mean = r.number(*c.Mean, 1)
		}
		cells := []string{r.words(c.Name), "", room, mean, r.number(float64(c.N), 0)}
		if c.Room == nil {
			cells[1] = r.say(scenarioUnseen)
		}
		t.rows = append(t.rows, row{cells: cells, draw: func(y, h float64) {
			if c.Room != nil {
				r.box(barX, y+h/2-px(3.5), barW, px(7), sunken)
				r.box(barX, y+h/2-px(3.5), barW*math.Max(0, math.Min(100, *c.Room))/100, px(7), ink)
			}
			if c.Mean != nil && shown(c.N) && c.Room != nil {
				x := barX + barW*math.Max(0, math.Min(100, *c.Mean))/100
				r.outlined(disc(x, y+h/2, px(4.2)), white, px(1.6), ink)
			}
		}})
	}
	r.section(r.say(scenarioCompetencies), math.Min(px(26)*float64(len(t.rows))+px(90), px(400)))
	r.block(margin, columnWidth, bodySoft, r.say(noticeScenario)+" "+r.say(scenarioScaleHow))
	r.y += px(6)
	r.table(t)
}
