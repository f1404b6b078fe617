package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	estrade "estrade/app"
)

// Carry takes over from a damaged database what a restored one lacks, and
// returns how many sessions it took: those that can be read whole, every value
// opened under its key, and that went on since the backup. They replace the
// backup's. Numbers that were given to documents are not given again.
func Carry(ctx context.Context, from, to *Store) (int, error) {
	if err := carryShared(ctx, from, to); err != nil {
		return 0, err
	}
	there, err := heads(ctx, from)
	if err != nil {
		return 0, storageError("list the sessions of the damaged database", err)
	}
	here, err := heads(ctx, to)
	if err != nil {
		return 0, storageError("list the sessions of the backup", err)
	}
	carried := 0
	for id, head := range there {
		old, known := here[id]
		if known && old == head && !head.running {
			continue
		}
		rows, err := from.whole(ctx, id)
		if err != nil {
			continue // the backup's is what is left of it
		}
		if known && !head.erased {
			lost, err := fewer(ctx, to, id, len(rows["answers"]))
			if err != nil {
				return carried, err
			}
			if lost {
				continue
			}
		}
		if err := to.replace(ctx, id, rows); err != nil {
			return carried, fmt.Errorf("take over session %s: %w", id, err)
		}
		carried++
	}
	return carried, nil
}

// fewer tells whether the backup has more answers of a session. Nothing takes
// answers away but an erasure, which is followed by a new backup: it is a sign of
// damage.
func fewer(ctx context.Context, backup *Store, id estrade.SessionID, answers int) (bool, error) {
	var there int
	err := backup.read.QueryRowContext(ctx, `SELECT count(*) FROM answers WHERE session = ?`, id).Scan(&there)
	return answers < there, storageError("count the answers of the backup", err)
}

// Whole tells whether every row of a session can be read and every value opened:
// nil when they can.
func (s *Store) Whole(ctx context.Context, id estrade.SessionID) error {
	_, err := s.whole(ctx, id)
	return err
}

// sessionRows are the rows of one session by table, as they are stored; those of
// plan_texts are of its agenda.
type sessionRows map[string][][]any

const (
	planTable    = "plan_texts"
	sessionTable = "sessions"
)

var planColumns = []string{"digest", "json"}

// whole reads every row of a session, once every value in it was opened.
func (s *Store) whole(ctx context.Context, id estrade.SessionID) (sessionRows, error) {
	if _, err := s.Load(ctx, id); err != nil {
		return nil, err
	}
	if err := s.checkDocumentFiles(ctx, id); err != nil {
		return nil, err
	}
	columns, err := sessionTables(ctx, s.read)
	if err != nil {
		return nil, err
	}
	rows := make(sessionRows)
	for table, names := range columns {
		key := "session"
		if table == sessionTable {
			key = "id"
		}
		if rows[table], err = readRows(ctx, s.read, table, key, names, id); err != nil {
			return nil, err
		}
	}
	digest := rows[sessionTable][0][slices.Index(columns[sessionTable], "plan_digest")]
	rows[planTable], err = readRows(ctx, s.read, planTable, "digest", planColumns, digest)
	return rows, err
}

// head is what tells two versions of a session apart.
type head struct {
	revision, closedAt int64
	documents          int // what was done to them, counted; -1: they cannot be
	running            bool
	erased             bool // deleted since: what the backup has more is meant to be gone
}

func heads(ctx context.Context, s *Store) (map[estrade.SessionID]head, error) {
	type line struct {
		id estrade.SessionID
		head
	}
	lines, err := all(ctx, s.read, func(r scanner) (l line, err error) {
		return l, r.Scan(&l.id, &l.revision, &l.closedAt, &l.running, &l.erased)
	}, `SELECT id, revision, closed_at, state NOT IN ('closed', 'archived', 'erased'), state = 'erased' FROM sessions`)
	if err != nil {
		return nil, err
	}
	heads := make(map[estrade.SessionID]head, len(lines))
	for _, l := range lines {
		if err := s.read.QueryRowContext(ctx, `SELECT count(*) + coalesce(sum((size > 0) + (revoked_at > 0)), 0) FROM documents WHERE session = ?`, l.id).Scan(&l.documents); err != nil {
			l.documents = -1
		}
		heads[l.id] = l.head
	}
	return heads, nil
}

