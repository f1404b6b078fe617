package document

import (
	"math"
	"strings"
	"time"

	estrade "estrade/app"
)

// Measures of the attendance sheet: A4 landscape, 1123 × 794 px.
var (
	sheetEdge    = px(229) // top of the line under the heads of the first page, at least
	sheetOrigin  = px(330) // width of where it comes from
	sheetTop     = px(86)  // of the table on the following pages
	sheetBottom  = px(730) // of the table
	sheetRank    = px(26)  // column of the numbers of lines
	sheetNames   = px(226) // column of the names, at least
	sheetHalfMin = px(156) // column of a half-day
	sheetHalfMax = px(250)
	sheetRowMin  = px(33) // 8.7 mm: room for a signature by hand
	sheetRowMax  = px(54)
)

// attendanceSheet draws an attendance sheet.
type attendanceSheet struct {
	sheet
	data estrade.AttendanceSheetData
	logo *picture
	rowH float64
	from originBlock
}

// AttendanceSheet returns the PDF of the attendance sheet; see estrade.Documents.
func (p *Printer) AttendanceSheet(d estrade.AttendanceSheetData) ([]byte, error) {
	a := &attendanceSheet{data: d, sheet: newLandscape(d.Language)}
	var err error
	if a.logo, err = p.logos.picture(d.Organisation.Logo); err != nil {
		return nil, err
	}
	if a.from, err = a.originBlock(a.speech, d.Origin, sheetOrigin); err != nil {
		return nil, err
	}
	a.draw()
	if len(a.missing) > 0 {
		return nil, unprintable(blamed(a.missing, a.texts()), a.missing)
	}
	return a.pdf(identity{
		title:    a.say(sheetTitle) + ", " + a.words(d.Title),
		author:   clean(d.Organisation.Name),
		subject:  place(d.Client, d.Place),
		language: a.tag(),
		date:     d.IssuedOn,
	})
}

// texts are all the texts of the sheet.
func (a *attendanceSheet) texts() []string {
	d := a.data
	texts := []string{d.Title, d.Client, d.Place, d.Trainer, d.Number}
	for _, l := range d.Lines {
		texts = append(texts, l.Name)
		for _, s := range l.Signatures {
			if s != nil {
				texts = append(texts, s.Typed)
			}
		}
	}
	for _, h := range d.HalfDays {
		if h.Trainer != nil {
			texts = append(texts, h.Trainer.Typed)
		}
	}
	return append(texts, textsOf(d.Organisation)...)
}

func (a *attendanceSheet) draw() {
	a.markPage(a.speech, a.data.Rehearsal, a.data.Specimen)
	a.head()
	groups := a.columns()
	rows := a.rows()
	for i, columns := range groups {
		if i > 0 {
			a.newSheet()
		}
		a.grid(columns, rows)
	}
	if len(groups) == 0 {
		a.text(margin, body.baseline(a.y), body, left, a.say(sheetNoHalf))
	}
	a.finish()
}

func (a *attendanceSheet) newSheet() {
	a.addPage()
	a.markPage(a.speech, a.data.Rehearsal, a.data.Specimen)
	a.y = sheetTop
}

// head draws, on the first page, who trains whom, where and when.
func (a *attendanceSheet) head() {
	d := a.data
	a.references(a.width-margin, a.referenceLines(sheetNumber, d.Number, sheetIssued, d.IssuedOn, ""))
	a.letterhead(a.speech, d.Organisation, a.logo, margin, px(620), px(122))
	a.text(margin, px(143), style{face: tool, size: px(15), ink: ink2}, left, a.say(sheetTitle))
	s := style{face: voiceBold, size: px(25), lead: px(29), tracking: -10, ink: ink}
	width := a.width - 2*margin
	if a.from.height > 0 {
		width -= sheetOrigin + px(28)
	}
	s, lines := a.shrink(s, a.words(d.Title), width, px(32), px(15))
	y := px(150)
	a.tagged("H1", func() { a.lines(margin, y+s.lead*0.76, s, left, lines) })
	y = math.Max(px(182), y+s.lead*float64(len(lines))+px(4))
	edge := math.Max(sheetEdge, a.headFacts(y, width)+px(8))
	if a.from.height > 0 {
		a.drawOrigin(a.from, a.width-margin-sheetOrigin, edge-px(11)-a.from.height)
	}
	a.box(0, edge, a.width, px(5), ink)
	a.y = edge + px(12)
}

