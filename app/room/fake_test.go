package room

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing/fstest"
	"time"

	estrade "estrade/app"
)

// fakeAnswers lets in with one code or secret. The ports the room's server does
// not use are those of a nil port: calling one is a failure.
type fakeAnswers struct {
	estrade.Answers

	mu    sync.Mutex
	joins []estrade.JoinRequest
	wrong int // codes tried in vain

	before func() // at the start of each call
}

const goodCode, goodSecret = "ABC234", "secretsecret"

func (f *fakeAnswers) check(code, secret string) error {
	if f.before != nil {
		f.before()
	}
	if code == goodCode || secret == goodSecret {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.wrong++
	return estrade.NewError(estrade.CodeUnauthorised, "code-unknown", "No such code.", "Look again.")
}

func (f *fakeAnswers) tried() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.wrong
}

func (f *fakeAnswers) Greet(_ context.Context, code, secret string, l estrade.Language) (estrade.Greeting, error) {
	if err := f.check(code, secret); err != nil {
		return estrade.Greeting{}, err
	}
	return estrade.Greeting{Session: "s1", Title: "Atelier", Language: l}, nil
}

func (f *fakeAnswers) Join(_ context.Context, r estrade.JoinRequest) (estrade.Joined, error) {
	if err := f.check(r.Code, r.Secret); err != nil {
		return estrade.Joined{}, err
	}
	switch r.Name {
	case "":
		return estrade.Joined{}, estrade.NewError(estrade.CodeInvalid, "name-missing", "No name.", "Give one.")
	case "Zoé cassée":
		return estrade.Joined{}, errors.New("write Zoé: disk")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.joins = append(f.joins, r)
	return estrade.Joined{Session: "s1", Participant: "p1", Token: "t1", Device: "d1", Reentry: "r1"}, nil
}

func (f *fakeAnswers) Reenter(_ context.Context, r estrade.ReentryRequest) (estrade.Joined, error) {
	if err := f.check(r.Reentry, ""); err != nil {
		return estrade.Joined{}, err
	}
	return estrade.Joined{Participant: "p1"}, nil
}

func (f *fakeAnswers) Authenticate(_ context.Context, token string) (estrade.Caller, error) {
	if token != "t1" {
		return estrade.Caller{}, estrade.NewError(estrade.CodeUnauthorised, "unknown-token", "Unknown.", "Join again.")
	}
	return estrade.Caller{Session: "s1", Participant: "p1"}, nil
}

func (f *fakeAnswers) Personal(_ context.Context, _ estrade.SessionID, p estrade.ParticipantID, code string) (estrade.File, error) {
	return estrade.File{Name: string(p) + ".pdf", Type: "application/pdf", Data: []byte{0, 255, 1}, ReturnCode: code}, nil
}

func (f *fakeAnswers) Reminder(_ context.Context, _ estrade.SessionID, p estrade.ParticipantID, step string, plan int) (estrade.File, error) {
	return estrade.File{Name: fmt.Sprintf("%s-%s-%d.ics", p, step, plan), Type: "text/calendar"}, nil
}

// stepClock moves when told to.
type stepClock struct {
	mu  sync.Mutex
	now time.Time
}

func newStepClock() *stepClock { return &stepClock{now: time.UnixMilli(1_790_000_000_000)} }

func (c *stepClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *stepClock) step(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// built is a built frontend: what join and stage load, and what they do not.
func built() fstest.MapFS {
	text := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	long := make([]byte, 20_000)
	for i := range long {
		long[i] = "abcd"[i%4]
	}
	return fstest.MapFS{
		"index.html":               text(`<script src="/assets/console-1.js"></script>`),
		"join.html":                text(`<title>join</title><link rel="icon" href="/favicon.svg"><script src="/assets/join-2.js"></script>`),
		"stage.html":               text(`<title>stage</title><link href="/assets/stage-3.css">`),
		"favicon.svg":              text(`<svg/>`),
		"secret.txt":               text(`not for pages`),
		"assets/console-1.js":      text(`console`),
		"assets/join-2.js":         &fstest.MapFile{Data: append([]byte(`import "./chunk-4.js";`), long...)},
		"assets/chunk-4.js":        text(`import "./join-2.js"`),
		"assets/stage-3.css":       text(`@font-face{src:url(letters-5.woff2)}`),
		"assets/letters-5.woff2":   text("\x01\x02\x03"),
		"assets/letters-6.woff2":   text("\x01"),
		"assets/join-2.js.old.map": text(`x`),
	}
}
