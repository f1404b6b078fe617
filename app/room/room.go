// Package room is the server that participants' browsers and the stage reach
// over the room's network: join, participant, stage and remote pages, joining, and the
// live connection. Nothing of the console is reachable through it.
// docs/protocol.md is its contract with pages.
package room

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"mime"
	"net"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	estrade "estrade/app"
)

// bodyLimit is the largest body of a request, in bytes.
const bodyLimit = 16 << 10

// Options configures a Room. Answers, Remote, Realtime and Assets are required.
type Options struct {
	Answers  estrade.Answers
	Remote   estrade.Remote
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
	pages   *Pages
	routes  []route
	handler http.Handler

	headerTimeout, readTimeout time.Duration

	gate        *gate
	certificate atomic.Pointer[Certificate]
	codes       *guesses // wrong join codes
	reentries   *guesses // wrong re-entry codes
	requests    *pace
	joins       *pace
	drawing     *drawing

	mu      sync.Mutex
	reached map[string]struct{} // addresses of other devices
}

// New returns a Room that listens nowhere yet.
func New(o Options) *Room {
	pages := NewPages(o.Assets, map[string]string{"/": "join.html", "/stage": "stage.html", remotePath: "remote.html", rehearsalPath: "join.html"})
	if o.Clock == nil {
		o.Clock = systemClock{}
	}
	r := &Room{
		o:     o,
		log:   o.Logger,
		guard: o.Guard,
		pages: pages,

		headerTimeout: headerTimeout,
		readTimeout:   readTimeout,

		gate:      newGate(),
		codes:     newGuesses(o.Clock, codesPerSecond, "wrong-reentry"),
		reentries: newGuesses(o.Clock, reentriesPerSecond, "wrong-code"),
		requests:  newPace(o.Clock, requestsPerSecond, requestBurst),
		joins:     newPace(o.Clock, joinsPerSecond, joinBurst),
		drawing:   newDrawing(),
		reached:   make(map[string]struct{}),
	}
	if r.log == nil {
		r.log = slog.Default()
	}
	if r.guard == nil {
		r.guard = func() {}
	}
	r.routes = []route{
		{"/", pages},
		{"GET /connection/websocket", o.Realtime},
		{"GET /health", http.HandlerFunc(r.health)},
		{"POST /api/greet", http.HandlerFunc(r.greet)},
		{"POST /api/join", http.HandlerFunc(r.join)},
		{"POST /api/reenter", http.HandlerFunc(r.reenter)},
		{"POST /api/personal", http.HandlerFunc(r.personal)},
		{"POST /api/reminder", http.HandlerFunc(r.reminder)},
		{"POST /api/remote", http.HandlerFunc(r.remote)},
		{"/api/", http.HandlerFunc(r.notFound)},
	}
	mux := http.NewServeMux()
	for _, route := range r.routes {
		mux.Handle(route.pattern, route.handler)
	}
	r.handler = r.guarded(r.protected(mux))
	return r
}

// route is a handler under an http.ServeMux pattern.
type route struct {
	pattern string
	handler http.Handler
}

// Routes lists all that the room answers: patterns of http.ServeMux, and the
// paths of the files behind "/".
func (r *Room) Routes() (patterns, files []string) {
	for _, route := range r.routes {
		patterns = append(patterns, route.pattern)
	}
	return patterns, r.pages.paths()
}

// Handler returns the room's routes behind their checks. It must be served by
// an http.Server, which tells the address a request came in on.
func (r *Room) Handler() http.Handler { return r.handler }

// Secure has the room served by HTTPS under a certificate from now on, by plain
// HTTP for nil. Live connections go on as they are.
func (r *Room) Secure(c *Certificate) { r.certificate.Store(c) }

var (
	errNotFound = estrade.NewError(estrade.CodeNotFound, "page-not-found",
		"There is nothing at this address.", "Check the address on the screen.")
	errMalformed = estrade.NewError(estrade.CodeInvalid, "malformed-request",
		"The message cannot be read.", "Reload the page.")
	errTooLarge = estrade.NewError(estrade.CodeTooLarge, "request-too-large",
		"The message is too large.", "Send less at once.")
	errTooManyJoins = estrade.NewError(estrade.CodeTooMany, "too-many-joins",
		"Very many people joined from this network at once.", "Wait a few seconds and try again.")
	errDrawing = estrade.NewError(estrade.CodeTooMany, "document-being-made",
		"Your document is being made already.", "Wait a few seconds and try again.")
)

