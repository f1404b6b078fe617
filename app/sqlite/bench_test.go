package sqlite

import (
	"context"
	"fmt"
	"sync"
	"testing"

	estrade "estrade/app"
)

// BenchmarkStore_Update_answers measures acknowledged answers: each is checked
// against its part and on the disk when it counts.
func BenchmarkStore_Update_answers(b *testing.B) {
	for _, writers := range []int{1, 16, 256} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			f := openFixture(b, options{})
			f.create(b, testSession("s-1"), nil, nil)
			f.update(b, "s-1", func(tx estrade.Tx) error {
				return tx.SavePart(estrade.PartRun{Step: "rank", Part: "individual", State: estrade.PartOpen, Opening: 1})
			})
			share := make([]int, writers) // of the b.N answers
			for i := range b.N {
				share[i%writers]++
			}
			b.ResetTimer()
			var wg sync.WaitGroup
			for i, n := range share {
				p := estrade.ParticipantID(fmt.Sprintf("p-%d", i))
				wg.Go(func() {
					for j := range n {
						a := answer(p, "rank", fmt.Sprintf("item-%d", j%12), "3")
						if err := submit(f.Store, "s-1", a); err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "answers/s")
		})
	}
}

// submit saves an answer the way a session does: only while its part is open.
func submit(s *Store, id estrade.SessionID, a estrade.Answer) error {
	return s.Update(context.Background(), id, func(tx estrade.Tx) error {
		p, err := tx.Part(a.Key.Step, a.Key.Part)
		if err != nil {
			return err
		}
		if p.State != estrade.PartOpen {
			return estrade.NewError(estrade.CodeConflict, "part-closed", "closed", "")
		}
		old, ok, err := tx.Answer(a.Key)
		if err != nil {
			return err
		}
		if ok {
			a.Edits = old.Edits + 1
		}
		return tx.SaveAnswer(a)
	})
}

// BenchmarkStore_Load measures how soon a session is live again: thirty people
// with three hundred answers each.
func BenchmarkStore_Load(b *testing.B) {
	f := openFixture(b, options{})
	f.create(b, testSession("s-1"), nil, nil)
	for i := range 30 {
		f.update(b, "s-1", func(tx estrade.Tx) error {
			p := estrade.ParticipantID(fmt.Sprintf("p-%d", i))
			if err := tx.SaveParticipant(estrade.Participant{ID: p, Pseudonym: "Véga"}); err != nil {
				return err
			}
			for j := range 300 {
				if err := tx.SaveAnswer(answer(p, "rank", fmt.Sprintf("item-%d", j), "3")); err != nil {
					return err
				}
			}
			return nil
		})
	}
	for b.Loop() {
		if r := f.load(b, "s-1"); len(r.Answers) != 9000 {
			b.Fatalf("%d answers", len(r.Answers))
		}
	}
}
