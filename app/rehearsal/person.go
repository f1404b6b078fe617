package rehearsal

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	mathrand "math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	estrade "estrade/app"
)

// person is one simulated participant.
type person struct {
	name     string
	language estrade.Language
	mind     mind
	device   *device
	tempo    *mathrand.Rand // of thinking times; one goroutine uses it

	drops     bool // leaves in the middle of a part, once, and comes back
	undecided bool // leaves one vote unanswered
	temper    Temper
	reentry   string // "": joins for the first time

	held    atomic.Bool // somebody else plays in their place
	playing sync.Mutex
	stop    context.CancelFunc // ends what they are doing; nil before the first part
	spoiled bool               // was held: what is answered stays

	id    estrade.ParticipantID
	token string

	kept     bool                       // what the room has of this part stays: somebody else answered it
	answered map[estrade.AnswerKey]bool // acknowledged or declined by the room
	finished atomic.Value               // taskKey of the last part done with
}

// live answers every part that opens until ctx or the person's place in the
// room ends.
func (p *person) live(ctx context.Context) {
	defer p.crowd().end()
	for {
		changed := p.device.change()
		if t, table, ok := p.device.task(p); ok && !p.held.Load() && !p.done(t.key()) {
			p.begin(ctx, t, table)
			continue
		}
		if p.device.gone() {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return
		}
	}
}

// begin plays a part, unless or until somebody else plays in the person's place.
func (p *person) begin(ctx context.Context, t task, table *estrade.TableView) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	p.playing.Lock()
	p.stop = cancel
	held, spoiled := p.held.Load(), p.spoiled
	p.spoiled = false
	p.playing.Unlock()
	if held {
		return
	}
	if _, done := p.device.said(p.id); spoiled && done && !t.part.ByTable {
		p.finished.Store(t.key())
		return
	}
	p.kept = spoiled
	p.play(ctx, t, table)
	p.playing.Lock()
	defer p.playing.Unlock()
	if !p.held.Load() && !p.spoiled {
		p.finished.Store(t.key())
	}
}

// hold has the person stop, or go on with what is still to be done.
func (p *person) hold(held bool) {
	p.playing.Lock()
	was := p.held.Swap(held)
	if was != held {
		p.spoiled = true
		if p.stop != nil {
			p.stop()
		}
	}
	if was && !held {
		p.finished.Store(taskKey{})
	}
	p.playing.Unlock()
	p.device.mu.Lock()
	defer p.device.mu.Unlock()
	p.device.tell()
}

// done tells whether the person is through with an opening of a part.
func (p *person) done(k taskKey) bool { return p.finished.Load() == any(k) }

func (d *device) gone() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.ended
}

// play does in a part what the person has in mind.
func (p *person) play(ctx context.Context, t task, table *estrade.TableView) {
	if t.part.ByTable {
		if table != nil {
			p.write(ctx, t, *table)
		}
		return
	}
	if p.undecided && t.part.Phase == phaseVote {
		p.undecided = false
		p.crowd().count(func(n *Counts) { n.Undecided++ })
		return
	}
	acts := p.mind.plan(t)
	if !p.crowd().together(ctx, p, t.key()) {
		return
	}
	if p.kept {
		acts = p.remaining(t, acts)
	}
	flees := len(acts) > 0 && p.mind.chance(t, "flee").Float64() < p.mind.flee && len(p.device.people) == 1
	defer p.pester(ctx, t, acts)
	for i, a := range acts {
		if flees && 2*i >= len(acts)-1 {
			flees = false
			if err := p.device.leave(ctx, p.crowd().pause(effortDrop)); err != nil {
				return
			}
		}
		if p.drops && 2*i >= len(acts)-1 && p.crowd().underWay() {
			p.drops = false
			p.crowd().count(func(n *Counts) { n.Dropped++ })
			if err := p.device.leave(ctx, p.crowd().pause(effortDrop)); err != nil {
				return
			}
			p.crowd().count(func(n *Counts) { n.Returned++ })
		}
		if !p.act(ctx, t, a, "") {
			return
		}
	}
}

// remaining leaves out what the room has an answer for.
func (p *person) remaining(t task, acts []act) []act {
	answers, _ := p.device.said(p.id)
	return slices.DeleteFunc(acts, func(a act) bool {
		return !a.lock && slices.ContainsFunc(answers, func(v estrade.AnswerView) bool {
			return v.Part == t.part.ID && v.Pass == a.pass && v.Item == a.item
		})
	})
}

