package program

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	estrade "estrade/app"
	"estrade/app/facilitation"
	"estrade/app/keys"
)

// What the program must hold on a database of years.
const (
	limitHome     = 50 * time.Millisecond
	limitSearch   = 50 * time.Millisecond
	limitResults  = 200 * time.Millisecond
	limitRegister = 100 * time.Millisecond
	limitResume   = 500 * time.Millisecond
)

// BenchmarkScale measures the program on a database of 5,000 sessions, 100,000
// participants and 6 million answers. The database is built once, which takes
// minutes, and kept in the user's cache folder (ESTRADE_BENCH_DIR names another
// one). ESTRADE_BENCH_SESSIONS makes it smaller.
func BenchmarkScale(b *testing.B) {
	size := years
	if text := os.Getenv("ESTRADE_BENCH_SESSIONS"); text != "" {
		var err error
		if size.Sessions, err = strconv.Atoi(text); err != nil || size.Sessions < 1 {
			b.Fatalf("ESTRADE_BENCH_SESSIONS=%s: %v", text, err)
		}
	}
	b.Setenv(keys.EnvironmentVariable, "file")
	dir := benchDir(b, size)
	size.built(b, dir)
	var p *Program
	b.Run("start", func(b *testing.B) {
		m := measured(b, 0, func() {
			if p != nil {
				mustClose(b, p)
			}
			p = startedIn(b, dir)
		})
		m.report(b, "the whole program started, with a room of a thousand")
	})
	if p == nil {
		p = startedIn(b, dir) // the run was narrowed to another measure
	}
	defer mustClose(b, p)
	// They have measures of their own.
	p.works.backups.stop()
	scaleHome(b, p)
	scaleSearch(b, p)
	scaleResults(b, p)
	scaleRegister(b, p)
	scaleResume(b, p)
	scaleBackup(b, p)
	scaleBytes(b, size, dir)
}

// A small database of that kind holds what it says and opens with its room.
func TestScale_built(t *testing.T) {
	t.Setenv(keys.EnvironmentVariable, "file")
	dir := t.TempDir()
	size := scale{Sessions: 3, People: 6, Answers: 5, LivePeople: 12}
	size.built(t, dir)
	p := startedIn(t, dir)
	defer mustClose(t, p)
	list, err := p.Sessions().List(t.Context(), estrade.SessionFilter{})
	if err != nil || len(list) != size.Sessions+1 {
		t.Fatalf("%d sessions, %v", len(list), err)
	}
	if last := list[size.Sessions]; last.ID != liveSession || last.Present != size.LivePeople {
		t.Errorf("the open session is %+v", last)
	}
	for i, s := range list {
		r, err := p.Record(t.Context(), s.ID)
		if err != nil {
			t.Fatal(err)
		}
		people := size.People
		if s.ID == liveSession {
			people = size.LivePeople
		}
		given := 0
		for _, a := range r.Answers {
			if a.Key.Subject.Participant != "" {
				given++
			}
		}
		if len(r.Participants) != people || given != people*size.Answers || len(r.Figures) == 0 || (len(r.Documents) > 0) == (s.ID == liveSession) {
			t.Errorf("session %d has %d people, %d answers, %d figures, %d documents", i, len(r.Participants), given, len(r.Figures), len(r.Documents))
		}
	}
}

// benchDir is where the database is kept between runs.
func benchDir(b *testing.B, size scale) string {
	b.Helper()
	dir := os.Getenv("ESTRADE_BENCH_DIR")
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			b.Fatal(err)
		}
		dir = filepath.Join(cache, "estrade-bench")
	}
	return filepath.Join(dir, fmt.Sprintf("scale-%d", size.Sessions))
}

