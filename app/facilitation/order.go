package facilitation

import "sync"

// order applies what transactions saved in the order in which they ran.
type order struct {
	mu    sync.Mutex
	taken int64                      // turns given out, one per transaction
	ready map[int64][]func(*session) // of transactions that ended, until their turn
	next  int64                      // turn to apply
	moved *sync.Cond                 // next grew
}

// take gives a transaction its turn; transactions run one after the other.
func (o *order) take() int64 {
	o.mu.Lock()
	defer o.mu.Unlock()
	turn := o.taken
	o.taken++
	return turn
}

// apply hands in what a transaction saved, nothing when it failed, and returns
// once it is in the projection.
func (o *order) apply(s *session, turn int64, applied []func(*session)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.moved == nil {
		o.moved = sync.NewCond(&o.mu)
		o.ready = make(map[int64][]func(*session))
	}
	o.ready[turn] = applied
	for {
		steps, ok := o.ready[o.next]
		if !ok {
			break
		}
		delete(o.ready, o.next)
		o.next++
		if len(steps) == 0 {
			continue
		}
		s.mu.Lock()
		for _, step := range steps {
			step(s)
		}
		s.mu.Unlock()
	}
	o.moved.Broadcast()
	for o.next <= turn {
		o.moved.Wait()
	}
}
