package facilitation_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
)

// composed is a room that plays the given activities, one after the other.
func composed(t *testing.T, n estrade.NewSession, activities ...string) *room {
	t.Helper()
	base := newRoom(t, estrade.NewSession{})
	draft := estrade.WorkshopDraft{Title: "Séquence d’essai"}
	for _, a := range activities {
		draft.Steps = append(draft.Steps, estrade.DraftStep{Activity: a, Minutes: 20})
	}
	w, err := base.desk.SaveWorkshop(base.ctx, draft)
	if err != nil {
		t.Fatal(err)
	}
	n.Workshop = w.ID
	return base.another(n)
}

// reach does the next acts until a part of a step is current, and opens it.
func (r *room) reach(activity, part string) {
	r.t.Helper()
	if r.view.Step == nil {
		r.do(estrade.Command{Name: estrade.CommandStart})
	}
	for range 40 {
		if r.view.Step.Activity == activity && r.view.Part.ID == part {
			if r.view.Part.State == estrade.PartWaiting {
				r.do(estrade.Command{Name: estrade.CommandOpen})
			}
			return
		}
		r.step(nil)
	}
	r.t.Fatalf("%s of %s was never reached", part, activity)
}

// finishStep does the next acts until the current step is over.
func (r *room) finishStep() {
	r.t.Helper()
	index := r.view.Step.Index
	for range 20 {
		if r.view.Step == nil || r.view.Step.Index != index {
			return
		}
		r.step(nil)
	}
	r.t.Fatal("the step does not end")
}

// answerT answers every sentence of the open part; nothing is sent where value
// says so.
func (g *guest) answerT(value func(pass string, i int) (v any, given bool)) {
	g.r.t.Helper()
	for _, pass := range g.r.view.Play.Assessment.Passes {
		for i, item := range pass.Items {
			if v, given := value(pass.ID, i); given {
				g.answer(pass.ID, item.ID, v)
			}
		}
	}
}

func always(v any) func(string, int) (any, bool) {
	return func(string, int) (any, bool) { return v, true }
}

func nothing(string, int) (any, bool) { return nil, false }

// frozenOf returns what was frozen of the parts of a step, by part.
func (r *room) frozenOf(step string) map[string]estrade.Figures {
	r.t.Helper()
	all, err := r.desk.Figures(r.ctx, r.id)
	if err != nil {
		r.t.Fatal(err)
	}
	found := make(map[string]estrade.Figures)
	for _, f := range all {
		if f.Step == step {
			found[f.Part] = f.Figures
		}
	}
	return found
}

func (r *room) change() *estrade.AssessmentFigures {
	r.t.Helper()
	f := r.frozenOf("t-after")["answer"].Assessment
	if f == nil {
		r.t.Fatal("the group's change was not frozen")
	}
	return f
}

