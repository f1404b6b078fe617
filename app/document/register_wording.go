package document

import estrade "estrade/app"

// Words of the register of issued documents.
var (
	registerTitle   = estrade.Text{FR: "Registre des documents émis", EN: "Register of issued documents"}
	registerMade    = estrade.Text{FR: "Établi le %s", EN: "Made on %s"}
	registerPeriod  = estrade.Text{FR: "Documents émis du %s au %s", EN: "Documents issued from %s to %s"}
	registerSince   = estrade.Text{FR: "Documents émis depuis le %s", EN: "Documents issued since %s"}
	registerUntil   = estrade.Text{FR: "Documents émis jusqu’au %s", EN: "Documents issued until %s"}
	registerAll     = estrade.Text{FR: "Tous les documents émis", EN: "All issued documents"}
	registerEmpty   = estrade.Text{FR: "Aucun document émis.", EN: "No document was issued."}
	registerDate    = estrade.Text{FR: "Émis le", EN: "Issued on"}
	registerNumber  = estrade.Text{FR: "Numéro", EN: "Number"}
	registerKind    = estrade.Text{FR: "Document", EN: "Document"}
	registerName    = estrade.Text{FR: "Nom", EN: "Name"}
	registerSession = estrade.Text{FR: "Séance", EN: "Session"}
	registerCode    = estrade.Text{FR: "Code", EN: "Code"}
	registerState   = estrade.Text{FR: "État du document", EN: "State of the document"}
	registerValid   = estrade.Text{FR: "Valable", EN: "Valid"}
	registerCorrect = estrade.Text{FR: "Valable. Remplace le n° %s", EN: "Valid. Replaces no. %s"}
	registerWas     = estrade.Text{FR: "Remplaçait le n° %s", EN: "It replaced no. %s"}
	registerOld     = estrade.Text{FR: "Remplacé par le n° %s", EN: "Replaced by no. %s"}
	registerRevoked = estrade.Text{FR: "Révoqué le %s", EN: "Revoked on %s"}
	registerReason  = estrade.Text{FR: "%s : %s", EN: "%s: %s"}
	registerRead    = estrade.Text{
		FR: "Un document émis n’est jamais modifié : une correction donne un nouveau numéro, qui remplace l’ancien. Un document remplacé ou révoqué n’est plus valable.",
		EN: "An issued document is never changed: a correction gets a new number, which replaces the old one. A document replaced or revoked is no longer valid.",
	}
	registerNoResult = estrade.Text{FR: "Ce registre ne porte aucun résultat.", EN: "This register carries no result."}

	countDocuments = map[bool]estrade.Text{
		false: {FR: "%d documents", EN: "%d documents"},
		true:  {FR: "%d document", EN: "%d document"},
	}
	countValid = map[bool]estrade.Text{
		false: {FR: "%d valables", EN: "%d valid"},
		true:  {FR: "%d valable", EN: "%d valid"},
	}
	countReplaced = map[bool]estrade.Text{
		false: {FR: "%d remplacés", EN: "%d replaced"},
		true:  {FR: "%d remplacé", EN: "%d replaced"},
	}
	countRevoked = map[bool]estrade.Text{
		false: {FR: "%d révoqués", EN: "%d revoked"},
		true:  {FR: "%d révoqué", EN: "%d revoked"},
	}

	kindNames = map[estrade.DocumentKind]estrade.Text{
		estrade.DocumentCertificate:     certificateTitle,
		estrade.DocumentCompletion:      completionTitle,
		estrade.DocumentAttendanceSheet: sheetTitle,
		estrade.DocumentReport:          reportTitle,
		estrade.DocumentDebrief:         debriefTitle,
		estrade.DocumentRegister:        registerTitle,
	}
)
