package sqlite

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	estrade "estrade/app"
)

func openSession(t testing.TB, o options) *fixture {
	t.Helper()
	f := openFixture(t, o)
	f.create(t, testSession("s-1"), nil, nil)
	return f
}

func TestStore_Update(t *testing.T) {
	f := openSession(t, options{})
	ctx := context.Background()

	t.Run("ErrUnknownSession", func(t *testing.T) {
		ran := false
		err := f.Update(ctx, "nobody", func(estrade.Tx) error { ran = true; return nil })
		wantError(t, err, estrade.CodeNotFound, "session-unknown")
		if ran {
			t.Fatal("the function ran")
		}
	})
	t.Run("an error keeps nothing", func(t *testing.T) {
		refused := errors.New("refused")
		err := f.Update(ctx, "s-1", func(tx estrade.Tx) error {
			if err := tx.SaveTable(estrade.Table{ID: "t-x"}); err != nil {
				return err
			}
			return refused
		})
		if !errors.Is(err, refused) {
			t.Fatalf("got %v, want the function's own error", err)
		}
		if tables := f.load(t, "s-1").Tables; len(tables) != 0 {
			t.Fatalf("kept %v", tables)
		}
	})
	t.Run("a panic is an error", func(t *testing.T) {
		err := f.Update(ctx, "s-1", func(tx estrade.Tx) error {
			if err := tx.SaveTable(estrade.Table{ID: "t-x"}); err != nil {
				return err
			}
			panic("a mistake")
		})
		if estrade.ErrorCode(err) != estrade.CodeInternal {
			t.Fatalf("got %v", err)
		}
		if tables := f.load(t, "s-1").Tables; len(tables) != 0 {
			t.Fatalf("kept %v", tables)
		}
		f.update(t, "s-1", func(estrade.Tx) error { return nil })
	})
	t.Run("a transaction ends", func(t *testing.T) {
		var kept estrade.Tx
		f.update(t, "s-1", func(tx estrade.Tx) error { kept = tx; return nil })
		_, partErr := kept.Part("a", "b")
		_, sessionErr := kept.Session()
		for _, err := range []error{kept.SaveTable(estrade.Table{ID: "late"}), partErr, sessionErr} {
			if !errors.Is(err, errOver) {
				t.Fatalf("got %v", err)
			}
		}
	})
	t.Run("a swallowed mistake of one statement", func(t *testing.T) {
		// No such participant: the statement is refused, the rest is kept.
		f.update(t, "s-1", func(tx estrade.Tx) error {
			if tx.Link("p-nobody", "a-nobody") == nil {
				t.Error("a link to nobody was accepted")
			}
			return tx.SaveTable(estrade.Table{ID: "t-kept"})
		})
		if tables := f.load(t, "s-1").Tables; len(tables) != 1 || tables[0].ID != "t-kept" {
			t.Fatalf("kept %v", tables)
		}
	})
}

// A session that is deleted is unknown to what waits behind in the same transaction.
func TestStore_Update_deletedBefore(t *testing.T) {
	f := openFixture(t, options{})
	f.create(t, testSession("s-1"), nil, nil)
	f.create(t, testSession("s-2"), nil, nil)
	free := make(chan struct{})
	results := make(chan error, 1)
	nothing := func(estrade.Tx) error { return nil }
	var before sync.WaitGroup
	queued := func(n int, call func() error) {
		before.Go(func() {
			if err := call(); err != nil {
				t.Error(err)
			}
		})
		for len(f.writer.queue) < n {
			time.Sleep(time.Millisecond)
		}
	}
	held := make(chan struct{})
	before.Go(func() {
		_ = f.Update(context.Background(), "s-2", func(estrade.Tx) error { close(held); <-free; return nil })
	})
	<-held
	queued(1, func() error { return f.Update(context.Background(), "s-1", nothing) })
	queued(2, func() error { return f.DeleteSession(context.Background(), "s-1") })
	go func() { results <- f.Update(context.Background(), "s-1", nothing) }()
	for len(f.writer.queue) < 3 {
		time.Sleep(time.Millisecond)
	}
	close(free)
	if err := <-results; estrade.ErrorCode(err) != estrade.CodeNotFound {
		t.Errorf("a deleted session is written to: %v", err)
	}
	before.Wait()
}

