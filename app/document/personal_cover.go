package document

import (
	"math"
	"strings"

	estrade "estrade/app"
)

// cover draws who the document is for, how to come back, and what it holds. It
// never bears a real name.
func (r *personal) cover() {
	r.issuer()
	r.headline()
	r.facts()
	r.returnCode()
	r.promises()
	r.contents()
}

func (r *personal) issuer() {
	s := style{face: toolBold, size: px(14), lead: px(18), ink: ink}
	x := margin
	if r.logo != nil {
		x += r.canvas.logo(r.say(altLogo, clean(r.data.Organisation.Name)), *r.logo, x, px(48), px(130), px(56)) + px(16)
	}
	r.text(x, px(66), s, left, r.fit(s, clean(r.data.Organisation.Name), r.width-margin-x))
}

// headline draws the title over the line, with one lamp: the document is one person's.
func (r *personal) headline() {
	r.text(margin, px(154), style{face: tool, size: px(15), ink: ink2}, left, r.say(personalTitle))
	s := style{face: display, size: px(46), lead: px(48), tracking: -18, ink: ink}
	lines := r.wrap(s, r.words(r.data.Title), columnWidth)
	for len(lines) > 2 && s.size > px(24) {
		s = s.scaled(0.94)
		lines = r.wrap(s, r.words(r.data.Title), columnWidth)
	}
	bottom := -s.lead * 0.72
	r.tagged("H1", func() { bottom += r.lines(margin-px(2), px(160)+s.lead*0.86, s, left, lines) })
	edge := math.Max(bottom+px(48), px(246))
	r.lamp(margin, edge+px(0.5), px(34), px(1.75))
	r.box(0, edge, r.width, px(5), ink)
	r.y = edge + px(20)
}

func (r *personal) facts() {
	value := style{face: toolSemi, size: px(14), lead: px(19), ink: ink}
	when := ""
	if !r.data.Date.IsZero() {
		when = r.longDate(r.data.Date)
	}
	facts := []struct{ label, text string }{
		{r.say(wordDate), when},
		{r.say(wordPlace), place(r.data.Client, r.data.Place)},
		{r.say(personalPseudonym), clean(r.data.Pseudonym)},
	}
	gap := px(20)
	width := (columnWidth - 2*gap) / 3
	var tallest float64
	for i, f := range facts {
		if f.text == "" {
			continue
		}
		x := margin + float64(i)*(width+gap)
		r.text(x, small.baseline(r.y), small, left, f.label)
		lines := r.wrapAtMost(3, value, f.text, width)
		r.lines(x, value.baseline(r.y+px(20)), value, left, lines)
		tallest = math.Max(tallest, px(20)+value.lead*float64(len(lines)))
	}
	r.y += tallest + px(22)
}

// returnCode draws the code in groups of four, large enough to copy by hand.
func (r *personal) returnCode() {
	code := groupsOfFour(r.data.ReturnCode)
	if code == "" {
		return
	}
	s := style{face: toolBold, size: px(30), lead: px(40), tracking: 30, ink: ink}
	note := body.of(toolSemi)
	for r.measure(s, code) > columnWidth-px(48) && s.size > px(16) {
		s = s.scaled(0.95)
	}
	lines := r.wrap(s, code, columnWidth-px(48))
	text := r.say(noticeReturn)
	h := px(24) + small.lead + s.lead*float64(len(lines)) + r.tall(note, text, columnWidth-px(48)) + px(14)
	r.outlined(rect(margin, r.y, columnWidth, h), white, px(2), ink)
	y := r.y + px(12)
	r.text(margin+px(24), small.baseline(y), small, left, r.say(personalCode))
	y += small.lead + px(4)
	r.lines(margin+px(24), s.baseline(y), s, left, lines)
	y += s.lead*float64(len(lines)) + px(4)
	r.lines(margin+px(24), note.baseline(y), note, left, r.wrap(note, text, columnWidth-px(48)))
	r.y += h + px(22)
}

// groupsOfFour writes a code in groups of four characters.
func groupsOfFour(code string) string {
	runes := []rune(strings.Map(func(c rune) rune {
		if isSpace(c) || c == '-' {
			return -1
		}
		return c
	}, clean(code)))
	var b strings.Builder
	for i, c := range runes {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// promises draws what the document is for, and the notices that apply to it.
func (r *personal) promises() {
	var texts []string
	if own := r.own(wordedPurpose); own != "" {
		texts = append(texts, own)
	}
	texts = append(texts, r.say(personalFor))
	if !r.data.ErasedOn.IsZero() {
		texts = append(texts, r.say(reportErased, r.date(r.data.ErasedOn)))
	}
	for _, notice := range r.notices() {
		texts = append(texts, r.say(notice))
	}
	for i, text := range texts {
		s := body
		if i > 0 {
			s = bodySoft
		}
		r.block(margin, px(610), s, text)
		r.y += px(7)
	}
}

// notices are the sentences that guard the reader of these results.
func (r *personal) notices() []estrade.Text {
	notices := []estrade.Text{noticeSelf}
	var tee, story bool
	for _, own := range r.data.Results {
		tee = tee || own.Assessment != nil
		story = story || own.Scenario != nil
	}
	if tee {
		notices = append(notices, noticeEmpty)
	}
	if story {
		notices = append(notices, noticeScenario)
	}
	if r.data.Rehearsal {
		notices = append(notices, rehearsalNote)
	}
	return notices
}

// contents lists the activities with the page each is on.
func (r *personal) contents() {
	if len(r.data.Results) == 0 {
		r.skip(px(12))
		r.block(margin, columnWidth, body, r.say(personalNothing))
		return
	}
	r.section(r.say(personalContents), px(60))
	s := style{face: voice, size: px(14.5), lead: px(18), ink: ink}
	for i, own := range r.data.Results {
		lines := r.wrapAtMost(2, s, r.in(own.Title), columnWidth-px(80))
		r.need(s.lead*float64(len(lines)) + px(6))
		r.rule(margin, r.y, margin+columnWidth, r.y, px(1), hairline)
		r.y += px(3)
		said := r.tagged("P", func() { r.lines(margin, s.baseline(r.y), s, left, lines) })
		r.refs = append(r.refs, reference{page: r.at, y: s.baseline(r.y), result: i, said: said})
		r.y += s.lead*float64(len(lines)) + px(3)
	}
}
