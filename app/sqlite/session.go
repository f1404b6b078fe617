package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	estrade "estrade/app"
)

const sessionColumns = "state, revision, rehearsal, tempo, title, client, place, date, starts, zone, " +
	"console_language, stage_language, document_language, plan_digest, cursor, stage, seed, " +
	"planned_tables, follow_up, single_team, no_report, retention_days, " +
	"sealed_join_code, sealed_join_secret, sealed_stage_token, room_port, sealed_wifi, sealed_remote, remote_counter, checked, late, " +
	"created_at, opened_at, closing_at, closed_at, answers_erased_at, erasure, action_nature, sealed_retention_reason"

var saveSession = upsert("sessions", "id", sessionColumns)

// CreateSession writes a new session with its tables and expected attendance.
// CodeInvalid: its keys do not exist; CodeConflict: the session does.
func (s *Store) CreateSession(ctx context.Context, session estrade.Session, tables []estrade.Table, expected []estrade.Attendance) error {
	for _, use := range []estrade.KeyUse{estrade.KeyAnswers, estrade.KeyAttendance} {
		_, err := s.sealer.cipher(estrade.KeyName{Session: session.ID, Use: use})
		if isKeyDestroyed(err) {
			return estrade.NewError(estrade.CodeInvalid, "keys-missing",
				"A session cannot be kept without its keys.", "Prepare the session again.").WithCause(err)
		}
		if err != nil {
			return err
		}
	}
	return s.writer.do(ctx, func(conn *sql.Conn) error {
		known, err := sessionExists(conn, session.ID)
		if err != nil {
			return err
		}
		if known {
			return estrade.NewError(estrade.CodeConflict, "session-exists",
				"This session exists already.", "Open it from the list of sessions.", "session", string(session.ID))
		}
		t := newTx(s, conn, session.ID)
		if err := t.SaveSession(session); err != nil {
			return err
		}
		for _, table := range tables {
			if err := t.SaveTable(table); err != nil {
				return err
			}
		}
		for _, a := range expected {
			if err := t.SaveAttendance(a); err != nil {
				return err
			}
		}
		return t.end(nil)
	}, nil)
}

// Session returns a session. What is sealed in it is "" once its key is destroyed.
func (s *Store) Session(ctx context.Context, id estrade.SessionID) (estrade.Session, error) {
	session, err := s.readSession(ctx, s.read, id)
	return session, readError("read session "+string(id), err)
}

// States as the index sessions_running writes them.
const selectOpenSessions = `SELECT id FROM sessions WHERE state IN ('open', 'closing') ORDER BY opened_at, id`

// OpenSessions returns the sessions in state open or closing, the oldest first.
func (s *Store) OpenSessions(ctx context.Context) ([]estrade.SessionID, error) {
	ids, err := all(ctx, s.read, func(r scanner) (id estrade.SessionID, err error) {
		return id, r.Scan(&id)
	}, selectOpenSessions)
	return ids, readError("list open sessions", err)
}

const selectUnerased = `SELECT id FROM sessions WHERE closed_at > 0 AND answers_erased_at = 0 ORDER BY closed_at, id`

// Unerased returns the sessions that were closed and whose answers were not
// erased yet, the first closed first.
func (s *Store) Unerased(ctx context.Context) ([]estrade.SessionID, error) {
	ids, err := all(ctx, s.read, func(r scanner) (id estrade.SessionID, err error) {
		return id, r.Scan(&id)
	}, selectUnerased)
	return ids, readError("list sessions whose answers are kept", err)
}

// DeleteSession removes every row of a session and what the file still holds
// of them. Its keys are the caller's to destroy. CodeNotFound: no such session.
func (s *Store) DeleteSession(ctx context.Context, id estrade.SessionID) error {
	err := s.writer.do(ctx, func(conn *sql.Conn) error {
		s.seen = foundSession{}
		known, err := sessionExists(conn, id)
		if err != nil {
			return err
		}
		if !known {
			return unknownSession(id)
		}
		var plan []byte
		if err := conn.QueryRowContext(context.Background(), `DELETE FROM sessions WHERE id = ? RETURNING plan_digest`, id).Scan(&plan); err != nil {
			return storageError("delete session "+string(id), err)
		}
		if err := dropPlan(conn, plan); err != nil {
			return err
		}
		return askRewrite(conn)
	}, s.rewrite)
	if err == nil {
		s.sealer.forgetSession(id)
		s.words.touch(id)
	}
	return err
}

func sessionExists(q querier, id estrade.SessionID) (bool, error) {
	var one int
	err := q.QueryRowContext(context.Background(), `SELECT 1 FROM sessions WHERE id = ?`, id).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, storageError("find session "+string(id), err)
}

