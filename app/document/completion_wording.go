package document

import estrade "estrade/app"

// Words of the certificat de réalisation, after the model of the French
// ministry of labour. The English ones translate them and name that document.
var (
	completionTitle  = estrade.Text{FR: "Certificat de réalisation", EN: "Certificate of completion"}
	completionKind   = estrade.Text{FR: "Action concourant au développement des compétences", EN: "English version of the French “certificat de réalisation”"}
	completionNumber = estrade.Text{FR: "Certificat n° %s", EN: "Certificate no. %s"}
	completionIssued = estrade.Text{FR: "Émis le %s", EN: "Issued on %s"}
	completionSays   = estrade.Text{
		FR: "Je soussigné(e) %s, représentant le dispensateur de l’action concourant au développement des compétences %s, atteste que",
		EN: "I, the undersigned, %s, representing the provider of this action for the development of skills, %s, certify that",
	}
	completionProvider = estrade.Text{
		FR: "Le dispensateur de l’action concourant au développement des compétences %s atteste que",
		EN: "The provider of this action for the development of skills, %s, certifies that",
	}
	completionEmployer = estrade.Text{FR: "salarié(e) de l’entreprise", EN: "employed by"}
	completionFollowed = estrade.Text{FR: "a suivi l’action", EN: "has followed the action"}
	completionNature   = estrade.Text{FR: "Nature de l’action concourant au développement des compétences", EN: "Nature of the action for the development of skills"}
	completionNatures  = []struct {
		nature estrade.ActionNature
		text   estrade.Text
	}{
		{estrade.ActionTraining, estrade.Text{FR: "action de formation", EN: "training course"}},
		{estrade.ActionAssessment, estrade.Text{FR: "bilan de compétences", EN: "skills assessment"}},
		{estrade.ActionRecognition, estrade.Text{FR: "action de validation des acquis de l’expérience", EN: "recognition of prior experience"}},
		{estrade.ActionApprenticeship, estrade.Text{FR: "action de formation par apprentissage", EN: "apprenticeship training"}},
	}
	completionFrom = estrade.Text{FR: "qui s’est déroulée du", EN: "which took place from"}
	completionTo   = estrade.Text{FR: "au", EN: "to"}
	completionTime = estrade.Text{FR: "pour une durée de", EN: "for a duration of"}
	completionKeep = estrade.Text{
		FR: "Sans préjudice des délais imposés par les règles fiscales, comptables ou commerciales, je m’engage à conserver l’ensemble des pièces justificatives qui ont permis d’établir le présent certificat pendant une durée de 3 ans à compter de la fin de l’année du dernier paiement. En cas de cofinancement des fonds européens, la durée de conservation est étendue conformément aux obligations conventionnelles spécifiques.",
		EN: "Without prejudice to the periods required by tax, accounting or commercial rules, I undertake to keep all the supporting documents from which this certificate was drawn up for 3 years from the end of the year of the last payment. Where European funds contribute, this period is extended as the specific agreements require.",
	}
	completionStamp = estrade.Text{
		FR: "Cachet et signature du responsable du dispensateur de formation",
		EN: "Stamp and signature of the training provider’s representative",
	}
	completionNoResult = estrade.Text{
		FR: "Ce certificat atteste la réalisation d’une action. Il ne porte aucun résultat.",
		EN: "This certificate attests that an action took place. It carries no result.",
	}
)
