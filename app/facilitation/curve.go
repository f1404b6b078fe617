package facilitation

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	estrade "estrade/app"
	"estrade/app/scoring"
)

// curve is an engagement curve: numbers estimated, a curve drawn over the months,
// interventions placed on it, then all three beside their references.
type curve struct{ plainKind }

const (
	phaseEstimate = "estimate"
	phaseDraw     = "draw"
	phasePlace    = "place"
)

// itemCurve is the only item of a drawing: the whole curve.
const itemCurve = "curve"

// closestEqual names drawings that are as close to one branch as to the other.
const closestEqual = "equal"

func (curve) parts(r *run) []partPlan {
	plan := r.packParts()
	for i := range plan {
		switch plan[i].phase {
		case phaseEstimate, phaseDraw, phasePlace:
			plan[i].collects = true
		case phaseReveal:
			plan[i].freezes = true
		}
	}
	return plan
}

// estimates lists the questions of the step, none when they are not asked.
func (curve) estimates(r *run) []estrade.EstimateItem {
	if _, asked := r.find(phaseEstimate); !asked {
		return nil
	}
	return r.activity.Curve.Estimates
}

// interventions lists what the step has to place, nothing when that is not asked.
func (curve) interventions(r *run) []estrade.Intervention {
	if _, asked := r.find(phasePlace); !asked {
		return nil
	}
	return r.activity.Curve.Interventions
}

// months lists the months of a drawing.
func (curve) months(r *run) []int {
	var months []int
	m := r.activity.Curve.Months
	for month := m.From; month <= m.To; month += max(1, m.Step) {
		months = append(months, month)
	}
	return months
}

func (c curve) place(r *run, p partPlan, at place) error {
	known := false
	switch p.phase {
	case phaseEstimate:
		known = slices.ContainsFunc(r.activity.Curve.Estimates, func(e estrade.EstimateItem) bool { return e.ID == at.item })
	case phaseDraw:
		known = at.item == itemCurve
	case phasePlace:
		known = slices.ContainsFunc(r.activity.Curve.Interventions, func(i estrade.Intervention) bool { return i.ID == at.item })
	}
	if !known || at.pass != "" {
		return fail("unknown-item", "This is not asked here.", "item", at.item)
	}
	return nil
}

func (c curve) check(r *run, p partPlan, at place, v json.RawMessage) error {
	if err := c.place(r, p, at); err != nil {
		return err
	}
	switch p.phase {
	case phaseEstimate:
		var guess float64
		if json.Unmarshal(v, &guess) != nil {
			return fail("out-of-range", "This is not a number.")
		}
		i := slices.IndexFunc(r.activity.Curve.Estimates, func(e estrade.EstimateItem) bool { return e.ID == at.item })
		if _, err := c.points(r, r.activity.Curve.Estimates[i], &guess); err != nil {
			return fail("out-of-range", "This number is outside what is asked.")
		}
	case phaseDraw:
		var points []*float64
		if json.Unmarshal(v, &points) != nil || len(points) != len(c.months(r)) {
			return fail("list-length", "The drawing must have one height for each month.")
		}
		for _, height := range points {
			if height != nil && (*height < 0 || *height > 100) {
				return fail("out-of-range", "A height lies between 0 and 100.")
			}
		}
	case phasePlace:
		var zone string
		if json.Unmarshal(v, &zone) != nil || c.zone(r, zone) == nil {
			return fail("unknown-option", "This moment does not exist.", "option", zone)
		}
	}
	return nil
}

// zone returns a zone by its id, nil when it does not exist.
func (curve) zone(r *run, id string) *estrade.Zone {
	zones := r.activity.Curve.Zones
	if i := slices.IndexFunc(zones, func(z estrade.Zone) bool { return z.ID == id }); i >= 0 {
		return &zones[i]
	}
	return nil
}

func (c curve) complete(r *run, p partPlan, mine map[place]estrade.Answer) bool {
	given := func(item string) bool {
		_, ok := mine[place{part: p.id, item: item}]
		return ok
	}
	switch p.phase {
	case phaseEstimate:
		for _, e := range r.activity.Curve.Estimates {
			if !e.Optional && !given(e.ID) {
				return false
			}
		}
		return true
	case phaseDraw:
		points := c.drawing(mine)
		return given(itemCurve) && (points == nil || drawn(points) >= c.rule(r).MinPoints)
	case phasePlace:
		for _, i := range r.activity.Curve.Interventions {
			if !given(i.ID) {
				return false
			}
		}
		return true
	}
	return false
}

