package scoring

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"
)

// casesVariable names another file of test cases to run instead of the built-in one.
const casesVariable = "ESTRADE_SCORING_CASES"

const (
	builtInCases = "testdata/scoring-vectors.json"
	edgeCases    = "testdata/edge-cases.json"
)

type caseFile struct {
	Format    int           `json:"format"`
	Tolerance float64       `json:"tolerance"`
	Cases     []scoringCase `json:"cases"`
}

type scoringCase struct {
	ID       string         `json:"id"`
	Method   string         `json:"method"`
	Input    map[string]any `json:"input"`
	Expected map[string]any `json:"expected"`
	Note     string         `json:"note"`
}

func readCases(t *testing.T, path string) caseFile {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var file caseFile
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatalf("read %s: %v", path, err)
	}
	if file.Format != 1 {
		t.Fatalf("%s has format %d, want 1", path, file.Format)
	}
	if len(file.Cases) == 0 {
		t.Fatalf("%s has no case", path)
	}
	return file
}

func TestScoringCases(t *testing.T) {
	path := builtInCases
	if other := os.Getenv(casesVariable); other != "" {
		path = other
	}
	readCases(t, path).run(t)
}

func TestScoringCases_Edges(t *testing.T) {
	readCases(t, edgeCases).run(t)
}

func (file caseFile) run(t *testing.T) {
	for _, test := range file.Cases {
		t.Run(test.ID, func(t *testing.T) {
			for _, difference := range test.differences(file.Tolerance) {
				t.Errorf("%s (%s): %s", test.Method, test.Note, difference)
			}
		})
	}
}

func TestScoringCases_CoverEveryMethod(t *testing.T) {
	covered := make(map[string]bool)
	for _, test := range readCases(t, builtInCases).Cases {
		covered[test.Method] = true
	}
	for method := range methods {
		if !covered[method] {
			t.Errorf("no built-in case for %s", method)
		}
	}
}

// TestScoringCase_Differences makes sure that a wrong figure cannot pass.
func TestScoringCase_Differences(t *testing.T) {
	input := map[string]any{"ranking": []any{1.0, 3.0, 2.0}, "reference": []any{1.0, 2.0, 3.0}}
	tests := map[string]struct {
		test  scoringCase
		wrong bool
	}{
		"right figures":       {scoringCase{Method: "footrule", Input: input, Expected: map[string]any{"n": 3.0, "distance": 2.0}}, false},
		"within tolerance":    {scoringCase{Method: "footrule", Input: input, Expected: map[string]any{"distance": 2.0000001}}, false},
		"wrong figure":        {scoringCase{Method: "footrule", Input: input, Expected: map[string]any{"distance": 2.00001}}, true},
		"null for a figure":   {scoringCase{Method: "footrule", Input: input, Expected: map[string]any{"distance": nil}}, true},
		"text for a figure":   {scoringCase{Method: "footrule", Input: input, Expected: map[string]any{"distance": "2"}}, true},
		"figure that is null": {scoringCase{Method: "dots", Input: map[string]any{"ideas": 0.0}, Expected: map[string]any{"dots": 1.0}}, true},
		"unknown output":      {scoringCase{Method: "footrule", Input: input, Expected: map[string]any{"score": nil}}, true},
		"missing error":       {scoringCase{Method: "footrule", Input: input, Expected: map[string]any{"error": "out-of-range"}}, true},
		"unexpected error":    {scoringCase{Method: "dots", Input: map[string]any{"ideas": -1.0}, Expected: map[string]any{"dots": nil}}, true},
		"other error":         {scoringCase{Method: "dots", Input: map[string]any{"ideas": -1.0}, Expected: map[string]any{"error": "unknown-id"}}, true},
		"right error":         {scoringCase{Method: "dots", Input: map[string]any{"ideas": -1.0}, Expected: map[string]any{"error": "out-of-range"}}, false},
		"boolean count":       {scoringCase{Method: "dots", Input: map[string]any{"ideas": true}, Expected: map[string]any{"error": "not-a-number"}}, false},
		"null count":          {scoringCase{Method: "dots", Input: map[string]any{"ideas": nil}, Expected: map[string]any{"error": "not-a-number"}}, false},
		"fractional count":    {scoringCase{Method: "dots", Input: map[string]any{"ideas": 2.5}, Expected: map[string]any{"error": "out-of-range"}}, false},
		"unknown method":      {scoringCase{Method: "total", Expected: map[string]any{"total": 1.0}}, true},
		"shorter list": {scoringCase{Method: "complete-ranking", Input: map[string]any{"ranking": []any{1.0, nil}},
			Expected: map[string]any{"completed": []any{1.0}}}, true},
		"other list": {scoringCase{Method: "complete-ranking", Input: map[string]any{"ranking": []any{1.0, nil}},
			Expected: map[string]any{"completed": []any{1.0, 1.0}}}, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			found := test.test.differences(1e-6)
			if wrong := len(found) > 0; wrong != test.wrong {
				t.Errorf("differences = %q", found)
			}
		})
	}
}

