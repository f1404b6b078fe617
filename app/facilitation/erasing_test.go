package facilitation_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

// erasureRoom is a room whose session was archived.
func erasureRoom(t *testing.T, n estrade.NewSession) *room {
	t.Helper()
	r := newRoom(t, n)
	var guests []*guest
	for _, name := range []string{"Awa", "Bilal", "Chloé", "David", "Emma", "Farid"} {
		guests = append(guests, r.join(name))
	}
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.until("sort")
	r.do(estrade.Command{Name: estrade.CommandOpen})
	for _, g := range guests {
		if err := g.try("", r.view.Play.Contrast.Cards[0].ID, "leader"); err != nil {
			t.Fatal(err)
		}
	}
	r.runAll()
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	r.confirm()
	r.do(estrade.Command{Name: estrade.CommandNote, Note: &estrade.Note{Text: "Un échange franc", Report: true}})
	r.issue(estrade.IssueRequest{Close: true})
	r.desk.EraseDue(r.ctx, 0) // the clock is known from here on
	return r
}

// later lets time go by evenly, looking every half hour.
func (r *room) later(passed time.Duration) {
	for step := 30 * time.Minute; passed > 0; passed -= step {
		r.clock.advance(step)
		r.desk.EraseDue(r.ctx, step)
	}
}

// record is what the database holds of the session.
func (r *room) record() estrade.SessionRecord {
	r.t.Helper()
	record, err := r.store.Load(r.ctx, r.id)
	if err != nil {
		r.t.Fatal(err)
	}
	return record
}

func (r *room) erased() bool {
	r.t.Helper()
	r.refresh()
	return r.view.Session.AnswersErasedAt > 0
}

func TestDesk_EraseDue(t *testing.T) {
	r := erasureRoom(t, estrade.NewSession{})
	key := estrade.KeyName{Session: r.id, Use: estrade.KeyAnswers}
	before := r.record()
	if len(before.Answers) == 0 || len(before.Notes) == 0 || len(before.Figures) == 0 {
		t.Fatalf("nothing to erase: %d answers, %d notes, %d figures", len(before.Answers), len(before.Notes), len(before.Figures))
	}
	r.later(29 * 24 * time.Hour)
	if r.erased() {
		t.Fatal("erased a day too soon")
	}
	r.later(24 * time.Hour)
	if !r.erased() {
		t.Fatal("the day has come and the answers are there")
	}
	if _, err := r.keys.Key(key); estrade.ErrorCode(err) != estrade.CodeNotFound {
		t.Errorf("their key is left: %v", err)
	}
	after := r.record()
	if len(after.Answers)+len(after.Notes)+len(after.Locks) != 0 {
		t.Errorf("left: %d answers, %d notes, %d locks", len(after.Answers), len(after.Notes), len(after.Locks))
	}
	if i := slices.IndexFunc(after.Participants, func(p estrade.Participant) bool { return p.Pseudonym != "" }); i >= 0 {
		t.Errorf("a pseudonym is left: %q", after.Participants[i].Pseudonym)
	}
	if len(before.Devices) == 0 || len(after.Devices) != 0 || slices.ContainsFunc(after.Participants, func(p estrade.Participant) bool { return p.Device != "" }) {
		t.Errorf("of %d browsers %d are left, participants %+v", len(before.Devices), len(after.Devices), after.Participants)
	}
	if len(after.Figures) != len(before.Figures) || len(after.Documents) != len(before.Documents) || len(after.Attendance) != 6 || after.Attendance[0].Name == "" {
		t.Errorf("records that stay: %d figures, %d documents, attendance %+v", len(after.Figures), len(after.Documents), after.Attendance)
	}
	if after.Session.State != estrade.SessionArchived {
		t.Errorf("the session is %s", after.Session.State)
	}
	summaries, err := r.desk.List(r.ctx, estrade.SessionFilter{})
	if err != nil || len(summaries) != 1 || summaries[0].ErasedAt == 0 {
		t.Errorf("the home page reads %+v, %v", summaries, err)
	}
	was := r.view.Session.AnswersErasedAt
	r.later(24 * time.Hour)
	if r.erased(); r.view.Session.AnswersErasedAt != was {
		t.Error("erased again")
	}
}

