package facilitation_test

import (
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
)

// raise types raised hands for the only question of the open part: A, B, C…
func (r *room) raise(counts ...int) error {
	return r.raiseFor(r.view.Backstage.Hands[0], counts...)
}

func (r *room) raiseFor(b estrade.HandBallot, counts ...int) error {
	typed := []estrade.ItemCount{}
	for i, n := range counts {
		typed = append(typed, estrade.ItemCount{ID: b.Options[i].ID, Count: n})
	}
	return r.try(estrade.Command{Name: estrade.CommandHands, Option: b.Item, Counts: typed})
}

// typed are the raised hands of the only question, as the console shows them.
func (r *room) typed() []int {
	var n []int
	for _, c := range r.view.Backstage.Hands[0].Counts {
		n = append(n, c.Count)
	}
	return n
}

// vote opens the vote of a scenario's first situation.
func (r *room) voteOpen() {
	r.t.Helper()
	r.until(firstVote(r))
	r.do(estrade.Command{Name: estrade.CommandOpen})
}

func firstVote(r *room) string {
	r.reachKind(estrade.KindScenario)
	for range 20 {
		if strings.HasSuffix(r.view.Part.ID, ".vote") {
			break
		}
		r.step(nil)
	}
	return r.view.Part.ID
}

// reachKind plays to the first step of a kind.
func (r *room) reachKind(k estrade.Kind) {
	r.t.Helper()
	for range 120 {
		if r.view.Step != nil && r.view.Step.Kind == k {
			return
		}
		r.step(nil)
	}
	r.t.Fatalf("no step of kind %s", k)
}

// split closes the vote and reveals it.
func (r *room) split() *estrade.SplitFigures {
	r.t.Helper()
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	r.do(estrade.Command{Name: estrade.CommandReveal})
	return r.view.Figures.Split
}

func splitCounts(s *estrade.SplitFigures) []int {
	var n []int
	for _, c := range s.Counts {
		n = append(n, c.Count)
	}
	return n
}

func TestHands_withoutDevices(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.voteOpen()
	if err := r.raise(4, 0, 2); err != nil {
		t.Fatal(err)
	}
	if got := r.typed(); !slices.Equal(got, []int{4, 2}) {
		t.Errorf("the console shows %v", got)
	}
	if stage := r.stage(); stage.Figures != nil {
		t.Errorf("the stage shows hands before the reveal: %+v", stage.Figures)
	}
	s := r.split()
	if s.N != 6 || s.Hands != 6 || splitCounts(s)[0] != 4 || splitCounts(s)[1] != 0 || splitCounts(s)[2] != 2 {
		t.Errorf("split %+v", s)
	}
	if stage := r.stage(); stage.Figures == nil || stage.Figures.Split.N != 6 {
		t.Errorf("the stage shows %+v", stage.Figures)
	}
}

func TestHands_fewerThanFive(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.voteOpen()
	if err := r.raise(3, 1); err != nil {
		t.Fatal(err)
	}
	if s := r.split(); s.N != 4 || s.Counts != nil {
		t.Errorf("four hands are shown: %+v", s)
	}
}

// Hands join the answers of five devices or more; fewer could be found out from
// the sum, since everybody saw the hands.
func TestHands_withDevices(t *testing.T) {
	for _, c := range []struct {
		name    string
		devices int
		raised  []int
		n       int
		counts  []int // nil: too few
	}{
		{"Five", 5, []int{1, 0, 2}, 8, []int{6, 0, 2}},
		{"Four", 4, []int{1, 0, 5}, 6, []int{1, 0, 5}},
		{"FourAndFew", 4, []int{3, 1}, 4, nil},
		{"NoHands", 6, []int{0}, 6, []int{6, 0, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRoom(t, estrade.NewSession{})
			guests := r.joinMany(c.devices)
			r.voteOpen()
			first := r.view.Play.Scenario.Node.Options[0].ID
			for _, g := range guests {
				g.answer("", "choice", first)
			}
			r.refresh()
			if err := r.raise(c.raised...); err != nil {
				t.Fatal(err)
			}
			s := r.split()
			if s.N != c.n || (c.counts == nil) != (s.Counts == nil) || c.counts != nil && !slices.Equal(splitCounts(s)[:3], c.counts) {
				t.Errorf("split %+v, want %d of %v", s, c.n, c.counts)
			}
		})
	}
}

