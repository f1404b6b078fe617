package facilitation_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

// errorKey is the key of an error, "" for none.
func errorKey(err error) string {
	if err == nil {
		return ""
	}
	return estrade.Public(err).Key
}

// The retention of answers is changed downwards freely, upwards only for a
// reason, and never beyond what people were told (guardrails, section 4).
func TestDesk_KeepAnswers(t *testing.T) {
	t.Run("Prepared", func(t *testing.T) {
		r := newRoom(t, estrade.NewSession{})
		prepare := func(n estrade.NewSession) (estrade.Session, string) {
			t.Helper()
			id, err := r.desk.Create(r.ctx, n)
			if err != nil {
				return estrade.Session{}, errorKey(err)
			}
			row, err := r.store.Session(r.ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			return row, ""
		}
		for _, c := range []struct {
			given  estrade.NewSession
			days   int
			reason string
			key    string
		}{
			{estrade.NewSession{}, 30, "", ""},
			{estrade.NewSession{FollowUp: true}, 90, "", ""},
			{estrade.NewSession{RetentionDays: 3}, 3, "", ""},
			{estrade.NewSession{RetentionDays: 31}, 0, "", "retention-reason"},
			{estrade.NewSession{RetentionDays: 31, RetentionReason: "   "}, 0, "", "retention-reason"},
			{estrade.NewSession{RetentionDays: 31, RetentionReason: "Recherche en cours"}, 31, "Recherche en cours", ""},
			{estrade.NewSession{RetentionDays: 20, RetentionReason: "sans objet"}, 20, "", ""},
			{estrade.NewSession{RetentionDays: 90, FollowUp: true}, 90, "", ""},
			{estrade.NewSession{RetentionDays: 91, FollowUp: true}, 0, "", "retention-reason"},
			{estrade.NewSession{RetentionDays: 366, RetentionReason: "Trop"}, 0, "", "retention-days"},
			{estrade.NewSession{RetentionDays: -1}, 0, "", "retention-days"},
		} {
			c.given.Workshop = "essentials"
			row, key := prepare(c.given)
			if row.RetentionDays != c.days || row.RetentionReason != c.reason || key != c.key {
				t.Errorf("%+v keeps %d days, %q, error %q", c.given, row.RetentionDays, row.RetentionReason, key)
			}
		}
		settings, err := r.store.Settings(r.ctx)
		if err != nil {
			t.Fatal(err)
		}
		settings.AnswersDays = 7
		if err := r.store.SaveSettings(r.ctx, settings); err != nil {
			t.Fatal(err)
		}
		if row, _ := prepare(estrade.NewSession{Workshop: "essentials"}); row.RetentionDays != 7 {
			t.Errorf("the settings' seven days are %d", row.RetentionDays)
		}
		if row, _ := prepare(estrade.NewSession{Workshop: "essentials", FollowUp: true}); row.RetentionDays != 90 {
			t.Errorf("a follow-up keeps %d days", row.RetentionDays)
		}
		if row, key := prepare(estrade.NewSession{Workshop: "essentials", RetentionDays: 30}); row.RetentionDays != 30 || key != "" {
			t.Errorf("back to the usual: %d days, %q", row.RetentionDays, key)
		}
		draft, _ := prepare(estrade.NewSession{Workshop: "essentials", RetentionDays: 5})
		for _, step := range []struct {
			days        int
			reason, key string
		}{{60, "", "retention-reason"}, {60, "Étude", ""}, {2, "", ""}} {
			if err := r.desk.KeepAnswers(r.ctx, draft.ID, step.days, step.reason); errorKey(err) != step.key {
				t.Errorf("%d days for %q: %v", step.days, step.reason, err)
			}
		}
		if row, _ := r.store.Session(r.ctx, draft.ID); row.RetentionDays != 2 || row.RetentionReason != "" {
			t.Errorf("the draft keeps %d days, %q", row.RetentionDays, row.RetentionReason)
		}
	})
	t.Run("Told", func(t *testing.T) {
		r := erasureRoom(t, estrade.NewSession{RetentionDays: 60, RetentionReason: "Étude suivie"})
		if r.refresh(); r.view.Session.RetentionReason != "Étude suivie" {
			t.Errorf("the console reads the reason %q", r.view.Session.RetentionReason)
		}
		if err := r.desk.KeepAnswers(r.ctx, r.id, 61, "Encore"); errorKey(err) != "retention-told" {
			t.Errorf("longer than people were told: %v", err)
		}
		if err := r.desk.KeepAnswers(r.ctx, r.id, 10, ""); err != nil {
			t.Fatal(err)
		}
		r.later(9 * 24 * time.Hour)
		if r.erased() {
			t.Fatal("erased a day too soon")
		}
		r.later(24 * time.Hour)
		if !r.erased() {
			t.Fatal("ten days have passed and the answers are there")
		}
		if err := r.desk.KeepAnswers(r.ctx, r.id, 5, ""); errorKey(err) != "answers-erased" {
			t.Errorf("after they were erased: %v", err)
		}
		if row, err := r.store.Session(r.ctx, r.id); err != nil || row.RetentionReason != "" {
			t.Errorf("the reason outlives the answers' key: %q, %v", row.RetentionReason, err)
		}
	})
}

// The nature of the action is the settings' until the session has its own;
// changing it contradicts the certificates of completion that
// were issued, and no other document.
func TestDesk_ChooseNature(t *testing.T) {
	r := closingRoom(t, estrade.NewSession{}, "Zoé", "Awa")
	kinds := []estrade.DocumentKind{estrade.DocumentCertificate, estrade.DocumentCompletion}
	natures := func() map[estrade.ActionNature]int {
		found := make(map[estrade.ActionNature]int)
		for _, f := range r.archived() {
			if f.Document.Kind != estrade.DocumentCompletion || f.Document.Status() != estrade.DocumentValid {
				continue
			}
			var data estrade.CompletionData
			if err := json.Unmarshal(f.Data, &data); err != nil {
				t.Fatal(err)
			}
			found[data.Nature]++
		}
		return found
	}
	r.issue(estrade.IssueRequest{Kinds: kinds})
	if got := natures(); got[estrade.ActionTraining] != 2 {
		t.Fatalf("printed %v", got)
	}
	if err := r.desk.ChooseNature(r.ctx, r.id, "séminaire"); errorKey(err) != "nature-unknown" {
		t.Errorf("a kind that no law knows: %v", err)
	}
	if err := r.desk.ChooseNature(r.ctx, r.id, estrade.ActionTraining); err != nil {
		t.Fatal(err)
	}
	if again := r.issue(estrade.IssueRequest{Kinds: kinds}); len(again) != 4 {
		t.Errorf("what says the same makes %d documents of 4", len(again))
	}
	if err := r.desk.ChooseNature(r.ctx, r.id, estrade.ActionAssessment); err != nil {
		t.Fatal(err)
	}
	if r.refresh(); r.view.Session.ActionNature != estrade.ActionAssessment {
		t.Errorf("the console reads %q", r.view.Session.ActionNature)
	}
	_, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{Kinds: kinds})
	if errorKey(err) != "documents-outdated" || !strings.HasPrefix(err.Error(), "2 documents") {
		t.Fatalf("the certificates of completion are contradicted: %v", err)
	}
	r.issue(estrade.IssueRequest{Kinds: kinds, Corrections: estrade.CorrectionsReplace})
	if got := natures(); got[estrade.ActionAssessment] != 2 || len(got) != 1 {
		t.Errorf("printed %v", got)
	}
}

