package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	estrade "estrade/app"
)

const stepColumns = "activity, started_at, ended_at, skipped, dropped, situation"

var saveStep = upsert("steps", "session, step", stepColumns)

// SaveStep implements estrade.Tx.
func (t *tx) SaveStep(x estrade.StepRun) error {
	var dropped *string
	if x.Dropped != nil {
		text, err := jsonText(x.Dropped)
		if err != nil {
			return fmt.Errorf("encode the dropped phases of step %s: %w", x.Step, err)
		}
		dropped = &text
	}
	return t.exec(saveStep, t.id, x.Step, x.Activity, x.StartedAt, x.EndedAt, x.Skipped, dropped, x.Situation)
}

// DeleteStep implements estrade.Tx.
func (t *tx) DeleteStep(step string) error {
	return t.exec(`DELETE FROM steps WHERE session = ? AND step = ?`, t.id, step)
}

func scanStep(r scanner) (estrade.StepRun, error) {
	var x estrade.StepRun
	var dropped *string
	if err := r.Scan(&x.Step, &x.Activity, &x.StartedAt, &x.EndedAt, &x.Skipped, &dropped, &x.Situation); err != nil {
		return x, err
	}
	if dropped != nil {
		if err := json.Unmarshal([]byte(*dropped), &x.Dropped); err != nil {
			return x, fmt.Errorf("decode the dropped phases of step %s: %w", x.Step, err)
		}
	}
	return x, nil
}

const partColumns = "state, opening, planned_seconds, extra_seconds, entered_at, opened_at, closed_at, " +
	"shown_at, done_at, paused_at, paused_millis, choice"

var savePart = upsertNumbered("parts", "session, step, part", partColumns, "entered")

// Part implements estrade.Tx.
func (t *tx) Part(step, part string) (estrade.PartRun, error) {
	if err := t.usable(); err != nil {
		return estrade.PartRun{}, err
	}
	if found := t.store.part; found.session == t.id && found.run.Step == step && found.run.Part == part {
		return found.run, nil
	}
	x, err := scanPart(t.queryRow("SELECT step, part, "+partColumns+" FROM parts WHERE session = ? AND step = ? AND part = ?",
		t.id, step, part))
	if err == nil && !t.more { // what this writes may be undone
		t.store.part = foundPart{transaction: t.store.writer.begun, session: t.id, run: x}
	}
	if errors.Is(err, sql.ErrNoRows) {
		return x, estrade.NewError(estrade.CodeNotFound, "part-unknown",
			"This part of the session was not entered.", "Follow what the stage shows.", "step", step, "part", part)
	}
	return x, t.keep(storageError("read part "+step+"/"+part, err))
}

// SavePart implements estrade.Tx.
func (t *tx) SavePart(x estrade.PartRun) error {
	return t.exec(savePart, t.id, x.Step, x.Part, x.State, x.Opening, x.PlannedSeconds, x.ExtraSeconds,
		x.EnteredAt, x.OpenedAt, x.ClosedAt, x.ShownAt, x.DoneAt, x.PausedAt, x.PausedMillis, x.Choice)
}

// DeletePart implements estrade.Tx.
func (t *tx) DeletePart(step, part string) error {
	return t.exec(`DELETE FROM parts WHERE session = ? AND step = ? AND part = ?`, t.id, step, part)
}

func scanPart(r scanner) (estrade.PartRun, error) {
	var x estrade.PartRun
	err := r.Scan(&x.Step, &x.Part, &x.State, &x.Opening, &x.PlannedSeconds, &x.ExtraSeconds,
		&x.EnteredAt, &x.OpenedAt, &x.ClosedAt, &x.ShownAt, &x.DoneAt, &x.PausedAt, &x.PausedMillis, &x.Choice)
	return x, err
}

// AppendLog implements estrade.Tx.
func (t *tx) AppendLog(x estrade.LogEntry) error {
	return t.exec(`INSERT INTO log (session, line, at, event, step, part, detail)
		VALUES (?1, (SELECT coalesce(max(line), 0) + 1 FROM log WHERE session = ?1), ?, ?, ?, ?, ?)`,
		t.id, x.At, x.Event, x.Step, x.Part, x.Detail)
}

// Log implements estrade.Tx: in the order of AppendLog.
func (t *tx) Log() ([]estrade.LogEntry, error) {
	if err := t.usable(); err != nil {
		return nil, err
	}
	lines, err := all(context.Background(), t.conn, func(r scanner) (x estrade.LogEntry, err error) {
		return x, r.Scan(&x.At, &x.Event, &x.Step, &x.Part, &x.Detail)
	}, `SELECT at, event, step, part, detail FROM log WHERE session = ? ORDER BY line`, t.id)
	return lines, t.keep(storageError("read the log", err))
}
