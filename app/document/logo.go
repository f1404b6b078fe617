package document

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // logos are PNG or JPEG
	"image/png"
	"math"
	"slices"
	"sync"

	"golang.org/x/image/draw"

	estrade "estrade/app"
)

// maxLogoSide is the greatest side, in pixels, of a logo in a document; larger
// ones are reduced. No logo is printed wider than 5.3 cm, which makes 290 dots
// an inch; a scanned signature may take 8 cm, at 190.
const maxLogoSide = 600

// maxLogoPixels is the greatest logo that is read at all: a small file may
// claim a size that would fill the memory.
const maxLogoPixels = 64 << 20

// picture is an image ready for gofpdf: opaque, of 8 bits a colour, not interlaced.
type picture struct {
	png           []byte
	width, height int
	from          []byte // the picture that this one was widened from, nil for none
}

// CheckLogo reports why image bytes cannot be a logo: an estrade.Error with key
// "logo-invalid". No bytes is no logo, and no error.
func CheckLogo(data []byte) error {
	if len(data) == 0 {
		return nil
	}
	_, err := prepareLogo(data, plainest)
	return err
}

func invalidLogo(err error) error {
	return estrade.NewError(estrade.CodeInvalid, "logo-invalid", "The logo is not a PNG or JPEG image that Estrade can read.",
		"Choose a PNG or JPEG file, or do without a logo.").WithCause(err)
}

// prepareLogo decodes a logo, flattens it on white, reduces it and simplifies
// its colours.
func prepareLogo(data []byte, simplified func(*image.RGBA) image.Image) (picture, error) {
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return picture{}, invalidLogo(err)
	}
	// Another part of the program may make Go read more formats.
	if format != "png" && format != "jpeg" {
		return picture{}, invalidLogo(fmt.Errorf("image format %s", format))
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > maxLogoPixels/config.Height {
		return picture{}, invalidLogo(fmt.Errorf("%d × %d pixels", config.Width, config.Height))
	}
	decoded, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return picture{}, invalidLogo(err)
	}
	size := decoded.Bounds().Size()
	k := math.Min(1, maxLogoSide/float64(max(size.X, size.Y)))
	flat := image.NewRGBA(image.Rect(0, 0,
		max(1, int(math.Round(k*float64(size.X)))), max(1, int(math.Round(k*float64(size.Y))))))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.CatmullRom.Scale(flat, flat.Bounds(), decoded, decoded.Bounds(), draw.Over, nil)
	var out bytes.Buffer
	// What is opaque is encoded without transparency.
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, simplified(flat)); err != nil {
		return picture{}, fmt.Errorf("encode logo: %w", err)
	}
	return picture{png: out.Bytes(), width: flat.Rect.Dx(), height: flat.Rect.Dy()}, nil
}

// plainest returns an opaque image in the form that weighs least: of greys, of
// no more colours than a table holds, or as it is.
func plainest(flat *image.RGBA) image.Image {
	grey := true
	colours := make(map[color.RGBA]bool)
	for i := 0; i < len(flat.Pix); i += 4 {
		c := color.RGBA{flat.Pix[i], flat.Pix[i+1], flat.Pix[i+2], 0xff}
		grey = grey && c.R == c.G && c.G == c.B
		if len(colours) <= 256 {
			colours[c] = true
		}
	}
	var plain draw.Image
	switch {
	case grey:
		plain = image.NewGray(flat.Rect)
	case len(colours) <= 256:
		table := make(color.Palette, 0, len(colours))
		for c := range colours {
			table = append(table, c)
		}
		// In an order of their own, so that the same logo gives the same bytes.
		slices.SortFunc(table, func(a, b color.Color) int { return cmp.Compare(packedColour(a), packedColour(b)) })
		plain = image.NewPaletted(flat.Rect, table)
	default:
		return flat
	}
	draw.Draw(plain, flat.Rect, flat, image.Point{}, draw.Src)
	return plain
}

// inkShades is how many shades a scanned signature keeps between paper and ink.
const inkShades = 16

