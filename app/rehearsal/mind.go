package rehearsal

import (
	"cmp"
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	estrade "estrade/app"
)

// mind decides what somebody, or a table, answers. For a seed it always decides
// the same, whenever it is asked.
type mind struct {
	sense sense
	who   string // tells minds apart: a name, a table's name
	manner
	language estrade.Language // of what they write; "": French
}

// Thinking times of an ordinary person, in seconds.
const (
	effortVote   = 20
	effortCard   = 5
	effortSlider = 4
	effortList   = 90
	effortEdit   = 12
	effortLock   = 3
	effortTable  = 150 // a list made together
	effortDecide = 40
	effortLate   = 60 // before a late beginning
)

// The phases that are answered, as the room's pictures name them.
const (
	phaseVote       = "vote"
	phaseDecide     = "decide"
	phaseSort       = "sort"
	phaseSliders    = "sliders"
	phaseIndividual = "individual"
	phaseTeam       = "team"
)

// act is one thing to do in a part, after some thought.
type act struct {
	effort float64 // seconds of thought
	lock   bool    // lock the pass instead of answering
	pass   string
	item   string
	value  json.RawMessage
}

// task is an open part as somebody finds it.
type task struct {
	step     string
	activity string
	part     estrade.PartView
	play     *estrade.Play
}

// key tells one opening of a part from all others.
func (t task) key() taskKey { return taskKey{t.step, t.part.ID, t.part.Opening} }

type taskKey struct {
	step, part string
	opening    int
}

func (m mind) chance(t task, words ...string) *rand.Rand {
	return draw(m.sense.seed, append([]string{m.who, t.step, t.part.ID}, words...)...)
}

// plan lists what to do in a part; nothing for who sleeps through it and for
// kinds of activity it does not know.
func (m mind) plan(t task) []act {
	if t.play == nil || m.chance(t, "skip").Float64() < m.skip {
		return nil
	}
	var acts []act
	switch {
	case t.play.Scenario != nil && t.play.Scenario.Node != nil:
		acts = m.choose(t, *t.play.Scenario.Node)
	case t.play.Contrast != nil && t.part.Phase == phaseSort:
		acts = m.sort(t, t.play.Contrast.Cards)
	case t.play.Contrast != nil && t.part.Phase == phaseSliders:
		acts = m.slide(t, t.play.Contrast)
	case t.play.Ranking != nil:
		acts = m.order(t, t.play.Ranking.Items)
	default:
		acts = m.kind(t)
	}
	if m.dozes {
		acts = m.doze(t, acts)
	}
	if len(acts) > 0 && m.chance(t, "late").Float64() < m.late {
		acts[0].effort += effortLate
	}
	return acts
}

// doze leaves out the end of what was meant, and every lock; of one single
// answer, often all.
func (m mind) doze(t task, acts []act) []act {
	acts = slices.DeleteFunc(acts, func(a act) bool { return a.lock })
	r := m.chance(t, "doze")
	if len(acts) <= 1 {
		if r.Float64() < 0.6 {
			return nil
		}
		return acts
	}
	return acts[:1+int(float64(len(acts)-1)*(0.2+0.6*r.Float64()))]
}

// answer appends an answer, sometimes declined, sometimes changed afterwards.
func (m mind) answer(t task, acts []act, a act, other func(*rand.Rand) any) []act {
	r := m.chance(t, "manner", a.pass, a.item)
	if r.Float64() < m.decline {
		a.value = json.RawMessage("null")
	}
	acts = append(acts, a)
	if r.Float64() < m.change {
		acts = append(acts, act{effort: effortEdit, pass: a.pass, item: a.item, value: encode(other(r))})
	}
	return acts
}

func (m mind) lockPass(t task, acts []act, pass string) []act {
	if m.chance(t, "lock", pass).Float64() < m.locks {
		return append(acts, act{effort: effortLock, pass: pass, lock: true})
	}
	return acts
}

// encode returns v, which has no value that JSON cannot hold, as JSON.
func encode(v any) json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}

// choose votes at a node, or decides for a table.
func (m mind) choose(t task, n estrade.NodePlay) []act {
	if len(n.Options) == 0 {
		return nil
	}
	effort := float64(effortVote)
	if t.part.Phase == phaseDecide {
		effort = effortDecide
	}
	options := slices.Clone(n.Options)
	slices.SortFunc(options, func(a, b estrade.OptionPlay) int {
		return cmp.Or(cmp.Compare(m.sense.appeal(t.activity, n.ID, b.ID), m.sense.appeal(t.activity, n.ID, a.ID)), cmp.Compare(a.ID, b.ID))
	})
	pick := func(r *rand.Rand) any {
		if m.camp != 0 && r.Float64() < m.insight {
			return options[min((1-m.camp)/2, len(options)-1)].ID
		}
		return options[m.weighted(t, n.ID, options, r)].ID
	}
	first := act{effort: effort, item: "choice", value: encode(pick(m.chance(t, "choice", n.ID)))}
	return m.answer(t, nil, first, pick)
}

