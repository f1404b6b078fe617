package facilitation_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
)

// opine answers every question of the hot evaluation.
func (g *guest) opine(question, recommendation any) {
	g.r.t.Helper()
	for _, q := range g.r.view.Play.Feedback.Questions {
		g.answer("", q.ID, question)
	}
	g.answer("", "recommendation", recommendation)
}

func (r *room) totals() *estrade.FeedbackFigures {
	r.t.Helper()
	f := r.frozenOf("hot-evaluation")["answer"].Feedback
	if f == nil {
		r.t.Fatal("the totals were not frozen")
	}
	return f
}

// reported closes the session and returns its report as given to the PDF writer.
func (r *room) reported() estrade.ReportData {
	r.t.Helper()
	if r.view.Session.State == estrade.SessionOpen {
		r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	}
	if _, err := r.desk.ConfirmAttendance(r.ctx, r.id, nil); err != nil {
		r.t.Fatal(err)
	}
	if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); err != nil {
		r.t.Fatal(err)
	}
	for _, f := range r.shelf.files {
		var d estrade.ReportData
		if json.Unmarshal(f.Data, &d) == nil && len(d.Agenda) > 0 {
			return d
		}
	}
	r.t.Fatal("no report was issued")
	return estrade.ReportData{}
}

func TestFeedback_Totals(t *testing.T) {
	for _, n := range []int{0, 4, 5, 9, 10, 12} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			r := composed(t, estrade.NewSession{}, "hot-evaluation")
			guests := r.joinMany(n)
			r.reach("hot-evaluation", "answer")
			for i, g := range guests {
				g.opine(1+i%4, []int{10, 9, 8, 3}[i%4])
			}
			r.reach("hot-evaluation", "comments")
			if len(r.frozenOf("hot-evaluation")) != 0 || r.view.Figures != nil {
				t.Fatal("totals before the step is over")
			}
			r.finishStep()
			f := r.totals()
			if f.N != n || len(f.Questions) != 8 {
				t.Fatalf("%+v", f)
			}
			counts := make([]int, 4)
			for i := range n {
				counts[i%4]++
			}
			for _, q := range f.Questions {
				if q.N != n || n < 5 && (q.Counts != nil || q.Top2 != nil) ||
					n >= 5 && (!slices.Equal(q.Counts, counts) || !isNear(q.Top2, 100*float64(counts[2]+counts[3])/float64(n))) {
					t.Errorf("%+v", q)
				}
			}
			rec := f.Recommendation
			switch {
			case n < 5:
				if rec != (estrade.RecommendationFigures{N: n, Display: "hidden"}) {
					t.Errorf("%+v", rec)
				}
			case rec.Promoters != counts[0]+counts[1] || rec.Passives != counts[2] || rec.Detractors != counts[3]:
				t.Errorf("%+v", rec)
			case n < 10 && (rec.NPS != nil || rec.Display != "counts"),
				n >= 10 && (rec.Display != "score" || !isNear(rec.NPS, 100*float64(rec.Promoters-rec.Detractors)/float64(n))):
				t.Errorf("%+v", rec)
			}
		})
	}
	t.Run("MissingIsMissing", func(t *testing.T) {
		r := composed(t, estrade.NewSession{}, "hot-evaluation")
		guests := r.joinMany(7)
		r.reach("hot-evaluation", "answer")
		for _, g := range guests[:5] {
			g.opine(4, 10)
		}
		guests[0].answer("", "pace", nil)
		guests[5].opine(nil, nil)
		r.finishStep()
		f := r.totals()
		if f.N != 5 || f.Recommendation.N != 5 || f.Questions[0].N != 5 || !isNear(f.Questions[0].Top2, 100) {
			t.Errorf("%+v", f)
		}
		if pace := f.Questions[1]; pace.Question != "pace" || pace.N != 4 || pace.Counts != nil || pace.Top2 != nil {
			t.Errorf("%+v", pace)
		}
	})
}

