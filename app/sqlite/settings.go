package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	estrade "estrade/app"
)

// Settings returns the trainer's settings, the zero Settings before the first
// SaveSettings.
func (s *Store) Settings(ctx context.Context) (estrade.Settings, error) {
	return s.settings(ctx, `SELECT json, logo, signature FROM settings WHERE id = 1`)
}

// PlainSettings implements estrade.Store.
func (s *Store) PlainSettings(ctx context.Context) (estrade.Settings, error) {
	return s.settings(ctx, `SELECT json, NULL, NULL FROM settings WHERE id = 1`)
}

func (s *Store) settings(ctx context.Context, query string) (estrade.Settings, error) {
	var settings estrade.Settings
	var text string
	var logo, signature []byte
	err := s.read.QueryRowContext(ctx, query).Scan(&text, &logo, &signature)
	if errors.Is(err, sql.ErrNoRows) {
		return settings, nil
	}
	if err != nil {
		return settings, readError("read the settings", err)
	}
	if err := json.Unmarshal([]byte(text), &settings); err != nil {
		return settings, fmt.Errorf("decode the settings: %w", err)
	}
	settings.Logo, settings.Signature = logo, signature
	return settings, nil
}

// SaveSettings replaces the trainer's settings.
func (s *Store) SaveSettings(ctx context.Context, settings estrade.Settings) error {
	logo, signature := settings.Logo, settings.Signature
	settings.Logo, settings.Signature = nil, nil // kept beside the JSON, where they take a third less
	text, err := json.Marshal(settings)
	if err != nil {
		return fmt.Errorf("encode the settings: %w", err)
	}
	return s.writer.do(ctx, func(conn *sql.Conn) error {
		_, err := conn.ExecContext(context.Background(), `INSERT INTO settings (id, json, logo, signature) VALUES (1, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET json = excluded.json, logo = excluded.logo, signature = excluded.signature`,
			string(text), logo, signature)
		return storageError("save the settings", err)
	}, nil)
}