func startedIn(b testing.TB, dir string) *Program {
	b.Helper()
	p, err := New(Config{DataDir: dir, Assets: fstest.MapFS{"index.html": {Data: []byte("<!doctype html>")}}, RoomAddr: "127.0.0.1:0", Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	if err := p.Start(context.WithoutCancel(b.Context())); err != nil {
		b.Fatal(err)
	}
	return p
}

func mustClose(b testing.TB, p *Program) {
	b.Helper()
	if err := p.Close(context.Background()); err != nil {
		b.Error(err)
	}
}

// measures are how long something took, each time.
type measures struct {
	took  []time.Duration
	work  time.Duration // of the processor, all times together
	limit time.Duration // 0: none is set
}

// measured does something as often as the benchmark asks for.
func measured(b *testing.B, limit time.Duration, do func()) *measures {
	b.Helper()
	m := measures{limit: limit}
	worked := processorTime()
	for b.Loop() {
		began := time.Now()
		do()
		m.took = append(m.took, time.Since(began))
	}
	m.work = processorTime() - worked
	slices.Sort(m.took)
	return &m
}

// report prints the median beside its limit, the slowest, and how long the
// processor worked: on a computer that does much else the latter tells more.
func (m *measures) report(b *testing.B, what string) {
	b.Helper()
	millis := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	median, slowest := m.took[len(m.took)/2], m.took[len(m.took)-1]
	work := m.work / time.Duration(len(m.took))
	b.ReportMetric(millis(median), "median-ms")
	b.ReportMetric(millis(work), "cpu-ms")
	if m.limit == 0 {
		b.Logf("%s: median %.1f ms; work of the processor %.1f ms; slowest of %d %.1f ms", what, millis(median), millis(work), len(m.took), millis(slowest))
		return
	}
	ratio := float64(median) / float64(m.limit)
	b.ReportMetric(ratio, "of-limit")
	b.Logf("%s: median %.1f ms, %.2f of the limit (%v); work of the processor %.1f ms; slowest of %d %.1f ms", what, millis(median), ratio, m.limit, millis(work), len(m.took), millis(slowest))
}

// called calls a method of the console the way its page does.
func called(b testing.TB, p *Program, method string, args ...any) json.RawMessage {
	b.Helper()
	text, err := json.Marshal(args)
	if err != nil {
		b.Fatal(err)
	}
	result, err := p.Service().Dispatch(b.Context(), method, text)
	if err != nil {
		b.Fatalf("%s: %v", method, err)
	}
	return result
}

func scaleHome(b *testing.B, p *Program) {
	b.Run("home", func(b *testing.B) {
		m := measured(b, limitHome, func() { called(b, p, "home") })
		m.report(b, "the console's home")
		var home estrade.Home
		if err := json.Unmarshal(called(b, p, "home"), &home); err != nil {
			b.Fatal(err)
		}
		if len(home.Running) != 1 || home.Running[0].ID != liveSession {
			b.Errorf("the session that is open is not among the running ones: %v", home.Running)
		}
	})
}

func scaleSearch(b *testing.B, p *Program) {
	for _, words := range []string{"c", "reun", "evreux", "élo", "orée besançon", "2019-05", "distance 12", "nowhere"} {
		b.Run("search/"+words, func(b *testing.B) {
			found := 0
			m := measured(b, limitSearch, func() {
				var list []estrade.SessionSummary
				if err := json.Unmarshal(called(b, p, "sessions", estrade.SessionFilter{Search: words, Limit: 100}), &list); err != nil {
					b.Fatal(err)
				}
				found = len(list)
			})
			m.report(b, fmt.Sprintf("search for %q, %d listed", words, found))
		})
	}
}

// scaleRegister reads the register of years: a page, a page far back, searches, and
// the document that is checked. Names, which cannot be opened in a copied session, have
// a measure of their own (BenchmarkDocumentsRegister).
func scaleRegister(b *testing.B, p *Program) {
	const lines = 100
	newest := pageOf(b, p, estrade.RegisterFilter{Limit: lines})
	if len(newest.Lines) != lines {
		b.Fatalf("%d lines on the first page", len(newest.Lines))
	}
	began, worked := time.Now(), processorTime()
	pageOf(b, p, estrade.RegisterFilter{Search: "zoe", Limit: lines})
	first := measures{took: []time.Duration{time.Since(began)}, work: processorTime() - worked}
	b.Run("register/first", func(b *testing.B) {
		first.report(b, fmt.Sprintf("a search before anything was read ahead of it, %d lines", newest.Total))
	})
	for name, f := range map[string]estrade.RegisterFilter{
		"page":    {Limit: lines},
		"far":     {Limit: lines, Offset: 50_000},
		"number":  {Search: newest.Lines[lines/2].Document.Number, Limit: lines},
		"title":   {Search: newest.Lines[lines/2].Title, Limit: lines},
		"nowhere": {Search: "xyzzy", Limit: lines},
	} {
		b.Run("register/"+name, func(b *testing.B) {
			var page estrade.RegisterPage
			m := measured(b, limitRegister, func() {
				page = pageOf(b, p, f)
			})
			m.report(b, fmt.Sprintf("a page of the register, %d of %d lines", len(page.Lines), page.Total))
		})
	}
	b.Run("register/checked", func(b *testing.B) {
		m := measured(b, limitRegister, func() {
			if _, err := p.Results().Registered(context.Background(), strings.Repeat("0", 64), ""); err != nil {
				b.Fatal(err)
			}
		})
		m.report(b, "a file looked up in the register")
	})
}

func pageOf(b *testing.B, p *Program, f estrade.RegisterFilter) (page estrade.RegisterPage) {
	b.Helper()
	if err := json.Unmarshal(called(b, p, "register", f), &page); err != nil {
		b.Fatal(err)
	}
	return page
}

// scaleResults opens sessions that were closed long ago, each time another one.
func scaleResults(b *testing.B, p *Program) {
	ctx := context.Background()
	b.Run("results", func(b *testing.B) {
		list, err := p.Sessions().List(ctx, estrade.SessionFilter{Limit: years.Sessions})
		if err != nil {
			b.Fatal(err)
		}
		i := 0
		m := measured(b, limitResults, func() {
			i = (i + 37) % (len(list) - 1) // the last one is open
			for _, method := range []string{"session", "figures", "attendance", "documents"} {
				called(b, p, method, list[i].ID)
			}
		})
		m.report(b, fmt.Sprintf("results of a session of %d people opened", years.People))
	})
}

// scaleResume makes the open session live in a desk of its own, up to the first
// pictures of a participant and the trainer.
func scaleResume(b *testing.B, p *Program) {
	ctx := context.Background()
	record, err := p.Record(ctx, liveSession)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("load", func(b *testing.B) {
		m := measured(b, 0, func() {
			if _, err := p.Record(ctx, liveSession); err != nil {
				b.Fatal(err)
			}
		})
		m.report(b, fmt.Sprintf("%d people and %d answers read", len(record.Participants), len(record.Answers)))
	})
	b.Run("resume", func(b *testing.B) {
		m := measured(b, limitResume, func() {
			desk := facilitation.New(facilitation.Options{
				Store: p.works.store, Publisher: noPublisher{}, Keys: p.secrets, Clock: p.c.Clock, Documents: nil, Archive: nil, Pack: p.pack,
			})
			defer desk.Close()
			if _, err := desk.Resume(ctx); err != nil {
				b.Fatal(err)
			}
			if _, err := desk.Snapshot(ctx, liveSession, []estrade.ParticipantID{record.Participants[0].ID}); err != nil {
				b.Fatal(err)
			}
			if _, err := desk.View(ctx, liveSession); err != nil {
				b.Fatal(err)
			}
		})
		m.report(b, fmt.Sprintf("a live session of %d people and %d answers resumed", len(record.Participants), len(record.Answers)))
	})
}

// noPublisher has nobody to tell.
type noPublisher struct{}

func (noPublisher) Publish(string, estrade.Message)  {}
func (noPublisher) Disconnect(estrade.ParticipantID) {}

// scaleBackup checks every page, and makes a backup that is checked in its turn.
func scaleBackup(b *testing.B, p *Program) {
	ctx := context.Background()
	b.Run("check", func(b *testing.B) {
		m := measured(b, 0, func() {
			if err := p.works.store.Check(ctx); err != nil {
				b.Fatal(err)
			}
		})
		m.report(b, "every page checked")
	})
	b.Run("backup", func(b *testing.B) {
		path := filepath.Join(b.TempDir(), "copy.db")
		m := measured(b, 0, func() {
			if _, err := p.works.store.Backup(ctx, path); err != nil {
				b.Fatal(err)
			}
		})
		m.report(b, "a backup made and checked, resting two thirds of the time")
	})
}

// scaleBytes tells what an answer takes with everything around it.
func scaleBytes(b *testing.B, size scale, dir string) {
	b.Run("bytes", func(b *testing.B) {
		var info os.FileInfo
		measured(b, 0, func() {
			var err error
			if info, err = os.Stat(filepath.Join(dir, database)); err != nil {
				b.Fatal(err)
			}
		})
		answers := size.Sessions*size.People*size.Answers + size.LivePeople*size.Answers
		each := float64(info.Size()) / float64(answers)
		b.ReportMetric(each, "bytes/answer")
		b.Logf("%.0f MB for %d answers: %.0f bytes for each, with all that is around it", float64(info.Size())/1e6, answers, each)
	})
}
