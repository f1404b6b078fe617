package scoring

import (
	"fmt"
	"math"
	"slices"
)

const (
	// largest bounds the magnitude of numbers that have no bound of their own.
	largest = 1e100
	// maxPositions bounds lists whose length is a parameter.
	maxPositions = 10_000
)

// checks collects what is wrong with the inputs of one call and keeps the
// fault that comes first in the order of codes, whatever the order of checking.
// Its methods return cleaned copies: numbers within the tolerance of a bound
// or of a whole number are brought onto it.
type checks struct {
	worst *Error
}

func (c *checks) fail(code Code, w where) {
	fault := &Error{Code: code, Where: w.String()}
	if c.worst == nil || fault.before(c.worst) {
		c.worst = fault
	}
}

// err avoids returning a typed nil as a non-nil error.
func (c *checks) err() error {
	if c.worst == nil {
		return nil
	}
	return c.worst
}

// where is an input, or one of a list: put into words only when it is at fault,
// since nearly none is and there is one for each number.
type where struct {
	name  string
	index int // -1: the input itself
}

func input(name string) where         { return where{name, -1} }
func at(name string, index int) where { return where{name, index} }

func (w where) String() string {
	if w.index < 0 {
		return w.name
	}
	return fmt.Sprintf("%s[%d]", w.name, w.index)
}

func (c *checks) sameLength(w where, a, b int) {
	if a != b {
		c.fail(LengthMismatch, w)
	}
}

func (c *checks) number(w where, x, low, high float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		c.fail(NotANumber, w)
		return 0
	}
	if below(x, low) || above(x, high) {
		c.fail(OutOfRange, w)
	}
	return clamp(x, low, high)
}

func (c *checks) wholeNumber(w where, x, low, high float64) float64 {
	x = c.number(w, x, low, high)
	if !whole(x) {
		c.fail(OutOfRange, w)
	}
	return math.Round(x)
}

func (c *checks) numbers(name string, values []float64, low, high float64) []float64 {
	cleaned := make([]float64, len(values))
	for i, value := range values {
		cleaned[i] = c.number(at(name, i), value, low, high)
	}
	return cleaned
}

func (c *checks) answer(w where, value *float64, low, high float64) *float64 {
	if value == nil {
		return nil
	}
	return new(c.number(w, *value, low, high))
}

func (c *checks) answers(name string, values []*float64, low, high float64) []*float64 {
	cleaned := make([]*float64, len(values))
	for i, value := range values {
		cleaned[i] = c.answer(at(name, i), value, low, high)
	}
	return cleaned
}

func (c *checks) wholeAnswers(name string, values []*float64, low, high float64) []*float64 {
	cleaned := make([]*float64, len(values))
	for i, value := range values {
		if value != nil {
			cleaned[i] = new(c.wholeNumber(at(name, i), *value, low, high))
		}
	}
	return cleaned
}

// parameter returns the value given, or the default. Outside its bounds a
// parameter makes the method meaningless.
func (c *checks) parameter(name string, given *float64, fallback, low, high float64) float64 {
	if given == nil {
		return fallback
	}
	if math.IsNaN(*given) || math.IsInf(*given, 0) {
		c.fail(NotANumber, input(name))
		return fallback
	}
	if below(*given, low) || above(*given, high) {
		c.fail(InvalidParameter, input(name))
		return fallback
	}
	return clamp(*given, low, high)
}

// least returns a minimum number of people.
func (c *checks) least(name string, given *int, fallback int) int {
	if given == nil {
		return fallback
	}
	if *given < 0 {
		c.fail(InvalidParameter, input(name))
	}
	return *given
}

func (c *checks) share(name string, given, fallback Fraction) Fraction {
	if given == (Fraction{}) {
		return fallback
	}
	if !given.valid() {
		c.fail(InvalidParameter, input(name))
	}
	return given
}

// scale returns the highest position of a scale from 1 to points. A bad scale
// bounds nothing, so that it is reported rather than the answers.
func (c *checks) scale(name string, points int) float64 {
	if points < 2 || points > maxPositions {
		c.fail(InvalidParameter, input(name))
		return largest
	}
	return float64(points)
}

// ids checks that every identifier given is known; "" is a missing answer.
func (c *checks) ids(name string, given, known []string) {
	for i, id := range given {
		if id != "" {
			c.id(at(name, i), id, known)
		}
	}
}

func (c *checks) id(w where, id string, known []string) {
	if !slices.Contains(known, id) {
		c.fail(UnknownID, w)
	}
}

// distinct refuses repeated or empty identifiers in a list that defines them.
func (c *checks) distinct(name string, ids []string) {
	for i, id := range ids {
		if id == "" || slices.Contains(ids[:i], id) {
			c.fail(InvalidParameter, at(name, i))
		}
	}
}

// ranking checks ranks against the definition of a valid ranking, complete or
// incomplete, and returns them exactly as whole or half ranks.
func (c *checks) ranking(name string, ranks []*float64) []*float64 {
	n := float64(len(ranks))
	cleaned := c.answers(name, ranks, 1, n)
	given := present(cleaned)
	if len(given) < len(ranks) {
		seen := make(map[float64]bool)
		for i, rank := range cleaned {
			if rank == nil {
				continue
			}
			if !whole(*rank) || seen[math.Round(*rank)] {
				c.fail(NotARanking, at(name, i))
			}
			*rank = math.Round(*rank)
			seen[*rank] = true
		}
		return cleaned
	}
	for i, rank := range rankEach(given, Low, TiesAverage) {
		if !equal(rank, *cleaned[i]) {
			c.fail(NotARanking, at(name, i))
		}
		*cleaned[i] = rank
	}
	return cleaned
}

// rankings checks the lists of several judges and returns the complete ones,
// with the number of items. A nil list is a person without an answer.
func (c *checks) rankings(name string, lists [][]*float64) (complete [][]float64, items int) {
	first := slices.IndexFunc(lists, func(list []*float64) bool { return list != nil })
	if first < 0 {
		return nil, 0
	}
	items = len(lists[first])
	for i, list := range lists {
		if list == nil {
			continue
		}
		c.sameLength(at(name, i), len(list), items)
		ranks := present(c.ranking(at(name, i).String(), list))
		if items > 0 && len(ranks) == items {
			complete = append(complete, ranks)
		}
	}
	return complete, items
}

// permutation checks a reference: each rank from 1 to n exactly once.
func (c *checks) permutation(name string, ranks []float64) []float64 {
	n := float64(len(ranks))
	seen := make(map[float64]bool)
	cleaned := c.numbers(name, ranks, 1, n)
	for i, rank := range cleaned {
		cleaned[i] = math.Round(rank)
		if !whole(rank) || seen[cleaned[i]] {
			c.fail(NotARanking, at(name, i))
		}
		seen[cleaned[i]] = true
	}
	return cleaned
}

// present returns the answers that are not missing, in order.
func present(values []*float64) []float64 {
	given := make([]float64, 0, len(values))
	for _, value := range values {
		if value != nil {
			given = append(given, *value)
		}
	}
	return given
}
