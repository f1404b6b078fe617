package sqlite

import (
	"context"
	"strings"
	"testing"

	estrade "estrade/app"
)

// A search sees at once what is issued, corrected, titled anew and deleted.
func TestStore_Register_words(t *testing.T) {
	f := openFixture(t, options{})
	ctx := context.Background()
	text := func(x estrade.RegisteredDocument) string {
		return strings.ToLower(x.Document.Number + x.Document.Name + x.Title)
	}
	session := testSession("s-1")
	session.Rehearsal = false
	f.create(t, session, nil, nil)
	issue := func(number, name string) {
		t.Helper()
		f.update(t, "s-1", func(tx estrade.Tx) error {
			if err := tx.IssueDocument(estrade.IssuedDocument{Number: number, Session: "s-1", Kind: estrade.DocumentCertificate, Name: name, Code: "c" + number, IssuedAt: int64(len(number))}); err != nil {
				return err
			}
			return tx.KeepDocument(number, []byte("%PDF-"+number))
		})
	}
	find := func(want int, words ...string) {
		t.Helper()
		for _, limit := range []int{0, 10} {
			page, err := f.Register(ctx, estrade.RegisterQuery{Words: words, Text: text, Limit: limit})
			if err != nil || page.Total != want || len(page.Lines) != want {
				t.Errorf("%q, limit %d: %d of %d lines, want %d, %v", words, limit, len(page.Lines), page.Total, want, err)
			}
		}
	}
	find(0, "zoé")
	issue("1", "Zoé Martin")
	find(1, "zoé")
	issue("22", "Zoé Łukasz")
	find(2, "zoé")
	find(1, "zoé", "łukasz")
	page, err := f.Register(ctx, estrade.RegisterQuery{Words: []string{"zoé"}, Text: text, Limit: 1, Offset: 1})
	if err != nil || page.Total != 2 || len(page.Lines) != 1 || page.Lines[0].Document.Number != "1" {
		t.Errorf("the second page is %+v, %v", page, err)
	}
	session.Title = "Un titre tout neuf"
	f.update(t, "s-1", func(tx estrade.Tx) error { return tx.SaveSession(session) })
	find(2, "neuf")
	if err := f.keys.Destroy(estrade.KeyName{Session: "s-1", Use: estrade.KeyAttendance}); err != nil {
		t.Fatal(err)
	}
	find(0, "zoé")
	find(2, "neuf")
	if err := f.DeleteSession(ctx, "s-1"); err != nil {
		t.Fatal(err)
	}
	find(0, "neuf")
}

// The first page of the register has the words of all lines read behind it, so
// that the search that follows finds them there; closing waits for it.
func TestStore_Register_warmed(t *testing.T) {
	f := openFixture(t, options{})
	ctx := context.Background()
	text := func(x estrade.RegisteredDocument) string { return x.Document.Name }
	session := testSession("s-1")
	session.Rehearsal = false
	f.create(t, session, nil, nil)
	f.update(t, "s-1", func(tx estrade.Tx) error {
		if err := tx.IssueDocument(estrade.IssuedDocument{Number: "1", Session: "s-1", Kind: estrade.DocumentCertificate, Name: "Zoé", Code: "c1", IssuedAt: 1}); err != nil {
			return err
		}
		return tx.KeepDocument("1", []byte("%PDF"))
	})
	if _, err := f.Register(ctx, estrade.RegisterQuery{Limit: 10}); err != nil || f.words.warming.begun.Load() {
		t.Errorf("read without a text to read, %v", err)
	}
	if page, err := f.Register(ctx, estrade.RegisterQuery{Limit: 10, Text: text}); err != nil || page.Total != 1 {
		t.Fatalf("the page is %+v, %v", page, err)
	}
	f.words.warming.going.Wait()
	if !f.words.filled || len(f.words.lines) != 1 || f.words.lines[0].text != "Zoé" {
		t.Errorf("read %+v", f.words.lines)
	}
	f.words.warming.end()
	f.words.warming.begun.Store(false)
	f.words.filled = false
	if _, err := f.Register(ctx, estrade.RegisterQuery{Limit: 10, Text: text}); err != nil || f.words.filled || f.words.warming.begun.Load() {
		t.Errorf("read after the end, %v", err)
	}
}
