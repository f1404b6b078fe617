package content_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"estrade/app/content"
)

// Every case is one fault put into a pack that is right, and the one problem that
// its author must read.
func TestLoad_oneFault(t *testing.T) {
	for _, c := range []fault{
		{"activities/gate-12.yaml", "kind: scenario", "kind: scenari",
			0, "kind",
			"« kind » ne peut pas être le texte « scenari ». Vouliez-vous dire « scenario » ?",
			"“kind” cannot be the text “scenari”. Did you mean “scenario”?"},
		{"activities/gate-12.yaml", "kind: scenario\n", "",
			-1, "",
			"« kind » manque. Attendu : Type d’activité.",
			"“kind” is missing. Expected: Kind of activity."},
		{"activities/gate-12.yaml", "id: gate-12", "id: gate-13",
			0, "id",
			"« id » est « gate-13 », mais le fichier s’appelle « gate-12.yaml ». Donnez-leur le même nom.",
			"“id” is “gate-13”, but the file is called “gate-12.yaml”. Give both the same name."},
		{"activities/gate-12.yaml", "id: gate-12", "id: Gate 12",
			0, "id",
			"« id » ne peut pas être le texte « Gate 12 ». Attendu : des minuscules sans accent, des chiffres et des tirets, comme « demi-journee-2 ».",
			"“id” cannot be the text “Gate 12”. Expected: lower-case letters without accents, digits and hyphens, like “half-day-2”."},
		{"activities/gate-12.yaml", "  en: The Message at Gate 12\n", "",
			-2, "title",
			"Le texte anglais (en) de « title » manque. Chaque texte s’écrit en français (fr) et en anglais (en).",
			"The English text (en) of “title” is missing. Every text is written in French (fr) and in English (en)."},
		{"activities/gate-12.yaml", "en: The Message at Gate 12", "en: \"\"",
			0, "title.en",
			"Le texte de « title.en » est vide. Écrivez-le.",
			"The text of “title.en” is empty. Write it."},
		{"activities/gate-12.yaml", "en: The Message at Gate 12", "en:",
			0, "title.en",
			"« title.en » est vide. Attendu : un texte.",
			"“title.en” is empty. Expected: a text."},
		{"activities/gate-12.yaml", "en: The Message at Gate 12", "en: 12",
			0, "title.en",
			"« title.en » doit être un texte, et non le nombre 12. Mettez la valeur entre guillemets.",
			"“title.en” must be a text, not the number 12. Put the value between quotation marks."},
		{"activities/gate-12.yaml", "title:\n  fr: Le message à la porte 12\n  en: The Message at Gate 12", "title: Gate",
			0, "title",
			"« title » doit contenir deux textes, « fr » et « en », et non le texte « Gate ».",
			"“title” must hold two texts, “fr” and “en”, not the text “Gate”."},
		{"activities/gate-12.yaml", "minutes: 55", "minutes: 56",
			0, "minutes",
			"L’activité annonce 56 minutes, mais ses moments en font 55 ensemble. Corrigez l’un ou l’autre.",
			"The activity says 56 minutes, but its parts make 55 together. Correct one or the other."},
		{"activities/gate-12.yaml", "minutes: 55", "minutes: cinquante",
			0, "minutes",
			"« minutes » doit être un nombre entier, et non le texte « cinquante ».",
			"“minutes” must be a whole number, not the text “cinquante”."},
		{"activities/gate-12.yaml", "minutes: 55", "minutes: 5.5",
			0, "minutes",
			"« minutes » doit être un nombre entier, et non le nombre 5.5.",
			"“minutes” must be a whole number, not the number 5.5."},
		{"activities/gate-12.yaml", "minutes: 55", "minutes: 500",
			0, "minutes",
			"« minutes » vaut 500 ; attendu : de 1 à 240.",
			"“minutes” is 500; expected: from 1 to 240."},
		{"activities/gate-12.yaml", "minutes: 55", "minutes: 55\nminutes: 55",
			1, "minutes",
			"« minutes » est déjà écrit à la ligne 34. Gardez-en un seul.",
			"“minutes” is already written on line 34. Keep only one."},
		{"activities/gate-12.yaml", "competencies: [H1,", "competencies: [H9,",
			0, "competencies[1]",
			"La compétence « H9 » n’existe pas dans competencies.yaml. Possibles ici : H1, H2, H3, H4, H5, H6, H7, V1, V2, V3, V4, V5.",
			"The competency “H9” does not exist in competencies.yaml. Possible here: H1, H2, H3, H4, H5, H6, H7, V1, V2, V3, V4, V5."},
		{"activities/gate-12.yaml", "competencies: [H1,", "competencies: [H2,",
			0, "competencies[2]",
			"Cet élément de « competencies » figure déjà dans la liste. Gardez-en un seul.",
			"This item of “competencies” is already in the list. Keep only one."},
		{"activities/gate-12.yaml", "pace: {read: 1,", "pace: {read: 2,",
			-12, "parts[nodes].minutes",
			"Le moment « nodes » annonce 35 minutes, mais le plus long chemin compte 5 étapes et chacune prend 8 minutes d’après « pace » : cela fait 40.",
			"The part “nodes” says 35 minutes, but the longest path has 5 nodes and each takes 8 minutes according to “pace”: that makes 40."},
		{"activities/gate-12.yaml", "start: N1", "start: N7",
			0, "start",
			"« start » désigne « N7 », qui n’existe pas. Possibles ici : N1, N2A, N2B, N3, N4, N5A, N5B.",
			"“start” names “N7”, which does not exist. Possible here: N1, N2A, N2B, N3, N4, N5A, N5B."},
		{"activities/gate-12.yaml", "start: N1", "start: one",
			0, "start",
			"« start » ne peut pas être le texte « one ». Attendu : une étape, N suivi d’un nombre et au besoin d’une lettre, comme « N2A ».",
			"“start” cannot be the text “one”. Expected: a node, N followed by a number and a letter if needed, like “N2A”."},
		{"activities/gate-12.yaml", "next: N2B", "next: N2X",
			0, "nodes[N1].options[a].next",
			"« next » mène à « N2X », qui n’existe pas. Vouliez-vous dire « N2A » ?",
			"“next” leads to “N2X”, which does not exist. Did you mean “N2A”?"},
		{"activities/gate-12.yaml", "next: END", "next: N1",
			0, "nodes[N5A].options[a].next",
			"Ce choix revient à l’étape « N1 », déjà passée : la branche ne finirait jamais. Menez-la plus loin, ou à « END ».",
			"This choice goes back to the node “N1”, already played: the branch would never end. Lead it further on, or to “END”."},
		{"activities/gate-12.yaml", "effects: {H1: -2, H6: 1, V4: -3}", "effects: {H1: -4, H6: 1, V4: -3}",
			0, "nodes[N1].options[a].effects.H1",
			"« H1 » vaut −4 ; attendu : de −3 à 3.",
			"“H1” is −4; expected: from −3 to 3."},
		{"activities/gate-12.yaml", "effects: {H1: -2, H6: 1, V4: -3}", "effects: {H1: 0, H6: 1, V4: -3}",
			0, "nodes[N1].options[a].effects.H1",
			"« H1 » ne peut pas valoir 0. Supprimez cette entrée : absente, elle vaut déjà 0.",
			"“H1” cannot be 0. Remove this entry: absent, it already counts as 0."},
		{"activities/gate-12.yaml", "effects: {H1: -2, H6: 1, V4: -3}", "effects: {H8: -2, H6: 1, V4: -3}",
			0, "nodes[N1].options[a].effects.H8",
			"La compétence « H8 » n’existe pas dans competencies.yaml. Possibles ici : H1, H2, H3, H4, H5, H6, H7, V1, V2, V3, V4, V5.",
			"The competency “H8” does not exist in competencies.yaml. Possible here: H1, H2, H3, H4, H5, H6, H7, V1, V2, V3, V4, V5."},
		{"activities/gate-12.yaml", "effects: {H1: -2, H6: 1, V4: -3}", "effects: {X1: -2, H6: 1, V4: -3}",
			0, "nodes[N1].options[a].effects.X1",
			"« X1 » n’est pas accepté comme nom. Attendu : une compétence, H ou V suivi d’un nombre, comme « H3 ».",
			"“X1” is not accepted as a name. Expected: a competency, H or V followed by a number, like “H3”."},
		{"activities/gate-12.yaml", "effects: {H1: -2, H6: 1, V4: -3}", "effects: {}",
			0, "nodes[N1].options[a].effects",
			"« effects » est vide ; attendu : au moins un élément.",
			"“effects” is empty; expected: at least one element."},
		{"activities/gate-12.yaml", "effects: {H1: -2, H6: 1, V4: -3}", "effects: {H1: -1.5, H6: 1, V4: -3}",
			0, "nodes[N1].options[a].effects.H1",
			"« H1 » doit être un nombre entier, et non le nombre −1.5.",
			"“H1” must be a whole number, not the number −1.5."},
		{"activities/gate-12.yaml", "gauge_change: -20", "gauge_change: -25",
			0, "nodes[N1].options[a].gauge_change",
			"« gauge_change » vaut −25 ; attendu : de −20 à 20.",
			"“gauge_change” is −25; expected: from −20 to 20."},
		{"activities/gate-12.yaml", "posture: manager", "posture: boss",
			0, "nodes[N1].options[a].posture",
			"« posture » ne peut pas être le texte « boss ». Possibles ici : manager, leader, both, neither.",
			"“posture” cannot be the text “boss”. Possible here: manager, leader, both, neither."},
		{"activities/gate-12.yaml", "start: 50\n  min: 0", "start: 50\n  min: 60",
			0, "gauge.start",
			"La jauge part de 50, hors de ses bornes. Attendu : de 60 à 100.",
			"The gauge starts at 50, outside its bounds. Expected: from 60 to 100."},
		{"activities/gate-12.yaml", "from: 70", "from: 30",
			13, "endings[E_MID].from",
			"Cette fin part de 40, la précédente de 30. Rangez les fins de la plus haute à la plus basse, sans égalité.",
			"This ending starts at 40, the one before at 30. Put endings from the highest to the lowest, without ties."},
		{"activities/gate-12.yaml", "from: 0", "from: 10",
			0, "endings[E_LOW].from",
			"La dernière fin part de 10 ; elle doit partir de 0, pour que chaque jauge ait sa fin.",
			"The last ending starts at 10; it must start at 0, so that every gauge has its ending."},
		{"activities/gate-12.yaml", "- id: b", "- id: a",
			0, "nodes[N1].options[a].id",
			"« a » est déjà pris dans cette liste, à la ligne 181. Choisissez une autre valeur.",
			"“a” is already taken in this list, on line 181. Choose another value."},
		{"activities/gate-12.yaml", "method: scenario-path", "method: scenario-pth",
			0, "scoring[scenario-pth].method",
			"« method » ne peut pas être le texte « scenario-pth ». Vouliez-vous dire « scenario-path » ?",
			"“method” cannot be the text “scenario-pth”. Did you mean “scenario-path”?"},
		{"activities/gate-12.yaml", "method: scenario-path", "methode: scenario-path",
			0, "scoring[1]",
			"« method » manque. Possibles ici : scenario-path, scenario-competencies, decision-quality, synergy, choice-agreement.",
			"“method” is missing. Possible here: scenario-path, scenario-competencies, decision-quality, synergy, choice-agreement."},
		{"activities/gate-12.yaml", "min_range: 3", "min_range: 30",
			0, "scoring[scenario-competencies].min_range",
			"« min_range » vaut 30 ; attendu : de 1 à 10.",
			"“min_range” is 30; expected: from 1 to 10."},
		{"activities/gate-12.yaml", "    min_range: 3\n", "",
			-1, "scoring[scenario-competencies]",
			"« min_range » manque. Attendu : Étendue minimale des effets pour qu’une compétence soit dite observée.",
			"“min_range” is missing. Expected: Minimum range of effects for a competency to count as observed."},
		{"activities/manager-leader.yaml", "min_answered: 2/3", "min_answered: 3/2",
			0, "scoring[card-sort].min_answered",
			"« 3/2 » dépasse 1 : personne ne pourrait répondre assez. Attendu une fraction comme « 2/3 ».",
			"“3/2” exceeds 1: nobody could answer enough. Expected a fraction like “2/3”."},
		{"activities/manager-leader.yaml", "min_answered: 2/3", "min_answered: 0.66",
			0, "scoring[card-sort].min_answered",
			"« min_answered » doit être un texte, et non le nombre 0.66. Mettez la valeur entre guillemets.",
			"“min_answered” must be a text, not the number 0.66. Put the value between quotation marks."},
		{"activities/manager-leader.yaml", "    short: true", "    short: false",
			0, "pairs[existing-new].short",
			"« short » ne peut être que « true ». Sinon, supprimez la ligne.",
			"“short” can only be “true”. Otherwise remove the line."},
		{"activities/manager-leader.yaml", "    short: true", "    short: yes",
			0, "pairs[existing-new].short",
			"« short » ne peut être que « true ». Sinon, supprimez la ligne.",
			"“short” can only be “true”. Otherwise remove the line."},
		{"activities/manager-leader.yaml", "- id: required", "- id: current",
			0, "slider.passes[current].id",
			"« current » est déjà pris dans cette liste, à la ligne 264. Choisissez une autre valeur.",
			"“current” is already taken in this list, on line 264. Choose another value."},
		{"activities/manager-leader.yaml", "max: 3\n  middle", "max: 4\n  middle",
			0, "slider.max",
			"« max » doit valoir 3, et non le nombre 4.",
			"“max” must be 3, not the number 4."},
		{"activities/manager-leader.yaml", "group_size: {min: 4,", "group_size: {min: 40,",
			0, "group_size.min",
			"Le minimum (40) dépasse le maximum (24). Échangez-les ou corrigez l’un des deux.",
			"The minimum (40) exceeds the maximum (24). Swap them or correct one of the two."},
		{"activities/dormant-network.yaml", "reference: 10", "reference: 11",
			0, "items[relaunch].reference",
			"Le rang 11 dépasse le nombre d’éléments (10). Attendu : chaque rang de 1 à 10, une seule fois.",
			"Rank 11 exceeds the number of items (10). Expected: every rank from 1 to 10, once."},
		{"activities/dormant-network.yaml", "reference: 10", "reference: 9",
			0, "items[relaunch].reference",
			"Le rang 9 est déjà donné à la ligne 168. Attendu : chaque rang de 1 à 10, une seule fois.",
			"Rank 9 is already given on line 168. Expected: every rank from 1 to 10, once."},
		{"activities/dormant-network.yaml", "reference: 10", "reference: dix",
			0, "items[relaunch].reference",
			"« reference » doit être un nombre entier, et non le texte « dix ».",
			"“reference” must be a whole number, not the text “dix”."},
		{"activities/dormant-network.yaml", "- id: relaunch", "- id: appoint",
			0, "items[appoint].id",
			"« appoint » est déjà pris dans cette liste, à la ligne 167. Choisissez une autre valeur.",
			"“appoint” is already taken in this list, on line 167. Choose another value."},
		{"workshops/essentials.yaml", "activity: gate-12", "activity: gate-21",
			0, "steps[scenario].activity",
			"Aucune activité ne s’appelle « gate-21 ». Vouliez-vous dire « gate-12 » ?",
			"No activity is called “gate-21”. Did you mean “gate-12”?"},
		{"workshops/essentials.yaml", "      - month-five-slump", "      - month-six-slump",
			0, "steps[scenario].alternatives[1]",
			"Aucune activité ne s’appelle « month-six-slump ». Possibles ici : closing, dormant-network, gate-12, manager-leader, month-five-slump, welcome.",
			"No activity is called “month-six-slump”. Possible here: closing, dormant-network, gate-12, manager-leader, month-five-slump, welcome."},
		{"workshops/essentials.yaml", "      - month-five-slump", "      - gate-12",
			0, "steps[scenario].alternatives[1]",
			"« gate-12 » est déjà l’activité de cette étape. Retirez-la des remplaçantes.",
			"“gate-12” is already the activity of this step. Remove it from the alternatives."},
		{"workshops/essentials.yaml", "      - month-five-slump", "      - welcome",
			0, "steps[scenario].alternatives[1]",
			"« welcome » dure 10 minutes et « gate-12 » en dure 55. Une remplaçante a la même durée que l’activité de l’étape.",
			"“welcome” lasts 10 minutes and “gate-12” lasts 55. An alternative has the same duration as the activity of the step."},
		{"workshops/essentials.yaml", "minutes: 150", "minutes: 160",
			0, "minutes",
			"« minutes » annonce 160 minutes, mais les étapes en font 150 ensemble. Corrigez l’un ou l’autre.",
			"“minutes” says 160 minutes, but the steps make 150 together. Correct one or the other."},
		{"workshops/essentials.yaml", "training_minutes: 150", "training_minutes: 140",
			0, "training_minutes",
			"« training_minutes » annonce 140 minutes, mais les étapes, sans celles marquées « off_clock », en font 150 ensemble. Corrigez l’un ou l’autre.",
			"“training_minutes” says 140 minutes, but the steps, without those marked “off_clock”, make 150 together. Correct one or the other."},
		{"workshops/essentials.yaml", "activity: closing\n    minutes: 5", "activity: closing\n    minutes: 5\n    off_clock: true",
			-137, "training_minutes",
			"« training_minutes » annonce 150 minutes, mais les étapes, sans celles marquées « off_clock », en font 145 ensemble. Corrigez l’un ou l’autre.",
			"“training_minutes” says 150 minutes, but the steps, without those marked “off_clock”, make 145 together. Correct one or the other."},
		{"workshops/essentials.yaml", "{phase: sort, minutes: 8}", "{phase: sort, minutes: 9}",
			-2, "steps[manager-leader].minutes",
			"L’étape annonce 30 minutes, mais ses moments en font 31 ensemble. Corrigez l’un ou l’autre.",
			"The step says 30 minutes, but its parts make 31 together. Correct one or the other."},
		{"workshops/essentials.yaml", "{phase: sort, minutes: 8}", "{phase: team, minutes: 8}",
			0, "steps[manager-leader].parts[team].phase",
			"L’activité de cette étape n’a pas de moment « team ». Possibles ici : sort, sliders, map.",
			"The activity of this step has no part “team”. Possible here: sort, sliders, map."},
		{"workshops/essentials.yaml", "{phase: sort, minutes: 8}\n      - {phase: sliders, minutes: 7}", "{phase: sliders, minutes: 8}\n      - {phase: sort, minutes: 7}",
			1, "steps[manager-leader].parts[sort].phase",
			"« sort » vient avant « sliders » dans l’activité. Gardez l’ordre de l’activité.",
			"“sort” comes before “sliders” in the activity. Keep the order of the activity."},
		{"workshops/essentials.yaml", "activity: dormant-network", "activity: dormant-network\n    variant: short",
			1, "steps[ranking].variant",
			"L’activité de cette étape n’a pas de forme courte : il faut des paires marquées « short ». Supprimez « variant ».",
			"The activity of this step has no short form: it takes pairs marked “short”. Remove “variant”."},
		{"workshops/essentials.yaml", "- id: closing", "- id: welcome",
			0, "steps[welcome].id",
			"« welcome » est déjà pris dans cette liste, à la ligne 45. Choisissez une autre valeur.",
			"“welcome” is already taken in this list, on line 45. Choose another value."},
		{"workshops/essentials.yaml", "format: 1", "format: 2",
			0, "format",
			"« format » est le nombre 2 ; cette version d’Estrade lit le format 1. Corrigez-le, ou mettez Estrade à jour.",
			"“format” is the number 2; this version of Estrade reads format 1. Correct it, or update Estrade."},
		{"workshops/essentials.yaml", "format: 1\n", "",
			0, "",
			"« format » manque. Attendu : Version du format de contenu.",
			"“format” is missing. Expected: Content format version."},
		{"pack.yaml", "default_workshop: essentials", "default_workshop: esentials",
			0, "default_workshop",
			"Aucun atelier ne s’appelle « esentials ». Vouliez-vous dire « essentials » ?",
			"No workshop is called “esentials”. Did you mean “essentials”?"},
		{"pack.yaml", "version: 1.0.0", "version: 1.0",
			0, "version",
			"« version » doit être un texte, et non le nombre 1.0. Mettez la valeur entre guillemets.",
			"“version” must be a text, not the number 1.0. Put the value between quotation marks."},
		{"pack.yaml", "version: 1.0.0", "version: un",
			0, "version",
			"« version » ne peut pas être le texte « un ». Attendu : trois nombres séparés par des points, comme « 1.4.0 ».",
			"“version” cannot be the text “un”. Expected: three numbers separated by dots, like “1.4.0”."},
		{"pack.yaml", "languages: [fr, en]", "languages: [fr]",
			0, "languages",
			"« languages » compte 1 élément ; attendu : 2.",
			"“languages” has 1 item; expected: 2."},
		{"pack.yaml", "languages: [fr, en]", "languages: [fr, fr]",
			0, "languages[2]",
			"Cet élément de « languages » figure déjà dans la liste. Gardez-en un seul.",
			"This item of “languages” is already in the list. Keep only one."},
		{"pack.yaml", "languages: [fr, en]", "languages: fr",
			0, "languages",
			"« languages » doit être une liste, et non le texte « fr ».",
			"“languages” must be a list, not the text “fr”."},
		{"pack.yaml", "default_language: fr", "default_language: de",
			0, "default_language",
			"« default_language » ne peut pas être le texte « de ». Possibles ici : fr, en.",
			"“default_language” cannot be the text “de”. Possible here: fr, en."},
		{"competencies.yaml", "bar: horizontal", "bar: vertical",
			0, "competencies[H1].bar",
			"« H1 » n’est pas dans la bonne famille : H va avec « horizontal », V avec « vertical ».",
			"“H1” is not in the right family: H goes with “horizontal”, V with “vertical”."},
		{"competencies.yaml", "id: H1.1", "id: H2.1",
			0, "competencies[H1].behaviours[H2.1].id",
			"Ce comportement appartient à « H1 » : attendu un identifiant comme « H1.1 », et non « H2.1 ».",
			"This behaviour belongs to “H1”: expected an identifier like “H1.1”, not “H2.1”."},
		{"activities/welcome.yaml", "sections:", "sections: []\nextra:",
			1, "extra",
			"« extra » n’est pas un champ connu ici. Possibles ici : competencies, debrief, facilitator, group_size, id, instructions, kind, minutes, parts, purpose, scoring, sections, stage, title, variant.",
			"“extra” is not a known field here. Possible here: competencies, debrief, facilitator, group_size, id, instructions, kind, minutes, parts, purpose, scoring, sections, stage, title, variant."},
		{"activities/welcome.yaml", "id: welcome", "id: welcome\nid: welcome",
			1, "id",
			"« id » est déjà écrit à la ligne 5. Gardez-en un seul.",
			"“id” is already written on line 5. Keep only one."},
		{"activities/welcome.yaml", "id: welcome", "id: &a welcome",
			0, "id",
			"Les renvois de YAML (&nom, *nom, <<) ne sont pas utilisés dans un pack. Recopiez la valeur, ou mettez le texte entre guillemets.",
			"YAML references (&name, *name, <<) are not used in a pack. Repeat the value, or put the text between quotation marks."},
		{"activities/welcome.yaml", "id: welcome", "id: !!str welcome",
			0, "id",
			"Les types écrits avec « ! » ne sont pas utilisés dans un pack. Supprimez « !!str », ou mettez le texte entre guillemets.",
			"Types written with “!” are not used in a pack. Remove “!!str”, or put the text between quotation marks."},
		{"activities/welcome.yaml", "id: welcome", "<<: {a: 1}\nid: welcome",
			0, "<<",
			"Les renvois de YAML (&nom, *nom, <<) ne sont pas utilisés dans un pack. Recopiez la valeur, ou mettez le texte entre guillemets.",
			"YAML references (&name, *name, <<) are not used in a pack. Repeat the value, or put the text between quotation marks."},
		{"activities/welcome.yaml", "id: welcome", "? [a]\n: 1\nid: welcome",
			0, "",
			"Le nom d’un champ est un mot simple, suivi d’un deux-points. Si c’est un texte, mettez-le entre guillemets.",
			"The name of a field is a plain word, followed by a colon. If this is a text, put it between quotation marks."},
		{"activities/welcome.yaml", "minutes: 10", "minutes: .inf",
			0, "minutes",
			"« .inf » n’est pas un nombre utilisable. Écrivez-le en chiffres, ou entre guillemets si c’est un texte.",
			"“.inf” is not a usable number. Write it in digits, or between quotation marks if it is a text."},
		{"activities/welcome.yaml", "minutes: 10", "\tminutes: 10",
			0, "",
			"Cette ligne commence par une tabulation. En YAML, décalez avec des espaces.",
			"This line starts with a tab. In YAML, indent with spaces."},
		{"activities/welcome.yaml", "minutes: 10", " minutes: 10",
			0, "",
			"Cette ligne n’est pas alignée avec celles du même bloc, ou un texte entre guillemets se termine trop tôt.",
			"This line is not aligned with those of the same block, or a text between quotation marks ends too early."},
		{"activities/welcome.yaml", "fr: Bienvenue", "fr: Bienvenue : tous",
			0, "",
			"Un deux-points suivi d’une espace ne peut pas figurer ainsi dans un texte, ou la ligne est mal décalée. Mettez le texte entre guillemets, ou alignez la ligne sur ses voisines.",
			"A colon followed by a space cannot stand like this inside a text, or the line is badly indented. Put the text between quotation marks, or align the line with its neighbours."},
		{"activities/welcome.yaml", "fr: Bienvenue", "fr: Bienvenue: tous",
			0, "",
			"Un deux-points suivi d’une espace ne peut pas figurer ainsi dans un texte, ou la ligne est mal décalée. Mettez le texte entre guillemets, ou alignez la ligne sur ses voisines.",
			"A colon followed by a space cannot stand like this inside a text, or the line is badly indented. Put the text between quotation marks, or align the line with its neighbours."},
		{"activities/welcome.yaml", "fr: Bienvenue", "fr: \"Bienvenue",
			0, "",
			"Le texte ouvert ici par un guillemet n’est pas refermé au bon endroit. Ajoutez le guillemet de fin, ou écrivez le texte sans guillemets à la ligne, après « >- ».",
			"The text opened here by a quotation mark is not closed in the right place. Add the closing mark, or write the text without marks on the next line, after “>-”."},
		{"activities/welcome.yaml", "fr: Bienvenue", "fr: \"Bienvenue\" tous",
			0, "",
			"Cette ligne n’est pas alignée avec celles du même bloc, ou un texte entre guillemets se termine trop tôt.",
			"This line is not aligned with those of the same block, or a text between quotation marks ends too early."},
		{"activities/welcome.yaml", "fr: Bienvenue", "fr: 'l'accueil'",
			0, "",
			"Cette ligne n’est pas alignée avec celles du même bloc, ou un texte entre guillemets se termine trop tôt.",
			"This line is not aligned with those of the same block, or a text between quotation marks ends too early."},
		{"activities/welcome.yaml", "fr: Bienvenue", "fr: @Bienvenue",
			0, "",
			"Un texte ne peut pas commencer par ce signe (@, %, ` ou une tabulation). Mettez-le entre guillemets.",
			"A text cannot start with this sign (@, %, ` or a tab). Put it between quotation marks."},
		{"activities/welcome.yaml", "fr: Bienvenue", "fr: *Bienvenue",
			0, "",
			"Les renvois de YAML (&nom, *nom, <<) ne sont pas utilisés dans un pack. Recopiez la valeur, ou mettez le texte entre guillemets.",
			"YAML references (&name, *name, <<) are not used in a pack. Repeat the value, or put the text between quotation marks."},
		{"activities/welcome.yaml", "fr: Bienvenue", "fr: \"C:\\qsers\"",
			0, "",
			"La barre oblique inverse de ce texte n’est pas comprise. Doublez-la (\\\\), ou mettez le texte entre apostrophes simples.",
			"The backslash in this text is not understood. Double it (\\\\), or put the text between single quotes."},
		{"activities/welcome.yaml", "fr: Bienvenue", "fr: Bien\x01venue",
			0, "",
			"Cette ligne contient un caractère invisible qui n’est pas permis. Effacez-la et retapez-la.",
			"This line contains an invisible character that is not allowed. Delete it and type it again."},
		{"activities/welcome.yaml", "fr: Bienvenue", "fr: Bien\xe9venue",
			0, "",
			"Ce fichier n’est pas enregistré en UTF-8. Rouvrez-le dans votre éditeur et enregistrez-le en « UTF-8 ».",
			"This file is not saved as UTF-8. Reopen it in your editor and save it as “UTF-8”."},
		{"activities/welcome.yaml", "fr: Bienvenue", "fr Bienvenue",
			1, "",
			"Un deux-points suivi d’une espace ne peut pas figurer ainsi dans un texte, ou la ligne est mal décalée. Mettez le texte entre guillemets, ou alignez la ligne sur ses voisines.",
			"A colon followed by a space cannot stand like this inside a text, or the line is badly indented. Put the text between quotation marks, or align the line with its neighbours."},
		{"activities/welcome.yaml", "{min: 1, max: 30}", "{min: 1, max: 30",
			0, "",
			"La liste ou le bloc ouvert ici n’est pas correctement refermé. Séparez par des virgules et terminez par « } ».",
			"The list or block opened here is not closed properly. Separate with commas and end with “}”."},
		{"activities/welcome.yaml", "competencies: []", "competencies: [H1",
			0, "",
			"La liste ou le bloc ouvert ici n’est pas correctement refermé. Séparez par des virgules et terminez par « ] ».",
			"The list or block opened here is not closed properly. Separate with commas and end with “]”."},
		{"activities/welcome.yaml", "  - phase: show", "   - phase: show",
			1, "",
			"Cette ligne n’est pas alignée avec celles du même bloc, ou un texte entre guillemets se termine trop tôt.",
			"This line is not aligned with those of the same block, or a text between quotation marks ends too early."},
		{"activities/welcome.yaml", "- id: rules", " - id: rules",
			0, "",
			"Cette ligne n’est pas alignée avec celles du même bloc, ou un texte entre guillemets se termine trop tôt.",
			"This line is not aligned with those of the same block, or a text between quotation marks ends too early."},
		{"activities/welcome.yaml", "parts:\n", "parts: - phase: x\n",
			0, "",
			"Une liste à tirets ne peut pas commencer sur la ligne de son nom. Mettez le premier tiret à la ligne.",
			"A list with dashes cannot start on the line of its name. Put the first dash on its own line."},
		{"activities/welcome.yaml", "facilitator:", "---\nfacilitator:",
			0, "",
			"Un second document commence ici (« --- »). Un fichier n’en contient qu’un : supprimez la séparation ou faites deux fichiers.",
			"A second document starts here (“---”). A file holds only one: remove the separator or make two files."},
	} {
		t.Run(fmt.Sprintf("%s: %.40q becomes %.40q", c.file, c.before, c.after), func(t *testing.T) {
			c.check(t, smallPack(t))
		})
	}
}

