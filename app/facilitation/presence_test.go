package facilitation_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	estrade "estrade/app"
)

// scribble is a signature; seed makes it somebody's.
func scribble(seed int) estrade.Drawing {
	stroke := []estrade.PenPoint{}
	for i := range 24 {
		stroke = append(stroke, estrade.PenPoint{X: 20 + 11*i, Y: 80 + (i*i*(seed+3)+7*i)%60 - 30})
	}
	return estrade.Drawing{Width: 320, Height: 160, Strokes: [][]estrade.PenPoint{stroke, {{X: 10, Y: 140}, {X: 200 + seed%100, Y: 136}}}}
}

// half names the half-day of the room's date.
func half(afternoon bool) estrade.HalfDayName {
	return estrade.HalfDayName{Day: "2026-11-24", Afternoon: afternoon}
}

// signs draws a signature of a guest's own.
func (g *guest) signs(h estrade.HalfDayName, seed int) error {
	_, err := g.r.desk.Sign(g.r.ctx, g.r.id, estrade.SignRequest{Participant: g.id, Day: h.Day, Afternoon: h.Afternoon, Drawing: scribble(seed)})
	return err
}

func (r *room) signatures() estrade.PresenceView {
	r.t.Helper()
	v, err := r.desk.Signatures(r.ctx, r.id)
	if err != nil {
		r.t.Fatal(err)
	}
	return v
}

func (r *room) late(h estrade.HalfDayName, open int) error {
	r.refresh()
	return r.try(estrade.Command{Name: estrade.CommandLateSigning, HalfDay: &h, Number: open})
}

// clockAt moves the room's clock to a time of its day in Paris.
func (r *room) clockAt(hour, minute int) {
	r.t.Helper()
	at := time.Date(2026, 11, 24, hour-1, minute, 0, 0, time.UTC)
	if at.Before(r.clock.Now()) {
		r.t.Fatalf("it is later than %d:%02d", hour, minute)
	}
	r.clock.advance(at.Sub(r.clock.Now()))
}

func wantKey(t *testing.T, when string, err error, want string) {
	t.Helper()
	if key(err) != want {
		t.Errorf("%s: %v, not %q", when, err, want)
	}
}

