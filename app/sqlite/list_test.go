package sqlite

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	estrade "estrade/app"
)

func listedSession(id estrade.SessionID, date string, createdAt int64, title, client, place string) estrade.Session {
	s := testSession(id)
	s.Date, s.CreatedAt, s.Title, s.Client, s.Place = date, createdAt, title, client, place
	return s
}

func listIDs(t *testing.T, f *fixture, filter estrade.SessionFilter) []estrade.SessionID {
	t.Helper()
	list, err := f.Sessions(context.Background(), filter)
	if err != nil {
		t.Fatalf("%+v: %v", filter, err)
	}
	var ids []estrade.SessionID
	for _, x := range list {
		ids = append(ids, x.ID)
	}
	return ids
}

func TestStore_Sessions(t *testing.T) {
	f := openFixture(t, options{})
	f.create(t, listedSession("old", "2025-12-01", 1, "Équipe à distance", "Hôtel de l’Orée", "Besançon"), nil, nil)
	f.create(t, listedSession("morning", "2026-03-14", 5, "Réseau dormant", "Mairie", "Dole"), nil, nil)
	f.create(t, listedSession("afternoon", "2026-03-14", 9, "Réseau dormant", "Mairie", "Saint-Étienne"), nil, nil)
	f.create(t, listedSession("next", "2026-11-03", 2, "Le mois cinq", "SNCF", "Paris"), nil, nil)

	t.Run("order", func(t *testing.T) {
		all := []estrade.SessionID{"next", "afternoon", "morning", "old"}
		if got := listIDs(t, f, estrade.SessionFilter{}); !slices.Equal(got, all) {
			t.Errorf("got %v", got)
		}
		if got := listIDs(t, f, estrade.SessionFilter{Limit: 2, Offset: 1}); !slices.Equal(got, all[1:3]) {
			t.Errorf("got %v", got)
		}
		if got := listIDs(t, f, estrade.SessionFilter{Offset: -5}); len(got) != 4 {
			t.Errorf("got %v", got)
		}
	})
	t.Run("running", func(t *testing.T) {
		for i, id := range []estrade.SessionID{"next", "morning"} {
			f.update(t, id, func(tx estrade.Tx) error {
				row, err := tx.Session()
				row.State = []estrade.SessionState{estrade.SessionDraft, estrade.SessionClosed}[i]
				return errors.Join(err, tx.SaveSession(row))
			})
		}
		if got := listIDs(t, f, estrade.SessionFilter{Running: true}); !slices.Equal(got, []estrade.SessionID{"afternoon", "old"}) {
			t.Errorf("got %v", got)
		}
		if got := listIDs(t, f, estrade.SessionFilter{Running: true, Search: "besancon"}); !slices.Equal(got, []estrade.SessionID{"old"}) {
			t.Errorf("got %v", got)
		}
	})
	t.Run("search", func(t *testing.T) {
		for search, want := range map[string][]estrade.SessionID{
			"equipe":          {"old"},
			"ÉQUIPE BESANCON": {"old"},
			"e\u0301quipe":    {"old"},
			"res dor":         {"afternoon", "morning"},
			"mairie dole":     {"morning"},
			"l'orée":          {"old"},
			"oree":            {"old"},
			"saint-e":         {"afternoon"},
			"2026-03":         {"afternoon", "morning"}, // not the third of November
			"2026":            {"next", "afternoon", "morning"},
			"14":              {"afternoon", "morning"},
			"nowhere":         nil,
			"  \t ":           {"next", "afternoon", "morning", "old"},
			"- ’ ?":           {"next", "afternoon", "morning", "old"},
		} {
			if got := listIDs(t, f, estrade.SessionFilter{Search: search}); !slices.Equal(got, want) {
				t.Errorf("%q: got %v, want %v", search, got, want)
			}
		}
	})
	t.Run("operators are words", func(t *testing.T) {
		for _, search := range []string{
			`"`, `""`, `"equipe`, `equipe"`, `title:equipe`, `equipe OR mairie`, `equipe AND`, `NOT equipe`, `NEAR(equipe, 2)`,
			`equipe*`, `*`, `^equipe`, `(equipe`, `equipe)`, `{title}:equipe`, `- equipe`, `'; DROP TABLE sessions; --`,
			"equipe\x00mairie", "\xff\xfe", `%`, `_`, `equipe + mairie`, strings.Repeat("a ", 5000), strings.Repeat(`"`, 1000),
			"session_words", "rank:1", "\u202eequipe",
		} {
			if _, err := f.Sessions(context.Background(), estrade.SessionFilter{Search: search}); err != nil {
				t.Errorf("%.30q: %v", search, err)
			}
		}
		if got := listIDs(t, f, estrade.SessionFilter{Search: "equipe OR mairie"}); len(got) != 0 {
			t.Errorf("OR was an operator: %v", got)
		}
		if got := listIDs(t, f, estrade.SessionFilter{}); len(got) != 4 {
			t.Errorf("left %v", got)
		}
	})
	t.Run("follows changes", func(t *testing.T) {
		f.update(t, "old", func(tx estrade.Tx) error {
			s, err := tx.Session()
			if err != nil {
				return err
			}
			s.Title = "Confiance"
			return tx.SaveSession(s)
		})
		if got := listIDs(t, f, estrade.SessionFilter{Search: "equipe"}); len(got) != 0 {
			t.Errorf("the old title is still found: %v", got)
		}
		if got := listIDs(t, f, estrade.SessionFilter{Search: "confiance oree"}); !slices.Equal(got, []estrade.SessionID{"old"}) {
			t.Errorf("got %v", got)
		}
		if err := f.DeleteSession(context.Background(), "old"); err != nil {
			t.Fatal(err)
		}
		if got := listIDs(t, f, estrade.SessionFilter{Search: "confiance"}); len(got) != 0 {
			t.Errorf("a deleted session is still found: %v", got)
		}
	})
}