// differences runs the case and says how its outcome departs from what is expected.
func (test scoringCase) differences(tolerance float64) []string {
	method, known := methods[test.Method]
	if !known {
		return []string{"unknown method"}
	}
	in := &caseInput{values: test.Input}
	result, err := method(in)
	if fault := in.faults.err(); fault != nil {
		err = fault
	}
	if code, wanted := test.Expected["error"]; wanted {
		var fault *Error
		if !errors.As(err, &fault) || string(fault.Code) != code {
			return []string{fmt.Sprintf("error is %v, want %v", err, code)}
		}
		return nil
	}
	if err != nil {
		return []string{err.Error()}
	}
	data, err := json.Marshal(result)
	if err != nil {
		return []string{err.Error()}
	}
	var got any
	if err := json.Unmarshal(data, &got); err != nil {
		return []string{err.Error()}
	}
	return compare("result", got, test.Expected, tolerance)
}

func compare(path string, got, want any, tolerance float64) []string {
	switch want := want.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok {
			break
		}
		var found []string
		for key, value := range want {
			member, exists := object[key]
			if !exists {
				found = append(found, fmt.Sprintf("%s.%s is absent", path, key))
				continue
			}
			found = append(found, compare(path+"."+key, member, value, tolerance)...)
		}
		slices.Sort(found)
		return found
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			break
		}
		var found []string
		for i, value := range want {
			found = append(found, compare(at(path, i).String(), list[i], value, tolerance)...)
		}
		return found
	case float64:
		if number, ok := got.(float64); ok && math.Abs(number-want) <= tolerance {
			return nil
		}
	default:
		if got == want {
			return nil
		}
	}
	return []string{fmt.Sprintf("%s is %v, want %v", path, got, want)}
}

// caseInput reads the inputs of a case into the types of the package. What
// those types cannot hold, such as a text among numbers, becomes NaN or a fault.
type caseInput struct {
	values map[string]any
	faults checks
}

// number turns anything that is not a number, null included, into NaN.
func number(value any) float64 {
	switch value := value.(type) {
	case float64:
		return value
	case string:
		switch value {
		case "Infinity":
			return math.Inf(1)
		case "-Infinity":
			return math.Inf(-1)
		}
	}
	return math.NaN()
}

func (in *caseInput) whole(name string, value any) int {
	return int(in.faults.wholeNumber(input(name), number(value), math.MinInt32, math.MaxInt32))
}

func (in *caseInput) number(name string) float64 { return number(in.values[name]) }

func (in *caseInput) integer(name string) int { return in.whole(name, in.values[name]) }

func (in *caseInput) optionalNumber(name string) *float64 {
	if in.values[name] == nil {
		return nil
	}
	return new(number(in.values[name]))
}

func (in *caseInput) optionalInteger(name string) *int {
	if in.values[name] == nil {
		return nil
	}
	return new(in.integer(name))
}

func (in *caseInput) fraction(name string) Fraction {
	if in.values[name] == nil {
		return Fraction{}
	}
	text, _ := in.values[name].(string)
	share, err := ParseFraction(text)
	if err != nil || text == "" {
		in.faults.fail(InvalidParameter, input(name))
	}
	return share
}

func (in *caseInput) text(name string) string {
	text, _ := in.values[name].(string)
	return text
}

func (in *caseInput) list(name string) []any { return in.asList(name, in.values[name]) }

func (in *caseInput) asList(name string, value any) []any {
	list, ok := value.([]any)
	if !ok && value != nil {
		in.faults.fail(NotANumber, input(name))
	}
	return list
}

func (in *caseInput) answers(name string) []*float64 {
	return answersOf(in.list(name))
}

// answersOf keeps a null list, a person without an answer, apart from an empty one.
func answersOf(list []any) []*float64 {
	if list == nil {
		return nil
	}
	answers := make([]*float64, len(list))
	for i, value := range list {
		if value != nil {
			answers[i] = new(number(value))
		}
	}
	return answers
}

func (in *caseInput) answerLists(name string) [][]*float64 {
	var lists [][]*float64
	for _, value := range in.list(name) {
		lists = append(lists, answersOf(in.asList(name, value)))
	}
	return lists
}

func (in *caseInput) numbers(name string) []float64 {
	var numbers []float64
	for _, value := range in.list(name) {
		numbers = append(numbers, number(value))
	}
	return numbers
}

