package facilitation

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	estrade "estrade/app"
)

// beginClosing ends what is running: nobody joins or answers any more.
func (d *Desk) beginClosing(c *change, _ estrade.Command) error {
	if c.row.State != estrade.SessionOpen {
		return notNow("not-open", "The session is not open.")
	}
	if r, plan, p, err := c.current(); err == nil {
		if err := d.leavePart(c, r, plan, p); err != nil {
			return err
		}
		if err := d.measure(c, r); err != nil {
			return err
		}
		r.state.EndedAt = c.now
		if err := c.tx.SaveStep(r.state); err != nil {
			return err
		}
	}
	c.row.State, c.row.ClosingAt = estrade.SessionClosing, c.now
	c.people = true
	return c.log("closing", estrade.PartRun{}, "")
}

// reopenRoom takes a closing back while nothing was issued. The step that was
// running starts again where it ended.
func (d *Desk) reopenRoom(c *change, _ estrade.Command) error {
	c.s.mu.RLock()
	issued := c.s.anythingIssued()
	c.s.mu.RUnlock()
	if c.row.State != estrade.SessionClosing || issued {
		return notNow("documents-issued", "Documents were issued; the room stays closed.")
	}
	c.row.State, c.row.ClosingAt = estrade.SessionOpen, 0
	c.people = true
	if r, _, p, err := c.current(); err == nil {
		r.state.EndedAt = 0
		if err := c.tx.SaveStep(r.state); err != nil {
			return err
		}
		p.DoneAt = 0
		switch {
		case p.ShownAt != 0:
			p.State = estrade.PartShown
		case p.Opening == 0 && p.Choice == "":
			p.State = estrade.PartWaiting
		default:
			p.State = estrade.PartClosed
			pause(&p, c.now)
		}
		if err := c.tx.SavePart(p); err != nil {
			return err
		}
	}
	if err := c.unconfirm(); err != nil {
		return err
	}
	return c.log("room-reopened", estrade.PartRun{}, "")
}

// unconfirm takes back the confirmation of an attendance that goes on.
func (c *change) unconfirm() error {
	c.s.mu.RLock()
	lines := slices.Collect(maps.Values(c.s.attendance))
	c.s.mu.RUnlock()
	for _, a := range lines {
		if !a.Confirmed {
			continue
		}
		a.Confirmed = false
		if err := c.tx.SaveAttendance(a); err != nil {
			return err
		}
	}
	return nil
}

// finish closes the session: the link between names and pseudonyms is
// destroyed, tokens are revoked.
func (d *Desk) finish(c *change, _ estrade.Command) error {
	if c.row.State != estrade.SessionClosing {
		return notNow("not-closing", "The session is not closing.")
	}
	c.row.State, c.row.ClosedAt = estrade.SessionClosed, c.now
	c.row.Remote = estrade.RemotePairing{}
	c.s.mu.RLock()
	for _, p := range c.s.people() {
		c.gone = append(c.gone, p.ID)
	}
	c.s.mu.RUnlock()
	if err := c.forgetHurry(); err != nil {
		return err
	}
	if err := c.tx.DestroyLinks(); err != nil {
		return err
	}
	return c.log("closed", estrade.PartRun{}, "")
}

// closings count how long sessions have been closing. What a program finds at
// its start it takes from the computer's clock. From then on it counts by
// itself: a clock that is put right, or wrong, while documents are being issued
// must not end a session a day early, which cannot be taken back.
type closings struct {
	mu     sync.Mutex
	lasted map[estrade.SessionID]lasted
}

// lasted is how long the closing that began at an instant has lasted.
type lasted struct {
	since int64
	time  time.Duration
}

// note counts the time that passed since a session was last noted, and returns
// how long it has been closing. The first time, the clock tells.
func (k *closings) note(row estrade.Session, now int64, passed time.Duration) time.Duration {
	k.mu.Lock()
	defer k.mu.Unlock()
	if row.State != estrade.SessionClosing {
		delete(k.lasted, row.ID)
		return 0
	}
	l, known := k.lasted[row.ID]
	if known && l.since == row.ClosingAt {
		l.time += passed
	} else {
		l = lasted{row.ClosingAt, max(0, time.Duration(now-row.ClosingAt)*time.Millisecond)}
	}
	if k.lasted == nil {
		k.lasted = make(map[estrade.SessionID]lasted)
	}
	k.lasted[row.ID] = l
	return l.time
}

// finishOverdue closes what has been closing for a day; passed is the time since
// it was last called.
func (d *Desk) finishOverdue(ctx context.Context, passed time.Duration) {
	for _, s := range d.sessions() {
		s.mu.RLock()
		row := s.row
		s.mu.RUnlock()
		if d.closings.note(row, d.now(), passed) <= closingLasts {
			continue
		}
		if _, err := d.Do(ctx, s.id, estrade.Command{Name: estrade.CommandFinish, Revision: row.Revision}); err != nil {
			d.log.Error("close after a day", "session", s.id, "error", err)
		}
	}
}

// span is a stretch of training time, UTC milliseconds.
type span struct{ from, to int64 }

// training lists the stretches of training as run; s.mu is held.
func (s *session) training(now int64) []span {
	var spans []span
	for _, step := range s.row.Plan.Workshop.Steps {
		run, ok := s.steps[step.ID]
		if !ok || run.StartedAt == 0 || step.OffClock {
			continue
		}
		end := run.EndedAt
		if end == 0 {
			end = now
		}
		spans = append(spans, span{run.StartedAt, end})
	}
	return spans
}

