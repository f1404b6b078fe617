// Package room is the server that participants' browsers and the stage reach
// over the room's network: join, participant and stage pages, joining, and the
// live connection. Nothing of the console is reachable through it.
// docs/protocol.md is its contract with pages.
package room

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"mime"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	estrade "estrade/app"
)

// bodyLimit is the largest body of a request, in bytes.
const bodyLimit = 16 << 10

// Options configures a Room. Answers, Realtime and Assets are required.
type Options struct {
	Answers  estrade.Answers
	Realtime http.Handler // the live connection's
	Assets   fs.FS        // the built frontend

	// ConsoleOrigin returns the origin of the console's pages, which may show
	// the stage in a frame; nil or "": only the window may.
	ConsoleOrigin func() string
	// OnReached is called once for every other device that reaches the room,
	// with its address; nil: nothing.
	OnReached func(remote string)
	// ExtraHosts are names the room may be asked under besides its addresses
	// and localhost: for tests that map a name to 127.0.0.1.
	ExtraHosts []string

	Guard  func()        // called at the entry of every handler; nil: nothing
	Logger *slog.Logger  // nil: slog.Default
	Clock  estrade.Clock // nil: the system's
}

// Room is the room's server. Its methods may be called by several goroutines.
type Room struct {
	o       Options
	log     *slog.Logger
	guard   func()
	guesses *guesses
	handler http.Handler

	mu      sync.Mutex
	reached map[string]struct{} // addresses of other devices
}

// New returns a Room that listens nowhere yet.
func New(o Options) (*Room, error) {
	pages, err := NewPages(o.Assets, map[string]string{"/": "join.html", "/stage": "stage.html"})
	if err != nil {
		return nil, err
	}
	if o.Clock == nil {
		o.Clock = systemClock{}
	}
	r := &Room{
		o:       o,
		log:     o.Logger,
		guard:   o.Guard,
		guesses: newGuesses(o.Clock),
		reached: make(map[string]struct{}),
	}
	if r.log == nil {
		r.log = slog.Default()
	}
	if r.guard == nil {
		r.guard = func() {}
	}
	mux := http.NewServeMux()
	mux.Handle("/", pages)
	mux.Handle("GET /connection/websocket", o.Realtime)
	mux.HandleFunc("GET /health", r.health)
	mux.HandleFunc("POST /api/greet", r.greet)
	mux.HandleFunc("POST /api/join", r.join)
	mux.HandleFunc("POST /api/reenter", r.reenter)
	mux.HandleFunc("POST /api/personal", r.personal)
	mux.HandleFunc("POST /api/reminder", r.reminder)
	mux.HandleFunc("/api/", r.notFound)
	r.handler = r.guarded(r.protected(mux))
	return r, nil
}

// Handler returns the room's routes behind their checks. It must be served by
// an http.Server, which tells the address a request came in on.
func (r *Room) Handler() http.Handler { return r.handler }

var (
	errNotFound = estrade.NewError(estrade.CodeNotFound, "page-not-found",
		"There is nothing at this address.", "Check the address on the screen.")
	errMalformed = estrade.NewError(estrade.CodeInvalid, "malformed-request",
		"The message cannot be read.", "Reload the page.")
	errTooLarge = estrade.NewError(estrade.CodeTooLarge, "request-too-large",
		"The message is too large.", "Send less at once.")
	errTooManyTries = estrade.NewError(estrade.CodeTooMany, "too-many-tries",
		"Too many wrong codes were tried.", "Wait a second, check the code on the screen and try again.")
)

func (r *Room) health(w http.ResponseWriter, _ *http.Request) {
	r.reply(w, struct {
		OK bool `json:"ok"`
	}{true})
}

// greetRequest asks what the join page shows. One of Code and Secret is set.
type greetRequest struct {
	Code     string           `json:"code"`
	Secret   string           `json:"secret"`
	Language estrade.Language `json:"language"`
}

func (r *Room) greet(w http.ResponseWriter, req *http.Request) {
	answer(r, w, req, func(ctx context.Context, q greetRequest) (estrade.Greeting, error) {
		return typed(r, q.Code != "", func() (estrade.Greeting, error) {
			return r.o.Answers.Greet(ctx, q.Code, q.Secret, q.Language)
		})
	})
}

func (r *Room) join(w http.ResponseWriter, req *http.Request) {
	answer(r, w, req, func(ctx context.Context, q estrade.JoinRequest) (estrade.Joined, error) {
		return typed(r, q.Code != "", func() (estrade.Joined, error) { return r.o.Answers.Join(ctx, q) })
	})
}

