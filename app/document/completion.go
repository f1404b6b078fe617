package document

import (
	"math"
	"time"

	estrade "estrade/app"
)

// Measures of the certificat de réalisation: A4 portrait, 794 × 1123 px.
var (
	completionEdge   = px(412) // top of the line on which the name stands
	completionEdgeH  = px(6)
	completionLamp   = px(64)
	completionBottom = px(1032) // of what is signed
	completionSignX  = px(384)
	completionSignH  = px(128) // of the box to sign in
)

// completion draws one certificat de réalisation.
type completion struct {
	*canvas
	speech
	shown  pictures
	data   estrade.CompletionData
	origin originBlock
}

// Completion returns the PDF of one person's certificat de réalisation; see
// estrade.Documents.
func (p *Printer) Completion(d estrade.CompletionData) ([]byte, error) {
	c := &completion{canvas: newCanvas(a4Short, a4Long), speech: newSpeech(d.Language), data: d}
	var err error
	if c.shown, err = p.picturesFor(d.Organisation, d.ParticipantName); err != nil {
		return nil, err
	}
	if c.origin, err = c.originBlock(c.speech, d.Origin, completionSignX-margin-px(36)); err != nil {
		return nil, err
	}
	c.draw()
	return c.whole(c.texts(), identity{
		title:    c.say(completionTitle) + ", " + clean(d.ParticipantName),
		author:   clean(d.Organisation.Name),
		subject:  c.words(d.ActionTitle),
		language: c.tag(),
		date:     d.IssuedOn,
	})
}

// texts are all the texts of the document but the name.
func (c *completion) texts() []string {
	d := c.data
	return append([]string{d.Number, d.Replaces, d.Employer, d.ActionTitle, d.Place, d.SignatoryName, d.SignatoryTitle, d.SignedAt},
		textsOf(d.Organisation)...)
}

func (c *completion) draw() {
	d := c.data
	c.markPage(c.speech, d.Rehearsal, d.Specimen)
	c.references(c.width-margin, c.referenceLines(completionNumber, d.Number, completionIssued, d.IssuedOn, d.Replaces))
	c.letterhead(c.speech, d.Organisation, c.shown.logo, margin, px(420), px(136))
	c.heading()
	c.box(0, completionEdge, c.width, completionEdgeH, ink)
	lampX := c.width - margin - completionLamp
	c.lamp(lampX, completionEdge+px(0.5), completionLamp, px(2.2))
	c.standingName(clean(d.ParticipantName), standing{
		x: margin, edge: completionEdge, thick: completionEdgeH, width: lampX - px(28) - margin, largest: px(80), room: px(96),
	})
	c.shrunk(completionBottom, c.body)
	c.footer()
}

// heading draws the title and who attests.
func (c *completion) heading() {
	d := c.data
	s := style{face: display, size: px(38), tracking: -8, ink: ink}
	c.tagged("H1", func() { c.text(margin-px(1), px(190), s, left, c.say(completionTitle)) })
	sub := style{face: tool, size: px(15), ink: ink2}
	c.text(margin, px(216), sub, left, c.say(completionKind))
	who := clean(d.SignatoryName)
	if role := clean(d.SignatoryTitle); who != "" && role != "" {
		who += ", " + role
	}
	text := c.say(completionProvider, clean(d.Organisation.Name))
	if who != "" {
		text = c.say(completionSays, who, clean(d.Organisation.Name))
	}
	says, lines := c.fitIn(style{face: tool, size: px(15), lead: px(22), ink: ink}, text, columnWidth, px(72))
	c.lines(margin, px(236)+says.lead*0.76, says, left, lines)
}

// own is a sentence of the certificate as the organisation words it.
func (c *completion) own(f wordedField) string {
	d := c.data
	return c.worded(d.Wording, f, values{
		slotName: d.ParticipantName, slotWorkshop: c.words(d.ActionTitle), slotDate: c.dates([]time.Time{d.Starts, d.Ends}),
		slotDuration: c.duration(d.DurationMinutes), slotPlace: c.words(d.Place), slotClient: d.Employer,
		slotOrganisation: d.Organisation.Name, slotSignatory: d.SignatoryName, slotRole: d.SignatoryTitle, slotNumber: d.Number,
	})
}

// shrunk draws something that ends above bottom, smaller when it has to be.
// draw returns where it ends at scale k.
func (c *canvas) shrunk(bottom float64, draw func(k float64) float64) {
	p := c.pages[c.at]
	kept := len(p.marks)
	for k := 1.0; draw(k) > bottom && k > 0.3; k -= 0.03 {
		p.marks = p.marks[:kept]
	}
}

// body draws the employer, the action, its nature, dates and duration, the
// undertaking and the signature.
func (c *completion) body(k float64) float64 {
	d := c.data
	label := style{face: tool, size: px(13.5), lead: px(19), ink: ink2}.scaled(math.Max(k, 0.7))
	y := completionEdge + completionEdgeH + px(34)*k
	if employer := clean(d.Employer); employer != "" {
		value := style{face: toolSemi, size: px(17), lead: px(23), ink: ink}.scaled(k)
		c.textual(func() {
			c.lineOf(margin, y, label, left, c.say(completionEmployer), true)
			y += label.lead + px(3)*k
			y = c.paragraph(margin, y, columnWidth, value, employer) + px(10)*k
		})
	}
	y = c.paragraph(margin, y, columnWidth, label, c.say(completionFollowed)) + px(12)*k
	head := style{face: display, size: px(26), lead: px(31), tracking: -8, ink: ink}.scaled(math.Max(k, 0.4))
	y = c.paragraph(margin, y, columnWidth, head, c.words(d.ActionTitle)) - head.lead + px(24)*k
	y = c.natures(y, k, label)
	y = c.done(y, k, label)
	keep := style{face: tool, size: px(12.5), lead: px(18), ink: ink}.scaled(math.Max(k, 0.7))
	y = c.paragraph(margin, y+px(30)*k, columnWidth, keep, c.say(completionKeep)) - keep.lead + px(14)*k
	return c.signing(y + px(20)*k)
}

