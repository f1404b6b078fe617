package facilitation_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	estrade "estrade/app"
)

func TestDesk_WholeWorkshop(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Client: "Groupe Ormeval", Place: "Lyon"})
	guests := r.joinMany(12)
	r.do(estrade.Command{Name: estrade.CommandStart})
	if len(r.view.Tables) != 2 || r.view.Tables[0].Size != 6 {
		t.Fatalf("twelve people make two tables of six, got %+v", r.view.Tables)
	}

	r.until("sort")
	r.do(estrade.Command{Name: estrade.CommandOpen})
	for _, g := range guests {
		for _, card := range r.view.Play.Contrast.Cards {
			g.answer("", card.ID, card.ID[strings.LastIndex(card.ID, ".")+1:])
		}
	}
	r.do(estrade.Command{Name: estrade.CommandClose})
	if r.stage().Figures != nil {
		t.Fatal("nothing may show while the sort can be reopened")
	}
	r.do(estrade.Command{Name: estrade.CommandAdvance})
	if f := r.stage().Figures; f == nil || f.Sort == nil || *f.Sort.Mean != 100 || len(f.Sort.Cards) != 0 {
		t.Fatalf("the stage shows the room's mean sort score only, got %+v", f)
	}
	if err := r.try(estrade.Command{Name: estrade.CommandOpen}); key(err) != "situation-needed" {
		t.Fatalf("sliders need a situation, got %v", err)
	}
	r.do(estrade.Command{Name: estrade.CommandSituation, Option: "compliance"})
	r.do(estrade.Command{Name: estrade.CommandOpen})
	for i, g := range guests {
		for k, p := range r.view.Play.Contrast.Pairs {
			g.answer("current", p.ID, (i+k)%7-3)
			g.answer("required", p.ID, 1)
		}
	}
	r.until("map")
	figures := r.stage().Figures.Map
	if figures.N != 12 || len(figures.Passes) != 2 || len(figures.Passes[0].Rows) != 12 {
		t.Fatalf("map of twelve people and pairs, got %+v", figures)
	}
	for _, row := range figures.Passes[1].Rows {
		if *row.Consensus != 1 || row.Band != "strong" {
			t.Errorf("everybody said 1: consensus %v %s", *row.Consensus, row.Band)
		}
	}

	r.until("individual")
	r.do(estrade.Command{Name: estrade.CommandOpen})
	items := []string{"find-carriers", "right-to-err", "show-value", "focus", "small-wins", "animate", "link-process", "track", "appoint", "relaunch"}
	for i, g := range guests {
		list := slices.Clone(items)
		list[0], list[i%9+1] = list[i%9+1], list[0]
		g.answer("", "list", list)
		if err := g.lock(""); err != nil {
			t.Fatal(err)
		}
		if err := g.try("", "list", items); key(err) != "answer-locked" {
			t.Fatalf("a locked list does not change, got %v", err)
		}
	}
	r.until("team")
	r.do(estrade.Command{Name: estrade.CommandOpen})
	if err := guests[0].try("", "list", items); key(err) != "pen-elsewhere" {
		t.Fatalf("writing for the table takes the pen, got %v", err)
	}
	for _, tv := range r.view.Tables {
		i := slices.IndexFunc(r.view.Roster, func(l estrade.RosterLine) bool { return l.Table == tv.ID })
		k := slices.IndexFunc(guests, func(g *guest) bool { return g.id == r.view.Roster[i].ID })
		writer := guests[k]
		if err := r.desk.TakePen(r.ctx, r.id, writer.id); err != nil {
			t.Fatal(err)
		}
		writer.answer("", "list", items)
		if err := writer.lock(""); err != nil {
			t.Fatal(err)
		}
	}
	if r.stage().Figures != nil {
		t.Fatal("nothing of a ranking shows before the reveal")
	}
	r.until("reveal")
	rank := r.stage().Figures.Ranking
	for _, table := range rank.Tables {
		if *table.Distance != 0 || table.N != 6 || table.Gain == nil || *table.Gain <= 0 || table.Rank != 1 {
			t.Errorf("a table on the reference gains on its people: %+v", table)
		}
	}
	for _, g := range guests {
		team := follow(g).view.Team
		if team.Figures == nil || team.Figures.Distance == nil || *team.Figures.Distance != 0 {
			t.Errorf("%s is told of their table: %+v", g.name, team.Figures)
		}
	}
	_, me := guests[0].see()
	if c := me.Results[0].Contrast; len(c.Positions) != 12 || *c.Positions[0].Current != -3 || *c.Positions[0].Required != 1 || len(c.Cards) != 24 || c.Cards[0].Own != "manager" {
		t.Fatalf("own sort and sliders can be read again: %+v", c)
	}
	own := me.Results[len(me.Results)-1].Ranking
	if own == nil || *own.Distance != 2 || own.Items[0].Own != 2 {
		t.Fatalf("own list swapped its first two: %+v", own)
	}

	r.until("N1.vote")
	for range 3 {
		r.do(estrade.Command{Name: estrade.CommandOpen})
		for i, g := range guests {
			g.vote(r.view.Play.Scenario.Node.Options[i%3].ID)
		}
		r.do(estrade.Command{Name: estrade.CommandClose})
		r.do(estrade.Command{Name: estrade.CommandReveal})
		split := r.stage().Figures.Split
		if split.N != 12 || split.Counts[0].Count != 4 {
			t.Fatalf("split %+v", split)
		}
		node := r.view.Play.Scenario.Node
		r.do(estrade.Command{Name: estrade.CommandAdvance})
		r.do(estrade.Command{Name: estrade.CommandDecide, Option: node.Options[1].ID})
		r.do(estrade.Command{Name: estrade.CommandReveal})
		r.do(estrade.Command{Name: estrade.CommandAdvance})
	}
	for !r.view.Finished {
		r.step(nil)
	}

	before, err := r.desk.Figures(r.ctx, r.id)
	if err != nil {
		t.Fatal(err)
	}
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); key(err) != "attendance-unconfirmed" {
		t.Fatalf("documents wait for the attendance, got %v", err)
	}
	people, err := r.desk.ConfirmAttendance(r.ctx, r.id, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(people) != 12 || !people[0].Complete || people[0].Minutes < 20 {
		t.Fatalf("attendance %+v", people[0])
	}
	bundle, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if len(bundle.Documents) != 26 || len(r.shelf.files) != 26 {
		t.Fatalf("two documents for each of twelve, the attendance sheet and the report, got %d", len(bundle.Documents))
	}
	again, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range again.Documents {
		if again.Documents[i].Number != bundle.Documents[i].Number {
			t.Errorf("document %d changed its number: %s, %s", i, bundle.Documents[i].Number, again.Documents[i].Number)
		}
	}
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandFinish})
	if _, err := r.desk.Authenticate(r.ctx, guests[0].token); estrade.ErrorCode(err) != estrade.CodeUnauthorised {
		t.Errorf("tokens end with the session, got %v", err)
	}
	if names, err := r.desk.Names(r.ctx, r.id); err != nil || len(names) != 0 {
		t.Errorf("the link is destroyed, got %v %v", names, err)
	}
	r.restart()
	after, err := r.desk.Figures(r.ctx, r.id)
	if err != nil {
		t.Fatal(err)
	}
	if len(after) != len(before) || len(after) == 0 {
		t.Errorf("%d figures before, %d after a restart", len(before), len(after))
	}
}

