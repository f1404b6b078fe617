package document

import estrade "estrade/app"

// Sentences that guard the reader, printed word for word.
var (
	noticeSelf = estrade.Text{
		FR: "Auto-positionnement à visée formative. Ne constitue pas une évaluation professionnelle et ne peut fonder aucune décision individuelle.",
		EN: "Self-positioning for learning purposes. It is not a professional appraisal and may not be the basis of any decision about a person.",
	}
	noticeFew = estrade.Text{
		FR: "Réponses reçues. Trop peu nombreuses pour être affichées.",
		EN: "Answers received. Too few to be shown.",
	}
	noticeSmall = estrade.Text{
		FR: "Effectif réduit, lecture indicative.",
		EN: "Small group, indicative only.",
	}
	noticeReference = estrade.Text{
		FR: "Référence : un jugement argumenté, pas une vérité mesurée.",
		EN: "Reference: a reasoned judgement, not a measured truth.",
	}
	noticeScenario = estrade.Text{
		FR: "Qualité des choix dans ce scénario. Ne décrit pas une personne.",
		EN: "Quality of choices in this scenario. Does not describe a person.",
	}
	noticeSingleTeam = estrade.Text{
		FR: "Ce groupe est une équipe avec sa ou son responsable : des totaux peuvent laisser deviner quelqu’un. Aucun compte rendu ne sera remis à l’organisation, sauf décision contraire annoncée au groupe.",
		EN: "This group is one team with its manager: totals may let someone be guessed. No report will be given to the organisation unless the group is told otherwise.",
	}
	noticeCertificate = estrade.Text{
		FR: "Ce certificat atteste une participation. Il ne porte aucun résultat.",
		EN: "This certificate attests participation. It carries no result.",
	}
	noticeEmpty = estrade.Text{
		FR: "Une case vide veut dire « pas assez de réponses », pas « zéro ».",
		EN: "An empty cell means “not enough answers”, not “zero”.",
	}
	noticeReturn = estrade.Text{
		FR: "Gardez ce code pour le point à deux mois : lui seul retrouve vos réponses.",
		EN: "Keep this code for the two-month follow-up: it alone finds your answers.",
	}
	noticeNobody = estrade.Text{
		FR: "Aucune réponse individuelle n’y figure.",
		EN: "It contains no individual answer.",
	}
	noticeExport = estrade.Text{
		FR: "Ce fichier contient : %s. Il est destiné à : %s. Aucune réponse individuelle n’y figure.",
		EN: "This file contains: %s. It is meant for: %s. It contains no individual answer.",
	}
	noticeGroup = estrade.Text{
		FR: "Résultats de groupe, jamais sur moins de cinq réponses.",
		EN: "Group results, never on fewer than five answers.",
	}
)

// Words shared by documents.
var (
	wordAnd       = estrade.Text{FR: "et", EN: "and"}
	wordFromTo    = estrade.Text{FR: "du %s au %s", EN: "%s to %s"}
	wordRehearsal = estrade.Text{FR: "RÉPÉTITION", EN: "REHEARSAL"}
	wordSpecimen  = estrade.Text{FR: "SPÉCIMEN", EN: "SPECIMEN"}
	rehearsalNote = estrade.Text{
		FR: "Répétition : participants simulés, document sans valeur.",
		EN: "Rehearsal: simulated participants, document without value.",
	}
	specimenNote = estrade.Text{
		FR: "Spécimen : données inventées, document sans valeur.",
		EN: "Specimen: made-up data, document without value.",
	}
	wordSIRET    = estrade.Text{FR: "SIRET\u00a0%s", EN: "SIRET\u00a0%s"}
	wordActivity = estrade.Text{FR: "Déclaration d’activité n° %s", EN: "Training activity declaration no. %s"}
	wordDate     = estrade.Text{FR: "Date", EN: "Date"}
	wordDates    = estrade.Text{FR: "Dates", EN: "Dates"}
	wordPlace    = estrade.Text{FR: "Lieu", EN: "Place"}
	wordPage     = estrade.Text{FR: "page %d", EN: "page %d"}
)

