package document

import estrade "estrade/app"

// Words of self-positionings, shared by the personal document and the report.
var (
	confidenceScale = estrade.Text{
		FR: "Confiance déclarée : « je me sens capable d’agir ainsi », de 0 (pas du tout) à 100 (tout à fait).",
		EN: "Stated confidence: “I feel able to act this way”, from 0 (not at all) to 100 (completely).",
	}
	frequencyScale = estrade.Text{
		FR: "Fréquence déclarée : « j’agis ainsi », de 0 (jamais) à 100 (presque toujours).",
		EN: "Stated frequency: “I act this way”, from 0 (never) to 100 (almost always).",
	}
	momentBefore    = estrade.Text{FR: "avant", EN: "before"}
	momentHindsight = estrade.Text{FR: "avant, avec le recul", EN: "before, looking back"}
	momentAfter     = estrade.Text{FR: "après", EN: "after"}
	momentFollowUp  = estrade.Text{FR: "deux mois après", EN: "two months after"}

	shiftTitle = estrade.Text{FR: "Trois variations, à lire ensemble", EN: "Three changes, to be read together"}
	shiftHow   = estrade.Text{
		FR: "En points d’échelle. Le regard en arrière révèle ce qu’on ne savait pas encore, et il grossit aussi les progrès : aucune de ces valeurs ne se lit seule.",
		EN: "In scale points. Looking back reveals what one did not know yet, and also inflates progress: none of these values reads alone.",
	}
	shiftBehaviours       = estrade.Text{FR: "Comportements avec trois réponses : %d sur %d.", EN: "Behaviours answered three times: %d of %d."}
	shiftClassic          = estrade.Text{FR: "Après moins avant", EN: "After minus before"}
	shiftClassicHow       = estrade.Text{FR: "La variation directe.", EN: "The direct change."}
	shiftRetrospective    = estrade.Text{FR: "Après moins avant avec le recul", EN: "After minus before looking back"}
	shiftRetrospectiveHow = estrade.Text{FR: "La variation vue d’aujourd’hui.", EN: "The change as seen today."}
	shiftLook             = estrade.Text{FR: "Avant avec le recul moins avant", EN: "Before looking back minus before"}
	shiftLookHow          = estrade.Text{FR: "Le déplacement du regard.", EN: "The shift in outlook itself."}
)

// Words of the group's change on the T.
var (
	teeBar          = estrade.Text{FR: "Développer l’organisation", EN: "Developing the organisation"}
	teeStem         = estrade.Text{FR: "Maîtriser le numérique, l’offre et la relation client", EN: "Mastering digital technology, the offer and customer relations"}
	assessmentIntro = estrade.Text{
		FR: "Résultats d’apprentissage, tels que les personnes les déclarent d’elles-mêmes. La satisfaction fait l’objet d’une page à part.",
		EN: "Learning results, as people state them about themselves. Satisfaction has a page of its own.",
	}
	assessmentBoth = estrade.Text{FR: "Personnes ayant répondu aux deux moments : n = %d.", EN: "People who answered at both moments: n = %d."}
	changeTitle    = estrade.Text{FR: "Les variations, compétence par compétence", EN: "Changes, competency by competency"}
	changeHow      = estrade.Text{
		FR: "Moyennes de 0 à 100, puis nombre de personnes en hausse, sans changement et en baisse. Il n’y a pas de total.",
		EN: "Means from 0 to 100, then how many people went up, stayed, and went down. There is no total.",
	}
	changeEffects = estrade.Text{
		FR: "Gain : part du chemin restant jusqu’à 100. g_z : effet rapporté à l’écart-type des différences ; g_av : à la moyenne des deux écarts-types ; tous deux corrigés pour les petits groupes.",
		EN: "Gain: share of the way left to 100. g_z: effect over the standard deviation of differences; g_av: over the mean of the two standard deviations; both corrected for small groups.",
	}
	changeNoEffect = estrade.Text{FR: "Les tailles d’effet demandent dix personnes.", EN: "Effect sizes need ten people."}
	changeUp       = estrade.Text{FR: "Hausse", EN: "Up"}
	changeSame     = estrade.Text{FR: "Stable", EN: "Same"}
	changeDown     = estrade.Text{FR: "Baisse", EN: "Down"}
	changeGain     = estrade.Text{FR: "Gain", EN: "Gain"}
)

