package program

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/sqlite"
)

// house is a data folder with a session that is open, one that is prepared, a
// backup made when the first had one person, and answers given since.
type house struct {
	dir           string
	open, drafted estrade.SessionID
	answers       int // of the open session, now
}

// furnished makes a house and leaves it as a program that ended does.
func furnished(t *testing.T) house {
	t.Helper()
	h := house{dir: t.TempDir()}
	p := started(t, Config{DataDir: h.dir, RoomAddr: "127.0.0.1:0"})
	p.works.backups.stop() // on a slow machine it would make one of its own meanwhile
	if err := p.works.store.SaveSettings(t.Context(), estrade.Settings{Ready: true, Language: estrade.English, Organisation: "Orée", Trainer: "Ada"}); err != nil {
		t.Fatal(err)
	}
	h.open, h.drafted = create(t, p, "Séance ouverte"), create(t, p, "Séance préparée")
	do(t, p, h.open, estrade.CommandOpenRoom)
	ada := join(t, p, h.open, "Ada")
	h.fill(t, p, ada.Participant, 400)
	if err := p.works.backups.make(t.Context(), staleSessions{}); err != nil {
		t.Fatal(err)
	}
	h.fill(t, p, join(t, p, h.open, "Zoé").Participant, 400)
	if err := p.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	return h
}

