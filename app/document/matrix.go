package document

import (
	"math"
	"strings"
)

// matrix is a table that counts answers by column.
type matrix struct {
	head      string   // of the first column
	columns   []string // what is counted
	agreement string   // head of the column of agreements, "" without one
	marks     []int    // shapes of the tables, parallel to matrixRow.tables
	rows      []matrixRow
}

// matrixRow is one line of a matrix; counts are nil where too few answered.
type matrixRow struct {
	text, note string
	n          int
	counts     []int
	key        int    // framed column, -1 for none
	share      string // of the most chosen answer
	band       string // what it calls for, "" for nothing
	tables     []int  // column of each table, -1 for none
}

// matrixMarks is the greatest number of tables whose shapes are drawn in cells.
const matrixMarks = 8

// readable reports whether a row's counts may be shown.
func (l matrixRow) readable() bool { return shown(l.n) && l.counts != nil }

// known reports whether a row says something without its counts.
func (l matrixRow) known() bool { return l.key >= 0 || len(l.tables) > 0 }

// matrixTable draws a matrix; its head comes back on each page. Where too few
// answered, the key and the tables' own choices stand without counts.
func (r sheet) matrixTable(m matrix) {
	counted, known := false, false
	for _, line := range m.rows {
		counted, known = counted || line.readable(), known || line.known()
	}
	if !counted && !known {
		r.block(margin, columnWidth, body, r.say(noticeFew))
		return
	}
	cellW := math.Max(px(60), math.Min(px(84), px(330)/math.Max(1, float64(len(m.columns)))))
	nW, agreementW := px(34), 0.0
	if m.agreement != "" {
		agreementW = px(84)
	}
	first := math.Max(px(120), columnWidth-cellW*float64(len(m.columns))-nW-agreementW)
	t := table{narrow: true, columns: []column{{m.head, first, left, tableText}}}
	for _, c := range m.columns {
		t.columns = append(t.columns, column{c, cellW, centre, tableText})
	}
	if m.agreement == "" {
		t.columns = append(t.columns, column{r.say(contrastN), nW + cellGap, right, small.in(ink3)})
	} else {
		t.columns = append(t.columns, column{r.say(contrastN), nW, right, small.in(ink3)}, column{m.agreement, agreementW, left, tableText})
	}
	for _, line := range m.rows {
		if !line.readable() && counted {
			line.note = strings.TrimSpace(line.note + " (" + r.say(sortFewCell) + ")")
		}
		t.rows = append(t.rows, r.matrixRow(m, line, margin+first, cellW))
	}
	r.table(t)
}

func (r sheet) matrixRow(m matrix, line matrixRow, x, cellW float64) row {
	cells := make([]string, len(m.columns)+2)
	cells[0] = line.text
	cells[len(m.columns)+1] = "—"
	if line.n >= 0 {
		cells[len(m.columns)+1] = r.number(float64(line.n), 0)
	}
	if m.agreement != "" {
		cells = append(cells, "")
	}
	right0 := margin + columnWidth
	return row{cells: cells, note: line.note, least: px(33), draw: func(y, h float64) {
		marked := len(m.marks) > 0 && len(m.marks) <= matrixMarks
		for i := range m.columns {
			left0 := x + cellW*float64(i)
			if line.readable() && i < len(line.counts) {
				r.countCell(left0, y+h/2-px(13), cellW-px(6), px(26), line.counts[i], line.n, marked)
			}
			if i == line.key {
				r.stroke(rect(left0+px(0.75), y+h/2-px(12.25), cellW-px(7.5), px(24.5)), px(1.6), ink)
			}
			if marked {
				r.cellTables(m, line, i, left0+cellW-px(12), y+h/2)
			}
		}
		if m.agreement != "" && line.readable() {
			r.banded(right0-px(84), y+h/2, line.share, line.band)
		}
	}}
}

// banded writes an agreement and, under it, what it calls for.
func (r sheet) banded(x, middle float64, value, band string) {
	s, b := tableText.of(toolBold), style{face: toolNarrow, size: px(12), ink: ink}
	if band == "" {
		r.text(x, middle+s.size*0.36, s, left, value)
		return
	}
	r.text(x, middle-px(2), s, left, value)
	r.text(x, middle+px(11.5), b, left, band)
}

// countCell draws a count; the tint repeats it. aside leaves room at its right.
func (r sheet) countCell(x, y, w, h float64, count, n int, aside bool) {
	s := style{face: toolSemi, size: px(13), ink: ink}
	text := r.number(float64(count), 0)
	if count == 0 {
		s, text = s.of(tool).in(lineStrong), "·"
	} else {
		r.box(x, y, w, h, heatN[tint(count, n)])
	}
	at := x + w/2
	if aside {
		at = x + px(16)
	}
	r.text(at, y+h/2+s.size*0.35, s, centre, text)
}

// cellTables draws the shapes of the tables that chose a column, in rows of four.
func (r sheet) cellTables(m matrix, line matrixRow, column int, right0, middle float64) {
	var chose []int
	for i, c := range line.tables {
		if c == column && i < len(m.marks) {
			chose = append(chose, m.marks[i])
		}
	}
	const perRow = 4
	rows := (len(chose) + perRow - 1) / perRow
	for i, mark := range chose {
		x := right0 - px(8)*float64(i%perRow)
		y := middle + px(9)*(float64(i/perRow)-float64(rows-1)/2)
		r.fill(teamShape(mark, x, y, px(3.4)), ink)
	}
}

// choices draws a question and the answers it got, one bar for each choice;
// hands among the n were raised.
func (r sheet) choices(prompt string, n, hands int, texts []string, counts []int) {
	r.section(prompt, px(40)+px(24)*float64(len(texts)))
	if !shown(n) || len(counts) != len(texts) {
		r.block(margin, columnWidth, body, r.say(noticeFew))
		return
	}
	r.block(margin, columnWidth, bodySoft, joined(", ", r.sample(n), r.handed(hands)))
	r.y += px(4)
	most := 1
	for _, c := range counts {
		most = max(most, c)
	}
	x, width := margin+px(330), columnWidth-px(380)
	for i, text := range texts {
		h := math.Max(r.tall(tableText, text, px(316)), px(18)) + px(8)
		r.need(h)
		lines := r.wrap(tableText, text, px(316))
		r.lines(margin, tableText.baseline(r.y+(h-tableText.lead*float64(len(lines)))/2), tableText, left, lines)
		w := width * float64(counts[i]) / float64(most)
		r.bar(x, r.y+h/2-px(8), w, px(16), solid)
		value := tableText.of(toolBold)
		r.text(x+w+px(8), r.y+h/2+value.size*0.36, value, left, r.number(float64(counts[i]), 0))
		r.rule(x, r.y, x, r.y+h, px(1.5), ink)
		r.y += h
	}
}
