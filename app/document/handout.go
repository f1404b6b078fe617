package document

import (
	"math"

	estrade "estrade/app"
)

// handouts draws what a session is played on without devices: a list for the
// trainer, then each sheet on pages of its own.
type handouts struct {
	sheet
	data estrade.HandoutData
	now  slip // being drawn
}

// slip is one sheet to hand out; it begins a page.
type slip struct {
	activity estrade.Text // it belongs to
	title    estrade.Text
	use      estrade.Text // how many of it are needed, and what becomes of them
	how      string       // what to do, "" for nothing to say
	draw     func()
}

// private reports whether a sheet stays with whoever writes on it.
func (l slip) private() bool { return l.use == handoutEach }

// Handouts returns the PDF of the sheets on which a session is played with paper
// and pencils; see estrade.Documents.
func (p *Printer) Handouts(d estrade.HandoutData) ([]byte, error) {
	h := &handouts{data: d, sheet: newSheet(d.Language)}
	underlay := func() { h.markPage(h.speech, d.Rehearsal, false) }
	h.begin = underlay
	underlay()
	h.opening()
	var slips []slip
	for _, x := range d.Handouts {
		slips = append(slips, h.slips(x)...)
	}
	// The list of a long day may take a second page: its height is known first.
	list := h.reserve(slips)
	var spans [][2]int
	for _, l := range slips {
		h.newPage()
		from := h.at
		h.slip(l)
		spans = append(spans, [2]int{from + 1, len(h.pages)})
	}
	h.list(list, slips, spans)
	h.furnish(joined(" · ", clean(d.Organisation.Name), h.say(handoutTitle)), h.words(d.Title), h.warned(d.Rehearsal, false, h.say(handoutFoot)))
	return h.pdf(identity{
		title: h.say(handoutTitle) + ", " + h.words(d.Title), author: clean(d.Organisation.Name), subject: place(d.Client, d.Place),
		language: h.tag(), date: d.MadeOn,
	})
}

// in returns a text of the pack in the document's language.
func (h *handouts) in(t estrade.Text) string { return h.words(t.In(h.language)) }

// opening says, to the trainer, what these sheets are.
func (h *handouts) opening() {
	d := h.data
	h.y = px(88)
	h.tagged("H1", func() { h.block(margin, columnWidth, title.leaded(px(40)), h.say(handoutTitle)) })
	h.block(margin, columnWidth, style{face: toolSemi, size: px(17), lead: px(24), ink: ink}, h.words(d.Title))
	day, made := "", ""
	if !d.Date.IsZero() {
		day = h.date(d.Date)
	}
	if !d.MadeOn.IsZero() {
		made = h.say(handoutMade, h.date(d.MadeOn))
	}
	h.block(margin, columnWidth, bodySoft, joined(" · ", place(d.Client, d.Place), day, made))
	h.y += px(14)
	for _, t := range []estrade.Text{handoutWhy, handoutCount, handoutPrivate} {
		h.prose(body, h.say(t))
		h.y += px(6)
	}
	h.y += px(10)
}

// listed is where the list of sheets begins, and on how many pages there is room
// for it.
type listed struct {
	page int
	y    float64
	rest int // pages after the first
}

// contents is the list of sheets; pages are "" until they are known.
func (h *handouts) contents(slips []slip, spans [][2]int) table {
	t := table{columns: []column{
		{h.say(handoutSheet), columnWidth - px(290), left, tableText},
		{h.say(handoutUse), px(220), left, tableText.in(ink2)},
		{h.say(handoutPages), px(70) + cellGap, right, tableText.of(toolSemi)},
	}}
	for i, l := range slips {
		pages := "888 — 888"
		if i < len(spans) {
			pages = h.number(float64(spans[i][0]), 0)
			if spans[i][1] > spans[i][0] {
				pages = h.say(handoutRange, spans[i][0], spans[i][1])
			}
		}
		t.rows = append(t.rows, row{cells: []string{h.say(handoutOf, h.in(l.activity), h.in(l.title)), h.say(l.use), pages}})
	}
	return t
}

