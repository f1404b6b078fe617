package program

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	estrade "estrade/app"
	"estrade/app/keys"
	"estrade/app/rehearsal"
	"estrade/app/sqlite"
)

// scale is the size of a database that was used for years. Its sessions are
// copies of one that was really played, under ids, names and keys of their own;
// one more, of livePeople, is open.
type scale struct {
	Sessions   int `json:"sessions"`
	People     int `json:"people"`     // of each session
	Answers    int `json:"answers"`    // of each person
	LivePeople int `json:"livePeople"` // of the open session
	// Build changes with what is built, so that an older database is not reused.
	Build int `json:"build"`
}

// years is what the limits of the documentation are about: a hundred thousand
// people, six million answers.
var years = scale{Sessions: 5000, People: 20, Answers: 60, LivePeople: 1000, Build: 1}

// scaleFile tells, once a folder is built, what is in it.
const scaleFile = "scale.json"

// liveSession is the id of the session that is open.
const liveSession estrade.SessionID = "live-session-of-a-thousand"

// built makes dir a data folder of that size, unless it is one.
func (s scale) built(b testing.TB, dir string) {
	b.Helper()
	ctx := b.Context()
	var there scale
	if text, err := os.ReadFile(filepath.Join(dir, scaleFile)); err == nil && json.Unmarshal(text, &there) == nil && there == s {
		return
	}
	began := time.Now()
	if err := os.RemoveAll(dir); err != nil {
		b.Fatal(err)
	}
	if err := s.build(ctx, b, dir); err != nil {
		b.Fatal(err)
	}
	text, err := json.Marshal(s)
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, scaleFile), text, 0o600); err != nil {
		b.Fatal(err)
	}
	b.Logf("built %d sessions in %s in %v", s.Sessions, dir, time.Since(began).Round(time.Second))
}

