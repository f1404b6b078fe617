package pdfa

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
)

// Glyph is one character of an embedded font. Content streams select the i-th
// of a font's glyphs, from 0, by the two bytes of i+1: two characters that share
// a drawing stay apart for whoever searches or copies the text.
type Glyph struct {
	Rune    rune
	Index   uint16  // of the drawing in the font program
	Advance float64 // thousandths of the size
}

// Metrics describe a font, in thousandths of the size.
type Metrics struct {
	Ascent, Descent, CapHeight float64 // Descent is negative
	Box                        [4]float64
	StemV                      float64
}

// Font is a subset of a TrueType font, ready to be embedded in any number of
// documents. It is safe for concurrent use.
type Font struct {
	name       string // with the subset's tag
	widths     string
	descriptor string // entries but for the references
	program    []byte
	toUnicode  []byte
	indexes    []byte
	set        []byte
}

// NewFont prepares a subset for embedding; program is a TrueType file. The
// font's name gets the tag of its subset, six letters that depend on the program
// and the characters alone.
func NewFont(name string, program []byte, glyphs []Glyph, m Metrics) *Font {
	return &Font{
		name:   subsetTag(program, glyphs) + "+" + name,
		widths: widths(glyphs),
		descriptor: fmt.Sprintf("/Flags 4 /FontBBox [%.0f %.0f %.0f %.0f] /ItalicAngle 0 /Ascent %.0f /Descent %.0f /CapHeight %.0f /StemV %.0f",
			m.Box[0], m.Box[1], m.Box[2], m.Box[3], m.Ascent, m.Descent, m.CapHeight, m.StemV),
		program:   packed(fmt.Sprintf("/Length1 %d", len(program)), program),
		toUnicode: packed("", unicodeMap(glyphs)),
		indexes:   packed("", indexes(glyphs)),
		set:       packed("", everyCID(len(glyphs)+1)),
	}
}

// objects returns the font's objects, the first of which gets the number first.
func (f *Font) objects(first int) [][]byte {
	return [][]byte{
		fmt.Appendf(nil, "<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>",
			f.name, first+1, first+4),
		fmt.Appendf(nil, "<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"+
			" /FontDescriptor %d 0 R /CIDToGIDMap %d 0 R /W [%s]>>", f.name, first+2, first+5, f.widths),
		fmt.Appendf(nil, "<</Type /FontDescriptor /FontName /%s %s /FontFile2 %d 0 R /CIDSet %d 0 R>>",
			f.name, f.descriptor, first+3, first+6),
		f.program, f.toUnicode, f.indexes, f.set,
	}
}

// subsetTag is the tag by which two subsets of one font are told apart.
func subsetTag(program []byte, glyphs []Glyph) string {
	h := sha256.New()
	h.Write(program)
	for _, g := range glyphs {
		h.Write([]byte(string(g.Rune)))
	}
	sum := h.Sum(nil)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// widths lists the advances from the first glyph on. Characters are numbered
// from 1; 0 is the drawing of what is missing.
func widths(glyphs []Glyph) string {
	var b strings.Builder
	b.WriteString("1 [")
	for i, g := range glyphs {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%.0f", math.Round(g.Advance))
	}
	b.WriteString("]")
	return b.String()
}

// indexes maps characters to drawings of the program.
func indexes(glyphs []Glyph) []byte {
	out := []byte{0, 0}
	for _, g := range glyphs {
		out = binary.BigEndian.AppendUint16(out, g.Index)
	}
	return out
}

// everyCID is the bitmap of the characters that the font holds: all from 0 to n−1.
func everyCID(n int) []byte {
	set := make([]byte, (n+7)/8)
	for i := range n {
		set[i/8] |= 0x80 >> (i % 8)
	}
	return set
}

// unicodeMap tells which character each number stands for, so that text can be
// searched and copied. A block of the format holds a hundred entries at most.
func unicodeMap(glyphs []Glyph) []byte {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	var lines []string
	for i, g := range glyphs {
		lines = append(lines, fmt.Sprintf("<%04X> <%s\n", i+1, strings.TrimPrefix(wide(string(g.Rune)), "<FEFF")))
	}
	for len(lines) > 0 {
		n := min(len(lines), 100)
		fmt.Fprintf(&b, "%d beginbfchar\n%sendbfchar\n", n, strings.Join(lines[:n], ""))
		lines = lines[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return []byte(b.String())
}
