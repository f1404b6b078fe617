package document

import (
	"testing"
	"time"

	estrade "estrade/app"
)

func TestSpeech_numbers(t *testing.T) {
	fr, en := newSpeech(estrade.French), newSpeech(estrade.English)
	for _, c := range []struct{ got, want string }{
		{fr.number(58.35, 1), "58,4"}, {fr.number(-0.04, 1), "0"}, {fr.number(80, 1), "80"}, {fr.number(-2.25, 1), "−2,3"},
		{en.number(58.35, 1), "58.4"}, {fr.fixed(0.4, 2), "0,40"}, {fr.fixed(0.285, 2), "0,29"}, {fr.gap(0.04, 1), "="},
		{fr.number(1234567.5, 1), "1\u202f234\u202f567,5"}, {en.number(-12345, 0), "−12,345"}, {fr.number(999, 0), "999"},
		{en.say(sampleSize, 1000), "n\u00a0=\u00a01,000"}, {fr.say(estimateYear, "50", "2014"), "50 (2014)"},
		{fr.gap(29, 0), "+29"}, {fr.gap(-8.5, 1), "−8,5"}, {fr.percent(0.625), "63\u202f%"}, {en.percent(0.625), "63%"},
		{fr.duration(210), "3\u00a0h\u00a030"}, {fr.duration(185), "3\u00a0h\u00a005"}, {fr.duration(180), "3\u00a0h"},
		{fr.duration(45), "45\u00a0min"}, {en.duration(210), "3\u00a0h\u00a030\u00a0min"}, {fr.duration(0), "0\u00a0min"},
		{fr.clock(at(9, 5)), "9\u00a0h\u00a005"}, {en.clock(at(9, 5)), "09:05"},
		{fr.say(estrade.Text{FR: "%s atteste que"}, "Jean d'Arc ?"), "Jean d'Arc ? atteste que"}, {fr.say(sampleSize, 15), "n\u00a0=\u00a015"},
		{fr.say(certificateSigned, "L'Haÿ", "24"), "Fait à L'Haÿ, le 24"},
		{siret("12345678900012"), "123\u00a0456\u00a0789\u00a000012"}, {siret("RCS Lyon"), "RCS Lyon"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// French counts nothing in the singular, English in the plural.
func TestSpeech_single(t *testing.T) {
	for _, c := range []struct {
		language estrade.Language
		n        int
		want     string
	}{
		{estrade.French, 0, "0 personne"}, {estrade.French, 1, "1 personne"}, {estrade.French, 2, "2 personnes"},
		{estrade.English, 0, "0 people"}, {estrade.English, 1, "1 person"}, {estrade.English, 2, "2 people"},
	} {
		s := newSpeech(c.language)
		if got := oneSpace(s.say(countPeople[s.single(c.n)], c.n)); got != c.want {
			t.Errorf("%d people in %s are %q, want %q", c.n, c.language, got, c.want)
		}
	}
}

func TestSpeech_dates(t *testing.T) {
	day := func(month time.Month, d int) time.Time { return time.Date(2026, month, d, 9, 0, 0, 0, paris) }
	for _, c := range []struct {
		days   []time.Time
		fr, en string
	}{
		{nil, "", ""},
		{[]time.Time{day(11, 24), day(11, 24)}, "mardi 24\u00a0novembre 2026", "Tuesday 24\u00a0November 2026"},
		{[]time.Time{day(12, 1)}, "mardi 1er\u00a0décembre 2026", "Tuesday 1\u00a0December 2026"},
		{[]time.Time{day(11, 25), day(11, 24)}, "mardi\u00a024 et mercredi 25\u00a0novembre 2026", "Tuesday\u00a024 and Wednesday 25\u00a0November 2026"},
		{[]time.Time{day(11, 24), day(11, 25), day(11, 26)}, "du mardi\u00a024 au jeudi 26\u00a0novembre 2026", "Tuesday\u00a024 to Thursday 26\u00a0November 2026"},
		{[]time.Time{day(11, 30), day(12, 1), day(12, 8)}, "lundi\u00a030\u00a0novembre, mardi\u00a01er et mardi 8\u00a0décembre 2026",
			"Monday\u00a030\u00a0November, Tuesday\u00a01 and Tuesday 8\u00a0December 2026"},
	} {
		if got := newSpeech(estrade.French).dates(c.days); got != c.fr {
			t.Errorf("dates = %q, want %q", got, c.fr)
		}
		if got := newSpeech(estrade.English).dates(c.days); got != c.en {
			t.Errorf("dates = %q, want %q", got, c.en)
		}
	}
	for month, want := range map[time.Month]string{1: "3\u00a0janv.", 2: "3\u00a0févr.", 3: "3\u00a0mars", 5: "3\u00a0mai", 6: "3\u00a0juin", 7: "3\u00a0juil.", 8: "3\u00a0août", 11: "3\u00a0nov."} {
		if got := newSpeech(estrade.French).shortDay(day(month, 3)); got != want {
			t.Errorf("shortDay = %q, want %q", got, want)
		}
	}
}
