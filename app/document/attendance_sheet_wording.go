package document

import estrade "estrade/app"

// Words of the attendance sheet.
var (
	sheetTitle   = estrade.Text{FR: "Feuille d’émargement", EN: "Attendance sheet"}
	sheetNumber  = estrade.Text{FR: "Feuille n° %s", EN: "Sheet no. %s"}
	sheetIssued  = estrade.Text{FR: "Établie le %s", EN: "Issued on %s"}
	sheetClient  = estrade.Text{FR: "Client", EN: "Client"}
	sheetTrainer = estrade.Text{FR: "Animation", EN: "Facilitation"}
	sheetName    = estrade.Text{FR: "Nom", EN: "Name"}
	sheetHalf    = estrade.Text{FR: "%s, %s à %s", EN: "%s, %s to %s"}
	sheetAbsent  = estrade.Text{FR: "absent·e", EN: "absent"}
	sheetTyped   = estrade.Text{FR: "au clavier, %s", EN: "typed, %s"}
	sheetWhen    = estrade.Text{FR: "%s, %s", EN: "%s, %s"}
	sheetTrains  = estrade.Text{FR: "Formatrice ou formateur", EN: "Trainer"}
	sheetNobody  = estrade.Text{FR: "Aucune personne inscrite.", EN: "Nobody is enrolled."}
	sheetNoHalf  = estrade.Text{FR: "Aucune demi-journée.", EN: "No half-day."}
	sheetRule    = estrade.Text{
		FR: "Chaque demi-journée est signée pour elle-même, par chaque personne présente et par la personne qui anime.",
		EN: "Each half-day is signed on its own, by each person present and by the trainer.",
	}
	sheetTimes = estrade.Text{
		FR: "L’heure près d’une signature est celle où elle a été donnée à l’écran.",
		EN: "The time beside a signature is when it was given on screen.",
	}
	sheetNoResult = estrade.Text{
		FR: "Cette feuille atteste une présence. Elle ne porte aucun résultat.",
		EN: "This sheet certifies presence. It carries no result.",
	}
)
