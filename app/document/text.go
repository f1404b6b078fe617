package document

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// style is how a text looks. size and lead are in points; tracking is added
// after every character, in thousandths of the size.
type style struct {
	face     face
	size     float64
	lead     float64 // distance between baselines
	tracking float64
	ink      colour
}

func (s style) in(c colour) style       { s.ink = c; return s }
func (s style) of(f face) style         { s.face = f; return s }
func (s style) scaled(k float64) style  { s.size *= k; s.lead *= k; return s }
func (s style) sized(pt float64) style  { return s.scaled(pt / s.size) }
func (s style) leaded(pt float64) style { s.lead = pt; return s }

// run is a stretch of text in one face; shift[i] moves what follows text[i], in
// thousandths of the size (kerning and tracking).
type run struct {
	face  face
	text  []rune
	shift []float64
	width float64 // points
}

// line is a shaped text without breaks.
type line struct {
	runs  []run
	width float64 // points
}

// typesetter measures and shapes text for one document. It is not safe for
// concurrent use.
type typesetter struct {
	*measures
	missing []rune // met in a text and covered by no face
}

// measures are what was measured of the faces. Documents that follow each other
// share them: they are the same for all.
type measures struct {
	buffer sfnt.Buffer
	latin  [faceCount][latinEnd]struct { // of glyphs, found faster
		glyph
		known bool
	}
	glyphs [faceCount]map[rune]glyph
	kerns  [faceCount]*[kernPlaces]kerned
}

// kerned is the distance between two letters; one pair is kept in each place,
// and gives way to the next that falls there.
type kerned struct {
	pair  uint32
	known bool
	by    float32
}

const kernPlaces = 1 << 12

// latinEnd is the end of the Latin letters of Europe.
const latinEnd = 0x250

var measured = sync.Pool{New: func() any { return new(measures) }}

func newTypesetter() typesetter { return typesetter{measures: measured.Get().(*measures)} }

// release gives the measures to the next document; t measures nothing any more.
func (t *typesetter) release() {
	measured.Put(t.measures)
	t.measures = nil
}

// glyph is a drawable character; index 0 means the face lacks it.
type glyph struct {
	index   sfnt.GlyphIndex
	advance float64 // thousandths of the size
}

// perMille is the size at which fonts are measured: one unit is a thousandth.
var perMille = fixed.I(1000)

func (t *typesetter) glyph(f face, r rune) glyph {
	if r >= 0 && r < latinEnd && t.latin[f][r].known {
		return t.latin[f][r].glyph
	}
	if g, ok := t.glyphs[f][r]; ok {
		return g
	}
	if t.glyphs[f] == nil {
		t.glyphs[f] = make(map[rune]glyph)
	}
	var g glyph
	// gofpdf addresses characters by 16 bits and panics above them.
	if r <= 0xFFFF {
		parsed := mustFace(f).parsed
		if index, err := parsed.GlyphIndex(&t.buffer, r); err == nil && index != 0 {
			if advance, err := parsed.GlyphAdvance(&t.buffer, index, perMille, font.HintingNone); err == nil {
				g = glyph{index: index, advance: float64(advance) / 64}
			}
		}
	}
	t.glyphs[f][r] = g
	if r >= 0 && r < latinEnd {
		t.latin[f][r].glyph, t.latin[f][r].known = g, true
	}
	return g
}

func (t *typesetter) kern(f face, a, b sfnt.GlyphIndex) float64 {
	if t.kerns[f] == nil {
		t.kerns[f] = new([kernPlaces]kerned)
	}
	pair := uint32(a)<<16 | uint32(b)
	at := &t.kerns[f][(uint32(a)*61^uint32(b))%kernPlaces]
	if !at.known || at.pair != pair {
		*at = kerned{pair: pair, known: true}
		if v, err := mustFace(f).parsed.Kern(&t.buffer, a, b, perMille, font.HintingNone); err == nil {
			at.by = float32(v) / 64
		}
	}
	return float64(at.by)
}

// faceFor returns the face that draws r for a text in f.
func (t *typesetter) faceFor(f face, r rune) (face, glyph, bool) {
	if g := t.glyph(f, r); g.index != 0 {
		return f, g, true
	}
	for _, other := range f.fallbacks() {
		if g := t.glyph(other, r); g.index != 0 {
			return other, g, true
		}
	}
	return f, glyph{}, false
}

// shape lays a text out on one line. Characters that no face covers are left
// out and remembered in missing.
func (t *typesetter) shape(s style, text string) line {
	var l line
	var last *run
	var before sfnt.GlyphIndex
	for _, r := range text {
		f, g, ok := t.faceFor(s.face, r)
		if !ok {
			t.miss(r)
			continue
		}
		if last == nil || last.face != f {
			l.runs = append(l.runs, run{face: f})
			last = &l.runs[len(l.runs)-1]
			before = 0
		}
		// Some fonts kern spaces away, so that readers of the text miss them.
		if before != 0 && !isSpace(r) && !isSpace(last.text[len(last.text)-1]) {
			k := t.kern(f, before, g.index)
			last.shift[len(last.shift)-1] += k
			last.width += k * s.size / 1000
		}
		last.text = append(last.text, r)
		last.shift = append(last.shift, s.tracking)
		last.width += (g.advance + s.tracking) * s.size / 1000
		before = g.index
	}
	for _, r := range l.runs {
		l.width += r.width
	}
	return l
}

