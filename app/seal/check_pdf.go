package seal

import (
	"bytes"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"strconv"
	"time"
	"unicode/utf16"

	estrade "estrade/app"
)

// marks tell that a PDF was signed, if only in parts of it that are left.
var marks = [][]byte{[]byte("/ByteRange"), []byte("ETSI.CAdES.detached"), []byte("adbe.pkcs7"), []byte("/SigFlags 3")}

// CheckPDF implements estrade.SealChecks. The last signature of the file
// counts. Everything but its own contents must be signed, so that nothing that
// a reader shows can be other than what the signer saw; a file that was signed
// and then changed by a program that appends is not intact.
func (t *Trust) CheckPDF(pdf []byte) (estrade.PDFCheck, error) {
	if t.problem != nil {
		return estrade.PDFCheck{}, t.problem
	}
	if !isPDF(pdf) {
		return estrade.PDFCheck{}, errNotPDF
	}
	var c estrade.PDFCheck
	for _, mark := range marks {
		c.Signed = c.Signed || bytes.Contains(pdf, mark)
	}
	if !c.Signed {
		return c, nil
	}
	r, ok := lastRanges(pdf)
	if !ok {
		c.Problem = estrade.SealUnreadable
		return c, nil
	}
	certificate, err := checkContents(pdf, r)
	if certificate != nil {
		c.Subject, c.Fingerprint = readable(certificate.Subject), fingerprint(certificate.Raw)
		c.Issuer, c.Ours = t.issuerOf(certificate)
	}
	switch {
	case errors.Is(err, errWrong):
		c.Problem = estrade.SealAltered
	case err != nil:
		c.Problem = estrade.SealUnreadable
	case r.end != len(pdf):
		c.Problem = estrade.SealAppended
	default:
		c.Intact = true
		c.Title, c.SignedAt = says(pdf, r)
	}
	return c, nil
}

// checkContents checks the signature between the ranges.
func checkContents(pdf []byte, r ranges) (*x509.Certificate, error) {
	digits := pdf[r.first+1 : r.second-1]
	contents := make([]byte, hex.DecodedLen(len(digits)))
	if _, err := hex.Decode(contents, digits); err != nil || !oneCase(digits) {
		return nil, errors.Join(errSignature, err)
	}
	return checkCMS(contents, pdf[:r.first], pdf[r.second:r.end])
}

// ranges are the two parts of a file that a signature is over: from 0 to first
// and from second to end. Between them are the signature's contents, with < and >.
type ranges struct {
	at                 int // of the array in the file
	first, second, end int
}

// lastRanges finds the ranges of the last signature.
func lastRanges(pdf []byte) (ranges, bool) {
	key := []byte("/ByteRange")
	for before := pdf; ; {
		i := bytes.LastIndex(before, key)
		if i < 0 {
			return ranges{}, false
		}
		if r, ok := readRanges(pdf, i+len(key)); ok {
			return r, true
		}
		before = before[:i]
	}
}

func readRanges(pdf []byte, at int) (ranges, bool) {
	s := scanner{pdf, at}
	array, err := s.value()
	if err != nil || len(array) > 200 {
		return ranges{}, false
	}
	values, err := elements(array)
	if err != nil || len(values) != 4 {
		return ranges{}, false
	}
	var n [4]int
	for i, v := range values {
		if n[i], err = strconv.Atoi(string(v)); err != nil || n[i] < 0 || n[i] > len(pdf) {
			return ranges{}, false
		}
	}
	r := ranges{at: at, first: n[1], second: n[2], end: n[2] + n[3]}
	ok := n[0] == 0 && r.first+2 <= r.second && r.end <= len(pdf) && pdf[r.first] == '<' && pdf[r.second-1] == '>'
	return r, ok
}

// oneCase tells whether digits are all lower or all upper case: nobody changed
// the case of one, which would be the one change that no digest shows.
func oneCase(digits []byte) bool {
	return bytes.Equal(digits, bytes.ToLower(digits)) || bytes.Equal(digits, bytes.ToUpper(digits))
}

// says returns the title of an intact document and when it was signed, as far
// as they can be read.
func says(pdf []byte, r ranges) (title string, at int64) {
	if i := bytes.LastIndex(pdf[:r.at], []byte(" obj")); i >= 0 {
		if d, err := readDictionary(pdf[i+len(" obj"):]); err == nil {
			at = readDate(d.get("/M"))
		}
	}
	f, err := readFile(pdf)
	if err != nil {
		return "", at
	}
	if _, info, err := f.dictionaryAt(f.trailer.get("/Info")); err == nil {
		title = firstCharacters(oneLine(readText(info.get("/Title"))), 300)
	}
	return title, at
}

// readDate reads a date of PDF ("D:20261124123400Z"), 0 for what is none.
func readDate(value []byte) int64 {
	text := bytes.ReplaceAll(bytes.Trim(readString(value), "D:"), []byte("'"), nil)
	for _, layout := range []string{"20060102150405Z0700", "20060102150405", "20060102"} {
		if at, err := time.Parse(layout, string(text)); err == nil {
			return estrade.Millis(at)
		}
	}
	return 0
}

// readText reads a text of PDF: UTF-16 with its mark, UTF-8 with its mark, or
// one byte a character.
func readText(value []byte) string {
	b := readString(value)
	if rest, ok := bytes.CutPrefix(b, []byte{0xfe, 0xff}); ok {
		units := make([]uint16, len(rest)/2)
		for i := range units {
			units[i] = uint16(rest[2*i])<<8 | uint16(rest[2*i+1])
		}
		return string(utf16.Decode(units))
	}
	if rest, ok := bytes.CutPrefix(b, []byte{0xef, 0xbb, 0xbf}); ok {
		return string(rest)
	}
	characters := make([]rune, len(b))
	for i, c := range b {
		characters[i] = rune(c)
	}
	return string(characters)
}

// readString returns the bytes of a string in parentheses or of digits.
func readString(value []byte) []byte {
	if len(value) < 2 {
		return nil
	}
	inside := value[1 : len(value)-1]
	if value[0] == '<' {
		b := make([]byte, hex.DecodedLen(len(inside)))
		n, err := hex.Decode(b, bytes.Join(bytes.Fields(inside), nil))
		if err != nil {
			return nil
		}
		return b[:n]
	}
	if value[0] != '(' {
		return nil
	}
	b := make([]byte, 0, len(inside))
	for i := 0; i < len(inside); i++ {
		if inside[i] != '\\' || i+1 == len(inside) {
			b = append(b, inside[i])
			continue
		}
		i++
		if octal := octalAt(inside[i:]); octal > 0 {
			n, _ := strconv.ParseUint(string(inside[i:i+octal]), 8, 16) // digits of octalAt
			b = append(b, byte(n))
			i += octal - 1
			continue
		}
		if j := bytes.IndexByte([]byte("nrtbf"), inside[i]); j >= 0 {
			b = append(b, "\n\r\t\b\f"[j])
		} else if inside[i] != '\n' && inside[i] != '\r' {
			b = append(b, inside[i])
		}
	}
	return b
}

// octalAt returns how many octal digits b begins with, three at most.
func octalAt(b []byte) int {
	n := 0
	for n < 3 && n < len(b) && b[n] >= '0' && b[n] <= '7' {
		n++
	}
	return n
}