func TestTx_Session(t *testing.T) {
	f := openSession(t, options{})
	f.update(t, "s-1", func(tx estrade.Tx) error {
		x, err := tx.Session()
		if err != nil {
			return err
		}
		if want := testSession("s-1"); !reflect.DeepEqual(x, want) {
			t.Errorf("got %+v\nwant %+v", x, want)
		}
		// A change that is not saved must not come back, nor reach others.
		x.Plan.Workshop.Steps[1].Activity = "never saved"
		x.Plan.Activities["welcome"] = nil
		again, err := tx.Session()
		if err != nil {
			return err
		}
		if want := testSession("s-1"); !reflect.DeepEqual(again.Plan, want.Plan) {
			t.Errorf("an unsaved change came back: %+v", again.Plan)
		}
		again.Revision++
		again.Title = "Autre titre"
		again.Plan.Workshop.Steps[1].Activity = "seven-channels"
		if err := tx.SaveSession(again); err != nil {
			return err
		}
		saved, err := tx.Session()
		if err == nil && !reflect.DeepEqual(saved, again) {
			t.Errorf("got %+v\nwant %+v", saved, again)
		}
		return err
	})
	got, err := f.Session(context.Background(), "s-1")
	if err != nil || got.Revision != 8 || got.Plan.Workshop.Steps[1].Activity != "seven-channels" {
		t.Fatalf("saved %+v, %v", got, err)
	}
	if _, err := f.Session(context.Background(), "nobody"); estrade.ErrorCode(err) != estrade.CodeNotFound {
		t.Fatalf("an unknown session: %v", err)
	}
	err = f.Update(context.Background(), "s-1", func(tx estrade.Tx) error { return tx.SaveSession(testSession("s-2")) })
	if err == nil {
		t.Fatal("another session was saved in this one's transaction")
	}
}

func TestTx_Part(t *testing.T) {
	f := openSession(t, options{})
	f.update(t, "s-1", func(tx estrade.Tx) error {
		_, err := tx.Part("rank", "individual")
		wantError(t, err, estrade.CodeNotFound, "part-unknown")
		p := estrade.PartRun{Step: "rank", Part: "individual", State: estrade.PartOpen, Opening: 3, Choice: "b"}
		if err := tx.SavePart(p); err != nil {
			return err
		}
		got, err := tx.Part("rank", "individual")
		if got != p {
			t.Errorf("got %+v", got)
		}
		return err
	})
}

func TestTx_Answer(t *testing.T) {
	f := openSession(t, options{})
	mine, table := answer("p-1", "rank", "mail", "2"), answer("", "rank", "mail", "5")
	table.Key.Subject = estrade.Subject{Table: "p-1"} // the same id, yet another subject
	other := answer("p-1", "bye", "mail", "9")
	f.update(t, "s-1", func(tx estrade.Tx) error {
		if _, ok, err := tx.Answer(mine.Key); ok || err != nil {
			t.Errorf("before: %v, %v", ok, err)
		}
		for _, a := range []estrade.Answer{mine, table, other} {
			if err := tx.SaveAnswer(a); err != nil {
				return err
			}
		}
		for _, want := range []estrade.Answer{mine, table, other} {
			if got, ok, err := tx.Answer(want.Key); !ok || err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, %v, %v", got, ok, err)
			}
		}
		list, err := tx.Answers("rank")
		if err != nil || !reflect.DeepEqual(list, []estrade.Answer{mine, table}) {
			t.Errorf("the step holds %+v, %v", list, err)
		}
		both := mine
		both.Key.Subject = estrade.Subject{Participant: "p", Table: "t"}
		if tx.SaveAnswer(both) == nil {
			t.Error("a participant and a table at once were accepted")
		}
		room := mine
		room.Key.Subject = estrade.Subject{}
		if err := tx.SaveAnswer(room); err != nil {
			return err
		}
		if got, ok, err := tx.Answer(room.Key); !ok || err != nil || !reflect.DeepEqual(got, room) {
			t.Errorf("the room's: %+v, %v, %v", got, ok, err)
		}
		if err := tx.DeleteAnswer(room.Key); err != nil {
			return err
		}
		if _, ok, err := tx.Answer(room.Key); ok || err != nil {
			t.Errorf("deleted: %v, %v", ok, err)
		}
		return nil
	})
}

