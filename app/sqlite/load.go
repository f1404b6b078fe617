package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	estrade "estrade/app"
)

// Load reads everything kept of a session, as it was at one moment.
//
// Steps are in agenda order, parts in the order they were first saved, tables
// by position, figures in the order they were frozen, documents by date and
// number; what is keyed by random ids comes in the order of the ids.
//
// Once the key of the answers is destroyed there are no Answers and no Notes,
// and pseudonyms and the ways to join are ""; locks, figures and attendance
// remain. Once the key of the attendance is destroyed there are no Signatures,
// the names of attendance and documents are "", and figures have no JSON. A
// value that does not open under its key is an error.
func (s *Store) Load(ctx context.Context, id estrade.SessionID) (estrade.SessionRecord, error) {
	q, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return estrade.SessionRecord{}, readError("load session "+string(id), err)
	}
	defer q.Rollback() // it only read
	l := loader{ctx: ctx, q: q, seals: seals{s.sealer, id}}
	r := l.record(s)
	if l.err != nil {
		return estrade.SessionRecord{}, readError("load session "+string(id), l.err)
	}
	return r, nil
}

// loader reads until the first error.
type loader struct {
	ctx context.Context
	q   *sql.Tx
	seals
	err error
}

func (l *loader) record(s *Store) (r estrade.SessionRecord) {
	if r.Session, l.err = s.readSession(l.ctx, l.q, l.session); l.err != nil {
		return r
	}
	_, err := l.sealer.cipher(estrade.KeyName{Session: l.session, Use: estrade.KeyAnswers})
	if err != nil && !isKeyDestroyed(err) {
		l.err = err
		return r
	}
	readable := err == nil

	r.Steps = rows(l, scanStep, "SELECT step, "+stepColumns+" FROM steps WHERE session = ?")
	sortByAgenda(r.Steps, r.Session.Plan)
	r.Parts = rows(l, scanPart, "SELECT step, part, "+partColumns+" FROM parts WHERE session = ? ORDER BY entered")
	r.Tables = rows(l, scanTable, "SELECT id, name, mark, position, pen_holder FROM tables WHERE session = ? ORDER BY position, id")
	r.Devices = rows(l, scanDevice, "SELECT id, token_hash FROM devices WHERE session = ? ORDER BY id")
	r.Participants = rows(l, l.scanParticipant, "SELECT id, "+participantColumns+" FROM participants WHERE session = ? ORDER BY id")
	r.Attendance = rows(l, l.scanAttendance, "SELECT id, "+attendanceColumns+" FROM attendance WHERE session = ? ORDER BY id")
	r.Links = l.links()
	r.Signatures = l.signatures()
	r.Locks = rows(l, scanLock, selectLocks+orderLocks)
	r.Figures = rows(l, l.scanFigures, "SELECT step, part, at, json, sealed_json FROM figures WHERE session = ? ORDER BY frozen")
	r.Documents = rows(l, l.scanDocument,
		"SELECT "+documentColumns+" FROM documents d WHERE d.session = ? ORDER BY d.issued_at, d.number")
	if readable {
		r.Answers = l.answers()
		r.Notes = rows(l, l.scanNote, "SELECT id, step, stage, sealed_text, report, at FROM notes WHERE session = ? ORDER BY at, id")
	}
	return r
}

// rows reads the rows of a query whose only parameter is the session.
func rows[T any](l *loader, scan func(scanner) (T, error), query string) []T {
	if l.err != nil {
		return nil
	}
	var list []T
	list, l.err = all(l.ctx, l.q, scan, query, l.session)
	return list
}

func (l *loader) signatures() []estrade.PresenceSignature {
	if l.err != nil {
		return nil
	}
	switch _, err := l.sealer.cipher(estrade.KeyName{Session: l.session, Use: estrade.KeyAttendance}); {
	case isKeyDestroyed(err):
		return nil
	case err != nil:
		l.err = err
		return nil
	}
	return rows(l, l.scanSignature,
		"SELECT attendance, day, afternoon, sealed_value FROM signatures WHERE session = ? ORDER BY attendance, day, afternoon")
}

func (l *loader) answers() []estrade.Answer {
	if l.err != nil {
		return nil
	}
	var answers []estrade.Answer
	answers, l.err = l.readAnswers(l.ctx, l.q, selectAnswers+orderAnswers, l.session)
	return answers
}

func (l *loader) links() map[estrade.ParticipantID]estrade.AttendanceID {
	type link struct {
		p estrade.ParticipantID
		a estrade.AttendanceID
	}
	links := make(map[estrade.ParticipantID]estrade.AttendanceID)
	for _, x := range rows(l, func(r scanner) (x link, err error) {
		return x, r.Scan(&x.p, &x.a)
	}, "SELECT participant, attendance FROM links WHERE session = ?") {
		links[x.p] = x.a
	}
	return links
}

// sortByAgenda orders steps as the plan does; a step that the plan does not
// know comes last.
func sortByAgenda(steps []estrade.StepRun, plan estrade.Plan) {
	index := func(s estrade.StepRun) int {
		i := slices.IndexFunc(plan.Workshop.Steps, func(w estrade.WorkshopStep) bool { return w.ID == s.Step })
		if i < 0 {
			return len(plan.Workshop.Steps)
		}
		return i
	}
	slices.SortStableFunc(steps, func(a, b estrade.StepRun) int {
		return cmp.Or(cmp.Compare(index(a), index(b)), cmp.Compare(a.StartedAt, b.StartedAt))
	})
}
