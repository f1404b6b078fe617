package estrade

import "time"

// HandoutData is the content of the sheets on which a session is played with
// paper and pencils: what the room may see before anything is revealed, and
// room to write. Times are in the session's zone.
type HandoutData struct {
	Language     Language
	Organisation Organisation
	Title        string
	Client       string
	Place        string
	Date         time.Time // day of the session, zero to leave it out
	MadeOn       time.Time
	Rehearsal    bool
	Handouts     []Handout // in the order of the agenda
}

// Handout is what people need on paper for one step.
type Handout struct {
	Title        Text
	Instructions Text
	Parts        []HandoutPart // those in which people answer, in order; of a scenario, none
	Scenario     *HandoutStory // of a scenario only
}

// HandoutPart is one part in which people answer.
type HandoutPart struct {
	Phase        string
	Title        Text
	Instructions *Text
	ByTable      bool // a table answers together
	Play         Play
}

// HandoutStory is a scenario with all of its situations, since nobody knows
// before which of them the room will meet.
type HandoutStory struct {
	Context Text
	Roles   []Role
	Nodes   []NodePlay // by depth, those of one depth in the pack's order; Number is the depth from 1
}
