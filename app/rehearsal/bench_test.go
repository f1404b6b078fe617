package rehearsal_test

import (
	"context"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/keys"
	"estrade/app/rehearsal"
)

// What the room must hold, for a thousand people on two cores.
const (
	limitJoinPerThousand = 3 * time.Second
	limitP50             = 25 * time.Millisecond
	limitP99             = 60 * time.Millisecond
	together             = 100 * time.Millisecond
)

// BenchmarkRoom measures the program, as a process of its own, with people in
// this process: all of them join, then, once everybody sees a vote, answer it
// within the same tenth of a second, and again at each node of a scenario. Every acknowledged answer is on the disk. Both
// processes share the computer's cores, so that the program alone is faster.
// ESTRADE_BENCH_PEOPLE changes how many people there are.
func BenchmarkRoom(b *testing.B) {
	people := 200
	if text := os.Getenv("ESTRADE_BENCH_PEOPLE"); text != "" {
		var err error
		if people, err = strconv.Atoi(text); err != nil {
			b.Fatalf("ESTRADE_BENCH_PEOPLE: %v", err)
		}
	}
	b.Setenv(keys.EnvironmentVariable, "file")
	c := newChild(b)
	var m measures
	b.ResetTimer()
	for range b.N {
		m.add(measure(b, c, people))
	}
	b.StopTimer()
	m.report(b, people)
}

// measures are what was measured, over all rounds.
type measures struct {
	join    time.Duration // the longest
	waits   []time.Duration
	answers int
	busy    time.Duration // from the first answer sent to the last acknowledgement, over all votes
}

func (m *measures) add(o measures) {
	m.join = max(m.join, o.join)
	m.waits = append(m.waits, o.waits...)
	m.answers += o.answers
	m.busy += o.busy
}

// measure plays the votes of one session.
func measure(b *testing.B, c *child, people int) measures {
	b.Helper()
	ctx := b.Context()
	view := c.open(ctx)
	crowd, err := rehearsal.NewCrowd(rehearsal.CrowdOptions{Join: view.Join.LocalURL, People: people, Seed: 1, Temper: rehearsal.Quick, Together: together})
	if err != nil {
		b.Fatal(err)
	}
	defer crowd.Leave()
	var m measures
	began := time.Now()
	if err := crowd.Join(ctx); err != nil {
		b.Fatal(err)
	}
	m.join = time.Since(began)
	m.votes(ctx, b, c, view.Session.ID, crowd)
	m.answers = len(m.waits)
	if problems := crowd.Problems(); len(problems) > 0 || m.answers < people {
		b.Fatalf("%d answers of %d people: %v", m.answers, people, problems)
	}
	return m
}

// votes skips to the scenario and plays its votes; tables decide in between and
// are not waited for.
func (m *measures) votes(ctx context.Context, b *testing.B, c *child, id estrade.SessionID, crowd *rehearsal.Crowd) {
	b.Helper()
	for {
		view := must(c.View(ctx, id))(b)
		act := view.Actions[0]
		next := estrade.Command{Name: act.Command, Revision: view.Revision, Confirmed: true}
		switch {
		case view.Finished:
			return
		case view.Step != nil && view.Step.Kind != estrade.KindScenario:
			next.Name = estrade.CommandSkipStep
		case view.Part != nil && view.Part.Phase == "decide":
			next.Name, next.Option = estrade.CommandDecide, view.Backstage.Options[0].ID
			if view.Backstage.RoomChoice != "" {
				next.Name = act.Command
			}
		}
		before := len(crowd.Ledger().Waits())
		after := must(c.Do(ctx, id, next))(b)
		if next.Name == estrade.CommandOpen {
			if err := crowd.Wait(ctx, after.Step.ID, after.Part.ID, after.Part.Opening); err != nil {
				b.Fatal(err)
			}
			m.round(crowd.Ledger().Waits()[before:])
		}
	}
}

// round adds the answers of one vote.
func (m *measures) round(waits []rehearsal.Wait) {
	if len(waits) == 0 {
		return
	}
	first, last := waits[0].Sent, waits[0].Sent
	for _, w := range waits {
		m.waits = append(m.waits, w.Took)
		if w.Sent.Before(first) {
			first = w.Sent
		}
		if end := w.Sent.Add(w.Took); end.After(last) {
			last = end
		}
	}
	m.busy += last.Sub(first)
}

// report prints each figure beside its limit.
func (m *measures) report(b *testing.B, people int) {
	slices.Sort(m.waits)
	at := func(share float64) time.Duration { return m.waits[int(share*float64(len(m.waits)-1))] }
	millis := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	limit := limitJoinPerThousand * time.Duration(people) / 1000
	rate := float64(m.answers) / m.busy.Seconds()
	b.ReportMetric(m.join.Seconds(), "join-s")
	b.ReportMetric(millis(at(0.5)), "p50-ms")
	b.ReportMetric(millis(at(0.99)), "p99-ms")
	b.ReportMetric(rate, "answers/s")
	b.Logf("%d people, the program in a process of its own, %d answers", people, m.answers)
	b.Logf("  everybody joined after  %8.0f ms, %4.2f of the limit (%v for a thousand)", millis(m.join), float64(m.join)/float64(limit), limitJoinPerThousand)
	b.Logf("  acknowledged after, p50 %8.1f ms, %4.2f of the limit (%v, a thousand at once)", millis(at(0.5)), float64(at(0.5))/float64(limitP50), limitP50)
	b.Logf("  acknowledged after, p99 %8.1f ms, %4.2f of the limit (%v, a thousand at once)", millis(at(0.99)), float64(at(0.99))/float64(limitP99), limitP99)
	b.Logf("  slowest                 %8.1f ms", millis(m.waits[len(m.waits)-1]))
	b.Logf("  answers per second      %8.0f, sent within %v", rate, together)
}
