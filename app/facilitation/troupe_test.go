package facilitation_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	estrade "estrade/app"
	"estrade/app/content"
)

// spot is where an answer stands.
type spot struct{ step, part, pass, item string }

// troupe plays a whole session and remembers what everybody answered, so that
// figures can be computed again from nothing but that.
type troupe struct {
	*room
	rng    *rand.Rand
	manner manner
	people []*player
	tables map[estrade.TableID]map[spot]any
	pack   *estrade.Pack
	seen   func(estrade.CommandName) // called after every command
}

// manner is how people answer.
type manner int

const (
	atRandom manner = iota
	allTheSame
	allDecline
	almostAll // everybody answers everything, but one who misses something everywhere
)

// player is a guest with what they answered.
type player struct {
	*guest
	pseudonym string
	gone      bool
	given     map[spot]any // nil: prefers not to answer
}

// setting is a session to play.
type setting struct {
	people, tables int
	seed           uint64
	manner         manner
	language       estrade.Language
	workshop       string
	followUp       bool
}

func (s setting) String() string {
	return fmt.Sprintf("%s%dPeople%dTablesManner%d", s.workshop, s.people, s.tables, s.manner)
}

func newTroupe(t *testing.T, s setting) *troupe {
	t.Helper()
	pack, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	tr := &troupe{
		room: newRoom(t, estrade.NewSession{
			Workshop: s.workshop, Tables: s.tables, StageLanguage: s.language, DocumentLanguage: s.language, FollowUp: s.followUp,
		}),
		rng: rand.New(rand.NewPCG(s.seed, 7)), manner: s.manner, pack: pack,
		tables: make(map[estrade.TableID]map[spot]any), seen: func(estrade.CommandName) {},
	}
	for range s.people {
		tr.enter()
	}
	tr.refresh()
	return tr
}

// enter lets somebody join under a name and a pseudonym that stand nowhere else.
func (tr *troupe) enter() *player {
	tr.t.Helper()
	i := len(tr.people)
	name := fmt.Sprintf("Quidam%02d Zzyzx", i)
	pseudonym := []string{"Achernar", "Alphard", "Bellatrix", "Fomalhaut"}[i%4] + " " + []string{"Alisier", "Catalpa", "Ginkgo", "Merisier", "Sorbier"}[i/4%5]
	language := estrade.Languages[i%2]
	j, err := tr.desk.Join(tr.ctx, estrade.JoinRequest{Code: tr.view.Join.Code, Name: name, Pseudonym: pseudonym, Language: language})
	if err != nil {
		tr.t.Fatal(err)
	}
	tr.desk.Presence(tr.ctx, tr.id, []estrade.ParticipantID{j.Participant}, true)
	p := &player{guest: &guest{r: tr.room, id: j.Participant, token: j.Token, name: name}, pseudonym: pseudonym, given: make(map[spot]any)}
	tr.people = append(tr.people, p)
	return p
}

// erase deletes everything somebody answered.
func (tr *troupe) erase(p *player) {
	tr.t.Helper()
	if err := tr.desk.EraseAnswers(tr.ctx, tr.id, p.id); err != nil {
		tr.t.Fatal(err)
	}
	clear(p.given)
}

// remove puts somebody out.
func (tr *troupe) remove(p *player) {
	tr.t.Helper()
	tr.refresh()
	tr.do(estrade.Command{Name: estrade.CommandRemove, Participant: p.id})
	p.gone = true
}

// there lists who is still in the session.
func (tr *troupe) there() []*player {
	return slices.DeleteFunc(slices.Clone(tr.people), func(p *player) bool { return p.gone })
}

// members lists who sits at a table now, by the console.
func (tr *troupe) members(table estrade.TableID) []*player {
	return slices.DeleteFunc(tr.there(), func(p *player) bool {
		return !slices.ContainsFunc(tr.view.Roster, func(l estrade.RosterLine) bool { return l.ID == p.id && l.Table == table })
	})
}

// play runs the agenda to its end; between is called before every act.
func (tr *troupe) play(between func(part *estrade.PartView)) {
	tr.t.Helper()
	for range 400 {
		if tr.view.Finished {
			return
		}
		if between != nil && tr.view.Part != nil {
			between(tr.view.Part)
			tr.refresh()
		}
		if p := tr.view.Part; p != nil && p.State == estrade.PartOpen {
			tr.answerAll()
			tr.refresh()
		}
		var decisions []string
		if play := tr.view.Play; play != nil && play.Scenario != nil && play.Scenario.Node != nil {
			options := play.Scenario.Node.Options
			decisions = []string{options[tr.rng.IntN(len(options))].ID}
		}
		tr.pickCards()
		name := tr.view.Actions[0].Command
		tr.step(decisions)
		tr.seen(name)
	}
	tr.t.Fatal("the agenda never ends")
}

