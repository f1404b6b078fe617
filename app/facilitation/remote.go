package facilitation

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"slices"
	"strings"
	"sync"
	"time"

	estrade "estrade/app"
)

const (
	// remoteUnused is how long a pairing waits for its phone.
	remoteUnused = 10 * time.Minute
	// remoteLate is how old a command may be when it arrives: what somebody held
	// back on the network is not to surprise the trainer later.
	remoteLate = 30 * time.Second
	// remoteWait is how long a phone's request to read waits for news.
	remoteWait = 15 * time.Second
	// remoteAway is how long after its last request a phone counts as here.
	remoteAway = 5 * time.Second
	// remoteSecret is the length of the secret, in bytes.
	remoteSecret = 32
)

var (
	errRemoteUnknown = estrade.NewError(estrade.CodeUnauthorised, "remote-unknown",
		"This phone is not paired (any more).", "Scan the code that the console shows.")
	errRemoteAltered = estrade.NewError(estrade.CodeUnauthorised, "remote-altered",
		"What arrived is not what this phone sent: nothing was done.", "Try again; if it happens again, pair the phone anew.")
	errRemoteReplayed = estrade.NewError(estrade.CodeConflict, "remote-replayed",
		"This request came before already: nothing was done.", "Try again.")
	errRemoteTaken = estrade.NewError(estrade.CodeConflict, "remote-taken",
		"Another phone has used this code.", "Make a new code on the console; the other phone is then out.")
	errRemoteLate = estrade.NewError(estrade.CodeConflict, "remote-late",
		"This request arrived too late: nothing was done.", "Look at the screen, then try again.")
	errRemoteElsewhere = estrade.NewError(estrade.CodeConflict, "remote-elsewhere",
		"The remote is open in another window of this phone.", "Go on there, or here.")
	errRemoteOnConsole = estrade.NewError(estrade.CodeConflict, "remote-on-console",
		"This is done on the console.", "Go to the computer.")
	errRemotePaired = estrade.NewError(estrade.CodeConflict, "remote-paired",
		"A phone is paired already.", "A new code puts it out.")
	errRemoteCommand = estrade.NewError(estrade.CodeInvalid, "remote-command",
		"A phone cannot do this.", "Reload the page.")
	errRemoteMovedOn = estrade.NewError(estrade.CodeConflict, "remote-moved-on",
		"The session has moved on already.", "Look at the screen, then decide.")
)

// errRemoteRun tells a phone the run of the program that its requests are to
// name: those recorded in another one are good for nothing.
func errRemoteRun(run string) error {
	return estrade.NewError(estrade.CodeConflict, "remote-run", "The program was started anew.",
		"The phone asks again by itself.", "run", run)
}

// remoteActs are what « Suivant » may be on a phone. Opening and closing the
// room, and the room's choice, are the console's.
var remoteActs = map[estrade.CommandName]bool{
	estrade.CommandStart: true, estrade.CommandOpen: true, estrade.CommandClose: true, estrade.CommandAdvance: true,
	estrade.CommandReveal: true, estrade.CommandNextStep: true, estrade.CommandSection: true,
}

// remoteLink is what is known of a session's phone in this run of the program.
type remoteLink struct {
	mu      sync.Mutex
	pairing string        // whose counters these are
	read    int64         // counter of the last request to read
	given   int64         // counter of the last command, refused ones among them
	turn    int64         // counts pictures
	news    chan struct{} // closed when the picture changes, nil while nobody waits for it
	newer   chan struct{} // closed when another request to read takes the place of the one that waits
	waiting int
	seen    time.Time // last request
	told    bool      // the console was told that the phone is here

	ended     estrade.RemotePairing // put out by the trainer, until its phone was told
	endedRead int64                 // counter of the last request to read it made
}

// end remembers a pairing that the trainer put out: its phone may be between two
// requests, and is told at the next.
func (l *remoteLink) end(p estrade.RemotePairing) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended, l.endedRead = p, 0
	if l.pairing == p.ID {
		l.endedRead = l.read
	}
}

// endedAs returns the pairing that was put out, if it is the one of a request to
// read that was not made before.
func (l *remoteLink) endedAs(r estrade.RemoteRequest) (p estrade.RemotePairing, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p = l.ended
	return p, p.ID != "" && p.ID == r.Pairing && p.Phone == r.Phone && r.Command == estrade.RemoteView && r.Counter > l.endedRead
}

// endTold forgets the pairing that was put out; false when somebody was faster.
func (l *remoteLink) endTold(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended.ID != id {
		return false
	}
	l.ended = estrade.RemotePairing{}
	return true
}

// stir says that the picture has changed.
func (l *remoteLink) stir() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.turn++
	if l.news != nil {
		close(l.news)
		l.news = nil
	}
}