func (r *Room) reenter(w http.ResponseWriter, req *http.Request) {
	answer(r, w, req, func(ctx context.Context, q estrade.ReentryRequest) (estrade.Joined, error) {
		// The re-entry code is typed even after a scan.
		return typed(r, true, func() (estrade.Joined, error) { return r.o.Answers.Reenter(ctx, q) })
	})
}

// personal returns the document only its owner may fetch.
func (r *Room) personal(w http.ResponseWriter, req *http.Request) {
	answer(r, w, req, func(ctx context.Context, q estrade.FileRequest) (estrade.File, error) {
		who, err := r.o.Answers.Authenticate(ctx, q.Token)
		if err != nil {
			return estrade.File{}, err
		}
		return r.o.Answers.Personal(ctx, who.Session, who.Participant, q.ReturnCode)
	})
}

// reminder returns the calendar file of one of its owner's plans.
func (r *Room) reminder(w http.ResponseWriter, req *http.Request) {
	answer(r, w, req, func(ctx context.Context, q estrade.FileRequest) (estrade.File, error) {
		who, err := r.o.Answers.Authenticate(ctx, q.Token)
		if err != nil {
			return estrade.File{}, err
		}
		return r.o.Answers.Reminder(ctx, who.Session, who.Participant, q.Step, q.Plan)
	})
}

func (r *Room) notFound(w http.ResponseWriter, req *http.Request) { r.refuse(w, req, errNotFound) }

// answer reads a request, hands it over and writes the reply.
func answer[Q, A any](r *Room, w http.ResponseWriter, req *http.Request, do func(context.Context, Q) (A, error)) {
	var q Q
	if err := read(w, req, &q); err != nil {
		r.refuse(w, req, err)
		return
	}
	a, err := do(req.Context(), q)
	if err != nil {
		r.refuse(w, req, err)
		return
	}
	r.reply(w, a)
}

// typed counts f's failures when it depends on a code a person typed. A secret
// from the QR has 128 bits and cannot be guessed.
func typed[A any](r *Room, code bool, f func() (A, error)) (a A, err error) {
	if !code {
		return f()
	}
	if !r.guesses.begin() {
		return a, errTooManyTries
	}
	wrong := true // also when f panics
	defer func() { r.guesses.finish(wrong) }()
	a, err = f()
	switch estrade.ErrorCode(err) {
	case estrade.CodeUnauthorised, estrade.CodeForbidden, estrade.CodeNotFound:
	default:
		wrong = false
	}
	return a, err
}

// read decodes a request's one JSON value; unknown fields are for versions to come.
func read(w http.ResponseWriter, req *http.Request, into any) error {
	if kind, _, err := mime.ParseMediaType(req.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return errMalformed
	}
	d := json.NewDecoder(http.MaxBytesReader(w, req.Body, bodyLimit))
	err := d.Decode(into)
	if err == nil && d.More() {
		return errMalformed
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return errTooLarge
	}
	if err != nil {
		return errMalformed.WithCause(err)
	}
	return nil
}

func (r *Room) reply(w http.ResponseWriter, a any) {
	text, err := estrade.JSON(a)
	if err != nil {
		r.log.Error("reply not encoded", "error", err)
		r.write(w, http.StatusInternalServerError, publicText(err))
		return
	}
	r.write(w, http.StatusOK, text)
}

// refuse writes an error. What is internal goes to the log; other refusals are
// the page's business and may name what a person typed.
func (r *Room) refuse(w http.ResponseWriter, req *http.Request, err error) {
	code := estrade.Public(err).Code
	if code == estrade.CodeInternal {
		r.log.Error("request failed", "path", req.URL.Path, "error", err)
	}
	if code == estrade.CodeTooMany {
		w.Header().Set("Retry-After", "1")
	}
	r.write(w, code.Status(), publicText(err))
}

// publicText is what a page is told of err.
func publicText(err error) []byte {
	text, encodeErr := estrade.JSON(estrade.Public(err))
	if encodeErr != nil {
		return []byte(`{"code":"internal","key":"internal","message":""}`)
	}
	return text
}

func (r *Room) write(w http.ResponseWriter, status int, text []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	// A write fails when the browser has left.
	_, _ = w.Write(text)
}

// guarded answers a panic of next with an internal error and logs its stack.
func (r *Room) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				r.log.Error("panic in room handler", "path", req.URL.Path, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
				r.write(w, http.StatusInternalServerError, publicText(errors.New("panic")))
			}
		}()
		r.guard()
		next.ServeHTTP(w, req)
	})
}

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }
