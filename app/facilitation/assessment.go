package facilitation

import (
	"encoding/json"
	"slices"

	estrade "estrade/app"
	"estrade/app/scoring"
)

// assessment is a self-positioning on the T. Everything people answer stays
// theirs; the group's change goes to the trainer and the report, once the step
// is over.
type assessment struct{ plainKind }

const (
	phaseAnswer        = "answer"
	phaseRetrospective = "retrospective"

	momentBefore        = "before"
	momentRetrospective = "retrospective"
	momentBaseline      = "baseline"
	momentFollowUp      = "follow-up"

	selectShort = "short"
	selectList  = "list"

	scaleFrequency = "frequency"
	barVertical    = "vertical"

	// notConcerned is the answer « Ne me concerne pas »: missing everywhere.
	notConcerned = "not-concerned"
)

func (a assessment) parts(r *run) []partPlan {
	plan := r.packParts()
	for i := range plan {
		plan[i].collects, plan[i].measured = true, true
		for _, pass := range a.passesOf(r, plan[i].phase) {
			plan[i].locks = append(plan[i].locks, pass.ID)
		}
	}
	return plan
}

// passesOf lists the passes asked in a phase.
func (a assessment) passesOf(r *run, phase string) []estrade.AssessmentPass {
	return slices.DeleteFunc(slices.Clone(r.activity.Assessment.Passes), func(p estrade.AssessmentPass) bool {
		return a.phase(p) != phase || p.OnlyWithFollowUp && !r.s.row.FollowUp
	})
}

func (assessment) phase(p estrade.AssessmentPass) string {
	if p.Phase == "" {
		return phaseAnswer
	}
	return p.Phase
}

// competencies lists the competencies of an activity, in the order of the T.
func (s *session) competencies(of *estrade.Activity) []estrade.Competency {
	return slices.DeleteFunc(slices.Clone(s.row.Plan.Competencies), func(c estrade.Competency) bool {
		return len(of.Competencies) > 0 && !slices.Contains(of.Competencies, c.ID)
	})
}

// items lists the behaviours a pass of an activity asks about.
func (s *session) items(of *estrade.Activity, p estrade.AssessmentPass) []estrade.BehaviourPlay {
	items := []estrade.BehaviourPlay{}
	for _, c := range s.competencies(of) {
		for _, b := range c.Behaviours {
			asked := p.Select != selectShort || b.Short
			if p.Select == selectList {
				asked = slices.Contains(p.Behaviours, b.ID)
			}
			if asked {
				items = append(items, estrade.BehaviourPlay{ID: b.ID, Competency: c.ID, Text: b.Text})
			}
		}
	}
	return items
}

func (a assessment) pass(r *run, p partPlan, id string) (estrade.AssessmentPass, bool) {
	all := a.passesOf(r, p.phase)
	i := slices.IndexFunc(all, func(pass estrade.AssessmentPass) bool { return pass.ID == id })
	if i < 0 {
		return estrade.AssessmentPass{}, false
	}
	return all[i], true
}

func (a assessment) place(r *run, p partPlan, at place) error {
	pass, ok := a.pass(r, p, at.pass)
	if !ok || !slices.ContainsFunc(r.s.items(r.activity, pass), func(b estrade.BehaviourPlay) bool { return b.ID == at.item }) {
		return fail("unknown-item", "This sentence is not asked here.", "item", at.item)
	}
	return nil
}

func (a assessment) check(r *run, p partPlan, at place, v json.RawMessage) error {
	if err := a.place(r, p, at); err != nil {
		return err
	}
	var word string
	if json.Unmarshal(v, &word) == nil && word == notConcerned {
		return nil
	}
	pass, _ := a.pass(r, p, at.pass)
	var point int
	if json.Unmarshal(v, &point) != nil || point < 1 || point > r.s.points(pass.Scale) {
		return fail("out-of-range", "This point is not on the scale.")
	}
	return nil
}

