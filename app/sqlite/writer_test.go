package sqlite

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	estrade "estrade/app"
)

// waiting keeps the writer busy inside a transaction until release is called,
// so that what is sent meanwhile waits together. queued waits until n
// operations do.
func waiting(t testing.TB, f *fixture) (queued func(n int), release func()) {
	t.Helper()
	entered, leave := make(chan struct{}), make(chan struct{})
	var done sync.WaitGroup
	done.Go(func() {
		if err := f.Update(context.Background(), "s-1", func(estrade.Tx) error {
			close(entered)
			<-leave
			return nil
		}); err != nil {
			t.Error(err)
		}
	})
	<-entered
	queued = func(n int) {
		for len(f.writer.queue) < n {
			time.Sleep(time.Millisecond)
		}
	}
	return queued, func() { close(leave); done.Wait() }
}

func saveTables(f *fixture, n int, errs chan<- error) *sync.WaitGroup {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			errs <- f.Update(context.Background(), "s-1", func(tx estrade.Tx) error {
				return tx.SaveTable(estrade.Table{ID: estrade.TableID(fmt.Sprintf("t-%d", i))})
			})
		})
	}
	return &wg
}

func TestStore_Update_sharesCommits(t *testing.T) {
	var commits atomic.Int32
	f := openSession(t, options{committing: func() bool { commits.Add(1); return true }})
	queued, release := waiting(t, f)
	const n = 200
	before := commits.Load()
	errs := make(chan error, n)
	wg := saveTables(f, n, errs)
	queued(n)
	release()
	wg.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := commits.Load() - before; got != 2 { // the one that kept the writer busy, then all
		t.Errorf("%d operations took %d commits", n, got)
	}
	if got := len(f.load(t, "s-1").Tables); got != n {
		t.Errorf("%d of %d were saved", got, n)
	}
}

// An operation that fails undoes itself alone, whatever shares its commit.
func TestStore_Update_undoesAlone(t *testing.T) {
	f := openSession(t, options{})
	queued, release := waiting(t, f)
	const n = 90
	refused := errors.New("refused")
	results := make([]error, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			results[i] = f.Update(context.Background(), "s-1", func(tx estrade.Tx) error {
				for _, half := range "ab" {
					if err := tx.SaveTable(estrade.Table{ID: estrade.TableID(fmt.Sprintf("t-%d%c", i, half))}); err != nil {
						return err
					}
				}
				switch i % 3 {
				case 1:
					return refused
				case 2:
					panic("a mistake")
				}
				return nil
			})
		})
	}
	queued(n)
	release()
	wg.Wait()
	saved := make(map[estrade.TableID]bool)
	for _, x := range f.load(t, "s-1").Tables {
		saved[x.ID] = true
	}
	for i, err := range results {
		good := i%3 == 0
		if (err == nil) != good || i%3 == 1 && !errors.Is(err, refused) {
			t.Errorf("operation %d: %v", i, err)
		}
		for _, half := range "ab" {
			if saved[estrade.TableID(fmt.Sprintf("t-%d%c", i, half))] != good {
				t.Errorf("operation %d (%v): saved %v", i, err, !good)
			}
		}
	}
}

// A commit that fails acknowledges nothing, and the store goes on.
func TestStore_Update_failedCommit(t *testing.T) {
	var refuse atomic.Bool
	var commits atomic.Int32
	f := openSession(t, options{committing: func() bool { return !refuse.Load() || commits.Add(1) == 1 }})
	queued, release := waiting(t, f)
	const n = 50
	errs := make(chan error, n)
	wg := saveTables(f, n, errs)
	queued(n)
	refuse.Store(true) // all but the one under way
	release()
	wg.Wait()
	for range n {
		wantError(t, <-errs, estrade.CodeUnavailable, "storage-failed")
	}
	if tables := f.load(t, "s-1").Tables; len(tables) != 0 {
		t.Fatalf("kept %d", len(tables))
	}
	refuse.Store(false)
	saveTables(f, n, errs).Wait()
	for range n {
		if err := <-errs; err != nil {
			t.Fatal(err)
		}
	}
	if got := len(f.load(t, "s-1").Tables); got != n {
		t.Fatalf("then saved %d", got)
	}
}

// Answers race with the closing of their part: each is either acknowledged and
// seen by the close, or refused and nowhere.
func TestStore_Update_answersAgainstClose(t *testing.T) {
	f := openSession(t, options{batch: 16}) // several batches between the first answer and the close
	part := estrade.PartRun{Step: "rank", Part: "individual", State: estrade.PartOpen, Opening: 1}
	f.update(t, "s-1", func(tx estrade.Tx) error { return tx.SavePart(part) })

	const people, items = 300, 8
	var acknowledged sync.Map
	var refused, sent atomic.Int32
	half := make(chan struct{})
	var wg sync.WaitGroup
	for i := range people {
		wg.Go(func() {
			for j := range items {
				a := answer(estrade.ParticipantID(fmt.Sprintf("p-%d", i)), "rank", fmt.Sprintf("item-%d", j), "1")
				if sent.Add(1) == people*items/2 {
					close(half)
				}
				err := submit(f.Store, "s-1", a)
				switch estrade.ErrorCode(err) {
				case "":
					acknowledged.Store(a.Key, true)
				case estrade.CodeConflict:
					refused.Add(1)
				default:
					t.Errorf("answer: %v", err)
				}
			}
		})
	}
	var frozen []estrade.Answer
	wg.Go(func() {
		<-half
		if err := f.Update(context.Background(), "s-1", func(tx estrade.Tx) (err error) {
			closed := part
			closed.State = estrade.PartClosed
			if err := tx.SavePart(closed); err != nil {
				return err
			}
			frozen, err = tx.Answers("rank")
			return err
		}); err != nil {
			t.Error(err)
		}
	})
	wg.Wait()

	count := 0
	acknowledged.Range(func(any, any) bool { count++; return true })
	if count+int(refused.Load()) != people*items || count == 0 || refused.Load() == 0 {
		t.Fatalf("%d acknowledged, %d refused: the race did not happen", count, refused.Load())
	}
	stored := f.load(t, "s-1").Answers
	if len(stored) != count || len(frozen) != count {
		t.Fatalf("%d acknowledged, %d seen by the close, %d stored", count, len(frozen), len(stored))
	}
	for _, list := range [][]estrade.Answer{frozen, stored} {
		for _, a := range list {
			if _, ok := acknowledged.Load(a.Key); !ok {
				t.Fatalf("%+v was refused and is there", a.Key)
			}
		}
	}
}

