package facilitation

import (
	"context"
	"strconv"
	"time"

	estrade "estrade/app"
)

// Personal implements estrade.Answers. The document is drawn for its owner and
// not kept.
func (d *Desk) Personal(ctx context.Context, id estrade.SessionID, p estrade.ParticipantID, code string) (estrade.File, error) {
	s, settings, err := d.sessionToPrint(ctx, id)
	if err != nil {
		return estrade.File{}, err
	}
	s.mu.RLock()
	who, known := s.participants[p]
	row := s.row
	s.mu.RUnlock()
	switch {
	case !known || who.Removed:
		return estrade.File{}, errUnknownParticipant()
	case !joinable(row.State):
		return estrade.File{}, errSessionClosed()
	}
	if row.FollowUp {
		if code, err = d.returnCodeOf(ctx, s, p, code); err != nil {
			return estrade.File{}, err
		}
	} else {
		code = ""
	}
	words, err := d.wordingOf(ctx, estrade.DocumentPersonal, who.Language)
	if err != nil {
		return estrade.File{}, err
	}
	s.mu.RLock()
	zone := zoneOf(row)
	data := estrade.PersonalData{
		Language: who.Language, Organisation: estrade.OrganisationOf(settings), Title: row.Title, Place: row.Place, Client: row.Client,
		Date: dayOf(row, zone), Pseudonym: who.Pseudonym, ReturnCode: code, ErasedOn: erasureDate(row),
		Results: d.ownResults(s, who), Competencies: row.Plan.Competencies, Wording: words, Rehearsal: row.Rehearsal,
	}
	s.mu.RUnlock()
	pdf, err := d.documents.Personal(data)
	if err != nil {
		return estrade.File{}, err
	}
	kind := estrade.Text{FR: "document-personnel", EN: "personal-document"}
	name := d.archive.FileName(row.Date, "", row.Title, who.Pseudonym, kind.In(who.Language), "")
	return estrade.File{Name: name, Type: "application/pdf", Data: pdf, ReturnCode: code}, nil
}

// dayOf is the day a session was held on.
func dayOf(row estrade.Session, zone *time.Location) time.Time {
	if day, err := time.ParseInLocation(time.DateOnly, row.Date, zone); err == nil {
		return day
	}
	return time.UnixMilli(row.CreatedAt).In(zone)
}

func errSessionClosed() error {
	return estrade.NewError(estrade.CodeConflict, "session-closed", "The session is closed.",
		"Ask the organiser, giving the pseudonym printed on your page.")
}

// Reminder implements estrade.Answers.
func (d *Desk) Reminder(ctx context.Context, id estrade.SessionID, p estrade.ParticipantID, step string, plan int) (estrade.File, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.File{}, err
	}
	s.mu.RLock()
	who, known := s.participants[p]
	row := s.row
	var results []estrade.OwnResult
	if known && !who.Removed {
		results = d.ownResults(s, who)
	}
	s.mu.RUnlock()
	switch {
	case !known || who.Removed:
		return estrade.File{}, errUnknownParticipant()
	case !joinable(row.State):
		return estrade.File{}, errSessionClosed()
	}
	for _, r := range results {
		if r.Step != step || r.Commitment == nil || plan < 1 || plan > len(r.Commitment.Plans) {
			continue
		}
		return d.reminder(row, who, step, plan, r.Commitment.Plans[plan-1])
	}
	return estrade.File{}, estrade.NewError(estrade.CodeNotFound, "no-such-plan", "This plan does not exist.", "Write it first.")
}

func (d *Desk) reminder(row estrade.Session, who estrade.Participant, step string, plan int, p estrade.OwnPlan) (estrade.File, error) {
	day, err := time.ParseInLocation(time.DateOnly, p.Date, zoneOf(row))
	if err != nil {
		return estrade.File{}, estrade.NewError(estrade.CodeInvalid, "plan-without-date", "This plan has no date.", "Give it a date, then ask for the reminder again.")
	}
	data, err := d.documents.Reminder(estrade.ReminderData{
		Language: who.Language, UID: markID(row.Seed, "reminder", string(who.ID), step, strconv.Itoa(plan)),
		Workshop: row.Title, Sentence: p.Sentence.In(who.Language), Day: day, Stamp: d.clock.Now(),
	})
	if err != nil {
		return estrade.File{}, err
	}
	name := estrade.Text{FR: "mon-plan", EN: "my-plan"}
	return estrade.File{Name: name.In(who.Language) + "-" + p.Date + ".ics", Type: "text/calendar; charset=utf-8", Data: data}, nil
}