// fault is a change to a file of a right pack, and the one problem it makes.
type fault struct {
	file, before, after string
	down                int // lines from the change to the problem
	path, fr, en        string
}

func (c fault) check(t *testing.T, files fstest.MapFS) {
	t.Helper()
	line := lineOf(t, files, c.file, c.before) + c.down
	alter(t, files, c.file, c.before, c.after)
	problems := problemsOf(t, files)
	if len(problems) != 1 {
		t.Fatalf("got %d problems, want 1:\n%v", len(problems), problems)
	}
	p := problems[0]
	if p.File != c.file || p.Line != line || p.Path != c.path {
		t.Errorf("got %s:%d %q, want %s:%d %q", p.File, p.Line, p.Path, c.file, line, c.path)
	}
	if p.Message.FR != c.fr {
		t.Errorf("French:\n got %s\nwant %s", p.Message.FR, c.fr)
	}
	if p.Message.EN != c.en {
		t.Errorf("English:\n got %s\nwant %s", p.Message.EN, c.en)
	}
}

// where lists problems as file:line path, in order.
func where(problems content.Problems) string {
	var out strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&out, "%s:%d %s\n", p.File, p.Line, p.Path)
	}
	return out.String()
}

func TestLoad_everyFault(t *testing.T) {
	files := smallPack(t)
	const gate, essentials = "activities/gate-12.yaml", "workshops/essentials.yaml"
	alter(t, files, gate, "posture: leader", "posture: hero") // breaks the schema
	alter(t, files, gate, "next: N2B", "next: N9")            // is checked all the same
	alter(t, files, gate, "minutes: 55", "minute: 55")
	alter(t, files, essentials, "format: 1", "format: 3")
	alter(t, files, essentials, "activity: closing", "activity: ending")
	alter(t, files, "pack.yaml", "licence: CC-BY-SA-4.0", "licence: ©")
	alter(t, files, "activities/welcome.yaml", "fr: Bienvenue", "fr: Bienvenue: tous")

	at := func(file, text string) int { return lineOf(t, files, file, text) }
	want := fmt.Sprintf(`pack.yaml:%d licence
workshops/essentials.yaml:%d format
workshops/essentials.yaml:%d steps[closing].activity
activities/gate-12.yaml:%d 
activities/gate-12.yaml:%d minute
activities/gate-12.yaml:%d nodes[N1].options[a].next
activities/gate-12.yaml:%d nodes[N1].options[d].posture
activities/welcome.yaml:%d 
`, at("pack.yaml", "licence: ©"), at(essentials, "format: 3"), at(essentials, "activity: ending"),
		at(gate, "id: gate-12"), at(gate, "minute: 55"), at(gate, "next: N9"), at(gate, "posture: hero"),
		at("activities/welcome.yaml", "Bienvenue: tous"))
	if got := where(problemsOf(t, files)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestLoad_unreachableNode(t *testing.T) {
	const gate = "activities/gate-12.yaml"
	files := smallPack(t)
	text := strings.ReplaceAll(string(files[gate].Data), "next: N2B", "next: N2A")
	files[gate] = &fstest.MapFile{Data: []byte(text)}
	problems := problemsOf(t, files)
	want := fmt.Sprintf("%s:%d nodes[N2B].id\n", gate, lineOf(t, files, gate, "- id: N2B"))
	if got := where(problems); got != want {
		t.Fatalf("got\n%swant\n%s", got, want)
	}
	if fr := problems[0].Message.FR; fr != "Aucun chemin ne mène à l’étape « N2B ». Reliez-la par un « next », ou supprimez-la." {
		t.Errorf("got %s", fr)
	}
}

// One fault for each kind whose own content is not decoded: its schema holds.
func TestLoad_otherKinds(t *testing.T) {
	files := packFiles(t)
	var want strings.Builder
	for _, c := range []struct{ file, before, after, path string }{
		{"activities/action-plan.yaml", "    input: behaviour\n", "    input: speech\n", "slots[behaviour].input"},
		{"activities/coalition-canvas.yaml", "  dots: auto\n", "  dots: many\n", "vote.dots"},
		{"activities/community-carriers.yaml", "shuffle: session", "shuffle: always", "shuffle"},
		{"activities/engagement-curve.yaml", "year: 2014", "year: 14", "estimates[inactive-spaces].year"},
		{"activities/hot-evaluation.yaml", "kind: feedback", "kind: feedbacks", "kind"},
		{"activities/t-before.yaml", "    select: short\n", "    select: some\n", "passes[now].select"},
		{"activities/trusted-sources.yaml", "reference: 85", "reference: 850", "items[signed-note].reference"},
	} {
		fmt.Fprintf(&want, "%s:%d %s\n", c.file, lineOf(t, files, c.file, strings.TrimLeft(c.before, " ")), c.path)
		alter(t, files, c.file, c.before, c.after)
	}
	if got := where(problemsOf(t, files)); got != want.String() {
		t.Errorf("got\n%swant\n%s", got, want.String())
	}
}

// Rules that one kind alone uses.
func TestLoad_rareRules(t *testing.T) {
	for _, c := range []struct{ file, before, after, at, fr, en string }{
		{"activities/t-before.yaml", "    select: short\n", "    select: short\n    behaviours: [H1.1]\n", "behaviours: [H1.1]",
			"« behaviours » n’a pas sa place ici. Supprimez ce champ.",
			"“behaviours” has no place here. Remove this field."},
		{"activities/t-before.yaml", "behaviours: [H1.1,", "behaviours: [H1.x,", "behaviours: [H1.x,",
			"« behaviours[1] » ne peut pas être le texte « H1.x ». Attendu : un comportement, sa compétence puis un numéro, comme « H3.2 ».",
			"“behaviours[1]” cannot be the text “H1.x”. Expected: a behaviour, its competency then a number, like “H3.2”."},
		{"activities/engagement-curve.yaml", "percent_loss: 2", "percent_loss: 0", "percent_loss: 0",
			"« percent_loss » vaut 0 ; attendu : plus de 0, et 100 au plus.",
			"“percent_loss” is 0; expected: more than 0, and at most 100."},
		{"activities/coalition-canvas.yaml", "  dots: auto\n", "  dots: 2.5\n", "dots: 2.5",
			"« dots » ne peut pas être le nombre 2.5. Attendu : Points par personne : « auto » (règle de l’application) ou un nombre.",
			"“dots” cannot be the number 2.5. Expected: Dots per person: “auto” (application rule) or a number."},
		{"activities/hot-evaluation.yaml", "method: nps", "method: npss", "method: npss",
			"« method » ne peut pas être le texte « npss ». Vouliez-vous dire « nps » ?",
			"“method” cannot be the text “npss”. Did you mean “nps”?"},
	} {
		t.Run(c.after, func(t *testing.T) {
			files := packFiles(t)
			alter(t, files, c.file, c.before, c.after)
			problems := problemsOf(t, files)
			if len(problems) != 1 {
				t.Fatalf("got %d problems, want 1:\n%v", len(problems), problems)
			}
			p := problems[0]
			if want := lineOf(t, files, c.file, c.at); p.File != c.file || p.Line != want {
				t.Errorf("got %s:%d, want %s:%d", p.File, p.Line, c.file, want)
			}
			if p.Message.FR != c.fr || p.Message.EN != c.en {
				t.Errorf("got\n%s\n%s\nwant\n%s\n%s", p.Message.FR, p.Message.EN, c.fr, c.en)
			}
		})
	}
}

func TestLoad_files(t *testing.T) {
	const welcome = "activities/welcome.yaml"
	whole := func(data string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(data)} }
	for _, c := range []struct {
		name   string
		change func(fstest.MapFS)
		file   string
		line   int
		fr     string
	}{
		{"no pack.yaml", func(f fstest.MapFS) { delete(f, "pack.yaml") }, "pack.yaml", 0,
			"Ce fichier manque. Un pack contient pack.yaml, competencies.yaml et les dossiers workshops et activities."},
		{"no competencies", func(f fstest.MapFS) { delete(f, "competencies.yaml") }, "competencies.yaml", 0,
			"Ce fichier manque. Un pack contient pack.yaml, competencies.yaml et les dossiers workshops et activities."},
		{"no agenda", func(f fstest.MapFS) { delete(f, "workshops/essentials.yaml") }, "workshops", 0,
			"Il faut au moins un fichier « .yaml » dans le dossier « workshops »."},
		{"empty file", func(f fstest.MapFS) { f[welcome] = whole("") }, welcome, 1,
			"Ce fichier est vide. Écrivez-y son contenu, ou supprimez-le."},
		{"only comments", func(f fstest.MapFS) { f[welcome] = whole("# one\n# two\n") }, welcome, 1,
			"Ce fichier est vide. Écrivez-y son contenu, ou supprimez-le."},
		{"only a marker", func(f fstest.MapFS) { f[welcome] = whole("---\n") }, welcome, 1,
			"Ce fichier est vide. Écrivez-y son contenu, ou supprimez-le."},
		{"a list instead of fields", func(f fstest.MapFS) { f[welcome] = whole("\n- a\n- b\n") }, welcome, 2,
			"« activities/welcome.yaml » doit être un bloc de champs, et non une liste."},
		{"a sentence instead of fields", func(f fstest.MapFS) { f[welcome] = whole("Bonjour\n") }, welcome, 1,
			"« activities/welcome.yaml » doit être un bloc de champs, et non le texte « Bonjour »."},
		{"UTF-16", func(f fstest.MapFS) { f[welcome] = whole("\xff\xfei\x00d\x00") }, welcome, 1,
			"Ce fichier n’est pas enregistré en UTF-8. Rouvrez-le dans votre éditeur et enregistrez-le en « UTF-8 »."},
		{"above 1 MiB", func(f fstest.MapFS) {
			f[welcome] = &fstest.MapFile{Data: append(bytes.Repeat([]byte("#\n"), 1<<19), f[welcome].Data...)}
		}, welcome, 1,
			"Ce fichier dépasse 1 Mio, le maximum. Partagez son contenu entre plusieurs fichiers."},
		{"other extension", func(f fstest.MapFS) { f["activities/lunch.yml"] = whole("id: lunch\n") }, "activities/lunch.yml", 0,
			"Ce fichier ne serait pas lu. Renommez-le en « lunch.yaml »."},
		{"folder inside a folder", func(f fstest.MapFS) { f["activities/old/lunch.yaml"] = whole("id: lunch\n") }, "activities/old", 0,
			"Estrade ne lit pas les dossiers rangés dans « activities ». Remontez-en les fichiers d’un niveau."},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := smallPack(t)
			c.change(files)
			problems := problemsOf(t, files)
			if len(problems) != 1 {
				t.Fatalf("got %d problems, want 1:\n%v", len(problems), problems)
			}
			p := problems[0]
			if p.File != c.file || p.Line != c.line || p.Message.FR != c.fr || p.Message.EN == "" {
				t.Errorf("got %s:%d %s (%s), want %s:%d %s", p.File, p.Line, p.Message.FR, p.Message.EN, c.file, c.line, c.fr)
			}
		})
	}
}

