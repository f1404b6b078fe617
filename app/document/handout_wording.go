package document

import estrade "estrade/app"

// Words of the sheets on which a session is played without devices.
var (
	handoutTitle = estrade.Text{FR: "Feuilles papier", EN: "Paper sheets"}
	handoutWhy   = estrade.Text{
		FR: "Pour jouer cette séance sans ordinateur ni téléphone, ou avec un seul écran. Imprimez en noir et blanc, sur un seul côté, les pages de la liste.",
		EN: "To play this session without laptops or phones, or with a single screen. Print the pages of the list in black and white, on one side.",
	}
	handoutCount = estrade.Text{
		FR: "Pour montrer un vote à l’écran, comptez les mains levées, option par option, puis saisissez ces nombres sur la console pendant que le vote est ouvert. Rien ne s’affiche sous cinq réponses.",
		EN: "To show a vote on the screen, count the raised hands, option by option, then enter these numbers on the console while the vote is open. Nothing is shown below five answers.",
	}
	handoutPrivate = estrade.Text{
		FR: "Les feuilles marquées « à garder » ne se ramassent pas : personne d’autre que leur auteur ne les lit.",
		EN: "Sheets marked “to keep” are not collected: nobody but their author reads them.",
	}
	handoutSheet = estrade.Text{FR: "Feuille", EN: "Sheet"}
	handoutUse   = estrade.Text{FR: "Combien", EN: "How many"}
	handoutPages = estrade.Text{FR: "Pages", EN: "Pages"}
	handoutRange = estrade.Text{FR: "%d à %d", EN: "%d to %d"}
	handoutOf    = estrade.Text{FR: "%s — %s", EN: "%s — %s"}
	handoutMade  = estrade.Text{FR: "Préparées le %s", EN: "Prepared on %s"}
	handoutFoot  = estrade.Text{
		FR: "Une case vide veut dire « je préfère ne pas répondre ».",
		EN: "An empty box means “I prefer not to answer”.",
	}

	handoutEach  = estrade.Text{FR: "Une par personne, à garder", EN: "One per person, to keep"}
	handoutGiven = estrade.Text{FR: "Une par personne, à rendre pliée, sans nom", EN: "One per person, to hand in folded, without a name"}
	handoutTable = estrade.Text{FR: "Une par table", EN: "One per table"}
	handoutCut   = estrade.Text{FR: "À découper, un jeu par table", EN: "To cut out, one set per table"}
	handoutHands = estrade.Text{FR: "À découper, un jeu par personne", EN: "To cut out, one set per person"}
	handoutScene = estrade.Text{FR: "Une par table, quand la salle y arrive", EN: "One per table, when the room gets there"}
	handoutMark  = estrade.Text{FR: "Repère pour la retrouver, facultatif :", EN: "A mark to find it again, optional:"}
	handoutAlone = estrade.Text{FR: "Pour vous seul·e : cette feuille ne se ramasse pas.", EN: "For you alone: this sheet is not collected."}

	handoutStory   = estrade.Text{FR: "Le récit et mes choix", EN: "The story and my choices"}
	handoutLetters = estrade.Text{FR: "Cartes de vote", EN: "Voting cards"}
	handoutScenes  = estrade.Text{FR: "Les situations", EN: "The situations"}
	handoutVote    = estrade.Text{
		FR: "À chaque situation, entourez votre choix avant d’en parler, puis celui de la salle.",
		EN: "At each situation, circle your choice before talking about it, then the room’s.",
	}
	handoutRaise = estrade.Text{
		FR: "Au signal, toutes les personnes lèvent leur carte en même temps. La personne qui anime compte.",
		EN: "At the signal, everyone raises their card at the same time. The facilitator counts.",
	}
	handoutSituation = estrade.Text{FR: "Situation", EN: "Situation"}
	handoutMine      = estrade.Text{FR: "Mon choix", EN: "My choice"}
	handoutRoom      = estrade.Text{FR: "Choix de la salle", EN: "The room’s choice"}
	handoutStep      = estrade.Text{FR: "Étape %d", EN: "Scene %d"}
	handoutTick      = estrade.Text{FR: "Cochez une seule option, sans en parler.", EN: "Tick one option only, without talking about it."}
	handoutWho       = estrade.Text{FR: "Qui est qui", EN: "Who is who"}

	handoutCards    = estrade.Text{FR: "Cartes", EN: "Cards"}
	handoutMySort   = estrade.Text{FR: "Mon tri", EN: "My sort"}
	handoutOurSort  = estrade.Text{FR: "Le tri de la table", EN: "The table’s sort"}
	handoutSliders  = estrade.Text{FR: "Mes positions", EN: "My positions"}
	handoutCutLines = estrade.Text{FR: "Découpez le long des pointillés.", EN: "Cut along the dashed lines."}
	handoutFacing   = estrade.Text{FR: "Situation annoncée :", EN: "Situation announced:"}
	handoutPasses   = estrade.Text{
		FR: "Ligne 1 : %s. Ligne 2 : %s. Cochez un rond par ligne ; celui du milieu veut dire « %s ».",
		EN: "Line 1: %s. Line 2: %s. Tick one circle per line; the one in the middle means “%s”.",
	}
	handoutPositions = estrade.Text{FR: "De gauche à droite : %s ; %d ronds ; %s", EN: "From left to right: %s; %d circles; %s"}

	handoutMyList  = estrade.Text{FR: "Ma liste", EN: "My list"}
	handoutOurList = estrade.Text{FR: "La liste de la table", EN: "The table’s list"}
	handoutRank    = estrade.Text{FR: "Rang", EN: "Rank"}
	handoutRanks   = estrade.Text{FR: "Écrivez un rang par ligne, de 1, le meilleur, à %d, sans ex æquo.", EN: "Write one rank per line, from 1, the best, to %d, without ties."}

	handoutDraw     = estrade.Text{FR: "Ma courbe", EN: "My curve"}
	handoutDrawHow  = estrade.Text{FR: "Dessinez l’engagement mois après mois : 0 en bas, 100 au plus haut.", EN: "Draw engagement month after month: 0 at the bottom, 100 at the highest."}
	handoutGrid     = estrade.Text{FR: "Grille vide, des mois %d à %d, de 0 à 100", EN: "Empty grid, from month %d to %d, from 0 to 100"}
	handoutPlace    = estrade.Text{FR: "Où agir", EN: "Where to act"}
	handoutPlaceHow = estrade.Text{FR: "Cochez un moment par ligne.", EN: "Tick one moment per line."}

	handoutForm = estrade.Text{FR: "Questions", EN: "Questions"}
	handoutTee  = estrade.Text{FR: "Mon T", EN: "My T"}
	handoutSums = estrade.Text{
		FR: "Pour chaque case : additionnez vos %d réponses, ôtez %d, multipliez par %s. Faites une marque à cette hauteur. S’il manque une réponse, laissez la case vide.",
		EN: "For each cell: add up your %d answers, subtract %d, multiply by %s. Make a mark at that height. If an answer is missing, leave the cell empty.",
	}
	handoutSum = estrade.Text{
		FR: "Pour chaque case : prenez votre réponse, ôtez 1, multipliez par %s. Faites une marque à cette hauteur. Sans réponse, laissez la case vide.",
		EN: "For each cell: take your answer, subtract 1, multiply by %s. Make a mark at that height. Without an answer, leave the cell empty.",
	}

	handoutRates    = estrade.Text{FR: "Mes notes", EN: "My ratings"}
	handoutRateHow  = estrade.Text{FR: "De 0, « %s », à 100, « %s ». Cochez un rond, puis le critère qui a le plus compté.", EN: "From 0, “%s”, to 100, “%s”. Tick a circle, then the criterion that weighed most."}
	handoutCriteria = estrade.Text{FR: "Critères : %s.", EN: "Criteria: %s."}
	handoutDecided  = estrade.Text{FR: "La décision de la table", EN: "The table’s decision"}

	handoutBoard = estrade.Text{FR: "Le tableau", EN: "The board"}
	handoutRoles = estrade.Text{FR: "Rôles à répartir", EN: "Roles to share out"}
	handoutNoOne = estrade.Text{
		FR: "N’écrivez ni nom, ni information sur la santé, les opinions ou la vie privée de quiconque.",
		EN: "Write no name and nothing about anyone’s health, opinions or private life.",
	}

	handoutPlan  = estrade.Text{FR: "Mon plan", EN: "My plan"}
	handoutPlanN = estrade.Text{FR: "Plan %d", EN: "Plan %d"}
	handoutHint  = estrade.Text{FR: "%s. Par exemple : %s.", EN: "%s. For example: %s."}

	handoutFeedback = estrade.Text{FR: "Mon avis", EN: "My opinion"}
	handoutCircles  = estrade.Text{FR: "De %d à %d", EN: "From %d to %d"}
)
