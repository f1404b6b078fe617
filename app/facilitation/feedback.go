package facilitation

import (
	"encoding/json"
	"slices"
	"strconv"

	estrade "estrade/app"
	"estrade/app/scoring"
)

// feedback is a hot evaluation, anonymous for everybody: totals and comments
// reread go to the trainer and the report; nobody else sees any, and an opinion
// has no result of its own. It reads satisfaction, not learning.
type feedback struct{ plainKind }

const (
	phaseComments = "comments"

	itemRecommendation = "recommendation"
)

func (feedback) parts(r *run) []partPlan {
	plan := r.packParts()
	for i := range plan {
		plan[i].collects = true
		plan[i].measured = plan[i].phase == phaseAnswer
	}
	return plan
}

// items lists what a part asks.
func (feedback) items(r *run, p partPlan) []string {
	var items []string
	a := r.activity.Feedback
	if p.phase == phaseComments {
		for _, c := range a.Comments {
			items = append(items, c.ID)
		}
		return items
	}
	for _, q := range a.Questions {
		items = append(items, q.ID)
	}
	return append(items, itemRecommendation)
}

func (k feedback) place(r *run, p partPlan, at place) error {
	if at.pass != "" || !slices.Contains(k.items(r, p), at.item) {
		return fail("unknown-item", "This question is not asked here.", "item", at.item)
	}
	return nil
}

func (k feedback) check(r *run, p partPlan, at place, v json.RawMessage) error {
	if err := k.place(r, p, at); err != nil {
		return err
	}
	if p.phase == phaseComments {
		return checkText(v, maxLongText)
	}
	a := r.activity.Feedback
	low, high := 1, len(a.Scale.Points)
	if at.item == itemRecommendation {
		low, high = a.Recommendation.Min, a.Recommendation.Max
	}
	var point int
	if json.Unmarshal(v, &point) != nil || point < low || point > high {
		return fail("out-of-range", "This point is not on the scale.")
	}
	return nil
}

// complete asks for a word under each heading, or for declining: who has nothing
// to say locks.
func (k feedback) complete(r *run, p partPlan, mine map[place]estrade.Answer) bool {
	return !slices.ContainsFunc(k.items(r, p), func(item string) bool {
		a, ok := mine[place{part: p.id, item: item}]
		return !ok || string(a.Value) == `""`
	})
}

func (feedback) passes(partPlan) []string { return []string{""} }

// answersTo are everybody's answers to a question, nil where missing.
func (feedback) answersTo(r *run, question string) []*float64 {
	var answers []*float64
	for _, who := range r.s.people() {
		answers = append(answers, number(r.answers.of(person(who.ID)), place{part: phaseAnswer, item: question}))
	}
	return answers
}

// opinions are the answers to a question that figures count, in no order that
// tells anything, and how many of them were handed in on paper.
func (k feedback) opinions(r *run, question string) ([]*float64, int) {
	n, counts := 0, make(map[string]int)
	for _, v := range k.answersTo(r, question) {
		if v != nil {
			n++
			counts[strconv.Itoa(int(*v))]++
		}
	}
	t := r.withHands(phaseAnswer, question, counts, n)
	var values []*float64
	for _, point := range t.answers() {
		if v, err := strconv.ParseFloat(point, 64); err == nil { // always: points are whole numbers
			values = append(values, &v)
		}
	}
	return values, t.hands
}

// people counts who answered a question at least.
func (k feedback) people(r *run) int {
	answered := make([]bool, len(r.s.people()))
	for _, item := range k.items(r, partPlan{phase: phaseAnswer}) {
		for i, v := range k.answersTo(r, item) {
			answered[i] = answered[i] || v != nil
		}
	}
	n := 0
	for _, yes := range answered {
		if yes {
			n++
		}
	}
	return n
}

func (k feedback) figures(r *run, p partPlan) (*estrade.Figures, error) {
	if p.phase != phaseAnswer {
		return nil, nil
	}
	a := r.activity.Feedback
	f := &estrade.FeedbackFigures{N: k.people(r), Questions: []estrade.QuestionTop2{}}
	seen := func(n, hands int) {
		f.Hands = max(f.Hands, hands)
		if hands > 0 { // nobody knows whose sheet it was: as many as answered one question
			f.N = max(f.N, n)
		}
	}
	for _, q := range a.Questions {
		opinions, hands := k.opinions(r, q.ID)
		seen(len(opinions), hands)
		top, err := scoring.Top2(opinions, len(a.Scale.Points), r.scoringRule("top2").MinN)
		if err != nil {
			return nil, err
		}
		line := estrade.QuestionTop2{Question: q.ID, N: top.N}
		if enough(top.N) && top.Display == scoring.DisplayShown {
			line.Counts, line.Top2 = top.Counts, top.Top2
		}
		f.Questions = append(f.Questions, line)
	}
	rule := r.scoringRule("nps")
	opinions, hands := k.opinions(r, itemRecommendation)
	seen(len(opinions), hands)
	nps, err := scoring.NPS(opinions, scoring.NPSRule{MinN: rule.MinN, ScoreFromN: rule.ScoreFromN})
	if err != nil {
		return nil, err
	}
	f.Recommendation = estrade.RecommendationFigures{N: nps.N, Display: string(scoring.DisplayHidden)}
	if enough(nps.N) && nps.Display != scoring.DisplayHidden {
		f.Recommendation.Promoters, f.Recommendation.Passives, f.Recommendation.Detractors = nps.Promoters, nps.Passives, nps.Detractors
		f.Recommendation.Display = string(nps.Display)
	}
	if f.Recommendation.Display == string(scoring.DisplayScore) {
		f.Recommendation.NPS = nps.NPS
	}
	return &estrade.Figures{Feedback: f}, nil
}

func (feedback) play(r *run, _ partPlan) *estrade.Play {
	a := r.activity.Feedback
	play := &estrade.FeedbackPlay{
		Points: a.Scale.Points, Questions: []estrade.Choice{}, Recommendation: a.Recommendation, Comments: []estrade.Choice{},
		PrivacyNote: a.PrivacyNote,
	}
	for _, q := range a.Questions {
		play.Questions = append(play.Questions, estrade.Choice(q))
	}
	for _, c := range a.Comments {
		play.Comments = append(play.Comments, estrade.Choice{ID: c.ID, Text: c.Label})
	}
	return &estrade.Play{Feedback: play}
}

// offers are the comments, once their part is closed, where five people or more
// answered: the comments of fewer would have an author.
func (feedback) readPart(*run) string { return phaseComments }

func (k feedback) offers(r *run) offering {
	if _, planned := r.find(phaseComments); !planned || !r.settled(phaseComments) || !enough(k.people(r)) {
		return offering{}
	}
	o := offering{use: pickedForReport, part: phaseComments}
	for _, who := range r.s.people() {
		mine := r.answers.of(person(who.ID))
		for _, c := range r.activity.Feedback.Comments {
			if comment := written(mine, place{part: phaseComments, item: c.ID}); comment != "" {
				o.texts = append(o.texts, offer{subject: person(who.ID), item: c.ID, source: sourceComment, box: c.ID, text: comment})
			}
		}
	}
	return o
}
