package document

import "math"

// tee is a T profile: the bar carries what develops the organisation, the stem
// what masters digital technology. Every cell runs from 0 to 100.
type tee struct {
	bar, stem string // titles of the two strokes
	marks     [3]string
	cells     []teeCell
}

// teeCell is one competency. Marks are where it stood before, looking back, and
// now; a cell without marks stays empty.
type teeCell struct {
	name     string
	vertical bool
	marks    [3]*float64
}

// Order of the marks.
const (
	markBefore = iota
	markHindsight
	markNow
)

var (
	teeName   = style{face: toolNarrow, size: px(13), lead: px(14.5), ink: ink}
	teeTitle  = style{face: toolSemi, size: px(12), lead: px(15), ink: ink2}
	teeValue  = style{face: toolBold, size: px(13), ink: ink}
	teeNumber = style{face: tool, size: px(10.5), ink: ink3}
)

const teeTrack = 92.0 // height of a cell of the bar, points

// tee draws a T profile whole on one page.
func (r sheet) tee(t tee) {
	across, down := t.split()
	var names float64
	width := columnWidth - px(30)
	step := width / math.Max(1, float64(len(across)))
	for _, c := range across {
		names = math.Max(names, teeName.lead*float64(len(r.wrapAtMost(4, teeName, c.name, step-px(8)))))
	}
	stemH := math.Max(teeRow*float64(len(down)), r.tall(teeTitle, t.stem, px(112))) + px(14)
	r.need(px(20) + teeTitle.lead + names + teeTrack + stemH + px(40))
	r.figure(r.describedTee(t), func() { r.teeDrawn(t, across, down, step, names, stemH) })
}

const teeRow = 22.0 // of the stem, points

// teeDrawn draws the legend, the bar and the stem.
func (r sheet) teeDrawn(t tee, across, down []teeCell, step, names, stemH float64) {
	r.markLegend(t.marks)
	r.text(margin, teeTitle.baseline(r.y), teeTitle, left, t.bar)
	r.y += teeTitle.lead + px(8)
	top := r.y + names + px(8)
	base := top + teeTrack
	x0 := margin + px(30)
	for _, v := range []float64{0, 50, 100} {
		y := base - px(6) - (teeTrack-px(6))*v/100
		r.text(margin+px(20), y+teeNumber.size*0.35, teeNumber, right, r.number(v, 0))
	}
	for i, c := range across {
		r.teeColumn(c, x0+step*(float64(i)+0.5), step, top, base)
	}
	r.box(margin, base, columnWidth, px(7), ink)
	r.teeStem(t.stem, down, base+px(7), stemH, teeRow)
	r.y = base + px(7) + stemH + px(20)
}

func (t tee) split() (across, down []teeCell) {
	for _, c := range t.cells {
		if c.vertical {
			down = append(down, c)
		} else {
			across = append(across, c)
		}
	}
	return across, down
}

// teeColumn draws a competency of the bar: its name over a vertical track.
func (r sheet) teeColumn(c teeCell, x, step, top, base float64) {
	lines := r.wrapAtMost(4, teeName, c.name, step-px(8))
	y := top - px(8) - teeName.lead*float64(len(lines))
	r.lines(x, teeName.baseline(y), teeName, centre, lines)
	at := func(v float64) float64 { return base - px(6) - (teeTrack-px(6))*clamped(v)/100 }
	r.track(c, x, at(0), x, at(100))
	r.teeMarks(c, func(v float64) (float64, float64) { return x, at(v) })
	if v := c.marks[markNow]; v != nil {
		r.text(x+px(11), at(*v)+teeValue.size*0.35, teeValue, left, r.number(*v, 0))
	}
}

// teeStem draws the competencies of the stem as rows on both sides of it.
func (r sheet) teeStem(name string, cells []teeCell, y, height, rowH float64) {
	x := margin + columnWidth/2
	r.box(x-px(3.5), y, px(7), height, ink)
	r.lines(margin, teeTitle.baseline(y+px(12)), teeTitle, left, r.wrap(teeTitle, name, px(112)))
	from, to := x+px(24), margin+columnWidth-px(46)
	at := func(v float64) float64 { return from + (to-from)*clamped(v)/100 }
	for i, c := range cells {
		middle := y + px(12) + rowH*(float64(i)+0.5)
		lines := r.wrapAtMost(2, teeName, c.name, columnWidth/2-px(112)-px(34))
		r.lines(x-px(18), teeName.baseline(middle-teeName.lead*float64(len(lines))/2), teeName, right, lines)
		r.track(c, at(0), middle, at(100), middle)
		r.teeMarks(c, func(v float64) (float64, float64) { return at(v), middle })
		if v := c.marks[markNow]; v != nil {
			r.text(to+px(12), middle+teeValue.size*0.35, teeValue, left, r.number(*v, 0))
		}
	}
	foot := y + height + px(11)
	for _, v := range []float64{0, 50, 100} {
		r.text(at(v), foot, teeNumber, centre, r.number(v, 0))
	}
}

// track is the scale of a cell, dashed where nothing is marked on it.
func (r sheet) track(c teeCell, x1, y1, x2, y2 float64) {
	if c.marks == [3]*float64{} {
		r.dashed(x1, y1, x2, y2, px(1), lineStrong, px(2), px(3))
		return
	}
	r.rule(x1, y1, x2, y2, px(1.2), hairline)
}

// teeMarks draws the marks of a cell, the earlier ones larger so that they show
// around a later one at the same place.
func (r sheet) teeMarks(c teeCell, at func(float64) (x, y float64)) {
	if before, now := c.marks[markBefore], c.marks[markNow]; before != nil && now != nil {
		x1, y1 := at(*before)
		x2, y2 := at(*now)
		r.rule(x1, y1, x2, y2, px(3), ink)
	}
	for i, v := range c.marks {
		if v != nil {
			x, y := at(*v)
			r.teeMark(i, x, y)
		}
	}
}

// teeMark draws one mark: a ring, a diamond, a disc.
func (r sheet) teeMark(i int, x, y float64) {
	switch i {
	case markBefore:
		r.outlined(disc(x, y, px(6)), white, px(1.8), ink)
	case markHindsight:
		r.outlined(teamShape(3, x, y, px(5.6)), step2, px(1.5), ink)
	default:
		r.fill(disc(x, y, px(4.8)), ink)
	}
}

// markLegend names the marks; an empty name leaves its mark out.
func (r sheet) markLegend(names [3]string) {
	s := small.in(ink)
	x, y := margin, s.baseline(r.y)
	for i, name := range names {
		if name == "" {
			continue
		}
		r.teeMark(i, x+px(6), y-px(4.3))
		x += px(18) + r.text(x+px(18), y, s, left, name) + px(24)
	}
	r.y += s.lead + px(8)
}

func clamped(v float64) float64 { return math.Max(0, math.Min(100, v)) }
