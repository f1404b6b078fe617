package document

import (
	"math"
	"strings"
	"time"

	estrade "estrade/app"
)

// agenda draws the steps, planned and as run.
func (r *report) agenda() {
	lines := r.data.Agenda
	if len(lines) == 0 {
		r.section(r.say(reportAgenda), px(24))
		r.prose(bodySoft, r.say(agendaEmpty))
		return
	}
	longest := 1
	var planned, actual int
	for _, a := range lines {
		longest = max(longest, a.PlannedMinutes, a.ActualMinutes)
		planned += a.PlannedMinutes
		if !a.Skipped {
			actual += a.ActualMinutes
		}
	}
	number := tableText
	strong := number.of(toolSemi)
	t := table{columns: []column{
		{r.say(agendaStart), px(68), left, number.in(ink2)},
		{r.say(agendaStep), px(258), left, tableText},
		{r.say(agendaPlanned), px(72), right, number},
		{r.say(agendaActual), px(80), right, strong},
		{r.say(agendaGap), px(52), right, number},
		{r.say(agendaMinutes), columnWidth - px(530), left, small},
	}}
	barX, barW := margin+px(530), columnWidth-px(538)
	for _, a := range lines {
		t.rows = append(t.rows, r.agendaRow(a, barX, barW/float64(longest)))
	}
	t.rows = append(t.rows, row{total: true, style: &strong, cells: []string{"", r.say(agendaTotal),
		r.minutes(planned), r.minutes(actual), r.gap(float64(actual-planned), 0), ""},
		draw: func(y, h float64) {
			s := small.of(tool)
			r.text(barX, s.baseline(y+(h-s.lead)/2), s, left, r.fit(s, r.say(agendaLegend), barW+px(12)))
		}})
	// The agenda stays on one page when a page can hold it, unless that leaves
	// much of this one empty: then it begins here and its heads are repeated.
	keep := math.Min(r.tableHeight(t), px(800))
	if r.bottom-r.y > px(200) {
		keep = math.Min(keep, px(130))
	}
	r.section(r.say(reportAgenda), keep)
	r.table(t)
}

func (r *report) agendaRow(a estrade.AgendaLine, x, scale float64) row {
	name := r.words(a.Title)
	if a.OffClock {
		name = r.say(agendaOff, name)
	}
	start := ""
	if !a.Start.IsZero() {
		start = r.clock(a.Start)
	}
	actual, gap := r.minutes(a.ActualMinutes), r.gap(float64(a.ActualMinutes-a.PlannedMinutes), 0)
	if a.Skipped {
		start, actual, gap = "", r.say(agendaSkipped), ""
	}
	return row{cells: []string{start, name, r.minutes(a.PlannedMinutes), actual, gap, ""}, draw: func(y, h float64) {
		middle := y + h/2
		if !a.Skipped && a.ActualMinutes > 0 {
			r.box(x, middle-px(3), float64(a.ActualMinutes)*scale, px(6), ink)
		}
		mark := x + float64(a.PlannedMinutes)*scale
		if a.PlannedMinutes > 0 {
			r.rule(mark, middle-px(6.5), mark, middle+px(6.5), px(2.5), white)
			r.rule(mark, middle-px(6.5), mark, middle+px(6.5), px(1.5), ink)
		}
	}}
}

func (r *report) minutes(m int) string { return r.words(r.number(float64(m), 0) + " min") }

// presence draws the attendance.
func (r *report) presence() {
	if len(r.data.Attendance) == 0 {
		r.section(r.say(reportPresence), px(24))
		r.prose(bodySoft, r.say(presenceEmpty))
		return
	}
	number := tableText.in(ink2)
	oneDay := oneDay(r.data.Attendance)
	halves := px(100)
	if !oneDay {
		halves = px(124)
	}
	t := table{columns: []column{
		{r.say(presenceName), columnWidth - px(330) - halves - cellGap, left, tableText.of(toolSemi)},
		{r.say(presenceHalfDays), halves, left, number},
		{r.say(presenceArrival), px(74), right, number},
		{r.say(presenceDeparture), px(80), right, number},
		{r.say(presenceTime), px(92), right, tableText},
		{r.say(presenceFollowed), px(84) + cellGap, right, number},
	}}
	for _, a := range r.data.Attendance {
		t.rows = append(t.rows, row{cells: r.presenceCells(a, oneDay)})
	}
	r.section(r.say(reportPresence), math.Min(r.tableHeight(t), px(200)))
	r.table(t)
}

func (r *report) presenceCells(a estrade.AttendanceLine, oneDay bool) []string {
	name := clean(a.Name)
	if a.Absent {
		return []string{name, "—", "—", "—", "—", r.say(presenceAbsent)}
	}
	arrival, departure := "—", "—"
	if !a.Arrival.IsZero() {
		arrival = r.clock(a.Arrival)
	}
	if !a.Departure.IsZero() {
		departure = r.clock(a.Departure)
	}
	followed := presencePart
	if a.Complete {
		followed = presenceFull
	}
	return []string{name, r.halfDays(a.HalfDays, oneDay), arrival, departure, r.duration(a.Minutes), r.say(followed)}
}

// halfDays names half-days; the day is left out when the session has only one.
func (r *report) halfDays(halves []estrade.HalfDay, oneDay bool) string {
	var parts []string
	for _, h := range halves {
		name := r.say(presenceMorning)
		if h.Afternoon {
			name = r.say(presenceAfternoon)
		}
		if !oneDay {
			name = r.shortDay(h.Day) + string(noBreak) + name
		}
		parts = append(parts, name)
	}
	return strings.Join(parts, ", ")
}

// oneDay reports whether all half-days are of the same day.
func oneDay(lines []estrade.AttendanceLine) bool {
	var days []time.Time
	for _, a := range lines {
		for _, h := range a.HalfDays {
			days = distinctDays(append(days, h.Day))
		}
	}
	return len(days) < 2
}
