package rehearsal

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	estrade "estrade/app"
)

// Conductor is what leading a session takes; estrade.Sessions has it.
type Conductor interface {
	View(ctx context.Context, id estrade.SessionID) (estrade.ConsoleView, error)
	Do(ctx context.Context, id estrade.SessionID, c estrade.Command) (estrade.ConsoleView, error)
}

// DirectorOptions configures a Director. Sessions and Session are required.
type DirectorOptions struct {
	Sessions Conductor
	Session  estrade.SessionID
	Seed     uint64
	Clock    *Clock // moved by the planned minutes; nil: time passes by itself
	// Settled tells when nobody means to answer an opening of a part any more;
	// nil: when everybody has answered.
	Settled  func(step, part string, opening int) bool
	Patience time.Duration // the longest wait for the answers to one part; 0: 20 s
	Told     func(Moment)  // called after every act; nil: nothing
}

// Moment is one act of the trainer, just done.
type Moment struct {
	Command estrade.CommandName
	Step    estrade.Text // of the step and part it was done in, "" in the lobby
	Part    estrade.Text
	// Answered of Of people (or tables) had answered, in a part that collects.
	Answered, Of int
	Collects     bool
}

// Director leads a session as a trainer would: the one obvious next act, a
// situation and decisions that are plausible, more time where people have not
// finished, a note for the report. It knows nothing but what the console shows.
type Director struct {
	o        DirectorOptions
	extended bool
	noted    bool
	compared bool            // the map of the required pass was put on stage
	branched map[string]bool // by step: a reference curve was chosen
	read     map[string]bool // by card: picked or left
	picked   map[string]int  // by step and box
	acts     int
}

// actsAtMost bounds the acts of a session, so that a session that does not
// advance is an error and not a loop.
const actsAtMost = 2000

// NewDirector returns a director who has done nothing yet.
func NewDirector(o DirectorOptions) *Director {
	if o.Patience == 0 {
		o.Patience = 20 * time.Second
	}
	return &Director{o: o, branched: make(map[string]bool), read: make(map[string]bool), picked: make(map[string]int)}
}

// Play leads the session from where it is to the end of its agenda.
func (d *Director) Play(ctx context.Context) error {
	for {
		finished, err := d.Next(ctx)
		if finished || err != nil {
			return err
		}
	}
}

// Next does the next act and returns true when the agenda is finished. After an
// error it may be called again: it looks where the session is before it acts.
func (d *Director) Next(ctx context.Context) (finished bool, err error) {
	v, err := d.o.Sessions.View(ctx, d.o.Session)
	if err != nil || v.Finished {
		return v.Finished, err
	}
	if len(v.Actions) == 0 || v.Session.State == estrade.SessionClosing {
		return false, fmt.Errorf("nothing to do in a session that is %s", v.Session.State)
	}
	if d.acts++; d.acts > actsAtMost {
		return false, fmt.Errorf("the agenda is not finished after %d acts", actsAtMost)
	}
	c, err := d.decide(ctx, &v)
	if err != nil {
		return false, err
	}
	c.Revision = v.Revision
	after, err := d.o.Sessions.Do(ctx, d.o.Session, c)
	if err != nil {
		return false, fmt.Errorf("%s in %s: %w", c.Name, where(v), err)
	}
	if c.Name == estrade.CommandOpen || c.Name == estrade.CommandReopen {
		// Nobody answers in the first moment.
		d.pass(after, 0.6)
	}
	d.tell(c, v)
	return after.Finished, nil
}

// where names a place in the agenda.
func where(v estrade.ConsoleView) string {
	if v.Step == nil || v.Part == nil {
		return "the lobby"
	}
	return v.Step.ID + "/" + v.Part.ID
}

func (d *Director) tell(c estrade.Command, v estrade.ConsoleView) {
	if d.o.Told == nil {
		return
	}
	m := Moment{Command: c.Name}
	if v.Step != nil && v.Part != nil {
		m.Step, m.Part, m.Collects = v.Step.Title, v.Part.Title, v.Part.Collects
		m.Answered, m.Of = v.Progress.Answered, v.Progress.Of
	}
	d.o.Told(m)
}

