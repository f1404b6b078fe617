package document

import estrade "estrade/app"

// sessionReport is the report for the organisation.
var sessionReport = reportText{title: reportTitle, holds: reportHoldsWhat, lacks: reportLacksWhat, reading: methodTitle, foot: noticeGroup}

// Words of the report.
var (
	reportTitle     = estrade.Text{FR: "Compte rendu de séance", EN: "Session report"}
	reportNumber    = estrade.Text{FR: "n° %s", EN: "no. %s"}
	reportRecipient = estrade.Text{FR: "Destinataire : %s", EN: "For: %s"}
	reportPeople    = estrade.Text{FR: "Participation", EN: "Participation"}
	reportLasted    = estrade.Text{FR: "Durée de formation", EN: "Training time"}
	reportPlanned   = estrade.Text{FR: "%s prévues", EN: "%s planned"}
	reportHours     = estrade.Text{FR: "%s à %s", EN: "%s to %s"}
	reportShowed    = estrade.Text{FR: "Ce que le groupe a montré", EN: "What the group showed"}
	reportLiked     = estrade.Text{FR: "Ce que les personnes ont pensé de la séance", EN: "What people thought of the session"}
	reportNobody    = estrade.Text{FR: "l’organisme de formation", EN: "the training organisation"}
	reportContext   = estrade.Text{FR: "Contexte", EN: "Context"}
	reportSynthesis = estrade.Text{FR: "Synthèse de la personne qui anime", EN: "Facilitator’s synthesis"}
	reportGoals     = estrade.Text{FR: "Objectifs", EN: "Objectives"}
	reportAgenda    = estrade.Text{FR: "Déroulé", EN: "Agenda"}
	reportPresence  = estrade.Text{FR: "Présence", EN: "Attendance"}
	reportNotes     = estrade.Text{FR: "Notes de séance", EN: "Session notes"}
	reportQuestions = estrade.Text{FR: "Questions laissées au groupe", EN: "Questions left to the group"}
	reportHolds     = estrade.Text{FR: "Ce document contient", EN: "This document contains"}
	reportHoldsWhat = estrade.Text{
		FR: "la présence, le déroulé et des résultats de groupe, sur cinq réponses au moins.",
		EN: "attendance, the agenda as run and group results, of at least five answers.",
	}
	reportLacks     = estrade.Text{FR: "Il ne contient pas", EN: "It does not contain"}
	reportLacksWhat = estrade.Text{
		FR: "de réponse, de score ni de pseudonyme individuels.",
		EN: "any individual answer, score or pseudonym.",
	}
	reportErased = estrade.Text{
		FR: "Réponses effacées ou rendues anonymes le %s.",
		EN: "Answers to be deleted or made anonymous on %s.",
	}

	countPeople = map[bool]estrade.Text{
		false: {FR: "%d personnes", EN: "%d people"},
		true:  {FR: "%d personne", EN: "%d person"},
	}
	countTables = map[bool]estrade.Text{
		false: {FR: "%d tables", EN: "%d tables"},
		true:  {FR: "%d table", EN: "%d table"},
	}
	countVotes = map[bool]estrade.Text{
		false: {FR: "%d votes", EN: "%d votes"},
		true:  {FR: "%d vote", EN: "%d vote"},
	}
	sampleSize = estrade.Text{FR: "n = %d", EN: "n = %d"}
	handsTyped = estrade.Text{
		FR: "dont %d à main levée (décompte saisi par la personne qui anime)",
		EN: "of which %d by show of hands (counted and entered by the facilitator)",
	}
	paperTyped = estrade.Text{
		FR: "dont %d sur papier (décompte saisi par la personne qui anime)",
		EN: "of which %d on paper (counted and entered by the facilitator)",
	}
	handsOnCards = estrade.Text{
		FR: "Parmi ces réponses, jusqu’à %d par carte ont été données à main levée, comptées et saisies par la personne qui anime.",
		EN: "Of these answers, up to %d per card were given by show of hands, counted and entered by the facilitator.",
	}
)

