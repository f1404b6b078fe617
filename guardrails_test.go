package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	estrade "estrade/app"
	"estrade/app/content"
)

// sources calls visit for every file of ours with one of the endings.
func sources(t *testing.T, visit func(name, text string), endings ...string) {
	t.Helper()
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			if base := d.Name(); base == "node_modules" || base == "dist" || base == ".git" || name == "build/bin" {
				return fs.SkipDir
			}
			return nil
		}
		for _, ending := range endings {
			if strings.HasSuffix(name, ending) {
				text, err := os.ReadFile(name)
				if err != nil {
					return err
				}
				visit(filepath.ToSlash(name), string(text))
				break
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestGuardrailsPage holds docs/guardrails.md to the tests there are: every rule
// stands on it once, and every test it names exists.
func TestGuardrailsPage(t *testing.T) {
	text, err := os.ReadFile("docs/guardrails.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(text)
	var rules []string
	number := func(letter string, from, to int) {
		for n := from; n <= to; n++ {
			rules = append(rules, letter+"-"+string(rune('0'+n/10))+string(rune('0'+n%10)))
		}
	}
	number("F", 1, 3)
	number("F", 10, 21)
	number("G", 1, 13)
	number("G", 20, 26)
	number("G", 30, 33)
	number("G", 40, 44)
	number("G", 50, 55)
	for _, rule := range rules {
		if n := strings.Count(page, "\n| "+rule+" "); n != 1 {
			t.Errorf("%s stands on %d lines", rule, n)
		}
	}
	if n := strings.Count(page, "\n| F-") + strings.Count(page, "\n| G-"); n != len(rules) {
		t.Errorf("%d rules on the page, %d known", n, len(rules))
	}

	var tests strings.Builder
	sources(t, func(_, text string) { tests.WriteString(text) }, "_test.go", ".test.ts", ".spec.ts")
	all := tests.String()
	named := regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(page, -1)
	if len(named) < 60 {
		t.Errorf("only %d tests are named", len(named))
	}
	for _, m := range named {
		name := m[1]
		switch {
		case name == "F-" || name == "G-":
		case strings.HasPrefix(name, "Test"):
			if !strings.Contains(all, "func "+name+"(") {
				t.Errorf("there is no test %s", name)
			}
		case !strings.Contains(all, "'"+name+"'"):
			t.Errorf("there is no test %q", name)
		}
	}
}

// The words of G-40, and what people would put in their place.
var claims = regexp.MustCompile(`(?i)test valid[ée]|validated test|score de leadership|leadership score|vous êtes (un|une) leader|you are a leader|profil type|profile type|type de leader|leader type`)

func TestRules_words(t *testing.T) {
	sources(t, func(name, text string) {
		for _, m := range claims.FindAllString(text, -1) {
			t.Errorf("%s says %q", name, m)
		}
	}, ".svelte", ".yaml", "/shared/i18n/fr/join.ts", ".html")
	sources(t, func(name, text string) {
		if !strings.Contains(name, "/i18n/") || strings.HasSuffix(name, ".test.ts") {
			return
		}
		for _, m := range claims.FindAllString(text, -1) {
			t.Errorf("%s says %q", name, m)
		}
	}, ".ts")
	sources(t, func(name, text string) {
		// The latter refuses these words in what an organisation writes.
		if strings.HasSuffix(name, "_test.go") || name == "app/document/worded.go" {
			return
		}
		for _, line := range strings.Split(text, "\n") {
			if code, _, _ := strings.Cut(line, "//"); claims.MatchString(code) {
				t.Errorf("%s says %q", name, claims.FindString(code))
			}
		}
	}, ".go")
}

// members lists the names of every field reached from a type.
func members(typ reflect.Type, seen map[reflect.Type]bool, found map[string]bool) {
	for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice || typ.Kind() == reflect.Map {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct || seen[typ] {
		return
	}
	seen[typ] = true
	for i := range typ.NumField() {
		found[typ.Name()+"."+typ.Field(i).Name] = true
		members(typ.Field(i).Type, seen, found)
	}
}

// TestRules_noTotal: a person's results have no place for a total, a level, a
// profile (G-03).
func TestRules_noTotal(t *testing.T) {
	found := make(map[string]bool)
	members(reflect.TypeFor[estrade.OwnResult](), make(map[reflect.Type]bool), found)
	members(reflect.TypeFor[estrade.AssessmentFigures](), make(map[reflect.Type]bool), found)
	members(reflect.TypeFor[estrade.ReportAssessment](), make(map[reflect.Type]bool), found)
	if len(found) < 80 {
		t.Fatalf("only %d members", len(found))
	}
	delete(found, "OwnIntervention.Verdict") // of where one card was placed, not of a person
	for name := range found {
		_, field, _ := strings.Cut(name, ".")
		if regexp.MustCompile(`(?i)total|overall|level|profile|verdict|grade|leadership`).MatchString(field) {
			t.Errorf("a person's results have %s", name)
		}
	}
}

// TestRules_noRankOfPeople: ranks are those of tables, ideas and items (G-02).
func TestRules_noRankOfPeople(t *testing.T) {
	found := make(map[string]bool)
	for _, typ := range []reflect.Type{
		reflect.TypeFor[estrade.Figures](), reflect.TypeFor[estrade.OwnResult](), reflect.TypeFor[estrade.ReportData](),
		reflect.TypeFor[estrade.RosterLine](), reflect.TypeFor[estrade.PersonView](),
	} {
		members(typ, make(map[reflect.Type]bool), found)
	}
	allowed := map[string]bool{
		"TableRanking.Rank": true, "TableSorting.Rank": true, "VotedIdea.Rank": true,
		"SilentList.Ranks": true, "ReportTable.Ranks": true, "Figures.Ranking": true, "OwnResult.Ranking": true, "ActivityResult.Ranking": true,
	}
	for name := range found {
		if _, field, _ := strings.Cut(name, "."); strings.Contains(field, "Rank") && !allowed[name] {
			t.Errorf("%s ranks somebody", name)
		}
	}
	for name := range allowed {
		if !found[name] {
			t.Errorf("%s is not there any more", name)
		}
	}
}

// TestRules_nothingElseCollected: no column for what is not needed, and no time
// beside an answer (G-23).
func TestRules_nothingElseCollected(t *testing.T) {
	tables := 0
	sources(t, func(name, text string) {
		text = regexp.MustCompile(`--.*`).ReplaceAllString(text, "")
		if m := regexp.MustCompile(`(?im)^\s*(\w*(mail|birth|gender|grade|department|phone|agent|address)\w*|ip|age|sex|role)\s+(TEXT|INTEGER|BLOB)`).FindString(text); m != "" {
			t.Errorf("%s keeps %q", name, strings.TrimSpace(m))
		}
		for _, m := range regexp.MustCompile(`(?s)CREATE TABLE (answers|locks|participants|return_codes) \((.*?)\n\)`).FindAllStringSubmatch(text, -1) {
			tables++
			if regexp.MustCompile(`(?m)^\s*(at|\w+_at|time|date|created|updated)\s`).MatchString(m[2]) {
				t.Errorf("%s: %s keeps a time", name, m[1])
			}
		}
	}, ".sql")
	if tables != 4 {
		t.Errorf("%d tables of what people do", tables)
	}
}

// TestRules_fiction: who stands behind a fictional case is not named in it (G-44).
func TestRules_fiction(t *testing.T) {
	pack, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	known := regexp.MustCompile(`(?i)lecko|insead|\bIDC\b|bennis|empirica|renault|orange|danone|lafarge|décathlon|decathlon|carrefour|auchan|SNCF|air france`)
	scenarios := 0
	for _, a := range pack.Activities {
		if a.Scenario == nil {
			continue
		}
		scenarios++
		text, err := estrade.JSON(a.Scenario)
		if err != nil {
			t.Fatal(err)
		}
		if m := known.Find(text); m != nil {
			t.Errorf("%s names %s", a.ID, m)
		}
	}
	if scenarios != 6 {
		t.Errorf("%d scenarios", scenarios)
	}
}

// TestPages_Links holds the pages of the documentation to the pictures and pages
// they name.
func TestPages_Links(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#]+)(?:#[^)]*)?\)`)
	links := 0
	sources(t, func(name, text string) {
		if strings.Contains(name, "/") && !strings.HasPrefix(name, "docs/") {
			return
		}
		for _, found := range link.FindAllStringSubmatch(text, -1) {
			if strings.Contains(found[1], "://") {
				continue
			}
			links++
			if _, err := os.Stat(filepath.Join(filepath.Dir(name), found[1])); err != nil {
				t.Errorf("%s names %s, which is not there", name, found[1])
			}
		}
	}, ".md")
	if links < 60 {
		t.Errorf("%d links found: are they read?", links)
	}
}

// TestGuide_Words holds the guides' words in bold to those of the screens.
func TestGuide_Words(t *testing.T) {
	for page, language := range map[string]string{"docs/guide.md": "fr", "docs/guide.en.md": "en"} {
		var words strings.Builder
		sources(t, func(name, text string) {
			if strings.HasPrefix(name, "frontend/src/shared/i18n/"+language+"/") {
				words.WriteString(strings.ReplaceAll(text, "’", "'"))
			}
		}, ".ts")
		guide, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		bold := regexp.MustCompile(`\*\*([^*]+)\*\*`).FindAllStringSubmatch(strings.ReplaceAll(string(guide), "’", "'"), -1)
		for _, found := range bold {
			if !strings.Contains(strings.ToLower(words.String()), strings.ToLower(found[1])) {
				t.Errorf("%s says %q, which no screen does", page, found[1])
			}
		}
		if len(bold) < 10 {
			t.Errorf("%s: %d words in bold: are they read?", page, len(bold))
		}
	}
}
