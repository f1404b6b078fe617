package document

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
	"math"
	"slices"

	"golang.org/x/image/draw"

	estrade "estrade/app"
)

// A certificate weighs at most 30 kB, of which its images may take what follows, as
// PNG: a usual logo and a scanned signature are reduced to it, in pixels and in
// colours. What cannot be is printed all the same, and the trainer is told the
// weight.

// reductions are the ways an image is made lighter, tried in turn.
type reductions struct {
	limit int // bytes
	steps []reduction
	// else is taken when no step is light enough: a photograph is not made
	// unreadable for some bytes.
	otherwise reduction
}

// reduction is a longer side, in pixels, and a number of colours.
type reduction struct{ side, colours int }

// lightLogo keeps enough colours for a gradient to be none of stripes; 200 pixels
// over the 4 cm of a logo make 130 dots an inch.
var lightLogo = reductions{
	limit:     1500,
	steps:     []reduction{{600, 64}, {400, 64}, {300, 64}, {400, 32}, {300, 32}, {240, 32}, {200, 32}, {200, 16}},
	otherwise: reduction{300, 64},
}

// lightSignature keeps pixels rather than shades: ink needs few.
var lightSignature = reductions{
	limit:     1100,
	steps:     []reduction{{600, 8}, {400, 8}, {400, 4}, {300, 8}, {300, 4}, {240, 4}, {200, 4}},
	otherwise: reduction{300, 4},
}

// apply reduces an image, prepared already, until it is light enough.
func (r reductions) apply(p picture) (picture, error) {
	if len(p.png) <= r.limit {
		return p, nil
	}
	decoded, err := png.Decode(bytes.NewReader(p.png))
	if err != nil {
		return p, err
	}
	for _, to := range r.steps {
		reduced, err := to.of(decoded)
		if err != nil {
			return reduced, err
		}
		if len(reduced.png) <= r.limit {
			return reduced, nil
		}
	}
	reduced, err := r.otherwise.of(decoded)
	if err == nil && len(reduced.png) > len(p.png) {
		return p, nil
	}
	return reduced, err
}

// of scales an image down and takes it to the number of colours.
func (r reduction) of(from image.Image) (picture, error) {
	size := from.Bounds().Size()
	k := math.Min(1, float64(r.side)/float64(max(size.X, size.Y)))
	flat := image.NewRGBA(image.Rect(0, 0, max(1, int(math.Round(k*float64(size.X)))), max(1, int(math.Round(k*float64(size.Y))))))
	draw.CatmullRom.Scale(flat, flat.Rect, from, from.Bounds(), draw.Src, nil)
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, fewColours(flat, r.colours)); err != nil {
		return picture{}, err
	}
	return picture{png: out.Bytes(), width: flat.Rect.Dx(), height: flat.Rect.Dy()}, nil
}

// tone is a colour of an image, and how many pixels have it.
type tone struct {
	colour [3]uint8
	n      int
}

// tones are those that one colour of a table stands for.
type tones []tone

// fewColours returns an opaque image in at most n colours, by median cut: the
// widest range of tones is halved until there are n, and each takes its mean.
func fewColours(flat *image.RGBA, n int) *image.Paletted {
	counts := make(map[[3]uint8]int)
	for i := 0; i < len(flat.Pix); i += 4 {
		counts[[3]uint8(flat.Pix[i:i+3])]++
	}
	var all tones
	for c, many := range counts {
		all = append(all, tone{c, many})
	}
	// In an order of their own, so that the same image gives the same bytes.
	slices.SortFunc(all, func(a, b tone) int { return bytes.Compare(a.colour[:], b.colour[:]) })
	boxes := []tones{all}
	for len(boxes) < n {
		i, axis, middle := widest(boxes)
		if i < 0 {
			break
		}
		var low, high tones
		for _, s := range boxes[i] {
			if s.colour[axis] <= middle {
				low = append(low, s)
			} else {
				high = append(high, s)
			}
		}
		boxes[i] = low
		boxes = append(boxes, high)
	}
	table := make(color.Palette, 0, len(boxes))
	for _, b := range boxes {
		table = append(table, b.mean())
	}
	slices.SortFunc(table, func(a, b color.Color) int { return cmp.Compare(packedColour(a), packedColour(b)) })
	few := image.NewPaletted(flat.Rect, table)
	draw.Draw(few, few.Rect, flat, image.Point{}, draw.Src)
	return few
}

// widest finds the range of tones that is the widest in one of its colours, and
// its middle there; -1 when each is of one shade.
func widest(boxes []tones) (found, axis int, middle uint8) {
	found = -1
	var spread uint8
	for i, b := range boxes {
		for c := range 3 {
			low, high := uint8(255), uint8(0)
			for _, s := range b {
				low, high = min(low, s.colour[c]), max(high, s.colour[c])
			}
			if high > low && high-low > spread {
				found, axis, middle, spread = i, c, low+(high-low)/2, high-low
			}
		}
	}
	return found, axis, middle
}

// mean is the colour that stands for tones: white stays white, as the paper is.
func (b tones) mean() color.RGBA {
	var sum [3]int
	n := 0
	for _, s := range b {
		if s.colour == [3]uint8{255, 255, 255} {
			return color.RGBA{255, 255, 255, 255}
		}
		for c := range 3 {
			sum[c] += int(s.colour[c]) * s.n
		}
		n += s.n
	}
	n = max(1, n)
	return color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255}
}

// imageOverhead is what an image takes in a file beside its own bytes: its
// description, its place in the structure, its tables.
const imageOverhead = 200

// usualCertificate is what a signed certificate without images weighs as a rule,
// in bytes; names in rarer letters take up to 2 kB more, a certificat de réalisation
// 1 kB.
const usualCertificate = 23500

// CertificateWeight is about how many bytes a signed certificate takes with these
// images.
func (p *Printer) CertificateWeight(images estrade.Images) (int, error) {
	bytes := usualCertificate
	for _, of := range []struct {
		data  []byte
		shelf *logoShelf
	}{{images.Logo, &p.lightLogos}, {images.Signature, &p.lightSignatures}} {
		prepared, err := of.shelf.picture(of.data)
		if err != nil {
			return 0, err
		}
		if prepared != nil {
			bytes += imageOverhead + len(prepared.png)
		}
	}
	return bytes, nil
}
