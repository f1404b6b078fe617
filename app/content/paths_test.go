package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
)

func TestCheckPaths(t *testing.T) {
	for _, c := range []struct {
		name    string
		start   string
		nodes   string // "node: next next, node: next"
		longest int
		ok      bool
		paths   []string // of the problems
	}{
		{"one node", "N1", "N1: END END", 1, true, nil},
		{"the longer branch counts", "N1", "N1: N2 N3, N2: N3, N3: N4 END, N4: END", 4, true, nil},
		{"nodes in any order", "N3", "N1: END, N2: N1, N3: N2 N1", 3, true, nil},
		{"a node that leads to itself", "N1", "N1: N1 END", 1, false, []string{"nodes[N1].options[a].next"}},
		{"a loop behind a fork", "N1", "N1: N2 N3, N2: N4, N3: END, N4: N2 END", 3, false, []string{"nodes[N4].options[a].next"}},
		{"two loops", "N1", "N1: N2, N2: N1 N3, N3: N2", 3, false, []string{"nodes[N2].options[a].next", "nodes[N3].options[a].next"}},
		{"a loop that nothing reaches", "N1", "N1: END, N2: N3, N3: N2", 1, false,
			[]string{"nodes[N2].id", "nodes[N3].id", "nodes[N3].options[a].next"}},
		{"unknown next", "N1", "N1: N2 N9, N2: END", 2, false, []string{"nodes[N1].options[b].next"}},
		{"unknown start", "N9", "N1: END", 0, false, []string{"start"}},
		{"of two nodes with one name the first counts", "N1", "N1: END, N1: N1", 1, true, nil},
		{"no nodes", "N1", "", 0, false, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var text strings.Builder
			fmt.Fprintf(&text, "start: %s\nnodes:\n", c.start)
			for _, node := range strings.FieldsFunc(c.nodes, func(r rune) bool { return r == ',' }) {
				id, next, _ := strings.Cut(strings.TrimSpace(node), ": ")
				fmt.Fprintf(&text, "  - id: %s\n    options:\n", id)
				for i, n := range strings.Fields(next) {
					fmt.Fprintf(&text, "      - {id: %c, next: %s}\n", 'a'+i, n)
				}
			}
			root, problems := parse("activities/x.yaml", []byte(text.String()))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			l := &loader{faulty: make(map[Problem]bool)}
			longest, ok := l.checkPaths(root)
			if ok != c.ok || longest != c.longest {
				t.Errorf("got longest %d, %v; want %d, %v", longest, ok, c.longest, c.ok)
			}
			var paths []string
			for _, p := range l.problems {
				paths = append(paths, p.Path)
			}
			slices.Sort(paths)
			if !slices.Equal(paths, c.paths) {
				t.Errorf("got problems at %v, want %v", paths, c.paths)
			}
		})
	}
}

// Every pattern and every keyword of the schemas has its sentence.
func TestSchemas_explained(t *testing.T) {
	set, err := schemas()
	if err != nil {
		t.Fatal(err)
	}
	explained := strings.Fields(`$schema $defs $ref title description properties items additionalProperties required
		type enum const pattern minLength maxLength minItems maxItems uniqueItems minProperties propertyNames
		minimum maximum exclusiveMinimum not oneOf allOf if then else`)
	var visit func(where string, v any)
	visit = func(where string, v any) {
		schema, ok := v.(map[string]any)
		if !ok {
			return
		}
		for keyword, value := range schema {
			here := where + "/" + keyword
			if !slices.Contains(explained, keyword) {
				t.Errorf("%s: no sentence for %s", where, keyword)
			}
			switch keyword {
			case "pattern":
				pattern, _ := value.(string)
				if _, found := expectations[pattern]; !found && pattern != `\S` {
					t.Errorf("%s: no sentence for %s", where, pattern)
				}
			case "description":
				if purpose := set.purpose(schema, ""); purpose.FR == "" || purpose.EN == "" || purpose.FR == purpose.EN {
					t.Errorf("%s: the description is not in both languages: %v", where, value)
				}
			case "properties", "$defs":
				for name, property := range value.(map[string]any) {
					visit(here+"/"+name, property)
				}
			case "oneOf", "allOf":
				for i, alternative := range value.([]any) {
					visit(fmt.Sprintf("%s/%d", here, i), alternative)
				}
			default:
				visit(here, value)
			}
		}
	}
	for file, source := range set.sources {
		if file != "vectors.schema.json" { // not of a pack
			visit(file, source)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"minutes", "title", "gate-12", "N1", "H1"}
	for name, want := range map[string]string{
		"minute": "minutes", "minuts": "minutes", "gate-21": "gate-12",
		"gate": "", "tilte": "", "N2": "", "H9": "", "": "", "duration": "",
	} {
		if got := nearest(name, known); got != want {
			t.Errorf("nearest(%q): got %q, want %q", name, got, want)
		}
	}
}

func TestCounted(t *testing.T) {
	for n, want := range map[int]estrade.Text{
		0: {FR: "0 minute", EN: "0 minutes"},
		1: {FR: "1 minute", EN: "1 minute"},
		2: {FR: "2 minutes", EN: "2 minutes"},
	} {
		if got := minutes(n); got != want {
			t.Errorf("minutes(%d): got %v, want %v", n, got, want)
		}
	}
}
