package document

import (
	"math"
	"slices"
	"strings"
)

// Measures of the report, from the design: A4 portrait, 794 × 1123 px.
var (
	margin      = px(64)
	columnWidth = a4Short - 2*px(64)
	pageTop     = px(88)
	pageBottom  = px(1036)
)

// flow fills pages from top to bottom. y is the top of what comes next.
type flow struct {
	*canvas
	y      float64
	bottom float64 // of the current page
	foot   float64 // bottom of a page but the first
	begin  func()  // called on each new page
}

// newPage starts a page.
func (f *flow) newPage() {
	f.addPage()
	f.y, f.bottom = pageTop, f.foot
	f.decor(f.begin)
}

// need starts a page unless height is free on this one.
func (f *flow) need(height float64) {
	if f.y+height > f.bottom && f.y > pageTop {
		f.newPage()
	}
}

// turn starts a page for what stands apart, unless little stands on this one:
// then it follows under a rule, and no page is left almost white. What comes
// first in it is at least keep high.
func (f *flow) turn(keep float64) {
	if f.at == 0 || f.y > pageTop+0.4*(f.foot-pageTop) || f.y+px(60)+keep > f.foot {
		f.newPage()
		return
	}
	if f.y > pageTop {
		f.y += px(34)
		f.rule(margin, f.y, f.width-margin, f.y, px(3), ink)
		f.y += px(26)
	}
}

// skip leaves some space, which vanishes at the top of a page.
func (f *flow) skip(height float64) {
	if f.y > pageTop {
		f.y += height
	}
}

// baseline is where the first line of s stands when its block starts at y.
func (s style) baseline(y float64) float64 { return y + s.lead/2 + s.size*0.35 }

// prose draws a wrapped text at the margin, over as many pages as it takes.
func (f *flow) prose(s style, text string) { f.proseIn(margin, columnWidth, s, text) }

func (f *flow) proseIn(x, width float64, s style, text string) {
	if text == "" {
		return
	}
	lines := f.wrap(s, text, width)
	f.textual(func() {
		for i, l := range lines {
			f.need(s.lead)
			f.lineOf(x, s.baseline(f.y), s, left, l, i+1 < len(lines))
			f.y += s.lead
		}
	})
}

// block draws a text whose lines stay together.
func (f *flow) block(x, width float64, s style, text string) {
	if text == "" {
		return
	}
	lines := f.wrap(s, text, width)
	f.need(s.lead * float64(len(lines)))
	f.lines(x, s.baseline(f.y), s, left, lines)
	f.y += s.lead * float64(len(lines))
}

// section draws a heading that stays with what follows, at least keep high.
func (f *flow) section(text string, keep float64) {
	f.skip(px(26))
	lines := f.wrap(heading, text, f.width-2*margin)
	f.need(heading.lead*float64(len(lines)) + px(8) + keep)
	f.tagged("H2", func() { f.lines(margin, heading.baseline(f.y), heading, left, lines) })
	f.y += heading.lead*float64(len(lines)) + px(6)
}

// tall is the height of a wrapped text.
func (f *flow) tall(s style, text string, width float64) float64 {
	if text == "" {
		return 0
	}
	return s.lead * float64(len(f.wrap(s, text, width)))
}

// halves draws two columns of texts side by side under a rule; each column is
// a heading and its paragraphs.
func (f *flow) halves(columns [2]side) {
	gap := px(40)
	width := (columnWidth - gap) / 2
	var tallest float64
	for _, c := range columns {
		tallest = math.Max(tallest, c.height(f, width))
	}
	f.skip(px(22))
	f.need(tallest + px(16))
	f.rule(margin, f.y, margin+columnWidth, f.y, px(1.5), ink)
	top := f.y + px(12)
	for i, c := range columns {
		c.draw(f, margin+float64(i)*(width+gap), top, width)
	}
	f.y = top + tallest
}

// side is one column of halves.
type side struct {
	heading string
	style   style
	texts   []string
}

const sideGap = 5.0 // between paragraphs, points

func (s side) height(f *flow, width float64) float64 {
	h := heading.lead + px(4)
	for _, t := range s.texts {
		h += f.tall(s.style, t, width) + sideGap
	}
	return h
}

func (s side) draw(f *flow, x, y, width float64) {
	f.tagged("H3", func() { f.text(x, heading.baseline(y), heading, left, s.heading) })
	y += heading.lead + px(4)
	for _, t := range s.texts {
		lines := f.wrap(s.style, t, width)
		f.lines(x, s.style.baseline(y), s.style, left, lines)
		y += s.style.lead*float64(len(lines)) + sideGap
	}
}

// table is a ruled table whose head is repeated on each page.
type table struct {
	columns []column
	rows    []row
	narrow  bool // heads are long and their columns narrow
}

// column of a table; a title may hold a line break.
type column struct {
	title string
	width float64
	align align
	style style
}

// row of a table. draw, when set, adds marks to a row that starts at y.
type row struct {
	cells  []string
	style  *style // replaces the style of the columns
	draw   func(y, height float64)
	total  bool   // set off by a stronger rule
	bold   []int  // cells in bold
	note   string // smaller, under the text of the cell noteIn
	noteIn int
	least  float64 // height of the row when its texts need less
	middle bool    // texts stand in the middle of that height
}

