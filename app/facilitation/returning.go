package facilitation

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/crypto/argon2"

	estrade "estrade/app"
)

// A return code (G-25) is a handle, which finds candidates and is kept as it is,
// and a secret of 13 signs out of 28, 62 bits, of which only a memory-hard
// digest is kept. People type both at once.
const (
	returnHandle    = 3
	returnSecret    = 13
	maxReturnCodes  = 5 // of one person; each personal document fetched without the code makes one
	argonPasses     = 2
	argonMemory     = 19 << 10 // KiB
	argonDigestSize = 32
)

// stepEarlier is the step under which what a person answered in an earlier
// session stands in this one; no step of an agenda has such an id. partOwn holds
// their own results, as shown then.
const (
	stepEarlier = "@earlier"
	partOwn     = "own"
)

// returning bounds memory: one digest is computed at a time.
type returning struct {
	mu   sync.Mutex
	made map[estrade.ParticipantID]int
}

func (g *returning) digest(secret string, salt []byte) []byte {
	g.mu.Lock()
	defer g.mu.Unlock()
	return argon2.IDKey([]byte(secret), salt, argonPasses, argonMemory, 1, argonDigestSize)
}

// count counts the codes made for a person in this run, false when it is enough.
func (g *returning) count(p estrade.ParticipantID) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.made == nil {
		g.made = make(map[estrade.ParticipantID]int)
	}
	g.made[p]++
	return g.made[p] <= maxReturnCodes
}

// codeOwner finds whose code it is; ok false when nobody has it.
func (d *Desk) codeOwner(ctx context.Context, typed string) (estrade.ReturnCode, bool, error) {
	code := normaliseCode(typed)
	if len(code) != returnHandle+returnSecret {
		return estrade.ReturnCode{}, false, nil
	}
	candidates, err := d.store.ReturnCodes(ctx, code[:returnHandle])
	if err != nil {
		return estrade.ReturnCode{}, false, err
	}
	for _, c := range candidates {
		if subtle.ConstantTimeCompare(d.returning.digest(code[returnHandle:], c.Salt), c.Digest) == 1 {
			return c, true, nil
		}
	}
	return estrade.ReturnCode{}, false, nil
}

// returnCodeOf returns the code to print for a person: the one they hold, else
// a new one.
func (d *Desk) returnCodeOf(ctx context.Context, s *session, p estrade.ParticipantID, held string) (string, error) {
	if held != "" {
		owner, ok, err := d.codeOwner(ctx, held)
		if err != nil {
			return "", err
		}
		if ok && owner.Participant == p {
			return groupCode(normaliseCode(held)), nil
		}
	}
	if !d.returning.count(p) {
		return "", estrade.NewError(estrade.CodeTooMany, "too-many-codes", "Too many return codes were made for you.",
			"Use the document you already have.")
	}
	code := newSigns(returnHandle + returnSecret)
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	entry := estrade.ReturnCode{
		Session: s.id, Participant: p, Handle: code[:returnHandle], Salt: salt,
		Digest: d.returning.digest(code[returnHandle:], salt),
	}
	if err := d.update(ctx, s, func(tx *recorder) error { return tx.SaveReturnCode(entry) }); err != nil {
		return "", err
	}
	return groupCode(code), nil
}

// groupCode writes a code in groups of four, as it is printed.
func groupCode(code string) string {
	var groups []string
	for chunk := range slices.Chunk([]byte(code), 4) {
		groups = append(groups, string(chunk))
	}
	return strings.Join(groups, "-")
}

// Return implements estrade.Answers.
func (d *Desk) Return(ctx context.Context, id estrade.SessionID, p estrade.ParticipantID, typed string) error {
	s, err := d.session(ctx, id)
	if err != nil {
		return err
	}
	s.mu.RLock()
	who, known := s.participants[p]
	open := s.row.State == estrade.SessionOpen
	s.mu.RUnlock()
	switch {
	case !known || who.Removed:
		return errUnknownParticipant()
	case !open:
		return errSessionClosed()
	}
	owner, ok, err := d.codeOwner(ctx, typed)
	if err != nil {
		return err
	}
	if !ok || owner.Session == id {
		return errUnknownReturnCode()
	}
	earlier, err := d.session(ctx, owner.Session)
	if err != nil {
		return errUnknownReturnCode()
	}
	if earlier.rehearsal() != s.rehearsal() {
		return errUnknownReturnCode()
	}
	brought, err := d.earlierAnswers(earlier, owner.Participant, p)
	if err != nil {
		return err
	}
	err = d.update(ctx, s, func(tx *recorder) error {
		row, err := tx.Session()
		if err != nil {
			return err
		}
		if row.State != estrade.SessionOpen {
			return errSessionClosed()
		}
		return bring(tx, person(p), brought)
	})
	if err != nil {
		return err
	}
	d.publishPerson(s, p)
	return nil
}

