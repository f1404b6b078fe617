package content_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	estrade "estrade/app"
	"estrade/app/content"
)

// packFiles returns the built-in pack as files that a test may change.
func packFiles(t testing.TB) fstest.MapFS {
	t.Helper()
	files := make(fstest.MapFS)
	source := os.DirFS("eleadership")
	err := fs.WalkDir(source, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(source, path)
		files[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// smallPack returns the agenda essentials and what it plays, as files.
func smallPack(t testing.TB) fstest.MapFS {
	t.Helper()
	all := packFiles(t)
	small := make(fstest.MapFS)
	for _, file := range []string{
		"pack.yaml", "competencies.yaml", "workshops/essentials.yaml",
		"activities/welcome.yaml", "activities/manager-leader.yaml", "activities/dormant-network.yaml",
		"activities/gate-12.yaml", "activities/month-five-slump.yaml", "activities/closing.yaml",
	} {
		small[file] = all[file]
	}
	alter(t, small, "pack.yaml", "default_workshop: half-day", "default_workshop: essentials")
	for _, gone := range []string{"customer-not-built-in", "seven-channels", "gatekeeper-to-value-maker", "open-letter"} {
		alter(t, small, "workshops/essentials.yaml", "      - "+gone+"\n", "")
	}
	return small
}

// kindsPack returns the agenda of the follow-up and an activity of each kind, as
// files.
func kindsPack(t testing.TB) fstest.MapFS {
	t.Helper()
	all := packFiles(t)
	small := make(fstest.MapFS)
	for _, file := range []string{
		"pack.yaml", "competencies.yaml", "workshops/follow-up.yaml",
		"activities/welcome-back.yaml", "activities/t-follow-up.yaml", "activities/weak-signals.yaml", "activities/action-plan.yaml",
		"activities/closing.yaml", "activities/t-before.yaml", "activities/t-after.yaml", "activities/engagement-curve.yaml",
		"activities/community-carriers.yaml", "activities/trusted-sources.yaml", "activities/hot-evaluation.yaml", "activities/gate-12.yaml",
	} {
		small[file] = all[file]
	}
	alter(t, small, "pack.yaml", "default_workshop: half-day", "default_workshop: follow-up")
	return small
}

// alter replaces the first occurrence of before in a file.
func alter(t testing.TB, files fstest.MapFS, file, before, after string) {
	t.Helper()
	text := string(files[file].Data)
	if !strings.Contains(text, before) {
		t.Fatalf("%s does not contain %q", file, before)
	}
	files[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, before, after, 1))}
}

// lineOf returns the line of the first occurrence of text in a file, from 1.
func lineOf(t testing.TB, files fstest.MapFS, file, text string) int {
	t.Helper()
	before, _, found := strings.Cut(string(files[file].Data), text)
	if !found {
		t.Fatalf("%s does not contain %q", file, text)
	}
	return 1 + strings.Count(before, "\n")
}

func problemsOf(t testing.TB, files fs.FS) content.Problems {
	t.Helper()
	pack, err := content.Load(files)
	var problems content.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("Load: got error %v, want Problems", err)
	}
	if pack != nil {
		t.Fatal("Load returned a pack and problems")
	}
	return problems
}

// The built-in pack is read without being checked: here it is.
func TestBuiltin_passesEveryCheck(t *testing.T) {
	checked, err := content.Load(os.DirFS("eleadership"))
	if err != nil {
		t.Fatal(err)
	}
	builtin, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(builtin, checked) {
		t.Error("the pack that is read without checks is another one")
	}
}

func TestBuiltin(t *testing.T) {
	p, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if p.ID != "eleadership" || p.DefaultLanguage != estrade.French || p.DefaultWorkshop != "half-day" {
		t.Errorf("got id %q, language %q, workshop %q", p.ID, p.DefaultLanguage, p.DefaultWorkshop)
	}
	if len(p.Competencies) != 12 || p.Competencies[0].ID != "H1" || p.Competencies[11].ID != "V5" {
		t.Errorf("got competencies %v", p.Competencies)
	}
	var workshops []string
	for _, w := range p.Workshops {
		workshops = append(workshops, w.ID)
	}
	want := []string{"essentials", "follow-up", "full-day", "half-day-communities", "half-day-territories", "half-day", "short-form"}
	if !slices.Equal(workshops, want) {
		t.Errorf("got workshops %v, want %v", workshops, want)
	}

	count := make(map[estrade.Kind]int)
	for id, a := range p.Activities {
		if a.ID != id {
			t.Errorf("activity %q is stored as %q", a.ID, id)
		}
		count[a.Kind]++
		typed := map[estrade.Kind]bool{
			estrade.KindScenario: a.Scenario != nil,
			estrade.KindContrast: a.Contrast != nil,
			estrade.KindRanking:  a.Ranking != nil,
			estrade.KindBriefing: a.Briefing != nil,
		}
		for kind, set := range typed {
			if set != (a.Kind == kind) {
				t.Errorf("%s, a %s: content of kind %s set: %v", id, a.Kind, kind, set)
			}
		}
	}
	wantCount := map[estrade.Kind]int{
		estrade.KindScenario: 6, estrade.KindContrast: 1, estrade.KindRanking: 2, estrade.KindCurve: 1,
		estrade.KindAssessment: 3, estrade.KindSort: 3, estrade.KindRating: 1, estrade.KindBoard: 2,
		estrade.KindCommitment: 1, estrade.KindFeedback: 1, estrade.KindBriefing: 7,
	}
	if !maps.Equal(count, wantCount) {
		t.Errorf("got activities by kind %v, want %v", count, wantCount)
	}
}

