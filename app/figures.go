package estrade

// MinimumAnswers is the number of answers under which no figure about a group
// leaves the server (G-05).
const MinimumAnswers = 5

// Figures are the figures of one showing part (or of a closed sort), with those
// shown beside them: a consequence keeps its split. Every figure in it may be shown: what falls under the
// five-answers rule is nil.
type Figures struct {
	Split       *SplitFigures       `json:"split,omitempty"`
	Consequence *ConsequenceFigures `json:"consequence,omitempty"`
	Ending      *EndingFigures      `json:"ending,omitempty"`
	Sort        *SortFigures        `json:"sort,omitempty"`
	Map         *MapFigures         `json:"map,omitempty"`
	Ranking     *RankingFigures     `json:"ranking,omitempty"`

	Assessment *AssessmentFigures `json:"assessment,omitempty"` // trainer and report only
	Curve      *CurveFigures      `json:"curve,omitempty"`
	CardSort   *CardSortFigures   `json:"cardSort,omitempty"`
	FollowUp   *QuestionFigures   `json:"followUp,omitempty"`
	Rating     *RatingFigures     `json:"rating,omitempty"`
	Votes      *VoteFigures       `json:"votes,omitempty"`
	RunOff     *VoteFigures       `json:"runOff,omitempty"`
	Feedback   *FeedbackFigures   `json:"feedback,omitempty"` // trainer and report only
}

// SplitFigures are the votes at a node. Counts is nil under five answers; N is
// then how many were received.
type SplitFigures struct {
	Node   string       `json:"node"`
	N      int          `json:"n"`
	Counts []ItemCount  `json:"counts" tstype:"ItemCount[] | null"` // in the order of the options
	Hands  int          `json:"hands,omitempty"`                    // raised hands among N, typed by the trainer
	Tables []TableSplit `json:"tables"`                             // only tables with five answers or more
}

// ItemCount is a number of answers for an option, a card, a column.
type ItemCount struct {
	ID    string `json:"id"`
	Count int    `json:"count"`
}

// TableSplit is the votes of one table of five answers or more.
type TableSplit struct {
	Table  TableID     `json:"table"`
	N      int         `json:"n"`
	Counts []ItemCount `json:"counts"`
}

// ConsequenceFigures is what the room's choice did.
type ConsequenceFigures struct {
	Node        string        `json:"node"`
	Option      string        `json:"option"`
	GaugeBefore int           `json:"gaugeBefore"`
	GaugeAfter  int           `json:"gaugeAfter"`
	Next        string        `json:"next"` // a node, or ScenarioEnd
	Tables      []TableChoice `json:"tables"`
}

// TableChoice is what a table chose; a table's own decision may always be shown.
type TableChoice struct {
	Table  TableID `json:"table"`
	Option string  `json:"option"`
}

// EndingFigures closes a scenario: ending, path, and the group's scores.
type EndingFigures struct {
	Ending        string              `json:"ending"`
	Start         int                 `json:"start"` // gauge before the first node
	Gauge         int                 `json:"gauge"`
	Path          []PathChoice        `json:"path"`
	Untaken       []UntakenOption     `json:"untaken"`     // of the visited nodes, in the order of the path
	RoomQuality   *float64            `json:"roomQuality"` // decision quality of the room's choices, 0…100
	N             int                 `json:"n"`           // people with a decision quality; with raised hands, those behind every split at least
	MeanQuality   *float64            `json:"meanQuality"` // nil under five people; from the splits' counts where it would tell how one to four voted
	BestQuality   *float64            `json:"bestQuality"`
	Gain          *float64            `json:"gain"`
	GainVsBest    *float64            `json:"gainVsBest"`
	MeanAgreement *float64            `json:"meanAgreement"` // share of nodes voted like the room, 0…1
	Competencies  []CompetencyFigures `json:"competencies"`
	Splits        []SplitFigures      `json:"splits"` // votes shown at the visited nodes, in the order of the path, without tables
}

// PathChoice is one visited node and the room's choice there.
type PathChoice struct {
	Node   string `json:"node"`
	Option string `json:"option"`
	Gauge  int    `json:"gauge"` // after the node
}

// UntakenOption is an option the room did not choose at a visited node.
type UntakenOption struct {
	Node      string `json:"node"`
	Option    string `json:"option"`
	Letter    string `json:"letter"`    // A, B, C…
	Gauge     int    `json:"gauge"`     // where it would have led the gauge from where the room stood
	Elsewhere bool   `json:"elsewhere"` // the story would have gone on in another scene
}

