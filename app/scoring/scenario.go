package scoring

import (
	"maps"
	"math"
	"slices"
)

// End is the Next of an option that ends a scenario.
const End = "END"

// Scenario is the graph of a branching story, as far as scoring needs it.
type Scenario struct {
	Start   string // first node
	Gauge   Gauge
	Endings []Ending                     // in any order
	Nodes   map[string]map[string]Option // node → option → what it does
}

// Gauge is the group's gauge: Min ≤ Start ≤ Max.
type Gauge struct {
	Start, Min, Max float64
}

// Ending applies when the gauge ends at From or above.
type Ending struct {
	ID   string
	From float64
}

// Option is one choice at a node.
type Option struct {
	GaugeChange float64
	Next        string // a node, or End
}

// ScenarioPathResult is the group's way through a scenario.
type ScenarioPathResult struct {
	Path     []string  `json:"path"`     // nodes at which a choice was made
	Trace    []float64 `json:"trace"`    // gauge after each of them
	Gauge    float64   `json:"gauge"`    // last value; the starting one before any choice
	Finished bool      `json:"finished"` // END was reached
	Ending   *string   `json:"ending"`   // nil until finished, or when no ending applies
}

// ScenarioPath follows the group's choices. The gauge is clamped to [Min, Max]
// after each node; at END the ending is the one with the highest From that is not
// above the gauge, the first listed if two are equal.
//
// Errors: LengthMismatch (a choice after END), NotANumber, OutOfRange (a starting
// value outside the gauge), UnknownID (a start, node or option that does not exist on
// the path), InvalidParameter (Min above Max).
//
// Estrade's own convention.
func ScenarioPath(scenario Scenario, choices []string) (ScenarioPathResult, error) {
	var c checks
	gauge := c.scenario(scenario)
	if _, exists := scenario.Nodes[scenario.Start]; !exists {
		c.fail(UnknownID, input("start"))
	}
	result := ScenarioPathResult{Path: []string{}, Trace: []float64{}, Gauge: gauge.Start}
	node := scenario.Start
	for i, choice := range choices {
		if node == End {
			c.fail(LengthMismatch, at("choices", i))
			break
		}
		option, exists := scenario.Nodes[node][choice]
		if !exists {
			c.fail(UnknownID, at("choices", i))
			break
		}
		result.Gauge = clamp(result.Gauge+option.GaugeChange, gauge.Min, gauge.Max)
		result.Path = append(result.Path, node)
		result.Trace = append(result.Trace, result.Gauge)
		node = option.Next
	}
	if err := c.err(); err != nil {
		return ScenarioPathResult{}, err
	}
	if node == End {
		result.Finished = true
		result.Ending = endingAt(scenario.Endings, result.Gauge)
	}
	return result, nil
}

// scenario checks the numbers of the whole graph, and returns its gauge.
func (c *checks) scenario(scenario Scenario) Gauge {
	gauge := Gauge{
		Min: c.number(input("gauge.min"), scenario.Gauge.Min, -largest, largest),
		Max: c.number(input("gauge.max"), scenario.Gauge.Max, -largest, largest),
	}
	low, high := gauge.Min, gauge.Max
	if above(low, high) {
		c.fail(InvalidParameter, input("gauge"))
		low, high = -largest, largest
	}
	gauge.Start = c.number(input("gauge.start"), scenario.Gauge.Start, low, high)
	for i, ending := range scenario.Endings {
		c.number(at("endings", i), ending.From, -largest, largest)
	}
	for _, node := range slices.Sorted(maps.Keys(scenario.Nodes)) {
		for _, option := range scenario.Nodes[node] {
			c.number(input("nodes."+node), option.GaugeChange, -largest, largest)
		}
	}
	return gauge
}

func endingAt(endings []Ending, gauge float64) *string {
	var reached *Ending
	for i, ending := range endings {
		if atMost(ending.From, gauge) && (reached == nil || above(ending.From, reached.From)) {
			reached = &endings[i]
		}
	}
	if reached == nil {
		return nil
	}
	return new(reached.ID)
}

// CompetencyScore says how a person's choices used what a competency offered.
type CompetencyScore struct {
	Sum   float64  `json:"sum"`   // of the effects chosen
	Min   float64  `json:"min"`   // lowest sum the nodes offered
	Max   float64  `json:"max"`   // highest sum the nodes offered
	Raw   *float64 `json:"raw"`   // 0…100; nil if Max = Min
	Score *float64 `json:"score"` // Raw, nil when the offer is too narrow: « non observé »
}

