package estrade

import (
	"encoding/json"
	"fmt"
)

// PenPoint is where the pen was, in units of the pad. It travels as [x, y].
type PenPoint struct {
	X, Y int `json:"-"`
}

// MarshalJSON implements json.Marshaler.
func (p PenPoint) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, "[%d,%d]", p.X, p.Y), nil }

// UnmarshalJSON implements json.Unmarshaler: two whole numbers, no more and no less.
func (p *PenPoint) UnmarshalJSON(text []byte) error {
	var at []int
	if err := json.Unmarshal(text, &at); err != nil {
		return err
	}
	if len(at) != 2 {
		return fmt.Errorf("a point of %d numbers", len(at))
	}
	p.X, p.Y = at[0], at[1]
	return nil
}
