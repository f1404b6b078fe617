package document

import (
	"strings"
	"unicode"

	estrade "estrade/app"
)

// Spaces of French typography. The embedded fonts carry both.
const (
	noBreak     = '\u00A0'
	thinNoBreak = '\u202F'
)

// typography sets a text as its language wants it printed: no-break spaces,
// apostrophes, ellipses. It changes no word, is idempotent, and is not for
// names, which are printed as their bearers write them (see clean).
func typography(l estrade.Language, text string) string {
	runes := []rune(apostrophes(clean(text)))
	var out []rune
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if !isSpace(r) {
			if l == estrade.French {
				out = appendFrench(out, runes, i)
			} else {
				out = append(out, r)
			}
			continue
		}
		end := i
		kept := ' '
		for ; end < len(runes) && isSpace(runes[end]); end++ {
			if runes[end] != ' ' {
				kept = runes[end]
			}
		}
		if len(out) > 0 && end < len(runes) {
			out = appendSpace(out, spaceBetween(l, out, runes[end:], kept))
		}
		i = end - 1
	}
	return string(out)
}

// appendSpace appends a space, unless one is already there.
func appendSpace(out []rune, space rune) []rune {
	if n := len(out); n > 0 && isSpace(out[n-1]) {
		out[n-1] = space
		return out
	}
	return append(out, space)
}

// appendFrench appends the sign at i with the no-break space that French sets
// before or after it, even where none was typed.
func appendFrench(out, runes []rune, i int) []rune {
	r := runes[i]
	if space := spaceBefore(r); space != 0 && i > 0 && needsSpace(runes, i) {
		out = appendSpace(out, space)
	}
	out = append(out, r)
	if r == '«' && i+1 < len(runes) && !isSpace(runes[i+1]) {
		out = append(out, noBreak)
	}
	return out
}

// spaceBefore is the space French sets before a sign, 0 for none.
func spaceBefore(r rune) rune {
	switch r {
	case ';', '!', '?', '%':
		return thinNoBreak
	case ':', '»':
		return noBreak
	default:
		return 0
	}
}

// needsSpace reports whether the sign at i ends a word with no space before it.
// A sign inside a word (an address, a time, a ratio) is left alone.
func needsSpace(runes []rune, i int) bool {
	before := runes[i-1]
	if isSpace(before) || before == '«' || strings.ContainsRune(";!?:(", before) && runes[i] != '»' {
		return false
	}
	if runes[i] == '%' {
		return unicode.IsDigit(before)
	}
	if runes[i] == '»' || i+1 == len(runes) {
		return true
	}
	next := runes[i+1]
	return isSpace(next) || strings.ContainsRune(";!?:»”)]", next)
}

// spaceBetween chooses the space between what precedes and what follows;
// kept is the space found there.
func spaceBetween(l estrade.Language, before, after []rune, kept rune) rune {
	last, next := before[len(before)-1], after[0]
	if l == estrade.French {
		if last == '«' {
			return noBreak
		}
		if space := spaceBefore(next); space != 0 {
			return space
		}
		if unicode.IsDigit(last) && isThousand(before, after) {
			return thinNoBreak
		}
	}
	if kept != ' ' {
		return kept
	}
	if bindsAfter(l, lastWord(before)) || (unicode.IsDigit(last) || lastWord(before) == "1er") && bindsBefore(l, firstWord(after)) {
		return noBreak
	}
	if next == '=' && len(lastWord(before)) == 1 || last == '=' && unicode.IsDigit(next) {
		return noBreak
	}
	return ' '
}

// isThousand reports whether three digits follow a number: « 12 000 ».
func isThousand(before, after []rune) bool {
	n := len(firstWord(after))
	if n < 3 || len(lastWord(before)) > 3 {
		return false
	}
	for i, r := range after {
		if i < 3 && !unicode.IsDigit(r) || i == 3 && unicode.IsDigit(r) {
			return false
		}
		if i == 3 {
			break
		}
	}
	return true
}

// bindsAfter reports whether a word stays with the one after it: « 9 h 20 »,
// « n° 3 », « M. Roy ».
func bindsAfter(l estrade.Language, word string) bool {
	switch word {
	case "n°", "M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Pr", "p.", "page":
		return l == estrade.French
	case "h":
		return true
	case "no.", "Mr", "Ms", "Mrs":
		return l == estrade.English
	default:
		return false
	}
}

// bindsBefore reports whether a word stays with the number before it.
func bindsBefore(l estrade.Language, word string) bool {
	switch strings.TrimRight(word, ".,;:!?)»") {
	case "h", "min", "s", "m", "km", "kg", "€", "pt", "pts", "px", "am", "pm":
		return true
	case "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
		"septembre", "octobre", "novembre", "décembre":
		return l == estrade.French
	case "January", "February", "March", "April", "May", "June", "July", "August",
		"September", "October", "November", "December":
		return l == estrade.English
	default:
		return false
	}
}

func lastWord(runes []rune) string {
	start := len(runes)
	for start > 0 && !isSpace(runes[start-1]) {
		start--
	}
	return string(runes[start:])
}

func firstWord(runes []rune) string {
	end := 0
	for end < len(runes) && !isSpace(runes[end]) {
		end++
	}
	return string(runes[:end])
}

func isSpace(r rune) bool {
	switch r {
	case ' ', noBreak, thinNoBreak, '\u2009':
		return true
	default:
		return false
	}
}

// apostrophes replaces typewriter apostrophes between letters and three dots.
func apostrophes(text string) string {
	runes := []rune(strings.ReplaceAll(text, "...", "…"))
	for i, r := range runes {
		if r == '\'' && i > 0 && i+1 < len(runes) && unicode.IsLetter(runes[i-1]) &&
			(unicode.IsLetter(runes[i+1]) || runes[i+1] == '«') {
			runes[i] = '’'
		}
	}
	return string(runes)
}
