package facilitation_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	estrade "estrade/app"
)

// The figures of whole sessions, computed a second time from the answers by the
// formulas of the method, without package scoring.

// near compares a figure that may be shown over n people with its value, NaN for none.
func near(got *float64, n int, want float64) bool {
	if n < 5 || math.IsNaN(want) {
		return got == nil
	}
	return got != nil && math.Abs(*got-want) < 1e-6
}

// shown is a figure in a message.
func shown(v *float64) string {
	if v == nil {
		return "none"
	}
	return fmt.Sprint(*v)
}

// average is the mean of the values that are numbers, with their number.
func average(values []float64) (n int, mean float64) {
	sum := 0.0
	for _, v := range values {
		if !math.IsNaN(v) {
			n++
			sum += v
		}
	}
	return n, sum / float64(n)
}

// checkFigures compares every figure that is new with the answers given so far.
func (tr *troupe) checkFigures(known map[string]bool) {
	tr.t.Helper()
	all, err := tr.desk.Figures(tr.ctx, tr.id)
	if err != nil {
		tr.t.Fatal(err)
	}
	for _, f := range all {
		k := f.Step + "/" + f.Part
		if known[k] {
			continue
		}
		known[k] = true
		switch x := f.Figures; {
		case x.Split != nil:
			tr.checkSplit(f.Step, x.Split)
		case x.Sort != nil:
			tr.checkSort(f.Step, x.Sort)
		case x.Map != nil:
			tr.checkMap(f.Step, x.Map)
		case x.Ranking != nil:
			tr.checkRanking(f.Step, x.Ranking)
		case x.Ending != nil:
			tr.checkEnding(f.Step, x.Ending)
		}
	}
}

func (tr *troupe) activity(step string) *estrade.Activity {
	for _, s := range tr.view.Agenda {
		if s.ID == step {
			for _, w := range tr.pack.Workshops {
				for _, ws := range w.Steps {
					if w.ID == "essentials" && ws.ID == step {
						return tr.pack.Activities[ws.Activity]
					}
				}
			}
		}
	}
	tr.t.Fatalf("no step %s", step)
	return nil
}

func (tr *troupe) checkSplit(step string, f *estrade.SplitFigures) {
	tr.t.Helper()
	count := func(people []*player) (int, map[string]int) {
		n, votes := 0, make(map[string]int)
		for _, p := range people {
			if v, ok := p.given[spot{step, f.Node + ".vote", "", "choice"}].(string); ok {
				n++
				votes[v]++
			}
		}
		return n, votes
	}
	same := func(what string, n int, counts []estrade.ItemCount, wantN int, want map[string]int) {
		tr.t.Helper()
		if n != wantN {
			tr.t.Errorf("%s: n is %d, not %d", what, n, wantN)
		}
		if (counts != nil) != (wantN >= 5) {
			tr.t.Errorf("%s: counts %v of %d", what, counts, wantN)
		}
		for _, c := range counts {
			if c.Count != want[c.ID] {
				tr.t.Errorf("%s: %s is %d, not %d", what, c.ID, c.Count, want[c.ID])
			}
		}
	}
	n, votes := count(tr.there())
	same("split "+f.Node, f.N, f.Counts, n, votes)
	for _, t := range f.Tables {
		n, votes := count(tr.members(t.Table))
		same("split of a table "+f.Node, t.N, t.Counts, n, votes)
	}
}

