package facilitation

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"slices"
	"strconv"
	"time"

	estrade "estrade/app"
)

// maxRoster bounds the expected names.
const maxRoster = 2000

func (d *Desk) runnable(w estrade.Workshop) bool {
	for _, step := range w.Steps {
		a := d.pack.Activities[step.Activity]
		if a == nil || kinds[a.Kind] == nil {
			return false
		}
	}
	return true
}

// Create implements estrade.Sessions.
func (d *Desk) Create(ctx context.Context, n estrade.NewSession) (estrade.SessionID, error) {
	settings, err := d.store.PlainSettings(ctx)
	if err != nil {
		return "", err
	}
	w, err := d.workshop(ctx, n.Workshop)
	if err != nil {
		return "", err
	}
	row, err := d.draft(n, w, settings)
	if err != nil {
		return "", err
	}
	expected, err := roster(n.Roster)
	if err != nil {
		return "", err
	}
	for _, use := range []estrade.KeyUse{estrade.KeyAnswers, estrade.KeyAttendance} {
		if err := d.keys.Create(estrade.KeyName{Session: row.ID, Use: use}); err != nil {
			return "", err
		}
	}
	if err := d.store.CreateSession(ctx, row, newTables(row.PlannedTables), expected); err != nil {
		return "", err
	}
	return row.ID, nil
}

// draft checks the preparation of a session and returns its row.
func (d *Desk) draft(n estrade.NewSession, w estrade.Workshop, settings estrade.Settings) (estrade.Session, error) {
	if n.Tables < 0 || n.Tables > maxTables {
		return estrade.Session{}, estrade.NewError(estrade.CodeInvalid, "bad-table-count", "A session has 1 to 64 tables.", "Choose another number.")
	}
	zone := orElse(settings.Zone, "Europe/Paris")
	location, err := time.LoadLocation(zone)
	if err != nil {
		return estrade.Session{}, estrade.NewError(estrade.CodeInvalid, "bad-zone", "This time zone is not known.", "Choose another one in the settings.", "zone", zone)
	}
	language := func(l estrade.Language) estrade.Language {
		switch {
		case l.Valid():
			return l
		case settings.Language.Valid():
			return settings.Language
		}
		return estrade.French
	}
	row := estrade.Session{
		ID: estrade.SessionID(newID()), State: estrade.SessionDraft, Rehearsal: n.Rehearsal,
		Zone:            zone,
		ConsoleLanguage: language(n.ConsoleLanguage), StageLanguage: language(n.StageLanguage), DocumentLanguage: language(n.DocumentLanguage),
		Plan: d.plan(w), Cursor: estrade.Cursor{Step: -1}, Stage: estrade.StageSettings{Timer: true, MapPass: passCurrent},
		Seed: n.Seed, PlannedTables: n.Tables, FollowUp: n.FollowUp, SingleTeam: n.SingleTeam, NoReport: n.NoReport,
		JoinCode: d.freeCode(), JoinSecret: newID(), StageToken: newID(), CreatedAt: d.now(),
	}
	if row.Seed == 0 {
		row.Seed = randomSeed()
	}
	if row.RetentionDays, row.RetentionReason, err = retention(orElse(n.RetentionDays, settings.AnswersKept(n.FollowUp)), n.RetentionReason, n.FollowUp); err != nil {
		return estrade.Session{}, err
	}
	date := orElse(n.Date, d.clock.Now().In(location).Format(time.DateOnly))
	err = detailed(&row, estrade.Details{Title: n.Title, Client: n.Client, Place: n.Place, Date: date, Starts: n.Starts})
	return row, err
}

