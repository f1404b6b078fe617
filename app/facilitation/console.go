package facilitation

import (
	"cmp"
	"context"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	estrade "estrade/app"
)

// View implements estrade.Sessions.
func (d *Desk) View(ctx context.Context, id estrade.SessionID) (estrade.ConsoleView, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.ConsoleView{}, err
	}
	return d.consoleView(s), nil
}

// consoleView is the trainer's picture of a session.
func (d *Desk) consoleView(s *session) estrade.ConsoleView {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := d.nowIn(s.row)
	v := estrade.ConsoleView{
		Revision: s.row.Revision, Session: s.head(), Parts: []estrade.PartView{}, Times: []estrade.PartTime{},
		Roster: s.roster(), Removed: s.removed(), Tables: s.tableViews(), Progress: s.progress(), Stage: s.row.Stage,
		StageToken: s.row.StageToken, Notes: []estrade.Note{}, Notices: []estrade.Notice{}, Finished: s.finished(),
	}
	v.Agenda, v.Clock = s.agenda(now)
	if s.row.State == estrade.SessionOpen || s.row.State == estrade.SessionDraft {
		v.Join = d.joinInfo(s)
	}
	for _, n := range s.notes {
		v.Notes = append(v.Notes, n)
	}
	slices.SortFunc(v.Notes, func(a, b estrade.Note) int {
		if a.At != b.At {
			return int(a.At - b.At)
		}
		return strings.Compare(a.ID, b.ID)
	})
	if r, p, ok := s.at(); ok {
		step, part := s.stepView(r), s.partView(r, p)
		v.Step, v.Part, v.Timer = &step, &part, s.timer(r.part(p.id), now)
		v.Play = r.kind().play(r, p)
		for _, known := range r.plan() {
			v.Parts = append(v.Parts, s.partView(r, known))
			v.Times = append(v.Times, r.timeOf(known))
		}
		v.Backstage = s.backstage(r, p)
		v.Figures = s.trainerFigures(r, p)
	}
	v.Checked = append([]string{}, s.row.Checked...)
	v.Screen = s.screens.view(d.clock.Now())
	v.Aloud, v.Remote, v.Undo = s.aloud, d.remoteState(s), d.undoView(s)
	v.Actions, v.Comments = s.actions(), s.comments()
	v.Presence = s.presenceCount(now)
	v.Notices = d.consoleNotices(s)
	return v
}

func (s *session) head() estrade.SessionHead {
	row := s.row
	return estrade.SessionHead{
		ID: row.ID, State: row.State, Rehearsal: row.Rehearsal, Title: row.Title, Client: row.Client, Place: row.Place,
		Date: row.Date, Starts: row.Starts, Zone: row.Zone, ConsoleLanguage: row.ConsoleLanguage, StageLanguage: row.StageLanguage,
		DocumentLanguage: row.DocumentLanguage, Workshop: row.Plan.Workshop.Title, SingleTeam: row.SingleTeam,
		NoReport: row.NoReport, ActionNature: row.ActionNature, RetentionDays: row.RetentionDays, RetentionReason: row.RetentionReason,
		EraseOn: estrade.Millis(erasureDate(row)), AnswersErasedAt: row.AnswersErasedAt, OpenedAt: row.OpenedAt, ClosingAt: row.ClosingAt, ClosedAt: row.ClosedAt,
	}
}

// joinInfo is how to get in; s.mu is held.
func (d *Desk) joinInfo(s *session) *estrade.JoinInfo {
	d.mu.RLock()
	a := d.address
	d.mu.RUnlock()
	info := &estrade.JoinInfo{Code: s.row.JoinCode, Wifi: wifiOf(s.row)}
	if a.Port == 0 {
		return info
	}
	port := strconv.Itoa(a.Port)
	info.LocalURL = "http://127.0.0.1:" + port + "/#" + s.row.JoinSecret
	info.QR = info.LocalURL
	if a.Host != "" {
		info.Address = net.JoinHostPort(a.Host, port)
		origin := "http://" + info.Address
		if a.Secure {
			// Typed without it, a browser would begin in the clear.
			origin = "https://" + info.Address
			info.Address = origin
		}
		info.QR = origin + "/#" + s.row.JoinSecret
	}
	return info
}

// RoomAddress implements estrade.Sessions.
func (d *Desk) RoomAddress(_ context.Context, a estrade.RoomAddress) error {
	d.mu.Lock()
	changed := d.address != a
	d.address = a
	d.mu.Unlock()
	if changed {
		for _, s := range d.sessions() {
			d.publishStage(s)
			d.publishConsole(s)
		}
	}
	return nil
}

