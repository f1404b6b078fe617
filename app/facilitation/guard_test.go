package facilitation_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
)

// guard reads everything that leaves the server and reports what its reader
// must not get.
type guard struct {
	*troupe
	looks  int
	read   map[string]int // messages of a channel already read
	frozen map[string]string
}

func newGuard(tr *troupe) *guard {
	return &guard{troupe: tr, read: make(map[string]int), frozen: make(map[string]string)}
}

// decoded is v as a page gets it.
func decoded(t testing.TB, v any) any {
	t.Helper()
	text, err := estrade.JSON(v)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

// walk calls visit for every object of a tree, with the keys that lead to it.
func walk(tree any, path string, visit func(path string, object map[string]any)) {
	switch x := tree.(type) {
	case map[string]any:
		visit(path, x)
		for k, v := range x {
			walk(v, path+"."+k, visit)
		}
	case []any:
		for _, v := range x {
			walk(v, path+"[]", visit)
		}
	}
}

// texts calls visit for every text of a tree.
func texts(tree any, path string, visit func(path, text string)) {
	switch x := tree.(type) {
	case map[string]any:
		for k, v := range x {
			texts(v, path+"."+k, visit)
		}
	case []any:
		for _, v := range x {
			texts(v, path+"[]", visit)
		}
	case string:
		visit(path, x)
	}
}

// look reads everything that was published since the last time and every view
// that can be asked for.
func (g *guard) look(when estrade.CommandName) {
	g.t.Helper()
	g.looks++
	where := string(when)
	if g.view.Part != nil {
		where += " at " + g.view.Part.ID + " " + string(g.view.Part.State)
	}
	g.messages(where, estrade.StageChannel(g.id), g.stageMay)
	g.messages(where, estrade.RoomChannel(g.id), g.roomMay)
	g.messages(where, estrade.ConsoleChannel(g.id), g.consoleMay)
	for _, t := range g.view.Tables {
		g.messages(where, estrade.TeamChannel(t.ID), g.teamMay)
	}
	for _, p := range g.people {
		g.messages(where, estrade.PersonChannel(p.id), func(where string, tree any) { g.personMay(where, tree, p) })
		if !p.gone && p == g.people[g.looks%len(g.people)] { // in turn: pictures are also published
			room, me := p.see()
			g.roomMay(where, decoded(g.t, room))
			g.personMay(where, decoded(g.t, me), p)
		}
	}
	if g.view.Session.State != estrade.SessionClosed {
		g.stageMay(where, decoded(g.t, g.stage()))
	}
	g.consoleMay(where, decoded(g.t, g.view))
	g.figuresMay(where)
}

func (g *guard) messages(where, channel string, may func(string, any)) {
	g.t.Helper()
	all := g.wire.on(channel)
	for _, text := range all[g.read[channel]:] {
		var tree any
		if err := json.Unmarshal([]byte(text), &tree); err != nil {
			g.t.Fatal(err)
		}
		kind, _, _ := strings.Cut(channel, ":")
		may(where+" on "+kind, tree)
	}
	g.read[channel] = len(all)
}

// people's names and pseudonyms stand only where allowed says.
func (g *guard) nobody(where string, tree any, allowed func(path, text string) bool) {
	g.t.Helper()
	texts(tree, "", func(path, text string) {
		if allowed(path, text) {
			return
		}
		for _, p := range g.people {
			if strings.Contains(text, p.name) || strings.Contains(text, p.pseudonym) || strings.Contains(text, string(p.id)) {
				g.t.Errorf("%s: somebody is named at %s: %s", where, path, text)
			}
		}
	})
}

// nothing of what people answered stands in a tree but where allowed says.
func (g *guard) noAnswers(where string, tree any, allowed func(path string) bool) {
	g.t.Helper()
	walk(tree, "", func(path string, object map[string]any) {
		if _, is := object["value"]; is && !allowed(path) {
			g.t.Errorf("%s: an answer stands at %s: %v", where, path, object)
		}
	})
	texts(tree, "", func(path, text string) {
		if strings.Contains(text, "[\"") {
			g.t.Errorf("%s: a list inside a text at %s", where, path)
		}
	})
}

func never(string) bool { return false }

func (g *guard) stageMay(where string, tree any) {
	g.t.Helper()
	g.nobody(where, tree, func(path, text string) bool {
		return strings.HasSuffix(path, ".people[]") && !strings.Contains(text, "Zzyzx")
	})
	g.noAnswers(where, tree, never)
	g.publicMay(where, tree)
	walk(tree, "", func(_ string, object map[string]any) {
		if people, ok := object["people"].([]any); ok && len(people) > 0 && object["step"] != nil {
			g.t.Errorf("%s: pseudonyms on the stage while a step runs", where)
		}
	})
}

func (g *guard) roomMay(where string, tree any) {
	g.t.Helper()
	g.nobody(where, tree, func(string, string) bool { return false })
	g.noAnswers(where, tree, never)
	g.publicMay(where, tree)
}

func (g *guard) teamMay(where string, tree any) {
	g.t.Helper()
	g.nobody(where, tree, func(path, text string) bool {
		return (strings.HasSuffix(path, "penName") || strings.HasSuffix(path, "penHolder")) && !strings.Contains(text, "Zzyzx")
	})
	g.noAnswers(where, tree, func(path string) bool { return strings.HasSuffix(path, ".team.answers[]") })
}

func (g *guard) personMay(where string, tree any, p *player) {
	g.t.Helper()
	g.nobody(where, tree, func(path, text string) bool {
		pen := strings.HasSuffix(path, "penName") || strings.HasSuffix(path, "penHolder")
		return text == p.name || text == p.pseudonym || text == string(p.id) || pen && !strings.Contains(text, "Zzyzx")
	})
	g.small(where, tree)
	walk(tree, "", func(path string, object map[string]any) {
		part, _ := object["part"].(string)
		item, _ := object["item"].(string)
		pass, _ := object["pass"].(string)
		value, is := object["value"]
		if !is || strings.HasSuffix(path, ".team.answers[]") {
			return
		}
		own, given := p.given[spot{g.stepOf(part), part, pass, item}]
		if !given || !same(g.t, value, own) {
			g.t.Errorf("%s: %s gets %v at %s %s, answered %v", where, p.name, value, part, item, own)
		}
	})
}

// stepOf is the step of a part: every part of the test's agenda stands in one.
func (g *guard) stepOf(part string) string {
	switch part {
	case "sort", "sliders":
		return "manager-leader"
	case "individual", "team":
		return "ranking"
	}
	return "scenario"
}

func same(t testing.TB, a, b any) bool {
	t.Helper()
	x, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(x, y)
}

func (g *guard) consoleMay(where string, tree any) {
	g.t.Helper()
	g.nobody(where, tree, func(path, text string) bool {
		place := strings.Contains(path, "roster[]") || strings.HasSuffix(path, "penName") || strings.HasSuffix(path, "penHolder")
		return place && !strings.Contains(text, "Zzyzx")
	})
	g.noAnswers(where, tree, func(path string) bool { return strings.HasSuffix(path, "teams[].answers[]") })
	g.small(where, tree)
	walk(tree, "", func(path string, object map[string]any) {
		part, _ := object["part"].(map[string]any)
		if part != nil && part["state"] == "open" && object["figures"] != nil {
			figures, _ := object["figures"].(map[string]any)
			if part["phase"] != "decide" || figures["consequence"] != nil {
				g.t.Errorf("%s: figures while the part is open", where)
			}
		}
		if strings.HasSuffix(path, "roster[]") {
			for k := range object {
				if !slices.Contains([]string{"id", "pseudonym", "table", "connected", "answered", "simulated"}, k) {
					g.t.Errorf("%s: %s beside a pseudonym", where, k)
				}
			}
		}
	})
}

func (g *guard) figuresMay(where string) {
	g.t.Helper()
	all, err := g.desk.Figures(g.ctx, g.id)
	if err != nil {
		g.t.Fatal(err)
	}
	for _, f := range all {
		tree := decoded(g.t, f)
		g.nobody(where, tree, func(string, string) bool { return false })
		g.noAnswers(where, tree, never)
		g.small(where, tree)
		text, err := estrade.JSON(f.Figures)
		if err != nil {
			g.t.Fatal(err)
		}
		k := f.Step + "/" + f.Part
		if before, known := g.frozen[k]; known && before != string(text) {
			g.t.Errorf("%s: frozen figures of %s moved:\n%s\n%s", where, k, before, text)
		}
		g.frozen[k] = string(text)
	}
}

// publicMay checks what everybody sees: small numbers, and nothing before its time.
func (g *guard) publicMay(where string, tree any) {
	g.t.Helper()
	g.small(where, tree)
	walk(tree, "", func(path string, object map[string]any) {
		for _, secret := range []string{"gaugeChange", "posture", "rationale", "effects", "backstage", "notes", "stageToken", "locks"} {
			if _, is := object[secret]; is {
				g.t.Errorf("%s: %s at %s", where, secret, path)
			}
		}
		part, ok := object["part"].(map[string]any)
		if !ok {
			return
		}
		phase, state := fmt.Sprint(part["phase"]), fmt.Sprint(part["state"])
		in := func(phases ...string) bool { return slices.Contains(phases, phase) }
		figures, _ := object["figures"].(map[string]any)
		for name, allowed := range map[string]bool{
			"split": in("split", "decide", "consequence"), "consequence": in("consequence"), "ending": in("ending", "debrief"),
			"sort": in("sliders") && state == "waiting", "map": in("map"), "ranking": in("reveal", "debrief"),
		} {
			if figures[name] != nil && !allowed {
				g.t.Errorf("%s: %s in %s %s", where, name, phase, state)
			}
		}
		walk(object["play"], ".play", func(_ string, play map[string]any) {
			revealed := in("reveal", "debrief")
			if play["reference"] != nil && !revealed || play["reason"] != nil && !revealed {
				g.t.Errorf("%s: the reference in %s %s", where, phase, state)
			}
			if chosen, _ := play["chosen"].(string); chosen != "" && !in("consequence") {
				g.t.Errorf("%s: the room's choice in %s %s", where, phase, state)
			}
			if play["consequence"] != nil && !in("consequence") {
				g.t.Errorf("%s: the consequence in %s %s", where, phase, state)
			}
			if tree, _ := play["tree"].([]any); len(tree) > 0 && !in("ending", "debrief") {
				g.t.Errorf("%s: the whole story in %s %s", where, phase, state)
			}
			if play["ending"] != nil && !in("ending", "debrief") {
				g.t.Errorf("%s: the ending in %s %s", where, phase, state)
			}
		})
	})
}

// aboutNobody are the members of a figure that say nothing about its people:
// what it is about, how many, and what a table or the room decided together.
var aboutNobody = []string{
	"n", "node", "pair", "card", "table", "order", "distance", "accuracy", "rank", "hasty",
	"reference", "expectedAccuracy", "maxDistance", "situation", "passes", "fitN",
	"ending", "start", "gauge", "path", "roomQuality", "competency", "room", "competencies", "cards", "tables", "untaken", "splits",
}

// small checks that no figure stands beside a number of people under five, and
// that none can be subtracted from another down to fewer than five.
func (g *guard) small(where string, tree any) {
	g.t.Helper()
	walk(tree, "", func(path string, object map[string]any) {
		n, counted := object["n"].(float64)
		if fitN, ok := object["fitN"].(float64); ok && fitN < estrade.MinimumAnswers && object["meanFit"] != nil {
			g.t.Errorf("%s: a mean fit of %v at %s", where, fitN, path)
		}
		if !counted {
			return
		}
		for k, v := range object {
			if n >= estrade.MinimumAnswers || slices.Contains(aboutNobody, k) || v == nil || v == false || v == "" {
				continue
			}
			if k == "meanFit" {
				continue // has its own n
			}
			g.t.Errorf("%s: %s is %v over %v people at %s", where, k, v, n, path)
		}
		if counts, ok := object["counts"].([]any); ok {
			sum := 0.0
			for _, c := range counts {
				if one, ok := c.(map[string]any); ok {
					sum += one["count"].(float64)
				} else {
					sum += c.(float64)
				}
			}
			if sum != n {
				g.t.Errorf("%s: counts of %v make %v at %s", where, n, sum, path)
			}
		}
		tables, _ := object["tables"].([]any)
		rest, shown := n, false
		for _, t := range tables {
			table := t.(map[string]any)
			if table["counts"] != nil || table["mean"] != nil {
				rest -= table["n"].(float64)
				shown = true
			}
		}
		if shown && rest != 0 && rest < estrade.MinimumAnswers {
			g.t.Errorf("%s: %v people are left when the tables are taken from the room at %s", where, rest, path)
		}
	})
}

func TestGuard_WholeSessions(t *testing.T) {
	settings := []setting{
		{people: 1, seed: 1, language: estrade.French},
		{people: 4, seed: 2, language: estrade.English},
		{people: 5, seed: 3, language: estrade.French},
		{people: 6, tables: 2, seed: 4, language: estrade.English},
		{people: 12, tables: 3, seed: 5, language: estrade.French},
	}
	for _, s := range settings {
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			tr := newTroupe(t, s)
			g := newGuard(tr)
			tr.seen = g.look
			g.look("lobby")
			tr.do(estrade.Command{Name: estrade.CommandStart})
			if s.people == 12 { // uneven tables: seven, four, one
				for i, l := range tr.view.Roster {
					to := tr.view.Tables[min(2, i/7+i/11)].ID
					tr.do(estrade.Command{Name: estrade.CommandMove, Participant: l.ID, Table: to})
				}
			}
			g.look("start")
			tr.play(g.upset())
			g.closing()
		})
	}
}

