package document

import (
	"strconv"
	"strings"
	"testing"

	estrade "estrade/app"
)

// sampleHandouts are sheets of every kind of activity.
func sampleHandouts(t testing.TB, l estrade.Language) estrade.HandoutData {
	t.Helper()
	return estrade.HandoutData{
		Language: l, Organisation: organisation(), Title: "Leadership et numérique", Client: "Groupe Ormeval", Place: "Lyon, salle B204",
		Date: at(9, 0), MadeOn: at(8, 0),
		Handouts: []estrade.Handout{
			scenarioHandout(t), contrastHandout(t), rankingHandout(t), curveHandout(t), assessmentHandout(t), sortHandout(t),
			ratingHandout(t), boardHandout(t), planHandout(t), feedbackHandout(t),
		},
	}
}

// sheetsOf is the head of an activity's sheets, with parts that show the same.
func sheetsOf(t testing.TB, id string, play estrade.Play, phases ...string) estrade.Handout {
	t.Helper()
	a := activity(t, id)
	h := estrade.Handout{Title: a.Title, Instructions: a.Instructions}
	for _, phase := range phases {
		h.Parts = append(h.Parts, estrade.HandoutPart{Phase: phase, Title: a.Title, ByTable: phase == "team", Play: play})
	}
	return h
}

func scenarioHandout(t testing.TB) estrade.Handout {
	t.Helper()
	s := activity(t, "gate-12").Scenario
	h := sheetsOf(t, "gate-12", estrade.Play{})
	h.Scenario = &estrade.HandoutStory{Context: s.Context, Roles: s.Roles}
	for i, n := range s.Nodes {
		node := estrade.NodePlay{ID: n.ID, Number: i/2 + 1, Title: n.Title, Text: n.Text}
		for j, o := range n.Options {
			node.Options = append(node.Options, estrade.OptionPlay{ID: o.ID, Letter: string(rune('A' + j)), Text: o.Text})
		}
		h.Scenario.Nodes = append(h.Scenario.Nodes, node)
	}
	return h
}

func contrastHandout(t testing.TB) estrade.Handout {
	t.Helper()
	c := activity(t, "manager-leader").Contrast
	play := &estrade.ContrastPlay{
		Attribution: c.Attribution, Columns: c.Columns, SliderMin: c.Slider.Min, SliderMax: c.Slider.Max, Middle: c.Slider.Middle, Passes: c.Slider.Passes,
	}
	for i, p := range c.Pairs {
		play.Cards = append(play.Cards, estrade.CardPlay{ID: p.ID, Text: p.Manager}, estrade.CardPlay{ID: p.ID, Text: p.Leader})
		play.Pairs = append(play.Pairs, estrade.PairPlay{ID: p.ID, Topic: p.Topic, Manager: p.Manager, Leader: p.Leader, Flipped: i%2 == 1})
	}
	return sheetsOf(t, "manager-leader", estrade.Play{Contrast: play}, "sort", "sliders")
}

func rankingHandout(t testing.TB) estrade.Handout {
	t.Helper()
	play := &estrade.RankingPlay{TeamRule: activity(t, "dormant-network").Ranking.TeamRule}
	for _, i := range activity(t, "dormant-network").Ranking.Items {
		play.Items = append(play.Items, estrade.ItemPlay{ID: i.ID, Text: i.Text})
	}
	return sheetsOf(t, "dormant-network", estrade.Play{Ranking: play}, "individual", "team")
}

func curveHandout(t testing.TB) estrade.Handout {
	t.Helper()
	c := activity(t, "engagement-curve").Curve
	play := &estrade.CurvePlay{Notice: c.Notice}
	for m := c.Months.From; m <= c.Months.To; m += c.Months.Step {
		play.Months = append(play.Months, m)
	}
	for _, e := range c.Estimates {
		play.Estimates = append(play.Estimates, estrade.EstimatePlay{ID: e.ID, Question: e.Question, Unit: e.Unit})
	}
	for _, z := range c.Zones {
		play.Zones = append(play.Zones, estrade.ZonePlay{ID: z.ID, Title: z.Title})
	}
	for _, i := range c.Interventions {
		play.Interventions = append(play.Interventions, estrade.InterventionPlay{ID: i.ID, Text: i.Text})
	}
	return sheetsOf(t, "engagement-curve", estrade.Play{Curve: play}, "estimate", "draw", "place")
}