func (tr *troupe) checkSort(step string, f *estrade.SortFigures) {
	tr.t.Helper()
	pairs := tr.activity(step).Contrast.Pairs
	cards := 2 * len(pairs)
	some, allRight, all := false, 0.0, 0
	var scores []float64
	counts := make(map[string]map[string]int)
	for _, p := range tr.there() {
		right, answered := 0.0, 0
		for _, pair := range pairs {
			for _, pole := range []string{"manager", "leader"} {
				card := pair.ID + "." + pole
				v, ok := p.given[spot{step, "sort", "", card}].(string)
				if !ok {
					continue
				}
				answered++
				switch v {
				case pole:
					right++
				case "both":
					right += 0.5
				}
				if counts[card] == nil {
					counts[card] = make(map[string]int)
				}
				counts[card][v]++
			}
		}
		score := math.NaN()
		if answered > 0 && 3*answered >= 2*cards {
			score = max(0, 100*(2*right-float64(answered))/float64(answered))
		}
		scores = append(scores, score)
		some = some || answered > 0 && answered < cards
		allRight += right
		all += answered
	}
	n, mean := average(scores)
	hidden := slices.ContainsFunc(f.Cards, func(c estrade.CardAgreement) bool { return c.N < 5 })
	switch { // what the counts tell already, where a mean of scores would tell more
	case some && hidden && n >= 5:
		if f.Mean != nil {
			tr.t.Errorf("sort: a mean of %v beside cards left by some", *f.Mean)
		}
	case some && n >= 5:
		mean = max(0, 100*(2*allRight-float64(all))/float64(all))
		fallthrough
	default:
		if !near(f.Mean, n, mean) {
			tr.t.Errorf("sort: mean %s, not %v", shown(f.Mean), mean)
		}
	}
	if f.N != n {
		tr.t.Errorf("sort: %d people, mean %s; not %d, %v", f.N, shown(f.Mean), n, mean)
	}
	for _, c := range f.Cards {
		n, top := 0, 0
		for _, k := range counts[c.Card] {
			n += k
			top = max(top, k)
		}
		share := float64(top) / float64(n)
		if c.N != n || !near(c.TopShare, n, share) || c.Explore != (n >= 5 && share < 0.6-1e-9) {
			tr.t.Errorf("card %s: %+v; not %d, %v", c.Card, c, n, share)
		}
		for _, k := range c.Counts {
			if k.Count != counts[c.Card][k.ID] {
				tr.t.Errorf("card %s: %s is %d", c.Card, k.ID, k.Count)
			}
		}
	}
}

func (tr *troupe) checkMap(step string, f *estrade.MapFigures) {
	tr.t.Helper()
	pairs := tr.activity(step).Contrast.Pairs
	at := func(p *player, pass, pair string) (int, bool) {
		v, ok := p.given[spot{step, "sliders", pass, pair}].(int)
		return v, ok
	}
	people := 0
	var fits []float64
	for _, p := range tr.there() {
		gap, complete, placed := 0, 0, false
		for _, pair := range pairs {
			now, a := at(p, "current", pair.ID)
			need, b := at(p, "required", pair.ID)
			placed = placed || a || b
			if a && b {
				complete++
				gap += max(now-need, need-now)
			}
		}
		if placed {
			people++
		}
		fit := math.NaN()
		if complete > 0 && 3*complete >= 2*len(pairs) {
			fit = 100 * (1 - float64(gap)/float64(complete)/6)
		}
		fits = append(fits, fit)
	}
	n, mean := average(fits)
	if f.N != people || f.FitN != n || !near(f.MeanFit, n, mean) {
		tr.t.Errorf("map: %d people, fit %s over %d; not %d, %v over %d", f.N, shown(f.MeanFit), f.FitN, people, mean, n)
	}
	for _, pass := range f.Passes {
		last := -1.0
		for _, row := range pass.Rows {
			counts := make([]int, 7)
			var values []float64
			for _, p := range tr.there() {
				if v, ok := at(p, pass.Pass, row.Pair); ok {
					counts[v+3]++
					values = append(values, float64(v))
				}
			}
			n, mean := average(values)
			agreement, median := math.NaN(), math.NaN()
			if n > 0 {
				slices.Sort(values)
				median = (values[(n-1)/2] + values[n/2]) / 2
				agreement = 1
				for i, c := range counts {
					if c > 0 {
						agreement += float64(c) / float64(n) * math.Log2(1-math.Abs(float64(i-3)-mean)/6)
					}
				}
			}
			if row.N != n || !near(row.Mean, n, mean) || !near(row.Median, n, median) || !near(row.Consensus, n, agreement) {
				tr.t.Errorf("row %s %s: %d, %s, %s, %s; not %d, %v, %v, %v", pass.Pass, row.Pair, row.N,
					shown(row.Mean), shown(row.Median), shown(row.Consensus), n, mean, median, agreement)
			}
			if (row.Counts != nil) != (n >= 5) || row.Counts != nil && !slices.Equal(row.Counts, counts) {
				tr.t.Errorf("row %s %s: counts %v, not %v", pass.Pass, row.Pair, row.Counts, counts)
			}
			if row.Consensus != nil {
				if *row.Consensus < last-1e-9 {
					tr.t.Errorf("row %s %s stands after one of more agreement", pass.Pass, row.Pair)
				}
				last = *row.Consensus
			} else {
				last = 2
			}
		}
	}
}

