package estrade

import "encoding/json"

// This file holds what travels to pages: views (whole pictures, replaced as a
// whole), messages on channels, and the requests of participants. The pages'
// TypeScript types are generated from it.

// TimerView is a timer at the moment the view was made; the page counts on.
type TimerView struct {
	TotalSeconds    int   `json:"totalSeconds"`
	RemainingMillis int64 `json:"remainingMillis"` // negative when over
	Running         bool  `json:"running"`
	Pace            *int  `json:"pace,omitempty"` // of a rehearsal: how many times faster than the clock it runs; nil: as the clock
}

// StepView names the current step.
type StepView struct {
	ID           string `json:"id"`
	Index        int    `json:"index"`
	Of           int    `json:"of"`
	Activity     string `json:"activity"`
	Kind         Kind   `json:"kind"`
	Title        Text   `json:"title"`
	Instructions Text   `json:"instructions"`
	Stage        Text   `json:"stage"`
}

// PartView names the current part.
type PartView struct {
	ID           string    `json:"id"`    // "individual", "N2A.vote"…
	Phase        string    `json:"phase"` // the pack's phase, or vote, split, decide, consequence, ending
	Title        Text      `json:"title"`
	Instructions *Text     `json:"instructions,omitempty"`
	Stage        *Text     `json:"stage,omitempty"`
	Collects     bool      `json:"collects"` // false: it shows
	ByTable      bool      `json:"byTable"`  // answered by tables
	State        PartState `json:"state"`
	Opening      int       `json:"opening"`
}

// TableView names a table.
type TableView struct {
	ID   TableID `json:"id"`
	Name string  `json:"name"`
	Mark int     `json:"mark"`
	Size int     `json:"size"` // people in it
}

// RoomView is what every participant sees alike.
type RoomView struct {
	Revision int64        `json:"revision"`
	State    SessionState `json:"state"`
	Title    string       `json:"title"`
	Language Language     `json:"language"`       // the session's: of its title and of what people write
	Step     *StepView    `json:"step,omitempty"` // nil in the lobby and after the last step
	Part     *PartView    `json:"part,omitempty"`
	Timer    *TimerView   `json:"timer,omitempty"`
	Play     *Play        `json:"play,omitempty"`
	Figures  *Figures     `json:"figures,omitempty"`
	Tables   []TableView  `json:"tables"`
	Finished bool         `json:"finished"` // the last step is done
	Returns  bool         `json:"returns"`  // a return code of an earlier session may be typed
	FollowUp bool         `json:"followUp"` // a two-month follow-up was announced: personal documents carry a return code
	Signing  []Signing    `json:"signing"`  // half-days whose presence may be signed now
}

// Signing is a half-day whose presence may be signed now.
type Signing struct {
	Day       string `json:"day"` // as in HalfDayName
	Afternoon bool   `json:"afternoon"`
	Late      bool   `json:"late"`  // it is over; the trainer opened it for those who had not signed
	Years     int    `json:"years"` // the signature is kept for so many years after the session is closed; 0: until the session is deleted
}

// Signed is a half-day whose presence somebody signed: it is on disk.
type Signed struct {
	Day       string `json:"day"` // as in HalfDayName
	Afternoon bool   `json:"afternoon"`
	At        int64  `json:"at"` // UTC milliseconds
}

// PersonView is what one participant sees of themselves. It is of one step: a
// page that is shown another step takes answers, locks and result for empty
// until the next picture, which comes only when they are not.
type PersonView struct {
	ID        ParticipantID `json:"id"`
	Revision  int64         `json:"revision"` // counts this person's views, in this run of the program
	Pseudonym string        `json:"pseudonym"`
	Name      string        `json:"name"` // "" once the link is destroyed
	Language  Language      `json:"language"`
	Table     *TableView    `json:"table,omitempty"`
	Removed   bool          `json:"removed"`
	Step      string        `json:"step"`    // id of the step, "" in the lobby and after the end
	Answers   []AnswerView  `json:"answers"` // of the step
	Locks     []LockView    `json:"locks"`   // of the step
	Done      bool          `json:"done"`    // locked or complete in the part current when the picture was made
	Team      *TeamView     `json:"team,omitempty"`
	Result    *OwnResult    `json:"result,omitempty"` // of the step, once it may be read; all of them: OwnResults
	Returned  bool          `json:"returned"`         // brought the answers of an earlier session, by its return code
	Signed    []Signed      `json:"signed"`           // half-days whose presence they signed, the first one first
}

// OwnResults is all that one participant, and nobody else, may read so far.
type OwnResults struct {
	Results []OwnResult `json:"results"` // in the agenda's order
	Earlier []OwnResult `json:"earlier"` // of an earlier session, once its return code was typed
}

// AnswerView is one answer as saved; Value null: "I prefer not to answer".
type AnswerView struct {
	Part  string          `json:"part"`
	Pass  string          `json:"pass"`
	Item  string          `json:"item"`
	Value json.RawMessage `json:"value" tstype:"unknown"`
}

// LockView is a pass the person, or the table, locked.
type LockView struct {
	Part string `json:"part"`
	Pass string `json:"pass"`
}

// TeamView is what a table answers together, followed live by its members.
type TeamView struct {
	Table     TableID       `json:"table"`
	Step      string        `json:"step"`      // id of the step that answers and locks are of
	Revision  int64         `json:"revision"`  // counts this table's views, in this run of the program
	PenHolder ParticipantID `json:"penHolder"` // "" when free
	PenName   string        `json:"penName"`   // pseudonym of the holder
	Answers   []AnswerView  `json:"answers"`
	Locks     []LockView    `json:"locks"`
	Figures   *TableFigures `json:"figures,omitempty"` // the table's own, in a part that shows the room's
}