func TestSign(t *testing.T) {
	t.Run("HalfDays", func(t *testing.T) {
		r := newRoomIn(t, "Europe/Paris", time.Date(2026, 11, 24, 7, 58, 0, 0, time.UTC), estrade.NewSession{})
		guests := r.joinMany(3)
		wantKey(t, "in the lobby", guests[0].signs(half(false), 1), "")
		wantKey(t, "the afternoon, at nine", guests[0].signs(half(true), 1), "half-day-ahead")
		wantKey(t, "yesterday", guests[0].signs(estrade.HalfDayName{Day: "2026-11-23"}, 1), "half-day-ahead")
		wantKey(t, "no day", guests[0].signs(estrade.HalfDayName{Day: "demain"}, 1), "half-day-ahead")
		r.refresh()
		r.do(estrade.Command{Name: estrade.CommandStart})
		wantKey(t, "in the first step", guests[1].signs(half(false), 2), "")
		room, me := guests[1].see()
		if len(room.Signing) != 1 || room.Signing[0] != (estrade.Signing{Day: "2026-11-24"}) {
			t.Errorf("to be signed: %+v", room.Signing)
		}
		if len(me.Signed) != 1 || me.Signed[0].At != r.clock.Now().UnixMilli() || me.Signed[0].Afternoon {
			t.Errorf("signed: %+v", me.Signed)
		}
		r.clockAt(12, 30)
		wantKey(t, "another one at half past twelve", guests[1].signs(half(false), 3), "")
		if _, me = guests[1].see(); me.Signed[0].At != r.clock.Now().UnixMilli() {
			t.Errorf("the newer one does not stand: %+v", me.Signed)
		}
		r.clockAt(13, 40)
		r.refresh()
		wantKey(t, "the morning, after lunch", guests[2].signs(half(false), 3), "half-day-over")
		wantKey(t, "a frozen one again", guests[1].signs(half(false), 3), "")
		wantKey(t, "a frozen one otherwise", guests[1].signs(half(false), 4), "half-day-over")
		wantKey(t, "the afternoon", guests[1].signs(half(true), 5), "")
	})
	t.Run("Late", func(t *testing.T) {
		r := newRoom(t, estrade.NewSession{})
		guests := r.joinMany(3)
		r.do(estrade.Command{Name: estrade.CommandStart})
		wantKey(t, "in time", guests[0].signs(half(false), 1), "")
		wantKey(t, "opened while running", r.late(half(false), 1), "half-day-running")
		wantKey(t, "opened ahead", r.late(half(true), 1), "no-half-day")
		for range 8 {
			r.step(nil)
		}
		r.clockAt(13, 30)
		after := r.join("Après-midi")
		wantKey(t, "opened by the trainer", r.late(half(false), 1), "")
		wantKey(t, "late", guests[1].signs(half(false), 2), "")
		wantKey(t, "changed late", guests[0].signs(half(false), 3), "signed-already")
		wantKey(t, "by who came after", after.signs(half(false), 4), "was-not-there")
		v := r.signatures()
		if v.HalfDays[0].State != estrade.SigningLate || v.HalfDays[1].State != estrade.SigningRunning || v.HalfDays[0].Signed != 2 || v.HalfDays[0].Of != 3 {
			t.Errorf("%+v", v.HalfDays)
		}
		for _, p := range v.People {
			if s := p.Cells[0].Signature; s != nil && s.Late != (s.At == r.clock.Now().UnixMilli()) {
				t.Errorf("%s signed at %d, late %t", p.Name, s.At, s.Late)
			}
		}
		r.restart()
		wantKey(t, "closed again", r.late(half(false), 0), "")
		wantKey(t, "too late", guests[2].signs(half(false), 3), "half-day-over")
	})
	t.Run("FewMinutesAreNoHalfDay", func(t *testing.T) {
		r := newRoomIn(t, "Europe/Paris", time.Date(2026, 11, 24, 10, 10, 0, 0, time.UTC), estrade.NewSession{}) // 11:10
		g := r.joinMany(1)[0]
		r.do(estrade.Command{Name: estrade.CommandStart})
		r.runAll()
		r.clockAt(13, 5)
		r.refresh()
		if v := r.signatures(); len(v.HalfDays) != 1 || v.HalfDays[0].Afternoon {
			t.Errorf("%+v", v.HalfDays)
		}
		wantKey(t, "at five past one", g.signs(half(false), 1), "")
		r.clockAt(14, 1)
		wantKey(t, "at two", g.signs(half(false), 2), "half-day-over")
	})
	t.Run("NoonInTheLobby", func(t *testing.T) {
		r := newRoomIn(t, "Europe/Paris", time.Date(2026, 11, 24, 11, 45, 0, 0, time.UTC), estrade.NewSession{}) // 12:45
		g := r.joinMany(1)[0]
		wantKey(t, "before anybody knows which", g.signs(half(false), 1), "half-day-ahead")
		r.clockAt(13, 15)
		wantKey(t, "the afternoon", g.signs(half(true), 1), "")
	})
	t.Run("Ends", func(t *testing.T) {
		r := newRoom(t, estrade.NewSession{})
		guests := r.joinMany(6)
		r.do(estrade.Command{Name: estrade.CommandStart})
		r.runAll()
		r.do(estrade.Command{Name: estrade.CommandRemove, Participant: guests[5].id})
		wantKey(t, "removed", guests[5].signs(half(false), 1), "unknown-participant")
		r.do(estrade.Command{Name: estrade.CommandBeginClosing})
		wantKey(t, "while closing", guests[0].signs(half(false), 1), "")
		r.confirm()
		if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); err != nil {
			t.Fatal(err)
		}
		wantKey(t, "once documents are out", guests[1].signs(half(false), 2), "signing-over")
		wantKey(t, "opened then", r.late(half(false), 1), "signing-over")
		if r.signatures().Open {
			t.Error("the console still offers to sign")
		}
		r.refresh()
		r.do(estrade.Command{Name: estrade.CommandFinish})
		if err := guests[2].signs(half(false), 3); err == nil {
			t.Error("somebody signs a closed session")
		}
		if v := r.signatures(); v.HalfDays[0].Signed != 1 {
			t.Errorf("the signature did not outlast the link: %+v", v.HalfDays)
		}
	})
	t.Run("Drawings", func(t *testing.T) {
		r := newRoom(t, estrade.NewSession{})
		g := r.joinMany(1)[0]
		pad := func(strokes ...[]estrade.PenPoint) estrade.Drawing {
			return estrade.Drawing{Width: 300, Height: 150, Strokes: strokes}
		}
		line := []estrade.PenPoint{{X: 0, Y: 0}, {X: 300, Y: 150}}
		for name, c := range map[string]struct {
			drawing estrade.Drawing
			typed   string
			want    string
		}{
			"nothing":          {want: "signature-empty"},
			"a dot":            {drawing: pad([]estrade.PenPoint{{X: 5, Y: 5}}), want: "signature-empty"},
			"a touch":          {drawing: pad([]estrade.PenPoint{{X: 5, Y: 5}, {X: 20, Y: 12}}), want: "signature-empty"},
			"a line":           {drawing: pad(line)},
			"no pad":           {drawing: estrade.Drawing{Strokes: [][]estrade.PenPoint{line}}, want: "signature-unreadable"},
			"a huge pad":       {drawing: estrade.Drawing{Width: 4001, Height: 10, Strokes: [][]estrade.PenPoint{line}}, want: "signature-unreadable"},
			"outside":          {drawing: pad([]estrade.PenPoint{{X: 0, Y: 0}, {X: 301, Y: 20}}), want: "signature-unreadable"},
			"below nought":     {drawing: pad([]estrade.PenPoint{{X: -1, Y: 0}, {X: 300, Y: 20}}), want: "signature-unreadable"},
			"an empty stroke":  {drawing: pad(line, []estrade.PenPoint{}), want: "signature-unreadable"},
			"drawn and typed":  {drawing: pad(line), typed: "Zoé", want: "signature-unreadable"},
			"many points":      {drawing: pad(slices.Repeat(line, 301)), want: "signature-too-large"},
			"many strokes":     {drawing: pad(slices.Repeat([][]estrade.PenPoint{line}, 101)...), want: "signature-too-large"},
			"typed":            {typed: "  Zoé \u202e Ångström "},
			"typed, too long":  {typed: strings.Repeat("é", 81), want: "name-too-long"},
			"typed, no letter": {typed: "…", want: "name-empty"},
			"typed, broken":    {typed: "\xff", want: "name-unreadable"},
		} {
			_, err := r.desk.Sign(r.ctx, r.id, estrade.SignRequest{Participant: g.id, Day: "2026-11-24", Drawing: c.drawing, Typed: c.typed})
			wantKey(t, name, err, c.want)
		}
	})
}