// now returns the turn of the picture and what is closed when it changes.
func (l *remoteLink) now() (int64, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.news == nil {
		l.news = make(chan struct{})
	}
	return l.turn, l.news
}

// fresh takes the counter of a request, whatever becomes of it; false: it, or a
// later one, was taken before. Requests to read and commands travel beside each
// other and are counted apart. last is the counter of the last command on disk,
// now the clock on the wall.
func (l *remoteLink) fresh(r estrade.RemoteRequest, last int64, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.pairing != r.Pairing {
		l.pairing, l.read, l.given = r.Pairing, 0, 0
	}
	counter := &l.read
	if r.Command != estrade.RemoteView {
		counter = &l.given
		*counter = max(*counter, last)
	}
	if r.Counter <= *counter {
		return false
	}
	*counter = r.Counter
	l.seen = now
	return true
}

// begin takes the place of a request that waits; end is called after it, at the
// time of the clock.
func (l *remoteLink) begin(clock estrade.Clock) (newer <-chan struct{}, end func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.newer != nil {
		close(l.newer)
	}
	mine := make(chan struct{})
	l.newer = mine
	l.waiting++
	return mine, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.waiting--
		l.seen = clock.Now()
		if l.newer == mine {
			l.newer = nil
		}
	}
}

// here reports whether the phone of a pairing is here.
func (l *remoteLink) here(pairing string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return pairing != "" && l.pairing == pairing && (l.waiting > 0 || now.Sub(l.seen).Abs() < remoteAway)
}

// turned reports whether the phone came or went since it was last asked.
func (l *remoteLink) turned(here bool) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	was := l.told
	l.told = here
	return was != here
}

// tellRemote tells the console when the phone came or went.
func (d *Desk) tellRemote(s *session) {
	s.mu.RLock()
	pairing := s.row.Remote.ID
	s.mu.RUnlock()
	if s.remote.turned(s.remote.here(pairing, d.clock.Now())) {
		d.publishConsole(s)
	}
}

// remoteState is what the console knows of the phone; s.mu is held.
func (d *Desk) remoteState(s *session) estrade.RemoteState {
	r := s.row.Remote
	paired := r.ID != "" && !d.remoteOver(r)
	return estrade.RemoteState{Paired: paired, Used: paired && r.Phone != "", Connected: paired && s.remote.here(r.ID, d.clock.Now())}
}

// remoteOver reports whether a pairing waited too long for its phone.
func (d *Desk) remoteOver(r estrade.RemotePairing) bool {
	return r.Phone == "" && d.now()-r.PairedAt > remoteUnused.Milliseconds()
}

// Pair implements estrade.Remote.
func (d *Desk) Pair(ctx context.Context, id estrade.SessionID, replace bool) (estrade.Pairing, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.Pairing{}, err
	}
	s.commands.Lock()
	defer s.commands.Unlock()
	paired := estrade.RemotePairing{ID: newID(), Secret: make([]byte, remoteSecret), PairedAt: d.now()}
	_, _ = rand.Read(paired.Secret) // never fails
	s.mu.RLock()
	address, _, found := strings.Cut(d.joinInfo(s).QR, "#")
	s.mu.RUnlock()
	err = d.repair(ctx, s, func(row *estrade.Session) error {
		if row.State != estrade.SessionOpen || !found {
			return notNow("not-open", "The session is not open.")
		}
		if row.Remote.Phone != "" && !replace {
			return errRemotePaired
		}
		row.Remote = paired
		return nil
	})
	if err != nil {
		return estrade.Pairing{}, err
	}
	return estrade.Pairing{
		URL:   address + "remote#" + paired.ID + "." + base64.RawURLEncoding.EncodeToString(paired.Secret),
		Until: paired.PairedAt + remoteUnused.Milliseconds(),
		Lasts: remoteUnused.Milliseconds(),
	}, nil
}

// Unpair implements estrade.Remote.
func (d *Desk) Unpair(ctx context.Context, id estrade.SessionID, unused bool) error {
	s, err := d.session(ctx, id)
	if err != nil {
		return err
	}
	s.commands.Lock()
	defer s.commands.Unlock()
	var ended estrade.RemotePairing
	err = d.repair(ctx, s, func(row *estrade.Session) error {
		if !unused || row.Remote.Phone == "" {
			ended, row.Remote = row.Remote, estrade.RemotePairing{}
		}
		return nil
	})
	if err == nil && ended.Phone != "" {
		s.remote.end(ended)
	}
	return err
}

