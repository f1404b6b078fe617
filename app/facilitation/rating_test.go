package facilitation_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
)

func ratingActivity(r *room) *estrade.Rating { return r.pack.Activities["trusted-sources"].Rating }

// rateAll rates every source and gives a criterion, skipped for no answer.
func (g *guest) rateAll(value func(k int, i estrade.RatingItem) any, criterion any) {
	g.r.t.Helper()
	for k, item := range ratingActivity(g.r).Items {
		if v := value(k, item); v != skipped {
			g.answer("", item.ID, v)
		}
		if criterion != skipped {
			g.answer("criterion", item.ID, criterion)
		}
	}
}

func toReference(_ int, i estrade.RatingItem) any { return int(i.Reference) }

func TestRating_Reveal(t *testing.T) {
	for _, n := range []int{0, 1, 4, 5, 12} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			r, guests := playing(t, n, nil, "trusted-sources")
			r.open("individual")
			for _, g := range guests {
				g.rateAll(toReference, "origin")
				if _, me := g.see(); !me.Done {
					t.Error("everything is answered")
				}
			}
			r.until("reveal")
			f := r.stage().Figures.Rating
			if f.N != n || len(f.Items) != 10 || (f.MeanAlignment != nil) != (n >= 5) {
				t.Fatalf("%+v", f)
			}
			for k, line := range f.Items {
				if line.N != n || line.CriteriaN != n {
					t.Errorf("%+v", line)
				}
				if n < 5 {
					if line.Counts != nil || line.Mean != nil || line.Median != nil || line.Consensus != nil || line.Band != "" || line.Criteria != nil {
						t.Errorf("%d answers are shown: %+v", n, line)
					}
					continue
				}
				want := ratingActivity(r).Items[k].Reference
				if !about(line.Mean, want) || !about(line.Median, want) || !about(line.Consensus, 1) || line.Band != "strong" || line.Criteria[0].Count != n || len(line.Criteria) != 5 {
					t.Errorf("everybody on the reference: %+v", line)
				}
			}
			if n >= 5 && !about(f.MeanAlignment, 100) {
				t.Errorf("alignment %s", shown(f.MeanAlignment))
			}
		})
	}
}

