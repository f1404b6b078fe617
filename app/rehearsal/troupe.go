// Package rehearsal plays the people of a workshop: simulated participants who
// join the real room as browsers do and answer plausibly, and a director who
// leads a session as a trainer would. A trainer rehearses with them; the
// demonstration, load tests and fault tests are made of them.
package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"slices"
	"sync"

	estrade "estrade/app"
)

// Sessions is what a Troupe asks of the trainer's side; estrade.Sessions has it.
type Sessions interface {
	Conductor
	Names(ctx context.Context, id estrade.SessionID) ([]estrade.PersonName, error)
	NewReentry(ctx context.Context, id estrade.SessionID, p estrade.ParticipantID) (estrade.PersonName, error)
}

// Options configures a Troupe. Sessions is required.
type Options struct {
	Sessions Sessions
	Pack     *estrade.Pack // what common sense leans on; nil: nothing
	Pace     float64       // as in CrowdOptions; 0: people's own time
	Logger   *slog.Logger  // nil: slog.Default
}

// Troupe plays the participants of the trainer's rehearsals. Its methods may be
// called by several goroutines.
type Troupe struct {
	o   Options
	log *slog.Logger

	mu     sync.Mutex
	crowds map[estrade.SessionID][]*Crowd
	closed bool
}

// New returns a troupe that plays nowhere yet.
func New(o Options) *Troupe {
	t := &Troupe{o: o, log: o.Logger, crowds: make(map[estrade.SessionID][]*Crowd)}
	if t.log == nil {
		t.log = slog.Default()
	}
	if t.o.Pace == 0 {
		t.o.Pace = 1
	}
	return t
}

// rehearsed returns the picture of a rehearsal whose room is open.
func (t *Troupe) rehearsed(ctx context.Context, id estrade.SessionID) (estrade.ConsoleView, error) {
	view, err := t.o.Sessions.View(ctx, id)
	if err != nil {
		return view, err
	}
	if !view.Session.Rehearsal {
		return view, estrade.NewError(estrade.CodeConflict, "not-a-rehearsal",
			"Simulated participants join rehearsals only.", "Start a rehearsal.")
	}
	if view.Session.State != estrade.SessionOpen || view.Join == nil || view.Join.LocalURL == "" {
		return view, estrade.NewError(estrade.CodeConflict, "room-not-open",
			"The room is not open.", "Open the room, then let the simulated participants in.")
	}
	return view, nil
}

// Start lets n simulated participants join an open rehearsal and answer until
// Stop or its end; it returns while they arrive one after the other. A second
// call brings more. CodeInvalid: a number or a temper that is none.
// CodeConflict: the session is no rehearsal, or its room is not open.
func (t *Troupe) Start(ctx context.Context, id estrade.SessionID, n int, temper string) error {
	view, err := t.rehearsed(ctx, id)
	if err != nil {
		return err
	}
	return t.enter(ctx, id, view, CrowdOptions{People: n, Temper: Temper(temper), Incidents: true})
}

// Resume brings the simulated participants of a rehearsal back, those nobody
// plays: the program was started again, or they were sent away. It returns how
// many. The errors are those of Start.
func (t *Troupe) Resume(ctx context.Context, id estrade.SessionID) (int, error) {
	view, err := t.rehearsed(ctx, id)
	if err != nil {
		return 0, err
	}
	names, err := t.o.Sessions.Names(ctx, id)
	if err != nil {
		return 0, err
	}
	played := make(map[estrade.ParticipantID]bool)
	for _, m := range t.Cast(id) {
		played[m.Participant] = true
	}
	var back []Returning
	for _, line := range view.Roster {
		// Who has no temper belongs to a crowd outside this program, and comes back
		// with it.
		if !line.Simulated || line.Temper == "" || played[line.ID] {
			continue
		}
		code, err := t.o.Sessions.NewReentry(ctx, id, line.ID)
		if err != nil {
			return 0, err
		}
		who := Returning{Name: line.Pseudonym, Temper: Temper(line.Temper), Reentry: code.Reentry}
		if i := slices.IndexFunc(names, func(n estrade.PersonName) bool { return n.Participant == line.ID }); i >= 0 {
			who.Name = names[i].Name
		}
		back = append(back, who)
	}
	if len(back) == 0 {
		return 0, nil
	}
	return len(back), t.enter(ctx, id, view, CrowdOptions{Returning: back})
}

// enter casts a crowd and lets it join.
func (t *Troupe) enter(ctx context.Context, id estrade.SessionID, view estrade.ConsoleView, o CrowdOptions) error {
	o.Join, o.Language = view.Join.LocalURL, view.Session.StageLanguage
	o.Seed, o.Pace, o.Lifelike, o.Pack, o.Logger = rand.Uint64(), t.o.Pace, true, t.o.Pack, t.log
	crowd, err := NewCrowd(o)
	if err != nil {
		return err
	}
	crowd.Pace(float64(paceOf(view)))
	t.mu.Lock()
	if t.closed {
		t.mu.Unlock()
		crowd.Leave()
		return nil
	}
	t.crowds[id] = append(t.crowds[id], crowd)
	t.mu.Unlock()
	go func() {
		// The ones who joined play on when others could not.
		if err := crowd.Join(context.WithoutCancel(ctx)); err != nil && !errors.Is(err, context.Canceled) {
			t.log.Warn("simulated participants cannot join", "error", err)
		}
	}()
	go func() {
		<-crowd.Gone()
		crowd.Leave()
		t.mu.Lock()
		defer t.mu.Unlock()
		t.crowds[id] = slices.DeleteFunc(t.crowds[id], func(c *Crowd) bool { return c == crowd })
		if len(t.crowds[id]) == 0 {
			delete(t.crowds, id)
		}
	}()
	return nil
}

