// Package estrade is the domain of Estrade: types, rules, what travels to pages,
// error codes, and every port, driving and driven. It imports nothing of ours.
package estrade

import "time"

// Documents draws what leaves a session on paper. Implementations are safe for
// concurrent use and deterministic: the same data give the same bytes.
type Documents interface {
	// Certificate returns the PDF of one person's certificate. CodeInvalid with
	// key "text-unprintable" when a text holds a character no embedded font
	// covers (a certificate never prints a maimed name), "logo-invalid" when
	// the logo is not a readable PNG or JPEG.
	Certificate(d CertificateData) ([]byte, error)
	// Completion returns the PDF of one person's certificat de réalisation.
	// Errors as for Certificate.
	Completion(d CompletionData) ([]byte, error)
	// AttendanceSheet returns the PDF of the attendance sheet, with the
	// signatures given or, where there are none, boxes to sign on paper. Errors
	// as for Certificate.
	AttendanceSheet(d AttendanceSheetData) ([]byte, error)
	// Report returns the PDF of the session report. Characters no font covers
	// are left out and listed at its end. CodeInvalid with key "logo-invalid"
	// as above.
	Report(d ReportData) ([]byte, error)
	// Debrief returns the PDF of the trainer's full debrief: what the group did,
	// the prompts and all notes. Errors as for Report.
	Debrief(d DebriefData) ([]byte, error)
	// Register returns the PDF of the register of issued documents. Errors as for
	// Report.
	Register(d RegisterData) ([]byte, error)
	// Receipt returns the PDF of the receipt of a session that was deleted, which
	// names nobody. Errors as for Report.
	Receipt(d ReceiptData) ([]byte, error)
	// Handouts returns the PDF of the sheets on which a session is played with
	// paper and pencils. Characters no font covers are left out and listed on its
	// first page.
	Handouts(d HandoutData) ([]byte, error)
	// Personal returns the PDF of what one participant answered, for them
	// alone. Characters no font covers are left out and listed at its end.
	// CodeInvalid with key "logo-invalid" as above.
	Personal(d PersonalData) ([]byte, error)
	// Reminder returns the calendar file (iCalendar) of one plan: the whole day
	// of its date, with an alarm the morning before.
	Reminder(d ReminderData) ([]byte, error)
	// Unprintable lists the characters of text that no embedded font covers,
	// each once, in order of appearance; nil when the text can be printed.
	Unprintable(text string) []rune
	// CheckLogo reports why image bytes cannot be a logo, or a scanned
	// signature: CodeInvalid with key "logo-invalid". No bytes is no logo, and
	// no error.
	CheckLogo(image []byte) error
}

// Organisation is the training body that issues the documents.
type Organisation struct {
	Name                string
	Address             []string // lines
	SIRET               string
	ActivityDeclaration string // numéro de déclaration d'activité
	LegalForm           string // « association loi 1901 », « SAS au capital de 10 000 € »; "" prints none
	Logo                []byte // PNG or JPEG, empty for none
	Trainer             string
	Signature           []byte // of whoever signs for it, scanned: PNG or JPEG, empty for none
}

// OrganisationOf is the training body of the settings.
func OrganisationOf(s Settings) Organisation {
	return Organisation{
		Name: s.Organisation, LegalForm: s.LegalForm, Address: s.Address, SIRET: s.SIRET, ActivityDeclaration: s.ActivityDeclaration,
		Logo: s.Logo, Trainer: s.Trainer, Signature: s.Signature,
	}
}

// Origin is what a document shows of where it comes from.
type Origin struct {
	Code        string // the document's own, as printed: "7QF4-M2KD-93XA"; "" prints none
	QR          string // text of its QR code, UTF-8 in byte mode, up to 500 bytes; "" draws none
	Fingerprint string // of the public key that checks it: "3f9c 71d2 a804 5b1e 77c0"; "" prints none
}

// CertificateData is the content of one person's certificate (attestation de
// fin de formation). It carries no result. Times are in the session's zone.
type CertificateData struct {
	Language        Language
	Organisation    Organisation
	Number          string
	IssuedOn        time.Time
	ParticipantName string
	WorkshopTitle   string
	Dates           []time.Time // the days attended, any instant of each
	DurationMinutes int         // duration done by this person
	PlannedMinutes  int         // planned duration, printed beside a shorter one; 0: not printed
	Complete        bool        // the whole training was followed: prints « en totalité »
	Place           string
	Client          string
	Objectives      []string
	SignatoryName   string
	SignatoryTitle  string
	SignedAt        string // place of signature, "" to leave it out
	Replaces        string // number of the document that this one corrects, "" for none
	Origin          Origin
	Wording         Wording
	Rehearsal       bool // prints a watermark over simulated data
	Specimen        bool // prints a watermark over sample data
}

