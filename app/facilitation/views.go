package facilitation

import (
	"context"
	"crypto/subtle"

	estrade "estrade/app"
)

// roomView is what every participant sees alike; s.mu is held.
func (d *Desk) roomView(s *session) estrade.RoomView {
	v := estrade.RoomView{
		Revision: s.row.Revision, State: s.row.State, Title: s.row.Title, Language: s.row.StageLanguage,
		Tables: s.tableViews(), Finished: s.finished(), Returns: s.returns(), FollowUp: s.row.FollowUp,
		Signing: d.signing(s),
	}
	r, p, ok := s.at()
	if !ok {
		return v
	}
	step, part := s.stepView(r), s.partView(r, p)
	v.Step, v.Part, v.Timer = &step, &part, s.timer(r.part(p.id), d.nowIn(s.row))
	v.Play = r.kind().play(r, p)
	v.Figures = withoutTables(s.shownFigures(r, p, false))
	return v
}

// expected counts the people who joined and those of the roster still awaited;
// s.mu is held.
func (s *session) expected() int {
	n := len(s.people())
	for _, a := range s.attendance {
		if a.Expected && !a.Absent {
			n++
		}
	}
	return n
}

// inLobby reports whether people are gathering before the first step.
func (s *session) inLobby() bool {
	return s.row.State == estrade.SessionOpen && s.row.Cursor.Step < 0
}

// at returns the run and the part at the cursor, ok false when none is; s.mu is held.
func (s *session) at() (*run, partPlan, bool) {
	if s.row.State != estrade.SessionOpen {
		return nil, partPlan{}, false
	}
	if _, ok := s.step(); !ok {
		return nil, partPlan{}, false
	}
	r := s.runOf(s.row.Cursor.Step)
	p, ok := r.find(s.row.Cursor.Part)
	return r, p, ok
}

// position is where a session is; run is nil when no step is played.
type position struct {
	run  *run
	part partPlan
}

// position is at, to be asked once for many people; s.mu is held.
func (s *session) position() position {
	r, p, ok := s.at()
	if !ok {
		return position{}
	}
	return position{r, p}
}

func (s *session) stepView(r *run) estrade.StepView {
	return estrade.StepView{
		ID: r.step.ID, Index: r.index, Of: len(s.row.Plan.Workshop.Steps), Activity: r.activity.ID, Kind: r.activity.Kind,
		Title: r.activity.Title, Instructions: r.activity.Instructions, Stage: r.activity.Stage,
	}
}

func (s *session) partView(r *run, p partPlan) estrade.PartView {
	run := r.part(p.id)
	return estrade.PartView{
		ID: p.id, Phase: p.phase, Title: p.title, Instructions: p.instructions, Stage: p.stage,
		Collects: p.collects, ByTable: p.byTable, State: run.State, Opening: run.Opening,
	}
}

// timer is the part's timer at an instant: it starts when the part opens, or
// is shown.
func (s *session) timer(p estrade.PartRun, now int64) *estrade.TimerView {
	total := p.PlannedSeconds + p.ExtraSeconds
	v := &estrade.TimerView{TotalSeconds: total, RemainingMillis: int64(total) * 1000, Pace: s.row.Tempo.View()}
	start := max(p.OpenedAt, p.ShownAt)
	if start == 0 {
		return v
	}
	elapsed := now - start - p.PausedMillis
	if p.PausedAt != 0 {
		elapsed -= now - p.PausedAt
	}
	// A clock that was put back has not taken more time than there is.
	v.RemainingMillis -= max(0, elapsed)
	v.Running = p.PausedAt == 0 && (p.State == estrade.PartOpen || p.State == estrade.PartShown)
	return v
}

// shownFigures merges the frozen figures the room sees in a part. The agreement
// card by card is for the trainer.
func (s *session) shownFigures(r *run, p partPlan, trainer bool) *estrade.Figures {
	var merged estrade.Figures
	found := false
	for _, id := range r.kind().carried(r, p) {
		f, ok := s.figures[partKey{r.step.ID, id}]
		if !ok {
			continue
		}
		found = true
		merged = overlay(merged, f)
	}
	if !found {
		return nil
	}
	if !trainer { // for the trainer and the report only, whatever a kind carries
		merged.Assessment, merged.Feedback = nil, nil
	}
	if merged.Sort != nil && !trainer {
		merged.Sort = &estrade.SortFigures{N: merged.Sort.N, Mean: merged.Sort.Mean, Cards: []estrade.CardAgreement{}}
	}
	return &merged
}

