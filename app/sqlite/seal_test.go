package sqlite

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
)

// fileBytes are the bytes of the database and of every file beside it.
func fileBytes(t testing.TB, path string) []byte {
	t.Helper()
	files, err := filepath.Glob(filepath.Dir(path) + "/*")
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b...)
	}
	return all
}

// Nothing that tells who, or what they answered, is readable in the files.
func TestSeal_atRest(t *testing.T) {
	f := openFixture(t, options{})
	want := fillSession(t, f, "s-1")
	secret := []string{
		want.Session.JoinCode, want.Session.JoinSecret, want.Session.StageToken,
		"Véga", "Tilleul", "Deneb", "Nguyễn", "Aboville", "Un long silence", "effacée", `{"rank":1}`, "Une idée choisie",
	}
	check := func(when string) {
		t.Helper()
		data := fileBytes(t, f.path)
		if !bytes.Contains(data, []byte(want.Session.Title)) {
			t.Fatalf("%s: not even the title was found", when)
		}
		for _, s := range secret {
			if bytes.Contains(data, []byte(s)) {
				t.Errorf("%s: %q is readable", when, s)
			}
		}
	}
	check("in the log")
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	check("closed")
}

// The same text is never sealed to the same bytes.
func TestSeal_nonce(t *testing.T) {
	s := seals{newSealer(newMemoryKeys("s-1")), "s-1"}
	seen := make(map[string]bool)
	for range 1000 {
		b, err := s.seal(estrade.KeyAnswers, []byte("null"), place{"answers", "value", "x"})
		if err != nil || b[0] != sealVersion || len(b) != 1+12+4+16 {
			t.Fatalf("%x, %v", b, err)
		}
		seen[string(b)] = true
	}
	if len(seen) != 1000 {
		t.Fatalf("%d different of 1000", len(seen))
	}
}

func TestSeal_open(t *testing.T) {
	keys := newMemoryKeys("s-1", "s-2")
	sealer := newSealer(keys)
	s := seals{sealer, "s-1"}
	at := place{"answers", "value", "rank", "individual", "", "mail", "p:1"}
	sealed, err := s.seal(estrade.KeyAnswers, []byte("3"), at)
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := s.open(estrade.KeyAnswers, sealed, at); err != nil || string(plain) != "3" {
		t.Fatalf("%q, %v", plain, err)
	}
	changed := func(i int) []byte {
		b := bytes.Clone(sealed)
		b[i] ^= 1
		return b
	}
	for name, try := range map[string]func() ([]byte, error){
		"another row": func() ([]byte, error) {
			return s.open(estrade.KeyAnswers, sealed, place{"answers", "value", "rank", "individual", "", "mail", "p:2"})
		},
		"shifted fields": func() ([]byte, error) {
			return s.open(estrade.KeyAnswers, sealed, place{"answers", "value", "rank", "individual", "mail", "", "p:1"})
		},
		"another column": func() ([]byte, error) {
			return s.open(estrade.KeyAnswers, sealed, place{"answers", "other", "rank", "individual", "", "mail", "p:1"})
		},
		"another session": func() ([]byte, error) { return seals{sealer, "s-2"}.open(estrade.KeyAnswers, sealed, at) },
		"another key":     func() ([]byte, error) { return s.open(estrade.KeyAttendance, sealed, at) },
		"version":         func() ([]byte, error) { return s.open(estrade.KeyAnswers, changed(0), at) },
		"nonce":           func() ([]byte, error) { return s.open(estrade.KeyAnswers, changed(5), at) },
		"text":            func() ([]byte, error) { return s.open(estrade.KeyAnswers, changed(13), at) },
		"tag":             func() ([]byte, error) { return s.open(estrade.KeyAnswers, changed(len(sealed)-1), at) },
		"cut":             func() ([]byte, error) { return s.open(estrade.KeyAnswers, sealed[:10], at) },
		"empty":           func() ([]byte, error) { return s.open(estrade.KeyAnswers, []byte{}, at) },
		"one byte":        func() ([]byte, error) { return s.open(estrade.KeyAnswers, []byte{sealVersion}, at) },
	} {
		t.Run(name, func(t *testing.T) {
			plain, err := try()
			if plain != nil {
				t.Fatalf("it opened: %q", plain)
			}
			wantError(t, err, estrade.CodeInternal, "value-damaged")
		})
	}
}

