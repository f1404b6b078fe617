package document

import estrade "estrade/app"

// Words of the personal document.
var (
	personalTitle = estrade.Text{FR: "Document personnel", EN: "Personal document"}
	personalFor   = estrade.Text{FR: "Pour %s, et pour personne d’autre", EN: "For %s, and for nobody else"}
	noticeReturn  = estrade.Text{
		FR: "Gardez ce code pour le point à deux mois : lui seul retrouve vos réponses.",
		EN: "Keep this code for the two-month follow-up: it alone finds your answers.",
	}
	notComputable = estrade.Text{FR: "non calculable", EN: "not computable"}

	ownQuality   = estrade.Text{FR: "Qualité de vos choix, de 0 à 100 :", EN: "Quality of your choices, from 0 to 100:"}
	ownSortScore = estrade.Text{FR: "Votre tri des cartes :", EN: "Your card sort:"}
	ownFit       = estrade.Text{FR: "Votre ajustement, de 0 à 100 :", EN: "Your fit, from 0 to 100:"}
	ownAccuracy  = estrade.Text{FR: "Exactitude de votre liste, de 0 à 100 :", EN: "Accuracy of your list, from 0 to 100:"}
	ownZones     = estrade.Text{FR: "Placement des interventions, de 0 à 100 :", EN: "Placing of the interventions, from 0 to 100:"}
	ownAlignment = estrade.Text{FR: "Proximité avec la référence, de 0 à 100 :", EN: "Closeness to the reference, from 0 to 100:"}
)
