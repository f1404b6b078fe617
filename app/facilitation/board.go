package facilitation

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	estrade "estrade/app"
	"estrade/app/scoring"
)

// board is a canvas of notes: written alone, picked and grouped by the trainer,
// then put to a dot vote.
type board struct{ plainKind }

const (
	phaseSetup       = "setup"
	phaseNotes       = "notes"
	phaseVote        = "vote"
	phaseRunOff      = "runoff"
	phaseRunOffShare = "runoff-share"
)

// itemBallot is the only item of a vote: dots by idea.
const itemBallot = "ballot"

// maxNotes is the number of notes one person may write in a box.
const maxNotes = 20

// The run-off comes when ideas tie for the last places; no pack plans it.
var (
	runOffTitle        = estrade.Text{FR: "Second tour", EN: "Run-off"}
	runOffInstructions = estrade.Text{
		FR: "Un seul point par personne, sur les idées à égalité. Vous pouvez le garder.",
		EN: "One dot each, on the tied ideas only. You may keep it.",
	}
	runOffShareTitle = estrade.Text{FR: "Résultat du second tour", EN: "Result of the run-off"}
)

const (
	runOffSeconds      = 60
	runOffShareSeconds = 60
)

// parts shows the votes in the first showing part that follows the vote,
// whichever was not dropped, and adds a run-off where one is needed.
func (b board) parts(r *run) []partPlan {
	var plan []partPlan
	voted, revealed := false, false
	for _, p := range r.packParts() {
		dropped := slices.Contains(r.state.Dropped, p.phase)
		switch {
		case p.phase == phaseNotes:
			p.collects = true
		case p.phase == phaseVote:
			p.collects = true
			voted = !dropped
		case voted && !revealed && !dropped:
			p.freezes, revealed = true, true
		}
		plan = append(plan, p)
		if p.freezes && b.needsRunOff(r.s.figures[partKey{r.step.ID, p.id}].Votes) {
			plan = append(plan,
				partPlan{
					id: phaseRunOff, phase: phaseRunOff, title: runOffTitle, instructions: &runOffInstructions,
					seconds: runOffSeconds, collects: true,
				},
				partPlan{id: phaseRunOffShare, phase: phaseRunOffShare, title: runOffShareTitle, seconds: runOffShareSeconds, freezes: true})
		}
	}
	return plan
}

func (board) needsRunOff(f *estrade.VoteFigures) bool { return f != nil && f.Seen && len(f.RunOff) > 0 }

// result names the part that shows the votes, "" for none.
func (b board) result(r *run) string {
	for _, p := range b.parts(r) {
		if p.freezes {
			return p.id
		}
	}
	return ""
}

// votes returns the frozen votes, nil before.
func (b board) votes(r *run) *estrade.VoteFigures {
	return r.s.figures[partKey{r.step.ID, b.result(r)}].Votes
}

func (board) place(r *run, p partPlan, at place) error {
	known := at.pass == ""
	if p.phase == phaseNotes {
		known = known && noteBox(r.activity.Board, at.item) != ""
	} else {
		known = known && at.item == itemBallot
	}
	if !known {
		return fail("unknown-item", "There is nothing to write at this place.", "item", at.item)
	}
	return nil
}

// noteBox returns the box of a note's place "<box>.<n>", "" when there is none.
func noteBox(b *estrade.Board, item string) string {
	i := strings.LastIndexByte(item, '.')
	if i < 0 {
		return ""
	}
	n, err := strconv.Atoi(item[i+1:])
	if err != nil || n < 1 || n > maxNotes || strconv.Itoa(n) != item[i+1:] {
		return ""
	}
	box := item[:i]
	if !slices.ContainsFunc(b.Boxes, func(k estrade.Box) bool { return k.ID == box }) {
		return ""
	}
	return box
}

func (b board) check(r *run, p partPlan, at place, v json.RawMessage) error {
	if err := b.place(r, p, at); err != nil {
		return err
	}
	if p.phase == phaseNotes {
		return checkText(v, maxShortText)
	}
	var ballot map[string]*int
	if json.Unmarshal(v, &ballot) != nil || ballot == nil {
		return fail("ballot-unreadable", "This ballot cannot be read.")
	}
	ideas, rule := b.ballotOf(r, p)
	sum := 0
	for id, dots := range ballot {
		if !slices.ContainsFunc(ideas, func(i estrade.IdeaPlay) bool { return i.ID == id }) {
			return fail("unknown-option", "This idea is not voted on.", "option", id)
		}
		if dots == nil || *dots < 0 || *dots > rule.MaxPerIdea {
			return fail("out-of-range", "This is not a number of dots for one idea.")
		}
		sum += *dots
	}
	if sum > rule.Dots {
		return fail("too-many-dots", "There are more dots than each person has.", "dots", strconv.Itoa(rule.Dots))
	}
	return nil
}

