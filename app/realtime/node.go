// Package realtime keeps the live connections of participants' browsers, the
// stage and the console on centrifuge: it publishes pictures to them and takes
// their calls. docs/protocol.md is its contract with pages.
//
// There is no message history. Every message is a whole picture with a
// revision, so a page that comes back gets the current pictures with the reply
// to its connect instead of the ones it missed.
package realtime

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/centrifugal/centrifuge"
	"github.com/prometheus/client_golang/prometheus"

	estrade "estrade/app"
)

const (
	// messageLimit is the largest message taken from a page, in bytes. A larger
	// one ends the connection.
	messageLimit = 64 << 10
	// Calls of one connection: callBurst at once, then callsPerSecond.
	callBurst      = 60
	callsPerSecond = 20
	// Commands of any kind, refused calls among them: what goes on sending beyond
	// is ended.
	commandBurst      = 600
	commandsPerSecond = 100
	// connectionsEach bounds the connections that speak for one person: the tabs
	// of a browser, and those of a phone that left without a word.
	connectionsEach = 32
	// callTimeout bounds a call that outlives its connection: an answer that
	// arrived is saved even when the phone is gone before the receipt.
	callTimeout = 15 * time.Second
	// A phone that left the room without a word is noticed after pingEvery + pongWithin.
	pingEvery  = 15 * time.Second
	pongWithin = 6 * time.Second
	// connectWithin is how long a connection may stay without its first command.
	connectWithin = 10 * time.Second
	// queueLimit is how much may wait to be sent to one page that reads slowly, in
	// bytes, before it is ended; it comes back for the pictures of then.
	queueLimit = 1 << 20
	// preparedLimit bounds the compressed messages kept for those they have still
	// to go to, in bytes.
	preparedLimit = 2 << 20
	// writeTimeout is generous because a phone on a crowded Wi-Fi stalls for seconds.
	writeTimeout = 5 * time.Second
)

// Options configures a Node. Zero values are usable.
type Options struct {
	Logger *slog.Logger  // nil: slog.Default
	Guard  func()        // called at the entry of every handler; nil: nothing
	Clock  estrade.Clock // nil: the system's
}

// Node is the live side of the program. It implements estrade.Publisher. Its
// methods may be called by several goroutines.
type Node struct {
	node  *centrifuge.Node
	log   *slog.Logger
	guard func()
	clock estrade.Clock

	answers  estrade.Answers
	sessions estrade.Sessions

	pictures    atomic.Uint64 // published so far, progress left out
	revocations atomic.Uint64 // calls of Disconnect so far

	mu     sync.Mutex
	speaks map[estrade.ParticipantID]map[*connection]struct{} // who speaks for whom
}

var _ estrade.Publisher = (*Node)(nil)

// New returns a Node that can publish; it takes connections once started.
func New(o Options) (*Node, error) {
	n := &Node{
		log:    o.Logger,
		guard:  o.Guard,
		clock:  o.Clock,
		speaks: make(map[estrade.ParticipantID]map[*connection]struct{}),
	}
	if n.log == nil {
		n.log = slog.Default()
	}
	if n.guard == nil {
		n.guard = func() {}
	}
	if n.clock == nil {
		n.clock = systemClock{}
	}
	node, err := centrifuge.New(centrifuge.Config{
		Name:                  "estrade",
		LogLevel:              centrifuge.LogLevelError,
		LogHandler:            n.logCentrifuge,
		ClientStaleCloseDelay: connectWithin,
		ClientQueueMaxSize:    queueLimit,
		// Nobody asks centrifuge who is present, nor lets subscriptions expire.
		ClientPresenceUpdateInterval: time.Hour,
		// A registry of its own lets several nodes live in one process.
		Metrics: centrifuge.MetricsConfig{RegistererGatherer: prometheus.NewRegistry()},
	})
	if err != nil {
		return nil, fmt.Errorf("create live node: %w", err)
	}
	n.node = node
	return n, nil
}

// Start begins to take connections on behalf of answers and sessions. The ports
// come here and not with New because whoever implements them publishes here.
// Call it once.
func (n *Node) Start(answers estrade.Answers, sessions estrade.Sessions) error {
	n.answers, n.sessions = answers, sessions
	n.node.OnCommandRead(n.onCommand)
	n.node.OnConnecting(n.onConnecting)
	n.node.OnConnect(n.onConnect)
	if err := n.node.Run(); err != nil {
		return fmt.Errorf("start live node: %w", err)
	}
	return nil
}

// Shutdown ends every connection, with a code that makes pages come back, and
// waits for them to end or for ctx.
func (n *Node) Shutdown(ctx context.Context) error {
	return n.node.Shutdown(ctx)
}

// door tells through which listener a connection came in.
type door int

const (
	doorRoom door = iota + 1
	doorConsole
)

type doorKey struct{}

// RoomHandler serves /connection/websocket on the room's listener, to
// participants and the stage. A browser's Origin must be the page's own.
func (n *Node) RoomHandler() http.Handler {
	return n.websocket(doorRoom, nil)
}

// ConsoleHandler serves /connection/websocket on the console's listener, to the
// console alone. Whoever mounts it checks the caller and the Origin, which in
// the window is not the listener's.
func (n *Node) ConsoleHandler() http.Handler {
	return n.websocket(doorConsole, func(*http.Request) bool { return true })
}

func (n *Node) websocket(d door, checkOrigin func(*http.Request) bool) http.Handler {
	ws := centrifuge.NewWebsocketHandler(n.node, centrifuge.WebsocketConfig{
		CheckOrigin:      checkOrigin,
		MessageSizeLimit: messageLimit,
		// Sixty kilobytes of one letter unpack to sixty megabytes.
		DecompressedMessageSizeLimit: messageLimit,
		WriteTimeout:                 writeTimeout,
		// A picture of the room is mostly text and goes to everybody at once:
		// the Wi-Fi is scarcer than the processor. The console is on this computer.
		Compression:        d == doorRoom,
		CompressionLevel:   1,
		CompressionMinSize: 2048,
		// What goes to everybody is compressed once, not once for each.
		CompressionPreparedMessageCacheSize: preparedLimit,
		PingPongConfig:                      centrifuge.PingPongConfig{PingInterval: pingEvery, PongTimeout: pongWithin},
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.guard()
		ws.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), doorKey{}, d)))
	})
}

// guarded runs f and turns a panic into an internal error, logged with its stack.
func (n *Node) guarded(where string, f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			n.log.Error("panic in live handler", "where", where, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = fmt.Errorf("panic in %s", where)
		}
	}()
	n.guard()
	return f()
}

// logCentrifuge leaves out the entry's fields but the error: they may hold what
// a page sent.
func (n *Node) logCentrifuge(e centrifuge.LogEntry) {
	n.log.Error("live connection", "event", e.Message, "error", e.Error)
}

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }
