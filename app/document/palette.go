package document

import "strconv"

// colour is an sRGB colour; the zero value paints nothing.
type colour struct {
	r, g, b uint8
	set     bool
}

func hex(v uint32) colour {
	return colour{uint8(v >> 16), uint8(v >> 8), uint8(v), true}
}

// The colours of the design tokens, on paper.
var (
	ink        = hex(0x0e201b)
	ink2       = hex(0x3c4c47)
	ink3       = hex(0x586561)
	white      = hex(0xffffff)
	paper      = hex(0xf3f7f5)
	sunken     = hex(0xe6edea)
	hairline   = hex(0xd1d8d4)
	lineStrong = hex(0x78837f)
	light      = hex(0xfdd226)
	poleM      = hex(0x944e1c)
	poleL      = hex(0x1c689e)
	step2      = hex(0xbcc8c3)

	// Counts 1, 2, 3–4, 5 and more: lightness carries the count, hue the side.
	heatM = [4]colour{hex(0xf9eadf), hex(0xf2d4be), hex(0xeabd9c), hex(0xdda57a)}
	heatN = [4]colour{hex(0xe9eeec), hex(0xd6ddd9), hex(0xc1cac5), hex(0xaab6b0)}
	heatL = [4]colour{hex(0xe0effa), hex(0xc1dff6), hex(0x9fcef0), hex(0x7ebbe5)}

	teams = [8]colour{hex(0x0256a4), hex(0xc58800), hex(0x009c6b), hex(0xb584a0),
		hex(0x6393ee), hex(0x5b3c00), hex(0xa85645), hex(0x384443)}
)

// px converts the design's CSS pixels to points.
func px(v float64) float64 { return v * 0.75 }

// Styles of running text, from the design's pixel sizes.
var (
	body     = style{face: tool, size: px(13.5), lead: px(20), ink: ink}
	bodySoft = body.in(ink2)
	small    = style{face: tool, size: px(12), lead: px(17), ink: ink2}
	tiny     = style{face: tool, size: px(10.5), lead: px(14.7), ink: ink3}
	heading  = style{face: toolBold, size: px(15), lead: px(20), ink: ink}
	finding  = style{face: voice, size: px(17.5), lead: px(24.5), ink: ink}
	question = style{face: voice, size: px(14.5), lead: px(20.6), ink: ink}
	title    = style{face: display, size: px(31), lead: px(36), tracking: -8, ink: ink}
)

func (c colour) ints() (r, g, b int) { return int(c.r), int(c.g), int(c.b) }

// operands appends the three operands of a colour operator.
func (c colour) operands(b []byte) []byte {
	for i, v := range [3]uint8{c.r, c.g, c.b} {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendFloat(b, float64(v)/255, 'f', 3, 64)
	}
	return b
}
