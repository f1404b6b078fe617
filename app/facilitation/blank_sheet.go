package facilitation

import (
	"context"
	"slices"
	"strings"
	"time"

	estrade "estrade/app"
)

const (
	// blankLines is how many lines a sheet without names has, and sparePlaces
	// how many follow the names where there are some.
	blankLines  = 12 // of one page
	sparePlaces = 3
)

// rehearsalClient is what stands for the client in the names of a rehearsal's
// documents.
func rehearsalClient(row estrade.Session) string {
	return strings.TrimSpace(estrade.Text{FR: "REPETITION", EN: "REHEARSAL"}.In(row.DocumentLanguage) + " " + row.Client)
}

// BlankSheet implements estrade.Results.
func (d *Desk) BlankSheet(ctx context.Context, id estrade.SessionID) (estrade.File, error) {
	s, settings, err := d.sessionToPrint(ctx, id)
	if err != nil {
		return estrade.File{}, err
	}
	s.mu.RLock()
	row := s.row
	data := d.blankSheetData(s, settings)
	s.mu.RUnlock()
	if data.Wording, err = d.wordingOf(ctx, estrade.DocumentAttendanceSheet, row.DocumentLanguage); err != nil {
		return estrade.File{}, err
	}
	pdf, err := d.documents.AttendanceSheet(data)
	if err != nil {
		return estrade.File{}, err
	}
	name := d.nameFile(row, "", estrade.Text{FR: "emargement-vierge", EN: "blank-attendance-sheet"}, "")
	return estrade.File{Name: name, Type: "application/pdf", Data: pdf}, nil
}

// blankSheetData is a sheet to sign on paper: everybody known, then places for
// others, in both halves of the session's day and the half-days held since. It
// is no issued document, so it has no number. s.mu is held.
func (d *Desk) blankSheetData(s *session, settings estrade.Settings) estrade.AttendanceSheetData {
	now, zone := d.nowIn(s.row), zoneOf(s.row)
	v := sheetHead(s.row, settings)
	v.IssuedOn = time.UnixMilli(now).In(zone)
	if day, err := time.ParseInLocation(time.DateOnly, s.row.Date, zone); err == nil {
		day = day.Add(noon * time.Hour)
		v.HalfDays = []estrade.SheetHalfDay{
			{HalfDay: estrade.HalfDay{Day: day}}, {HalfDay: estrade.HalfDay{Day: day, Afternoon: true}},
		}
	}
	for _, h := range s.halves(now) {
		known := slices.ContainsFunc(v.HalfDays, func(k estrade.SheetHalfDay) bool { return nameOf(k.HalfDay) == h.name() })
		if !known {
			v.HalfDays = append(v.HalfDays, estrade.SheetHalfDay{HalfDay: h.day})
		}
	}
	slices.SortFunc(v.HalfDays, func(a, b estrade.SheetHalfDay) int { return compareHalves(nameOf(a.HalfDay), nameOf(b.HalfDay)) })
	var names []string
	for _, p := range d.attendanceViews(s) {
		if p.Unprintable == "" { // such a name is written by hand, on a line left empty
			names = append(names, p.Name)
		}
	}
	for _, name := range distinct(names) {
		line := estrade.SheetLine{Name: name, Signatures: make([]*estrade.SheetSignature, len(v.HalfDays))}
		for range v.HalfDays {
			line.Present = append(line.Present, true)
		}
		v.Lines = append(v.Lines, line)
	}
	v.BlankLines = max(sparePlaces, blankLines-len(v.Lines))
	return v
}
