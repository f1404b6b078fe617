package facilitation

import (
	"reflect"

	estrade "estrade/app"
)

// undoMillis is how long the last act may be taken back, by the clock on the
// wall, whatever the time of a rehearsal does.
const undoMillis = 10_000

// undoGraceMillis is how much later a press may still come in: it was made on a
// page that counts from when its picture arrived.
const undoGraceMillis = 1_500

// undoable are the acts that may be taken back: slips of the hand, none of which
// opens, closes or reveals. What froze figures is not offered even so.
var undoable = map[estrade.CommandName]bool{
	estrade.CommandStart:      true,
	estrade.CommandSection:    true,
	estrade.CommandSituation:  true,
	estrade.CommandNote:       true,
	estrade.CommandWifi:       true,
	estrade.CommandSkipStep:   true,
	estrade.CommandShorten:    true,
	estrade.CommandExtend:     true,
	estrade.CommandPause:      true,
	estrade.CommandResume:     true,
	estrade.CommandSwap:       true,
	estrade.CommandStage:      true,
	estrade.CommandMakeTables: true,
	estrade.CommandMove:       true,
	estrade.CommandRename:     true,
	estrade.CommandRemove:     true,
	estrade.CommandPutBack:    true,
	estrade.CommandGivePen:    true,
	estrade.CommandCard:       true,
	estrade.CommandDropCard:   true,
	estrade.CommandDeleteNote: true,
	estrade.CommandHands:      true,
}

// kept is a row as it was before an act and as the act left it; nil for none.
type kept[T any] struct{ was, is *T }

// touched are the rows of one kind an act wrote.
type touched[K comparable, T any] map[K]kept[T]

func (t touched[K, T]) note(k K, rows map[K]T, is *T) {
	row, known := t[k]
	if !known {
		if was, ok := rows[k]; ok {
			row.was = &was
		}
	}
	row.is = is
	t[k] = row
}

// same reports whether the rows are still as the act left them.
func (t touched[K, T]) same(rows map[K]T) bool {
	for k, row := range t {
		now, ok := rows[k]
		if ok != (row.is != nil) || ok && !reflect.DeepEqual(now, *row.is) {
			return false
		}
	}
	return true
}

