package document

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
)

// longestInline is the longest PNG of an image that is written within its page,
// in bytes: what PDF recommends. It spares the file an object with its tables.
const longestInline = 4096

// inlined is an image as a page holds it, read from a PNG of greys or of a table
// of colours.
type inlined struct {
	width, height, depth int
	table                []byte // three bytes a colour; nil: greys
	pixels               []byte // rows, with the predictors of PNG, deflated
}

// inlineOf reads a prepared image; ok is false for one that is long or of more
// colours.
func inlineOf(p picture) (image inlined, ok bool) {
	const signature, head = 8, 25
	if len(p.png) > longestInline || len(p.png) < signature+head {
		return image, false
	}
	for rest := p.png[signature:]; len(rest) >= 12; {
		n := int(binary.BigEndian.Uint32(rest))
		if len(rest) < 12+n {
			return image, false
		}
		name, data := string(rest[4:8]), rest[8:8+n]
		switch name {
		case "IHDR":
			const grey, indexed = 0, 3
			image = inlined{width: p.width, height: p.height, depth: int(data[8])}
			if data[9] != grey && data[9] != indexed || data[12] != 0 {
				return image, false
			}
		case "PLTE":
			image.table = data
		case "IDAT":
			image.pixels = append(image.pixels, data...)
		}
		rest = rest[12+n:]
	}
	return image, true
}

// paint writes the image over a box whose lower left corner is at (x, y).
func (i inlined) paint(w *writer, x, y, width, height float64) {
	space := "/G"
	if i.table != nil {
		var colours strings.Builder
		for _, b := range i.table {
			fmt.Fprintf(&colours, "%02x", b)
		}
		space = fmt.Sprintf("[/I /RGB %d <%s>]", len(i.table)/3-1, colours.String())
	}
	w.pdf.RawWriteStr(fmt.Sprintf("q %.3f 0 0 %.3f %.3f %.3f cm\nBI /W %d /H %d /BPC %d /CS %s /F [/A85 /Fl] /DP [null <</Predictor 15 /Colors 1 /BitsPerComponent %d /Columns %d>>] ID\n%s~>\nEI Q",
		width, height, x, y, i.width, i.height, i.depth, space, i.depth, i.width, inlineText(bytes.Clone(i.pixels))))
}
