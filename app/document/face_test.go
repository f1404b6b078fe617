package document

import (
	"io/fs"
	"strings"
	"testing"
	"unicode/utf8"
)

// Every face carries what French and English need by itself.
func TestFaces(t *testing.T) {
	var need strings.Builder
	for r := rune(0x21); r < 0x17F; r++ {
		if r < 0x7F || r > 0xA0 && r != 0xAD && r != 0x149 {
			need.WriteRune(r)
		}
	}
	need.WriteString("\u00a0\u202f\u2009\u2011–—‘’“”‹›…•−€ŒœŸ")
	ts := newTypesetter()
	for f := range faceCount {
		for _, r := range need.String() {
			if ts.glyph(f, r).index == 0 {
				t.Errorf("%s lacks %q (U+%04X)", faceNames[f], r, r)
			}
		}
		space, thin := ts.glyph(f, ' ').advance, ts.glyph(f, thinNoBreak).advance
		if thin < 0.4*space || thin > 0.8*space {
			t.Errorf("%s: thin space of %.0f beside a space of %.0f", faceNames[f], thin, space)
		}
		if ts.glyph(f, noBreak).advance != space {
			t.Errorf("%s: the no-break space is not a space wide", faceNames[f])
		}
	}
	var size int64
	err := fs.WalkDir(fontFiles, ".", func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		size += info.Size()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if size > 1_500_000 {
		t.Errorf("the fonts weigh %d bytes", size)
	}
}

// No line begins with a sign that ends a phrase, also where a French text stands
// in an English document, with plain spaces.
func TestTypesetter_wrap_signs(t *testing.T) {
	ts := newTypesetter()
	defer ts.release()
	text := "Idée 3 : suivre ; décider ! agir ? « oui » à 50 %"
	for width := 60.0; width < 200; width += 3 {
		for _, l := range ts.wrap(body, text, width) {
			if strings.ContainsAny(l[:1], ":;!?%") || strings.HasPrefix(l, "»") {
				t.Errorf("at %.0f a line begins %q", width, l)
			}
		}
	}
}

func TestTypesetter_wrap(t *testing.T) {
	ts := newTypesetter()
	for _, text := range []string{
		"Un texte ordinaire, avec des mots-composés et/ou des barres.", "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm",
		"mot\u00a0lié\u00a0par\u00a0des\u00a0espaces", "a", "", "Nguyễn Thị Phương Thảo",
	} {
		for _, width := range []float64{1, 20, 60, 200} {
			lines := ts.wrap(body, text, width)
			if got, want := squeeze(strings.Join(lines, "")), squeeze(text); got != want {
				t.Errorf("wrap(%q, %.0f) lost text: %q", text, width, lines)
			}
			for _, l := range lines {
				if w := ts.measure(body, l); w > width+0.01 && utf8.RuneCountInString(l) > 1 {
					t.Errorf("wrap(%q, %.0f): %q is %.1f wide", text, width, l, w)
				}
				if strings.HasPrefix(l, " ") || strings.HasSuffix(l, " ") {
					t.Errorf("wrap(%q, %.0f): %q keeps a space", text, width, l)
				}
			}
		}
	}
}
