package document

import (
	"bytes"
	"encoding/ascii85"
	"fmt"
	"math"
	"strings"

	"rsc.io/qr"

	estrade "estrade/app"
)

// Measures of a document's origin: its QR code, its printed code and how both
// are checked.
var (
	originGap  = px(18)
	originSide = px(76)  // of a QR code, at least
	originMost = px(132) // and at most
	// A module narrower than 0.4 mm is lost on a copy or to an old camera.
	originModule = 0.4 * 72 / 25.4

	originCode = style{face: toolSemi, size: px(13.5), lead: px(19), tracking: 40, ink: ink}
	originText = style{face: tool, size: px(11.5), lead: px(16), ink: ink2}
)

// originBlock is what a document shows of where it comes from, laid out in a
// width and ready to be drawn.
type originBlock struct {
	code   *qr.Code // nil draws none
	side   float64  // of the QR code, points
	alt    string   // what it is, in words
	number []string
	lines  []string
	height float64 // of the whole block, 0 where there is nothing to show
}

// originBlock lays out an origin in a width.
func (c *canvas) originBlock(s speech, o estrade.Origin, width float64) (originBlock, error) {
	var b originBlock
	if o.QR != "" {
		code, err := encodeQR(o.QR)
		if err != nil {
			return b, fmt.Errorf("encode QR code: %w", err)
		}
		b.code, b.alt = code, s.say(altQR)
		b.side = math.Min(originMost, math.Max(originSide, originModule*float64(code.Size)))
		width -= b.side + originGap
	}
	if code := clean(o.Code); code != "" {
		b.number = c.wrap(originCode, code, width)
	}
	var check []string
	if b.code != nil || len(b.number) > 0 {
		check = append(check, s.say(originCheck))
	}
	if key := clean(o.Fingerprint); key != "" {
		check = append(check, s.say(originFingerprint, strings.ReplaceAll(key, " ", string(noBreak))))
	}
	if len(check) > 0 {
		b.lines = c.wrap(originText, strings.Join(check, " "), width)
	}
	b.height = math.Max(b.side, originCode.lead*float64(len(b.number))+originText.lead*float64(len(b.lines)))
	return b, nil
}

// drawOrigin draws a block with its top left corner at (x, y).
func (c *canvas) drawOrigin(b originBlock, x, y float64) {
	if b.code != nil {
		c.figure(b.alt, func() { c.add(qrMark{code: b.code, x: x, y: y, side: b.side}) })
		x += b.side + originGap
	}
	c.lines(x, originCode.baseline(y), originCode, left, b.number)
	y += originCode.lead * float64(len(b.number))
	c.lines(x, originText.baseline(y), originText, left, b.lines)
}

// originOf lays out where a flowing document comes from.
func (f *flow) originOf(s speech, o estrade.Origin) (originBlock, error) {
	return f.originBlock(s, o, math.Min(columnWidth, px(330)))
}

// room is what a block takes at the end of a page's text.
func (b originBlock) room() float64 {
	if b.height == 0 {
		return 0
	}
	return px(22) + b.height
}

// origin draws where a document comes from, at the margin, whole on a page.
func (f *flow) origin(b originBlock) {
	if b.height == 0 {
		return
	}
	f.skip(px(22))
	f.need(b.height)
	f.drawOrigin(b, margin, f.y)
	f.y += b.height
}

// qrMark draws a QR code.
type qrMark struct {
	code       *qr.Code
	x, y, side float64
}

// paint draws the modules as a mask of one bit each, which a reader magnifies
// with sharp edges: a quarter of what the same modules weigh as paths, and no
// light between them.
func (m qrMark) paint(w *writer) {
	size := m.code.Size
	rows := make([]byte, 0, size*((size+7)/8))
	for y := range size {
		row := bytes.Repeat([]byte{0xff}, (size+7)/8) // a bit that is not set is painted
		for x := range size {
			if m.code.Black(x, y) {
				row[x/8] &^= 0x80 >> (x % 8)
			}
		}
		rows = append(rows, row...)
	}
	w.pdf.RawWriteStr(fmt.Sprintf("q %s rg %.3f 0 0 %.3f %.3f %.3f cm\nBI /W %d /H %d /BPC 1 /IM true /F /A85 ID\n%s~>\nEI Q",
		ink.operands(nil), m.side, m.side, m.x, w.height-m.y-m.side, size, size, inlineText(rows)))
}

// inlineText writes the bytes of a picture within a page in base 85. The two
// letters of the operator that ends it are never beside each other: some readers
// look for nothing else, and the signs of base 85 that may follow end a word.
func inlineText(data []byte) []byte {
	text := make([]byte, ascii85.MaxEncodedLen(len(data)))
	text = text[:ascii85.Encode(text, data)]
	return bytes.ReplaceAll(text, []byte("EI"), []byte("E\nI")) // white space counts for nothing
}
