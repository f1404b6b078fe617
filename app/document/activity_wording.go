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
	shiftBehaviours       = estrade.Text{FR: "Comportements répondus trois fois : %d sur %d.", EN: "Behaviours answered three times: %d of %d."}
	shiftClassic          = estrade.Text{FR: "Après moins avant", EN: "After minus before"}
	shiftClassicHow       = estrade.Text{FR: "La variation directe.", EN: "The direct change."}
	shiftRetrospective    = estrade.Text{FR: "Après moins avant avec le recul", EN: "After minus before looking back"}
	shiftRetrospectiveHow = estrade.Text{FR: "La variation vue d’aujourd’hui.", EN: "The change as seen today."}
	shiftLook             = estrade.Text{FR: "Avant avec le recul moins avant", EN: "Before looking back minus before"}
	shiftLookHow          = estrade.Text{FR: "Le déplacement du regard.", EN: "The shift in outlook itself."}
)

// Words of curves.
var (
	curveMonths       = estrade.Text{FR: "mois depuis le lancement", EN: "months since launch"}
	estimateTitle     = estrade.Text{FR: "Les estimations", EN: "The estimates"}
	estimateQuestion  = estrade.Text{FR: "Question", EN: "Question"}
	estimatePublished = estrade.Text{FR: "Chiffre publié", EN: "Published figure"}
	estimateYear      = estrade.Text{FR: "%s (%d)", EN: "%s (%d)"}
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
