package scoring

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Better says which end of a scale is good.
type Better string

// Low is for distances, High for qualities and votes.
const (
	Low  Better = "low"
	High Better = "high"
)

// Ties says which rank equal values receive.
type Ties string

const (
	// TiesCompetition gives equal values the best rank of their group and
	// leaves a gap after it: 1, 2, 2, 4. For screens.
	TiesCompetition Ties = "competition"
	// TiesAverage gives equal values the mean rank of their group: 1, 2.5, 2.5, 4.
	// For statistics.
	TiesAverage Ties = "average"
	// TiesDense leaves no gap: 1, 2, 2, 3.
	TiesDense Ties = "dense"
)

var twoThirds = Fraction{Num: 2, Den: 3}

// FootruleResult compares a ranking with a reference.
type FootruleResult struct {
	N                int      `json:"n"`                 // items
	Ranked           int      `json:"ranked"`            // items that received a rank
	Distance         *float64 `json:"distance"`          // 0…Max, 0 is the reference
	Max              *int     `json:"max"`               // largest possible distance
	Accuracy         *float64 `json:"accuracy"`          // 0…100, 100 is the reference
	ExpectedDistance *float64 `json:"expected_distance"` // mean over random orders
	ExpectedAccuracy *float64 `json:"expected_accuracy"` // the floor to print beside the bar
}

// Footrule measures how far a ranking is from a reference ranking:
//
//	D = Σ |rᵢ − eᵢ|    M = ⌊n²/2⌋    accuracy = 100·(1 − D/M)
//
// from 0 to 100. A random order has an expected distance of (n² − 1)/3.
//
// ranking holds ranks, 1 is best, ties as average ranks; reference is a
// permutation of 1…n. An incomplete ranking is first completed as
// [CompleteRanking] does; when fewer than minAnswered (default 2/3) of the
// items are ranked, Distance and Accuracy are nil. With one item both
// accuracies are nil; without items everything is nil.
//
// Errors: LengthMismatch, NotANumber, OutOfRange, NotARanking, InvalidParameter.
//
// Sources: C. Spearman, 1906; P. Diaconis, R. L. Graham, "Spearman's footrule as
// a measure of disarray", Journal of the Royal Statistical Society B 39, 1977.
func Footrule(ranking []*float64, reference []float64, minAnswered Fraction) (FootruleResult, error) {
	var c checks
	c.sameLength(input("ranking"), len(ranking), len(reference))
	ranks := c.ranking("ranking", ranking)
	expected := c.permutation("reference", reference)
	enough := c.share("min_answered", minAnswered, twoThirds)
	if err := c.err(); err != nil {
		return FootruleResult{}, err
	}

	n := len(ranks)
	result := FootruleResult{N: n, Ranked: len(present(ranks))}
	if n == 0 {
		return result, nil
	}
	largestDistance := n * n / 2
	accuracy := func(distance float64) *float64 {
		if largestDistance == 0 {
			return nil
		}
		return new(clamp(100*(1-distance/float64(largestDistance)), 0, 100))
	}
	random := float64(n*n-1) / 3
	result.Max = new(largestDistance)
	result.ExpectedDistance = new(random)
	result.ExpectedAccuracy = accuracy(random)
	if !enough.metBy(result.Ranked, n) {
		return result, nil
	}
	distance := 0.0
	for i, rank := range completed(ranks) {
		distance += math.Abs(rank - expected[i])
	}
	result.Distance = new(distance)
	result.Accuracy = accuracy(distance)
	return result, nil
}

// CompleteRankingResult is a ranking without holes.
type CompleteRankingResult struct {
	Ranked    int       `json:"ranked"`    // items that had a rank
	Completed []float64 `json:"completed"` // one rank per item, in the order of the input
}

// CompleteRanking gives every unranked item the mean of the unused ranks, its
// expected rank had the person gone on at random: 1, 2, –, 4, –, – becomes
// 1, 2, 4⅔, 4, 4⅔, 4⅔. When everything is missing each item gets (n + 1)/2. The
// ranks of a complete list, ties included, are unchanged.
//
// Errors: NotANumber, OutOfRange, NotARanking. Estrade's own convention.
func CompleteRanking(ranking []*float64) (CompleteRankingResult, error) {
	var c checks
	ranks := c.ranking("ranking", ranking)
	if err := c.err(); err != nil {
		return CompleteRankingResult{}, err
	}
	return CompleteRankingResult{Ranked: len(present(ranks)), Completed: completed(ranks)}, nil
}

func completed(ranks []*float64) []float64 {
	n := len(ranks)
	given := present(ranks)
	unused := float64(n*(n+1)) / 2
	for _, rank := range given {
		unused -= rank
	}
	filled := make([]float64, n)
	for i, rank := range ranks {
		if rank != nil {
			filled[i] = *rank
		} else {
			filled[i] = unused / float64(n-len(given))
		}
	}
	return filled
}

// RankResult holds one rank per value.
type RankResult struct {
	Ranks []*float64 `json:"ranks"` // nil where the value is missing
}

