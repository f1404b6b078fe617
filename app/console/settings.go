package console

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	estrade "estrade/app"
)

const (
	maxText    = 200     // characters of a text in the settings
	maxAddress = 6       // lines
	maxImage   = 2 << 20 // bytes of the logo, or of the signature
)

// SaveSettings checks and stores the trainer's settings and returns them as
// stored. The room's address, what is archived and the images are left alone:
// ChooseAddress, ChooseKinds and SaveImages change them.
func (s *Service) SaveSettings(ctx context.Context, given estrade.Settings) (estrade.Settings, error) {
	old, err := s.o.Store.Settings(ctx)
	if err != nil {
		return estrade.Settings{}, err
	}
	given.RoomHost, given.Archived = old.RoomHost, old.Archived
	given.Logo, given.Signature = old.Logo, old.Signature
	trim(&given)
	if err := s.checkSettings(given); err != nil {
		return estrade.Settings{}, err
	}
	given.Ready, given.AttendanceChosenAt = true, old.AttendanceChosenAt
	if given.AttendanceYears != old.AttendanceYears {
		given.AttendanceChosenAt = s.now().UnixMilli()
	}
	if err := s.o.Store.SaveSettings(ctx, given); err != nil {
		return estrade.Settings{}, err
	}
	return given, nil
}

// texts returns the one-line texts of the settings by their name on the wire.
func texts(s *estrade.Settings) map[string]*string {
	return map[string]*string{
		"organisation":        &s.Organisation,
		"legalForm":           &s.LegalForm,
		"siret":               &s.SIRET,
		"activityDeclaration": &s.ActivityDeclaration,
		"trainer":             &s.Trainer,
		"trainerTitle":        &s.TrainerTitle,
		"signatory":           &s.Signatory,
		"signatoryTitle":      &s.SignatoryTitle,
		"signedAt":            &s.SignedAt,
		"privacyContact":      &s.PrivacyContact,
		"legalBasis":          &s.LegalBasis,
	}
}

// ChooseKinds keeps which kinds of documents go to the organisation's archive
// and returns them. CodeInvalid: a kind that never goes there.
func (s *Service) ChooseKinds(ctx context.Context, kinds []estrade.DocumentKind) ([]estrade.DocumentKind, error) {
	for _, k := range kinds {
		if !slices.Contains(estrade.UsualKinds, k) {
			return nil, badSetting("archived", "Documents of this kind never go to the organisation.", "Choose others.")
		}
	}
	settings, err := s.o.Store.Settings(ctx)
	if err != nil {
		return nil, err
	}
	settings.Archived = kinds
	if err := s.o.Store.SaveSettings(ctx, settings); err != nil {
		return nil, err
	}
	return settings.ArchiveKinds(), nil
}

// trim removes space around texts and empty lines of the address.
func trim(s *estrade.Settings) {
	for _, text := range texts(s) {
		*text = strings.TrimSpace(*text)
	}
	lines := make([]string, 0, len(s.Address))
	for _, line := range s.Address {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	s.Address = lines
	s.ExportDir = strings.TrimSpace(s.ExportDir)
}

func (s *Service) checkSettings(given estrade.Settings) error {
	for name, text := range texts(&given) {
		if err := checkText(name, *text); err != nil {
			return err
		}
	}
	for _, line := range given.Address {
		if err := checkText("address", line); err != nil {
			return err
		}
	}
	switch {
	case given.Organisation == "":
		return missing("organisation", "Give the name of the organisation, as documents print it.")
	case given.Trainer == "":
		return missing("trainer", "Give the trainer's name, as documents print it.")
	case len(given.Address) > maxAddress:
		return badSetting("address", "The address has too many lines.", fmt.Sprintf("Use at most %d lines.", maxAddress))
	case !given.Language.Valid():
		return badSetting("language", "This language is not offered.", "Choose French or English.")
	case given.ActionNature != "" && !slices.Contains(estrade.ActionNatures, given.ActionNature):
		return badSetting("actionNature", "This kind of action is not one of the law.", "Choose one of the list.")
	case given.AnswersDays < 0 || given.AnswersDays > estrade.RetentionDays:
		return badSetting("answersDays", "Answers are not kept for longer by the settings.",
			fmt.Sprintf("Choose 1 to %d days; a session that needs longer says why.", estrade.RetentionDays))
	case !slices.Contains(estrade.AttendanceKept, given.AttendanceYears):
		return badSetting("attendanceYears", "Evidence of attendance is not kept for so many years.", "Choose one of the list.")
	case given.ExportDir != "" && !filepath.IsAbs(given.ExportDir):
		return badSetting("exportDir", "The folder for documents must be given in full.", "Choose it with the button.")
	}
	if _, err := time.LoadLocation(given.Zone); err != nil || given.Zone == "" || given.Zone == "Local" {
		return badSetting("zone", "This time zone is not known.", "Choose one of the list, for example Europe/Paris.")
	}
	return nil
}

// Images returns the logo and the scanned signature of the settings.
func (s *Service) Images(ctx context.Context) (estrade.Images, error) {
	settings, err := s.o.Store.Settings(ctx)
	return estrade.Images{Logo: settings.Logo, Signature: settings.Signature}, err
}

// SaveImages checks and stores the logo and the scanned signature, in the place
// of those there are, and tells what certificates will weigh.
func (s *Service) SaveImages(ctx context.Context, given estrade.Images) (estrade.ImagesSaved, error) {
	saved := estrade.ImagesSaved{Limit: estrade.CertificateBytes}
	if err := s.checkImage("logo", given.Logo); err != nil {
		return estrade.ImagesSaved{}, err
	}
	if err := s.checkImage("signature", given.Signature); err != nil {
		return estrade.ImagesSaved{}, err
	}
	settings, err := s.o.Store.Settings(ctx)
	if err != nil {
		return estrade.ImagesSaved{}, err
	}
	settings.Logo, settings.Signature = given.Logo, given.Signature
	if err := s.o.Store.SaveSettings(ctx, settings); err != nil {
		return estrade.ImagesSaved{}, err
	}
	if s.o.Weigh != nil {
		saved.Certificate, err = s.o.Weigh(given)
	}
	return saved, err
}

func checkText(name, text string) error {
	switch {
	case !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' }):
		return badSetting(name, "The text holds characters that cannot be printed.", "Type it again.")
	case utf8.RuneCountInString(text) > maxText:
		return badSetting(name, "The text is too long.", fmt.Sprintf("Use at most %d characters.", maxText))
	}
	return nil
}

// checkImage refuses what documents cannot print; field is "logo" or "signature".
func (s *Service) checkImage(field string, image []byte) error {
	switch {
	case len(image) == 0:
		return nil
	case len(image) > maxImage:
		return estrade.NewError(estrade.CodeTooLarge, "logo-too-large",
			"The image is too large.", "Use an image of at most 2 MB.", "field", field, "megabytes", strconv.Itoa(maxImage>>20))
	case s.o.CheckLogo == nil:
		return nil
	}
	if err := s.o.CheckLogo(image); err != nil {
		return estrade.NewError(estrade.CodeInvalid, "logo-invalid", "The image is not a PNG or JPEG file that Estrade can read.",
			"Choose a PNG or JPEG file, or do without one.", "field", field).WithCause(err)
	}
	return nil
}

func missing(name, hint string) error {
	return estrade.NewError(estrade.CodeInvalid, "setting-missing", "Something is not filled in: "+name+".", hint, "field", name)
}

func badSetting(name, message, hint string) error {
	return estrade.NewError(estrade.CodeInvalid, "setting-invalid", message, hint, "field", name)
}
