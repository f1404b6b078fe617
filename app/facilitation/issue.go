package facilitation

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	estrade "estrade/app"
)

// Issue implements estrade.Results.
func (d *Desk) Issue(ctx context.Context, id estrade.SessionID, dir string) (estrade.Bundle, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.Bundle{}, err
	}
	s.commands.Lock()
	defer s.commands.Unlock()
	settings, err := d.store.Settings(ctx)
	if err != nil {
		return estrade.Bundle{}, err
	}
	s.mu.RLock()
	row := s.row
	people := d.attendanceViews(s)
	confirmed := !slices.ContainsFunc(people, func(v estrade.AttendanceView) bool { return !s.attendance[v.ID].Confirmed })
	s.mu.RUnlock()
	if row.State != estrade.SessionClosing && row.State != estrade.SessionClosed {
		return estrade.Bundle{}, notNow("not-closing", "Documents are issued once the session is closing.")
	}
	if !confirmed {
		return estrade.Bundle{}, notNow("attendance-unconfirmed", "Attendance has to be confirmed first.")
	}
	if err := printable(people); err != nil {
		return estrade.Bundle{}, err
	}
	documents, err := d.numbered(ctx, s, people)
	if err != nil {
		return estrade.Bundle{}, err
	}
	files, err := d.draw(s, settings, people, documents)
	if err != nil {
		return estrade.Bundle{}, err
	}
	s.mu.RLock()
	head := s.head()
	s.mu.RUnlock()
	folder, zip, err := d.archive.Write(orElse(dir, settings.ExportDir), head, files)
	if err != nil {
		return estrade.Bundle{}, err
	}
	d.publishConsole(s)
	return estrade.Bundle{Dir: folder, Zip: zip, Documents: documents}, nil
}

// printable refuses before anything is written when a name cannot be printed.
func printable(people []estrade.AttendanceView) error {
	for _, p := range people {
		if p.Unprintable != "" && issued(p) {
			return estrade.NewError(estrade.CodeInvalid, "name-unprintable", "A name holds characters that the documents' fonts lack.",
				"Correct the name in the attendance list, then issue the documents again.", "name", p.Name, "characters", p.Unprintable)
		}
	}
	return nil
}

// issued reports whether a person gets a certificate.
func issued(p estrade.AttendanceView) bool { return !p.Absent && !p.Expected && p.Minutes > 0 }

// numbered gives a number to every document that has none yet.
func (d *Desk) numbered(ctx context.Context, s *session, people []estrade.AttendanceView) ([]estrade.IssuedDocument, error) {
	s.mu.RLock()
	row := s.row
	known := slices.Clone(s.documents)
	s.mu.RUnlock()
	year, day, _ := strings.Cut(row.Date, "-")
	prefix := year + "-" + strings.ReplaceAll(day, "-", "")
	if row.Rehearsal {
		prefix = "R-" + prefix
	}
	var all []estrade.IssuedDocument
	err := d.update(ctx, s, func(tx *recorder) error {
		all = nil
		issue := func(doc estrade.IssuedDocument) error {
			i := slices.IndexFunc(known, func(k estrade.IssuedDocument) bool {
				return k.Kind == doc.Kind && k.Attendance == doc.Attendance && k.Name == doc.Name
			})
			if i >= 0 {
				all = append(all, known[i])
				return nil
			}
			n, err := tx.NextNumber(prefix)
			if err != nil {
				return err
			}
			doc.Number = fmt.Sprintf("%s-%02d", prefix, n)
			doc.Session, doc.IssuedAt = row.ID, d.nowIn(row)
			doc.File = d.fileName(row, doc)
			all = append(all, doc)
			return tx.IssueDocument(doc)
		}
		for _, p := range people {
			if !issued(p) {
				continue
			}
			if err := issue(estrade.IssuedDocument{Kind: estrade.DocumentCertificate, Attendance: p.ID, Name: p.Name}); err != nil {
				return err
			}
		}
		if row.NoReport {
			return nil
		}
		return issue(estrade.IssuedDocument{Kind: estrade.DocumentReport})
	})
	return all, err
}

