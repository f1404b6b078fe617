package facilitation_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	estrade "estrade/app"
)

// agenda keeps an agenda of some activities.
func (r *room) agenda(title string, activities ...string) string {
	r.t.Helper()
	var steps []estrade.DraftStep
	for _, id := range activities {
		steps = append(steps, estrade.DraftStep{Activity: id, Minutes: 20})
	}
	v, err := r.desk.SaveWorkshop(r.ctx, estrade.WorkshopDraft{Title: title, Steps: steps})
	if err != nil {
		r.t.Fatal(err)
	}
	return v.ID
}

// everywhere gives every sentence of the open part the same answer.
func (g *guest) everywhere(value int) {
	g.r.t.Helper()
	for _, pass := range g.r.view.Play.Assessment.Passes {
		for _, item := range pass.Items {
			g.answer(pass.ID, item.ID, value)
		}
	}
}

func (g *guest) personal(code string) (estrade.File, estrade.PersonalData) {
	g.r.t.Helper()
	f, err := g.r.desk.Personal(g.r.ctx, g.r.id, g.id, code)
	if err != nil {
		g.r.t.Fatal(err)
	}
	var d estrade.PersonalData
	if err := json.Unmarshal(f.Data, &d); err != nil {
		g.r.t.Fatal(err)
	}
	return f, d
}

func (g *guest) comeBack(code string) error { return g.r.desk.Return(g.r.ctx, g.r.id, g.id, code) }

func TestReturn(t *testing.T) {
	base := newRoom(t, estrade.NewSession{})
	before := base.another(estrade.NewSession{Workshop: base.agenda("Avant", "t-before"), FollowUp: true})
	ana, bob := before.join("Ana"), before.join("Bob")
	before.refresh()
	before.do(estrade.Command{Name: estrade.CommandStart})
	before.do(estrade.Command{Name: estrade.CommandOpen})
	if n := len(before.view.Play.Assessment.Passes); n != 2 {
		t.Fatalf("%d passes with a follow-up announced", n)
	}
	ana.everywhere(2)
	bob.everywhere(4)
	before.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	before.do(estrade.Command{Name: estrade.CommandNextStep})

	file, data := ana.personal("")
	if !regexp.MustCompile(`^([A-Z0-9]{4}-){3}[A-Z0-9]{4}$`).MatchString(file.ReturnCode) || data.ReturnCode != file.ReturnCode {
		t.Fatalf("code %q, printed %q", file.ReturnCode, data.ReturnCode)
	}
	if data.Pseudonym == "" || strings.Contains(string(file.Data), "Ana") || len(data.Results) != 1 {
		t.Errorf("personal document %+v", data)
	}
	if again, _ := ana.personal(file.ReturnCode); again.ReturnCode != file.ReturnCode {
		t.Errorf("another code: %q", again.ReturnCode)
	}
	other, _ := bob.personal(file.ReturnCode)
	if other.ReturnCode == file.ReturnCode {
		t.Fatal("somebody else's code was printed")
	}
	kept(t, base, file.ReturnCode)

	before.do(estrade.Command{Name: estrade.CommandBeginClosing})
	before.do(estrade.Command{Name: estrade.CommandFinish})
	if _, err := base.desk.Personal(base.ctx, before.id, ana.id, ""); key(err) != "session-closed" {
		t.Errorf("fetched after the session closed: %v", err)
	}

	after := base.another(estrade.NewSession{Workshop: base.agenda("Après", "t-follow-up")})
	after.restartAll([]*room{base, before})
	zoe, eve := after.join("Zoé"), after.join("Ève")
	if room, me := zoe.see(); !room.Returns || len(me.Earlier) != 0 {
		t.Errorf("returns %v, earlier %v", room.Returns, me.Earlier)
	}
	for _, wrong := range []string{"", "AAAA", file.ReturnCode[:18] + "AA", strings.Repeat("A", 5000)} {
		if err := zoe.comeBack(wrong); key(err) != "unknown-return-code" {
			t.Errorf("%.20q: %v", wrong, err)
		}
	}
	typed := strings.ToLower(strings.ReplaceAll(file.ReturnCode, "-", " "))
	for range 2 { // twice changes nothing
		if err := zoe.comeBack(typed); err != nil {
			t.Fatal(err)
		}
	}
	_, me := zoe.see()
	if len(me.Earlier) != 1 || me.Earlier[0].Assessment == nil {
		t.Fatalf("earlier %+v", me.Earlier)
	}
	if _, other := eve.see(); len(other.Earlier) != 0 {
		t.Error("somebody else meets them")
	}
	after.refresh()
	after.do(estrade.Command{Name: estrade.CommandStart})
	after.do(estrade.Command{Name: estrade.CommandOpen})
	zoe.everywhere(5)
	eve.everywhere(5)
	after.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	after.restartAll([]*room{base, before})
	_, me = zoe.see()
	if len(me.Results) != 1 || len(me.Results[0].Assessment.Cells) == 0 {
		t.Fatalf("results %+v", me.Results)
	}
	for _, c := range me.Results[0].Assessment.Cells {
		if c.Before == nil || *c.Before != 25 || c.Now == nil || *c.Now != 100 {
			t.Errorf("%s: before %v, now %v", c.Competency, c.Before, c.Now)
		}
	}
	_, other2 := eve.see()
	for _, c := range other2.Results[0].Assessment.Cells {
		if c.Before != nil {
			t.Errorf("%s: somebody without a code has a before", c.Competency)
		}
	}
}