// ballotOf returns what is voted on in a part, and by which rule: in a run-off
// one dot each, on the tied ideas only.
func (b board) ballotOf(r *run, p partPlan) ([]estrade.IdeaPlay, scoring.DotVoteRule) {
	if p.phase == phaseRunOff || p.phase == phaseRunOffShare {
		return b.tied(r), scoring.DotVoteRule{Dots: 1, MaxPerIdea: 1, Keep: b.seats(r)}
	}
	ideas := b.ideas(r)
	vote := r.activity.Board.Vote
	return ideas, scoring.DotVoteRule{Dots: b.dots(r, len(ideas)), MaxPerIdea: vote.MaxPerIdea, Keep: vote.Keep}
}

// dots is the number of dots of each person, 0 without ideas.
func (board) dots(r *run, ideas int) int {
	if n := int(r.activity.Board.Vote.Dots); n > 0 && ideas > 0 {
		return n
	}
	result, err := scoring.Dots(ideas)
	if err != nil || result.Dots == nil {
		return 0
	}
	return *result.Dots
}

// ideas are what is voted on, not to be changed.
func (board) ideas(r *run) []estrade.IdeaPlay { return r.chosen().ideas }

// gather makes ideas of the picked cards of the voted boxes: those of one group
// together, the others alone. By id: their order tells nothing.
func (board) gather(r *run, picked []estrade.PickedCard) []estrade.IdeaPlay {
	ideas := []estrade.IdeaPlay{}
	for _, c := range picked {
		if !slices.Contains(r.activity.Board.Vote.Boxes, c.Box) {
			continue
		}
		if c.Group == "" {
			ideas = append(ideas, estrade.IdeaPlay{ID: c.ID, Box: c.Box, Title: c.Text, Cards: []string{c.Text}})
			continue
		}
		id := markID(r.s.row.Seed, "idea", r.step.ID, c.Group)
		if i := slices.IndexFunc(ideas, func(k estrade.IdeaPlay) bool { return k.ID == id }); i >= 0 {
			ideas[i].Cards = append(ideas[i].Cards, c.Text)
			continue
		}
		ideas = append(ideas, estrade.IdeaPlay{ID: id, Box: c.Box, Title: c.Group, Cards: []string{c.Text}})
	}
	slices.SortFunc(ideas, func(a, b estrade.IdeaPlay) int { return cmp.Compare(a.ID, b.ID) })
	return ideas
}

// tied are the ideas of the run-off, as they were when the votes were shown.
func (b board) tied(r *run) []estrade.IdeaPlay {
	ideas := []estrade.IdeaPlay{}
	if f := b.votes(r); f != nil {
		for _, i := range f.Ideas {
			if slices.Contains(f.RunOff, i.ID) {
				ideas = append(ideas, i.IdeaPlay)
			}
		}
	}
	slices.SortFunc(ideas, func(a, b estrade.IdeaPlay) int { return cmp.Compare(a.ID, b.ID) })
	return ideas
}

func (b board) seats(r *run) int {
	if f := b.votes(r); f != nil {
		return f.Seats
	}
	return 0
}

// complete: nobody has to write a note, so only a lock says that somebody has
// finished; a ballot is complete when no dot is left to place.
func (b board) complete(r *run, p partPlan, mine map[place]estrade.Answer) bool {
	if p.phase != phaseVote && p.phase != phaseRunOff {
		return false
	}
	a, ok := mine[place{part: p.id, item: itemBallot}]
	if !ok {
		return false
	}
	ballot := ballotIn(a)
	if ballot == nil {
		return true // preferred not to vote
	}
	ideas, rule := b.ballotOf(r, p)
	sum := 0
	for _, dots := range ballot {
		sum += dots
	}
	return sum >= min(rule.Dots, rule.MaxPerIdea*len(ideas))
}

// ballotIn reads a ballot, nil when declined.
func ballotIn(a estrade.Answer) map[string]int {
	var ballot map[string]int
	if json.Unmarshal(a.Value, &ballot) != nil {
		return nil
	}
	return ballot
}

