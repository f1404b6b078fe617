package document

import (
	estrade "estrade/app"
)

// assessment draws one's own T. There is no total and no mean over it. The
// pack's caption of the drawing is left out: it describes the one on screen.
func (r *personal) assessment(a estrade.OwnAssessment) {
	scale := confidenceScale
	if a.Scale == "frequency" {
		scale = frequencyScale
	}
	r.block(margin, px(610), bodySoft, r.say(scale)+" "+r.say(noticeEmpty))
	r.y += px(10)
	marks := r.moments(a)
	t := tee{bar: r.in(a.Horizontal.Title), stem: r.in(a.Vertical.Title), marks: marks}
	for _, c := range a.Cells {
		t.cells = append(t.cells, teeCell{name: r.in(c.Name), vertical: c.Bar == "vertical", marks: [3]*float64{c.Before, c.Hindsight, c.Now}})
	}
	if len(t.cells) > 0 {
		r.tee(t)
	}
	r.cells(a, marks)
	r.ownShift(a.Shift)
	r.captions(a.Captions, noticeSelf)
}

// moments names the marks that stand on the T.
func (r *personal) moments(a estrade.OwnAssessment) [3]string {
	var names [3]string
	for _, c := range a.Cells {
		if c.Before != nil {
			names[markBefore] = r.say(momentBefore)
		}
		if c.Hindsight != nil {
			names[markHindsight] = r.say(momentHindsight)
		}
	}
	switch a.Moment {
	case "after":
		names[markNow] = r.say(momentAfter)
	case "follow-up":
		names[markNow] = r.say(momentFollowUp)
	default:
		names[markNow] = r.say(momentBefore)
	}
	return names
}

// cells is the table beside the drawing: the same figures, to be read or heard.
func (r *personal) cells(a estrade.OwnAssessment, marks [3]string) {
	if len(a.Cells) == 0 {
		return
	}
	changes := marks[markBefore] != ""
	columns := []column{{r.say(scenarioCompetency), 0, left, tableText}}
	add := func(name string, width float64) {
		columns = append(columns, column{name, width, right, tableText})
	}
	for i, name := range marks {
		if name != "" {
			add(capital(name), px(86))
			if i == markNow {
				columns[len(columns)-1].style = tableText.of(toolSemi)
			}
		}
	}
	if changes {
		add(r.say(ownChange), px(86))
	}
	add(r.say(ownAnswered), px(74))
	used := 0.0
	for _, c := range columns {
		used += c.width
	}
	columns[0].width = columnWidth - used
	columns[len(columns)-1].width += cellGap
	columns[0].width -= cellGap
	t := table{columns: columns}
	for _, c := range a.Cells {
		cells := []string{r.in(c.Name)}
		for i, v := range [3]*float64{c.Before, c.Hindsight, c.Now} {
			if marks[i] != "" {
				cells = append(cells, r.cell(v))
			}
		}
		if changes {
			cells = append(cells, r.change(c.Change))
		}
		cells = append(cells, r.say(ownOutOf, c.Answered, c.Of))
		line := row{cells: cells}
		if !changes {
			line.note = r.in(c.Definition)
		}
		t.rows = append(t.rows, line)
	}
	r.section(r.say(ownCells), tableRoom(len(t.rows)))
	how := r.say(scaleHundred) + " " + r.say(ownCellsHow)
	if changes {
		how += " " + r.say(ownChangeHow)
	}
	r.block(margin, px(610), bodySoft, how)
	r.y += px(6)
	r.table(t)
}

// cell is a figure of a table, or that it cannot be computed.
func (r *personal) cell(v *float64) string {
	if v == nil {
		return r.say(notComputable)
	}
	return r.number(*v, 1)
}

func (r *personal) change(v *float64) string {
	if v == nil {
		return r.say(notComputable)
	}
	return r.gap(*v, 2)
}

// ownShift draws the three changes, always together: each misleads alone.
func (r *personal) ownShift(s *estrade.OwnShift) {
	if s == nil {
		return
	}
	keep := px(150)
	r.section(r.say(shiftTitle), keep)
	r.block(margin, px(610), bodySoft, r.say(shiftHow)+" "+r.say(shiftBehaviours, s.N, s.Of))
	why := r.tooFew(s.N, s.Of)
	r.keyFigures(r.shiftFigure(shiftClassic, s.Classic, shiftClassicHow, why),
		r.shiftFigure(shiftRetrospective, s.Retrospective, shiftRetrospectiveHow, why),
		r.shiftFigure(shiftLook, s.Shift, shiftLookHow, why))
}

// shiftFigure is one of the three changes, in points of the scale.
func (r sheet) shiftFigure(label estrade.Text, v *float64, how estrade.Text, why string) keyFigure {
	if v == nil {
		return keyFigure{label: r.say(label), value: r.say(notComputable), note: why, words: true}
	}
	return keyFigure{label: r.say(label), value: r.signedNumber(*v, 2), note: r.say(how)}
}
