package document

import (
	"math"
	"strings"

	estrade "estrade/app"
)

// Measures of the certificate, from the design: A4 landscape, 1123 × 794 px.
var (
	certMargin = px(64)
	certEdge   = px(350) // top of the line on which the name stands
	certEdgeH  = px(7)
	certLamp   = px(84)
	certLeftW  = px(631) // column of the facts
	certRightX = px(759) // column of the signature
	certRightW = px(300)
)

// certificate draws one certificate.
type certificate struct {
	*canvas
	speech
	shown pictures
	data  estrade.CertificateData
	foot  []string // lines at the foot, above which everything ends
}

// Certificate returns the PDF of one person's certificate; see estrade.Documents.
func (p *Printer) Certificate(d estrade.CertificateData) ([]byte, error) {
	c := &certificate{canvas: newCanvas(a4Long, a4Short), speech: newSpeech(d.Language), data: d}
	var err error
	if c.shown, err = p.picturesFor(d.Organisation, d.ParticipantName); err != nil {
		return nil, err
	}
	if err := c.draw(); err != nil {
		return nil, err
	}
	return c.whole(c.texts(), identity{
		title:    c.own(wordedTitle) + ", " + clean(d.ParticipantName),
		author:   clean(d.Organisation.Name),
		subject:  c.words(d.WorkshopTitle),
		language: c.tag(),
		date:     d.IssuedOn,
	})
}

// texts are all the texts of a certificate but the name.
func (c *certificate) texts() []string {
	d := c.data
	return append(append([]string{d.WorkshopTitle, d.Place, d.Client, d.SignatoryName, d.SignatoryTitle, d.SignedAt,
		d.Number, d.Replaces}, d.Objectives...), textsOf(d.Organisation)...)
}

func (c *certificate) draw() error {
	c.markPage(c.speech, c.data.Rehearsal, c.data.Specimen)
	c.foot = c.footLines()
	c.issuer()
	c.heading()
	c.name()
	c.facts()
	origin, err := c.originBlock(c.speech, c.data.Origin, certRightW)
	if err != nil {
		return err
	}
	bottom := c.height - px(31)
	c.signature(bottom - origin.height - px(14))
	c.drawOrigin(origin, certRightX, bottom-origin.height)
	c.footer()
	return nil
}

// issuer draws the training body at the top left, number and date at the right.
func (c *certificate) issuer() {
	d := c.data
	c.references(c.width-certMargin, c.referenceLines(certificateNumber, d.Number, certificateIssued, d.IssuedOn, d.Replaces))
	c.letterhead(c.speech, d.Organisation, c.shown.logo, certMargin, px(700)-certMargin, px(136))
}

// heading draws the title and who attests.
func (c *certificate) heading() {
	width := c.width - 2*certMargin
	title := c.own(wordedTitle)
	c.tagged("H1", func() {
		c.text(certMargin, px(178), c.within(style{face: display, size: px(29), tracking: -5, ink: ink}, title, width), left, title)
	})
	says := c.own(wordedAttests)
	if c.data.SignatoryName == "" && c.data.Organisation.Name == "" {
		says = c.say(certificateSays)
	}
	c.text(certMargin, px(208), c.within(style{face: tool, size: px(15), ink: ink2}, says, width), left, says)
}

// own is a sentence of the certificate as the organisation words it.
func (c *certificate) own(f wordedField) string {
	d := c.data
	signatory := d.SignatoryName
	if clean(signatory) == "" {
		signatory = d.Organisation.Name
	}
	return c.worded(d.Wording, f, values{
		slotName: d.ParticipantName, slotWorkshop: c.words(d.WorkshopTitle), slotDate: c.dates(d.Dates),
		slotDuration: c.duration(d.DurationMinutes), slotPlace: c.words(d.Place), slotClient: d.Client,
		slotOrganisation: d.Organisation.Name, slotSignatory: signatory, slotRole: d.SignatoryTitle, slotNumber: d.Number,
	})
}

// name draws the line, the lamp and the name that stands on the line. Letters
// that reach below the line cut it open around them.
func (c *certificate) name() {
	c.box(0, certEdge, c.width, certEdgeH, ink)
	lampX := c.width - certMargin - certLamp
	c.lamp(lampX+px(1.25), certEdge+px(0.5), certLamp-px(2.5), px(2.5))

	c.standingName(clean(c.data.ParticipantName), standing{
		x: certMargin, edge: certEdge, thick: certEdgeH, width: lampX - px(40) - certMargin, largest: px(104), room: 92,
	})
}

