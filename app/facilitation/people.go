package facilitation

import (
	"context"
	"fmt"
	"slices"

	estrade "estrade/app"
)

// maxTables is as many as there are rivers.
const maxTables = 64

// tableCount returns how many tables n people make: five or six each where
// possible, rather one larger table than two too small for figures.
func tableCount(n int) int {
	best, cost := 1, -1.0
	for k := 1; k <= max(1, n/3) && k <= maxTables; k++ {
		small, large := n/k, (n+k-1)/k
		larger := n % k
		c := float64(k-larger)*misfit(small) + float64(larger)*misfit(large)
		if cost < 0 || c < cost {
			best, cost = k, c
		}
	}
	return best
}

func misfit(size int) float64 {
	switch {
	case size > 6:
		return 1.5 * float64(size-6)
	case size < 5:
		return float64(5 - size)
	}
	return 0
}

// newTables returns k tables named after rivers.
func newTables(k int) []estrade.Table {
	tables := make([]estrade.Table, k)
	for i := range tables {
		tables[i] = estrade.Table{ID: estrade.TableID(newID()), Name: rivers[i%len(rivers)], Mark: i % 8, Position: i}
	}
	return tables
}

func (d *Desk) makeTables(c *change, cmd estrade.Command) error {
	if c.row.State != estrade.SessionOpen && c.row.State != estrade.SessionDraft {
		return notNow("not-open", "The session is not open.")
	}
	if cmd.Number < 0 || cmd.Number > maxTables {
		return estrade.NewError(estrade.CodeInvalid, "bad-table-count", "A session has 1 to 64 tables.", "Choose another number.")
	}
	c.s.mu.RLock()
	answered := slices.ContainsFunc(c.s.partOrder, func(k partKey) bool {
		for subject := range c.s.answers[k.step] {
			if subject.Table != "" {
				return true
			}
		}
		return false
	})
	c.s.mu.RUnlock()
	if answered {
		return notNow("tables-answered", "Tables have already answered together; move people one by one.")
	}
	c.people = true
	return d.spread(c, cmd.Number)
}

// spread replaces the tables and spreads people over them, 0 for the number
// that suits them.
func (d *Desk) spread(c *change, k int) error {
	c.s.mu.RLock()
	people := c.s.people()
	old := c.s.tableList()
	c.s.mu.RUnlock()
	if k == 0 {
		k = tableCount(len(people))
	}
	tables := newTables(k)
	for i := range tables {
		if i < len(old) {
			tables[i] = old[i]
			tables[i].PenHolder = "" // its holder may sit elsewhere now
		}
		if err := c.tx.SaveTable(tables[i]); err != nil {
			return err
		}
	}
	people = shuffled(c.row.Seed, fmt.Sprintf("tables.%d.%d", k, c.row.Revision), people)
	for i := range people {
		people[i].Table = tables[i%k].ID
	}
	if err := c.tx.Seat(people); err != nil {
		return err
	}
	for _, t := range old[min(k, len(old)):] {
		if err := c.tx.DeleteTable(t.ID); err != nil {
			return err
		}
	}
	return nil
}

// who returns a participant still in the session.
func (c *change) who(id estrade.ParticipantID) (estrade.Participant, error) {
	c.s.mu.RLock()
	defer c.s.mu.RUnlock()
	p, ok := c.s.participants[id]
	if !ok || p.Removed {
		return p, errNoParticipant()
	}
	return p, nil
}

func (d *Desk) move(c *change, cmd estrade.Command) error {
	p, err := c.who(cmd.Participant)
	if err != nil {
		return err
	}
	c.s.mu.RLock()
	to, ok := c.s.tables[cmd.Table]
	c.s.mu.RUnlock()
	if !ok {
		return estrade.NewError(estrade.CodeNotFound, "no-such-table", "This table does not exist.", "Choose another one.")
	}
	if to.ID == p.Table {
		return nil
	}
	if err := c.layDownPen(p); err != nil {
		return err
	}
	p.Table = to.ID
	c.only = append(c.only, p.ID)
	return c.tx.SaveParticipant(p)
}