func TestDesk_Submit(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	guests := r.joinMany(6)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.until("N1.vote")
	g := guests[0]
	t.Run("BeforeOpening", func(t *testing.T) {
		if err := g.try("", "choice", "a"); key(err) != "part-closed" {
			t.Fatal(err)
		}
	})
	r.do(estrade.Command{Name: estrade.CommandOpen})
	t.Run("UnknownOption", func(t *testing.T) {
		if err := g.try("", "choice", "z"); key(err) != "unknown-option" {
			t.Fatal(err)
		}
	})
	t.Run("UnknownItem", func(t *testing.T) {
		if err := g.try("", "else", nil); key(err) != "unknown-item" {
			t.Fatal(err)
		}
	})
	t.Run("AnotherStep", func(t *testing.T) {
		a := g.request("", "choice", "a")
		a.Step = "welcome"
		if _, err := r.desk.Submit(r.ctx, r.id, a); key(err) != "part-closed" {
			t.Fatal(err)
		}
	})
	t.Run("TooLarge", func(t *testing.T) {
		if err := g.try("", "choice", strings.Repeat("a", 10_000)); key(err) != "answer-too-large" {
			t.Fatal(err)
		}
	})
	t.Run("TwiceCountsOnce", func(t *testing.T) {
		a := g.request("", "choice", "b")
		for range 2 {
			receipt, err := r.desk.Submit(r.ctx, r.id, a)
			if err != nil || receipt.Edits != 0 || !receipt.Done {
				t.Fatalf("%+v %v", receipt, err)
			}
		}
	})
	t.Run("EditBeforeClose", func(t *testing.T) {
		g.vote("c")
		_, me := g.see()
		if len(me.Answers) != 1 || string(me.Answers[0].Value) != `"c"` {
			t.Fatalf("the last value is kept: %+v", me.Answers)
		}
	})
	t.Run("PreferNot", func(t *testing.T) {
		guests[1].answer("", "choice", nil)
		r.refresh()
		if r.view.Progress.Answered != 2 {
			t.Fatalf("declining is an answer: %+v", r.view.Progress)
		}
	})
	t.Run("CloseAsksOnce", func(t *testing.T) {
		err := r.try(estrade.Command{Name: estrade.CommandClose})
		if key(err) != "unfinished" || estrade.Public(err).Params["n"] != "4" {
			t.Fatal(err)
		}
		r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	})
	t.Run("AfterClose", func(t *testing.T) {
		if err := g.try("", "choice", "a"); key(err) != "part-closed" {
			t.Fatal(err)
		}
	})
	t.Run("ReopenedForThoseWhoHadNot", func(t *testing.T) {
		r.do(estrade.Command{Name: estrade.CommandBack})
		if err := g.try("", "choice", "a"); key(err) != "answer-locked" {
			t.Fatal(err)
		}
		for _, late := range guests[2:] {
			late.vote("a")
		}
	})
	t.Run("FewAnswersShowNothing", func(t *testing.T) {
		if err := r.desk.EraseAnswers(r.ctx, r.id, guests[5].id); err != nil {
			t.Fatal(err)
		}
		r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
		if r.view.Figures != nil {
			t.Fatalf("four answers show the trainer nothing either: %+v", r.view.Figures)
		}
		r.do(estrade.Command{Name: estrade.CommandReveal})
		if split := r.stage().Figures.Split; split.N != 4 || split.Counts != nil {
			t.Fatalf("four answers show nothing: %+v", split)
		}
		if err := r.try(estrade.Command{Name: estrade.CommandBack}); key(err) != "cannot-go-back" {
			t.Fatal(err)
		}
	})
}

