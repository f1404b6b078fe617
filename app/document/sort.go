package document

import (
	estrade "estrade/app"
)

// sorted draws where the room put each card, beside the key and its reasons,
// then the tables, then the question asked afterwards.
func (r *report) sorted(s estrade.ReportSort) {
	r.block(margin, px(610), bodySoft, r.say(sortedIntro)+" "+r.say(noticeReference))
	r.y += px(4)
	r.block(margin, px(610), body.of(toolSemi), r.sortedMean(s))
	m := matrix{head: r.say(sortCard), columns: r.all(s.Columns), agreement: r.say(sortTop)}
	for _, t := range s.Tables {
		m.marks = append(m.marks, t.Mark)
	}
	for _, c := range s.Cards {
		line := matrixRow{text: r.words(c.Text), note: r.words(c.Reason), n: c.N, counts: c.Counts, key: c.Column, tables: c.Tables}
		if c.TopShare != nil {
			line.share = r.percent(*c.TopShare)
			if c.Explore {
				line.band = r.say(bandNames["explore"])
			}
		}
		m.rows = append(m.rows, line)
	}
	r.section(r.say(sortTitle), tableRoom(len(m.rows)))
	how := r.say(keyFrame)
	if n := len(s.Tables); n > 0 && n <= matrixMarks {
		how += " " + r.say(sortedMarks)
	}
	r.block(margin, px(610), bodySoft, how)
	most := 0
	for _, c := range s.Cards {
		most = max(most, c.Hands)
	}
	r.handedCards(most)
	r.y += px(8)
	r.matrixTable(m)
	r.sortedTables(s)
	if q := s.FollowUp; q != nil {
		r.choices(r.words(q.Prompt), q.N, q.Hands, r.all(q.Choices), q.Counts)
	}
}

// sortedMean is the mean score of the room.
func (r *report) sortedMean(s estrade.ReportSort) string {
	if !shown(s.N) || s.Mean == nil {
		return r.say(noticeFew)
	}
	text := ""
	if s.F1 {
		text = r.say(sortedF1, r.fixed(*s.Mean, 2), s.N)
	} else {
		text = r.say(sortedScore, r.number(*s.Mean, 1), s.N)
	}
	if s.N < 10 {
		text += " " + r.say(noticeSmall)
	}
	return text
}

// sortedTables draws each table's own score and, from five people, their mean.
func (r *report) sortedTables(s estrade.ReportSort) {
	if len(s.Tables) == 0 {
		return
	}
	score := func(v *float64) string {
		switch {
		case v == nil:
			return "—"
		case s.F1:
			return r.fixed(*v, 2)
		default:
			return r.number(*v, 1)
		}
	}
	t := table{columns: []column{
		{"", px(26), left, tableText},
		{r.say(rankingTable), columnWidth - px(306), left, tableText.of(toolSemi)},
		{r.say(rankingTogether), px(90), right, tableText.of(toolSemi)},
		{r.say(rankingAlone), px(120), right, tableText},
		{r.say(contrastN), px(70) + cellGap, right, small.in(ink3)},
	}}
	t.columns[4].width -= cellGap
	for _, own := range s.Tables {
		mean := "—"
		if shown(own.N) {
			mean = score(own.Mean)
		}
		t.rows = append(t.rows, row{cells: []string{"", clean(own.Name), score(own.Score), mean, r.number(float64(own.N), 0)},
			draw: func(y, h float64) { r.fill(teamShape(own.Mark, margin+px(8), y+h/2, px(6)), ink) }})
	}
	r.section(r.say(sortedTables), tableRoom(len(t.rows)))
	r.block(margin, px(610), bodySoft, r.say(sortedTablesHow))
	r.y += px(6)
	r.table(t)
}
