package scoring

import (
	"errors"
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// wantCode checks that a call fails with a code and without a partial result.
func wantCode(t *testing.T, code Code) func(result any, err error) {
	return func(result any, err error) {
		t.Helper()
		var fault *Error
		if !errors.As(err, &fault) || fault.Code != code {
			t.Errorf("error is %v, want %s", err, code)
		}
		if !reflect.ValueOf(result).IsZero() {
			t.Errorf("partial result %+v", result)
		}
	}
}

func TestError_Precedence(t *testing.T) {
	nan, four := math.NaN(), 4.0
	wantCode(t, LengthMismatch)(Footrule([]*float64{&nan, &four}, []float64{1}, Fraction{Num: 3, Den: 2}))
	wantCode(t, NotANumber)(Footrule([]*float64{&four, &nan}, []float64{1, 1}, Fraction{Num: 3, Den: 2}))
	wantCode(t, OutOfRange)(Footrule([]*float64{&four, nil}, []float64{1, 1}, Fraction{Num: 3, Den: 2}))
	wantCode(t, NotARanking)(Footrule([]*float64{nil, nil}, []float64{1, 1}, Fraction{Num: 3, Den: 2}))
	wantCode(t, InvalidParameter)(Footrule([]*float64{nil, nil}, []float64{1, 2}, Fraction{Num: 3, Den: 2}))
	wantCode(t, UnknownID)(CardSort([]string{"a", "b"}, []string{"a"}, []string{"c"}, CardSortRule{BothValue: new(7.0)}))
}

func TestError_Error(t *testing.T) {
	_, err := SelfScore([]*float64{new(1.0), new(9.0)}, 5, Fraction{})
	if want := "scoring: items[1]: out-of-range"; err == nil || err.Error() != want {
		t.Errorf("error is %v, want %s", err, want)
	}
}

func TestParseFraction(t *testing.T) {
	t.Run("OK", func(t *testing.T) {
		for text, want := range map[string]Fraction{"2/3": {2, 3}, "7/10": {7, 10}, "1/1": {1, 1}, "0/1": {0, 1}, "": {}} {
			got, err := ParseFraction(text)
			if err != nil || got != want {
				t.Errorf("ParseFraction(%q) = %v, %v", text, got, err)
			}
			if text != "" && got.String() != text {
				t.Errorf("String() = %q, want %q", got.String(), text)
			}
		}
	})
	t.Run("ErrInvalidParameter", func(t *testing.T) {
		for _, text := range []string{"2", "2/", "/3", "2/0", "3/2", "-1/2", "1/-2", "0.5", "a/b", "1/2/3", " 1/2", "1/99999999999999999999", "1/9999999"} {
			got, err := ParseFraction(text)
			wantCode(t, InvalidParameter)(got, err)
		}
	})
}

func TestFraction_IsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		den := rapid.IntRange(1, 99).Draw(t, "den")
		num := rapid.IntRange(0, den).Draw(t, "num")
		times := rapid.IntRange(1, 50).Draw(t, "times")
		share := Fraction{Num: num, Den: den}
		if !share.metBy(num*times, den*times) {
			t.Fatalf("%d of %d do not meet %v", num*times, den*times, share)
		}
		if num > 0 && share.metBy(num*times-1, den*times) {
			t.Fatalf("%d of %d meet %v", num*times-1, den*times, share)
		}
	})
	if (Fraction{Num: 0, Den: 1}).metBy(0, 0) {
		t.Error("nothing out of nothing is enough")
	}
}