func (curve) passes(p partPlan) []string {
	if p.collects {
		return []string{""}
	}
	return nil
}

// drawing returns the heights somebody drew, nil when missing or declined.
func (curve) drawing(mine map[place]estrade.Answer) []*float64 {
	a, ok := mine[place{part: phaseDraw, item: itemCurve}]
	if !ok {
		return nil
	}
	var points []*float64
	if json.Unmarshal(a.Value, &points) != nil {
		return nil
	}
	return points
}

// drawn counts the points of a drawing that were given.
func drawn(points []*float64) int {
	n := 0
	for _, height := range points {
		if height != nil {
			n++
		}
	}
	return n
}

// points is the score of a guess, 0…100, nil without a guess.
func (curve) points(r *run, e estrade.EstimateItem, guess *float64) (*float64, error) {
	rule := r.scoringRule("estimate")
	result, err := scoring.Estimate(e.Reference, guess, scoring.Unit(e.Unit),
		scoring.EstimateRule{Min: e.Min, Max: e.Max, PercentLoss: rule.PercentLoss, NumberLoss: rule.NumberLoss})
	return result.Points, err
}

// rule returns the parameters of a drawing's score: the pack's, or the method's own.
func (curve) rule(r *run) scoring.CurveRule {
	rule := scoring.DefaultCurveRule()
	for _, b := range r.activity.Curve.Branches {
		var anchors []scoring.Anchor
		for _, a := range b.Anchors {
			anchors = append(anchors, scoring.Anchor{Month: a.Month, Value: a.Value})
		}
		rule.Anchors[scoring.Branch(b.ID)] = anchors
	}
	pack := r.scoringRule("curve")
	if w := pack.Weights; w != nil {
		rule.ShapeWeight, rule.TimingWeight, rule.ProfileWeight = w.Shape, w.Timing, w.Profile
	}
	if pack.MinPoints != nil {
		rule.MinPoints = *pack.MinPoints
	}
	for _, p := range []struct{ to, from *float64 }{
		{&rule.FeatureStep, pack.FeatureStep}, {&rule.MinFall, pack.MinFall},
		{&rule.PeakMonth, pack.PeakMonth}, {&rule.PeakTolerance, pack.PeakTolerance},
		{&rule.TroughMonth, pack.TroughMonth}, {&rule.TroughTolerance, pack.TroughTolerance},
		{&rule.RMSELimit, pack.RMSELimit},
	} {
		if p.from != nil {
			*p.to = *p.from
		}
	}
	return rule
}

// branch returns the reference branch: the one the trainer chose, else the pack's.
func (curve) branch(r *run) string {
	if r.state.Situation != "" {
		return r.state.Situation
	}
	return r.activity.Curve.DefaultBranch
}

// placing scores where interventions were placed: key and answers are parallel.
func (curve) placing(r *run, key, answers []string) (scoring.ZonesResult, error) {
	rule := r.scoringRule("zones")
	share, err := minAnswered(rule)
	if err != nil {
		return scoring.ZonesResult{}, err
	}
	var timed, untimed []string
	for _, z := range r.activity.Curve.Zones {
		if z.Timed {
			timed = append(timed, z.ID)
		} else {
			untimed = append(untimed, z.ID)
		}
	}
	return scoring.Zones(timed, untimed, key, answers,
		scoring.ZonesRule{Exact: rule.Exact, Adjacent: rule.Adjacent, MinAnswered: share})
}

// placed returns the key, and where somebody placed each intervention, "" when missing.
func (curve) placed(r *run, mine map[place]estrade.Answer) (key, answers []string) {
	for _, i := range r.activity.Curve.Interventions {
		key = append(key, i.Zone)
		answers = append(answers, text(mine, place{part: phasePlace, item: i.ID}))
	}
	return key, answers
}

func (c curve) figures(r *run, p partPlan) (*estrade.Figures, error) {
	if p.phase != phaseReveal {
		return nil, nil
	}
	f := &estrade.CurveFigures{
		Branch: c.branch(r), Estimates: []estrade.EstimateFigures{}, Interventions: []estrade.InterventionFigures{},
	}
	for _, e := range c.estimates(r) {
		line, err := c.estimated(r, e)
		if err != nil {
			return nil, err
		}
		f.Estimates = append(f.Estimates, line)
	}
	if err := c.drawings(r, f); err != nil {
		return nil, err
	}
	if err := c.moments(r, f); err != nil {
		return nil, err
	}
	return &estrade.Figures{Curve: f}, nil
}

