package estrade

// This file holds what the room may see of an activity while it is played.

// Play is the content of the current step that the room may see now. One
// pointer is set.
type Play struct {
	Scenario *ScenarioPlay `json:"scenario,omitempty"`
	Contrast *ContrastPlay `json:"contrast,omitempty"`
	Ranking  *RankingPlay  `json:"ranking,omitempty"`
	Briefing *BriefingPlay `json:"briefing,omitempty"`

	Assessment *AssessmentPlay `json:"assessment,omitempty"`
	Curve      *CurvePlay      `json:"curve,omitempty"`
	Sort       *SortPlay       `json:"sort,omitempty"`
	Rating     *RatingPlay     `json:"rating,omitempty"`
	Board      *BoardPlay      `json:"board,omitempty"`
	Commitment *CommitmentPlay `json:"commitment,omitempty"`
	Feedback   *FeedbackPlay   `json:"feedback,omitempty"`
}

// ScenarioPlay is a scenario as far as it was told.
type ScenarioPlay struct {
	Context     Text         `json:"context"`
	Pitch       Text         `json:"pitch"`
	Roles       []Role       `json:"roles"`
	GaugeLabel  Text         `json:"gaugeLabel"`
	GaugeMin    int          `json:"gaugeMin"`
	GaugeMax    int          `json:"gaugeMax"`
	Gauge       int          `json:"gauge"`
	Node        *NodePlay    `json:"node,omitempty"` // nil in setup, ending, debrief
	Consequence *Text        `json:"consequence,omitempty"`
	Ending      *EndingPlay  `json:"ending,omitempty"`
	Endings     []EndingMark `json:"endings"` // all of them, highest first, once the ending is shown
	Path        []PathChoice `json:"path"`
	PathTitles  []Text       `json:"pathTitles"` // parallel to Path
	Tree        []TreeNode   `json:"tree"`       // the whole story, once the ending is shown
}

// NodePlay is a node without what the trainer keeps.
type NodePlay struct {
	ID      string       `json:"id"`
	Number  int          `json:"number"` // 1-based on the path
	Of      int          `json:"of"`     // nodes on the longest path
	Title   Text         `json:"title"`
	Text    Text         `json:"text"`
	Options []OptionPlay `json:"options"`
	Chosen  string       `json:"chosen"` // the room's choice once closed, else ""
}

// OptionPlay is an option to choose.
type OptionPlay struct {
	ID     string `json:"id"`
	Letter string `json:"letter"` // A, B, C…
	Text   Text   `json:"text"`
}

// EndingPlay is the ending reached.
type EndingPlay struct {
	ID    string `json:"id"`
	Title Text   `json:"title"`
	Text  Text   `json:"text"`
}

// EndingMark is where an ending begins on the gauge.
type EndingMark struct {
	ID    string `json:"id"`
	From  int    `json:"from"`
	Title Text   `json:"title"`
}

// ContrastPlay is a contrast to answer.
type ContrastPlay struct {
	Attribution Text       `json:"attribution"`
	Columns     Columns    `json:"columns"`
	Cards       []CardPlay `json:"cards"` // shuffled for the session
	Pairs       []PairPlay `json:"pairs"`
	SliderMin   int        `json:"sliderMin"`
	SliderMax   int        `json:"sliderMax"`
	Middle      Text       `json:"middle"`
	Passes      []Pass     `json:"passes"`
	Situation   *Text      `json:"situation,omitempty"` // once announced
}

// CardPlay is one pole on a card; ID is "<pair>.manager" or "<pair>.leader".
type CardPlay struct {
	ID   string `json:"id"`
	Text Text   `json:"text"`
}

// PairPlay is one slider. Flipped shows the manager pole on the right; the
// value stays −3 = manager … +3 = leader.
type PairPlay struct {
	ID      string `json:"id"`
	Topic   Text   `json:"topic"`
	Manager Text   `json:"manager"`
	Leader  Text   `json:"leader"`
	Flipped bool   `json:"flipped"`
}

// RankingPlay is a list to order, items shuffled for the session.
type RankingPlay struct {
	TeamRule      Text       `json:"teamRule"`
	ReferenceNote *Text      `json:"referenceNote,omitempty"` // from the reveal on
	Items         []ItemPlay `json:"items"`
}

// ItemPlay is one item; Reason and Reference come with the reveal.
type ItemPlay struct {
	ID        string `json:"id"`
	Text      Text   `json:"text"`
	Reason    *Text  `json:"reason,omitempty"`
	Reference int    `json:"reference,omitempty"`
}

