package document

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"strings"
	"testing"

	estrade "estrade/app"
)

// gradientLogo is a usual logo as graphic designers send it: 600 pixels wide,
// transparent, with soft edges and a gradient.
func gradientLogo(t testing.TB) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 600, 240))
	for y := range 240 {
		for x := range 600 {
			opaque := 0.0
			if d := math.Hypot(float64(x-120), float64(y-120)); d < 102 {
				opaque = math.Min(1, (102-d)/2)
			}
			if x > 240 && y > 60 && y < 180 && (x/12)%2 == 0 {
				opaque = 1
			}
			m.Set(x, y, color.NRGBA{uint8(20 + x/3), uint8(60 + y*150/240), uint8(200 - x/6), uint8(255 * opaque)})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// photograph is an image that no reduction makes light.
func photograph(t testing.TB) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 600, 400))
	noise := uint32(1)
	at := func(v float64) uint8 {
		noise = noise*1664525 + 1013904223
		return uint8(min(255, max(0, int(128+100*v)+int(noise>>27)-16)))
	}
	for y := range 400 {
		for x := range 600 {
			m.Set(x, y, color.NRGBA{at(math.Sin(float64(x)/40) * math.Cos(float64(y)/30)), at(math.Sin(float64(x+y) / 55)), at(math.Cos(float64(x-y) / 70)), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// longNames are names that take several lines, in rare letters.
var longNames = []string{
	"Anne-Gaëlle Žofie Kļaviņa-Świętochowska de La Rochefoucauld d’Estissac",
	"Jean-Christophe Emmanuel Barthélemy Quatrefages-Wyszyński von Übelacker",
	"Αικατερίνη-Ευαγγελία Παπαχριστοδούλου Κωνσταντινίδου",
	"Nguyễn Phúc Hồng Đăng Thị Ngọc Quỳnh Như Xuân Bảo",
	"Екатерина Александровна Верещагина-Вознесенская-Щербатова",
}

// Certificates of both kinds with a usual logo and a scanned signature hold the
// limit for every name; a photograph does not, and is told.
func TestPrinter_CertificateWeight(t *testing.T) {
	const margin = 500 // what another logo or a longer organisation may take, bytes
	for _, c := range []struct {
		name            string
		logo, signature []byte
		heavy           bool
	}{
		{"no image", nil, nil, false},
		{"flat logo", testLogo(t), nil, false},
		{"flat logo and signature", testLogo(t), testSignature(t), false},
		{"signature", nil, testSignature(t), false},
		{"gradient", gradientLogo(t), nil, false},
		{"gradient and signature", gradientLogo(t), testSignature(t), false},
		{"photograph", photograph(t), nil, true},
	} {
		p := newPress(t)
		p.data.Organisation.Logo, p.data.Organisation.Signature = c.logo, c.signature
		largest, sum := 0, 0
		for i := range 200 {
			size := len(p.certificate(t, i))
			sum += size
			largest = max(largest, size)
			largest = max(largest, len(p.completion(t, estrade.Languages[i%2], i)))
		}
		p.named = longNames
		for i := range longNames {
			largest = max(largest, len(p.certificate(t, i)))
			for _, l := range estrade.Languages {
				largest = max(largest, len(p.completion(t, l, i)))
			}
		}
		told, err := p.printer.CertificateWeight(estrade.Images{Logo: c.logo, Signature: c.signature})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: at most %d bytes, %d as a rule, told %d", c.name, largest, sum/200, told)
		if mean := sum / 200; !c.heavy && largest > limitSize-margin || told < mean-700 || told > mean+700 || (told > limitSize) != c.heavy {
			t.Errorf("%s: at most %d bytes, %d as a rule, told %d", c.name, largest, mean, told)
		}
	}
}

// What is reduced stays what it was: its shape, its white paper, and at most the
// colours that were asked for, the same each time.
func TestReduction(t *testing.T) {
	logo, err := prepareLogo(gradientLogo(t), plainest)
	if err != nil {
		t.Fatal(err)
	}
	light, err := lightLogo.apply(logo)
	if err != nil {
		t.Fatal(err)
	}
	again, err := lightLogo.apply(logo)
	if err != nil || !bytes.Equal(light.png, again.png) {
		t.Errorf("another image the second time: %v", err)
	}
	m, err := png.Decode(bytes.NewReader(light.png))
	if err != nil {
		t.Fatal(err)
	}
	if light.width != m.Bounds().Dx() || math.Abs(float64(light.width)/float64(light.height)-2.5) > 0.03 || len(light.png) > lightLogo.limit {
		t.Errorf("%d × %d pixels, %d bytes", light.width, light.height, len(light.png))
	}
	if corner := color.RGBAModel.Convert(m.At(0, 0)); corner != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("the paper is %v", corner)
	}
	// The left of the disc stays blue, its right turns violet: no stripe of one colour.
	if a, b := color.RGBAModel.Convert(m.At(light.width/20, light.height/2)).(color.RGBA), color.RGBAModel.Convert(m.At(light.width/3, light.height/2)).(color.RGBA); int(b.R)-int(a.R) < 30 {
		t.Errorf("from %v to %v", a, b)
	}
	if small, err := lightLogo.apply(light); err != nil || !bytes.Equal(small.png, light.png) {
		t.Errorf("what is light enough was changed: %v", err)
	}
}

// An image within a page is read like any other.
func TestInlined(t *testing.T) {
	d := certificateFR()
	d.Organisation.Logo, d.Organisation.Signature = gradientLogo(t), testSignature(t)
	f := open(t, certificate0(t, d))
	f.sound()
	if list := f.run("pdfimages", "-list"); strings.Count(list, "inline")+strings.Count(list, "[inline]") == 0 && strings.Count(list, "image") < 2 {
		t.Errorf("images of the file:\n%s", list)
	}
	if _, ok := inlineOf(picture{png: []byte("short")}); ok {
		t.Error("what is no image is written within the page")
	}
}