// usableInputs lists, for each method, inputs that make sense; the test below
// spoils them.
var usableInputs = map[string]map[string]any{
	"footrule":              {"ranking": []any{2.0, 1.0, nil}, "reference": []any{1.0, 2.0, 3.0}, "min_answered": "1/3"},
	"complete-ranking":      {"ranking": []any{2.0, nil, 1.0}},
	"rank":                  {"values": []any{2.0, nil, 1.0}, "better": "low", "ties": "average"},
	"mean-ranks":            {"rankings": []any{[]any{1.0, 2.0}, []any{2.0, 1.0}}},
	"synergy":               {"individual": []any{10.0, 20.0}, "team": 5.0, "better": "low"},
	"spearman":              {"a": []any{1.0, 2.0, 3.0}, "b": []any{1.0, 3.0, 2.0}},
	"consensus":             {"counts": []any{1.0, 2.0, 3.0}, "min_n": 5.0},
	"class-consensus":       {"values": []any{1.0, 50.0, nil}, "upper_bounds": []any{50.0, 100.0}},
	"heatmap-row":           {"values": []any{1.0, 2.0, nil}, "low": -3.0, "high": 3.0},
	"card-agreement":        {"answers": []any{"a", nil, "b"}, "explore_below": 0.6},
	"rwg":                   {"values": []any{1.0, 2.0, nil}, "points": 5.0},
	"kendall-w":             {"rankings": []any{[]any{1.0, 2.0}, []any{1.5, 1.5}}},
	"self-score":            {"items": []any{1.0, 2.0, nil}, "points": 5.0},
	"response-shift":        {"pre": []any{1.0, 2.0}, "then": []any{1.0, nil}, "post": []any{3.0, 2.0}, "points": 5.0},
	"pre-post":              {"pre": []any{10.0, 20.0, nil}, "post": []any{20.0, 50.0, 10.0}},
	"normalised-change":     {"pre": 10.0, "post": 20.0},
	"card-sort":             {"columns": []any{"a", "b"}, "key": []any{"a", "b"}, "answers": []any{"both", nil}},
	"f1":                    {"columns": []any{"a", "b"}, "positive": "a", "key": []any{"a", "b"}, "answers": []any{"a", nil}},
	"fit":                   {"current": []any{1.0, nil, 3.0}, "required": []any{1.0, 2.0, 2.0}},
	"situation-range":       {"indexes": []any{1.0, nil, 2.5}},
	"estimate":              {"reference": 50.0, "guess": 40.0, "unit": "number", "min": 0.0, "max": 100.0, "number_loss": 200.0},
	"curve-reference":       {"anchors": []any{[]any{0.0, 20.0}, []any{3.0, 40.0}}, "months": []any{1.0, 2.0}},
	"curve":                 {"points": curvePoints, "branch": "rebound"},
	"curve-branch":          {"points": curvePoints},
	"zones":                 {"timed": []any{"a", "b"}, "untimed": []any{"c"}, "key": []any{"a", "b"}, "answers": []any{"b", nil}, "exact": 2.0, "adjacent": 1.0},
	"alignment":             {"reference": []any{10.0, 20.0}, "answers": []any{30.0, nil}, "min_answered": "1/2"},
	"dots":                  {"ideas": 5.0},
	"dot-vote":              {"ideas": 3.0, "dots": 3.0, "max_per_idea": 2.0, "keep": 2.0, "ballots": []any{[]any{1.0, 0.0, 2.0}, nil}},
	"top2":                  {"answers": []any{1.0, 4.0, nil}, "points": 4.0},
	"nps":                   {"answers": []any{1.0, 9.0, nil}},
	"scenario-path":         {"scenario": usableScenario, "choices": []any{"x"}},
	"scenario-competencies": {"nodes": []any{map[string]any{"x": map[string]any{"C": 1.0}, "y": map[string]any{"D": -2.0}}}, "choices": []any{"x"}},
	"decision-quality":      {"nodes": []any{map[string]any{"x": 5.0, "y": -5.0}}, "choices": []any{"y"}},
	"choice-agreement":      {"choices": []any{"x", nil}, "team": []any{"x", "y"}},
}

var curvePoints = []any{20.0, 100.0, nil, 40.0, 30.0, 25.0, nil, nil, 45.0, nil, nil, nil, 60.0, nil, nil, nil, 70.0}

var usableScenario = map[string]any{
	"start":   "A",
	"gauge":   map[string]any{"start": 50.0, "min": 0.0, "max": 100.0},
	"endings": []any{map[string]any{"id": "LOW", "from": 0.0}},
	"nodes":   map[string]any{"A": map[string]any{"x": map[string]any{"gauge_change": 10.0, "next": "END"}}},
}

// TestAnyInput spoils one value after the other of an input that makes sense.
// Whatever the input, a method either answers with finite figures only, twice
// the same, or fails with a known code and no partial result.
func TestAnyInput(t *testing.T) {
	junk := rapid.OneOf(
		rapid.Map(rapid.IntRange(-3, 120), func(x int) any { return float64(x) }),
		rapid.Map(rapid.Float64(), func(x float64) any { return x }),
		rapid.SampledFrom([]any{nil, true, "", "x", "both", "NaN", "Infinity", "-Infinity", "1/2", math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, 1e100, 1e-9, 0.5, 2.5, []any{}, map[string]any{}}),
	)
	for method, run := range methods {
		check(t, method, func(t *rapid.T) {
			values, _ := spoil(t, usableInputs[method], junk).(map[string]any)
			in := &caseInput{values: values}
			result, err := run(in)
			again, _ := run(&caseInput{values: values})
			if in.faults.err() != nil {
				return
			}
			if err == nil {
				same(t, again, decoded(t, result))
				return
			}
			var fault *Error
			if !errors.As(err, &fault) || fault.Code == "" || fault.Where == "" {
				t.Fatalf("error is %v", err)
			}
			if !reflect.ValueOf(result).IsZero() {
				t.Fatalf("partial result %+v", result)
			}
		})
	}
}

// TestAnyInput_StartsFromUsableInputs makes sure that the inputs above work and
// that none is missing.
func TestAnyInput_StartsFromUsableInputs(t *testing.T) {
	for method, run := range methods {
		in := &caseInput{values: usableInputs[method]}
		if _, err := run(in); err != nil || in.faults.err() != nil {
			t.Errorf("%s: %v, %v", method, err, in.faults.err())
		}
	}
}

// spoil returns a copy in which each value has one chance in eight to be junk.
func spoil(t *rapid.T, value any, junk *rapid.Generator[any]) any {
	switch value := value.(type) {
	case map[string]any:
		copied := make(map[string]any)
		for _, key := range sortedKeys(value) {
			copied[key] = spoil(t, value[key], junk)
		}
		return copied
	case []any:
		copied := make([]any, 0, len(value))
		for _, element := range value {
			copied = append(copied, spoil(t, element, junk))
		}
		if rapid.IntRange(0, 15).Draw(t, "lengthen") == 0 {
			copied = append(copied, junk.Draw(t, "extra"))
		}
		return copied
	default:
		if rapid.IntRange(0, 7).Draw(t, "spoil") == 0 {
			return junk.Draw(t, "junk")
		}
		return value
	}
}
