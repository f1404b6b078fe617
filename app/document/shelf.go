package document

import "sync"

// shelf keeps what was made last, for the documents of a batch share most of
// it. What was not asked for while size others were put there goes. It is safe
// for concurrent use.
type shelf[K comparable, V any] struct {
	size       int
	mu         sync.Mutex
	fresh, old map[K]V
}

func (s *shelf[K, V]) find(key K) (V, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v, ok := s.fresh[key]; ok {
		return v, true
	}
	v, ok := s.old[key]
	if ok {
		s.put(key, v)
	}
	return v, ok
}

func (s *shelf[K, V]) keep(key K, v V) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(key, v)
}

func (s *shelf[K, V]) put(key K, v V) {
	if s.fresh == nil || len(s.fresh) >= s.size {
		s.old, s.fresh = s.fresh, make(map[K]V, s.size)
	}
	s.fresh[key] = v
}
