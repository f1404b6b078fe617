package facilitation

import (
	"encoding/json"
	"slices"

	estrade "estrade/app"
	"estrade/app/scoring"
)

// scenario is a branching story: at each node a private vote, the split, the
// decision (tables, then the trainer for the room), the consequence.
type scenario struct{ plainKind }

// The moments of a node, which name its parts "<node>.<moment>".
const (
	momentVote        = "vote"
	momentSplit       = "split"
	momentDecide      = "decide"
	momentConsequence = "consequence"
)

// phaseEnding shows the ending and the group's scores, after the last node.
const phaseEnding = "ending"

// itemChoice is the only item of a vote and of a decision.
const itemChoice = "choice"

var momentTitles = map[string]estrade.Text{
	momentVote:        {FR: "Vote", EN: "Vote"},
	momentSplit:       {FR: "Répartition", EN: "Split"},
	momentDecide:      {FR: "Décision", EN: "Decision"},
	momentConsequence: {FR: "Conséquence", EN: "Consequence"},
	phaseEnding:       {FR: "Dénouement", EN: "Ending"},
}

func (sc scenario) parts(r *run) []partPlan {
	var plan []partPlan
	for _, p := range r.packParts() {
		if p.phase != "nodes" {
			plan = append(plan, p)
			continue
		}
		scale := sc.paceScale(r, p.seconds)
		pace := r.activity.Scenario.Pace
		visited, finished := sc.visited(r)
		plan = slices.Grow(plan, len(visited)*len(momentTitles))
		for _, n := range visited {
			for _, m := range [...]struct {
				moment  string
				minutes int
			}{
				{momentVote, pace.Read + pace.Vote}, {momentSplit, pace.Discuss},
				{momentDecide, pace.Decide}, {momentConsequence, pace.Consequence},
			} {
				plan = append(plan, partPlan{
					id: n.ID + "." + m.moment, phase: m.moment, title: momentTitles[m.moment],
					instructions: p.instructions, stage: p.stage,
					seconds:  int(float64(60*m.minutes) * scale),
					collects: m.moment == momentVote || m.moment == momentDecide,
					byTable:  m.moment == momentDecide,
					freezes:  m.moment == momentSplit || m.moment == momentConsequence,
					node:     n.ID,
				})
			}
		}
		if !finished {
			return plan // what follows depends on the room's choice
		}
		plan = append(plan, partPlan{id: phaseEnding, phase: phaseEnding, title: momentTitles[phaseEnding], seconds: 60, freezes: true})
	}
	return plan
}

// paceScale fits the pack's pace into the seconds the agenda gives to the nodes.
func (sc scenario) paceScale(r *run, seconds int) float64 {
	pace := r.activity.Scenario.Pace
	planned := 60 * (pace.Read + pace.Vote + pace.Discuss + pace.Decide + pace.Consequence) * sc.longest(r.activity.Scenario)
	if planned == 0 {
		return 1
	}
	return float64(seconds) / float64(planned)
}

// longest returns the number of nodes on the longest path; a pack has no cycle.
func (scenario) longest(s *estrade.Scenario) int {
	depth := make(map[string]int)
	var walk func(id string) int
	walk = func(id string) int {
		if id == estrade.ScenarioEnd {
			return 0
		}
		if d, ok := depth[id]; ok {
			return d
		}
		deepest := 0
		for _, o := range nodeOf(s, id).Options {
			deepest = max(deepest, walk(o.Next))
		}
		depth[id] = deepest + 1
		return deepest + 1
	}
	return walk(s.Start)
}

func nodeOf(s *estrade.Scenario, id string) estrade.Node {
	for _, n := range s.Nodes {
		if n.ID == id {
			return n
		}
	}
	return estrade.Node{}
}

func optionOf(n estrade.Node, id string) (estrade.Option, bool) {
	i := slices.IndexFunc(n.Options, func(o estrade.Option) bool { return o.ID == id })
	if i < 0 {
		return estrade.Option{}, false
	}
	return n.Options[i], true
}

