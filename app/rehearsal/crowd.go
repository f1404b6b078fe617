package rehearsal

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	estrade "estrade/app"
)

// MaxPeople is how many people a crowd may have.
const MaxPeople = 5000

// CrowdOptions describes a crowd. Join and People are required.
type CrowdOptions struct {
	// Join is what a QR code holds, and a browser opens: the room's address and,
	// after #, the secret that lets in.
	Join     string
	People   int
	Temper   Temper           // "": Natural
	Language estrade.Language // of most people; some have the other one
	Seed     uint64           // of names and answers
	// Pace scales every wait: 1 is as people are, 0.01 a hundred times faster.
	// 0: no wait at all.
	Pace float64
	// Incidents has some arrive late, one drop out and come back, one stay
	// undecided, and some share a device, as far as there are people for it.
	Incidents bool
	// Lifelike has people behave as badly as their temper is: the hostile come
	// late or twice, leave and come back, write nonsense and answer what is
	// closed, the sleepy never finish. What counts on answers leaves it out.
	Lifelike bool
	// Signs has people sign the attendance sheet; the lifelike do in any case.
	Signs bool
	// Returning are people who were in the room before the program was started
	// again and take up their places; People and Incidents are not used then.
	Returning []Returning
	// Together has everybody wait until all of the crowd see a part, then begin
	// it within this time; for load tests. 0: as they come.
	Together time.Duration
	// OnRoom is called when a browser of the crowd hears a new picture of the
	// room, by several goroutines; nil: nobody asks.
	OnRoom     func(revision int64, message []byte, at time.Time)
	Pack       *estrade.Pack // what common sense leans on; nil: nothing
	Transcript *Transcript   // keeps what was published to several people; nil: not kept
	Logger     *slog.Logger  // nil: slog.Default

	URL    string // without the secret; taken from Join
	secret string
}

// Returning is somebody who comes back to their place with a re-entry code.
type Returning struct {
	Name    string
	Temper  Temper // theirs alone, as it was kept
	Reentry string
}

// Crowd is some simulated participants of one session. They reach the room as
// browsers do, over HTTP and WebSocket, and answer whatever it asks. Its methods
// may be called by several goroutines.
type Crowd struct {
	o       CrowdOptions
	log     *slog.Logger
	http    *http.Client
	sense   sense
	devices []*device
	people  []*person
	ledger  *Ledger
	tempo   *tempo

	ctx  context.Context // of the crowd's life
	stop context.CancelFunc
	live sync.WaitGroup

	heard roomMessage // the last one

	mu       sync.Mutex
	ids      map[estrade.ParticipantID]bool
	claims   map[tableTask]bool
	gates    map[taskKey]*gate
	started  bool    // the late ones were called
	hurry    taskKey // an opening of a part that nobody takes their time for any more
	step     int     // the furthest step seen, −1 in the lobby
	alive    int     // people in the room
	problems []error
	counts   Counts
}

// Counts tells what happened to the people of a crowd.
type Counts struct {
	Cast      int `json:"cast"`      // people meant to come
	Joined    int `json:"joined"`    // of those, how many joined
	Late      int `json:"late"`      // joined once the workshop was under way
	Dropped   int `json:"dropped"`   // lost their connection on purpose
	Returned  int `json:"returned"`  // of those, how many came back
	Undecided int `json:"undecided"` // left one vote unanswered on purpose
	Devices   int `json:"devices"`
	Shared    int `json:"shared"` // devices held by several people
}

// tableTask is what one table answers together once.
type tableTask struct {
	part  taskKey
	table estrade.TableID
}

