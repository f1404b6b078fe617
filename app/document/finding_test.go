package document

import (
	"testing"

	estrade "estrade/app"
)

func TestReport_rankingFinding(t *testing.T) {
	table := func(distance, best float64, n int) estrade.ReportTable {
		return estrade.ReportTable{Distance: &distance, Best: &best, N: n}
	}
	mean := 20.0
	for _, c := range []struct {
		ranking estrade.ReportRanking
		fr, en  string
	}{
		{estrade.ReportRanking{N: 15, Mean: &mean, Tables: []estrade.ReportTable{table(6, 10, 5), table(8, 10, 5), table(12, 10, 5)}},
			"Deux tables sur trois font mieux que leur meilleur membre.", "Two tables out of three do better than their best member."},
		{estrade.ReportRanking{N: 15, Mean: &mean, Tables: []estrade.ReportTable{table(6, 10, 5), table(10, 10, 5), table(12, 10, 5)}},
			"Une table sur trois fait mieux que son meilleur membre.", "One table out of three does better than its best member."},
		{estrade.ReportRanking{N: 12, Mean: &mean, Tables: []estrade.ReportTable{table(6, 10, 6), table(8, 10, 6)}},
			"Les deux tables font mieux que leur meilleur membre.", "Both tables do better than their best member."},
		{estrade.ReportRanking{N: 12, Mean: &mean, Tables: []estrade.ReportTable{table(16, 10, 6), table(18, 10, 6)}},
			"Aucune table ne dépasse son meilleur membre.", "No table passes its best member."},
		{estrade.ReportRanking{N: 12, Mean: &mean, Tables: []estrade.ReportTable{table(6, 10, 4), table(8, 10, 4), table(19, 10, 4)}},
			"Les trois tables font mieux que la moyenne de la salle.", "All three tables do better than the room’s mean."},
		{estrade.ReportRanking{N: 6, Mean: &mean, Tables: []estrade.ReportTable{table(6, 10, 6)}},
			"La table fait mieux que son meilleur membre.", "The table does better than its best member."},
		{estrade.ReportRanking{N: 4, Tables: []estrade.ReportTable{table(6, 10, 4)}}, "", ""},
	} {
		for l, want := range map[estrade.Language]string{estrade.French: c.fr, estrade.English: c.en} {
			r := &report{sheet: sheet{speech: newSpeech(l)}}
			if got := r.rankingFinding(c.ranking); got != want {
				t.Errorf("rankingFinding = %q, want %q", got, want)
			}
		}
	}
}
