package rehearsal_test

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/centrifugal/centrifuge-go"

	estrade "estrade/app"
	"estrade/app/rehearsal"
)

const (
	// someKills and manyKills are how often the program is killed;
	// ESTRADE_KILLS changes it.
	someKills = 5
	manyKills = 200
	// backWithin is how soon everybody must be back once the program runs again,
	// without doing anything.
	backWithin = 5 * time.Second
	// A kill strikes within this time, after the program has started and
	// everybody is back; in the lobby and in closing, which last less, sooner;
	// every other one after the trainer has begun to send a command.
	strikesWithin        = 900 * time.Millisecond
	strikesSoonWithin    = 120 * time.Millisecond
	strikesCommandWithin = 15 * time.Millisecond
)

// full tells whether the long runs are wanted.
func full() bool { return os.Getenv("ESTRADE_FULL") != "" }

// number reads a number from the environment.
func number(t *testing.T, name string, otherwise uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("%s is %q, not a number", name, text)
	}
	return n
}

// faultSeed is the seed of everything a fault test leaves to chance. It is
// printed; ESTRADE_SEED sets it.
func faultSeed(t *testing.T) uint64 {
	t.Helper()
	seed := number(t, "ESTRADE_SEED", rand.Uint64N(1_000_000))
	t.Logf("chance begins at ESTRADE_SEED=%d", seed)
	return seed
}

// TestFault_Kill kills the program at random moments of live sessions and
// starts it again on the same folder, until the kills are used up.
func TestFault_Kill(t *testing.T) {
	t.Parallel()
	n := number(t, "ESTRADE_KILLS", someKills)
	if full() {
		n = number(t, "ESTRADE_KILLS", manyKills)
	}
	seed := faultSeed(t)
	h := &hunt{
		t: t, c: newChild(t), left: int(n), chance: rand.New(rand.NewPCG(seed, 0)),
		kills: make(map[string]int),
	}
	for session := uint64(0); h.left > 0; session++ {
		h.run(seed + session)
		if t.Failed() {
			return
		}
	}
	h.report()
}

// hunt is the life of a program that is killed again and again.
type hunt struct {
	t      *testing.T
	c      *child
	chance *rand.Rand
	left   int // kills

	kills    map[string]int // done, by moment
	checked  int            // acknowledged answers looked up after the kills, over all of them
	answered int            // answers acknowledged, over all sessions
	sessions int
	cut      int // commands cut off before their reply
	kept     int // of those, how many had been kept
	slowest  time.Duration

	// Of the session under way.
	id      estrade.SessionID
	crowd   *rehearsal.Crowd
	board   *billboard
	last    estrade.ConsoleView // the newest the program gave
	pending estrade.CommandName // sent, and not answered yet
	frozen  map[string]string   // figures, as JSON, by step and part

	armed  bool         // a kill is to come
	waits  bool         // for the next command
	struck *atomic.Bool // it has come
}