// paceOf is how fast a rehearsal's time runs.
func paceOf(view estrade.ConsoleView) int {
	if view.Clock.Pace == nil {
		return 1
	}
	return *view.Clock.Pace
}

func (t *Troupe) playing(id estrade.SessionID) []*Crowd {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.crowds[id])
}

// Pace sets how fast the participants of a rehearsal live: 1 as people do, 0 not at all.
func (t *Troupe) Pace(id estrade.SessionID, pace int) {
	for _, c := range t.playing(id) {
		c.Pace(float64(pace))
	}
}

// Hurry has those who mean to answer the part that is open do so at once.
func (t *Troupe) Hurry(id estrade.SessionID) {
	for _, c := range t.playing(id) {
		c.Hurry()
	}
}

// Cast lists the simulated participants who are played now, in no order.
func (t *Troupe) Cast(id estrade.SessionID) []estrade.CastMember {
	var all []estrade.CastMember
	for _, c := range t.playing(id) {
		all = append(all, c.Members()...)
	}
	return all
}

// Page returns what the page of a simulated participant is opened with, the part
// of its address after #. CodeNotFound: nobody plays them.
func (t *Troupe) Page(ctx context.Context, id estrade.SessionID, p estrade.ParticipantID) (string, error) {
	view, err := t.rehearsed(ctx, id)
	if err != nil {
		return "", err
	}
	for _, c := range t.playing(id) {
		if token, ok := c.Token(p); ok {
			i := slices.IndexFunc(view.Roster, func(l estrade.RosterLine) bool { return l.ID == p })
			pseudonym := ""
			if i >= 0 {
				pseudonym = view.Roster[i].Pseudonym
			}
			return url.Values{
				"session": {string(id)}, "participant": {string(p)}, "token": {token}, "pseudonym": {pseudonym},
			}.Encode(), nil
		}
	}
	return "", errNobody
}

var errNobody = estrade.NewError(estrade.CodeNotFound, "nobody-simulated",
	"This participant is not simulated (any more).", "Choose somebody else.")

// Hold has a simulated participant do nothing, because the trainer plays in their
// place, or go on. CodeNotFound: nobody plays them.
func (t *Troupe) Hold(id estrade.SessionID, p estrade.ParticipantID, held bool) error {
	for _, c := range t.playing(id) {
		if c.Hold(p, held) {
			return nil
		}
	}
	return errNobody
}

// Dismiss sends up to n simulated participants away for good, the last who came
// first, and takes them out of the session; it returns how many.
func (t *Troupe) Dismiss(ctx context.Context, id estrade.SessionID, n int) (int, error) {
	left := 0
	for _, c := range slices.Backward(t.playing(id)) {
		some, gone := c.Dismiss(n - left)
		left += some
		for _, p := range gone {
			if err := t.remove(ctx, id, p); err != nil {
				return left, err
			}
		}
	}
	return left, nil
}

// triesToRemove bounds how often somebody else's command may come in between.
const triesToRemove = 20

func (t *Troupe) remove(ctx context.Context, id estrade.SessionID, p estrade.ParticipantID) error {
	var err error
	for range triesToRemove {
		var view estrade.ConsoleView
		if view, err = t.o.Sessions.View(ctx, id); err != nil {
			return err
		}
		_, err = t.o.Sessions.Do(ctx, id, estrade.Command{Name: estrade.CommandRemove, Participant: p, Revision: view.Revision})
		if err == nil || estrade.ErrorCode(err) != estrade.CodeConflict {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("remove a simulated participant: %w", err)
	}
	return nil
}

// ResumeAll brings back, in every rehearsal that goes on, the participants who
// were simulated before the program was started again.
func (t *Troupe) ResumeAll(ctx context.Context, open []estrade.SessionSummary) {
	for _, s := range open {
		if !s.Rehearsal || s.State != estrade.SessionOpen {
			continue
		}
		if n, err := t.Resume(ctx, s.ID); err != nil {
			t.log.Warn("simulated participants do not come back", "error", err)
		} else if n > 0 {
			t.log.Info("simulated participants come back", "people", n)
		}
	}
}

// Stop sends the simulated participants of a session away; their answers stay.
func (t *Troupe) Stop(id estrade.SessionID) error {
	t.mu.Lock()
	crowds := t.crowds[id]
	delete(t.crowds, id)
	t.mu.Unlock()
	for _, c := range crowds {
		c.Leave()
	}
	return nil
}

// Close sends everybody away.
func (t *Troupe) Close() {
	t.mu.Lock()
	all := t.crowds
	t.crowds, t.closed = make(map[estrade.SessionID][]*Crowd), true
	t.mu.Unlock()
	for _, crowds := range all {
		for _, c := range crowds {
			c.Leave()
		}
	}
}
