package rehearsal

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	estrade "estrade/app"
)

// Summary is what was played and what came of it: session.json.
type Summary struct {
	Version   string            `json:"version"`
	Seed      uint64            `json:"seed"`
	Language  estrade.Language  `json:"language"`
	Rehearsal bool              `json:"rehearsal"`
	Session   estrade.SessionID `json:"session"`
	Workshop  string            `json:"workshop"`
	Title     string            `json:"title"`
	Date      string            `json:"date"`
	Zone      string            `json:"zone"`

	// Instants of the session's clock, UTC milliseconds.
	StartedAt int64 `json:"startedAt"`
	EndedAt   int64 `json:"endedAt"`
	Minutes   int   `json:"minutes"`
	// WallSeconds is how long playing it took.
	WallSeconds float64 `json:"wallSeconds"`

	People    People                `json:"people"`
	Answers   Tally                 `json:"answers"`
	Stored    int                   `json:"stored"` // answers of people and tables in the database
	Picked    int                   `json:"picked"` // texts the trainer picked, of people's or their own
	Steps     []StepSummary         `json:"steps"`
	Figures   []estrade.StepFigures `json:"figures"`
	Folder    string                `json:"folder"` // of the documents, inside the folder given
	Documents []DocumentSummary     `json:"documents"`
	Archive   FileSummary           `json:"archive"` // the ZIP of them
	Checks    []Check               `json:"checks"`
}

// People is who took part.
type People struct {
	Counts
	Present int `json:"present"` // on the attendance list
	Tables  int `json:"tables"`
}

// StepSummary is a step as it was run. Instants are UTC milliseconds.
type StepSummary struct {
	ID        string        `json:"id"`
	Activity  string        `json:"activity"`
	Kind      estrade.Kind  `json:"kind"`
	Title     string        `json:"title"`
	Planned   int           `json:"plannedMinutes"`
	Minutes   float64       `json:"minutes"`
	StartedAt int64         `json:"startedAt"`
	EndedAt   int64         `json:"endedAt"`
	Skipped   bool          `json:"skipped"`
	Situation string        `json:"situation"` // announced (contrast), or the reference curve chosen (curve)
	Parts     []PartSummary `json:"parts"`
}

// PartSummary is a part as it was run.
type PartSummary struct {
	ID             string            `json:"id"`
	State          estrade.PartState `json:"state"`
	PlannedSeconds int               `json:"plannedSeconds"`
	ExtraSeconds   int               `json:"extraSeconds"`
	Openings       int               `json:"openings"`
	Choice         string            `json:"choice"`
	Answers        int               `json:"answers"` // kept in it
}

// FileSummary is a file that was written.
type FileSummary struct {
	File  string `json:"file"` // inside the folder given
	Bytes int64  `json:"bytes"`
}

// DocumentSummary is an issued document.
type DocumentSummary struct {
	FileSummary
	Number string               `json:"number"`
	Kind   estrade.DocumentKind `json:"kind"`
}

// Check is one thing that must be true at the end.
type Check struct {
	ID     string   `json:"id"`
	OK     bool     `json:"ok"`
	Detail []string `json:"detail"` // what is wrong
}

// Failed returns the checks that are not OK.
func (s Summary) Failed() []Check {
	return slices.DeleteFunc(slices.Clone(s.Checks), func(c Check) bool { return c.OK })
}

// conclude fills the summary and checks it against the database and the disk.
func (p *performance) conclude(ctx context.Context, record estrade.SessionRecord) error {
	figures, err := p.h.Results.Figures(ctx, p.id)
	if err != nil {
		return fmt.Errorf("read figures: %w", err)
	}
	for i := range figures {
		figures[i].Play = nil // the texts are the pack's
	}
	attendance, err := p.h.Sessions.Attendance(ctx, p.id)
	if err != nil {
		return fmt.Errorf("read attendance: %w", err)
	}
	present := 0
	for _, a := range attendance {
		if !a.Absent && !a.Expected {
			present++
		}
	}
	s := &p.summary
	row := record.Session
	s.Session, s.Title, s.Date, s.Zone = row.ID, row.Title, row.Date, row.Zone
	s.People = People{Counts: p.crowd.Counts(), Present: present, Tables: len(record.Tables)}
	kept, picked := apart(record.Answers)
	s.Answers, s.Stored, s.Picked, s.Figures = p.crowd.Ledger().Tally(), len(kept), len(picked), figures
	s.Steps = steps(record, p.s.Language)
	for _, step := range s.Steps {
		if s.StartedAt == 0 {
			s.StartedAt = step.StartedAt
		}
		s.EndedAt = max(s.EndedAt, step.EndedAt)
	}
	s.Minutes = int((s.EndedAt - s.StartedAt + 30_000) / 60_000)
	missing := p.listFiles()

	p.check("everybody-joined", p.everybody(s.People))
	p.check("browsers-understood", sentences(p.crowd.Problems()))
	p.check("agenda-played", unfinished(s.Steps))
	p.check("answers-kept", p.crowd.Ledger().Missing(kept))
	p.check("figures-plausible", crowded(figures, s.People.Joined))
	p.check("figures-frozen", unfrozen(figures, record))
	p.check("documents-written", missing)
	p.check("certificates-for-the-present", p.certificates(present, row.NoReport))
	p.check("no-name-shown", p.names())
	p.check("nothing-unpicked-shown", p.transcript.Texts(unpicked(kept, picked)))
	return nil
}

