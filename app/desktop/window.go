// Package desktop is the program's window and what surrounds it on the screen:
// native dialogs, the stage's window, folders opened in the file manager. It
// alone knows Wails.
package desktop

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"log/slog"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/mac"
	"github.com/wailsapp/wails/v2/pkg/options/windows"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	estrade "estrade/app"
)

// closeTimeout is how long the program may take to stop once its window is gone.
const closeTimeout = 10 * time.Second

// Program is the running program, as the window needs it.
type Program interface {
	// Dispatch answers a call of the console's page. args is a JSON array, the
	// result one JSON value; errors are fit for the trainer.
	Dispatch(ctx context.Context, method string, args json.RawMessage) (json.RawMessage, error)
	// Language is the trainer's, "" before they chose it.
	Language(ctx context.Context) estrade.Language
	// InSession tells whether a session is open, so that closing the window
	// would take the room from the people in it.
	InSession(ctx context.Context) bool
	// Close stops the program; what was acknowledged is on disk.
	Close(ctx context.Context) error
}

// Options configures the window. All fields but Icon are required.
type Options struct {
	Assets   fs.FS // the built pages
	Icon     []byte
	Logger   *slog.Logger
	Language estrade.Language // of native dialogs, until the trainer's is known
	// Explain turns an error into what the user reads: what happened, what to do.
	Explain func(error) string
	// Start starts the program, while the window is made: what it is given of the
	// window works once a page asks. guard is to be called at the entry of every
	// handler.
	Start func(ctx context.Context, w *Window, guard func()) (Program, error)
}

// Window is the console's window.
type Window struct {
	o       Options
	bridge  *Bridge
	dialogs sync.Mutex // native dialogs are not concurrent on Linux

	root  context.Context // cancelled when the window goes; Wails' own never is
	stop  context.CancelFunc
	wails context.Context // set by startup

	failed error // why the program did not start
}

// Run shows the window and returns when it was closed, with the error of Start
// if the program did not start: that error was shown to the user.
func Run(o Options) error {
	w := &Window{o: o}
	w.root, w.stop = context.WithCancel(context.Background())
	defer w.stop()
	w.bridge = newBridge(w.root, o.Logger)
	if !generating {
		go w.start()
	}
	err := wails.Run(&options.App{
		Title:              "Estrade",
		Width:              1280,
		Height:             800,
		MinWidth:           960,
		MinHeight:          600,
		BackgroundColour:   options.NewRGB(0xf3, 0xf7, 0xf5),
		AssetServer:        &assetserver.Options{Assets: o.Assets},
		Bind:               []any{w.bridge},
		ErrorFormatter:     func(err error) any { return estrade.Public(err) },
		OnStartup:          w.startup,
		OnBeforeClose:      w.beforeClose,
		OnShutdown:         w.shutdown,
		Logger:             wailsLog{o.Logger},
		LogLevel:           logger.WARNING,
		LogLevelProduction: logger.WARNING,
		Linux:              linuxOptions(o.Icon),
		Mac:                &mac.Options{Appearance: mac.DefaultAppearance},
		Windows:            &windows.Options{Theme: windows.SystemDefault},
	})
	if err != nil {
		w.shutdown(w.root)
		return fmt.Errorf("open window: %w", err)
	}
	return w.failed
}

// linuxOptions leaves drawing to the processor: graphics drivers of old laptops
// show WebKitGTK's windows blank.
func linuxOptions(icon []byte) *linux.Options {
	return &linux.Options{
		Icon:             icon,
		ProgramName:      "estrade",
		WebviewGpuPolicy: linux.WebviewGpuPolicyNever,
	}
}

// start starts the program while the window and its page are made, which takes
// longer: the page finds its answers ready.
func (w *Window) start() {
	w.bridge.serve(w.o.Start(w.root, w, runtime.ResetSignalHandlers))
}

// startup tells why the program did not start, if so, now that there is a window
// to tell it in.
func (w *Window) startup(ctx context.Context) {
	w.wails = ctx
	if err := w.bridge.outcome(); err != nil {
		w.failed = err
		w.show(runtime.ErrorDialog, w.words().notStarted, w.o.Explain(err))
		runtime.Quit(ctx)
	}
}

// beforeClose asks before it takes the room from people; true keeps the window.
func (w *Window) beforeClose(context.Context) bool {
	program := w.bridge.running()
	if program == nil || !program.InSession(w.root) {
		return false
	}
	return !w.ask(w.words().closeTitle, w.words().closeQuestion)
}

// words are those of native dialogs, in the trainer's language.
func (w *Window) words() words {
	if program := w.bridge.running(); program != nil {
		if l := program.Language(w.root); l.Valid() {
			return wordsIn(l)
		}
	}
	return wordsIn(w.o.Language)
}

func (w *Window) shutdown(context.Context) {
	program := w.bridge.running()
	w.stop()
	if program == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	if err := program.Close(ctx); err != nil {
		w.o.Logger.Error("program not closed", "error", err)
	}
}
