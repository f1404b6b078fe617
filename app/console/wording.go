package console

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"time"

	estrade "estrade/app"
)

// Printer words documents and draws samples of them.
type Printer interface {
	// WordedKinds lists the kinds of documents that can be worded.
	WordedKinds() []estrade.DocumentKind
	// WordingFields lists the sentences of a kind that can be, none for a kind
	// that cannot.
	WordingFields(kind estrade.DocumentKind, l estrade.Language) []estrade.WordingField
	// CheckWording reports why sentences cannot be printed: CodeInvalid with the
	// field in its parameters.
	CheckWording(kind estrade.DocumentKind, l estrade.Language, sentences map[string]string) error
	// Specimen returns the PDF of a sample under the organisation's identity.
	Specimen(s estrade.Settings, kind estrade.DocumentKind, l estrade.Language, w estrade.Wording, on time.Time) ([]byte, error)
}

// specimensDir is where samples are saved, in the folder of documents.
const specimensDir = "specimens"

// Wordings tells how every kind of document is worded, in both languages.
func (s *Service) Wordings(ctx context.Context) ([]estrade.WordingView, error) {
	if s.o.Printer == nil {
		return nil, errNotHere
	}
	var list []estrade.WordingView
	for _, kind := range s.o.Printer.WordedKinds() {
		for _, l := range []estrade.Language{estrade.French, estrade.English} {
			view, err := s.wording(ctx, kind, l)
			if err != nil {
				return nil, err
			}
			list = append(list, view)
		}
	}
	return list, nil
}

func (s *Service) wording(ctx context.Context, kind estrade.DocumentKind, l estrade.Language) (estrade.WordingView, error) {
	view := estrade.WordingView{Kind: kind, Language: l, Fields: s.o.Printer.WordingFields(kind, l)}
	var err error
	view.Versions, err = s.o.Store.Wordings(ctx, kind, l)
	return view, err
}

// SaveWording keeps the sentences of a kind of document in a language as a new
// version, which documents are printed with from now on. A sentence like the
// built-in one is not kept, so that no sentence at all goes back to the built-in
// wording; nothing is kept when nothing changes.
func (s *Service) SaveWording(ctx context.Context, kind estrade.DocumentKind, l estrade.Language, sentences map[string]string) (estrade.WordingView, error) {
	given, err := s.ownSentences(kind, l, sentences)
	if err != nil {
		return estrade.WordingView{}, err
	}
	view, err := s.wording(ctx, kind, l)
	if err != nil {
		return estrade.WordingView{}, err
	}
	var now estrade.Wording
	if len(view.Versions) > 0 {
		now = view.Versions[0].Wording
	}
	if maps.Equal(now.Sentences, given) {
		return view, nil
	}
	v := estrade.WordingVersion{Wording: estrade.Wording{Sentences: given}, At: estrade.Millis(s.now())}
	if _, err := s.o.Store.SaveWording(ctx, kind, l, v); err != nil {
		return estrade.WordingView{}, err
	}
	return s.wording(ctx, kind, l)
}

// ownSentences checks what was typed and returns what differs from the built-in
// sentences.
func (s *Service) ownSentences(kind estrade.DocumentKind, l estrade.Language, sentences map[string]string) (map[string]string, error) {
	if s.o.Printer == nil {
		return nil, errNotHere
	}
	fields := s.o.Printer.WordingFields(kind, l)
	if len(fields) == 0 || !l.Valid() {
		return nil, estrade.NewError(estrade.CodeInvalid, "wording-unknown-kind", "This kind of document cannot be worded.", "Choose one of the list.")
	}
	own := make(map[string]string)
	for key, text := range sentences {
		own[key] = strings.Join(strings.Fields(text), " ")
	}
	if err := s.o.Printer.CheckWording(kind, l, sentences); err != nil {
		return nil, err
	}
	for _, f := range fields {
		if own[f.Key] == f.BuiltIn {
			delete(own, f.Key)
		}
	}
	return own, nil
}

// Specimen returns the PDF of a sample document with sentences that may not be
// saved yet, under the organisation's identity.
func (s *Service) Specimen(ctx context.Context, kind estrade.DocumentKind, l estrade.Language, sentences map[string]string) ([]byte, error) {
	own, err := s.ownSentences(kind, l, sentences)
	if err != nil {
		return nil, err
	}
	settings, err := s.o.Store.Settings(ctx)
	if err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(settings.Zone)
	if err != nil {
		zone = time.UTC
	}
	return s.o.Printer.Specimen(settings, kind, l, estrade.Wording{Sentences: own}, s.now().In(zone))
}

// SaveSpecimen writes a sample document to the folder of documents and returns
// its path. One saved before is replaced.
func (s *Service) SaveSpecimen(ctx context.Context, kind estrade.DocumentKind, l estrade.Language, sentences map[string]string) (string, error) {
	pdf, err := s.Specimen(ctx, kind, l, sentences)
	if err != nil {
		return "", err
	}
	settings, err := s.o.Store.Settings(ctx)
	if err != nil {
		return "", err
	}
	dir := settings.ExportDir
	if dir == "" {
		dir = s.o.DocumentsDir
	}
	dir = filepath.Join(dir, specimensDir)
	path := filepath.Join(dir, fmt.Sprintf("specimen-%s-%s.pdf", kind, l))
	if err := writeWhole(dir, path, pdf); err != nil {
		return "", estrade.NewError(estrade.CodeUnavailable, "specimen-unwritten", "The sample could not be written to "+dir+".",
			"Look whether the folder is there and may be written to.", "folder", dir).WithCause(err)
	}
	return path, nil
}

func (s *Service) now() time.Time {
	if s.o.Now == nil {
		return time.Now()
	}
	return s.o.Now()
}