func (s *session) roster() []estrade.RosterLine {
	people := s.people()
	lines := make([]estrade.RosterLine, 0, len(people))
	r, p, ok := s.at()
	for _, who := range people {
		line := estrade.RosterLine{ID: who.ID, Pseudonym: who.Pseudonym, Table: who.Table, Connected: s.here[who.ID] > 0, AwaySince: s.left[who.ID], Simulated: who.Simulated, Temper: who.Temper}
		if ok && p.collects {
			subject := person(who.ID)
			if p.byTable {
				subject = table(who.Table)
			}
			line.Answered = s.done(r, p, subject)
		}
		lines = append(lines, line)
	}
	return lines
}

// removed returns those the trainer removed, by pseudonym; s.mu is held.
func (s *session) removed() []estrade.RosterLine {
	lines := []estrade.RosterLine{}
	for _, who := range s.participants {
		if who.Removed {
			lines = append(lines, estrade.RosterLine{ID: who.ID, Pseudonym: who.Pseudonym, Table: who.Table, Simulated: who.Simulated})
		}
	}
	slices.SortFunc(lines, func(a, b estrade.RosterLine) int { return cmp.Compare(a.Pseudonym, b.Pseudonym) })
	return lines
}

// plannedFar is how far from its planned hour a session may begin and still be
// compared with it: one moved to the afternoon is not four hours late.
const plannedFar = 2 * time.Hour

// plannedBegin is when the day was to begin, for what began at an instant; that
// instant itself in the lobby, and where no hour was planned, or one far off.
func (s *session) plannedBegin(begin int64) int64 {
	at := startsAt(s.row)
	if at == 0 || s.row.Rehearsal || s.row.Cursor.Step < 0 || max(at-begin, begin-at) > plannedFar.Milliseconds() {
		return begin
	}
	return at
}

// startsAt is when a session is to begin, 0 when no hour is planned.
func startsAt(row estrade.Session) int64 {
	if row.Starts == "" {
		return 0
	}
	at, err := time.ParseInLocation(time.DateOnly+" 15:04", row.Date+" "+row.Starts, zoneOf(row))
	if err != nil {
		return 0
	}
	return estrade.Millis(at)
}

// agenda compares the plan with the day; s.mu is held.
func (s *session) agenda(now int64) ([]estrade.AgendaStep, estrade.ClockView) {
	steps := s.row.Plan.Workshop.Steps
	lines := make([]estrade.AgendaStep, len(steps))
	clock := estrade.ClockView{Now: now, Pace: s.row.Tempo.View()}
	begin := now
	if first, ok := s.steps[steps[0].ID]; ok && first.StartedAt != 0 {
		begin = first.StartedAt
		clock.StartedAt = begin
	}
	// Before the start, the day is told from the hour planned, until that hour is past.
	if at := startsAt(s.row); clock.StartedAt == 0 && at > now && !s.row.Rehearsal {
		begin = at
	}
	planned, expected := s.plannedBegin(begin), begin
	for i, step := range steps {
		r := s.runOf(i)
		length := int64(step.Minutes) * 60_000
		line := estrade.AgendaStep{
			Index: i, ID: step.ID, Kind: r.activity.Kind, Title: r.activity.Title, Minutes: step.Minutes,
			PlannedStart: planned, StartedAt: r.state.StartedAt, EndedAt: r.state.EndedAt, ExpectedStart: expected,
			Current: i == s.row.Cursor.Step, Skipped: r.state.Skipped, Alternatives: []estrade.AlternativeView{},
		}
		planned += length
		switch {
		case line.EndedAt != 0:
			line.ExpectedStart, expected = line.StartedAt, line.EndedAt
		case line.StartedAt != 0:
			line.ExpectedStart = line.StartedAt
			for _, k := range s.partOrder {
				if k.step == step.ID {
					length += int64(s.parts[k].ExtraSeconds) * 1000
				}
			}
			expected = max(now, line.StartedAt+length)
		default:
			expected += length
			for _, id := range append([]string{step.Activity}, step.Alternatives...) {
				if a := s.row.Plan.Activities[id]; a != nil && id != r.activity.ID {
					line.Alternatives = append(line.Alternatives, estrade.AlternativeView{ID: id, Title: a.Title})
				}
			}
		}
		lines[i] = line
	}
	clock.PlannedEnd, clock.ExpectedEnd = planned, expected
	clock.DriftMillis = expected - planned
	return lines, clock
}

// timeOf is how long a part was to last, and did; s.mu is held.
func (r *run) timeOf(p partPlan) estrade.PartTime {
	now := r.part(p.id)
	if now.EnteredAt == 0 {
		return estrade.PartTime{PlannedSeconds: p.seconds}
	}
	return estrade.PartTime{PlannedSeconds: now.PlannedSeconds + now.ExtraSeconds, EnteredAt: now.EnteredAt, DoneAt: now.DoneAt}
}

