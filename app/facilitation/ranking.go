package facilitation

import (
	"cmp"
	"encoding/json"
	"slices"

	estrade "estrade/app"
	"estrade/app/scoring"
)

// ranking is a list put in order alone, then as a table, then compared with a
// reference.
type ranking struct{ plainKind }

const (
	phaseIndividual = "individual"
	phaseTeam       = "team"
	phaseReveal     = "reveal"
)

// itemList is the only item of a ranking: the whole list.
const itemList = "list"

func (ranking) parts(r *run) []partPlan { return aloneThenTogether(r) }

// aloneThenTogether are the parts of what each person answers alone, then each
// table together, before the reveal.
func aloneThenTogether(r *run) []partPlan {
	plan := r.packParts()
	for i := range plan {
		switch plan[i].phase {
		case phaseIndividual:
			plan[i].collects = true
		case phaseTeam:
			plan[i].collects, plan[i].byTable = true, true
		case phaseReveal:
			plan[i].freezes = true
		}
	}
	return plan
}

func (ranking) place(_ *run, _ partPlan, at place) error {
	if at.item != itemList || at.pass != "" {
		return fail("unknown-item", "This part asks for one list.")
	}
	return nil
}

func (k ranking) check(r *run, p partPlan, at place, v json.RawMessage) error {
	if err := k.place(r, p, at); err != nil {
		return err
	}
	var list []*string
	items := r.activity.Ranking.Items
	if json.Unmarshal(v, &list) != nil || len(list) != len(items) {
		return fail("list-length", "The list must have one place for each item.")
	}
	seen := make(map[string]bool)
	for _, id := range list {
		if id == nil {
			continue
		}
		if !slices.ContainsFunc(items, func(i estrade.RankingItem) bool { return i.ID == *id }) {
			return fail("unknown-option", "This item does not exist.", "option", *id)
		}
		if seen[*id] {
			return fail("item-twice", "An item stands twice in the list.")
		}
		seen[*id] = true
	}
	return nil
}

// listOf returns the list of a subject in a part: item ids, best first, ""
// where no item was placed; nil when missing or declined.
func (ranking) listOf(r *run, part string, s estrade.Subject) []string {
	a, ok := r.answers.of(s)[place{part: part, item: itemList}]
	if !ok {
		return nil
	}
	var list []*string
	if json.Unmarshal(a.Value, &list) != nil || list == nil {
		return nil
	}
	out := make([]string, len(list))
	for i, id := range list {
		if id != nil {
			out[i] = *id
		}
	}
	return out
}

// ranks turns a list into ranks parallel to the items, nil where none.
func (ranking) ranks(r *run, list []string) []*float64 {
	items := r.activity.Ranking.Items
	ranks := make([]*float64, len(items))
	for i, item := range items {
		if at := slices.Index(list, item.ID); at >= 0 {
			ranks[i] = new(float64(at + 1))
		}
	}
	return ranks
}

func (ranking) reference(r *run) []float64 {
	items := r.activity.Ranking.Items
	reference := make([]float64, len(items))
	for i, item := range items {
		reference[i] = float64(item.Reference)
	}
	return reference
}

// byReference returns the items, best first.
func (ranking) byReference(r *run) []estrade.RankingItem {
	items := slices.Clone(r.activity.Ranking.Items)
	slices.SortFunc(items, func(a, b estrade.RankingItem) int { return cmp.Compare(a.Reference, b.Reference) })
	return items
}

func (ranking) complete(_ *run, p partPlan, mine map[place]estrade.Answer) bool {
	a, ok := mine[place{part: p.id, item: itemList}]
	if !ok {
		return false
	}
	var list []*string
	if json.Unmarshal(a.Value, &list) != nil {
		return false
	}
	return !slices.Contains(list, nil)
}

func (ranking) passes(p partPlan) []string {
	if p.collects {
		return []string{""}
	}
	return nil
}

