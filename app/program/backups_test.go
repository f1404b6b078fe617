package program

import (
	"context"
	"database/sql" //nolint:depguard // makes what a version before left
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/sqlite"
)

// setClock tells a time that tests move.
type setClock struct {
	mu sync.Mutex
	at time.Time
}

func (c *setClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *setClock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func TestKeptBackups(t *testing.T) {
	now := time.Date(2026, 11, 24, 17, 0, 0, 0, time.UTC)
	var list []foundBackup
	for hours := range 24 * 12 { // one an hour, for twelve days
		at := now.Add(-time.Duration(hours) * time.Hour)
		list = append(list, foundBackup{name: at.Format("02 15"), at: at})
	}
	names := func(list []foundBackup) (kept []string) {
		for name, keep := range keptBackups(list, now) {
			if keep {
				kept = append(kept, name)
			}
		}
		slices.Sort(kept)
		return kept
	}
	want := []string{"17 23", "18 23", "19 23", "20 23", "21 23", "22 23", "23 23", "24 15", "24 16", "24 17"}
	if kept := names(list); !slices.Equal(kept, want) {
		t.Errorf("kept %v, want %v", kept, want)
	}
	// Five of a clock that was wrong take no place of these.
	var ahead []foundBackup
	for years := 5; years > 0; years-- {
		at := now.AddDate(years, 0, 0)
		ahead = append(ahead, foundBackup{name: at.Format("2006"), at: at})
	}
	want = append(want, "2029", "2030", "2031")
	slices.Sort(want)
	if kept := names(append(ahead, list...)); !slices.Equal(kept, want) {
		t.Errorf("beside a wrong clock's kept %v, want %v", kept, want)
	}
}

// backupsOf are the backups of a program that works, with its own looks stopped.
func backupsOf(t *testing.T, clock estrade.Clock) (*Program, *backups) {
	t.Helper()
	p := started(t, Config{DataDir: t.TempDir(), RoomAddr: "127.0.0.1:0", Clock: clock})
	b := p.works.backups
	b.stop()
	return p, b
}

func named(b *backups) (names []string) {
	for _, x := range listBackups(b.dir) {
		names = append(names, x.at.Format("02 15:04"))
	}
	return names
}

func create(t *testing.T, p *Program, title string) estrade.SessionID {
	t.Helper()
	id, err := p.Sessions().Create(t.Context(), estrade.NewSession{Workshop: "essentials", Title: title, ConsoleLanguage: estrade.French, StageLanguage: estrade.French, DocumentLanguage: estrade.French})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func do(t *testing.T, p *Program, id estrade.SessionID, names ...estrade.CommandName) {
	t.Helper()
	for _, name := range names {
		view, err := p.Sessions().View(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Sessions().Do(t.Context(), id, estrade.Command{Name: name, Revision: view.Revision, Confirmed: true}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

func join(t *testing.T, p *Program, id estrade.SessionID, name string) estrade.Joined {
	t.Helper()
	view, err := p.Sessions().View(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	joined, err := p.Answers().Join(t.Context(), estrade.JoinRequest{Code: view.Join.Code, Name: name, Language: estrade.French})
	if err != nil {
		t.Fatal(err)
	}
	return joined
}

// A backup is made when there is something to keep, every ten minutes while a
// session is open and something happens, and once a day otherwise.
func TestBackups_due(t *testing.T) {
	clock := &setClock{at: time.Now().UTC().Add(time.Hour)} // files are never newer
	p, b := backupsOf(t, clock)
	ctx := t.Context()
	look := func(want int, when string) {
		t.Helper()
		b.look(ctx)
		if got := named(b); len(got) != want {
			t.Fatalf("%s: %v, want %d", when, got, want)
		}
	}
	written := func(at time.Time) {
		t.Helper()
		if err := os.Chtimes(filepath.Join(p.c.DataDir, database), at, at); err != nil {
			t.Fatal(err)
		}
	}
	touch := func() { written(clock.Now().Add(time.Second)) }
	look(0, "nothing to keep")
	id := create(t, p, "Une séance")
	look(1, "the first session")
	touch()
	clock.advance(time.Hour)
	look(1, "an hour later, no session open")
	clock.advance(23 * time.Hour)
	look(2, "a day later")
	do(t, p, id, estrade.CommandOpenRoom)
	touch()
	clock.advance(9 * time.Minute)
	look(2, "nine minutes of an open session")
	clock.advance(2 * time.Minute)
	look(3, "eleven minutes")
	clock.advance(time.Hour)
	look(3, "nothing has happened for an hour")
	touch()
	look(4, "something has")
	clock.advance(-48 * time.Hour) // it was wrong, and is put right: what is written is older than the last backup
	written(clock.Now())
	look(5, "the clock was put back")
	look(5, "just after")
	for _, x := range listBackups(b.dir) {
		if x.about == nil || x.about.Sessions != 1 {
			t.Errorf("%s is described as %+v", x.name, x.about)
		}
		for _, name := range []string{x.name, describedIn(x.name)} {
			if info, err := os.Stat(filepath.Join(b.dir, name)); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s: %v, %v", name, info, err)
			}
		}
	}
}

// Once a session is closed, or somebody erased their answers, no backup is left
// that tells more than the database.
func TestBackups_stale(t *testing.T) {
	clock := &setClock{at: time.Now().UTC().Add(time.Hour)}
	p, b := backupsOf(t, clock)
	ctx := t.Context()
	create(t, p, "Une autre")
	b.look(ctx) // in which nothing is open
	id := create(t, p, "Une séance")
	do(t, p, id, estrade.CommandOpenRoom)
	joined := join(t, p, id, "Ada")
	clock.advance(time.Hour)
	if err := b.make(ctx, staleSessions{}); err != nil {
		t.Fatal(err)
	}
	clock.advance(time.Hour)
	if err := p.Answers().EraseAnswers(ctx, id, joined.Participant); err != nil {
		t.Fatal(err)
	}
	b.look(ctx)
	list := listBackups(b.dir)
	if len(list) != 2 || !list[0].at.Equal(clock.Now().Truncate(time.Second)) || len(list[1].about.Running) != 0 {
		t.Fatalf("after an erasure there are %v", named(b))
	}
	clock.advance(time.Hour)
	do(t, p, id, estrade.CommandBeginClosing, estrade.CommandFinish)
	b.look(ctx)
	list = listBackups(b.dir)
	if len(list) != 2 || len(list[0].about.Running) != 0 || len(list[1].about.Running) != 0 {
		t.Fatalf("after the end there are %v", named(b))
	}
	if stale, err := p.works.store.StaleBackups(ctx); err != nil || len(stale) != 0 {
		t.Errorf("%v are still stale, %v", stale, err)
	}
}

// A backup that fails tells the trainer, and nothing else stops; the next one
// that succeeds takes the word back.
func TestBackups_failing(t *testing.T) {
	clock := &setClock{at: time.Now().UTC().Add(time.Hour)}
	p, b := backupsOf(t, clock)
	ctx := context.Background()
	id := create(t, p, "Une séance")
	do(t, p, id, estrade.CommandOpenRoom)
	b.free = func(string) (int64, error) { return 1000, nil }
	b.look(ctx)
	told := func() bool {
		view, err := p.Sessions().View(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(view.Notices, func(n estrade.Notice) bool { return n.Key == "backup-failed" })
	}
	home, err := p.works.service.Home(ctx)
	if err != nil || home.Backups.Problem == nil || home.Backups.Problem.Key != "backup-no-space" || !told() {
		t.Fatalf("backups are %+v, %v, the session is told: %v", home.Backups, err, told())
	}
	join(t, p, id, "Ada")
	b.free = func(string) (int64, error) { return 1 << 40, nil }
	b.look(ctx) // not again at once
	if len(named(b)) != 0 {
		t.Error("it was tried again at once")
	}
	clock.advance(6 * time.Minute)
	b.look(ctx)
	if s := b.status(); s.Problem != nil || s.Last != estrade.Millis(clock.Now().Truncate(0)) || told() {
		t.Errorf("then they are %+v, the session is told: %v", s, told())
	}
}

// Where the disk is short the oldest go, the newest never.
func TestBackups_makeRoom(t *testing.T) {
	clock := &setClock{at: time.Now().UTC().Add(time.Hour)}
	p, b := backupsOf(t, clock)
	create(t, p, "Une séance")
	for range 4 {
		clock.advance(48 * time.Hour)
		if err := b.make(t.Context(), staleSessions{}); err != nil {
			t.Fatal(err)
		}
	}
	b.free = func(string) (int64, error) { return int64(3-len(named(b)))*(1<<40) + 1, nil }
	if err := b.makeRoom(); err != nil || len(named(b)) != 2 {
		t.Errorf("%v are left: %v", named(b), err)
	}
	b.free = func(string) (int64, error) { return 0, nil }
	var e *estrade.Error
	if err := b.makeRoom(); !errors.As(err, &e) || e.Key != "backup-no-space" || len(named(b)) != 1 {
		t.Errorf("%v are left: %v", named(b), err)
	}
}

// What a crash left of a copy goes, and is never taken for one.
func TestListBackups(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"estrade-20260101-100000.db", "estrade-20260101-100000.json", "estrade-20260102-100000.db",
		".new-estrade-20260103-100000.db", "estrade-.db", "estrade-20260104-100000.db-wal", "notes.txt",
	} {
		text := "x"
		if filepath.Ext(name) == ".json" {
			text = fmt.Sprintf(`{"at":%d,"sessions":3,"running":["s-1"]}`, 1)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	list := listBackups(dir)
	if len(list) != 2 || list[0].about != nil || list[1].about == nil || list[1].about.Sessions != 3 {
		t.Fatalf("found %+v", list)
	}
	// One that is not described may hold anything.
	if !list[0].holdsOpen([]estrade.SessionID{"s-2"}) || list[1].holdsOpen([]estrade.SessionID{"s-2"}) || !list[1].holdsOpen([]estrade.SessionID{"s-1"}) {
		t.Error("what they hold is told wrongly")
	}
}

// A database of the version before is copied before this one changes it, once.
func TestBackUpOutdated(t *testing.T) {
	t.Setenv("ESTRADE_KEYS", "file")
	dir := t.TempDir()
	p := started(t, Config{DataDir: dir, RoomAddr: "127.0.0.1:0"})
	id := create(t, p, "D’avant")
	if err := p.Close(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, backupsDir)); err != nil {
		t.Fatal(err)
	}
	lastMigrationUndone(t, filepath.Join(dir, database))

	p = started(t, Config{DataDir: dir, RoomAddr: "127.0.0.1:0"})
	p.works.backups.stop()
	made := listBackups(filepath.Join(dir, backupsDir))
	if len(made) != 1 || made[0].about == nil || made[0].about.Sessions != 1 {
		t.Fatalf("made before the change: %+v", made)
	}
	copied := filepath.Join(dir, backupsDir, made[0].name)
	if outdated, err := sqlite.Outdated(t.Context(), copied); err != nil || !outdated {
		t.Errorf("the copy can be read by the version before: %t, %v", outdated, err)
	}
	if _, err := p.Sessions().View(t.Context(), id); err != nil {
		t.Error(err)
	}
	if err := p.Close(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	if outdated, err := sqlite.Outdated(t.Context(), filepath.Join(dir, database)); err != nil || outdated {
		t.Errorf("started again: outdated %t, %v", outdated, err)
	}
	p = started(t, Config{DataDir: dir, RoomAddr: "127.0.0.1:0"})
	p.works.backups.stop()
	if again := listBackups(filepath.Join(dir, backupsDir)); len(again) != 1 {
		t.Errorf("copied again: %+v", again)
	}
}

// lastMigrationUndone makes a database what the version before left.
func lastMigrationUndone(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range []string{
		"DROP INDEX log_by_time", "DROP INDEX sessions_unerased", "DROP INDEX sessions_closed",
		"ALTER TABLE sessions DROP COLUMN sealed_retention_reason", "ALTER TABLE sessions DROP COLUMN action_nature",
		"DELETE FROM schema_migrations WHERE version = (SELECT max(version) FROM schema_migrations)",
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}
