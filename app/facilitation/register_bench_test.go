package facilitation_test

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	estrade "estrade/app"
)

// What the register of ten busy years may take, and what there is in it.
const (
	limitSearch       = time.Second
	registerSessions  = 250
	sessionDocuments  = 400
	beforeFirstSearch = 1500 * time.Millisecond // from opening the page to the end of a first word
)

// years fills the register with a hundred thousand documents.
func (r *room) years() {
	r.t.Helper()
	first := []string{"Zoé", "Awa", "Łukasz", "Nguyễn Thị", "Ελένη", "François-Xavier", "Владимир", "Ines"}
	last := []string{"Lambert", "Diallo", "Wójcik", "Minh Khai", "Παπαδοπούλου", "d’Aboville", "Соловьёв", "Okafor", "Bergström"}
	for i := range registerSessions {
		id, err := r.desk.Create(r.ctx, estrade.NewSession{Workshop: "essentials", Client: fmt.Sprintf("Client %03d", i), Seed: 1})
		if err != nil {
			r.t.Fatal(err)
		}
		err = r.store.Update(r.ctx, id, func(tx estrade.Tx) error {
			for n := range sessionDocuments {
				doc := estrade.IssuedDocument{
					Session: id, Kind: estrade.DocumentCertificate, Number: fmt.Sprintf("%03d-%03d", i, n), Code: fmt.Sprintf("%04d-%04d-CODE", i, n),
					Name: first[n%len(first)] + " " + last[(n+i)%len(last)], IssuedAt: int64(i*sessionDocuments + n + 1),
				}
				if err := tx.IssueDocument(doc); err != nil {
					return err
				}
				if err := tx.KeepDocument(doc.Number, []byte(doc.Number)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			r.t.Fatal(err)
		}
	}
}

// heap is how much memory is in use.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkDocumentsRegister searches the register of a hundred thousand
// documents: cold, as whoever has opened the page does, and words that nothing,
// few lines and most lines hold.
func BenchmarkDocumentsRegister(b *testing.B) {
	r := newRoom(b, estrade.NewSession{})
	r.years()
	search := func(what string, want int) (time.Duration, int) {
		began := time.Now()
		page, err := r.desk.Register(r.ctx, estrade.RegisterFilter{Search: what, Limit: 100})
		took := time.Since(began)
		if err != nil || want >= 0 && page.Total != want {
			b.Fatalf("%q: %d lines, %v", what, page.Total, err)
		}
		return took, page.Total
	}
	told := func(b *testing.B, what string, took time.Duration) {
		b.ReportMetric(float64(took)/float64(time.Millisecond), "search-ms")
		b.Logf("%s: %.1f ms, %.2f of the limit (%.0f ms)", what, float64(took)/float64(time.Millisecond),
			float64(took)/float64(limitSearch), float64(limitSearch)/float64(time.Millisecond))
	}
	b.Run("cold", func(b *testing.B) {
		var took time.Duration
		for b.Loop() {
			r.restart()
			took, _ = search("zoe lambert", -1)
		}
		told(b, "the first search, the page never opened", took)
	})
	b.Run("opened", func(b *testing.B) {
		var took time.Duration
		var before, kept uint64
		for b.Loop() {
			r.restart()
			before = heap()
			search("", registerSessions*sessionDocuments)
			time.Sleep(beforeFirstSearch)
			took, _ = search("zoe lambert", -1)
			kept = heap() - before
		}
		told(b, "the first search, once the page is open", took)
		b.Logf("kept in memory for searches: %.1f MB", float64(kept)/(1<<20))
	})
	for name, c := range map[string]struct {
		what string
		want int
	}{
		"nothing": {"xyzzy", 0},
		"number":  {"042-117", 1},
		"name":    {"lukasz wojcik", -1},
		"most":    {"client", registerSessions * sessionDocuments},
		"all":     {"essentiel", registerSessions * sessionDocuments},
	} {
		b.Run(name, func(b *testing.B) {
			var worst time.Duration
			lines := 0
			for b.Loop() {
				var took time.Duration
				took, lines = search(c.what, c.want)
				worst = max(worst, took)
			}
			if c.want < 0 && lines == 0 {
				b.Fatalf("%q: no line", c.what)
			}
			told(b, fmt.Sprintf("the slowest search for %q, %d lines", c.what, lines), worst)
		})
	}
}
