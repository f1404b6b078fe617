package facilitation_test

import (
	"fmt"
	"slices"
	"testing"

	estrade "estrade/app"
)

func sortActivity(r *room) *estrade.Sort { return r.pack.Activities[r.view.Step.Activity].Sort }

// sortAll puts every card into a column by rule; the pen is taken in a part by table.
func (g *guest) sortAll(column func(k int, card estrade.SortCard) any) {
	g.r.t.Helper()
	if g.r.view.Part.ByTable {
		if err := g.r.desk.TakePen(g.r.ctx, g.r.id, g.id); err != nil {
			g.r.t.Fatal(err)
		}
	}
	for k, card := range sortActivity(g.r).Cards {
		if v := column(k, card); v != skipped {
			g.answer("", card.ID, v)
		}
	}
}

// skipped is no answer at all.
const skipped = "skipped"

func toKey(_ int, card estrade.SortCard) any { return card.Column }

func TestSort_Reveal(t *testing.T) {
	for _, n := range []int{0, 1, 4, 5, 12} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			r, guests := playing(t, n, nil, "three-lines")
			r.open("individual")
			for _, g := range guests {
				g.sortAll(toKey)
			}
			r.until("reveal")
			f := r.stage().Figures.CardSort
			if f.Method != "card-sort" || f.N != n || len(f.Cards) != 9 || (f.Mean != nil) != (n >= 5) {
				t.Fatalf("%+v", f)
			}
			for k, c := range f.Cards {
				if c.N != n || c.Column != sortActivity(r).Cards[k].Column || (c.Counts != nil) != (n >= 5) || (c.TopShare != nil) != (n >= 5) || c.Explore {
					t.Errorf("card %+v", c)
				}
			}
			if n >= 5 && (!about(f.Mean, 100) || !slices.Equal(counted(f.Cards[0].Counts), []int{n, 0, 0})) {
				t.Errorf("everybody found the key: %+v", f)
			}
		})
	}
}

func TestSort_Scores(t *testing.T) {
	r, guests := playing(t, 8, nil, "work-and-value")
	r.open("individual")
	if _, me := guests[0].see(); me.Done {
		t.Fatal("nothing answered yet")
	}
	for _, wrong := range []any{"elsewhere", 3, ""} {
		if err := guests[0].try("", "log-in-hours", wrong); key(err) != "unknown-option" {
			t.Errorf("%v: %v", wrong, err)
		}
	}
	if err := guests[0].try("", "no-card", "work"); key(err) != "unknown-item" {
		t.Error(err)
	}
	for i, g := range guests[:7] { // the eighth answers skipped
		g.sortAll(func(k int, card estrade.SortCard) any {
			switch {
			case i == 5:
				return "both"
			case i == 6:
				return nil // prefers not to answer anything
			case k < i: // i wrong cards
				return map[string]string{"work": "creation", "creation": "work"}[card.Column]
			}
			return card.Column
		})
		if _, me := g.see(); !me.Done {
			t.Errorf("person %d answered everything", i)
		}
	}
	r.until("reveal")
	f := r.stage().Figures.CardSort
	// 12, 11, 10, 9, 8 right of 12, then 6 points: 100, 83.33, 66.67, 50, 33.33, 0
	if f.N != 6 || !about(f.Mean, (100+250.0/3+200.0/3+50+100.0/3)/6) {
		t.Errorf("%d, mean %s", f.N, shown(f.Mean))
	}
	c := f.Cards[0] // log-in-hours: one right, four wrong, one both
	if c.N != 6 || !slices.Equal(counted(c.Counts), []int{1, 4, 1}) || c.Counts[2].ID != "both" || !about(c.TopShare, 4.0/6) || c.Explore {
		t.Errorf("%+v %s", c, shown(c.TopShare))
	}
	if c := f.Cards[2]; !slices.Equal(counted(c.Counts), []int{3, 2, 1}) || !c.Explore {
		t.Errorf("half of the answers deserve talk: %+v", c)
	}
	own := guests[5].result("work-and-value").Sort
	if !about(own.Score, 0) || own.Answered != 12 || own.Cards[0].Own.FR != "Les deux" || own.Cards[0].Same || own.Cards[0].Key.FR == "" || own.Cards[0].Reason.FR == "" || len(own.Captions) != 1 {
		t.Errorf("%+v", own)
	}
	if own := guests[7].result("work-and-value").Sort; own.Answered != 0 || own.Score != nil || own.Cards[0].Own != nil || own.Cards[0].Same {
		t.Errorf("%+v", own)
	}
}

