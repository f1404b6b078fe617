package facilitation_test

import (
	"slices"
	"sync"
	"testing"

	estrade "estrade/app"
)

const requestID = "5f3c0a6e9b1d4c2780aa11bb22cc33dd"

func (r *room) joinAs(id, name, device string) (estrade.Joined, error) {
	return r.desk.Join(r.ctx, estrade.JoinRequest{ID: id, Code: r.view.Join.Code, Name: name, Language: estrade.French, Device: device})
}

func (r *room) reenter(id, code, device string) (estrade.Joined, error) {
	return r.desk.Reenter(r.ctx, estrade.ReentryRequest{ID: id, Code: r.view.Join.Code, Reentry: code, Device: device})
}

// whoIs returns whom a token speaks for, or the key of its refusal.
func (r *room) whoIs(token string) string {
	c, err := r.desk.Authenticate(r.ctx, token)
	if err != nil {
		return key(err)
	}
	return string(c.Participant)
}

func (r *room) here(p estrade.ParticipantID) {
	r.desk.Presence(r.ctx, r.id, []estrade.ParticipantID{p}, true)
}

func TestJoin_SentAgain(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	first, err := r.joinAs(requestID, "Zo", "")
	if err != nil {
		t.Fatal(err)
	}
	// The reply was lost; the name was corrected before the request left again.
	again, err := r.joinAs(requestID, "Zoé", "")
	if err != nil || again != first {
		t.Fatalf("%+v after %+v: %v", again, first, err)
	}
	if first.Reentry == "" || len(first.Token) != 26 {
		t.Errorf("reply %+v", first)
	}
	names, err := r.desk.Names(r.ctx, r.id)
	if err != nil || len(names) != 1 || names[0].Name != "Zoé" {
		t.Errorf("names %+v: %v", names, err)
	}

	// Once somebody is there, a late copy of the request changes nothing.
	r.here(first.Participant)
	late, err := r.joinAs(requestID, "Zo", "")
	if err != nil || late != first {
		t.Errorf("late copy: %+v: %v", late, err)
	}
	r.restart()
	r.refresh()
	if again, err = r.joinAs(requestID, "Zoé", ""); err != nil || again != first {
		t.Errorf("after a restart %+v: %v", again, err)
	}
	if names, _ = r.desk.Names(r.ctx, r.id); len(names) != 1 || names[0].Name != "Zoé" {
		t.Errorf("names %+v", names)
	}
	if got := r.whoIs(first.Token); got != string(first.Participant) {
		t.Errorf("the token speaks for %q", got)
	}

	// Somebody else, and somebody else in another session with the same id.
	second, err := r.joinAs("other"+requestID, "Ana", first.Device)
	if err != nil || second.Participant == first.Participant || second.Device != first.Device {
		t.Errorf("second person %+v: %v", second, err)
	}
	again, err = r.joinAs("other"+requestID, "Ana", first.Device)
	if err != nil || again != second {
		t.Errorf("second person again %+v: %v", again, err)
	}
	other := r.another(estrade.NewSession{})
	elsewhere, err := other.joinAs(requestID, "Zoé", "")
	if err != nil || elsewhere.Participant == first.Participant || elsewhere.Token == first.Token {
		t.Errorf("other session %+v: %v", elsewhere, err)
	}
	if _, err := r.joinAs(string(make([]byte, 65)), "Zoé", ""); key(err) != "malformed-request" {
		t.Errorf("long id: %v", err)
	}
}

func TestJoin_SentAgainAtOnce(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	const copies = 20
	var wg sync.WaitGroup
	replies := make([]estrade.Joined, copies)
	for i := range copies {
		wg.Go(func() {
			for {
				j, err := r.joinAs(requestID, "Zoé", "")
				if key(err) == "join-under-way" {
					continue
				}
				if err != nil {
					t.Error(err)
				}
				replies[i] = j
				return
			}
		})
	}
	wg.Wait()
	if len(slices.Compact(replies)) != 1 {
		t.Errorf("different replies %+v", replies)
	}
	r.refresh()
	if len(r.view.Roster) != 1 {
		t.Errorf("%d people", len(r.view.Roster))
	}
}

