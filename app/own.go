package estrade

// This file holds what one participant, and nobody else, may read.

// OwnResult is what one participant, and nobody else, may read about a step.
type OwnResult struct {
	Step     string       `json:"step"`
	Activity string       `json:"activity"`
	Title    Text         `json:"title"`
	How      []Text       `json:"how,omitempty"` // how each score is computed, with its weights (G-26)
	Scenario *OwnScenario `json:"scenario,omitempty"`
	Contrast *OwnContrast `json:"contrast,omitempty"`
	Ranking  *OwnRanking  `json:"ranking,omitempty"`

	Assessment *OwnAssessment `json:"assessment,omitempty"`
	Curve      *OwnCurve      `json:"curve,omitempty"`
	Sort       *OwnSort       `json:"sort,omitempty"`
	Rating     *OwnRating     `json:"rating,omitempty"`
	Board      *OwnBoard      `json:"board,omitempty"`
	Commitment *OwnCommitment `json:"commitment,omitempty"`
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

// OwnAssessment is one person's T: now and, where there is one, before and
// before looking back. There is no total.
type OwnAssessment struct {
	Scale      string    `json:"scale"`  // confidence, frequency
	Moment     string    `json:"moment"` // of the latest pass: before, after, follow-up
	Drawing    Text      `json:"drawing"`
	Horizontal Bar       `json:"horizontal"`
	Vertical   Bar       `json:"vertical"`
	Cells      []OwnCell `json:"cells"`           // in the order of the T
	Shift      *OwnShift `json:"shift,omitempty"` // with a retrospective pass
	Captions   []Text    `json:"captions"`
}

// OwnCell is one competency of the T, scores 0…100, nil for too few answers.
type OwnCell struct {
	Competency string   `json:"competency"`
	Bar        string   `json:"bar"` // horizontal, vertical
	Name       Text     `json:"name"`
	Definition Text     `json:"definition"`
	Answered   int      `json:"answered"`
	Of         int      `json:"of"`
	Before     *float64 `json:"before"`
	Hindsight  *float64 `json:"hindsight"` // « avant, avec le recul », of the behaviours asked then
	Now        *float64 `json:"now"`
	Change     *float64 `json:"change"` // normalised, −1…1
}

// OwnShift are the three changes over the behaviours answered three times, in
// scale points, always shown together.
type OwnShift struct {
	N             int      `json:"n"` // behaviours
	Of            int      `json:"of"`
	Classic       *float64 `json:"classic"`
	Retrospective *float64 `json:"retrospective"`
	Shift         *float64 `json:"shift"`
}

// OwnCurve is one person's estimates, drawing and placings beside the references.
type OwnCurve struct {
	Estimates     []OwnEstimate     `json:"estimates"`
	Months        []int             `json:"months"`
	Points        []*float64        `json:"points" tstype:"(number | null)[]"` // as drawn, parallel to Months; empty without a drawing
	Drawn         int               `json:"drawn"`
	Branches      []BranchPlay      `json:"branches"`
	Rebound       *float64          `json:"rebound"` // likeness with each branch, 0…100
	NoRebound     *float64          `json:"noRebound"`
	Closest       string            `json:"closest"` // a branch, "equal", "" without a drawing
	PeakMonth     *float64          `json:"peakMonth"`
	TroughMonth   *float64          `json:"troughMonth"`
	Placed        int               `json:"placed"`
	ZonesScore    *float64          `json:"zonesScore"` // 0…100
	Interventions []OwnIntervention `json:"interventions"`
	Notice        Text              `json:"notice"`
	Captions      []Text            `json:"captions"`
}

// OwnEstimate is one estimate beside the published figure.
type OwnEstimate struct {
	EstimatePlay `tstype:",extends"`
	Own          *float64 `json:"own"`
	Points       *float64 `json:"points"` // 0…100
}

// OwnIntervention is where the person placed an intervention.
type OwnIntervention struct {
	ID      string `json:"id"`
	Text    Text   `json:"text"`
	Own     *Text  `json:"own,omitempty"` // title of the zone, nil when not placed
	Key     Text   `json:"key"`
	Reason  Text   `json:"reason"`
	Verdict string `json:"verdict"` // exact, adjacent, elsewhere, "" when not placed
}

// OwnSort is one person's sort beside the key.
type OwnSort struct {
	Method   string          `json:"method"` // card-sort or f1
	Answered int             `json:"answered"`
	Score    *float64        `json:"score"` // card-sort 0…100, f1 0…1
	Cards    []OwnSortedCard `json:"cards"`
	Captions []Text          `json:"captions"`
}

// OwnSortedCard is one card: where the person put it, and the key.
type OwnSortedCard struct {
	Card   string `json:"card"`
	Text   Text   `json:"text"`
	Own    *Text  `json:"own,omitempty"` // title of the column, nil when missing
	Key    Text   `json:"key"`
	Same   bool   `json:"same"`
	Reason Text   `json:"reason"`
}

// OwnRating is one person's ratings beside the reference.
type OwnRating struct {
	Answered      int        `json:"answered"`
	Alignment     *float64   `json:"alignment"` // 0…100
	MeanGap       *float64   `json:"meanGap"`
	Items         []OwnRated `json:"items"`
	ReferenceNote Text       `json:"referenceNote"`
	Captions      []Text     `json:"captions"`
}

// OwnRated is one source.
type OwnRated struct {
	Item      string   `json:"item"`
	Text      Text     `json:"text"`
	Own       *float64 `json:"own"`
	Criterion *Text    `json:"criterion,omitempty"`
	Reference float64  `json:"reference"`
	Reason    Text     `json:"reason"`
}

// OwnBoard is the notes one person wrote, and the dots they placed once shown.
type OwnBoard struct {
	Notes []OwnNote `json:"notes"`
	Dots  []OwnDots `json:"dots"`
}

// OwnNote is one note.
type OwnNote struct {
	Box  Text   `json:"box"`
	Text string `json:"text"`
}

// OwnDots is the dots on one idea.
type OwnDots struct {
	Idea string `json:"idea"`
	Dots int    `json:"dots"`
}

// OwnCommitment is one person's plans.
type OwnCommitment struct {
	Plans        []OwnPlan `json:"plans"`
	Reminder     bool      `json:"reminder"`
	Advice       Text      `json:"advice"` // for a confidence below SmallerBelow
	SmallerBelow int       `json:"smallerBelow"`
}

// OwnPlan is one plan as written.
type OwnPlan struct {
	Sentence   Text              `json:"sentence"` // the template filled in; an empty slot stays …
	Slots      map[string]string `json:"slots"`
	Confidence *float64          `json:"confidence"` // 0…10
	Date       string            `json:"date"`       // YYYY-MM-DD, "" without one
	Shared     bool              `json:"shared"`     // offered to the facilitator, without a name
}
