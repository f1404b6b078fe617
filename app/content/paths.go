package content

import (
	"slices"

	estrade "estrade/app"
)

// story is the graph of a scenario: which node leads where.
type story struct {
	nodes   map[string]value // by id; of two nodes with one id, the first
	order   []string         // ids in the file's order
	options map[string][]step
}

// step is one option: the node it leads to.
type step struct {
	next string // a node, or estrade.ScenarioEnd
	at   value  // of the field next
}

// checkPaths checks that every node is reached and every branch ends. It returns
// the number of nodes on the longest path, false when a fault makes it meaningless.
func (l *loader) checkPaths(a value) (longest int, ok bool) {
	s := storyOf(a)
	if len(s.order) == 0 {
		return 0, false
	}
	ok = true
	for _, id := range s.order {
		for _, o := range s.options[id] {
			if _, known := s.nodes[o.next]; !known && o.next != estrade.ScenarioEnd {
				ok = false
				l.report(o.at, sentence(
					"« next » mène à « %s », qui n’existe pas.%s", "“next” leads to “%s”, which does not exist.%s",
					excerpt(o.next), suggestion(o.next, append(slices.Clone(s.order), estrade.ScenarioEnd))))
			}
		}
	}
	start, readable := a.field("start").text()
	if !readable {
		return 0, false
	}
	if _, known := s.nodes[start]; !known {
		l.report(a.field("start"), sentence(
			"« start » désigne « %s », qui n’existe pas.%s", "“start” names “%s”, which does not exist.%s",
			excerpt(start), suggestion(start, s.order)))
		return 0, false
	}
	w := walk{story: s, state: make(map[string]walkState), longest: make(map[string]int)}
	longest = w.from(start)
	apart := slices.DeleteFunc(slices.Clone(s.order), func(id string) bool { return w.state[id] != unseen })
	for _, id := range apart {
		l.report(s.nodes[id].field("id"), sentence(
			"Aucun chemin ne mène à l’étape « %s ». Reliez-la par un « next », ou supprimez-la.",
			"No path leads to the node “%s”. Link it with a “next”, or remove it.", excerpt(id)))
		w.from(id)
	}
	for _, loop := range w.loops {
		l.report(loop.at, sentence(
			"Ce choix revient à l’étape « %s », déjà passée : la branche ne finirait jamais. Menez-la plus loin, ou à « END ».",
			"This choice goes back to the node “%s”, already played: the branch would never end. Lead it further on, or to “END”.",
			excerpt(loop.next)))
	}
	return longest, ok && len(w.loops) == 0
}

func storyOf(a value) story {
	s := story{nodes: make(map[string]value), options: make(map[string][]step)}
	for _, node := range a.field("nodes").items() {
		id, ok := node.field("id").text()
		if _, taken := s.nodes[id]; !ok || taken {
			continue
		}
		s.nodes[id] = node
		s.order = append(s.order, id)
		for _, option := range node.field("options").items() {
			if next, ok := option.field("next").text(); ok {
				s.options[id] = append(s.options[id], step{next, option.field("next")})
			}
		}
	}
	return s
}

type walkState int

const (
	unseen walkState = iota
	open             // on the path being walked
	done
)

// walk goes through a story depth first.
type walk struct {
	story   story
	state   map[string]walkState
	longest map[string]int // nodes from here to the end
	loops   []step         // options that lead back to the path they are on
}

// from returns the number of nodes on the longest path that starts at id.
func (w *walk) from(id string) int {
	if w.state[id] == done { // the stories that meet again are walked once
		return w.longest[id]
	}
	w.state[id] = open
	further := 0
	for _, o := range w.story.options[id] {
		if _, known := w.story.nodes[o.next]; !known {
			continue
		}
		if w.state[o.next] == open {
			w.loops = append(w.loops, o)
			continue
		}
		further = max(further, w.from(o.next))
	}
	w.state[id], w.longest[id] = done, further+1
	return further + 1
}