// visited lists the nodes on the room's path, the current one last; finished
// says that the path reached its end.
func (scenario) visited(r *run) (nodes []estrade.Node, finished bool) {
	s := r.activity.Scenario
	for id := s.Start; id != estrade.ScenarioEnd; {
		n := nodeOf(s, id)
		nodes = append(nodes, n)
		decision := r.part(id + "." + momentDecide)
		o, chosen := optionOf(n, decision.Choice)
		if !chosen || !r.settled(decision.Part) {
			return nodes, false
		}
		id = o.Next
	}
	return nodes, true
}

// path returns the choices whose consequence was shown, and the gauge after
// each; the choice at `including` counts even before its consequence is shown.
func (sc scenario) path(r *run, including string) ([]estrade.PathChoice, int) {
	s := r.activity.Scenario
	gauge := s.Gauge.Start
	choices := []estrade.PathChoice{}
	nodes, _ := sc.visited(r)
	for _, n := range nodes {
		if n.ID != including && !r.shown(n.ID+"."+momentConsequence) {
			break
		}
		o, ok := optionOf(n, r.part(n.ID+"."+momentDecide).Choice)
		if !ok {
			break
		}
		gauge = min(s.Gauge.Max, max(s.Gauge.Min, gauge+o.GaugeChange))
		choices = append(choices, estrade.PathChoice{Node: n.ID, Option: o.ID, Gauge: gauge})
	}
	return choices, gauge
}

func (scenario) place(_ *run, _ partPlan, at place) error {
	if at.item != itemChoice || at.pass != "" {
		return fail("unknown-item", "This part asks for one choice.")
	}
	return nil
}

func (sc scenario) check(r *run, p partPlan, at place, v json.RawMessage) error {
	if err := sc.place(r, p, at); err != nil {
		return err
	}
	var option string
	if err := json.Unmarshal(v, &option); err != nil {
		return fail("unknown-option", "This option does not exist.", "option", string(v))
	}
	if _, ok := optionOf(nodeOf(r.activity.Scenario, p.node), option); !ok {
		return fail("unknown-option", "This option does not exist.", "option", option)
	}
	return nil
}

func (scenario) complete(_ *run, p partPlan, mine map[place]estrade.Answer) bool {
	_, ok := mine[place{part: p.id, item: itemChoice}]
	return ok
}

func (scenario) passes(partPlan) []string { return nil }

func (sc scenario) figures(r *run, p partPlan) (*estrade.Figures, error) {
	switch p.phase {
	case momentSplit:
		return &estrade.Figures{Split: sc.split(r, p.node)}, nil
	case momentConsequence:
		return &estrade.Figures{Consequence: sc.consequence(r, p.node)}, nil
	case phaseEnding:
		e, err := sc.ending(r)
		return &estrade.Figures{Ending: e}, err
	}
	return nil, nil
}

func (scenario) peeks(p partPlan) string {
	if p.phase == momentVote {
		return p.node + "." + momentSplit
	}
	return ""
}

// split counts the votes at a node.
func (scenario) split(r *run, nodeID string) *estrade.SplitFigures {
	n := nodeOf(r.activity.Scenario, nodeID)
	at := place{part: nodeID + "." + momentVote, item: itemChoice}
	all := make(map[string]int)
	byTable := make(map[estrade.TableID]map[string]int)
	answered := 0
	nTable := make(map[estrade.TableID]int)
	for _, p := range r.s.people() {
		choice := text(r.answers.of(person(p.ID)), at)
		if choice == "" {
			continue
		}
		answered++
		all[choice]++
		if p.Table != "" {
			if byTable[p.Table] == nil {
				byTable[p.Table] = make(map[string]int)
			}
			byTable[p.Table][choice]++
			nTable[p.Table]++
		}
	}
	t := r.withHands(at.part, at.item, all, answered)
	figures := &estrade.SplitFigures{Node: nodeID, N: t.n, Hands: t.hands, Tables: []estrade.TableSplit{}}
	if !enough(t.n) {
		return figures
	}
	figures.Counts = countsOf(n, t.counts)
	shown := tablesToShow(nTable, answered)
	for _, t := range r.s.tableList() {
		if shown[t.ID] {
			figures.Tables = append(figures.Tables, estrade.TableSplit{Table: t.ID, N: nTable[t.ID], Counts: countsOf(n, byTable[t.ID])})
		}
	}
	return figures
}

