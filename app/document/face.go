package document

import (
	"embed"
	"sync"

	"golang.org/x/image/font/sfnt"
)

// The embedded faces are made by build/fonts/subset.sh from typefaces under the
// SIL Open Font License 1.1; their licences are beside them.
//
//go:embed fonts/*.ttf
var fontFiles embed.FS

// face is one embedded font file.
type face int

const (
	display   face = iota // names and great titles
	voice                 // what is said aloud: findings, questions, story
	voiceBold             // headings of the voice
	tool                  // labels, text, figures
	toolSemi
	toolBold
	toolNarrow // long labels in narrow columns
	spare      // characters the others lack
	spareBold
	faceCount
)

// faceNames are the file names; shortName makes the font names of the PDF of them.
var faceNames = [faceCount]string{
	display:    "literata-display",
	voice:      "literata-regular",
	voiceBold:  "literata-semibold",
	tool:       "radiocanada-regular",
	toolSemi:   "radiocanada-semibold",
	toolBold:   "radiocanada-bold",
	toolNarrow: "radiocanada-condensed",
	spare:      "notosans-regular",
	spareBold:  "notosans-bold",
}

// bold reports whether f is of the heavier faces.
func (f face) bold() bool {
	switch f {
	case voiceBold, toolSemi, toolBold, spareBold:
		return true
	default:
		return false
	}
}

// fallbacks are the faces that complete f: the spare one has the letters, the
// tool a few mathematical signs.
func (f face) fallbacks() [2]face {
	if f.bold() {
		return [2]face{spareBold, toolBold}
	}
	return [2]face{spare, tool}
}

// fontData are the bytes and the parsed tables of one face. The parsed font is
// safe for concurrent reading; the bytes must be copied before gofpdf gets
// them, because it writes into them.
type fontData struct {
	bytes  []byte
	parsed *sfnt.Font
}

var loadFace = func() (loaders [faceCount]func() (fontData, error)) {
	for f := range loaders {
		loaders[f] = sync.OnceValues(func() (fontData, error) {
			data, err := fontFiles.ReadFile("fonts/" + faceNames[f] + ".ttf")
			if err != nil {
				return fontData{}, err
			}
			parsed, err := sfnt.Parse(data)
			return fontData{bytes: data, parsed: parsed}, err
		})
	}
	return loaders
}()

// mustFace returns a face. The files are part of the program, so that an error
// here is a fault of the build, met by the first test.
func mustFace(f face) fontData {
	data, err := loadFace[f]()
	if err != nil {
		panic("embedded font " + faceNames[f] + ": " + err.Error())
	}
	return data
}
