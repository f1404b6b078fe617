package document

import "golang.org/x/image/font/sfnt"

// outline returns the path of a letter drawn at (x, y) when it reaches well
// below the baseline, nil otherwise.
func (t *typesetter) outline(f face, r rune, x, y, size float64) *path {
	segments, err := mustFace(f).parsed.LoadGlyph(&t.buffer, t.glyph(f, r).index, perMille, nil)
	if err != nil {
		return nil
	}
	const below = 60 // thousandths of the size, under the overshoot of round letters
	p := newPath()
	deep := false
	var last [2]float64
	at := func(i int, s sfnt.Segment) [2]float64 {
		deep = deep || float64(s.Args[i].Y)/64 > below
		return [2]float64{x + float64(s.Args[i].X)/64*size/1000, y + float64(s.Args[i].Y)/64*size/1000}
	}
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			last = at(0, s)
			p.move(last[0], last[1])
		case sfnt.SegmentOpLineTo:
			last = at(0, s)
			p.line(last[0], last[1])
		case sfnt.SegmentOpQuadTo:
			q, end := at(0, s), at(1, s)
			p.curve(last[0]+(q[0]-last[0])*2/3, last[1]+(q[1]-last[1])*2/3,
				end[0]+(q[0]-end[0])*2/3, end[1]+(q[1]-end[1])*2/3, end[0], end[1])
			last = end
		case sfnt.SegmentOpCubeTo:
			a, b, end := at(0, s), at(1, s), at(2, s)
			p.curve(a[0], a[1], b[0], b[1], end[0], end[1])
			last = end
		}
	}
	if !deep {
		return nil
	}
	return p.closed()
}
