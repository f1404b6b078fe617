package facilitation

import (
	"time"

	estrade "estrade/app"
)

// holiday is a public holiday of France: article L. 3133-1 of the labour code,
// and the two of Alsace and Moselle (article L. 3134-13).
type holiday struct {
	key   string // names it in the pages' dictionaries
	local bool   // in some départements only
}

// holidayOn returns the public holiday that a day is in France, if it is one.
func holidayOn(day time.Time) (holiday, bool) {
	year, month, date := day.Date()
	type fixed struct {
		month time.Month
		day   int
	}
	if h, ok := map[fixed]holiday{
		{time.January, 1}:   {key: "new-year"},
		{time.May, 1}:       {key: "labour-day"},
		{time.May, 8}:       {key: "victory"},
		{time.July, 14}:     {key: "national-day"},
		{time.August, 15}:   {key: "assumption"},
		{time.November, 1}:  {key: "all-saints"},
		{time.November, 11}: {key: "armistice"},
		{time.December, 25}: {key: "christmas"},
		{time.December, 26}: {key: "saint-stephen", local: true},
	}[fixed{month, date}]; ok {
		return h, true
	}
	easter := easterOf(year)
	at := time.Date(year, month, date, 0, 0, 0, 0, time.UTC)
	switch at.Sub(easter) / (24 * time.Hour) {
	case -2:
		return holiday{key: "good-friday", local: true}, true
	case 1:
		return holiday{key: "easter-monday"}, true
	case 39:
		return holiday{key: "ascension"}, true
	case 50:
		return holiday{key: "whit-monday"}, true
	}
	return holiday{}, false
}

// easterOf returns Easter Sunday of a year of the Gregorian calendar, by the
// anonymous algorithm published in Nature, 20 April 1876 (Meeus, Astronomical
// Algorithms, chapter 8).
func easterOf(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	month := (h + l - 7*m + 114) / 31
	day := (h+l-7*m+114)%31 + 1
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// dayNotices warns of a session on a Sunday or a public holiday: a signature of
// that day will be asked about. A rehearsal may be held any day; s.mu is held.
func (s *session) dayNotices(add func(key, level string, params ...string)) {
	day, err := time.Parse(time.DateOnly, s.row.Date)
	if err != nil || s.row.Rehearsal {
		return
	}
	switch s.row.State {
	case estrade.SessionDraft, estrade.SessionOpen, estrade.SessionClosing:
	default:
		return
	}
	if h, ok := holidayOn(day); ok {
		key := "on-holiday-" + h.key
		if h.local {
			add(key, "info")
		} else {
			add(key, "warn")
		}
	}
	if day.Weekday() == time.Sunday {
		add("on-sunday", "warn")
	}
}