// CompletionData is the content of one person's certificat de réalisation, with
// the fields of the ministry's model. Times are in the session's zone.
type CompletionData struct {
	Language        Language
	Organisation    Organisation
	Number          string
	IssuedOn        time.Time
	ParticipantName string
	Employer        string // the trainee's: the session's client
	ActionTitle     string // intitulé de l'action
	Nature          ActionNature
	Starts          time.Time // first and last day attended
	Ends            time.Time
	DurationMinutes int // duration done by this person
	Place           string
	SignatoryName   string
	SignatoryTitle  string
	SignedAt        string // place of signature, "" to leave it out
	Replaces        string
	Origin          Origin
	Wording         Wording
	Rehearsal       bool
	Specimen        bool
}

// AttendanceSheetData is the content of an attendance sheet: a line a person, a
// column a half-day. Times are in the session's zone.
type AttendanceSheetData struct {
	Language     Language
	Organisation Organisation
	Number       string
	IssuedOn     time.Time
	Title        string
	Client       string
	Place        string
	Trainer      string
	HalfDays     []SheetHalfDay
	Lines        []SheetLine // by name; none for a blank sheet
	BlankLines   int         // empty lines to write on, after the others
	Origin       Origin
	Wording      Wording
	Rehearsal    bool
	Specimen     bool
}

// SheetHalfDay is a column of an attendance sheet.
type SheetHalfDay struct {
	HalfDay
	Starts  time.Time       // zero: not printed
	Ends    time.Time       // zero: not printed
	Trainer *SheetSignature // the trainer's, nil while not given
}

// SheetLine is one person's line; Signatures is parallel to HalfDays, nil where
// none was given.
type SheetLine struct {
	Name       string
	Present    []bool // parallel to HalfDays; false prints « absent·e »
	Signatures []*SheetSignature
}

// SheetSignature is a signature and when it was given.
type SheetSignature struct {
	Drawing Drawing // no stroke: typed
	Typed   string
	At      time.Time
}

// DebriefData is the content of the trainer's full debrief. Report holds the
// group's results and all notes by activity; names of people and what one of
// them answered are in none of it.
type DebriefData struct {
	Report    ReportData       // its wording is the debrief's
	Prompts   []DebriefPrompts // of the activities run, in agenda order
	Origin    Origin
	Rehearsal bool
}

// DebriefPrompts are the debrief of one activity: the questions asked, by ORID
// stage, and what the trainer noted under each. A note told here and among the
// notes of the result is printed once.
type DebriefPrompts struct {
	Activity string // title, as in the result of the activity
	Stages   []DebriefStage
}

// DebriefStage is one stage of the debrief.
type DebriefStage struct {
	Title   string
	Minutes int // suggested, 0: not printed
	Prompts []string
	Notes   []ReportNote
}

// RegisterData is the content of the register of issued documents. Times are in
// Zone.
type RegisterData struct {
	Language     Language
	Organisation Organisation
	MadeOn       time.Time
	From, To     time.Time // days covered, both included; zero: all
	Lines        []RegisterLine
	Wording      Wording
	Specimen     bool // marked as a sample
}

// ReceiptData is the content of the receipt of a session that was deleted. Times
// are in the session's zone.
type ReceiptData struct {
	Language     Language
	Organisation Organisation
	Receipt      DeletionReceipt
	Date         time.Time // day of the session, zero to leave it out
	ErasedOn     time.Time
	MadeOn       time.Time
}

// RegisterLine is one issued document.
type RegisterLine struct {
	Number    string
	Code      string
	Kind      DocumentKind
	Name      string // "" for a document about the whole session
	Title     string // of the session
	Client    string
	IssuedOn  time.Time
	Replaces  string    // number of the document that it corrects
	RevokedOn time.Time // zero: valid
	Reason    string    // of the revocation
}