func (k ranking) score(r *run, list []string) (scoring.FootruleResult, error) {
	share, err := minAnswered(r.scoringRule("footrule"))
	if err != nil {
		return scoring.FootruleResult{}, err
	}
	return scoring.Footrule(k.ranks(r, list), k.reference(r), share)
}

func (k ranking) figures(r *run, p partPlan) (*estrade.Figures, error) {
	if p.phase != phaseReveal {
		return nil, nil
	}
	empty, err := k.score(r, nil)
	if err != nil {
		return nil, err
	}
	f := &estrade.RankingFigures{Tables: []estrade.TableRanking{}}
	if empty.ExpectedAccuracy != nil {
		f.ExpectedAccuracy = *empty.ExpectedAccuracy
	}
	if empty.Max != nil {
		f.MaxDistance = float64(*empty.Max)
	}
	for _, item := range k.byReference(r) {
		f.Reference = append(f.Reference, item.ID)
	}

	room, err := k.gather(r, r.s.people())
	if err != nil {
		return nil, err
	}
	n, m := mean(room.distances)
	f.N, f.Mean = n, ifEnough(n, m)
	_, accuracy := mean(room.accuracies)
	f.MeanAccuracy = ifEnough(n, accuracy)
	if f.Silent, err = k.silent(r, room.complete); err != nil {
		return nil, err
	}

	groups := make(map[estrade.TableID]*gathered)
	sizes := make(map[estrade.TableID]int)
	for _, t := range r.s.tableList() {
		g, err := k.gather(r, r.s.members(t.ID))
		if err != nil {
			return nil, err
		}
		groups[t.ID] = g
		sizes[t.ID] = len(g.complete)
	}
	shown := tablesToShow(sizes, n, len(room.complete))
	for _, t := range r.s.tableList() {
		line, err := k.tableLine(r, t, groups[t.ID], shown[t.ID])
		if err != nil {
			return nil, err
		}
		f.Tables = append(f.Tables, line)
	}
	if err := rankTables(f.Tables); err != nil {
		return nil, err
	}
	return &estrade.Figures{Ranking: f}, nil
}

// gathered is the individual work of some people.
type gathered struct {
	distances  []*float64
	accuracies []*float64
	complete   [][]*float64 // complete lists, as ranks
	best       []*float64   // distances of the complete lists
}

func (k ranking) gather(r *run, people []estrade.Participant) (*gathered, error) {
	g := &gathered{}
	for _, p := range people {
		list := k.listOf(r, phaseIndividual, person(p.ID))
		if list == nil {
			continue
		}
		score, err := k.score(r, list)
		if err != nil {
			return nil, err
		}
		g.distances = append(g.distances, score.Distance)
		g.accuracies = append(g.accuracies, score.Accuracy)
		if !slices.Contains(list, "") {
			g.complete = append(g.complete, k.ranks(r, list))
			g.best = append(g.best, score.Distance)
		}
	}
	return g, nil
}

// silent is the list « sans parler » of some complete lists, nil under five.
func (k ranking) silent(r *run, lists [][]*float64) (*estrade.SilentList, error) {
	if !enough(len(lists)) {
		return nil, nil
	}
	means, err := scoring.MeanRanks(lists)
	if err != nil {
		return nil, err
	}
	ranks := make([]*float64, len(means.Ranks))
	for i := range means.Ranks {
		ranks[i] = &means.Ranks[i]
	}
	score, err := scoring.Footrule(ranks, k.reference(r), scoring.Fraction{})
	if err != nil {
		return nil, err
	}
	items := r.activity.Ranking.Items
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(means.Ranks[a], means.Ranks[b]) })
	list := &estrade.SilentList{N: len(lists), Accuracy: score.Accuracy}
	if score.Distance != nil {
		list.Distance = *score.Distance
	}
	for _, i := range order {
		list.Order = append(list.Order, items[i].ID)
		list.Ranks = append(list.Ranks, means.Ranks[i])
	}
	return list, nil
}

