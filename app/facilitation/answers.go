package facilitation

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"time"

	estrade "estrade/app"
)

// maxAnswerBytes bounds one value; the longest list of the pack is far below.
const maxAnswerBytes = 8 << 10

// Submit implements estrade.Answers. The state of the part is read in the
// transaction that writes the answer.
func (d *Desk) Submit(ctx context.Context, id estrade.SessionID, a estrade.AnswerRequest) (estrade.Receipt, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.Receipt{}, err
	}
	if len(a.Value) > maxAnswerBytes || len(a.ID) > 64 || len(a.Item) > 120 {
		return estrade.Receipt{}, estrade.NewError(estrade.CodeTooLarge, "answer-too-large", "This answer is too large.", "Reload the page.")
	}
	if a.ID == "" || !json.Valid(a.Value) {
		return estrade.Receipt{}, fail("answer-unreadable", "This answer cannot be read.")
	}
	w, err := s.writerOf(a.Participant, a.AsTable, a.Step, a.Part)
	if err != nil {
		return estrade.Receipt{}, err
	}
	at := place{a.Part, a.Pass, a.Item}
	if declined := bytes.Equal(bytes.TrimSpace(a.Value), []byte("null")); !declined {
		if err := w.check(at, a.Value); err != nil {
			return estrade.Receipt{}, err
		}
	} else if err := w.checkPlace(at); err != nil {
		return estrade.Receipt{}, err
	}

	key := estrade.AnswerKey{Subject: w.subject, Step: a.Step, Part: a.Part, Pass: a.Pass, Item: a.Item}
	lockable := w.locks(a.Pass)
	var saved estrade.Answer
	err = d.update(ctx, s, func(tx *recorder) error {
		part, err := collecting(tx, a.Step, a.Part, a.Opening)
		if err != nil {
			return err
		}
		old, exists, err := tx.Answer(key)
		if err != nil {
			return err
		}
		if exists && old.ClientID == a.ID {
			saved = old
			return nil // sent twice, counted once
		}
		if lockable || part.Opening > 1 { // what was complete is locked since
			locked, err := tx.Locked(estrade.Lock{Subject: w.subject, Step: a.Step, Part: a.Part, Pass: a.Pass})
			if err != nil {
				return err
			}
			if locked {
				return errLocked()
			}
		}
		saved = estrade.Answer{Key: key, Value: bytes.Clone(a.Value), ClientID: a.ID}
		if exists {
			saved.Edits = old.Edits + 1
		}
		return tx.SaveAnswer(saved)
	})
	if err != nil {
		return estrade.Receipt{}, err
	}
	d.answered(s, w.subject)
	return estrade.Receipt{ID: a.ID, Edits: saved.Edits, Done: w.done()}, nil
}

// Lock implements estrade.Answers.
func (d *Desk) Lock(ctx context.Context, id estrade.SessionID, l estrade.LockRequest) (estrade.Receipt, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.Receipt{}, err
	}
	w, err := s.writerOf(l.Participant, l.AsTable, l.Step, l.Part)
	if err != nil {
		return estrade.Receipt{}, err
	}
	if !w.locks(l.Pass) {
		return estrade.Receipt{}, fail("unknown-pass", "There is nothing to lock here.")
	}
	var hasty bool
	now := d.nowOf(s)
	err = d.update(ctx, s, func(tx *recorder) error {
		if _, err := collecting(tx, l.Step, l.Part, l.Opening); err != nil {
			return err
		}
		if err := w.lockable(tx); err != nil {
			return err
		}
		if w.subject.Table != "" {
			p, err := tx.Part(l.Step, l.Part)
			if err != nil {
				return err
			}
			hasty = w.hasty(now - p.OpenedAt)
		}
		return tx.SaveLocks([]estrade.Lock{{Subject: w.subject, Step: l.Step, Part: l.Part, Pass: l.Pass}})
	})
	if err != nil {
		return estrade.Receipt{}, err
	}
	if hasty {
		s.mu.Lock()
		s.hasty[stepTable{l.Step, w.subject.Table}] = true
		s.mu.Unlock()
		d.publishConsole(s)
	}
	d.answered(s, w.subject)
	return estrade.Receipt{Done: w.done()}, nil
}

