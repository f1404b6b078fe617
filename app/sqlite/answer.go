package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	estrade "estrade/app"
)

const (
	participantSubject = "p:"
	tableSubject       = "t:"
	roomSubject        = "r:"
)

func subjectText(s estrade.Subject) (string, error) {
	switch {
	case s.Participant != "" && s.Table == "":
		return participantSubject + string(s.Participant), nil
	case s.Table != "" && s.Participant == "":
		return tableSubject + string(s.Table), nil
	case s == estrade.Subject{}:
		return roomSubject, nil
	}
	return "", fmt.Errorf("a subject is a participant, a table or the room, not %+v", s)
}

func parseSubject(text string) (estrade.Subject, error) {
	if id, ok := strings.CutPrefix(text, participantSubject); ok {
		return estrade.Subject{Participant: estrade.ParticipantID(id)}, nil
	}
	if id, ok := strings.CutPrefix(text, tableSubject); ok {
		return estrade.Subject{Table: estrade.TableID(id)}, nil
	}
	if text == roomSubject {
		return estrade.Subject{}, nil
	}
	return estrade.Subject{}, fmt.Errorf("unknown subject %q", text)
}

func answerPlace(k estrade.AnswerKey, subject string) place {
	return place{"answers", "value", k.Step, k.Part, k.Pass, k.Item, subject}
}

// answerBlock hides what the length of a sealed answer would tell: the columns of
// a sort, a number and « Je préfère ne pas répondre » are all shorter.
const answerBlock = 64

// padded fills a JSON value up with spaces to a whole number of blocks.
func padded(value []byte) []byte {
	missing := (answerBlock - len(value)%answerBlock) % answerBlock
	return append(bytes.Clone(value), bytes.Repeat([]byte{' '}, missing)...)
}

// openAnswer opens the value of an answer and takes off what filled it up.
func (s seals) openAnswer(sealed []byte, at place) ([]byte, error) {
	value, err := s.open(estrade.KeyAnswers, sealed, at)
	return bytes.TrimRight(value, " "), err
}

const answerColumns = "sealed_value, edits, client_id"

var saveAnswer = upsert("answers", "session, step, part, pass, item, subject", answerColumns)

// Answer implements estrade.Tx. CodeNotFound: its key is destroyed.
func (t *tx) Answer(k estrade.AnswerKey) (a estrade.Answer, ok bool, err error) {
	if err := t.usable(); err != nil {
		return a, false, err
	}
	subject, err := subjectText(k.Subject)
	if err != nil {
		return a, false, err
	}
	a.Key = k
	var sealed []byte
	err = t.queryRow("SELECT "+answerColumns+` FROM answers
		WHERE session = ? AND step = ? AND part = ? AND pass = ? AND item = ? AND subject = ?`,
		t.id, k.Step, k.Part, k.Pass, k.Item, subject).Scan(&sealed, &a.Edits, &a.ClientID)
	if errors.Is(err, sql.ErrNoRows) {
		return estrade.Answer{}, false, nil
	}
	if err != nil {
		return a, false, t.keep(storageError("read an answer", err))
	}
	if a.Value, err = t.openAnswer(sealed, answerPlace(k, subject)); err != nil {
		return estrade.Answer{}, false, err
	}
	return a, true, nil
}

// Answers implements estrade.Tx. CodeNotFound: their key is destroyed.
func (t *tx) Answers(step string) ([]estrade.Answer, error) {
	if err := t.usable(); err != nil {
		return nil, err
	}
	list, err := t.readAnswers(context.Background(), t.conn, selectAnswers+` AND step = ?`+orderAnswers, t.id, step)
	return list, t.keep(storageError("read the answers of step "+step, err))
}

// AnswersIn implements estrade.Tx. CodeNotFound: their key is destroyed.
func (t *tx) AnswersIn(step, part string) ([]estrade.Answer, error) {
	if err := t.usable(); err != nil {
		return nil, err
	}
	list, err := t.readAnswers(context.Background(), t.conn,
		selectAnswers+` AND step = ? AND part = ?`+orderAnswers, t.id, step, part)
	return list, t.keep(storageError("read the answers of step "+step+", part "+part, err))
}

const (
	selectAnswers = "SELECT step, part, pass, item, subject, " + answerColumns + " FROM answers WHERE session = ?"
	orderAnswers  = " ORDER BY step, part, pass, item, subject"
)

// AnswersOf implements estrade.Tx. CodeNotFound: their key is destroyed.
func (t *tx) AnswersOf(step string, of estrade.Subject) ([]estrade.Answer, error) {
	if err := t.usable(); err != nil {
		return nil, err
	}
	subject, err := subjectText(of)
	if err != nil {
		return nil, err
	}
	list, err := t.readAnswers(context.Background(), t.conn,
		selectAnswers+` AND step = ? AND subject = ?`+orderAnswers, t.id, step, subject)
	return list, t.keep(storageError("read somebody's answers of step "+step, err))
}

// SaveAnswer implements estrade.Tx. CodeNotFound: its key is destroyed.
func (t *tx) SaveAnswer(a estrade.Answer) error {
	subject, err := subjectText(a.Key.Subject)
	if err != nil {
		return err
	}
	sealed, err := t.seal(estrade.KeyAnswers, padded(a.Value), answerPlace(a.Key, subject))
	if err != nil {
		return err
	}
	return t.exec(saveAnswer, t.id, a.Key.Step, a.Key.Part, a.Key.Pass, a.Key.Item, subject, sealed, a.Edits, a.ClientID)
}