// Nobody's score can be computed from the mean, the counts and the tables.
func TestSort_MeanBesideCounts(t *testing.T) {
	r, guests := playing(t, 12, nil, "work-and-value")
	r.seat(guests, 6, 6)
	r.open("individual")
	for i, g := range guests {
		g.sortAll(func(k int, card estrade.SortCard) any {
			if i == 0 && k == 11 {
				return skipped
			}
			if k < i/2 {
				return "both"
			}
			return card.Column
		})
	}
	r.until("reveal")
	f := r.stage().Figures.CardSort
	points, given := 0.0, 0.0
	for k, c := range f.Cards {
		for _, a := range c.Counts {
			given += float64(a.Count)
			switch a.ID {
			case sortActivity(r).Cards[k].Column:
				points += float64(a.Count)
			case "both":
				points += 0.5 * float64(a.Count)
			}
		}
	}
	if f.N != 12 || !about(f.Mean, 100*(2*points-given)/given) {
		t.Errorf("the mean %s is not what the counts tell, %v: the difference is one person's", shown(f.Mean), 100*(2*points-given)/given)
	}
	if f.Tables[0].Mean != nil || f.Tables[1].Mean == nil || f.Tables[0].N != 6 {
		t.Errorf("a table's mean beside the counts would tell one person's score: %+v", f.Tables)
	}
}

func TestSort_LeftByFour(t *testing.T) {
	r, guests := playing(t, 8, nil, "work-and-value")
	r.open("individual")
	for i, g := range guests {
		g.sortAll(func(k int, card estrade.SortCard) any {
			if i < 4 && k == 0 {
				return skipped
			}
			return card.Column
		})
	}
	r.until("reveal")
	f := r.stage().Figures.CardSort
	if f.N != 8 || f.Mean != nil || f.Cards[0].Counts != nil || f.Cards[0].N != 4 || f.Cards[1].Counts == nil {
		t.Errorf("beside the counts of the other cards a mean tells where four people put this one: %+v", f)
	}
}

func TestSort_Tables(t *testing.T) {
	r, guests := playing(t, 13, nil, "three-lines")
	tables := r.seat(guests, 6, 1, 5, 1)
	r.open("individual")
	for _, g := range guests {
		g.sortAll(toKey)
	}
	r.do(estrade.Command{Name: estrade.CommandClose})
	r.do(estrade.Command{Name: estrade.CommandBack})
	r.open("team")
	wrong := func(k int, card estrade.SortCard) any {
		if k == 0 {
			return "productivity"
		}
		return card.Column
	}
	guests[0].sortAll(wrong)
	if b := r.view.Backstage; len(b.Teams) != 4 {
		t.Errorf("%+v", b.Teams)
	}
	guests[6].sortAll(toKey) // a table of one
	guests[7].sortAll(wrong)
	if err := guests[7].lock(""); err != nil {
		t.Error(err)
	}
	if err := guests[8].try("", "space", "process"); err == nil {
		t.Error("the pen is elsewhere and the sort is locked")
	}
	guests[12].writes(sortActivity(r).Cards[0].ID, "communities") // one card only
	r.until("reveal")
	f := r.stage().Figures.CardSort
	if len(f.Tables) != 4 {
		t.Fatalf("%+v", f.Tables)
	}
	for i, want := range []struct {
		rank, n, answers int
		mean             bool
	}{{2, 6, 9, true}, {1, 1, 9, false}, {2, 5, 9, false}, {0, 1, 1, false}} {
		line := f.Tables[i]
		if line.Table != tables[i] || line.Rank != want.rank || line.N != want.n || len(line.Answers) != want.answers || (line.Mean != nil) != want.mean || (line.Score == nil) != (want.rank == 0) {
			t.Errorf("table %d: %+v", i, line)
		}
	}
	if !about(f.Tables[0].Score, 100*(3*8-9)/18.0) || f.Tables[0].Answers[sortActivity(r).Cards[0].ID] != "productivity" {
		t.Errorf("%+v", f.Tables[0])
	}
}

