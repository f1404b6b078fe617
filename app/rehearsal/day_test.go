package rehearsal_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/keys"
	"estrade/app/rehearsal"
)

// What a day, and doing nothing, may cost.
const (
	hoursOfDay       = 8
	limitResident    = 150 << 20 // bytes, with a thousand connected
	limitIdle        = 0.05      // of a core, with a thousand connected
	limitGoroutines  = 1.02      // of those at the end of the first hour, over the day
	limitHeapAnswer  = 512       // bytes more for each answer since the end of the first hour
	limitHeap        = 2 << 20   // bytes more besides: caches that fill up
	limitFiles       = 8         // more than at the end of the first hour
	flickersAnHour   = 6         // of each person: a phone is put away every ten minutes
	flickersAtOnce   = 8
	longestAbsence   = 30 * time.Millisecond
	idleFor          = 20 * time.Second
	idleSettle       = 3 * time.Second
	idlePeopleFew    = 200
	idlePeopleMany   = 1000
	megabyte         = 1 << 20
	dayPeople        = 200
	shortDayPeople   = 12
	shortDayHours    = 3
	shortDayFlickers = 3
)

// filled lets a crowd join a session.
func filled(ctx context.Context, t testing.TB, o rehearsal.CrowdOptions) *rehearsal.Crowd {
	t.Helper()
	crowd, err := rehearsal.NewCrowd(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(crowd.Leave)
	if err := crowd.Join(ctx); err != nil {
		t.Fatal(err)
	}
	return crowd
}

// day is a workshop of a whole day, hour by hour, while everybody's connection
// comes and goes.
type day struct {
	t        testing.TB
	house    *dayChild
	id       estrade.SessionID
	crowd    *rehearsal.Crowd
	director *rehearsal.Director
	random   *rand.Rand
	hours    []hour
}

// hour is what was measured at the end of one.
type hour struct {
	vitals
	proc
	Flickers, Answers int
	Stored            int64 // bytes of the database
}

func newDay(t testing.TB, people int) *day {
	t.Helper()
	ctx := t.Context()
	house := newDayChild(t)
	view := house.openWorkshop(ctx, "full-day")
	crowd := filled(ctx, t, rehearsal.CrowdOptions{Join: view.Join.LocalURL, People: people, Seed: 1, Pace: 1.0 / 1000})
	return &day{
		t: t, house: house, id: view.Session.ID, crowd: crowd, random: rand.New(rand.NewPCG(1, 2)),
		director: rehearsal.NewDirector(rehearsal.DirectorOptions{
			Sessions: house, Session: view.Session.ID, Seed: 1, Settled: crowd.Settled, Patience: time.Minute,
		}),
	}
}

// play plays one hour of a day of so many.
func (d *day) play(of, flickers int) {
	d.t.Helper()
	ctx := d.t.Context()
	played := make(chan error, 1)
	go func() { played <- d.lead(ctx, len(d.hours)+1, of) }()
	came := d.flicker(ctx, flickers)
	if err := <-played; err != nil {
		d.t.Fatal(err)
	}
	for d.crowd.Present() < d.crowd.Devices() {
		if err := ctx.Err(); err != nil {
			d.t.Fatalf("%d of %d people came back", d.crowd.Present(), d.crowd.Devices())
		}
		time.Sleep(10 * time.Millisecond)
	}
	if problems := d.crowd.Problems(); len(problems) > 0 {
		d.t.Fatalf("%d problems, the first: %v", len(problems), problems[0])
	}
	resident := procOf(d.t, d.house.cmd.Process.Pid) // before anything is freed
	d.hours = append(d.hours, hour{
		vitals: d.house.order("1h"), proc: resident, Flickers: came,
		Answers: len(d.crowd.Ledger().Last()), Stored: stored(d.t, d.house.dir),
	})
}

// lead plays the agenda up to its share of the day.
func (d *day) lead(ctx context.Context, hour, of int) error {
	for {
		v, err := d.house.View(ctx, d.id)
		if err != nil || v.Finished || v.Step != nil && v.Step.Index*of >= v.Step.Of*hour {
			return err
		}
		if finished, err := d.director.Next(ctx); finished || err != nil {
			return err
		}
	}
}

// flicker lets so many connections, drawn at random, go and come back.
func (d *day) flicker(ctx context.Context, times int) int {
	d.t.Helper()
	turns := make([]chan int, flickersAtOnce)
	var all sync.WaitGroup
	for i := range turns {
		turns[i] = make(chan int)
		r := rand.New(rand.NewPCG(d.random.Uint64(), uint64(i)))
		all.Go(func() {
			for device := range turns[i] {
				if err := d.crowd.Flicker(ctx, device, time.Duration(r.Int64N(int64(longestAbsence)))); err != nil {
					d.t.Errorf("come back: %v", err)
				}
			}
		})
	}
	for range times {
		device := d.random.IntN(d.crowd.Devices())
		turns[device%len(turns)] <- device // one at a time for each
	}
	for _, turn := range turns {
		close(turn)
	}
	all.Wait()
	return times
}

// check fails when anything grew over the day but what was answered.
func (d *day) check() {
	d.t.Helper()
	first, last := d.hours[0], d.hours[len(d.hours)-1]
	if float64(last.Goroutines) > limitGoroutines*float64(first.Goroutines)+2 {
		d.t.Errorf("%d goroutines after the first hour, %d after the last", first.Goroutines, last.Goroutines)
	}
	if answers := uint64(last.Answers - first.Answers); last.Heap > first.Heap+limitHeap+limitHeapAnswer*answers {
		d.t.Errorf("%d bytes on the heap after the first hour, %d after the last, %d answers later", first.Heap, last.Heap, answers)
	}
	if last.Files > first.Files+limitFiles {
		d.t.Errorf("%d open files after the first hour, %d after the last", first.Files, last.Files)
	}
}

// tell prints the hours as they pass: a day takes minutes.
func (d *day) tell(out io.Writer) {
	h := d.hours[len(d.hours)-1]
	if len(d.hours) == 1 {
		_, _ = fmt.Fprintln(out, "\nhour  reconnects  answers  goroutines  heap MB  resident MB  files  threads  stored MB  CPU s")
	}
	flickers := 0
	for _, one := range d.hours {
		flickers += one.Flickers
	}
	_, _ = fmt.Fprintf(out, "%4d  %10d  %7d  %10d  %7.1f  %11.1f  %5d  %7d  %9.1f  %5.1f\n", len(d.hours), flickers, h.Answers, h.Goroutines,
		float64(h.Heap)/megabyte, float64(h.Resident)/megabyte, h.Files, h.Threads, float64(h.Stored)/megabyte, h.CPU.Seconds())
}

// BenchmarkDay plays a workshop of eight hours in minutes: its clock is moved,
// its events are all there. 200 people answer everything, and each of them loses
// the connection and comes back six times an hour, at random. It fails when
// goroutines, memory or open files grow over the day.
func BenchmarkDay(b *testing.B) {
	for range b.N {
		d := newDay(b, dayPeople)
		for range hoursOfDay {
			d.play(hoursOfDay, dayPeople*flickersAnHour)
			d.tell(os.Stderr)
		}
		d.check()
		last := d.hours[len(d.hours)-1]
		// Only here: the tests' race detector keeps memory of its own.
		if last.Resident > limitResident {
			b.Errorf("%d bytes resident at the end of the day", last.Resident)
		}
		b.ReportMetric(float64(last.Goroutines)/float64(d.hours[0].Goroutines), "goroutines-ratio")
		b.ReportMetric(float64(last.Heap)/megabyte, "heap-MB")
		b.ReportMetric((float64(last.Heap)-float64(d.hours[0].Heap))/float64(last.Answers-d.hours[0].Answers), "heap-B/answer")
		b.ReportMetric(float64(last.Resident)/megabyte, "resident-MB")
	}
}

func TestDay_nothingGrows(t *testing.T) {
	d := newDay(t, shortDayPeople)
	for range shortDayHours {
		d.play(shortDayHours, shortDayPeople*shortDayFlickers)
	}
	d.check()
	if last := d.hours[len(d.hours)-1]; last.Answers < shortDayPeople*20 {
		t.Errorf("%d answers in a whole day", last.Answers)
	}
}

// BenchmarkIdle connects people to the program and then does nothing for a
// while: what it costs in memory, and in time of a core, when the room waits.
func BenchmarkIdle(b *testing.B) {
	b.Setenv(keys.EnvironmentVariable, "file")
	for _, people := range []int{idlePeopleFew, idlePeopleMany} {
		b.Run(strconv.Itoa(people), func(b *testing.B) {
			for range b.N {
				idle(b, people)
			}
		})
	}
}

func idle(b *testing.B, people int) {
	b.Helper()
	ctx := b.Context()
	c := newChild(b)
	empty := procOf(b, c.cmd.Process.Pid)
	view := c.open(ctx)
	crowd := filled(ctx, b, rehearsal.CrowdOptions{Join: view.Join.LocalURL, People: people, Seed: 1, Temper: rehearsal.Quick})
	next := must(c.Do(ctx, view.Session.ID, estrade.Command{Name: estrade.CommandStart, Revision: must(c.View(ctx, view.Session.ID))(b).Revision}))(b)
	if crowd.Present() != people || next.Step == nil {
		b.Fatalf("%d of %d people are there", crowd.Present(), people)
	}
	time.Sleep(idleSettle)
	before := procOf(b, c.cmd.Process.Pid)
	began := time.Now()
	time.Sleep(idleFor)
	after := procOf(b, c.cmd.Process.Pid)
	share := float64(after.CPU-before.CPU) / float64(time.Since(began))
	if people >= idlePeopleMany {
		if after.Resident > limitResident {
			b.Errorf("%.1f MB resident", float64(after.Resident)/megabyte)
		}
		if share > limitIdle {
			b.Errorf("%.1f %% of a core while nobody does anything", 100*share)
		}
	}
	b.ReportMetric(float64(after.Resident)/megabyte, "resident-MB")
	b.ReportMetric(100*share, "idle-%")
	b.Logf("%d people connected, nobody does anything for %v", people, idleFor)
	b.Logf("  resident %8.1f MB, %4.2f of the limit (%d MB, a thousand connected); %.1f MB before anybody came",
		float64(after.Resident)/megabyte, float64(after.Resident)/limitResident, limitResident/megabyte, float64(empty.Resident)/megabyte)
	b.Logf("  of a core %7.2f %%, %4.2f of the limit (%.0f %%)", 100*share, share/limitIdle, 100*limitIdle)
	b.Logf("  open files %6d, threads %d", after.Files, after.Threads)
}
