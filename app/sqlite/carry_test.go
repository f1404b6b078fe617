package sqlite

import (
	"context"
	"path/filepath"
	"reflect"
	"testing"

	estrade "estrade/app"
)

// What went on since the backup and can be read whole replaces what the backup
// has; what is damaged stays as the backup has it.
func TestCarry(t *testing.T) {
	ctx := context.Background()
	f := openFixture(t, options{})
	fillSession(t, f, "s-whole")
	fillAnswers(t, f, "s-damaged", 2000)
	f.create(t, testSession("s-spoilt"), nil, nil)
	path := filepath.Join(t.TempDir(), "backup.db")
	if _, err := f.Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	// Since then:
	f.update(t, "s-whole", func(tx estrade.Tx) error { return tx.SaveAnswer(answer("p-late", "rank", "since", "9")) })
	fillAnswers(t, f, "s-new", 20)
	f.update(t, "s-damaged", func(tx estrade.Tx) error { return tx.SaveAnswer(answer("p-late", "rank", "since", "9")) })
	f.update(t, "s-spoilt", func(tx estrade.Tx) error {
		_, err := tx.NextNumber("2026")
		if err == nil {
			err = tx.SaveNote(estrade.Note{ID: "n-1", Text: "secret"})
		}
		return err
	})
	f.update(t, "s-whole", func(tx estrade.Tx) error {
		_, err := tx.NextNumber("2026")
		return err
	})
	want := f.load(t, "s-whole")
	wantNew := f.load(t, "s-new")
	damageLeaf(t, f.path)
	// A value that does not open, on a page that can be read.
	execRaw(t, rawConn(t, f.path), `UPDATE notes SET sealed_text = zeroblob(40) WHERE session = 's-spoilt'`)
	f = f.reopen(t)
	for id, whole := range map[estrade.SessionID]bool{"s-whole": true, "s-new": true, "s-damaged": false, "s-spoilt": false} {
		if err := f.Whole(ctx, id); (err == nil) != whole {
			t.Errorf("%s: %v", id, err)
		}
	}
	backup := openAt(t, path, f.keys, options{})
	carried, err := Carry(ctx, f.Store, backup.Store)
	if err != nil || carried != 2 {
		t.Fatalf("%d taken over, %v", carried, err)
	}
	if got := backup.load(t, "s-whole"); !reflect.DeepEqual(got, want) {
		t.Error("the session that is whole was not taken over as it is")
	}
	if got := backup.load(t, "s-new"); !reflect.DeepEqual(got, wantNew) {
		t.Error("the session made since was not taken over as it is")
	}
	if got := backup.load(t, "s-damaged"); len(got.Answers) != 2000 {
		t.Errorf("the damaged session has %d answers, not those of the backup", len(got.Answers))
	}
	if got := backup.load(t, "s-spoilt"); len(got.Notes) != 0 {
		t.Errorf("the spoilt session has %d notes", len(got.Notes))
	}
	conn := rawConn(t, path)
	if n := readRaw[int](t, conn, `SELECT value FROM counters WHERE name = '2026'`); n != 2 {
		t.Errorf("numbers go on from %d", n)
	}
	if n := readRaw[int](t, conn, `SELECT count(*) FROM session_words WHERE session_words MATCH 'distance'`); n != 4 {
		t.Errorf("%d sessions are found by their words", n)
	}
	if n := readRaw[int](t, conn, `SELECT count(*) FROM pragma_foreign_key_check`); n != 0 {
		t.Errorf("%d rows belong to nothing", n)
	}
	if err := backup.Check(ctx); err != nil {
		t.Error(err)
	}
}
