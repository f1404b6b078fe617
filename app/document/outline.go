package document

import (
	"math"

	"golang.org/x/image/font/sfnt"
)

// outline returns those contours of a letter drawn at (x, y) that reach well
// below the baseline, nil where none does.
func (t *typesetter) outline(f face, r rune, x, y, size float64) *path {
	segments, err := mustFace(f).parsed.LoadGlyph(&t.buffer, t.glyph(f, r).index, perMille, nil)
	if err != nil {
		return nil
	}
	const below = 60 // thousandths of the size, under the overshoot of round letters
	p := newPath()
	contour := newPath()
	deep := false
	keep := func() {
		if deep {
			p.segments = append(p.segments, contour.closed().segments...)
		}
		contour, deep = newPath(), false
	}
	var last [2]float64
	at := func(i int, s sfnt.Segment) [2]float64 {
		deep = deep || float64(s.Args[i].Y)/64 > below
		return [2]float64{x + float64(s.Args[i].X)/64*size/1000, y + float64(s.Args[i].Y)/64*size/1000}
	}
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			keep()
			last = at(0, s)
			contour.move(last[0], last[1])
		case sfnt.SegmentOpLineTo:
			last = at(0, s)
			contour.line(last[0], last[1])
		case sfnt.SegmentOpQuadTo:
			q, end := at(0, s), at(1, s)
			contour.curve(last[0]+(q[0]-last[0])*2/3, last[1]+(q[1]-last[1])*2/3,
				end[0]+(q[0]-end[0])*2/3, end[1]+(q[1]-end[1])*2/3, end[0], end[1])
			last = end
		case sfnt.SegmentOpCubeTo:
			a, b, end := at(0, s), at(1, s), at(2, s)
			contour.curve(a[0], a[1], b[0], b[1], end[0], end[1])
			last = end
		}
	}
	keep()
	if len(p.segments) == 0 {
		return nil
	}
	return p
}

// across returns the segments of a path that reach between two heights.
func (p *path) across(top, bottom float64) *path {
	some := newPath()
	var first, last [2]float64 // of the contour, and of the segment before
	drawn := false             // up to last
	add := func(s segment, points ...[2]float64) {
		low, high := last[1], last[1]
		for _, at := range points {
			low, high = math.Min(low, at[1]), math.Max(high, at[1])
		}
		from := last
		last = points[len(points)-1]
		if high < top || low > bottom {
			drawn = false
			return
		}
		if !drawn {
			some.move(from[0], from[1])
		}
		some.segments = append(some.segments, s)
		drawn = true
	}
	for _, s := range p.segments {
		switch s.kind {
		case 'm':
			first, last, drawn = [2]float64(s.pts[:2]), [2]float64(s.pts[:2]), false
		case 'l':
			add(s, [2]float64(s.pts[:2]))
		case 'c':
			add(s, [2]float64(s.pts[:2]), [2]float64(s.pts[2:4]), [2]float64(s.pts[4:]))
		case 'h':
			if last != first {
				add(segment{'l', [6]float64{first[0], first[1]}}, first)
			}
		}
	}
	return some
}

// coarse returns a path for a thick line, in few bytes: curves that stay within a
// tenth of a millimetre of their chord are drawn as it, and points stand on
// tenths of a point, counted from the foot of a page of that height as a file
// counts them.
func (p *path) coarse(height float64) *path {
	const flat = 0.28 // points
	few := newPath()
	var last [2]float64
	tenth := func(v float64) float64 { return math.Round(v*10) / 10 }
	for _, s := range p.segments {
		var end [2]float64
		switch s.kind {
		case 'c':
			end = [2]float64(s.pts[4:])
			if sag(last, end, [2]float64(s.pts[:2]), [2]float64(s.pts[2:4])) <= flat {
				s = segment{'l', [6]float64{end[0], end[1]}}
			}
		case 'm', 'l':
			end = [2]float64(s.pts[:2])
		default:
			end = last
		}
		for i := 0; i < len(s.pts); i += 2 {
			s.pts[i], s.pts[i+1] = tenth(s.pts[i]), height-tenth(height-s.pts[i+1])
		}
		few.segments = append(few.segments, s)
		last = end
	}
	return few
}

// sag is at most how far a cubic curve is from its chord: three quarters of the
// way of its further control point.
func sag(from, to, a, b [2]float64) float64 {
	dx, dy := to[0]-from[0], to[1]-from[1]
	chord := math.Hypot(dx, dy)
	away := func(c [2]float64) float64 {
		if chord == 0 {
			return math.Hypot(c[0]-from[0], c[1]-from[1])
		}
		along := ((c[0]-from[0])*dx + (c[1]-from[1])*dy) / (chord * chord)
		along = math.Max(0, math.Min(1, along))
		return math.Hypot(c[0]-from[0]-along*dx, c[1]-from[1]-along*dy)
	}
	return 0.75 * math.Max(away(a), away(b))
}
