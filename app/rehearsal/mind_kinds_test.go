package rehearsal

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	estrade "estrade/app"
)

// opened is a part as a page sees it.
func opened(a *estrade.Activity, phase string, play estrade.Play) task {
	return task{step: "s", activity: a.ID, part: estrade.PartView{ID: phase, Phase: phase, Collects: true, Opening: 1}, play: &play}
}

func assessmentTask(pack *estrade.Pack, moment string) task {
	form := estrade.AssessmentForm{ID: "now", Moment: moment, Points: pack.Profile.Scales["confidence"].Points}
	for _, c := range pack.Competencies {
		for _, b := range c.Behaviours {
			form.Items = append(form.Items, estrade.BehaviourPlay{ID: b.ID, Competency: c.ID, Text: b.Text})
		}
	}
	return opened(pack.Activities["t-before"], phaseAnswer, estrade.Play{Assessment: &estrade.AssessmentPlay{Passes: []estrade.AssessmentForm{form}}})
}

func curveTask(a *estrade.Activity, phase string) task {
	c := &estrade.CurvePlay{}
	for _, e := range a.Curve.Estimates {
		c.Estimates = append(c.Estimates, estrade.EstimatePlay{ID: e.ID, Unit: e.Unit, Min: e.Min, Max: e.Max, Optional: e.Optional})
	}
	for m := a.Curve.Months.From; m <= a.Curve.Months.To; m += a.Curve.Months.Step {
		c.Months = append(c.Months, m)
	}
	for _, z := range a.Curve.Zones {
		c.Zones = append(c.Zones, estrade.ZonePlay{ID: z.ID, Timed: z.Timed})
	}
	for _, i := range a.Curve.Interventions {
		c.Interventions = append(c.Interventions, estrade.InterventionPlay{ID: i.ID})
	}
	return opened(a, phase, estrade.Play{Curve: c})
}

func sortTask(a *estrade.Activity, phase string) task {
	s := &estrade.SortPlay{Both: a.Sort.Both}
	for _, c := range a.Sort.Columns {
		s.Columns = append(s.Columns, estrade.Choice{ID: c.ID})
	}
	for _, c := range a.Sort.Cards {
		s.Cards = append(s.Cards, estrade.SortCardPlay{ID: c.ID})
	}
	s.FollowUp = &estrade.QuestionPlay{Choices: []estrade.Choice{{ID: "yes"}, {ID: "no"}}}
	return opened(a, phase, estrade.Play{Sort: s})
}

func ratingTask(a *estrade.Activity, phase string) task {
	p := &estrade.RatingPlay{Min: a.Rating.Scale.Min, Max: a.Rating.Scale.Max}
	for _, c := range a.Rating.Criteria {
		p.Criteria = append(p.Criteria, estrade.Choice{ID: c.ID})
	}
	for _, i := range a.Rating.Items {
		p.Items = append(p.Items, estrade.RatingItemPlay{ID: i.ID})
	}
	return opened(a, phase, estrade.Play{Rating: p})
}

func boardTask(a *estrade.Activity, phase string) task {
	b := &estrade.BoardPlay{MaxPerIdea: a.Board.Vote.MaxPerIdea, Dots: 3, Keep: a.Board.Vote.Keep}
	for _, box := range a.Board.Boxes {
		b.Boxes = append(b.Boxes, estrade.BoxPlay{ID: box.ID, Voted: slices.Contains(a.Board.Vote.Boxes, box.ID)})
	}
	for i := range 7 {
		b.Ideas = append(b.Ideas, estrade.IdeaPlay{ID: fmt.Sprint("idea", i), Title: fmt.Sprint("Title ", i)})
	}
	if phase == phaseRunOff {
		b.Ideas, b.Dots, b.MaxPerIdea = b.Ideas[:3], 1, 1
	}
	return opened(a, phase, estrade.Play{Board: b})
}

func commitmentTask(a *estrade.Activity, phase string) task {
	c := &estrade.CommitmentPlay{
		MaxPlans: a.Commitment.MaxPlans, Confidence: a.Commitment.Confidence, Today: "2026-11-24",
		Behaviours: []estrade.BehaviourPlay{{ID: "H1.1", Text: estrade.Text{FR: "un", EN: "one"}}},
	}
	for _, s := range a.Commitment.Slots {
		c.Slots = append(c.Slots, estrade.SlotPlay{ID: s.ID, Input: s.Input})
	}
	return opened(a, phase, estrade.Play{Commitment: c})
}

