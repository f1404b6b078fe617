package facilitation

import (
	"slices"
	"time"

	estrade "estrade/app"
)

// attended lists the half-days that somebody attended, of those held, in order:
// the one truth of the attendance sheet, certificates and the report. A half-day
// was attended by who was there for leastHalfDay of its training, or for any of
// it and signed for it; who was nowhere for as long attended the one in which
// they were longest. Training in a half-day too short to be one counts with the
// one before it: a morning that lasts until five past one is a morning.
// held are those of s.halves, spans those of s.training; s.mu is held.
func (s *session) attended(a estrade.Attendance, held []half, spans []span) []estrade.HalfDay {
	if a.Absent || a.Expected || len(held) == 0 {
		return nil
	}
	millis := make([]int64, len(held))
	eachHalfDay(spans, presence(a, spans), zoneOf(s.row), func(h estrade.HalfDay, t span) {
		millis[heldWith(held, nameOf(h))] += t.to - t.from
	})
	longest := slices.Index(millis, slices.Max(millis))
	var list []estrade.HalfDay
	for i, h := range held {
		_, signed := s.signatures[a.ID][h.name()]
		switch {
		case millis[i] == 0:
		case millis[i] >= leastHalfDay.Milliseconds(), signed, i == longest:
			list = append(list, h.day)
		}
	}
	return list
}

// heldWith is the index of the half-day held that training counts with: its
// own, else the last one before it, else the first.
func heldWith(held []half, name estrade.HalfDayName) int {
	with := 0
	for i, h := range held {
		if compareHalves(h.name(), name) <= 0 {
			with = i
		}
	}
	return with
}

// halfDayNames names the mornings and afternoons in which somebody was there, be
// it for a minute: what the digest of a document is made from. Digests of issued
// documents are stored, so that this list does not follow what counts as attended.
func halfDayNames(spans []span, there span, zone *time.Location) []string {
	names := []string{}
	eachHalfDay(spans, there, zone, func(h estrade.HalfDay, _ span) {
		name := h.Day.Format(time.DateOnly)
		if h.Afternoon {
			name += " pm"
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	})
	return names
}
