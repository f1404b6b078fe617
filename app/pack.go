package estrade

import "encoding/json"

// Language is a language of the interface and of content.
type Language string

// The languages Estrade speaks. French is the source language.
const (
	French  Language = "fr"
	English Language = "en"
)

// Languages lists the supported languages, source language first.
var Languages = []Language{French, English}

// Valid reports whether l is a supported language.
func (l Language) Valid() bool { return l == French || l == English }

// Text is a text in every language of the interface.
type Text struct {
	FR string `json:"fr"`
	EN string `json:"en"`
}

// In returns the text in language l, French when l is unknown.
func (t Text) In(l Language) string {
	if l == English {
		return t.EN
	}
	return t.FR
}

// Pack is a content pack: workshops (agendas) and the activities they play.
// Its files are described by the JSON Schemas in app/content/schema.
type Pack struct {
	Format          int      `json:"format"`
	ID              string   `json:"id"`
	Version         string   `json:"version"`
	Title           Text     `json:"title"`
	Summary         Text     `json:"summary"`
	DefaultLanguage Language `json:"defaultLanguage"`
	DefaultWorkshop string   `json:"defaultWorkshop"`
	Licence         string   `json:"licence"`
	Publisher       string   `json:"publisher"`
	Attributions    []Text   `json:"attributions"`

	Profile      Profile              `json:"profile"` // the T: bars, scales, missing answers
	Competencies []Competency         `json:"competencies"`
	Workshops    []Workshop           `json:"workshops"`  // in file-name order
	Activities   map[string]*Activity `json:"activities"` // by Activity.ID
}

// Competency is one of the twelve competencies of the T profile (H1–H7, V1–V5).
type Competency struct {
	ID         string      `json:"id"`
	Bar        string      `json:"bar"` // horizontal, vertical
	Name       Text        `json:"name"`
	Definition Text        `json:"definition"`
	Behaviours []Behaviour `json:"behaviours"`
}

// Behaviour is something observable a person may do. Short marks those of the
// short form.
type Behaviour struct {
	ID    string `json:"id"` // H1.1…
	Short bool   `json:"short,omitempty"`
	Text  Text   `json:"text"`
}

// Profile is what the T profile is made of, beside its competencies.
type Profile struct {
	Title       Text             `json:"title"`
	Description Text             `json:"description"`
	Bars        Bars             `json:"bars"`
	Scales      map[string]Scale `json:"scales"` // confidence, frequency
	Missing     Missing          `json:"missing"`
}

// Bars are the two strokes of the T.
type Bars struct {
	Horizontal Bar `json:"horizontal"`
	Vertical   Bar `json:"vertical"`
}

// Bar is one stroke of the T.
type Bar struct {
	Title       Text `json:"title"`
	Description Text `json:"description"`
}

// Scale is a scale of self-positioning.
type Scale struct {
	Use               Text         `json:"use"`
	Stem              Text         `json:"stem"`
	StemRetrospective *Text        `json:"stemRetrospective,omitempty"`
	Points            []ScalePoint `json:"points"`
}

// ScalePoint is one point of a scale, from 1.
type ScalePoint struct {
	Value int  `json:"value"`
	Label Text `json:"label"`
}

// Missing are the answers that count as missing.
type Missing struct {
	NotConcerned Text `json:"notConcerned"`
	PreferNot    Text `json:"preferNot"`
}

// Workshop is an agenda: the steps of a session, in order.
type Workshop struct {
	ID              string         `json:"id"`
	Title           Text           `json:"title"`
	Summary         Text           `json:"summary"`
	Minutes         int            `json:"minutes"`
	TrainingMinutes int            `json:"trainingMinutes"`
	Group           GroupSize      `json:"group"`
	Objectives      []Text         `json:"objectives"`
	Steps           []WorkshopStep `json:"steps"`
}

// GroupSize is the number of people a workshop or an activity is designed for.
// Its maxima warn, they never block.
type GroupSize struct {
	Min   int        `json:"min"`
	Max   int        `json:"max"`
	Table *TableSize `json:"table,omitempty"`
}

// TableSize is the number of people at one table.
type TableSize struct {
	Min int `json:"min"`
	Max int `json:"max"`
}

