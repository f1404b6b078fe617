package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"

	estrade "estrade/app"
)

// Rows of upkeep that an erasure leaves, by the session they name.
const (
	// copiesTask: every backup made before holds more than it may, whether the
	// session was open then or not.
	copiesTask = "copies:"
	// keysTask: the keys of a session that was deleted are to be destroyed.
	keysTask = "keys:"
)

func askTask(conn *sql.Conn, task string) error {
	_, err := conn.ExecContext(context.Background(), `INSERT INTO upkeep (task) VALUES (?) ON CONFLICT (task) DO NOTHING`, task)
	return storageError("record what is to be done", err)
}

// tasks returns the sessions that rows of upkeep with this beginning name.
func (s *Store) tasks(ctx context.Context, beginning string) ([]estrade.SessionID, error) {
	after := beginning[:len(beginning)-1] + ";" // ';' follows ':'
	ids, err := all(ctx, s.read, func(r scanner) (id estrade.SessionID, err error) {
		var task string
		err = r.Scan(&task)
		return estrade.SessionID(strings.TrimPrefix(task, beginning)), err
	}, `SELECT task FROM upkeep WHERE task >= ? AND task < ? ORDER BY task`, beginning, after)
	return ids, readError("read what is to be done", err)
}

// tasksDone removes rows of upkeep.
func (s *Store) tasksDone(ctx context.Context, beginning string, ids []estrade.SessionID) error {
	return s.writer.do(ctx, func(conn *sql.Conn) error {
		for _, id := range ids {
			if _, err := conn.ExecContext(context.Background(), `DELETE FROM upkeep WHERE task = ?`, beginning+string(id)); err != nil {
				return storageError("record that it was done", err)
			}
		}
		return nil
	}, nil)
}

// erasedTables are the tables of which no row of a deleted session stays, links
// and codes before the people they belong to.
var erasedTables = []string{
	"answers", "locks", "figures", "notes", "return_codes", "links", "signatures",
	"participants", "devices", "attendance", "tables", "parts", "steps", "document_files", "log",
}

// EraseSession implements estrade.Tx. After the commit the file is rewritten
// (rewrite.go); backups made before are to be replaced, and the keys destroyed:
// both are recorded here, so that a crash after the commit is made good.
func (t *tx) EraseSession() (rows estrade.ErasedRows, err error) {
	if err := t.usable(); err != nil {
		return rows, err
	}
	t.registered = true
	counts := map[string]*int{
		"answers": &rows.Answers, "participants": &rows.People, "notes": &rows.Notes, "figures": &rows.Figures,
		"attendance": &rows.Names, "links": &rows.Links, "signatures": &rows.Signatures,
		"return_codes": &rows.ReturnCodes, "document_files": &rows.Files, "log": &rows.Log,
	}
	for table, n := range counts {
		if err := t.queryRow(`SELECT count(*) FROM `+table+` WHERE session = ?`, t.id).Scan(n); err != nil {
			return rows, t.keep(storageError("count what is deleted", err))
		}
	}
	for _, table := range erasedTables {
		if err := t.exec(`DELETE FROM `+table+` WHERE session = ?`, t.id); err != nil {
			return rows, err
		}
	}
	// Numbers that were never drawn are no documents.
	if err := t.exec(`DELETE FROM documents WHERE session = ? AND size = 0 AND code <> ''`, t.id); err != nil {
		return rows, err
	}
	if err := t.exec(`UPDATE documents SET attendance = '', sealed_name = NULL, sealed_file = NULL, sealed_basis = NULL, sealed_reason = NULL
		WHERE session = ?`, t.id); err != nil {
		return rows, err
	}
	for _, task := range []string{rewriteTask, copiesTask + string(t.id), keysTask + string(t.id)} {
		if err := t.keep(askTask(t.conn, task)); err != nil {
			return rows, err
		}
	}
	t.after = t.store.rewrite
	return rows, nil
}

// KeysToDestroy implements estrade.Store.
func (s *Store) KeysToDestroy(ctx context.Context) ([]estrade.SessionID, error) {
	return s.tasks(ctx, keysTask)
}

// KeysDestroyed implements estrade.Store.
func (s *Store) KeysDestroyed(ctx context.Context, id estrade.SessionID) error {
	s.sealer.forgetSession(id)
	s.words.touch(id)
	return s.tasksDone(ctx, keysTask, []estrade.SessionID{id})
}

// StaleCopies returns the sessions of which every backup made before holds more
// than it may.
func (s *Store) StaleCopies(ctx context.Context) ([]estrade.SessionID, error) {
	return s.tasks(ctx, copiesTask)
}

// CopiesRenewed records that no earlier backup is left that may hold these sessions.
func (s *Store) CopiesRenewed(ctx context.Context, ids []estrade.SessionID) error {
	return s.tasksDone(ctx, copiesTask, ids)
}

// Receipts implements estrade.Store.
func (s *Store) Receipts(ctx context.Context) ([]estrade.DeletionReceipt, error) {
	list, err := all(ctx, s.read, func(r scanner) (x estrade.DeletionReceipt, err error) {
		var erasure string
		if err := r.Scan(&x.Session, &x.Title, &x.Client, &x.Date, &erasure, &x.Registered, &x.Renewed); err != nil {
			return x, err
		}
		return x, json.Unmarshal([]byte(erasure), &x.Erasure)
	}, `SELECT s.id, s.title, s.client, s.date, s.erasure,
		(SELECT count(*) FROM documents d WHERE d.session = s.id),
		NOT EXISTS (SELECT 1 FROM upkeep WHERE task IN ('copies:' || s.id, 'rewrite'))
		FROM sessions s WHERE s.state = 'erased' AND s.erasure IS NOT NULL ORDER BY s.answers_erased_at DESC, s.id`)
	return list, readError("list the receipts", err)
}

const selectClosedBefore = `SELECT id FROM sessions
	WHERE closed_at > 0 AND closed_at < ? AND state IN ('closed', 'archived') AND NOT rehearsal ORDER BY closed_at, id`

// ClosedBefore implements estrade.Store.
func (s *Store) ClosedBefore(ctx context.Context, at int64) ([]estrade.SessionID, error) {
	ids, err := all(ctx, s.read, scanID, selectClosedBefore, at)
	return ids, readError("list sessions closed long ago", err)
}

// oldLogs are the lines of the logs that were kept long enough, by the index on
// their instant: the plus keeps the planner from reading every session's log.
const oldLogs = ` FROM log WHERE at < ? AND +session IN (SELECT id FROM sessions WHERE closed_at > 0 AND closed_at < ?)`

// DropLogs implements estrade.Store. It writes nothing when there is nothing to delete.
func (s *Store) DropLogs(ctx context.Context, before int64) error {
	var there bool
	if err := s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1`+oldLogs+`)`, before, before).Scan(&there); err != nil || !there {
		return readError("look for old logs", err)
	}
	return s.writer.do(ctx, func(conn *sql.Conn) error {
		_, err := conn.ExecContext(context.Background(), `DELETE`+oldLogs, before, before)
		return storageError("delete old logs", err)
	}, nil)
}
