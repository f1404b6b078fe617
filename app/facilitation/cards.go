package facilitation

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"

	estrade "estrade/app"
)

// What picking a card does.
const (
	pickedForStage  = "stage"
	pickedForReport = "report"
)

// Where a card's text comes from.
const (
	sourceNote     = "note"
	sourceDecision = "decision"
	sourcePlan     = "plan"
	sourceComment  = "comment"
	sourceTrainer  = "trainer"
)

// partCards is where the room's own record keeps what the trainer did with cards.
const partCards = "cards"

// maxGroup is the number of characters of a cluster's title.
const maxGroup = 120

// offer is a text somebody offers to the trainer.
type offer struct {
	subject estrade.Subject
	item    string // of the answer that offers it: when the subject erases that answer, the card goes too
	source  string // sourceNote, sourceDecision, sourcePlan, sourceComment
	box     string // box of a board, question of a comment, "" else
	text    string // never empty
}

// offering is what is offered to the trainer at the moment.
type offering struct {
	texts []offer
	part  string   // the part people write them in
	use   string   // what picking does now: pickedForStage, pickedForReport; "" for nothing any more
	boxes []string // where the trainer may add cards of their own; nil for nowhere
	fixed []string // boxes whose cards change no more, whatever their authors erase: they are voted on
}

// tellsApart reports whether opening a closed part again would tell whose text is
// whose: the trainer has read what people wrote in it, and one to four of them
// would go on writing; s.mu is held.
func (s *session) tellsApart(r *run, p partPlan) bool {
	offered := r.kind().offers(r)
	read := offered.part == p.id && slices.ContainsFunc(offered.texts, func(o offer) bool { return o.subject.Participant != "" })
	return read && !enough(s.unfinished(r, p))
}

// theRoom is the subject of the trainer's own record.
var theRoom estrade.Subject

// cardRecord is what the trainer did with a card, kept as an answer of the room.
// It tells neither who wrote it nor when.
type cardRecord struct {
	Source string `json:"source"`
	Box    string `json:"box"`
	From   string `json:"from"` // as its author wrote it when the trainer last touched it
	Text   string `json:"text"` // as edited
	Group  string `json:"group"`
	Picked bool   `json:"picked"`
}

// cardID names a card by where its text stands. Without the session's seed,
// which no page ever gets, nobody can tell from it whose card it is.
func cardID(seed uint64, step string, s estrade.Subject, item string) string {
	return markID(seed, "card", step, string(s.Participant), string(s.Table), item)
}

// markID is a keyed digest of parts, 24 hexadecimal characters.
func markID(seed uint64, parts ...string) string {
	mac := hmac.New(sha256.New, binary.BigEndian.AppendUint64(nil, seed))
	for _, p := range parts {
		_, _ = fmt.Fprintf(mac, "%d:%s", len(p), p) // never fails
	}
	return hex.EncodeToString(mac.Sum(nil))[:24]
}

// records returns what the trainer did with the step's cards, by card.
func (r *run) records() map[string]cardRecord {
	records := make(map[string]cardRecord)
	for at, a := range r.answers.of(theRoom) {
		var c cardRecord
		if at.part == partCards && json.Unmarshal(a.Value, &c) == nil {
			records[at.item] = c
		}
	}
	return records
}

// keptCards are the cards of steps as they were computed last: a room of two
// hundred writes thousands of notes, and each dot that is put asks what there is
// to put it on.
type keptCards struct {
	mu    sync.Mutex
	steps map[string]*cardsAt
}

// cardsAt are cards as of a revision of the session and of the step's texts.
type cardsAt struct {
	revision, texts int64
	cards           []estrade.Card // nil until asked for
	chosen          *chosenCards   // nil until asked for
}

// chosenCards are the cards the trainer picked, and the ideas they make where they
// are voted on. They are everybody's: not to be changed.
type chosenCards struct {
	picked []estrade.PickedCard
	ideas  []estrade.IdeaPlay
}

// at returns what is kept of a step's cards, as they are now; mu is held.
func (k *keptCards) at(r *run) *cardsAt {
	now := cardsAt{revision: r.s.row.Revision, texts: r.s.texts[r.step.ID]}
	if last, ok := k.steps[r.step.ID]; ok && last.revision == now.revision && last.texts == now.texts {
		return last
	}
	if k.steps == nil {
		k.steps = make(map[string]*cardsAt)
	}
	k.steps[r.step.ID] = &now
	return &now
}

