package estrade

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

	Competencies []Competency         `json:"competencies"`
	Workshops    []Workshop           `json:"workshops"`  // in file-name order
	Activities   map[string]*Activity `json:"activities"` // by Activity.ID
}

// Competency is one of the twelve competencies of the T profile (H1–H7, V1–V5).
type Competency struct {
	ID         string `json:"id"`
	Name       Text   `json:"name"`
	Definition Text   `json:"definition"`
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
// own content is set, for the kinds this version runs.
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
	Caption      Text     `json:"caption"`
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