// TestSign_Closing lets people sign on two devices each while the trainer ends
// the session: a signature that was acknowledged is there after a restart, any
// other was refused.
func TestSign_Closing(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	guests := r.joinMany(12)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.clock.advance(time.Hour)
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	var wg sync.WaitGroup
	acknowledged := make([][2]bool, len(guests))
	for i, g := range guests {
		for device := range 2 {
			wg.Go(func() {
				err := g.signs(half(false), 10*i+device)
				if err != nil && key(err) != "signing-over" && key(err) != "unknown-participant" {
					t.Errorf("%d: %v", i, err)
				}
				acknowledged[i][device] = err == nil
			})
		}
		if i == len(guests)/2 {
			wg.Go(func() {
				if err := r.try(estrade.Command{Name: estrade.CommandFinish}); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	r.restart()
	kept := 0
	for _, p := range r.signatures().People {
		if p.Cells[0].Signature != nil {
			kept++
		}
	}
	want := 0
	for _, a := range acknowledged {
		if a[0] || a[1] {
			want++
		}
	}
	if kept != want || want == 0 {
		t.Errorf("%d people were told that they signed, %d signatures are kept", want, kept)
	}
}

func TestSignHere(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Roster: []string{"Sans Poste", "Absente"}})
	g := r.joinMany(1)[0]
	r.do(estrade.Command{Name: estrade.CommandStart})
	line := r.line("Sans Poste")
	sign := func(a estrade.AttendanceID, seed int) error {
		_, err := r.desk.SignHere(r.ctx, r.id, estrade.SignHere{Attendance: a, Day: "2026-11-24", Drawing: scribble(seed)})
		return err
	}
	wantKey(t, "the trainer", sign("", 1), "")
	r.clock.advance(time.Minute)
	wantKey(t, "without a device", sign(line.ID, 2), "")
	wantKey(t, "nobody", sign("no-such-line", 3), "no-such-attendance")
	if v := r.line("Sans Poste"); v.Expected || v.ArrivedAt == 0 {
		t.Errorf("who signed is not there: %+v", v)
	}
	v := r.signatures()
	if v.Trainer != "Hélène Maurel" || v.HalfDays[0].Trainer == nil || v.HalfDays[0].Signed != 1 || v.HalfDays[0].Of != 2 || len(v.Warnings) != 0 {
		t.Errorf("%+v, %+v", v.HalfDays, v.Warnings)
	}
	r.refresh()
	if c := r.view.Presence; c.Signed != 1 || c.Of != 2 || !c.Trainer || c.HalfDay == nil || *c.HalfDay != half(false) {
		t.Errorf("counted %+v", c)
	}
	// Whoever comes in with a device after all is the same person.
	r.join("sans poste")
	people, err := r.desk.Attendance(r.ctx, r.id)
	if err != nil {
		t.Fatal(err)
	}
	if len(people) != 3 {
		t.Errorf("%d lines of attendance: %+v", len(people), people)
	}
	wantKey(t, "another one", g.signs(half(false), 4), "")
}

func TestSignatures_Doubts(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Roster: []string{"Ana", "Bo", "Cleo", "Dan"}})
	r.do(estrade.Command{Name: estrade.CommandStart})
	ids := make(map[string]estrade.AttendanceID)
	for _, name := range []string{"Ana", "Bo", "Cleo", "Dan"} {
		ids[name] = r.line(name).ID
	}
	sign := func(name string, h estrade.HalfDayName, seed int) {
		t.Helper()
		if _, err := r.desk.SignHere(r.ctx, r.id, estrade.SignHere{Attendance: ids[name], Day: h.Day, Afternoon: h.Afternoon, Drawing: scribble(seed)}); err != nil {
			t.Fatal(name, err)
		}
	}
	told := func(want ...string) {
		t.Helper()
		var got []string
		for _, w := range r.signatures().Warnings {
			got = append(got, strings.TrimPrefix(w.Key, "signatures-")+": "+w.Params["names"])
		}
		if !slices.Equal(got, want) {
			t.Errorf("told %q, not %q", got, want)
		}
	}
	sign("Ana", half(false), 1)
	r.clock.advance(time.Minute)
	sign("Bo", half(false), 2)
	told()
	r.clock.advance(2 * time.Second)
	sign("Cleo", half(false), 3)
	told("hurried: Cleo")
	r.clock.advance(time.Minute)
	sign("Dan", half(false), 1)
	told("hurried: Cleo", "identical: Ana, Dan")
	r.refresh()
	if n := r.view.Presence.Doubts; n != 3 {
		t.Errorf("%d doubts are counted", n)
	}
	r.restart()
	told("hurried: Cleo", "identical: Ana, Dan")

	r.clockAt(13, 30)
	wantKey(t, "opened late", r.late(half(false), 1), "")
	g := r.join("Eva")
	_ = g
	sign("Bo", half(true), 9)
	told("hurried: Cleo", "identical: Ana, Dan")
	r.refresh()
	r.runAll()
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	line := r.line("Bo")
	r.confirm(estrade.AttendanceEdit{ID: line.ID, Name: "Bo", ArrivedAt: line.ArrivedAt, Absent: true})
	told("hurried: Cleo", "identical: Ana, Dan", "absent: Bo")
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandFinish})
	told("identical: Ana, Dan", "absent: Bo") // who shared a browser is forgotten with the link
	record, err := r.store.Load(r.ctx, r.id)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range record.Signatures {
		if x.Hurried {
			t.Errorf("%s is still said to share a browser", x.Attendance)
		}
	}
}

