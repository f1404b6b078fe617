package desktop

import (
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// desktop is a computer with displays beside one another, one of them main, and
// one window. Like GTK it reads positions from the corner of them all and
// sets them from the corner of the display the window is on.
type desktop struct {
	sizes         [][2]int
	main          int
	x, y, w, h    int
	filled, aside bool
	shown         bool // the page
	fixed         bool // windows may not choose their place
}

// room is a laptop, and a projector to its right where there is one.
func laptopAnd(projector ...[2]int) *desktop {
	return &desktop{sizes: append([][2]int{{1440, 900}}, projector...), x: 200, y: 150, w: stageWidth, h: stageHeight, shown: true}
}

func (d *desktop) left(display int) int {
	x := 0
	for _, s := range d.sizes[:display] {
		x += s[0]
	}
	return x
}

func (d *desktop) on() int {
	for i := range d.sizes {
		if d.x < d.left(i)+d.sizes[i][0] && d.x >= d.left(i) {
			return i
		}
	}
	return 0
}

func (d *desktop) displays() []runtime.Screen {
	all := make([]runtime.Screen, len(d.sizes))
	for i, s := range d.sizes {
		all[i].Size.Width, all[i].Size.Height, all[i].IsPrimary, all[i].IsCurrent = s[0], s[1], i == d.main, i == d.on()
	}
	return all
}

func (d *desktop) fullscreen() bool     { return d.filled }
func (d *desktop) position() (int, int) { return d.x, d.y }
func (d *desktop) size() (int, int)     { return d.w, d.h }
func (d *desktop) fill(on bool)         { d.filled = on }
func (d *desktop) resize(w, h int)      { d.w, d.h = w, h }
func (d *desktop) hide(on bool)         { d.aside = on }

func (d *desktop) moveTo(x, y int) {
	to := d.left(d.on()) + x
	width := d.left(len(d.sizes)-1) + d.sizes[len(d.sizes)-1][0]
	if d.fixed || to < 0 || to >= width || y < 0 {
		return // a window manager keeps windows on the displays
	}
	d.x, d.y = to, y
}

// unplug takes the projector away: the window manager saves the window.
func (d *desktop) unplug() { d.sizes = d.sizes[:1]; d.x, d.y = 0, 0 }

func (d *desktop) plug(size [2]int) { d.sizes = append(d.sizes[:1:1], size) }

// run opens the window on a computer whose memory is in folder.
func (d *desktop) run(folder string) *watcher {
	w := &watcher{
		window: d, file: memoryFile(folder), log: slog.New(slog.DiscardHandler),
		pause: func(time.Duration) {}, show: func(on bool) { d.shown = on },
	}
	w.begin()
	return w
}

func (d *desktop) expect(t *testing.T, what string, display int, filled bool) {
	t.Helper()
	if d.on() != display || d.filled != filled || !d.shown || d.aside {
		t.Errorf("%s: on display %d, full screen %v, page shown %v, aside %v; want display %d, full screen %v, shown", what, d.on(), d.filled, d.shown, d.aside, display, filled)
	}
}

var (
	beamer = [2]int{1920, 1080}
	hall   = [2]int{1024, 768}
)

func TestWatcher_FirstTime(t *testing.T) {
	d := laptopAnd(beamer)
	d.run(t.TempDir())
	d.expect(t, "a projector is filled", 1, true)

	d = laptopAnd()
	d.run(t.TempDir())
	d.expect(t, "one display is shared with the console", 0, false)
	if d.x != 80 || d.y != 90 || d.w != 1280 || d.h != 720 {
		t.Errorf("at %d,%d, %d by %d: it stands in the middle", d.x, d.y, d.w, d.h)
	}

	d = laptopAnd(beamer)
	d.fixed = true
	d.run(t.TempDir())
	d.expect(t, "where windows may not move it is dragged", 0, false)
}

func TestWatcher_Remembers(t *testing.T) {
	folder := t.TempDir()
	d := laptopAnd(beamer)
	w := d.run(folder)
	d.filled = false // F11, then dragged and made smaller
	d.x, d.y, d.w, d.h = 1440+300, 200, 900, 500
	w.look()

	d = laptopAnd(beamer)
	w = d.run(folder)
	d.expect(t, "it is a window on the projector again", 1, false)
	if d.x != 1740 || d.y != 200 || d.w != 900 || d.h != 500 {
		t.Errorf("at %d,%d, %d by %d: not where it was left", d.x, d.y, d.w, d.h)
	}
	w.look()
	kept := recall(memoryFile(folder))
	for range 3 { // nothing creeps from start to start
		d = laptopAnd(beamer)
		d.run(folder).look()
	}
	if now := recall(memoryFile(folder)); !reflect.DeepEqual(now, kept) {
		t.Errorf("remembered %v, then %v", kept, now)
	}

	d.filled = true
	w = d.run(folder)
	d.filled = true
	w.look()
	d = laptopAnd(beamer)
	d.run(folder)
	d.expect(t, "it was left full screen", 1, true)

	at := laptopAnd()
	at.run(folder)
	at.expect(t, "at home there is no projector", 0, false)
	other := laptopAnd(hall)
	other.run(folder)
	other.expect(t, "another projector is filled, as at the first time", 1, true)
	again := laptopAnd(beamer)
	again.run(folder)
	again.expect(t, "the first one is still known", 1, true)
}

func TestWatcher_ProjectorUnplugged(t *testing.T) {
	folder := t.TempDir()
	d := laptopAnd(beamer)
	w := d.run(folder)
	w.look()
	d.unplug()
	w.look()
	if d.shown || !d.aside || d.filled {
		t.Errorf("page shown %v, aside %v, full screen %v: nobody sees it, and it must not cover the console", d.shown, d.aside, d.filled)
	}
	before := recall(memoryFile(folder))
	w.look()
	if now := recall(memoryFile(folder)); !reflect.DeepEqual(now, before) {
		t.Errorf("where it was put aside is remembered: %v", now)
	}
	d.plug(beamer)
	w.look()
	d.expect(t, "the projector is back", 1, true)

	d.unplug()
	w.look()
	d.plug(hall)
	w.look()
	d.expect(t, "another one takes its place", 1, true)
}

// The system lists displays from left to right: a projector may come first.
func TestWatcher_ProjectorOnTheLeft(t *testing.T) {
	d := &desktop{sizes: [][2]int{beamer, {1440, 900}}, main: 1, x: 2000, y: 150, w: stageWidth, h: stageHeight, shown: true}
	w := d.run(t.TempDir())
	d.expect(t, "the projector is filled", 0, true)
	w.look()
	d.sizes, d.main, d.x, d.y = d.sizes[1:], 0, 0, 0
	w.look()
	if d.shown || !d.aside || d.filled {
		t.Errorf("page shown %v, aside %v, full screen %v: nobody sees it, and it must not cover the console", d.shown, d.aside, d.filled)
	}
}

func TestWatcher_ProjectorPluggedIn(t *testing.T) {
	d := laptopAnd()
	w := d.run(t.TempDir())
	w.look()
	d.plug(beamer)
	w.look()
	d.expect(t, "a projector that comes later is filled", 1, true)

	d = laptopAnd(beamer)
	w = d.run(t.TempDir())
	d.filled, d.x = false, 100 // dragged back to the laptop
	w.look()
	d.unplug()
	w.look()
	d.expect(t, "the projector was not what it stood on", 0, false)
}

func TestMemory_Choose(t *testing.T) {
	displays := laptopAnd(beamer).displays()
	small := laptopAnd([2]int{800, 600}).displays()
	for name, c := range map[string]struct {
		displays []runtime.Screen
		kept     placement
		want     placement
	}{
		"outside":        {displays, placement{Display: 1, X: 5000, Y: -20, Width: 900, Height: 500}, placement{Display: 1, X: 1020, Width: 900, Height: 500}},
		"too large":      {small, placement{Display: 1, Width: 3000, Height: 2000}, placement{Display: 1, Width: 800, Height: 600}},
		"nothing to see": {displays, placement{Display: 0, Width: 3, Height: 0}, placement{Width: leastWidth, Height: leastHeight}},
		"no such display": {displays, placement{Display: 7, Width: 900, Height: 500},
			placement{Display: 1, Fullscreen: true, X: 320, Y: 180, Width: stageWidth, Height: stageHeight}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := (memory{arrangement(c.displays): c.kept}).choose(c.displays); got != c.want {
				t.Errorf("goes to %+v, want %+v", got, c.want)
			}
		})
	}
	t.Run("unreadable", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "stage-window.json")
		if err := os.WriteFile(file, []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
		if m := recall(file); m == nil || len(m) != 0 {
			t.Errorf("recalled %v", m)
		}
	})
}
