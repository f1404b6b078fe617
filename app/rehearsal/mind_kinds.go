package rehearsal

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	estrade "estrade/app"
)

// Thinking times of an ordinary person, in seconds.
const (
	effortBehaviour = 6
	effortEstimate  = 15
	effortDraw      = 60
	effortPlace     = 8
	effortSource    = 10
	effortCriterion = 5
	effortQuestion  = 7
)

// The phases of other kinds that are answered, as the room's pictures name them.
const (
	phaseAnswer        = "answer"
	phaseRetrospective = "retrospective"
	phaseEstimate      = "estimate"
	phaseDraw          = "draw"
	phasePlace         = "place"
	phaseFollowUp      = "follow-up"
	phaseNotes         = "notes"
	phaseRunOff        = "runoff"
	phaseAlone         = "alone"
	phasePairs         = "pairs"
	phaseComments      = "comments"
)

// notConcerned says that a behaviour does not concern somebody.
const notConcerned = "not-concerned"

// kind lists what to do in a part of a self-positioning, a curve, a sort, a
// rating, a board, a plan or a hot evaluation.
func (m mind) kind(t task) []act {
	switch p := t.play; {
	case p.Assessment != nil:
		return m.position(t, p.Assessment)
	case p.Curve != nil && t.part.Phase == phaseEstimate:
		return m.estimate(t, p.Curve)
	case p.Curve != nil && t.part.Phase == phaseDraw:
		return m.draw(t, p.Curve)
	case p.Curve != nil && t.part.Phase == phasePlace:
		return m.place(t, p.Curve)
	case p.Sort != nil && t.part.Phase == phaseFollowUp:
		return m.followUp(t, p.Sort)
	case p.Sort != nil:
		return m.columns(t, p.Sort)
	case p.Rating != nil && t.part.Phase == phaseTeam:
		return m.settle(t)
	case p.Rating != nil:
		return m.rate(t, p.Rating)
	case p.Board != nil && t.part.Phase == phaseNotes:
		return m.notes(t, p.Board)
	case p.Board != nil:
		return m.ballot(t, p.Board)
	case p.Commitment != nil:
		return m.commit(t, p.Commitment)
	case p.Feedback != nil && t.part.Phase == phaseComments:
		return m.comment(t, p.Feedback)
	case p.Feedback != nil:
		return m.appraise(t, p.Feedback)
	}
	return nil
}

// within rounds x into [low, high].
func within(x float64, low, high int) int {
	return min(high, max(low, int(math.Round(x))))
}

// moments is how much higher or lower people place themselves at a moment, on a
// scale of 1: a workshop raises what they say, and what they say of before.
var moments = map[string]float64{"after": 0.1, "retrospective": -0.12, "baseline": -0.05, "follow-up": 0.04}

// position places a person on every behaviour: near what they said before.
func (m mind) position(t task, a *estrade.AssessmentPlay) []act {
	var acts []act
	for _, form := range a.Passes {
		points := len(form.Points)
		if points == 0 {
			continue
		}
		for _, item := range form.Items {
			ease := 0.55 + 0.1*draw(m.sense.seed, "ease", item.ID).NormFloat64() +
				0.15*draw(m.sense.seed, "ease", m.who, item.ID).NormFloat64() + moments[form.Moment]
			if m.camp != 0 {
				ease = 0.5 + 0.35*float64(m.camp) + moments[form.Moment]
			}
			at := func(r *rand.Rand) any {
				if r.Float64() < 0.02 {
					return notConcerned
				}
				return within(1+(ease+0.06*r.NormFloat64())*float64(points-1), 1, points)
			}
			r := m.chance(t, "behaviour", form.ID, item.ID)
			acts = m.answer(t, acts, act{effort: effortBehaviour, pass: form.ID, item: item.ID, value: encode(at(r))}, at)
		}
		acts = m.lockPass(t, acts, form.ID)
	}
	return acts
}

// estimate guesses the published figures.
func (m mind) estimate(t task, c *estrade.CurvePlay) []act {
	var acts []act
	for _, e := range c.Estimates {
		low, high := 0.0, 100.0
		if e.Unit == "number" {
			high = 1000
		}
		if e.Min != nil {
			low = *e.Min
		}
		if e.Max != nil {
			high = *e.Max
		}
		r := m.chance(t, "estimate", e.ID)
		if e.Optional && r.Float64() < 0.4 {
			continue
		}
		middle := low + (high-low)*draw(m.sense.seed, "estimate", t.activity, e.ID).Float64()
		if known, ok := m.sense.estimate(t.activity, e.ID); ok {
			middle = m.sense.hint*known + (1-m.sense.hint)*middle
		}
		at := func(r *rand.Rand) any {
			return min(high, max(low, math.Round(middle+0.35*(1-m.insight)*(high-low)*r.NormFloat64())))
		}
		acts = m.answer(t, acts, act{effort: effortEstimate, item: e.ID, value: encode(at(r))}, at)
	}
	return m.lockPass(t, acts, "")
}