func (s *Store) readSession(ctx context.Context, q querier, id estrade.SessionID) (estrade.Session, error) {
	x := estrade.Session{ID: id}
	var digest, code, secret, token, wifi, remote, reason []byte
	var cursor, stage, tempo string
	var checked, late, erasure *string
	var seed int64
	err := q.QueryRowContext(ctx, "SELECT "+sessionColumns+" FROM sessions WHERE id = ?", id).Scan(
		&x.State, &x.Revision, &x.Rehearsal, &tempo, &x.Title, &x.Client, &x.Place, &x.Date, &x.Starts, &x.Zone,
		&x.ConsoleLanguage, &x.StageLanguage, &x.DocumentLanguage, &digest, &cursor, &stage, &seed,
		&x.PlannedTables, &x.FollowUp, &x.SingleTeam, &x.NoReport, &x.RetentionDays,
		&code, &secret, &token, &x.RoomPort, &wifi, &remote, &x.Remote.Counter, &checked, &late,
		&x.CreatedAt, &x.OpenedAt, &x.ClosingAt, &x.ClosedAt, &x.AnswersErasedAt, &erasure, &x.ActionNature, &reason)
	if errors.Is(err, sql.ErrNoRows) {
		return x, unknownSession(id)
	}
	if err != nil {
		return x, err
	}
	x.Seed = uint64(seed)
	if err := json.Unmarshal([]byte(cursor), &x.Cursor); err != nil {
		return x, fmt.Errorf("decode the cursor of session %s: %w", id, err)
	}
	if err := json.Unmarshal([]byte(stage), &x.Stage); err != nil {
		return x, fmt.Errorf("decode the stage settings of session %s: %w", id, err)
	}
	if err := json.Unmarshal([]byte(tempo), &x.Tempo); err != nil {
		return x, fmt.Errorf("decode the tempo of session %s: %w", id, err)
	}
	if checked != nil {
		if err := json.Unmarshal([]byte(*checked), &x.Checked); err != nil {
			return x, fmt.Errorf("decode what is ticked of session %s: %w", id, err)
		}
	}
	if late != nil {
		if err := json.Unmarshal([]byte(*late), &x.Late); err != nil {
			return x, fmt.Errorf("decode the half-days of session %s: %w", id, err)
		}
	}
	if erasure != nil {
		if err := json.Unmarshal([]byte(*erasure), &x.Erasure); err != nil {
			return x, fmt.Errorf("decode what was deleted of session %s: %w", id, err)
		}
	}
	if x.Plan, err = s.readPlan(ctx, q, planDigest(digest)); err != nil {
		return x, err
	}
	sealed := seals{s.sealer, id}
	for _, f := range []struct {
		into   *string
		from   []byte
		column string
	}{{&x.JoinCode, code, "join_code"}, {&x.JoinSecret, secret, "join_secret"}, {&x.StageToken, token, "stage_token"}, {&x.RetentionReason, reason, "retention_reason"}} {
		if *f.into, err = sealed.openText(estrade.KeyAnswers, f.from, place{"sessions", f.column}); err != nil {
			return x, err
		}
	}
	network, err := sealed.openText(estrade.KeyAnswers, wifi, place{"sessions", "wifi"})
	if err != nil {
		return x, err
	}
	if network != "" {
		if err := json.Unmarshal([]byte(network), &x.Wifi); err != nil {
			return x, fmt.Errorf("decode the network of session %s: %w", id, err)
		}
	}
	text, err := sealed.openText(estrade.KeyAnswers, remote, place{"sessions", "remote"})
	if err != nil {
		return x, err
	}
	if text == "" {
		x.Remote = estrade.RemotePairing{}
		return x, nil
	}
	var kept sealedRemote
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return x, fmt.Errorf("decode the pairing of session %s: %w", id, err)
	}
	x.Remote.ID, x.Remote.Secret, x.Remote.Phone, x.Remote.PairedAt = kept.ID, kept.Secret, kept.Phone, kept.PairedAt
	return x, nil
}

// sealedRemote is what is sealed of a pairing. The counter stands beside it: it
// changes with each command and tells nothing.
type sealedRemote struct {
	ID       string `json:"id"`
	Secret   []byte `json:"secret"`
	Phone    string `json:"phone"`
	PairedAt int64  `json:"pairedAt"`
}

// ForgetPhones destroys every pairing: those of a backup may have been ended since
// it was made.
func (s *Store) ForgetPhones(ctx context.Context) error {
	return s.writer.do(ctx, func(conn *sql.Conn) error {
		_, err := conn.ExecContext(context.Background(), `UPDATE sessions SET sealed_remote = NULL, remote_counter = 0 WHERE sealed_remote IS NOT NULL`)
		return storageError("forget the phones", err)
	}, nil)
}

// remoteText is a pairing as it is sealed, "" for none.
func remoteText(r estrade.RemotePairing) (string, error) {
	if r.ID == "" {
		return "", nil
	}
	return jsonText(sealedRemote{r.ID, r.Secret, r.Phone, r.PairedAt})
}

