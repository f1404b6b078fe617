package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	estrade "estrade/app"
)

// fillAnswers writes a session with so many answers.
func fillAnswers(t testing.TB, f *fixture, id estrade.SessionID, n int) {
	t.Helper()
	f.create(t, testSession(id), nil, nil)
	f.update(t, id, func(tx estrade.Tx) error {
		for i := range n {
			if err := tx.SaveAnswer(answer(estrade.ParticipantID(fmt.Sprintf("p-%05d", i)), "rank", "item", `"`+strings.Repeat("x", 200)+`"`)); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestStore_Backup(t *testing.T) {
	ctx := context.Background()
	t.Run("OK", func(t *testing.T) {
		f := openFixture(t, options{})
		fillSession(t, f, "s-1")
		fillAnswers(t, f, "s-2", 3000)
		path := filepath.Join(t.TempDir(), "copy.db")
		c, err := f.Backup(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		if c.Sessions != 2 || c.Answers < 3000 || !reflect.DeepEqual(c.Running, []estrade.SessionID{"s-1", "s-2"}) {
			t.Errorf("it holds %+v", c)
		}
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("it is %v, %v", info.Mode(), err)
		}
		for _, id := range []estrade.SessionID{"s-1", "s-2"} {
			copied := openAt(t, path, f.keys, options{})
			if got, want := copied.load(t, id), f.load(t, id); !reflect.DeepEqual(got, want) {
				t.Errorf("%s differs in the copy", id)
			}
			if err := copied.Close(); err != nil {
				t.Fatal(err)
			}
		}
	})
	t.Run("while answers come in", func(t *testing.T) {
		f := openFixture(t, options{})
		fillAnswers(t, f, "s-1", 3000)
		f.update(t, "s-1", func(tx estrade.Tx) error {
			return tx.SavePart(estrade.PartRun{Step: "rank", Part: "individual", State: estrade.PartOpen})
		})
		stop, answers := make(chan struct{}), 0
		var writing sync.WaitGroup
		writing.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if err := submit(f.Store, "s-1", answer("p-late", "rank", fmt.Sprintf("i-%d", answers), "1")); err != nil {
					t.Error(err)
					return
				}
				answers++
			}
		})
		path := filepath.Join(t.TempDir(), "copy.db")
		c, err := f.Backup(ctx, path)
		close(stop)
		writing.Wait()
		if err != nil || c.Answers < 3000 || c.Answers > 3000+answers {
			t.Errorf("%+v after %d more answers: %v", c, answers, err)
		}
	})
	t.Run("gives way to an erasure", func(t *testing.T) {
		f := openFixture(t, options{})
		fillAnswers(t, f, "s-1", 3000)
		ctx, end := f.long.begin(ctx)
		away := make(chan struct{})
		go func() {
			<-ctx.Done()
			end()
			close(away)
		}()
		// It would wait for the copy as long as the copy lasts.
		f.update(t, "s-1", func(tx estrade.Tx) error { return tx.DeleteAnswers("p-00007") })
		<-away
		if info, err := os.Stat(f.path + "-wal"); err != nil || info.Size() != 0 {
			t.Errorf("the log still has %d bytes, %v", info.Size(), err)
		}
	})
	t.Run("ErrDamaged", func(t *testing.T) {
		f := openFixture(t, options{})
		fillAnswers(t, f, "s-1", 3000)
		damageLeaf(t, f.path)
		folder := t.TempDir()
		if _, err := f.Backup(ctx, filepath.Join(folder, "copy.db")); !IsDamaged(err) {
			t.Errorf("got %v", err)
		}
		if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
			t.Errorf("it left %v, %v", left, err)
		}
	})
}

