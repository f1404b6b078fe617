package facilitation

import (
	"cmp"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	estrade "estrade/app"
)

// session is the projection of one session. mu guards everything below it but
// the command lock.
type session struct {
	id       estrade.SessionID
	commands sync.Mutex   // held through a trainer's command
	joining  sync.RWMutex // read: somebody joins; write: people are moved, renamed, changed, a pen is passed
	roomTold toldRoom     // guarded by telling
	remote   remoteLink   // has a lock of its own
	issuing  issuing      // has a lock of its own
	screens  screens      // has a lock of its own
	telling  sync.Mutex   // held from making a picture of the room, stage or console until it is published: the last one published is the last one made

	mu           sync.RWMutex
	row          estrade.Session
	steps        map[string]estrade.StepRun
	parts        map[partKey]estrade.PartRun
	partOrder    []partKey
	tables       map[estrade.TableID]estrade.Table
	devices      map[estrade.DeviceID]estrade.Device
	participants map[estrade.ParticipantID]estrade.Participant
	sorted       atomic.Pointer[[]estrade.Participant] // people, nil until asked for
	attendance   map[estrade.AttendanceID]estrade.Attendance
	named        map[string][]estrade.AttendanceID // attendance lines by folded name, first come first
	worded       map[string][]estrade.AttendanceID // and by the words of it, whatever their order
	links        map[estrade.ParticipantID]estrade.AttendanceID
	linked       map[estrade.AttendanceID]int          // participants of each attendance line
	signatures   map[estrade.AttendanceID]signedHalves // the trainer's under ""
	answers      map[string]stepAnswers                // by step
	texts        map[string]int64                      // counts changes, by step, of answers that may be offered as cards
	keptCards    keptCards
	asked        sync.Map                     // askedPart: []place
	answering    atomic.Pointer[answeredPart] // as it was last planned; nil once anything but an answer was saved
	locks        map[estrade.Subject]map[lockPlace]bool
	sizes        map[estrade.TableID]int // people at each table
	figures      map[partKey]estrade.Figures
	figuresAt    map[partKey]int64
	notes        map[string]estrade.Note
	documents    []estrade.IssuedDocument

	acted          int64                           // when the trainer last did something, in this run
	here           map[estrade.ParticipantID]int   // browsers connected
	left           map[estrade.ParticipantID]int64 // when the last browser left, by the session's time, in this run
	personRevision map[estrade.ParticipantID]int64
	personTold     map[estrade.ParticipantID]toldPerson
	roomShown      bool // something since tables, and perhaps people, were told apart
	peopleStale    bool // somebody's own picture may have changed too
	tellingApart   bool // and is being told
	teamRevision   map[estrade.TableID]int64
	tablesTold     uint64             // digest of the tables' own figures, as the tables know them
	hasty          map[stepTable]bool // locked their list sooner than the pack's limit, in this run
	progressDirty  atomic.Bool
	rosterSent     map[estrade.ParticipantID]estrade.RosterLine
	pseudonymsHeld map[string]bool
	taking         map[estrade.AttendanceID]bool // lines that somebody joining takes
	proposals      proposals
	requests       map[string]estrade.ParticipantID // requests to join by digest, and whom each made; "" while it is carried out
	coming         map[estrade.TableID]int          // people joining right now, by the table held for them
	stageShown     *estrade.StageView               // last picture, kept while the stage is frozen
	undo           *inverse                         // what takes the last act back, nil for nothing
	aloud          *estrade.Aloud                   // on the stage now, nil for nothing
	spoken         map[spokenKey]int                // answers behind what was shown of a question, in this run
	lastSigned     map[estrade.DeviceID]signedLast  // the last signature of each browser, in this run; the trainer's computer under ""
	presenceTurn   int64                            // counts what changed of presence, in this run
	signingTold    []estrade.Signing                // half-days that the pages know may be signed
}

type partKey struct{ step, part string }

type stepTable struct {
	step  string
	table estrade.TableID
}

// place is where an answer of a subject stands inside a step.
type place struct{ part, pass, item string }

