package realtime

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	client "github.com/centrifugal/centrifuge-go"
	"github.com/gorilla/websocket"

	estrade "estrade/app"
)

// patience is how long something that must happen is waited for: three times what
// the library gives a browser that was just coming in to close.
const patience = 15 * time.Second

// house is a started node behind two listeners on 127.0.0.1.
type house struct {
	node          *Node
	answers       *fakeAnswers
	room, console string // ws addresses
	log           *logged
}

type logged struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func newHouse(t *testing.T, o Options) *house {
	t.Helper()
	h := &house{answers: newFakeAnswers(), log: &logged{}}
	if o.Logger == nil {
		o.Logger = slog.New(slog.NewTextHandler(h.log, nil))
	}
	var err error
	if h.node, err = New(o); err != nil {
		t.Fatal(err)
	}
	if err := h.node.Start(h.answers, fakeSessions{}); err != nil {
		t.Fatal(err)
	}
	room := httptest.NewServer(h.node.RoomHandler())
	console := httptest.NewServer(h.node.ConsoleHandler())
	h.room = "ws" + strings.TrimPrefix(room.URL, "http")
	h.console = "ws" + strings.TrimPrefix(console.URL, "http")
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := h.node.Shutdown(ctx); err != nil {
			t.Errorf("shutdown: %v", err)
		}
		room.Close()
		console.Close()
	})
	return h
}

// page is a browser's side of a connection.
type page struct {
	*client.Client
	t            *testing.T
	connected    chan welcome
	disconnected chan client.DisconnectedEvent
	reconnecting chan client.ConnectingEvent
	messages     chan said
	subscribed   chan string
	unsubscribed chan string
	failures     chan error
}

type said struct {
	channel string
	message estrade.Message
}