func asText(t testing.TB, v any) string {
	t.Helper()
	text, err := estrade.JSON(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func ownOf(t testing.TB, me sight, step string) *estrade.OwnResult {
	t.Helper()
	for _, o := range me.Results {
		if o.Step == step {
			return &o
		}
	}
	return nil
}

func (g *guest) ownT(step string) *estrade.OwnAssessment {
	g.r.t.Helper()
	_, me := g.see()
	own := ownOf(g.r.t, me, step)
	if own == nil || own.Assessment == nil {
		g.r.t.Fatalf("%s has no T of %s: %+v", g.name, step, me.Results)
	}
	return own.Assessment
}

func isNear(a *float64, b float64) bool { return a != nil && math.Abs(*a-b) < 1e-9 }

// beforeAfter plays both positionings: the i-th person answers before[i],
// after[i], and then[i] looking back, everywhere.
func beforeAfter(t *testing.T, n int, before, after, then func(i int) any) (*room, []*guest) {
	t.Helper()
	r := composed(t, estrade.NewSession{}, "t-before", "t-after")
	guests := r.joinMany(n)
	r.reach("t-before", "answer")
	for i, g := range guests {
		g.answerT(always(before(i)))
	}
	r.reach("t-after", "answer")
	for i, g := range guests {
		g.answerT(always(after(i)))
	}
	r.reach("t-after", "retrospective")
	for i, g := range guests {
		g.answerT(always(then(i)))
	}
	return r, guests
}

func TestAssessment_Change(t *testing.T) {
	before := func(i int) any { return 1 + i%3 }      // 0, 25, 50
	after := func(i int) any { return 1 + i%3 + i%2 } // the odd ones rise by 25
	then := func(int) any { return 1 }
	for _, n := range []int{0, 4, 5, 9, 10, 12} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			r, _ := beforeAfter(t, n, before, after, then)
			if len(r.frozenOf("t-after")) != 0 {
				t.Fatal("figures before the step is over")
			}
			r.finishStep()
			f := r.change()
			if f.N != n || f.Scale != "confidence" || f.Compared != "t-before" || len(f.Changes) != 12 || f.Shift.N != n {
				t.Fatalf("%+v", f)
			}
			if len(r.frozenOf("t-before")) != 0 {
				t.Error("a first positioning has no group figure")
			}
			var pre, diff, squares, thens float64
			for i := range n {
				pre += 25 * float64(i%3)
				diff += 25 * float64(i%2)
				thens += float64(i%3 + i%2)
			}
			k := float64(n)
			for i := range n {
				squares += math.Pow(25*float64(i%2)-diff/k, 2)
			}
			for i, c := range f.Changes {
				if i > 0 && c.Competency <= f.Changes[i-1].Competency {
					t.Errorf("%s after %s", c.Competency, f.Changes[i-1].Competency)
				}
				hidden := estrade.CompetencyChange{Competency: c.Competency, N: n, Display: "hidden"}
				if n < 5 {
					if c != hidden {
						t.Errorf("shown over %d people: %+v", n, c)
					}
					continue
				}
				if c.N != n || !isNear(c.MeanPre, pre/k) || !isNear(c.MeanDiff, diff/k) || !isNear(c.MeanPost, (pre+diff)/k) ||
					c.Up != n/2 || c.Same != n-n/2 || c.Down != 0 || !isNear(c.Gain, diff/k/(100-pre/k)) {
					t.Errorf("%+v", c)
				}
				if n < 10 && (c.GZ != nil || c.GAv != nil || c.Display != "counts") {
					t.Errorf("an effect over %d people: %+v", n, c)
				}
				j := 1 - 3/(4*(k-1)-1)
				if n >= 10 && (c.Display != "effect" || !isNear(c.GZ, j*diff/k/math.Sqrt(squares/(k-1))) || c.GAv == nil) {
					t.Errorf("%+v", c)
				}
			}
			switch s := f.Shift; {
			case n < 5 && (s.Classic != nil || s.Retrospective != nil || s.Shift != nil):
				t.Errorf("shown over %d people: %+v", n, s)
			case n >= 5 && (!isNear(s.Classic, diff/25/k) || !isNear(s.Retrospective, thens/k) || !isNear(s.Shift, *s.Classic-*s.Retrospective)):
				t.Errorf("%+v", s)
			}
		})
	}
	t.Run("EverybodyTheSame", func(t *testing.T) {
		r, _ := beforeAfter(t, 12, always2(3), always2(3), always2(3))
		r.finishStep()
		for _, c := range r.change().Changes {
			if c.GZ != nil || c.GAv != nil || c.Same != 12 || !isNear(c.Gain, 0) || c.Display != "effect" {
				t.Errorf("%+v", c)
			}
		}
	})
	t.Run("AtTheTopAlready", func(t *testing.T) {
		r, _ := beforeAfter(t, 6, func(i int) any { return 5 - i/4 }, always2(5), always2(5)) // two people below the top
		r.finishStep()
		for _, c := range r.change().Changes {
			if c.N != 6 || c.Gain == nil || c.MeanIndividualGain != nil {
				t.Errorf("the mean of individual gains would be over two people: %+v", c)
			}
		}
	})
	t.Run("OfEachCompetencyItsOwnPeople", func(t *testing.T) {
		r := composed(t, estrade.NewSession{}, "t-before", "t-after")
		guests := r.joinMany(6)
		r.reach("t-before", "answer")
		for i, g := range guests {
			g.answerT(func(_ string, k int) (any, bool) { return 2, k >= 2 || i < 4 }) // two leave out the first competency
		}
		r.reach("t-after", "answer")
		for _, g := range guests {
			g.answerT(func(_ string, k int) (any, bool) { return 4, k >= 2 })
		}
		r.finishStep()
		f := r.change()
		if f.N != 6 || f.Changes[0].N != 0 || f.Changes[0].MeanPost != nil || f.Changes[1].N != 6 {
			t.Errorf("%+v", f)
		}
	})
	t.Run("SinceTheSameAnswersOnce", func(t *testing.T) {
		r := composed(t, estrade.NewSession{}, "t-before", "t-after", "t-after")
		guests := r.joinMany(6)
		r.reach("t-before", "answer")
		for i, g := range guests {
			g.answerT(always(before(i)))
		}
		r.reach("t-after", "answer")
		for i, g := range guests {
			g.answerT(always(after(i)))
		}
		r.finishStep()
		r.reach("t-after", "answer")
		for _, g := range guests[1:] {
			g.answerT(always(5))
		}
		again := r.view.Step.ID
		r.finishStep()
		if f := r.frozenOf(again); r.change().N != 6 || len(f) != 0 {
			t.Errorf("six times the mean before less five times the other is one person's answer: %+v", f)
		}
		if own := guests[1].ownT(again); !isNear(own.Cells[0].Before, 25) || !isNear(own.Cells[0].Now, 100) {
			t.Errorf("one's own comparison stays: %+v", own.Cells[0])
		}
	})
	t.Run("WhoSaysWhatDoesNotMatter", func(t *testing.T) {
		mixed := []int{4, 2, 5, 0, 3, 1}
		frozen := func(turn func(int) int) string {
			r, _ := beforeAfter(t, 6, func(i int) any { return before(turn(i)) }, func(i int) any { return after(turn(i)) }, func(i int) any { return 1 + turn(i)%5 })
			r.finishStep()
			return asText(t, r.change())
		}
		if a, b := frozen(func(i int) int { return i }), frozen(func(i int) int { return mixed[i] }); a != b {
			t.Errorf("%s\n%s", a, b)
		}
	})
}