// NewCrowd casts a crowd; nobody has joined yet. CodeInvalid: a number of
// people out of 1…MaxPeople, or an unknown temper.
func NewCrowd(o CrowdOptions) (*Crowd, error) {
	if len(o.Returning) > 0 {
		o.People = len(o.Returning)
	}
	if o.People < 1 || o.People > MaxPeople {
		return nil, estrade.NewError(estrade.CodeInvalid, "rehearsal-size",
			fmt.Sprintf("A crowd has 1 to %d people.", MaxPeople), "Choose another number.", "max", fmt.Sprint(MaxPeople))
	}
	temper, err := ParseTemper(string(o.Temper))
	if err != nil {
		return nil, err
	}
	at, err := url.Parse(o.Join)
	if err != nil || at.Scheme != "http" || at.Host == "" || at.Fragment == "" {
		// It is not repeated: it holds what lets in.
		return nil, errors.New("crowd: Join is no address that lets into a room")
	}
	o.Temper, o.URL, o.secret = temper, "http://"+at.Host, at.Fragment
	if !o.Language.Valid() {
		o.Language = estrade.French
	}
	c := &Crowd{
		o: o, log: o.Logger, sense: sense{seed: o.Seed, pack: o.Pack, hint: ownHint}, ledger: newLedger(), tempo: newTempo(1), step: -1,
		http: &http.Client{Timeout: dialTimeout, Transport: &http.Transport{
			MaxIdleConnsPerHost: 64, DialContext: (&net.Dialer{Timeout: dialTimeout}).DialContext,
		}},
		ids: make(map[estrade.ParticipantID]bool), claims: make(map[tableTask]bool),
		gates: make(map[taskKey]*gate),
	}
	if c.log == nil {
		c.log = slog.Default()
	}
	c.ctx, c.stop = context.WithCancel(context.Background())
	c.cast()
	return c, nil
}

// cast decides who comes, on which device, and what will happen to them.
func (c *Crowd) cast() {
	r := draw(c.o.Seed, "cast")
	for i, name := range cast(c.o.People, r) {
		p := &person{
			name: name, language: c.o.Language, tempo: rand.New(rand.NewPCG(c.o.Seed, uint64(i))),
			answered: make(map[estrade.AnswerKey]bool),
		}
		if i < len(c.o.Returning) {
			p.name, p.temper, p.reentry = c.o.Returning[i].Name, c.o.Returning[i].Temper, c.o.Returning[i].Reentry
		} else {
			p.temper = temperOf(c.o.Temper, i, r)
		}
		p.mind = mind{sense: c.sense, who: p.name, manner: mannerOf(p.temper, r)}
		if !c.o.Lifelike {
			p.mind.manner = p.mind.tame()
		}
		if r.Float64() < 0.2 {
			p.language = estrade.Languages[1-slices.Index(estrade.Languages, c.o.Language)]
		}
		p.mind.language = p.language
		c.people = append(c.people, p)
	}
	c.counts.Cast = len(c.people)
	rest := c.people
	take := func(n int) []*person {
		taken := rest[len(rest)-n:]
		rest = rest[:len(rest)-n]
		return taken
	}
	seat := func(people []*person) *device {
		d := newDevice(c)
		d.people = people
		for _, p := range people {
			p.device = d
		}
		c.devices = append(c.devices, d)
		return d
	}
	if c.o.Incidents && len(c.o.Returning) == 0 {
		c.stage(seat, take, len(c.people))
	}
	for len(rest) > 0 {
		one := take(1)
		d := seat(one)
		if p := one[0]; len(c.o.Returning) == 0 && p.mind.twin > 0 {
			// Their own second self, in the place of somebody else.
			if after := len(rest); after > 0 && r.Float64() < p.mind.twin {
				rest[after-1].name = p.name
			}
			d.late = r.Float64() < p.mind.tardy
		}
	}
	// Those who come first are not always the same.
	r.Shuffle(len(c.devices), func(i, j int) { c.devices[i], c.devices[j] = c.devices[j], c.devices[i] })
}

