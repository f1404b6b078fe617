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
	FR string `json:"fr" yaml:"fr"`
	EN string `json:"en" yaml:"en"`
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
	Format          int      `json:"format" yaml:"format"`
	ID              string   `json:"id" yaml:"id"`
	Version         string   `json:"version" yaml:"version"`
	Title           Text     `json:"title" yaml:"title"`
	Summary         Text     `json:"summary" yaml:"summary"`
	DefaultLanguage Language `json:"defaultLanguage" yaml:"default_language"`
	DefaultWorkshop string   `json:"defaultWorkshop" yaml:"default_workshop"`
	Licence         string   `json:"licence" yaml:"licence"`
	Publisher       string   `json:"publisher" yaml:"publisher"`
	Attributions    []Text   `json:"attributions" yaml:"attributions"`

	Competencies []Competency         `json:"competencies" yaml:"-"`
	Workshops    []Workshop           `json:"workshops" yaml:"-"`  // in file-name order
	Activities   map[string]*Activity `json:"activities" yaml:"-"` // by Activity.ID
}

// Competency is one of the twelve competencies of the T profile (H1–H7, V1–V5).
type Competency struct {
	ID         string `json:"id" yaml:"id"`
	Name       Text   `json:"name" yaml:"name"`
	Definition Text   `json:"definition" yaml:"definition"`
}

// Workshop is an agenda: the steps of a session, in order.
type Workshop struct {
	ID              string         `json:"id" yaml:"id"`
	Title           Text           `json:"title" yaml:"title"`
	Summary         Text           `json:"summary" yaml:"summary"`
	Minutes         int            `json:"minutes" yaml:"minutes"`
	TrainingMinutes int            `json:"trainingMinutes" yaml:"training_minutes"`
	Group           GroupSize      `json:"group" yaml:"group"`
	Objectives      []Text         `json:"objectives" yaml:"objectives"`
	Steps           []WorkshopStep `json:"steps" yaml:"steps"`
}

// GroupSize is the number of people a workshop or an activity is designed for.
// Its maxima warn, they never block.
type GroupSize struct {
	Min   int        `json:"min" yaml:"min"`
	Max   int        `json:"max" yaml:"max"`
	Table *TableSize `json:"table,omitempty" yaml:"table"`
}

// TableSize is the number of people at one table.
type TableSize struct {
	Min int `json:"min" yaml:"min"`
	Max int `json:"max" yaml:"max"`
}

// WorkshopStep plays one activity in an agenda.
type WorkshopStep struct {
	ID           string        `json:"id" yaml:"id"`
	Activity     string        `json:"activity" yaml:"activity"`
	Minutes      int           `json:"minutes" yaml:"minutes"`
	OffClock     bool          `json:"offClock,omitempty" yaml:"off_clock"` // not training time
	Variant      string        `json:"variant,omitempty" yaml:"variant"`    // "" or "short"
	Parts        []PartMinutes `json:"parts,omitempty" yaml:"parts"`        // empty: the activity's own parts
	Alternatives []string      `json:"alternatives,omitempty" yaml:"alternatives"`
	Bridge       Text          `json:"bridge" yaml:"bridge"`
	Notes        []Text        `json:"notes" yaml:"notes"`
}

// PartMinutes is the planned duration of one part in an agenda.
type PartMinutes struct {
	Phase   string `json:"phase" yaml:"phase"`
	Minutes int    `json:"minutes" yaml:"minutes"`
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
	ID           string          `json:"id" yaml:"id"`
	Kind         Kind            `json:"kind" yaml:"kind"`
	Title        Text            `json:"title" yaml:"title"`
	Purpose      Text            `json:"purpose" yaml:"purpose"`
	Instructions Text            `json:"instructions" yaml:"instructions"`
	Stage        Text            `json:"stage" yaml:"stage"`
	Minutes      int             `json:"minutes" yaml:"minutes"`
	GroupSize    GroupSize       `json:"groupSize" yaml:"group_size"`
	Competencies []string        `json:"competencies" yaml:"competencies"`
	Parts        []ActivityPart  `json:"parts" yaml:"parts"`
	Facilitator  Facilitator     `json:"facilitator" yaml:"facilitator"`
	Debrief      []DebriefPrompt `json:"debrief,omitempty" yaml:"debrief"`
	Scoring      []ScoringRule   `json:"scoring,omitempty" yaml:"scoring"`

	Scenario *Scenario `json:"scenario,omitempty" yaml:"-"`
	Contrast *Contrast `json:"contrast,omitempty" yaml:"-"`
	Ranking  *Ranking  `json:"ranking,omitempty" yaml:"-"`
	Briefing *Briefing `json:"briefing,omitempty" yaml:"-"`
}

