package realtime

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/centrifugal/centrifuge"

	estrade "estrade/app"
)

// request is the data of a connect: one field is set.
type request struct {
	People  []string          `json:"people"`  // tokens of participants of one session
	Stage   string            `json:"stage"`   // the stage's token
	Preview bool              `json:"preview"` // with stage: shown on the console, not projected
	Console estrade.SessionID `json:"console"` // the session shown on the console
}

// welcome is the data of the connect's reply: the pictures at that moment.
type welcome struct {
	People   []admission          `json:"people,omitempty"` // in the order of the tokens
	Snapshot *estrade.Snapshot    `json:"snapshot,omitempty"`
	Stage    *estrade.StageView   `json:"stage,omitempty"`
	Console  *estrade.ConsoleView `json:"console,omitempty"`
}

// admission tells what became of one token. Participant is "" when it is not
// valid; Why is then the key of the reason.
type admission struct {
	Participant estrade.ParticipantID `json:"participant"`
	OK          bool                  `json:"ok"`
	Why         string                `json:"why,omitempty"`
}

var (
	errMalformed = estrade.NewError(estrade.CodeInvalid, "malformed-request",
		"The message cannot be read.", "Reload the page.")
	errSeveralSessions = estrade.NewError(estrade.CodeInvalid, "several-sessions",
		"The tokens belong to several sessions.", "Connect once for each session.")
	errTooManyConnections = estrade.NewError(estrade.CodeTooMany, "too-many-connections",
		"This place in the room is open in too many windows.", "Close the others, then wait a moment.")
	errWrongDoor = estrade.NewError(estrade.CodeForbidden, "wrong-door",
		"This is not served here.", "Open the address shown by the program.")
)

type connectionKey struct{}

// onCommand ends a connection that sends and sends.
func (n *Node) onCommand(client *centrifuge.Client, _ centrifuge.CommandReadEvent) error {
	c, connected := client.Context().Value(connectionKey{}).(*connection)
	if connected && !c.commands.AllowN(n.clock.Now(), 1) {
		return endTooMany
	}
	return nil
}

func (n *Node) onConnecting(ctx context.Context, e centrifuge.ConnectEvent) (centrifuge.ConnectReply, error) {
	var reply centrifuge.ConnectReply
	err := n.guarded("connecting", func() error {
		c, first, err := n.admit(ctx, e.Data)
		if err != nil {
			return err
		}
		if reply.Data, err = estrade.JSON(first); err != nil {
			n.forget(c)
			return err
		}
		reply.Context = context.WithValue(ctx, connectionKey{}, c)
		// Not ReplyWithoutQueue: a page would have its receipt before what it changed.
		reply.Credentials = &centrifuge.Credentials{UserID: string(c.kind)}
		reply.Subscriptions = make(map[string]centrifuge.SubscribeOptions)
		for _, channel := range c.channels() {
			reply.Subscriptions[channel] = centrifuge.SubscribeOptions{}
		}
		return nil
	})
	if err != nil {
		return centrifuge.ConnectReply{}, n.refusal("connect", err)
	}
	return reply, nil
}

// admit authenticates a connect and takes the pictures for its reply.
func (n *Node) admit(ctx context.Context, data []byte) (*connection, welcome, error) {
	var r request
	if err := decode(data, &r); err != nil {
		return nil, welcome{}, err
	}
	d, _ := ctx.Value(doorKey{}).(door)
	switch {
	case len(r.People) > 0 && r.Stage == "" && r.Console == "" && d == doorRoom:
		return n.admitPeople(ctx, r.People)
	case len(r.People) == 0 && r.Stage != "" && r.Console == "" && d == doorRoom:
		return n.admitStage(ctx, r.Stage, r.Preview)
	case len(r.People) == 0 && r.Stage == "" && r.Console != "" && d == doorConsole:
		return n.admitConsole(ctx, r.Console)
	case r.Console != "" || d == doorConsole:
		return nil, welcome{}, errWrongDoor
	default:
		return nil, welcome{}, errMalformed
	}
}

