package facilitation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	estrade "estrade/app"
)

// maxNameLength is the number of characters of a real name.
const maxNameLength = 80

// cleanName trims a real name, folds inner spaces and composes accents. Any
// Unicode people bear is good; control characters and direction overrides are
// not part of a name.
func cleanName(typed string) (string, error) {
	if !utf8.ValidString(typed) {
		return "", nameError("name-unreadable", "This name holds characters that cannot be read.")
	}
	var b strings.Builder
	space := false
	for _, r := range typed {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
		case r == '\u200c' || r == '\u200d': // joiners, part of Persian and Indic names
			b.WriteRune(r)
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		case r == utf8.RuneError:
			return "", nameError("name-unreadable", "This name holds characters that cannot be read.")
		default:
			if space {
				b.WriteRune(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	// Only now: a mark finds its letter, or its pile, where a sign between them
	// was left out.
	name := fewMarks(norm.NFC.String(b.String()))
	letters := strings.ContainsFunc(name, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	if !letters {
		return "", nameError("name-empty", "Please write a name.")
	}
	if utf8.RuneCountInString(name) > maxNameLength {
		return "", nameError("name-too-long", "This name is longer than 80 characters.")
	}
	return name, nil
}

func nameError(key, message string) error {
	return estrade.NewError(estrade.CodeInvalid, key, message, "Write it as on an identity card, in 1 to 80 characters.")
}

// sameName compares names as a roster would: case, accents and hyphens aside.
func sameName(a, b string) bool { return foldName(a) == foldName(b) }

// foldWords folds the words of a name and puts them in order: with the same
// result a list's DUPONT Marie is the Marie Dupont who comes in.
func foldWords(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	for i, word := range words {
		words[i] = foldName(word)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// undecomposed are letters, folded, that are one with their stroke or their
// second letter, so that taking accents off leaves them: a list in the order of
// the alphabet has Łukasz with the L, and typed without a stroke it is his name.
var undecomposed = strings.NewReplacer("ł", "l", "ø", "o", "đ", "d", "ð", "d", "ħ", "h", "ŧ", "t", "ı", "i", "æ", "ae", "œ", "oe", "þ", "th")

// foldName takes case, accents, hyphens and spaces off a name: names with the
// same result are taken for one person's, and sort by it.
func foldName(name string) string {
	var b strings.Builder
	b.Grow(len(name))
	if plain := foldASCII(&b, name); plain {
		return b.String()
	}
	b.Reset()
	for _, r := range norm.NFD.String(undecomposed.Replace(cases.Fold().String(name))) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// foldASCII folds a name of ASCII only, which needs no table of Unicode; it
// returns false, with the name half written, for any other.
func foldASCII(b *strings.Builder, name string) bool {
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			b.WriteByte(c)
		case 'A' <= c && c <= 'Z':
			b.WriteByte(c - 'A' + 'a')
		case c >= utf8.RuneSelf:
			return false
		}
	}
	return true
}

// sortByName puts things in the order of the alphabet by their name; key
// returns the name, and what decides between equal names.
func sortByName[T any](things []T, key func(T) (name, then string)) {
	type keyed struct {
		folded, name, then string
		thing              T
	}
	sorted := make([]keyed, len(things))
	for i, x := range things {
		name, then := key(x)
		sorted[i] = keyed{foldName(name), name, then, x}
	}
	slices.SortFunc(sorted, func(a, b keyed) int {
		return cmp.Or(cmp.Compare(a.folded, b.folded), cmp.Compare(a.name, b.name), cmp.Compare(a.then, b.then))
	})
	for i, x := range sorted {
		things[i] = x.thing
	}
}

// distinct tells equal names apart by a number: Zoé Martin, Zoé Martin (2).
func distinct(names []string) []string {
	seen := make(map[string]int)
	out := make([]string, len(names))
	for i, n := range names {
		seen[n]++
		out[i] = n
		if seen[n] > 1 {
			out[i] = fmt.Sprintf("%s (%d)", n, seen[n])
		}
	}
	return out
}

// cleanLine trims a line of text the trainer typed and bounds its length; what
// cannot be seen, or turns round the direction of writing, is left out.
func cleanLine(typed string, limit int, field string) (string, error) {
	kept := strings.Map(func(r rune) rune {
		if hidden(r) {
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(typed, "")))
	line := strings.Join(strings.Fields(fewMarks(kept)), " ")
	if utf8.RuneCountInString(line) > limit {
		return "", estrade.NewError(estrade.CodeInvalid, "text-too-long", "This text is too long.",
			"Shorten it.", "field", field, "limit", fmt.Sprint(limit))
	}
	return line, nil
}