// Whoever signs is told for how long the signature is kept, as the settings say
// now, also after a restart.
func TestDesk_SignaturesKept(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	choose := func(years int) {
		t.Helper()
		settings, err := r.store.Settings(r.ctx)
		if err != nil {
			t.Fatal(err)
		}
		settings.AttendanceYears = years
		if err := r.store.SaveSettings(r.ctx, settings); err != nil {
			t.Fatal(err)
		}
	}
	told := func(g *guest) int {
		t.Helper()
		snapshot, err := r.desk.Snapshot(r.ctx, r.id, []estrade.ParticipantID{g.id})
		if err != nil || len(snapshot.Room.Signing) != 1 {
			t.Fatalf("signing is %+v, %v", snapshot.Room.Signing, err)
		}
		return snapshot.Room.Signing[0].Years
	}
	zoe := r.join("Zoé")
	if got := told(zoe); got != 0 {
		t.Errorf("kept by hand, told %d years", got)
	}
	choose(6)
	r.desk.EraseDue(r.ctx, 0)
	r.desk.EraseDue(r.ctx, time.Minute)
	if got := told(zoe); got != 6 {
		t.Errorf("six years chosen, told %d", got)
	}
	choose(10)
	r.restart()
	if got := told(zoe); got != 10 {
		t.Errorf("ten years chosen and a restart, told %d", got)
	}
}
