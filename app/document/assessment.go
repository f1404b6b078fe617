package document

import (
	estrade "estrade/app"
)

// assessment draws how the group moved on the T: what was learned, as people
// say it of themselves. Satisfaction has its own pages.
func (r *report) assessment(a estrade.ReportAssessment) {
	scale := confidenceScale
	if a.Frequency {
		scale = frequencyScale
	}
	r.block(margin, px(610), bodySoft, r.say(assessmentIntro)+" "+r.say(scale))
	r.y += px(4)
	r.block(margin, px(610), body.of(toolSemi), r.say(assessmentBoth, a.N))
	if !shown(a.N) {
		r.y += px(8)
		r.block(margin, columnWidth, body, r.say(noticeFew))
		return
	}
	if a.N < 10 {
		r.block(margin, px(610), body, r.say(noticeSmall))
	}
	r.y += px(12)
	t := tee{bar: r.say(teeBar), stem: r.say(teeStem), marks: [3]string{markBefore: r.say(momentBefore), markNow: r.say(laterMoment(a))}}
	for _, row := range a.Rows {
		cell := teeCell{name: r.words(row.Name), vertical: row.Vertical}
		if moved(row) {
			cell.marks = [3]*float64{markBefore: row.Before, markNow: row.After}
		}
		t.cells = append(t.cells, cell)
	}
	if len(t.cells) > 0 {
		r.tee(t)
	}
	r.changes(a)
	r.groupShift(a.Shift)
}

// laterMoment names the second positioning: habits are only asked about again at
// the follow-up, confidence at the end of the session.
func laterMoment(a estrade.ReportAssessment) estrade.Text {
	if a.Frequency {
		return momentFollowUp
	}
	return momentAfter
}

// moved reports whether the change of a competency may be shown.
func moved(c estrade.ReportChange) bool {
	return shown(c.N) && c.Display != "hidden" && c.Before != nil && c.After != nil
}

// sized reports whether the effect of a competency may be shown.
func sized(c estrade.ReportChange) bool {
	const effectFrom = 10
	return moved(c) && c.Display == "effect" && c.N >= effectFrom
}

// changes is the table of all changes; effect sizes come from ten people on.
func (r *report) changes(a estrade.ReportAssessment) {
	effects := false
	for _, c := range a.Rows {
		effects = effects || sized(c)
	}
	number := tableText
	columns := []column{
		{r.say(scenarioCompetency), 0, left, tableText},
		{r.say(contrastN), px(34), right, small.in(ink3)},
		{capital(r.say(momentBefore)), px(52), right, number},
		{capital(r.say(laterMoment(a))), px(52), right, number.of(toolSemi)},
		{r.say(agendaGap), px(52), right, number},
		{r.say(changeUp), px(46), right, number},
		{r.say(changeSame), px(46), right, number},
		{r.say(changeDown), px(46), right, number},
	}
	if effects {
		columns = append(columns, column{r.say(changeGain), px(54), right, number},
			column{"g_z", px(50), right, number}, column{"g_av", px(50), right, number})
	}
	used := 0.0
	for _, c := range columns {
		used += c.width
	}
	columns[0].width = columnWidth - used - cellGap
	columns[len(columns)-1].width += cellGap
	t := table{columns: columns, narrow: true}
	for _, c := range a.Rows {
		t.rows = append(t.rows, r.changeRow(c, effects, margin+columns[0].width+px(46)))
	}
	r.section(r.say(changeTitle), tableRoom(len(t.rows)))
	how := r.say(changeHow)
	if effects {
		how += " " + r.say(changeEffects)
	} else {
		how += " " + r.say(changeNoEffect)
	}
	r.block(margin, px(610), bodySoft, how)
	r.y += px(6)
	r.table(t)
}

func (r *report) changeRow(c estrade.ReportChange, effects bool, x float64) row {
	cells := []string{r.words(c.Name), r.number(float64(c.N), 0), "", "", "", "", "", ""}
	if effects {
		cells = append(cells, "", "", "")
	}
	if !moved(c) {
		return row{cells: cells, draw: func(y, h float64) {
			r.text(x, y+h/2+small.size*0.35, small, left, r.say(sortFewCell))
		}}
	}
	cells[2], cells[3] = r.number(*c.Before, 1), r.number(*c.After, 1)
	cells[4] = r.gap(*c.After-*c.Before, 1)
	for i, n := range [3]int{c.Up, c.Same, c.Down} {
		cells[5+i] = r.number(float64(n), 0)
	}
	if effects {
		for i, v := range []*float64{c.Gain, c.GZ, c.GAv} {
			cells[8+i] = "—"
			if v != nil && sized(c) {
				cells[8+i] = r.signedNumber(*v, 2)
			}
		}
	}
	return row{cells: cells}
}

// signedNumber writes a number with its sign; zero is « 0 ».
func (s speech) signedNumber(v float64, decimals int) string {
	if rounded(v, decimals) == 0 {
		return "0"
	}
	return s.gap(v, decimals)
}

// groupShift draws the three changes of the group, always together.
func (r *report) groupShift(s *estrade.ReportShift) {
	if s == nil {
		return
	}
	r.section(r.say(shiftTitle), px(150))
	r.block(margin, px(610), bodySoft, r.say(shiftHow))
	if !shown(s.N) {
		r.block(margin, columnWidth, body, r.say(noticeFew))
		return
	}
	r.block(margin, columnWidth, bodySoft, r.sample(s.N))
	why := r.say(reasonUndefined)
	r.keyFigures(r.shiftFigure(shiftClassic, s.Classic, shiftClassicHow, why),
		r.shiftFigure(shiftRetrospective, s.Retrospective, shiftRetrospectiveHow, why),
		r.shiftFigure(shiftLook, s.Shift, shiftLookHow, why))
}