func TestJoin_SentAgainAfterARefusal(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	taken, err := r.joinAs("", "Ana", "")
	if err != nil {
		t.Fatal(err)
	}
	wish := estrade.JoinRequest{ID: requestID, Code: r.view.Join.Code, Name: "Zoé", Pseudonym: taken.Pseudonym, Language: estrade.French}
	if _, err := r.desk.Join(r.ctx, wish); key(err) != "pseudonym-taken" {
		t.Fatal(err)
	}
	wish.Pseudonym = ""
	if _, err := r.desk.Join(r.ctx, wish); err != nil {
		t.Errorf("the same request with another wish: %v", err)
	}
	r.refresh()
	if len(r.view.Roster) != 2 {
		t.Errorf("%d people", len(r.view.Roster))
	}
}

func TestJoin_SentAgainAfterLeaving(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	zoe, err := r.joinAs(requestID, "Zoé", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.reenter("", zoe.Reentry, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := r.joinAs(requestID, "Zoé", ""); key(err) != "joined-already" {
		t.Errorf("after going on elsewhere: %v", err)
	}
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandRemove, Participant: zoe.Participant})
	if _, err := r.joinAs(requestID, "Zoé", ""); key(err) != "participant-removed" {
		t.Errorf("after a removal: %v", err)
	}
}

func TestReenter(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	zoe, err := r.joinAs(requestID, "Zoé", "")
	if err != nil {
		t.Fatal(err)
	}
	moved, err := r.reenter("m1", zoe.Reentry, "")
	if err != nil || moved.Participant != zoe.Participant || moved.Device == zoe.Device {
		t.Fatalf("%+v: %v", moved, err)
	}
	if got := r.whoIs(zoe.Token); got != "moved-elsewhere" {
		t.Errorf("the earlier token: %q", got)
	}
	disconnected := len(r.wire.disconnected)

	// The reply was lost, or a copy of the request comes late: the same token.
	again, err := r.reenter("m1", zoe.Reentry, "")
	if err != nil || again != moved {
		t.Errorf("again %+v after %+v: %v", again, moved, err)
	}
	if len(r.wire.disconnected) != disconnected {
		t.Error("the repeated request ended a connection")
	}
	r.restart()
	r.refresh()
	if again, err = r.reenter("m1", zoe.Reentry, ""); err != nil || again != moved {
		t.Errorf("after a restart %+v: %v", again, err)
	}
	if got := r.whoIs(zoe.Token); got != "moved-elsewhere" {
		t.Errorf("the earlier token after a restart: %q", got)
	}
	if got := r.whoIs(moved.Token); got != string(zoe.Participant) {
		t.Errorf("the token speaks for %q", got)
	}

	// Back on the first browser, by the same code.
	back, err := r.reenter("m2", zoe.Reentry, zoe.Device)
	if err != nil || back.Device != zoe.Device || back.Token == zoe.Token {
		t.Errorf("back %+v: %v", back, err)
	}
	if got := r.whoIs(moved.Token); got != "moved-elsewhere" {
		t.Errorf("the second token: %q", got)
	}
	if _, err := r.reenter(string(make([]byte, 65)), zoe.Reentry, ""); key(err) != "malformed-request" {
		t.Errorf("long id: %v", err)
	}
}

func TestReenter_NewCode(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	zoe, err := r.joinAs(requestID, "Zoé", "")
	if err != nil {
		t.Fatal(err)
	}
	name, err := r.desk.NewReentry(r.ctx, r.id, zoe.Participant)
	if err != nil {
		t.Fatal(err)
	}
	again, err := r.joinAs(requestID, "Zoé", "")
	if err != nil || again.Token != zoe.Token || again.Reentry != "" {
		t.Errorf("%+v: %v; the code is no longer the one of the reply", again, err)
	}
	if _, err := r.reenter("m1", zoe.Reentry, ""); key(err) != "wrong-reentry" {
		t.Errorf("the code before: %v", err)
	}
	if _, err := r.reenter("m1", name.Reentry, ""); err != nil {
		t.Errorf("the new code: %v", err)
	}
}