func overlay(a, b estrade.Figures) estrade.Figures {
	if b.Split != nil {
		a.Split = b.Split
	}
	if b.Consequence != nil {
		a.Consequence = b.Consequence
	}
	if b.Ending != nil {
		a.Ending = b.Ending
	}
	if b.Sort != nil {
		a.Sort = b.Sort
	}
	if b.Map != nil {
		a.Map = b.Map
	}
	if b.Ranking != nil {
		a.Ranking = b.Ranking
	}
	if b.Curve != nil {
		a.Curve = b.Curve
	}
	if b.CardSort != nil {
		a.CardSort = b.CardSort
	}
	if b.FollowUp != nil {
		a.FollowUp = b.FollowUp
	}
	if b.Rating != nil {
		a.Rating = b.Rating
	}
	if b.Votes != nil {
		a.Votes = b.Votes
	}
	if b.RunOff != nil {
		a.RunOff = b.RunOff
	}
	return a
}

func (s *session) tableViews() []estrade.TableView {
	views := []estrade.TableView{}
	for _, t := range s.tableList() {
		views = append(views, s.tableView(t))
	}
	return views
}

func (s *session) tableView(t estrade.Table) estrade.TableView {
	return estrade.TableView{ID: t.ID, Name: t.Name, Mark: t.Mark, Size: s.sizes[t.ID]}
}

// personView is what one participant sees of themselves; s.mu is held for writing.
func (d *Desk) personView(s *session, id estrade.ParticipantID) estrade.PersonView {
	return d.personViewAt(s, id, s.position())
}

// personViewAt is personView for those who know where the session is.
func (d *Desk) personViewAt(s *session, id estrade.ParticipantID, at position) (v estrade.PersonView) {
	p := s.participants[id]
	s.personRevision[id]++
	defer func() { s.personTold[id] = toldBy(&v) }()
	v = estrade.PersonView{
		ID: id, Revision: s.personRevision[id], Pseudonym: p.Pseudonym, Language: p.Language, Removed: p.Removed,
		Answers: []estrade.AnswerView{}, Locks: []estrade.LockView{}, Signed: []estrade.Signed{},
	}
	if p.Removed {
		return v
	}
	if a, ok := s.attendance[s.links[id]]; ok {
		v.Name = a.Name
	}
	v.Signed = s.signedBy(id)
	if t, ok := s.tables[p.Table]; ok {
		v.Table = new(s.tableView(t))
	}
	if r, part := at.run, at.part; r != nil {
		v.Step = r.step.ID
		v.Answers, v.Locks = s.kept(r, person(id))
		subject := person(id)
		if part.byTable {
			subject = table(p.Table)
		}
		v.Done = s.done(r, part, subject)
		if t, ok := s.tables[p.Table]; ok {
			team := s.toldTeam(t, r, part)
			v.Team = &team
		}
		if r.tellsOwn(part) {
			v.Result = d.ownResult(s, r, p)
		}
	}
	v.Returned = s.returned(id)
	return v
}

// kept returns what a subject answered and locked in a step.
func (s *session) kept(r *run, subject estrade.Subject) ([]estrade.AnswerView, []estrade.LockView) {
	answers, locks := []estrade.AnswerView{}, []estrade.LockView{}
	for at, a := range r.answers.of(subject) {
		answers = append(answers, estrade.AnswerView{Part: at.part, Pass: at.pass, Item: at.item, Value: a.Value})
	}
	for l := range s.locks[subject] {
		if l.step == r.step.ID {
			locks = append(locks, estrade.LockView{Part: l.part, Pass: l.pass})
		}
	}
	return answers, locks
}

// ownResults is what a person may read of their own results so far.
func (d *Desk) ownResults(s *session, p estrade.Participant) []estrade.OwnResult {
	results := []estrade.OwnResult{}
	last := min(s.row.Cursor.Step, len(s.row.Plan.Workshop.Steps)-1)
	for i := 0; i <= last; i++ {
		if own := d.ownResult(s, s.runOf(i), p); own != nil {
			results = append(results, *own)
		}
	}
	return results
}

