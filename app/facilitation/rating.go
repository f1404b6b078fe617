package facilitation

import (
	"encoding/json"
	"slices"

	estrade "estrade/app"
	"estrade/app/scoring"
)

// rating is a set of sources to rate for a decision, with the criterion that
// weighed most, then the decision as a table, then the reference.
type rating struct{ plainKind }

// passCriterion holds the main criterion of each source; the ratings stand in
// the pass without a name.
const passCriterion = "criterion"

// itemDecision is the only item of a table: what it decides, in its own words.
const itemDecision = "decision"

func (rating) parts(r *run) []partPlan { return aloneThenTogether(r) }

func (k rating) place(r *run, p partPlan, at place) error {
	known := false
	switch p.phase {
	case phaseIndividual:
		known = slices.Contains(k.passes(p), at.pass) &&
			slices.ContainsFunc(r.activity.Rating.Items, func(i estrade.RatingItem) bool { return i.ID == at.item })
	case phaseTeam:
		known = at.pass == "" && at.item == itemDecision
	}
	if !known {
		return fail("unknown-item", "This source does not exist.", "item", at.item)
	}
	return nil
}

func (k rating) check(r *run, p partPlan, at place, v json.RawMessage) error {
	if err := k.place(r, p, at); err != nil {
		return err
	}
	switch {
	case p.phase == phaseTeam:
		return checkText(v, maxLongText)
	case at.pass == passCriterion:
		var criterion string
		if json.Unmarshal(v, &criterion) != nil || k.criterion(r, criterion) == nil {
			return fail("unknown-option", "This criterion does not exist.", "option", criterion)
		}
		return nil
	}
	var value int
	scale := r.activity.Rating.Scale
	if json.Unmarshal(v, &value) != nil || value < scale.Min || value > scale.Max {
		return fail("out-of-range", "This value is not on the scale.")
	}
	return nil
}

// criterion returns the label of a criterion, nil when it does not exist.
func (rating) criterion(r *run, id string) *estrade.Text {
	criteria := r.activity.Rating.Criteria
	if i := slices.IndexFunc(criteria, func(c estrade.LabelledItem) bool { return c.ID == id }); i >= 0 {
		return &criteria[i].Label
	}
	return nil
}

func (k rating) complete(r *run, p partPlan, mine map[place]estrade.Answer) bool {
	if p.phase == phaseTeam {
		a, ok := mine[place{part: p.id, item: itemDecision}]
		return ok && (string(a.Value) == "null" || written(mine, place{part: p.id, item: itemDecision}) != "")
	}
	for _, pass := range k.passes(p) {
		for _, item := range r.activity.Rating.Items {
			if _, ok := mine[place{p.id, pass, item.ID}]; !ok {
				return false
			}
		}
	}
	return p.collects
}

func (rating) passes(p partPlan) []string {
	switch p.phase {
	case phaseIndividual:
		return []string{"", passCriterion}
	case phaseTeam:
		return []string{""}
	}
	return nil
}

// given returns how somebody rated each source, nil where missing.
func (rating) given(r *run, mine map[place]estrade.Answer) []*float64 {
	var values []*float64
	for _, item := range r.activity.Rating.Items {
		values = append(values, number(mine, place{part: phaseIndividual, item: item.ID}))
	}
	return values
}

// align compares ratings with the reference.
func (rating) align(r *run, values []*float64) (scoring.AlignmentResult, error) {
	share, err := minAnswered(r.scoringRule("alignment"))
	if err != nil {
		return scoring.AlignmentResult{}, err
	}
	var reference []float64
	for _, item := range r.activity.Rating.Items {
		reference = append(reference, item.Reference)
	}
	return scoring.Alignment(reference, values, share)
}

func (k rating) figures(r *run, p partPlan) (*estrade.Figures, error) {
	if p.phase != phaseReveal {
		return nil, nil
	}
	f := &estrade.RatingFigures{Items: []estrade.RatedFigures{}}
	var alignments []*float64
	some := false // rated some sources only
	for _, p := range r.s.people() {
		values := k.given(r, r.answers.of(person(p.ID)))
		result, err := k.align(r, values)
		if err != nil {
			return nil, err
		}
		alignments = append(alignments, result.Alignment)
		some = some || partly(result.Answered, len(values))
	}
	var closeness []*float64
	for _, item := range r.activity.Rating.Items {
		line, near, err := k.rated(r, item)
		if err != nil {
			return nil, err
		}
		f.Items = append(f.Items, line)
		closeness = append(closeness, near)
	}
	n, m := mean(alignments)
	f.N, f.MeanAlignment = n, ifEnough(n, m)
	if some && f.MeanAlignment != nil {
		f.MeanAlignment = nil
		if !slices.Contains(closeness, nil) {
			_, f.MeanAlignment = mean(closeness) // of the same answers as the sources' own figures
		}
	}
	return &estrade.Figures{Rating: f}, nil
}