// bring saves what a person brings along, in the place of what they brought
// before: answers of two codes never mix.
func bring(tx *recorder, whose estrade.Subject, brought []estrade.Answer) error {
	known, err := tx.AnswersOf(stepEarlier, whose)
	if err != nil {
		return err
	}
	for _, a := range known {
		if err := tx.DeleteAnswer(a.Key); err != nil {
			return err
		}
	}
	for _, a := range brought {
		if err := tx.SaveAnswer(a); err != nil {
			return err
		}
	}
	return nil
}

func errUnknownReturnCode() error {
	return estrade.NewError(estrade.CodeNotFound, "unknown-return-code", "This return code finds no answers.",
		"Check it on your document. If it is lost, go on without it: you lose nothing else.")
}

// earlierAnswers is what a person brings along: their positionings, answer by
// answer, and their own results of positionings and plans as shown then.
func (d *Desk) earlierAnswers(earlier *session, was, now estrade.ParticipantID) ([]estrade.Answer, error) {
	earlier.mu.RLock()
	defer earlier.mu.RUnlock()
	who, known := earlier.participants[was]
	if !known || who.Removed {
		return nil, errUnknownReturnCode()
	}
	earlierAnswer := func(part, pass, item string, value []byte) estrade.Answer {
		return estrade.Answer{
			Key:   estrade.AnswerKey{Subject: person(now), Step: stepEarlier, Part: part, Pass: pass, Item: item},
			Value: value, ClientID: newID(),
		}
	}
	var brought []estrade.Answer
	for i := range earlier.row.Plan.Workshop.Steps {
		r := earlier.runOf(i)
		if r.activity.Assessment == nil {
			continue
		}
		for at, a := range r.answers.of(person(was)) {
			brought = append(brought, earlierAnswer(r.activity.ID, at.pass, at.item, a.Value))
		}
	}
	results := slices.DeleteFunc(d.ownResults(earlier, who), func(o estrade.OwnResult) bool {
		return o.Assessment == nil && o.Commitment == nil
	})
	if len(brought) == 0 && len(results) == 0 {
		return nil, errUnknownReturnCode() // erased meanwhile, or nothing was ever answered
	}
	text, err := json.Marshal(results)
	if err != nil {
		return nil, fmt.Errorf("encode earlier results: %w", err)
	}
	return append(brought, earlierAnswer(partOwn, "", "", text)), nil
}

// earlierResults are a person's results of an earlier session; s.mu is held.
func (s *session) earlierResults(p estrade.ParticipantID) []estrade.OwnResult {
	results := []estrade.OwnResult{}
	a, ok := s.answers[stepEarlier].of(person(p))[place{part: partOwn}]
	if !ok || json.Unmarshal(a.Value, &results) != nil {
		return []estrade.OwnResult{}
	}
	return results
}

// returned reports whether a person brought what they answered in an earlier
// session; s.mu is held.
func (s *session) returned(p estrade.ParticipantID) bool {
	_, ok := s.answers[stepEarlier].of(person(p))[place{part: partOwn}]
	return ok
}

// rehearsal reports whether nothing of a session counts outside of rehearsals.
func (s *session) rehearsal() bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.row.Rehearsal
}

// returns reports whether an earlier session's answers have a use in this one.
func (s *session) returns() bool {
	return slices.ContainsFunc(s.row.Plan.Workshop.Steps, func(step estrade.WorkshopStep) bool {
		a := s.row.Plan.Activities[step.Activity].Assessment
		return a != nil && slices.ContainsFunc(a.Passes, func(p estrade.AssessmentPass) bool { return p.Moment == "follow-up" })
	})
}