// reserve keeps the pages that the list takes.
func (h *handouts) reserve(slips []slip) listed {
	at := listed{page: h.at, y: h.y}
	y := h.y + px(40)
	t := h.contents(slips, nil)
	for _, r := range t.rows {
		height := h.rowHeight(t, r)
		if y+height > h.bottom {
			h.newPage()
			at.rest++
			y = h.y + h.headHeight(t)
		}
		y += height
	}
	return at
}

// list writes where each sheet is, on the pages kept for it.
func (h *handouts) list(at listed, slips []slip, spans [][2]int) {
	t := h.contents(slips, spans)
	h.at, h.y = at.page, at.y
	h.tagged("Table", func() {
		h.tagged("TR", func() { h.tableHead(t) })
		for _, r := range t.rows {
			height := h.rowHeight(t, r)
			if h.y+height > h.bottom && h.at < at.page+at.rest {
				h.at++
				h.y = pageTop
				h.decor(func() { h.tableHead(t) })
			}
			h.tagged("TR", func() { h.tableRow(t, r, height) })
		}
	})
	h.y += px(12)
	h.unprinted(small)
}

// slip draws the head of a sheet and what is on it.
func (h *handouts) slip(l slip) {
	h.now = l
	h.box(margin, h.y, columnWidth, px(5), ink)
	h.y += px(12)
	h.block(margin, columnWidth, small, joined(" · ", h.in(l.activity), h.say(l.use)))
	h.tagged("H1", func() {
		h.block(margin, columnWidth, title.sized(px(23)).leaded(px(29)), h.in(l.title))
	})
	if l.private() {
		h.ownMark()
	}
	if l.how != "" {
		h.y += px(4)
		h.prose(body, l.how)
	}
	h.y += px(10)
	l.draw()
}

// ownMark slips room for a sign by which somebody finds their own sheet again:
// a sheet that is collected has none.
func (h *handouts) ownMark() {
	s := small
	y := s.baseline(h.y)
	used := h.text(margin, y, s, left, joined(" ", h.say(handoutAlone), h.say(handoutMark)))
	h.rule(margin+used+px(6), y+px(2), margin+columnWidth, y+px(2), px(0.75), lineStrong)
	h.y += s.lead
}

// instructed is what to do in a part: the part's own words, else the activity's.
func (h *handouts) instructed(x estrade.Handout, p estrade.HandoutPart) string {
	if p.Instructions != nil {
		return h.in(*p.Instructions)
	}
	return h.in(x.Instructions)
}

// slips are the sheets of a step.
func (h *handouts) slips(x estrade.Handout) []slip {
	var all []slip
	if x.Scenario != nil {
		all = h.storySlips(x, *x.Scenario)
	}
	for _, p := range x.Parts {
		switch {
		case p.Play.Contrast != nil:
			all = append(all, h.contrastSlips(x, p, *p.Play.Contrast)...)
		case p.Play.Ranking != nil:
			all = append(all, h.rankingSlip(x, p, *p.Play.Ranking))
		case p.Play.Curve != nil:
			all = append(all, h.curveSlips(x, p, *p.Play.Curve)...)
		case p.Play.Assessment != nil:
			all = append(all, h.assessmentSlips(x, p, *p.Play.Assessment)...)
		case p.Play.Sort != nil:
			all = append(all, h.sortSlips(x, p, *p.Play.Sort)...)
		case p.Play.Rating != nil:
			all = append(all, h.ratingSlip(x, p, *p.Play.Rating))
		case p.Play.Board != nil && p.Phase == "notes":
			all = append(all, h.boardSlip(x, p, *p.Play.Board))
		case p.Play.Commitment != nil && p.Phase == "alone":
			all = append(all, h.planSlip(x, p, *p.Play.Commitment))
		case p.Play.Feedback != nil && p.Phase == "answer":
			all = append(all, h.feedbackSlip(x, p, *p.Play.Feedback))
		}
	}
	for i := range all {
		all[i].activity = x.Title
	}
	return all
}

