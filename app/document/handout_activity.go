package document

import (
	"math"
	"slices"
	"strconv"
	"strings"

	estrade "estrade/app"
)

// storySlips are the sheets of a scenario: the story with one's choices, cards
// to raise, and each situation on a page.
func (h *handouts) storySlips(x estrade.Handout, s estrade.HandoutStory) []slip {
	return []slip{
		{title: handoutStory, use: handoutEach, how: h.in(x.Instructions), draw: func() { h.story(s) }},
		{title: handoutLetters, use: handoutHands, how: h.say(handoutRaise), draw: func() { h.letters(s) }},
		{title: handoutScenes, use: handoutScene, draw: func() { h.scenes(s) }},
	}
}

// story draws the context, who is who, and a line for each stage of the way.
func (h *handouts) story(s estrade.HandoutStory) {
	told := style{face: voice, size: px(14), lead: px(20.5), ink: ink}
	h.prose(told, h.in(s.Context))
	if len(s.Roles) > 0 {
		h.section(h.say(handoutWho), px(30))
		for _, r := range s.Roles {
			name := h.in(r.Name)
			if r.Part != nil {
				name = joined(", ", name, h.in(*r.Part))
			}
			h.prose(body, name)
		}
	}
	h.section(h.say(handoutMine), px(90))
	h.prose(body, h.say(handoutVote))
	h.y += px(8)
	letters, longest := h.optionLetters(s), 0
	for _, n := range s.Nodes {
		longest = max(longest, n.Number)
	}
	t := table{columns: []column{
		{h.say(handoutSituation), px(110), left, tableText},
		{h.say(handoutMine), (columnWidth - px(110)) / 2, left, tableText},
		{h.say(handoutRoom), (columnWidth - px(110)) / 2, left, tableText},
	}}
	for i := range longest {
		t.rows = append(t.rows, row{least: px(30), middle: true, cells: []string{h.say(handoutStep, i+1), "", ""}, draw: func(y, height float64) {
			for _, x := range []float64{margin + px(110), margin + px(110) + t.columns[1].width} {
				for j, l := range letters {
					h.text(x+px(12)+px(36)*float64(j), y+height/2+letterToCircle.size*0.35, letterToCircle, centre, l)
				}
			}
		}})
	}
	h.table(t)
}

// letterToCircle is a letter with room around it.
var letterToCircle = style{face: toolSemi, size: px(15), lead: px(19), ink: ink}

// optionLetters are A, B, C… as far as any situation has options.
func (h *handouts) optionLetters(s estrade.HandoutStory) []string {
	var letters []string
	for _, n := range s.Nodes {
		for _, o := range n.Options {
			if !slices.Contains(letters, o.Letter) {
				letters = append(letters, o.Letter)
			}
		}
	}
	return letters
}

// letters draws cards to raise, two in a row.
func (h *handouts) letters(s estrade.HandoutStory) {
	letters := h.optionLetters(s)
	rows := float64((len(letters) + 1) / 2)
	width, height := columnWidth/2, math.Min(px(400), (h.bottom-h.y)/math.Max(1, rows))
	big := style{face: toolBold, size: height * 0.62, lead: height * 0.7, ink: ink}
	top := h.y
	for i, l := range letters {
		cx, cy := margin+width*float64(i%2), top+height*float64(i/2)
		h.cutEdges(cx, cy, width, height)
		h.text(cx+width/2, cy+height/2+big.size*0.36, big, centre, l)
	}
	h.y = top + height*rows
}

// scenes draws each situation with its options, on a page.
func (h *handouts) scenes(s estrade.HandoutStory) {
	for i, n := range s.Nodes {
		if i > 0 {
			h.newPage()
			h.box(margin, h.y, columnWidth, px(5), ink)
			h.y += px(12)
			h.decor(func() { h.text(margin, small.baseline(h.y), small, left, h.in(h.now.activity)) })
			h.y += small.lead
		}
		h.tagged("H2", func() {
			h.block(margin, columnWidth, style{face: voiceBold, size: px(21), lead: px(27), ink: ink}.scaled(1.15), joined(" · ", h.say(handoutStep, n.Number), h.in(n.Title)))
		})
		h.y += px(6)
		h.prose(style{face: voice, size: px(19.5), lead: px(29), ink: ink}, h.in(n.Text))
		h.y += px(16)
		h.prose(small, h.say(handoutTick))
		h.y += px(6)
		for _, o := range n.Options {
			h.option(o)
		}
	}
}

