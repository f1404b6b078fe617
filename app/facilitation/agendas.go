package facilitation

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	estrade "estrade/app"
)

// ownPrefix begins the ids of agendas composed by the trainer; no agenda of a
// pack has it.
const ownPrefix = "own-"

// What an agenda may be.
const (
	maxAgendaSteps   = 40
	maxStepMinutes   = 240
	maxAgendaMinutes = 1440
	maxAgendaTitle   = 120
	maxObjectives    = 10 // printed on a certificate
)

// What leads on where no agenda of the pack goes from one activity to the other,
// and what ends an agenda where none ends there.
var (
	plainBridge = estrade.Text{
		FR: "Gardez en tête une chose de ce moment ; nous la retrouverons.",
		EN: "Keep one thing from this moment in mind; we will come back to it.",
	}
	plainEnd = estrade.Text{
		FR: "Merci. La suite vous appartient.",
		EN: "Thank you. What comes next is up to you.",
	}
)

// Workshops implements estrade.Sessions: the agendas whose every activity is of
// a kind this program runs, those of the trainer last.
func (d *Desk) Workshops(ctx context.Context) ([]estrade.WorkshopView, error) {
	views := []estrade.WorkshopView{}
	for _, w := range d.pack.Workshops {
		if d.runnable(w) {
			views = append(views, d.workshopView(w))
		}
	}
	slices.SortStableFunc(views, func(a, b estrade.WorkshopView) int {
		switch {
		case a.Default == b.Default:
			return cmp.Compare(a.ID, b.ID)
		case a.Default:
			return -1
		}
		return 1
	})
	own, err := d.store.Workshops(ctx)
	if err != nil {
		return nil, err
	}
	sortByName(own, func(w estrade.Workshop) (name, then string) { return w.Title.FR, w.ID })
	for _, w := range own {
		if d.runnable(w) {
			views = append(views, d.workshopView(w))
		}
	}
	return views, nil
}

func (d *Desk) workshopView(w estrade.Workshop) estrade.WorkshopView {
	v := estrade.WorkshopView{
		ID: w.ID, Title: w.Title, Summary: w.Summary, Minutes: w.Minutes, Group: w.Group,
		Steps: []estrade.WorkshopLine{}, Default: w.ID == d.pack.DefaultWorkshop,
		Own: strings.HasPrefix(w.ID, ownPrefix), FollowUp: d.followable(w),
	}
	for _, step := range w.Steps {
		a := d.pack.Activities[step.Activity]
		v.Steps = append(v.Steps, estrade.WorkshopLine{
			Activity: a.ID, Title: a.Title, Kind: a.Kind, Minutes: step.Minutes, OffClock: step.OffClock, Short: step.Variant == variantShort,
		})
	}
	return v
}

// followable reports whether an agenda asks, when a follow-up is announced, what
// the follow-up compares with.
func (d *Desk) followable(w estrade.Workshop) bool {
	return slices.ContainsFunc(w.Steps, func(step estrade.WorkshopStep) bool {
		a := d.pack.Activities[step.Activity].Assessment
		return a != nil && slices.ContainsFunc(a.Passes, func(p estrade.AssessmentPass) bool { return p.OnlyWithFollowUp })
	})
}

// workshop returns an agenda that can be run.
func (d *Desk) workshop(ctx context.Context, id string) (estrade.Workshop, error) {
	own, err := d.store.Workshops(ctx)
	if err != nil {
		return estrade.Workshop{}, err
	}
	for _, w := range slices.Concat(d.pack.Workshops, own) {
		if w.ID == id && d.runnable(w) {
			return w, nil
		}
	}
	return estrade.Workshop{}, estrade.NewError(estrade.CodeInvalid, "unknown-workshop", "This workshop cannot be run.",
		"Choose one from the list.", "workshop", id)
}

