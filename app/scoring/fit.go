package scoring

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// The slider of a pair, from the manager pole to the leader pole.
const (
	sliderLow  = -3
	sliderHigh = 3
)

// FitResult compares where a person stands with what a situation requires.
type FitResult struct {
	Pairs         int      `json:"pairs"`          // pairs of the activity
	Answered      int      `json:"answered"`       // pairs answered in both passes
	MeanGap       *float64 `json:"mean_gap"`       // 0…6
	Fit           *float64 `json:"fit"`            // 0…100
	IndexCurrent  *float64 `json:"index_current"`  // −3…3
	IndexRequired *float64 `json:"index_required"` // −3…3
}

// Fit compares two passes of the same sliders, whole numbers from −3 (manager)
// to 3 (leader):
//
//	fit = 100·(1 − mean|current − required|/6)
//
// from 0 to 100, over the complete pairs; MeanGap and Fit are nil when fewer than
// minAnswered (default 2/3) of the pairs are complete. The indexes are the means of
// all answers of each pass, nil without any. An index describes: it is never
// ranked and never called a leadership score.
//
// Errors: LengthMismatch, NotANumber, OutOfRange, InvalidParameter (the share).
//
// Estrade's own convention; the contrast comes from W. Bennis, On Becoming a
// Leader, 1989.
func Fit(current, required []*float64, minAnswered Fraction) (FitResult, error) {
	var c checks
	c.sameLength(input("required"), len(current), len(required))
	now := c.wholeAnswers("current", current, sliderLow, sliderHigh)
	wanted := c.wholeAnswers("required", required, sliderLow, sliderHigh)
	enough := c.share("min_answered", minAnswered, twoThirds)
	if err := c.err(); err != nil {
		return FitResult{}, err
	}

	left, right := completePairs(now, wanted)
	result := FitResult{
		Pairs:         len(now),
		Answered:      len(left),
		IndexCurrent:  meanOf(present(now)),
		IndexRequired: meanOf(present(wanted)),
	}
	if len(left) > 0 && enough.metBy(len(left), len(now)) {
		gap := meanGap(left, right)
		result.MeanGap = new(gap)
		result.Fit = new(clamp(100*(1-gap/(sliderHigh-sliderLow)), 0, 100))
	}
	return result, nil
}

func meanOf(values []float64) *float64 {
	if len(values) == 0 {
		return nil
	}
	return new(stat.Mean(values, nil))
}

// meanGap is the mean absolute difference of two lists of one value or more.
func meanGap(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += math.Abs(a[i] - b[i])
	}
	return sum / float64(len(a))
}

// SituationRangeResult says how far a person moves between situations.
type SituationRangeResult struct {
	N     int      `json:"n"`     // situations rated
	Range *float64 `json:"range"` // 0…6; nil for fewer than two situations
}

// SituationRange is the highest minus the lowest index of a person, one index
// from −3 to 3 per situation.
//
// Errors: NotANumber, OutOfRange. Estrade's own convention.
func SituationRange(indexes []*float64) (SituationRangeResult, error) {
	var c checks
	given := present(c.answers("indexes", indexes, sliderLow, sliderHigh))
	if err := c.err(); err != nil {
		return SituationRangeResult{}, err
	}
	result := SituationRangeResult{N: len(given)}
	if len(given) >= 2 {
		result.Range = new(slices.Max(given) - slices.Min(given))
	}
	return result, nil
}
