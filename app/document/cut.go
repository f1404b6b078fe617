package document

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/jung-kurt/gofpdf"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"

	"estrade/app/document/pdfa"
)

// cut is a face reduced to the characters of a document.
type cut struct {
	font    *pdfa.Font
	numbers map[rune]uint16 // by which content streams select characters
}

// sameDrawing are characters drawn and read as another one: a space that does
// not break is a space to whoever searches the text, and so for the hyphen.
var sameDrawing = map[rune]rune{noBreak: ' ', '\u2009': thinNoBreak, '\u2011': '-'}

// cutFont reduces a face to runes, which it covers, sorted and each once.
//
// gofpdf cuts the font; it is not asked to embed it as well, because it spends
// some milliseconds a font on tables of all 65,536 characters.
func cutFont(f face, runes []rune) (*cut, error) {
	data := mustFace(f)
	var buffer sfnt.Buffer
	drawn := make([]sfnt.GlyphIndex, len(runes))
	for i, r := range runes {
		var err error
		if drawn[i], err = data.parsed.GlyphIndex(&buffer, r); err != nil {
			return nil, err
		}
	}
	// gofpdf numbers the drawings it keeps in the order of the whole font; parts
	// of composed letters follow.
	originals := slices.Compact(slices.Sorted(slices.Values(append(drawn, 0))))
	// gofpdf writes into the bytes it reads.
	program := gofpdf.UTF8CutFont(bytes.Clone(data.bytes), string(runes))
	glyphs := make([]pdfa.Glyph, max(len(originals), pdfa.Glyphs(program)))
	for i, index := range originals {
		advance, err := data.parsed.GlyphAdvance(&buffer, index, perMille, font.HintingNone)
		if err != nil {
			return nil, err
		}
		glyphs[i].Advance = float64(advance) / 64
	}
	c := &cut{numbers: make(map[rune]uint16, len(runes))}
	for i, r := range runes {
		place, _ := slices.BinarySearch(originals, drawn[i])
		c.numbers[r] = uint16(place)
		if other, ok := sameDrawing[r]; ok {
			r = other
		}
		if known := glyphs[place].Rune; known != 0 && known != r {
			return nil, fmt.Errorf("%s draws %q and %q alike", faceNames[f], known, r)
		}
		glyphs[place].Rune = r
	}
	m, err := faceMetrics(f, &buffer)
	if err != nil {
		return nil, err
	}
	c.font, err = pdfa.NewFont(shortName(f), program, glyphs, m)
	return c, err
}

// shortName is the name of a face in a file, where it stands three times: the
// beginning of the family's name and of what the face is of it.
func shortName(f face) string {
	family, kind, _ := strings.Cut(faceNames[f], "-")
	return family[:5] + "-" + kind[:1]
}

// faceMetrics measures a whole face.
func faceMetrics(f face, buffer *sfnt.Buffer) (pdfa.Metrics, error) {
	parsed := mustFace(f).parsed
	m, err := parsed.Metrics(buffer, perMille, font.HintingNone)
	if err != nil {
		return pdfa.Metrics{}, err
	}
	box, err := parsed.Bounds(buffer, perMille, font.HintingNone)
	if err != nil {
		return pdfa.Metrics{}, err
	}
	stem := 88.0
	if f.bold() {
		stem = 140
	}
	return pdfa.Metrics{
		Ascent:    float64(m.Ascent) / 64,
		Descent:   -float64(m.Descent) / 64,
		CapHeight: float64(m.CapHeight) / 64,
		// The font library counts downwards.
		Box:   [4]float64{float64(box.Min.X) / 64, -float64(box.Max.Y) / 64, float64(box.Max.X) / 64, -float64(box.Min.Y) / 64},
		StemV: stem,
	}, nil
}

// cuts are those made last: the documents of a batch share most of theirs.
var cuts = shelf[string, *cut]{size: 64}

// cutOf returns a face reduced to runes, sorted and each once.
func cutOf(f face, runes []rune) (*cut, error) {
	key := string(binary.AppendUvarint(nil, uint64(f))) + string(runes)
	if c, ok := cuts.find(key); ok {
		return c, nil
	}
	c, err := cutFont(f, runes)
	if err == nil {
		cuts.keep(key, c)
	}
	return c, err
}
