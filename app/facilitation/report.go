package facilitation

import (
	"slices"

	estrade "estrade/app"
	"estrade/app/scoring"
)

// activityResult turns the frozen figures of a step into the report's words,
// ok false when the step showed none; s.mu is held.
func (s *session) activityResult(r *run, l estrade.Language) (estrade.ActivityResult, bool) {
	v := estrade.ActivityResult{Title: r.activity.Title.In(l), Kind: r.activity.Kind, Notes: s.tickedNotes(r.step.ID)}
	for _, rule := range r.activity.Scoring {
		if rule.Method != "kendall-w" { // for the trainer's export only
			v.Captions = append(v.Captions, rule.Caption.In(l))
		}
	}
	switch r.activity.Kind {
	case estrade.KindScenario:
		v.Scenario = s.scenarioResult(r, l)
	case estrade.KindContrast:
		v.Contrast = s.contrastResult(r, l)
		v.Source = r.activity.Contrast.Attribution.In(l)
	case estrade.KindRanking:
		v.Ranking = s.rankingResult(r, l)
	case estrade.KindCurve:
		v.Curve = s.curveResult(r, l)
	case estrade.KindSort:
		v.Sort = s.sortResult(r, l)
	case estrade.KindRating:
		v.Rating = s.ratingResult(r, l)
	case estrade.KindBoard:
		v.Board = s.boardResult(r, l)
	case estrade.KindAssessment:
		if v.Assessment = s.assessmentResult(r, l); v.Assessment != nil && v.Assessment.Shift == nil {
			v.Captions = slices.DeleteFunc(v.Captions, func(caption string) bool {
				return caption == r.scoringRule("response-shift").Caption.In(l)
			})
		}
	case estrade.KindFeedback:
		v.Feedback = s.feedbackResult(r, l)
	}
	return v, v.Curve != nil || v.Sort != nil || v.Rating != nil ||
		v.Scenario != nil || v.Contrast != nil || v.Ranking != nil || v.Board != nil || v.Assessment != nil || v.Feedback != nil
}

func (s *session) frozen(r *run, part string) estrade.Figures {
	return s.figures[partKey{r.step.ID, part}]
}

func (s *session) scenarioResult(r *run, l estrade.Language) *estrade.ReportScenario {
	sc := r.activity.Scenario
	v := &estrade.ReportScenario{
		GaugeLabel: sc.Gauge.Label.In(l), GaugeMin: sc.Gauge.Min, GaugeMax: sc.Gauge.Max, GaugeStart: sc.Gauge.Start, Ending: -1,
	}
	path, _ := scenario{}.path(r, "")
	if len(path) == 0 {
		return nil
	}
	before := sc.Gauge.Start
	for _, choice := range path {
		v.Path = append(v.Path, s.nodeResult(r, l, choice, before))
		before = choice.Gauge
	}
	e := s.frozen(r, phaseEnding).Ending
	for i, ending := range sc.Endings {
		v.Endings = append(v.Endings, estrade.ReportEnding{Title: ending.Title.In(l), From: ending.From})
		if e != nil && ending.ID == e.Ending {
			v.Ending, v.EndingText = i, ending.Text.In(l)
		}
	}
	if e == nil {
		return v
	}
	v.Tree = s.storyTree(r, l, path)
	v.N, v.MeanQuality, v.BestQuality, v.RoomQuality = e.N, e.MeanQuality, e.BestQuality, e.RoomQuality
	v.Gain, v.GainVsBest, v.Agreement = e.Gain, e.GainVsBest, e.MeanAgreement
	for _, c := range e.Competencies {
		i := slices.IndexFunc(s.row.Plan.Competencies, func(k estrade.Competency) bool { return k.ID == c.Competency })
		if i >= 0 {
			v.Competencies = append(v.Competencies, estrade.ReportCompetency{
				Name: s.row.Plan.Competencies[i].Name.In(l), Room: c.Room, N: c.N, Mean: c.Mean,
			})
		}
	}
	return v
}