func TestRating_Figures(t *testing.T) {
	r, guests := playing(t, 8, nil, "trusted-sources")
	r.open("individual")
	for value, want := range map[any]string{101: "out-of-range", -1: "out-of-range", 50.5: "out-of-range", "50": "out-of-range"} {
		if err := guests[0].try("", "signed-note", value); key(err) != want {
			t.Errorf("%v: %v", value, err)
		}
	}
	for _, at := range [][2]string{{"", "rumour"}, {"other", "signed-note"}, {"", "decision"}} {
		if err := guests[0].try(at[0], at[1], 5); key(err) != "unknown-item" {
			t.Errorf("%v: %v", at, err)
		}
	}
	if err := guests[0].try("criterion", "signed-note", "weather"); key(err) != "unknown-option" {
		t.Error(err)
	}
	values := []int{0, 20, 21, 100, 60, 60}
	for i, g := range guests[:6] {
		g.rateAll(func(k int, item estrade.RatingItem) any {
			if k == 0 {
				return values[i]
			}
			return int(item.Reference)
		}, skipped)
	}
	guests[6].rateAll(func(int, estrade.RatingItem) any { return nil }, nil) // prefers not to answer anything
	for i, g := range guests[:4] {
		g.answer("criterion", "signed-note", []string{"origin", "date"}[i%2])
	}
	if _, me := guests[0].see(); me.Done {
		t.Error("nine criteria are missing")
	}
	for _, pass := range []string{"", "criterion"} {
		if err := guests[0].lock(pass); err != nil {
			t.Error(err)
		}
	}
	if _, me := guests[0].see(); !me.Done {
		t.Error("both passes are locked")
	}
	r.until("reveal")
	f := r.stage().Figures.Rating
	line := f.Items[0]
	if line.N != 6 || !slices.Equal(line.Counts, []int{2, 1, 2, 0, 1}) || !about(line.Mean, 43.5) || !about(line.Median, 40.5) {
		t.Errorf("%+v %s %s", line, shown(line.Mean), shown(line.Median))
	}
	consensus, m := 1.0, (2*1.0+2+2*3+5)/6
	for class, c := range line.Counts {
		if c > 0 {
			consensus += float64(c) / 6 * math.Log2(1-math.Abs(float64(class+1)-m)/4)
		}
	}
	if !about(line.Consensus, consensus) || line.Band != "explore" {
		t.Errorf("consensus %s %s, not %v", shown(line.Consensus), line.Band, consensus)
	}
	if line.CriteriaN != 4 || line.Criteria != nil {
		t.Errorf("four criteria are shown: %+v", line)
	}
	gaps := 0.0
	for _, v := range values {
		gaps += math.Abs(float64(v)-ratingActivity(r).Items[0].Reference) / 10
	}
	if f.N != 6 || !about(f.MeanAlignment, 100-gaps/6) {
		t.Errorf("alignment %s over %d, not %v", shown(f.MeanAlignment), f.N, 100-gaps/6)
	}
	own := guests[3].result("trusted-sources").Rating
	if own.Answered != 10 || !about(own.Alignment, 98.5) || !about(own.MeanGap, 1.5) || !about(own.Items[0].Own, 100) || own.Items[0].Criterion == nil || own.Items[1].Criterion != nil || own.Items[0].Reason.FR == "" {
		t.Errorf("%+v", own)
	}
	if none := guests[7].result("trusted-sources").Rating; none.Answered != 0 || none.Alignment != nil || none.Items[0].Own != nil {
		t.Errorf("%+v", none)
	}
}

// Nobody's alignment can be computed from the mean and the sources' figures.
func TestRating_MeanBesideSources(t *testing.T) {
	play := func(t *testing.T, left int) *estrade.RatingFigures {
		r, guests := playing(t, 7, nil, "trusted-sources")
		r.open("individual")
		for i, g := range guests {
			g.rateAll(func(k int, item estrade.RatingItem) any {
				if i < left && k == 0 {
					return skipped
				}
				return max(0, int(item.Reference)-i-k)
			}, skipped)
		}
		r.until("reveal")
		return r.stage().Figures.Rating
	}
	t.Run("One", func(t *testing.T) {
		f := play(t, 1)
		sum := 0.0
		references := []float64{85, 10, 75, 15, 35, 65, 25, 55, 15, 40}
		for k, line := range f.Items {
			sum += 100 - (references[k] - *line.Mean) // all values stand below the reference
		}
		if f.N != 7 || f.Items[0].N != 6 || !about(f.MeanAlignment, sum/10) {
			t.Errorf("the mean %s is not what the sources tell, %v: the difference is one person's", shown(f.MeanAlignment), sum/10)
		}
	})
	t.Run("Three", func(t *testing.T) {
		if f := play(t, 3); f.N != 7 || f.MeanAlignment != nil || f.Items[0].Mean != nil || f.Items[1].Mean == nil {
			t.Errorf("beside the other sources a mean tells how four people rated this one: %+v", f)
		}
	})
}

