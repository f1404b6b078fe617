package document

import (
	"fmt"
	"math"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/content"
)

// activity returns an activity of the built-in pack.
func activity(t testing.TB, id string) estrade.Activity {
	t.Helper()
	pack, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	a := pack.Activities[id]
	if a == nil {
		t.Fatalf("the built-in pack has no activity %s", id)
	}
	return *a
}

// dice gives the same plausible numbers at every run.
type dice struct{ state uint64 }

func (d *dice) below(n int) int {
	d.state = d.state*6364136223846793005 + 1442695040888963407
	return int((d.state >> 33) % uint64(n))
}

func value(v float64) *float64 { return &v }
func count(n int) *int         { return &n }

// group is how many people, at how many tables, a sample report is about.
type group struct {
	people, tables int
}

var firstNames = []string{"Awa", "Zoé", "Nguyễn Thị", "Ελένη", "François-Xavier", "Żaneta", "Владимир", "Maëlys", "O", "Jürgen", "Ştefan", "Þórunn"}
var lastNames = []string{"Diallo", "d'Aboville", "Phương Thảo", "Παπαδοπούλου", "Müller-Lüdenscheidt", "Wójcik", "Соловьёв", "Le Goff", "Ibáñez", "Ōkubo"}
var rivers = []string{"Loire", "Garonne", "Rhône", "Seine", "Dordogne", "Meuse", "Adour", "Vienne", "Charente"}

func sampleReport(t testing.TB, l estrade.Language, g group) estrade.ReportData {
	t.Helper()
	say := func(fr, en string) string { return estrade.Text{FR: fr, EN: en}.In(l) }
	d := estrade.ReportData{
		Language:     l,
		Origin:       origin(),
		Organisation: organisation(),
		IssuedOn:     at(12, 50),
		Title:        say("Leadership et numérique", "Leadership and digital life"),
		Client:       "Groupe Ormeval",
		Recipient:    []string{"Groupe Ormeval", say("Direction des ressources humaines", "Human resources")},
		Place:        "Lyon, salle B204",
		Context: say("Une demi-journée pour situer ses pratiques, décider à plusieurs sous pression et repartir avec un geste précis.",
			"A half-day to place one’s own practice, decide together under pressure and leave with one precise act."),
		Starts:     at(9, 0),
		Ends:       at(12, 34),
		Present:    g.people,
		Tables:     g.tables,
		Objectives: certificateFR().Objectives,
		ErasedOn:   time.Date(2026, 12, 24, 12, 0, 0, 0, paris),
		Notes:      []estrade.ReportNote{{Heading: say("Clôture", "Closing"), Text: say("Le groupe veut un point à deux mois.", "The group wants a meeting in two months.")}},
	}
	if l == estrade.English {
		d.Objectives = certificateEN().Objectives
	}
	d.Agenda = sampleAgenda(say)
	dice := &dice{state: uint64(g.people)*7919 + 3}
	for i := range g.people {
		line := estrade.AttendanceLine{
			Name:     firstNames[i%len(firstNames)] + " " + lastNames[(i*7+i/12)%len(lastNames)],
			HalfDays: []estrade.HalfDay{{Day: at(9, 0)}},
			Arrival:  at(8, 45+dice.below(15)), Departure: at(12, 34), Minutes: 214, Complete: true,
		}
		if i%9 == 4 {
			line.Arrival, line.Minutes, line.Complete = at(9, 20), 194, false
		}
		d.Attendance = append(d.Attendance, line)
	}
	d.Results = []estrade.ActivityResult{
		sampleContrast(t, l, g, dice), sampleRanking(t, l, g), sampleScenario(t, "gate-12", l, g, dice),
	}
	return d
}

