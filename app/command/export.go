package command

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	estrade "estrade/app"
	"estrade/app/program"
)

// exporting is what was asked for on the command line.
type exporting struct {
	session    string
	out        string
	replace    bool
	recipients []string
	passphrase string // a file, "-" for the standard input
}

func (l *line) exportCommand() *cobra.Command {
	var e exporting
	export := &cobra.Command{
		Use: "export --session ID --out " + l.in("DOSSIER", "FOLDER"),
		Short: l.in("Écrire l’archive d’une séance pour les RH",
			"Write the archive of a session for HR"),
		Long: l.in(`Écrit dans le dossier donné l’archive d’une séance close, ou en clôture : un dossier de ses
documents avec leur liste signée et leur index, et un ZIP. Les documents déjà émis sont écrits tels
quels ; les autres sont émis si les présences sont confirmées. Sans --session, les séances sont
listées. Estrade doit être fermé.`,
			`Writes the archive of a session that is closed or closing to the folder given: a folder of its
documents with their signed list and their index, and a ZIP. Documents issued before are written as
they are; the others are issued if the attendance is confirmed. Without --session the sessions are
listed. Estrade has to be closed.`),
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return l.export(c, e) },
	}
	flags := export.Flags()
	flags.StringVar(&e.session, "session", "", l.in("séance : son identifiant, ou le début", "session: its id, or how it begins"))
	flags.StringVar(&e.out, "out", "", l.in("dossier où écrire", "folder to write to"))
	flags.BoolVar(&e.replace, "replace", false,
		l.in("remplacer les documents que les présences contredisent", "replace documents that the attendance contradicts"))
	flags.StringArrayVar(&e.recipients, "recipient", nil,
		l.in("clé publique age1… de qui lira une copie chiffrée", "public key age1… of a reader of an encrypted copy"))
	flags.StringVar(&e.passphrase, "passphrase-file", "",
		l.in("fichier de la phrase secrète d’une copie chiffrée (« - » : entrée standard)", "file with the passphrase of an encrypted copy (\"-\": standard input)"))
	return export
}

func (l *line) export(c *cobra.Command, e exporting) (err error) {
	if e.session != "" && e.out == "" {
		return estrade.NewError(estrade.CodeInvalid, "export-out-missing", "Nobody said where to write the archive.", "Name a folder with --out.")
	}
	encryption, err := e.encryption(c.InOrStdin())
	if err != nil {
		return err
	}
	out, err := filepath.Abs(e.out)
	if err != nil {
		return err
	}
	request := estrade.IssueRequest{Dir: out, Corrections: estrade.CorrectionsKeep, Encryption: encryption}
	if e.replace {
		request.Corrections = estrade.CorrectionsReplace
	}
	damaged := estrade.NewError(estrade.CodeUnavailable, "export-rescue", "The database is damaged: nothing is exported from it.",
		"Open Estrade: it says what can be done.")
	return l.onSession(c, e.session, damaged, func(ctx context.Context, p *program.Program, s estrade.SessionSummary) error {
		bundle, err := p.Results().Issue(ctx, s.ID, request)
		if err != nil {
			return err
		}
		return l.sayExported(c.OutOrStdout(), bundle)
	})
}

// onSession starts the program without its servers, finds the session asked for,
// does something with it and ends the program. Where it is not found, those that
// are there are listed. damaged is the refusal of a database that was found damaged.
func (l *line) onSession(c *cobra.Command, asked string, damaged error,
	do func(ctx context.Context, p *program.Program, s estrade.SessionSummary) error,
) (err error) {
	ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p, err := l.offline()
	if err != nil {
		return err
	}
	if err := p.Start(ctx); err != nil {
		return err
	}
	defer func() { err = l.end(p, err) }()
	if p.InRescue() {
		return damaged
	}
	sessions, err := everySession(ctx, p)
	if err != nil {
		return err
	}
	found, err := findSession(sessions, asked)
	if err != nil {
		return l.listSessions(c.ErrOrStderr(), sessions, err)
	}
	return do(ctx, p, found)
}

// everySession lists the sessions, however many years of them there are.
func everySession(ctx context.Context, p *program.Program) (all []estrade.SessionSummary, err error) {
	const page = 1000
	for {
		next, err := p.Sessions().List(ctx, estrade.SessionFilter{Limit: page, Offset: len(all)})
		all = append(all, next...)
		if err != nil || len(next) < page {
			return all, err
		}
	}
}

// offline is the program on the data folder, serving nothing.
func (l *line) offline() (*program.Program, error) {
	dir, err := l.folder()
	if err != nil {
		return nil, err
	}
	return program.New(program.Config{
		DataDir: dir, Assets: l.Assets, Version: Version, Offline: true, Logger: slog.New(slog.DiscardHandler),
	})
}

// encryption reads how a copy is to be encrypted, nil for no copy.
func (e exporting) encryption(stdin io.Reader) (*estrade.Encryption, error) {
	if len(e.recipients) == 0 && e.passphrase == "" {
		return nil, nil
	}
	asked := &estrade.Encryption{Recipients: e.recipients}
	if e.passphrase != "" {
		text, err := readLimited(e.passphrase, stdin)
		if err != nil {
			return nil, err
		}
		asked.Passphrase = strings.TrimRight(string(text), "\r\n")
	}
	return asked, nil
}

// findSession returns the only session whose id begins as asked.
func findSession(sessions []estrade.SessionSummary, asked string) (estrade.SessionSummary, error) {
	var found []estrade.SessionSummary
	for _, s := range sessions {
		if asked != "" && strings.HasPrefix(string(s.ID), asked) {
			found = append(found, s)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return estrade.SessionSummary{}, estrade.NewError(estrade.CodeNotFound, "export-session-unknown",
		"Name one session with --session.", "These are there.", "session", asked)
}

// listSessions prints the sessions that can be named, then returns err.
func (l *line) listSessions(to io.Writer, sessions []estrade.SessionSummary, err error) error {
	for _, s := range sessions {
		if _, printing := fmt.Fprintf(to, "%s  %s  %s  %s\n", s.ID, s.Date, s.Title, s.Client); printing != nil {
			return printing
		}
	}
	return err
}

func (l *line) sayExported(to io.Writer, b estrade.Bundle) error {
	_, err := fmt.Fprintf(to, l.in("%d documents écrits\nDossier : %s\nZIP :     %s\n", "%d documents written\nFolder: %s\nZIP:    %s\n"),
		len(b.Documents), b.Dir, b.Zip)
	if err == nil && b.Encrypted != "" {
		_, err = fmt.Fprintf(to, l.in("Chiffré : %s\n", "Encrypted: %s\n"), b.Encrypted)
	}
	return err
}
