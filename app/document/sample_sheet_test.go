package document

import (
	"math"
	"time"

	estrade "estrade/app"
)

func completionFR() estrade.CompletionData {
	return estrade.CompletionData{
		Language:        estrade.French,
		Organisation:    organisation(),
		Number:          "2026-1124-18",
		IssuedOn:        at(12, 40),
		ParticipantName: "Awa Diallo",
		Employer:        "Groupe Ormeval",
		ActionTitle:     "Leadership et numérique",
		Nature:          estrade.ActionTraining,
		Starts:          at(9, 0),
		Ends:            at(9, 0).AddDate(0, 0, 1),
		DurationMinutes: 210,
		Place:           "Lyon, salle B204",
		SignatoryName:   "Hélène Maurel",
		SignatoryTitle:  "responsable de la formation",
		SignedAt:        "Lyon",
		Origin:          origin(),
	}
}

func completionEN() estrade.CompletionData {
	d := completionFR()
	d.Language = estrade.English
	d.ParticipantName = "Nguyễn Thị Phương Thảo"
	d.ActionTitle = "Leadership and digital life"
	d.Nature = estrade.ActionAssessment
	d.SignatoryTitle = "head of training"
	d.Replaces = "2026-1124-03"
	return d
}

// drawn is a signature of two strokes and a dot, another for each seed.
func drawn(seed int, at time.Time) *estrade.SheetSignature {
	d := estrade.Drawing{Width: 600, Height: 220}
	var wave []estrade.PenPoint
	for i := range 60 {
		t := float64(i) / 59
		wave = append(wave, estrade.PenPoint{
			X: 90 + int(380*t), Y: 120 - int(70*math.Sin(t*float64(9+seed%7))*(1-t*0.6)),
		})
	}
	d.Strokes = [][]estrade.PenPoint{wave, {{X: 80, Y: 175}, {X: 300, Y: 160 + seed%9}, {X: 510, Y: 172}}, {{X: 400, Y: 40}}}
	return &estrade.SheetSignature{Drawing: d, At: at}
}

// sampleSheet is the attendance sheet of n people over half-days, all signed but
// a few.
func sampleSheet(l estrade.Language, n, halfDays int) estrade.AttendanceSheetData {
	say := func(fr, en string) string { return estrade.Text{FR: fr, EN: en}.In(l) }
	d := estrade.AttendanceSheetData{
		Language: l, Organisation: organisation(), Number: "2026-1124-02", IssuedOn: at(18, 0),
		Title: say("Leadership et numérique", "Leadership and digital life"), Client: "Groupe Ormeval",
		Place: "Lyon, salle B204", Trainer: "Hélène Maurel", Origin: origin(),
	}
	for i := range halfDays {
		day := at(9, 0).AddDate(0, 0, i/2)
		h := estrade.SheetHalfDay{HalfDay: estrade.HalfDay{Day: day, Afternoon: i%2 == 1}, Starts: day, Ends: day.Add(210 * time.Minute)}
		if h.Afternoon {
			h.Starts, h.Ends = day.Add(5*time.Hour), day.Add(8*time.Hour+30*time.Minute)
		}
		h.Trainer = drawn(40+i, h.Starts.Add(-2*time.Minute))
		d.HalfDays = append(d.HalfDays, h)
	}
	for i := range n {
		line := estrade.SheetLine{Name: lastNames[(i*7+i/12)%len(lastNames)] + " " + firstNames[i%len(firstNames)]}
		for j, h := range d.HalfDays {
			line.Present = append(line.Present, (i+j)%7 != 5)
			var s *estrade.SheetSignature
			switch {
			case !line.Present[j] || (i+j)%11 == 9:
			case (i+j)%5 == 3:
				s = &estrade.SheetSignature{Typed: line.Name, At: h.Starts.Add(4 * time.Minute)}
			case (i+j)%13 == 6:
				s = drawn(i, h.Starts.AddDate(0, 0, 1))
			default:
				s = drawn(i+j, h.Starts.Add(time.Duration(i%6)*time.Minute))
			}
			line.Signatures = append(line.Signatures, s)
		}
		d.Lines = append(d.Lines, line)
	}
	return d
}