func (s scale) build(ctx context.Context, b testing.TB, dir string) (err error) {
	model := played(ctx, b, s.People)
	secrets, err := keys.Open(dir)
	if err != nil {
		return err
	}
	store, err := sqlite.Open(ctx, filepath.Join(dir, database), secrets, systemClock{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	settings := estrade.Settings{Ready: true, Language: estrade.French, Organisation: "Institut de l’Orée", Trainer: "Camille Aubry", Zone: "Europe/Paris"}
	if err := store.SaveSettings(ctx, settings); err != nil {
		return err
	}
	c := copier{store: store, keys: secrets, model: model, answers: s.Answers, random: mathrand.New(mathrand.NewPCG(1, 2))}
	for i := range s.Sessions {
		if err := c.copy(ctx, i); err != nil {
			return fmt.Errorf("session %d: %w", i, err)
		}
	}
	return c.live(ctx, s.LivePeople)
}

// played is the record of a session that was played to its documents.
func played(ctx context.Context, b testing.TB, people int) estrade.SessionRecord {
	b.Helper()
	clock := rehearsal.NewClock(time.Date(2026, 11, 24, 7, 50, 0, 0, time.UTC))
	p, err := New(Config{
		DataDir: b.TempDir(), Assets: fstest.MapFS{}, RoomAddr: "127.0.0.1:0",
		Clock: clock, Logger: slog.New(slog.DiscardHandler), KeysInMemory: true,
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := p.Start(ctx); err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := p.Close(context.WithoutCancel(ctx)); err != nil {
			b.Error(err)
		}
	}()
	if _, err := p.OpenRoom(ctx); err != nil {
		b.Fatal(err)
	}
	if err := p.works.store.SaveSettings(ctx, estrade.Settings{Ready: true, Language: estrade.French, Organisation: "Institut de l’Orée", Trainer: "Camille Aubry", Zone: "Europe/Paris"}); err != nil {
		b.Fatal(err)
	}
	var record estrade.SessionRecord
	_, err = rehearsal.Play(ctx, rehearsal.House{
		Sessions: p.Sessions(), Results: p.Results(), Clock: clock, Pack: p.pack, Logger: slog.New(slog.DiscardHandler),
		Record: func(ctx context.Context, id estrade.SessionID) (estrade.SessionRecord, error) {
			var err error
			record, err = p.Record(ctx, id)
			return record, err
		},
	}, rehearsal.Show{Workshop: "essentials", People: people, Language: estrade.French, Seed: 1, Out: b.TempDir(), Client: "Institut de l’Orée", Place: "Besançon"})
	if err != nil {
		b.Fatal(err)
	}
	return record
}

// copier writes copies of a session the way a session is written, but a whole
// one in a transaction.
type copier struct {
	store   *sqlite.Store
	keys    *keys.Keys
	model   estrade.SessionRecord
	answers int // of each person
	random  *mathrand.Rand
}

var (
	clients = strings.Split("Hôtel de l’Orée|Mairie de Besançon|Clinique Saint-Éloi|Coopérative du Léman|Atelier Noé|Région Grand Est|Lycée Émile-Zola|Transports Bréhat", "|")
	places  = strings.Split("Besançon|Évreux|Nîmes|Saint-Étienne|Orléans|Châlons|Périgueux|Angoulême", "|")
	subject = strings.Split("Une équipe à distance|Décider ensemble|Réunions hybrides|Confiance et contrôle|L’essentiel|Écouter à distance", "|")
)

func pick(list []string, i int) string { return list[i%len(list)] }

// id returns what looks like an id of the program: 26 letters and digits.
func (c *copier) id() string {
	const signs = "abcdefghijklmnopqrstuvwxyz234567"
	b := make([]byte, 26)
	for i := range b {
		b[i] = signs[c.random.IntN(len(signs))]
	}
	return string(b)
}

// clientID returns what looks like a browser's id of an answer.
func (c *copier) clientID() string {
	return fmt.Sprintf("%016x%016x", c.random.Uint64(), c.random.Uint64())
}

// copy writes the i-th session, closed on a day of its own.
func (c *copier) copy(ctx context.Context, i int) error {
	row := c.model.Session
	row.ID = estrade.SessionID(c.id())
	row.State, row.Rehearsal = estrade.SessionArchived, false
	if i%4 != 0 {
		row.State = estrade.SessionClosed
	}
	row.Title, row.Client, row.Place = pick(subject, i/3)+" "+strconv.Itoa(i), pick(clients, i), pick(places, i/7)
	row.Date = time.Date(2012, 1, 2, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i).Format(time.DateOnly)
	row.CreatedAt += int64(i)
	return c.write(ctx, row, 1, c.answers)
}

// live writes a session that is open in the middle of its agenda, the oldest by
// its date.
func (c *copier) live(ctx context.Context, people int) error {
	row := c.model.Session
	row.ID, row.State, row.Rehearsal = liveSession, estrade.SessionOpen, false
	row.Title, row.Date = "Plénière", "2011-12-31"
	row.ClosingAt, row.ClosedAt = 0, 0
	row.JoinCode, row.JoinSecret, row.StageToken = "K7MRTW", "JBSWY3DPEHPK3PXPJBSWY3DPEH", "stage-token"
	row.Cursor, row.RoomPort = c.open(), 0
	return c.write(ctx, row, people/len(c.model.Participants), c.answers)
}

// open is a step in the middle with a part in which each person answers.
func (c *copier) open() estrade.Cursor {
	for i, step := range c.model.Session.Plan.Workshop.Steps {
		for _, p := range c.model.Parts {
			if i >= 2 && p.Step == step.ID && p.Part == "individual" {
				return estrade.Cursor{Step: i, Part: p.Part}
			}
		}
	}
	return estrade.Cursor{Step: 0}
}

// write writes a session with each person of the model so many times.
func (c *copier) write(ctx context.Context, row estrade.Session, times, answers int) error {
	for _, use := range []estrade.KeyUse{estrade.KeyAnswers, estrade.KeyAttendance} {
		if err := c.keys.Create(estrade.KeyName{Session: row.ID, Use: use}); err != nil {
			return err
		}
	}
	if err := c.store.CreateSession(ctx, row, nil, nil); err != nil {
		return err
	}
	return c.store.Update(ctx, row.ID, func(tx estrade.Tx) error {
		w := rowWriter{copier: c, tx: tx, row: row, tables: make(map[estrade.TableID]estrade.TableID)}
		w.frame()
		for n := range times {
			w.people(n, answers)
		}
		w.documents()
		return w.err
	})
}

// rowWriter writes the rows of a copy until the first error.
type rowWriter struct {
	*copier
	tx     estrade.Tx
	row    estrade.Session
	tables map[estrade.TableID]estrade.TableID
	err    error
}

func (w *rowWriter) keep(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *rowWriter) isOpen(p estrade.PartRun) bool {
	at := w.row.Cursor
	return w.row.State == estrade.SessionOpen && at.Part == p.Part && w.row.Plan.Workshop.Steps[at.Step].ID == p.Step
}

// frame writes what does not belong to anybody.
func (w *rowWriter) frame() {
	for _, x := range w.model.Steps {
		if w.row.State == estrade.SessionOpen && x.Step == w.row.Plan.Workshop.Steps[w.row.Cursor.Step].ID {
			x.EndedAt = 0
		}
		w.keep(w.tx.SaveStep(x))
	}
	for _, x := range w.model.Parts {
		if w.isOpen(x) {
			x.State, x.ClosedAt, x.DoneAt = estrade.PartOpen, 0, 0
		}
		w.keep(w.tx.SavePart(x))
		w.keep(w.tx.AppendLog(estrade.LogEntry{At: x.OpenedAt, Event: "opened", Step: x.Step, Part: x.Part}))
		w.keep(w.tx.AppendLog(estrade.LogEntry{At: x.ClosedAt, Event: "closed", Step: x.Step, Part: x.Part}))
	}
	for _, x := range w.model.Tables {
		old := x.ID
		x.ID = estrade.TableID(w.id())
		w.tables[old] = x.ID
		w.keep(w.tx.SaveTable(x))
	}
	for _, x := range w.model.Figures {
		w.keep(w.tx.SaveFigures(x))
	}
	for _, x := range w.model.Notes {
		x.ID = w.id()
		w.keep(w.tx.SaveNote(x))
	}
	for _, x := range w.model.Answers {
		if x.Key.Subject.Participant == "" {
			x.Key.Subject.Table = w.tables[x.Key.Subject.Table]
			x.ClientID = w.clientID()
			w.keep(w.tx.SaveAnswer(x))
		}
	}
}

// people writes the people of the model once more, each with so many answers:
// theirs, and once these are used up the same at items that nobody asks for.
func (w *rowWriter) people(n, answers int) {
	ids := make(map[estrade.ParticipantID]estrade.ParticipantID)
	for _, x := range w.model.Participants {
		old, device := x.ID, w.id()
		x.ID, x.Device, x.Table = estrade.ParticipantID(w.id()), estrade.DeviceID(device), w.tables[x.Table]
		x.TokenHash = []byte(w.id() + w.id())[:32]
		x.Pseudonym += strings.Repeat(" bis", n)
		x.Simulated = false
		ids[old] = x.ID
		w.keep(w.tx.SaveDevice(estrade.Device{ID: x.Device, TokenHash: x.TokenHash}))
		w.keep(w.tx.SaveParticipant(x))
	}
	for _, x := range w.model.Attendance {
		x.ID = estrade.AttendanceID(w.id())
		w.keep(w.tx.SaveAttendance(x))
	}
	theirs := make(map[estrade.ParticipantID][]estrade.Answer)
	for _, x := range w.model.Answers {
		if p := x.Key.Subject.Participant; p != "" {
			theirs[p] = append(theirs[p], x)
		}
	}
	for old, id := range ids {
		for i := range answers {
			own := theirs[old]
			if len(own) == 0 {
				break
			}
			x := own[i%len(own)]
			if again := i / len(own); again > 0 {
				x.Key.Item += "-" + strconv.Itoa(again)
			}
			x.Key.Subject.Participant = id
			x.ClientID = w.clientID()
			w.keep(w.tx.SaveAnswer(x))
		}
	}
	for _, x := range w.model.Locks {
		if p := x.Subject.Participant; p != "" {
			x.Subject.Participant = ids[p]
		} else if n == 0 {
			x.Subject.Table = w.tables[x.Subject.Table]
		} else {
			continue
		}
		w.keep(w.tx.SaveLocks([]estrade.Lock{x}))
	}
}

func (w *rowWriter) documents() {
	if w.row.State == estrade.SessionOpen {
		return
	}
	for _, x := range w.model.Documents {
		n, err := w.tx.NextNumber("documents")
		w.keep(err)
		x.Session, x.Attendance = w.row.ID, ""
		x.Number = fmt.Sprintf("E-%s-%06d", w.row.Date[:4], n)
		x.Code = "" // nobody looks for them by it
		w.keep(w.tx.IssueDocument(x))
	}
}
