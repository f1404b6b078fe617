package facilitation_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	estrade "estrade/app"
)

// reference is the branch with a rebound, at its own heights.
var reference = []float64{20, 100, 70, 40, 32.5, 25, 35.0 - 10.0/3, 35.0 + 10.0/3, 45, 48.75, 52.5, 56.25, 60, 62.5, 65, 67.5, 70}

func flat(height float64) []any {
	points := make([]any, 17)
	for i := range points {
		points[i] = height
	}
	return points
}

func curveActivity(r *room) *estrade.Curve { return r.pack.Activities["engagement-curve"].Curve }

// placeAll places every intervention by rule.
func (g *guest) placeAll(zone func(estrade.Intervention) any) {
	g.r.t.Helper()
	for _, i := range curveActivity(g.r).Interventions {
		g.answer("", i.ID, zone(i))
	}
}

func byKey(i estrade.Intervention) any { return i.Zone }

func TestCurve_Reveal(t *testing.T) {
	for _, n := range []int{0, 1, 4, 5, 12} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			r, guests := playing(t, n, nil, "engagement-curve")
			r.open("estimate")
			for i, g := range guests {
				g.answer("", "inactive-spaces", 40+i)
				g.answer("", "engagement-index", -18)
			}
			r.open("draw")
			for _, g := range guests {
				g.answer("", "curve", reference)
			}
			r.open("place")
			for _, g := range guests {
				g.placeAll(byKey)
			}
			r.until("reveal")
			f := r.stage().Figures.Curve
			if f.N != n || f.ZonesN != n || len(f.Estimates) != 3 || len(f.Interventions) != 8 || f.Branch != "rebound" {
				t.Fatalf("%+v", f)
			}
			if n < 5 {
				if f.Troughs != nil {
					t.Errorf("%d troughs are shown: %+v", n, f.Troughs)
				}
				if f.Drawings != nil || f.MeanTotal != nil || f.Closest != nil || f.MeanZones != nil {
					t.Errorf("%d drawings are shown: %+v", n, f)
				}
				for _, e := range f.Estimates {
					if e.Median != nil || e.Low != nil || e.High != nil || e.MeanPoints != nil {
						t.Errorf("%d estimates are shown: %+v", n, e)
					}
				}
				for _, i := range f.Interventions {
					if i.Counts != nil || i.TopShare != nil {
						t.Errorf("%d placings are shown: %+v", n, i)
					}
				}
				return
			}
			if len(f.Drawings) != n || !slices.Equal(f.Drawings[0], f.Drawings[n-1]) || math.Abs(f.Drawings[0][1]-100) > 1e-9 {
				t.Errorf("drawings %v", f.Drawings)
			}
			if !about(f.MeanTotal, 100) || !slices.Equal(counted(f.Closest), []int{n, 0, 0}) || f.Closest[2].ID != "equal" || !about(f.MeanZones, 100) {
				t.Errorf("all drew the reference: %+v", f)
			}
			e := f.Estimates[0]
			low, middle, high := 41.0, 42.0, 43.0
			if n == 12 {
				low, middle, high = 42.75, 45.5, 48.25
			}
			if e.N != n || !about(e.Median, middle) || !about(e.Low, low) || !about(e.High, high) {
				t.Errorf("estimate %+v: %s %s %s", e, shown(e.Low), shown(e.Median), shown(e.High))
			}
			if last := f.Estimates[2]; last.N != 0 || last.Median != nil {
				t.Errorf("nobody answered the optional estimate: %+v", last)
			}
			if i := f.Interventions[7]; i.ID != "fanfare" || !about(i.TopShare, 1) || !slices.Equal(counted(i.Counts), []int{0, 0, 0, 0, n}) {
				t.Errorf("placing %+v", i)
			}
		})
	}
}

