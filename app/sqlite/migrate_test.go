package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	estrade "estrade/app"
)

// rawConn opens a connection beside the store's, set up like the writer's.
func rawConn(t testing.TB, path string) *sql.Conn {
	t.Helper()
	db := sql.OpenDB(newConnector(path, false, options{}))
	conn, err := db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(); db.Close() })
	return conn
}

func execRaw(t testing.TB, conn *sql.Conn, query string, args ...any) {
	t.Helper()
	if _, err := conn.ExecContext(context.Background(), query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func readRaw[T any](t testing.TB, conn *sql.Conn, query string, args ...any) (value T) {
	t.Helper()
	if err := conn.QueryRowContext(context.Background(), query, args...).Scan(&value); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return value
}

func wantError(t testing.TB, err error, code estrade.Code, key string) {
	t.Helper()
	var e *estrade.Error
	if !errors.As(err, &e) || e.Code != code || e.Key != key {
		t.Fatalf("got %v, want %s %s", err, code, key)
	}
	if e.Message == "" || e.Hint == "" {
		t.Fatalf("%s says %q, %q", key, e.Message, e.Hint)
	}
}

func TestMigrate(t *testing.T) {
	files := fstest.MapFS{
		"0001_first.sql":  {Data: []byte("CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (1);")},
		"0002_second.sql": {Data: []byte("ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET y = 'z';")},
	}
	ctx := context.Background()
	run := func(conn *sql.Conn, files fs.FS) error { return migrate(ctx, conn, files, testTime) }
	first := fstest.MapFS{"0001_first.sql": files["0001_first.sql"]}

	t.Run("OK", func(t *testing.T) {
		conn := rawConn(t, filepath.Join(t.TempDir(), "x.db"))
		for _, f := range []fs.FS{first, first, files, files} {
			if err := run(conn, f); err != nil {
				t.Fatal(err)
			}
		}
		if y := readRaw[string](t, conn, "SELECT y FROM a"); y != "z" {
			t.Fatalf("y is %q", y)
		}
		if n := readRaw[int](t, conn, "SELECT count(*) FROM schema_migrations WHERE applied_at = ?", testTime.UnixMilli()); n != 2 {
			t.Fatalf("%d migrations recorded", n)
		}
	})
	t.Run("line ends do not count", func(t *testing.T) {
		conn := rawConn(t, filepath.Join(t.TempDir(), "x.db"))
		unix := fstest.MapFS{"0001_a.sql": {Data: []byte("CREATE TABLE a (x)\n;\n")}}
		windows := fstest.MapFS{"0001_a.sql": {Data: []byte("CREATE TABLE a (x)\r\n;\r\n")}}
		if err := errors.Join(run(conn, windows), run(conn, unix)); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("ErrNewer", func(t *testing.T) {
		conn := rawConn(t, filepath.Join(t.TempDir(), "x.db"))
		if err := run(conn, files); err != nil {
			t.Fatal(err)
		}
		wantError(t, run(conn, first), estrade.CodeConflict, "database-newer")
		if n := readRaw[int](t, conn, "SELECT count(*) FROM schema_migrations"); n != 2 {
			t.Fatalf("refusing left %d migrations", n)
		}
	})
	t.Run("ErrUnknown", func(t *testing.T) {
		conn := rawConn(t, filepath.Join(t.TempDir(), "x.db"))
		if err := run(conn, first); err != nil {
			t.Fatal(err)
		}
		other := fstest.MapFS{"0001_first.sql": {Data: []byte("CREATE TABLE other (x);")}}
		wantError(t, run(conn, other), estrade.CodeConflict, "database-unknown")
	})
	t.Run("a failure leaves nothing", func(t *testing.T) {
		conn := rawConn(t, filepath.Join(t.TempDir(), "x.db"))
		broken := fstest.MapFS{"0001_first.sql": files["0001_first.sql"], "0002_b.sql": {Data: []byte("CREATE TABLE b (x); NONSENSE;")}}
		err := run(conn, broken)
		if err == nil || !strings.Contains(err.Error(), "0002_b") {
			t.Fatalf("got %v, want the migration's name", err)
		}
		if n := readRaw[int](t, conn, "SELECT count(*) FROM sqlite_schema"); n != 0 {
			t.Fatalf("%d objects were left", n)
		}
		if err := run(conn, files); err != nil {
			t.Fatalf("and then: %v", err)
		}
	})
	t.Run("ErrGap", func(t *testing.T) {
		conn := rawConn(t, filepath.Join(t.TempDir(), "x.db"))
		if err := run(conn, fstest.MapFS{"0002_b.sql": {Data: []byte("CREATE TABLE b (x);")}}); err == nil {
			t.Fatal("a missing number was accepted")
		}
	})
}

func TestOpen_newer(t *testing.T) {
	f := openFixture(t, options{})
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	execRaw(t, rawConn(t, f.path), "INSERT INTO schema_migrations VALUES (999, 'future', 'x', 1)")
	_, err := Open(context.Background(), f.path, f.keys, fixedClock{testTime})
	wantError(t, err, estrade.CodeConflict, "database-newer")
}

func TestOpen_notADatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "estrade.db")
	if err := os.WriteFile(path, []byte(strings.Repeat("this is a shopping list\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Open(context.Background(), path, newMemoryKeys(), fixedClock{testTime})
	wantError(t, err, estrade.CodeUnavailable, "database-damaged")
}

// Every table is strict, and what is keyed by random ids keeps no order of its own.
func TestSchema(t *testing.T) {
	f := openFixture(t, options{})
	conn := rawConn(t, f.path)
	rows, err := conn.QueryContext(context.Background(), `SELECT name, strict, wr FROM pragma_table_list
		WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	seen := 0
	for rows.Next() {
		var name string
		var strict, withoutRowid bool
		if err := rows.Scan(&name, &strict, &withoutRowid); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "session_words") {
			continue
		}
		seen++
		// Rows of whole files are looked up one by one: a key in the leaves' place would make them deep.
		counted := name == "settings" || name == "schema_migrations" || name == "document_files"
		if !strict || withoutRowid == counted {
			t.Errorf("table %s: strict %v, without rowid %v", name, strict, withoutRowid)
		}
	}
	if err := rows.Err(); err != nil || seen < 18 {
		t.Fatalf("%d tables, %v", seen, err)
	}
	for _, table := range []string{"answers", "participants", "devices", "locks"} {
		n := readRaw[int](t, conn, "SELECT count(*) FROM pragma_table_info(?) WHERE name LIKE '%\\_at' ESCAPE '\\' OR name IN ('at', 'time', 'date')", table)
		if n != 0 {
			t.Errorf("table %s keeps a time", table)
		}
	}
}

// Every connection is set up, not only the first.
func TestOpen_connections(t *testing.T) {
	f := openFixture(t, options{})
	ctx := context.Background()
	conns := []*sql.Conn{f.writer.conn}
	for range readers {
		c, err := f.read.Conn(ctx)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		conns = append(conns, c)
	}
	for i, c := range conns {
		for pragma, want := range map[string]string{
			"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1",
			"busy_timeout": "5000", "trusted_schema": "0", "temp_store": "2",
		} {
			if got := readRaw[string](t, c, "PRAGMA "+pragma); got != want {
				t.Errorf("connection %d: %s is %s, want %s", i, pragma, got, want)
			}
		}
		if i > 0 {
			if _, err := c.ExecContext(ctx, "INSERT INTO counters VALUES ('x', 1)"); err == nil {
				t.Errorf("connection %d writes", i)
			}
		}
	}
}

// A path is a path, whatever signs are in it.
func TestOpen_path(t *testing.T) {
	names := []string{"a b", "50 %41", "n°#1", "été&mode=memory"}
	if runtime.GOOS != "windows" {
		names = append(names, "quoi ?", "file:x")
	}
	for _, name := range names {
		path := filepath.Join(t.TempDir(), name, "estrade.db")
		f := openAt(t, path, newMemoryKeys(), options{})
		f.create(t, testSession("s-1"), nil, nil)
		if info, err := os.Stat(path); err != nil || info.Size() == 0 && !hasLog(path) {
			t.Errorf("%q: %v", name, err)
		}
		f = f.reopen(t)
		f.load(t, "s-1")
	}
}

func hasLog(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0
}
