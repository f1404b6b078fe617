package document

import (
	"math"
	"regexp"
	"strings"

	estrade "estrade/app"
)

// assessmentSlips are the questions of a part, and a T to fill in after the
// first one.
func (h *handouts) assessmentSlips(x estrade.Handout, p estrade.HandoutPart, a estrade.AssessmentPlay) []slip {
	var all []slip
	for _, pass := range a.Passes {
		title := handoutForm
		if p.Phase != "answer" {
			title = p.Title
		}
		all = append(all, slip{title: title, use: handoutEach, how: h.instructed(x, p), draw: func() { h.questions(a, pass) }})
	}
	if p.Phase == "answer" && len(a.Passes) > 0 {
		all = append(all, slip{title: handoutTee, use: handoutEach, draw: func() { h.emptyTee(a) }})
	}
	return all
}

// questions draws one pass: a sentence, its points, and « ne me concerne pas ».
func (h *handouts) questions(a estrade.AssessmentPlay, pass estrade.AssessmentForm) {
	h.prose(style{face: toolSemi, size: px(14.5), lead: px(20), ink: ink}, h.in(pass.Stem))
	h.y += px(6)
	var heads, labels []string
	for _, point := range pass.Points {
		value := h.number(float64(point.Value), 0)
		heads, labels = append(heads, value), append(labels, value+string(noBreak)+h.in(point.Label))
	}
	heads = append(heads, "–")
	labels = append(labels, "–"+string(noBreak)+h.lowered(a.NotConcerned))
	h.prose(body, strings.Join(labels, " · "))
	h.y += px(4)
	var texts []string
	for _, item := range pass.Items {
		texts = append(texts, h.in(item.Text))
	}
	h.answerGrid("", texts, heads, px(36), h.circle)
	h.skip(px(8))
	h.block(margin, columnWidth, tiny, h.say(noticeSelf))
}

// emptyTee draws a T without marks and how each is found.
func (h *handouts) emptyTee(a estrade.AssessmentPlay) {
	if how := h.sums(a); how != "" {
		h.prose(body, how)
		h.y += px(8)
	}
	t := tee{bar: h.in(a.Horizontal.Title), stem: h.in(a.Vertical.Title)}
	for _, c := range a.Competencies {
		t.cells = append(t.cells, teeCell{name: h.in(c.Name), vertical: c.Bar == "vertical"})
	}
	h.tee(t)
	h.y += px(10)
	h.prose(small, h.in(a.Drawing))
	h.block(margin, columnWidth, tiny, h.say(noticeSelf))
}

// sums says how a cell's height follows from answers, by the method self-score;
// "" where cells have unlike numbers of questions.
func (h *handouts) sums(a estrade.AssessmentPlay) string {
	pass := a.Passes[0]
	asked := map[string]int{}
	for _, item := range pass.Items {
		asked[item.Competency]++
	}
	each := 0
	for _, n := range asked {
		if each != 0 && n != each {
			return ""
		}
		each = n
	}
	if each == 0 || len(pass.Points) < 2 {
		return ""
	}
	times := h.number(100/float64(each*(len(pass.Points)-1)), 1)
	if each == 1 {
		return h.say(handoutSum, times)
	}
	return h.say(handoutSums, each, each, times)
}

// boardSlip is the canvas of a board.
func (h *handouts) boardSlip(x estrade.Handout, p estrade.HandoutPart, b estrade.BoardPlay) slip {
	return slip{title: handoutBoard, use: handoutTable, how: h.instructed(x, p), draw: func() {
		h.prose(small, joined(" ", h.in(b.PrivacyNote), h.say(handoutNoOne)))
		h.y += px(8)
		h.frames(b.Boxes)
		if len(b.Roles) > 0 {
			h.newPage()
			h.section(h.say(handoutRoles), px(60))
			h.frames(b.Roles)
		}
	}}
}

