package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
)

// querier is a connection or a transaction that reads.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// scanner is a row.
type scanner interface {
	Scan(dest ...any) error
}

// upsert returns the statement that inserts or replaces a whole row: the
// values of key come first, then those of columns.
func upsert(table, key, columns string) string {
	return upsertNumbered(table, key, columns, "")
}

// upsertNumbered is upsert for a table whose rows of a session are counted in
// a column in the order of their first insertion.
func upsertNumbered(table, key, columns, counter string) string {
	names := strings.Split(key+", "+columns, ", ")
	values := strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ")
	var set []string
	for _, c := range strings.Split(columns, ", ") {
		set = append(set, c+" = excluded."+c)
	}
	into := strings.Join(names, ", ")
	if counter != "" {
		into += ", " + counter
		values += fmt.Sprintf(", (SELECT coalesce(max(%s), 0) + 1 FROM %s WHERE session = ?1)", counter, table)
	}
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s",
		table, into, values, key, strings.Join(set, ", "))
}

// all reads every row of a query.
func all[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		x, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return list, rows.Err()
}

// jsonText is v as JSON for a TEXT column.
func jsonText(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}
