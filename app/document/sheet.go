package document

import (
	"fmt"
	"math"
	"slices"
	"strings"

	estrade "estrade/app"
)

// sheet is a document on A4 pages in one language: what the report and the
// personal document have in common.
type sheet struct {
	*flow
	speech
}

func newSheet(l estrade.Language) sheet {
	return sheet{
		flow:   &flow{canvas: newCanvas(a4Short, a4Long), y: pageTop, bottom: pageBottom, foot: pageBottom},
		speech: newSpeech(l),
	}
}

// newLandscape is a sheet whose pages lie on their side.
func newLandscape(l estrade.Language) sheet {
	bottom := a4Short - (a4Long - pageBottom)
	return sheet{
		flow:   &flow{canvas: newCanvas(a4Long, a4Short), y: pageTop, bottom: bottom, foot: bottom},
		speech: newSpeech(l),
	}
}

// footSide is what a foot leaves free for the number of the page.
var footSide = px(126)

// furnish completes every page once their number is known: running heads on
// all but the first, the foot, the page number.
func (r sheet) furnish(whose, what, foot string) {
	head := style{face: tool, size: px(11.5), ink: ink2}
	width := r.width - 2*margin
	whose = r.fit(head, whose, width*0.5)
	what = r.fit(head, what, width-r.measure(head, whose)-px(24))
	lines := r.wrap(tiny, foot, width-footSide)
	for i := range r.pages {
		r.at = i
		feet := func() { r.lines(margin, r.height-px(32)-tiny.lead*float64(len(lines)-1), tiny, left, lines) }
		if i == 0 {
			feet()
		} else {
			// What stands on every page is read once.
			r.decor(func() {
				r.text(margin, px(52), head, left, whose)
				r.text(r.width-margin, px(52), head, right, what)
				r.rule(margin, px(64), r.width-margin, px(64), px(1), hairline)
				feet()
			})
		}
		r.decor(func() { r.pageNumber(i + 1) })
	}
}

// joined writes the texts that are not empty, a mark between two.
func joined(mark string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(t string) bool { return t == "" }), mark)
}

// pageNumber writes « 3 / 7 ». The gaps are wider than spaces: readers of PDF
// text take three single signs at even distances for one spaced-out word.
func (r sheet) pageNumber(n int) {
	s := tiny.in(ink2)
	gap := s.size * 0.42
	x, y := r.width-margin, r.height-px(32)
	x -= r.text(x, y, s, right, r.number(float64(len(r.pages)), 0)) + gap
	x -= r.text(x, y, s, right, "/") + gap
	r.text(x, y, s, right, r.number(float64(n), 0))
}

// sample writes n, with the notice of a small group.
func (r sheet) sample(n int) string {
	text := r.say(sampleSize, n)
	if n >= estrade.MinimumAnswers && n < 10 {
		text += " · " + r.say(noticeSmall)
	}
	return text
}

// handed says how many of the answers were raised hands, "" for none.
func (r sheet) handed(n int) string {
	if n == 0 {
		return ""
	}
	return r.say(handsTyped, n)
}

// handedCards draws how many of the answers to a card were raised hands at most.
func (r sheet) handedCards(n int) {
	if n > 0 {
		r.block(margin, px(610), bodySoft, r.say(handsOnCards, n))
	}
}

// shown reports whether a figure on n people may be shown at all.
func shown(n int) bool { return n >= estrade.MinimumAnswers }

// sampleOrFew writes n, or that too few answered.
func (r sheet) sampleOrFew(n int) string {
	if !shown(n) {
		return r.say(noticeFew)
	}
	return r.sample(n)
}

// bar draws a horizontal bar.
func (r sheet) bar(x, y, w, h float64, l look) {
	switch l {
	case hatched:
		r.box(x, y, w, h, paper)
		r.hatch(x, y, w, h, px(6), px(0.7), lineStrong)
		r.stroke(rect(x, y, w, h), px(0.8), lineStrong)
	case grey:
		r.box(x, y, w, h, step2)
	case solid:
		r.box(x, y, w, h, ink)
	}
}

// unprinted lists the characters that were left out.
func (r sheet) unprinted(s style) {
	if len(r.missing) == 0 {
		return
	}
	codes := make([]string, 0, len(r.missing))
	for _, m := range r.missing {
		codes = append(codes, fmt.Sprintf("U+%04X", m))
	}
	r.block(margin, columnWidth*0.85, s, r.say(methodMissing, strings.Join(codes, ", ")))
}

// tableRoom is the space to keep with the heading of a table of n rows and the
// sentence that explains it.
func tableRoom(n int) float64 { return px(70) + math.Min(px(30)*float64(n)+px(60), px(220)) }
