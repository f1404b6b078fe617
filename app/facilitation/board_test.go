package facilitation_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
)

const (
	coalition = "coalition-canvas"
	signals   = "weak-signals"
)

// canvas is a session that plays one board.
type canvas struct {
	*room
	guests []*guest
	voted  string // the box that is voted on
}

// newCanvas gathers people before a board.
func newCanvas(t testing.TB, activity string, people int) *canvas {
	t.Helper()
	r := newRoom(t, estrade.NewSession{})
	w, err := r.desk.SaveWorkshop(r.ctx, estrade.WorkshopDraft{Title: "Tableau", Steps: []estrade.DraftStep{
		{Activity: activity, Minutes: 50}, {Activity: "closing", Minutes: 5},
	}})
	if err != nil {
		t.Fatal(err)
	}
	c := &canvas{room: r.another(estrade.NewSession{Workshop: w.ID}), voted: "first-step"}
	if activity == signals {
		c.voted = "fact"
	}
	c.guests = c.joinMany(people)
	c.do(estrade.Command{Name: estrade.CommandStart})
	return c
}

// write opens the notes, lets each guest write their texts in a box, and closes.
func (c *canvas) write(box string, texts ...string) {
	c.t.Helper()
	c.until("notes")
	c.do(estrade.Command{Name: estrade.CommandOpen})
	for i, text := range texts {
		c.guests[i%len(c.guests)].answer("", fmt.Sprintf("%s.%d", box, i/len(c.guests)+1), text)
	}
	c.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
}

// card returns a card by its text.
func (c *canvas) card(text string) estrade.Card {
	c.t.Helper()
	c.refresh()
	i := slices.IndexFunc(c.view.Backstage.Cards, func(k estrade.Card) bool { return k.Text == text })
	if i < 0 {
		c.t.Fatalf("no card says %q: %+v", text, c.view.Backstage.Cards)
	}
	return c.view.Backstage.Cards[i]
}

func (c *canvas) has(text string) bool {
	c.refresh()
	return slices.ContainsFunc(c.view.Backstage.Cards, func(k estrade.Card) bool { return k.Text == text })
}

// set changes a card.
func (c *canvas) set(card estrade.Card) error {
	return c.try(estrade.Command{Name: estrade.CommandCard, Card: &card})
}

func (c *canvas) pick(texts ...string) {
	c.t.Helper()
	for _, text := range texts {
		card := c.card(text)
		card.Picked = true
		if err := c.set(card); err != nil {
			c.t.Fatal(err)
		}
	}
}

// openVote opens the vote and returns its ideas by title.
func (c *canvas) openVote() map[string]string {
	c.t.Helper()
	c.until("vote")
	c.do(estrade.Command{Name: estrade.CommandOpen})
	return c.ideas()
}

func (c *canvas) ideas() map[string]string {
	ideas := make(map[string]string)
	for _, i := range c.stage().Play.Board.Ideas {
		ideas[i.Title] = i.ID
	}
	return ideas
}

// dots lets the i-th guest place dots by the ideas' titles.
func (c *canvas) dots(i int, ideas map[string]string, dots map[string]int) {
	c.t.Helper()
	ballot := make(map[string]int)
	for title, n := range dots {
		ballot[ideas[title]] = n
	}
	c.guests[i].answer("", "ballot", ballot)
}

// show closes the part and shows what it found.
func (c *canvas) show() {
	c.t.Helper()
	c.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	c.do(estrade.Command{Name: estrade.CommandReveal})
}

func titles(ideas []estrade.VotedIdea, selected bool) []string {
	var all []string
	for _, i := range ideas {
		if i.Selected == selected {
			all = append(all, i.Title)
		}
	}
	slices.Sort(all)
	return all
}

