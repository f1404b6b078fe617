package scoring

// DotsResult is an allowance of dots.
type DotsResult struct {
	Dots *int `json:"dots"` // per person; nil without ideas
}

// Dots says how many dots each person gets to vote on m ideas:
//
//	dots = max(1, min(m − 1, max(3, ⌈m/3⌉)))
//
// so that nobody can vote for everything. Without ideas there is no allowance.
//
// Errors: OutOfRange (negative). Estrade's own convention.
func Dots(ideas int) (DotsResult, error) {
	if ideas < 0 {
		return DotsResult{}, &Error{Code: OutOfRange, Where: "ideas"}
	}
	if ideas == 0 {
		return DotsResult{}, nil
	}
	third := ideas / 3
	if ideas%3 > 0 {
		third++
	}
	return DotsResult{Dots: new(max(1, min(ideas-1, max(3, third))))}, nil
}

// DotVoteRule holds the parameters of [DotVote].
type DotVoteRule struct {
	Dots       int // dots per person: at least 1 as soon as there is an idea, at most 10,000
	MaxPerIdea int // dots one person may put on one idea, at least 1
	Keep       int // ideas to keep, at least 1
}

// DotVoteResult is the outcome of a vote. Lists of idea numbers count from 0 and
// ascend.
type DotVoteResult struct {
	Votes    []int `json:"votes"`    // dots per idea
	Voters   []int `json:"voters"`   // distinct people per idea
	Ranks    []int `json:"ranks"`    // competition ranks of the votes, 1 is best
	Selected []int `json:"selected"` // ideas kept
	Seats    int   `json:"seats"`    // places left for the run-off; 0 without one
	Runoff   []int `json:"runoff"`   // ideas tied for those places
}

// DotVote counts the dots put on ideas, numbered from 0. A ballot holds one
// number of dots per idea; unused dots are allowed, and a nil ballot is a person
// who did not vote. Going down the ranks, each group of tied ideas is kept if it
// fits in the places left; the first that does not fit goes to a run-off, with
// one dot per person on those ideas only. Ideas without votes are never kept.
//
// Errors: LengthMismatch (a ballot), OutOfRange (ideas negative or above 10,000, a
// negative dot, too many dots in all or on one idea), InvalidParameter (the rule).
//
// Estrade's own convention.
func DotVote(ideas int, ballots [][]int, rule DotVoteRule) (DotVoteResult, error) {
	var c checks
	if ideas < 0 || ideas > maxPositions {
		c.fail(OutOfRange, input("ideas"))
	}
	for i, ballot := range ballots {
		if ballot != nil {
			c.sameLength(at("ballots", i), len(ballot), ideas)
			c.ballot(at("ballots", i), ballot, rule)
		}
	}
	if rule.Dots < 0 || rule.Dots > maxPositions || rule.Dots == 0 && ideas > 0 {
		c.fail(InvalidParameter, input("dots"))
	}
	if rule.MaxPerIdea < 1 {
		c.fail(InvalidParameter, input("max_per_idea"))
	}
	if rule.Keep < 1 {
		c.fail(InvalidParameter, input("keep"))
	}
	if err := c.err(); err != nil {
		return DotVoteResult{}, err
	}

	result := DotVoteResult{
		Votes: make([]int, ideas), Voters: make([]int, ideas), Ranks: make([]int, ideas),
		Selected: []int{}, Runoff: []int{},
	}
	for _, ballot := range ballots {
		for idea, dots := range ballot {
			result.Votes[idea] += dots
			if dots > 0 {
				result.Voters[idea]++
			}
		}
	}
	result.rank()
	result.selectIdeas(rule.Keep)
	return result, nil
}

func (c *checks) ballot(w where, ballot []int, rule DotVoteRule) {
	left := rule.Dots
	for _, dots := range ballot {
		if dots < 0 || dots > rule.MaxPerIdea || dots > left {
			c.fail(OutOfRange, w)
			return
		}
		left -= dots
	}
}

func (result *DotVoteResult) rank() {
	votes := make([]float64, len(result.Votes))
	for idea, count := range result.Votes {
		votes[idea] = float64(count)
	}
	for idea, rank := range rankEach(votes, High, TiesCompetition) {
		result.Ranks[idea] = int(rank)
	}
}

// selectIdeas relies on competition ranks: the idea ranked r has exactly r − 1
// ideas before it, so its group fits when r − 1 plus the size of the group is
// at most keep.
func (result *DotVoteResult) selectIdeas(keep int) {
	size := make(map[int]int)
	for _, rank := range result.Ranks {
		size[rank]++
	}
	for idea, rank := range result.Ranks {
		before := rank - 1
		switch {
		case result.Votes[idea] == 0 || before >= keep:
		case before+size[rank] <= keep:
			result.Selected = append(result.Selected, idea)
		default:
			result.Runoff = append(result.Runoff, idea)
			result.Seats = keep - before
		}
	}
}
