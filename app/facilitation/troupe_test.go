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
}

func (s setting) String() string {
	return fmt.Sprintf("%dPeople%dTablesManner%d", s.people, s.tables, s.manner)
}

func newTroupe(t *testing.T, s setting) *troupe {
	t.Helper()
	pack, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	tr := &troupe{
		room: newRoom(t, estrade.NewSession{Tables: s.tables, StageLanguage: s.language, DocumentLanguage: s.language}),
		rng:  rand.New(rand.NewPCG(s.seed, 7)), manner: s.manner, pack: pack,
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
	for range 120 {
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
		for i, p := range tr.there() {
			for k, ask := range tr.asked() {
				if v, given := tr.value(i, k); given {
					p.answer(ask.pass, ask.item, v)
					p.given[ask] = v
				}
			}
		}
		return
	}
	for i, t := range tr.view.Tables {
		members := tr.members(t.ID)
		if len(members) == 0 || tr.manner == atRandom && tr.rng.IntN(4) == 0 {
			continue
		}
		writer := members[tr.rng.IntN(len(members))]
		if err := tr.desk.TakePen(tr.ctx, tr.id, writer.id); err != nil {
			tr.t.Fatal(err)
		}
		for k, ask := range tr.asked() {
			if v, given := tr.value(i, k); given {
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
	step, part := tr.view.Step.ID, tr.view.Part.ID
	var all []spot
	switch tr.view.Part.Phase {
	case "vote", "decide":
		all = append(all, spot{step, part, "", "choice"})
	case "individual", "team":
		all = append(all, spot{step, part, "", "list"})
	case "sort":
		for _, c := range tr.view.Play.Contrast.Cards {
			all = append(all, spot{step, part, "", c.ID})
		}
	case "sliders":
		for _, pass := range []string{"current", "required"} {
			for _, p := range tr.view.Play.Contrast.Pairs {
				all = append(all, spot{step, part, pass, p.ID})
			}
		}
	}
	return all
}

// value is what the i-th person answers to the k-th question, given false for
// nothing at all.
func (tr *troupe) value(i, k int) (v any, given bool) {
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
	switch tr.view.Part.Phase {
	case "vote", "decide":
		options := tr.view.Play.Scenario.Node.Options
		return options[pick(len(options))].ID, true
	case "sort":
		return []string{"manager", "leader", "both"}[pick(3)], true
	case "sliders":
		return pick(7) - 3, true
	}
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
	return list, true
}
