package facilitation

import (
	"cmp"
	"encoding/json"
	"slices"

	estrade "estrade/app"
	"estrade/app/scoring"
)

// contrast is a card sort between two poles, two passes of sliders on a named
// situation, and the group's map.
type contrast struct{ plainKind }

const (
	phaseSort    = "sort"
	phaseSliders = "sliders"
	phaseMap     = "map"

	passCurrent  = "current"
	passRequired = "required"

	variantShort = "short" // of a step: the pairs marked short

	poleManager = "manager"
	poleLeader  = "leader"
)

func (contrast) parts(r *run) []partPlan {
	plan := r.packParts()
	for i := range plan {
		switch plan[i].phase {
		case phaseSort:
			plan[i].collects, plan[i].freezes = true, true
		case phaseSliders:
			plan[i].collects = true
		case phaseMap:
			plan[i].freezes = true
		}
	}
	return plan
}

// pairs returns the pairs of the step: the short form keeps some.
func (contrast) pairs(r *run) []estrade.Pair {
	all := r.activity.Contrast.Pairs
	if r.step.Variant != variantShort {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(p estrade.Pair) bool { return !p.Short })
}

// cards returns the cards of the step, both poles of each pair in file order.
func (c contrast) cards(r *run) []estrade.CardPlay {
	var cards []estrade.CardPlay
	for _, p := range c.pairs(r) {
		cards = append(cards,
			estrade.CardPlay{ID: p.ID + "." + poleManager, Text: p.Manager},
			estrade.CardPlay{ID: p.ID + "." + poleLeader, Text: p.Leader})
	}
	return cards
}

// key returns the columns of the cards, parallel to cards.
func (c contrast) key(r *run) []string {
	var key []string
	for range c.pairs(r) {
		key = append(key, poleManager, poleLeader)
	}
	return key
}

func (c contrast) place(r *run, p partPlan, at place) error {
	known := false
	switch p.phase {
	case phaseSort:
		known = at.pass == "" && slices.ContainsFunc(c.cards(r), func(card estrade.CardPlay) bool { return card.ID == at.item })
	case phaseSliders:
		known = slices.Contains(c.passes(p), at.pass) &&
			slices.ContainsFunc(c.pairs(r), func(pair estrade.Pair) bool { return pair.ID == at.item })
	}
	if !known {
		return fail("unknown-item", "This card or slider does not exist.", "item", at.item)
	}
	return nil
}

func (c contrast) check(r *run, p partPlan, at place, v json.RawMessage) error {
	if err := c.place(r, p, at); err != nil {
		return err
	}
	if p.phase == phaseSort {
		var column string
		if json.Unmarshal(v, &column) != nil || !slices.Contains([]string{poleManager, poleLeader, scoring.Both}, column) {
			return fail("unknown-option", "This column does not exist.", "option", column)
		}
		return nil
	}
	var position int
	slider := r.activity.Contrast.Slider
	if json.Unmarshal(v, &position) != nil || position < slider.Min || position > slider.Max {
		return fail("out-of-range", "This position is not on the slider.")
	}
	return nil
}

func (c contrast) complete(r *run, p partPlan, mine map[place]estrade.Answer) bool {
	return p.collects && allAnswered(mine, r.asked(p, func() (places []place) {
		if p.phase == phaseSort {
			for _, card := range c.cards(r) {
				places = append(places, place{part: p.id, item: card.ID})
			}
			return places
		}
		for _, pass := range c.passes(p) {
			for _, pair := range c.pairs(r) {
				places = append(places, place{p.id, pass, pair.ID})
			}
		}
		return places
	}))
}

func (contrast) passes(p partPlan) []string {
	switch p.phase {
	case phaseSort:
		return []string{""}
	case phaseSliders:
		return []string{passCurrent, passRequired}
	}
	return nil
}

func (c contrast) figures(r *run, p partPlan) (*estrade.Figures, error) {
	switch p.phase {
	case phaseSort:
		f, err := c.sortFigures(r)
		return &estrade.Figures{Sort: f}, err
	case phaseMap:
		f, err := c.mapFigures(r)
		return &estrade.Figures{Map: f}, err
	}
	return nil, nil
}

func (contrast) peeks(p partPlan) string {
	if p.phase == phaseSort {
		return phaseSort
	}
	return ""
}

func (c contrast) sortScore(r *run, mine map[place]estrade.Answer) (scoring.CardSortResult, error) {
	rule := r.scoringRule("card-sort")
	share, err := minAnswered(rule)
	if err != nil {
		return scoring.CardSortResult{}, err
	}
	cards := c.cards(r)
	answers := make([]string, len(cards))
	for i, card := range cards {
		answers[i] = text(mine, place{part: phaseSort, item: card.ID})
	}
	return scoring.CardSort([]string{poleManager, poleLeader}, c.key(r), answers,
		scoring.CardSortRule{MinAnswered: share, BothValue: rule.BothValue})
}

