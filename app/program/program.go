// Package program assembles the parts of Estrade into a program that can be
// started and closed: the data folder and its lock, keys, database, live
// connections, sessions, the room's listener and the console's.
package program

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"

	estrade "estrade/app"
	"estrade/app/archive"
	"estrade/app/console"
	"estrade/app/content"
	"estrade/app/document"
	"estrade/app/facilitation"
	"estrade/app/keys"
	"estrade/app/realtime"
	"estrade/app/rehearsal"
	"estrade/app/room"
	"estrade/app/sqlite"
)

// Config says what to start. DataDir and Assets are required.
type Config struct {
	DataDir string
	Assets  fs.FS  // the built pages
	Version string // shown on the console

	// ConsoleAddr is the loopback address and port of the console; "": any port.
	ConsoleAddr string
	// RoomAddr is the address and port of the room, "host:port"; "": the address
	// the trainer picked or the best found, port 7420 or the next free one. It
	// takes the choice from the trainer.
	RoomAddr string
	// ExtraHosts are names that may be used for both besides addresses: for
	// tests that map a name to 127.0.0.1.
	ExtraHosts []string
	// CertificateFile and KeyFile are PEM files under which the room is served by
	// HTTPS; "": those the trainer chose, if any.
	CertificateFile, KeyFile string

	Stage      console.StageWindow                       // nil: the stage opens in a browser only
	OpenFolder func(path string) error                   // nil: folders are not shown
	PickFolder func(ctx context.Context) (string, error) // nil: folders are typed

	Clock        estrade.Clock // nil: the system's
	Logger       *slog.Logger  // nil: the log of the data folder and standard error
	Guard        func()        // called at the entry of every handler; nil: nothing
	KeysInMemory bool          // sessions cannot be read after the program ends
	Pack         *estrade.Pack // nil: the built-in one
}

// Program is Estrade, assembled. Its methods may be called by several
// goroutines once Start has returned.
type Program struct {
	c   Config
	log *slog.Logger

	// ends undoes what Start did, in the order it was done.
	ends []func(context.Context) error

	store   *sqlite.Store
	pack    *estrade.Pack
	secrets *keys.Keys
	desk    *facilitation.Desk
	room    *roomDesk
	service *console.Service
	server  *console.Server
}

// New returns a program that has touched nothing yet.
func New(c Config) (*Program, error) {
	if c.DataDir == "" || c.Assets == nil {
		return nil, errors.New("program: DataDir and Assets are required")
	}
	if c.ConsoleAddr == "" {
		c.ConsoleAddr = "127.0.0.1:0"
	}
	if c.Clock == nil {
		c.Clock = systemClock{}
	}
	if c.Guard == nil {
		c.Guard = func() {}
	}
	return &Program{c: c, log: c.Logger}, nil
}

// Start takes the data folder and starts everything in it; sessions that were
// open go on. When it fails nothing is left running. CodeConflict: another
// program uses the folder, or a later version wrote it. CodeUnavailable: the
// folder cannot be written, or no port is free.
func (p *Program) Start(ctx context.Context) error {
	err := p.start(ctx)
	if err != nil {
		if closing := p.Close(context.WithoutCancel(ctx)); closing != nil {
			err = errors.Join(err, closing)
		}
	}
	return err
}

func (p *Program) start(ctx context.Context) error {
	data, err := holdFolder(p.c.DataDir)
	if err != nil {
		return err
	}
	p.atEnd(func(context.Context) error { data.release(); return nil })
	if err := p.openLog(data); err != nil {
		return err
	}
	secrets, err := p.openKeys(data)
	if err != nil {
		return err
	}
	p.secrets = secrets
	store, err := sqlite.Open(ctx, data.path(database), secrets, p.c.Clock)
	if err != nil {
		return err
	}
	p.store = store
	p.atEnd(func(context.Context) error { return store.Close() })
	pack := p.c.Pack
	if pack == nil {
		if pack, err = content.Builtin(); err != nil {
			return fmt.Errorf("read built-in pack: %w", err)
		}
	}
	p.pack = pack
	live, err := realtime.New(realtime.Options{Logger: p.log, Guard: p.c.Guard, Clock: p.c.Clock})
	if err != nil {
		return err
	}
	documents := document.New()
	p.desk = facilitation.New(facilitation.Options{
		Store: store, Publisher: live, Keys: secrets, Clock: p.c.Clock,
		Documents: documents, Archive: archive.New(data.path(documentsDir), p.c.Clock), Pack: pack, Logger: p.log,
	})
	p.atEnd(func(context.Context) error { p.desk.Close(); return nil })
	if err := live.Start(p.desk, p.desk); err != nil {
		return err
	}
	p.atEnd(live.Shutdown)
	troupe := rehearsal.New(rehearsal.Options{Sessions: p.desk, Pack: pack, Logger: p.log})
	p.atEnd(func(context.Context) error { troupe.Close(); return nil })
	// Before anybody can ask for them: a browser that comes back too early would
	// be told that its place is unknown, and give it up.
	resumed, err := p.desk.Resume(ctx)
	if err != nil {
		return fmt.Errorf("resume sessions: %w", err)
	}
	if err := p.serve(ctx, live, secrets, documents, troupe); err != nil {
		return err
	}
	// They come over the room's listener, like everybody.
	go troupe.ResumeAll(context.WithoutCancel(ctx), resumed)
	p.log.Info("started", "version", p.c.Version, "data", data.dir, "keys", secrets.Where(),
		"console", p.server.Origin(), "room", p.room.Status().Port, "resumed", len(resumed))
	return nil
}

