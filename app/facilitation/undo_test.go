package facilitation_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

// undoLast takes back the act the console offers to take back.
func (r *room) undoLast() error {
	r.t.Helper()
	if r.view.Undo == nil {
		r.t.Fatal("nothing is offered to be taken back")
	}
	return r.try(estrade.Command{Name: estrade.CommandUndo})
}

var counters = regexp.MustCompile(`"(revision|edits)":\d+`)

// stood is everything that is seen and kept of the session, but for what counts
// acts and what the log tells of them.
func (r *room) stood() string {
	r.t.Helper()
	pictures := r.pictures()
	record, err := r.store.Load(r.ctx, r.id)
	if err != nil {
		r.t.Fatal(err)
	}
	record.Session.Revision = 0
	for i := range record.Answers {
		record.Answers[i].Edits, record.Answers[i].ClientID = 0, ""
	}
	slices.SortFunc(record.Answers, func(a, b estrade.Answer) int { return strings.Compare(a.Key.Part+a.Key.Item, b.Key.Part+b.Key.Item) })
	kept, err := json.Marshal(record)
	if err != nil {
		r.t.Fatal(err)
	}
	return counters.ReplaceAllString(pictures, "") + string(kept)
}

func TestUndo_LeavesEverythingAsItWas(t *testing.T) {
	inSort := func(r *room, guests []*guest) {
		r.until("sort")
		r.do(estrade.Command{Name: estrade.CommandOpen})
		for _, g := range guests[:6] { // these are complete, the others not
			for _, card := range r.view.Play.Contrast.Cards {
				g.answer("", card.ID, "leader")
			}
		}
		guests[6].answer("", r.view.Play.Contrast.Cards[0].ID, "manager")
	}
	inRanking := func(r *room, guests []*guest) {
		r.until("individual")
		r.do(estrade.Command{Name: estrade.CommandOpen})
		list := []string{"find-carriers", "right-to-err", "show-value", "focus", "small-wins", "animate", "link-process", "track", "appoint", "relaunch"}
		for _, g := range guests[:6] { // complete, not locked by themselves: skipping locks them
			g.answer("", "list", list)
		}
	}
	lobby := func(*room, []*guest) {}
	line := func(r *room, g *guest) estrade.RosterLine {
		return r.view.Roster[slices.IndexFunc(r.view.Roster, func(l estrade.RosterLine) bool { return l.ID == g.id })]
	}
	elsewhere := func(r *room, g *guest) estrade.TableID {
		return r.view.Tables[slices.IndexFunc(r.view.Tables, func(v estrade.TableView) bool { return v.ID != line(r, g).Table })].ID
	}
	note := func(r *room, _ []*guest) {
		r.do(estrade.Command{Name: estrade.CommandNote, Note: &estrade.Note{Text: "Garonne hésite"}})
	}
	cases := map[string]struct {
		before func(*room, []*guest)
		act    func(*room, []*guest) estrade.Command
	}{
		"skip-step": {inRanking, func(*room, []*guest) estrade.Command { return estrade.Command{Name: estrade.CommandSkipStep} }},
		"extend": {inSort, func(*room, []*guest) estrade.Command {
			return estrade.Command{Name: estrade.CommandExtend, Number: 120}
		}},
		"shorten-time": {inSort, func(*room, []*guest) estrade.Command {
			return estrade.Command{Name: estrade.CommandExtend, Number: -60}
		}},
		"pause": {inSort, func(*room, []*guest) estrade.Command { return estrade.Command{Name: estrade.CommandPause} }},
		"resume": {func(r *room, g []*guest) {
			inSort(r, g)
			r.do(estrade.Command{Name: estrade.CommandPause})
		}, func(*room, []*guest) estrade.Command { return estrade.Command{Name: estrade.CommandResume} }},
		"swap": {lobby, func(r *room, _ []*guest) estrade.Command {
			i := slices.IndexFunc(r.view.Agenda, func(s estrade.AgendaStep) bool { return len(s.Alternatives) > 0 })
			return estrade.Command{Name: estrade.CommandSwap, Step: r.view.Agenda[i].ID, Option: r.view.Agenda[i].Alternatives[0].ID}
		}},
		"stage": {inSort, func(r *room, _ []*guest) estrade.Command {
			black := r.view.Stage
			black.Black = true
			return estrade.Command{Name: estrade.CommandStage, Stage: &black}
		}},
		"make-tables": {inSort, func(*room, []*guest) estrade.Command {
			return estrade.Command{Name: estrade.CommandMakeTables, Number: 4}
		}},
		"fewer-tables": {inSort, func(*room, []*guest) estrade.Command {
			return estrade.Command{Name: estrade.CommandMakeTables, Number: 1}
		}},
		"move": {inSort, func(r *room, g []*guest) estrade.Command {
			return estrade.Command{Name: estrade.CommandMove, Participant: g[0].id, Table: elsewhere(r, g[0])}
		}},
		"move-with-the-pen": {func(r *room, g []*guest) {
			inSort(r, g)
			r.do(estrade.Command{Name: estrade.CommandGivePen, Participant: g[0].id})
		}, func(r *room, g []*guest) estrade.Command {
			return estrade.Command{Name: estrade.CommandMove, Participant: g[0].id, Table: elsewhere(r, g[0])}
		}},
		"rename": {inSort, func(_ *room, g []*guest) estrade.Command {
			return estrade.Command{Name: estrade.CommandRename, Participant: g[3].id, Text: "Camille Ferrand"}
		}},
		"remove": {inSort, func(_ *room, g []*guest) estrade.Command {
			return estrade.Command{Name: estrade.CommandRemove, Participant: g[4].id}
		}},
		"put-back": {func(r *room, g []*guest) {
			inSort(r, g)
			r.do(estrade.Command{Name: estrade.CommandRemove, Participant: g[4].id})
		}, func(_ *room, g []*guest) estrade.Command {
			return estrade.Command{Name: estrade.CommandPutBack, Participant: g[4].id}
		}},
		"give-pen": {inSort, func(_ *room, g []*guest) estrade.Command {
			return estrade.Command{Name: estrade.CommandGivePen, Participant: g[2].id}
		}},
		"note": {inSort, func(*room, []*guest) estrade.Command {
			return estrade.Command{Name: estrade.CommandNote, Note: &estrade.Note{Text: "Garonne hésite"}}
		}},
		"note-ticked": {note, func(r *room, _ []*guest) estrade.Command {
			ticked := r.view.Notes[0]
			ticked.Report = true
			return estrade.Command{Name: estrade.CommandNote, Note: &ticked}
		}},
		"section": {lobby, func(*room, []*guest) estrade.Command {
			return estrade.Command{Name: estrade.CommandSection, Number: 1}
		}},
		"situation": {func(r *room, g []*guest) {
			inSort(r, g)
			r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
		}, func(r *room, _ []*guest) estrade.Command {
			return estrade.Command{Name: estrade.CommandSituation, Option: r.view.Backstage.Situations[0].ID}
		}},
		"delete-note": {note, func(r *room, _ []*guest) estrade.Command {
			return estrade.Command{Name: estrade.CommandDeleteNote, Option: r.view.Notes[0].ID}
		}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t, estrade.NewSession{})
			guests := r.joinMany(12)
			r.do(estrade.Command{Name: estrade.CommandStart})
			c.before(r, guests)
			r.refresh()
			before := r.stood()
			act := c.act(r, guests)
			r.do(act)
			if changed := r.stood(); changed == before {
				t.Fatalf("%s changed nothing", act.Name)
			}
			if u := r.view.Undo; u == nil || u.Command != act.Name || u.RemainingMillis != 10_000 || u.Revision != r.view.Revision {
				t.Fatalf("the act is offered to be taken back for ten seconds, got %+v", u)
			}
			if err := r.undoLast(); err != nil {
				t.Fatal(err)
			}
			if r.view.Undo != nil {
				t.Error("what was taken back is not offered again")
			}
			if after := r.stood(); after != before {
				t.Errorf("state after the undo:\n%s\nbefore the act:\n%s", after, before)
			}
			entries := r.log()
			if last := entries[len(entries)-1]; last.Event != "undone" || last.Detail != string(act.Name) {
				t.Errorf("the log tells of it, got %+v", last)
			}
			r.restart()
			if after := r.stood(); after != before {
				t.Errorf("state after the undo and a restart differs from before the act")
			}
		})
	}
}

