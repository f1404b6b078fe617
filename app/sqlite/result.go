package sqlite

import (
	"context"
	"database/sql"

	estrade "estrade/app"
)

var saveFigures = upsertNumbered("figures", "session, step, part", "at, json, sealed_json", "frozen")

func figuresPlace(step, part string) place { return place{"figures", "json", step, part} }

// SaveFigures implements estrade.Tx. CodeNotFound: their key is destroyed.
func (t *tx) SaveFigures(f estrade.FrozenFigures) error {
	sealed, err := t.seal(estrade.KeyAttendance, f.JSON, figuresPlace(f.Step, f.Part))
	if err != nil {
		return err
	}
	return t.exec(saveFigures, t.id, f.Step, f.Part, f.At, "", sealed)
}

func (s seals) scanFigures(r scanner) (f estrade.FrozenFigures, err error) {
	var sealed []byte
	if err := r.Scan(&f.Step, &f.Part, &f.At, &f.JSON, &sealed); err != nil || sealed == nil {
		return f, err
	}
	f.JSON, err = s.open(estrade.KeyAttendance, sealed, figuresPlace(f.Step, f.Part))
	if isKeyDestroyed(err) {
		f.JSON, err = nil, nil
	}
	return f, err
}

// sealFigures seals the figures that an earlier version left in clear. Those of
// a session whose key is gone are emptied; those whose key cannot be had now
// wait for the next opening.
func sealFigures(ctx context.Context, conn *sql.Conn, sealer *sealer) error {
	type clearFigures struct {
		session          estrade.SessionID
		step, part, json string
	}
	left, err := all(ctx, conn, func(r scanner) (f clearFigures, err error) {
		return f, r.Scan(&f.session, &f.step, &f.part, &f.json)
	}, `SELECT session, step, part, json FROM figures WHERE json <> ''`)
	if err != nil {
		return storageError("look for figures to seal", err)
	}
	done := false
	for _, f := range left {
		sealed, err := seals{sealer, f.session}.seal(estrade.KeyAttendance, []byte(f.json), figuresPlace(f.step, f.part))
		if err != nil && !isKeyDestroyed(err) {
			continue
		}
		if _, err := conn.ExecContext(ctx, `UPDATE figures SET json = '', sealed_json = ? WHERE session = ? AND step = ? AND part = ?`,
			sealed, f.session, f.step, f.part); err != nil {
			return storageError("seal figures", err)
		}
		done = true
	}
	if !done {
		return nil
	}
	return askRewrite(conn)
}

var saveNote = upsert("notes", "session, id", "step, stage, sealed_text, report, at")

func notePlace(id string) place { return place{"notes", "text", id} }

// SaveNote implements estrade.Tx. CodeNotFound: its key is destroyed.
func (t *tx) SaveNote(n estrade.Note) error {
	text, err := t.sealText(estrade.KeyAnswers, n.Text, notePlace(n.ID))
	if err != nil {
		return err
	}
	return t.exec(saveNote, t.id, n.ID, n.Step, n.Stage, text, n.Report, n.At)
}

// DeleteNote implements estrade.Tx.
func (t *tx) DeleteNote(id string) error {
	return t.exec(`DELETE FROM notes WHERE session = ? AND id = ?`, t.id, id)
}

func (s seals) scanNote(r scanner) (n estrade.Note, err error) {
	var text []byte
	if err := r.Scan(&n.ID, &n.Step, &n.Stage, &text, &n.Report, &n.At); err != nil {
		return n, err
	}
	n.Text, err = s.openText(estrade.KeyAnswers, text, notePlace(n.ID))
	return n, err
}

// NextNumber implements estrade.Tx. Counters are shared by all sessions; a
// number taken by a transaction that fails is given again.
func (t *tx) NextNumber(counter string) (int, error) {
	if err := t.usable(); err != nil {
		return 0, err
	}
	var n int
	err := t.queryRow(`INSERT INTO counters (name, value) VALUES (?, 1)
		ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`, counter).Scan(&n)
	return n, t.keep(storageError("count "+counter, err))
}