func (in *caseInput) integers(name string, value any) []int {
	list := in.asList(name, value)
	if list == nil {
		return nil
	}
	integers := make([]int, len(list))
	for i, value := range list {
		integers[i] = in.whole(at(name, i).String(), value)
	}
	return integers
}

// ids turns null into the empty identifier.
func (in *caseInput) ids(name string) []string {
	var ids []string
	for i, value := range in.list(name) {
		id, ok := value.(string)
		if value != nil && (!ok || id == "") {
			in.faults.fail(UnknownID, at(name, i))
		}
		ids = append(ids, id)
	}
	return ids
}

func (in *caseInput) agreementRule() AgreementRule {
	return AgreementRule{
		MinN:    in.optionalInteger("min_n"),
		Strong:  in.optionalNumber("strong"),
		Partial: in.optionalNumber("partial"),
	}
}

func (in *caseInput) scenario() Scenario {
	object, _ := in.values["scenario"].(map[string]any)
	gauge, _ := object["gauge"].(map[string]any)
	nodes, _ := object["nodes"].(map[string]any)
	start, _ := object["start"].(string)
	scenario := Scenario{
		Start: start,
		Gauge: Gauge{Start: number(gauge["start"]), Min: number(gauge["min"]), Max: number(gauge["max"])},
		Nodes: make(map[string]map[string]Option),
	}
	for _, value := range in.asList("endings", object["endings"]) {
		ending, _ := value.(map[string]any)
		id, _ := ending["id"].(string)
		scenario.Endings = append(scenario.Endings, Ending{ID: id, From: number(ending["from"])})
	}
	for node, options := range nodes {
		scenario.Nodes[node] = make(map[string]Option)
		options, _ := options.(map[string]any)
		for id, value := range options {
			option, _ := value.(map[string]any)
			next, _ := option["next"].(string)
			scenario.Nodes[node][id] = Option{GaugeChange: number(option["gauge_change"]), Next: next}
		}
	}
	return scenario
}

func numbersByID(value any) map[string]float64 {
	object, _ := value.(map[string]any)
	numbers := make(map[string]float64)
	for id, value := range object {
		numbers[id] = number(value)
	}
	return numbers
}

func outcome[T any](result T, err error) (any, error) { return result, err }

