package scoring

import (
	"fmt"
	"slices"
)

// Code says which rule an input breaks.
type Code string

// The codes, in the order in which they win over each other.
const (
	// LengthMismatch: parallel lists differ in length, a list of fixed length
	// has another one, or a path has choices left after its end.
	LengthMismatch Code = "length-mismatch"
	// NotANumber: NaN or an infinity.
	NotANumber Code = "not-a-number"
	// OutOfRange: a number outside its bounds, or a fraction where a whole
	// number is required.
	OutOfRange Code = "out-of-range"
	// NotARanking: ranks that do not form a valid ranking.
	NotARanking Code = "not-a-ranking"
	// UnknownID: an option, column, zone, node or branch that does not exist.
	UnknownID Code = "unknown-id"
	// InvalidParameter: a parameter that makes the method meaningless.
	InvalidParameter Code = "invalid-parameter"
)

var precedence = []Code{LengthMismatch, NotANumber, OutOfRange, NotARanking, UnknownID, InvalidParameter}

// Error reports invalid input. It never holds an answer, only its place, so
// that it can be logged.
type Error struct {
	Code  Code
	Where string // the input at fault, such as "answers[3]"
}

// Error returns the place and the code.
func (e *Error) Error() string { return fmt.Sprintf("scoring: %s: %s", e.Where, e.Code) }

func (e *Error) before(other *Error) bool {
	return slices.Index(precedence, e.Code) < slices.Index(precedence, other.Code)
}