// inkedShades returns a scanned signature in a few shades, each the mean of what is
// about as dark: it looks the same, and weighs a fifth.
func inkedShades(flat *image.RGBA) image.Image {
	var sums [inkShades][3]int
	var counts [inkShades]int
	shade := func(i int) int {
		// Luma as in Rec. 601.
		return (299*int(flat.Pix[i]) + 587*int(flat.Pix[i+1]) + 114*int(flat.Pix[i+2])) * inkShades / (255*1000 + 1)
	}
	for i := 0; i < len(flat.Pix); i += 4 {
		n := shade(i)
		counts[n]++
		for k := range 3 {
			sums[n][k] += int(flat.Pix[i+k])
		}
	}
	table := make(color.Palette, inkShades)
	for n, sum := range sums {
		k := max(1, counts[n])
		table[n] = color.RGBA{uint8(sum[0] / k), uint8(sum[1] / k), uint8(sum[2] / k), 0xff}
	}
	// The paper, when it is bright, is printed as the page is: no grey box stands
	// around the ink.
	if paper := slices.Index(counts[:], slices.Max(counts[:])); paper >= inkShades*3/4 {
		for n := paper; n < inkShades; n++ {
			table[n] = color.RGBA{255, 255, 255, 255}
		}
	}
	plain := image.NewPaletted(flat.Rect, table)
	for i := range plain.Pix {
		plain.Pix[i] = uint8(shade(4 * i))
	}
	return plain
}

// packedColour is a colour as a number.
func packedColour(c color.Color) uint32 {
	rgba := c.(color.RGBA)
	return uint32(rgba.R)<<16 | uint32(rgba.G)<<8 | uint32(rgba.B)
}

// logoShelf keeps the last prepared logo: a batch of documents shares one.
type logoShelf struct {
	simplified func(*image.RGBA) image.Image // of its colours
	light      reductions                    // to the weight of a certificate; zero for none

	mu   sync.Mutex
	sum  [sha256.Size]byte
	last picture
	err  error
}

func (s *logoShelf) prepare(data []byte) (picture, error) {
	sum := sha256.Sum256(data)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sum != sum {
		s.sum = sum
		s.last, s.err = prepareLogo(data, s.simplified)
		if s.err == nil && s.light.limit > 0 {
			s.last, s.err = s.light.apply(s.last)
		}
	}
	return s.last, s.err
}

// picture prepares an image that a document may do without: nil for no bytes.
func (s *logoShelf) picture(data []byte) (*picture, error) {
	if len(data) == 0 {
		return nil, nil //nolint:nilnil // no image is no error
	}
	p, err := s.prepare(data)
	if err != nil {
		return nil, err
	}
	return &p, nil
}

// logo draws a prepared image in a box of the given size, its top left corner
// at (x, y), and returns the width used. alt says in words what it is.
func (c *canvas) logo(alt string, p picture, x, y, maxWidth, maxHeight float64) float64 {
	k := math.Min(maxWidth/float64(p.width), maxHeight/float64(p.height))
	w, h := k*float64(p.width), k*float64(p.height)
	index := c.image(p)
	wider := float64(c.images[index].width) / float64(p.width)
	c.figure(alt, func() { c.add(imageMark{index: index, x: x, y: y, w: w * wider, h: h}) })
	return w
}

// image adds an image to the document, once, and returns its index. gofpdf puts
// images of one width in no order: a second one gets a white column more.
func (c *canvas) image(p picture) int {
	for i, known := range c.images {
		if bytes.Equal(known.png, p.png) || bytes.Equal(known.from, p.png) {
			return i
		}
	}
	if _, within := inlineOf(p); !within {
		for slices.ContainsFunc(c.images, func(known picture) bool { return known.width == p.width }) {
			p = p.widened()
		}
	}
	c.images = append(c.images, p)
	return len(c.images) - 1
}

// widened returns the picture with one white column more on its right.
func (p picture) widened() picture {
	narrow, err := png.Decode(bytes.NewReader(p.png))
	if err != nil {
		panic("a prepared image: " + err.Error())
	}
	wide := image.NewRGBA(image.Rect(0, 0, p.width+1, p.height))
	draw.Draw(wide, wide.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(wide, narrow.Bounds(), narrow, image.Point{}, draw.Src)
	var out bytes.Buffer
	if err := png.Encode(&out, wide); err != nil {
		panic("a prepared image: " + err.Error())
	}
	from := p.from
	if from == nil {
		from = p.png
	}
	return picture{png: out.Bytes(), width: p.width + 1, height: p.height, from: from}
}

// scanned draws a signature in a box of the given size that stands on the line
// at y, its left at x.
func (c *canvas) scanned(alt string, p picture, x, y, maxWidth, maxHeight float64) {
	k := math.Min(maxWidth/float64(p.width), maxHeight/float64(p.height))
	c.logo(alt, p, x, y-k*float64(p.height), maxWidth, maxHeight)
}
