package command

import (
	"os"

	"github.com/spf13/cobra"

	"estrade/app/desktop"
)

// stageCommand is the stage's window, which the console's window starts as a
// process of its own and gives its orders on standard input.
func (l *line) stageCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "stage",
		Short:  l.in("La fenêtre projetée, ouverte par la console", "The projected window, opened by the console"),
		Args:   cobra.NoArgs,
		Hidden: true,
		RunE: func(*cobra.Command, []string) error {
			return desktop.ShowStage(os.Stdin, l.Icon, stderrLog())
		},
	}
}
