package facilitation

import (
	"context"
	"fmt"

	estrade "estrade/app"
)

// pace sets how fast the time of a rehearsal runs.
func (d *Desk) pace(c *change, cmd estrade.Command) error {
	if err := c.ofRehearsal(); err != nil {
		return err
	}
	if cmd.Number < 0 || cmd.Number > estrade.MaxPace {
		return fail("bad-pace", fmt.Sprintf("A rehearsal runs up to %d times faster.", estrade.MaxPace))
	}
	c.row.Tempo = c.row.Tempo.Set(d.now(), cmd.Number, 0)
	return nil
}

// hurry moves the time of a rehearsal to where the current part's timer ends.
func (d *Desk) hurry(c *change, _ estrade.Command) error {
	if err := c.ofRehearsal(); err != nil {
		return err
	}
	_, _, p, err := c.current()
	if err != nil {
		return err
	}
	c.s.mu.RLock()
	left := c.s.timer(p, c.now)
	c.s.mu.RUnlock()
	if !left.Running || left.RemainingMillis <= 0 {
		return nil
	}
	c.row.Tempo = c.row.Tempo.Set(d.now(), c.row.Tempo.Speed(), left.RemainingMillis)
	return nil
}

// ofRehearsal refuses what only a rehearsal does: the time of a session that
// counts is the clock's.
func (c *change) ofRehearsal() error {
	if !c.row.Rehearsal {
		return notNow("time-of-clock", "Only the time of a rehearsal can be changed.")
	}
	return nil
}

// takeUp lets a rehearsal's time have stood still while the program is not running:
// it goes on from the last act that was recorded. s.mu is not held.
func (d *Desk) takeUp(ctx context.Context, s *session) error {
	s.mu.RLock()
	row, last := s.row, s.lastAct()
	s.mu.RUnlock()
	if !row.Rehearsal || row.Tempo.Since == 0 {
		return nil
	}
	return d.update(ctx, s, func(tx *recorder) error {
		row, err := tx.Session()
		if err != nil {
			return err
		}
		row.Tempo = estrade.Tempo{Pace: row.Tempo.Pace, Since: d.now(), At: max(row.Tempo.At, last)}
		return tx.SaveSession(row)
	})
}

// lastAct is the latest instant recorded in a session; s.mu is held.
func (s *session) lastAct() int64 {
	last := max(s.row.CreatedAt, s.row.OpenedAt, s.row.ClosingAt)
	for _, step := range s.steps {
		last = max(last, step.StartedAt, step.EndedAt)
	}
	for _, p := range s.parts {
		last = max(last, p.EnteredAt, p.OpenedAt, p.ClosedAt, p.ShownAt, p.PausedAt)
	}
	return last
}
