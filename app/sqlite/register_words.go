package sqlite

import (
	"cmp"
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	estrade "estrade/app"
)

// Names are sealed, so no index on the disk may hold them: what a search of the
// register looks through is kept in memory, from the first search on, a line a
// document. A session of which something was written since is read anew.

// registerWords is what a search looks through, the last issued first.
type registerWords struct {
	mu     sync.Mutex // held through a search
	filled bool
	lines  []wordedLine

	dirtyMu sync.Mutex
	dirty   map[estrade.SessionID]bool

	warming warming
}

// warming reads the lines in the background, once a run of the program.
type warming struct {
	begun atomic.Bool
	going sync.WaitGroup
	stop  context.CancelFunc
	mu    sync.Mutex // guards stop and ended
	ended bool
}

// warmWords begins to read the lines that a search will look through, at the
// first page of the register: whoever looks at it is about to search. On one
// processor, since a session may be running on the others.
func (s *Store) warmWords(text func(estrade.RegisteredDocument) string) {
	w := &s.words.warming
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ended || w.begun.Swap(true) {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	w.stop = stop
	w.going.Go(func() {
		defer stop()
		s.words.mu.Lock()
		defer s.words.mu.Unlock()
		if err := s.freshWords(ctx, text, 1); err != nil {
			w.begun.Store(false) // the search that needs them says what is wrong
		}
	})
}

// end stops reading and waits for it.
func (w *warming) end() {
	w.mu.Lock()
	w.ended = true
	if w.stop != nil {
		w.stop()
	}
	w.mu.Unlock()
	w.going.Wait()
}

// wordedLine is a line of the register as a search sees it.
type wordedLine struct {
	number   string
	session  estrade.SessionID
	issuedAt int64
	zone     string
	text     string // folded by the query's Text
	opened   bool   // the key of its name was there
}

// touch tells that something was written of a session.
func (w *registerWords) touch(id estrade.SessionID) {
	w.dirtyMu.Lock()
	defer w.dirtyMu.Unlock()
	if w.dirty == nil {
		w.dirty = make(map[estrade.SessionID]bool)
	}
	w.dirty[id] = true
}

// taken returns the sessions touched since it was last called.
func (w *registerWords) taken() map[estrade.SessionID]bool {
	w.dirtyMu.Lock()
	defer w.dirtyMu.Unlock()
	taken := w.dirty
	w.dirty = nil
	return taken
}

// wordsOf returns the numbers of the lines that hold every word of a query and
// that its Keep keeps, the last issued first.
func (s *Store) wordsOf(ctx context.Context, q estrade.RegisterQuery) (numbers []string, err error) {
	s.words.mu.Lock()
	defer s.words.mu.Unlock()
	for {
		if err := s.freshWords(ctx, q.Text, runtime.GOMAXPROCS(0)); err != nil {
			return nil, err
		}
		found := s.found(q)
		if !s.keyGone(found) {
			for _, l := range found {
				numbers = append(numbers, l.number)
			}
			return numbers, nil
		}
	}
}

// keyGone tells whether the key of a name that was found was destroyed since it
// was read; its session is then read anew.
func (s *Store) keyGone(found []wordedLine) (gone bool) {
	looked := make(map[estrade.SessionID]bool)
	for _, l := range found {
		if !l.opened || looked[l.session] {
			continue
		}
		looked[l.session] = true
		if _, err := s.sealer.cipher(estrade.KeyName{Session: l.session, Use: estrade.KeyAttendance}); isKeyDestroyed(err) {
			s.words.touch(l.session)
			gone = true
		}
	}
	return gone
}

// found are the lines a query asks for; words.mu is held.
func (s *Store) found(q estrade.RegisterQuery) (found []wordedLine) {
	for _, l := range s.words.lines {
		if q.From != 0 && l.issuedAt < q.From || q.To != 0 && l.issuedAt >= q.To {
			continue
		}
		if slices.ContainsFunc(q.Words, func(word string) bool { return !strings.Contains(l.text, word) }) {
			continue
		}
		if q.Keep != nil && !q.Keep(estrade.RegisteredDocument{Document: estrade.IssuedDocument{Number: l.number, IssuedAt: l.issuedAt}, Zone: l.zone}) {
			continue
		}
		found = append(found, l)
	}
	return found
}

// freshWords reads what is missing of the lines, on so many processors; words.mu
// is held.
func (s *Store) freshWords(ctx context.Context, text func(estrade.RegisteredDocument) string, processors int) error {
	dirty := s.words.taken()
	if !s.words.filled {
		lines, err := s.wordedLines(ctx, processors, text, ``)
		if err != nil {
			return err
		}
		s.words.lines, s.words.filled = lines, true
		return nil
	}
	if len(dirty) == 0 {
		return nil
	}
	lines := slices.DeleteFunc(s.words.lines, func(l wordedLine) bool { return dirty[l.session] })
	for id := range dirty {
		more, err := s.wordedLines(ctx, processors, text, ` AND d.session = ?`, string(id))
		if err != nil {
			s.words.filled = false
			return err
		}
		lines = append(lines, more...)
	}
	slices.SortFunc(lines, func(a, b wordedLine) int {
		return cmp.Or(cmp.Compare(b.issuedAt, a.issuedAt), cmp.Compare(b.number, a.number))
	})
	s.words.lines = lines
	return nil
}

// wordedLines reads lines of the register and folds what can be searched in them.
func (s *Store) wordedLines(ctx context.Context, processors int, text func(estrade.RegisteredDocument) string, where string, args ...any) ([]wordedLine, error) {
	type sealedLine struct {
		of   estrade.RegisteredDocument
		name []byte
	}
	sealed, err := all(ctx, s.read, func(r scanner) (l sealedLine, err error) {
		d := &l.of.Document
		return l, r.Scan(&d.Number, &d.Session, &d.Code, &d.IssuedAt, &l.name, &l.of.Title, &l.of.Client, &l.of.Zone)
	}, `SELECT d.number, d.session, d.code, d.issued_at, d.sealed_name, s.title, s.client, s.zone`+registered+where+registerOrder, args...)
	if err != nil {
		return nil, err
	}
	lines := make([]wordedLine, len(sealed))
	return lines, inParts(len(sealed), processors, func(from, to int) error {
		opener := seals{sealer: s.sealer}
		for i := from; i < to; i++ {
			if err := ctx.Err(); err != nil {
				return err
			}
			x, d := &sealed[i].of, &sealed[i].of.Document
			opener.session = d.Session
			var err error
			if d.Name, err = opener.openText(estrade.KeyAttendance, sealed[i].name, documentPlace(d.Number)); err != nil {
				return err
			}
			lines[i] = wordedLine{d.Number, d.Session, d.IssuedAt, x.Zone, text(*x), d.Name != ""}
		}
		return nil
	})
}

// inParts does n things on so many processors, a stretch on each.
func inParts(n, processors int, do func(from, to int) error) error {
	parts := min(processors, max(1, n/1000))
	errs := make([]error, parts)
	var going sync.WaitGroup
	for i := range parts {
		going.Go(func() { errs[i] = do(n*i/parts, n*(i+1)/parts) })
	}
	going.Wait()
	return errors.Join(errs...)
}