// Progress says who and how many have answered in the current part, never what.
type Progress struct {
	Revision  int64 `json:"revision"`
	Answered  int   `json:"answered"`
	Of        int   `json:"of"`        // people (or tables) expected, the connected and those who answered
	Connected int   `json:"connected"` // people whose browser is here
	Joined    int   `json:"joined"`
}

// StageView is exactly what is projected.
type StageView struct {
	Revision  int64         `json:"revision"`
	State     SessionState  `json:"state"`
	Language  Language      `json:"language"`
	Title     string        `json:"title"`
	Client    string        `json:"client"`
	Date      string        `json:"date"`     // YYYY-MM-DD, where the session takes place
	Zone      string        `json:"zone"`     // IANA name
	Minutes   int           `json:"minutes"`  // planned for the whole agenda
	Starts    int64         `json:"starts"`   // when it is to begin, UTC milliseconds; 0: no hour is planned
	Expected  int           `json:"expected"` // people who joined, and those of the roster still awaited
	Settings  StageSettings `json:"settings"`
	Join      *JoinInfo     `json:"join,omitempty"` // while people may join
	Step      *StepView     `json:"step,omitempty"`
	Part      *PartView     `json:"part,omitempty"`
	Timer     *TimerView    `json:"timer,omitempty"`
	Play      *Play         `json:"play,omitempty"`
	Figures   *Figures      `json:"figures,omitempty"`
	Tables    []TableView   `json:"tables"`
	Progress  Progress      `json:"progress"`
	People    []string      `json:"people"` // pseudonyms of those who joined, in the lobby only
	Finished  bool          `json:"finished"`
	Rehearsal bool          `json:"rehearsal"`
	Aloud     *Aloud        `json:"aloud,omitempty"`
}

// JoinInfo is how to get in.
type JoinInfo struct {
	Code     string `json:"code"`           // six characters
	Address  string `json:"address"`        // host:port to type, "" without a network
	QR       string `json:"qr"`             // address with the secret, for the QR
	LocalURL string `json:"localUrl"`       // for shared-laptop use on this computer
	Wifi     *Wifi  `json:"wifi,omitempty"` // the network to join first, nil where the trainer named none
}

// ConsoleView is the trainer's picture of a session.
type ConsoleView struct {
	Revision   int64         `json:"revision"`
	Session    SessionHead   `json:"session"`
	Agenda     []AgendaStep  `json:"agenda"`
	Clock      ClockView     `json:"clock"`
	Step       *StepView     `json:"step,omitempty"`
	Part       *PartView     `json:"part,omitempty"`
	Parts      []PartView    `json:"parts"` // of the current step, known so far
	Times      []PartTime    `json:"times"` // theirs, in the same order
	Timer      *TimerView    `json:"timer,omitempty"`
	Play       *Play         `json:"play,omitempty"`
	Backstage  *Backstage    `json:"backstage,omitempty"`
	Figures    *Figures      `json:"figures,omitempty"` // of the current part, or the last closed one
	Actions    []Action      `json:"actions"`
	Roster     []RosterLine  `json:"roster"`
	Removed    []RosterLine  `json:"removed"` // may be put back
	Tables     []TableView   `json:"tables"`
	Progress   Progress      `json:"progress"`
	Join       *JoinInfo     `json:"join,omitempty"`
	Stage      StageSettings `json:"stage"`
	Screen     ScreenView    `json:"screen"`     // where the stage is projected
	StageToken string        `json:"stageToken"` // opens the stage page: http://host:port/stage#token
	Remote     RemoteState   `json:"remote"`     // the trainer's phone
	Notes      []Note        `json:"notes"`
	Notices    []Notice      `json:"notices"`
	Comments   []ReportCards `json:"comments"` // may be picked for the report
	Finished   bool          `json:"finished"`
	Aloud      *Aloud        `json:"aloud,omitempty"` // shown on the stage now
	Checked    []string      `json:"checked"`         // lines of the list of the last ten minutes ticked by hand
	Undo       *UndoView     `json:"undo,omitempty"`  // the last act, while it may be taken back
	Presence   PresenceCount `json:"presence"`        // how far the signing of presence is
}

// ScreenView is whether the stage is projected: its page is open in its window, or
// in a browser. The console's own preview does not count.
type ScreenView struct {
	Here   bool  `json:"here"`
	LeftAt int64 `json:"leftAt"` // when the last page left, in the session's time; 0: one is here, or none was in this run of the program
}

// PartTime is how long a part was to last, and did. Instants are in the session's
// time, UTC milliseconds, 0 when not yet.
type PartTime struct {
	PlannedSeconds int   `json:"plannedSeconds"` // with what the trainer added
	EnteredAt      int64 `json:"enteredAt"`
	DoneAt         int64 `json:"doneAt"`
}

// Readiness is what the program finds of this computer, ten minutes before a
// session.
type Readiness struct {
	StageOpen bool       `json:"stageOpen"` // the stage is open in its window
	Room      RoomStatus `json:"room"`
	FreeBytes int64      `json:"freeBytes"`         // on the data folder's disk, -1 unknown
	Enough    bool       `json:"enough"`            // that is enough for a day
	Battery   *Battery   `json:"battery,omitempty"` // nil: none, or the system does not tell
	Missing   []string   `json:"missing"`           // settings that documents need and that are empty
}