func (board) passes(p partPlan) []string {
	if p.collects {
		return []string{""}
	}
	return nil
}

func (b board) figures(r *run, p partPlan) (*estrade.Figures, error) {
	if p.id == phaseRunOffShare {
		f, err := b.count(r, p, phaseRunOff)
		return &estrade.Figures{RunOff: f}, err
	}
	if !p.freezes {
		return nil, nil
	}
	f, err := b.count(r, p, phaseVote)
	return &estrade.Figures{Votes: f}, err
}

// count counts the ballots of a part. Whoever placed no dot did not vote: the
// votes would be those of the others.
func (b board) count(r *run, p partPlan, part string) (*estrade.VoteFigures, error) {
	ideas, rule := b.ballotOf(r, p)
	f := &estrade.VoteFigures{Dots: rule.Dots, Keep: rule.Keep, Ideas: []estrade.VotedIdea{}, RunOff: []string{}}
	var ballots [][]int
	for _, who := range r.s.people() {
		ballot := ballotIn(r.answers.of(person(who.ID))[place{part: part, item: itemBallot}])
		dots := make([]int, len(ideas))
		sum := 0
		for i, idea := range ideas {
			dots[i] = ballot[idea.ID]
			sum += dots[i]
		}
		if sum > 0 {
			ballots = append(ballots, dots)
		}
	}
	f.N, f.Seen = len(ballots), enough(len(ballots))
	if !f.Seen {
		return f, nil
	}
	result, err := scoring.DotVote(len(ideas), ballots, rule)
	if err != nil {
		return nil, err
	}
	for i, idea := range ideas {
		f.Ideas = append(f.Ideas, estrade.VotedIdea{
			IdeaPlay: idea, Votes: result.Votes[i], Voters: result.Voters[i], Rank: result.Ranks[i],
			Selected: slices.Contains(result.Selected, i),
		})
	}
	f.Seats = result.Seats
	for _, i := range result.Runoff {
		f.RunOff = append(f.RunOff, ideas[i].ID)
	}
	slices.SortStableFunc(f.Ideas, func(a, b estrade.VotedIdea) int { return cmp.Compare(a.Rank, b.Rank) })
	return f, nil
}

// play shows what was picked once the notes are over, and the ideas from the
// vote on.
func (b board) play(r *run, p partPlan) *estrade.Play {
	a := r.activity.Board
	v := &estrade.BoardPlay{
		PrivacyNote: a.PrivacyNote, Boxes: []estrade.BoxPlay{}, Roles: []estrade.BoxPlay{},
		Picked: []estrade.PickedCard{}, Ideas: []estrade.IdeaPlay{}, MaxPerIdea: a.Vote.MaxPerIdea, Keep: a.Vote.Keep,
	}
	for _, box := range a.Boxes {
		v.Boxes = append(v.Boxes, estrade.BoxPlay{
			ID: box.ID, Title: box.Title, Prompt: box.Prompt, Voted: slices.Contains(a.Vote.Boxes, box.ID),
		})
	}
	for _, role := range a.Roles {
		v.Roles = append(v.Roles, estrade.BoxPlay{ID: role.ID, Title: role.Title, Prompt: role.Prompt})
	}
	if p.phase == phaseSetup || p.phase == phaseNotes {
		return &estrade.Play{Board: v}
	}
	v.Picked = r.picked()
	if p.phase == phaseVote || b.voteOpened(r) {
		ideas, rule := b.ballotOf(r, p)
		v.Ideas, v.Dots, v.MaxPerIdea, v.Keep = ideas, rule.Dots, rule.MaxPerIdea, rule.Keep
	}
	if p.phase == phaseRunOff || p.phase == phaseRunOffShare {
		v.Seats = b.seats(r)
	}
	return &estrade.Play{Board: v}
}

func (board) voteOpened(r *run) bool { return r.part(phaseVote).Opening > 0 }

