package document

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/jung-kurt/gofpdf"

	"estrade/app/document/pdfa"
)

// identity is what a PDF says of itself.
type identity struct {
	title, author, subject string
	language               string // BCP 47
	date                   time.Time
}

// writer paints marks with gofpdf.
type writer struct {
	inlined []*inlined // by image; nil for one that is an object of the file
	pdf     *gofpdf.Fpdf
	height  float64
	cuts    [faceCount]*cut
	scratch []byte // of the operators being written
}

// pdf writes the pages of the canvas as PDF/A-1b. The same canvas gives the
// same bytes.
func (c *canvas) pdf(id identity) ([]byte, error) {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{
		UnitStr: "pt",
		Size:    gofpdf.SizeType{Wd: c.width, Ht: c.height},
	})
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.SetCatalogSort(true)
	pdf.SetCompression(false) // see pdfa.Finish
	date := id.date
	if date.IsZero() {
		date = time.Unix(0, 0)
	}
	pdf.SetCreationDate(date)
	pdf.SetModificationDate(date)
	w := &writer{pdf: pdf, height: c.height, inlined: make([]*inlined, len(c.images))}
	for i, image := range c.images {
		if within, ok := inlineOf(image); ok {
			w.inlined[i] = &within
			continue
		}
		pdf.RegisterImageOptionsReader(imageName(i), gofpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(image.png))
	}
	c.release()
	fonts, err := w.cutFonts(c)
	if err != nil {
		return nil, fmt.Errorf("cut fonts: %w", err)
	}
	for i, p := range c.pages {
		pdf.AddPage()
		w.page(i, p)
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	return pdfa.Finish(out.Bytes(), pdfa.Document{
		Structure: c.root.written(), Title: id.title, Author: id.author, Subject: id.subject, Creator: "Estrade", Producer: "Estrade, gofpdf",
		Language: id.language, Date: date, Fonts: fonts,
	})
}

// page paints the marks of a page, as sequences that belong to one element or
// to none.
func (w *writer) page(index int, p *page) {
	sequences := 0
	for i, m := range p.marks {
		if i == 0 || m.element != p.marks[i-1].element {
			if i > 0 {
				w.pdf.RawWriteStr("EMC")
			}
			if m.element == nil {
				w.pdf.RawWriteStr("/Artifact BMC")
			} else {
				w.pdf.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", m.element.tag, sequences))
				m.element.content = append(m.element.content, pdfa.Content{Page: index, ID: sequences})
				sequences++
			}
		}
		m.paint(w)
	}
	if len(p.marks) > 0 {
		w.pdf.RawWriteStr("EMC")
	}
}

// cutFonts reduces the faces that the pages use to the characters drawn.
func (w *writer) cutFonts(c *canvas) ([]*pdfa.Font, error) {
	fonts := make([]*pdfa.Font, faceCount)
	for f, runes := range c.usedRunes() {
		if len(runes) == 0 {
			continue
		}
		cut, err := cutOf(face(f), slices.Sorted(maps.Keys(runes)))
		if err != nil {
			return nil, err
		}
		w.cuts[f], fonts[f] = cut, cut.font
	}
	return fonts, nil
}

// usedRunes returns the characters drawn in each face.
func (c *canvas) usedRunes() (used [faceCount]map[rune]bool) {
	for _, p := range c.pages {
		for _, m := range p.marks {
			t, ok := m.mark.(textMark)
			if !ok {
				continue
			}
			for _, r := range t.line.runs {
				if used[r.face] == nil {
					used[r.face] = make(map[rune]bool)
				}
				for _, char := range r.text {
					used[r.face][char] = true
				}
			}
		}
	}
	return used
}

func imageName(i int) string { return fmt.Sprintf("image%d", i) }

// rotation writes a text matrix.
func rotation(angle, x, y float64) string {
	sin, cos := math.Sincos(angle * math.Pi / 180)
	return fmt.Sprintf("%.5f %.5f %.5f %.5f %.3f %.3f", cos, sin, -sin, cos, x, y)
}

// textMark is a shaped line with its origin on the baseline.
type textMark struct {
	x, y  float64
	style style
	line  line
	angle float64 // degrees, counterclockwise
}