// Activities implements estrade.Sessions.
func (d *Desk) Activities(context.Context) ([]estrade.ActivityView, error) {
	views := []estrade.ActivityView{}
	for _, a := range d.pack.Activities {
		if kinds[a.Kind] == nil {
			continue
		}
		views = append(views, estrade.ActivityView{
			ID: a.ID, Kind: a.Kind, Title: a.Title, Purpose: a.Purpose, Minutes: a.Minutes, MinMinutes: len(a.Parts),
			OffClock: d.packStep(a.ID).OffClock, HasShort: hasShort(a),
		})
	}
	slices.SortFunc(views, func(a, b estrade.ActivityView) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
	return views, nil
}

func hasShort(a *estrade.Activity) bool {
	return a.Contrast != nil && slices.ContainsFunc(a.Contrast.Pairs, func(p estrade.Pair) bool { return p.Short })
}

// packStep returns a step of the pack's agendas that plays an activity, or
// offers it: the default agenda's before others'. The zero step when none does.
func (d *Desk) packStep(activity string) estrade.WorkshopStep {
	var offered estrade.WorkshopStep
	for _, w := range d.packAgendas() {
		for _, step := range w.Steps {
			if step.Activity == activity {
				return step
			}
			if offered.ID == "" && slices.Contains(step.Alternatives, activity) {
				offered = step
			}
		}
	}
	return offered
}

// bridge returns what an agenda of the pack says between an activity and the
// next, "" after the last one.
func (d *Desk) bridge(activity, next string) estrade.Text {
	for _, w := range d.packAgendas() {
		for i, step := range w.Steps {
			follows := ""
			if i+1 < len(w.Steps) {
				follows = w.Steps[i+1].Activity
			}
			if step.Activity == activity && follows == next && step.Bridge != (estrade.Text{}) {
				return step.Bridge
			}
		}
	}
	if next == "" {
		return plainEnd
	}
	return plainBridge
}

// packAgendas returns the pack's agendas, the default one first.
func (d *Desk) packAgendas() []estrade.Workshop {
	agendas := slices.Clone(d.pack.Workshops)
	slices.SortStableFunc(agendas, func(a, b estrade.Workshop) int {
		if a.ID == d.pack.DefaultWorkshop {
			return -1
		}
		if b.ID == d.pack.DefaultWorkshop {
			return 1
		}
		return 0
	})
	return agendas
}

// SaveWorkshop implements estrade.Sessions.
func (d *Desk) SaveWorkshop(ctx context.Context, draft estrade.WorkshopDraft) (estrade.WorkshopView, error) {
	w, err := d.compose(draft)
	if err != nil {
		return estrade.WorkshopView{}, err
	}
	own, err := d.store.Workshops(ctx)
	if err != nil {
		return estrade.WorkshopView{}, err
	}
	switch {
	case draft.ID == "":
		w.ID = ownPrefix + newID()[:12]
	case !slices.ContainsFunc(own, func(o estrade.Workshop) bool { return o.ID == draft.ID }):
		return estrade.WorkshopView{}, estrade.NewError(estrade.CodeNotFound, "unknown-workshop", "This agenda does not exist any more.",
			"Save it under a new name.", "workshop", draft.ID)
	default:
		w.ID = draft.ID
	}
	if slices.ContainsFunc(own, func(o estrade.Workshop) bool { return o.ID != w.ID && sameName(o.Title.FR, w.Title.FR) }) {
		return estrade.WorkshopView{}, agendaError("agenda-title-taken", "Another agenda has this name.", "Choose another name.")
	}
	if err := d.store.SaveWorkshop(ctx, w); err != nil {
		return estrade.WorkshopView{}, err
	}
	return d.workshopView(w), nil
}

// DeleteWorkshop implements estrade.Sessions.
func (d *Desk) DeleteWorkshop(ctx context.Context, id string) error {
	return d.store.DeleteWorkshop(ctx, id)
}

func agendaError(key, message, hint string, params ...string) error {
	return estrade.NewError(estrade.CodeInvalid, key, message, hint, params...)
}

// compose turns a draft into an agenda that can be run.
func (d *Desk) compose(draft estrade.WorkshopDraft) (estrade.Workshop, error) {
	title, err := cleanLine(draft.Title, maxAgendaTitle, "title")
	if err != nil {
		return estrade.Workshop{}, err
	}
	if title == "" {
		return estrade.Workshop{}, agendaError("agenda-title", "This agenda has no name.", "Give it a name you will recognise.")
	}
	if len(draft.Steps) == 0 || len(draft.Steps) > maxAgendaSteps {
		return estrade.Workshop{}, agendaError("agenda-steps", "An agenda has 1 to 40 steps.", "Add or remove steps.", "max", strconv.Itoa(maxAgendaSteps))
	}
	w := estrade.Workshop{
		Title: estrade.Text{FR: title, EN: title}, Summary: estrade.Text{FR: "Composé par vous.", EN: "Composed by you."},
		Group: estrade.GroupSize{Min: 1, Max: 200},
	}
	for i, s := range draft.Steps {
		a := d.pack.Activities[s.Activity]
		line := strconv.Itoa(i + 1)
		if a == nil || kinds[a.Kind] == nil {
			return w, agendaError("agenda-activity", "This activity does not exist.", "Remove the step.", "step", line)
		}
		if s.Minutes < len(a.Parts) || s.Minutes > maxStepMinutes {
			return w, agendaError("agenda-minutes", "A step's minutes are out of range.", "Correct the minutes of this step.",
				"step", line, "min", strconv.Itoa(len(a.Parts)), "max", strconv.Itoa(maxStepMinutes))
		}
		step := d.composeStep(a, s)
		next := ""
		if i+1 < len(draft.Steps) {
			next = draft.Steps[i+1].Activity
		}
		step.Bridge = d.bridge(a.ID, next)
		step.ID = uniqueID(w.Steps, a.ID)
		w.Steps = append(w.Steps, step)
		w.Minutes += s.Minutes
		if !step.OffClock {
			w.TrainingMinutes += s.Minutes
		}
		w.Group.Min = max(w.Group.Min, a.GroupSize.Min)
		w.Group.Max = min(w.Group.Max, a.GroupSize.Max)
		if a.Kind != estrade.KindBriefing && !slices.Contains(w.Objectives, a.Purpose) && len(w.Objectives) < maxObjectives {
			w.Objectives = append(w.Objectives, a.Purpose)
		}
	}
	if w.Minutes > maxAgendaMinutes {
		return w, agendaError("agenda-too-long", "An agenda lasts at most a day.", "Shorten or remove steps.", "max", strconv.Itoa(maxAgendaMinutes))
	}
	return w, nil
}

// composeStep fills a step with what the pack says of the activity: notes,
// alternatives, and its parts' minutes in proportion.
func (d *Desk) composeStep(a *estrade.Activity, s estrade.DraftStep) estrade.WorkshopStep {
	known := d.packStep(a.ID)
	step := estrade.WorkshopStep{
		Activity: a.ID, Minutes: s.Minutes, Notes: known.Notes, OffClock: known.OffClock && known.Activity == a.ID,
		Parts: shareMinutes(a.Parts, s.Minutes),
	}
	if s.Short && hasShort(a) {
		step.Variant = variantShort
	}
	for _, id := range append([]string{known.Activity}, known.Alternatives...) {
		other := d.pack.Activities[id]
		if id != a.ID && other != nil && other.Minutes == a.Minutes {
			step.Alternatives = append(step.Alternatives, id)
		}
	}
	return step
}

// uniqueID returns a step id no step has: the activity's, then with a number.
func uniqueID(steps []estrade.WorkshopStep, activity string) string {
	id := activity
	for n := 2; slices.ContainsFunc(steps, func(s estrade.WorkshopStep) bool { return s.ID == id }); n++ {
		id = activity + "-" + strconv.Itoa(n)
	}
	return id
}

// shareMinutes shares minutes among parts in proportion to theirs, at least one
// each; what rounding leaves goes to the longest ones.
func shareMinutes(parts []estrade.ActivityPart, minutes int) []estrade.PartMinutes {
	total := 0
	for _, p := range parts {
		total += p.Minutes
	}
	shares := make([]estrade.PartMinutes, len(parts))
	order := make([]int, len(parts))
	left := minutes
	for i, p := range parts {
		shares[i] = estrade.PartMinutes{Phase: p.Phase, Minutes: max(1, minutes*p.Minutes/max(1, total))}
		left -= shares[i].Minutes
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(parts[b].Minutes, parts[a].Minutes) })
	for i := 0; left != 0; i = (i + 1) % len(order) {
		share := &shares[order[i]]
		switch {
		case left > 0:
			share.Minutes++
			left--
		case share.Minutes > 1:
			share.Minutes--
			left++
		}
	}
	return shares
}
