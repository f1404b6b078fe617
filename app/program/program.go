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
	"net/http"
	"os"
	"sync"
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
	"estrade/app/seal"
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

	// Offline serves nothing and plays nobody: for a command that works on
	// documents.
	Offline bool

	Clock        estrade.Clock // nil: the system's
	Logger       *slog.Logger  // nil: the log of the data folder and standard error
	Guard        func()        // called at the entry of every handler; nil: nothing
	KeysInMemory bool          // sessions cannot be read after the program ends
	Pack         *estrade.Pack // nil: the built-in one
}

// Program is Estrade, assembled. Its methods may be called by several
// goroutines once Start has returned.
type Program struct {
	c    Config
	log  *slog.Logger
	data *folder

	// ends undoes what Start did around works, in the order it was done.
	ends []func(context.Context) error

	keeper  *keeper
	secrets *keys.Keys
	pack    *estrade.Pack
	service *console.Service // the server's, which lets that of whatever works answer
	server  *console.Server

	switching sync.Mutex // held while works, or a rescue, gives way to another
	mu        sync.RWMutex
	works     *works // nil in a rescue
	rescue    *rescue
	closed    bool
}

// works are the parts that work on the database. They end together when it is
// damaged, and begin anew on a backup.
type works struct {
	ends []func(context.Context) error

	store   *sqlite.Store
	seal    *seal.Seal
	backups *backups
	live    *realtime.Node
	desk    *facilitation.Desk
	room    *roomDesk
	service *console.Service
	resumed int
}

func (w *works) atEnd(f func(context.Context) error) { w.ends = append(w.ends, f) }

// close ends all parts, the last one first.
func (w *works) close(ctx context.Context) error { return endAll(ctx, &w.ends) }