func TestFeedback_Answers(t *testing.T) {
	r := composed(t, estrade.NewSession{}, "hot-evaluation")
	g := r.join("Une personne")
	r.reach("hot-evaluation", "answer")
	for _, try := range []struct {
		item  string
		value any
		want  string
	}{
		{"pace", 1, ""},
		{"pace", 4, ""},
		{"pace", nil, ""},
		{"pace", 0, "out-of-range"},
		{"pace", 5, "out-of-range"},
		{"pace", 2.5, "out-of-range"},
		{"pace", "well", "out-of-range"},
		{"recommendation", 0, ""},
		{"recommendation", 10, ""},
		{"recommendation", 11, "out-of-range"},
		{"recommendation", -1, "out-of-range"},
		{"keep", "a comment", "unknown-item"},
		{"mood", nil, "unknown-item"},
	} {
		if err := g.try("", try.item, try.value); key(err) != try.want {
			t.Errorf("%s %v: %v", try.item, try.value, err)
		}
	}
	r.reach("hot-evaluation", "comments")
	for _, try := range []struct {
		item  string
		value any
		want  string
	}{
		{"keep", strings.Repeat("é", 2000), ""},
		{"keep", strings.Repeat("é", 2001), "text-too-long"},
		{"change", "une ligne\nune autre", ""},
		{"change", "a\x1bb", "text-unreadable"},
		{"change", 4, "text-unreadable"},
		{"pace", 4, "unknown-item"},
	} {
		if err := g.try("", try.item, try.value); key(err) != try.want {
			t.Errorf("%s: %v", try.item, err)
		}
	}
	if _, me := g.see(); !me.Done || len(me.Results) != 0 {
		t.Errorf("%+v", me)
	}
	g.answer("", "change", "")
	if _, me := g.see(); me.Done {
		t.Error("an emptied comment is no answer")
	}
	if err := g.lock(""); err != nil {
		t.Fatal(err)
	}
	if _, me := g.see(); !me.Done {
		t.Error("who has nothing to say locks")
	}
}

func TestFeedback_Comments(t *testing.T) {
	commented := func(t *testing.T, n int) (*room, []*guest) {
		t.Helper()
		r := composed(t, estrade.NewSession{DocumentLanguage: estrade.English}, "hot-evaluation")
		guests := r.joinMany(6)
		r.reach("hot-evaluation", "answer")
		for _, g := range guests[:n] {
			g.opine(3, 9)
		}
		r.reach("hot-evaluation", "comments")
		for _, g := range guests[:3] {
			g.answer("", "keep", "garder la quincaillerie")
			g.answer("", "change", "  ")
		}
		guests[1].answer("", "change", "merci à Zzyzx")
		if len(r.view.Backstage.Cards) != 0 {
			t.Fatal("comments are still being written")
		}
		r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
		return r, guests
	}
	t.Run("OfFourPeople", func(t *testing.T) {
		r, _ := commented(t, 4)
		if len(r.view.Backstage.Cards) != 0 || r.view.Backstage.CardsPicked != "" {
			t.Errorf("%+v", r.view.Backstage.Cards)
		}
	})
	t.Run("ToTheReport", func(t *testing.T) {
		r, guests := commented(t, 5)
		cards := r.view.Backstage.Cards
		if len(cards) != 4 || r.view.Backstage.CardsPicked != "report" {
			t.Fatalf("%+v", cards)
		}
		console := asText(t, cards)
		for _, g := range guests {
			if strings.Contains(console, string(g.id)) || strings.Contains(console, g.name) {
				t.Error("a comment has an author")
			}
		}
		for _, c := range cards {
			if c.Source != "comment" || c.Picked {
				t.Errorf("%+v", c)
			}
			if c.Box == "change" {
				c.Text, c.Picked = "merci à tous", true
				r.do(estrade.Command{Name: estrade.CommandCard, Card: &c})
			}
		}
		r.private(guests[3:], "quincaillerie", "Zzyzx", "merci à tous", `"top2"`, `"promoters"`)
		r.finishStep()
		r.private(guests[3:], "quincaillerie", "Zzyzx", "merci à tous", `"top2"`, `"promoters"`)
		was := asText(t, r.totals())
		if err := r.desk.EraseAnswers(r.ctx, r.id, guests[5].id); err != nil {
			t.Fatal(err)
		}
		r.restart()
		if now := asText(t, r.totals()); now != was {
			t.Errorf("totals moved: %s, were %s", now, was)
		}
		results := r.reported().Results
		if len(results) != 1 || results[0].Feedback == nil || len(results[0].Captions) != 2 {
			t.Fatalf("%+v", results)
		}
		f := results[0].Feedback
		if f.N != 5 || len(f.Questions) != 8 || f.Questions[1].Text != "The pace was right." || !isNear(f.Questions[1].Top2, 100) ||
			f.Promoters != 5 || f.NPS != nil || f.Display != "counts" || len(f.Points) != 4 {
			t.Errorf("%+v", f)
		}
		if len(f.Comments) != 1 || f.Comments[0].Label != "To change" || !slices.Equal(f.Comments[0].Texts, []string{"merci à tous"}) {
			t.Errorf("%+v", f.Comments)
		}
	})
	t.Run("Erased", func(t *testing.T) {
		r, guests := commented(t, 6)
		for _, c := range r.view.Backstage.Cards {
			c.Picked = true
			r.do(estrade.Command{Name: estrade.CommandCard, Card: &c})
		}
		r.finishStep()
		if err := r.desk.EraseAnswers(r.ctx, r.id, guests[1].id); err != nil {
			t.Fatal(err)
		}
		comments := r.reported().Results[0].Feedback.Comments
		if len(comments) != 1 || comments[0].Label != "To keep" || len(comments[0].Texts) != 2 {
			t.Errorf("%+v", comments)
		}
	})
}

