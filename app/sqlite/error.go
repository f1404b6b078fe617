package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/mattn/go-sqlite3"

	estrade "estrade/app"
)

// storageError turns an error of the database or the file system into one a
// person may see. An error that already is one, and the end of a context,
// pass through. doing completes "while trying to".
func storageError(doing string, err error) error {
	if err == nil {
		return nil
	}
	var e *estrade.Error
	if errors.As(err, &e) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	cause := fmt.Errorf("%s: %w", doing, err)
	switch {
	case isDiskFull(err):
		return estrade.NewError(estrade.CodeUnavailable, "disk-full",
			"The disk is full: what you just did was not saved.",
			"Free some space, then do it again. Everything saved before is safe.").WithCause(cause)
	case isReadOnly(err):
		return estrade.NewError(estrade.CodeUnavailable, "disk-read-only",
			"Estrade may not write to its data folder.",
			"Give your account the right to write there, or start Estrade with another folder.").WithCause(cause)
	case isDamaged(err):
		return estrade.NewError(estrade.CodeUnavailable, "database-damaged",
			"Estrade's database is damaged or is not a database of Estrade.",
			"Put back a backup of the data folder.").WithCause(cause)
	case isDisk(err):
		return storageFailed(cause)
	}
	return cause // a mistake in the program
}

// readError is storageError for reads outside a transaction, which lose
// nothing, and which find no connection after Close.
func readError(doing string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrConnDone) || err.Error() == "sql: database is closed" {
		return closedStore()
	}
	err = storageError(doing, err)
	var e *estrade.Error
	if errors.As(err, &e) && e.Key == storageFailedKey {
		return estrade.NewError(estrade.CodeUnavailable, "storage-unreadable",
			"The disk does not give back what Estrade keeps there.",
			"Do it again. If it fails again, check the disk.").WithCause(e.Err)
	}
	return err
}

// commitError is storageError for a commit, which no mistake in the program
// explains: everything it would blame was checked before.
func commitError(err error) error {
	err = storageError("commit", err)
	if estrade.ErrorCode(err) == estrade.CodeUnavailable {
		return err
	}
	return storageFailed(err)
}

const storageFailedKey = "storage-failed"

func storageFailed(cause error) error {
	return estrade.NewError(estrade.CodeUnavailable, storageFailedKey,
		"The disk did not accept what you just did: it was not saved.",
		"Do it again. If it fails again, check the disk. Everything saved before is safe.").WithCause(cause)
}

func isDiskFull(err error) bool {
	var e sqlite3.Error
	if errors.As(err, &e) && (e.Code == sqlite3.ErrFull || hasErrno(e.SystemErrno, diskFullErrnos)) {
		return true
	}
	var n syscall.Errno
	return errors.As(err, &n) && hasErrno(n, diskFullErrnos)
}

func isReadOnly(err error) bool {
	var e sqlite3.Error
	if errors.As(err, &e) {
		switch e.Code {
		case sqlite3.ErrReadonly, sqlite3.ErrCantOpen, sqlite3.ErrPerm:
			return true
		}
		return hasErrno(e.SystemErrno, readOnlyErrnos)
	}
	var n syscall.Errno
	return errors.Is(err, fs.ErrPermission) || errors.As(err, &n) && hasErrno(n, readOnlyErrnos)
}

func isDamaged(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && (e.Code == sqlite3.ErrCorrupt || e.Code == sqlite3.ErrNotADB)
}

// isDisk tells a disk, or a database, that failed from a statement that broke
// a rule of the schema or is wrong.
func isDisk(err error) bool {
	var e sqlite3.Error
	if errors.As(err, &e) {
		switch e.Code {
		case sqlite3.ErrConstraint, sqlite3.ErrMismatch, sqlite3.ErrMisuse, sqlite3.ErrError, sqlite3.ErrRange, sqlite3.ErrTooBig:
			return false
		}
		return true
	}
	var n syscall.Errno
	return errors.As(err, &n) || errors.Is(err, driver.ErrBadConn)
}

func hasErrno(n syscall.Errno, among []syscall.Errno) bool {
	for _, m := range among {
		if n == m {
			return true
		}
	}
	return false
}

func unknownSession(id estrade.SessionID) error {
	return estrade.NewError(estrade.CodeNotFound, "session-unknown",
		"This session does not exist (any more).", "Go back to the list of sessions.", "session", string(id))
}

func closedStore() error {
	return estrade.NewError(estrade.CodeUnavailable, "storage-closed",
		"Estrade is closing and saves nothing any more.", "Start Estrade again.")
}