// shapes are what people draw when asked how engagement goes, as heights over
// time, both from 0 to 1; the weights make 1.
var shapes = []struct {
	weight  float64
	heights []float64
}{
	{0.3, []float64{0.3, 1, 0.7, 0.45, 0.3, 0.35, 0.45, 0.55, 0.65}}, // hopes, a slump, a slow return
	{0.2, []float64{0.3, 1, 0.65, 0.4, 0.3, 0.22, 0.16, 0.1, 0.06}},  // hopes, then an end
	{0.25, []float64{0.05, 0.1, 0.2, 0.4, 0.62, 0.8, 0.9, 0.95, 1}},  // slow, then everybody
	{0.15, []float64{0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1}},     // straight up
	{0.1, []float64{0.4, 0.8, 0.5, 0.9, 0.45, 0.85, 0.5, 0.8, 0.5}},  // a wave at each campaign
}

// draw draws the engagement over the months. Some stop before the end.
func (m mind) draw(t task, c *estrade.CurvePlay) []act {
	n := len(c.Months)
	if n < 2 {
		return nil
	}
	sketch := func(r *rand.Rand) any {
		shape := shapes[len(shapes)-1].heights
		at := r.Float64()
		for _, s := range shapes {
			if at -= s.weight; at < 0 {
				shape = s.heights
				break
			}
		}
		top, shift := 70+30*r.Float64(), 1+0.3*r.NormFloat64()
		points := make([]*int, n)
		for i := range points {
			// Some see the same story faster, some slower.
			x := min(1, max(0, float64(i)/float64(n-1)*max(0.4, shift)))
			at := x * float64(len(shape)-1)
			k := min(len(shape)-2, int(at))
			height := shape[k] + (at-float64(k))*(shape[k+1]-shape[k])
			points[i] = new(within(top*height+3*r.NormFloat64(), 0, 100))
		}
		if r.Float64() < 0.15 {
			for i := n - 1 - r.IntN(n/3+1); i < n; i++ {
				points[i] = nil
			}
		}
		return points
	}
	acts := m.answer(t, nil, act{effort: effortDraw, item: "curve", value: encode(sketch(m.chance(t, "draw")))}, sketch)
	return m.lockPass(t, acts, "")
}

// place puts every intervention at its moment, or near it.
func (m mind) place(t task, c *estrade.CurvePlay) []act {
	if len(c.Zones) == 0 {
		return nil
	}
	zones := make([]string, len(c.Zones))
	for i, z := range c.Zones {
		zones[i] = z.ID
	}
	var acts []act
	for _, i := range c.Interventions {
		key, _ := m.sense.zone(t.activity, i.ID)
		pick := m.near(t, i.ID, key, zones)
		acts = m.answer(t, acts, act{effort: effortPlace, item: i.ID, value: encode(pick(m.chance(t, "place", i.ID)))}, pick)
	}
	return m.lockPass(t, acts, "")
}

// near returns a choice among options that is the key's more or less often,
// else what the room takes for right, else any.
func (m mind) near(t task, item, key string, options []string) func(*rand.Rand) any {
	common := options[draw(m.sense.seed, "near", t.activity, item).IntN(len(options))]
	return func(r *rand.Rand) any {
		known := slices.Contains(options, key)
		switch at := r.Float64(); {
		case m.camp < 0:
			return options[(slices.Index(options, common)+1)%len(options)]
		case known && at < 0.3+0.6*m.sense.hint*m.insight:
			return key
		case at < 0.3+0.6*m.insight:
			return common
		}
		return options[r.IntN(len(options))]
	}
}

// columns puts every card in a column, alone or as a table.
func (m mind) columns(t task, s *estrade.SortPlay) []act {
	if len(s.Columns) == 0 {
		return nil
	}
	columns := make([]string, len(s.Columns))
	for i, c := range s.Columns {
		columns[i] = c.ID
	}
	var acts []act
	for _, card := range s.Cards {
		key, _ := m.sense.column(t.activity, card.ID)
		pick := m.near(t, card.ID, key, columns)
		r := m.chance(t, "column", card.ID)
		column := pick(r)
		if s.Both != nil && r.Float64() < 0.08 {
			column = "both"
		}
		acts = m.answer(t, acts, act{effort: effortCard, item: card.ID, value: encode(column)}, pick)
	}
	return m.lockPass(t, acts, "")
}

