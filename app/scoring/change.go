package scoring

import "gonum.org/v1/gonum/stat"

// SelfScoreResult is one person's score on one competency.
type SelfScoreResult struct {
	Answered int      `json:"answered"`
	Score    *float64 `json:"score"` // 0…100; nil when too few items are answered
}

// SelfScore turns answers on a scale of A = points positions into
//
//	100·(mean − 1)/(A − 1)
//
// from 0 to 100, over the answered items. Answers are whole numbers from 1 to A.
// Nil when fewer than minAnswered (default 2/3) of the items are answered. One
// score per competency: no total and no mean of competencies exists.
//
// Errors: NotANumber, OutOfRange, InvalidParameter (points below 2 or above
// 10,000, or the share). Estrade's own convention.
func SelfScore(items []*float64, points int, minAnswered Fraction) (SelfScoreResult, error) {
	var c checks
	given := present(c.wholeAnswers("items", items, 1, c.scale("points", points)))
	enough := c.share("min_answered", minAnswered, twoThirds)
	if err := c.err(); err != nil {
		return SelfScoreResult{}, err
	}
	result := SelfScoreResult{Answered: len(given)}
	if len(given) > 0 && enough.metBy(len(given), len(items)) {
		result.Score = new(clamp(100*(stat.Mean(given, nil)-1)/float64(points-1), 0, 100))
	}
	return result, nil
}

// ResponseShiftResult holds three mean changes in scale points, each from
// −(A − 1) to A − 1, nil without a complete triple. They are shown together:
// retrospective answers reveal what people did not know and also inflate
// progress.
type ResponseShiftResult struct {
	N             int      `json:"n"`             // complete triples
	Classic       *float64 `json:"classic"`       // mean(post − pre)
	Retrospective *float64 `json:"retrospective"` // mean(post − then)
	Shift         *float64 `json:"shift"`         // mean(then − pre)
}

// ResponseShift separates change from a change of yardstick. pre, then and post
// are parallel answers to the same behaviours, whole numbers from 1 to points:
// before, before as seen afterwards, and afterwards. Only complete triples count,
// so that Classic = Retrospective + Shift.
//
// Errors: LengthMismatch, NotANumber, OutOfRange, InvalidParameter (points below
// 2 or above 10,000).
//
// Source: G. S. Howard, "Response-shift bias", Evaluation Review 4, 1980.
func ResponseShift(pre, then, post []*float64, points int) (ResponseShiftResult, error) {
	var c checks
	c.sameLength(input("then"), len(pre), len(then))
	c.sameLength(input("post"), len(pre), len(post))
	top := c.scale("points", points)
	before := c.wholeAnswers("pre", pre, 1, top)
	seenAfter := c.wholeAnswers("then", then, 1, top)
	after := c.wholeAnswers("post", post, 1, top)
	if err := c.err(); err != nil {
		return ResponseShiftResult{}, err
	}

	var result ResponseShiftResult
	var classic, retrospective, shift float64
	for i := range before {
		if before[i] == nil || seenAfter[i] == nil || after[i] == nil {
			continue
		}
		result.N++
		classic += *after[i] - *before[i]
		retrospective += *after[i] - *seenAfter[i]
		shift += *seenAfter[i] - *before[i]
	}
	if result.N > 0 {
		n := float64(result.N)
		result.Classic, result.Retrospective, result.Shift = new(classic/n), new(retrospective/n), new(shift/n)
	}
	return result, nil
}

// Display says what a screen may show of a figure.
type Display string

// What may be shown.
const (
	DisplayHidden Display = "hidden" // only that answers were received
	DisplayCounts Display = "counts" // numbers of people, no score
	DisplayEffect Display = "effect" // the effect size ([PrePost])
	DisplayScore  Display = "score"  // the score ([NPS])
	DisplayShown  Display = "shown"  // the figure ([Top2])
)

// displayFromCounts is the common rule: nothing, then counts, then the figure.
func displayFromCounts(n, minN, figureFromN int, figure Display) Display {
	switch {
	case n < minN:
		return DisplayHidden
	case n < figureFromN:
		return DisplayCounts
	default:
		return figure
	}
}

// PrePostResult describes the change of a group. DZ and DAV differ: whoever
// shows one labels it.
type PrePostResult struct {
	N                  int      `json:"n"` // complete pairs
	MeanPre            *float64 `json:"mean_pre"`
	MeanPost           *float64 `json:"mean_post"`
	MeanDiff           *float64 `json:"mean_diff"`
	SDDiff             *float64 `json:"sd_diff"` // nil if N < 2
	Up                 int      `json:"up"`
	Same               int      `json:"same"`
	Down               int      `json:"down"`
	Gain               *float64 `json:"gain"`                 // of the group; nil if the mean before is 100
	MeanIndividualGain *float64 `json:"mean_individual_gain"` // over people below 100 before; nil if nobody
	DZ                 *float64 `json:"dz"`                   // nil if N < 2 or SDDiff is 0
	J                  *float64 `json:"j"`                    // small-sample correction; nil if N < 2
	GZ                 *float64 `json:"gz"`                   // J·DZ
	DAV                *float64 `json:"dav"`                  // nil if N < 2 or both spreads are 0
	GAV                *float64 `json:"gav"`                  // J·DAV
	Display            Display  `json:"display"`              // hidden, counts or effect
}