// lockPlace is what a subject locked.
type lockPlace struct{ step, part, pass string }

// stepAnswers are the answers of a step by subject.
type stepAnswers map[estrade.Subject]map[place]estrade.Answer

func (a stepAnswers) of(s estrade.Subject) map[place]estrade.Answer { return a[s] }

func newSession(r estrade.SessionRecord) *session {
	s := &session{
		id: r.Session.ID, row: r.Session,
		steps:        make(map[string]estrade.StepRun),
		parts:        make(map[partKey]estrade.PartRun),
		tables:       make(map[estrade.TableID]estrade.Table),
		devices:      make(map[estrade.DeviceID]estrade.Device),
		participants: make(map[estrade.ParticipantID]estrade.Participant),
		attendance:   make(map[estrade.AttendanceID]estrade.Attendance),
		named:        make(map[string][]estrade.AttendanceID),
		worded:       make(map[string][]estrade.AttendanceID),
		links:        make(map[estrade.ParticipantID]estrade.AttendanceID),
		linked:       make(map[estrade.AttendanceID]int),
		signatures:   make(map[estrade.AttendanceID]signedHalves),
		answers:      make(map[string]stepAnswers),
		texts:        make(map[string]int64),
		locks:        make(map[estrade.Subject]map[lockPlace]bool),
		sizes:        make(map[estrade.TableID]int),
		figures:      make(map[partKey]estrade.Figures),
		figuresAt:    make(map[partKey]int64),
		notes:        make(map[string]estrade.Note),
		documents:    slices.Clone(r.Documents),

		here:           make(map[estrade.ParticipantID]int),
		left:           make(map[estrade.ParticipantID]int64),
		personRevision: make(map[estrade.ParticipantID]int64),
		personTold:     make(map[estrade.ParticipantID]toldPerson),
		teamRevision:   make(map[estrade.TableID]int64),
		hasty:          make(map[stepTable]bool),
		rosterSent:     make(map[estrade.ParticipantID]estrade.RosterLine),
		pseudonymsHeld: make(map[string]bool),
		taking:         make(map[estrade.AttendanceID]bool),
		requests:       make(map[string]estrade.ParticipantID),
		coming:         make(map[estrade.TableID]int),
		spoken:         make(map[spokenKey]int),
		lastSigned:     make(map[estrade.DeviceID]signedLast),
	}
	for _, x := range r.Steps {
		s.steps[x.Step] = x
	}
	for _, x := range r.Parts {
		s.setPart(x)
	}
	for _, x := range r.Tables {
		s.tables[x.ID] = x
	}
	for _, x := range r.Devices {
		s.devices[x.ID] = x
	}
	for _, x := range r.Participants {
		s.setParticipant(x)
	}
	for _, x := range r.Attendance {
		s.setAttendance(x)
	}
	for p, a := range r.Links {
		s.link(p, a)
	}
	for _, x := range r.Signatures {
		s.setSignature(x)
	}
	for _, x := range r.Answers {
		s.setAnswer(x)
	}
	for _, x := range r.Locks {
		s.setLock(x)
	}
	for _, x := range r.Figures {
		s.setFigures(x)
	}
	for _, x := range r.Notes {
		s.notes[x.ID] = x
	}
	return s
}

func (s *session) setParticipant(p estrade.Participant) {
	if old, known := s.participants[p.ID]; known && !old.Removed {
		s.sizes[old.Table]--
	}
	if !p.Removed {
		s.sizes[p.Table]++
	}
	s.participants[p.ID] = p
	s.sorted.Store(nil)
	s.pseudonymsHeld[p.Pseudonym] = true
	if len(p.JoinHash) > 0 {
		s.requests[string(p.JoinHash)] = p.ID
	}
}

func (s *session) setAttendance(a estrade.Attendance) {
	was, known := s.attendance[a.ID]
	s.attendance[a.ID] = a
	if known && was.Name == a.Name {
		return
	}
	for _, by := range []struct {
		index map[string][]estrade.AttendanceID
		key   func(string) string
	}{{s.named, foldName}, {s.worded, foldWords}} {
		if known {
			old := by.key(was.Name)
			by.index[old] = slices.DeleteFunc(by.index[old], func(id estrade.AttendanceID) bool { return id == a.ID })
		}
		name := by.key(a.Name)
		by.index[name] = append(by.index[name], a.ID)
	}
}

