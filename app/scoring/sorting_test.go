package scoring

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestCardSort_Properties(t *testing.T) {
	all := []string{"a", "b", "c", "d"}
	check(t, "Range, order of cards, names of columns", func(t *rapid.T) {
		columns := all[:rapid.IntRange(2, 4).Draw(t, "k")]
		key := rapid.SliceOfN(rapid.SampledFrom(columns), 1, 12).Draw(t, "key")
		answers := choicesAmong(columns, len(key), len(key)).Draw(t, "answers")
		result := must[CardSortResult](t)(CardSort(columns, key, answers, CardSortRule{}))
		between(t, "score", result.Score, 0, 100)
		moved := shuffledTogether(t, key, answers)
		same(t, must[CardSortResult](t)(CardSort(columns, moved[0], moved[1], CardSortRule{})), result)
		same(t, must[CardSortResult](t)(CardSort(renamed(columns), renamed(key), renamed(answers), CardSortRule{})), result)
	})
	check(t, "The key is worth 100", func(t *rapid.T) {
		columns := all[:rapid.IntRange(2, 4).Draw(t, "k")]
		key := rapid.SliceOfN(rapid.SampledFrom(columns), 1, 12).Draw(t, "key")
		result := must[CardSortResult](t)(CardSort(columns, key, key, CardSortRule{}))
		defined(t, "score", result.Score)
		near(t, "score", *result.Score, 100)
	})
	check(t, "Both everywhere is worth chance", func(t *rapid.T) {
		key := rapid.SliceOfN(rapid.SampledFrom(all[:2]), 1, 12).Draw(t, "key")
		both := slices.Repeat([]string{Both}, len(key))
		result := must[CardSortResult](t)(CardSort(all[:2], key, both, CardSortRule{}))
		near(t, "points", result.Points, float64(len(key))/2)
		near(t, "score", *result.Score, 0)
	})
	t.Run("Parameters", func(t *testing.T) {
		result := must[CardSortResult](t)(CardSort(all[:2], []string{"a"}, []string{Both}, CardSortRule{BothValue: new(1.0)}))
		near(t, "score", *result.Score, 100)
		wantCode(t, InvalidParameter)(CardSort(all[:2], nil, nil, CardSortRule{BothValue: new(1.5)}))
		wantCode(t, InvalidParameter)(CardSort([]string{"a", "a"}, nil, nil, CardSortRule{}))
		wantCode(t, InvalidParameter)(CardSort(all, nil, nil, CardSortRule{MinAnswered: Fraction{Num: 2, Den: 1}}))
	})
}

func renamed(ids []string) []string {
	result := make([]string, len(ids))
	for i, id := range ids {
		if id != "" {
			result[i] = "column " + id
		}
	}
	return result
}

func TestF1_Properties(t *testing.T) {
	columns := []string{"p", "q", "r"}
	check(t, "Range, order of cards, harmonic mean", func(t *rapid.T) {
		key := rapid.SliceOfN(rapid.SampledFrom(columns), 1, 12).Draw(t, "key")
		answers := choicesAmong(columns, len(key), len(key)).Draw(t, "answers")
		result := must[F1Result](t)(F1(columns, "p", key, answers, Fraction{}))
		between(t, "precision", result.Precision, 0, 1)
		between(t, "recall", result.Recall, 0, 1)
		between(t, "f1", result.F1, 0, 1)
		if result.TP > 0 && result.F1 != nil {
			near(t, "f1", *result.F1, 2**result.Precision**result.Recall/(*result.Precision+*result.Recall))
		}
		moved := shuffledTogether(t, key, answers)
		same(t, must[F1Result](t)(F1(columns, "p", moved[0], moved[1], Fraction{})), result)
	})
	check(t, "Exchanging key and answers exchanges precision and recall", func(t *rapid.T) {
		key := rapid.SliceOfN(rapid.SampledFrom(columns), 1, 12).Draw(t, "key")
		answers := rapid.SliceOfN(rapid.SampledFrom(columns), len(key), len(key)).Draw(t, "answers")
		forth := must[F1Result](t)(F1(columns, "p", key, answers, Fraction{}))
		back := must[F1Result](t)(F1(columns, "p", answers, key, Fraction{}))
		same(t, []any{back.Recall, back.Precision, back.F1}, []any{forth.Precision, forth.Recall, forth.F1})
	})
}

func TestFit_Properties(t *testing.T) {
	check(t, "Range, symmetry, order of pairs", func(t *rapid.T) {
		passes := answersBetween(-3, 3, 8, 8)
		current, required := passes.Draw(t, "current"), passes.Draw(t, "required")
		result := must[FitResult](t)(Fit(current, required, Fraction{}))
		between(t, "fit", result.Fit, 0, 100)
		between(t, "index_current", result.IndexCurrent, -3, 3)
		same(t, must[FitResult](t)(Fit(required, current, Fraction{})).Fit, result.Fit)
		moved := shuffledTogether(t, current, required)
		same(t, must[FitResult](t)(Fit(moved[0], moved[1], Fraction{})), result)
	})
	check(t, "Two equal passes", func(t *rapid.T) {
		pass := answersBetween(-3, 3, 1, 12).Draw(t, "pass")
		if fit := must[FitResult](t)(Fit(pass, pass, Fraction{})).Fit; fit != nil {
			near(t, "fit", *fit, 100)
		}
	})
}

func TestSituationRange_Properties(t *testing.T) {
	check(t, "Range and order", func(t *rapid.T) {
		indexes := answersBetween(-3, 3, 1, 6).Draw(t, "indexes")
		result := must[SituationRangeResult](t)(SituationRange(indexes))
		between(t, "range", result.Range, 0, 6)
		same(t, must[SituationRangeResult](t)(SituationRange(shuffledTogether(t, indexes)[0])), result)
	})
}
