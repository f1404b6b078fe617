package document

import (
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
		Nature: estrade.ActionTraining, Starts: s.starts, Ends: s.starts, DurationMinutes: 210, Place: s.in(specimenPlace),
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
