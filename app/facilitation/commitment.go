package facilitation

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	estrade "estrade/app"
)

// commitment is an if–then plan, written alone, then reread in pairs. It is its
// author's; the trainer reads a plan only where its author shares it, without a
// name.
type commitment struct{ plainKind }

const (
	phaseAlone = "alone"
	phasePairs = "pairs"

	itemConfidence = "confidence"
	itemShared     = "shared"

	inputDate      = "date"
	inputBehaviour = "behaviour"

	behavioursShort = "short-or-free"
	behavioursAll   = "all-or-free"

	// emptySlot stands in a sentence for what was not written.
	emptySlot = "…"
)

func (commitment) parts(r *run) []partPlan {
	plan := r.packParts()
	for i := range plan {
		plan[i].collects = true
	}
	return plan
}

// field splits an item, "<plan>.<field>": the plan's number from 1, and a slot,
// itemConfidence or itemShared. ok false where nothing is asked.
func (commitment) field(r *run, item string) (slot estrade.PlanSlot, field string, ok bool) {
	number, field, _ := strings.Cut(item, ".")
	plan, err := strconv.Atoi(number)
	a := r.activity.Commitment
	if err != nil || number != strconv.Itoa(plan) || plan < 1 || plan > a.MaxPlans {
		return slot, field, false
	}
	if field == itemConfidence || field == itemShared {
		return slot, field, true
	}
	i := slices.IndexFunc(a.Slots, func(s estrade.PlanSlot) bool { return s.ID == field })
	if i < 0 {
		return slot, field, false
	}
	return a.Slots[i], field, true
}

func planItem(plan int, field string) string { return strconv.Itoa(plan) + "." + field }

func (k commitment) place(r *run, _ partPlan, at place) error {
	if _, _, ok := k.field(r, at.item); !ok || at.pass != "" {
		return fail("unknown-item", "A plan has no such line.", "item", at.item)
	}
	return nil
}

func (k commitment) check(r *run, p partPlan, at place, v json.RawMessage) error {
	if err := k.place(r, p, at); err != nil {
		return err
	}
	slot, field, _ := k.field(r, at.item)
	switch {
	case field == itemShared:
		var shared bool
		if json.Unmarshal(v, &shared) != nil {
			return fail("unknown-option", "A plan is shared or it is not.")
		}
		return nil
	case field == itemConfidence:
		var level int
		scale := r.activity.Commitment.Confidence
		if json.Unmarshal(v, &level) != nil || level < scale.Min || level > scale.Max {
			return fail("out-of-range", "This confidence is not on the scale.")
		}
		return nil
	case slot.Input == inputDate:
		var day string
		if json.Unmarshal(v, &day) != nil || day != "" && !isDay(day) {
			return fail("text-unreadable", "This date cannot be read.")
		}
		return nil
	}
	return checkText(v, maxShortText)
}

func isDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// stands is the answer to an item as it stands in a part: what was written in
// pairs takes the place of what was written alone.
func stands(mine map[place]estrade.Answer, part, item string) (place, bool) {
	at := place{part: part, item: item}
	if _, ok := mine[at]; ok || part == phaseAlone {
		return at, ok
	}
	at.part = phaseAlone
	_, ok := mine[at]
	return at, ok
}

// answered reports whether something stands at an item: declining is an answer,
// an emptied line is not.
func answered(mine map[place]estrade.Answer, part, item string) bool {
	at, ok := stands(mine, part, item)
	return ok && string(mine[at].Value) != `""`
}

func (commitment) complete(r *run, p partPlan, mine map[place]estrade.Answer) bool {
	a := r.activity.Commitment
	for plan := 1; plan <= a.MaxPlans; plan++ {
		whole := answered(mine, p.phase, planItem(plan, itemConfidence))
		for _, slot := range a.Slots {
			whole = whole && answered(mine, p.phase, planItem(plan, slot.ID))
		}
		if whole {
			return true
		}
	}
	return false
}

func (commitment) passes(partPlan) []string { return []string{""} }

func (commitment) play(r *run, p partPlan) *estrade.Play {
	a := r.activity.Commitment
	play := &estrade.CommitmentPlay{
		Template: a.Template, Slots: []estrade.SlotPlay{}, Behaviours: []estrade.BehaviourPlay{}, MaxPlans: a.MaxPlans,
		Confidence: a.Confidence, Reminder: a.Reminder, Picked: r.picked(),
		Today: time.UnixMilli(r.part(p.id).EnteredAt).In(zoneOf(r.s.row)).Format(time.DateOnly),
	}
	for _, s := range a.Slots {
		play.Slots = append(play.Slots, estrade.SlotPlay(s))
	}
	for _, c := range r.s.competencies(r.activity) {
		for _, b := range c.Behaviours {
			if a.Behaviours == behavioursAll || a.Behaviours == behavioursShort && b.Short {
				play.Behaviours = append(play.Behaviours, estrade.BehaviourPlay{ID: b.ID, Competency: c.ID, Text: b.Text})
			}
		}
	}
	return &estrade.Play{Commitment: play}
}

