package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"

	estrade "estrade/app"
)

// Places of what is sealed of an issued document.
func documentPlace(number string) place       { return place{"documents", "name", number} }
func documentFilePlace(number string) place   { return place{"documents", "file", number} }
func documentBasisPlace(number string) place  { return place{"documents", "basis", number} }
func documentReasonPlace(number string) place { return place{"documents", "reason", number} }
func documentDataPlace(number string) place   { return place{"document_files", "data", number} }

// IssueDocument implements estrade.Tx. A number already given to a document
// of this session is written again; to another session's, CodeConflict.
func (t *tx) IssueDocument(d estrade.IssuedDocument) error {
	if d.Session != t.id {
		return fmt.Errorf("issue a document of session %s in a transaction of session %s", d.Session, t.id)
	}
	var sealed [4][]byte
	for i, value := range []struct {
		text string
		at   place
	}{
		{d.Name, documentPlace(d.Number)}, {d.File, documentFilePlace(d.Number)},
		{d.Basis, documentBasisPlace(d.Number)}, {d.Reason, documentReasonPlace(d.Number)},
	} {
		var err error
		if sealed[i], err = t.sealText(estrade.KeyAttendance, value.text, value.at); err != nil {
			return err
		}
	}
	if err := t.usable(); err != nil {
		return err
	}
	t.registered = true
	var holder estrade.SessionID
	err := t.queryRow(`SELECT session FROM documents WHERE number = ?`, d.Number).Scan(&holder)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return t.keep(storageError("look up document "+d.Number, err))
	}
	if err == nil && holder != t.id {
		return estrade.NewError(estrade.CodeConflict, "number-taken",
			"The number "+d.Number+" belongs to a document of another session.",
			"Issue the documents again.", "number", d.Number)
	}
	return t.exec(saveDocument, d.Number, t.id, d.Kind, d.Attendance, sealed[0], sealed[1], d.IssuedAt,
		d.Wording, d.Code, sealed[2], d.Replaces, d.RevokedAt, sealed[3])
}

var saveDocument = upsert("documents", "number", "session, kind, attendance, sealed_name, sealed_file, issued_at, wording, "+
	"code, sealed_basis, replaces, revoked_at, sealed_reason")

// Issued implements estrade.Tx: numbers of documents that were never drawn do
// not count.
func (t *tx) Issued() (int, error) {
	if err := t.usable(); err != nil {
		return 0, err
	}
	var n int
	err := t.queryRow(`SELECT count(*) FROM documents WHERE session = ? AND (size > 0 OR code = '')`, t.id).Scan(&n)
	return n, t.keep(storageError("count the documents", err))
}

// KeepDocument implements estrade.Tx. CodeNotFound: the document has no line in
// this session.
func (t *tx) KeepDocument(number string, data []byte) error {
	sealed, err := t.seal(estrade.KeyAttendance, data, documentDataPlace(number))
	if err != nil {
		return err
	}
	if err := t.usable(); err != nil {
		return err
	}
	t.registered = true
	sum := sha256.Sum256(data)
	digest := hex.EncodeToString(sum[:])
	var kept string
	err = t.queryRow(`SELECT sha256 FROM documents WHERE number = ? AND session = ?`, number, t.id).Scan(&kept)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return errDocumentUnknown(number)
	case err != nil:
		return t.keep(storageError("look up document "+number, err))
	case kept == digest:
		return nil
	case kept != "":
		return estrade.NewError(estrade.CodeConflict, "document-frozen",
			"The document "+number+" was issued already and does not change.",
			"Issue a new one that replaces it.", "number", number)
	}
	if err := t.exec(`UPDATE documents SET size = ?, sha256 = ? WHERE number = ?`, len(data), digest, number); err != nil {
		return err
	}
	return t.exec(`INSERT INTO document_files (number, session, sealed_data) VALUES (?, ?, ?)`, number, t.id, sealed)
}

func errDocumentUnknown(number string) error {
	return estrade.NewError(estrade.CodeNotFound, "document-unknown",
		"No document "+number+" was issued here.", "Look at the register.", "number", number)
}

// DocumentFile returns the bytes kept of an issued document. CodeNotFound:
// "document-unknown" when none are kept, "key-destroyed" once they are erased.
func (s *Store) DocumentFile(ctx context.Context, id estrade.SessionID, number string) ([]byte, error) {
	var sealed []byte
	err := s.read.QueryRowContext(ctx, `SELECT sealed_data FROM document_files WHERE number = ? AND session = ?`, number, id).Scan(&sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errDocumentUnknown(number)
	}
	if err != nil {
		return nil, readError("read document "+number, err)
	}
	return seals{s.sealer, id}.open(estrade.KeyAttendance, sealed, documentDataPlace(number))
}

// checkDocumentFiles opens every document kept of a session whose key is there.
func (s *Store) checkDocumentFiles(ctx context.Context, id estrade.SessionID) error {
	numbers, err := all(ctx, s.read, func(r scanner) (n string, err error) { return n, r.Scan(&n) },
		`SELECT number FROM document_files WHERE session = ?`, id)
	if err != nil {
		return readError("list the documents kept", err)
	}
	for _, n := range numbers {
		if _, err := s.DocumentFile(ctx, id, n); err != nil && !isKeyDestroyed(err) {
			return err
		}
	}
	return nil
}

const documentColumns = `d.number, d.session, d.kind, d.attendance, d.sealed_name, d.sealed_file, d.issued_at, d.wording,
	d.code, d.sealed_basis, d.replaces, d.revoked_at, d.sealed_reason, d.size, d.sha256, ` + replacedBy

// replacedBy is the number of the document that corrects document d.
const replacedBy = `coalesce((SELECT max(n.number) FROM documents n WHERE n.replaces = d.number AND n.replaces <> '' AND n.size > 0), '')`

func (s seals) scanDocument(r scanner) (estrade.IssuedDocument, error) { return s.scanDocumentThen(r) }

// scanDocumentThen scans a document and, after its columns, more.
func (s seals) scanDocumentThen(r scanner, more ...any) (d estrade.IssuedDocument, err error) {
	var name, file, basis, reason []byte
	into := []any{&d.Number, &d.Session, &d.Kind, &d.Attendance, &name, &file, &d.IssuedAt, &d.Wording,
		&d.Code, &basis, &d.Replaces, &d.RevokedAt, &reason, &d.Size, &d.SHA256, &d.ReplacedBy}
	if err := r.Scan(append(into, more...)...); err != nil {
		return d, err
	}
	s.session = d.Session
	for _, value := range []struct {
		to     *string
		sealed []byte
		at     place
	}{
		{&d.Name, name, documentPlace(d.Number)}, {&d.File, file, documentFilePlace(d.Number)},
		{&d.Basis, basis, documentBasisPlace(d.Number)}, {&d.Reason, reason, documentReasonPlace(d.Number)},
	} {
		if *value.to, err = s.openText(estrade.KeyAttendance, value.sealed, value.at); err != nil {
			return d, err
		}
	}
	return d, nil
}
