package document

import (
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	estrade "estrade/app"
)

// Reminder implements estrade.Documents.
func (*Printer) Reminder(d estrade.ReminderData) ([]byte, error) {
	heading := estrade.Text{FR: "Mon plan « si… alors »", EN: "My “if… then” plan"}
	note := estrade.Text{
		FR: "Plan écrit pendant l’atelier « %s ». Ce rappel ne quitte pas votre agenda.",
		EN: "Plan written during the workshop “%s”. This reminder does not leave your calendar.",
	}
	language := strings.ToUpper(string(d.Language))
	day := time.Date(d.Day.Year(), d.Day.Month(), d.Day.Day(), 0, 0, 0, 0, time.UTC) // a date floats: it has no zone

	calendar := ics.NewCalendarFor("Estrade")
	calendar.SetMethod(ics.MethodPublish)
	calendar.SetProductId("-//Estrade//Estrade//" + language)
	event := calendar.AddEvent(d.UID + "@estrade.invalid")
	event.SetDtStampTime(d.Stamp)
	event.SetAllDayStartAt(day)
	event.SetAllDayEndAt(day.AddDate(0, 0, 1))
	event.SetSummary(heading.In(d.Language))
	event.SetDescription(d.Sentence + "\n\n" + fmt.Sprintf(note.In(d.Language), d.Workshop))
	event.SetClass(ics.ClassificationPrivate)
	event.SetTimeTransparency(ics.TransparencyTransparent)
	alarm := event.AddAlarm()
	alarm.SetAction(ics.ActionDisplay)
	alarm.SetDescription(d.Sentence)
	alarm.SetTrigger("-PT15H") // nine in the morning, the day before
	return []byte(calendar.Serialize(ics.WithNewLineWindows)), nil
}
