package document

import (
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// inspected is a PDF read back with independent tools: poppler-utils and qpdf,
// which the tests need.
type inspected struct {
	t    testing.TB
	path string
	once string // text in the layout of the page
	read string // text in reading order
}

func open(t testing.TB, pdf []byte) *inspected {
	t.Helper()
	path := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return &inspected{t: t, path: path}
}

// run runs a tool on the file and returns what it prints.
func (f *inspected) run(tool string, args ...string) string {
	f.t.Helper()
	out, err := exec.Command(tool, append(args, f.path)...).CombinedOutput()
	if err != nil {
		f.t.Fatalf("%s: %v\n%s", tool, err, out)
	}
	return string(out)
}

// text is the text of the file as a reader extracts it.
func (f *inspected) text() string {
	f.t.Helper()
	if f.once == "" {
		out, err := exec.Command("pdftotext", "-layout", f.path, "-").CombinedOutput()
		if err != nil {
			f.t.Fatalf("pdftotext: %v\n%s", err, out)
		}
		f.once = string(out)
	}
	return f.once
}

// pageTexts are the texts of the pages.
func (f *inspected) pageTexts() []string {
	f.t.Helper()
	return strings.Split(strings.TrimSuffix(f.text(), "\f"), "\f")
}

func (f *inspected) pages() int { return len(f.pageTexts()) }

// has checks that texts are present, in the layout of the page or in reading
// order; runs of spaces count as one.
func (f *inspected) has(texts ...string) {
	f.t.Helper()
	if f.read == "" {
		out, err := exec.Command("pdftotext", f.path, "-").CombinedOutput()
		if err != nil {
			f.t.Fatalf("pdftotext: %v\n%s", err, out)
		}
		f.read = string(out)
	}
	all := oneSpace(f.text()) + "\n" + oneSpace(f.read)
	for _, want := range texts {
		if !strings.Contains(all, oneSpace(want)) {
			f.t.Errorf("%q is not in the document:\n%s", want, f.text())
		}
	}
}

// lacks checks that texts are absent.
func (f *inspected) lacks(texts ...string) {
	f.t.Helper()
	all := oneSpace(f.text())
	for _, unwanted := range texts {
		if strings.Contains(all, oneSpace(unwanted)) {
			f.t.Errorf("%q is in the document:\n%s", unwanted, f.text())
		}
	}
}

// sound checks the file's structure, its fonts, and that nothing leaves the page.
func (f *inspected) sound() {
	f.t.Helper()
	if out := f.run("qpdf", "--check"); strings.Contains(out, "WARNING") {
		f.t.Errorf("qpdf: %s", out)
	}
	lines := strings.Split(strings.TrimSpace(f.run("pdffonts")), "\n")
	if len(lines) < 3 {
		f.t.Errorf("no font:\n%s", strings.Join(lines, "\n"))
	}
	for _, line := range lines[2:] {
		if !regexp.MustCompile(`Identity-H +yes +\w+ +yes`).MatchString(line) {
			f.t.Errorf("font not embedded or without Unicode map: %s", line)
		}
	}
	f.inside()
}

// word is a word of a page and where it stands, in points from the top left.
type word struct {
	XMin float64 `xml:"xMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMin float64 `xml:"yMin,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

// turned reports whether the word is the slanted watermark.
func (w word) turned() bool { return w.YMax-w.YMin > 100 }

type pageWords struct {
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Words  []word  `xml:"word"`
}

func (f *inspected) words() []pageWords {
	f.t.Helper()
	var doc struct {
		Pages []pageWords `xml:"body>doc>page"`
	}
	out, err := exec.Command("pdftotext", "-bbox", f.path, "-").Output()
	if err != nil {
		f.t.Fatalf("pdftotext -bbox: %v", err)
	}
	// Poppler writes titles with characters above U+FFFF in no valid encoding.
	decoder := xml.NewDecoder(strings.NewReader(strings.ToValidUTF8(string(out), "")))
	decoder.Strict = false
	if err := decoder.Decode(&doc); err != nil {
		f.t.Fatal(err)
	}
	if len(doc.Pages) == 0 {
		f.t.Fatal("no page")
	}
	return doc.Pages
}

// inside checks that every word stands on its page.
func (f *inspected) inside() {
	f.t.Helper()
	const edge = 20 // points of paper without text, on every side
	for i, p := range f.words() {
		for _, w := range p.Words {
			if !w.turned() && (w.XMin < edge || w.XMax > p.Width-edge || w.YMin < edge-10 || w.YMax > p.Height-edge+8) {
				f.t.Errorf("page %d: %q leaves the page: %s", i+1, w.Text,
					fmt.Sprintf("%.0f–%.0f of %.0f, %.0f–%.0f of %.0f", w.XMin, w.XMax, p.Width, w.YMin, w.YMax, p.Height))
			}
		}
	}
}

// apart checks that no word is printed over another. A word's box is taller
// than its letters: what counts is its middle, where the letters are.
func (f *inspected) apart() {
	f.t.Helper()
	for i, p := range f.words() {
		for j, a := range p.Words {
			for _, b := range p.Words[j+1:] {
				if a.turned() || b.turned() {
					continue
				}
				across := min(a.XMax, b.XMax) - max(a.XMin, b.XMin)
				down := min(a.low(), b.low()) - max(a.high(), b.high())
				if across > 1 && down > 0.5 {
					f.t.Errorf("page %d: %q and %q are printed over each other (%.1f × %.1f points)", i+1, a.Text, b.Text, across, down)
				}
			}
		}
	}
}

// high and low are the top and the foot of the small letters of a word.
func (w word) high() float64 { return w.YMin + 0.35*(w.YMax-w.YMin) }
func (w word) low() float64  { return w.YMax - 0.25*(w.YMax-w.YMin) }

func oneSpace(text string) string {
	return strings.Join(strings.FieldsFunc(text, unicode.IsSpace), " ")
}

// squeeze removes every space, for texts that lines may break anywhere.
func squeeze(text string) string {
	return strings.Join(strings.FieldsFunc(text, unicode.IsSpace), "")
}

func fileRune(r rune) rune {
	if unicode.IsLetter(r) || r == '-' {
		return r
	}
	return '_'
}