func (c contrast) sortFigures(r *run) (*estrade.SortFigures, error) {
	var scores []*float64
	some := false // somebody sorted some cards only
	key := c.key(r)
	for _, p := range r.s.people() {
		result, err := c.sortScore(r, r.answers.of(person(p.ID)))
		if err != nil {
			return nil, err
		}
		some = some || partly(result.Answered, len(key))
		scores = append(scores, result.Score)
	}
	n, m := mean(scores)
	f := &estrade.SortFigures{N: n, Mean: ifEnough(n, m), Cards: []estrade.CardAgreement{}}
	rule := r.scoringRule("card-agreement")
	var pooledKey, pooled []string // every answer that the counts tell
	hidden, hands, fewest := false, false, 0
	for i, card := range c.cards(r) {
		t := r.cardTally(phaseSort, card.ID)
		answers := t.answers()
		pooled = append(pooled, answers...)
		pooledKey = append(pooledKey, slices.Repeat([]string{key[i]}, len(answers))...)
		agreement, err := scoring.CardAgreement(answers, rule.ExploreBelow)
		if err != nil {
			return nil, err
		}
		line := estrade.CardAgreement{Card: card.ID, N: agreement.N, Hands: t.hands}
		if enough(agreement.N) {
			line.TopShare = agreement.TopShare
			line.Explore = *agreement.Explore
			for _, column := range []string{poleManager, poleLeader, scoring.Both} {
				line.Counts = append(line.Counts, estrade.ItemCount{ID: column, Count: t.counts[column]})
			}
		}
		hidden = hidden || agreement.N < estrade.MinimumAnswers
		f.Cards = append(f.Cards, line)
		hands = hands || t.hands > 0
		if i == 0 || t.n < fewest {
			fewest = t.n
		}
	}
	switch {
	case hands:
		// Nobody knows who raised which hand: the score of all answers stands.
		f.N = fewest
	case !some || f.Mean == nil:
		return f, nil
	}
	if f.Mean = nil; hidden {
		return f, nil
	}
	result, err := scoring.CardSort([]string{poleManager, poleLeader}, pooledKey, pooled, scoring.CardSortRule{BothValue: r.scoringRule("card-sort").BothValue})
	if err != nil {
		return nil, err
	}
	f.Mean = result.Score
	return f, nil
}

func (c contrast) fit(r *run, mine map[place]estrade.Answer) (scoring.FitResult, error) {
	share, err := minAnswered(r.scoringRule("fit"))
	if err != nil {
		return scoring.FitResult{}, err
	}
	var current, required []*float64
	for _, pair := range c.pairs(r) {
		current = append(current, number(mine, place{phaseSliders, passCurrent, pair.ID}))
		required = append(required, number(mine, place{phaseSliders, passRequired, pair.ID}))
	}
	return scoring.Fit(current, required, share)
}

func (c contrast) mapFigures(r *run) (*estrade.MapFigures, error) {
	slider := r.activity.Contrast.Slider
	rule := r.scoringRule("heatmap-row")
	f := &estrade.MapFigures{Situation: r.state.Situation, Passes: []estrade.MapPass{}}
	var fits []*float64
	for _, p := range r.s.people() {
		mine := r.answers.of(person(p.ID))
		fit, err := c.fit(r, mine)
		if err != nil {
			return nil, err
		}
		fits = append(fits, fit.Fit)
		if fit.IndexCurrent != nil || fit.IndexRequired != nil {
			f.N++
		}
	}
	n, m := mean(fits)
	f.FitN, f.MeanFit = n, ifEnough(n, m)
	for _, pass := range slider.Passes {
		rows := []estrade.MapRow{}
		for _, pair := range c.pairs(r) {
			var values []*float64
			for _, p := range r.s.people() {
				values = append(values, number(r.answers.of(person(p.ID)), place{phaseSliders, pass.ID, pair.ID}))
			}
			result, err := scoring.HeatmapRow(values, slider.Min, slider.Max,
				scoring.AgreementRule{MinN: rule.MinN, Strong: rule.Strong, Partial: rule.Partial})
			if err != nil {
				return nil, err
			}
			row := estrade.MapRow{Pair: pair.ID, N: result.N}
			if enough(result.N) {
				row.Counts, row.Mean, row.Median, row.Consensus = result.Counts, result.Mean, result.Median, result.Shown
				if result.Band != nil {
					row.Band = string(*result.Band)
				}
			}
			rows = append(rows, row)
		}
		slices.SortStableFunc(rows, func(a, b estrade.MapRow) int { return cmp.Compare(orOne(a.Consensus), orOne(b.Consensus)) })
		f.Passes = append(f.Passes, estrade.MapPass{Pass: pass.ID, Rows: rows})
	}
	return f, nil
}

