package scoring

import "math"

// tolerance absorbs binary rounding: a mean of 0.1 and 0.2 must still tie with 0.15.
const tolerance = 1e-9

// positive is the lower bound of what must be above 0.
const positive = 2 * tolerance

func equal(a, b float64) bool   { return math.Abs(a-b) <= tolerance }
func atLeast(a, b float64) bool { return a >= b-tolerance }
func atMost(a, b float64) bool  { return a <= b+tolerance }
func above(a, b float64) bool   { return !atMost(a, b) }
func below(a, b float64) bool   { return !atLeast(a, b) }
func whole(a float64) bool      { return equal(a, math.Round(a)) }

// clamp also removes the last-digit overshoot of a formula whose range is known.
func clamp(x, low, high float64) float64 { return min(max(x, low), high) }