// Words that stand for pictures.
var (
	altLogo      = estrade.Text{FR: "Logo : %s", EN: "Logo: %s"}
	altTicked    = estrade.Text{FR: "case cochée", EN: "box ticked"}
	altSignature = estrade.Text{FR: "Signature : %s", EN: "Signature: %s"}
	altQR        = estrade.Text{
		FR: "Code QR qui permet de vérifier ce document",
		EN: "QR code by which this document can be checked",
	}
)

// Words of charts told in words.
var (
	describedItem     = estrade.Text{FR: "%s : %s", EN: "%s: %s"}
	describedBetween  = estrade.Text{FR: "\u00a0; ", EN: "; "}
	describedCurves   = estrade.Text{FR: "Courbes par mois, de 0 à 100", EN: "Curves by month, from 0 to 100"}
	describedMonth    = estrade.Text{FR: "mois %d, %s", EN: "month %d, %s"}
	describedCount    = estrade.Text{FR: "%d en %s", EN: "%d at %s"}
	describedMean     = estrade.Text{FR: "moyenne %s", EN: "mean %s"}
	describedStart    = estrade.Text{FR: "%s au départ %d", EN: "%s at the start %d"}
	describedChoice   = estrade.Text{FR: "choix %s", EN: "choice %s"}
	describedWay      = estrade.Text{FR: "%s mène à « %s »", EN: "%s leads to “%s”"}
	describedTaken    = estrade.Text{FR: "chemin pris", EN: "taken"}
	describedEnd      = estrade.Text{FR: "la fin", EN: "the end"}
	describedAccuracy = estrade.Text{FR: "Exactitude de 0 à 100, le hasard donnant %s", EN: "Accuracy from 0 to 100, chance giving %s"}
)

// Words of a document's origin.
var (
	originCheck = estrade.Text{
		FR: "À vérifier dans Estrade, hors ligne, page Vérifier.",
		EN: "To be checked in Estrade, offline, on the page Check.",
	}
	originFingerprint = estrade.Text{FR: "Empreinte %s", EN: "Fingerprint %s"}
	documentReplaces  = estrade.Text{FR: "Annule et remplace le n° %s", EN: "Cancels and replaces no. %s"}
)

// Words of the certificate.
var (
	certificateTitle  = estrade.Text{FR: "Attestation de fin de formation", EN: "Training certificate"}
	certificateNumber = estrade.Text{FR: "Attestation n° %s", EN: "Certificate no. %s"}
	certificateIssued = estrade.Text{FR: "Émise le %s", EN: "Issued on %s"}
	certificateSaysBy = estrade.Text{FR: "{signataire}, {fonction}, atteste que", EN: "{signatory}, {role}, certifies that"}
	certificateSays   = estrade.Text{FR: "Il est attesté que", EN: "This certifies that"}
	certificateFull   = estrade.Text{FR: "a suivi en totalité l’action de formation", EN: "has attended in full the training course"}
	certificatePart   = estrade.Text{FR: "a suivi en partie l’action de formation", EN: "has attended part of the training course"}
	certificateTime   = estrade.Text{FR: "Durée effective", EN: "Time attended"}
	certificatePerson = estrade.Text{FR: "%s, en présence", EN: "%s, in person"}
	certificateHere   = estrade.Text{FR: "Durée effective, en présence", EN: "Time attended, in person"}
	certificateShort  = estrade.Text{FR: "%s sur %s", EN: "%s of %s"}
	certificateGoals  = estrade.Text{FR: "Objectifs travaillés", EN: "Objectives worked on"}
	certificateSigned = estrade.Text{FR: "Fait à %s, le %s", EN: "Signed in %s, %s"}
	certificateDated  = estrade.Text{FR: "Fait le %s", EN: "Signed on %s"}
)
