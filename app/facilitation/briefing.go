package facilitation

import (
	"encoding/json"

	estrade "estrade/app"
)

// briefing is read aloud and talked about; nothing is recorded.
type briefing struct{ plainKind }

func (briefing) parts(r *run) []partPlan { return r.packParts() }

func (briefing) check(*run, partPlan, place, json.RawMessage) error {
	return fail("nothing-asked", "Nothing is asked in this part.")
}

func (b briefing) place(r *run, p partPlan, at place) error { return b.check(r, p, at, nil) }

func (briefing) complete(*run, partPlan, map[place]estrade.Answer) bool { return false }

func (briefing) passes(partPlan) []string { return nil }

func (briefing) play(r *run, _ partPlan) *estrade.Play {
	b := r.activity.Briefing
	section := min(r.s.row.Stage.Section, max(0, len(b.Sections)-1))
	return &estrade.Play{Briefing: &estrade.BriefingPlay{Variant: b.Variant, Sections: b.Sections, Section: section}}
}
