package facilitation

import (
	"encoding/json"
	"slices"

	estrade "estrade/app"
	"estrade/app/scoring"
)

// kind is what a kind of activity knows: its parts, which answers it takes,
// what it computes and what it shows. Implementations hold no state.
type kind interface {
	// parts lists the parts of the step as far as they are known: a scenario's
	// grow with the room's choices.
	parts(r *run) []partPlan
	// check refuses a value that the part does not know at that place. The
	// value is never null: anybody may prefer not to answer.
	check(r *run, p partPlan, at place, v json.RawMessage) error
	// place refuses a place where the part asks nothing: anybody may decline to
	// answer wherever something is asked.
	place(r *run, p partPlan, at place) error
	// complete reports whether a subject's answers leave nothing to answer.
	complete(r *run, p partPlan, mine map[place]estrade.Answer) bool
	// passes lists the passes of a part that can be locked; nil when an answer
	// may change until the part closes.
	passes(p partPlan) []string
	// figures computes what the part shows. Called once, when a revealing part
	// is entered, when a part that freezes is left, or before, for peeks, and for
	// a measured part when its step ends; it never returns a figure under five
	// answers.
	figures(r *run, p partPlan) (*estrade.Figures, error)
	// peeks names the part whose figures the trainer may read as soon as p is
	// closed and everybody has answered, "" for none.
	peeks(p partPlan) string
	// play is the content the room may see in the part.
	play(r *run, p partPlan) *estrade.Play
	// own is what one person may read of their own result now, nil for nothing yet.
	own(r *run, p estrade.Participant) (*estrade.OwnResult, error)
	// backstage adds what only the trainer reads.
	backstage(r *run, p partPlan, b *estrade.Backstage)
	// carried lists the parts whose frozen figures the room sees in part p.
	carried(r *run, p partPlan) []string
	// ready says why the part cannot open yet: the key of a sentence, "" when it can.
	ready(r *run, p partPlan) string
	// offers lists the texts people offer to the trainer at the moment, and what
	// picking one does; also asked after the step, for its report.
	offers(r *run) offering
	// readPart is the part whose texts the trainer reads as soon as it is closed, "" for none.
	readPart(r *run) string
}

// plainKind answers for a kind what most kinds have no answer to.
type plainKind struct{}

func (plainKind) peeks(partPlan) string { return "" }

func (plainKind) figures(*run, partPlan) (*estrade.Figures, error) { return nil, nil }

func (plainKind) own(*run, estrade.Participant) (*estrade.OwnResult, error) { return nil, nil }

func (plainKind) backstage(*run, partPlan, *estrade.Backstage) {}

func (plainKind) carried(*run, partPlan) []string { return nil }

func (plainKind) ready(*run, partPlan) string { return "" }

func (plainKind) offers(*run) offering { return offering{} }

func (plainKind) readPart(*run) string { return "" }

// kinds are the kinds of activity this program runs.
var kinds = map[estrade.Kind]kind{
	estrade.KindBriefing: briefing{},
	estrade.KindScenario: scenario{},
	estrade.KindContrast: contrast{},
	estrade.KindRanking:  ranking{},
	estrade.KindCurve:    curve{},
	estrade.KindSort:     cardSort{},
	estrade.KindRating:   rating{},
	estrade.KindBoard:    board{},

	estrade.KindAssessment: assessment{},
	estrade.KindCommitment: commitment{},
	estrade.KindFeedback:   feedback{},
}

// partPlan is one part of a step as it would be run.
type partPlan struct {
	id           string
	phase        string
	title        estrade.Text
	instructions *estrade.Text
	stage        *estrade.Text
	seconds      int
	dropOrder    int
	collects     bool
	byTable      bool
	freezes      bool     // showing part: entering it computes and freezes figures; collecting part: leaving it does
	measured     bool     // collecting part: the end of the step freezes its figures, for the trainer and the report only
	locks        []string // assessment: the passes that can be locked
	node         string   // scenario
}

// run is one step being run, with the answers to compute from.
type run struct {
	s         *session
	step      estrade.WorkshopStep
	index     int
	activity  *estrade.Activity
	state     estrade.StepRun
	answers   stepAnswers
	live      bool            // answers are the session's own, not a transaction's
	own       []estrade.Card  // cards among a transaction's answers, nil until asked for
	ownChosen *chosenCards    // what the trainer chose among them, nil until asked for
	ownStory  *visitedChoices // scenario: what own results are counted from, nil until asked for

	comparedStep string // assessment: the step compared with, "" for none
	compared     stepAnswers
}

