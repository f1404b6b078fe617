package facilitation

import (
	"slices"

	estrade "estrade/app"
	"estrade/app/scoring"
)

// What an ending says of people stands beside the splits shown before. Where
// everybody behind a split is behind the ending, having voted at every node, the
// splits already tell the means. Where one to four people are not (they missed a
// vote, erased their answers, were removed), the difference between the two
// would tell how these people voted.

// splits returns the splits shown at the visited nodes, nil where none was.
func (scenario) splits(r *run, v visitedChoices) []*estrade.SplitFigures {
	splits := make([]*estrade.SplitFigures, len(v.nodes))
	for i, n := range v.nodes {
		splits[i] = r.s.figures[partKey{r.step.ID, n.ID + "." + momentSplit}].Split
	}
	return splits
}

// raised reports whether raised hands are behind a split: what an ending says of
// people is then said of the splits, since nobody knows who raised which hand.
func raised(splits []*estrade.SplitFigures) bool {
	return slices.ContainsFunc(splits, func(s *estrade.SplitFigures) bool { return s != nil && s.Hands > 0 })
}

// fewest is how many people are behind each split at least.
func fewest(splits []*estrade.SplitFigures) int {
	least := 0
	for i, s := range splits {
		switch {
		case s == nil:
			return 0
		case i == 0 || s.N < least:
			least = s.N
		}
	}
	return least
}

// givesAway reports whether means over the ballots (a vote at each visited node,
// "" when missing), beside the splits, would tell the votes of less than five people.
func (v visitedChoices) givesAway(ballots [][]string, splits []*estrade.SplitFigures) bool {
	whole, partial := 0, 0
	voters := make([]int, len(v.nodes))
	for _, votes := range ballots {
		given := 0
		for i, vote := range votes {
			if vote != "" {
				voters[i]++
				given++
			}
		}
		switch given {
		case 0:
		case len(v.nodes):
			whole++
		default:
			partial++
		}
	}
	left := 0 // at least as many people are behind a split and not behind the ending
	for i, split := range splits {
		if split != nil {
			left = max(left, split.N-voters[i])
		}
	}
	others := partial + left
	return others > 0 && (!enough(others) || !enough(whole))
}

// fromSplits replaces the means of an ending by those of the mean votes, which
// the splits already tell: the same numbers where nobody missed a vote. Without
// every split there are none.
func (v visitedChoices) fromSplits(e *estrade.EndingFigures, splits []*estrade.SplitFigures, room scoring.ScenarioCompetenciesResult) error {
	e.MeanQuality, e.Gain, e.MeanAgreement = nil, nil, nil
	for i := range e.Competencies {
		e.Competencies[i].Mean = nil
	}
	if !enough(e.N) || slices.ContainsFunc(splits, func(s *estrade.SplitFigures) bool { return s == nil || s.Counts == nil }) {
		return nil
	}
	var qualities, agreements []*float64
	effects := make(map[string]float64)
	for i, split := range splits {
		quality, agreement, err := v.meanVote(i, split, effects)
		if err != nil {
			return err
		}
		qualities = append(qualities, quality)
		agreements = append(agreements, &agreement)
	}
	_, e.MeanQuality = mean(qualities)
	_, e.MeanAgreement = mean(agreements)
	if e.MeanQuality != nil && e.RoomQuality != nil {
		e.Gain = new(*e.RoomQuality - *e.MeanQuality)
	}
	for i, c := range e.Competencies {
		if c.Room != nil && enough(c.N) {
			s := room.Scores[c.Competency]
			e.Competencies[i].Mean = new(100 * (effects[c.Competency] - s.Min) / (s.Max - s.Min))
		}
	}
	return nil
}

// meanVote returns the quality of the mean vote at a visited node, nil where all
// options weigh the same, and the share of the room's choice; it adds the effects.
func (v visitedChoices) meanVote(node int, split *estrade.SplitFigures, effects map[string]float64) (*float64, float64, error) {
	var quality *float64
	agreement := 0.0
	for _, c := range split.Counts {
		share := float64(c.Count) / float64(split.N)
		q, err := scoring.DecisionQuality(v.changes[node:node+1], []string{c.ID})
		if err != nil {
			return nil, 0, err
		}
		if q.Quality != nil {
			quality = new(share**q.Quality + orZero(quality))
		}
		for competency, effect := range v.effects[node][c.ID] {
			effects[competency] += share * effect
		}
		if c.ID == v.room[node] {
			agreement = share
		}
	}
	return quality, agreement, nil
}

func orZero(v *float64) float64 {
	if v == nil {
		return 0
	}
	return *v
}
