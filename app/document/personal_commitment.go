package document

import (
	"strings"
	"time"

	estrade "estrade/app"
)

// commitment draws one's own plans. A plan is not graded.
func (r *personal) commitment(c estrade.OwnCommitment) {
	if len(c.Plans) == 0 {
		r.block(margin, columnWidth, body, r.say(ownNoPlan))
		return
	}
	sentence := style{face: voice, size: px(19), lead: px(27), ink: ink}
	for i, p := range c.Plans {
		if i > 0 {
			r.skip(px(20))
		}
		r.need(sentence.lead*3 + px(60))
		if len(c.Plans) > 1 {
			r.text(margin, small.baseline(r.y), small.of(toolSemi), left, r.say(ownPlan, i+1))
			r.y += small.lead + px(2)
		}
		for _, paragraph := range strings.Split(strings.ReplaceAll(p.Sentence.In(r.language), "….", "…"), "\n") {
			r.proseIn(margin, px(610), sentence, r.words(paragraph))
		}
		r.y += px(6)
		r.planFacts(p, c)
	}
}

// planFacts draws the date, the confidence and whether the plan was shared.
func (r *personal) planFacts(p estrade.OwnPlan, c estrade.OwnCommitment) {
	day := r.say(ownNoDate)
	if t, err := time.Parse(time.DateOnly, p.Date); err == nil {
		day = r.longDate(t)
	}
	confidence, advice := r.say(missingAnswer), ""
	if p.Confidence != nil {
		confidence = r.say(ownConfidenceOf, r.number(*p.Confidence, 0))
		if *p.Confidence < float64(c.SmallerBelow) {
			advice = r.in(c.Advice)
		}
	}
	shared := ownKept
	if p.Shared {
		shared = ownShared
	}
	r.keyFigures(
		keyFigure{label: r.say(wordDate), value: day, words: true},
		keyFigure{label: r.say(ownConfidence), value: confidence, note: advice, words: true},
		keyFigure{label: r.say(ownSharing), value: r.say(shared), words: true},
	)
}