func (s *session) nodeResult(r *run, l estrade.Language, choice estrade.PathChoice, before int) estrade.ReportNodeResult {
	sc := r.activity.Scenario
	n := nodeOf(sc, choice.Node)
	chosen, _ := optionOf(n, choice.Option)
	v := estrade.ReportNodeResult{
		Title: n.Title.In(l), Chosen: -1, GaugeBefore: before, GaugeAfter: choice.Gauge,
		Consequence: chosen.Consequence.In(l), Rationale: n.Rationale.In(l),
	}
	split := s.frozen(r, n.ID+"."+momentSplit).Split
	consequence := s.frozen(r, n.ID+"."+momentConsequence).Consequence
	if split != nil {
		v.N, v.Hands = split.N, split.Hands
	}
	for i, o := range n.Options {
		line := estrade.ReportOption{
			Text: o.Text.In(l), Gauge: min(sc.Gauge.Max, max(sc.Gauge.Min, before+o.GaugeChange)), Detour: o.Next != chosen.Next,
		}
		if split != nil && i < len(split.Counts) {
			line.Count = new(split.Counts[i].Count)
		}
		if consequence != nil {
			for _, t := range consequence.Tables {
				if t.Option == o.ID {
					line.Tables = append(line.Tables, s.tables[t.Table].Name)
				}
			}
		}
		if o.ID == choice.Option {
			v.Chosen = i
		}
		v.Options = append(v.Options, line)
	}
	return v
}

func (s *session) contrastResult(r *run, l estrade.Language) *estrade.ReportContrast {
	sort, chart := s.frozen(r, phaseSort).Sort, s.frozen(r, phaseMap).Map
	if sort == nil && chart == nil {
		return nil
	}
	v := &estrade.ReportContrast{}
	pairs := contrast{}.pairs(r)
	if sort != nil {
		v.SortN, v.SortMean = sort.N, sort.Mean
		for _, card := range (contrast{}).cards(r) {
			i := slices.IndexFunc(sort.Cards, func(a estrade.CardAgreement) bool { return a.Card == card.ID })
			if i < 0 {
				continue
			}
			a := sort.Cards[i]
			line := estrade.ReportCard{Text: card.Text.In(l), N: a.N, Hands: a.Hands, TopShare: a.TopShare, Explore: a.Explore}
			line.Leader = slices.ContainsFunc(pairs, func(p estrade.Pair) bool { return p.ID+"."+poleLeader == card.ID })
			for _, c := range a.Counts {
				switch c.ID {
				case poleManager:
					line.Manager = new(c.Count)
				case poleLeader:
					line.LeaderN = new(c.Count)
				case scoring.Both:
					line.Both = new(c.Count)
				}
			}
			v.Cards = append(v.Cards, line)
		}
	}
	if chart == nil {
		return v
	}
	v.FitN, v.MeanFit = chart.FitN, chart.MeanFit
	for _, situation := range r.activity.Contrast.Situations {
		if situation.ID == chart.Situation {
			v.Situation = situation.Text.In(l)
		}
	}
	for i, pass := range chart.Passes {
		if i >= len(r.activity.Contrast.Slider.Passes) {
			break
		}
		head := r.activity.Contrast.Slider.Passes[i]
		line := estrade.ReportPass{Title: head.Title.In(l), Prompt: head.Prompt.In(l)}
		for _, row := range pass.Rows {
			k := slices.IndexFunc(pairs, func(p estrade.Pair) bool { return p.ID == row.Pair })
			if k < 0 {
				continue
			}
			line.Rows = append(line.Rows, estrade.ReportRow{
				Topic: pairs[k].Topic.In(l), Manager: pairs[k].Manager.In(l), Leader: pairs[k].Leader.In(l),
				N: row.N, Counts: row.Counts, Mean: row.Mean, Consensus: row.Consensus, Band: row.Band,
			})
		}
		v.Passes = append(v.Passes, line)
	}
	return v
}

