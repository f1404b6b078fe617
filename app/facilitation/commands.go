package facilitation

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	estrade "estrade/app"
)

// change is a command being run: its transaction, the session's row in it, and
// what has to be told afterwards.
type change struct {
	tx     *recorder
	s      *session
	row    estrade.Session
	now    int64
	people bool                    // everybody's own picture changed
	anew   bool                    // and is told whatever their page knows
	only   []estrade.ParticipantID // these people's picture changed
	gone   []estrade.ParticipantID // revoked
	back   []estrade.Participant   // removed by mistake
	teams  []estrade.TableID       // these tables' pens changed
	read   map[string]readAnswers  // by step
}

// readAnswers are the answers of a step as a transaction saw them after it had
// written so many.
type readAnswers struct {
	answers stepAnswers
	written int
}

var handlers = map[estrade.CommandName]func(*Desk, *change, estrade.Command) error{
	estrade.CommandOpenRoom:     (*Desk).openRoom,
	estrade.CommandStart:        (*Desk).start,
	estrade.CommandOpen:         (*Desk).openPart,
	estrade.CommandClose:        (*Desk).closePart,
	estrade.CommandReopen:       (*Desk).reopenPart,
	estrade.CommandBack:         (*Desk).back,
	estrade.CommandAdvance:      (*Desk).advance,
	estrade.CommandReveal:       (*Desk).advance,
	estrade.CommandNextStep:     (*Desk).nextStep,
	estrade.CommandDecide:       (*Desk).decide,
	estrade.CommandSituation:    (*Desk).situation,
	estrade.CommandSection:      (*Desk).section,
	estrade.CommandExtend:       (*Desk).extend,
	estrade.CommandPause:        (*Desk).pauseTimer,
	estrade.CommandResume:       (*Desk).resumeTimer,
	estrade.CommandShorten:      (*Desk).shorten,
	estrade.CommandSkipStep:     (*Desk).skipStep,
	estrade.CommandSwap:         (*Desk).swap,
	estrade.CommandStage:        (*Desk).stageSettings,
	estrade.CommandMakeTables:   (*Desk).makeTables,
	estrade.CommandMove:         (*Desk).move,
	estrade.CommandRename:       (*Desk).rename,
	estrade.CommandRemove:       (*Desk).remove,
	estrade.CommandPutBack:      (*Desk).putBack,
	estrade.CommandGivePen:      (*Desk).givePen,
	estrade.CommandCard:         (*Desk).card,
	estrade.CommandDropCard:     (*Desk).dropCard,
	estrade.CommandAloud:        (*Desk).aloud,
	estrade.CommandHands:        (*Desk).raise,
	estrade.CommandNote:         (*Desk).note,
	estrade.CommandDeleteNote:   (*Desk).deleteNote,
	estrade.CommandBeginClosing: (*Desk).beginClosing,
	estrade.CommandReopenRoom:   (*Desk).reopenRoom,
	estrade.CommandFinish:       (*Desk).finish,
	estrade.CommandPace:         (*Desk).pace,
	estrade.CommandHurry:        (*Desk).hurry,
	estrade.CommandUndo:         (*Desk).undo,
	estrade.CommandWifi:         (*Desk).wifi,
	estrade.CommandCheck:        (*Desk).check,
	estrade.CommandLateSigning:  (*Desk).lateSigning,
	estrade.CommandDetails:      (*Desk).details,
}

// Do implements estrade.Sessions.
func (d *Desk) Do(ctx context.Context, id estrade.SessionID, c estrade.Command) (estrade.ConsoleView, error) {
	handle, ok := handlers[c.Name]
	if !ok {
		return estrade.ConsoleView{}, estrade.NewError(estrade.CodeInvalid, "unknown-command", "Estrade does not know this command.", "Reload the page.")
	}
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.ConsoleView{}, err
	}
	s.commands.Lock()
	defer s.commands.Unlock()
	done, err := d.carryOut(ctx, s, c, handle)
	if err != nil {
		return estrade.ConsoleView{}, err
	}
	return d.told(s, done), nil
}

func errMovedOn() error {
	return estrade.NewError(estrade.CodeConflict, "moved-on", "The session has moved on meanwhile.",
		"Look at the screen again, then decide.")
}

