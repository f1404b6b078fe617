package command

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"

	"estrade/app/content"
	"estrade/app/desktop"
	"estrade/app/program"
)

// window opens the console's window on a program of its own.
func (l *line) window() error {
	dir, err := l.folder()
	if err != nil {
		return err
	}
	// Read while the window is made; the program asks for it and gets any error.
	go func() { _, _ = content.Builtin() }()
	log := stderrLog()
	stage := desktop.NewStage(dir, l.language, log)
	return desktop.Run(desktop.Options{
		Assets: l.Assets, Icon: l.Icon, Logger: log, Language: l.language, Explain: l.explain,
		Start: func(ctx context.Context, w *desktop.Window, guard func()) (desktop.Program, error) {
			p, err := program.New(program.Config{
				DataDir: dir, Assets: l.Assets, Version: Version, Guard: guard,
				Stage: stage, OpenFolder: desktop.OpenFolder, PickFolder: w.PickFolder,
			})
			if err != nil {
				return nil, err
			}
			if err := p.Start(ctx); err != nil {
				return nil, err
			}
			return windowed{p, stage}, nil
		},
	})
}

// windowed is a program whose stage's window goes with it.
type windowed struct {
	*program.Program
	stage *desktop.Stage
}

// Dispatch answers a call of the console's page.
func (w windowed) Dispatch(ctx context.Context, method string, args json.RawMessage) (json.RawMessage, error) {
	return w.Service().Dispatch(ctx, method, args)
}

// Close closes the stage's window, then the program.
func (w windowed) Close(ctx context.Context) error {
	return errors.Join(w.stage.Close(ctx), w.Program.Close(ctx))
}

// stderrLog is the log of what happens before the data folder's is open.
func stderrLog() *slog.Logger {
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}
