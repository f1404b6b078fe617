package sqlite

import (
	"context"
	"crypto/rand"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	estrade "estrade/app"
)

// fixedClock tells a time that only tests move.
type fixedClock struct{ at time.Time }

func (c fixedClock) Now() time.Time { return c.at }

var testTime = time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)

// memoryKeys keeps keys in memory; failing makes every key unreachable.
type memoryKeys struct {
	mu      sync.Mutex
	keys    map[estrade.KeyName][]byte
	failing error
}

func newMemoryKeys(ids ...estrade.SessionID) *memoryKeys {
	k := &memoryKeys{keys: make(map[estrade.KeyName][]byte)}
	for _, id := range ids {
		k.createAll(id)
	}
	return k
}

func (k *memoryKeys) createAll(id estrade.SessionID) {
	for _, use := range []estrade.KeyUse{estrade.KeyAnswers, estrade.KeyAttendance} {
		if err := k.Create(estrade.KeyName{Session: id, Use: use}); err != nil {
			panic(err)
		}
	}
}

func (k *memoryKeys) Create(n estrade.KeyName) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if _, ok := k.keys[n]; ok {
		return fmt.Errorf("key %v exists", n)
	}
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		return err
	}
	k.keys[n] = key
	return nil
}

func (k *memoryKeys) Key(n estrade.KeyName) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.failing != nil {
		return nil, k.failing
	}
	key, ok := k.keys[n]
	if !ok {
		return nil, estrade.NewError(estrade.CodeNotFound, "key-unknown", "no such key", "")
	}
	return key, nil
}

func (k *memoryKeys) Destroy(n estrade.KeyName) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.keys, n)
	return nil
}

func (k *memoryKeys) Where() string { return "file" }

func (k *memoryKeys) fail(err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.failing = err
}

// fixture is a store on a file of its own, with the keys it uses.
type fixture struct {
	*Store
	path string
	keys *memoryKeys
}

func openFixture(t testing.TB, o options) *fixture {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "data", "estrade.db"), newMemoryKeys(), o)
}

func openAt(t testing.TB, path string, keys *memoryKeys, o options) *fixture {
	t.Helper()
	s, err := open(context.Background(), path, keys, fixedClock{testTime}, o)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return &fixture{s, path, keys}
}

// reopen closes the store and opens its file again.
func (f *fixture) reopen(t testing.TB) *fixture {
	t.Helper()
	if err := f.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	return openAt(t, f.path, f.keys, options{})
}

// create makes the keys of a session and writes it.
func (f *fixture) create(t testing.TB, s estrade.Session, tables []estrade.Table, expected []estrade.Attendance) {
	t.Helper()
	f.keys.createAll(s.ID)
	if err := f.CreateSession(context.Background(), s, tables, expected); err != nil {
		t.Fatalf("create session: %v", err)
	}
}

func (f *fixture) update(t testing.TB, id estrade.SessionID, fn func(estrade.Tx) error) {
	t.Helper()
	if err := f.Update(context.Background(), id, fn); err != nil {
		t.Fatalf("update: %v", err)
	}
}

func (f *fixture) load(t testing.TB, id estrade.SessionID) estrade.SessionRecord {
	t.Helper()
	r, err := f.Load(context.Background(), id)
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	return r
}

func randomID() string {
	return rand.Text()
}

// testSession is a session with every field set.
func testSession(id estrade.SessionID) estrade.Session {
	return estrade.Session{
		ID: id, State: estrade.SessionOpen, Revision: 7, Rehearsal: true,
		Title: "Une équipe à distance", Client: "Hôtel de l’Orée", Place: "Besançon", Date: "2026-03-14", Zone: "Europe/Paris",
		ConsoleLanguage: estrade.French, StageLanguage: estrade.English, DocumentLanguage: estrade.French,
		Plan: estrade.Plan{
			PackID: "eleadership", PackVersion: "1.2.0",
			Workshop: estrade.Workshop{
				ID: "essentials", Title: estrade.Text{FR: "L’essentiel", EN: "Essentials"}, Minutes: 120,
				Steps: []estrade.WorkshopStep{
					{ID: "welcome", Activity: "welcome", Minutes: 10, OffClock: true, Bridge: estrade.Text{FR: "Allons-y"}},
					{ID: "rank", Activity: "dormant-network", Minutes: 40, Alternatives: []string{"seven-channels"}},
					{ID: "bye", Activity: "closing", Minutes: 10},
				},
			},
			Activities: map[string]*estrade.Activity{
				"welcome": {ID: "welcome", Kind: estrade.KindBriefing, Title: estrade.Text{FR: "Accueil", EN: "Welcome"}},
			},
			Competencies: []estrade.Competency{{ID: "H1", Name: estrade.Text{FR: "Confiance", EN: "Trust"}}},
		},
		Cursor:        estrade.Cursor{Step: 1, Part: "individual"},
		Stage:         estrade.StageSettings{Dark: true, Timer: true, MapPass: "required", Section: 2},
		Seed:          1<<63 + 12345,
		PlannedTables: 3, FollowUp: true, SingleTeam: true, NoReport: true, RetentionDays: 200, RetentionReason: "Recherche suivie par Élodie Maréchal", ActionNature: estrade.ActionAssessment,
		JoinCode: "K7MRTW", JoinSecret: "JBSWY3DPEHPK3PXPJBSWY3DPEH", StageToken: "stage-token-text", RoomPort: 7420,
		CreatedAt: 1_000, OpenedAt: 2_000, ClosingAt: 3_000, ClosedAt: 0, AnswersErasedAt: 4_000,
	}
}

func answer(p estrade.ParticipantID, step, item, value string) estrade.Answer {
	return estrade.Answer{
		Key:   estrade.AnswerKey{Subject: estrade.Subject{Participant: p}, Step: step, Part: "individual", Item: item},
		Value: []byte(value), ClientID: "client-" + item,
	}
}
