package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"path/filepath"
	"reflect"
	"testing"
	"testing/fstest"

	estrade "estrade/app"
)

func planTexts(t *testing.T, conn *sql.Conn) int {
	t.Helper()
	return readRaw[int](t, conn, "SELECT count(*) FROM plan_texts")
}

// Sessions with the same agenda share its text; it goes with the last of them.
func TestStore_sharedPlans(t *testing.T) {
	f := openFixture(t, options{})
	ctx := context.Background()
	for _, id := range []estrade.SessionID{"s-1", "s-2", "s-3"} {
		f.create(t, testSession(id), nil, nil)
	}
	conn := rawConn(t, f.path)
	if n := planTexts(t, conn); n != 1 {
		t.Fatalf("%d texts of one agenda", n)
	}
	changed := testSession("s-3")
	changed.Plan.Workshop.Title = estrade.Text{FR: "Autre", EN: "Other"}
	f.update(t, "s-3", func(tx estrade.Tx) error { return tx.SaveSession(changed) })
	if n := planTexts(t, conn); n != 2 {
		t.Fatalf("%d texts of two agendas", n)
	}
	// One that nobody has any more is not kept.
	f.update(t, "s-3", func(tx estrade.Tx) error { return tx.SaveSession(testSession("s-3")) })
	if n := planTexts(t, conn); n != 1 {
		t.Fatalf("%d texts after it was changed back", n)
	}
	for i, id := range []estrade.SessionID{"s-1", "s-2", "s-3"} {
		if err := f.DeleteSession(ctx, id); err != nil {
			t.Fatal(err)
		}
		if n := planTexts(t, conn); (n == 1) != (i < 2) {
			t.Fatalf("%d texts once %d sessions are deleted", n, i+1)
		}
	}
}

// before returns the migrations up to a version.
func before(t *testing.T, version int) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	names, err := fs.Glob(embeddedMigrations, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names[:version] {
		text, err := fs.ReadFile(embeddedMigrations, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	return files
}

// A file in which each session had the text of its own agenda opens with them
// all, and is smaller.
func TestOpen_plansOfTheirOwn(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "estrade.db")
	conn := rawConn(t, path)
	if err := migrate(ctx, conn, before(t, 6), testTime); err != nil {
		t.Fatal(err)
	}
	text, digest, err := encodePlan(testSession("").Plan)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"s-1", "s-2"} {
		execRaw(t, conn, `INSERT INTO sessions (id, state, revision, rehearsal, title, client, place, date, zone, console_language, stage_language,
			document_language, plan_digest, cursor, stage, seed, planned_tables, follow_up, single_team, no_report, retention_days, room_port,
			created_at, opened_at, closing_at, closed_at)
			VALUES (?, 'closed', 1, 0, 'T', '', '', '2026-01-01', 'UTC', 'fr', 'fr', 'fr', ?, '{}', '{}', 1, 0, 0, 0, 0, 30, 0, 1, 1, 1, 1)`, id, digest[:])
		execRaw(t, conn, `INSERT INTO plans (session, json) VALUES (?, ?)`, id, text)
	}
	if err := conn.Close(); err != nil && !errors.Is(err, sql.ErrConnDone) {
		t.Fatal(err)
	}
	f := openAt(t, path, newMemoryKeys("s-1", "s-2"), options{})
	for _, id := range []estrade.SessionID{"s-1", "s-2"} {
		if r := f.load(t, id); !reflect.DeepEqual(r.Session.Plan, testSession("").Plan) {
			t.Errorf("%s has the plan %+v", id, r.Session.Plan)
		}
	}
	again := rawConn(t, path)
	if n, due := planTexts(t, again), readRaw[int](t, again, "SELECT count(*) FROM upkeep"); n != 1 || due != 0 {
		t.Errorf("%d texts, %d things left to do", n, due)
	}
}

// The plan that is stored is not encoded again; any other is.
func TestPlanCache_encode(t *testing.T) {
	var c planCache
	plan := testSession("").Plan
	text, digest, err := c.encode(plan, nil)
	if err != nil || text == "" {
		t.Fatalf("the first time: %q, %v", text, err)
	}
	if again, _, _ := c.encode(plan, digest[:]); again != text {
		t.Errorf("not known: %q", again)
	}
	c.put(digest, plan)
	if again, same, err := c.encode(copyPlan(plan), digest[:]); again != "" || same != digest || err != nil {
		t.Errorf("known: %q, %v", again, err)
	}
	for name, change := range map[string]func(*estrade.Plan){
		"step":     func(p *estrade.Plan) { p.Workshop.Steps[0].Activity += "x" },
		"activity": func(p *estrade.Plan) { p.Activities["another"] = &estrade.Activity{ID: "another"} },
		"version":  func(p *estrade.Plan) { p.PackVersion += "1" },
	} {
		other := copyPlan(plan)
		change(&other)
		if got, d, err := c.encode(other, digest[:]); got == "" || d == digest || err != nil {
			t.Errorf("%s changed: %.40q, %v", name, got, err)
		}
	}
}