func TestBoard_Cards(t *testing.T) {
	c := newCanvas(t, coalition, 6)
	c.until("notes")
	if c.view.Backstage.CardsPicked != "" || len(c.view.Backstage.Cards) != 0 {
		t.Fatalf("notes are private while they are written: %+v", c.view.Backstage.Cards)
	}
	c.do(estrade.Command{Name: estrade.CommandOpen})
	c.guests[0].answer("", "first-step.1", "  Ouvrir l’atelier aux voisins  ")
	c.guests[1].answer("", "first-step.1", "Ouvrir l’atelier aux voisins")
	c.guests[2].answer("", "first-step.1", "Demander à Dorothée Malinvaud")
	c.guests[3].answer("", "first-step.1", "écrite puis effacée")
	c.guests[3].answer("", "first-step.1", "")
	c.guests[4].answer("", "first-step.2", nil)
	c.guests[5].answer("", "ambition.20", "Une ambition")
	c.refresh()
	if len(c.view.Backstage.Cards) != 0 {
		t.Fatalf("notes are private while they are written: %+v", c.view.Backstage.Cards)
	}
	if err := c.set(estrade.Card{Box: "ambition", Text: "Trop tôt"}); key(err) != "no-cards-now" {
		t.Fatal(err)
	}
	for value, want := range map[any]string{strings.Repeat("é", 501): "text-too-long", "a\x07b": "text-unreadable", 12: "text-unreadable"} {
		if err := c.guests[0].try("", "first-step.2", value); key(err) != want {
			t.Errorf("note %v: %v", value, err)
		}
	}
	for _, item := range []string{"first-step", "first-step.0", "first-step.21", "first-step.01", "nowhere.1", "scouts.1", "ballot"} {
		if err := c.guests[0].try("", item, "ici"); key(err) != "unknown-item" {
			t.Errorf("%s: %v", item, err)
		}
	}
	c.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})

	cards := c.view.Backstage.Cards
	if len(cards) != 4 || c.view.Backstage.CardsPicked != "stage" {
		t.Fatalf("four notes are offered, two of them alike: %+v", cards)
	}
	if !slices.IsSortedFunc(cards, func(a, b estrade.Card) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("cards come by id")
	}
	for _, k := range cards {
		if len(k.ID) != 24 || strings.Trim(k.ID, "0123456789abcdef") != "" || k.Source != "note" || k.Picked || k.Edited || k.Box == "" {
			t.Errorf("card %+v", k)
		}
	}
	c.pick("Ouvrir l’atelier aux voisins")
	if p := c.stage().Play.Board.Picked; len(p) != 0 {
		t.Fatalf("nothing shows before the trainer moves on: %+v", p)
	}
	c.do(estrade.Command{Name: estrade.CommandAdvance})
	if p := c.stage().Play.Board.Picked; len(p) != 1 {
		t.Fatalf("one of the two alike was picked: %+v", p)
	}

	named := c.card("Demander à Dorothée Malinvaud")
	named.Text, named.Picked = "  Demander à la présidente ", true
	if err := c.set(named); err != nil {
		t.Fatal(err)
	}
	edited := c.card("Demander à la présidente")
	if !edited.Edited || edited.ID != named.ID || c.has("Demander à Dorothée Malinvaud") {
		t.Fatalf("the name is out of the card: %+v", edited)
	}
	for _, channel := range []string{estrade.RoomChannel(c.id), estrade.StageChannel(c.id)} {
		for _, m := range c.wire.on(channel) {
			if strings.Contains(m, "Malinvaud") {
				t.Fatalf("the name went out on %s", channel)
			}
		}
	}
	edited.Text = "" // a page that only ticks the card
	if err := c.set(edited); err != nil || !c.has("Demander à la présidente") {
		t.Fatalf("an empty text leaves the edited one: %v", err)
	}
	for text, want := range map[string]string{strings.Repeat("é", 501): "text-too-long", "a\x00": "text-unreadable"} {
		bad := edited
		bad.Text = text
		if err := c.set(bad); key(err) != want {
			t.Errorf("text %q: %v", text, err)
		}
	}

	before := c.view.Backstage.Cards
	c.restart()
	if !same(t, before, c.view.Backstage.Cards) {
		t.Errorf("cards changed with a restart:\n%+v\n%+v", before, c.view.Backstage.Cards)
	}

	if err := c.set(estrade.Card{Box: "nowhere", Text: "x"}); key(err) != "unknown-box" {
		t.Error(err)
	}
	if err := c.set(estrade.Card{Box: "ambition", Text: "  "}); key(err) != "text-empty" {
		t.Error(err)
	}
	if err := c.set(estrade.Card{ID: "0123", Text: "x"}); key(err) != "no-such-card" {
		t.Error(err)
	}
	if err := c.try(estrade.Command{Name: estrade.CommandCard}); key(err) != "no-card" {
		t.Error(err)
	}
	if err := c.set(estrade.Card{Box: "ambition", Text: "De ma part", Picked: true}); err != nil {
		t.Fatal(err)
	}
	mine := c.card("De ma part")
	if mine.Source != "trainer" || !mine.Picked || mine.Edited {
		t.Errorf("the trainer's card: %+v", mine)
	}
	if err := c.try(estrade.Command{Name: estrade.CommandDropCard, Option: edited.ID}); key(err) != "no-such-card" {
		t.Errorf("what people wrote is not dropped: %v", err)
	}
	c.do(estrade.Command{Name: estrade.CommandDropCard, Option: mine.ID})
	if c.has("De ma part") {
		t.Error("a dropped card is gone")
	}
}