// stage gives a part of n people their incidents.
func (c *Crowd) stage(seat func([]*person) *device, take func(int) []*person, n int) {
	if n >= 4 {
		for range max(1, n/20) {
			seat(take(1)).late = true
		}
		undecided := take(1)
		undecided[0].undecided = true
		seat(undecided)
	}
	if n >= 3 {
		for range max(1, n/40) {
			dropping := take(1)
			dropping[0].drops = true
			seat(dropping)
		}
	}
	if n >= 6 {
		seat(take(2))
		c.counts.Shared++
	}
	if n >= 10 {
		seat(take(3))
		c.counts.Shared++
	}
	for _, p := range c.people {
		if p.drops {
			// Who sleeps through parts could not drop out in the middle of one.
			p.mind.skip = 0
		}
	}
}

// Join lets everybody join but those who are late, and returns when each of
// them sees the room. From then on they answer by themselves until Leave or the
// end of the session. It fails when somebody cannot join.
func (c *Crowd) Join(ctx context.Context) error {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var failed []error
	turn := make(chan struct{}, 32) // browsers under way at a time
	delay := time.Duration(0)
	for _, d := range c.devices {
		if d.late {
			continue
		}
		delay += c.pause(arrival)
		wait := min(delay, maxArrival)
		wg.Go(func() {
			if err := c.sleep(ctx, wait); err != nil {
				return
			}
			turn <- struct{}{}
			defer func() { <-turn }()
			if err := c.enter(ctx, d); err != nil && !errors.Is(err, errGone) {
				mu.Lock()
				defer mu.Unlock()
				failed = append(failed, err)
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	return errors.Join(failed...)
}

const (
	// arrival is the time between two arrivals, in seconds.
	arrival    = 1.5
	maxArrival = 30 * time.Second
	// effortArrive is what the late are late by, once the workshop is under way.
	effortArrive = 15
)

func (c *Crowd) sleep(ctx context.Context, wait time.Duration) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(c.ctx, cancel)()
	return c.tempo.wait(ctx, wait)
}

// Pace sets how fast the crowd's time runs, waits that have begun included: 1 as
// the options said, 0 stands still.
func (c *Crowd) Pace(speed float64) { c.tempo.set(speed) }

// Hurry has everybody who means to answer the part that is open now do so at once.
func (c *Crowd) Hurry() {
	for _, d := range c.devices {
		k, ok := d.openTask()
		if !ok {
			continue
		}
		c.mu.Lock()
		c.hurry = k
		c.mu.Unlock()
		c.tempo.wake()
		return
	}
}

// hurried tells whether nobody takes their time for an opening of a part.
func (c *Crowd) hurried(k taskKey) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.hurry == k
}

// Members lists who has joined, in no order.
func (c *Crowd) Members() []estrade.CastMember {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []estrade.CastMember
	for _, p := range c.people {
		if p.id != "" && c.ids[p.id] {
			all = append(all, estrade.CastMember{Participant: p.id, Temper: string(p.temper), Held: p.held.Load()})
		}
	}
	return all
}

// Token returns what lets a page speak for somebody of the crowd, and for
// nobody else; ok is false when the crowd has nobody of that name.
func (c *Crowd) Token(id estrade.ParticipantID) (token string, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.people {
		if p.id == id && c.ids[id] {
			return p.token, true
		}
	}
	return "", false
}

// Hold has somebody of the crowd do nothing, because somebody else plays in
// their place, or do again what is still to be done; false when the crowd has
// nobody of that name.
func (c *Crowd) Hold(id estrade.ParticipantID, held bool) bool {
	c.mu.Lock()
	i := slices.IndexFunc(c.people, func(p *person) bool { return p.id == id && c.ids[id] })
	c.mu.Unlock()
	if i < 0 {
		return false
	}
	c.people[i].hold(held)
	return true
}

// Dismiss sends up to n people away for good, by whole devices, and returns how
// many and those of them who had joined: their places are the caller's to free.
func (c *Crowd) Dismiss(n int) (left int, gone []estrade.ParticipantID) {
	for _, d := range slices.Backward(c.devices) {
		if left+len(d.people) > n || d.gone() {
			continue
		}
		left += len(d.people)
		d.close()
		c.mu.Lock()
		for _, p := range d.people {
			if c.ids[p.id] {
				gone = append(gone, p.id)
				delete(c.ids, p.id)
			}
		}
		c.mu.Unlock()
	}
	return left, gone
}

// pause is a number of seconds at the crowd's pace.
func (c *Crowd) pause(seconds float64) time.Duration {
	return time.Duration(seconds * c.o.Pace * float64(time.Second))
}

// enter lets the people of a device join one after the other, then connects it.
func (c *Crowd) enter(ctx context.Context, d *device) error {
	if d.gone() { // dismissed before they came
		return errGone
	}
	for _, p := range d.people {
		enter := c.join
		if p.reentry != "" {
			enter = c.reenter
		}
		if err := enter(ctx, d, p); err != nil {
			return fmt.Errorf("join: %w", err)
		}
	}
	if err := d.connect(ctx); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ctx.Err() != nil {
		return c.ctx.Err()
	}
	c.counts.Devices++
	for _, p := range d.people {
		c.counts.Joined++
		if d.late {
			c.counts.Late++
		}
		c.alive++
		c.live.Go(func() { p.live(c.ctx) })
		if c.o.Lifelike || c.o.Signs {
			c.live.Go(func() { d.sign(c.ctx, p) })
		}
	}
	return nil
}

// join goes through the join page: greeting, pseudonym, name.
func (c *Crowd) join(ctx context.Context, d *device, p *person) error {
	var greeting estrade.Greeting
	err := c.post(ctx, "/api/greet", struct {
		Secret   string           `json:"secret"`
		Language estrade.Language `json:"language"`
	}{c.o.secret, p.language}, &greeting)
	if err != nil {
		return err
	}
	r := draw(c.o.Seed, "join", p.name)
	request := estrade.JoinRequest{
		ID: newID(), Secret: c.o.secret, Device: d.token, Name: p.name, Language: p.language, Simulated: true,
	}
	if c.o.Lifelike { // the program plays them: it may bring them back after a restart
		request.Temper = string(p.temper)
	}
	if len(greeting.Pseudonyms) > 0 {
		request.Pseudonym = greeting.Pseudonyms[r.IntN(len(greeting.Pseudonyms))]
	}
	if len(greeting.Tables) > 0 {
		request.Table = greeting.Tables[r.IntN(len(greeting.Tables))].ID
	}
	var joined estrade.Joined
	err = c.post(ctx, "/api/join", request, &joined)
	if isTaken(err) {
		request.Pseudonym = ""
		err = c.post(ctx, "/api/join", request, &joined)
	}
	if err != nil {
		return err
	}
	c.joined(d, p, joined)
	return nil
}

// reenter goes through the join page with a re-entry code.
func (c *Crowd) reenter(ctx context.Context, d *device, p *person) error {
	var joined estrade.Joined
	err := c.post(ctx, "/api/reenter", estrade.ReentryRequest{ID: newID(), Secret: c.o.secret, Device: d.token, Reentry: p.reentry}, &joined)
	if err == nil {
		c.joined(d, p, joined)
	}
	return err
}

func (c *Crowd) joined(d *device, p *person, joined estrade.Joined) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p.id, p.token, d.token = joined.Participant, joined.Token, joined.Device
	c.ids[p.id] = true
}

func isTaken(err error) bool {
	var e *estrade.Error
	return errors.As(err, &e) && e.Key == "pseudonym-taken"
}

// post sends JSON to the room and reads its answer; a refusal is an
// estrade.Error. A room that is being started again is waited for, and what it
// was cut off in is sent once more, as a person would press the button again.
func (c *Crowd) post(ctx context.Context, path string, request, reply any) error {
	body, err := json.Marshal(request)
	if err != nil {
		return fmt.Errorf("encode %s: %w", path, err)
	}
	for {
		err := c.postOnce(ctx, path, body, reply)
		// The room is gone, or went while it was asked or read.
		var asking *url.Error
		var reading *net.OpError
		away := errors.As(err, &asking) || errors.As(err, &reading) || errors.Is(err, io.ErrUnexpectedEOF)
		if !away && estrade.ErrorCode(err) != estrade.CodeTooMany {
			return err
		}
		if c.sleep(ctx, retryAfter) != nil {
			return err
		}
	}
}

func (c *Crowd) postOnce(ctx context.Context, path string, body []byte, reply any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.o.URL+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Origin", c.o.URL)
	response, err := c.http.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		refusal := &estrade.Error{}
		if json.Unmarshal(text, refusal) != nil || refusal.Code == "" {
			return fmt.Errorf("%s: %s", path, response.Status)
		}
		return refusal
	}
	return json.Unmarshal(text, reply)
}