// points is the number of points of a scale, from 1.
func (s *session) points(scale string) int { return len(s.row.Plan.Profile.Scales[scale].Points) }

func (a assessment) complete(r *run, p partPlan, mine map[place]estrade.Answer) bool {
	return allAnswered(mine, r.asked(p, func() (places []place) {
		for _, pass := range a.passesOf(r, p.phase) {
			for _, item := range r.s.items(r.activity, pass) {
				places = append(places, place{p.id, pass.ID, item.ID})
			}
		}
		return places
	}))
}

func (assessment) passes(p partPlan) []string { return p.locks }

// main is the pass the T is drawn from.
func (a assessment) main(r *run) estrade.AssessmentPass {
	all := a.passesOf(r, phaseAnswer)
	i := slices.IndexFunc(all, func(p estrade.AssessmentPass) bool { return p.Moment != momentBaseline })
	if i < 0 {
		return estrade.AssessmentPass{Select: selectList}
	}
	return all[i]
}

// hindsight is the retrospective pass, ok false when none was asked.
func (a assessment) hindsight(r *run) (estrade.AssessmentPass, bool) {
	if _, planned := r.find(phaseRetrospective); !planned || r.part(phaseRetrospective).Opening == 0 {
		return estrade.AssessmentPass{}, false
	}
	scale := a.main(r).Scale
	all := a.passesOf(r, phaseRetrospective)
	i := slices.IndexFunc(all, func(p estrade.AssessmentPass) bool {
		return p.Moment == momentRetrospective && p.Scale == scale
	})
	if i < 0 {
		return estrade.AssessmentPass{}, false
	}
	return all[i], true
}

// comparedPass is the pass of the earlier activity on the same scale, ok false
// where there is nothing to compare with.
func (a assessment) comparedPass(r *run) (earlier *estrade.Activity, pass estrade.AssessmentPass, ok bool) {
	earlier = r.s.row.Plan.Activities[r.activity.Assessment.CompareWith]
	if earlier == nil || earlier.Assessment == nil {
		return nil, pass, false
	}
	now, moment := a.main(r), momentBefore
	if now.Moment == momentFollowUp {
		moment = momentBaseline
	}
	i := slices.IndexFunc(earlier.Assessment.Passes, func(p estrade.AssessmentPass) bool {
		return p.Moment == moment && p.Scale == now.Scale
	})
	if i < 0 {
		return nil, pass, false
	}
	return earlier, earlier.Assessment.Passes[i], true
}

// comparedStep is the step whose answers an assessment is compared with: the
// last one of this session that asked them, else what people brought along from
// an earlier session. "" for none.
func (s *session) comparedStep(index int, activity *estrade.Activity) string {
	if activity == nil || activity.Assessment == nil || activity.Assessment.CompareWith == "" {
		return ""
	}
	for i := index - 1; i >= 0; i-- {
		step := s.row.Plan.Workshop.Steps[i]
		played := s.steps[step.ID].Activity == activity.Assessment.CompareWith
		if played && s.parts[partKey{step.ID, phaseAnswer}].Opening > 0 {
			return step.ID
		}
	}
	return stepEarlier
}

// reading is how a run's answers are read: where those of each moment stand,
// and about which behaviours.
type reading struct {
	r     *run
	now   place // item left out, as in the two below
	items []estrade.BehaviourPlay

	compares bool
	before   place
	both     []estrade.BehaviourPlay // asked before and now

	looksBack bool
	then      place
	recalled  []estrade.BehaviourPlay // asked looking back
	thrice    []estrade.BehaviourPlay // asked before, looking back and now

	points int
	share  scoring.Fraction
}

