package facilitation

import (
	"context"
	"fmt"
	"slices"
	"time"

	estrade "estrade/app"
)

// sessionToPrint returns a session and the settings, with their images, that its
// papers are drawn with.
func (d *Desk) sessionToPrint(ctx context.Context, id estrade.SessionID) (*session, estrade.Settings, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return nil, estrade.Settings{}, err
	}
	settings, err := d.store.Settings(ctx)
	return s, settings, err
}

// paper is a document about to be drawn.
type paper struct {
	document estrade.IssuedDocument
	draw     func(estrade.Origin) ([]byte, error)
	minutes  int // duration its QR code tells, 0 for none
}

// papers gathers what documents are drawn from, so that they can be drawn while
// the session goes on.
func (d *Desk) papers(s *session, settings estrade.Settings, words wordings, people []estrade.AttendanceView, documents []estrade.IssuedDocument) ([]paper, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var papers []paper
	for _, doc := range documents {
		p := paper{document: doc}
		kind, _ := issuedKindOf(doc.Kind)
		i := slices.IndexFunc(people, func(p estrade.AttendanceView) bool { return p.ID == doc.Attendance })
		switch {
		case kind.personal && i >= 0:
			p.minutes = people[i].Minutes
			p.draw = d.personPaper(s, settings, people[i], words[doc.Kind], doc)
		case !kind.personal:
			p.draw = d.groupPaper(s, settings, people, words[doc.Kind], doc)
		}
		if p.draw == nil {
			return nil, fmt.Errorf("draw %s %s: nothing to draw it from", doc.Kind, doc.Number)
		}
		papers = append(papers, p)
	}
	return papers, nil
}

// personPaper gathers a document about one person; s.mu is held.
func (d *Desk) personPaper(s *session, settings estrade.Settings, person estrade.AttendanceView, w estrade.Wording, doc estrade.IssuedDocument) func(estrade.Origin) ([]byte, error) {
	now := d.nowIn(s.row)
	halves := s.attended(s.attendance[doc.Attendance], s.halves(now), s.training(now))
	if doc.Kind == estrade.DocumentCompletion {
		data := completionData(s.row, settings, person, halves, doc)
		data.Wording = w
		return func(o estrade.Origin) ([]byte, error) { data.Origin = o; return d.documents.Completion(data) }
	}
	data := certificateData(s.row, settings, person, halves, doc)
	data.Wording = w
	return func(o estrade.Origin) ([]byte, error) { data.Origin = o; return d.documents.Certificate(data) }
}

// groupPaper gathers a document about the whole session; s.mu is held.
func (d *Desk) groupPaper(s *session, settings estrade.Settings, people []estrade.AttendanceView, w estrade.Wording, doc estrade.IssuedDocument) func(estrade.Origin) ([]byte, error) {
	switch doc.Kind {
	case estrade.DocumentReport:
		data := d.reportData(s, settings, people, doc)
		data.Wording = w
		return func(o estrade.Origin) ([]byte, error) { data.Origin = o; return d.documents.Report(data) }
	case estrade.DocumentAttendanceSheet:
		data := d.attendanceSheetData(s, settings, people, doc)
		data.Wording = w
		return func(o estrade.Origin) ([]byte, error) { data.Origin = o; return d.documents.AttendanceSheet(data) }
	case estrade.DocumentDebrief:
		data := d.debriefData(s, settings, people, doc)
		data.Report.Wording = w
		return func(o estrade.Origin) ([]byte, error) {
			data.Origin = o
			return d.documents.Debrief(data)
		}
	}
	return nil
}

// completionData is the content of one person's certificat de réalisation.
func completionData(row estrade.Session, settings estrade.Settings, p estrade.AttendanceView, halves []estrade.HalfDay, doc estrade.IssuedDocument) estrade.CompletionData {
	signatory, title := settings.Signs()
	c := estrade.CompletionData{
		Language: row.DocumentLanguage, Organisation: estrade.OrganisationOf(settings), Number: doc.Number,
		IssuedOn: time.UnixMilli(doc.IssuedAt).In(zoneOf(row)), ParticipantName: p.Name, Employer: row.Client,
		ActionTitle: row.Title, Nature: settings.NatureOf(row), DurationMinutes: p.Minutes, Place: row.Place,
		SignatoryName: signatory, SignatoryTitle: title, SignedAt: settings.SignedAt, Replaces: doc.Replaces, Rehearsal: row.Rehearsal,
	}
	if len(halves) > 0 {
		c.Starts, c.Ends = halves[0].Day, halves[len(halves)-1].Day
	}
	return c
}
