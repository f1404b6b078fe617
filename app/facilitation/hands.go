package facilitation

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	estrade "estrade/app"
	"estrade/app/scoring"
)

// Where people answer with raised hands, or hand in sheets of paper, the trainer
// counts them by option and types the numbers while the part is open. They are the room's own
// record, kept and sealed as any answer, join the part's figure when it is
// frozen, and are nobody's: no personal result knows of them.

// partHands is where the room's own record keeps raised hands; the pass of such
// an answer is the part they were counted in.
const partHands = "hands"

// maxHands is the most that may be typed for one option.
const maxHands = 500

// handsKind is a kind of activity that counts raised hands.
type handsKind interface {
	// ballots lists what may be answered by raised hands in a part, nil for nothing.
	ballots(r *run, p partPlan) []ballot
}

// ballot is one question answered by choosing one option.
type ballot struct {
	item    string // of the answers given on devices
	label   estrade.Text
	options []estrade.Choice
}

// id names a question inside its step: hands counted at one situation are never
// taken for those of the next.
func (b ballot) id(p partPlan) string { return p.id + "/" + b.item }

// ballotsOf lists what may be answered by raised hands in a part.
func (r *run) ballotsOf(p partPlan) []ballot {
	if k, ok := r.kind().(handsKind); ok {
		return k.ballots(r, p)
	}
	return nil
}

func handsKey(step, part, item string) estrade.AnswerKey {
	return estrade.AnswerKey{Subject: theRoom, Step: step, Part: partHands, Pass: part, Item: item}
}

// hands returns the raised hands typed for a question, by option; nil for none.
func (r *run) hands(part, item string) map[string]int {
	a, ok := r.answers.of(theRoom)[place{partHands, part, item}]
	var counts map[string]int
	if !ok || json.Unmarshal(a.Value, &counts) != nil {
		return nil
	}
	return counts
}

// tally is how one question was answered.
type tally struct {
	counts map[string]int // by option
	n      int
	hands  int // raised hands among n
}

// withHands joins raised hands to the answers given on devices. Everybody saw the
// hands: taking them away from the sum would tell what one to four devices
// answered, so these are left out.
func (r *run) withHands(part, item string, counts map[string]int, n int) tally {
	raised := r.hands(part, item)
	t := tally{counts: maps.Clone(counts), n: n}
	for _, count := range raised {
		t.hands += count
	}
	if t.hands == 0 {
		return t
	}
	if !enough(n) {
		t.counts, t.n = make(map[string]int), 0
	}
	for option, count := range raised {
		t.counts[option] += count
	}
	t.n += t.hands
	return t
}

// cardTally is how one card was sorted.
func (r *run) cardTally(part, card string) tally {
	n, counts := 0, make(map[string]int)
	for _, p := range r.s.people() {
		if a := text(r.answers.of(person(p.ID)), place{part: part, item: card}); a != "" {
			n++
			counts[a]++
		}
	}
	return r.withHands(part, card, counts, n)
}

// answers lists what was answered, one text for each, in no order that tells
// anything.
func (t tally) answers() []string {
	var list []string
	for _, option := range slices.Sorted(maps.Keys(t.counts)) {
		if option != "" {
			list = append(list, slices.Repeat([]string{option}, t.counts[option])...)
		}
	}
	return list
}

// raise keeps the raised hands typed for a question, in the place of those typed
// before; without any, it forgets them.
func (d *Desk) raise(c *change, cmd estrade.Command) error {
	r, plan, p, err := c.current()
	if err != nil {
		return err
	}
	if p.State != estrade.PartOpen {
		return notNow("hands-not-open", "Raised hands are typed while the vote is open.")
	}
	c.s.mu.RLock()
	offered := r.ballotsOf(plan)
	c.s.mu.RUnlock()
	i := slices.IndexFunc(offered, func(b ballot) bool { return b.id(plan) == cmd.Option })
	if i < 0 {
		return fail("hands-unknown", "No hands are counted for this question.", "option", cmd.Option)
	}
	counts, err := offered[i].checked(cmd.Counts)
	if err != nil {
		return err
	}
	if err := c.withAnswers(r); err != nil {
		return err
	}
	key := handsKey(r.step.ID, p.Part, offered[i].item)
	old, known := r.answers.of(theRoom)[place{key.Part, key.Pass, key.Item}]
	switch {
	case len(counts) == 0 && !known:
		return nil
	case len(counts) == 0:
		if err := c.tx.DeleteAnswer(key); err != nil {
			return err
		}
	default:
		value, err := json.Marshal(counts)
		if err != nil {
			return fmt.Errorf("encode raised hands: %w", err)
		}
		a := estrade.Answer{Key: key, Value: value, ClientID: newID()}
		if known {
			a.Edits = old.Edits + 1
		}
		if err := c.tx.SaveAnswer(a); err != nil {
			return err
		}
	}
	return c.log("hands-typed", p, offered[i].item) // which question, never how many
}

