package scoring

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestEstimate_Properties(t *testing.T) {
	check(t, "Range; a closer guess is never worth less", func(t *rapid.T) {
		reference := percentages().Draw(t, "reference") + 1
		unit := rapid.SampledFrom([]Unit{Percent, Number}).Draw(t, "unit")
		guess := rapid.Float64Range(-1e6, 1e6).Draw(t, "guess")
		closer := reference + (guess-reference)*rapid.Float64Range(0, 1).Draw(t, "share")
		far := must[EstimateResult](t)(Estimate(reference, &guess, unit, EstimateRule{})).Points
		near := must[EstimateResult](t)(Estimate(reference, &closer, unit, EstimateRule{})).Points
		defined(t, "points", far, near)
		between(t, "points", far, 0, 100)
		if *near < *far-1e-6 {
			t.Fatalf("%v is worth %v, %v is worth %v", closer, *near, guess, *far)
		}
	})
	wantCode(t, InvalidParameter)(Estimate(50, nil, Percent, EstimateRule{Min: new(60.0), Max: new(50.0)}))
	wantCode(t, InvalidParameter)(Estimate(50, nil, Percent, EstimateRule{PercentLoss: new(0.0)}))
	wantCode(t, InvalidParameter)(Estimate(50, nil, Number, EstimateRule{NumberLoss: new(-1.0)}))
	wantCode(t, NotANumber)(Estimate(50, nil, Number, EstimateRule{NumberLoss: new(math.NaN())}))
}

func TestZones_Properties(t *testing.T) {
	timed, untimed := []string{"t1", "t2", "t3", "t4"}, []string{"u1", "u2"}
	all := slices.Concat(timed, untimed)
	check(t, "Range, symmetry, order of interventions", func(t *rapid.T) {
		key := rapid.SliceOfN(rapid.SampledFrom(all), 1, 10).Draw(t, "key")
		answers := rapid.SliceOfN(rapid.SampledFrom(all), len(key), len(key)).Draw(t, "answers")
		result := must[ZonesResult](t)(Zones(timed, untimed, key, answers, ZonesRule{}))
		between(t, "score", result.Score, 0, 100)
		same(t, must[ZonesResult](t)(Zones(timed, untimed, answers, key, ZonesRule{})), result)
		moved := shuffledTogether(t, key, answers)
		same(t, must[ZonesResult](t)(Zones(timed, untimed, moved[0], moved[1], ZonesRule{})), result)
		near(t, "score of the key", *must[ZonesResult](t)(Zones(timed, untimed, key, key, ZonesRule{})).Score, 100)
	})
	wantCode(t, InvalidParameter)(Zones(timed, timed, nil, nil, ZonesRule{}))
	wantCode(t, InvalidParameter)(Zones(timed, untimed, nil, nil, ZonesRule{Adjacent: new(3.0)}))
}

func TestAlignment_Properties(t *testing.T) {
	check(t, "Range, symmetry, order of items", func(t *rapid.T) {
		reference := rapid.SliceOfN(percentages(), 1, 10).Draw(t, "reference")
		answers := rapid.SliceOfN(percentages(), len(reference), len(reference)).Draw(t, "answers")
		result := must[AlignmentResult](t)(Alignment(reference, pointers(answers), Fraction{}))
		defined(t, "alignment", result.Alignment)
		between(t, "alignment", result.Alignment, 0, 100)
		same(t, must[AlignmentResult](t)(Alignment(answers, pointers(reference), Fraction{})), result)
		moved := shuffledTogether(t, reference, answers)
		same(t, must[AlignmentResult](t)(Alignment(moved[0], pointers(moved[1]), Fraction{})), result)
	})
}

func TestCurveReference_Properties(t *testing.T) {
	check(t, "Passes through its anchors and stays between them", func(t *rapid.T) {
		anchors := DefaultCurveRule().Anchors[rapid.SampledFrom([]Branch{Rebound, NoRebound}).Draw(t, "branch")]
		var months []float64
		for _, anchor := range anchors {
			months = append(months, anchor.Month)
		}
		for i, value := range must[CurveReferenceResult](t)(CurveReference(anchors, months)).Values {
			near(t, "value", value, anchors[i].Value)
		}
		month := rapid.Float64Range(0, 48).Draw(t, "month")
		value := must[CurveReferenceResult](t)(CurveReference(anchors, []float64{month})).Values[0]
		i := slices.IndexFunc(months, func(m float64) bool { return m >= month })
		before, after := anchors[max(0, i-1)].Value, anchors[i].Value
		between(t, "value", &value, min(before, after)-1e-9, max(before, after)+1e-9)
	})
}