// PrePost compares scores from 0 to 100 before and after, one pair per person;
// only complete pairs count. Over the n pairs:
//
//	gain                 = (mean_post − mean_pre)/(100 − mean_pre)
//	mean_individual_gain = mean of (post − pre)/(100 − pre), pre < 100
//	dz                   = mean_diff / SD of the differences
//	dav                  = mean_diff / mean of the two SDs
//	j                    = 1 − 3/(4(n − 1) − 1)    gz = j·dz    gav = j·dav
//
// Both gains are at most 1. Display is hidden below 5 pairs, counts below
// effectFromN (default 10), effect from there. No p-value exists.
//
// Errors: LengthMismatch, NotANumber, OutOfRange, InvalidParameter (effectFromN
// negative).
//
// Sources: R. R. Hake, American Journal of Physics 66, 1998 (gain); L. V. Hedges,
// Journal of Educational Statistics 6, 1981 (j, its approximation); D. Lakens,
// Frontiers in Psychology 4, 2013 (dz, dav).
func PrePost(pre, post []*float64, effectFromN *int) (PrePostResult, error) {
	var c checks
	c.sameLength(input("post"), len(pre), len(post))
	first := c.answers("pre", pre, 0, 100)
	second := c.answers("post", post, 0, 100)
	effectFrom := c.least("effect_from_n", effectFromN, 10)
	if err := c.err(); err != nil {
		return PrePostResult{}, err
	}

	before, after := completePairs(first, second)
	n := len(before)
	result := PrePostResult{N: n, Display: displayFromCounts(n, 5, effectFrom, DisplayEffect)}
	if n == 0 {
		return result, nil
	}
	differences := result.countDirections(before, after)
	meanPre, meanPost := stat.Mean(before, nil), stat.Mean(after, nil)
	meanDiff := stat.Mean(differences, nil)
	result.MeanPre, result.MeanPost, result.MeanDiff = new(meanPre), new(meanPost), new(meanDiff)
	if below(meanPre, 100) {
		result.Gain = new(meanDiff / (100 - meanPre))
	}
	result.MeanIndividualGain = meanIndividualGain(before, after)
	if n < 2 {
		return result, nil
	}

	sdDiff := stat.StdDev(differences, nil)
	j := 1 - 3/float64(4*(n-1)-1)
	result.SDDiff, result.J = new(sdDiff), new(j)
	if above(sdDiff, 0) {
		result.DZ, result.GZ = new(meanDiff/sdDiff), new(j*meanDiff/sdDiff)
	}
	if spread := (stat.StdDev(before, nil) + stat.StdDev(after, nil)) / 2; above(spread, 0) {
		result.DAV, result.GAV = new(meanDiff/spread), new(j*meanDiff/spread)
	}
	return result, nil
}

func (result *PrePostResult) countDirections(before, after []float64) (differences []float64) {
	for i := range before {
		differences = append(differences, after[i]-before[i])
		switch {
		case equal(after[i], before[i]):
			result.Same++
		case after[i] > before[i]:
			result.Up++
		default:
			result.Down++
		}
	}
	return differences
}

func meanIndividualGain(before, after []float64) *float64 {
	var gains []float64
	for i := range before {
		if below(before[i], 100) {
			gains = append(gains, (after[i]-before[i])/(100-before[i]))
		}
	}
	if len(gains) == 0 {
		return nil
	}
	return new(stat.Mean(gains, nil))
}

// NormalisedChangeResult is one person's change, for that person only.
type NormalisedChangeResult struct {
	Change *float64 `json:"change"` // −1…1
}

// NormalisedChange relates one person's change to the room they had, scores from
// 0 to 100:
//
//	up:    (post − pre)/(100 − pre)
//	down:  (post − pre)/pre
//	equal: 0, but nil for 0 → 0 and 100 → 100, where there was no room
//
// from −1 to 1; nil if either is missing.
//
// Errors: NotANumber, OutOfRange.
//
// Source: J. D. Marx, K. Cummings, "Normalized change", American Journal of Physics
// 75, 2007.
func NormalisedChange(pre, post *float64) (NormalisedChangeResult, error) {
	var c checks
	before := c.answer(input("pre"), pre, 0, 100)
	after := c.answer(input("post"), post, 0, 100)
	if err := c.err(); err != nil {
		return NormalisedChangeResult{}, err
	}
	if before == nil || after == nil {
		return NormalisedChangeResult{}, nil
	}
	var change float64
	switch difference := *after - *before; {
	case above(difference, 0):
		change = difference / (100 - *before)
	case below(difference, 0):
		change = difference / *before
	case equal(*before, 0) || equal(*before, 100):
		return NormalisedChangeResult{}, nil
	}
	return NormalisedChangeResult{Change: new(clamp(change, -1, 1))}, nil
}
