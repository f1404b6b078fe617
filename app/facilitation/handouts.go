package facilitation

import (
	"context"
	"time"

	estrade "estrade/app"
)

// Handouts implements estrade.Results.
func (d *Desk) Handouts(ctx context.Context, id estrade.SessionID) (estrade.File, error) {
	s, settings, err := d.sessionToPrint(ctx, id)
	if err != nil {
		return estrade.File{}, err
	}
	s.mu.RLock()
	row := s.row
	data := d.handoutData(s, settings)
	s.mu.RUnlock()
	if len(data.Handouts) == 0 {
		return estrade.File{}, notNow("no-handouts", "Nothing in this agenda is answered, so there is no sheet to print.")
	}
	pdf, err := d.documents.Handouts(data)
	if err != nil {
		return estrade.File{}, err
	}
	name := d.nameFile(row, "", estrade.Text{FR: "feuilles-papier", EN: "paper-sheets"}, "")
	return estrade.File{Name: name, Type: "application/pdf", Data: pdf}, nil
}

// handoutData is the session's agenda as it would be played from its beginning,
// whatever was revealed since: no sheet holds a key. s.mu is held.
func (d *Desk) handoutData(s *session, settings estrade.Settings) estrade.HandoutData {
	zone := zoneOf(s.row)
	v := estrade.HandoutData{
		Language: s.row.DocumentLanguage, Organisation: estrade.OrganisationOf(settings), Title: s.row.Title, Client: s.row.Client,
		Place: s.row.Place, Date: dayOf(s.row, zone), MadeOn: time.UnixMilli(d.nowIn(s.row)).In(zone), Rehearsal: s.row.Rehearsal,
	}
	blank := s.unplayed()
	for i := range blank.row.Plan.Workshop.Steps {
		if h := blank.runOf(i).handout(); len(h.Parts) > 0 || h.Scenario != nil {
			v.Handouts = append(v.Handouts, h)
		}
	}
	return v
}

// unplayed is the session before its first step, with the activities chosen
// since; s.mu is held.
func (s *session) unplayed() *session {
	row := s.row
	row.Cursor, row.Stage = estrade.Cursor{Step: -1}, estrade.StageSettings{}
	blank := newSession(estrade.SessionRecord{Session: row})
	for id, step := range s.steps {
		blank.steps[id] = estrade.StepRun{Step: step.Step, Activity: step.Activity}
	}
	return blank
}

// handout is what people need on paper for a step that was not begun.
func (r *run) handout() estrade.Handout {
	h := estrade.Handout{Title: r.activity.Title, Instructions: r.activity.Instructions}
	if r.activity.Scenario != nil {
		h.Scenario = scenario{}.handoutStory(r)
		return h
	}
	for _, p := range r.plan() {
		if !p.collects {
			continue
		}
		h.Parts = append(h.Parts, estrade.HandoutPart{
			Phase: p.phase, Title: p.title, Instructions: p.instructions, ByTable: p.byTable, Play: *r.kind().play(r, p),
		})
	}
	return h
}

// handoutStory is every situation of a scenario, by depth.
func (sc scenario) handoutStory(r *run) *estrade.HandoutStory {
	s := r.activity.Scenario
	story := &estrade.HandoutStory{Context: s.Context, Roles: s.Roles}
	for _, n := range sc.tree(s) {
		node := *sc.node(r, n.ID)
		node.Number = n.Depth + 1
		story.Nodes = append(story.Nodes, node)
	}
	return story
}