// Words of the agenda and of the attendance.
var (
	agendaStart   = estrade.Text{FR: "Début", EN: "Start"}
	agendaStep    = estrade.Text{FR: "Étape", EN: "Step"}
	agendaPlanned = estrade.Text{FR: "Prévu", EN: "Planned"}
	agendaActual  = estrade.Text{FR: "Réel", EN: "Actual"}
	agendaGap     = estrade.Text{FR: "Écart", EN: "Gap"}
	agendaMinutes = estrade.Text{FR: "Minutes", EN: "Minutes"}
	agendaSkipped = estrade.Text{FR: "non jouée", EN: "not run"}
	agendaTotal   = estrade.Text{FR: "Total", EN: "Total"}
	agendaLegend  = estrade.Text{FR: "trait : prévu", EN: "mark: planned"}
	agendaOff     = estrade.Text{FR: "%s (hors temps de formation)", EN: "%s (not training time)"}
	agendaEmpty   = estrade.Text{FR: "Aucune étape jouée.", EN: "No step was run."}

	presenceName      = estrade.Text{FR: "Nom", EN: "Name"}
	presenceHalfDays  = estrade.Text{FR: "Demi-journées", EN: "Half-days"}
	presenceArrival   = estrade.Text{FR: "Arrivée", EN: "Arrival"}
	presenceDeparture = estrade.Text{FR: "Départ", EN: "Departure"}
	presenceTime      = estrade.Text{FR: "Durée", EN: "Time"}
	presenceFollowed  = estrade.Text{FR: "Suivi", EN: "Followed"}
	presenceFull      = estrade.Text{FR: "en totalité", EN: "in full"}
	presencePart      = estrade.Text{FR: "en partie", EN: "in part"}
	presenceAbsent    = estrade.Text{FR: "absence", EN: "absent"}
	presenceEmpty     = estrade.Text{FR: "Aucune présence enregistrée.", EN: "No attendance was recorded."}
	presenceMorning   = estrade.Text{FR: "matin", EN: "morning"}
	presenceAfternoon = estrade.Text{FR: "après-midi", EN: "afternoon"}
)

// Words of scenario pages.
var (
	scenarioUnfinished  = estrade.Text{FR: "Le scénario n’est pas allé à son terme.", EN: "The scenario did not reach its end."}
	scenarioNotPlayed   = estrade.Text{FR: "Aucune scène n’a été jouée.", EN: "No scene was played."}
	scenarioPath        = estrade.Text{FR: "Le chemin de la salle", EN: "The room’s path"}
	scenarioThick       = estrade.Text{FR: "choix de la salle", EN: "the room’s choice"}
	scenarioThin        = estrade.Text{FR: "autre choix possible", EN: "other possible choice"}
	scenarioDashed      = estrade.Text{FR: "vers une autre scène", EN: "to another scene"}
	scenarioFrom        = estrade.Text{FR: "%d et plus", EN: "%d and over"}
	scenarioBetween     = estrade.Text{FR: "%d à %d", EN: "%d to %d"}
	scenarioUnder       = estrade.Text{FR: "moins de %d", EN: "under %d"}
	scenarioEndsAt      = estrade.Text{FR: "la salle finit à %d", EN: "the room ends at %d"}
	scenarioTableChose  = estrade.Text{FR: "Choix de la table %s", EN: "Choice of table %s"}
	scenarioTablesChose = estrade.Text{FR: "Choix des tables %s", EN: "Choice of tables %s"}
	scenarioOutcome     = estrade.Text{FR: "Conséquence", EN: "Consequence"}
	scenarioReason      = estrade.Text{FR: "Pourquoi", EN: "Why"}
	scenarioUndecided   = estrade.Text{FR: "La salle n’a pas choisi.", EN: "The room did not choose."}
	scenarioQuality     = estrade.Text{FR: "Qualité des choix", EN: "Quality of choices"}
	scenarioSoloMean    = estrade.Text{FR: "Votes individuels, en moyenne", EN: "Individual votes, mean"}
	scenarioSoloBest    = estrade.Text{FR: "Votes individuels, au mieux", EN: "Individual votes, best"}
	scenarioTogether    = estrade.Text{FR: "Ensemble", EN: "Together"}
	scenarioGain        = estrade.Text{
		FR: "Décider ensemble : %s points sur la moyenne des votes individuels, %s sur le meilleur.",
		EN: "Deciding together: %s points over the mean of individual votes, %s over the best.",
	}
	scenarioAgreement = estrade.Text{
		FR: "En moyenne, %s des votes d’une personne rejoignent le choix de la salle.",
		EN: "On average, %s of a person’s votes match the room’s choice.",
	}
	scenarioCompetencies = estrade.Text{FR: "Par compétence, dans ce scénario", EN: "By competency, in this scenario"}
	scenarioCompetency   = estrade.Text{FR: "Compétence", EN: "Competency"}
	scenarioRoom         = estrade.Text{FR: "Salle", EN: "Room"}
	scenarioPeople       = estrade.Text{FR: "Personnes, moyenne", EN: "People, mean"}
	scenarioUnseen       = estrade.Text{FR: "non observé", EN: "not observed"}
	scenarioScale        = estrade.Text{FR: "de 0 à 100", EN: "from 0 to 100"}
	scenarioScaleHow     = estrade.Text{
		FR: "Barre : choix de la salle ; rond : moyenne des votes individuels.",
		EN: "Bar: the room’s choices; circle: mean of individual votes.",
	}
)