func TestFeedback_FrozenWhateverTheWay(t *testing.T) {
	for name, end := range routes {
		t.Run(name, func(t *testing.T) {
			r := composed(t, estrade.NewSession{}, "hot-evaluation")
			guests := r.joinMany(5)
			r.reach("hot-evaluation", "answer")
			for _, g := range guests {
				g.opine(3, 9)
			}
			end(r)
			if f := r.totals(); f.N != 5 || f.Recommendation.Promoters != 5 {
				t.Errorf("%+v", f)
			}
		})
	}
	t.Run("RoomReopened", func(t *testing.T) {
		r := composed(t, estrade.NewSession{}, "hot-evaluation")
		guests := r.joinMany(5)
		r.reach("hot-evaluation", "answer")
		for _, g := range guests {
			g.opine(3, 9)
		}
		r.do(estrade.Command{Name: estrade.CommandBeginClosing})
		r.do(estrade.Command{Name: estrade.CommandReopenRoom})
		if err := r.try(estrade.Command{Name: estrade.CommandBack}); key(err) != "cannot-go-back" {
			t.Errorf("the answers were counted: %v", err)
		}
		r.reach("hot-evaluation", "comments")
		guests[0].answer("", "keep", "le rythme") // nothing was counted of comments
	})
}

func TestAssessment_Report(t *testing.T) {
	r, _ := beforeAfter(t, 10, func(i int) any { return 1 + i%3 }, func(i int) any { return 2 + i%4 }, always2(1))
	r.finishStep()
	results := r.reported().Results
	if len(results) != 1 || results[0].Assessment == nil || len(results[0].Captions) != 3 {
		t.Fatalf("%+v", results)
	}
	a, f := results[0].Assessment, r.change()
	if a.N != 10 || a.Frequency || len(a.Rows) != 12 || a.Shift == nil || !isNear(a.Shift.Retrospective, *f.Shift.Retrospective) {
		t.Errorf("%+v", a)
	}
	for i, row := range a.Rows {
		c := f.Changes[i]
		if row.Vertical != (i >= 7) || row.N != 10 || !isNear(row.Before, *c.MeanPre) || !isNear(row.After, *c.MeanPost) ||
			row.Up != c.Up || row.Same != c.Same || row.Down != c.Down || !isNear(row.GZ, *c.GZ) || row.Display != "effect" {
			t.Errorf("%+v beside %+v", row, c)
		}
	}
	t.Run("NobodyTwice", func(t *testing.T) {
		r := composed(t, estrade.NewSession{}, "t-before", "t-after")
		guests := r.joinMany(6)
		r.reach("t-after", "answer")
		for _, g := range guests {
			g.answerT(always(3))
		}
		r.finishStep()
		if results := r.reported().Results; len(results) != 0 {
			t.Errorf("%+v", results)
		}
	})
	t.Run("WithoutLookingBack", func(t *testing.T) {
		r := composed(t, estrade.NewSession{}, "t-before", "t-after")
		guests := r.joinMany(6)
		r.reach("t-before", "answer")
		for _, g := range guests {
			g.answerT(always(3))
		}
		r.reach("t-after", "answer")
		for _, g := range guests {
			g.answerT(always(3))
		}
		r.do(estrade.Command{Name: estrade.CommandShorten})
		r.finishStep()
		if results := r.reported().Results; len(results) != 1 || results[0].Assessment.Shift != nil || len(results[0].Captions) != 2 {
			t.Errorf("%+v", results)
		}
	})
}
