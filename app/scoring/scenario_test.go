package scoring

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

var optionIDs = []string{"a", "b", "c"}

// stories draws a scenario whose nodes follow each other.
func stories(t *rapid.T) Scenario {
	scenario := Scenario{
		Start:   "1",
		Gauge:   Gauge{Start: 50, Min: 0, Max: 100},
		Endings: []Ending{{"LOW", 0}, {"MID", 40}, {"HIGH", 70}},
		Nodes:   make(map[string]map[string]Option),
	}
	names := []string{"1", "2", "3", "4", End}
	for i, name := range names[:4] {
		scenario.Nodes[name] = make(map[string]Option)
		for _, option := range optionIDs {
			scenario.Nodes[name][option] = Option{
				GaugeChange: float64(rapid.IntRange(-40, 40).Draw(t, "change")),
				Next:        names[i+1],
			}
		}
	}
	return scenario
}

func TestScenarioPath_Properties(t *testing.T) {
	check(t, "Gauge and ending", func(t *rapid.T) {
		scenario := stories(t)
		choices := rapid.SliceOfN(rapid.SampledFrom(optionIDs), 0, 4).Draw(t, "choices")
		result := must[ScenarioPathResult](t)(ScenarioPath(scenario, choices))
		if len(result.Path) != len(choices) || len(result.Trace) != len(choices) {
			t.Fatalf("%+v", result)
		}
		if result.Finished != (len(choices) == 4) || (result.Ending != nil) != result.Finished {
			t.Fatalf("%+v", result)
		}
		last := 50.0
		for i, gauge := range result.Trace {
			between(t, "gauge", &gauge, 0, 100)
			change := scenario.Nodes[result.Path[i]][choices[i]].GaugeChange
			near(t, "gauge", gauge, min(100, max(0, last+change)))
			last = gauge
		}
		near(t, "gauge", result.Gauge, last)
	})
	check(t, "A path grows from its beginning", func(t *rapid.T) {
		scenario := stories(t)
		choices := rapid.SliceOfN(rapid.SampledFrom(optionIDs), 1, 4).Draw(t, "choices")
		whole := must[ScenarioPathResult](t)(ScenarioPath(scenario, choices))
		start := must[ScenarioPathResult](t)(ScenarioPath(scenario, choices[:len(choices)-1]))
		same(t, whole.Path[:len(choices)-1], start.Path)
		same(t, whole.Trace[:len(choices)-1], start.Trace)
	})
	t.Run("No ending applies", func(t *testing.T) {
		scenario := Scenario{
			Start: "1", Gauge: Gauge{Start: 10, Min: 0, Max: 100}, Endings: []Ending{{"HIGH", 50}},
			Nodes: map[string]map[string]Option{"1": {"a": {GaugeChange: 1, Next: End}}},
		}
		result := must[ScenarioPathResult](t)(ScenarioPath(scenario, []string{"a"}))
		if !result.Finished || result.Ending != nil {
			t.Errorf("%+v", result)
		}
	})
	t.Run("Errors", func(t *testing.T) {
		nodes := map[string]map[string]Option{"1": {"a": {Next: "2"}}}
		gauge := Gauge{Start: 10, Min: 0, Max: 100}
		wantCode(t, UnknownID)(ScenarioPath(Scenario{Start: "0", Gauge: gauge, Nodes: nodes}, nil))
		wantCode(t, UnknownID)(ScenarioPath(Scenario{Start: "1", Gauge: gauge, Nodes: nodes}, []string{"a", "a"}))
		wantCode(t, UnknownID)(ScenarioPath(Scenario{Start: "1", Gauge: gauge, Nodes: nodes}, []string{""}))
		wantCode(t, OutOfRange)(ScenarioPath(Scenario{Start: "1", Gauge: Gauge{Start: 101, Max: 100}, Nodes: nodes}, nil))
		wantCode(t, InvalidParameter)(ScenarioPath(Scenario{Start: "1", Gauge: Gauge{Start: 5, Min: 9, Max: 1}, Nodes: nodes}, nil))
	})
}

// effectNodes draws the effects of three options at n nodes.
func effectNodes(t *rapid.T, n int) []map[string]map[string]float64 {
	nodes := make([]map[string]map[string]float64, n)
	for i := range nodes {
		nodes[i] = make(map[string]map[string]float64)
		for _, option := range optionIDs {
			nodes[i][option] = make(map[string]float64)
			for _, competency := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"H1", "H2", "V1"}), 0, 3, rapid.ID).Draw(t, "touched") {
				nodes[i][option][competency] = float64(rapid.IntRange(-3, 3).Draw(t, "effect"))
			}
		}
	}
	return nodes
}

func TestScenarioCompetencies_Properties(t *testing.T) {
	check(t, "Range and order of nodes", func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "n")
		nodes := effectNodes(t, n)
		choices := choicesAmong(optionIDs, n, n).Draw(t, "choices")
		result := must[ScenarioCompetenciesResult](t)(ScenarioCompetencies(nodes, choices, nil))
		for competency, score := range result.Scores {
			between(t, competency, &score.Sum, score.Min, score.Max)
			between(t, competency, score.Raw, 0, 100)
			if (score.Raw == nil) != (score.Max == score.Min) || (score.Score == nil) != (score.Max-score.Min < 3) {
				t.Fatalf("%s: %+v", competency, score)
			}
		}
		indexes := make([]int, n)
		for i := range indexes {
			indexes[i] = i
		}
		var movedNodes []map[string]map[string]float64
		var movedChoices []string
		for _, i := range rapid.Permutation(indexes).Draw(t, "order") {
			movedNodes, movedChoices = append(movedNodes, nodes[i]), append(movedChoices, choices[i])
		}
		same(t, must[ScenarioCompetenciesResult](t)(ScenarioCompetencies(movedNodes, movedChoices, nil)), result)
	})
	check(t, "An unanswered node changes nothing", func(t *rapid.T) {
		nodes := effectNodes(t, 3)
		choices := rapid.SliceOfN(rapid.SampledFrom(optionIDs), 2, 2).Draw(t, "choices")
		same(t,
			must[ScenarioCompetenciesResult](t)(ScenarioCompetencies(nodes, append(choices, ""), nil)),
			must[ScenarioCompetenciesResult](t)(ScenarioCompetencies(nodes[:2], choices, nil)))
	})
	wantCode(t, InvalidParameter)(ScenarioCompetencies(nil, nil, new(-1.0)))
}

