package content

import (
	"regexp"
	"slices"

	estrade "estrade/app"
)

// checkReference reports a text that is not one of known, what the texts of a
// list are called in French and in English.
func (l *loader) checkReference(at value, known []string, fr, en string) {
	if text, ok := at.text(); ok && len(known) > 0 && !slices.Contains(known, text) {
		l.report(at, sentence(fr+" « %s » n’existe pas dans ce fichier.%s", en+" “%s” does not exist in this file.%s",
			excerpt(text), suggestion(text, known)))
	}
}

// idsOf returns the ids of a list's items.
func idsOf(list value) []string {
	var ids []string
	for _, item := range list.items() {
		if id, ok := item.field("id").text(); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// ruleOf returns the scoring rule of a method, an absent value when there is none.
func ruleOf(a value, method string) value {
	for _, rule := range a.field("scoring").items() {
		if name, _ := rule.field("method").text(); name == method {
			return rule
		}
	}
	return value{}
}

// checkPoints compares a rule's number of points with a scale's, whose points
// are 1, 2, 3… in order.
func (l *loader) checkPoints(rule value, points []value) {
	if said, ok := rule.field("points").number(); ok && len(points) > 0 && said != len(points) {
		l.report(rule.field("points"), sentence(
			"La méthode compte %d points, l’échelle en a %d. Mettez le même nombre.",
			"The method counts %d points, the scale has %d. Use the same number.", said, len(points)))
	}
}

// checkScale checks that the points of a scale are 1, 2, 3… in order.
func (l *loader) checkScale(points []value) {
	for i, point := range points {
		if n, ok := point.field("value").number(); ok && n != i+1 {
			l.report(point.field("value"), sentence(
				"Ce point vaut %d ; attendu : %d. Les points d’une échelle sont 1, 2, 3… dans l’ordre.",
				"This point is %d; expected: %d. The points of a scale are 1, 2, 3… in order.", n, i+1))
		}
	}
}

func (l *loader) checkAssessment(a value) {
	behaviours := l.behaviourIDs()
	phases := phasesOf(a)
	for _, pass := range a.field("passes").items() {
		for _, behaviour := range pass.field("behaviours").items() {
			if id, ok := behaviour.text(); ok && len(behaviours) > 0 && !slices.Contains(behaviours, id) {
				l.report(behaviour, sentence(
					"Le comportement « %s » n’existe pas dans competencies.yaml.%s",
					"The behaviour “%s” does not exist in competencies.yaml.%s", excerpt(id), suggestion(id, behaviours)))
			}
		}
		phase, ok := pass.field("phase").text()
		if !ok {
			phase = "answer"
		}
		if len(phases) > 0 && !slices.Contains(phases, phase) {
			l.report(pass.field("phase"), sentence(
				"Ce passage a lieu dans le moment « %s », que « parts » n’a pas.%s",
				"This pass takes place in the part “%s”, which “parts” does not have.%s", excerpt(phase), suggestion(phase, phases)))
		}
		scale, _ := pass.field("scale").text()
		l.checkPoints(ruleOf(a, "self-score"), l.competencies.root.field("scales").field(scale).field("points").items())
	}
	l.checkComparison(a)
}

// behaviourIDs returns the behaviours of the model, nil when the model has problems.
func (l *loader) behaviourIDs() []string {
	if l.competencyIDs() == nil {
		return nil
	}
	var ids []string
	for _, competency := range l.competencies.root.field("competencies").items() {
		ids = append(ids, idsOf(competency.field("behaviours"))...)
	}
	return ids
}

// checkComparison checks that an assessment compares with one, on a scale that
// one asks too.
func (l *loader) checkComparison(a value) {
	at := a.field("compare_with")
	name, ok := at.text()
	if !ok {
		return
	}
	other, known := l.activityCalled(name)
	if !known {
		l.reportUnknownActivity(at, name)
		return
	}
	if kind, ok := other.field("kind").text(); ok && kind != string(estrade.KindAssessment) {
		l.report(at, sentence(
			"« %s » n’est pas un auto-positionnement (assessment) : rien ne se compare.",
			"“%s” is not a self-positioning (assessment): there is nothing to compare.", excerpt(name)))
		return
	}
	scales := func(of value) []string {
		var names []string
		for _, pass := range of.field("passes").items() {
			if scale, ok := pass.field("scale").text(); ok {
				names = append(names, scale)
			}
		}
		return names
	}
	mine, theirs := scales(a), scales(other)
	if len(mine) > 0 && len(theirs) > 0 && !slices.ContainsFunc(mine, func(s string) bool { return slices.Contains(theirs, s) }) {
		l.report(at, sentence(
			"« %s » ne pose aucune question sur la même échelle. On compare une échelle avec elle-même.",
			"“%s” asks nothing on the same scale. A scale is compared with itself.", excerpt(name)))
	}
}

func (l *loader) checkCurve(a value) {
	zones := idsOf(a.field("zones"))
	for _, intervention := range a.field("interventions").items() {
		l.checkReference(intervention.field("zone"), zones, "La zone", "The zone")
	}
	l.checkReference(a.field("default_branch"), idsOf(a.field("branches")), "La branche", "The branch")
	l.checkMonths(a)
	l.checkWeights(ruleOf(a, "curve").field("weights"))
	for _, estimate := range a.field("estimates").items() {
		l.checkEstimate(estimate)
	}
}

// checkWeights checks that the weights of the curve's score add up to 100.
func (l *loader) checkWeights(weights value) {
	sum := 0
	for _, name := range []string{"shape", "timing", "profile"} {
		n, ok := weights.field(name).number()
		if !ok {
			return
		}
		sum += n
	}
	if sum != 100 {
		l.report(weights, sentence(
			"Ces poids font %d ensemble ; attendu : 100.",
			"These weights make %d together; expected: 100.", sum))
	}
}

// checkMonths checks that the curve has the months its score is defined for, and
// that every branch tells the height of each.
func (l *loader) checkMonths(a value) {
	months := a.field("months")
	from, ok1 := months.field("from").number()
	to, ok2 := months.field("to").number()
	step, ok3 := months.field("step").number()
	if !ok1 || !ok2 || !ok3 {
		return
	}
	if from != 0 || to != 48 || step != 3 {
		l.report(months, sentence(
			"La courbe va du mois %d au mois %d par pas de %d. Son score n’est défini que du mois 0 au mois 48, par pas de 3.",
			"The curve goes from month %d to month %d in steps of %d. Its score is only defined from month 0 to month 48, in steps of 3.",
			from, to, step))
		return
	}
	for _, branch := range a.field("branches").items() {
		l.checkAnchors(branch.field("anchors"), from, to)
	}
}

func (l *loader) checkAnchors(anchors value, from, to int) {
	items := anchors.items()
	last := 0
	for i, anchor := range items {
		month, ok := anchor.field("month").number()
		if !ok {
			return
		}
		if i > 0 && month <= last {
			l.report(anchor.field("month"), sentence(
				"Ce point est au mois %d, le précédent au mois %d. Rangez les points dans l’ordre du temps.",
				"This point is at month %d, the one before at month %d. Put the points in the order of time.", month, last))
			return
		}
		last = month
	}
	if len(items) == 0 {
		return
	}
	if first, _ := items[0].field("month").number(); first > from || last < to {
		l.report(anchors, sentence(
			"Cette branche va du mois %d au mois %d ; elle doit couvrir du mois %d au mois %d.",
			"This branch goes from month %d to month %d; it must cover month %d to month %d.", first, last, from, to))
	}
}

func (l *loader) checkEstimate(estimate value) {
	reference, ok := estimate.field("reference").number()
	if !ok {
		return
	}
	least, ok1 := estimate.field("min").number()
	most, ok2 := estimate.field("max").number()
	switch unit, _ := estimate.field("unit").text(); {
	case ok1 && reference < least || ok2 && reference > most:
		l.report(estimate.field("reference"), sentence(
			"Le chiffre publié (%d) est hors des bornes de la réponse. Élargissez « min » et « max ».",
			"The published figure (%d) is outside the bounds of the answer. Widen “min” and “max”.", reference))
	case unit == "number" && reference <= 0:
		l.report(estimate.field("reference"), sentence(
			"Le chiffre publié (%d) doit être positif : l’écart se mesure en proportion.",
			"The published figure (%d) must be positive: the gap is measured in proportion.", reference))
	}
}

func (l *loader) checkSort(a value) {
	columns := idsOf(a.field("columns"))
	for _, card := range a.field("cards").items() {
		l.checkReference(card.field("column"), columns, "La colonne", "The column")
	}
	l.checkReference(ruleOf(a, "f1").field("positive"), columns, "La colonne", "The column")
	if both := a.field("both"); both.present() && len(columns) > 2 {
		l.report(both, sentence(
			"« Les deux » n’a de sens qu’avec deux colonnes ; il y en a %d. Supprimez « both ».",
			"“Both” only makes sense with two columns; there are %d. Remove “both”.", len(columns)))
	}
}

func (l *loader) checkRating(a value) {
	last := 0
	classes := a.field("classes").items()
	for i, class := range classes {
		bound, ok := class.number()
		if !ok {
			return
		}
		switch {
		case bound <= last:
			l.report(class, sentence(
				"La borne %d ne dépasse pas la précédente (%d). Rangez les classes de la plus basse à la plus haute.",
				"The bound %d is not above the one before (%d). Put the classes from the lowest to the highest.", bound, last))
			return
		case i == len(classes)-1 && bound != 100:
			l.report(class, sentence(
				"La dernière classe s’arrête à %d ; elle doit aller jusqu’à 100.",
				"The last class stops at %d; it must go up to 100.", bound))
		}
		last = bound
	}
}

func (l *loader) checkBoard(a value) {
	boxes := idsOf(a.field("boxes"))
	for _, box := range a.field("vote").field("boxes").items() {
		l.checkReference(box, boxes, "La case", "The box")
	}
}

var slotMark = regexp.MustCompile(`\{([^{}]*)\}`)

// checkCommitment checks that the sentence, in both languages, holds every slot
// once and nothing else between braces.
func (l *loader) checkCommitment(a value) {
	slots := idsOf(a.field("slots"))
	for _, language := range []string{"fr", "en"} {
		at := a.field("template").field(language)
		text, ok := at.text()
		if !ok || len(slots) == 0 {
			continue
		}
		var held []string
		for _, mark := range slotMark.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(slots, mark[1]) {
				l.report(at, sentence(
					"La phrase contient « {%s} », qui n’est pas un champ.%s", "The sentence holds “{%s}”, which is not a slot.%s",
					excerpt(mark[1]), suggestion(mark[1], slots)))
			}
			held = append(held, mark[1])
		}
		for _, slot := range slots {
			if !slices.Contains(held, slot) {
				l.report(at, sentence(
					"La phrase ne contient pas le champ « {%s} ». Ajoutez-le, ou supprimez le champ.",
					"The sentence does not hold the slot “{%s}”. Add it, or remove the slot.", excerpt(slot)))
			}
		}
	}
}

func (l *loader) checkFeedback(a value) {
	points := a.field("scale").field("points").items()
	l.checkScale(points)
	l.checkPoints(ruleOf(a, "top2"), points)
}
