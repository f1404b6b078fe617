package scoring

import (
	"math"
	"slices"
)

// Anchor is one corner of a reference curve: a height at a month.
type Anchor struct {
	Month, Value float64
}

// CurveReferenceResult holds the heights of a reference curve.
type CurveReferenceResult struct {
	Values []float64 `json:"values"` // one per month asked for
}

// CurveReference reads a curve made of straight lines between anchors at the given
// months, in the unit of the anchors.
//
// Errors: NotANumber, OutOfRange (a month outside the anchors), InvalidParameter
// (fewer than two anchors, or their months not strictly increasing).
//
// The method is linear interpolation; the built-in anchors are illustrative.
func CurveReference(anchors []Anchor, months []float64) (CurveReferenceResult, error) {
	var c checks
	corners := c.anchors("anchors", anchors)
	low, high := -largest, largest
	if len(corners) > 0 {
		low, high = corners[0].Month, corners[len(corners)-1].Month
	}
	asked := c.numbers("months", months, low, high)
	if err := c.err(); err != nil {
		return CurveReferenceResult{}, err
	}
	return CurveReferenceResult{Values: interpolate(corners, asked)}, nil
}

// anchors returns no anchor when they do not make a curve.
func (c *checks) anchors(name string, anchors []Anchor) []Anchor {
	cleaned := make([]Anchor, len(anchors))
	months := make([]float64, len(anchors))
	for i, anchor := range anchors {
		cleaned[i].Month = c.number(at(name, i), anchor.Month, -largest, largest)
		cleaned[i].Value = c.number(at(name, i), anchor.Value, -largest, largest)
		months[i] = cleaned[i].Month
	}
	if len(anchors) < 2 || !strictlyIncreasing(months) {
		c.fail(InvalidParameter, input(name))
		return nil
	}
	return cleaned
}

func interpolate(anchors []Anchor, months []float64) []float64 {
	values := make([]float64, len(months))
	for i, month := range months {
		next := 1
		for next < len(anchors)-1 && month > anchors[next].Month {
			next++
		}
		from, to := anchors[next-1], anchors[next]
		values[i] = from.Value + (to.Value-from.Value)*((month-from.Month)/(to.Month-from.Month))
	}
	return values
}

// Branch is a way the reference curve can end.
type Branch string

// With a second rise after the trough, or without.
const (
	Rebound   Branch = "rebound"
	NoRebound Branch = "no-rebound"
)

// A drawn curve has one point every three months, from month 0 to month 48.
const (
	CurvePoints = 17
	monthStep   = 3
)

// CurveRule holds the parameters of [Curve] and [CurveBranch]. Heights are on the
// scale where the highest point drawn is 100.
type CurveRule struct {
	Anchors map[Branch][]Anchor // reference curve of each branch, months 0 to 48

	ShapeWeight, TimingWeight, ProfileWeight float64 // ≥ 0, adding up to 100

	MinPoints       int     // points needed for a score, at least 2
	FeatureStep     float64 // difference that confirms a peak or a trough
	MinFall         float64 // smallest fall from peak to trough
	PeakMonth       float64 // expected month of the peak
	PeakTolerance   float64 // error in months at which its term vanishes
	TroughMonth     float64 // expected month of the trough
	TroughTolerance float64 // error in months at which its term vanishes
	RMSELimit       float64 // error in height at which the profile vanishes
}

// DefaultCurveRule returns the parameters of the built-in pack. Its heights are
// illustrative.
func DefaultCurveRule() CurveRule {
	return CurveRule{
		Anchors: map[Branch][]Anchor{
			Rebound:   {{0, 20}, {3, 100}, {9, 40}, {15, 25}, {24, 45}, {36, 60}, {48, 70}},
			NoRebound: {{0, 20}, {3, 100}, {9, 40}, {15, 25}, {24, 15}, {36, 10}, {48, 5}},
		},
		ShapeWeight: 40, TimingWeight: 30, ProfileWeight: 30,
		MinPoints:   6,
		FeatureStep: 10, MinFall: 20,
		PeakMonth: 3, PeakTolerance: 12,
		TroughMonth: 15, TroughTolerance: 18,
		RMSELimit: 50,
	}
}

