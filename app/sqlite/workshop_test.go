package sqlite

import (
	"reflect"
	"testing"

	estrade "estrade/app"
)

func TestStore_Workshops(t *testing.T) {
	f := openSession(t, options{})
	if list, err := f.Workshops(t.Context()); err != nil || len(list) != 0 {
		t.Fatalf("before: %+v, %v", list, err)
	}
	a := estrade.Workshop{
		ID: "own-1", Title: estrade.Text{FR: "À moi", EN: "Mine"}, Minutes: 25, TrainingMinutes: 25,
		Steps: []estrade.WorkshopStep{{ID: "s1", Activity: "pause", Minutes: 25}},
	}
	b := a
	b.ID = "own-0"
	for _, w := range []estrade.Workshop{a, b} {
		if err := f.SaveWorkshop(t.Context(), w); err != nil {
			t.Fatal(err)
		}
	}
	a.Minutes = 30
	if err := f.SaveWorkshop(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if list, err := f.Workshops(t.Context()); err != nil || !reflect.DeepEqual(list, []estrade.Workshop{b, a}) {
		t.Errorf("kept %+v, %v", list, err)
	}
	if err := f.DeleteWorkshop(t.Context(), "own-1"); err != nil {
		t.Fatal(err)
	}
	if err := f.DeleteWorkshop(t.Context(), "own-1"); estrade.Public(err).Code != estrade.CodeNotFound {
		t.Errorf("deleted twice: %v", err)
	}
	if list, err := f.Workshops(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("left %+v, %v", list, err)
	}
}

func TestStore_ReturnCodes(t *testing.T) {
	f := openSession(t, options{})
	one := estrade.ReturnCode{Session: "s-1", Participant: "p-1", Handle: "ABCD", Salt: []byte("salt 1"), Digest: []byte("digest 1")}
	two := estrade.ReturnCode{Session: "s-1", Participant: "p-1", Handle: "ABCD", Salt: []byte("salt 2"), Digest: []byte("digest 2")}
	f.update(t, "s-1", func(tx estrade.Tx) error {
		if err := tx.SaveParticipant(estrade.Participant{ID: "p-1", Pseudonym: "Véga", Language: estrade.French}); err != nil {
			return err
		}
		if err := tx.SaveReturnCode(one); err != nil {
			return err
		}
		return tx.SaveReturnCode(two)
	})
	got, err := f.ReturnCodes(t.Context(), "ABCD")
	if err != nil || !reflect.DeepEqual(got, []estrade.ReturnCode{one, two}) {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := f.ReturnCodes(t.Context(), "WXYZ"); err != nil || len(got) != 0 {
		t.Errorf("another handle: %+v, %v", got, err)
	}
	f.update(t, "s-1", func(tx estrade.Tx) error { return tx.DeleteAnswers("p-1") })
	if got, err := f.ReturnCodes(t.Context(), "ABCD"); err != nil || len(got) != 0 {
		t.Errorf("after its owner erased everything: %+v, %v", got, err)
	}
}
