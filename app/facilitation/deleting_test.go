package facilitation_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

// keysLeft are the uses of the session's keys that are still there.
func (r *room) keysLeft() (left []estrade.KeyUse) {
	for _, use := range []estrade.KeyUse{estrade.KeyAnswers, estrade.KeyAttendance} {
		if _, err := r.keys.Key(estrade.KeyName{Session: r.id, Use: use}); err == nil {
			left = append(left, use)
		}
	}
	return left
}

// A deleted session leaves its line of the register and a receipt that names
// nobody; what was handed out can still be checked.
func TestDesk_EraseSession(t *testing.T) {
	r := erasureRoom(t, estrade.NewSession{})
	before := r.record()
	register, err := r.desk.Register(r.ctx, estrade.RegisterFilter{})
	if err != nil || len(register.Lines) == 0 {
		t.Fatalf("nothing in the register: %v", err)
	}
	receipt, err := r.desk.EraseSession(r.ctx, r.id)
	if err != nil {
		t.Fatal(err)
	}
	rows := receipt.Erasure.Rows
	if rows.Answers != len(before.Answers) || rows.Names != 6 || rows.Notes != len(before.Notes) || rows.Files == 0 ||
		receipt.Registered != len(register.Lines) || receipt.Erasure.Why != estrade.ErasureAsked || receipt.Erasure.At != r.clock.Now().UnixMilli() {
		t.Errorf("the receipt says %+v", receipt)
	}
	if left := r.keysLeft(); len(left) != 0 {
		t.Errorf("keys of %v are left", left)
	}
	if _, err := r.desk.View(r.ctx, r.id); key(err) != "session-erased" {
		t.Errorf("it can still be looked at: %v", err)
	}
	if list, err := r.desk.List(r.ctx, estrade.SessionFilter{}); err != nil || len(list) != 0 {
		t.Errorf("it is still listed: %+v, %v", list, err)
	}
	if _, err := r.desk.EraseSession(r.ctx, r.id); key(err) != "session-erased" {
		t.Errorf("deleted twice: %v", err)
	}
	after, err := r.desk.Register(r.ctx, estrade.RegisterFilter{})
	if err != nil || len(after.Lines) != len(register.Lines) {
		t.Fatalf("the register has %d lines of %d, %v", len(after.Lines), len(register.Lines), err)
	}
	for i, line := range after.Lines {
		was := register.Lines[i].Document
		was.Name, was.File, was.Basis, was.Attendance = "", "", "", ""
		if line.Document != was || line.Title != register.Lines[i].Title || !line.Erased {
			t.Errorf("the register says %+v of what was %+v", line, register.Lines[i])
		}
		found, err := r.desk.Registered(r.ctx, was.SHA256, "")
		if err != nil || found == nil || found.Document.Number != was.Number {
			t.Errorf("%s cannot be checked any more: %+v, %v", was.Number, found, err)
		}
	}
	file, err := r.desk.ReceiptFile(r.ctx, r.id)
	if err != nil {
		t.Fatal(err)
	}
	told, err := json.Marshal(receipt)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range before.Attendance {
		if strings.Contains(string(file.Data), a.Name) || strings.Contains(string(told), a.Name) {
			t.Errorf("the receipt names %s", a.Name)
		}
	}
	for _, p := range before.Participants {
		if strings.Contains(string(file.Data), p.Pseudonym) || strings.Contains(string(told), p.Pseudonym) {
			t.Errorf("the receipt has the pseudonym %s", p.Pseudonym)
		}
	}
	r.later(40 * 24 * time.Hour) // nothing of it is due any more
}