// answerAll lets everybody, or every table, answer the open part.
func (tr *troupe) answerAll() {
	tr.t.Helper()
	if !tr.view.Part.ByTable {
		for _, p := range tr.there() {
			i := slices.Index(tr.people, p)
			for k, ask := range tr.asked() {
				if v, given := tr.value(i, k, ask); given {
					p.answer(ask.pass, ask.item, v)
					p.given[ask] = v
				}
			}
		}
		return
	}
	for i, t := range tr.view.Tables {
		i += firstTable
		members := tr.members(t.ID)
		if len(members) == 0 || tr.manner == atRandom && tr.rng.IntN(4) == 0 {
			continue
		}
		writer := members[tr.rng.IntN(len(members))]
		if err := tr.desk.TakePen(tr.ctx, tr.id, writer.id); err != nil {
			tr.t.Fatal(err)
		}
		for k, ask := range tr.asked() {
			if v, given := tr.value(i, k, ask); given {
				writer.answer(ask.pass, ask.item, v)
				if tr.tables[t.ID] == nil {
					tr.tables[t.ID] = make(map[spot]any)
				}
				tr.tables[t.ID][ask] = v
			}
		}
	}
}

// asked lists what the open part asks.
func (tr *troupe) asked() []spot {
	step, part, play := tr.view.Step.ID, tr.view.Part.ID, tr.view.Play
	var all []spot
	ask := func(pass, item string) { all = append(all, spot{step, part, pass, item}) }
	switch phase := tr.view.Part.Phase; {
	case play.Scenario != nil:
		ask("", "choice")
	case play.Ranking != nil:
		ask("", "list")
	case play.Contrast != nil && phase == "sort":
		for _, c := range play.Contrast.Cards {
			ask("", c.ID)
		}
	case play.Contrast != nil:
		for _, pass := range []string{"current", "required"} {
			for _, p := range play.Contrast.Pairs {
				ask(pass, p.ID)
			}
		}
	case play.Assessment != nil:
		for _, pass := range play.Assessment.Passes {
			for _, item := range pass.Items {
				ask(pass.ID, item.ID)
			}
		}
	case play.Curve != nil && phase == "estimate":
		for _, e := range play.Curve.Estimates {
			ask("", e.ID)
		}
	case play.Curve != nil && phase == "draw":
		ask("", "curve")
	case play.Curve != nil:
		for _, x := range play.Curve.Interventions {
			ask("", x.ID)
		}
	case play.Sort != nil && phase == "follow-up":
		ask("", "follow-up")
	case play.Sort != nil:
		for _, c := range play.Sort.Cards {
			ask("", c.ID)
		}
	case play.Rating != nil && phase == "team":
		ask("", "decision")
	case play.Rating != nil:
		for _, item := range play.Rating.Items {
			ask("", item.ID)
			ask("criterion", item.ID)
		}
	case play.Board != nil && phase == "notes":
		for _, b := range play.Board.Boxes {
			ask("", b.ID+".1")
		}
	case play.Board != nil:
		ask("", "ballot")
	case play.Commitment != nil:
		for _, slot := range play.Commitment.Slots {
			ask("", "1."+slot.ID)
		}
		ask("", "1.confidence")
		ask("", "1.shared")
	case play.Feedback != nil && phase == "comments":
		for _, c := range play.Feedback.Comments {
			ask("", c.ID)
		}
	case play.Feedback != nil:
		for _, q := range play.Feedback.Questions {
			ask("", q.ID)
		}
		ask("", "recommendation")
	}
	return all
}

