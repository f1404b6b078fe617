package document

import (
	"math"

	estrade "estrade/app"
)

// scenario draws one's own choices beside the room's, with the reasons.
func (r *personal) scenario(s estrade.OwnScenario) {
	why := r.tooFew(s.Answered, len(s.Nodes))
	agreement := keyFigure{label: r.say(ownAgreement), value: r.say(notComputable), note: why, words: true}
	if s.Agreement != nil {
		agreement = keyFigure{label: r.say(ownAgreement), value: r.percent(*s.Agreement), note: r.say(ownVotes, s.Answered, len(s.Nodes))}
	}
	r.keyFigures(r.score(ownQuality, s.Quality, 1, r.say(scaleHundred), why), agreement)
	r.captions(s.Captions, noticeScenario)
	for _, n := range s.Nodes {
		r.ownNode(n)
	}
	r.ownCompetencies(s.Competencies)
}

// ownNode draws one scene. It is not cut by a page.
func (r *personal) ownNode(n estrade.OwnNode) {
	head := style{face: voiceBold, size: px(15), lead: px(20), ink: ink}
	label := style{face: toolSemi, size: px(12), lead: px(17.5), ink: ink2}
	choice := style{face: tool, size: px(13), lead: px(17.5), ink: ink}
	scene, rationale := r.in(n.Title), r.in(n.Rationale)
	own, room := r.say(ownNoVote), r.in(n.RoomText)
	if n.Choice != "" && n.ChoiceText != nil {
		own = r.in(*n.ChoiceText)
	}
	if room == "" {
		room = r.say(scenarioUndecided)
	}
	rows := []struct {
		label, text string
		style       style
	}{{r.say(ownChoice), own, choice.of(toolSemi)}, {r.say(ownRoomChoice), room, choice}, {r.say(scenarioReason), rationale, small}}
	if n.Choice != "" && n.Choice == n.Room {
		rows = rows[1:]
		rows[0].label, rows[0].style = r.say(ownSameChoice), choice.of(toolSemi)
	}
	indent := px(150)
	height := r.tall(head, scene, columnWidth) + px(20)
	for _, row := range rows {
		height += math.Max(r.tall(row.style, row.text, columnWidth-indent), r.tall(label, row.label, indent-px(16))) + px(5)
	}
	r.skip(px(14))
	r.need(math.Min(height, pageBottom-pageTop))
	r.rule(margin, r.y, margin+columnWidth, r.y, px(1.5), ink)
	r.y += px(6)
	r.block(margin, columnWidth, head, scene)
	r.y += px(3)
	for _, row := range rows {
		if row.text == "" {
			continue
		}
		top := r.y
		lines := r.wrap(label, row.label, indent-px(16))
		r.lines(margin, label.baseline(top), label, left, lines)
		r.proseIn(margin+indent, columnWidth-indent, row.style, row.text)
		r.y = math.Max(r.y, top+label.lead*float64(len(lines))) + px(5)
	}
}

// ownCompetencies draws the quality of one's choices by competency; what no
// choice touched is « non observé ».
func (r *personal) ownCompetencies(competencies []estrade.OwnCompetency) {
	if len(competencies) == 0 {
		return
	}
	barX, barW := margin+px(330), px(240)
	t := table{columns: []column{
		{r.say(scenarioCompetency), px(330), left, tableText},
		{r.say(scenarioScale), px(260), left, small},
		{r.say(ownValue), columnWidth - px(590) + cellGap, right, tableText.of(toolSemi)},
	}}
	for _, c := range competencies {
		cells := []string{r.competencyName(c), "", "—"}
		if c.Score == nil {
			cells[1] = r.say(scenarioUnseen)
		} else {
			cells[2] = r.number(*c.Score, 1)
		}
		t.rows = append(t.rows, row{cells: cells, draw: func(y, h float64) {
			if c.Score != nil {
				r.box(barX, y+h/2-px(3.5), barW, px(7), sunken)
				r.box(barX, y+h/2-px(3.5), barW*clamped(*c.Score)/100, px(7), ink)
			}
		}})
	}
	r.section(r.say(scenarioCompetencies), tableRoom(len(t.rows)))
	r.block(margin, columnWidth, bodySoft, r.say(noticeScenario))
	r.y += px(6)
	r.table(t)
}

// competencyName is the name of a competency, from the pack when the result has none.
func (r *personal) competencyName(c estrade.OwnCompetency) string {
	name := r.in(c.Name)
	for _, known := range r.data.Competencies {
		if name == "" && known.ID == c.Competency {
			name = r.in(known.Name)
		}
	}
	switch {
	case name == "":
		return c.Competency
	case c.Competency == "":
		return name
	default:
		return c.Competency + " · " + name
	}
}