// estimated is the spread of one estimate.
func (c curve) estimated(r *run, e estrade.EstimateItem) (estrade.EstimateFigures, error) {
	line := estrade.EstimateFigures{ID: e.ID}
	var guesses []float64
	var points []*float64
	for _, p := range r.s.people() {
		guess := number(r.answers.of(person(p.ID)), place{part: phaseEstimate, item: e.ID})
		if guess == nil {
			continue
		}
		score, err := c.points(r, e, guess)
		if err != nil {
			return line, err
		}
		guesses = append(guesses, *guess)
		points = append(points, score)
	}
	line.N = len(guesses)
	if !enough(line.N) {
		return line, nil
	}
	slices.Sort(guesses)
	line.Low, line.Median, line.High = new(quantile(guesses, 0.25)), new(quantile(guesses, 0.5)), new(quantile(guesses, 0.75))
	_, line.MeanPoints = mean(points)
	return line, nil
}

// quantile reads ascending values at a share of the way from the lowest to the
// highest, on a straight line between the two nearest; 0.5 is the median.
func quantile(ascending []float64, share float64) float64 {
	at := share * float64(len(ascending)-1)
	i := int(at)
	if i+1 >= len(ascending) {
		return ascending[len(ascending)-1]
	}
	return ascending[i] + (at-float64(i))*(ascending[i+1]-ascending[i])
}

// drawings fills in the curves people drew. They come in the order of their
// heights, which says nothing of who drew them, and all figures are about the
// same drawings.
func (c curve) drawings(r *run, f *estrade.CurveFigures) error {
	rule := c.rule(r)
	var totals []*float64
	var heights [][]float64
	closest := make(map[string]int)
	troughs := make(map[int]int)
	for _, p := range r.s.people() {
		points := c.drawing(r.answers.of(person(p.ID)))
		if drawn(points) < rule.MinPoints {
			continue
		}
		score, err := scoring.Curve(points, scoring.Branch(f.Branch), rule)
		if err != nil {
			return err
		}
		branch, err := scoring.CurveBranch(points, rule)
		if err != nil {
			return err
		}
		completed, err := c.completed(r, points)
		if err != nil {
			return err
		}
		totals = append(totals, score.Total)
		heights = append(heights, completed)
		closest[*branch.Closest]++
		if score.TroughMonth != nil {
			troughs[int(*score.TroughMonth)]++
		}
	}
	f.N = len(heights)
	if !enough(f.N) {
		return nil
	}
	slices.SortFunc(heights, slices.Compare)
	f.Drawings = heights
	_, f.MeanTotal = mean(totals)
	for _, b := range r.activity.Curve.Branches {
		f.Closest = append(f.Closest, estrade.ItemCount{ID: b.ID, Count: closest[b.ID]})
	}
	f.Closest = append(f.Closest, estrade.ItemCount{ID: closestEqual, Count: closest[closestEqual]})
	for _, month := range slices.Sorted(maps.Keys(troughs)) {
		f.Troughs = append(f.Troughs, estrade.ItemCount{ID: strconv.Itoa(month), Count: troughs[month]})
	}
	return nil
}

// completed fills the gaps of a drawing by straight lines, and before its first
// and after its last point by the nearest height, then makes its highest point
// 100. A drawing at 0 stays there.
func (c curve) completed(r *run, points []*float64) ([]float64, error) {
	months := c.months(r)
	var anchors []scoring.Anchor
	for i, height := range points {
		if height != nil {
			anchors = append(anchors, scoring.Anchor{Month: float64(months[i]), Value: *height})
		}
	}
	first, last := anchors[0], anchors[len(anchors)-1]
	asked := make([]float64, len(months))
	for i, month := range months {
		asked[i] = min(max(float64(month), first.Month), last.Month)
	}
	result, err := scoring.CurveReference(anchors, asked)
	if err != nil {
		return nil, err
	}
	if highest := slices.Max(result.Values); highest > 0 {
		for i := range result.Values {
			result.Values[i] *= 100 / highest
		}
	}
	return result.Values, nil
}