// A session that is closed days after it was held keeps the day people were told,
// and that their documents print.
func TestDesk_EraseDue_asTold(t *testing.T) {
	for name, left := range map[string]time.Duration{"SameDay": 0, "DaysLater": 3 * 24 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t, estrade.NewSession{})
			ada := r.join("Ada")
			r.refresh()
			told := r.view.Session.EraseOn
			r.do(estrade.Command{Name: estrade.CommandStart})
			r.until("sort")
			r.do(estrade.Command{Name: estrade.CommandOpen})
			if err := ada.try("", r.view.Play.Contrast.Cards[0].ID, "leader"); err != nil {
				t.Fatal(err)
			}
			r.clock.advance(left)
			r.runAll()
			r.do(estrade.Command{Name: estrade.CommandBeginClosing})
			r.confirm()
			r.issue(estrade.IssueRequest{Close: true})
			zone := time.UTC
			if z, err := time.LoadLocation(r.view.Session.Zone); err == nil {
				zone = z
			}
			day := func(at int64) string { return time.UnixMilli(at).In(zone).Format(time.DateOnly) }
			if r.refresh(); day(r.view.Session.EraseOn) != day(told) {
				t.Errorf("told %s, erased on %s", day(told), day(r.view.Session.EraseOn))
			}
			r.desk.EraseDue(r.ctx, 0)
			r.later(30*24*time.Hour - left + time.Hour)
			if !r.erased() {
				t.Error("the day that people were told is over and their answers are there")
			}
		})
	}
}

// Once the answers are gone, documents are written again as they were issued.
func TestDesk_EraseDue_documents(t *testing.T) {
	r := erasureRoom(t, estrade.NewSession{})
	issued := len(r.record().Documents)
	r.later(31 * 24 * time.Hour)
	if !r.erased() {
		t.Fatal("not erased")
	}
	written := r.issue(estrade.IssueRequest{})
	if len(r.record().Documents) != issued {
		t.Errorf("%d documents were issued, now %d", issued, len(r.record().Documents))
	}
	if !slices.ContainsFunc(written, func(d estrade.IssuedDocument) bool { return d.Kind == estrade.DocumentReport }) {
		t.Error("the report is not written again")
	}
	r.rename("Awa", "Awa Diop")
	r.issue(estrade.IssueRequest{Corrections: estrade.CorrectionsReplace})
	for _, d := range r.record().Documents {
		if (d.Kind == estrade.DocumentReport || d.Kind == estrade.DocumentDebrief) && d.ReplacedBy != "" {
			t.Errorf("a %s was drawn anew without what it tells", d.Kind)
		}
	}
}

// A follow-up needs the answers for three months.
func TestDesk_EraseDue_followUp(t *testing.T) {
	r := erasureRoom(t, estrade.NewSession{FollowUp: true})
	r.later(89 * 24 * time.Hour)
	if r.erased() {
		t.Fatal("erased before the follow-up")
	}
	r.later(2 * 24 * time.Hour)
	if !r.erased() {
		t.Error("not erased after the follow-up")
	}
}

// TestFault_ClockErases puts the clock years ahead and back: nothing is erased.
func TestFault_ClockErases(t *testing.T) {
	r := erasureRoom(t, estrade.NewSession{})
	r.clock.advance(3 * 365 * 24 * time.Hour)
	r.desk.EraseDue(r.ctx, time.Minute)
	r.desk.EraseDue(r.ctx, time.Minute)
	if r.erased() {
		t.Fatal("a clock that jumped erased the answers")
	}
	r.clock.advance(-3 * 365 * 24 * time.Hour)
	r.desk.EraseDue(r.ctx, time.Minute)
	r.later(5 * time.Hour)
	if r.erased() {
		t.Fatal("erased although the clock was put right")
	}
	r.clock.advance(40 * 24 * time.Hour) // the computer slept
	r.desk.EraseDue(r.ctx, time.Minute)
	r.later(time.Hour)
	if !r.erased() {
		t.Error("an hour after the computer woke, the answers are still there")
	}
}

// A crash after the key was destroyed leaves rows that nobody can read: they go
// at the next look.
func TestFault_EraseInterrupted(t *testing.T) {
	r := erasureRoom(t, estrade.NewSession{})
	if err := r.keys.Destroy(estrade.KeyName{Session: r.id, Use: estrade.KeyAnswers}); err != nil {
		t.Fatal(err)
	}
	r.restart()
	r.desk.EraseDue(r.ctx, 0)
	r.later(31 * 24 * time.Hour)
	if !r.erased() {
		t.Error("rows whose key is gone are kept for ever")
	}
}