func (k ranking) tableLine(r *run, t estrade.Table, g *gathered, withPeople bool) (estrade.TableRanking, error) {
	line := estrade.TableRanking{Table: t.ID, N: len(g.complete), Order: []string{}}
	if list := k.listOf(r, phaseTeam, table(t.ID)); list != nil {
		line.Order = list
		score, err := k.score(r, list)
		if err != nil {
			return line, err
		}
		line.Distance, line.Accuracy = score.Distance, score.Accuracy
	}
	line.Hasty = r.s.hasty[stepTable{r.step.ID, t.ID}]
	if !withPeople {
		return line, nil
	}
	synergy, err := scoring.Synergy(g.best, line.Distance, scoring.Low)
	if err != nil {
		return line, err
	}
	line.Mean, line.Best = synergy.Mean, synergy.Best
	line.Gain, line.GainPct, line.GainVsBest = synergy.Gain, synergy.GainPct, synergy.GainVsBest
	line.BetterThanTeam, line.Weak, line.Strong = synergy.BetterThanTeam, synergy.Weak, synergy.Strong
	line.Silent, err = k.silent(r, g.complete)
	return line, err
}

// rankTables ranks tables by distance.
func rankTables(tables []estrade.TableRanking) error {
	distances := make([]*float64, len(tables))
	for i, t := range tables {
		distances[i] = t.Distance
	}
	places, err := ranks(distances, scoring.Low)
	for i, place := range places {
		tables[i].Rank = place
	}
	return err
}

func (k ranking) play(r *run, _ partPlan) *estrade.Play {
	a := r.activity.Ranking
	play := &estrade.RankingPlay{TeamRule: a.TeamRule}
	revealed := r.shown(phaseReveal)
	if revealed {
		play.ReferenceNote = &a.ReferenceNote
	}
	for _, i := range shuffled(r.s.row.Seed, r.activity.ID+".items", a.Items) {
		item := estrade.ItemPlay{ID: i.ID, Text: i.Text}
		if revealed {
			item.Reason, item.Reference = &i.Reason, i.Reference
		}
		play.Items = append(play.Items, item)
	}
	return &estrade.Play{Ranking: play}
}

func (k ranking) own(r *run, p estrade.Participant) (*estrade.OwnResult, error) {
	if !r.shown(phaseReveal) {
		return nil, nil
	}
	list := k.listOf(r, phaseIndividual, person(p.ID))
	score, err := k.score(r, list)
	if err != nil {
		return nil, err
	}
	own := &estrade.OwnRanking{
		Items: []estrade.OwnRankedItem{}, Distance: score.Distance, Accuracy: score.Accuracy,
		ExpectedAccuracy: score.ExpectedAccuracy, Captions: r.captions("footrule"),
	}
	team := k.listOf(r, phaseTeam, table(p.Table))
	for _, item := range k.byReference(r) {
		own.Items = append(own.Items, estrade.OwnRankedItem{
			Item: item.ID, Text: item.Text, Reason: item.Reason, Reference: item.Reference,
			Own: 1 + slices.Index(list, item.ID), Table: 1 + slices.Index(team, item.ID),
		})
	}
	return &estrade.OwnResult{Step: r.step.ID, Activity: r.activity.ID, Title: r.activity.Title, Ranking: own}, nil
}

func (k ranking) backstage(r *run, p partPlan, b *estrade.Backstage) {
	for _, item := range k.byReference(r) {
		b.Reference = append(b.Reference, estrade.ItemPlay{ID: item.ID, Text: item.Text, Reason: &item.Reason, Reference: item.Reference})
	}
	b.Teams = append(b.Teams, r.tablesAtWork(p)...)
}

func (ranking) carried(r *run, _ partPlan) []string { return r.carriesReveal() }
