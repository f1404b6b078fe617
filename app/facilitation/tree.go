package facilitation

import (
	"cmp"
	"slices"

	estrade "estrade/app"
)

// tree lists the situations of a story that can be reached and where their
// options lead, by depth: the steps from the start on the longest way there.
func (scenario) tree(s *estrade.Scenario) []estrade.TreeNode {
	depth := map[string]int{s.Start: 0}
	for range s.Nodes { // the longest way is no longer than that: a pack has no cycle
		for _, n := range s.Nodes {
			at, reached := depth[n.ID]
			if !reached {
				continue
			}
			for _, o := range n.Options {
				if o.Next != estrade.ScenarioEnd {
					depth[o.Next] = max(depth[o.Next], at+1)
				}
			}
		}
	}
	var nodes []estrade.TreeNode
	for _, n := range s.Nodes {
		at, reached := depth[n.ID]
		if !reached {
			continue
		}
		node := estrade.TreeNode{ID: n.ID, Depth: at, Title: n.Title, Options: []estrade.TreeOption{}}
		for i, o := range n.Options {
			node.Options = append(node.Options, estrade.TreeOption{ID: o.ID, Letter: letter(i), Next: o.Next})
		}
		nodes = append(nodes, node)
	}
	slices.SortStableFunc(nodes, func(a, b estrade.TreeNode) int { return cmp.Compare(a.Depth, b.Depth) })
	return nodes
}

// shownSplits are the votes shown at the visited nodes, for the picture of the
// whole story; the tables' own stay with their node.
func shownSplits(splits []*estrade.SplitFigures) []estrade.SplitFigures {
	shown := []estrade.SplitFigures{}
	for _, split := range splits {
		if split != nil {
			shown = append(shown, estrade.SplitFigures{Node: split.Node, N: split.N, Counts: split.Counts, Hands: split.Hands, Tables: []estrade.TableSplit{}})
		}
	}
	return shown
}

// storyTree is the report's picture of the whole story; s.mu is held.
func (s *session) storyTree(r *run, l estrade.Language, path []estrade.PathChoice) []estrade.ReportTreeNode {
	var nodes []estrade.ReportTreeNode
	for _, n := range (scenario{}).tree(r.activity.Scenario) {
		visit := slices.IndexFunc(path, func(c estrade.PathChoice) bool { return c.Node == n.ID })
		node := estrade.ReportTreeNode{ID: n.ID, Title: n.Title.In(l), Depth: n.Depth, Visited: visit + 1}
		var counts []estrade.ItemCount
		if split := s.frozen(r, n.ID+"."+momentSplit).Split; split != nil && visit >= 0 {
			counts = split.Counts
		}
		for i, o := range n.Options {
			option := estrade.ReportTreeOption{Letter: o.Letter, Next: o.Next, Taken: visit >= 0 && path[visit].Option == o.ID}
			if o.Next == estrade.ScenarioEnd {
				option.Next = ""
			}
			if i < len(counts) {
				option.Count = new(counts[i].Count)
			}
			node.Options = append(node.Options, option)
		}
		nodes = append(nodes, node)
	}
	return nodes
}
