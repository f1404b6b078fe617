// Package rehearsal plays the people of a workshop: simulated participants who
// join the real room as browsers do and answer plausibly, and a director who
// leads a session as a trainer would. A trainer rehearses with them; the
// demonstration, load tests and fault tests are made of them.
package rehearsal

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"

	estrade "estrade/app"
)

// rehearsalPace is how much faster than people a trainer's rehearsal answers: a
// vote takes some five seconds, and a trainer alone does not wait long.
const rehearsalPace = 0.25

// Options configures a Troupe. Sessions is required.
type Options struct {
	Sessions estrade.Sessions
	Pack     *estrade.Pack // what common sense leans on; nil: nothing
	Pace     float64       // as in CrowdOptions; 0: a quarter of people's time
	Logger   *slog.Logger  // nil: slog.Default
}

// Troupe plays the participants of the trainer's rehearsals. Its methods may be
// called by several goroutines.
type Troupe struct {
	o   Options
	log *slog.Logger

	mu     sync.Mutex
	crowds map[estrade.SessionID][]*Crowd
}

// New returns a troupe that plays nowhere yet.
func New(o Options) *Troupe {
	t := &Troupe{o: o, log: o.Logger, crowds: make(map[estrade.SessionID][]*Crowd)}
	if t.log == nil {
		t.log = slog.Default()
	}
	if t.o.Pace == 0 {
		t.o.Pace = rehearsalPace
	}
	return t
}

// Start lets n simulated participants join an open rehearsal and answer until
// Stop or its end; it returns while they arrive one after the other. A second
// call brings more. CodeInvalid: a number or a temper that is none.
// CodeConflict: the session is no rehearsal, or its room is not open.
func (t *Troupe) Start(ctx context.Context, id estrade.SessionID, n int, temper string) error {
	view, err := t.o.Sessions.View(ctx, id)
	if err != nil {
		return err
	}
	if !view.Session.Rehearsal {
		return estrade.NewError(estrade.CodeConflict, "not-a-rehearsal",
			"Simulated participants join rehearsals only.", "Start a rehearsal.")
	}
	if view.Session.State != estrade.SessionOpen || view.Join == nil || view.Join.LocalURL == "" {
		return estrade.NewError(estrade.CodeConflict, "room-not-open",
			"The room is not open.", "Open the room, then let the simulated participants in.")
	}
	crowd, err := NewCrowd(CrowdOptions{
		Join: view.Join.LocalURL, People: n, Temper: Temper(temper), Language: view.Session.StageLanguage,
		Seed: rand.Uint64(), Pace: t.o.Pace, Incidents: true, Pack: t.o.Pack, Logger: t.log,
	})
	if err != nil {
		return err
	}
	t.mu.Lock()
	t.crowds[id] = append(t.crowds[id], crowd)
	t.mu.Unlock()
	go func() {
		// The ones who joined play on when others could not.
		if err := crowd.Join(context.WithoutCancel(ctx)); err != nil {
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
	t.crowds = make(map[estrade.SessionID][]*Crowd)
	t.mu.Unlock()
	for _, crowds := range all {
		for _, c := range crowds {
			c.Leave()
		}
	}
}
