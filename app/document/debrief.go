package document

import (
	"slices"

	estrade "estrade/app"
)

// activityDebrief is the debrief of one activity, and whether it is printed.
type activityDebrief struct {
	estrade.DebriefPrompts
	printed bool
}

// Debrief returns the PDF of the trainer's full debrief; see estrade.Documents.
func (p *Printer) Debrief(d estrade.DebriefData) ([]byte, error) {
	data := d.Report
	data.Rehearsal = data.Rehearsal || d.Rehearsal
	data.Attendance, data.SingleTeam = nil, false
	r := &report{sheet: newSheet(data.Language), about: trainersDebrief, data: data, debrief: make([]activityDebrief, 0, len(d.Prompts))}
	for _, prompts := range d.Prompts {
		r.debrief = append(r.debrief, activityDebrief{DebriefPrompts: prompts})
	}
	return r.print(p, d.Origin, func() {})
}

// debriefOf draws the debrief of an activity and returns those of its notes
// that it did not draw.
func (r *report) debriefOf(activity string, notes []estrade.ReportNote) []estrade.ReportNote {
	for i := range r.debrief {
		d := &r.debrief[i]
		if d.printed || d.Activity != activity {
			continue
		}
		d.printed = true
		r.section(r.say(debriefPrompts), px(120))
		r.stages(d.Stages)
		return slices.DeleteFunc(slices.Clone(notes), func(n estrade.ReportNote) bool { return noted(d.Stages, n) })
	}
	return notes
}

// noted reports whether a note is among those of the stages.
func noted(stages []estrade.DebriefStage, n estrade.ReportNote) bool {
	for _, s := range stages {
		for _, known := range s.Notes {
			if known.Text == n.Text {
				return true
			}
		}
	}
	return false
}

// otherDebriefs draws the debriefs of activities without a result, apart from
// results, and reports whether there are any.
func (r *report) otherDebriefs() bool {
	begun := false
	for i := range r.debrief {
		d := &r.debrief[i]
		if d.printed {
			continue
		}
		if !begun {
			r.afterResults()
			begun = true
		}
		d.printed = true
		r.section(joined(" · ", r.say(debriefPrompts), r.words(d.Activity)), px(120))
		r.stages(d.Stages)
	}
	return begun
}

// stages draws the stages of a debrief: their name and minutes, the questions
// asked, what the trainer noted.
func (r *report) stages(stages []estrade.DebriefStage) {
	label := style{face: toolSemi, size: px(13), lead: px(19), ink: ink}
	for _, s := range stages {
		r.need(label.lead + question.lead*2 + px(14))
		r.rule(margin, r.y, margin+columnWidth, r.y, px(1), hairline)
		r.y += px(7)
		name := r.words(s.Title)
		r.need(r.tall(label, name, columnWidth*0.85))
		first := label.baseline(r.y)
		r.tagged("H3", func() { r.block(margin, columnWidth*0.85, label, name) })
		if s.Minutes > 0 {
			r.text(margin+columnWidth, first, label.of(tool).in(ink2), right, r.minutes(s.Minutes))
		}
		for _, p := range r.all(s.Prompts) {
			r.y += px(2)
			r.block(margin, columnWidth*0.85, question, p)
		}
		r.y += px(5)
		if len(s.Notes) == 0 {
			r.block(margin, columnWidth, small, r.say(debriefNoNote))
		}
		for _, n := range s.Notes {
			r.bullet(joined("\n", n.Heading, n.Text))
		}
		r.y += px(9)
	}
}