// Shapes to write in, shared by the sheets.

// tickBox is a square to tick, whose middle is at y.
func (h *handouts) tickBox(x, y float64) {
	const side = 10.5
	h.stroke(rect(x, y-side/2, side, side), px(1.2), ink)
}

// circle is a circle to tick around (x, y).
func (h *handouts) circle(x, y float64) { h.stroke(disc(x, y, px(8)), px(1.2), ink) }

// circles are circles to tick under their values, from x over width; a scale is
// read as one picture.
func (h *handouts) circles(from, to, step int, x, width float64) {
	n := (to-from)/step + 1
	gap := width / float64(n)
	h.figure(h.say(handoutCircles, from, to), func() {
		for i := range n {
			at := x + gap*(float64(i)+0.5)
			h.text(at, h.y+px(11), tiny.in(ink), centre, h.number(float64(from+i*step), 0))
			h.circle(at, h.y+px(25))
		}
	})
	h.y += px(38)
}

// writingLines are n lines to write on, from x over width.
func (h *handouts) writingLines(x, width float64, n int) {
	for range n {
		h.need(px(30))
		h.y += px(30)
		h.rule(x, h.y, x+width, h.y, px(0.75), lineStrong)
	}
	h.y += px(8)
}

// answerGrid is a table of texts, each with a mark to tick in every column.
func (h *handouts) answerGrid(head string, texts []string, columns []string, columnW float64, mark func(x, y float64)) {
	t := table{narrow: true, columns: []column{{head, columnWidth - columnW*float64(len(columns)), left, tableText}}}
	for _, c := range columns {
		t.columns = append(t.columns, column{c, columnW, centre, tableText})
	}
	for _, text := range texts {
		cells := make([]string, len(t.columns))
		cells[0] = text
		t.rows = append(t.rows, row{cells: cells, least: px(27), draw: func(y, height float64) {
			for i := range columns {
				at := margin + t.columns[0].width + columnW*float64(i)
				mark(at+(columnW-cellGap)/2, y+height/2)
			}
		}})
	}
	h.table(t)
}

// ticks marks the middle of a box at (x, y), for answerGrid.
func (h *handouts) ticks(x, y float64) { h.tickBox(x-5.25, y) }

// cutCards are cards to cut out, numbered, n in a row.
func (h *handouts) cutCards(texts []string, n int) {
	s := style{face: toolSemi, size: px(14.5), lead: px(19), ink: ink}
	width := columnWidth / float64(n)
	tallest := px(56)
	for _, text := range texts {
		tallest = math.Max(tallest, h.tall(s, text, width-px(24))+px(34))
	}
	for i := 0; i < len(texts); i += n {
		h.need(tallest)
		for j, text := range texts[i:min(i+n, len(texts))] {
			x := margin + width*float64(j)
			h.cutEdges(x, h.y, width, tallest)
			h.decor(func() { h.text(x+px(8), h.y+px(15), tiny, left, h.number(float64(i+j+1), 0)) })
			lines := h.wrap(s, text, width-px(24))
			h.lines(x+width/2, s.baseline(h.y+(tallest-s.lead*float64(len(lines)))/2+px(3)), s, centre, lines)
		}
		h.y += tallest
	}
	h.y += px(10)
}

// cutEdges are dashed lines around a card.
func (h *handouts) cutEdges(x, y, width, height float64) {
	for _, edge := range [][4]float64{{x, y, x + width, y}, {x, y + height, x + width, y + height}, {x, y, x, y + height}, {x + width, y, x + width, y + height}} {
		h.dashed(edge[0], edge[1], edge[2], edge[3], px(0.75), lineStrong, px(4), px(3))
	}
}