// WorkshopStep plays one activity in an agenda.
type WorkshopStep struct {
	ID           string        `json:"id"`
	Activity     string        `json:"activity"`
	Minutes      int           `json:"minutes"`
	OffClock     bool          `json:"offClock,omitempty"` // not training time
	Variant      string        `json:"variant,omitempty"`  // "" or "short"
	Parts        []PartMinutes `json:"parts,omitempty"`    // empty: the activity's own parts
	Alternatives []string      `json:"alternatives,omitempty"`
	Bridge       Text          `json:"bridge"`
	Notes        []Text        `json:"notes"`
}

// PartMinutes is the planned duration of one part in an agenda.
type PartMinutes struct {
	Phase   string `json:"phase"`
	Minutes int    `json:"minutes"`
}

// Kind is a kind of activity; it decides the parts, the answers and the figures.
type Kind string

// Every kind of the pack format.
const (
	KindScenario   Kind = "scenario"
	KindContrast   Kind = "contrast"
	KindRanking    Kind = "ranking"
	KindCurve      Kind = "curve"
	KindAssessment Kind = "assessment"
	KindSort       Kind = "sort"
	KindRating     Kind = "rating"
	KindBoard      Kind = "board"
	KindCommitment Kind = "commitment"
	KindFeedback   Kind = "feedback"
	KindBriefing   Kind = "briefing"
)

// Activity is one activity of a pack. Exactly one of the pointers to a kind's
// own content is set.
type Activity struct {
	ID           string          `json:"id"`
	Kind         Kind            `json:"kind"`
	Title        Text            `json:"title"`
	Purpose      Text            `json:"purpose"`
	Instructions Text            `json:"instructions"`
	Stage        Text            `json:"stage"`
	Minutes      int             `json:"minutes"`
	GroupSize    GroupSize       `json:"groupSize"`
	Competencies []string        `json:"competencies"`
	Parts        []ActivityPart  `json:"parts"`
	Facilitator  Facilitator     `json:"facilitator"`
	Debrief      []DebriefPrompt `json:"debrief,omitempty"`
	Scoring      []ScoringRule   `json:"scoring,omitempty"`

	Scenario *Scenario `json:"scenario,omitempty"`
	Contrast *Contrast `json:"contrast,omitempty"`
	Ranking  *Ranking  `json:"ranking,omitempty"`
	Briefing *Briefing `json:"briefing,omitempty"`

	Assessment *Assessment `json:"assessment,omitempty"`
	Curve      *Curve      `json:"curve,omitempty"`
	Sort       *Sort       `json:"sort,omitempty"`
	Rating     *Rating     `json:"rating,omitempty"`
	Board      *Board      `json:"board,omitempty"`
	Commitment *Commitment `json:"commitment,omitempty"`
	Feedback   *Feedback   `json:"feedback,omitempty"`
}

// ActivityPart is one part of an activity, as the pack plans it.
type ActivityPart struct {
	Phase        string `json:"phase"`
	Minutes      int    `json:"minutes"`
	DropOrder    int    `json:"dropOrder,omitempty"` // 0: never dropped; 1: first to drop
	Title        Text   `json:"title"`
	Instructions *Text  `json:"instructions,omitempty"`
	Stage        *Text  `json:"stage,omitempty"`
}

// Facilitator holds what only the trainer reads.
type Facilitator struct {
	Notes []Text `json:"notes"`
}

// DebriefPrompt is one prompt of the debrief, in ORID order
// (objective, reflective, interpretive, decisional).
type DebriefPrompt struct {
	Stage  string `json:"stage"`
	Prompt Text   `json:"prompt"`
}

// ScoringRule names a method of app/scoring and its parameters in the pack.
// A nil parameter takes the method's default.
type ScoringRule struct {
	Method       string   `json:"method"`
	Part         string   `json:"part,omitempty"`
	Better       string   `json:"better,omitempty"`
	MinAnswered  string   `json:"minAnswered,omitempty"` // a fraction a/b
	MinRange     *float64 `json:"minRange,omitempty"`
	MinN         *int     `json:"minN,omitempty"`
	Strong       *float64 `json:"strong,omitempty"`
	Partial      *float64 `json:"partial,omitempty"`
	ExploreBelow *float64 `json:"exploreBelow,omitempty"`
	BothValue    *float64 `json:"bothValue,omitempty"`

	Points      int      `json:"points,omitempty"`      // self-score, response-shift, top2: points of the scale
	EffectFromN *int     `json:"effectFromN,omitempty"` // pre-post
	ScoreFromN  *int     `json:"scoreFromN,omitempty"`  // nps
	PercentLoss *float64 `json:"percentLoss,omitempty"` // estimate
	NumberLoss  *float64 `json:"numberLoss,omitempty"`  // estimate
	Exact       *float64 `json:"exact,omitempty"`       // zones
	Adjacent    *float64 `json:"adjacent,omitempty"`    // zones
	Positive    string   `json:"positive,omitempty"`    // f1: the column to spot

	Weights         *CurveWeights `json:"weights,omitempty"` // curve, with all below
	FeatureStep     *float64      `json:"featureStep,omitempty"`
	MinFall         *float64      `json:"minFall,omitempty"`
	PeakMonth       *float64      `json:"peakMonth,omitempty"`
	PeakTolerance   *float64      `json:"peakTolerance,omitempty"`
	TroughMonth     *float64      `json:"troughMonth,omitempty"`
	TroughTolerance *float64      `json:"troughTolerance,omitempty"`
	RMSELimit       *float64      `json:"rmseLimit,omitempty"`
	MinPoints       *int          `json:"minPoints,omitempty"`

	Caption Text `json:"caption"`
}

