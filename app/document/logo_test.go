package document

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	estrade "estrade/app"
)

func encoded(t *testing.T, m image.Image, encode func(*bytes.Buffer, image.Image) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(b *bytes.Buffer, m image.Image) error  { return png.Encode(b, m) }
func asJPEG(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) }
func asGIF(b *bytes.Buffer, m image.Image) error  { return gif.Encode(b, m, nil) }

// Every PNG and JPEG that Go reads becomes an opaque logo that gofpdf takes.
func TestCheckLogo(t *testing.T) {
	veil := image.NewNRGBA(image.Rect(0, 0, 40, 20))
	veil.Set(3, 3, color.NRGBA{R: 200, A: 120})
	deep := image.NewNRGBA64(image.Rect(0, 0, 30, 30))
	deep.Set(1, 1, color.NRGBA64{R: 0xffff, A: 0x8000})
	wide := image.NewGray(image.Rect(0, 0, 3000, 10))
	for what, data := range map[string][]byte{
		"transparent": encoded(t, veil, asPNG), "16 bits": encoded(t, deep, asPNG), "grey and wide": encoded(t, wide, asPNG),
		"JPEG": encoded(t, veil, asJPEG), "palette": encoded(t, image.NewPaletted(image.Rect(0, 0, 9, 9), color.Palette{color.Transparent, color.Black}), asPNG),
	} {
		if err := CheckLogo(data); err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		p, err := prepareLogo(data, plainest)
		if err != nil {
			t.Fatal(err)
		}
		if p.width > maxLogoSide || p.height > maxLogoSide || p.width < 1 || p.height < 1 {
			t.Errorf("%s: %d × %d pixels", what, p.width, p.height)
		}
		m, err := png.Decode(bytes.NewReader(p.png))
		if err != nil {
			t.Fatal(err)
		}
		if o, ok := m.(interface{ Opaque() bool }); !ok || !o.Opaque() {
			t.Errorf("%s: the logo is not opaque", what)
		}
		d := certificateFR()
		d.Organisation.Logo = data
		open(t, certificate0(t, d)).sound()
	}
	if err := CheckLogo(nil); err != nil {
		t.Errorf("no logo: %v", err)
	}
}

func TestCheckLogo_refuses(t *testing.T) {
	good := encoded(t, image.NewNRGBA(image.Rect(0, 0, 40, 20)), asPNG)
	huge := bytes.Clone(good)
	binary.BigEndian.PutUint32(huge[16:], 1<<30) // the width in the header
	for what, data := range map[string][]byte{
		"text": []byte("hello"), "GIF": encoded(t, image.NewPaletted(image.Rect(0, 0, 4, 4), color.Palette{color.Black}), asGIF),
		"cut short": good[:len(good)/2], "claims to be huge": huge, "SVG": []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"),
	} {
		err := CheckLogo(data)
		if err == nil || estrade.Public(err).Key != "logo-invalid" || estrade.ErrorCode(err) != estrade.CodeInvalid {
			t.Errorf("%s: %v", what, err)
		}
	}
}
