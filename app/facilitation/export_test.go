package facilitation

import (
	"bytes"
	"context"
	"fmt"
	"time"

	estrade "estrade/app"
)

// Quiet waits until everybody was told what concerns them alone.
func (d *Desk) Quiet() { d.telling.wait() }

// TellProgress publishes how many have answered, as ten times a second while
// people answer.
func (d *Desk) TellProgress(ctx context.Context, id estrade.SessionID) error {
	s, err := d.session(ctx, id)
	if err != nil {
		return err
	}
	s.progressDirty.Store(true)
	d.flushProgress(s)
	return nil
}

// EraseDue erases the answers whose day has come, passed after it was last called.
func (d *Desk) EraseDue(ctx context.Context, passed time.Duration) { d.eraseDue(ctx, passed) }

// FinishOverdue closes what has been closing for a day, passed after it was last
// looked at.
func (d *Desk) FinishOverdue(ctx context.Context, passed time.Duration) { d.finishOverdue(ctx, passed) }

// AnswersAgree reports the first step whose answers a command would see otherwise
// than they are in its transaction.
func (d *Desk) AnswersAgree(ctx context.Context, id estrade.SessionID) error {
	s, err := d.session(ctx, id)
	if err != nil {
		return err
	}
	return d.update(ctx, s, func(tx *recorder) error {
		for _, step := range s.row.Plan.Workshop.Steps {
			c := &change{tx: tx, s: s}
			seen, err := c.answersOf(step.ID)
			if err != nil {
				return err
			}
			all, err := tx.Answers(step.ID)
			if err != nil {
				return err
			}
			for _, a := range all {
				at := place{a.Key.Part, a.Key.Pass, a.Key.Item}
				if mine, known := seen[a.Key.Subject][at]; !known || !bytes.Equal(mine.Value, a.Value) || mine.Edits != a.Edits {
					return fmt.Errorf("%+v is %s, seen as %s", a.Key, a.Value, mine.Value)
				}
				delete(seen[a.Key.Subject], at)
			}
			for subject, rest := range seen {
				if len(rest) > 0 {
					return fmt.Errorf("step %s: %+v is seen to have answered %d more places", step.ID, subject, len(rest))
				}
			}
		}
		return nil
	})
}

// AttendanceSheet returns what the attendance sheet of a session is drawn from.
func (d *Desk) AttendanceSheet(ctx context.Context, id estrade.SessionID) (estrade.AttendanceSheetData, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.AttendanceSheetData{}, err
	}
	settings, err := d.store.Settings(ctx)
	if err != nil {
		return estrade.AttendanceSheetData{}, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	doc := estrade.IssuedDocument{Kind: estrade.DocumentAttendanceSheet, Number: "2026-1124-09", IssuedAt: d.nowIn(s.row)}
	return d.attendanceSheetData(s, settings, d.attendanceViews(s), doc), nil
}

// Debrief returns what the trainer's debrief of a session is drawn from.
func (d *Desk) Debrief(ctx context.Context, id estrade.SessionID) (estrade.DebriefData, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.DebriefData{}, err
	}
	settings, err := d.store.Settings(ctx)
	if err != nil {
		return estrade.DebriefData{}, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	doc := estrade.IssuedDocument{Kind: estrade.DocumentDebrief, Number: "2026-1124-10", IssuedAt: d.nowIn(s.row)}
	return d.debriefData(s, settings, d.attendanceViews(s), doc), nil
}

// PlainText is plainText.
var PlainText = plainText
