package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"testing"

	estrade "estrade/app"
)

// sealedOf are all the values sealed of a session, as they lie in the file.
func sealedOf(t *testing.T, f *fixture, id estrade.SessionID) (sealed [][]byte) {
	t.Helper()
	columns, err := sessionTables(context.Background(), f.read)
	if err != nil {
		t.Fatal(err)
	}
	for table, names := range columns {
		key := "session"
		if table == sessionTable {
			key = "id"
		}
		for _, name := range names {
			if len(name) < 7 || name[:7] != "sealed_" {
				continue
			}
			list, err := all(context.Background(), f.read, func(r scanner) (b []byte, err error) { return b, r.Scan(&b) },
				fmt.Sprintf("SELECT %s FROM %s WHERE %s = ? AND %s IS NOT NULL", name, table, key, name), id)
			if err != nil {
				t.Fatal(err)
			}
			sealed = append(sealed, list...)
		}
	}
	return sealed
}

// eraseWhole deletes a session as it is done: everything, then its row anew.
func eraseWhole(tx estrade.Tx, rows *estrade.ErasedRows) error {
	var err error
	if *rows, err = tx.EraseSession(); err != nil {
		return err
	}
	x, err := tx.Session()
	if err != nil {
		return err
	}
	return tx.SaveSession(estrade.Session{ID: x.ID, State: estrade.SessionErased, Title: x.Title, Client: x.Client, Date: x.Date,
		Zone: x.Zone, AnswersErasedAt: 9, Erasure: &estrade.Erasure{At: 9, Why: estrade.ErasureAsked, Rows: *rows}})
}

func TestTx_EraseSession(t *testing.T) {
	f := openFixture(t, options{})
	want := fillSession(t, f, "s-1")
	fillSession2(t, f)
	sealed := sealedOf(t, f, "s-1")
	if len(sealed) < 20 {
		t.Fatalf("only %d sealed values to look for", len(sealed))
	}
	var rows estrade.ErasedRows
	f.update(t, "s-1", func(tx estrade.Tx) error { return eraseWhole(tx, &rows) })

	if rows.Answers != len(want.Answers) || rows.Names != len(want.Attendance) || rows.People != len(want.Participants) ||
		rows.Signatures != len(want.Signatures) || rows.Notes != len(want.Notes) || rows.Links != len(want.Links) {
		t.Errorf("counted %+v", rows)
	}
	conn := rawConn(t, f.path)
	columns, err := sessionTables(context.Background(), f.read)
	if err != nil {
		t.Fatal(err)
	}
	for table := range columns {
		if table == sessionTable || table == "documents" {
			continue
		}
		if n := readRaw[int](t, conn, "SELECT count(*) FROM "+table+" WHERE session = 's-1'"); n != 0 {
			t.Errorf("%s still has %d rows", table, n)
		}
	}
	if other := f.load(t, "s-2"); len(other.Answers) != 1 || len(other.Attendance) != 1 {
		t.Errorf("another session has %d answers and %d names left", len(other.Answers), len(other.Attendance))
	}
	noSealed(t, f, sealed)

	list, err := f.Receipts(context.Background())
	if err != nil || len(list) != 1 || list[0].Title != want.Session.Title || list[0].Erasure.Rows != rows || list[0].Registered != 3 || list[0].Renewed {
		t.Fatalf("receipts %+v, %v", list, err)
	}
	if got, err := f.Sessions(context.Background(), estrade.SessionFilter{}); err != nil || slices.ContainsFunc(got, func(x estrade.SessionSummary) bool { return x.ID == "s-1" }) {
		t.Errorf("the list still has it: %+v, %v", got, err)
	}
	page, err := f.Register(context.Background(), estrade.RegisterQuery{})
	if err != nil || !slices.ContainsFunc(page.Lines, func(x estrade.RegisteredDocument) bool {
		return x.Document.Session == "s-1" && x.Document.Number != "" && x.Document.Name == ""
	}) {
		t.Errorf("the register has %+v, %v", page.Lines, err)
	}
	stale, err := f.StaleCopies(context.Background())
	if err != nil || !slices.Equal(stale, []estrade.SessionID{"s-1"}) {
		t.Fatalf("stale copies %v, %v", stale, err)
	}
	if err := f.CopiesRenewed(context.Background(), stale); err != nil {
		t.Fatal(err)
	}
	if list, err = f.Receipts(context.Background()); err != nil || !list[0].Renewed {
		t.Errorf("backups are renewed and the receipt says %+v, %v", list, err)
	}
	left, err := f.KeysToDestroy(context.Background())
	if err != nil || !slices.Equal(left, []estrade.SessionID{"s-1"}) {
		t.Fatalf("keys to destroy: %v, %v", left, err)
	}
	if err := f.KeysDestroyed(context.Background(), "s-1"); err != nil {
		t.Fatal(err)
	}
	if left, err = f.KeysToDestroy(context.Background()); err != nil || len(left) != 0 {
		t.Errorf("keys to destroy: %v, %v", left, err)
	}
}

// fillSession2 is another session, which stays.
func fillSession2(t *testing.T, f *fixture) {
	t.Helper()
	f.create(t, testSession("s-2"), nil, []estrade.Attendance{{ID: "b-1", Name: "Une autre personne"}})
	f.update(t, "s-2", func(tx estrade.Tx) error {
		return tx.SaveAnswer(estrade.Answer{Key: estrade.AnswerKey{Subject: estrade.Subject{Participant: "p-9"}, Step: "rank", Part: "individual", Item: "mail"}, Value: []byte("1")})
	})
}

// noSealed looks for sealed values in the database and beside it.
func noSealed(t *testing.T, f *fixture, sealed [][]byte) {
	t.Helper()
	data := fileBytes(t, f.path)
	for i, value := range sealed {
		if bytes.Contains(data, value) {
			t.Fatalf("the file still holds sealed value %d of %d", i, len(sealed))
		}
	}
}

// The plug is pulled after the deletion was committed and before the file was
// rewritten: the next opening does it.
func TestTx_EraseSession_interrupted(t *testing.T) {
	f := openFixture(t, options{})
	fillSession(t, f, "s-1")
	sealed := sealedOf(t, f, "s-1")
	err := f.writer.do(context.Background(), func(conn *sql.Conn) error {
		tx := newTx(f.Store, conn, "s-1")
		var rows estrade.ErasedRows
		return tx.end(eraseWhole(tx, &rows))
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	f = f.reopen(t)
	noSealed(t, f, sealed)
	if left, err := f.KeysToDestroy(context.Background()); err != nil || len(left) != 1 {
		t.Errorf("keys to destroy: %v, %v", left, err)
	}
}
