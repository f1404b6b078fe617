package facilitation_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	estrade "estrade/app"
)

func TestAgendas(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	activities, err := r.desk.Activities(r.ctx)
	if err != nil {
		t.Fatal(err)
	}
	of := func(id string) estrade.ActivityView {
		i := slices.IndexFunc(activities, func(a estrade.ActivityView) bool { return a.ID == id })
		if i < 0 {
			t.Fatalf("no activity %s", id)
		}
		return activities[i]
	}
	draft := estrade.WorkshopDraft{Title: "  Ma   matinée ", Steps: []estrade.DraftStep{
		{Activity: "welcome", Minutes: 7}, {Activity: "manager-leader", Minutes: 20, Short: true},
		{Activity: "lunch", Minutes: 45}, {Activity: "dormant-network", Minutes: 31}, {Activity: "dormant-network", Minutes: of("dormant-network").MinMinutes},
	}}

	t.Run("SavedAndRun", func(t *testing.T) {
		v, err := r.desk.SaveWorkshop(r.ctx, draft)
		if err != nil {
			t.Fatal(err)
		}
		if v.Title.FR != "Ma matinée" || !v.Own || v.Minutes != 7+20+45+31+of("dormant-network").MinMinutes || !v.Steps[1].Short || !v.Steps[2].OffClock {
			t.Errorf("saved %+v", v)
		}
		second := r.another(estrade.NewSession{Workshop: v.ID})
		second.restartAll([]*room{r})
		var parts, minutes int
		for _, step := range second.view.Agenda {
			minutes += step.Minutes
		}
		if minutes != v.Minutes || len(second.view.Agenda) != 5 || second.view.Agenda[4].ID == second.view.Agenda[3].ID {
			t.Errorf("agenda %+v", second.view.Agenda)
		}
		second.joinMany(6)
		for second.view.Actions[0].Command != estrade.CommandBeginClosing {
			if second.view.Part != nil && second.view.Timer.TotalSeconds < 60 {
				t.Errorf("part %s lasts %d s", second.view.Part.ID, second.view.Timer.TotalSeconds)
			}
			if second.view.Step != nil && second.view.Step.ID == "manager-leader" && len(second.view.Play.Contrast.Pairs) != 8 {
				t.Errorf("%d pairs in the short form", len(second.view.Play.Contrast.Pairs))
			}
			if second.view.Backstage != nil && second.view.Backstage.Bridge.EN == "" {
				t.Errorf("no bridge after %s", second.view.Step.ID)
			}
			// No agenda of the pack has lunch after it: what they say there would announce something else.
			if second.view.Step != nil && second.view.Step.ID == "manager-leader" && !strings.Contains(second.view.Backstage.Bridge.EN, "one thing from this moment") {
				t.Errorf("bridge to lunch: %s", second.view.Backstage.Bridge.EN)
			}
			second.step(nil)
			parts++
		}
		if parts < 20 {
			t.Errorf("only %d acts", parts)
		}
	})

	t.Run("ChangedAndDeleted", func(t *testing.T) {
		own := ownAgendas(t, r)
		if len(own) != 1 {
			t.Fatalf("own agendas %+v", own)
		}
		changed := estrade.WorkshopDraft{ID: own[0].ID, Title: "Autre", Steps: draft.Steps[:1]}
		if v, err := r.desk.SaveWorkshop(r.ctx, changed); err != nil || v.ID != own[0].ID || v.Minutes != 7 {
			t.Errorf("changed: %+v, %v", v, err)
		}
		if err := r.desk.DeleteWorkshop(r.ctx, own[0].ID); err != nil {
			t.Fatal(err)
		}
		if own := ownAgendas(t, r); len(own) != 0 {
			t.Errorf("left %+v", own)
		}
		if got := key(r.desk.DeleteWorkshop(r.ctx, "half-day")); got != "unknown-workshop" {
			t.Errorf("an agenda of the pack: %q", got)
		}
		if _, err := r.desk.SaveWorkshop(r.ctx, changed); key(err) != "unknown-workshop" {
			t.Errorf("saved after deletion: %v", err)
		}
	})

	t.Run("Refused", func(t *testing.T) {
		if _, err := r.desk.SaveWorkshop(r.ctx, estrade.WorkshopDraft{Title: "Prise", Steps: draft.Steps}); err != nil {
			t.Fatal(err)
		}
		for want, d := range map[string]estrade.WorkshopDraft{
			"agenda-title":       {Title: " \t", Steps: draft.Steps},
			"text-too-long":      {Title: strings.Repeat("é", 121), Steps: draft.Steps},
			"agenda-steps":       {Title: "Vide"},
			"agenda-activity":    {Title: "Inconnue", Steps: []estrade.DraftStep{{Activity: "nothing", Minutes: 5}}},
			"agenda-minutes":     {Title: "Trop court", Steps: []estrade.DraftStep{{Activity: "dormant-network", Minutes: 1}}},
			"agenda-too-long":    {Title: "Trop long", Steps: slices.Repeat([]estrade.DraftStep{{Activity: "pause", Minutes: 240}}, 7)},
			"agenda-title-taken": {Title: "prise", Steps: draft.Steps},
		} {
			if _, err := r.desk.SaveWorkshop(r.ctx, d); key(err) != want {
				t.Errorf("%s: %v", want, err)
			}
		}
		if own := ownAgendas(t, r); len(own) != 1 {
			t.Errorf("kept %+v", own)
		}
	})
}

func ownAgendas(t *testing.T, r *room) []estrade.WorkshopView {
	t.Helper()
	all, err := r.desk.Workshops(r.ctx)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(w estrade.WorkshopView) bool { return !w.Own })
}

// TestAgendas_Minutes: whatever minutes a step is given, its parts share all of
// them, a minute each at least.
func TestAgendas_Minutes(t *testing.T) {
	r := newRoom(t, estrade.NewSession{})
	activities, err := r.desk.Activities(r.ctx)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SampledFrom(activities).Draw(t, "activity")
		minutes := rapid.IntRange(a.MinMinutes, 240).Draw(t, "minutes")
		v, err := r.desk.SaveWorkshop(r.ctx, estrade.WorkshopDraft{Title: "Essai", Steps: []estrade.DraftStep{{Activity: a.ID, Minutes: minutes}}})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = r.desk.DeleteWorkshop(r.ctx, v.ID) }()
		own, err := r.store.Workshops(r.ctx)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0
		for _, p := range own[0].Steps[0].Parts {
			sum += p.Minutes
			if p.Minutes < 1 {
				t.Errorf("%s gets %d minutes", p.Phase, p.Minutes)
			}
		}
		if sum != minutes || v.Minutes != minutes {
			t.Errorf("parts share %d of %d", sum, minutes)
		}
	})
}