// backstage is what only the trainer reads; s.mu is held.
func (s *session) backstage(r *run, p partPlan) *estrade.Backstage {
	b := &estrade.Backstage{
		Purpose: r.activity.Purpose, Notes: r.notes(), Debrief: r.debrief(), Bridge: r.step.Bridge,
		Options: []estrade.OptionPeek{}, Situations: []estrade.Situation{}, Reference: []estrade.ItemPlay{},
		TableChoices: []estrade.TableChoice{}, Teams: []estrade.TeamView{},
		Branches: []estrade.Choice{}, Aloud: s.aloudChoices(r), Hands: r.handBallots(p),
		Cards: r.cards(), CardsPicked: r.kind().offers(r).use,
	}
	r.kind().backstage(r, p, b)
	if drop, ok := s.droppable(r, p, r.part(p.id)); ok {
		b.Droppable = drop.phase
		b.DroppableTitle = &drop.title
	}
	return b
}

// backstageTeams returns the tables' lists for the console's live picture.
func (d *Desk) backstageTeams(s *session) []estrade.TeamView {
	r, p, ok := s.at()
	if !ok || !p.byTable {
		return nil
	}
	var b estrade.Backstage
	r.kind().backstage(r, p, &b)
	return b.Teams
}

// orid is the share of a debrief's time by stage: 1-2-4-3 for ten minutes.
var orid = map[string]int{"objective": 1, "reflective": 2, "interpretive": 4, "decisional": 3}

// debrief lists the prompts with their share of the debrief's minutes.
func (r *run) debrief() []estrade.DebriefLine {
	total := 10
	for _, p := range r.plan() {
		if p.phase == "debrief" || p.phase == phaseMap {
			total = p.seconds / 60
		}
	}
	perStage := make(map[string]int)
	for _, p := range r.activity.Debrief {
		perStage[p.Stage]++
	}
	lines := []estrade.DebriefLine{}
	for _, p := range r.activity.Debrief {
		share := float64(total) * float64(orid[p.Stage]) / 10 / float64(perStage[p.Stage])
		lines = append(lines, estrade.DebriefLine{Stage: p.Stage, Prompt: p.Prompt, Minutes: max(1, int(share+0.5))})
	}
	return lines
}

// trainerFigures is what the room sees, with what a closed part already tells
// the trainer; s.mu is held.
func (s *session) trainerFigures(r *run, p partPlan) *estrade.Figures {
	shown := s.shownFigures(r, p, true)
	peek, ok := s.figures[partKey{r.step.ID, r.kind().peeks(p)}]
	switch {
	case !ok || r.part(p.id).State != estrade.PartClosed:
		return shown
	case shown == nil:
		return &peek
	}
	both := overlay(*shown, peek)
	return &both
}

// actions lists what the trainer may do, the obvious next act first; s.mu is held.
func (s *session) actions() []estrade.Action {
	closing := estrade.Action{Command: estrade.CommandBeginClosing, Enabled: true}
	switch s.row.State {
	case estrade.SessionDraft:
		return []estrade.Action{{Command: estrade.CommandOpenRoom, Enabled: true}}
	case estrade.SessionClosing:
		return []estrade.Action{
			{Command: estrade.CommandFinish, Enabled: true},
			{Command: estrade.CommandReopenRoom, Enabled: !s.anythingIssued(), Why: "documents-issued"},
		}
	case estrade.SessionOpen:
	default:
		return []estrade.Action{}
	}
	if s.row.Cursor.Step < 0 {
		first := s.runOf(0).activity.Title
		return []estrade.Action{{Command: estrade.CommandStart, Enabled: true, Next: &first}, closing}
	}
	r, p, ok := s.at()
	if !ok {
		return []estrade.Action{closing}
	}
	actions := s.partActions(r, p)
	if _, ok := s.droppable(r, p, r.part(p.id)); ok {
		actions = append(actions, estrade.Action{Command: estrade.CommandShorten, Enabled: true})
	}
	return append(actions, estrade.Action{Command: estrade.CommandSkipStep, Enabled: true}, closing)
}

func (s *session) partActions(r *run, p partPlan) []estrade.Action {
	now := r.part(p.id)
	back := estrade.Action{Command: estrade.CommandBack, Enabled: s.canGoBack(r, p, now), Why: "cannot-go-back"}
	decide := estrade.Action{Command: estrade.CommandDecide, Enabled: true}
	switch now.State {
	case estrade.PartWaiting:
		why := r.kind().ready(r, p)
		if r.over(p) {
			why = "step-counted"
		}
		open := estrade.Action{Command: estrade.CommandOpen, Enabled: why == "", Why: why}
		if p.phase == momentDecide {
			return []estrade.Action{open, decide, back}
		}
		return []estrade.Action{open, back}
	case estrade.PartOpen:
		end := estrade.Action{Command: estrade.CommandClose, Enabled: true, Unfinished: s.unfinished(r, p)}
		end.Final = end.Unfinished > 0 && !enough(end.Unfinished) && p.id == r.kind().readPart(r)
		if p.phase == momentDecide {
			return []estrade.Action{decide, end}
		}
		return []estrade.Action{end}
	}
	return []estrade.Action{s.onward(r, p, now), back}
}

