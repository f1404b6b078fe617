package facilitation_test

import (
	"slices"
	"testing"
	"time"

	estrade "estrade/app"
)

// A list of names is in the order of the alphabet, whatever their letters bear.
func TestDesk_Attendance_alphabet(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Roster: []string{"Zoé", "Øyvind", "Łukasz Żak", "Élise", "Œdipe", "Mélanie", "Đặng", "Oscar", "Eva"}})
	people, err := r.desk.Attendance(r.ctx, r.id)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range people {
		names = append(names, p.Name)
	}
	want := []string{"Đặng", "Élise", "Eva", "Łukasz Żak", "Mélanie", "Œdipe", "Oscar", "Øyvind", "Zoé"}
	if !slices.Equal(names, want) {
		t.Errorf("listed %q, want %q", names, want)
	}
}

// Lists often have the family name first: who types the other order is on the
// line all the same, and documents print the list's writing.
func TestDesk_Join_namesInAnotherOrder(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Roster: []string{"DUPONT Marie", "Le Goff Jean-Pierre", "Paul Martin", "MARTIN Paul", "d’Aboville François-Xavier"}})
	for _, typed := range []string{"marie dupont", "Jean Pierre Le Goff", "Martin Paul", "Paul Martin", "Francois Xavier D'Aboville", "Maried Upont"} {
		r.join(typed)
	}
	people, err := r.desk.Attendance(r.ctx, r.id)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range people {
		if p.Expected {
			t.Errorf("%s is still awaited", p.Name)
		}
		names = append(names, p.Name)
	}
	want := []string{"d’Aboville François-Xavier", "DUPONT Marie", "Le Goff Jean-Pierre", "Maried Upont", "MARTIN Paul", "Paul Martin"}
	if !slices.Equal(names, want) {
		t.Errorf("on the list %q, want %q", names, want)
	}
}

// Who was removed by mistake and comes in anew is one person: on one line, and
// with one certificate.
func TestDesk_Join_afterARemoval(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	karim := r.join("Karim Benali")
	r.join("Zoé")
	arrived := r.clock.Now().UnixMilli()
	r.clock.advance(10 * time.Minute)
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandRemove, Participant: karim.id})
	if line := r.line("Karim Benali"); line.LeftAt == 0 {
		t.Fatalf("removed, and has not left: %+v", line)
	}
	r.clock.advance(time.Minute)
	r.join("karim benali")
	people, err := r.desk.Attendance(r.ctx, r.id)
	if err != nil {
		t.Fatal(err)
	}
	if line := r.line("Karim Benali"); len(people) != 2 || line.ArrivedAt != arrived || line.LeftAt != 0 {
		t.Errorf("on the list: %+v", people)
	}
	// A second person of that name is another line.
	r.join("Karim Benali")
	if people, err = r.desk.Attendance(r.ctx, r.id); err != nil || len(people) != 3 {
		t.Errorf("%d on the list after somebody of the same name, %v", len(people), err)
	}
}