func TestHands_refused(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.until(firstVote(r))
	ballot := r.view.Part.ID + "/choice"
	give := func(option string, counts ...estrade.ItemCount) string {
		return key(r.try(estrade.Command{Name: estrade.CommandHands, Option: option, Counts: counts}))
	}
	if got := give(ballot); got != "hands-not-open" {
		t.Errorf("before the vote: %q", got)
	}
	r.do(estrade.Command{Name: estrade.CommandOpen})
	option := r.view.Backstage.Hands[0].Options[0].ID
	for name, got := range map[string]string{
		"hands-unknown":  give("choice", estrade.ItemCount{ID: option, Count: 1}),
		"unknown-option": give(ballot, estrade.ItemCount{ID: "nothing", Count: 1}),
		"bad-count":      give(ballot, estrade.ItemCount{ID: option, Count: -1}),
	} {
		if got != name {
			t.Errorf("%q, want %q", got, name)
		}
	}
	if got := give(ballot, estrade.ItemCount{ID: option, Count: 501}); got != "bad-count" {
		t.Errorf("501 hands: %q", got)
	}
	if got := give(ballot, estrade.ItemCount{ID: option, Count: 1}, estrade.ItemCount{ID: option, Count: 1}); got != "unknown-option" {
		t.Errorf("an option twice: %q", got)
	}
	if got := give(ballot, estrade.ItemCount{ID: option, Count: 500}); got != "" {
		t.Errorf("500 hands: %q", got)
	}
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	if got := give(ballot); got != "hands-not-open" || len(r.view.Backstage.Hands) != 0 {
		t.Errorf("after the vote: %q, offered %v", got, r.view.Backstage.Hands)
	}
	r.do(estrade.Command{Name: estrade.CommandReveal})
	if got := give(ballot); got != "hands-not-open" {
		t.Errorf("after the reveal: %q", got)
	}
}

// What was typed is taken back until the next act, typed anew while the vote is
// open, and stands once it is revealed.
func TestHands_undo(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.voteOpen()
	if err := r.raise(5, 1); err != nil {
		t.Fatal(err)
	}
	if err := r.raise(7); err != nil {
		t.Fatal(err)
	}
	if r.view.Undo == nil || r.view.Undo.Command != estrade.CommandHands {
		t.Fatalf("undo offers %+v", r.view.Undo)
	}
	r.do(estrade.Command{Name: estrade.CommandUndo})
	if got := r.typed(); !slices.Equal(got, []int{5, 1}) {
		t.Errorf("taken back to %v", got)
	}
	if err := r.raise(); err != nil {
		t.Fatal(err)
	}
	if got := r.typed(); len(got) != 0 {
		t.Errorf("emptied to %v", got)
	}
	r.do(estrade.Command{Name: estrade.CommandUndo})
	if got := r.typed(); !slices.Equal(got, []int{5, 1}) {
		t.Errorf("taken back to %v", got)
	}
	if err := r.raise(2, 6); err != nil {
		t.Fatal(err)
	}
	s := r.split()
	if got := key(r.try(estrade.Command{Name: estrade.CommandUndo})); got != "undo-moved-on" {
		t.Errorf("undone after the reveal: %q", got)
	}
	if s.N != 8 || splitCounts(s)[1] != 6 {
		t.Errorf("split %+v", s)
	}
}

func TestHands_restart(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.voteOpen()
	if err := r.raise(5, 1); err != nil {
		t.Fatal(err)
	}
	r.restart()
	r.refresh()
	if got := r.typed(); !slices.Equal(got, []int{5, 1}) {
		t.Errorf("after a restart %v", got)
	}
	if s := r.split(); s.N != 6 || s.Hands != 6 {
		t.Errorf("split %+v", s)
	}
	r.restart()
	r.refresh()
	if s := r.view.Figures.Split; s.N != 6 || s.Hands != 6 {
		t.Errorf("after another restart %+v", s)
	}
}

