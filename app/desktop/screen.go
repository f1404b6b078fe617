package desktop

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	estrade "estrade/app"
)

// The stage's page is shown in a frame, so that the window's own page keeps
// Wails' functions, and the keys, for itself.
//
//go:embed stage.html
var stagePage string

var stageTemplate = template.Must(template.New("stage").Parse(stagePage))

// screen is the stage's window, in its own process.
type screen struct {
	log   *slog.Logger
	words words
	lang  estrade.Language
	mark  mark
	ready chan struct{} // closed once wails is set
	wails context.Context
	place sync.Once
	// putInPlace is settle, but for tests.
	putInPlace func()

	memory string // file of where the window stood

	mu      sync.Mutex
	address string
	blank   bool // its display is gone: the page is not shown
}

// ShowStage is the stage's window: it takes orders, one JSON value a line, from
// input and returns when the window was closed. The end of input is not an
// order: a program that crashed comes back, and the page reconnects.
func ShowStage(input io.Reader, icon []byte, log *slog.Logger) error {
	lines := bufio.NewScanner(input)
	first, err := nextOrder(lines)
	if err != nil {
		return err
	}
	s := &screen{
		log: log, words: wordsIn(first.Language), lang: first.Language,
		mark: markIn(first.Folder), memory: memoryFile(first.Folder), ready: make(chan struct{}), address: first.Address,
	}
	s.putInPlace = s.settle
	alone, err := s.mark.leave(first.Address)
	if err != nil || !alone {
		return err
	}
	go s.obey(lines)
	err = wails.Run(&options.App{
		Title:              s.words.stageTitle,
		Width:              stageWidth,
		Height:             stageHeight,
		BackgroundColour:   options.NewRGB(0xff, 0xff, 0xff),
		AssetServer:        &assetserver.Options{Handler: http.HandlerFunc(s.serve)},
		OnStartup:          s.startup,
		OnDomReady:         func(context.Context) { time.AfterFunc(drawnWithin, s.drawn) },
		Logger:             wailsLog{log},
		LogLevel:           logger.WARNING,
		LogLevelProduction: logger.WARNING,
		Linux:              linuxOptions(icon),
	})
	if err != nil {
		return fmt.Errorf("open stage window: %w", err)
	}
	return nil
}

// nextOrder reads an order; io.EOF when there are no more.
func nextOrder(lines *bufio.Scanner) (order, error) {
	var o order
	if !lines.Scan() {
		if err := lines.Err(); err != nil {
			return o, fmt.Errorf("read order: %w", err)
		}
		return o, io.EOF
	}
	if err := json.Unmarshal(lines.Bytes(), &o); err != nil {
		return o, fmt.Errorf("read order: %w", err)
	}
	return o, nil
}

func (s *screen) startup(ctx context.Context) {
	s.wails = ctx
	close(s.ready)
}

// obey follows the program's orders until there are no more.
func (s *screen) obey(lines *bufio.Scanner) {
	<-s.ready
	for {
		o, err := nextOrder(lines)
		if err != nil {
			return
		}
		switch {
		case o.Quit:
			runtime.Quit(s.wails)
		case o.Address != "":
			s.turnTo(o.Address)
		}
		if o.Front {
			s.front()
		}
	}
}

// turnTo shows another address; the same one is left alone, with its picture.
func (s *screen) turnTo(address string) {
	s.mu.Lock()
	same := s.address == address
	s.address = address
	s.mu.Unlock()
	if same {
		return
	}
	if err := s.mark.update(address); err != nil {
		s.log.Warn("stage window's note", "error", err)
	}
	runtime.WindowReloadApp(s.wails)
}

// drawnWithin is how long the window's page may take to draw itself before the
// window is put in its place nevertheless.
const drawnWithin = 3 * time.Second

// drawn puts the window in its place once its page is drawn. A page whose window
// is moved before stays white now and then under WebKitGTK (2.50: seven times in
// 430, and never in 300 since).
func (s *screen) drawn() { s.place.Do(s.putInPlace) }

// serve answers the window's requests that are not Wails' own: its page, and
// that it is drawn.
func (s *screen) serve(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/":
		s.servePage(w)
	case "/drawn":
		s.drawn()
		w.WriteHeader(http.StatusNoContent)
	default:
		http.NotFound(w, r)
	}
}

func (s *screen) servePage(w http.ResponseWriter) {
	s.mu.Lock()
	page := struct {
		Title    string
		Language estrade.Language
		Address  string
	}{s.words.stageTitle, s.lang, s.address}
	if s.blank {
		page.Address = ""
	}
	s.mu.Unlock()
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := stageTemplate.Execute(w, page); err != nil {
		s.log.Error("stage window's page", "error", err)
	}
}

// settle puts the window in its place and watches it from then on.
func (s *screen) settle() {
	w := &watcher{window: wailsWindow{s.wails}, file: s.memory, log: s.log, pause: time.Sleep, show: s.showPage}
	go func() {
		w.begin()
		w.follow(s.wails)
	}()
}

// showPage shows the stage's page, or nothing, where nobody would see it.
func (s *screen) showPage(on bool) {
	s.mu.Lock()
	s.blank = !on
	s.mu.Unlock()
	runtime.WindowReloadApp(s.wails)
}

// front brings the window to the front, with its page.
func (s *screen) front() {
	s.mu.Lock()
	blank := s.blank
	s.mu.Unlock()
	if blank {
		s.showPage(true)
	}
	runtime.WindowUnminimise(s.wails)
	runtime.WindowShow(s.wails)
}