// endAll calls what is to be called at the end, the last one first, once.
func endAll(ctx context.Context, ends *[]func(context.Context) error) error {
	var failed []error
	for len(*ends) > 0 {
		last := len(*ends) - 1
		end := (*ends)[last]
		*ends = (*ends)[:last]
		if err := end(ctx); err != nil {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
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
	return &Program{c: c, log: c.Logger, keeper: newKeeper()}, nil
}

// Start takes the data folder and starts everything in it; sessions that were
// open go on. On a damaged database it starts the console alone, which tells
// what can be done. When it fails nothing is left running. CodeConflict: another
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
	p.data = data
	p.atEnd(func(context.Context) error { data.release(); return nil })
	if err := p.openLog(data); err != nil {
		return err
	}
	if p.secrets, err = p.openKeys(data); err != nil {
		return err
	}
	if p.pack = p.c.Pack; p.pack == nil {
		if p.pack, err = content.Builtin(); err != nil {
			return fmt.Errorf("read built-in pack: %w", err)
		}
	}
	p.makeServer()
	p.atEnd(p.stopWork)
	if err := p.firstWork(ctx); err != nil {
		return err
	}
	if p.c.Offline {
		return nil
	}
	if err := p.server.Listen(ctx, p.c.ConsoleAddr); err != nil {
		if errors.Is(err, syscall.EADDRINUSE) {
			return estrade.NewError(estrade.CodeUnavailable, "console-port-taken",
				fmt.Sprintf("Another program uses the console's address %s.", p.c.ConsoleAddr),
				"Leave out --addr: a free port is found.", "address", p.c.ConsoleAddr).WithCause(err)
		}
		return err
	}
	p.atEnd(func(context.Context) error { return p.server.Close() })
	status, resumed := p.RoomStatus(), 0
	if !p.InRescue() {
		resumed = p.working().resumed
	}
	p.log.Info("started", "version", p.c.Version, "data", data.dir, "keys", p.secrets.Where(),
		"console", p.server.Origin(), "room", status.Port, "resumed", resumed, "rescue", p.InRescue())
	stop := make(chan struct{})
	go p.keeper.work(stop)
	p.keeper.stir() // reading the pack left more behind than stays in use
	p.atEnd(func(context.Context) error { close(stop); return nil })
	return nil
}

// makeServer makes the console's server, which stays whatever the program works on.
func (p *Program) makeServer() {
	p.service = console.New(console.Options{Guard: p.c.Guard, Logger: p.log})
	p.server = console.NewServer(p.service, console.ServerOptions{
		Pages: room.NewPages(p.c.Assets, map[string]string{"/": "index.html"}), Realtime: http.HandlerFunc(p.serveConsoleLive), ExtraHosts: p.c.ExtraHosts,
		// The policy is sent with the page, before the room has a port.
		RoomOrigin: func() string { return "http://127.0.0.1:*" },
	})
}

// serveConsoleLive opens the console's live connection, where there is one.
func (p *Program) serveConsoleLive(w http.ResponseWriter, r *http.Request) {
	if works := p.working(); works != nil {
		works.live.ConsoleHandler().ServeHTTP(w, r)
		return
	}
	http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
}

// startOptions say how the program takes to its database.
type startOptions struct {
	log      bool // what cannot be read of the log is let go
	keysLost bool // sessions whose keys are gone are let be
}

// work starts the parts that work on the database; p.switching is held.
func (p *Program) work(ctx context.Context, o startOptions) (err error) {
	w := new(works)
	defer func() {
		if err != nil {
			err = errors.Join(err, w.close(context.WithoutCancel(ctx)))
		}
	}()
	if err := p.checkThere(); err != nil {
		return err
	}
	open := sqlite.Open
	if o.log {
		open = sqlite.OpenWithoutLog
	} else if err := p.backUpOutdated(ctx); err != nil && !sqlite.IsDamaged(err) { // opening it tells
		// The change is made whole or not at all.
		p.log.Error("no backup made before the database changes", "error", err)
	}
	if w.store, err = open(ctx, p.data.path(database), p.secrets, p.c.Clock); err != nil {
		return err
	}
	w.atEnd(func(context.Context) error { return w.store.Close() })
	if !o.keysLost {
		if err := p.checkKeys(ctx, w.store); err != nil {
			return err
		}
	}
	watched := watchedStore{w.store, p.keeper.stir, func(err error) { p.damaged(w, err) }}
	w.backups = newBackups(p.data.path(backupsDir), w.store, p.c.Clock, p.log, watched.damaged)
	if w.live, err = realtime.New(realtime.Options{Logger: p.log, Guard: p.c.Guard, Clock: p.c.Clock}); err != nil {
		return err
	}
	w.seal = p.newSeal(watched)
	documents := document.New()
	w.desk = facilitation.New(facilitation.Options{
		Store: watched, Publisher: w.live, Keys: p.secrets, Clock: p.c.Clock, Notices: w.backups.notices,
		Documents: documents, Seal: w.seal, Archive: archive.New(p.data.path(documentsDir), p.c.Clock), Pack: p.pack, Logger: p.log,
		Space: func() (int64, error) { return freeSpace(p.data.dir) },
	})
	w.atEnd(func(context.Context) error { w.desk.Close(); return nil })
	if err := w.live.Start(w.desk, w.desk); err != nil {
		return err
	}
	w.atEnd(w.live.Shutdown)
	troupe := rehearsal.New(rehearsal.Options{Sessions: w.desk, Pack: p.pack, Logger: p.log})
	w.atEnd(func(context.Context) error { troupe.Close(); return nil })
	// Before anybody can ask for them: a browser that comes back too early would
	// be told that its place is unknown, and give it up.
	resumed, err := w.desk.Resume(ctx)
	if err != nil {
		return fmt.Errorf("resume sessions: %w", err)
	}
	w.resumed = len(resumed)
	if err := p.serveRoom(ctx, w); err != nil {
		return err
	}
	w.service = console.New(console.Options{
		Sessions: w.desk, Results: w.desk, Remote: w.desk, Store: watched, Room: w.room, Stage: p.c.Stage, Rehearsals: troupe, RehearsalDir: p.data.path(rehearsalsDir),
		Seal:       w.seal,
		OpenFolder: p.c.OpenFolder, PickFolder: p.c.PickFolder, CheckLogo: documents.CheckLogo, Weigh: documents.CertificateWeight, Printer: documents, Now: p.c.Clock.Now, Backups: w.backups.status,
		Space: func() (int64, error) { return freeSpace(p.data.dir) }, Battery: battery,
		Version: p.c.Version, DataDir: p.c.DataDir, DocumentsDir: p.data.path(documentsDir), Keys: p.secrets.Where,
		Guard: p.c.Guard, Logger: p.log,
	})
	p.mu.Lock()
	p.works, p.rescue = w, nil
	p.mu.Unlock()
	p.service.LetAnswer(w.service)
	// They come over the room's listener, like everybody.
	if !p.c.Offline {
		go troupe.ResumeAll(context.WithoutCancel(ctx), resumed)
	}
	w.backups.start(func(ctx context.Context) { p.readRegister(ctx, w) })
	w.atEnd(func(context.Context) error { w.backups.stop(); return nil })
	return nil
}

// readRegister begins to read what a search of the register looks through, which in
// a register of ten years takes seconds, and reports whether it did: not beside a
// room, which needs the processors. There the page Documents begins it.
func (p *Program) readRegister(ctx context.Context, w *works) bool {
	if p.c.Offline || w.room.Status().Open {
		return false
	}
	if _, err := w.desk.Register(ctx, estrade.RegisterFilter{Limit: 1}); err != nil {
		if ctx.Err() == nil {
			p.log.Warn("register not read ahead", "error", err)
		}
		return false
	}
	return true
}

// firstWork starts to work on the database, or looks at a damaged one.
func (p *Program) firstWork(ctx context.Context) error {
	p.switching.Lock()
	defer p.switching.Unlock()
	err := p.work(ctx, startOptions{})
	if err == nil || !rescuable(err) {
		return err
	}
	p.log.Error("database damaged", "error", err)
	p.newRescue(reasonFor(err)).look(ctx)
	return nil
}

// serveRoom opens the room's listener when a session was left open, since its
// people are waiting.
func (p *Program) serveRoom(ctx context.Context, w *works) error {
	desk, err := newRoomDesk(p.c.RoomAddr, w.desk, p.log)
	if err != nil {
		return err
	}
	w.room = desk
	desk.room = room.New(room.Options{
		Answers: w.desk, Remote: w.desk, Realtime: w.live.RoomHandler(), Assets: p.c.Assets,
		ConsoleOrigin: p.consoleOrigin, OnReached: desk.noteReached, ExtraHosts: p.c.ExtraHosts,
		Guard: p.c.Guard, Logger: p.log, Clock: p.c.Clock,
	})
	if err := desk.keepCertificate(p.c); err != nil {
		return err
	}
	w.atEnd(func(context.Context) error { return desk.close() })
	if p.c.Offline {
		return nil
	}
	return desk.resume(ctx, w.store)
}

// working returns the parts that work on the database, nil in a rescue.
func (p *Program) working() *works {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.works
}

// stopWork ends what works on the database, or looks at a damaged one.
func (p *Program) stopWork(ctx context.Context) error {
	p.switching.Lock()
	defer p.switching.Unlock()
	p.mu.Lock()
	w, r := p.works, p.rescue
	p.closed = true
	p.mu.Unlock()
	var err error
	if w != nil {
		err = w.close(ctx)
	}
	if r != nil {
		err = errors.Join(err, r.close())
	}
	return err
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

// newSeal returns what signs documents; its keys bear the organisation's name.
func (p *Program) newSeal(store estrade.Store) *seal.Seal {
	dir := p.data.path(sealDir)
	if p.c.KeysInMemory {
		dir = "" // certificates of keys that end with the program
	}
	return seal.New(seal.Options{
		Dir: dir, Keys: p.secrets, Clock: p.c.Clock,
		Organisation: func(ctx context.Context) (string, error) {
			settings, err := store.PlainSettings(ctx)
			return settings.Organisation, err
		},
	})
}

// atEnd has f called when the program closes, before what was added earlier.
func (p *Program) atEnd(f func(context.Context) error) { p.ends = append(p.ends, f) }

// Close stops everything: listeners first, so that nothing new comes in, the
// database and the folder's lock last. Sessions that are open stay so and
// resume at the next start. A second call does nothing.
func (p *Program) Close(ctx context.Context) error { return endAll(ctx, &p.ends) }

// ConsoleURL returns an address that opens the console in one browser, once.
func (p *Program) ConsoleURL() string { return p.server.Link() }

// RoomURL returns the address that people in the room open, "" while the room
// is not served.
func (p *Program) RoomURL() string {
	if w := p.working(); w != nil {
		return w.room.url()
	}
	return ""
}

// OpenRoom serves the room before any session asks for it; not in a rescue.
func (p *Program) OpenRoom(ctx context.Context) (estrade.RoomStatus, error) {
	if w := p.working(); w != nil {
		return w.room.Open(ctx, "")
	}
	return estrade.RoomStatus{}, nil
}

// RoomStatus tells whether and where the room is served.
func (p *Program) RoomStatus() estrade.RoomStatus {
	if w := p.working(); w != nil {
		return w.room.Status()
	}
	return estrade.RoomStatus{}
}

// InRescue tells whether the database is damaged and nothing works on it.
func (p *Program) InRescue() bool { return p.working() == nil }

// Service returns the console's service at this moment.
func (p *Program) Service() *console.Service {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.works != nil {
		return p.works.service
	}
	return p.rescue.service
}

// Sessions returns the trainer's side; not in a rescue.
func (p *Program) Sessions() estrade.Sessions { return p.working().desk }

// Answers returns the participants' side; not in a rescue.
func (p *Program) Answers() estrade.Answers { return p.working().desk }

// Results returns what remains of sessions; not in a rescue.
func (p *Program) Results() estrade.Results { return p.working().desk }

// Record reads everything kept of a session from the disk, for checks; not in a
// rescue.
func (p *Program) Record(ctx context.Context, id estrade.SessionID) (estrade.SessionRecord, error) {
	return p.working().store.Load(ctx, id)
}

// RenewBackups makes a new backup at once where earlier ones hold more than they
// may, and removes those; nothing else makes one from then on. For a command
// that ends.
func (p *Program) RenewBackups(ctx context.Context) {
	b := p.working().backups
	b.stop()
	b.look(ctx)
}

// Language returns the trainer's language, "" before the first start's questions
// and where it cannot be read.
func (p *Program) Language(ctx context.Context) estrade.Language {
	p.mu.RLock()
	w, r := p.works, p.rescue
	p.mu.RUnlock()
	if w == nil {
		return r.language(ctx)
	}
	settings, err := w.store.PlainSettings(ctx)
	if err != nil {
		p.log.Error("settings not read", "error", err)
		return ""
	}
	return settings.Language
}

// InSession tells whether a session is open, with people waiting for it.
func (p *Program) InSession(ctx context.Context) bool {
	w := p.working()
	if w == nil {
		return false
	}
	list, err := w.desk.List(ctx, estrade.SessionFilter{Running: true, Limit: 1})
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
