package facilitation

import (
	"time"

	estrade "estrade/app"
)

// detailed checks what the preparation says of a session and writes it to its row.
func detailed(row *estrade.Session, of estrade.Details) error {
	if _, err := time.Parse(time.DateOnly, of.Date); err != nil {
		return estrade.NewError(estrade.CodeInvalid, "bad-date", "This date cannot be read.", "Write it as 2026-11-24.", "date", of.Date)
	}
	if of.Starts != "" {
		if _, err := time.Parse("15:04", of.Starts); err != nil || len(of.Starts) != len("15:04") {
			return estrade.NewError(estrade.CodeInvalid, "bad-hour", "This hour cannot be read.", "Write it as 09:30.", "hour", of.Starts)
		}
	}
	row.Date, row.Starts = of.Date, of.Starts
	for _, f := range []struct {
		to    *string
		typed string
		field string
	}{
		{&row.Title, of.Title, "title"}, {&row.Client, of.Client, "client"}, {&row.Place, of.Place, "place"},
	} {
		var err error
		if *f.to, err = cleanLine(f.typed, 200, f.field); err != nil {
			return err
		}
	}
	row.Title = orElse(row.Title, row.Plan.Workshop.Title.In(row.DocumentLanguage))
	return nil
}

// details puts right what the preparation said. Documents print it and their
// numbers begin with the day, so that it stands once the first one has a number.
func (d *Desk) details(c *change, cmd estrade.Command) error {
	if cmd.Details == nil {
		return fail("no-settings", "No details were given.")
	}
	c.s.mu.RLock()
	numbered := len(c.s.documents) > 0
	c.s.mu.RUnlock()
	switch c.row.State {
	case estrade.SessionDraft, estrade.SessionOpen, estrade.SessionClosing:
	default:
		return notNow("not-open", "The session is not open.")
	}
	if numbered {
		return estrade.NewError(estrade.CodeConflict, "details-printed", "Documents that were issued print these details.",
			"They are put right before documents are issued.")
	}
	if err := detailed(&c.row, *cmd.Details); err != nil {
		return err
	}
	c.people = true // their pages name the session
	return c.log("details-changed", estrade.PartRun{}, "")
}

// heldOn is the day a session was begun on, where it takes place; "" before.
func heldOn(row estrade.Session) string {
	if row.OpenedAt == 0 {
		return ""
	}
	return time.UnixMilli(row.OpenedAt).In(zoneOf(row)).Format(time.DateOnly)
}

// dateNotices tells of a session that is not held on the day it was prepared
// for: the date was mistyped, it was put off, or this computer's clock is wrong.
// Documents print the one, signatures the other. s.mu is held.
func (d *Desk) dateNotices(s *session, add func(key, level string, params ...string)) {
	if s.row.Rehearsal {
		return
	}
	today := time.UnixMilli(d.nowIn(s.row)).In(zoneOf(s.row)).Format(time.DateOnly)
	switch s.row.State {
	case estrade.SessionDraft:
		if s.row.Date < today {
			add("day-passed", "warn", "planned", s.row.Date)
		}
	case estrade.SessionOpen, estrade.SessionClosing:
		if held := heldOn(s.row); held != s.row.Date {
			add("other-day", "warn", "planned", s.row.Date, "held", held)
		}
	}
}