// What a caller was told is saved is what every later reader sees.
func TestStore_Update_thenRead(t *testing.T) {
	f := openSession(t, options{})
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Go(func() {
			id := estrade.TableID(fmt.Sprintf("t-%d", i))
			f.update(t, "s-1", func(tx estrade.Tx) error { return tx.SaveTable(estrade.Table{ID: id}) })
			r, err := f.Load(context.Background(), "s-1")
			if err != nil || !slices.ContainsFunc(r.Tables, func(x estrade.Table) bool { return x.ID == id }) {
				t.Errorf("%s is saved and not read (%v)", id, err)
			}
		})
	}
	wg.Wait()
}

// Load shows one moment, even between two transactions.
func TestStore_Load_oneMoment(t *testing.T) {
	f := openSession(t, options{})
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for n := 1; ; n++ {
			select {
			case <-stop:
				return
			default:
			}
			// The table's name and the device's hash always tell the same number.
			f.update(t, "s-1", func(tx estrade.Tx) error {
				return errors.Join(
					tx.SaveTable(estrade.Table{ID: "t", Name: fmt.Sprint(n)}),
					tx.SaveDevice(estrade.Device{ID: "d", TokenHash: []byte(fmt.Sprint(n))}))
			})
		}
	})
	for range 200 {
		r := f.load(t, "s-1")
		if len(r.Tables) == 1 && r.Tables[0].Name != string(r.Devices[0].TokenHash) {
			t.Errorf("table %s beside device %s", r.Tables[0].Name, r.Devices[0].TokenHash)
			break
		}
	}
	close(stop)
	wg.Wait()
}

func TestStore_Update_context(t *testing.T) {
	f := openSession(t, options{})
	save := func(ctx context.Context, id estrade.TableID) error {
		return f.Update(ctx, "s-1", func(tx estrade.Tx) error { return tx.SaveTable(estrade.Table{ID: id}) })
	}
	t.Run("ended before", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if err := save(ctx, "t-1"); !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v", err)
		}
	})
	t.Run("ends while waiting", func(t *testing.T) {
		queued, release := waiting(t, f)
		ctx, cancel := context.WithCancel(context.Background())
		result := make(chan error)
		go func() { result <- save(ctx, "t-2") }()
		queued(1)
		cancel()
		if err := <-result; !errors.Is(err, context.Canceled) { // answered although the writer is busy
			t.Fatalf("got %v", err)
		}
		release()
	})
	t.Run("ends while running", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		err := f.Update(ctx, "s-1", func(tx estrade.Tx) error {
			cancel()
			return tx.SaveTable(estrade.Table{ID: "t-3"})
		})
		if err != nil {
			t.Fatalf("it ran and was committed, yet: %v", err)
		}
	})
	f.update(t, "s-1", func(estrade.Tx) error { return nil }) // whatever was given up has had its turn
	if tables := f.load(t, "s-1").Tables; len(tables) != 1 || tables[0].ID != "t-3" {
		t.Fatalf("kept %+v", tables)
	}
}

func TestStore_Close(t *testing.T) {
	f := openSession(t, options{})
	queued, release := waiting(t, f)
	const n = 100
	errs := make(chan error, n)
	wg := saveTables(f, n, errs)
	queued(n)
	closed := make(chan error)
	go func() { closed <- f.Close() }()
	release()
	wg.Wait()
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	for range n {
		if err := <-errs; err != nil {
			t.Fatalf("an operation that waited was lost: %v", err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatalf("closing again: %v", err)
	}
	ctx := context.Background()
	wantError(t, f.Update(ctx, "s-1", func(estrade.Tx) error { return nil }), estrade.CodeUnavailable, "storage-closed")
	wantError(t, f.SaveSettings(ctx, estrade.Settings{}), estrade.CodeUnavailable, "storage-closed")
	_, err := f.Load(ctx, "s-1")
	wantError(t, err, estrade.CodeUnavailable, "storage-closed")
	_, err = f.Sessions(ctx, estrade.SessionFilter{})
	wantError(t, err, estrade.CodeUnavailable, "storage-closed")
	f = openAt(t, f.path, f.keys, options{})
	if got := len(f.load(t, "s-1").Tables); got != n {
		t.Fatalf("%d of %d are there", got, n)
	}
}