func sampleAgenda(say func(fr, en string) string) []estrade.AgendaLine {
	var lines []estrade.AgendaLine
	start := at(9, 0)
	for _, a := range []struct {
		title           string
		planned, actual int
		off, skipped    bool
	}{
		{say("Accueil, cadre", "Welcome, frame"), 10, 12, false, false},
		{say("Manager ou leader ? Douze contrastes", "Manager or leader? Twelve contrasts"), 30, 33, false, false},
		{say("Réveiller un réseau endormi", "Waking a dormant network"), 50, 48, false, false},
		{say("Pause", "Break"), 15, 15, true, false},
		{say("Le message à la porte 12", "The message at gate 12"), 55, 56, false, false},
		{say("Plan d’action", "Action plan"), 15, 0, false, true},
		{say("Clôture", "Closing"), 5, 5, false, false},
	} {
		line := estrade.AgendaLine{Title: a.title, PlannedMinutes: a.planned, ActualMinutes: a.actual, OffClock: a.off, Skipped: a.skipped}
		if !a.skipped {
			line.Start = start
			start = start.Add(time.Duration(a.actual) * time.Minute)
			line.End = start
		}
		lines = append(lines, line)
	}
	return lines
}

// sampleScenario plays a scenario of the pack with votes drawn at random.
func sampleScenario(t testing.TB, name string, l estrade.Language, g group, dice *dice) estrade.ActivityResult {
	t.Helper()
	head := activity(t, name)
	s := *head.Scenario
	nodes := map[string]estrade.Node{}
	for _, n := range s.Nodes {
		nodes[n.ID] = n
	}
	out := &estrade.ReportScenario{
		GaugeLabel: s.Gauge.Label.In(l), GaugeMin: s.Gauge.Min, GaugeMax: s.Gauge.Max, GaugeStart: s.Gauge.Start,
		Ending: -1, N: g.people, RoomQuality: value(74.2),
	}
	if g.people >= 5 {
		out.MeanQuality, out.BestQuality, out.Gain, out.GainVsBest, out.Agreement = value(58.35), value(81), value(15.9), value(-6.8), value(0.62)
	}
	gauge := s.Gauge.Start
	clamp := func(v int) int { return max(s.Gauge.Min, min(s.Gauge.Max, v)) }
	for id := s.Start; id != estrade.ScenarioEnd; {
		n := nodes[id]
		counts := make([]int, len(n.Options))
		for range g.people {
			counts[dice.below(len(n.Options))]++
		}
		chosen := len(n.Options) - 1 - len(out.Path)%2
		node := estrade.ReportNodeResult{Title: n.Title.In(l), N: g.people, Chosen: chosen, GaugeBefore: gauge,
			Consequence: n.Options[chosen].Consequence.In(l), Rationale: n.Rationale.In(l)}
		for i, o := range n.Options {
			option := estrade.ReportOption{Text: o.Text.In(l), Gauge: clamp(gauge + o.GaugeChange), Detour: o.Next != n.Options[chosen].Next}
			if g.people >= 5 {
				option.Count = count(counts[i])
			}
			node.Options = append(node.Options, option)
		}
		for i := range g.tables {
			o := &node.Options[dice.below(len(n.Options))]
			o.Tables = append(o.Tables, rivers[i%len(rivers)])
		}
		gauge = clamp(gauge + n.Options[chosen].GaugeChange)
		node.GaugeAfter = gauge
		out.Path = append(out.Path, node)
		id = n.Options[chosen].Next
	}
	out.Tree = sampleTree(s, l, g, out.Path, dice)
	for i, e := range s.Endings {
		out.Endings = append(out.Endings, estrade.ReportEnding{Title: e.Title.In(l), From: e.From})
		if out.Ending < 0 && gauge >= e.From {
			out.Ending, out.EndingText = i, e.Text.In(l)
		}
	}
	pack, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range pack.Competencies {
		competency := estrade.ReportCompetency{Name: c.ID + " · " + c.Name.In(l), N: g.people, Room: value(float64(35 + i*29%60))}
		if i == 1 {
			competency.Room = nil
		}
		if g.people >= 5 {
			competency.Mean = value(float64(60 - i*4))
		}
		out.Competencies = append(out.Competencies, competency)
	}
	return estrade.ActivityResult{Title: head.Title.In(l), Kind: estrade.KindScenario, Captions: captions(head, l), Scenario: out,
		Prompts: prompts(head, l), Notes: []estrade.ReportNote{{Heading: head.Debrief[0].Prompt.In(l), Text: head.Debrief[0].Prompt.In(l)}}}
}

func captions(a estrade.Activity, l estrade.Language) []string {
	var texts []string
	for _, s := range a.Scoring {
		texts = append(texts, s.Caption.In(l))
	}
	return texts
}

