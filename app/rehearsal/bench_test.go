package rehearsal_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/rehearsal"
)

// What the room must hold, for a thousand people on two cores.
const (
	limitJoinPerThousand = 3 * time.Second
	limitP50             = 25 * time.Millisecond
	limitP99             = 60 * time.Millisecond
	limitPhaseP99        = 60 * time.Millisecond
	limitPhaseRatio      = 1.5 // of what a bare centrifuge takes
	together             = 100 * time.Millisecond
)

// BenchmarkRoom measures the program, as a process of its own, with people in
// this process: all of them join, then, once everybody sees a vote, answer it
// within the same tenth of a second, and again at each node of a scenario. Every
// acknowledged answer is on the disk. A phase change is measured from the
// trainer's click to each browser, beside what a bare centrifuge takes for the
// same bytes and as many browsers. Both processes share the computer's cores, so
// that the program alone is faster. ESTRADE_BENCH_PEOPLE changes how many people
// there are.
func BenchmarkRoom(b *testing.B) {
	people := 1000
	if text := os.Getenv("ESTRADE_BENCH_PEOPLE"); text != "" {
		var err error
		if people, err = strconv.Atoi(text); err != nil {
			b.Fatalf("ESTRADE_BENCH_PEOPLE: %v", err)
		}
	}
	// The people are no part of what is measured: they collect their garbage seldom.
	defer debug.SetGCPercent(debug.SetGCPercent(800))
	c := newChild(b)
	var m measures
	b.ResetTimer()
	for range b.N {
		m.add(measure(b, c, people))
	}
	b.StopTimer()
	c.kill()
	if dir, err := os.MkdirTemp(memoryFolder, "estrade-"); err == nil {
		defer os.RemoveAll(dir)
		memory := unstartedChild(b, dir)
		memory.start()
		m.memory = measure(b, memory, people).waits
		memory.kill()
	}
	m.report(b, people)
}

// memoryFolder is in memory on Linux: the same program with its database there
// has no disk to wait for.
const memoryFolder = "/dev/shm"

// limitMemoryRatio is how many times as long as with memory only an answer may
// wait.
const limitMemoryRatio = 2.0

// BenchmarkJoin measures how soon everybody of a larger crowd has joined and
// sees the room.
func BenchmarkJoin(b *testing.B) {
	const people, limit = 2000, 7 * time.Second
	defer debug.SetGCPercent(debug.SetGCPercent(800))
	c := newChild(b)
	var slowest time.Duration
	for b.Loop() {
		view := c.open(b.Context())
		crowd, err := rehearsal.NewCrowd(rehearsal.CrowdOptions{Join: view.Join.LocalURL, People: people, Seed: 1, Temper: rehearsal.Quick})
		if err != nil {
			b.Fatal(err)
		}
		began := time.Now()
		if err := crowd.Join(b.Context()); err != nil {
			b.Fatal(err)
		}
		slowest = max(slowest, time.Since(began))
		crowd.Leave()
	}
	b.ReportMetric(slowest.Seconds(), "join-s")
	b.Logf("%d people joined after %.2f s, %.2f of the limit (%v)", people, slowest.Seconds(), slowest.Seconds()/limit.Seconds(), limit)
}

// measures are what was measured, over all rounds.
type measures struct {
	join    time.Duration // the longest
	waits   []time.Duration
	answers int
	busy    time.Duration   // from the first answer sent to the last acknowledgement, over all votes
	phases  []time.Duration // of each browser at each phase change
	bare    []time.Duration // the same from a bare centrifuge
	memory  []time.Duration // waits with the database in memory
	bytes   int             // of the largest picture
	rounds  []vote
}

// vote is what was measured of the answers of one vote.
type vote struct {
	waits []time.Duration
	taken float64 // of the processors' time meanwhile, by other machines of the same host
}

func (m *measures) add(o measures) {
	m.join = max(m.join, o.join)
	m.waits = append(m.waits, o.waits...)
	m.answers += o.answers
	m.busy += o.busy
	m.phases = append(m.phases, o.phases...)
	m.bare = append(m.bare, o.bare...)
	m.bytes = max(m.bytes, o.bytes)
	m.rounds = append(m.rounds, o.rounds...)
}