// facts draws the training, its dates, duration, place and objectives. All
// sizes shrink together until everything fits above the footer.
func (c *certificate) facts() {
	bottom := math.Min(px(728), c.height-px(31)-tiny.lead*float64(len(c.foot))-px(8))
	k := 1.0
	for k > 0.3 && c.factsFrom(k, false) > bottom {
		k -= 0.03
	}
	c.factsFrom(k, true)
}

// factsFrom lays out the facts at scale k, draws them if asked, and returns where they end.
func (c *certificate) factsFrom(k float64, draw bool) float64 {
	d := c.data
	label := style{face: toolSemi, size: px(12), lead: px(15), ink: ink2}.scaled(math.Max(k, 0.7))
	var p pen = func(float64, float64, style, string) {}
	if draw {
		p = func(x, y float64, s style, text string) { c.lineOf(x, y, s, left, text, true) }
	}
	x, width := certMargin, certLeftW
	y := certEdge + px(53)
	what := c.own(wordedPart)
	if d.Complete {
		what = c.own(wordedFull)
	}
	p(x, y, c.within(label, what, width), what)
	head := style{face: display, size: px(27), lead: px(32), tracking: -8, ink: ink}.scaled(math.Max(k, 0.6))
	y += px(4) + head.lead
	c.tagged("H2", func() {
		for _, text := range c.wrap(head, c.words(d.WorkshopTitle), width) {
			p(x, y, head, text)
			y += head.lead
		}
	})
	y += px(22) - head.lead
	if draw {
		c.rule(x, y, x+width, y, px(1), hairline)
	}
	y = c.factRow(x, y+px(23), width, k, p) + px(13)
	if draw {
		c.rule(x, y, x+width, y, px(1), hairline)
	}
	goals := c.all(d.Objectives)
	if len(goals) == 0 {
		return y
	}
	y += px(25)
	worked := c.own(wordedGoals)
	p(x, y, c.within(label, worked, width), worked)
	return c.goals(goals, x, y+px(28)*math.Max(k, 0.7), width, k, draw)
}

// pen draws a line of text, or does not: layouts are tried before they are drawn.
type pen func(x, y float64, s style, text string)

// factRow draws date, duration and place side by side and returns the baseline
// of the lowest line.
func (c *certificate) factRow(x, y, width, k float64, p pen) float64 {
	d := c.data
	label := style{face: tool, size: px(12), lead: px(15), ink: ink2}.scaled(math.Max(k, 0.7))
	value := style{face: toolSemi, size: px(15), lead: px(19.5), ink: ink}.scaled(math.Max(k, 0.6))
	facts := [][2]string{{c.say(wordDate), c.dates(d.Dates)}, c.timeDone(), {c.say(wordPlace), place(d.Client, d.Place)}}
	if len(distinctDays(d.Dates)) > 1 {
		facts[0][0] = c.say(wordDates)
	}
	var shown [][2]string
	var widths []float64
	var natural float64
	for _, f := range facts {
		if f[1] != "" {
			shown = append(shown, f)
			w := math.Max(c.measure(value, f[1]), c.measure(label, f[0]))
			widths = append(widths, w)
			natural += w
		}
	}
	gap := px(24)
	columns := shareWidth(widths, width-gap*float64(len(shown)-1))
	if free := width - natural; free > gap*float64(len(shown)-1) && len(shown) > 1 {
		gap = free / float64(len(shown)-1)
	}
	lowest := y
	for i, f := range shown {
		line := y + px(21)
		c.textual(func() {
			p(x, y, label, f[0])
			for _, text := range c.wrap(value, f[1], columns[i]+0.01) {
				p(x, line, value, text)
				lowest = math.Max(lowest, line)
				line += value.lead
			}
		})
		x += columns[i] + gap
	}
	return lowest
}

// shareWidth gives each column its natural width when they all fit; else the
// widest give way first.
func shareWidth(natural []float64, width float64) []float64 {
	columns := append([]float64(nil), natural...)
	var total float64
	for _, n := range natural {
		total += n
	}
	if total <= width {
		return columns
	}
	low, high := 0.0, width
	for high-low > 0.1 {
		widest := (low + high) / 2
		total = 0
		for _, n := range natural {
			total += math.Min(n, widest)
		}
		if total > width {
			high = widest
		} else {
			low = widest
		}
	}
	for i, n := range natural {
		columns[i] = math.Min(n, low)
	}
	return columns
}

