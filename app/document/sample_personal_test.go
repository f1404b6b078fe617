package document

import (
	"fmt"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/content"
)

func builtin(t testing.TB) *estrade.Pack {
	t.Helper()
	pack, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

// samplePersonal is what someone who answered everything takes away.
func samplePersonal(t testing.TB, l estrade.Language) estrade.PersonalData {
	t.Helper()
	return estrade.PersonalData{
		Language: l, Organisation: organisation(), Title: estrade.Text{FR: "Leadership et numérique", EN: "Leadership and digital life"}.In(l),
		Place: "Lyon, salle B204", Client: "Groupe Ormeval", Date: at(9, 0), Pseudonym: "Véga sous le tilleul",
		ReturnCode: "7QK2M9XDPA4TBW", ErasedOn: time.Date(2027, 2, 24, 12, 0, 0, 0, paris),
		Competencies: builtin(t).Competencies,
		Results: []estrade.OwnResult{
			ownAssessmentSample(t, "t-before", "before"), ownContrastSample(t), ownRankingSample(t), ownScenarioSample(t), ownCurveSample(t),
			ownSortSample(t, "community-carriers"), ownSortSample(t, "work-and-value"), ownRatingSample(t), ownBoardSample(t),
			ownCommitmentSample(t), ownAssessmentSample(t, "t-after", "after"),
		},
	}
}

func own(t testing.TB, id string) estrade.OwnResult {
	t.Helper()
	return estrade.OwnResult{Step: id, Activity: id, Title: activity(t, id).Title}
}

func captionTexts(a estrade.Activity) []estrade.Text {
	var texts []estrade.Text
	for _, s := range a.Scoring {
		texts = append(texts, s.Caption)
	}
	return texts
}

func ownAssessmentSample(t testing.TB, id, moment string) estrade.OwnResult {
	t.Helper()
	pack, head, out := builtin(t), activity(t, id), own(t, id)
	a := &estrade.OwnAssessment{Scale: "confidence", Moment: moment, Drawing: head.Assessment.Drawing, Captions: captionTexts(head),
		Horizontal: pack.Profile.Bars.Horizontal, Vertical: pack.Profile.Bars.Vertical}
	for i, c := range pack.Competencies {
		cell := estrade.OwnCell{Competency: c.ID, Bar: c.Bar, Name: c.Name, Definition: c.Definition, Answered: 2, Of: 2, Now: value(float64(25 + i*37%76))}
		if moment == "after" {
			cell.Before, cell.Hindsight, cell.Change = value(float64(12+i*29%70)), value(float64(5+i*23%60)), value(float64(i%5)/5-0.2)
		}
		if i == 3 || i == 9 {
			cell.Answered, cell.Now, cell.Change = 1, nil, nil
		}
		if i == 9 {
			cell.Before, cell.Hindsight = nil, nil
		}
		if i == 5 && moment == "after" {
			cell.Before, cell.Hindsight = cell.Now, cell.Now
		}
		a.Cells = append(a.Cells, cell)
	}
	if moment == "after" {
		a.Shift = &estrade.OwnShift{N: 11, Of: 12, Classic: value(0.4545), Retrospective: value(0.9091), Shift: value(-0.4546)}
	}
	out.Assessment = a
	return out
}

func ownContrastSample(t testing.TB) estrade.OwnResult {
	t.Helper()
	head, out := activity(t, "manager-leader"), own(t, "manager-leader")
	c := &estrade.OwnContrast{Sorted: 24, SortScore: value(66.7), SlidersClosed: true, Situation: &head.Contrast.Situations[0].Text,
		Answered: 11, Pairs: 12, Fit: value(71.21), MeanGap: value(1.727), IndexCurrent: value(-0.45), IndexRequired: value(1.2727),
		SliderMin: -3, SliderMax: 3, Captions: captionTexts(head)}
	for i, p := range head.Contrast.Pairs {
		position := estrade.OwnPosition{Pair: p.ID, Manager: p.Manager, Leader: p.Leader, Current: value(float64(i*5%7 - 3)), Required: value(float64(i*3%7 - 3))}
		if i == 4 {
			position.Required = nil
		}
		c.Positions = append(c.Positions, position)
		answers := []string{"manager", "leader", "both", ""}
		c.Cards = append(c.Cards, estrade.OwnCard{Card: p.ID + "m", Text: p.Manager, Key: "manager", Own: answers[i%4]},
			estrade.OwnCard{Card: p.ID + "l", Text: p.Leader, Key: "leader", Own: answers[(i+1)%3]})
	}
	out.Contrast = c
	return out
}

func ownRankingSample(t testing.TB) estrade.OwnResult {
	t.Helper()
	head, out := activity(t, "dormant-network"), own(t, "dormant-network")
	k := &estrade.OwnRanking{Distance: value(16), Accuracy: value(68), ExpectedAccuracy: value(34), Captions: captionTexts(head)}
	for i, item := range head.Ranking.Items {
		k.Items = append(k.Items, estrade.OwnRankedItem{Item: item.ID, Text: item.Text, Reason: item.Reason, Reference: item.Reference,
			Own: (i*3)%len(head.Ranking.Items) + 1, Table: i + 1})
	}
	k.Items[2].Own = 0
	out.Ranking = k
	return out
}

func ownScenarioSample(t testing.TB) estrade.OwnResult {
	t.Helper()
	head, out := activity(t, "gate-12"), own(t, "gate-12")
	s := &estrade.OwnScenario{Answered: 4, Quality: value(58.35), Agreement: value(0.5), Captions: captionTexts(head)}
	for i, n := range head.Scenario.Nodes[:5] {
		node := estrade.OwnNode{Node: n.ID, Title: n.Title, Room: n.Options[0].ID, RoomText: n.Options[0].Text, Rationale: n.Rationale}
		if i != 2 {
			o := n.Options[i%2]
			node.Choice, node.ChoiceText = o.ID, &o.Text
		}
		s.Nodes = append(s.Nodes, node)
	}
	for i, c := range builtin(t).Competencies[:6] {
		competency := estrade.OwnCompetency{Competency: c.ID, Name: c.Name, Score: value(float64(20 + i*31%80))}
		if i == 1 {
			competency.Score = nil
		}
		s.Competencies = append(s.Competencies, competency)
	}
	out.Scenario = s
	return out
}

// months are those of the built-in curve, and its branches over them.
func months(c estrade.Curve) (all []int, branches []estrade.BranchPlay) {
	for m := c.Months.From; m <= c.Months.To; m += c.Months.Step {
		all = append(all, m)
	}
	for _, b := range c.Branches {
		play := estrade.BranchPlay{ID: b.ID, Title: b.Title}
		for _, m := range all {
			for i := 1; i < len(b.Anchors); i++ {
				from, to := b.Anchors[i-1], b.Anchors[i]
				if x := float64(m); x >= from.Month && (x < to.Month || i+1 == len(b.Anchors)) {
					play.Values = append(play.Values, from.Value+(to.Value-from.Value)*(x-from.Month)/(to.Month-from.Month))
					break
				}
			}
		}
		branches = append(branches, play)
	}
	return all, branches
}

func ownCurveSample(t testing.TB) estrade.OwnResult {
	t.Helper()
	head, out := activity(t, "engagement-curve"), own(t, "engagement-curve")
	c := &estrade.OwnCurve{Drawn: 14, Rebound: value(71.3), NoRebound: value(44.87), Closest: "rebound", PeakMonth: value(6), TroughMonth: value(18),
		Placed: 7, ZonesScore: value(64.29), Notice: head.Curve.Notice, Captions: captionTexts(head)}
	c.Months, c.Branches = months(*head.Curve)
	for i := range c.Months {
		var v *float64
		if i < 9 || i > 11 {
			v = value([]float64{10, 60, 95, 80, 55, 30, 20, 25, 30, 0, 0, 0, 50, 55, 58, 60, 70}[i])
		}
		c.Points = append(c.Points, v)
	}
	for i, e := range head.Curve.Estimates {
		play := estrade.EstimatePlay{ID: e.ID, Question: e.Question, Unit: e.Unit, Min: e.Min, Max: e.Max, Year: e.Year, Reference: value(e.Reference), Source: &e.Source}
		estimate := estrade.OwnEstimate{EstimatePlay: play, Own: value(40), Points: value(80)}
		if i == 1 {
			estimate.Own, estimate.Points = nil, nil
		}
		c.Estimates = append(c.Estimates, estimate)
	}
	for i, v := range head.Curve.Interventions {
		item := estrade.OwnIntervention{ID: v.ID, Text: v.Text, Key: head.Curve.Zones[i/2].Title, Reason: v.Reason, Verdict: "adjacent"}
		if i != 2 {
			item.Own = &head.Curve.Zones[(i+1)%4].Title
		}
		c.Interventions = append(c.Interventions, item)
	}
	out.Curve = c
	return out
}

func ownSortSample(t testing.TB, id string) estrade.OwnResult {
	t.Helper()
	head, out := activity(t, id), own(t, id)
	titles := map[string]estrade.Text{}
	for _, c := range head.Sort.Columns {
		titles[c.ID] = c.Title
	}
	s := &estrade.OwnSort{Method: head.Scoring[0].Method, Answered: len(head.Sort.Cards) - 1, Score: value(58.3), Captions: captionTexts(head)}
	if s.Method == "f1" {
		s.Score = value(0.667)
	}
	for i, c := range head.Sort.Cards {
		card := estrade.OwnSortedCard{Card: c.ID, Text: c.Text, Key: titles[c.Column], Reason: c.Reason}
		if i != 1 {
			title := head.Sort.Columns[i%len(head.Sort.Columns)].Title
			card.Own, card.Same = &title, title == card.Key
		}
		s.Cards = append(s.Cards, card)
	}
	out.Sort = s
	return out
}

func ownRatingSample(t testing.TB) estrade.OwnResult {
	t.Helper()
	head, out := activity(t, "trusted-sources"), own(t, "trusted-sources")
	s := &estrade.OwnRating{Answered: 9, Alignment: value(81.11), MeanGap: value(18.89), ReferenceNote: head.Rating.ReferenceNote, Captions: captionTexts(head)}
	for i, item := range head.Rating.Items {
		rated := estrade.OwnRated{Item: item.ID, Text: item.Text, Reference: float64(item.Reference), Reason: item.Reason}
		if i != 3 {
			rated.Own = value(float64(i * 41 % 101))
			rated.Criterion = &head.Rating.Criteria[i%5].Label
		}
		s.Items = append(s.Items, rated)
	}
	out.Rating = s
	return out
}

func ownBoardSample(t testing.TB) estrade.OwnResult {
	t.Helper()
	head, out := activity(t, "weak-signals"), own(t, "weak-signals")
	out.Board = &estrade.OwnBoard{Notes: []estrade.OwnNote{
		{Box: head.Board.Boxes[0].Title, Text: "En mars, trois clients ont demandé le même service sans nous connaître."},
		{Box: head.Board.Boxes[0].Title, Text: strings.TrimSpace(strings.Repeat("Un signal long, observé deux fois, daté et vérifiable. ", 9))},
		{Box: head.Board.Boxes[2].Title, Text: "Notre règle des deux jours.\nEt le planning."},
	}, Dots: []estrade.OwnDots{{Idea: "Trois clients, la même demande", Dots: 2}, {Idea: "Le forum des anciens reprend", Dots: 1}}}
	return out
}

func ownCommitmentSample(t testing.TB) estrade.OwnResult {
	t.Helper()
	head, out := activity(t, "action-plan"), own(t, "action-plan")
	plan := func(situation, behaviour, date string) estrade.Text {
		replace := func(text string) string {
			return strings.NewReplacer("{situation}", situation, "{behaviour}", behaviour, "{date}", date, "{witness}", "une collègue du site voisin", "{sign}", "…").Replace(text)
		}
		return estrade.Text{FR: replace(head.Commitment.Template.FR), EN: replace(head.Commitment.Template.EN)}
	}
	out.Commitment = &estrade.OwnCommitment{Reminder: true, Advice: estrade.Text{FR: "Réduisez le pas : moins, plus tôt, avec quelqu’un.", EN: "Make the step smaller: less, sooner, with someone."}, SmallerBelow: 7, Plans: []estrade.OwnPlan{
		{Sentence: plan("le point hebdomadaire arrive lundi", "réponds à deux questions avant de poser les miennes", "15 décembre 2026"), Confidence: value(6), Date: "2026-12-15", Shared: true},
		{Sentence: plan("…", "demande l’avis des absents", "…")},
	}}
	return out
}

// emptied is a person who answered nothing of it, or too little.
func emptied(d estrade.PersonalData) estrade.PersonalData {
	results := make([]estrade.OwnResult, len(d.Results))
	for i, own := range d.Results {
		results[i] = own
		switch {
		case own.Scenario != nil:
			own.Scenario.Answered, own.Scenario.Quality, own.Scenario.Agreement = 0, nil, nil
			for j := range own.Scenario.Nodes {
				own.Scenario.Nodes[j].Choice, own.Scenario.Nodes[j].ChoiceText = "", nil
			}
			for j := range own.Scenario.Competencies {
				own.Scenario.Competencies[j].Score = nil
			}
		case own.Contrast != nil:
			c := own.Contrast
			c.Sorted, c.SortScore, c.Answered, c.Fit, c.MeanGap, c.IndexCurrent, c.IndexRequired = 3, nil, 0, nil, nil, nil, nil
			for j := range c.Positions {
				c.Positions[j].Current, c.Positions[j].Required = nil, nil
			}
		case own.Ranking != nil:
			own.Ranking.Distance, own.Ranking.Accuracy = nil, nil
			for j := range own.Ranking.Items {
				own.Ranking.Items[j].Own, own.Ranking.Items[j].Table = 0, 0
			}
		case own.Assessment != nil:
			for j := range own.Assessment.Cells {
				c := &own.Assessment.Cells[j]
				c.Answered, c.Before, c.Hindsight, c.Now, c.Change = 0, nil, nil, nil, nil
			}
			if s := own.Assessment.Shift; s != nil {
				s.N, s.Classic, s.Retrospective, s.Shift = 0, nil, nil, nil
			}
		case own.Curve != nil:
			c := own.Curve
			c.Points, c.Drawn, c.Rebound, c.NoRebound, c.Closest, c.PeakMonth, c.TroughMonth, c.Placed, c.ZonesScore = nil, 0, nil, nil, "", nil, nil, 0, nil
		case own.Sort != nil:
			own.Sort.Answered, own.Sort.Score = 0, nil
		case own.Rating != nil:
			own.Rating.Answered, own.Rating.Alignment, own.Rating.MeanGap = 0, nil, nil
		case own.Board != nil:
			own.Board.Notes, own.Board.Dots = nil, nil
		case own.Commitment != nil:
			own.Commitment.Plans = nil
		}
	}
	d.Results, d.ReturnCode = results, ""
	return d
}

// long is a text of about n characters, with a word that fits no line.
func long(n int) string {
	word := strings.Repeat("anticonstitutionnellement", 6) + " "
	return strings.TrimSpace(word + strings.Repeat("Un texte long, écrit à la main, avec des accents et des virgules. ", n/66) + fmt.Sprint("Fin de ", n, "."))
}