// distanceOf is the distance of a list to the reference, NaN without enough
// items, with what tells whether it is complete.
func (tr *troupe) distanceOf(step string, answer any) (distance float64, ranks map[string]float64, complete bool) {
	items := tr.activity(step).Ranking.Items
	list, ok := answer.([]*string)
	if !ok {
		return math.NaN(), nil, false
	}
	ranks = make(map[string]float64)
	free := 0.0
	for i, id := range list {
		if id != nil {
			ranks[*id] = float64(i + 1)
		} else {
			free += float64(i + 1)
		}
	}
	missing := len(items) - len(ranks)
	if 3*len(ranks) < 2*len(items) {
		return math.NaN(), ranks, false
	}
	for _, item := range items {
		r, placed := ranks[item.ID]
		if !placed {
			r = free / float64(missing)
		}
		distance += math.Abs(r - float64(item.Reference))
	}
	return distance, ranks, missing == 0
}

// silentDistance is the distance of the list of mean ranks.
func (tr *troupe) silentDistance(step string, lists []map[string]float64) float64 {
	items := tr.activity(step).Ranking.Items
	sum := make(map[string]float64)
	for _, l := range lists {
		for id, r := range l {
			sum[id] += r
		}
	}
	distance := 0.0
	for _, item := range items {
		rank := 1.0
		for _, other := range items {
			if other.ID == item.ID {
				continue
			}
			switch d := sum[other.ID] - sum[item.ID]; {
			case math.Abs(d) < 1e-9:
				rank += 0.5
			case d < 0:
				rank++
			}
		}
		distance += math.Abs(rank - float64(item.Reference))
	}
	return distance
}

// lists is the individual work of some people at a ranking.
type lists struct {
	distances []float64            // of everybody, NaN without one
	complete  []map[string]float64 // ranks of the complete lists
	best      []float64            // their distances
}

func (tr *troupe) lists(step string, people []*player) lists {
	var l lists
	for _, p := range people {
		d, ranks, complete := tr.distanceOf(step, p.given[spot{step, "individual", "", "list"}])
		l.distances = append(l.distances, d)
		if complete {
			l.complete = append(l.complete, ranks)
			l.best = append(l.best, d)
		}
	}
	return l
}

func (tr *troupe) checkSilent(step, what string, f *estrade.SilentList, l lists, may bool) {
	tr.t.Helper()
	if !may || len(l.complete) < 5 {
		if f != nil {
			tr.t.Errorf("%s: a list « sans parler » of %d lists", what, len(l.complete))
		}
		return
	}
	if want := tr.silentDistance(step, l.complete); f == nil || f.N != len(l.complete) || math.Abs(f.Distance-want) > 1e-6 {
		tr.t.Errorf("%s: list « sans parler » %+v, not %v over %d", what, f, want, len(l.complete))
	}
}

