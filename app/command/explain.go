package command

import (
	"errors"

	"github.com/spf13/cobra"

	estrade "estrade/app"
)

// usageError is a command line that is not understood.
type usageError struct{ error }

// toldError is an error that has been printed.
type toldError struct{ error }

// Unwrap returns the error that was printed.
func (e toldError) Unwrap() error { return e.error }

// statuses are the exit statuses by class of error; 1 for any other.
var statuses = map[estrade.Code]int{
	estrade.CodeInvalid:      2,
	estrade.CodeNotFound:     3,
	estrade.CodeConflict:     4,
	estrade.CodeUnauthorised: 5,
	estrade.CodeForbidden:    5,
	estrade.CodeTooLarge:     6,
	estrade.CodeTooMany:      7,
	estrade.CodeUnavailable:  7,
}

// exitStatus returns the exit status that tells err's class: 2 for a mistake in
// what was typed or given, 3 for what does not exist, 4 for what another program
// holds or a newer version wrote, 5 for what is not allowed, 6 for what is too
// large, 7 for what may work later, 1 for anything else.
func exitStatus(err error) int {
	var usage usageError
	if errors.As(err, &usage) || isUnknownCommand(err) {
		return 2
	}
	if status, ok := statuses[estrade.ErrorCode(err)]; ok {
		return status
	}
	return 1
}

// isUnknownCommand tells cobra's own refusal of a word that is no command,
// which has no type.
func isUnknownCommand(err error) bool {
	return err != nil && len(err.Error()) >= len(unknownCommand) && err.Error()[:len(unknownCommand)] == unknownCommand
}

const unknownCommand = "unknown command"

// explain says what happened and, on the next line, what to do about it, in the
// run's language.
func (l *line) explain(err error) string {
	var usage usageError
	if errors.As(err, &usage) || isUnknownCommand(err) {
		return err.Error() + "\n" + l.in("  estrade --help dit ce qui est possible.", "  estrade --help tells what is possible.")
	}
	public := estrade.Public(err)
	text := sentenceOf(public, l.language)
	if public.Code == estrade.CodeInternal {
		// There is no page and perhaps no log: the cause is worth having here.
		return text + "\n  (" + err.Error() + ")"
	}
	return text
}

// sentenceOf is the error's sentence and the way out in a language; the error's
// own English ones for a key without French words.
func sentenceOf(e *estrade.Error, language estrade.Language) string {
	message, hint := e.Message, e.Hint
	if language == estrade.French {
		if w, ok := french[e.Key]; ok {
			message, hint = fill(w.message, e.Params), fill(w.hint, e.Params)
		}
	}
	if hint == "" {
		return message
	}
	return message + "\n  " + hint
}

// localiseHelp gives a command its help flag in the run's language.
func (l *line) localiseHelp(c *cobra.Command) {
	c.Flags().BoolP("help", "h", false, l.in("afficher cette aide", "show this help"))
}

// usageTemplate is cobra's with its words in the run's language.
func (l *line) usageTemplate() string {
	return l.in("Utilisation :", "Usage:") + `
  {{.UseLine}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [` + l.in("commande", "command") + `]

` + l.in("Commandes :", "Commands:") + `{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + l.in("Options :", "Options:") + `
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

` + l.in("Options communes :", "Global options:") + `
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`
}
