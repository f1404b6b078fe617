package scoring

import "slices"

// Both is the answer « les deux » of a two-column sort.
const Both = "both"

// CardSortRule holds the parameters of [CardSort].
type CardSortRule struct {
	MinAnswered Fraction // default 2/3
	BothValue   *float64 // points for Both, 0…1; default 0.5, what guessing is worth
}

// CardSortResult is one person's or one table's sort.
type CardSortResult struct {
	Answered int      `json:"answered"` // cards placed, N
	Points   float64  `json:"points"`   // right cards, c
	Score    *float64 `json:"score"`    // 0…100; nil when too few cards are placed
}

// CardSort scores cards placed in k columns against a key, corrected for chance:
//
//	score = max(0, 100·(k·c − N)/(N·(k − 1)))
//
// over the N cards placed: 0 is chance or worse, 100 the key. A right column is
// worth 1, a wrong one 0, [Both] 0.5 when there are two columns. key and answers
// are parallel; an empty answer is missing. Score is nil when fewer than
// rule.MinAnswered of the cards are placed; Answered and Points remain.
//
// Errors: LengthMismatch, NotANumber, UnknownID (a column of the key or of an
// answer, Both when k is not 2), InvalidParameter (k < 2, a column twice, or the rule).
//
// Estrade's own convention; the correction is the classic one for guessing.
func CardSort(columns, key, answers []string, rule CardSortRule) (CardSortResult, error) {
	var c checks
	k := len(columns)
	allowed := columns
	if k == 2 {
		allowed = append(slices.Clone(columns), Both)
	}
	c.sameLength(input("answers"), len(key), len(answers))
	c.key("key", key, columns)
	c.ids("answers", answers, allowed)
	if k < 2 {
		c.fail(InvalidParameter, input("columns"))
	}
	c.distinct("columns", columns)
	bothValue := c.parameter("both_value", rule.BothValue, 0.5, 0, 1)
	enough := c.share("min_answered", rule.MinAnswered, twoThirds)
	if err := c.err(); err != nil {
		return CardSortResult{}, err
	}

	var result CardSortResult
	for i, answer := range answers {
		switch answer {
		case "":
			continue
		case key[i]:
			result.Points++
		case Both:
			if !slices.Contains(columns, Both) {
				result.Points += bothValue
			}
		}
		result.Answered++
	}
	if result.Answered > 0 && enough.metBy(result.Answered, len(key)) {
		n, columns := float64(result.Answered), float64(k)
		result.Score = new(clamp(100*(columns*result.Points-n)/(n*(columns-1)), 0, 100))
	}
	return result, nil
}

// key checks expected answers: unlike an answer, none may be missing.
func (c *checks) key(name string, key, columns []string) {
	for i, id := range key {
		c.id(at(name, i), id, columns)
	}
}

// F1Result says how well one column was spotted.
type F1Result struct {
	Answered  int      `json:"answered"`
	TP        int      `json:"tp"` // spotted
	FP        int      `json:"fp"` // one too many
	FN        int      `json:"fn"` // missed
	Precision *float64 `json:"precision"`
	Recall    *float64 `json:"recall"`
	F1        *float64 `json:"f1"`
}

// F1 measures how well the cards of one column were spotted:
//
//	P = tp/(tp + fp)    R = tp/(tp + fn)    F1 = 2PR/(P + R)
//
// each from 0 to 1. key and answers are parallel; cards without an answer are
// left out of all counts. P is nil when nothing was called positive, R when
// nothing answered was positive; F1 is 0 when nothing was spotted but something
// was missed or called wrongly, nil when there was nothing to spot. All three
// are nil when fewer than minAnswered (default 2/3) of the cards are answered.
//
// Errors: LengthMismatch, UnknownID (positive, or a column of the key or of an
// answer), InvalidParameter (a column twice, or the share).
//
// Source: C. J. van Rijsbergen, Information Retrieval, 1979.
func F1(columns []string, positive string, key, answers []string, minAnswered Fraction) (F1Result, error) {
	var c checks
	c.sameLength(input("answers"), len(key), len(answers))
	c.id(input("positive"), positive, columns)
	c.key("key", key, columns)
	c.ids("answers", answers, columns)
	c.distinct("columns", columns)
	enough := c.share("min_answered", minAnswered, twoThirds)
	if err := c.err(); err != nil {
		return F1Result{}, err
	}

	var result F1Result
	for i, answer := range answers {
		if answer == "" {
			continue
		}
		result.Answered++
		switch expected := key[i]; {
		case answer == positive && expected == positive:
			result.TP++
		case answer == positive:
			result.FP++
		case expected == positive:
			result.FN++
		}
	}
	if !enough.metBy(result.Answered, len(key)) {
		return result, nil
	}
	result.Precision = ratio(result.TP, result.TP+result.FP)
	result.Recall = ratio(result.TP, result.TP+result.FN)
	// 2PR/(P + R) rewritten so that it is 0, not 0/0, when nothing was spotted.
	result.F1 = ratio(2*result.TP, 2*result.TP+result.FP+result.FN)
	return result, nil
}

func ratio(part, total int) *float64 {
	if total == 0 {
		return nil
	}
	return new(float64(part) / float64(total))
}
