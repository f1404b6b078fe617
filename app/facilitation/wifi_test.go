package facilitation_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

func TestCommand_Wifi(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	if r.view.Join.Wifi != nil || r.stage().Join.Wifi != nil {
		t.Fatal("no network was named yet")
	}
	network := estrade.Wifi{Name: "Estrade-B204", Password: "tilleul 27"}
	r.do(estrade.Command{Name: estrade.CommandWifi, Wifi: &estrade.Wifi{Name: " Estrade-B204 ", Password: " tilleul 27 "}})
	if got := r.stage().Join.Wifi; got == nil || *got != network || *r.view.Join.Wifi != network {
		t.Errorf("on the stage %+v, want %+v", got, network)
	}
	r.restart()
	if got := r.stage().Join.Wifi; got == nil || *got != network {
		t.Errorf("after a restart %+v", got)
	}
	for _, name := range []string{r.path, r.path + "-wal"} {
		if data, err := os.ReadFile(name); err == nil && (bytes.Contains(data, []byte(network.Password)) || bytes.Contains(data, []byte(network.Name))) {
			t.Errorf("%s holds the network in the clear", name)
		}
	}
	r.do(estrade.Command{Name: estrade.CommandWifi, Wifi: &estrade.Wifi{Password: "x"}})
	if r.stage().Join.Wifi != nil {
		t.Error("without a name there is none")
	}
	if err := r.undoLast(); err != nil || r.stage().Join.Wifi == nil {
		t.Errorf("the network is back: %v", err)
	}
	for what, bad := range map[string]estrade.Wifi{
		"name":     {Name: strings.Repeat("x", 33)},
		"password": {Name: "a", Password: strings.Repeat("x", 64)},
	} {
		if err := r.try(estrade.Command{Name: estrade.CommandWifi, Wifi: &bad}); key(err) != "text-too-long" {
			t.Errorf("a long %s: %v", what, err)
		}
	}
	if err := r.try(estrade.Command{Name: estrade.CommandWifi}); key(err) != "no-settings" {
		t.Errorf("nothing given: %v", err)
	}
}

// The day is measured against the hour it was to begin at.
func TestSession_Starts(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Starts: "09:00"}) // it is nine there
	nine := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC).UnixMilli()
	if v := r.stage(); v.Starts != nine || v.Zone != "Europe/Paris" || r.view.Session.Starts != "09:00" {
		t.Errorf("planned for %d in %s, %q", v.Starts, v.Zone, r.view.Session.Starts)
	}
	r.clock.advance(6 * time.Minute)
	r.do(estrade.Command{Name: estrade.CommandStart})
	c := r.view.Clock
	if c.DriftMillis != 6*60_000 || r.view.Agenda[0].PlannedStart != nine || c.ExpectedEnd-c.PlannedEnd != 6*60_000 {
		t.Errorf("begun six minutes late: drift %d, first step planned at %d", c.DriftMillis, r.view.Agenda[0].PlannedStart)
	}

	later := newRoom(t, estrade.NewSession{Starts: "09:00"})
	later.clock.advance(4 * time.Hour)
	later.do(estrade.Command{Name: estrade.CommandStart})
	if later.view.Clock.DriftMillis != 0 {
		t.Errorf("moved to the afternoon, and %d ms late", later.view.Clock.DriftMillis)
	}
	for _, bad := range []string{"9:00", "25:00", "midi", "09:00:00"} {
		if _, err := r.desk.Create(r.ctx, estrade.NewSession{Workshop: "essentials", Starts: bad}); key(err) != "bad-hour" {
			t.Errorf("%q: %v", bad, err)
		}
	}
	// Before the start, the agenda is told from the hour planned, and from now once that hour is past.
	early := newRoom(t, estrade.NewSession{Starts: "09:30"})
	if c := early.view.Clock; early.view.Agenda[0].PlannedStart != nine+30*60_000 || early.view.Agenda[0].ExpectedStart != nine+30*60_000 || c.DriftMillis != 0 || c.PlannedEnd != c.ExpectedEnd {
		t.Errorf("half an hour before: first step planned at %d, drift %d", early.view.Agenda[0].PlannedStart, c.DriftMillis)
	}
	early.clock.advance(40 * time.Minute)
	late, err := early.desk.View(early.ctx, early.id)
	if err != nil || late.Agenda[0].PlannedStart != nine+40*60_000 {
		t.Errorf("ten minutes after its hour: first step planned at %d, %v", late.Agenda[0].PlannedStart, err)
	}
	if none := newRoom(t, estrade.NewSession{}); none.stage().Starts != 0 {
		t.Error("no hour was planned")
	}
}
