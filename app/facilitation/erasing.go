package facilitation

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	estrade "estrade/app"
)

// Participants are told at the door until when their answers are kept. On that
// day the key that seals them is destroyed, so that backups say nothing more
// either, and their rows go: answers, locks, pseudonyms, the trainer's notes,
// and return codes. Attendance, documents and the figures that were revealed
// stay: they are records of their own.

// clockSettles is how long the clock must have gone evenly after a jump before
// it is believed: what is erased cannot be brought back, and a computer that
// slept and a clock that was put wrong look alike.
const clockSettles = time.Hour

// believed tells whether the computer's clock may decide that a day has come.
type believed struct {
	mu     sync.Mutex
	seen   bool
	last   int64 // what the clock said at the last look
	jumped bool
	even   time.Duration // since it jumped
}

// note takes what the clock says, passed after it was last looked at by a clock
// that does not jump. The first look believes nothing yet: a clock is often put
// right just after a computer starts.
func (b *believed) note(now int64, passed time.Duration) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	ahead := time.Duration(now-b.last)*time.Millisecond - passed
	seen := b.seen
	b.seen, b.last = true, now
	switch {
	case !seen:
		return false
	case ahead.Abs() > 10*time.Minute:
		b.jumped, b.even = true, 0
	default:
		b.even += passed
	}
	return !b.jumped || b.even >= clockSettles
}

// eraseDue erases the answers of sessions whose day has come; passed is the time
// since it was last called. What fails, a keyring that is locked, a full disk,
// is tried again at the next look.
func (d *Desk) eraseDue(ctx context.Context, passed time.Duration) {
	if !d.clockBelieved.note(d.now(), passed) {
		return
	}
	d.closeForgotten(ctx)
	kept, err := d.store.Unerased(ctx)
	if err != nil {
		d.log.Error("look for answers to erase", "error", err)
		return
	}
	for _, id := range kept {
		row, err := d.store.Session(ctx, id)
		if err == nil && d.now() >= estrade.Millis(erasureDate(row)) {
			err = d.eraseAnswers(ctx, id)
		}
		if err != nil && ctx.Err() == nil {
			d.log.Error("erase answers", "session", id, "error", err)
		}
	}
	d.eraseExpired(ctx)
}

// closeForgotten begins to close sessions that were left open: a day before their
// answers must go, and never while something goes on. A day later they close by
// themselves; until then the room may be opened again and documents issued.
func (d *Desk) closeForgotten(ctx context.Context) {
	for _, s := range d.sessions() {
		s.mu.RLock()
		row, idle := s.row, time.Duration(d.now()-max(s.lastAct(), s.acted))*time.Millisecond
		s.mu.RUnlock()
		due := erasureDate(row).Add(-closingLasts)
		if row.State != estrade.SessionOpen || row.Rehearsal || idle < closingLasts || d.now() < estrade.Millis(due) {
			continue
		}
		if _, err := d.Do(ctx, s.id, estrade.Command{Name: estrade.CommandBeginClosing, Revision: row.Revision}); err != nil {
			d.log.Error("close what was left open", "session", s.id, "error", err)
			continue
		}
		d.log.Info("left open, closing begins", "session", s.id)
	}
}

// logKept is how long the log of states is kept, in months.
const logKept = 12

// eraseExpired deletes what was kept as long as it may be: old logs, and whole
// sessions, where the settings say for how long evidence of attendance is kept.
func (d *Desk) eraseExpired(ctx context.Context) {
	d.finishErasing(ctx)
	now := d.clock.Now()
	err := d.store.DropLogs(ctx, estrade.Millis(now.AddDate(0, -logKept, 0)))
	settings, failed := d.store.PlainSettings(ctx)
	err = errors.Join(err, failed)
	if failed == nil {
		d.signaturesKept.Store(int64(settings.AttendanceYears))
	}
	if failed == nil && settings.AttendanceYears > 0 && !now.Before(attendanceTold(settings)) {
		old, failed := d.store.ClosedBefore(ctx, estrade.Millis(now.AddDate(-settings.AttendanceYears, 0, 0)))
		err = errors.Join(err, failed)
		for _, id := range old {
			err = errors.Join(err, d.eraseSession(ctx, id, estrade.ErasureDue))
		}
	}
	if err != nil && ctx.Err() == nil {
		d.log.Error("delete what was kept long enough", "error", err)
	}
}