// carryOut commits a command; nobody joins, moves or passes a pen meanwhile.
func (d *Desk) carryOut(ctx context.Context, s *session, c estrade.Command, handle func(*Desk, *change, estrade.Command) error) (*change, error) {
	s.joining.Lock()
	defer s.joining.Unlock()
	var done *change
	err := d.update(ctx, s, func(tx *recorder) error {
		row, err := tx.Session()
		if err != nil {
			return err
		}
		if row.Revision != c.Revision {
			if c.Name == estrade.CommandUndo {
				return errUndoMovedOn()
			}
			return errMovedOn()
		}
		done = &change{tx: tx, s: s, row: row, now: d.nowIn(row)}
		if undoable[c.Name] {
			tx.undo = newInverse(c.Name, row)
		}
		if err := handle(d, done, c); err != nil {
			return err
		}
		if done.row.Cursor != row.Cursor || done.row.State != row.State {
			if err := done.fallSilent(); err != nil {
				return err
			}
		}
		done.row.Revision++
		return tx.SaveSession(done.row)
	})
	if err == nil {
		d.mayUndo(s, done)
		s.mu.Lock()
		s.acted = d.now()
		s.mu.Unlock()
	}
	return done, err
}

// told publishes what a command changed and returns the trainer's picture of it.
func (d *Desk) told(s *session, c *change) estrade.ConsoleView {
	d.closings.note(c.row, d.now(), 0)
	d.mu.Lock()
	d.revoke(c.whyGone(), func(caller estrade.Caller) bool { return slices.Contains(c.gone, caller.Participant) })
	d.mu.Unlock()
	for _, p := range c.back {
		d.admit(s, p)
	}
	// The room's picture comes first: people sent away at the end read why.
	d.publishRoom(s)
	for _, p := range c.gone {
		d.publishPerson(s, p)
		d.publisher.Disconnect(p)
	}
	d.publishStage(s)
	v := d.publishConsole(s)
	if c.anew {
		s.mu.Lock()
		clear(s.personTold)
		s.mu.Unlock()
	}
	d.tellApart(s, c.people)
	if c.people {
		return v
	}
	for _, p := range c.only {
		d.publishPerson(s, p)
	}
	for _, t := range c.teams {
		d.publishTeam(s, t)
	}
	return v
}

func (c *change) log(event string, p estrade.PartRun, detail string) error {
	return c.tx.AppendLog(estrade.LogEntry{At: c.now, Event: event, Step: p.Step, Part: p.Part, Detail: detail})
}

func notNow(key, message string) error {
	return estrade.NewError(estrade.CodeConflict, key, message, "Look at the next act proposed on the console.")
}

// current returns the step and part at the cursor, read from the transaction.
// The caller holds s.commands, so the projection of steps and parts is current.
func (c *change) current() (*run, partPlan, estrade.PartRun, error) {
	s := c.s
	s.mu.RLock()
	defer s.mu.RUnlock()
	if c.row.State != estrade.SessionOpen {
		return nil, partPlan{}, estrade.PartRun{}, notNow("not-open", "The session is not open.")
	}
	if _, ok := s.step(); !ok {
		return nil, partPlan{}, estrade.PartRun{}, notNow("no-step", "No step is running.")
	}
	r := s.runOf(c.row.Cursor.Step)
	p, ok := r.find(c.row.Cursor.Part)
	if !ok {
		return nil, partPlan{}, estrade.PartRun{}, notNow("no-part", "No part is running.")
	}
	return r, p, r.part(p.id), nil
}

// withAnswers gives a run the answers as the transaction sees them, for
// figures that are about to be frozen.
func (c *change) withAnswers(r *run) error {
	var err error
	r.live, r.own, r.ownChosen = false, nil, nil
	if r.answers, err = c.answersOf(r.step.ID); err != nil || r.comparedStep == "" {
		return err
	}
	r.compared, err = c.answersOf(r.comparedStep)
	return err
}

// withAllAnswers is withAnswers where the run does not have all of them already.
func (c *change) withAllAnswers(r *run) error {
	if c.settled(r) {
		return nil
	}
	return c.withAnswers(r)
}

