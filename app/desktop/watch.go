package desktop

import (
	"context"
	"log/slog"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

const (
	// watchEvery is how often it is looked whether a display came or went, or the
	// window was moved.
	watchEvery = time.Second
	// settleTries and settleWait bound how long a window may take to be where it
	// was sent.
	settleTries = 10
	settleWait  = 50 * time.Millisecond
	// inside is how far into a display a window is sent at first: clear of panels.
	inside = 64
)

// surface is the stage's window as the system gives it. Positions set are from
// the corner of the display the window is on; those read have an origin of the
// system's own, the same from one reading to the next.
type surface interface {
	displays() []runtime.Screen // nil when they are not known
	fullscreen() bool
	position() (x, y int)
	size() (width, height int)
	fill(bool)
	moveTo(x, y int)
	resize(width, height int)
	hide(bool)
}

// watcher puts the stage's window where it was, follows displays that come and
// go, and remembers where the window is left.
type watcher struct {
	window surface
	file   string // of the memory
	log    *slog.Logger
	pause  func(time.Duration) // time.Sleep
	show   func(bool)          // shows the stage's page, or nothing

	memory  memory
	among   string // arrangement of the displays at the last look
	display int    // the window's, then
	main    int    // the main one, then
	corner  [2]int // of that display, in positions as they are read
	known   bool   // corner is
	away    bool   // the display is gone: nothing is shown
}

// begin puts the window in its place.
func (w *watcher) begin() {
	w.memory = recall(w.file)
	displays := w.window.displays()
	if len(displays) == 0 {
		return
	}
	w.among, w.main = arrangement(displays), mainOf(displays)
	w.put(w.memory.choose(displays))
}

// follow looks again and again until ctx is done.
func (w *watcher) follow(ctx context.Context) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			w.look()
		}
	}
}

// look notices displays that came or went, else where the window is now.
func (w *watcher) look() {
	displays := w.window.displays()
	if len(displays) == 0 {
		return
	}
	if among := arrangement(displays); among != w.among {
		projected := w.among != "" && w.display != w.main
		alone := len(displays) == 1
		w.among, w.main = among, mainOf(displays)
		w.changed(displays, projected && alone)
		return
	}
	if !w.away {
		w.note(displays)
	}
}

// changed follows displays that came or went. A window whose display is gone
// would cover the console, and be seen by nobody: it steps aside and shows
// nothing, so that the console tells that the room sees nothing.
func (w *watcher) changed(displays []runtime.Screen, lost bool) {
	if lost {
		w.away = true
		w.window.fill(false)
		w.show(false)
		w.window.hide(true)
		w.display = w.main
		return
	}
	w.comeBack()
	w.put(w.memory.choose(displays))
}

// comeBack shows the page again after its display was gone.
func (w *watcher) comeBack() {
	if !w.away {
		return
	}
	w.away = false
	w.show(true)
	w.window.hide(false)
}

// put brings the window to a place. Where windows may not choose their place
// (Wayland) it stays: it is dragged, then F11.
func (w *watcher) put(p placement) {
	w.known = false
	if w.window.fullscreen() {
		w.window.fill(false)
	}
	arrived := w.reach(p.Display)
	w.window.resize(p.Width, p.Height)
	if arrived {
		w.window.moveTo(inside, inside)
		w.pause(settleWait)
		x, y := w.window.position()
		w.corner, w.known = [2]int{x - inside, y - inside}, true
		w.window.moveTo(p.X, p.Y)
	}
	if p.Fullscreen && arrived {
		w.window.fill(true)
	}
	w.display = currentOf(w.window.displays())
}

// reach sends the window to a display. The system tells the displays' sizes but
// not where they stand: all sides of the one it is on are tried.
func (w *watcher) reach(display int) bool {
	for side := range 4 {
		displays := w.window.displays()
		now := currentOf(displays)
		if now == display || len(displays) == 1 {
			return true
		}
		if now < 0 || display >= len(displays) {
			return false
		}
		from, to := displays[now].Size, displays[display].Size
		way := [4][2]int{
			{from.Width + inside, inside},
			{inside - to.Width, inside},
			{inside, from.Height + inside},
			{inside, inside - to.Height},
		}[side]
		w.window.moveTo(way[0], way[1])
		if w.arrived(display) {
			return true
		}
	}
	return false
}

// arrived waits a moment for the window to be on a display.
func (w *watcher) arrived(display int) bool {
	for range settleTries {
		w.pause(settleWait)
		if currentOf(w.window.displays()) == display {
			return true
		}
	}
	return false
}

// note remembers where the window is, if it was moved.
func (w *watcher) note(displays []runtime.Screen) {
	now := currentOf(displays)
	if now < 0 {
		return
	}
	if now != w.display {
		w.display, w.known = now, false
	}
	before, had := w.memory[w.among]
	p := w.placed(displays[now], before)
	p.Display = now
	if had && p == before {
		return
	}
	w.memory[w.among] = p
	if err := w.memory.keep(w.file); err != nil {
		w.log.Warn("stage window's place", "error", err)
	}
}

// placed is where the window stands on its display; before is what was known.
func (w *watcher) placed(d runtime.Screen, before placement) placement {
	if w.window.fullscreen() {
		// What it goes back to is what it was.
		if before.Width == 0 {
			before = centred(d)
		}
		before.Fullscreen = true
		return before
	}
	p := centred(d)
	p.Width, p.Height = w.window.size()
	if w.known {
		x, y := w.window.position()
		p.X, p.Y = x-w.corner[0], y-w.corner[1]
	}
	return p
}

// wailsWindow is the surface of Wails.
type wailsWindow struct{ wails context.Context }

func (w wailsWindow) displays() []runtime.Screen {
	displays, err := runtime.ScreenGetAll(w.wails)
	if err != nil {
		return nil
	}
	return displays
}

func (w wailsWindow) fullscreen() bool         { return runtime.WindowIsFullscreen(w.wails) }
func (w wailsWindow) position() (x, y int)     { return runtime.WindowGetPosition(w.wails) }
func (w wailsWindow) size() (int, int)         { return runtime.WindowGetSize(w.wails) }
func (w wailsWindow) moveTo(x, y int)          { runtime.WindowSetPosition(w.wails, x, y) }
func (w wailsWindow) resize(width, height int) { runtime.WindowSetSize(w.wails, width, height) }

func (w wailsWindow) fill(on bool) {
	if on {
		runtime.WindowFullscreen(w.wails)
		return
	}
	runtime.WindowUnfullscreen(w.wails)
}

func (w wailsWindow) hide(on bool) {
	if on {
		runtime.WindowMinimise(w.wails)
		return
	}
	runtime.WindowUnminimise(w.wails)
	runtime.WindowShow(w.wails)
}
