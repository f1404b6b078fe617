package desktop

import (
	"testing"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

func TestOnSecond(t *testing.T) {
	var laptop, beamer runtime.Screen
	laptop.Size.Width, laptop.IsPrimary = 1440, true
	beamer.Size.Width = 1920
	current := func(s runtime.Screen) runtime.Screen { s.IsCurrent = true; return s }
	unmarked := laptop
	unmarked.IsPrimary = false
	for name, c := range map[string]struct {
		displays []runtime.Screen
		second   bool
		other    runtime.Screen
	}{
		"on the laptop":                    {[]runtime.Screen{current(laptop), beamer}, false, beamer},
		"on the beamer":                    {[]runtime.Screen{laptop, current(beamer)}, true, current(beamer)},
		"the beamer is listed first":       {[]runtime.Screen{beamer, current(laptop)}, false, beamer},
		"no display is marked as the main": {[]runtime.Screen{current(unmarked), beamer}, false, beamer},
	} {
		t.Run(name, func(t *testing.T) {
			if got := onSecond(c.displays); got != c.second {
				t.Errorf("on the second display: %v, want %v", got, c.second)
			}
			if _, other := pair(c.displays); other != c.other {
				t.Errorf("the second display is %+v, want %+v", other, c.other)
			}
		})
	}
}