func (s *session) rankingResult(r *run, l estrade.Language) *estrade.ReportRanking {
	f := s.frozen(r, phaseReveal).Ranking
	if f == nil {
		return nil
	}
	v := &estrade.ReportRanking{
		ReferenceNote: r.activity.Ranking.ReferenceNote.In(l), ExpectedAccuracy: f.ExpectedAccuracy,
		MaxDistance: f.MaxDistance, N: f.N, Mean: f.Mean,
	}
	if f.Silent != nil {
		v.SilentN, v.SilentDistance = f.Silent.N, new(f.Silent.Distance)
	}
	items := ranking{}.byReference(r)
	for _, item := range items {
		line := estrade.ReportItem{Text: item.Text.In(l), Reference: item.Reference, Reason: item.Reason.In(l)}
		if f.Silent != nil {
			if i := slices.Index(f.Silent.Order, item.ID); i >= 0 {
				line.Silent = new(f.Silent.Ranks[i])
			}
		}
		v.Items = append(v.Items, line)
	}
	for _, t := range f.Tables {
		named := s.tables[t.Table]
		line := estrade.ReportTable{
			Name: named.Name, Mark: named.Mark, Distance: t.Distance, N: t.N,
			Mean: t.Mean, Best: t.Best, Gain: t.Gain, GainVsBest: t.GainVsBest,
		}
		if t.Silent != nil {
			line.Silent = new(t.Silent.Distance)
		}
		for _, item := range items {
			line.Ranks = append(line.Ranks, 1+slices.Index(t.Order, item.ID))
		}
		v.Tables = append(v.Tables, line)
	}
	return v
}

func (s *session) assessmentResult(r *run, l estrade.Language) *estrade.ReportAssessment {
	f := s.frozen(r, phaseAnswer).Assessment
	if f == nil || f.N == 0 {
		return nil
	}
	v := &estrade.ReportAssessment{Frequency: f.Scale == scaleFrequency, N: f.N}
	for _, c := range f.Changes {
		i := slices.IndexFunc(s.row.Plan.Competencies, func(k estrade.Competency) bool { return k.ID == c.Competency })
		if i < 0 {
			continue
		}
		named := s.row.Plan.Competencies[i]
		v.Rows = append(v.Rows, estrade.ReportChange{
			Name: named.Name.In(l), Vertical: named.Bar == barVertical, N: c.N, Before: c.MeanPre, After: c.MeanPost,
			Up: c.Up, Same: c.Same, Down: c.Down, Gain: c.Gain, GZ: c.GZ, GAv: c.GAv, Display: c.Display,
		})
	}
	if f.Shift != nil {
		v.Shift = &estrade.ReportShift{
			N: f.Shift.N, Classic: f.Shift.Classic, Retrospective: f.Shift.Retrospective, Shift: f.Shift.Shift,
		}
	}
	return v
}

func (s *session) feedbackResult(r *run, l estrade.Language) *estrade.ReportFeedback {
	f := s.frozen(r, phaseAnswer).Feedback
	if f == nil || f.N == 0 {
		return nil
	}
	a := r.activity.Feedback
	v := &estrade.ReportFeedback{
		N: f.N, Paper: f.Hands, Prompt: a.Recommendation.Question.In(l), RecommendN: f.Recommendation.N, Promoters: f.Recommendation.Promoters,
		Passives: f.Recommendation.Passives, Detractors: f.Recommendation.Detractors, NPS: f.Recommendation.NPS, Display: f.Recommendation.Display,
	}
	for _, p := range a.Scale.Points {
		v.Points = append(v.Points, p.Label.In(l))
	}
	for _, q := range f.Questions {
		i := slices.IndexFunc(a.Questions, func(k estrade.FeedbackQuestion) bool { return k.ID == q.Question })
		if i >= 0 {
			v.Questions = append(v.Questions, estrade.ReportAgreement{Text: a.Questions[i].Text.In(l), N: q.N, Counts: q.Counts, Top2: q.Top2})
		}
	}
	picked := r.picked()
	for _, c := range a.Comments {
		box := estrade.ReportComments{Label: c.Label.In(l)}
		for _, card := range picked {
			if card.Box == c.ID {
				box.Texts = append(box.Texts, card.Text)
			}
		}
		if len(box.Texts) > 0 {
			v.Comments = append(v.Comments, box)
		}
	}
	return v
}