// upset returns what goes wrong on the way: somebody comes late, somebody
// erases their answers, somebody is put out, the program is restarted.
func (g *guard) upset() func(*estrade.PartView) {
	done := make(map[string]bool)
	once := func(name string, now bool, act func()) {
		if now && !done[name] {
			done[name] = true
			act()
			g.refresh()
			g.look(estrade.CommandName(name))
		}
	}
	return func(p *estrade.PartView) {
		if len(g.people) < 5 {
			return
		}
		once("late", p.ID == "individual" && p.State == estrade.PartOpen, func() { g.enter() })
		once("erase", p.ID == "N1.split", func() { g.erase(g.people[0]) })
		once("restart", p.Phase == "vote" && p.State == estrade.PartClosed, g.restart)
		once("remove", p.ID == "N1.consequence" && len(g.people) > 6, func() { g.remove(g.people[2]) })
	}
}

// closing ends the session and reads its papers.
func (g *guard) closing() {
	g.t.Helper()
	g.do(estrade.Command{Name: estrade.CommandBeginClosing})
	g.look(estrade.CommandBeginClosing)
	g.confirm()
	if _, err := g.desk.Issue(g.ctx, g.id, ""); err != nil {
		g.t.Fatal(err)
	}
	for _, f := range g.shelf.files {
		var tree map[string]any
		if err := json.Unmarshal(f.Data, &tree); err != nil {
			g.t.Fatal(err)
		}
		for _, p := range g.people {
			if strings.Contains(string(f.Data), p.pseudonym) || strings.Contains(string(f.Data), string(p.id)) {
				g.t.Errorf("%s holds a pseudonym", f.Name)
			}
		}
		if results, ok := tree["Results"]; ok {
			g.nobody("report", results, func(string, string) bool { return false })
			g.reportMay(results)
		}
	}
	g.refresh()
	g.do(estrade.Command{Name: estrade.CommandFinish})
	g.look(estrade.CommandFinish)
}

// reportMay checks the numbers of people behind the report's figures.
func (g *guard) reportMay(results any) {
	g.t.Helper()
	few := func(object map[string]any, n string) bool {
		k, ok := object[n].(float64)
		return ok && k < estrade.MinimumAnswers
	}
	behind := map[string][]string{
		"N": {
			"MeanQuality", "BestQuality", "Gain", "GainVsBest", "Agreement", "Mean", "Best", "Counts", "Consensus",
			"Manager", "Both", "LeaderN", "TopShare", "Silent",
		},
		"SortN": {"SortMean"}, "FitN": {"MeanFit"}, "SilentN": {"SilentDistance"},
	}
	walk(results, "", func(path string, object map[string]any) {
		for n, figures := range behind {
			for _, f := range figures {
				_, isText := object[f].(string) // the poles of a pair
				if few(object, n) && object[f] != nil && !isText {
					g.t.Errorf("report: %s is %v over %v people at %s", f, object[f], object[n], path)
				}
			}
		}
		if options, ok := object["Options"].([]any); ok && few(object, "N") {
			for _, o := range options {
				if o.(map[string]any)["Count"] != nil {
					g.t.Errorf("report: votes counted over %v people", object["N"])
				}
			}
		}
	})
}
