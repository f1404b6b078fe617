package facilitation

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"sync"
	"sync/atomic"
	"time"

	estrade "estrade/app"
)

// Options are what a Desk works with. All fields but Space and Logger are required.
type Options struct {
	Store     estrade.Store
	Publisher estrade.Publisher
	Keys      estrade.Keys
	Clock     estrade.Clock
	Documents estrade.Documents
	Seal      estrade.Seal
	Archive   estrade.Archive
	Pack      *estrade.Pack
	Space     func() (int64, error) // bytes left where the store is; nil: not watched
	Logger    *slog.Logger
	Notices   func() []estrade.Notice // what the program tells every trainer besides; nil: nothing
}

// Desk runs the sessions of one program. It implements estrade.Sessions,
// estrade.Answers, estrade.Results and estrade.Remote.
type Desk struct {
	store     estrade.Store
	publisher estrade.Publisher
	keys      estrade.Keys
	clock     estrade.Clock
	documents estrade.Documents
	seal      estrade.Seal
	archive   estrade.Archive
	pack      *estrade.Pack
	log       *slog.Logger
	notices   func() []estrade.Notice

	mu      sync.RWMutex // guards live, tokens, ended, loading and address
	live    map[estrade.SessionID]*session
	tokens  map[tokenHash]estrade.Caller
	ended   map[tokenHash]ended // tokens of live sessions that were good once
	address estrade.RoomAddress
	loading sync.Mutex // one session is loaded at a time

	returning returning
	disk      disk
	closings  closings

	clockBelieved believed

	// signaturesKept is for how many years, as the settings said when they were
	// last read; 0: until a session is deleted.
	signaturesKept atomic.Int64

	run     string // names this run of the program to the trainer's phone
	stop    context.CancelFunc
	done    chan struct{}
	telling running // people's own pictures on their way
}

var (
	_ estrade.Sessions = (*Desk)(nil)
	_ estrade.Answers  = (*Desk)(nil)
	_ estrade.Results  = (*Desk)(nil)
	_ estrade.Remote   = (*Desk)(nil)
)

// progressInterval bounds how often progress is published: ten times a second.
const progressInterval = 100 * time.Millisecond

// closingLasts is how long a session stays in closing before it closes by itself.
const closingLasts = 24 * time.Hour

// New returns a Desk. Close ends its background work.
func New(o Options) *Desk {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Notices == nil {
		o.Notices = func() []estrade.Notice { return nil }
	}
	ctx, stop := context.WithCancel(context.Background())
	d := &Desk{
		store: o.Store, publisher: o.Publisher, keys: o.Keys, clock: o.Clock,
		documents: o.Documents, seal: o.Seal, archive: o.Archive, pack: o.Pack, log: o.Logger, notices: o.Notices,
		live:   make(map[estrade.SessionID]*session),
		tokens: make(map[tokenHash]estrade.Caller),
		ended:  make(map[tokenHash]ended),
		run:    newID(),
		stop:   stop,
		done:   make(chan struct{}),
	}
	d.disk.space = o.Space
	d.disk.look()
	go d.work(ctx)
	return d
}

// Close stops the background work; answers under way still complete.
func (d *Desk) Close() {
	d.stop()
	<-d.done
	d.telling.wait()
}

// work publishes progress at a bounded rate and closes what was left closing.
func (d *Desk) work(ctx context.Context) {
	defer close(d.done)
	progress := time.NewTicker(progressInterval)
	defer progress.Stop()
	closing := time.NewTicker(time.Minute)
	defer closing.Stop()
	looked := time.Now()
	signing := time.NewTicker(signingEvery)
	defer signing.Stop()
	disk := time.NewTicker(diskEvery)
	defer disk.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-progress.C:
			for _, s := range d.sessions() {
				d.flushProgress(s)
				d.tellRemote(s)
				d.tellScreen(s)
			}
			d.tellDisk()
		case <-signing.C:
			for _, s := range d.sessions() {
				d.tellSigning(s)
			}
		case <-closing.C:
			passed := time.Since(looked)
			looked = time.Now()
			d.finishOverdue(ctx, passed)
			d.eraseDue(ctx, passed)
		case <-disk.C:
			d.disk.look()
			d.probe(ctx)
		}
	}
}

