package facilitation

import (
	"context"
	"sync"
	"time"

	estrade "estrade/app"
)

// screenGrace is how long a page that projected the stage may be away before the
// trainer is told: reloaded, or back from a blink of the network, it was never gone.
const screenGrace = 2 * time.Second

// screens are the pages that project a session's stage, in this run of the program.
type screens struct {
	mu     sync.Mutex
	open   int
	left   time.Time // when the last one left; zero while one is here, and before the first
	leftAt int64     // the same, by the session's time
	told   estrade.ScreenView
}

// turn counts a page that came or went, at now by the clock on the wall and
// sessionTime by the session's.
func (s *screens) turn(here bool, now time.Time, sessionTime int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if here {
		s.open++ // below zero before, when a page's leaving was told before its coming
	} else {
		s.open--
	}
	switch {
	case s.open > 0:
		s.left, s.leftAt = time.Time{}, 0
	case s.left.IsZero():
		s.left, s.leftAt = now, sessionTime
	}
}

// view is what the trainer is told.
func (s *screens) view(now time.Time) estrade.ScreenView {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.viewAt(now)
}

func (s *screens) viewAt(now time.Time) estrade.ScreenView {
	switch {
	case s.open > 0 || !s.left.IsZero() && now.Sub(s.left).Abs() < screenGrace:
		return estrade.ScreenView{Here: true}
	case s.left.IsZero():
		return estrade.ScreenView{}
	}
	return estrade.ScreenView{LeftAt: s.leftAt}
}

// turned reports whether what the trainer is told has changed since it was last asked.
func (s *screens) turned(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.viewAt(now)
	was := s.told
	s.told = v
	return was != v
}

// StagePresence implements estrade.Answers.
func (d *Desk) StagePresence(ctx context.Context, id estrade.SessionID, here bool) {
	s, err := d.session(ctx, id)
	if err != nil {
		return // gone meanwhile: there is nobody to tell
	}
	s.screens.turn(here, d.clock.Now(), d.nowOf(s))
}

// tellScreen tells the console when the stage is projected, or no longer.
func (d *Desk) tellScreen(s *session) {
	if s.screens.turned(d.clock.Now()) {
		d.publishConsole(s)
	}
}
