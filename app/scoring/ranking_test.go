package scoring

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestFootrule_Properties(t *testing.T) {
	check(t, "Range", func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		result := must[FootruleResult](t)(Footrule(tiedRankings(n).Draw(t, "ranking"), permutations(n).Draw(t, "reference"), Fraction{}))
		defined(t, "distance", result.Distance)
		between(t, "distance", result.Distance, 0, float64(*result.Max))
		between(t, "accuracy", result.Accuracy, 0, 100)
	})
	check(t, "Relabelling", func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		ranking := permutations(n).Draw(t, "ranking")
		reference := permutations(n).Draw(t, "reference")
		relabelled := shuffledTogether(t, ranking, reference)
		same(t,
			must[FootruleResult](t)(Footrule(pointers(relabelled[0]), relabelled[1], Fraction{})),
			must[FootruleResult](t)(Footrule(pointers(ranking), reference, Fraction{})))
	})
	check(t, "Symmetry", func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		a, b := permutations(n).Draw(t, "a"), permutations(n).Draw(t, "b")
		same(t,
			must[FootruleResult](t)(Footrule(pointers(a), b, Fraction{})),
			must[FootruleResult](t)(Footrule(pointers(b), a, Fraction{})))
	})
	check(t, "Fewer answers never raise the distance above the maximum", func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		ranking := pointers(permutations(n).Draw(t, "ranking"))
		for _, hidden := range rapid.SliceOfN(rapid.IntRange(0, n-1), 0, n).Draw(t, "hidden") {
			ranking[hidden] = nil
		}
		result := must[FootruleResult](t)(Footrule(ranking, permutations(n).Draw(t, "reference"), Fraction{Num: 0, Den: 1}))
		defined(t, "distance", result.Distance)
		between(t, "distance", result.Distance, 0, float64(*result.Max))
	})
}

// TestFootrule_EveryOrder checks the closed forms of the maximum and of the
// expected distance against all orders of up to six items.
func TestFootrule_EveryOrder(t *testing.T) {
	for n := 1; n <= 6; n++ {
		reference := make([]float64, n)
		for i := range reference {
			reference[i] = float64(i + 1)
		}
		var sum, highest float64
		orders := 0
		eachOrder(slices.Clone(reference), 0, func(ranking []float64) {
			result := must[FootruleResult](t)(Footrule(pointers(ranking), reference, Fraction{}))
			sum += *result.Distance
			highest = max(highest, *result.Distance)
			orders++
		})
		result := must[FootruleResult](t)(Footrule(pointers(reference), reference, Fraction{}))
		near(t, "max", float64(*result.Max), highest)
		near(t, "expected_distance", *result.ExpectedDistance, sum/float64(orders))
	}
}

func eachOrder(values []float64, from int, visit func([]float64)) {
	if from == len(values) {
		visit(values)
		return
	}
	for i := from; i < len(values); i++ {
		values[from], values[i] = values[i], values[from]
		eachOrder(values, from+1, visit)
		values[from], values[i] = values[i], values[from]
	}
}

func TestCompleteRanking_Properties(t *testing.T) {
	check(t, "Ranks add up", func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		ranking := pointers(permutations(n).Draw(t, "ranking"))
		for _, hidden := range rapid.SliceOfN(rapid.IntRange(0, n-1), 0, n).Draw(t, "hidden") {
			ranking[hidden] = nil
		}
		result := must[CompleteRankingResult](t)(CompleteRanking(ranking))
		sum := 0.0
		for i, rank := range result.Completed {
			sum += rank
			if ranking[i] != nil && rank != *ranking[i] {
				t.Fatalf("rank %d changed from %v to %v", i, *ranking[i], rank)
			}
		}
		near(t, "sum", sum, float64(n*(n+1))/2)
	})
}

func TestRank_Properties(t *testing.T) {
	lists := answersBetween(-5, 5, 0, 15)
	check(t, "Monotony", func(t *rapid.T) {
		values := lists.Draw(t, "values")
		for _, ties := range []Ties{TiesCompetition, TiesAverage, TiesDense} {
			ranks := must[RankResult](t)(Rank(values, Low, ties)).Ranks
			for i := range values {
				if (values[i] == nil) != (ranks[i] == nil) {
					t.Fatalf("rank %d is %v for %v", i, ranks[i], values[i])
				}
				for j := range values {
					if values[i] != nil && values[j] != nil && (*values[i] < *values[j]) != (*ranks[i] < *ranks[j]) {
						t.Fatalf("%s: %v and %v are ranked %v and %v", ties, *values[i], *values[j], *ranks[i], *ranks[j])
					}
				}
			}
		}
	})
	check(t, "Average ranks add up", func(t *rapid.T) {
		ranks := present(must[RankResult](t)(Rank(lists.Draw(t, "values"), High, TiesAverage)).Ranks)
		sum := 0.0
		for _, rank := range ranks {
			sum += rank
		}
		near(t, "sum", sum, float64(len(ranks)*(len(ranks)+1))/2)
	})
	check(t, "High is low upside down", func(t *rapid.T) {
		values := lists.Draw(t, "values")
		negated := make([]*float64, len(values))
		for i, value := range values {
			if value != nil {
				negated[i] = new(-*value)
			}
		}
		same(t, must[RankResult](t)(Rank(values, High, TiesCompetition)), must[RankResult](t)(Rank(negated, Low, TiesCompetition)))
	})
}