func TestDesk_Do(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	guests := r.joinMany(5)
	t.Run("OldRevision", func(t *testing.T) {
		if _, err := r.desk.Do(r.ctx, r.id, estrade.Command{Name: estrade.CommandStart, Revision: 0}); key(err) != "moved-on" {
			t.Fatal(err)
		}
	})
	r.do(estrade.Command{Name: estrade.CommandStart})
	t.Run("RevealIsApart", func(t *testing.T) {
		r.until("N1.vote")
		r.do(estrade.Command{Name: estrade.CommandOpen})
		for _, g := range guests {
			g.vote("a")
		}
		r.do(estrade.Command{Name: estrade.CommandClose})
		if err := r.try(estrade.Command{Name: estrade.CommandAdvance}); key(err) != "reveal-apart" {
			t.Fatal(err)
		}
	})
	t.Run("FrozenFiguresDoNotMove", func(t *testing.T) {
		r.do(estrade.Command{Name: estrade.CommandReveal})
		before := *r.stage().Figures.Split
		if err := r.desk.EraseAnswers(r.ctx, r.id, guests[0].id); err != nil {
			t.Fatal(err)
		}
		after := *r.stage().Figures.Split
		if before.N != 5 || after.N != 5 || after.Counts[0].Count != 5 {
			t.Fatalf("%+v then %+v", before, after)
		}
	})
	t.Run("DecisionNeeded", func(t *testing.T) {
		r.do(estrade.Command{Name: estrade.CommandAdvance})
		r.do(estrade.Command{Name: estrade.CommandOpen})
		r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
		if err := r.try(estrade.Command{Name: estrade.CommandReveal}); key(err) != "decision-needed" {
			t.Fatal(err)
		}
		r.do(estrade.Command{Name: estrade.CommandDecide, Option: "d"})
		r.do(estrade.Command{Name: estrade.CommandReveal})
		if c := r.stage().Figures.Consequence; c.GaugeBefore != 50 || c.GaugeAfter != 60 || c.Next != "N2A" {
			t.Fatalf("%+v", c)
		}
	})
	t.Run("RemovedPersonIsOut", func(t *testing.T) {
		r.do(estrade.Command{Name: estrade.CommandRemove, Participant: guests[4].id})
		if _, err := r.desk.Authenticate(r.ctx, guests[4].token); estrade.ErrorCode(err) != estrade.CodeUnauthorised {
			t.Fatal(err)
		}
		if !slices.Contains(r.wire.disconnected, guests[4].id) {
			t.Error("the browser stays connected")
		}
	})
	t.Run("ExtendMovesTheEnd", func(t *testing.T) {
		before := r.view.Clock.ExpectedEnd
		r.do(estrade.Command{Name: estrade.CommandExtend, Number: 120})
		if got := r.view.Clock.ExpectedEnd - before; got != 120_000 {
			t.Errorf("the end moved by %d ms", got)
		}
	})
	t.Run("PausedTimerStands", func(t *testing.T) {
		r.do(estrade.Command{Name: estrade.CommandPause})
		left := r.view.Timer.RemainingMillis
		r.clock.advance(time.Minute)
		r.refresh()
		if r.view.Timer.RemainingMillis != left || r.view.Timer.Running {
			t.Errorf("%+v, was %d", r.view.Timer, left)
		}
		r.do(estrade.Command{Name: estrade.CommandResume})
		r.clock.advance(time.Minute)
		r.refresh()
		if got := left - r.view.Timer.RemainingMillis; got != 60_000 {
			t.Errorf("after resuming the timer lost %d ms", got)
		}
	})
}

