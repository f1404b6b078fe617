// Package document draws what leaves a session on paper: certificates and
// session reports, as PDF files with embedded fonts and vector charts. It
// receives computed results and only lays them out.
//
// A document is first drawn on a canvas, page by page, then written with
// gofpdf once its number of pages is known.
package document

import (
	"strings"

	estrade "estrade/app"
)

// Printer draws documents. It is safe for concurrent use.
type Printer struct {
	logos                       logoShelf
	lightLogos, lightSignatures logoShelf // of certificates
}

var _ estrade.Documents = (*Printer)(nil)

// New returns a Printer.
func New() *Printer {
	return &Printer{
		logos:           logoShelf{simplified: plainest},
		lightLogos:      logoShelf{simplified: plainest, light: lightLogo},
		lightSignatures: logoShelf{simplified: inkedShades, light: lightSignature},
	}
}

// CheckLogo reports why image bytes cannot be a logo; see the function CheckLogo.
func (p *Printer) CheckLogo(image []byte) error { return CheckLogo(image) }

// Unprintable lists the characters of text that no embedded font covers, each
// once, in order of appearance; nil when the text can be printed.
func (p *Printer) Unprintable(text string) []rune {
	t := newTypesetter()
	defer t.release()
	t.shape(body, clean(text))
	return t.missing
}

// unprintable is the error of a certificate that cannot print a text as it is.
func unprintable(text string, missing []rune) error {
	return estrade.NewError(estrade.CodeInvalid, "text-unprintable",
		"“"+text+"” holds characters that the documents’ fonts lack: "+string(missing)+".",
		"Correct this text, then make the documents again.",
		"text", text, "characters", strings.Join(strings.Split(string(missing), ""), " "))
}
