package facilitation

import (
	"cmp"
	"slices"

	estrade "estrade/app"
)

// stageNames are the stages of a debrief, as the console names them.
var stageNames = map[string]estrade.Text{
	"objective":    {FR: "Faits", EN: "Facts"},
	"reflective":   {FR: "Ressentis", EN: "Feelings"},
	"interpretive": {FR: "Enseignements", EN: "Lessons"},
	"decisional":   {FR: "Suites", EN: "Next steps"},
}

// debriefData gathers the trainer's debrief: the report's results with all
// notes, ticked or not, and the questions of the activities that were run;
// s.mu is held.
func (d *Desk) debriefData(s *session, settings estrade.Settings, people []estrade.AttendanceView, doc estrade.IssuedDocument) estrade.DebriefData {
	v := estrade.DebriefData{Report: d.reportData(s, settings, people, doc), Rehearsal: s.row.Rehearsal}
	v.Report.Attendance, v.Report.Results, v.Report.Notes = nil, nil, s.notesOf("", "")
	l := s.row.DocumentLanguage
	for i := range s.row.Plan.Workshop.Steps {
		r := s.runOf(i)
		if r.state.StartedAt == 0 {
			continue
		}
		title := r.activity.Title.In(l)
		prompts, aside := s.debriefOf(r, l)
		if len(prompts.Stages) > 0 {
			v.Prompts = append(v.Prompts, prompts)
		}
		if result, ok := s.activityResult(r, l); ok {
			result.Notes = aside
			v.Report.Results = append(v.Report.Results, result)
			continue
		}
		for _, n := range aside {
			v.Report.Notes = append(v.Report.Notes, estrade.ReportNote{Heading: title, Text: n.Text})
		}
	}
	return v
}

// debriefOf lists the stages of a step's debrief with their notes, and the
// notes of the step that are of no stage of it.
func (s *session) debriefOf(r *run, l estrade.Language) (v estrade.DebriefPrompts, aside []estrade.ReportNote) {
	v.Activity = r.activity.Title.In(l)
	var stages []string
	for _, line := range r.debrief() {
		i := slices.Index(stages, line.Stage)
		if i < 0 {
			i = len(stages)
			stages = append(stages, line.Stage)
			v.Stages = append(v.Stages, estrade.DebriefStage{Title: stageNames[line.Stage].In(l), Notes: s.notesOf(r.step.ID, line.Stage)})
		}
		v.Stages[i].Minutes += line.Minutes
		v.Stages[i].Prompts = append(v.Stages[i].Prompts, line.Prompt.In(l))
	}
	for _, n := range s.notesWhere(func(n estrade.Note) bool { return n.Step == r.step.ID && !slices.Contains(stages, n.Stage) }) {
		aside = append(aside, estrade.ReportNote{Text: n.Text})
	}
	return v, aside
}

// notesOf lists the notes of a step and stage; s.mu is held.
func (s *session) notesOf(step, stage string) []estrade.ReportNote {
	var lines []estrade.ReportNote
	for _, n := range s.notesWhere(func(n estrade.Note) bool { return n.Step == step && n.Stage == stage }) {
		lines = append(lines, estrade.ReportNote{Text: n.Text})
	}
	return lines
}

// synthesis is what the trainer last wrote of the whole session, "" for
// nothing; s.mu is held.
func (s *session) synthesis() string {
	all := s.notesWhere(func(n estrade.Note) bool { return n.Stage == estrade.StageSynthesis })
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1].Text
}

// notesWhere lists the notes that are written and that keep holds, in the order
// they were taken; s.mu is held.
func (s *session) notesWhere(keep func(estrade.Note) bool) []estrade.Note {
	var notes []estrade.Note
	for _, n := range s.notes {
		if n.Text != "" && keep(n) {
			notes = append(notes, n)
		}
	}
	slices.SortFunc(notes, func(a, b estrade.Note) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID)) })
	return notes
}