func (d *Desk) sessions() []*session {
	d.mu.RLock()
	defer d.mu.RUnlock()
	all := make([]*session, 0, len(d.live))
	for _, s := range d.live {
		all = append(all, s)
	}
	return all
}

func (d *Desk) now() int64 { return estrade.Millis(d.clock.Now()) }

// nowIn is the time of a session: a rehearsal's may run faster.
func (d *Desk) nowIn(row estrade.Session) int64 {
	if !row.Rehearsal {
		return d.now()
	}
	return row.Tempo.Now(d.now())
}

// nowOf is nowIn for who does not hold s.mu.
func (d *Desk) nowOf(s *session) int64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return d.nowIn(s.row)
}

// session returns the live projection of a session, loading it when needed.
func (d *Desk) session(ctx context.Context, id estrade.SessionID) (*session, error) {
	d.mu.RLock()
	s := d.live[id]
	d.mu.RUnlock()
	if s != nil {
		return s, nil
	}
	return d.load(ctx, id)
}

// load is apart because of the record's size: with room for it on it, the stack of a
// connection that answers would have to grow, each time anew.
//
//go:noinline
func (d *Desk) load(ctx context.Context, id estrade.SessionID) (*session, error) {
	d.loading.Lock()
	defer d.loading.Unlock()
	d.mu.RLock()
	s := d.live[id]
	d.mu.RUnlock()
	if s != nil {
		return s, nil
	}
	record, err := d.store.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	if record.Session.State == estrade.SessionErased {
		return nil, errSessionErased()
	}
	s = newSession(record)
	for i, doc := range s.documents {
		if doc.File == "" { // issued by an earlier version
			s.documents[i].File = d.fileName(s.row, doc)
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.live[id] = s
	if joinable(record.Session.State) {
		for _, p := range record.Participants {
			d.remember(id, p)
			if !p.Removed {
				d.tokens[tokenHash(p.TokenHash)] = estrade.Caller{Session: id, Participant: p.ID, Device: p.Device}
			}
		}
	}
	return s, nil
}

// alone returns a session in which nobody else commands or comes in until release
// is called.
func (d *Desk) alone(ctx context.Context, id estrade.SessionID) (s *session, release func(), err error) {
	if s, err = d.session(ctx, id); err != nil {
		return nil, nil, err
	}
	s.commands.Lock()
	s.joining.Lock()
	return s, func() {
		s.joining.Unlock()
		s.commands.Unlock()
	}, nil
}

// joinable reports whether tokens of a session in this state are good.
func joinable(state estrade.SessionState) bool {
	return state == estrade.SessionOpen || state == estrade.SessionClosing
}

// forget drops a session from memory with the tokens that open it.
func (d *Desk) forget(id estrade.SessionID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.live, id)
	d.revoke(nil, func(c estrade.Caller) bool { return c.Session == id })
	maps.DeleteFunc(d.ended, func(_ tokenHash, e ended) bool { return e.session == id })
}

// revoke removes tokens and keeps why, nil for nothing to tell; d.mu is held.
func (d *Desk) revoke(why func() error, which func(estrade.Caller) bool) {
	for hash, c := range d.tokens {
		if which(c) {
			delete(d.tokens, hash)
			if why != nil {
				d.ended[hash] = ended{c.Session, why}
			}
		}
	}
}

// update commits fn and applies what it saved to the projection, in the order
// of the transactions: an erasure must not be undone by an answer before it.
func (d *Desk) update(ctx context.Context, s *session, fn func(tx *recorder) error) error {
	err := d.store.Update(ctx, s.id, func(tx estrade.Tx) error {
		r := &recorder{Tx: tx}
		tx.Committed(func() { s.apply(r) })
		return fn(r)
	})
	if err != nil {
		d.disk.note(err)
	}
	return err
}

func isNotFound(err error) bool {
	var e *estrade.Error
	return errors.As(err, &e) && e.Code == estrade.CodeNotFound
}
