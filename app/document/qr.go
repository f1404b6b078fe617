package document

import (
	"errors"
	"sync"

	"rsc.io/qr"
	"rsc.io/qr/coding"
)

// encodeQR returns the QR code of a text at level M, which still reads with a
// seventh of the code lost to a fold or a stain.
func encodeQR(text string) (*qr.Code, error) {
	if ascii(text) {
		return qr.Encode(text, qr.M)
	}
	encoding := utf8Text(text)
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		if encoding.Bits(v) > v.DataBytes(coding.M)*8 {
			continue
		}
		plan, err := plans[v]()
		if err != nil {
			return nil, err
		}
		code, err := plan.Encode(encoding)
		if err != nil {
			return nil, err
		}
		return &qr.Code{Bitmap: code.Bitmap, Size: code.Size, Stride: code.Stride, Scale: 8}, nil
	}
	return nil, errors.New("text too long to encode as QR")
}

// plans are where the bits of a code of each version go: worked out once, and
// then only read.
var plans = func() (made [coding.MaxVersion + 1]func() (*coding.Plan, error)) {
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		made[v] = sync.OnceValues(func() (*coding.Plan, error) { return coding.NewPlan(v, coding.M, 0) })
	}
	return made
}()

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// utf8Text is a text that says it is UTF-8, by the extended channel
// interpretation 26 (ISO/IEC 18004): scanners that are not told guess, and some
// take accents for Japanese.
type utf8Text string

const (
	eciMode = 7
	eciUTF8 = 26
	eciBits = 4 + 8 // the mode, and an assignment under 128
)

// Check implements coding.Encoding.
func (t utf8Text) Check() error { return coding.String(t).Check() }

// Bits implements coding.Encoding.
func (t utf8Text) Bits(v coding.Version) int { return eciBits + coding.String(t).Bits(v) }

// Encode implements coding.Encoding.
func (t utf8Text) Encode(b *coding.Bits, v coding.Version) {
	b.Write(eciMode, 4)
	b.Write(eciUTF8, 8)
	coding.String(t).Encode(b, v)
}
