package facilitation

import estrade "estrade/app"

// A thousand people sit at sixty tables. What the tables did is most of what is
// shown at a reveal, and of it a phone shows what its own table did: the room's
// picture leaves the tables out, and each hears of itself.

// withoutTables are the figures that everybody hears; f stays as it is.
func withoutTables(f *estrade.Figures) *estrade.Figures {
	if f == nil {
		return nil
	}
	v := *f
	if v.Split != nil {
		split := *v.Split
		split.Tables = []estrade.TableSplit{}
		v.Split = &split
	}
	if v.Consequence != nil {
		consequence := *v.Consequence
		consequence.Tables = []estrade.TableChoice{}
		v.Consequence = &consequence
	}
	if v.Ranking != nil {
		ranking := *v.Ranking
		ranking.Tables = []estrade.TableRanking{}
		v.Ranking = &ranking
	}
	if v.CardSort != nil {
		sort := *v.CardSort
		sort.Tables = []estrade.TableSorting{}
		v.CardSort = &sort
	}
	return &v
}

// ofTable are a table's own rows among figures, nil for none.
func ofTable(f *estrade.Figures, t estrade.TableID) *estrade.TableFigures {
	if f == nil {
		return nil
	}
	var own estrade.TableFigures
	found := false
	if f.Split != nil {
		for _, x := range f.Split.Tables {
			if x.Table == t {
				own.Node, own.Counts, found = f.Split.Node, x.Counts, true
			}
		}
	}
	if f.Consequence != nil {
		for _, x := range f.Consequence.Tables {
			if x.Table == t {
				own.Node, own.Choice, found = f.Consequence.Node, x.Option, true
			}
		}
	}
	if f.Ranking != nil {
		for _, x := range f.Ranking.Tables {
			if x.Table == t {
				own.Distance, found = x.Distance, true
			}
		}
	}
	if f.CardSort != nil {
		for _, x := range f.CardSort.Tables {
			if x.Table == t {
				own.Sort, found = &estrade.TableSort{Answers: x.Answers, Score: x.Score}, true
			}
		}
	}
	if !found {
		return nil
	}
	return &own
}

// toldTeam is what the people of a table are told of it; s.mu is held.
func (s *session) toldTeam(t estrade.Table, r *run, p partPlan) estrade.TeamView {
	v := s.teamView(t, r)
	v.Figures = ofTable(s.shownFigures(r, p, false), t.ID)
	return v
}

// tellTables tells each table its own figures, where the room was shown others than
// before.
func (d *Desk) tellTables(s *session) {
	s.mu.Lock()
	rows := make(map[estrade.TableID]*estrade.TableFigures)
	if r, p, ok := s.at(); ok {
		shown := s.shownFigures(r, p, false)
		for t := range s.tables {
			if own := ofTable(shown, t); own != nil {
				rows[t] = own
			}
		}
	}
	now := digestOf(rows)
	news := now != s.tablesTold
	s.tablesTold = now
	s.mu.Unlock()
	if !news {
		return
	}
	for t := range rows {
		d.publishTeam(s, t)
	}
}
