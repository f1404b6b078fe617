package document

import "math"

// watermark marks a page, under everything else. It is opaque: documents kept
// for long carry no transparency.
func (c *canvas) watermark(text string, width, height float64) {
	s := style{face: toolSemi, size: 100, tracking: 60, ink: sunken}
	angle := math.Atan2(height, width)
	s = s.sized(100 * 0.8 * math.Hypot(width, height) / c.measure(s, text))
	c.decor(func() {
		c.slanted(width/2+s.size*0.34*math.Sin(angle), height/2+s.size*0.34*math.Cos(angle), angle*180/math.Pi, s, text)
	})
}

// markPage marks a page that is of a rehearsal, or holds sample data.
func (c *canvas) markPage(s speech, rehearsal, specimen bool) {
	switch {
	case specimen:
		c.watermark(s.say(wordSpecimen), c.width, c.height)
	case rehearsal:
		c.watermark(s.say(wordRehearsal), c.width, c.height)
	}
}

// warned puts before a foot what says that the document is of no value.
func (s speech) warned(rehearsal, specimen bool, foot string) string {
	switch {
	case specimen:
		return s.say(specimenNote) + " " + foot
	case rehearsal:
		return s.say(rehearsalNote) + " " + foot
	default:
		return foot
	}
}