// decide returns the next command. It waits for answers first where the next
// act ends a part that collects them, and then leaves the newest picture in v.
func (d *Director) decide(ctx context.Context, v *estrade.ConsoleView) (estrade.Command, error) {
	if v.Part != nil && v.Part.State == estrade.PartOpen {
		return d.collect(ctx, v)
	}
	if c, ok := d.aside(*v); ok {
		return c, nil
	}
	a := v.Actions[0]
	switch a.Command {
	case estrade.CommandOpenRoom, estrade.CommandStart:
		return estrade.Command{Name: a.Command}, nil
	case estrade.CommandOpen:
		if !a.Enabled && v.Backstage != nil && len(v.Backstage.Situations) > 0 && v.Backstage.Situation == "" {
			all := v.Backstage.Situations
			return estrade.Command{Name: estrade.CommandSituation, Option: all[d.chance("situation", v.Step.ID).IntN(len(all))].ID}, nil
		}
		if !a.Enabled && a.Why == "ideas-needed" {
			return d.propose(*v)
		}
		if !a.Enabled {
			return estrade.Command{}, fmt.Errorf("%s cannot be opened: %s", where(*v), a.Why)
		}
		return estrade.Command{Name: a.Command}, nil
	case estrade.CommandDecide:
		return d.choose(*v), nil
	case estrade.CommandSection:
		next := v.Stage.Section + 1
		if v.Play != nil && v.Play.Briefing != nil {
			d.pass(*v, float64(next)/float64(len(v.Play.Briefing.Sections)))
		}
		return estrade.Command{Name: a.Command, Number: next}, nil
	default:
		d.pass(*v, d.drift(*v))
		return estrade.Command{Name: a.Command}, nil
	}
}

func (d *Director) chance(words ...string) *rand.Rand {
	return draw(d.o.Seed, append([]string{"director"}, words...)...)
}

// drift is how much of its planned time a part takes: no day goes as planned.
func (d *Director) drift(v estrade.ConsoleView) float64 {
	return 0.9 + 0.15*float64(d.chance("drift", where(v)).IntN(100))/100
}

// pass moves the clock until the part has lasted a share of its time.
func (d *Director) pass(v estrade.ConsoleView, share float64) {
	if d.o.Clock == nil || v.Timer == nil {
		return
	}
	total := time.Duration(v.Timer.TotalSeconds) * time.Second
	spent := total - time.Duration(v.Timer.RemainingMillis)*time.Millisecond
	d.o.Clock.Advance(time.Duration(share*float64(total)) - spent)
}

// poll is how often a director looks whether people have answered; meanwhile
// the session's clock moves by pollPasses.
const (
	poll       = 20 * time.Millisecond
	pollPasses = 2 * time.Second
)

// collect waits for the answers to the open part, gives more time once, then
// closes or decides.
func (d *Director) collect(ctx context.Context, v *estrade.ConsoleView) (estrade.Command, error) {
	if err := d.wait(ctx, v); err != nil {
		return estrade.Command{}, err
	}
	unfinished := v.Progress.Of - v.Progress.Answered
	if unfinished > 0 && !d.extended && !v.Part.ByTable {
		d.extended = true
		return estrade.Command{Name: estrade.CommandExtend, Number: 60}, nil
	}
	d.pass(*v, d.drift(*v))
	if v.Actions[0].Command == estrade.CommandDecide {
		return d.choose(*v), nil
	}
	return estrade.Command{Name: estrade.CommandClose, Confirmed: true}, nil
}