// Whatever sealed value is put in the place of another, it is noticed.
func TestStore_Load_swapped(t *testing.T) {
	for _, c := range []struct{ name, swap string }{
		{"answers", `UPDATE answers SET sealed_value = (SELECT sealed_value FROM answers WHERE subject = 'p:p-2') WHERE subject = 'p:p-1'`},
		{"pseudonyms", `UPDATE participants SET sealed_pseudonym = (SELECT sealed_pseudonym FROM participants WHERE id = 'p-2') WHERE id = 'p-1'`},
		{"names", `UPDATE attendance SET sealed_name = (SELECT sealed_name FROM attendance WHERE id = 'a-2') WHERE id = 'a-1'`},
		{"name on a document", `UPDATE documents SET sealed_name = (SELECT sealed_name FROM attendance WHERE id = 'a-1') WHERE number = '2026-0001'`},
		{"ways to join", `UPDATE sessions SET sealed_join_code = sealed_stage_token`},
		{"note", `UPDATE notes SET sealed_text = (SELECT sealed_value FROM answers LIMIT 1) WHERE id = 'n-2'`},
		{"signatures of two half-days", `UPDATE signatures SET sealed_value = (SELECT sealed_value FROM signatures WHERE attendance = 'a-1' AND afternoon = 1) WHERE attendance = 'a-1' AND afternoon = 0`},
		{"the trainer’s signature", `UPDATE signatures SET attendance = 'a-2' WHERE attendance = ''`},
		{"a signature of another day", `UPDATE signatures SET day = '2026-11-25' WHERE attendance = ''`},
		{"a moved answer", `UPDATE answers SET item = 'phone' WHERE subject = 'p:p-1'`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := openFixture(t, options{})
			fillSession(t, f, "s-1")
			execRaw(t, rawConn(t, f.path), c.swap)
			_, err := f.Load(context.Background(), "s-1")
			wantError(t, err, estrade.CodeInternal, "value-damaged")
		})
	}
}

