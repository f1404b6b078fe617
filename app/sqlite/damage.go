package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mattn/go-sqlite3"

	estrade "estrade/app"
)

const damagedKey = "database-damaged"

// IsDamaged tells whether err says that the database is damaged, or is none.
func IsDamaged(err error) bool {
	var e *estrade.Error
	return errors.As(err, &e) && e.Key == damagedKey
}

// errLog is the cause when the log alone is damaged.
var errLog = errors.New("the log is damaged")

// IsLogDamaged tells whether err says that the file is sound, and some of the
// changes that were to come into it cannot be read.
func IsLogDamaged(err error) bool { return IsDamaged(err) && errors.Is(err, errLog) }

// IsFileMissing tells whether err says that the file is gone, or empty.
func IsFileMissing(err error) bool { return IsDamaged(err) && errors.Is(err, errMissing) }

var errMissing = errors.New("the file is gone or empty")

// Missing is the error for a database that is not where it was.
func Missing(path string) error { return damaged(fmt.Errorf("%s: %w", path, errMissing)) }

func damaged(cause error) error {
	return storageError("check the database", fmt.Errorf("%w (%w)", sqlite3.Error{Code: sqlite3.ErrCorrupt}, cause))
}

// fileMagic begins every SQLite file.
var fileMagic = []byte("SQLite format 3\x00")

// checkFile looks at a database before SQLite does, which would take an empty
// file for a new database, and a log that breaks off in the middle for one that
// ends there. A file that is missing, or empty without a log, is left to the
// caller: it may be new.
func checkFile(path string) error {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return logWithoutFile(path)
	}
	if err != nil {
		return storageError("open "+path, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return storageError("open "+path, err)
	}
	if info.Size() == 0 {
		return logWithoutFile(path)
	}
	head := make([]byte, 100)
	if _, err := io.ReadFull(file, head); err != nil || !bytes.HasPrefix(head, fileMagic) {
		return damaged(errors.New("not a SQLite file"))
	}
	frames, err := checkLog(path + "-wal")
	if err != nil {
		return err
	}
	pageSize := int64(binary.BigEndian.Uint16(head[16:]))
	if pageSize == 1 {
		pageSize = 65536
	}
	pages := int64(binary.BigEndian.Uint32(head[28:]))
	// With a log the file may still have to grow.
	if frames == 0 && pages*pageSize > info.Size() {
		return damaged(fmt.Errorf("%d bytes instead of %d", info.Size(), pages*pageSize))
	}
	return nil
}

func logWithoutFile(path string) error {
	info, err := os.Stat(path + "-wal")
	if err == nil && info.Size() > 0 {
		return damaged(fmt.Errorf("%w, its log is not", errMissing))
	}
	return nil
}

// Layout of the write-ahead log: https://www.sqlite.org/fileformat2.html#walformat
const (
	logHeader   = 32
	frameHeader = 24
)

// checkLog returns how many frames of the log SQLite will take, and an error
// when it would pass over some that were committed. Frames left from before the
// log was last begun anew have another salt; what a crash left unfinished is of
// the last transaction. A frame that is wrong and followed by a transaction
// after its own was on the disk, because a commit waits for the disk.
func checkLog(path string) (frames int, err error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, storageError("open "+path, err)
	}
	defer file.Close()
	head := make([]byte, logHeader)
	if _, err := io.ReadFull(file, head); err != nil {
		return 0, nil // begun and not written, as a crash leaves it
	}
	var order binary.ByteOrder = binary.LittleEndian
	magic := binary.BigEndian.Uint32(head)
	if magic&1 == 1 {
		order = binary.BigEndian
	}
	pageSize := int(binary.BigEndian.Uint32(head[8:]))
	sum := logSum{order: order}
	sum.add(head[:24])
	if magic&^1 != 0x377f0682 || pageSize < 512 || pageSize > 65536 || !sum.is(head[24:]) {
		info, statErr := file.Stat()
		if statErr == nil && info.Size() >= int64(logHeader+frameHeader) && !allZero(head) {
			return 0, damaged(fmt.Errorf("%w: its header is not sound", errLog))
		}
		return 0, nil
	}
	salt := head[16:24]
	frame := make([]byte, frameHeader+pageSize)
	broken, brokenEnded := -1, false
	for n := 0; ; n++ {
		if _, err := io.ReadFull(file, frame); err != nil {
			return frames, nil
		}
		ours := bytes.Equal(frame[8:16], salt)
		commits := binary.BigEndian.Uint32(frame[4:]) != 0
		if broken < 0 {
			sum.add(frame[:8])
			sum.add(frame[frameHeader:])
			if ours && sum.is(frame[16:24]) {
				frames++
				continue
			}
			broken = n
			brokenEnded = commits && ours
			continue
		}
		if !ours {
			continue
		}
		if brokenEnded {
			return frames, damaged(fmt.Errorf("%w: frame %d is not sound, and others were committed after it", errLog, broken+1))
		}
		brokenEnded = commits
	}
}

