package room

import (
	"context"
	"runtime"
	"sync"

	estrade "estrade/app"
)

// drawing bounds the documents made at once: a room that fetches all of them
// waits its turn, and answers are still taken meanwhile. One person has one made
// at a time.
type drawing struct {
	turns chan struct{}

	mu   sync.Mutex
	busy map[estrade.ParticipantID]struct{}
}

func newDrawing() *drawing {
	return &drawing{
		turns: make(chan struct{}, max(2, runtime.GOMAXPROCS(0))),
		busy:  make(map[estrade.ParticipantID]struct{}),
	}
}

// begin waits for a turn or for the end of ctx. After nil, finish must be called.
func (d *drawing) begin(ctx context.Context, p estrade.ParticipantID) error {
	d.mu.Lock()
	_, already := d.busy[p]
	if !already {
		d.busy[p] = struct{}{}
	}
	d.mu.Unlock()
	if already {
		return errDrawing
	}
	select {
	case d.turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		d.free(p)
		return ctx.Err()
	}
}

func (d *drawing) finish(p estrade.ParticipantID) {
	<-d.turns
	d.free(p)
}

func (d *drawing) free(p estrade.ParticipantID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.busy, p)
}