func TestDesk_Restart(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Tables: 2})
	guests := r.joinMany(6)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.until("sliders")
	r.do(estrade.Command{Name: estrade.CommandSituation, Option: "compliance"})
	r.do(estrade.Command{Name: estrade.CommandOpen})
	guests[0].answer("current", "near-far", -2)
	figures := r.stage()
	before := r.view
	r.restart()
	if r.view.Step.ID != before.Step.ID || r.view.Part.ID != before.Part.ID || r.view.Part.State != estrade.PartOpen || r.view.Revision != before.Revision {
		t.Fatalf("same step, part and state: %+v", r.view.Part)
	}
	if r.view.Backstage.Situation != "compliance" {
		t.Error("the situation is lost")
	}
	if got := r.stage(); got.Timer.TotalSeconds != figures.Timer.TotalSeconds {
		t.Error("the timer is lost")
	}
	caller, err := r.desk.Authenticate(r.ctx, guests[0].token)
	if err != nil || caller.Participant != guests[0].id {
		t.Fatalf("the token is lost: %v", err)
	}
	_, me := guests[0].see()
	if len(me.Answers) != 1 || string(me.Answers[0].Value) != "-2" || me.Name != guests[0].name {
		t.Fatalf("%+v", me)
	}
	guests[0].answer("current", "near-far", 3)
}

