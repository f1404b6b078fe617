package facilitation

import (
	"context"
	"math"
	"slices"
	"strings"
	"time"

	estrade "estrade/app"
)

// What makes the trainer look at a signature. Nothing is refused for it: people
// who share a laptop sign one after the other.
const (
	doubtHurried   = "hurried"   // within seconds of somebody else's on the same browser
	doubtIdentical = "identical" // drawn exactly as another one
	doubtAtOnce    = "at-once"   // one person signed several half-days at a time
	doubtAbsent    = "absent"    // of somebody marked absent
)

const (
	// hurry is how soon after one person's signature another one on the same
	// browser is remarkable: handing over takes longer.
	hurry = 8 * time.Second
	// atOnce is within what time nobody signs two half-days.
	atOnce = 2 * time.Minute
)

// signedLast is who signed last on a browser, and when.
type signedLast struct {
	attendance estrade.AttendanceID
	at         int64
}

// hurried reports whether somebody else signed on the same browser a moment ago;
// s.mu is held. The trainer signs beside others on their own computer.
func (s *session) hurried(device estrade.DeviceID, x estrade.PresenceSignature) bool {
	last, ok := s.lastSigned[device]
	return ok && x.Attendance != "" && last.attendance != "" && last.attendance != x.Attendance && x.At-last.at < hurry.Milliseconds() && x.At >= last.at
}

// forgetHurry forgets who shared a browser, as the link between names and
// pseudonyms is destroyed: it would tell a little of it.
func (c *change) forgetHurry() error {
	c.s.mu.RLock()
	var hurried []estrade.PresenceSignature
	for _, mine := range c.s.signatures {
		for _, x := range mine {
			if x.Hurried {
				hurried = append(hurried, x.PresenceSignature)
			}
		}
	}
	c.s.mu.RUnlock()
	for _, x := range hurried {
		x.Hurried = false
		if err := c.tx.SaveSignature(x); err != nil {
			return err
		}
	}
	return nil
}

// doubts tells what to look at in each signature of a session; s.mu is held.
func (s *session) doubts() map[*estrade.PresenceSignature][]string {
	type copies struct {
		count  int
		first  estrade.AttendanceID
		shared bool // by several people
	}
	alike := make(map[uint64]copies)
	for a, mine := range s.signatures {
		for _, x := range mine {
			c, known := alike[x.digest]
			if !known {
				c.first = a
			}
			c.count++
			c.shared = c.shared || c.first != a
			alike[x.digest] = c
		}
	}
	found := make(map[*estrade.PresenceSignature][]string)
	for a, mine := range s.signatures {
		for h, x := range mine {
			doubts := []string{}
			if x.Hurried {
				doubts = append(doubts, doubtHurried)
			}
			// Somebody types their name the same way twice.
			if drawn := len(x.Drawing.Strokes) > 0; drawn && alike[x.digest].count > 1 || alike[x.digest].shared {
				doubts = append(doubts, doubtIdentical)
			}
			for other, y := range mine {
				if other != h && abs(x.At-y.At) < atOnce.Milliseconds() {
					doubts = append(doubts, doubtAtOnce)
					break
				}
			}
			if s.attendance[a].Absent {
				doubts = append(doubts, doubtAbsent)
			}
			found[&x.PresenceSignature] = doubts
		}
	}
	return found
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}

// presenceCount says how far the signing is; s.mu is held.
func (s *session) presenceCount(now int64) estrade.PresenceCount {
	c := estrade.PresenceCount{Turn: s.presenceTurn}
	for _, doubts := range s.doubts() {
		if len(doubts) > 0 {
			c.Doubts++
		}
	}
	if !joinable(s.row.State) {
		return c
	}
	name, is := s.running(s.halves(now), now)
	if !is {
		return c
	}
	c.HalfDay = &name
	_, c.Trainer = s.signatures[""][name]
	roll := s.rollOf(s.training(now), name, now)
	for _, a := range s.attendance {
		if a.Expected || a.Absent || !roll.has(a) {
			continue
		}
		c.Of++
		if _, ok := s.signatures[a.ID][name]; ok {
			c.Signed++
		}
	}
	return c
}

// roll tells who was there in one half-day that is running or was held. It is
// made once for everybody: a thousand people are counted many times a second.
type roll struct {
	name   estrade.HalfDayName
	now    int64
	zone   *time.Location
	spans  []span // all training
	pieces []span // what of it was held in this half-day
	held   bool   // whether there was any training at all
}

// rollOf makes the roll of a half-day; s.mu is held.
func (s *session) rollOf(spans []span, name estrade.HalfDayName, now int64) roll {
	r := roll{name: name, now: now, zone: zoneOf(s.row), spans: spans}
	r.held = slices.ContainsFunc(spans, func(t span) bool { return t.from < t.to })
	eachHalfDay(spans, span{math.MinInt64, math.MaxInt64}, r.zone, func(h estrade.HalfDay, t span) {
		if nameOf(h) == name {
			r.pieces = append(r.pieces, t)
		}
	})
	return r
}

