package document

import "math"

// keyFigure is one figure set large, with its label and what to know of it.
type keyFigure struct {
	label string
	value string
	note  string // "" for none
	words bool   // value is a sentence: it is set smaller
}

var (
	keyLabel = style{face: tool, size: px(12.5), lead: px(16.5), ink: ink2}
	keyValue = style{face: toolBold, size: px(25), lead: px(31), ink: ink}
	keyWords = style{face: toolSemi, size: px(15), lead: px(20), ink: ink}
	keyNote  = style{face: tool, size: px(11.5), lead: px(15), ink: ink2}
)

// keyFigures draws figures side by side, at most three to a row.
func (r sheet) keyFigures(all ...keyFigure) {
	const perRow = 3
	for start := 0; start < len(all); start += perRow {
		r.keyRow(all[start:min(start+perRow, len(all))], min(perRow, len(all)))
	}
}

func (r sheet) keyRow(figures []keyFigure, columns int) {
	gap := px(24)
	width := (columnWidth - gap*float64(columns-1)) / float64(columns)
	var label, tallest float64
	for _, k := range figures {
		label = math.Max(label, r.tall(keyLabel, k.label, width))
		tallest = math.Max(tallest, r.tall(k.style(), k.value, width)+r.tall(keyNote, k.note, width))
	}
	r.skip(px(8))
	r.need(label + tallest + px(12))
	for i, k := range figures {
		x := margin + float64(i)*(width+gap)
		r.rule(x, r.y, x+width, r.y, px(1.5), ink)
		y := r.y + px(5)
		r.lines(x, keyLabel.baseline(y), keyLabel, left, r.wrap(keyLabel, k.label, width))
		y += label
		lines := r.wrap(k.style(), k.value, width)
		r.lines(x, k.style().baseline(y), k.style(), left, lines)
		y += k.style().lead * float64(len(lines))
		if k.note != "" {
			r.lines(x, keyNote.baseline(y), keyNote, left, r.wrap(keyNote, k.note, width))
		}
	}
	r.y += px(5) + label + tallest + px(8)
}

func (k keyFigure) style() style {
	if k.words {
		return keyWords
	}
	return keyValue
}