// ownResult is what a person may read of their own result of a step, nil for
// nothing yet.
func (d *Desk) ownResult(s *session, r *run, p estrade.Participant) *estrade.OwnResult {
	own, err := r.kind().own(r, p)
	if err != nil {
		d.log.Error("own result", "session", s.id, "step", r.step.ID, "error", err)
		return nil
	}
	if own != nil {
		own.How = r.how()
	}
	return own
}

// tellsOwn reports whether a part goes with the own results of its step: a story
// tells them at its end, and nothing has any before its first part was closed.
func (r *run) tellsOwn(p partPlan) bool {
	if r.activity.Kind == estrade.KindScenario {
		return p.phase == phaseEnding
	}
	return p.id != r.plan()[0].id || r.part(p.id).Opening > 0
}

// OwnResults implements estrade.Answers.
func (d *Desk) OwnResults(ctx context.Context, id estrade.SessionID, p estrade.ParticipantID) (estrade.OwnResults, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.OwnResults{}, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	who, known := s.participants[p]
	if !known || who.Removed {
		return estrade.OwnResults{}, errUnknownParticipant()
	}
	return estrade.OwnResults{Results: d.ownResults(s, who), Earlier: s.earlierResults(p)}, nil
}

// teamView is what a table answers together in a step; s.mu is held.
func (s *session) teamView(t estrade.Table, r *run) estrade.TeamView {
	v := estrade.TeamView{Table: t.ID, Step: r.step.ID, Revision: s.teamRevision[t.ID], PenHolder: t.PenHolder}
	if t.PenHolder != "" {
		v.PenName = s.participants[t.PenHolder].Pseudonym
	}
	v.Answers, v.Locks = s.kept(r, table(t.ID))
	return v
}

// progress says how many have answered in the current part; s.mu is held.
func (s *session) progress() estrade.Progress {
	people := s.people()
	v := estrade.Progress{Revision: s.row.Revision, Joined: len(people)}
	for _, p := range people {
		if s.here[p.ID] > 0 {
			v.Connected++
		}
	}
	r, p, ok := s.at()
	if !ok || !p.collects {
		v.Of = v.Joined
		return v
	}
	if p.byTable {
		for _, t := range s.tableList() {
			if s.sizes[t.ID] > 0 {
				v.Of++
				if s.done(r, p, table(t.ID)) {
					v.Answered++
				}
			}
		}
		return v
	}
	for _, who := range people {
		done := s.done(r, p, person(who.ID))
		if done {
			v.Answered++
		}
		if done || s.here[who.ID] > 0 {
			v.Of++
		}
	}
	return v
}

// unfinished is how many people (or tables) that are here have not finished; s.mu is held.
func (s *session) unfinished(r *run, p partPlan) int {
	n := 0
	if p.byTable {
		for _, t := range s.tableList() {
			if s.sizes[t.ID] > 0 && !s.done(r, p, table(t.ID)) {
				n++
			}
		}
		return n
	}
	for _, who := range s.people() {
		if s.here[who.ID] > 0 && !s.done(r, p, person(who.ID)) {
			n++
		}
	}
	return n
}

