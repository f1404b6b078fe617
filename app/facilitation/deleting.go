package facilitation

import (
	"context"
	"errors"
	"fmt"
	"time"

	estrade "estrade/app"
)

// A session that took place is deleted whole, once and for good, when the
// trainer says so or when the evidence of attendance was kept as long as the
// settings say. What stays names nobody: the session's title, client and day,
// and in the register number, code, kind, date and digest of what was issued, so
// that a file handed out earlier can still be checked.

func errSessionErased() error {
	return estrade.NewError(estrade.CodeConflict, "session-erased", "This session was deleted.",
		"Its receipt is on the page Documents.")
}

// erasable reports why a session cannot be deleted, nil when it can.
func erasable(row estrade.Session) error {
	switch {
	case row.Rehearsal || row.State == estrade.SessionDraft:
		return estrade.NewError(estrade.CodeConflict, "erase-discard", "A draft or a rehearsal holds nothing that counts.",
			"Throw it away on the page of sessions.")
	case row.State == estrade.SessionErased:
		return errSessionErased()
	case row.ClosedAt == 0:
		return estrade.NewError(estrade.CodeConflict, "erase-running", "This session is not closed: people may still be answering.",
			"Close it first.")
	}
	return nil
}

// EraseSession implements estrade.Sessions.
func (d *Desk) EraseSession(ctx context.Context, id estrade.SessionID) (estrade.DeletionReceipt, error) {
	if err := d.eraseSession(ctx, id, estrade.ErasureAsked); err != nil {
		return estrade.DeletionReceipt{}, err
	}
	return d.receipt(ctx, id)
}

func (d *Desk) eraseSession(ctx context.Context, id estrade.SessionID, why estrade.ErasureReason) error {
	_, release, err := d.alone(ctx, id)
	if err != nil {
		return err
	}
	defer release()
	err = d.store.Update(ctx, id, func(tx estrade.Tx) error {
		row, err := tx.Session()
		if err != nil {
			return err
		}
		if err := erasable(row); err != nil {
			return err
		}
		rows, err := tx.EraseSession()
		if err != nil {
			return err
		}
		return tx.SaveSession(erasedRow(row, estrade.Erasure{At: d.now(), Why: why, Rows: rows}))
	})
	if err != nil {
		d.disk.note(err)
		return err
	}
	d.forget(id)
	// The rows are gone; what a crash leaves of the keys goes at the next start.
	return d.destroyBothKeys(ctx, id)
}

// erasedRow is what stays of a session: what the register says of it.
func erasedRow(row estrade.Session, e estrade.Erasure) estrade.Session {
	erased := row.AnswersErasedAt
	if erased == 0 {
		erased = e.At
	}
	return estrade.Session{
		ID: row.ID, State: estrade.SessionErased, Revision: row.Revision + 1, Erasure: &e,
		Title: row.Title, Client: row.Client, Date: row.Date, Zone: row.Zone,
		ConsoleLanguage: row.ConsoleLanguage, StageLanguage: row.StageLanguage, DocumentLanguage: row.DocumentLanguage,
		CreatedAt: row.CreatedAt, OpenedAt: row.OpenedAt, ClosingAt: row.ClosingAt, ClosedAt: row.ClosedAt,
		RetentionDays: row.RetentionDays, AnswersErasedAt: erased,
	}
}

// destroyKeys destroys keys of a session; one that is not there any more is as good.
func (d *Desk) destroyKeys(id estrade.SessionID, uses ...estrade.KeyUse) error {
	for _, use := range uses {
		if err := d.keys.Destroy(estrade.KeyName{Session: id, Use: use}); err != nil && !isNotFound(err) {
			return fmt.Errorf("destroy the key of %s: %w", use, err)
		}
	}
	return nil
}

// destroyBothKeys destroys both keys of a deleted session and notes it.
func (d *Desk) destroyBothKeys(ctx context.Context, id estrade.SessionID) error {
	if err := d.destroyKeys(id, estrade.KeyAnswers, estrade.KeyAttendance); err != nil {
		return err
	}
	return d.store.KeysDestroyed(ctx, id)
}

// finishErasing destroys the keys that a crash left behind; what fails is tried
// again at the next look.
func (d *Desk) finishErasing(ctx context.Context) {
	left, err := d.store.KeysToDestroy(ctx)
	for _, id := range left {
		err = errors.Join(err, d.destroyBothKeys(ctx, id))
	}
	if err != nil && ctx.Err() == nil {
		d.log.Error("finish deleting sessions", "error", err)
	}
}

// Receipts implements estrade.Sessions.
func (d *Desk) Receipts(ctx context.Context) ([]estrade.DeletionReceipt, error) {
	return d.store.Receipts(ctx)
}

func (d *Desk) receipt(ctx context.Context, id estrade.SessionID) (estrade.DeletionReceipt, error) {
	list, err := d.store.Receipts(ctx)
	if err != nil {
		return estrade.DeletionReceipt{}, err
	}
	for _, r := range list {
		if r.Session == id {
			return r, nil
		}
	}
	return estrade.DeletionReceipt{}, estrade.NewError(estrade.CodeNotFound, "receipt-unknown", "No session was deleted under this name.",
		"Look at the receipts on the page Documents.")
}

// ReceiptFile implements estrade.Results.
func (d *Desk) ReceiptFile(ctx context.Context, id estrade.SessionID) (estrade.File, error) {
	r, err := d.receipt(ctx, id)
	if err != nil {
		return estrade.File{}, err
	}
	row, err := d.store.Session(ctx, id)
	if err != nil {
		return estrade.File{}, err
	}
	settings, err := d.store.Settings(ctx)
	if err != nil {
		return estrade.File{}, err
	}
	zone := zoneOf(row)
	data := estrade.ReceiptData{
		Language: row.DocumentLanguage, Organisation: estrade.OrganisationOf(settings), Receipt: r,
		ErasedOn: time.UnixMilli(r.Erasure.At).In(zone), MadeOn: d.clock.Now().In(zone),
	}
	data.Date, _ = time.ParseInLocation(time.DateOnly, row.Date, zone) // zero: left out
	pdf, err := d.documents.Receipt(data)
	if err != nil {
		return estrade.File{}, err
	}
	if pdf, err = d.seal.SignPDF(pdf); err != nil {
		return estrade.File{}, err
	}
	name := d.nameFile(row, "", estrade.Text{FR: "recu-suppression", EN: "deletion-receipt"}, "")
	return estrade.File{Name: name, Type: "application/pdf", Data: pdf}, nil
}
