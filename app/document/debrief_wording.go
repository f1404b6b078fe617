package document

import estrade "estrade/app"

// trainersDebrief is the report's pages with all that the trainer noted.
var trainersDebrief = reportText{title: debriefTitle, holds: debriefHoldsWhat, lacks: debriefLacksWhat, reading: debriefReading,
	readers: debriefReaders, band: debriefOnly, foot: noticeGroup}

// Words of the trainer's debrief.
var (
	debriefTitle     = estrade.Text{FR: "Débriefing de séance", EN: "Session debrief"}
	debriefOnly      = estrade.Text{FR: "Réservé à la personne qui anime, ne pas transmettre", EN: "For the facilitator only, do not pass on"}
	debriefHoldsWhat = estrade.Text{
		FR: "les résultats de groupe, sur cinq réponses au moins, les questions de débriefing et toutes les notes de la personne qui anime.",
		EN: "group results, on five answers at least, the debrief questions and all of the facilitator’s notes.",
	}
	debriefLacksWhat = estrade.Text{
		FR: "de réponse ni de score individuels, ni la liste des personnes.",
		EN: "any individual answer or score, nor the list of people.",
	}
	debriefPrompts = estrade.Text{FR: "Débriefing", EN: "Debrief"}
	debriefReading = estrade.Text{FR: "Lire ce débriefing", EN: "Reading this debrief"}
	debriefReaders = estrade.Text{FR: "la personne qui anime, et elle seule", EN: "the facilitator alone"}
	debriefNoNote  = estrade.Text{FR: "Aucune note.", EN: "No note."}
)
