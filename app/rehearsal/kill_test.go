package rehearsal_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/keys"
	"estrade/app/rehearsal"
)

// defaultKills is how often the program is killed; ESTRADE_KILLS changes it.
const defaultKills = 4

// backWithin is how soon everybody must be back once the program runs again,
// without doing anything.
const backWithin = 5 * time.Second

func kills(t *testing.T) int {
	t.Helper()
	text := os.Getenv("ESTRADE_KILLS")
	if text == "" {
		return defaultKills
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("ESTRADE_KILLS is %q, not a number of kills", text)
	}
	return n
}

// TestKill kills the program in the middle of its activities and starts it
// again on the same folder, until the kills are used up.
func TestKill(t *testing.T) {
	t.Setenv(keys.EnvironmentVariable, "file")
	left := kills(t)
	c := newChild(t)
	for seed := uint64(1); left > 0; seed++ {
		h := &hunt{t: t, c: c, left: &left, chance: rand.New(rand.NewPCG(seed, 0)), killed: make(map[string]int)}
		// One kill in each kind of part first; many kills go round.
		h.perPhase = 1 + left/8
		h.run(seed)
	}
}

// hunt is one session during which the program is killed.
type hunt struct {
	t        *testing.T
	c        *child
	id       estrade.SessionID
	crowd    *rehearsal.Crowd
	left     *int
	perPhase int
	killed   map[string]int // by phase
	chance   *rand.Rand
}

func (h *hunt) run(seed uint64) {
	t, ctx := h.t, h.t.Context()
	view := h.c.open(ctx)
	h.id = view.Session.ID
	crowd, err := rehearsal.NewCrowd(rehearsal.CrowdOptions{
		Join: view.Join.LocalURL, People: 12, Seed: seed, Pace: 1.0 / 150, Incidents: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer crowd.Leave()
	h.crowd = crowd
	if err := crowd.Join(ctx); err != nil {
		t.Fatal(err)
	}
	director := rehearsal.NewDirector(rehearsal.DirectorOptions{Sessions: h.c, Session: h.id, Seed: seed, Settled: crowd.Settled})
	for finished := false; !finished; {
		if finished, err = director.Next(ctx); err != nil {
			t.Fatal(err)
		}
		now := must(h.c.View(ctx, h.id))(t)
		for h.wanted(now) {
			h.strike(now)
			now = must(h.c.View(ctx, h.id))(t)
		}
	}
	if problems := crowd.Problems(); len(problems) > 0 {
		t.Errorf("browsers met what they should not: %v", problems)
	}
	// The last one, with nothing under way: everything is there to the letter.
	h.c.kill()
	for _, wrong := range crowd.Ledger().Missing(h.c.record(ctx, h.id).Answers) {
		t.Errorf("at the end %s", wrong)
	}
	h.c.start()
	t.Logf("answers: %+v, people: %+v", crowd.Ledger().Tally(), crowd.Counts())
}

// wanted tells whether to kill in the open part of a view.
func (h *hunt) wanted(v estrade.ConsoleView) bool {
	return *h.left > 0 && v.Part != nil && v.Part.State == estrade.PartOpen && h.killed[v.Part.Phase] < h.perPhase &&
		!h.crowd.Settled(v.Step.ID, v.Part.ID, v.Part.Opening)
}

// strike kills the program after some more answers, starts it again and
// compares.
func (h *hunt) strike(v estrade.ConsoleView) {
	t, ctx := h.t, h.t.Context()
	where := v.Step.ID + "/" + v.Part.ID
	figures := must(call[[]estrade.StepFigures](ctx, h.c, "figures", h.id))(t)
	target := h.crowd.Ledger().Tally().Acknowledged
	if h.chance.IntN(4) > 0 {
		target += 1 + h.chance.IntN(60)
	}
	for h.crowd.Ledger().Tally().Acknowledged < target && !h.crowd.Settled(v.Step.ID, v.Part.ID, v.Part.Opening) {
		time.Sleep(time.Millisecond)
	}
	h.c.kill()
	*h.left--
	h.killed[v.Part.Phase]++
	record := h.c.record(ctx, h.id)
	for _, wrong := range h.crowd.Ledger().Missing(record.Answers) {
		t.Errorf("killed in %s: %s", where, wrong)
	}
	h.c.start()
	ready := time.Now()
	after := must(h.c.View(ctx, h.id))(t)
	if after.Step == nil || after.Part == nil || after.Step.ID != v.Step.ID || after.Part.ID != v.Part.ID ||
		after.Part.State != v.Part.State || after.Part.Opening != v.Part.Opening || after.Revision != v.Revision {
		t.Fatalf("killed in %s (revision %d), resumed in step %+v, part %+v, revision %d", where, v.Revision, after.Step, after.Part, after.Revision)
	}
	if again := must(call[[]estrade.StepFigures](ctx, h.c, "figures", h.id))(t); text(t, again) != text(t, figures) {
		t.Errorf("killed in %s: what was shown has changed", where)
	}
	for !h.back() {
		if time.Since(ready) > backWithin {
			t.Fatalf("killed in %s: %v later %d of %+v are back", where, backWithin, h.crowd.Present(), h.crowd.Counts())
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Logf("killed in %s with %d answers kept; everybody back after %v", where, len(record.Answers), time.Since(ready).Round(time.Millisecond))
}

// back tells whether everybody who has not left on purpose is connected.
func (h *hunt) back() bool {
	n := h.crowd.Counts()
	return h.crowd.Present() >= n.Joined-(n.Dropped-n.Returned)
}

func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