// Six people share a browser: one whose memory was lost comes back on it.
func TestReenter_OnAFullDevice(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	var people []estrade.Joined
	device := ""
	for range estrade.MaxParticipantsPerDevice {
		j, err := r.joinAs("", "Une Personne", device)
		if err != nil {
			t.Fatal(err)
		}
		people, device = append(people, j), j.Device
	}
	if _, err := r.joinAs("", "Une de trop", device); key(err) != "device-full" {
		t.Errorf("a seventh: %v", err)
	}
	if j, err := r.reenter("m1", people[2].Reentry, device); err != nil || j.Device != device {
		t.Errorf("one of the six comes back: %+v, %v", j, err)
	}
	away, err := r.joinAs("", "Ailleurs", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.reenter("m2", away.Reentry, device); key(err) != "device-full" {
		t.Errorf("a seventh comes: %v", err)
	}
}

func TestPutBack(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Tables: 2})
	guests := r.joinMany(3)
	zoe := guests[0]
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.open("N1.vote")
	zoe.vote(r.view.Play.Scenario.Node.Options[0].ID)
	back := func() error { return r.try(estrade.Command{Name: estrade.CommandPutBack, Participant: zoe.id}) }
	if err := back(); key(err) != "no-participant" {
		t.Errorf("put back though never removed: %v", err)
	}
	r.do(estrade.Command{Name: estrade.CommandRemove, Participant: zoe.id})
	if got := r.whoIs(zoe.token); got != "participant-removed" {
		t.Errorf("token of somebody removed: %q", got)
	}
	if len(r.view.Removed) != 1 || r.view.Removed[0].ID != zoe.id || r.view.Removed[0].Pseudonym == "" || len(r.view.Roster) != 2 {
		t.Fatalf("removed %+v, roster %+v", r.view.Removed, r.view.Roster)
	}
	r.restart()
	r.refresh()
	if got := r.whoIs(zoe.token); got != "participant-removed" {
		t.Errorf("after a restart: %q", got)
	}
	table := r.view.Removed[0].Table
	if err := back(); err != nil {
		t.Fatal(err)
	}
	if got := r.whoIs(zoe.token); got != string(zoe.id) {
		t.Errorf("token of somebody put back: %q", got)
	}
	_, me := zoe.see()
	if me.Removed || len(me.Answers) != 1 || me.Table == nil || me.Table.ID != table {
		t.Errorf("picture of somebody put back: %+v", me)
	}
	if len(r.view.Removed) != 0 || len(r.view.Roster) != 3 {
		t.Errorf("removed %+v, roster %+v", r.view.Removed, r.view.Roster)
	}
	lines, err := r.desk.Attendance(r.ctx, r.id)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range lines {
		if a.LeftAt != 0 {
			t.Errorf("%s still left", a.Name)
		}
	}
	r.do(estrade.Command{Name: estrade.CommandRemove, Participant: zoe.id})
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	if err := back(); key(err) != "not-open" {
		t.Errorf("put back while closing: %v", err)
	}
}

// The table somebody sat at was dissolved while they were removed.
func TestPutBack_TableGone(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Tables: 3})
	guests := r.joinMany(6)
	for _, g := range guests[:5] {
		r.do(estrade.Command{Name: estrade.CommandRemove, Participant: g.id})
	}
	r.do(estrade.Command{Name: estrade.CommandMakeTables, Number: 1})
	for _, g := range guests[:5] {
		r.do(estrade.Command{Name: estrade.CommandPutBack, Participant: g.id})
		if _, me := g.see(); me.Table == nil || me.Table.ID != r.view.Tables[0].ID {
			t.Errorf("table %+v", me.Table)
		}
	}
}