func TestBuiltin_typedContent(t *testing.T) {
	p, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	gate := p.Activities["gate-12"].Scenario
	if gate.Pace != (estrade.Pace{Read: 1, Vote: 1, Discuss: 3, Decide: 1, Consequence: 1}) {
		t.Errorf("gate-12: got pace %+v", gate.Pace)
	}
	first := gate.Nodes[0].Options[0]
	if first.Effects["H1"] != -2 || first.Effects["V4"] != -3 || first.GaugeChange != -20 || first.Next != "N2B" || first.Posture != "manager" {
		t.Errorf("gate-12: got first option %+v", first)
	}
	if gate.Gauge.Start != 50 || gate.Endings[0].From != 70 || gate.Start != "N1" {
		t.Errorf("gate-12: got gauge %+v, endings %+v, start %q", gate.Gauge, gate.Endings, gate.Start)
	}
	contrast := p.Activities["manager-leader"].Contrast
	short := 0
	for _, pair := range contrast.Pairs {
		if pair.Short {
			short++
		}
	}
	if len(contrast.Pairs) != 12 || short != 8 || contrast.Slider.Min != -3 || contrast.Slider.Max != 3 {
		t.Errorf("manager-leader: got %d pairs, %d short, slider %+v", len(contrast.Pairs), short, contrast.Slider)
	}
	ranking := p.Activities["dormant-network"].Ranking
	if len(ranking.Items) != 10 || ranking.Items[9].Reference != 10 || ranking.Shuffle != "session" || ranking.HastyBelowMinutes != 5 {
		t.Errorf("dormant-network: got %+v", ranking)
	}
	welcome := p.Activities["welcome"].Briefing
	if welcome.Variant != "welcome" || len(welcome.Sections) != 4 {
		t.Errorf("welcome: got %+v", welcome)
	}
	rule := p.Activities["manager-leader"].Scoring[0]
	if rule.Method != "card-sort" || rule.MinAnswered != "2/3" || rule.BothValue == nil || *rule.BothValue != 0.5 {
		t.Errorf("manager-leader: got first scoring rule %+v", rule)
	}
}

func TestBuiltin_essentials(t *testing.T) {
	p, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	w := p.Workshops[0]
	if w.ID != "essentials" || w.Minutes != 150 || w.TrainingMinutes != 150 {
		t.Fatalf("got %s, %d minutes, %d of training", w.ID, w.Minutes, w.TrainingMinutes)
	}
	var played []string
	for _, s := range w.Steps {
		played = append(played, s.Activity)
	}
	if want := []string{"welcome", "manager-leader", "dormant-network", "gate-12", "closing"}; !slices.Equal(played, want) {
		t.Errorf("got activities %v, want %v", played, want)
	}
	if got := len(w.Steps[3].Alternatives); got != 5 {
		t.Errorf("got %d alternatives to gate-12, want the five other scenarios", got)
	}
}

// TestBuiltin_typography looks for an ordinary space where French wants a
// non-breaking one.
func TestBuiltin_typography(t *testing.T) {
	for file, f := range packFiles(t) {
		for i, line := range strings.Split(string(f.Data), "\n") {
			if strings.Contains(line, "« ") || strings.Contains(line, " »") {
				t.Errorf("%s:%d: ordinary space inside « »: %s", file, i+1, line)
			}
			for _, sign := range []string{" ;", " ?", " !"} {
				if strings.Contains(line, sign) {
					t.Errorf("%s:%d: ordinary space before%s", file, i+1, sign)
				}
			}
			if strings.Contains(line, "\u202f") {
				t.Errorf("%s:%d: narrow space", file, i+1)
			}
		}
	}
}

func TestRunnable(t *testing.T) {
	p, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	kinds := []estrade.Kind{estrade.KindBriefing, estrade.KindContrast, estrade.KindRanking, estrade.KindScenario}
	for _, w := range p.Workshops {
		if got, want := content.Runnable(w, p, kinds...), w.ID == "essentials"; got != want {
			t.Errorf("%s: got %v, want %v", w.ID, got, want)
		}
	}
	if content.Runnable(p.Workshops[0], p, estrade.KindBriefing) {
		t.Error("essentials: runnable with briefings alone")
	}
	if content.Runnable(estrade.Workshop{}, p, kinds...) {
		t.Error("an agenda without steps is runnable")
	}
	unknown := estrade.Workshop{Steps: []estrade.WorkshopStep{{Activity: "nowhere"}}}
	if content.Runnable(unknown, p, kinds...) {
		t.Error("an agenda of an unknown activity is runnable")
	}
}

func TestLoad_smallPack(t *testing.T) {
	if _, err := content.Load(smallPack(t)); err != nil {
		t.Fatal(err)
	}
}
