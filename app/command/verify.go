package command

import (
	"bytes"
	"cmp"
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
	verify := &cobra.Command{
		Use: "verify " + l.in("CHEMIN...", "PATH..."),
		Short: l.in("Dire si des documents sont authentiques",
			"Tell whether documents are authentic"),
		Long: l.in(`Dit de chaque document PDF qui l’a signé, s’il est intact, et si cet ordinateur connaît
son émetteur. Le dossier d’une séance, ou son ZIP, est comparé à sa liste signée. Un fichier de texte est lu comme le texte d’un code QR ; « - » lit l’entrée standard.
Rien n’est écrit, et Estrade peut être ouvert en même temps. Le statut de sortie est nul si tout est
authentique, 2 si un document a été modifié ou n’est pas signé, 3 s’il manque, 5 si un émetteur
n’est pas connu.`,
			`Tells of each PDF document who signed it, whether it is intact, and whether this computer
knows its issuer. The folder of a session, or its ZIP, is compared with its signed list. A text file is read as the text of a QR code; "-" reads the standard input.
Nothing is written, and Estrade may be open meanwhile. The exit status is zero when everything is
authentic, 2 when a document was altered or is not signed, 3 when one is missing, 5 when an issuer
is not known.`),
		Args: l.atLeastOne,
		RunE: func(c *cobra.Command, args []string) error { return l.verify(c, keys, args) },
	}
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
	wordNotRead   = estrade.Text{FR: "non vérifié", EN: "not checked"}
)

func (l *line) verify(c *cobra.Command, keys, paths []string) error {
	trust, err := l.trust(keys)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	var worst error
	faults := 0
	for _, path := range paths {
		v := l.verifyPath(c.InOrStdin(), trust, path)
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
	summary := fmt.Sprintf(l.in("%d sur %d n’est pas authentique, ou n’a pas pu être vérifié.", "%d of %d not authentic, or not checked."), faults, len(paths))
	if _, err := fmt.Fprintln(c.ErrOrStderr(), summary); err != nil {
		return err
	}
	return toldError{worst}
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
func (l *line) verifyPath(stdin io.Reader, checks estrade.SealChecks, path string) verdict {
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
		return l.sayPDF(path, check)
	}
	check, err := checks.CheckStatement(string(data))
	if err != nil {
		if estrade.ErrorCode(err) == estrade.CodeInvalid {
			err = errNothingSigned.WithCause(err)
		}
		return l.notRead(path, err)
	}
	return l.sayStatement(path, check)
}

// verifyArchive checks the folder of a session's documents, or its ZIP, with its
// signed list: nothing may be changed, missing, added or swapped.
func (l *line) verifyArchive(checks estrade.SealChecks, path string) verdict {
	check, err := archive.Check(path, checks)
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
	errUnknownIssuer = estrade.NewError(estrade.CodeForbidden, "unknown-issuer",
		"A document is of an issuer that this computer does not know.",
		"Compare the fingerprint with the issuer's, or give their key file with --key.")
	errNothingSigned = estrade.NewError(estrade.CodeInvalid, "verify-nothing",
		"This is neither a PDF nor the text of a QR code.", "Name a document.")
)