func TestRating_Decision(t *testing.T) {
	r, guests := playing(t, 10, nil, "trusted-sources")
	tables := r.seat(guests, 5, 4, 1)
	r.open("individual")
	r.open("team")
	guests[0].writes("decision", "  Dire ce qui est établi,\npas plus.  ")
	if err := guests[0].lock(""); err != nil {
		t.Error(err)
	}
	guests[5].writes("decision", "   ")
	guests[9].writes("decision", "Attendre <b>demain</b>.")
	for value, want := range map[any]string{strings.Repeat("é", 2001): "text-too-long", "a\x00b": "text-unreadable", 5: "text-unreadable"} {
		if err := guests[9].try("", "decision", value); key(err) != want {
			t.Errorf("%.20v: %v", value, err)
		}
	}
	r.refresh()
	if p := r.view.Progress; p.Answered != 2 || p.Of != 3 {
		t.Errorf("two of three tables have decided: %+v", p)
	}
	if b := r.view.Backstage; len(b.Cards) != 0 || len(b.Teams) != 0 || b.CardsPicked != "" {
		t.Errorf("what is being written is not offered: %+v", b)
	}
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	cards := r.view.Backstage.Cards
	if len(cards) != 2 || cards[0].Source != "decision" || cards[0].Picked || r.view.Backstage.CardsPicked != "stage" {
		t.Fatalf("%+v", cards)
	}
	text := asShown(t, r.view.Backstage)
	for _, id := range tables {
		if strings.Contains(text, string(id)) {
			t.Errorf("a card names its table: %s", text)
		}
	}
	if said := r.stage().Play.Rating.Said; len(said) != 0 {
		t.Fatalf("only what the trainer picks: %+v", said)
	}
	r.until("reveal")
	i := slices.IndexFunc(cards, func(c estrade.Card) bool { return strings.HasPrefix(c.Text, "Dire") })
	card := cards[i]
	if card.Text != "Dire ce qui est établi,\npas plus." {
		t.Errorf("%q", card.Text)
	}
	card.Picked = true
	r.do(estrade.Command{Name: estrade.CommandCard, Card: &card})
	r.restart()
	if said := r.stage().Play.Rating.Said; len(said) != 1 || said[0].Text != card.Text || said[0].ID != card.ID {
		t.Errorf("%+v", said)
	}
}

func TestRating_KeepsTheKey(t *testing.T) {
	r, guests := playing(t, 6, nil, "trusted-sources")
	a := ratingActivity(r)
	secrets := []string{a.ReferenceNote.FR, `"reference":8`, `"reference":1`, `"reason":{`}
	for _, item := range a.Items {
		secrets = append(secrets, item.Reason.FR, item.Reason.EN)
	}
	r.open("individual")
	for _, g := range guests {
		g.rateAll(toReference, "date")
		if g.result("trusted-sources") != nil {
			t.Error("own result before the reveal")
		}
	}
	r.open("team")
	guests[0].writes("decision", "Attendre.")
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	if r.stage().Figures != nil || r.view.Figures != nil {
		t.Error("figures before the reveal")
	}
	r.keeps(secrets...)
	r.until("reveal")
	play := r.stage().Play.Rating
	if play.ReferenceNote == nil || !about(play.Items[3].Reference, 15) || play.Items[3].ID != "three-colleagues" || play.Items[3].Reason == nil {
		t.Errorf("the reveal gives the reference, in the pack's order: %+v", play)
	}
}

func TestRating_Frozen(t *testing.T) {
	r, guests := playing(t, 5, nil, "trusted-sources")
	r.open("individual")
	for _, g := range guests[:4] {
		g.rateAll(toReference, "origin")
	}
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	r.do(estrade.Command{Name: estrade.CommandBack})
	if err := guests[0].try("", "signed-note", 1); key(err) != "answer-locked" {
		t.Error(err)
	}
	late := r.join("Tard Venu")
	late.rateAll(toReference, "date")
	r.refresh()
	r.until("reveal")
	f := r.stage().Figures.Rating
	if f.N != 5 || !slices.Equal(counted(f.Items[0].Criteria), []int{4, 1, 0, 0, 0}) {
		t.Fatalf("%+v", f)
	}
	text := asShown(t, f)
	if err := r.desk.EraseAnswers(r.ctx, r.id, late.id); err != nil {
		t.Fatal(err)
	}
	r.do(estrade.Command{Name: estrade.CommandRemove, Participant: guests[0].id})
	r.restart()
	r.until("debrief")
	if now := asShown(t, r.stage().Figures.Rating); now != text {
		t.Errorf("%s\nwas %s", now, text)
	}
}