func TestMeanRanks_Properties(t *testing.T) {
	check(t, "Order of judges and incomplete lists", func(t *rapid.T) {
		n := rapid.IntRange(2, 8).Draw(t, "n")
		lists := rapid.SliceOfN(tiedRankings(n), 1, 8).Draw(t, "lists")
		want := must[MeanRanksResult](t)(MeanRanks(lists))
		same(t, must[MeanRanksResult](t)(MeanRanks(shuffledTogether(t, lists)[0])), want)
		same(t, must[MeanRanksResult](t)(MeanRanks(append(slices.Clone(lists), make([]*float64, n), nil))), want)
	})
	check(t, "One judge", func(t *rapid.T) {
		list := tiedRankings(rapid.IntRange(1, 8).Draw(t, "n")).Draw(t, "list")
		result := must[MeanRanksResult](t)(MeanRanks([][]*float64{list}))
		same(t, result.MeanRanks, list)
		same(t, result.Ranks, list)
	})
}

func TestSpearman_Properties(t *testing.T) {
	lists := answersBetween(-5, 5, 8, 8)
	check(t, "Range and symmetry", func(t *rapid.T) {
		a, b := lists.Draw(t, "a"), lists.Draw(t, "b")
		result := must[SpearmanResult](t)(Spearman(a, b))
		between(t, "rho", result.Rho, -1, 1)
		same(t, must[SpearmanResult](t)(Spearman(b, a)), result)
	})
	check(t, "Only order counts", func(t *rapid.T) {
		a, b := lists.Draw(t, "a"), lists.Draw(t, "b")
		stretched := make([]*float64, len(a))
		for i, value := range a {
			if value != nil {
				stretched[i] = new(*value**value**value - 7)
			}
		}
		same(t, must[SpearmanResult](t)(Spearman(stretched, b)), must[SpearmanResult](t)(Spearman(a, b)))
	})
	check(t, "A list with itself", func(t *rapid.T) {
		a := lists.Draw(t, "a")
		if rho := must[SpearmanResult](t)(Spearman(a, a)).Rho; rho != nil {
			near(t, "rho", *rho, 1)
		}
	})
	check(t, "Without ties, the formula with squared differences", func(t *rapid.T) {
		n := rapid.IntRange(2, 10).Draw(t, "n")
		a, b := permutations(n).Draw(t, "a"), permutations(n).Draw(t, "b")
		squares := 0.0
		for i := range a {
			squares += (a[i] - b[i]) * (a[i] - b[i])
		}
		result := must[SpearmanResult](t)(Spearman(pointers(a), pointers(b)))
		defined(t, "rho", result.Rho)
		near(t, "rho", *result.Rho, 1-6*squares/float64(n*(n*n-1)))
	})
}

func TestSynergy_Properties(t *testing.T) {
	check(t, "Order of members", func(t *rapid.T) {
		members := scores(0, 8).Draw(t, "members")
		team := rapid.Ptr(percentages(), true).Draw(t, "team")
		same(t, must[SynergyResult](t)(Synergy(shuffledTogether(t, members)[0], team, Low)), must[SynergyResult](t)(Synergy(members, team, Low)))
	})
	check(t, "High is low upside down", func(t *rapid.T) {
		members := scores(2, 8).Draw(t, "members")
		team := percentages().Draw(t, "team")
		mirrored := make([]*float64, len(members))
		for i, member := range members {
			if member != nil {
				mirrored[i] = new(100 - *member)
			}
		}
		low := must[SynergyResult](t)(Synergy(members, &team, Low))
		high := must[SynergyResult](t)(Synergy(mirrored, new(100-team), High))
		same(t, []any{high.Gain, high.GainVsBest, high.BetterThanTeam, high.Weak, high.Strong},
			[]any{low.Gain, low.GainVsBest, low.BetterThanTeam, low.Weak, low.Strong})
	})
	check(t, "Strong means better than every member", func(t *rapid.T) {
		better := rapid.SampledFrom([]Better{Low, High}).Draw(t, "better")
		result := must[SynergyResult](t)(Synergy(scores(2, 8).Draw(t, "members"), new(percentages().Draw(t, "team")), better))
		if result.Strong != nil && *result.Strong && (!*result.Weak || *result.BetterThanTeam > 0) {
			t.Fatalf("%+v", result)
		}
	})
}
