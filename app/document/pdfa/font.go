package pdfa

import (
	"crypto/sha256"
	"fmt"
	"math"
	"strings"
)

// Glyph is one drawing of an embedded font, and the character it stands for, 0
// for a part of composed letters. Content streams select the i-th of a font's
// glyphs, from 0, by the two bytes of i.
type Glyph struct {
	Rune    rune
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
	set        []byte
}

// NewFont prepares a subset for embedding; program is a TrueType file with the
// drawings of glyphs, in their order. The font's name gets the tag of its
// subset, six letters that depend on the program and the characters alone.
func NewFont(name string, program []byte, glyphs []Glyph, m Metrics) (*Font, error) {
	program, err := bare(program)
	if err != nil {
		return nil, fmt.Errorf("embed font %s: %w", name, err)
	}
	return &Font{
		name:   subsetTag(program, glyphs) + "+" + name,
		widths: widths(glyphs),
		descriptor: fmt.Sprintf("/Flags 4/FontBBox[%.0f %.0f %.0f %.0f]/ItalicAngle 0/Ascent %.0f/Descent %.0f/CapHeight %.0f/StemV %.0f",
			m.Box[0], m.Box[1], m.Box[2], m.Box[3], m.Ascent, m.Descent, m.CapHeight, m.StemV),
		program:   packed(fmt.Sprintf("/Length1 %d", len(program)), program),
		toUnicode: packed("", unicodeMap(glyphs)),
		set:       stream("", everyCID(len(glyphs))),
	}, nil
}

// objects returns the font's objects, the first of which gets the number first;
// system is the number of the character collection that all fonts share.
func (f *Font) objects(first, system int) [][]byte {
	return [][]byte{
		fmt.Appendf(nil, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/ToUnicode %d 0 R"+
			"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo %d 0 R"+
			"/FontDescriptor %d 0 R/CIDToGIDMap/Identity/W[%s]>>]>>",
			f.name, first+3, f.name, system, first+1, f.widths),
		fmt.Appendf(nil, "<</Type/FontDescriptor/FontName/%s%s/FontFile2 %d 0 R/CIDSet %d 0 R>>",
			f.name, f.descriptor, first+2, first+4),
		f.program, f.toUnicode, f.set,
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

// widths lists the advances of the glyphs that content streams select: neither of
// the first, which stands for nothing, nor of the parts at the end.
func widths(glyphs []Glyph) string {
	last := len(glyphs)
	for last > 1 && glyphs[last-1].Rune == 0 {
		last--
	}
	var b strings.Builder
	b.WriteString("1[")
	for i, g := range glyphs[min(1, last):last] {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%.0f", math.Round(g.Advance))
	}
	b.WriteString("]")
	return b.String()
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
// searched and copied. A range holds 256 numbers of one upper byte at most, and
// a block a hundred ranges.
func unicodeMap(glyphs []Glyph) []byte {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n" +
		"/CMapName /U def /CMapType 2 def\n" +
		"1 begincodespacerange <0000> <FFFF> endcodespacerange\n")
	var ranges []string
	for from := 0; from < len(glyphs); {
		for from < len(glyphs) && glyphs[from].Rune == 0 {
			from++
		}
		to := from
		var texts strings.Builder
		for ; to < len(glyphs) && glyphs[to].Rune != 0 && to>>8 == from>>8; to++ {
			fmt.Fprintf(&texts, "<%X>", utf16BE(string(glyphs[to].Rune)))
		}
		if to > from {
			ranges = append(ranges, fmt.Sprintf("<%04X> <%04X> [%s]\n", from, to-1, texts.String()))
		}
		from = to
	}
	for len(ranges) > 0 {
		n := min(len(ranges), 100)
		fmt.Fprintf(&b, "%d beginbfrange\n%sendbfrange\n", n, strings.Join(ranges[:n], ""))
		ranges = ranges[n:]
	}
	b.WriteString("endcmap CMapName currentdict /CMap defineresource pop end end")
	return []byte(b.String())
}