// What runs, what counts for nothing, and what is not there is refused.
func TestDesk_EraseSession_refused(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	if _, err := r.desk.EraseSession(r.ctx, r.id); key(err) != "erase-running" {
		t.Errorf("a session that runs: %v", err)
	}
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	if _, err := r.desk.EraseSession(r.ctx, r.id); key(err) != "erase-running" {
		t.Errorf("a session that is closing: %v", err)
	}
	draft, err := r.desk.Create(r.ctx, estrade.NewSession{Workshop: "essentials", ConsoleLanguage: "fr", StageLanguage: "fr", DocumentLanguage: "fr"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.desk.EraseSession(r.ctx, draft); key(err) != "erase-discard" {
		t.Errorf("a draft: %v", err)
	}
	if _, err := r.desk.EraseSession(r.ctx, "nothing"); key(err) != "session-unknown" {
		t.Errorf("no session: %v", err)
	}
	if _, err := r.desk.ReceiptFile(r.ctx, draft); key(err) != "receipt-unknown" {
		t.Errorf("the receipt of what was not deleted: %v", err)
	}
	if left := r.keysLeft(); len(left) != 2 {
		t.Errorf("a refusal destroyed keys: %v are left", left)
	}
	rehearsal := newRoom(t, estrade.NewSession{Rehearsal: true})
	if _, err := rehearsal.desk.EraseSession(rehearsal.ctx, rehearsal.id); key(err) != "erase-discard" {
		t.Errorf("a rehearsal: %v", err)
	}
}

// The plug is pulled once the deletion is on disk, before the keys are destroyed:
// the next start destroys them.
func TestFault_DeletingInterrupted(t *testing.T) {
	r := erasureRoom(t, estrade.NewSession{})
	err := r.store.Update(r.ctx, r.id, func(tx estrade.Tx) error {
		row, err := tx.Session()
		if err != nil {
			return err
		}
		rows, err := tx.EraseSession()
		if err != nil {
			return err
		}
		row.State, row.Erasure, row.AnswersErasedAt = estrade.SessionErased, &estrade.Erasure{At: 1, Rows: rows}, 1
		return tx.SaveSession(row)
	})
	if err != nil {
		t.Fatal(err)
	}
	if left := r.keysLeft(); len(left) != 2 {
		t.Fatalf("keys of %v are left before the crash", left)
	}
	r.desk.Close()
	if err := r.store.Close(); err != nil {
		t.Fatal(err)
	}
	r.start()
	if _, err := r.desk.Resume(r.ctx); err != nil {
		t.Fatal(err)
	}
	if left := r.keysLeft(); len(left) != 0 {
		t.Errorf("after the next start keys of %v are left", left)
	}
	receipts, err := r.desk.Receipts(r.ctx)
	if err != nil || !slices.ContainsFunc(receipts, func(x estrade.DeletionReceipt) bool { return x.Session == r.id }) {
		t.Errorf("the receipts are %+v, %v", receipts, err)
	}
}

// Where the settings say so a session is deleted when its evidence was kept long
// enough, and no sooner; its log of states goes after a year in any case.
func TestDesk_EraseDue_attendance(t *testing.T) {
	r := erasureRoom(t, estrade.NewSession{})
	logged := func() int {
		n := 0
		err := r.store.Update(r.ctx, r.id, func(tx estrade.Tx) error {
			lines, err := tx.Log()
			n = len(lines)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	// settles looks at the clock after a leap, then goes on evenly until it is believed.
	settles := func(years, days int) {
		r.clock.advance(r.clock.Now().AddDate(years, 0, days).Sub(r.clock.Now()))
		r.desk.EraseDue(r.ctx, time.Minute)
		r.later(2 * time.Hour)
	}
	if logged() == 0 {
		t.Fatal("nothing was logged")
	}
	settles(0, 360)
	if logged() == 0 {
		t.Error("the log went before a year had passed")
	}
	settles(0, 10)
	before := r.record()
	for _, line := range before.Documents {
		if line.Name == "" && line.Kind == estrade.DocumentCertificate {
			t.Error("a name went with the log")
		}
	}
	if n := logged(); n > 1 { // the erasure of the answers is younger
		t.Errorf("%d lines are left after a year", n)
	}
	settles(9, 0)
	if _, err := r.desk.View(r.ctx, r.id); err != nil {
		t.Fatalf("deleted although nobody said when: %v", err)
	}
	settings, err := r.store.Settings(r.ctx)
	if err != nil {
		t.Fatal(err)
	}
	expiring := func() estrade.Expiring {
		told, err := r.desk.Expiring(r.ctx, settings)
		if err != nil {
			t.Fatal(err)
		}
		return told
	}
	if told := expiring(); told != (estrade.Expiring{}) {
		t.Errorf("nobody chose how long, and %+v is told of", told)
	}
	settles(-9, 0)
	choose := func(years int) {
		settings.AttendanceYears, settings.AttendanceChosenAt = years, r.clock.Now().UnixMilli()
		if err := r.store.SaveSettings(r.ctx, settings); err != nil {
			t.Fatal(err)
		}
	}
	stays := func(what string) {
		if _, err := r.desk.View(r.ctx, r.id); err != nil {
			t.Fatalf("deleted %s: %v", what, err)
		}
	}
	choose(10)
	settles(8, 300)
	stays("months too soon")
	if told := expiring(); told.Count != 0 {
		t.Errorf("told months before: %+v", told)
	}
	settles(0, 40)
	stays("weeks too soon")
	if told := expiring(); told.Count != 1 || told.From != time.UnixMilli(before.Session.ClosedAt).AddDate(10, 0, 0).UnixMilli() {
		t.Errorf("shortly before, what is told is %+v", told)
	}
	choose(3) // by mistake: they were over years ago
	if told := expiring(); told.Count != 1 || told.From != r.clock.Now().AddDate(0, 0, estrade.AttendanceNoticeDays).UnixMilli() {
		t.Errorf("of a session older than the years chosen is told %+v", told)
	}
	settles(0, 29)
	stays("although the years were chosen less than a month ago")
	settles(0, 2)
	if told := expiring(); told.Count != 0 {
		t.Errorf("told of what is deleted: %+v", told)
	}
	receipts, err := r.desk.Receipts(r.ctx)
	if err != nil || len(receipts) != 1 || receipts[0].Erasure.Why != estrade.ErasureDue {
		t.Errorf("after ten years the receipts are %+v, %v", receipts, err)
	}
	if left := r.keysLeft(); len(left) != 0 {
		t.Errorf("keys of %v are left", left)
	}
}