func TestStore_Sessions_summary(t *testing.T) {
	f := openFixture(t, options{})
	want := fillSession(t, f, "s-1")
	summary := func() estrade.SessionSummary {
		list, err := f.Sessions(context.Background(), estrade.SessionFilter{})
		if err != nil || len(list) != 1 {
			t.Fatalf("%+v, %v", list, err)
		}
		return list[0]
	}
	s := want.Session
	expect := estrade.SessionSummary{
		ID: s.ID, State: s.State, Rehearsal: true, Title: s.Title, Client: s.Client, Place: s.Place, Written: s.StageLanguage, Date: s.Date,
		Present:   1, // of three: one absent, one still expected
		Documents: 1, EraseOn: 0, OpenedAt: s.OpenedAt, ClosedAt: 0, ErasedAt: s.AnswersErasedAt,
	}
	if got := summary(); got != expect {
		t.Errorf("got %+v\nwant %+v", got, expect)
	}
	s.State, s.ClosedAt = estrade.SessionClosed, testTime.UnixMilli()
	f.update(t, s.ID, func(tx estrade.Tx) error { return tx.SaveSession(s) })
	expect.State, expect.ClosedAt = s.State, s.ClosedAt
	expect.EraseOn = testTime.AddDate(0, 0, s.RetentionDays).UnixMilli()
	if got := summary(); got != expect {
		t.Errorf("closed: got %+v\nwant %+v", got, expect)
	}
}

func TestStore_OpenSessions(t *testing.T) {
	f := openFixture(t, options{})
	for i, state := range []estrade.SessionState{estrade.SessionDraft, estrade.SessionClosing, estrade.SessionOpen,
		estrade.SessionClosed, estrade.SessionArchived, estrade.SessionErased} {
		s := testSession(estrade.SessionID(state))
		s.State, s.OpenedAt = state, int64(10-i)
		f.create(t, s, nil, nil)
	}
	got, err := f.OpenSessions(context.Background())
	if want := []estrade.SessionID{"open", "closing"}; err != nil || !slices.Equal(got, want) {
		t.Fatalf("got %v, %v", got, err)
	}
}