// collecting returns the part, or refuses unless it is open, for the opening the
// answer was made for.
func collecting(tx estrade.Tx, step, part string, opening int) (estrade.PartRun, error) {
	p, err := tx.Part(step, part)
	if err != nil {
		if isNotFound(err) {
			return p, errClosed()
		}
		return p, err
	}
	if p.State != estrade.PartOpen || p.Opening < opening || opening < 1 {
		return p, errClosed()
	}
	return p, nil
}

func errClosed() error {
	return estrade.NewError(estrade.CodeConflict, "part-closed", "This part is not open.",
		"Your earlier answers are kept. Follow the screen; the facilitator opens each part.")
}

func errLocked() error {
	return estrade.NewError(estrade.CodeConflict, "answer-locked", "This answer is locked.",
		"A locked answer does not change any more; it is kept as it was.")
}

// writer is somebody about to write in a part.
type writer struct {
	run     *run
	plan    partPlan
	subject estrade.Subject
	s       *session
}

// writerOf checks who writes and where: the part is the current one, and the
// table's pen is in hand.
func (s *session) writerOf(p estrade.ParticipantID, asTable bool, step, part string) (*writer, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	who, ok := s.participants[p]
	if !ok || who.Removed {
		return nil, errUnknownParticipant()
	}
	if s.row.State != estrade.SessionOpen {
		return nil, errClosed()
	}
	current, ok := s.step()
	if !ok || current.ID != step {
		return nil, errClosed()
	}
	r := s.runOf(s.row.Cursor.Step)
	plan, ok := s.planned(r, part)
	if !ok || !plan.collects {
		return nil, errClosed()
	}
	if plan.byTable != asTable {
		return nil, fail("wrong-subject", "This part is answered otherwise.")
	}
	w := &writer{run: r, plan: plan, subject: person(p), s: s}
	if asTable {
		if who.Table == "" {
			return nil, estrade.NewError(estrade.CodeConflict, "no-table", "You have no table yet.", "The facilitator makes the tables.")
		}
		if s.tables[who.Table].PenHolder != p {
			return nil, estrade.NewError(estrade.CodeConflict, "pen-elsewhere", "Somebody else at your table is writing.",
				"Take the pen to write; the others follow.")
		}
		w.subject = table(who.Table)
	}
	return w, nil
}

func (w *writer) check(at place, v json.RawMessage) error {
	w.s.mu.RLock()
	defer w.s.mu.RUnlock()
	return w.run.kind().check(w.run, w.plan, at, v)
}

// checkPlace checks where somebody declines to answer.
func (w *writer) checkPlace(at place) error {
	w.s.mu.RLock()
	defer w.s.mu.RUnlock()
	return w.run.kind().place(w.run, w.plan, at)
}

// answeredPart is a part that people answer, one after the other.
type answeredPart struct {
	step string
	plan partPlan
}

// planned returns a part of the plan. A thousand people answer the same one: it is
// planned for the first of them, and kept. s.mu is held.
func (s *session) planned(r *run, part string) (partPlan, bool) {
	if kept := s.answering.Load(); kept != nil && kept.step == r.step.ID && kept.plan.id == part {
		return kept.plan, true
	}
	plan, ok := r.find(part)
	if ok {
		s.answering.Store(&answeredPart{r.step.ID, plan})
	}
	return plan, ok
}

// locks tells whether a pass of the part is locked when it is done.
func (w *writer) locks(pass string) bool {
	return slices.Contains(w.run.kind().passes(w.plan), pass)
}

// lockable refuses to lock a list that has to be complete.
func (w *writer) lockable(tx estrade.Tx) error {
	if w.run.activity.Kind != estrade.KindRanking {
		return nil
	}
	at := place{part: w.plan.id, item: itemList}
	list, ok, err := tx.Answer(estrade.AnswerKey{Subject: w.subject, Step: w.run.step.ID, Part: at.part, Item: at.item})
	if err != nil {
		return err
	}
	mine := make(map[place]estrade.Answer)
	if ok {
		mine[at] = list
	}
	w.s.mu.RLock()
	defer w.s.mu.RUnlock()
	if w.run.kind().complete(w.run, w.plan, mine) {
		return nil
	}
	return estrade.NewError(estrade.CodeInvalid, "list-incomplete", "The list is not complete.",
		"Give every item a place, then lock; or choose not to answer.")
}

