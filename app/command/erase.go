package command

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	estrade "estrade/app"
	"estrade/app/program"
)

// erasing is what was asked for on the command line.
type erasing struct {
	session string
	out     string // folder of the receipt
	yes     bool
}

func (l *line) eraseCommand() *cobra.Command {
	var e erasing
	erase := &cobra.Command{
		Use:   "erase --session ID --yes",
		Short: l.in("Supprimer une séance close, définitivement", "Delete a closed session for good"),
		Long: l.in(`Supprime définitivement une séance close : réponses, notes, résultats, noms, émargement, signatures,
documents gardés, et les sauvegardes automatiques qui les contiennent. Restent le numéro, le code, la
date et l’empreinte de chaque document émis, et un reçu sans aucun nom, écrit dans le dossier de --out.
Sans --yes, la séance est seulement nommée. Sans --session, les séances sont listées. Estrade doit être
fermé.`,
			`Deletes a closed session for good: answers, notes, results, names, attendance, signatures, documents
kept, and the automatic backups that hold them. Number, code, date and digest of each document issued
stay, and a receipt that names nobody, written to the folder of --out. Without --yes the session is
only named. Without --session the sessions are listed. Estrade has to be closed.`),
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return l.erase(c, e) },
	}
	flags := erase.Flags()
	flags.StringVar(&e.session, "session", "", l.in("séance : son identifiant, ou le début", "session: its id, or how it begins"))
	flags.StringVar(&e.out, "out", "", l.in("dossier où écrire le reçu", "folder to write the receipt to"))
	flags.BoolVar(&e.yes, "yes", false, l.in("confirmer : rien ne pourra être rétabli", "confirm: nothing can be brought back"))
	return erase
}

func (l *line) erase(c *cobra.Command, e erasing) error {
	damaged := estrade.NewError(estrade.CodeUnavailable, "erase-rescue", "The database is damaged: nothing is deleted from it.",
		"Open Estrade: it says what can be done.")
	return l.onSession(c, e.session, damaged, func(ctx context.Context, p *program.Program, s estrade.SessionSummary) error {
		if !e.yes {
			return l.listSessions(c.ErrOrStderr(), []estrade.SessionSummary{s}, estrade.NewError(estrade.CodeInvalid, "erase-unconfirmed",
				"Nothing is deleted: it could not be brought back.", "If it is this session, add --yes."))
		}
		if _, err := p.Sessions().EraseSession(ctx, s.ID); err != nil {
			return err
		}
		p.RenewBackups(ctx)
		return l.sayErased(ctx, c.OutOrStdout(), p, s.ID, e.out)
	})
}

// sayErased prints the receipt and writes it where that was asked.
func (l *line) sayErased(ctx context.Context, to io.Writer, p *program.Program, id estrade.SessionID, out string) error {
	receipts, err := p.Service().Receipts(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(receipts, func(r estrade.DeletionReceipt) bool { return r.Session == id })
	r := receipts[i]
	n := r.Erasure.Rows
	if _, err := fmt.Fprintf(to, l.in(
		"Séance supprimée : %s, %s\nRéponses : %d, pseudonymes : %d, notes : %d, noms : %d, signatures : %d, documents : %d\nLignes du registre qui restent, sans nom : %d\n",
		"Session deleted: %s, %s\nAnswers: %d, pseudonyms: %d, notes: %d, names: %d, signatures: %d, documents: %d\nLines of the register that stay, without a name: %d\n"),
		r.Title, r.Date, n.Answers, n.People, n.Notes, n.Names, n.Signatures, n.Files, r.Registered); err != nil {
		return err
	}
	if !r.Renewed {
		if _, err := fmt.Fprintln(to, l.in("Les sauvegardes antérieures seront remplacées à la prochaine ouverture d’Estrade ; rien de la séance ne peut y être lu.",
			"Backups made before will be replaced when Estrade is next opened; nothing of the session can be read in them.")); err != nil {
			return err
		}
	}
	if out == "" {
		return nil
	}
	dir, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	path, err := p.Service().SaveReceipt(ctx, id, dir)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(to, l.in("Reçu : %s\n", "Receipt: %s\n"), path)
	return err
}