func countsOf(n estrade.Node, votes map[string]int) []estrade.ItemCount {
	counts := make([]estrade.ItemCount, len(n.Options))
	for i, o := range n.Options {
		counts[i] = estrade.ItemCount{ID: o.ID, Count: votes[o.ID]}
	}
	return counts
}

func (sc scenario) consequence(r *run, nodeID string) *estrade.ConsequenceFigures {
	decision := r.part(nodeID + "." + momentDecide)
	o, _ := optionOf(nodeOf(r.activity.Scenario, nodeID), decision.Choice)
	choices, after := sc.path(r, nodeID)
	before := r.activity.Scenario.Gauge.Start
	if len(choices) > 1 {
		before = choices[len(choices)-2].Gauge
	}
	return &estrade.ConsequenceFigures{
		Node: nodeID, Option: o.ID, GaugeBefore: before, GaugeAfter: after, Next: o.Next,
		Tables: sc.tableChoices(r, nodeID),
	}
}

// tableChoices lists what the tables chose at a node.
func (scenario) tableChoices(r *run, nodeID string) []estrade.TableChoice {
	choices := []estrade.TableChoice{}
	for _, t := range r.s.tableList() {
		if o := text(r.answers.of(table(t.ID)), place{part: nodeID + "." + momentDecide, item: itemChoice}); o != "" {
			choices = append(choices, estrade.TableChoice{Table: t.ID, Option: o})
		}
	}
	return choices
}

// visitedChoices are the visited nodes with the room's choices and, for scoring,
// what each option does there and is worth.
type visitedChoices struct {
	nodes   []estrade.Node
	room    []string
	changes []map[string]float64
	effects []map[string]map[string]float64
	stakes  *scoring.ScenarioStakes
	offer   *scoring.ScenarioOffer
}

func (sc scenario) visitedChoices(r *run) visitedChoices {
	var v visitedChoices
	choices, _ := sc.path(r, "")
	for _, c := range choices {
		n := nodeOf(r.activity.Scenario, c.Node)
		v.nodes = append(v.nodes, n)
		v.room = append(v.room, c.Option)
		changes := make(map[string]float64)
		effects := make(map[string]map[string]float64)
		for _, o := range n.Options {
			changes[o.ID] = float64(o.GaugeChange)
			effects[o.ID] = o.Effects
		}
		v.changes = append(v.changes, changes)
		v.effects = append(v.effects, effects)
	}
	v.stakes = scoring.NewScenarioStakes(v.changes)
	v.offer = scoring.NewScenarioOffer(v.effects, r.scoringRule("scenario-competencies").MinRange)
	return v
}

// votes returns a person's vote at each visited node, "" when missing.
func (v visitedChoices) votes(mine map[place]estrade.Answer) []string {
	votes := make([]string, len(v.nodes))
	for i, n := range v.nodes {
		votes[i] = text(mine, place{part: n.ID + "." + momentVote, item: itemChoice})
	}
	return votes
}