// back writes the rows as they were before the act.
func (t touched[K, T]) back(save func(T) error, drop func(K) error) error {
	for k, row := range t {
		var err error
		if row.was != nil {
			err = save(*row.was)
		} else {
			err = drop(k)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// inverse is what takes an act back: the rows it wrote, as they were before it.
// It lives in memory only, until the next act.
type inverse struct {
	command  estrade.CommandName
	revision int64 // the session's after the act
	until    int64 // by the clock on the wall
	was      estrade.Session
	final    bool // the act wrote what is never taken back

	steps        touched[string, estrade.StepRun]
	parts        touched[partKey, estrade.PartRun]
	tables       touched[estrade.TableID, estrade.Table]
	participants touched[estrade.ParticipantID, estrade.Participant]
	attendance   touched[estrade.AttendanceID, estrade.Attendance]
	notes        touched[string, estrade.Note]
	cards        touched[estrade.AnswerKey, estrade.Answer] // the room's only: nobody's answer is ever touched
	locks        touched[estrade.Lock, bool]
}

func newInverse(command estrade.CommandName, was estrade.Session) *inverse {
	return &inverse{
		command: command, was: was,
		steps:        make(touched[string, estrade.StepRun]),
		parts:        make(touched[partKey, estrade.PartRun]),
		tables:       make(touched[estrade.TableID, estrade.Table]),
		participants: make(touched[estrade.ParticipantID, estrade.Participant]),
		attendance:   make(touched[estrade.AttendanceID, estrade.Attendance]),
		notes:        make(touched[string, estrade.Note]),
		cards:        make(touched[estrade.AnswerKey, estrade.Answer]),
		locks:        make(touched[estrade.Lock, bool]),
	}
}

// empty reports whether the act, which left the session as is, changed nothing.
func (i *inverse) empty(is estrade.Session) bool {
	return len(i.steps)+len(i.parts)+len(i.tables)+len(i.participants)+len(i.attendance)+len(i.notes)+len(i.cards)+len(i.locks) == 0 &&
		i.was.Cursor == is.Cursor && i.was.Stage == is.Stage && i.was.Wifi == is.Wifi
}

// card notes a record of the room's; an answer of somebody's is never taken back.
func (i *inverse) card(k estrade.AnswerKey, s *session, is *estrade.Answer) {
	if k.Subject != theRoom {
		i.final = true
		return
	}
	i.cards.note(k, s.cardRows(touched[estrade.AnswerKey, estrade.Answer]{k: {}}), is)
}

// cardRows are the room's records among the answers, by key; s.mu is held.
func (s *session) cardRows(keys touched[estrade.AnswerKey, estrade.Answer]) map[estrade.AnswerKey]estrade.Answer {
	rows := make(map[estrade.AnswerKey]estrade.Answer)
	for k := range keys {
		if a, ok := s.answers[k.Step][k.Subject][place{k.Part, k.Pass, k.Item}]; ok {
			rows[k] = a
		}
	}
	return rows
}

// lockRows are those of the locks that are there; s.mu is held.
func (s *session) lockRows(keys touched[estrade.Lock, bool]) map[estrade.Lock]bool {
	rows := make(map[estrade.Lock]bool)
	for l := range keys {
		if s.locks[l.Subject][lockPlace{l.Step, l.Part, l.Pass}] {
			rows[l] = true
		}
	}
	return rows
}

// stands reports whether all the act wrote is still as it left it, and nobody
// came to a table that would go; s.mu is held.
func (i *inverse) stands(s *session) bool {
	for id, t := range i.tables {
		if t.was != nil {
			continue
		}
		for _, p := range s.participants {
			if moved, ok := i.participants[p.ID]; p.Table == id && !p.Removed && (!ok || moved.was == nil || moved.was.Table == id) {
				return false
			}
		}
	}
	return i.steps.same(s.steps) && i.parts.same(s.parts) && i.tables.same(s.tables) && i.participants.same(s.participants) &&
		i.attendance.same(s.attendance) && i.notes.same(s.notes) && i.cards.same(s.cardRows(i.cards)) && i.locks.same(s.lockRows(i.locks))
}

// mayUndo keeps what takes an act back, once the act is told; s.commands is held.
func (d *Desk) mayUndo(s *session, c *change) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.undo
	s.undo = nil
	i := c.tx.undo
	if i == nil || i.final {
		return
	}
	if i.empty(c.row) || i.was.State != c.row.State {
		return
	}
	i.goOn(before, d.now())
	i.revision, i.until = c.row.Revision, d.now()+undoMillis
	s.undo = i
}

// goOn makes one act of the saves of a debrief's box typed without a break: what is kept
// at each pause of the hand is taken back whole, to what stood before the first.
func (i *inverse) goOn(before *inverse, now int64) {
	if i.command != estrade.CommandNote || before == nil || before.command != i.command || now > before.until || before.revision != i.was.Revision {
		return
	}
	for id, row := range i.notes {
		first, ok := before.notes[id]
		if ok && row.is != nil && first.is != nil && row.is.Stage != "" && row.is.Report == first.is.Report {
			row.was = first.was
			i.notes[id] = row
		}
	}
}

// undoView tells what may be taken back, nil for nothing; s.mu is held.
func (d *Desk) undoView(s *session) *estrade.UndoView {
	i := s.undo
	if i == nil || i.revision != s.row.Revision {
		return nil
	}
	left := i.until - d.now()
	if left <= 0 || left > undoMillis { // the clock may have been put back
		return nil
	}
	return &estrade.UndoView{Command: i.command, Revision: i.revision, RemainingMillis: left}
}

// undo takes the last act back.
func (d *Desk) undo(c *change, _ estrade.Command) error {
	c.s.mu.RLock()
	i := c.s.undo
	stands := i != nil && i.revision == c.row.Revision && i.stands(c.s)
	c.s.mu.RUnlock()
	if !stands {
		return errUndoMovedOn()
	}
	if d.now() > i.until+undoGraceMillis {
		return notNow("undo-late", "It is too late to undo this.")
	}
	c.row.Cursor, c.row.Stage, c.row.Wifi = i.was.Cursor, i.was.Stage, i.was.Wifi
	c.people = len(i.steps)+len(i.parts)+len(i.tables) > 0
	for id, p := range i.participants {
		switch {
		case p.was == nil: // nobody comes in by an act of the trainer
		case p.was.Removed && !p.is.Removed:
			c.gone = append(c.gone, id)
		case !p.was.Removed && p.is.Removed:
			c.back = append(c.back, *p.was)
		}
		c.only = append(c.only, id)
	}
	if len(i.attendance) > 0 {
		c.s.mu.RLock()
		for p, a := range c.s.links {
			if _, renamed := i.attendance[a]; renamed {
				c.only = append(c.only, p)
			}
		}
		c.s.mu.RUnlock()
	}
	for id := range i.tables {
		c.teams = append(c.teams, id)
	}
	if err := i.putBack(c.tx); err != nil {
		return err
	}
	return c.log("undone", estrade.PartRun{}, string(i.command))
}

// putBack writes every row as it was before the act.
func (i *inverse) putBack(tx *recorder) error {
	if err := i.steps.back(tx.SaveStep, tx.DeleteStep); err != nil {
		return err
	}
	if err := i.parts.back(tx.SavePart, func(k partKey) error { return tx.DeletePart(k.step, k.part) }); err != nil {
		return err
	}
	if err := i.tables.back(tx.SaveTable, tx.DeleteTable); err != nil {
		return err
	}
	if err := i.participants.back(tx.SaveParticipant, never); err != nil {
		return err
	}
	if err := i.attendance.back(tx.SaveAttendance, never); err != nil {
		return err
	}
	if err := i.notes.back(tx.SaveNote, tx.DeleteNote); err != nil {
		return err
	}
	for k, row := range i.cards {
		if row.was == nil {
			continue
		}
		was := *row.was
		if row.is != nil {
			was.Edits = row.is.Edits + 1 // it is one more value at this place: an older one is never taken for it
		}
		i.cards[k] = kept[estrade.Answer]{was: &was, is: row.is}
	}
	if err := i.cards.back(tx.SaveAnswer, tx.DeleteAnswer); err != nil {
		return err
	}
	return i.locks.back(func(bool) error { return nil }, tx.DeleteLock)
}

// never drops no row: nobody comes in by an act of the trainer.
func never[K any](K) error { return errUndoMovedOn() }

func errUndoMovedOn() error {
	return estrade.NewError(estrade.CodeConflict, "undo-moved-on", "The session has moved on: nothing was undone.",
		"Look at the screen again, then decide.")
}
