package program

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	estrade "estrade/app"
)

// visitor is somebody with something in hand that could open a door.
type visitor struct {
	name  string
	token string // of a participant or of the stage
}

// place is a program with two open sessions, a closed one, and everybody who
// could be at a wrong door.
type place struct {
	*Program
	origin string // of the room
	first  estrade.ConsoleView

	ana, ben estrade.Joined // of the first session
	zoe      estrade.Joined // of the second
	stage    string         // of the first
	strange  []visitor      // whose tokens open nothing
	closed   estrade.ConsoleView
}

func newPlace(t *testing.T) *place {
	t.Helper()
	return newPlaceAt(t, nil)
}

// newPlaceAt is newPlace at another time, nil for now.
func newPlaceAt(t *testing.T, clock estrade.Clock) *place {
	t.Helper()
	p := &place{Program: started(t, Config{DataDir: t.TempDir(), KeysInMemory: true, RoomAddr: "127.0.0.1:0", Clock: clock})}
	if _, err := p.OpenRoom(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.origin = p.RoomURL()
	p.first = p.open(t)
	second, third := p.open(t), p.open(t)
	p.ana, p.ben, p.zoe = p.join(t, p.first, "Ana"), p.join(t, p.first, "Ben"), p.join(t, second, "Zoé")
	removed, came := p.join(t, p.first, "Rémi"), p.join(t, p.first, "Eva")
	late := p.join(t, third, "Luc")
	p.stage = p.stageToken(t, p.first)
	lateStage := p.stageToken(t, third)

	p.do(t, p.first.Session.ID, estrade.Command{Name: estrade.CommandRemove, Participant: removed.Participant})
	again, err := p.Answers().Reenter(t.Context(), estrade.ReentryRequest{Secret: secretOf(p.first), Reentry: came.Reentry})
	if err != nil {
		t.Fatal(err)
	}
	if again.Token == came.Token {
		t.Fatal("coming back leaves the token as it was")
	}
	for _, name := range []estrade.CommandName{estrade.CommandBeginClosing, estrade.CommandFinish} {
		p.closed = p.do(t, third.Session.ID, estrade.Command{Name: name})
	}
	p.strange = []visitor{
		{"nobody", ""},
		{"made-up token", strings.Repeat("a", len(p.ana.Token))},
		{"session's id", string(p.first.Session.ID)},
		{"participant's id", string(p.ana.Participant)},
		{"browser's token", p.ana.Device},
		{"secret of the QR", secretOf(p.first)},
		{"somebody removed", removed.Token},
		{"token before coming back", came.Token},
		{"somebody of a closed session", late.Token},
		{"stage of a closed session", lateStage},
	}
	return p
}

func (p *place) open(t *testing.T) estrade.ConsoleView {
	t.Helper()
	id, err := p.Sessions().Create(t.Context(), estrade.NewSession{Workshop: "essentials", Seed: 5})
	if err != nil {
		t.Fatal(err)
	}
	return p.do(t, id, estrade.Command{Name: estrade.CommandOpenRoom})
}

func (p *place) do(t *testing.T, id estrade.SessionID, c estrade.Command) estrade.ConsoleView {
	t.Helper()
	view, err := p.Sessions().View(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	c.Revision, c.Confirmed = view.Revision, true
	if view, err = p.Sessions().Do(t.Context(), id, c); err != nil {
		t.Fatalf("%s: %v", c.Name, err)
	}
	return view
}

func (p *place) join(t *testing.T, in estrade.ConsoleView, name string) estrade.Joined {
	t.Helper()
	j, err := p.Answers().Join(t.Context(), estrade.JoinRequest{Secret: secretOf(in), Name: name, Language: estrade.French})
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func secretOf(v estrade.ConsoleView) string {
	_, secret, _ := strings.Cut(v.Join.LocalURL, "#")
	return secret
}

func (p *place) stageToken(t *testing.T, v estrade.ConsoleView) string {
	t.Helper()
	address, err := p.Service().StageURL(t.Context(), v.Session.ID)
	if err != nil {
		t.Fatal(err)
	}
	_, token, _ := strings.Cut(address, "#")
	return token
}

// post sends JSON and returns the status, and the key of the error if it is one.
func (p *place) post(t *testing.T, path string, body any) (status int, key string, text []byte) {
	t.Helper()
	sent, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.Post(p.origin+path, "application/json", bytes.NewReader(sent))
	if err != nil {
		t.Fatal(err)
	}
	return answerOf(t, r)
}

func answerOf(t *testing.T, r *http.Response) (status int, key string, text []byte) {
	t.Helper()
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	var e estrade.Error
	if r.StatusCode != http.StatusOK {
		_ = json.Unmarshal(text, &e) // a page of text has no key
	}
	return r.StatusCode, e.Key, text
}

// live is a live connection, by hand.
type live struct {
	t  *testing.T
	c  *websocket.Conn
	id int
}

type liveReply struct {
	ID      int `json:"id"`
	Connect *struct {
		Data json.RawMessage `json:"data"`
		Subs map[string]any  `json:"subs"`
	} `json:"connect"`
	RPC *struct {
		Data json.RawMessage `json:"data"`
	} `json:"rpc"`
	Error *struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// socket opens a WebSocket; status is that of the refusal, 0 for none.
func socket(t *testing.T, dialer *websocket.Dialer, address string, header http.Header) (c *websocket.Conn, status int) {
	t.Helper()
	c, r, err := dialer.Dial(address, header)
	if r != nil {
		defer r.Body.Close()
	}
	switch {
	case err == nil:
		t.Cleanup(func() { _ = c.Close() })
		return c, 0
	case r == nil:
		t.Fatal(err)
	}
	return nil, r.StatusCode
}

// dial opens a live connection and sends the connect command. closed is the
// close code when it is refused that way, 0 otherwise.
func dial(t *testing.T, address string, data any) (l *live, first liveReply, closed int) {
	t.Helper()
	c, status := socket(t, websocket.DefaultDialer, address, nil)
	if c == nil {
		return nil, liveReply{}, status
	}
	l = &live{t: t, c: c}
	first, closed = l.send(map[string]any{"connect": map[string]any{"data": data}})
	return l, first, closed
}

// send sends a command and returns its reply, or the code the connection ends with.
func (l *live) send(command map[string]any) (reply liveReply, closed int) {
	l.t.Helper()
	l.id++
	command["id"] = l.id
	if err := l.c.WriteJSON(command); err != nil {
		l.t.Fatal(err)
	}
	for {
		_ = l.c.SetReadDeadline(time.Now().Add(20 * time.Second))
		_, text, err := l.c.ReadMessage()
		var ended *websocket.CloseError
		if errors.As(err, &ended) {
			return liveReply{}, ended.Code
		}
		if err != nil {
			l.t.Fatal(err)
		}
		for line := range bytes.SplitSeq(text, []byte("\n")) {
			var r liveReply
			if err := json.Unmarshal(line, &r); err == nil && r.ID == l.id {
				return r, 0
			}
		}
	}
}

// call calls a method; key is that of the error, "" for none.
func (l *live) call(method string, data any) (key string, text json.RawMessage) {
	l.t.Helper()
	r, closed := l.send(map[string]any{"rpc": map[string]any{"method": method, "data": data}})
	switch {
	case closed != 0:
		return "closed-" + strconv.Itoa(closed), nil
	case r.Error != nil:
		var e estrade.Error
		if err := json.Unmarshal([]byte(r.Error.Message), &e); err != nil {
			return "error-" + strconv.Itoa(r.Error.Code), nil
		}
		return e.Key, nil
	default:
		return "", r.RPC.Data
	}
}

func (p *place) live() string {
	return "ws" + strings.TrimPrefix(p.origin, "http") + "/connection/websocket"
}

// roomRoutes says for each route of the room what somebody without a right to
// it gets. A route that is not here fails the test: decide who may use it.
var roomRoutes = map[string]func(t *testing.T, p *place){
	// Pages hold no data; TestRoomFiles lists them.
	"/": func(t *testing.T, p *place) {
		for _, path := range []string{"/console", "/index.html", "/api", "/join.html", "/../index.html", "/estrade.db"} {
			if r, err := http.Get(p.origin + path); err != nil || r.StatusCode != http.StatusNotFound {
				t.Errorf("%s: %v %v", path, r, err)
			} else {
				r.Body.Close()
			}
		}
	},
	"GET /health": func(t *testing.T, p *place) {
		r, err := http.Get(p.origin + "/health")
		if err != nil {
			t.Fatal(err)
		}
		if _, _, text := answerOf(t, r); string(text) != `{"ok":true}` {
			t.Errorf("it tells %s", text)
		}
	},
	"POST /api/greet": func(t *testing.T, p *place) { p.wrongCodes(t, "/api/greet", nil) },
	"POST /api/join":  func(t *testing.T, p *place) { p.wrongCodes(t, "/api/join", map[string]any{"name": "Eve"}) },
	"POST /api/reenter": func(t *testing.T, p *place) {
		p.wrongCodes(t, "/api/reenter", map[string]any{"reentry": p.ana.Reentry})
		// Another session's person, a wrong code, and one used up by removal.
		for name, reentry := range map[string]string{"other session": p.zoe.Reentry, "none": "", "token": p.ana.Token} {
			status, key, _ := p.post(t, "/api/reenter", map[string]any{"secret": secretOf(p.first), "reentry": reentry})
			if status != http.StatusUnauthorized || key != "wrong-reentry" {
				t.Errorf("%s: %d %s", name, status, key)
			}
		}
	},
	"POST /api/personal": func(t *testing.T, p *place) {
		p.wrongTokens(t, "/api/personal", nil)
		// A right token gets its owner's document and no parameter makes it another's.
		_, _, text := p.post(t, "/api/personal", map[string]any{"token": p.ben.Token, "participant": p.ana.Participant, "session": p.first.Session.ID})
		var f estrade.File
		if err := json.Unmarshal(text, &f); err != nil || strings.Contains(f.Name, "Ana") {
			t.Errorf("%s %v", f.Name, err)
		}
	},
	"POST /api/reminder": func(t *testing.T, p *place) {
		p.wrongTokens(t, "/api/reminder", map[string]any{"step": "any", "plan": 1})
	},
	"POST /api/remote": func(t *testing.T, p *place) {
		// TestRemote_Adversary is about those who listened to a phone.
		for _, v := range append(p.strange, visitor{"participant", p.ana.Token}, visitor{"stage", p.stage}) {
			for _, command := range []string{"view", "next", "back", "unpair", ""} {
				status, key, _ := p.post(t, "/api/remote", map[string]any{
					"pairing": v.token, "phone": v.token, "session": p.first.Session.ID, "command": command, "counter": 1, "proof": []byte(v.token),
				})
				if status != http.StatusUnauthorized || key != "remote-unknown" {
					t.Errorf("%s, %s: %d %s", v.name, command, status, key)
				}
			}
		}
	},
	"/api/": func(t *testing.T, p *place) {
		for _, path := range []string{"/api/", "/api/console/home", "/api/console/sessions", "/api/names"} {
			if status, key, _ := p.post(t, path, nil); status != http.StatusNotFound || key != "page-not-found" {
				t.Errorf("%s: %d %s", path, status, key)
			}
		}
	},
	"GET /connection/websocket": func(t *testing.T, p *place) {
		for _, v := range p.strange {
			for _, data := range []any{
				map[string]any{"people": []string{v.token}}, map[string]any{"stage": v.token},
			} {
				_, first, closed := dial(t, p.live(), data)
				if first.Connect != nil || closed != 4501 && (first.Error == nil || v.token != "") {
					t.Errorf("%s: %v %+v, closed %d", v.name, data, first, closed)
				}
			}
		}
		for name, x := range map[string]struct {
			data   any
			key    string
			closed int
		}{
			"participant at the stage's door": {data: map[string]any{"stage": p.ana.Token}, closed: 4501},
			"stage at a participant's door":   {data: map[string]any{"people": []string{p.stage}}, closed: 4501},
			"the console's":                   {data: map[string]any{"console": p.first.Session.ID}, key: "wrong-door"},
			"participant at the console's":    {data: map[string]any{"console": p.first.Session.ID, "people": []string{p.ana.Token}}, key: "wrong-door"},
			"both":                            {data: map[string]any{"stage": p.stage, "people": []string{p.ana.Token}}, key: "malformed-request"},
			"two sessions":                    {data: map[string]any{"people": []string{p.ana.Token, p.zoe.Token}}, key: "several-sessions"},
			"seven":                           {data: map[string]any{"people": slices.Repeat([]string{p.ana.Token}, 7)}, key: "malformed-request"},
			"nothing":                         {data: map[string]any{}, key: "malformed-request"},
		} {
			_, first, closed := dial(t, p.live(), x.data)
			if first.Connect != nil || closed != x.closed || x.key != "" && (first.Error == nil || !strings.Contains(first.Error.Message, `"`+x.key+`"`)) {
				t.Errorf("%s: %+v, closed %d", name, first, closed)
			}
		}
	},
}

// wrongCodes posts with what is neither code nor secret of an open room.
func (p *place) wrongCodes(t *testing.T, path string, body map[string]any) {
	t.Helper()
	for name, with := range map[string]map[string]any{
		"neither":                     {},
		"made-up secret":              {"secret": strings.Repeat("a", 26)},
		"participant's token":         {"secret": p.ana.Token},
		"stage's token":               {"secret": p.stage},
		"secret of a closed session":  {"secret": secretOf(p.closedBefore(t))},
		"session's id":                {"secret": string(p.first.Session.ID)},
		"the code where a secret is":  {"secret": p.first.Join.Code},
		"the secret where a code is ": {"code": secretOf(p.first)},
	} {
		maps.Copy(with, body)
		status, key, _ := p.post(t, path, with)
		if status != http.StatusUnauthorized || key != "wrong-code" {
			t.Errorf("%s: %d %s", name, status, key)
		}
	}
}

// closedBefore is the closed session as it was open.
func (p *place) closedBefore(t *testing.T) estrade.ConsoleView {
	t.Helper()
	record, err := p.Record(t.Context(), p.closed.Session.ID)
	if err != nil {
		t.Fatal(err)
	}
	v := p.closed
	v.Join = &estrade.JoinInfo{LocalURL: "#" + record.Session.JoinSecret}
	if record.Session.JoinSecret == "" {
		v.Join.LocalURL = "#" + strings.Repeat("b", 26)
	}
	return v
}

// wrongTokens posts with tokens that open nothing, or another door.
func (p *place) wrongTokens(t *testing.T, path string, body map[string]any) {
	t.Helper()
	for _, v := range append(p.strange, visitor{"stage", p.stage}) {
		with := map[string]any{"token": v.token}
		maps.Copy(with, body)
		if status, key, _ := p.post(t, path, with); status != http.StatusUnauthorized {
			t.Errorf("%s: %d %s", v.name, status, key)
		}
	}
}

func TestRoomRoutes(t *testing.T) {
	p := newPlace(t)
	patterns, _ := p.works.room.room.Routes()
	for _, pattern := range patterns {
		check, ok := roomRoutes[pattern]
		if !ok {
			t.Errorf("the room has a new route %q: add to roomRoutes who may use it and who may not", pattern)
			continue
		}
		t.Run(pattern, func(t *testing.T) { check(t, p) })
	}
	if len(patterns) != len(roomRoutes) {
		t.Errorf("%d routes, %d of them known", len(patterns), len(roomRoutes))
	}
}

func TestRoomFiles(t *testing.T) {
	p := newPlace(t)
	_, files := p.works.room.room.Routes()
	for _, path := range files {
		if path != "/" && path != "/stage" && path != "/remote" && path != "/rehearsal" && path != "/favicon.svg" && path != "/favicon.png" && !strings.HasPrefix(path, "/assets/") {
			t.Errorf("the room serves a new file %q: decide whether everybody may read it", path)
		}
	}
}

// roomCalls says for each call of a participant what data names the person it is
// made for; nil: it names nobody and tells the caller's own.
var roomCalls = map[string]func(who estrade.ParticipantID, at estrade.ConsoleView) any{
	"time":     nil,
	"snapshot": nil,
	"answer": func(who estrade.ParticipantID, _ estrade.ConsoleView) any {
		return estrade.AnswerRequest{ID: "0123456789abcdef", Participant: who, Value: json.RawMessage("1")}
	},
	"lock": func(who estrade.ParticipantID, _ estrade.ConsoleView) any {
		return estrade.LockRequest{Participant: who}
	},
	"pen": func(who estrade.ParticipantID, _ estrade.ConsoleView) any {
		return map[string]any{"participant": who, "take": true}
	},
	"language": func(who estrade.ParticipantID, _ estrade.ConsoleView) any {
		return map[string]any{"participant": who, "language": "en"}
	},
	"table": func(who estrade.ParticipantID, _ estrade.ConsoleView) any {
		return map[string]any{"participant": who, "table": "t"}
	},
	"erase":   func(who estrade.ParticipantID, _ estrade.ConsoleView) any { return map[string]any{"participant": who} },
	"results": func(who estrade.ParticipantID, _ estrade.ConsoleView) any { return map[string]any{"participant": who} },
	"sign": func(who estrade.ParticipantID, _ estrade.ConsoleView) any {
		return estrade.SignRequest{Participant: who, Typed: "Ève"}
	},
	"return": func(who estrade.ParticipantID, _ estrade.ConsoleView) any {
		return map[string]any{"participant": who, "code": "ABCD"}
	},
}

// liveMethods reads the methods of the live connection from its source, so that
// none can be added without a line in roomCalls.
func liveMethods(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../realtime/call.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	add := func(e ast.Expr) {
		if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
			name, err := strconv.Unquote(l.Value)
			if err != nil {
				t.Fatal(err)
			}
			found[name] = true
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CaseClause:
			for _, e := range n.List {
				add(e)
			}
		case *ast.BinaryExpr:
			if n.Op == token.EQL {
				add(n.Y)
			}
		}
		return true
	})
	delete(found, "")
	if len(found) < 8 {
		t.Fatalf("found %v only", found)
	}
	return slices.Sorted(maps.Keys(found))
}

func TestLiveCalls(t *testing.T) {
	p := newPlace(t)
	methods := liveMethods(t)
	for _, m := range methods {
		if _, ok := roomCalls[m]; !ok {
			t.Errorf("the live connection has a new call %q: add to roomCalls whom it names", m)
		}
	}
	ana, first, closed := dial(t, p.live(), map[string]any{"people": []string{p.ana.Token}})
	if first.Connect == nil {
		t.Fatalf("%+v, closed %d", first, closed)
	}
	for channel := range first.Connect.Subs {
		if !strings.Contains(channel, string(p.first.Session.ID)) && !strings.Contains(channel, string(p.ana.Participant)) {
			t.Errorf("a participant is subscribed to %s", channel)
		}
	}
	stage, first, closed := dial(t, p.live(), map[string]any{"stage": p.stage})
	if first.Connect == nil {
		t.Fatalf("%+v, closed %d", first, closed)
	}
	for _, m := range methods {
		data := roomCalls[m]
		t.Run(m, func(t *testing.T) {
			ana.t, stage.t = t, t
			if data == nil {
				if key, text := ana.call(m, map[string]any{"participant": p.ben.Participant}); key != "" || strings.Contains(string(text), string(p.ben.Participant)) || strings.Contains(string(text), "Ben") {
					t.Errorf("own %s: %s %s", m, key, text)
				}
				key, text := stage.call(m, map[string]any{})
				for _, private := range []string{"Ana", "Ben", p.ana.Token, p.ana.Reentry} {
					if key != "" || bytes.Contains(text, []byte(private)) {
						t.Errorf("the stage's %s tells %s (%s)", m, private, key)
					}
				}
				return
			}
			for name, who := range map[string]estrade.ParticipantID{"another": p.ben.Participant, "of another session": p.zoe.Participant, "nobody": "", "made up": "zzz"} {
				if key, _ := ana.call(m, data(who, p.first)); key != "not-yours" {
					t.Errorf("for %s: %q", name, key)
				}
			}
			for _, who := range []estrade.ParticipantID{p.ana.Participant, ""} {
				if key, _ := stage.call(m, data(who, p.first)); key != "unknown-method" {
					t.Errorf("by the stage: %q", key)
				}
			}
		})
	}
	t.Run("Subscribe", func(t *testing.T) {
		ana.t = t
		for _, channel := range []string{
			estrade.PersonChannel(p.ben.Participant), estrade.ConsoleChannel(p.first.Session.ID), estrade.StageChannel(p.first.Session.ID),
			estrade.RoomChannel(p.zoe.Session),
		} {
			if r, closed := ana.send(map[string]any{"subscribe": map[string]any{"channel": channel}}); closed == 0 && (r.Error == nil || r.Error.Code != 108) {
				t.Errorf("%s: %+v", channel, r)
			}
		}
	})
}

// TestLiveCalls_beforeConnect calls without having been let in.
func TestLiveCalls_beforeConnect(t *testing.T) {
	p := newPlace(t)
	for _, m := range liveMethods(t) {
		c, status := socket(t, websocket.DefaultDialer, p.live(), nil)
		if c == nil {
			t.Fatalf("refused with %d", status)
		}
		l := &live{t: t, c: c}
		if r, closed := l.send(map[string]any{"rpc": map[string]any{"method": m, "data": map[string]any{"participant": p.ana.Participant}}}); closed == 0 && r.Error == nil {
			t.Errorf("%s is answered: %+v", m, r)
		}
		_ = c.Close()
	}
}

// TestRevoked removes somebody who is connected.
func TestRevoked(t *testing.T) {
	p := newPlace(t)
	l, first, _ := dial(t, p.live(), map[string]any{"people": []string{p.ben.Token}})
	if first.Connect == nil {
		t.Fatalf("%+v", first)
	}
	if status, _, _ := p.post(t, "/api/personal", map[string]any{"token": p.ben.Token}); status != http.StatusOK {
		t.Fatalf("own document: %d", status)
	}
	p.do(t, p.first.Session.ID, estrade.Command{Name: estrade.CommandRemove, Participant: p.ben.Participant})
	for {
		_ = l.c.SetReadDeadline(time.Now().Add(20 * time.Second))
		if _, _, err := l.c.ReadMessage(); err != nil {
			var ended *websocket.CloseError
			if !errors.As(err, &ended) || ended.Code != 4501 {
				t.Errorf("the connection ends with %v", err)
			}
			break
		}
	}
	if status, _, _ := p.post(t, "/api/personal", map[string]any{"token": p.ben.Token}); status != http.StatusUnauthorized {
		t.Errorf("somebody removed still gets a document: %d", status)
	}
	if _, first, closed := dial(t, p.live(), map[string]any{"people": []string{p.ben.Token}}); closed != 4501 {
		t.Errorf("somebody removed connects: %+v, %d", first, closed)
	}
}

// browserOf opens the console of a program.
func browserOf(t *testing.T, p *Program) (browser *http.Client, origin string) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser = &http.Client{Jar: jar}
	link := p.ConsoleURL()
	if status, _ := get(t, browser, link); status != http.StatusOK {
		t.Fatalf("the link answers %d", status)
	}
	origin, _, _ = strings.Cut(link, "/?")
	return browser, origin
}

// TestConsoleRoutes calls all that the console serves as who has not opened it.
func TestConsoleRoutes(t *testing.T) {
	p := newPlace(t)
	other := started(t, Config{DataDir: t.TempDir(), KeysInMemory: true})
	theirs, theirOrigin := browserOf(t, other)
	_, origin := browserOf(t, p.Program)
	at, err := url.Parse(origin)
	if err != nil {
		t.Fatal(err)
	}
	from, err := url.Parse(theirOrigin)
	if err != nil {
		t.Fatal(err)
	}
	// Their cookie under our cookie's name: another run of the program on this port.
	var stolen []*http.Cookie
	for _, c := range theirs.Jar.Cookies(from) {
		stolen = append(stolen, &http.Cookie{Name: "estrade_" + at.Port(), Value: c.Value})
	}
	if len(stolen) == 0 {
		t.Fatal("no cookie")
	}
	asks := map[string]func(r *http.Request){
		"nobody":                func(*http.Request) {},
		"cookie of another run": func(r *http.Request) { r.AddCookie(stolen[0]) },
		"participant's token":   func(r *http.Request) { r.AddCookie(&http.Cookie{Name: "estrade_" + at.Port(), Value: p.ana.Token}) },
		"stage's token":         func(r *http.Request) { r.AddCookie(&http.Cookie{Name: "estrade_" + at.Port(), Value: p.stage}) },
		"empty cookie":          func(r *http.Request) { r.AddCookie(&http.Cookie{Name: "estrade_" + at.Port(), Value: ""}) },
		"live connection's token in the address": func(r *http.Request) {
			c, err := other.Service().Connection(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			r.URL.RawQuery = "token=" + c.Token
		},
	}
	patterns, methods := p.server.Routes()
	if len(methods) < 20 {
		t.Fatalf("methods %v", methods)
	}
	send := func(t *testing.T, method, path, body string, change func(*http.Request)) (int, string) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, origin+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		change(r)
		client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		response, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		status, key, _ := answerOf(t, response)
		return status, key
	}
	known := map[string]func(t *testing.T, change func(*http.Request)){
		"GET /{$}": func(t *testing.T, change func(*http.Request)) {
			if status, _ := send(t, "GET", "/", "", change); status != http.StatusUnauthorized {
				t.Errorf("%d", status)
			}
		},
		"POST /api/console/{method}": func(t *testing.T, change func(*http.Request)) {
			for _, m := range methods {
				if status, key := send(t, "POST", "/api/console/"+m, "[]", change); status != http.StatusUnauthorized || key != "console-locked" {
					t.Errorf("%s: %d %s", m, status, key)
				}
			}
		},
		"GET /connection/websocket": func(t *testing.T, change func(*http.Request)) {
			status, key := send(t, "GET", "/connection/websocket", "", func(r *http.Request) {
				for k, v := range map[string]string{"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="} {
					r.Header.Set(k, v)
				}
				change(r)
			})
			if status != http.StatusUnauthorized || key != "console-locked" {
				t.Errorf("%d %s", status, key)
			}
		},
		// Built files hold no data: they are the same for everybody.
		"/": func(t *testing.T, change func(*http.Request)) {
			for _, path := range []string{"/index.html", "/estrade.db", "/api/personal", "/api/join", "/stage"} {
				if status, _ := send(t, "GET", path, "", change); status != http.StatusNotFound {
					t.Errorf("%s: %d", path, status)
				}
			}
		},
	}
	for _, pattern := range patterns {
		check, ok := known[pattern]
		if !ok {
			t.Errorf("the console has a new route %q: add to known what a stranger gets", pattern)
			continue
		}
		for name, change := range asks {
			t.Run(fmt.Sprintf("%s/%s", pattern, name), func(t *testing.T) { check(t, change) })
		}
	}
	if len(patterns) != len(known) {
		t.Errorf("%d routes, %d of them known", len(patterns), len(known))
	}
	t.Run("OtherSitesPages", func(t *testing.T) {
		ours, _ := browserOf(t, p.Program)
		for _, m := range methods {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, origin+"/api/console/"+m, strings.NewReader("[]"))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Origin", p.origin) // the room's pages are another site
			response, err := ours.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			if status, key, _ := answerOf(t, response); status != http.StatusForbidden || key != "wrong-origin" {
				t.Errorf("%s: %d %s", m, status, key)
			}
		}
	})
	t.Run("ParticipantsAtTheConsolesLiveDoor", func(t *testing.T) {
		c, err := p.Service().Connection(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, data := range []any{map[string]any{"people": []string{p.ana.Token}}, map[string]any{"stage": p.stage}} {
			if _, first, closed := dial(t, c.URL, data); first.Connect != nil {
				t.Errorf("%v: %+v, %d", data, first, closed)
			}
		}
	})
}