// settled reports whether the projection has every answer that a run is computed
// from: this change has written none, and either nobody wrote before it in the same
// transaction, or nobody could, since no part of the run's steps is open.
func (c *change) settled(r *run) bool {
	if c.tx.answers > 0 {
		return false
	}
	if !c.tx.Shared() {
		return true
	}
	c.s.mu.RLock()
	defer c.s.mu.RUnlock()
	return len(c.s.openParts(r.step.ID)) == 0 && len(c.s.openParts(r.comparedStep)) == 0
}

// openParts lists the parts of a step that are open; s.mu is held.
func (s *session) openParts(step string) []string {
	var open []string
	for at, p := range s.parts {
		if at.step == step && p.State == estrade.PartOpen {
			open = append(open, at.part)
		}
	}
	return open
}

// answersOf returns the answers of a step, read once unless more are written.
// While this change has written none, only those of open parts are read: the
// projection has the others (settled).
func (c *change) answersOf(step string) (stepAnswers, error) {
	if known, ok := c.read[step]; ok && known.written == c.tx.answers {
		return known.answers, nil
	}
	var answers stepAnswers
	var list []estrade.Answer
	if c.tx.answers > 0 {
		answers = make(stepAnswers)
		all, err := c.tx.Answers(step)
		if err != nil {
			return nil, err
		}
		list = all
	} else {
		closed, open := c.s.closedAnswers(step)
		answers = closed
		for _, part := range open {
			some, err := c.tx.AnswersIn(step, part)
			if err != nil {
				return nil, err
			}
			list = append(list, some...)
		}
	}
	for _, a := range list {
		if answers[a.Key.Subject] == nil {
			answers[a.Key.Subject] = make(map[place]estrade.Answer)
		}
		answers[a.Key.Subject][place{a.Key.Part, a.Key.Pass, a.Key.Item}] = a
	}
	if c.read == nil {
		c.read = make(map[string]readAnswers)
	}
	c.read[step] = readAnswers{answers, c.tx.answers}
	return answers, nil
}

// closedAnswers copies the projection's answers of a step, but for its open
// parts, which it lists.
func (s *session) closedAnswers(step string) (answers stepAnswers, open []string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	open = s.openParts(step)
	answers = make(stepAnswers, len(s.answers[step]))
	for subject, mine := range s.answers[step] {
		kept := make(map[place]estrade.Answer, len(mine))
		for at, a := range mine {
			if !slices.Contains(open, at.part) {
				kept[at] = a
			}
		}
		if len(kept) > 0 {
			answers[subject] = kept
		}
	}
	return answers, open
}

func (d *Desk) openRoom(c *change, _ estrade.Command) error {
	if c.row.State != estrade.SessionDraft {
		return notNow("already-open", "The room is already open.")
	}
	c.row.State, c.row.OpenedAt = estrade.SessionOpen, c.now
	d.mu.RLock()
	c.row.RoomPort = d.address.Port
	d.mu.RUnlock()
	return c.log("room-opened", estrade.PartRun{}, "")
}

func (d *Desk) start(c *change, _ estrade.Command) error {
	if c.row.State != estrade.SessionOpen || c.row.Cursor.Step >= 0 {
		return notNow("not-in-lobby", "The workshop has already begun.")
	}
	c.s.mu.RLock()
	noTables := len(c.s.tables) == 0
	c.s.mu.RUnlock()
	if noTables {
		if err := d.spread(c, 0); err != nil {
			return err
		}
	}
	c.people = true
	return d.enterStep(c, 0)
}

// enterStep puts the cursor on a step's first part.
func (d *Desk) enterStep(c *change, index int) error {
	c.row.Cursor = estrade.Cursor{Step: index}
	c.row.Stage.Pair, c.row.Stage.MapPass, c.row.Stage.Podium, c.row.Stage.Section = "", passCurrent, false, 0
	steps := c.row.Plan.Workshop.Steps
	if index >= len(steps) {
		return c.log("agenda-finished", estrade.PartRun{}, "")
	}
	c.s.mu.RLock()
	r := c.s.runOf(index)
	plan := r.plan()
	c.s.mu.RUnlock()
	r.state.StartedAt = c.now
	if err := c.tx.SaveStep(r.state); err != nil {
		return err
	}
	if err := c.log("step-started", estrade.PartRun{Step: r.step.ID}, r.activity.ID); err != nil {
		return err
	}
	return d.enterPart(c, r, plan[0])
}