// frames draws boxes to write in, two in a row, over the rest of the page.
func (h *handouts) frames(boxes []estrade.BoxPlay) {
	rows := (len(boxes) + 1) / 2
	gap := px(12)
	width := (columnWidth - gap) / 2
	height := math.Max(px(110), math.Min(px(300), (h.bottom-h.y)/math.Max(1, float64(rows))-gap))
	s := style{face: toolSemi, size: px(14), lead: px(18), ink: ink}
	for i := 0; i < len(boxes); i += 2 {
		h.need(height)
		for j, b := range boxes[i:min(i+2, len(boxes))] {
			x := margin + (width+gap)*float64(j)
			h.stroke(rect(x, h.y, width, height), px(1.2), ink)
			lines := h.wrap(s, h.in(b.Title), width-px(20))
			next := h.lines(x+px(10), s.baseline(h.y+px(6)), s, left, lines)
			h.lines(x+px(10), next, small, left, h.wrap(small, h.in(b.Prompt), width-px(20)))
		}
		h.y += height + gap
	}
}

// slotInTemplate is a slot of a plan's sentence.
var slotInTemplate = regexp.MustCompile(`\{[a-z-]+\}`)

// planSlip is the form of an if–then plan.
func (h *handouts) planSlip(x estrade.Handout, p estrade.HandoutPart, c estrade.CommitmentPlay) slip {
	return slip{title: handoutPlan, use: handoutEach, how: h.instructed(x, p), draw: func() {
		said := h.words(slotInTemplate.ReplaceAllStringFunc(c.Template.In(h.language), func(slot string) string {
			for _, s := range c.Slots {
				if s.ID == strings.Trim(slot, "{}") {
					return "[" + strings.ToLower(s.Label.In(h.language)) + "]"
				}
			}
			return slot
		}))
		for i := range max(1, c.MaxPlans) {
			if i > 0 {
				h.newPage()
			}
			if c.MaxPlans > 1 {
				h.section(h.say(handoutPlanN, i+1), px(200))
			}
			h.prose(finding, said)
			h.plan(c)
		}
	}}
}

// plan draws the slots of one plan and the question of confidence.
func (h *handouts) plan(c estrade.CommitmentPlay) {
	for _, s := range c.Slots {
		h.y += px(10)
		h.need(px(80))
		h.prose(body, h.say(handoutHint, h.in(s.Label), h.lowered(s.Hint)))
		n := 2
		if s.Input == "date" {
			n = 1
		}
		h.writingLines(margin, columnWidth, n)
	}
	h.y += px(8)
	h.need(px(90))
	h.prose(body.of(toolSemi), h.in(c.Confidence.Question))
	h.circles(c.Confidence.Min, c.Confidence.Max, 1, margin, columnWidth)
	h.prose(small, h.in(c.Confidence.Advice))
}

// feedbackSlip is the evaluation, handed in without a name.
func (h *handouts) feedbackSlip(x estrade.Handout, p estrade.HandoutPart, f estrade.FeedbackPlay) slip {
	return slip{title: handoutFeedback, use: handoutGiven, how: h.instructed(x, p), draw: func() {
		var texts, heads []string
		for _, q := range f.Questions {
			texts = append(texts, h.in(q.Text))
		}
		for _, point := range f.Points {
			heads = append(heads, h.in(point.Label))
		}
		h.answerGrid("", texts, heads, px(74), h.circle)
		h.y += px(18)
		h.need(px(100))
		h.prose(body.of(toolSemi), h.in(f.Recommendation.Question))
		h.circles(f.Recommendation.Min, f.Recommendation.Max, 1, margin, columnWidth)
		h.text(margin, small.baseline(h.y), small, left, h.in(f.Recommendation.Low))
		h.text(margin+columnWidth, small.baseline(h.y), small, right, h.in(f.Recommendation.High))
		h.y += small.lead + px(10)
		for _, c := range f.Comments {
			h.need(px(90))
			h.prose(body.of(toolSemi), h.in(c.Text))
			h.writingLines(margin, columnWidth, 2)
		}
		h.prose(small, h.in(f.PrivacyNote))
	}}
}
