package rehearsal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/centrifugal/centrifuge-go"

	estrade "estrade/app"
)

const (
	dialTimeout = 20 * time.Second
	callTimeout = 20 * time.Second
	// The pages come back about as fast.
	reconnectMin = 100 * time.Millisecond
	reconnectMax = 1500 * time.Millisecond
	// retryAfter is the wait before the room is asked again what it had no time for.
	retryAfter  = 60 * time.Millisecond
	triesAtMost = 200
)

// errGone is what a call returns when its browser is not in the room any more.
var errGone = errors.New("not in the room any more")

// device is one browser, held by one person or shared by several.
type device struct {
	crowd  *Crowd
	people []*person
	late   bool // arrives once the workshop is under way

	token string // the device's

	mu        sync.Mutex
	client    *centrifuge.Client // nil until the people joined
	connected bool
	away      bool // left for a while
	ended     bool // for good
	room      *estrade.RoomView
	views     map[estrade.ParticipantID]estrade.PersonView
	teams     map[estrade.TableID]estrade.TeamView
	changed   chan struct{} // closed at the next change
}

func newDevice(c *Crowd) *device {
	return &device{
		crowd: c, changed: make(chan struct{}),
		views: make(map[estrade.ParticipantID]estrade.PersonView),
		teams: make(map[estrade.TableID]estrade.TeamView),
	}
}

// tell wakes whoever waits for a change; d.mu is held.
func (d *device) tell() {
	close(d.changed)
	d.changed = make(chan struct{})
}

// change returns a channel that is closed at the next change.
func (d *device) change() <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.changed
}

// connect opens the live connection for everybody who joined on the device and
// waits for the first pictures.
func (d *device) connect(ctx context.Context) error {
	tokens := make([]string, len(d.people))
	for i, p := range d.people {
		tokens[i] = p.token
	}
	data, err := json.Marshal(struct {
		People []string `json:"people"`
	}{tokens})
	if err != nil {
		return fmt.Errorf("encode tokens: %w", err)
	}
	address := "ws" + strings.TrimPrefix(d.crowd.o.URL, "http") + "/connection/websocket"
	client := newClient(address, data)
	client.OnConnected(d.onConnected)
	client.OnConnecting(func(centrifuge.ConnectingEvent) { d.onConnecting() })
	client.OnDisconnected(func(centrifuge.DisconnectedEvent) { d.onDisconnected() })
	client.OnPublication(d.onPublication)
	d.mu.Lock()
	ended := d.ended
	d.client = client
	d.mu.Unlock()
	if ended {
		client.Close()
		return errGone
	}
	// A first try that fails is repeated like any other.
	_ = client.Connect()
	return d.await(ctx, func() bool { return d.room != nil })
}

// newClient returns a client of the room's live connection. The room is on this
// computer, so no proxy is asked, and the envelope of messages is the lighter one
// of the two that the room speaks: the program has the processors to itself.
func newClient(address string, data []byte) *centrifuge.Client {
	return centrifuge.NewProtobufClient(address, centrifuge.Config{
		Data: data, ReadTimeout: callTimeout, WriteTimeout: dialTimeout, HandshakeTimeout: dialTimeout,
		MinReconnectDelay: reconnectMin, MaxReconnectDelay: reconnectMax,
		Proxy: func(*http.Request) (*url.URL, error) { return nil, nil },
	})
}

