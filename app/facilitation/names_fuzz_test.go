package facilitation

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	estrade "estrade/app"
)

// FuzzRoster reads pasted lists of names, and each as somebody's who joins.
func FuzzRoster(f *testing.F) {
	for _, seed := range []string{
		"Nguyễn Thị Hoa\nJosé\u00a0Ortega y Gasset\n\n  \nZoé", "\ufeffname;first\r\nA;B", "\u202egnaL\u202c", "Z\u0352\u0353a\u0351lgo",
		strings.Repeat("x", 81), "<img src=x onerror=alert(1)>", "\x00\xff", "١٢٣", "م\u200cی", "\u2066a\u2069\u200b", "…", "=cmd|' /C calc'!A0",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, pasted string) {
		lines, err := roster(strings.Split(pasted, "\n"))
		if err != nil && estrade.ErrorCode(err) == estrade.CodeInternal {
			t.Fatal(err)
		}
		for _, line := range lines {
			checkName(t, line.Name)
			again, err := cleanName(line.Name)
			if err != nil || again != line.Name {
				t.Fatalf("%q becomes %q, %v when it is read again", line.Name, again, err)
			}
		}
		if name, err := cleanName(pasted); err == nil {
			checkName(t, name)
		}
	})
}

func checkName(t *testing.T, name string) {
	t.Helper()
	if !utf8.ValidString(name) || name == "" || utf8.RuneCountInString(name) > maxNameLength || strings.TrimSpace(name) != name {
		t.Fatalf("taken: %q", name)
	}
	marks := 0
	for _, r := range name {
		switch {
		case r == '\u200c' || r == '\u200d':
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == '\u2028', r == '\u2029':
			t.Fatalf("%q holds %U", name, r)
		}
		if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) {
			if marks++; marks > maxMarks {
				t.Fatalf("%q piles up marks", name)
			}
		} else {
			marks = 0
		}
	}
}
