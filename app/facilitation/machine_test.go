package facilitation_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	estrade "estrade/app"
)

// machine runs any command in any state, with people answering, coming, going
// and erasing in between, and knows what must hold whatever happens.
type machine struct {
	*room
	guests []*guest
	kept   map[estrade.AnswerKey]string // last acknowledged values
	frozen map[string]string
	shown  map[string]estrade.PartState
}

var commandNames = []estrade.CommandName{
	estrade.CommandStart, estrade.CommandOpen, estrade.CommandClose, estrade.CommandReopen, estrade.CommandBack,
	estrade.CommandAdvance, estrade.CommandReveal, estrade.CommandNextStep, estrade.CommandDecide, estrade.CommandSituation,
	estrade.CommandSection, estrade.CommandExtend, estrade.CommandPause, estrade.CommandResume, estrade.CommandShorten,
	estrade.CommandSkipStep, estrade.CommandSwap, estrade.CommandStage, estrade.CommandMakeTables, estrade.CommandMove,
	estrade.CommandRename, estrade.CommandRemove, estrade.CommandPutBack, estrade.CommandGivePen, estrade.CommandNote, estrade.CommandDeleteNote, estrade.CommandUndo, estrade.CommandCheck,
	estrade.CommandBeginClosing, estrade.CommandReopenRoom, estrade.CommandOpenRoom,
	estrade.CommandCard, estrade.CommandDropCard, estrade.CommandAloud, estrade.CommandLateSigning,
}

// onward does what the console proposes; drawn often, so that runs get far.
func (m *machine) onward(t *rapid.T) {
	if len(m.view.Actions) == 0 || m.view.Session.State != estrade.SessionOpen {
		return
	}
	a := m.view.Actions[0]
	if a.Command == estrade.CommandBeginClosing {
		return
	}
	before := m.view
	m.step(nil)
	m.moved(t, before)
}

func (m *machine) anyCommand(t *rapid.T) {
	c := estrade.Command{
		Name: rapid.SampledFrom(commandNames).Draw(t, "command"), Number: rapid.IntRange(-1, 3).Draw(t, "number"),
		Confirmed: true, Text: "Autre Nom", Participant: m.anyone(t).id, Revision: m.view.Revision,
		Option:  rapid.SampledFrom([]string{"", "a", "b", "compliance", "seven-channels", "gate-12", "no-rebound", "trusted-sources"}).Draw(t, "option"),
		Step:    rapid.SampledFrom([]string{"welcome", "scenario", "ranking", "carriers"}).Draw(t, "step"),
		Stage:   &estrade.StageSettings{Timer: true, Frozen: rapid.Bool().Draw(t, "frozen")},
		Note:    &estrade.Note{Text: "À reprendre"},
		HalfDay: &estrade.HalfDayName{Day: "2026-11-24", Afternoon: rapid.Bool().Draw(t, "afternoon")},
	}
	c.Card = m.anyCard(t)
	if c.Name == estrade.CommandCard && rapid.IntRange(0, 3).Draw(t, "earlier") > 0 {
		c.Step = "" // the current one's
	}
	if b := m.view.Backstage; b != nil && c.Name == estrade.CommandAloud && len(b.Aloud) > 0 {
		c.Option = rapid.SampledFrom(b.Aloud).Draw(t, "question").ID
	}
	if len(m.view.Tables) > 0 {
		c.Table = rapid.SampledFrom(m.view.Tables).Draw(t, "table").ID
	}
	if c.Name == estrade.CommandBeginClosing && rapid.IntRange(0, 5).Draw(t, "closing") > 0 {
		return
	}
	before := m.view
	view, err := m.desk.Do(m.ctx, m.id, c)
	if code := estrade.ErrorCode(err); err != nil {
		if code != estrade.CodeConflict && code != estrade.CodeInvalid && code != estrade.CodeNotFound {
			t.Fatalf("%s: %v", c.Name, err)
		}
		m.refresh()
		if m.view.Revision != before.Revision {
			t.Fatalf("%s was refused and moved the session on", c.Name)
		}
		return
	}
	m.view = view
	m.moved(t, before)
}

