package realtime

import (
	"fmt"
	"slices"
	"sync"

	"github.com/centrifugal/centrifuge"

	estrade "estrade/app"
)

// kind is what a connection is for.
type kind string

const (
	kindPeople  kind = "people"
	kindStage   kind = "stage"
	kindConsole kind = "console"
)

// connection is one live connection, from its authentication to its end.
type connection struct {
	kind    kind
	session estrade.SessionID
	people  []estrade.ParticipantID // whom it speaks for, each once
	tokens  []string                // theirs, in the same order
	token   string                  // the stage's
	preview bool                    // a stage nobody projects: the console's own
	calls   *allowance
	// commands bounds what is sent in all, calls that are refused among it.
	commands *allowance
	// pictures counts those published before the ones in the connect's reply were taken.
	pictures uint64

	mu     sync.Mutex
	client *centrifuge.Client    // nil until connected
	ended  centrifuge.Disconnect // to end it with, once connected; code 0: it goes on
	places map[estrade.ParticipantID]place
	teams  []estrade.TableID // whose channels it is subscribed to
}

// place is where a person sits, by the person's view of that revision.
type place struct {
	revision int64
	table    estrade.TableID
}

func newConnection(k kind, session estrade.SessionID) *connection {
	return &connection{
		kind:     k,
		session:  session,
		calls:    newAllowance(callsPerSecond, callBurst),
		commands: newAllowance(commandsPerSecond, commandBurst),
		places:   make(map[estrade.ParticipantID]place),
	}
}

// speaksFor tells whether the connection may act for p.
func (c *connection) speaksFor(p estrade.ParticipantID) bool {
	return slices.Contains(c.people, p)
}

// place records a person's table and subscribes to what the table answers
// together. Views may arrive out of order; an older one is ignored.
func (c *connection) place(p estrade.PersonView) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := place{revision: p.Revision}
	if p.Table != nil {
		now.table = p.Table.ID
	}
	if old, known := c.places[p.ID]; known && old.revision > now.revision {
		return nil
	}
	c.places[p.ID] = now
	return c.followTables()
}

// connected binds the connection to its client, whose channels are set.
func (c *connection) connected(client *centrifuge.Client) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.client = client
	if c.ended.Code != 0 {
		client.Disconnect(c.ended)
		return nil
	}
	return c.followTables()
}

// end ends the connection now, or as soon as it is made.
func (c *connection) end(why centrifuge.Disconnect) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = why
	if c.client != nil {
		c.client.Disconnect(why)
	}
}

// tables returns the tables of the connection's people, each once. c.mu is held.
func (c *connection) tables() []estrade.TableID {
	var list []estrade.TableID
	for _, p := range c.people {
		if t := c.places[p].table; t != "" && !slices.Contains(list, t) {
			list = append(list, t)
		}
	}
	return list
}

// followTables makes the subscriptions match the tables. c.mu is held.
func (c *connection) followTables() error {
	if c.client == nil || c.ended.Code != 0 {
		return nil
	}
	wanted := c.tables()
	for _, t := range wanted {
		if c.client.IsSubscribed(estrade.TeamChannel(t)) {
			continue
		}
		if err := c.client.Subscribe(estrade.TeamChannel(t)); err != nil {
			// It comes back with the right subscriptions.
			c.client.Disconnect(centrifuge.DisconnectForceReconnect)
			return fmt.Errorf("subscribe to table: %w", err)
		}
	}
	for _, t := range c.teams {
		if !slices.Contains(wanted, t) {
			c.client.Unsubscribe(estrade.TeamChannel(t))
		}
	}
	c.teams = wanted
	return nil
}

// channels returns what to subscribe to with the connect's reply.
func (c *connection) channels() []string {
	switch c.kind {
	case kindStage:
		return []string{estrade.StageChannel(c.session)}
	case kindConsole:
		return []string{estrade.ConsoleChannel(c.session)}
	default:
		c.mu.Lock()
		defer c.mu.Unlock()
		list := []string{estrade.RoomChannel(c.session)}
		for _, p := range c.people {
			list = append(list, estrade.PersonChannel(p))
		}
		c.teams = c.tables()
		for _, t := range c.teams {
			list = append(list, estrade.TeamChannel(t))
		}
		return list
	}
}
