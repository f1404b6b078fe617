package facilitation

import (
	"slices"

	estrade "estrade/app"
)

// curveResult is the curve of a step as the room drew it, nil when it was not
// revealed; s.mu is held.
func (s *session) curveResult(r *run, l estrade.Language) *estrade.ReportCurve {
	f := s.frozen(r, phaseReveal).Curve
	if f == nil {
		return nil
	}
	a := r.activity.Curve
	v := &estrade.ReportCurve{
		Notice: a.Notice.In(l), Months: curve{}.months(r), N: f.N, Drawings: f.Drawings, MeanTotal: f.MeanTotal,
		ZonesN: f.ZonesN, MeanZones: f.MeanZones,
	}
	for _, line := range f.Estimates {
		i := slices.IndexFunc(a.Estimates, func(e estrade.EstimateItem) bool { return e.ID == line.ID })
		if i < 0 {
			continue
		}
		e := a.Estimates[i]
		v.Estimates = append(v.Estimates, estrade.ReportEstimate{
			Question: e.Question.In(l), Source: e.Source.In(l), Year: e.Year, Percent: e.Unit == "percent", Reference: e.Reference,
			N: line.N, Median: line.Median, Low: line.Low, High: line.High,
		})
	}
	for i, b := range (curve{}).branches(r) {
		v.Branches = append(v.Branches, estrade.ReportBranch{Title: b.Title.In(l), Values: b.Values, Closest: countOf(f.Closest, b.ID)})
		if b.ID == f.Branch {
			v.Branch = i
		}
	}
	v.Equal = countOf(f.Closest, closestEqual)
	if len(f.Interventions) > 0 {
		for _, z := range a.Zones {
			v.Zones = append(v.Zones, z.Title.In(l))
		}
	}
	for _, line := range f.Interventions {
		i := slices.IndexFunc(a.Interventions, func(x estrade.Intervention) bool { return x.ID == line.ID })
		if i < 0 {
			continue
		}
		x := a.Interventions[i]
		v.Interventions = append(v.Interventions, estrade.ReportIntervention{
			Text: x.Text.In(l), Reason: x.Reason.In(l), N: line.N, Counts: plainCounts(line.Counts),
			Zone: slices.IndexFunc(a.Zones, func(z estrade.Zone) bool { return z.ID == x.Zone }),
		})
	}
	return v
}

// countOf returns the count of an id, nil when there are no counts.
func countOf(counts []estrade.ItemCount, id string) *int {
	if i := slices.IndexFunc(counts, func(c estrade.ItemCount) bool { return c.ID == id }); i >= 0 {
		return &counts[i].Count
	}
	return nil
}

// plainCounts are counts without their ids, nil when there are none.
func plainCounts(counts []estrade.ItemCount) []int {
	var plain []int
	for _, c := range counts {
		plain = append(plain, c.Count)
	}
	return plain
}

// sortResult is the sort of a step, nil when it was not revealed; s.mu is held.
func (s *session) sortResult(r *run, l estrade.Language) *estrade.ReportSort {
	f := s.frozen(r, phaseReveal).CardSort
	if f == nil {
		return nil
	}
	v := &estrade.ReportSort{F1: f.Method == methodF1, N: f.N, Mean: f.Mean}
	answerable := cardSort{}.answerable(r)
	for _, id := range answerable {
		if title := (cardSort{}).title(r, id); title != nil {
			v.Columns = append(v.Columns, title.In(l))
		}
	}
	for _, t := range f.Tables {
		named := s.tables[t.Table]
		v.Tables = append(v.Tables, estrade.ReportSortedTable{Name: named.Name, Mark: named.Mark, Score: t.Score, N: t.N, Mean: t.Mean})
	}
	for _, c := range f.Cards {
		i := slices.IndexFunc(r.activity.Sort.Cards, func(card estrade.SortCard) bool { return card.ID == c.Card })
		if i < 0 {
			continue
		}
		card := r.activity.Sort.Cards[i]
		line := estrade.ReportSortedCard{
			Text: card.Text.In(l), Column: slices.Index(answerable, c.Column), Reason: card.Reason.In(l),
			N: c.N, Hands: c.Hands, Counts: plainCounts(c.Counts), TopShare: c.TopShare, Explore: c.Explore,
		}
		for _, t := range f.Tables {
			line.Tables = append(line.Tables, slices.Index(answerable, t.Answers[c.Card]))
		}
		v.Cards = append(v.Cards, line)
	}
	if q := s.frozen(r, phaseDebrief).FollowUp; q != nil && r.activity.Sort.FollowUp != nil {
		v.FollowUp = &estrade.ReportQuestion{Prompt: r.activity.Sort.FollowUp.Prompt.In(l), N: q.N, Hands: q.Hands, Counts: plainCounts(q.Counts)}
		for _, choice := range r.activity.Sort.FollowUp.Choices {
			v.FollowUp.Choices = append(v.FollowUp.Choices, choice.Label.In(l))
		}
	}
	return v
}

// ratingResult is the rating of a step, nil when it was not revealed; s.mu is held.
func (s *session) ratingResult(r *run, l estrade.Language) *estrade.ReportRating {
	f := s.frozen(r, phaseReveal).Rating
	if f == nil {
		return nil
	}
	a := r.activity.Rating
	v := &estrade.ReportRating{
		Decision: a.Decision.In(l), ReferenceNote: a.ReferenceNote.In(l), Classes: a.Classes,
		N: f.N, MeanAlignment: f.MeanAlignment,
	}
	for _, c := range a.Criteria {
		v.Criteria = append(v.Criteria, c.Label.In(l))
	}
	for _, line := range f.Items {
		i := slices.IndexFunc(a.Items, func(item estrade.RatingItem) bool { return item.ID == line.Item })
		if i < 0 {
			continue
		}
		v.Items = append(v.Items, estrade.ReportRated{
			Text: a.Items[i].Text.In(l), Reference: a.Items[i].Reference, Reason: a.Items[i].Reason.In(l), N: line.N,
			Counts: line.Counts, Mean: line.Mean, Consensus: line.Consensus, Band: line.Band, Criteria: plainCounts(line.Criteria),
		})
	}
	for _, card := range r.picked() {
		v.Said = append(v.Said, card.Text)
	}
	return v
}
