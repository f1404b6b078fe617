package command

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	estrade "estrade/app"
	"estrade/app/archive"
	"estrade/app/program"
	"estrade/app/seal"
)

// verifyLimit is the largest file that is read, in bytes.
const verifyLimit = 256 << 20

func (l *line) verifyCommand() *cobra.Command {
	var keys []string
	var alone bool
	verify := &cobra.Command{
		Use: "verify " + l.in("CHEMIN...", "PATH..."),
		Short: l.in("Dire si des documents sont authentiques",
			"Tell whether documents are authentic"),
		Long: l.in(`Dit de chaque document PDF qui l’a signé, s’il est intact, et si cet ordinateur connaît
son émetteur. Le dossier d’une séance, ou son ZIP, est comparé à sa liste signée. Un fichier de texte est lu comme le texte d’un code QR ; « - » lit l’entrée standard.
Le registre de cet ordinateur dit si un document a été révoqué ou remplacé depuis ; avec --no-register,
seuls les fichiers parlent. Rien n’est écrit, et Estrade peut être ouvert en même temps. Le statut de
sortie est nul si tout est authentique, 2 si un document a été modifié ou n’est pas signé, 3 s’il
manque, 4 s’il a été révoqué ou remplacé, 5 si un émetteur n’est pas connu.`,
			`Tells of each PDF document who signed it, whether it is intact, and whether this computer
knows its issuer. The folder of a session, or its ZIP, is compared with its signed list. A text file is read as the text of a QR code; "-" reads the standard input.
The register of this computer tells whether a document was revoked or replaced since; with --no-register
the files alone speak. Nothing is written, and Estrade may be open meanwhile. The exit status is zero
when everything is authentic, 2 when a document was altered or is not signed, 3 when one is missing,
4 when one was revoked or replaced, 5 when an issuer is not known.`),
		Args: l.atLeastOne,
		RunE: func(c *cobra.Command, args []string) error { return l.verify(c, keys, alone, args) },
	}
	verify.Flags().BoolVar(&alone, "no-register", false,
		l.in("ne pas lire le registre de cet ordinateur", "do not read the register of this computer"))
	verify.Flags().StringArrayVar(&keys, "key", nil,
		l.in("fichier de clé publique d’un organisme auquel se fier cette fois (estrade-key.json)",
			"public key file of an organisation to trust this time (estrade-key.json)"))
	return verify
}

func (l *line) atLeastOne(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return nil
	}
	return l.exactly(1)(c, args)
}

// verdict is what is said of one path.
type verdict struct {
	path   string
	word   estrade.Text
	detail string
	fault  error     // nil for an authentic document
	files  []verdict // of an archive: those that are not as they were
}

var (
	wordAuthentic = estrade.Text{FR: "authentique", EN: "authentic"}
	wordAltered   = estrade.Text{FR: "modifié", EN: "altered"}
	wordUnknown   = estrade.Text{FR: "émetteur inconnu", EN: "unknown issuer"}
	wordUnsigned  = estrade.Text{FR: "non signé", EN: "not signed"}
	wordRevoked   = estrade.Text{FR: "révoqué", EN: "revoked"}
	wordReplaced  = estrade.Text{FR: "remplacé", EN: "replaced"}
	wordNotRead   = estrade.Text{FR: "non vérifié", EN: "not checked"}
)

// evidence is what documents are checked with: keys, and a register; nil for none.
type evidence struct {
	estrade.SealChecks
	register *estrade.Fates
}

