package scoring

// Top2Result is the outcome of one feedback question.
type Top2Result struct {
	N       int      `json:"n"`
	Counts  []int    `json:"counts"`  // one per position of the scale
	Top2    *float64 `json:"top2"`    // per cent, 0…100; nil without answers
	Display Display  `json:"display"` // hidden or shown
}

// Top2 is the percentage of answers on the two highest positions of a scale from 1
// to points. Missing answers do not count. Display is hidden below minN (default
// 5) answers. There is no mean of answers and no mean of questions.
//
// Errors: NotANumber, OutOfRange, InvalidParameter (points below 2 or above
// 10,000, minN negative). A customary survey figure; the limit is Estrade's own.
func Top2(answers []*float64, points int, minN *int) (Top2Result, error) {
	var c checks
	given := present(c.wholeAnswers("answers", answers, 1, c.scale("points", points)))
	least := c.least("min_n", minN, 5)
	if err := c.err(); err != nil {
		return Top2Result{}, err
	}
	result := Top2Result{N: len(given), Counts: make([]int, points), Display: DisplayShown}
	if result.N < least {
		result.Display = DisplayHidden
	}
	for _, answer := range given {
		result.Counts[int(answer)-1]++
	}
	if result.N > 0 {
		top := result.Counts[points-1] + result.Counts[points-2]
		result.Top2 = new(100 * float64(top) / float64(result.N))
	}
	return result, nil
}

// NPSRule holds the parameters of [NPS].
type NPSRule struct {
	MinN       *int // people needed to show counts; default 5
	ScoreFromN *int // people from which the score replaces counts; default 10
}

// NPSResult is the outcome of the recommendation question.
type NPSResult struct {
	N          int      `json:"n"`
	Promoters  int      `json:"promoters"`  // answers 9 and 10
	Passives   int      `json:"passives"`   // 7 and 8
	Detractors int      `json:"detractors"` // 0 to 6
	NPS        *float64 `json:"nps"`        // −100…100; nil without answers
	Display    Display  `json:"display"`    // hidden, counts or score
}

// NPS is the net recommendation of whole-number answers from 0 to 10:
//
//	nps = 100·(promoters − detractors)/n
//
// from −100 to 100. Missing answers do not count. Satisfaction is not learning:
// it goes in a report of its own.
//
// Errors: NotANumber, OutOfRange, InvalidParameter (the rule).
//
// Source: F. F. Reichheld, "The one number you need to grow", Harvard Business
// Review, December 2003.
func NPS(answers []*float64, rule NPSRule) (NPSResult, error) {
	var c checks
	given := present(c.wholeAnswers("answers", answers, 0, 10))
	minN := c.least("min_n", rule.MinN, 5)
	scoreFrom := c.least("score_from_n", rule.ScoreFromN, 10)
	if err := c.err(); err != nil {
		return NPSResult{}, err
	}
	result := NPSResult{N: len(given), Display: displayFromCounts(len(given), minN, scoreFrom, DisplayScore)}
	for _, answer := range given {
		switch {
		case answer >= 9:
			result.Promoters++
		case answer >= 7:
			result.Passives++
		default:
			result.Detractors++
		}
	}
	if result.N > 0 {
		result.NPS = new(100 * float64(result.Promoters-result.Detractors) / float64(result.N))
	}
	return result, nil
}