// arrivals are the pictures of the room as browsers hear them.
type arrivals struct {
	mu    sync.Mutex
	at    map[int64][]time.Time // by revision
	texts map[int64][]byte
}

func (a *arrivals) hear(revision int64, text []byte, at time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.at[revision] = append(a.at[revision], at)
	a.texts[revision] = text
}

// wait returns when each of n browsers heard a revision, and its message.
func (a *arrivals) wait(b *testing.B, revision int64, n int) ([]time.Time, []byte) {
	b.Helper()
	for range 10_000 {
		a.mu.Lock()
		at, text := a.at[revision], a.texts[revision]
		a.mu.Unlock()
		if len(at) >= n {
			return at, text
		}
		time.Sleep(time.Millisecond)
	}
	b.Fatalf("revision %d never reached everybody", revision)
	return nil, nil
}

// measure plays the votes of one session.
func measure(b *testing.B, c *child, people int) measures {
	b.Helper()
	ctx := b.Context()
	view := c.open(ctx)
	heard := &arrivals{at: make(map[int64][]time.Time), texts: make(map[int64][]byte)}
	crowd, err := rehearsal.NewCrowd(rehearsal.CrowdOptions{
		Join: view.Join.LocalURL, People: people, Seed: 1, Temper: rehearsal.Quick, Together: together, OnRoom: heard.hear,
	})
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
	pictures := m.votes(ctx, b, c, view.Session.ID, crowd, heard)
	m.answers = len(m.waits)
	if problems := crowd.Problems(); len(problems) > 0 || m.answers < people {
		b.Fatalf("%d answers of %d people: %v", m.answers, people, problems)
	}
	crowd.Leave()
	m.bare = bareFanOut(b, people, pictures)
	return m
}

// votes skips to the scenario and plays its votes; tables decide in between and
// are not waited for. It returns the pictures that phase changes sent.
func (m *measures) votes(ctx context.Context, b *testing.B, c *child, id estrade.SessionID, crowd *rehearsal.Crowd, heard *arrivals) [][]byte {
	b.Helper()
	var pictures [][]byte
	for {
		view := must(c.View(ctx, id))(b)
		act := view.Actions[0]
		next := estrade.Command{Name: act.Command, Revision: view.Revision, Confirmed: true}
		switch {
		case view.Finished:
			return pictures
		case view.Step != nil && view.Step.Kind != estrade.KindScenario:
			next.Name = estrade.CommandSkipStep
		case view.Part != nil && view.Part.Phase == "decide":
			next.Name, next.Option = estrade.CommandDecide, view.Backstage.Options[0].ID
			if view.Backstage.RoomChoice != "" {
				next.Name = act.Command
			}
		}
		settle()
		before := len(crowd.Ledger().Waits())
		began := time.Now()
		reply := must(callUnread(ctx, c, "do", id, next))(b)
		at, text := heard.wait(b, view.Revision+1, crowd.Present())
		for _, one := range at {
			m.phases = append(m.phases, one.Sub(began))
		}
		var after estrade.ConsoleView // read only now: the console reads it on processors of its own
		if err := json.Unmarshal(reply, &after); err != nil {
			b.Fatal(err)
		}
		pictures, m.bytes = append(pictures, text), max(m.bytes, len(text))
		if next.Name == estrade.CommandOpen {
			was := readProcessors()
			if err := crowd.Wait(ctx, after.Step.ID, after.Part.ID, after.Part.Opening); err != nil {
				b.Fatal(err)
			}
			m.round(crowd.Ledger().Waits()[before:], readProcessors().takenSince(was))
		}
	}
}

// between is the time from one phase change to the next at least: a trainer looks at
// the room before the next click.
const between = 250 * time.Millisecond

// settle lets that pass, and the people collect their garbage meanwhile: they are no
// part of what is measured.
func settle() {
	time.Sleep(between)
	runtime.GC()
}

// processors are ticks of all processors since the machine began.
type processors struct{ all, taken int64 }

