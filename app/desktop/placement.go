package desktop

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// The window of the stage at its first time, and the least it is ever made.
const (
	stageWidth, stageHeight = 1280, 720
	leastWidth, leastHeight = 640, 360
)

// placement is where the stage's window stands among some displays. Lengths are
// logical pixels.
type placement struct {
	Display    int  `json:"display"` // its index among them
	Fullscreen bool `json:"fullscreen"`
	X          int  `json:"x"` // from the display's corner, while not full screen
	Y          int  `json:"y"`
	Width      int  `json:"width"`
	Height     int  `json:"height"`
}

// memory is where the window stood, by the displays there were: at home with one
// screen, in a room with its projector. What was remembered of a display that is
// not there now is neither used nor forgotten.
type memory map[string]placement

// arrangement names displays, so that the same ones are known again.
func arrangement(displays []runtime.Screen) string {
	names := make([]string, len(displays))
	for i, d := range displays {
		names[i] = fmt.Sprintf("%dx%d", d.Size.Width, d.Size.Height)
		if d.IsPrimary {
			names[i] += "*"
		}
	}
	return strings.Join(names, " ")
}

// choose returns where the window goes: where it stood among these very displays;
// else it fills the one that is not the main one; else it stands in the middle of
// the only one, which it does not fill, because the console is there too.
// displays is not empty.
func (m memory) choose(displays []runtime.Screen) placement {
	if p, known := m[arrangement(displays)]; known && p.Display >= 0 && p.Display < len(displays) {
		return p.within(displays[p.Display])
	}
	main := mainOf(displays)
	if len(displays) > 1 {
		p := centred(displays[(main+1)%len(displays)])
		p.Display, p.Fullscreen = (main+1)%len(displays), true
		return p
	}
	p := centred(displays[main])
	p.Display = main
	return p
}

// centred is a window in the middle of a display.
func centred(d runtime.Screen) placement {
	p := placement{Width: stageWidth, Height: stageHeight}.within(d)
	p.X, p.Y = (d.Size.Width-p.Width)/2, (d.Size.Height-p.Height)/2
	return p
}

// within is a placement that leaves nothing of the window outside a display.
func (p placement) within(d runtime.Screen) placement {
	fit := func(at, length, least, room int) (int, int) {
		length = min(max(length, least), room)
		return min(max(at, 0), room-length), length
	}
	p.X, p.Width = fit(p.X, p.Width, leastWidth, d.Size.Width)
	p.Y, p.Height = fit(p.Y, p.Height, leastHeight, d.Size.Height)
	return p
}

// mainOf returns the index of the main display, the first when none is marked.
func mainOf(displays []runtime.Screen) int {
	for i, d := range displays {
		if d.IsPrimary {
			return i
		}
	}
	return 0
}

// currentOf returns the index of the display the window is on, -1 when none is marked.
func currentOf(displays []runtime.Screen) int {
	for i, d := range displays {
		if d.IsCurrent {
			return i
		}
	}
	return -1
}

// memoryFile is where the placements are kept.
func memoryFile(folder string) string { return filepath.Join(folder, "stage-window.json") }

// recall reads the placements; what cannot be read is as if it had never been.
func recall(file string) memory {
	m := make(memory)
	text, err := os.ReadFile(file)
	if err == nil && json.Unmarshal(text, &m) != nil {
		return make(memory)
	}
	return m
}

// keep writes the placements.
func (m memory) keep(file string) error {
	text, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("describe the stage window's place: %w", err)
	}
	if err := os.WriteFile(file, text, 0o600); err != nil {
		return fmt.Errorf("keep the stage window's place: %w", err)
	}
	return nil
}