// cards lists the texts offered to the trainer, as edited, by id. What its
// author has written anew since is offered anew. s.mu is held.
func (r *run) cards() []estrade.Card {
	if !r.live {
		if r.own == nil {
			r.own = r.readCards()
		}
		return slices.Clone(r.own)
	}
	r.s.keptCards.mu.Lock()
	defer r.s.keptCards.mu.Unlock()
	return slices.Clone(r.keptCards())
}

// keptCards is cards of the session's own answers; s.keptCards.mu is held.
func (r *run) keptCards() []estrade.Card {
	kept := r.s.keptCards.at(r)
	if kept.cards == nil {
		kept.cards = r.readCards()
	}
	return kept.cards
}

func (r *run) readCards() []estrade.Card {
	offered := r.kind().offers(r)
	records := r.records()
	cards := []estrade.Card{}
	for _, o := range offered.texts {
		id := cardID(r.s.row.Seed, r.step.ID, o.subject, o.item)
		card := estrade.Card{ID: id, Source: o.source, Box: o.box, Text: o.text}
		kept, ok := records[id]
		delete(records, id)
		if ok && kept.From == o.text {
			card = kept.card(id)
		}
		cards = append(cards, card)
	}
	for id, kept := range records {
		if kept.Source == sourceTrainer || kept.Picked && slices.Contains(offered.fixed, kept.Box) {
			cards = append(cards, kept.card(id))
		}
	}
	slices.SortFunc(cards, func(a, b estrade.Card) int { return cmp.Compare(a.ID, b.ID) })
	return cards
}

func (c cardRecord) card(id string) estrade.Card {
	return estrade.Card{
		ID: id, Source: c.Source, Box: c.Box, Text: c.Text, Group: c.Group, Picked: c.Picked,
		Edited: c.Source != sourceTrainer && c.Text != c.From,
	}
}

// picked lists the cards the trainer picked, in no order that tells anything.
func (r *run) picked() []estrade.PickedCard { return r.chosen().picked }

// chosen is what the trainer chose among the cards; s.mu is held.
func (r *run) chosen() *chosenCards {
	if !r.live {
		if r.ownChosen == nil {
			r.ownChosen = r.choose(r.cards)
		}
		return r.ownChosen
	}
	r.s.keptCards.mu.Lock()
	defer r.s.keptCards.mu.Unlock()
	kept := r.s.keptCards.at(r)
	if kept.chosen == nil {
		kept.chosen = r.choose(r.keptCards)
	}
	return kept.chosen
}

// choose reads what the trainer chose among the cards that are read by a call.
func (r *run) choose(cards func() []estrade.Card) *chosenCards {
	chosen := &chosenCards{picked: []estrade.PickedCard{}, ideas: []estrade.IdeaPlay{}}
	if !slices.ContainsFunc(slices.Collect(maps.Values(r.records())), func(c cardRecord) bool { return c.Picked }) {
		return chosen // most pictures are made before anything is
	}
	for _, c := range cards() {
		if c.Picked {
			chosen.picked = append(chosen.picked, estrade.PickedCard{ID: c.ID, Box: c.Box, Text: c.Text, Group: c.Group})
		}
	}
	if r.activity.Board != nil {
		chosen.ideas = board{}.gather(r, chosen.picked)
	}
	return chosen
}