// anyCard is a card that is there, changed, or one of the trainer's.
func (m *machine) anyCard(t *rapid.T) *estrade.Card {
	box := rapid.SampledFrom([]string{"", "fact", "first-step", "nowhere"}).Draw(t, "box")
	c := estrade.Card{Box: box, Text: "Carte de l’animation", Picked: true}
	if b := m.view.Backstage; b != nil && len(b.Cards) > 0 && rapid.Bool().Draw(t, "offered") {
		c = rapid.SampledFrom(b.Cards).Draw(t, "card")
		c.Picked = rapid.Bool().Draw(t, "picked")
		c.Group = rapid.SampledFrom([]string{"", "Groupe"}).Draw(t, "group")
	}
	return &c
}

// moved checks what a successful command may change.
func (m *machine) moved(t *rapid.T, before estrade.ConsoleView) {
	if m.view.Revision != before.Revision+1 {
		t.Fatalf("revision %d after %d", m.view.Revision, before.Revision)
	}
}

func (m *machine) anyone(t *rapid.T) *guest { return rapid.SampledFrom(m.guests).Draw(t, "who") }

func (m *machine) join(*rapid.T) {
	if m.view.Session.State != estrade.SessionOpen || len(m.guests) > 8 {
		return
	}
	m.guests = append(m.guests, m.room.join(fmt.Sprintf("Personne %d", len(m.guests))))
}

func (m *machine) erase(t *rapid.T) {
	g := m.anyone(t)
	if m.desk.EraseAnswers(m.ctx, m.id, g.id) == nil {
		for k := range m.kept {
			if k.Subject.Participant == g.id {
				delete(m.kept, k)
			}
		}
	}
}

// answer answers the part on the screen or another one of the step.
func (m *machine) answer(t *rapid.T) {
	if m.view.Part == nil {
		return
	}
	g := m.anyone(t)
	part := rapid.SampledFrom(append(slices.Clone(m.view.Parts), *m.view.Part, *m.view.Part, *m.view.Part)).Draw(t, "part")
	a := estrade.AnswerRequest{
		ID: fmt.Sprint(answerCount.Add(1)), Participant: g.id, AsTable: part.ByTable, Step: m.view.Step.ID, Part: part.ID, Opening: part.Opening,
	}
	subject := estrade.Subject{Participant: g.id}
	if part.ByTable {
		i := slices.IndexFunc(m.view.Roster, func(l estrade.RosterLine) bool { return l.ID == g.id })
		if i < 0 || m.desk.TakePen(m.ctx, m.id, g.id) != nil {
			return
		}
		subject = estrade.Subject{Table: m.view.Roster[i].Table}
	}
	values := []string{"null"}
	switch play := m.view.Play; {
	case play.Scenario != nil:
		a.Item, values = "choice", []string{"null", `"a"`, `"b"`}
	case play.Ranking != nil:
		a.Item = "list"
		list := make([]*string, len(play.Ranking.Items))
		for i := range list {
			list[i] = &play.Ranking.Items[(i+len(m.kept))%len(list)].ID
		}
		text, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		values = append(values, string(text))
	case play.Contrast != nil && part.Phase == "sort":
		a.Item, values = rapid.SampledFrom(play.Contrast.Cards).Draw(t, "card").ID, []string{"null", `"leader"`}
	case play.Contrast != nil:
		a.Item, a.Pass, values = rapid.SampledFrom(play.Contrast.Pairs).Draw(t, "pair").ID, "current", []string{"null", "-3", "3"}
	default:
		others := &troupe{room: m.room, manner: almostAll, rng: rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "chance"), 1))}
		asked := others.asked()
		if len(asked) == 0 {
			return
		}
		ask := rapid.SampledFrom(asked).Draw(t, "question")
		v, _ := others.value(len(m.guests), 1, ask)
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		a.Item, a.Pass = ask.item, ask.pass
		values = append(values, string(text))
	}
	a.Value = []byte(rapid.SampledFrom(values).Draw(t, "value"))
	_, err := m.desk.Submit(m.ctx, m.id, a)
	if err == nil {
		if part.State != estrade.PartOpen || part.ID != m.view.Part.ID {
			t.Fatalf("an answer to %s, which is %s", part.ID, part.State)
		}
		m.kept[estrade.AnswerKey{Subject: subject, Step: a.Step, Part: a.Part, Pass: a.Pass, Item: a.Item}] = string(a.Value)
		return
	}
	if code := estrade.ErrorCode(err); code == estrade.CodeInternal || code == estrade.CodeUnavailable {
		t.Fatalf("answer to %s: %v", part.ID, err)
	}
}

func (m *machine) comeAndGo(t *rapid.T) {
	g, here := m.anyone(t), rapid.Bool().Draw(t, "here")
	m.desk.Presence(m.ctx, m.id, []estrade.ParticipantID{g.id}, here)
}