// orOne sorts rows that may not be shown last.
func orOne(v *float64) float64 {
	if v == nil {
		return 2
	}
	return *v
}

func (c contrast) play(r *run, _ partPlan) *estrade.Play {
	a := r.activity.Contrast
	play := &estrade.ContrastPlay{
		Attribution: a.Attribution, Columns: a.Columns,
		Cards:     shuffled(r.s.row.Seed, r.activity.ID+".cards", c.cards(r)),
		SliderMin: a.Slider.Min, SliderMax: a.Slider.Max, Middle: a.Slider.Middle, Passes: a.Slider.Passes,
	}
	flipped := c.flipped(r)
	for _, p := range c.pairs(r) {
		play.Pairs = append(play.Pairs, estrade.PairPlay{ID: p.ID, Topic: p.Topic, Manager: p.Manager, Leader: p.Leader, Flipped: flipped[p.ID]})
	}
	play.Situation = c.situation(r)
	return &estrade.Play{Contrast: play}
}

// flipped returns the half of the pairs (rounded down) that show the manager
// pole on the right, the same for everybody.
func (c contrast) flipped(r *run) map[string]bool {
	pairs := shuffled(r.s.row.Seed, r.activity.ID+".sides", c.pairs(r))
	flipped := make(map[string]bool)
	for _, p := range pairs[:len(pairs)/2] {
		flipped[p.ID] = true
	}
	return flipped
}

// situation returns the situation announced, nil before.
func (contrast) situation(r *run) *estrade.Text {
	for _, s := range r.activity.Contrast.Situations {
		if s.ID == r.state.Situation {
			return &s.Text
		}
	}
	return nil
}

func (c contrast) own(r *run, p estrade.Participant) (*estrade.OwnResult, error) {
	if !r.settled(phaseSort) && !r.settled(phaseSliders) {
		return nil, nil
	}
	mine := r.answers.of(person(p.ID))
	slider := r.activity.Contrast.Slider
	own := &estrade.OwnContrast{
		Pairs: len(c.pairs(r)), Captions: r.captions("card-sort", "fit"), SliderMin: slider.Min, SliderMax: slider.Max,
		Cards: []estrade.OwnCard{}, Positions: []estrade.OwnPosition{},
	}
	if r.settled(phaseSort) {
		result, err := c.sortScore(r, mine)
		if err != nil {
			return nil, err
		}
		own.Sorted, own.SortScore = result.Answered, result.Score
		key := c.key(r)
		for i, card := range c.cards(r) {
			own.Cards = append(own.Cards, estrade.OwnCard{
				Card: card.ID, Text: card.Text, Key: key[i], Own: text(mine, place{part: phaseSort, item: card.ID}),
			})
		}
	}
	if r.settled(phaseSliders) {
		fit, err := c.fit(r, mine)
		if err != nil {
			return nil, err
		}
		own.SlidersClosed = true
		for _, pair := range c.pairs(r) {
			own.Positions = append(own.Positions, estrade.OwnPosition{
				Pair: pair.ID, Manager: pair.Manager, Leader: pair.Leader,
				Current:  number(mine, place{phaseSliders, passCurrent, pair.ID}),
				Required: number(mine, place{phaseSliders, passRequired, pair.ID}),
			})
		}
		own.Situation = c.situation(r)
		own.Answered, own.Fit, own.MeanGap = fit.Answered, fit.Fit, fit.MeanGap
		own.IndexCurrent, own.IndexRequired = fit.IndexCurrent, fit.IndexRequired
	}
	return &estrade.OwnResult{Step: r.step.ID, Activity: r.activity.ID, Title: r.activity.Title, Contrast: own}, nil
}

func (contrast) backstage(r *run, _ partPlan, b *estrade.Backstage) {
	b.Situations = r.activity.Contrast.Situations
	b.Situation = r.state.Situation
}

// carried shows the room's sort score from the moment the sort is left until
// the sliders open.
func (contrast) carried(r *run, p partPlan) []string {
	switch {
	case p.phase == phaseMap:
		return []string{phaseMap}
	case p.phase == phaseSliders && r.part(phaseSliders).State == estrade.PartWaiting:
		return []string{phaseSort}
	}
	return nil
}

func (contrast) ready(r *run, p partPlan) string {
	if p.phase == phaseSliders && r.state.Situation == "" {
		return "situation-needed"
	}
	return ""
}
