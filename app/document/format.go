package document

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	estrade "estrade/app"
)

// speech writes numbers, dates and sentences in the language of a document.
// Every text it returns has its typography set.
type speech struct {
	language estrade.Language
}

// newSpeech speaks l, French when l is unknown.
func newSpeech(l estrade.Language) speech {
	if !l.Valid() {
		l = estrade.French
	}
	return speech{l}
}

// tag is the language of the document as BCP 47.
func (s speech) tag() string {
	if s.language == estrade.English {
		return "en-GB"
	}
	return "fr-FR"
}

// say returns a fixed sentence, with its arguments, in the document's language.
// Texts among the arguments are printed as they are: they may be names.
func (s speech) say(t estrade.Text, args ...any) string {
	if len(args) == 0 {
		return s.words(t.In(s.language))
	}
	marked := make([]any, len(args))
	texts := make([]string, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case string:
			marked[i], texts[i] = string(placeholder+rune(i)), a
		case int:
			marked[i] = counted(s.number(float64(a), 0))
		default:
			marked[i] = a
		}
	}
	return filled(s.words(fmt.Sprintf(t.In(s.language), marked...)), texts)
}

// counted is a number of things, as the language writes it.
type counted string

// Format implements fmt.Formatter, whatever the verb of the sentence is.
func (c counted) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, string(c)) }

// filled returns a sentence with texts in the place of their placeholders.
func filled(sentence string, texts []string) string {
	var out strings.Builder
	for _, r := range sentence {
		if n := int(r - placeholder); n >= 0 && n < len(texts) {
			out.WriteString(texts[n])
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}

// placeholder stands for the first text of a sentence while its typography is
// set: a character for private use.
const placeholder = '\uE000'

// single tells whether the language counts n things in the singular: French does
// so for none, English does not.
func (s speech) single(n int) bool { return n == 1 || n == 0 && s.language == estrade.French }

// words sets a text that is already in the document's language.
func (s speech) words(text string) string {
	key := spoken{s.language, text}
	if set, ok := settled.find(key); ok {
		return set
	}
	set := typography(s.language, text)
	settled.keep(key, set)
	return set
}

// spoken is a text in its language.
type spoken struct {
	language estrade.Language
	text     string
}

// settled are the texts set last: a batch of documents says the same ones again
// and again.
var settled = shelf[spoken, string]{size: 512}

// all sets each text and leaves out the empty ones.
func (s speech) all(texts []string) []string {
	var set []string
	for _, t := range texts {
		if t = s.words(t); t != "" {
			set = append(set, t)
		}
	}
	return set
}

// number writes v with at most the given decimals, halves away from zero and
// no trailing zero.
func (s speech) number(v float64, decimals int) string {
	text := strconv.FormatFloat(rounded(v, decimals), 'f', decimals, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return s.signs(text)
}

// fixed writes v with exactly the given decimals.
func (s speech) fixed(v float64, decimals int) string {
	return s.signs(strconv.FormatFloat(rounded(v, decimals), 'f', decimals, 64))
}

// gap writes a difference with its sign; zero is « = ».
func (s speech) gap(v float64, decimals int) string {
	v = rounded(v, decimals)
	switch {
	case v > 0:
		return "+" + s.number(v, decimals)
	case v < 0:
		return s.number(v, decimals)
	default:
		return "="
	}
}

// percent writes a share of 1 as a whole percentage.
func (s speech) percent(share float64) string {
	return s.words(s.number(100*share, 0) + "%")
}

// signs gives a number its minus sign, its decimal mark, and what parts its
// thousands.
func (s speech) signs(text string) string {
	mark, between := ".", ","
	if s.language == estrade.French {
		mark, between = ",", string(thinNoBreak)
	}
	sign := ""
	if rest, below := strings.CutPrefix(text, "-"); below {
		sign, text = "−", rest
	}
	whole, decimals, broken := strings.Cut(text, ".")
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + between + whole[at:]
	}
	if broken {
		whole += mark + decimals
	}
	return sign + whole
}

// rounded rounds halves away from zero. The nudge undoes the binary error of
// decimal halves such as 0.285, and never turns into a negative zero.
func rounded(v float64, decimals int) float64 {
	k := math.Pow10(decimals)
	r := math.Round(v*k+math.Copysign(1e-9, v)) / k
	if r == 0 {
		return 0
	}
	return r
}

// duration writes minutes as « 3 h 30 », « 45 min »; in English « 3 h 30 min ».
func (s speech) duration(minutes int) string {
	h, m := minutes/60, minutes%60
	switch {
	case h == 0:
		return s.words(fmt.Sprintf("%d min", m))
	case m == 0:
		return s.words(fmt.Sprintf("%d h", h))
	case s.language == estrade.English:
		return s.words(fmt.Sprintf("%d h %d min", h, m))
	default:
		return s.words(fmt.Sprintf("%d h %02d", h, m))
	}
}

// clock writes the time of day of t: « 9 h 05 », « 9:05 ».
func (s speech) clock(t time.Time) string {
	if s.language == estrade.English {
		return t.Format("15:04")
	}
	return s.words(fmt.Sprintf("%d h %02d", t.Hour(), t.Minute()))
}

var (
	frenchMonths = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet",
		"août", "septembre", "octobre", "novembre", "décembre"}
	frenchDays = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
)

// dayNumber writes the day of the month; the first is « 1er » in French.
func (s speech) dayNumber(t time.Time) string {
	if s.language == estrade.French && t.Day() == 1 {
		return "1er"
	}
	return strconv.Itoa(t.Day())
}

func (s speech) month(t time.Time) string {
	if s.language == estrade.English {
		return t.Month().String()
	}
	return frenchMonths[t.Month()-1]
}

func (s speech) weekday(t time.Time) string {
	if s.language == estrade.English {
		return t.Weekday().String()
	}
	return frenchDays[t.Weekday()]
}

// date writes « 24 novembre 2026 ».
func (s speech) date(t time.Time) string {
	return s.words(fmt.Sprintf("%s %s %d", s.dayNumber(t), s.month(t), t.Year()))
}

// dayOf writes the date of t, "" for a zero time.
func (s speech) dayOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return s.date(t)
}

