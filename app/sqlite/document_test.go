package sqlite

import (
	"bytes"
	"context"
	"testing"

	estrade "estrade/app"
)

func TestTx_KeepDocument(t *testing.T) {
	ctx := context.Background()
	f := openSession(t, options{})
	f.create(t, testSession("s-2"), nil, nil)
	keep := func(in estrade.SessionID, data string) error {
		return f.Update(ctx, in, func(tx estrade.Tx) error { return tx.KeepDocument("1", []byte(data)) })
	}
	wantError(t, keep("s-1", "PDF of Zoé"), estrade.CodeNotFound, "document-unknown")
	f.update(t, "s-1", func(tx estrade.Tx) error {
		return tx.IssueDocument(estrade.IssuedDocument{Number: "1", Session: "s-1", Kind: estrade.DocumentCertificate, Name: "Zoé"})
	})
	_, err := f.DocumentFile(ctx, "s-1", "1")
	wantError(t, err, estrade.CodeNotFound, "document-unknown")
	wantError(t, keep("s-2", "PDF of Zoé"), estrade.CodeNotFound, "document-unknown")
	if err := keep("s-1", "PDF of Zoé"); err != nil {
		t.Fatal(err)
	}
	wantError(t, keep("s-1", "another PDF"), estrade.CodeConflict, "document-frozen")
	// Its line may still change, its bytes not.
	f.update(t, "s-1", func(tx estrade.Tx) error {
		return tx.IssueDocument(estrade.IssuedDocument{Number: "1", Session: "s-1", Kind: estrade.DocumentCertificate, RevokedAt: 5})
	})
	data, err := f.DocumentFile(ctx, "s-1", "1")
	if err != nil || string(data) != "PDF of Zoé" {
		t.Fatalf("kept %q, %v", data, err)
	}
	if d := f.load(t, "s-1").Documents[0]; d.Size != len(data) || d.RevokedAt != 5 {
		t.Fatalf("line %+v", d)
	}
	stored := readRaw[[]byte](t, rawConn(t, f.path), "SELECT sealed_data FROM document_files")
	if bytes.Contains(stored, []byte("Zoé")) {
		t.Fatal("the bytes are stored in clear")
	}
	execRaw(t, rawConn(t, f.path), `UPDATE document_files SET sealed_data = zeroblob(60)`)
	_, err = f.DocumentFile(ctx, "s-1", "1")
	wantError(t, err, estrade.CodeInternal, "value-damaged")
	wantError(t, f.Whole(ctx, "s-1"), estrade.CodeInternal, "value-damaged")
}

func TestStore_Register(t *testing.T) {
	ctx := context.Background()
	f := openFixture(t, options{})
	fillSession(t, f, "s-1")
	rehearsal := testSession("s-2")
	f.create(t, rehearsal, nil, nil)
	f.update(t, "s-2", func(tx estrade.Tx) error {
		return tx.IssueDocument(estrade.IssuedDocument{Number: "R-1", Session: "s-2", Kind: estrade.DocumentReport})
	})
	f.update(t, "s-1", func(tx estrade.Tx) error {
		s, err := tx.Session()
		if err != nil {
			return err
		}
		s.Rehearsal = false
		return tx.SaveSession(s)
	})
	page, err := f.Register(ctx, estrade.RegisterQuery{})
	list := page.Lines
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 3 || list[0].Document.Number != "2026-0003" || list[0].Document.Reason != "Mauvaise personne" ||
		list[2].Document.Name != "Nguyễn Thị Zoé" || list[2].Document.Status() != estrade.DocumentReplaced || list[2].Title == "" || list[2].Written != estrade.English {
		t.Fatalf("register %+v", list)
	}
	if err := f.keys.Destroy(estrade.KeyName{Session: "s-1", Use: estrade.KeyAttendance}); err != nil {
		t.Fatal(err)
	}
	if page, err = f.Register(ctx, estrade.RegisterQuery{}); err != nil {
		t.Fatal(err)
	}
	list = page.Lines
	last := list[2].Document
	if last.Name != "" || last.File != "" || list[0].Document.Reason != "" {
		t.Errorf("names are still readable: %+v", list)
	}
	if last.Code != "7QF4-M2KD-93XA" || last.SHA256 != keptDigest || list[0].Document.RevokedAt != 90 {
		t.Errorf("number, code and fate stay: %+v", list)
	}
	_, err = f.DocumentFile(ctx, "s-1", "2026-0001")
	wantError(t, err, estrade.CodeNotFound, "key-destroyed")
}