func TestBoard_Erasing(t *testing.T) {
	c := newCanvas(t, coalition, 7)
	c.write("first-step", "une", "deux", "trois", "quatre")
	c.until("cluster")
	c.pick("une", "deux", "trois")
	group := c.card("deux")
	group.Group = "Ensemble"
	if err := c.set(group); err != nil {
		t.Fatal(err)
	}
	erase := func(i int) {
		t.Helper()
		if err := c.desk.EraseAnswers(c.ctx, c.id, c.guests[i].id); err != nil {
			t.Fatal(err)
		}
	}
	c.do(estrade.Command{Name: estrade.CommandStage, Stage: &estrade.StageSettings{Frozen: true}})
	room := len(c.wire.on(estrade.RoomChannel(c.id)))
	erase(0)
	if c.has("une") || len(c.stage().Play.Board.Picked) != 2 {
		t.Fatal("a picked card goes with its author's answers, also from a stage that stands still")
	}
	c.do(estrade.Command{Name: estrade.CommandStage, Stage: &estrade.StageSettings{}})
	sent := c.wire.on(estrade.RoomChannel(c.id))
	if len(sent) == room || strings.Contains(sent[len(sent)-1], `"une"`) {
		t.Error("the room is told at once")
	}
	c.restart()
	if c.has("une") {
		t.Error("the card came back with a restart")
	}
	erase(3)
	if c.has("quatre") {
		t.Error("an unpicked card goes too")
	}

	ideas := c.openVote()
	erase(1)
	if !same(t, ideas, c.ideas()) || len(ideas) != 2 {
		t.Fatalf("what is voted on stays: %v, then %v", ideas, c.ideas())
	}
	for i := range 6 {
		c.dots(i, ideas, map[string]int{"Ensemble": 1})
	}
	erase(5) // with a ballot
	c.show()
	if v := c.stage().Figures.Votes; v.N != 5 || v.Ideas[0].Title != "Ensemble" || v.Ideas[0].Votes != 5 {
		t.Fatalf("the ballot of who left is not counted: %+v", v)
	}
	shown := c.stage().Figures.Votes
	erase(0)
	if !same(t, shown, c.stage().Figures.Votes) {
		t.Error("what was shown stays")
	}
}

