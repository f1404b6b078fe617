package document

import (
	"fmt"
	"testing"

	estrade "estrade/app"
)

// some is v when a figure on n people may be shown.
func some(n int, v float64) *float64 {
	if n < estrade.MinimumAnswers {
		return nil
	}
	return &v
}

// draw spreads n answers over k places; nil when they may not be shown.
func (d *dice) draw(n, k int) []int {
	counts := make([]int, k)
	for range n {
		counts[min(d.below(k), d.below(k)+d.below(2))]++
	}
	if n < estrade.MinimumAnswers {
		return nil
	}
	return counts
}

func top(counts []int) float64 {
	var most, n int
	for _, c := range counts {
		most, n = max(most, c), n+c
	}
	return float64(most) / float64(max(1, n))
}

// sampleTree is the tree of a story, as the path went through it.
func sampleTree(s estrade.Scenario, l estrade.Language, g group, path []estrade.ReportNodeResult, dice *dice) []estrade.ReportTreeNode {
	nodes := map[string]estrade.Node{}
	for _, n := range s.Nodes {
		nodes[n.ID] = n
	}
	depths, wave := map[string]int{s.Start: 0}, []string{s.Start}
	for len(wave) > 0 {
		var next []string
		for _, id := range wave {
			for _, o := range nodes[id].Options {
				if o.Next != estrade.ScenarioEnd {
					depths[o.Next] = depths[id] + 1
					next = append(next, o.Next)
				}
			}
		}
		wave = next
	}
	visited, chosen := map[string]int{}, map[string]int{}
	id := s.Start
	for i, p := range path {
		visited[id], chosen[id] = i+1, p.Chosen
		id = nodes[id].Options[p.Chosen].Next
	}
	var tree []estrade.ReportTreeNode
	for _, n := range s.Nodes {
		node := estrade.ReportTreeNode{ID: n.ID, Title: n.Title.In(l), Depth: depths[n.ID], Visited: visited[n.ID]}
		counts := dice.draw(g.people, len(n.Options))
		for i, o := range n.Options {
			option := estrade.ReportTreeOption{Letter: letter(i), Next: o.Next, Taken: node.Visited > 0 && chosen[n.ID] == i}
			if o.Next == estrade.ScenarioEnd {
				option.Next = ""
			}
			if node.Visited > 0 && counts != nil {
				option.Count = count(counts[i])
			}
			node.Options = append(node.Options, option)
		}
		tree = append(tree, node)
	}
	return tree
}

// sampleActivities are results of every kind that has figures beside the
// scenario, the contrast and the ranking.
func sampleActivities(t testing.TB, l estrade.Language, g group) []estrade.ActivityResult {
	t.Helper()
	d := &dice{state: uint64(g.people)*31 + 7}
	return []estrade.ActivityResult{
		sampleAssessment(t, l, g), sampleCurve(t, l, g, d), sampleSort(t, "community-carriers", l, g, d), sampleSort(t, "work-and-value", l, g, d),
		sampleRating(t, l, g, d), sampleBoard(t, l, g, d), sampleFeedback(t, l, g, d),
	}
}

func resultOf(head estrade.Activity, l estrade.Language) estrade.ActivityResult {
	a := estrade.ActivityResult{Title: head.Title.In(l), Kind: head.Kind, Captions: captions(head, l)}
	for _, p := range head.Debrief {
		a.Prompts = append(a.Prompts, p.Prompt.In(l))
	}
	return a
}

func sampleAssessment(t testing.TB, l estrade.Language, g group) estrade.ActivityResult {
	t.Helper()
	out := &estrade.ReportAssessment{N: g.people, Shift: &estrade.ReportShift{N: g.people,
		Classic: some(g.people, 0.4321), Retrospective: some(g.people, 0.876), Shift: some(g.people, -0.4439)}}
	for i, c := range builtin(t).Competencies {
		change := estrade.ReportChange{Name: c.Name.In(l), Vertical: c.Bar == "vertical", N: g.people, Display: "hidden"}
		if g.people >= 5 {
			change.Before, change.After = value(float64(31+i*17%40)), value(float64(36+i*23%45))
			change.Up, change.Same = g.people/2, g.people/4
			change.Down = g.people - change.Up - change.Same
			change.Gain, change.Display = value(0.123), "counts"
		}
		if g.people >= 10 {
			change.GZ, change.GAv, change.Display = value(0.5172), value(0.4289), "effect"
		}
		out.Rows = append(out.Rows, change)
	}
	if g.people >= 12 { // one competency that few answered
		out.Rows[4] = estrade.ReportChange{Name: out.Rows[4].Name, N: 3, Display: "hidden"}
	}
	a := resultOf(activity(t, "t-after"), l)
	a.Assessment = out
	return a
}