// CompetencyFigures is the quality of choices touching one competency.
type CompetencyFigures struct {
	Competency string   `json:"competency"`
	Room       *float64 `json:"room"` // of the room's choices, 0…100; nil « non observé »
	N          int      `json:"n"`
	Mean       *float64 `json:"mean"` // over people, nil under five
}

// SortFigures are the figures of a card sort once closed.
type SortFigures struct {
	N     int             `json:"n"`    // people with a score
	Mean  *float64        `json:"mean"` // of the scores, 0…100; nil under five
	Cards []CardAgreement `json:"cards"`
}

// CardAgreement is the agreement on one card; TopShare is nil under five answers.
type CardAgreement struct {
	Card     string      `json:"card"`
	N        int         `json:"n"`
	TopShare *float64    `json:"topShare"` // 0…1
	Explore  bool        `json:"explore"`
	Counts   []ItemCount `json:"counts" tstype:"ItemCount[] | null"` // nil under five
	Hands    int         `json:"hands,omitempty"`                    // raised hands among N, typed by the trainer
}

// MapFigures is the contrast map, both passes, rows by rising consensus.
type MapFigures struct {
	Situation string    `json:"situation"`
	N         int       `json:"n"` // people with at least one slider placed
	Passes    []MapPass `json:"passes"`
	FitN      int       `json:"fitN"`
	MeanFit   *float64  `json:"meanFit"` // mean private fit, nil under five
}

// MapPass is the map of one pass.
type MapPass struct {
	Pass string   `json:"pass"`
	Rows []MapRow `json:"rows"`
}

// MapRow is one pair of the map. With fewer than five answers everything but
// Pair and N is nil.
type MapRow struct {
	Pair      string   `json:"pair"`
	N         int      `json:"n"`
	Counts    []int    `json:"counts" tstype:"number[] | null"` // one per position, manager pole first
	Mean      *float64 `json:"mean"`                            // −3…3
	Median    *float64 `json:"median"`
	Consensus *float64 `json:"consensus"` // 0…1
	Band      string   `json:"band"`      // strong, partial, explore, ""
}

// RankingFigures is the reveal of a ranking.
type RankingFigures struct {
	Reference        []string       `json:"reference"` // items, best first
	ExpectedAccuracy float64        `json:"expectedAccuracy"`
	MaxDistance      float64        `json:"maxDistance"`
	N                int            `json:"n"`    // people with a distance
	Mean             *float64       `json:"mean"` // room's mean distance; nil under five
	MeanAccuracy     *float64       `json:"meanAccuracy"`
	Silent           *SilentList    `json:"silent"` // the room's list « sans parler »; nil under five
	Tables           []TableRanking `json:"tables"`
}

// SilentList is the list of mean ranks.
type SilentList struct {
	N        int       `json:"n"` // complete lists
	Order    []string  `json:"order"`
	Ranks    []float64 `json:"ranks"` // parallel to Order
	Distance float64   `json:"distance"`
	Accuracy *float64  `json:"accuracy"`
}

// TableRanking is one table at the reveal: its own list and distance always;
// statistics of its people only from five complete lists.
type TableRanking struct {
	Table          TableID     `json:"table"`
	Order          []string    `json:"order"` // items, best first; "" where no rank was given
	Distance       *float64    `json:"distance"`
	Accuracy       *float64    `json:"accuracy"`
	Rank           int         `json:"rank"` // among tables, ex æquo share; 0 without a distance
	N              int         `json:"n"`    // complete individual lists
	Mean           *float64    `json:"mean"`
	Best           *float64    `json:"best"`
	Gain           *float64    `json:"gain"`
	GainPct        *float64    `json:"gainPct"`
	GainVsBest     *float64    `json:"gainVsBest"`
	BetterThanTeam *int        `json:"betterThanTeam"`
	Weak           *bool       `json:"weak"`
	Strong         *bool       `json:"strong"`
	Silent         *SilentList `json:"silent"`
	Hasty          bool        `json:"hasty"`
}

// TableFigures are what a table's own people are shown of it beside the room's
// figures. They go to them alone: what a phone is sent does not grow with the tables.
type TableFigures struct {
	Node     string      `json:"node,omitempty"`     // that counts and choice are of
	Counts   []ItemCount `json:"counts,omitempty"`   // votes by option, from five on
	Choice   string      `json:"choice,omitempty"`   // option the table chose
	Distance *float64    `json:"distance,omitempty"` // of its list from the reference
	Sort     *TableSort  `json:"sort,omitempty"`
}