func (t *typesetter) miss(r rune) {
	for _, known := range t.missing {
		if known == r {
			return
		}
	}
	t.missing = append(t.missing, r)
}

// measure is the width of the line that shape would make, in points. Layouts ask
// it of every beginning of every line.
func (t *typesetter) measure(s style, text string) float64 {
	var width float64 // thousandths of the size
	var before sfnt.GlyphIndex
	last, lastRune := face(-1), rune(0)
	for _, r := range text {
		f, g, ok := t.faceFor(s.face, r)
		if !ok {
			t.miss(r)
			continue
		}
		if f == last && before != 0 && !isSpace(r) && !isSpace(lastRune) {
			width += t.kern(f, before, g.index)
		}
		width += g.advance + s.tracking
		before, last, lastRune = g.index, f, r
	}
	return width * s.size / 1000
}

// wrap breaks a text into lines no wider than width: at spaces and after
// hyphens, slashes and dashes, and inside a word only when it is wider alone.
func (t *typesetter) wrap(s style, text string, width float64) []string {
	var lines []string
	current := ""
	for _, word := range breakable(text) {
		if t.measure(s, strings.TrimRight(current+word, " ")) <= width {
			current += word
			continue
		}
		if current != "" {
			lines = append(lines, strings.TrimRight(current, " "))
		}
		for t.measure(s, strings.TrimRight(word, " ")) > width {
			head := t.head(s, word, width)
			if head == word {
				break
			}
			lines = append(lines, head)
			word = word[len(head):]
		}
		current = word
	}
	if rest := strings.TrimRight(current, " "); rest != "" || len(lines) == 0 {
		lines = append(lines, rest)
	}
	return lines
}

// wrapAtMost wraps a label to n lines; what is longer ends with an ellipsis.
func (t *typesetter) wrapAtMost(n int, s style, text string, width float64) []string {
	lines := t.wrap(s, text, width)
	if len(lines) > n {
		lines = append(lines[:n-1:n-1], t.fit(s, strings.Join(lines[n-1:], " "), width))
	}
	return lines
}

// wrapTitle wraps a heading; a short last line is avoided.
func (t *typesetter) wrapTitle(s style, text string, width float64) []string {
	lines := t.wrap(s, text, width)
	if n := len(lines); n > 1 && t.measure(s, lines[n-1]) < width*0.3 {
		return t.balance(s, text, width)
	}
	return lines
}

// balance wraps a heading so that its lines are of similar length.
func (t *typesetter) balance(s style, text string, width float64) []string {
	lines := t.wrap(s, text, width)
	if len(lines) < 2 {
		return lines
	}
	low, high := width/2, width
	for high-low > 1 {
		middle := (low + high) / 2
		if tried := t.wrap(s, text, middle); len(tried) == len(lines) && t.widest(s, tried) <= middle {
			high = middle
		} else {
			low = middle
		}
	}
	return t.wrap(s, text, high)
}

func (t *typesetter) widest(s style, lines []string) float64 {
	var widest float64
	for _, l := range lines {
		widest = max(widest, t.measure(s, l))
	}
	return widest
}

// head returns the longest beginning of word that fits width, at least one character.
func (t *typesetter) head(s style, word string, width float64) string {
	end := 0
	for i, r := range word {
		next := i + len(string(r))
		if end > 0 && !unicode.Is(unicode.Mn, r) && t.measure(s, word[:next]) > width {
			break
		}
		end = next
	}
	return word[:end]
}

// fit returns text cut to width with an ellipsis; for running heads only.
func (t *typesetter) fit(s style, text string, width float64) string {
	if t.measure(s, text) <= width {
		return text
	}
	return strings.TrimRight(t.head(s, text, width-t.measure(s, "…")), " ,;:·") + "…"
}

// breakable cuts a text after each place where a line may end.
func breakable(text string) []string {
	var words []string
	runes := []rune(text)
	start := 0
	for i, r := range runes {
		if i+1 == len(runes) || canBreak(runes, i, r) {
			words = append(words, string(runes[start:i+1]))
			start = i + 1
		}
	}
	return words
}

func canBreak(runes []rune, i int, r rune) bool {
	next := runes[i+1]
	switch r {
	case ' ':
		// A sign that ends a phrase begins no line, also where a text in one
		// language is printed in a document in another.
		return next != ' ' && !strings.ContainsRune(":;!?»%", next)
	case '-', '/', '–', '—':
		return i > 0 && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(next)
	default:
		return false
	}
}

// clean prepares any text for drawing: composed characters (NFC), no control
// or invisible characters, every kind of line break a space.
func clean(text string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
		case unicode.IsControl(r) || invisible(r):
		default:
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String())
}

// invisible reports whether r shows nothing by itself: joiners, soft hyphen,
// directional marks, variation selectors.
func invisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || r == 0x034F
}

// within returns s, smaller when the text would be wider than width on a line.
func (t *typesetter) within(s style, text string, width float64) style {
	if w := t.measure(s, text); w > width {
		return s.scaled(width / w)
	}
	return s
}
