package facilitation

import (
	"encoding/json"
	"slices"

	estrade "estrade/app"
	"estrade/app/scoring"
)

// cardSort is a set of cards put into columns alone, then as a table, then
// compared with a key; a question may follow.
type cardSort struct{ plainKind }

const (
	phaseFollowUp = "follow-up"
	phaseDebrief  = "debrief"
)

// itemFollowUp is the only item of the question that follows.
const itemFollowUp = "follow-up"

// followUpSeconds is the time for one question with a few answers to choose from.
const followUpSeconds = 60

const methodF1 = "f1"

var followUpTitle = estrade.Text{FR: "Une question de plus", EN: "One more question"}

// parts adds the question that follows before the debrief, which then shows its
// answers and cannot be left out.
func (cardSort) parts(r *run) []partPlan {
	plan := aloneThenTogether(r)
	at := func(phase string) int {
		return slices.IndexFunc(plan, func(p partPlan) bool { return p.phase == phase })
	}
	reveal, debrief := at(phaseReveal), at(phaseDebrief)
	if r.activity.Sort.FollowUp == nil || reveal < 0 || debrief < reveal {
		return plan
	}
	plan[debrief].freezes, plan[debrief].dropOrder = true, 0
	return slices.Insert(plan, debrief, partPlan{
		id: phaseFollowUp, phase: phaseFollowUp, title: followUpTitle, seconds: followUpSeconds, collects: true,
	})
}

// method is how the activity scores a sort: card-sort or f1.
func (cardSort) method(r *run) string {
	if r.scoringRule(methodF1).Method != "" {
		return methodF1
	}
	return "card-sort"
}

// both is « les deux », nil where it is no answer: a sort into other than two
// columns, or one that spots the cards of one column, knows none.
func (c cardSort) both(r *run) *estrade.Text {
	if len(r.activity.Sort.Columns) != 2 || c.method(r) == methodF1 {
		return nil
	}
	return r.activity.Sort.Both
}

// columns lists the ids of the columns, in the pack's order.
func (cardSort) columns(r *run) []string {
	var ids []string
	for _, column := range r.activity.Sort.Columns {
		ids = append(ids, column.ID)
	}
	return ids
}

// answerable lists what may be answered to a card: the columns, then "both"
// where it exists.
func (c cardSort) answerable(r *run) []string {
	ids := c.columns(r)
	if c.both(r) != nil {
		ids = append(ids, scoring.Both)
	}
	return ids
}

// title returns the title of an answer to a card, nil when it is none.
func (c cardSort) title(r *run, id string) *estrade.Text {
	for i, column := range r.activity.Sort.Columns {
		if column.ID == id {
			return &r.activity.Sort.Columns[i].Title
		}
	}
	if id == scoring.Both {
		return c.both(r)
	}
	return nil
}

func (cardSort) place(r *run, p partPlan, at place) error {
	known := false
	switch p.phase {
	case phaseIndividual, phaseTeam:
		known = slices.ContainsFunc(r.activity.Sort.Cards, func(card estrade.SortCard) bool { return card.ID == at.item })
	case phaseFollowUp:
		known = at.item == itemFollowUp
	}
	if !known || at.pass != "" {
		return fail("unknown-item", "This card does not exist.", "item", at.item)
	}
	return nil
}

func (c cardSort) check(r *run, p partPlan, at place, v json.RawMessage) error {
	if err := c.place(r, p, at); err != nil {
		return err
	}
	var option string
	known := json.Unmarshal(v, &option) == nil
	if p.phase == phaseFollowUp {
		known = known && slices.ContainsFunc(r.activity.Sort.FollowUp.Choices, func(i estrade.LabelledItem) bool { return i.ID == option })
	} else {
		known = known && slices.Contains(c.answerable(r), option)
	}
	if !known {
		return fail("unknown-option", "This column does not exist.", "option", option)
	}
	return nil
}

func (cardSort) complete(r *run, p partPlan, mine map[place]estrade.Answer) bool {
	if p.phase == phaseFollowUp {
		_, ok := mine[place{part: p.id, item: itemFollowUp}]
		return ok
	}
	for _, card := range r.activity.Sort.Cards {
		if _, ok := mine[place{part: p.id, item: card.ID}]; !ok {
			return false
		}
	}
	return p.collects
}

func (cardSort) passes(p partPlan) []string {
	if p.collects {
		return []string{""}
	}
	return nil
}

// sorted returns the key, and where a subject put each card in a part, "" when missing.
func (cardSort) sorted(r *run, part string, s estrade.Subject) (key, answers []string) {
	mine := r.answers.of(s)
	for _, card := range r.activity.Sort.Cards {
		key = append(key, card.Column)
		answers = append(answers, text(mine, place{part: part, item: card.ID}))
	}
	return key, answers
}

