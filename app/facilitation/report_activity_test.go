package facilitation_test

import (
	"slices"
	"testing"

	estrade "estrade/app"
)

func TestReport_Curve(t *testing.T) {
	for n, seen := range map[int]bool{4: false, 6: true} {
		r, guests := playing(t, n, nil, "engagement-curve")
		r.open("estimate")
		for i, g := range guests {
			g.answer("", "e-leaders-needed", 100*i)
		}
		r.open("draw")
		r.do(estrade.Command{Name: estrade.CommandSituation, Option: "no-rebound"})
		for i, g := range guests {
			points := any(reference)
			if i == 0 {
				points = flat(0)
			}
			g.answer("", "curve", points)
		}
		r.open("place")
		for _, g := range guests {
			g.placeAll(byKey)
		}
		v := r.ended().Results[0].Curve
		if v == nil || v.N != n || v.Branch != 1 || len(v.Branches) != 2 || len(v.Branches[0].Values) != 17 || len(v.Months) != 17 || len(v.Zones) != 5 || v.Notice == "" {
			t.Fatalf("%+v", v)
		}
		if (v.Drawings != nil) != seen || (v.Equal != nil) != seen || (v.Branches[0].Closest != nil) != seen || (v.MeanTotal != nil) != seen || (v.MeanZones != nil) != seen || v.ZonesN != n {
			t.Errorf("%d people: %+v", n, v)
		}
		if seen && (*v.Branches[0].Closest != 5 || *v.Branches[1].Closest != 0 || *v.Equal != 1) {
			t.Errorf("%d %d %d", *v.Branches[0].Closest, *v.Branches[1].Closest, *v.Equal)
		}
		e := v.Estimates[2]
		if e.Percent || e.N != n || e.Reference != 700 || e.Year != 2013 || e.Source == "" || (e.Median != nil) != seen || seen && *e.Median != 250 || !v.Estimates[0].Percent {
			t.Errorf("%+v", e)
		}
		i := v.Interventions[7]
		if i.Zone != 4 || i.N != n || (i.Counts != nil) != seen || seen && !slices.Equal(i.Counts, []int{0, 0, 0, 0, n}) || i.Reason == "" {
			t.Errorf("%+v", i)
		}
	}
}

func TestReport_Sort(t *testing.T) {
	r, guests := playing(t, 12, nil, "community-carriers", "work-and-value")
	r.seat(guests, 6, 5, 1)
	r.open("individual")
	for i, g := range guests {
		g.sortAll(func(k int, card estrade.SortCard) any {
			if i == 11 && k == 0 {
				return nil
			}
			return card.Column
		})
	}
	r.open("team")
	guests[11].sortAll(func(int, estrade.SortCard) any { return "spectator" })
	guests[0].sortAll(toKey)
	r.open("follow-up")
	for _, g := range guests[:7] {
		g.answer("", "follow-up", "support")
	}
	results := r.ended().Results
	v := results[0].Sort
	if v == nil || !v.F1 || v.N != 12 || len(v.Columns) != 5 || len(v.Cards) != 8 || len(v.Tables) != 3 {
		t.Fatalf("%+v", v)
	}
	if v.FollowUp == nil || v.FollowUp.N != 7 || v.FollowUp.Counts[1] != 7 || len(v.FollowUp.Choices) != len(v.FollowUp.Counts) || v.FollowUp.Prompt == "" {
		t.Errorf("%+v", v.FollowUp)
	}
	first := v.Cards[0]
	if first.N != 11 || first.Counts[first.Column] != 11 || !slices.Equal(first.Tables, []int{first.Column, -1, 3}) || first.Reason == "" || !about(first.TopShare, 1) {
		t.Errorf("%+v", first)
	}
	if !about(v.Tables[0].Score, 1) || v.Tables[0].Mean == nil || v.Tables[0].Name == "" || v.Tables[1].Score != nil || v.Tables[2].Mean != nil || !about(v.Tables[2].Score, 0) {
		t.Errorf("%+v", v.Tables)
	}
	empty := results[1].Sort
	if empty == nil || empty.F1 || empty.N != 0 || empty.Mean != nil || len(empty.Columns) != 3 || empty.FollowUp != nil || empty.Cards[0].Counts != nil {
		t.Errorf("%+v", empty)
	}
}

func TestReport_Rating(t *testing.T) {
	r, guests := playing(t, 6, nil, "trusted-sources")
	r.open("individual")
	for i, g := range guests {
		g.rateAll(func(_ int, item estrade.RatingItem) any {
			if i == 0 && item.ID != "supplier" {
				return 0
			}
			return int(item.Reference)
		}, "interest")
	}
	r.open("team")
	guests[0].writes("decision", "Dire ce qui est établi.")
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	card := r.view.Backstage.Cards[0]
	card.Picked, card.Text = true, "Dire ce qui est sûr."
	r.do(estrade.Command{Name: estrade.CommandCard, Card: &card})
	v := r.ended().Results[0].Rating
	if v == nil || v.N != 6 || v.MeanAlignment == nil || len(v.Items) != 10 || len(v.Criteria) != 5 || len(v.Classes) != 5 || v.Decision == "" || v.ReferenceNote == "" {
		t.Fatalf("%+v", v)
	}
	if !slices.Equal(v.Said, []string{"Dire ce qui est sûr."}) {
		t.Errorf("%v", v.Said)
	}
	line := v.Items[0]
	if line.N != 6 || line.Reference != 85 || !slices.Equal(line.Counts, []int{1, 0, 0, 0, 5}) || !slices.Equal(line.Criteria, []int{0, 0, 0, 6, 0}) || !about(line.Mean, 5*85/6.0) || line.Band == "" || line.Reason == "" {
		t.Errorf("%+v", line)
	}
}

// A step left before its reveal has nothing in the report.
func TestReport_NotRevealed(t *testing.T) {
	r, guests := playing(t, 6, nil, "engagement-curve", "three-lines", "trusted-sources")
	for _, part := range []string{"draw", "individual", "individual"} {
		r.open(part)
		for _, g := range guests {
			switch {
			case part == "draw":
				g.answer("", "curve", reference)
			case r.view.Step.ID == "three-lines":
				g.sortAll(toKey)
			default:
				g.rateAll(toReference, skipped)
			}
		}
		r.do(estrade.Command{Name: estrade.CommandSkipStep})
	}
	if d := r.ended(); len(d.Results) != 0 {
		t.Errorf("%+v", d.Results)
	}
}