func (a assessment) read(r *run) (reading, error) {
	now := a.main(r)
	v := reading{
		r: r, now: place{part: phaseAnswer, pass: now.ID}, items: r.s.items(r.activity, now), points: r.s.points(now.Scale),
	}
	var err error
	if v.share, err = minAnswered(r.scoringRule("self-score")); err != nil {
		return v, err
	}
	if earlier, pass, ok := a.comparedPass(r); ok {
		v.compares, v.before = true, place{part: a.phase(pass), pass: pass.ID}
		if r.comparedStep == stepEarlier {
			v.before.part = earlier.ID
		}
		v.both = among(v.items, r.s.items(earlier, pass))
	}
	if then, ok := a.hindsight(r); ok {
		v.looksBack, v.then = true, place{part: phaseRetrospective, pass: then.ID}
		v.recalled = r.s.items(r.activity, then)
		v.thrice = among(v.both, v.recalled)
	}
	return v, nil
}

// among keeps the behaviours that are in both lists.
func among(items, others []estrade.BehaviourPlay) []estrade.BehaviourPlay {
	return slices.DeleteFunc(slices.Clone(items), func(b estrade.BehaviourPlay) bool {
		return !slices.ContainsFunc(others, func(o estrade.BehaviourPlay) bool { return o.ID == b.ID })
	})
}

// of keeps the behaviours of one competency.
func of(competency string, items []estrade.BehaviourPlay) []estrade.BehaviourPlay {
	return slices.DeleteFunc(slices.Clone(items), func(b estrade.BehaviourPlay) bool { return b.Competency != competency })
}

// answersAt are one person's answers to some behaviours at one moment, nil where missing.
func answersAt(mine map[place]estrade.Answer, at place, items []estrade.BehaviourPlay) []*float64 {
	values := make([]*float64, len(items))
	for i, item := range items {
		values[i] = number(mine, place{at.part, at.pass, item.ID})
	}
	return values
}

func (v reading) nowOf(p estrade.ParticipantID, items []estrade.BehaviourPlay) []*float64 {
	return answersAt(v.r.answers.of(person(p)), v.now, items)
}

func (v reading) thenOf(p estrade.ParticipantID, items []estrade.BehaviourPlay) []*float64 {
	return answersAt(v.r.answers.of(person(p)), v.then, items)
}

func (v reading) beforeOf(p estrade.ParticipantID, items []estrade.BehaviourPlay) []*float64 {
	return answersAt(v.r.compared.of(person(p)), v.before, items)
}

// score is the self-score of some answers.
func (v reading) score(answers []*float64) (scoring.SelfScoreResult, error) {
	if len(answers) == 0 {
		return scoring.SelfScoreResult{}, nil
	}
	return scoring.SelfScore(answers, v.points, v.share)
}

// shift is one person's three changes over the behaviours asked three times.
func (v reading) shift(p estrade.ParticipantID) (scoring.ResponseShiftResult, error) {
	return scoring.ResponseShift(v.beforeOf(p, v.thrice), v.thenOf(p, v.thrice), v.nowOf(p, v.thrice), v.points)
}

// figures is the change of the group; nothing without an earlier positioning,
// and nothing the second time the same one is compared with: two means over
// nearly the same people's first answers would tell those of the few who missed
// one of them.
func (a assessment) figures(r *run, p partPlan) (*estrade.Figures, error) {
	v, err := a.read(r)
	if err != nil || p.phase != phaseAnswer || !v.compares || a.compared(r) {
		return nil, err
	}
	f := &estrade.AssessmentFigures{
		Compared: r.activity.Assessment.CompareWith, Scale: a.main(r).Scale, Changes: []estrade.CompetencyChange{},
	}
	paired := make(map[estrade.ParticipantID]bool)
	for _, competency := range r.s.competencies(r.activity) {
		items := of(competency.ID, v.both)
		if len(items) == 0 {
			continue
		}
		var pre, post []*float64
		for _, who := range r.s.people() {
			before, err := v.score(v.beforeOf(who.ID, items))
			if err != nil {
				return nil, err
			}
			now, err := v.score(v.nowOf(who.ID, items))
			if err != nil {
				return nil, err
			}
			pre, post = append(pre, before.Score), append(post, now.Score)
			if before.Score != nil && now.Score != nil {
				paired[who.ID] = true
			}
		}
		change, err := scoring.PrePost(pre, post, r.scoringRule("pre-post").EffectFromN)
		if err != nil {
			return nil, err
		}
		f.Changes = append(f.Changes, changeToShow(competency.ID, change, pre, post))
	}
	f.N = len(paired)
	f.Shift, err = v.shiftFigures()
	return &estrade.Figures{Assessment: f}, err
}

