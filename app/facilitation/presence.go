package facilitation

import (
	"cmp"
	"context"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"

	estrade "estrade/app"
)

// Presence is signed half-day by half-day, while the half-day is running. What
// a signature leads to is an attendance, a name; never a participant.

const (
	// leastHalfDay is how much training makes a half-day of its own: a morning
	// that lasts until five past one has no afternoon.
	leastHalfDay = 15 * time.Minute
	// morningSigned is the local hour until which a morning may be signed, unless
	// the afternoon begins before.
	morningSigned = 14
	// signingEvery is how often it is looked whether a half-day has begun or ended.
	signingEvery = time.Second
)

// signedHalves are the signatures of one person.
type signedHalves map[estrade.HalfDayName]keptSignature

// keptSignature is a signature with the digest of what was drawn or typed.
type keptSignature struct {
	estrade.PresenceSignature
	digest uint64
}

// half is a half-day in which training was held.
type half struct {
	day estrade.HalfDay
	span
	millis int64 // of training in it
}

func (h half) name() estrade.HalfDayName { return nameOf(h.day) }

func nameOf(h estrade.HalfDay) estrade.HalfDayName {
	return estrade.HalfDayName{Day: h.Day.Format(time.DateOnly), Afternoon: h.Afternoon}
}

// compareHalves orders half-days as they come.
func compareHalves(a, b estrade.HalfDayName) int {
	second := func(h estrade.HalfDayName) int {
		if h.Afternoon {
			return 1
		}
		return 0
	}
	return cmp.Or(strings.Compare(a.Day, b.Day), cmp.Compare(second(a), second(b)))
}

func (s *session) setSignature(x estrade.PresenceSignature) {
	mine := s.signatures[x.Attendance]
	if mine == nil {
		mine = make(signedHalves)
		s.signatures[x.Attendance] = mine
	}
	mine[x.HalfDay()] = keptSignature{x, digestOf(estrade.PresenceSignature{Drawing: x.Drawing, Typed: x.Typed})}
	s.presenceTurn++
}

// signedOf returns the signatures of a participant, nil once the link to their
// name is destroyed; s.mu is held.
func (s *session) signedOf(id estrade.ParticipantID) signedHalves {
	a, linked := s.links[id]
	if !linked {
		return nil
	}
	return s.signatures[a]
}

// signedBy lists the half-days a participant signed; s.mu is held.
func (s *session) signedBy(id estrade.ParticipantID) []estrade.Signed {
	list := []estrade.Signed{}
	for _, x := range s.signedOf(id) {
		list = append(list, signed(x.PresenceSignature))
	}
	slices.SortFunc(list, func(a, b estrade.Signed) int {
		return compareHalves(estrade.HalfDayName{Day: a.Day, Afternoon: a.Afternoon}, estrade.HalfDayName{Day: b.Day, Afternoon: b.Afternoon})
	})
	return list
}

func signed(x estrade.PresenceSignature) estrade.Signed {
	return estrade.Signed{Day: x.Day, Afternoon: x.Afternoon, At: x.At}
}

// halves lists the half-days in which training was held, in order; s.mu is held.
// A few minutes before or after the bound make none, unless somebody signed
// for them.
func (s *session) halves(now int64) []half {
	zone := zoneOf(s.row)
	spans := s.training(now)
	var all []half
	eachHalfDay(spans, span{math.MinInt64, math.MaxInt64}, zone, func(day estrade.HalfDay, t span) {
		if n := len(all); n > 0 && all[n-1].day == day {
			all[n-1].to = t.to
			all[n-1].millis += t.to - t.from
			return
		}
		all = append(all, half{day, t, t.to - t.from})
	})
	current := halfDayAt(time.UnixMilli(now).In(zone))
	ahead := s.trainingAhead(now)
	held := slices.DeleteFunc(slices.Clone(all), func(h half) bool {
		millis := h.millis
		if h.day == current {
			millis += ahead
		}
		return millis < leastHalfDay.Milliseconds() && !s.anybodySigned(h.name())
	})
	if len(held) == 0 && len(all) > 0 { // a short training is one all the same
		held = []half{slices.MaxFunc(all, func(a, b half) int { return cmp.Compare(a.millis, b.millis) })}
	}
	return held
}

