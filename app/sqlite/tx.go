package sqlite

import (
	"context"
	"database/sql"
	"errors"

	estrade "estrade/app"
)

// Update runs fn in a transaction ordered against all others; see
// estrade.Store. fn must not call the Store's writing methods, which would
// wait for it. A panic in fn becomes an error. CodeNotFound without running fn:
// no such session.
func (s *Store) Update(ctx context.Context, id estrade.SessionID, fn func(estrade.Tx) error) error {
	var done *tx
	var late error
	err := s.writer.do(ctx, func(conn *sql.Conn) error {
		if now := (foundSession{s.writer.begun, id}); s.seen != now {
			known, err := sessionExists(conn, id)
			if err != nil {
				return err
			}
			if !known {
				return unknownSession(id)
			}
			s.seen = now
		}
		t := newTx(s, conn, id)
		if s.part.session != id || s.part.transaction != s.writer.begun || s.part.operation != s.writer.ran-1 {
			s.part = foundPart{}
		}
		defer func() {
			t.over = true
			s.part.operation = s.writer.ran
		}()
		done = t
		return t.end(fn(t))
	}, func(conn *sql.Conn) {
		late = done.follow(conn)
	})
	if done != nil && done.registered {
		s.words.touch(id)
	}
	if err == nil {
		err = late
	}
	return err
}

// follow does what is left to do after the commit.
func (t *tx) follow(conn *sql.Conn) error {
	err := runGuarded(func(*sql.Conn) error {
		for _, f := range t.committed {
			f()
		}
		return nil
	}, conn)
	if t.after != nil {
		t.after(conn)
	}
	return err
}

// tx implements estrade.Tx on the writer's connection. Its methods stand with
// the tables they are about.
type tx struct {
	store *Store
	conn  *sql.Conn
	id    estrade.SessionID
	seals

	failed error // first failure of the disk: the transaction must not be acknowledged
	over   bool
	more   bool            // something else than answers was written
	after  func(*sql.Conn) // what the commit leaves to do

	committed []func()

	registered bool // a line of the register may say something else now
}

var _ estrade.Tx = (*tx)(nil)

func newTx(s *Store, conn *sql.Conn, id estrade.SessionID) *tx {
	return &tx{store: s, conn: conn, id: id, seals: seals{s.sealer, id}}
}

// Committed implements estrade.Tx.
func (t *tx) Committed(f func()) { t.committed = append(t.committed, f) }

// Shared implements estrade.Tx.
func (t *tx) Shared() bool { return t.store.writer.kept > 0 }

// end returns the error of the transaction: its function's, or a failure of
// the disk that the function passed over.
func (t *tx) end(err error) error {
	if err == nil {
		return t.failed
	}
	return err
}

var errOver = errors.New("the transaction is over")

func (t *tx) usable() error {
	if t.over {
		return errOver
	}
	return t.failed
}

// keep remembers err when it says that the disk failed.
func (t *tx) keep(err error) error {
	if estrade.ErrorCode(err) == estrade.CodeUnavailable && t.failed == nil {
		t.failed = err
	}
	return err
}

// The transaction runs to its end whatever becomes of the caller's context:
// interrupting a statement would undo the work of others.

func (t *tx) exec(query string, args ...any) error {
	if err := t.usable(); err != nil {
		return err
	}
	if query != saveAnswer {
		t.store.part, t.more = foundPart{}, true
	}
	_, err := t.conn.ExecContext(context.Background(), query, args...)
	return t.keep(storageError("write session "+string(t.id), err))
}

func (t *tx) queryRow(query string, args ...any) *sql.Row {
	return t.conn.QueryRowContext(context.Background(), query, args...)
}