// rated is how the room rated one source, and how close it is to the reference,
// 0…100; nil under five answers.
func (rating) rated(r *run, item estrade.RatingItem) (estrade.RatedFigures, *float64, error) {
	line := estrade.RatedFigures{Item: item.ID}
	var values, given []*float64
	var ascending, reference []float64
	criteria := make(map[string]int)
	for _, p := range r.s.people() {
		mine := r.answers.of(person(p.ID))
		value := number(mine, place{part: phaseIndividual, item: item.ID})
		values = append(values, value)
		if value != nil {
			given, ascending, reference = append(given, value), append(ascending, *value), append(reference, item.Reference)
		}
		if criterion := text(mine, place{phaseIndividual, passCriterion, item.ID}); criterion != "" {
			line.CriteriaN++
			criteria[criterion]++
		}
	}
	if enough(line.CriteriaN) {
		for _, c := range r.activity.Rating.Criteria {
			line.Criteria = append(line.Criteria, estrade.ItemCount{ID: c.ID, Count: criteria[c.ID]})
		}
	}
	var bounds []float64
	for _, b := range r.activity.Rating.Classes {
		bounds = append(bounds, float64(b))
	}
	rule := r.scoringRule("class-consensus")
	result, err := scoring.ClassConsensus(values, bounds, scoring.AgreementRule{MinN: rule.MinN, Strong: rule.Strong, Partial: rule.Partial})
	if err != nil {
		return line, nil, err
	}
	line.N = result.N
	if !enough(line.N) {
		return line, nil, nil
	}
	line.Counts, line.Consensus = result.Counts, result.Shown
	if result.Band != nil {
		line.Band = string(*result.Band)
	}
	_, line.Mean = mean(given)
	slices.Sort(ascending)
	line.Median = new(quantile(ascending, 0.5))
	near, err := scoring.Alignment(reference, given, scoring.Fraction{})
	return line, near.Alignment, err
}

func (k rating) play(r *run, _ partPlan) *estrade.Play {
	a := r.activity.Rating
	revealed := r.shown(phaseReveal)
	play := &estrade.RatingPlay{
		Decision: a.Decision, Min: a.Scale.Min, Max: a.Scale.Max, Low: a.Scale.Low, High: a.Scale.High,
		Criteria: []estrade.Choice{}, Items: []estrade.RatingItemPlay{}, Classes: a.Classes, Said: r.picked(),
	}
	for _, c := range a.Criteria {
		play.Criteria = append(play.Criteria, estrade.Choice{ID: c.ID, Text: c.Label})
	}
	for _, item := range a.Items { // in the pack's order: its notes name sources by their place
		line := estrade.RatingItemPlay{ID: item.ID, Text: item.Text}
		if revealed {
			line.Reference, line.Reason = &item.Reference, &item.Reason
		}
		play.Items = append(play.Items, line)
	}
	if revealed {
		play.ReferenceNote = &a.ReferenceNote
	}
	return &estrade.Play{Rating: play}
}

func (k rating) own(r *run, p estrade.Participant) (*estrade.OwnResult, error) {
	if !r.shown(phaseReveal) {
		return nil, nil
	}
	mine := r.answers.of(person(p.ID))
	values := k.given(r, mine)
	result, err := k.align(r, values)
	if err != nil {
		return nil, err
	}
	own := &estrade.OwnRating{
		Answered: result.Answered, Alignment: result.Alignment, MeanGap: result.MeanGap, Items: []estrade.OwnRated{},
		ReferenceNote: r.activity.Rating.ReferenceNote, Captions: r.captions("alignment"),
	}
	for i, item := range r.activity.Rating.Items {
		own.Items = append(own.Items, estrade.OwnRated{
			Item: item.ID, Text: item.Text, Own: values[i], Reference: item.Reference, Reason: item.Reason,
			Criterion: k.criterion(r, text(mine, place{phaseIndividual, passCriterion, item.ID})),
		})
	}
	return &estrade.OwnResult{Step: r.step.ID, Activity: r.activity.ID, Title: r.activity.Title, Rating: own}, nil
}

func (rating) carried(r *run, _ partPlan) []string { return r.carriesReveal() }

// offers lists what the tables decided, once they have; a card names no table.
func (rating) offers(r *run) offering {
	if !r.settled(phaseTeam) {
		return offering{}
	}
	o := offering{use: pickedForStage}
	for _, t := range r.s.tableList() {
		if said := written(r.answers.of(table(t.ID)), place{part: phaseTeam, item: itemDecision}); said != "" {
			o.texts = append(o.texts, offer{subject: table(t.ID), item: itemDecision, source: sourceDecision, text: said})
		}
	}
	return o
}
