package facilitation

import (
	"context"
	"crypto/subtle"
	"slices"

	estrade "estrade/app"
)

// proposed is how many pseudonyms the join page shows at a time.
const proposed = 4

func errWrongCode() error {
	return estrade.NewError(estrade.CodeUnauthorised, "wrong-code", "No open room has this code.",
		"A code has six letters and digits, as on the screen.")
}

func errUnknownParticipant() error {
	return estrade.NewError(estrade.CodeUnauthorised, "unknown-participant", "This place in the room is not known any more.",
		"Join again with the code on the screen, or ask the facilitator.")
}

func errRoomClosed() error {
	return estrade.NewError(estrade.CodeConflict, "room-closed", "This room does not take people any more.",
		"Ask the facilitator.")
}

// open finds the open session that a code or a QR's secret opens.
func (d *Desk) open(code, secret string) (*session, error) {
	code = normaliseCode(code)
	var found *session
	for _, s := range d.sessions() {
		s.mu.RLock()
		state, c, q := s.row.State, s.row.JoinCode, s.row.JoinSecret
		s.mu.RUnlock()
		if !joinable(state) {
			continue
		}
		byCode := code != "" && subtle.ConstantTimeCompare([]byte(code), []byte(c)) == 1
		bySecret := secret != "" && subtle.ConstantTimeCompare([]byte(secret), []byte(q)) == 1
		if byCode || bySecret {
			found = s
		}
	}
	if found == nil {
		return nil, errWrongCode()
	}
	return found, nil
}

// Greet implements estrade.Answers.
func (d *Desk) Greet(ctx context.Context, code, secret string, l estrade.Language) (estrade.Greeting, error) {
	s, err := d.open(code, secret)
	if err != nil {
		return estrade.Greeting{}, err
	}
	settings, err := d.store.PlainSettings(ctx)
	if err != nil {
		return estrade.Greeting{}, err
	}
	d.signaturesKept.Store(int64(settings.AttendanceYears))
	s.mu.RLock()
	defer s.mu.RUnlock()
	g := estrade.Greeting{
		Session: s.id, Title: s.row.Title, Language: s.row.StageLanguage, Rehearsal: s.row.Rehearsal,
		Pseudonyms: s.proposals.deal(s.pseudonymsHeld, proposed),
		Tables:     []estrade.TableView{},
		Notices:    notices(s.row, settings),
	}
	if l.Valid() {
		g.Language = l
	}
	if s.row.PlannedTables > 0 {
		g.Tables = s.tableViews()
	}
	return g, nil
}

// Join implements estrade.Answers.
func (d *Desk) Join(ctx context.Context, j estrade.JoinRequest) (estrade.Joined, error) {
	s, err := d.open(j.Code, j.Secret)
	if err != nil {
		return estrade.Joined{}, err
	}
	name, err := cleanName(j.Name)
	if err != nil {
		return estrade.Joined{}, err
	}
	if !j.Language.Valid() {
		j.Language = estrade.French
	}
	s.mu.RLock()
	rehearsal := s.row.Rehearsal
	s.mu.RUnlock()
	if j.Simulated && !rehearsal {
		return estrade.Joined{}, estrade.NewError(estrade.CodeForbidden, "simulated-refused",
			"Simulated people join rehearsals only.", "Start a rehearsal.")
	}

	if len(j.Temper) > temperLimit || !j.Simulated {
		j.Temper = ""
	}
	if len(j.ID) > requestIDLimit {
		return estrade.Joined{}, errRequestID()
	}
	request := joinHash(s.id, j.ID)

	s.joining.RLock()
	defer s.joining.RUnlock()
	made, again, err := s.takeRequest(request)
	switch {
	case err != nil:
		return estrade.Joined{}, err
	case again:
		return d.joinAgain(ctx, s, made, j, name)
	}
	defer s.dropRequest(request)
	way := newWayIn(j.ID)
	device, deviceToken, err := s.deviceFor(j.Device, way, "")
	if err != nil {
		return estrade.Joined{}, err
	}
	seat, err := s.reserve(j.Pseudonym, name, j.Table, d.nowOf(s))
	if err != nil {
		return estrade.Joined{}, err
	}
	defer s.seated(seat)
	p := estrade.Participant{
		ID: estrade.ParticipantID(newID()), Device: device.ID, Pseudonym: seat.pseudonym, Language: j.Language,
		Table: seat.table, TokenHash: []byte(hashToken(way.token)), TokenSalt: way.salt, JoinHash: request,
		ReentryHash: reentryHash(s.id, way.reentry), Simulated: j.Simulated, Temper: j.Temper,
	}
	err = d.update(ctx, s, func(tx *recorder) error {
		row, err := tx.Session()
		if err != nil {
			return err
		}
		if row.State != estrade.SessionOpen {
			return errRoomClosed()
		}
		if err := tx.SaveDevice(device); err != nil {
			return err
		}
		if err := tx.SaveParticipant(p); err != nil {
			return err
		}
		if err := tx.SaveAttendance(seat.attendance); err != nil {
			return err
		}
		return tx.Link(p.ID, seat.attendance.ID)
	})
	if err != nil {
		s.giveBack(seat)
		return estrade.Joined{}, err
	}
	d.admit(s, p)
	return estrade.Joined{
		Session: s.id, Participant: p.ID, Pseudonym: p.Pseudonym,
		Token: way.token, Device: deviceToken, Reentry: way.reentry,
	}, nil
}

