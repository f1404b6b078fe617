package facilitation_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
	"estrade/app/content"
	"estrade/app/keys"
)

// playing is a room whose agenda plays one activity of the built-in pack after
// the other, started; each step has the name of its activity. change, which may
// be nil, gets a copy of every activity first.
func playing(t testing.TB, people int, change func(*estrade.Activity), activities ...string) (*room, []*guest) {
	t.Helper()
	builtin, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	pack := *builtin
	pack.Activities = make(map[string]*estrade.Activity)
	w := estrade.Workshop{ID: "played", Title: estrade.Text{FR: "Essai", EN: "Trial"}, Group: estrade.GroupSize{Min: 1, Max: 24}}
	for _, id := range activities {
		a := copied(t, builtin.Activities[id])
		if change != nil {
			change(a)
		}
		pack.Activities[id] = a
		w.Steps = append(w.Steps, estrade.WorkshopStep{ID: id, Activity: id, Minutes: a.Minutes})
		w.Minutes += a.Minutes
	}
	pack.Workshops = []estrade.Workshop{w}
	r := &room{
		t: t, clock: &clock{at: time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)}, keys: keys.InMemory(), pack: &pack,
		wire: &wire{sent: make(map[string][]string)}, shelf: &shelf{}, path: t.TempDir() + "/estrade.db", ctx: t.Context(),
	}
	r.start()
	settings := estrade.Settings{Organisation: "Méridienne Formation", Trainer: "Hélène Maurel", Language: estrade.French, Zone: "Europe/Paris", Ready: true}
	if err := r.store.SaveSettings(r.ctx, settings); err != nil {
		t.Fatal(err)
	}
	r.create(estrade.NewSession{Workshop: w.ID})
	guests := r.joinMany(people)
	r.do(estrade.Command{Name: estrade.CommandStart})
	return r, guests
}

// copied is a deep copy.
func copied[T any](t testing.TB, v *T) *T {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	out := new(T)
	if err := json.Unmarshal(data, out); err != nil {
		t.Fatal(err)
	}
	return out
}

// open reaches a part and opens it.
func (r *room) open(part string) {
	r.t.Helper()
	r.until(part)
	r.do(estrade.Command{Name: estrade.CommandOpen})
}

// seat puts people at the tables, sizes[i] at the i-th.
func (r *room) seat(guests []*guest, sizes ...int) []estrade.TableID {
	r.t.Helper()
	r.do(estrade.Command{Name: estrade.CommandMakeTables, Number: len(sizes)})
	var tables []estrade.TableID
	k := 0
	for i, size := range sizes {
		tables = append(tables, r.view.Tables[i].ID)
		for range size {
			r.do(estrade.Command{Name: estrade.CommandMove, Participant: guests[k].id, Table: tables[i]})
			k++
		}
	}
	return tables
}

// writes takes the pen, then answers for the table.
func (g *guest) writes(item string, value any) {
	g.r.t.Helper()
	if err := g.r.desk.TakePen(g.r.ctx, g.r.id, g.id); err != nil {
		g.r.t.Fatal(err)
	}
	g.answer("", item, value)
}

// result is what a person reads of the current step.
func (g *guest) result(step string) *estrade.OwnResult {
	g.r.t.Helper()
	_, me := g.see()
	i := slices.IndexFunc(me.Results, func(o estrade.OwnResult) bool { return o.Step == step })
	if i < 0 {
		return nil
	}
	return &me.Results[i]
}

// told is everything that participants and the stage were told so far.
func (r *room) told() string {
	r.t.Helper()
	r.wire.mu.Lock()
	defer r.wire.mu.Unlock()
	var all strings.Builder
	for channel, messages := range r.wire.sent {
		if kind, _, _ := strings.Cut(channel, ":"); kind == "console" {
			continue
		}
		for _, m := range messages {
			all.WriteString(m)
		}
	}
	if all.Len() == 0 {
		r.t.Fatal("nobody was told anything")
	}
	return all.String()
}

// keeps checks that nobody but the trainer was told any of the secrets.
func (r *room) keeps(secrets ...string) {
	r.t.Helper()
	told := r.told()
	for _, s := range secrets {
		quoted, err := json.Marshal(s)
		if err != nil {
			r.t.Fatal(err)
		}
		if s != "" && (strings.Contains(told, s) || strings.Contains(told, string(quoted[1:len(quoted)-1]))) {
			r.t.Errorf("told before the reveal: %s", s)
		}
	}
}

// about reports whether a figure is there and has a value.
func about(got *float64, want float64) bool { return got != nil && math.Abs(*got-want) < 1e-6 }

// counted are the counts of a figure, in its order.
func counted(counts []estrade.ItemCount) []int {
	var all []int
	for _, c := range counts {
		all = append(all, c.Count)
	}
	return all
}

// asShown is a figure as text, to compare.
func asShown(t testing.TB, v any) string {
	t.Helper()
	text, err := estrade.JSON(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