// Scenario is a branching story decided by the group.
type Scenario struct {
	Pace           Pace     `json:"pace"`
	Pitch          Text     `json:"pitch"`
	Context        Text     `json:"context"`
	Roles          []Role   `json:"roles"`
	FictionalNames []string `json:"fictionalNames"`
	Gauge          Gauge    `json:"gauge"`
	Endings        []Ending `json:"endings"` // from the highest From to the lowest
	Start          string   `json:"start"`
	Nodes          []Node   `json:"nodes"`
}

// Pace is the suggested number of minutes of each moment of a node.
type Pace struct {
	Read        int `json:"read"`
	Vote        int `json:"vote"`
	Discuss     int `json:"discuss"`
	Decide      int `json:"decide"`
	Consequence int `json:"consequence"`
}

// Role is a fictional character.
type Role struct {
	Name Text  `json:"name"`
	Part *Text `json:"part,omitempty"`
}

// Gauge is the group's gauge in a scenario, clamped to [Min, Max] after each node.
type Gauge struct {
	Label Text `json:"label"`
	Start int  `json:"start"`
	Min   int  `json:"min"`
	Max   int  `json:"max"`
}

// Ending applies when the gauge ends at From or above.
type Ending struct {
	ID    string `json:"id"`
	From  int    `json:"from"`
	Title Text   `json:"title"`
	Text  Text   `json:"text"`
}

// Node is one situation of a scenario and its options.
type Node struct {
	ID        string   `json:"id"`
	Title     Text     `json:"title"`
	Text      Text     `json:"text"`
	Options   []Option `json:"options"`
	Rationale Text     `json:"rationale"`
}

// ScenarioEnd is the value of Option.Next that ends a scenario.
const ScenarioEnd = "END"

// Option is one choice at a node.
type Option struct {
	ID          string             `json:"id"`
	Text        Text               `json:"text"`
	Consequence Text               `json:"consequence"`
	Effects     map[string]float64 `json:"effects"`     // competency → −3…3
	GaugeChange int                `json:"gaugeChange"` // −20…20
	Next        string             `json:"next"`        // a node, or ScenarioEnd
	Posture     string             `json:"posture"`     // manager, leader, both, neither; never scored
}

// Contrast is a set of pairs of poles, manager and leader.
type Contrast struct {
	Attribution Text        `json:"attribution"`
	Columns     Columns     `json:"columns"`
	Pairs       []Pair      `json:"pairs"`
	Situations  []Situation `json:"situations"`
	Slider      Slider      `json:"slider"`
}

// Columns are the columns of the card sort.
type Columns struct {
	Manager Text `json:"manager"`
	Leader  Text `json:"leader"`
	Both    Text `json:"both"`
}

// Pair is one contrast. Short marks the pairs kept by the short form.
type Pair struct {
	ID      string `json:"id"`
	Short   bool   `json:"short,omitempty"`
	Topic   Text   `json:"topic"`
	Manager Text   `json:"manager"`
	Leader  Text   `json:"leader"`
}

// Situation is what the sliders are answered for.
type Situation struct {
	ID   string `json:"id"`
	Text Text   `json:"text"`
}

// Slider is the scale of a contrast, from the manager pole (Min) to the leader pole (Max).
type Slider struct {
	Min    int    `json:"min"`
	Max    int    `json:"max"`
	Middle Text   `json:"middle"`
	Passes []Pass `json:"passes"`
}