// temperLimit bounds how the temper of somebody simulated is named.
const temperLimit = 20

// seat is a pseudonym, a place at a table and an attendance line held for
// somebody joining.
type seat struct {
	pseudonym  string
	table      estrade.TableID // "" before tables are made
	attendance estrade.Attendance
	expected   *estrade.Attendance // the roster's line it takes, as it was
}

// reserve holds a pseudonym, a place at a table and the roster's line of that
// name, so that nobody else joining at the same moment gets them.
func (s *session) reserve(wished, name string, table estrade.TableID, now int64) (seat, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	pseudonym, err := s.pseudonymFor(wished)
	if err != nil {
		return seat{}, err
	}
	s.pseudonymsHeld[pseudonym] = true
	held := seat{pseudonym: pseudonym, table: s.tableFor(table), attendance: estrade.Attendance{ID: estrade.AttendanceID(newID()), Name: name, ArrivedAt: now}}
	if a, ok := s.awaited(name); ok {
		held.expected = &a
		held.attendance.ID = a.ID
		held.attendance.Name = a.Name // as whoever made the list writes it: documents print it
		if !a.Expected {              // there already, without a device
			held.attendance.ArrivedAt = a.ArrivedAt
		}
		taken := a
		taken.Expected = false
		s.setAttendance(taken)
		s.taking[a.ID] = true
	}
	s.coming[held.table]++
	return held, nil
}

// awaited returns the roster's line of a name that nobody has taken with a
// device: still expected, or of somebody who was added by the trainer or signed
// on the trainer's computer, or was removed and comes in anew. A line whose words are in another order, the family
// name first as lists have it, is theirs where none is written as they write it;
// s.mu is held.
func (s *session) awaited(name string) (estrade.Attendance, bool) {
	for _, lines := range [][]estrade.AttendanceID{s.named[foldName(name)], s.worded[foldWords(name)]} {
		for _, id := range lines {
			if a := s.attendance[id]; a.Expected || !s.taking[id] && s.nobodyOn(id) {
				return a, true
			}
		}
	}
	return estrade.Attendance{}, false
}

// nobodyOn reports whether nobody who is still in the session has an attendance
// line; s.mu is held.
func (s *session) nobodyOn(id estrade.AttendanceID) bool {
	if s.linked[id] == 0 {
		return true
	}
	for p, a := range s.links {
		if a == id && !s.participants[p].Removed {
			return false
		}
	}
	return true
}

// seated ends the wait for somebody who is at the table by now, or gave up.
func (s *session) seated(held seat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.coming[held.table]--
	delete(s.taking, held.attendance.ID)
}

func (s *session) giveBack(held seat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.pseudonymsHeld, held.pseudonym)
	if held.expected != nil {
		s.setAttendance(*held.expected)
	}
}

func reentryHash(id estrade.SessionID, code string) []byte {
	return []byte(hashToken(string(id) + "/" + normaliseCode(code)))
}

// admit makes a participant's token good.
func (d *Desk) admit(s *session, p estrade.Participant) {
	d.mu.Lock()
	d.tokens[tokenHash(p.TokenHash)] = estrade.Caller{Session: s.id, Participant: p.ID, Device: p.Device}
	delete(d.ended, tokenHash(p.TokenHash))
	d.mu.Unlock()
	s.progressDirty.Store(true)
}

// deviceFor returns the browser a token names, or a new one, for somebody to
// be held by it; who is the one coming back, "" for somebody new.
func (s *session) deviceFor(token string, way wayIn, who estrade.ParticipantID) (estrade.Device, string, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if token != "" {
		hash := []byte(hashToken(token))
		for _, dev := range s.devices {
			if subtle.ConstantTimeCompare(dev.TokenHash, hash) != 1 {
				continue
			}
			held := 0
			for _, p := range s.people() {
				if p.Device == dev.ID && p.ID != who {
					held++
				}
			}
			if held >= estrade.MaxParticipantsPerDevice {
				return dev, "", estrade.NewError(estrade.CodeConflict, "device-full",
					"Six people already share this device.", "Use another device.")
			}
			return dev, token, nil
		}
	}
	return estrade.Device{ID: estrade.DeviceID(newID()), TokenHash: []byte(hashToken(way.device))}, way.device, nil
}