// A start by mistake leads back to the lobby, with the tables it made gone.
func TestUndo_Start(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.joinMany(12)
	r.refresh()
	before := r.stood()
	r.do(estrade.Command{Name: estrade.CommandStart})
	if len(r.view.Tables) == 0 || r.view.Step == nil || r.view.Undo == nil {
		t.Fatalf("started with %d tables, undo %+v", len(r.view.Tables), r.view.Undo)
	}
	if err := r.undoLast(); err != nil {
		t.Fatal(err)
	}
	if r.view.Step != nil || len(r.view.Tables) != 0 || r.stage().Step != nil {
		t.Error("the room is in the lobby again")
	}
	if after := r.stood(); after != before {
		t.Errorf("state after the undo:\n%s\nbefore the act:\n%s", after, before)
	}
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.join("Arrivée tardive")
	r.refresh()
	if err := r.undoLast(); key(err) != "undo-moved-on" {
		t.Errorf("somebody sits at a table that would go, got %v", err)
	}
}

// A box of the debrief is kept at each pause of the hand: one undo takes back all
// that was typed since, and a later bout of typing alone when there was a break.
func TestUndo_DebriefBox(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.do(estrade.Command{Name: estrade.CommandStart})
	write := func(text string) {
		n := estrade.Note{Stage: "objective", Text: text}
		if len(r.view.Notes) > 0 {
			n.ID = r.view.Notes[0].ID
		}
		r.do(estrade.Command{Name: estrade.CommandNote, Note: &n})
	}
	takeBack := func() {
		t.Helper()
		if err := r.undoLast(); err != nil {
			t.Fatal(err)
		}
		r.refresh()
	}
	empty := r.stood()
	write("Le repr")
	write("Le reproche")
	write("Le reproche est exact")
	takeBack()
	if now := r.stood(); now != empty {
		t.Errorf("after the undo of a first bout:\n%s\nbefore it:\n%s", now, empty)
	}
	write("Le reproche")
	r.clock.advance(11 * time.Second)
	r.refresh()
	kept := r.stood()
	write("Le reproche est")
	write("Le reproche est exact")
	takeBack()
	if now := r.stood(); now != kept {
		t.Errorf("after the undo of a second bout:\n%s\nbefore it:\n%s", now, kept)
	}
	// Another act between two saves: each is taken back by itself.
	write("Le reproche, donc")
	r.do(estrade.Command{Name: estrade.CommandExtend, Number: 60})
	between := r.stood()
	write("Le reproche, donc, exact")
	takeBack()
	if now := r.stood(); now != between {
		t.Errorf("after an act in between:\n%s\nbefore:\n%s", now, between)
	}
}