// plan freezes an agenda with the activities it may play.
func (d *Desk) plan(w estrade.Workshop) estrade.Plan {
	p := estrade.Plan{
		PackID: d.pack.ID, PackVersion: d.pack.Version, Workshop: w,
		Activities: make(map[string]*estrade.Activity), Competencies: d.pack.Competencies, Profile: d.pack.Profile,
	}
	for _, step := range w.Steps {
		for _, id := range append([]string{step.Activity}, step.Alternatives...) {
			a := d.pack.Activities[id]
			if a == nil || kinds[a.Kind] == nil {
				continue
			}
			p.Activities[id] = a
			if a.Assessment == nil {
				continue
			}
			if earlier := d.pack.Activities[a.Assessment.CompareWith]; earlier != nil {
				p.Activities[earlier.ID] = earlier
			}
		}
	}
	return p
}

// freeCode returns a code no live session has.
func (d *Desk) freeCode() string {
	for {
		code := newCode()
		taken := slices.ContainsFunc(d.sessions(), func(s *session) bool {
			s.mu.RLock()
			defer s.mu.RUnlock()
			return s.row.JoinCode == code
		})
		if !taken {
			return code
		}
	}
}

func randomSeed() uint64 {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return binary.LittleEndian.Uint64(b[:]) | 1
}

// roster turns typed names into expected attendance; empty lines are left out.
func roster(names []string) ([]estrade.Attendance, error) {
	if len(names) > maxRoster {
		return nil, estrade.NewError(estrade.CodeTooLarge, "roster-too-long", "The list of names is too long.", "Keep those of this session.",
			"limit", strconv.Itoa(maxRoster))
	}
	var lines []estrade.Attendance
	for i, typed := range names {
		if typed == "" {
			continue
		}
		name, err := cleanName(typed)
		if err != nil {
			e := estrade.Public(err)
			return nil, estrade.NewError(e.Code, "roster-line", "A name of the list cannot be used.", e.Hint, "line", strconv.Itoa(i+1), "why", e.Key)
		}
		lines = append(lines, estrade.Attendance{ID: estrade.AttendanceID(newID()), Name: name, Expected: true})
	}
	return lines, nil
}

// List implements estrade.Sessions.
func (d *Desk) List(ctx context.Context, f estrade.SessionFilter) ([]estrade.SessionSummary, error) {
	return d.store.Sessions(ctx, f)
}

// Discard implements estrade.Sessions.
func (d *Desk) Discard(ctx context.Context, id estrade.SessionID) error {
	row, err := d.store.Session(ctx, id)
	if err != nil {
		return err
	}
	if row.State != estrade.SessionDraft && !row.Rehearsal {
		return estrade.NewError(estrade.CodeConflict, "cannot-discard", "Only a draft or a rehearsal can be thrown away.",
			"Close the session instead.")
	}
	var people []estrade.Participant
	if s, err := d.session(ctx, id); err == nil {
		s.mu.RLock()
		people = s.people()
		s.mu.RUnlock()
	}
	if err := d.store.DeleteSession(ctx, id); err != nil {
		return err
	}
	d.forget(id)
	// Once their tokens are worth nothing: a shared browser comes back at once.
	for _, p := range people {
		d.publisher.Disconnect(p.ID)
	}
	return d.destroyKeys(id, estrade.KeyAnswers, estrade.KeyAttendance)
}

// Resume implements estrade.Sessions.
func (d *Desk) Resume(ctx context.Context) ([]estrade.SessionSummary, error) {
	ids, err := d.store.OpenSessions(ctx)
	if err != nil {
		return nil, err
	}
	settings, err := d.store.PlainSettings(ctx)
	if err != nil {
		return nil, err
	}
	d.signaturesKept.Store(int64(settings.AttendanceYears))
	for _, id := range ids {
		if _, err := d.session(ctx, id); err != nil {
			return nil, err
		}
	}
	for _, s := range d.sessions() {
		if err := d.takeUp(ctx, s); err != nil {
			return nil, err
		}
	}
	d.finishErasing(ctx)
	d.finishOverdue(ctx, 0)
	return d.store.Sessions(ctx, estrade.SessionFilter{Running: true, Limit: len(ids)})
}