// onward is the act that leaves a closed or shown part.
func (s *session) onward(r *run, p partPlan, now estrade.PartRun) estrade.Action {
	if p.phase == momentDecide && now.Choice == "" {
		return estrade.Action{Command: estrade.CommandDecide, Enabled: true}
	}
	if b := r.activity.Briefing; b != nil && s.row.Stage.Section+1 < len(b.Sections) {
		heading := b.Sections[s.row.Stage.Section+1].Heading
		return estrade.Action{Command: estrade.CommandSection, Enabled: true, Next: &heading}
	}
	if next, ok := r.after(p.id); ok {
		title := next.title
		if !next.collects && next.freezes {
			return estrade.Action{Command: estrade.CommandReveal, Enabled: true, Reveals: true, Next: &title}
		}
		return estrade.Action{Command: estrade.CommandAdvance, Enabled: true, Next: &title}
	}
	act := estrade.Action{Command: estrade.CommandNextStep, Enabled: true}
	if r.index+1 < len(s.row.Plan.Workshop.Steps) {
		title := s.runOf(r.index + 1).activity.Title
		act.Next = &title
	}
	return act
}

func (s *session) canGoBack(r *run, p partPlan, now estrade.PartRun) bool {
	switch now.State {
	case estrade.PartClosed:
		_, seen := s.figures[partKey{r.step.ID, r.kind().peeks(p)}]
		return !seen && !r.over(p) && !spokenOf(s.spoken, r.step.ID, p.id) && !s.tellsApart(r, p)
	case estrade.PartShown:
		return r.activity.Briefing != nil && s.row.Stage.Section > 0
	case estrade.PartWaiting:
		previous, ok := r.before(p.id)
		return ok && now.Opening == 0 && previous.collects && !previous.freezes
	}
	return false
}

// consoleNotices tells the trainer what deserves attention now; s.mu is held.
func (d *Desk) consoleNotices(s *session) []estrade.Notice {
	notices := append([]estrade.Notice{}, d.notices()...)
	add := func(key, level string, params ...string) {
		notices = append(notices, notice(key, level, params...))
	}
	d.diskNotices(add)
	if s.row.State == estrade.SessionOpen {
		d.mu.RLock()
		offline := d.address.Host == ""
		d.mu.RUnlock()
		if offline {
			add("no-network", "warn")
		}
	}
	if s.row.SingleTeam {
		add("single-team", "warn")
	}
	if d.keys.Where() == "file" {
		add("keys-in-file", "info")
	}
	s.dayNotices(add)
	d.dateNotices(s, add)
	people := len(s.people())
	group := s.row.Plan.Workshop.Group
	if s.row.Cursor.Step >= 0 && people > group.Max {
		add("many-people", "info", "n", strconv.Itoa(people), "max", strconv.Itoa(group.Max))
	}
	if s.row.State == estrade.SessionOpen && s.row.Cursor.Step >= 0 && people > 0 && people < estrade.MinimumAnswers {
		add("few-people", "warn", "n", strconv.Itoa(people))
	}
	var small []string
	for _, t := range s.tableViews() {
		if t.Size > 0 && t.Size < estrade.MinimumAnswers {
			small = append(small, t.Name)
		}
	}
	if len(small) > 0 && s.row.State == estrade.SessionOpen && people >= estrade.MinimumAnswers {
		add("small-tables", "info", "tables", strings.Join(small, ", "))
	}
	if step, ok := s.step(); ok {
		for _, t := range s.tableList() {
			if s.hasty[stepTable{step.ID, t.ID}] {
				add("hasty-table", "warn", "table", t.Name)
			}
		}
	}
	if n := s.away(); n > 0 {
		add("people-offline", "info", "n", strconv.Itoa(n))
	}
	return notices
}

// notice returns what the trainer is told, with params in pairs.
func notice(key, level string, params ...string) estrade.Notice {
	n := estrade.Notice{Key: key, Level: level}
	for i := 0; i+1 < len(params); i += 2 {
		if n.Params == nil {
			n.Params = make(map[string]string)
		}
		n.Params[params[i]] = params[i+1]
	}
	return n
}

// away counts the people of an open session whose browser is away.
func (s *session) away() int {
	if s.row.State != estrade.SessionOpen || s.row.Cursor.Step < 0 || s.finished() {
		return 0
	}
	n := 0
	for _, p := range s.people() {
		if s.here[p.ID] == 0 {
			n++
		}
	}
	return n
}