// apart separates what people and tables answered from what the trainer picked.
func apart(all []estrade.Answer) (kept []estrade.Answer, picked []string) {
	for _, a := range all {
		if (a.Key.Subject != estrade.Subject{}) {
			kept = append(kept, a)
			continue
		}
		var card struct {
			Text   string `json:"text"`
			Picked bool   `json:"picked"`
		}
		if json.Unmarshal(a.Value, &card) == nil && card.Picked {
			picked = append(picked, card.Text)
		}
	}
	return kept, picked
}

// unpicked lists the sentences people wrote that stand in nothing the trainer
// picked. What was chosen from a list, such as a behaviour, everybody has read.
func unpicked(kept []estrade.Answer, picked []string) []string {
	invented := make(map[string]bool)
	for _, set := range []map[string][]estrade.Text{noted, planned, commented, {"": decided}, {"": anywhere}} {
		for _, all := range set {
			for _, t := range all {
				invented[t.FR], invented[t.EN] = true, true
			}
		}
	}
	shown := strings.Join(picked, "\n")
	var texts []string
	for _, a := range kept {
		var text string
		if json.Unmarshal(a.Value, &text) == nil && invented[text] && !strings.Contains(shown, text) && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return texts
}

func (p *performance) check(id string, wrong []string) {
	p.summary.Checks = append(p.summary.Checks, Check{ID: id, OK: len(wrong) == 0, Detail: wrong})
}

func sentences(errs []error) []string {
	var list []string
	for _, err := range errs {
		list = append(list, err.Error())
	}
	return list
}

// steps lists the steps in agenda order with their parts as entered.
func steps(r estrade.SessionRecord, l estrade.Language) []StepSummary {
	answers := make(map[[2]string]int)
	for _, a := range r.Answers {
		answers[[2]string{a.Key.Step, a.Key.Part}]++
	}
	var list []StepSummary
	for _, planned := range r.Session.Plan.Workshop.Steps {
		line := StepSummary{ID: planned.ID, Activity: planned.Activity, Planned: planned.Minutes, Parts: []PartSummary{}}
		for _, run := range r.Steps {
			if run.Step == planned.ID {
				line.Activity, line.StartedAt, line.EndedAt = run.Activity, run.StartedAt, run.EndedAt
				line.Skipped, line.Situation = run.Skipped, run.Situation
				line.Minutes = float64((run.EndedAt-run.StartedAt)/6000) / 10
			}
		}
		if a := r.Session.Plan.Activities[line.Activity]; a != nil {
			line.Kind, line.Title = a.Kind, a.Title.In(l)
		}
		for _, part := range r.Parts {
			if part.Step == planned.ID {
				line.Parts = append(line.Parts, PartSummary{
					ID: part.Part, State: part.State, PlannedSeconds: part.PlannedSeconds, ExtraSeconds: part.ExtraSeconds,
					Openings: part.Opening, Choice: part.Choice, Answers: answers[[2]string{planned.ID, part.Part}],
				})
			}
		}
		list = append(list, line)
	}
	return list
}

// unfinished names what was not played to its end.
func unfinished(steps []StepSummary) []string {
	var wrong []string
	for _, s := range steps {
		if s.StartedAt == 0 || s.EndedAt < s.StartedAt || s.Skipped || len(s.Parts) == 0 {
			wrong = append(wrong, fmt.Sprintf("step %s was not run to its end", s.ID))
		}
		for _, part := range s.Parts {
			if part.State != estrade.PartDone {
				wrong = append(wrong, fmt.Sprintf("part %s/%s was left %s", s.ID, part.ID, part.State))
			}
		}
	}
	return wrong
}

// everybody compares who came with who was cast.
func (p *performance) everybody(n People) []string {
	var wrong []string
	if n.Joined != p.s.People {
		wrong = append(wrong, fmt.Sprintf("%d of %d people joined", n.Joined, p.s.People))
	}
	if n.Present != n.Joined {
		wrong = append(wrong, fmt.Sprintf("%d people joined and %d are on the attendance list", n.Joined, n.Present))
	}
	if n.Returned != n.Dropped {
		wrong = append(wrong, fmt.Sprintf("%d people dropped out and %d came back", n.Dropped, n.Returned))
	}
	return wrong
}

// crowded finds figures about more people than there are.
func crowded(figures []estrade.StepFigures, people int) []string {
	var wrong []string
	for _, f := range figures {
		text, err := json.Marshal(f.Figures)
		if err != nil {
			return append(wrong, err.Error())
		}
		var v any
		if err := json.Unmarshal(text, &v); err != nil {
			return append(wrong, err.Error())
		}
		walk(v, func(key string, n float64) {
			if (key == "n" || key == "fitN") && n > float64(people) {
				wrong = append(wrong, fmt.Sprintf("a figure of %s/%s counts %.0f of %d people", f.Step, f.Part, n, people))
			}
		})
	}
	return wrong
}

// walk calls f for every number of a decoded JSON value that has a key.
func walk(v any, f func(key string, n float64)) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			walk(e, f)
		}
	case map[string]any:
		for k, e := range v {
			if n, ok := e.(float64); ok {
				f(k, n)
			}
			walk(e, f)
		}
	}
}