func always2(v any) func(int) any { return func(int) any { return v } }

func TestAssessment_Missing(t *testing.T) {
	for name, value := range map[string]func(string, int) (any, bool){
		"Declined":     always(nil),
		"NotConcerned": always("not-concerned"),
		"Untouched":    nothing,
	} {
		t.Run(name, func(t *testing.T) {
			r := composed(t, estrade.NewSession{}, "t-before", "t-after")
			guests := r.joinMany(6)
			play := func(activity, part string) {
				r.reach(activity, part)
				for _, g := range guests[1:] {
					g.answerT(always(3))
				}
				guests[0].answerT(value)
				if part == "answer" && activity == "t-after" && len(guests) == 6 {
					late := r.join("En retard") // has no moment before
					late.answerT(always(5))
					guests = append(guests, late)
				}
			}
			play("t-before", "answer")
			play("t-after", "answer")
			play("t-after", "retrospective")
			r.finishStep()
			f := r.change()
			if f.N != 5 || f.Shift.N != 5 {
				t.Errorf("%+v", f)
			}
			for _, c := range f.Changes {
				if c.N != 5 || c.Same != 5 || !isNear(c.MeanPost, 50) {
					t.Errorf("%+v", c)
				}
			}
			own := guests[0].ownT("t-after")
			for _, c := range own.Cells {
				if c.Answered != 0 || c.Of != 2 || c.Before != nil || c.Now != nil || c.Hindsight != nil || c.Change != nil {
					t.Errorf("%+v", c)
				}
			}
			if s := own.Shift; s.N != 0 || s.Of != 12 || s.Classic != nil {
				t.Errorf("%+v", s)
			}
			for _, c := range guests[6].ownT("t-after").Cells {
				if c.Before != nil || !isNear(c.Now, 100) || c.Change != nil {
					t.Errorf("who came late: %+v", c)
				}
			}
		})
	}
}

func TestAssessment_Own(t *testing.T) {
	r, guests := beforeAfter(t, 5, func(i int) any { return 1 + i }, always2(3), always2(1))
	for i, g := range guests {
		own := g.ownT("t-after")
		if own.Shift != nil || own.Moment != "after" || len(own.Cells) != 12 || len(own.Captions) != 1 {
			t.Fatalf("%+v", own)
		}
		for _, c := range own.Cells {
			if c.Hindsight != nil || !isNear(c.Before, 25*float64(i)) || !isNear(c.Now, 50) {
				t.Errorf("%+v", c)
			}
		}
	}
	r.finishStep()
	change := []float64{0.5, 1. / 3, 0, -1. / 3, -0.5}
	for i, g := range guests {
		own := g.ownT("t-after")
		for _, c := range own.Cells {
			if !isNear(c.Hindsight, 0) || !isNear(c.Change, change[i]) {
				t.Errorf("%+v", c)
			}
		}
		if s := own.Shift; s.N != 12 || s.Of != 12 || !isNear(s.Classic, 2-float64(i)) || !isNear(s.Retrospective, 2) || !isNear(s.Shift, -float64(i)) {
			t.Errorf("%+v", s)
		}
		if first := g.ownT("t-before"); first.Moment != "before" || first.Shift != nil || !isNear(first.Cells[0].Now, 25*float64(i)) || first.Cells[0].Before != nil {
			t.Errorf("%+v", first)
		}
	}
}