func TestSignatures_AtOnce(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	g := r.joinMany(1)[0]
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.clockAt(13, 30)
	wantKey(t, "opened late", r.late(half(false), 1), "")
	wantKey(t, "the morning", g.signs(half(false), 1), "")
	r.clock.advance(20 * time.Second)
	wantKey(t, "the afternoon", g.signs(half(true), 2), "")
	v := r.signatures()
	if len(v.Warnings) != 1 || v.Warnings[0].Key != "signatures-at-once" {
		t.Errorf("%+v", v.Warnings)
	}
}

func TestAttendanceSheet(t *testing.T) {
	r := newRoomIn(t, "Europe/Paris", time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC),
		estrade.NewSession{Roster: []string{"Wagner, jamais venu"}, Client: "Groupe Ormeval", Place: "Lyon"})
	ana := r.join("Ana")
	twin := r.join("Ana")
	bo := r.join("Bo")
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandStart})
	wantKey(t, "Ana", ana.signs(half(false), 1), "")
	wantKey(t, "Bo", bo.signs(half(false), 2), "")
	if _, err := r.desk.SignHere(r.ctx, r.id, estrade.SignHere{Day: "2026-11-24", Typed: "Hélène Maurel"}); err != nil {
		t.Fatal(err)
	}
	r.clockAt(11, 0)
	r.do(estrade.Command{Name: estrade.CommandRemove, Participant: bo.id}) // he leaves at eleven
	r.clockAt(13, 30)
	wantKey(t, "the other Ana", twin.signs(half(true), 3), "")
	r.clockAt(14, 30)
	d, err := r.desk.AttendanceSheet(r.ctx, r.id)
	if err != nil {
		t.Fatal(err)
	}
	if d.Number != "2026-1124-09" || d.Title == "" || d.Client != "Groupe Ormeval" || d.Place != "Lyon" || d.Trainer != "Hélène Maurel" || d.Rehearsal {
		t.Errorf("head %+v", d)
	}
	hour := func(at time.Time) string { return at.Format("15:04 MST") }
	if len(d.HalfDays) != 2 || hour(d.HalfDays[0].Starts) != "09:00 CET" || hour(d.HalfDays[0].Ends) != "13:00 CET" ||
		hour(d.HalfDays[1].Starts) != "13:00 CET" || hour(d.HalfDays[1].Ends) != "14:30 CET" || !d.HalfDays[1].Afternoon {
		t.Errorf("half-days %+v", d.HalfDays)
	}
	if s := d.HalfDays[0].Trainer; s == nil || s.Typed != "Hélène Maurel" || hour(s.At) != "09:00 CET" || d.HalfDays[1].Trainer != nil {
		t.Errorf("the trainer's %+v", s)
	}
	var lines []string
	for _, l := range d.Lines {
		said := l.Name
		for i := range d.HalfDays {
			switch {
			case !l.Present[i]:
				said += " -"
			case l.Signatures[i] == nil:
				said += " ?"
			default:
				said += " " + hour(l.Signatures[i].At)
			}
		}
		lines = append(lines, said)
	}
	slices.Sort(lines)
	// Of two people of one name either may stand first.
	either := [][]string{
		{"Ana (2) ? 13:30 CET", "Ana 09:00 CET ?", "Bo 09:00 CET -", "Wagner, jamais venu - -"},
		{"Ana (2) 09:00 CET ?", "Ana ? 13:30 CET", "Bo 09:00 CET -", "Wagner, jamais venu - -"},
	}
	if !slices.Equal(lines, either[0]) && !slices.Equal(lines, either[1]) {
		t.Errorf("lines %q", lines)
	}
}