func TestCurve_Drawings(t *testing.T) {
	r, guests := playing(t, 9, nil, "engagement-curve")
	r.open("draw")
	sparse := make([]any, 17)
	for i, h := range map[int]int{2: 10, 3: 20, 4: 30, 5: 40, 6: 40, 12: 20} {
		sparse[i] = h
	}
	short := make([]any, 17)
	for i := range 5 {
		short[i] = 50
	}
	done := func(g *guest) bool { _, me := g.see(); return me.Done }
	for i, points := range [][]any{sparse, flat(50), flat(0), flat(100), flat(1e-3), short, nil} {
		if points == nil {
			guests[i].answer("", "curve", nil)
			continue
		}
		guests[i].answer("", "curve", points)
	}
	for i, want := range []bool{true, true, true, true, true, false, true, false, false} {
		if done(guests[i]) != want {
			t.Errorf("drawing %d done: %v", i, !want)
		}
	}
	if err := guests[5].lock(""); err != nil || !done(guests[5]) {
		t.Errorf("five points can be locked: %v", err)
	}
	for what, value := range map[string]any{
		"list-length": flat(1)[:16], "out-of-range": append(flat(1)[:16], 100.5),
	} {
		if err := guests[7].try("", "curve", value); key(err) != what {
			t.Errorf("%v: %v", value, err)
		}
	}
	if err := guests[7].try("", "cover", flat(1)); key(err) != "unknown-item" {
		t.Error(err)
	}
	r.until("reveal")
	f := r.stage().Figures.Curve
	if f.N != 5 || len(f.Drawings) != 5 {
		t.Fatalf("five drawings of six points or more: %+v", f)
	}
	if !slices.IsSortedFunc(f.Drawings, slices.Compare) {
		t.Errorf("the order of drawings tells who joined first: %v", f.Drawings)
	}
	want := []float64{25, 25, 25, 50, 75, 100, 100, 100 - 50.0/6, 100 - 100.0/6, 75, 100 - 200.0/6, 100 - 250.0/6, 50, 50, 50, 50, 50}
	for i, h := range f.Drawings[1] {
		if f.Drawings[0][i] != 0 || math.Abs(h-want[i]) > 1e-9 || math.Abs(f.Drawings[4][i]-100) > 1e-9 {
			t.Errorf("month %d: %v", 3*i, h)
		}
	}
	own := guests[5].result("engagement-curve").Curve
	if own.Drawn != 5 || own.Rebound != nil || own.Closest != "" || len(own.Points) != 17 {
		t.Errorf("five points are too few for a likeness: %+v", own)
	}
	if none := guests[8].result("engagement-curve").Curve; none.Drawn != 0 || len(none.Points) != 0 {
		t.Errorf("nothing was drawn: %+v", none)
	}
}

// The months of the troughs are those of the drawings that fall after a peak,
// and they stay what was shown.
func TestCurve_Troughs(t *testing.T) {
	r, guests := playing(t, 7, nil, "engagement-curve")
	r.open("draw")
	early := slices.Clone(flat(60))
	for month, height := range map[int]float64{0: 10, 1: 100, 2: 20, 3: 50} {
		early[month] = height
	}
	for i, g := range guests {
		switch {
		case i < 4:
			g.answer("", "curve", reference)
		case i < 6:
			g.answer("", "curve", early)
		default:
			g.answer("", "curve", flat(40))
		}
	}
	r.until("reveal")
	f := r.stage().Figures.Curve
	want := []estrade.ItemCount{{ID: "6", Count: 2}, {ID: "15", Count: 4}}
	if f.N != 7 || !slices.Equal(f.Troughs, want) {
		t.Fatalf("%+v, not %+v", f.Troughs, want)
	}
	if err := r.desk.EraseAnswers(r.ctx, r.id, guests[0].id); err != nil {
		t.Fatal(err)
	}
	r.restart()
	if now := r.stage().Figures.Curve.Troughs; !slices.Equal(now, want) {
		t.Errorf("what was shown stays shown: %+v", now)
	}
}

func TestCurve_Estimates(t *testing.T) {
	r, guests := playing(t, 6, nil, "engagement-curve")
	r.open("estimate")
	for item, value := range map[string]any{"inactive-spaces": 101, "engagement-index": -100.5, "e-leaders-needed": "many"} {
		if err := guests[0].try("", item, value); key(err) != "out-of-range" {
			t.Errorf("%s %v: %v", item, value, err)
		}
	}
	if err := guests[0].try("", "nothing", 1); key(err) != "unknown-item" {
		t.Error(err)
	}
	for i, g := range guests[:5] {
		g.answer("", "inactive-spaces", []float64{50, 0, 100, 60, 30}[i])
		if _, me := g.see(); me.Done {
			t.Fatal("one of two estimates is not all")
		}
		g.answer("", "engagement-index", nil)
		if _, me := g.see(); !me.Done {
			t.Fatal("the third estimate is optional")
		}
	}
	r.until("reveal")
	f := r.stage().Figures.Curve.Estimates
	// points: 100, 0, 0, 80, 60
	if f[0].N != 5 || !about(f[0].Median, 50) || !about(f[0].Low, 30) || !about(f[0].High, 60) || !about(f[0].MeanPoints, 48) {
		t.Errorf("%+v", f[0])
	}
	if f[1].N != 0 || f[1].Median != nil {
		t.Errorf("all preferred not to answer: %+v", f[1])
	}
	own := guests[3].result("engagement-curve").Curve.Estimates
	if !about(own[0].Own, 60) || !about(own[0].Points, 80) || !about(own[0].Reference, 50) || own[0].Source == nil || own[1].Own != nil || own[1].Points != nil {
		t.Errorf("%+v", own)
	}
}