// enterPart puts the cursor on a part: waiting when it collects, shown, with
// its figures frozen, when it shows.
func (d *Desk) enterPart(c *change, r *run, p partPlan) error {
	now := estrade.PartRun{Step: r.step.ID, Part: p.id, State: estrade.PartWaiting, PlannedSeconds: p.seconds, EnteredAt: c.now}
	if !p.collects {
		now.State, now.ShownAt = estrade.PartShown, c.now
	}
	c.row.Cursor.Part = p.id
	if err := c.tx.SavePart(now); err != nil {
		return err
	}
	if p.collects || !p.freezes {
		return c.log("part-entered", now, "")
	}
	c.people = true
	if err := d.freeze(c, r, p); err != nil {
		return err
	}
	return c.log("part-revealed", now, "")
}

// freeze computes and stores the figures of a part, once and for ever: those
// already there stay.
func (d *Desk) freeze(c *change, r *run, p partPlan) error {
	if c.s.isFrozen(r, p.id) {
		return nil
	}
	if err := c.withAllAnswers(r); err != nil {
		return err
	}
	c.s.mu.RLock()
	f, err := r.kind().figures(r, p)
	c.s.mu.RUnlock()
	if err != nil {
		return fmt.Errorf("figures of %s/%s: %w", r.step.ID, p.id, err)
	}
	if f == nil {
		return nil
	}
	return c.tx.freeze(r.step.ID, p.id, c.now, f)
}

// isFrozen reports whether a part has its figures.
func (s *session) isFrozen(r *run, part string) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	_, ok := s.figures[partKey{r.step.ID, part}]
	return ok
}

// peek freezes, as a part closes, the figures the trainer then reads. Only when
// everybody has answered, and for good: figures taken before and after somebody
// else's answer would tell that answer.
func (d *Desk) peek(c *change, r *run, p partPlan) error {
	id := r.kind().peeks(p)
	if id == "" {
		return nil
	}
	c.s.mu.RLock()
	people := c.s.people()
	shown, ok := r.find(id)
	waiting := slices.ContainsFunc(people, func(who estrade.Participant) bool { return !c.s.done(r, p, person(who.ID)) })
	c.s.mu.RUnlock()
	if !ok || waiting || !enough(len(people)) {
		return nil
	}
	return d.freeze(c, r, shown)
}

func (d *Desk) openPart(c *change, _ estrade.Command) error {
	r, plan, p, err := c.current()
	if err != nil {
		return err
	}
	if !plan.collects || p.State != estrade.PartWaiting {
		return notNow("cannot-open", "This part cannot be opened now.")
	}
	c.s.mu.RLock()
	why, over := r.kind().ready(r, plan), r.over(plan)
	c.s.mu.RUnlock()
	if over {
		return notNow("step-counted", "The answers of this step were counted; none is added.")
	}
	if why != "" {
		return notNow(why, "Something is needed before this part opens.")
	}
	if err := c.settleCards(r); err != nil {
		return err
	}
	p.State, p.OpenedAt = estrade.PartOpen, c.now
	p.Opening++
	c.people = true
	if err := c.tx.SavePart(p); err != nil {
		return err
	}
	return c.log("part-opened", p, "")
}

func (d *Desk) closePart(c *change, cmd estrade.Command) error {
	r, plan, p, err := c.current()
	if err != nil {
		return err
	}
	if p.State != estrade.PartOpen {
		return notNow("cannot-close", "This part is not open.")
	}
	c.s.mu.RLock()
	waiting := c.s.unfinished(r, plan)
	c.s.mu.RUnlock()
	if waiting > 0 && !cmd.Confirmed {
		return estrade.NewError(estrade.CodeConflict, "unfinished", "Some people have not finished.",
			"Close anyway, or give them more time.", "n", strconv.Itoa(waiting))
	}
	if err := d.lockTables(c, r, plan); err != nil {
		return err
	}
	if err := d.peek(c, r, plan); err != nil {
		return err
	}
	p.State, p.ClosedAt = estrade.PartClosed, c.now
	pause(&p, c.now)
	c.people = true
	if err := c.tx.SavePart(p); err != nil {
		return err
	}
	return c.log("part-closed", p, strconv.Itoa(waiting))
}

