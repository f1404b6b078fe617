package document

import (
	"math"
	"sort"

	estrade "estrade/app"
)

// treeBox is one situation of the story, as placed on the page.
type treeBox struct {
	node       estrade.ReportTreeNode
	x, y, w, h float64
	lines      []string
	pills      []float64 // x of each option's mark
	page       int       // index of the page it is drawn on
}

var (
	treeTitle = style{face: toolSemi, size: px(12), lead: px(14.5), ink: ink}
	treePill  = style{face: toolSemi, size: px(10.5), ink: ink2}
	treeCount = style{face: tool, size: px(10.5), ink: ink2}
)

const (
	treeGap     = 42.0 // between two depths, for the ways
	treeBoxW    = 200.0
	treePillRow = 27.0
)

// tree draws the whole story: situations by depth, the room's path thick, the
// ways not taken thin, the votes under each option of the situations played.
func (r *report) tree(s estrade.ReportScenario) {
	if len(s.Tree) == 0 {
		return
	}
	levels := r.treeLevels(s.Tree)
	var height float64
	for _, level := range levels {
		height += tallest(level) + treeGap
	}
	room := px(86)
	r.section(r.say(treeTitleText), math.Min(height+room, pageBottom-pageTop-px(60)))
	r.block(margin, px(610), bodySoft, r.say(treeHow))
	r.y += px(10)
	boxes := map[string]*treeBox{}
	r.figure(r.describedTree(s.Tree), func() {
		for _, level := range levels {
			r.need(tallest(level) + treeGap)
			r.placeLevel(level, boxes)
			for _, b := range level {
				r.treeBox(b)
			}
			r.y += tallest(level) + treeGap
		}
		r.treeWays(boxes)
	})
}

// treeLevels measures the boxes of each depth, in the order of the story.
func (r *report) treeLevels(nodes []estrade.ReportTreeNode) [][]*treeBox {
	byDepth := map[int][]*treeBox{}
	var depths []int
	for _, n := range nodes {
		if byDepth[n.Depth] == nil {
			depths = append(depths, n.Depth)
		}
		byDepth[n.Depth] = append(byDepth[n.Depth], &treeBox{node: n})
	}
	sort.Ints(depths)
	levels := make([][]*treeBox, 0, len(depths))
	for _, d := range depths {
		level := byDepth[d]
		w := math.Min(treeBoxW, (columnWidth-px(16)*float64(len(level)-1))/float64(len(level)))
		for _, b := range level {
			b.w = w
			b.lines = r.wrapAtMost(3, treeTitle, r.words(b.node.Title), w-px(38))
			b.h = treeTitle.lead*float64(len(b.lines)) + px(12) + treePillRow
		}
		levels = append(levels, level)
	}
	return levels
}

func tallest(level []*treeBox) float64 {
	var h float64
	for _, b := range level {
		h = math.Max(h, b.h)
	}
	return h
}

// placeLevel spreads the boxes of a depth over the width.
func (r *report) placeLevel(level []*treeBox, boxes map[string]*treeBox) {
	slot := columnWidth / float64(len(level))
	h := tallest(level)
	for i, b := range level {
		b.x = margin + slot*(float64(i)+0.5) - b.w/2
		b.y, b.h, b.page = r.y, h, r.at
		b.pills = make([]float64, len(b.node.Options))
		for j := range b.pills {
			b.pills[j] = b.x + b.w*(float64(j)+0.5)/float64(len(b.pills))
		}
		boxes[b.node.ID] = b
	}
}

// treeBox draws one situation: its place on the path, its title, its options
// with their votes.
func (r *report) treeBox(b *treeBox) {
	visited := b.node.Visited > 0
	edge, line, s := px(1), lineStrong, treeTitle.of(tool).in(ink2)
	if visited {
		edge, line, s = px(2.4), ink, treeTitle
	}
	r.outlined(rect(b.x, b.y, b.w, b.h), white, edge, line)
	x := b.x + px(10)
	if visited {
		r.fill(disc(b.x+px(17), b.y+px(16), px(9)), ink)
		r.text(b.x+px(17), b.y+px(16)+treePill.size*0.36, treePill.of(toolBold).in(white), centre, r.number(float64(b.node.Visited), 0))
		x = b.x + px(32)
	}
	r.lines(x, s.baseline(b.y+px(7)), s, left, b.lines)
	votes := 0
	for _, o := range b.node.Options {
		if o.Count != nil {
			votes += *o.Count
		}
	}
	for j, o := range b.node.Options {
		r.treeOption(o, b.pills[j], b.y+b.h-px(22), visited && shown(votes))
	}
}

// treeOption draws an option's letter, inverted when the room took it, and its votes.
func (r *report) treeOption(o estrade.ReportTreeOption, x, y float64, counted bool) {
	text := ""
	if counted && o.Count != nil {
		text = r.number(float64(*o.Count), 0)
	}
	if text != "" {
		x -= px(6)
		r.text(x+px(12), y+treeCount.size*0.36, treeCount.in(ink), left, text)
	}
	if o.Taken {
		r.fill(disc(x, y, px(9)), ink)
		r.text(x, y+treePill.size*0.36, treePill.of(toolBold).in(white), centre, o.Letter)
		return
	}
	r.outlined(disc(x, y, px(8.5)), white, px(1.1), lineStrong)
	r.text(x, y+treePill.size*0.36, treePill, centre, o.Letter)
}

// treeWays draws where options lead; those of the path come last, over the others.
func (r *report) treeWays(boxes map[string]*treeBox) {
	order := make([]*treeBox, 0, len(boxes))
	for _, b := range boxes {
		order = append(order, b)
	}
	sort.Slice(order, func(i, j int) bool {
		a, b := order[i], order[j]
		if a.node.Depth != b.node.Depth {
			return a.node.Depth < b.node.Depth
		}
		return a.node.ID < b.node.ID
	})
	at := r.at
	defer func() { r.at = at }()
	for _, taken := range []bool{false, true} {
		for _, b := range order {
			for j, o := range b.node.Options {
				if o.Taken == taken {
					r.at = b.page
					r.treeWay(b, j, boxes[o.Next])
				}
			}
		}
	}
}

// treeWay draws the way from an option down to a situation, or to the end.
func (r *report) treeWay(from *treeBox, option int, to *treeBox) {
	o := from.node.Options[option]
	x1, y1 := from.pills[option], from.y+from.h
	weight, line := px(1.1), lineStrong
	if o.Taken {
		weight, line = px(3), ink
	}
	if to == nil {
		r.rule(x1, y1, x1, y1+px(10), weight, line)
		r.rule(x1-px(5), y1+px(10), x1+px(5), y1+px(10), math.Max(weight, px(1.6)), line)
		return
	}
	if to.page != from.page { // an arrow shows that the way goes on overleaf
		r.rule(x1, y1, x1, y1+px(16), weight, line)
		r.fill(polygon(x1-px(3.6), y1+px(14), x1+px(3.6), y1+px(14), x1, y1+px(21)), line)
		return
	}
	x2 := to.x + to.w*(0.3+0.4*(x1-margin)/columnWidth)
	middle := (y1 + to.y) / 2
	r.stroke(newPath().move(x1, y1).curve(x1, middle, x2, middle, x2, to.y-px(1)), weight, line)
	r.fill(polygon(x2-px(3.6), to.y-px(7), x2+px(3.6), to.y-px(7), x2, to.y), line)
}