// has reports whether somebody was there; before any training everybody who
// came is.
func (r roll) has(a estrade.Attendance) bool {
	if !r.held && a.LeftAt == 0 {
		return true
	}
	there := presence(a, r.spans)
	if slices.ContainsFunc(r.pieces, func(t span) bool { return max(t.from, there.from) < min(t.to, there.to) }) {
		return true
	}
	// Whoever comes while training pauses is there although nothing was held since.
	return a.LeftAt == 0 && a.ArrivedAt <= r.now && nameOf(halfDayAt(time.UnixMilli(a.ArrivedAt).In(r.zone))) == r.name
}

// Signatures implements estrade.Sessions.
func (d *Desk) Signatures(ctx context.Context, id estrade.SessionID) (estrade.PresenceView, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.PresenceView{}, err
	}
	settings, err := d.store.PlainSettings(ctx)
	if err != nil {
		return estrade.PresenceView{}, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return d.presenceView(s, settings.Trainer), nil
}

// presenceView is who signed; s.mu is held.
func (d *Desk) presenceView(s *session, trainer string) estrade.PresenceView {
	now := d.nowIn(s.row)
	v := estrade.PresenceView{
		HalfDays: s.halfDayViews(now), Trainer: trainer, People: []estrade.PresenceLine{}, Warnings: []estrade.Notice{},
		Open: joinable(s.row.State) && !s.anythingIssued(),
	}
	views := make(map[estrade.AttendanceID]map[estrade.HalfDayName]*estrade.SignatureView)
	for x, doubts := range s.doubts() {
		if views[x.Attendance] == nil {
			views[x.Attendance] = make(map[estrade.HalfDayName]*estrade.SignatureView)
		}
		views[x.Attendance][x.HalfDay()] = &estrade.SignatureView{Drawing: x.Drawing, Typed: x.Typed, At: x.At, Late: x.Late, Doubts: doubts}
	}
	spans := s.training(now)
	people := d.attendanceViews(s)
	names := make([]string, len(people))
	for i, p := range people {
		names[i] = p.Name
	}
	rolls := make([]roll, len(v.HalfDays))
	for k, h := range v.HalfDays {
		rolls[k] = s.rollOf(spans, estrade.HalfDayName{Day: h.Day, Afternoon: h.Afternoon}, now)
	}
	doubted := make(map[string][]string)
	for i, name := range distinct(names) {
		p := people[i]
		line := estrade.PresenceLine{ID: p.ID, Name: name, Expected: p.Expected, Absent: p.Absent, Cells: []estrade.PresenceCell{}}
		for k := range v.HalfDays {
			h := &v.HalfDays[k]
			at := estrade.HalfDayName{Day: h.Day, Afternoon: h.Afternoon}
			cell := estrade.PresenceCell{
				Present:   !p.Expected && !p.Absent && rolls[k].has(s.attendance[p.ID]),
				Signature: views[p.ID][at],
			}
			if cell.Present {
				h.Of++
				if cell.Signature != nil {
					h.Signed++
				}
			}
			line.Cells = append(line.Cells, cell)
			note(doubted, cell.Signature, name)
		}
		v.People = append(v.People, line)
	}
	for k := range v.HalfDays {
		h := &v.HalfDays[k]
		h.Trainer = views[""][estrade.HalfDayName{Day: h.Day, Afternoon: h.Afternoon}]
		note(doubted, h.Trainer, orElse(trainer, "—"))
	}
	for _, doubt := range []string{doubtHurried, doubtIdentical, doubtAtOnce, doubtAbsent} {
		if who := doubted[doubt]; len(who) > 0 {
			v.Warnings = append(v.Warnings, estrade.Notice{
				Key: "signatures-" + doubt, Level: "warn", Params: map[string]string{"names": strings.Join(who, ", ")},
			})
		}
	}
	s.dayNotices(func(key, level string, params ...string) {
		v.Warnings = append(v.Warnings, notice(key, level, params...))
	})
	return v
}

// note gathers whose signature is to be looked at, each name once.
func note(doubted map[string][]string, x *estrade.SignatureView, name string) {
	if x == nil {
		return
	}
	for _, doubt := range x.Doubts {
		if !slices.Contains(doubted[doubt], name) {
			doubted[doubt] = append(doubted[doubt], name)
		}
	}
}

// halfDayViews lists the half-days held, and the one people come for; s.mu is held.
func (s *session) halfDayViews(now int64) []estrade.HalfDayView {
	views := []estrade.HalfDayView{}
	may := s.signing(now)
	state := func(name estrade.HalfDayName) estrade.SigningState {
		i := slices.IndexFunc(may, func(x estrade.Signing) bool { return x.Day == name.Day && x.Afternoon == name.Afternoon })
		switch {
		case i < 0:
			return estrade.SigningOver
		case may[i].Late:
			return estrade.SigningLate
		}
		return estrade.SigningRunning
	}
	for _, h := range s.halves(now) {
		name := h.name()
		views = append(views, estrade.HalfDayView{
			Day: name.Day, Afternoon: name.Afternoon, Starts: h.from, Ends: h.to,
			Minutes: int((time.Duration(h.millis) * time.Millisecond).Round(time.Minute) / time.Minute), State: state(name),
		})
	}
	if len(views) == 0 && len(may) > 0 {
		views = append(views, estrade.HalfDayView{Day: may[0].Day, Afternoon: may[0].Afternoon, State: estrade.SigningRunning})
	}
	return views
}