// natures draws the four kinds of action, the one that took place ticked.
func (c *completion) natures(y, k float64, label style) float64 {
	c.rule(margin, y, margin+columnWidth, y, px(1), hairline)
	y = c.paragraph(margin, y+px(24)*k, columnWidth, label, c.say(completionNature)) + px(5)*k
	side := px(13) * math.Max(k, 0.7)
	s := style{face: tool, size: px(14), lead: px(25), ink: ink}.scaled(math.Max(k, 0.7))
	for i, n := range completionNatures {
		x := margin + float64(i%2)*columnWidth*0.55
		line := y + s.lead*float64(i/2)
		c.outlined(rect(x, line-side+px(1.5), side, side), white, px(1.2), ink)
		text := s
		ticked := n.nature == c.data.Nature
		if ticked {
			text = s.of(toolSemi)
		}
		c.textual(func() {
			c.text(x+side+px(10), line, text, left, c.say(n.text))
			if ticked {
				c.figure(c.say(altTicked), func() { c.tick(x, line-side+px(1.5), side) })
			}
		})
	}
	return y + s.lead + px(18)*k
}

// tick draws a tick in a box, a little out of it, as by hand.
func (c *canvas) tick(x, y, side float64) {
	c.stroke(newPath().move(x+side*0.18, y+side*0.5).line(x+side*0.43, y+side*0.8).line(x+side*1.02, y-side*0.12), side*0.2, ink)
}

// done draws when the action took place, for how long and where.
func (c *completion) done(y, k float64, label style) float64 {
	d := c.data
	c.rule(margin, y, margin+columnWidth, y, px(1), hairline)
	value := style{face: toolSemi, size: px(15), lead: px(19.5), ink: ink}.scaled(math.Max(k, 0.6))
	var shown [][2]string
	var natural []float64
	for _, f := range [][2]string{
		{c.say(completionFrom), c.dayOf(d.Starts)}, {c.say(completionTo), c.dayOf(d.Ends)},
		{c.say(completionTime), c.duration(d.DurationMinutes)}, {c.say(wordPlace), clean(d.Place)},
	} {
		if f[1] != "" {
			shown = append(shown, f)
			natural = append(natural, math.Max(c.measure(value, f[1]), c.measure(label, f[0]))+0.01)
		}
	}
	gap := px(24)
	columns := shareWidth(natural, columnWidth-gap*float64(len(shown)-1))
	y += px(24) * k
	lowest := y + px(22)*k
	x := margin
	for i, f := range shown {
		c.textual(func() {
			c.lineOf(x, y, label, left, f[0], true)
			lowest = math.Max(lowest, c.paragraph(x, y+px(22)*k, columns[i], value, f[1])-value.lead)
		})
		x += columns[i] + gap
	}
	lowest += px(15) * k
	c.rule(margin, lowest, margin+columnWidth, lowest, px(1), hairline)
	return lowest
}

// signing draws place and date on the left, the box to sign in on the right,
// and returns where they end.
func (c *completion) signing(y float64) float64 {
	d := c.data
	s := style{face: tool, size: px(13.5), lead: px(19), ink: ink}
	width := margin + columnWidth - completionSignX
	signed := ""
	if !d.IssuedOn.IsZero() {
		signed = c.say(certificateDated, c.date(d.IssuedOn))
		if at := clean(d.SignedAt); at != "" {
			signed = c.say(certificateSigned, at, c.date(d.IssuedOn))
		}
	}
	c.paragraph(margin, y, completionSignX-margin-px(30), s, signed)
	y = c.paragraph(completionSignX, y, width, s.in(ink2), c.say(completionStamp)) - s.lead + px(10)
	c.stroke(rect(completionSignX, y, width, completionSignH), px(1), lineStrong)
	if c.shown.signed != nil {
		inner := px(10)
		c.scanned(c.say(altSignature, clean(d.SignatoryName)), *c.shown.signed, completionSignX+inner, y+completionSignH-inner, width-2*inner, completionSignH-2*inner)
	}
	c.drawOrigin(c.origin, margin, y+math.Max(px(14), completionSignH-c.origin.height))
	y += completionSignH + px(20)
	for i, text := range []string{clean(d.SignatoryName), c.words(d.SignatoryTitle), clean(d.Organisation.Name)} {
		if text != "" {
			line := s
			if i == 0 {
				line = s.of(toolSemi)
			}
			y = c.paragraph(completionSignX, y, width, line, text)
		}
	}
	return y - s.lead
}

func (c *completion) footer() {
	lines := c.wrap(tiny, c.warned(c.data.Rehearsal, c.data.Specimen, c.say(completionNoResult)), columnWidth)
	if own := c.own(wordedMention); own != "" {
		lines = append(c.wrap(tiny, own, columnWidth), lines...)
	}
	c.lines(margin, c.height-px(32)-tiny.lead*float64(len(lines)-1), tiny, left, lines)
}
