package document

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"
)

// identity is what a PDF says of itself.
type identity struct {
	title, author, subject string
	language               string // BCP 47
	date                   time.Time
}

// writer paints marks with gofpdf.
type writer struct {
	pdf    *gofpdf.Fpdf
	height float64
}

// pdf writes the pages of the canvas. The same canvas gives the same bytes.
func (c *canvas) pdf(id identity) ([]byte, error) {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{
		UnitStr: "pt",
		Size:    gofpdf.SizeType{Wd: c.width, Ht: c.height},
	})
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.SetCatalogSort(true)
	date := id.date
	if date.IsZero() {
		date = time.Unix(0, 0).UTC() // gofpdf takes the present for a zero time
	}
	pdf.SetCreationDate(date)
	pdf.SetModificationDate(date)
	pdf.SetTitle(id.title, true)
	pdf.SetAuthor(id.author, true)
	pdf.SetSubject(id.subject, true)
	pdf.SetCreator("Estrade", true)
	pdf.SetProducer("Estrade, gofpdf", true)
	if err := c.embedFonts(pdf); err != nil {
		return nil, err
	}
	for i, image := range c.images {
		pdf.RegisterImageOptionsReader(imageName(i), gofpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(image.png))
	}
	w := &writer{pdf: pdf, height: c.height}
	for _, p := range c.pages {
		pdf.AddPage()
		for _, m := range p.marks {
			m.paint(w)
		}
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	return setLanguage(out.Bytes(), id.language)
}

// embedFonts adds the faces that the pages use and tells gofpdf which
// characters to keep of them. gofpdf learns characters from its own text calls
// only, and those cannot kern; a template that no page uses makes the calls
// without leaving anything in the document.
func (c *canvas) embedFonts(pdf *gofpdf.Fpdf) error {
	used := c.usedRunes()
	for f, runes := range used {
		if runes != "" {
			pdf.AddUTF8FontFromBytes(faceNames[f], "", copyOf(face(f)))
		}
	}
	pdf.CreateTemplate(func(t *gofpdf.Tpl) {
		for f, runes := range used {
			if runes != "" {
				t.SetFont(faceNames[f], "", 1)
				t.Text(0, 0, runes)
			}
		}
	})
	if err := pdf.Error(); err != nil {
		return fmt.Errorf("embed fonts: %w", err)
	}
	return nil
}

// usedRunes returns the characters drawn in each face.
func (c *canvas) usedRunes() (used [faceCount]string) {
	var seen [faceCount]map[rune]bool
	for _, p := range c.pages {
		for _, m := range p.marks {
			t, ok := m.(textMark)
			if !ok {
				continue
			}
			for _, r := range t.line.runs {
				for _, char := range r.text {
					if seen[r.face] == nil {
						seen[r.face] = make(map[rune]bool)
					}
					if !seen[r.face][char] {
						seen[r.face][char] = true
						used[r.face] += string(char)
					}
				}
			}
		}
	}
	return used
}

// emptyFiles is the empty list of attachments that gofpdf always writes in the catalog.
const emptyFiles = "/Names <<\n/EmbeddedFiles << /Names [\n  \n] >>\n>>"

// setLanguage writes the document's language in place of the empty list of
// attachments, which gofpdf writes in every catalog and has no setter for the
// language. Lengths stay equal, so that the cross-reference table holds.
func setLanguage(pdf []byte, language string) ([]byte, error) {
	at := bytes.LastIndex(pdf, []byte(emptyFiles))
	entry := "/Lang (" + language + ")"
	if at < 0 || len(entry) > len(emptyFiles) {
		return nil, fmt.Errorf("write pdf: no place for the language in the catalog")
	}
	copy(pdf[at:], entry+strings.Repeat(" ", len(emptyFiles)-len(entry)))
	return pdf, nil
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
		w.pdf.SetFont(faceNames[r.face], "", m.style.size)
		var b strings.Builder
		fmt.Fprintf(&b, "q %s rg BT ", m.style.ink.operands())
		if m.angle == 0 {
			fmt.Fprintf(&b, "%.3f %.3f Td ", x, w.height-m.y)
		} else {
			b.WriteString(rotation(m.angle, x, w.height-m.y) + " Tm ")
		}
		b.WriteString(r.operands() + " TJ ET Q")
		w.pdf.RawWriteStr(b.String())
		x += r.width
	}
}

// operands writes the run as the array of a TJ operator: strings of characters
// with, between them, the distance to move back.
func (r run) operands() string {
	var b strings.Builder
	b.WriteString("[<")
	for i, char := range r.text {
		for _, unit := range utf16.Encode([]rune{char}) {
			fmt.Fprintf(&b, "%04x", unit)
		}
		if r.shift[i] != 0 && i+1 < len(r.text) {
			fmt.Fprintf(&b, "> %.4g <", -r.shift[i])
		}
	}
	b.WriteString(">]")
	return b.String()
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
			w.pdf.CurveBezierCubicTo(s.pts[0], s.pts[1], s.pts[2], s.pts[3], s.pts[4], s.pts[5])
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
	w.pdf.ImageOptions(imageName(m.index), m.x, m.y, m.w, m.h, false, gofpdf.ImageOptions{ImageType: "PNG"}, 0, "")
}