// pester answers once more what was closed, for some: the room must refuse.
func (p *person) pester(ctx context.Context, t task, acts []act) {
	i := slices.IndexFunc(acts, func(a act) bool { return !a.lock })
	if i < 0 || p.mind.chance(t, "pester").Float64() >= p.mind.pester {
		return
	}
	if err := p.device.await(ctx, func() bool {
		r := p.device.room
		return r == nil || r.Part == nil || r.Part.ID != t.part.ID || r.Part.State != estrade.PartOpen
	}); err != nil || p.held.Load() {
		return
	}
	a := acts[i]
	o, err := p.device.call(ctx, "answer", estrade.AnswerRequest{
		ID: newID(), Participant: p.id, Step: t.step, Part: t.part.ID, Opening: t.part.Opening, Pass: a.pass, Item: a.item, Value: a.value,
	})
	if err == nil && o.refusal == nil {
		p.crowd().fail(errors.New("an answer was taken after its part was closed"))
	}
}

// effortDrop is how long somebody who dropped out stays away, in seconds.
const effortDrop = 30

func (p *person) crowd() *Crowd { return p.device.crowd }

// write answers for the table: the first at the table to think of it takes the
// pen, unless somebody from outside the crowd has it.
func (p *person) write(ctx context.Context, t task, table estrade.TableView) {
	c := p.crowd()
	if !c.claim(t.key(), table.ID) || !c.holds(p.device.pen(table.ID)) {
		return
	}
	for i, a := range c.sense.ofTable(table.Name, c.o.Language).plan(t) {
		if i == 0 {
			if !p.device.think(ctx, t.key(), p.pause(a.effort)) {
				return
			}
			a.effort = 0
			taken, err := p.device.call(ctx, "pen", struct {
				Participant estrade.ParticipantID `json:"participant"`
				Take        bool                  `json:"take"`
			}{p.id, true})
			if err != nil || taken.refusal != nil {
				return
			}
		}
		if !p.act(ctx, t, a, table.ID) {
			return
		}
	}
}

// pause is how long a thought takes the person.
func (p *person) pause(effort float64) time.Duration {
	// Most take about the usual time, some much longer.
	spread := 0.5 + p.tempo.ExpFloat64()/2
	return p.crowd().pause(min(effort*p.mind.think*spread, 3*effort*p.mind.think))
}

// act thinks, then answers or locks, for the person or, with the pen, for a
// table. It returns false when the part is over for the person.
func (p *person) act(ctx context.Context, t task, a act, table estrade.TableID) bool {
	subject := estrade.Subject{Participant: p.id}
	if table != "" {
		subject = estrade.Subject{Table: table}
	}
	key := estrade.AnswerKey{Subject: subject, Step: t.step, Part: t.part.ID, Pass: a.pass, Item: a.item}
	if t.part.Opening > 1 && p.answered[key] {
		return true // reopened for those who had not finished
	}
	if !p.device.think(ctx, t.key(), p.pause(a.effort)) {
		return false
	}
	if a.lock {
		o, err := p.device.call(ctx, "lock", estrade.LockRequest{
			Participant: p.id, AsTable: table != "", Step: t.step, Part: t.part.ID, Opening: t.part.Opening, Pass: a.pass,
		})
		return err == nil && !p.over(o.refusal)
	}
	return p.answer(ctx, t, a, key)
}

func (p *person) answer(ctx context.Context, t task, a act, key estrade.AnswerKey) bool {
	request := estrade.AnswerRequest{
		ID: newID(), Participant: p.id, AsTable: key.Subject.Table != "",
		Step: t.step, Part: t.part.ID, Opening: t.part.Opening, Pass: a.pass, Item: a.item, Value: a.value,
	}
	ledger := p.crowd().ledger
	ledger.send(key, a.value)
	sent := time.Now()
	o, err := p.device.call(ctx, "answer", request)
	switch {
	case err != nil:
		ledger.lose(key, false)
		if !errors.Is(err, errGone) && ctx.Err() == nil {
			p.crowd().fail(err)
		}
		return false
	case o.refusal != nil:
		ledger.lose(key, !o.resent)
		return !p.over(o.refusal)
	}
	var receipt estrade.Receipt
	if err := json.Unmarshal(o.reply, &receipt); err != nil || receipt.ID != request.ID {
		p.crowd().fail(errors.Join(errors.New("receipt of another answer"), err))
		return false
	}
	ledger.acknowledge(key, a.value, Wait{Sent: sent, Took: time.Since(sent)}, o.resent)
	p.answered[key] = true
	return true
}

// over tells whether a refusal ends the part for the person. Any refusal that a
// browser of this version cannot meet is a failure of the crowd.
func (p *person) over(refusal *estrade.Error) bool {
	if refusal == nil {
		return false
	}
	switch refusal.Key {
	case "part-closed", "pen-elsewhere", "unknown-participant", "no-table":
		return true
	case "answer-locked", "list-incomplete":
		return false
	}
	p.crowd().fail(refusal)
	return slices.Contains([]estrade.Code{estrade.CodeUnauthorised, estrade.CodeForbidden, estrade.CodeConflict}, refusal.Code)
}

// newID returns 128 random bits, as a browser makes them for an answer.
func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}
