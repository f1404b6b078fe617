package document

import (
	"strings"

	estrade "estrade/app"
)

// board draws one's own notes, box by box, and the dots one placed.
func (r *personal) board(b estrade.OwnBoard) {
	if len(b.Notes) == 0 && len(b.Dots) == 0 {
		r.block(margin, columnWidth, body, r.say(ownNoNote))
		return
	}
	box := ""
	for _, n := range b.Notes {
		if name := r.in(n.Box); name != box {
			box = name
			r.section(box, body.lead)
		}
		r.bullet(n.Text)
	}
	if len(b.Dots) == 0 {
		return
	}
	t := table{columns: []column{
		{r.say(boardIdea), columnWidth - px(150), left, tableText},
		{r.say(ownDots), px(150) + cellGap, left, tableText.of(toolSemi)},
	}}
	x := margin + columnWidth - px(150) + px(26)
	for _, d := range b.Dots {
		t.rows = append(t.rows, row{cells: []string{r.words(d.Idea), r.number(float64(d.Dots), 0)}, draw: func(y, h float64) {
			for i := range min(d.Dots, 9) {
				r.fill(disc(x+px(13)*float64(i), y+h/2, px(4.4)), ink)
			}
		}})
	}
	r.section(r.say(ownVote), tableRoom(len(t.rows)))
	r.table(t)
}

// bullet draws a text someone wrote, paragraph by paragraph, after a lamp.
func (r sheet) bullet(text string) {
	indent := px(20)
	first := true
	for _, paragraph := range strings.Split(text, "\n") {
		if paragraph = r.words(paragraph); paragraph == "" {
			continue
		}
		if first {
			r.need(body.lead)
			r.fill(halfDisc(margin, body.baseline(r.y)-px(1), px(10)), ink)
			first = false
		}
		r.proseIn(margin+indent, px(600), body, paragraph)
	}
	r.y += px(5)
}
