package facilitation_test

import (
	"slices"
	"testing"

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
