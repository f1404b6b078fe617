package scoring

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Band puts a consensus in words.
type Band string

// The bands; their limits are Estrade's convention, not literature.
const (
	BandStrong  Band = "strong"  // 0.80 and above
	BandPartial Band = "partial" // 0.60 and above
	BandExplore Band = "explore" // below
)

// AgreementRule says when a consensus is shown and how it is worded. A nil
// field takes its default.
type AgreementRule struct {
	MinN    *int     // people needed to show the figure; default 5
	Strong  *float64 // lower limit of BandStrong, 0…1; default 0.80
	Partial *float64 // lower limit of BandPartial, 0…Strong; default 0.60
}

type agreementLimits struct {
	minN            int
	strong, partial float64
}

func (c *checks) agreementRule(rule AgreementRule) agreementLimits {
	strong := c.parameter("strong", rule.Strong, 0.80, 0, 1)
	return agreementLimits{
		minN:    c.least("min_n", rule.MinN, 5),
		strong:  strong,
		partial: c.parameter("partial", rule.Partial, min(0.60, strong), 0, strong),
	}
}

// Agreement is a consensus and what may be displayed of it.
type Agreement struct {
	Consensus *float64 `json:"consensus"` // 0…1; nil without answers
	Shown     *float64 `json:"shown"`     // Consensus, nil when too few people answered
	Band      *Band    `json:"band"`      // of Shown
}

func (limits agreementLimits) agreement(n int, consensus *float64) Agreement {
	result := Agreement{Consensus: consensus}
	if n < limits.minN || consensus == nil {
		return result
	}
	band := BandExplore
	switch {
	case atLeast(*consensus, limits.strong):
		band = BandStrong
	case atLeast(*consensus, limits.partial):
		band = BandPartial
	}
	result.Shown, result.Band = new(*consensus), new(band)
	return result
}

// ConsensusResult is the agreement on one question.
type ConsensusResult struct {
	N    int      `json:"n"`    // answers
	Mean *float64 `json:"mean"` // mean category, 1…k; nil without answers
	Agreement
}

// Consensus measures agreement on an ordered scale from the number of answers
// in each of its k categories, the empty ones included. With pᵢ the share of
// category i and μ the mean category:
//
//	Cns = 1 + Σ pᵢ·log₂(1 − |i − μ|/(k − 1)),  skipping pᵢ = 0
//
// from 0 (half at each end) to 1 (unanimous; also what a single answer gives).
// k − 1 is the width of the scale, not the observed range.
//
// Errors: OutOfRange (negative count), InvalidParameter (k < 2, or the rule).
//
// Source: W. J. Tastle, M. J. Wierman, "Consensus and dissention", International
// Journal of Approximate Reasoning 45, 2007.
func Consensus(counts []int, rule AgreementRule) (ConsensusResult, error) {
	var c checks
	total := 0
	for i, count := range counts {
		if count < 0 || count > math.MaxInt-total {
			c.fail(OutOfRange, at("counts", i))
			continue
		}
		total += count
	}
	if len(counts) < 2 {
		c.fail(InvalidParameter, input("counts"))
	}
	limits := c.agreementRule(rule)
	if err := c.err(); err != nil {
		return ConsensusResult{}, err
	}
	mean, consensus := consensusOf(counts)
	return ConsensusResult{N: total, Mean: mean, Agreement: limits.agreement(total, consensus)}, nil
}

// consensusOf needs two categories or more. It measures the distance of the
// mean from both ends, because 1 − |i − μ|/(k − 1) would cancel down to
// log₂ 0 when one category holds nearly everybody.
func consensusOf(counts []int) (mean, consensus *float64) {
	var n, fromFirst, fromLast float64
	last := float64(len(counts) - 1)
	for i, count := range counts {
		n += float64(count)
		fromFirst += float64(i) * float64(count)
		fromLast += (last - float64(i)) * float64(count)
	}
	if n == 0 {
		return nil, nil
	}
	fromFirst /= n
	fromLast /= n
	cns := 1.0
	for i, count := range counts {
		if count == 0 {
			continue
		}
		nearness := fromFirst + (last - float64(i)) // in this order: fromFirst may be tiny
		if float64(i) < fromFirst {
			nearness = fromLast + float64(i)
		}
		cns += float64(count) / n * math.Log2(nearness/last)
	}
	return new(fromFirst + 1), new(clamp(cns, 0, 1))
}

// ClassConsensusResult is the agreement on a number once grouped in classes.
type ClassConsensusResult struct {
	N      int   `json:"n"`      // answers
	Counts []int `json:"counts"` // one per class
	Agreement
}

