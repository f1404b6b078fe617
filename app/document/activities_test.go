package document

import (
	"fmt"
	"testing"

	estrade "estrade/app"
)

// sampleEvery is a report of every kind of activity.
func sampleEvery(t testing.TB, l estrade.Language, g group) estrade.ReportData {
	t.Helper()
	d := sampleReport(t, l, g)
	d.Attendance = d.Attendance[:min(3, len(d.Attendance))]
	d.Results = append(sampleActivities(t, l, g), sampleScenario(t, "gate-12", l, g, &dice{state: 11}))
	return d
}

func TestPrinter_Report_activities(t *testing.T) {
	t.Parallel()
	for _, g := range []group{{0, 0}, {4, 1}, {5, 1}, {12, 3}, {200, 40}} {
		for _, l := range estrade.Languages {
			name := fmt.Sprintf("activities-%d-%s", g.people, l)
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				pdf := report0(t, sampleEvery(t, l, g))
				keep(t, name, pdf)
				f := open(t, pdf)
				f.sound()
				f.numbered()
			})
		}
	}
}
