package facilitation

import (
	"sync"
	"time"

	estrade "estrade/app"
)

// notices are the four texts shown before joining (self-positioning, use of the
// answers, data protection, fiction).
func notices(row estrade.Session, s estrade.Settings) []estrade.Text {
	erasure := erasureDate(row)
	controller := orElse(s.Organisation, "—")
	contact := orElse(s.PrivacyContact, controller)
	basis := func(unknown string) string { return orElse(s.LegalBasis, unknown) }
	return []estrade.Text{
		{
			FR: "Auto-positionnement à visée formative. Ne constitue pas une évaluation professionnelle et ne peut fonder aucune décision individuelle.",
			EN: "Self-positioning for learning purposes. It is not a professional appraisal and may not be the basis of any decision about a person.",
		},
		{
			FR: "Vos réponses servent à animer cet atelier. Elles restent sur la machine de la personne qui anime, sous un pseudonyme. L’écran ne montre que des totaux, à partir de cinq réponses. Vous pouvez passer toute question, consulter vos réponses, les corriger avant verrouillage et les effacer.",
			EN: "Your answers are used to run this workshop. They stay on the facilitator’s machine, under a pseudonym. The screen shows only totals, from five answers. You may pass any question, see your answers, correct them before they are locked, and delete them.",
		},
		{
			FR: "Responsable du traitement\u00a0: " + controller + ". Base légale\u00a0: " + basis("à demander à l’organisme") +
				". Effacement ou anonymisation\u00a0: le " + longDate(erasure, estrade.French) + ". Vos droits\u00a0: " + contact +
				". Réclamation possible auprès de la CNIL.",
			EN: "Controller: " + controller + ". Legal basis: " + basis("ask the organisation") +
				". Deletion or anonymisation: on " + longDate(erasure, estrade.English) + ". Your rights: " + contact +
				". You may complain to the supervisory authority (CNIL).",
		},
		{
			FR: "Les situations proposées contiennent des tensions de travail. Elles sont fictives\u00a0; personne ne joue un collègue réel.",
			EN: "The situations contain workplace tension. They are fictional; nobody plays a real colleague.",
		},
	}
}

// erasureDate is the local day on which individual answers go, counted from the
// day the session is planned for, or opened on if that is later. People are told
// it at the door and their documents print it: however late the session is
// closed, it stays.
func erasureDate(row estrade.Session) time.Time {
	zone := zoneOf(row)
	day := dayOf(row, zone)
	if y, m, d := time.UnixMilli(row.OpenedAt).In(zone).Date(); row.OpenedAt != 0 {
		if opened := time.Date(y, m, d, 0, 0, 0, 0, zone); opened.After(day) {
			day = opened
		}
	}
	return day.AddDate(0, 0, row.RetentionDays)
}

// zones keeps the zones that were read, by name: reading one takes a file.
var zones sync.Map

// zoneOf returns the session's zone; the zone was checked at creation.
func zoneOf(row estrade.Session) *time.Location {
	if zone, ok := zones.Load(row.Zone); ok {
		return zone.(*time.Location)
	}
	zone, err := time.LoadLocation(row.Zone)
	if err != nil {
		return time.UTC
	}
	zones.Store(row.Zone, zone)
	return zone
}

var frenchMonths = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}

// longDate writes a day in words: 24 novembre 2026, 24 November 2026.
func longDate(t time.Time, l estrade.Language) string {
	if l == estrade.English {
		return t.Format("2 January 2006")
	}
	day := t.Format("2")
	if day == "1" {
		day = "1er"
	}
	return day + " " + frenchMonths[t.Month()-1] + " " + t.Format("2006")
}

func orElse[T comparable](x, other T) T {
	if x == *new(T) {
		return other
	}
	return x
}