func feedbackTask(a *estrade.Activity, phase string) task {
	f := &estrade.FeedbackPlay{Points: a.Feedback.Scale.Points, Recommendation: a.Feedback.Recommendation}
	for _, q := range a.Feedback.Questions {
		f.Questions = append(f.Questions, estrade.Choice{ID: q.ID})
	}
	for _, c := range a.Feedback.Comments {
		f.Comments = append(f.Comments, estrade.Choice{ID: c.ID})
	}
	return opened(a, phase, estrade.Play{Feedback: f})
}

// kindTasks are one of each part that the kinds of this file answer.
func kindTasks(pack *estrade.Pack) map[string]task {
	a := pack.Activities
	return map[string]task{
		"assessment":      assessmentTask(pack, "before"),
		"estimate":        curveTask(a["engagement-curve"], phaseEstimate),
		"draw":            curveTask(a["engagement-curve"], phaseDraw),
		"place":           curveTask(a["engagement-curve"], phasePlace),
		"sort alone":      sortTask(a["three-lines"], phaseIndividual),
		"sort together":   sortTask(a["work-and-value"], phaseTeam),
		"sort follow-up":  sortTask(a["community-carriers"], phaseFollowUp),
		"rating":          ratingTask(a["trusted-sources"], phaseIndividual),
		"rating decision": ratingTask(a["trusted-sources"], phaseTeam),
		"notes":           boardTask(a["coalition-canvas"], phaseNotes),
		"signals":         boardTask(a["weak-signals"], phaseNotes),
		"dots":            boardTask(a["coalition-canvas"], phaseVote),
		"run-off":         boardTask(a["coalition-canvas"], phaseRunOff),
		"plan":            commitmentTask(a["action-plan"], phaseAlone),
		"plan in pairs":   commitmentTask(a["action-plan"], phasePairs),
		"evaluation":      feedbackTask(a["hot-evaluation"], phaseAnswer),
		"comments":        feedbackTask(a["hot-evaluation"], phaseComments),
	}
}