// The synthesis goes to the documents and its field takes back what was typed.
func TestUndo_NotOfTheSynthesis(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.do(estrade.Command{Name: estrade.CommandNote, Note: &estrade.Note{Stage: estrade.StageSynthesis, Text: "Bilan"}})
	if r.view.Undo != nil {
		t.Errorf("a pause while typing the synthesis offers %+v", r.view.Undo)
	}
}

func TestUndo_Cards(t *testing.T) {
	c := newCanvas(t, coalition, 6)
	c.write("first-step", "Écrire à Sanaa", "Appeler le dépôt", "Visiter Lille", "Demander", "Relire", "Attendre")
	before := c.stood()
	card := c.card("Écrire à Sanaa")
	card.Picked = true
	c.do(estrade.Command{Name: estrade.CommandCard, Card: &card})
	if err := c.undoLast(); err != nil {
		t.Fatal(err)
	}
	if c.card("Écrire à Sanaa").Picked || c.stood() != before {
		t.Error("the card is off the stage again, and nothing else changed")
	}

	c.do(estrade.Command{Name: estrade.CommandCard, Card: &card})
	card.Text = "Écrire à Sanaa lundi"
	c.do(estrade.Command{Name: estrade.CommandCard, Card: &card})
	if err := c.undoLast(); err != nil {
		t.Fatal(err)
	}
	if c.refresh(); !c.card("Écrire à Sanaa").Picked {
		t.Error("the edit is taken back, the card stays picked")
	}
	c.restart()
	if !c.card("Écrire à Sanaa").Picked {
		t.Error("the card's earlier words are kept")
	}

	c.do(estrade.Command{Name: estrade.CommandCard, Card: &estrade.Card{Box: "first-step", Text: "Dit tout haut", Picked: true}})
	added := c.card("Dit tout haut")
	c.do(estrade.Command{Name: estrade.CommandDropCard, Option: added.ID})
	if err := c.undoLast(); err != nil {
		t.Fatal(err)
	}
	if !c.card("Dit tout haut").Picked {
		t.Error("the trainer's card is back")
	}
}

