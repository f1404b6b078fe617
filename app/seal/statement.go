package seal

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	estrade "estrade/app"
)

// The text of a QR code, which people can read as well:
//
//	Attestation 2026-1124-03
//	Awa Diallo
//	Leadership et numérique
//	2026-11-24, 3 h 30
//	Méridienne Formation
//	2026-11-25, 7QF4-M2KD-93XA
//	Estrade 1 <base64url of public key and signature, 128 characters>
//
// The second line is missing from a document about a whole session, the
// duration where there is none. The signature is Ed25519 over statementDomain
// and everything above the last line, lines ended by one LF, in NFC.
const (
	statementDomain = "Estrade statement 1\n"
	statementMark   = "Estrade 1 "
)

// Lengths of what a statement may hold, in bytes of UTF-8: with all of them a
// text stays under 500 bytes, which a QR code of 25 mm still carries.
const (
	statementName         = 96
	statementTitle        = 80
	statementOrganisation = 64
	statementNumber       = 40
	statementLimit        = 1024 // of what is read
)

// kindWords name the kinds of documents in the first line.
var kindWords = map[estrade.DocumentKind]estrade.Text{
	estrade.DocumentCertificate:     {FR: "Attestation", EN: "Certificate"},
	estrade.DocumentCompletion:      {FR: "Certificat de réalisation", EN: "Certificate of completion"},
	estrade.DocumentAttendanceSheet: {FR: "Feuille d’émargement", EN: "Attendance sheet"},
	estrade.DocumentReport:          {FR: "Compte rendu", EN: "Report"},
	estrade.DocumentDebrief:         {FR: "Bilan du formateur", EN: "Trainer’s debrief"},
	estrade.DocumentRegister:        {FR: "Registre", EN: "Register"},
}

var (
	statementCode   = regexp.MustCompile(`^[0-9A-Z]+(-[0-9A-Z]+)*$`)
	statementSerial = regexp.MustCompile(`^[0-9A-Za-z]+([-/.][0-9A-Za-z]+)*$`)
	statementLength = regexp.MustCompile(`^(\d{1,4}) h (\d\d)$`)
)

// Statement implements estrade.Seal. CodeInvalid: a field that every statement
// has is empty, or not of its form.
func (s *Seal) Statement(of estrade.Statement) (string, error) {
	body, err := statementText(of)
	if err != nil {
		return "", err
	}
	k, err := s.ready()
	if err != nil {
		return "", err
	}
	signature := ed25519.Sign(k.text, []byte(statementDomain+body))
	return body + statementMark + base64.RawURLEncoding.EncodeToString(append(k.card.publicKey[:len(k.card.publicKey):len(k.card.publicKey)], signature...)), nil
}

