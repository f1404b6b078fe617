package scoring

import (
	"fmt"
	"strconv"
	"strings"
)

// Fraction is an exact share of answers, such as 2/3. The zero value means
// "the default of the method".
type Fraction struct {
	Num, Den int
}

// maxTerm keeps answered × Den far from overflow.
const maxTerm = 1_000_000

// ParseFraction reads "a/b" with 0 ≤ a ≤ b and 0 < b. The empty text gives the
// zero Fraction. Anything else is InvalidParameter.
func ParseFraction(text string) (Fraction, error) {
	if text == "" {
		return Fraction{}, nil
	}
	num, den, _ := strings.Cut(text, "/")
	a, errNum := strconv.Atoi(num)
	b, errDen := strconv.Atoi(den)
	f := Fraction{Num: a, Den: b}
	if errNum != nil || errDen != nil || !f.valid() {
		return Fraction{}, &Error{Code: InvalidParameter, Where: fmt.Sprintf("fraction %q", text)}
	}
	return f, nil
}

// metBy reports whether k answers out of n are enough: k·Den ≥ Num·n and n > 0.
func (f Fraction) metBy(k, n int) bool { return n > 0 && k*f.Den >= f.Num*n }

// String returns "a/b".
func (f Fraction) String() string { return fmt.Sprintf("%d/%d", f.Num, f.Den) }

func (f Fraction) valid() bool {
	return f.Num >= 0 && f.Den > 0 && f.Num <= f.Den && f.Den <= maxTerm
}