// wholeTraining reports whether the agenda was run to its end without skipping
// a step of training; s.mu is held.
func (s *session) wholeTraining() bool {
	return s.finished() && !slices.ContainsFunc(s.row.Plan.Workshop.Steps, func(step estrade.WorkshopStep) bool {
		return s.steps[step.ID].Skipped && !step.OffClock
	})
}

// presence is the stretch during which a person was there: who arrives in the
// lobby or during the first step, while people connect, was there from its start.
func presence(a estrade.Attendance, spans []span) span {
	there := span{a.ArrivedAt, a.LeftAt}
	if len(spans) > 0 {
		if a.ArrivedAt <= spans[0].to {
			there.from = min(a.ArrivedAt, spans[0].from)
		}
		if last := spans[len(spans)-1].to; there.to == 0 || there.to > last {
			there.to = last
		}
	}
	return there
}

// shared is the time of there that lies in spans, in minutes, rounded.
func shared(spans []span, there span) int {
	var millis int64
	for _, t := range spans {
		millis += max(0, min(t.to, there.to)-max(t.from, there.from))
	}
	return int((time.Duration(millis) * time.Millisecond).Round(time.Minute) / time.Minute)
}

// attendanceViews lists the attendance with durations, by name; s.mu is held.
func (d *Desk) attendanceViews(s *session) []estrade.AttendanceView {
	now := d.nowIn(s.row)
	spans, held := s.training(now), s.halves(now)
	whole := 0
	if len(spans) > 0 {
		whole = shared(spans, span{spans[0].from, spans[len(spans)-1].to})
	}
	views := []estrade.AttendanceView{}
	for _, a := range s.attendance {
		v := estrade.AttendanceView{
			ID: a.ID, Name: a.Name, ArrivedAt: a.ArrivedAt, LeftAt: a.LeftAt, Absent: a.Absent, Expected: a.Expected, Confirmed: a.Confirmed,
			Unprintable: string(d.documents.Unprintable(a.Name)),
		}
		if !a.Absent && !a.Expected {
			there := presence(a, spans)
			v.Minutes = shared(spans, there)
			v.Complete = s.wholeTraining() && whole > 0 && v.Minutes >= whole
			v.HalfDays = len(s.attended(a, held, spans))
		}
		views = append(views, v)
	}
	sortByName(views, func(v estrade.AttendanceView) (name, then string) { return v.Name, string(v.ID) })
	return views
}

// afternoon is the local hour at which the second half of a day begins; noon
// stands for a day, because some days have no midnight.
const (
	afternoon = 13
	noon      = 12
)

// eachHalfDay cuts the time of there that lies in spans at the bounds of
// half-days, and visits each piece in order.
func eachHalfDay(spans []span, there span, zone *time.Location, visit func(estrade.HalfDay, span)) {
	for _, t := range spans {
		from, to := max(t.from, there.from), min(t.to, there.to)
		if from >= to {
			continue
		}
		for at := time.UnixMilli(from).In(zone); at.UnixMilli() < to; {
			h := halfDayAt(at)
			y, m, day := at.Date()
			next := time.Date(y, m, day, afternoon, 0, 0, 0, zone)
			if h.Afternoon {
				next = time.Date(y, m, day+1, 0, 0, 0, 0, zone)
			}
			for !next.After(at) { // midnight is left out where clocks go forward at that hour
				next = next.Add(time.Hour)
			}
			visit(h, span{at.UnixMilli(), min(next.UnixMilli(), to)})
			at = next
		}
	}
}

// halfDayAt is the half-day of an instant, in its zone.
func halfDayAt(at time.Time) estrade.HalfDay {
	y, m, day := at.Date()
	return estrade.HalfDay{Day: time.Date(y, m, day, noon, 0, 0, 0, at.Location()), Afternoon: at.Hour() >= afternoon}
}

// Attendance implements estrade.Sessions.
func (d *Desk) Attendance(ctx context.Context, id estrade.SessionID) ([]estrade.AttendanceView, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return d.attendanceViews(s), nil
}

// ConfirmAttendance implements estrade.Sessions.
func (d *Desk) ConfirmAttendance(ctx context.Context, id estrade.SessionID, edits []estrade.AttendanceEdit) ([]estrade.AttendanceView, error) {
	s, release, err := d.alone(ctx, id)
	if err != nil {
		return nil, err
	}
	defer release()
	s.mu.RLock()
	lines := make(map[estrade.AttendanceID]estrade.Attendance, len(s.attendance))
	for k, a := range s.attendance {
		a.Confirmed = true
		lines[k] = a
	}
	state := s.row.State
	s.mu.RUnlock()
	if !issuable(state) {
		return nil, notNow("not-closing", "Attendance is confirmed once the session is closing.")
	}
	for _, e := range edits {
		a, ok := lines[e.ID]
		if !ok {
			return nil, errNoAttendance()
		}
		if a.Name, err = cleanName(e.Name); err != nil {
			return nil, err
		}
		if e.LeftAt != 0 && e.LeftAt < e.ArrivedAt {
			return nil, estrade.NewError(estrade.CodeInvalid, "left-before-arrival", "Somebody leaves before arriving.", "Check the two times.", "name", a.Name)
		}
		a.ArrivedAt, a.LeftAt, a.Absent = e.ArrivedAt, e.LeftAt, e.Absent
		if a.Expected && !a.Absent && a.ArrivedAt != 0 {
			a.Expected = false // present without a device
		}
		lines[e.ID] = a
	}
	now := d.nowOf(s)
	err = d.update(ctx, s, func(tx *recorder) error {
		for _, a := range lines {
			if err := tx.SaveAttendance(a); err != nil {
				return err
			}
		}
		return tx.AppendLog(estrade.LogEntry{At: now, Event: "attendance-confirmed"})
	})
	if err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return d.attendanceViews(s), nil
}