// serve opens the listeners: the room's when a session was left open, since its
// people are waiting, and the console's.
func (p *Program) serve(ctx context.Context, live *realtime.Node, secrets *keys.Keys, documents *document.Printer, troupe *rehearsal.Troupe) error {
	desk, err := newRoomDesk(p.c.RoomAddr, p.desk, p.log)
	if err != nil {
		return err
	}
	p.room = desk
	rooms, err := room.New(room.Options{
		Answers: p.desk, Realtime: live.RoomHandler(), Assets: p.c.Assets,
		ConsoleOrigin: p.consoleOrigin, OnReached: desk.noteReached, ExtraHosts: p.c.ExtraHosts,
		Guard: p.c.Guard, Logger: p.log, Clock: p.c.Clock,
	})
	if err != nil {
		return err
	}
	desk.room = rooms
	if err := desk.keepCertificate(p.c); err != nil {
		return err
	}
	p.atEnd(func(context.Context) error { return desk.close() })
	if err := desk.resume(ctx, p.store); err != nil {
		return err
	}
	p.service = console.New(console.Options{
		Sessions: p.desk, Results: p.desk, Store: p.store, Room: desk, Stage: p.c.Stage, Rehearsals: troupe, RehearsalDir: filepath.Join(p.c.DataDir, rehearsalsDir),
		OpenFolder: p.c.OpenFolder, PickFolder: p.c.PickFolder, CheckLogo: documents.CheckLogo,
		Version: p.c.Version, DataDir: p.c.DataDir, Keys: secrets.Where(),
		Guard: p.c.Guard, Logger: p.log,
	})
	pages, err := room.NewPages(p.c.Assets, map[string]string{"/": "index.html"})
	if err != nil {
		return err
	}
	p.server = console.NewServer(p.service, console.ServerOptions{
		Pages: pages, Realtime: live.ConsoleHandler(), ExtraHosts: p.c.ExtraHosts,
		// The policy is sent with the page, before the room has a port.
		RoomOrigin: func() string { return "http://127.0.0.1:*" },
	})
	if err := p.server.Listen(ctx, p.c.ConsoleAddr); err != nil {
		if errors.Is(err, syscall.EADDRINUSE) {
			return estrade.NewError(estrade.CodeUnavailable, "console-port-taken",
				fmt.Sprintf("Another program uses the console's address %s.", p.c.ConsoleAddr),
				"Leave out --addr: a free port is found.", "address", p.c.ConsoleAddr).WithCause(err)
		}
		return err
	}
	p.atEnd(func(context.Context) error { return p.server.Close() })
	return nil
}

// openLog writes what happens to the data folder and to standard error, unless
// a logger was given.
func (p *Program) openLog(data *folder) error {
	if p.log != nil {
		return nil
	}
	file, err := openLog(data.path(logFile), logSize)
	if err != nil {
		return unwritable(data.dir, err)
	}
	p.atEnd(func(context.Context) error { return file.Close() })
	p.log = slog.New(slog.NewMultiHandler(
		slog.NewTextHandler(file, nil),
		slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}),
	))
	return nil
}

func (p *Program) openKeys(data *folder) (*keys.Keys, error) {
	if p.c.KeysInMemory {
		return keys.InMemory(), nil
	}
	return keys.Open(data.dir)
}

// atEnd has f called when the program closes, before what was added earlier.
func (p *Program) atEnd(f func(context.Context) error) { p.ends = append(p.ends, f) }

// Close stops everything: listeners first, so that nothing new comes in, the
// database and the folder's lock last. Sessions that are open stay so and
// resume at the next start. A second call does nothing.
func (p *Program) Close(ctx context.Context) error {
	var failed []error
	for len(p.ends) > 0 {
		last := len(p.ends) - 1
		end := p.ends[last]
		p.ends = p.ends[:last]
		if err := end(ctx); err != nil {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// ConsoleURL returns an address that opens the console in one browser, once.
func (p *Program) ConsoleURL() string { return p.server.Link() }

// RoomURL returns the address that people in the room open, "" while the room
// is not served.
func (p *Program) RoomURL() string { return p.room.url() }

// OpenRoom serves the room before any session asks for it.
func (p *Program) OpenRoom(ctx context.Context) (estrade.RoomStatus, error) {
	return p.room.Open(ctx, "")
}

// RoomStatus tells whether and where the room is served.
func (p *Program) RoomStatus() estrade.RoomStatus { return p.room.Status() }

// Service returns the console's service.
func (p *Program) Service() *console.Service { return p.service }

// Sessions returns the trainer's side.
func (p *Program) Sessions() estrade.Sessions { return p.desk }

// Answers returns the participants' side.
func (p *Program) Answers() estrade.Answers { return p.desk }

// Results returns what remains of sessions.
func (p *Program) Results() estrade.Results { return p.desk }

// Record reads everything kept of a session from the disk, for checks.
func (p *Program) Record(ctx context.Context, id estrade.SessionID) (estrade.SessionRecord, error) {
	return p.store.Load(ctx, id)
}

// Language returns the trainer's language, "" before the first start's questions.
func (p *Program) Language(ctx context.Context) estrade.Language {
	settings, err := p.store.Settings(ctx)
	if err != nil {
		p.log.Error("settings not read", "error", err)
		return ""
	}
	return settings.Language
}

// InSession tells whether a session is open, with people waiting for it.
func (p *Program) InSession(ctx context.Context) bool {
	list, err := p.desk.List(ctx, estrade.SessionFilter{Running: true, Limit: 1})
	if err != nil {
		p.log.Error("sessions not listed", "error", err)
		return false
	}
	return len(list) > 0
}

func (p *Program) consoleOrigin() string {
	if p.server == nil {
		return ""
	}
	return p.server.Origin()
}
