package document

import "golang.org/x/image/font/sfnt"

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
