package document

import (
	estrade "estrade/app"
)

// feedback draws a hot evaluation. It is appreciation: it is never on the same
// page as what was learned, and says so.
func (r *report) feedback(f estrade.ReportFeedback) {
	r.block(margin, px(610), body.of(toolSemi), r.say(feedbackIntro))
	r.y += px(4)
	if !shown(f.N) {
		r.block(margin, columnWidth, body, r.say(noticeFew))
	} else {
		sample := r.sample(f.N)
		if f.Paper > 0 {
			sample = joined(", ", sample, r.say(paperTyped, f.Paper))
		}
		r.block(margin, columnWidth, bodySoft, sample)
		r.agreements(f)
	}
	r.recommendation(f)
	r.comments(f.Comments)
}

// agreements draws how far people agree with each sentence.
func (r *report) agreements(f estrade.ReportFeedback) {
	if len(f.Questions) == 0 {
		return
	}
	barX, barW := margin+px(300), px(240)
	t := table{columns: []column{
		{r.say(feedbackSentence), px(290), left, tableText},
		{"", px(264), left, small},
		{r.say(feedbackTop2), px(84), right, tableText.of(toolBold)},
		{r.say(contrastN), columnWidth - px(638) + cellGap, right, small.in(ink3)},
	}}
	t.columns[3].width -= cellGap
	for _, q := range f.Questions {
		line := row{cells: []string{r.words(q.Text), "", "—", r.number(float64(q.N), 0)}}
		if !shown(q.N) || q.Counts == nil {
			line.cells[1] = r.say(sortFewCell)
		} else {
			if q.Top2 != nil {
				line.cells[2] = r.percent(*q.Top2 / 100)
			}
			line.draw = func(y, h float64) { r.segments(barX, y+h/2-px(9), barW, px(18), q.Counts) }
		}
		t.rows = append(t.rows, line)
	}
	r.section(r.say(feedbackSentences), tableRoom(len(t.rows)))
	r.segmentLegend(r.all(f.Points))
	r.table(t)
}

// shade is the grey of point i of k, from the lowest, white, to the highest, ink.
func shade(i, k int) (fill, text colour) {
	ramp := [4]colour{white, sunken, step2, ink}
	step := 3
	if k > 1 {
		step = i * 3 / (k - 1)
	}
	if step == 3 {
		return ramp[3], white
	}
	return ramp[step], ink
}

// segments draws counts side by side, from the lowest point of the scale.
func (r *report) segments(x, y, width, height float64, counts []int) {
	total := 0
	for _, c := range counts {
		total += c
	}
	if total == 0 {
		return
	}
	s := style{face: toolSemi, size: px(11.5)}
	for i, c := range counts {
		if c == 0 {
			continue
		}
		w := width * float64(c) / float64(total)
		fill, fore := shade(i, len(counts))
		r.outlined(rect(x, y, w, height), fill, px(0.8), lineStrong)
		if text := r.number(float64(c), 0); r.measure(s, text) < w-px(3) {
			r.text(x+w/2, y+height/2+s.size*0.35, s.in(fore), centre, text)
		}
		x += w
	}
}

func (r *report) segmentLegend(names []string) {
	s := small.in(ink)
	x, y := margin, s.baseline(r.y)
	for i, name := range names {
		fill, _ := shade(i, len(names))
		r.outlined(rect(x, y-px(10), px(14), px(11)), fill, px(0.8), lineStrong)
		x += px(20) + r.text(x+px(20), y, s, left, r.fit(s, name, px(150))) + px(20)
	}
	r.y += s.lead + px(8)
}

// recommendation draws the three groups of marks; the net score comes from ten
// answers on.
func (r *report) recommendation(f estrade.ReportFeedback) {
	const scoreFrom = 10
	prompt := r.words(f.Prompt)
	if prompt == "" {
		return
	}
	r.section(prompt, px(110))
	if !shown(f.RecommendN) || f.Display == "hidden" {
		r.block(margin, columnWidth, body, r.say(noticeFew))
		return
	}
	r.block(margin, columnWidth, bodySoft, r.sample(f.RecommendN))
	r.y += px(4)
	r.segmentLegend([]string{r.say(feedbackDetractors), r.say(feedbackPassives), r.say(feedbackPromoters)})
	r.need(px(30))
	r.segments(margin, r.y, px(540), px(24), []int{f.Detractors, f.Passives, f.Promoters})
	r.y += px(34)
	if f.NPS != nil && f.Display == "score" && f.RecommendN >= scoreFrom {
		r.block(margin, columnWidth, body, r.say(feedbackNet, r.signedNumber(*f.NPS, 1)))
	} else {
		r.block(margin, columnWidth, bodySoft, r.say(feedbackNoNet))
	}
}

// comments draws the comments that the trainer reread and picked.
func (r *report) comments(all []estrade.ReportComments) {
	said := false
	for _, c := range all {
		said = said || len(c.Texts) > 0
	}
	if !said {
		return
	}
	r.section(r.say(feedbackComments), body.lead*3)
	r.block(margin, columnWidth, bodySoft, r.say(feedbackPicked))
	for _, c := range all {
		if len(c.Texts) == 0 {
			continue
		}
		r.skip(px(10))
		r.need(body.lead * 2)
		r.block(margin, columnWidth, body.of(toolSemi), r.words(c.Label))
		for _, text := range c.Texts {
			r.bullet(text)
		}
	}
}