// lockTables locks, as a part ends, the answers of tables that are complete: the
// console tells which had finished. What people answer alone is locked once the
// part is reopened, so that nobody waits for a thousand locks to hear that it is
// closed.
func (d *Desk) lockTables(c *change, r *run, p partPlan) error {
	if !p.byTable {
		return nil
	}
	return d.lockComplete(c, r, p)
}

// lockComplete locks what is complete: after a reopening only those who had
// not finished go on.
func (d *Desk) lockComplete(c *change, r *run, p partPlan) error {
	if err := c.withAllAnswers(r); err != nil {
		return err
	}
	passes := r.kind().passes(p)
	if len(passes) == 0 {
		passes = []string{""}
	}
	var locks []estrade.Lock
	for subject, mine := range r.answers {
		if subject == theRoom || (subject.Table != "") != p.byTable || !r.kind().complete(r, p, mine) {
			continue
		}
		for _, pass := range passes {
			locks = append(locks, estrade.Lock{Subject: subject, Step: r.step.ID, Part: p.id, Pass: pass})
		}
	}
	return c.tx.SaveLocks(locks)
}

func (d *Desk) reopenPart(c *change, _ estrade.Command) error {
	r, plan, p, err := c.current()
	if err != nil {
		return err
	}
	if !plan.collects || p.State != estrade.PartClosed {
		return notNow("cannot-reopen", "This part cannot be reopened.")
	}
	c.s.mu.RLock()
	over := r.over(plan) || c.s.tellsApart(r, plan)
	c.s.mu.RUnlock()
	spoken, err := c.spoken()
	if err != nil {
		return err
	}
	over = over || spokenOf(spoken, r.step.ID, plan.id)
	if id := r.kind().peeks(plan); over || id != "" && c.s.isFrozen(r, id) {
		return notNow("cannot-go-back", "What was shown stays shown.")
	}
	if err := d.lockComplete(c, r, plan); err != nil {
		return err
	}
	p.State = estrade.PartOpen
	p.Opening++
	p.Choice = "" // a room's choice is cancelled with its part
	unpause(&p, c.now)
	c.people, c.anew = true, true // their pages do not know of the locks
	if err := c.tx.SavePart(p); err != nil {
		return err
	}
	return c.log("part-reopened", p, "")
}

func (d *Desk) back(c *change, cmd estrade.Command) error {
	r, plan, p, err := c.current()
	if err != nil {
		return err
	}
	switch {
	case p.State == estrade.PartClosed:
		return d.reopenPart(c, cmd)
	case p.State == estrade.PartShown && r.activity.Kind == estrade.KindBriefing && c.row.Stage.Section > 0:
		c.row.Stage.Section--
		return nil
	case p.State == estrade.PartWaiting && p.Opening == 0:
		previous, ok := r.before(plan.id)
		if !ok || !previous.collects || previous.freezes {
			return notNow("cannot-go-back", "What was shown stays shown.")
		}
		q := r.part(previous.id)
		q.State, q.DoneAt = estrade.PartClosed, 0
		c.row.Cursor.Part = previous.id
		c.people = true
		if err := c.tx.SavePart(q); err != nil {
			return err
		}
		return c.log("part-back", q, "")
	}
	return notNow("cannot-go-back", "What was shown stays shown.")
}