func TestLoad_filesLeftAlone(t *testing.T) {
	files := smallPack(t)
	for _, file := range []string{"README.md", "images/gate.png", "activities/.gate-12.yaml.swp", "activities/notes.txt", "workshops/.hidden/x.yaml"} {
		files[file] = &fstest.MapFile{Data: []byte("\xff")}
	}
	// At the limit, and with the line ends of Windows and a byte order mark.
	welcome := bytes.ReplaceAll(files["activities/welcome.yaml"].Data, []byte("\n"), []byte("\r\n"))
	welcome = append([]byte("\ufeff"), welcome...)
	welcome = append(welcome, bytes.Repeat([]byte("#"), 1<<20-len(welcome))...)
	files["activities/welcome.yaml"] = &fstest.MapFile{Data: welcome}
	if _, err := content.Load(files); err != nil {
		t.Error(err)
	}
}

// failing is a file system whose files cannot be read.
type failing struct{ fs.FS }

func (f failing) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, "gate-12.yaml") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.FS.Open(name)
}

func TestLoad_unreadable(t *testing.T) {
	_, err := content.Load(failing{smallPack(t)})
	var problems content.Problems
	if !errors.Is(err, fs.ErrPermission) || errors.As(err, &problems) {
		t.Fatalf("got %v, want a permission error that blames no author", err)
	}
	if !strings.Contains(err.Error(), "activities/gate-12.yaml") {
		t.Errorf("got %q, want the file's name in it", err)
	}
}