func (d *Desk) fileName(row estrade.Session, doc estrade.IssuedDocument) string {
	kind := estrade.Text{FR: "attestation", EN: "certificate"}
	if doc.Kind == estrade.DocumentReport {
		kind = estrade.Text{FR: "compte-rendu", EN: "report"}
	}
	client := row.Client
	if row.Rehearsal {
		client = strings.TrimSpace(estrade.Text{FR: "REPETITION", EN: "REHEARSAL"}.In(row.DocumentLanguage) + " " + client)
	}
	return d.archive.FileName(row.Date, client, row.Title, doc.Name, kind.In(row.DocumentLanguage), doc.Number)
}

// draw draws the documents.
func (d *Desk) draw(s *session, settings estrade.Settings, people []estrade.AttendanceView, documents []estrade.IssuedDocument) ([]estrade.ArchiveFile, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	zone := zoneOf(s.row)
	spans := s.training(d.nowIn(s.row))
	var files []estrade.ArchiveFile
	for _, doc := range documents {
		var data []byte
		var err error
		if doc.Kind == estrade.DocumentReport {
			data, err = d.documents.Report(d.reportData(s, settings, people, doc))
		} else {
			i := slices.IndexFunc(people, func(p estrade.AttendanceView) bool { return p.ID == doc.Attendance })
			if i < 0 {
				continue
			}
			there := s.presence(s.attendance[doc.Attendance], spans)
			data, err = d.documents.Certificate(certificateData(s.row, settings, people[i], halfDays(spans, there, zone), doc))
		}
		if err != nil {
			return nil, fmt.Errorf("draw %s %s: %w", doc.Kind, doc.Number, err)
		}
		files = append(files, estrade.ArchiveFile{Name: doc.File, Data: data})
	}
	return files, nil
}

func certificateData(row estrade.Session, settings estrade.Settings, p estrade.AttendanceView, halves []estrade.HalfDay, doc estrade.IssuedDocument) estrade.CertificateData {
	l := row.DocumentLanguage
	signatory, title := settings.Signs()
	c := estrade.CertificateData{
		Language: l, Organisation: estrade.OrganisationOf(settings), Number: doc.Number,
		IssuedOn: time.UnixMilli(doc.IssuedAt).In(zoneOf(row)), ParticipantName: p.Name, WorkshopTitle: row.Title,
		DurationMinutes: p.Minutes, PlannedMinutes: row.Plan.Workshop.TrainingMinutes, Complete: p.Complete,
		Place: row.Place, Client: row.Client, SignatoryName: signatory, SignatoryTitle: title, SignedAt: settings.SignedAt,
		Rehearsal: row.Rehearsal,
	}
	for _, h := range halves {
		if !slices.ContainsFunc(c.Dates, h.Day.Equal) {
			c.Dates = append(c.Dates, h.Day)
		}
	}
	for _, o := range row.Plan.Workshop.Objectives {
		c.Objectives = append(c.Objectives, o.In(l))
	}
	return c
}

