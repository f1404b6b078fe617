package realtime

import (
	"context"
	"errors"

	"github.com/centrifugal/centrifuge"

	estrade "estrade/app"
)

// What a connection is ended with. By centrifuge's protocol a page comes back
// by itself after 4000 to 4499 and stays away after 4500 to 4999.
var (
	// endUnauthorised: none of the tokens is (any longer) valid. The reason is
	// the key of why, where there is one to tell.
	endUnauthorised = centrifuge.Disconnect{Code: 4501, Reason: "unauthorised"}
	// endRevoked: one of several tokens is no longer valid; the reply to the
	// next connect tells which.
	endRevoked = centrifuge.Disconnect{Code: 4001, Reason: "revoked"}
	// endTooMany: commands came without end.
	endTooMany = centrifuge.Disconnect{Code: 4002, Reason: "too-many-requests"}
)

// Publish implements estrade.Publisher. A message that cannot be encoded (a
// number that is none) is logged and dropped.
func (n *Node) Publish(channel string, m estrade.Message) {
	text, err := estrade.JSON(m)
	if err != nil {
		n.log.Error("message not published", "type", m.Type, "error", err)
		return
	}
	if m.Progress == nil {
		// Before the message goes out: a connection that is being made either
		// is subscribed already or sees the count change (sendMissed).
		n.pictures.Add(1)
	}
	if m.Person != nil {
		n.follow(*m.Person)
	}
	if _, err := n.node.Publish(channel, text); err != nil {
		n.log.Error("message not published", "type", m.Type, "error", err)
	}
}

// follow lets the connections that speak for a person listen to the person's table.
func (n *Node) follow(p estrade.PersonView) {
	for _, c := range n.speakingFor(p.ID) {
		if err := c.place(p); err != nil {
			n.log.Error("table not followed", "error", err)
		}
	}
}

// Disconnect implements estrade.Publisher. A browser that also holds other
// people comes back for them.
func (n *Node) Disconnect(p estrade.ParticipantID) {
	n.revocations.Add(1)
	for _, c := range n.speakingFor(p) {
		if len(c.people) > 1 {
			c.end(endRevoked)
		} else {
			_, _, err := n.authenticate(context.Background(), c.tokens)
			end := endUnauthorised
			errors.As(err, &end) // with its reason, when it can be found out
			c.end(end)
		}
	}
}

// speakingFor returns the connections that speak for p.
func (n *Node) speakingFor(p estrade.ParticipantID) []*connection {
	n.mu.Lock()
	defer n.mu.Unlock()
	list := make([]*connection, 0, len(n.speaks[p]))
	for c := range n.speaks[p] {
		list = append(list, c)
	}
	return list
}

// remember lists a connection with the people it speaks for, unless one of them
// has connectionsEach already.
func (n *Node) remember(c *connection) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, p := range c.people {
		if len(n.speaks[p]) >= connectionsEach {
			return errTooManyConnections
		}
	}
	for _, p := range c.people {
		if n.speaks[p] == nil {
			n.speaks[p] = make(map[*connection]struct{}, 1)
		}
		n.speaks[p][c] = struct{}{}
	}
	return nil
}

func (n *Node) forget(c *connection) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, p := range c.people {
		delete(n.speaks[p], c)
		if len(n.speaks[p]) == 0 {
			delete(n.speaks, p)
		}
	}
}