// A table's mean is shown when neither the table nor those left over are one to four.
func TestSort_TableMeans(t *testing.T) {
	for _, c := range []struct {
		sizes []int
		want  int
	}{
		{[]int{6, 6}, 2}, {[]int{5, 4}, 0}, {[]int{5, 5, 1}, 1}, {[]int{7, 3, 2}, 1}, {[]int{4, 4, 4}, 0},
	} {
		t.Run(fmt.Sprint(c.sizes), func(t *testing.T) {
			people := 0
			for _, n := range c.sizes {
				people += n
			}
			r, guests := playing(t, people, nil, "three-lines")
			r.seat(guests, c.sizes...)
			r.open("individual")
			for _, g := range guests {
				g.sortAll(toKey)
			}
			r.until("reveal")
			means := 0
			for i, line := range r.stage().Figures.CardSort.Tables {
				if line.N != c.sizes[i] {
					t.Errorf("%d people at a table of %d", line.N, c.sizes[i])
				}
				if line.Mean != nil {
					means++
				}
				if line.Mean != nil && line.N < 5 {
					t.Errorf("a mean over %d", line.N)
				}
			}
			if means != c.want {
				t.Errorf("%d tables have a mean, not %d", means, c.want)
			}
		})
	}
}

func TestSort_SpottingAndFollowUp(t *testing.T) {
	r, guests := playing(t, 6, nil, "community-carriers")
	r.open("individual")
	if err := guests[0].try("", sortActivity(r).Cards[0].ID, "both"); key(err) != "unknown-option" {
		t.Errorf("no such answer here: %v", err)
	}
	carriers := 0
	for _, card := range sortActivity(r).Cards {
		if card.Column == "carrier" {
			carriers++
		}
	}
	for i, g := range guests {
		g.sortAll(func(_ int, card estrade.SortCard) any {
			if i == 0 {
				return "carrier" // one too many everywhere
			}
			if i == 1 {
				return "spectator" // none spotted
			}
			return card.Column
		})
	}
	if r.stage().Play.Sort.FollowUp != nil || r.stage().Play.Sort.Both != nil {
		t.Error("the question comes after the reveal")
	}
	r.until("reveal")
	f := r.stage().Figures.CardSort
	all := 2 * float64(carriers) / float64(carriers+8)
	if f.Method != "f1" || f.N != 6 || !about(f.Mean, (all+0+4)/6) {
		t.Errorf("%+v %s, not %v", f, shown(f.Mean), (all+4)/6)
	}
	if own := guests[0].result("community-carriers").Sort; own.Method != "f1" || !about(own.Score, all) {
		t.Errorf("%+v", own)
	}
	kept := asShown(t, f)

	r.open("follow-up")
	question := r.stage().Play.Sort.FollowUp
	if question == nil || len(question.Choices) < 3 || r.view.Timer.TotalSeconds != 60 {
		t.Fatalf("%+v %+v", question, r.view.Timer)
	}
	if err := guests[0].try("", "follow-up", "gold"); key(err) != "unknown-option" {
		t.Error(err)
	}
	for i, g := range guests[:5] {
		g.answer("", "follow-up", question.Choices[i%2].ID)
		if _, me := g.see(); !me.Done {
			t.Error("answered")
		}
	}
	if asShown(t, r.stage().Figures.CardSort) != kept || r.stage().Figures.FollowUp != nil {
		t.Errorf("the reveal stays and the answers wait: %+v", r.stage().Figures)
	}
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	if r.view.Figures.FollowUp != nil || r.stage().Figures.FollowUp != nil {
		t.Error("answers are shown by the reveal only")
	}
	if a := r.view.Actions[0]; a.Command != estrade.CommandReveal || !a.Reveals {
		t.Errorf("%+v", a)
	}
	r.do(estrade.Command{Name: estrade.CommandReveal})
	q := r.stage().Figures.FollowUp
	if q == nil || q.N != 5 || !slices.Equal(counted(q.Counts)[:2], []int{3, 2}) || asShown(t, r.stage().Figures.CardSort) != kept {
		t.Fatalf("%+v", q)
	}
	text := asShown(t, r.stage().Figures)
	if err := r.desk.EraseAnswers(r.ctx, r.id, guests[0].id); err != nil {
		t.Fatal(err)
	}
	r.restart()
	if now := asShown(t, r.stage().Figures); now != text {
		t.Errorf("%s\nwas %s", now, text)
	}
}