func TestTx_DeleteAnswers(t *testing.T) {
	f := openSession(t, options{})
	gone, stays := estrade.Subject{Participant: "p-1"}, estrade.Subject{Participant: "p-2"}
	f.update(t, "s-1", func(tx estrade.Tx) error {
		var errs []error
		for _, s := range []estrade.Subject{gone, stays, {Table: "p-1"}} {
			for _, step := range []string{"rank", "bye"} {
				a := answer("", step, "mail", "1")
				a.Key.Subject = s
				errs = append(errs, tx.SaveAnswer(a), tx.SaveLocks([]estrade.Lock{{Subject: s, Step: step, Part: "individual"}}))
			}
		}
		return errors.Join(errs...)
	})
	f.update(t, "s-1", func(tx estrade.Tx) error { return tx.DeleteAnswers("p-1") })
	r := f.load(t, "s-1")
	if len(r.Answers) != 4 || slices.ContainsFunc(r.Answers, func(a estrade.Answer) bool { return a.Key.Subject == gone }) {
		t.Errorf("answers left: %+v", r.Answers)
	}
	if len(r.Locks) != 4 || slices.ContainsFunc(r.Locks, func(l estrade.Lock) bool { return l.Subject == gone }) {
		t.Errorf("locks left: %+v", r.Locks)
	}
	if hasLog(f.path) {
		t.Error("the log still holds what was deleted")
	}
}

func TestTx_Locks(t *testing.T) {
	f := openSession(t, options{})
	a := estrade.Lock{Subject: estrade.Subject{Participant: "p-1"}, Step: "rank", Part: "individual"}
	b := estrade.Lock{Subject: estrade.Subject{Participant: "p-1"}, Step: "rank", Part: "sliders", Pass: "current"}
	c := estrade.Lock{Subject: estrade.Subject{Table: "t-1"}, Step: "bye", Part: "individual"}
	f.update(t, "s-1", func(tx estrade.Tx) error {
		for _, l := range []estrade.Lock{a, b, c} {
			if there, err := tx.Locked(l); there || err != nil {
				t.Errorf("before: %v, %v", there, err)
			}
			if err := tx.SaveLocks([]estrade.Lock{l}); err != nil {
				return err
			}
			if there, err := tx.Locked(l); !there || err != nil {
				t.Errorf("after: %v, %v", there, err)
			}
		}
		if got, err := tx.Locks("rank"); err != nil || !reflect.DeepEqual(got, []estrade.Lock{a, b}) {
			t.Errorf("locks %+v, %v", got, err)
		}
		return nil
	})
	if got := f.load(t, "s-1").Locks; !reflect.DeepEqual(got, []estrade.Lock{c, a, b}) {
		t.Errorf("kept %+v", got)
	}
}

func TestTx_LocksOfMany(t *testing.T) {
	f := openSession(t, options{})
	a := estrade.Lock{Subject: estrade.Subject{Participant: "p-1"}, Step: "rank", Part: "individual"}
	b := estrade.Lock{Subject: estrade.Subject{Table: "t-1"}, Step: "rank", Part: "team", Pass: "current"}
	f.update(t, "s-1", func(tx estrade.Tx) error { return tx.SaveLocks([]estrade.Lock{a}) })
	f.update(t, "s-1", func(tx estrade.Tx) error { return tx.SaveLocks([]estrade.Lock{b, a, b}) })
	f.update(t, "s-1", func(tx estrade.Tx) error { return tx.SaveLocks(nil) })
	if got := f.load(t, "s-1").Locks; !reflect.DeepEqual(got, []estrade.Lock{a, b}) {
		t.Errorf("kept %+v", got)
	}
}

func TestTx_Seat(t *testing.T) {
	f := openSession(t, options{})
	var people []estrade.Participant
	f.update(t, "s-1", func(tx estrade.Tx) error {
		var errs []error
		for _, id := range []estrade.ParticipantID{"p-1", "p-2", "p-3"} {
			p := estrade.Participant{ID: id, Pseudonym: "Renard " + string(id), Language: estrade.French, Table: "t-old"}
			people = append(people, p)
			errs = append(errs, tx.SaveParticipant(p))
		}
		return errors.Join(errs...)
	})
	people[0].Table, people[2].Table = "t-1", ""
	f.update(t, "s-1", func(tx estrade.Tx) error {
		// Nothing else is written, and nobody comes in by it.
		return tx.Seat([]estrade.Participant{
			{ID: "p-1", Table: "t-1", Pseudonym: "Autre", Removed: true}, {ID: "p-3"}, {ID: "p-nobody", Table: "t-1"},
		})
	})
	got := f.load(t, "s-1").Participants
	if len(got) != len(people) {
		t.Fatalf("%d people: %+v", len(got), got)
	}
	for i, p := range got {
		if p.Table != people[i].Table || p.Pseudonym != people[i].Pseudonym || p.Removed {
			t.Errorf("%+v, want %+v", p, people[i])
		}
	}
}

