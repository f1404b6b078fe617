// Package sqlite keeps everything in one SQLite file. It implements
// estrade.Store.
//
// All writes go through one goroutine (writer.go), so transactions have one
// order; what waits while a transaction is being written to the disk shares
// the next one. Reads have connections of their own and see what was
// committed when they began.
//
// What could tell who answered what is sealed (seal.go) under keys kept
// outside the file.
package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"

	estrade "estrade/app"
)

// readers is how many reads may go on at the same time.
const readers = 4

// busyTimeout is how long a connection waits for another one's lock. Only a
// checkpoint, or another program on the same file, makes it wait.
const busyTimeout = 5 * time.Second

// Store is a database file. Its methods may be called from several goroutines.
type Store struct {
	path   string
	long   longReads
	read   *sql.DB
	writer *writer
	sealer *sealer
	plans  planCache
	words  registerWords
	clock  estrade.Clock

	// The writer's goroutine alone reads and writes these.
	seen foundSession
	part foundPart
}

// foundSession is the session that a transaction of the writer was last seen to
// hold: the answers that share a transaction are mostly of one session, and only
// the first of them looks for it.
type foundSession struct {
	transaction int64
	id          estrade.SessionID
}

// foundPart is the part that the answers of a transaction are given in, as the first of
// them read it: good for the operation after one that wrote nothing but answers.
type foundPart struct {
	transaction, operation int64
	session                estrade.SessionID
	run                    estrade.PartRun
}

var _ estrade.Store = (*Store)(nil)

// options are what tests change.
type options struct {
	pageLimit  int         // most pages the file may have, 0: no limit
	committing func() bool // asked in every commit of the writer, before it is on disk: false makes it fail
	shortLog   bool        // the log may break off in the middle
	batch      int         // most operations in a transaction, 0: maxBatch
}

// Open opens the database file at path, creating it and its folder when
// missing, and brings it to this version's schema. The caller makes sure that
// no other program uses the file, and closes the Store.
//
// A damaged database is left as it is.
//
// Errors are estrade.Errors of CodeUnavailable with the keys disk-full,
// disk-read-only, database-damaged and storage-failed, and of CodeConflict
// with the key database-newer when a later version wrote the file.
func Open(ctx context.Context, path string, keys estrade.Keys, clock estrade.Clock) (*Store, error) {
	return open(ctx, path, keys, clock, options{})
}

// OpenWithoutLog opens a database of which a part of the log cannot be read: it
// is what it was before these changes. Other damage is refused as by Open.
func OpenWithoutLog(ctx context.Context, path string, keys estrade.Keys, clock estrade.Clock) (*Store, error) {
	return open(ctx, path, keys, clock, options{shortLog: true})
}

func open(ctx context.Context, path string, keys estrade.Keys, clock estrade.Clock, o options) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, storageError("find "+path, err)
	}
	if err := checkFile(path); err != nil && !(o.shortLog && IsLogDamaged(err)) {
		return nil, err
	}
	if err := prepareFile(path); err != nil {
		return nil, err
	}
	write := sql.OpenDB(newConnector(path, false, o))
	write.SetMaxOpenConns(1)
	conn, err := write.Conn(ctx)
	if err != nil {
		write.Close()
		return nil, storageError("open "+path, err)
	}
	sealer := newSealer(keys)
	s := &Store{path: path, sealer: sealer, clock: clock}
	err = migrate(ctx, conn, embeddedMigrations, clock.Now())
	if err == nil {
		err = sealFigures(ctx, conn, sealer)
	}
	if err == nil {
		err = checkSessions(ctx, conn)
	}
	if err == nil {
		err = s.rewriteIfDue(ctx, conn)
	}
	if err != nil {
		if IsDamaged(err) {
			defer keepLog(path)()
		}
		conn.Close()
		write.Close()
		return nil, err
	}
	read := sql.OpenDB(newConnector(path, true, o))
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	if err := read.PingContext(ctx); err != nil {
		read.Close()
		conn.Close()
		write.Close()
		return nil, storageError("open "+path, err)
	}
	s.read = read
	s.writer = startWriter(write, conn, o.batch)
	return s, nil
}

// Close waits for the writes under way and closes the file. Later calls of
// the other methods return an error of CodeUnavailable.
func (s *Store) Close() error {
	if !s.writer.stop() {
		return nil
	}
	s.words.warming.end()
	readErr := s.read.Close()
	// The last connection to close folds the log back into the file.
	if err := s.writer.close(); err != nil {
		return storageError("close the database", err)
	}
	if readErr != nil {
		return storageError("close the database", readErr)
	}
	return nil
}

// prepareFile makes the folder and an empty file that only this user can
// read; SQLite gives its side files the permissions of the main one.
func prepareFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return storageError("make "+filepath.Dir(path), err)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return storageError("open "+path, err)
	}
	if err := f.Close(); err != nil {
		return storageError("open "+path, err)
	}
	return nil
}

// connector opens connections that are all set up alike.
type connector struct {
	driver sqlite3.SQLiteDriver
	dsn    string
}

func newConnector(path string, readOnly bool, o options) *connector {
	pragmas := []string{
		fmt.Sprintf("PRAGMA busy_timeout = %d", busyTimeout.Milliseconds()),
		"PRAGMA journal_mode = WAL",
		"PRAGMA synchronous = FULL",
		// On macOS only these reach the disk's surface; elsewhere they do nothing.
		"PRAGMA fullfsync = ON",
		"PRAGMA checkpoint_fullfsync = ON",
		"PRAGMA foreign_keys = ON",
		"PRAGMA secure_delete = ON",
		"PRAGMA trusted_schema = OFF",
		// Nothing of the file may lie about in the folder for temporary files.
		"PRAGMA temp_store = MEMORY",
	}
	if readOnly {
		pragmas = append(pragmas, "PRAGMA query_only = ON")
	} else {
		pragmas = append(pragmas, fmt.Sprintf("PRAGMA wal_autocheckpoint = %d", logLimit))
	}
	if o.pageLimit > 0 {
		pragmas = append(pragmas, fmt.Sprintf("PRAGMA max_page_count = %d", o.pageLimit))
	}
	c := &connector{dsn: fileURI(path) + "?_stmt_cache_size=128"}
	c.driver.ConnectHook = func(conn *sqlite3.SQLiteConn) error {
		for _, p := range pragmas {
			if _, err := conn.Exec(p, nil); err != nil {
				return fmt.Errorf("%s: %w", p, err)
			}
		}
		if !readOnly && o.committing != nil {
			conn.RegisterCommitHook(func() int {
				if o.committing() {
					return 0
				}
				return 1
			})
		}
		return nil
	}
	return c
}

// Connect implements driver.Connector.
func (c *connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }

// Driver implements driver.Connector.
func (c *connector) Driver() driver.Driver { return &c.driver }

// fileURI names a file so that no character of its path is taken for a
// parameter.
func fileURI(path string) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/Users becomes file:///C:/Users
	}
	return "file://" + (&url.URL{Path: p}).EscapedPath()
}
