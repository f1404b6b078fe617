package document

import (
	"math"
	"strings"
	"time"

	estrade "estrade/app"
)

// report draws a session report, or the trainer's debrief on the same pages.
type report struct {
	sheet
	about   reportText
	data    estrade.ReportData
	logo    *picture
	refs    []reference       // on the first pages, to results drawn later
	debrief []activityDebrief // nil in a report
}

// reportText is what tells the two documents apart.
type reportText struct {
	title, holds, lacks, reading estrade.Text
	readers                      estrade.Text // zero: whom the data name
	band                         estrade.Text // at the top of every page, zero for none
	foot                         estrade.Text
}

// reference is a page number to be written once its result is drawn.
type reference struct {
	page   int // index of the page it is written on
	y      float64
	result int      // index in Results
	target int      // index of the page the result starts on
	said   *element // what is referred from
}

// Report returns the PDF of the session report; see estrade.Documents.
func (p *Printer) Report(d estrade.ReportData) ([]byte, error) {
	r := &report{sheet: newSheet(d.Language), about: sessionReport, data: d}
	return r.print(p, d.Origin, r.presence)
}

// print draws the document; after is drawn between the cover and the results.
func (r *report) print(p *Printer, from estrade.Origin, after func()) ([]byte, error) {
	d := r.data
	r.begin = r.underlay
	origin, err := r.originOf(r.speech, from)
	if err != nil {
		return nil, err
	}
	if r.logo, err = p.logos.picture(d.Organisation.Logo); err != nil {
		return nil, err
	}
	r.begin()
	r.cover()
	after()
	for i := range d.Results {
		r.result(i)
	}
	r.closing(origin.room())
	r.origin(origin)
	r.finish()
	return r.pdf(identity{
		title:    r.say(r.about.title) + ", " + r.words(d.Title),
		author:   clean(d.Organisation.Name),
		subject:  place(d.Client, d.Place),
		language: r.tag(),
		date:     d.IssuedOn,
	})
}

// underlay starts a page: its watermark lies under everything.
func (r *report) underlay() {
	r.markPage(r.speech, r.data.Rehearsal, r.data.Specimen)
	if r.about.band != (estrade.Text{}) {
		r.box(0, 0, r.width, px(36), ink)
		// Below what office printers leave white.
		r.text(r.width/2, px(27), style{face: toolBold, size: px(13.5), ink: white}, centre, r.say(r.about.band))
	}
}

// cover draws the first page: who, what, when, what the group showed, how the
// session went.
func (r *report) cover() {
	var top float64
	contents := r.tagged("Sect", func() { top = r.contains() })
	r.bottom = top - px(18)
	r.issuer()
	r.headline()
	r.facts()
	r.introduction()
	r.showed()
	r.context()
	r.objectives()
	r.agenda()
	r.readHere(contents)
}

// contains draws, at the foot of the first page, what the document holds and
// lacks, and returns the top of it.
func (r *report) contains() float64 {
	lacks := r.say(r.about.lacks) + " " + r.say(noticeNobody)
	if !r.data.ErasedOn.IsZero() {
		lacks += " " + r.say(reportErased, r.date(r.data.ErasedOn))
	}
	gap := px(36)
	widths := [2]float64{(columnWidth - gap) * 0.43, (columnWidth - gap) * 0.57}
	label := style{face: toolSemi, size: px(12.5), lead: px(18.1), ink: ink}
	text := label.of(tool)
	holds := r.say(r.about.holds)
	// Under it the foot begins, of two lines as a rule.
	bottom := px(1049) - tiny.lead*math.Max(0, float64(len(r.wrap(tiny, r.footText(), columnWidth-footSide))-2))
	y := bottom - math.Max(r.tall(text, holds, widths[0]), r.tall(text, lacks, widths[1])) - label.lead
	r.rule(margin, y, margin+columnWidth, y, px(1.5), ink)
	for i, part := range [2][2]string{{r.say(reportHolds), holds}, {r.say(reportLacks), lacks}} {
		x := margin + float64(i)*(widths[0]+gap)
		at := label.baseline(y + px(7))
		r.text(x, at, label, left, part[0])
		r.paragraph(x, at+label.lead, widths[i], text, part[1])
	}
	return y
}

