package facilitation

import (
	"testing"

	estrade "estrade/app"
)

func TestJoined(t *testing.T) {
	for _, c := range []struct {
		sentence, line string
		l              estrade.Language
		want           string
	}{
		{"Si lundi, alors je ", "J’explique", estrade.French, "Si lundi, alors j’explique"},
		{"Si lundi, alors je ", "écoute", estrade.French, "Si lundi, alors j’écoute"},
		{"Si lundi, alors je ", "je écoute", estrade.French, "Si lundi, alors j’écoute"},
		{"Si lundi, alors je ", "Je pose une question", estrade.French, "Si lundi, alors je pose une question"},
		{"Si lundi, alors je ", "pose une question", estrade.French, "Si lundi, alors je pose une question"},
		{"Si lundi, alors je ", "…", estrade.French, "Si lundi, alors je …"},
		{"Si ", "écoute", estrade.French, "Si écoute"},
		{"If Monday, then I ", "I listen", estrade.English, "If Monday, then I listen"},
	} {
		if got := joined(c.sentence, c.line, c.l); got != c.want {
			t.Errorf("%q and %q: %q, want %q", c.sentence, c.line, got, c.want)
		}
	}
}