// ReportData is the content of a session report: attendance, agenda as run and
// group results. Texts are in Language; times are in the session's zone.
type ReportData struct {
	Language     Language
	Organisation Organisation
	Number       string // of the document, "" to leave it out
	IssuedOn     time.Time

	Title      string
	Client     string
	Recipient  []string // lines; empty: the client
	Place      string
	Trainer    string // "" for the organisation's
	Starts     time.Time
	Ends       time.Time
	Present    int // people who took part
	Tables     int
	Objectives []string
	ErasedOn   time.Time // individual answers are erased or made anonymous; zero: not printed

	Agenda     []AgendaLine
	Attendance []AttendanceLine
	Results    []ActivityResult // in the order they were played
	Notes      []ReportNote     // ticked by the trainer and tied to no activity
	Synthesis  string           // the trainer's own words on the whole, "" for none
	Context    string           // what workshop was held and for whom, "" for none
	Origin     Origin

	SingleTeam bool // one team with its manager in the room: prints notice 12
	Wording    Wording
	Rehearsal  bool
	Specimen   bool
}

// AgendaLine is a step, planned and as run.
type AgendaLine struct {
	Title          string
	PlannedMinutes int
	ActualMinutes  int
	Start          time.Time // zero when the step was not run
	End            time.Time
	OffClock       bool // a pause: not training time
	Skipped        bool
}

// HalfDay is a morning or an afternoon.
type HalfDay struct {
	Day       time.Time
	Afternoon bool
}

// AttendanceLine is one person's presence.
type AttendanceLine struct {
	Name      string
	HalfDays  []HalfDay
	Arrival   time.Time
	Departure time.Time
	Minutes   int // training time followed
	Complete  bool
	Absent    bool // expected and never came
}

// ReportNote is a note the trainer ticked for the report.
type ReportNote struct {
	Heading string // the prompt it answers or the step it belongs to, "" for none
	Text    string
}

// ActivityResult is what a group did in one activity; one of the pointers is
// set. Figures under five answers are nil: only their n is given.
type ActivityResult struct {
	Title    string
	Kind     Kind
	Finding  string       // the sentence that heads the page; "": written from the figures
	Captions []string     // of the figures, from the pack
	Source   string       // attribution, "" for none
	Prompts  []string     // debrief questions left to the group
	Notes    []ReportNote // ticked by the trainer

	Scenario *ReportScenario
	Contrast *ReportContrast
	Ranking  *ReportRanking

	Assessment *ReportAssessment
	Curve      *ReportCurve
	Sort       *ReportSort
	Rating     *ReportRating
	Board      *ReportBoard
	Feedback   *ReportFeedback
}

// ReportScenario is a scenario as the group played it.
type ReportScenario struct {
	GaugeLabel string
	GaugeMin   int
	GaugeMax   int
	GaugeStart int
	Endings    []ReportEnding // from the highest From to the lowest
	Path       []ReportNodeResult
	EndingText string // of the ending reached
	Ending     int    // index in Endings, -1 while unfinished

	N            int      // people with a decision quality
	MeanQuality  *float64 // of their own choices, 0…100
	BestQuality  *float64
	RoomQuality  *float64 // of the room's choices, 0…100
	Gain         *float64 // room over mean, in points
	GainVsBest   *float64
	Agreement    *float64 // mean share of nodes voted like the room, 0…1
	Competencies []ReportCompetency
	Tree         []ReportTreeNode // the whole story, by depth; empty while unfinished
}

// ReportTreeNode is one situation of the story, visited or not.
type ReportTreeNode struct {
	ID      string
	Title   string
	Depth   int // from 0
	Visited int // place on the path from 1, 0 when not visited
	Options []ReportTreeOption
}

// ReportTreeOption is where an option leads.
type ReportTreeOption struct {
	Letter string
	Next   string // a node's ID, "" for the end
	Taken  bool
	Count  *int // votes; nil where none may be shown
}

// ReportEnding is an ending and the gauge it needs.
type ReportEnding struct {
	Title string
	From  int
}

// ReportNodeResult is one node on the group's path.
type ReportNodeResult struct {
	Title       string
	N           int // votes received
	Hands       int // raised hands among them, typed by the trainer
	Options     []ReportOption
	Chosen      int // index in Options of the room's choice, -1 when none
	GaugeBefore int
	GaugeAfter  int
	Consequence string
	Rationale   string // "" to leave it out
}

// ReportOption is an option of a node.
type ReportOption struct {
	Text   string
	Count  *int     // votes; nil under five votes at this node
	Tables []string // names of the tables that chose it
	Gauge  int      // where it would have led the gauge
	Detour bool     // it leads to another scene than the one chosen
}