// option draws one option behind its letter and a box.
func (h *handouts) option(o estrade.OptionPlay) {
	s := style{face: tool, size: px(18), lead: px(25.5), ink: ink}
	indent := px(74)
	height := h.tall(s, h.in(o.Text), columnWidth-indent) + px(24)
	h.need(height)
	h.rule(margin, h.y, margin+columnWidth, h.y, px(0.75), hairline)
	h.y += px(12)
	h.stroke(rect(margin, h.y+px(3.5), px(18), px(18)), px(1.5), ink)
	h.tagged("P", func() {
		h.lineOf(margin+px(34), s.baseline(h.y), s.of(toolBold).sized(px(20)), left, o.Letter, true)
		h.lines(margin+indent, s.baseline(h.y), s, left, h.wrap(s, h.in(o.Text), columnWidth-indent))
	})
	h.y += height - px(12)
}

// contrastSlips are the cards and their columns, then the sliders.
func (h *handouts) contrastSlips(x estrade.Handout, p estrade.HandoutPart, c estrade.ContrastPlay) []slip {
	if p.Phase == "sort" {
		texts := make([]string, len(c.Cards))
		for i, card := range c.Cards {
			texts[i] = h.in(card.Text)
		}
		columns := []string{h.in(c.Columns.Manager), h.in(c.Columns.Leader), h.in(c.Columns.Both)}
		return []slip{
			{title: handoutCards, use: handoutCut, how: h.say(handoutCutLines), draw: func() { h.cutCards(texts, 3) }},
			{title: handoutMySort, use: handoutEach, how: h.instructed(x, p), draw: func() {
				h.answerGrid(h.say(handoutCards), numbered(texts), columns, px(92), h.ticks)
				h.attribution(c.Attribution)
			}},
		}
	}
	return []slip{{title: handoutSliders, use: handoutEach, draw: func() { h.sliders(c) }}}
}

// attribution draws where an activity comes from.
func (h *handouts) attribution(t estrade.Text) {
	h.skip(px(8))
	h.block(margin, columnWidth, tiny, h.in(t))
}

// numbered writes « 1. text » so that a line and a card are known by their number.
func numbered(texts []string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = strconv.Itoa(i+1) + ". " + t
	}
	return out
}

// sliders draws two lines of circles for each pair: what one does, what is needed.
func (h *handouts) sliders(c estrade.ContrastPlay) {
	y := body.baseline(h.y)
	used := h.text(margin, y, body.of(toolSemi), left, h.say(handoutFacing))
	h.rule(margin+used+px(8), y+px(2), margin+columnWidth, y+px(2), px(0.75), lineStrong)
	h.y += px(34)
	if len(c.Passes) == 2 {
		h.prose(body, h.say(handoutPasses, h.lowered(c.Passes[0].Title), h.lowered(c.Passes[1].Title), h.lowered(c.Middle)))
	}
	h.y += px(10)
	side := px(196)
	n := c.SliderMax - c.SliderMin + 1
	step := (columnWidth - 2*side - px(24)) / float64(n)
	for _, pair := range c.Pairs {
		low, high := h.in(pair.Manager), h.in(pair.Leader)
		if pair.Flipped {
			low, high = high, low
		}
		height := math.Max(px(24)*float64(len(c.Passes)), math.Max(h.tall(tableText, low, side-px(10)), h.tall(tableText, high, side-px(10)))) + px(10)
		h.need(height)
		h.rule(margin, h.y, margin+columnWidth, h.y, px(0.75), hairline)
		h.figure(h.say(handoutPositions, low, n, high), func() {
			h.sliderPair(low, high, side, height)
			for i := range c.Passes {
				cy := h.y + height/2 + px(24)*(float64(i)-float64(len(c.Passes)-1)/2)
				h.text(margin+side+px(6), cy+tiny.size*0.35, tiny.in(ink), left, h.number(float64(i+1), 0))
				for j := range n {
					h.circle(margin+side+px(24)+step*(float64(j)+0.5)-px(6), cy)
				}
			}
		})
		h.y += height
	}
	h.attribution(c.Attribution)
}

// sliderPair draws both ends of a slider.
func (h *handouts) sliderPair(low, high string, side, height float64) {
	for i, text := range []string{low, high} {
		x, a := margin, left
		if i == 1 {
			x, a = margin+columnWidth, right
		}
		lines := h.wrap(tableText, text, side-px(10))
		h.lines(x, tableText.baseline(h.y+(height-tableText.lead*float64(len(lines)))/2), tableText, a, lines)
	}
}