func TestAssessment_Answers(t *testing.T) {
	r := composed(t, estrade.NewSession{}, "t-before")
	g := r.join("Une personne")
	r.reach("t-before", "answer")
	for name, try := range map[string]struct {
		pass, item string
		value      any
		want       string
	}{
		"Lowest":          {"now", "H1.1", 1, ""},
		"Highest":         {"now", "H1.1", 5, ""},
		"NotConcerned":    {"now", "H1.1", "not-concerned", ""},
		"Declined":        {"now", "H1.1", nil, ""},
		"Zero":            {"now", "H1.1", 0, "out-of-range"},
		"Six":             {"now", "H1.1", 6, "out-of-range"},
		"Half":            {"now", "H1.1", 2.5, "out-of-range"},
		"Word":            {"now", "H1.1", "often", "out-of-range"},
		"LongForm":        {"now", "H1.3", 3, "unknown-item"},
		"Unknown":         {"now", "Z9.9", 3, "unknown-item"},
		"DeclinedNowhere": {"now", "Z9.9", nil, "unknown-item"},
		"NoPass":          {"", "H1.1", 3, "unknown-item"},
		"NoFollowUp":      {"habit", "H1.1", 3, "unknown-item"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := g.try(try.pass, try.item, try.value); key(err) != try.want {
				t.Errorf("%v", err)
			}
		})
	}
	if err := g.lock("habit"); key(err) != "unknown-pass" {
		t.Errorf("%v", err)
	}
	if err := g.lock("now"); err != nil {
		t.Fatal(err)
	}
	if err := g.try("now", "H1.1", 2); key(err) != "answer-locked" {
		t.Errorf("%v", err)
	}
	if _, me := g.see(); !me.Done || len(me.Results) != 0 {
		t.Errorf("locked is done, and the T comes when the part is closed: %+v", me)
	}
}

