package document

import (
	"fmt"
	"strings"

	estrade "estrade/app"
)

// Charts in words: what a figure shows, for whoever does not see it. The words
// are made from the same data as the drawing, with the same rules on small
// groups.

// item writes « name : what, what »; without anything to say, "".
func (s speech) item(name string, facts ...string) string {
	said := joined(", ", facts...)
	switch {
	case said == "":
		return ""
	case clean(name) == "":
		return said
	default:
		return s.say(describedItem, clean(name), said)
	}
}

// list joins items into a description.
func (s speech) list(heading string, items ...string) string {
	return s.item(heading, joined(describedBetween.In(s.language), items...))
}

// fact writes « name 3,5 », "" for nil.
func (s speech) fact(name string, v *float64, decimals int) string {
	if v == nil {
		return ""
	}
	return strings.TrimSpace(name + " " + s.number(*v, decimals))
}

func (r sheet) describedPlot(months []int, lines []plotLine) string {
	var items []string
	for _, l := range lines {
		if l.name == "" || l.look == plotFaint || l.look == plotHair {
			// Drawings of people have no author, and are too many to be told.
			items = append(items, l.name)
			continue
		}
		var points []string
		for i, v := range l.values {
			if v != nil && i < len(months) {
				points = append(points, r.say(describedMonth, months[i], r.number(*v, 0)))
			}
		}
		items = append(items, r.item(l.name, points...))
	}
	return r.list(r.say(describedCurves), items...)
}

func (r sheet) describedTee(t tee) string {
	var items []string
	for _, c := range t.cells {
		var facts []string
		for i, v := range c.marks {
			facts = append(facts, r.fact(t.marks[i], v, 0))
		}
		items = append(items, r.item(c.name, facts...))
	}
	return r.list(joined(describedBetween.In(r.language), t.bar, t.stem), items...)
}

func (r *report) describedMap(pass estrade.ReportPass, rows []estrade.ReportRow) string {
	var items []string
	for _, row := range rows {
		name := joined(" / ", clean(row.Manager), clean(row.Leader))
		if row.Counts == nil || !shown(row.N) {
			items = append(items, r.item(name, r.say(noticeFew)))
			continue
		}
		var counts []string
		for i, n := range row.Counts {
			if n > 0 {
				counts = append(counts, r.say(describedCount, n, r.signed(i-len(row.Counts)/2)))
			}
		}
		mean, agreement := "", ""
		if row.Mean != nil {
			mean = r.say(describedMean, r.gap(*row.Mean, 1))
		}
		if row.Consensus != nil {
			agreement = r.say(contrastAgreement) + " " + r.fixed(*row.Consensus, 2)
		}
		items = append(items, r.item(name, append(counts, mean, agreement, r.say(sampleSize, row.N))...))
	}
	return r.list(r.words(pass.Title), items...)
}

func (r *report) describedShift(first, second string, all []move) string {
	items := make([]string, 0, len(all))
	for _, m := range all {
		items = append(items, r.item(r.words(m.topic), first+" "+r.gap(m.from, 1), second+" "+r.gap(m.to, 1), r.say(sampleSize, m.n)))
	}
	return r.list("", items...)
}

func (r *report) describedPath(s estrade.ReportScenario) string {
	gauge := r.words(s.GaugeLabel)
	items := []string{r.say(describedStart, gauge, s.GaugeStart)}
	for _, n := range s.Path {
		chosen := ""
		if n.Chosen >= 0 {
			chosen = r.say(describedChoice, letter(n.Chosen))
		}
		items = append(items, r.item(r.words(n.Title), chosen, fmt.Sprintf("%s %d", gauge, n.GaugeAfter)))
	}
	if s.Ending >= 0 && s.Ending < len(s.Endings) {
		items = append(items, r.words(s.Endings[s.Ending].Title))
	}
	return r.list(r.say(scenarioPath), items...)
}

func (r *report) describedTree(nodes []estrade.ReportTreeNode) string {
	titles := map[string]string{}
	for _, n := range nodes {
		titles[n.ID] = r.words(n.Title)
	}
	var items []string
	for _, n := range nodes {
		var ways []string
		for _, o := range n.Options {
			to := titles[o.Next]
			if o.Next == "" {
				to = r.say(describedEnd)
			}
			way := r.say(describedWay, o.Letter, to)
			if o.Taken {
				way += " (" + r.say(describedTaken) + ")"
			}
			ways = append(ways, way)
		}
		items = append(items, r.item(r.words(n.Title), ways...))
	}
	return r.list(r.say(treeTitleText), items...)
}

func (r *report) describedStairs(k estrade.ReportRanking, tables []estrade.ReportTable) string {
	var items []string
	for _, t := range tables {
		var facts []string
		for _, b := range r.treads(k, t) {
			facts = append(facts, b.label+" "+r.number(b.accuracy, 0))
		}
		if len(facts) == 0 {
			facts = []string{r.say(rankingNoList)}
		}
		items = append(items, r.item(t.Name, facts...))
	}
	return r.list(r.say(describedAccuracy, r.number(k.ExpectedAccuracy, 0)), items...)
}

func (r *personal) describedPositions(c estrade.OwnContrast) string {
	var items []string
	for _, p := range c.Positions {
		items = append(items, r.item(joined(" / ", r.in(p.Manager), r.in(p.Leader)),
			r.fact(r.say(ownCurrent), p.Current, 0), r.fact(r.say(ownRequired), p.Required, 0)))
	}
	return r.list(r.say(ownPositions), items...)
}
