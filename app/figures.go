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
}

// SplitFigures are the votes at a node. Counts is nil under five answers; N is
// then how many were received.
type SplitFigures struct {
	Node   string       `json:"node"`
	N      int          `json:"n"`
	Counts []ItemCount  `json:"counts" tstype:"ItemCount[] | null"` // in the order of the options
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
	N             int                 `json:"n"`           // people with a decision quality
	MeanQuality   *float64            `json:"meanQuality"` // nil under five people; from the splits' counts where it would tell how one to four voted
	BestQuality   *float64            `json:"bestQuality"`
	Gain          *float64            `json:"gain"`
	GainVsBest    *float64            `json:"gainVsBest"`
	MeanAgreement *float64            `json:"meanAgreement"` // share of nodes voted like the room, 0…1
	Competencies  []CompetencyFigures `json:"competencies"`
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

// OwnResult is what one participant, and nobody else, may read about a step.
type OwnResult struct {
	Step     string       `json:"step"`
	Activity string       `json:"activity"`
	Title    Text         `json:"title"`
	Scenario *OwnScenario `json:"scenario,omitempty"`
	Contrast *OwnContrast `json:"contrast,omitempty"`
	Ranking  *OwnRanking  `json:"ranking,omitempty"`
}

// OwnScenario is one person's choices in a scenario.
type OwnScenario struct {
	Answered     int             `json:"answered"`
	Quality      *float64        `json:"quality"`   // 0…100
	Agreement    *float64        `json:"agreement"` // 0…1
	Nodes        []OwnNode       `json:"nodes"`
	Competencies []OwnCompetency `json:"competencies"`
	Captions     []Text          `json:"captions"`
}

// OwnNode is one visited node: own choice, the room's, and why.
type OwnNode struct {
	Node       string `json:"node"`
	Title      Text   `json:"title"`
	Choice     string `json:"choice"` // "" when missing
	ChoiceText *Text  `json:"choiceText,omitempty"`
	Room       string `json:"room"`
	RoomText   Text   `json:"roomText"`
	Rationale  Text   `json:"rationale"`
}

// OwnCompetency is a person's quality of choices; nil score: « non observé ».
type OwnCompetency struct {
	Competency string   `json:"competency"`
	Name       Text     `json:"name"`
	Score      *float64 `json:"score"`
}

// OwnContrast is one person's sort and fit.
type OwnContrast struct {
	Sorted        int           `json:"sorted"`
	SortScore     *float64      `json:"sortScore"` // 0…100
	SlidersClosed bool          `json:"slidersClosed"`
	Situation     *Text         `json:"situation,omitempty"`
	Answered      int           `json:"answered"` // complete pairs
	Pairs         int           `json:"pairs"`
	Fit           *float64      `json:"fit"` // 0…100
	MeanGap       *float64      `json:"meanGap"`
	IndexCurrent  *float64      `json:"indexCurrent"`  // −3…3
	IndexRequired *float64      `json:"indexRequired"` // −3…3
	SliderMin     int           `json:"sliderMin"`
	SliderMax     int           `json:"sliderMax"`
	Cards         []OwnCard     `json:"cards"`     // of the sort, in the pack's order
	Positions     []OwnPosition `json:"positions"` // of the sliders, in the pack's order
	Captions      []Text        `json:"captions"`
}

// OwnCard is one card: where the person put it, and whose pole it is.
type OwnCard struct {
	Card string `json:"card"`
	Text Text   `json:"text"`
	Key  string `json:"key"` // manager or leader
	Own  string `json:"own"` // manager, leader, both; "" when missing
}

// OwnPosition is one pair's two sliders, −3 (manager) … 3 (leader).
type OwnPosition struct {
	Pair     string   `json:"pair"`
	Manager  Text     `json:"manager"`
	Leader   Text     `json:"leader"`
	Current  *float64 `json:"current"`
	Required *float64 `json:"required"`
}

// OwnRanking is one person's list beside the reference.
type OwnRanking struct {
	Items            []OwnRankedItem `json:"items"` // in reference order
	Distance         *float64        `json:"distance"`
	Accuracy         *float64        `json:"accuracy"`
	ExpectedAccuracy *float64        `json:"expectedAccuracy"`
	Captions         []Text          `json:"captions"`
}

// OwnRankedItem is one item of the reference list; 0 ranks are missing.
type OwnRankedItem struct {
	Item      string `json:"item"`
	Text      Text   `json:"text"`
	Reason    Text   `json:"reason"`
	Reference int    `json:"reference"`
	Own       int    `json:"own"`
	Table     int    `json:"table"`
}

// StepFigures is one frozen set of figures.
type StepFigures struct {
	Step    string  `json:"step"`
	Part    string  `json:"part"`
	At      int64   `json:"at"`
	Figures Figures `json:"figures"`
	Play    *Play   `json:"play,omitempty"` // the texts that the figures are about
}