// await waits until ready, called with d.mu held, says so. It fails when the
// device is out of the room or ctx is over.
func (d *device) await(ctx context.Context, ready func() bool) error {
	for {
		d.mu.Lock()
		ok, ended, changed := ready(), d.ended, d.changed
		d.mu.Unlock()
		switch {
		case ok:
			return nil
		case ended:
			return errGone
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// welcome is the data of the connect's reply.
type welcome struct {
	People []struct {
		Participant estrade.ParticipantID `json:"participant"`
		OK          bool                  `json:"ok"`
	} `json:"people"`
	Snapshot *estrade.Snapshot `json:"snapshot"`
}

func (d *device) onConnected(e centrifuge.ConnectedEvent) {
	var w welcome
	if err := json.Unmarshal(e.Data, &w); err != nil || w.Snapshot == nil {
		d.crowd.fail(fmt.Errorf("reply to connect: %w", errors.Join(err, errors.New("no snapshot in it"))))
		return
	}
	if d.crowd.o.Transcript != nil {
		d.crowd.o.Transcript.add("snapshot", encode(w.Snapshot.Room))
	}
	d.mu.Lock()
	d.connected = true
	// The pictures of a program that was started again count from one.
	d.room = &w.Snapshot.Room
	clear(d.views)
	clear(d.teams)
	for _, p := range w.Snapshot.People {
		d.views[p.ID] = p
		if p.Team != nil {
			d.teams[p.Team.Table] = *p.Team
		}
	}
	d.tell()
	d.mu.Unlock()
	d.crowd.observe(d)
}

func (d *device) onConnecting() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.connected = false
	d.tell()
}

// onDisconnected is a connection that does not come back by itself.
func (d *device) onDisconnected() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.connected = false
	d.ended = d.ended || !d.away
	d.tell()
}

func (d *device) onPublication(e centrifuge.ServerPublicationEvent) {
	arrived := time.Now()
	if !strings.HasPrefix(e.Channel, "person:") {
		d.crowd.o.Transcript.add(e.Channel, e.Data)
	}
	m, err := d.crowd.message(e.Channel, e.Data)
	if err != nil {
		d.crowd.fail(fmt.Errorf("message on %s: %w", e.Channel, err))
		return
	}
	d.mu.Lock()
	switch {
	case m.Room != nil:
		if d.room == nil || m.Room.Revision >= d.room.Revision {
			room, ok := merged(d.room, m)
			if !ok {
				d.crowd.fail(fmt.Errorf("room %d is told since %d, at %d", m.Room.Revision, m.Since, d.room.Revision))
			}
			d.room = room
		}
	case m.Person != nil:
		if m.Person.Revision >= d.views[m.Person.ID].Revision {
			d.views[m.Person.ID] = *m.Person
		}
	case m.Team != nil:
		if m.Team.Revision >= d.teams[m.Team.Table].Revision {
			d.teams[m.Team.Table] = *m.Team
		}
	}
	d.tell()
	d.mu.Unlock()
	if m.Room != nil {
		if d.crowd.o.OnRoom != nil {
			d.crowd.o.OnRoom(m.Room.Revision, e.Data, arrived)
		}
		d.crowd.observe(d)
	}
}

// merged returns the picture a message brings: what it leaves out stays as it
// was. ok is false when the picture shown is not the one it was made for.
func merged(shown *estrade.RoomView, m estrade.Message) (room *estrade.RoomView, ok bool) {
	if len(m.Kept) == 0 {
		return m.Room, true
	}
	v := *m.Room
	if shown == nil || shown.Revision != m.Since && shown.Revision != v.Revision {
		return &v, false
	}
	for _, field := range m.Kept {
		switch field {
		case "step":
			v.Step = shown.Step
		case "play":
			v.Play = shown.Play
		case "figures":
			v.Figures = shown.Figures
		case "tables":
			v.Tables = shown.Tables
		}
	}
	return &v, true
}

// task returns the open part that a person of the device could answer now.
func (d *device) task(p *person) (t task, table *estrade.TableView, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	view := d.views[p.id]
	r := d.room
	if d.ended || view.Removed || r == nil || r.Step == nil || r.Part == nil ||
		!r.Part.Collects || r.Part.State != estrade.PartOpen {
		return task{}, nil, false
	}
	return task{step: r.Step.ID, activity: r.Step.Activity, part: *r.Part, play: r.Play}, view.Table, true
}

// stillOpen tells whether an opening of a part goes on, as far as the device
// knows.
func (d *device) stillOpen(k taskKey) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	r := d.room
	return !d.ended && r != nil && r.Step != nil && r.Part != nil && r.Part.State == estrade.PartOpen &&
		k == taskKey{r.Step.ID, r.Part.ID, r.Part.Opening}
}

// said returns what the room keeps of somebody's answers in the step, and
// whether they are done with the part.
func (d *device) said(id estrade.ParticipantID) (answers []estrade.AnswerView, done bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.views[id].Answers, d.views[id].Done
}

// pen tells who holds a table's pen.
func (d *device) pen(t estrade.TableID) estrade.ParticipantID {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.teams[t].PenHolder
}

// openTask returns the opening of a part that goes on, as far as the device knows.
func (d *device) openTask() (taskKey, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	r := d.room
	if d.ended || r == nil || r.Step == nil || r.Part == nil || r.Part.State != estrade.PartOpen {
		return taskKey{}, false
	}
	return taskKey{r.Step.ID, r.Part.ID, r.Part.Opening}, true
}