// hasty reports whether a table took less than the pack's limit.
func (w *writer) hasty(millis int64) bool {
	k := w.run.activity.Ranking
	return k != nil && millis >= 0 && millis < int64(k.HastyBelowMinutes)*time.Minute.Milliseconds()
}

// done reports whether the subject has answered by now: locked or complete. It
// is false once the session has moved on.
func (w *writer) done() bool {
	w.s.mu.RLock()
	defer w.s.mu.RUnlock()
	current, ok := w.s.step()
	if !ok || current.ID != w.run.step.ID {
		return false
	}
	w.run.answers = w.s.answers[current.ID] // this may have been the first of the step
	return w.s.done(w.run, w.plan, w.subject)
}

// done reports whether a subject has answered a part: locked or complete; s.mu
// is held.
func (s *session) done(r *run, p partPlan, subject estrade.Subject) bool {
	if !p.collects {
		return false
	}
	passes := r.kind().passes(p)
	locked := len(passes) > 0
	for _, pass := range passes {
		locked = locked && s.locks[subject][lockPlace{r.step.ID, p.id, pass}]
	}
	return locked || r.kind().complete(r, p, r.answers.of(subject))
}

// answered tells what an answer changed: progress, and a table's picture.
func (d *Desk) answered(s *session, subject estrade.Subject) {
	s.progressDirty.Store(true)
	if subject.Table != "" {
		d.publishTeam(s, subject.Table)
	}
}

// TakePen implements estrade.Answers: anyone at the table takes it; who holds
// it while away loses it.
func (d *Desk) TakePen(ctx context.Context, id estrade.SessionID, p estrade.ParticipantID) error {
	return d.passPen(ctx, id, p, true)
}

// ReleasePen implements estrade.Answers.
func (d *Desk) ReleasePen(ctx context.Context, id estrade.SessionID, p estrade.ParticipantID) error {
	return d.passPen(ctx, id, p, false)
}

func (d *Desk) passPen(ctx context.Context, id estrade.SessionID, p estrade.ParticipantID, take bool) error {
	s, err := d.session(ctx, id)
	if err != nil {
		return err
	}
	s.joining.Lock() // two people at a table, or a person being moved, do not cross
	defer s.joining.Unlock()
	s.mu.RLock()
	who, known := s.participants[p]
	t, ok := s.tables[who.Table]
	s.mu.RUnlock()
	if !known || who.Removed {
		return errUnknownParticipant()
	}
	if !ok {
		return estrade.NewError(estrade.CodeConflict, "no-table", "You have no table yet.", "The facilitator makes the tables.")
	}
	if held := t.PenHolder == p; held == take {
		return nil
	}
	t.PenHolder = ""
	if take {
		t.PenHolder = p
	}
	if err := d.update(ctx, s, func(tx *recorder) error { return tx.SaveTable(t) }); err != nil {
		return err
	}
	d.publishTeam(s, t.ID)
	return nil
}

// EraseAnswers implements estrade.Answers. Figures already shown stay as they were.
func (d *Desk) EraseAnswers(ctx context.Context, id estrade.SessionID, p estrade.ParticipantID) error {
	s, err := d.session(ctx, id)
	if err != nil {
		return err
	}
	s.mu.RLock()
	who, known := s.participants[p]
	s.mu.RUnlock()
	if !known || who.Removed {
		return errUnknownParticipant()
	}
	s.commands.Lock() // a card does not vanish while the trainer opens a vote on it
	defer s.commands.Unlock()
	var gone []string
	err = d.update(ctx, s, func(tx *recorder) error {
		row, err := tx.Session()
		if err != nil {
			return err
		}
		if !joinable(row.State) {
			return estrade.NewError(estrade.CodeConflict, "session-closed", "The session is closed.",
				"Ask the organiser to erase your answers, giving the pseudonym printed on your page.")
		}
		if gone, err = s.forgetCards(tx, p); err != nil {
			return err
		}
		return tx.DeleteAnswers(p)
	})
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.progressDirty.Store(true)
	s.unfreeze(gone)
	s.mu.Unlock()
	d.publishPerson(s, p)
	if len(gone) > 0 {
		d.publishRoom(s)
		d.publishStage(s)
		d.publishConsole(s)
	}
	return nil
}
