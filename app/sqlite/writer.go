package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/mattn/go-sqlite3"
)

// logLimit is how many pages the log may have before a commit folds them back
// into the file, 16 MiB: answers that come together seldom wait for it.
const logLimit = 4000

// maxBatch is how many operations share a transaction at most: a thousand answers at
// once wait for two or three commits, not for each quarter of them in turn.
const maxBatch = 1024

// writer runs operations one after the other on the only connection that
// writes. Each operation has a savepoint of its own inside a transaction
// shared with those that waited with it; all of them are answered after the
// commit.
type writer struct {
	db    *sql.DB
	conn  *sql.Conn
	batch int
	queue chan *operation
	done  chan struct{}
	begun int64 // transactions so far; the goroutine's own
	ran   int64 // operations so far; the goroutine's own
	kept  int   // operations that succeeded in this transaction; the goroutine's own

	prepared map[string]driver.StmtExecContext // what is executed for each operation; the goroutine's own

	mu      sync.RWMutex // held for reading while an operation is being queued
	stopped bool
}

// operation is one caller's work.
type operation struct {
	ctx    context.Context
	run    func(*sql.Conn) error
	then   func(*sql.Conn) // after the commit, outside any transaction; may be nil
	state  atomic.Int32
	result chan error // of capacity one
}

// An operation is taken by the writer, or given up by its caller, never both.
const (
	operationWaits = iota
	operationTaken
	operationGivenUp
)

func startWriter(db *sql.DB, conn *sql.Conn, batch int) *writer {
	if batch == 0 {
		batch = maxBatch
	}
	w := &writer{
		db: db, conn: conn, batch: batch,
		queue: make(chan *operation, batch),
		done:  make(chan struct{}),

		prepared: make(map[string]driver.StmtExecContext),
	}
	go w.work()
	return w
}

// do runs run in a transaction and returns when it is on disk, or when it
// will not be: run's own error, the end of ctx before run began, or a failed
// commit. It returns then's work done.
func (w *writer) do(ctx context.Context, run func(*sql.Conn) error, then func(*sql.Conn)) error {
	op := &operation{ctx: ctx, run: run, then: then, result: make(chan error, 1)}
	if err := w.enqueue(op); err != nil {
		return err
	}
	select {
	case err := <-op.result:
		return err
	case <-ctx.Done():
		if op.state.CompareAndSwap(operationWaits, operationGivenUp) {
			return ctx.Err()
		}
		return <-op.result // it runs already, and may well be committed
	}
}

func (w *writer) enqueue(op *operation) error {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.stopped {
		return closedStore()
	}
	select {
	case w.queue <- op:
		return nil
	case <-op.ctx.Done():
		return op.ctx.Err()
	}
}

// stop takes no more operations and waits for the last one. It returns false
// when it was called before.
func (w *writer) stop() bool {
	w.mu.Lock()
	first := !w.stopped
	if first {
		w.stopped = true
		close(w.queue)
	}
	w.mu.Unlock()
	<-w.done
	return first
}

// close closes the connection, after stop.
func (w *writer) close() error {
	for _, s := range w.prepared {
		_ = s.(driver.Stmt).Close() // it says again how it was last executed
	}
	if err := w.conn.Close(); err != nil {
		w.db.Close()
		return err
	}
	return w.db.Close()
}

func (w *writer) work() {
	defer close(w.done)
	for op := range w.queue {
		batch := w.collect(op)
		for len(batch) > 0 {
			batch = w.transact(batch)
		}
	}
}

// collect returns first and what waits behind it.
func (w *writer) collect(first *operation) []*operation {
	batch := []*operation{first}
	for len(batch) < w.batch {
		select {
		case op, ok := <-w.queue:
			if !ok {
				return batch
			}
			batch = append(batch, op)
		default:
			return batch
		}
	}
	return batch
}