// ScenarioCompetenciesResult holds the scores of one person. It is labelled
// « qualité des choix dans ce scénario ».
type ScenarioCompetenciesResult struct {
	Answered int                        `json:"answered"` // nodes the person voted at
	Scores   map[string]CompetencyScore `json:"scores"`   // competency → score
}

// ScenarioCompetencies reads one person's votes at the visited nodes. nodes gives,
// for each, option → competency → effect; choices is parallel to it, an empty
// choice is missing. Over the answered nodes, with an absent effect counting 0,
// Sum adds the effects chosen, Min and Max the lowest and highest effect available
// at each node, and
//
//	raw = 100·(sum − min)/(max − min)
//
// from 0 to 100. Score is Raw when max − min ≥ minRange (above 0, default 3), else
// nil. Competencies named by no option of the answered nodes are absent.
//
// Errors: LengthMismatch, NotANumber, OutOfRange (beyond 1e100), UnknownID (option),
// InvalidParameter (minRange). Estrade's own convention.
func ScenarioCompetencies(nodes []map[string]map[string]float64, choices []string, minRange *float64) (ScenarioCompetenciesResult, error) {
	return NewScenarioOffer(nodes, minRange).Competencies(choices)
}

// ScenarioOffer is what the visited nodes offer each competency. It is made once
// for a group, whose people are then read one by one.
type ScenarioOffer struct {
	competencies []string               // that an option names, in order
	effects      []map[string][]float64 // by node: option → by competency
	bounds       [][]bounds             // by node and competency
	leastRange   float64
	faults       checks // of nodes and minRange
}

// bounds are the lowest and the highest effect available at a node, low above
// high for a competency that none of its options names.
type bounds struct{ low, high float64 }

// NewScenarioOffer prepares [ScenarioCompetencies] for the votes of many people,
// with the same nodes and minRange. What is wrong with them is told of each.
func NewScenarioOffer(nodes []map[string]map[string]float64, minRange *float64) *ScenarioOffer {
	o := &ScenarioOffer{effects: make([]map[string][]float64, len(nodes)), bounds: make([][]bounds, len(nodes))}
	for i, options := range nodes {
		for _, effects := range options {
			for competency, effect := range effects {
				o.faults.number(at("nodes", i), effect, -largest, largest)
				o.competencies = append(o.competencies, competency)
			}
		}
	}
	slices.Sort(o.competencies)
	o.competencies = slices.Compact(o.competencies)
	for i, options := range nodes {
		o.effects[i], o.bounds[i] = offered(options, o.competencies)
	}
	o.leastRange = o.faults.parameter("min_range", minRange, 3, 0, largest)
	return o
}

// offered returns the effects of a node's options on the competencies, in their
// order, and what they offer each of them.
func offered(options map[string]map[string]float64, competencies []string) (map[string][]float64, []bounds) {
	byOption := make(map[string][]float64, len(options))
	named := make([]bool, len(competencies))
	for option, effects := range options {
		byOption[option] = make([]float64, len(competencies))
		for k, competency := range competencies {
			effect, ok := effects[competency]
			byOption[option][k] = effect
			named[k] = named[k] || ok
		}
	}
	all := make([]bounds, len(competencies))
	for k := range all {
		all[k] = bounds{math.Inf(1), math.Inf(-1)}
		if !named[k] {
			continue
		}
		for _, effects := range byOption {
			all[k] = bounds{min(all[k].low, effects[k]), max(all[k].high, effects[k])}
		}
	}
	return byOption, all
}

// Competencies is [ScenarioCompetencies] of one person's choices.
func (o *ScenarioOffer) Competencies(choices []string) (ScenarioCompetenciesResult, error) {
	c := o.faults
	c.sameLength(input("choices"), len(o.effects), len(choices))
	checkChoices(&c, o.effects, choices)
	if err := c.err(); err != nil {
		return ScenarioCompetenciesResult{}, err
	}
	result := ScenarioCompetenciesResult{Scores: make(map[string]CompetencyScore, len(o.competencies))}
	scores := make([]CompetencyScore, len(o.competencies))
	named := make([]bool, len(o.competencies))
	for i, choice := range choices {
		if choice == "" {
			continue
		}
		result.Answered++
		chosen := o.effects[i][choice]
		for k, b := range o.bounds[i] {
			if b.low > b.high {
				continue
			}
			named[k] = true
			scores[k].Sum += chosen[k]
			scores[k].Min += b.low
			scores[k].Max += b.high
		}
	}
	for k, competency := range o.competencies {
		if !named[k] {
			continue
		}
		score := scores[k]
		if width := score.Max - score.Min; above(width, 0) {
			raw := clamp(100*(score.Sum-score.Min)/width, 0, 100)
			score.Raw = new(raw)
			if atLeast(width, o.leastRange) {
				score.Score = new(raw)
			}
		}
		result.Scores[competency] = score
	}
	return result, nil
}

