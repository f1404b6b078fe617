package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"time"

	estrade "estrade/app"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

var embeddedMigrations = mustSub(migrationFiles, "migrations")

func mustSub(f fs.FS, dir string) fs.FS {
	sub, err := fs.Sub(f, dir)
	if err != nil {
		panic(err) // the folder's name is a constant of the program
	}
	return sub
}

// migration is one step of the schema, in a file named <version>_<name>.sql.
type migration struct {
	version  int
	name     string
	sql      string
	checksum string // SHA-256 of the text with Unix line ends, in hexadecimal
}

func readMigrations(files fs.FS) ([]migration, error) {
	names, err := fs.Glob(files, "*.sql") // sorted
	if err != nil {
		return nil, fmt.Errorf("list migrations: %w", err)
	}
	var all []migration
	for _, name := range names {
		number, title, ok := strings.Cut(strings.TrimSuffix(path.Base(name), ".sql"), "_")
		version, err := strconv.Atoi(number)
		if !ok || err != nil || version != len(all)+1 {
			return nil, fmt.Errorf("migration %s: expected number %04d", name, len(all)+1)
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read migration %s: %w", name, err)
		}
		body := strings.ReplaceAll(string(text), "\r\n", "\n")
		sum := sha256.Sum256([]byte(body))
		all = append(all, migration{version, title, body, hex.EncodeToString(sum[:])})
	}
	return all, nil
}

// migrate applies what the file lacks, all in one transaction.
func migrate(ctx context.Context, conn *sql.Conn, files fs.FS, now time.Time) error {
	all, err := readMigrations(files)
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return storageError("begin the migration", err)
	}
	err = applyMigrations(ctx, conn, all, now)
	if err == nil {
		_, err = conn.ExecContext(ctx, "COMMIT")
	}
	if err != nil {
		// The error that matters is the first; SQLite may have rolled back already.
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		return storageError("migrate the database", err)
	}
	return nil
}

func applyMigrations(ctx context.Context, conn *sql.Conn, all []migration, now time.Time) error {
	_, err := conn.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS schema_migrations (
		version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT`)
	if err != nil {
		return err
	}
	applied, err := appliedMigrations(ctx, conn)
	if err != nil {
		return err
	}
	if len(applied) > len(all) {
		return estrade.NewError(estrade.CodeConflict, "database-newer",
			fmt.Sprintf("The data folder was written by a later version of Estrade (schema %d; this version knows %d).", len(applied), len(all)),
			"Install the latest version of Estrade, or start this one with another data folder.",
			"found", strconv.Itoa(len(applied)), "known", strconv.Itoa(len(all)))
	}
	for i, m := range all {
		if i < len(applied) {
			if applied[i] != m.checksum {
				return estrade.NewError(estrade.CodeConflict, "database-unknown",
					fmt.Sprintf("The data folder was written by another edition of Estrade (schema step %d differs).", m.version),
					"Start Estrade with another data folder.", "step", strconv.Itoa(m.version))
			}
			continue
		}
		if _, err := conn.ExecContext(ctx, m.sql); err != nil {
			return fmt.Errorf("migration %04d_%s: %w", m.version, m.name, err)
		}
		_, err := conn.ExecContext(ctx, `INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)`,
			m.version, m.name, m.checksum, estrade.Millis(now))
		if err != nil {
			return fmt.Errorf("record migration %d: %w", m.version, err)
		}
	}
	return nil
}

// Outdated tells whether Open would change the schema of the database at path, which
// nobody uses. One that is missing, or new, is not outdated.
func Outdated(ctx context.Context, path string) (bool, error) {
	if err := checkFile(path); err != nil {
		return false, err
	}
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return false, nil // there is none yet
	}
	all, err := readMigrations(embeddedMigrations)
	if err != nil {
		return false, err
	}
	db := sql.OpenDB(newConnector(path, true, options{}))
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return false, storageError("look at "+path, err)
	}
	defer conn.Close()
	var begun bool
	if err := conn.QueryRowContext(ctx, `SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'schema_migrations'`).Scan(&begun); err != nil || !begun {
		return false, storageError("look at "+path, err)
	}
	applied, err := appliedMigrations(ctx, conn)
	return err == nil && len(applied) > 0 && len(applied) < len(all), storageError("look at "+path, err)
}

// appliedMigrations returns the checksums of the migrations in the file, in order.
func appliedMigrations(ctx context.Context, conn *sql.Conn) ([]string, error) {
	rows, err := conn.QueryContext(ctx, `SELECT checksum FROM schema_migrations ORDER BY version`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var sums []string
	for rows.Next() {
		var sum string
		if err := rows.Scan(&sum); err != nil {
			return nil, err
		}
		sums = append(sums, sum)
	}
	return sums, rows.Err()
}
