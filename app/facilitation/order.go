package facilitation

import "sync"

// order applies what transactions saved in the order in which they ran.
type order struct {
	mu      sync.Mutex
	taken   int64                      // turns given out, one per transaction
	ready   map[int64][]func(*session) // of transactions that ended, until their turn
	next    int64                      // turn to apply
	waiting map[int64]chan struct{}    // closed once the turn is applied
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
	if before := o.advance(s, turn, applied); before != nil {
		<-before
	}
}

// advance applies what is due. It returns a channel that is closed once turn is
// applied too, nil when it is already.
func (o *order) advance(s *session, turn int64, applied []func(*session)) <-chan struct{} {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.ready == nil {
		o.ready = make(map[int64][]func(*session))
		o.waiting = make(map[int64]chan struct{})
	}
	o.ready[turn] = applied
	if turn != o.next {
		o.waiting[turn] = make(chan struct{})
		return o.waiting[turn]
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		steps, ok := o.ready[o.next]
		if !ok {
			return nil
		}
		for _, step := range steps {
			step(s)
		}
		delete(o.ready, o.next)
		if applied, ok := o.waiting[o.next]; ok {
			close(applied)
			delete(o.waiting, o.next)
		}
		o.next++
	}
}