// statementText returns the lines that are signed.
func statementText(of estrade.Statement) (string, error) {
	word, ok := kindWords[of.Kind]
	date, issued := isDay(of.Date), isDay(of.IssuedOn)
	title, organisation := cut(of.Title, statementTitle), cut(of.Organisation, statementOrganisation)
	switch {
	case !ok, !date, !issued, title == "", organisation == "", of.Minutes < 0, of.Minutes >= 10000*60,
		!statementCode.MatchString(of.Code), len(of.Code) > statementNumber,
		!statementSerial.MatchString(of.Number), len(of.Number) > statementNumber:
		return "", estrade.NewError(estrade.CodeInvalid, "seal-statement-fields",
			"A document's QR code needs its kind, number, title, date, organisation and code.", "Fill in the organisation's name in the settings.")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", word.In(of.Language), of.Number)
	if name := cut(of.Name, statementName); name != "" {
		fmt.Fprintln(&b, name)
	}
	fmt.Fprintln(&b, title)
	b.WriteString(of.Date)
	if of.Minutes > 0 {
		fmt.Fprintf(&b, ", %d h %02d", of.Minutes/60, of.Minutes%60)
	}
	fmt.Fprintf(&b, "\n%s\n%s, %s\n", organisation, of.IssuedOn, of.Code)
	return b.String(), nil
}

func isDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// cut makes a text of one line of at most size bytes, ended by an ellipsis
// where something is left out; a letter keeps its marks.
func cut(text string, size int) string {
	// Scanners and clipboards lose the difference between spaces.
	text = norm.NFC.String(strings.Join(strings.Fields(oneLine(text)), " "))
	if len(text) <= size {
		return text
	}
	const ellipsis = "…"
	at := size - len(ellipsis)
	for at > 0 {
		if r, _ := utf8.DecodeRuneInString(text[at:]); utf8.RuneStart(text[at]) && !unicode.Is(unicode.M, r) {
			break
		}
		at--
	}
	return strings.TrimRight(text[:at], " ") + ellipsis
}

// CheckStatement implements estrade.SealChecks. It forgives what scanning and
// pasting do to lines: other line ends, spaces and empty lines around them.
func (t *Trust) CheckStatement(text string) (estrade.StatementCheck, error) {
	if t.problem != nil {
		return estrade.StatementCheck{}, t.problem
	}
	if len(text) > statementLimit || !utf8.ValidString(text) {
		return estrade.StatementCheck{}, errNoStatement
	}
	var lines []string
	for line := range strings.FieldsFuncSeq(norm.NFC.String(text), func(r rune) bool { return r == '\n' || r == '\r' }) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if line != oneLine(line) {
			return estrade.StatementCheck{}, errNoStatement
		}
		lines = append(lines, line)
	}
	if len(lines) < 2 {
		return estrade.StatementCheck{}, errNoStatement
	}
	last := len(lines) - 1
	encoded, ok := strings.CutPrefix(lines[last], statementMark)
	if !ok {
		return estrade.StatementCheck{}, errNoStatement
	}
	proof, err := base64.RawURLEncoding.Strict().DecodeString(encoded)
	if err != nil || len(proof) != ed25519.PublicKeySize+ed25519.SignatureSize {
		return estrade.StatementCheck{}, errNoStatement
	}
	said, ok := readStatement(lines[:last])
	if !ok {
		return estrade.StatementCheck{}, errNoStatement
	}
	key, signature := proof[:ed25519.PublicKeySize], proof[ed25519.PublicKeySize:]
	body := strings.Join(lines[:last], "\n") + "\n"
	c := estrade.StatementCheck{
		Statement:   said,
		Valid:       ed25519.Verify(key, []byte(statementDomain+body), signature),
		Fingerprint: fingerprint(key),
	}
	c.Issuer, c.Ours = t.Issuer(key)
	return c, nil
}

// readStatement reads the lines that are signed.
func readStatement(lines []string) (estrade.Statement, bool) {
	var s estrade.Statement
	if len(lines) != 5 && len(lines) != 6 {
		return s, false
	}
	if !readKind(lines[0], &s) {
		return s, false
	}
	if len(lines) == 6 {
		s.Name = lines[1]
	}
	rest := lines[len(lines)-4:]
	s.Title, s.Organisation = rest[0], rest[2]
	var duration string
	var timed bool
	if s.Date, duration, timed = strings.Cut(rest[1], ", "); timed {
		m := statementLength.FindStringSubmatch(duration)
		if m == nil {
			return s, false
		}
		hours, _ := strconv.Atoi(m[1]) // digits, by the pattern
		minutes, _ := strconv.Atoi(m[2])
		s.Minutes = hours*60 + minutes
	}
	s.IssuedOn, s.Code, _ = strings.Cut(rest[3], ", ")
	return s, isDay(s.Date) && isDay(s.IssuedOn) && statementCode.MatchString(s.Code)
}

// readKind reads the first line.
func readKind(line string, s *estrade.Statement) bool {
	at := strings.LastIndexByte(line, ' ')
	if at < 0 || !statementSerial.MatchString(line[at+1:]) {
		return false
	}
	for kind, words := range kindWords {
		for _, l := range []estrade.Language{estrade.French, estrade.English} {
			if words.In(l) == line[:at] {
				s.Kind, s.Language, s.Number = kind, l, line[at+1:]
				return true
			}
		}
	}
	return false
}

var errNoStatement = estrade.NewError(estrade.CodeInvalid, "seal-statement",
	"This text is not that of a document's QR code.", "Scan the code again and paste its whole text, to the last line.")