func TestDesk_Join(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Tables: 3, Roster: []string{"Zoé  d’Aboville", "Nguyễn Văn An"}})
	for _, name := range []string{"Zoé", "O", "Nguyễn", "François-Xavier d'Aboville", "李", "Ωμέγα"} {
		if g := r.join("  " + name + " "); g != nil {
			_, me := g.see()
			if me.Name != name || me.Table == nil {
				t.Errorf("%q became %q, table %v", name, me.Name, me.Table)
			}
		}
	}
	t.Run("RosterLineTaken", func(t *testing.T) {
		r.join("zoe d'aboville")
		people, err := r.desk.Attendance(r.ctx, r.id)
		if err != nil {
			t.Fatal(err)
		}
		expected := 0
		for _, p := range people {
			if p.Expected {
				expected++
			}
		}
		if expected != 1 || len(people) != 8 {
			t.Errorf("%d expected of %d", expected, len(people))
		}
		if !slices.ContainsFunc(people, func(p estrade.AttendanceView) bool { return p.Name == "Zoé d’Aboville" }) {
			t.Errorf("a name of the list was replaced by how it was typed on a phone: %+v", people)
		}
		if v := r.stage(); v.Expected != 8 || len(v.People) != 7 || v.Date != "2026-11-24" || v.Minutes == 0 {
			t.Errorf("the lobby awaits %d, %d are in, on %q for %d minutes", v.Expected, len(v.People), v.Date, v.Minutes)
		}
	})
	for name, want := range map[string]string{"": "name-empty", " \t": "name-empty", strings.Repeat("é", 81): "name-too-long", "a\ufffdb": "name-unreadable", "..": "name-empty"} {
		_, err := r.desk.Join(r.ctx, estrade.JoinRequest{Code: r.view.Join.Code, Name: name})
		if key(err) != want {
			t.Errorf("%q: %v", name, err)
		}
	}
	t.Run("EqualNamesToldApart", func(t *testing.T) {
		r.join("Zoé")
		names, err := r.desk.Names(r.ctx, r.id)
		if err != nil {
			t.Fatal(err)
		}
		seen := make(map[string]bool)
		for _, n := range names {
			if seen[n.Name] {
				t.Errorf("%s twice", n.Name)
			}
			seen[n.Name] = true
		}
	})
	t.Run("WrongCode", func(t *testing.T) {
		if _, err := r.desk.Greet(r.ctx, "ABCDEF", "", estrade.French); key(err) != "wrong-code" {
			t.Fatal(err)
		}
	})
	t.Run("TypedCode", func(t *testing.T) {
		code := strings.ToLower(r.view.Join.Code)
		g, err := r.desk.Greet(r.ctx, " "+code[:3]+"-"+code[3:], "", estrade.English)
		if err != nil || len(g.Tables) != 3 || len(g.Notices) != 4 || len(g.Pseudonyms) != 4 {
			t.Fatalf("%+v %v", g, err)
		}
	})
	t.Run("PseudonymOnce", func(t *testing.T) {
		g, err := r.desk.Greet(r.ctx, r.view.Join.Code, "", estrade.French)
		if err != nil {
			t.Fatal(err)
		}
		wished := g.Pseudonyms[0]
		var wg sync.WaitGroup
		var mu sync.Mutex
		good := 0
		for range 20 {
			wg.Go(func() {
				_, err := r.desk.Join(r.ctx, estrade.JoinRequest{Code: r.view.Join.Code, Name: "Jumelle", Pseudonym: wished})
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					good++
				} else if key(err) != "pseudonym-taken" {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if good != 1 {
			t.Errorf("%d people are %s", good, wished)
		}
	})
	t.Run("TablesAlikeWhenAllJoinAtOnce", func(t *testing.T) {
		r := newRoom(t, estrade.NewSession{Tables: 3})
		var wg sync.WaitGroup
		for range 18 {
			wg.Go(func() {
				if _, err := r.desk.Join(r.ctx, estrade.JoinRequest{Code: r.view.Join.Code, Name: "Ensemble"}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		r.refresh()
		for _, table := range r.view.Tables {
			if table.Size != 6 {
				t.Errorf("%d people at %s", table.Size, table.Name)
			}
		}
	})
	t.Run("SixOnOneDevice", func(t *testing.T) {
		device := ""
		for i := range 7 {
			j, err := r.desk.Join(r.ctx, estrade.JoinRequest{Code: r.view.Join.Code, Name: "Voisin", Device: device})
			if i < 6 && err != nil || i == 6 && key(err) != "device-full" {
				t.Fatalf("%d: %v", i, err)
			}
			if i == 0 {
				device = j.Device
			}
		}
	})
	t.Run("Reenter", func(t *testing.T) {
		j, err := r.desk.Join(r.ctx, estrade.JoinRequest{Code: r.view.Join.Code, Name: "Revenante"})
		if err != nil {
			t.Fatal(err)
		}
		back, err := r.desk.Reenter(r.ctx, estrade.ReentryRequest{Code: r.view.Join.Code, Reentry: strings.ToLower(j.Reentry)})
		if err != nil || back.Participant != j.Participant {
			t.Fatalf("%+v %v", back, err)
		}
		if _, err := r.desk.Authenticate(r.ctx, j.Token); err == nil {
			t.Error("the old token still works")
		}
		if _, err := r.desk.Authenticate(r.ctx, back.Token); err != nil {
			t.Error(err)
		}
	})
	t.Run("AfterClosing", func(t *testing.T) {
		r.refresh()
		code := r.view.Join.Code
		r.do(estrade.Command{Name: estrade.CommandBeginClosing})
		if _, err := r.desk.Join(r.ctx, estrade.JoinRequest{Code: code, Name: "Tard"}); key(err) != "room-closed" {
			t.Fatal(err)
		}
	})
}