// wait returns when everybody has answered, nobody means to, or patience ends.
// It leaves the newest picture in v.
func (d *Director) wait(ctx context.Context, v *estrade.ConsoleView) error {
	step, part, opening := v.Step.ID, v.Part.ID, v.Part.Opening
	deadline := time.Now().Add(d.o.Patience)
	answered := func() bool { return v.Progress.Of > 0 && v.Progress.Answered >= v.Progress.Of }
	settled := func() bool {
		if d.o.Settled == nil {
			return answered()
		}
		return d.o.Settled(step, part, opening)
	}
	for {
		// Asked before the picture is taken: the picture then holds every answer.
		done := settled()
		now, err := d.o.Sessions.View(ctx, d.o.Session)
		if err != nil {
			return err
		}
		*v = now
		if done || time.Now().After(deadline) || v.Part == nil || v.Part.ID != part || v.Part.State != estrade.PartOpen {
			return nil
		}
		select {
		case <-time.After(poll):
		case <-ctx.Done():
			return ctx.Err()
		}
		if d.o.Clock != nil && v.Timer != nil && v.Timer.RemainingMillis > 0 {
			d.o.Clock.Advance(pollPasses)
		}
	}
}

// choose enters a choice for the room: what most tables chose, else any.
func (d *Director) choose(v estrade.ConsoleView) estrade.Command {
	c := estrade.Command{Name: estrade.CommandDecide}
	if v.Backstage == nil || len(v.Backstage.Options) == 0 {
		return c
	}
	votes := make(map[string]int)
	for _, t := range v.Backstage.TableChoices {
		votes[t.Option]++
	}
	options := slices.Clone(v.Backstage.Options)
	liking := func(o estrade.OptionPeek) int { return d.chance("choose", where(v), o.ID).IntN(1000) }
	slices.SortStableFunc(options, func(a, b estrade.OptionPeek) int {
		return cmp.Or(cmp.Compare(votes[b.ID], votes[a.ID]), cmp.Compare(liking(b), liking(a)))
	})
	c.Option = options[0].ID
	return c
}

// aside returns what a trainer does besides advancing: tables once everybody is
// there, a reference curve, cards for the room, the second map on stage, a note
// for the report.
func (d *Director) aside(v estrade.ConsoleView) (estrade.Command, bool) {
	if v.Actions[0].Command == estrade.CommandStart && len(v.Tables) == 0 && len(v.Roster) > 0 {
		return estrade.Command{Name: estrade.CommandMakeTables}, true
	}
	if v.Part == nil {
		return estrade.Command{}, false
	}
	if b := v.Backstage; b != nil && len(b.Branches) > 0 && v.Part.State == estrade.PartWaiting && !d.branched[v.Step.ID] {
		d.branched[v.Step.ID] = true
		return estrade.Command{Name: estrade.CommandSituation, Option: b.Branches[d.chance("branch", v.Step.ID).IntN(len(b.Branches))].ID}, true
	}
	if card, ok := d.card(v); ok {
		return estrade.Command{Name: estrade.CommandCard, Card: &card}, true
	}
	if v.Part.State != estrade.PartShown {
		return estrade.Command{}, false
	}
	if !d.compared && v.Part.Phase == "map" && v.Play != nil && v.Play.Contrast != nil {
		d.compared = true
		d.pass(v, 0.5)
		stage := v.Stage
		stage.MapPass = "required"
		return estrade.Command{Name: estrade.CommandStage, Stage: &stage}, true
	}
	if !d.noted && v.Part.Phase == "debrief" && v.Backstage != nil && len(v.Backstage.Debrief) > 0 {
		d.noted = true
		d.pass(v, 0.7)
		prompt := v.Backstage.Debrief[0]
		text := estrade.Text{
			FR: "Le groupe retient qu’écouter la personne la moins d’accord a changé la liste.",
			EN: "The group keeps in mind that listening to whoever agreed least changed the list.",
		}
		return estrade.Command{Name: estrade.CommandNote, Note: &estrade.Note{
			Step: v.Step.ID, Stage: prompt.Stage, Text: text.In(v.Session.DocumentLanguage), Report: true,
		}}, true
	}
	return estrade.Command{}, false
}