// fill lets somebody answer so often.
func (h *house) fill(t *testing.T, p *Program, who estrade.ParticipantID, n int) {
	t.Helper()
	err := p.works.store.Update(t.Context(), h.open, func(tx estrade.Tx) error {
		for i := range n {
			a := estrade.Answer{
				Key:   estrade.AnswerKey{Subject: estrade.Subject{Participant: who}, Step: "ranking", Part: "individual", Item: "item-" + string(rune('a'+i%26)) + strings.Repeat("x", i/26)},
				Value: []byte(`"` + strings.Repeat("y", 300) + `"`), ClientID: "c",
			}
			if err := tx.SaveAnswer(a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	h.answers += n
}

func (h house) path() string { return filepath.Join(h.dir, database) }

// overwrite spoils n bytes of the database.
func (h house) overwrite(t *testing.T, suffix string, offset int64, n int) {
	t.Helper()
	f, err := os.OpenFile(h.path()+suffix, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt(bytes.Repeat([]byte{0xa5}, n), offset); err != nil {
		t.Fatal(err)
	}
}

// pageWith is where a leaf page lies that holds a text.
func (h house) pageWith(t *testing.T, text string) int64 {
	t.Helper()
	const pageSize, leaf = 4096, 0x0a // of tables without rowid
	data, err := os.ReadFile(h.path())
	if err != nil {
		t.Fatal(err)
	}
	for page := 0; page < len(data); page += pageSize {
		if data[page] == leaf && bytes.Contains(data[page:page+pageSize], []byte(text)) {
			return int64(page)
		}
	}
	t.Fatalf("%q is on no leaf", text)
	return 0
}

// rescued waits until the program is in a rescue that has looked at everything.
func rescued(t *testing.T, p *Program) estrade.Rescue {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if !p.InRescue() {
			continue
		}
		home, err := p.Service().Home(t.Context())
		if err != nil || home.Rescue == nil {
			t.Fatalf("the console says %+v, %v", home, err)
		}
		examining := false
		for _, s := range home.Rescue.Sessions {
			examining = examining || s.State == rescuedExamining
		}
		if !examining {
			return *home.Rescue
		}
	}
	t.Fatal("there is no rescue")
	return estrade.Rescue{}
}

func snapshotOf(t *testing.T, h house) map[string][]byte {
	t.Helper()
	files := make(map[string][]byte)
	for _, suffix := range []string{"", "-wal"} {
		if data, err := os.ReadFile(h.path() + suffix); err == nil {
			files[suffix] = data
		}
	}
	return files
}

// Whatever is wrong with the database, the program starts, tells, changes
// nothing, serves no room, and goes on from the backup with all that could be read.
func TestProgram_rescue(t *testing.T) {
	for name, c := range map[string]struct {
		spoil   func(t *testing.T, h house)
		why     estrade.RescueReason
		listed  bool
		answers int // of the open session after the restoration
	}{
		"a leaf of the answers": {
			spoil: func(t *testing.T, h house) { h.overwrite(t, "", h.pageWith(t, "item-mxxxxxx"), 600) },
			why:   estrade.RescueDamaged, listed: true, answers: 400,
		},
		"a leaf of another session": {
			spoil: func(t *testing.T, h house) {
				h.overwrite(t, "", h.pageWith(t, strings.Repeat("z", 120)), 64)
			},
			why: estrade.RescueDamaged, listed: true, answers: 800,
		},
		"the header": {
			spoil: func(t *testing.T, h house) { h.overwrite(t, "", 0, 100) },
			why:   estrade.RescueDamaged, answers: 400,
		},
		"the schema": {
			spoil: func(t *testing.T, h house) { h.overwrite(t, "", 100, 3000) },
			why:   estrade.RescueDamaged, answers: 400,
		},
		"half of the file": {
			spoil: func(t *testing.T, h house) {
				info, err := os.Stat(h.path())
				if err == nil {
					err = os.Truncate(h.path(), info.Size()/2)
				}
				if err != nil {
					t.Fatal(err)
				}
			},
			why: estrade.RescueDamaged, answers: 400,
		},
		"an empty file": {
			spoil: func(t *testing.T, h house) {
				if err := os.WriteFile(h.path(), nil, 0o600); err != nil {
					t.Fatal(err)
				}
			},
			why: estrade.RescueMissing, answers: 400,
		},
		"no file": {
			spoil: func(t *testing.T, h house) {
				if err := os.Remove(h.path()); err != nil {
					t.Fatal(err)
				}
			},
			why: estrade.RescueMissing, answers: 400,
		},
		"another file": {
			spoil: func(t *testing.T, h house) {
				if err := os.WriteFile(h.path(), []byte(strings.Repeat("Bonjour. ", 5000)), 0o600); err != nil {
					t.Fatal(err)
				}
			},
			why: estrade.RescueDamaged, answers: 400,
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := furnished(t)
			if name == "a leaf of another session" {
				h.addOther(t)
			}
			c.spoil(t, h)
			before := snapshotOf(t, h)
			p := started(t, Config{DataDir: h.dir, RoomAddr: "127.0.0.1:0"})
			r := rescued(t, p)
			if r.Why != c.why || c.listed && !r.Listed || r.Continue {
				t.Errorf("it says %+v", r)
			}
			if len(r.Backups) != 1 || r.Backups[0].Answers != 400 || r.Backups[0].Sessions != 2 || r.Backups[0].At == 0 {
				t.Fatalf("its backups are %+v", r.Backups)
			}
			if p.RoomURL() != "" || p.InSession(t.Context()) {
				t.Error("the room is served")
			}
			for suffix, data := range before {
				if now := snapshotOf(t, h)[suffix]; !bytes.Equal(now, data) {
					t.Errorf("the damaged file %q was changed", suffix)
				}
			}
			done, err := p.Service().Restore(t.Context(), r.Backups[0].Name)
			if err != nil {
				t.Fatal(err)
			}
			for suffix, data := range before {
				if kept, err := os.ReadFile(filepath.Join(done.Damaged, database+suffix)); err != nil || !bytes.Equal(kept, data) {
					t.Errorf("the damaged file %q was not kept as it was: %v", suffix, err)
				}
			}
			if p.InRescue() || p.RoomURL() == "" || p.Language(t.Context()) != estrade.English {
				t.Fatalf("it works: %v, in the room %q", !p.InRescue(), p.RoomURL())
			}
			record, err := p.Record(t.Context(), h.open)
			if err != nil || len(record.Answers) != c.answers {
				t.Errorf("%d answers, %v", len(record.Answers), err)
			}
			if err := p.works.store.Check(t.Context()); err != nil {
				t.Errorf("what was restored is not sound: %v", err)
			}
			// The backup is still there.
			if len(listBackups(filepath.Join(h.dir, backupsDir))) == 0 {
				t.Error("the backup is gone")
			}
		})
	}
}

// addOther adds a session with answers in clear places of their own.
func (h house) addOther(t *testing.T) {
	t.Helper()
	p := started(t, Config{DataDir: h.dir, RoomAddr: "127.0.0.1:0"})
	id := create(t, p, "Une troisième")
	err := p.works.store.Update(t.Context(), id, func(tx estrade.Tx) error {
		for i := range 200 {
			if err := tx.SaveAnswer(estrade.Answer{Key: estrade.AnswerKey{
				Subject: estrade.Subject{Participant: "keyring-independent"}, Step: "s", Part: "p", Item: strings.Repeat("z", i),
			}, Value: []byte("1"), ClientID: "c"}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// Without a backup, what can be read is taken over into a new database.
func TestProgram_rescue_withoutBackup(t *testing.T) {
	h := furnished(t)
	h.addOther(t)
	if err := os.RemoveAll(filepath.Join(h.dir, backupsDir)); err != nil {
		t.Fatal(err)
	}
	h.overwrite(t, "", h.pageWith(t, strings.Repeat("z", 120)), 64)
	p := started(t, Config{DataDir: h.dir, RoomAddr: "127.0.0.1:0"})
	r := rescued(t, p)
	states := make(map[string]int)
	for _, s := range r.Sessions {
		states[s.State]++
	}
	if len(r.Backups) != 0 || states[rescuedSound] != 2 || states[rescuedDamaged] != 1 {
		t.Fatalf("it says %+v", r)
	}
	if _, err := p.Service().Restore(t.Context(), "estrade-20200101-000000.db"); estrade.ErrorCode(err) != estrade.CodeNotFound || !p.InRescue() {
		t.Fatalf("a backup that is not there gives %v", err)
	}
	done, err := p.Service().Restore(t.Context(), "")
	if err != nil || done.Carried != 2 {
		t.Fatalf("%+v, %v", done, err)
	}
	if record, err := p.Record(t.Context(), h.open); err != nil || len(record.Answers) != h.answers || len(record.Links) != 2 {
		t.Errorf("%d answers, %d links, %v", len(record.Answers), len(record.Links), err)
	}
	if p.Language(t.Context()) != estrade.English {
		t.Error("the settings were not taken over")
	}
}

// A log that breaks off in the middle: the trainer may go on without it.
func TestProgram_rescue_log(t *testing.T) {
	h := furnished(t)
	p := started(t, Config{DataDir: h.dir, RoomAddr: "127.0.0.1:0"})
	for _, name := range []string{"Eva", "Max", "Noé"} {
		join(t, p, h.open, name)
	}
	// As a program that is killed leaves it.
	files := snapshotOf(t, h)
	if err := p.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	for suffix, data := range files {
		if err := os.WriteFile(h.path()+suffix, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h.overwrite(t, "-wal", 32+24+200, 16)
	before := snapshotOf(t, h)
	p = started(t, Config{DataDir: h.dir, RoomAddr: "127.0.0.1:0"})
	r := rescued(t, p)
	if r.Why != estrade.RescueLog || !r.Continue || !r.Listed {
		t.Fatalf("it says %+v", r)
	}
	done, err := p.Service().ContinueDamaged(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for suffix, data := range before {
		if kept, err := os.ReadFile(filepath.Join(done.Damaged, database+suffix)); err != nil || !bytes.Equal(kept, data) {
			t.Errorf("the damaged file %q was not kept as it was: %v", suffix, err)
		}
	}
	if record, err := p.Record(t.Context(), h.open); err != nil || len(record.Answers) != h.answers || len(record.Participants) != 2 {
		t.Errorf("%d answers, %d participants, %v", len(record.Answers), len(record.Participants), err)
	}
}

// Keys that are gone are told before anything looks erased; put back, all is well.
func TestProgram_rescue_keys(t *testing.T) {
	h := furnished(t)
	keys := filepath.Join(h.dir, "keys")
	if err := os.Rename(keys, keys+"-away"); err != nil {
		t.Fatal(err)
	}
	p := started(t, Config{DataDir: h.dir, RoomAddr: "127.0.0.1:0"})
	r := rescued(t, p)
	if r.Why != estrade.RescueKeys || !r.Continue || p.RoomURL() != "" {
		t.Fatalf("it says %+v", r)
	}
	if _, err := p.Service().RetryStart(t.Context()); err == nil || !p.InRescue() {
		t.Fatalf("without the keys it starts again: %v", err)
	}
	if err := os.RemoveAll(keys); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(keys+"-away", keys); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Service().RetryStart(t.Context()); err != nil || p.InRescue() {
		t.Fatalf("with the keys it does not: %v", err)
	}
	if record, err := p.Record(t.Context(), h.open); err != nil || len(record.Answers) != h.answers {
		t.Errorf("%d answers, %v", len(record.Answers), err)
	}
}

// Damage met while a session is open ends the room at once; the console stays
// where it is, for the same browser, and the session goes on from the backup.
func TestProgram_rescue_working(t *testing.T) {
	h := furnished(t)
	p := started(t, Config{DataDir: h.dir, RoomAddr: "127.0.0.1:" + freePort(t)})
	browser, origin := browserOf(t, p)
	home := func() (h estrade.Home) {
		t.Helper()
		r, err := browser.Post(origin+"/api/console/home", "application/json", strings.NewReader("[]"))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		if err := json.NewDecoder(r.Body).Decode(&h); err != nil || r.StatusCode != http.StatusOK {
			t.Fatal(r.StatusCode, err)
		}
		return h
	}
	if home().Rescue != nil || p.RoomURL() == "" {
		t.Fatal("it does not work to begin with")
	}
	room := p.RoomURL()
	works := p.works
	damage := sqlite.Missing(h.path())
	works.backups.damaged(damage)
	works.backups.damaged(damage) // twice is once
	r := rescued(t, p)
	if home().Rescue == nil || !r.Listed || len(r.Backups) == 0 {
		t.Fatalf("it says %+v", r)
	}
	if answer, err := http.Get(room + "/"); err == nil {
		answer.Body.Close()
		t.Errorf("the room answers %d", answer.StatusCode)
	}
	if _, err := p.Service().Dispatch(t.Context(), "sessions", json.RawMessage(`[{"search":"","limit":0,"offset":0}]`)); estrade.ErrorCode(err) != estrade.CodeUnavailable {
		t.Errorf("a method that needs the database gives %v", err)
	}
	if _, err := p.Service().Restore(t.Context(), r.Backups[0].Name); err != nil {
		t.Fatal(err)
	}
	if home().Rescue != nil || len(home().Running) != 1 || p.RoomURL() != room {
		t.Errorf("it does not go on where it was: %+v, room %q", home(), p.RoomURL())
	}
	if _, err := p.Service().Restore(t.Context(), ""); estrade.ErrorCode(err) != estrade.CodeConflict {
		t.Errorf("restoring without need gives %v", err)
	}
}

// A new folder, and one whose first start died before a session was made, are
// no damage.
func TestProgram_rescue_new(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, database), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if p := started(t, Config{DataDir: dir}); p.InRescue() {
		t.Error("an empty folder is a rescue")
	}
}
