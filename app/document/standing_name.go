package document

import (
	"math"
	"strings"
)

// standing says where a name stands on a heavy line.
type standing struct {
	x, width    float64
	edge, thick float64 // top and thickness of the line
	largest     float64 // size of a short name, points
	room        float64 // free above the line, for a name on several lines, points
}

// standingName draws a name whose last line stands on a heavy line. Letters
// that reach below the line cut it open around them.
func (c *canvas) standingName(name string, at standing) {
	lines, s := c.nameLines(name, at)
	y := at.edge - s.lead*float64(len(lines)-1)
	for i, text := range lines {
		l := c.shape(s, text)
		x := at.x - s.size*0.02
		if i == len(lines)-1 {
			c.openLine(x, y, s, l, at)
		}
		c.add(textMark{x: x, y: y, style: s, line: l})
		y += s.lead
	}
}

// nameLines chooses the largest size at which the name fits: on one line
// while it stays great, then on two, then on as many as it takes.
func (c *canvas) nameLines(name string, at standing) ([]string, style) {
	s := style{face: display, tracking: -28, ink: ink}
	for n, smallest := 1, 0.44*at.largest; ; n, smallest = n+1, math.Max(6, smallest*0.62) {
		largest := at.largest
		if n > 1 {
			largest = math.Min(largest, at.room/(1.08*float64(n-1)+0.72))
		}
		for size := largest; size >= smallest; size -= 0.5 {
			s.size, s.lead = size, size*1.08
			lines := c.wrap(s, name, at.width)
			if len(lines) == n && n > 1 {
				lines = c.balance(s, name, at.width)
			}
			if len(lines) <= n && (n > 2 || c.wordsWhole(s, name, at.width)) {
				return lines, s
			}
		}
		if n > 12 {
			s.size, s.lead = 4, 4.4
			return c.wrap(s, name, at.width), s
		}
	}
}

// wordsWhole reports whether no word has to be cut.
func (t *typesetter) wordsWhole(s style, text string, width float64) bool {
	for _, word := range breakable(text) {
		if t.measure(s, strings.TrimRight(word, " ")) > width {
			return false
		}
	}
	return true
}

// openLine clears the heavy line around the letters that reach below it.
func (c *canvas) openLine(x, y float64, s style, l line, at standing) {
	wide := s.size * 0.13
	// What of an outline is further away shows nothing there.
	near := wide/2 + 0.5
	open := newPath()
	for _, r := range l.runs {
		pen := x
		for i, char := range r.text {
			if outline := c.outline(r.face, char, pen, y, s.size); outline != nil {
				open.segments = append(open.segments, outline.across(at.edge-near, at.edge+at.thick+near).segments...)
			}
			pen += (c.glyph(r.face, char).advance + r.shift[i]) * s.size / 1000
		}
		x += r.width
	}
	c.add(pathMark{path: open.coarse(c.height), stroke: white, width: wide, clip: &[4]float64{0, at.edge - 0.2, c.width, at.thick + 0.4}})
}
