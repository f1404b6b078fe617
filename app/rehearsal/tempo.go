package rehearsal

import (
	"context"
	"sync"
	"time"
)

// tempo is how fast a crowd's time runs beside the computer's. Its methods may
// be called by several goroutines.
type tempo struct {
	mu      sync.Mutex
	speed   float64       // 0: it stands still
	changed chan struct{} // closed at the next change, or at wake
}

func newTempo(speed float64) *tempo {
	return &tempo{speed: speed, changed: make(chan struct{})}
}

// set changes the speed, of waits that have begun too.
func (t *tempo) set(speed float64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.speed = max(0, speed)
	t.tell()
}

// wake has everybody who waits look again whether they still have to.
func (t *tempo) wake() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tell()
}

func (t *tempo) tell() {
	close(t.changed)
	t.changed = make(chan struct{})
}

func (t *tempo) now() (speed float64, changed <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.speed, t.changed
}

// pass waits until left of the crowd's time has passed, something changes, or
// woken fires; what remains is left. ctx's error when it ends first.
func (t *tempo) pass(ctx context.Context, left *time.Duration, woken <-chan struct{}) error {
	if *left <= 0 {
		return ctx.Err()
	}
	speed, changed := t.now()
	var over <-chan time.Time
	if speed > 0 {
		timer := time.NewTimer(time.Duration(float64(*left) / speed))
		defer timer.Stop()
		over = timer.C
	}
	began := time.Now()
	select {
	case <-over:
		*left = 0
		return nil
	case <-changed:
	case <-woken:
	case <-ctx.Done():
		return ctx.Err()
	}
	*left -= time.Duration(float64(time.Since(began)) * speed)
	return nil
}

// wait waits until so much of the crowd's time has passed.
func (t *tempo) wait(ctx context.Context, left time.Duration) error {
	for {
		if err := t.pass(ctx, &left, nil); err != nil || left <= 0 {
			return err
		}
	}
}