func (n *Node) admitPeople(ctx context.Context, tokens []string) (*connection, welcome, error) {
	if len(tokens) > estrade.MaxParticipantsPerDevice {
		return nil, welcome{}, errMalformed
	}
	for {
		revocations := n.revocations.Load()
		c, people, err := n.authenticate(ctx, tokens)
		if err != nil {
			return nil, welcome{}, err
		}
		c.pictures = n.pictures.Load()
		if err := n.remember(c); err != nil {
			return nil, welcome{}, err
		}
		// A token revoked in between would find the connection in no list: look again.
		if n.revocations.Load() != revocations {
			n.forget(c)
			continue
		}
		// A page that is gone before it is connected gets no disconnect.
		context.AfterFunc(ctx, func() { n.forget(c) })
		snapshot, err := n.answers.Snapshot(ctx, c.session, c.people)
		if err != nil {
			n.forget(c)
			return nil, welcome{}, err
		}
		if err := n.placeAll(c, snapshot); err != nil {
			n.forget(c)
			return nil, welcome{}, err
		}
		return c, welcome{People: people, Snapshot: &snapshot}, nil
	}
}

// authenticate returns a connection for the people whose tokens are valid.
func (n *Node) authenticate(ctx context.Context, tokens []string) (*connection, []admission, error) {
	c := newConnection(kindPeople, "")
	people := make([]admission, len(tokens))
	for i, token := range tokens {
		caller, err := n.answers.Authenticate(ctx, token)
		if err != nil {
			if !finalRefusal(err) {
				return nil, nil, err
			}
			people[i] = admission{Why: estrade.Public(err).Key}
			continue
		}
		if c.session == "" {
			c.session = caller.Session
		}
		if caller.Session != c.session {
			return nil, nil, errSeveralSessions
		}
		people[i] = admission{Participant: caller.Participant, OK: true}
		if !c.speaksFor(caller.Participant) {
			c.people = append(c.people, caller.Participant)
			c.tokens = append(c.tokens, token)
		}
	}
	if len(c.people) == 0 {
		return nil, nil, ending(people)
	}
	return c, people, nil
}

// ending is the end of a connection none of whose tokens is valid, with the
// reason when they all share one.
func ending(people []admission) centrifuge.Disconnect {
	end := endUnauthorised
	for i, p := range people {
		if p.Why == "" || i > 0 && p.Why != people[0].Why {
			return endUnauthorised
		}
		end.Reason = p.Why
	}
	return end
}

// finalRefusal tells whether err says that a token is not valid, rather than
// that it could not be checked: a page forgets a token only in the first case.
func finalRefusal(err error) bool {
	switch estrade.ErrorCode(err) {
	case estrade.CodeUnauthorised, estrade.CodeForbidden, estrade.CodeNotFound, estrade.CodeInvalid:
		return true
	default:
		return false
	}
}

func (n *Node) placeAll(c *connection, s estrade.Snapshot) error {
	for _, p := range s.People {
		if err := c.place(p); err != nil {
			return err
		}
	}
	return nil
}

func (n *Node) admitStage(ctx context.Context, token string, preview bool) (*connection, welcome, error) {
	pictures := n.pictures.Load()
	session, view, err := n.answers.Stage(ctx, token)
	if err != nil {
		if finalRefusal(err) {
			err = endUnauthorised
		}
		return nil, welcome{}, err
	}
	c := newConnection(kindStage, session)
	c.token, c.preview, c.pictures = token, preview, pictures
	return c, welcome{Stage: &view}, nil
}

func (n *Node) admitConsole(ctx context.Context, session estrade.SessionID) (*connection, welcome, error) {
	pictures := n.pictures.Load()
	view, err := n.sessions.View(ctx, session)
	if err != nil {
		return nil, welcome{}, err
	}
	c := newConnection(kindConsole, session)
	c.pictures = pictures
	return c, welcome{Console: &view}, nil
}

