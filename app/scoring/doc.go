// Package scoring computes every figure Estrade shows about answers: distances
// between rankings, agreement, change, card sorts, drawn curves, votes and
// scenario paths. Its functions are pure: no input or output, no clock, no
// random number, and no knowledge of sessions or content packs.
//
// # Conventions
//
// A missing number is a nil *float64, a missing identifier an empty string.
// Missing is never 0, carries no penalty, and does not say why it is missing.
// A result that is undefined is a nil pointer, never NaN or an infinity. An
// empty list is treated like a list where everything is missing; it is never
// an error.
//
// Lists given in parallel (a key and its answers, two passes) are matched by
// position. Functions never modify their arguments. The order of people never
// matters.
//
// Two numbers are equal when they differ by at most 1e-9; every comparison,
// including the check of a bound or of a whole number, leans towards equality
// by that much. Nothing is rounded inside a computation. Variances divide by
// n − 1. Rank 1 is best.
//
// # Parameters
//
// A nil pointer in a rule, or the zero [Fraction], takes the default of the
// method. A minimum share of answers is a [Fraction] and is compared with
// whole numbers, so that 16 answers of 24 meet 2/3 exactly.
//
// # Errors
//
// Invalid input fails the whole call with an [*Error] and a zero result. When
// several rules are broken the code reported is the first in the order of the
// constants of [Code]. Numbers without a bound of their own must not exceed
// 1e100 in magnitude ([OutOfRange]), so that no sum or ratio can overflow.
//
// # Display
//
// Fields named Shown, Band and Display already apply the rules on small groups;
// the other fields are for computing further and must not reach a screen when
// the group is too small.
package scoring
