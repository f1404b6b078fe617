package facilitation_test

import (
	"slices"
	"testing"
	"time"

	estrade "estrade/app"
)

// penOf returns who writes for a person's table, as that person sees it.
func penOf(g *guest) estrade.ParticipantID {
	_, me := g.see()
	if me.Team == nil {
		return ""
	}
	return me.Team.PenHolder
}

// tableOf returns a person's table.
func tableOf(g *guest) estrade.TableID {
	_, me := g.see()
	return me.Table.ID
}

func TestDesk_Pen(t *testing.T) {
	r := newRoom(t, estrade.NewSession{Tables: 2})
	guests := r.joinMany(6)
	r.do(estrade.Command{Name: estrade.CommandStart})
	r.until("team")
	r.do(estrade.Command{Name: estrade.CommandOpen})
	holder := guests[0]
	var mate, stranger *guest
	for _, g := range guests[1:] {
		if tableOf(g) == tableOf(holder) {
			mate = g
		} else {
			stranger = g
		}
	}
	take := func(g *guest) {
		t.Helper()
		if err := r.desk.TakePen(r.ctx, r.id, g.id); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("SecondBrowserKeepsIt", func(t *testing.T) {
		take(holder)
		r.desk.Presence(r.ctx, r.id, []estrade.ParticipantID{holder.id}, true)
		r.desk.Presence(r.ctx, r.id, []estrade.ParticipantID{holder.id}, false)
		if penOf(mate) != holder.id {
			t.Error("one of two browsers went; the pen must stay")
		}
	})
	t.Run("AwayFreesIt", func(t *testing.T) {
		r.desk.Presence(r.ctx, r.id, []estrade.ParticipantID{holder.id}, false)
		if penOf(mate) != "" {
			t.Error("who is away holds no pen")
		}
		r.desk.Presence(r.ctx, r.id, []estrade.ParticipantID{holder.id}, true)
	})
	t.Run("ReleasingAnothersDoesNothing", func(t *testing.T) {
		take(mate)
		if err := r.desk.ReleasePen(r.ctx, r.id, holder.id); err != nil || penOf(mate) != mate.id {
			t.Errorf("pen at %q, %v", penOf(mate), err)
		}
	})
	t.Run("MovingLaysItDown", func(t *testing.T) {
		take(holder)
		channel := estrade.TeamChannel(tableOf(mate))
		before := len(r.wire.on(channel))
		r.do(estrade.Command{Name: estrade.CommandMove, Participant: holder.id, Table: tableOf(stranger)})
		if penOf(mate) != "" {
			t.Error("a pen does not leave its table")
		}
		if len(r.wire.on(channel)) == before {
			t.Error("the table is not told that its pen is free")
		}
		r.do(estrade.Command{Name: estrade.CommandMove, Participant: holder.id, Table: tableOf(mate)})
	})
	t.Run("RemovingLaysItDown", func(t *testing.T) {
		take(holder)
		r.do(estrade.Command{Name: estrade.CommandRemove, Participant: holder.id})
		if penOf(mate) != "" {
			t.Error("who is out holds no pen")
		}
		if err := r.desk.TakePen(r.ctx, r.id, holder.id); err == nil {
			t.Error("somebody removed takes the pen")
		}
		if err := r.desk.EraseAnswers(r.ctx, r.id, "nobody"); key(err) != "unknown-participant" {
			t.Error(err)
		}
	})
	t.Run("NewTablesLayAllDown", func(t *testing.T) {
		take(mate)
		r.do(estrade.Command{Name: estrade.CommandMakeTables, Number: 1})
		for _, g := range []*guest{mate, stranger} {
			if penOf(g) != "" {
				t.Errorf("%s still writes", penOf(g))
			}
		}
	})
	t.Run("ChoosingAnotherTableLaysItDown", func(t *testing.T) {
		r := newRoom(t, estrade.NewSession{Tables: 2})
		people := r.joinMany(4)
		a := people[0]
		if err := r.desk.TakePen(r.ctx, r.id, a.id); err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(people, func(g *guest) bool { return tableOf(g) != tableOf(a) })
		k := 1 + slices.IndexFunc(people[1:], func(g *guest) bool { return tableOf(g) == tableOf(a) })
		if err := r.desk.SetTable(r.ctx, r.id, a.id, tableOf(people[i])); err != nil {
			t.Fatal(err)
		}
		r.do(estrade.Command{Name: estrade.CommandStart})
		if penOf(people[k]) != "" {
			t.Error("the pen went away with its holder")
		}
	})
}

func TestDesk_Presence(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	a, b := r.join("Une"), r.join("Deux")
	count := func() int { r.refresh(); return r.view.Progress.Connected }
	if count() != 2 {
		t.Fatalf("%d connected", count())
	}
	t.Run("ToldInTheWrongOrder", func(t *testing.T) {
		r.desk.Presence(r.ctx, r.id, []estrade.ParticipantID{a.id}, false)
		r.desk.Presence(r.ctx, r.id, []estrade.ParticipantID{a.id}, false) // a second browser leaves…
		r.desk.Presence(r.ctx, r.id, []estrade.ParticipantID{a.id}, true)  // …and its coming is told late
		if count() != 1 {
			t.Errorf("%d connected, one is", count())
		}
		r.desk.Presence(r.ctx, r.id, []estrade.ParticipantID{a.id}, true)
		if count() != 2 {
			t.Errorf("%d connected, two are", count())
		}
	})
	t.Run("TellsSinceWhen", func(t *testing.T) {
		since := func() int64 {
			r.refresh()
			return r.view.Roster[slices.IndexFunc(r.view.Roster, func(l estrade.RosterLine) bool { return l.ID == a.id })].AwaySince
		}
		if at := since(); at != 0 {
			t.Errorf("here, and away since %d", at)
		}
		left := estrade.Millis(r.clock.Now())
		r.desk.Presence(r.ctx, r.id, []estrade.ParticipantID{a.id}, false)
		r.clock.advance(3 * time.Minute)
		if at := since(); at != left {
			t.Errorf("away since %d, left at %d", at, left)
		}
		r.desk.Presence(r.ctx, r.id, []estrade.ParticipantID{a.id}, true)
		if at := since(); at != 0 {
			t.Errorf("back, and away since %d", at)
		}
	})
	t.Run("RemovedDoNotCount", func(t *testing.T) {
		r.do(estrade.Command{Name: estrade.CommandRemove, Participant: b.id})
		if count() != 1 {
			t.Errorf("%d connected of %d", count(), r.view.Progress.Joined)
		}
	})
	t.Run("UnknownSession", func(t *testing.T) {
		r.desk.Presence(r.ctx, "nowhere", []estrade.ParticipantID{a.id}, true)
		r.desk.Presence(r.ctx, r.id, []estrade.ParticipantID{"nobody"}, true)
		if count() != 1 {
			t.Errorf("%d connected", count())
		}
	})
}