// pseudonymFor returns the wished pseudonym, or a free one; s.mu is held.
func (s *session) pseudonymFor(wished string) (string, error) {
	if wished == "" {
		free := s.proposals.deal(s.pseudonymsHeld, 1)
		if len(free) == 0 {
			return "", estrade.NewError(estrade.CodeConflict, "room-full", "The room is full.", "Ask the facilitator.")
		}
		return free[0], nil
	}
	if s.pseudonymsHeld[wished] {
		return "", estrade.NewError(estrade.CodeConflict, "pseudonym-taken", "Somebody already has this name.",
			"Choose another one.", "pseudonym", wished)
	}
	if !pseudonymKnown(wished) {
		return "", estrade.NewError(estrade.CodeInvalid, "pseudonym-unknown", "Names in the room come from the list.",
			"Choose one of those proposed.", "pseudonym", wished)
	}
	return wished, nil
}

// tableFor returns the wished table, else the smallest one, "" before tables
// are made; s.mu is held.
func (s *session) tableFor(wished estrade.TableID) estrade.TableID {
	if _, ok := s.tables[wished]; ok {
		return wished
	}
	return s.smallestTable()
}

func (s *session) smallestTable() estrade.TableID {
	best, size := estrade.TableID(""), -1
	for _, t := range s.tableList() {
		if n := s.sizes[t.ID] + s.coming[t.ID]; size < 0 || n < size {
			best, size = t.ID, n
		}
	}
	return best
}

// Reenter implements estrade.Answers: the same person on another browser, or
// on the same one after its memory was cleared. The old token ends.
func (d *Desk) Reenter(ctx context.Context, j estrade.ReentryRequest) (estrade.Joined, error) {
	s, err := d.open(j.Code, j.Secret)
	if err != nil {
		return estrade.Joined{}, err
	}
	if len(j.ID) > requestIDLimit {
		return estrade.Joined{}, errRequestID()
	}
	s.joining.Lock()
	defer s.joining.Unlock()
	hash := reentryHash(s.id, j.Reentry)
	s.mu.RLock()
	people := s.people()
	s.mu.RUnlock()
	i := slices.IndexFunc(people, func(p estrade.Participant) bool { return subtle.ConstantTimeCompare(p.ReentryHash, hash) == 1 })
	if i < 0 {
		return estrade.Joined{}, estrade.NewError(estrade.CodeUnauthorised, "wrong-reentry", "This re-entry code is not known.",
			"Check it, or ask the facilitator for a new one.")
	}
	p := people[i]
	if again := wayInOf(j.ID, p.TokenSalt); j.ID != "" && again.opens(p) {
		return s.joined(p, again, j.Device), nil
	}
	way := newWayIn(j.ID)
	device, deviceToken, err := s.deviceFor(j.Device, way, p.ID)
	if err != nil {
		return estrade.Joined{}, err
	}
	p.FormerHash = p.TokenHash
	p.Device, p.TokenHash, p.TokenSalt = device.ID, []byte(hashToken(way.token)), way.salt
	err = d.update(ctx, s, func(tx *recorder) error {
		if err := tx.SaveDevice(device); err != nil {
			return err
		}
		return tx.SaveParticipant(p)
	})
	if err != nil {
		return estrade.Joined{}, err
	}
	d.mu.Lock()
	d.revoke(errMoved, func(c estrade.Caller) bool { return c.Participant == p.ID })
	d.mu.Unlock()
	d.publisher.Disconnect(p.ID)
	d.admit(s, p)
	return estrade.Joined{Session: s.id, Participant: p.ID, Pseudonym: p.Pseudonym, Token: way.token, Device: deviceToken}, nil
}

// NewReentry implements estrade.Sessions.
func (d *Desk) NewReentry(ctx context.Context, id estrade.SessionID, who estrade.ParticipantID) (estrade.PersonName, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.PersonName{}, err
	}
	s.joining.Lock()
	defer s.joining.Unlock()
	s.mu.RLock()
	p, ok := s.participants[who]
	s.mu.RUnlock()
	if !ok || p.Removed {
		return estrade.PersonName{}, errNoParticipant()
	}
	code := newCode()
	p.ReentryHash = reentryHash(id, code)
	if err := d.update(ctx, s, func(tx *recorder) error { return tx.SaveParticipant(p) }); err != nil {
		return estrade.PersonName{}, err
	}
	return estrade.PersonName{Participant: p.ID, Pseudonym: p.Pseudonym, Reentry: code}, nil
}

func errNoParticipant() error {
	return estrade.NewError(estrade.CodeNotFound, "no-participant", "Nobody in this session has this number.", "Look at the list again.")
}

