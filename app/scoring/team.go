package scoring

import (
	"slices"

	"gonum.org/v1/gonum/stat"
)

// SynergyResult compares a team with its members. Mean and Best are nil without
// any member; everything from Gain on is nil with fewer than two members or
// without a team result.
type SynergyResult struct {
	N              int      `json:"n"`    // members with a result
	Mean           *float64 `json:"mean"` // of the members
	Best           *float64 `json:"best"` // of the members
	Gain           *float64 `json:"gain"` // over the mean; positive is better
	GainPct        *float64 `json:"gain_pct"`
	GainVsBest     *float64 `json:"gain_vs_best"` // over the best member; positive is better
	BetterThanTeam *int     `json:"better_than_team"`
	Weak           *bool    `json:"weak"`
	Strong         *bool    `json:"strong"`
}

// Synergy says what discussion brought a team. With s = +1 when low is good
// (distances) and −1 when high is good (qualities):
//
//	gain         = s·(mean − team)
//	gain_vs_best = s·(best − team)
//	gain_pct     = 100·(mean − team)/mean, for low only, nil if the mean is 0
//
// BetterThanTeam counts the members strictly better than the team; synergy is
// weak when gain > 0 and strong when gain_vs_best > 0. Values are ≥ 0; gains are
// in the unit of the values, without bound. A member absent from the
// individual part is missing. Compare teams only with the same reference and
// the same number of items.
//
// Errors: NotANumber, OutOfRange (below 0, beyond 1e100), InvalidParameter.
//
// Sources: J. Hall, W. H. Watson, Human Relations 23, 1970; weak and strong synergy:
// J. R. Larson, In Search of Synergy in Small Group Performance, 2010.
func Synergy(individual []*float64, team *float64, better Better) (SynergyResult, error) {
	var c checks
	members := present(c.answers("individual", individual, 0, largest))
	group := c.answer(input("team"), team, 0, largest)
	c.better(better)
	if err := c.err(); err != nil {
		return SynergyResult{}, err
	}

	result := SynergyResult{N: len(members)}
	if len(members) == 0 {
		return result, nil
	}
	mean := stat.Mean(members, nil)
	sign, best := 1.0, slices.Min(members)
	if better == High {
		sign, best = -1, slices.Max(members)
	}
	result.Mean, result.Best = new(mean), new(best)
	if len(members) < 2 || group == nil {
		return result, nil
	}

	betterThanTeam := 0
	for _, member := range members {
		if above(sign*(*group-member), 0) {
			betterThanTeam++
		}
	}
	gain, gainVsBest := sign*(mean-*group), sign*(best-*group)
	result.Gain, result.GainVsBest = new(gain), new(gainVsBest)
	result.BetterThanTeam = new(betterThanTeam)
	result.Weak, result.Strong = new(above(gain, 0)), new(above(gainVsBest, 0))
	if better == Low && above(mean, 0) {
		result.GainPct = new(100 * (mean - *group) / mean)
	}
	return result, nil
}
