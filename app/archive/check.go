package archive

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	estrade "estrade/app"
)

// largestList is the largest list of files that is read, in bytes: that of tens
// of thousands of documents.
const largestList = 32 << 20

// Check tells what became of an archive since it was written: its folder, or its
// ZIP, and which of its documents do not stand any more, as its list says or, of
// those withdrawn since, the register; nil: no register is asked. Nothing is
// written. CodeNotFound "archive-missing": there is nothing at
// path; CodeInvalid "archive-unknown": it holds no list of an archive.
func Check(path string, checks estrade.SealChecks, register *estrade.Fates) (estrade.ArchiveCheck, error) {
	files, closing, err := openArchive(path)
	if err != nil {
		return estrade.ArchiveCheck{}, err
	}
	check, err := checkFiles(files, checks, register)
	return check, errors.Join(err, closing())
}

// openArchive opens a folder, or the only folder of a ZIP.
func openArchive(name string) (files fs.FS, closing func() error, err error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, estrade.NewError(estrade.CodeNotFound, "archive-missing", "There is nothing at "+name+".", "Check its name.", "path", name).WithCause(err)
	case err != nil:
		return nil, nil, unreadable(name, err)
	case info.IsDir():
		return os.DirFS(name), func() error { return nil }, nil
	}
	z, err := zip.OpenReader(name)
	if errors.Is(err, zip.ErrFormat) {
		return nil, nil, notArchive().WithCause(err)
	}
	if err != nil {
		return nil, nil, unreadable(name, err)
	}
	root := "."
	for _, f := range z.File {
		if path.Base(f.Name) == manifestName && strings.Count(f.Name, "/") == 1 {
			root = path.Dir(f.Name)
		}
	}
	inner, err := fs.Sub(z, root)
	if err != nil {
		return nil, nil, errors.Join(unreadable(name, err), z.Close())
	}
	return inner, z.Close, nil
}

func unreadable(name string, err error) error {
	return estrade.NewError(estrade.CodeUnavailable, "archive-unreadable", filepath.Base(name)+" cannot be read.",
		"Check that your account may read it.", "path", name).WithCause(err)
}

func notArchive() *estrade.Error {
	return estrade.NewError(estrade.CodeInvalid, "archive-unknown", "This holds no archive of Estrade: its list of files (manifest.json) is missing or unreadable.",
		"Name the folder of a session, or its ZIP.")
}

func checkFiles(files fs.FS, checks estrade.SealChecks, register *estrade.Fates) (estrade.ArchiveCheck, error) {
	list, err := readUpTo(files, manifestName, largestList)
	if err != nil {
		return estrade.ArchiveCheck{}, notArchive().WithCause(err)
	}
	m, err := decodeManifest(list)
	if err != nil {
		return estrade.ArchiveCheck{}, notArchive().WithCause(err)
	}
	c := estrade.ArchiveCheck{
		Title: m.Session.Title, Client: m.Session.Client, Date: m.Session.Date, Organisation: m.Organisation.Name,
		Findings: []estrade.ArchiveFinding{}, Withdrawn: []estrade.WithdrawnFile{},
	}
	c.Signature = signatureOf(files, list, m, checks)
	c.Fingerprint = m.Organisation.Fingerprint
	if name, known := checks.Issuer(m.Organisation.PublicKey); known {
		c.Ours, c.Organisation = true, name
	}
	there, err := digests(files)
	if err != nil {
		return c, err
	}
	c.Findings = compare(m, there)
	for _, f := range m.Files {
		if f.Number != "" {
			c.Documents++
		}
		if w, ok := fateOf(f, register); ok {
			c.Withdrawn = append(c.Withdrawn, w)
		}
	}
	return c, nil
}