// ClassConsensus groups values in classes, then computes their [Consensus]. A
// value belongs to the first class whose upper bound is at or above it: with
// bounds 20, 40…, 20 is in the first class and 20.5 in the second. Values are
// in [0, last bound]; missing ones do not count.
//
// Errors: NotANumber, OutOfRange, InvalidParameter (fewer than two bounds, bounds
// not strictly increasing, or the rule).
//
// The classes are Estrade's own convention.
func ClassConsensus(values []*float64, upperBounds []float64, rule AgreementRule) (ClassConsensusResult, error) {
	var c checks
	bounds := c.numbers("upper_bounds", upperBounds, -largest, largest)
	low, high := 0.0, largest
	if len(bounds) < 2 || !strictlyIncreasing(bounds) {
		c.fail(InvalidParameter, input("upper_bounds"))
		low = -largest // bad bounds must be reported rather than the answers
	} else {
		high = bounds[len(bounds)-1]
	}
	given := present(c.answers("values", values, low, high))
	limits := c.agreementRule(rule)
	if err := c.err(); err != nil {
		return ClassConsensusResult{}, err
	}

	result := ClassConsensusResult{N: len(given), Counts: make([]int, len(bounds))}
	for _, value := range given {
		result.Counts[slices.IndexFunc(bounds, func(bound float64) bool { return atMost(value, bound) })]++
	}
	_, consensus := consensusOf(result.Counts)
	result.Agreement = limits.agreement(result.N, consensus)
	return result, nil
}

func strictlyIncreasing(values []float64) bool {
	for i := 1; i < len(values); i++ {
		if !above(values[i], values[i-1]) {
			return false
		}
	}
	return true
}

// HeatmapRowResult describes the answers to one slider. Without answers
// everything but N and Counts is nil.
type HeatmapRowResult struct {
	N      int      `json:"n"`
	Counts []int    `json:"counts"` // one per position, from low to high
	Mean   *float64 `json:"mean"`   // low…high
	Median *float64 `json:"median"` // mean of the two middle answers when N is even
	SD     *float64 `json:"sd"`     // sample standard deviation; nil for one answer
	Range  *float64 `json:"range"`  // highest answer − lowest answer
	Agreement
}

// HeatmapRow summarises whole-number answers from low to high: one row of the
// group's map. The consensus is that of [Consensus] over all positions. On screen
// rows are sorted by ascending consensus.
//
// Errors: NotANumber, OutOfRange (outside [low, high] or not whole),
// InvalidParameter (fewer than two positions, more than 10,000, or the rule).
//
// Source of the consensus: W. J. Tastle, M. J. Wierman, 2007.
func HeatmapRow(values []*float64, low, high int, rule AgreementRule) (HeatmapRowResult, error) {
	var c checks
	first, last := float64(low), float64(high)
	if last-first < 1 || last-first >= maxPositions {
		c.fail(InvalidParameter, input("high"))
		first, last = -largest, largest
	}
	given := present(c.wholeAnswers("values", values, first, last))
	limits := c.agreementRule(rule)
	if err := c.err(); err != nil {
		return HeatmapRowResult{}, err
	}

	result := HeatmapRowResult{N: len(given), Counts: make([]int, high-low+1)}
	if len(given) == 0 {
		return result, nil
	}
	slices.Sort(given)
	for _, value := range given {
		result.Counts[int(value)-low]++
	}
	n := len(given)
	result.Mean = new(stat.Mean(given, nil))
	result.Median = new((given[(n-1)/2] + given[n/2]) / 2)
	if n > 1 {
		result.SD = new(stat.StdDev(given, nil))
	}
	result.Range = new(given[n-1] - given[0])
	_, consensus := consensusOf(result.Counts)
	result.Agreement = limits.agreement(n, consensus)
	return result, nil
}

// CardAgreementResult says how much people agree on one card.
type CardAgreementResult struct {
	N        int      `json:"n"`         // answers given
	TopShare *float64 `json:"top_share"` // 1/N…1; nil without answers
	Explore  *bool    `json:"explore"`   // TopShare is below the limit; nil without answers
}

