package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"estrade/app/program"
)

// closeTimeout is how long the program may take to stop.
const closeTimeout = 10 * time.Second

func (l *line) serveCommand() *cobra.Command {
	var consoleAddr, roomAddr, certificate, key string
	var extraHosts []string
	serve := &cobra.Command{
		Use:   "serve",
		Short: l.in("Servir la console à un navigateur, sans fenêtre", "Serve the console to a browser, without a window"),
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			dir, err := l.folder()
			if err != nil {
				return err
			}
			return l.serve(c, program.Config{
				DataDir: dir, Assets: l.Assets, Version: Version,
				ConsoleAddr: consoleAddr, RoomAddr: roomAddr, ExtraHosts: extraHosts,
				CertificateFile: certificate, KeyFile: key,
			})
		},
	}
	serve.Flags().StringVar(&consoleAddr, "addr", "127.0.0.1:0",
		l.in("adresse de la console, sur cet ordinateur seulement", "address of the console, on this computer only"))
	serve.Flags().StringVar(&roomAddr, "room-addr", "",
		l.in("adresse de la salle (sinon la meilleure trouvée, port 7420)", "address of the room (else the best found, port 7420)"))
	serve.Flags().StringVar(&certificate, "tls-cert", "",
		l.in("certificat PEM sous lequel la salle est servie en HTTPS", "PEM certificate under which the room is served by HTTPS"))
	serve.Flags().StringVar(&key, "tls-key", "",
		l.in("clé privée PEM de ce certificat", "PEM private key of this certificate"))
	serve.MarkFlagsRequiredTogether("tls-cert", "tls-key")
	serve.Flags().StringSliceVar(&extraHosts, "also-host", nil, "name that is mapped to this computer, for tests")
	if err := serve.Flags().MarkHidden("also-host"); err != nil {
		panic(err) // the flag is the one defined above
	}
	return serve
}

// serve runs the program until it is told to stop.
func (l *line) serve(c *cobra.Command, config program.Config) error {
	ctx, stop := signal.NotifyContext(c.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p, err := program.New(config)
	if err != nil {
		return err
	}
	if err := p.Start(ctx); err != nil {
		return err
	}
	if config.RoomAddr != "" {
		if _, err := p.OpenRoom(ctx); err != nil {
			return l.end(p, err)
		}
	}
	if err := l.announce(c.OutOrStdout(), p, config); err != nil {
		return l.end(p, err)
	}
	<-ctx.Done()
	// A second signal ends the program at once.
	stop()
	return l.end(p, nil)
}

// end closes the program, after cause if that is why it ends.
func (l *line) end(p *program.Program, cause error) error {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	if err := p.Close(ctx); err != nil && cause == nil {
		return err
	}
	return cause
}

// announce prints where everything is. The lines "Console:" and "Room:" keep
// their form: scripts read them.
func (l *line) announce(out io.Writer, p *program.Program, config program.Config) error {
	room := p.RoomURL()
	if room == "" {
		room = l.in("ouverte avec la séance", "opens with the session")
	}
	if p.InRescue() {
		room = l.in("fermée : la base de données est abîmée, la console dit que faire",
			"closed: the database is damaged, the console tells what to do")
	}
	_, err := fmt.Fprintf(out, "Estrade %s\n%s %s\n%s %s\n%s %s\n%s\n", Version,
		l.in("Console :", "Console:"), p.ConsoleURL(),
		l.in("Salle :", "Room:"), room,
		l.in("Données :", "Data:"), config.DataDir,
		l.in("Ouvrez l’adresse de la console dans un navigateur ; elle sert une fois. Ctrl+C arrête.",
			"Open the console's address in a browser; it works once. Ctrl+C stops."))
	return err
}