// Nobody's placing can be computed from the mean and the counts.
func TestCurve_PlacingBesideCounts(t *testing.T) {
	r, guests := playing(t, 6, nil, "engagement-curve")
	r.open("place")
	for i, g := range guests {
		g.placeAll(func(x estrade.Intervention) any {
			if i == 0 && x.ID == "fanfare" {
				return nil // prefers not to answer one
			}
			if i == 0 || x.ID == "announce-fall" {
				return "decline"
			}
			return x.Zone
		})
	}
	r.until("reveal")
	f := r.stage().Figures.Curve
	points, placed := 0.0, 0.0
	index := map[string]int{"before-peak": 0, "decline": 1, "trough": 2, "recovery": 3, "avoid": 9}
	for k, line := range f.Interventions {
		expected := index[curveActivity(r).Interventions[k].Zone]
		for _, c := range line.Counts {
			placed += float64(c.Count)
			switch d := index[c.ID] - expected; {
			case d == 0:
				points += 2 * float64(c.Count)
			case d == 1 || d == -1:
				points += float64(c.Count)
			}
		}
	}
	if f.ZonesN != 6 || !about(f.MeanZones, 100*points/(2*placed)) {
		t.Errorf("the mean %s is not what the counts tell, %v: the difference is one person's", shown(f.MeanZones), 100*points/(2*placed))
	}
	own := guests[0].result("engagement-curve").Curve
	if own.Placed != 7 || own.Interventions[7].Verdict != "" || own.Interventions[0].Verdict != "adjacent" ||
		own.Interventions[2].Verdict != "exact" || own.Interventions[6].Verdict != "elsewhere" || own.Interventions[0].Own == nil {
		t.Errorf("%+v", own.Interventions)
	}
}

func TestCurve_PlacingLeftByFour(t *testing.T) {
	r, guests := playing(t, 8, nil, "engagement-curve")
	r.open("place")
	for i, g := range guests {
		g.placeAll(func(x estrade.Intervention) any {
			if i < 4 && x.ID == "fanfare" {
				return nil
			}
			return x.Zone
		})
	}
	r.until("reveal")
	f := r.stage().Figures.Curve
	if f.ZonesN != 8 || f.MeanZones != nil || f.Interventions[7].Counts != nil || f.Interventions[7].N != 4 || f.Interventions[0].Counts == nil {
		t.Errorf("beside counts of all but one card, a mean tells where four people put it: %+v", f)
	}
}

func TestCurve_Branch(t *testing.T) {
	r, guests := playing(t, 5, nil, "engagement-curve")
	r.open("draw")
	for _, g := range guests {
		g.answer("", "curve", reference)
	}
	if err := r.try(estrade.Command{Name: estrade.CommandSituation, Option: "sideways"}); key(err) != "unknown-option" {
		t.Error(err)
	}
	r.do(estrade.Command{Name: estrade.CommandSituation, Option: "no-rebound"})
	if b := r.view.Backstage; b.Branch != "no-rebound" || len(b.Branches) != 2 {
		t.Errorf("%+v", b)
	}
	r.restart()
	r.until("reveal")
	if err := r.try(estrade.Command{Name: estrade.CommandSituation, Option: "rebound"}); key(err) != "branch-set" {
		t.Errorf("what was shown stays shown: %v", err)
	}
	f := r.stage()
	if f.Figures.Curve.Branch != "no-rebound" || f.Play.Curve.Branch != "no-rebound" || *f.Figures.Curve.MeanTotal > 90 || f.Figures.Curve.Closest[0].Count != 5 {
		t.Errorf("%+v", f.Figures.Curve)
	}
	own := guests[0].result("engagement-curve").Curve
	if own.Closest != "rebound" || !about(own.Rebound, 100) || *own.NoRebound >= 100 || !about(own.PeakMonth, 3) || !about(own.TroughMonth, 15) {
		t.Errorf("compared with both branches: %+v", own)
	}
}

