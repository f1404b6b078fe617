package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	estrade "estrade/app"
)

// SignPDF implements estrade.Seal. The signature's time, which PAdES wants in
// the signature's dictionary, is when the document says it was last modified:
// the day it was issued. It is what the signer claims, no proof of a time.
func (s *Seal) SignPDF(pdf []byte) ([]byte, error) {
	k, err := s.ready()
	if err != nil {
		return nil, err
	}
	if s.o.Clock.Now().After(k.document.certificate().NotAfter) {
		return nil, errExpired(k.document.certificate())
	}
	return k.document.signPDF(pdf)
}

// byteRangeWidth is the room for each of the three last numbers of a ByteRange.
const byteRangeWidth = 10

// update is an incremental update being written after a PDF.
type update struct {
	out    []byte
	places map[int]int // of the objects written, by number
}

func (u *update) object(r reference, body []byte) (at int) {
	u.places[r.number] = len(u.out)
	u.out = fmt.Appendf(u.out, "%d %d obj\n", r.number, r.generation)
	at = len(u.out)
	u.out = append(u.out, body...)
	u.out = append(u.out, "\nendobj\n"...)
	return at
}

// signPDF appends a signature over the whole file.
func (k documentKey) signPDF(pdf []byte) ([]byte, error) {
	if !isPDF(pdf) {
		return nil, errNotPDF
	}
	p, err := planSignature(pdf)
	if err != nil {
		return nil, err
	}
	room := k.roomFor()
	u := &update{out: make([]byte, 0, len(pdf)+2*room+4096), places: make(map[int]int)}
	u.out = append(u.out, pdf...)
	if pdf[len(pdf)-1] != '\n' {
		u.out = append(u.out, '\n')
	}
	body, hole, ranges := p.signatureDictionary(room)
	at := u.object(p.signature, body)
	u.object(p.field, p.fieldDictionary())
	u.object(p.appearance, []byte("<</Type /XObject\n/Subtype /Form\n/BBox [0 0 0 0]\n/Resources <<>>\n/Length 0\n>>\nstream\n\nendstream"))
	u.object(p.pageRef, p.page.write(nil))
	u.object(p.catalogRef, p.catalog.write(nil))
	u.end(p)
	from, to := at+hole, at+hole+2*room+2 // with < and >
	copy(u.out[at+ranges:], byteRange(from, to, len(u.out)-to))
	h := sha256.New()
	h.Write(u.out[:from])
	h.Write(u.out[to:])
	cms, err := k.signCMS(h.Sum(nil))
	if err != nil {
		return nil, err
	}
	if len(cms) > room {
		return nil, fmt.Errorf("sign a PDF: the signature takes %d bytes, not %d", len(cms), room)
	}
	hex.Encode(u.out[from+1:], cms)
	return u.out, nil
}

func byteRange(from, to, rest int) string {
	return fmt.Sprintf("[0 %0*d %0*d %0*d]", byteRangeWidth, from, byteRangeWidth, to, byteRangeWidth, rest)
}