// reportData gathers the session report; s.mu is held.
func (d *Desk) reportData(s *session, settings estrade.Settings, people []estrade.AttendanceView, doc estrade.IssuedDocument) estrade.ReportData {
	row, l, zone := s.row, s.row.DocumentLanguage, zoneOf(s.row)
	at := func(millis int64) time.Time {
		if millis == 0 {
			return time.Time{}
		}
		return time.UnixMilli(millis).In(zone)
	}
	spans := s.training(d.nowIn(s.row))
	v := estrade.ReportData{
		Language: l, Organisation: estrade.OrganisationOf(settings), Number: doc.Number, IssuedOn: at(doc.IssuedAt),
		Title: row.Title, Client: row.Client, Place: row.Place, Trainer: settings.Trainer,
		ErasedOn: erasureDate(row), SingleTeam: row.SingleTeam, Rehearsal: row.Rehearsal,
	}
	if len(spans) > 0 {
		v.Starts, v.Ends = at(spans[0].from), at(spans[len(spans)-1].to)
	}
	for _, t := range s.tableViews() {
		if t.Size > 0 {
			v.Tables++
		}
	}
	for _, o := range row.Plan.Workshop.Objectives {
		v.Objectives = append(v.Objectives, o.In(l))
	}
	names := make([]string, len(people))
	for i, p := range people {
		names[i] = p.Name
	}
	for i, name := range distinct(names) {
		p := people[i]
		line := estrade.AttendanceLine{Name: name, Minutes: p.Minutes, Complete: p.Complete, Absent: p.Absent || p.Expected}
		if !line.Absent {
			there := s.presence(s.attendance[p.ID], spans)
			line.HalfDays, line.Arrival, line.Departure = halfDays(spans, there, zone), at(there.from), at(there.to)
			v.Present++
		}
		v.Attendance = append(v.Attendance, line)
	}
	for i, step := range row.Plan.Workshop.Steps {
		r := s.runOf(i)
		line := estrade.AgendaLine{
			Title: r.activity.Title.In(l), PlannedMinutes: step.Minutes, OffClock: step.OffClock,
			Start: at(r.state.StartedAt), End: at(r.state.EndedAt), Skipped: r.state.Skipped || r.state.StartedAt == 0,
		}
		if r.state.StartedAt != 0 && r.state.EndedAt != 0 {
			line.ActualMinutes = shared([]span{{r.state.StartedAt, r.state.EndedAt}}, span{r.state.StartedAt, r.state.EndedAt})
		}
		v.Agenda = append(v.Agenda, line)
		if result, ok := s.activityResult(r, l); ok {
			v.Results = append(v.Results, result)
			continue
		}
		for _, n := range s.tickedNotes(step.ID) {
			v.Notes = append(v.Notes, estrade.ReportNote{Heading: line.Title, Text: n.Text})
		}
	}
	v.Notes = append(s.tickedNotes(""), v.Notes...)
	return v
}

// tickedNotes lists the notes of a step the trainer ticked for the report.
func (s *session) tickedNotes(step string) []estrade.ReportNote {
	var notes []estrade.Note
	for _, n := range s.notes {
		if n.Report && n.Step == step && n.Text != "" {
			notes = append(notes, n)
		}
	}
	slices.SortFunc(notes, func(a, b estrade.Note) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID)) })
	var lines []estrade.ReportNote
	for _, n := range notes {
		lines = append(lines, estrade.ReportNote{Text: n.Text})
	}
	return lines
}

// Documents implements estrade.Results.
func (d *Desk) Documents(ctx context.Context, id estrade.SessionID) ([]estrade.IssuedDocument, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return append([]estrade.IssuedDocument{}, s.documents...), nil
}

// partAt returns the run and the part that a key names; s.mu is held.
func (s *session) partAt(k partKey) (*run, partPlan, bool) {
	i := slices.IndexFunc(s.row.Plan.Workshop.Steps, func(w estrade.WorkshopStep) bool { return w.ID == k.step })
	if i < 0 {
		return nil, partPlan{}, false
	}
	r := s.runOf(i)
	p, ok := r.find(k.part)
	return r, p, ok
}

// Figures implements estrade.Results.
func (d *Desk) Figures(ctx context.Context, id estrade.SessionID) ([]estrade.StepFigures, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	all := []estrade.StepFigures{}
	for _, k := range s.partOrder {
		if f, ok := s.figures[k]; ok {
			shown := estrade.StepFigures{Step: k.step, Part: k.part, At: s.figuresAt[k], Figures: f}
			if r, p, ok := s.partAt(k); ok {
				shown.Play = r.kind().play(r, p)
			}
			all = append(all, shown)
		}
	}
	return all, nil
}