// Words of contrast pages.
var (
	contrastFinding = estrade.Text{
		FR: "%s : c’est là que le groupe diverge le plus.",
		EN: "%s: this is where the group differs most.",
	}
	contrastIntro = estrade.Text{
		FR: "Chaque personne s’est placée sur sept positions, dans une même situation. Les cases comptent les réponses. Les paires sont rangées de la moins à la plus partagée. Aucun pôle n’est meilleur que l’autre.",
		EN: "Each person took one of seven positions, in one and the same situation. Cells count answers. Pairs run from the least to the most shared. Neither pole is better than the other.",
	}
	contrastSituation = estrade.Text{FR: "Situation : %s", EN: "Situation: %s"}
	contrastManager   = estrade.Text{FR: "Pôle manager", EN: "Manager pole"}
	contrastLeader    = estrade.Text{FR: "Pôle leader", EN: "Leader pole"}
	contrastAgreement = estrade.Text{FR: "Accord", EN: "Agreement"}
	contrastN         = estrade.Text{FR: "n", EN: "n"}
	contrastRead      = estrade.Text{FR: "Comment lire", EN: "How to read"}
	contrastReadScale = estrade.Text{
		FR: "L’accord va de 0 (deux camps opposés) à 1 (unanimité). Sous 0,60, la paire mérite une discussion ; cela ne dit pas qui a raison.",
		EN: "Agreement goes from 0 (two opposite camps) to 1 (unanimity). Under 0.60 the pair deserves a discussion; it does not say who is right.",
	}
	contrastReadMean = estrade.Text{
		FR: "Le triangle marque la moyenne. Une moyenne au milieu peut cacher deux groupes.",
		EN: "The triangle marks the mean. A mean in the middle may hide two groups.",
	}
	contrastReadTint = estrade.Text{
		FR: "Plus la case est foncée, plus il y a de réponses ; la teinte ne fait que rappeler le pôle.",
		EN: "The darker the cell, the more answers; the hue only recalls the pole.",
	}
	bandNames = map[string]estrade.Text{
		"strong":  {FR: "accord fort", EN: "strong"},
		"partial": {FR: "accord partiel", EN: "partial"},
		"explore": {FR: "à explorer", EN: "to explore"},
	}
	contrastShift      = estrade.Text{FR: "De « %s » à « %s »", EN: "From “%s” to “%s”"}
	contrastShiftIntro = estrade.Text{
		FR: "Moyennes du groupe pour chaque paire, du plus grand écart au plus petit.",
		EN: "Group means for each pair, from the widest gap to the narrowest.",
	}
	contrastFit = estrade.Text{
		FR: "Ajustement moyen entre les deux : %s sur 100 (n = %d).",
		EN: "Mean fit between the two: %s out of 100 (n = %d).",
	}
	sortTitle = estrade.Text{FR: "Le tri des cartes", EN: "The card sort"}
	sortScore = estrade.Text{
		FR: "Score moyen du tri : %s sur 100 (n = %d). 0 correspond au hasard, 100 à la liste d’origine.",
		EN: "Mean sort score: %s out of 100 (n = %d). 0 is chance, 100 is the original list.",
	}
	sortFrame   = estrade.Text{FR: "Le cadre marque la colonne de la liste d’origine.", EN: "The frame marks the column of the original list."}
	sortCard    = estrade.Text{FR: "Carte", EN: "Card"}
	sortAnswers = estrade.Text{FR: "Manager · les deux · leader", EN: "Manager · both · leader"}
	sortTop     = estrade.Text{FR: "Accord", EN: "Agreement"}
	sortFewCell = estrade.Text{FR: "trop peu de réponses", EN: "too few answers"}
)

