package document

import estrade "estrade/app"

// Words of the receipt of a deleted session.
var (
	receiptTitle     = estrade.Text{FR: "Reçu de suppression", EN: "Deletion receipt"}
	receiptMade      = estrade.Text{FR: "Établi le %s", EN: "Made on %s"}
	receiptReference = estrade.Text{FR: "réf. %s", EN: "ref. %s"}
	receiptAsked     = estrade.Text{
		FR: "Le %s à %s, à la demande de la personne qui anime, cette séance a été supprimée définitivement de l’ordinateur où elle s’est tenue.",
		EN: "On %s at %s, at the trainer’s request, this session was deleted for good from the computer on which it was held.",
	}
	receiptDue = estrade.Text{
		FR: "Le %s à %s, à la fin de la durée de conservation de l’émargement choisie par l’organisme, cette séance a été supprimée définitivement de l’ordinateur où elle s’est tenue.",
		EN: "On %s at %s, at the end of the retention period chosen by the organisation for attendance records, this session was deleted for good from the computer on which it was held.",
	}
	receiptGone       = estrade.Text{FR: "Ce qui a été supprimé", EN: "What was deleted"}
	receiptWhat       = estrade.Text{FR: "Contenu", EN: "Content"}
	receiptNumber     = estrade.Text{FR: "Nombre", EN: "Number"}
	receiptAnswers    = estrade.Text{FR: "Réponses, choix et textes des participants", EN: "Participants’ answers, choices and texts"}
	receiptPeople     = estrade.Text{FR: "Pseudonymes", EN: "Pseudonyms"}
	receiptLinks      = estrade.Text{FR: "Liens entre un nom et un pseudonyme", EN: "Links between a name and a pseudonym"}
	receiptCodes      = estrade.Text{FR: "Codes de retour", EN: "Return codes"}
	receiptNotes      = estrade.Text{FR: "Notes de la personne qui anime", EN: "Trainer’s notes"}
	receiptFigures    = estrade.Text{FR: "Résultats de groupe", EN: "Group results"}
	receiptNames      = estrade.Text{FR: "Lignes d’émargement (nom, arrivée, départ)", EN: "Attendance lines (name, arrival, departure)"}
	receiptSignatures = estrade.Text{FR: "Signatures de présence", EN: "Signatures of presence"}
	receiptFiles      = estrade.Text{FR: "Documents émis, tels qu’ils étaient gardés", EN: "Issued documents, as they were kept"}
	receiptLog        = estrade.Text{FR: "Lignes du journal de la séance", EN: "Lines of the session’s log"}
	receiptEarlier    = estrade.Text{
		FR: "Aucune réponse n’était plus gardée ce jour-là : un zéro peut dire « déjà effacé ».",
		EN: "No answers were kept any more on that day: a zero may mean “already erased”.",
	}
	receiptCopies = estrade.Text{FR: "Copies", EN: "Copies"}
	receiptKeys   = estrade.Text{
		FR: "Les clés de chiffrement de la séance ont été détruites : ce qu’une copie ancienne du fichier des séances en contiendrait ne peut plus être lu.",
		EN: "The session’s encryption keys were destroyed: whatever an old copy of the file of sessions may still contain of it can no longer be read.",
	}
	receiptRenewed = estrade.Text{
		FR: "Le fichier des séances a été réécrit, et les sauvegardes automatiques antérieures ont été supprimées.",
		EN: "The file of sessions was rewritten, and earlier automatic backups were removed.",
	}
	receiptRenewing = estrade.Text{
		FR: "À l’instant où ce reçu est établi, les sauvegardes automatiques antérieures restent à remplacer ; rien de la séance ne peut y être lu.",
		EN: "When this receipt is made, earlier automatic backups have yet to be replaced; nothing of the session can be read in them.",
	}
	receiptFolders = estrade.Text{
		FR: "Les dossiers déjà écrits pour l’organisme ou pour la personne qui anime n’ont pas été touchés : ils se suppriment là où ils sont rangés.",
		EN: "Folders already written for the organisation or the trainer were not touched: they are to be deleted where they are kept.",
	}
	receiptStays = estrade.Text{FR: "Ce qui reste sur cet ordinateur", EN: "What stays on this computer"}
	receiptLine  = estrade.Text{
		FR: "L’intitulé, le client et la date de la séance, et ce reçu.",
		EN: "The session’s title, client and date, and this receipt.",
	}
	receiptRegister = map[bool]estrade.Text{
		false: {
			FR: "%d lignes du registre des documents émis : numéro, code, nature, date et empreinte, sans nom. Elles permettent encore de vérifier un document déjà remis.",
			EN: "%d lines of the register of issued documents: number, code, kind, date and fingerprint, without a name. A document already handed out can still be checked with them.",
		},
		true: {
			FR: "%d ligne du registre des documents émis : numéro, code, nature, date et empreinte, sans nom. Elle permet encore de vérifier un document déjà remis.",
			EN: "%d line of the register of issued documents: number, code, kind, date and fingerprint, without a name. A document already handed out can still be checked with it.",
		},
	}
	receiptHanded = estrade.Text{
		FR: "Les documents déjà remis aux personnes restent valables.",
		EN: "Documents already handed to people stay valid.",
	}
	receiptNobody = estrade.Text{FR: "Ce reçu ne nomme aucun participant.", EN: "This receipt names no participant."}
)
