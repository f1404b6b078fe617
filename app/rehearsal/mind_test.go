package rehearsal

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	estrade "estrade/app"
	"estrade/app/content"
	"estrade/app/document"
)

func builtin(t *testing.T) *estrade.Pack {
	t.Helper()
	pack, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// voteTask is the first vote of a scenario as a page sees it.
func voteTask(a *estrade.Activity) task {
	n := a.Scenario.Nodes[0]
	play := estrade.NodePlay{ID: n.ID}
	for _, o := range n.Options {
		play.Options = append(play.Options, estrade.OptionPlay{ID: o.ID, Text: o.Text})
	}
	return task{step: "s", activity: a.ID, part: estrade.PartView{ID: n.ID + ".vote", Phase: phaseVote, Opening: 1},
		play: &estrade.Play{Scenario: &estrade.ScenarioPlay{Node: &play}}}
}

func rankingTask(a *estrade.Activity) task {
	var items []estrade.ItemPlay
	for _, i := range a.Ranking.Items {
		items = append(items, estrade.ItemPlay{ID: i.ID, Text: i.Text})
	}
	return task{step: "s", activity: a.ID, part: estrade.PartView{ID: phaseIndividual, Phase: phaseIndividual, Opening: 1},
		play: &estrade.Play{Ranking: &estrade.RankingPlay{Items: items}}}
}

func contrastTask(a *estrade.Activity, phase string) task {
	c := &estrade.ContrastPlay{
		SliderMin: a.Contrast.Slider.Min, SliderMax: a.Contrast.Slider.Max, Passes: a.Contrast.Slider.Passes,
		Situation: &a.Contrast.Situations[0].Text,
	}
	for _, p := range a.Contrast.Pairs {
		c.Pairs = append(c.Pairs, estrade.PairPlay{ID: p.ID})
		c.Cards = append(c.Cards, estrade.CardPlay{ID: p.ID + ".manager"}, estrade.CardPlay{ID: p.ID + ".leader"})
	}
	return task{step: "s", activity: a.ID, part: estrade.PartView{ID: phase, Phase: phase, Opening: 1}, play: &estrade.Play{Contrast: c}}
}

// tasks are one of each kind of part that people answer.
func tasks(pack *estrade.Pack) map[string]task {
	return map[string]task{
		phaseVote:       voteTask(pack.Activities["gate-12"]),
		phaseIndividual: rankingTask(pack.Activities["dormant-network"]),
		phaseSort:       contrastTask(pack.Activities["manager-leader"], phaseSort),
		phaseSliders:    contrastTask(pack.Activities["manager-leader"], phaseSliders),
	}
}

func someone(pack *estrade.Pack, seed uint64, i int, t Temper) mind {
	who := fmt.Sprint("person ", i)
	return mind{sense: sense{seed: seed, pack: pack, hint: ownHint}, who: who, manner: drawn(t, i, draw(seed, who))}
}

// drawn is the manner of a person of a crowd that is not lifelike.
func drawn(t Temper, i int, r *rand.Rand) manner { return mannerOf(temperOf(t, i, r), r).tame() }

func TestMind_plan(t *testing.T) {
	pack := builtin(t)
	t.Run("SameSeedSameAnswers", func(t *testing.T) {
		for phase, task := range tasks(pack) {
			for _, temper := range Tempers {
				differs := false
				for i := range 10 {
					once, again := someone(pack, 7, i, temper).plan(task), someone(pack, 7, i, temper).plan(task)
					if fmt.Sprint(once) != fmt.Sprint(again) {
						t.Errorf("%s, %s: two answers for one seed", phase, temper)
					}
					for other := range uint64(5) {
						differs = differs || fmt.Sprint(once) != fmt.Sprint(someone(pack, 8+other, i, temper).plan(task))
					}
				}
				if !differs {
					t.Errorf("%s, %s: the seed changes nothing", phase, temper)
				}
			}
		}
	})
	t.Run("KnownPlacesAndValues", func(t *testing.T) {
		for phase, task := range tasks(pack) {
			for _, temper := range Tempers {
				for i := range 30 {
					locked := make(map[string]bool)
					for _, a := range someone(pack, 3, i, temper).plan(task) {
						if locked[a.pass] {
							t.Fatalf("%s, %s: an answer follows its lock", phase, temper)
						}
						if a.lock {
							locked[a.pass] = true
							continue
						}
						if why := misplaced(task, a); why != "" {
							t.Fatalf("%s, %s: %s %s=%s", phase, temper, why, a.item, a.value)
						}
					}
				}
			}
		}
	})
	t.Run("UnknownKind", func(t *testing.T) {
		unknown := task{step: "s", part: estrade.PartView{ID: "draw", Phase: "draw"}, play: &estrade.Play{}}
		if acts := someone(pack, 1, 1, Quick).plan(unknown); len(acts) > 0 {
			t.Errorf("it answers what it does not know: %+v", acts)
		}
	})
}

// misplaced says why the room would refuse an act.
func misplaced(t task, a act) string {
	if isNull(a.value) {
		return ""
	}
	var text string
	switch {
	case t.play.Scenario != nil:
		if json.Unmarshal(a.value, &text) != nil || a.item != "choice" ||
			!slices.ContainsFunc(t.play.Scenario.Node.Options, func(o estrade.OptionPlay) bool { return o.ID == text }) {
			return "no option"
		}
	case t.part.Phase == phaseSort:
		if json.Unmarshal(a.value, &text) != nil || !slices.Contains([]string{"manager", "leader", "both"}, text) {
			return "no column"
		}
	case t.part.Phase == phaseSliders:
		var at int
		if json.Unmarshal(a.value, &at) != nil || at < -3 || at > 3 || a.pass == "" {
			return "not on the slider"
		}
	default:
		var list []string
		if json.Unmarshal(a.value, &list) != nil || len(list) != len(t.play.Ranking.Items) {
			return "no list"
		}
		slices.Sort(list)
		if len(slices.Compact(list)) != len(t.play.Ranking.Items) {
			return "an item twice"
		}
	}
	return ""
}

// TestMind_plausible holds crowds to what makes a rehearsal instructive: cards
// mostly right, lists nearer to the reference than chance, tables nearer than
// people, a demand that people see alike more than their habits.
func TestMind_plausible(t *testing.T) {
	pack := builtin(t)
	const people, seeds = 40, 12
	right, cards := 0.0, 0.0
	own, table, chance := 0.0, 0.0, 0.0
	spread := map[string]float64{}
	for seed := range uint64(seeds) {
		for i := range people {
			m := someone(pack, seed, i, Natural)
			for _, a := range m.plan(tasks(pack)[phaseSort]) {
				var column string
				if json.Unmarshal(a.value, &column) == nil && column != "" && !a.lock {
					cards++
					if strings.HasSuffix(a.item, "."+column) {
						right++
					}
				}
			}
			own += distance(pack, m)
			chance += distance(nil, someone(nil, seed*1000+uint64(i), i, Natural))
		}
		table += people * distance(pack, (sense{seed: seed, pack: pack, hint: ownHint}).ofTable("Loire", estrade.French))
		for pass, v := range sliderVariance(pack, seed, people) {
			spread[pass] += v
		}
	}
	if share := right / cards; share < 0.65 || share > 0.95 {
		t.Errorf("%.0f %% of the cards are right", 100*share)
	}
	if !(table < own && own < 0.85*chance) {
		t.Errorf("mean distances: tables %.1f, people %.1f, chance %.1f", table/people/seeds, own/people/seeds, chance/people/seeds)
	}
	if spread["required"] >= spread["current"] {
		t.Errorf("people agree less on what is asked (%.2f) than on what they do (%.2f)", spread["required"], spread["current"])
	}
}

// distance is the footrule distance of a mind's list from the reference.
func distance(pack *estrade.Pack, m mind) float64 {
	if pack == nil {
		loaded, err := content.Builtin()
		if err != nil {
			panic(err)
		}
		pack = loaded
	}
	items := pack.Activities["dormant-network"].Ranking.Items
	m.skip, m.decline = 0, 0
	var list []string
	for _, a := range m.plan(rankingTask(pack.Activities["dormant-network"])) {
		if !a.lock {
			list = nil
			if err := json.Unmarshal(a.value, &list); err != nil {
				panic(err)
			}
		}
	}
	sum := 0.0
	for _, item := range items {
		off := slices.Index(list, item.ID) + 1 - item.Reference
		sum += float64(max(off, -off))
	}
	return sum
}

// sliderVariance is the mean variance of a crowd's positions by pass.
func sliderVariance(pack *estrade.Pack, seed uint64, people int) map[string]float64 {
	at := make(map[[2]string][]float64)
	for i := range people {
		for _, a := range someone(pack, seed, i, Natural).plan(tasks(pack)[phaseSliders]) {
			var v *float64
			if !a.lock && json.Unmarshal(a.value, &v) == nil && v != nil {
				k := [2]string{a.pass, a.item}
				at[k] = append(at[k], *v)
			}
		}
	}
	variance := make(map[string]float64)
	for k, values := range at {
		mean, square := 0.0, 0.0
		for _, v := range values {
			mean += v / float64(len(values))
			square += v * v / float64(len(values))
		}
		variance[k[0]] += square - mean*mean
	}
	return variance
}

func TestMind_tempers(t *testing.T) {
	pack := builtin(t)
	const people = 200
	type behaviour struct{ effort, declined, edited, silent float64 }
	seen := make(map[Temper]behaviour)
	votes := make(map[Temper]map[string]int)
	for _, temper := range Tempers {
		var b behaviour
		votes[temper] = make(map[string]int)
		for i := range people {
			m := someone(pack, 5, i, temper)
			acts := m.plan(tasks(pack)[phaseVote])
			if len(acts) == 0 {
				b.silent++
				continue
			}
			b.effort += acts[0].effort * m.think
			votes[temper][string(acts[len(acts)-1].value)]++
			for k, a := range acts {
				if isNull(a.value) {
					b.declined++
				}
				if k > 0 {
					b.edited++
				}
			}
		}
		seen[temper] = b
	}
	if seen[Quick].effort >= seen[Natural].effort || seen[Slow].effort <= seen[Natural].effort {
		t.Errorf("thinking: quick %.0f, natural %.0f, slow %.0f", seen[Quick].effort, seen[Natural].effort, seen[Slow].effort)
	}
	if h := seen[Hostile]; h.declined < 0.3*people || h.edited < 0.2*people {
		t.Errorf("the hostile decline %.0f and change %.0f of %d", h.declined, h.edited, people)
	}
	if s := seen[Sleepy]; s.silent < 0.2*people || s.silent > 0.5*people {
		t.Errorf("%.0f of %d sleepers say nothing", s.silent, people)
	}
	if q := seen[Quick]; q.silent > 0 || q.declined > 0 {
		t.Errorf("the quick leave out %.0f and decline %.0f", q.silent, q.declined)
	}
	counts := make([]int, 0, len(votes[Split]))
	for _, n := range votes[Split] {
		counts = append(counts, n)
	}
	slices.Sort(counts)
	if n := len(counts); n < 2 || counts[n-2] < people/3 {
		t.Errorf("two camps vote %v", votes[Split])
	}
}

func TestParseTemper(t *testing.T) {
	if got, err := ParseTemper(""); got != Natural || err != nil {
		t.Errorf("nothing said: %s, %v", got, err)
	}
	for _, temper := range Tempers {
		if got, err := ParseTemper(string(temper)); got != temper || err != nil {
			t.Errorf("%s: %s, %v", temper, got, err)
		}
	}
	_, err := ParseTemper("furious")
	if estrade.ErrorCode(err) != estrade.CodeInvalid || !strings.Contains(estrade.Public(err).Hint, "hostile") {
		t.Errorf("an unknown temper: %v", err)
	}
}

func TestCast(t *testing.T) {
	paper := document.New()
	names := cast(5000, draw(1, "names"))
	seen := make(map[string]bool)
	for i, name := range names {
		if seen[name] {
			t.Fatalf("%s twice, the second time as number %d", name, i)
		}
		seen[name] = true
		if n := utf8.RuneCountInString(name); n < 3 || n > 80 {
			t.Errorf("%s has %d characters", name, n)
		}
		if lacking := paper.Unprintable(name); len(lacking) > 0 {
			t.Errorf("documents cannot print %q of %s", string(lacking), name)
		}
	}
	first := make(map[string]bool)
	for _, name := range names[:40] {
		first[strings.Fields(name)[0]] = true
	}
	if len(first) != 40 {
		t.Errorf("%d first names in a group of forty", len(first))
	}
	accents := 0
	for _, name := range names[:60] {
		if len(name) > utf8.RuneCountInString(name) {
			accents++
		}
	}
	if accents < 30 {
		t.Errorf("only %d of 60 names hold a letter beyond ASCII", accents)
	}
}

func TestMind_lifelike(t *testing.T) {
	pack := builtin(t)
	lifelike := func(i int, temper Temper) mind {
		m := someone(pack, 5, i, temper)
		m.manner = mannerOf(temperOf(temper, i, draw(5, m.who)), draw(5, m.who))
		return m
	}
	t.Run("SleepyNeverFinish", func(t *testing.T) {
		sliders := contrastTask(pack.Activities["manager-leader"], phaseSliders)
		all := len(sliders.play.Contrast.Pairs) * len(sliders.play.Contrast.Passes)
		began := 0
		for i := range 40 {
			acts := lifelike(i, Sleepy).plan(sliders)
			places := make(map[string]bool)
			for _, a := range acts {
				if a.lock {
					t.Fatalf("person %d locks", i)
				}
				places[a.pass+a.item] = true
			}
			if len(places) >= all {
				t.Errorf("person %d places all %d sliders", i, all)
			}
			if len(places) > 0 {
				began++
			}
		}
		if began < 10 {
			t.Errorf("%d of 40 begin", began)
		}
	})
	t.Run("HostileWriteNonsense", func(t *testing.T) {
		silly := 0
		for i := range 40 {
			if slices.Contains(nonsense, lifelike(i, Hostile).say(estrade.Text{FR: "un", EN: "one"})) {
				silly++
			}
			if m := someone(pack, 5, i, Hostile); slices.Contains(nonsense, m.say(estrade.Text{FR: "un", EN: "one"})) {
				t.Fatal("nonsense in a crowd that is not lifelike")
			}
		}
		if silly < 10 || silly == 40 {
			t.Errorf("%d of 40 write nonsense", silly)
		}
	})
	t.Run("CampsAlternate", func(t *testing.T) {
		for i := range 6 {
			if got := lifelike(i, Split).camp; got != 1-2*(i%2) {
				t.Errorf("person %d is of camp %d", i, got)
			}
		}
	})
}