func (r *report) issuer() {
	d := r.data
	line := style{face: tool, size: px(12.5), lead: px(18.1), ink: ink2}
	x := margin
	if r.logo != nil {
		x += r.canvas.logo(r.say(altLogo, clean(d.Organisation.Name)), *r.logo, x, px(48), px(130), px(56)) + px(16)
	}
	half := px(330)
	name := style{face: toolBold, size: px(15), lead: px(19.5), ink: ink}
	names := r.wrap(name, clean(d.Organisation.Name), margin+half-x)
	k := math.Min(1, 3/float64(len(names)))
	y := r.lines(x, px(66), name.scaled(k), left, names) - name.lead*k + px(20)*k
	trainer := clean(d.Trainer)
	if trainer == "" {
		trainer = clean(d.Organisation.Trainer)
	}
	r.text(x, y, line, left, r.fit(line, trainer, margin+half-x))

	lines := r.recipient()
	if number := clean(d.Number); number != "" {
		lines = append(lines, r.say(reportNumber, number))
	}
	y = px(66)
	for _, text := range lines[:min(4, len(lines))] {
		r.text(r.width-margin, y, line, right, r.fit(line, text, columnWidth-half-px(20)))
		y += line.lead
	}
}

// recipient are the lines that say whom the report is for.
func (r *report) recipient() []string {
	if r.about.readers != (estrade.Text{}) {
		return []string{r.say(reportRecipient, r.say(r.about.readers))}
	}
	lines := make([]string, 0, len(r.data.Recipient)+1)
	for _, text := range r.data.Recipient {
		if text = clean(text); text != "" {
			lines = append(lines, text)
		}
	}
	if client := clean(r.data.Client); len(lines) == 0 && client != "" {
		lines = append(lines, client)
	}
	if len(lines) > 0 {
		lines[0] = r.say(reportRecipient, lines[0])
	}
	return lines
}

// headline draws the title and the line with one lamp per person present.
func (r *report) headline() {
	r.text(margin, px(154), style{face: tool, size: px(15), ink: ink2}, left, r.say(r.about.title))
	s := style{face: display, size: px(54), lead: px(56), tracking: -22, ink: ink}
	lines := r.wrap(s, r.words(r.data.Title), columnWidth)
	for len(lines) > 2 && s.size > px(26) {
		s = s.scaled(0.94)
		lines = r.wrap(s, r.words(r.data.Title), columnWidth)
	}
	bottom := -s.lead * 0.72
	r.tagged("H1", func() { bottom += r.lines(margin-px(2), px(160)+s.lead*0.86, s, left, lines) })
	edge := math.Max(bottom+px(48), px(246))
	r.lamps(edge)
	r.box(0, edge, r.width, px(5), ink)
	r.y = edge + px(20)
}

// lamps draws one lamp per person present, smaller when there are many.
func (r *report) lamps(edge float64) {
	n := r.data.Present
	if n <= 0 {
		return
	}
	pitch := math.Min(px(40), (columnWidth+px(8))/float64(n))
	width := pitch * 0.8
	for i := range n {
		r.lamp(margin+float64(i)*pitch, edge+px(0.5), width, math.Min(px(1.75), width/12))
	}
}

// facts draws date, people, place and duration under the line.
func (r *report) facts() {
	d := r.data
	label := small
	value := style{face: toolSemi, size: px(14), lead: px(19), ink: ink}
	facts := []struct {
		share float64
		label string
		lines []string
	}{
		{1.45, r.say(wordDate), r.when()},
		{0.85, r.say(reportPeople), r.people()},
		{1.2, r.say(wordPlace), []string{clean(d.Client), clean(d.Place)}},
		{1.15, r.say(reportLasted), r.lasted()},
	}
	gap := px(16)
	var lowest float64
	x := margin
	for _, f := range facts {
		w := (columnWidth - 3*gap) * f.share / 4.65
		r.text(x, label.baseline(r.y), label, left, f.label)
		y := r.y + px(20)
		for _, text := range f.lines {
			if text == "" {
				continue
			}
			for _, l := range r.wrapAtMost(3, value, text, w) {
				r.text(x, value.baseline(y), value, left, l)
				y += value.lead
			}
		}
		lowest = math.Max(lowest, y)
		x += w + gap
	}
	r.y = lowest + px(6)
}

// introduction draws the organisation's own words before what the group showed.
func (r *report) introduction() {
	if text := r.own(wordedOpening); text != "" {
		r.skip(px(20))
		r.block(margin, columnWidth*0.92, body, text)
	}
}

// own is a sentence of the report as the organisation words it.
func (r *report) own(f wordedField) string {
	d := r.data
	date := ""
	if lines := r.when(); len(lines) > 0 {
		date = lines[0]
	}
	return r.worded(d.Wording, f, values{
		slotWorkshop: r.words(d.Title), slotDate: date, slotPlace: r.words(d.Place), slotClient: d.Client,
		slotOrganisation: d.Organisation.Name, slotNumber: d.Number,
	})
}