// kept checks that a code lies nowhere in the database's files.
func kept(t *testing.T, r *room, code string) {
	t.Helper()
	files, err := filepath.Glob(r.path + "*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no database: %v", err)
	}
	secret := strings.ReplaceAll(code, "-", "")[3:]
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte(secret)) {
			t.Errorf("%s holds the code's secret", filepath.Base(name))
		}
	}
}

func TestReturn_Erased(t *testing.T) {
	base := newRoom(t, estrade.NewSession{})
	before := base.another(estrade.NewSession{Workshop: base.agenda("Avant", "t-before"), FollowUp: true})
	ana := before.join("Ana")
	before.refresh()
	before.do(estrade.Command{Name: estrade.CommandStart})
	before.do(estrade.Command{Name: estrade.CommandOpen})
	ana.everywhere(3)
	file, _ := ana.personal("")
	if err := base.desk.EraseAnswers(base.ctx, before.id, ana.id); err != nil {
		t.Fatal(err)
	}
	after := base.another(estrade.NewSession{Workshop: base.agenda("Après", "t-follow-up")})
	zoe := after.join("Zoé")
	if err := zoe.comeBack(file.ReturnCode); key(err) != "unknown-return-code" {
		t.Errorf("after erasing: %v", err)
	}
	// A code made later, of somebody with nothing to bring, finds nothing either.
	file, _ = ana.personal("")
	if err := zoe.comeBack(file.ReturnCode); key(err) != "unknown-return-code" {
		t.Errorf("with nothing answered: %v", err)
	}
	for range 10 {
		_, _ = base.desk.Personal(base.ctx, before.id, ana.id, "")
	}
	if _, err := base.desk.Personal(base.ctx, before.id, ana.id, ""); key(err) != "too-many-codes" {
		t.Errorf("a twelfth code: %v", err)
	}
}

func TestPersonal_Without(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	g := r.join("Ana")
	f, d := g.personal("ABCD-EFGH-JKMN-PQRS")
	if f.ReturnCode != "" || d.ReturnCode != "" || f.Type != "application/pdf" || !strings.HasSuffix(f.Name, ".pdf") {
		t.Errorf("%s %s %q", f.Name, f.Type, f.ReturnCode)
	}
	if _, err := r.desk.Personal(r.ctx, r.id, "nobody", ""); err == nil {
		t.Error("nobody's document")
	}
	if err := g.comeBack("ABCD-EFGH-JKMN-PQRS"); key(err) != "unknown-return-code" {
		t.Errorf("%v", err)
	}
}

// before is a session in which one person answered to so many sentences of the T,
// and the code on their document.
func (r *room) before(title string, rehearsal bool, value, sentences int) string {
	r.t.Helper()
	b := r.another(estrade.NewSession{Workshop: r.agenda(title, "t-before"), FollowUp: true, Rehearsal: rehearsal})
	g := b.join("Ana")
	b.refresh()
	b.do(estrade.Command{Name: estrade.CommandStart})
	b.do(estrade.Command{Name: estrade.CommandOpen})
	for _, pass := range b.view.Play.Assessment.Passes {
		for _, item := range pass.Items[:min(sentences, len(pass.Items))] {
			g.answer(pass.ID, item.ID, value)
		}
	}
	b.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	file, _ := g.personal("")
	return file.ReturnCode
}

// TestReturn_Rehearsal: what was rehearsed never meets what was answered.
func TestReturn_Rehearsal(t *testing.T) {
	base := newRoom(t, estrade.NewSession{})
	codes := map[bool]string{true: base.before("Répétée", true, 2, 100), false: base.before("Vraie", false, 2, 100)}
	workshop := base.agenda("Après", "t-follow-up")
	for _, rehearsal := range []bool{true, false} {
		after := base.another(estrade.NewSession{Workshop: workshop, Rehearsal: rehearsal})
		zoe := after.join("Zoé")
		if err := zoe.comeBack(codes[!rehearsal]); key(err) != "unknown-return-code" {
			t.Errorf("rehearsal %v, the other's code: %v", rehearsal, err)
		}
		if err := zoe.comeBack(codes[rehearsal]); err != nil {
			t.Errorf("rehearsal %v: %v", rehearsal, err)
		}
	}
}

// TestReturn_AnotherCode: a second code takes the place of the first, of which
// nothing stays.
func TestReturn_AnotherCode(t *testing.T) {
	base := newRoom(t, estrade.NewSession{})
	somebody, own := base.before("Première", false, 5, 100), base.before("Deuxième", false, 1, 2)
	after := base.another(estrade.NewSession{Workshop: base.agenda("Après", "t-follow-up")})
	zoe := after.join("Zoé")
	for _, code := range []string{somebody, own} {
		if err := zoe.comeBack(code); err != nil {
			t.Fatal(err)
		}
	}
	check := func(when string) {
		t.Helper()
		record, err := base.store.Load(base.ctx, after.id)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, a := range record.Answers {
			if a.Key.Step != "@earlier" || a.Key.Part != "t-before" {
				continue
			}
			n++
			if string(a.Value) != "1" {
				t.Errorf("%s: %s %s is the other code's", when, a.Key.Item, a.Value)
			}
		}
		if n == 0 {
			t.Errorf("%s: nothing was brought", when)
		}
	}
	check("at once")
	after.refresh()
	after.do(estrade.Command{Name: estrade.CommandStart})
	after.do(estrade.Command{Name: estrade.CommandOpen})
	zoe.everywhere(3)
	after.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	for _, c := range zoe.result(after.view.Step.ID).Assessment.Cells {
		if c.Before != nil && *c.Before != 0 {
			t.Errorf("%s: before %v", c.Competency, *c.Before)
		}
	}
}