// Pass is one round of the sliders: current, then required.
type Pass struct {
	ID     string `json:"id"`
	Title  Text   `json:"title"`
	Prompt Text   `json:"prompt"`
}

// Ranking is a list to put in order, alone and then as a table.
type Ranking struct {
	TeamRule          Text          `json:"teamRule"`
	ReferenceNote     Text          `json:"referenceNote"`
	Shuffle           string        `json:"shuffle"` // session: one order for everybody, from the session's seed; none: file order
	HastyBelowMinutes int           `json:"hastyBelowMinutes"`
	Items             []RankingItem `json:"items"`
}

// RankingItem is one item; Reference is its rank in the reference, 1 is best.
type RankingItem struct {
	ID        string `json:"id"`
	Reference int    `json:"reference"`
	Text      Text   `json:"text"`
	Reason    Text   `json:"reason"`
}

// Briefing is read and talked about; nothing is recorded.
type Briefing struct {
	Variant  string            `json:"variant"`
	Sections []BriefingSection `json:"sections"`
}

// BriefingSection is one heading and its lines, shown one after the other.
type BriefingSection struct {
	ID      string `json:"id"`
	Heading Text   `json:"heading"`
	Lines   []Text `json:"lines"`
}

// CurveWeights are the weights of the three terms of a curve's score.
type CurveWeights struct {
	Shape   float64 `json:"shape"`
	Timing  float64 `json:"timing"`
	Profile float64 `json:"profile"`
}

// Assessment is a self-positioning on the T profile.
type Assessment struct {
	CompareWith string           `json:"compareWith,omitempty"` // an activity
	Passes      []AssessmentPass `json:"passes"`
	Drawing     Text             `json:"drawing"`
}

// AssessmentPass is one pass of questions.
type AssessmentPass struct {
	ID               string   `json:"id"`
	Moment           string   `json:"moment"` // before, after, retrospective, baseline, follow-up
	Scale            string   `json:"scale"`  // of Profile.Scales
	Select           string   `json:"select"` // short, all, list
	Behaviours       []string `json:"behaviours,omitempty"`
	Phase            string   `json:"phase,omitempty"` // "": answer
	OnlyWithFollowUp bool     `json:"onlyWithFollowUp,omitempty"`
}

// Curve is an engagement curve to estimate, draw and act on.
type Curve struct {
	Notice        Text           `json:"notice"`
	Estimates     []EstimateItem `json:"estimates"`
	Months        Months         `json:"months"`
	DefaultBranch string         `json:"defaultBranch"`
	Branches      []CurveBranch  `json:"branches"`
	Zones         []Zone         `json:"zones"`
	Interventions []Intervention `json:"interventions"`
}

// EstimateItem is a question answered by a number, with the published figure.
type EstimateItem struct {
	ID        string   `json:"id"`
	Unit      string   `json:"unit"` // percent, number
	Reference float64  `json:"reference"`
	Min       *float64 `json:"min,omitempty"`
	Max       *float64 `json:"max,omitempty"`
	Year      int      `json:"year"`
	Optional  bool     `json:"optional,omitempty"`
	Question  Text     `json:"question"`
	Source    Text     `json:"source"`
}

// Months is the range of a curve.
type Months struct {
	From int `json:"from"`
	To   int `json:"to"`
	Step int `json:"step"`
}

// CurveBranch is a reference curve.
type CurveBranch struct {
	ID      string        `json:"id"`
	Title   Text          `json:"title"`
	Anchors []CurveAnchor `json:"anchors"`
}

// CurveAnchor is a point of a reference curve, joined to the next by a line.
type CurveAnchor struct {
	Month float64 `json:"month"`
	Value float64 `json:"value"`
}

// Zone is a moment to act; the timed ones are in time order.
type Zone struct {
	ID    string `json:"id"`
	Title Text   `json:"title"`
	Timed bool   `json:"timed"`
}

// Intervention is something to do, and the zone of the key.
type Intervention struct {
	ID     string `json:"id"`
	Zone   string `json:"zone"`
	Text   Text   `json:"text"`
	Reason Text   `json:"reason"`
}

// Sort is a set of cards to put into columns.
type Sort struct {
	Shuffle  string        `json:"shuffle"`
	Columns  []SortColumn  `json:"columns"`
	Both     *Text         `json:"both,omitempty"`
	Cards    []SortCard    `json:"cards"`
	FollowUp *SortFollowUp `json:"followUp,omitempty"`
}