func assessmentHandout(t testing.TB) estrade.Handout {
	t.Helper()
	pack := builtin(t)
	scale := pack.Profile.Scales["confidence"]
	form := estrade.AssessmentForm{ID: "now", Scale: "confidence", Stem: scale.Stem, Points: scale.Points}
	play := &estrade.AssessmentPlay{
		Drawing: activity(t, "t-before").Assessment.Drawing, Horizontal: pack.Profile.Bars.Horizontal, Vertical: pack.Profile.Bars.Vertical,
		NotConcerned: pack.Profile.Missing.NotConcerned,
	}
	for _, c := range pack.Competencies {
		play.Competencies = append(play.Competencies, estrade.CompetencyCell{ID: c.ID, Bar: c.Bar, Name: c.Name, Definition: c.Definition})
		for _, b := range c.Behaviours {
			if b.Short {
				form.Items = append(form.Items, estrade.BehaviourPlay{ID: b.ID, Competency: c.ID, Text: b.Text})
			}
		}
	}
	play.Passes = []estrade.AssessmentForm{form}
	return sheetsOf(t, "t-before", estrade.Play{Assessment: play}, "answer", "retrospective")
}

func sortHandout(t testing.TB) estrade.Handout {
	t.Helper()
	s := activity(t, "community-carriers").Sort
	play := &estrade.SortPlay{Both: &estrade.Text{FR: "Les deux", EN: "Both"}}
	for _, c := range s.Columns {
		play.Columns = append(play.Columns, estrade.Choice{ID: c.ID, Text: c.Title})
	}
	for _, c := range s.Cards {
		play.Cards = append(play.Cards, estrade.SortCardPlay{ID: c.ID, Text: c.Text})
	}
	return sheetsOf(t, "community-carriers", estrade.Play{Sort: play}, "individual", "team", "follow-up")
}

func ratingHandout(t testing.TB) estrade.Handout {
	t.Helper()
	a := activity(t, "trusted-sources").Rating
	play := &estrade.RatingPlay{Decision: a.Decision, Min: a.Scale.Min, Max: a.Scale.Max, Low: a.Scale.Low, High: a.Scale.High}
	for _, c := range a.Criteria {
		play.Criteria = append(play.Criteria, estrade.Choice{ID: c.ID, Text: c.Label})
	}
	for _, i := range a.Items {
		play.Items = append(play.Items, estrade.RatingItemPlay{ID: i.ID, Text: i.Text})
	}
	return sheetsOf(t, "trusted-sources", estrade.Play{Rating: play}, "individual", "team")
}

func boardHandout(t testing.TB) estrade.Handout {
	t.Helper()
	a := activity(t, "coalition-canvas").Board
	play := &estrade.BoardPlay{PrivacyNote: a.PrivacyNote}
	for _, b := range a.Boxes {
		play.Boxes = append(play.Boxes, estrade.BoxPlay{ID: b.ID, Title: b.Title, Prompt: b.Prompt})
	}
	for _, b := range a.Roles {
		play.Roles = append(play.Roles, estrade.BoxPlay{ID: b.ID, Title: b.Title, Prompt: b.Prompt})
	}
	return sheetsOf(t, "coalition-canvas", estrade.Play{Board: play}, "notes", "vote")
}

func planHandout(t testing.TB) estrade.Handout {
	t.Helper()
	a := activity(t, "action-plan").Commitment
	play := &estrade.CommitmentPlay{Template: a.Template, MaxPlans: a.MaxPlans, Confidence: a.Confidence}
	for _, s := range a.Slots {
		play.Slots = append(play.Slots, estrade.SlotPlay(s))
	}
	return sheetsOf(t, "action-plan", estrade.Play{Commitment: play}, "alone", "pairs")
}

