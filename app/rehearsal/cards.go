package rehearsal

import (
	"cmp"
	"fmt"
	"slices"

	estrade "estrade/app"
)

// Cards picked of one box at most, so that a room can read them: of what is
// voted on, and of the rest.
const (
	pickedOfVoted = 8
	pickedOfOther = 2
)

// sourceNote is the source of a card that was written on a board.
const sourceNote = "note"

// together is the title of what a director puts side by side.
var together = estrade.Text{FR: "À commencer ensemble", EN: "To start together"}

// card picks the next text worth reading to the room, or to the organisation:
// those that say the same are grouped, and two that could begin together.
func (d *Director) card(v estrade.ConsoleView) (estrade.Card, bool) {
	b := v.Backstage
	if b == nil || b.CardsPicked == "" {
		return estrade.Card{}, false
	}
	cards := slices.Clone(b.Cards)
	// What they say decides, not their ids, which are another session's next time.
	liking := func(c estrade.Card) float64 { return d.chance("card", v.Step.ID, c.Box, c.Text).Float64() }
	slices.SortStableFunc(cards, func(a, b estrade.Card) int { return cmp.Compare(liking(b), liking(a)) })
	for _, c := range cards {
		if c.Picked || d.read[c.ID] {
			continue
		}
		d.read[c.ID] = true
		voted := c.Source == sourceNote && votedOn(v, c.Box)
		k := v.Step.ID + "/" + c.Source + "/" + c.Box
		if c.Source == sourceNote && (voted && d.picked[k] >= pickedOfVoted || !voted && d.picked[k] >= pickedOfOther) {
			continue
		}
		if c.Source != sourceNote && liking(c) < 0.3 {
			continue
		}
		d.picked[k]++
		c.Picked = true
		if voted {
			c.Group = cluster(c, cards).In(v.Session.StageLanguage)
		}
		return c, true
	}
	return estrade.Card{}, false
}

// cluster is the title under which a card stands with others of its box: those
// that say the same, or, of the cards that nothing resembles, the third and the
// fourth.
func cluster(c estrade.Card, cards []estrade.Card) estrade.Text {
	alike := func(a estrade.Card) bool {
		return slices.ContainsFunc(cards, func(b estrade.Card) bool { return a.ID != b.ID && a.Box == b.Box && a.Text == b.Text })
	}
	if alike(c) {
		return estrade.Text{FR: c.Text, EN: c.Text}
	}
	var alone []string
	for _, o := range cards {
		if o.Box == c.Box && !alike(o) {
			alone = append(alone, o.ID)
		}
	}
	if i := slices.Index(alone, c.ID); len(alone) >= 4 && (i == 2 || i == 3) {
		return together
	}
	return estrade.Text{}
}

// votedOn tells whether the ideas of a box are voted on.
func votedOn(v estrade.ConsoleView, box string) bool {
	return v.Play != nil && v.Play.Board != nil &&
		slices.ContainsFunc(v.Play.Board.Boxes, func(b estrade.BoxPlay) bool { return b.ID == box && b.Voted })
}

// propose puts an idea on a board that has none to vote on.
func (d *Director) propose(v estrade.ConsoleView) (estrade.Command, error) {
	if v.Play != nil && v.Play.Board != nil {
		for _, box := range v.Play.Board.Boxes {
			if box.Voted {
				ideas := phrasesFor(noted, box.ID)
				text := ideas[d.chance("propose", v.Step.ID).IntN(len(ideas))].In(v.Session.StageLanguage)
				return estrade.Command{Name: estrade.CommandCard, Card: &estrade.Card{Box: box.ID, Text: text, Picked: true}}, nil
			}
		}
	}
	return estrade.Command{}, fmt.Errorf("%s: no box is voted on", where(v))
}