// carryShared takes over what belongs to no session, as far as it can be read.
func carryShared(ctx context.Context, from, to *Store) error {
	type counter struct {
		name  string
		value int64
	}
	counters, err := all(ctx, from.read, func(r scanner) (c counter, err error) { return c, r.Scan(&c.name, &c.value) }, `SELECT name, value FROM counters`)
	if err != nil {
		counters = nil
	}
	workshops, err := from.Workshops(ctx)
	if err != nil {
		workshops = nil
	}
	wordings, err := wordingRows(ctx, from.read)
	if err != nil {
		wordings = nil
	}
	settings, settingsErr := from.Settings(ctx)
	err = to.writer.do(ctx, func(conn *sql.Conn) error {
		for _, c := range counters {
			if _, err := conn.ExecContext(context.Background(), `INSERT INTO counters (name, value) VALUES (?, ?)
				ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)`, c.name, c.value); err != nil {
				return storageError("count on", err)
			}
		}
		return carryWordings(conn, wordings)
	}, nil)
	if err != nil {
		return err
	}
	for _, w := range workshops {
		if err := to.SaveWorkshop(ctx, w); err != nil {
			return err
		}
	}
	if settingsErr == nil && settings.Ready {
		return to.SaveSettings(ctx, settings)
	}
	return nil
}

// replace writes the rows of a session in the place of those it has, if any: what
// is sealed stays so.
func (s *Store) replace(ctx context.Context, id estrade.SessionID, rows sessionRows) error {
	defer s.words.touch(id)
	columns, err := sessionTables(ctx, s.read)
	if err != nil {
		return err
	}
	columns[planTable] = planColumns
	return s.writer.do(ctx, func(conn *sql.Conn) error {
		ctx := context.Background()
		if _, err := conn.ExecContext(ctx, `PRAGMA defer_foreign_keys = ON`); err != nil {
			return storageError("replace session "+string(id), err)
		}
		if _, err := conn.ExecContext(ctx, `DELETE FROM sessions WHERE id = ?`, id); err != nil {
			return storageError("replace session "+string(id), err)
		}
		for table, list := range rows {
			if err := insertRows(ctx, conn, table, columns[table], list); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}

// sessionTables returns the columns of the tables that hold rows of sessions.
func sessionTables(ctx context.Context, q querier) (map[string][]string, error) {
	type column struct{ table, name string }
	list, err := all(ctx, q, func(r scanner) (c column, err error) { return c, r.Scan(&c.table, &c.name) },
		`SELECT t.name, c.name FROM pragma_table_list t, pragma_table_info(t.name) c
		WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'session_words%'
		AND (t.name = 'sessions' OR EXISTS (SELECT 1 FROM pragma_table_info(t.name) WHERE name = 'session'))
		ORDER BY t.name, c.cid`)
	if err != nil {
		return nil, fmt.Errorf("list the tables: %w", err)
	}
	tables := make(map[string][]string)
	for _, c := range list {
		tables[c.table] = append(tables[c.table], c.name)
	}
	return tables, nil
}

func readRows(ctx context.Context, q querier, table, key string, names []string, value any) ([][]any, error) {
	list, err := all(ctx, q, func(r scanner) ([]any, error) {
		row, into := make([]any, len(names)), make([]any, len(names))
		for i := range row {
			into[i] = &row[i]
		}
		return row, r.Scan(into...)
	}, fmt.Sprintf(`SELECT %s FROM %s WHERE %s = ?`, strings.Join(names, ", "), table, key), value)
	return list, storageError("read "+table, err)
}

func insertRows(ctx context.Context, conn *sql.Conn, table string, names []string, rows [][]any) error {
	statement := fmt.Sprintf(`INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO NOTHING`, table, strings.Join(names, ", "),
		strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", "))
	for _, row := range rows {
		if _, err := conn.ExecContext(ctx, statement, row...); err != nil {
			return storageError("write "+table, err)
		}
	}
	return nil
}
