package command

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	estrade "estrade/app"
	"estrade/app/content"
)

func (l *line) packCommand() *cobra.Command {
	pack := &cobra.Command{
		Use:   "pack",
		Short: l.in("Vérifier un pack de contenus", "Check a content pack"),
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	pack.AddCommand(&cobra.Command{
		Use:   "validate " + l.in("DOSSIER", "FOLDER"),
		Short: l.in("Dire tout ce qui ne va pas dans un pack", "Tell everything that is wrong in a pack"),
		Args:  l.exactly(1),
		RunE:  func(c *cobra.Command, args []string) error { return l.validatePack(c, args[0]) },
	})
	for _, c := range pack.Commands() {
		l.localiseHelp(c)
	}
	return pack
}

// validatePack prints every problem of the pack in dir, one a line, as
// file:line: sentence.
func (l *line) validatePack(c *cobra.Command, dir string) error {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return estrade.NewError(estrade.CodeNotFound, "pack-folder-missing",
			fmt.Sprintf("There is no folder %s.", dir),
			"Give the folder that holds pack.yaml.", "folder", dir).WithCause(err)
	}
	loaded, err := content.Load(os.DirFS(dir))
	var problems content.Problems
	if errors.As(err, &problems) {
		for _, p := range problems {
			place := p.File
			if p.Line > 0 {
				place = fmt.Sprintf("%s:%d", p.File, p.Line)
			}
			if _, err := fmt.Fprintf(c.OutOrStdout(), "%s: %s\n", place, p.Message.In(l.language)); err != nil {
				return err
			}
		}
		form := l.in("%d problèmes à corriger dans %s.", "%d problems to correct in %s.")
		if len(problems) == 1 {
			form = l.in("%d problème à corriger dans %s.", "%d problem to correct in %s.")
		}
		summary := fmt.Sprintf(form, len(problems), dir)
		if _, err := fmt.Fprintln(c.ErrOrStderr(), summary); err != nil {
			return err
		}
		return toldError{estrade.NewError(estrade.CodeInvalid, "pack-invalid", summary, "")}
	}
	if err != nil {
		return fmt.Errorf("read pack %s: %w", dir, err)
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), l.in("%s %s : %d ateliers, %d activités, rien à corriger.\n",
		"%s %s: %d workshops, %d activities, nothing to correct.\n"),
		loaded.ID, loaded.Version, len(loaded.Workshops), len(loaded.Activities))
	return err
}

// exactly is a check of the number of arguments that fails in the run's language.
func (l *line) exactly(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		return usageError{errors.New(strings.TrimSpace(l.in("il faut : ", "wanted: ") + c.UseLine()))}
	}
}
