package document

import (
	"math"
	"testing"
)

// A coarse path is never further from the exact one than a tenth of a millimetre
// and what rounding to tenths of a point adds.
func TestPath_coarse(t *testing.T) {
	const height = 595.28
	exact := newPath().move(10.123, 20.456).curve(11, 20.6, 12, 20.6, 13.017, 20.4).curve(18, 30, 25, 30, 30.333, 20.444).line(40.06, 25.31)
	few := exact.coarse(height)
	kinds := ""
	for _, s := range few.segments {
		kinds += string(s.kind)
	}
	if kinds != "mlcl" {
		t.Fatalf("drawn as %s: the first curve is flat, the second is not", kinds)
	}
	from, last := [2]float64{10.123, 20.456}, [2]float64(few.segments[0].pts[:2])
	for i, s := range exact.segments[1:] {
		drawn := few.segments[i+1]
		for k := range 21 {
			a, b := along(from, s, float64(k)/20), along(last, drawn, float64(k)/20)
			if s.kind != drawn.kind { // the nearest of the chord
				b[0] = a[0]
				b[1] = last[1] + (drawn.pts[1]-last[1])*(a[0]-last[0])/(drawn.pts[0]-last[0])
			}
			if far := math.Hypot(a[0]-b[0], a[1]-b[1]); far > 0.28+0.08 {
				t.Errorf("segment %d is %.2f points away at %d of 20", i, far, k)
			}
		}
		from, last = ends(s), ends(drawn)
		for _, v := range [2]float64{last[0], height - last[1]} {
			if math.Abs(v*10-math.Round(v*10)) > 1e-6 {
				t.Errorf("segment %d ends at %v, not on a tenth", i, v)
			}
		}
	}
}

func ends(s segment) [2]float64 {
	if s.kind == 'c' {
		return [2]float64(s.pts[4:])
	}
	return [2]float64(s.pts[:2])
}

// along is a point of a line or a cubic curve, at u of it.
func along(from [2]float64, s segment, u float64) (at [2]float64) {
	for i := range at {
		if s.kind == 'c' {
			at[i] = (1-u)*(1-u)*(1-u)*from[i] + 3*u*(1-u)*(1-u)*s.pts[i] + 3*u*u*(1-u)*s.pts[2+i] + u*u*u*s.pts[4+i]
		} else {
			at[i] = from[i] + (s.pts[i]-from[i])*u
		}
	}
	return at
}
