package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/mattn/go-sqlite3"

	estrade "estrade/app"
)

const (
	// copyPages is how many pages are copied at a time: a megabyte.
	copyPages = 256
	// copyShare is how much longer a copy rests than it works, so that the disk
	// is there for answers.
	copyShare = 2
	// copySync is after how many bytes a copy is pushed to the disk, so that its
	// end does not hold up the commits of a whole room.
	copySync = 32 << 20
	// copyTries is how often a copy that was sent away begins again.
	copyTries = 5
)

// Contents are what is in a database.
type Contents struct {
	Sessions     int                 `json:"sessions"`
	Participants int                 `json:"participants"`
	Answers      int                 `json:"answers"`
	Running      []estrade.SessionID `json:"running"` // open or closing
}

// errSentAway ends a long read that the writer could not wait for.
var errSentAway = errors.New("sent away by the writer")

// longReads are reads that last: a copy, a check. While one goes on the log
// cannot be emptied, so the writer sends them away when it must be.
type longReads struct {
	gate   sync.Mutex // held while the writer wants none
	mu     sync.Mutex // guards cancels
	nextID int
	cancel map[int]context.CancelCauseFunc
	going  sync.WaitGroup
}

// begin returns the context of a long read and what ends it.
func (l *longReads) begin(ctx context.Context) (context.Context, func()) {
	l.gate.Lock()
	defer l.gate.Unlock()
	ctx, cancel := context.WithCancelCause(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	id := l.nextID
	l.nextID++
	if l.cancel == nil {
		l.cancel = make(map[int]context.CancelCauseFunc)
	}
	l.cancel[id] = cancel
	l.going.Add(1)
	return ctx, func() {
		cancel(nil)
		l.mu.Lock()
		delete(l.cancel, id)
		l.mu.Unlock()
		l.going.Done()
	}
}

// sendAway ends those under way and lets none begin until the function it
// returns is called.
func (l *longReads) sendAway() (comeBack func()) {
	l.gate.Lock()
	l.mu.Lock()
	for _, cancel := range l.cancel {
		cancel(errSentAway)
	}
	l.mu.Unlock()
	l.going.Wait()
	return l.gate.Unlock
}

// Backup copies the database, as it is at one moment, to a new file at path,
// readable by this user only, checks the copy and returns what is in it. It
// goes on beside everything else and leaves nothing when it fails.
//
// CodeUnavailable: the disk is full or fails, or, with the key
// database-damaged, the database itself is damaged.
func (s *Store) Backup(ctx context.Context, path string) (Contents, error) {
	var contents Contents
	err := s.patiently(ctx, func(ctx context.Context) error {
		if err := s.copyTo(ctx, path); err != nil {
			return err
		}
		var err error
		contents, err = Inspect(ctx, path)
		return err
	})
	if err != nil {
		removeDatabase(path)
		return Contents{}, storageError("back up to "+path, err)
	}
	return contents, nil
}

// Copy copies a database that nobody uses, as Store.Backup does, without changing
// anything in it.
func Copy(ctx context.Context, path, to string) (Contents, error) {
	return (&Store{path: path}).Backup(ctx, to)
}

// patiently does a long read again when the writer sent it away.
func (s *Store) patiently(ctx context.Context, do func(context.Context) error) error {
	var err error
	for range copyTries {
		long, end := s.long.begin(ctx)
		err = do(long)
		sent := errors.Is(context.Cause(long), errSentAway)
		end()
		if err == nil || !sent || ctx.Err() != nil {
			return err
		}
	}
	return err
}

// copyTo copies the database page by page, within one read transaction: what is
// written meanwhile is not in the copy, and does not make it begin again.
func (s *Store) copyTo(ctx context.Context, path string) (err error) {
	removeDatabase(path)
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	source, err := openRaw(newConnector(s.path, true, options{}))
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }() // it only read
	// The copy is synced by hand, and thrown away if this program dies.
	target, err := openRaw(plainConnector(fileURI(path), "PRAGMA synchronous = OFF"))
	if err != nil {
		return err
	}
	defer func() { _ = target.Close() }() // file.Sync tells what was written
	for _, statement := range []string{"BEGIN", "SELECT count(*) FROM sqlite_schema"} {
		if _, err := source.Exec(statement, nil); err != nil {
			return err
		}
	}
	backup, err := target.Backup("main", source, "main")
	if err != nil {
		return err
	}
	err = copySteps(ctx, backup, file)
	// Its error, if any, is that of the step.
	if closing := backup.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = file.Sync()
	}
	return err
}

func copySteps(ctx context.Context, backup *sqlite3.SQLiteBackup, file *os.File) error {
	const pageSize = 4096
	unsynced := 0
	for {
		began := time.Now()
		done, err := backup.Step(copyPages)
		if err != nil || done {
			return err
		}
		if unsynced += copyPages * pageSize; unsynced >= copySync {
			unsynced = 0
			if err := file.Sync(); err != nil {
				return err
			}
		}
		rest := time.NewTimer(time.Since(began) * copyShare)
		select {
		case <-ctx.Done():
			rest.Stop()
			return context.Cause(ctx)
		case <-rest.C:
		}
	}
}