// TableSort is what a table put where, and how near that is to the key.
type TableSort struct {
	Answers map[string]string `json:"answers"`         // card → column; missing where none
	Score   *float64          `json:"score,omitempty"` // as in CardSortFigures
}

// StepFigures is one frozen set of figures.
type StepFigures struct {
	Step    string  `json:"step"`
	Part    string  `json:"part"`
	At      int64   `json:"at"`
	Figures Figures `json:"figures"`
	Play    *Play   `json:"play,omitempty"` // the texts that the figures are about
}

// AssessmentFigures is how a group moved between two self-positionings. It is
// never on the stage.
type AssessmentFigures struct {
	N        int                `json:"n"`        // people with at least one competency at both moments
	Compared string             `json:"compared"` // the activity compared with
	Scale    string             `json:"scale"`    // confidence, frequency
	Changes  []CompetencyChange `json:"changes"`  // in the order of the T
	Shift    *ShiftFigures      `json:"shift"`    // nil without a retrospective pass
}

// CompetencyChange is the change of a group on one competency, by scoring.PrePost.
// Under five complete pairs everything but Competency, N and Display is nil or 0.
type CompetencyChange struct {
	Competency         string   `json:"competency"`
	N                  int      `json:"n"`        // complete pairs
	MeanPre            *float64 `json:"meanPre"`  // 0…100
	MeanPost           *float64 `json:"meanPost"` // 0…100
	MeanDiff           *float64 `json:"meanDiff"`
	Up                 int      `json:"up"`
	Same               int      `json:"same"`
	Down               int      `json:"down"`
	Gain               *float64 `json:"gain"`               // normalised gain of the group
	MeanIndividualGain *float64 `json:"meanIndividualGain"` // another quantity: labelled as such
	GZ                 *float64 `json:"gz"`                 // corrected effect over the SD of differences, from ten people
	GAv                *float64 `json:"gav"`                // corrected effect over the mean SD, from ten people
	Display            string   `json:"display"`            // hidden, counts, effect
}

// ShiftFigures are the three changes that are always shown together, as means
// over people with complete triples, in scale points; nil under five people, and
// where the changes beside them would then tell that of one to four.
type ShiftFigures struct {
	N             int      `json:"n"`
	Classic       *float64 `json:"classic"`
	Retrospective *float64 `json:"retrospective"`
	Shift         *float64 `json:"shift"`
}

// CurveFigures is the reveal of the engagement curve.
type CurveFigures struct {
	Branch        string                `json:"branch"` // chosen by the trainer
	Estimates     []EstimateFigures     `json:"estimates"`
	N             int                   `json:"n"`                                   // drawings of six points or more
	Drawings      [][]float64           `json:"drawings" tstype:"number[][] | null"` // completed, rescaled to a maximum of 100, in no order; nil under five
	MeanTotal     *float64              `json:"meanTotal"`                           // likeness with the chosen branch, 0…100
	Closest       []ItemCount           `json:"closest" tstype:"ItemCount[] | null"` // drawings by closest branch: the branches' ids, then "equal"; nil under five
	Troughs       []ItemCount           `json:"troughs,omitempty"`                   // drawings by the month of their trough, those with one, by month; absent under five drawings
	ZonesN        int                   `json:"zonesN"`                              // people with a score of placing
	MeanZones     *float64              `json:"meanZones"`                           // 0…100
	Interventions []InterventionFigures `json:"interventions"`
}

// EstimateFigures is the spread of one estimate; all but N nil under five answers.
type EstimateFigures struct {
	ID         string   `json:"id"`
	N          int      `json:"n"`
	Median     *float64 `json:"median"`
	Low        *float64 `json:"low"`        // first quartile
	High       *float64 `json:"high"`       // third quartile
	MeanPoints *float64 `json:"meanPoints"` // 0…100
}

// InterventionFigures is where the room placed one intervention.
type InterventionFigures struct {
	ID       string      `json:"id"`
	N        int         `json:"n"`
	Counts   []ItemCount `json:"counts" tstype:"ItemCount[] | null"` // by zone, in the pack's order; nil under five
	TopShare *float64    `json:"topShare"`                           // 0…1
}

// CardSortFigures is the reveal of a sort.
type CardSortFigures struct {
	Method string         `json:"method"` // card-sort or f1
	N      int            `json:"n"`      // people with a score
	Mean   *float64       `json:"mean"`   // card-sort 0…100, f1 0…1; nil under five
	Cards  []CardFigures  `json:"cards"`  // in the pack's order
	Tables []TableSorting `json:"tables"`
}