// headFacts draws client, place, trainer and dates side by side under y, and
// returns where they end.
func (a *attendanceSheet) headFacts(y, width float64) float64 {
	d := a.data
	days := make([]time.Time, 0, len(d.HalfDays))
	for _, h := range d.HalfDays {
		days = append(days, h.Day)
	}
	label := style{face: tool, size: px(12), lead: px(15), ink: ink2}
	value := style{face: toolSemi, size: px(13.5), lead: px(16.5), ink: ink}
	gap := px(28)
	var shown [][2]string
	var natural []float64
	for _, f := range [][2]string{
		{a.say(sheetClient), clean(d.Client)}, {a.say(wordPlace), clean(d.Place)},
		{a.say(sheetTrainer), clean(d.Trainer)}, {a.say(wordDates), a.dates(days)},
	} {
		if f[1] != "" {
			shown = append(shown, f)
			natural = append(natural, math.Max(a.measure(value, f[1]), a.measure(label, f[0]))+0.01)
		}
	}
	columns := shareWidth(natural, width-gap*float64(max(0, len(shown)-1)))
	x, lowest := margin, y
	for i, f := range shown {
		a.text(x, y+px(12), label, left, f[0])
		s, lines := a.shrink(value, f[1], columns[i], px(25), px(10.5))
		a.lines(x, y+px(16)+s.lead*0.82, s, left, lines)
		lowest = math.Max(lowest, y+px(16)+s.lead*float64(len(lines)))
		x += columns[i] + gap
	}
	return lowest
}

// fitIn wraps a text into a box, smaller when it takes more lines than the box
// is high. Nothing is cut.
func (t *typesetter) fitIn(s style, text string, width, height float64) (style, []string) {
	return t.shrink(s, text, width, height, 3)
}

// shrink is fitIn down to the least size, at which the text may be higher.
func (t *typesetter) shrink(s style, text string, width, height, least float64) (style, []string) {
	lines := t.wrap(s, text, width)
	for s.size > least && (s.lead*float64(len(lines)) > height || !t.wordsWhole(s, text, width) && s.size > 6) {
		s = s.scaled(0.96)
		lines = t.wrap(s, text, width)
	}
	return s, lines
}

// columns shares the half-days between pages: as many as fit, days whole.
func (a *attendanceSheet) columns() [][]int {
	most := int((a.width - 2*margin - sheetRank - sheetNames) / sheetHalfMin)
	var groups [][]int
	var group []int
	for i := 0; i < len(a.data.HalfDays); {
		end := i + 1
		for end < len(a.data.HalfDays) && sameDay(a.data.HalfDays[i].Day, a.data.HalfDays[end].Day) && end-i < most {
			end++
		}
		if len(group)+end-i > most {
			groups, group = append(groups, group), nil
		}
		for ; i < end; i++ {
			group = append(group, i)
		}
	}
	if len(group) > 0 {
		groups = append(groups, group)
	}
	return groups
}

func sameDay(a, b time.Time) bool { return a.Year() == b.Year() && a.YearDay() == b.YearDay() }

// rows are the lines to print: people by name, then lines to write on.
func (a *attendanceSheet) rows() []estrade.SheetLine {
	return append(a.data.Lines[:len(a.data.Lines):len(a.data.Lines)], make([]estrade.SheetLine, max(0, a.data.BlankLines))...)
}

// gridded is where the columns of a page stand.
type gridded struct {
	columns []int
	names   float64 // x of the names
	x       []float64
	width   float64 // of a half-day
}

func (a *attendanceSheet) gridded(columns []int) gridded {
	room := a.width - 2*margin - sheetRank - sheetNames
	g := gridded{columns: columns, names: margin + sheetRank, width: math.Min(sheetHalfMax, room/float64(len(columns)))}
	for i := range columns {
		g.x = append(g.x, a.width-margin-g.width*float64(len(columns)-i))
	}
	return g
}

