package command

import (
	"context"
	"log/slog"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	estrade "estrade/app"
	"estrade/app/keys"
	"estrade/app/program"
)

// movableClock is moved on by who plays a session.
type movableClock struct {
	mu sync.Mutex
	at time.Time
}

func (c *movableClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *movableClock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// heldCommand leaves a session in closing in a data folder, its attendance
// confirmed: held DATA NAME.
func heldCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: held DATA NAME")
	}
	clock := &movableClock{at: time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)}
	inProgram(ts, args[0], clock, func(ctx context.Context, p *program.Program) error { return hold(ctx, p, clock, args[1]) })
}

// revokeCommand revokes the first certificate of a data folder: revoke DATA.
func revokeCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: revoke DATA")
	}
	clock := &movableClock{at: time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)}
	inProgram(ts, args[0], clock, func(ctx context.Context, p *program.Program) error {
		page, err := p.Results().Register(ctx, estrade.RegisterFilter{})
		if err != nil {
			return err
		}
		all := page.Lines
		i := slices.IndexFunc(all, func(x estrade.RegisteredDocument) bool { return x.Document.Kind == estrade.DocumentCertificate })
		_, err = p.Results().Revoke(ctx, all[i].Document.Session, all[i].Document.Number, "Mauvaise personne")
		return err
	})
}

// finishCommand closes the first session of a data folder: finish DATA.
func finishCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: finish DATA")
	}
	clock := &movableClock{at: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)}
	inProgram(ts, args[0], clock, func(ctx context.Context, p *program.Program) error {
		list, err := p.Sessions().List(ctx, estrade.SessionFilter{})
		if err != nil {
			return err
		}
		view, err := p.Sessions().View(ctx, list[0].ID)
		if err != nil {
			return err
		}
		_, err = p.Sessions().Do(ctx, list[0].ID, estrade.Command{Name: estrade.CommandFinish, Revision: view.Revision, Confirmed: true})
		return err
	})
}

// inProgram does something in a program on a data folder, keys in files.
func inProgram(ts *testscript.TestScript, data string, clock *movableClock, do func(context.Context, *program.Program) error) {
	before, known := os.LookupEnv(keys.EnvironmentVariable)
	ts.Check(os.Setenv(keys.EnvironmentVariable, "file"))
	defer func() {
		if !known {
			ts.Check(os.Unsetenv(keys.EnvironmentVariable))
			return
		}
		ts.Check(os.Setenv(keys.EnvironmentVariable, before))
	}()
	p, err := program.New(program.Config{
		DataDir: ts.MkAbs(data), Assets: pages, RoomAddr: "127.0.0.1:0", Clock: clock, Logger: slog.New(slog.DiscardHandler),
	})
	ts.Check(err)
	ctx := context.Background()
	ts.Check(p.Start(ctx))
	ts.Check(do(ctx, p))
	ts.Check(p.Close(ctx))
}

func hold(ctx context.Context, p *program.Program, clock *movableClock, name string) error {
	_, err := p.Service().SaveSettings(ctx, estrade.Settings{
		Organisation: "Méridienne Formation", Trainer: "Hélène Maurel", Language: estrade.French, Zone: "Europe/Paris",
	})
	if err != nil {
		return err
	}
	id, err := p.Sessions().Create(ctx, estrade.NewSession{Workshop: "essentials", Title: "L’essentiel", Client: "Ormeval", Roster: []string{name}})
	if err != nil {
		return err
	}
	view, err := p.Sessions().View(ctx, id)
	for _, c := range []estrade.CommandName{estrade.CommandOpenRoom, estrade.CommandStart, estrade.CommandBeginClosing} {
		if err != nil {
			return err
		}
		clock.advance(time.Hour)
		view, err = p.Sessions().Do(ctx, id, estrade.Command{Name: c, Revision: view.Revision})
	}
	if err != nil {
		return err
	}
	people, err := p.Sessions().Attendance(ctx, id)
	if err != nil {
		return err
	}
	_, err = p.Sessions().ConfirmAttendance(ctx, id, []estrade.AttendanceEdit{
		{ID: people[0].ID, Name: name, ArrivedAt: view.Session.OpenedAt},
	})
	return err
}