func TestBoard_Rewriting(t *testing.T) {
	c := newCanvas(t, signals, 5)
	c.write("fact", "un fait", "un autre")
	c.pick("un fait")
	c.do(estrade.Command{Name: estrade.CommandShorten}) // no clustering
	c.do(estrade.Command{Name: estrade.CommandAdvance})
	if c.view.Part.ID != "vote" || len(c.stage().Play.Board.Ideas) != 1 {
		t.Fatalf("the vote follows the notes: %+v", c.view.Part)
	}
	c.do(estrade.Command{Name: estrade.CommandBack}) // the notes were closed
	c.do(estrade.Command{Name: estrade.CommandReopen})
	if len(c.view.Backstage.Cards) != 0 || c.stage().Play.Board.Picked == nil || len(c.stage().Play.Board.Picked) != 0 {
		t.Fatal("notes that are written again are private again")
	}
	c.guests[0].answer("", "fact.1", "un fait repris")
	c.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	if k := c.card("un fait repris"); k.Picked || k.Edited {
		t.Fatalf("what was rewritten has to be picked anew: %+v", k)
	}
	if c.has("un fait") {
		t.Fatal("what was picked before was taken back by its author")
	}
	c.do(estrade.Command{Name: estrade.CommandAdvance})
	if err := c.try(estrade.Command{Name: estrade.CommandOpen}); key(err) != "ideas-needed" {
		t.Fatalf("no idea to vote on: %v", err)
	}
	if a := c.view.Actions[0]; a.Command != estrade.CommandOpen || a.Enabled || a.Why != "ideas-needed" {
		t.Fatalf("the console says so: %+v", a)
	}
	if err := c.set(estrade.Card{Box: "assumption", Text: "ne se vote pas", Picked: true}); err != nil {
		t.Fatal(err)
	}
	if err := c.try(estrade.Command{Name: estrade.CommandOpen}); key(err) != "ideas-needed" {
		t.Fatalf("a card of another box is no idea: %v", err)
	}
	if err := c.set(estrade.Card{Box: "fact", Text: "vu ensemble", Picked: true}); err != nil {
		t.Fatal(err)
	}
	ideas := c.openVote()
	if len(ideas) != 1 || c.stage().Play.Board.Dots != 1 {
		t.Fatalf("one idea, one dot: %+v", c.stage().Play.Board)
	}
	if err := c.desk.EraseAnswers(c.ctx, c.id, c.guests[0].id); err != nil {
		t.Fatal(err)
	}
	if again := c.ideas(); len(again) != 1 {
		t.Fatalf("what was taken back before the vote came back with an erasure: %v", again)
	}
	for i := range 5 {
		c.dots(i, ideas, map[string]int{"vu ensemble": 1})
	}
	c.show()
	if c.view.Part.ID != "debrief" || c.stage().Figures.Votes.Ideas[0].Votes != 5 {
		t.Fatalf("without a sharing part the votes show with the debrief: %+v", c.view.Part)
	}
}

// What is voted on stays as the trainer worded it: nothing as its author did.
func TestBoard_ErasedWording(t *testing.T) {
	c := newCanvas(t, coalition, 7)
	c.write("first-step", "appeler Gontran", "deux")
	c.until("cluster")
	card := c.card("appeler Gontran")
	card.Text, card.Picked = "appeler quelqu’un", true
	if err := c.set(card); err != nil {
		t.Fatal(err)
	}
	ideas := c.openVote()
	if err := c.desk.EraseAnswers(c.ctx, c.id, c.guests[0].id); err != nil {
		t.Fatal(err)
	}
	record, err := c.store.Load(c.ctx, c.id)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range record.Answers {
		if strings.Contains(string(a.Value), "Gontran") {
			t.Errorf("kept after its author erased it: %+v %s", a.Key, a.Value)
		}
	}
	if !same(t, ideas, c.ideas()) || len(ideas) != 1 {
		t.Errorf("what is voted on stays: %v, then %v", ideas, c.ideas())
	}
	c.restart()
	if !c.has("appeler quelqu’un") {
		t.Error("gone with a restart")
	}
}

// Once the notes were read, one to four people do not go on writing: each new
// note would be one of theirs.
func TestBoard_NotReopened(t *testing.T) {
	for finished, may := range map[int]bool{2: true, 3: false, 7: false} {
		c := newCanvas(t, coalition, 7)
		c.until("notes")
		c.do(estrade.Command{Name: estrade.CommandOpen})
		for i, g := range c.guests {
			if i < finished {
				g.answer("", "first-step.1", "une note de plus")
				if err := g.lock(""); err != nil {
					t.Fatal(err)
				}
			}
		}
		c.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
		if err := c.try(estrade.Command{Name: estrade.CommandReopen}); (err == nil) != may || !may && key(err) != "cannot-go-back" {
			t.Errorf("%d of 7 had finished: %v", finished, err)
		}
	}
}

func TestBoard_Removed(t *testing.T) {
	c := newCanvas(t, coalition, 7)
	c.write("first-step", "une", "deux", "trois")
	c.until("cluster")
	c.pick("une", "deux", "trois")
	c.do(estrade.Command{Name: estrade.CommandRemove, Participant: c.guests[0].id})
	if c.has("une") {
		t.Fatal("who is put out takes their cards along")
	}
	ideas := c.openVote()
	if len(ideas) != 2 {
		t.Fatalf("a card came back with the vote: %v", ideas)
	}
	c.do(estrade.Command{Name: estrade.CommandRemove, Participant: c.guests[1].id})
	if !same(t, ideas, c.ideas()) {
		t.Fatalf("what is voted on stays: %v", c.ideas())
	}
}

