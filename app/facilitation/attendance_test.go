package facilitation_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

// runAll lets the whole agenda pass, a minute for each act.
func (r *room) runAll() {
	r.t.Helper()
	for range 120 {
		if r.view.Finished {
			return
		}
		r.step(nil)
	}
	r.t.Fatal("the agenda never ends")
}

// line returns the attendance of a name.
func (r *room) line(name string) estrade.AttendanceView {
	r.t.Helper()
	people, err := r.desk.Attendance(r.ctx, r.id)
	if err != nil {
		r.t.Fatal(err)
	}
	for _, p := range people {
		if p.Name == name {
			return p
		}
	}
	r.t.Fatalf("%s is not on the list %+v", name, people)
	return estrade.AttendanceView{}
}

func (r *room) confirm(edits ...estrade.AttendanceEdit) {
	r.t.Helper()
	if _, err := r.desk.ConfirmAttendance(r.ctx, r.id, edits); err != nil {
		r.t.Fatal(err)
	}
}

// report returns the report as it was last drawn.
func (r *room) report() estrade.ReportData {
	r.t.Helper()
	for _, f := range r.shelf.files {
		var d estrade.ReportData
		if strings.Contains(f.Name, "compte-rendu") {
			if err := json.Unmarshal(f.Data, &d); err != nil {
				r.t.Fatal(err)
			}
			return d
		}
	}
	r.t.Fatal("no report was drawn")
	return estrade.ReportData{}
}

