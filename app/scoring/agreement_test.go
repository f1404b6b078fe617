package scoring

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestConsensus_Properties(t *testing.T) {
	lists := rapid.SliceOfN(rapid.IntRange(0, 30), 2, 9)
	check(t, "Range", func(t *rapid.T) {
		counts := lists.Draw(t, "counts")
		result := must[ConsensusResult](t)(Consensus(counts, AgreementRule{}))
		between(t, "consensus", result.Consensus, 0, 1)
		between(t, "mean", result.Mean, 1, float64(len(counts)))
		if (result.Consensus == nil) != (result.N == 0) || (result.Shown == nil) != (result.N < 5) || (result.Band == nil) != (result.Shown == nil) {
			t.Fatalf("%+v", result)
		}
	})
	check(t, "Reading the scale backwards", func(t *rapid.T) {
		counts := lists.Draw(t, "counts")
		backwards := slices.Clone(counts)
		slices.Reverse(backwards)
		same(t, must[ConsensusResult](t)(Consensus(backwards, AgreementRule{})).Agreement, must[ConsensusResult](t)(Consensus(counts, AgreementRule{})).Agreement)
	})
	check(t, "Only shares count", func(t *rapid.T) {
		counts := lists.Draw(t, "counts")
		factor := rapid.IntRange(2, 5).Draw(t, "factor")
		multiplied := slices.Clone(counts)
		for i := range multiplied {
			multiplied[i] *= factor
		}
		same(t, must[ConsensusResult](t)(Consensus(multiplied, AgreementRule{})).Consensus, must[ConsensusResult](t)(Consensus(counts, AgreementRule{})).Consensus)
	})
	check(t, "1 is unanimity only", func(t *rapid.T) {
		counts := lists.Draw(t, "counts")
		used := 0
		for _, count := range counts {
			used += min(count, 1)
		}
		result := must[ConsensusResult](t)(Consensus(counts, AgreementRule{}))
		if used > 0 && (*result.Consensus > 1-1e-9) != (used == 1) {
			t.Fatalf("consensus %v with %d categories used", *result.Consensus, used)
		}
	})
	t.Run("One voice against a crowd", func(t *testing.T) {
		for _, crowd := range []int{1_000_000, 1_000_000_000_000, 1_000_000_000_000_000_000} {
			result := must[ConsensusResult](t)(Consensus([]int{crowd, 0, 0, 0, 1}, AgreementRule{}))
			defined(t, "consensus", result.Consensus)
			between(t, "consensus", result.Consensus, 0.9999, 1)
		}
	})
	t.Run("ErrOverflow", func(t *testing.T) {
		huge := int(^uint(0) >> 1)
		wantCode(t, OutOfRange)(Consensus([]int{huge, huge}, AgreementRule{}))
	})
}

func TestAgreementRule(t *testing.T) {
	rule := AgreementRule{MinN: new(2), Strong: new(0.5), Partial: new(0.4)}
	result := must[ConsensusResult](t)(Consensus([]int{1, 1, 2, 3, 1}, rule))
	if result.Band == nil || *result.Band != BandStrong {
		t.Errorf("band = %v, want strong", result.Band)
	}
	wantCode(t, InvalidParameter)(Consensus([]int{1, 2}, AgreementRule{MinN: new(-1)}))
	wantCode(t, InvalidParameter)(Consensus([]int{1, 2}, AgreementRule{Strong: new(1.5)}))
	wantCode(t, InvalidParameter)(Consensus([]int{1, 2}, AgreementRule{Strong: new(0.5), Partial: new(0.6)}))
}

func TestClassConsensus_Properties(t *testing.T) {
	bounds := []float64{20, 40, 60, 80, 100}
	check(t, "Order of people and missing answers", func(t *rapid.T) {
		values := scores(0, 12).Draw(t, "values")
		want := must[ClassConsensusResult](t)(ClassConsensus(values, bounds, AgreementRule{}))
		same(t, must[ClassConsensusResult](t)(ClassConsensus(append(shuffledTogether(t, append(values, nil))[0], nil), bounds, AgreementRule{})), want)
	})
	check(t, "Consensus of its counts", func(t *rapid.T) {
		result := must[ClassConsensusResult](t)(ClassConsensus(scores(0, 12).Draw(t, "values"), bounds, AgreementRule{}))
		same(t, result.Agreement, must[ConsensusResult](t)(Consensus(result.Counts, AgreementRule{})).Agreement)
	})
}