// BriefingPlay is a briefing and the section now shown.
type BriefingPlay struct {
	Variant  string            `json:"variant"`
	Sections []BriefingSection `json:"sections"`
	Section  int               `json:"section"`
}

// TreeNode is one situation of a story and where its options lead, without
// texts; nodes come by depth, those of one depth in the pack's order.
type TreeNode struct {
	ID      string       `json:"id"`
	Depth   int          `json:"depth"` // steps from the start on the longest way, from 0
	Title   Text         `json:"title"`
	Options []TreeOption `json:"options"`
}

// TreeOption is an option of a TreeNode.
type TreeOption struct {
	ID     string `json:"id"`
	Letter string `json:"letter"` // A, B, C…
	Next   string `json:"next"`   // a node, or ScenarioEnd
}

// Choice is something to choose or to answer, by its id.
type Choice struct {
	ID   string `json:"id"`
	Text Text   `json:"text"`
}

// AssessmentPlay is the questions of the current part of a self-positioning.
type AssessmentPlay struct {
	Drawing      Text             `json:"drawing"` // caption of the T
	Passes       []AssessmentForm `json:"passes"`  // of the current part
	Competencies []CompetencyCell `json:"competencies"`
	Horizontal   Bar              `json:"horizontal"` // the bar of the T
	Vertical     Bar              `json:"vertical"`   // its stem
	NotConcerned Text             `json:"notConcerned"`
	Compares     bool             `json:"compares"` // an earlier positioning is compared with
}

// AssessmentForm is one pass of questions on one scale.
type AssessmentForm struct {
	ID     string          `json:"id"`
	Moment string          `json:"moment"` // before, after, retrospective, baseline, follow-up
	Scale  string          `json:"scale"`  // confidence, frequency
	Stem   Text            `json:"stem"`
	Points []ScalePoint    `json:"points"`
	Items  []BehaviourPlay `json:"items"`
}

// BehaviourPlay is one behaviour to position oneself on.
type BehaviourPlay struct {
	ID         string `json:"id"`
	Competency string `json:"competency"`
	Text       Text   `json:"text"`
}

// CompetencyCell is one cell of the T.
type CompetencyCell struct {
	ID         string `json:"id"`
	Bar        string `json:"bar"` // horizontal, vertical
	Name       Text   `json:"name"`
	Definition Text   `json:"definition"`
}

// CurvePlay is the engagement curve; references come with the reveal.
type CurvePlay struct {
	Estimates     []EstimatePlay     `json:"estimates"`
	Months        []int              `json:"months"` // 0, 3, … 48
	Zones         []ZonePlay         `json:"zones"`
	Interventions []InterventionPlay `json:"interventions"` // shuffled for the session
	Branch        string             `json:"branch"`        // chosen by the trainer
	Branches      []BranchPlay       `json:"branches"`      // with the reveal
	Notice        Text               `json:"notice"`
}

// EstimatePlay is one question answered by a number.
type EstimatePlay struct {
	ID        string   `json:"id"`
	Question  Text     `json:"question"`
	Unit      string   `json:"unit"` // percent, number
	Min       *float64 `json:"min"`
	Max       *float64 `json:"max"`
	Year      int      `json:"year"`
	Optional  bool     `json:"optional"`
	Reference *float64 `json:"reference"`        // with the reveal
	Source    *Text    `json:"source,omitempty"` // with the reveal
}

// ZonePlay is a moment in which interventions are placed.
type ZonePlay struct {
	ID    string `json:"id"`
	Title Text   `json:"title"`
	Timed bool   `json:"timed"`
}

// InterventionPlay is one intervention; Zone and Reason come with the reveal.
type InterventionPlay struct {
	ID     string `json:"id"`
	Text   Text   `json:"text"`
	Zone   string `json:"zone"`
	Reason *Text  `json:"reason,omitempty"`
}

// BranchPlay is a reference curve over the months, 0…100.
type BranchPlay struct {
	ID     string    `json:"id"`
	Title  Text      `json:"title"`
	Values []float64 `json:"values"` // parallel to CurvePlay.Months
}

// SortPlay is a set of cards to put into columns.
type SortPlay struct {
	Columns  []Choice       `json:"columns"`
	Both     *Text          `json:"both,omitempty"` // « les deux », where the activity has it; its value is "both"
	Cards    []SortCardPlay `json:"cards"`          // in the order to show
	FollowUp *QuestionPlay  `json:"followUp,omitempty"`
}