func TestBlankSheet(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Roster: []string{"Bo", "Ana"}})
	r.join("Cléo")
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandStart})
	if _, err := r.desk.SignHere(r.ctx, r.id, estrade.SignHere{Day: "2026-11-24", Typed: "Hélène Maurel"}); err != nil {
		t.Fatal(err)
	}
	r.clock.advance(time.Hour)
	f, err := r.desk.BlankSheet(r.ctx, r.id)
	if err != nil {
		t.Fatal(err)
	}
	var d estrade.AttendanceSheetData
	if err := json.Unmarshal(f.Data, &d); err != nil {
		t.Fatal(err)
	}
	if d.Number != "" || len(d.HalfDays) != 2 || d.HalfDays[0].Afternoon || !d.HalfDays[1].Afternoon || d.HalfDays[0].Trainer != nil || !d.HalfDays[0].Starts.IsZero() {
		t.Errorf("%+v", d)
	}
	var names []string
	for _, l := range d.Lines {
		names = append(names, l.Name)
		if !slices.Equal(l.Present, []bool{true, true}) || l.Signatures[0] != nil || l.Signatures[1] != nil {
			t.Errorf("%s: %+v", l.Name, l)
		}
	}
	if !slices.Equal(names, []string{"Ana", "Bo", "Cléo"}) || d.BlankLines != 9 {
		t.Errorf("%q and %d empty lines", names, d.BlankLines)
	}
	if f.Type != "application/pdf" || !strings.Contains(f.Name, "emargement-vierge") {
		t.Errorf("%s, %s", f.Name, f.Type)
	}
	if v := r.signatures(); !v.Open {
		t.Error("a blank sheet ends the signing")
	}
}