// repair changes the pairing of a session and tells the console; s.commands is
// held. The revision stays: nothing of the session is another.
func (d *Desk) repair(ctx context.Context, s *session, edit func(*estrade.Session) error) error {
	err := d.update(ctx, s, func(tx *recorder) error {
		row, err := tx.Session()
		if err != nil {
			return err
		}
		if err := edit(&row); err != nil {
			return err
		}
		return tx.SaveSession(row)
	})
	if err == nil {
		d.publishConsole(s)
	}
	return err
}

// Ask implements estrade.Remote.
func (d *Desk) Ask(ctx context.Context, r estrade.RemoteRequest) (estrade.RemoteReply, error) {
	s, pairing, err := d.pairing(r)
	if err != nil {
		return d.farewell(r, err)
	}
	keys, err := remoteKeysOf(pairing)
	if err != nil {
		return estrade.RemoteReply{}, err
	}
	if !keys.proves(r) {
		return estrade.RemoteReply{}, errRemoteAltered
	}
	if r.Run != d.run {
		return estrade.RemoteReply{}, errRemoteRun(d.run)
	}
	if err := d.claim(ctx, s, r, pairing.Phone); err != nil {
		return estrade.RemoteReply{}, err
	}
	if !s.remote.fresh(r, pairing.Counter, d.clock.Now()) {
		return estrade.RemoteReply{}, errRemoteReplayed
	}
	var a estrade.RemoteAnswer
	switch r.Command {
	case estrade.RemoteView:
		a = d.watch(ctx, s, r)
	case estrade.RemoteNext, estrade.RemoteBack, estrade.RemoteUnpair:
		err := d.remoteDo(ctx, s, r)
		a = d.remoteAnswer(s, r)
		if err != nil {
			a.Error = estrade.Public(err)
			if a.Error.Code == estrade.CodeInternal {
				d.log.Error("command of the phone failed", "session", s.id, "error", err)
			}
		}
	default:
		a.Error = errRemoteCommand
	}
	return keys.seal(a, r.Proof)
}

// farewell tells a phone, once, that the trainer put it out; to anybody else the
// pairing is unknown.
func (d *Desk) farewell(r estrade.RemoteRequest, unknown error) (estrade.RemoteReply, error) {
	for _, s := range d.sessions() {
		pairing, ended := s.remote.endedAs(r)
		if !ended {
			continue
		}
		keys, err := remoteKeysOf(pairing)
		if err != nil {
			return estrade.RemoteReply{}, err
		}
		if keys.proves(r) && r.Run == d.run && s.remote.endTold(pairing.ID) {
			return keys.seal(estrade.RemoteAnswer{Gone: "unpaired"}, r.Proof)
		}
	}
	return estrade.RemoteReply{}, unknown
}

// pairing returns the session and the pairing that a request names.
func (d *Desk) pairing(r estrade.RemoteRequest) (*session, estrade.RemotePairing, error) {
	for _, s := range d.sessions() {
		s.mu.RLock()
		p, state := s.row.Remote, s.row.State
		s.mu.RUnlock()
		if p.ID != "" && p.ID == r.Pairing && joinable(state) && !d.remoteOver(p) {
			return s, p, nil
		}
	}
	return nil, estrade.RemotePairing{}, errRemoteUnknown
}

// claim gives the pairing to the first phone that uses it: whoever photographed
// the code comes too late, or the trainer's phone says that somebody was faster.
func (d *Desk) claim(ctx context.Context, s *session, r estrade.RemoteRequest, phone string) error {
	if phone == r.Phone {
		return nil
	}
	if phone != "" || len(r.Phone) < 16 {
		return errRemoteTaken
	}
	s.commands.Lock()
	defer s.commands.Unlock()
	return d.repair(ctx, s, func(row *estrade.Session) error {
		switch {
		case row.Remote.ID != r.Pairing:
			return errRemoteUnknown
		case row.Remote.Phone != "" && row.Remote.Phone != r.Phone:
			return errRemoteTaken
		}
		row.Remote.Phone = r.Phone
		return nil
	})
}

// watch waits until the picture differs from the one the phone has, a newer
// request waits in its place, or it has waited long enough.
func (d *Desk) watch(ctx context.Context, s *session, r estrade.RemoteRequest) estrade.RemoteAnswer {
	newer, end := s.remote.begin(d.clock)
	defer end()
	enough := time.NewTimer(remoteWait)
	defer enough.Stop()
	for {
		turn, news := s.remote.now()
		if turn != r.Seen {
			return d.remoteAnswer(s, r)
		}
		select {
		case <-news:
		case <-newer:
			return estrade.RemoteAnswer{Error: errRemoteElsewhere}
		case <-enough.C:
			return d.remoteAnswer(s, r)
		case <-ctx.Done():
			return d.remoteAnswer(s, r)
		}
	}
}