func (k commitment) own(r *run, p estrade.Participant) (*estrade.OwnResult, error) {
	if !r.settled(phaseAlone) {
		return nil, nil
	}
	a := r.activity.Commitment
	own := &estrade.OwnCommitment{
		Plans: []estrade.OwnPlan{}, Reminder: a.Reminder, Advice: a.Confidence.Advice, SmallerBelow: a.Confidence.SmallerBelow,
	}
	for _, plan := range k.plans(r, p.ID) {
		own.Plans = append(own.Plans, plan.OwnPlan)
	}
	if len(own.Plans) == 0 {
		return nil, nil
	}
	return &estrade.OwnResult{Step: r.step.ID, Activity: r.activity.ID, Title: r.activity.Title, Commitment: own}, nil
}

// numberedPlan is a plan and its number in the form.
type numberedPlan struct {
	estrade.OwnPlan
	number int
}

// plans lists what a person wrote; plans left empty are left out.
func (k commitment) plans(r *run, p estrade.ParticipantID) []numberedPlan {
	mine, a := r.answers.of(person(p)), r.activity.Commitment
	var plans []numberedPlan
	for n := 1; n <= a.MaxPlans; n++ {
		plan := numberedPlan{number: n, OwnPlan: estrade.OwnPlan{Slots: make(map[string]string)}}
		empty := true
		for _, slot := range a.Slots {
			at, _ := stands(mine, phasePairs, planItem(n, slot.ID))
			line := written(mine, at)
			plan.Slots[slot.ID] = line
			empty = empty && line == ""
			if slot.Input == inputDate && plan.Date == "" {
				plan.Date = line
			}
		}
		if empty {
			continue
		}
		at, _ := stands(mine, phasePairs, planItem(n, itemConfidence))
		plan.Confidence = number(mine, at)
		at, _ = stands(mine, phasePairs, planItem(n, itemShared))
		plan.Shared = string(mine[at].Value) == "true"
		plan.Sentence = k.sentence(r, plan.Slots)
		plans = append(plans, plan)
	}
	return plans
}

// sentence fills the template in.
func (k commitment) sentence(r *run, slots map[string]string) estrade.Text {
	var s estrade.Text
	s.FR = k.sentenceIn(r, slots, estrade.French)
	s.EN = k.sentenceIn(r, slots, estrade.English)
	return s
}

// slotMark is a slot in a template: its id between braces.
var slotMark = regexp.MustCompile(`\{([^{}]+)\}`)

func (k commitment) sentenceIn(r *run, slots map[string]string, l estrade.Language) string {
	template := r.activity.Commitment.Template.In(l)
	sentence, end := "", 0
	for _, at := range slotMark.FindAllStringSubmatchIndex(template, -1) {
		id := template[at[2]:at[3]]
		i := slices.IndexFunc(r.activity.Commitment.Slots, func(s estrade.PlanSlot) bool { return s.ID == id })
		if i < 0 {
			continue
		}
		sentence = joined(sentence+template[end:at[0]], k.line(r, r.activity.Commitment.Slots[i], slots[id], l), l)
		end = at[1]
	}
	return strings.Replace(sentence+template[end:], "….", "…", 1) // an empty slot at the end
}

// line is what a slot says in a sentence.
func (commitment) line(r *run, slot estrade.PlanSlot, line string, l estrade.Language) string {
	switch {
	case line == "":
		return emptySlot
	case slot.Input == inputDate:
		day, err := time.Parse(time.DateOnly, line)
		if err != nil {
			return emptySlot
		}
		return longDate(day, l)
	case slot.Input == inputBehaviour: // one of the T reads in both languages
		for _, c := range r.s.row.Plan.Competencies {
			for _, b := range c.Behaviours {
				if line == b.Text.FR || line == b.Text.EN {
					line = b.Text.In(l)
				}
			}
		}
	}
	return strings.TrimSuffix(strings.NewReplacer("\n", " ", "\t", " ").Replace(line), ".")
}

// joined appends a line to a sentence. Behaviours are written in the first
// person, which the template already says: « je J’explique » is « j’explique »,
// and « je écoute » is « j’écoute ».
func joined(sentence, line string, l estrade.Language) string {
	if l == estrade.English {
		if strings.HasSuffix(sentence, " I ") {
			line = strings.TrimPrefix(line, "I ")
		}
		return sentence + line
	}
	said, ok := strings.CutSuffix(sentence, " je ")
	if !ok {
		return sentence + line
	}
	for _, start := range []string{"Je ", "J’", "J'", "je ", "j’", "j'"} {
		if rest, found := strings.CutPrefix(line, start); found {
			if start[1] != 'e' { // elided as its author wrote it
				return said + " j’" + rest
			}
			line = rest
			break
		}
	}
	if first, _ := utf8.DecodeRuneInString(line); strings.ContainsRune("aeiouyàâäéèêëîïôöùûüœAEIOUYÀÂÉÈÊÎÔÛŒ", first) {
		return said + " j’" + line
	}
	return sentence + line
}

// offers are the plans their authors share, once the last part is closed and no
// plan is being written any more.
func (commitment) readPart(r *run) string {
	plan := r.plan()
	return plan[len(plan)-1].id
}

func (k commitment) offers(r *run) offering {
	last := k.readPart(r)
	if !r.settled(last) {
		return offering{}
	}
	o := offering{use: pickedForStage, part: last}
	for _, who := range r.s.people() {
		for _, p := range k.plans(r, who.ID) {
			if p.Shared {
				o.texts = append(o.texts, offer{
					subject: person(who.ID), item: planItem(p.number, itemShared), source: sourcePlan,
					text: p.Sentence.In(r.s.row.StageLanguage),
				})
			}
		}
	}
	return o
}
