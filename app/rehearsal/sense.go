package rehearsal

import (
	"hash/fnv"
	"math/rand/v2"

	estrade "estrade/app"
)

// draw returns a source of chance that depends on the seed and the words alone,
// so that what somebody answers does not depend on when they do.
func draw(seed uint64, words ...string) *rand.Rand {
	h := fnv.New64a()
	for _, w := range words {
		_, _ = h.Write([]byte(w)) // never fails
		_, _ = h.Write([]byte{0})
	}
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// sense is what a room of experienced people would guess without being told.
// The pack lends it a hint of what is right; the rest is drawn once from the
// seed, so that a room shares its errors as real rooms do.
type sense struct {
	seed uint64
	pack *estrade.Pack // nil: no hint
	hint float64       // the share of it that comes from the pack
}

// The share of common sense that comes from the pack, for one person and for
// people who talk to each other.
const (
	ownHint   = 0.55
	tableHint = 0.7
)

func (s sense) blend(known float64, ok bool, guess float64) float64 {
	if !ok {
		return guess
	}
	return s.hint*known + (1-s.hint)*guess
}

// appeal is how good an option looks, 0…1.
func (s sense) appeal(activity, node, option string) float64 {
	known, ok := s.quality(activity, node, option)
	return s.blend(known, ok, draw(s.seed, "appeal", activity, node, option).Float64())
}

// quality is the pack's view of an option, 0…1.
func (s sense) quality(activity, node, option string) (float64, bool) {
	if s.pack == nil || s.pack.Activities[activity] == nil || s.pack.Activities[activity].Scenario == nil {
		return 0, false
	}
	for _, n := range s.pack.Activities[activity].Scenario.Nodes {
		if n.ID != node {
			continue
		}
		for _, o := range n.Options {
			if o.ID == option {
				return (float64(o.GaugeChange) + 20) / 40, true
			}
		}
	}
	return 0, false
}

// worth is how high an item seems to belong, 0…1.
func (s sense) worth(activity, item string) float64 {
	known, ok := s.place(activity, item)
	return s.blend(known, ok, draw(s.seed, "worth", activity, item).Float64())
}

// place is the pack's place of an item, 1 for the first and 0 for the last.
func (s sense) place(activity, item string) (float64, bool) {
	if s.pack == nil || s.pack.Activities[activity] == nil || s.pack.Activities[activity].Ranking == nil {
		return 0, false
	}
	items := s.pack.Activities[activity].Ranking.Items
	for _, i := range items {
		if i.ID == item {
			return 1 - float64(i.Reference-1)/float64(max(1, len(items)-1)), true
		}
	}
	return 0, false
}

// activity returns an activity of the pack, an empty one when there is none.
func (s sense) activity(id string) estrade.Activity {
	if s.pack == nil || s.pack.Activities[id] == nil {
		return estrade.Activity{}
	}
	return *s.pack.Activities[id]
}

// estimate is the published figure of an estimate.
func (s sense) estimate(activity, id string) (float64, bool) {
	if c := s.activity(activity).Curve; c != nil {
		for _, e := range c.Estimates {
			if e.ID == id {
				return e.Reference, true
			}
		}
	}
	return 0, false
}

// zone is the pack's moment for an intervention.
func (s sense) zone(activity, id string) (string, bool) {
	if c := s.activity(activity).Curve; c != nil {
		for _, i := range c.Interventions {
			if i.ID == id {
				return i.Zone, true
			}
		}
	}
	return "", false
}

// column is the pack's column for a card.
func (s sense) column(activity, id string) (string, bool) {
	if k := s.activity(activity).Sort; k != nil {
		for _, c := range k.Cards {
			if c.ID == id {
				return c.Column, true
			}
		}
	}
	return "", false
}

// reference is the pack's rating of a source, 0…100.
func (s sense) reference(activity, id string) (float64, bool) {
	if k := s.activity(activity).Rating; k != nil {
		for _, i := range k.Items {
			if i.ID == id {
				return i.Reference, true
			}
		}
	}
	return 0, false
}

// demand is what the situation announced asks for on a pair of poles, −1…1.
func (s sense) demand(activity string, situation *estrade.Text, pair string) float64 {
	words := []string{"demand", activity, "", pair}
	if situation != nil {
		words[2] = situation.FR
	}
	return 2*draw(s.seed, words...).Float64() - 1
}