// moments fills in where people placed the interventions.
func (c curve) moments(r *run, f *estrade.CurveFigures) error {
	interventions := c.interventions(r)
	if len(interventions) == 0 {
		return nil
	}
	var scores []*float64
	some := false // answered for some interventions only
	var allKeys, allAnswers []string
	counts := make([]map[string]int, len(interventions))
	for i := range counts {
		counts[i] = make(map[string]int)
	}
	for _, p := range r.s.people() {
		key, answers := c.placed(r, r.answers.of(person(p.ID)))
		result, err := c.placing(r, key, answers)
		if err != nil {
			return err
		}
		scores = append(scores, result.Score)
		some = some || partly(result.Placed, len(key))
		for i, zone := range answers {
			if zone != "" {
				counts[i][zone]++
				allKeys, allAnswers = append(allKeys, key[i]), append(allAnswers, zone)
			}
		}
	}
	shown := true
	for i, intervention := range interventions {
		line := c.whereTo(r, intervention, counts[i])
		shown = shown && line.Counts != nil
		f.Interventions = append(f.Interventions, line)
	}
	n, m := mean(scores)
	f.ZonesN, f.MeanZones = n, ifEnough(n, m)
	if !some || f.MeanZones == nil {
		return nil
	}
	f.MeanZones = nil
	if !shown {
		return nil
	}
	together, err := c.placing(r, allKeys, allAnswers)
	f.MeanZones = together.Score
	return err
}

// whereTo counts where one intervention was placed.
func (curve) whereTo(r *run, i estrade.Intervention, counts map[string]int) estrade.InterventionFigures {
	line := estrade.InterventionFigures{ID: i.ID}
	top := 0
	for _, n := range counts {
		line.N += n
		top = max(top, n)
	}
	if !enough(line.N) {
		return line
	}
	for _, z := range r.activity.Curve.Zones {
		line.Counts = append(line.Counts, estrade.ItemCount{ID: z.ID, Count: counts[z.ID]})
	}
	line.TopShare = new(float64(top) / float64(line.N))
	return line
}

func (c curve) play(r *run, _ partPlan) *estrade.Play {
	a := r.activity.Curve
	revealed := r.shown(phaseReveal)
	play := &estrade.CurvePlay{
		Estimates: []estrade.EstimatePlay{}, Months: c.months(r), Zones: []estrade.ZonePlay{},
		Interventions: []estrade.InterventionPlay{}, Branches: []estrade.BranchPlay{}, Notice: a.Notice,
	}
	for _, e := range c.estimates(r) {
		play.Estimates = append(play.Estimates, c.estimate(e, revealed))
	}
	interventions := c.interventions(r)
	if len(interventions) > 0 {
		for _, z := range a.Zones {
			play.Zones = append(play.Zones, estrade.ZonePlay(z))
		}
	}
	for _, i := range shuffled(r.s.row.Seed, r.activity.ID+".interventions", interventions) {
		line := estrade.InterventionPlay{ID: i.ID, Text: i.Text}
		if revealed {
			line.Zone, line.Reason = i.Zone, &i.Reason
		}
		play.Interventions = append(play.Interventions, line)
	}
	if revealed { // the branch's name alone would tell how the reference ends
		play.Branch, play.Branches = c.branch(r), c.branches(r)
	}
	return &estrade.Play{Curve: play}
}

// estimate is one question, with its reference once revealed.
func (curve) estimate(e estrade.EstimateItem, revealed bool) estrade.EstimatePlay {
	play := estrade.EstimatePlay{
		ID: e.ID, Question: e.Question, Unit: e.Unit, Min: e.Min, Max: e.Max, Year: e.Year, Optional: e.Optional,
	}
	if revealed {
		play.Reference, play.Source = &e.Reference, &e.Source
	}
	return play
}

// branches are the reference curves over the months.
func (c curve) branches(r *run) []estrade.BranchPlay {
	months := c.months(r)
	asked := make([]float64, len(months))
	for i, month := range months {
		asked[i] = float64(month)
	}
	rule := c.rule(r)
	branches := []estrade.BranchPlay{}
	for _, b := range r.activity.Curve.Branches {
		reference, err := scoring.CurveReference(rule.Anchors[scoring.Branch(b.ID)], asked)
		if err != nil {
			continue // its anchors do not reach over the months: there is no such curve
		}
		branches = append(branches, estrade.BranchPlay{ID: b.ID, Title: b.Title, Values: reference.Values})
	}
	return branches
}

