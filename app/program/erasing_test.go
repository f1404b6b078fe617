package program

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	estrade "estrade/app"
)

// holding returns the files of a folder that hold one of the texts.
func holding(t *testing.T, dir string, texts ...string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		for _, text := range texts {
			if bytes.Contains(data, []byte(text)) {
				paths = append(paths, path)
				break
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// After a session is deleted neither the database, its log, any backup nor the
// program's log holds a name, an answer, or whose they were; a crash before the
// backups are replaced is made good at the next start.
func TestProgram_EraseSession(t *testing.T) {
	const name, answer = "Zoé Quetzalcoatl", "une phrase qui ne doit pas rester"
	clock := &setClock{at: time.Now().UTC().Add(time.Hour)}
	p, b := backupsOf(t, clock)
	ctx := t.Context()
	id := create(t, p, "Une séance à supprimer")
	stays := create(t, p, "Une séance qui reste")
	do(t, p, id, estrade.CommandOpenRoom)
	joined := join(t, p, id, name)
	do(t, p, id, estrade.CommandStart)
	err := p.works.store.Update(ctx, id, func(tx estrade.Tx) error {
		return tx.SaveAnswer(estrade.Answer{
			Key:   estrade.AnswerKey{Subject: estrade.Subject{Participant: joined.Participant}, Step: "s", Part: "p", Item: "i"},
			Value: []byte(`"` + answer + `"`),
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	b.look(ctx)
	clock.advance(time.Hour)
	do(t, p, id, estrade.CommandBeginClosing, estrade.CommandFinish)
	b.look(ctx)
	clock.advance(25 * time.Hour)
	if err := b.make(ctx, staleSessions{}); err != nil { // long after the session was closed
		t.Fatal(err)
	}
	if n := len(listBackups(b.dir)); n < 2 {
		t.Fatalf("only %d backups hold the session", n)
	}
	// Names and answers are sealed; the random id of who gave them is not.
	who := string(joined.Participant)
	data := p.c.DataDir
	if found := holding(t, data, who); len(found) < 3 {
		t.Fatalf("what is looked for is in %v only", found)
	}
	if _, err := p.Sessions().EraseSession(ctx, id); err != nil {
		t.Fatal(err)
	}
	// Killed here: nothing of what waits in memory happens.
	if err := p.Close(context.WithoutCancel(ctx)); err != nil {
		t.Fatal(err)
	}
	p = started(t, Config{DataDir: data, RoomAddr: "127.0.0.1:0", Clock: clock})
	p.RenewBackups(ctx)
	if found := holding(t, data, who, name, answer); len(found) != 0 {
		t.Errorf("%v still hold it", found)
	}
	if n := len(listBackups(p.works.backups.dir)); n != 1 {
		t.Errorf("%d backups instead of the new one", n)
	}
	receipts, err := p.Sessions().Receipts(ctx)
	if err != nil || len(receipts) != 1 || !receipts[0].Renewed || receipts[0].Erasure.Rows.Names != 1 {
		t.Errorf("receipts %+v, %v", receipts, err)
	}
	if _, err := p.Sessions().View(ctx, stays); err != nil {
		t.Errorf("another session went too: %v", err)
	}
}
