package sqlite

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	estrade "estrade/app"
)

// Answers read in bulk are those a transaction reads one after the other, in
// the same order, whatever their number.
func TestStore_Load_answers(t *testing.T) {
	for _, people := range []int{0, 1, bulkRows / 2, bulkRows/2 + 1, 2*bulkRows + 3} {
		t.Run(fmt.Sprint(people), func(t *testing.T) {
			f := openFixture(t, options{})
			f.create(t, testSession("s-1"), nil, nil)
			var want []estrade.Answer
			f.update(t, "s-1", func(tx estrade.Tx) error {
				for i := range people {
					for _, item := range []string{"one", "two"} {
						value := `"` + strings.Repeat("é", i%70) + `"` // of one, two and three blocks
						a := answer(estrade.ParticipantID(fmt.Sprintf("p-%d", i)), "rank", item, value)
						a.Edits = i
						if err := tx.SaveAnswer(a); err != nil {
							return err
						}
					}
				}
				var err error
				want, err = tx.Answers("rank")
				return err
			})
			if got := f.load(t, "s-1").Answers; len(got) != 2*people || !reflect.DeepEqual(got, want) {
				t.Errorf("%d answers are not the %d saved", len(got), len(want))
			}
		})
	}
}

// One value that does not open, wherever it lies, is an error, not a gap.
func TestStore_Load_damagedAnswer(t *testing.T) {
	f := openFixture(t, options{})
	f.create(t, testSession("s-1"), nil, nil)
	f.update(t, "s-1", func(tx estrade.Tx) error {
		for i := range 3 * bulkRows {
			if err := tx.SaveAnswer(answer(estrade.ParticipantID(fmt.Sprintf("p-%04d", i)), "rank", "one", "3")); err != nil {
				return err
			}
		}
		return nil
	})
	execRaw(t, rawConn(t, f.path), `UPDATE answers SET sealed_value = zeroblob(length(sealed_value)) WHERE subject = 'p:p-0700'`)
	_, err := f.Load(context.Background(), "s-1")
	if estrade.ErrorCode(err) != estrade.CodeInternal || !strings.Contains(err.Error(), "p-0700") {
		t.Errorf("got %v", err)
	}
}
