package rehearsal

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

func TestLedger_Missing(t *testing.T) {
	at := func(who, item string) estrade.AnswerKey {
		return estrade.AnswerKey{Subject: estrade.Subject{Participant: estrade.ParticipantID(who)}, Step: "s", Part: "p", Item: item}
	}
	value := func(s string) json.RawMessage { return json.RawMessage(s) }
	take := func(l *Ledger, k estrade.AnswerKey, v string) {
		l.send(k, value(v))
		l.acknowledge(k, value(v), Wait{Took: time.Millisecond}, false)
	}
	kept := func(k estrade.AnswerKey, v string, edits int) estrade.Answer {
		return estrade.Answer{Key: k, Value: []byte(v), Edits: edits}
	}
	a, b := at("anna", "choice"), at("bo", "choice")
	for name, c := range map[string]struct {
		promise func(l *Ledger)
		kept    []estrade.Answer
		want    string // part of the one sentence, "" for none
	}{
		"AllThere":        {func(l *Ledger) { take(l, a, `"x"`); take(l, b, "null") }, []estrade.Answer{kept(a, `"x"`, 0), kept(b, "null", 0)}, ""},
		"Edited":          {func(l *Ledger) { take(l, a, `"x"`); take(l, a, `"y"`) }, []estrade.Answer{kept(a, `"y"`, 1)}, ""},
		"Lost":            {func(l *Ledger) { take(l, a, `"x"`) }, nil, "lost"},
		"Twice":           {func(l *Ledger) { take(l, a, `"x"`) }, []estrade.Answer{kept(a, `"x"`, 0), kept(a, `"x"`, 0)}, "twice"},
		"EarlierValue":    {func(l *Ledger) { take(l, a, `"x"`); take(l, a, `"y"`) }, []estrade.Answer{kept(a, `"x"`, 1)}, `as "y" and is kept as "x"`},
		"CountedTwice":    {func(l *Ledger) { take(l, a, `"x"`) }, []estrade.Answer{kept(a, `"x"`, 1)}, "1 edits"},
		"OutOfNowhere":    {func(*Ledger) {}, []estrade.Answer{kept(a, `"x"`, 0)}, "nobody answered"},
		"OnItsWayKept":    {func(l *Ledger) { take(l, a, `"x"`); l.send(a, value(`"y"`)) }, []estrade.Answer{kept(a, `"y"`, 1)}, ""},
		"OnItsWayNotKept": {func(l *Ledger) { take(l, a, `"x"`); l.send(a, value(`"y"`)) }, []estrade.Answer{kept(a, `"x"`, 0)}, ""},
		"NeverSaid":       {func(l *Ledger) { l.send(a, value(`"y"`)); l.lose(a, false) }, []estrade.Answer{kept(a, `"y"`, 0)}, ""},
		"RefusedAndKept":  {func(l *Ledger) { l.send(a, value(`"y"`)); l.lose(a, true) }, []estrade.Answer{kept(a, `"y"`, 0)}, "nobody answered"},
		"RefusedEdit":     {func(l *Ledger) { take(l, a, `"x"`); l.send(a, value(`"y"`)); l.lose(a, true) }, []estrade.Answer{kept(a, `"y"`, 1)}, "is kept as"},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLedger()
			c.promise(l)
			got := l.Missing(c.kept)
			if c.want == "" && len(got) > 0 || c.want != "" && (len(got) != 1 || !strings.Contains(got[0], c.want)) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestLedger_Tally(t *testing.T) {
	l := newLedger()
	k := estrade.AnswerKey{Step: "s", Part: "p", Item: "i"}
	l.send(k, json.RawMessage(`1`))
	l.acknowledge(k, json.RawMessage(`1`), Wait{Took: 2 * time.Millisecond}, true)
	l.send(k, json.RawMessage(`null`))
	l.acknowledge(k, json.RawMessage(`null`), Wait{Took: time.Millisecond}, false)
	l.send(k, json.RawMessage(`3`))
	l.lose(k, true)
	l.send(k, json.RawMessage(`4`))
	l.lose(k, false)
	want := Tally{Acknowledged: 2, Places: 1, Declined: 1, Edited: 1, Refused: 1, Resent: 1, Uncertain: 1}
	if got := l.Tally(); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if waits := l.Waits(); len(waits) != 2 || waits[0].Took != 2*time.Millisecond {
		t.Errorf("waits %v", waits)
	}
	if last := l.Last(); len(last) != 1 || string(last[k]) != "null" {
		t.Errorf("last %v", last)
	}
}

func TestTranscript_Names(t *testing.T) {
	transcript := NewTranscript()
	transcript.add("room:1", []byte(`{"title":"L’atelier de Zoé"}`))
	transcript.add("room:1", []byte(`{"title":"L’atelier de Zoé"}`))
	transcript.add("team:2", []byte(`{"penName":"Véga \u0026 fils"}`))
	if n := transcript.Size(); n != 2 {
		t.Errorf("%d different messages", n)
	}
	if found := transcript.Names([]string{"Zoé Lefèvre", "Altaïr"}); len(found) > 0 {
		t.Errorf("found %v", found)
	}
	for name, channel := range map[string]string{"Zoé": "room:1", "Véga & fils": "team:2"} {
		if found := transcript.Names([]string{name}); len(found) != 1 || !strings.Contains(found[0], channel) {
			t.Errorf("%s: %v", name, found)
		}
	}
}

func TestClock(t *testing.T) {
	start := time.Date(2026, 11, 24, 8, 50, 0, 0, time.UTC)
	c := NewClock(start)
	c.Advance(time.Hour)
	c.Advance(-time.Hour)
	if got := c.Now().Sub(start); got < time.Hour || got > time.Hour+time.Minute {
		t.Errorf("it shows %v after its start", got)
	}
	before := c.Now()
	time.Sleep(2 * time.Millisecond)
	if !c.Now().After(before) {
		t.Error("it stands still")
	}
}
