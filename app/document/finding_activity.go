package document

import (
	"slices"
	"strings"

	estrade "estrade/app"
)

// Words of the sentences that head the pages of activities.
var (
	findingConfidence = estrade.Text{
		FR: "%s : c’est là que la confiance déclarée a le plus augmenté (%s puis %s sur 100).",
		EN: "%s: that is where stated confidence rose most (%s then %s out of 100).",
	}
	findingFrequency = estrade.Text{
		FR: "%s : c’est là que la fréquence déclarée a le plus augmenté (%s puis %s sur 100).",
		EN: "%s: that is where stated frequency rose most (%s then %s out of 100).",
	}
	findingNoRise = estrade.Text{
		FR: "Aucune compétence n’augmente dans ce que le groupe déclare.",
		EN: "No competency rises in what the group states.",
	}
	findingCurve = estrade.Text{
		FR: "%s dessins sur %s sont plus proches de la branche « %s ».",
		EN: "%s drawings out of %s are closer to the branch “%s”.",
	}
	findingCurve1 = estrade.Text{
		FR: "%s dessin sur %s est plus proche de la branche « %s ».",
		EN: "%s drawing out of %s is closer to the branch “%s”.",
	}
	findingCurveTie = estrade.Text{
		FR: "Les dessins se partagent entre les branches.",
		EN: "Drawings are split between the branches.",
	}
	findingCard = estrade.Text{
		FR: "« %s » : c’est la carte qui partage le plus la salle.",
		EN: "“%s”: that is the card the room agrees on least.",
	}
	findingSource = estrade.Text{
		FR: "« %s » : c’est la source qui partage le plus la salle (accord %s).",
		EN: "“%s”: that is the source the room agrees on least (agreement %s).",
	}
	findingKept     = estrade.Text{FR: "Le groupe retient %s.", EN: "The group keeps %s."}
	findingQuoted   = estrade.Text{FR: "« %s »", EN: "“%s”"}
	findingFeedback = estrade.Text{
		FR: "« %s » : %s de réponses favorables, la part la plus haute.",
		EN: "“%s”: %s of favourable answers, the highest share.",
	}
)

// maxQuoted is the greatest number of characters of a text quoted in a heading.
const maxQuoted = 90

// quoted cuts a text for a heading, at a space.
func (s speech) quoted(text string) string {
	text = strings.TrimRight(s.words(text), ".…")
	runes := []rune(text)
	if len(runes) <= maxQuoted {
		return text
	}
	cut := string(runes[:maxQuoted])
	if at := strings.LastIndexByte(cut, ' '); at > 0 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}

// assessmentFinding names the competency whose mean rose most.
func (r *report) assessmentFinding(a estrade.ReportAssessment) string {
	var best *estrade.ReportChange
	for i, c := range a.Rows {
		if moved(c) && (best == nil || *c.After-*c.Before > *best.After-*best.Before) {
			best = &a.Rows[i]
		}
	}
	switch {
	case best == nil:
		return ""
	case *best.After-*best.Before <= 1e-9:
		return r.say(findingNoRise)
	case a.Frequency:
		return r.say(findingFrequency, r.words(best.Name), r.number(*best.Before, 0), r.number(*best.After, 0))
	default:
		return r.say(findingConfidence, r.words(best.Name), r.number(*best.Before, 0), r.number(*best.After, 0))
	}
}

// curveFinding counts the drawings closest to the branch most drawn.
func (r *report) curveFinding(c estrade.ReportCurve) string {
	if !shown(c.N) {
		return ""
	}
	best, tie := -1, false
	for i, b := range c.Branches {
		switch {
		case b.Closest == nil:
			return ""
		case best < 0 || *b.Closest > *c.Branches[best].Closest:
			best, tie = i, false
		case *b.Closest == *c.Branches[best].Closest:
			tie = true
		}
	}
	switch {
	case best < 0:
		return ""
	case tie || *c.Branches[best].Closest == 0:
		return r.say(findingCurveTie)
	}
	n := *c.Branches[best].Closest
	return r.say(either(n == 1, findingCurve1, findingCurve), capital(r.drawingCount(n, c.N)), r.drawingCount(c.N, c.N), lower(r.words(c.Branches[best].Title)))
}

// drawingCount writes n of all drawings, in words when both are small; drawings
// are masculine in French.
func (r *report) drawingCount(n, all int) string {
	const inWords = 10
	switch {
	case all > inWords:
		return r.number(float64(n), 0)
	case n == 1 && r.language == estrade.French:
		return "un"
	default:
		return r.count(n)
	}
}

// sortFinding names the card on which the room agrees least.
func (r *report) sortFinding(s estrade.ReportSort) string {
	var least *estrade.ReportSortedCard
	for i, c := range s.Cards {
		if shown(c.N) && c.TopShare != nil && (least == nil || *c.TopShare < *least.TopShare) {
			least = &s.Cards[i]
		}
	}
	if least == nil {
		return ""
	}
	return r.say(findingCard, r.quoted(least.Text))
}

// ratingFinding names the source on which the room agrees least.
func (r *report) ratingFinding(s estrade.ReportRating) string {
	var least *estrade.ReportRated
	for i, item := range s.Items {
		if shown(item.N) && item.Consensus != nil && (least == nil || *item.Consensus < *least.Consensus) {
			least = &s.Items[i]
		}
	}
	if least == nil {
		return ""
	}
	return r.say(findingSource, r.quoted(least.Text), r.fixed(*least.Consensus, 2))
}

// boardFinding lists the ideas the group kept, up to three.
func (r *report) boardFinding(b estrade.ReportBoard) string {
	const most = 3
	var kept []string
	add := func(voters int, ideas []estrade.ReportIdea) {
		for _, idea := range ideas {
			text := r.say(findingQuoted, r.quoted(idea.Title))
			if shown(voters) && idea.Selected && len(kept) < most && !slices.Contains(kept, text) {
				kept = append(kept, text)
			}
		}
	}
	add(b.Voters, b.Ideas)
	add(b.RunOffVoters, b.RunOff)
	switch n := len(kept); n {
	case 0:
		return ""
	case 1:
		return r.say(findingKept, kept[0])
	default:
		return r.say(findingKept, strings.Join(kept[:n-1], ", ")+" "+wordAnd.In(r.language)+" "+kept[n-1])
	}
}

// feedbackFinding names the sentence most agreed with.
func (r *report) feedbackFinding(f estrade.ReportFeedback) string {
	var best *estrade.ReportAgreement
	for i, q := range f.Questions {
		if shown(q.N) && q.Top2 != nil && (best == nil || *q.Top2 > *best.Top2) {
			best = &f.Questions[i]
		}
	}
	if best == nil {
		return ""
	}
	return r.say(findingFeedback, r.quoted(best.Text), r.percent(*best.Top2/100))
}