func TestCurve_KeepsTheKey(t *testing.T) {
	r, guests := playing(t, 6, nil, "engagement-curve")
	a := curveActivity(r)
	var secrets []string
	for _, e := range a.Estimates {
		secrets = append(secrets, e.Source.FR)
	}
	for _, i := range a.Interventions {
		secrets = append(secrets, i.Reason.FR, i.Reason.EN)
	}
	secrets = append(secrets, `"rebound"`, `"no-rebound"`, a.Branches[0].Title.FR, a.Branches[1].Title.FR, `"branches":[{`, `"reference":50`, `"zone":"d`)
	for _, part := range []string{"estimate", "draw", "place"} {
		r.open(part)
		r.do(estrade.Command{Name: estrade.CommandSituation, Option: "rebound"})
		for i, g := range guests {
			if part == "draw" && i > 0 { // one leaves everything
				g.answer("", "curve", reference)
			}
			_, _ = g.see()
		}
		r.stage()
		r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
		if guests[1].result("engagement-curve") != nil {
			t.Error("own result before the reveal")
		}
	}
	if r.view.Figures != nil || r.stage().Figures != nil {
		t.Fatal("figures before the reveal")
	}
	r.keeps(secrets...)
	r.until("reveal")
	play := r.stage().Play.Curve
	if len(play.Branches) != 2 || math.Abs(play.Branches[0].Values[6]-reference[6]) > 1e-9 || play.Interventions[0].Reason == nil || play.Interventions[0].Zone == "" || *play.Estimates[2].Reference != 700 {
		t.Errorf("the reveal shows the references: %+v", play)
	}
}

func TestCurve_Frozen(t *testing.T) {
	r, guests := playing(t, 6, nil, "engagement-curve")
	r.open("estimate")
	for i, g := range guests[:5] {
		g.answer("", "inactive-spaces", 10*i)
		g.answer("", "engagement-index", i)
	}
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	r.do(estrade.Command{Name: estrade.CommandBack})
	if err := guests[0].try("", "inactive-spaces", 99); key(err) != "answer-locked" {
		t.Errorf("only those who had not finished go on: %v", err)
	}
	guests[5].answer("", "inactive-spaces", 50)
	late := r.join("Tard Venue")
	late.answer("", "inactive-spaces", 60)
	r.open("draw")
	for _, g := range guests {
		g.answer("", "curve", flat(30))
	}
	r.until("reveal")
	before := r.stage().Figures.Curve
	if before.Estimates[0].N != 7 || before.N != 6 || !about(before.Estimates[0].Median, 30) {
		t.Fatalf("%+v", before)
	}
	if len(before.Troughs) != 0 {
		t.Errorf("a flat drawing has no trough: %+v", before.Troughs)
	}
	text := asShown(t, before)
	if err := r.desk.EraseAnswers(r.ctx, r.id, guests[0].id); err != nil {
		t.Fatal(err)
	}
	r.do(estrade.Command{Name: estrade.CommandRemove, Participant: guests[1].id})
	r.restart()
	if now := asShown(t, r.stage().Figures.Curve); now != text {
		t.Errorf("%s\nwas %s", now, text)
	}
	r.until("debrief")
	if now := asShown(t, r.stage().Figures.Curve); now != text {
		t.Errorf("the debrief shows %s", now)
	}
	if err := r.try(estrade.Command{Name: estrade.CommandBack}); key(err) != "cannot-go-back" {
		t.Error(err)
	}
}

func TestStage_PodiumIsOfOneStep(t *testing.T) {
	r, _ := playing(t, 5, nil, "engagement-curve")
	settings := r.view.Stage
	settings.Podium = true
	r.do(estrade.Command{Name: estrade.CommandStage, Stage: &settings})
	r.restart()
	if !r.stage().Settings.Podium {
		t.Fatal("what the trainer set is gone with the program")
	}
	r.do(estrade.Command{Name: estrade.CommandSkipStep, Confirmed: true})
	if r.stage().Settings.Podium {
		t.Error("the next step would begin with a podium")
	}
}

func TestCurve_Shortened(t *testing.T) {
	r, guests := playing(t, 5, nil, "engagement-curve")
	r.do(estrade.Command{Name: estrade.CommandShorten})
	r.do(estrade.Command{Name: estrade.CommandShorten})
	if err := r.try(estrade.Command{Name: estrade.CommandShorten}); key(err) != "nothing-optional" {
		t.Error(err)
	}
	r.open("draw")
	for _, g := range guests {
		g.answer("", "curve", flat(30))
	}
	r.until("reveal")
	f, play := r.stage().Figures.Curve, r.stage().Play.Curve
	if f.N != 5 || len(f.Estimates)+len(f.Interventions)+len(play.Estimates)+len(play.Interventions)+len(play.Zones) != 0 {
		t.Errorf("what was not asked is not shown: %+v %+v", f, play)
	}
	if own := guests[0].result("engagement-curve").Curve; len(own.Estimates)+len(own.Interventions) != 0 || own.Drawn != 17 {
		t.Errorf("%+v", own)
	}
}