// checked returns typed counts by option, without those of nobody.
func (b ballot) checked(typed []estrade.ItemCount) (map[string]int, error) {
	counts := make(map[string]int)
	for _, line := range typed {
		if !slices.ContainsFunc(b.options, func(o estrade.Choice) bool { return o.ID == line.ID }) {
			return nil, fail("unknown-option", "This option does not exist.", "option", line.ID)
		}
		if line.Count < 0 || line.Count > maxHands {
			return nil, estrade.NewError(estrade.CodeInvalid, "bad-count", "This is no number of raised hands.",
				"Type a whole number from 0 to "+strconv.Itoa(maxHands)+".", "limit", strconv.Itoa(maxHands))
		}
		if _, twice := counts[line.ID]; twice {
			return nil, fail("unknown-option", "This option was given twice.", "option", line.ID)
		}
		counts[line.ID] = line.Count
	}
	maps.DeleteFunc(counts, func(_ string, n int) bool { return n == 0 })
	return counts, nil
}

// handBallots are the questions whose raised hands may be typed now, with those
// typed so far; s.mu is held.
func (r *run) handBallots(p partPlan) []estrade.HandBallot {
	list := []estrade.HandBallot{}
	if r.part(p.id).State != estrade.PartOpen {
		return list
	}
	for _, b := range r.ballotsOf(p) {
		line := estrade.HandBallot{Item: b.id(p), Label: b.label, Options: b.options, Counts: []estrade.ItemCount{}}
		raised := r.hands(p.id, b.item)
		for _, o := range b.options {
			if n := raised[o.ID]; n > 0 {
				line.Counts = append(line.Counts, estrade.ItemCount{ID: o.ID, Count: n})
			}
		}
		list = append(list, line)
	}
	return list
}

// ballots are the options of a node.
func (scenario) ballots(r *run, p partPlan) []ballot {
	if p.phase != momentVote {
		return nil
	}
	n := nodeOf(r.activity.Scenario, p.node)
	b := ballot{item: itemChoice, label: n.Title}
	for i, o := range n.Options {
		l := letter(i) + " · "
		b.options = append(b.options, estrade.Choice{ID: o.ID, Text: estrade.Text{FR: l + o.Text.FR, EN: l + o.Text.EN}})
	}
	return []ballot{b}
}

// ballots are the cards and their columns.
func (c contrast) ballots(r *run, p partPlan) []ballot {
	if p.phase != phaseSort {
		return nil
	}
	columns := r.activity.Contrast.Columns
	options := []estrade.Choice{
		{ID: poleManager, Text: columns.Manager}, {ID: poleLeader, Text: columns.Leader}, {ID: scoring.Both, Text: columns.Both},
	}
	var list []ballot
	for _, card := range shuffled(r.s.row.Seed, r.activity.ID+".cards", c.cards(r)) {
		list = append(list, ballot{item: card.ID, label: card.Text, options: options})
	}
	return list
}

// ballots are the cards and their columns, or the question that follows.
func (c cardSort) ballots(r *run, p partPlan) []ballot {
	switch p.phase {
	case phaseIndividual:
		var options []estrade.Choice
		for _, id := range c.answerable(r) {
			options = append(options, estrade.Choice{ID: id, Text: *c.title(r, id)})
		}
		var list []ballot
		for _, card := range c.play(r, p).Sort.Cards {
			list = append(list, ballot{item: card.ID, label: card.Text, options: options})
		}
		return list
	case phaseFollowUp:
		asked := r.activity.Sort.FollowUp
		b := ballot{item: itemFollowUp, label: asked.Prompt}
		for _, choice := range asked.Choices {
			b.options = append(b.options, estrade.Choice{ID: choice.ID, Text: choice.Label})
		}
		return []ballot{b}
	}
	return nil
}

// ballots are the questions of an evaluation handed in on paper, then the
// recommendation; their options are points of the scale.
func (feedback) ballots(r *run, p partPlan) []ballot {
	if p.phase != phaseAnswer {
		return nil
	}
	a := r.activity.Feedback
	var points, notes []estrade.Choice
	for _, point := range a.Scale.Points {
		points = append(points, estrade.Choice{ID: strconv.Itoa(point.Value), Text: point.Label})
	}
	for v := a.Recommendation.Min; v <= a.Recommendation.Max; v++ {
		id := strconv.Itoa(v)
		notes = append(notes, estrade.Choice{ID: id, Text: estrade.Text{FR: id, EN: id}})
	}
	var list []ballot
	for _, q := range a.Questions {
		list = append(list, ballot{item: q.ID, label: q.Text, options: points})
	}
	return append(list, ballot{item: itemRecommendation, label: a.Recommendation.Question, options: notes})
}
