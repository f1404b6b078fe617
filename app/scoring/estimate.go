package scoring

import (
	"math"
	"slices"
)

// Unit is the unit of an estimate.
type Unit string

// A share of a hundred, or any other quantity.
const (
	Percent Unit = "percent"
	Number  Unit = "number"
)

// EstimateRule holds the parameters of [Estimate].
type EstimateRule struct {
	Min, Max    *float64 // bounds of a guess, in its unit; nil: none
	PercentLoss *float64 // points lost per percentage point; above 0, default 2
	NumberLoss  *float64 // points lost for an error of 100 %; above 0, default 200
}

// EstimateResult is the score of one guess.
type EstimateResult struct {
	Points *float64 `json:"points"` // 0…100; nil for a missing guess
}

// Estimate scores a guess against a reference value:
//
//	percent: max(0, 100 − 2·|guess − reference|)
//	number:  max(0, 100 − 200·|guess − reference|/reference)
//
// from 0 to 100.
//
// Errors: NotANumber, OutOfRange (guess outside rule.Min and rule.Max),
// InvalidParameter (unit, a number with a reference ≤ 0, Min above Max, a loss ≤ 0).
//
// Estrade's own convention.
func Estimate(reference float64, guess *float64, unit Unit, rule EstimateRule) (EstimateResult, error) {
	var c checks
	target := c.number(input("reference"), reference, -largest, largest)
	low := c.parameter("min", rule.Min, -largest, -largest, largest)
	high := c.parameter("max", rule.Max, largest, -largest, largest)
	if above(low, high) {
		c.fail(InvalidParameter, input("min"))
		low, high = -largest, largest
	}
	value := c.answer(input("guess"), guess, low, high)
	percentLoss := c.parameter("percent_loss", rule.PercentLoss, 2, positive, largest)
	numberLoss := c.parameter("number_loss", rule.NumberLoss, 200, positive, largest)
	if unit != Percent && unit != Number {
		c.fail(InvalidParameter, input("unit"))
	}
	if unit == Number && atMost(target, 0) {
		c.fail(InvalidParameter, input("reference"))
	}
	if err := c.err(); err != nil {
		return EstimateResult{}, err
	}
	if value == nil {
		return EstimateResult{}, nil
	}
	loss := percentLoss * math.Abs(*value-target)
	if unit == Number {
		loss = numberLoss * (math.Abs(*value-target) / target)
	}
	return EstimateResult{Points: new(max(0, 100-loss))}, nil
}

// ZonesRule holds the parameters of [Zones].
type ZonesRule struct {
	Exact       *float64 // points for the right zone; above 0, default 2
	Adjacent    *float64 // points for a neighbouring timed zone; 0…Exact, default 1
	MinAnswered Fraction // default 2/3
}

// ZonesResult is the score of interventions placed on a curve.
type ZonesResult struct {
	Placed int      `json:"placed"`
	Points float64  `json:"points"` // 0…Exact·Placed
	Score  *float64 `json:"score"`  // 0…100; nil when too few are placed
}

// Zones scores interventions placed in zones: the right zone is worth
// rule.Exact, a neighbouring timed zone rule.Adjacent, any other 0, and
//
//	score = 100·points/(exact·placed)
//
// from 0 to 100. timed lists zones in the order of time; an untimed zone has no
// neighbour. key and answers are parallel; an empty answer is not placed and is
// left out. Score is nil when fewer than rule.MinAnswered are placed.
//
// Errors: LengthMismatch, NotANumber, UnknownID (a zone of the key or of an answer),
// InvalidParameter (a zone twice, or the rule). Estrade's own convention.
func Zones(timed, untimed, key, answers []string, rule ZonesRule) (ZonesResult, error) {
	var c checks
	zones := slices.Concat(timed, untimed)
	c.sameLength(input("answers"), len(key), len(answers))
	c.key("key", key, zones)
	c.ids("answers", answers, zones)
	c.distinct("zones", zones)
	exact := c.parameter("exact", rule.Exact, 2, positive, largest)
	adjacent := c.parameter("adjacent", rule.Adjacent, min(1, exact), 0, exact)
	enough := c.share("min_answered", rule.MinAnswered, twoThirds)
	if err := c.err(); err != nil {
		return ZonesResult{}, err
	}

	var result ZonesResult
	for i, answer := range answers {
		if answer == "" {
			continue
		}
		result.Placed++
		expected, placed := slices.Index(timed, key[i]), slices.Index(timed, answer)
		switch {
		case answer == key[i]:
			result.Points += exact
		case expected >= 0 && placed >= 0 && (placed == expected-1 || placed == expected+1):
			result.Points += adjacent
		}
	}
	if result.Placed > 0 && enough.metBy(result.Placed, len(key)) {
		result.Score = new(clamp(100*result.Points/(exact*float64(result.Placed)), 0, 100))
	}
	return result, nil
}

var sevenTenths = Fraction{Num: 7, Den: 10}

// AlignmentResult says how close ratings are to a reference.
type AlignmentResult struct {
	Answered  int      `json:"answered"`
	MeanGap   *float64 `json:"mean_gap"`  // 0…100
	Alignment *float64 `json:"alignment"` // 0…100
}

// Alignment is 100 minus the mean gap between ratings and a reference, both from
// 0 to 100:
//
//	alignment = 100 − mean|answer − reference|
//
// from 0 to 100, over the answers given. Both figures are nil when fewer than
// minAnswered (default 7/10) of the items are answered.
//
// Errors: LengthMismatch, NotANumber, OutOfRange, InvalidParameter (the share).
// Estrade's own convention.
func Alignment(reference []float64, answers []*float64, minAnswered Fraction) (AlignmentResult, error) {
	var c checks
	c.sameLength(input("answers"), len(reference), len(answers))
	targets := c.numbers("reference", reference, 0, 100)
	given := c.answers("answers", answers, 0, 100)
	enough := c.share("min_answered", minAnswered, sevenTenths)
	if err := c.err(); err != nil {
		return AlignmentResult{}, err
	}
	var rated, expected []float64
	for i, answer := range given {
		if answer != nil {
			rated = append(rated, *answer)
			expected = append(expected, targets[i])
		}
	}
	result := AlignmentResult{Answered: len(rated)}
	if len(rated) > 0 && enough.metBy(len(rated), len(given)) {
		gap := meanGap(rated, expected)
		result.MeanGap, result.Alignment = new(gap), new(clamp(100-gap, 0, 100))
	}
	return result, nil
}
