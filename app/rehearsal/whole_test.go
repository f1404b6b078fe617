package rehearsal_test

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
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
	do := func(c estrade.Command) estrade.ConsoleView {
		t.Helper()
		view, err := p.Sessions().View(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		c.Revision = view.Revision
		if view, err = service.Do(t.Context(), id, c); err != nil {
			t.Fatalf("%s: %v", c.Name, err)
		}
		return view
	}
	do(estrade.Command{Name: estrade.CommandPace, Number: 0})
	view := act(t, p, id, estrade.CommandOpen)
	played := view.Roster[0].ID
	if _, err := service.PlaySimulated(t.Context(), id, played, true); err != nil {
		t.Fatal(err)
	}
	if view.Progress.Answered != 0 {
		t.Errorf("%d answered while time stands still", view.Progress.Answered)
	}
	do(estrade.Command{Name: estrade.CommandPace, Number: 10})
	do(estrade.Command{Name: estrade.CommandHurry})
	await("the lists of all but the one who is played by the trainer", func(v estrade.ConsoleView) bool { return v.Progress.Answered == 2 }, id)
	// They sign their presence besides, each with a hand of their own.
	await("the signatures of those who play by themselves", func(v estrade.ConsoleView) bool { return v.Presence.Signed >= 2 }, id)
	signatures, err := p.Sessions().Signatures(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range signatures.Warnings {
		if w.Key == "signatures-identical" {
			t.Errorf("two people sign alike: %v", w.Params)
		}
	}
	if v := do(estrade.Command{Name: estrade.CommandStage, Stage: &view.Stage}); v.Timer.RemainingMillis > 5000 || slices.ContainsFunc(v.Roster, func(l estrade.RosterLine) bool { return l.ID == played && l.Answered }) {
		t.Errorf("after hurrying %d ms are left, %+v", v.Timer.RemainingMillis, v.Roster)
	}
	if _, err := service.PlaySimulated(t.Context(), id, played, false); err != nil {
		t.Fatal(err)
	}
	await("the list of whoever got their place back", func(v estrade.ConsoleView) bool { return v.Progress.Answered == 3 }, id)

	if _, err := service.AddSimulated(t.Context(), id, 2, "sleepy"); err != nil {
		t.Fatal(err)
	}
	await("two more", func(v estrade.ConsoleView) bool { return len(v.Roster) == 5 && v.Progress.Connected == 5 }, id)
	if _, err := service.AddSimulated(t.Context(), id, 196, ""); estrade.ErrorCode(err) != estrade.CodeInvalid {
		t.Errorf("more than two hundred: %v", err)
	}
	if n, err := service.RemoveSimulated(t.Context(), id, 1); n != 1 || err != nil {
		t.Errorf("%d sent away: %v", n, err)
	}
	await("one less", func(v estrade.ConsoleView) bool { return len(v.Roster) == 4 && v.Progress.Connected == 4 }, id)
	members, err := service.Cast(t.Context(), id)
	if err != nil || len(members) != 4 {
		t.Fatalf("cast %+v, %v", members, err)
	}
	for _, m := range members {
		page, err := service.SimulatedPage(t.Context(), id, m.Participant)
		if err != nil || !strings.Contains(page, "/rehearsal#") || !strings.Contains(page, string(m.Participant)) {
			t.Errorf("page of %s: %s, %v", m.Participant, page, err)
		}
	}
	if _, err := service.StopRehearsal(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	await("they leave", func(v estrade.ConsoleView) bool { return v.Progress.Connected == 0 }, id)
	if n, err := service.ResumeRehearsal(t.Context(), id); n != 4 || err != nil {
		t.Errorf("%d come back: %v", n, err)
	}
	await("they come back", func(v estrade.ConsoleView) bool { return v.Progress.Connected == 4 && len(v.Roster) == 4 }, id)
	again, err := service.Cast(t.Context(), id)
	if err != nil || !slices.Equal(kinds(members), kinds(again)) {
		t.Errorf("came back as %v, were %v: %v", kinds(again), kinds(members), err)
	}
	if n, err := service.ResumeRehearsal(t.Context(), id); n != 0 || err != nil {
		t.Errorf("%d come back twice: %v", n, err)
	}
	act(t, p, id, estrade.CommandBeginClosing)
	people, err := service.Attendance(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var edits []estrade.AttendanceEdit
	for _, who := range people {
		edits = append(edits, estrade.AttendanceEdit{ID: who.ID, Name: who.Name, ArrivedAt: who.ArrivedAt, LeftAt: who.LeftAt, Absent: who.Absent})
	}
	if _, err := service.ConfirmAttendance(t.Context(), id, edits); err != nil {
		t.Fatal(err)
	}
	home, err := service.Home(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	chosen := t.TempDir()
	bundle, err := service.Issue(t.Context(), id, estrade.IssueRequest{Dir: chosen})
	if err != nil || len(bundle.Documents) == 0 {
		t.Fatalf("%d documents, %v", len(bundle.Documents), err)
	}
	for _, doc := range bundle.Documents {
		if !strings.HasPrefix(doc.Number, "R-") || !strings.Contains(doc.File, "_REPETITION_") {
			t.Errorf("a document of a rehearsal is called %s, %s", doc.Number, doc.File)
		}
		if _, err := os.Stat(filepath.Join(bundle.Dir, doc.File)); err != nil {
			t.Error(err)
		}
	}
	if !strings.HasPrefix(bundle.Dir, filepath.Join(home.DataDir, "rehearsals")) || !strings.HasPrefix(bundle.Zip, filepath.Join(home.DataDir, "rehearsals")) {
		t.Errorf("written to %s and %s", bundle.Dir, bundle.Zip)
	}
	if _, err := service.Discard(t.Context(), id); err != nil {
		t.Error(err)
	}
	for _, folder := range []string{chosen, filepath.Join(home.DataDir, "rehearsals"), filepath.Join(home.DataDir, "documents")} {
		if files, err := os.ReadDir(folder); len(files) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s still holds %v: %v", folder, files, err)
		}
	}
	if left, err := service.Cast(t.Context(), id); len(left) != 0 || err != nil {
		t.Errorf("%d play in what was thrown away: %v", len(left), err)
	}

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

// kinds lists who is of which temper.
func kinds(cast []estrade.CastMember) []string {
	var all []string
	for _, m := range cast {
		all = append(all, string(m.Participant)+" "+m.Temper)
	}
	slices.Sort(all)
	return all
}

// TestTroupe_pace plays a rehearsal and a session that counts side by side:
// whatever is done to the time of one, the other's is the clock's.
func TestTroupe_pace(t *testing.T) {
	p, clock := started(t)
	earnest, played := opened(t, p, estrade.NewSession{}), opened(t, p, estrade.NewSession{Rehearsal: true})
	do := func(id estrade.SessionID, c estrade.Command) (estrade.ConsoleView, error) {
		view, err := p.Sessions().View(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		c.Revision = view.Revision
		return p.Sessions().Do(t.Context(), id, c)
	}
	for _, name := range []estrade.CommandName{estrade.CommandPace, estrade.CommandHurry} {
		if _, err := do(earnest.Session.ID, estrade.Command{Name: name, Number: 10}); estrade.ErrorCode(err) != estrade.CodeConflict {
			t.Errorf("%s in a session that counts: %v", name, err)
		}
	}
	if _, err := do(played.Session.ID, estrade.Command{Name: estrade.CommandPace, Number: estrade.MaxPace + 1}); estrade.ErrorCode(err) != estrade.CodeInvalid {
		t.Errorf("a pace out of bounds: %v", err)
	}
	ahead := func() time.Duration {
		t.Helper()
		a, err := p.Sessions().View(t.Context(), earnest.Session.ID)
		b, errB := p.Sessions().View(t.Context(), played.Session.ID)
		if err != nil || errB != nil {
			t.Fatal(err, errB)
		}
		if off := a.Clock.Now - estrade.Millis(clock.Now()); off < -60_000 || off > 60_000 || a.Clock.Pace != nil {
			t.Errorf("a session that counts is %d ms off the clock", off)
		}
		return (time.Duration(b.Clock.Now-a.Clock.Now) * time.Millisecond).Round(time.Minute)
	}
	if got := ahead(); got != 0 {
		t.Errorf("a rehearsal begins %v off the clock", got)
	}
	for _, c := range []struct {
		pace int
		want time.Duration
	}{{10, 90 * time.Minute}, {0, 80 * time.Minute}, {1, 80 * time.Minute}, {2, 90 * time.Minute}} {
		if _, err := do(played.Session.ID, estrade.Command{Name: estrade.CommandPace, Number: c.pace}); err != nil {
			t.Fatal(err)
		}
		clock.Advance(10 * time.Minute)
		if got := ahead(); got != c.want {
			t.Errorf("ten minutes at pace %d: %v ahead of the clock, want %v", c.pace, got, c.want)
		}
	}
	// Where the program was not running, time stood still.
	clock.Advance(time.Hour)
	if _, err := p.Sessions().Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := ahead(); got != 10*time.Minute {
		t.Errorf("an hour in which the program was not running: %v ahead of the clock", got)
	}
}

// TestTroupe_lifelike plays a few parts with people who behave as badly as they
// can: the room takes what it may, refuses the rest, and nobody is surprised.
func TestTroupe_lifelike(t *testing.T) {
	p, clock := started(t)
	for _, temper := range []rehearsal.Temper{rehearsal.Hostile, rehearsal.Sleepy} {
		view := opened(t, p, estrade.NewSession{Rehearsal: true, Seed: 3})
		crowd, err := rehearsal.NewCrowd(rehearsal.CrowdOptions{
			Join: view.Join.LocalURL, People: 12, Seed: 5, Temper: temper, Pace: 1.0 / 2000, Lifelike: true,
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(crowd.Leave)
		if err := crowd.Join(t.Context()); err != nil {
			t.Fatal(err)
		}
		director := rehearsal.NewDirector(rehearsal.DirectorOptions{
			Sessions: p.Sessions(), Session: view.Session.ID, Seed: 5, Clock: clock, Patience: 300 * time.Millisecond,
		})
		if err := director.Play(t.Context()); err != nil {
			t.Fatalf("%s: %v", temper, err)
		}
		if problems := crowd.Problems(); len(problems) > 0 {
			t.Errorf("%s: %d problems, the first: %v", temper, len(problems), problems[0])
		}
		record, err := p.Record(t.Context(), view.Session.ID)
		if err != nil {
			t.Fatal(err)
		}
		if wrong := crowd.Ledger().Missing(record.Answers); len(wrong) > 0 {
			t.Errorf("%s: %s", temper, strings.Join(wrong, "\n"))
		}
		if len(record.Answers) < 20 {
			t.Errorf("%s: %d answers", temper, len(record.Answers))
		}
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