// run plays a session from its lobby to its closing.
func (h *hunt) run(seed uint64) {
	t, ctx := h.t, h.t.Context()
	workshops := []string{"short-form", "essentials", "half-day", "half-day-territories"}
	h.frozen, h.pending, h.struck = make(map[string]string), "", new(atomic.Bool)
	view := h.c.openWorkshop(ctx, workshops[h.sessions%len(workshops)])
	h.sessions++
	h.id, h.last = view.Session.ID, view
	h.board = newBillboard(t, view)
	defer h.board.client.Close()
	crowd, err := rehearsal.NewCrowd(rehearsal.CrowdOptions{
		Join: view.Join.LocalURL, People: 16, Seed: seed, Pace: 1.0 / 150, Incidents: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer crowd.Leave()
	h.crowd = crowd
	h.arm(strikesSoonWithin)
	h.gather(ctx)
	h.arm(strikesWithin)
	director := rehearsal.NewDirector(rehearsal.DirectorOptions{Sessions: h, Session: h.id, Seed: seed, Settled: crowd.Settled})
	for finished := false; !finished; {
		h.survive(func() (err error) { finished, err = director.Next(ctx); return err })
		h.survive(func() error { return h.compareFigures(ctx) })
		h.passPen(ctx)
	}
	h.arm(strikesSoonWithin)
	h.close(ctx)
	if h.waits { // no command came
		h.waits, h.armed = false, false
		h.left++
	}
	for h.armed {
		h.survive(func() error { _, err := h.View(ctx, h.id); return err })
	}
	if problems := crowd.Problems(); len(problems) > 0 {
		t.Errorf("browsers met what they should not: %v", problems)
	}
	// The last one, with nothing under way: everything is there to the letter.
	h.c.kill()
	h.compareAnswers("at the end", h.c.record(ctx, h.id))
	h.c.start()
	h.answered += crowd.Ledger().Tally().Acknowledged
	for _, wrong := range h.board.problems() {
		t.Error(wrong)
	}
	t.Logf("session %d, %s: answers %+v, people %+v", h.sessions, view.Session.Workshop.EN, crowd.Ledger().Tally(), crowd.Counts())
}

// gather lets everybody join while the program may be killed.
func (h *hunt) gather(ctx context.Context) {
	joined := make(chan error, 1)
	go func() { joined <- h.crowd.Join(ctx) }()
	for {
		select {
		case err := <-joined:
			if err != nil {
				h.t.Fatal(err)
			}
			return
		case <-time.After(5 * time.Millisecond):
			h.survive(func() error { _, err := h.View(ctx, h.id); return err })
		}
	}
}

// close ends the session as a trainer does, documents included.
func (h *hunt) close(ctx context.Context) {
	out := h.t.TempDir()
	reach := func(name estrade.CommandName, state estrade.SessionState) {
		h.survive(func() error {
			v, err := h.View(ctx, h.id)
			if err != nil || v.Session.State == state {
				return err
			}
			_, err = h.Do(ctx, h.id, estrade.Command{Name: name, Revision: v.Revision})
			return err
		})
	}
	reach(estrade.CommandBeginClosing, estrade.SessionClosing)
	h.survive(func() error {
		_, err := call[[]estrade.AttendanceView](ctx, h.c, "confirmAttendance", h.id, []estrade.AttendanceEdit{})
		return err
	})
	h.survive(func() error {
		_, err := call[estrade.Bundle](ctx, h.c, "issue", h.id, estrade.IssueRequest{Dir: out})
		return err
	})
	reach(estrade.CommandFinish, estrade.SessionClosed)
}

// passPen sometimes gives a pen to somebody at random.
func (h *hunt) passPen(ctx context.Context) {
	v := h.last
	if len(v.Roster) == 0 || v.Session.State != estrade.SessionOpen || v.Finished || h.chance.IntN(4) > 0 {
		return
	}
	who := v.Roster[h.chance.IntN(len(v.Roster))]
	if who.Table == "" {
		return
	}
	h.survive(func() error {
		v, err := h.View(ctx, h.id)
		if err != nil {
			return err
		}
		_, err = h.Do(ctx, h.id, estrade.Command{Name: estrade.CommandGivePen, Participant: who.ID, Revision: v.Revision})
		return err
	})
}

// View implements rehearsal.Conductor.
func (h *hunt) View(ctx context.Context, id estrade.SessionID) (estrade.ConsoleView, error) {
	v, err := h.c.View(ctx, id)
	if err == nil {
		h.last = v
	}
	return v, err
}

// Do implements rehearsal.Conductor.
func (h *hunt) Do(ctx context.Context, id estrade.SessionID, command estrade.Command) (estrade.ConsoleView, error) {
	h.pending = command.Name
	if h.waits {
		h.waits = false
		h.strike(strikesCommandWithin)
	}
	v, err := h.c.Do(ctx, id, command)
	var refusal *estrade.Error
	if err == nil || errors.As(err, &refusal) {
		h.pending = ""
	}
	if err == nil {
		h.last = v
	}
	return v, err
}

// arm has the program killed at some moment of the time to come, unless it is
// to be killed already.
func (h *hunt) arm(within time.Duration) {
	if h.left == 0 || h.armed {
		return
	}
	h.left--
	h.armed = true
	h.struck = new(atomic.Bool)
	if h.waits = h.chance.IntN(2) == 0; !h.waits {
		h.strike(within)
	}
}

// strike kills the program at some moment of the time to come.
func (h *hunt) strike(within time.Duration) {
	struck, victim := h.struck, h.c.cmd.Process
	time.AfterFunc(time.Duration(h.chance.Int64N(int64(within))), func() {
		struck.Store(true)
		_ = victim.Kill()
	})
}

// survive does something with the program, again once the program is back when
// it was killed meanwhile.
func (h *hunt) survive(do func() error) {
	h.t.Helper()
	for {
		err := do()
		if err == nil {
			return
		}
		if !h.struck.Load() {
			h.t.Fatal(err)
		}
		h.resume()
	}
}

// resume starts the killed program again and compares.
func (h *hunt) resume() {
	t, ctx := h.t, h.t.Context()
	h.c.reap()
	where := moment(h.last, h.crowd.Present())
	h.kills[where]++
	if h.pending != "" {
		where += ", " + string(h.pending) + " cut off"
	}
	kept := h.compareAnswers("killed in "+where, h.c.record(ctx, h.id))
	if h.left > 0 && h.chance.IntN(8) == 0 {
		h.left--
		h.kills["starting"]++
		h.c.falseStart(time.Duration(h.chance.IntN(150)) * time.Millisecond)
	}
	h.c.start()
	ready := time.Now()
	after := must(h.c.View(ctx, h.id))(t)
	h.compareView(where, after)
	h.last, h.pending = after, ""
	if err := h.compareFigures(ctx); err != nil {
		t.Fatal(err)
	}
	for after.Session.State != estrade.SessionClosed && !h.back() {
		if time.Since(ready) > backWithin {
			t.Fatalf("killed in %s: %v later %d of %+v are back", where, backWithin, h.crowd.Present(), h.crowd.Counts())
		}
		time.Sleep(5 * time.Millisecond)
	}
	took := time.Since(ready)
	h.slowest = max(h.slowest, took)
	if testing.Verbose() {
		t.Logf("killed in %s with %d answers kept; everybody back after %v", where, kept, took.Round(time.Millisecond))
	}
	h.armed = false
	h.struck.Store(false)
	switch state := after.Session.State; {
	case state == estrade.SessionOpen && after.Step == nil:
		h.arm(strikesSoonWithin)
	case state != estrade.SessionClosed:
		// The documents take longer to draw than the closing before them.
		h.arm(strikesWithin)
	}
}

// compareAnswers compares what the killed program left with what it had
// promised, and returns how many answers it left.
func (h *hunt) compareAnswers(when string, record estrade.SessionRecord) int {
	h.t.Helper()
	kept := slices.DeleteFunc(record.Answers, func(a estrade.Answer) bool { return a.Key.Subject == estrade.Subject{} })
	for _, wrong := range h.crowd.Ledger().Missing(kept) {
		h.t.Errorf("%s: %s", when, wrong)
	}
	h.checked += len(h.crowd.Ledger().Last())
	names := make(map[string]int)
	for _, a := range record.Attendance {
		if names[a.Name]++; names[a.Name] == 2 {
			h.t.Errorf("%s: %s is on the list twice", when, a.Name)
		}
	}
	return len(kept)
}

// compareView checks that the session is where the last answered command left
// it, or where the one under way would have brought it.
func (h *hunt) compareView(where string, after estrade.ConsoleView) {
	h.t.Helper()
	if h.pending != "" {
		h.cut++
		if after.Revision == h.last.Revision+1 {
			h.kept++
			return
		}
	}
	if is, was := place(after), place(h.last); is != was {
		h.t.Fatalf("killed in %s: was at %s, resumed at %s", where, was, is)
	}
}

// place is where a session is.
func place(v estrade.ConsoleView) string {
	at := fmt.Sprintf("revision %d, %s", v.Revision, v.Session.State)
	if v.Step != nil && v.Part != nil {
		at += fmt.Sprintf(", %s/%s %s for the %dth time", v.Step.ID, v.Part.ID, v.Part.State, v.Part.Opening)
	}
	return at
}

// moment says in a word what a session was doing.
func moment(v estrade.ConsoleView, present int) string {
	switch {
	case v.Session.State == estrade.SessionClosing || v.Session.State == estrade.SessionClosed:
		return "closing"
	case v.Finished:
		return "finished"
	case v.Part == nil:
		return cmp.Or(map[bool]string{present == 0: "lobby"}[true], "joining")
	default:
		return string(v.Part.State)
	}
}

// compareFigures checks that nothing that was frozen has changed.
func (h *hunt) compareFigures(ctx context.Context) error {
	all, err := call[[]struct {
		Step    string          `json:"step"`
		Part    string          `json:"part"`
		Figures json.RawMessage `json:"figures"`
	}](ctx, h.c, "figures", h.id)
	if err != nil {
		return err
	}
	now := make(map[string]string, len(all))
	for _, f := range all {
		now[f.Step+"/"+f.Part] = string(f.Figures)
	}
	for k, was := range h.frozen {
		if now[k] != was {
			h.t.Errorf("figures of %s were\n%s\nand are\n%s", k, was, now[k])
		}
	}
	h.frozen = now
	return nil
}

// back tells whether everybody who has not left on purpose is connected.
func (h *hunt) back() bool {
	n := h.crowd.Counts()
	return h.crowd.Present() >= n.Joined-(n.Dropped-n.Returned)
}

func (h *hunt) report() {
	total := 0
	for _, where := range slices.Sorted(maps.Keys(h.kills)) {
		h.t.Logf("  %-10s %4d kills", where, h.kills[where])
		total += h.kills[where]
	}
	h.t.Logf("%d kills in %d sessions, %d answers acknowledged, looked up %d times after kills: none lost, none twice, none elsewhere",
		total, h.sessions, h.answered, h.checked)
	h.t.Logf("%d commands cut off, %d of them kept; slowest return of everybody %v, %.2f of the limit (%v)",
		h.cut, h.kept, h.slowest.Round(time.Millisecond), float64(h.slowest)/float64(backWithin), backWithin)
}

// billboard is the stage as the projector shows it, over all lives of the
// program: what it has shown of a part, it shows always.
type billboard struct {
	client *centrifuge.Client

	mu    sync.Mutex
	shown map[string]string // figures, by place
	wrong []string
}

func newBillboard(t *testing.T, v estrade.ConsoleView) *billboard {
	t.Helper()
	b := &billboard{shown: make(map[string]string)}
	room, _, _ := strings.Cut(strings.TrimPrefix(v.Join.LocalURL, "http"), "/#")
	b.client = centrifuge.NewJsonClient("ws"+room+"/connection/websocket", centrifuge.Config{
		Data:              []byte(`{"stage":"` + v.StageToken + `"}`),
		MinReconnectDelay: 50 * time.Millisecond, MaxReconnectDelay: 300 * time.Millisecond,
	})
	b.client.OnConnected(func(e centrifuge.ConnectedEvent) { b.see(e.Data) })
	b.client.OnPublication(func(e centrifuge.ServerPublicationEvent) { b.see(e.Data) })
	if err := b.client.Connect(); err != nil {
		t.Fatal(err)
	}
	return b
}

// see compares a picture with those before.
func (b *billboard) see(data []byte) {
	var m struct {
		Stage *struct {
			Step *struct {
				ID string `json:"id"`
			} `json:"step"`
			Part *struct {
				ID      string `json:"id"`
				State   string `json:"state"`
				Opening int    `json:"opening"`
			} `json:"part"`
			Figures json.RawMessage `json:"figures"`
		} `json:"stage"`
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := json.Unmarshal(data, &m); err != nil {
		b.wrong = append(b.wrong, fmt.Sprintf("a picture that cannot be read: %v", err))
		return
	}
	if m.Stage == nil || m.Stage.Step == nil || m.Stage.Part == nil {
		return
	}
	at := fmt.Sprintf("%s/%s %s %d", m.Stage.Step.ID, m.Stage.Part.ID, m.Stage.Part.State, m.Stage.Part.Opening)
	figures := string(m.Stage.Figures)
	if was, ok := b.shown[at]; ok && was != figures {
		b.wrong = append(b.wrong, fmt.Sprintf("the stage showed in %s\n%s\nand then\n%s", at, was, figures))
	}
	b.shown[at] = figures
}

func (b *billboard) problems() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.wrong)
}