func (r *report) when() []string {
	d := r.data
	if d.Starts.IsZero() {
		return nil
	}
	days := []time.Time{d.Starts}
	if !d.Ends.IsZero() {
		days = append(days, d.Ends)
	}
	lines := []string{r.dates(days)}
	if !d.Ends.IsZero() {
		lines = append(lines, r.say(reportHours, r.clock(d.Starts), r.clock(d.Ends)))
	}
	return lines
}

func (r *report) people() []string {
	lines := []string{r.say(countPeople[r.single(r.data.Present)], r.data.Present)}
	if r.data.Tables > 0 {
		lines = append(lines, r.say(countTables[r.single(r.data.Tables)], r.data.Tables))
	}
	return lines
}

// lasted is the training time as run and as planned.
func (r *report) lasted() []string {
	var planned, actual int
	for _, a := range r.data.Agenda {
		if !a.OffClock {
			planned += a.PlannedMinutes
			if !a.Skipped {
				actual += a.ActualMinutes
			}
		}
	}
	lines := []string{r.duration(actual)}
	if planned > 0 && planned != actual {
		lines = append(lines, r.say(reportPlanned, r.duration(planned)))
	}
	return lines
}

// showed lists what activities showed, with the page each is on; an activity
// that showed nothing is left out. What people thought of the session stands
// apart from what the group showed.
func (r *report) showed() {
	var found, liked []int
	for i, a := range r.data.Results {
		switch {
		case r.finding(i) == r.words(a.Title):
		case a.Feedback != nil:
			liked = append(liked, i)
		default:
			found = append(found, i)
		}
	}
	r.findings(r.say(reportShowed), found)
	r.findings(r.say(reportLiked), liked)
}

// findings lists sentences under a heading, with the page of each.
func (r *report) findings(heading string, found []int) {
	if len(found) == 0 {
		return
	}
	r.section(heading, px(60))
	width := columnWidth - px(72)
	for _, i := range found {
		lines := r.wrap(finding, r.finding(i), width)
		r.need(finding.lead*float64(len(lines)) + px(14))
		r.rule(margin, r.y, margin+columnWidth, r.y, px(1), hairline)
		r.y += px(7)
		said := r.tagged("P", func() { r.lines(margin, finding.baseline(r.y), finding, left, lines) })
		r.refs = append(r.refs, reference{page: r.at, y: finding.baseline(r.y), result: i, said: said})
		r.y += finding.lead*float64(len(lines)) + px(7)
	}
}

// context says what was held, and for whom.
func (r *report) context() {
	if clean(r.data.Context) == "" {
		return
	}
	r.section(r.say(reportContext), px(40))
	r.passages(r.data.Context)
}

// passages draws a text of the trainer's or the pack's, paragraph by paragraph.
func (r *report) passages(text string) {
	for _, paragraph := range strings.Split(text, "\n") {
		if paragraph = r.words(paragraph); paragraph != "" {
			r.prose(body, paragraph)
			r.skip(px(5))
		}
	}
}

// objectives lists the objectives in two columns.
func (r *report) objectives() {
	goals := r.all(r.data.Objectives)
	if len(goals) == 0 {
		return
	}
	r.section(r.say(reportGoals), px(40))
	s := body.scaled(12.5 / 13.5)
	gap, indent := px(28), px(18)
	width := (columnWidth - gap) / 2
	for i := 0; i < len(goals); i += 2 {
		pair := goals[i:min(i+2, len(goals))]
		var deepest float64
		for _, g := range pair {
			deepest = math.Max(deepest, r.tall(s, g, width-indent))
		}
		r.need(deepest)
		for j, g := range pair {
			x := margin + float64(j)*(width+gap)
			base := s.baseline(r.y)
			r.fill(halfDisc(x, base-px(1), px(10)), ink)
			r.lines(x+indent, base, s, left, r.wrap(s, g, width-indent))
		}
		r.y += deepest + px(4)
	}
}

