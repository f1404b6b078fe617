package facilitation_test

import (
	"testing"

	estrade "estrade/app"
)

// The picture of the path shows what was not chosen, and nothing of it before the end.
func TestScenario_Untaken(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.joinMany(5)
	r.do(estrade.Command{Name: estrade.CommandStart})
	choices := []string{"d", "b", "b", "b", "a"}
	r.until("N2A.vote", choices...)
	if play := r.stage().Play.Scenario; len(play.Endings) != 0 {
		t.Fatalf("the endings are told at the second node: %+v", play.Endings)
	}
	r.until("ending", choices[1:]...)
	view := r.stage()
	ending, play := view.Figures.Ending, view.Play.Scenario
	if len(play.Endings) != 3 || play.Endings[0].From != 70 || play.Endings[2].From != 0 {
		t.Fatalf("endings %+v", play.Endings)
	}
	options := make(map[string]int)
	for _, u := range ending.Untaken {
		options[u.Node]++
		for _, taken := range ending.Path {
			if taken.Node == u.Node && taken.Option == u.Option {
				t.Errorf("%s %s was taken", u.Node, u.Option)
			}
		}
	}
	if len(options) != len(ending.Path) {
		t.Fatalf("%d nodes on the path, %d with untaken options", len(ending.Path), len(options))
	}
	// From 50, the first options of N1 lead to 30 and 50; d was taken.
	first := ending.Untaken[0]
	if options["N1"] != 3 || first.Letter != "A" || first.Gauge != 30 || !first.Elsewhere {
		t.Errorf("first untaken option %+v of %d", first, options["N1"])
	}
}