// think waits for a while of the crowd's time, less when the part ends or
// everybody hurries.
func (d *device) think(ctx context.Context, k taskKey, wait time.Duration) bool {
	for {
		changed := d.change()
		if !d.stillOpen(k) || ctx.Err() != nil {
			return false
		}
		if wait <= 0 || d.crowd.hurried(k) {
			return true
		}
		if d.crowd.tempo.pass(ctx, &wait, changed) != nil {
			return false
		}
	}
}

// leave cuts the connection for a while; the same tokens come back.
func (d *device) leave(ctx context.Context, wait time.Duration) error {
	d.mu.Lock()
	d.away, d.connected = true, false
	client := d.client
	d.mu.Unlock()
	if err := client.Disconnect(); err != nil {
		return fmt.Errorf("disconnect: %w", err)
	}
	err := d.crowd.tempo.wait(ctx, wait)
	// Whoever is called back early comes back all the same. A first try that fails
	// is repeated like any other.
	_ = client.Connect()
	if back := d.await(d.crowd.ctx, func() bool { return d.connected }); err == nil {
		err = back
	}
	d.mu.Lock()
	d.away = false
	d.mu.Unlock()
	return err
}

// close ends the connection for good.
func (d *device) close() {
	d.mu.Lock()
	d.ended = true
	client := d.client
	d.tell()
	d.mu.Unlock()
	if client != nil {
		client.Close()
	}
}

// outcome is how a call ended that did not fail: its reply, or the room's refusal.
type outcome struct {
	reply   json.RawMessage
	refusal *estrade.Error
	resent  bool // sent again: an earlier copy may have been taken
}

// call asks the room for something until it is answered: a lost connection
// comes back by itself and the same bytes are sent again. errGone and ctx's
// error say that no answer came; the call may have arrived.
func (d *device) call(ctx context.Context, method string, request any) (outcome, error) {
	data, err := json.Marshal(request)
	if err != nil {
		return outcome{}, fmt.Errorf("encode %s: %w", method, err)
	}
	d.mu.Lock()
	client := d.client
	d.mu.Unlock()
	var o outcome
	for range triesAtMost {
		if err := d.await(ctx, func() bool { return d.connected }); err != nil {
			return o, err
		}
		one, cancel := context.WithTimeout(ctx, callTimeout)
		result, err := ask(one, client, method, data)
		cancel()
		if err == nil {
			o.reply = result.Data
			return o, nil
		}
		refusal, again := refusalOf(err)
		switch {
		case refusal != nil && !again:
			o.refusal = refusal
			return o, nil
		case refusal == nil || refusal.Code == estrade.CodeInternal:
			o.resent = true
		}
		select {
		case <-time.After(retryAfter):
		case <-ctx.Done():
			return o, ctx.Err()
		}
	}
	return o, fmt.Errorf("%s: not answered after %d tries", method, triesAtMost)
}

// ask is client.RPC, which never returns when the connection is lost at the very
// moment the call is written: the library answers it twice then. Whoever asks
// goes on all the same, and the same bytes are sent again.
func ask(ctx context.Context, client *centrifuge.Client, method string, data []byte) (centrifuge.RPCResult, error) {
	type answer struct {
		result centrifuge.RPCResult
		err    error
	}
	answered := make(chan answer, 1)
	go func() {
		result, err := client.RPC(ctx, method, data)
		answered <- answer{result, err}
	}()
	select {
	case a := <-answered:
		return a.result, a.err
	case <-ctx.Done():
		return centrifuge.RPCResult{}, ctx.Err()
	}
}

// refusalOf returns what the room said, nil when it said nothing, and whether
// the same may be asked again.
func refusalOf(err error) (refusal *estrade.Error, again bool) {
	var said *centrifuge.Error
	if !errors.As(err, &said) {
		return nil, true
	}
	refusal = &estrade.Error{}
	if json.Unmarshal([]byte(said.Message), refusal) != nil || refusal.Code == "" {
		refusal = estrade.NewError(estrade.CodeInternal, "internal", said.Error(), "")
	}
	busy := []estrade.Code{estrade.CodeTooMany, estrade.CodeUnavailable, estrade.CodeInternal}
	return refusal, said.Temporary || slices.Contains(busy, refusal.Code)
}