// misplacedKind says why the room would refuse an act in one of kindTasks, ""
// when it would not.
func misplacedKind(t task, a act) string {
	whole := func(low, high int) string {
		var n int
		if json.Unmarshal(a.value, &n) != nil || n < low || n > high {
			return fmt.Sprintf("no whole number from %d to %d", low, high)
		}
		return ""
	}
	chosen := func(ids ...string) string {
		var id string
		if json.Unmarshal(a.value, &id) != nil || !slices.Contains(ids, id) {
			return "no choice"
		}
		return ""
	}
	text := func(limit int) string {
		var s string
		if json.Unmarshal(a.value, &s) != nil || utf8.RuneCountInString(s) > limit || s != strings.TrimSpace(s) {
			return "no text"
		}
		return ""
	}
	ids := func(all []estrade.Choice) []string {
		var list []string
		for _, c := range all {
			list = append(list, c.ID)
		}
		return list
	}
	number, field, _ := strings.Cut(a.item, ".")
	switch p := t.play; {
	case p.Assessment != nil:
		form := p.Assessment.Passes[0]
		if a.pass != form.ID || !slices.ContainsFunc(form.Items, func(b estrade.BehaviourPlay) bool { return b.ID == a.item }) {
			return "no behaviour"
		}
		if string(a.value) == `"not-concerned"` {
			return ""
		}
		return whole(1, len(form.Points))
	case a.pass != "" && a.pass != "criterion":
		return "no pass"
	case t.part.Phase == phaseEstimate:
		for _, e := range p.Curve.Estimates {
			var n float64
			if e.ID == a.item && json.Unmarshal(a.value, &n) == nil && (e.Min == nil || n >= *e.Min) && (e.Max == nil || n <= *e.Max) {
				return ""
			}
		}
		return "no estimate"
	case t.part.Phase == phaseDraw:
		var points []*float64
		if json.Unmarshal(a.value, &points) != nil || a.item != "curve" || len(points) != len(p.Curve.Months) {
			return "no drawing"
		}
		given := 0
		for _, h := range points {
			if h != nil {
				given++
				if *h < 0 || *h > 100 {
					return "beyond the paper"
				}
			}
		}
		if given < 6 {
			return "too few points"
		}
		return ""
	case t.part.Phase == phasePlace:
		var zones []string
		for _, z := range p.Curve.Zones {
			zones = append(zones, z.ID)
		}
		return chosen(zones...)
	case t.part.Phase == phaseFollowUp:
		return chosen(ids(p.Sort.FollowUp.Choices)...)
	case p.Sort != nil:
		columns := ids(p.Sort.Columns)
		if p.Sort.Both != nil {
			columns = append(columns, "both")
		}
		return chosen(columns...)
	case p.Rating != nil && t.part.Phase == phaseTeam:
		if a.item != "decision" {
			return "no decision"
		}
		return text(2000)
	case p.Rating != nil && a.pass == "criterion":
		return chosen(ids(p.Rating.Criteria)...)
	case p.Rating != nil:
		return whole(0, 100)
	case t.part.Phase == phaseNotes:
		box, n, _ := strings.Cut(a.item, ".")
		if i, err := strconv.Atoi(n); err != nil || i < 1 || i > 20 || !slices.ContainsFunc(p.Board.Boxes, func(b estrade.BoxPlay) bool { return b.ID == box }) {
			return "no box"
		}
		return text(500)
	case p.Board != nil:
		var dots map[string]int
		if json.Unmarshal(a.value, &dots) != nil || a.item != "ballot" {
			return "no ballot"
		}
		sum := 0
		for id, n := range dots {
			if n < 0 || n > p.Board.MaxPerIdea || !slices.ContainsFunc(p.Board.Ideas, func(i estrade.IdeaPlay) bool { return i.ID == id }) {
				return "no idea, or too many dots on it"
			}
			sum += n
		}
		if sum > p.Board.Dots {
			return "too many dots"
		}
		return ""
	case p.Commitment != nil:
		if n, err := strconv.Atoi(number); err != nil || n < 1 || n > p.Commitment.MaxPlans {
			return "no plan"
		}
		switch i := slices.IndexFunc(p.Commitment.Slots, func(s estrade.SlotPlay) bool { return s.ID == field }); {
		case field == "confidence":
			return whole(p.Commitment.Confidence.Min, p.Commitment.Confidence.Max)
		case field == "shared":
			var b bool
			if json.Unmarshal(a.value, &b) != nil {
				return "neither shared nor not"
			}
			return ""
		case i < 0:
			return "no slot"
		case p.Commitment.Slots[i].Input == "date":
			var s string
			if json.Unmarshal(a.value, &s) != nil {
				return "no date"
			}
			if day, err := time.Parse(time.DateOnly, s); err != nil || s <= p.Commitment.Today || day.After(time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)) {
				return "no day within a month"
			}
			return ""
		}
		return text(500)
	case t.part.Phase == phaseComments:
		if !slices.Contains(ids(p.Feedback.Comments), a.item) {
			return "no comment"
		}
		return text(2000)
	case a.item == "recommendation":
		return whole(p.Feedback.Recommendation.Min, p.Feedback.Recommendation.Max)
	}
	return whole(1, len(t.play.Feedback.Points))
}

func TestMind_kinds(t *testing.T) {
	pack := builtin(t)
	for name, task := range kindTasks(pack) {
		t.Run(name, func(t *testing.T) {
			seen := struct{ values, declined, changed, locks, silent, people int }{}
			for _, p := range []*estrade.Pack{pack, nil} {
				for _, temper := range Tempers {
					for i := range 40 {
						m := someone(p, 3, i, temper)
						m.language = estrade.Languages[i%2]
						acts := m.plan(task)
						if fmt.Sprint(acts) != fmt.Sprint(m.plan(task)) {
							t.Fatalf("%s: two answers for one seed", temper)
						}
						seen.people++
						if len(acts) == 0 {
							seen.silent++
						}
						locked, given := make(map[string]bool), make(map[string]bool)
						for _, a := range acts {
							if locked[a.pass] {
								t.Fatalf("%s: an answer follows its lock", temper)
							}
							if a.lock {
								locked[a.pass] = true
								seen.locks++
								continue
							}
							k := a.pass + "/" + a.item
							if given[k] {
								seen.changed++
							}
							given[k] = true
							seen.values++
							if isNull(a.value) {
								seen.declined++
							} else if why := misplacedKind(task, a); why != "" {
								t.Fatalf("%s: %s: %s %s=%s", temper, why, a.pass, a.item, a.value)
							}
						}
					}
				}
			}
			if seen.values == 0 || seen.declined == 0 || seen.changed == 0 || seen.locks == 0 || seen.locks >= 2*seen.people || seen.silent == 0 || seen.silent > seen.people/2 {
				t.Errorf("people answer, decline, change, lock and sleep, each sometimes: %+v", seen)
			}
		})
	}
}

