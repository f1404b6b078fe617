package document

import "math"

// plotLook tells lines apart in black and white.
type plotLook int

const (
	plotFaint  plotLook = iota // one of many
	plotDashed                 // a reference
	plotDotted                 // another reference
	plotThick                  // the line the page is about
	plotHair                   // one of very many
)

// plotLine is a curve over the months, 0…100; a gap is nil.
type plotLine struct {
	name   string // in the legend, "" to leave it out
	values []*float64
	look   plotLook
}

var plotLabel = style{face: tool, size: px(11.5), lead: px(14), ink: ink2}

// plot draws curves over months, whole on one page.
func (r sheet) plot(months []int, lines []plotLine) {
	if len(months) < 2 {
		return
	}
	r.need(plotHeight + px(80))
	r.figure(r.describedPlot(months, lines), func() { r.plotted(months, lines) })
}

const plotHeight = 172.5 // of the drawing, points

// plotted draws the legend, the curves and their axes.
func (r sheet) plotted(months []int, lines []plotLine) {
	height := plotHeight
	r.plotLegend(lines)
	base := r.y + px(10) + height
	x0, width := margin+px(34), columnWidth-px(46)
	first, last := float64(months[0]), float64(months[len(months)-1])
	x := func(month float64) float64 { return x0 + width*(month-first)/math.Max(1, last-first) }
	y := func(v float64) float64 { return base - height*clamped(v)/100 }
	for _, v := range []float64{50, 100} {
		r.rule(x0, y(v), x0+width, y(v), px(1), hairline)
	}
	for _, v := range []float64{0, 50, 100} {
		r.text(x0-px(8), y(v)+plotLabel.size*0.35, plotLabel, right, r.number(v, 0))
	}
	for _, line := range lines {
		r.plotLine(months, line, x, y)
	}
	r.rule(x0, base, x0+width, base, px(2), ink)
	for i, m := range months {
		tick := px(3)
		if i%2 == 0 {
			tick = px(6)
			r.text(x(float64(m)), base+px(19), plotLabel, centre, r.number(float64(m), 0))
		}
		r.rule(x(float64(m)), base, x(float64(m)), base+tick, px(1), ink)
	}
	r.text(x0+width, base+px(34), plotLabel, right, r.say(curveMonths))
	r.y = base + px(42)
}

// plotLine draws one curve; points beside gaps are not joined across them.
func (r sheet) plotLine(months []int, l plotLine, x, y func(float64) float64) {
	line := newPath()
	joined := false
	for i, v := range l.values {
		if v == nil || i >= len(months) {
			joined = false
			continue
		}
		px, py := x(float64(months[i])), y(*v)
		if joined {
			line.line(px, py)
		} else {
			line.move(px, py)
		}
		joined = true
	}
	r.add(l.look.mark(line))
	if l.look != plotThick {
		return
	}
	for i, v := range l.values {
		if v != nil && i < len(months) {
			r.fill(disc(x(float64(months[i])), y(*v), px(3.2)), ink)
		}
	}
}

// mark is the stroke of a look.
func (l plotLook) mark(p *path) pathMark {
	switch l {
	case plotDashed:
		return pathMark{path: p, stroke: ink, width: px(2), dash: []float64{px(9), px(4)}}
	case plotDotted:
		return pathMark{path: p, stroke: ink2, width: px(2), dash: []float64{px(2), px(3)}}
	case plotThick:
		return pathMark{path: p, stroke: ink, width: px(3)}
	case plotHair:
		return pathMark{path: p, stroke: step2, width: px(0.4)}
	default:
		return pathMark{path: p, stroke: step2, width: px(1)}
	}
}

// plotLegend names the curves, on as many lines as it takes.
func (r sheet) plotLegend(lines []plotLine) {
	s := small.in(ink)
	x := margin
	for _, l := range lines {
		if l.name == "" {
			continue
		}
		name := r.fit(s, l.name, columnWidth-px(50))
		if width := px(60) + r.measure(s, name); x > margin && x+width > margin+columnWidth {
			x, r.y = margin, r.y+s.lead
		}
		y := s.baseline(r.y)
		r.add(l.look.mark(newPath().move(x, y-px(4)).line(x+px(30), y-px(4))))
		if l.look == plotThick {
			r.fill(disc(x+px(15), y-px(4), px(3.2)), ink)
		}
		x += px(38) + r.text(x+px(38), y, s, left, name) + px(24)
	}
	r.y += s.lead + px(4)
}
