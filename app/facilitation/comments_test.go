package facilitation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
)

// TestComments: comments are reread when the trainer has the time, until the
// documents are issued.
func TestComments(t *testing.T) {
	base := newRoom(t, estrade.NewSession{})
	r := base.another(estrade.NewSession{Workshop: base.agenda("Fin", "hot-evaluation", "closing")})
	guests := r.joinMany(6)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.do(estrade.Command{Name: estrade.CommandOpen})
	for _, g := range guests {
		g.answer("", r.view.Play.Feedback.Questions[0].ID, 3)
	}
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	r.do(estrade.Command{Name: estrade.CommandAdvance})
	r.do(estrade.Command{Name: estrade.CommandOpen})
	for i, g := range guests[:3] {
		g.answer("", r.view.Play.Feedback.Comments[0].ID, fmt.Sprintf("Remarque %d sur Paul", i))
	}
	if len(r.view.Comments) != 0 {
		t.Error("comments while they are being written")
	}
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	r.do(estrade.Command{Name: estrade.CommandNextStep})
	if len(r.view.Comments) != 1 || len(r.view.Comments[0].Cards) != 3 || r.view.Comments[0].Play.Feedback == nil {
		t.Fatalf("comments %+v", r.view.Comments)
	}
	step := r.view.Comments[0].Step
	pick := func(i int, text string) error {
		c := r.view.Comments[0].Cards[i]
		c.Picked, c.Text = true, text
		return r.try(estrade.Command{Name: estrade.CommandCard, Step: step, Card: &c})
	}
	if err := pick(0, "Relue pendant la clôture"); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{"closing", "nothing"} {
		c := r.view.Comments[0].Cards[1]
		if err := r.try(estrade.Command{Name: estrade.CommandCard, Step: wrong, Card: &c}); key(err) != "no-cards-now" {
			t.Errorf("step %s: %v", wrong, err)
		}
	}
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	if err := pick(1, "Relue à la fermeture"); err != nil {
		t.Fatal(err)
	}
	if err := base.desk.EraseAnswers(r.ctx, r.id, guests[5].id); err != nil {
		t.Fatal(err)
	}
	r.refresh()
	r.confirm()
	if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); err != nil {
		t.Fatal(err)
	}
	report := string(r.shelf.files[len(r.shelf.files)-1].Data)
	_, results, _ := strings.Cut(report, `"Results"`)
	for text, want := range map[string]bool{"Relue pendant la clôture": true, "Relue à la fermeture": true, "Paul": false, "Personne": false} {
		if strings.Contains(results, text) != want {
			t.Errorf("%q in the report: want %v", text, want)
		}
	}
	r.refresh()
	if len(r.view.Comments) != 0 {
		t.Error("comments after the report was issued")
	}
	if err := r.try(estrade.Command{Name: estrade.CommandCard, Step: step, Card: &estrade.Card{ID: "x", Picked: true}}); key(err) != "no-cards-now" {
		t.Errorf("picked after the report was issued: %v", err)
	}
}

// TestComments_NotReopened: once the comments were read, nobody goes on whose
// comment would stand out among them.
func TestComments_NotReopened(t *testing.T) {
	r, guests := playing(t, 7, nil, "hot-evaluation")
	r.open("answer")
	for _, g := range guests {
		g.answer("", r.view.Play.Feedback.Questions[0].ID, 3)
	}
	r.until("comments")
	comment := r.view.Play.Feedback.Comments[0].ID
	r.do(estrade.Command{Name: estrade.CommandOpen})
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	r.do(estrade.Command{Name: estrade.CommandReopen}) // nothing was read
	for _, g := range guests[:6] {
		g.answer("", comment, "Merci de "+g.name)
		if err := g.lock(""); err != nil {
			t.Fatal(err)
		}
	}
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	if len(r.view.Backstage.Cards) != 6 {
		t.Fatalf("%+v", r.view.Backstage.Cards)
	}
	stays := func(when string) {
		t.Helper()
		i := slices.IndexFunc(r.view.Actions, func(a estrade.Action) bool { return a.Command == estrade.CommandBack })
		if i < 0 || r.view.Actions[i].Enabled {
			t.Errorf("%s: the next comment would be the seventh person's: %+v", when, r.view.Actions)
		}
		for _, name := range []estrade.CommandName{estrade.CommandReopen, estrade.CommandBack} {
			if err := r.try(estrade.Command{Name: name}); key(err) != "cannot-go-back" {
				t.Errorf("%s: %s: %v", when, name, err)
			}
		}
	}
	stays("closed")
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	r.do(estrade.Command{Name: estrade.CommandReopenRoom})
	stays("reread while closing")
}