// methods runs each method of the scoring cases.
var methods = map[string]func(in *caseInput) (any, error){
	"footrule": func(in *caseInput) (any, error) {
		return outcome(Footrule(in.answers("ranking"), in.numbers("reference"), in.fraction("min_answered")))
	},
	"complete-ranking": func(in *caseInput) (any, error) {
		return outcome(CompleteRanking(in.answers("ranking")))
	},
	"rank": func(in *caseInput) (any, error) {
		return outcome(Rank(in.answers("values"), Better(in.text("better")), Ties(in.text("ties"))))
	},
	"mean-ranks": func(in *caseInput) (any, error) {
		return outcome(MeanRanks(in.answerLists("rankings")))
	},
	"synergy": func(in *caseInput) (any, error) {
		return outcome(Synergy(in.answers("individual"), in.optionalNumber("team"), Better(in.text("better"))))
	},
	"spearman": func(in *caseInput) (any, error) {
		return outcome(Spearman(in.answers("a"), in.answers("b")))
	},
	"consensus": func(in *caseInput) (any, error) {
		return outcome(Consensus(in.integers("counts", in.values["counts"]), in.agreementRule()))
	},
	"class-consensus": func(in *caseInput) (any, error) {
		return outcome(ClassConsensus(in.answers("values"), in.numbers("upper_bounds"), in.agreementRule()))
	},
	"heatmap-row": func(in *caseInput) (any, error) {
		return outcome(HeatmapRow(in.answers("values"), in.integer("low"), in.integer("high"), in.agreementRule()))
	},
	"card-agreement": func(in *caseInput) (any, error) {
		return outcome(CardAgreement(in.ids("answers"), in.optionalNumber("explore_below")))
	},
	"rwg": func(in *caseInput) (any, error) {
		return outcome(RWG(in.answers("values"), in.integer("points")))
	},
	"kendall-w": func(in *caseInput) (any, error) {
		return outcome(KendallW(in.answerLists("rankings")))
	},
	"self-score": func(in *caseInput) (any, error) {
		return outcome(SelfScore(in.answers("items"), in.integer("points"), in.fraction("min_answered")))
	},
	"response-shift": func(in *caseInput) (any, error) {
		return outcome(ResponseShift(in.answers("pre"), in.answers("then"), in.answers("post"), in.integer("points")))
	},
	"pre-post": func(in *caseInput) (any, error) {
		return outcome(PrePost(in.answers("pre"), in.answers("post"), in.optionalInteger("effect_from_n")))
	},
	"normalised-change": func(in *caseInput) (any, error) {
		return outcome(NormalisedChange(in.optionalNumber("pre"), in.optionalNumber("post")))
	},
	"card-sort": func(in *caseInput) (any, error) {
		rule := CardSortRule{MinAnswered: in.fraction("min_answered"), BothValue: in.optionalNumber("both_value")}
		return outcome(CardSort(in.ids("columns"), in.ids("key"), in.ids("answers"), rule))
	},
	"f1": func(in *caseInput) (any, error) {
		return outcome(F1(in.ids("columns"), in.text("positive"), in.ids("key"), in.ids("answers"), in.fraction("min_answered")))
	},
	"fit": func(in *caseInput) (any, error) {
		return outcome(Fit(in.answers("current"), in.answers("required"), in.fraction("min_answered")))
	},
	"situation-range": func(in *caseInput) (any, error) {
		return outcome(SituationRange(in.answers("indexes")))
	},
	"estimate": func(in *caseInput) (any, error) {
		rule := EstimateRule{
			Min: in.optionalNumber("min"), Max: in.optionalNumber("max"),
			PercentLoss: in.optionalNumber("percent_loss"), NumberLoss: in.optionalNumber("number_loss"),
		}
		return outcome(Estimate(in.number("reference"), in.optionalNumber("guess"), Unit(in.text("unit")), rule))
	},
	"curve-reference": func(in *caseInput) (any, error) {
		var anchors []Anchor
		for i, value := range in.list("anchors") {
			pair := in.asList("anchors", value)
			if len(pair) != 2 {
				in.faults.fail(LengthMismatch, at("anchors", i))
				return nil, nil
			}
			anchors = append(anchors, Anchor{Month: number(pair[0]), Value: number(pair[1])})
		}
		return outcome(CurveReference(anchors, in.numbers("months")))
	},
	"curve": func(in *caseInput) (any, error) {
		return outcome(Curve(in.answers("points"), Branch(in.text("branch")), DefaultCurveRule()))
	},
	"curve-branch": func(in *caseInput) (any, error) {
		return outcome(CurveBranch(in.answers("points"), DefaultCurveRule()))
	},
	"zones": func(in *caseInput) (any, error) {
		rule := ZonesRule{
			Exact: in.optionalNumber("exact"), Adjacent: in.optionalNumber("adjacent"),
			MinAnswered: in.fraction("min_answered"),
		}
		return outcome(Zones(in.ids("timed"), in.ids("untimed"), in.ids("key"), in.ids("answers"), rule))
	},
	"alignment": func(in *caseInput) (any, error) {
		return outcome(Alignment(in.numbers("reference"), in.answers("answers"), in.fraction("min_answered")))
	},
	"dots": func(in *caseInput) (any, error) {
		return outcome(Dots(in.integer("ideas")))
	},
	"dot-vote": func(in *caseInput) (any, error) {
		rule := DotVoteRule{Dots: in.integer("dots"), MaxPerIdea: in.integer("max_per_idea"), Keep: in.integer("keep")}
		var ballots [][]int
		for i, ballot := range in.list("ballots") {
			ballots = append(ballots, in.integers(at("ballots", i).String(), ballot))
		}
		return outcome(DotVote(in.integer("ideas"), ballots, rule))
	},
	"top2": func(in *caseInput) (any, error) {
		return outcome(Top2(in.answers("answers"), in.integer("points"), in.optionalInteger("min_n")))
	},
	"nps": func(in *caseInput) (any, error) {
		rule := NPSRule{MinN: in.optionalInteger("min_n"), ScoreFromN: in.optionalInteger("score_from_n")}
		return outcome(NPS(in.answers("answers"), rule))
	},
	"scenario-path": func(in *caseInput) (any, error) {
		return outcome(ScenarioPath(in.scenario(), in.ids("choices")))
	},
	"scenario-competencies": func(in *caseInput) (any, error) {
		var nodes []map[string]map[string]float64
		for _, value := range in.list("nodes") {
			options, _ := value.(map[string]any)
			node := make(map[string]map[string]float64)
			for id, effects := range options {
				node[id] = numbersByID(effects)
			}
			nodes = append(nodes, node)
		}
		return outcome(ScenarioCompetencies(nodes, in.ids("choices"), in.optionalNumber("min_range")))
	},
	"decision-quality": func(in *caseInput) (any, error) {
		var nodes []map[string]float64
		for _, value := range in.list("nodes") {
			nodes = append(nodes, numbersByID(value))
		}
		return outcome(DecisionQuality(nodes, in.ids("choices")))
	},
	"choice-agreement": func(in *caseInput) (any, error) {
		return outcome(ChoiceAgreement(in.ids("choices"), in.ids("team")))
	},
}
