package facilitation_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
)

const estimateOne, estimateTwo = "estimate//inactive-spaces", "estimate//engagement-index"

// estimated is a room whose estimates were closed, value(i) answered by the i-th
// to the first of them and 7 by everybody to the second.
func estimated(t *testing.T, people int, value func(i int) any) (*room, []*guest) {
	t.Helper()
	r, guests := playing(t, people, nil, "engagement-curve")
	r.open("estimate")
	for i, g := range guests {
		if v := value(i); v != skipped {
			g.answer("", "inactive-spaces", v)
		}
		g.answer("", "engagement-index", 7)
	}
	r.refresh()
	return r, guests
}

func (r *room) close() {
	r.t.Helper()
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
}

func (r *room) aloud(question string) error {
	return r.try(estrade.Command{Name: estrade.CommandAloud, Option: question, Confirmed: true})
}

func (r *room) mayBeAloud() []string {
	var ids []string
	for _, c := range r.view.Backstage.Aloud {
		ids = append(ids, c.ID)
	}
	return ids
}

// log is what the session recorded of itself.
func (r *room) log() []estrade.LogEntry {
	r.t.Helper()
	var entries []estrade.LogEntry
	err := r.store.Update(r.ctx, r.id, func(tx estrade.Tx) (err error) {
		entries, err = tx.Log()
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return entries
}

func TestAloud(t *testing.T) {
	t.Run("OK", func(t *testing.T) {
		r, _ := estimated(t, 4, func(i int) any { return []any{20.5, 80, 10, 30}[i] })
		if err := r.aloud(estimateOne); key(err) != "unknown-question" || len(r.mayBeAloud()) != 0 {
			t.Errorf("people are still answering: %v %v", err, r.mayBeAloud())
		}
		r.close()
		if got := r.mayBeAloud(); !slices.Equal(got, []string{estimateOne, estimateTwo}) {
			t.Fatalf("%v", got)
		}
		if err := r.try(estrade.Command{Name: estrade.CommandAloud, Option: estimateOne}); key(err) != "ask-everybody" || estrade.Public(err).Params["n"] != "4" {
			t.Errorf("only once each has agreed: %v", err)
		}
		if r.stage().Aloud != nil {
			t.Fatal("shown without a confirmation")
		}
		if err := r.aloud(estimateOne); err != nil {
			t.Fatal(err)
		}
		a := r.stage().Aloud
		if a == nil || a.N != 4 || a.Median != 25.25 || a.Low != 10 || a.High != 80 || a.Label.FR == "" || a.Item != estimateOne {
			t.Fatalf("%+v", a)
		}
		if asShown(t, r.view.Aloud) != asShown(t, a) || !strings.Contains(strings.Join(r.wire.on(estrade.StageChannel(r.id)), ""), `"median":25.25`) {
			t.Errorf("the console and the stage are told: %+v", r.view.Aloud)
		}
		if strings.Contains(strings.Join(r.wire.on(estrade.RoomChannel(r.id)), ""), "25.25") {
			t.Error("only the stage shows it")
		}
		r.do(estrade.Command{Name: estrade.CommandAloud})
		if r.stage().Aloud != nil || r.view.Aloud != nil {
			t.Error("hidden")
		}
	})
	t.Run("EndsOfTheRule", func(t *testing.T) {
		for n, may := range map[int]bool{0: false, 1: true, 4: true, 5: false, 12: false} {
			r, _ := estimated(t, 12, func(i int) any {
				if i < n {
					return i
				}
				return nil
			})
			r.close()
			if got := slices.Contains(r.mayBeAloud(), estimateOne); got != may {
				t.Errorf("%d answers: offered %v", n, got)
			}
			if err := r.aloud(estimateOne); (err == nil) != may {
				t.Errorf("%d answers: %v", n, err)
			}
			if a := r.stage().Aloud; may != (a != nil) || n == 1 && (a.Median != 0 || a.Low != 0 || a.High != 0) {
				t.Errorf("%d answers: %+v", n, a)
			}
			for _, unknown := range []string{"estimate//nothing", "draw//curve", "place//fanfare", "x"} {
				if err := r.aloud(unknown); key(err) != "unknown-question" {
					t.Errorf("%s: %v", unknown, err)
				}
			}
		}
	})
	t.Run("GoneWithThePart", func(t *testing.T) {
		r, _ := estimated(t, 3, func(i int) any { return i })
		r.close()
		if err := r.aloud(estimateTwo); err != nil {
			t.Fatal(err)
		}
		r.do(estrade.Command{Name: estrade.CommandExtend, Number: 60})
		if r.stage().Aloud == nil {
			t.Error("another act in the part leaves it")
		}
		r.do(estrade.Command{Name: estrade.CommandAdvance})
		if r.stage().Aloud != nil || r.view.Aloud != nil {
			t.Error("left with its part")
		}
		if err := r.aloud(estimateTwo); err != nil { // of an earlier part of the step
			t.Fatal(err)
		}
		r.do(estrade.Command{Name: estrade.CommandBeginClosing})
		if r.stage().Aloud != nil {
			t.Error("shown while closing")
		}
	})
	t.Run("StaysClosed", func(t *testing.T) {
		r, _ := estimated(t, 4, func(i int) any { return i })
		r.close()
		if err := r.aloud(estimateOne); err != nil {
			t.Fatal(err)
		}
		if i := slices.IndexFunc(r.view.Actions, func(a estrade.Action) bool { return a.Command == estrade.CommandBack }); r.view.Actions[i].Enabled {
			t.Error("a fifth answer beside this one would be told")
		}
		for range 2 {
			for _, name := range []estrade.CommandName{estrade.CommandBack, estrade.CommandReopen} {
				if err := r.try(estrade.Command{Name: name}); key(err) != "cannot-go-back" {
					t.Errorf("%s: %v", name, err)
				}
			}
			r.restart()
		}
		if r.stage().Aloud != nil {
			t.Error("remembered over a restart")
		}
	})
	t.Run("NotOverOthers", func(t *testing.T) {
		r, guests := estimated(t, 4, func(i int) any { return i })
		r.close()
		if err := r.aloud(estimateOne); err != nil {
			t.Fatal(err)
		}
		was := asShown(t, r.stage().Aloud)
		if err := r.desk.EraseAnswers(r.ctx, r.id, guests[3].id); err != nil {
			t.Fatal(err)
		}
		if now := asShown(t, r.stage().Aloud); now != was {
			t.Errorf("the difference is what was erased: %s", now)
		}
		r.refresh()
		if got := r.mayBeAloud(); !slices.Equal(got, []string{estimateTwo}) {
			t.Errorf("%v", got)
		}
		if err := r.aloud(estimateOne); key(err) != "unknown-question" {
			t.Errorf("the difference is what was erased: %v", err)
		}
		r.restart()
		if err := r.aloud(estimateOne); key(err) != "unknown-question" {
			t.Errorf("after a restart: %v", err)
		}
	})
	t.Run("NotBesideFigures", func(t *testing.T) {
		r, guests := estimated(t, 5, func(i int) any { return i })
		r.until("reveal")
		if err := r.desk.EraseAnswers(r.ctx, r.id, guests[0].id); err != nil {
			t.Fatal(err)
		}
		r.refresh()
		if err := r.aloud(estimateOne); key(err) != "unknown-question" || len(r.mayBeAloud()) != 0 {
			t.Errorf("beside the figure of five: %v %v", err, r.mayBeAloud())
		}
	})
	t.Run("FrozenStage", func(t *testing.T) {
		r, _ := estimated(t, 4, func(i int) any { return i })
		r.close()
		freeze := func(on bool) {
			r.do(estrade.Command{Name: estrade.CommandStage, Stage: &estrade.StageSettings{Timer: true, Frozen: on}})
		}
		freeze(true)
		if err := r.aloud(estimateOne); key(err) != "stage-frozen" {
			t.Errorf("nothing can be shown now: %v", err)
		}
		freeze(false)
		if err := r.aloud(estimateOne); err != nil {
			t.Fatal(err)
		}
		freeze(true)
		if v := r.stage(); v.Aloud == nil || v.Part.ID != "estimate" {
			t.Errorf("the picture stays: %+v", v)
		}
		r.do(estrade.Command{Name: estrade.CommandAdvance})
		if v := r.stage(); v.Aloud != nil || v.Part.ID != "estimate" {
			t.Errorf("the picture stays, what was agreed for its part does not: %+v", v)
		}
	})
}

// Nothing of what was shown is kept anywhere.
func TestAloud_LeavesNoTrace(t *testing.T) {
	r, _ := estimated(t, 4, func(i int) any { return []any{11.3125, 33.125, 55.75, 77.5}[i] }) // median 44.4375
	r.close()
	before := r.keptFigures()
	if err := r.aloud(estimateOne); err != nil {
		t.Fatal(err)
	}
	r.do(estrade.Command{Name: estrade.CommandAloud})
	if now := r.keptFigures(); now != before {
		t.Errorf("figures %s", now)
	}
	var events []string
	for _, e := range r.log() {
		if strings.HasPrefix(e.Event, "aloud") {
			events = append(events, e.Event+" "+e.Step+" "+e.Detail)
		}
	}
	if want := []string{"aloud engagement-curve " + estimateOne + " 4", "aloud-hidden  " + estimateOne}; !slices.Equal(events, want) {
		t.Errorf("log %q", events)
	}
	if err := r.aloud(estimateOne); err != nil {
		t.Errorf("of the same answers it may be shown again: %v", err)
	}
	r.until("reveal")
	d := r.ended()
	kept := r.keptFigures() + asShown(t, d)
	for _, f := range r.shelf.files {
		kept += string(f.Data)
	}
	for _, e := range r.log() {
		kept += e.Detail
	}
	for _, value := range []string{"44.4375", "44,4375", "11.3125", "77.5"} {
		if strings.Contains(kept, value) {
			t.Errorf("%s is kept", value)
		}
	}
}

// keptFigures are the frozen figures as text.
func (r *room) keptFigures() string {
	r.t.Helper()
	all, err := r.desk.Figures(context.Background(), r.id)
	if err != nil {
		r.t.Fatal(err)
	}
	return asShown(r.t, all)
}

func TestAloud_Kinds(t *testing.T) {
	t.Run("Rating", func(t *testing.T) {
		r, guests := playing(t, 6, nil, "trusted-sources")
		r.open("individual")
		for i, g := range guests {
			for k, item := range ratingActivity(r).Items {
				if i < 3 || k > 0 {
					g.answer("", item.ID, 10*i)
				}
			}
		}
		r.until("reveal")
		if got := r.mayBeAloud(); !slices.Equal(got, []string{"individual//signed-note"}) {
			t.Fatalf("%v", got)
		}
		if err := r.aloud("individual//signed-note"); err != nil {
			t.Fatal(err)
		}
		if a := r.stage().Aloud; a.N != 3 || a.Median != 10 || a.High != 20 || a.Label != ratingActivity(r).Items[0].Text {
			t.Errorf("%+v", a)
		}
		if err := r.aloud("individual/criterion/signed-note"); key(err) != "unknown-question" {
			t.Error(err)
		}
	})
	t.Run("Sliders", func(t *testing.T) {
		r, guests := playing(t, 4, nil, "manager-leader")
		r.open("sort")
		if len(r.mayBeAloud()) != 0 {
			t.Error("cards have no order")
		}
		r.until("sliders")
		r.do(estrade.Command{Name: estrade.CommandSituation, Option: r.view.Backstage.Situations[0].ID})
		r.do(estrade.Command{Name: estrade.CommandOpen})
		for i, g := range guests {
			g.answer("required", "existing-new", i-3)
		}
		r.until("map")
		if got := r.mayBeAloud(); !slices.Equal(got, []string{"sliders/required/existing-new"}) {
			t.Fatalf("%v", got)
		}
		if err := r.aloud("sliders/required/existing-new"); err != nil {
			t.Fatal(err)
		}
		a := r.stage().Aloud
		if a.Median != -1.5 || a.Low != -3 || a.High != 0 || a.Label.FR != "Existant et nouveauté · Ce qu’il faudrait (−3 = Plutôt le manager, 3 = Plutôt le leader)" {
			t.Errorf("%+v", a)
		}
	})
	t.Run("NoNumbers", func(t *testing.T) {
		r, guests := playing(t, 4, nil, "three-lines")
		r.open("individual")
		for _, g := range guests {
			g.sortAll(toKey)
		}
		r.close()
		if len(r.mayBeAloud()) != 0 {
			t.Error("columns have no median")
		}
	})
}
