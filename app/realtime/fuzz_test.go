package realtime

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"testing"

	"github.com/centrifugal/centrifuge"
	"golang.org/x/time/rate"

	estrade "estrade/app"
)

// newNodeWithoutNet returns a node whose calls can be made directly.
func newNodeWithoutNet(f *testing.F) *Node {
	f.Helper()
	n, err := New(Options{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		f.Fatal(err)
	}
	n.answers, n.sessions = newFakeAnswers(), fakeSessions{}
	return n
}

// refusedWell reports an error that is no refusal a page is told of.
func refusedWell(t *testing.T, err error) {
	t.Helper()
	var end centrifuge.Disconnect
	if errors.As(err, &end) {
		return
	}
	var refused *centrifuge.Error
	if !errors.As(err, &refused) {
		t.Fatalf("refused with %v", err)
	}
	var public estrade.Error
	if err := json.Unmarshal([]byte(refused.Message), &public); err != nil || public.Code == estrade.CodeInternal || public.Key == "" {
		t.Fatalf("refused with %s, %v", refused.Message, err)
	}
}

// FuzzCall sends anything as a call of a participant's, the stage's and the
// console's connection. Nothing may panic, be an internal error, or act for
// somebody the connection does not speak for.
func FuzzCall(f *testing.F) {
	for _, seed := range []struct{ method, data string }{
		{"answer", `{"id":"3f0c","participant":"ana","asTable":false,"step":"s2","part":"sliders","opening":1,"pass":"current","item":"pair-3","value":-2}`},
		{"answer", `{"participant":"bob","value":{"a":[1e999]}}`},
		{"lock", `{"participant":"ana","step":"s2","part":"p","opening":1,"pass":""}`},
		{"pen", `{"participant":"ana","take":true}`},
		{"language", `{"participant":"ana","language":"fr"}`},
		{"table", `{"participant":"ana","table":"loire"}`},
		{"erase", `{"participant":"ana"}`},
		{"results", `{"participant":"ana"}`},
		{"return", `{"participant":"ana","code":"ABCD-EFGH"}`},
		{"sign", `{"participant":"ana","day":"2026-11-24","afternoon":false,"drawing":{"width":320,"height":160,"strokes":[[[1,2],[300,90]]]},"typed":""}`},
		{"sign", `{"participant":"ana","drawing":{"strokes":[[[1]],[[1,2,3]],[[1.5,2]],[{"x":1}],null,[null]]}}`},
		{"snapshot", `{}`},
		{"time", ``},
		{"", "\x00\xff"},
		{"answer", `{"participant":"ana"}{"participant":"bob"}`},
		{"answer", `{"Participant":"bob","participant":"ana"}`},
	} {
		f.Add(seed.method, []byte(seed.data))
	}
	n := newNodeWithoutNet(f)
	f.Fuzz(func(t *testing.T, method string, data []byte) {
		for _, k := range []kind{kindPeople, kindStage, kindConsole} {
			c := newConnection(k, "s1")
			c.calls = newAllowance(float64(rate.Inf), 1)
			if k == kindPeople {
				c.people = []estrade.ParticipantID{"ana"}
			}
			reply, err := n.call(t.Context(), c, method, data)
			if err != nil {
				refusedWell(t, err)
				continue
			}
			if !json.Valid(reply) {
				t.Fatalf("%s: reply %q", k, reply)
			}
			var who struct{ Participant estrade.ParticipantID }
			if k == kindPeople && json.Unmarshal(data, &who) == nil && who.Participant == "bob" && method != "time" && method != "snapshot" {
				t.Fatalf("%s acts for bob: %s", method, data)
			}
		}
	})
}

// FuzzConnect sends anything as the data of a connect, at both doors.
func FuzzConnect(f *testing.F) {
	for _, seed := range []string{
		`{"people":["t-ana","t-bob"]}`, `{"people":["t-ana","t-dan"]}`, `{"people":["t-ana","t-ana","wrong"]}`, `{"stage":"x"}`,
		`{"console":"s1"}`, `{"people":[null]}`, `{"people":{}}`, `[]`, ``, `{"people":["t-ana"],"stage":"x"}`, "\x00",
	} {
		f.Add([]byte(seed))
	}
	n := newNodeWithoutNet(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, d := range []door{doorRoom, doorConsole} {
			c, first, err := n.admit(context.WithValue(t.Context(), doorKey{}, d), data)
			if err != nil {
				refusedWell(t, n.refusal("connect", err))
				continue
			}
			if d == doorConsole != (c.kind == kindConsole) {
				t.Fatalf("a %s came in at door %d", c.kind, d)
			}
			if _, err := estrade.JSON(first); err != nil {
				t.Fatal(err)
			}
			for _, p := range c.people {
				if c.session == "s1" && p == "dan" || c.session == "s2" && p != "dan" {
					t.Fatalf("%s speaks for %s", c.session, p)
				}
			}
			n.forget(c)
		}
	})
}

// FuzzDecode checks that what is read once is all there is.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{`{"people":["a"]}`, `{} {}`, `{}x`, `null`, "\xef\xbb\xbf{}", `{"people":["` + "\xff" + `"]}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var r request
		if decode(data, &r) == nil && !json.Valid(data) {
			t.Fatalf("taken, and is not one JSON value: %q", data)
		}
	})
}