// followUp answers the question asked after a sort.
func (m mind) followUp(t task, s *estrade.SortPlay) []act {
	if s.FollowUp == nil || len(s.FollowUp.Choices) == 0 {
		return nil
	}
	choices := make([]string, len(s.FollowUp.Choices))
	for i, c := range s.FollowUp.Choices {
		choices[i] = c.ID
	}
	pick := m.near(t, phaseFollowUp, "", choices)
	acts := m.answer(t, nil, act{effort: effortVote, item: phaseFollowUp, value: encode(pick(m.chance(t, "choice")))}, pick)
	return m.lockPass(t, acts, "")
}

// rate trusts every source more or less and says why.
func (m mind) rate(t task, p *estrade.RatingPlay) []act {
	var acts []act
	for _, item := range p.Items {
		trust := float64(p.Min) + float64(p.Max-p.Min)*draw(m.sense.seed, "trust", t.activity, item.ID).Float64()
		if known, ok := m.sense.reference(t.activity, item.ID); ok {
			trust = m.sense.hint*known + (1-m.sense.hint)*trust
		}
		if m.camp < 0 {
			trust = float64(p.Max+p.Min) - trust
		}
		at := func(r *rand.Rand) any {
			return within(trust+0.3*(1-m.insight/2)*float64(p.Max-p.Min)*r.NormFloat64(), p.Min, p.Max)
		}
		acts = m.answer(t, acts, act{effort: effortSource, item: item.ID, value: encode(at(m.chance(t, "rate", item.ID)))}, at)
		if len(p.Criteria) == 0 {
			continue
		}
		criteria := make([]string, len(p.Criteria))
		for i, c := range p.Criteria {
			criteria[i] = c.ID
		}
		why := m.near(t, item.ID, "", criteria)
		acts = m.answer(t, acts, act{effort: effortCriterion, pass: "criterion", item: item.ID, value: encode(why(m.chance(t, "why", item.ID)))}, why)
	}
	if len(acts) > 0 && m.chance(t, "lock").Float64() < m.locks { // one button locks both
		acts = append(acts, act{effort: effortLock, lock: true}, act{lock: true, pass: "criterion"})
	}
	return acts
}

// ballot places the dots of a vote, or of a run-off. Ideas are judged by what
// they say: their ids are another session's next time.
func (m mind) ballot(t task, b *estrade.BoardPlay) []act {
	if len(b.Ideas) == 0 || b.Dots == 0 {
		return nil
	}
	place := func(r *rand.Rand) any {
		ideas := slices.Clone(b.Ideas)
		slices.SortFunc(ideas, func(a, b estrade.IdeaPlay) int { return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID)) })
		liking := make(map[string]float64, len(ideas))
		for _, i := range ideas {
			common := draw(m.sense.seed, "idea", t.activity, i.Title).Float64()
			liking[i.ID] = 0.6*m.insight*common + (1-0.6*m.insight)*r.Float64()
			if m.camp < 0 {
				liking[i.ID] = -common
			}
		}
		slices.SortStableFunc(ideas, func(a, b estrade.IdeaPlay) int { return cmp.Compare(liking[b.ID], liking[a.ID]) })
		dots := make(map[string]int)
		left := b.Dots
		if left > 1 && r.Float64() < 0.1 {
			left-- // kept
		}
		for _, i := range ideas {
			n := min(left, 1)
			if b.MaxPerIdea > 1 && left > 1 && r.Float64() < 0.35 {
				n = 2
			}
			if n == 0 {
				break
			}
			dots[i.ID] = n
			left -= n
		}
		return dots
	}
	acts := m.answer(t, nil, act{effort: effortVote, item: "ballot", value: encode(place(m.chance(t, "ballot")))}, place)
	return m.lockPass(t, acts, "")
}

// appraise answers a hot evaluation: most leave content.
func (m mind) appraise(t task, f *estrade.FeedbackPlay) []act {
	points := len(f.Points)
	if points == 0 {
		return nil
	}
	content := 0.78 + 0.15*draw(m.sense.seed, "content", m.who).NormFloat64()
	if m.camp < 0 {
		content = 0.3
	}
	var acts []act
	for _, q := range f.Questions {
		at := func(r *rand.Rand) any {
			return within(1+(content+0.15*r.NormFloat64())*float64(points-1), 1, points)
		}
		acts = m.answer(t, acts, act{effort: effortQuestion, item: q.ID, value: encode(at(m.chance(t, "question", q.ID)))}, at)
	}
	low, high := f.Recommendation.Min, f.Recommendation.Max
	at := func(r *rand.Rand) any {
		return within(float64(low)+(content+0.05+0.1*r.NormFloat64())*float64(high-low), low, high)
	}
	acts = m.answer(t, acts, act{effort: effortQuestion, item: "recommendation", value: encode(at(m.chance(t, "recommendation")))}, at)
	return m.lockPass(t, acts, "")
}
