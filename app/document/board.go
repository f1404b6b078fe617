package document

import (
	"math"

	estrade "estrade/app"
)

// board draws the texts picked for the room, box by box, then the votes.
func (r *report) board(b estrade.ReportBoard) {
	r.block(margin, px(610), bodySoft, r.say(boardIntro))
	for _, box := range b.Boxes {
		r.boardBox(box)
	}
	if b.Dots > 0 || b.Voters > 0 {
		r.vote(r.say(boardVote), b.Voters, b.Dots, b.Ideas)
	}
	if len(b.RunOff) > 0 || b.RunOffVoters > 0 {
		r.vote(r.say(boardRunOff), b.RunOffVoters, 1, b.RunOff)
	}
}

// boardBox draws one box; the texts of a cluster stand under its title.
func (r *report) boardBox(box estrade.ReportBox) {
	r.section(r.words(box.Title), body.lead*2)
	if len(box.Cards) == 0 {
		r.block(margin, columnWidth, bodySoft, r.say(boardEmpty))
		return
	}
	group := ""
	for _, c := range box.Cards {
		if name := r.words(c.Group); name != group {
			group = name
			r.need(body.lead * 2)
			r.block(margin, columnWidth, body.of(toolSemi), name)
		}
		r.bullet(c.Text)
	}
}

// vote draws the dots each idea got and from how many people.
func (r *report) vote(heading string, voters, dots int, ideas []estrade.ReportIdea) {
	r.section(heading, tableRoom(len(ideas)))
	if !shown(voters) {
		r.block(margin, columnWidth, body, r.say(noticeFew))
		return
	}
	text := r.say(boardVoters, voters, dots)
	if voters < 10 {
		text += " " + r.say(noticeSmall)
	}
	r.block(margin, px(610), bodySoft, text+" "+r.say(boardVotersHow))
	r.y += px(6)
	most := 1
	for _, idea := range ideas {
		most = max(most, idea.Votes)
	}
	barX, barW := margin+px(330), px(150)
	t := table{columns: []column{
		{r.say(boardIdea), px(320), left, tableText},
		{"", px(190), left, small},
		{r.say(boardVotes), px(52), right, tableText.of(toolBold)},
		{r.say(boardPeople), columnWidth - px(562) + cellGap, right, tableText},
	}}
	t.columns[3].width -= cellGap
	for _, idea := range ideas {
		line := row{cells: []string{r.words(idea.Title), "", r.number(float64(idea.Votes), 0), r.number(float64(idea.Voters), 0)}}
		fill := hatched
		if idea.Selected {
			line.note, fill = r.say(boardKept), solid
		}
		line.draw = func(y, h float64) {
			w := math.Max(barW*float64(idea.Votes)/float64(most), 0)
			r.bar(barX, y+h/2-px(7), w, px(14), fill)
			r.rule(barX, y+px(4), barX, y+h-px(4), px(1.5), ink)
		}
		t.rows = append(t.rows, line)
	}
	r.table(t)
}