// TestScenarioOffer_oneAfterTheOther reads people with one offer; what is wrong
// with one's choices says nothing of the next.
func TestScenarioOffer_oneAfterTheOther(t *testing.T) {
	nodes := []map[string]map[string]float64{
		{"a": {"trust": 2}, "b": {"trust": -2, "clarity": 1}},
		{"a": {"clarity": 3}, "b": {}},
	}
	offer := NewScenarioOffer(nodes, nil)
	for range 2 {
		wantCode(t, UnknownID)(offer.Competencies([]string{"a", "nowhere"}))
		wantCode(t, LengthMismatch)(offer.Competencies([]string{"a"}))
		mine := must[ScenarioCompetenciesResult](t)(offer.Competencies([]string{"a", "b"}))
		trust, clarity := mine.Scores["trust"], mine.Scores["clarity"]
		if mine.Answered != 2 || *trust.Score != 100 || *clarity.Score != 0 {
			t.Errorf("trust %+v, clarity %+v", trust, clarity)
		}
	}
	faulty := NewScenarioOffer([]map[string]map[string]float64{{"a": {"trust": math.Inf(1)}}}, nil)
	for range 2 {
		wantCode(t, NotANumber)(faulty.Competencies([]string{"a"}))
	}
}

func TestScenarioStakes_oneAfterTheOther(t *testing.T) {
	stakes := NewScenarioStakes([]map[string]float64{{"a": 4, "b": -4, "c": 0}, {"a": 1, "b": 1}})
	for range 2 {
		wantCode(t, UnknownID)(stakes.Quality([]string{"a", "nowhere"}))
		wantCode(t, LengthMismatch)(stakes.Quality([]string{"a"}))
		mine := must[DecisionQualityResult](t)(stakes.Quality([]string{"c", "b"}))
		if mine.Answered != 2 || mine.Scored != 1 || *mine.Quality != 50 {
			t.Errorf("%+v", mine)
		}
	}
	faulty := NewScenarioStakes([]map[string]float64{{"a": math.NaN(), "b": 1}})
	for range 2 {
		wantCode(t, NotANumber)(faulty.Quality([]string{"a"}))
	}
}

func TestDecisionQuality_Properties(t *testing.T) {
	draw := func(t *rapid.T, n int) []map[string]float64 {
		nodes := make([]map[string]float64, n)
		for i := range nodes {
			nodes[i] = make(map[string]float64)
			for _, option := range optionIDs {
				nodes[i][option] = float64(rapid.IntRange(-20, 20).Draw(t, "change"))
			}
		}
		return nodes
	}
	check(t, "Range; best and worst choices", func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "n")
		nodes := draw(t, n)
		choices := choicesAmong(optionIDs, n, n).Draw(t, "choices")
		result := must[DecisionQualityResult](t)(DecisionQuality(nodes, choices))
		between(t, "quality", result.Quality, 0, 100)
		if result.Scored > result.Answered || (result.Quality == nil) != (result.Scored == 0) {
			t.Fatalf("%+v", result)
		}
		best, worst := make([]string, n), make([]string, n)
		for i, options := range nodes {
			best[i], worst[i] = "a", "a"
			for _, option := range optionIDs {
				if options[option] > options[best[i]] {
					best[i] = option
				}
				if options[option] < options[worst[i]] {
					worst[i] = option
				}
			}
		}
		if quality := must[DecisionQualityResult](t)(DecisionQuality(nodes, best)).Quality; quality != nil {
			near(t, "best", *quality, 100)
			near(t, "worst", *must[DecisionQualityResult](t)(DecisionQuality(nodes, worst)).Quality, 0)
		}
	})
	check(t, "Order of nodes", func(t *rapid.T) {
		nodes := draw(t, 4)
		choices := choicesAmong(optionIDs, 4, 4).Draw(t, "choices")
		backNodes := []map[string]float64{nodes[3], nodes[2], nodes[1], nodes[0]}
		backChoices := []string{choices[3], choices[2], choices[1], choices[0]}
		same(t, must[DecisionQualityResult](t)(DecisionQuality(backNodes, backChoices)), must[DecisionQualityResult](t)(DecisionQuality(nodes, choices)))
	})
}

func TestChoiceAgreement_Properties(t *testing.T) {
	check(t, "Range, symmetry, order of nodes", func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "n")
		choices := choicesAmong(optionIDs, n, n).Draw(t, "choices")
		team := choicesAmong(optionIDs, n, n).Draw(t, "team")
		result := must[ChoiceAgreementResult](t)(ChoiceAgreement(choices, team))
		between(t, "agreement", result.Agreement, 0, 1)
		same(t, must[ChoiceAgreementResult](t)(ChoiceAgreement(team, choices)), result)
		moved := shuffledTogether(t, choices, team)
		same(t, must[ChoiceAgreementResult](t)(ChoiceAgreement(moved[0], moved[1])), result)
		if self := must[ChoiceAgreementResult](t)(ChoiceAgreement(choices, choices)).Agreement; self != nil {
			near(t, "agreement", *self, 1)
		}
	})
}