// CardAgreement is the share of the most chosen answer among those given. A
// card whose share is strictly below exploreBelow (0…1, default 0.6) is worth
// discussing. An empty answer is missing.
//
// Errors: NotANumber, InvalidParameter (exploreBelow). Estrade's own convention.
func CardAgreement(answers []string, exploreBelow *float64) (CardAgreementResult, error) {
	var c checks
	limit := c.parameter("explore_below", exploreBelow, 0.6, 0, 1)
	if err := c.err(); err != nil {
		return CardAgreementResult{}, err
	}
	votes := make(map[string]int)
	n, top := 0, 0
	for _, answer := range answers {
		if answer != "" {
			n++
			votes[answer]++
			top = max(top, votes[answer])
		}
	}
	result := CardAgreementResult{N: n}
	if n > 0 {
		share := float64(top) / float64(n)
		result.TopShare, result.Explore = new(share), new(below(share, limit))
	}
	return result, nil
}

// RWGResult compares the spread of answers with chance.
type RWGResult struct {
	N                int      `json:"n"`
	Variance         *float64 `json:"variance"`          // of the answers, divisor n − 1
	ExpectedVariance float64  `json:"expected_variance"` // of a uniform distribution
	Raw              *float64 `json:"raw"`               // at most 1; can be negative
	Shown            *float64 `json:"shown"`             // Raw, at least 0
}

// RWG is the within-group agreement r_wg on a scale of A = points positions:
//
//	raw = 1 − s²/σ²,  σ² = (A² − 1)/12,  shown = max(0, raw)
//
// Answers are whole numbers from 1 to A. With fewer than two answers Variance,
// Raw and Shown are nil. For exports only.
//
// Errors: NotANumber, OutOfRange, InvalidParameter (points below 2 or above 10,000).
//
// Source: L. R. James, R. G. Demaree, G. Wolf, Journal of Applied Psychology 69, 1984.
func RWG(values []*float64, points int) (RWGResult, error) {
	var c checks
	given := present(c.wholeAnswers("values", values, 1, c.scale("points", points)))
	if err := c.err(); err != nil {
		return RWGResult{}, err
	}
	a := float64(points)
	result := RWGResult{N: len(given), ExpectedVariance: (a*a - 1) / 12}
	if len(given) < 2 {
		return result, nil
	}
	variance := stat.Variance(given, nil)
	raw := 1 - variance/result.ExpectedVariance
	result.Variance, result.Raw, result.Shown = new(variance), new(raw), new(max(0, raw))
	return result, nil
}

// KendallWResult is the concordance of several rankings. Without a complete
// list everything but Judges and Items is nil.
type KendallWResult struct {
	Judges   int       `json:"judges"`    // complete lists, m
	Items    int       `json:"items"`     // n
	RankSums []float64 `json:"rank_sums"` // one per item
	S        *float64  `json:"s"`         // squared deviations of the rank sums
	T        *float64  `json:"t"`         // correction for ties
	W        *float64  `json:"w"`         // 0…1
}

// KendallW is Kendall's coefficient of concordance of m complete rankings of n
// items, ties as average ranks. With rank sums Rⱼ, and groups of t tied items:
//
//	S = Σ (Rⱼ − m(n + 1)/2)²    T = Σ (t³ − t)
//	W = 12·S / (m²(n³ − n) − m·T)
//
// from 0 to 1. Incomplete lists are left out; a nil list is a person without an
// answer. W is nil when m < 2, n < 2 or everything is tied. It is high when
// everyone agrees on a wrong list. For exports only.
//
// Errors: LengthMismatch, NotANumber, OutOfRange, NotARanking.
//
// Source: M. G. Kendall, B. Babington Smith, "The problem of m rankings", Annals of
// Mathematical Statistics 10, 1939.
func KendallW(rankings [][]*float64) (KendallWResult, error) {
	var c checks
	lists, items := c.rankings("rankings", rankings)
	if err := c.err(); err != nil {
		return KendallWResult{}, err
	}
	result := KendallWResult{Judges: len(lists), Items: items}
	if len(lists) == 0 {
		return result, nil
	}
	m, n := float64(len(lists)), float64(items)
	result.RankSums = rankSums(lists, items)
	var s, t float64
	for _, sum := range result.RankSums {
		deviation := sum - m*(n+1)/2
		s += deviation * deviation
	}
	for _, list := range lists {
		tied := make(map[float64]int)
		for _, rank := range list {
			tied[rank]++
		}
		for _, count := range tied {
			group := float64(count)
			t += group*group*group - group
		}
	}
	result.S, result.T = new(s), new(t)
	denominator := m*m*(n*n*n-n) - m*t
	if len(lists) >= 2 && items >= 2 && above(denominator, 0) {
		result.W = new(clamp(12*s/denominator, 0, 1))
	}
	return result, nil
}