// runOf returns the run of an agenda step; s.mu is held for reading at least.
func (s *session) runOf(index int) *run {
	step := s.row.Plan.Workshop.Steps[index]
	state, started := s.steps[step.ID]
	if !started {
		state = estrade.StepRun{Step: step.ID, Activity: step.Activity}
	}
	activity := s.row.Plan.Activities[state.Activity]
	compared := s.comparedStep(index, activity)
	return &run{
		s: s, step: step, index: index, state: state,
		activity: activity,
		answers:  s.answers[step.ID],
		live:     true,

		comparedStep: compared, compared: s.answers[compared],
	}
}

func (r *run) kind() kind { return kinds[r.activity.Kind] }

// notes are for whoever leads the step: the agenda's own, then the activity's.
func (r *run) notes() []estrade.Text {
	return slices.Concat(r.step.Notes, r.activity.Facilitator.Notes)
}

// part returns a part as run, in state waiting when it was not entered.
func (r *run) part(id string) estrade.PartRun {
	if p, ok := r.s.parts[partKey{r.step.ID, id}]; ok {
		return p
	}
	return estrade.PartRun{Step: r.step.ID, Part: id, State: estrade.PartWaiting}
}

// settled reports whether a collecting part is closed: its answers may be looked at.
func (r *run) settled(id string) bool {
	p := r.part(id)
	return p.State == estrade.PartClosed || p.State == estrade.PartDone
}

// shown reports whether a showing part was entered.
func (r *run) shown(id string) bool {
	p := r.part(id)
	return p.ShownAt != 0
}

// collected reports whether a part was open and is closed: there may be answers
// in it, and no more come.
func (r *run) collected(id string) bool {
	return r.settled(id) && r.part(id).Opening > 0
}

// carriesReveal is what the room sees of a kind with one reveal, from there on.
func (r *run) carriesReveal(more ...string) []string {
	if !r.shown(phaseReveal) {
		return nil
	}
	return append([]string{phaseReveal}, more...)
}

// tablesAtWork are what the tables write, for the trainer, from the part in
// which they do on.
func (r *run) tablesAtWork(p partPlan) []estrade.TeamView {
	if !p.byTable && !r.settled(phaseTeam) {
		return nil
	}
	var views []estrade.TeamView
	for _, t := range r.s.tableList() {
		views = append(views, r.s.teamView(t, r))
	}
	return views
}

// ranks are places by a figure, the best first, ex æquo sharing one; 0 for
// those without the figure.
func ranks(figures []*float64, best scoring.Better) ([]int, error) {
	ranked, err := scoring.Rank(figures, best, scoring.TiesCompetition)
	if err != nil {
		return nil, err
	}
	places := make([]int, len(figures))
	for i, rank := range ranked.Ranks {
		if rank != nil {
			places[i] = int(*rank)
		}
	}
	return places, nil
}

// askedPart is a part of an activity, whose content does not change.
type askedPart struct{ step, activity, part string }

// asked lists the places at which a part asks something. Everybody's answers are
// looked through ten times a second while people answer: list makes it once.
func (r *run) asked(p partPlan, list func() []place) []place {
	k := askedPart{r.step.ID, r.activity.ID, p.id}
	if known, ok := r.s.asked.Load(k); ok {
		return known.([]place)
	}
	places := list()
	r.s.asked.Store(k, places)
	return places
}

// allAnswered reports whether something was answered, or declined, at all places.
func allAnswered(mine map[place]estrade.Answer, places []place) bool {
	for _, at := range places {
		if _, ok := mine[at]; !ok {
			return false
		}
	}
	return true
}

// over reports whether a measured part is over for good: what people answered in
// the step was counted.
func (r *run) over(p partPlan) bool {
	return p.measured && slices.ContainsFunc(r.plan(), func(other partPlan) bool {
		_, counted := r.s.figures[partKey{r.step.ID, other.id}]
		return other.measured && counted
	})
}

// plan returns the parts of the step without those dropped.
func (r *run) plan() []partPlan {
	all := r.kind().parts(r)
	return slices.DeleteFunc(all, func(p partPlan) bool {
		return slices.Contains(r.state.Dropped, p.phase)
	})
}

// find returns a part of the plan.
func (r *run) find(id string) (partPlan, bool) {
	for _, p := range r.plan() {
		if p.id == id {
			return p, true
		}
	}
	return partPlan{}, false
}

// after returns the part that follows id, ok false after the last one known.
func (r *run) after(id string) (partPlan, bool) {
	plan := r.plan()
	for i, p := range plan {
		if p.id == id && i+1 < len(plan) {
			return plan[i+1], true
		}
	}
	return partPlan{}, false
}

// before returns the part that precedes id.
func (r *run) before(id string) (partPlan, bool) {
	plan := r.plan()
	for i, p := range plan {
		if p.id == id && i > 0 {
			return plan[i-1], true
		}
	}
	return partPlan{}, false
}