func (tr *troupe) checkRanking(step string, f *estrade.RankingFigures) {
	tr.t.Helper()
	room := tr.lists(step, tr.there())
	n, mean := average(room.distances)
	if f.N != n || !near(f.Mean, n, mean) || !near(f.MeanAccuracy, n, 100*(1-mean/f.MaxDistance)) || f.MaxDistance != 50 {
		tr.t.Errorf("ranking: %d, mean %s, accuracy %s; not %d, %v", f.N, shown(f.Mean), shown(f.MeanAccuracy), n, mean)
	}
	tr.checkSilent(step, "room", f.Silent, room, true)
	for _, line := range f.Tables {
		l := tr.lists(step, tr.members(line.Table))
		team, _, _ := tr.distanceOf(step, tr.tables[line.Table][spot{step, "team", "", "list"}])
		if !near(line.Distance, 5, team) || line.N != len(l.complete) {
			tr.t.Errorf("table: distance %s of %d, not %v of %d", shown(line.Distance), line.N, team, len(l.complete))
		}
		rank := 0
		if line.Distance != nil {
			rank = 1
			for _, other := range f.Tables {
				if other.Distance != nil && *other.Distance < *line.Distance-1e-9 {
					rank++
				}
			}
		}
		if line.Rank != rank {
			tr.t.Errorf("table: rank %d, not %d", line.Rank, rank)
		}
		withPeople := line.Mean != nil
		tr.checkSilent(step, "table", line.Silent, l, withPeople)
		if !withPeople {
			if line.Best != nil || line.Gain != nil || line.GainVsBest != nil || line.GainPct != nil || line.BetterThanTeam != nil || line.Weak != nil || line.Strong != nil {
				tr.t.Errorf("table of %d: %+v", line.N, line)
			}
			continue
		}
		n, mean := average(l.best)
		best := slices.Min(l.best)
		if !near(line.Mean, n, mean) || !near(line.Best, n, best) || !near(line.Gain, n, mean-team) || !near(line.GainVsBest, n, best-team) {
			tr.t.Errorf("table: mean %s, best %s, gain %s; not %v, %v, %v", shown(line.Mean), shown(line.Best), shown(line.Gain), mean, best, mean-team)
		}
		if line.BetterThanTeam != nil {
			better := 0
			for _, d := range l.best {
				if d < team-1e-9 {
					better++
				}
			}
			if *line.BetterThanTeam != better || *line.Weak != (mean-team > 1e-9) || *line.Strong != (best-team > 1e-9) {
				tr.t.Errorf("table: %d better, not %d", *line.BetterThanTeam, better)
			}
		}
	}
}