// compared reports whether a step before told the group's change since the same answers.
func (a assessment) compared(r *run) bool {
	for i := range r.index {
		other := r.s.runOf(i)
		if other.activity.Assessment == nil || other.comparedStep != r.comparedStep {
			continue
		}
		f := r.s.frozen(other, phaseAnswer).Assessment
		if f != nil && f.Compared == r.activity.Assessment.CompareWith && f.Scale == a.main(r).Scale {
			return true
		}
	}
	return false
}

// changeToShow leaves of a change what its number of people allows. The mean of
// individual gains is over people below 100 before only: they have a number of
// their own.
func changeToShow(competency string, change scoring.PrePostResult, pre, post []*float64) estrade.CompetencyChange {
	v := estrade.CompetencyChange{Competency: competency, N: change.N, Display: string(change.Display)}
	if !enough(change.N) {
		v.Display = string(scoring.DisplayHidden)
		return v
	}
	v.MeanPre, v.MeanPost, v.MeanDiff = change.MeanPre, change.MeanPost, change.MeanDiff
	v.Up, v.Same, v.Down, v.Gain = change.Up, change.Same, change.Down, change.Gain
	below := 0
	for i := range pre {
		if pre[i] != nil && post[i] != nil && *pre[i] < 100 {
			below++
		}
	}
	v.MeanIndividualGain = ifEnough(below, change.MeanIndividualGain)
	if change.Display == scoring.DisplayEffect {
		v.GZ, v.GAv = change.GZ, change.GAV
	}
	return v
}

// shiftFigures is the mean of people's three changes, nil without a
// retrospective pass. Where all behaviours were asked three times, and one to
// four people looked back on fewer than they answered before and now, the change
// of everybody stands beside it and would tell theirs: there are no means then.
func (v reading) shiftFigures() (*estrade.ShiftFigures, error) {
	if !v.looksBack {
		return nil, nil
	}
	var classic, retrospective, shift []*float64
	fewer := 0
	for _, who := range v.r.s.people() {
		own, err := v.shift(who.ID)
		if err != nil {
			return nil, err
		}
		if len(v.thrice) == len(v.both) && own.N < v.twice(who.ID) {
			fewer++
		}
		classic, retrospective, shift = append(classic, own.Classic), append(retrospective, own.Retrospective), append(shift, own.Shift)
	}
	n, meanClassic := mean(classic)
	_, meanRetrospective := mean(retrospective)
	_, meanShift := mean(shift)
	if fewer > 0 && !enough(fewer) {
		return &estrade.ShiftFigures{N: n}, nil
	}
	return &estrade.ShiftFigures{
		N: n, Classic: ifEnough(n, meanClassic), Retrospective: ifEnough(n, meanRetrospective), Shift: ifEnough(n, meanShift),
	}, nil
}

// twice counts the behaviours somebody answered both before and now.
func (v reading) twice(p estrade.ParticipantID) int {
	before, now := v.beforeOf(p, v.both), v.nowOf(p, v.both)
	n := 0
	for i := range before {
		if before[i] != nil && now[i] != nil {
			n++
		}
	}
	return n
}