// readProcessors reads proc_stat(5); zero where there is none.
func readProcessors() (p processors) {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return p
	}
	line, _, _ := strings.Cut(string(text), "\n")
	const stolen, last = 8, 8 // what follows is in the others already
	for i, field := range strings.Fields(line) {
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil || i > last {
			continue
		}
		p.all += n
		if i == stolen {
			p.taken = n
		}
	}
	return p
}

func (p processors) takenSince(before processors) float64 {
	if p.all == before.all {
		return 0
	}
	return float64(p.taken-before.taken) / float64(p.all-before.all)
}

// round adds the answers of one vote.
func (m *measures) round(waits []rehearsal.Wait, taken float64) {
	if len(waits) == 0 {
		return
	}
	took := make([]time.Duration, len(waits))
	for i, w := range waits {
		took[i] = w.Took
	}
	m.rounds = append(m.rounds, vote{took, taken})
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
	p50, p99 := quantile(m.waits, 0.5), quantile(m.waits, 0.99)
	phase, bare := quantile(m.phases, 0.99), quantile(m.bare, 0.99)
	millis := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	limit := limitJoinPerThousand * time.Duration(people) / 1000
	rate := float64(m.answers) / m.busy.Seconds()
	b.ReportMetric(m.join.Seconds(), "join-s")
	b.ReportMetric(millis(p50), "p50-ms")
	b.ReportMetric(millis(p99), "p99-ms")
	b.ReportMetric(millis(phase), "phase-p99-ms")
	b.ReportMetric(rate, "answers/s")
	line := func(what string, got, limit time.Duration, of string) {
		b.Logf("  %-34s %8.1f ms, %5.2f of the limit (%v, %s)", what, millis(got), float64(got)/float64(limit), limit, of)
	}
	b.Logf("%d people, the program in a process of its own, %d answers, pictures of up to %d bytes", people, m.answers, m.bytes)
	line("everybody joined after", m.join, limit, "3s for a thousand")
	line("acknowledged after, p50", p50, limitP50, "a thousand at once")
	line("acknowledged after, p99", p99, limitP99, "a thousand at once")
	var alone []time.Duration // waits of the votes that no other machine took a processor in
	votes := 0
	for _, v := range m.rounds {
		b.Logf("  %-34s %8.1f ms, p99 %5.1f ms, %3.0f %% of the processors taken by other machines", "one vote, p50",
			millis(quantile(v.waits, 0.5)), millis(quantile(v.waits, 0.99)), 100*v.taken)
		if v.taken == 0 {
			votes++
			alone = append(alone, v.waits...)
		}
	}
	if votes > 0 {
		of := fmt.Sprintf("%d of %d votes, nothing taken", votes, len(m.rounds))
		line("of these alone, p50", quantile(alone, 0.5), limitP50, of)
		line("of these alone, p99", quantile(alone, 0.99), limitP99, of)
	}
	b.Logf("  %-34s %8.1f ms", "slowest", millis(quantile(m.waits, 1)))
	b.Logf("  %-34s %8.0f, sent within %v", "answers per second", rate, together)
	line("phase change heard after, p99", phase, limitPhaseP99, "a thousand browsers")
	if len(m.memory) > 0 {
		was50, was99 := quantile(m.memory, 0.5), quantile(m.memory, 0.99)
		b.Logf("  %-34s %8.1f ms at p99; on the disk %.2f times as long, %.2f of the limit (%.1f times); p50 %.1f ms, %.2f times",
			"with memory only", millis(was99), float64(p99)/float64(was99), float64(p99)/float64(was99)/limitMemoryRatio, limitMemoryRatio,
			millis(was50), float64(p50)/float64(was50))
	}
	b.Logf("  %-34s %8.1f ms at p50; a bare centrifuge p50 %.1f ms, p99 %.1f ms: %.2f times as long, %.2f of the limit (%.1f times)",
		"", millis(quantile(m.phases, 0.5)), millis(quantile(m.bare, 0.5)), millis(bare), float64(phase)/float64(bare), float64(phase)/float64(bare)/limitPhaseRatio, limitPhaseRatio)
}

// quantile sorts waits.
func quantile(waits []time.Duration, share float64) time.Duration {
	slices.Sort(waits)
	return waits[int(share*float64(len(waits)-1))]
}
