package archive

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	estrade "estrade/app"
)

// Longest fields of a name, in characters. Together they keep the path of a
// document under the 260 characters that Windows Explorer opens, in a folder
// of about fifty.
const (
	longestDate     = 10
	longestClient   = 24
	longestWorkshop = 28
	longestPerson   = 30
	longestKind     = 16
	longestNumber   = 24
	longestID       = 6
)

// FileName names a document (a PDF) so that its name survives any system: only
// ASCII letters, digits, hyphens and underscores, accents folded, nothing that
// Windows reserves. Names begin with the date and so sort by it; date is
// YYYY-MM-DD, kind a word for the document in its language ("attestation"). Empty
// fields are left out. The number makes the name unique, even for a person
// whose name has no Latin form.
func FileName(date, client, workshop, person, kind, number string) string {
	return join(
		field(date, longestDate), field(client, longestClient), field(workshop, longestWorkshop),
		field(person, longestPerson), field(kind, longestKind), field(number, longestNumber),
	) + ".pdf"
}

// FileName is the package's FileName.
func (*Archive) FileName(date, client, workshop, person, kind, number string) string {
	return FileName(date, client, workshop, person, kind, number)
}

// folderName names the folder of a session's documents. The beginning of the
// session's id keeps two sessions of one day, client and workshop apart.
func folderName(date, client, workshop string, id estrade.SessionID) string {
	return join(
		field(date, longestDate), field(client, longestClient), field(workshop, longestWorkshop),
		field(string(id), longestID),
	)
}

func join(fields ...string) string {
	var kept []string
	for _, f := range fields {
		if f != "" {
			kept = append(kept, f)
		}
	}
	name := strings.Join(kept, "_")
	switch {
	case name == "":
		return "Estrade"
	case reserved(name):
		return name + "_" // CON is a device, CON_ a file
	}
	return name
}

// field writes a text as words joined by hyphens, at most longest characters,
// cut between two words when one ends in the second half.
func field(text string, longest int) string {
	name := strings.Join(strings.FieldsFunc(fold(text), func(r rune) bool { return !isPlain(r) }), "-")
	if len(name) <= longest {
		return name
	}
	cut := name[:longest]
	if name[longest] != '-' {
		if i := strings.LastIndexByte(cut, '-'); i >= longest/2 {
			cut = cut[:i]
		}
	}
	return strings.TrimRight(cut, "-")
}

func isPlain(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

// fold writes a text in ASCII as far as it can: letters lose their accents,
// Greek and Cyrillic ones are transliterated. What has no Latin form stays.
func fold(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(text) {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		lower := unicode.ToLower(r)
		latin, ok := latinForms[lower]
		switch {
		case !ok:
			b.WriteRune(r)
		case lower == r || latin == "":
			b.WriteString(latin)
		default:
			b.WriteString(strings.ToUpper(latin[:1]) + latin[1:])
		}
	}
	return b.String()
}

// latinForms are the letters that decomposition leaves as they are, lower case.
var latinForms = map[rune]string{
	'æ': "ae", 'œ': "oe", 'ß': "ss", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ħ': "h",
	'ı': "i", 'ŋ': "ng", 'ŧ': "t", 'ĸ': "k", 'ə': "e", 'ƒ': "f", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k", 'ɛ': "e", 'ɔ': "o",

	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k",
	'λ': "l", 'μ': "m", 'ν': "n", 'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t",
	'υ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o",

	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "zh", 'з': "z", 'и': "i", 'к': "k",
	'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f",
	'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu",
	'я': "ya", 'є': "ye", 'і': "i", 'ґ': "g", 'ђ': "dj", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'џ': "dz", 'ѕ': "dz",
}

// reserved reports whether Windows keeps a name, or what is before its first
// dot, for a device.
func reserved(name string) bool {
	name, _, _ = strings.Cut(strings.ToUpper(name), ".")
	name = strings.TrimRight(name, " ")
	switch name {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	number, isPort := strings.CutPrefix(name, "COM")
	if !isPort {
		number, isPort = strings.CutPrefix(name, "LPT")
	}
	return isPort && (len(number) == 1 && number[0] >= '0' && number[0] <= '9' || number == "¹" || number == "²" || number == "³")
}

// longestName is the longest base name that every file system takes, in bytes,
// less the room for a suffix.
const longestName = 240

// portable reports whether name may be given to a file on any system.
func portable(name string) bool {
	if name == "" || len(name) > longestName || reserved(name) || strings.HasPrefix(name, ".") ||
		strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
		return false
	}
	return strings.IndexFunc(name, func(r rune) bool {
		return r < ' ' || r == 0x7f || r == unicode.ReplacementChar || strings.ContainsRune(`<>:"/\|?*`, r)
	}) < 0
}
