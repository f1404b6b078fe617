package facilitation

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	estrade "estrade/app"
)

func TestTableCount(t *testing.T) {
	for people, want := range map[int]int{0: 1, 1: 1, 4: 1, 5: 1, 6: 1, 7: 1, 8: 2, 10: 2, 11: 2, 12: 2, 13: 2, 15: 3, 16: 3, 18: 3, 24: 4, 200: 34} {
		if got := tableCount(people); got != want {
			t.Errorf("%d people make %d tables, want %d", people, got, want)
		}
	}
}

// From twenty people on every automatic table has five or six of them.
func TestTableCount_Sizes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(20, 6*maxTables).Draw(t, "people")
		k := tableCount(n)
		if small, large := n/k, (n+k-1)/k; small < 5 || large > 6 {
			t.Fatalf("%d people at %d tables: %d to %d each", n, k, small, large)
		}
	})
}

// Whatever the tables, nobody can be found by subtraction: every shown table
// has five answers, and so have those left over together, or there are none.
func TestTablesToShow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.IntRange(0, 9), 0, 8).Draw(t, "sizes")
		n := make(map[estrade.TableID]int)
		all := rapid.IntRange(0, 6).Draw(t, "without a table")
		for i, size := range sizes {
			n[estrade.TableID(rune('a'+i))] = size
			all += size
		}
		rest := all
		shown := tablesToShow(n, all)
		for table := range shown {
			if n[table] < estrade.MinimumAnswers {
				t.Fatalf("table %s shows %d answers", table, n[table])
			}
			rest -= n[table]
		}
		if len(shown) > 0 && rest > 0 && rest < estrade.MinimumAnswers {
			t.Fatalf("%d people are left over of %v", rest, sizes)
		}
	})
}

func TestShuffled(t *testing.T) {
	items := []int{1, 2, 3, 4, 5, 6, 7, 8}
	a, b := shuffled(7, "x", items), shuffled(7, "x", items)
	other := shuffled(8, "x", items)
	same, moved := true, false
	for i := range items {
		same = same && a[i] == b[i]
		moved = moved || a[i] != other[i]
	}
	if !same || !moved {
		t.Errorf("once for a session, another for another: %v %v %v", a, b, other)
	}
}

func TestPseudonyms(t *testing.T) {
	all := allPseudonyms()
	seen := make(map[string]bool)
	for _, name := range all {
		if seen[name] {
			t.Errorf("%s twice", name)
		}
		seen[name] = true
	}
	if len(all) < 2000 {
		t.Errorf("%d pseudonyms", len(all))
	}
	held := make(map[string]bool)
	var deck proposals
	for range 2000 {
		name := deck.deal(held, 1)[0]
		if held[name] {
			t.Fatalf("%s was given twice", name)
		}
		held[name] = true
	}
}

func TestProposals_PeopleAtTheDoorTogetherSeeDifferentNames(t *testing.T) {
	singles := len(stars) + len(trees)
	held := map[string]bool{"Véga": true, "Orme": true}
	var deck proposals
	seen := make(map[string]bool)
	for range (singles - len(held)) / proposed {
		for _, name := range deck.deal(held, proposed) {
			if seen[name] || held[name] {
				t.Fatalf("%s proposed a second time", name)
			}
			seen[name] = true
		}
	}
	// Another round, then names of two words once the single ones are held.
	if again := deck.deal(held, proposed); len(again) != proposed {
		t.Fatalf("second round: %v", again)
	}
	for name := range seen {
		held[name] = true
	}
	for _, name := range append(append([]string{}, stars...), trees...) {
		held[name] = name != "Rigel"
	}
	last := deck.deal(held, proposed)
	if len(last) != proposed || !slices.Contains(last, "Rigel") {
		t.Fatalf("proposed %v, want Rigel and three names of two words", last)
	}
	for _, name := range last {
		if name != "Rigel" && !strings.Contains(name, " ") {
			t.Errorf("%s proposed, held by somebody", name)
		}
	}
}