// packParts returns the parts of the pack with the agenda's minutes: those the
// agenda lists, or all of the activity's.
func (r *run) packParts() []partPlan {
	minutes := make(map[string]int)
	for _, p := range r.step.Parts {
		minutes[p.Phase] = p.Minutes
	}
	plan := make([]partPlan, 0, len(r.activity.Parts))
	for _, p := range r.activity.Parts {
		m := p.Minutes
		if len(r.step.Parts) > 0 && r.state.Activity == r.step.Activity {
			var listed bool
			if m, listed = minutes[p.Phase]; !listed {
				continue
			}
		} else if len(r.activity.Parts) == 1 {
			m = r.step.Minutes
		}
		plan = append(plan, partPlan{
			id: p.Phase, phase: p.Phase, title: p.Title, instructions: p.Instructions,
			stage: p.Stage, seconds: 60 * m, dropOrder: p.DropOrder,
		})
	}
	return plan
}

// scoringRule returns the activity's rule for a method; its zero value when
// the pack names none.
func (r *run) scoringRule(method string) estrade.ScoringRule {
	for _, rule := range r.activity.Scoring {
		if rule.Method == method {
			return rule
		}
	}
	return estrade.ScoringRule{}
}

// captions returns the captions of the methods, in the activity's order.
func (r *run) captions(methods ...string) []estrade.Text {
	texts := []estrade.Text{}
	for _, rule := range r.activity.Scoring {
		if slices.Contains(methods, rule.Method) {
			texts = append(texts, rule.Caption)
		}
	}
	return texts
}

// minAnswered returns the share of answers a rule asks for.
func minAnswered(rule estrade.ScoringRule) (scoring.Fraction, error) {
	return scoring.ParseFraction(rule.MinAnswered)
}

// text returns the answer at a place as a text, "" when missing or declined.
func text(mine map[place]estrade.Answer, at place) string {
	a, ok := mine[at]
	if !ok {
		return ""
	}
	if plain, ok := plainText(a.Value); ok {
		return plain
	}
	var v *string
	if json.Unmarshal(a.Value, &v) != nil || v == nil {
		return ""
	}
	return *v
}

// plainText reads JSON text of printable ASCII that nothing is escaped in, as the
// ids of options are: a thousand of them are read while the room waits.
func plainText(value []byte) (string, bool) {
	n := len(value)
	if n < 2 || value[0] != '"' || value[n-1] != '"' {
		return "", false
	}
	for _, c := range value[1 : n-1] {
		if c < ' ' || c > '~' || c == '"' || c == '\\' {
			return "", false
		}
	}
	return string(value[1 : n-1]), true
}

// number returns the answer at a place as a number, nil when missing or declined.
func number(mine map[place]estrade.Answer, at place) *float64 {
	a, ok := mine[at]
	if !ok {
		return nil
	}
	var v *float64
	if json.Unmarshal(a.Value, &v) != nil {
		return nil
	}
	return v
}

// enough reports whether a figure over n people may be shown.
func enough(n int) bool { return n >= estrade.MinimumAnswers }

// ifEnough returns v when a figure over n people may be shown.
func ifEnough(n int, v *float64) *float64 {
	if !enough(n) {
		return nil
	}
	return v
}

// tablesToShow returns the tables whose statistics may be shown beside the
// room's: five answers or more, and so that the people of the room who are in
// none of them are five or more, or nobody (otherwise subtracting would give
// them away). n is by table; all are the numbers of people behind the room's
// figures.
func tablesToShow(n map[estrade.TableID]int, all ...int) map[estrade.TableID]bool {
	type counted struct {
		table estrade.TableID
		n     int
	}
	var kept []counted
	sum := 0
	for t, k := range n {
		if enough(k) {
			kept = append(kept, counted{t, k})
			sum += k
		}
	}
	slices.SortFunc(kept, func(a, b counted) int {
		if a.n != b.n {
			return b.n - a.n
		}
		if a.table < b.table {
			return -1
		}
		return 1
	})
	givesAway := func(n int) bool { return n != sum && !enough(n-sum) }
	for len(kept) > 0 && slices.ContainsFunc(all, givesAway) {
		last := kept[len(kept)-1]
		kept = kept[:len(kept)-1]
		sum -= last.n
	}
	shown := make(map[estrade.TableID]bool, len(kept))
	for _, k := range kept {
		shown[k.table] = true
	}
	return shown
}

// fail returns the error of a value the activity does not know.
func fail(key, message string, params ...string) error {
	return estrade.NewError(estrade.CodeInvalid, key, message,
		"Reload the page; what was saved is kept.", params...)
}
