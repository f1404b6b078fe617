package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"testing"

	estrade "estrade/app"
)

// testDrawing is a signature of two strokes.
var testDrawing = estrade.Drawing{Width: 320, Height: 160, Strokes: [][]estrade.PenPoint{
	{{X: 20, Y: 120}, {X: 90, Y: 30}, {X: 160, Y: 118}}, {{X: 40, Y: 80}, {X: 300, Y: 76}},
}}

// fillSession saves at least one row of everything and returns what Load must give.
func fillSession(t *testing.T, f *fixture, id estrade.SessionID) estrade.SessionRecord {
	t.Helper()
	want := estrade.SessionRecord{
		Session: testSession(id),
		Steps: []estrade.StepRun{
			{Step: "welcome", Activity: "welcome", StartedAt: 30, EndedAt: 40},
			{Step: "rank", Activity: "seven-channels", StartedAt: 20, Skipped: true, Dropped: []string{"team", "debate"}, Situation: "merger"},
			{Step: "bye", Activity: "closing", StartedAt: 10},
		},
		Parts: []estrade.PartRun{
			{Step: "rank", Part: "individual", State: estrade.PartClosed, Opening: 2, PlannedSeconds: 300, ExtraSeconds: 60,
				EnteredAt: 1, OpenedAt: 2, ClosedAt: 3, ShownAt: 4, DoneAt: 5, PausedAt: 6, PausedMillis: 7, Choice: "a"},
			{Step: "bye", Part: "show", State: estrade.PartShown},
			{Step: "rank", Part: "a-later-one", State: estrade.PartWaiting},
		},
		Tables: []estrade.Table{
			{ID: "t-z", Name: "La Loue", Mark: 1, Position: 0, PenHolder: "p-1"},
			{ID: "t-a", Name: "Le Doubs", Mark: 2, Position: 1},
		},
		Devices: []estrade.Device{{ID: "d-1", TokenHash: []byte{1, 2, 3}}},
		Participants: []estrade.Participant{
			{ID: "p-1", Device: "d-1", Pseudonym: "Véga Tilleul", Language: estrade.French, Table: "t-a",
				TokenHash: []byte{4}, TokenSalt: []byte{7}, FormerHash: []byte{8}, JoinHash: []byte{9}, ReentryHash: []byte{5}},
			{ID: "p-2", Device: "d-1", Pseudonym: "Deneb Orme", Language: estrade.English, Removed: true, Simulated: true, TokenHash: []byte{6}},
		},
		Attendance: []estrade.Attendance{
			{ID: "a-1", Name: "Nguyễn Thị Zoé", ArrivedAt: 100, LeftAt: 200, Confirmed: true},
			{ID: "a-2", Name: "François-Xavier d’Aboville", Absent: true},
			{ID: "a-3", Name: "O", Expected: true},
		},
		Links: map[estrade.ParticipantID]estrade.AttendanceID{"p-1": "a-1", "p-2": "a-2"},
		Signatures: []estrade.PresenceSignature{
			{Day: "2026-11-24", Typed: "Zoé Ångström", At: 300},
			{Attendance: "a-1", Day: "2026-11-24", Drawing: testDrawing, At: 301, Hurried: true},
			{Attendance: "a-1", Day: "2026-11-24", Afternoon: true, Typed: "Nguyễn Thị Zoé", At: 302, Late: true},
		},
		Answers: []estrade.Answer{
			{Key: estrade.AnswerKey{Subject: estrade.Subject{Participant: "p-1"}, Step: "rank", Part: "individual", Item: "mail"},
				Value: []byte("3"), Edits: 4, ClientID: "c1"},
			{Key: estrade.AnswerKey{Subject: estrade.Subject{Participant: "p-2"}, Step: "rank", Part: "individual", Item: "mail"},
				Value: []byte("null"), ClientID: "c2"},
			{Key: estrade.AnswerKey{Subject: estrade.Subject{Table: "t-a"}, Step: "rank", Part: "team", Pass: "current", Item: "mail"},
				Value: []byte(`{"rank":1}`), ClientID: "c3"},
		},
		Locks: []estrade.Lock{
			{Subject: estrade.Subject{Participant: "p-1"}, Step: "rank", Part: "individual"},
			{Subject: estrade.Subject{Table: "t-a"}, Step: "rank", Part: "team", Pass: "current"},
		},
		Figures: []estrade.FrozenFigures{
			{Step: "rank", Part: "reveal", At: 50, JSON: []byte(`{"votes":{"ideas":[{"title":"Une idée choisie"}]}}`)},
			{Step: "bye", Part: "show", At: 40, JSON: []byte(`{}`)},
		},
		Notes: []estrade.Note{
			{ID: "n-2", Step: "rank", Stage: "objective", Text: "Un long silence", Report: true, At: 60},
			{ID: "n-1", Step: "rank", Text: "", At: 61},
		},
		Documents: []estrade.IssuedDocument{
			{Number: "2026-0001", Kind: estrade.DocumentCertificate, Session: id, Attendance: "a-1", Name: "Nguyễn Thị Zoé", File: "a.pdf", IssuedAt: 70, Wording: 3,
				Code: "7QF4-M2KD-93XA", Basis: "b1", ReplacedBy: "2026-0003", Size: 5, SHA256: keptDigest},
			{Number: "2026-0002", Kind: estrade.DocumentReport, Session: id, File: "r.pdf", IssuedAt: 71}, // by an earlier version
			{Number: "2026-0003", Kind: estrade.DocumentCertificate, Session: id, Attendance: "a-1", Name: "Nguyễn Thị Zoé", File: "c.pdf", IssuedAt: 72,
				Code: "7QF4-M2KD-93XB", Basis: "b2", Replaces: "2026-0001", RevokedAt: 90, Reason: "Mauvaise personne", Size: 5, SHA256: keptDigest},
		},
	}
	f.create(t, want.Session, want.Tables[:1], want.Attendance[2:])
	f.update(t, id, func(tx estrade.Tx) error {
		var errs []error
		do := func(err error) { errs = append(errs, err) }
		for i := len(want.Steps) - 1; i >= 0; i-- { // the agenda decides the order, not this
			do(tx.SaveStep(want.Steps[i]))
		}
		for _, x := range want.Parts {
			first := x
			first.State = estrade.PartWaiting
			do(tx.SavePart(first))
		}
		for i := len(want.Parts) - 1; i >= 0; i-- { // saving again keeps the place
			do(tx.SavePart(want.Parts[i]))
		}
		do(tx.SaveTable(want.Tables[1]))
		do(tx.SaveTable(estrade.Table{ID: "t-gone", Name: "L’Ain", Position: 2}))
		do(tx.DeleteTable("t-gone"))
		for _, x := range want.Devices {
			do(tx.SaveDevice(x))
		}
		for _, x := range want.Participants {
			do(tx.SaveParticipant(x))
		}
		for _, x := range want.Attendance {
			do(tx.SaveAttendance(x))
		}
		for p, a := range want.Links {
			do(tx.Link(p, a))
		}
		for _, x := range want.Signatures {
			first := x
			first.Typed, first.At, first.Drawing = "Autre chose", 1, estrade.Drawing{}
			do(tx.SaveSignature(first))
			do(tx.SaveSignature(x))
		}
		for _, x := range want.Answers {
			first := x
			first.Value, first.Edits, first.ClientID = []byte("99"), 0, "c0"
			do(tx.SaveAnswer(first))
			do(tx.SaveAnswer(x))
		}
		for _, x := range want.Locks {
			do(tx.SaveLocks([]estrade.Lock{x}))
			do(tx.SaveLocks([]estrade.Lock{x}))
		}
		for _, x := range want.Figures {
			do(tx.SaveFigures(x))
		}
		for _, x := range want.Notes {
			do(tx.SaveNote(x))
		}
		do(tx.SaveNote(estrade.Note{ID: "n-gone", Text: "effacée"}))
		do(tx.DeleteNote("n-gone"))
		do(tx.SaveStep(estrade.StepRun{Step: "s-gone", Activity: "entered-by-mistake"}))
		do(tx.DeleteStep("s-gone"))
		do(tx.SavePart(estrade.PartRun{Step: "s-gone", Part: "p-gone"}))
		do(tx.DeletePart("s-gone", "p-gone"))
		gone := estrade.Lock{Subject: estrade.Subject{Participant: "p-gone"}, Step: "s-gone", Part: "p-gone"}
		do(tx.SaveLocks([]estrade.Lock{gone}))
		do(tx.DeleteLock(gone))
		for _, x := range want.Documents {
			do(tx.IssueDocument(x))
			do(tx.IssueDocument(x))
			if x.Size > 0 {
				do(tx.KeepDocument(x.Number, keptData))
				do(tx.KeepDocument(x.Number, keptData))
			}
		}
		for _, err := range errs {
			if err != nil {
				return err
			}
		}
		return nil
	})
	return want
}

// keptData are the bytes of a document that fillSession issues.
var (
	keptData   = []byte("%PDF-")
	keptDigest = func() string { sum := sha256.Sum256(keptData); return hex.EncodeToString(sum[:]) }()
)

func TestStore_Load(t *testing.T) {
	f := openFixture(t, options{})
	want := fillSession(t, f, "s-1")
	compare := func(when string, f *fixture) {
		got := f.load(t, "s-1")
		w, g := reflect.ValueOf(want), reflect.ValueOf(got)
		for i := range w.NumField() {
			if !reflect.DeepEqual(w.Field(i).Interface(), g.Field(i).Interface()) {
				t.Errorf("%s, %s:\n got %+v\nwant %+v", when, w.Type().Field(i).Name, g.Field(i).Interface(), w.Field(i).Interface())
			}
		}
	}
	compare("at once", f)
	f = f.reopen(t)
	compare("after a restart", f)
}