func sampleCurve(t testing.TB, l estrade.Language, g group, d *dice) estrade.ActivityResult {
	t.Helper()
	head := activity(t, "engagement-curve")
	out := &estrade.ReportCurve{Notice: head.Curve.Notice.In(l), N: g.people, ZonesN: g.people, MeanTotal: some(g.people, 53.27), MeanZones: some(g.people, 61.5)}
	var branches []estrade.BranchPlay
	out.Months, branches = months(*head.Curve)
	closest := d.draw(g.people, 3)
	for i, b := range branches {
		branch := estrade.ReportBranch{Title: b.Title.In(l), Values: b.Values}
		if closest != nil {
			branch.Closest = count(closest[i])
		}
		out.Branches = append(out.Branches, branch)
	}
	if closest != nil {
		out.Equal = count(closest[2])
		for range g.people {
			drawing, v := make([]float64, len(out.Months)), float64(10+d.below(30))
			for i := range drawing {
				drawing[i] = v
				v = clamped(v + float64(d.below(45)-20))
			}
			out.Drawings = append(out.Drawings, drawing)
		}
	}
	for i, e := range head.Curve.Estimates {
		n := g.people - i*2*(g.people/12)
		out.Estimates = append(out.Estimates, estrade.ReportEstimate{Question: e.Question.In(l), Source: e.Source.In(l), Year: e.Year,
			Percent: e.Unit == "percent", Reference: e.Reference, N: n, Median: some(n, 35), Low: some(n, 22.5), High: some(n, 61)})
	}
	zones := map[string]int{}
	for i, z := range head.Curve.Zones {
		out.Zones = append(out.Zones, z.Title.In(l))
		zones[z.ID] = i
	}
	for _, v := range head.Curve.Interventions {
		out.Interventions = append(out.Interventions, estrade.ReportIntervention{Text: v.Text.In(l), Reason: v.Reason.In(l), Zone: zones[v.Zone],
			N: g.people, Counts: d.draw(g.people, len(out.Zones))})
	}
	a := resultOf(head, l)
	a.Curve = out
	return a
}

func sampleSort(t testing.TB, id string, l estrade.Language, g group, d *dice) estrade.ActivityResult {
	t.Helper()
	head := activity(t, id)
	out := &estrade.ReportSort{F1: head.Scoring[0].Method == "f1", N: g.people, Mean: some(g.people, 47.25)}
	if out.F1 {
		out.Mean = some(g.people, 0.583)
	}
	columns := map[string]int{}
	for i, c := range head.Sort.Columns {
		out.Columns = append(out.Columns, c.Title.In(l))
		columns[c.ID] = i
	}
	if head.Sort.Both != nil {
		out.Columns = append(out.Columns, head.Sort.Both.In(l))
	}
	for i := range g.tables {
		n := g.people / g.tables
		table := estrade.ReportSortedTable{Name: rivers[i%len(rivers)], Mark: i, N: n, Score: value(float64(20 + i*13%80)), Mean: some(n, 44.4)}
		if out.F1 {
			table.Score, table.Mean = value(float64(i%9)/9), some(n, 0.444)
		}
		out.Tables = append(out.Tables, table)
	}
	for _, c := range head.Sort.Cards {
		card := estrade.ReportSortedCard{Text: c.Text.In(l), Reason: c.Reason.In(l), Column: columns[c.Column], N: g.people, Counts: d.draw(g.people, len(out.Columns))}
		if card.Counts != nil {
			card.TopShare = value(top(card.Counts))
			card.Explore = *card.TopShare < 0.6
		}
		for range g.tables {
			card.Tables = append(card.Tables, d.below(len(out.Columns)+1)-1)
		}
		out.Cards = append(out.Cards, card)
	}
	if f := head.Sort.FollowUp; f != nil {
		out.FollowUp = &estrade.ReportQuestion{Prompt: f.Prompt.In(l), N: g.people, Counts: d.draw(g.people, len(f.Choices))}
		for _, c := range f.Choices {
			out.FollowUp.Choices = append(out.FollowUp.Choices, c.Label.In(l))
		}
	}
	a := resultOf(head, l)
	a.Sort = out
	return a
}

