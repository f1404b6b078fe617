package document

import (
	"strings"

	estrade "estrade/app"
)

var (
	methodText = style{face: tool, size: px(12.5), lead: px(17.5), ink: ink2}
	methodCell = tableText.sized(px(12)).leaded(px(15.2))
)

// method draws, on its own page unless little stands on this one, how figures
// are made, what words mean, what figures cannot say, and what could not be
// printed. What comes after it takes after points, and never a page alone.
func (r *report) method(after float64) {
	if r.y > px(300) || r.at == 0 {
		r.newPage()
	}
	r.skip(px(34))
	r.tagged("H1", func() { r.block(margin, columnWidth, title, r.say(r.about.reading)) })
	r.y += px(6)
	for _, t := range methodParts {
		r.paragraphs(r.say(t))
	}
	r.definitions()
	r.section(r.say(methodLimits), px(60))
	r.paragraphs(r.limits()...)
	readers := []string{r.say(noticeExport, strings.TrimSuffix(r.say(r.about.holds), "."), r.readers())}
	if r.data.SingleTeam {
		readers = append(readers, r.say(noticeSingleTeam))
	}
	if r.data.Rehearsal {
		readers = append(readers, r.say(rehearsalNote))
	}
	if text := r.own(wordedClosing); text != "" {
		readers = append(readers, text)
	}
	keep := after
	for _, t := range readers {
		keep += r.tall(methodText, t, columnWidth) + px(4)
	}
	r.section(r.say(methodReaders), keep)
	r.paragraphs(readers...)
	r.unprinted(bodySoft)
}

// paragraphs draws texts of the method page.
func (r *report) paragraphs(texts ...string) {
	for _, t := range texts {
		r.block(margin, columnWidth, methodText, t)
		r.y += px(4)
	}
}

// definitions draws the words of the activities of this report.
func (r *report) definitions() {
	t := table{columns: []column{
		{r.say(methodWord), px(196), left, methodCell.of(toolSemi)},
		{r.say(methodMeaning), columnWidth - px(196), left, methodCell.in(ink2)},
	}}
	known := map[string]bool{}
	for _, a := range r.data.Results {
		for _, d := range definitionsOf(a) {
			if word := r.say(d.word); !known[word] {
				known[word] = true
				t.rows = append(t.rows, row{cells: []string{word, r.say(d.meaning)}})
			}
		}
	}
	if len(t.rows) > 0 {
		r.section(r.say(methodDefinitions), tableRoom(2))
		r.table(t)
	}
}

// limits are the sentences that guard the reader of these results.
func (r *report) limits() []string {
	texts := []string{r.say(noticeSelf), r.say(methodGroupLimit), r.say(methodSizeLimit)}
	said := map[estrade.Text]bool{}
	for _, a := range r.data.Results {
		for _, t := range limitsOf(a) {
			if !said[t] {
				said[t] = true
				texts = append(texts, r.say(t))
			}
		}
	}
	return texts
}

// readers are whom the document is for.
func (r *report) readers() string {
	if r.about.readers != (estrade.Text{}) {
		return r.say(r.about.readers)
	}
	for _, text := range append(r.data.Recipient, r.data.Client) {
		if text = clean(text); text != "" {
			return text
		}
	}
	return r.say(reportNobody)
}

// definitionsOf are the words that the pages of an activity use.
func definitionsOf(a estrade.ActivityResult) []definition {
	switch {
	case a.Scenario != nil:
		return methodScenario
	case a.Contrast != nil:
		return methodContrast
	case a.Ranking != nil:
		return methodRanking
	case a.Assessment != nil:
		return methodAssessment
	case a.Curve != nil:
		return methodCurve
	case a.Sort != nil && a.Sort.F1:
		return methodSpotting
	case a.Sort != nil:
		return methodSort
	case a.Rating != nil:
		return methodRating
	case a.Board != nil:
		return methodBoard
	case a.Feedback != nil && a.Feedback.NPS == nil:
		return methodFeedback[:1]
	case a.Feedback != nil:
		return methodFeedback
	default:
		return nil
	}
}

// limitsOf are the notices and limits that the pages of an activity call for.
func limitsOf(a estrade.ActivityResult) []estrade.Text {
	switch {
	case a.Scenario != nil:
		return []estrade.Text{noticeScenario}
	case a.Contrast != nil, a.Assessment != nil:
		return []estrade.Text{methodSelfLimit}
	case a.Ranking != nil, a.Curve != nil, a.Sort != nil, a.Rating != nil:
		return []estrade.Text{noticeReference}
	case a.Feedback != nil:
		return []estrade.Text{methodLikeLimit}
	default:
		return nil
	}
}