// errTooManyTries says after how many seconds to try again.
func errTooManyTries(wait time.Duration) *estrade.Error {
	seconds := strconv.Itoa(int((wait + time.Second - 1) / time.Second))
	return estrade.NewError(estrade.CodeTooMany, "too-many-tries",
		"Too many wrong codes were tried.", "Wait "+seconds+" s, check the code on the screen and try again.", "seconds", seconds)
}

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
		return typed(r.codes, q.Code != "", req, func() (estrade.Greeting, error) {
			return r.o.Answers.Greet(ctx, q.Code, q.Secret, q.Language)
		})
	})
}

func (r *Room) join(w http.ResponseWriter, req *http.Request) {
	answer(r, w, req, func(ctx context.Context, q estrade.JoinRequest) (estrade.Joined, error) {
		return typed(r.codes, q.Code != "", req, func() (estrade.Joined, error) {
			if !r.mayJoin(req) {
				return estrade.Joined{}, errTooManyJoins
			}
			return r.o.Answers.Join(ctx, q)
		})
	})
}

// mayJoin counts people who join from an address. Those played on this computer
// are a rehearsal's.
func (r *Room) mayJoin(req *http.Request) bool {
	address := remoteAddress(req)
	ip := net.ParseIP(address)
	return ip != nil && ip.IsLoopback() || r.joins.allow(address)
}

func (r *Room) reenter(w http.ResponseWriter, req *http.Request) {
	answer(r, w, req, func(ctx context.Context, q estrade.ReentryRequest) (estrade.Joined, error) {
		return typed(r.codes, q.Code != "", req, func() (estrade.Joined, error) {
			// The re-entry code is typed even after a scan.
			return typed(r.reentries, true, req, func() (estrade.Joined, error) {
				return r.o.Answers.Reenter(ctx, q)
			})
		})
	})
}

// personal returns the document only its owner may fetch.
func (r *Room) personal(w http.ResponseWriter, req *http.Request) {
	answer(r, w, req, func(ctx context.Context, q estrade.FileRequest) (estrade.File, error) {
		return r.draw(ctx, q.Token, func(who estrade.Caller) (estrade.File, error) {
			return r.o.Answers.Personal(ctx, who.Session, who.Participant, q.ReturnCode)
		})
	})
}

// reminder returns the calendar file of one of its owner's plans.
func (r *Room) reminder(w http.ResponseWriter, req *http.Request) {
	answer(r, w, req, func(ctx context.Context, q estrade.FileRequest) (estrade.File, error) {
		return r.draw(ctx, q.Token, func(who estrade.Caller) (estrade.File, error) {
			return r.o.Answers.Reminder(ctx, who.Session, who.Participant, q.Step, q.Plan)
		})
	})
}

// draw makes a file for whom a token speaks for.
func (r *Room) draw(ctx context.Context, token string, paint func(estrade.Caller) (estrade.File, error)) (estrade.File, error) {
	who, err := r.o.Answers.Authenticate(ctx, token)
	if err != nil {
		return estrade.File{}, err
	}
	if err := r.drawing.begin(ctx, who.Participant); err != nil {
		return estrade.File{}, err
	}
	defer r.drawing.finish(who.Participant)
	return paint(who)
}

// remote answers the trainer's phone, whose requests prove themselves. One that
// waits for news does not keep the room from moving.
func (r *Room) remote(w http.ResponseWriter, req *http.Request) {
	answer(r, w, req, func(ctx context.Context, q estrade.RemoteRequest) (estrade.RemoteReply, error) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		if closing, ok := ctx.Value(closingKey{}).(context.Context); ok {
			defer context.AfterFunc(closing, stop)()
		}
		return r.o.Remote.Ask(ctx, q)
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
func typed[A any](g *guesses, code bool, req *http.Request, f func() (A, error)) (a A, err error) {
	if !code {
		return f()
	}
	address := remoteAddress(req)
	if wait := g.begin(address); wait > 0 {
		return a, errTooManyTries(wait)
	}
	was := wrongTry // also when f panics
	defer func() { g.finish(address, was) }()
	a, err = f()
	was = g.outcome(err, a)
	return a, err
}

// read decodes a request's one JSON value; unknown fields are for versions to come.
func read(w http.ResponseWriter, req *http.Request, into any) error {
	if kind, _, err := mime.ParseMediaType(req.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return errMalformed
	}
	d := json.NewDecoder(http.MaxBytesReader(w, req.Body, bodyLimit))
	err := d.Decode(into)
	if err == nil {
		// One value and nothing after it.
		if _, err = d.Token(); errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			return errMalformed
		}
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
		seconds := estrade.Public(err).Params["seconds"]
		if seconds == "" {
			seconds = "1"
		}
		w.Header().Set("Retry-After", seconds)
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
