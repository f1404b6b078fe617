package facilitation

import (
	"context"
	"strconv"

	estrade "estrade/app"
)

// AddPerson implements estrade.Sessions.
func (d *Desk) AddPerson(ctx context.Context, id estrade.SessionID, typed string) ([]estrade.AttendanceView, error) {
	s, release, err := d.alone(ctx, id)
	if err != nil {
		return nil, err
	}
	defer release()
	name, err := cleanName(typed)
	if err != nil {
		return nil, err
	}
	s.mu.RLock()
	added, err := d.addedTo(s, name)
	s.mu.RUnlock()
	if err != nil {
		return nil, err
	}
	now := d.nowOf(s)
	err = d.update(ctx, s, func(tx *recorder) error {
		if err := tx.SaveAttendance(added); err != nil {
			return err
		}
		return tx.AppendLog(estrade.LogEntry{At: now, Event: "person-added"})
	})
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.presenceTurn++
	s.mu.Unlock()
	d.publishStage(s) // the lobby says how many are awaited
	d.publishConsole(s)
	s.mu.RLock()
	defer s.mu.RUnlock()
	return d.attendanceViews(s), nil
}

// addedTo makes the attendance line of somebody added by name: expected while
// the session is prepared, then there without a device, from now on while it
// runs; once it is over, from its beginning, for the trainer to put right and
// confirm. s.mu is held.
func (d *Desk) addedTo(s *session, name string) (estrade.Attendance, error) {
	a := estrade.Attendance{ID: estrade.AttendanceID(newID()), Name: name}
	if len(s.attendance) >= maxRoster {
		return a, estrade.NewError(estrade.CodeTooLarge, "roster-too-long", "The list of names is too long.", "Keep those of this session.",
			"limit", strconv.Itoa(maxRoster))
	}
	if same := s.named[foldName(name)]; len(same) > 0 {
		return a, estrade.NewError(estrade.CodeConflict, "name-listed", "Somebody of this name is on the list already.",
			"Tick their line; tell two people of one name apart by a second name.", "name", s.attendance[same[0]].Name)
	}
	switch s.row.State {
	case estrade.SessionDraft:
		a.Expected = true
	case estrade.SessionOpen:
		a.ArrivedAt = d.nowIn(s.row)
	case estrade.SessionClosing, estrade.SessionClosed, estrade.SessionArchived:
		a.ArrivedAt = s.row.OpenedAt
		if spans := s.training(d.nowIn(s.row)); len(spans) > 0 {
			a.ArrivedAt = spans[0].from
		}
	default:
		return a, notNow("attendance-over", "The attendance of this session is erased.")
	}
	return a, nil
}