// layDownPen frees the pen of p's table when p holds it.
func (c *change) layDownPen(p estrade.Participant) error {
	c.s.mu.RLock()
	t, ok := c.s.tables[p.Table]
	c.s.mu.RUnlock()
	if !ok || t.PenHolder != p.ID {
		return nil
	}
	t.PenHolder = ""
	c.teams = append(c.teams, t.ID)
	return c.tx.SaveTable(t)
}

func (d *Desk) rename(c *change, cmd estrade.Command) error {
	if _, err := c.who(cmd.Participant); err != nil {
		return err
	}
	name, err := cleanName(cmd.Text)
	if err != nil {
		return err
	}
	c.s.mu.RLock()
	a, ok := c.s.attendance[c.s.links[cmd.Participant]]
	c.s.mu.RUnlock()
	if !ok {
		return notNow("link-destroyed", "The link between names and pseudonyms is destroyed.")
	}
	a.Name = name
	c.only = append(c.only, cmd.Participant)
	return c.tx.SaveAttendance(a)
}

func (d *Desk) remove(c *change, cmd estrade.Command) error {
	p, err := c.who(cmd.Participant)
	if err != nil {
		return err
	}
	p.Removed = true
	if err := c.tx.SaveParticipant(p); err != nil {
		return err
	}
	if err := c.layDownPen(p); err != nil {
		return err
	}
	c.s.mu.RLock()
	a, present := c.s.attendance[c.s.links[p.ID]]
	c.s.mu.RUnlock()
	if present {
		a.LeftAt = c.now
		if err := c.tx.SaveAttendance(a); err != nil {
			return err
		}
	}
	c.gone = append(c.gone, p.ID)
	return nil
}

// whyGone is what those sent away are told, nil when the session closed.
func (c *change) whyGone() func() error {
	if joinable(c.row.State) {
		return errRemoved
	}
	return nil
}

// putBack takes a removal back. The person's browser, if it still holds their
// token, comes back by itself when asked to; any other needs a new re-entry code.
func (d *Desk) putBack(c *change, cmd estrade.Command) error {
	if c.row.State != estrade.SessionOpen {
		return notNow("not-open", "The session is not open.")
	}
	c.s.mu.RLock()
	p, ok := c.s.participants[cmd.Participant]
	if _, there := c.s.tables[p.Table]; !there {
		p.Table = c.s.smallestTable()
	}
	a, present := c.s.attendance[c.s.links[p.ID]]
	c.s.mu.RUnlock()
	if !ok || !p.Removed {
		return errNoParticipant()
	}
	p.Removed = false
	if err := c.tx.SaveParticipant(p); err != nil {
		return err
	}
	if present {
		a.LeftAt = 0
		if err := c.tx.SaveAttendance(a); err != nil {
			return err
		}
	}
	c.back = append(c.back, p)
	c.only = append(c.only, p.ID)
	return nil
}

func (d *Desk) givePen(c *change, cmd estrade.Command) error {
	p, err := c.who(cmd.Participant)
	if err != nil {
		return err
	}
	c.s.mu.RLock()
	t, ok := c.s.tables[p.Table]
	c.s.mu.RUnlock()
	if !ok {
		return notNow("no-table", "This person has no table yet.")
	}
	t.PenHolder = p.ID
	c.people = true
	return c.tx.SaveTable(t)
}

// Names implements estrade.Sessions.
func (d *Desk) Names(ctx context.Context, id estrade.SessionID) ([]estrade.PersonName, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	names := []estrade.PersonName{}
	var plain []string
	for _, p := range s.people() {
		a, ok := s.attendance[s.links[p.ID]]
		if !ok {
			continue
		}
		names = append(names, estrade.PersonName{Participant: p.ID, Pseudonym: p.Pseudonym, Attendance: a.ID})
		plain = append(plain, a.Name)
	}
	for i, n := range distinct(plain) {
		names[i].Name = n
	}
	return names, nil
}