func TestDesk_Attendance(t *testing.T) {
	t.Run("NightWithoutMidnight", func(t *testing.T) {
		r := newRoomIn(t, "America/Santiago", time.Date(2026, 9, 5, 23, 0, 0, 0, time.UTC), estrade.NewSession{})
		r.join("Zoé")
		r.refresh()
		r.do(estrade.Command{Name: estrade.CommandStart})
		r.clock.advance(20 * time.Hour) // 19:00 to 16:00 the next day, whose midnight is left out
		done := make(chan estrade.AttendanceView)
		go func() { done <- r.line("Zoé") }()
		select {
		case v := <-done:
			if v.HalfDays != 3 || v.Minutes != 20*60 {
				t.Errorf("evening, morning, afternoon: %+v", v)
			}
		case <-time.After(20 * time.Second):
			t.Fatal("half-days are never counted to their end")
		}
	})
	t.Run("HourTwice", func(t *testing.T) {
		r := newRoomIn(t, "Europe/Paris", time.Date(2026, 10, 24, 23, 30, 0, 0, time.UTC), estrade.NewSession{})
		r.join("Zoé")
		r.refresh()
		r.do(estrade.Command{Name: estrade.CommandStart})
		r.clock.advance(3 * time.Hour) // 01:30 to 03:30 by the clocks on the wall
		if v := r.line("Zoé"); v.Minutes != 180 || v.HalfDays != 1 {
			t.Errorf("%+v", v)
		}
	})
	t.Run("LateAndEarly", func(t *testing.T) {
		r := newRoom(t, estrade.NewSession{Roster: []string{"Absente", "Sans poste"}})
		r.join("À l’heure")
		r.refresh()
		r.do(estrade.Command{Name: estrade.CommandStart})
		r.until("sort")
		r.clock.advance(30 * time.Minute)
		r.join("En retard")
		r.refresh()
		r.runAll()
		end := r.clock.Now()
		r.do(estrade.Command{Name: estrade.CommandBeginClosing})
		early, whole := r.line("À l’heure"), r.line("À l’heure").Minutes
		if !early.Complete || r.line("En retard").Complete || r.line("En retard").Minutes >= whole-29 {
			t.Errorf("whole %+v, late %+v", early, r.line("En retard"))
		}
		seat := r.line("Sans poste")
		r.confirm(
			estrade.AttendanceEdit{ID: early.ID, Name: early.Name, ArrivedAt: early.ArrivedAt, LeftAt: end.Add(-10 * time.Minute).UnixMilli()},
			estrade.AttendanceEdit{ID: seat.ID, Name: seat.Name, ArrivedAt: early.ArrivedAt},
		)
		if v := r.line("À l’heure"); v.Complete || v.Minutes != whole-10 {
			t.Errorf("left ten minutes early: %+v", v)
		}
		if v := r.line("Sans poste"); v.Expected || !v.Complete || v.Minutes != whole {
			t.Errorf("present without a device: %+v", v)
		}
		bundle, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{})
		if err != nil {
			t.Fatal(err)
		}
		if len(bundle.Documents) != 3+3+1+1 {
			t.Errorf("two documents for each of three, the attendance sheet and the report, got %+v", bundle.Documents)
		}
		if d := r.report(); d.Present != 3 || len(d.Attendance) != 4 {
			t.Errorf("three present of four: %+v", d.Attendance)
		}
	})
	t.Run("SkippedTrainingIsNotWhole", func(t *testing.T) {
		r := newRoom(t, estrade.NewSession{})
		r.join("Zoé")
		r.refresh()
		r.do(estrade.Command{Name: estrade.CommandStart})
		r.until("N1.vote")
		r.do(estrade.Command{Name: estrade.CommandSkipStep})
		r.runAll()
		if v := r.line("Zoé"); v.Complete || v.Minutes == 0 {
			t.Errorf("a step was skipped: %+v", v)
		}
	})
	t.Run("ClosedByItself", func(t *testing.T) {
		r := newRoom(t, estrade.NewSession{NoReport: true, Rehearsal: true})
		r.join("Zoé")
		r.join("Zoé")
		r.refresh()
		r.do(estrade.Command{Name: estrade.CommandStart})
		r.runAll()
		r.do(estrade.Command{Name: estrade.CommandBeginClosing})
		r.clock.advance(25 * time.Hour)
		r.desk.Close()
		if err := r.store.Close(); err != nil {
			t.Fatal(err)
		}
		r.start()
		resumed, err := r.desk.Resume(r.ctx)
		if err != nil || len(resumed) != 0 {
			t.Fatalf("nothing goes on after a day of closing: %+v %v", resumed, err)
		}
		r.refresh()
		if r.view.Session.State != estrade.SessionClosed {
			t.Fatalf("state %s", r.view.Session.State)
		}
		r.confirm()
		first, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{})
		if err != nil {
			t.Fatal(err)
		}
		if len(first.Documents) != 2+2+1 || first.Documents[0].Number != "R-2026-1124-01" || first.Documents[1].Number != "R-2026-1124-02" {
			t.Errorf("two documents for each of two in a rehearsal, the attendance sheet, no report: %+v", first.Documents)
		}
	})
	t.Run("ConfirmedAgainAfterReopening", func(t *testing.T) {
		r := newRoom(t, estrade.NewSession{})
		r.join("Zoé")
		r.refresh()
		r.do(estrade.Command{Name: estrade.CommandStart})
		r.do(estrade.Command{Name: estrade.CommandBeginClosing})
		r.confirm()
		r.do(estrade.Command{Name: estrade.CommandReopenRoom})
		r.do(estrade.Command{Name: estrade.CommandBeginClosing})
		if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); key(err) != "attendance-unconfirmed" {
			t.Fatalf("the attendance went on: %v", err)
		}
	})
	t.Run("TickedNotes", func(t *testing.T) {
		r := newRoom(t, estrade.NewSession{})
		r.join("Zoé")
		r.refresh()
		r.do(estrade.Command{Name: estrade.CommandStart})
		r.do(estrade.Command{Name: estrade.CommandNote, Note: &estrade.Note{Text: "Un accueil long", Report: true}})
		r.do(estrade.Command{Name: estrade.CommandNote, Note: &estrade.Note{Text: "Pour moi", Report: false}})
		r.do(estrade.Command{Name: estrade.CommandBeginClosing})
		r.confirm()
		if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); err != nil {
			t.Fatal(err)
		}
		if d := r.report(); len(d.Notes) != 1 || d.Notes[0].Text != "Un accueil long" || d.Notes[0].Heading == "" {
			t.Errorf("what was ticked is printed, and nothing else: %+v", d.Notes)
		}
	})
}
