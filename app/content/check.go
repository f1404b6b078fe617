package content

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	estrade "estrade/app"
)

// check finds what the schemas cannot: identifiers, references, sums. A value
// that breaks its schema is skipped here, it has been reported.
func (l *loader) check() {
	for _, d := range slices.Concat([]document{l.competencies}, l.workshops, l.activities) {
		l.checkUnique(d.root)
	}
	l.checkDefaultWorkshop()
	l.checkCompetencyModel()
	for _, d := range l.workshops {
		l.checkName(d)
		l.checkGroup(d.root.field("group"))
		l.checkWorkshop(d.root)
	}
	for _, d := range l.activities {
		l.checkName(d)
		l.checkGroup(d.root.field("group_size"))
		l.checkActivity(d.root)
	}
}

// checkUnique finds items of one list that share an identifier, or parts of one
// activity or step that share a phase, anywhere in v.
func (l *loader) checkUnique(v value) {
	if !v.present() {
		return
	}
	names, fields := v.fields()
	for i, field := range fields {
		key := "id"
		if names[i] == "parts" {
			key = "phase"
		}
		l.checkUniqueItems(field, key)
		l.checkUnique(field)
	}
	if v.node.Kind == yaml.SequenceNode {
		for _, item := range v.items() {
			l.checkUnique(item)
		}
	}
}

func (l *loader) checkUniqueItems(list value, key string) {
	lines := make(map[string]int)
	for _, item := range list.items() {
		id := item.field(key)
		text, ok := id.text()
		if !ok {
			continue
		}
		if first, ok := lines[text]; ok {
			l.report(id, sentence(
				"« %s » est déjà pris dans cette liste, à la ligne %d. Choisissez une autre valeur.",
				"“%s” is already taken in this list, on line %d. Choose another value.", excerpt(text), first))
			continue
		}
		lines[text] = id.line
	}
}

// checkName holds the id of a file against its name.
func (l *loader) checkName(d document) {
	id := d.root.field("id")
	if text, ok := id.text(); ok && text != d.name {
		l.report(id, sentence(
			"« id » est « %s », mais le fichier s’appelle « %s ». Donnez-leur le même nom.",
			"“id” is “%s”, but the file is called “%s”. Give both the same name.", excerpt(text), d.name+extension))
	}
}

func (l *loader) checkGroup(group value) {
	for _, size := range []value{group, group.field("table")} {
		least, ok1 := size.field("min").number()
		most, ok2 := size.field("max").number()
		if ok1 && ok2 && least > most {
			l.report(size.field("min"), sentence(
				"Le minimum (%d) dépasse le maximum (%d). Échangez-les ou corrigez l’un des deux.",
				"The minimum (%d) exceeds the maximum (%d). Swap them or correct one of the two.", least, most))
		}
	}
}

func (l *loader) checkDefaultWorkshop() {
	id := l.pack.root.field("default_workshop")
	text, ok := id.text()
	names := namesOf(l.workshops)
	if ok && len(names) > 0 && !slices.Contains(names, text) {
		l.report(id, sentence(
			"Aucun atelier ne s’appelle « %s ».%s", "No workshop is called “%s”.%s",
			excerpt(text), suggestion(text, names)))
	}
}

// checkCompetencyModel checks that the points of the scales are in order, that the
// letter of a competency tells its bar, and that behaviours carry the identifier of their competency.
func (l *loader) checkCompetencyModel() {
	letters := map[string]string{"horizontal": "H", "vertical": "V"}
	for _, scale := range []string{"confidence", "frequency"} {
		l.checkScale(l.competencies.root.field("scales").field(scale).field("points").items())
	}
	for _, competency := range l.competencies.root.field("competencies").items() {
		id, ok := competency.field("id").text()
		if !ok {
			continue
		}
		bar, _ := competency.field("bar").text()
		if letter, ok := letters[bar]; ok && !strings.HasPrefix(id, letter) {
			l.report(competency.field("bar"), sentence(
				"« %s » n’est pas dans la bonne famille : H va avec « horizontal », V avec « vertical ».",
				"“%s” is not in the right family: H goes with “horizontal”, V with “vertical”.", excerpt(id)))
		}
		for _, behaviour := range competency.field("behaviours").items() {
			text, ok := behaviour.field("id").text()
			if ok && !strings.HasPrefix(text, id+".") {
				l.report(behaviour.field("id"), sentence(
					"Ce comportement appartient à « %s » : attendu un identifiant comme « %s », et non « %s ».",
					"This behaviour belongs to “%s”: expected an identifier like “%s”, not “%s”.",
					excerpt(id), excerpt(id)+".1", excerpt(text)))
			}
		}
	}
}

