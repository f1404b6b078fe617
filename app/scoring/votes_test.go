package scoring

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestDots_Properties(t *testing.T) {
	check(t, "Enough to choose, never enough for everything", func(t *rapid.T) {
		ideas := rapid.IntRange(2, 1<<62).Draw(t, "ideas")
		dots := *must[DotsResult](t)(Dots(ideas)).Dots
		if dots < 1 || dots > ideas-1 {
			t.Fatalf("%d dots for %d ideas", dots, ideas)
		}
		if more := *must[DotsResult](t)(Dots(ideas + 1)).Dots; more < dots {
			t.Fatalf("%d dots for %d ideas, %d for one more", dots, ideas, more)
		}
	})
}

// ballotsOf draws ballots that respect the rule.
func ballotsOf(t *rapid.T, ideas int, rule DotVoteRule) [][]int {
	people := rapid.IntRange(0, 8).Draw(t, "people")
	ballots := make([][]int, people)
	for i := range ballots {
		if rapid.IntRange(0, 5).Draw(t, "absent") == 0 {
			continue
		}
		ballots[i] = make([]int, ideas)
		left := rule.Dots
		for idea := range ballots[i] {
			ballots[i][idea] = rapid.IntRange(0, min(left, rule.MaxPerIdea)).Draw(t, "dots")
			left -= ballots[i][idea]
		}
	}
	return ballots
}

func TestDotVote_Properties(t *testing.T) {
	check(t, "Places, ties, order of people", func(t *rapid.T) {
		ideas := rapid.IntRange(1, 8).Draw(t, "ideas")
		rule := DotVoteRule{Dots: rapid.IntRange(1, 5).Draw(t, "dots"), MaxPerIdea: rapid.IntRange(1, 3).Draw(t, "max"), Keep: rapid.IntRange(1, 5).Draw(t, "keep")}
		ballots := ballotsOf(t, ideas, rule)
		result := must[DotVoteResult](t)(DotVote(ideas, ballots, rule))

		if len(result.Selected)+result.Seats > rule.Keep || (result.Seats > 0) != (len(result.Runoff) > 0) || len(result.Runoff) > 0 && len(result.Runoff) <= result.Seats {
			t.Fatalf("%+v", result)
		}
		fate := make(map[int]string)
		for _, idea := range result.Selected {
			fate[idea] = "selected"
		}
		for _, idea := range result.Runoff {
			if fate[idea] != "" {
				t.Fatalf("idea %d is selected and in the run-off", idea)
			}
			fate[idea] = "run-off"
		}
		for a := range ideas {
			if fate[a] != "" && result.Votes[a] == 0 {
				t.Fatalf("idea %d is kept without votes", a)
			}
			if result.Voters[a] > result.Votes[a] || (result.Voters[a] == 0) != (result.Votes[a] == 0) {
				t.Fatalf("idea %d has %d voters for %d dots", a, result.Voters[a], result.Votes[a])
			}
			for b := range ideas {
				if result.Votes[a] == result.Votes[b] && fate[a] != fate[b] {
					t.Fatalf("ideas %d and %d tie but are treated differently", a, b)
				}
				if result.Votes[a] > result.Votes[b] && fate[b] != "" && fate[a] != "selected" {
					t.Fatalf("idea %d passes before idea %d", b, a)
				}
			}
		}
		same(t, must[DotVoteResult](t)(DotVote(ideas, shuffledTogether(t, append(ballots, nil))[0], rule)), result)
	})
	check(t, "Renumbering ideas", func(t *rapid.T) {
		ideas := rapid.IntRange(1, 6).Draw(t, "ideas")
		rule := DotVoteRule{Dots: 3, MaxPerIdea: 2, Keep: 2}
		ballots := ballotsOf(t, ideas, rule)
		backwards := make([][]int, len(ballots))
		for i, ballot := range ballots {
			if ballot != nil {
				backwards[i] = slices.Clone(ballot)
				slices.Reverse(backwards[i])
			}
		}
		want := must[DotVoteResult](t)(DotVote(ideas, ballots, rule))
		got := must[DotVoteResult](t)(DotVote(ideas, backwards, rule))
		for _, list := range [][]int{got.Votes, got.Voters, got.Ranks, got.Selected, got.Runoff} {
			slices.Reverse(list)
		}
		for _, list := range [][]int{got.Selected, got.Runoff} {
			for i := range list {
				list[i] = ideas - 1 - list[i]
			}
		}
		same(t, got, want)
	})
	wantCode(t, OutOfRange)(DotVote(-1, nil, DotVoteRule{Dots: 1, MaxPerIdea: 1, Keep: 1}))
	wantCode(t, InvalidParameter)(DotVote(3, nil, DotVoteRule{Dots: 0, MaxPerIdea: 1, Keep: 1}))
	wantCode(t, InvalidParameter)(DotVote(3, nil, DotVoteRule{Dots: 1, MaxPerIdea: 0, Keep: 1}))
}

func TestTop2_Properties(t *testing.T) {
	check(t, "Range, order of people, missing answers", func(t *rapid.T) {
		answers := answersBetween(1, 4, 0, 12).Draw(t, "answers")
		result := must[Top2Result](t)(Top2(answers, 4, nil))
		between(t, "top2", result.Top2, 0, 100)
		if (result.Display == DisplayHidden) != (result.N < 5) {
			t.Fatalf("%+v", result)
		}
		same(t, must[Top2Result](t)(Top2(shuffledTogether(t, append(answers, nil))[0], 4, nil)), result)
	})
	wantCode(t, InvalidParameter)(Top2(nil, 4, new(-1)))
}

func TestNPS_Properties(t *testing.T) {
	check(t, "Range, order of people, missing answers", func(t *rapid.T) {
		answers := answersBetween(0, 10, 0, 15).Draw(t, "answers")
		result := must[NPSResult](t)(NPS(answers, NPSRule{}))
		between(t, "nps", result.NPS, -100, 100)
		if result.Promoters+result.Passives+result.Detractors != result.N {
			t.Fatalf("%+v", result)
		}
		same(t, must[NPSResult](t)(NPS(shuffledTogether(t, append(answers, nil))[0], NPSRule{})), result)
	})
	wantCode(t, InvalidParameter)(NPS(nil, NPSRule{MinN: new(-1)}))
	five := []*float64{new(9.0), new(9.0), new(9.0), new(9.0), new(9.0)}
	if display := must[NPSResult](t)(NPS(five, NPSRule{ScoreFromN: new(5)})).Display; display != DisplayScore {
		t.Errorf("display = %s", display)
	}
}
