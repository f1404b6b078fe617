package document

import (
	"bytes"
	"encoding/ascii85"
	"io"
	"math/rand/v2"
	"testing"
)

// Once in a hundred documents the plain base 85 of a QR code has the letters
// that end a picture, followed by a sign that ends a word.
func TestInlineText(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	met := 0
	for range 2000 {
		data := make([]byte, 371)
		for i := range data {
			data[i] = byte(random.Uint32())
		}
		plain := make([]byte, ascii85.MaxEncodedLen(len(data)))
		if bytes.Contains(plain[:ascii85.Encode(plain, data)], []byte("EI")) {
			met++
		}
		text := inlineText(data)
		if bytes.Contains(text, []byte("EI")) {
			t.Fatalf("the picture ends in the middle: %q", text)
		}
		back, err := io.ReadAll(ascii85.NewDecoder(bytes.NewReader(text)))
		if err != nil || !bytes.Equal(back, data) {
			t.Fatalf("reads as something else: %v", err)
		}
	}
	if met == 0 {
		t.Error("the case was not met")
	}
}