// observe looks at a device's picture of the room: the late ones come once the
// second step has begun.
func (c *Crowd) observe(d *device) {
	d.mu.Lock()
	step := -1
	if d.room != nil && d.room.Step != nil && d.room.State == estrade.SessionOpen {
		step = d.room.Step.Index
	}
	d.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.step = max(c.step, step)
	if c.step < 1 || c.started || c.ctx.Err() != nil {
		return
	}
	c.started = true
	for _, d := range c.devices {
		if !d.late {
			continue
		}
		c.live.Go(func() {
			if c.sleep(c.ctx, c.pause(effortArrive)) != nil {
				return
			}
			if err := c.enter(c.ctx, d); err != nil && c.ctx.Err() == nil && !errors.Is(err, errGone) {
				c.fail(fmt.Errorf("arrive late: %w", err))
				d.close()
			}
		})
	}
}

// roomMessage is a picture of the room as it came, and as it was read.
type roomMessage struct {
	mu   sync.Mutex
	text []byte
	read estrade.Message
}

// message reads a message. A picture of the room, which comes to every browser
// alike, is read once: a computer with a thousand browsers on it has none of
// their processors.
func (c *Crowd) message(channel string, text []byte) (estrade.Message, error) {
	var m estrade.Message
	if !strings.HasPrefix(channel, "room:") {
		return m, json.Unmarshal(text, &m)
	}
	c.heard.mu.Lock()
	defer c.heard.mu.Unlock()
	if bytes.Equal(c.heard.text, text) {
		return c.heard.read, nil
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return m, err
	}
	c.heard.text, c.heard.read = bytes.Clone(text), m
	return m, nil
}

