package facilitation

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	estrade "estrade/app"
)

// recorder is a Tx that remembers how to repeat its writes on the projection
// once they are committed, and, of an act that may be taken back, what the rows
// were before it.
type recorder struct {
	estrade.Tx
	applied []func(*session)
	answers int      // how many were written
	more    bool     // something else than answers may have been written
	undo    *inverse // nil: nobody takes this back
}

// before runs note when the writes are about to be repeated, if they may be taken back.
func (r *recorder) before(note func(*inverse, *session)) {
	if r.undo != nil {
		r.applied = append(r.applied, func(s *session) { note(r.undo, s) })
	}
}

// final tells that what is written is never taken back.
func (r *recorder) final() {
	if r.undo != nil {
		r.undo.final = true
	}
}

func (r *recorder) then(err error, apply func(*session)) error {
	r.more = true
	return r.thenAnswer(err, apply)
}

func (r *recorder) thenAnswer(err error, apply func(*session)) error {
	if err == nil {
		r.applied = append(r.applied, apply)
	}
	return err
}

func (r *recorder) SaveSession(x estrade.Session) error {
	return r.then(r.Tx.SaveSession(x), func(s *session) { s.row = x })
}

func (r *recorder) SaveStep(x estrade.StepRun) error {
	r.before(func(i *inverse, s *session) { i.steps.note(x.Step, s.steps, &x) })
	return r.then(r.Tx.SaveStep(x), func(s *session) { s.steps[x.Step] = x })
}

// DeleteStep forgets a step that was entered by mistake.
func (r *recorder) DeleteStep(step string) error {
	return r.then(r.Tx.DeleteStep(step), func(s *session) { delete(s.steps, step) })
}

func (r *recorder) SavePart(x estrade.PartRun) error {
	r.before(func(i *inverse, s *session) { i.parts.note(partKey{x.Step, x.Part}, s.parts, &x) })
	return r.then(r.Tx.SavePart(x), func(s *session) { s.setPart(x) })
}

// DeletePart forgets a part that was entered by mistake.
func (r *recorder) DeletePart(step, part string) error {
	return r.then(r.Tx.DeletePart(step, part), func(s *session) {
		k := partKey{step, part}
		delete(s.parts, k)
		s.partOrder = slices.DeleteFunc(s.partOrder, func(known partKey) bool { return known == k })
	})
}

func (r *recorder) SaveTable(x estrade.Table) error {
	r.before(func(i *inverse, s *session) { i.tables.note(x.ID, s.tables, &x) })
	return r.then(r.Tx.SaveTable(x), func(s *session) { s.tables[x.ID] = x })
}

func (r *recorder) DeleteTable(id estrade.TableID) error {
	r.before(func(i *inverse, s *session) { i.tables.note(id, s.tables, nil) })
	return r.then(r.Tx.DeleteTable(id), func(s *session) { delete(s.tables, id) })
}

func (r *recorder) SaveDevice(x estrade.Device) error {
	return r.then(r.Tx.SaveDevice(x), func(s *session) { s.devices[x.ID] = x })
}

func (r *recorder) SaveParticipant(x estrade.Participant) error {
	r.before(func(i *inverse, s *session) { i.participants.note(x.ID, s.participants, &x) })
	return r.then(r.Tx.SaveParticipant(x), func(s *session) {
		s.setParticipant(x)
	})
}

func (r *recorder) Seat(people []estrade.Participant) error {
	for _, x := range people {
		r.before(func(i *inverse, s *session) { i.participants.note(x.ID, s.participants, &x) })
	}
	return r.then(r.Tx.Seat(people), func(s *session) {
		for _, x := range people {
			s.setParticipant(x)
		}
	})
}

func (r *recorder) SaveAttendance(x estrade.Attendance) error {
	r.before(func(i *inverse, s *session) { i.attendance.note(x.ID, s.attendance, &x) })
	return r.then(r.Tx.SaveAttendance(x), func(s *session) { s.setAttendance(x) })
}

func (r *recorder) Link(p estrade.ParticipantID, a estrade.AttendanceID) error {
	return r.then(r.Tx.Link(p, a), func(s *session) { s.link(p, a) })
}