// longDate writes « mardi 24 novembre 2026 ».
func (s speech) longDate(t time.Time) string {
	return s.words(s.weekday(t) + " " + s.date(t))
}

// shortDay writes « 24 nov. » for a table.
func (s speech) shortDay(t time.Time) string {
	month := s.month(t)
	if letters := []rune(month); len(letters) > 4 {
		kept := 3
		if s.language == estrade.French && (t.Month() == time.July || t.Month() == time.January || t.Month() == time.February) {
			kept = 4 // juil., janv., févr.
		}
		month = string(letters[:kept]) + "."
	}
	return s.words(s.dayNumber(t) + string(noBreak) + month)
}

// shortDate writes « 24 nov. 2026 » for a table, "" for a zero time.
func (s speech) shortDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return s.shortDay(t) + string(noBreak) + strconv.Itoa(t.Year())
}

// dates writes a list of days, in order and without repeats: one day in full,
// days in a row as a span, others one after the other.
func (s speech) dates(times []time.Time) string {
	days := distinctDays(times)
	switch {
	case len(days) == 0:
		return ""
	case len(days) == 1:
		return s.longDate(days[0])
	case len(days) > 2 && inARow(days):
		return s.say(wordFromTo, s.longDay(days[0], days[len(days)-1]), s.longDate(days[len(days)-1]))
	default:
		var parts []string
		for i, d := range days[:len(days)-1] {
			parts = append(parts, s.longDay(d, days[i+1]))
		}
		return s.words(strings.Join(parts, ", ") + " " + wordAnd.In(s.language) + " " + s.longDate(days[len(days)-1]))
	}
}

// longDay writes a day that another follows, without what both share.
func (s speech) longDay(t, next time.Time) string {
	text := s.weekday(t) + string(noBreak) + s.dayNumber(t)
	if t.Month() != next.Month() || t.Year() != next.Year() {
		text += string(noBreak) + s.month(t)
	}
	if t.Year() != next.Year() {
		text += string(noBreak) + strconv.Itoa(t.Year())
	}
	return text
}

// distinctDays returns the days of times, in order, each once.
func distinctDays(times []time.Time) []time.Time {
	var days []time.Time
	for _, t := range times {
		d := time.Date(t.Year(), t.Month(), t.Day(), 12, 0, 0, 0, time.UTC)
		at := len(days)
		for at > 0 && !days[at-1].Before(d) {
			at--
		}
		if at < len(days) && days[at].Equal(d) {
			continue
		}
		days = append(days[:at], append([]time.Time{d}, days[at:]...)...)
	}
	return days
}

func inARow(days []time.Time) bool {
	for i := 1; i < len(days); i++ {
		if !days[i].Equal(days[i-1].AddDate(0, 0, 1)) {
			return false
		}
	}
	return true
}

// siret groups the fourteen digits of an establishment's number.
func siret(text string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		if isSpace(r) {
			return -1
		}
		return 'x'
	}, text)
	if len(digits) != 14 || strings.Contains(digits, "x") {
		return clean(text)
	}
	gap := string(noBreak)
	return digits[:3] + gap + digits[3:6] + gap + digits[6:9] + gap + digits[9:]
}
