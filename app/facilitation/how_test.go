package facilitation

import (
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
	"estrade/app/content"
)

// groupMethods score nobody alone.
var groupMethods = []string{
	"none", "synergy", "mean-ranks", "kendall-w", "scenario-path", "card-agreement", "heatmap-row", "pre-post",
	"class-consensus", "dot-vote", "top2", "nps",
}

func TestHow(t *testing.T) {
	pack, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range pack.Activities {
		texts := (&run{activity: a}).how()
		want := 0
		for _, rule := range a.Scoring {
			if slices.Contains(groupMethods, rule.Method) {
				continue
			}
			want++
			if explanations[rule.Method] == nil {
				t.Errorf("%s: nobody can read how %s is computed", a.ID, rule.Method)
			}
		}
		if len(texts) != want {
			t.Errorf("%s: %d explanations, want %d", a.ID, len(texts), want)
		}
		for _, text := range texts {
			for _, s := range []string{text.FR, text.EN} {
				if s == "" || strings.ContainsAny(s, "{}") {
					t.Errorf("%s: %q", a.ID, s)
				}
			}
		}
	}
}

func TestHow_weights(t *testing.T) {
	half, three := 0.25, 3.5
	for _, c := range []struct {
		rule   estrade.ScoringRule
		fr, en string
	}{
		{estrade.ScoringRule{Method: "card-sort", BothValue: &half, MinAnswered: "3/4"}, "« Les deux » 0,25, une autre 0.", "“Both” 0.25, any other 0."},
		{estrade.ScoringRule{Method: "card-sort", MinAnswered: "3/4"}, "au moins 3/4 des cartes", "At least 3/4 of the cards"},
		{estrade.ScoringRule{Method: "scenario-competencies", MinRange: &three}, "moins de 3,5.", "less than 3.5."},
		{estrade.ScoringRule{Method: "self-score", Points: 5, MinAnswered: "1/1"}, "de 1 à 5,", "from 1 to 5,"},
		{estrade.ScoringRule{Method: "curve", Weights: &estrade.CurveWeights{Shape: 50, Timing: 20, Profile: 30}}, "50 points)", "(20 points)"},
	} {
		got := explanations[c.rule.Method](c.rule)
		if !strings.Contains(strings.ReplaceAll(got.FR, "\u00a0", " "), c.fr) || !strings.Contains(got.EN, c.en) {
			t.Errorf("%s:\n%s\n%s", c.rule.Method, got.FR, got.EN)
		}
	}
}
