package scoring

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// answersBetween draws a list of whole answers, some of them missing.
func answersBetween(low, high, minLength, maxLength int) *rapid.Generator[[]*float64] {
	return rapid.SliceOfN(rapid.Ptr(rapid.Map(rapid.IntRange(low, high), toFloat), true), minLength, maxLength)
}

// scores draws a list of numbers from 0 to 100, some of them missing.
func scores(minLength, maxLength int) *rapid.Generator[[]*float64] {
	return rapid.SliceOfN(rapid.Ptr(percentages(), true), minLength, maxLength)
}

// percentages draws numbers from 0 to 100 in steps of 0.25, which add up exactly.
func percentages() *rapid.Generator[float64] {
	return rapid.Map(rapid.IntRange(0, 400), func(x int) float64 { return float64(x) / 4 })
}

func toFloat(x int) float64 { return float64(x) }

// permutations draws an order of 1…n.
func permutations(n int) *rapid.Generator[[]float64] {
	ranks := make([]float64, n)
	for i := range ranks {
		ranks[i] = float64(i + 1)
	}
	return rapid.Permutation(ranks)
}

// tiedRankings draws a complete ranking with ties as average ranks.
func tiedRankings(n int) *rapid.Generator[[]*float64] {
	return rapid.Map(rapid.SliceOfN(rapid.IntRange(1, n), n, n), func(values []int) []*float64 {
		levels := make([]float64, n)
		for i, value := range values {
			levels[i] = float64(value)
		}
		return pointers(rankEach(levels, Low, TiesAverage))
	})
}

// choicesAmong draws identifiers, some of them missing.
func choicesAmong(ids []string, minLength, maxLength int) *rapid.Generator[[]string] {
	return rapid.SliceOfN(rapid.SampledFrom(append(slices.Clone(ids), "")), minLength, maxLength)
}

func pointers(values []float64) []*float64 {
	list := make([]*float64, len(values))
	for i, value := range values {
		list[i] = new(value)
	}
	return list
}

// shuffledTogether draws one order and applies it to every list.
func shuffledTogether[T any](t *rapid.T, lists ...[]T) [][]T {
	indexes := make([]int, len(lists[0]))
	for i := range indexes {
		indexes[i] = i
	}
	order := rapid.Permutation(indexes).Draw(t, "order")
	result := make([][]T, len(lists))
	for l, list := range lists {
		for _, i := range order {
			result[l] = append(result[l], list[i])
		}
	}
	return result
}

// must returns the result of a call that is expected to succeed.
func must[T any](t rapid.TB) func(result T, err error) T {
	return func(result T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatalf("unexpected error: %v", err)
		}
		return result
	}
}

// same compares every field of two results, numbers within 1e-6.
func same(t rapid.TB, got, want any) {
	t.Helper()
	if found := compare("result", decoded(t, got), decoded(t, want), 1e-6); len(found) > 0 {
		t.Fatalf("%q", found)
	}
}

func decoded(t rapid.TB, result any) any {
	t.Helper()
	data, err := json.Marshal(result)
	if err != nil {
		t.Fatalf("%+v: %v", result, err)
	}
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// between checks a figure that may be undefined.
func between(t rapid.TB, name string, figure *float64, low, high float64) {
	t.Helper()
	if figure != nil && !(*figure >= low && *figure <= high) {
		t.Fatalf("%s = %v, want %v to %v", name, *figure, low, high)
	}
}

func near(t rapid.TB, name string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-6) {
		t.Fatalf("%s = %v, want %v", name, got, want)
	}
}

func defined(t rapid.TB, name string, figures ...*float64) {
	t.Helper()
	for _, figure := range figures {
		if figure == nil {
			t.Fatalf("%s is undefined", name)
		}
	}
}

// check runs a property.
func check(t *testing.T, name string, property func(t *rapid.T)) {
	t.Run(name, func(t *testing.T) { rapid.Check(t, property) })
}

func sortedKeys[T any](object map[string]T) []string {
	return slices.Sorted(maps.Keys(object))
}