// Battery is how this computer is fed.
type Battery struct {
	Percent int  `json:"percent"` // 0 to 100
	Plugged bool `json:"plugged"`
}

// UndoView is the last act of the trainer, while it may be taken back. A command
// CommandUndo carries its revision: after any other act there is nothing to undo.
type UndoView struct {
	Command         CommandName `json:"command"`
	Revision        int64       `json:"revision"`
	RemainingMillis int64       `json:"remainingMillis"` // by the clock on the wall, also in a rehearsal
}

// SessionHead identifies a session on the console.
type SessionHead struct {
	ID               SessionID    `json:"id"`
	State            SessionState `json:"state"`
	Rehearsal        bool         `json:"rehearsal"`
	Title            string       `json:"title"`
	Client           string       `json:"client"`
	Place            string       `json:"place"`
	Date             string       `json:"date"`
	Starts           string       `json:"starts"` // HH:MM, "" when no hour is planned
	Zone             string       `json:"zone"`
	ConsoleLanguage  Language     `json:"consoleLanguage"`
	StageLanguage    Language     `json:"stageLanguage"`
	DocumentLanguage Language     `json:"documentLanguage"`
	Workshop         Text         `json:"workshop"`
	SingleTeam       bool         `json:"singleTeam"`
	NoReport         bool         `json:"noReport"`
	ActionNature     ActionNature `json:"actionNature"`    // what its certificates of completion tick, "": what the settings say
	RetentionDays    int          `json:"retentionDays"`   // individual answers are kept so long after the session was held
	RetentionReason  string       `json:"retentionReason"` // why for longer than usual, "" when not
	EraseOn          int64        `json:"eraseOn"`         // when individual answers go, as things stand
	AnswersErasedAt  int64        `json:"answersErasedAt"` // 0: not yet
	OpenedAt         int64        `json:"openedAt"`
	ClosingAt        int64        `json:"closingAt"`
	ClosedAt         int64        `json:"closedAt"`
}

// AgendaStep is one line of the agenda, planned and actual. Instants are UTC
// milliseconds, 0 when not yet.
type AgendaStep struct {
	Index         int               `json:"index"`
	ID            string            `json:"id"`
	Kind          Kind              `json:"kind"`
	Title         Text              `json:"title"`
	Minutes       int               `json:"minutes"`
	PlannedStart  int64             `json:"plannedStart"`
	StartedAt     int64             `json:"startedAt"`
	EndedAt       int64             `json:"endedAt"`
	ExpectedStart int64             `json:"expectedStart"` // with today's drift, for steps to come
	Current       bool              `json:"current"`
	Skipped       bool              `json:"skipped"`
	Alternatives  []AlternativeView `json:"alternatives"` // may be played instead, before it starts
}

// AlternativeView is an activity that may replace another.
type AlternativeView struct {
	ID    string `json:"id"`
	Title Text   `json:"title"`
}

// ClockView is the day's time. Instants are UTC milliseconds.
type ClockView struct {
	Now         int64 `json:"now"`
	StartedAt   int64 `json:"startedAt"` // first step
	PlannedEnd  int64 `json:"plannedEnd"`
	ExpectedEnd int64 `json:"expectedEnd"`
	DriftMillis int64 `json:"driftMillis"`    // positive: late
	Pace        *int  `json:"pace,omitempty"` // of a rehearsal, as in TimerView
}

// Backstage is what only the trainer reads about the current step.
type Backstage struct {
	Purpose        Text          `json:"purpose"` // what the activity is for
	Notes          []Text        `json:"notes"`
	Debrief        []DebriefLine `json:"debrief"`
	Bridge         Text          `json:"bridge"`
	Rationale      *Text         `json:"rationale,omitempty"`      // current node
	Options        []OptionPeek  `json:"options"`                  // current node
	Situations     []Situation   `json:"situations"`               // contrast
	Situation      string        `json:"situation"`                // the one announced
	Reference      []ItemPlay    `json:"reference"`                // ranking, reference order
	TableChoices   []TableChoice `json:"tableChoices"`             // scenario, decide
	RoomChoice     string        `json:"roomChoice"`               // scenario, decide: the option entered for the room, "" if none
	Teams          []TeamView    `json:"teams"`                    // parts by table: what the tables write, live
	Cards          []Card        `json:"cards"`                    // texts offered to the trainer, without authors, in no order
	CardsPicked    string        `json:"cardsPicked"`              // what picking does now: stage, report, "" nothing any more
	Branches       []Choice      `json:"branches"`                 // curve: reference curves to choose from
	Branch         string        `json:"branch"`                   // the one chosen
	Hands          []HandBallot  `json:"hands"`                    // questions whose raised hands may be typed now, the part being open
	Aloud          []Choice      `json:"aloud"`                    // questions whose median and range may be shown after asking everybody aloud (G-06)
	Droppable      string        `json:"droppable"`                // phase that « Raccourcir » would drop, "" if none
	DroppableTitle *Text         `json:"droppableTitle,omitempty"` // its title
}

// HandBallot is a question that the room may answer by raised hands, which the
// trainer counts.
type HandBallot struct {
	Item    string      `json:"item"`
	Label   Text        `json:"label"`
	Options []Choice    `json:"options"`
	Counts  []ItemCount `json:"counts"` // typed so far, those of somebody
}

