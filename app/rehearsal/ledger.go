package rehearsal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	estrade "estrade/app"
)

// Ledger keeps what a crowd was promised: every answer the room acknowledged,
// with its last value, so that it can be compared with what the database holds.
// Its methods may be called by several goroutines.
type Ledger struct {
	mu      sync.Mutex
	entries map[estrade.AnswerKey]*entry
	tally   Tally
	waits   []Wait
}

// Wait is how long an answer waited for its acknowledgement.
type Wait struct {
	Sent time.Time // first
	Took time.Duration
}

// Tally counts what became of answers.
type Tally struct {
	Acknowledged int `json:"acknowledged"` // answers the room said are on disk
	Places       int `json:"places"`       // places in the workshop that hold an acknowledged answer
	Declined     int `json:"declined"`     // acknowledged answers that say "I prefer not to answer"
	Edited       int `json:"edited"`       // acknowledged answers that replaced an earlier one
	Refused      int `json:"refused"`      // answers the room refused, a part being closed or a list locked
	Resent       int `json:"resent"`       // answers sent again under the same id, the connection having been lost
	Uncertain    int `json:"uncertain"`    // answers sent whose fate is not known: never acknowledged, perhaps kept
}

// entry is one place in the workshop.
type entry struct {
	acknowledged int               // answers, each id once
	last         json.RawMessage   // the last one acknowledged
	maybe        []json.RawMessage // sent since and not acknowledged: each may be kept
	doubt        bool              // an answer was never acknowledged nor refused for certain
}

func newLedger() *Ledger {
	return &Ledger{entries: make(map[estrade.AnswerKey]*entry)}
}

func (l *Ledger) entry(k estrade.AnswerKey) *entry {
	e := l.entries[k]
	if e == nil {
		e = &entry{}
		l.entries[k] = e
	}
	return e
}

// send records that an answer is about to be sent: from now on it may be kept.
func (l *Ledger) send(k estrade.AnswerKey, value json.RawMessage) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.entry(k)
	e.maybe = append(e.maybe, value)
}

// acknowledge records that the room took an answer.
func (l *Ledger) acknowledge(k estrade.AnswerKey, value json.RawMessage, w Wait, resent bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.entry(k)
	if e.acknowledged > 0 {
		l.tally.Edited++
	} else {
		l.tally.Places++
	}
	e.acknowledged++
	e.last, e.maybe = value, nil
	l.tally.Acknowledged++
	if isNull(value) {
		l.tally.Declined++
	}
	if resent {
		l.tally.Resent++
	}
	l.waits = append(l.waits, w)
}

// lose records that the answer sent last at a place was not acknowledged.
// certain says that the room refused it and had no earlier copy of it.
func (l *Ledger) lose(k estrade.AnswerKey, certain bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.entry(k)
	if certain {
		l.tally.Refused++
		e.maybe = e.maybe[:len(e.maybe)-1]
		return
	}
	e.doubt = true
	l.tally.Uncertain++
}

// Tally returns the counts so far.
func (l *Ledger) Tally() Tally {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.tally
}

// Waits returns how long each acknowledged answer waited, in the order of the
// acknowledgements.
func (l *Ledger) Waits() []Wait {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.waits)
}

// Last returns the last acknowledged value of every place that has one.
func (l *Ledger) Last() map[estrade.AnswerKey]json.RawMessage {
	l.mu.Lock()
	defer l.mu.Unlock()
	last := make(map[estrade.AnswerKey]json.RawMessage, len(l.entries))
	for k, e := range l.entries {
		if e.acknowledged > 0 {
			last[k] = e.last
		}
	}
	return last
}

// Missing compares what was promised with what the database holds of the
// session and returns one sentence for every difference: an acknowledged answer
// that is not there, is there twice, has another value or another number of
// edits, and an answer that nobody gave. It may be called while answers are on
// their way.
func (l *Ledger) Missing(kept []estrade.Answer) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var wrong []string
	seen := make(map[estrade.AnswerKey]bool, len(kept))
	for _, a := range kept {
		if seen[a.Key] {
			wrong = append(wrong, fmt.Sprintf("%s is kept twice", place(a.Key)))
			continue
		}
		seen[a.Key] = true
		e := l.entries[a.Key]
		if e == nil || e.acknowledged == 0 && len(e.maybe) == 0 {
			wrong = append(wrong, fmt.Sprintf("%s is kept and nobody answered it", place(a.Key)))
			continue
		}
		if why := e.differs(a); why != "" {
			wrong = append(wrong, place(a.Key)+" "+why)
		}
	}
	for k, e := range l.entries {
		if e.acknowledged > 0 && !seen[k] {
			wrong = append(wrong, fmt.Sprintf("%s was acknowledged and is lost", place(k)))
		}
	}
	slices.Sort(wrong)
	return wrong
}

func (e *entry) differs(a estrade.Answer) string {
	same := func(v json.RawMessage) bool { return bytes.Equal(v, a.Value) }
	switch {
	case (e.acknowledged == 0 || !same(e.last)) && !slices.ContainsFunc(e.maybe, same):
		return fmt.Sprintf("was acknowledged as %s and is kept as %s", e.last, a.Value)
	case !e.doubt && len(e.maybe) == 0 && a.Edits != e.acknowledged-1:
		return fmt.Sprintf("was acknowledged %d times and is kept with %d edits", e.acknowledged, a.Edits)
	}
	return ""
}

// place names where an answer belongs.
func place(k estrade.AnswerKey) string {
	who := string(k.Subject.Participant)
	if k.Subject.Table != "" {
		who = "table " + string(k.Subject.Table)
	}
	where := k.Step + "/" + k.Part
	if k.Pass != "" {
		where += "/" + k.Pass
	}
	return fmt.Sprintf("answer %s/%s of %s", where, k.Item, who)
}

func isNull(v json.RawMessage) bool { return bytes.Equal(v, []byte("null")) }