// timeDone is the label and the value of the duration done.
func (c *certificate) timeDone() [2]string {
	d := c.data
	done := c.duration(d.DurationMinutes)
	if !d.Complete && d.PlannedMinutes > d.DurationMinutes {
		return [2]string{c.say(certificateHere), c.say(certificateShort, done, c.duration(d.PlannedMinutes))}
	}
	return [2]string{c.say(certificateTime), c.say(certificatePerson, done)}
}

// place joins who received the training and where.
func place(client, where string) string {
	client, where = clean(client), clean(where)
	switch {
	case client == "" || strings.Contains(where, client):
		return where
	case where == "":
		return client
	default:
		return client + ", " + where
	}
}

// goals draws the objectives in two columns, row by row, and returns where they end.
func (c *certificate) goals(goals []string, x, y, width, k float64, draw bool) float64 {
	s := style{face: tool, size: px(14.5), lead: px(20.3), ink: ink}.scaled(k)
	gap, indent := px(28), px(19)*k
	column := (width - gap) / 2
	for i := 0; i < len(goals); i += 2 {
		var deepest int
		for j := i; j < min(i+2, len(goals)); j++ {
			left0 := x + float64(j-i)*(column+gap)
			lines := c.wrap(s, goals[j], column-indent)
			deepest = max(deepest, len(lines))
			if draw {
				c.fill(halfDisc(left0, y-px(1)*k, px(11)*k), ink)
				c.lines(left0+indent, y, s, left, lines)
			}
		}
		y += s.lead*float64(deepest) + px(8)*k
	}
	return y - s.lead - px(8)*k
}

// signature draws place and date, room to sign, and who signs. The texts shrink
// until they end above bottom.
func (c *certificate) signature(bottom float64) {
	for k := 1.0; ; k -= 0.05 {
		if k <= 0.4 || c.signatureFrom(k, false) <= bottom {
			c.signatureFrom(k, true)
			return
		}
	}
}

// signatureFrom lays out the signature at scale k, draws it if asked, and
// returns where it ends.
func (c *certificate) signatureFrom(k float64, draw bool) float64 {
	d := c.data
	s := style{face: tool, size: px(13.5), lead: px(19), ink: ink2}.scaled(k)
	paragraph := func(y float64, s style, text string) float64 {
		lines := c.wrap(s, text, certRightW)
		if draw {
			return c.lines(certRightX, y, s, left, lines)
		}
		return y + s.lead*float64(len(lines))
	}
	y := certEdge + px(55)
	signed := ""
	if !d.IssuedOn.IsZero() {
		signed = c.say(certificateDated, c.date(d.IssuedOn))
		if at := clean(d.SignedAt); at != "" {
			signed = c.say(certificateSigned, at, c.date(d.IssuedOn))
		}
	}
	y = paragraph(y, s, signed) + px(110)
	if draw {
		if c.shown.signed != nil {
			c.scanned(c.say(altSignature, clean(d.SignatoryName)), *c.shown.signed, certRightX, y, certRightW, px(100))
		}
		c.rule(certRightX, y, certRightX+certRightW, y, px(1.5), ink)
	}
	y += px(21)
	name := style{face: toolSemi, size: px(14.5), lead: px(20), ink: ink}.scaled(k)
	if who := clean(d.SignatoryName); who != "" {
		y = paragraph(y, name, who)
	}
	for _, text := range []string{c.words(d.SignatoryTitle), clean(d.Organisation.Name)} {
		if text != "" {
			y = paragraph(y, s.in(ink), text)
		}
	}
	return y - s.lead
}

func (c *certificate) footer() {
	y := c.height - px(31) - tiny.lead*float64(len(c.foot)-1)
	c.lines(certMargin, y, tiny, left, c.foot)
}

// footLines are the lines at the foot: the organisation's own before what every
// certificate says.
func (c *certificate) footLines() []string {
	text := c.say(noticeCertificate) + " " + c.say(noticeSelf)
	text = c.warned(c.data.Rehearsal, c.data.Specimen, text)
	lines := c.wrap(tiny, text, certLeftW)
	if own := c.own(wordedFootnote); own != "" {
		lines = append(c.wrap(tiny, own, certLeftW), lines...)
	}
	return lines
}
