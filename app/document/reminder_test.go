package document

import (
	"bytes"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	estrade "estrade/app"
)

func TestReminder(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	sentence := "Si le point hebdomadaire arrive, alors je pose une question ; avant lundi, avec « une collègue », et je le verrai à deux réponses. " + strings.Repeat("Très long. ", 30)
	d := estrade.ReminderData{
		Language: estrade.French, UID: "0123456789abcdef01234567", Workshop: "La demi-journée", Sentence: sentence,
		Day: time.Date(2026, 12, 31, 23, 30, 0, 0, paris), Stamp: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC),
	}
	file, err := New().Reminder(d)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(file), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("line of %d bytes: %q", len(line), line)
		}
	}
	calendar, err := ics.ParseCalendar(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(calendar.Events()); n != 1 {
		t.Fatalf("%d events", n)
	}
	e := calendar.Events()[0]
	if start, err := e.GetAllDayStartAt(); err != nil || start.Format(time.DateOnly) != "2026-12-31" {
		t.Errorf("starts %v, %v", start, err)
	}
	if end, err := e.GetAllDayEndAt(); err != nil || end.Format(time.DateOnly) != "2027-01-01" {
		t.Errorf("ends %v, %v", end, err)
	}
	if got := e.GetProperty(ics.ComponentPropertyDescription).Value; !strings.Contains(got, "« une collègue »") {
		t.Errorf("describes %q", got)
	}
	if len(e.Alarms()) != 1 {
		t.Error("no alarm")
	}
	again, err := New().Reminder(d)
	if err != nil || !bytes.Equal(file, again) {
		t.Error("the same plan gave another file")
	}
}