// Words of curves.
var (
	curveDrawings = estrade.Text{FR: "dessins de la salle (n = %d)", EN: "the room’s drawings (n = %d)"}
	curveClosest  = estrade.Text{FR: "Branche la plus proche de chaque dessin", EN: "Branch closest to each drawing"}
	curveEqual    = estrade.Text{FR: "Aussi proche des deux", EN: "Equally close to both"}
	curveMean     = estrade.Text{
		FR: "Ressemblance moyenne avec la branche « %s » : %s sur 100 (n = %d).",
		EN: "Mean likeness to the branch “%s”: %s out of 100 (n = %d).",
	}
	estimateSpread = estrade.Text{FR: "Estimations", EN: "Estimates"}
	estimateMedian = estrade.Text{FR: "Médiane", EN: "Median"}
	estimateHow    = estrade.Text{
		FR: "Boîte : la moitié centrale des estimations ; trait : la médiane ; losange : le chiffre publié, avec son année.",
		EN: "Box: the middle half of the estimates; bar: the median; diamond: the published figure, with its year.",
	}
	placingMean = estrade.Text{
		FR: "Placement des interventions : %s sur 100 en moyenne (n = %d).",
		EN: "Placing of the interventions: %s out of 100 on average (n = %d).",
	}
	keyFrame = estrade.Text{FR: "Le cadre marque la clé.", EN: "The frame marks the key."}

	curveMonths       = estrade.Text{FR: "mois depuis le lancement", EN: "months since launch"}
	estimateTitle     = estrade.Text{FR: "Les estimations", EN: "The estimates"}
	estimateQuestion  = estrade.Text{FR: "Question", EN: "Question"}
	estimatePublished = estrade.Text{FR: "Chiffre publié", EN: "Published figure"}
	estimateYear      = estrade.Text{FR: "%s (%s)", EN: "%s (%s)"}
	interventionTitle = estrade.Text{FR: "Les interventions", EN: "The interventions"}
	interventionName  = estrade.Text{FR: "Intervention", EN: "Intervention"}
)

// Words of ratings and boards.
var (
	ratingTitle     = estrade.Text{FR: "Les sources", EN: "The sources"}
	ratingSource    = estrade.Text{FR: "Source", EN: "Source"}
	ratingReference = estrade.Text{FR: "référence", EN: "reference"}
	boardIdea       = estrade.Text{FR: "Idée", EN: "Idea"}
)

// Words of a story's tree.
var (
	treeTitleText = estrade.Text{FR: "L’histoire entière", EN: "The whole story"}
	treeHow       = estrade.Text{
		FR: "Cadre épais et numéro : les scènes jouées, dans l’ordre ; trait épais : le choix de la salle ; trait fin : les autres chemins ; trait court et barré : la fin de l’histoire. Les nombres sont les votes, à partir de cinq.",
		EN: "Thick frame and number: the scenes played, in order; thick line: the room’s choice; thin line: the other ways; short barred line: the end of the story. Numbers are votes, from five on.",
	}
)

// Words of sorts.
var (
	sortedIntro = estrade.Text{
		FR: "Chaque personne a rangé les cartes seule, puis chaque table s’est accordée. Les cases comptent les réponses des personnes.",
		EN: "Each person sorted the cards alone, then each table agreed. Cells count people’s answers.",
	}
	sortedScore = estrade.Text{
		FR: "Score moyen : %s sur 100 (n = %d). 0 correspond au hasard, 100 à la clé.",
		EN: "Mean score: %s out of 100 (n = %d). 0 is chance, 100 is the key.",
	}
	sortedF1 = estrade.Text{
		FR: "Repérage moyen (F1) : %s, de 0 à 1 (n = %d). Il équilibre ce qu’on oublie et ce qu’on voit en trop.",
		EN: "Mean spotting (F1): %s, from 0 to 1 (n = %d). It balances what is missed and what is seen in excess.",
	}
	sortedMarks     = estrade.Text{FR: "Les formes marquent le choix des tables.", EN: "Shapes mark the tables’ choices."}
	sortedTables    = estrade.Text{FR: "Les tables", EN: "The tables"}
	sortedTablesHow = estrade.Text{
		FR: "« Ensemble » est le tri décidé par la table. La moyenne de ses membres demande cinq personnes.",
		EN: "“Together” is the sort the table decided. The mean of its members needs five people.",
	}
)