func (tr *troupe) checkEnding(step string, f *estrade.EndingFigures) {
	tr.t.Helper()
	sc := tr.activity(step).Scenario
	node := func(id string) estrade.Node {
		return sc.Nodes[slices.IndexFunc(sc.Nodes, func(n estrade.Node) bool { return n.ID == id })]
	}
	quality := func(n estrade.Node, option string) float64 {
		low, high, own := math.Inf(1), math.Inf(-1), 0.0
		for _, o := range n.Options {
			g := float64(o.GaugeChange)
			low, high = min(low, g), max(high, g)
			if o.ID == option {
				own = g
			}
		}
		if high == low {
			return math.NaN()
		}
		return 100 * (own - low) / (high - low)
	}
	gauge := sc.Gauge.Start
	var room, qualities, agreements []float64
	for _, c := range f.Path {
		room = append(room, quality(node(c.Node), c.Option))
		for _, o := range node(c.Node).Options {
			if o.ID == c.Option {
				gauge = min(sc.Gauge.Max, max(sc.Gauge.Min, gauge+o.GaugeChange))
			}
		}
		if c.Gauge != gauge {
			tr.t.Errorf("gauge after %s: %d, not %d", c.Node, c.Gauge, gauge)
		}
	}
	whole, voters, every := 0, make([]int, len(f.Path)), true
	for _, p := range tr.there() {
		var mine, like []float64
		for i, c := range f.Path {
			v, ok := p.given[spot{step, c.Node + ".vote", "", "choice"}].(string)
			if !ok {
				continue
			}
			voters[i]++
			mine = append(mine, quality(node(c.Node), v))
			agrees := 0.0
			if v == c.Option {
				agrees = 1
			}
			like = append(like, agrees)
		}
		if len(like) == len(f.Path) {
			whole++
		} else if len(like) > 0 {
			every = false
		}
		_, q := average(mine)
		_, a := average(like)
		qualities, agreements = append(qualities, q), append(agreements, a)
	}
	_, roomQuality := average(room)
	n, mean := average(qualities)
	_, agreement := average(agreements)
	if f.N != n || f.Gauge != gauge || !near(f.RoomQuality, 5, roomQuality) {
		tr.t.Errorf("ending: %d people, gauge %d, room %s; not %d, %d, %v", f.N, f.Gauge, shown(f.RoomQuality), n, gauge, roomQuality)
	}
	best := math.Inf(-1)
	for _, q := range qualities {
		if q > best {
			best = q
		}
	}
	if !near(f.BestQuality, n, best) || !near(f.GainVsBest, n, roomQuality-best) {
		tr.t.Errorf("ending: best %s, not %v", shown(f.BestQuality), best)
	}
	partial := 0
	for _, a := range agreements {
		if !math.IsNaN(a) {
			partial++
		}
	}
	partial -= whole
	if every || partial >= 5 && whole >= 5 {
		if !near(f.MeanQuality, n, mean) || !near(f.MeanAgreement, n, agreement) || !near(f.Gain, n, roomQuality-mean) {
			tr.t.Errorf("ending: mean %s, agreement %s, gain %s; not %v, %v", shown(f.MeanQuality), shown(f.MeanAgreement), shown(f.Gain), mean, agreement)
		}
		return
	}
	// One to four people missed a vote: the means are those of the splits.
	_, mean = average(tr.nodeMeans(f, func(c estrade.PathChoice, vote string) float64 { return quality(node(c.Node), vote) }))
	_, agreement = average(tr.nodeMeans(f, func(c estrade.PathChoice, vote string) float64 {
		if vote == c.Option {
			return 1
		}
		return 0
	}))
	if slices.Min(voters) < 5 {
		mean, agreement = math.NaN(), math.NaN()
	}
	if !near(f.MeanQuality, n, mean) || !near(f.MeanAgreement, n, agreement) || !near(f.Gain, n, roomQuality-mean) {
		tr.t.Errorf("ending from splits: mean %s, agreement %s; not %v, %v", shown(f.MeanQuality), shown(f.MeanAgreement), mean, agreement)
	}
}

// nodeMeans is the mean of value over the votes at each node of the path.
func (tr *troupe) nodeMeans(f *estrade.EndingFigures, value func(estrade.PathChoice, string) float64) []float64 {
	var means []float64
	for _, c := range f.Path {
		var values []float64
		for _, p := range tr.there() {
			if v, ok := p.given[spot{"scenario", c.Node + ".vote", "", "choice"}].(string); ok {
				values = append(values, value(c, v))
			}
		}
		_, m := average(values)
		means = append(means, m)
	}
	return means
}

func TestDesk_FiguresComputedAgain(t *testing.T) {
	settings := []setting{
		{people: 1, seed: 11},
		{people: 4, seed: 12, manner: allTheSame},
		{people: 5, seed: 13, manner: allTheSame},
		{people: 5, seed: 14, manner: almostAll},
		{people: 6, seed: 15, manner: allDecline},
		{people: 7, seed: 16, manner: almostAll, tables: 2},
		{people: 12, seed: 17, tables: 2},
		{people: 16, seed: 18, tables: 3},
		{people: 18, seed: 19, tables: 3, manner: almostAll},
		{people: 20, seed: 20, tables: 2},
	}
	for _, s := range settings {
		s.language = estrade.French
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			tr := newTroupe(t, s)
			known := make(map[string]bool)
			tr.seen = func(estrade.CommandName) { tr.checkFigures(known) }
			tr.do(estrade.Command{Name: estrade.CommandStart})
			tr.play(nil)
			if len(known) < 8 {
				t.Errorf("only %d figures were ever shown", len(known))
			}
		})
	}
}