// TestSign_private holds what a signature may be seen by: neither other
// participants, nor the stage, nor anybody who reads the files or a backup.
func TestSign_private(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	guests := r.joinMany(3)
	r.do(estrade.Command{Name: estrade.CommandStart})
	if _, err := r.desk.Sign(r.ctx, r.id, estrade.SignRequest{Participant: guests[0].id, Day: "2026-11-24", Typed: "Quetzalcoatl"}); err != nil {
		t.Fatal(err)
	}
	odd := estrade.Drawing{Width: 3977, Height: 3967, Strokes: [][]estrade.PenPoint{{{X: 3541, Y: 3539}, {X: 17, Y: 3533}}}}
	if _, err := r.desk.Sign(r.ctx, r.id, estrade.SignRequest{Participant: guests[1].id, Day: "2026-11-24", Drawing: odd}); err != nil {
		t.Fatal(err)
	}
	r.clock.advance(time.Hour)
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	for _, secret := range []string{"Quetzalcoatl", "3541", "strokes"} {
		if told := r.told(); strings.Contains(told, secret) {
			t.Errorf("participants or the stage were told %q", secret)
		}
	}
	backup := filepath.Join(t.TempDir(), "backup.db")
	if _, err := r.store.Backup(r.ctx, backup); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(r.path + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, backup) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"Quetzalcoatl", "3541,3539"} {
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("%s holds %q", filepath.Base(name), secret)
			}
		}
	}
	// An erased answer takes no evidence of presence with it.
	if err := r.desk.EraseAnswers(r.ctx, r.id, guests[0].id); err != nil {
		t.Fatal(err)
	}
	if v := r.signatures(); v.HalfDays[0].Signed != 2 {
		t.Errorf("%+v", v.HalfDays)
	}
	// What is kept of attendance goes with its key.
	if err := r.keys.Destroy(estrade.KeyName{Session: r.id, Use: estrade.KeyAttendance}); err != nil {
		t.Fatal(err)
	}
	if record, err := r.store.Load(r.ctx, r.id); err != nil || len(record.Signatures) != 0 {
		t.Errorf("%d signatures are left, %v", len(record.Signatures), err)
	}
}