func TestSort_FollowUpOfFour(t *testing.T) {
	r, guests := playing(t, 6, nil, "community-carriers")
	r.open("follow-up")
	for _, g := range guests[:4] {
		g.answer("", "follow-up", "time")
	}
	guests[4].answer("", "follow-up", nil)
	r.until("debrief")
	if q := r.stage().Figures.FollowUp; q == nil || q.N != 4 || q.Counts != nil {
		t.Errorf("%+v", q)
	}
}

func TestSort_PooledSpotting(t *testing.T) {
	r, guests := playing(t, 6, nil, "community-carriers")
	r.open("individual")
	for i, g := range guests {
		g.sortAll(func(k int, card estrade.SortCard) any {
			if i == 0 && k == 7 {
				return skipped
			}
			if i == 0 {
				return "carrier"
			}
			return card.Column
		})
	}
	r.until("reveal")
	f := r.stage().Figures.CardSort
	tp, fp, fn := 0, 0, 0
	for k, c := range f.Cards {
		for _, a := range c.Counts {
			switch positive := sortActivity(r).Cards[k].Column == "carrier"; {
			case positive && a.ID == "carrier":
				tp += a.Count
			case positive:
				fn += a.Count
			case a.ID == "carrier":
				fp += a.Count
			}
		}
	}
	if !about(f.Mean, 2*float64(tp)/float64(2*tp+fp+fn)) {
		t.Errorf("mean %s is not what the counts tell", shown(f.Mean))
	}
}

func TestSort_KeepsTheKey(t *testing.T) {
	r, guests := playing(t, 6, nil, "community-carriers")
	secrets := []string{`"column":"c`, `"column":"r`, `"column":"a`, `"column":"s`, `"reason":{`}
	for _, card := range sortActivity(r).Cards {
		secrets = append(secrets, card.Reason.FR, card.Reason.EN)
	}
	for _, part := range []string{"individual", "team"} {
		r.open(part)
		for _, g := range guests[:5] {
			g.sortAll(toKey)
			if g.result("community-carriers") != nil {
				t.Error("own result before the reveal")
			}
		}
		r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
		if r.stage().Figures != nil || r.view.Figures != nil {
			t.Error("figures before the reveal")
		}
	}
	r.keeps(secrets...)
	r.until("reveal")
	if c := r.stage().Play.Sort.Cards[0]; c.Column == "" || c.Reason == nil {
		t.Errorf("the reveal gives the key and its reasons: %+v", c)
	}
}

func TestSort_Shortened(t *testing.T) {
	r, guests := playing(t, 6, nil, "community-carriers")
	r.do(estrade.Command{Name: estrade.CommandShorten})
	if err := r.try(estrade.Command{Name: estrade.CommandShorten}); key(err) != "nothing-optional" {
		t.Error(err)
	}
	r.open("individual")
	for _, g := range guests {
		g.sortAll(toKey)
	}
	r.until("reveal")
	if f := r.stage().Figures.CardSort; f.N != 6 || len(f.Tables) != 0 {
		t.Errorf("no table sorted: %+v", f)
	}
}

func TestSort_LateAndReopened(t *testing.T) {
	r, guests := playing(t, 5, nil, "three-lines")
	r.open("individual")
	for _, g := range guests[:4] {
		g.sortAll(toKey)
	}
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	r.do(estrade.Command{Name: estrade.CommandBack})
	late := r.join("Tard Venue")
	late.sortAll(toKey)
	r.refresh()
	if err := guests[0].try("", sortActivity(r).Cards[0].ID, "process"); key(err) != "answer-locked" {
		t.Error(err)
	}
	r.until("team")
	r.do(estrade.Command{Name: estrade.CommandBack}) // before the team sort opens
	if r.view.Part.ID != "individual" || r.view.Part.State != estrade.PartClosed {
		t.Fatalf("%+v", r.view.Part)
	}
	r.until("reveal")
	f := r.stage().Figures.CardSort
	if f.N != 5 || !about(f.Mean, 100) {
		t.Errorf("%+v", f)
	}
	after := r.join("Encore Plus Tard")
	if own := after.result("three-lines"); own == nil || own.Sort.Answered != 0 {
		t.Errorf("%+v", own)
	}
}