func (a assessment) play(r *run, p partPlan) *estrade.Play {
	profile := r.s.row.Plan.Profile
	play := &estrade.AssessmentPlay{
		Drawing: r.activity.Assessment.Drawing, Passes: []estrade.AssessmentForm{}, Competencies: []estrade.CompetencyCell{},
		Horizontal: profile.Bars.Horizontal, Vertical: profile.Bars.Vertical, NotConcerned: profile.Missing.NotConcerned,
		Compares: r.activity.Assessment.CompareWith != "",
	}
	for _, pass := range a.passesOf(r, p.phase) {
		scale := profile.Scales[pass.Scale]
		form := estrade.AssessmentForm{
			ID: pass.ID, Moment: pass.Moment, Scale: pass.Scale, Stem: scale.Stem, Points: scale.Points, Items: r.s.items(r.activity, pass),
		}
		if pass.Moment == momentRetrospective && scale.StemRetrospective != nil {
			form.Stem = *scale.StemRetrospective
		}
		play.Passes = append(play.Passes, form)
	}
	for _, c := range r.s.competencies(r.activity) {
		play.Competencies = append(play.Competencies, estrade.CompetencyCell{ID: c.ID, Bar: c.Bar, Name: c.Name, Definition: c.Definition})
	}
	return &estrade.Play{Assessment: play}
}

func (a assessment) own(r *run, p estrade.Participant) (*estrade.OwnResult, error) {
	if !r.collected(phaseAnswer) {
		return nil, nil
	}
	v, err := a.read(r)
	if err != nil {
		return nil, err
	}
	v.looksBack = v.looksBack && r.settled(phaseRetrospective)
	profile, now := r.s.row.Plan.Profile, a.main(r)
	own := &estrade.OwnAssessment{
		Scale: now.Scale, Moment: now.Moment, Drawing: r.activity.Assessment.Drawing,
		Horizontal: profile.Bars.Horizontal, Vertical: profile.Bars.Vertical,
		Cells: []estrade.OwnCell{}, Captions: r.captions("self-score"),
	}
	for _, c := range r.s.competencies(r.activity) {
		cell, err := v.cell(p.ID, c)
		if err != nil {
			return nil, err
		}
		own.Cells = append(own.Cells, cell)
	}
	if v.compares && v.looksBack {
		shift, err := v.shift(p.ID)
		if err != nil {
			return nil, err
		}
		own.Shift = &estrade.OwnShift{
			N: shift.N, Of: len(v.thrice), Classic: shift.Classic, Retrospective: shift.Retrospective, Shift: shift.Shift,
		}
		own.Captions = r.captions("self-score", "response-shift")
	}
	return &estrade.OwnResult{Step: r.step.ID, Activity: r.activity.ID, Title: r.activity.Title, Assessment: own}, nil
}

// cell is one person's cell of the T. Before and now are read from the
// behaviours asked both times: two answers are never compared with one.
func (v reading) cell(p estrade.ParticipantID, c estrade.Competency) (estrade.OwnCell, error) {
	cell := estrade.OwnCell{Competency: c.ID, Bar: c.Bar, Name: c.Name, Definition: c.Definition}
	items := of(c.ID, v.both)
	if len(items) == 0 {
		items = of(c.ID, v.items)
	}
	now, err := v.score(v.nowOf(p, items))
	if err != nil {
		return cell, err
	}
	cell.Answered, cell.Of, cell.Now = now.Answered, len(items), now.Score
	if v.compares {
		before, err := v.score(v.beforeOf(p, items))
		if err != nil {
			return cell, err
		}
		change, err := scoring.NormalisedChange(before.Score, now.Score)
		if err != nil {
			return cell, err
		}
		cell.Before, cell.Change = before.Score, change.Change
	}
	if v.looksBack {
		hindsight, err := v.score(v.thenOf(p, of(c.ID, v.recalled)))
		if err != nil {
			return cell, err
		}
		cell.Hindsight = hindsight.Score
	}
	return cell, nil
}