// TestSign_told lets pages know when a half-day begins, without anybody's doing.
func TestSign_told(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	r.joinMany(1)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.clockAt(13, 20)
	deadline := time.Now().Add(20 * time.Second)
	for !strings.Contains(r.told(), `"signing":[{"day":"2026-11-24","afternoon":true`) {
		if time.Now().After(deadline) {
			t.Fatal("nobody was told that the afternoon may be signed")
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func TestHoliday(t *testing.T) {
	for date, want := range map[string]string{
		"2026-11-24": "", "2026-11-11": "on-holiday-armistice", "2026-04-03": "on-holiday-good-friday", "2026-04-05": "on-sunday",
		"2026-04-06": "on-holiday-easter-monday", "2026-05-14": "on-holiday-ascension", "2026-05-25": "on-holiday-whit-monday",
		"2026-12-26": "on-holiday-saint-stephen", "2027-03-29": "on-holiday-easter-monday", "2024-05-09": "on-holiday-ascension",
		"2038-04-26": "on-holiday-easter-monday", "2026-07-14": "on-holiday-national-day", "2000-04-24": "on-holiday-easter-monday",
		"2026-11-01": "on-holiday-all-saints on-sunday", "2008-05-01": "on-holiday-labour-day",
	} {
		r := newRoom(t, estrade.NewSession{Date: date})
		var got []string
		for _, n := range r.view.Notices {
			if strings.HasPrefix(n.Key, "on-") {
				got = append(got, n.Key)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, not %q", date, got, want)
		}
	}
}

// FuzzSign signs with anything: it is kept as it is, or refused with a sentence.
func FuzzSign(f *testing.F) {
	f.Add("2026-11-24", false, 320, 160, []byte{1, 2, 250, 90, 3, 4}, "")
	f.Add("2026-11-24", true, -1, 5000, []byte{}, "Zoé")
	f.Add("", false, 1, 1, []byte{0, 0, 0, 0}, "\xff\u202e")
	r := newRoom(f, estrade.NewSession{})
	g := r.joinMany(1)[0]
	f.Fuzz(func(t *testing.T, day string, afternoon bool, width, height int, ink []byte, typed string) {
		d := estrade.Drawing{Width: width, Height: height}
		for len(ink) > 1 {
			n := min(len(ink)/2, 40)
			var stroke []estrade.PenPoint
			for i := range n {
				stroke = append(stroke, estrade.PenPoint{X: int(ink[2*i]), Y: int(ink[2*i+1])})
			}
			d.Strokes, ink = append(d.Strokes, stroke), ink[2*n:]
		}
		signed, err := r.desk.Sign(r.ctx, r.id, estrade.SignRequest{Participant: g.id, Day: day, Afternoon: afternoon, Drawing: d, Typed: typed})
		var refused *estrade.Error
		if err != nil {
			if !errors.As(err, &refused) || refused.Code == estrade.CodeInternal || refused.Key == "" {
				t.Fatalf("refused with %v", err)
			}
			return
		}
		if signed.Day != "2026-11-24" || signed.Afternoon || len(d.Strokes) > 0 && (width < 1 || width > estrade.MaxPadSide) {
			t.Fatalf("kept %+v of %+v", signed, d)
		}
	})
}

func TestHandouts(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Workshop: "half-day-communities", FollowUp: true})
	sheets := func() estrade.HandoutData {
		t.Helper()
		f, err := r.desk.Handouts(r.ctx, r.id)
		if err != nil {
			t.Fatal(err)
		}
		if f.Type != "application/pdf" || !strings.Contains(f.Name, "feuilles-papier") {
			t.Errorf("%s, %s", f.Name, f.Type)
		}
		var d estrade.HandoutData
		if err := json.Unmarshal(f.Data, &d); err != nil {
			t.Fatal(err)
		}
		return d
	}
	before := sheets()
	var kinds []string
	for _, h := range before.Handouts {
		for _, p := range h.Parts {
			if p.Play.Sort != nil && slices.ContainsFunc(p.Play.Sort.Cards, func(c estrade.SortCardPlay) bool { return c.Column != "" || c.Reason != nil }) {
				t.Errorf("the key of %s is printed", h.Title.FR)
			}
			if p.Play.Curve != nil && (len(p.Play.Curve.Branches) > 0 || p.Play.Curve.Estimates[0].Reference != nil) {
				t.Errorf("the reference of %s is printed", h.Title.FR)
			}
			kinds = append(kinds, p.Phase)
		}
		if h.Scenario != nil {
			kinds = append(kinds, "scenario")
			if first := h.Scenario.Nodes[0]; first.Number != 1 || first.Chosen != "" || len(first.Options) < 2 {
				t.Errorf("first situation %+v", first)
			}
		}
	}
	for _, want := range []string{"answer", "sort", "sliders", "estimate", "draw", "scenario", "alone"} {
		if !slices.Contains(kinds, want) {
			t.Errorf("no sheet for %s among %q", want, kinds)
		}
	}
	// What was revealed since is on no sheet either.
	r.joinMany(6)
	r.refresh()
	r.runAll()
	after := sheets()
	after.MadeOn = before.MadeOn
	was, _ := json.Marshal(before)
	is, _ := json.Marshal(after)
	if !bytes.Equal(was, is) {
		t.Error("the sheets of a session that was played are not those of one that was not")
	}
}