// cellGap is the space between two columns.
var cellGap = px(10)

var tableHead = style{face: toolSemi, size: px(12), lead: px(15), ink: ink2}

// table draws a table. A head never stands alone at the foot of a page.
func (f *flow) table(t table) {
	f.need(f.headHeight(t) + px(60))
	f.tagged("Table", func() { f.tableRows(t) })
}

func (f *flow) tableRows(t table) {
	f.tagged("TR", func() { f.tableHead(t) })
	for i, r := range t.rows {
		h := f.rowHeight(t, r)
		keep := h
		if i+2 == len(t.rows) && t.rows[i+1].total {
			keep += f.rowHeight(t, t.rows[i+1])
		}
		if f.y+keep > f.bottom {
			f.newPage()
			// Read once, at the first page.
			f.decor(func() { f.tableHead(t) })
		}
		f.tagged("TR", func() { f.tableRow(t, r, h) })
	}
}

// tableHeight is how high a table is without a break.
func (f *flow) tableHeight(t table) float64 {
	h := f.headHeight(t)
	for _, r := range t.rows {
		h += f.rowHeight(t, r)
	}
	return h
}

// headStyle is the style of the heads; narrow ones shrink until no word breaks.
func (f *flow) headStyle(t table) style {
	if !t.narrow {
		return tableHead
	}
	s := style{face: toolNarrow, size: px(11.5), lead: px(13), ink: ink2}
	for _, c := range t.columns {
		for _, word := range breakable(c.title) {
			for s.size > px(8.5) && f.measure(s, strings.TrimRight(word, " ")) > c.width-cellGap {
				s = s.scaled(0.97)
			}
		}
	}
	return s
}

func (f *flow) headHeight(t table) float64 {
	lines, s := 1, f.headStyle(t)
	for _, c := range t.columns {
		lines = max(lines, len(f.wrap(s, c.title, c.width-cellGap)))
	}
	return s.lead*float64(lines) + px(5)
}

func (f *flow) tableHead(t table) {
	h, s := f.headHeight(t), f.headStyle(t)
	x := margin
	for _, c := range t.columns {
		lines := f.wrap(s, c.title, c.width-cellGap)
		y := s.baseline(f.y) + h - px(5) - s.lead*float64(len(lines))
		f.tagged("TH", func() { f.lines(c.anchor(x), y, s, c.align, lines) })
		x += c.width
	}
	f.y += h
}

// anchor is the x at which the texts of a column that starts at x are aligned.
func (c column) anchor(x float64) float64 {
	switch c.align {
	case right:
		return x + c.width - cellGap
	case centre:
		return x + (c.width-cellGap)/2
	default:
		return x
	}
}

const rowPadding = 3.2 // above and below the text of a row, points

func (f *flow) rowHeight(t table, r row) float64 {
	var h float64
	for i, cell := range r.cells {
		s := r.cellStyle(t.columns[i], i)
		cellH := f.tall(s, cell, t.columns[i].width-cellGap)
		if i == r.noteIn {
			cellH += f.tall(rowNote, r.note, t.columns[i].width-cellGap)
		}
		h = math.Max(h, cellH)
	}
	return math.Max(h+2*rowPadding, r.least)
}

func (r row) cellStyle(c column, i int) style {
	s := c.style
	if r.style != nil {
		s = *r.style
	}
	if slices.Contains(r.bold, i) {
		s = s.of(toolBold)
	}
	return s
}

func (f *flow) tableRow(t table, r row, h float64) {
	weight, line := px(1), hairline
	if r.total {
		line = ink
	}
	f.rule(margin, f.y, f.width-margin, f.y, weight, line)
	x, top := margin, f.y
	if r.middle {
		needed := r
		needed.least = 0
		f.y += (h - f.rowHeight(t, needed)) / 2
	}
	var cell *element
	for i := range r.cells {
		e := f.tagged("TD", func() { f.tableCell(t, r, i, x) })
		if cell == nil || r.cells[i] == "" {
			cell = e
		}
		x += t.columns[i].width
	}
	f.y = top
	if r.draw != nil {
		// Marks stand in the cell that was left empty for them.
		f.under(cell, func() { r.draw(f.y, h) })
	}
	f.y += h
}

func (f *flow) tableCell(t table, r row, i int, x float64) {
	c := t.columns[i]
	s := r.cellStyle(c, i)
	noted := i == r.noteIn && r.note != ""
	next := f.linesOf(c.anchor(x), s.baseline(f.y+rowPadding), s, c.align, f.wrap(s, r.cells[i], c.width-cellGap), noted)
	if noted {
		f.lines(x, next-s.baseline(0)+rowNote.baseline(0), rowNote, left, f.wrap(rowNote, r.note, c.width-cellGap))
	}
}

var rowNote = style{face: tool, size: px(11.5), lead: px(14.5), ink: ink2}

var tableText = style{face: tool, size: px(13), lead: px(17), ink: ink}
