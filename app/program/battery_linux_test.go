package program

import (
	"os"
	"path/filepath"
	"testing"

	estrade "estrade/app"
)

func TestBattery(t *testing.T) {
	dir := t.TempDir()
	supply := func(name string, files map[string]string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		for file, text := range files {
			if err := os.WriteFile(filepath.Join(dir, name, file), []byte(text+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if b := batteryIn(filepath.Join(dir, "none")); b != nil {
		t.Errorf("no folder, and yet %+v", b)
	}
	supply("AC", map[string]string{"type": "Mains", "online": "1"})
	supply("A-mouse", map[string]string{"type": "Battery", "scope": "Device", "capacity": "12", "status": "Discharging"})
	if b := batteryIn(dir); b != nil {
		t.Errorf("a mouse's battery is not the computer's: %+v", b)
	}
	supply("BAT0", map[string]string{"type": "Battery", "capacity": "81", "status": "Discharging"})
	if b := batteryIn(dir); b == nil || *b != (estrade.Battery{Percent: 81}) {
		t.Errorf("got %+v", b)
	}
	supply("BAT0", map[string]string{"capacity": "83", "status": "Charging"})
	if b := batteryIn(dir); b == nil || *b != (estrade.Battery{Percent: 83, Plugged: true}) {
		t.Errorf("got %+v", b)
	}
}