func (n *Node) onConnect(client *centrifuge.Client) {
	err := n.guarded("connect", func() error {
		c, ok := client.Context().Value(connectionKey{}).(*connection)
		if !ok {
			return errors.New("connection without admission")
		}
		client.OnRPC(func(e centrifuge.RPCEvent, done centrifuge.RPCCallback) {
			data, err := n.call(client.Context(), c, e.Method, e.Data)
			done(centrifuge.RPCReply{Data: data}, err)
		})
		// What is left while the connection is being made ends a moment later, even if
		// somebody came back to that table in between.
		client.OnUnsubscribe(func(e centrifuge.UnsubscribeEvent) {
			if e.Disconnect == nil {
				go n.followAgain(c)
			}
		})
		client.OnDisconnect(func(centrifuge.DisconnectEvent) { n.onDisconnect(client.Context(), c) })
		if err := c.connected(client); err != nil {
			return err
		}
		n.tellPresence(client.Context(), c, true)
		return n.sendMissed(client, c)
	})
	if err != nil {
		n.log.Error("connection not completed", "error", err)
		client.Disconnect(centrifuge.DisconnectServerError)
	}
}

// followAgain makes a connection's subscriptions match its tables once more.
func (n *Node) followAgain(c *connection) {
	// The error is a panic, which is logged.
	_ = n.guarded("unsubscribe", func() error {
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.followTables()
	})
}

func (n *Node) onDisconnect(ctx context.Context, c *connection) {
	// The error is a panic, which is logged.
	_ = n.guarded("disconnect", func() error {
		n.forget(c)
		n.tellPresence(ctx, c, false)
		return nil
	})
}

func (n *Node) tellPresence(ctx context.Context, c *connection, here bool) {
	ctx = context.WithoutCancel(ctx)
	switch {
	case len(c.people) > 0:
		n.answers.Presence(ctx, c.session, c.people, here)
	case c.kind == kindStage && !c.preview:
		n.answers.StagePresence(ctx, c.session, here)
	}
}

// sendMissed sends the pictures anew when one was published after those of the
// connect's reply were taken and before its channels were subscribed to.
func (n *Node) sendMissed(client *centrifuge.Client, c *connection) error {
	if n.pictures.Load() == c.pictures {
		return nil
	}
	ctx := client.Context()
	switch c.kind {
	case kindStage:
		_, view, err := n.answers.Stage(ctx, c.token)
		if err != nil {
			return err
		}
		return send(client, estrade.StageChannel(c.session), estrade.Message{Type: "stage", Stage: &view})
	case kindConsole:
		view, err := n.sessions.View(ctx, c.session)
		if err != nil {
			return err
		}
		return send(client, estrade.ConsoleChannel(c.session), estrade.Message{Type: "console", Console: &view})
	}
	snapshot, err := n.answers.Snapshot(ctx, c.session, c.people)
	if err != nil {
		return err
	}
	if err := n.placeAll(c, snapshot); err != nil {
		return err
	}
	if err := send(client, estrade.RoomChannel(c.session), estrade.Message{Type: "room", Room: &snapshot.Room}); err != nil {
		return err
	}
	for i := range snapshot.People {
		p := &snapshot.People[i]
		if err := send(client, estrade.PersonChannel(p.ID), estrade.Message{Type: "person", Person: p}); err != nil {
			return err
		}
	}
	return nil
}

// send sends a message of a channel to one client.
func send(client *centrifuge.Client, channel string, m estrade.Message) error {
	text, err := estrade.JSON(m)
	if err != nil {
		return err
	}
	return client.WritePublication(channel, &centrifuge.Publication{Data: text}, centrifuge.StreamPosition{})
}

// decode reads one JSON value; unknown fields are for versions to come.
func decode(data []byte, into any) error {
	if err := json.Unmarshal(data, into); err != nil {
		return errMalformed.WithCause(err)
	}
	return nil
}