// Rank turns values into ranks, 1 is best. Missing values get nil and do not
// count. Ranks run from 1 to the number of values present.
//
// Errors: NotANumber, OutOfRange (beyond 1e100), InvalidParameter (better or ties).
func Rank(values []*float64, better Better, ties Ties) (RankResult, error) {
	var c checks
	cleaned := c.answers("values", values, -largest, largest)
	c.better(better)
	if !slices.Contains([]Ties{TiesCompetition, TiesAverage, TiesDense}, ties) {
		c.fail(InvalidParameter, input("ties"))
	}
	if err := c.err(); err != nil {
		return RankResult{}, err
	}
	ranks := rankEach(present(cleaned), better, ties)
	result := RankResult{Ranks: make([]*float64, len(values))}
	for i, value := range cleaned {
		if value != nil {
			result.Ranks[i] = new(ranks[0])
			ranks = ranks[1:]
		}
	}
	return result, nil
}

func (c *checks) better(better Better) {
	if better != Low && better != High {
		c.fail(InvalidParameter, input("better"))
	}
}

// rankEach ranks values that are all present. A group of ties starts at its
// best value and holds what is within the tolerance of it.
func rankEach(values []float64, better Better, ties Ties) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch less := values[a] < values[b]; {
		case values[a] == values[b]:
			return 0
		case less == (better == Low):
			return -1
		default:
			return 1
		}
	})

	ranks := make([]float64, len(values))
	groups := 0
	for start := 0; start < len(order); {
		end := start + 1
		for end < len(order) && equal(values[order[end]], values[order[start]]) {
			end++
		}
		groups++
		rank := float64(start + 1)
		switch ties {
		case TiesAverage:
			rank = float64(start+1+end) / 2
		case TiesDense:
			rank = float64(groups)
		}
		for _, i := range order[start:end] {
			ranks[i] = rank
		}
		start = end
	}
	return ranks
}

// MeanRanksResult is the list a group gets without talking.
type MeanRanksResult struct {
	Judges    int       `json:"judges"`     // complete lists
	MeanRanks []float64 `json:"mean_ranks"` // one per item; nil without a complete list
	Ranks     []float64 `json:"ranks"`      // average ranks of the means; nil likewise
}

// MeanRanks averages the rank of each item over the complete lists, then ranks
// the means (ties as average ranks). Both run from 1 to the number of items.
// Incomplete lists are left out; a nil list is a person without an answer.
//
// Errors: LengthMismatch, NotANumber, OutOfRange, NotARanking.
//
// Source: J. Hall, W. H. Watson, Human Relations 23, 1970 (decisions of individuals
// and of groups).
func MeanRanks(rankings [][]*float64) (MeanRanksResult, error) {
	var c checks
	lists, items := c.rankings("rankings", rankings)
	if err := c.err(); err != nil {
		return MeanRanksResult{}, err
	}
	result := MeanRanksResult{Judges: len(lists)}
	if len(lists) == 0 {
		return result, nil
	}
	result.MeanRanks = rankSums(lists, items)
	for i := range result.MeanRanks {
		result.MeanRanks[i] /= float64(len(lists))
	}
	result.Ranks = rankEach(result.MeanRanks, Low, TiesAverage)
	return result, nil
}

func rankSums(lists [][]float64, items int) []float64 {
	sums := make([]float64, items)
	for _, list := range lists {
		for i, rank := range list {
			sums[i] += rank
		}
	}
	return sums
}

// SpearmanResult is a rank correlation.
type SpearmanResult struct {
	N   int      `json:"n"`   // complete pairs
	Rho *float64 `json:"rho"` // −1…1
}

// Spearman is the correlation of two lists by rank: pairs with a missing value
// are dropped, both sides become average ranks, then Pearson's correlation. From
// −1 to 1; nil for fewer than two pairs or when one side does not vary. For
// exports only.
//
// Errors: LengthMismatch, NotANumber, OutOfRange (beyond 1e100).
//
// Source: C. Spearman, 1904 and 1906.
func Spearman(a, b []*float64) (SpearmanResult, error) {
	var c checks
	c.sameLength(input("b"), len(a), len(b))
	first := c.answers("a", a, -largest, largest)
	second := c.answers("b", b, -largest, largest)
	if err := c.err(); err != nil {
		return SpearmanResult{}, err
	}
	left, right := completePairs(first, second)
	result := SpearmanResult{N: len(left)}
	if len(left) < 2 {
		return result, nil
	}
	left, right = rankEach(left, Low, TiesAverage), rankEach(right, Low, TiesAverage)
	if constant(left) || constant(right) {
		return result, nil
	}
	result.Rho = new(clamp(stat.Correlation(left, right, nil), -1, 1))
	return result, nil
}

func completePairs(a, b []*float64) (left, right []float64) {
	for i := range a {
		if a[i] != nil && b[i] != nil {
			left = append(left, *a[i])
			right = append(right, *b[i])
		}
	}
	return left, right
}

func constant(values []float64) bool {
	return equal(slices.Min(values), slices.Max(values))
}