// CardFigures is the agreement on one card, and its column in the key.
type CardFigures struct {
	Card     string      `json:"card"`
	Column   string      `json:"column"`
	N        int         `json:"n"`
	Counts   []ItemCount `json:"counts" tstype:"ItemCount[] | null"` // by column, then "both" where it exists; nil under five
	TopShare *float64    `json:"topShare"`                           // 0…1
	Explore  bool        `json:"explore"`
	Hands    int         `json:"hands,omitempty"` // raised hands among N, typed by the trainer
}

// TableSorting is what a table put where; its own decision may always be shown.
// The statistics of its people come from five of them on.
type TableSorting struct {
	Table   TableID           `json:"table"`
	Answers map[string]string `json:"answers"` // card → column; missing where none
	Score   *float64          `json:"score"`   // by the same method
	Rank    int               `json:"rank"`    // among tables, ex æquo share; 0 without a score
	N       int               `json:"n"`       // people of the table with a score
	Mean    *float64          `json:"mean"`
}

// QuestionFigures is the answers to one question; Counts is nil under five.
type QuestionFigures struct {
	N      int         `json:"n"`
	Counts []ItemCount `json:"counts" tstype:"ItemCount[] | null"`
	Hands  int         `json:"hands,omitempty"` // raised hands among N, typed by the trainer
}

// RatingFigures is the reveal of a rating.
type RatingFigures struct {
	N             int            `json:"n"`             // people with an alignment
	MeanAlignment *float64       `json:"meanAlignment"` // 0…100; nil under five
	Items         []RatedFigures `json:"items"`         // in the pack's order
}

// RatedFigures is how the room rated one source; all but Item, N and CriteriaN
// are nil under five answers.
type RatedFigures struct {
	Item      string      `json:"item"`
	N         int         `json:"n"`
	Counts    []int       `json:"counts" tstype:"number[] | null"` // by class
	Mean      *float64    `json:"mean"`                            // 0…100
	Median    *float64    `json:"median"`                          // 0…100
	Consensus *float64    `json:"consensus"`                       // by classes, 0…1
	Band      string      `json:"band"`                            // strong, partial, explore, ""
	CriteriaN int         `json:"criteriaN"`
	Criteria  []ItemCount `json:"criteria" tstype:"ItemCount[] | null"` // main criterion; nil under five
}

// VoteFigures is a dot vote; all but N is empty under five voters.
type VoteFigures struct {
	N      int         `json:"n"`      // people who voted
	Dots   int         `json:"dots"`   // of each person
	Keep   int         `json:"keep"`   // places
	Ideas  []VotedIdea `json:"ideas"`  // most votes first; empty under five voters
	Seats  int         `json:"seats"`  // places left for a run-off
	RunOff []string    `json:"runOff"` // ideas tied for them
	Seen   bool        `json:"seen"`   // the votes may be shown: five voters or more
}

// VotedIdea is what an idea got.
type VotedIdea struct {
	IdeaPlay `tstype:",extends"`
	Votes    int  `json:"votes"`
	Voters   int  `json:"voters"` // distinct people
	Rank     int  `json:"rank"`   // ex æquo share
	Selected bool `json:"selected"`
}

// FeedbackFigures is a hot evaluation; it reads satisfaction, not learning, and
// is never on the stage.
type FeedbackFigures struct {
	N              int                   `json:"n"`               // people with at least one answer; with sheets of paper, behind one question at most
	Hands          int                   `json:"hands,omitempty"` // sheets of paper among N, counted and typed by the trainer
	Questions      []QuestionTop2        `json:"questions"`
	Recommendation RecommendationFigures `json:"recommendation"`
}

// QuestionTop2 is one question; Counts and Top2 are nil under five answers.
type QuestionTop2 struct {
	Question string   `json:"question"`
	N        int      `json:"n"`
	Counts   []int    `json:"counts" tstype:"number[] | null"` // by scale point
	Top2     *float64 `json:"top2"`                            // per cent of the two highest points
}

// RecommendationFigures is the recommendation; counts are 0 while hidden, NPS
// nil under ten answers.
type RecommendationFigures struct {
	N          int      `json:"n"`
	Promoters  int      `json:"promoters"`  // 9–10
	Passives   int      `json:"passives"`   // 7–8
	Detractors int      `json:"detractors"` // 0–6
	NPS        *float64 `json:"nps"`        // −100…100
	Display    string   `json:"display"`    // hidden, counts, score
}