// transact runs operations in one transaction and answers them. It returns
// those it could not begin because the transaction was lost on the way.
func (w *writer) transact(batch []*operation) (rest []*operation) {
	if err := w.begin(); err != nil {
		err = storageError("begin a transaction", err)
		for _, op := range batch {
			op.result <- err
		}
		return nil
	}
	var kept []*operation
	// Who was refused after somebody else had written may have been refused
	// because of it: they too hear of a commit that fails, and not of a close, say,
	// that then never happened.
	var refused []refusal
	for i, op := range batch {
		if !op.state.CompareAndSwap(operationWaits, operationTaken) {
			continue
		}
		if err := op.ctx.Err(); err != nil {
			op.result <- err
			continue
		}
		w.kept = len(kept)
		intact, err := w.runInSavepoint(op)
		if !intact {
			// SQLite undid the whole transaction, as it does when the disk is
			// full: those who ran before in it are undone as well.
			w.rollback()
			for _, before := range kept {
				before.result <- err
			}
			for _, before := range refused {
				before.op.result <- err
			}
			op.result <- err
			return batch[i+1:]
		}
		switch {
		case err == nil:
			kept = append(kept, op)
		case len(kept) == 0:
			op.result <- err
		default:
			refused = append(refused, refusal{op, err})
		}
	}
	if err := w.exec("COMMIT"); err != nil {
		w.rollback()
		err = commitError(err)
		for _, op := range kept {
			op.result <- err
		}
		for _, r := range refused {
			r.op.result <- err
		}
		return nil
	}
	for _, op := range kept {
		if op.then != nil {
			op.then(w.conn)
		}
	}
	for _, op := range kept {
		op.result <- nil
	}
	for _, r := range refused {
		r.op.result <- r.err
	}
	return nil
}

// refusal is an operation that ended with an error of its own.
type refusal struct {
	op  *operation
	err error
}

// runInSavepoint runs an operation and undoes it when it fails. intact is
// false when the transaction around it is gone; err is then never nil.
func (w *writer) runInSavepoint(op *operation) (intact bool, err error) {
	if err := w.exec("SAVEPOINT operation"); err != nil {
		return false, storageError("begin an operation", err)
	}
	w.ran++
	err = runGuarded(op.run, w.conn)
	if !w.inTransaction() {
		if err == nil {
			err = errLostTransaction
		}
		return false, commitError(err)
	}
	if err != nil {
		if undo := w.exec("ROLLBACK TO operation"); undo != nil {
			return false, storageError("undo an operation", undo)
		}
	}
	if release := w.exec("RELEASE operation"); release != nil {
		return false, storageError("end an operation", release)
	}
	return true, err
}

// errLostTransaction stands for the error that an operation swallowed.
var errLostTransaction = fmt.Errorf("the transaction was undone: %w", sqlite3.Error{Code: sqlite3.ErrIoErr})

// runGuarded turns a panic into an error, so that one caller's mistake does
// not end everybody's writing.
func runGuarded(run func(*sql.Conn) error, conn *sql.Conn) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in a transaction: %v\n%s", p, debug.Stack())
		}
	}()
	return run(conn)
}

func (w *writer) begin() error {
	if w.inTransaction() {
		w.rollback() // left by a rollback that failed
	}
	w.begun++
	return w.exec("BEGIN IMMEDIATE")
}

// rollback undoes what is left of the transaction. Its error says at most
// that nothing was left.
func (w *writer) rollback() { _ = w.exec("ROLLBACK") }

// exec executes a statement without arguments. The driver would compile it each time,
// which took a fifth of an answer's time.
func (w *writer) exec(statement string) error {
	return w.conn.Raw(func(c any) error {
		s, ok := w.prepared[statement]
		if !ok {
			made, err := c.(*sqlite3.SQLiteConn).Prepare(statement)
			if err != nil {
				return err
			}
			s = made.(driver.StmtExecContext)
			w.prepared[statement] = s
		}
		_, err := s.ExecContext(context.Background(), nil)
		return err
	})
}

func (w *writer) inTransaction() bool {
	var in bool
	err := w.conn.Raw(func(c any) error {
		in = !c.(*sqlite3.SQLiteConn).AutoCommit()
		return nil
	})
	return err == nil && in
}
