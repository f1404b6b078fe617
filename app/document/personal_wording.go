package document

import estrade "estrade/app"

// Words of the personal document.
var (
	personalTitle     = estrade.Text{FR: "Document personnel", EN: "Personal document"}
	personalPseudonym = estrade.Text{FR: "Pseudonyme", EN: "Pseudonym"}
	personalContents  = estrade.Text{FR: "Vos résultats", EN: "Your results"}
	personalCode      = estrade.Text{FR: "Code de retour", EN: "Return code"}
	personalFor       = estrade.Text{
		FR: "Ce document vous est destiné, et à personne d’autre. Il a été fait à votre demande ; Estrade n’en garde aucune copie. Il ne contient ni total, ni comparaison avec quelqu’un.",
		EN: "This document is for you, and for nobody else. It was made at your request; Estrade keeps no copy of it. It holds no total and no comparison with anyone.",
	}
	personalNothing = estrade.Text{FR: "Aucune réponse à montrer.", EN: "No answer to show."}

	notComputable   = estrade.Text{FR: "non calculable", EN: "cannot be calculated"}
	missingAnswer   = estrade.Text{FR: "sans réponse", EN: "no answer"}
	reasonUndefined = estrade.Text{FR: "ces réponses ne permettent pas ce calcul", EN: "these answers do not allow this calculation"}
	reasonOpen      = estrade.Text{FR: "les curseurs n’étaient pas clos", EN: "the sliders were not closed"}
	reasonPoints    = estrade.Text{FR: "trop peu de points dessinés : %d sur %d", EN: "too few points drawn: %d of %d"}
	reasonTooFew    = estrade.Text{FR: "pas assez de réponses : %d sur %d", EN: "not enough answers: %d of %d"}

	scaleHundred     = estrade.Text{FR: "De 0 à 100.", EN: "From 0 to 100."}
	scaleZeroHundred = estrade.Text{FR: "0 à 100", EN: "0 to 100"}
	scaleChance      = estrade.Text{FR: "De 0, le hasard, à 100, la clé.", EN: "From 0, chance, to 100, the key."}
	scaleF1          = estrade.Text{FR: "De 0 à 1.", EN: "From 0 to 1."}
	scalePoints      = estrade.Text{FR: "Points sur 100.", EN: "Points out of 100."}

	ownValue        = estrade.Text{FR: "Vos choix", EN: "Your choices"}
	ownQuality      = estrade.Text{FR: "Qualité de vos choix dans ce scénario", EN: "Quality of your choices in this scenario"}
	ownAgreement    = estrade.Text{FR: "Scènes où votre vote rejoint la salle", EN: "Scenes where your vote matches the room’s choice"}
	ownVotes        = estrade.Text{FR: "%d votes sur %d scènes.", EN: "%d votes over %d scenes."}
	ownChoice       = estrade.Text{FR: "Votre choix", EN: "Your choice"}
	ownRoomChoice   = estrade.Text{FR: "Choix de la salle", EN: "The room’s choice"}
	ownSameChoice   = estrade.Text{FR: "Votre choix, et celui de la salle", EN: "Your choice, and the room’s"}
	ownNoVote       = estrade.Text{FR: "pas de vote", EN: "no vote"}
	ownSortScore    = estrade.Text{FR: "Votre tri des cartes", EN: "Your card sort"}
	ownF1           = estrade.Text{FR: "Votre repérage (F1)", EN: "Your spotting (F1)"}
	ownFit          = estrade.Text{FR: "Votre ajustement à la situation, de 0 à 100", EN: "Your fit to the situation, from 0 to 100"}
	ownMeanGap      = estrade.Text{FR: "Écart moyen, en positions : %s.", EN: "Mean gap, in positions: %s."}
	ownIndexCurrent = estrade.Text{FR: "Position moyenne, aujourd’hui", EN: "Mean position, today"}
	ownIndexAxis    = estrade.Text{FR: "De %s, pôle manager, à %s, pôle leader.", EN: "From %s, manager pole, to %s, leader pole."}

	ownIndexRequired = estrade.Text{FR: "Position moyenne, ce qu’il faudrait", EN: "Mean position, what is needed"}
	ownPositions     = estrade.Text{FR: "Vos positions", EN: "Your positions"}
	ownCurrent       = estrade.Text{FR: "ce que vous faites", EN: "what you do"}
	ownRequired      = estrade.Text{FR: "ce qu’il faudrait", EN: "what is needed"}
	ownPlace         = estrade.Text{FR: "Votre réponse", EN: "Your answer"}
	ownOriginal      = estrade.Text{FR: "Liste d’origine", EN: "Original list"}
	ownKey           = estrade.Text{FR: "Clé", EN: "Key"}
	ownSameKey       = estrade.Text{FR: "la même", EN: "the same"}
	sides            = map[string]estrade.Text{
		"manager": {FR: "Manager", EN: "Manager"},
		"leader":  {FR: "Leader", EN: "Leader"},
		"both":    {FR: "Les deux", EN: "Both"},
	}

	ownAccuracy    = estrade.Text{FR: "Exactitude de votre liste, de 0 à 100", EN: "Accuracy of your list, from 0 to 100"}
	ownChance      = estrade.Text{FR: "Une liste au hasard obtient %s en moyenne.", EN: "A random list gets %s on average."}
	ownDistance    = estrade.Text{FR: "Distance à la référence", EN: "Distance to the reference"}
	ownDistanceHow = estrade.Text{FR: "Somme des écarts de rang ; 0 est la liste de référence.", EN: "Sum of rank differences; 0 is the reference list."}
	ownRank        = estrade.Text{FR: "Vous", EN: "You"}
	ownListsHow    = estrade.Text{
		FR: "Votre rang et celui de votre table, dans l’ordre de la référence ; en gras, le même rang que la référence.",
		EN: "Your rank and your table’s, in reference order; in bold, the reference’s own rank.",
	}

	ownCells    = estrade.Text{FR: "Les mêmes valeurs, en tableau", EN: "The same values, as a table"}
	ownCellsHow = estrade.Text{
		FR: "Chaque compétence se lit seule : il n’y a pas de total.",
		EN: "Each competency reads alone: there is no total.",
	}
	ownChangeHow = estrade.Text{
		FR: "La variation va de −1 à +1 : part du chemin possible parcourue vers le haut ou vers le bas.",
		EN: "Change goes from −1 to +1: the share of the possible way, up or down, that was covered.",
	}
	ownChange   = estrade.Text{FR: "Variation", EN: "Change"}
	ownAnswered = estrade.Text{FR: "Réponses", EN: "Answers"}
	ownOutOf    = estrade.Text{FR: "%d sur %d", EN: "%d of %d"}

	ownRebound   = estrade.Text{FR: "Ressemblance avec la branche « avec rebond »", EN: "Likeness to the branch “with a rebound”"}
	ownNoRebound = estrade.Text{FR: "Ressemblance avec la branche « sans rebond »", EN: "Likeness to the branch “without a rebound”"}
	ownZones     = estrade.Text{FR: "Placement des interventions", EN: "Placing of the interventions"}
	ownDrawing   = estrade.Text{FR: "votre dessin", EN: "your drawing"}
	ownNoDrawing = estrade.Text{FR: "Vous n’avez rien dessiné.", EN: "You drew nothing."}
	ownClosest   = estrade.Text{FR: "Branche la plus proche : %s.", EN: "Closest branch: %s."}
	ownPeak      = estrade.Text{FR: "Pic au mois %s.", EN: "Peak at month %s."}
	ownTrough    = estrade.Text{FR: "Creux au mois %s.", EN: "Trough at month %s."}

	ownClosestBoth = estrade.Text{FR: "Votre dessin est aussi proche des deux branches.", EN: "Your drawing is equally close to both branches."}
	ownEstimate    = estrade.Text{FR: "Vous", EN: "You"}
	ownPoints      = estrade.Text{FR: "Points", EN: "Points"}
	ownEstimateHow = estrade.Text{
		FR: "100 points au chiffre publié ; ils baissent avec l’écart.",
		EN: "100 points at the published figure; they fall with the gap.",
	}

	ownAlignment = estrade.Text{FR: "Proximité avec la référence", EN: "Closeness to the reference"}
	ownRatingGap = estrade.Text{FR: "Écart moyen avec la référence", EN: "Mean gap to the reference"}
	ownRating    = estrade.Text{FR: "Vous", EN: "You"}
	ownCriterion = estrade.Text{FR: "Votre critère : %s.", EN: "Your criterion: %s."}

	ownNoNote = estrade.Text{FR: "Aucune note.", EN: "No note."}
	ownVote   = estrade.Text{FR: "Vos points", EN: "Your dots"}
	ownDots   = estrade.Text{FR: "Points", EN: "Dots"}

	ownNoPlan       = estrade.Text{FR: "Aucun plan.", EN: "No plan."}
	ownPlan         = estrade.Text{FR: "Plan %d", EN: "Plan %d"}
	ownNoDate       = estrade.Text{FR: "sans date", EN: "no date"}
	ownConfidence   = estrade.Text{FR: "Votre confiance", EN: "Your confidence"}
	ownConfidenceOf = estrade.Text{FR: "%s sur 10", EN: "%s out of 10"}
	ownSharing      = estrade.Text{FR: "Partage", EN: "Sharing"}
	ownKept         = estrade.Text{FR: "gardé pour vous", EN: "kept to yourself"}
	ownShared       = estrade.Text{FR: "proposé à la personne qui anime, sans votre nom", EN: "offered to the facilitator, without your name"}
)
