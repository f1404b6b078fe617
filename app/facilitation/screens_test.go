package facilitation_test

import (
	"encoding/json"
	"testing"
	"time"

	estrade "estrade/app"
)

// toldScreen is what the console was last told of the projection.
func (r *room) toldScreen() (estrade.ScreenView, bool) {
	r.t.Helper()
	all := r.wire.on(estrade.ConsoleChannel(r.id))
	for i := len(all) - 1; i >= 0; i-- {
		var m estrade.Message
		if err := json.Unmarshal([]byte(all[i]), &m); err != nil {
			r.t.Fatal(err)
		}
		if m.Console != nil {
			return m.Console.Screen, true
		}
	}
	return estrade.ScreenView{}, false
}

func (r *room) awaitScreen(what string, want estrade.ScreenView) {
	r.t.Helper()
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if got, ok := r.toldScreen(); ok && got == want {
			return
		}
	}
	got, _ := r.toldScreen()
	r.t.Fatalf("%s: the console was told %+v, want %+v", what, got, want)
}

func TestDesk_StagePresence(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	if r.view.Screen != (estrade.ScreenView{}) {
		t.Fatalf("nothing was projected yet, got %+v", r.view.Screen)
	}
	here := estrade.ScreenView{Here: true}
	r.desk.StagePresence(r.ctx, r.id, true)
	r.awaitScreen("a window opens", here)

	r.desk.StagePresence(r.ctx, r.id, false)
	if r.refresh(); r.view.Screen != here {
		t.Errorf("a page that is reloaded was never gone, got %+v", r.view.Screen)
	}
	r.desk.StagePresence(r.ctx, r.id, true)
	r.clock.advance(time.Minute)
	if r.refresh(); r.view.Screen != here {
		t.Errorf("it is back, got %+v", r.view.Screen)
	}

	r.desk.StagePresence(r.ctx, r.id, true)
	r.desk.StagePresence(r.ctx, r.id, false)
	r.clock.advance(time.Minute)
	if r.refresh(); r.view.Screen != here {
		t.Errorf("another window projects still, got %+v", r.view.Screen)
	}
	left := estrade.Millis(r.clock.Now())
	r.desk.StagePresence(r.ctx, r.id, false)
	r.clock.advance(2 * time.Second)
	r.awaitScreen("the last window is closed", estrade.ScreenView{LeftAt: left})

	r.desk.StagePresence(r.ctx, r.id, true)
	r.awaitScreen("it is opened again", here)
	r.desk.StagePresence(r.ctx, "nowhere", true) // a session thrown away meanwhile
}

func TestConsole_TimesOfParts(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.joinMany(6)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.until("sort")
	r.do(estrade.Command{Name: estrade.CommandOpen})
	at := func(id string) estrade.PartTime {
		t.Helper()
		for i, p := range r.view.Parts {
			if p.ID == id {
				return r.view.Times[i]
			}
		}
		t.Fatalf("no part %s among %+v", id, r.view.Parts)
		return estrade.PartTime{}
	}
	entered := estrade.Millis(r.clock.Now())
	planned := at("sort").PlannedSeconds
	if planned == 0 || at("sort") != (estrade.PartTime{PlannedSeconds: planned, EnteredAt: entered}) {
		t.Errorf("running: %+v", at("sort"))
	}
	r.do(estrade.Command{Name: estrade.CommandExtend, Number: 120})
	if got := at("sort").PlannedSeconds; got != planned+120 {
		t.Errorf("planned %d s with two minutes more, was %d", got, planned)
	}
	r.clock.advance(7 * time.Minute)
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	r.do(estrade.Command{Name: estrade.CommandSituation, Option: r.view.Backstage.Situations[0].ID})
	r.do(estrade.Command{Name: r.view.Actions[0].Command})
	if got, want := at("sort"), (estrade.PartTime{PlannedSeconds: planned + 120, EnteredAt: entered, DoneAt: entered + 7*60_000}); got != want {
		t.Errorf("done: %+v, want %+v", got, want)
	}
	last := r.view.Times[len(r.view.Times)-1]
	if last.PlannedSeconds == 0 || last.EnteredAt != 0 || last.DoneAt != 0 {
		t.Errorf("to come: %+v", last)
	}
}
