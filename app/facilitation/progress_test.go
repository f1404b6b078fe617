package facilitation_test

import (
	"fmt"
	"testing"

	estrade "estrade/app"
)

// BenchmarkDesk_Progress measures how long a room of two hundred waits, ten times
// a second while people answer, for its answers to be counted.
func BenchmarkDesk_Progress(b *testing.B) {
	const people = 200
	rooms := map[string]func(*testing.B) *room{
		"Dots": func(b *testing.B) *room {
			c := newCanvas(b, coalition, people)
			texts := make([]string, people)
			for i := range texts {
				texts[i] = fmt.Sprintf("Une première étape, la %de", i+1)
			}
			c.write(c.voted, texts...)
			c.until("cluster")
			c.pick(texts[:24]...)
			ideas := c.openVote()
			for i := range people {
				c.dots(i, ideas, map[string]int{texts[i%24]: 1})
			}
			return c.room
		},
		"Sort": func(b *testing.B) *room {
			r := newRoom(b, estrade.NewSession{})
			guests := r.joinMany(people)
			r.do(estrade.Command{Name: estrade.CommandStart})
			r.until("sort")
			r.do(estrade.Command{Name: estrade.CommandOpen})
			for i, g := range guests {
				g.answer("", r.view.Play.Contrast.Cards[i%4].ID, "leader")
			}
			return r
		},
	}
	for name, play := range rooms {
		b.Run(name, func(b *testing.B) {
			r := play(b)
			for b.Loop() {
				if err := r.desk.TellProgress(r.ctx, r.id); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What is voted on is gathered once, not anew for each of those who vote.
func TestDesk_Progress_gathersOnce(t *testing.T) {
	const people = 12
	c := newCanvas(t, coalition, people)
	texts := make([]string, people)
	for i := range texts {
		texts[i] = fmt.Sprintf("Une première étape, la %de", i+1)
	}
	c.write(c.voted, texts...)
	c.until("cluster")
	c.pick(texts...)
	ideas := c.openVote()
	for i := range people {
		c.dots(i, ideas, map[string]int{texts[i]: 1})
	}
	each := testing.AllocsPerRun(10, func() {
		if err := c.desk.TellProgress(c.ctx, c.id); err != nil {
			t.Error(err)
		}
	}) / people
	t.Logf("%.0f allocations for each person", each)
	if each > 60 {
		t.Errorf("counting who has voted makes %.0f allocations for each person", each)
	}
}