// grid draws the lines of some half-days, over as many pages as it takes. The
// trainer's line ends every page, so that each can be shown alone.
func (a *attendanceSheet) grid(columns []int, rows []estrade.SheetLine) {
	g := a.gridded(columns)
	headH := px(44)
	for start := 0; ; {
		room := a.tableBottom() - a.y - headH
		fits := max(1, int(room/sheetRowMin)-1)
		n := min(fits, len(rows)-start)
		a.rowH = math.Min(sheetRowMax, room/float64(max(n, 1)+1))
		if len(rows)-start > fits {
			a.rowH = room / float64(fits+1)
		}
		a.tagged("Table", func() {
			a.tagged("TR", func() { a.gridHead(g, headH) })
			for i, r := range rows[start : start+n] {
				a.tagged("TR", func() { a.gridRow(g, start+i, r) })
			}
			if len(rows) > 0 {
				a.tagged("TR", func() { a.trainerRow(g) })
			}
		})
		if len(rows) == 0 {
			a.text(g.names, body.baseline(a.y+(a.rowH-body.lead)/2), bodySoft, left, a.say(sheetNobody))
			a.gridLines(g, px(0.75), hairline)
			a.trainerRow(g)
		}
		if start += n; start >= len(rows) {
			return
		}
		a.newSheet()
	}
}

// gridHead draws the days and hours over the columns.
func (a *attendanceSheet) gridHead(g gridded, height float64) {
	bottom := a.y + height
	a.tagged("TH", func() { a.text(g.names, bottom-px(8), tableHead, left, a.say(sheetName)) })
	for i, c := range g.columns {
		h := a.data.HalfDays[c]
		width := g.width - px(16)
		day, hours := tableHead.in(ink).sized(px(12.5)), tableHead.of(tool)
		a.tagged("TH", func() {
			for j, text := range []string{a.longDate(h.Day), a.halfDay(h)} {
				s := []style{day, hours}[j]
				s = s.scaled(math.Min(1, width/math.Max(1, a.measure(s, text))))
				a.lineOf(g.x[i]+px(8), bottom-px(25)+px(17)*float64(j), s, left, text, j == 0)
			}
		})
	}
	a.y = bottom
}

// halfDay writes « matin, 9 h 00 à 12 h 30 ».
func (a *attendanceSheet) halfDay(h estrade.SheetHalfDay) string {
	name := a.say(presenceMorning)
	if h.Afternoon {
		name = a.say(presenceAfternoon)
	}
	if h.Starts.IsZero() || h.Ends.IsZero() {
		return name
	}
	return a.say(sheetHalf, name, a.clock(h.Starts), a.clock(h.Ends))
}

// gridLines draws the rule over a row and those between its columns.
func (a *attendanceSheet) gridLines(g gridded, weight float64, ink colour) {
	a.rule(margin, a.y, a.width-margin, a.y, weight, ink)
	for _, x := range append(g.x[:len(g.x):len(g.x)], a.width-margin) {
		a.rule(x, a.y, x, a.y+a.rowH, px(0.75), lineStrong)
	}
	a.y += a.rowH
}

// gridRow draws one person's line.
func (a *attendanceSheet) gridRow(g gridded, index int, line estrade.SheetLine) {
	rank := small.in(ink3)
	// The number of a line is no part of the table: it has no head.
	a.decor(func() {
		a.text(margin+sheetRank-px(8), rank.baseline(a.y+(a.rowH-rank.lead)/2), rank, right, a.number(float64(index+1), 0))
	})
	a.tagged("TD", func() { a.named(g, tableText.of(toolSemi), clean(line.Name), 0) })
	for i, c := range g.columns {
		a.tagged("TD", func() {
			if c < len(line.Signatures) && line.Signatures[c] != nil {
				a.signed(g.x[i], g.width, *line.Signatures[c], a.data.HalfDays[c].Day)
			} else if c < len(line.Present) && !line.Present[c] {
				a.absent(g.x[i], g.width)
			}
		})
	}
	a.gridLines(g, px(0.75), lineStrong)
}

// named draws a name in its column, over the height that a label leaves it.
func (a *attendanceSheet) named(g gridded, s style, name string, label float64) {
	if name == "" {
		return
	}
	height := a.rowH - px(4) - label
	s, lines := a.fitIn(s, name, g.x[0]-g.names-px(10), height)
	y := a.y + px(2) + label + (height-s.lead*float64(len(lines)))/2
	a.lines(g.names, s.baseline(y), s, left, lines)
}

// absent strikes a box through, so that nothing is signed in it later.
func (a *attendanceSheet) absent(x, width float64) {
	s := small.in(ink2)
	middle := a.y + a.rowH/2
	half := a.text(x+width/2, middle+s.size*0.35, s, centre, a.say(sheetAbsent))/2 + px(6)
	a.rule(x+px(10), middle, x+width/2-half, middle, px(1), lineStrong)
	a.rule(x+width/2+half, middle, x+width-px(10), middle, px(1), lineStrong)
}