func (r *recorder) SaveSignature(x estrade.PresenceSignature) error {
	r.final()
	return r.then(r.Tx.SaveSignature(x), func(s *session) { s.setSignature(x) })
}

func (r *recorder) DestroyLinks() error {
	return r.then(r.Tx.DestroyLinks(), (*session).unlinkAll)
}

func (r *recorder) SaveAnswer(x estrade.Answer) error {
	r.before(func(i *inverse, s *session) { i.card(x.Key, s, &x) })
	r.answers++
	return r.thenAnswer(r.Tx.SaveAnswer(x), func(s *session) { s.setAnswer(x) })
}

func (r *recorder) DeleteAnswers(p estrade.ParticipantID) error {
	r.final()
	r.answers++
	return r.then(r.Tx.DeleteAnswers(p), func(s *session) {
		for id, step := range s.answers {
			delete(step, person(p))
			s.texts[id]++
		}
		delete(s.locks, person(p))
	})
}

func (r *recorder) SaveLocks(list []estrade.Lock) error {
	r.before(func(i *inverse, s *session) {
		locked := true
		for _, x := range list {
			i.locks.note(x, s.lockRows(touched[estrade.Lock, bool]{x: {}}), &locked)
		}
	})
	return r.then(r.Tx.SaveLocks(list), func(s *session) {
		for _, x := range list {
			s.setLock(x)
		}
	})
}

// DeleteLock forgets a lock that came with a part closed by mistake.
func (r *recorder) DeleteLock(x estrade.Lock) error {
	return r.then(r.Tx.DeleteLock(x), func(s *session) { delete(s.locks[x.Subject], lockPlace{x.Step, x.Part, x.Pass}) })
}

func (r *recorder) DeleteAnswer(k estrade.AnswerKey) error {
	r.before(func(i *inverse, s *session) { i.card(k, s, nil) })
	r.answers++
	return r.then(r.Tx.DeleteAnswer(k), func(s *session) {
		delete(s.answers[k.Step][k.Subject], place{k.Part, k.Pass, k.Item})
		s.texts[k.Step]++
	})
}

func (r *recorder) SaveFigures(x estrade.FrozenFigures) error {
	r.final()
	return r.then(r.Tx.SaveFigures(x), func(s *session) { s.setFigures(x) })
}

func (r *recorder) SaveNote(x estrade.Note) error {
	r.before(func(i *inverse, s *session) { i.notes.note(x.ID, s.notes, &x) })
	return r.then(r.Tx.SaveNote(x), func(s *session) { s.notes[x.ID] = x })
}

func (r *recorder) DeleteNote(id string) error {
	r.before(func(i *inverse, s *session) { i.notes.note(id, s.notes, nil) })
	return r.then(r.Tx.DeleteNote(id), func(s *session) { delete(s.notes, id) })
}

func (r *recorder) IssueDocument(x estrade.IssuedDocument) error {
	return r.then(r.Tx.IssueDocument(x), func(s *session) {
		i := slices.IndexFunc(s.documents, func(d estrade.IssuedDocument) bool { return d.Number == x.Number })
		if i < 0 {
			s.documents = append(s.documents, x)
			return
		}
		x.Size, x.SHA256 = s.documents[i].Size, s.documents[i].SHA256
		s.documents[i] = x
	})
}

// KeepDocument freezes a document.
func (r *recorder) KeepDocument(number string, data []byte) error {
	sum := sha256.Sum256(data)
	return r.then(r.Tx.KeepDocument(number, data), func(s *session) {
		for i := range s.documents {
			if s.documents[i].Number == number {
				s.documents[i].Size, s.documents[i].SHA256 = len(data), hex.EncodeToString(sum[:])
			}
		}
	})
}

// freeze stores figures for ever.
func (r *recorder) freeze(step, part string, at int64, f *estrade.Figures) error {
	data, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("encode figures of %s/%s: %w", step, part, err)
	}
	return r.SaveFigures(estrade.FrozenFigures{Step: step, Part: part, At: at, JSON: data})
}

func decodeFigures(f estrade.FrozenFigures) (estrade.Figures, error) {
	var figures estrade.Figures
	if err := json.Unmarshal(f.JSON, &figures); err != nil {
		return figures, fmt.Errorf("decode figures of %s/%s: %w", f.Step, f.Part, err)
	}
	return figures, nil
}