// remoteDo carries out a command of the phone. Its counter is kept with what it
// changes, in one transaction.
func (d *Desk) remoteDo(ctx context.Context, s *session, r estrade.RemoteRequest) error {
	s.commands.Lock()
	defer s.commands.Unlock()
	if late := d.now() - r.At; late > remoteLate.Milliseconds() || late < -remoteLate.Milliseconds() {
		return errRemoteLate
	}
	if r.Session != s.id {
		return errRemoteCommand
	}
	if r.Command == estrade.RemoteUnpair {
		return d.repair(ctx, s, func(row *estrade.Session) error {
			if row.Remote.ID == r.Pairing {
				row.Remote = estrade.RemotePairing{}
			}
			return nil
		})
	}
	s.mu.RLock()
	c, err := s.remoteCommand(r)
	s.mu.RUnlock()
	if err != nil {
		return err
	}
	handle := handlers[c.Name]
	done, err := d.carryOut(ctx, s, c, func(d *Desk, c *change, command estrade.Command) error {
		switch {
		case c.row.Remote.ID != r.Pairing || c.row.Remote.Phone != r.Phone:
			return errRemoteUnknown
		case r.Counter <= c.row.Remote.Counter:
			return errRemoteReplayed
		}
		c.row.Remote.Counter = r.Counter
		return handle(d, c, command)
	})
	if err != nil {
		return err
	}
	d.told(s, done)
	return nil
}

// remoteCommand is the trainer's command that a request of the phone stands for;
// s.mu is held.
func (s *session) remoteCommand(r estrade.RemoteRequest) (estrade.Command, error) {
	c := estrade.Command{Revision: r.Revision, Confirmed: r.Confirmed}
	acts := s.actions()
	switch {
	case s.row.Revision != r.Revision || len(acts) == 0:
		return c, errRemoteMovedOn
	case r.Command == estrade.RemoteBack:
		c.Name = estrade.CommandBack
		if !slices.ContainsFunc(acts, possibleBack) {
			return c, notNow("cannot-go-back", "What was shown stays shown.")
		}
		return c, nil
	case acts[0].Command != r.Act:
		return c, errRemoteMovedOn
	case !remoteActs[r.Act]:
		return c, errRemoteOnConsole
	}
	c.Name = r.Act
	if c.Name == estrade.CommandSection {
		c.Number = s.row.Stage.Section + 1
	}
	return c, nil
}

func possibleBack(a estrade.Action) bool { return a.Command == estrade.CommandBack && a.Enabled }

// remoteAnswer is the picture for a phone, or the end of its pairing.
func (d *Desk) remoteAnswer(s *session, r estrade.RemoteRequest) estrade.RemoteAnswer {
	turn, _ := s.remote.now() // before the picture: what changes meanwhile is told again
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.row.Remote.ID != r.Pairing {
		if !joinable(s.row.State) {
			return estrade.RemoteAnswer{Gone: "closed"}
		}
		return estrade.RemoteAnswer{Gone: "unpaired"}
	}
	v := d.remotePicture(s)
	v.Turn = turn
	return estrade.RemoteAnswer{View: &v}
}

// remotePicture is what the phone shows; s.mu is held.
func (d *Desk) remotePicture(s *session) estrade.RemotePicture {
	row := s.row
	v := estrade.RemotePicture{
		Session: row.ID, Run: d.run, Counter: row.Remote.Counter, Revision: row.Revision, Now: d.now(),
		State: row.State, Language: row.ConsoleLanguage, Title: row.Title, Rehearsal: row.Rehearsal, Finished: s.finished(),
		Notes: []estrade.Text{}, Debrief: []estrade.DebriefLine{}, Progress: s.progress(),
	}
	acts := s.actions()
	v.Back = slices.ContainsFunc(acts, possibleBack)
	if len(acts) > 0 {
		next := acts[0]
		v.OnConsole = !remoteActs[next.Command]
		v.Next = &next
	}
	r, p, ok := s.at()
	if !ok {
		return v
	}
	part := s.partView(r, p)
	v.StepTitle, v.StepIndex, v.StepOf, v.Kind = &r.activity.Title, r.index, len(row.Plan.Workshop.Steps), r.activity.Kind
	v.PartTitle, v.Phase, v.PartState, v.ByTable, v.Collects = &part.Title, part.Phase, part.State, part.ByTable, part.Collects
	var b estrade.Backstage
	r.kind().backstage(r, p, &b)
	if b.Rationale != nil {
		v.Notes = append(v.Notes, *b.Rationale)
	}
	v.Notes = append(v.Notes, r.notes()...)
	v.Debrief = r.debrief()
	v.Timer = s.timer(r.part(p.id), d.nowIn(row))
	if v.Next != nil && v.Next.Command == estrade.CommandNextStep {
		v.Bridge = &r.step.Bridge
	}
	return v
}
