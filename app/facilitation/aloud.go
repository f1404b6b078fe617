package facilitation

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	estrade "estrade/app"
)

// G-06: where fewer than five people answered a question, the trainer may ask
// each of them aloud and then show the median and the range of that question
// alone. The act is logged, without what it shows; what it shows is never kept:
// not in figures, not in a document, not beyond the part.

const eventAloud = "aloud"

// question is something people answered by a number.
type question struct {
	at     place
	label  estrade.Text
	frozen *int // answers behind its frozen figure, nil before there is one
}

// id names a question inside its step.
func (q question) id() string { return q.at.part + "/" + q.at.pass + "/" + q.at.item }

// numeric is a kind of activity that asks for numbers the room sees something of.
type numeric interface {
	// questions lists them in the order they are asked.
	questions(r *run) []question
}

// spokenKey is a question whose median and range were shown.
type spokenKey struct{ step, question string }

// mayBeAloud lists the questions of closed parts that one to four people
// answered. A question whose figure was frozen over other answers, or that was
// shown over others, is none: the difference would be somebody's who erased
// theirs meanwhile. spoken are the numbers of answers behind what was shown.
func (r *run) mayBeAloud(spoken map[spokenKey]int) []question {
	k, ok := r.kind().(numeric)
	if !ok {
		return nil
	}
	return slices.DeleteFunc(k.questions(r), func(q question) bool {
		if !r.settled(q.at.part) {
			return true
		}
		n := len(r.numbers(q))
		before, shown := spoken[spokenKey{r.step.ID, q.id()}]
		return n == 0 || enough(n) || q.frozen != nil && *q.frozen != n || shown && before != n
	})
}

// numbers lists the answers to a question, ascending.
func (r *run) numbers(q question) []float64 {
	var values []float64
	for _, p := range r.s.people() {
		if v := number(r.answers.of(person(p.ID)), q.at); v != nil {
			values = append(values, *v)
		}
	}
	slices.Sort(values)
	return values
}

// aloud shows a question's median and range on the stage, or hides what is shown.
func (d *Desk) aloud(c *change, cmd estrade.Command) error {
	if cmd.Option == "" {
		return c.hideAloud()
	}
	r, _, _, err := c.current()
	if err != nil {
		return err
	}
	if c.row.Stage.Frozen {
		return notNow("stage-frozen", "The stage keeps its picture.")
	}
	if err := c.withAnswers(r); err != nil {
		return err
	}
	spoken, err := c.spoken()
	if err != nil {
		return err
	}
	c.s.mu.RLock()
	may := r.mayBeAloud(spoken)
	i := slices.IndexFunc(may, func(q question) bool { return q.id() == cmd.Option })
	var values []float64
	if i >= 0 {
		values = r.numbers(may[i])
	}
	c.s.mu.RUnlock()
	if i < 0 {
		return fail("unknown-question", "Nothing can be shown of this question.", "option", cmd.Option)
	}
	if !cmd.Confirmed {
		return estrade.NewError(estrade.CodeConflict, "ask-everybody", "Each person who answered has to agree aloud.",
			"Ask each of them, then confirm.", "n", strconv.Itoa(len(values)))
	}
	q, n := may[i], len(values)
	shown := &estrade.Aloud{
		Item: q.id(), Label: q.label, N: n, Median: quantile(values, 0.5), Low: values[0], High: values[n-1],
	}
	if err := c.log(eventAloud, estrade.PartRun{Step: r.step.ID, Part: q.at.part}, fmt.Sprintf("%s %d", q.id(), n)); err != nil {
		return err
	}
	return c.tx.then(nil, func(s *session) {
		s.aloud = shown
		s.spoken[spokenKey{r.step.ID, q.id()}] = n
	})
}

// hideAloud takes away what is shown of a question.
func (c *change) hideAloud() error {
	c.s.mu.RLock()
	shown := c.s.aloud
	c.s.mu.RUnlock()
	if shown == nil {
		return nil
	}
	if err := c.log("aloud-hidden", estrade.PartRun{}, shown.Item); err != nil {
		return err
	}
	return c.fallSilent()
}

// fallSilent forgets what is shown of a question.
func (c *change) fallSilent() error {
	return c.tx.then(nil, func(s *session) { s.aloud = nil })
}

// spoken reads from the log which questions were shown, with the number of
// answers each time: this survives a restart of the program.
func (c *change) spoken() (map[spokenKey]int, error) {
	entries, err := c.tx.Log()
	if err != nil {
		return nil, err
	}
	spoken := make(map[spokenKey]int)
	for _, e := range entries {
		id, count, found := strings.Cut(e.Detail, " ")
		n, err := strconv.Atoi(count)
		if e.Event == eventAloud && found && err == nil {
			spoken[spokenKey{e.Step, id}] = n
		}
	}
	return spoken, nil
}

// spokenOf reports whether a question of a part was shown: the part stays closed
// then, as after any reveal.
func spokenOf(spoken map[spokenKey]int, step, part string) bool {
	for k := range spoken {
		if k.step == step && strings.HasPrefix(k.question, part+"/") {
			return true
		}
	}
	return false
}

// aloudChoices are the questions the trainer may show now; s.mu is held.
func (s *session) aloudChoices(r *run) []estrade.Choice {
	choices := []estrade.Choice{}
	for _, q := range r.mayBeAloud(s.spoken) {
		choices = append(choices, estrade.Choice{ID: q.id(), Text: q.label})
	}
	return choices
}

// questions are the sliders, pass by pass.
func (c contrast) questions(r *run) []question {
	a := r.activity.Contrast
	chart := r.s.frozen(r, phaseMap).Map
	scale := func(l estrade.Language) string {
		low, high := strconv.Itoa(a.Slider.Min), strconv.Itoa(a.Slider.Max)
		return fmt.Sprintf("(%s = %s, %s = %s)", strings.Replace(low, "-", "−", 1), a.Columns.Manager.In(l), high, a.Columns.Leader.In(l))
	}
	var all []question
	for i, pass := range a.Slider.Passes {
		for _, pair := range c.pairs(r) {
			q := question{at: place{phaseSliders, pass.ID, pair.ID}, label: estrade.Text{
				FR: pair.Topic.FR + " · " + pass.Title.FR + " " + scale(estrade.French),
				EN: pair.Topic.EN + " · " + pass.Title.EN + " " + scale(estrade.English),
			}}
			if chart != nil && i < len(chart.Passes) {
				for _, row := range chart.Passes[i].Rows {
					if row.Pair == pair.ID {
						q.frozen = &row.N
					}
				}
			}
			all = append(all, q)
		}
	}
	return all
}

// questions are the estimates.
func (c curve) questions(r *run) []question {
	f := r.s.frozen(r, phaseReveal).Curve
	var all []question
	for _, e := range c.estimates(r) {
		q := question{at: place{part: phaseEstimate, item: e.ID}, label: e.Question}
		if f != nil {
			for _, line := range f.Estimates {
				if line.ID == e.ID {
					q.frozen = &line.N
				}
			}
		}
		all = append(all, q)
	}
	return all
}

// questions are the sources.
func (rating) questions(r *run) []question {
	f := r.s.frozen(r, phaseReveal).Rating
	var all []question
	for _, item := range r.activity.Rating.Items {
		q := question{at: place{part: phaseIndividual, item: item.ID}, label: item.Text}
		if f != nil {
			for _, line := range f.Items {
				if line.Item == item.ID {
					q.frozen = &line.N
				}
			}
		}
		all = append(all, q)
	}
	return all
}
