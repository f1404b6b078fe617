package document

import (
	"math"
	"strings"
)

// canvas holds the pages of a document as lists of marks, so that a page can be
// completed (page numbers, references to later pages) before anything is
// written. Lengths are points, y grows downwards, texts stand on their baseline.
type canvas struct {
	typesetter
	width, height float64
	pages         []*page
	images        []picture
	at            int // index of the page being drawn

	root       *element // of the structure
	current    *element // to which texts drawn now belong
	decorating bool     // what is drawn now belongs to none
}

// page is what is drawn on one page, in painting order.
type page struct {
	marks []placed
}

// placed is a mark and the element it belongs to, nil for decoration.
type placed struct {
	mark
	element *element
}

// mark is one thing painted on a page.
type mark interface {
	paint(w *writer)
}

// A4 in points.
const (
	a4Short = 210 * 72 / 25.4
	a4Long  = 297 * 72 / 25.4
)

func newCanvas(width, height float64) *canvas {
	root := &element{tag: "Document"}
	c := &canvas{typesetter: newTypesetter(), width: width, height: height, root: root, current: root}
	c.addPage()
	return c
}

func (c *canvas) addPage() {
	c.pages = append(c.pages, &page{})
	c.at = len(c.pages) - 1
}

func (c *canvas) add(m mark) {
	if _, ok := m.(textMark); ok && !c.decorating && !c.current.holdsText() {
		c.tagged("P", func() { c.add(m) })
		return
	}
	p := c.pages[c.at]
	p.marks = append(p.marks, placed{m, c.owner(m)})
}

// align says which point of a line stands at x.
type align int

const (
	left align = iota
	centre
	right
)

// text draws one line and returns its width.
func (c *canvas) text(x, y float64, s style, a align, text string) float64 {
	return c.lineOf(x, y, s, a, text, false)
}

// lineOf draws one line of a text and returns its width. Where the text goes on,
// an invisible space ends the line, so that words stay apart when it is read.
func (c *canvas) lineOf(x, y float64, s style, a align, text string, goesOn bool) float64 {
	if text == "" {
		return 0
	}
	l := c.shape(s, text)
	switch a {
	case centre:
		x -= l.width / 2
	case right:
		x -= l.width
	}
	width := l.width
	if goesOn && !strings.ContainsAny(text[len(text)-1:], "-/ ") {
		l = c.shape(s, text+" ")
	}
	c.textual(func() { c.add(textMark{x: x, y: y, style: s, line: l}) })
	return width
}

// lines draws lines under one another from baseline y and returns the baseline
// that would come next.
func (c *canvas) lines(x, y float64, s style, a align, lines []string) float64 {
	return c.linesOf(x, y, s, a, lines, false)
}

// linesOf draws lines as lines does; the text goes on after the last one when
// more of it follows in the same place.
func (c *canvas) linesOf(x, y float64, s style, a align, lines []string, goesOn bool) float64 {
	if len(lines) == 0 {
		return y
	}
	c.textual(func() {
		for i, l := range lines {
			c.lineOf(x, y, s, a, l, goesOn || i+1 < len(lines))
			y += s.lead
		}
	})
	return y
}

// paragraph draws a wrapped text from baseline y and returns the baseline that
// would come next.
func (c *canvas) paragraph(x, y, width float64, s style, text string) float64 {
	return c.lines(x, y, s, left, c.wrap(s, text, width))
}

// slanted draws one line centred on (x, y), turned by angle degrees, counterclockwise.
func (c *canvas) slanted(x, y, angle float64, s style, text string) {
	l := c.shape(s, text)
	sin, cos := math.Sincos(angle * math.Pi / 180)
	c.add(textMark{x: x - cos*l.width/2, y: y + sin*l.width/2, style: s, line: l, angle: angle})
}

// rule draws a straight line.
func (c *canvas) rule(x1, y1, x2, y2, width float64, ink colour) {
	c.add(pathMark{path: newPath().move(x1, y1).line(x2, y2), stroke: ink, width: width})
}

// dashed draws a dashed straight line.
func (c *canvas) dashed(x1, y1, x2, y2, width float64, ink colour, dash ...float64) {
	c.add(pathMark{path: newPath().move(x1, y1).line(x2, y2), stroke: ink, width: width, dash: dash})
}

// fill paints a path.
func (c *canvas) fill(p *path, ink colour) { c.add(pathMark{path: p, fill: ink}) }

// stroke draws the outline of a path.
func (c *canvas) stroke(p *path, width float64, ink colour) {
	c.add(pathMark{path: p, stroke: ink, width: width})
}

// outlined paints a path and draws its outline.
func (c *canvas) outlined(p *path, fill colour, width float64, ink colour) {
	c.add(pathMark{path: p, fill: fill, stroke: ink, width: width})
}

// box paints a rectangle.
func (c *canvas) box(x, y, w, h float64, ink colour) { c.fill(rect(x, y, w, h), ink) }