// trainingAhead is the planned training of an open session that is still to
// come, in milliseconds; s.mu is held.
func (s *session) trainingAhead(now int64) int64 {
	if s.row.State != estrade.SessionOpen || s.row.Cursor.Step < 0 {
		return 0
	}
	var ahead int64
	for i, step := range s.row.Plan.Workshop.Steps {
		if i < s.row.Cursor.Step || step.OffClock {
			continue
		}
		left := int64(step.Minutes) * time.Minute.Milliseconds()
		if i == s.row.Cursor.Step {
			left = max(0, left-max(0, now-s.steps[step.ID].StartedAt))
		}
		ahead += left
	}
	return ahead
}

func (s *session) anybodySigned(h estrade.HalfDayName) bool {
	for _, mine := range s.signatures {
		if _, ok := mine[h]; ok {
			return true
		}
	}
	return false
}

// running returns the half-day that is running: the last one in which training
// was held, until it is over; before any training the one that people come for.
// None between noon and one then, because nobody knows which; s.mu is held.
func (s *session) running(halves []half, now int64) (estrade.HalfDayName, bool) {
	local := time.UnixMilli(now).In(zoneOf(s.row))
	current := halfDayAt(local)
	if len(halves) == 0 {
		return nameOf(current), s.row.State == estrade.SessionOpen && local.Hour() != noon
	}
	last := halves[len(halves)-1]
	if !last.day.Day.Equal(current.Day) {
		return estrade.HalfDayName{}, false
	}
	return last.name(), last.day.Afternoon || local.Hour() < morningSigned
}

// signing lists the half-days whose presence may be signed, those opened late
// first; s.mu is held.
func (s *session) signing(now int64) []estrade.Signing {
	list := []estrade.Signing{}
	if !joinable(s.row.State) || s.anythingIssued() {
		return list
	}
	halves := s.halves(now)
	runs, is := s.running(halves, now)
	for _, h := range halves {
		if name := h.name(); slices.Contains(s.row.Late, name) && !(is && name == runs) {
			list = append(list, estrade.Signing{Day: name.Day, Afternoon: name.Afternoon, Late: true})
		}
	}
	if is {
		list = append(list, estrade.Signing{Day: runs.Day, Afternoon: runs.Afternoon})
	}
	return list
}

// signing lists the half-days whose presence may be signed, and for how long
// signatures are kept; s.mu is held.
func (d *Desk) signing(s *session) []estrade.Signing {
	list := s.signing(d.nowIn(s.row))
	for i := range list {
		list[i].Years = int(d.signaturesKept.Load())
	}
	return list
}

// tellSigning tells the pages when a half-day has begun, or is over.
func (d *Desk) tellSigning(s *session) {
	s.mu.Lock()
	now := d.signing(s)
	changed := !slices.Equal(now, s.signingTold)
	s.signingTold = now
	if changed {
		s.presenceTurn++
	}
	s.mu.Unlock()
	if changed {
		d.publishRoom(s)
		s.progressDirty.Store(true)
	}
}

// lateSigning opens a half-day that is over for those who did not sign while it
// was running, or closes it again.
func (d *Desk) lateSigning(c *change, cmd estrade.Command) error {
	if !joinable(c.row.State) {
		return notNow("not-open", "The session is not open.")
	}
	if cmd.HalfDay == nil {
		return errNoHalfDay()
	}
	if err := unissued(c.tx); err != nil {
		return err
	}
	c.s.mu.RLock()
	halves := c.s.halves(c.now)
	runs, is := c.s.running(halves, c.now)
	c.s.mu.RUnlock()
	if is && runs == *cmd.HalfDay {
		return notNow("half-day-running", "This half-day is running: everybody may sign it.")
	}
	if !slices.ContainsFunc(halves, func(h half) bool { return h.name() == *cmd.HalfDay }) {
		return errNoHalfDay()
	}
	late := slices.DeleteFunc(slices.Clone(c.row.Late), func(h estrade.HalfDayName) bool { return h == *cmd.HalfDay })
	event := "late-signing-closed"
	if cmd.Number != 0 {
		late, event = append(late, *cmd.HalfDay), "late-signing-opened"
	}
	c.row.Late = late
	return c.log(event, estrade.PartRun{}, "")
}