func TestBoard_Vote(t *testing.T) {
	c := newCanvas(t, coalition, 6)
	c.write("first-step", "a", "b", "c", "d", "e", "f")
	c.until("cluster")
	c.pick("a", "b", "c", "d", "e")
	for _, text := range []string{"a", "b"} {
		k := c.card(text)
		k.Group = " Ouvrir "
		if err := c.set(k); err != nil {
			t.Fatal(err)
		}
	}
	if b := c.stage().Play.Board; len(b.Ideas) != 0 || b.Dots != 0 {
		t.Fatalf("no ideas before the vote: %+v", b)
	}
	ideas := c.openVote()
	b := c.stage().Play.Board
	if len(ideas) != 4 || b.Dots != 3 || b.MaxPerIdea != 2 || b.Keep != 3 {
		t.Fatalf("a cluster and three cards, three dots: %+v", b)
	}
	cluster := b.Ideas[slices.IndexFunc(b.Ideas, func(i estrade.IdeaPlay) bool { return i.Title == "Ouvrir" })]
	slices.Sort(cluster.Cards)
	if !slices.Equal(cluster.Cards, []string{"a", "b"}) || cluster.Box != "first-step" {
		t.Errorf("the cluster holds its cards: %+v", cluster)
	}

	g := c.guests[0]
	for name, bad := range map[string]struct {
		ballot any
		key    string
	}{
		"TooMany":     {map[string]int{ideas["Ouvrir"]: 2, ideas["c"]: 1, ideas["d"]: 1}, "too-many-dots"},
		"TooManyOnce": {map[string]int{ideas["c"]: 3}, "out-of-range"},
		"Negative":    {map[string]int{ideas["c"]: 2, ideas["d"]: -1}, "out-of-range"},
		"Unknown":     {map[string]int{"nowhere": 1}, "unknown-option"},
		"Unpicked":    {map[string]int{c.card("f").ID: 1}, "unknown-option"},
		"Grouped":     {map[string]int{c.card("a").ID: 1}, "unknown-option"},
		"Half":        {map[string]float64{ideas["c"]: 0.5}, "ballot-unreadable"},
		"NoNumber":    {map[string]any{ideas["c"]: nil}, "out-of-range"},
		"List":        {[]int{1, 1}, "ballot-unreadable"},
	} {
		if err := g.try("", "ballot", bad.ballot); key(err) != bad.key {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, k := range []string{"a", "c", "f"} {
		card := c.card(k)
		card.Picked = !card.Picked
		if err := c.set(card); key(err) != "cards-fixed" {
			t.Errorf("card %s changes during the vote: %v", k, err)
		}
	}
	if err := c.set(estrade.Card{Box: "first-step", Text: "trop tard", Picked: true}); key(err) != "cards-fixed" {
		t.Errorf("an idea is added during the vote: %v", err)
	}
	if err := c.set(estrade.Card{Box: "ambition", Text: "autre case", Picked: true, Group: "Ouvrir"}); err != nil {
		t.Errorf("other boxes go on: %v", err)
	}
	if len(c.ideas()) != 4 {
		t.Errorf("a card of another box joined an idea: %v", c.ideas())
	}

	c.dots(0, ideas, map[string]int{"Ouvrir": 2})
	c.refresh()
	if c.view.Progress.Answered != 0 {
		t.Error("who has dots left has not finished")
	}
	c.dots(0, ideas, map[string]int{"Ouvrir": 2, "c": 1})
	c.dots(1, ideas, map[string]int{"Ouvrir": 2, "d": 1})
	c.dots(2, ideas, map[string]int{"Ouvrir": 1, "c": 2})
	c.dots(3, ideas, map[string]int{"e": 1})
	c.dots(4, ideas, map[string]int{"d": 2})
	c.guests[5].answer("", "ballot", nil)
	if err := c.guests[3].lock(""); err != nil {
		t.Fatal(err)
	}
	c.refresh()
	if c.view.Progress.Answered != 5 {
		t.Errorf("four have placed all, locked or declined, one kept dots: %+v", c.view.Progress)
	}
	if f := c.stage().Figures; f != nil {
		t.Fatal("the vote stays hidden until it closes")
	}
	c.do(estrade.Command{Name: estrade.CommandClose, Confirmed: true})
	if c.view.Figures != nil || c.stage().Figures != nil {
		t.Fatal("a closed vote can be reopened: nothing shows yet")
	}
	c.do(estrade.Command{Name: estrade.CommandReopen})
	if err := c.guests[3].try("", "ballot", map[string]int{}); key(err) != "answer-locked" {
		t.Fatal(err)
	}
	c.show()
	v := c.stage().Figures.Votes
	if !v.Seen || v.N != 5 || v.Dots != 3 || v.Keep != 3 || v.Seats != 0 || len(v.RunOff) != 0 {
		t.Fatalf("five voted: %+v", v)
	}
	if i := v.Ideas[0]; i.Title != "Ouvrir" || i.Votes != 5 || i.Voters != 3 || i.Rank != 1 || !i.Selected {
		t.Errorf("first idea %+v", i)
	}
	if got := titles(v.Ideas, true); !slices.Equal(got, []string{"Ouvrir", "c", "d"}) {
		t.Errorf("kept: %v", got)
	}
	_, me := c.guests[0].see()
	own := me.Results[len(me.Results)-1].Board
	if own == nil || len(own.Notes) != 1 || own.Notes[0].Text != "a" || len(own.Dots) != 2 {
		t.Errorf("own board: %+v", own)
	}
	if err := c.try(estrade.Command{Name: estrade.CommandBack}); key(err) != "cannot-go-back" {
		t.Errorf("what was shown stays shown: %v", err)
	}
	c.do(estrade.Command{Name: estrade.CommandAdvance})
	if c.view.Part.ID != "roles" || c.stage().Figures.Votes == nil {
		t.Errorf("without a tie the roles follow, with the votes: %+v", c.view.Part)
	}
	if b := c.stage().Play.Board; len(b.Roles) != 3 || len(b.Ideas) != 4 || len(b.Picked) != 6 {
		t.Errorf("%+v", b)
	}
}

func TestBoard_RunOff(t *testing.T) {
	c := newCanvas(t, coalition, 6)
	c.write("first-step", "a", "b", "c", "d", "e")
	c.until("cluster")
	c.pick("a", "b", "c", "d", "e")
	ideas := c.openVote()
	for i := range 6 {
		c.dots(i, ideas, map[string]int{"a": 1, []string{"b", "c", "d"}[i%3]: 2})
	}
	c.show()
	v := c.stage().Figures.Votes
	// a has six votes, b, c and d four each: one is kept, three tie for two places.
	if v.Seats != 2 || len(v.RunOff) != 3 || !slices.Equal(titles(v.Ideas, true), []string{"a"}) {
		t.Fatalf("three ideas tie for two places: %+v", v)
	}
	if a := c.view.Actions[0]; a.Command != estrade.CommandAdvance || a.Next.EN != "Run-off" {
		t.Fatalf("the run-off comes next: %+v", a)
	}
	c.do(estrade.Command{Name: estrade.CommandAdvance})
	b := c.stage().Play.Board
	if c.view.Part.ID != "runoff" || len(b.Ideas) != 3 || b.Dots != 1 || b.MaxPerIdea != 1 || b.Seats != 2 {
		t.Fatalf("one dot each on the tied ideas: %+v %+v", c.view.Part, b)
	}
	if err := c.try(estrade.Command{Name: estrade.CommandBack}); key(err) != "cannot-go-back" {
		t.Fatal(err)
	}
	c.do(estrade.Command{Name: estrade.CommandOpen})
	for name, bad := range map[string]map[string]int{
		"unknown-option": {ideas["a"]: 1}, "too-many-dots": {ideas["b"]: 1, ideas["c"]: 1}, "out-of-range": {ideas["b"]: 2},
	} {
		if err := c.guests[0].try("", "ballot", bad); key(err) != name {
			t.Errorf("%v: %v", bad, err)
		}
	}
	c.restart()
	for i := range 6 {
		c.dots(i, ideas, map[string]int{[]string{"b", "b", "b", "c", "d", "d"}[i]: 1})
	}
	c.show()
	f := c.stage().Figures
	if c.view.Part.ID != "runoff-share" || f.Votes == nil || f.RunOff == nil || f.RunOff.N != 6 {
		t.Fatalf("both rounds show: %+v", f)
	}
	if got := titles(f.RunOff.Ideas, true); !slices.Equal(got, []string{"b", "d"}) || f.RunOff.Keep != 2 || f.RunOff.Seats != 0 {
		t.Errorf("the run-off keeps two: %+v", f.RunOff)
	}
	c.do(estrade.Command{Name: estrade.CommandAdvance})
	if c.view.Part.ID != "roles" || len(c.stage().Play.Board.Ideas) != 5 {
		t.Errorf("roles follow the run-off: %+v", c.view.Part)
	}
	for !c.view.Finished {
		c.step(nil)
	}
	report := c.report()
	if report.Voters != 6 || len(report.Ideas) != 5 || report.RunOffVoters != 6 || len(report.RunOff) != 3 || len(report.Boxes) != 1 {
		t.Errorf("report %+v", report)
	}
}

// report issues the documents and returns the board of the report.
func (c *canvas) report() *estrade.ReportBoard {
	c.t.Helper()
	c.do(estrade.Command{Name: estrade.CommandBeginClosing})
	c.confirm()
	if _, err := c.desk.Issue(c.ctx, c.id, estrade.IssueRequest{}); err != nil {
		c.t.Fatal(err)
	}
	data := c.room.report()
	for _, a := range data.Results {
		if a.Board != nil {
			return a.Board
		}
	}
	c.t.Fatalf("the report has no board: %+v", data)
	return nil
}

func TestBoard_SecondTie(t *testing.T) {
	c := newCanvas(t, signals, 5)
	c.write("fact", "a", "b", "c", "d", "e")
	c.until("cluster")
	c.pick("a", "b", "c", "d", "e")
	ideas := c.openVote()
	for i, each := range []map[string]int{{"a": 2, "b": 1}, {"b": 1, "c": 2}, {"c": 1, "d": 2}, {"d": 1, "e": 2}, {"e": 1, "a": 1, "b": 1}} {
		c.dots(i, ideas, each)
	}
	c.show()
	v := c.stage().Figures.Votes
	if v.Seats != 3 || len(v.RunOff) != 5 || c.view.Part.ID != "debrief" {
		t.Fatalf("all five have three votes: %+v", v)
	}
	c.do(estrade.Command{Name: estrade.CommandAdvance})
	c.do(estrade.Command{Name: estrade.CommandOpen})
	for i, title := range []string{"a", "b", "c", "d", "e"} {
		c.dots(i, ideas, map[string]int{title: 1})
	}
	c.show()
	f := c.stage().Figures.RunOff
	if f.Seats != 3 || len(f.RunOff) != 5 || len(titles(f.Ideas, true)) != 0 {
		t.Fatalf("they tie again: %+v", f)
	}
	if a := c.view.Actions[0]; a.Command != estrade.CommandNextStep {
		t.Fatalf("there is no third round: %+v", a)
	}
}

func TestBoard_FewVoters(t *testing.T) {
	for _, voters := range []int{0, 4, 5} {
		t.Run(fmt.Sprint(voters), func(t *testing.T) {
			c := newCanvas(t, coalition, 6)
			c.write("first-step", "a", "b", "c", "d", "e", "f")
			c.until("cluster")
			c.pick("a", "b", "c", "d", "e", "f")
			c.do(estrade.Command{Name: estrade.CommandShorten}) // no sharing
			ideas := c.openVote()
			for i := range voters {
				c.dots(i, ideas, map[string]int{"a": 1, "b": 1, "c": 1})
			}
			c.guests[5].answer("", "ballot", map[string]int{}) // looked, and kept every dot
			c.show()
			f := c.stage().Figures.Votes
			if c.view.Part.ID != "roles" || f.N != voters || f.Seen != (voters >= 5) || (len(f.Ideas) > 0) != (voters >= 5) {
				t.Fatalf("%d voters at %s: %+v", voters, c.view.Part.ID, f)
			}
			if voters > 0 {
				if _, me := c.guests[0].see(); len(me.Results[len(me.Results)-1].Board.Dots) != 3 {
					t.Errorf("one's own dots are one's own: %+v", me.Results)
				}
			}
			if !same(t, f, c.view.Figures.Votes) {
				t.Error("the trainer sees no more than the room")
			}
			c.do(estrade.Command{Name: estrade.CommandAdvance})
			if c.view.Part.ID != "debrief" {
				t.Errorf("no run-off: %+v", c.view.Part)
			}
			if p := c.stage().Play.Board; len(p.Ideas) != 6 || len(p.Picked) != 6 {
				t.Errorf("ideas are still read: %+v", p)
			}
		})
	}
	t.Run("Tied", func(t *testing.T) { // four voters and a tie: no run-off that would tell it
		c := newCanvas(t, coalition, 6)
		c.write("first-step", "a", "b", "c", "d", "e", "f")
		c.until("cluster")
		c.pick("a", "b", "c", "d", "e", "f")
		ideas := c.openVote()
		for i, title := range []string{"a", "b", "c", "d"} {
			c.dots(i, ideas, map[string]int{title: 1})
		}
		c.show()
		c.do(estrade.Command{Name: estrade.CommandAdvance})
		if f := c.stage().Figures.Votes; f.Seats != 0 || len(f.RunOff) != 0 || c.view.Part.ID != "roles" {
			t.Errorf("%+v at %s", f, c.view.Part.ID)
		}
	})
}

// Nothing that was not picked, and no author, leaves the server but for the
// trainer's cards and one's own notes.
func TestBoard_NothingUnpickedLeaves(t *testing.T) {
	c := newCanvas(t, coalition, 6)
	var secrets []string
	for i := range 6 {
		secrets = append(secrets, fmt.Sprintf("secret%02d", i))
	}
	c.write("first-step", append(secrets, "visible00", "visible01", "visible02")...)
	c.until("cluster")
	c.pick("visible00", "visible01", "visible02")
	ideas := c.openVote()
	for i := range 6 {
		c.dots(i, ideas, map[string]int{"visible00": 1})
	}
	c.show()
	for !c.view.Finished {
		c.step(nil)
	}
	texts := func(channel string) []string { return c.wire.on(channel) }
	for _, channel := range []string{estrade.RoomChannel(c.id), estrade.StageChannel(c.id)} {
		for _, m := range texts(channel) {
			for i, g := range c.guests {
				if strings.Contains(m, secrets[i]) || strings.Contains(m, string(g.id)) {
					t.Fatalf("%s tells a note or somebody: %s", channel, m)
				}
			}
		}
	}
	for i, g := range c.guests {
		for _, m := range texts(estrade.PersonChannel(g.id)) {
			for k, other := range c.guests {
				if k != i && (strings.Contains(m, secrets[k]) || strings.Contains(m, string(other.id))) {
					t.Fatalf("%s reads %s of another", g.name, secrets[k])
				}
			}
		}
	}
	ids := make(map[string]bool)
	for _, m := range texts(estrade.ConsoleChannel(c.id)) {
		walk(decoded(t, json.RawMessage(m)), "", func(path string, object map[string]any) {
			if !strings.HasSuffix(path, ".cards[]") {
				return
			}
			ids[fmt.Sprint(object["id"])] = true
			for k := range object {
				if !slices.Contains([]string{"id", "source", "box", "text", "edited", "group", "picked"}, k) {
					t.Fatalf("a card carries %s", k)
				}
			}
		})
	}
	if len(ids) != 9 {
		t.Errorf("nine cards kept nine ids, got %d", len(ids))
	}
}

func TestBoard_Skipped(t *testing.T) {
	base := newRoom(t, estrade.NewSession{})
	r := base.another(estrade.NewSession{Workshop: base.agenda("Mur", "weak-signals", "closing")})
	g := r.join("Ana")
	r.refresh()
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.do(estrade.Command{Name: estrade.CommandSkipStep})
	if _, me := g.see(); len(me.Results) != 0 {
		t.Errorf("results of a board that was not played: %+v", me.Results)
	}
}
