package document

import (
	"fmt"
	"time"

	estrade "estrade/app"
)

// Words of the sample documents. Names of people and clients are made up.
var (
	specimenTitle = estrade.Text{FR: "Leadership et numérique", EN: "Leadership and digital life"}
	specimenPlace = estrade.Text{FR: "Salle du conseil, Lyon", EN: "Board room, Lyon"}
	specimenGoals = []estrade.Text{
		{FR: "Distinguer ce qui appelle le pôle du manager et ce qui appelle celui du leader", EN: "Tell what calls for the manager pole from what calls for the leader pole"},
		{FR: "Décider en groupe dans une situation fictive sous pression, puis analyser ces décisions", EN: "Decide as a group in a fictional situation under pressure, then analyse those decisions"},
		{FR: "Formuler un plan « si… alors » précis, daté et observable", EN: "Write a precise, dated and observable “if… then” plan"},
	}
	specimenSteps = []estrade.Text{
		{FR: "Accueil", EN: "Welcome"},
		{FR: "Manager ou leader ?", EN: "Manager or leader?"},
		{FR: "Pause", EN: "Break"},
		{FR: "Décider ensemble", EN: "Deciding together"},
	}
)

// specimenNames begin with a long one: it shows how sizes give way.
var specimenNames = []string{
	"Maximilienne-Alexandrine de La Rochefoucauld-Montbel", "Awa Diallo", "Nguyễn Thị Phương Thảo", "Łukasz Żak", "Zoé Lambert", "Ελένη Παπαδοπούλου",
}

// Words of what only the trainer, or one participant, gets a sample of.
var (
	specimenStage    = estrade.Text{FR: "Faits observés", EN: "Observed facts"}
	specimenPrompt   = estrade.Text{FR: "Qu’avez-vous vu et entendu pendant la décision ?", EN: "What did you see and hear during the decision?"}
	specimenObserved = estrade.Text{FR: "Deux équipes ont décidé sans demander l’avis du terrain.", EN: "Two teams decided without asking the people concerned."}
	specimenPlan     = estrade.Text{
		FR: "Si une décision touche une autre équipe, alors je l’appelle avant de trancher.",
		EN: "If a decision affects another team, then I call them before I decide.",
	}
	specimenReason  = estrade.Text{FR: "Nom mal orthographié", EN: "Name misspelt"}
	specimenOwnName = estrade.Text{FR: "Véga sous le tilleul", EN: "Vega under the lime tree"}
)

const (
	specimenClient = "Groupe Ormeval"
	specimenNumber = "2026-0000-00"
)

// Specimen returns the PDF of a sample document, marked as one on each page:
// the organisation's own identity and wording around made-up people. on is the
// day of the training. CodeInvalid for a kind that has no sample, for a wording
// that cannot be printed (see CheckWording), and as Certificate says.
func (p *Printer) Specimen(s estrade.Settings, kind estrade.DocumentKind, l estrade.Language, w estrade.Wording, on time.Time) ([]byte, error) {
	if err := p.CheckWording(kind, l, w.Sentences); err != nil {
		return nil, err
	}
	of := specimen{settings: s, language: l, wording: w, starts: time.Date(on.Year(), on.Month(), on.Day(), 9, 0, 0, 0, on.Location())}
	switch kind {
	case estrade.DocumentCertificate:
		return p.Certificate(of.certificate())
	case estrade.DocumentCompletion:
		return p.Completion(of.completion())
	case estrade.DocumentAttendanceSheet:
		return p.AttendanceSheet(of.sheet())
	case estrade.DocumentReport:
		return p.Report(of.report())
	case estrade.DocumentDebrief:
		return p.Debrief(of.debrief())
	case estrade.DocumentPersonal:
		return p.Personal(of.personal())
	case estrade.DocumentRegister:
		return p.Register(of.register())
	default:
		return nil, estrade.NewError(estrade.CodeInvalid, "wording-unknown-kind", "This kind of document has no sample.", "Choose one of the list.")
	}
}

// specimen makes the data of sample documents.
type specimen struct {
	settings estrade.Settings
	language estrade.Language
	wording  estrade.Wording
	starts   time.Time
}

func (s specimen) in(t estrade.Text) string { return t.In(s.language) }

func (s specimen) goals() []string {
	var goals []string
	for _, g := range specimenGoals {
		goals = append(goals, s.in(g))
	}
	return goals
}

func (s specimen) certificate() estrade.CertificateData {
	signatory, title := s.settings.Signs()
	return estrade.CertificateData{
		Language: s.language, Organisation: estrade.OrganisationOf(s.settings), Number: specimenNumber,
		IssuedOn: s.starts.Add(4 * time.Hour), ParticipantName: specimenNames[0], WorkshopTitle: s.in(specimenTitle),
		Dates: []time.Time{s.starts}, DurationMinutes: 210, PlannedMinutes: 210, Complete: true,
		Place: s.in(specimenPlace), Client: specimenClient, Objectives: s.goals(),
		SignatoryName: signatory, SignatoryTitle: title, SignedAt: s.settings.SignedAt, Wording: s.wording, Specimen: true,
	}
}

