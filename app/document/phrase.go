package document

import (
	"regexp"
	"slices"
	"strings"
)

// gone stands for a placeholder without a value while its sentence is set: a
// character for private use.
const gone = '\uF8FF'

// Parts of a sentence that vanish by themselves: [à {lieu}], ({lieu}).
var bracketed = regexp.MustCompile(`\[([^\[\]]*)\]|\(([^()]*)\)`)

// afterGap closes the gap that a part leaves before a mark.
var afterGap = strings.NewReplacer(" ,", ",", " .", ".")

// withoutGone returns a sentence without what has no value. The rule, as the
// page of wordings says it: a placeholder without a value takes its phrase
// along, from one punctuation mark to the next; in square brackets, only what
// stands between them. Square brackets around a placeholder are never printed.
func withoutGone(sentence string) string {
	removed := false
	sentence = bracketed.ReplaceAllStringFunc(sentence, func(part string) string {
		switch {
		case strings.ContainsRune(part, gone):
			removed = true
			return ""
		case part[0] == '[' && strings.ContainsFunc(part, isPlaceholder):
			return part[1 : len(part)-1]
		default:
			return part
		}
	})
	if removed {
		sentence = afterGap.Replace(sentence)
	}
	if !strings.ContainsRune(sentence, gone) {
		return sentence
	}
	var out strings.Builder
	before := "" // the mark between what is kept and what comes next
	for _, p := range phrases(sentence) {
		if strings.ContainsRune(p.words, gone) {
			before = between(before, p.mark)
			continue
		}
		if out.Len() > 0 {
			if isDash(before) {
				out.WriteByte(' ')
			}
			out.WriteString(before + " ")
		}
		out.WriteString(p.words)
		before = p.mark
	}
	if out.Len() > 0 {
		out.WriteString(before)
	}
	return out.String()
}

// isPlaceholder reports whether r stands for a value, or for one that is gone.
func isPlaceholder(r rune) bool { return r >= placeholder && r <= gone }

// phrase is a part of a sentence with the punctuation mark after it, "" at the end.
type phrase struct {
	words, mark string
}

// phrases cuts a sentence at its punctuation. A mark inside a word is none.
func phrases(sentence string) []phrase {
	var list []phrase
	runes := []rune(sentence)
	start := 0
	for i, r := range runes {
		last := i+1 == len(runes)
		var cut bool
		switch r {
		case ',', ';', '.', '!', '?', '…':
			cut = last || isSpace(runes[i+1])
		case '–', '—':
			cut = i > 0 && isSpace(runes[i-1]) && !last && isSpace(runes[i+1])
		}
		if cut {
			list = append(list, phrase{trimmed(runes[start:i]), string(r)})
			start = i + 1
		}
	}
	if rest := trimmed(runes[start:]); rest != "" {
		list = append(list, phrase{words: rest})
	}
	return list
}

func trimmed(runes []rune) string { return strings.TrimFunc(string(runes), isSpace) }

func isDash(mark string) bool { return mark == "–" || mark == "—" }

// between is the mark that stays where a phrase between two of them vanished:
// none of two commas or dashes, which held it, else the one that says more.
func between(before, after string) string {
	ends := func(mark string) bool { return slices.Contains([]string{".", "!", "?", "…"}, mark) }
	switch {
	case before == after && (before == "," || isDash(before)):
		return ""
	case ends(before), before != "," && !ends(after) && after != "":
		return before
	default:
		return after
	}
}