func allZero(b []byte) bool { return len(bytes.Trim(b, "\x00")) == 0 }

// logSum is the running checksum of a log.
type logSum struct {
	order  binary.ByteOrder
	s0, s1 uint32
}

func (s *logSum) add(b []byte) {
	for ; len(b) >= 8; b = b[8:] {
		s.s0 += s.order.Uint32(b) + s.s1
		s.s1 += s.order.Uint32(b[4:]) + s.s0
	}
}

func (s *logSum) is(b []byte) bool {
	return binary.BigEndian.Uint32(b) == s.s0 && binary.BigEndian.Uint32(b[4:]) == s.s1
}

// checkSessions reads the list of sessions from its first to its last page.
func checkSessions(ctx context.Context, conn *sql.Conn) error {
	var n, listed int
	err := conn.QueryRowContext(ctx, `SELECT count(*), (SELECT count(*) FROM sessions INDEXED BY sessions_by_date WHERE date >= '')
		FROM sessions NOT INDEXED WHERE length(title || cursor || stage) >= 0`).Scan(&n, &listed)
	if err != nil {
		return storageError("read the sessions", err)
	}
	if n != listed {
		return damaged(fmt.Errorf("%d sessions, %d in the list", n, listed))
	}
	return nil
}

// OpenDamaged opens what is left of a database, to be read alone: Sessions,
// Session, Load and Settings. Nothing is written to the file or its log. It
// fails when not even its schema can be read.
func OpenDamaged(ctx context.Context, path string, keys estrade.Keys, clock estrade.Clock) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, storageError("find "+path, err)
	}
	// The log, if any, is read where SQLite may lay its index beside it.
	read := sql.OpenDB(plainConnector(fileURI(path)+"?mode=ro&_stmt_cache_size=128", "PRAGMA query_only = ON", fmt.Sprintf("PRAGMA busy_timeout = %d", busyTimeout.Milliseconds())))
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	var n int
	if err := read.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema WHERE name = 'sessions'`).Scan(&n); err != nil {
		read.Close()
		return nil, storageError("open "+path, err)
	}
	if n == 0 {
		read.Close()
		return nil, damaged(errors.New("no table of sessions"))
	}
	return &Store{path: path, read: read, sealer: newSealer(keys), clock: clock}, nil
}

// Abandon closes a damaged database and leaves its file and log as they are.
func (s *Store) Abandon() error {
	defer keepLog(s.path)()
	if s.writer == nil {
		return s.read.Close()
	}
	return s.Close()
}

// keepLog keeps SQLite from writing the log into the file when connections
// close, as the last of them does: until the function it returns is called
// there is another one, which may not write.
func keepLog(path string) (release func()) {
	db := sql.OpenDB(plainConnector(fileURI(path) + "?mode=ro"))
	db.SetMaxOpenConns(1)
	// It takes part in the log from its first read on. Where it cannot read, the
	// others could not either, and have nothing to write.
	var n int
	_ = db.QueryRowContext(context.Background(), `SELECT count(*) FROM sqlite_schema`).Scan(&n)
	return func() { db.Close() }
}
