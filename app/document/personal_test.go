package document

import (
	"bytes"
	"strings"
	"testing"

	estrade "estrade/app"
)

func personal0(t testing.TB, d estrade.PersonalData) []byte {
	t.Helper()
	pdf, err := New().Personal(d)
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

func TestPrinter_Personal(t *testing.T) {
	t.Parallel()
	for _, l := range estrade.Languages {
		t.Run(string(l), func(t *testing.T) {
			t.Parallel()
			d := samplePersonal(t, l)
			pdf := personal0(t, d)
			keep(t, "personal-"+string(l), pdf)
			f := open(t, pdf)
			f.sound()
		})
	}
}

func TestPrinter_Personal_empty(t *testing.T) {
	t.Parallel()
	for _, l := range estrade.Languages {
		pdf := personal0(t, emptied(samplePersonal(t, l)))
		keep(t, "personal-empty-"+string(l), pdf)
		f := open(t, pdf)
		f.sound()
	}
}

func TestPrinter_Personal_isDeterministic(t *testing.T) {
	t.Parallel()
	d := samplePersonal(t, estrade.French)
	if !bytes.Equal(personal0(t, d), personal0(t, d)) {
		t.Error("the same data give other bytes")
	}
	_ = strings.Repeat
}
