package document

import (
	"strings"

	estrade "estrade/app"
)

// finding is the sentence that heads an activity: the one given, else one
// written from its figures, else its title.
func (r *report) finding(i int) string {
	a := r.data.Results[i]
	text := r.words(a.Finding)
	if text == "" {
		switch {
		case a.Scenario != nil:
			text = r.scenarioFinding(*a.Scenario)
		case a.Contrast != nil:
			text = r.contrastFinding(*a.Contrast)
		case a.Ranking != nil:
			text = r.rankingFinding(*a.Ranking)
		case a.Assessment != nil:
			text = r.assessmentFinding(*a.Assessment)
		case a.Curve != nil:
			text = r.curveFinding(*a.Curve)
		case a.Sort != nil:
			text = r.sortFinding(*a.Sort)
		case a.Rating != nil:
			text = r.ratingFinding(*a.Rating)
		case a.Board != nil:
			text = r.boardFinding(*a.Board)
		case a.Feedback != nil:
			text = r.feedbackFinding(*a.Feedback)
		}
	}
	if text == "" {
		text = r.words(a.Title)
	}
	return text
}

func (r *report) scenarioFinding(s estrade.ReportScenario) string {
	if s.Ending < 0 || s.Ending >= len(s.Endings) {
		return r.say(scenarioUnfinished)
	}
	text := r.words(s.Endings[s.Ending].Title)
	if !strings.ContainsAny(text[max(0, len(text)-3):], ".!?…") {
		text += "."
	}
	return text
}

// contrastFinding names the pair on which the group agrees least, in the first
// pass that may be shown.
func (r *report) contrastFinding(c estrade.ReportContrast) string {
	for _, pass := range c.Passes {
		var least *estrade.ReportRow
		for i, row := range pass.Rows {
			if shown(row.N) && row.Consensus != nil && (least == nil || *row.Consensus < *least.Consensus) {
				least = &pass.Rows[i]
			}
		}
		if least != nil {
			return r.say(contrastFinding, r.words(least.Topic))
		}
	}
	return ""
}

// rankingFinding counts the tables that did better than their best member, or,
// where tables are too small for that, better than the room's mean.
func (r *report) rankingFinding(k estrade.ReportRanking) string {
	var own, beatBest, listed, beatRoom int
	for _, t := range k.Tables {
		if t.Distance == nil {
			continue
		}
		listed++
		if k.Mean != nil && *t.Distance < *k.Mean-1e-9 {
			beatRoom++
		}
		if shown(t.N) && t.Best != nil {
			own++
			if *t.Distance < *t.Best-1e-9 {
				beatBest++
			}
		}
	}
	switch {
	case own == 1 && len(k.Tables) == 1:
		return r.say(either(beatBest == 1, rankingOneBest, rankingOneNotBest))
	case own > 1 && own == listed:
		return r.outOf(beatBest, own, rankingBeatsBest, rankingBeatBest1, rankingAllBest, rankingNoneBest)
	case k.Mean == nil || !shown(k.N) || listed == 0:
		return ""
	case listed == 1:
		return r.say(either(beatRoom == 1, rankingOneRoom, rankingOneNotRoom))
	default:
		return r.outOf(beatRoom, listed, rankingBeatsRoom, rankingBeatRoom1, rankingAllRoom, rankingNoneRoom)
	}
}

func either(first bool, a, b estrade.Text) estrade.Text {
	if first {
		return a
	}
	return b
}

// outOf writes « Deux tables sur trois… », and in other words one, all or none of them.
func (r *report) outOf(k, n int, many, one, all, none estrade.Text) string {
	switch {
	case k == 0:
		return r.say(none)
	case k == n:
		every := r.say(allTables, r.count(n))
		if n == 2 {
			every = r.say(bothTables)
		}
		return r.say(all, every)
	case k == 1:
		return r.say(one, capital(r.count(k)), r.count(n))
	default:
		return r.say(many, capital(r.count(k)), r.count(n))
	}
}

// count writes a small number in words; tables are feminine in French.
func (r *report) count(n int) string {
	words := strings.Fields("no one two three four five six seven eight nine ten")
	if r.language == estrade.French {
		words = strings.Fields("aucune une deux trois quatre cinq six sept huit neuf dix")
	}
	if n < len(words) {
		return words[n]
	}
	return r.number(float64(n), 0)
}

func capital(text string) string {
	runes := []rune(text)
	if len(runes) == 0 {
		return ""
	}
	return strings.ToUpper(string(runes[:1])) + string(runes[1:])
}