// lowered is a sentence of the pack inside another one, without its full stop.
func (h *handouts) lowered(t estrade.Text) string {
	text := strings.TrimRight(h.in(t), ". "+string(noBreak))
	r := []rune(text)
	if len(r) > 1 {
		return strings.ToLower(string(r[0])) + string(r[1:])
	}
	return text
}

// rankingSlip is a list to number, alone or with the table.
func (h *handouts) rankingSlip(x estrade.Handout, p estrade.HandoutPart, k estrade.RankingPlay) slip {
	l := slip{title: handoutMyList, use: handoutEach, how: h.instructed(x, p)}
	if p.ByTable {
		l.title, l.use, l.how = handoutOurList, handoutTable, h.in(k.TeamRule)
	}
	texts := make([]string, len(k.Items))
	for i, item := range k.Items {
		texts[i] = h.in(item.Text)
	}
	l.draw = func() {
		h.prose(body.of(toolSemi), h.say(handoutRanks, len(texts)))
		h.y += px(8)
		h.rankLines(texts)
	}
	return l
}

// rankLines draws texts, each behind a frame for its rank.
func (h *handouts) rankLines(texts []string) {
	t := table{columns: []column{{h.say(handoutRank), px(74), left, tableText}, {"", columnWidth - px(74), left, tableText.sized(px(14.5))}}}
	for _, text := range texts {
		t.rows = append(t.rows, row{cells: []string{"", text}, least: px(44), middle: true, draw: func(y, height float64) {
			h.stroke(rect(margin, y+height/2-px(15), px(44), px(30)), px(1.2), ink)
		}})
	}
	h.table(t)
}

// curveSlips are the estimates, the grid to draw on and the moments to act.
func (h *handouts) curveSlips(x estrade.Handout, p estrade.HandoutPart, c estrade.CurvePlay) []slip {
	l := slip{use: handoutEach, how: h.instructed(x, p)}
	switch p.Phase {
	case "estimate":
		l.title, l.draw = p.Title, func() { h.estimates(c) }
	case "draw":
		// What the pack says of this part is said to a pointer or a finger.
		l.title, l.how, l.draw = handoutDraw, h.say(handoutDrawHow), func() { h.grid(c.Months) }
	default:
		texts, zones := make([]string, len(c.Interventions)), make([]string, len(c.Zones))
		for i, v := range c.Interventions {
			texts[i] = h.in(v.Text)
		}
		for i, z := range c.Zones {
			zones[i] = h.in(z.Title)
		}
		l.title, l.draw = handoutPlace, func() {
			h.prose(body.of(toolSemi), h.say(handoutPlaceHow))
			h.y += px(8)
			h.answerGrid("", texts, zones, math.Min(px(84), columnWidth*0.6/math.Max(1, float64(len(zones)))), h.ticks)
		}
	}
	return []slip{l}
}

// estimates draws questions and a place for a number after each.
func (h *handouts) estimates(c estrade.CurvePlay) {
	t := table{columns: []column{{"", columnWidth - px(120), left, tableText.sized(px(14.5))}, {"", px(120), right, tableText}}}
	for _, e := range c.Estimates {
		unit := ""
		if e.Unit == "percent" {
			unit = "%"
		}
		t.rows = append(t.rows, row{cells: []string{h.in(e.Question), unit}, least: px(46), middle: true, draw: func(y, height float64) {
			h.stroke(rect(margin+columnWidth-px(112), y+height/2-px(15), px(80), px(30)), px(1.2), ink)
		}})
	}
	h.table(t)
}

// grid draws axes and lines to draw a curve on.
func (h *handouts) grid(months []int) {
	h.y += px(8)
	if len(months) < 2 {
		return
	}
	const height = 300.0
	x0, width, base := margin+px(34), columnWidth-px(46), h.y+height
	h.figure(h.say(handoutGrid, months[0], months[len(months)-1]), func() {
		for v := 0; v <= 100; v += 10 {
			y := base - height*float64(v)/100
			h.rule(x0, y, x0+width, y, px(0.75), step2)
			if v%20 == 0 {
				h.text(x0-px(8), y+plotLabel.size*0.35, plotLabel, right, h.number(float64(v), 0))
			}
		}
		span := float64(months[len(months)-1] - months[0])
		for i, m := range months {
			x := x0 + width*float64(m-months[0])/math.Max(1, span)
			h.rule(x, base, x, base-height, px(0.75), step2)
			if i%2 == 0 {
				h.text(x, base+px(19), plotLabel, centre, h.number(float64(m), 0))
			}
		}
		h.rule(x0, base, x0+width, base, px(2), ink)
		h.rule(x0, base, x0, base-height, px(2), ink)
		h.text(x0+width, base+px(36), plotLabel, right, h.say(curveMonths))
	})
	h.y = base + px(44)
}

