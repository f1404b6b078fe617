package facilitation_test

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/content"
	"estrade/app/facilitation"
)

// sullen is a store whose disk refuses whatever is written while it is told to.
type sullen struct {
	estrade.Store
	key atomic.Pointer[string]
}

// Update implements estrade.Store.
func (s *sullen) Update(ctx context.Context, id estrade.SessionID, fn func(estrade.Tx) error) error {
	if key := s.key.Load(); key != nil {
		return estrade.NewError(estrade.CodeUnavailable, *key, "Not written.", "")
	}
	return s.Store.Update(ctx, id, fn)
}

func TestDesk_diskNotices(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	pack, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	store := &sullen{Store: r.store}
	var free atomic.Int64
	free.Store(1 << 40)
	r.desk.Close()
	r.desk = facilitation.New(facilitation.Options{
		Store: store, Publisher: r.wire, Keys: r.keys, Clock: r.clock, Documents: paper{}, Archive: r.shelf, Pack: pack,
		Space: func() (int64, error) { return free.Load(), nil },
	})
	defer r.desk.Close()
	if _, err := r.desk.Resume(r.ctx); err != nil {
		t.Fatal(err)
	}
	expect := func(want ...string) {
		t.Helper()
		var got []string
		for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
			view, err := r.desk.View(r.ctx, r.id)
			if err != nil {
				t.Fatal(err)
			}
			got = nil
			for _, n := range view.Notices {
				if strings.HasPrefix(n.Key, "disk-") {
					got = append(got, n.Key+" "+n.Level)
				}
			}
			if slices.Equal(got, want) {
				return
			}
		}
		t.Fatalf("the console says %q, not %q", got, want)
	}
	write := func(want string) {
		t.Helper()
		_, err := r.desk.Do(r.ctx, r.id, estrade.Command{Name: estrade.CommandStage, Stage: &estrade.StageSettings{}, Revision: r.view.Revision})
		if key(err) != want {
			t.Errorf("%v, want %q", err, want)
		}
	}
	expect()
	for refusal, notice := range map[string]string{
		"disk-full": "disk-full error", "storage-failed": "disk-refuses error", "disk-read-only": "disk-refuses error",
	} {
		store.key.Store(&refusal)
		write(refusal)
		expect(notice)
		// Nobody else writes: the program finds out by itself that all is well.
		store.key.Store(nil)
		expect()
	}
	// A command too early is nothing the disk has refused.
	if _, err := r.desk.Do(r.ctx, r.id, estrade.Command{Name: estrade.CommandFinish, Revision: r.view.Revision}); err == nil {
		t.Error("an open session is finished")
	}
	expect()
	write("")
	free.Store(1 << 20)
	expect("disk-low warn")
	free.Store(1 << 40)
	expect()
}
