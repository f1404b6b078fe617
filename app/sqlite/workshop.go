package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	estrade "estrade/app"
)

// Workshops implements estrade.Store.
func (s *Store) Workshops(ctx context.Context) ([]estrade.Workshop, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT json FROM workshops ORDER BY id`)
	if err != nil {
		return nil, readError("list the agendas", err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err
	var list []estrade.Workshop
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, readError("list the agendas", err)
		}
		var w estrade.Workshop
		if err := json.Unmarshal([]byte(text), &w); err != nil {
			return nil, fmt.Errorf("decode an agenda: %w", err)
		}
		list = append(list, w)
	}
	return list, readError("list the agendas", rows.Err())
}

// SaveWorkshop implements estrade.Store.
func (s *Store) SaveWorkshop(ctx context.Context, w estrade.Workshop) error {
	text, err := json.Marshal(w)
	if err != nil {
		return fmt.Errorf("encode agenda %s: %w", w.ID, err)
	}
	return s.writer.do(ctx, func(conn *sql.Conn) error {
		_, err := conn.ExecContext(context.Background(), `INSERT INTO workshops (id, json) VALUES (?, ?)
			ON CONFLICT (id) DO UPDATE SET json = excluded.json`, w.ID, string(text))
		return storageError("save agenda "+w.ID, err)
	}, nil)
}

// DeleteWorkshop implements estrade.Store.
func (s *Store) DeleteWorkshop(ctx context.Context, id string) error {
	return s.writer.do(ctx, func(conn *sql.Conn) error {
		done, err := conn.ExecContext(context.Background(), `DELETE FROM workshops WHERE id = ?`, id)
		if err != nil {
			return storageError("delete agenda "+id, err)
		}
		if n, err := done.RowsAffected(); err == nil && n == 0 {
			return estrade.NewError(estrade.CodeNotFound, "unknown-workshop", "This agenda does not exist any more.",
				"Choose one from the list.", "workshop", id)
		}
		return nil
	}, nil)
}

// ReturnCodes implements estrade.Store.
func (s *Store) ReturnCodes(ctx context.Context, handle string) ([]estrade.ReturnCode, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT session, participant, handle, salt, digest
		FROM return_codes WHERE handle = ? ORDER BY session, participant, salt`, handle)
	if err != nil {
		return nil, readError("look up a return code", err)
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err
	var list []estrade.ReturnCode
	for rows.Next() {
		var c estrade.ReturnCode
		if err := rows.Scan(&c.Session, &c.Participant, &c.Handle, &c.Salt, &c.Digest); err != nil {
			return nil, readError("look up a return code", err)
		}
		list = append(list, c)
	}
	return list, readError("look up a return code", rows.Err())
}

// SaveReturnCode implements estrade.Tx.
func (t *tx) SaveReturnCode(c estrade.ReturnCode) error {
	return t.exec(`INSERT INTO return_codes (session, participant, handle, salt, digest) VALUES (?, ?, ?, ?, ?)`,
		t.id, string(c.Participant), c.Handle, c.Salt, c.Digest)
}