func (d *Desk) advance(c *change, cmd estrade.Command) error {
	r, plan, p, err := c.current()
	if err != nil {
		return err
	}
	if plan.collects && p.State != estrade.PartClosed || !plan.collects && p.State != estrade.PartShown {
		return notNow("cannot-advance", "This part is not finished.")
	}
	if plan.phase == momentDecide && p.Choice == "" {
		return notNow("decision-needed", "The room's choice is needed first.")
	}
	c.s.mu.RLock()
	next, ok := r.after(plan.id)
	c.s.mu.RUnlock()
	if !ok {
		return notNow("last-part", "This was the last part of the step.")
	}
	if revealing := !next.collects && next.freezes; revealing != (cmd.Name == estrade.CommandReveal) {
		return notNow("reveal-apart", "Revealing is an act of its own.")
	}
	if err := d.leavePart(c, r, plan, p); err != nil {
		return err
	}
	return d.enterPart(c, r, next)
}

// leavePart ends a part; what a collecting part freezes is frozen now.
func (d *Desk) leavePart(c *change, r *run, plan partPlan, p estrade.PartRun) error {
	if p.State == estrade.PartOpen {
		if err := d.lockTables(c, r, plan); err != nil {
			return err
		}
		p.ClosedAt = c.now
	}
	p.State, p.DoneAt = estrade.PartDone, c.now
	if err := c.tx.SavePart(p); err != nil {
		return err
	}
	if plan.collects && plan.freezes && p.Opening > 0 {
		c.people = true
		return d.freeze(c, r, plan)
	}
	return nil
}

func (d *Desk) nextStep(c *change, _ estrade.Command) error {
	r, plan, p, err := c.current()
	if err != nil {
		return err
	}
	c.s.mu.RLock()
	_, more := r.after(plan.id)
	c.s.mu.RUnlock()
	finished := !plan.collects && p.State == estrade.PartShown || plan.collects && p.State == estrade.PartClosed
	if more || !finished {
		return notNow("step-not-finished", "This step is not finished.")
	}
	return d.endStep(c, r, plan, p, false)
}