// ReportCompetency is the quality of choices touching one competency.
type ReportCompetency struct {
	Name string
	Room *float64 // of the room's choices, 0…100; nil: not observed
	N    int
	Mean *float64 // over people
}

// ReportContrast is a card sort and the map of a contrast.
type ReportContrast struct {
	SortN     int      // people with a sort score
	SortMean  *float64 // 0…100
	Cards     []ReportCard
	Situation string
	Passes    []ReportPass
	FitN      int
	MeanFit   *float64 // mean of private fits, 0…100
}

// ReportCard is the agreement on one card.
type ReportCard struct {
	Text     string
	Leader   bool // the card belongs to the leader's column
	N        int
	Manager  *int // answers in each column
	Both     *int
	LeaderN  *int
	Hands    int      // raised hands among N, typed by the trainer
	TopShare *float64 // share of the most chosen answer, 0…1
	Explore  bool
}

// ReportPass is the map of one pass of the sliders.
type ReportPass struct {
	Title  string // « Ce que je fais »
	Prompt string
	Rows   []ReportRow
}

// ReportRow is one pair of the map.
type ReportRow struct {
	Topic     string
	Manager   string // pole, on the left
	Leader    string // pole, on the right
	N         int
	Counts    []int    // one per position, manager pole first; nil under five
	Mean      *float64 // −3…3
	Consensus *float64 // 0…1
	Band      string   // strong, partial, explore, ""
}

// ReportRanking is a ranking: the room, the tables, the reference. Distances
// lie between 0 and MaxDistance.
type ReportRanking struct {
	Items            []ReportItem // in reference order
	ReferenceNote    string
	ExpectedAccuracy float64 // of a list drawn at random
	MaxDistance      float64
	N                int      // people with a distance
	Mean             *float64 // mean distance over the room
	SilentN          int      // complete lists behind the list « sans parler »
	SilentDistance   *float64 // of the room's list of mean ranks
	Tables           []ReportTable
}

// ReportItem is one item, its reference rank and the reason for it.
type ReportItem struct {
	Text      string
	Reference int
	Reason    string
	Silent    *float64 // rank in the room's list of mean ranks; nil under five
}

// ReportTable is one table's list and, from five complete individual lists,
// the statistics of its people.
type ReportTable struct {
	Name       string
	Mark       int   // shape and colour, 0…7
	Ranks      []int // parallel to Items; 0 where no rank was given
	Distance   *float64
	N          int // complete individual lists
	Mean       *float64
	Best       *float64
	Gain       *float64 // distance gained on the mean
	GainVsBest *float64
	Silent     *float64 // distance of the table's list of mean ranks
}

// ReportAssessment is how the group moved on the T.
type ReportAssessment struct {
	Frequency bool // frequencies compared, else confidence
	N         int  // people who answered at both moments
	Rows      []ReportChange
	Shift     *ReportShift // nil without a retrospective pass
}

// ReportChange is one competency. Under five people only Name, Bar and N are set.
type ReportChange struct {
	Name     string
	Vertical bool // belongs to the stem of the T
	N        int
	Before   *float64 // mean, 0…100
	After    *float64 // mean, 0…100
	Up       int
	Same     int
	Down     int
	Gain     *float64 // normalised gain of the group
	GZ       *float64 // effect size, from ten people
	GAv      *float64
	Display  string // hidden, counts, effect
}

// ReportShift are the three changes always shown together, in scale points.
type ReportShift struct {
	N             int
	Classic       *float64
	Retrospective *float64
	Shift         *float64
}

// ReportCurve is the engagement curve as the room drew it.
type ReportCurve struct {
	Notice        string
	Months        []int
	Estimates     []ReportEstimate
	N             int         // drawings
	Drawings      [][]float64 // 0…100, parallel to Months; nil under five
	Branches      []ReportBranch
	Branch        int      // index in Branches of the one the trainer chose
	Equal         *int     // drawings as close to both; nil under five
	MeanTotal     *float64 // 0…100
	ZonesN        int
	MeanZones     *float64 // 0…100
	Zones         []string
	Interventions []ReportIntervention
}

// ReportEstimate is one estimate beside its published figure.
type ReportEstimate struct {
	Question  string
	Source    string
	Year      int
	Percent   bool
	Reference float64
	N         int
	Median    *float64
	Low       *float64 // quartiles
	High      *float64
}