func sampleRating(t testing.TB, l estrade.Language, g group, d *dice) estrade.ActivityResult {
	t.Helper()
	head := activity(t, "trusted-sources")
	out := &estrade.ReportRating{Decision: head.Rating.Decision.In(l), ReferenceNote: head.Rating.ReferenceNote.In(l), Classes: head.Rating.Classes,
		N: g.people, MeanAlignment: some(g.people, 74.31),
		Said: []string{"On dit au client ce qui est établi, avec la date, et quand on le rappellera.", "On ne dit rien avant la note signée."}}
	for _, c := range head.Rating.Criteria {
		out.Criteria = append(out.Criteria, c.Label.In(l))
	}
	for i, item := range head.Rating.Items {
		rated := estrade.ReportRated{Text: item.Text.In(l), Reason: item.Reason.In(l), Reference: float64(item.Reference), N: g.people,
			Counts: d.draw(g.people, len(out.Classes)), Criteria: d.draw(g.people, len(out.Criteria)),
			Mean: some(g.people, float64(12+i*31%80)), Consensus: some(g.people, 0.35+0.06*float64(i))}
		if rated.Consensus != nil {
			rated.Band = "partial"
			if *rated.Consensus < 0.6 {
				rated.Band = "explore"
			} else if *rated.Consensus >= 0.8 {
				rated.Band = "strong"
			}
		}
		out.Items = append(out.Items, rated)
	}
	a := resultOf(head, l)
	a.Rating = out
	return a
}

func sampleBoard(t testing.TB, l estrade.Language, g group, d *dice) estrade.ActivityResult {
	t.Helper()
	head := activity(t, "weak-signals")
	out := &estrade.ReportBoard{Voters: g.people, Dots: 4, RunOffVoters: g.people}
	for i, b := range head.Board.Boxes {
		box := estrade.ReportBox{Title: b.Title.In(l)}
		for j := range 4 - i {
			group := ""
			if j > 0 && j < 3 {
				group = estrade.Text{FR: "Les demandes nouvelles", EN: "New requests"}.In(l)
			}
			box.Cards = append(box.Cards, estrade.ReportCardText{Text: fmt.Sprintf("En mars, trois clients ont demandé la même chose, fait n° %d, daté et vérifiable.", i*4+j+1), Group: group})
		}
		out.Boxes = append(out.Boxes, box)
	}
	if g.people >= 5 {
		votes := g.people * 2
		for i := range 6 {
			out.Ideas = append(out.Ideas, estrade.ReportIdea{Title: fmt.Sprintf("Idée %d : suivre les demandes nouvelles", i+1), Votes: votes, Voters: min(g.people, votes), Selected: i < 2})
			votes = votes * 2 / 3
		}
		out.RunOff = []estrade.ReportIdea{{Title: "Idée 3 : suivre les demandes nouvelles", Votes: g.people - 2, Voters: g.people - 2, Selected: true}, {Title: "Idée 4", Votes: 2, Voters: 2}}
	}
	_ = d
	a := resultOf(head, l)
	a.Board = out
	return a
}

func sampleFeedback(t testing.TB, l estrade.Language, g group, d *dice) estrade.ActivityResult {
	t.Helper()
	head := activity(t, "hot-evaluation")
	f := head.Feedback
	out := &estrade.ReportFeedback{N: g.people, Prompt: f.Recommendation.Question.In(l), RecommendN: g.people, Display: "hidden"}
	for _, p := range f.Scale.Points {
		out.Points = append(out.Points, p.Label.In(l))
	}
	for _, q := range f.Questions {
		agreement := estrade.ReportAgreement{Text: q.Text.In(l), N: g.people, Counts: d.draw(g.people, len(out.Points))}
		if c := agreement.Counts; c != nil {
			agreement.Top2 = value(100 * float64(c[2]+c[3]) / float64(g.people))
		}
		out.Questions = append(out.Questions, agreement)
	}
	if g.people >= 5 {
		out.Promoters, out.Passives, out.Display = g.people/2, g.people/3, "counts"
		out.Detractors = g.people - out.Promoters - out.Passives
		if g.people >= 10 {
			out.NPS, out.Display = value(100*float64(out.Promoters-out.Detractors)/float64(g.people)), "score"
		}
	}
	for _, c := range f.Comments {
		out.Comments = append(out.Comments, estrade.ReportComments{Label: c.Label.In(l), Texts: []string{"Les échanges à table.", long(600)}})
	}
	a := resultOf(head, l)
	a.Feedback = out
	return a
}