// A backup says nothing more once the keys of a session are destroyed.
func TestStore_Backup_erased(t *testing.T) {
	f := openFixture(t, options{})
	fillSession(t, f, "s-1")
	path := filepath.Join(t.TempDir(), "copy.db")
	if _, err := f.Backup(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	for _, use := range []estrade.KeyUse{estrade.KeyAnswers, estrade.KeyAttendance} {
		if err := f.keys.Destroy(estrade.KeyName{Session: "s-1", Use: use}); err != nil {
			t.Fatal(err)
		}
	}
	copied := openAt(t, path, f.keys, options{})
	r := copied.load(t, "s-1")
	if len(r.Answers) != 0 || len(r.Notes) != 0 || len(r.Attendance) == 0 || len(r.Participants) == 0 {
		t.Fatalf("%d answers, %d notes, %d attendances, %d participants", len(r.Answers), len(r.Notes), len(r.Attendance), len(r.Participants))
	}
	for _, a := range r.Attendance {
		if a.Name != "" {
			t.Errorf("the backup still tells the name %q", a.Name)
		}
	}
	for _, p := range r.Participants {
		if p.Pseudonym != "" {
			t.Errorf("the backup still tells the pseudonym %q", p.Pseudonym)
		}
	}
}

// Closing a session and erasing answers ask for new backups, in the same
// transaction, until somebody says that they are made.
func TestStore_StaleBackups(t *testing.T) {
	ctx := context.Background()
	f := openFixture(t, options{})
	fillSession(t, f, "s-1")
	fillAnswers(t, f, "s-2", 1)
	stale := func() []estrade.SessionID {
		ids, err := f.StaleBackups(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return ids
	}
	if ids := stale(); len(ids) != 0 {
		t.Fatalf("before anything: %v", ids)
	}
	f.update(t, "s-2", func(tx estrade.Tx) error { return tx.DestroyLinks() })
	f.update(t, "s-1", func(tx estrade.Tx) error { return tx.DeleteAnswers("p-1") })
	f = f.reopen(t)
	if ids := stale(); !reflect.DeepEqual(ids, []estrade.SessionID{"s-1", "s-2"}) {
		t.Fatalf("got %v", ids)
	}
	if err := f.BackupsRenewed(ctx, []estrade.SessionID{"s-2"}); err != nil {
		t.Fatal(err)
	}
	if ids := stale(); !reflect.DeepEqual(ids, []estrade.SessionID{"s-1"}) {
		t.Fatalf("got %v", ids)
	}
}

// damageLeaf overwrites what a leaf page of the answers holds, of those that
// are in the file and not in the log, in the middle of the table.
func damageLeaf(t testing.TB, path string) {
	t.Helper()
	db := sql.OpenDB(newConnector(path, false, options{}))
	var busy, frames, moved int
	if err := db.QueryRow(`PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &frames, &moved); err != nil || busy != 0 {
		t.Fatalf("checkpoint: %d, %v", busy, err)
	}
	db.Close()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(data), "p:p-00900")
	if at < 0 {
		t.Fatal("the answer is not in the file")
	}
	damageAt(t, path, int64(at/4096*4096), 512)
}

// damageAt overwrites n bytes.
func damageAt(t testing.TB, path string, offset int64, n int) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.WriteAt([]byte(strings.Repeat("\xa5", n)), offset); err != nil {
		t.Fatal(err)
	}
}

func digestOf(t testing.TB, path string) [sha256.Size]byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(data)
}

// killed copies the database as a program that was killed leaves it: with what
// the log holds and the file does not.
func killed(t testing.TB, f *fixture) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "estrade.db")
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(f.path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path+suffix, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// Whatever is wrong with the files, opening says so and changes nothing.
func TestOpen_damaged(t *testing.T) {
	ctx := context.Background()
	for name, spoil := range map[string]func(t *testing.T, path string){
		"header":           func(t *testing.T, path string) { damageAt(t, path, 0, 64) },
		"no database":      func(t *testing.T, path string) { write(t, path, strings.Repeat("Bonjour. ", 2000)) },
		"a few bytes":      func(t *testing.T, path string) { write(t, path, "SQLite") },
		"gone, log left":   func(t *testing.T, path string) { remove(t, path) },
		"empty, log left":  func(t *testing.T, path string) { write(t, path, "") },
		"log's header":     func(t *testing.T, path string) { damageAt(t, path+"-wal", 8, 16) },
		"log, first frame": func(t *testing.T, path string) { damageAt(t, path+"-wal", logHeader+frameHeader+90, 8) },
		"log, its salt":    func(t *testing.T, path string) { damageAt(t, path+"-wal", logHeader+8, 8) },
	} {
		t.Run(name, func(t *testing.T) {
			f := openFixture(t, options{})
			fillAnswers(t, f, "s-1", 300)
			for i := range 5 {
				f.update(t, "s-1", func(tx estrade.Tx) error {
					return tx.SaveTable(estrade.Table{ID: estrade.TableID(fmt.Sprint("t-", i))})
				})
			}
			path := killed(t, f)
			spoil(t, path)
			log := digestOf(t, path+"-wal")
			_, err := Open(ctx, path, f.keys, fixedClock{testTime})
			if !IsDamaged(err) {
				t.Fatalf("got %v", err)
			}
			if digestOf(t, path+"-wal") != log {
				t.Error("the log was changed")
			}
		})
	}
	for name, spoil := range map[string]func(t *testing.T, path string, size int64){
		"truncated": func(t *testing.T, path string, size int64) {
			if err := os.Truncate(path, size*2/3); err != nil {
				t.Fatal(err)
			}
		},
		"schema":   func(t *testing.T, path string, _ int64) { damageAt(t, path, 100, 2000) },
		"sessions": func(t *testing.T, path string, _ int64) { damageAt(t, path, rootOf(t, path, "sessions"), 300) },
	} {
		t.Run(name, func(t *testing.T) {
			f := openFixture(t, options{})
			fillAnswers(t, f, "s-1", 300)
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(f.path)
			if err != nil {
				t.Fatal(err)
			}
			spoil(t, f.path, info.Size())
			before := digestOf(t, f.path)
			if _, err := Open(ctx, f.path, f.keys, fixedClock{testTime}); !IsDamaged(err) {
				t.Fatalf("got %v", err)
			}
			if digestOf(t, f.path) != before {
				t.Error("the file was changed")
			}
		})
	}
}

// rootOf is where the first page of a table lies in the file.
func rootOf(t testing.TB, path, table string) int64 {
	t.Helper()
	db := sql.OpenDB(plainConnector(fileURI(path) + "?mode=ro&immutable=1"))
	defer db.Close()
	var page int64
	if err := db.QueryRow(`SELECT rootpage FROM sqlite_schema WHERE name = ?`, table).Scan(&page); err != nil {
		t.Fatal(err)
	}
	return (page - 1) * 4096
}

// What a crash leaves is no damage: a log that ends in the middle of its last
// transaction, frames of an older log behind the new ones.
func TestOpen_crashed(t *testing.T) {
	f := openFixture(t, options{})
	fillAnswers(t, f, "s-1", 3000) // a long log
	db := sql.OpenDB(newConnector(f.path, false, options{}))
	var busy, frames, moved int
	if err := db.QueryRow(`PRAGMA wal_checkpoint(RESTART)`).Scan(&busy, &frames, &moved); err != nil || busy != 0 {
		t.Fatal(busy, err)
	}
	db.Close()
	f.update(t, "s-1", func(tx estrade.Tx) error { return tx.SaveTable(estrade.Table{ID: "t-kept"}) })
	path := killed(t, f)
	frames, err := checkLog(path + "-wal")
	if err != nil || frames == 0 || frames > 20 {
		t.Fatalf("%d frames, %v", frames, err)
	}
	// The last transaction's last frame is torn.
	damageAt(t, path+"-wal", int64(logHeader+(frames-1)*(frameHeader+4096)+frameHeader+10), 100)
	opened := openAt(t, path, f.keys, options{})
	if r := opened.load(t, "s-1"); len(r.Answers) != 3000 || len(r.Tables) != 0 {
		t.Errorf("%d answers, %d tables", len(r.Answers), len(r.Tables))
	}
}

func TestStore_Check(t *testing.T) {
	ctx := context.Background()
	f := openFixture(t, options{})
	fillAnswers(t, f, "s-1", 3000)
	fillAnswers(t, f, "s-2", 10)
	if err := f.Check(ctx); err != nil {
		t.Fatal(err)
	}
	damageLeaf(t, f.path)
	// A page that is read already is sound in memory.
	f = f.reopen(t)
	if err := f.Check(ctx); !IsDamaged(err) {
		t.Fatalf("got %v", err)
	}
	_, err := f.Load(ctx, "s-1")
	if !IsDamaged(err) {
		t.Errorf("the session loads with %v", err)
	}
	f.update(t, "s-2", func(tx estrade.Tx) error { return tx.SaveTable(estrade.Table{ID: "t-last"}) })
	before := digestOf(t, f.path)
	if err := f.Abandon(); err != nil {
		t.Fatal(err)
	}
	if digestOf(t, f.path) != before {
		t.Error("closing changed the damaged file")
	}
	left, err := OpenDamaged(ctx, f.path, f.keys, fixedClock{testTime})
	if err != nil {
		t.Fatal(err)
	}
	list, err := left.Sessions(ctx, estrade.SessionFilter{})
	if err != nil || len(list) != 2 {
		t.Errorf("%d sessions, %v", len(list), err)
	}
	r, err := left.Load(ctx, "s-2")
	if err != nil || len(r.Answers) != 10 || len(r.Tables) != 1 {
		t.Errorf("%d answers, %d tables of the session that is sound: %v", len(r.Answers), len(r.Tables), err)
	}
	if _, err := left.Load(ctx, "s-1"); !IsDamaged(err) {
		t.Errorf("the other one: %v", err)
	}
	if err := left.Abandon(); err != nil {
		t.Error(err)
	}
	if digestOf(t, f.path) != before {
		t.Error("reading changed the damaged file")
	}
}

func TestStore_Changed(t *testing.T) {
	f := openFixture(t, options{})
	f.create(t, testSession("s-1"), nil, nil)
	if !f.Changed(time.Now().Add(-time.Hour)) || f.Changed(time.Now().Add(time.Hour)) {
		t.Error("it does not tell when it was written to")
	}
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t testing.TB, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}
