package document

import estrade "estrade/app"

// definition is a word of the method page and what it means.
type definition struct {
	word, meaning estrade.Text
}

// Words of the method page.
var (
	methodTitle = estrade.Text{FR: "Lire ce compte rendu", EN: "Reading this report"}
	methodParts = []estrade.Text{
		{
			FR: "Chaque résultat donne n, le nombre de personnes derrière lui. Sous cinq réponses, rien du groupe n’est montré : « Réponses reçues. Trop peu nombreuses pour être affichées. » De cinq à neuf : « Effectif réduit, lecture indicative. »",
			EN: "Each figure gives n, the number of people behind it. Under five answers nothing about the group is shown: “Answers received. Too few to be shown.” From five to nine: “Small group, indicative only.”",
		},
		{
			FR: "Les résultats sont calculés une seule fois, au moment où ils sont montrés à la salle. Une réponse corrigée ou effacée ensuite ne les change pas.",
			EN: "Figures are computed once, when they are shown to the room. An answer corrected or deleted later does not change them.",
		},
		{
			FR: "Ne pas répondre est un droit. Une réponse manquante ne compte pour rien et n’apparaît nulle part. Personne n’est classé.",
			EN: "Not answering is a right. A missing answer counts for nothing and shows nowhere. Nobody is ranked.",
		},
	}
	methodWord        = estrade.Text{FR: "Mot", EN: "Word"}
	methodMeaning     = estrade.Text{FR: "Ce qu’il veut dire ici", EN: "What it means here"}
	methodDefinitions = estrade.Text{FR: "Définitions", EN: "Definitions"}
	methodLimits      = estrade.Text{FR: "Limites", EN: "Limits"}
	methodReaders     = estrade.Text{FR: "Pour qui", EN: "For whom"}

	methodGroupLimit = estrade.Text{
		FR: "Ces résultats décrivent un groupe, un jour donné, dans des exercices. Ils ne se généralisent ni à une équipe, ni à une organisation, et ne disent rien d’une personne.",
		EN: "These figures describe one group, on one day, in exercises. They do not extend to a team or an organisation, and say nothing of a person.",
	}
	methodSizeLimit = estrade.Text{
		FR: "Dans un petit groupe, une seule réponse de plus peut changer un chiffre. Aucun test statistique n’est fait.",
		EN: "In a small group one more answer may change a figure. No statistical test is made.",
	}
	methodSelfLimit = estrade.Text{
		FR: "Un auto-positionnement dit comment les personnes se voient, pas ce qu’elles savent faire.",
		EN: "Self-positioning says how people see themselves, not what they can do.",
	}
	methodLikeLimit = estrade.Text{
		FR: "Aimer une séance n’est pas apprendre : l’évaluation à chaud mesure la satisfaction, pas l’apprentissage.",
		EN: "Liking a session is not learning: the hot evaluation measures satisfaction, not learning.",
	}

	methodScenario = []definition{{
		estrade.Text{FR: "Qualité des choix", EN: "Quality of choices"},
		estrade.Text{
			FR: "Place de l’effet choisi entre le moins bon et le meilleur effet possible à chaque scène, de 0 à 100.",
			EN: "Where the chosen effect stands between the worst and the best possible effect at each scene, from 0 to 100.",
		},
	}, {
		estrade.Text{FR: "Votes qui rejoignent la salle", EN: "Votes that match the room"},
		estrade.Text{
			FR: "Part des scènes où une personne a voté comme la salle a choisi, en moyenne.",
			EN: "Share of scenes where a person voted as the room chose, on average.",
		},
	}}
	methodContrast = []definition{{
		estrade.Text{FR: "Accord", EN: "Agreement"},
		estrade.Text{
			FR: "De 0 (deux camps opposés) à 1 (unanimité) : indice de Tastle et Wierman (2007). Les seuils 0,60 et 0,80 sont une convention d’Estrade.",
			EN: "From 0 (two opposite camps) to 1 (unanimity): index of Tastle and Wierman (2007). The thresholds 0.60 and 0.80 are a convention of Estrade.",
		},
	}, {
		estrade.Text{FR: "Score du tri", EN: "Sort score"},
		estrade.Text{
			FR: "Part des cartes rangées comme dans la liste d’origine, corrigée du hasard : 0 correspond au hasard, 100 à la liste (convention d’Estrade).",
			EN: "Share of cards sorted as in the original list, corrected for chance: 0 is chance, 100 is the list (a convention of Estrade).",
		},
	}, {
		estrade.Text{FR: "Ajustement", EN: "Fit"},
		estrade.Text{
			FR: "Proximité entre ce qu’une personne dit faire et ce qu’elle dit qu’il faudrait, de 0 à 100, en moyenne.",
			EN: "Closeness between what a person says they do and what they say is needed, from 0 to 100, on average.",
		},
	}}
	methodRanking = []definition{{
		estrade.Text{FR: "Distance", EN: "Distance"},
		estrade.Text{
			FR: "Somme des écarts de rang à la référence (Spearman, 1906) ; 0 est la liste de référence.",
			EN: "Sum of rank differences from the reference (Spearman, 1906); 0 is the reference list.",
		},
	}, {
		estrade.Text{FR: "Exactitude", EN: "Accuracy"},
		estrade.Text{
			FR: "La distance ramenée de 0 (liste inverse) à 100 (liste de référence).",
			EN: "The distance brought from 0 (reversed list) to 100 (reference list).",
		},
	}, {
		estrade.Text{FR: "Gain d’équipe", EN: "Team gain"},
		estrade.Text{
			FR: "Distance des listes individuelles, en moyenne ou au mieux, moins celle de la liste de la table (Hall et Watson, 1970 ; Larson, 2010).",
			EN: "Distance of the individual lists, mean or best, minus that of the table’s list (Hall and Watson, 1970; Larson, 2010).",
		},
	}}
	methodAssessment = []definition{{
		estrade.Text{FR: "Gain", EN: "Gain"},
		estrade.Text{
			FR: "Part du chemin restant jusqu’au haut de l’échelle que le groupe a parcourue (Hake, 1998).",
			EN: "Share of the way left to the top of the scale that the group has gone (Hake, 1998).",
		},
	}, {
		estrade.Text{FR: "Tailles d’effet g_z et g_av", EN: "Effect sizes g_z and g_av"},
		estrade.Text{
			FR: "Variation rapportée à sa dispersion (Lakens, 2013), corrigée selon Hedges (1981), à partir de dix personnes.",
			EN: "Change over its spread (Lakens, 2013), corrected after Hedges (1981), from ten people on.",
		},
	}, {
		estrade.Text{FR: "Trois variations", EN: "Three changes"},
		estrade.Text{
			FR: "Avant et après, avant revu et après, avant et avant revu (Howard, 1980). Apprendre et apprécier sont deux constats distincts : chacun a ses pages.",
			EN: "Before and after, before reviewed and after, before and before reviewed (Howard, 1980). Learning and liking are two separate pieces of evidence: each has its own pages.",
		},
	}}
	methodCurve = []definition{{
		estrade.Text{FR: "Ressemblance des courbes", EN: "Likeness of curves"},
		estrade.Text{
			FR: "Forme, moments et profil, de 0 à 100 ; comme le placement des interventions, c’est une convention d’Estrade. Les hauteurs de la courbe de référence sont illustratives ; les chiffres publiés portent leur année.",
			EN: "Shape, moments and profile, from 0 to 100; like the placing of interventions, a convention of Estrade. Heights of the reference curve are illustrative; published figures carry their year.",
		},
	}}
	methodSort = []definition{{
		estrade.Text{FR: "Score du tri", EN: "Sort score"},
		estrade.Text{
			FR: "Part des cartes rangées comme dans la liste d’origine, corrigée du hasard : 0 correspond au hasard, 100 à la liste (convention d’Estrade).",
			EN: "Share of cards sorted as in the original list, corrected for chance: 0 is chance, 100 is the list (a convention of Estrade).",
		},
	}}
	methodSpotting = []definition{{
		estrade.Text{FR: "Repérage", EN: "Spotting"},
		estrade.Text{
			FR: "Ce qui est repéré à raison, rapporté à ce qui est repéré à tort ou oublié : mesure F1 (van Rijsbergen, 1979).",
			EN: "What is rightly spotted, against what is wrongly spotted or forgotten: F1 measure (van Rijsbergen, 1979).",
		},
	}}
	methodRating = []definition{{
		estrade.Text{FR: "Proximité", EN: "Closeness"},
		estrade.Text{
			FR: "100 moins l’écart moyen avec la référence.",
			EN: "100 minus the mean gap to the reference.",
		},
	}, {
		estrade.Text{FR: "Accord par classes", EN: "Agreement by classes"},
		estrade.Text{
			FR: "De 0 à 1 : indice de Tastle et Wierman (2007). Les seuils 0,60 et 0,80 sont une convention d’Estrade.",
			EN: "From 0 to 1: index of Tastle and Wierman (2007). The thresholds 0.60 and 0.80 are a convention of Estrade.",
		},
	}}
	methodBoard = []definition{{
		estrade.Text{FR: "Vote par points", EN: "Dot vote"},
		estrade.Text{
			FR: "Le nombre de points par personne suit le nombre d’idées (convention d’Estrade) ; des points peuvent être gardés.",
			EN: "The number of dots per person follows the number of ideas (a convention of Estrade); dots may be kept.",
		},
	}}
	methodFeedback = []definition{{
		estrade.Text{FR: "Deux réponses les plus favorables", EN: "Two most favourable answers"},
		estrade.Text{
			FR: "Leur part, question par question ; les questions ne sont pas additionnées.",
			EN: "Their share, question by question; questions are not added up.",
		},
	}, {
		estrade.Text{FR: "Recommandation nette", EN: "Net recommendation"},
		estrade.Text{
			FR: "Part des notes 9 et 10 moins part des notes 0 à 6 (Reichheld, 2003), à partir de dix réponses.",
			EN: "Share of marks 9 and 10 minus share of marks 0 to 6 (Reichheld, 2003), from ten answers on.",
		},
	}}
	methodMissing = estrade.Text{
		FR: "Caractères absents des polices de ce document, laissés de côté : %s.",
		EN: "Characters that this document’s fonts lack, left out: %s.",
	}
)
