// Package command is the command line: without a command it opens the window;
// serve, stage, pack, export, erase, verify and version are the others. It starts the program for
// main.go and turns errors into sentences and exit statuses.
package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	estrade "estrade/app"
	"estrade/app/program"
)

// Parts are what main.go embeds.
type Parts struct {
	Assets fs.FS  // the built pages: index.html, join.html, stage.html and what they load
	Icon   []byte // PNG
}

// line is one run of the command line.
type line struct {
	Parts
	language estrade.Language // of what it prints, and of native dialogs
	dataDir  string           // --data
}

// Main runs the command line and returns its exit status. args includes the
// program's name.
func Main(args []string, parts Parts) int {
	l := &line{Parts: parts, language: systemLanguage(os.Getenv)}
	root := l.root()
	root.SetArgs(args[1:])
	if err := root.ExecuteContext(context.Background()); err != nil {
		var told toldError
		if !errors.As(err, &told) {
			fmt.Fprintln(os.Stderr, "estrade: "+l.explain(err))
		}
		return exitStatus(err)
	}
	return 0
}

// in returns the sentence in the run's language.
func (l *line) in(fr, en string) string { return estrade.Text{FR: fr, EN: en}.In(l.language) }

func (l *line) root() *cobra.Command {
	root := &cobra.Command{
		Use: "estrade",
		Short: l.in("Animer des ateliers de e-leadership dans une salle sans internet",
			"Run facilitated e-leadership workshops in a room without internet"),
		Long: l.in(`Estrade anime des ateliers de e-leadership dans une salle sans internet.

Sans commande, la fenêtre de la console s’ouvre.`,
			`Estrade runs facilitated e-leadership workshops in a room without internet.

Without a command, the console's window opens.`),
		Args:          cobra.NoArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(*cobra.Command, []string) error { return l.window() },
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.SetUsageTemplate(l.usageTemplate())
	l.localiseHelp(root)
	root.PersistentFlags().StringVar(&l.dataDir, "data", "",
		l.in("dossier des données (sinon $ESTRADE_DATA, sinon celui de l’utilisateur)",
			"data folder (else $ESTRADE_DATA, else the user's)"))
	root.AddCommand(l.serveCommand(), l.demoCommand(), l.stageCommand(), l.packCommand(), l.exportCommand(), l.eraseCommand(), l.verifyCommand(), l.versionCommand())
	for _, c := range root.Commands() {
		l.localiseHelp(c)
	}
	return root
}

// folder returns the data folder to use, in full.
func (l *line) folder() (string, error) {
	if l.dataDir != "" {
		return filepath.Abs(l.dataDir)
	}
	return program.DefaultDataDir()
}

// systemLanguage is French where the environment's locale is, else English.
func systemLanguage(getenv func(string) string) estrade.Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := getenv(name); locale != "" {
			if strings.HasPrefix(strings.ToLower(locale), "fr") {
				return estrade.French
			}
			return estrade.English
		}
	}
	return estrade.English
}
