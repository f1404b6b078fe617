package sqlite

import (
	"context"
	"database/sql"
)

// What is deleted is overwritten at once (secure_delete), but two traces would
// remain: the write-ahead log holds the deleted rows with the order in which
// they came, and inside a page the rows lie in that order too, so that the
// third name would meet the third pseudonym. Rewriting the file in the order of
// the keys and emptying the log removes both.

// rewriteTask is the row of upkeep that says a rewrite is due.
const rewriteTask = "rewrite"

// askRewrite records, inside a transaction, that the file is to be rewritten:
// a crash before it was done is made good at the next opening.
func askRewrite(conn *sql.Conn) error {
	return askTask(conn, rewriteTask)
}

// leaveNoTrace has the file rewritten after the commit, and backups made before
// replaced (backup.go), so that what the transaction deletes is nowhere.
func (t *tx) leaveNoTrace() error {
	if err := t.keep(askRewrite(t.conn)); err != nil {
		return err
	}
	if err := t.keep(askFreshBackup(t.conn, t.id)); err != nil {
		return err
	}
	t.after = t.store.rewrite
	return nil
}

// rewrite does what askRewrite recorded, outside any transaction. When it
// cannot, for want of space, the row stays and it is tried again after the
// next deletion and at the next opening.
func (s *Store) rewrite(conn *sql.Conn) {
	ctx := context.Background()
	defer s.long.sendAway()()
	if _, err := conn.ExecContext(ctx, `VACUUM`); err != nil {
		return
	}
	if !foldLog(conn) {
		return
	}
	// Failing here only makes the next opening rewrite once more.
	_, _ = conn.ExecContext(ctx, `DELETE FROM upkeep WHERE task = ?`, rewriteTask)
}

// emptyLog empties the log, after a transaction that deleted what it holds.
func (s *Store) emptyLog(conn *sql.Conn) {
	defer s.long.sendAway()()
	foldLog(conn)
}

// foldLog moves the write-ahead log into the file and cuts it to nothing. It
// returns false when a long read, or a full disk, was in the way; the log is
// then emptied by a later checkpoint.
func foldLog(conn *sql.Conn) bool {
	var blocked, frames, moved int
	err := conn.QueryRowContext(context.Background(), `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&blocked, &frames, &moved)
	return err == nil && blocked == 0
}

// rewriteIfDue rewrites the file when a rewrite was recorded and not done.
func (s *Store) rewriteIfDue(ctx context.Context, conn *sql.Conn) error {
	var due int
	if err := conn.QueryRowContext(ctx, `SELECT count(*) FROM upkeep WHERE task = ?`, rewriteTask).Scan(&due); err != nil {
		return storageError("read what is to be done", err)
	}
	if due > 0 {
		s.rewrite(conn)
	}
	return nil
}