// ActivityPart is one part of an activity, as the pack plans it.
type ActivityPart struct {
	Phase        string `json:"phase" yaml:"phase"`
	Minutes      int    `json:"minutes" yaml:"minutes"`
	DropOrder    int    `json:"dropOrder,omitempty" yaml:"drop_order"` // 0: never dropped; 1: first to drop
	Title        Text   `json:"title" yaml:"title"`
	Instructions *Text  `json:"instructions,omitempty" yaml:"instructions"`
	Stage        *Text  `json:"stage,omitempty" yaml:"stage"`
}

// Facilitator holds what only the trainer reads.
type Facilitator struct {
	Notes []Text `json:"notes" yaml:"notes"`
}

// DebriefPrompt is one prompt of the debrief, in ORID order
// (objective, reflective, interpretive, decisional).
type DebriefPrompt struct {
	Stage  string `json:"stage" yaml:"stage"`
	Prompt Text   `json:"prompt" yaml:"prompt"`
}

// ScoringRule names a method of app/scoring and its parameters in the pack.
// A nil parameter takes the method's default.
type ScoringRule struct {
	Method       string   `json:"method" yaml:"method"`
	Part         string   `json:"part,omitempty" yaml:"part"`
	Better       string   `json:"better,omitempty" yaml:"better"`
	MinAnswered  string   `json:"minAnswered,omitempty" yaml:"min_answered"` // a fraction a/b
	MinRange     *float64 `json:"minRange,omitempty" yaml:"min_range"`
	MinN         *int     `json:"minN,omitempty" yaml:"min_n"`
	Strong       *float64 `json:"strong,omitempty" yaml:"strong"`
	Partial      *float64 `json:"partial,omitempty" yaml:"partial"`
	ExploreBelow *float64 `json:"exploreBelow,omitempty" yaml:"explore_below"`
	BothValue    *float64 `json:"bothValue,omitempty" yaml:"both_value"`
	Caption      Text     `json:"caption" yaml:"caption"`
}

// Scenario is a branching story decided by the group.
type Scenario struct {
	Pace           Pace     `json:"pace" yaml:"pace"`
	Pitch          Text     `json:"pitch" yaml:"pitch"`
	Context        Text     `json:"context" yaml:"context"`
	Roles          []Role   `json:"roles" yaml:"roles"`
	FictionalNames []string `json:"fictionalNames" yaml:"fictional_names"`
	Gauge          Gauge    `json:"gauge" yaml:"gauge"`
	Endings        []Ending `json:"endings" yaml:"endings"` // from the highest From to the lowest
	Start          string   `json:"start" yaml:"start"`
	Nodes          []Node   `json:"nodes" yaml:"nodes"`
}

// Pace is the suggested number of minutes of each moment of a node.
type Pace struct {
	Read        int `json:"read" yaml:"read"`
	Vote        int `json:"vote" yaml:"vote"`
	Discuss     int `json:"discuss" yaml:"discuss"`
	Decide      int `json:"decide" yaml:"decide"`
	Consequence int `json:"consequence" yaml:"consequence"`
}

// Role is a fictional character.
type Role struct {
	Name Text  `json:"name" yaml:"name"`
	Part *Text `json:"part,omitempty" yaml:"part"`
}

// Gauge is the group's gauge in a scenario, clamped to [Min, Max] after each node.
type Gauge struct {
	Label Text `json:"label" yaml:"label"`
	Start int  `json:"start" yaml:"start"`
	Min   int  `json:"min" yaml:"min"`
	Max   int  `json:"max" yaml:"max"`
}

// Ending applies when the gauge ends at From or above.
type Ending struct {
	ID    string `json:"id" yaml:"id"`
	From  int    `json:"from" yaml:"from"`
	Title Text   `json:"title" yaml:"title"`
	Text  Text   `json:"text" yaml:"text"`
}

