package facilitation_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

// The attendance sheet, the report and the console count the same half-days as
// attended, from a quarter of an hour or with a signature.
func TestDesk_Issue_halfDaysAttended(t *testing.T) {
	clock := func(hour, minute int) int64 {
		return time.Date(2026, 11, 24, hour-1, minute, 0, 0, time.UTC).UnixMilli()
	}
	r := newRoomIn(t, "Europe/Paris", time.Date(2026, 11, 24, 11, 0, 0, 0, time.UTC), estrade.NewSession{}) // noon
	guests := make(map[string]*guest)
	cases := []struct {
		name     string
		from, to int64
		signs    bool   // the afternoon
		want     string // in which half-days
	}{
		{name: "Whole", want: "am pm"},
		{name: "Ten minutes of the afternoon", to: clock(13, 10), want: "am"},
		{name: "Fifteen minutes of the afternoon", to: clock(13, 15), want: "am pm"},
		{name: "Ten minutes, signed", to: clock(13, 10), signs: true, want: "am pm"},
		{name: "Ten minutes of the morning", from: clock(12, 50), want: "pm"},
		{name: "Six and five minutes", from: clock(12, 54), to: clock(13, 5), want: "am"},
		{name: "Five and six minutes", from: clock(12, 55), to: clock(13, 6), want: "pm"},
		{name: "Only the afternoon", from: clock(13, 2), want: "pm"},
	}
	for _, c := range cases {
		guests[c.name] = r.join(c.name)
	}
	r.do(estrade.Command{Name: estrade.CommandStart})
	for range 8 {
		r.step(nil)
	}
	r.clockAt(13, 4)
	for _, c := range cases {
		if c.signs {
			wantKey(t, c.name, guests[c.name].signs(half(true), 1), "")
		}
	}
	r.clockAt(13, 40)
	r.refresh()
	r.runAll()
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	var edits []estrade.AttendanceEdit
	for _, c := range cases {
		line := r.line(c.name)
		if c.from != 0 {
			line.ArrivedAt = c.from
		}
		edits = append(edits, estrade.AttendanceEdit{ID: line.ID, Name: line.Name, ArrivedAt: line.ArrivedAt, LeftAt: c.to})
	}
	r.confirm(edits...)
	if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{Kinds: []estrade.DocumentKind{
		estrade.DocumentCertificate, estrade.DocumentAttendanceSheet, estrade.DocumentReport,
	}}); err != nil {
		t.Fatal(err)
	}
	told := func(halves []estrade.HalfDay) string {
		var list []string
		for _, h := range halves {
			list = append(list, map[bool]string{false: "am", true: "pm"}[h.Afternoon])
		}
		return strings.Join(list, " ")
	}
	report := r.report()
	var sheet estrade.AttendanceSheetData
	for _, f := range r.shelf.files {
		if strings.Contains(f.Name, "emargement") {
			if err := json.Unmarshal(f.Data, &sheet); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(sheet.Lines) != len(cases) || len(sheet.HalfDays) != 2 {
		t.Fatalf("%d lines, %d half-days", len(sheet.Lines), len(sheet.HalfDays))
	}
	for _, c := range cases {
		i := slices.IndexFunc(report.Attendance, func(l estrade.AttendanceLine) bool { return l.Name == c.name })
		if got := told(report.Attendance[i].HalfDays); got != c.want {
			t.Errorf("%s: the report says %q, want %q", c.name, got, c.want)
		}
		i = slices.IndexFunc(sheet.Lines, func(l estrade.SheetLine) bool { return l.Name == c.name })
		var present []estrade.HalfDay
		for k, there := range sheet.Lines[i].Present {
			if there {
				present = append(present, sheet.HalfDays[k].HalfDay)
			}
		}
		if got := told(present); got != c.want {
			t.Errorf("%s: the sheet says %q, want %q", c.name, got, c.want)
		}
		if c.signs != (sheet.Lines[i].Signatures[1] != nil) {
			t.Errorf("%s: the sheet shows a signature: %t", c.name, !c.signs)
		}
		if got := r.line(c.name).HalfDays; got != len(strings.Fields(c.want)) {
			t.Errorf("%s: the console says %d half-days", c.name, got)
		}
	}
}

// A certificat de réalisation ticks the nature of the settings, a training
// course where none was chosen.
func TestDesk_Issue_actionNature(t *testing.T) {
	for _, c := range []struct{ chosen, want estrade.ActionNature }{
		{"", estrade.ActionTraining}, {estrade.ActionAssessment, estrade.ActionAssessment}, {estrade.ActionApprenticeship, estrade.ActionApprenticeship},
	} {
		r := closingRoom(t, estrade.NewSession{NoReport: true}, "Zoé")
		settings, err := r.store.Settings(r.ctx)
		if err != nil {
			t.Fatal(err)
		}
		settings.ActionNature = c.chosen
		if err := r.store.SaveSettings(r.ctx, settings); err != nil {
			t.Fatal(err)
		}
		r.issue(estrade.IssueRequest{Kinds: []estrade.DocumentKind{estrade.DocumentCompletion}})
		var d estrade.CompletionData
		for _, f := range r.archived() {
			if err := json.Unmarshal(f.Data, &d); err != nil {
				t.Fatal(err)
			}
		}
		if d.Nature != c.want {
			t.Errorf("%q chosen, %q ticked", c.chosen, d.Nature)
		}
	}
}

// The debrief, the register and personal documents are worded by the newest
// version of their kind and language.
func TestDesk_wordings(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	zoe := r.join("Zoé")
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.runAll()
	for _, kind := range []estrade.DocumentKind{estrade.DocumentDebrief, estrade.DocumentRegister, estrade.DocumentPersonal} {
		for _, text := range []string{"first", "own words of " + string(kind)} {
			v := estrade.WordingVersion{Wording: estrade.Wording{Sentences: map[string]string{"note": text}}, At: 1}
			if _, err := r.store.SaveWording(r.ctx, kind, estrade.French, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	wants := func(what string, w estrade.Wording) {
		t.Helper()
		if w.Number != 2 || w.Sentences["note"] != "own words of "+what {
			t.Errorf("%s: %+v", what, w)
		}
	}
	mine, err := r.desk.Personal(r.ctx, r.id, zoe.id, "")
	if err != nil {
		t.Fatal(err)
	}
	var personal estrade.PersonalData
	if err := json.Unmarshal(mine.Data, &personal); err != nil {
		t.Fatal(err)
	}
	wants("personal", personal.Wording)
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	r.confirm()
	r.issue(estrade.IssueRequest{Kinds: []estrade.DocumentKind{estrade.DocumentDebrief}})
	if _, err := r.desk.ExportRegister(r.ctx, estrade.RegisterFilter{}, ""); err != nil {
		t.Fatal(err)
	}
	wants("register", r.shelf.register.Wording)
	var debrief estrade.DebriefData
	for _, f := range r.shelf.order.Trainer {
		if f.Document.Kind == estrade.DocumentDebrief {
			if err := json.Unmarshal(f.Data, &debrief); err != nil {
				t.Fatal(err)
			}
		}
	}
	wants("debrief", debrief.Report.Wording)
}
