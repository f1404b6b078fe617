package document

import (
	"math"

	estrade "estrade/app"
)

// Drawn signatures: thickness of the pen, and the distance under which two
// points of a stroke are one on paper. Points.
const (
	penWidth    = 0.85
	penDistance = 0.4
)

// handwriting draws a drawn signature in a box, whole and undistorted, as curves
// through the middles of its points. A small one is not blown up.
func (c *canvas) handwriting(d estrade.Drawing, x, y, width, height float64) {
	low, high, drawn := inked(d)
	if !drawn {
		return
	}
	k := math.Min(width/math.Max(1, high[0]-low[0]), height/math.Max(1, high[1]-low[1]))
	if d.Height > 0 {
		// A pad is at least a third filled by an ordinary signature.
		k = math.Min(k, 3*height/float64(d.Height))
	}
	dx := x + (width-k*(high[0]-low[0]))/2 - k*low[0]
	dy := y + (height-k*(high[1]-low[1]))/2 - k*low[1]
	strokes := newPath()
	for _, s := range d.Strokes {
		var points [][2]float64
		for i, p := range s {
			at := [2]float64{dx + k*float64(p.X), dy + k*float64(p.Y)}
			if n := len(points); n == 0 || i == len(s)-1 || math.Hypot(at[0]-points[n-1][0], at[1]-points[n-1][1]) >= penDistance {
				points = append(points, at)
			}
		}
		c.penStroke(strokes, points)
	}
	c.stroke(strokes, penWidth, ink)
}

// inked are the corners of what is drawn.
func inked(d estrade.Drawing) (low, high [2]float64, drawn bool) {
	low = [2]float64{math.Inf(1), math.Inf(1)}
	high = [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, s := range d.Strokes {
		for _, p := range s {
			drawn = true
			low[0], low[1] = math.Min(low[0], float64(p.X)), math.Min(low[1], float64(p.Y))
			high[0], high[1] = math.Max(high[0], float64(p.X)), math.Max(high[1], float64(p.Y))
		}
	}
	return low, high, drawn
}

// penStroke adds one stroke to a path; a single point is a dot.
func (c *canvas) penStroke(p *path, points [][2]float64) {
	if len(points) == 0 {
		return
	}
	first, last := points[0], points[len(points)-1]
	if len(points) == 1 || len(points) == 2 && first == last {
		c.fill(disc(first[0], first[1], penWidth*0.75), ink)
		return
	}
	p.move(first[0], first[1])
	from := first
	for i := 1; i+1 < len(points); i++ {
		q, next := points[i], points[i+1]
		to := [2]float64{(q[0] + next[0]) / 2, (q[1] + next[1]) / 2}
		// The quadratic curve from, q, to, as a cubic one.
		p.curve(from[0]+(q[0]-from[0])*2/3, from[1]+(q[1]-from[1])*2/3,
			to[0]+(q[0]-to[0])*2/3, to[1]+(q[1]-to[1])*2/3, to[0], to[1])
		from = to
	}
	p.line(last[0], last[1])
}