// halfDisc is a lamp of the given width standing on y.
func halfDisc(x, y, width float64) *path {
	r := width / 2
	k := r * circleK
	return newPath().move(x, y).
		curve(x, y-k, x+r-k, y-r, x+r, y-r).
		curve(x+r+k, y-r, x+width, y-k, x+width, y).closed()
}

// lamp draws a lit lamp standing on y.
func (c *canvas) lamp(x, y, width, edge float64) {
	c.outlined(halfDisc(x, y, width), light, edge, ink)
}

// hatch fills a rectangle with slanted lines, for charts read in black and white.
func (c *canvas) hatch(x, y, w, h, gap, width float64, ink colour) {
	p := newPath()
	for d := gap; d < w+h; d += gap {
		x1, y1 := x+math.Max(0, d-h), y+math.Min(d, h)
		x2, y2 := x+math.Min(d, w), y+math.Max(0, d-w)
		p.move(x1, y1).line(x2, y2)
	}
	c.stroke(p, width, ink)
}

// circleK is the length of the control arms that make a Bézier quarter circle.
const circleK = 0.5522847498

// path is a list of segments.
type path struct {
	segments []segment
}

type segment struct {
	kind byte // 'm', 'l', 'c', 'h'
	pts  [6]float64
}

func newPath() *path { return &path{} }

func (p *path) move(x, y float64) *path {
	p.segments = append(p.segments, segment{'m', [6]float64{x, y}})
	return p
}

func (p *path) line(x, y float64) *path {
	p.segments = append(p.segments, segment{'l', [6]float64{x, y}})
	return p
}

func (p *path) curve(x1, y1, x2, y2, x, y float64) *path {
	p.segments = append(p.segments, segment{'c', [6]float64{x1, y1, x2, y2, x, y}})
	return p
}

func (p *path) closed() *path {
	p.segments = append(p.segments, segment{kind: 'h'})
	return p
}

func rect(x, y, w, h float64) *path {
	return polygon(x, y, x+w, y, x+w, y+h, x, y+h)
}

func polygon(xy ...float64) *path {
	p := newPath().move(xy[0], xy[1])
	for i := 2; i+1 < len(xy); i += 2 {
		p.line(xy[i], xy[i+1])
	}
	return p.closed()
}

func disc(cx, cy, r float64) *path {
	k := r * circleK
	return newPath().move(cx+r, cy).
		curve(cx+r, cy+k, cx+k, cy+r, cx, cy+r).
		curve(cx-k, cy+r, cx-r, cy+k, cx-r, cy).
		curve(cx-r, cy-k, cx-k, cy-r, cx, cy-r).
		curve(cx+k, cy-r, cx+r, cy-k, cx+r, cy).closed()
}

// pill is a rectangle with round ends, centred on (cx, cy).
func pill(cx, cy, w, h float64) *path {
	r := h / 2
	k := r * circleK
	l, t, b := cx-w/2, cy-r, cy+r
	e := cx + w/2
	return newPath().move(l+r, t).line(e-r, t).
		curve(e-r+k, t, e, cy-k, e, cy).curve(e, cy+k, e-r+k, b, e-r, b).
		line(l+r, b).curve(l+r-k, b, l, cy+k, l, cy).curve(l, cy-k, l+r-k, t, l+r, t).closed()
}

// shape of a team: disc, square, triangle, diamond, down triangle, hexagon,
// cross, star; always beside its name.
func teamShape(mark int, cx, cy, r float64) *path {
	switch mark % 8 {
	case 1:
		a := r * 0.88
		return rect(cx-a, cy-a, 2*a, 2*a)
	case 2:
		return polygon(cx, cy-r, cx+r, cy+r*0.85, cx-r, cy+r*0.85)
	case 3:
		return polygon(cx, cy-r*1.1, cx+r*1.1, cy, cx, cy+r*1.1, cx-r*1.1, cy)
	case 4:
		return polygon(cx-r, cy-r*0.85, cx+r, cy-r*0.85, cx, cy+r)
	case 5:
		return star(cx, cy, r, r, 3, 90)
	case 6:
		a := r * 0.36
		return polygon(cx-a, cy-r, cx+a, cy-r, cx+a, cy-a, cx+r, cy-a, cx+r, cy+a, cx+a, cy+a,
			cx+a, cy+r, cx-a, cy+r, cx-a, cy+a, cx-r, cy+a, cx-r, cy-a, cx-a, cy-a)
	case 7:
		return star(cx, cy, r*1.12, r*0.46, 5, 90)
	default:
		return disc(cx, cy, r)
	}
}

// star has n points at radius outer and n at radius inner, the first at angle degrees.
func star(cx, cy, outer, inner float64, n int, angle float64) *path {
	var xy []float64
	for i := range 2 * n {
		r := outer
		if i%2 == 1 {
			r = inner
		}
		sin, cos := math.Sincos((angle + float64(i)*180/float64(n)) * math.Pi / 180)
		xy = append(xy, cx+r*cos, cy-r*sin)
	}
	return polygon(xy...)
}