func TestProblems_Error(t *testing.T) {
	files := smallPack(t)
	delete(files, "competencies.yaml")
	alter(t, files, "pack.yaml", "licence: CC-BY-SA-4.0", "licence: ©")
	_, err := content.Load(files)
	want := fmt.Sprintf("pack.yaml:%d: “licence” cannot be the text “©”. Expected: the short name of a licence, like “CC-BY-SA-4.0”.\n"+
		"competencies.yaml: This file is missing. A pack holds pack.yaml, competencies.yaml and the folders workshops and activities.",
		lineOf(t, files, "pack.yaml", "licence: ©"))
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

// Every reference to the model is wrong when the model is: one problem says it.
func TestLoad_brokenModel(t *testing.T) {
	files := smallPack(t)
	alter(t, files, "competencies.yaml", "bar: horizontal", "bar: diagonal")
	alter(t, files, "competencies.yaml", "id: V5\n", "id: V6\n")
	for _, p := range problemsOf(t, files) {
		if p.File != "competencies.yaml" {
			t.Errorf("got %v", p)
		}
	}
}

// A large file, made to be hard, is refused in good time.
func TestLoad_hostile(t *testing.T) {
	for name, data := range map[string]string{
		"deep lists":       strings.Repeat("[", 1<<20-1),
		"deep blocks":      strings.Repeat("- ", 1<<19),
		"many fields":      "kind: briefing\n" + manyLines("f%d: 1\n"),
		"many items":       "kind: briefing\nparts:\n" + manyLines("- %d\n"),
		"many same fields": "kind: briefing\n" + strings.Repeat("f: 1\n", 1<<14),
		"many breaks":      "a: 1\n" + strings.Repeat(" b: 1\n", 1<<17),
		"late break":       manyLines("f%d: 1\n") + "]",
		"aliases":          "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n",
	} {
		t.Run(name, func(t *testing.T) {
			files := smallPack(t)
			files["activities/welcome.yaml"] = &fstest.MapFile{Data: []byte(data)}
			problems := problemsOf(t, files)
			if problems[0].File != "activities/welcome.yaml" {
				t.Errorf("got %v", problems[0])
			}
		})
	}
}

func manyLines(format string) string {
	var out strings.Builder
	for i := 0; out.Len() < 1<<17; i++ {
		fmt.Fprintf(&out, format, i)
	}
	return out.String()
}