func TestTx_AnswersOf(t *testing.T) {
	f := openSession(t, options{})
	mine := []estrade.Answer{answer("p-1", "rank", "call", "2"), answer("p-1", "rank", "mail", "1")}
	others := []estrade.Answer{answer("p-1", "bye", "mail", "1"), answer("p-2", "rank", "mail", "3")}
	team := answer("", "rank", "mail", "4")
	team.Key.Subject = estrade.Subject{Table: "p-1"}
	f.update(t, "s-1", func(tx estrade.Tx) error {
		var errs []error
		for _, a := range append(append(others, team), mine...) {
			errs = append(errs, tx.SaveAnswer(a))
		}
		got, err := tx.AnswersOf("rank", estrade.Subject{Participant: "p-1"})
		if !reflect.DeepEqual(got, mine) {
			t.Errorf("answers %+v", got)
		}
		return errors.Join(append(errs, err)...)
	})
}

func TestTx_AnswersIn(t *testing.T) {
	f := openSession(t, options{})
	in := func(step, part string, who estrade.ParticipantID) estrade.Answer {
		a := answer(who, step, "mail", "1")
		a.Key.Part = part
		return a
	}
	want := []estrade.Answer{in("rank", "team", "p-1"), in("rank", "team", "p-2")}
	f.update(t, "s-1", func(tx estrade.Tx) error {
		var errs []error
		for _, a := range append([]estrade.Answer{in("rank", "individual", "p-1"), in("bye", "team", "p-1")}, want...) {
			errs = append(errs, tx.SaveAnswer(a))
		}
		got, err := tx.AnswersIn("rank", "team")
		if !reflect.DeepEqual(got, want) {
			t.Errorf("answers %+v", got)
		}
		return errors.Join(append(errs, err)...)
	})
}

func TestTx_Log(t *testing.T) {
	f := openSession(t, options{})
	want := []estrade.LogEntry{
		{At: 9, Event: "opened", Step: "rank", Part: "individual", Detail: "1"},
		{At: 3, Event: "closed"}, // the clock went back: the order stays
		{At: 3, Event: "closed"},
	}
	for _, e := range want {
		f.update(t, "s-1", func(tx estrade.Tx) error { return tx.AppendLog(e) })
	}
	f.update(t, "s-1", func(tx estrade.Tx) error {
		got, err := tx.Log()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v", got)
		}
		return err
	})
}

