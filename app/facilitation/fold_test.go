package facilitation

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFoldName(t *testing.T) {
	for name, want := range map[string]string{
		"":                  "",
		"Jean-Paul D'Arc 2": "jeanpauldarc2",
		"jean paul d’arc 2": "jeanpauldarc2",
		"ÉLODIE Ça":         "elodieca",
		"E\u0301lodie":      "elodie",
		"Łukasz":            "lukasz",
		"LUKASZ":            "lukasz",
		"Weiß":              "weiss",
		"Nguyễn Thị Đặng":   "nguyenthidang",
		"Αλέξης":            "αλεξησ",
	} {
		if got := foldName(name); got != want {
			t.Errorf("%q folds to %q, want %q", name, got, want)
		}
	}
}

// Names of ASCII take a short way, which must lead where the long one does.
func FuzzFoldName(f *testing.F) {
	f.Add("Jean-Paul 2")
	f.Add("`{@[/:~^|")
	f.Fuzz(func(t *testing.T, typed string) {
		name := strings.Map(func(r rune) rune { return r % utf8.RuneSelf }, typed)
		if short, long := foldName(name), foldName(name+"é"); short+"e" != long {
			t.Errorf("%q folds to %q alone and to %q with a letter after it", name, short, long)
		}
	})
}

func BenchmarkFoldName(b *testing.B) {
	for _, name := range []string{"Camille Ferrand", "Élodie Łukasz-Ferrand"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				foldName(name)
			}
		})
	}
}