// sortSlips are the cards, once, and an answer sheet for whoever sorts.
func (h *handouts) sortSlips(x estrade.Handout, p estrade.HandoutPart, s estrade.SortPlay) []slip {
	if p.Phase == "follow-up" {
		return nil // asked aloud, of raised hands
	}
	var texts, columns []string
	for _, c := range s.Cards {
		texts = append(texts, h.in(c.Text))
	}
	for _, c := range s.Columns {
		columns = append(columns, h.in(c.Text))
	}
	if s.Both != nil {
		columns = append(columns, h.in(*s.Both))
	}
	sheet := slip{title: handoutMySort, use: handoutEach, how: h.instructed(x, p)}
	if p.ByTable {
		sheet.title, sheet.use = handoutOurSort, handoutTable
	}
	sheet.draw = func() {
		h.answerGrid(h.say(handoutCards), numbered(texts), columns, math.Min(px(92), columnWidth*0.6/math.Max(1, float64(len(columns)))), h.ticks)
	}
	if p.ByTable {
		return []slip{sheet}
	}
	return []slip{{title: handoutCards, use: handoutCut, how: h.say(handoutCutLines), draw: func() { h.cutCards(texts, 2) }}, sheet}
}

// ratingSlip is a scale for each source, or the table's decision.
func (h *handouts) ratingSlip(x estrade.Handout, p estrade.HandoutPart, r estrade.RatingPlay) slip {
	l := slip{title: handoutRates, use: handoutEach, how: h.instructed(x, p), draw: func() { h.rates(r) }}
	if p.ByTable {
		l.title, l.use = handoutDecided, handoutTable
		l.draw = func() {
			h.prose(finding, h.in(r.Decision))
			h.prose(small, h.say(handoutNoOne))
			h.writingLines(margin, columnWidth, 12)
		}
	}
	return l
}

// rates draws eleven circles and the criteria's boxes beside each source.
func (h *handouts) rates(r estrade.RatingPlay) {
	h.prose(finding, h.in(r.Decision))
	h.y += px(6)
	h.prose(body, h.say(handoutRateHow, h.lowered(r.Low), h.lowered(r.High)))
	var letters, names []string
	for i, c := range r.Criteria {
		letters = append(letters, string(rune('a'+i)))
		names = append(names, letters[i]+", "+h.lowered(c.Text))
	}
	if len(names) > 0 {
		h.prose(body, h.say(handoutCriteria, strings.Join(names, " ; ")))
	}
	h.y += px(6)
	const marks = 11
	scale, boxes := px(20)*marks, px(19)*float64(len(letters))
	t := table{columns: []column{
		{"", columnWidth - scale - boxes - px(16), left, tableText.sized(px(12.5)).leaded(px(16))}, {"", scale + boxes + px(16), left, tableText},
	}}
	from := margin + t.columns[0].width
	h.decor(func() {
		for i := range marks {
			h.text(from+px(20)*(float64(i)+0.5), h.y+px(12), tiny.in(ink), centre, h.number(float64(r.Min+(r.Max-r.Min)*i/(marks-1)), 0))
		}
		for i, l := range letters {
			h.text(from+scale+px(16)+px(19)*(float64(i)+0.5), h.y+px(12), tiny.in(ink), centre, l)
		}
	})
	for _, item := range r.Items {
		t.rows = append(t.rows, row{cells: []string{h.in(item.Text), ""}, least: px(30), middle: true, draw: func(y, height float64) {
			for i := range marks {
				h.stroke(disc(from+px(20)*(float64(i)+0.5), y+height/2, px(7)), px(1.1), ink)
			}
			for i := range letters {
				h.tickBox(from+scale+px(16)+px(19)*(float64(i)+0.5)-5.25, y+height/2)
			}
		}})
	}
	h.table(t)
}
