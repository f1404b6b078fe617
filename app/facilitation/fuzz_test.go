package facilitation_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	estrade "estrade/app"
	"estrade/app/content"
)

// asked is a session that waits in a part that collects.
type asked struct {
	*room
	kind  estrade.Kind
	phase string
	guest *guest
	ids   []string // of what may be answered: everything that has an id in the picture
}

// everythingAsked returns a session for each kind of part in which people answer.
func everythingAsked(f *testing.F) []asked {
	f.Helper()
	var all []asked
	seen := map[string]bool{}
	base := newRoom(f, estrade.NewSession{})
	pack, err := content.Builtin()
	if err != nil {
		f.Fatal(err)
	}
	for _, activity := range slices.Sorted(maps.Keys(pack.Activities)) {
		if pack.Activities[activity].Kind == estrade.KindBriefing {
			continue
		}
		w, err := base.desk.SaveWorkshop(base.ctx, estrade.WorkshopDraft{Title: activity, Steps: []estrade.DraftStep{{Activity: activity, Minutes: 60}}})
		if err != nil {
			f.Fatal(err)
		}
		for more := true; more; {
			r := base.another(estrade.NewSession{Workshop: w.ID})
			more = false
			guests := r.joinMany(5)
			for range 100 {
				if r.view.Finished || len(r.view.Actions) == 0 {
					break
				}
				if p := r.view.Part; p != nil && p.Collects && p.State == estrade.PartOpen {
					name := fmt.Sprintf("%s/%s", r.view.Step.Kind, p.Phase)
					if !seen[name] {
						seen[name], more = true, true
						a := asked{room: r, kind: r.view.Step.Kind, phase: p.Phase, guest: guests[0], ids: idsOf(f, r.view.Play)}
						if p.ByTable {
							if err := r.desk.TakePen(r.ctx, r.id, a.guest.id); err != nil {
								f.Fatal(err)
							}
						}
						all = append(all, a)
						break
					}
				}
				r.step(nil)
			}
		}
	}
	// Eleven kinds; briefings ask for nothing.
	byKind := map[estrade.Kind]bool{}
	for _, a := range all {
		byKind[a.kind] = true
	}
	if len(byKind) != 10 || len(all) < 18 {
		f.Fatalf("parts of %v, %d in all", slices.Collect(maps.Keys(byKind)), len(all))
	}
	return all
}

// idsOf collects every id in a picture, and the places that have names of their own.
func idsOf(f *testing.F, play *estrade.Play) []string {
	f.Helper()
	text, err := estrade.JSON(play)
	if err != nil {
		f.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		f.Fatal(err)
	}
	found := map[string]bool{}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if id, ok := v["id"].(string); ok {
				found[id] = true
			}
			for _, inner := range v {
				walk(inner)
			}
		case []any:
			for _, inner := range v {
				walk(inner)
			}
		}
	}
	walk(tree)
	ids := slices.Sorted(maps.Keys(found))
	for _, id := range slices.Clone(ids) {
		ids = append(ids, id+".1", "1."+id)
	}
	return append(ids, "choice", "list", "curve", "follow-up", "decision", "recommendation", "1.confidence", "1.shared", "ballot")
}

// FuzzSubmit answers with anything, in every kind of part. An answer is taken or
// refused with a reason, never an error of the program's; what was taken can be
// shown to its author and read by the trainer.
func FuzzSubmit(f *testing.F) {
	all := everythingAsked(f)
	for i := range all {
		for _, value := range []string{"null", "1", "-3", "0.5", `"manager"`, `"both"`, "true", "[]", "{}", `"2027-01-31"`, "1e300", `"\u202e<b>\u0000"`} {
			f.Add(uint8(i), uint8(0), "", "", []byte(value), false)
		}
		f.Add(uint8(i), uint8(1), "current", "", []byte("2"), true)
		f.Add(uint8(i), uint8(255), "criterion", "list", []byte(`["a",null]`), false)
		f.Add(uint8(i), uint8(255), "", "ballot", []byte(`{"a":3}`), false)
		f.Add(uint8(i), uint8(255), "", "curve", []byte(`[1,2,3,4,5,6,7,null]`), true)
	}
	f.Fuzz(func(t *testing.T, which, id uint8, pass, item string, value []byte, lock bool) {
		a := all[int(which)%len(all)]
		if item == "" {
			item = a.ids[int(id)%len(a.ids)]
		}
		part := a.view.Part
		_, err := a.desk.Submit(a.ctx, a.id, estrade.AnswerRequest{
			ID: fmt.Sprintf("z%d", answerCount.Add(1)), Participant: a.guest.id, Step: a.view.Step.ID, Part: part.ID,
			Opening: part.Opening, Pass: pass, Item: item, Value: value, AsTable: part.ByTable,
		})
		if err != nil && estrade.ErrorCode(err) == estrade.CodeInternal {
			t.Fatalf("%s %s: %v", a.kind, a.phase, err)
		}
		if lock {
			// Locked for good: only a pass that does not exist, or is not complete, is refused.
			_, lockErr := a.desk.Lock(a.ctx, a.id, estrade.LockRequest{
				Participant: a.guest.id, AsTable: part.ByTable, Step: a.view.Step.ID, Part: part.ID, Opening: part.Opening + 1, Pass: pass,
			})
			if lockErr == nil || estrade.ErrorCode(lockErr) == estrade.CodeInternal {
				t.Fatalf("%s %s: a lock of another opening: %v", a.kind, a.phase, lockErr)
			}
		}
		if err != nil {
			return
		}
		picture, err := a.desk.Snapshot(a.ctx, a.id, []estrade.ParticipantID{a.guest.id})
		if err != nil {
			t.Fatalf("%s %s: %v", a.kind, a.phase, err)
		}
		if _, err := estrade.JSON(picture); err != nil {
			t.Fatalf("%s %s: the picture cannot be sent after %q: %v", a.kind, a.phase, value, err)
		}
		view, err := a.desk.View(a.ctx, a.id)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := estrade.JSON(view); err != nil {
			t.Fatal(err)
		}
		if _, err := a.desk.OwnResults(a.ctx, a.id, a.guest.id); err != nil {
			t.Fatal(err)
		}
	})
}