// DeleteAnswers implements estrade.Tx. After the commit the write-ahead log is
// emptied, so that it does not keep the sealed values; backups made before are to
// be replaced (backup.go).
func (t *tx) DeleteAnswers(p estrade.ParticipantID) error {
	subject, err := subjectText(estrade.Subject{Participant: p})
	if err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM answers WHERE session = ? AND subject = ?`, t.id, subject); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM locks WHERE session = ? AND subject = ?`, t.id, subject); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM return_codes WHERE session = ? AND participant = ?`, t.id, string(p)); err != nil {
		return err
	}
	var running bool
	if err := t.queryRow(`SELECT state IN ('open', 'closing') FROM sessions WHERE id = ?`, t.id).Scan(&running); err != nil {
		return t.keep(storageError("read the state of session "+string(t.id), err))
	}
	stale := askFreshBackup(t.conn, t.id)
	if !running { // backups made since it was closed hold the answers too
		stale = askTask(t.conn, copiesTask+string(t.id))
	}
	if err := t.keep(stale); err != nil {
		return err
	}
	if t.after == nil {
		t.after = t.store.emptyLog
	}
	return nil
}

// EraseAnswers implements estrade.Tx. It leaves no trace.
func (t *tx) EraseAnswers() error {
	for _, table := range []string{"answers", "locks", "notes", "return_codes"} {
		if err := t.exec("DELETE FROM "+table+" WHERE session = ?", t.id); err != nil {
			return err
		}
	}
	if err := t.exec(`UPDATE participants SET sealed_pseudonym = NULL WHERE session = ?`, t.id); err != nil {
		return err
	}
	// Nobody comes back: which browser held whom says who sat together.
	if err := t.exec(`UPDATE participants SET device = '' WHERE session = ?`, t.id); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM devices WHERE session = ?`, t.id); err != nil {
		return err
	}
	return t.leaveNoTrace()
}

// DeleteAnswer implements estrade.Tx.
func (t *tx) DeleteAnswer(k estrade.AnswerKey) error {
	subject, err := subjectText(k.Subject)
	if err != nil {
		return err
	}
	return t.exec(`DELETE FROM answers WHERE session = ? AND step = ? AND part = ? AND pass = ? AND item = ? AND subject = ?`,
		t.id, k.Step, k.Part, k.Pass, k.Item, subject)
}

// Locks implements estrade.Tx.
func (t *tx) Locks(step string) ([]estrade.Lock, error) {
	if err := t.usable(); err != nil {
		return nil, err
	}
	list, err := all(context.Background(), t.conn, scanLock, selectLocks+` AND step = ?`+orderLocks, t.id, step)
	return list, t.keep(storageError("read the locks of step "+step, err))
}

const (
	selectLocks = "SELECT step, part, pass, subject FROM locks WHERE session = ?"
	orderLocks  = " ORDER BY step, part, pass, subject"
)

func scanLock(r scanner) (l estrade.Lock, err error) {
	var subject string
	if err := r.Scan(&l.Step, &l.Part, &l.Pass, &subject); err != nil {
		return l, err
	}
	l.Subject, err = parseSubject(subject)
	return l, err
}

// SaveLocks implements estrade.Tx, in a statement for each pass: a part that closes locks
// the answers of everybody.
func (t *tx) SaveLocks(list []estrade.Lock) error {
	type pass struct{ step, part, pass string }
	subjects := make(map[pass][]string)
	for _, l := range list {
		subject, err := subjectText(l.Subject)
		if err != nil {
			return err
		}
		at := pass{l.Step, l.Part, l.Pass}
		subjects[at] = append(subjects[at], subject)
	}
	for at, some := range subjects {
		slices.Sort(some) // as they stand in the table
		text, err := jsonText(some)
		if err != nil {
			return err
		}
		if err := t.exec(`INSERT INTO locks (session, step, part, pass, subject)
			SELECT ?, ?, ?, ?, value FROM json_each(?) WHERE true
			ON CONFLICT DO NOTHING`, t.id, at.step, at.part, at.pass, text); err != nil {
			return err
		}
	}
	return nil
}

// DeleteLock implements estrade.Tx.
func (t *tx) DeleteLock(l estrade.Lock) error {
	subject, err := subjectText(l.Subject)
	if err != nil {
		return err
	}
	return t.exec(`DELETE FROM locks WHERE session = ? AND step = ? AND part = ? AND pass = ? AND subject = ?`,
		t.id, l.Step, l.Part, l.Pass, subject)
}

// Locked implements estrade.Tx.
func (t *tx) Locked(l estrade.Lock) (bool, error) {
	if err := t.usable(); err != nil {
		return false, err
	}
	subject, err := subjectText(l.Subject)
	if err != nil {
		return false, err
	}
	var one int
	err = t.queryRow(`SELECT 1 FROM locks WHERE session = ? AND step = ? AND part = ? AND pass = ? AND subject = ?`,
		t.id, l.Step, l.Part, l.Pass, subject).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, t.keep(storageError("look up a lock", err))
}