func TestAssessment_FollowUp(t *testing.T) {
	t.Run("SameSession", func(t *testing.T) {
		r := composed(t, estrade.NewSession{FollowUp: true}, "t-before", "t-follow-up")
		guests := r.joinMany(6)
		r.reach("t-before", "answer")
		forms := r.view.Play.Assessment.Passes
		if len(forms) != 2 || forms[1].Scale != "frequency" || len(forms[0].Items) != 24 || len(forms[1].Items) != 12 {
			t.Fatalf("%+v", forms)
		}
		for _, g := range guests {
			g.answerT(func(pass string, _ int) (any, bool) {
				if pass == "now" {
					return 5, true
				}
				return 2, true
			})
			if _, me := g.see(); !me.Done {
				t.Error("everything was answered")
			}
		}
		r.reach("t-follow-up", "answer")
		for _, g := range guests {
			g.answerT(always(3))
		}
		r.finishStep()
		f := r.frozenOf("t-follow-up")["answer"].Assessment
		if f == nil || f.Scale != "frequency" || f.N != 6 || f.Shift != nil {
			t.Fatalf("%+v", f)
		}
		for _, c := range f.Changes {
			if !isNear(c.MeanPre, 25) || !isNear(c.MeanPost, 50) || c.Up != 6 {
				t.Errorf("frequency is compared with frequency: %+v", c)
			}
		}
		if own := guests[0].ownT("t-follow-up"); own.Moment != "follow-up" || !isNear(own.Cells[0].Before, 25) || own.Cells[0].Of != 1 {
			t.Errorf("%+v", own)
		}
	})
	t.Run("EarlierSession", func(t *testing.T) {
		r := composed(t, estrade.NewSession{}, "t-follow-up")
		guests := r.joinMany(6)
		r.reach("t-follow-up", "answer")
		for _, g := range guests {
			g.answerT(always(3))
		}
		err := r.store.Update(r.ctx, r.id, func(tx estrade.Tx) error {
			for _, g := range guests[:5] {
				for _, item := range r.view.Play.Assessment.Passes[0].Items {
					a := estrade.Answer{
						Key:   estrade.AnswerKey{Subject: estrade.Subject{Participant: g.id}, Step: "@earlier", Part: "t-before", Pass: "habit", Item: item.ID},
						Value: []byte("1"), ClientID: "x",
					}
					if err := tx.SaveAnswer(a); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		r.restart()
		r.finishStep()
		f := r.frozenOf("t-follow-up")["answer"].Assessment
		if f == nil || f.N != 5 || !isNear(f.Changes[0].MeanPre, 0) || !isNear(f.Changes[11].MeanDiff, 50) {
			t.Fatalf("%+v", f)
		}
		if own := guests[0].ownT("t-follow-up"); !isNear(own.Cells[3].Before, 0) || !isNear(own.Cells[3].Change, 0.5) {
			t.Errorf("%+v", own.Cells[3])
		}
		if own := guests[5].ownT("t-follow-up"); own.Cells[3].Before != nil || !isNear(own.Cells[3].Now, 50) {
			t.Errorf("a fresh start: %+v", own.Cells[3])
		}
	})
}

// routes are the ways in which a second positioning ends without looking back.
var routes = map[string]func(*room){
	"ShortenedAtOnce": func(r *room) {
		r.do(estrade.Command{Name: estrade.CommandShorten})
		r.finishStep()
	},
	"ShortenedOnArrival": func(r *room) {
		r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
		r.do(estrade.Command{Name: estrade.CommandAdvance})
		r.do(estrade.Command{Name: estrade.CommandShorten})
	},
	"Skipped":       func(r *room) { r.do(estrade.Command{Name: estrade.CommandSkipStep}) },
	"RoomIsClosing": func(r *room) { r.do(estrade.Command{Name: estrade.CommandBeginClosing}) },
}

func TestAssessment_FrozenWhateverTheWay(t *testing.T) {
	for name, end := range routes {
		t.Run(name, func(t *testing.T) {
			r := composed(t, estrade.NewSession{}, "t-before", "t-after")
			guests := r.joinMany(7)
			r.reach("t-before", "answer")
			for _, g := range guests {
				g.answerT(always(2))
			}
			r.reach("t-after", "answer")
			for _, g := range guests {
				g.answerT(always(4))
			}
			if err := r.desk.EraseAnswers(r.ctx, r.id, guests[6].id); err != nil {
				t.Fatal(err)
			}
			if len(r.frozenOf("t-after")) != 0 {
				t.Fatal("figures while the step is running")
			}
			r.refresh()
			end(r)
			f := r.change()
			if f.N != 6 || f.Shift != nil || !isNear(f.Changes[0].MeanDiff, 50) {
				t.Fatalf("%+v", f)
			}
			was := asText(t, r.frozenOf("t-after"))
			if err := r.desk.EraseAnswers(r.ctx, r.id, guests[0].id); err != nil {
				t.Fatal(err)
			}
			r.restart()
			if now := asText(t, r.frozenOf("t-after")); now != was {
				t.Errorf("figures moved: %s, were %s", now, was)
			}
			if own := guests[0].ownT("t-after"); own.Cells[0].Now != nil || own.Cells[0].Before != nil {
				t.Errorf("erased: %+v", own.Cells[0])
			}
		})
	}
	t.Run("NeverOpened", func(t *testing.T) {
		r := composed(t, estrade.NewSession{}, "t-before", "t-after")
		guests := r.joinMany(5)
		r.reach("t-before", "answer")
		r.finishStep()
		r.do(estrade.Command{Name: estrade.CommandSkipStep})
		if len(r.frozenOf("t-after")) != 0 {
			t.Error("figures of nothing")
		}
		if _, me := guests[0].see(); ownOf(t, me, "t-after") != nil {
			t.Error("a T that was never asked")
		}
	})
}

func TestAssessment_RoomReopened(t *testing.T) {
	r := composed(t, estrade.NewSession{}, "t-before", "t-after")
	guests := r.joinMany(5)
	r.reach("t-before", "answer")
	for _, g := range guests {
		g.answerT(always(2))
	}
	r.reach("t-after", "answer")
	for _, g := range guests {
		g.answerT(always(4))
	}
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	was := asText(t, r.frozenOf("t-after"))
	r.do(estrade.Command{Name: estrade.CommandReopenRoom})
	for _, name := range []estrade.CommandName{estrade.CommandReopen, estrade.CommandBack} {
		if err := r.try(estrade.Command{Name: name}); key(err) != "cannot-go-back" {
			t.Errorf("%s, the answers were counted: %v", name, err)
		}
	}
	r.do(estrade.Command{Name: estrade.CommandAdvance})
	if open := r.view.Actions[0]; open.Command != estrade.CommandOpen || open.Enabled || open.Why != "step-counted" {
		t.Errorf("%+v", open)
	}
	if err := r.try(estrade.Command{Name: estrade.CommandOpen}); key(err) != "step-counted" {
		t.Errorf("%v", err)
	}
	r.do(estrade.Command{Name: estrade.CommandShorten})
	if now := asText(t, r.frozenOf("t-after")); now != was {
		t.Errorf("figures moved: %s, were %s", now, was)
	}
}

// private reads what was published to some guests and to everybody, and their
// views, and reports words that stand there.
func (r *room) private(guests []*guest, words ...string) {
	r.t.Helper()
	for _, g := range guests {
		room, me := g.see()
		for _, picture := range []string{asText(r.t, room), asText(r.t, me)} {
			for _, w := range words {
				if strings.Contains(picture, w) {
					r.t.Errorf("%s reads %s", g.name, w)
				}
			}
		}
	}
	stage := asText(r.t, r.stage())
	r.wire.mu.Lock()
	defer r.wire.mu.Unlock()
	theirs := func(channel string) bool {
		of, person := strings.CutPrefix(channel, "person:")
		return person && slices.ContainsFunc(guests, func(g *guest) bool { return string(g.id) == of }) ||
			!person && !strings.HasPrefix(channel, "console:")
	}
	for _, w := range words {
		if strings.Contains(stage, w) {
			r.t.Errorf("the stage shows %s", w)
		}
		for channel, sent := range r.wire.sent {
			if theirs(channel) && slices.ContainsFunc(sent, func(m string) bool { return strings.Contains(m, w) }) {
				r.t.Errorf("%s was published on %s", w, channel)
			}
		}
	}
}

func TestAssessment_StaysPrivate(t *testing.T) {
	r, guests := beforeAfter(t, 12, func(i int) any { return 1 + i%5 }, always2(4), always2(2))
	for i, g := range guests {
		_, me := g.see()
		for _, a := range me.Answers {
			if want := map[string]string{"answer": "4", "retrospective": "2"}[a.Part]; string(a.Value) != want {
				t.Errorf("%s gets %s at %s, the %dth person", g.name, a.Value, a.Part, i)
			}
		}
	}
	look := func() {
		t.Helper()
		r.private(guests, `"changes"`, `"meanPre"`)
		console := asText(t, r.view)
		for _, w := range []string{`"before":`, `"hindsight"`, `"value":"`, `"answers":[{`} {
			if strings.Contains(console, w) {
				t.Errorf("the console reads %s", w)
			}
		}
		if r.view.Figures != nil {
			t.Errorf("%+v", r.view.Figures)
		}
	}
	look()
	r.step(nil)
	look()
	r.finishStep()
	look()
	if r.change().N != 12 {
		t.Error(r.change())
	}
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	look()
}

// TestAssessment_ShiftBesideChanges: where all behaviours are asked three times,
// the mean change of everybody and the mean shift of nearly everybody would tell
// the change of the few who did not look back.
func TestAssessment_ShiftBesideChanges(t *testing.T) {
	allThrice := func(a *estrade.Activity) {
		for i := range a.Assessment.Passes {
			if p := &a.Assessment.Passes[i]; p.Moment == "retrospective" {
				p.Select, p.Behaviours = "short", nil
			}
		}
	}
	for _, c := range []struct {
		lookBack int // of 12
		change   func(*estrade.Activity)
		shown    bool
	}{
		{12, allThrice, true}, {11, allThrice, false}, {8, allThrice, false}, {7, allThrice, true}, {4, allThrice, false}, {11, nil, true},
	} {
		r, guests := playing(t, 12, c.change, "t-before", "t-after")
		r.reach("t-before", "answer")
		for i, g := range guests {
			g.everywhere(1 + i%3)
		}
		r.reach("t-after", "answer")
		for i, g := range guests {
			g.everywhere(2 + i%2)
		}
		r.reach("t-after", "retrospective")
		for _, g := range guests[:c.lookBack] {
			g.everywhere(2)
		}
		r.finishStep()
		f := r.change()
		if f.N != 12 || f.Changes[0].MeanDiff == nil || f.Shift == nil || f.Shift.N != c.lookBack {
			t.Fatalf("%d looked back: %s", c.lookBack, asText(t, f))
		}
		for _, v := range []*float64{f.Shift.Classic, f.Shift.Retrospective, f.Shift.Shift} {
			if (v != nil) != c.shown {
				t.Errorf("%d of 12 looked back, on everything %v: %s", c.lookBack, c.change != nil, asText(t, f.Shift))
			}
		}
	}
}