// result draws the pages of one activity.
func (r *report) result(i int) {
	a := r.data.Results[i]
	if r.debrief != nil {
		a.Prompts = nil
	}
	if i > 0 && (apart(a) || apart(r.data.Results[i-1])) {
		r.newPage()
	} else {
		r.turn(opening(a))
	}
	for j := range r.refs {
		if r.refs[j].result == i {
			r.refs[j].target = r.at
		}
	}
	kicker := style{face: tool, size: px(14), lead: px(20), ink: ink2}
	if name := r.words(a.Title); name != r.finding(i) {
		r.block(margin, columnWidth, kicker, name)
		r.y += px(4)
	}
	lines := r.wrapTitle(title, r.finding(i), columnWidth)
	r.tagged("H1", func() { r.lines(margin-px(1), title.baseline(r.y), title, left, lines) })
	r.y += title.lead*float64(len(lines)) + px(10)
	switch {
	case a.Scenario != nil:
		r.scenario(*a.Scenario)
	case a.Contrast != nil:
		if r.contrast(*a.Contrast, r.all(a.Prompts)) {
			a.Prompts = nil
		}
	case a.Ranking != nil:
		r.ranking(*a.Ranking)
	case a.Assessment != nil:
		r.assessment(*a.Assessment)
	case a.Curve != nil:
		r.curve(*a.Curve)
	case a.Sort != nil:
		r.sorted(*a.Sort)
	case a.Rating != nil:
		r.rating(*a.Rating)
	case a.Board != nil:
		r.board(*a.Board)
	case a.Feedback != nil:
		r.feedback(*a.Feedback)
	}
	r.questions(a)
	a.Notes = r.debriefOf(a.Title, a.Notes)
	r.notes(a.Notes)
	r.sources(a)
}

// apart tells whether the result of an activity shares its pages with no other:
// learning and satisfaction are separate pieces of evidence.
func apart(a estrade.ActivityResult) bool { return a.Assessment != nil || a.Feedback != nil }

// opening is how high the beginning of a result is at least: its title and the
// figure that it opens with, which stays with it.
func opening(a estrade.ActivityResult) float64 {
	if a.Scenario != nil {
		return px(720)
	}
	return px(480)
}

// questions draws the debrief questions left to the group.
func (r *report) questions(a estrade.ActivityResult) {
	prompts := r.all(a.Prompts)
	if len(prompts) == 0 {
		return
	}
	r.section(r.say(reportQuestions), question.lead*2)
	for _, p := range prompts {
		r.block(margin, columnWidth*0.85, question, p)
		r.y += px(5)
	}
}

// notes draws notes the trainer ticked.
func (r *report) notes(notes []estrade.ReportNote) {
	if len(notes) == 0 {
		return
	}
	r.section(r.say(reportNotes), px(50))
	label := style{face: toolSemi, size: px(12), lead: px(18), ink: ink2}
	for _, n := range notes {
		if head := r.words(n.Heading); head != "" {
			r.need(label.lead + body.lead)
			r.tagged("H3", func() { r.block(margin, columnWidth, label, head) })
		}
		r.passages(n.Text)
		r.skip(px(3))
	}
}

// sources draws captions and attribution, small, at the end of an activity.
func (r *report) sources(a estrade.ActivityResult) {
	texts := r.all(a.Captions)
	if a.Contrast != nil || a.Assessment != nil {
		texts = append(texts, r.say(noticeSelf))
	}
	if source := r.words(a.Source); source != "" {
		texts = append(texts, source)
	}
	if len(texts) == 0 {
		return
	}
	s := style{face: tool, size: px(11.5), lead: px(16.7), ink: ink2}
	r.skip(px(22))
	r.block(margin, columnWidth*0.92, s, strings.Join(texts, " "))
}

// closing draws the trainer's synthesis, the remaining notes and how to read
// the document.
func (r *report) closing(after float64) {
	begun := r.otherDebriefs()
	synthesis := clean(r.data.Synthesis) != ""
	if !begun && (synthesis || len(r.data.Notes) > 0) {
		r.afterResults()
	}
	if synthesis {
		r.section(r.say(reportSynthesis), body.lead*3)
		r.passages(r.data.Synthesis)
	}
	r.notes(r.data.Notes)
	r.method(after)
}

// afterResults starts what is no result: never on a page that tells of learning or
// of satisfaction.
func (r *report) afterResults() {
	if n := len(r.data.Results); n > 0 && apart(r.data.Results[n-1]) {
		r.newPage()
		return
	}
	r.turn(px(300))
}

// finish writes what needs every page to be known: references, heads, feet.
func (r *report) finish() {
	d := r.data
	for _, ref := range r.refs {
		r.at = ref.page
		r.under(ref.said, func() { r.text(r.width-margin, ref.y, small, right, r.say(wordPage, ref.target+1)) })
	}
	r.furnish(joined(" · ", clean(d.Organisation.Name), r.say(r.about.title)), joined(", ", r.words(d.Title), r.dayOf(d.Starts)), r.footText())
}

// footText stands at the foot of every page.
func (r *report) footText() string {
	return r.warned(r.data.Rehearsal, r.data.Specimen, r.say(r.about.foot)+" "+r.say(noticeSelf))
}