// Authenticate implements estrade.Answers.
func (d *Desk) Authenticate(_ context.Context, token string) (estrade.Caller, error) {
	d.mu.RLock()
	hash := hashToken(token)
	c, ok := d.tokens[hash]
	once, was := d.ended[hash]
	d.mu.RUnlock()
	switch {
	case !ok && was:
		return estrade.Caller{}, once.why()
	case !ok:
		return estrade.Caller{}, errUnknownParticipant()
	}
	return c, nil
}

// SetLanguage implements estrade.Answers.
func (d *Desk) SetLanguage(ctx context.Context, id estrade.SessionID, who estrade.ParticipantID, l estrade.Language) error {
	if !l.Valid() {
		return estrade.NewError(estrade.CodeInvalid, "unknown-language", "Estrade speaks French and English.", "Choose one of them.")
	}
	return d.changePerson(ctx, id, who, func(_ *session, p *estrade.Participant) error {
		p.Language = l
		return nil
	})
}

// SetTable implements estrade.Answers: people choose their table while tables
// are free to choose, before the first step.
func (d *Desk) SetTable(ctx context.Context, id estrade.SessionID, who estrade.ParticipantID, t estrade.TableID) error {
	return d.changePerson(ctx, id, who, func(s *session, p *estrade.Participant) error {
		if _, ok := s.tables[t]; !ok {
			return estrade.NewError(estrade.CodeNotFound, "no-such-table", "This table does not exist.", "Choose another one.")
		}
		if s.row.Cursor.Step >= 0 {
			return estrade.NewError(estrade.CodeConflict, "tables-set", "Tables are set once the workshop has begun.",
				"Ask the facilitator to move you.")
		}
		p.Table = t
		return nil
	})
}

// changePerson saves what change makes of a participant; a pen stays at its table.
func (d *Desk) changePerson(ctx context.Context, id estrade.SessionID, who estrade.ParticipantID, change func(*session, *estrade.Participant) error) error {
	s, err := d.session(ctx, id)
	if err != nil {
		return err
	}
	s.joining.Lock()
	defer s.joining.Unlock()
	s.mu.RLock()
	p, ok := s.participants[who]
	before, penned := s.tables[p.Table], s.holdsPen(who)
	if ok && !p.Removed {
		err = change(s, &p)
	} else {
		err = errUnknownParticipant()
	}
	s.mu.RUnlock()
	if err != nil {
		return err
	}
	err = d.update(ctx, s, func(tx *recorder) error {
		if penned && p.Table != before.ID {
			before.PenHolder = ""
			if err := tx.SaveTable(before); err != nil {
				return err
			}
		}
		return tx.SaveParticipant(p)
	})
	if err != nil {
		return err
	}
	s.progressDirty.Store(true)
	d.publishPerson(s, who)
	return nil
}

// Presence implements estrade.Answers.
func (d *Desk) Presence(ctx context.Context, id estrade.SessionID, people []estrade.ParticipantID, here bool) {
	s, err := d.session(ctx, id)
	if err != nil {
		return // gone meanwhile: nobody to count for
	}
	var left []estrade.ParticipantID
	s.mu.Lock()
	for _, p := range people {
		if here {
			s.here[p]++
		} else {
			s.here[p]-- // below zero when a browser's leaving is told before its coming
		}
		if s.here[p] == 0 {
			delete(s.here, p)
		}
		if s.here[p] > 0 {
			delete(s.left, p)
		} else if _, known := s.left[p]; !known {
			s.left[p] = d.nowIn(s.row)
		}
		if s.here[p] <= 0 && s.holdsPen(p) {
			left = append(left, p)
		}
	}
	s.progressDirty.Store(true)
	s.mu.Unlock()
	for _, p := range left {
		if err := d.freePen(ctx, s, p); err != nil {
			d.log.Warn("free pen", "session", id, "error", err)
		}
	}
}

// holdsPen reports whether p writes for their table; s.mu is held.
func (s *session) holdsPen(p estrade.ParticipantID) bool {
	t, ok := s.tables[s.participants[p].Table]
	return ok && t.PenHolder == p
}

// freePen frees the pen of somebody who is away, unless they came back or it
// was passed on meanwhile.
func (d *Desk) freePen(ctx context.Context, s *session, p estrade.ParticipantID) error {
	s.joining.Lock()
	defer s.joining.Unlock()
	s.mu.RLock()
	t := s.tables[s.participants[p].Table]
	still := s.here[p] <= 0 && s.holdsPen(p)
	s.mu.RUnlock()
	if !still {
		return nil
	}
	t.PenHolder = ""
	if err := d.update(ctx, s, func(tx *recorder) error { return tx.SaveTable(t) }); err != nil {
		return err
	}
	d.publishTeam(s, t.ID)
	return nil
}