// weighted draws an option, the more appealing ones more often.
func (m mind) weighted(t task, node string, options []estrade.OptionPlay, r *rand.Rand) int {
	weights := make([]float64, len(options))
	sum := 0.0
	for i, o := range options {
		weights[i] = math.Exp(5 * m.insight * m.sense.appeal(t.activity, node, o.ID))
		sum += weights[i]
	}
	at := r.Float64() * sum
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return len(options) - 1
}

// sort puts every card in a column, mostly the right one.
func (m mind) sort(t task, cards []estrade.CardPlay) []act {
	var acts []act
	for _, card := range cards {
		own := card.ID[strings.LastIndexByte(card.ID, '.')+1:]
		other := "leader"
		if own == other {
			other = "manager"
		}
		r := m.chance(t, "card", card.ID)
		column, at := own, r.Float64()
		switch {
		case at < 0.1:
			column = "both"
		case at > 0.5+0.5*m.insight:
			column = other
		}
		a := act{effort: effortCard, item: card.ID, value: encode(column)}
		acts = m.answer(t, acts, a, func(*rand.Rand) any { return own })
	}
	return m.lockPass(t, acts, "")
}

// slide places every slider, for what one does and then for what the situation
// asks for: both lean the same way, and people agree more on the second.
func (m mind) slide(t task, c *estrade.ContrastPlay) []act {
	middle, reach := float64(c.SliderMin+c.SliderMax)/2, float64(c.SliderMax-c.SliderMin)/2
	habit := m.chance(t, "habit").NormFloat64() * 0.25
	var acts []act
	for _, pass := range c.Passes {
		for _, pair := range c.Pairs {
			r := m.chance(t, "slider", pass.ID, pair.ID)
			demand := m.sense.demand(t.activity, c.Situation, pair.ID)
			lean := 0.8*demand + r.NormFloat64()*0.5*(1-m.insight/2)
			if pass.ID == "current" {
				lean = 0.35*demand + habit + r.NormFloat64()*0.45
			}
			if m.camp != 0 {
				lean = 0.75*float64(m.camp) + r.NormFloat64()*0.2
			}
			at := func(x float64) int {
				return min(c.SliderMax, max(c.SliderMin, int(math.Round(middle+reach*x))))
			}
			a := act{effort: effortSlider, pass: pass.ID, item: pair.ID, value: encode(at(lean))}
			acts = m.answer(t, acts, a, func(r *rand.Rand) any { return at(lean + 0.4*(r.Float64()-0.5)) })
		}
		acts = m.lockPass(t, acts, pass.ID)
	}
	return acts
}

// order ranks the items by common sense and one's own noise, and locks the list.
func (m mind) order(t task, items []estrade.ItemPlay) []act {
	list := func(r *rand.Rand) any {
		worth := make(map[string]float64, len(items))
		ids := make([]string, 0, len(items))
		for _, item := range items {
			ids = append(ids, item.ID)
		}
		// The room's order of items is shuffled anew for each session.
		slices.Sort(ids)
		for _, id := range ids {
			worth[id] = m.sense.worth(t.activity, id) + r.NormFloat64()*0.45*(1-m.insight)
		}
		if m.camp < 0 {
			for id := range worth {
				worth[id] = -worth[id]
			}
		}
		slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(worth[b], worth[a]) })
		return ids
	}
	effort := float64(effortList)
	if t.part.Phase == phaseTeam {
		effort = effortTable
	}
	first := act{effort: effort, item: "list", value: encode(list(m.chance(t, "list")))}
	acts := m.answer(t, nil, first, list)
	// A list that is to be compared is locked by almost everybody.
	if m.chance(t, "lock").Float64() < 0.5+0.5*m.locks {
		acts = append(acts, act{effort: effortLock, lock: true})
	}
	return acts
}

// ofTable is the mind of a table: its people correct one another.
func (s sense) ofTable(name string, l estrade.Language) mind {
	s.hint = tableHint
	return mind{sense: s, who: "table " + name, language: l, manner: manner{think: 1, insight: 0.9, change: 0.3, locks: 1}}
}