func (b board) own(r *run, p estrade.Participant) (*estrade.OwnResult, error) {
	if !r.collected(phaseNotes) {
		return nil, nil // still open, or skipped
	}
	mine := r.answers.of(person(p.ID))
	own := &estrade.OwnBoard{Notes: []estrade.OwnNote{}, Dots: []estrade.OwnDots{}}
	for _, box := range r.activity.Board.Boxes {
		for n := 1; n <= maxNotes; n++ {
			if note := written(mine, place{part: phaseNotes, item: box.ID + "." + strconv.Itoa(n)}); note != "" {
				own.Notes = append(own.Notes, estrade.OwnNote{Box: box.Title, Text: note})
			}
		}
	}
	if result := b.result(r); result != "" && r.shown(result) {
		ballot := ballotIn(mine[place{part: phaseVote, item: itemBallot}])
		for _, idea := range b.shownIdeas(r, ballot) {
			if dots := ballot[idea.ID]; dots > 0 {
				own.Dots = append(own.Dots, estrade.OwnDots{Idea: idea.Title, Dots: dots})
			}
		}
	}
	return &estrade.OwnResult{Step: r.step.ID, Activity: r.activity.ID, Title: r.activity.Title, Board: own}, nil
}

// shownIdeas are the ideas a ballot may name: those frozen with the votes, or,
// under five voters, when none are, those of the cards.
func (b board) shownIdeas(r *run, ballot map[string]int) []estrade.IdeaPlay {
	f := b.votes(r)
	if f == nil || len(ballot) == 0 {
		return nil
	}
	if !f.Seen {
		return b.ideas(r)
	}
	ideas := make([]estrade.IdeaPlay, len(f.Ideas))
	for i, idea := range f.Ideas {
		ideas[i] = idea.IdeaPlay
	}
	return ideas
}

func (b board) carried(r *run, _ partPlan) []string {
	var shown []string
	for _, id := range []string{b.result(r), phaseRunOffShare} {
		if id != "" && r.shown(id) {
			shown = append(shown, id)
		}
	}
	return shown
}

func (b board) ready(r *run, p partPlan) string {
	if p.phase == phaseVote && len(b.ideas(r)) == 0 {
		return "ideas-needed"
	}
	return ""
}

// offers brings the notes to the trainer once the notes are closed. What is
// voted on is fixed from the moment the vote opens.
func (board) readPart(*run) string { return phaseNotes }

func (b board) offers(r *run) offering {
	if _, planned := r.find(phaseNotes); planned && !r.settled(phaseNotes) {
		return offering{}
	}
	a := r.activity.Board
	o := offering{use: pickedForStage, part: phaseNotes}
	for _, box := range a.Boxes {
		o.boxes = append(o.boxes, box.ID)
	}
	if b.voteOpened(r) {
		o.fixed = a.Vote.Boxes
	}
	for _, who := range r.s.people() {
		mine := r.answers.of(person(who.ID))
		for at := range mine {
			if at.part != phaseNotes {
				continue
			}
			if note := written(mine, at); note != "" {
				o.texts = append(o.texts, offer{
					subject: person(who.ID), item: at.item, source: sourceNote, box: noteBox(a, at.item), text: note,
				})
			}
		}
	}
	return o
}

// boardResult is the report's board, nil when nothing was picked or voted.
func (s *session) boardResult(r *run, l estrade.Language) *estrade.ReportBoard {
	b := board{}
	picked, votes := r.picked(), b.votes(r)
	if len(picked) == 0 && votes == nil {
		return nil
	}
	v := &estrade.ReportBoard{}
	for _, box := range r.activity.Board.Boxes {
		line := estrade.ReportBox{Title: box.Title.In(l)}
		for _, c := range picked {
			if c.Box == box.ID {
				line.Cards = append(line.Cards, estrade.ReportCardText{Text: c.Text, Group: c.Group})
			}
		}
		slices.SortStableFunc(line.Cards, func(a, b estrade.ReportCardText) int { return cmp.Compare(a.Group, b.Group) })
		if len(line.Cards) > 0 {
			v.Boxes = append(v.Boxes, line)
		}
	}
	if votes != nil {
		v.Voters, v.Dots, v.Ideas = votes.N, votes.Dots, reportIdeas(votes)
	}
	if second := s.frozen(r, phaseRunOffShare).RunOff; second != nil {
		v.RunOffVoters, v.RunOff = second.N, reportIdeas(second)
	}
	return v
}

func reportIdeas(f *estrade.VoteFigures) []estrade.ReportIdea {
	var ideas []estrade.ReportIdea
	for _, i := range f.Ideas {
		ideas = append(ideas, estrade.ReportIdea{Title: i.Title, Votes: i.Votes, Voters: i.Voters, Selected: i.Selected})
	}
	return ideas
}
