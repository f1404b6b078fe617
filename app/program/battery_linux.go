package program

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	estrade "estrade/app"
)

// powerSupplies is where Linux tells how the computer is fed.
const powerSupplies = "/sys/class/power_supply"

// battery returns how this computer is fed, nil when it has no battery.
func battery() *estrade.Battery { return batteryIn(powerSupplies) }

// batteryIn reads the first battery of the computer itself; those of a mouse or
// a headset say "Device".
func batteryIn(dir string) *estrade.Battery {
	supplies, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	value := func(supply, name string) string {
		data, err := os.ReadFile(filepath.Join(dir, supply, name))
		if err != nil {
			return ""
		}
		return strings.TrimSpace(string(data))
	}
	for _, s := range supplies {
		if value(s.Name(), "type") != "Battery" || value(s.Name(), "scope") == "Device" {
			continue
		}
		percent, err := strconv.Atoi(value(s.Name(), "capacity"))
		if err != nil {
			continue
		}
		status := value(s.Name(), "status")
		return &estrade.Battery{Percent: min(max(percent, 0), 100), Plugged: status != "" && status != "Discharging" && status != "Unknown"}
	}
	return nil
}
