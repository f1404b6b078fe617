package console

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"

	estrade "estrade/app"
)

// Seal is what signs documents, as the trainer rules it.
type Seal interface {
	CheckPDF(pdf []byte) (estrade.PDFCheck, error)
	CheckStatement(text string) (estrade.StatementCheck, error)
	// View tells of the keys, made now if there are none.
	View() estrade.SealView
	KeyFile() (estrade.File, error)
	// Import signs PDF with the key of a .p12 or .pfx file. CodeInvalid: it is of
	// no use.
	Import(pkcs12 []byte, password string) error
	RemoveImported() error
	// Renew makes new keys in the place of those there are.
	Renew() error
	// AddTrusted trusts the organisation of a key file. CodeInvalid: it is none.
	AddTrusted(file []byte) (estrade.TrustedKey, error)
	RemoveTrusted(fingerprint string) error
}

// CheckPDF tells what the signature of a PDF says of it, and what became of it
// when it was issued here.
func (s *Service) CheckPDF(ctx context.Context, pdf []byte) (estrade.PDFVerdict, error) {
	if s.o.Seal == nil {
		return estrade.PDFVerdict{}, errNotHere
	}
	check, err := s.o.Seal.CheckPDF(pdf)
	if err != nil || !check.Intact {
		return estrade.PDFVerdict{PDFCheck: check}, err
	}
	digest := sha256.Sum256(pdf)
	found, err := s.o.Results.Registered(ctx, hex.EncodeToString(digest[:]), "")
	return estrade.PDFVerdict{PDFCheck: check, Registered: found}, err
}

// CheckStatement tells whether the text of a document's QR code is authentic,
// and what became of the document when it was issued here.
func (s *Service) CheckStatement(ctx context.Context, text string) (estrade.StatementVerdict, error) {
	if s.o.Seal == nil {
		return estrade.StatementVerdict{}, errNotHere
	}
	check, err := s.o.Seal.CheckStatement(text)
	if err != nil || !check.Valid || !check.Ours {
		return estrade.StatementVerdict{StatementCheck: check}, err
	}
	found, err := s.o.Results.Registered(ctx, "", check.Code)
	if found != nil && found.Document.Number != check.Number {
		found = nil
	}
	return estrade.StatementVerdict{StatementCheck: check, Registered: found}, err
}

// Seal tells of the keys that sign documents, made now if there are none. What
// keeps them from signing is in the view.
func (s *Service) Seal(context.Context) (estrade.SealView, error) {
	return s.sealAfter(func(Seal) error { return nil })
}

// ImportSeal has documents signed with the organisation's own certificate, from
// a .p12 or .pfx file.
func (s *Service) ImportSeal(_ context.Context, file []byte, password string) (estrade.SealView, error) {
	return s.sealAfter(func(seal Seal) error { return seal.Import(file, password) })
}

// RemoveImportedSeal has documents signed with the key made here again.
func (s *Service) RemoveImportedSeal(context.Context) (estrade.SealView, error) {
	return s.sealAfter(func(seal Seal) error { return seal.RemoveImported() })
}

// RenewSeal makes new keys; the fingerprint is another one from now on.
func (s *Service) RenewSeal(context.Context) (estrade.SealView, error) {
	return s.sealAfter(func(seal Seal) error { return seal.Renew() })
}

// TrustKey takes documents of another organisation for those of a known issuer.
// file is what its Estrade exported.
func (s *Service) TrustKey(_ context.Context, file []byte) (estrade.SealView, error) {
	return s.sealAfter(func(seal Seal) error {
		_, err := seal.AddTrusted(file)
		return err
	})
}

// DistrustKey forgets an organisation.
func (s *Service) DistrustKey(_ context.Context, fingerprint string) (estrade.SealView, error) {
	return s.sealAfter(func(seal Seal) error { return seal.RemoveTrusted(fingerprint) })
}

// sealAfter does something with the keys and tells of them.
func (s *Service) sealAfter(do func(Seal) error) (estrade.SealView, error) {
	if s.o.Seal == nil {
		return estrade.SealView{}, errNotHere
	}
	if err := do(s.o.Seal); err != nil {
		return estrade.SealView{}, err
	}
	return s.o.Seal.View(), nil
}

// ExportSealKey writes the file by which others check what is signed here to a
// folder, "" for that of documents, and returns its full path.
func (s *Service) ExportSealKey(ctx context.Context, dir string) (string, error) {
	if s.o.Seal == nil {
		return "", errNotHere
	}
	file, err := s.o.Seal.KeyFile()
	if err != nil {
		return "", err
	}
	if dir == "" {
		settings, err := s.o.Store.Settings(ctx)
		if err != nil {
			return "", err
		}
		if dir = settings.ExportDir; dir == "" {
			dir = s.o.DocumentsDir
		}
	}
	path := filepath.Join(dir, file.Name)
	if err := writeWhole(dir, path, file.Data); err != nil {
		return "", estrade.NewError(estrade.CodeUnavailable, "seal-export",
			fmt.Sprintf("The public key could not be written to %s.", path), "Choose another folder.", "path", path).WithCause(err)
	}
	return path, nil
}