// Words of ranking pages.
var (
	rankingIntro = estrade.Text{
		FR: "Chaque personne a classé %d éléments, puis chaque table a établi une seule liste, comparée à un classement de référence. L’exactitude va de 0 (liste inverse) à 100 (liste de référence) ; une liste tirée au hasard obtient %s en moyenne.",
		EN: "Each person ranked %d items, then each table made a single list, compared with a reference ranking. Accuracy goes from 0 (reversed list) to 100 (reference list); a list drawn at random gets %s on average.",
	}
	rankingReferenceLine = estrade.Text{FR: "Liste de référence", EN: "Reference list"}
	rankingChance        = estrade.Text{FR: "au hasard", EN: "at random"}
	rankingMean          = estrade.Text{FR: "En solo, en moyenne", EN: "Alone, mean"}
	rankingBest          = estrade.Text{FR: "En solo, au mieux", EN: "Alone, best"}
	rankingRoomMean      = estrade.Text{FR: "Salle, en moyenne", EN: "Room, mean"}
	rankingTogether      = estrade.Text{FR: "Ensemble", EN: "Together"}
	rankingOnMean        = estrade.Text{FR: "%s sur la moyenne", EN: "%s on the mean"}
	rankingOnBest        = estrade.Text{FR: "%s sur le meilleur", EN: "%s on the best"}
	rankingOnRoom        = estrade.Text{FR: "%s sur la salle", EN: "%s on the room"}
	rankingNoList        = estrade.Text{FR: "pas de liste complète", EN: "no complete list"}
	rankingDistances     = estrade.Text{FR: "Distances à la référence", EN: "Distances to the reference"}
	rankingDistancesHow  = estrade.Text{
		FR: "0 est la liste de référence, %s la liste inverse. Les statistiques d’une table demandent cinq listes complètes au moins.",
		EN: "0 is the reference list, %s the reversed list. The statistics of a table need five complete lists at least.",
	}
	rankingTable     = estrade.Text{FR: "Table", EN: "Table"}
	rankingListsN    = estrade.Text{FR: "Listes, n", EN: "Lists, n"}
	rankingAlone     = estrade.Text{FR: "En solo, moyenne", EN: "Alone, mean"}
	rankingAloneBest = estrade.Text{FR: "En solo, au mieux", EN: "Alone, best"}
	rankingSilent    = estrade.Text{FR: "Sans parler", EN: "Without talking"}
	rankingGain      = estrade.Text{FR: "Gain sur la moyenne", EN: "Gain on the mean"}
	rankingGainBest  = estrade.Text{FR: "Gain sur le meilleur", EN: "Gain on the best"}
	rankingRoom      = estrade.Text{FR: "Toute la salle", EN: "Whole room"}
	rankingLists     = estrade.Text{FR: "Les listes", EN: "The lists"}
	rankingListsHow  = estrade.Text{
		FR: "Rang donné à chaque élément, dans l’ordre de la référence ; en gras, le rang de la référence. « Sans parler » est la liste des rangs moyens de la salle.",
		EN: "Rank given to each item, in reference order; in bold, the reference’s own rank. “Without talking” is the room’s list of mean ranks.",
	}
	rankingItem      = estrade.Text{FR: "Élément", EN: "Item"}
	rankingRefShort  = estrade.Text{FR: "Réf.", EN: "Ref."}
	rankingFewSilent = estrade.Text{FR: "« Sans parler » : %s", EN: "“Without talking”: %s"}

	rankingBeatsBest  = estrade.Text{FR: "%s tables sur %s font mieux que leur meilleur membre.", EN: "%s tables out of %s do better than their best member."}
	rankingBeatBest1  = estrade.Text{FR: "%s table sur %s fait mieux que son meilleur membre.", EN: "%s table out of %s does better than its best member."}
	rankingBeatsRoom  = estrade.Text{FR: "%s tables sur %s font mieux que la moyenne de la salle.", EN: "%s tables out of %s do better than the room’s mean."}
	rankingBeatRoom1  = estrade.Text{FR: "%s table sur %s fait mieux que la moyenne de la salle.", EN: "%s table out of %s does better than the room’s mean."}
	rankingAllBest    = estrade.Text{FR: "%s font mieux que leur meilleur membre.", EN: "%s do better than their best member."}
	rankingAllRoom    = estrade.Text{FR: "%s font mieux que la moyenne de la salle.", EN: "%s do better than the room’s mean."}
	rankingNoneBest   = estrade.Text{FR: "Aucune table ne dépasse son meilleur membre.", EN: "No table passes its best member."}
	rankingNoneRoom   = estrade.Text{FR: "Aucune table ne dépasse la moyenne de la salle.", EN: "No table passes the room’s mean."}
	allTables         = estrade.Text{FR: "Les %s tables", EN: "All %s tables"}
	bothTables        = estrade.Text{FR: "Les deux tables", EN: "Both tables"}
	rankingOneBest    = estrade.Text{FR: "La table fait mieux que son meilleur membre.", EN: "The table does better than its best member."}
	rankingOneNotBest = estrade.Text{FR: "La table ne dépasse pas son meilleur membre.", EN: "The table does not pass its best member."}
	rankingOneRoom    = estrade.Text{FR: "La table fait mieux que la moyenne de la salle.", EN: "The table does better than the room’s mean."}
	rankingOneNotRoom = estrade.Text{FR: "La table ne dépasse pas la moyenne de la salle.", EN: "The table does not pass the room’s mean."}
)
