package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	estrade "estrade/app"
)

// Problem is one thing to correct in a pack.
type Problem struct {
	File string `json:"file"` // inside the pack, with slashes: activities/gate-12.yaml
	Line int    `json:"line"` // 1 is the first; 0 when the file itself is at fault (missing, misplaced)
	// Path leads to the value: field names joined by dots; an item of a list is
	// named by its id (or phase, or method), else by its position from 1:
	// nodes[N2A].options[b].next, objectives[2].fr. Empty for the whole file.
	Path    string       `json:"path,omitempty"`
	Message estrade.Text `json:"message"` // what is wrong and what is expected
}

// String returns the problem in English, as file:line: message.
func (p Problem) String() string {
	if p.Line == 0 {
		return p.File + ": " + p.Message.EN
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message.EN)
}

// Problems is every problem of a pack, in reading order. It is never empty when
// it is returned as an error.
type Problems []Problem

// Error implements error: one problem a line, in English.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// sorted returns ps in reading order, without repetition.
func (ps Problems) sorted() Problems {
	slices.SortFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(readingRank(a.File), readingRank(b.File)),
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Path, b.Path),
			cmp.Compare(a.Message.EN, b.Message.EN),
		)
	})
	return slices.Compact(ps)
}

// readingRank orders the files of a pack as an author reads them.
func readingRank(file string) int {
	switch {
	case file == packFile:
		return 0
	case file == competenciesFile:
		return 1
	case strings.HasPrefix(file, workshopsFolder):
		return 2
	default:
		return 3
	}
}

// sentence fills the same arguments into a French and an English format. An
// argument that is an estrade.Text takes the language of the format.
func sentence(fr, en string, args ...any) estrade.Text {
	in := func(l estrade.Language) []any {
		out := make([]any, len(args))
		for i, a := range args {
			if t, ok := a.(estrade.Text); ok {
				a = t.In(l)
			}
			out[i] = a
		}
		return out
	}
	return estrade.Text{
		FR: fmt.Sprintf(fr, in(estrade.French)...),
		EN: fmt.Sprintf(en, in(estrade.English)...),
	}
}

// excerpt returns v on one line, short enough for a sentence.
func excerpt(v any) string {
	const most = 60
	s := strings.Join(strings.Fields(fmt.Sprint(v)), " ")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// counted returns n with the noun it counts, in both languages.
func counted(n int, frOne, frMany, enOne, enMany string) estrade.Text {
	t := estrade.Text{FR: frMany, EN: enMany}
	if n < 2 && n > -2 { // French: zero is singular
		t.FR = frOne
	}
	if n == 1 {
		t.EN = enOne
	}
	return estrade.Text{FR: fmt.Sprintf("%d %s", n, t.FR), EN: fmt.Sprintf("%d %s", n, t.EN)}
}

func minutes(n int) estrade.Text {
	return counted(n, "minute", "minutes", "minute", "minutes")
}

// suggestion returns the way out when name is not among known: the name that was
// probably meant, else the names there are, as a sentence that starts with a space.
func suggestion(name string, known []string) estrade.Text {
	const few = 30
	known = slices.Compact(slices.Clone(known))
	if near := nearest(name, known); near != "" {
		return sentence(" Vouliez-vous dire « %s » ?", " Did you mean “%s”?", near)
	}
	if len(known) == 0 || len(known) > few {
		return estrade.Text{}
	}
	return sentence(" Possibles ici : %s.", " Possible here: %s.", strings.Join(known, ", "))
}

// nearest returns the member of known that is a slip of the fingers away from
// name, "" when there is none. In a name of a few letters no slip can be told
// from another name.
func nearest(name string, known []string) string {
	best, distance := "", 3
	for _, k := range known {
		length := max(utf8.RuneCountInString(name), utf8.RuneCountInString(k))
		if d := edits(name, k, distance); d < distance && 3*d <= length {
			best, distance = k, d
		}
	}
	return best
}

// edits is the Levenshtein distance between a and b, or limit when it is not less.
func edits(a, b string, limit int) int {
	s, t := []rune(a), []rune(b)
	if len(s)-len(t) >= limit || len(t)-len(s) >= limit {
		return limit
	}
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		diagonal := row[0]
		row[0] = i + 1
		for j := range t {
			change := diagonal
			if s[i] != t[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return min(row[len(t)], limit)
}
