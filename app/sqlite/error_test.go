package sqlite

import (
	"bytes"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"testing"

	"github.com/mattn/go-sqlite3"

	estrade "estrade/app"
)

func TestStorageError(t *testing.T) {
	for _, c := range []struct {
		err  error
		code estrade.Code
		key  string // "" for an error that is not an estrade.Error
	}{
		{sqlite3.Error{Code: sqlite3.ErrFull}, estrade.CodeUnavailable, "disk-full"},
		{sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: diskFullErrnos[0]}, estrade.CodeUnavailable, "disk-full"},
		{&fs.PathError{Op: "open", Err: diskFullErrnos[0]}, estrade.CodeUnavailable, "disk-full"},
		{sqlite3.Error{Code: sqlite3.ErrReadonly}, estrade.CodeUnavailable, "disk-read-only"},
		{sqlite3.Error{Code: sqlite3.ErrCantOpen}, estrade.CodeUnavailable, "disk-read-only"},
		{&fs.PathError{Op: "open", Err: syscall.EACCES}, estrade.CodeUnavailable, "disk-read-only"},
		{sqlite3.Error{Code: sqlite3.ErrCorrupt}, estrade.CodeUnavailable, "database-damaged"},
		{sqlite3.Error{Code: sqlite3.ErrNotADB}, estrade.CodeUnavailable, "database-damaged"},
		{sqlite3.Error{Code: sqlite3.ErrIoErr}, estrade.CodeUnavailable, "storage-failed"},
		{sqlite3.Error{Code: sqlite3.ErrBusy}, estrade.CodeUnavailable, "storage-failed"},
		{driver.ErrBadConn, estrade.CodeUnavailable, "storage-failed"},
		{sqlite3.Error{Code: sqlite3.ErrConstraint}, estrade.CodeInternal, ""},
		{errors.New("a mistake"), estrade.CodeInternal, ""},
		{unknownSession("s"), estrade.CodeNotFound, "session-unknown"},
		{context.Canceled, estrade.CodeInternal, ""},
	} {
		err := storageError("try", fmt.Errorf("wrapped: %w", c.err))
		var e *estrade.Error
		if errors.As(err, &e); estrade.ErrorCode(err) != c.code || e != nil && e.Key != c.key || e == nil && c.key != "" {
			t.Errorf("%v: got %v, want %s %q", c.err, err, c.code, c.key)
		}
		if !errors.Is(err, c.err) {
			t.Errorf("%v: the cause is lost", c.err)
		}
	}
	wantError(t, readError("read", sqlite3.Error{Code: sqlite3.ErrIoErr}), estrade.CodeUnavailable, "storage-unreadable")
	wantError(t, commitError(sqlite3.Error{Code: sqlite3.ErrConstraint}), estrade.CodeUnavailable, "storage-failed")
	if storageError("try", nil) != nil || readError("read", nil) != nil {
		t.Error("no error became one")
	}
}

func TestStore_Load_damaged(t *testing.T) {
	t.Run("text", func(t *testing.T) {
		f := openSession(t, options{})
		execRaw(t, rawConn(t, f.path), `UPDATE sessions SET cursor = '{'`)
		_, err := f.Load(context.Background(), "s-1")
		if estrade.ErrorCode(err) != estrade.CodeInternal {
			t.Fatalf("got %v", err)
		}
	})
	t.Run("pages", func(t *testing.T) {
		f := openSession(t, options{})
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(f.path)
		if err != nil {
			t.Fatal(err)
		}
		copy(data[4096:], bytes.Repeat([]byte("garbage "), len(data)))
		if err := os.WriteFile(f.path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err = Open(context.Background(), f.path, f.keys, fixedClock{testTime})
		wantError(t, err, estrade.CodeUnavailable, "database-damaged")
	})
}