func TestStore_keyDestroyed(t *testing.T) {
	ctx := context.Background()
	destroy := func(t *testing.T, f *fixture, use estrade.KeyUse) {
		t.Helper()
		if err := f.keys.Destroy(estrade.KeyName{Session: "s-1", Use: use}); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("answers", func(t *testing.T) {
		f := openFixture(t, options{})
		want := fillSession(t, f, "s-1")
		f.load(t, "s-1")
		destroy(t, f, estrade.KeyAnswers) // at once, although it was in use

		want.Session.JoinCode, want.Session.JoinSecret, want.Session.StageToken, want.Session.RetentionReason = "", "", "", ""
		want.Answers, want.Notes = nil, nil
		for i := range want.Participants {
			want.Participants[i].Pseudonym = ""
		}
		if got := f.load(t, "s-1"); !reflect.DeepEqual(got, want) {
			t.Errorf("left %+v\nwant %+v", got, want)
		}
		f.update(t, "s-1", func(tx estrade.Tx) error {
			k := fillKey
			_, _, err := tx.Answer(k)
			wantError(t, err, estrade.CodeNotFound, "key-destroyed")
			_, err = tx.Answers("rank")
			wantError(t, err, estrade.CodeNotFound, "key-destroyed")
			wantError(t, tx.SaveAnswer(estrade.Answer{Key: k, Value: []byte("1")}), estrade.CodeNotFound, "key-destroyed")
			wantError(t, tx.SaveNote(estrade.Note{ID: "n-3", Text: "trop tard"}), estrade.CodeNotFound, "key-destroyed")
			return nil
		})
		// What is left can still be kept up.
		f.update(t, "s-1", func(tx estrade.Tx) error {
			s, err := tx.Session()
			if err != nil {
				return err
			}
			s.State = estrade.SessionArchived
			a := want.Attendance[0]
			a.LeftAt = 999
			return errors.Join(tx.SaveSession(s), tx.SaveParticipant(want.Participants[0]), tx.SaveAttendance(a))
		})
		r := f.load(t, "s-1")
		if r.Session.State != estrade.SessionArchived || r.Attendance[0].LeftAt != 999 || r.Attendance[0].Name != want.Attendance[0].Name {
			t.Errorf("then %+v", r)
		}
	})
	t.Run("attendance", func(t *testing.T) {
		f := openFixture(t, options{})
		want := fillSession(t, f, "s-1")
		destroy(t, f, estrade.KeyAttendance)
		for i := range want.Attendance {
			want.Attendance[i].Name = ""
		}
		want.Signatures = nil
		for i := range want.Documents {
			d := &want.Documents[i]
			d.Name, d.File, d.Basis, d.Reason = "", "", "", ""
		}
		for i := range want.Figures {
			want.Figures[i].JSON = nil
		}
		if got := f.load(t, "s-1"); !reflect.DeepEqual(got, want) {
			t.Errorf("left %+v\nwant %+v", got, want)
		}
		err := f.Update(ctx, "s-1", func(tx estrade.Tx) error {
			return tx.SaveAttendance(estrade.Attendance{ID: "a-9", Name: "Zoé"})
		})
		wantError(t, err, estrade.CodeNotFound, "key-destroyed")
		err = f.Update(ctx, "s-1", func(tx estrade.Tx) error {
			return tx.SaveSignature(estrade.PresenceSignature{Attendance: "a-1", Day: "2026-11-24", Typed: "Zoé"})
		})
		wantError(t, err, estrade.CodeNotFound, "key-destroyed")
	})
	t.Run("unreachable is not destroyed", func(t *testing.T) {
		f := openFixture(t, options{})
		fillSession(t, f, "s-1")
		f.keys.fail(estrade.NewError(estrade.CodeUnavailable, "keys-unreachable", "The keyring is locked.", "Unlock it."))
		_, err := f.Load(ctx, "s-1")
		wantError(t, err, estrade.CodeUnavailable, "keys-unreachable")
		f.keys.fail(nil)
		if r := f.load(t, "s-1"); len(r.Answers) != 3 {
			t.Errorf("%d answers", len(r.Answers))
		}
	})
}

// fillKey is the key of an answer of fillSession.
var fillKey = estrade.AnswerKey{Subject: estrade.Subject{Participant: "p-1"}, Step: "rank", Part: "individual", Item: "mail"}

// Once the links are destroyed nothing in the files ties a name to a
// pseudonym: neither a remainder of a link, nor the order of the rows.
func TestTx_DestroyLinks(t *testing.T) {
	t.Run("one page", func(t *testing.T) {
		main, participants, attendances := destroyLinks(t, 14)
		for table, ids := range map[string][]string{"participants": participants, "attendance": attendances} {
			if tau := agreement(t, main, ids); tau == 1 || tau == -1 {
				t.Errorf("the %s still lie in the order they came", table)
			}
			slices.Sort(ids)
			if tau := agreement(t, main, ids); tau != 1 && tau != -1 {
				t.Errorf("the %s do not lie in the order of their ids (%.2f)", table, tau)
			}
		}
	})
	t.Run("several pages", func(t *testing.T) { destroyLinks(t, 90) })
}

// destroyLinks writes people, destroys their links, checks that no link is
// left, and returns the bytes of the database's own file.
func destroyLinks(t *testing.T, people int) (main []byte, participants, attendances []string) {
	f := openSession(t, options{})
	for range people {
		p, a := randomID(), randomID()
		participants, attendances = append(participants, p), append(attendances, a)
		f.update(t, "s-1", func(tx estrade.Tx) error {
			pid, aid := estrade.ParticipantID(p), estrade.AttendanceID(a)
			return errors.Join(
				tx.SaveParticipant(estrade.Participant{ID: pid, Pseudonym: "Véga " + p[:4]}),
				tx.SaveAttendance(estrade.Attendance{ID: aid, Name: "Zoé " + a[:4], ArrivedAt: 1}),
				tx.Link(pid, aid))
		})
	}
	linked := func() (n int) {
		data := fileBytes(t, f.path)
		for i := range people {
			if bytes.Contains(data, []byte(participants[i]+attendances[i])) {
				n++
			}
		}
		return n
	}
	if n := linked(); n != people {
		t.Fatalf("%d of %d links are found before: this test sees nothing", n, people)
	}
	f.update(t, "s-1", func(tx estrade.Tx) error { return tx.DestroyLinks() })
	if r := f.load(t, "s-1"); len(r.Links) != 0 || len(r.Participants) != people || len(r.Attendance) != people {
		t.Errorf("%d links, %d participants, %d attendances", len(r.Links), len(r.Participants), len(r.Attendance))
	}
	if n := linked(); n != 0 {
		t.Errorf("%d links are still in the files", n)
	}
	if n := readRaw[int](t, rawConn(t, f.path), "SELECT count(*) FROM upkeep WHERE task = 'rewrite'"); n != 0 {
		t.Errorf("%d tasks are left", n)
	}
	main, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	return main, participants, attendances
}

// agreement is Kendall's tau between the order of ids and that of their places
// in data: 1 when it is the same, -1 when it is the opposite.
func agreement(t *testing.T, data []byte, ids []string) float64 {
	t.Helper()
	at := make([]int, len(ids))
	for i, id := range ids {
		if at[i] = bytes.LastIndex(data, []byte(id)); at[i] < 0 {
			t.Fatalf("%s is not in the file", id)
		}
	}
	sum, pairs := 0, 0
	for i := range at {
		for j := range i {
			pairs++
			if at[i] > at[j] {
				sum++
			} else {
				sum--
			}
		}
	}
	return float64(sum) / float64(pairs)
}

// A rewrite that could not be done is done at the next opening.
func TestOpen_rewriteDue(t *testing.T) {
	f := openSession(t, options{})
	f.update(t, "s-1", func(tx estrade.Tx) error {
		return tx.SaveTable(estrade.Table{ID: "t", Name: strings.Repeat("x", 50_000)})
	})
	conn := rawConn(t, f.path)
	execRaw(t, conn, "DELETE FROM tables")
	execRaw(t, conn, "INSERT INTO upkeep (task) VALUES ('rewrite')")
	f = f.reopen(t)
	if n := readRaw[int](t, conn, "SELECT count(*) FROM upkeep WHERE task = 'rewrite'"); n != 0 {
		t.Errorf("%d tasks are left", n)
	}
	if free := readRaw[int](t, conn, "PRAGMA freelist_count"); free != 0 {
		t.Errorf("%d pages are free: the file was not rewritten", free)
	}
	f.load(t, "s-1")
}

// Figures that an earlier version left in clear are sealed as the store opens.
func TestOpen_sealsFigures(t *testing.T) {
	f := openFixture(t, options{})
	want := fillSession(t, f, "s-1")
	f.create(t, testSession("s-2"), nil, nil)
	f.update(t, "s-2", func(tx estrade.Tx) error { return tx.SaveFigures(want.Figures[0]) })
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.keys.Destroy(estrade.KeyName{Session: "s-2", Use: estrade.KeyAttendance}); err != nil {
		t.Fatal(err)
	}
	conn := rawConn(t, f.path)
	execRaw(t, conn, `UPDATE figures SET sealed_json = NULL, json = '{"votes":{"ideas":[{"title":"Une idée choisie"}]}}' WHERE part = 'reveal'`)
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	f = openAt(t, f.path, f.keys, options{})
	if got := f.load(t, "s-1").Figures; !reflect.DeepEqual(got, want.Figures) {
		t.Errorf("figures %+v", got)
	}
	if got := f.load(t, "s-2").Figures; len(got) != 1 || len(got[0].JSON) != 0 {
		t.Errorf("without their key: %+v", got)
	}
	if bytes.Contains(fileBytes(t, f.path), []byte("Une idée choisie")) {
		t.Error("still readable")
	}
}

// The length of a sealed answer does not tell which one it is.
func TestSeal_length(t *testing.T) {
	f := openFixture(t, options{})
	f.create(t, testSession("s-1"), nil, nil)
	values := []string{`null`, `3`, `100`, `"leader"`, `"manager"`, `"both"`, `"not-concerned"`, `true`, `""`, `"duplicate-removed"`}
	f.update(t, "s-1", func(tx estrade.Tx) error {
		if err := tx.SaveParticipant(estrade.Participant{ID: "p-1"}); err != nil {
			return err
		}
		for i, v := range values {
			if err := tx.SaveAnswer(answer("p-1", "rank", strings.Repeat("x", i+1), v)); err != nil {
				return err
			}
		}
		return nil
	})
	conn := rawConn(t, f.path)
	if n := readRaw[int](t, conn, "SELECT count(DISTINCT length(sealed_value)) FROM answers"); n != 1 {
		t.Errorf("%d lengths of %d values", n, len(values))
	}
	got := f.load(t, "s-1").Answers
	if len(got) != len(values) {
		t.Fatalf("%d answers", len(got))
	}
	for _, a := range got {
		if want := values[len(a.Key.Item)-1]; string(a.Value) != want {
			t.Errorf("%q came back as %q", want, a.Value)
		}
	}
}