// Somebody who asks after the end is erased by the pseudonym on their document,
// and nobody else is.
func TestDesk_EraseAnswersOf(t *testing.T) {
	r := erasureRoom(t, estrade.NewSession{})
	before := r.record()
	of := func(record estrade.SessionRecord, p estrade.ParticipantID) (n int) {
		for _, a := range record.Answers {
			if a.Key.Subject.Participant == p {
				n++
			}
		}
		return n
	}
	whose := before.Participants[0]
	if of(before, whose.ID) == 0 {
		t.Fatal("nothing to erase")
	}
	if err := r.desk.EraseAnswersOf(r.ctx, r.id, "Nobody"); key(err) != "no-such-pseudonym" {
		t.Errorf("a pseudonym of nobody: %v", err)
	}
	if err := r.desk.EraseAnswersOf(r.ctx, r.id, " "); key(err) != "no-such-pseudonym" {
		t.Errorf("no pseudonym: %v", err)
	}
	if err := r.desk.EraseAnswersOf(r.ctx, r.id, strings.ToUpper(whose.Pseudonym)+" "); err != nil {
		t.Fatal(err)
	}
	after := r.record()
	if n := of(after, whose.ID); n != 0 {
		t.Errorf("%d answers are left", n)
	}
	if want := len(before.Answers) - of(before, whose.ID); len(after.Answers) != want {
		t.Errorf("%d answers of others are left of %d", len(after.Answers), want)
	}
	if len(after.Figures) != len(before.Figures) {
		t.Error("figures that were shown went")
	}
	r.later(31 * 24 * time.Hour)
	if err := r.desk.EraseAnswersOf(r.ctx, r.id, whose.Pseudonym); key(err) != "answers-erased" {
		t.Errorf("after all were erased: %v", err)
	}
	open := newRoom(t, estrade.NewSession{})
	if err := open.desk.EraseAnswersOf(open.ctx, open.id, "Vega"); key(err) != "session-not-closed" {
		t.Errorf("in a session that runs: %v", err)
	}
}

// A session that nobody finished closes by itself when its answers must go, so that
// they do.
func TestDesk_EraseDue_leftOpen(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	ada := r.join("Ada")
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.until("sort")
	r.do(estrade.Command{Name: estrade.CommandOpen})
	if err := ada.try("", r.view.Play.Contrast.Cards[0].ID, "leader"); err != nil {
		t.Fatal(err)
	}
	told := r.view.Session.EraseOn
	state := func() estrade.SessionState {
		r.refresh()
		return r.view.Session.State
	}
	lasting := func(passed time.Duration) {
		for step := 30 * time.Minute; passed > 0; passed -= step {
			r.clock.advance(step)
			r.desk.FinishOverdue(r.ctx, step)
			r.desk.EraseDue(r.ctx, step)
		}
	}
	r.desk.EraseDue(r.ctx, 0)
	left := time.Duration(told-estrade.Millis(r.clock.Now())) * time.Millisecond
	lasting(left - 25*time.Hour)
	if got := state(); got != estrade.SessionOpen {
		t.Fatalf("more than a day before the answers go the session is %s", got)
	}
	// Somebody works in it after all.
	r.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	lasting(23 * time.Hour)
	if got := state(); got != estrade.SessionOpen {
		t.Fatalf("less than a day after the trainer's last act the session is %s", got)
	}
	lasting(2 * time.Hour)
	if got := state(); got != estrade.SessionClosing {
		t.Fatalf("left open until its answers must go the session is %s", got)
	}
	// The room may be opened again, for a day.
	r.do(estrade.Command{Name: estrade.CommandReopenRoom})
	lasting(23 * time.Hour)
	if got := state(); got != estrade.SessionOpen {
		t.Fatalf("opened again, the session is %s", got)
	}
	lasting(27 * time.Hour)
	if got := state(); got != estrade.SessionClosed || !r.erased() {
		t.Errorf("two days later the session is %s, its answers erased: %t", got, r.erased())
	}
}

// A rehearsal is thrown away, not closed.
func TestDesk_EraseDue_rehearsal(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Rehearsal: true})
	r.refresh()
	r.desk.EraseDue(r.ctx, 0)
	r.later(40 * 24 * time.Hour)
	if r.refresh(); r.view.Session.State != estrade.SessionOpen {
		t.Errorf("a rehearsal is %s", r.view.Session.State)
	}
}