// unissued refuses once a document was issued: what it says stays true.
func unissued(tx estrade.Tx) error {
	n, err := tx.Issued()
	if err != nil {
		return err
	}
	if n > 0 {
		return notNow("signing-over", "Documents were issued; nobody signs any more.")
	}
	return nil
}

func errNoHalfDay() error {
	return estrade.NewError(estrade.CodeNotFound, "no-half-day", "No training was held in this half-day.", "Look at the list again.")
}

// Sign implements estrade.Answers.
func (d *Desk) Sign(ctx context.Context, id estrade.SessionID, r estrade.SignRequest) (estrade.Signed, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.Signed{}, err
	}
	s.mu.RLock()
	who, known := s.participants[r.Participant]
	a, linked := s.links[r.Participant]
	s.mu.RUnlock()
	if !known || who.Removed || !linked {
		return estrade.Signed{}, errUnknownParticipant()
	}
	given := estrade.PresenceSignature{Attendance: a, Day: r.Day, Afternoon: r.Afternoon, Drawing: r.Drawing, Typed: r.Typed}
	kept, err := d.sign(ctx, s, given, who.Device)
	if err != nil {
		return estrade.Signed{}, err
	}
	d.publishPerson(s, r.Participant)
	return signed(kept), nil
}

// SignHere implements estrade.Sessions.
func (d *Desk) SignHere(ctx context.Context, id estrade.SessionID, r estrade.SignHere) (estrade.PresenceView, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.PresenceView{}, err
	}
	s.joining.Lock() // who signs here does not come in elsewhere at the same moment
	defer s.joining.Unlock()
	s.mu.RLock()
	_, known := s.attendance[r.Attendance]
	s.mu.RUnlock()
	if !known && r.Attendance != "" {
		return estrade.PresenceView{}, errNoAttendance()
	}
	given := estrade.PresenceSignature{Attendance: r.Attendance, Day: r.Day, Afternoon: r.Afternoon, Drawing: r.Drawing, Typed: r.Typed}
	if _, err := d.sign(ctx, s, given, ""); err != nil {
		return estrade.PresenceView{}, err
	}
	s.mu.RLock()
	var holder []estrade.ParticipantID
	for p, a := range s.links {
		if a == r.Attendance {
			holder = append(holder, p)
		}
	}
	s.mu.RUnlock()
	for _, p := range holder {
		d.publishPerson(s, p)
	}
	return d.Signatures(ctx, id)
}

func errNoAttendance() error {
	return estrade.NewError(estrade.CodeNotFound, "no-such-attendance", "Nobody on the attendance list has this number.", "Look at the list again.")
}

// sign keeps a signature given on a browser, "" for the trainer's computer.
func (d *Desk) sign(ctx context.Context, s *session, given estrade.PresenceSignature, device estrade.DeviceID) (estrade.PresenceSignature, error) {
	if err := d.cleanSignature(&given); err != nil {
		return given, err
	}
	kept := given
	err := d.update(ctx, s, func(tx *recorder) error {
		row, err := tx.Session()
		if err != nil {
			return err
		}
		if !joinable(row.State) {
			return notNow("signing-over", "The session is closed; nobody signs any more.")
		}
		if err := unissued(tx); err != nil {
			return err
		}
		given.At = d.nowIn(row)
		s.mu.RLock()
		before, again := s.signatures[given.Attendance][given.HalfDay()]
		given.Late, err = s.maySign(row, given, again)
		given.Hurried = s.hurried(device, given)
		arriving, arrives := s.arriving(given)
		s.mu.RUnlock()
		if again && sameSignature(before.PresenceSignature, given) {
			kept = before.PresenceSignature // sent twice, or again after a cut
			return nil
		}
		if err != nil {
			return err
		}
		if arrives {
			if err := tx.SaveAttendance(arriving); err != nil {
				return err
			}
		}
		kept = given
		return tx.SaveSignature(given)
	})
	if err != nil {
		return kept, err
	}
	s.mu.Lock()
	s.lastSigned[device] = signedLast{kept.Attendance, kept.At}
	s.mu.Unlock()
	s.progressDirty.Store(true)
	return kept, nil
}

