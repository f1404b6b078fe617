package document

import (
	"testing"

	estrade "estrade/app"
)

func TestTypography_French(t *testing.T) {
	for in, want := range map[string]string{
		"Quoi ? Rien ! Soit ; donc : oui":    "Quoi\u202f? Rien\u202f! Soit\u202f; donc\u00a0: oui",
		"Quoi? Rien! Soit; donc: oui":        "Quoi\u202f? Rien\u202f! Soit\u202f; donc\u00a0: oui",
		"« Les deux » vaut":                  "«\u00a0Les deux\u00a0» vaut",
		"«Les deux»":                         "«\u00a0Les deux\u00a0»",
		"« Vraiment ? »":                     "«\u00a0Vraiment\u202f?\u00a0»",
		"Vraiment ?!":                        "Vraiment\u202f?!",
		"voir https://exemple.fr/?a=1: fin":  "voir https://exemple.fr/?a=1\u00a0: fin",
		"à 12:30, ratio 3:1":                 "à 12:30, ratio 3:1",
		"à 9 h 20, 3 h 30 en tout":           "à 9\u00a0h\u00a020, 3\u00a0h\u00a030 en tout",
		"l'escale et aujourd'hui...":         "l’escale et aujourd’hui…",
		"60 % et 60%":                        "60\u202f% et 60\u202f%",
		"12 000 personnes, 140 messages":     "12\u202f000 personnes, 140 messages",
		"le 24 novembre 2026":                "le 24\u00a0novembre 2026",
		"n = 15":                             "n\u00a0=\u00a015",
		"Mme Roy demande":                    "Mme\u00a0Roy demande",
		"deux  espaces\net une ligne":        "deux espaces et une ligne",
		" (oui ; non) ":                      "(oui\u202f; non)",
		"21 h 12 — La file":                  "21\u00a0h\u00a012 — La file",
		"déjà\u00a0: bon, déjà\u202f; bon":   "déjà\u00a0: bon, déjà\u202f; bon",
		"en\u00a0dur":                        "en\u00a0dur",
		"e\u0301te\u0301":                    "été",
		"une ligne\u200b coupée \u00admolle": "une ligne coupée molle",
		"":                                   "",
		"?":                                  "?",
	} {
		got := typography(estrade.French, in)
		if got != want {
			t.Errorf("typography(%q) = %q, want %q", in, got, want)
		}
		if again := typography(estrade.French, got); again != got {
			t.Errorf("typography is not idempotent on %q: %q", got, again)
		}
	}
}

func TestTypography_English(t *testing.T) {
	for in, want := range map[string]string{
		"Who? What! Yes; so: no":   "Who? What! Yes; so: no",
		"9:12 pm, 30 min, it's on": "9:12\u00a0pm, 30\u00a0min, it’s on",
		"24 November 2026":         "24\u00a0November 2026",
		"60% and “both” worth":     "60% and “both” worth",
	} {
		if got := typography(estrade.English, in); got != want {
			t.Errorf("typography(%q) = %q, want %q", in, got, want)
		}
	}
}

// Typography changes spaces and apostrophes only, and changes nothing twice.
func FuzzTypography(f *testing.F) {
	for _, seed := range []string{"Quoi ?", "«a»", "12 000 : !", "l'é... 🎉", "\x00\xff\u0301", "? ! ; %", "9 h 20 n = 3", "«»", "«!0", "«!", "0;;", "0! ="} {
		f.Add(seed)
	}
	p := New()
	f.Fuzz(func(t *testing.T, text string) {
		for _, l := range estrade.Languages {
			once := typography(l, text)
			if twice := typography(l, once); twice != once {
				t.Errorf("%q gives %q, then %q", text, once, twice)
			}
			p.Unprintable(once)
			ts := newTypesetter()
			ts.wrap(body, once, 100)
		}
	})
}