func (sc scenario) ending(r *run) (*estrade.EndingFigures, error) {
	v := sc.visitedChoices(r)
	path, gauge := sc.path(r, "")
	e := &estrade.EndingFigures{Start: r.activity.Scenario.Gauge.Start, Path: path, Untaken: sc.untaken(r, path), Gauge: gauge, Competencies: []estrade.CompetencyFigures{}}
	if reached := endingFor(r.activity.Scenario, gauge); reached != nil {
		e.Ending = reached.ID
	}
	room, err := v.stakes.Quality(v.room)
	if err != nil {
		return nil, err
	}
	e.RoomQuality = room.Quality
	roomCompetencies, err := v.offer.Competencies(v.room)
	if err != nil {
		return nil, err
	}

	var qualities, agreements []*float64
	var ballots [][]string
	byCompetency := make(map[string][]*float64)
	for _, p := range r.s.people() {
		votes := v.votes(r.answers.of(person(p.ID)))
		ballots = append(ballots, votes)
		quality, err := v.stakes.Quality(votes)
		if err != nil {
			return nil, err
		}
		qualities = append(qualities, quality.Quality)
		agreement, err := scoring.ChoiceAgreement(votes, v.room)
		if err != nil {
			return nil, err
		}
		agreements = append(agreements, agreement.Agreement)
		mine, err := v.offer.Competencies(votes)
		if err != nil {
			return nil, err
		}
		for c, score := range mine.Scores {
			byCompetency[c] = append(byCompetency[c], score.Score)
		}
	}
	synergy, err := scoring.Synergy(qualities, room.Quality, scoring.High)
	if err != nil {
		return nil, err
	}
	e.N = synergy.N
	if enough(synergy.N) {
		e.MeanQuality, e.BestQuality = synergy.Mean, synergy.Best
		e.Gain, e.GainVsBest = synergy.Gain, synergy.GainVsBest
	}
	nAgreement, meanAgreement := mean(agreements)
	e.MeanAgreement = ifEnough(nAgreement, meanAgreement)
	for _, c := range r.s.row.Plan.Competencies {
		score, named := roomCompetencies.Scores[c.ID]
		n, m := mean(byCompetency[c.ID])
		if !named && n == 0 {
			continue
		}
		e.Competencies = append(e.Competencies, estrade.CompetencyFigures{Competency: c.ID, Room: score.Score, N: n, Mean: ifEnough(n, m)})
	}
	splits := sc.splits(r, v)
	e.Splits = shownSplits(splits)
	if raised(splits) {
		e.N = fewest(splits)
		for i := range e.Competencies {
			e.Competencies[i].N = e.N
		}
		return e, v.fromSplits(e, splits, roomCompetencies)
	}
	if v.givesAway(ballots, splits) {
		return e, v.fromSplits(e, splits, roomCompetencies)
	}
	return e, nil
}

// untaken lists what the room could have chosen along its path.
func (scenario) untaken(r *run, path []estrade.PathChoice) []estrade.UntakenOption {
	s := r.activity.Scenario
	gauge := s.Gauge.Start
	list := []estrade.UntakenOption{}
	for _, c := range path {
		n := nodeOf(s, c.Node)
		taken, _ := optionOf(n, c.Option)
		for i, o := range n.Options {
			if o.ID == c.Option {
				continue
			}
			list = append(list, estrade.UntakenOption{
				Node: n.ID, Option: o.ID, Letter: letter(i),
				Gauge:     min(s.Gauge.Max, max(s.Gauge.Min, gauge+o.GaugeChange)),
				Elsewhere: o.Next != taken.Next,
			})
		}
		gauge = c.Gauge
	}
	return list
}

// letter names the option at an index: A, B, C…
func letter(index int) string { return string(rune('A' + index)) }

// endingFor returns the ending with the highest From not above the gauge.
func endingFor(s *estrade.Scenario, gauge int) *estrade.Ending {
	var reached *estrade.Ending
	for i, e := range s.Endings {
		if e.From <= gauge && (reached == nil || e.From > reached.From) {
			reached = &s.Endings[i]
		}
	}
	return reached
}

// mean returns the number and the mean of the values present, nil without any.
func mean(values []*float64) (int, *float64) {
	n, sum := 0, 0.0
	for _, v := range values {
		if v != nil {
			n++
			sum += *v
		}
	}
	if n == 0 {
		return 0, nil
	}
	return n, new(sum / float64(n))
}

func (sc scenario) play(r *run, p partPlan) *estrade.Play {
	s := r.activity.Scenario
	path, gauge := sc.path(r, "")
	play := &estrade.ScenarioPlay{
		Context: s.Context, Pitch: s.Pitch, Roles: s.Roles,
		GaugeLabel: s.Gauge.Label, GaugeMin: s.Gauge.Min, GaugeMax: s.Gauge.Max, Gauge: gauge,
		Endings: []estrade.EndingMark{}, Path: path, PathTitles: []estrade.Text{}, Tree: []estrade.TreeNode{},
	}
	for _, c := range path {
		play.PathTitles = append(play.PathTitles, nodeOf(s, c.Node).Title)
	}
	if p.node != "" {
		play.Node = sc.node(r, p.node)
		if p.phase == momentConsequence {
			if o, ok := optionOf(nodeOf(s, p.node), play.Node.Chosen); ok {
				play.Consequence = &o.Consequence
			}
		}
	}
	if r.shown(phaseEnding) {
		if e := endingFor(s, gauge); e != nil {
			play.Ending = &estrade.EndingPlay{ID: e.ID, Title: e.Title, Text: e.Text}
		}
		for _, e := range s.Endings {
			play.Endings = append(play.Endings, estrade.EndingMark{ID: e.ID, From: e.From, Title: e.Title})
		}
		play.Tree = sc.tree(s)
	}
	return &estrade.Play{Scenario: play}
}