// attendanceTold is when the trainer has been told long enough that sessions go
// by the number of years now chosen: a wrong line of the list, chosen by mistake,
// deletes nothing before it can be put right.
func attendanceTold(s estrade.Settings) time.Time {
	return time.UnixMilli(s.AttendanceChosenAt).AddDate(0, 0, estrade.AttendanceNoticeDays)
}

// Expiring implements estrade.Sessions.
func (d *Desk) Expiring(ctx context.Context, settings estrade.Settings) (estrade.Expiring, error) {
	if settings.AttendanceYears == 0 {
		return estrade.Expiring{}, nil
	}
	told := d.clock.Now().AddDate(0, 0, estrade.AttendanceNoticeDays)
	due, err := d.store.ClosedBefore(ctx, estrade.Millis(told.AddDate(-settings.AttendanceYears, 0, 0)))
	if err != nil || len(due) == 0 {
		return estrade.Expiring{}, err
	}
	first, err := d.store.Session(ctx, due[0])
	if err != nil {
		return estrade.Expiring{}, err
	}
	from := time.UnixMilli(first.ClosedAt).AddDate(settings.AttendanceYears, 0, 0)
	if allowed := attendanceTold(settings); from.Before(allowed) {
		from = allowed
	}
	return estrade.Expiring{Count: len(due), From: from.UnixMilli()}, nil
}

// eraseAnswers erases the answers of a closed session for good.
func (d *Desk) eraseAnswers(ctx context.Context, id estrade.SessionID) error {
	s, release, err := d.alone(ctx, id)
	if err != nil {
		return err
	}
	defer release()
	if err := d.destroyKeys(id, estrade.KeyAnswers); err != nil {
		return err
	}
	err = d.update(ctx, s, func(tx *recorder) error {
		if err := tx.EraseAnswers(); err != nil {
			return err
		}
		row, err := tx.Session()
		if err != nil {
			return err
		}
		row.AnswersErasedAt = d.now()
		row.Revision++
		if err := tx.SaveSession(row); err != nil {
			return err
		}
		return tx.AppendLog(estrade.LogEntry{At: d.now(), Event: "answers-erased"})
	})
	if err != nil {
		return err
	}
	// What is in memory was read with the key. A console that shows the session
	// is told what is left of it.
	d.forget(id)
	left, err := d.session(ctx, id)
	if err != nil {
		return err
	}
	d.publishConsole(left)
	return nil
}

// EraseAnswersOf implements estrade.Sessions. Nobody is named by it: the link
// between names and pseudonyms is gone, and the log does not say whose answers
// went. Figures already shown stay as they were.
func (d *Desk) EraseAnswersOf(ctx context.Context, id estrade.SessionID, pseudonym string) error {
	s, err := d.session(ctx, id)
	if err != nil {
		return err
	}
	s.commands.Lock()
	defer s.commands.Unlock()
	s.mu.RLock()
	row := s.row
	var who []estrade.ParticipantID
	for p, x := range s.participants {
		if strings.TrimSpace(pseudonym) != "" && sameName(x.Pseudonym, pseudonym) {
			who = append(who, p)
		}
	}
	s.mu.RUnlock()
	switch {
	case row.ClosedAt == 0:
		return estrade.NewError(estrade.CodeConflict, "session-not-closed", "People erase their answers themselves until the session is closed.",
			"Close the session first, or have the person erase them on their page.")
	case row.AnswersErasedAt > 0:
		return estrade.NewError(estrade.CodeConflict, "answers-erased", "The answers of this session are erased already.", "Nothing is left to do.")
	case len(who) == 0:
		return estrade.NewError(estrade.CodeNotFound, "no-such-pseudonym", "Nobody had this pseudonym in this session.",
			"Check it on the person's document, and the session.")
	}
	err = d.update(ctx, s, func(tx *recorder) error {
		for _, p := range who {
			if _, err := s.forgetCards(tx, p); err != nil {
				return err
			}
			if err := tx.DeleteAnswers(p); err != nil {
				return err
			}
		}
		return tx.AppendLog(estrade.LogEntry{At: d.now(), Event: "answers-erased-on-request"})
	})
	if err == nil {
		d.publishConsole(s)
	}
	return err
}