func (h *house) open(t *testing.T, url, data string) *page {
	t.Helper()
	p := &page{
		t:            t,
		connected:    make(chan welcome, 16),
		disconnected: make(chan client.DisconnectedEvent, 16),
		reconnecting: make(chan client.ConnectingEvent, 16),
		messages:     make(chan said, 256),
		subscribed:   make(chan string, 64),
		unsubscribed: make(chan string, 64),
		failures:     make(chan error, 64),
	}
	p.Client = client.NewJsonClient(url, client.Config{
		Data:              []byte(data),
		MinReconnectDelay: 10 * time.Millisecond,
		MaxReconnectDelay: 50 * time.Millisecond,
		EnableCompression: true,
	})
	p.OnConnected(func(e client.ConnectedEvent) {
		var w welcome
		if err := json.Unmarshal(e.Data, &w); err != nil {
			t.Errorf("connect's reply %s: %v", e.Data, err)
		}
		p.connected <- w
	})
	p.OnConnecting(func(e client.ConnectingEvent) { p.reconnecting <- e })
	p.OnDisconnected(func(e client.DisconnectedEvent) { p.disconnected <- e })
	p.OnError(func(e client.ErrorEvent) { p.failures <- e.Error })
	p.OnSubscribed(func(e client.ServerSubscribedEvent) {
		if e.Recoverable || e.Positioned {
			t.Errorf("channel %s keeps a history", e.Channel)
		}
		p.subscribed <- e.Channel
	})
	p.OnUnsubscribed(func(e client.ServerUnsubscribedEvent) { p.unsubscribed <- e.Channel })
	p.OnJoin(func(client.ServerJoinEvent) { t.Error("a join was pushed") })
	p.OnLeave(func(client.ServerLeaveEvent) { t.Error("a leave was pushed") })
	p.OnPublication(func(e client.ServerPublicationEvent) {
		var m estrade.Message
		if err := json.Unmarshal(e.Data, &m); err != nil {
			t.Errorf("publication %s: %v", e.Data, err)
		}
		p.messages <- said{e.Channel, m}
	})
	if err := p.Connect(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

func next[T any](t *testing.T, from chan T, what string) T {
	t.Helper()
	select {
	case x := <-from:
		return x
	case <-time.After(patience):
		t.Fatalf("no %s", what)
		panic("unreachable")
	}
}

// channelsOf waits for n subscriptions and returns them sorted.
func (p *page) channelsOf(n int) []string {
	p.t.Helper()
	var list []string
	for range n {
		list = append(list, next(p.t, p.subscribed, "subscription"))
	}
	slices.Sort(list)
	return list
}

// settled waits until the connection is made on the other side too: from then on
// the page is sent nothing that it missed.
func (p *page) settled() {
	p.t.Helper()
	if err := p.ask("time", `{}`, &timeReply{}); err != nil {
		p.t.Fatal(err)
	}
}

// ask calls and decodes the reply.
func (p *page) ask(method, data string, into any) error {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	r, err := p.RPC(ctx, method, []byte(data))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(r.Data, into); err != nil {
		p.t.Fatalf("reply to %s is %s: %v", method, r.Data, err)
	}
	return nil
}

// refused checks that a call was refused with a code, on the wire and inside.
func refused(t *testing.T, err error, want estrade.Code) estrade.Error {
	t.Helper()
	var e *client.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want a refusal %s", err, want)
	}
	var public estrade.Error
	if err := json.Unmarshal([]byte(e.Message), &public); err != nil {
		t.Fatalf("message %q: %v", e.Message, err)
	}
	if public.Code != want || e.Code != uint32(4000+want.Status()) || public.Key == "" || public.Message == "" {
		t.Fatalf("got %d %+v, want %s", e.Code, public, want)
	}
	return public
}

// eventually waits until check holds.
func eventually(t *testing.T, what string, check func() bool) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for !check() {
		if time.Now().After(deadline) {
			t.Fatalf("never: %s", what)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

const ana, anaAndBob = `{"people":["t-ana"]}`, `{"people":["t-ana","t-bob"]}`

func TestNode_Connect(t *testing.T) {
	t.Run("OK", func(t *testing.T) {
		h := newHouse(t, Options{})
		p := h.open(t, h.room, `{"people":["t-ana","wrong","t-cy","t-ana"],"later":1}`)
		w := next(t, p.connected, "connect's reply")
		want := []admission{{"ana", true, ""}, {"", false, "token-unknown"}, {"cy", true, ""}, {"ana", true, ""}}
		if !reflect.DeepEqual(w.People, want) {
			t.Errorf("people %v, want %v", w.People, want)
		}
		if w.Snapshot == nil || w.Snapshot.Room.Title != "Atelier" || len(w.Snapshot.People) != 2 {
			t.Errorf("snapshot %+v", w.Snapshot)
		}
		if got, want := p.channelsOf(4), []string{"person:ana", "person:cy", "room:s1", "team:loire"}; !slices.Equal(got, want) {
			t.Errorf("channels %v, want %v", got, want)
		}
		eventually(t, "presence", func() bool { return len(h.answers.presences()) == 1 })
		if err := p.Disconnect(); err != nil {
			t.Fatal(err)
		}
		eventually(t, "absence", func() bool { return len(h.answers.presences()) == 2 })
		both := []estrade.ParticipantID{"ana", "cy"}
		if got, want := h.answers.presences(), []presence{{"s1", both, true}, {"s1", both, false}}; !reflect.DeepEqual(got, want) {
			t.Errorf("presence %v, want %v", got, want)
		}
		eventually(t, "connection forgotten", func() bool { return len(h.node.speakingFor("ana")) == 0 })
	})
	t.Run("ErrUnauthorised", func(t *testing.T) {
		h := newHouse(t, Options{})
		p := h.open(t, h.room, `{"people":["x","y"]}`)
		if e := next(t, p.disconnected, "end"); e.Code != 4501 || e.Reason != "token-unknown" {
			t.Errorf("ended with %+v", e)
		}
		h.answers.authenticate = func(token string) error {
			if token == "x" {
				return estrade.NewError(estrade.CodeUnauthorised, "moved-elsewhere", "Moved.", "")
			}
			return nil
		}
		p = h.open(t, h.room, `{"people":["x","y"]}`)
		if e := next(t, p.disconnected, "end"); e.Code != 4501 || e.Reason != "unauthorised" {
			t.Errorf("for two reasons, ended with %+v", e)
		}
		if len(h.answers.presences()) != 0 {
			t.Error("presence of nobody was told")
		}
	})
	t.Run("ErrUnavailableIsTriedAgain", func(t *testing.T) {
		h := newHouse(t, Options{})
		var tries int
		var mu sync.Mutex
		h.answers.authenticate = func(string) error {
			mu.Lock()
			defer mu.Unlock()
			if tries++; tries < 3 {
				return estrade.NewError(estrade.CodeUnavailable, "disk", "The disk is full.", "")
			}
			return nil
		}
		p := h.open(t, h.room, ana)
		if w := next(t, p.connected, "connect's reply"); !w.People[0].OK {
			t.Errorf("people %v", w.People)
		}
	})
	t.Run("ErrInvalid", func(t *testing.T) {
		h := newHouse(t, Options{})
		for name, data := range map[string]string{
			"nothing": `{}`, "several kinds": `{"people":["t-ana"],"stage":"t-stage"}`, "wrong type": `{"people":"t-ana"}`,
			"not an object": `[]`, "seven people": `{"people":["1","2","3","4","5","6","7"]}`,
			"two sessions": `{"people":["t-ana","t-dan"]}`,
		} {
			p := h.open(t, h.room, data)
			if e := next(t, p.disconnected, "end"); e.Code != 4400 {
				t.Errorf("%s: ended with %+v", name, e)
			}
		}
	})
	t.Run("ErrPanic", func(t *testing.T) {
		h := newHouse(t, Options{})
		var once sync.Once
		h.answers.snapshot = func() { once.Do(func() { panic("a secret of the panic") }) }
		p := h.open(t, h.room, ana)
		next(t, p.connected, "second try")
		if !strings.Contains(h.log.String(), "panic in live handler") || !strings.Contains(h.log.String(), "node_test.go") {
			t.Errorf("log has no stack: %s", h.log)
		}
		eventually(t, "the broken connection forgotten", func() bool { return len(h.node.speakingFor("ana")) == 1 })
	})
}

func TestNode_Connect_MissesNothing(t *testing.T) {
	t.Run("Picture", func(t *testing.T) {
		h := newHouse(t, Options{})
		var once sync.Once
		h.answers.snapshot = func() {
			once.Do(func() {
				// Between the picture of the reply and the subscription.
				h.answers.mu.Lock()
				h.answers.room.Revision = 8
				room := h.answers.room
				h.answers.mu.Unlock()
				h.node.Publish("room:s1", estrade.Message{Type: "room", Room: &room})
			})
		}
		p := h.open(t, h.room, ana)
		if w := next(t, p.connected, "connect's reply"); w.Snapshot.Room.Revision != 7 {
			t.Fatalf("revision %d", w.Snapshot.Room.Revision)
		}
		if m := next(t, p.messages, "missed picture"); m.channel != "room:s1" || m.message.Room.Revision != 8 {
			t.Errorf("got %+v", m)
		}
		if m := next(t, p.messages, "person's picture"); m.channel != "person:ana" || m.message.Person.ID != "ana" {
			t.Errorf("got %+v", m)
		}
	})
	t.Run("Table", func(t *testing.T) {
		h := newHouse(t, Options{})
		var once sync.Once
		h.answers.snapshot = func() {
			once.Do(func() {
				v := h.answers.sit("ana", "rhone")
				h.node.Publish("person:ana", estrade.Message{Type: "person", Person: &v})
			})
		}
		p := h.open(t, h.room, ana)
		next(t, p.connected, "connect's reply")
		if got := p.channelsOf(3); !slices.Contains(got, "team:rhone") {
			t.Errorf("channels %v", got)
		}
	})
	t.Run("TableLeftAndBack", func(t *testing.T) {
		h := newHouse(t, Options{})
		h.answers.came = func() { // while the connection is being made
			for _, table := range []estrade.TableID{"rhone", "loire"} {
				v := h.answers.sit("ana", table)
				h.node.Publish("person:ana", estrade.Message{Type: "person", Person: &v})
			}
		}
		p := h.open(t, h.room, ana)
		next(t, p.connected, "connect's reply")
		p.settled()
		told := func() bool {
			h.node.Publish("team:loire", estrade.Message{Type: "team", Team: &estrade.TeamView{Table: "loire"}})
			h.node.Publish("room:s1", estrade.Message{Type: "progress", Progress: &estrade.Progress{}})
			heard := false
			for {
				m := next(t, p.messages, "message")
				heard = heard || m.message.Team != nil
				if m.message.Progress != nil {
					return heard
				}
			}
		}
		eventually(t, "her table heard", told)
		for range 2 {
			if !told() {
				t.Error("she hears her table no more")
			}
		}
	})
	t.Run("Revocation", func(t *testing.T) {
		h := newHouse(t, Options{})
		var once sync.Once
		h.answers.authenticate = func(string) error {
			once.Do(func() {
				h.answers.revoke("t-ana")
				h.node.Disconnect("ana")
			})
			return nil
		}
		p := h.open(t, h.room, ana)
		if e := next(t, p.disconnected, "end"); e.Code != 4501 {
			t.Errorf("ended with %+v", e)
		}
	})
	t.Run("RevocationOnceAdmitted", func(t *testing.T) {
		h := newHouse(t, Options{})
		var once sync.Once
		h.answers.snapshot = func() { once.Do(func() { h.node.Disconnect("ana") }) }
		p := h.open(t, h.room, ana)
		if e := next(t, p.disconnected, "end"); e.Code != 4501 {
			t.Errorf("ended with %+v", e)
		}
		eventually(t, "as many here as gone", func() bool { return len(h.answers.presences())%2 == 0 })
	})
	t.Run("Stage", func(t *testing.T) {
		h := newHouse(t, Options{})
		var once sync.Once
		h.answers.snapshot = func() {
			once.Do(func() {
				h.answers.mu.Lock()
				h.answers.stage.Revision = 4
				h.answers.mu.Unlock()
				h.node.Publish("stage:s1", estrade.Message{Type: "stage", Stage: &estrade.StageView{Revision: 4}})
			})
		}
		p := h.open(t, h.room, `{"stage":"t-stage"}`)
		if w := next(t, p.connected, "connect's reply"); w.Stage.Revision != 3 {
			t.Fatalf("revision %d", w.Stage.Revision)
		}
		if m := next(t, p.messages, "missed picture"); m.message.Stage.Revision != 4 {
			t.Errorf("got %+v", m)
		}
	})
}

func TestNode_StageAndConsole(t *testing.T) {
	h := newHouse(t, Options{})
	t.Run("Stage", func(t *testing.T) {
		p := h.open(t, h.room, `{"stage":"t-stage"}`)
		if w := next(t, p.connected, "connect's reply"); w.Stage == nil || w.Stage.Title != "Scène" || w.Snapshot != nil {
			t.Errorf("reply %+v", w)
		}
		if got := p.channelsOf(1); got[0] != "stage:s1" {
			t.Errorf("channels %v", got)
		}
		var view estrade.StageView
		if err := p.ask("snapshot", `{}`, &view); err != nil || view.Revision != 3 {
			t.Errorf("snapshot %+v, %v", view, err)
		}
		refused(t, p.ask("answer", `{"participant":"ana"}`, &view), estrade.CodeNotFound)
	})
	t.Run("OnlyWhatIsProjectedCounts", func(t *testing.T) {
		h := newHouse(t, Options{})
		told := func() []string {
			return slices.DeleteFunc(h.answers.noted(), func(what string) bool { return !strings.HasPrefix(what, "stage ") })
		}
		preview := h.open(t, h.room, `{"stage":"t-stage","preview":true}`)
		next(t, preview.connected, "connect's reply")
		projected := h.open(t, h.room, `{"stage":"t-stage"}`)
		next(t, projected.connected, "connect's reply")
		eventually(t, "presence", func() bool { return len(told()) == 1 })
		for _, p := range []*page{preview, projected} {
			if err := p.Disconnect(); err != nil {
				t.Fatal(err)
			}
		}
		eventually(t, "absence", func() bool { return len(told()) == 2 })
		if got, want := told(), []string{"stage s1 true", "stage s1 false"}; !slices.Equal(got, want) {
			t.Errorf("told %v, want %v", got, want)
		}
	})
	t.Run("ErrStageToken", func(t *testing.T) {
		p := h.open(t, h.room, `{"stage":"x"}`)
		if e := next(t, p.disconnected, "end"); e.Code != 4501 {
			t.Errorf("ended with %+v", e)
		}
	})
	t.Run("Console", func(t *testing.T) {
		p := h.open(t, h.console, `{"console":"s1"}`)
		if w := next(t, p.connected, "connect's reply"); w.Console == nil || w.Console.Revision != 9 {
			t.Errorf("reply %+v", w)
		}
		if got := p.channelsOf(1); got[0] != "console:s1" {
			t.Errorf("channels %v", got)
		}
		var view estrade.ConsoleView
		if err := p.ask("snapshot", `{}`, &view); err != nil || view.Session.ID != "s1" {
			t.Errorf("snapshot %+v, %v", view, err)
		}
	})
	t.Run("ErrConsoleSession", func(t *testing.T) {
		p := h.open(t, h.console, `{"console":"s9"}`)
		if e := next(t, p.disconnected, "end"); e.Code != 4404 {
			t.Errorf("ended with %+v", e)
		}
	})
	t.Run("ErrConsoleThroughRoom", func(t *testing.T) {
		p := h.open(t, h.room, `{"console":"s1"}`)
		if e := next(t, p.disconnected, "end"); e.Code != 4403 {
			t.Errorf("ended with %+v", e)
		}
	})
	t.Run("ErrPeopleThroughConsole", func(t *testing.T) {
		p := h.open(t, h.console, ana)
		if e := next(t, p.disconnected, "end"); e.Code != 4403 {
			t.Errorf("ended with %+v", e)
		}
	})
}

func TestNode_Call(t *testing.T) {
	at := time.UnixMilli(1_790_000_000_123)
	h := newHouse(t, Options{Clock: fixedClock(at)})
	p := h.open(t, h.room, anaAndBob)
	next(t, p.connected, "connect's reply")

	t.Run("OK", func(t *testing.T) {
		var receipt estrade.Receipt
		answer := `{"id":"i1","participant":"ana","asTable":false,"step":"s","part":"p","opening":1,"pass":"","item":"q1","value":{"x":[1,2]}}`
		if err := p.ask("answer", answer, &receipt); err != nil || receipt.ID != "i1" || receipt.Edits != 2 {
			t.Errorf("receipt %+v, %v", receipt, err)
		}
		if err := p.ask("lock", `{"participant":"bob","pass":"current"}`, &receipt); err != nil || !receipt.Done {
			t.Errorf("receipt %+v, %v", receipt, err)
		}
		var own estrade.OwnResults
		if err := p.ask("results", `{"participant":"ana"}`, &own); err != nil || len(own.Results) != 1 {
			t.Errorf("results %+v, %v", own, err)
		}
		var nothing struct{}
		for method, data := range map[string]string{
			"language": `{"participant":"ana","language":"en"}`, "table": `{"participant":"bob","table":"rhone"}`, "erase": `{"participant":"ana"}`,
			"return": `{"participant":"bob","code":"ABCD-EFGH-JKMN-PQRS"}`,
		} {
			if err := p.ask(method, data, &nothing); err != nil {
				t.Errorf("%s: %v", method, err)
			}
		}
		for _, take := range []string{"true", "false"} {
			if err := p.ask("pen", `{"participant":"ana","take":`+take+`}`, &nothing); err != nil {
				t.Errorf("pen: %v", err)
			}
		}
		got := h.answers.noted()
		slices.Sort(got)
		want := []string{"erase ana", "language ana en", "lock bob current", "release ana", "results ana", "return bob ABCD-EFGH-JKMN-PQRS", `submit ana q1 {"x":[1,2]}`, "table bob rhone", "take ana"}
		if !slices.Equal(got, want) {
			t.Errorf("asked %q, want %q", got, want)
		}
		var snapshot estrade.Snapshot
		if err := p.ask("snapshot", `{}`, &snapshot); err != nil || len(snapshot.People) != 2 || snapshot.People[1].ID != "bob" {
			t.Errorf("snapshot %+v, %v", snapshot, err)
		}
		var now timeReply
		if err := p.ask("time", `{}`, &now); err != nil || now.Now != at.UnixMilli() {
			t.Errorf("time %+v, %v", now, err)
		}
	})
	t.Run("ErrForbidden", func(t *testing.T) {
		before := len(h.answers.noted())
		for _, method := range []string{"answer", "lock", "pen", "language", "table", "erase", "results", "return"} {
			for _, data := range []string{`{"participant":"cy"}`, `{}`} {
				refused(t, p.ask(method, data, nil), estrade.CodeForbidden)
			}
		}
		if len(h.answers.noted()) != before {
			t.Error("a forbidden call got through")
		}
	})
	t.Run("ErrInvalid", func(t *testing.T) {
		for _, data := range []string{`[]`, `"x"`, `{"participant":1}`, `{"participant":"ana","opening":"x"}`} {
			refused(t, p.ask("answer", data, nil), estrade.CodeInvalid)
		}
	})
	t.Run("ErrUnknownMethod", func(t *testing.T) {
		for _, method := range []string{"", "Answer", "presence"} {
			refused(t, p.ask(method, `{}`, nil), estrade.CodeNotFound)
		}
	})
}

func TestNode_Call_Errors(t *testing.T) {
	h := newHouse(t, Options{})
	p := h.open(t, h.room, ana)
	next(t, p.connected, "connect's reply")
	var fail func() (estrade.Receipt, error)
	h.answers.submit = func(estrade.AnswerRequest) (estrade.Receipt, error) { return fail() }
	submit := func() error { return p.ask("answer", `{"participant":"ana"}`, nil) }

	t.Run("Typed", func(t *testing.T) {
		for _, code := range []estrade.Code{estrade.CodeConflict, estrade.CodeTooLarge, estrade.CodeUnavailable} {
			fail = func() (estrade.Receipt, error) {
				return estrade.Receipt{}, estrade.NewError(code, "part-closed", "Closed.", "Wait.", "part", "vote").WithCause(errors.New("hidden"))
			}
			public := refused(t, submit(), code)
			if public.Key != "part-closed" || public.Params["part"] != "vote" || public.Hint != "Wait." {
				t.Errorf("got %+v", public)
			}
		}
		if strings.Contains(h.log.String(), "Closed") {
			t.Errorf("a refusal was logged: %s", h.log)
		}
	})
	t.Run("Internal", func(t *testing.T) {
		fail = func() (estrade.Receipt, error) { return estrade.Receipt{}, errors.New("disk of Zoé") }
		if public := refused(t, submit(), estrade.CodeInternal); strings.Contains(public.Message+public.Hint, "Zoé") {
			t.Errorf("told %+v", public)
		}
		if !strings.Contains(h.log.String(), "disk of Zoé") {
			t.Errorf("not logged: %s", h.log)
		}
	})
	t.Run("Panic", func(t *testing.T) {
		fail = func() (estrade.Receipt, error) {
			var none *estrade.Receipt
			return *none, nil
		}
		refused(t, submit(), estrade.CodeInternal)
		if !strings.Contains(h.log.String(), "panic in live handler") {
			t.Errorf("not logged: %s", h.log)
		}
		fail = func() (estrade.Receipt, error) { return estrade.Receipt{}, nil }
		if err := p.ask("answer", `{"participant":"ana"}`, &estrade.Receipt{}); err != nil {
			t.Errorf("the connection did not survive: %v", err)
		}
	})
}

func TestNode_Call_Limit(t *testing.T) {
	h := newHouse(t, Options{Clock: fixedClock(time.Now())})
	p := h.open(t, h.room, ana)
	next(t, p.connected, "connect's reply")
	for i := range callBurst {
		if err := p.ask("time", `{}`, &timeReply{}); err != nil {
			t.Fatalf("call %d: %v", i, err)
		}
	}
	refused(t, p.ask("time", `{}`, nil), estrade.CodeTooMany)
	other := h.open(t, h.room, `{"people":["t-bob"]}`)
	next(t, other.connected, "connect's reply")
	if err := other.ask("time", `{}`, &timeReply{}); err != nil {
		t.Errorf("another connection is limited too: %v", err)
	}
}

// A page hears what its call changed before it hears that the call is done.
func TestNode_Call_AfterPictures(t *testing.T) {
	const pictures = 40
	h := newHouse(t, Options{})
	h.answers.submit = func(a estrade.AnswerRequest) (estrade.Receipt, error) {
		for range pictures {
			h.node.Publish(estrade.PersonChannel("ana"), estrade.Message{Type: "person", Person: &estrade.PersonView{ID: "ana"}})
		}
		return estrade.Receipt{ID: a.ID}, nil
	}
	c, r, err := websocket.DefaultDialer.Dial(h.room, nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Body.Close()
	defer c.Close()
	if err := c.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	for id, call := range []string{`"connect":{"data":{"people":["t-ana"]}}`, `"rpc":{"method":"time","data":{}}`, `"rpc":{"method":"answer","data":{"id":"a","participant":"ana"}}`} {
		if err := c.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, `{"id":%d,%s}`, id+1, call)); err != nil {
			t.Fatal(err)
		}
		heard := 0
		for done := false; !done; {
			_, frame, err := c.ReadMessage()
			if err != nil {
				t.Fatal(err)
			}
			for message := range strings.Lines(string(frame)) {
				switch {
				case strings.Contains(message, `"push"`):
					heard++
				case strings.HasPrefix(message, fmt.Sprintf(`{"id":%d,`, id+1)):
					done = true
				default:
					t.Fatalf("unexpected: %s", message)
				}
			}
		}
		if id == 2 && heard != pictures {
			t.Errorf("the receipt came after %d of %d pictures", heard, pictures)
		}
	}
}

func TestNode_Publish(t *testing.T) {
	h := newHouse(t, Options{})
	p := h.open(t, h.room, ana)
	next(t, p.connected, "connect's reply")
	p.channelsOf(3)
	p.settled()

	h.node.Publish("room:s1", estrade.Message{Type: "room", Room: &estrade.RoomView{Revision: 2, Title: strings.Repeat("é", 5000)}})
	if m := next(t, p.messages, "message"); m.message.Room.Revision != 2 || m.message.Room.Tables == nil || len(m.message.Room.Title) != 10000 {
		t.Errorf("got revision %d, tables %v", m.message.Room.Revision, m.message.Room.Tables)
	}
	nan := math.NaN()
	h.node.Publish("room:s1", estrade.Message{Type: "room", Room: &estrade.RoomView{
		Figures: &estrade.Figures{Ranking: &estrade.RankingFigures{Mean: &nan}},
	}})
	if !strings.Contains(h.log.String(), "message not published") {
		t.Errorf("not logged: %s", h.log)
	}
	h.node.Publish("room:s2", estrade.Message{Type: "room", Room: &estrade.RoomView{Revision: 90}})
	h.node.Publish("person:bob", estrade.Message{Type: "person", Person: &estrade.PersonView{ID: "bob"}})
	h.node.Publish("team:rhone", estrade.Message{Type: "team", Team: &estrade.TeamView{Table: "rhone"}})
	h.node.Publish("room:s1", estrade.Message{Type: "progress", Progress: &estrade.Progress{Answered: 4}})
	if m := next(t, p.messages, "message"); m.message.Progress == nil || m.message.Progress.Answered != 4 {
		t.Errorf("got %+v", m)
	}
}

func TestNode_FollowsTables(t *testing.T) {
	h := newHouse(t, Options{})
	p := h.open(t, h.room, anaAndBob)
	next(t, p.connected, "connect's reply")
	p.channelsOf(4) // room, two people, one table
	p.settled()
	move := func(who estrade.ParticipantID, table estrade.TableID) {
		v := h.answers.sit(who, table)
		h.node.Publish(estrade.PersonChannel(who), estrade.Message{Type: "person", Person: &v})
		if m := next(t, p.messages, "person's picture"); m.message.Person == nil || m.message.Person.Revision != v.Revision {
			t.Fatalf("got %+v", m)
		}
	}
	team := func(table estrade.TableID) {
		h.node.Publish(estrade.TeamChannel(table), estrade.Message{Type: "team", Team: &estrade.TeamView{Table: table}})
	}
	heard := func(want ...estrade.TableID) {
		t.Helper()
		for _, table := range []estrade.TableID{"loire", "rhone", "seine"} {
			team(table)
		}
		h.node.Publish("room:s1", estrade.Message{Type: "progress", Progress: &estrade.Progress{}})
		var got []estrade.TableID
		for {
			m := next(t, p.messages, "message")
			if m.message.Progress != nil {
				break
			}
			got = append(got, m.message.Team.Table)
		}
		if !slices.Equal(got, want) {
			t.Errorf("heard %v, want %v", got, want)
		}
	}
	heard("loire")
	move("ana", "rhone")
	if c := next(t, p.subscribed, "subscription"); c != "team:rhone" {
		t.Errorf("subscribed to %s", c)
	}
	heard("loire", "rhone")
	move("bob", "rhone")
	if c := next(t, p.unsubscribed, "end of subscription"); c != "team:loire" {
		t.Errorf("unsubscribed from %s", c)
	}
	heard("rhone")
	move("ana", "")
	heard("rhone")
	old := estrade.PersonView{ID: "bob", Revision: 1, Table: &estrade.TableView{ID: "seine"}}
	h.node.Publish("person:bob", estrade.Message{Type: "person", Person: &old})
	next(t, p.messages, "person's picture")
	heard("rhone")
	move("bob", "")
	heard()
}

func TestNode_Disconnect(t *testing.T) {
	t.Run("Alone", func(t *testing.T) {
		h := newHouse(t, Options{})
		p, other := h.open(t, h.room, ana), h.open(t, h.room, `{"people":["t-bob"]}`)
		next(t, p.connected, "connect's reply")
		next(t, other.connected, "connect's reply")
		eventually(t, "presence", func() bool { return len(h.answers.presences()) == 2 })
		h.answers.revoke("t-ana")
		h.node.Disconnect("ana")
		if e := next(t, p.disconnected, "end"); e.Code != 4501 || e.Reason != "token-unknown" {
			t.Errorf("ended with %+v", e)
		}
		if err := other.ask("time", `{}`, &timeReply{}); err != nil {
			t.Errorf("the other one: %v", err)
		}
	})
	t.Run("OneOfSeveral", func(t *testing.T) {
		h := newHouse(t, Options{})
		p := h.open(t, h.room, anaAndBob)
		next(t, p.connected, "connect's reply")
		next(t, p.reconnecting, "first connecting")
		eventually(t, "presence", func() bool { return len(h.answers.presences()) == 1 })
		h.answers.revoke("t-ana")
		h.node.Disconnect("ana")
		if e := next(t, p.reconnecting, "reconnect"); e.Code != 4001 || e.Reason != "revoked" {
			t.Errorf("reconnects after %+v", e)
		}
		w := next(t, p.connected, "second connect's reply")
		if want := []admission{{"", false, "token-unknown"}, {"bob", true, ""}}; !reflect.DeepEqual(w.People, want) {
			t.Errorf("people %v, want %v", w.People, want)
		}
		eventually(t, "presence of bob alone", func() bool {
			all := h.answers.presences()
			return len(all) == 3 && reflect.DeepEqual(all[2].people, []estrade.ParticipantID{"bob"})
		})
		refused(t, p.ask("erase", `{"participant":"ana"}`, nil), estrade.CodeForbidden)
	})
	t.Run("Nobody", func(t *testing.T) {
		h := newHouse(t, Options{})
		h.node.Disconnect("nobody")
	})
}

func TestNode_RawMessages(t *testing.T) {
	h := newHouse(t, Options{})
	dial := func(t *testing.T, header http.Header) (*websocket.Conn, error) {
		c, r, err := websocket.DefaultDialer.Dial(h.room, header)
		if r != nil {
			_, _ = io.Copy(io.Discard, r.Body)
			_ = r.Body.Close()
		}
		if err == nil {
			t.Cleanup(func() { _ = c.Close() })
		}
		return c, err
	}
	closeCode := func(c *websocket.Conn) int {
		_ = c.SetReadDeadline(time.Now().Add(patience))
		for {
			if _, _, err := c.ReadMessage(); err != nil {
				var e *websocket.CloseError
				if errors.As(err, &e) {
					return e.Code
				}
				return -1
			}
		}
	}
	for name, message := range map[string]string{
		"garbage": "\x00garbage", "no connect": `{"id":1,"rpc":{"method":"time","data":{}}}`, "empty": "", "array": `[1]`,
	} {
		t.Run(name, func(t *testing.T) {
			c, err := dial(t, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
				t.Fatal(err)
			}
			if code := closeCode(c); code != 3501 {
				t.Errorf("closed with %d", code)
			}
		})
	}
	t.Run("too large", func(t *testing.T) {
		c, err := dial(t, nil)
		if err != nil {
			t.Fatal(err)
		}
		connect := `{"id":1,"connect":{"data":{"people":["t-ana"],"pad":"` + strings.Repeat("x", messageLimit) + `"}}}`
		if err := c.WriteMessage(websocket.TextMessage, []byte(connect)); err != nil {
			t.Fatal(err)
		}
		if code := closeCode(c); code != websocket.CloseMessageTooBig {
			t.Errorf("closed with %d", code)
		}
	})
	t.Run("wrong origin", func(t *testing.T) {
		if _, err := dial(t, http.Header{"Origin": {"http://evil.example"}}); err == nil {
			t.Error("another site's page got in")
		}
	})
	t.Run("cannot subscribe or publish by itself", func(t *testing.T) {
		c, err := dial(t, nil)
		if err != nil {
			t.Fatal(err)
		}
		_ = c.SetReadDeadline(time.Now().Add(patience))
		for i, m := range []string{
			`{"id":1,"connect":{"data":{"people":["t-ana"]}}}`, `{"id":2,"subscribe":{"channel":"console:s1"}}`,
			`{"id":3,"publish":{"channel":"room:s1","data":{}}}`, `{"id":4,"history":{"channel":"room:s1"}}`,
			`{"id":5,"presence":{"channel":"room:s1"}}`,
		} {
			if err := c.WriteMessage(websocket.TextMessage, []byte(m)); err != nil {
				t.Fatal(err)
			}
			_, reply, err := c.ReadMessage()
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Contains(string(reply), `"code":108`); got != (i > 0) {
				t.Errorf("%s: %s", m, reply)
			}
		}
	})
}

func TestNode_ManyAtOnce(t *testing.T) {
	h := newHouse(t, Options{})
	done := make(chan struct{})
	var moving sync.WaitGroup
	moving.Go(func() {
		tables := []estrade.TableID{"loire", "rhone", ""}
		for i := 0; ; i++ {
			select {
			case <-done:
				return
			default:
			}
			v := h.answers.sit("ana", tables[i%3])
			h.node.Publish("person:ana", estrade.Message{Type: "person", Person: &v})
			h.node.Publish("team:rhone", estrade.Message{Type: "team", Team: &estrade.TeamView{}})
			if i%50 == 0 {
				h.node.Disconnect("bob")
			}
			time.Sleep(time.Millisecond)
		}
	})
	var pages sync.WaitGroup
	for range 20 {
		pages.Go(func() {
			for range 3 {
				p := h.open(t, h.room, anaAndBob)
				select {
				case <-p.connected:
				case <-time.After(patience):
					t.Error("not connected")
				}
				p.Close()
			}
		})
	}
	pages.Wait()
	close(done)
	moving.Wait()
	eventually(t, "everybody gone", func() bool { return len(h.node.speakingFor("ana")) == 0 })
	var here, gone int
	eventually(t, "as many here as gone", func() bool {
		here, gone = 0, 0
		for _, p := range h.answers.presences() {
			if p.here {
				here++
			} else {
				gone++
			}
		}
		return here == gone && here >= 60
	})
}

func TestNode_Shutdown(t *testing.T) {
	h := newHouse(t, Options{})
	p := h.open(t, h.room, ana)
	next(t, p.connected, "connect's reply")
	next(t, p.reconnecting, "first connecting")
	eventually(t, "presence", func() bool { return len(h.answers.presences()) == 1 })
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := h.node.Shutdown(ctx); err != nil {
		t.Fatal(err)
	}
	if e := next(t, p.reconnecting, "reconnect"); e.Code != 3001 {
		t.Errorf("told %+v", e)
	}
	eventually(t, "absence", func() bool { return len(h.answers.presences()) == 2 })
}

func TestNode_Guard(t *testing.T) {
	var mu sync.Mutex
	var calls int
	h := newHouse(t, Options{Guard: func() {
		mu.Lock()
		defer mu.Unlock()
		calls++
	}})
	count := func() int {
		mu.Lock()
		defer mu.Unlock()
		return calls
	}
	p := h.open(t, h.room, ana)
	next(t, p.connected, "connect's reply")
	// HTTP, connecting, connect.
	eventually(t, "guarded connect", func() bool { return count() == 3 })
	if err := p.ask("time", `{}`, &timeReply{}); err != nil {
		t.Fatal(err)
	}
	if got := count(); got != 4 {
		t.Errorf("%d calls of the guard", got)
	}
	if err := p.Disconnect(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "guarded disconnect", func() bool { return count() == 5 })
}
