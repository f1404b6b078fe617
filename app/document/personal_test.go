package document

import (
	"testing"

	estrade "estrade/app"
)

func TestPersonalNamesOnlyThePseudonym(t *testing.T) {
	t.Parallel()
	pdf, err := New().Personal(estrade.PersonalData{Language: estrade.French, Title: "Leadership et numérique", Date: at(9, 0), Pseudonym: "Pin 12"})
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, pdf)
	f.has("Leadership et numérique", "Pin 12", "Auto-positionnement à visée formative.", "1 / 1")
	f.sound()
}