func (c curve) own(r *run, p estrade.Participant) (*estrade.OwnResult, error) {
	if !r.shown(phaseReveal) {
		return nil, nil
	}
	mine := r.answers.of(person(p.ID))
	a := r.activity.Curve
	own := &estrade.OwnCurve{
		Estimates: []estrade.OwnEstimate{}, Months: c.months(r), Points: []*float64{}, Branches: c.branches(r),
		Interventions: []estrade.OwnIntervention{}, Notice: a.Notice, Captions: r.captions("estimate", "curve", "zones"),
	}
	for _, e := range c.estimates(r) {
		guess := number(mine, place{part: phaseEstimate, item: e.ID})
		points, err := c.points(r, e, guess)
		if err != nil {
			return nil, err
		}
		own.Estimates = append(own.Estimates, estrade.OwnEstimate{EstimatePlay: c.estimate(e, true), Own: guess, Points: points})
	}
	if err := c.ownDrawing(r, mine, own); err != nil {
		return nil, err
	}
	interventions := c.interventions(r)
	if len(interventions) == 0 {
		return &estrade.OwnResult{Step: r.step.ID, Activity: r.activity.ID, Title: r.activity.Title, Curve: own}, nil
	}
	key, answers := c.placed(r, mine)
	placing, err := c.placing(r, key, answers)
	if err != nil {
		return nil, err
	}
	own.Placed, own.ZonesScore = placing.Placed, placing.Score
	for k, i := range interventions {
		line := estrade.OwnIntervention{ID: i.ID, Text: i.Text, Reason: i.Reason, Verdict: c.verdict(r, key[k], answers[k])}
		if z := c.zone(r, i.Zone); z != nil {
			line.Key = z.Title
		}
		if z := c.zone(r, answers[k]); z != nil {
			line.Own = &z.Title
		}
		own.Interventions = append(own.Interventions, line)
	}
	return &estrade.OwnResult{Step: r.step.ID, Activity: r.activity.ID, Title: r.activity.Title, Curve: own}, nil
}

// ownDrawing fills in a person's drawing beside both branches.
func (c curve) ownDrawing(r *run, mine map[place]estrade.Answer, own *estrade.OwnCurve) error {
	rule := c.rule(r)
	points := c.drawing(mine)
	own.Drawn = drawn(points)
	if own.Drawn > 0 {
		own.Points = points
	}
	score, err := scoring.Curve(points, scoring.Branch(c.branch(r)), rule)
	if err != nil {
		return err
	}
	branch, err := scoring.CurveBranch(points, rule)
	if err != nil {
		return err
	}
	own.PeakMonth, own.TroughMonth = score.PeakMonth, score.TroughMonth
	own.Rebound, own.NoRebound = branch.Rebound, branch.NoRebound
	if branch.Closest != nil {
		own.Closest = *branch.Closest
	}
	return nil
}

// verdict says how near to its key an intervention was placed, "" when it was not.
func (curve) verdict(r *run, key, answer string) string {
	var timed []string
	for _, z := range r.activity.Curve.Zones {
		if z.Timed {
			timed = append(timed, z.ID)
		}
	}
	expected, given := slices.Index(timed, key), slices.Index(timed, answer)
	switch {
	case answer == "":
		return ""
	case answer == key:
		return "exact"
	case expected >= 0 && given >= 0 && (given == expected-1 || given == expected+1):
		return "adjacent"
	}
	return "elsewhere"
}

func (c curve) backstage(r *run, _ partPlan, b *estrade.Backstage) {
	for _, branch := range r.activity.Curve.Branches {
		b.Branches = append(b.Branches, estrade.Choice{ID: branch.ID, Text: branch.Title})
	}
	b.Branch = c.branch(r)
}

func (curve) carried(r *run, _ partPlan) []string { return r.carriesReveal() }

// chooseBranch is the trainer's choice of the reference branch, until it is shown.
func (d *Desk) chooseBranch(c *change, r *run, option string) error {
	if r.shown(phaseReveal) {
		return notNow("branch-set", "The reference was already shown.")
	}
	if !slices.ContainsFunc(r.activity.Curve.Branches, func(b estrade.CurveBranch) bool { return b.ID == option }) {
		return fail("unknown-option", "This reference curve does not exist.", "option", option)
	}
	r.state.Situation = option
	if err := c.tx.SaveStep(r.state); err != nil {
		return err
	}
	return c.log("branch", estrade.PartRun{Step: r.step.ID}, option)
}