// SortColumn is one column.
type SortColumn struct {
	ID    string `json:"id"`
	Title Text   `json:"title"`
}

// SortCard is one card; Column is the key.
type SortCard struct {
	ID     string `json:"id"`
	Column string `json:"column"`
	Text   Text   `json:"text"`
	Reason Text   `json:"reason"`
}

// SortFollowUp is a question asked after the reveal.
type SortFollowUp struct {
	Prompt  Text           `json:"prompt"`
	Choices []LabelledItem `json:"choices"`
}

// LabelledItem is something to choose, by its label.
type LabelledItem struct {
	ID    string `json:"id"`
	Label Text   `json:"label"`
}

// Rating is a set of sources to rate.
type Rating struct {
	Decision      Text           `json:"decision"`
	Scale         RatingScale    `json:"scale"`
	Criteria      []LabelledItem `json:"criteria"`
	ReferenceNote Text           `json:"referenceNote"`
	Items         []RatingItem   `json:"items"`
	Classes       []int          `json:"classes"` // upper bounds, the last one the scale's
}

// RatingScale is 0 to 100 and what its ends mean.
type RatingScale struct {
	Min  int  `json:"min"`
	Max  int  `json:"max"`
	Low  Text `json:"low"`
	High Text `json:"high"`
}

// RatingItem is one source and its reference value, 0…100.
type RatingItem struct {
	ID        string  `json:"id"`
	Reference float64 `json:"reference"`
	Text      Text    `json:"text"`
	Reason    Text    `json:"reason"`
}

// Board is a canvas of boxes and a dot vote.
type Board struct {
	PrivacyNote Text      `json:"privacyNote"`
	Boxes       []Box     `json:"boxes"`
	Vote        BoardVote `json:"vote"`
	Roles       []Box     `json:"roles,omitempty"`
}

// Box is a box of a board, or a role.
type Box struct {
	ID     string `json:"id"`
	Title  Text   `json:"title"`
	Prompt Text   `json:"prompt"`
}

// BoardVote are the rules of a dot vote.
type BoardVote struct {
	Boxes      []string `json:"boxes"`
	Dots       DotCount `json:"dots"`
	MaxPerIdea int      `json:"maxPerIdea"`
	Keep       int      `json:"keep"`
}

// DotCount is a number of dots each; 0, written "auto", follows the rule dots.
type DotCount int

// UnmarshalJSON reads a number or "auto".
func (d *DotCount) UnmarshalJSON(text []byte) error {
	if string(text) == `"auto"` {
		*d = 0
		return nil
	}
	return json.Unmarshal(text, (*int)(d))
}

// Commitment is an if–then plan.
type Commitment struct {
	Template   Text       `json:"template"`
	Slots      []PlanSlot `json:"slots"`
	Behaviours string     `json:"behaviours"` // short-or-free, all-or-free, free
	MaxPlans   int        `json:"maxPlans"`
	Confidence Confidence `json:"confidence"`
	Reminder   bool       `json:"reminder"`
}

// PlanSlot is one slot of the sentence.
type PlanSlot struct {
	ID    string `json:"id"`
	Input string `json:"input"` // text, date, behaviour
	Label Text   `json:"label"`
	Hint  Text   `json:"hint"`
}

// Confidence is the question of confidence in a plan; below SmallerBelow the
// advice is shown, and nothing is blocked.
type Confidence struct {
	Min          int  `json:"min"`
	Max          int  `json:"max"`
	SmallerBelow int  `json:"smallerBelow"`
	Question     Text `json:"question"`
	Advice       Text `json:"advice"`
}

// Feedback is a hot evaluation.
type Feedback struct {
	Scale struct {
		Points []ScalePoint `json:"points"`
	} `json:"scale"`
	Questions      []FeedbackQuestion `json:"questions"`
	Recommendation Recommendation     `json:"recommendation"`
	Comments       []LabelledItem     `json:"comments"`
	PrivacyNote    Text               `json:"privacyNote"`
}

// FeedbackQuestion is one sentence to agree with.
type FeedbackQuestion struct {
	ID   string `json:"id"`
	Text Text   `json:"text"`
}

// Recommendation is the question of recommendation, Min to Max.
type Recommendation struct {
	Min      int  `json:"min"`
	Max      int  `json:"max"`
	Question Text `json:"question"`
	Low      Text `json:"low"`
	High     Text `json:"high"`
}