// checkChoices checks that every choice made is an option of its node.
func checkChoices[T any](c *checks, nodes []map[string]T, choices []string) {
	for i := range min(len(nodes), len(choices)) {
		if _, exists := nodes[i][choices[i]]; !exists && choices[i] != "" {
			c.fail(UnknownID, at("choices", i))
		}
	}
}

// DecisionQualityResult is the quality of one person's or one group's choices.
type DecisionQualityResult struct {
	Answered int      `json:"answered"` // nodes with a choice
	Scored   int      `json:"scored"`   // of those, nodes whose options differ
	Quality  *float64 `json:"quality"`  // 0…100; nil when no node is scored
}

// DecisionQuality is the mean over the answered nodes of
//
//	100·(g − g_min)/(g_max − g_min)
//
// from 0 (the worst option everywhere) to 100 (the best), g being the change of the
// gauge. nodes gives, for each visited node, option → change; choices is parallel to
// it, an empty choice is missing. A node where all options weigh the same is not
// scored. Compare a person's quality with the group's through [Synergy] with [High].
//
// Errors: LengthMismatch, NotANumber, OutOfRange (beyond 1e100), UnknownID (option).
// Estrade's own convention.
func DecisionQuality(nodes []map[string]float64, choices []string) (DecisionQualityResult, error) {
	return NewScenarioStakes(nodes).Quality(choices)
}

// ScenarioStakes is what the choice at each visited node is worth. It is made once
// for a group, whose people are then read one by one.
type ScenarioStakes struct {
	worth  []map[string]float64 // by node: option → 0…100
	scored []bool               // the node's options differ
	faults checks               // of nodes
}

// NewScenarioStakes prepares [DecisionQuality] for the votes of many people, with
// the same nodes. What is wrong with them is told of each.
func NewScenarioStakes(nodes []map[string]float64) *ScenarioStakes {
	s := &ScenarioStakes{worth: make([]map[string]float64, len(nodes)), scored: make([]bool, len(nodes))}
	for i, options := range nodes {
		low, high := math.Inf(1), math.Inf(-1)
		for _, change := range options {
			s.faults.number(at("nodes", i), change, -largest, largest)
			low, high = min(low, change), max(high, change)
		}
		s.scored[i] = above(high, low)
		s.worth[i] = make(map[string]float64, len(options))
		for option, change := range options {
			worth := 0.0
			if s.scored[i] {
				worth = clamp(100*(change-low)/(high-low), 0, 100)
			}
			s.worth[i][option] = worth
		}
	}
	return s
}

// Quality is [DecisionQuality] of one person's choices.
func (s *ScenarioStakes) Quality(choices []string) (DecisionQualityResult, error) {
	c := s.faults
	c.sameLength(input("choices"), len(s.worth), len(choices))
	checkChoices(&c, s.worth, choices)
	if err := c.err(); err != nil {
		return DecisionQualityResult{}, err
	}

	var result DecisionQualityResult
	qualities := make([]float64, 0, len(choices))
	for i, choice := range choices {
		if choice == "" {
			continue
		}
		result.Answered++
		if s.scored[i] {
			qualities = append(qualities, s.worth[i][choice])
		}
	}
	result.Scored = len(qualities)
	result.Quality = meanOf(qualities)
	return result, nil
}

// ChoiceAgreementResult compares one person's choices with the group's.
type ChoiceAgreementResult struct {
	Answered  int      `json:"answered"`  // nodes where both chose
	Agreement *float64 `json:"agreement"` // 0…1; nil when Answered is 0
}

// ChoiceAgreement is the share of nodes, among those where both the person and the
// group chose, with the same option. An empty choice is missing.
//
// Errors: LengthMismatch. Estrade's own convention.
func ChoiceAgreement(choices, team []string) (ChoiceAgreementResult, error) {
	var c checks
	c.sameLength(input("team"), len(choices), len(team))
	if err := c.err(); err != nil {
		return ChoiceAgreementResult{}, err
	}
	var result ChoiceAgreementResult
	same := 0
	for i, choice := range choices {
		if choice == "" || team[i] == "" {
			continue
		}
		result.Answered++
		if choice == team[i] {
			same++
		}
	}
	result.Agreement = ratio(same, result.Answered)
	return result, nil
}