// score compares answers with a parallel key by the activity's method: card-sort
// gives 0…100, f1 gives 0…1; nil with too few answers.
func (c cardSort) score(r *run, key, answers []string) (answered int, score *float64, err error) {
	method := c.method(r)
	rule := r.scoringRule(method)
	share, err := minAnswered(rule)
	if err != nil {
		return 0, nil, err
	}
	if method == methodF1 {
		f1, err := scoring.F1(c.columns(r), rule.Positive, key, answers, share)
		return f1.Answered, f1.F1, err
	}
	sort, err := scoring.CardSort(c.columns(r), key, answers, scoring.CardSortRule{MinAnswered: share, BothValue: rule.BothValue})
	return sort.Answered, sort.Score, err
}

func (c cardSort) figures(r *run, p partPlan) (*estrade.Figures, error) {
	switch {
	case p.phase == phaseReveal:
		f, err := c.reveal(r)
		return &estrade.Figures{CardSort: f}, err
	case p.phase == phaseDebrief && p.freezes:
		return &estrade.Figures{FollowUp: c.followUp(r)}, nil
	}
	return nil, nil
}

func (c cardSort) reveal(r *run) (*estrade.CardSortFigures, error) {
	f := &estrade.CardSortFigures{Method: c.method(r), Cards: []estrade.CardFigures{}, Tables: []estrade.TableSorting{}}
	room, err := c.gather(r, r.s.people())
	if err != nil {
		return nil, err
	}
	all, err := c.agreement(r, f)
	if err != nil {
		return nil, err
	}
	n, m := mean(room.scores)
	f.N, f.Mean = n, ifEnough(n, m)
	if all.raised {
		f.N = all.fewest // nobody knows who raised which hand
	}
	if all.raised || room.some && f.Mean != nil {
		f.Mean = nil
		if all.shown {
			if _, f.Mean, err = c.score(r, all.key, all.answers); err != nil {
				return nil, err
			}
		}
	}
	if _, asked := r.find(phaseTeam); !asked {
		return f, nil
	}
	tables := make(map[estrade.TableID]*sorting)
	sizes := make(map[estrade.TableID]int)
	for _, t := range r.s.tableList() {
		g, err := c.gather(r, r.s.members(t.ID))
		if err != nil {
			return nil, err
		}
		tables[t.ID] = g
		if !g.some {
			sizes[t.ID] = g.people
		}
	}
	withPeople := tablesToShow(sizes, room.people)
	for _, t := range r.s.tableList() {
		line, err := c.tableLine(r, t, tables[t.ID], withPeople[t.ID])
		if err != nil {
			return nil, err
		}
		f.Tables = append(f.Tables, line)
	}
	return f, c.rankTables(f.Tables)
}

// sorting is the individual work of some people.
type sorting struct {
	people int        // with an answer
	some   bool       // somebody answered some cards only
	scores []*float64 // nil for too few answers
}

func (c cardSort) gather(r *run, people []estrade.Participant) (*sorting, error) {
	g := &sorting{}
	for _, p := range people {
		key, answers := c.sorted(r, phaseIndividual, person(p.ID))
		answered, score, err := c.score(r, key, answers)
		if err != nil {
			return nil, err
		}
		if answered == 0 {
			continue
		}
		g.people++
		g.some = g.some || partly(answered, len(key))
		g.scores = append(g.scores, score)
	}
	return g, nil
}

// cardAnswers is what the room answered about all cards, as their counts tell it.
type cardAnswers struct {
	shown        bool     // every card's counts are
	raised       bool     // there are raised hands among them
	fewest       int      // people behind each card at least
	key, answers []string // parallel
}

// agreement adds the agreement on each card.
func (c cardSort) agreement(r *run, f *estrade.CardSortFigures) (cardAnswers, error) {
	rule := r.scoringRule("card-agreement")
	all := cardAnswers{shown: true}
	for i, card := range r.activity.Sort.Cards {
		t := r.cardTally(phaseIndividual, card.ID)
		answers := t.answers()
		agreement, err := scoring.CardAgreement(answers, rule.ExploreBelow)
		if err != nil {
			return all, err
		}
		line := estrade.CardFigures{Card: card.ID, Column: card.Column, N: agreement.N, Hands: t.hands}
		if enough(agreement.N) {
			line.TopShare, line.Explore = agreement.TopShare, *agreement.Explore
			for _, id := range c.answerable(r) {
				line.Counts = append(line.Counts, estrade.ItemCount{ID: id, Count: t.counts[id]})
			}
		} else {
			all.shown = false
		}
		all.raised = all.raised || t.hands > 0
		if i == 0 || t.n < all.fewest {
			all.fewest = t.n
		}
		all.key = append(all.key, slices.Repeat([]string{card.Column}, len(answers))...)
		all.answers = append(all.answers, answers...)
		f.Cards = append(f.Cards, line)
	}
	return all, nil
}

