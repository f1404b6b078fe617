package facilitation_test

import (
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

// add puts somebody without a device on the attendance.
func (r *room) add(name string) []estrade.AttendanceView {
	r.t.Helper()
	people, err := r.desk.AddPerson(r.ctx, r.id, name)
	if err != nil {
		r.t.Fatal(err)
	}
	return people
}

func TestDesk_AddPerson(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Roster: []string{"Attendue"}})
	r.join("Zoé")
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.clock.advance(5 * time.Minute)
	turn := r.view.Presence.Turn
	r.add("  Awa   Diallo ")
	r.refresh()
	if v := r.line("Awa Diallo"); v.Expected || v.Absent || v.ArrivedAt != r.clock.Now().UnixMilli() || r.view.Presence.Turn == turn {
		t.Errorf("added while the session runs: %+v", v)
	}
	for name, key := range map[string]string{"awa-diallo": "name-listed", "attendue": "name-listed", " ": "name-empty", strings.Repeat("x", 81): "name-too-long"} {
		if _, err := r.desk.AddPerson(r.ctx, r.id, name); estrade.Public(err).Key != key {
			t.Errorf("%q: %v", name, err)
		}
	}
	presence, err := r.desk.Signatures(r.ctx, r.id)
	if err != nil || len(presence.HalfDays) == 0 || presence.HalfDays[0].Of != 2 {
		t.Fatalf("who is to sign: %+v, %v", presence, err)
	}
	// Who finds a phone after all takes the line instead of making another.
	r.join("Awa Diallo")
	r.add("Sans poste")
	r.refresh()
	r.runAll()
	r.do(estrade.Command{Name: estrade.CommandBeginClosing})
	people := r.add("Oubliée")
	if len(people) != 5 {
		t.Errorf("on the list: %+v", people)
	}
	if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); estrade.Public(err).Key != "attendance-unconfirmed" {
		t.Errorf("issued before somebody who was added was confirmed: %v", err)
	}
	r.confirm()
	bundle, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{})
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]int{}
	for _, d := range bundle.Documents {
		named[d.Name]++
	}
	if named["Awa Diallo"] != 2 || named["Sans poste"] != 2 || named["Oubliée"] != 2 || named["Attendue"] != 0 || !r.line("Oubliée").Complete {
		t.Errorf("issued to %v, %+v", named, r.line("Oubliée"))
	}
	// Afterwards too: documents issued before are asked about.
	r.add("Arrivée après coup")
	r.confirm()
	if _, err = r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); estrade.Public(err).Key != "documents-outdated" {
		t.Errorf("the attendance sheet is as before: %v", err)
	}
	if bundle, err = r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{Corrections: estrade.CorrectionsReplace}); err != nil || len(bundle.Documents) != 12 {
		t.Errorf("%d documents stand, %v", len(bundle.Documents), err)
	}
}

// A name is looked for as it is now: who was renamed is found by the new name,
// and the old one is free again.
func TestDesk_AddPerson_afterRenaming(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	awa := r.join("Awa Dialo")
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandRename, Participant: awa.id, Text: "Awa Diallo"})
	if _, err := r.desk.AddPerson(r.ctx, r.id, "AWA DIALLO"); estrade.Public(err).Key != "name-listed" {
		t.Errorf("the new name is taken: %v", err)
	}
	if people := r.add("Awa Dialo"); len(people) != 2 {
		t.Errorf("the old name is free, on the list: %+v", people)
	}
}
