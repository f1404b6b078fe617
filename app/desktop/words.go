package desktop

import estrade "estrade/app"

// words are the sentences of native dialogs; everything else is in the pages.
type words struct {
	notStarted    string
	closeTitle    string
	closeQuestion string
	pickFolder    string
	stageTitle    string
}

var french = words{
	notStarted: "Estrade ne peut pas démarrer",
	closeTitle: "Une séance est en cours",
	closeQuestion: "Fermer Estrade coupe la salle : les participants attendent jusqu’au prochain démarrage, " +
		"où la séance reprend au même endroit. Rien de ce qui est enregistré n’est perdu.\n\nFermer quand même ?",
	pickFolder: "Dossier des documents",
	stageTitle: "Estrade — Scène",
}

var english = words{
	notStarted: "Estrade cannot start",
	closeTitle: "A session is running",
	closeQuestion: "Closing Estrade cuts the room off: participants wait until the next start, " +
		"when the session resumes where it was. Nothing that was saved is lost.\n\nClose anyway?",
	pickFolder: "Documents folder",
	stageTitle: "Estrade — Stage",
}

func wordsIn(l estrade.Language) words {
	if l == estrade.English {
		return english
	}
	return french
}
