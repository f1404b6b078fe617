package facilitation

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	estrade "estrade/app"
)

// Limits of what people write, in characters.
const (
	maxShortText = 500  // a note, a slot of a plan
	maxLongText  = 2000 // a comment, a table's decision
)

// cleanText trims what somebody wrote, composes accents and refuses what is
// longer than limit characters or holds control characters other than line ends
// and tabs, or overrides of the direction of writing.
func cleanText(typed string, limit int) (string, error) {
	if !utf8.ValidString(typed) {
		return "", fail("text-unreadable", "This text holds characters that cannot be read.")
	}
	clean := fewMarks(strings.TrimSpace(norm.NFC.String(strings.ReplaceAll(typed, "\r\n", "\n"))))
	if strings.ContainsFunc(clean, hidden) {
		return "", fail("text-unreadable", "This text holds characters that cannot be read.")
	}
	if utf8.RuneCountInString(clean) > limit {
		return "", estrade.NewError(estrade.CodeTooLarge, "text-too-long", "This text is too long.", "Shorten it.", "limit", strconv.Itoa(limit))
	}
	return clean, nil
}

// hidden reports characters that have no place in a text people read.
func hidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.IsControl(r), r == utf8.RuneError:
		return true
	}
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// maxMarks is how many marks stay on one letter once accents are composed:
// scripts pile up to four; more of them climb over the lines above.
const maxMarks = 4

// fewMarks drops marks that pile up.
func fewMarks(composed string) string {
	marks := 0
	return strings.Map(func(r rune) rune {
		if !unicode.In(r, unicode.Mn, unicode.Me) {
			marks = 0
			return r
		}
		if marks++; marks > maxMarks {
			return -1
		}
		return r
	}, composed)
}

// checkText refuses a value that is not a text cleanText takes.
func checkText(v json.RawMessage, limit int) error {
	var typed string
	if json.Unmarshal(v, &typed) != nil {
		return fail("text-unreadable", "This text cannot be read.")
	}
	_, err := cleanText(typed, limit)
	return err
}

// written returns the text at a place, trimmed; "" when missing or declined.
func written(mine map[place]estrade.Answer, at place) string {
	clean, err := cleanText(text(mine, at), maxLongText)
	if err != nil {
		return ""
	}
	return clean
}