// CurveResult compares a drawing with a branch of the reference. With too few
// points everything but Drawn is nil.
type CurveResult struct {
	Drawn       int      `json:"drawn"`        // points drawn
	Peak        *bool    `json:"peak"`         // an early peak was drawn
	Trough      *bool    `json:"trough"`       // then a trough
	End         *bool    `json:"end"`          // then the end of the branch
	PeakMonth   *float64 `json:"peak_month"`   // nil without a peak
	TroughMonth *float64 `json:"trough_month"` // nil without a trough
	Shape       *float64 `json:"shape"`        // 0…1, share of the three features
	Timing      *float64 `json:"timing"`       // 0…1
	RMSE        *float64 `json:"rmse"`         // 0…100; nil for a drawing at 0
	Profile     *float64 `json:"profile"`      // 0…1
	Total       *float64 `json:"total"`        // 0…100
}

// Curve scores a drawn curve, 17 heights from 0 to 100 at months 0, 3, … 48, against
// a branch of the reference. Only the shape counts: gaps are filled by straight
// lines (before the first and after the last point, the nearest height) and the
// highest point becomes 100. Then, with the parameters of the built-in pack:
//
//	peak    a maximum M after month 0, at least 10 above the start, followed by a fall of 10
//	trough  after a peak, a minimum m at least 20 below M
//	end     after a trough, y₄₈ − m ≥ 10 with rebound, < 10 without
//	shape   = (peak + trough + end)/3
//	timing  = mean of max(0, 1 − |month − 3|/12) for the peak and
//	          max(0, 1 − |month − 15|/18) for the trough, 0 for a missing one;
//	          without rebound, the peak alone
//	profile = max(0, 1 − rmse/50), rmse over the 17 points
//	total   = 40·shape + 30·timing + 30·profile
//
// Missing points are nil; an empty list is a missing drawing. With fewer than
// rule.MinPoints points only Drawn is given. A drawing at 0 everywhere has no
// feature, no RMSE and a total of 0.
//
// Errors: LengthMismatch (neither 17 points nor none), NotANumber, OutOfRange,
// UnknownID (branch), InvalidParameter (the rule). Estrade's own convention.
func Curve(points []*float64, branch Branch, rule CurveRule) (CurveResult, error) {
	var c checks
	drawing := c.drawing(points)
	c.id(input("branch"), string(branch), []string{string(Rebound), string(NoRebound)})
	c.curveRule(rule)
	if err := c.err(); err != nil {
		return CurveResult{}, err
	}
	return rule.score(drawing, branch), nil
}

// CurveBranchResult holds the totals against both branches. All three are nil
// with too few points.
type CurveBranchResult struct {
	Rebound   *float64 `json:"rebound"`    // 0…100
	NoRebound *float64 `json:"no_rebound"` // 0…100
	Closest   *string  `json:"closest"`    // "rebound", "no-rebound" or "equal"
}

// CurveBranch scores a drawing as [Curve] does against both branches and names the
// closer one. A drawing without rebound is a legitimate prediction.
//
// Errors: those of Curve.
func CurveBranch(points []*float64, rule CurveRule) (CurveBranchResult, error) {
	var c checks
	drawing := c.drawing(points)
	c.curveRule(rule)
	if err := c.err(); err != nil {
		return CurveBranchResult{}, err
	}
	rebound := rule.score(drawing, Rebound).Total
	noRebound := rule.score(drawing, NoRebound).Total
	if rebound == nil || noRebound == nil {
		return CurveBranchResult{}, nil
	}
	closest := "equal"
	switch {
	case above(*rebound, *noRebound):
		closest = string(Rebound)
	case above(*noRebound, *rebound):
		closest = string(NoRebound)
	}
	return CurveBranchResult{Rebound: rebound, NoRebound: noRebound, Closest: new(closest)}, nil
}

func (c *checks) drawing(points []*float64) []*float64 {
	if len(points) > 0 {
		c.sameLength(input("points"), len(points), CurvePoints)
	}
	return c.answers("points", points, 0, 100)
}

func (c *checks) curveRule(rule CurveRule) {
	for _, branch := range []Branch{Rebound, NoRebound} {
		anchors := c.anchors("anchors", rule.Anchors[branch])
		if len(anchors) > 0 && (above(anchors[0].Month, 0) || below(anchors[len(anchors)-1].Month, lastMonth)) {
			c.fail(InvalidParameter, input("anchors"))
		}
	}
	parameter := func(name string, value, low, high float64) {
		c.parameter(name, &value, 0, low, high)
	}
	parameter("weights", rule.ShapeWeight, 0, 100)
	parameter("weights", rule.TimingWeight, 0, 100)
	parameter("weights", rule.ProfileWeight, 0, 100)
	parameter("weights", rule.ShapeWeight+rule.TimingWeight+rule.ProfileWeight, 100, 100)
	parameter("min_points", float64(rule.MinPoints), 2, CurvePoints)
	parameter("feature_step", rule.FeatureStep, 1, 100)
	parameter("min_fall", rule.MinFall, 1, 100)
	parameter("peak_month", rule.PeakMonth, 0, lastMonth)
	parameter("peak_tolerance", rule.PeakTolerance, 1, lastMonth)
	parameter("trough_month", rule.TroughMonth, 0, lastMonth)
	parameter("trough_tolerance", rule.TroughTolerance, 1, lastMonth)
	parameter("rmse_limit", rule.RMSELimit, 1, 100)
}

