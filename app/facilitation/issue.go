package facilitation

import (
	"context"
	"slices"
	"time"

	estrade "estrade/app"
)

func certificateData(row estrade.Session, settings estrade.Settings, p estrade.AttendanceView, halves []estrade.HalfDay, doc estrade.IssuedDocument) estrade.CertificateData {
	l := row.DocumentLanguage
	signatory, title := settings.Signs()
	c := estrade.CertificateData{
		Language: l, Organisation: estrade.OrganisationOf(settings), Number: doc.Number,
		IssuedOn: time.UnixMilli(doc.IssuedAt).In(zoneOf(row)), ParticipantName: p.Name, WorkshopTitle: row.Title,
		DurationMinutes: p.Minutes, PlannedMinutes: row.Plan.Workshop.TrainingMinutes, Complete: p.Complete,
		Place: row.Place, Client: row.Client, SignatoryName: signatory, SignatoryTitle: title, SignedAt: settings.SignedAt,
		Replaces: doc.Replaces, Rehearsal: row.Rehearsal,
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
	now := d.nowIn(s.row)
	spans, held := s.training(now), s.halves(now)
	v := estrade.ReportData{
		Language: l, Organisation: estrade.OrganisationOf(settings), Number: doc.Number, IssuedOn: at(doc.IssuedAt),
		Title: row.Title, Client: row.Client, Place: row.Place, Trainer: settings.Trainer,
		ErasedOn: erasureDate(row), SingleTeam: row.SingleTeam, Rehearsal: row.Rehearsal,
		Context: row.Plan.Workshop.Summary.In(l), Synthesis: s.synthesis(),
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
			there := presence(s.attendance[p.ID], spans)
			line.HalfDays, line.Arrival, line.Departure = s.attended(s.attendance[p.ID], held, spans), at(there.from), at(there.to)
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
	var lines []estrade.ReportNote
	for _, n := range s.notesWhere(func(n estrade.Note) bool { return n.Report && n.Step == step && n.Stage != estrade.StageSynthesis }) {
		lines = append(lines, estrade.ReportNote{Text: n.Text})
	}
	return lines
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