func TestCurve_Properties(t *testing.T) {
	branches := rapid.SampledFrom([]Branch{Rebound, NoRebound})
	rule := DefaultCurveRule()
	check(t, "Range and order of features", func(t *rapid.T) {
		points := scores(CurvePoints, CurvePoints).Draw(t, "points")
		result := must[CurveResult](t)(Curve(points, branches.Draw(t, "branch"), rule))
		if (result.Total == nil) != (result.Drawn < 6) {
			t.Fatalf("%+v", result)
		}
		if result.Total == nil {
			return
		}
		between(t, "shape", result.Shape, 0, 1)
		between(t, "timing", result.Timing, 0, 1)
		between(t, "profile", result.Profile, 0, 1)
		between(t, "total", result.Total, 0, 100)
		between(t, "rmse", result.RMSE, 0, 100)
		near(t, "total", *result.Total, 40**result.Shape+30**result.Timing+30**result.Profile)
		if *result.End && !*result.Trough || *result.Trough && !*result.Peak {
			t.Fatalf("%+v", result)
		}
		if (result.PeakMonth != nil) != *result.Peak || (result.TroughMonth != nil) != *result.Trough {
			t.Fatalf("%+v", result)
		}
		if *result.Trough && *result.TroughMonth <= *result.PeakMonth {
			t.Fatalf("%+v", result)
		}
	})
	check(t, "Only the shape counts", func(t *rapid.T) {
		points := scores(CurvePoints, CurvePoints).Draw(t, "points")
		branch := branches.Draw(t, "branch")
		halved := make([]*float64, len(points))
		for i, point := range points {
			if point != nil {
				halved[i] = new(*point / 2)
			}
		}
		same(t, must[CurveResult](t)(Curve(halved, branch, rule)), must[CurveResult](t)(Curve(points, branch, rule)))
	})
	check(t, "Filling a gap by hand", func(t *rapid.T) {
		points := scores(CurvePoints, CurvePoints).Draw(t, "points")
		if len(present(points)) < 6 {
			return
		}
		branch := branches.Draw(t, "branch")
		hand := must[CurveResult](t)(Curve(pointers(filled(points)), branch, rule))
		left := must[CurveResult](t)(Curve(points, branch, rule))
		hand.Drawn = left.Drawn
		same(t, hand, left)
	})
	check(t, "Branches", func(t *rapid.T) {
		points := scores(CurvePoints, CurvePoints).Draw(t, "points")
		result := must[CurveBranchResult](t)(CurveBranch(points, rule))
		same(t, result.Rebound, must[CurveResult](t)(Curve(points, Rebound, rule)).Total)
		same(t, result.NoRebound, must[CurveResult](t)(Curve(points, NoRebound, rule)).Total)
		if result.Closest != nil && *result.Rebound > *result.NoRebound+1e-6 && *result.Closest != "rebound" {
			t.Fatalf("closest = %s", *result.Closest)
		}
	})
	t.Run("An empty list is a missing drawing", func(t *testing.T) {
		same(t, must[CurveResult](t)(Curve(nil, Rebound, rule)), must[CurveResult](t)(Curve(make([]*float64, CurvePoints), Rebound, rule)))
	})
}

func TestCurveRule_Invalid(t *testing.T) {
	for name, spoil := range map[string]func(rule *CurveRule){
		"no anchors":       func(rule *CurveRule) { rule.Anchors = nil },
		"short anchors":    func(rule *CurveRule) { rule.Anchors[Rebound] = rule.Anchors[Rebound][:3] },
		"late anchors":     func(rule *CurveRule) { rule.Anchors[Rebound] = rule.Anchors[Rebound][1:] },
		"weights":          func(rule *CurveRule) { rule.ShapeWeight = 50 },
		"negative weight":  func(rule *CurveRule) { rule.ShapeWeight, rule.TimingWeight = -10, 80 },
		"one point":        func(rule *CurveRule) { rule.MinPoints = 1 },
		"no step":          func(rule *CurveRule) { rule.FeatureStep = 0 },
		"no fall":          func(rule *CurveRule) { rule.MinFall = 0 },
		"peak month":       func(rule *CurveRule) { rule.PeakMonth = 60 },
		"peak tolerance":   func(rule *CurveRule) { rule.PeakTolerance = 0 },
		"trough month":     func(rule *CurveRule) { rule.TroughMonth = -1 },
		"trough tolerance": func(rule *CurveRule) { rule.TroughTolerance = 0 },
		"rmse limit":       func(rule *CurveRule) { rule.RMSELimit = 0 },
	} {
		t.Run(name, func(t *testing.T) {
			rule := DefaultCurveRule()
			spoil(&rule)
			wantCode(t, InvalidParameter)(Curve(nil, Rebound, rule))
			wantCode(t, InvalidParameter)(CurveBranch(nil, rule))
		})
	}
}
