package document

import (
	"fmt"

	estrade "estrade/app"
)

// rating draws how the room rated each source beside the reference, the
// criteria, and what tables decided.
func (r *report) rating(s estrade.ReportRating) {
	if text := r.words(s.Decision); text != "" {
		r.block(margin, px(610), question, text)
		r.y += px(6)
	}
	note := r.words(s.ReferenceNote)
	if note == "" {
		note = r.say(noticeReference)
	}
	r.block(margin, px(610), bodySoft, note)
	text := r.say(noticeFew)
	if shown(s.N) && s.MeanAlignment != nil {
		text = r.say(ratingAlignment, r.number(*s.MeanAlignment, 1), s.N)
		if s.N < 10 {
			text += " " + r.say(noticeSmall)
		}
	}
	r.y += px(4)
	r.block(margin, px(610), body.of(toolSemi), text)
	r.rated(s)
	r.criteria(s)
	r.said(s.Said)
}

// classTitles are the heads of the classes: « 0–20 », « 20–40 »…
func classTitles(classes []int) []string {
	var titles []string
	low := 0
	for _, high := range classes {
		titles = append(titles, fmt.Sprintf("%d–%d", low, high))
		low = high
	}
	return titles
}

// rated draws a row for each source: answers by class, mean, reference, agreement.
func (r *report) rated(s estrade.ReportRating) {
	if len(s.Items) == 0 {
		return
	}
	cellW := px(212) / float64(max(1, len(s.Classes)))
	first := px(248)
	t := table{narrow: true, columns: []column{{r.say(ratingSource), first, left, tableText}}}
	for _, c := range classTitles(s.Classes) {
		t.columns = append(t.columns, column{c, cellW, left, small})
	}
	t.columns = append(t.columns,
		column{r.say(ratingMean), px(54), right, tableText.of(toolSemi)},
		column{r.say(rankingRefShort), px(46), right, tableText},
		column{r.say(contrastAgreement), columnWidth - first - px(212) - px(140), left, small.in(ink)},
		column{r.say(contrastN), px(40) + cellGap, right, small.in(ink3)})
	t.columns[len(t.columns)-1].width -= cellGap
	for _, item := range s.Items {
		t.rows = append(t.rows, r.ratedRow(item, s.Classes, margin+first, cellW))
	}
	r.section(r.say(ratingTitle), tableRoom(len(t.rows)))
	r.block(margin, px(610), bodySoft, r.say(ratingHow))
	r.y += px(8)
	r.table(t)
}

func (r *report) ratedRow(item estrade.ReportRated, classes []int, x, cellW float64) row {
	k := len(classes)
	cells := make([]string, k+5)
	cells[0] = r.words(item.Text)
	cells[k+1], cells[k+2] = "—", r.number(item.Reference, 0)
	cells[k+4] = r.number(float64(item.N), 0)
	line := row{cells: cells, note: r.words(item.Reason), least: px(33)}
	at := func(v float64) float64 { return x + cellW*classPosition(classes, v) }
	if !shown(item.N) || item.Counts == nil {
		line.draw = func(y, h float64) {
			r.text(x, y+h/2+small.size*0.35, small, left, r.say(sortFewCell))
		}
		return line
	}
	if item.Mean != nil {
		cells[k+1] = r.number(*item.Mean, 1)
	}
	line.draw = func(y, h float64) {
		top := y + h/2 - px(12)
		for i, count := range item.Counts {
			if i < k {
				r.countCell(x+cellW*float64(i)+px(0.75), top, cellW-px(1.5), px(24), count, item.N, false)
			}
		}
		if item.Consensus != nil {
			r.banded(x+px(212)+px(100), y+h/2, r.fixed(*item.Consensus, 2), r.say(bandNames[item.Band]))
		}
		if item.Mean != nil {
			m := at(*item.Mean)
			r.outlined(polygon(m-px(4.6), top+px(25), m, top+px(17.5), m+px(4.6), top+px(25)), ink, px(1), white)
		}
		r.outlined(teamShape(3, at(item.Reference), top+px(1), px(4.6)), white, px(1.5), ink)
	}
	return line
}

// classPosition is where a value lies among classes, in classes from 0.
func classPosition(classes []int, v float64) float64 {
	low := 0.0
	for i, high := range classes {
		if v <= float64(high) && float64(high) > low {
			return float64(i) + (v-low)/(float64(high)-low)
		}
		low = float64(high)
	}
	return float64(len(classes))
}

// criteria draws which criterion weighed most, by source.
func (r *report) criteria(s estrade.ReportRating) {
	m := matrix{head: r.say(ratingSource), columns: r.all(s.Criteria)}
	for _, item := range s.Items {
		line := matrixRow{text: r.words(item.Text), n: -1, counts: item.Criteria, key: -1}
		if item.Criteria != nil {
			line.n = 0
		}
		for _, c := range item.Criteria {
			line.n += c
		}
		m.rows = append(m.rows, line)
	}
	if len(m.columns) == 0 || len(m.rows) == 0 {
		return
	}
	r.section(r.say(ratingCriteria), tableRoom(len(m.rows)))
	r.matrixTable(m)
}

// said draws the tables' decisions that the trainer picked, without authors.
func (r *report) said(texts []string) {
	if len(texts) == 0 {
		return
	}
	r.section(r.say(ratingSaid), body.lead*2)
	for _, text := range texts {
		r.bullet(text)
	}
}