// signed draws a signature in its box, and when it was given: the time, and the
// day when it is another than the day signed for.
func (a *attendanceSheet) signed(x, width float64, s estrade.SheetSignature, day time.Time) {
	when := a.clock(s.At)
	if !sameDay(s.At, day) {
		when = a.say(sheetWhen, a.shortDay(s.At), when)
	}
	if len(s.Drawing.Strokes) > 0 {
		lines := strings.Split(when, ", ")
		var used float64
		y := a.y + a.rowH - px(5) - tiny.lead*float64(len(lines)-1)
		for _, l := range lines {
			used = math.Max(used, a.text(x+width-px(6), y, tiny.in(ink2), right, l))
			y += tiny.lead
		}
		a.figure(a.say(altSignature, when), func() {
			a.handwriting(s.Drawing, x+px(6), a.y+px(3), width-used-px(20), a.rowH-px(6))
		})
		return
	}
	note := tiny.in(ink2)
	typed, lines := a.fitIn(style{face: voice, size: px(14), lead: px(16), ink: ink}, clean(s.Typed), width-px(16), a.rowH-note.lead-px(3))
	a.lines(x+px(8), a.y+px(2)+typed.lead*0.8, typed, left, lines)
	a.text(x+width-px(6), a.y+a.rowH-px(5), note, right, a.say(sheetTyped, when))
}

// trainerRow draws the trainer's line and closes the grid.
func (a *attendanceSheet) trainerRow(g gridded) {
	label := tiny.in(ink2)
	a.tagged("TD", func() {
		a.lineOf(g.names, label.baseline(a.y+px(2)), label, left, a.say(sheetTrains), true)
		a.named(g, tableText.of(toolBold), clean(a.data.Trainer), label.lead)
	})
	for i, c := range g.columns {
		a.tagged("TD", func() {
			if h := a.data.HalfDays[c]; h.Trainer != nil {
				a.signed(g.x[i], g.width, *h.Trainer, h.Day)
			}
		})
	}
	a.gridLines(g, px(2), ink)
	a.rule(margin, a.y, a.width-margin, a.y, px(0.75), lineStrong)
}

// finish writes what needs every page to be known: heads, feet, numbers.
func (a *attendanceSheet) finish() {
	d := a.data
	a.furnish(joined(" · ", clean(d.Organisation.Name), a.say(sheetTitle)),
		joined(" · ", a.words(d.Title), place(d.Client, d.Place)), a.foot())
}

// foot is what every page ends with, the organisation's own words first.
func (a *attendanceSheet) foot() string {
	text := joined(" ", a.say(sheetRule), a.say(sheetNoResult))
	if a.onScreen() {
		text = joined(" ", a.say(sheetRule), a.say(sheetTimes), a.say(sheetNoResult))
	}
	return joined(" ", a.own(wordedSheetNote), a.warned(a.data.Rehearsal, a.data.Specimen, text))
}

// tableBottom is where the table ends at the latest.
func (a *attendanceSheet) tableBottom() float64 {
	lines := a.wrap(tiny, a.foot(), a.width-2*margin-footSide)
	return math.Min(sheetBottom, a.height-px(32)-tiny.lead*float64(len(lines)-1)-px(14))
}

// own is a sentence of the sheet as the organisation words it.
func (a *attendanceSheet) own(f wordedField) string {
	d := a.data
	days := make([]time.Time, 0, len(d.HalfDays))
	for _, h := range d.HalfDays {
		days = append(days, h.Day)
	}
	return a.worded(d.Wording, f, values{
		slotWorkshop: a.words(d.Title), slotDate: a.dates(days), slotPlace: a.words(d.Place), slotClient: d.Client,
		slotOrganisation: d.Organisation.Name, slotNumber: d.Number,
	})
}

// onScreen reports whether any signature was given on screen.
func (a *attendanceSheet) onScreen() bool {
	for _, h := range a.data.HalfDays {
		if h.Trainer != nil {
			return true
		}
	}
	for _, l := range a.data.Lines {
		for _, s := range l.Signatures {
			if s != nil {
				return true
			}
		}
	}
	return false
}