// maySign tells whether a half-day may be signed now by somebody, who has signed
// it before or not, and whether that is late; s.mu is held.
func (s *session) maySign(row estrade.Session, given estrade.PresenceSignature, again bool) (late bool, err error) {
	name := given.HalfDay()
	halves := s.halves(given.At)
	if runs, is := s.running(halves, given.At); is && runs == name {
		return false, nil
	}
	i := slices.IndexFunc(halves, func(h half) bool { return h.name() == name })
	switch {
	case i < 0:
		return false, notNow("half-day-ahead", "This half-day has not begun.")
	case !slices.Contains(row.Late, name):
		return false, notNow("half-day-over", "This half-day is over.")
	case again:
		return false, notNow("signed-already", "This half-day was signed; a signature does not change once it is over.")
	}
	if a, person := s.attendance[given.Attendance]; person {
		there := presence(a, s.training(given.At))
		if there.from >= halves[i].to || there.to != 0 && there.to <= halves[i].from {
			return false, notNow("was-not-there", "This person was not there in that half-day.")
		}
	}
	return true, nil
}

// arriving returns the attendance of somebody expected who is there without a
// device, as their signature shows; s.mu is held.
func (s *session) arriving(given estrade.PresenceSignature) (estrade.Attendance, bool) {
	a, ok := s.attendance[given.Attendance]
	if !ok || !a.Expected {
		return a, false
	}
	a.Expected, a.Absent, a.ArrivedAt = false, false, given.At
	return a, true
}

func sameSignature(a, b estrade.PresenceSignature) bool {
	return a.Typed == b.Typed && reflect.DeepEqual(a.Drawing, b.Drawing)
}

// sheetHalves is what the attendance sheet has a column for: the half-days held.
func (s *session) sheetHalves(now int64) []estrade.SheetHalfDay {
	zone := zoneOf(s.row)
	var list []estrade.SheetHalfDay
	for _, h := range s.halves(now) {
		list = append(list, estrade.SheetHalfDay{
			HalfDay: h.day, Starts: time.UnixMilli(h.from).In(zone), Ends: time.UnixMilli(h.to).In(zone),
			Trainer: sheetSignature(s.signatures[""], h.name(), zone),
		})
	}
	return list
}

func sheetSignature(mine signedHalves, name estrade.HalfDayName, zone *time.Location) *estrade.SheetSignature {
	x, ok := mine[name]
	if !ok {
		return nil
	}
	return &estrade.SheetSignature{Drawing: x.Drawing, Typed: x.Typed, At: time.UnixMilli(x.At).In(zone)}
}

// attendanceSheetData gathers the attendance sheet of a session as it was run:
// everybody of people, by name, in every half-day held; s.mu is held.
func (d *Desk) attendanceSheetData(s *session, settings estrade.Settings, people []estrade.AttendanceView, doc estrade.IssuedDocument) estrade.AttendanceSheetData {
	now, zone := d.nowIn(s.row), zoneOf(s.row)
	v := sheetHead(s.row, settings)
	v.Number, v.IssuedOn = doc.Number, time.UnixMilli(doc.IssuedAt).In(zone)
	v.HalfDays = s.sheetHalves(now)
	spans, held := s.training(now), s.halves(now)
	names := make([]string, len(people))
	for i, p := range people {
		names[i] = p.Name
	}
	for i, name := range distinct(names) {
		p := people[i]
		line := estrade.SheetLine{Name: name}
		there := s.attended(s.attendance[p.ID], held, spans)
		for _, h := range v.HalfDays {
			present := slices.ContainsFunc(there, func(in estrade.HalfDay) bool { return nameOf(in) == nameOf(h.HalfDay) })
			var signature *estrade.SheetSignature
			if present {
				signature = sheetSignature(s.signatures[p.ID], nameOf(h.HalfDay), zone)
			}
			line.Present = append(line.Present, present)
			line.Signatures = append(line.Signatures, signature)
		}
		v.Lines = append(v.Lines, line)
	}
	return v
}

func sheetHead(row estrade.Session, settings estrade.Settings) estrade.AttendanceSheetData {
	return estrade.AttendanceSheetData{
		Language: row.DocumentLanguage, Organisation: estrade.OrganisationOf(settings), Title: row.Title, Client: row.Client,
		Place: row.Place, Trainer: settings.Trainer, Rehearsal: row.Rehearsal,
	}
}
