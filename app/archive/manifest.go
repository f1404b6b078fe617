package archive

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	estrade "estrade/app"
)

// Names of the files that follow the documents of an archive.
const (
	manifestName  = "manifest.json"
	signatureName = "manifest.json.sig"
	publicKeyName = "public-key.pem"   // as other programs read it
	keyFileName   = "estrade-key.json" // as Estrade does
	indexCSVName  = "index.csv"
	indexXLSXName = "index.xlsx"
)

// isOwn reports whether a name is kept for a file that follows the documents.
func isOwn(name string) bool {
	return slices.Contains([]string{manifestName, signatureName, publicKeyName, keyFileName, indexCSVName, indexXLSXName}, strings.ToLower(name))
}

// manifestSchema is the version of the list's form.
const manifestSchema = 1

// manifest lists the files of an archive. It is signed as it is written: its
// bytes, with Ed25519, in base64 in a file beside.
type manifest struct {
	Schema       int                  `json:"schema"`
	Program      string               `json:"program"`
	Session      manifestSession      `json:"session"`
	Organisation manifestOrganisation `json:"organisation"`
	Files        []manifestFile       `json:"files"` // by name
}

type manifestSession struct {
	ID        estrade.SessionID `json:"id"`
	Title     string            `json:"title"`
	Client    string            `json:"client"`
	Place     string            `json:"place"`
	Date      string            `json:"date"` // YYYY-MM-DD
	Zone      string            `json:"zone"`
	Language  estrade.Language  `json:"language"`
	Rehearsal bool              `json:"rehearsal"`
}

type manifestOrganisation struct {
	Name        string `json:"name"`
	PublicKey   []byte `json:"publicKey"` // Ed25519, 32 bytes in base64
	Fingerprint string `json:"fingerprint"`
}

// manifestFile is a document, or a file that follows them (of kind "index" or
// "key"). Instants are UTC milliseconds.
type manifestFile struct {
	Name       string                 `json:"name"` // within the folder, with slashes
	Kind       estrade.DocumentKind   `json:"kind"`
	Number     string                 `json:"number,omitempty"`
	Code       string                 `json:"code,omitempty"`
	Status     estrade.DocumentStatus `json:"status,omitempty"`
	IssuedAt   int64                  `json:"issuedAt,omitempty"`
	Replaces   string                 `json:"replaces,omitempty"`
	ReplacedBy string                 `json:"replacedBy,omitempty"`
	RevokedAt  int64                  `json:"revokedAt,omitempty"`
	Size       int                    `json:"size"`
	SHA256     string                 `json:"sha256"` // hexadecimal
}

// Kinds of the files that are no documents.
const (
	kindIndex estrade.DocumentKind = "index"
	kindKey   estrade.DocumentKind = "key"
)

// ownFiles makes the files that follow the documents, the list and its signature
// last.
func ownFiles(o estrade.ArchiveOrder, documents []estrade.ArchiveFile) ([]estrade.ArchiveFile, error) {
	rows := indexRows(o.Head, documents)
	sheet, err := xlsx(indexSheet.In(o.Head.DocumentLanguage), rows)
	if err != nil {
		return nil, err
	}
	identity, err := o.Seal.Identity()
	if err != nil {
		return nil, err
	}
	key, err := publicKeyPEM(identity.PublicKey)
	if err != nil {
		return nil, err
	}
	card, err := o.Seal.KeyFile()
	if err != nil {
		return nil, err
	}
	own := []estrade.ArchiveFile{
		{Name: indexCSVName, Data: csvOf(rows), Document: estrade.IssuedDocument{Kind: kindIndex}},
		{Name: indexXLSXName, Data: sheet, Document: estrade.IssuedDocument{Kind: kindIndex}},
		{Name: publicKeyName, Data: key, Document: estrade.IssuedDocument{Kind: kindKey}},
		{Name: keyFileName, Data: card.Data, Document: estrade.IssuedDocument{Kind: kindKey}},
	}
	list, err := manifestOf(o, identity, slices.Concat(documents, own)).encode()
	if err != nil {
		return nil, err
	}
	signature, err := o.Seal.Sign(list)
	if err != nil {
		return nil, fmt.Errorf("sign the list of files: %w", err)
	}
	return append(own,
		estrade.ArchiveFile{Name: manifestName, Data: list},
		estrade.ArchiveFile{Name: signatureName, Data: []byte(base64.StdEncoding.EncodeToString(signature) + "\n")},
	), nil
}

