package facilitation_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
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
	g.desk.Quiet()
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
	for i, p := range g.people {
		// Every byte is searched; pictures are taken apart for each in turn.
		may := func(where string, tree any) { g.personMay(where, tree, p) }
		if i != g.looks%len(g.people) {
			may = nil
		}
		g.messages(where, estrade.PersonChannel(p.id), may)
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

// marks are the words and the decimals that only the i-th person answers.
func marks(i int) [2]string {
	return [2]string{fmt.Sprintf("%s%02d", secretWord, i), strings.TrimPrefix(fmt.Sprintf("%.4f", marked(i)), "10")}
}

// holds reports whether a text holds what somebody answered, but for allowed.
func (g *guard) holds(text string, allowed ...int) bool {
	for i := range g.people {
		m := marks(i)
		if !slices.Contains(allowed, i) && (strings.Contains(text, m[0]) || strings.Contains(text, m[1])) {
			return true
		}
	}
	return false
}

// secrets searches a text, as it travels or is kept, for what somebody wrote or
// a number only they answered, but for allowed.
func (g *guard) secrets(where, text string, allowed ...int) {
	g.t.Helper()
	for i, p := range g.people {
		if slices.Contains(allowed, i) {
			continue
		}
		for _, mark := range marks(i) {
			if at := strings.Index(text, mark); at >= 0 {
				g.t.Errorf("%s: an answer of %s: …%s…", where, p.name, text[max(0, at-60):min(len(text), at+60)])
			}
		}
	}
}

func (g *guard) messages(where, channel string, may func(string, any)) {
	g.t.Helper()
	all := g.wire.on(channel)
	for _, text := range all[g.read[channel]:] {
		g.sent(where, channel, text)
		if may == nil {
			continue
		}
		var tree any
		if err := json.Unmarshal([]byte(text), &tree); err != nil {
			g.t.Fatal(err)
		}
		kind, _, _ := strings.Cut(channel, ":")
		may(where+" on "+kind, tree)
	}
	g.read[channel] = len(all)
}

// spread are the figures in which a number somebody gave may stand, with nobody
// beside it: the median and the quartiles of five answers or more, the curves
// drawn by five or more, brought to the same height.
var spread = []string{"median", "low", "high", "drawings", "Median", "Low", "High", "Drawings"}

// sent searches every byte sent to a role for answers it must not get. A table
// gets its own texts, a person their own; the trainer gets the texts offered,
// in cards and in what a table writes, and no number.
func (g *guard) sent(where, channel, text string) {
	g.t.Helper()
	kind, id, _ := strings.Cut(channel, ":")
	where += " on " + kind
	switch kind {
	case "team":
		g.secrets(where, text, g.everybody()...) // the texts of tables are theirs
	case "person":
		i := slices.IndexFunc(g.people, func(p *player) bool { return string(p.id) == id })
		if g.holds(text, i) {
			g.secrets(where, g.without(text, append(spread, "team")...), i)
		}
	case "console":
		if g.holds(text) {
			g.secrets(where, g.without(text, append(spread, "cards", "teams")...))
		}
	default:
		if g.holds(text) {
			g.secrets(where, g.without(text, spread...))
		}
	}
}

func (g *guard) everybody() []int {
	all := make([]int, len(g.people))
	for i := range all {
		all[i] = i
	}
	return all
}

func (g *guard) without(text string, members ...string) string {
	g.t.Helper()
	var tree any
	if err := json.Unmarshal([]byte(text), &tree); err != nil {
		g.t.Fatal(err)
	}
	walk(tree, "", func(_ string, object map[string]any) {
		for _, m := range members {
			delete(object, m)
		}
	})
	left, err := json.Marshal(tree)
	if err != nil {
		g.t.Fatal(err)
	}
	return string(left)
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
		_, point := object["label"] // of a scale
		if _, is := object["value"]; is && !point && !allowed(path) {
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
		if _, point := object["label"]; !is || point || strings.HasSuffix(path, ".team.answers[]") {
			return
		}
		if !g.gave(p, part, pass, item, value) {
			g.t.Errorf("%s: %s gets %v at %s %s, and did not answer it", where, p.name, value, part, item)
		}
	})
}