func (s *Store) readPlan(ctx context.Context, q querier, digest planDigest) (estrade.Plan, error) {
	if p, ok := s.plans.get(digest); ok {
		return p, nil
	}
	var p estrade.Plan
	var text string
	if err := q.QueryRowContext(ctx, `SELECT json FROM plan_texts WHERE digest = ?`, digest[:]).Scan(&text); err != nil {
		return p, fmt.Errorf("read a plan: %w", err)
	}
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		return p, fmt.Errorf("decode a plan: %w", err)
	}
	s.plans.put(digest, p)
	return p, nil
}

// Session implements estrade.Tx.
func (t *tx) Session() (estrade.Session, error) {
	if err := t.usable(); err != nil {
		return estrade.Session{}, err
	}
	x, err := t.store.readSession(context.Background(), t.conn, t.id)
	return x, t.keep(storageError("read session "+string(t.id), err))
}

// SaveSession implements estrade.Tx.
func (t *tx) SaveSession(x estrade.Session) error {
	if x.ID != t.id {
		return fmt.Errorf("save session %s in a transaction of session %s", x.ID, t.id)
	}
	t.registered = true
	var stored []byte
	err := t.queryRow(`SELECT plan_digest FROM sessions WHERE id = ?`, t.id).Scan(&stored)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return t.keep(storageError("save session "+string(t.id), err))
	}
	plan, digest, err := t.store.plans.encode(x.Plan, stored)
	if err != nil {
		return err
	}
	cursor, err := jsonText(x.Cursor)
	if err != nil {
		return fmt.Errorf("encode the cursor: %w", err)
	}
	stage, err := jsonText(x.Stage)
	if err != nil {
		return fmt.Errorf("encode the stage settings: %w", err)
	}
	tempo, err := jsonText(x.Tempo)
	if err != nil {
		return fmt.Errorf("encode the tempo: %w", err)
	}
	var checked, late, erasure *string
	if x.Checked != nil {
		text, err := jsonText(x.Checked)
		if err != nil {
			return fmt.Errorf("encode what is ticked: %w", err)
		}
		checked = &text
	}
	if x.Late != nil {
		text, err := jsonText(x.Late)
		if err != nil {
			return fmt.Errorf("encode the half-days: %w", err)
		}
		late = &text
	}
	if x.Erasure != nil {
		text, err := jsonText(x.Erasure)
		if err != nil {
			return fmt.Errorf("encode what was deleted: %w", err)
		}
		erasure = &text
	}
	remote, err := remoteText(x.Remote)
	if err != nil {
		return fmt.Errorf("encode the pairing: %w", err)
	}
	wifi := ""
	if x.Wifi != (estrade.Wifi{}) {
		if wifi, err = jsonText(x.Wifi); err != nil {
			return fmt.Errorf("encode the network: %w", err)
		}
	}
	var sealed [6][]byte
	for i, f := range []struct{ value, column string }{
		{x.JoinCode, "join_code"}, {x.JoinSecret, "join_secret"}, {x.StageToken, "stage_token"}, {remote, "remote"}, {wifi, "wifi"},
		{x.RetentionReason, "retention_reason"},
	} {
		if sealed[i], err = t.sealText(estrade.KeyAnswers, f.value, place{"sessions", f.column}); err != nil {
			return err
		}
	}
	err = t.exec(saveSession, x.ID, x.State, x.Revision, x.Rehearsal, tempo, x.Title, x.Client, x.Place, x.Date, x.Starts, x.Zone,
		x.ConsoleLanguage, x.StageLanguage, x.DocumentLanguage, digest[:], cursor, stage, int64(x.Seed),
		x.PlannedTables, x.FollowUp, x.SingleTeam, x.NoReport, x.RetentionDays,
		sealed[0], sealed[1], sealed[2], x.RoomPort, sealed[4], sealed[3], x.Remote.Counter, checked, late, x.CreatedAt, x.OpenedAt, x.ClosingAt, x.ClosedAt, x.AnswersErasedAt, erasure, x.ActionNature, sealed[5])
	if err != nil || bytes.Equal(stored, digest[:]) {
		return err
	}
	if err := t.exec(`INSERT INTO plan_texts (digest, json) VALUES (?, ?) ON CONFLICT DO NOTHING`, digest[:], plan); err != nil {
		return err
	}
	return t.keep(dropPlan(t.conn, stored))
}

// dropPlan deletes a plan that no session has any more.
func dropPlan(conn *sql.Conn, digest []byte) error {
	_, err := conn.ExecContext(context.Background(),
		`DELETE FROM plan_texts WHERE digest = ?1 AND NOT EXISTS (SELECT 1 FROM sessions WHERE plan_digest = ?1)`, digest)
	return storageError("delete a plan", err)
}