// ReportBranch is a reference curve.
type ReportBranch struct {
	Title   string
	Values  []float64 // parallel to Months
	Closest *int      // drawings closest to it; nil under five
}

// ReportIntervention is where the room placed an intervention.
type ReportIntervention struct {
	Text   string
	Zone   int // index in Zones of the key
	Reason string
	N      int
	Counts []int // by zone; nil under five
}

// ReportSort is a sort: the key, the room, the tables.
type ReportSort struct {
	F1       bool     // a score of spotting, 0…1; else corrected for chance, 0…100
	Columns  []string // « les deux » last, where the activity has it
	N        int
	Mean     *float64
	Cards    []ReportSortedCard
	Tables   []ReportSortedTable
	FollowUp *ReportQuestion
}

// ReportSortedCard is one card.
type ReportSortedCard struct {
	Text     string
	Column   int // index in Columns of the key
	Reason   string
	N        int
	Hands    int   // raised hands among N, typed by the trainer
	Counts   []int // by column; nil under five
	TopShare *float64
	Explore  bool
	Tables   []int // by table: index in Columns, -1 where none
}

// ReportSortedTable is one table's score.
type ReportSortedTable struct {
	Name  string
	Mark  int
	Score *float64
	N     int
	Mean  *float64
}

// ReportQuestion is a question and its answers.
type ReportQuestion struct {
	Prompt  string
	N       int
	Hands   int // raised hands among N, typed by the trainer
	Choices []string
	Counts  []int // nil under five
}

// ReportRating is a rating of sources.
type ReportRating struct {
	Decision      string
	ReferenceNote string
	Classes       []int // upper bounds
	N             int
	MeanAlignment *float64
	Items         []ReportRated
	Criteria      []string
	Said          []string // tables' decisions picked for the room
}

// ReportRated is one source.
type ReportRated struct {
	Text      string
	Reference float64
	Reason    string
	N         int
	Counts    []int // by class; nil under five
	Mean      *float64
	Consensus *float64
	Band      string
	Criteria  []int // by criterion; nil under five
}

// ReportBoard is a board: what was picked, and the votes.
type ReportBoard struct {
	Boxes        []ReportBox
	Voters       int
	Dots         int
	Ideas        []ReportIdea // most votes first; empty when fewer than five voted
	RunOff       []ReportIdea // empty without a run-off
	RunOffVoters int
}

// ReportBox is one box and the texts picked in it.
type ReportBox struct {
	Title string
	Cards []ReportCardText
}

// ReportCardText is a text picked for the room, or a cluster of them.
type ReportCardText struct {
	Text  string
	Group string
}

// ReportIdea is one idea put to the vote.
type ReportIdea struct {
	Title    string
	Votes    int
	Voters   int
	Selected bool
}

// ReportFeedback is a hot evaluation: appreciation, not learning.
type ReportFeedback struct {
	N          int
	Paper      int      // sheets of paper among N, counted and typed by the trainer
	Points     []string // labels of the scale, from the lowest
	Questions  []ReportAgreement
	Prompt     string // of the recommendation
	RecommendN int
	Promoters  int
	Passives   int
	Detractors int
	NPS        *float64
	Display    string // hidden, counts, score
	Comments   []ReportComments
}

// ReportAgreement is one sentence and how far people agree.
type ReportAgreement struct {
	Text   string
	N      int
	Counts []int    // by scale point; nil under five
	Top2   *float64 // per cent
}

// ReportComments are comments reread and picked by the trainer.
type ReportComments struct {
	Label string
	Texts []string
}

// PersonalData is what one participant takes away. It is made for them alone
// and kept nowhere.
type PersonalData struct {
	Language     Language
	Organisation Organisation
	Title        string
	Place        string
	Client       string
	Date         time.Time // in the session's zone
	Pseudonym    string
	ReturnCode   string    // "" for none
	ErasedOn     time.Time // individual answers are erased or made anonymous
	Results      []OwnResult
	Competencies []Competency // names for scenario results
	Wording      Wording
	Rehearsal    bool
	Specimen     bool // marked as a sample
}

// ReminderData is one plan to be reminded of.
type ReminderData struct {
	Language Language
	UID      string    // the same for the same plan
	Workshop string    // title of the session
	Sentence string    // the plan
	Day      time.Time // any instant of the day
	Stamp    time.Time // when the file is made
}