// value is what the i-th person, or table, answers, given false for nothing at all.
func (tr *troupe) value(i, k int, at spot) (v any, given bool) {
	switch tr.manner {
	case allDecline:
		return nil, true
	case almostAll:
		if i == 0 && k == 0 {
			return nil, false
		}
	case atRandom:
		switch tr.rng.IntN(12) {
		case 0:
			return nil, true
		case 1:
			return nil, false
		}
	}
	pick := tr.rng.IntN
	if tr.manner == allTheSame {
		pick = func(int) int { return 1 }
	}
	play := tr.view.Play
	switch phase := tr.view.Part.Phase; {
	case play.Scenario != nil:
		options := play.Scenario.Node.Options
		return options[pick(len(options))].ID, true
	case play.Contrast != nil && phase == "sort":
		return []string{"manager", "leader", "both"}[pick(3)], true
	case play.Contrast != nil:
		return pick(7) - 3, true
	case play.Ranking != nil:
		return tr.ranked(), true
	case play.Assessment != nil:
		if tr.manner == atRandom && pick(9) == 0 {
			return "not-concerned", true
		}
		return 1 + pick(5), true
	case play.Curve != nil && phase == "estimate":
		return marked(i) + float64(pick(20)), true
	case play.Curve != nil && phase == "draw":
		return tr.drawn(i, pick), true
	case play.Curve != nil:
		return play.Curve.Zones[pick(len(play.Curve.Zones))].ID, true
	case play.Sort != nil && phase == "follow-up":
		return play.Sort.FollowUp.Choices[pick(len(play.Sort.FollowUp.Choices))].ID, true
	case play.Sort != nil:
		return play.Sort.Columns[pick(len(play.Sort.Columns))].ID, true
	case play.Rating != nil && phase == "individual" && at.pass == "":
		return pick(101), true
	case play.Rating != nil && phase == "individual":
		return play.Rating.Criteria[pick(len(play.Rating.Criteria))].ID, true
	case play.Board != nil && phase != "notes":
		ballot := make(map[string]int)
		if ideas := play.Board.Ideas; len(ideas) > 0 {
			ballot[ideas[pick(len(ideas))%len(ideas)].ID] = 1
		}
		return ballot, true
	case play.Commitment != nil && at.item == "1.confidence":
		return pick(11), true
	case play.Commitment != nil && at.item == "1.shared":
		return i%3 == 1, true
	case play.Commitment != nil && at.item == "1.date":
		return "2026-12-0" + string(rune('1'+pick(9))), true
	case play.Feedback != nil && at.item == "recommendation":
		return pick(11), true
	case play.Feedback != nil && phase == "answer":
		return 1 + pick(4), true
	}
	return secret(i, at), true
}

// secretWord begins every text that people write: wherever it stands, somebody's
// words stand.
const secretWord = "Xqzw"

// firstTable is the number of the first table among those who answer.
const firstTable = 60

// secret is a text that the i-th person, or table, writes nowhere else.
func secret(i int, at spot) string {
	return fmt.Sprintf("%s%02d %s %s %s", secretWord, i, at.step, at.part, at.item)
}

// marked is a number that nobody but the i-th person answers, up to the units:
// its decimals stand nowhere else.
func marked(i int) float64 { return 10.0471 + float64(i)/1000 }

// drawn is a curve with the i-th person's decimals, some points missing.
func (tr *troupe) drawn(i int, pick func(int) int) []*float64 {
	points := make([]*float64, len(tr.view.Play.Curve.Months))
	for m := range points {
		if tr.manner != atRandom || pick(8) > 0 {
			points[m] = new(marked(i) + float64(pick(80)))
		}
	}
	return points
}

// ranked is a list of the ranking's items.
func (tr *troupe) ranked() []*string {
	var list []*string
	for _, item := range tr.view.Play.Ranking.Items {
		list = append(list, &item.ID)
	}
	if tr.manner != allTheSame {
		tr.rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	if tr.manner == atRandom {
		for n := tr.rng.IntN(12) - 6; n > 0; n-- { // up to five left out: some lists are too short for a distance
			list[tr.rng.IntN(len(list))] = nil
		}
	}
	return list
}

// picked begins the texts of cards as the trainer shows them.
const picked = "Carte choisie"

// pickCards lets the trainer pick two cards of each box, reworded, before the
// obvious next act.
func (tr *troupe) pickCards() {
	tr.t.Helper()
	b := tr.view.Backstage
	if b == nil || b.CardsPicked == "" {
		return
	}
	boxes := make(map[string]int)
	for _, c := range b.Cards {
		if c.Picked {
			boxes[c.Box]++
		}
	}
	for _, c := range b.Cards {
		if c.Picked || boxes[c.Box] >= 2 {
			continue
		}
		boxes[c.Box]++
		c.Picked, c.Text = true, fmt.Sprintf("%s %s %d", picked, c.Box, boxes[c.Box])
		tr.do(estrade.Command{Name: estrade.CommandCard, Card: &c})
		tr.seen(estrade.CommandCard)
	}
}
