package facilitation

import (
	"strings"

	estrade "estrade/app"
)

// The longest name and password that a wireless network may have (IEEE 802.11).
const (
	maxWifiName     = 32
	maxWifiPassword = 63
)

// wifi names the network that people join before anything else. It is shown to
// the room, so it is no secret of the session; at rest it is sealed all the same.
func (d *Desk) wifi(c *change, cmd estrade.Command) error {
	if c.row.State != estrade.SessionDraft && c.row.State != estrade.SessionOpen {
		return notNow("not-open", "The session is not open.")
	}
	if cmd.Wifi == nil {
		return fail("no-settings", "No network was given.")
	}
	name, err := cleanLine(cmd.Wifi.Name, maxWifiName, "name")
	if err != nil {
		return err
	}
	// Spaces inside a password count.
	password := strings.TrimSpace(cmd.Wifi.Password)
	if _, err := cleanLine(password, maxWifiPassword, "password"); err != nil {
		return err
	}
	c.row.Wifi = estrade.Wifi{Name: name, Password: password}
	if name == "" {
		c.row.Wifi = estrade.Wifi{}
	}
	return nil
}

// wifiOf is the network people are told to join, nil for none.
func wifiOf(row estrade.Session) *estrade.Wifi {
	if row.Wifi.Name == "" {
		return nil
	}
	network := row.Wifi
	return &network
}
