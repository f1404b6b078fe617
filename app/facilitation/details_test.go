package facilitation_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

func (r *room) noticed(key string) *estrade.Notice {
	r.refresh()
	i := slices.IndexFunc(r.view.Notices, func(n estrade.Notice) bool { return n.Key == key })
	if i < 0 {
		return nil
	}
	return &r.view.Notices[i]
}

// A session is not always held on the day it was prepared for, and nobody is to
// find out by its certificates.
func TestDesk_Details(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Date: "2025-11-24", Starts: "09:00", Place: "Lile", Client: "Ormeval"})
	today := r.clock.Now().In(time.UTC).Format(time.DateOnly)
	if n := r.noticed("other-day"); n == nil || n.Level != "warn" || n.Params["planned"] != "2025-11-24" || n.Params["held"] != today {
		t.Errorf("opened a year late: %+v", n)
	}
	right := estrade.Details{Title: " Un autre  titre ", Client: "Groupe Ormeval", Place: "Lille", Date: today, Starts: ""}
	for what, change := range map[string]func(*estrade.Details){
		"bad-date":      func(d *estrade.Details) { d.Date = "24/11/2026" },
		"bad-hour":      func(d *estrade.Details) { d.Starts = "9 h" },
		"text-too-long": func(d *estrade.Details) { d.Place = strings.Repeat("x", 201) },
	} {
		wrong := right
		change(&wrong)
		if err := r.try(estrade.Command{Name: estrade.CommandDetails, Details: &wrong}); key(err) != what {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := r.try(estrade.Command{Name: estrade.CommandDetails}); key(err) != "no-settings" {
		t.Errorf("without details: %v", err)
	}
	r.do(estrade.Command{Name: estrade.CommandDetails, Details: &right})
	head := r.view.Session
	if head.Title != "Un autre titre" || head.Client != "Groupe Ormeval" || head.Place != "Lille" || head.Date != today || head.Starts != "" {
		t.Errorf("kept %+v", head)
	}
	if n := r.noticed("other-day"); n != nil {
		t.Errorf("still told after it was put right: %+v", n)
	}
	right.Title = ""
	r.do(estrade.Command{Name: estrade.CommandDetails, Details: &right})
	if head := r.view.Session; head.Title != head.Workshop.FR {
		t.Errorf("without a title it is called %q", head.Title)
	}

	t.Run("UntilDocumentsPrintThem", func(t *testing.T) {
		r.join("Zoé")
		r.refresh()
		r.do(estrade.Command{Name: estrade.CommandStart})
		r.clock.advance(5 * time.Minute)
		r.runAll()
		r.do(estrade.Command{Name: estrade.CommandBeginClosing})
		right.Place = "Lille, salle 4"
		r.do(estrade.Command{Name: estrade.CommandDetails, Details: &right})
		r.confirm()
		if _, err := r.desk.Issue(r.ctx, r.id, estrade.IssueRequest{}); err != nil {
			t.Fatal(err)
		}
		if err := r.try(estrade.Command{Name: estrade.CommandDetails, Details: &right}); key(err) != "details-printed" {
			t.Errorf("changed under documents: %v", err)
		}
	})
}

// The day on which answers go is told at the door, where it must not be sooner
// than the one on which they do.
func TestDesk_Greet_erasureOfASessionPutOff(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Date: "2025-11-24"})
	if on := time.UnixMilli(r.view.Session.EraseOn); !on.After(r.clock.Now().AddDate(0, 0, 29)) {
		t.Errorf("answers of a session opened on %s are said to go on %s", r.clock.Now(), on)
	}
}