// link says whose attendance line is whose.
func (s *session) link(p estrade.ParticipantID, a estrade.AttendanceID) {
	if old, known := s.links[p]; known {
		s.linked[old]--
	}
	s.links[p] = a
	s.linked[a]++
}

func (s *session) unlinkAll() {
	clear(s.links)
	clear(s.linked)
}

func (s *session) setLock(l estrade.Lock) {
	mine := s.locks[l.Subject]
	if mine == nil {
		mine = make(map[lockPlace]bool)
		s.locks[l.Subject] = mine
	}
	mine[lockPlace{l.Step, l.Part, l.Pass}] = true
}

func (s *session) setPart(p estrade.PartRun) {
	k := partKey{p.Step, p.Part}
	if _, known := s.parts[k]; !known {
		s.partOrder = append(s.partOrder, k)
	}
	s.parts[k] = p
}

// apply repeats on the projection what a transaction saved.
func (s *session) apply(r *recorder) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, step := range r.applied {
		step(s)
	}
	if r.more {
		s.answering.Store(nil)
	}
}

// setAnswer keeps a, unless a later edit of the same place is already known.
func (s *session) setAnswer(a estrade.Answer) {
	step := s.answers[a.Key.Step]
	if step == nil {
		step = make(stepAnswers)
		s.answers[a.Key.Step] = step
	}
	mine := step[a.Key.Subject]
	if mine == nil {
		mine = make(map[place]estrade.Answer)
		step[a.Key.Subject] = mine
	}
	at := place{a.Key.Part, a.Key.Pass, a.Key.Item}
	if old, ok := mine[at]; ok && old.Edits > a.Edits {
		return
	}
	mine[at] = a
	if at.item != itemBallot {
		s.texts[a.Key.Step]++
	}
}

func (s *session) setFigures(f estrade.FrozenFigures) {
	figures, err := decodeFigures(f)
	if err != nil {
		return // written by a later version; the rest of the session is still good
	}
	k := partKey{f.Step, f.Part}
	s.figures[k] = figures
	s.figuresAt[k] = f.At
}

// step returns the agenda's step at the cursor, ok false in the lobby and after the end.
func (s *session) step() (estrade.WorkshopStep, bool) {
	steps := s.row.Plan.Workshop.Steps
	i := s.row.Cursor.Step
	if i < 0 || i >= len(steps) {
		return estrade.WorkshopStep{}, false
	}
	return steps[i], true
}

// finished reports whether the last step is done.
func (s *session) finished() bool {
	return s.row.Cursor.Step >= len(s.row.Plan.Workshop.Steps)
}

// people returns the participants still in the session, by pseudonym. The list
// is everybody's: it is not to be changed.
func (s *session) people() []estrade.Participant {
	if known := s.sorted.Load(); known != nil {
		return *known
	}
	all := make([]estrade.Participant, 0, len(s.participants))
	for _, p := range s.participants {
		if !p.Removed {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b estrade.Participant) int {
		return cmp.Or(cmp.Compare(a.Pseudonym, b.Pseudonym), cmp.Compare(a.ID, b.ID))
	})
	s.sorted.Store(&all)
	return all
}

// tableList returns the tables by position.
func (s *session) tableList() []estrade.Table {
	all := slices.Collect(maps.Values(s.tables))
	slices.SortFunc(all, func(a, b estrade.Table) int { return cmp.Compare(a.Position, b.Position) })
	return all
}

// members returns the people of a table.
func (s *session) members(t estrade.TableID) []estrade.Participant {
	var all []estrade.Participant
	for _, p := range s.people() {
		if p.Table == t {
			all = append(all, p)
		}
	}
	return all
}

func person(p estrade.ParticipantID) estrade.Subject { return estrade.Subject{Participant: p} }
func table(t estrade.TableID) estrade.Subject        { return estrade.Subject{Table: t} }
