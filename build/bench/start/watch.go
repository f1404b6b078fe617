//go:build startwatch

// Starts programs by turns on an X display whose root is white and prints how
// long each takes, from its start on, until something dark is drawn: the cold
// start of a window as its user sees it; and how much of a core it and the
// processes of WebKit used until then, which says more on a busy machine.
package main

/*
#cgo LDFLAGS: -lX11
#include <X11/Xlib.h>
#include <X11/Xutil.h>

// dark counts the dark pixels of every sixteenth line of the display: a few
// lines, so that looking takes little from those who are looked at.
static int dark(Display *d) {
	Window root = DefaultRootWindow(d);
	int w = DisplayWidth(d, 0), h = DisplayHeight(d, 0), n = 0;
	for (int y = 0; y < h; y += 16) {
		XImage *line = XGetImage(d, root, 0, y, w, 1, AllPlanes, ZPixmap);
		if (!line) return -1;
		for (int x = 0; x < w; x++) {
			unsigned long p = XGetPixel(line, x, 0);
			if (((p >> 16) & 0xff) < 0x40 && ((p >> 8) & 0xff) < 0x40 && (p & 0xff) < 0x40) n++;
		}
		XDestroyImage(line);
	}
	return n;
}
*/
import "C"

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// drawn is how many dark pixels make a picture, of the lines looked at.
const drawn = 125

func main() {
	times := flag.Int("times", 7, "how often each program is started")
	limit := flag.Float64("limit", 1.5, "how many times as long as the blank window the program may take")
	flag.Parse()
	if flag.NArg() < 2 {
		log.Fatal("give the blank window and the program")
	}
	display := C.XOpenDisplay(nil)
	if display == nil {
		log.Fatal("the display does not answer")
	}
	defer C.XCloseDisplay(display)
	clock, core := make([][]time.Duration, flag.NArg()), make([][]time.Duration, flag.NArg())
	for turn := range *times + 1 {
		for i, program := range flag.Args() {
			t, c := start(display, program)
			if turn > 0 { // the first one reads the disk
				clock[i], core[i] = append(clock[i], t), append(core[i], c)
			}
		}
	}
	fmt.Printf("start of the window until it is drawn, median of %d by turns:\n", *times)
	tell("blank Wails window", clock[0], core[0])
	for i := range flag.Args()[1:] {
		tell("the console", clock[i+1], core[i+1])
		ratio := float64(middle(clock[i+1])) / float64(middle(clock[0]))
		fmt.Printf("  %.2f times as long, %.2f of the limit (%.1f times); %.2f times the time of a core\n", ratio, ratio / *limit, *limit,
			float64(middle(core[i+1]))/float64(middle(core[0])))
	}
}

func tell(name string, clock, core []time.Duration) {
	fmt.Printf("  %-18s  %6d ms  (%s), time of a core %d ms (%s)\n", name, middle(clock).Milliseconds(), list(clock), middle(core).Milliseconds(), list(core))
}

// start runs a program until its window shows something, ends it and returns how
// long that took and the time of a core it used.
func start(display *C.Display, program string) (took, core time.Duration) {
	child := exec.Command(program)
	child.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	begin := time.Now()
	if err := child.Start(); err != nil {
		log.Fatal(err)
	}
	for C.dark(display) < drawn {
		if time.Since(begin) > time.Minute {
			log.Fatalf("%s draws nothing", program)
		}
		time.Sleep(5 * time.Millisecond)
	}
	took, core = time.Since(begin), used(child.Process.Pid)
	if err := syscall.Kill(-child.Process.Pid, syscall.SIGTERM); err != nil {
		log.Fatal(err)
	}
	_ = child.Wait() // ended by the signal
	for begin := time.Now(); C.dark(display) > 0; time.Sleep(20 * time.Millisecond) {
		if time.Since(begin) > time.Minute {
			log.Fatalf("%s leaves its window", program)
		}
	}
	return took, core
}

// tick is the unit of the times in /proc/<pid>/stat.
const tick = time.Second / 100

// used returns the user and system time of the processes of a group so far.
func used(group int) (sum time.Duration) {
	names, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // it ended meanwhile
		}
		// After the name in brackets: state, parent, group, …; 12th to 15th: user and
		// system time, its own and of its children that ended.
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		if fields[2] != strconv.Itoa(group) {
			continue
		}
		for _, field := range fields[11:15] {
			n, err := strconv.ParseInt(field, 10, 64)
			if err != nil {
				log.Fatalf("%s: %v", name, err)
			}
			sum += time.Duration(n) * tick
		}
	}
	return sum
}

func middle(all []time.Duration) time.Duration {
	return slices.Sorted(slices.Values(all))[len(all)/2]
}

func list(all []time.Duration) (text string) {
	for i, t := range all {
		if i > 0 {
			text += " "
		}
		text += fmt.Sprint(t.Milliseconds())
	}
	return text
}