// unfrozen finds figures that are shown and not kept, or kept and not shown.
func unfrozen(figures []estrade.StepFigures, r estrade.SessionRecord) []string {
	var wrong []string
	if len(figures) != len(r.Figures) {
		wrong = append(wrong, fmt.Sprintf("%d figures are shown and %d kept", len(figures), len(r.Figures)))
	}
	if len(figures) == 0 && len(r.Answers) > 0 {
		wrong = append(wrong, "nothing was computed from the answers")
	}
	return wrong
}

// listFiles lists the documents of the bundle and what is wrong with their files.
func (p *performance) listFiles() []string {
	var wrong []string
	s := &p.summary
	s.Documents = []DocumentSummary{}
	s.Folder = p.inside(p.bundle.Dir)
	for _, doc := range p.bundle.Documents {
		file, why := p.file(filepath.Join(p.bundle.Dir, doc.File), "%PDF-", "%%EOF")
		if why != "" {
			wrong = append(wrong, why)
		}
		s.Documents = append(s.Documents, DocumentSummary{FileSummary: file, Number: doc.Number, Kind: doc.Kind})
	}
	archive, why := p.file(p.bundle.Zip, "PK", "")
	if why != "" {
		wrong = append(wrong, why)
	}
	s.Archive = archive
	return wrong
}

// inside returns a path as seen from the folder given.
func (p *performance) inside(path string) string {
	base, err := filepath.Abs(p.s.Out)
	if err != nil {
		return path
	}
	inner, err := filepath.Rel(base, path)
	if err != nil {
		return path
	}
	return filepath.ToSlash(inner)
}

// file looks whether a file is there and is of its kind.
func (p *performance) file(path, head, tail string) (FileSummary, string) {
	f := FileSummary{File: p.inside(path)}
	data, err := os.ReadFile(path)
	if err != nil {
		return f, err.Error()
	}
	f.Bytes = int64(len(data))
	if !bytes.HasPrefix(data, []byte(head)) || !strings.Contains(string(data[max(0, len(data)-32):]), tail) {
		return f, fmt.Sprintf("%s is not a whole file of its kind", f.File)
	}
	return f, ""
}

// certificates compares the certificates with the people present, and the
// register with both.
func (p *performance) certificates(present int, noReport bool) []string {
	var wrong []string
	certificates, reports := 0, 0
	numbers := make(map[string]bool)
	for _, d := range p.bundle.Documents {
		numbers[d.Number] = true
		switch d.Kind {
		case estrade.DocumentCertificate:
			certificates++
		case estrade.DocumentReport:
			reports++
		}
	}
	if certificates != present {
		wrong = append(wrong, fmt.Sprintf("%d certificates for %d people present", certificates, present))
	}
	if noReport == (reports == 1) || reports > 1 {
		wrong = append(wrong, fmt.Sprintf("%d session reports", reports))
	}
	if len(numbers) != len(p.bundle.Documents) {
		wrong = append(wrong, "two documents have one number")
	}
	return wrong
}

// names looks for real names in what everybody, or a table, was shown.
func (p *performance) names() []string {
	if p.transcript.Size() == 0 {
		return []string{"no message was heard"}
	}
	return p.transcript.Names(p.crowd.Names())
}