// Words of ratings in the report.
var (
	ratingAlignment = estrade.Text{
		FR: "Proximité moyenne avec la référence : %s sur 100 (n = %d).",
		EN: "Mean closeness to the reference: %s out of 100 (n = %d).",
	}
	ratingHow = estrade.Text{
		FR: "Les cases comptent les notes par classe. Triangle : la moyenne ; losange : la référence. Sous 0,60 d’accord, la source mérite une discussion.",
		EN: "Cells count ratings by class. Triangle: the mean; diamond: the reference. Under 0.60 of agreement the source deserves a discussion.",
	}
	ratingMean     = estrade.Text{FR: "Moyenne", EN: "Mean"}
	ratingCriteria = estrade.Text{FR: "Le critère qui a le plus compté", EN: "The criterion that weighed most"}
	ratingSaid     = estrade.Text{FR: "Ce que des tables ont décidé", EN: "What some tables decided"}
)

// Words of boards in the report.
var (
	boardIntro = estrade.Text{
		FR: "Textes choisis pour la salle par la personne qui anime, sans auteur. Les autres notes n’appartiennent qu’à leur auteur.",
		EN: "Texts the facilitator picked for the room, without authors. Other notes belong to their authors alone.",
	}
	boardEmpty     = estrade.Text{FR: "Aucun texte choisi.", EN: "No text was picked."}
	boardVote      = estrade.Text{FR: "Le vote", EN: "The vote"}
	boardRunOff    = estrade.Text{FR: "Le second tour", EN: "The run-off"}
	boardVoters    = estrade.Text{FR: "Votants : n = %d ; points par personne : %d.", EN: "Voters: n = %d; dots per person: %d."}
	boardVotersHow = estrade.Text{
		FR: "Un vote éclaire une décision, il ne la remplace pas.",
		EN: "A vote informs a decision, it does not replace it.",
	}
	boardVotes  = estrade.Text{FR: "Points", EN: "Dots"}
	boardPeople = estrade.Text{FR: "Personnes", EN: "People"}
	boardKept   = estrade.Text{FR: "retenue", EN: "kept"}
)

// Words of hot evaluations.
var (
	feedbackIntro = estrade.Text{
		FR: "Appréciation à chaud : ce que les personnes ont pensé de l’atelier. Elle ne dit rien de ce qu’elles ont appris.",
		EN: "Hot evaluation: what people thought of the workshop. It says nothing about what they learned.",
	}
	feedbackSentences  = estrade.Text{FR: "Question par question", EN: "Question by question"}
	feedbackSentence   = estrade.Text{FR: "Phrase", EN: "Sentence"}
	feedbackTop2       = estrade.Text{FR: "Favorables", EN: "Favourable"}
	feedbackDetractors = estrade.Text{FR: "notes 0 à 6", EN: "scores 0 to 6"}
	feedbackPassives   = estrade.Text{FR: "notes 7 et 8", EN: "scores 7 and 8"}
	feedbackPromoters  = estrade.Text{FR: "notes 9 et 10", EN: "scores 9 and 10"}
	feedbackNet        = estrade.Text{
		FR: "Recommandation nette : %s, de −100 à +100. Part des notes 9 et 10, moins celle des notes 0 à 6.",
		EN: "Net recommendation: %s, from −100 to +100. Share of scores 9 and 10, minus that of scores 0 to 6.",
	}
	feedbackNoNet    = estrade.Text{FR: "La recommandation nette demande dix réponses.", EN: "The net recommendation needs ten answers."}
	feedbackComments = estrade.Text{FR: "Commentaires", EN: "Comments"}
	feedbackPicked   = estrade.Text{FR: "Relus et choisis par la personne qui anime, sans auteur.", EN: "Reviewed and picked by the facilitator, without authors."}
)