// measure freezes, as a step ends whatever the way, the figures of its measured
// parts. Nobody but the trainer ever sees them.
func (d *Desk) measure(c *change, r *run) error {
	c.s.mu.RLock()
	plan := r.plan()
	c.s.mu.RUnlock()
	for _, p := range plan {
		if !p.measured || r.part(p.id).Opening == 0 {
			continue
		}
		if err := d.freeze(c, r, p); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) endStep(c *change, r *run, plan partPlan, p estrade.PartRun, skipped bool) error {
	if err := d.leavePart(c, r, plan, p); err != nil {
		return err
	}
	if err := d.measure(c, r); err != nil {
		return err
	}
	r.state.EndedAt, r.state.Skipped = c.now, skipped
	if err := c.tx.SaveStep(r.state); err != nil {
		return err
	}
	event := "step-ended"
	if skipped {
		event = "step-skipped"
	}
	if err := c.log(event, estrade.PartRun{Step: r.step.ID}, ""); err != nil {
		return err
	}
	c.people = true
	return d.enterStep(c, r.index+1)
}

func (d *Desk) skipStep(c *change, _ estrade.Command) error {
	r, plan, p, err := c.current()
	if err != nil {
		return err
	}
	return d.endStep(c, r, plan, p, true)
}

func (d *Desk) decide(c *change, cmd estrade.Command) error {
	r, plan, p, err := c.current()
	if err != nil {
		return err
	}
	if plan.phase != momentDecide {
		return notNow("nothing-to-decide", "There is nothing to decide now.")
	}
	if _, ok := optionOf(nodeOf(r.activity.Scenario, plan.node), cmd.Option); !ok {
		return fail("unknown-option", "This option does not exist.", "option", cmd.Option)
	}
	if p.State == estrade.PartOpen {
		if err := d.lockTables(c, r, plan); err != nil {
			return err
		}
	}
	if p.OpenedAt == 0 {
		p.OpenedAt = c.now
	}
	if p.State != estrade.PartClosed {
		p.ClosedAt = c.now
		pause(&p, c.now)
	}
	p.State, p.Choice = estrade.PartClosed, cmd.Option
	c.people = true
	if err := c.tx.SavePart(p); err != nil {
		return err
	}
	return c.log("room-decided", p, cmd.Option)
}

func (d *Desk) situation(c *change, cmd estrade.Command) error {
	r, _, _, err := c.current()
	if err != nil {
		return err
	}
	if r.activity.Curve != nil {
		return d.chooseBranch(c, r, cmd.Option)
	}
	if r.activity.Contrast == nil {
		return notNow("no-situation", "This activity has no situation to announce.")
	}
	if r.part(phaseSliders).Opening > 0 {
		return notNow("situation-set", "The sliders were already opened for another situation.")
	}
	known := slices.ContainsFunc(r.activity.Contrast.Situations, func(s estrade.Situation) bool { return s.ID == cmd.Option })
	if !known {
		return fail("unknown-option", "This situation does not exist.", "option", cmd.Option)
	}
	r.state.Situation = cmd.Option
	if err := c.tx.SaveStep(r.state); err != nil {
		return err
	}
	return c.log("situation", estrade.PartRun{Step: r.step.ID}, cmd.Option)
}

func (d *Desk) section(c *change, cmd estrade.Command) error {
	r, _, _, err := c.current()
	if err != nil {
		return err
	}
	if r.activity.Briefing == nil || cmd.Number < 0 || cmd.Number >= len(r.activity.Briefing.Sections) {
		return fail("unknown-section", "This section does not exist.")
	}
	c.row.Stage.Section = cmd.Number
	return nil
}

func (d *Desk) shorten(c *change, _ estrade.Command) error {
	r, plan, p, err := c.current()
	if err != nil {
		return err
	}
	c.s.mu.RLock()
	dropped, ok := c.s.droppable(r, plan, p)
	next, more := r.after(plan.id)
	c.s.mu.RUnlock()
	if !ok {
		return notNow("nothing-optional", "No optional part is left in this step.")
	}
	r.state.Dropped = append(slices.Clone(r.state.Dropped), dropped.phase)
	if err := c.tx.SaveStep(r.state); err != nil {
		return err
	}
	if err := c.log("shortened", estrade.PartRun{Step: r.step.ID, Part: dropped.id}, ""); err != nil {
		return err
	}
	if dropped.id != plan.id {
		return nil
	}
	if !more {
		return d.endStep(c, r, plan, p, false)
	}
	c.people = true
	if err := d.leavePart(c, r, plan, p); err != nil {
		return err
	}
	return d.enterPart(c, r, next)
}

// droppable returns the next optional part: by drop order, among those not
// begun (a private answer already begun is never dropped).
func (s *session) droppable(r *run, current partPlan, p estrade.PartRun) (partPlan, bool) {
	var best partPlan
	past := true
	for _, candidate := range r.plan() {
		if candidate.id == current.id {
			past = false
			if p.State != estrade.PartWaiting || p.Opening > 0 {
				continue
			}
		}
		if past || candidate.dropOrder == 0 {
			continue
		}
		if best.dropOrder == 0 || candidate.dropOrder < best.dropOrder {
			best = candidate
		}
	}
	return best, best.dropOrder > 0
}

func (d *Desk) swap(c *change, cmd estrade.Command) error {
	steps := c.row.Plan.Workshop.Steps
	if c.row.State != estrade.SessionOpen && c.row.State != estrade.SessionDraft {
		return notNow("not-open", "The session is not open.")
	}
	i := slices.IndexFunc(steps, func(s estrade.WorkshopStep) bool { return s.ID == cmd.Step })
	if i < 0 {
		return fail("unknown-step", "This step does not exist.")
	}
	if i <= c.row.Cursor.Step {
		return notNow("step-started", "This step has already begun.")
	}
	offered := cmd.Option == steps[i].Activity || slices.Contains(steps[i].Alternatives, cmd.Option)
	if !offered || c.row.Plan.Activities[cmd.Option] == nil { // an alternative of a kind this program does not run
		return fail("unknown-option", "This activity is not an alternative here.", "option", cmd.Option)
	}
	return c.tx.SaveStep(estrade.StepRun{Step: cmd.Step, Activity: cmd.Option})
}

func (d *Desk) stageSettings(c *change, cmd estrade.Command) error {
	if cmd.Stage == nil {
		return fail("no-settings", "No stage settings were given.")
	}
	section := c.row.Stage.Section
	c.row.Stage = *cmd.Stage
	c.row.Stage.Section = section
	if c.row.Stage.MapPass != passRequired {
		c.row.Stage.MapPass = passCurrent
	}
	return nil
}

// pause stops a part's timer, unpause lets it run on.
func pause(p *estrade.PartRun, now int64) {
	if p.PausedAt == 0 {
		p.PausedAt = now
	}
}

func unpause(p *estrade.PartRun, now int64) {
	if p.PausedAt != 0 {
		p.PausedMillis += max(0, now-p.PausedAt) // the clock may have been put back
		p.PausedAt = 0
	}
}

// maxExtension bounds one extension, in seconds.
const maxExtension = 2 * 3600

func (d *Desk) extend(c *change, cmd estrade.Command) error {
	_, _, p, err := c.current()
	if err != nil {
		return err
	}
	if cmd.Number == 0 || cmd.Number > maxExtension || p.PlannedSeconds+p.ExtraSeconds+cmd.Number < 0 {
		return fail("bad-extension", "This much more time is not possible.")
	}
	p.ExtraSeconds += cmd.Number
	if err := c.tx.SavePart(p); err != nil {
		return err
	}
	return c.log("extended", p, strconv.Itoa(cmd.Number))
}

// timed returns the current part when its timer has begun and is not over.
func (c *change) timed() (estrade.PartRun, error) {
	_, _, p, err := c.current()
	if err == nil && p.State != estrade.PartOpen && p.State != estrade.PartShown {
		err = notNow("no-part", "No part is running.")
	}
	return p, err
}

func (d *Desk) pauseTimer(c *change, _ estrade.Command) error {
	p, err := c.timed()
	if err != nil {
		return err
	}
	pause(&p, c.now)
	return c.tx.SavePart(p)
}

func (d *Desk) resumeTimer(c *change, _ estrade.Command) error {
	p, err := c.timed()
	if err != nil {
		return err
	}
	unpause(&p, c.now)
	return c.tx.SavePart(p)
}

// checklist are the lines of the list of the last ten minutes.
var checklist = []string{"projector", "wifi", "sound", "battery", "disk", "documents"}

// check ticks a line of the list of the last ten minutes, or unticks it.
func (d *Desk) check(c *change, cmd estrade.Command) error {
	if !slices.Contains(checklist, cmd.Option) {
		return fail("unknown-option", "This line does not exist.", "option", cmd.Option)
	}
	if c.row.State != estrade.SessionDraft && c.row.State != estrade.SessionOpen {
		return notNow("not-open", "The session is not open.")
	}
	var ticked []string
	for _, line := range checklist {
		if line == cmd.Option && cmd.Number != 0 || line != cmd.Option && slices.Contains(c.row.Checked, line) {
			ticked = append(ticked, line)
		}
	}
	c.row.Checked = ticked
	return nil
}

// maxNote is the number of characters of one note.
const maxNote = 4000

func (d *Desk) note(c *change, cmd estrade.Command) error {
	if cmd.Note == nil {
		return fail("no-note", "No note was given.")
	}
	n := *cmd.Note
	if utf8.RuneCountInString(n.Text) > maxNote {
		return estrade.NewError(estrade.CodeTooLarge, "text-too-long", "This note is too long.", "Shorten it.", "limit", strconv.Itoa(maxNote))
	}
	if n.ID == "" {
		n.ID, n.At = newID(), c.now
		if n.Step == "" && n.Stage != estrade.StageSynthesis {
			c.s.mu.RLock()
			if step, ok := c.s.step(); ok {
				n.Step = step.ID
			}
			c.s.mu.RUnlock()
		}
	} else {
		c.s.mu.RLock()
		old, ok := c.s.notes[n.ID]
		c.s.mu.RUnlock()
		if !ok {
			return estrade.NewError(estrade.CodeNotFound, "no-such-note", "This note does not exist any more.", "Write it again.")
		}
		n.At, n.Step, n.Stage = old.At, old.Step, old.Stage
	}
	if n.Stage == estrade.StageSynthesis {
		c.tx.final() // belongs to the documents, and is kept while it is typed: its field takes back what was typed
	}
	return c.tx.SaveNote(n)
}

func (d *Desk) deleteNote(c *change, cmd estrade.Command) error { return c.tx.DeleteNote(cmd.Option) }