func manifestOf(o estrade.ArchiveOrder, identity estrade.SealIdentity, files []estrade.ArchiveFile) manifest {
	m := manifest{
		Schema: manifestSchema, Program: "Estrade",
		Session: manifestSession{
			ID: o.Head.ID, Title: o.Head.Title, Client: o.Head.Client, Place: o.Head.Place, Date: o.Head.Date,
			Zone: o.Head.Zone, Language: o.Head.DocumentLanguage, Rehearsal: o.Head.Rehearsal,
		},
		Organisation: manifestOrganisation{o.Organisation, identity.PublicKey, identity.Fingerprint},
	}
	for _, f := range files {
		d := f.Document
		entry := manifestFile{
			Name: f.Name, Kind: d.Kind, Number: d.Number, Code: d.Code, IssuedAt: d.IssuedAt,
			Replaces: d.Replaces, ReplacedBy: d.ReplacedBy, RevokedAt: d.RevokedAt,
			Size: len(f.Data), SHA256: digestOf(f.Data),
		}
		if d.Number != "" {
			entry.Status = d.Status()
		}
		m.Files = append(m.Files, entry)
	}
	slices.SortFunc(m.Files, func(a, b manifestFile) int { return strings.Compare(a.Name, b.Name) })
	return m
}

// encode writes a list as it is signed.
func (m manifest) encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return nil, fmt.Errorf("encode the list of files: %w", err)
	}
	return b.Bytes(), nil
}

// decodeManifest reads a list of a form this version knows.
func decodeManifest(data []byte) (manifest, error) {
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("decode the list of files: %w", err)
	}
	if m.Schema < 1 || m.Schema > manifestSchema {
		return m, fmt.Errorf("the list of files has form %d, this version knows %d", m.Schema, manifestSchema)
	}
	return m, nil
}

// lastManifest is the list that the last writing of a session left in its
// folder, and its bytes; nil when there is none.
func lastManifest(folder string, id estrade.SessionID) (m *manifest, list []byte) {
	list, err := os.ReadFile(filepath.Join(folder, manifestName))
	if err != nil {
		return nil, nil
	}
	decoded, err := decodeManifest(list)
	if err != nil || decoded.Session.ID != id {
		return nil, nil
	}
	return &decoded, list
}

// listedBefore are the names of a session's documents in its folder, by number,
// as the last writing left them.
func listedBefore(folder string, id estrade.SessionID) map[string]string {
	names := make(map[string]string)
	m, _ := lastManifest(folder, id)
	if m == nil {
		return names
	}
	for _, f := range m.Files {
		if f.Number != "" {
			names[f.Number] = f.Name
		}
	}
	return names
}

// ownDigests are the digests of the files that follow the documents as the last
// writing of a session left them in its folder: those may be written over.
func ownDigests(folder string, id estrade.SessionID) map[string]bool {
	known := make(map[string]bool)
	m, list := lastManifest(folder, id)
	if m == nil {
		return known
	}
	known[digestOf(list)] = true
	for _, f := range m.Files {
		if f.Kind == kindIndex || f.Kind == kindKey {
			known[f.SHA256] = true
		}
	}
	if signature, err := os.ReadFile(filepath.Join(folder, signatureName)); err == nil {
		known[digestOf(signature)] = true
	}
	return known
}

// digestOf is the SHA-256 of data, hexadecimal.
func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// publicKeyPEM writes an Ed25519 public key as other programs read it (openssl
// pkeyutl -verify -pubin -rawin).
func publicKeyPEM(key []byte) ([]byte, error) {
	der, err := x509.MarshalPKIXPublicKey(ed25519.PublicKey(key))
	if err != nil {
		return nil, fmt.Errorf("encode the public key: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}), nil
}