func (m textMark) paint(w *writer) {
	x := m.x
	for _, r := range m.line.runs {
		b := w.scratch[:0]
		b = append(b, "q "...)
		b = m.style.ink.operands(b)
		b = append(b, " rg BT /"...)
		b = append(b, pdfa.FontName(int(r.face))...)
		b = append(number(append(b, ' '), m.style.size), " Tf "...)
		if m.style.tracking != 0 {
			b = append(number(b, m.style.tracking*m.style.size/1000), " Tc "...)
		}
		if m.angle == 0 {
			b = append(number(append(number(b, x), ' '), w.height-m.y), " Td "...)
		} else {
			b = append(append(b, rotation(m.angle, x, w.height-m.y)...), " Tm "...)
		}
		b = append(w.operands(b, r, m.style.tracking), " TJ ET Q"...)
		w.scratch = b
		w.pdf.RawWriteStr(string(b))
		x += r.width
	}
}

// operands appends a run as the array of a TJ operator: strings of characters
// with, between them, the distance to move back beyond the tracking.
func (w *writer) operands(b []byte, r run, tracking float64) []byte {
	b = append(b, "[("...)
	for i, char := range r.text {
		n := w.cuts[r.face].numbers[char]
		b = character(character(b, byte(n>>8)), byte(n))
		if kern := r.shift[i] - tracking; math.Abs(kern) >= 0.5 && i+1 < len(r.text) {
			b = append(b, ')')
			b = strconv.AppendInt(b, int64(math.Round(-kern)), 10)
			b = append(b, '(')
		}
	}
	return append(b, ")]"...)
}

// character appends a byte of a string as it stands in a file.
func character(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r': // read as a line feed if it stood by itself
		return append(b, `\r`...)
	default:
		return append(b, c)
	}
}

// number appends a length in points, to a hundredth.
func number(b []byte, v float64) []byte {
	hundredths := int64(math.Round(v * 100))
	if hundredths < 0 {
		b, hundredths = append(b, '-'), -hundredths
	}
	b = strconv.AppendInt(b, hundredths/100, 10)
	if rest := hundredths % 100; rest != 0 {
		b = append(b, '.', byte('0'+rest/10))
		if rest%10 != 0 {
			b = append(b, byte('0'+rest%10))
		}
	}
	return b
}

// pathMark paints and outlines a path; a colour that is not set leaves it out.
type pathMark struct {
	path   *path
	fill   colour
	stroke colour
	width  float64
	dash   []float64
	clip   *[4]float64 // x, y, width, height
}

func (m pathMark) paint(w *writer) {
	if len(m.path.segments) == 0 {
		return
	}
	if m.clip != nil {
		w.pdf.ClipRect(m.clip[0], m.clip[1], m.clip[2], m.clip[3], false)
		defer w.pdf.ClipEnd()
	}
	how := ""
	if m.stroke.set {
		w.pdf.SetDrawColor(m.stroke.ints())
		w.pdf.SetLineWidth(m.width)
		w.pdf.SetLineCapStyle("butt")
		w.pdf.SetLineJoinStyle("round")
		w.pdf.SetDashPattern(m.dash, 0)
		how = "D"
	}
	if m.fill.set {
		w.pdf.SetFillColor(m.fill.ints())
		how = "F" + how
	}
	for _, s := range m.path.segments {
		switch s.kind {
		case 'm':
			w.pdf.MoveTo(s.pts[0], s.pts[1])
		case 'l':
			w.pdf.LineTo(s.pts[0], s.pts[1])
		case 'c':
			// As gofpdf would, but for its five decimals.
			b := w.scratch[:0]
			for i, v := range s.pts {
				if i%2 == 1 {
					v = w.height - v
				}
				b = append(number(b, v), ' ')
			}
			b = append(b, 'c')
			w.scratch = b
			w.pdf.RawWriteStr(string(b))
		case 'h':
			w.pdf.ClosePath()
		}
	}
	w.pdf.DrawPath(how)
}

// imageMark draws a registered image.
type imageMark struct {
	index      int
	x, y, w, h float64
}

func (m imageMark) paint(w *writer) {
	if within := w.inlined[m.index]; within != nil {
		within.paint(w, m.x, w.height-m.y-m.h, m.w, m.h)
		return
	}
	w.pdf.ImageOptions(imageName(m.index), m.x, m.y, m.w, m.h, false, gofpdf.ImageOptions{ImageType: "PNG"}, 0, "")
}