// The whole story of a room without devices: its figures come from the hands,
// its report says so, the log says which question and never how many.
func TestHands_report(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.reachKind(estrade.KindScenario)
	step := r.view.Step.ID
	for r.view.Step != nil && r.view.Step.ID == step {
		if len(r.view.Backstage.Hands) == 1 {
			if err := r.raise(137, 4); err != nil {
				t.Fatal(err)
			}
		}
		r.step(nil)
	}
	r.runAll()
	d := r.reported()
	found := false
	for _, result := range d.Results {
		if result.Scenario == nil {
			continue
		}
		found = true
		s := result.Scenario
		if s.N != 141 || s.MeanQuality == nil || s.BestQuality != nil {
			t.Errorf("the ending says %d people, mean %v, best %v", s.N, s.MeanQuality, s.BestQuality)
		}
		for _, n := range s.Path {
			if n.N != 141 || n.Hands != 141 {
				t.Errorf("%s: %d people, %d hands", n.Title, n.N, n.Hands)
			}
		}
	}
	if !found {
		t.Error("no scenario in the report")
	}
	for _, e := range r.log() {
		if e.Event == "hands-typed" && strings.Contains(e.Detail, "137") {
			t.Errorf("the log tells %+v", e)
		}
	}
}

// Cards and the question after a sort take raised hands too, and their score is
// then that of all answers.
func TestHands_cards(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Workshop: "half-day-communities"})
	r.reachKind(estrade.KindContrast)
	for r.view.Part.Phase != "sort" {
		r.step(nil)
	}
	r.do(estrade.Command{Name: estrade.CommandOpen})
	ballots := r.view.Backstage.Hands
	if len(ballots) != len(r.view.Play.Contrast.Cards) || len(ballots[0].Options) != 3 {
		t.Fatalf("%d questions", len(ballots))
	}
	for _, b := range ballots {
		if err := r.raiseFor(b, 3, 2, 1); err != nil {
			t.Fatal(err)
		}
	}
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	r.step(nil)
	f := r.frozenOf(r.view.Step.ID)["sort"].Sort
	if f == nil || f.N != 6 || f.Mean == nil || f.Cards[0].Hands != 6 || len(f.Cards[0].Counts) != 3 || f.Cards[0].Counts[0].Count != 3 {
		t.Fatalf("sort %+v", f)
	}

	r.reachKind(estrade.KindSort)
	for _, part := range []string{"individual", "follow-up"} {
		for range 20 {
			if r.view.Part.ID == part {
				break
			}
			r.step(nil)
		}
		if r.view.Part.ID != part {
			continue // this agenda's sort asks no such question
		}
		r.do(estrade.Command{Name: estrade.CommandOpen})
		for _, b := range r.view.Backstage.Hands {
			if err := r.raiseFor(b, 1, 5); err != nil {
				t.Fatal(err)
			}
		}
		r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	}
	id := r.view.Step.ID
	r.finishStep()
	frozen := r.frozenOf(id)
	cards := frozen["reveal"].CardSort
	if cards == nil || cards.N != 6 || cards.Mean == nil || cards.Cards[0].Hands != 6 || cards.Cards[0].Counts[1].Count != 5 {
		t.Fatalf("cards %+v", cards)
	}
	if q := frozen["debrief"].FollowUp; q == nil || q.N != 6 || q.Hands != 6 || q.Counts[1].Count != 5 {
		t.Errorf("follow-up %+v", q)
	}
}

// An evaluation filled in on paper is counted question by question.
func TestHands_evaluation(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Workshop: "half-day"})
	r.joinMany(3)
	r.reachKind(estrade.KindFeedback)
	r.do(estrade.Command{Name: estrade.CommandOpen})
	ballots := r.view.Backstage.Hands
	if len(ballots) != 9 || len(ballots[0].Options) != 4 || len(ballots[8].Options) != 11 {
		t.Fatalf("%d questions", len(ballots))
	}
	for _, b := range ballots[:8] {
		if err := r.raiseFor(b, 1, 0, 4, 6); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.raiseFor(ballots[8], 0, 0, 0, 0, 0, 0, 1, 2, 1, 4, 3); err != nil {
		t.Fatal(err)
	}
	id := r.view.Step.ID
	r.finishStep()
	f := r.frozenOf(id)["answer"].Feedback
	if f == nil || f.N != 11 || f.Hands != 11 || !slices.Equal(f.Questions[0].Counts, []int{1, 0, 4, 6}) {
		t.Fatalf("evaluation %+v", f)
	}
	if n := f.Recommendation; n.N != 11 || n.Promoters != 7 || n.Passives != 3 || n.Detractors != 1 || n.NPS == nil {
		t.Errorf("recommendation %+v", n)
	}
	r.runAll()
	for _, result := range r.reported().Results {
		if result.Feedback != nil && result.Feedback.Paper != 11 {
			t.Errorf("the report says %d sheets", result.Feedback.Paper)
		}
	}
}
