package facilitation_test

import (
	"slices"
	"testing"

	estrade "estrade/app"
	"estrade/app/content"
)

// journey is one way through a story.
type journey struct {
	nodes, choices []string
	ending         string
}

// journeys are all ways through a story.
func journeys(s *estrade.Scenario) []journey {
	var all []journey
	var walk func(id string, gauge int, j journey)
	walk = func(id string, gauge int, j journey) {
		if id == estrade.ScenarioEnd {
			for _, e := range s.Endings { // from the highest to the lowest
				if gauge >= e.From {
					j.ending = e.ID
					break
				}
			}
			all = append(all, j)
			return
		}
		n := s.Nodes[slices.IndexFunc(s.Nodes, func(n estrade.Node) bool { return n.ID == id })]
		for _, o := range n.Options {
			next := min(s.Gauge.Max, max(s.Gauge.Min, gauge+o.GaugeChange))
			walk(o.Next, next, journey{nodes: append(slices.Clone(j.nodes), id), choices: append(slices.Clone(j.choices), o.ID)})
		}
	}
	walk(s.Start, s.Gauge.Start, journey{})
	return all
}

// depthsOf is the furthest place of each node on any way.
func depthsOf(all []journey) map[string]int {
	depth := make(map[string]int)
	for _, j := range all {
		for i, id := range j.nodes {
			depth[id] = max(depth[id], i)
		}
	}
	return depth
}

// Every scenario of the pack, played to each of its endings.
func TestScenario_EveryEnding(t *testing.T) {
	pack, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	scenarios := 0
	for id, a := range pack.Activities {
		if a.Scenario == nil {
			continue
		}
		scenarios++
		all := journeys(a.Scenario)
		for k, e := range a.Scenario.Endings {
			i := slices.IndexFunc(all, func(j journey) bool { return j.ending == e.ID })
			if i < 0 {
				t.Errorf("%s: no choices lead to %s", id, e.ID)
				continue
			}
			t.Run(id+"/"+e.ID, func(t *testing.T) {
				t.Parallel()
				playJourney(t, a, all, all[i], []int{5, 4, 7}[k%3])
			})
		}
	}
	if scenarios != 6 {
		t.Errorf("%d scenarios", scenarios)
	}
}

func playJourney(t *testing.T, a *estrade.Activity, all []journey, way journey, people int) {
	r, guests := playing(t, people, nil, a.ID)
	decisions := slices.Clone(way.choices)
	for round := 0; r.view.Part.Phase != "ending"; {
		if r.view.Part.Phase == "vote" && r.view.Part.State == estrade.PartWaiting {
			r.do(estrade.Command{Name: estrade.CommandOpen})
			options := r.view.Play.Scenario.Node.Options
			for i, g := range guests {
				if i > 0 || round != 1 { // one misses the second vote
					g.vote(options[(i+round)%len(options)].ID)
				}
			}
			round++
			r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
			continue
		}
		if tree := r.stage().Play.Scenario.Tree; len(tree) != 0 {
			t.Fatalf("the whole story is told in %s", r.view.Part.ID)
		}
		decisions = r.step(decisions)
	}
	e, play := r.stage().Figures.Ending, r.stage().Play.Scenario
	if e.Ending != way.ending || play.Ending.ID != way.ending || len(e.Path) != len(way.nodes) {
		t.Fatalf("ending %s after %v, not %s", e.Ending, e.Path, way.ending)
	}
	checkTree(t, a.Scenario, depthsOf(all), play.Tree)

	if len(e.Splits) != len(way.nodes) {
		t.Fatalf("%d splits on a path of %d", len(e.Splits), len(way.nodes))
	}
	for i, split := range e.Splits {
		n := people
		if i == 1 {
			n--
		}
		if split.Node != way.nodes[i] || split.N != n || (split.Counts != nil) != (n >= 5) || len(split.Tables) != 0 {
			t.Errorf("split %d: %+v", i, split)
		}
	}
	if now := asShown(t, r.trainerEnding()); now != asShown(t, e) {
		t.Errorf("the figures kept: %s", now)
	}
	r.checkReportTree(a.Scenario, way, e)
}

// trainerEnding is the ending as kept.
func (r *room) trainerEnding() *estrade.EndingFigures {
	r.t.Helper()
	all, err := r.desk.Figures(r.ctx, r.id)
	if err != nil {
		r.t.Fatal(err)
	}
	return all[len(all)-1].Figures.Ending
}

func checkTree(t *testing.T, s *estrade.Scenario, depth map[string]int, tree []estrade.TreeNode) {
	t.Helper()
	if len(tree) != len(depth) {
		t.Fatalf("%d situations of %d", len(tree), len(depth))
	}
	last, order := 0, -1
	for _, n := range tree {
		k := slices.IndexFunc(s.Nodes, func(x estrade.Node) bool { return x.ID == n.ID })
		if n.Depth != depth[n.ID] || n.Depth < last || n.Depth == last && k < order {
			t.Errorf("%s at depth %d, not %d, after %d", n.ID, n.Depth, depth[n.ID], last)
		}
		last, order = n.Depth, k
		if n.Title != s.Nodes[k].Title || len(n.Options) != len(s.Nodes[k].Options) {
			t.Fatalf("%+v", n)
		}
		for i, o := range s.Nodes[k].Options {
			if n.Options[i] != (estrade.TreeOption{ID: o.ID, Letter: string("ABCDE"[i]), Next: o.Next}) {
				t.Errorf("%s: %+v", n.ID, n.Options[i])
			}
		}
	}
}

// checkReportTree reads the story in the report.
func (r *room) checkReportTree(s *estrade.Scenario, way journey, e *estrade.EndingFigures) {
	r.t.Helper()
	d := r.ended()
	if len(d.Results) != 1 || d.Results[0].Scenario == nil {
		r.t.Fatalf("%+v", d.Results)
	}
	tree := d.Results[0].Scenario.Tree
	if len(tree) != len(s.Nodes) {
		r.t.Fatalf("%d situations in the report", len(tree))
	}
	visited := 0
	for _, n := range tree {
		at := slices.Index(way.nodes, n.ID)
		if n.Visited != at+1 {
			r.t.Errorf("%s is visited %d", n.ID, n.Visited)
		}
		node := s.Nodes[slices.IndexFunc(s.Nodes, func(x estrade.Node) bool { return x.ID == n.ID })]
		for i, o := range n.Options {
			taken := at >= 0 && node.Options[i].ID == way.choices[at]
			next := node.Options[i].Next
			if next == "END" {
				next = ""
			}
			if o.Taken != taken || o.Next != next || o.Letter != string("ABCDE"[i]) {
				r.t.Errorf("%s: %+v", n.ID, o)
			}
			switch counted := at >= 0 && e.Splits[at].Counts != nil; {
			case counted != (o.Count != nil):
				r.t.Errorf("%s %s: votes %v", n.ID, o.Letter, o.Count)
			case counted && *o.Count != e.Splits[at].Counts[i].Count:
				r.t.Errorf("%s %s: %d votes", n.ID, o.Letter, *o.Count)
			}
		}
		if at >= 0 {
			visited++
		}
	}
	if visited != len(way.nodes) {
		r.t.Errorf("%d visited of %d", visited, len(way.nodes))
	}
}

// ended plays the agenda to its end and returns the report.
func (r *room) ended() estrade.ReportData {
	r.t.Helper()
	for !r.view.Finished {
		r.step(nil)
	}
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	r.confirm()
	if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); err != nil {
		r.t.Fatal(err)
	}
	return r.report()
}