func prompts(a estrade.Activity, l estrade.Language) []string {
	var texts []string
	for _, p := range a.Debrief[:4] {
		texts = append(texts, p.Prompt.In(l))
	}
	return texts
}

func sampleContrast(t testing.TB, l estrade.Language, g group, dice *dice) estrade.ActivityResult {
	t.Helper()
	head := activity(t, "manager-leader")
	c := *head.Contrast
	out := &estrade.ReportContrast{SortN: g.people, Situation: c.Situations[0].Text.In(l), FitN: g.people}
	if g.people >= 5 {
		out.SortMean, out.MeanFit = value(58.35), value(71.2)
	}
	for k, pass := range c.Slider.Passes {
		p := estrade.ReportPass{Title: pass.Title.In(l), Prompt: pass.Prompt.In(l)}
		for i, pair := range c.Pairs {
			row := estrade.ReportRow{Topic: pair.Topic.In(l), Manager: pair.Manager.In(l), Leader: pair.Leader.In(l), N: g.people}
			if g.people >= 5 {
				row.Counts = make([]int, 7)
				var sum float64
				for range g.people {
					v := (i*5/7 + k + dice.below(4) + dice.below(2)*(i%3)) % 7
					row.Counts[v]++
					sum += float64(v - 3)
				}
				row.Mean = value(sum / float64(g.people))
				row.Consensus = value(0.31 + 0.047*float64((i*5+k)%12))
				row.Band = "partial"
				if *row.Consensus < 0.6 {
					row.Band = "explore"
				} else if *row.Consensus >= 0.8 {
					row.Band = "strong"
				}
			}
			p.Rows = append(p.Rows, row)
		}
		out.Passes = append(out.Passes, p)
	}
	for _, pair := range c.Pairs {
		for j, text := range []estrade.Text{pair.Manager, pair.Leader} {
			card := estrade.ReportCard{Text: text.In(l), Leader: j == 1, N: g.people}
			if g.people >= 5 {
				a := dice.below(g.people + 1)
				b := dice.below(g.people - a + 1)
				card.Manager, card.Both, card.LeaderN = count(a), count(b), count(g.people-a-b)
				card.TopShare = value(float64(max(a, b, g.people-a-b)) / float64(g.people))
				card.Explore = *card.TopShare < 0.6
			}
			out.Cards = append(out.Cards, card)
		}
	}
	return estrade.ActivityResult{Title: head.Title.In(l), Kind: estrade.KindContrast, Captions: captions(head, l),
		Source: c.Attribution.In(l), Prompts: prompts(head, l), Contrast: out}
}

func sampleRanking(t testing.TB, l estrade.Language, g group) estrade.ActivityResult {
	t.Helper()
	head := activity(t, "dormant-network")
	k := *head.Ranking
	out := &estrade.ReportRanking{ReferenceNote: k.ReferenceNote.In(l), ExpectedAccuracy: 34, MaxDistance: 50, N: g.people, SilentN: g.people}
	if g.people >= 5 {
		out.Mean, out.SilentDistance = value(20.53), value(12)
	}
	for i, item := range k.Items {
		ri := estrade.ReportItem{Text: item.Text.In(l), Reference: item.Reference, Reason: item.Reason.In(l)}
		if g.people >= 5 {
			ri.Silent = value(math.Min(10, float64(item.Reference)+float64(i%3)/2))
		}
		out.Items = append(out.Items, ri)
	}
	for i := range g.tables {
		n := g.people / g.tables
		table := estrade.ReportTable{Name: rivers[i%len(rivers)], Mark: i, N: n, Distance: value(float64(6 + 4*(i%5)))}
		if i >= len(rivers) {
			table.Name += fmt.Sprint(" ", i/len(rivers)+1)
		}
		if n >= 5 {
			table.Mean, table.Best = value(20.5+float64(i%3)), value(float64(10+2*(i%2)))
			table.Gain, table.GainVsBest = value(*table.Mean-*table.Distance), value(*table.Best-*table.Distance)
			table.Silent = value(13)
		}
		for j := range k.Items {
			table.Ranks = append(table.Ranks, (j+i*(j%2)*2)%len(k.Items)+1)
		}
		out.Tables = append(out.Tables, table)
	}
	return estrade.ActivityResult{Title: head.Title.In(l), Kind: estrade.KindRanking, Captions: captions(head, l), Ranking: out}
}