// underWay tells whether the workshop is past its first step.
func (c *Crowd) underWay() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.step >= 1
}

// claim gives what a table answers together to the first who asks for it.
func (c *Crowd) claim(k taskKey, t estrade.TableID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.claims[tableTask{k, t}] {
		return false
	}
	c.claims[tableTask{k, t}] = true
	return true
}

// gate is where people wait for one another before a part.
type gate struct {
	here int
	open chan struct{}
}

// together waits at the gate of a part, when the crowd has gates, and then for
// the person's moment; false when the crowd has left.
func (c *Crowd) together(ctx context.Context, p *person, k taskKey) bool {
	if c.o.Together == 0 {
		return true
	}
	c.mu.Lock()
	g := c.gates[k]
	if g == nil {
		g = &gate{open: make(chan struct{})}
		c.gates[k] = g
	}
	if g.here++; g.here == c.alive {
		close(g.open)
	}
	c.mu.Unlock()
	select {
	case <-g.open:
	case <-ctx.Done():
		return false
	}
	moment := time.NewTimer(time.Duration(p.tempo.Float64() * float64(c.o.Together)))
	defer moment.Stop()
	select {
	case <-moment.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// holds tells whether a pen is free or in the hand of somebody of the crowd whom
// nobody else plays.
func (c *Crowd) holds(id estrade.ParticipantID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return id == "" || c.ids[id] && !slices.ContainsFunc(c.people, func(p *person) bool { return p.id == id && p.held.Load() })
}

// fail keeps what should not have happened.
func (c *Crowd) fail(err error) {
	c.log.Warn("simulated participant", "error", err)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.problems = append(c.problems, err)
}

// Settled tells whether everybody of the crowd is through with an opening of a
// part: has answered all they mean to. The late count as soon as their turn to
// arrive has come.
func (c *Crowd) Settled(step, part string, opening int) bool {
	c.mu.Lock()
	started := c.started
	c.mu.Unlock()
	k := taskKey{step, part, opening}
	for _, d := range c.devices {
		if d.gone() || d.late && !started {
			continue
		}
		for _, p := range d.people {
			if !p.done(k) {
				return false
			}
		}
	}
	return true
}

// Wait waits until Settled.
func (c *Crowd) Wait(ctx context.Context, step, part string, opening int) error {
	for !c.Settled(step, part, opening) {
		if err := c.sleep(ctx, settledEvery); err != nil {
			return err
		}
	}
	return nil
}

// settledEvery is how often Wait looks.
const settledEvery = 5 * time.Millisecond

// Present tells how many people of the crowd are connected now.
func (c *Crowd) Present() int {
	n := 0
	for _, d := range c.devices {
		d.mu.Lock()
		if d.connected && !d.ended {
			n += len(d.people)
		}
		d.mu.Unlock()
	}
	return n
}

// Devices tells how many browsers the crowd has, present or not.
func (c *Crowd) Devices() int { return len(c.devices) }

// Flicker cuts the connection of a browser, counted from 0, and brings it back
// after a while, as a phone that was put away does. It returns when the browser
// is back, at once when it is not in the room, and must not be called for one
// browser by two goroutines at a time.
func (c *Crowd) Flicker(ctx context.Context, device int, away time.Duration) error {
	d := c.devices[device]
	d.mu.Lock()
	absent := d.client == nil || d.away || d.ended
	d.mu.Unlock()
	if absent {
		return nil
	}
	return d.leave(ctx, away)
}

// Leave closes every connection and waits for everybody to be gone.
func (c *Crowd) Leave() {
	c.mu.Lock()
	c.stop()
	c.mu.Unlock()
	for _, d := range c.devices {
		d.close()
	}
	c.live.Wait()
	c.http.CloseIdleConnections()
}

// Gone is closed when nobody of the crowd is in the room any more: the session
// is over, they were sent away, or they left.
func (c *Crowd) Gone() <-chan struct{} { return c.ctx.Done() }

// end is called when somebody's place in the room ends.
func (c *Crowd) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.alive--
	if c.alive == 0 {
		c.stop()
	}
}

func (c *Crowd) count(f func(*Counts)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f(&c.counts)
}

// Counts tells what happened to the people so far.
func (c *Crowd) Counts() Counts {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.counts
}

// Ledger returns what the crowd was promised.
func (c *Crowd) Ledger() *Ledger { return c.ledger }

// Problems returns what should not have happened to a browser: refusals of what
// the room had asked for, messages that cannot be read.
func (c *Crowd) Problems() []error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.problems)
}

// Names returns the real names of everybody cast.
func (c *Crowd) Names() []string {
	names := make([]string, len(c.people))
	for i, p := range c.people {
		names[i] = p.name
	}
	return names
}

// NamesByID returns the real name of everybody who joined.
func (c *Crowd) NamesByID() map[estrade.ParticipantID]string {
	c.mu.Lock()
	defer c.mu.Unlock()
	names := make(map[estrade.ParticipantID]string, len(c.ids))
	for _, p := range c.people {
		if c.ids[p.id] {
			names[p.id] = p.name
		}
	}
	return names
}
