package document

import (
	"strings"
	"testing"

	estrade "estrade/app"
)

func speaker(l estrade.Language) *report { return &report{sheet: sheet{speech: newSpeech(l)}} }

func TestReport_activityFindings(t *testing.T) {
	t.Parallel()
	change := func(name string, n int, before, after float64) estrade.ReportChange {
		return estrade.ReportChange{Name: name, N: n, Before: &before, After: &after, Display: "counts"}
	}
	branch := func(name string, closest int) estrade.ReportBranch {
		return estrade.ReportBranch{Title: name, Closest: &closest}
	}
	fr := speaker(estrade.French)
	for name, c := range map[string]struct{ got, want string }{
		"rise": {fr.assessmentFinding(estrade.ReportAssessment{Rows: []estrade.ReportChange{change("A", 5, 40, 45), change("B", 5, 30, 45), change("C", 4, 0, 100)}}),
			"B : c’est là que la confiance déclarée a le plus augmenté (30 puis 45 sur 100)."},
		"frequency": {fr.assessmentFinding(estrade.ReportAssessment{Frequency: true, Rows: []estrade.ReportChange{change("A", 5, 40, 45)}}),
			"A : c’est là que la fréquence déclarée a le plus augmenté (40 puis 45 sur 100)."},
		"no rise":  {fr.assessmentFinding(estrade.ReportAssessment{Rows: []estrade.ReportChange{change("A", 5, 40, 40)}}), "Aucune compétence n’augmente dans ce que le groupe déclare."},
		"too few":  {fr.assessmentFinding(estrade.ReportAssessment{Rows: []estrade.ReportChange{change("A", 4, 40, 60)}}), ""},
		"branch":   {fr.curveFinding(estrade.ReportCurve{N: 8, Branches: []estrade.ReportBranch{branch("Avec rebond", 5), branch("Sans rebond", 3)}}), "Cinq dessins sur huit sont plus proches de la branche « avec rebond »."},
		"one":      {fr.curveFinding(estrade.ReportCurve{N: 5, Branches: []estrade.ReportBranch{branch("Avec rebond", 0), branch("Sans rebond", 1)}}), "Un dessin sur cinq est plus proche de la branche « sans rebond »."},
		"split":    {fr.curveFinding(estrade.ReportCurve{N: 8, Branches: []estrade.ReportBranch{branch("A", 4), branch("B", 4)}}), "Les dessins se partagent entre les branches."},
		"few":      {fr.curveFinding(estrade.ReportCurve{N: 4, Branches: []estrade.ReportBranch{branch("A", 4)}}), ""},
		"card":     {fr.sortFinding(estrade.ReportSort{Cards: []estrade.ReportSortedCard{{Text: "A", N: 9, TopShare: value(0.9)}, {Text: "B.", N: 9, TopShare: value(0.4)}, {Text: "C", N: 4, TopShare: value(0.1)}}}), "« B » : c’est la carte qui partage le plus la salle."},
		"source":   {fr.ratingFinding(estrade.ReportRating{Items: []estrade.ReportRated{{Text: "A", N: 5, Consensus: value(0.41)}}}), "« A » : c’est la source qui partage le plus la salle (accord 0,41)."},
		"kept":     {fr.boardFinding(estrade.ReportBoard{Voters: 5, Ideas: []estrade.ReportIdea{{Title: "A", Selected: true}, {Title: "B"}, {Title: "C", Selected: true}}}), "Le groupe retient « A » et « C »."},
		"few kept": {fr.boardFinding(estrade.ReportBoard{Voters: 4, Ideas: []estrade.ReportIdea{{Title: "A", Selected: true}}}), ""},
		"liked":    {fr.feedbackFinding(estrade.ReportFeedback{Questions: []estrade.ReportAgreement{{Text: "A.", N: 5, Top2: value(60)}, {Text: "B.", N: 4, Top2: value(100)}}}), "« A » : 60 % de réponses favorables, la part la plus haute."},
		"English":  {speaker(estrade.English).curveFinding(estrade.ReportCurve{N: 12, Branches: []estrade.ReportBranch{branch("With a rebound", 7), branch("Without", 5)}}), "7 drawings out of 12 are closer to the branch “with a rebound”."},
	} {
		if got, want := oneSpace(c.got), oneSpace(c.want); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestSpeech_quoted(t *testing.T) {
	t.Parallel()
	got := newSpeech(estrade.French).quoted(strings.Repeat("mots et mots, ", 20))
	if n := len([]rune(got)); n > maxQuoted+1 || !strings.HasSuffix(got, "mots…") {
		t.Errorf("quoted = %q, %d characters", got, n)
	}
}