func (l *line) verify(c *cobra.Command, keys []string, alone bool, paths []string) error {
	trust, err := l.trust(keys)
	if err != nil {
		return err
	}
	known := evidence{SealChecks: trust}
	if !alone {
		if known.register, err = l.register(c); err != nil {
			return err
		}
	}
	table := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	var worst error
	faults := 0
	for _, path := range paths {
		v := l.verifyPath(c.InOrStdin(), known, path)
		for _, said := range append([]verdict{v}, v.files...) {
			if _, err := fmt.Fprintf(table, "%s\t%s\t%s\n", said.path, said.word.In(l.language), said.detail); err != nil {
				return err
			}
		}
		if v.fault != nil {
			faults++
			// An altered document counts for more than one that is missing, or of
			// somebody unknown.
			if worst == nil || exitStatus(v.fault) < exitStatus(worst) {
				worst = v.fault
			}
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if worst == nil {
		return nil
	}
	summary := fmt.Sprintf(l.in("%d sur %d n’est pas authentique, ne vaut plus, ou n’a pas pu être vérifié.", "%d of %d not authentic, not valid any more, or not checked."), faults, len(paths))
	if _, err := fmt.Fprintln(c.ErrOrStderr(), summary); err != nil {
		return err
	}
	return toldError{worst}
}

// register reads what became of the documents issued here. One that cannot be
// read is told of: the files are checked all the same.
func (l *line) register(c *cobra.Command) (*estrade.Fates, error) {
	dir, err := l.folder()
	if err != nil {
		return nil, err
	}
	register, unread := program.ReadFates(c.Context(), dir)
	if unread != nil {
		_, err = fmt.Fprintln(c.ErrOrStderr(), l.in("Le registre de cet ordinateur n’a pas pu être lu : rien n’est dit des documents révoqués ou remplacés depuis.",
			"The register of this computer could not be read: nothing is said of documents revoked or replaced since."))
	}
	return register, err
}

// trust reads whom to trust: as the data folder says, and the key files given.
func (l *line) trust(keys []string) (*seal.Trust, error) {
	dir, err := l.folder()
	if err != nil {
		return nil, err
	}
	trust, err := program.ReadTrust(dir)
	if err != nil {
		return nil, err
	}
	for _, name := range keys {
		text, err := readLimited(name, nil)
		if err != nil {
			return nil, err
		}
		if _, err := trust.Also(text); err != nil {
			return nil, err
		}
	}
	return trust, nil
}

// verifyPath checks a file, a folder or the standard input.
func (l *line) verifyPath(stdin io.Reader, checks evidence, path string) verdict {
	if info, err := os.Stat(path); err == nil && (info.IsDir() || strings.EqualFold(filepath.Ext(path), ".zip")) {
		return l.verifyArchive(checks, path)
	}
	data, err := readLimited(path, stdin)
	if err != nil {
		return l.notRead(path, err)
	}
	if bytes.HasPrefix(data, []byte("%PDF-")) {
		check, err := checks.CheckPDF(data)
		if err != nil {
			return l.notRead(path, err)
		}
		digest := sha256.Sum256(data)
		issued, _ := checks.register.OfBytes(hex.EncodeToString(digest[:]))
		return l.withFate(l.sayPDF(path, check), issued)
	}
	check, err := checks.CheckStatement(string(data))
	if err != nil {
		if estrade.ErrorCode(err) == estrade.CodeInvalid {
			err = errNothingSigned.WithCause(err)
		}
		return l.notRead(path, err)
	}
	issued, _ := checks.register.OfCode(check.Code, check.Number)
	return l.withFate(l.sayStatement(path, check), issued)
}

// withFate says of an authentic document that it does not stand any more.
func (l *line) withFate(v verdict, issued estrade.IssuedDocument) verdict {
	if v.fault != nil || issued.Status() == estrade.DocumentValid {
		return v
	}
	v.word = fateWords[issued.Status()]
	v.detail = l.sayFate(issued.Status(), issued.ReplacedBy, issued.RevokedAt) + l.in(" ; ", "; ") + v.detail
	v.fault = errWithdrawn
	return v
}

// fateWords say what became of a document.
var fateWords = map[estrade.DocumentStatus]estrade.Text{
	estrade.DocumentReplaced: wordReplaced,
	estrade.DocumentRevoked:  wordRevoked,
}

// sayFate tells what became of a document that does not stand any more.
func (l *line) sayFate(status estrade.DocumentStatus, by string, at int64) string {
	if status == estrade.DocumentReplaced {
		return l.in("remplacé par le numéro ", "replaced by number ") + by
	}
	return l.in("révoqué le ", "revoked on ") + time.UnixMilli(at).UTC().Format(time.DateOnly)
}

// verifyArchive checks the folder of a session's documents, or its ZIP, with its
// signed list: nothing may be changed, missing, added or swapped.
func (l *line) verifyArchive(checks evidence, path string) verdict {
	check, err := archive.Check(path, checks, checks.register)
	if err != nil {
		return l.notRead(path, err)
	}
	v := l.sayArchive(path, check)
	for _, f := range check.Findings {
		word := findingWords[f.Finding]
		detail := ""
		if f.Finding == estrade.FindingSwapped {
			detail = l.in("c’est le contenu de ", "it holds the content of ") + f.Other
		}
		v.files = append(v.files, verdict{path: filepath.Join(path, filepath.FromSlash(f.Name)), word: word, detail: detail})
	}
	for _, w := range check.Withdrawn {
		detail := l.sayFate(w.Status, w.ReplacedBy, w.RevokedAt)
		if w.Since {
			detail += l.in(", depuis que l’archive a été écrite", ", after the archive was written")
			if v.fault == nil {
				v.fault = errOutdatedArchive
			}
		}
		v.files = append(v.files, verdict{path: filepath.Join(path, filepath.FromSlash(w.Name)), word: fateWords[w.Status], detail: detail})
	}
	return v
}

// sayArchive puts the check of an archive into words.
func (l *line) sayArchive(path string, c estrade.ArchiveCheck) verdict {
	what := fmt.Sprintf(l.in("%s, %s : documents listés : %d", "%s, %s: documents listed: %d"), c.Title, c.Date, c.Documents)
	switch {
	case c.Signature == estrade.SignatureMissing:
		return verdict{path: path, word: wordUnsigned, detail: l.in("la liste des fichiers n’est pas signée", "the list of files is not signed"), fault: errNotAuthentic}
	case c.Signature == estrade.SignatureWrong:
		return verdict{path: path, word: wordAltered, detail: l.in("la liste des fichiers n’est plus celle qui a été signée", "the list of files is not what was signed any more"), fault: errNotAuthentic}
	case len(c.Findings) > 0:
		return verdict{path: path, word: wordAltered, detail: fmt.Sprintf(l.in("%s ; fichiers à revoir : %d", "%s; files to look at: %d"), what, len(c.Findings)), fault: errNotAuthentic}
	case !c.Ours:
		return verdict{path: path, word: wordUnknown, detail: fmt.Sprintf(l.in("intact, clé d’empreinte %s : %s", "intact, key with fingerprint %s: %s"), c.Fingerprint, what), fault: errUnknownIssuer}
	}
	return verdict{path: path, word: wordAuthentic, detail: fmt.Sprintf(l.in("signé par %s : %s", "signed by %s: %s"), c.Organisation, what)}
}

// findingWords say how a file of an archive differs from its list.
var findingWords = map[estrade.FindingKind]estrade.Text{
	estrade.FindingChanged: wordAltered,
	estrade.FindingMissing: {FR: "absent", EN: "missing"},
	estrade.FindingAdded:   {FR: "ajouté", EN: "added"},
	estrade.FindingSwapped: {FR: "échangé", EN: "swapped"},
}

// readLimited reads a file, "-" for the standard input.
func readLimited(path string, stdin io.Reader) ([]byte, error) {
	from := stdin
	if path != "-" || stdin == nil {
		file, err := os.Open(path)
		if err != nil {
			return nil, unreadableFile(path, err)
		}
		defer func() { _ = file.Close() }()
		from = file
	}
	data, err := io.ReadAll(io.LimitReader(from, verifyLimit+1))
	if err != nil {
		return nil, unreadableFile(path, err)
	}
	if len(data) > verifyLimit {
		return nil, estrade.NewError(estrade.CodeTooLarge, "verify-too-large", "This file is too large.",
			"Name a document of at most 256 MB.")
	}
	return data, nil
}

func unreadableFile(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return estrade.NewError(estrade.CodeNotFound, "verify-missing", "There is no such file: "+path+".", "Check its name.", "path", path).WithCause(err)
	}
	return estrade.NewError(estrade.CodeUnavailable, "verify-unreadable", "The file "+path+" cannot be read.",
		"Check that your account may read it.", "path", path).WithCause(err)
}

func (l *line) notRead(path string, err error) verdict {
	e := *estrade.Public(err)
	e.Hint = ""
	return verdict{path: path, word: wordNotRead, detail: sentenceOf(&e, l.language), fault: err}
}

// sayPDF puts the check of a PDF into words.
func (l *line) sayPDF(path string, c estrade.PDFCheck) verdict {
	switch {
	case !c.Signed:
		return verdict{path: path, word: wordUnsigned, detail: l.in("rien ne dit d’où vient ce document", "nothing tells where this document comes from"), fault: errNotAuthentic}
	case c.Problem == estrade.SealAppended:
		return verdict{path: path, word: wordAltered, detail: l.in("quelque chose y a été ajouté après la signature", "something was added after the signature"), fault: errNotAuthentic}
	case c.Problem == estrade.SealUnreadable:
		return verdict{path: path, word: wordAltered, detail: l.in("sa signature ne se lit pas", "its signature cannot be read"), fault: errNotAuthentic}
	case !c.Intact:
		return verdict{path: path, word: wordAltered, detail: l.in("ce n’est plus ce qui a été signé", "it is not what was signed any more"), fault: errNotAuthentic}
	case !c.Ours:
		return verdict{path: path, word: wordUnknown, detail: fmt.Sprintf(l.in("intact, signé par « %s », empreinte %s", "intact, signed by “%s”, fingerprint %s"), c.Subject, c.Fingerprint), fault: errUnknownIssuer}
	}
	detail := fmt.Sprintf(l.in("signé par %s", "signed by %s"), c.Issuer)
	if c.SignedAt != 0 {
		detail += l.in(", le ", " on ") + time.UnixMilli(c.SignedAt).UTC().Format(time.DateOnly)
	}
	if c.Title != "" {
		detail += l.in(" : ", ": ") + c.Title
	}
	return verdict{path: path, word: wordAuthentic, detail: detail, fault: nil}
}

// sayStatement puts the check of a QR code's text into words.
func (l *line) sayStatement(path string, c estrade.StatementCheck) verdict {
	said := fmt.Sprintf("%s, %s, %s", c.Number, cmp.Or(c.Name, c.Title), c.Date)
	switch {
	case !c.Valid:
		return verdict{path: path, word: wordAltered, detail: l.in("ce n’est plus ce qui a été signé", "it is not what was signed any more"), fault: errNotAuthentic}
	case !c.Ours:
		return verdict{path: path, word: wordUnknown, detail: fmt.Sprintf(l.in("intact, clé d’empreinte %s : %s", "intact, key with fingerprint %s: %s"), c.Fingerprint, said), fault: errUnknownIssuer}
	}
	return verdict{path: path, word: wordAuthentic, detail: fmt.Sprintf(l.in("signé par %s : %s", "signed by %s: %s"), c.Issuer, said), fault: nil}
}

var (
	errNotAuthentic = estrade.NewError(estrade.CodeInvalid, "not-authentic",
		"A document is not authentic.", "Ask whoever issued it for the document.")
	errWithdrawn = estrade.NewError(estrade.CodeConflict, "document-withdrawn",
		"A document is authentic, and was revoked or replaced.", "Ask for the document that stands.")
	errOutdatedArchive = estrade.NewError(estrade.CodeConflict, "archive-outdated",
		"Documents of an archive were revoked or replaced after it was written.", "Write the archive of the session anew.")
	errUnknownIssuer = estrade.NewError(estrade.CodeForbidden, "unknown-issuer",
		"A document is of an issuer that this computer does not know.",
		"Compare the fingerprint with the issuer's, or give their key file with --key.")
	errNothingSigned = estrade.NewError(estrade.CodeInvalid, "verify-nothing",
		"This is neither a PDF nor the text of a QR code.", "Name a document.")
)