// card picks, edits or groups a card, or adds one of the trainer's.
func (d *Desk) card(c *change, cmd estrade.Command) error {
	if cmd.Card == nil {
		return fail("no-card", "No card was given.")
	}
	asked := *cmd.Card
	r, err := c.cardsOf(cmd.Step)
	if err != nil {
		return err
	}
	c.s.mu.RLock()
	offered, cards := r.kind().offers(r), r.cards()
	c.s.mu.RUnlock()
	if offered.use == "" {
		return notNow("no-cards-now", "Cards cannot be picked now.")
	}
	card := estrade.Card{ID: asked.ID, Source: sourceTrainer, Box: asked.Box}
	record := cardRecord{Source: sourceTrainer, Box: asked.Box}
	limit := maxShortText
	if asked.ID == "" {
		if !slices.Contains(offered.boxes, asked.Box) {
			return fail("unknown-box", "This box does not exist.", "box", asked.Box)
		}
		card.ID = markID(c.row.Seed, "trainer", r.step.ID, newID())
	} else {
		i := slices.IndexFunc(cards, func(k estrade.Card) bool { return k.ID == asked.ID })
		if i < 0 {
			return noSuchCard()
		}
		card = cards[i]
		record = cardRecord{Source: card.Source, Box: card.Box, From: r.original(card.ID, offered), Text: card.Text}
		if card.Source == sourceDecision || card.Source == sourceComment || card.Source == sourcePlan {
			limit = maxLongText
		}
	}
	if slices.Contains(offered.fixed, card.Box) {
		return notNow("cards-fixed", "These cards are being voted on; they do not change any more.")
	}
	edited, err := cleanText(asked.Text, limit)
	if err != nil {
		return err
	}
	if edited != "" { // an empty text leaves the one that stands
		record.Text = edited
	}
	if record.Text == "" {
		return fail("text-empty", "This card is empty.")
	}
	if record.Group, err = cleanText(asked.Group, maxGroup); err != nil {
		return err
	}
	record.Picked = asked.Picked
	return c.keepCard(r, card.ID, record)
}

// cardsOf returns the run whose cards a command is about, with its answers: the
// current step's, or, as long as no document was issued, a step's whose cards go
// into the report.
func (c *change) cardsOf(step string) (*run, error) {
	if step == "" {
		r, _, _, err := c.current()
		if err != nil {
			return nil, err
		}
		return r, c.withAnswers(r)
	}
	c.s.mu.RLock()
	_, started := c.s.steps[step]
	issued := c.s.anythingIssued()
	i := slices.IndexFunc(c.row.Plan.Workshop.Steps, func(w estrade.WorkshopStep) bool { return w.ID == step })
	var r *run
	if i >= 0 && started {
		r = c.s.runOf(i)
	}
	c.s.mu.RUnlock()
	open := c.row.State == estrade.SessionOpen || c.row.State == estrade.SessionClosing
	if r == nil || !open || issued {
		return nil, notNow("no-cards-now", "Cards cannot be picked now.")
	}
	if err := c.withAnswers(r); err != nil {
		return nil, err
	}
	c.s.mu.RLock()
	use := r.kind().offers(r).use
	c.s.mu.RUnlock()
	if use != pickedForReport {
		return nil, notNow("no-cards-now", "Cards cannot be picked now.")
	}
	return r, nil
}

// comments lists what may still be picked for the report, step by step; s.mu is held.
func (s *session) comments() []estrade.ReportCards {
	list := []estrade.ReportCards{}
	if s.anythingIssued() || s.row.State != estrade.SessionOpen && s.row.State != estrade.SessionClosing {
		return list
	}
	for i, step := range s.row.Plan.Workshop.Steps {
		if _, started := s.steps[step.ID]; !started {
			continue
		}
		r := s.runOf(i)
		if r.kind().offers(r).use != pickedForReport {
			continue
		}
		if cards := r.cards(); len(cards) > 0 {
			list = append(list, estrade.ReportCards{Step: step.ID, Title: r.activity.Title, Play: r.kind().play(r, partPlan{}), Cards: cards})
		}
	}
	return list
}

// original is the text of a card as its author wrote it, "" for the trainer's.
func (r *run) original(id string, offered offering) string {
	for _, o := range offered.texts {
		if cardID(r.s.row.Seed, r.step.ID, o.subject, o.item) == id {
			return o.text
		}
	}
	return ""
}

func noSuchCard() error {
	return estrade.NewError(estrade.CodeNotFound, "no-such-card", "This card does not exist any more.", "Look at the cards again.")
}

// keepCard writes the room's record of a card.
func (c *change) keepCard(r *run, id string, record cardRecord) error {
	value, err := json.Marshal(record)
	if err != nil {
		return fmt.Errorf("encode a card: %w", err)
	}
	a := estrade.Answer{Key: cardKey(r.step.ID, id), Value: value, ClientID: newID()}
	if old, ok := r.answers.of(theRoom)[place{part: partCards, item: id}]; ok {
		a.Edits = old.Edits + 1
	}
	return c.tx.SaveAnswer(a)
}