// SortCardPlay is one card; Column and Reason come with the reveal.
type SortCardPlay struct {
	ID     string `json:"id"`
	Text   Text   `json:"text"`
	Column string `json:"column"`
	Reason *Text  `json:"reason,omitempty"`
}

// QuestionPlay is a question and its offered answers.
type QuestionPlay struct {
	Prompt  Text     `json:"prompt"`
	Choices []Choice `json:"choices"`
}

// RatingPlay is a set of sources to rate from Min to Max.
type RatingPlay struct {
	Decision      Text             `json:"decision"`
	Min           int              `json:"min"`
	Max           int              `json:"max"`
	Low           Text             `json:"low"`
	High          Text             `json:"high"`
	Criteria      []Choice         `json:"criteria"`
	Items         []RatingItemPlay `json:"items"`
	Classes       []int            `json:"classes"`                 // upper bounds of the classes of consensus
	ReferenceNote *Text            `json:"referenceNote,omitempty"` // from the reveal on
	Said          []PickedCard     `json:"said"`                    // tables' decisions the trainer picked
}

// RatingItemPlay is one source; Reference and Reason come with the reveal.
type RatingItemPlay struct {
	ID        string   `json:"id"`
	Text      Text     `json:"text"`
	Reference *float64 `json:"reference"`
	Reason    *Text    `json:"reason,omitempty"`
}

// BoardPlay is a canvas: boxes, picked notes, the vote.
type BoardPlay struct {
	PrivacyNote Text         `json:"privacyNote"`
	Boxes       []BoxPlay    `json:"boxes"`
	Roles       []BoxPlay    `json:"roles"`  // to share out, may be empty
	Picked      []PickedCard `json:"picked"` // what the trainer picked, without authors
	Ideas       []IdeaPlay   `json:"ideas"`  // what is voted on, from the vote on; of a run-off, the tied ones
	Dots        int          `json:"dots"`   // of each person, 0 before the vote
	MaxPerIdea  int          `json:"maxPerIdea"`
	Keep        int          `json:"keep"`
	Seats       int          `json:"seats"` // places left for a run-off, else 0
}

// BoxPlay is a box of the canvas, or a role.
type BoxPlay struct {
	ID     string `json:"id"`
	Title  Text   `json:"title"`
	Prompt Text   `json:"prompt"`
	Voted  bool   `json:"voted"` // its ideas are voted on
}

// PickedCard is a text the trainer picked for the room, as edited. It says
// nothing about who wrote it.
type PickedCard struct {
	ID    string `json:"id"`
	Box   string `json:"box"`
	Text  string `json:"text"`
	Group string `json:"group"` // title of its cluster, "" alone
}

// IdeaPlay is what may be voted for: a cluster, or a card alone.
type IdeaPlay struct {
	ID    string   `json:"id"`
	Box   string   `json:"box"`
	Title string   `json:"title"`
	Cards []string `json:"cards"` // texts of the cluster's cards; of one alone, its own
}

// CommitmentPlay is the form of an if–then plan.
type CommitmentPlay struct {
	Template   Text            `json:"template"` // with slots between braces
	Slots      []SlotPlay      `json:"slots"`
	Behaviours []BehaviourPlay `json:"behaviours"` // offered for a slot of input behaviour
	MaxPlans   int             `json:"maxPlans"`
	Confidence Confidence      `json:"confidence"`
	Reminder   bool            `json:"reminder"` // a calendar file is offered
	Today      string          `json:"today"`    // local date of the session, YYYY-MM-DD
	Picked     []PickedCard    `json:"picked"`   // plans their authors shared and the trainer picked
}

// SlotPlay is one slot of the plan's sentence.
type SlotPlay struct {
	ID    string `json:"id"`    // as between braces in the template
	Input string `json:"input"` // text, date, behaviour
	Label Text   `json:"label"`
	Hint  Text   `json:"hint"`
}

// FeedbackPlay is the questions of a hot evaluation.
type FeedbackPlay struct {
	Points         []ScalePoint   `json:"points"`
	Questions      []Choice       `json:"questions"`
	Recommendation Recommendation `json:"recommendation"`
	Comments       []Choice       `json:"comments"`
	PrivacyNote    Text           `json:"privacyNote"`
}