// Inspect checks every page of a database that nobody uses and returns what is
// in it. Nothing is written beside it. The key database-damaged: it is not sound.
func Inspect(ctx context.Context, path string) (Contents, error) {
	db := sql.OpenDB(plainConnector(fileURI(path)+"?mode=ro&immutable=1", "PRAGMA query_only = ON"))
	defer db.Close()
	db.SetMaxOpenConns(1)
	if err := checkPages(ctx, db); err != nil {
		return Contents{}, err
	}
	contents, err := contentsOf(ctx, db)
	return contents, storageError("inspect "+path, err)
}

func contentsOf(ctx context.Context, q querier) (c Contents, err error) {
	err = q.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM sessions), (SELECT count(*) FROM participants), (SELECT count(*) FROM answers)`).
		Scan(&c.Sessions, &c.Participants, &c.Answers)
	if err != nil {
		return c, err
	}
	c.Running, err = all(ctx, q, scanID, `SELECT id FROM sessions WHERE state IN ('open', 'closing') ORDER BY id`)
	return c, err
}

// Check reads every page of the database and returns an error with the key
// database-damaged when one is not sound. It takes seconds on a large one, and
// goes on beside everything else.
func (s *Store) Check(ctx context.Context) error {
	return s.patiently(ctx, func(ctx context.Context) error { return checkPages(ctx, s.read) })
}

func checkPages(ctx context.Context, q querier) error {
	problems, err := all(ctx, q, func(r scanner) (line string, err error) { return line, r.Scan(&line) }, `PRAGMA quick_check(5)`)
	if err != nil {
		return storageError("check the database", err)
	}
	if len(problems) == 1 && problems[0] == "ok" {
		return nil
	}
	return damaged(errors.New(strings.Join(problems, "; ")))
}

func scanID(r scanner) (id estrade.SessionID, err error) { return id, r.Scan(&id) }

// backupTask begins the rows of upkeep that name a session of which earlier
// backups hold more than they may: who was behind which pseudonym, or what
// somebody erased.
const backupTask = "backups:"

// askFreshBackup records, inside a transaction, that earlier backups of the
// session must give way to a new one.
func askFreshBackup(conn *sql.Conn, id estrade.SessionID) error {
	return askTask(conn, backupTask+string(id))
}

// StaleBackups returns the sessions of which backups made while they were open
// hold more than they may.
func (s *Store) StaleBackups(ctx context.Context) ([]estrade.SessionID, error) {
	return s.tasks(ctx, backupTask)
}

// BackupsRenewed records that no earlier backup of these sessions is left.
func (s *Store) BackupsRenewed(ctx context.Context, ids []estrade.SessionID) error {
	return s.tasksDone(ctx, backupTask, ids)
}

// Changed tells whether anything may have been written since a time.
func (s *Store) Changed(since time.Time) bool {
	for _, suffix := range []string{"", "-wal"} {
		if info, err := os.Stat(s.path + suffix); err == nil && info.ModTime().After(since) {
			return true
		}
	}
	return false
}

// removeDatabase removes a database and its side files, those that are there.
func removeDatabase(path string) {
	for _, suffix := range sideFiles {
		_ = os.Remove(path + suffix)
	}
}

// sideFiles are what SQLite may put beside a database, which itself is the first.
var sideFiles = []string{"", "-wal", "-shm", "-journal"}

// openRaw opens one connection of the driver itself.
func openRaw(c *connector) (*sqlite3.SQLiteConn, error) {
	conn, err := c.Connect(context.Background())
	if err != nil {
		return nil, err
	}
	raw, ok := conn.(*sqlite3.SQLiteConn)
	if !ok {
		return nil, fmt.Errorf("the driver's connection is a %T", conn)
	}
	return raw, nil
}

// plainConnector opens connections that are set up by these pragmas alone.
func plainConnector(dsn string, pragmas ...string) *connector {
	c := &connector{dsn: dsn}
	c.driver.ConnectHook = func(conn *sqlite3.SQLiteConn) error {
		for _, p := range append([]string{"PRAGMA trusted_schema = OFF", "PRAGMA temp_store = MEMORY"}, pragmas...) {
			if _, err := conn.Exec(p, nil); err != nil {
				return fmt.Errorf("%s: %w", p, err)
			}
		}
		return nil
	}
	return c
}

// Size is how many bytes the database takes, with its log.
func (s *Store) Size() (size int64) { return Size(s.path) }

// Size is how many bytes the database at path takes, with its log.
func Size(path string) (size int64) {
	for _, suffix := range []string{"", "-wal"} {
		if info, err := os.Stat(path + suffix); err == nil {
			size += info.Size()
		}
	}
	return size
}