func feedbackHandout(t testing.TB) estrade.Handout {
	t.Helper()
	a := activity(t, "hot-evaluation").Feedback
	play := &estrade.FeedbackPlay{Points: a.Scale.Points, Recommendation: a.Recommendation, PrivacyNote: a.PrivacyNote}
	for _, q := range a.Questions {
		play.Questions = append(play.Questions, estrade.Choice(q))
	}
	for _, c := range a.Comments {
		play.Comments = append(play.Comments, estrade.Choice{ID: c.ID, Text: c.Label})
	}
	return sheetsOf(t, "hot-evaluation", estrade.Play{Feedback: play}, "answer", "comments")
}

func archivableHandouts(t testing.TB, l estrade.Language) []archivable {
	t.Helper()
	nasty := sampleHandouts(t, l)
	nasty.Title, nasty.Client, nasty.Rehearsal = title200(), strings.Join(manyLetters(), " "), true
	for i := range nasty.Handouts {
		nasty.Handouts[i].Title = estrade.Text{FR: title200(), EN: title200()}
	}
	for range 3 {
		nasty.Handouts = append(nasty.Handouts, nasty.Handouts...) // the list of sheets takes several pages
	}
	nasty.Handouts[0].Scenario.Nodes[0].Options[0].Text = estrade.Text{FR: title200(), EN: title200()}
	var all []archivable
	for name, d := range map[string]estrade.HandoutData{"plain": sampleHandouts(t, l), "nasty": nasty, "empty": {Language: l}} {
		all = append(all, archivable{name: "handouts-" + name, title: handoutTitle.In(l),
			make: func(p *Printer) ([]byte, error) { return p.Handouts(d) }})
	}
	return all
}

// The list names every sheet with the pages on which it is, and only sheets that
// stay with their author leave room for a mark.
func TestPrinter_Handouts(t *testing.T) {
	d := sampleHandouts(t, estrade.French)
	pdf, err := New().Handouts(d)
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, pdf)
	f.sound()
	pages := f.pageTexts()
	for _, want := range []struct {
		listed  string // as in the list
		private bool
		says    []string // on its first page
	}{
		{"Le message à la porte 12 — Le récit et mes choix", true, []string{"Étape 1", "A", "D", "entourez votre choix"}},
		{"Le message à la porte 12 — Cartes de vote", false, []string{"A", "B", "C", "D"}},
		{"Manager ou leader ? Douze contrastes — Cartes", false, []string{"pointillés", "Fait grandir"}},
		{"Manager ou leader ? Douze contrastes — Mes positions", true, []string{"Situation annoncée", "Fait grandir", "Warren Bennis"}},
		{"Profil en T — avant — Mon T", true, []string{"multipliez par 12,5", "Auto-positionnement à visée formative"}},
		{"Évaluation à chaud — Mon avis", false, []string{"sans nom", "À garder", "10"}},
		{"Mon plan « si… alors » — Mon plan", true, []string{"[situation précise]", "0 à 10"}},
	} {
		page := listedPage(t, pages[0]+pages[1], want.listed)
		text := oneSpace(pages[page-1])
		for _, says := range want.says {
			if !strings.Contains(text, says) {
				t.Errorf("page %d, %s: %q is missing in\n%s", page, want.listed, says, text)
			}
		}
		if marked := strings.Contains(text, oneSpace("Repère pour la retrouver")); marked != want.private {
			t.Errorf("%s: room for a mark %v, want %v", want.listed, marked, want.private)
		}
	}
	if first := oneSpace(pages[0]); !strings.Contains(first, "cinq réponses") || !strings.Contains(first, "ne se ramassent pas") {
		t.Errorf("the first page says %s", first)
	}
}

// listedPage reads, in the list of sheets, on which page one begins.
func listedPage(t *testing.T, list, title string) int {
	t.Helper()
	for line := range strings.Lines(list) {
		rest, found := strings.CutPrefix(oneSpace(line), oneSpace(title)+" ")
		if !found {
			continue
		}
		fields := strings.Fields(rest)
		for i, f := range fields {
			if n, err := strconv.Atoi(f); err == nil && i > 0 {
				return n
			}
		}
	}
	t.Fatalf("%q is not in the list:\n%s", title, list)
	return 0
}