// What somebody erased meanwhile does not come back with an undo.
func TestUndo_BringsBackNothingErased(t *testing.T) {
	c := newCanvas(t, coalition, 6)
	c.write("first-step", "Écrire à Sanaa", "Appeler le dépôt", "Visiter Lille", "Demander", "Relire", "Attendre")
	card := c.card("Écrire à Sanaa")
	card.Picked = true
	c.do(estrade.Command{Name: estrade.CommandCard, Card: &card})
	card.Picked = false
	c.do(estrade.Command{Name: estrade.CommandCard, Card: &card})
	if err := c.desk.EraseAnswers(c.ctx, c.id, c.guests[0].id); err != nil {
		t.Fatal(err)
	}
	if err := c.undoLast(); key(err) != "undo-moved-on" {
		t.Fatalf("the text is gone for good, got %v", err)
	}
	c.refresh()
	if slices.ContainsFunc(c.view.Backstage.Cards, func(k estrade.Card) bool { return k.Text == "Écrire à Sanaa" }) {
		t.Error("an erased text came back")
	}
}

func TestUndo_OnlyTheLastActAndOnlySoon(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	guests := r.joinMany(12)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.until("sort")
	r.do(estrade.Command{Name: estrade.CommandOpen})
	if r.view.Undo != nil {
		t.Fatal("opening is not taken back: going back has its own rules")
	}

	r.do(estrade.Command{Name: estrade.CommandExtend, Number: 60})
	offered := r.view.Undo.Revision
	r.do(estrade.Command{Name: estrade.CommandCheck, Option: "sound", Number: 1})
	if r.view.Undo != nil {
		t.Error("another act came since")
	}
	_, err := r.desk.Do(r.ctx, r.id, estrade.Command{Name: estrade.CommandUndo, Revision: offered})
	if key(err) != "undo-moved-on" {
		t.Errorf("the session has moved on, got %v", err)
	}
	if err := r.try(estrade.Command{Name: estrade.CommandUndo}); key(err) != "undo-moved-on" {
		t.Errorf("there is nothing to undo, got %v", err)
	}

	r.do(estrade.Command{Name: estrade.CommandExtend, Number: 60})
	r.clock.advance(9 * time.Second)
	if r.refresh(); r.view.Undo == nil || r.view.Undo.RemainingMillis != 1_000 {
		t.Fatalf("a second is left, got %+v", r.view.Undo)
	}
	r.clock.advance(time.Second)
	if r.refresh(); r.view.Undo != nil {
		t.Error("ten seconds are over")
	}
	r.clock.advance(2 * time.Second)
	if err := r.try(estrade.Command{Name: estrade.CommandUndo}); key(err) != "undo-late" {
		t.Errorf("it is too late, got %v", err)
	}

	// Somebody chose a table meanwhile, by themselves.
	r.do(estrade.Command{Name: estrade.CommandMakeTables, Number: 4})
	for _, l := range r.view.Roster {
		if l.ID != guests[0].id {
			continue
		}
		i := slices.IndexFunc(r.view.Tables, func(v estrade.TableView) bool { return v.ID != l.Table })
		r.do(estrade.Command{Name: estrade.CommandMove, Participant: l.ID, Table: r.view.Tables[i].ID})
	}
	if err := r.desk.TakePen(r.ctx, r.id, guests[1].id); err != nil {
		t.Fatal(err)
	}
	if err := r.undoLast(); err != nil {
		t.Errorf("a pen of another table does not stand in the way: %v", err)
	}
	r.do(estrade.Command{Name: estrade.CommandMakeTables, Number: 5})
	if err := r.desk.TakePen(r.ctx, r.id, guests[1].id); err != nil {
		t.Fatal(err)
	}
	if err := r.undoLast(); key(err) != "undo-moved-on" {
		t.Errorf("a pen was taken at a table that would change, got %v", err)
	}
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandMakeTables, Number: 7})
	r.join("Arrivée tardive")
	r.refresh()
	late := r.view.Roster[slices.IndexFunc(r.view.Roster, func(l estrade.RosterLine) bool {
		return !slices.ContainsFunc(guests, func(g *guest) bool { return g.id == l.ID })
	})]
	if err := r.undoLast(); err == nil {
		if !slices.ContainsFunc(r.view.Tables, func(v estrade.TableView) bool { return v.ID == late.Table }) {
			t.Error("somebody who came meanwhile lost their table")
		}
	} else if key(err) != "undo-moved-on" {
		t.Error(err)
	}
}