// TestMind_kindsPlausible holds crowds to what makes a rehearsal instructive.
func TestMind_kindsPlausible(t *testing.T) {
	pack := builtin(t)
	const people = 200
	crowd := func(task task, each func(m mind, acts []act)) {
		for i := range people {
			m := someone(pack, uint64(20+i/20), i, Natural)
			m.skip = 0
			each(m, m.plan(task))
		}
	}
	level := func(moment string) float64 {
		sum, n := 0.0, 0
		crowd(assessmentTask(pack, moment), func(_ mind, acts []act) {
			for _, a := range acts {
				var v float64
				if !a.lock && !isNull(a.value) && json.Unmarshal(a.value, &v) == nil && v > 0 {
					sum, n = sum+v, n+1
				}
			}
		})
		return sum / float64(n)
	}
	if then, before, after := level("retrospective"), level("before"), level("after"); !(then < before && before < after) {
		t.Errorf("looking back %.2f, before %.2f, after %.2f", then, before, after)
	}
	right, cards := 0, 0
	a := pack.Activities["three-lines"]
	crowd(sortTask(a, phaseIndividual), func(m mind, acts []act) {
		for _, act := range acts {
			if key, ok := m.sense.column(a.ID, act.item); ok {
				cards++
				if string(act.value) == strconv.Quote(key) {
					right++
				}
			}
		}
	})
	if share := float64(right) / float64(cards); share < 0.5 || share > 0.9 {
		t.Errorf("%.0f %% of the cards are right", 100*share)
	}
	peaks, notes, voted := 0, 0, make(map[string]int)
	crowd(curveTask(pack.Activities["engagement-curve"], phaseDraw), func(_ mind, acts []act) {
		for _, a := range acts {
			var points []*float64
			if a.lock || json.Unmarshal(a.value, &points) != nil || points == nil || points[0] == nil || points[len(points)-1] == nil {
				continue
			}
			high := 0.0
			for _, p := range points[:8] {
				if p != nil {
					high = max(high, *p)
				}
			}
			if high > *points[0]+20 && high > *points[len(points)-1]+20 {
				peaks++
			}
		}
	})
	if peaks < people/5 || peaks > 4*people/5 {
		t.Errorf("%d of %d draw an early peak", peaks, people)
	}
	crowd(boardTask(pack.Activities["coalition-canvas"], phaseNotes), func(_ mind, acts []act) {
		for _, a := range acts {
			if strings.HasPrefix(a.item, "first-step.") {
				notes++
			}
		}
	})
	if notes < people {
		t.Errorf("%d notes in the box that is voted on", notes)
	}
	crowd(boardTask(pack.Activities["coalition-canvas"], phaseVote), func(_ mind, acts []act) {
		for _, a := range acts {
			var dots map[string]int
			if !a.lock && json.Unmarshal(a.value, &dots) == nil {
				for id, n := range dots {
					voted[id] += n
				}
			}
		}
	})
	if len(voted) != 7 {
		t.Errorf("every idea has its friends: %v", voted)
	}
}

// What people write is in French and in English, and in no pack.
func TestPhrases(t *testing.T) {
	pack := builtin(t)
	printed, err := json.Marshal(pack)
	if err != nil {
		t.Fatal(err)
	}
	for set, all := range map[string]map[string][]estrade.Text{
		"noted": noted, "planned": planned, "commented": commented, "decided": {"": decided}, "anywhere": {"": anywhere},
	} {
		for place, texts := range all {
			if len(texts) < 2 {
				t.Errorf("%s: one sentence for %q", set, place)
			}
			for _, text := range texts {
				if text.FR == "" || text.EN == "" || text.FR == text.EN {
					t.Errorf("%s %q: %+v", set, place, text)
				}
				if strings.Contains(string(printed), text.FR) || strings.Contains(string(printed), text.EN) {
					t.Errorf("%s %q: the pack says it too, and a page that shows it would seem to show what somebody wrote: %+v", set, place, text)
				}
				for _, bad := range []string{" :", " ;", " !", " ?", "'"} {
					if strings.Contains(text.FR, bad) {
						t.Errorf("%s: %q holds %q", set, text.FR, bad)
					}
				}
			}
		}
	}
	for _, id := range []string{"coalition-canvas", "weak-signals"} {
		for _, box := range pack.Activities[id].Board.Boxes {
			if len(noted[box.ID]) == 0 {
				t.Errorf("nothing of its own is written in %s", box.ID)
			}
		}
	}
}