// fateOf tells what became of a document of a list: as the register says where
// it knows these very bytes, else as the list does. ok is false when it stands.
func fateOf(f manifestFile, register *estrade.Fates) (w estrade.WithdrawnFile, ok bool) {
	if f.Number == "" {
		return w, false
	}
	listed := estrade.IssuedDocument{Number: f.Number, ReplacedBy: f.ReplacedBy, RevokedAt: f.RevokedAt}
	now, known := register.OfBytes(f.SHA256)
	if !known {
		now = listed
	}
	if !withdrawn(now) && !withdrawn(listed) {
		return w, false
	}
	if !withdrawn(now) { // a register older than the archive: a backup was brought back
		now = listed
	}
	return estrade.WithdrawnFile{
		Name: f.Name, Number: f.Number, Status: now.Status(), ReplacedBy: now.ReplacedBy, RevokedAt: now.RevokedAt,
		Since: !withdrawn(listed),
	}, true
}

// signatureOf checks the signature of the list.
func signatureOf(files fs.FS, list []byte, m manifest, checks estrade.SealChecks) estrade.ArchiveSignature {
	text, err := readUpTo(files, signatureName, 1<<10)
	if errors.Is(err, fs.ErrNotExist) {
		return estrade.SignatureMissing
	}
	signature, decoding := base64.StdEncoding.DecodeString(string(bytes.TrimSpace(text)))
	if err != nil || decoding != nil || !checks.CheckSignature(m.Organisation.PublicKey, list, signature) {
		return estrade.SignatureWrong
	}
	return estrade.SignatureValid
}

// litter is what systems leave in folders they show.
var litter = []string{".DS_Store", "Thumbs.db", "desktop.ini"}

// digests are the digests of every file there is, but for the list and its
// signature; "" for what is no regular file.
func digests(files fs.FS) (map[string]string, error) {
	there := make(map[string]string)
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() || name == manifestName || name == signatureName || slices.Contains(litter, d.Name()):
			return nil
		case !d.Type().IsRegular():
			there[name] = ""
			return nil
		}
		there[name], err = digestOfFile(files, name)
		return err
	})
	if err != nil {
		return nil, estrade.NewError(estrade.CodeUnavailable, "archive-unreadable", "The archive cannot be read to its end.",
			"Check the disk it is on.").WithCause(err)
	}
	return there, nil
}

// compare tells what differs between a list and the files there are.
func compare(m manifest, there map[string]string) []estrade.ArchiveFinding {
	findings := []estrade.ArchiveFinding{}
	listed := make(map[string]string, len(m.Files)) // name by digest
	for _, f := range m.Files {
		listed[f.SHA256] = f.Name
	}
	known := make(map[string]bool, len(m.Files))
	for _, f := range m.Files {
		known[f.Name] = true
		digest, ok := there[f.Name]
		other, elsewhere := listed[digest]
		switch {
		case !ok:
			findings = append(findings, estrade.ArchiveFinding{Name: f.Name, Finding: estrade.FindingMissing})
		case digest == f.SHA256:
		case elsewhere:
			findings = append(findings, estrade.ArchiveFinding{Name: f.Name, Finding: estrade.FindingSwapped, Other: other})
		default:
			findings = append(findings, estrade.ArchiveFinding{Name: f.Name, Finding: estrade.FindingChanged})
		}
	}
	for name := range there {
		if !known[name] {
			findings = append(findings, estrade.ArchiveFinding{Name: name, Finding: estrade.FindingAdded})
		}
	}
	slices.SortFunc(findings, func(a, b estrade.ArchiveFinding) int { return strings.Compare(a.Name, b.Name) })
	return findings
}

func readUpTo(files fs.FS, name string, limit int64) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("%s is larger than %d bytes", name, limit)
	}
	return data, nil
}

// digestOfFile is the SHA-256 of a file, hexadecimal.
func digestOfFile(files fs.FS, name string) (string, error) {
	f, err := files.Open(name)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return hex.EncodeToString(sum.Sum(nil)), errors.Join(err, f.Close())
}