// gave reports whether somebody answered v at a part's place, in any step.
func (g *guard) gave(p *player, part, pass, item string, v any) bool {
	for at, own := range p.given {
		if at.part == part && at.pass == pass && at.item == item && same(g.t, v, own) {
			return true
		}
	}
	return false
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
		place := strings.Contains(path, "roster[]") || strings.Contains(path, "removed[]") || strings.HasSuffix(path, "penName") || strings.HasSuffix(path, "penHolder")
		return place && !strings.Contains(text, "Zzyzx")
	})
	g.noAnswers(where, tree, func(path string) bool { return strings.HasSuffix(path, "teams[].answers[]") })
	g.small(where, tree)
	walk(tree, "", func(path string, object map[string]any) {
		part, _ := object["part"].(map[string]any)
		if part != nil && part["state"] == "open" && object["figures"] != nil {
			figures, _ := object["figures"].(map[string]any)
			// What stays in sight was revealed before, of another part.
			later := map[any]string{"decide": "consequence", "follow-up": "followUp", "runoff": "runOff"}
			if own, known := later[part["phase"]]; !known || figures[own] != nil {
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
		shown := in("reveal", "follow-up", "debrief")
		voted := in("share", "roles", "runoff", "runoff-share", "debrief")
		for name, allowed := range map[string]bool{
			"split": in("split", "decide", "consequence"), "consequence": in("consequence"), "ending": in("ending", "debrief"),
			"sort": in("sliders") && state == "waiting", "map": in("map"), "ranking": shown,
			"assessment": false, "feedback": false,
			"curve": shown, "cardSort": shown, "followUp": in("debrief"), "rating": shown, "votes": voted, "runOff": voted,
		} {
			if figures[name] != nil && !allowed {
				g.t.Errorf("%s: %s in %s %s", where, name, phase, state)
			}
		}
		walk(object["play"], ".play", func(_ string, play map[string]any) {
			for _, key := range []string{"reference", "reason", "source", "referenceNote"} {
				if play[key] != nil && !shown {
					g.t.Errorf("%s: %s in %s %s", where, key, phase, state)
				}
			}
			for _, key := range []string{"zone", "column"} {
				if of, _ := play[key].(string); of != "" && !shown {
					g.t.Errorf("%s: the %s of the key in %s %s", where, key, phase, state)
				}
			}
			if branches, _ := play["branches"].([]any); len(branches) > 0 && !shown {
				g.t.Errorf("%s: the reference curves in %s %s", where, phase, state)
			}
			if tree, _ := play["tree"].([]any); len(tree) > 0 && !in("ending", "debrief") {
				g.t.Errorf("%s: the whole story in %s %s", where, phase, state)
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
	"splits", "id", "estimates", "branch", "interventions", "zonesN", "method", "column", "answers", "score", "item", "items",
	"criteriaN", "dots", "keep", "ideas", "seats", "runOff", "seen", "question", "questions", "recommendation", "display",
	"compared", "scale", "changes", "shift",
}

// behindOthers are numbers of people with a name of their own, and what stands
// on them.
var behindOthers = map[string][]string{"fitN": {"meanFit"}, "zonesN": {"meanZones"}, "criteriaN": {"criteria"}}

// small checks that no figure stands beside a number of people under five, and
// that none can be subtracted from another down to fewer than five.
func (g *guard) small(where string, tree any) {
	g.t.Helper()
	walk(tree, "", func(path string, object map[string]any) {
		if strings.Contains(path, ".result.") || strings.Contains(path, ".results[]") || strings.Contains(path, ".earlier[]") {
			return // about the reader alone: n counts their answers
		}
		n, counted := object["n"].(float64)
		for number, figures := range behindOthers {
			for _, f := range figures {
				if k, ok := object[number].(float64); ok && k < estrade.MinimumAnswers && object[f] != nil {
					g.t.Errorf("%s: %s over %v at %s", where, f, k, path)
				}
			}
		}
		if !counted {
			return
		}
		for k, v := range object {
			if n >= estrade.MinimumAnswers || slices.Contains(aboutNobody, k) || v == nil || v == false || v == "" {
				continue
			}
			if slices.ContainsFunc(slices.Collect(maps.Values(behindOthers)), func(own []string) bool { return slices.Contains(own, k) }) {
				continue // has its own n
			}
			if list, ok := v.([]any); ok && len(list) == 0 || v == 0.0 && path != "" && object["display"] == "hidden" {
				continue
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
	for _, s := range []setting{
		{workshop: "essentials", people: 1, seed: 1, language: estrade.French},
		{workshop: "full-day", people: 4, seed: 2, language: estrade.English, followUp: true},
		{workshop: "half-day-territories", people: 6, tables: 2, seed: 4, language: estrade.English},
		{workshop: "full-day", people: 12, tables: 3, seed: 6, language: estrade.French, followUp: true},
		{workshop: "half-day-communities", people: 9, tables: 2, seed: 7, language: estrade.English},
		{workshop: "short-form", people: 5, seed: 8, language: estrade.French},
		{workshop: "short-form", people: 7, seed: 10, language: estrade.English, manner: allDecline},
		{workshop: "follow-up", people: 12, tables: 3, seed: 9, language: estrade.French},
	} {
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			tr := newTroupe(t, s)
			g := newGuard(tr)
			tr.seen = g.look
			g.look("lobby")
			tr.do(estrade.Command{Name: estrade.CommandStart})
			if s.people == 12 && s.tables == 3 { // uneven tables: seven, four, one
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
	if _, err := g.desk.Issue(g.ctx, g.id, estrade.IssueRequest{}); err != nil {
		g.t.Fatal(err)
	}
	for i, p := range g.people {
		if p.gone {
			continue
		}
		file, err := g.desk.Personal(g.ctx, g.id, p.id, "")
		if err != nil {
			g.t.Fatal(err)
		}
		g.secrets("the personal document of "+p.name, string(file.Data), i)
		g.nobody("the personal document of "+p.name, decoded(g.t, json.RawMessage(file.Data)), func(_, text string) bool { return text == p.pseudonym })
	}
	g.atRest()
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
		g.secrets(f.Name, g.without(string(f.Data), spread...))
		if results, ok := tree["Results"]; ok {
			g.nobody("report", results, func(string, string) bool { return false })
			g.reportMay(results)
		}
	}
	g.refresh()
	g.do(estrade.Command{Name: estrade.CommandFinish})
	g.look(estrade.CommandFinish)
}

// atRest searches the files of the database, as they lie on the disk, for what
// people answered, their names and their pseudonyms.
func (g *guard) atRest() {
	g.t.Helper()
	files, err := filepath.Glob(g.path + "*")
	if err != nil || len(files) == 0 {
		g.t.Fatalf("no database at %s: %v", g.path, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			g.t.Fatal(err)
		}
		if len(data) == 0 {
			continue
		}
		if bytes.Contains(data, []byte(picked)) {
			g.t.Errorf("%s holds the text of a card", filepath.Base(name))
		}
		for i, p := range g.people {
			if word := marks(i)[0]; bytes.Contains(data, []byte(word)) {
				g.t.Errorf("%s holds words of %s", filepath.Base(name), p.name)
			}
			if bytes.Contains(data, []byte(p.name)) || bytes.Contains(data, []byte(p.pseudonym)) {
				g.t.Errorf("%s names %s", filepath.Base(name), p.name)
			}
		}
	}
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
			"Before", "After", "GZ", "GAv", "Classic", "Retrospective", "Shift", "Median", "Low", "High", "Drawings", "Equal", "Closest",
			"MeanTotal", "Top2", "NPS", "MeanAlignment", "Criteria", "Band",
		},
		"ZonesN": {"MeanZones"}, "RecommendN": {"NPS"},
		"SortN": {"SortMean"}, "FitN": {"MeanFit"}, "SilentN": {"SilentDistance"},
	}
	walk(results, "", func(path string, object map[string]any) {
		for n, figures := range behind {
			for _, f := range figures {
				_, isText := object[f].(string)         // the poles of a pair
				_, isPart := object[f].(map[string]any) // with an N of its own
				if few(object, n) && object[f] != nil && !isText && !isPart {
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