// Snapshot implements estrade.Answers.
func (d *Desk) Snapshot(ctx context.Context, id estrade.SessionID, people []estrade.ParticipantID) (estrade.Snapshot, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.Snapshot{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v := estrade.Snapshot{Room: d.roomView(s), People: []estrade.PersonView{}}
	for _, p := range people {
		if _, ok := s.participants[p]; ok {
			v.People = append(v.People, d.personView(s, p))
		}
	}
	return v, nil
}

// Stage implements estrade.Answers.
func (d *Desk) Stage(_ context.Context, token string) (estrade.SessionID, estrade.StageView, error) {
	for _, s := range d.sessions() {
		s.mu.Lock()
		live := s.row.State == estrade.SessionDraft || joinable(s.row.State)
		good := live && token != "" && subtle.ConstantTimeCompare([]byte(token), []byte(s.row.StageToken)) == 1
		if good {
			v := d.stageView(s)
			s.mu.Unlock()
			return s.id, v, nil
		}
		s.mu.Unlock()
	}
	return "", estrade.StageView{}, estrade.NewError(estrade.CodeUnauthorised, "wrong-stage-token",
		"This stage link does not open any session.", "Open the stage again from the console.")
}

// stageView is exactly what is projected; s.mu is held for writing.
func (d *Desk) stageView(s *session) estrade.StageView {
	if s.row.Stage.Frozen && s.stageShown != nil {
		v := *s.stageShown
		v.Revision, v.Settings, v.Aloud = s.row.Revision, s.row.Stage, s.aloud
		return v
	}
	v := estrade.StageView{
		Revision: s.row.Revision, State: s.row.State, Language: s.row.StageLanguage,
		Title: s.row.Title, Client: s.row.Client, Settings: s.row.Stage, Rehearsal: s.row.Rehearsal,
		Date: s.row.Date, Zone: s.row.Zone, Starts: startsAt(s.row), Minutes: s.row.Plan.Workshop.Minutes, Expected: s.expected(),
		Tables: s.tableViews(), Progress: s.progress(), Finished: s.finished(), Aloud: s.aloud,
	}
	if s.row.State == estrade.SessionOpen {
		v.Join = d.joinInfo(s)
	}
	if s.inLobby() {
		for _, p := range s.people() {
			v.People = append(v.People, p.Pseudonym)
		}
	}
	if r, p, ok := s.at(); ok {
		step, part := s.stepView(r), s.partView(r, p)
		v.Step, v.Part, v.Timer = &step, &part, s.timer(r.part(p.id), d.nowIn(s.row))
		v.Play = r.kind().play(r, p)
		v.Figures = s.shownFigures(r, p, false)
	}
	s.stageShown = &v
	return v
}

func (d *Desk) publishRoom(s *session) {
	s.telling.Lock()
	defer s.telling.Unlock()
	s.mu.RLock()
	v := d.roomView(s)
	s.mu.RUnlock()
	d.publisher.Publish(estrade.RoomChannel(s.id), s.roomTold.message(v))
}

func (d *Desk) publishStage(s *session) {
	s.telling.Lock()
	defer s.telling.Unlock()
	d.tellStage(s)
}

// tellStage is publishStage with s.telling held.
func (d *Desk) tellStage(s *session) {
	s.mu.Lock()
	v := d.stageView(s)
	s.mu.Unlock()
	d.publisher.Publish(estrade.StageChannel(s.id), estrade.Message{Type: "stage", Stage: &v})
}

// publishConsole publishes the trainer's picture and returns it.
func (d *Desk) publishConsole(s *session) estrade.ConsoleView {
	s.telling.Lock()
	defer s.telling.Unlock()
	v := d.consoleView(s)
	s.mu.Lock()
	for _, line := range v.Roster {
		s.rosterSent[line.ID] = line
	}
	s.mu.Unlock()
	d.publisher.Publish(estrade.ConsoleChannel(s.id), estrade.Message{Type: "console", Console: &v})
	s.remote.stir()
	return v
}

func (d *Desk) publishPerson(s *session, p estrade.ParticipantID) {
	s.mu.Lock()
	v := d.personView(s, p)
	s.mu.Unlock()
	d.publisher.Publish(estrade.PersonChannel(p), estrade.Message{Type: "person", Person: &v})
}

func (d *Desk) publishTeam(s *session, t estrade.TableID) {
	s.mu.Lock()
	r, p, ok := s.at()
	if !ok {
		s.mu.Unlock()
		return
	}
	s.teamRevision[t]++
	v := s.toldTeam(s.tables[t], r, p)
	s.progressDirty.Store(true)
	s.mu.Unlock()
	d.publisher.Publish(estrade.TeamChannel(t), estrade.Message{Type: "team", Team: &v})
}

// flushProgress publishes what changed since the last time, if anything did.
func (d *Desk) flushProgress(s *session) {
	s.telling.Lock()
	defer s.telling.Unlock()
	if !s.progressDirty.Swap(false) {
		return
	}
	s.mu.Lock()
	v := s.progress()
	changed := []estrade.RosterLine{}
	for _, line := range s.roster() {
		if s.rosterSent[line.ID] != line {
			s.rosterSent[line.ID] = line
			changed = append(changed, line)
		}
	}
	teams := d.backstageTeams(s)
	names := s.inLobby() && len(changed) > 0
	presence := s.presenceCount(d.nowIn(s.row))
	s.mu.Unlock()
	if names {
		d.tellStage(s)
	}
	d.publisher.Publish(estrade.StageChannel(s.id), estrade.Message{Type: "progress", Progress: &v})
	d.publisher.Publish(estrade.ConsoleChannel(s.id), estrade.Message{Type: "progress", Progress: &v, Roster: changed, Teams: teams, Presence: &presence})
	s.remote.stir()
}
