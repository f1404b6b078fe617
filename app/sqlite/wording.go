package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	estrade "estrade/app"
)

// Wordings implements estrade.Store.
func (s *Store) Wordings(ctx context.Context, kind estrade.DocumentKind, language estrade.Language) ([]estrade.WordingVersion, error) {
	list, err := all(ctx, s.read, func(r scanner) (v estrade.WordingVersion, err error) {
		var text string
		if err := r.Scan(&v.Number, &v.At, &text); err != nil {
			return v, err
		}
		return v, json.Unmarshal([]byte(text), &v.Sentences)
	}, `SELECT number, at, json FROM wordings WHERE kind = ? AND language = ? ORDER BY number DESC`, kind, language)
	return list, readError("list the wordings", err)
}

// SaveWording implements estrade.Store.
func (s *Store) SaveWording(ctx context.Context, kind estrade.DocumentKind, language estrade.Language, v estrade.WordingVersion) (int, error) {
	text, err := json.Marshal(v.Sentences)
	if err != nil {
		return 0, fmt.Errorf("encode a wording: %w", err)
	}
	var number int
	err = s.writer.do(ctx, func(conn *sql.Conn) error {
		err := conn.QueryRowContext(context.Background(), `INSERT INTO wordings (kind, language, number, at, json)
			SELECT ?1, ?2, coalesce(max(number), 0) + 1, ?3, ?4 FROM wordings WHERE kind = ?1 AND language = ?2
			RETURNING number`, kind, language, v.At, string(text)).Scan(&number)
		return storageError("save a wording", err)
	}, nil)
	return number, err
}

// wordingRow is a version of a wording as it is stored.
type wordingRow struct {
	kind, language, json string
	number               int
	at                   int64
}

func wordingRows(ctx context.Context, q querier) ([]wordingRow, error) {
	return all(ctx, q, func(r scanner) (w wordingRow, err error) {
		return w, r.Scan(&w.kind, &w.language, &w.number, &w.at, &w.json)
	}, `SELECT kind, language, number, at, json FROM wordings`)
}

// carryWordings writes versions under the numbers they have: documents refer to
// them.
func carryWordings(conn *sql.Conn, list []wordingRow) error {
	for _, w := range list {
		if _, err := conn.ExecContext(context.Background(), `INSERT INTO wordings (kind, language, number, at, json) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET at = excluded.at, json = excluded.json`, w.kind, w.language, w.number, w.at, w.json); err != nil {
			return storageError("take over a wording", err)
		}
	}
	return nil
}