func (m *machine) startAgain(*rapid.T) {
	if m.view.Stage.Frozen {
		return // the picture kept on the stage is not the store's
	}
	before := m.pictures()
	m.restart()
	if after := m.pictures(); before != after {
		m.t.Fatalf("another picture after a restart:\n%s\n%s", before, after)
	}
	for _, g := range m.guests {
		m.desk.Presence(m.ctx, m.id, []estrade.ParticipantID{g.id}, true)
	}
}

// check holds after everything.
func (m *machine) check(t *rapid.T) {
	m.refresh()
	if err := m.desk.AnswersAgree(m.ctx, m.id); err != nil {
		t.Fatal(err)
	}
	record, err := m.store.Load(m.ctx, m.id)
	if err != nil {
		t.Fatal(err)
	}
	stored := make(map[estrade.AnswerKey]string)
	for _, a := range record.Answers {
		if a.Key.Subject != (estrade.Subject{}) { // what the trainer picked
			stored[a.Key] = string(a.Value)
		}
	}
	for k, v := range m.kept {
		if stored[k] != v {
			t.Fatalf("%+v was acknowledged as %s and is %q", k, v, stored[k])
		}
	}
	if len(stored) != len(m.kept) {
		t.Fatalf("%d answers stored, %d acknowledged", len(stored), len(m.kept))
	}
	frozen := make(map[string]string)
	for _, f := range record.Figures {
		frozen[f.Step+"/"+f.Part] = fmt.Sprint(f.At, string(f.JSON))
	}
	for k, v := range m.frozen {
		if frozen[k] != v {
			t.Fatalf("figures of %s moved:\n%s\n%s", k, v, frozen[k])
		}
	}
	m.frozen = frozen
	for _, p := range record.Parts {
		k := p.Step + "/" + p.Part
		if was, ok := m.shown[k]; ok && p.State != was && p.State != estrade.PartDone && p.State != estrade.PartShown {
			t.Fatalf("%s went from %s to %s", k, was, p.State)
		}
		if p.ShownAt != 0 {
			m.shown[k] = p.State
		}
	}
	for _, table := range record.Tables {
		i := slices.IndexFunc(record.Participants, func(p estrade.Participant) bool { return p.ID == table.PenHolder })
		if table.PenHolder != "" && (i < 0 || record.Participants[i].Removed || record.Participants[i].Table != table.ID) {
			t.Fatalf("the pen of %s is held by somebody elsewhere", table.Name)
		}
	}
}

// agendasOfFew are short agendas, so that a run gets through all of one; none
// stands for the usual agenda.
var agendasOfFew = [][]string{
	nil, {"t-before", "t-after"}, {"engagement-curve", "community-carriers"}, {"trusted-sources", "work-and-value"},
	{"weak-signals", "action-plan"}, {"coalition-canvas"}, {"hot-evaluation", "closing"},
}

// TestDesk_AnyCommandAnywhere runs a few long sessions; -rapid.checks and
// -rapid.steps ask for more.
func TestDesk_AnyCommandAnywhere(t *testing.T) {
	for name, usual := range map[string]string{"rapid.checks": "10", "rapid.steps": "60"} {
		if f := flag.Lookup(name); f.Value.String() == f.DefValue {
			if err := flag.Set(name, usual); err != nil {
				t.Fatal(err)
			}
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		r := newRoom(t, estrade.NewSession{Tables: rapid.IntRange(0, 2).Draw(rt, "tables")})
		if activities := rapid.SampledFrom(agendasOfFew).Draw(rt, "agenda"); len(activities) > 0 {
			r = r.another(estrade.NewSession{Workshop: r.agenda("Essai", activities...), FollowUp: true})
		}
		m := &machine{
			room: r, guests: r.joinMany(rapid.IntRange(1, 6).Draw(rt, "people")),
			kept: make(map[estrade.AnswerKey]string), frozen: make(map[string]string), shown: make(map[string]estrade.PartState),
		}
		rt.Repeat(map[string]func(*rapid.T){
			"":        m.check,
			"onward":  m.onward,
			"further": m.onward,
			"command": m.anyCommand,
			"answer":  m.answer,
			"more":    m.answer,
			"join":    m.join,
			"erase":   m.erase,
			"here":    m.comeAndGo,
			"restart": m.startAgain,
		})
		m.desk.Close()
		if err := m.store.Close(); err != nil {
			rt.Fatal(err)
		}
	})
}
