package document

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

func sheet0(t testing.TB, d estrade.AttendanceSheetData) []byte {
	t.Helper()
	pdf, err := New().AttendanceSheet(d)
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

func TestPrinter_AttendanceSheet(t *testing.T) {
	t.Run("French", func(t *testing.T) {
		pdf := sheet0(t, sampleSheet(estrade.French, 12, 2))
		keep(t, "sheet-fr", pdf)
		f := open(t, pdf)
		f.sound()
		f.apart()
		f.numbered()
		f.has("Feuille d’émargement", "Feuille n° 2026-1124-02", "Établie le 24 novembre 2026", "Leadership et numérique",
			"Groupe Ormeval", "Lyon, salle B204", "Hélène Maurel", "mardi 24 novembre 2026", "matin, 9 h 00 à 12 h 30",
			"après-midi, 14 h 00 à 17 h 30", "absent·e", "au clavier, 9 h 04", "9 h 01", "8 h 58", "Formatrice ou formateur",
			"25 nov.", "Chaque demi-journée est signée pour elle-même", "L’heure près d’une signature",
			"7QF4-M2KD-93XA", "3f9c 71d2 a804", "Cette feuille atteste une présence. Elle ne porte aucun résultat.")
		if f.pages() != 1 {
			t.Errorf("twelve people and their trainer take %d pages", f.pages())
		}
	})

	t.Run("English", func(t *testing.T) {
		d := sampleSheet(estrade.English, 12, 5)
		d.Organisation.Logo = testLogo(t)
		d.Rehearsal = true
		pdf := sheet0(t, d)
		keep(t, "sheet-en", pdf)
		f := open(t, pdf)
		f.sound()
		f.numbered()
		f.has("Attendance sheet", "Sheet no. 2026-1124-02", "Tuesday 24 to Thursday 26 November 2026", "morning, 09:00 to 12:30",
			"typed, 09:04", "absent", "Trainer", "Rehearsal: simulated participants, document without value.")
		pages := f.pageTexts()
		if len(pages) != 2 || !strings.Contains(pages[0], "Wednesday 25 November 2026") ||
			!strings.Contains(pages[1], "Thursday 26 November 2026") || strings.Contains(pages[1], "Wednesday") {
			t.Errorf("five half-days should take two pages, days whole:\n%s", f.text())
		}
	})
}

// Every page carries the heads, the trainer's line and its number; every name
// comes once for each group of columns.
func TestPrinter_AttendanceSheet_people(t *testing.T) {
	for _, n := range []int{0, 1, 12, 200} {
		for _, halfDays := range []int{1, 6} {
			if n == 200 && halfDays == 1 {
				continue // six half-days hold that too
			}
			for _, l := range estrade.Languages {
				t.Run(fmt.Sprintf("%d-%d-%s", n, halfDays, l), func(t *testing.T) {
					t.Parallel()
					d := sampleSheet(l, n, halfDays)
					for i := range d.Lines {
						d.Lines[i].Name = fmt.Sprintf("Personne%03d", i)
					}
					pdf := sheet0(t, d)
					keep(t, fmt.Sprintf("sheet-%d-people-%d-half-days-%s", n, halfDays, l), pdf)
					f := open(t, pdf)
					f.sound()
					f.apart()
					f.numbered()
					for i, page := range f.pageTexts() {
						if !strings.Contains(page, sheetTrains.In(l)) || !strings.Contains(page, "Hélène Maurel") {
							t.Errorf("page %d lacks the trainer's line:\n%s", i+1, page)
						}
						if !strings.Contains(page, presenceMorning.In(l)+", ") || !strings.Contains(page, sheetName.In(l)) {
							t.Errorf("page %d lacks its heads:\n%s", i+1, page)
						}
					}
					if n == 0 {
						f.has(sheetNobody.In(l))
					}
					groups := (halfDays + 3) / 4
					for i := range n {
						name := fmt.Sprintf("Personne%03d", i)
						if got := strings.Count(f.text(), name); got < groups {
							t.Errorf("%s is printed %d times, want %d", name, got, groups)
						}
					}
				})
			}
		}
	}
}

// The blank sheet has lines to write on and boxes for everybody.
func TestPrinter_AttendanceSheet_blank(t *testing.T) {
	for _, l := range estrade.Languages {
		d := sampleSheet(l, 3, 2)
		for i := range d.Lines {
			d.Lines[i].Signatures, d.Lines[i].Present = nil, nil
		}
		d.HalfDays[0].Trainer, d.HalfDays[1].Trainer = nil, nil
		d.BlankLines = 9
		pdf := sheet0(t, d)
		keep(t, "sheet-blank-"+string(l), pdf)
		f := open(t, pdf)
		f.sound()
		f.has("12", "Diallo Awa")
		f.lacks(sheetAbsent.In(l), sheetTimes.In(l), "13")
		if f.pages() != 1 {
			t.Errorf("%d pages for twelve lines", f.pages())
		}
		d.Lines, d.BlankLines = nil, 40
		f = open(t, sheet0(t, d))
		f.numbered()
		f.has("40")
		if f.pages() < 3 {
			t.Errorf("%d pages for forty lines", f.pages())
		}
	}
}

func TestPrinter_AttendanceSheet_nasty(t *testing.T) {
	d := sampleSheet(estrade.French, 3, 2)
	long := "Maximiliana Wilhelmina Alexandra-Konstantina von Hohenstaufen-Württemberg-Jagst"
	d.Title = strings.TrimSpace(strings.Repeat("Décider à plusieurs ; ", 9)) + " fin"
	d.Client, d.Place, d.Trainer = strings.Repeat("Compagnie générale ", 6), "Salle du conseil, bâtiment C, 12 avenue de la République", long
	d.Organisation.Name = "Institut régional de formation continue aux pratiques collaboratives du leadership"
	d.Organisation.Logo = testLogo(t)
	d.Lines[0].Name, d.Lines[1].Name, d.Lines[2].Name = long, strings.Repeat("W", 80), "Nguyễn Thị Phương Thảo Соловьёв Παπαδοπούλου"
	d.Lines[0].Signatures[0] = &estrade.SheetSignature{Typed: long, At: at(9, 0)}
	// Strokes outside the pad, of one point, of one place, of no length, of no point.
	for i, strokes := range [][][]estrade.PenPoint{
		{{{X: -9000, Y: 50}, {X: 90000, Y: 60}}}, {{{X: 5, Y: 5}}}, {{{X: 7, Y: 7}, {X: 7, Y: 7}}}, {{}},
	} {
		d.Lines[1+i/2].Signatures[i%2] = &estrade.SheetSignature{Drawing: estrade.Drawing{Strokes: strokes}, At: at(9, 0)}
	}
	pdf := sheet0(t, d)
	keep(t, "sheet-nasty", pdf)
	f := open(t, pdf)
	f.sound()
	f.apart()
	all := squeeze(f.text())
	if n := strings.Count(all, "W"); n < 80 {
		t.Errorf("%d of the 80 letters of a name are printed", n)
	}
	for _, want := range []string{long, "NguyễnThịPhươngThảo", "fin"} {
		if !strings.Contains(all, squeeze(want)) {
			t.Errorf("%q is not whole in\n%s", want, f.text())
		}
	}

	f = open(t, sheet0(t, estrade.AttendanceSheetData{}))
	f.sound()
	f.has("Aucune demi-journée.")

	d.Lines[0].Name = "Zoé 🎉"
	if _, err := New().AttendanceSheet(d); err == nil || estrade.Public(err).Key != "text-unprintable" || estrade.Public(err).Params["text"] != "Zoé 🎉" {
		t.Errorf("name with an emoji: %v", err)
	}
	d.Organisation.Logo = []byte("x")
	if _, err := New().AttendanceSheet(d); err == nil || estrade.Public(err).Key != "logo-invalid" {
		t.Errorf("bad logo: %v", err)
	}
}

// Signatures are drawn inside their box, whatever the pad said.
func TestCanvas_handwriting(t *testing.T) {
	for _, d := range []estrade.Drawing{
		drawn(1, at(9, 0)).Drawing,
		{Width: 400, Height: 400, Strokes: [][]estrade.PenPoint{{{X: -500, Y: -500}, {X: 4000, Y: 4000}, {X: 9, Y: 12}}}},
		{Width: 4000, Height: 1, Strokes: [][]estrade.PenPoint{{{X: 1, Y: 1}, {X: 3999, Y: 1}}, {{X: 0, Y: 0}}}},
		{Width: 10, Height: 4000, Strokes: [][]estrade.PenPoint{{{X: 1, Y: 0}, {X: 1, Y: 4000}}}},
	} {
		c := newCanvas(200, 100)
		c.handwriting(d, 20, 30, 120, 24)
		if len(c.pages[0].marks) == 0 {
			t.Errorf("%+v leaves no mark", d)
		}
		for _, m := range c.pages[0].marks {
			for _, s := range m.mark.(pathMark).path.segments {
				for i := 0; i < 6; i += 2 {
					used := map[byte]int{'m': 2, 'l': 2, 'c': 6}[s.kind]
					if i < used && (s.pts[i] < 19 || s.pts[i] > 141 || s.pts[i+1] < 29 || s.pts[i+1] > 55) {
						t.Errorf("%+v leaves its box: %v", d, s)
					}
				}
			}
		}
	}
	c := newCanvas(200, 100)
	c.handwriting(estrade.Drawing{Strokes: [][]estrade.PenPoint{{}, nil}}, 0, 0, 10, 10)
	if len(c.pages[0].marks) > 0 {
		t.Error("nothing drawn leaves a mark")
	}
}

func TestPrinter_AttendanceSheet_deterministic(t *testing.T) {
	d := sampleSheet(estrade.French, 12, 4)
	want := sheet0(t, d)
	if !bytes.Equal(sheet0(t, d), want) {
		t.Error("another file for the same data")
	}
	d.Lines[0].Signatures[0].At = d.Lines[0].Signatures[0].At.Add(time.Minute)
	if bytes.Equal(sheet0(t, d), want) {
		t.Error("the time of a signature is not in the file")
	}
}