func (sc scenario) node(r *run, id string) *estrade.NodePlay {
	s := r.activity.Scenario
	n := nodeOf(s, id)
	nodes, _ := sc.visited(r)
	play := &estrade.NodePlay{ID: id, Of: sc.longest(s), Title: n.Title, Text: n.Text, Options: []estrade.OptionPlay{}}
	play.Number = 1 + slices.IndexFunc(nodes, func(v estrade.Node) bool { return v.ID == id })
	for i, o := range n.Options {
		play.Options = append(play.Options, estrade.OptionPlay{ID: o.ID, Letter: letter(i), Text: o.Text})
	}
	if r.shown(id + "." + momentConsequence) {
		play.Chosen = r.part(id + "." + momentDecide).Choice
	}
	return play
}

func (sc scenario) own(r *run, p estrade.Participant) (*estrade.OwnResult, error) {
	if r.ownStory == nil {
		r.ownStory = new(sc.visitedChoices(r))
	}
	v := r.ownStory
	if len(v.nodes) == 0 {
		return nil, nil
	}
	votes := v.votes(r.answers.of(person(p.ID)))
	quality, err := v.stakes.Quality(votes)
	if err != nil {
		return nil, err
	}
	agreement, err := scoring.ChoiceAgreement(votes, v.room)
	if err != nil {
		return nil, err
	}
	competencies, err := v.offer.Competencies(votes)
	if err != nil {
		return nil, err
	}
	own := &estrade.OwnScenario{
		Answered: quality.Answered, Quality: quality.Quality, Agreement: agreement.Agreement,
		Nodes: []estrade.OwnNode{}, Competencies: []estrade.OwnCompetency{},
		Captions: r.captions("scenario-competencies", "decision-quality", "choice-agreement"),
	}
	for i, n := range v.nodes {
		room, _ := optionOf(n, v.room[i])
		line := estrade.OwnNode{Node: n.ID, Title: n.Title, Choice: votes[i], Room: room.ID, RoomText: room.Text, Rationale: n.Rationale}
		if o, ok := optionOf(n, votes[i]); ok {
			line.ChoiceText = &o.Text
		}
		own.Nodes = append(own.Nodes, line)
	}
	for _, c := range r.s.row.Plan.Competencies {
		if score, ok := competencies.Scores[c.ID]; ok {
			own.Competencies = append(own.Competencies, estrade.OwnCompetency{Competency: c.ID, Name: c.Name, Score: score.Score})
		}
	}
	return &estrade.OwnResult{Step: r.step.ID, Activity: r.activity.ID, Title: r.activity.Title, Scenario: own}, nil
}

func (sc scenario) backstage(r *run, p partPlan, b *estrade.Backstage) {
	if p.node == "" {
		return
	}
	n := nodeOf(r.activity.Scenario, p.node)
	b.Rationale = &n.Rationale
	for _, o := range n.Options {
		peek := estrade.OptionPeek{ID: o.ID, GaugeChange: o.GaugeChange, Posture: o.Posture, Consequence: o.Consequence}
		if o.Next != estrade.ScenarioEnd {
			title := nodeOf(r.activity.Scenario, o.Next).Title
			peek.NextTitle = &title
		}
		b.Options = append(b.Options, peek)
	}
	b.TableChoices = sc.tableChoices(r, p.node)
	b.RoomChoice = r.part(p.node + "." + momentDecide).Choice
}

func (scenario) carried(r *run, p partPlan) []string {
	switch p.phase {
	case momentSplit, momentDecide:
		return []string{p.node + "." + momentSplit}
	case momentConsequence:
		return []string{p.node + "." + momentSplit, p.node + "." + momentConsequence}
	}
	if r.shown(phaseEnding) {
		return []string{phaseEnding}
	}
	return nil
}