func TestHeatmapRow_Properties(t *testing.T) {
	rows := answersBetween(-3, 3, 0, 15)
	check(t, "Order of people and missing answers", func(t *rapid.T) {
		values := rows.Draw(t, "values")
		want := must[HeatmapRowResult](t)(HeatmapRow(values, -3, 3, AgreementRule{}))
		same(t, must[HeatmapRowResult](t)(HeatmapRow(shuffledTogether(t, append(values, nil))[0], -3, 3, AgreementRule{})), want)
	})
	check(t, "Figures of one row fit together", func(t *rapid.T) {
		values := rows.Draw(t, "values")
		result := must[HeatmapRowResult](t)(HeatmapRow(values, -3, 3, AgreementRule{}))
		consensus := must[ConsensusResult](t)(Consensus(result.Counts, AgreementRule{}))
		same(t, result.Agreement, consensus.Agreement)
		if result.N == 0 {
			return
		}
		given := present(values)
		near(t, "mean", *result.Mean, *consensus.Mean-4)
		between(t, "median", result.Median, slices.Min(given), slices.Max(given))
		between(t, "range", result.Range, 0, 6)
		between(t, "sd", result.SD, 0, 6)
	})
}

func TestCardAgreement_Properties(t *testing.T) {
	check(t, "Range and order of people", func(t *rapid.T) {
		answers := choicesAmong([]string{"a", "b", "c"}, 0, 12).Draw(t, "answers")
		result := must[CardAgreementResult](t)(CardAgreement(answers, nil))
		between(t, "top_share", result.TopShare, 1.0/3, 1)
		same(t, must[CardAgreementResult](t)(CardAgreement(shuffledTogether(t, append(answers, ""))[0], nil)), result)
	})
	wantCode(t, InvalidParameter)(CardAgreement(nil, new(2.0)))
}

func TestRWG_Properties(t *testing.T) {
	check(t, "Range, order of people, scale backwards", func(t *rapid.T) {
		values := answersBetween(1, 7, 0, 12).Draw(t, "values")
		result := must[RWGResult](t)(RWG(values, 7))
		between(t, "shown", result.Shown, 0, 1)
		backwards := make([]*float64, len(values))
		for i, value := range values {
			if value != nil {
				backwards[i] = new(8 - *value)
			}
		}
		same(t, must[RWGResult](t)(RWG(shuffledTogether(t, append(backwards, nil))[0], 7)), result)
	})
}

func TestKendallW_Properties(t *testing.T) {
	check(t, "Range, order of judges", func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "n")
		lists := rapid.SliceOfN(tiedRankings(n), 1, 6).Draw(t, "lists")
		result := must[KendallWResult](t)(KendallW(lists))
		between(t, "w", result.W, 0, 1)
		same(t, must[KendallWResult](t)(KendallW(shuffledTogether(t, append(lists, make([]*float64, n)))[0])), result)
	})
	check(t, "Relabelling of items", func(t *rapid.T) {
		n := rapid.IntRange(2, 8).Draw(t, "n")
		lists := rapid.SliceOfN(tiedRankings(n), 2, 6).Draw(t, "lists")
		same(t, must[KendallWResult](t)(KendallW(shuffledTogether(t, lists...))).W, must[KendallWResult](t)(KendallW(lists)).W)
	})
	check(t, "Identical lists", func(t *rapid.T) {
		list := tiedRankings(rapid.IntRange(2, 8).Draw(t, "n")).Draw(t, "list")
		if w := must[KendallWResult](t)(KendallW([][]*float64{list, list, list})).W; w != nil {
			near(t, "w", *w, 1)
		}
	})
	check(t, "Two judges without ties: (rho + 1)/2", func(t *rapid.T) {
		n := rapid.IntRange(2, 8).Draw(t, "n")
		a, b := pointers(permutations(n).Draw(t, "a")), pointers(permutations(n).Draw(t, "b"))
		w := must[KendallWResult](t)(KendallW([][]*float64{a, b})).W
		rho := must[SpearmanResult](t)(Spearman(a, b)).Rho
		defined(t, "w and rho", w, rho)
		near(t, "w", *w, (*rho+1)/2)
	})
}
