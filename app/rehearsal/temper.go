package rehearsal

import (
	"math/rand/v2"
	"slices"
	"strings"

	estrade "estrade/app"
)

// Temper is how a crowd behaves as a whole.
type Temper string

// The tempers.
const (
	Natural Temper = "natural" // a bit of everything, as a real group
	Quick   Temper = "quick"
	Slow    Temper = "slow"
	Split   Temper = "split"   // two camps of opposite views
	Hostile Temper = "hostile" // prefers not to answer, changes its mind, comes and goes, writes nonsense
	Sleepy  Temper = "sleepy"  // answers late, never finishes
)

// The camps of a split crowd: the tempers of single people, beside the others.
const (
	campA Temper = "split-a"
	campB Temper = "split-b"
)

// Tempers lists every temper.
var Tempers = []Temper{Natural, Quick, Slow, Split, Hostile, Sleepy}

// ParseTemper returns the temper of that name, Natural for "". CodeInvalid:
// there is none.
func ParseTemper(name string) (Temper, error) {
	t := Temper(name)
	if t == "" {
		return Natural, nil
	}
	if !slices.Contains(Tempers, t) {
		known := make([]string, len(Tempers))
		for i, k := range Tempers {
			known[i] = string(k)
		}
		return "", estrade.NewError(estrade.CodeInvalid, "unknown-temper",
			"Simulated participants cannot be "+name+".", "Choose one of "+strings.Join(known, ", ")+".", "temper", name)
	}
	return t, nil
}

// manner is how one person behaves. Shares are 0…1.
type manner struct {
	think   float64 // factor on the time to think
	insight float64 // how near to common sense
	decline float64 // share of questions declined
	change  float64 // share of answers changed afterwards
	skip    float64 // share of parts left unanswered
	late    float64 // share of parts begun late
	locks   float64 // share of finished passes locked by hand
	camp    int     // −1 or 1: one of two camps, 0: none

	// What only a lifelike crowd does.
	flee     float64 // share of parts left in the middle, for a while
	nonsense float64 // share of texts that say nothing
	pester   float64 // share of parts answered once more after their close
	twin     float64 // share of people who join twice
	tardy    float64 // share of people who come late
	dozes    bool    // never finishes
}

// tame leaves out what only a lifelike crowd does.
func (m manner) tame() manner {
	m.flee, m.nonsense, m.pester, m.twin, m.tardy, m.dozes = 0, 0, 0, 0, 0, false
	return m
}

var manners = map[Temper]manner{
	Natural: {think: 1, insight: 0.75, decline: 0.01, change: 0.06, late: 0.05, locks: 0.8},
	Quick:   {think: 0.4, insight: 0.65, change: 0.03, locks: 1},
	Slow:    {think: 2, insight: 0.8, decline: 0.02, change: 0.12, late: 0.1, locks: 0.6},
	Split:   {think: 0.9, insight: 0.9, change: 0.02, locks: 0.9},
	Hostile: {think: 0.7, insight: 0.45, decline: 0.45, change: 0.4, skip: 0.05, locks: 0.5,
		flee: 0.15, nonsense: 0.6, pester: 0.5, twin: 0.1, tardy: 0.2},
	Sleepy: {think: 1.6, insight: 0.6, decline: 0.05, change: 0.05, skip: 0.35, late: 0.6, locks: 0.3, dozes: true},
}

// mix is whom a natural crowd is made of, with weights.
var mix = []struct {
	temper Temper
	weight float64
}{{Natural, 0.5}, {Quick, 0.2}, {Slow, 0.16}, {Split, 0.04}, {Hostile, 0.05}, {Sleepy, 0.05}}

// temperOf draws the temper of a person of a crowd; camps alternate.
func temperOf(t Temper, index int, r *rand.Rand) Temper {
	if t == Natural {
		at := r.Float64()
		for _, m := range mix {
			if at -= m.weight; at < 0 {
				t = m.temper
				break
			}
		}
	}
	if t == Split {
		return []Temper{campA, campB}[index%2]
	}
	return t
}

// mannerOf draws how a person of a temper behaves.
func mannerOf(t Temper, r *rand.Rand) manner {
	m := manners[t]
	switch t {
	case campA:
		m = manners[Split]
		m.camp = 1
	case campB:
		m = manners[Split]
		m.camp = -1
	}
	m.think *= 0.8 + 0.4*r.Float64()
	return m
}