// competencyIDs returns the identifiers of the model, nil when the model has
// problems: they would explain every unknown competency.
func (l *loader) competencyIDs() []string {
	var ids []string
	if slices.ContainsFunc(l.problems, func(p Problem) bool { return p.File == competenciesFile }) {
		return nil
	}
	for _, competency := range l.competencies.root.field("competencies").items() {
		if id, ok := competency.field("id").text(); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

func (l *loader) checkCompetency(at value, id string, known []string) {
	if len(known) > 0 && !slices.Contains(known, id) {
		l.report(at, sentence(
			"La compétence « %s » n’existe pas dans competencies.yaml.%s",
			"The competency “%s” does not exist in competencies.yaml.%s", excerpt(id), suggestion(id, known)))
	}
}

func namesOf(documents []document) []string {
	names := make([]string, len(documents))
	for i, d := range documents {
		names[i] = d.name
	}
	return names
}

// activityCalled returns the root of an activity, false when there is no such file.
func (l *loader) activityCalled(name string) (value, bool) {
	for _, d := range l.activities {
		if d.name == name {
			return d.root, true
		}
	}
	return value{}, false
}

func (l *loader) checkWorkshop(w value) {
	steps := w.field("steps").items()
	total, training, complete := 0, 0, len(steps) > 0
	for _, step := range steps {
		n, ok := step.field("minutes").number()
		complete = complete && ok
		total += n
		if !step.field("off_clock").present() {
			training += n
		}
		l.checkStep(step)
	}
	if !complete {
		return
	}
	if said, ok := w.field("minutes").number(); ok && said != total {
		l.report(w.field("minutes"), sentence(
			"« minutes » annonce %s, mais les étapes en font %d ensemble. Corrigez l’un ou l’autre.",
			"“minutes” says %s, but the steps make %d together. Correct one or the other.", minutes(said), total))
	}
	if said, ok := w.field("training_minutes").number(); ok && said != training {
		l.report(w.field("training_minutes"), sentence(
			"« training_minutes » annonce %s, mais les étapes, sans celles marquées « off_clock », en font %d ensemble. Corrigez l’un ou l’autre.",
			"“training_minutes” says %s, but the steps, without those marked “off_clock”, make %d together. Correct one or the other.",
			minutes(said), training))
	}
}

func (l *loader) checkStep(step value) {
	name, ok := step.field("activity").text()
	if !ok {
		return
	}
	activity, known := l.activityCalled(name)
	if !known {
		l.reportUnknownActivity(step.field("activity"), name)
	}
	l.checkAlternatives(step, name, activity)
	l.checkStepMinutes(step, activity)
	l.checkStepParts(step, activity)
	l.checkShortForm(step, activity)
}

func (l *loader) reportUnknownActivity(at value, name string) {
	l.report(at, sentence(
		"Aucune activité ne s’appelle « %s ».%s", "No activity is called “%s”.%s",
		excerpt(name), suggestion(name, namesOf(l.activities))))
}

// checkAlternatives checks that a step may be replaced without changing the agenda's duration.
func (l *loader) checkAlternatives(step value, name string, activity value) {
	duration, timed := durationOf(activity)
	for _, alternative := range step.field("alternatives").items() {
		other, ok := alternative.text()
		if !ok {
			continue
		}
		root, known := l.activityCalled(other)
		n, ok := durationOf(root)
		switch {
		case !known:
			l.reportUnknownActivity(alternative, other)
		case other == name:
			l.report(alternative, sentence(
				"« %s » est déjà l’activité de cette étape. Retirez-la des remplaçantes.",
				"“%s” is already the activity of this step. Remove it from the alternatives.", excerpt(other)))
		case ok && timed && n != duration:
			l.report(alternative, sentence(
				"« %s » dure %s et « %s » en dure %d. Une remplaçante a la même durée que l’activité de l’étape.",
				"“%s” lasts %s and “%s” lasts %d. An alternative has the same duration as the activity of the step.",
				excerpt(other), minutes(n), excerpt(name), duration))
		}
	}
}

// durationOf returns the minutes of an activity, false when its parts disagree.
func durationOf(activity value) (int, bool) {
	n, ok1 := activity.field("minutes").number()
	sum, ok2 := sumOfMinutes(activity.field("parts"))
	return n, ok1 && ok2 && n == sum
}

// checkStepMinutes compares a step's duration with that of its parts: its own,
// else those of the activity. A lone part takes whatever the step gives it.
func (l *loader) checkStepMinutes(step, activity value) {
	said, ok := step.field("minutes").number()
	if !ok {
		return
	}
	if own := step.field("parts"); own.present() {
		if sum, ok := sumOfMinutes(own); ok && sum != said {
			l.report(step.field("minutes"), sentence(
				"L’étape annonce %s, mais ses moments en font %d ensemble. Corrigez l’un ou l’autre.",
				"The step says %s, but its parts make %d together. Correct one or the other.", minutes(said), sum))
		}
		return
	}
	parts := activity.field("parts")
	if sum, ok := sumOfMinutes(parts); ok && sum != said && len(parts.items()) > 1 {
		l.report(step.field("minutes"), sentence(
			"L’étape annonce %s, mais les moments de son activité en font %d. Donnez à l’étape ses propres « parts », ou corrigez « minutes ».",
			"The step says %s, but the parts of its activity make %d. Give the step its own “parts”, or correct “minutes”.",
			minutes(said), sum))
	}
}

// sumOfMinutes adds up the minutes of a list of parts, false when one is unreadable or there is none.
func sumOfMinutes(parts value) (int, bool) {
	items := parts.items()
	sum := 0
	for _, part := range items {
		n, ok := part.field("minutes").number()
		if !ok {
			return 0, false
		}
		sum += n
	}
	return sum, len(items) > 0
}

// checkStepParts checks that a step plays parts of its activity, in the activity's order.
func (l *loader) checkStepParts(step, activity value) {
	phases := phasesOf(activity)
	if len(phases) == 0 {
		return
	}
	last := -1
	for _, part := range step.field("parts").items() {
		phase, ok := part.field("phase").text()
		if !ok {
			continue
		}
		i := slices.Index(phases, phase)
		switch {
		case i < 0:
			l.report(part.field("phase"), sentence(
				"L’activité de cette étape n’a pas de moment « %s ».%s", "The activity of this step has no part “%s”.%s",
				excerpt(phase), suggestion(phase, phases)))
			continue
		case i < last:
			l.report(part.field("phase"), sentence(
				"« %s » vient avant « %s » dans l’activité. Gardez l’ordre de l’activité.",
				"“%s” comes before “%s” in the activity. Keep the order of the activity.", phase, phases[last]))
			continue
		}
		last = i
	}
}

func phasesOf(activity value) []string {
	var phases []string
	for _, part := range activity.field("parts").items() {
		if phase, ok := part.field("phase").text(); ok {
			phases = append(phases, phase)
		}
	}
	return phases
}

// checkShortForm checks that an activity played in its short form has one.
func (l *loader) checkShortForm(step, activity value) {
	variant := step.field("variant")
	kind, ok := activity.field("kind").text()
	if !ok || !variant.present() {
		return
	}
	short := slices.ContainsFunc(activity.field("pairs").items(), func(pair value) bool {
		return pair.field("short").present()
	})
	if kind != string(estrade.KindContrast) || !short {
		l.report(variant, sentence(
			"L’activité de cette étape n’a pas de forme courte : il faut des paires marquées « short ». Supprimez « variant ».",
			"The activity of this step has no short form: it takes pairs marked “short”. Remove “variant”."))
	}
}

func (l *loader) checkActivity(a value) {
	competencies := l.competencyIDs()
	for _, item := range a.field("competencies").items() {
		if id, ok := item.text(); ok {
			l.checkCompetency(item, id, competencies)
		}
	}
	said, ok1 := a.field("minutes").number()
	sum, ok2 := sumOfMinutes(a.field("parts"))
	if ok1 && ok2 && said != sum {
		l.report(a.field("minutes"), sentence(
			"L’activité annonce %s, mais ses moments en font %d ensemble. Corrigez l’un ou l’autre.",
			"The activity says %s, but its parts make %d together. Correct one or the other.", minutes(said), sum))
	}
	for _, rule := range a.field("scoring").items() {
		l.checkFraction(rule.field("min_answered"))
	}
	switch kind, _ := a.field("kind").text(); estrade.Kind(kind) {
	case estrade.KindScenario:
		l.checkScenario(a, competencies)
	case estrade.KindRanking:
		l.checkReferences(a.field("items").items())
	case estrade.KindAssessment:
		l.checkAssessment(a)
	case estrade.KindCurve:
		l.checkCurve(a)
	case estrade.KindSort:
		l.checkSort(a)
	case estrade.KindRating:
		l.checkRating(a)
	case estrade.KindBoard:
		l.checkBoard(a)
	case estrade.KindCommitment:
		l.checkCommitment(a)
	case estrade.KindFeedback:
		l.checkFeedback(a)
	}
}

// checkFraction refuses a share of answers above one.
func (l *loader) checkFraction(fraction value) {
	text, _ := fraction.text()
	over, under, _ := strings.Cut(text, "/")
	a, err1 := strconv.Atoi(over)
	b, err2 := strconv.Atoi(under)
	if err1 == nil && err2 == nil && a > b {
		l.report(fraction, sentence(
			"« %s » dépasse 1 : personne ne pourrait répondre assez. Attendu une fraction comme « 2/3 ».",
			"“%s” exceeds 1: nobody could answer enough. Expected a fraction like “2/3”.", excerpt(text)))
	}
}

// checkReferences checks that the reference ranks are 1 to n, each once.
func (l *loader) checkReferences(items []value) {
	lines := make(map[int]int)
	for _, item := range items {
		reference := item.field("reference")
		rank, ok := reference.number()
		if !ok {
			continue
		}
		if rank > len(items) {
			l.report(reference, sentence(
				"Le rang %d dépasse le nombre d’éléments (%d). Attendu : chaque rang de 1 à %d, une seule fois.",
				"Rank %d exceeds the number of items (%d). Expected: every rank from 1 to %d, once.",
				rank, len(items), len(items)))
			continue
		}
		if first, taken := lines[rank]; taken {
			l.report(reference, sentence(
				"Le rang %d est déjà donné à la ligne %d. Attendu : chaque rang de 1 à %d, une seule fois.",
				"Rank %d is already given on line %d. Expected: every rank from 1 to %d, once.",
				rank, first, len(items)))
			continue
		}
		lines[rank] = reference.line
	}
}

func (l *loader) checkScenario(a value, competencies []string) {
	for _, node := range a.field("nodes").items() {
		for _, option := range node.field("options").items() {
			names, effects := option.field("effects").fields()
			for i, effect := range effects {
				l.checkCompetency(effect, names[i], competencies)
			}
		}
	}
	l.checkGauge(a.field("gauge"))
	l.checkEndings(a.field("endings").items())
	longest, ok := l.checkPaths(a)
	if !slices.Contains(phasesOf(a), "nodes") && len(phasesOf(a)) > 0 {
		l.report(a.field("parts"), sentence(
			"Un scénario a besoin d’un moment « nodes », celui où l’on joue ses étapes.",
			"A scenario needs a part “nodes”, the one in which its nodes are played."))
	} else if ok {
		l.checkPace(a, longest)
	}
}

func (l *loader) checkGauge(gauge value) {
	least, ok1 := gauge.field("min").number()
	start, ok2 := gauge.field("start").number()
	most, ok3 := gauge.field("max").number()
	if !ok1 || !ok2 || !ok3 {
		return
	}
	if least >= most {
		l.report(gauge.field("min"), sentence(
			"Le minimum de la jauge (%d) doit être inférieur à son maximum (%d).",
			"The minimum of the gauge (%d) must be less than its maximum (%d).", least, most))
	} else if start < least || start > most {
		l.report(gauge.field("start"), sentence(
			"La jauge part de %d, hors de ses bornes. Attendu : de %d à %d.",
			"The gauge starts at %d, outside its bounds. Expected: from %d to %d.", start, least, most))
	}
}

// checkEndings checks that every value of the gauge has an ending: thresholds go
// down to 0.
func (l *loader) checkEndings(endings []value) {
	above := math.MaxInt
	for i, ending := range endings {
		from, ok := ending.field("from").number()
		if !ok {
			return
		}
		switch {
		case from >= above:
			l.report(ending.field("from"), sentence(
				"Cette fin part de %d, la précédente de %d. Rangez les fins de la plus haute à la plus basse, sans égalité.",
				"This ending starts at %d, the one before at %d. Put endings from the highest to the lowest, without ties.", from, above))
		case i == len(endings)-1 && from != 0:
			l.report(ending.field("from"), sentence(
				"La dernière fin part de %d ; elle doit partir de 0, pour que chaque jauge ait sa fin.",
				"The last ending starts at %d; it must start at 0, so that every gauge has its ending.", from))
		}
		above = from
	}
}

// checkPace compares the part « nodes » with the pace of a node times the longest path.
func (l *loader) checkPace(a value, longest int) {
	pace := a.field("pace")
	each := 0
	for _, moment := range []string{"read", "vote", "discuss", "decide", "consequence"} {
		n, ok := pace.field(moment).number()
		if !ok {
			return
		}
		each += n
	}
	for _, part := range a.field("parts").items() {
		phase, _ := part.field("phase").text()
		said, ok := part.field("minutes").number()
		if phase != "nodes" || !ok || said == each*longest {
			continue
		}
		l.report(part.field("minutes"), sentence(
			"Le moment « nodes » annonce %s, mais le plus long chemin compte %s et chacune prend %d minutes d’après « pace » : cela fait %d.",
			"The part “nodes” says %s, but the longest path has %s and each takes %d minutes according to “pace”: that makes %d.",
			minutes(said), counted(longest, "étape", "étapes", "node", "nodes"), each, each*longest))
	}
}