// Node is one situation of a scenario and its options.
type Node struct {
	ID        string   `json:"id" yaml:"id"`
	Title     Text     `json:"title" yaml:"title"`
	Text      Text     `json:"text" yaml:"text"`
	Options   []Option `json:"options" yaml:"options"`
	Rationale Text     `json:"rationale" yaml:"rationale"`
}

// ScenarioEnd is the value of Option.Next that ends a scenario.
const ScenarioEnd = "END"

// Option is one choice at a node.
type Option struct {
	ID          string             `json:"id" yaml:"id"`
	Text        Text               `json:"text" yaml:"text"`
	Consequence Text               `json:"consequence" yaml:"consequence"`
	Effects     map[string]float64 `json:"effects" yaml:"effects"`          // competency → −3…3
	GaugeChange int                `json:"gaugeChange" yaml:"gauge_change"` // −20…20
	Next        string             `json:"next" yaml:"next"`                // a node, or ScenarioEnd
	Posture     string             `json:"posture" yaml:"posture"`          // manager, leader, both, neither; never scored
}

// Contrast is a set of pairs of poles, manager and leader.
type Contrast struct {
	Attribution Text        `json:"attribution" yaml:"attribution"`
	Columns     Columns     `json:"columns" yaml:"columns"`
	Pairs       []Pair      `json:"pairs" yaml:"pairs"`
	Situations  []Situation `json:"situations" yaml:"situations"`
	Slider      Slider      `json:"slider" yaml:"slider"`
}

// Columns are the columns of the card sort.
type Columns struct {
	Manager Text `json:"manager" yaml:"manager"`
	Leader  Text `json:"leader" yaml:"leader"`
	Both    Text `json:"both" yaml:"both"`
}

// Pair is one contrast. Short marks the pairs kept by the short form.
type Pair struct {
	ID      string `json:"id" yaml:"id"`
	Short   bool   `json:"short,omitempty" yaml:"short"`
	Topic   Text   `json:"topic" yaml:"topic"`
	Manager Text   `json:"manager" yaml:"manager"`
	Leader  Text   `json:"leader" yaml:"leader"`
}

// Situation is what the sliders are answered for.
type Situation struct {
	ID   string `json:"id" yaml:"id"`
	Text Text   `json:"text" yaml:"text"`
}

// Slider is the scale of a contrast, from the manager pole (Min) to the leader pole (Max).
type Slider struct {
	Min    int    `json:"min" yaml:"min"`
	Max    int    `json:"max" yaml:"max"`
	Middle Text   `json:"middle" yaml:"middle"`
	Passes []Pass `json:"passes" yaml:"passes"`
}

// Pass is one round of the sliders: current, then required.
type Pass struct {
	ID     string `json:"id" yaml:"id"`
	Title  Text   `json:"title" yaml:"title"`
	Prompt Text   `json:"prompt" yaml:"prompt"`
}

// Ranking is a list to put in order, alone and then as a table.
type Ranking struct {
	TeamRule          Text          `json:"teamRule" yaml:"team_rule"`
	ReferenceNote     Text          `json:"referenceNote" yaml:"reference_note"`
	Shuffle           string        `json:"shuffle" yaml:"shuffle"` // session: one order for everybody, from the session's seed; none: file order
	HastyBelowMinutes int           `json:"hastyBelowMinutes" yaml:"hasty_below_minutes"`
	Items             []RankingItem `json:"items" yaml:"items"`
}

// RankingItem is one item; Reference is its rank in the reference, 1 is best.
type RankingItem struct {
	ID        string `json:"id" yaml:"id"`
	Reference int    `json:"reference" yaml:"reference"`
	Text      Text   `json:"text" yaml:"text"`
	Reason    Text   `json:"reason" yaml:"reason"`
}

// Briefing is read and talked about; nothing is recorded.
type Briefing struct {
	Variant  string            `json:"variant" yaml:"variant"`
	Sections []BriefingSection `json:"sections" yaml:"sections"`
}

// BriefingSection is one heading and its lines, shown one after the other.
type BriefingSection struct {
	ID      string `json:"id" yaml:"id"`
	Heading Text   `json:"heading" yaml:"heading"`
	Lines   []Text `json:"lines" yaml:"lines"`
}