func cardKey(step, id string) estrade.AnswerKey {
	return estrade.AnswerKey{Subject: theRoom, Step: step, Part: partCards, Item: id}
}

// dropCard takes away a card the trainer added.
func (d *Desk) dropCard(c *change, cmd estrade.Command) error {
	r, _, _, err := c.current()
	if err != nil {
		return err
	}
	if err := c.withAnswers(r); err != nil {
		return err
	}
	record, ok := r.records()[cmd.Option]
	if !ok || record.Source != sourceTrainer {
		return noSuchCard()
	}
	c.s.mu.RLock()
	offered := r.kind().offers(r)
	c.s.mu.RUnlock()
	if slices.Contains(offered.fixed, record.Box) {
		return notNow("cards-fixed", "These cards are being voted on; they do not change any more.")
	}
	return c.tx.DeleteAnswer(cardKey(r.step.ID, cmd.Option))
}

// settleCards forgets what the trainer did with texts that are no longer
// offered as they were, before a part opens that may vote on them.
func (c *change) settleCards(r *run) error {
	if err := c.withAnswers(r); err != nil {
		return err
	}
	records := r.records()
	if len(records) == 0 {
		return nil
	}
	c.s.mu.RLock()
	offered := r.kind().offers(r)
	c.s.mu.RUnlock()
	if offered.use == "" {
		return nil
	}
	for _, o := range offered.texts {
		id := cardID(c.row.Seed, r.step.ID, o.subject, o.item)
		if records[id].From == o.text {
			delete(records, id)
		}
	}
	for id, record := range records {
		if record.Source == sourceTrainer || slices.Contains(offered.fixed, record.Box) {
			continue
		}
		if err := c.tx.DeleteAnswer(cardKey(r.step.ID, id)); err != nil {
			return err
		}
	}
	return nil
}

// forgetCards takes away what the trainer did with the cards of somebody who
// erases their answers, and returns the cards that vanish. What is voted on
// stays: it is the room's by then, in the trainer's words.
func (s *session) forgetCards(tx *recorder, p estrade.ParticipantID) ([]string, error) {
	var gone []string
	for i, step := range s.row.Plan.Workshop.Steps {
		s.mu.RLock()
		_, started := s.steps[step.ID]
		r := s.runOf(i)
		s.mu.RUnlock()
		if !started {
			continue
		}
		c := change{tx: tx, s: s}
		if err := c.withAnswers(r); err != nil {
			return nil, err
		}
		s.mu.RLock()
		offered := r.kind().offers(r)
		s.mu.RUnlock()
		records := r.records()
		for _, o := range offered.texts {
			if id := cardID(s.row.Seed, step.ID, o.subject, o.item); o.subject == person(p) && records[id] == (cardRecord{}) {
				gone = append(gone, id)
			}
		}
		for at := range r.answers.of(person(p)) {
			id := cardID(s.row.Seed, step.ID, person(p), at.item)
			record, ok := records[id]
			if !ok {
				continue
			}
			if record.Picked && slices.Contains(offered.fixed, record.Box) {
				if record.From == record.Text {
					continue
				}
				record.From = record.Text
				if err := c.keepCard(r, id, record); err != nil {
					return nil, err
				}
				continue
			}
			delete(records, id)
			gone = append(gone, id)
			if err := tx.DeleteAnswer(cardKey(step.ID, id)); err != nil {
				return nil, err
			}
		}
	}
	return gone, nil
}

// unfreeze lets a frozen stage move on when it shows a card that vanishes;
// s.mu is held for writing.
func (s *session) unfreeze(gone []string) {
	if s.stageShown == nil || s.stageShown.Play == nil {
		return
	}
	var shown []estrade.PickedCard
	switch p := s.stageShown.Play; {
	case p.Board != nil:
		shown = p.Board.Picked
	case p.Commitment != nil:
		shown = p.Commitment.Picked
	}
	if slices.ContainsFunc(shown, func(c estrade.PickedCard) bool { return slices.Contains(gone, c.ID) }) {
		s.stageShown = nil
	}
}
