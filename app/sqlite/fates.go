package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	estrade "estrade/app"
)

// ReadFates reads what became of the documents in the register of a database
// that another program may have open: it takes no lock that keeps anybody
// waiting, needs no key, and changes nothing in the file. nil where there is no
// database.
func ReadFates(ctx context.Context, path string) (*estrade.Fates, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	options := "?mode=ro"
	if _, err := os.Stat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		options += "&immutable=1" // nobody has it open; SQLite would lay files beside it
	}
	db := sql.OpenDB(plainConnector(fileURI(path)+options, "PRAGMA query_only = ON", fmt.Sprintf("PRAGMA busy_timeout = %d", busyTimeout.Milliseconds())))
	defer db.Close()
	db.SetMaxOpenConns(1)
	list, err := all(ctx, db, func(r scanner) (d estrade.IssuedDocument, err error) {
		return d, r.Scan(&d.Number, &d.Code, &d.Kind, &d.IssuedAt, &d.Replaces, &d.RevokedAt, &d.Size, &d.SHA256, &d.ReplacedBy)
	}, `SELECT d.number, d.code, d.kind, d.issued_at, d.replaces, d.revoked_at, d.size, d.sha256, `+replacedBy+` FROM documents d WHERE d.size > 0`)
	if err != nil {
		return nil, readError("read the register", err)
	}
	return estrade.NewFates(list), nil
}