// tableLine is what a table put where and, where it may be shown, the mean of
// its people.
func (c cardSort) tableLine(r *run, t estrade.Table, people *sorting, withPeople bool) (estrade.TableSorting, error) {
	n, m := mean(people.scores)
	line := estrade.TableSorting{Table: t.ID, Answers: make(map[string]string), N: n}
	key, answers := c.sorted(r, phaseTeam, table(t.ID))
	for i, card := range r.activity.Sort.Cards {
		if answers[i] != "" {
			line.Answers[card.ID] = answers[i]
		}
	}
	if withPeople {
		line.Mean = m
	}
	_, score, err := c.score(r, key, answers)
	line.Score = score
	return line, err
}

// rankTables ranks tables by score.
func (cardSort) rankTables(tables []estrade.TableSorting) error {
	scores := make([]*float64, len(tables))
	for i, t := range tables {
		scores[i] = t.Score
	}
	places, err := ranks(scores, scoring.High)
	for i, place := range places {
		tables[i].Rank = place
	}
	return err
}

// followUp counts the answers to the question that follows.
func (cardSort) followUp(r *run) *estrade.QuestionFigures {
	n, counts := 0, make(map[string]int)
	for _, p := range r.s.people() {
		if choice := text(r.answers.of(person(p.ID)), place{part: phaseFollowUp, item: itemFollowUp}); choice != "" {
			n++
			counts[choice]++
		}
	}
	t := r.withHands(phaseFollowUp, itemFollowUp, counts, n)
	f := &estrade.QuestionFigures{N: t.n, Hands: t.hands}
	if !enough(f.N) {
		return f
	}
	for _, choice := range r.activity.Sort.FollowUp.Choices {
		f.Counts = append(f.Counts, estrade.ItemCount{ID: choice.ID, Count: t.counts[choice.ID]})
	}
	return f
}

func (c cardSort) play(r *run, _ partPlan) *estrade.Play {
	a := r.activity.Sort
	revealed := r.shown(phaseReveal)
	play := &estrade.SortPlay{Columns: []estrade.Choice{}, Both: c.both(r), Cards: []estrade.SortCardPlay{}}
	for _, column := range a.Columns {
		play.Columns = append(play.Columns, estrade.Choice{ID: column.ID, Text: column.Title})
	}
	cards := a.Cards
	if a.Shuffle != "none" {
		cards = shuffled(r.s.row.Seed, r.activity.ID+".cards", cards)
	}
	for _, card := range cards {
		line := estrade.SortCardPlay{ID: card.ID, Text: card.Text}
		if revealed {
			line.Column, line.Reason = card.Column, &card.Reason
		}
		play.Cards = append(play.Cards, line)
	}
	if _, asked := r.find(phaseFollowUp); asked && revealed {
		play.FollowUp = &estrade.QuestionPlay{Prompt: a.FollowUp.Prompt, Choices: []estrade.Choice{}}
		for _, choice := range a.FollowUp.Choices {
			play.FollowUp.Choices = append(play.FollowUp.Choices, estrade.Choice{ID: choice.ID, Text: choice.Label})
		}
	}
	return &estrade.Play{Sort: play}
}

func (c cardSort) own(r *run, p estrade.Participant) (*estrade.OwnResult, error) {
	if !r.shown(phaseReveal) {
		return nil, nil
	}
	key, answers := c.sorted(r, phaseIndividual, person(p.ID))
	answered, score, err := c.score(r, key, answers)
	if err != nil {
		return nil, err
	}
	own := &estrade.OwnSort{
		Method: c.method(r), Answered: answered, Score: score, Cards: []estrade.OwnSortedCard{}, Captions: r.captions(c.method(r)),
	}
	for i, card := range r.activity.Sort.Cards {
		line := estrade.OwnSortedCard{
			Card: card.ID, Text: card.Text, Reason: card.Reason, Own: c.title(r, answers[i]), Same: answers[i] == card.Column,
		}
		if expected := c.title(r, card.Column); expected != nil {
			line.Key = *expected
		}
		own.Cards = append(own.Cards, line)
	}
	return &estrade.OwnResult{Step: r.step.ID, Activity: r.activity.ID, Title: r.activity.Title, Sort: own}, nil
}

func (cardSort) backstage(r *run, p partPlan, b *estrade.Backstage) {
	b.Teams = append(b.Teams, r.tablesAtWork(p)...)
}

// carried keeps the reveal on through the question that follows; the debrief
// adds its answers.
func (cardSort) carried(r *run, _ partPlan) []string { return r.carriesReveal(phaseDebrief) }