// end writes the table and the trailer.
func (u *update) end(p *plan) {
	table := len(u.out)
	numbers := make([]int, 0, len(u.places))
	for n := range u.places {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	u.out = append(u.out, "xref\n"...)
	for i := 0; i < len(numbers); {
		j := i + 1
		for j < len(numbers) && numbers[j] == numbers[j-1]+1 {
			j++
		}
		u.out = fmt.Appendf(u.out, "%d %d\n", numbers[i], j-i)
		for _, n := range numbers[i:j] {
			u.out = fmt.Appendf(u.out, "%010d %05d n \n", u.places[n], p.generations[n])
		}
		i = j
	}
	u.out = append(u.out, "trailer\n"...)
	u.out = p.trailer().write(u.out)
	u.out = fmt.Appendf(u.out, "\nstartxref\n%d\n%%%%EOF\n", table)
}

// plan is what a signature changes in a file and what it adds to it.
type plan struct {
	file                         *file
	size                         int // objects afterwards
	signature, field, appearance reference
	pageRef, catalogRef          reference
	page, catalog                dictionary
	generations                  map[int]int
	time                         []byte // the value of M, nil for none
}

// planSignature finds what is to be written anew: the catalogue, with the form,
// and the first page, with the field. All other keys stay as they are.
func planSignature(pdf []byte) (*plan, error) {
	f, err := readFile(pdf)
	if err != nil {
		return nil, errPDFForm.WithCause(err)
	}
	p := &plan{file: f}
	if p.catalogRef, p.catalog, err = f.dictionaryAt(f.trailer.get("/Root")); err != nil {
		return nil, errPDFForm.WithCause(err)
	}
	if p.catalog.get("/AcroForm") != nil || f.trailer.get("/Encrypt") != nil {
		return nil, errPDFForm
	}
	if p.pageRef, p.page, err = f.firstPage(p.catalog.get("/Pages")); err != nil {
		return nil, errPDFForm.WithCause(err)
	}
	size, ok := (&scanner{b: f.trailer.get("/Size")}).number()
	if !ok {
		return nil, errPDFForm
	}
	p.signature, p.field, p.appearance = reference{size, 0}, reference{size + 1, 0}, reference{size + 2, 0}
	p.size = size + 3
	p.generations = map[int]int{p.pageRef.number: p.pageRef.generation, p.catalogRef.number: p.catalogRef.generation}
	annotations, err := p.annotations()
	if err != nil {
		return nil, errPDFForm.WithCause(err)
	}
	p.page = append(p.page.without("/Annots"), entry{"/Annots", annotations})
	p.catalog = append(p.catalog, entry{"/AcroForm", []byte("<</Fields [" + p.field.String() + "]\n/SigFlags 3\n>>")})
	if _, info, err := f.dictionaryAt(f.trailer.get("/Info")); err == nil {
		p.time = info.get("/ModDate")
	}
	return p, nil
}

// annotations returns those of the page and the field's.
func (p *plan) annotations() ([]byte, error) {
	all := []string{}
	if old := p.page.get("/Annots"); old != nil {
		array, err := p.file.direct(old)
		if err != nil {
			return nil, err
		}
		there, err := elements(array)
		if err != nil {
			return nil, err
		}
		for _, a := range there {
			all = append(all, string(a))
		}
	}
	return []byte("[" + strings.Join(append(all, p.field.String()), " ") + "]"), nil
}

// signatureDictionary returns the signature with a hole for its contents, and
// where in it the hole and the ranges begin.
func (p *plan) signatureDictionary(room int) (body []byte, hole, ranges int) {
	body = append(body, "<</Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n"...)
	if p.time != nil {
		body = append(append(append(body, "/M "...), p.time...), '\n')
	}
	body = append(body, "/ByteRange "...)
	ranges = len(body)
	body = append(body, byteRange(0, 0, 0)...)
	body = append(body, "\n/Contents "...)
	hole = len(body)
	body = append(body, '<')
	body = append(body, bytes.Repeat([]byte{'0'}, 2*room)...)
	return append(body, ">\n>>"...), hole, ranges
}

// fieldDictionary is a field without a place on the page, printed as nothing.
func (p *plan) fieldDictionary() []byte {
	return fmt.Appendf(nil, "<</Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Estrade)\n/F 132\n/Rect [0 0 0 0]\n/P %s\n/V %s\n/AP <</N %s>>\n>>",
		p.pageRef, p.signature, p.appearance)
}

// trailer returns the new trailer. The second part of the file's name changes
// with its revision (ISO 32000-1, 14.4): a digest of what was there before.
func (p *plan) trailer() dictionary {
	d := dictionary{{"/Size", []byte(strconv.Itoa(p.size))}}
	for _, key := range []string{"/Root", "/Info"} {
		if v := p.file.trailer.get(key); v != nil {
			d = append(d, entry{key, v})
		}
	}
	digest := sha256.Sum256(p.file.b)
	second := "<" + strings.ToUpper(hex.EncodeToString(digest[:16])) + ">"
	first := second
	if ids, err := elements(p.file.trailer.get("/ID")); err == nil && len(ids) == 2 {
		first = string(ids[0])
	}
	d = append(d, entry{"/ID", []byte("[" + first + " " + second + "]")})
	return append(d, entry{"/Prev", []byte(strconv.Itoa(p.file.start))})
}

// isPDF tells a PDF by its first bytes.
func isPDF(b []byte) bool { return bytes.Contains(b[:min(len(b), 1024)], []byte("%PDF-")) }

var (
	errNotPDF = estrade.NewError(estrade.CodeInvalid, "seal-not-pdf",
		"This file is not a PDF.", "Choose a PDF document.")
	errPDFForm = estrade.NewError(estrade.CodeInvalid, "seal-pdf-form",
		"This PDF cannot be signed: it is not one that Estrade has just made.", "Sign the document as it was made.")
)