// Nothing is offered behind a reveal: skipping or shortening into one, or out of
// a step whose figures were taken as it ended, is for good.
func TestUndo_NeverBehindAReveal(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	guests := r.joinMany(12)
	r.do(estrade.Command{Name: estrade.CommandStart})
	for range 400 {
		if r.view.Step == nil {
			break
		}
		if r.view.Part.State == estrade.PartOpen && r.view.Part.Phase == "vote" {
			for i, g := range guests {
				g.vote(r.view.Play.Scenario.Node.Options[i%2].ID)
			}
		}
		frozen := r.frozenCount()
		r.step(nil)
		if r.view.Undo != nil && r.frozenCount() != frozen {
			t.Fatalf("figures were frozen, and yet %s may be taken back", r.view.Undo.Command)
		}
		if r.view.Step == nil || r.view.Part.State != estrade.PartShown {
			continue
		}
		// What is shown stays shown: taking back what came after never hides it.
		shown, part := r.stood(), r.view.Part.ID
		r.do(estrade.Command{Name: estrade.CommandExtend, Number: 60})
		if err := r.undoLast(); err != nil {
			t.Fatal(err)
		}
		if r.view.Part.ID != part || r.stood() != shown {
			t.Fatalf("part %s: taking back a minute changed what is shown", part)
		}
	}
	if r.view.Step != nil {
		t.Fatal("the workshop never ended")
	}
}

func (r *room) frozenCount() int {
	r.t.Helper()
	record, err := r.store.Load(r.ctx, r.id)
	if err != nil {
		r.t.Fatal(err)
	}
	return len(record.Figures)
}

func TestUndo_SkippingAMeasuredStepIsForGood(t *testing.T) {
	r, _ := playing(t, 6, nil, "t-before")
	r.open("answer")
	frozen := r.frozenCount()
	r.do(estrade.Command{Name: estrade.CommandSkipStep})
	if (r.view.Undo == nil) != (r.frozenCount() != frozen) {
		t.Errorf("undo %+v although %d figures were frozen", r.view.Undo, r.frozenCount()-frozen)
	}
}

// A phone that was sent away by mistake comes back with the undo.
func TestUndo_LetsBackIn(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	guests := r.joinMany(6)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.do(estrade.Command{Name: estrade.CommandRemove, Participant: guests[2].id})
	if _, err := r.desk.Authenticate(r.ctx, guests[2].token); err == nil {
		t.Fatal("a removed person's token still speaks")
	}
	if err := r.undoLast(); err != nil {
		t.Fatal(err)
	}
	if caller, err := r.desk.Authenticate(r.ctx, guests[2].token); err != nil || caller.Participant != guests[2].id {
		t.Fatalf("the token speaks again: %v", err)
	}
	r.do(estrade.Command{Name: estrade.CommandRemove, Participant: guests[3].id})
	r.do(estrade.Command{Name: estrade.CommandPutBack, Participant: guests[3].id})
	if err := r.undoLast(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.desk.Authenticate(r.ctx, guests[3].token); err == nil {
		t.Fatal("taking back a putting back sends away again")
	}
}
