package facilitation_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	estrade "estrade/app"
)

// closingRoom is a room whose session was played and is closing, its attendance
// confirmed.
func closingRoom(t *testing.T, n estrade.NewSession, names ...string) *room {
	t.Helper()
	r := newRoom(t, n)
	for _, name := range names {
		r.join(name)
	}
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.runAll()
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	r.confirm()
	return r
}

func (r *room) issue(q estrade.IssueRequest) []estrade.IssuedDocument {
	r.t.Helper()
	bundle, err := r.desk.Issue(r.ctx, r.id, q)
	if err != nil {
		r.t.Fatal(err)
	}
	return bundle.Documents
}

// archived are the files written last, by number.
func (r *room) archived() map[string]estrade.ArchiveFile {
	files := make(map[string]estrade.ArchiveFile)
	for _, f := range r.shelf.files {
		files[f.Document.Number] = f
	}
	return files
}

// rename corrects a name on the attendance list.
func (r *room) rename(from, to string) {
	r.t.Helper()
	v := r.line(from)
	r.confirm(estrade.AttendanceEdit{ID: v.ID, Name: to, ArrivedAt: v.ArrivedAt, LeftAt: v.LeftAt})
}

var codeForm = regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$`)

func TestDesk_Issue(t *testing.T) {
	t.Run("Frozen", func(t *testing.T) {
		r := closingRoom(t, estrade.NewSession{}, "Zoé", "Awa")
		first := r.issue(estrade.IssueRequest{})
		before := r.archived()
		codes := make(map[string]bool)
		for _, d := range first {
			if !codeForm.MatchString(d.Code) || codes[d.Code] {
				t.Errorf("%s has the code %q", d.Number, d.Code)
			}
			codes[d.Code] = true
			if d.Size != len(before[d.Number].Data) || len(d.SHA256) != 64 {
				t.Errorf("kept %+v", d)
			}
			var data estrade.CertificateData
			if err := json.Unmarshal(before[d.Number].Data, &data); err != nil || data.Origin.Code != d.Code || data.Origin.Fingerprint == "" {
				t.Errorf("printed %+v, %v", data.Origin, err)
			}
			var said estrade.Statement
			if err := json.Unmarshal([]byte(data.Origin.QR), &said); err != nil || said.Number != d.Number || said.Name != d.Name ||
				said.Kind != d.Kind || said.IssuedOn != "2026-11-24" || (said.Minutes > 0) != (d.Name != "") {
				t.Errorf("QR code of %s says %+v, %v", d.Number, said, err)
			}
		}
		// Whatever the organisation prints on its documents since:
		settings, err := r.store.Settings(r.ctx)
		if err != nil {
			t.Fatal(err)
		}
		settings.Organisation, settings.Logo, settings.Trainer = "Autre organisme", []byte("logo"), "Quelqu’un d’autre"
		if err := r.store.SaveSettings(r.ctx, settings); err != nil {
			t.Fatal(err)
		}
		r.clock.advance(time.Hour)
		r.restart()
		again := r.issue(estrade.IssueRequest{})
		if !slices.Equal(first, again) {
			t.Errorf("now %+v\nwere %+v", again, first)
		}
		for number, f := range r.archived() {
			if !bytes.Equal(f.Data, before[number].Data) {
				t.Errorf("%s changed", number)
			}
		}
	})
	t.Run("CorrectedName", func(t *testing.T) {
		r := closingRoom(t, estrade.NewSession{}, "Zoe", "Awa")
		first := r.issue(estrade.IssueRequest{})
		before := r.archived()
		r.rename("Zoe", "Zoé Lambert")
		_, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{})
		var asked *estrade.Error
		if !errors.As(err, &asked) || asked.Key != "documents-outdated" || asked.Params["n"] != "4" || asked.Params["names"] != "Zoe" {
			t.Fatalf("both of hers, the sheet and the report are out of date: %+v", asked)
		}
		kept := r.issue(estrade.IssueRequest{Corrections: estrade.CorrectionsKeep})
		if !slices.Equal(kept, first) {
			t.Errorf("left as they are: %+v", kept)
		}
		now := r.issue(estrade.IssueRequest{Corrections: estrade.CorrectionsReplace})
		if len(now) != len(first) {
			t.Fatalf("one for one: %+v", now)
		}
		fresh := now[slices.IndexFunc(now, func(d estrade.IssuedDocument) bool { return d.Name == "Zoé Lambert" })]
		old := first[slices.IndexFunc(first, func(d estrade.IssuedDocument) bool { return d.Name == "Zoe" })]
		if fresh.Replaces != old.Number || fresh.Number == old.Number || fresh.Code == old.Code {
			t.Errorf("%+v replaces %+v", fresh, old)
		}
		files := r.archived()
		var printed estrade.CertificateData
		if err := json.Unmarshal(files[fresh.Number].Data, &printed); err != nil || printed.ParticipantName != "Zoé Lambert" || printed.Replaces != old.Number {
			t.Errorf("printed %+v, %v", printed, err)
		}
		if f := files[old.Number]; !bytes.Equal(f.Data, before[old.Number].Data) || f.Document.Status() != estrade.DocumentReplaced || f.Document.ReplacedBy != fresh.Number {
			t.Errorf("the old one stays, as replaced: %+v", f.Document)
		}
		if all, _ := r.desk.Documents(r.ctx, r.id); len(all) != len(first)+4 {
			t.Errorf("register of the session: %+v", all)
		}
		if again := r.issue(estrade.IssueRequest{}); !slices.Equal(again, now) {
			t.Errorf("nothing is asked twice: %+v", again)
		}
	})
	t.Run("CorrectedPresence", func(t *testing.T) {
		r := closingRoom(t, estrade.NewSession{NoReport: true}, "Zoé", "Awa")
		r.issue(estrade.IssueRequest{})
		v := r.line("Awa")
		r.confirm(estrade.AttendanceEdit{ID: v.ID, Name: v.Name, Absent: true})
		if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); key(err) != "documents-outdated" {
			t.Fatalf("she has a certificate: %v", err)
		}
		now := r.issue(estrade.IssueRequest{Corrections: estrade.CorrectionsReplace})
		if len(now) != 3 || now[0].Name != "Zoé" || now[1].Name != "Zoé" || now[2].Replaces == "" {
			t.Errorf("stand %+v", now)
		}
		all, _ := r.desk.Documents(r.ctx, r.id)
		if i := slices.IndexFunc(all, func(d estrade.IssuedDocument) bool { return d.Name == "Awa" }); all[i].Status() != estrade.DocumentRevoked || all[i].Reason == "" {
			t.Errorf("hers is revoked: %+v", all)
		}
	})
	t.Run("Stopped", func(t *testing.T) {
		r := closingRoom(t, estrade.NewSession{}, "Zoé", "Awa", "Luísa")
		r.slow.Store(true)
		done := make(chan error, 1)
		go func() {
			_, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{})
			done <- err
		}()
		<-r.drawing
		if err := r.desk.StopIssuing(r.ctx, r.id); err != nil {
			t.Fatal(err)
		}
		r.slow.Store(false)
		close(r.draw)
		if err := <-done; key(err) != "issuing-stopped" {
			t.Fatalf("stopped: %v", err)
		}
		if all, _ := r.desk.Documents(r.ctx, r.id); len(all) != 0 || len(r.shelf.files) != 0 {
			t.Fatalf("nothing was issued: %+v", all)
		}
		r.restart()
		now := r.issue(estrade.IssueRequest{})
		if len(now) != 8 || now[0].Number != "2026-1124-01" || now[3].Number != "2026-1124-04" {
			t.Errorf("no number is lost: %+v", now)
		}
	})
	t.Run("DiskFullAfterDrawing", func(t *testing.T) {
		r := closingRoom(t, estrade.NewSession{}, "Zoé")
		r.shelf.err = estrade.NewError(estrade.CodeUnavailable, "export-disk-full", "The disk is full.", "Free some space.")
		if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); key(err) != "export-disk-full" {
			t.Fatalf("the disk is full: %v", err)
		}
		r.shelf.err = nil
		all, _ := r.desk.Documents(r.ctx, r.id)
		r.clock.advance(time.Hour)
		if now := r.issue(estrade.IssueRequest{}); !slices.Equal(now, all) || len(now) != 4 {
			t.Errorf("what was drawn is written: %+v", now)
		}
	})
	t.Run("Progress", func(t *testing.T) {
		r := closingRoom(t, estrade.NewSession{}, "Zoé", "Awa")
		r.issue(estrade.IssueRequest{})
		told := strings.Join(r.wire.on(estrade.ConsoleChannel(r.id)), "\n")
		for _, want := range []string{`"stage":"drawing","done":0,"of":6`, `"stage":"drawing","done":6,"of":6`, `"stage":"over"`} {
			if !strings.Contains(told, want) {
				t.Errorf("not told: %s", want)
			}
		}
	})
}

// certificatesOnly asks for nothing but certificates.
var certificatesOnly = estrade.IssueRequest{Kinds: []estrade.DocumentKind{estrade.DocumentCertificate}}

// What is the organisation's goes to its archive, what is the trainer's to a
// folder of their own.
func TestDesk_Issue_kinds(t *testing.T) {
	r := closingRoom(t, estrade.NewSession{}, "Zoé")
	r.do(estrade.Command{Name: estrade.CommandNote, Note: &estrade.Note{Text: "Pour moi seule"}})
	kinds := func(files []estrade.ArchiveFile) (list []estrade.DocumentKind) {
		for _, f := range files {
			list = append(list, f.Document.Kind)
		}
		return list
	}
	r.issue(estrade.IssueRequest{})
	if got := kinds(r.shelf.order.Files); !slices.Equal(got, estrade.UsualKinds) || len(r.shelf.order.Trainer) != 0 {
		t.Errorf("as usual %v", got)
	}
	r.issue(estrade.IssueRequest{Kinds: []estrade.DocumentKind{estrade.DocumentCertificate, estrade.DocumentDebrief}})
	if got := kinds(r.shelf.order.Files); !slices.Equal(got, []estrade.DocumentKind{estrade.DocumentCertificate}) {
		t.Errorf("for the organisation %v", got)
	}
	mine := r.shelf.order.Trainer
	if len(mine) != 1 || mine[0].Document.Kind != estrade.DocumentDebrief || !bytes.Contains(mine[0].Data, []byte("Pour moi seule")) {
		t.Fatalf("for the trainer %v", kinds(mine))
	}
	var d estrade.DebriefData
	if err := json.Unmarshal(mine[0].Data, &d); err != nil || len(d.Prompts) == 0 || len(d.Prompts[0].Stages) != 4 || len(d.Prompts[0].Stages[0].Prompts) == 0 {
		t.Errorf("debrief %+v, %v", d.Prompts, err)
	}
	settings, err := r.store.Settings(r.ctx)
	if err != nil {
		t.Fatal(err)
	}
	settings.Archived = []estrade.DocumentKind{estrade.DocumentReport}
	if err := r.store.SaveSettings(r.ctx, settings); err != nil {
		t.Fatal(err)
	}
	r.issue(estrade.IssueRequest{})
	if got := kinds(r.shelf.order.Files); !slices.Equal(got, settings.Archived) {
		t.Errorf("as chosen %v", got)
	}
}

func TestDesk_Revoke(t *testing.T) {
	r := closingRoom(t, estrade.NewSession{NoReport: true}, "Zoé", "Awa")
	issued := r.issue(certificatesOnly)
	revoke := func(number, reason string) error {
		_, err := r.desk.Revoke(r.ctx, r.id, number, reason)
		return err
	}
	if err := revoke(issued[0].Number, "  "); key(err) != "reason-missing" {
		t.Errorf("no reason: %v", err)
	}
	if err := revoke("2026-1124-99", "Erreur"); key(err) != "document-unknown" {
		t.Errorf("unknown: %v", err)
	}
	if err := revoke(issued[0].Number, strings.Repeat("x", 201)); key(err) != "text-too-long" {
		t.Errorf("too long: %v", err)
	}
	all, err := r.desk.Revoke(r.ctx, r.id, issued[0].Number, "Mauvaise\npersonne")
	if err != nil || all[0].Status() != estrade.DocumentRevoked || all[0].Reason != "Mauvaise personne" {
		t.Fatalf("revoked: %+v, %v", all, err)
	}
	if err := revoke(issued[0].Number, "Encore"); key(err) != "document-not-valid" {
		t.Errorf("twice: %v", err)
	}
	if now := r.issue(certificatesOnly); len(now) != 1 || now[0].Number != issued[1].Number {
		t.Errorf("it is not issued anew by itself: %+v", now)
	}
	r.restart()
	page, err := r.desk.Register(r.ctx, estrade.RegisterFilter{})
	lines := page.Lines
	if err != nil || len(lines) != 2 {
		t.Fatalf("register %+v, %v", lines, err)
	}
	i := slices.IndexFunc(lines, func(x estrade.RegisteredDocument) bool { return x.Document.Number == issued[0].Number })
	if lines[i].Document.RevokedAt == 0 || lines[i].Document.Reason != "Mauvaise personne" {
		t.Errorf("the register shows it: %+v", lines[i])
	}
}

func TestDesk_Issue_close(t *testing.T) {
	r := closingRoom(t, estrade.NewSession{}, "Zoé")
	r.shelf.err = estrade.NewError(estrade.CodeUnavailable, "export-disk-full", "The disk is full.", "Free some space.")
	if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{Close: true}); key(err) != "export-disk-full" {
		t.Fatal(err)
	}
	r.refresh()
	if r.view.Session.State != estrade.SessionClosing {
		t.Fatalf("nothing was written, and it is %s", r.view.Session.State)
	}
	r.shelf.err = nil
	first := r.issue(estrade.IssueRequest{Close: true})
	r.restart()
	if r.view.Session.State != estrade.SessionArchived || r.view.Session.ClosedAt == 0 {
		t.Fatalf("archived in one act: %+v", r.view.Session)
	}
	if names, err := r.desk.Names(r.ctx, r.id); err != nil || len(names) != 0 {
		t.Errorf("the link is destroyed: %v %v", names, err)
	}
	if again := r.issue(estrade.IssueRequest{Close: true}); !slices.Equal(first, again) {
		t.Errorf("written again: %+v", again)
	}
	r.rename("Zoé", "Zoé Lambert")
	if now := r.issue(estrade.IssueRequest{Corrections: estrade.CorrectionsReplace}); now[0].Name != "Zoé Lambert" || now[0].Replaces == "" {
		t.Errorf("a name may still be corrected: %+v", now)
	}
}

func TestDesk_ExportRegister(t *testing.T) {
	r := closingRoom(t, estrade.NewSession{Client: "Hôtel du Lac"}, "Zoé", "Awa")
	issued := r.issue(estrade.IssueRequest{})
	if _, err := r.desk.Revoke(r.ctx, r.id, issued[0].Number, "Erreur"); err != nil {
		t.Fatal(err)
	}
	files, err := r.desk.ExportRegister(r.ctx, estrade.RegisterFilter{From: "2026-11-24"}, "/x")
	if err != nil || files.Lines != len(issued) || files.Dir != "/x" {
		t.Fatalf("%+v, %v", files, err)
	}
	d := r.shelf.register
	if len(d.Lines) != len(issued) || d.Lines[0].Number != issued[0].Number || d.Lines[0].Reason != "Erreur" || d.Lines[0].RevokedOn.IsZero() ||
		d.Lines[0].Client != "Hôtel du Lac" || d.From.Format(time.DateOnly) != "2026-11-24" || !d.To.IsZero() {
		t.Errorf("register %+v", d)
	}
}

func TestDesk_Register(t *testing.T) {
	r := closingRoom(t, estrade.NewSession{NoReport: true, Client: "Hôtel du Lac"}, "Zoé", "Awa")
	issued := r.issue(certificatesOnly)
	find := func(f estrade.RegisterFilter) int {
		t.Helper()
		page, err := r.desk.Register(r.ctx, f)
		if err != nil {
			t.Fatal(err)
		}
		if f.Limit = 1; page.Total > 1 { // a page at a time it is the same
			second := f
			second.Offset = 1
			one, err := r.desk.Register(r.ctx, f)
			two, again := r.desk.Register(r.ctx, second)
			if err != nil || again != nil || one.Total != page.Total || two.Total != page.Total || len(two.Lines) != 1 ||
				one.Lines[0] != page.Lines[0] || two.Lines[0] != page.Lines[1] {
				t.Errorf("%+v: pages %+v and %+v of %+v, %v, %v", f, one, two, page, err, again)
			}
		}
		return len(page.Lines)
	}
	for _, doc := range issued {
		byBytes, err := r.desk.Registered(r.ctx, doc.SHA256, "")
		byCode, again := r.desk.Registered(r.ctx, "", doc.Code)
		if err != nil || again != nil || byBytes == nil || byCode == nil || byBytes.Document.Number != doc.Number || *byCode != *byBytes {
			t.Errorf("%s: %+v, %+v, %v, %v", doc.Number, byBytes, byCode, err, again)
		}
	}
	if none, err := r.desk.Registered(r.ctx, "", ""); err != nil || none != nil {
		t.Errorf("%+v, %v", none, err)
	}
	for _, c := range []struct {
		filter estrade.RegisterFilter
		want   int
	}{
		{estrade.RegisterFilter{}, 2},
		{estrade.RegisterFilter{Search: "zoe"}, 1},
		{estrade.RegisterFilter{Search: "hotel AWA"}, 1},
		{estrade.RegisterFilter{Search: strings.ToLower(issued[0].Code)}, 1},
		{estrade.RegisterFilter{Search: issued[1].Number}, 1},
		{estrade.RegisterFilter{Search: "personne"}, 0},
		{estrade.RegisterFilter{From: "2026-11-24", To: "2026-11-24"}, 2},
		{estrade.RegisterFilter{From: "2026-11-25"}, 0},
		{estrade.RegisterFilter{To: "2026-11-23"}, 0},
	} {
		if got := find(c.filter); got != c.want {
			t.Errorf("%+v: %d lines, want %d", c.filter, got, c.want)
		}
	}
	if err := r.keys.Destroy(estrade.KeyName{Session: r.id, Use: estrade.KeyAttendance}); err != nil {
		t.Fatal(err)
	}
	if find(estrade.RegisterFilter{Search: "zoe"}) != 0 || find(estrade.RegisterFilter{Search: issued[0].Code}) != 1 {
		t.Error("without its key a line keeps its code and no name")
	}
}

// slowPaper draws when it is told to.
type slowPaper struct {
	paper
	slow    *atomic.Bool
	drawing chan struct{}
	draw    chan struct{}
}

// Certificate implements estrade.Documents.
func (p slowPaper) Certificate(d estrade.CertificateData) ([]byte, error) {
	if p.slow.Load() {
		select {
		case p.drawing <- struct{}{}:
		default:
		}
		<-p.draw
	}
	return p.paper.Certificate(d)
}