// Card is a text somebody offered: a note, a table's decision, a shared plan, a
// comment, or what the trainer added. It carries no author and no time.
type Card struct {
	ID     string `json:"id"`
	Source string `json:"source"` // note, decision, plan, comment, trainer
	Box    string `json:"box"`    // box of a board, question of a comment, "" else
	Text   string `json:"text"`   // as edited by the trainer
	Edited bool   `json:"edited"`
	Group  string `json:"group"` // title of its cluster, "" alone
	Picked bool   `json:"picked"`
}

// ReportCards are the texts of one step that the trainer may pick for the
// report, also after the step, until documents are issued.
type ReportCards struct {
	Step  string `json:"step"`
	Title Text   `json:"title"`
	Play  *Play  `json:"play,omitempty"` // the questions they answer
	Cards []Card `json:"cards"`
}

// Aloud is the median and range of one question answered by fewer than five
// people, shown because each of them agreed aloud (G-06). It is never kept.
type Aloud struct {
	Item   string  `json:"item"`
	Label  Text    `json:"label"`
	N      int     `json:"n"`
	Median float64 `json:"median"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
}

// OptionPeek is what the trainer sees of an option beforehand.
type OptionPeek struct {
	ID          string `json:"id"`
	GaugeChange int    `json:"gaugeChange"`
	Posture     string `json:"posture"`
	Consequence Text   `json:"consequence"`
	NextTitle   *Text  `json:"nextTitle,omitempty"` // nil: the end
}

// DebriefLine is a prompt with its suggested share of the time.
type DebriefLine struct {
	Stage   string `json:"stage"`
	Prompt  Text   `json:"prompt"`
	Minutes int    `json:"minutes"`
}

// Action is something the trainer may do now. The first of a view's actions is
// the one obvious next act.
type Action struct {
	Command    CommandName `json:"command"`
	Enabled    bool        `json:"enabled"`
	Reveals    bool        `json:"reveals"`         // freezes and shows figures: never on the space bar
	Unfinished int         `json:"unfinished"`      // people (or tables) who have not finished: ask once
	Final      bool        `json:"final,omitempty"` // closing now is for good: opening it again would tell whose text is whose
	Why        string      `json:"why"`             // key of the sentence telling why it is disabled
	Next       *Text       `json:"next,omitempty"`  // title of the part or step it leads to
}

// RosterLine is one participant on the console.
type RosterLine struct {
	ID        ParticipantID `json:"id"`
	Pseudonym string        `json:"pseudonym"`
	Table     TableID       `json:"table"`
	Connected bool          `json:"connected"`
	AwaySince int64         `json:"awaySince,omitempty"` // when the last of their browsers left, in the session's time; 0: here, or not known in this run of the program
	Answered  bool          `json:"answered"`            // in the current part
	Simulated bool          `json:"simulated"`
	Temper    string        `json:"temper,omitempty"` // of somebody simulated
}

// CastMember is somebody simulated in a rehearsal.
type CastMember struct {
	Participant ParticipantID `json:"participant"`
	Temper      string        `json:"temper"` // quick, slow, natural, hostile, sleepy; split-a and split-b for the two camps
	Held        bool          `json:"held"`   // the trainer plays in their place
}

// Notice is something the trainer should know now; Key names its sentence.
type Notice struct {
	Key    string            `json:"key"`
	Level  string            `json:"level"` // info, warn, error
	Params map[string]string `json:"params,omitempty"`
}

// CommandName names a command of the trainer.
type CommandName string

// The trainer's commands.
const (
	CommandOpenRoom     CommandName = "open-room"     // draft → open
	CommandStart        CommandName = "start"         // lobby → first step
	CommandOpen         CommandName = "open"          // current part: waiting → open
	CommandClose        CommandName = "close"         // current part: open → closed
	CommandReopen       CommandName = "reopen"        // back: closed → open
	CommandBack         CommandName = "back"          // to the previous part or section, where nothing was shown
	CommandAdvance      CommandName = "advance"       // to the next part (entering a showing part shows it)
	CommandReveal       CommandName = "reveal"        // advance that freezes figures
	CommandNextStep     CommandName = "next-step"     // after the last part
	CommandDecide       CommandName = "decide"        // Option: the room's choice
	CommandSituation    CommandName = "situation"     // Option: the situation announced (contrast), the reference branch (curve)
	CommandCard         CommandName = "card"          // Card: picked, edited, put into a cluster; without an id: added. Step: of an earlier step's, for the report
	CommandDropCard     CommandName = "drop-card"     // Option: a card the trainer added
	CommandAloud        CommandName = "aloud"         // Option: a question whose median and range are shown, "" to hide; Confirmed
	CommandHands        CommandName = "hands"         // Option: a question of the open part; Counts: raised hands by option, 0…500, in the place of those typed before
	CommandSection      CommandName = "section"       // Number: section of a briefing
	CommandExtend       CommandName = "extend"        // Number: seconds more
	CommandPause        CommandName = "pause"         // timer
	CommandResume       CommandName = "resume"        // timer
	CommandShorten      CommandName = "shorten"       // drops the next optional part
	CommandSkipStep     CommandName = "skip-step"     // leaves the current step
	CommandSwap         CommandName = "swap"          // Step, Option: another activity before it starts
	CommandStage        CommandName = "stage"         // Stage: settings of the stage
	CommandMakeTables   CommandName = "make-tables"   // Number: tables, 0 automatic; spreads people
	CommandMove         CommandName = "move"          // Participant to Table
	CommandRename       CommandName = "rename"        // Participant's real name to Text
	CommandRemove       CommandName = "remove"        // Participant
	CommandPutBack      CommandName = "put-back"      // Participant that was removed
	CommandGivePen      CommandName = "give-pen"      // Participant
	CommandNote         CommandName = "note"          // Note: added or changed
	CommandDeleteNote   CommandName = "delete-note"   // Option: note's id
	CommandBeginClosing CommandName = "begin-closing" // open → closing
	CommandReopenRoom   CommandName = "reopen-room"   // closing → open, before documents were issued
	CommandFinish       CommandName = "finish"        // closing → closed
	CommandPace         CommandName = "pace"          // rehearsals only; Number: how fast time runs, 0 stands still
	CommandWifi         CommandName = "wifi"          // Wifi: the network people join, told on the stage; without a name: none
	CommandCheck        CommandName = "check"         // Option: a line of the list of the last ten minutes; Number: 1 ticked, 0 not
	CommandDetails      CommandName = "details"       // Details: what the preparation said, put right before documents are issued
	CommandUndo         CommandName = "undo"          // takes the last act back, within ten seconds
	CommandHurry        CommandName = "hurry"         // rehearsals only: to the end of the current part's timer
	CommandLateSigning  CommandName = "late-signing"  // HalfDay: opened for those who did not sign while it was running; Number: 1 opened, 0 closed again
)

// Command is an act of the trainer. Revision is the one of the view it was
// given on; a different one is refused with CodeConflict.
type Command struct {
	Name        CommandName    `json:"name"`
	Revision    int64          `json:"revision"`
	Step        string         `json:"step,omitempty"`
	Option      string         `json:"option,omitempty"`
	Number      int            `json:"number,omitempty"`
	Text        string         `json:"text,omitempty"`
	Participant ParticipantID  `json:"participant,omitempty"`
	Table       TableID        `json:"table,omitempty"`
	Stage       *StageSettings `json:"stage,omitempty"`
	Note        *Note          `json:"note,omitempty"`
	Card        *Card          `json:"card,omitempty"`
	Counts      []ItemCount    `json:"counts,omitempty"`
	Confirmed   bool           `json:"confirmed,omitempty"` // close although people are unfinished
	HalfDay     *HalfDayName   `json:"halfDay,omitempty"`
	Wifi        *Wifi          `json:"wifi,omitempty"`
	Details     *Details       `json:"details,omitempty"`
}

// Details are what the preparation of a session says of it and its documents print.
type Details struct {
	Title  string `json:"title"` // "": the workshop's
	Client string `json:"client"`
	Place  string `json:"place"`
	Date   string `json:"date"`   // YYYY-MM-DD
	Starts string `json:"starts"` // HH:MM, where the session takes place; "": no hour is planned
}

// NewSession is the preparation of a session.
type NewSession struct {
	Workshop         string   `json:"workshop"`
	Title            string   `json:"title"` // "": the workshop's
	Client           string   `json:"client"`
	Place            string   `json:"place"`
	Date             string   `json:"date"`   // YYYY-MM-DD, "": today
	Starts           string   `json:"starts"` // HH:MM, where the session takes place; "": no hour is planned
	Tables           int      `json:"tables"` // 0: automatic
	Roster           []string `json:"roster"` // expected names, may be empty
	ConsoleLanguage  Language `json:"consoleLanguage"`
	StageLanguage    Language `json:"stageLanguage"`
	DocumentLanguage Language `json:"documentLanguage"`
	SingleTeam       bool     `json:"singleTeam"`
	NoReport         bool     `json:"noReport"`
	FollowUp         bool     `json:"followUp"`
	RetentionDays    int      `json:"retentionDays"`   // 0: what the settings and a follow-up ask for
	RetentionReason  string   `json:"retentionReason"` // needed for more than UsualRetention
	Rehearsal        bool     `json:"rehearsal"`
	Seed             uint64   `json:"seed"` // 0: random
}

// SessionFilter narrows the list of sessions.
type SessionFilter struct {
	Search  string `json:"search"`  // words of title, client, place, date
	Running bool   `json:"running"` // only those open or closing, whatever their date
	Past    bool   `json:"past"`    // only those that took place and are closed, no rehearsals
	Limit   int    `json:"limit"`   // 0: 50
	Offset  int    `json:"offset"`
}

// SessionSummary is a line of the home page.
type SessionSummary struct {
	ID        SessionID    `json:"id"`
	State     SessionState `json:"state"`
	Rehearsal bool         `json:"rehearsal"`
	Title     string       `json:"title"`
	Client    string       `json:"client"`
	Place     string       `json:"place"`
	Written   Language     `json:"written"` // of title, client and place: the stage's
	Date      string       `json:"date"`
	Present   int          `json:"present"` // attendance records that are present
	Documents int          `json:"documents"`
	EraseOn   int64        `json:"eraseOn"`         // when individual answers go, 0 unknown
	ErasedAt  int64        `json:"answersErasedAt"` // 0: not yet
	OpenedAt  int64        `json:"openedAt"`
	ClosedAt  int64        `json:"closedAt"`
}

// WorkshopView is an agenda offered for a new session.
type WorkshopView struct {
	ID       string         `json:"id"`
	Title    Text           `json:"title"`
	Summary  Text           `json:"summary"`
	Minutes  int            `json:"minutes"`
	Group    GroupSize      `json:"group"`
	Steps    []WorkshopLine `json:"steps"`
	Default  bool           `json:"default"`
	Own      bool           `json:"own"`      // composed by the trainer; may be changed and deleted
	FollowUp bool           `json:"followUp"` // it may be followed up: it asks the questions of a start
}

// WorkshopLine is a step of an agenda offered.
type WorkshopLine struct {
	Activity string `json:"activity"`
	Title    Text   `json:"title"`
	Kind     Kind   `json:"kind"`
	Minutes  int    `json:"minutes"`
	OffClock bool   `json:"offClock"`
	Short    bool   `json:"short"` // in its short form
}

// WorkshopDraft is an agenda as the trainer composes it.
type WorkshopDraft struct {
	ID    string      `json:"id"`    // "" for a new one
	Title string      `json:"title"` // in the trainer's language
	Steps []DraftStep `json:"steps"`
}

// DraftStep is one step of an agenda being composed.
type DraftStep struct {
	Activity string `json:"activity"`
	Minutes  int    `json:"minutes"`
	Short    bool   `json:"short"` // the activity's short form
}

// ActivityView is an activity an agenda may play.
type ActivityView struct {
	ID         string `json:"id"`
	Kind       Kind   `json:"kind"`
	Title      Text   `json:"title"`
	Purpose    Text   `json:"purpose"`
	Minutes    int    `json:"minutes"`    // suggested
	MinMinutes int    `json:"minMinutes"` // one for each of its parts
	OffClock   bool   `json:"offClock"`   // not training time
	HasShort   bool   `json:"hasShort"`   // it has a short form
}

// File is a file made for one person.
type File struct {
	Name       string `json:"name"`
	Type       string `json:"type"`       // of its content
	Data       []byte `json:"data"`       // base64
	ReturnCode string `json:"returnCode"` // printed in a personal document, "" for none
}

// FileRequest asks for a file only its owner may fetch.
type FileRequest struct {
	Token      string `json:"token"`      // the participant's
	ReturnCode string `json:"returnCode"` // the one held already, "" for none
	Step       string `json:"step"`       // of the plan to be reminded of
	Plan       int    `json:"plan"`       // from 1
}

// PersonName ties a participant to a real name, for the trainer alone, while
// the session is open and behind a deliberate act.
type PersonName struct {
	Participant ParticipantID `json:"participant"`
	Pseudonym   string        `json:"pseudonym"`
	Name        string        `json:"name"`
	Attendance  AttendanceID  `json:"attendance"`
	Reentry     string        `json:"reentry"` // "" unless just made
}

// PresenceCount says how many signed their presence in the half-day that is
// running; who and how: PresenceView, to be asked for anew when Turn changes.
type PresenceCount struct {
	Turn    int64        `json:"turn"` // counts signatures and half-days, in this run of the program
	HalfDay *HalfDayName `json:"halfDay,omitempty"`
	Signed  int          `json:"signed"`
	Of      int          `json:"of"`      // people who are there
	Trainer bool         `json:"trainer"` // the trainer signed it
	Doubts  int          `json:"doubts"`  // signatures to look at, of the whole session
}

// PresenceView is who signed their presence, half-day by half-day, for the
// trainer alone. It names people, never pseudonyms.
type PresenceView struct {
	HalfDays []HalfDayView  `json:"halfDays"` // those held, and the one that is about to be
	Trainer  string         `json:"trainer"`
	People   []PresenceLine `json:"people"` // by name
	Warnings []Notice       `json:"warnings"`
	Open     bool           `json:"open"` // signatures are still taken: no document was issued
}

// HalfDayView is a half-day as it was run. Instants are UTC milliseconds.
type HalfDayView struct {
	Day       string         `json:"day"` // as in HalfDayName
	Afternoon bool           `json:"afternoon"`
	Starts    int64          `json:"starts"` // of training in it, 0 before there was any
	Ends      int64          `json:"ends"`
	Minutes   int            `json:"minutes"` // of training in it
	State     SigningState   `json:"state"`
	Trainer   *SignatureView `json:"trainer,omitempty"`
	Signed    int            `json:"signed"`
	Of        int            `json:"of"` // people who were there in it
}

// SigningState is whether presence in a half-day may be signed.
type SigningState string

// States of a half-day.
const (
	SigningRunning SigningState = "running" // by everybody
	SigningLate    SigningState = "late"    // over; by those who had not signed
	SigningOver    SigningState = "over"
)

// PresenceLine is one person's presence.
type PresenceLine struct {
	ID       AttendanceID   `json:"id"`
	Name     string         `json:"name"`
	Expected bool           `json:"expected"` // from the roster, not (yet) in the room
	Absent   bool           `json:"absent"`
	Cells    []PresenceCell `json:"cells"` // parallel to the half-days
}

// PresenceCell is one person's presence in one half-day.
type PresenceCell struct {
	Present   bool           `json:"present"`
	Signature *SignatureView `json:"signature,omitempty"`
}

// SignatureView is a signature as the trainer sees it.
type SignatureView struct {
	Drawing Drawing  `json:"drawing"` // no stroke: typed
	Typed   string   `json:"typed"`
	At      int64    `json:"at"`
	Late    bool     `json:"late"`
	Doubts  []string `json:"doubts"` // hurried, identical, at-once, absent
}

// SignRequest is a participant's signature for one half-day.
type SignRequest struct {
	Participant ParticipantID `json:"participant"`
	Day         string        `json:"day"` // as in HalfDayName
	Afternoon   bool          `json:"afternoon"`
	Drawing     Drawing       `json:"drawing"` // no stroke: typed
	Typed       string        `json:"typed"`
}

// SignHere is a signature given on the trainer's computer.
type SignHere struct {
	Attendance AttendanceID `json:"attendance"` // "": the trainer's own
	Day        string       `json:"day"`        // as in HalfDayName
	Afternoon  bool         `json:"afternoon"`
	Drawing    Drawing      `json:"drawing"` // no stroke: typed
	Typed      string       `json:"typed"`
}

// AttendanceView is one line to confirm before documents are issued.
type AttendanceView struct {
	ID          AttendanceID `json:"id"`
	Name        string       `json:"name"`
	ArrivedAt   int64        `json:"arrivedAt"`
	LeftAt      int64        `json:"leftAt"`
	Absent      bool         `json:"absent"`
	Expected    bool         `json:"expected"`
	Minutes     int          `json:"minutes"`  // duration done, off-clock steps left out
	Complete    bool         `json:"complete"` // the whole of the training
	HalfDays    int          `json:"halfDays"`
	Unprintable string       `json:"unprintable"` // characters the documents' fonts lack
	Confirmed   bool         `json:"confirmed"`   // by the trainer, since it last changed
}

// AttendanceEdit is what the trainer confirms of one person.
type AttendanceEdit struct {
	ID        AttendanceID `json:"id"`
	Name      string       `json:"name"`
	ArrivedAt int64        `json:"arrivedAt"`
	LeftAt    int64        `json:"leftAt"`
	Absent    bool         `json:"absent"`
}

// IssueRequest says what to issue and how.
type IssueRequest struct {
	Dir         string         `json:"dir"`         // "": the default
	Kinds       []DocumentKind `json:"kinds"`       // for the organisation's archive; empty: those of the settings
	Corrections Corrections    `json:"corrections"` // of documents issued before that the attendance now contradicts
	Encryption  *Encryption    `json:"encryption"`  // a copy to send; nil: none
	Close       bool           `json:"close"`       // once all is written, ends the session, and it is archived
}

// Corrections says what to do about issued documents that the attendance now
// contradicts: a name, a duration, a presence was corrected since.
type Corrections string

// What may be done about them.
const (
	CorrectionsAsk     Corrections = ""        // refuse with "documents-outdated"
	CorrectionsKeep    Corrections = "keep"    // leave them as they are
	CorrectionsReplace Corrections = "replace" // issue new ones in their place, revoke those of the absent
)

// Encryption is how an archive is encrypted for transport (age): by a
// passphrase, or for the holders of public keys. It is kept nowhere.
type Encryption struct {
	Passphrase string   `json:"passphrase"`
	Recipients []string `json:"recipients"` // "age1…"
}

// Bundle says what was written and where.
type Bundle struct {
	Dir       string           `json:"dir"`
	Zip       string           `json:"zip"`
	Encrypted string           `json:"encrypted"` // "" when nothing was
	Trainer   string           `json:"trainer"`   // folder of the trainer's own documents, "" without any
	Documents []IssuedDocument `json:"documents"` // those that stand
}

// Issuing is how far the issuing of documents has come.
type Issuing struct {
	Stage IssuingStage `json:"stage"`
	Done  int          `json:"done"`
	Of    int          `json:"of"`
}

// IssuingStage is a stage of issuing.
type IssuingStage string

// The stages.
const (
	IssuingDrawing IssuingStage = "drawing"
	IssuingWriting IssuingStage = "writing"
	IssuingOver    IssuingStage = "over"
)

// ArchiveCheck tells what became of an archive since it was written.
type ArchiveCheck struct {
	Title        string           `json:"title"` // of the session, as its list of files says
	Client       string           `json:"client"`
	Date         string           `json:"date"`
	Organisation string           `json:"organisation"`
	Fingerprint  string           `json:"fingerprint"` // of the key in the list
	Documents    int              `json:"documents"`   // in the list
	Signature    ArchiveSignature `json:"signature"`
	Ours         bool             `json:"ours"` // the key is of this computer, or one it was told to trust
	Findings     []ArchiveFinding `json:"findings"`
	Withdrawn    []WithdrawnFile  `json:"withdrawn"` // documents of the list that do not stand any more
}

// WithdrawnFile is a document of an archive that was replaced or revoked.
type WithdrawnFile struct {
	Name       string         `json:"name"` // within the archive
	Number     string         `json:"number"`
	Status     DocumentStatus `json:"status"` // replaced or revoked
	ReplacedBy string         `json:"replacedBy"`
	RevokedAt  int64          `json:"revokedAt"` // UTC milliseconds, 0: not revoked
	Since      bool           `json:"since"`     // after the archive was written: only the register tells
}

// Authentic reports whether an archive is as a known organisation wrote it.
func (c ArchiveCheck) Authentic() bool {
	return c.Signature == SignatureValid && c.Ours && len(c.Findings) == 0
}

// ArchiveSignature is what the signature of an archive's list says.
type ArchiveSignature string

// The signature of a list.
const (
	SignatureValid   ArchiveSignature = "valid"
	SignatureWrong   ArchiveSignature = "wrong"
	SignatureMissing ArchiveSignature = "missing"
)

// ArchiveFinding is one file that is not as the list has it.
type ArchiveFinding struct {
	Name    string      `json:"name"`
	Finding FindingKind `json:"finding"`
	Other   string      `json:"other"` // with swapped: the name of the file whose content it has
}

// FindingKind says how a file differs.
type FindingKind string

// How a file may differ from the list.
const (
	FindingChanged FindingKind = "changed"
	FindingMissing FindingKind = "missing"
	FindingAdded   FindingKind = "added"
	FindingSwapped FindingKind = "swapped"
)

// RegisterFiles says where the register was written.
type RegisterFiles struct {
	Dir   string   `json:"dir"`
	Files []string `json:"files"` // base names: PDF, CSV, XLSX
	Lines int      `json:"lines"`
}

// RegisterFilter narrows the register. Days are those of the issue, YYYY-MM-DD,
// both included; "" leaves them open.
type RegisterFilter struct {
	From   string `json:"from"`
	To     string `json:"to"`
	Search string `json:"search"` // words of the number, code, name, title or client
	Limit  int    `json:"limit"`  // lines of one page, 0: all
	Offset int    `json:"offset"`
}

// RegisterPage is a page of the register, the last issued first.
type RegisterPage struct {
	Lines []RegisteredDocument `json:"lines"`
	Total int                  `json:"total"` // lines found, on this page and others
}

// Greeting is what the join page shows before anybody has a name.
type Greeting struct {
	Session    SessionID   `json:"session"`
	Title      string      `json:"title"`
	Language   Language    `json:"language"`   // to begin with
	Pseudonyms []string    `json:"pseudonyms"` // free ones, proposed
	Tables     []TableView `json:"tables"`     // to choose from; empty: the trainer makes them
	Notices    []Text      `json:"notices"`    // 1 to 4 of the pack's rules
	Rehearsal  bool        `json:"rehearsal"`
}

// JoinRequest asks to join. Code or Secret lets in; Device is the token of a
// browser that already holds somebody.
type JoinRequest struct {
	ID        string   `json:"id"` // made by the client, 128 random bits; "": sent again, it makes another person
	Code      string   `json:"code"`
	Secret    string   `json:"secret"`
	Device    string   `json:"device"`
	Name      string   `json:"name"`
	Pseudonym string   `json:"pseudonym"` // "": one is given
	Language  Language `json:"language"`
	Table     TableID  `json:"table"`
	Simulated bool     `json:"simulated"`        // rehearsals only
	Temper    string   `json:"temper,omitempty"` // of somebody simulated
}

// ReentryRequest asks to come back on another browser.
type ReentryRequest struct {
	ID      string `json:"id"` // made by the client, 128 random bits; ""
	Code    string `json:"code"`
	Secret  string `json:"secret"`
	Device  string `json:"device"`
	Reentry string `json:"reentry"`
}

// Joined is the answer to both; the tokens are shown once and kept by the browser.
type Joined struct {
	Session     SessionID     `json:"session"`
	Participant ParticipantID `json:"participant"`
	Pseudonym   string        `json:"pseudonym"`
	Token       string        `json:"token"`   // 128 bits, this participant
	Device      string        `json:"device"`  // 128 bits, this browser
	Reentry     string        `json:"reentry"` // same-day way back, "" after a re-entry
}

// AnswerRequest is one answer on its way in.
type AnswerRequest struct {
	ID          string          `json:"id"` // made by the client, 128 random bits
	Participant ParticipantID   `json:"participant"`
	AsTable     bool            `json:"asTable"` // written with the table's pen
	Step        string          `json:"step"`
	Part        string          `json:"part"`
	Opening     int             `json:"opening"`
	Pass        string          `json:"pass"`
	Item        string          `json:"item"`
	Value       json.RawMessage `json:"value" tstype:"unknown"` // null: prefers not to answer
}

// LockRequest locks what a subject answered in a pass of a part.
type LockRequest struct {
	Participant ParticipantID `json:"participant"`
	AsTable     bool          `json:"asTable"`
	Step        string        `json:"step"`
	Part        string        `json:"part"`
	Opening     int           `json:"opening"`
	Pass        string        `json:"pass"`
}

// Receipt acknowledges an answer or a lock: it is on disk.
type Receipt struct {
	ID    string `json:"id"`
	Edits int    `json:"edits"`
	Done  bool   `json:"done"` // locked or complete in the part
}

// Snapshot is what a participants' browser gets when it connects and whenever
// it asks.
type Snapshot struct {
	Room   RoomView     `json:"room"`
	People []PersonView `json:"people"` // the participants the connection speaks for
}

// Message is what is published on a channel. Type names the field that is set.
type Message struct {
	Type     string         `json:"type"` // room, person, team, stage, console, progress, issuing
	Room     *RoomView      `json:"room,omitempty"`
	Since    int64          `json:"since,omitempty"` // with room, when Kept names any: the revision they are of
	Kept     []string       `json:"kept,omitempty"`  // with room: the fields left out of it that are as they were: step, play, figures, tables
	Person   *PersonView    `json:"person,omitempty"`
	Team     *TeamView      `json:"team,omitempty"`
	Stage    *StageView     `json:"stage,omitempty"`
	Console  *ConsoleView   `json:"console,omitempty"`
	Progress *Progress      `json:"progress,omitempty"`
	Roster   []RosterLine   `json:"roster,omitempty"`   // with progress, on the console's channel: the lines that changed
	Teams    []TeamView     `json:"teams,omitempty"`    // with progress, on the console: the tables at work together
	Presence *PresenceCount `json:"presence,omitempty"` // with progress, on the console
	Issuing  *Issuing       `json:"issuing,omitempty"`
}
