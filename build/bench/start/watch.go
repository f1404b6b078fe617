//go:build startwatch

// Starts programs by turns on an X display whose root is white and prints how
// long each takes, from its start on, until something dark is drawn: the cold
// start of a window as its user sees it.
package main

/*
#cgo LDFLAGS: -lX11
#include <X11/Xlib.h>
#include <X11/Xutil.h>

// dark counts the dark pixels of every second line of the display.
static int dark(Display *d) {
	Window root = DefaultRootWindow(d);
	int w = DisplayWidth(d, 0), h = DisplayHeight(d, 0), n = 0;
	XImage *image = XGetImage(d, root, 0, 0, w, h, AllPlanes, ZPixmap);
	if (!image) return -1;
	for (int y = 0; y < h; y += 2)
		for (int x = 0; x < w; x++) {
			unsigned long p = XGetPixel(image, x, y);
			if (((p >> 16) & 0xff) < 0x40 && ((p >> 8) & 0xff) < 0x40 && (p & 0xff) < 0x40) n++;
		}
	XDestroyImage(image);
	return n;
}
*/
import "C"

import (
	"flag"
	"fmt"
	"log"
	"os/exec"
	"slices"
	"syscall"
	"time"
)

// drawn is how many dark pixels make a picture, of the lines looked at.
const drawn = 1_000

func main() {
	times := flag.Int("times", 7, "how often each program is started")
	limit := flag.Float64("limit", 1.5, "how many times as long as the blank window the program may take")
	flag.Parse()
	if flag.NArg() != 2 {
		log.Fatal("give the blank window and the program")
	}
	display := C.XOpenDisplay(nil)
	if display == nil {
		log.Fatal("the display does not answer")
	}
	defer C.XCloseDisplay(display)
	var took [2][]time.Duration
	for turn := range *times + 1 {
		for i, program := range flag.Args() {
			t := start(display, program)
			if turn > 0 { // the first one reads the disk
				took[i] = append(took[i], t)
			}
		}
	}
	blank, ours := middle(took[0]), middle(took[1])
	ratio := float64(ours) / float64(blank)
	fmt.Printf("start of the window until it is drawn, median of %d by turns:\n", *times)
	fmt.Printf("  blank Wails window  %6d ms  (%s)\n", blank.Milliseconds(), list(took[0]))
	fmt.Printf("  the console         %6d ms  (%s)\n", ours.Milliseconds(), list(took[1]))
	fmt.Printf("  %.2f times as long, %.2f of the limit (%.1f times)\n", ratio, ratio / *limit, *limit)
}

// start runs a program until its window shows something, ends it and returns how
// long that took.
func start(display *C.Display, program string) time.Duration {
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
	took := time.Since(begin)
	if err := syscall.Kill(-child.Process.Pid, syscall.SIGTERM); err != nil {
		log.Fatal(err)
	}
	_ = child.Wait() // ended by the signal
	for begin := time.Now(); C.dark(display) > 0; time.Sleep(20 * time.Millisecond) {
		if time.Since(begin) > time.Minute {
			log.Fatalf("%s leaves its window", program)
		}
	}
	return took
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
