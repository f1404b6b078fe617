package rehearsal_test

import (
	"context"
	"log/slog"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	estrade "estrade/app"
	"estrade/app/content"
	"estrade/app/program"
	"estrade/app/rehearsal"
)

// started returns a program with its room served, which ends with the test.
func started(t *testing.T) (*program.Program, *rehearsal.Clock) {
	t.Helper()
	clock := rehearsal.NewClock(time.Date(2026, 11, 24, 7, 50, 0, 0, time.UTC))
	p, err := program.New(program.Config{
		DataDir: t.TempDir(), Assets: fstest.MapFS{}, RoomAddr: "127.0.0.1:0",
		Clock: clock, Logger: slog.New(slog.DiscardHandler), KeysInMemory: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	if _, err := p.OpenRoom(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p, clock
}

// opened returns a session whose room is open.
func opened(t *testing.T, p *program.Program, n estrade.NewSession) estrade.ConsoleView {
	t.Helper()
	n.Workshop = "essentials"
	id, err := p.Sessions().Create(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	return act(t, p, id, estrade.CommandOpenRoom)
}

func act(t *testing.T, p *program.Program, id estrade.SessionID, name estrade.CommandName) estrade.ConsoleView {
	t.Helper()
	view, err := p.Sessions().View(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	view, err = p.Sessions().Do(t.Context(), id, estrade.Command{Name: name, Revision: view.Revision, Confirmed: true})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return view
}

// said plays a workshop and returns what everybody answered, by name and place.
func said(t *testing.T, seed uint64) map[string]string {
	t.Helper()
	p, clock := started(t)
	view := opened(t, p, estrade.NewSession{Rehearsal: true, Seed: 3})
	crowd, err := rehearsal.NewCrowd(rehearsal.CrowdOptions{
		Join: view.Join.LocalURL, People: 6, Seed: seed, Pace: 1.0 / 2000, Incidents: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer crowd.Leave()
	if err := crowd.Join(t.Context()); err != nil {
		t.Fatal(err)
	}
	director := rehearsal.NewDirector(rehearsal.DirectorOptions{
		Sessions: p.Sessions(), Session: view.Session.ID, Seed: seed, Clock: clock, Settled: crowd.Settled, Patience: time.Minute,
	})
	if err := director.Play(t.Context()); err != nil {
		t.Fatal(err)
	}
	record, err := p.Record(t.Context(), view.Session.ID)
	if err != nil {
		t.Fatal(err)
	}
	if wrong := crowd.Ledger().Missing(record.Answers); len(wrong) > 0 {
		t.Error(strings.Join(wrong, "\n"))
	}
	who := make(map[string]string)
	for id, name := range crowd.NamesByID() {
		who[string(id)] = name
	}
	for _, table := range record.Tables {
		who[string(table.ID)] = table.Name
	}
	answers := make(map[string]string)
	for k, v := range crowd.Ledger().Last() {
		name := who[string(k.Subject.Participant)+string(k.Subject.Table)]
		answers[strings.Join([]string{name, k.Step, k.Part, k.Pass, k.Item}, "/")] = string(v)
	}
	return answers
}

func TestCrowd_seed(t *testing.T) {
	once, again, other := said(t, 11), said(t, 11), said(t, 12)
	if len(once) < 6*50 {
		t.Errorf("six people gave %d answers", len(once))
	}
	if !maps.Equal(once, again) {
		for k, v := range once {
			if again[k] != v {
				t.Errorf("%s: %q, then %q", k, v, again[k])
			}
		}
		t.Errorf("one seed, %d answers and then %d", len(once), len(again))
	}
	if maps.Equal(once, other) {
		t.Error("another seed gives the same answers")
	}
}

// TestCrowd_kinds plays every activity but scenarios, contrasts and rankings with
// every temper: the room takes whatever they answer, and somebody answers each
// part. ESTRADE_FULL plays all tempers, else two.
func TestCrowd_kinds(t *testing.T) {
	tempers := []rehearsal.Temper{rehearsal.Natural, rehearsal.Hostile}
	if os.Getenv("ESTRADE_FULL") != "" {
		tempers = rehearsal.Tempers
	}
	p, clock := started(t)
	known, err := p.Sessions().Activities(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	draft := estrade.WorkshopDraft{Title: "Tout"}
	for _, a := range known {
		switch a.Kind {
		case estrade.KindScenario, estrade.KindContrast, estrade.KindRanking, estrade.KindBriefing:
			continue
		}
		draft.Steps = append(draft.Steps, estrade.DraftStep{Activity: a.ID, Minutes: a.Minutes})
	}
	workshop, err := p.Sessions().SaveWorkshop(t.Context(), draft)
	if err != nil {
		t.Fatal(err)
	}
	pack, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for i, temper := range tempers {
		t.Run(string(temper), func(t *testing.T) {
			id, err := p.Sessions().Create(t.Context(), estrade.NewSession{Workshop: workshop.ID, Rehearsal: true, Seed: 3, FollowUp: true})
			if err != nil {
				t.Fatal(err)
			}
			view := act(t, p, id, estrade.CommandOpenRoom)
			crowd, err := rehearsal.NewCrowd(rehearsal.CrowdOptions{
				Join: view.Join.LocalURL, People: 10, Seed: uint64(i), Pace: 1.0 / 3000, Temper: temper, Pack: pack,
			})
			if err != nil {
				t.Fatal(err)
			}
			defer crowd.Leave()
			if err := crowd.Join(t.Context()); err != nil {
				t.Fatal(err)
			}
			picked := 0
			director := rehearsal.NewDirector(rehearsal.DirectorOptions{
				Sessions: p.Sessions(), Session: id, Seed: uint64(i), Clock: clock, Settled: crowd.Settled, Patience: time.Minute,
				Told: func(m rehearsal.Moment) {
					if m.Command == estrade.CommandCard {
						picked++
					}
				},
			})
			if err := director.Play(t.Context()); err != nil {
				t.Fatal(err)
			}
			if problems := crowd.Problems(); len(problems) > 0 {
				t.Errorf("the room refused what it had asked for: %v", problems)
			}
			record, err := p.Record(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			answered := make(map[string]bool)
			cards := 0
			kept := slices.DeleteFunc(slices.Clone(record.Answers), func(a estrade.Answer) bool {
				answered[a.Key.Step+"/"+a.Key.Part] = true
				if (a.Key.Subject != estrade.Subject{}) {
					return false
				}
				cards++
				return true
			})
			if wrong := crowd.Ledger().Missing(kept); len(wrong) > 0 {
				t.Error(strings.Join(wrong, "\n"))
			}
			for _, part := range record.Parts {
				if part.Opening > 0 && !answered[part.Step+"/"+part.Part] {
					t.Errorf("nobody answered %s/%s", part.Step, part.Part)
				}
			}
			if picked < 10 || cards == 0 || cards > picked {
				t.Errorf("%d cards were picked and %d kept", picked, cards)
			}
		})
	}
}

func TestCrowd_Join(t *testing.T) {
	p, _ := started(t)
	t.Run("SessionsForRealPeople", func(t *testing.T) {
		view := opened(t, p, estrade.NewSession{})
		crowd, err := rehearsal.NewCrowd(rehearsal.CrowdOptions{Join: view.Join.LocalURL, People: 2})
		if err != nil {
			t.Fatal(err)
		}
		defer crowd.Leave()
		if err := crowd.Join(t.Context()); estrade.ErrorCode(err) != estrade.CodeForbidden && !strings.Contains(err.Error(), "rehearsals only") {
			t.Errorf("simulated people in a real session: %v", err)
		}
	})
	t.Run("WrongSecret", func(t *testing.T) {
		view := opened(t, p, estrade.NewSession{Rehearsal: true})
		crowd, err := rehearsal.NewCrowd(rehearsal.CrowdOptions{Join: view.Join.LocalURL + "x", People: 1})
		if err != nil {
			t.Fatal(err)
		}
		defer crowd.Leave()
		if err := crowd.Join(t.Context()); err == nil {
			t.Error("a wrong secret lets in")
		}
	})
	t.Run("ErrInvalid", func(t *testing.T) {
		for name, o := range map[string]rehearsal.CrowdOptions{
			"nobody":   {Join: "http://127.0.0.1:1/#s"},
			"too many": {Join: "http://127.0.0.1:1/#s", People: rehearsal.MaxPeople + 1},
			"temper":   {Join: "http://127.0.0.1:1/#s", People: 1, Temper: "furious"},
		} {
			if _, err := rehearsal.NewCrowd(o); estrade.ErrorCode(err) != estrade.CodeInvalid {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, join := range []string{"127.0.0.1", "http://127.0.0.1:1/", "ws://127.0.0.1:1/#s"} {
			if _, err := rehearsal.NewCrowd(rehearsal.CrowdOptions{Join: join, People: 1}); err == nil {
				t.Errorf("%s is taken for a room's address", join)
			}
		}
	})
	t.Run("EverybodyLeavesWithTheSession", func(t *testing.T) {
		view := opened(t, p, estrade.NewSession{Rehearsal: true})
		crowd, err := rehearsal.NewCrowd(rehearsal.CrowdOptions{Join: view.Join.LocalURL, People: 8, Incidents: true})
		if err != nil {
			t.Fatal(err)
		}
		defer crowd.Leave()
		if err := crowd.Join(t.Context()); err != nil {
			t.Fatal(err)
		}
		// One of eight is late, and has not come before the second step.
		if n := crowd.Counts(); crowd.Present() != 7 || n.Joined != 7 || n.Shared != 1 || n.Devices != 6 {
			t.Errorf("%d present of %+v", crowd.Present(), n)
		}
		if err := p.Sessions().Discard(t.Context(), view.Session.ID); err != nil {
			t.Fatal(err)
		}
		select {
		case <-crowd.Gone():
		case <-time.After(20 * time.Second):
			t.Errorf("%d people stay in a session that is gone", crowd.Present())
		}
	})
}

// TestTroupe rehearses as the console asks for it.
func TestTroupe(t *testing.T) {
	p, _ := started(t)
	service := p.Service()
	await := func(what string, ready func(estrade.ConsoleView) bool, id estrade.SessionID) {
		t.Helper()
		for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
			view, err := p.Sessions().View(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			if ready(view) {
				return
			}
		}
		t.Fatalf("%s: not within a minute", what)
	}
	id, err := service.Rehearse(t.Context(), estrade.NewSession{Workshop: "essentials"}, 3, "quick")
	if err != nil {
		t.Fatal(err)
	}
	await("three simulated people join", func(v estrade.ConsoleView) bool {
		return len(v.Roster) == 3 && v.Progress.Connected == 3 &&
			!slices.ContainsFunc(v.Roster, func(l estrade.RosterLine) bool { return !l.Simulated })
	}, id)
	act(t, p, id, estrade.CommandStart)
	for range 2 {
		act(t, p, id, estrade.CommandSkipStep)
	}
	act(t, p, id, estrade.CommandOpen)
	await("their lists", func(v estrade.ConsoleView) bool { return v.Progress.Answered == 3 }, id)
	if _, err := service.StopRehearsal(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	await("they leave", func(v estrade.ConsoleView) bool { return v.Progress.Connected == 0 }, id)

	if _, err := service.Rehearse(t.Context(), estrade.NewSession{Workshop: "essentials"}, 3, "furious"); estrade.ErrorCode(err) != estrade.CodeInvalid {
		t.Errorf("an unknown temper: %v", err)
	}
	earnest := opened(t, p, estrade.NewSession{})
	troupe := rehearsal.New(rehearsal.Options{Sessions: p.Sessions()})
	defer troupe.Close()
	if err := troupe.Start(t.Context(), earnest.Session.ID, 2, ""); estrade.ErrorCode(err) != estrade.CodeConflict {
		t.Errorf("a session for real people: %v", err)
	}
	if err := troupe.Stop(earnest.Session.ID); err != nil {
		t.Errorf("stopping where nobody plays: %v", err)
	}
}

// TestWatch sees the stage as the projector does.
func TestWatch(t *testing.T) {
	p, _ := started(t)
	view := opened(t, p, estrade.NewSession{Rehearsal: true, Client: "Ormeval"})
	transcript := rehearsal.NewTranscript()
	w, err := rehearsal.Watch(t.Context(), view.Join.LocalURL, view.StageToken, transcript)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if found := transcript.Names([]string{"Ormeval"}); len(found) != 1 {
		t.Errorf("the stage does not show the client: %v", found)
	}
	if _, err := rehearsal.Watch(t.Context(), view.Join.LocalURL, "wrong", transcript); err == nil {
		t.Error("a wrong token shows the stage")
	}
}