const lastMonth = (CurvePoints - 1) * monthStep

func (rule CurveRule) score(points []*float64, branch Branch) CurveResult {
	result := CurveResult{Drawn: len(present(points))}
	if result.Drawn < rule.MinPoints {
		return result
	}
	heights := filled(points)
	highest := slices.Max(heights)
	if atMost(highest, 0) {
		result.Peak, result.Trough, result.End = new(false), new(false), new(false)
		result.Shape, result.Timing, result.Profile = new(0.0), new(0.0), new(0.0)
		result.Total = new(0.0)
		return result
	}
	for i, height := range heights {
		heights[i] = height * 100 / highest
	}

	shape, timing := rule.features(heights, branch, &result)
	rmse := rootMeanSquare(heights, interpolate(rule.Anchors[branch], curveMonths()))
	profile := max(0, 1-rmse/rule.RMSELimit)
	total := rule.ShapeWeight*shape + rule.TimingWeight*timing + rule.ProfileWeight*profile
	result.Shape, result.Timing = new(shape), new(timing)
	result.RMSE, result.Profile = new(rmse), new(profile)
	result.Total = new(clamp(total, 0, 100))
	return result
}

// features looks for the peak, the trough and the end, records them in result
// and returns shape and timing.
func (rule CurveRule) features(heights []float64, branch Branch, result *CurveResult) (shape, timing float64) {
	var peakTerm, troughTerm float64
	var trough, end bool
	top, peak := rule.findPeak(heights)
	if peak {
		shape++
		month := float64(top * monthStep)
		result.PeakMonth = new(month)
		peakTerm = max(0, 1-math.Abs(month-rule.PeakMonth)/rule.PeakTolerance)

		var bottom int
		bottom, trough = rule.findTrough(heights, top)
		if trough {
			shape++
			month := float64(bottom * monthStep)
			result.TroughMonth = new(month)
			troughTerm = max(0, 1-math.Abs(month-rule.TroughMonth)/rule.TroughTolerance)

			rise := heights[CurvePoints-1] - heights[bottom]
			end = atLeast(rise, rule.FeatureStep) == (branch == Rebound)
			if end {
				shape++
			}
		}
	}
	result.Peak, result.Trough, result.End = new(peak), new(trough), new(end)
	if branch == NoRebound {
		return shape / 3, peakTerm
	}
	return shape / 3, (peakTerm + troughTerm) / 2
}

// findPeak stops for good at the first fall that confirms a maximum: a later,
// higher maximum is a rebound, not the peak.
func (rule CurveRule) findPeak(heights []float64) (top int, found bool) {
	for i := 1; i < len(heights); i++ {
		if above(heights[i], heights[top]) {
			top = i
		}
		if atMost(heights[i], heights[top]-rule.FeatureStep) {
			return top, atLeast(heights[top]-heights[0], rule.FeatureStep) // never the start itself
		}
	}
	return top, false
}

// findTrough is only called after a peak, which a fall follows: there is always
// a point after top.
func (rule CurveRule) findTrough(heights []float64, top int) (bottom int, found bool) {
	bottom = top + 1
	for i := bottom; i < len(heights); i++ {
		if below(heights[i], heights[bottom]) {
			bottom = i
		}
		if atLeast(heights[i], heights[bottom]+rule.FeatureStep) {
			break
		}
	}
	return bottom, atLeast(heights[top]-heights[bottom], rule.MinFall)
}

// filled replaces missing points. At least one point is present.
func filled(points []*float64) []float64 {
	var anchors []Anchor
	for i, point := range points {
		if point != nil {
			anchors = append(anchors, Anchor{Month: float64(i * monthStep), Value: *point})
		}
	}
	first, last := anchors[0], anchors[len(anchors)-1]
	months := curveMonths()
	for i := range months {
		months[i] = clamp(months[i], first.Month, last.Month)
	}
	return interpolate(anchors, months)
}

func curveMonths() []float64 {
	months := make([]float64, CurvePoints)
	for i := range months {
		months[i] = float64(i * monthStep)
	}
	return months
}

func rootMeanSquare(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += (a[i] - b[i]) * (a[i] - b[i])
	}
	return math.Sqrt(sum / float64(len(a)))
}