func (s specimen) completion() estrade.CompletionData {
	signatory, title := s.settings.Signs()
	return estrade.CompletionData{
		Language: s.language, Organisation: estrade.OrganisationOf(s.settings), Number: specimenNumber,
		IssuedOn: s.starts.Add(4 * time.Hour), ParticipantName: specimenNames[0], Employer: specimenClient, ActionTitle: s.in(specimenTitle),
		Nature: s.settings.Nature(), Starts: s.starts, Ends: s.starts, DurationMinutes: 210, Place: s.in(specimenPlace),
		SignatoryName: signatory, SignatoryTitle: title, SignedAt: s.settings.SignedAt, Wording: s.wording, Specimen: true,
	}
}

// sheet has nobody's signature on it: one is given by whoever was there.
func (s specimen) sheet() estrade.AttendanceSheetData {
	d := estrade.AttendanceSheetData{
		Language: s.language, Organisation: estrade.OrganisationOf(s.settings), Number: specimenNumber,
		IssuedOn: s.starts.Add(4 * time.Hour), Title: s.in(specimenTitle), Client: specimenClient, Place: s.in(specimenPlace), Trainer: s.settings.Trainer,
		HalfDays: []estrade.SheetHalfDay{{HalfDay: estrade.HalfDay{Day: s.starts}, Starts: s.starts, Ends: s.starts.Add(225 * time.Minute)}},
		Wording:  s.wording, Specimen: true,
	}
	for _, name := range specimenNames {
		d.Lines = append(d.Lines, estrade.SheetLine{Name: name, Present: []bool{true}, Signatures: []*estrade.SheetSignature{nil}})
	}
	return d
}

func (s specimen) report() estrade.ReportData {
	r := estrade.ReportData{
		Language: s.language, Organisation: estrade.OrganisationOf(s.settings), Number: specimenNumber,
		IssuedOn: s.starts.Add(4 * time.Hour), Title: s.in(specimenTitle), Client: specimenClient, Place: s.in(specimenPlace),
		Trainer: s.settings.Trainer, Starts: s.starts, Ends: s.starts.Add(225 * time.Minute), Present: len(specimenNames), Tables: 2,
		Objectives: s.goals(), ErasedOn: s.starts.AddDate(0, 0, 30), Wording: s.wording, Specimen: true,
	}
	at := s.starts
	for i, minutes := range []int{20, 75, 15, 115} {
		end := at.Add(time.Duration(minutes) * time.Minute)
		r.Agenda = append(r.Agenda, estrade.AgendaLine{
			Title: s.in(specimenSteps[i]), PlannedMinutes: minutes, ActualMinutes: minutes, Start: at, End: end, OffClock: i == 2,
		})
		at = end
	}
	for _, name := range specimenNames {
		r.Attendance = append(r.Attendance, estrade.AttendanceLine{
			Name: name, HalfDays: []estrade.HalfDay{{Day: s.starts}}, Arrival: s.starts, Departure: at, Minutes: 210, Complete: true,
		})
	}
	return r
}

// debrief has one activity's questions and a note.
func (s specimen) debrief() estrade.DebriefData {
	r := s.report()
	r.Attendance = nil
	return estrade.DebriefData{Report: r, Prompts: []estrade.DebriefPrompts{{
		Activity: s.in(specimenSteps[3]),
		Stages: []estrade.DebriefStage{{
			Title: s.in(specimenStage), Minutes: 5, Prompts: []string{s.in(specimenPrompt)},
			Notes: []estrade.ReportNote{{Text: s.in(specimenObserved)}},
		}},
	}}}
}

// personal holds one plan: the sample is for the words around the results.
func (s specimen) personal() estrade.PersonalData {
	confidence := 8.0
	return estrade.PersonalData{
		Language: s.language, Organisation: estrade.OrganisationOf(s.settings), Title: s.in(specimenTitle), Place: s.in(specimenPlace),
		Client: specimenClient, Date: s.starts, Pseudonym: s.in(specimenOwnName), ErasedOn: s.starts.AddDate(0, 0, 30),
		Results: []estrade.OwnResult{{
			Step: "plan", Activity: "plan", Title: specimenSteps[3],
			Commitment: &estrade.OwnCommitment{Plans: []estrade.OwnPlan{{
				Sentence: specimenPlan, Confidence: &confidence, Date: s.starts.AddDate(0, 0, 14).Format(time.DateOnly),
			}}},
		}},
		Wording: s.wording, Specimen: true,
	}
}

// register lists the documents of a session, one of them corrected.
func (s specimen) register() estrade.RegisterData {
	on := s.starts.Add(4 * time.Hour)
	r := estrade.RegisterData{Language: s.language, Organisation: estrade.OrganisationOf(s.settings), MadeOn: on, Wording: s.wording, Specimen: true}
	for i, name := range specimenNames {
		r.Lines = append(r.Lines, estrade.RegisterLine{
			Number: fmt.Sprintf("2026-0000-%02d", i+1), Code: fmt.Sprintf("0000-0000-%04d", i+1), Kind: estrade.DocumentCertificate,
			Name: name, Title: s.in(specimenTitle), Client: specimenClient, IssuedOn: on,
		})
	}
	last := len(r.Lines) - 1
	r.Lines[last].Replaces = r.Lines[last-1].Number
	r.Lines[1].RevokedOn, r.Lines[1].Reason = on, s.in(specimenReason)
	return r
}