func TestTx_NextNumber(t *testing.T) {
	f := openSession(t, options{})
	f.create(t, testSession("s-2"), nil, nil)
	next := func(id estrade.SessionID, counter string, fail bool) (n int) {
		err := f.Update(context.Background(), id, func(tx estrade.Tx) (err error) {
			if n, err = tx.NextNumber(counter); err == nil && fail {
				return errors.New("refused")
			}
			return err
		})
		if (err != nil) != fail {
			t.Fatal(err)
		}
		return n
	}
	got := []int{next("s-1", "2026", false), next("s-2", "2026", true), next("s-2", "2026", false), next("s-1", "2027", false), next("s-1", "2026", false)}
	if want := []int{1, 2, 2, 1, 3}; !slices.Equal(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
}

func TestTx_IssueDocument(t *testing.T) {
	f := openSession(t, options{})
	f.create(t, testSession("s-2"), nil, nil)
	issue := func(in, of estrade.SessionID, number string) error {
		return f.Update(context.Background(), in, func(tx estrade.Tx) error {
			return tx.IssueDocument(estrade.IssuedDocument{Number: number, Session: of, Kind: estrade.DocumentReport, Name: "Zoé"})
		})
	}
	if err := issue("s-1", "s-1", "1"); err != nil {
		t.Fatal(err)
	}
	wantError(t, issue("s-2", "s-2", "1"), estrade.CodeConflict, "number-taken")
	if issue("s-1", "s-2", "2") == nil {
		t.Fatal("a document of another session was accepted")
	}
	if d := f.load(t, "s-2").Documents; len(d) != 0 {
		t.Fatalf("issued %+v", d)
	}
}

func TestStore_CreateSession(t *testing.T) {
	f := openFixture(t, options{})
	ctx := context.Background()
	wantError(t, f.CreateSession(ctx, testSession("s-1"), nil, nil), estrade.CodeInvalid, "keys-missing")
	f.create(t, testSession("s-1"), nil, nil)
	wantError(t, f.CreateSession(ctx, testSession("s-1"), nil, nil), estrade.CodeConflict, "session-exists")
	f.keys.fail(estrade.NewError(estrade.CodeUnavailable, "keys-unreachable", "The keyring is locked.", "Unlock it."))
	wantError(t, f.CreateSession(ctx, testSession("s-2"), nil, nil), estrade.CodeUnavailable, "keys-unreachable")
}

func TestStore_DeleteSession(t *testing.T) {
	f := openFixture(t, options{})
	fillSession(t, f, "s-1")
	f.create(t, testSession("s-2"), []estrade.Table{{ID: "t-stays"}}, nil)
	ctx := context.Background()
	if err := f.DeleteSession(ctx, "s-1"); err != nil {
		t.Fatal(err)
	}
	_, err := f.Load(ctx, "s-1")
	wantError(t, err, estrade.CodeNotFound, "session-unknown")
	wantError(t, f.DeleteSession(ctx, "s-1"), estrade.CodeNotFound, "session-unknown")
	if r := f.load(t, "s-2"); len(r.Tables) != 1 {
		t.Fatalf("the other session has %+v", r.Tables)
	}
	conn := rawConn(t, f.path)
	for _, table := range []string{"steps", "parts", "tables", "devices", "participants", "attendance", "links",
		"signatures", "answers", "locks", "figures", "notes", "log", "documents", "document_files", "session_words"} {
		if n := readRaw[int](t, conn, fmt.Sprintf("SELECT count(*) FROM %s WHERE session = 's-1'", table)); n != 0 {
			t.Errorf("%s still has %d rows", table, n)
		}
	}
	if len(f.sealer.ciphers) != 2 { // those of s-2
		t.Errorf("%d ciphers are kept in memory", len(f.sealer.ciphers))
	}
}

func TestStore_Settings(t *testing.T) {
	f := openFixture(t, options{})
	ctx := context.Background()
	if s, err := f.Settings(ctx); err != nil || !reflect.DeepEqual(s, estrade.Settings{}) {
		t.Fatalf("before the first: %+v, %v", s, err)
	}
	want := estrade.Settings{
		Organisation: "Institut Martin", Address: []string{"1, rue de l’Orme", "25000 Besançon"}, SIRET: "123", ActivityDeclaration: "27",
		Trainer: "Zoé Ångström", TrainerTitle: "formatrice", PrivacyContact: "dpo", LegalBasis: "intérêt légitime",
		Language: estrade.French, Zone: "Europe/Paris", Logo: []byte{0x89, 'P', 'N', 'G', 0}, Signature: []byte{0xff, 0xd8},
		LegalForm: "association", Signatory: "Ada", SignatoryTitle: "directrice", SignedAt: "Besançon", RoomHost: "192.168.1.4", ExportDir: "/x", Ready: true,
	}
	for range 2 {
		if err := f.SaveSettings(ctx, want); err != nil {
			t.Fatal(err)
		}
	}
	f = f.reopen(t)
	if s, err := f.Settings(ctx); err != nil || !reflect.DeepEqual(s, want) {
		t.Fatalf("got %+v, %v", s, err)
	}
	want.Logo = nil
	if err := f.SaveSettings(ctx, want); err != nil {
		t.Fatal(err)
	}
	if s, err := f.Settings(ctx); err != nil || s.Logo != nil {
		t.Fatalf("the logo is still %v, %v", s.Logo, err)
	}
}

// Answers that share a transaction read their part once, and never an older one than
// what was written before them.
func TestTx_Part_shared(t *testing.T) {
	f := openFixture(t, options{})
	f.create(t, testSession("s-1"), nil, nil)
	f.create(t, testSession("s-2"), nil, nil)
	save := func(tx estrade.Tx, state estrade.PartState) error {
		return tx.SavePart(estrade.PartRun{Step: "rank", Part: "individual", State: state, Opening: 1})
	}
	for _, id := range []estrade.SessionID{"s-1", "s-2"} {
		f.update(t, id, func(tx estrade.Tx) error { return save(tx, estrade.PartOpen) })
	}
	var got []estrade.PartState
	read := func(tx estrade.Tx) error {
		p, err := tx.Part("rank", "individual")
		got = append(got, p.State)
		if err != nil {
			return err
		}
		return tx.SaveAnswer(answer(estrade.ParticipantID(fmt.Sprintf("p-%d", len(got))), "rank", "item", "3"))
	}
	refused := errors.New("refused")
	// They wait behind the first, so that they share the transaction after it.
	var wg sync.WaitGroup
	queued := func(id estrade.SessionID, fn func(estrade.Tx) error) {
		waiting := len(f.writer.queue)
		wg.Go(func() {
			if err := f.Update(t.Context(), id, fn); err != nil && !errors.Is(err, refused) {
				t.Error(err)
			}
		})
		for len(f.writer.queue) == waiting {
			runtime.Gosched()
		}
	}
	began, gate := make(chan struct{}), make(chan struct{})
	wg.Go(func() {
		if err := f.Update(t.Context(), "s-1", func(estrade.Tx) error { close(began); <-gate; return nil }); err != nil {
			t.Error(err)
		}
	})
	<-began
	queued("s-1", read)
	queued("s-1", read)
	queued("s-1", func(tx estrade.Tx) error { return save(tx, estrade.PartClosed) })
	queued("s-1", read)
	queued("s-2", read)
	queued("s-1", func(tx estrade.Tx) error {
		if err := save(tx, estrade.PartDone); err != nil {
			return err
		}
		if p, err := tx.Part("rank", "individual"); err != nil || p.State != estrade.PartDone {
			t.Errorf("what was just written reads %s, %v", p.State, err)
		}
		return refused
	})
	queued("s-1", read)
	queued("s-1", func(tx estrade.Tx) error { return tx.DeletePart("rank", "individual") })
	queued("s-1", func(tx estrade.Tx) error {
		if _, err := tx.Part("rank", "individual"); estrade.ErrorCode(err) != estrade.CodeNotFound {
			t.Errorf("a part that was deleted: %v", err)
		}
		return nil
	})
	close(gate)
	wg.Wait()
	want := []estrade.PartState{estrade.PartOpen, estrade.PartOpen, estrade.PartClosed, estrade.PartOpen, estrade.PartClosed}
	if !slices.Equal(got, want) {
		t.Errorf("read %v, want %v", got, want)
	}
}

// TestTx_Committed has transactions share a commit: each is told of its own once it is
// on disk, in their order, and knows whether others wrote before it.
func TestTx_Committed(t *testing.T) {
	f := openFixture(t, options{})
	f.create(t, testSession("s-1"), nil, nil)
	refused := errors.New("refused")
	var told []int // by the writer's goroutine
	var shared []bool
	var wg sync.WaitGroup
	began, gate := make(chan struct{}), make(chan struct{})
	wg.Go(func() {
		if err := f.Update(t.Context(), "s-1", func(estrade.Tx) error { close(began); <-gate; return nil }); err != nil {
			t.Error(err)
		}
	})
	<-began
	for i := range 4 {
		waiting := len(f.writer.queue)
		wg.Go(func() {
			err := f.Update(t.Context(), "s-1", func(tx estrade.Tx) error {
				shared = append(shared, tx.Shared())
				tx.Committed(func() { told = append(told, i) })
				if i == 0 || i == 2 {
					return refused
				}
				return tx.SaveTable(estrade.Table{ID: estrade.TableID(fmt.Sprint("t-", i))})
			})
			if err != nil && !errors.Is(err, refused) {
				t.Error(err)
			}
		})
		for len(f.writer.queue) == waiting {
			runtime.Gosched()
		}
	}
	close(gate)
	wg.Wait()
	if !slices.Equal(told, []int{1, 3}) {
		t.Errorf("told of %v, want of what was kept, in its order", told)
	}
	if !slices.Equal(shared, []bool{false, false, true, true}) {
		t.Errorf("others wrote before: %v", shared)
	}
	err := f.Update(t.Context(), "s-1", func(tx estrade.Tx) error {
		tx.Committed(func() { panic("while it is told") })
		return tx.SaveTable(estrade.Table{ID: "t-5"})
	})
	if err == nil || !strings.Contains(err.Error(), "while it is told") {
		t.Errorf("a panic is %v", err)
	}
	f.update(t, "s-1", func(tx estrade.Tx) error { return tx.SaveTable(estrade.Table{ID: "t-6"}) }) // writing goes on
}
