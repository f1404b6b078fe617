package program

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	estrade "estrade/app"
)

// phone is the trainer's, written from docs/protocol.md alone: it shares no line
// with the program.
type phone struct {
	t       *testing.T
	origin  string
	id      string
	secret  []byte
	name    string
	run     string
	counter int64
	view    estrade.RemotePicture
}

// pair has the console make a code and returns a phone that has read it.
func (p *place) pair(t *testing.T, id estrade.SessionID) *phone {
	t.Helper()
	pairing, err := p.Service().PairRemote(t.Context(), id, true)
	if err != nil {
		t.Fatal(err)
	}
	return scan(t, pairing.URL)
}

func scan(t *testing.T, address string) *phone {
	t.Helper()
	page, fragment, _ := strings.Cut(address, "#")
	id, text, _ := strings.Cut(fragment, ".")
	secret, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(secret) != 32 {
		t.Fatalf("secret of %d bytes: %v", len(secret), err)
	}
	return &phone{t: t, origin: strings.TrimSuffix(page, "/remote"), id: id, secret: secret, name: "phone-" + strconv.Itoa(len(address)) + "-0123456789"}
}

func (f *phone) key(use string) []byte {
	key, err := hkdf.Key(sha256.New, f.secret, []byte(f.id), "estrade-remote-1 "+use, 32)
	if err != nil {
		f.t.Fatal(err)
	}
	return key
}

// signed is the next request of the phone.
func (f *phone) signed(r estrade.RemoteRequest) estrade.RemoteRequest {
	f.counter++
	r.Pairing, r.Phone, r.Run, r.Counter = f.id, f.name, f.run, f.counter
	return f.prove(r)
}

func (f *phone) prove(r estrade.RemoteRequest) estrade.RemoteRequest {
	confirmed := 0
	if r.Confirmed {
		confirmed = 1
	}
	mac := hmac.New(sha256.New, f.key("phone"))
	_, _ = fmt.Fprintf(mac, "estrade-remote-1\n%s\n%s\n%s\n%s\n%s\n%d\n%d\n%d\n%s\n%d\n%d",
		r.Pairing, r.Phone, r.Session, r.Run, r.Command, r.Counter, r.Revision, r.At, r.Act, confirmed, r.Seen)
	r.Proof = mac.Sum(nil)
	return r
}

// send sends a request as it is. key is that of an error in the clear.
func (f *phone) send(r estrade.RemoteRequest) (status int, key string, box []byte) {
	f.t.Helper()
	body, err := json.Marshal(r)
	if err != nil {
		f.t.Fatal(err)
	}
	answer, err := http.Post(f.origin+"/api/remote", "application/json", bytes.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	status, key, text := answerOf(f.t, answer)
	if status != http.StatusOK {
		var e estrade.Error
		if json.Unmarshal(text, &e) == nil && e.Key == "remote-run" {
			f.run = e.Params["run"]
		}
		return status, key, nil
	}
	var reply estrade.RemoteReply
	if err := json.Unmarshal(text, &reply); err != nil {
		f.t.Fatal(err)
	}
	return status, "", reply.Box
}

func (f *phone) open(box, proof []byte) (a estrade.RemoteAnswer, err error) {
	block, err := aes.NewCipher(f.key("room"))
	if err != nil {
		return a, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return a, err
	}
	if len(box) < 12 {
		return a, errors.New("too short")
	}
	plain, err := gcm.Open(nil, box[:12], box[12:], append([]byte("estrade-remote-1 answer\n"), proof...))
	if err != nil {
		return a, err
	}
	return a, json.Unmarshal(plain, &a)
}

// ask sends a request and reads what is sealed in the reply; key is that of the
// refusal, sealed or not.
func (f *phone) ask(r estrade.RemoteRequest) (a estrade.RemoteAnswer, key string) {
	f.t.Helper()
	signed := f.signed(r)
	_, key, box := f.send(signed)
	if key != "" {
		return a, key
	}
	a, err := f.open(box, signed.Proof)
	if err != nil {
		f.t.Fatalf("%s: the reply does not open: %v", r.Command, err)
	}
	if a.View != nil {
		f.view = *a.View
		f.run = a.View.Run
	}
	if a.Error != nil {
		key = a.Error.Key
	}
	return a, key
}

// look fetches the picture at once.
func (f *phone) look() {
	f.t.Helper()
	r := estrade.RemoteRequest{Command: estrade.RemoteView, Seen: -1}
	_, key := f.ask(r)
	if key == "remote-run" {
		_, key = f.ask(r)
	}
	if key != "" {
		f.t.Fatalf("no picture: %s", key)
	}
}

// next is what the phone sends when « Suivant » is pressed.
func (f *phone) next() estrade.RemoteRequest {
	return estrade.RemoteRequest{
		Command: estrade.RemoteNext, Session: f.view.Session, Revision: f.view.Revision, At: f.view.Now, Act: f.view.Next.Command, Confirmed: true,
	}
}

func (p *place) revision(t *testing.T, id estrade.SessionID) int64 {
	t.Helper()
	v, err := p.Sessions().View(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return v.Revision
}

func TestRemote(t *testing.T) {
	p := newPlace(t)
	id := p.first.Session.ID
	f := p.pair(t, id)
	f.look()
	if f.view.Session != id || f.view.Progress.Joined != 3 || f.view.StepTitle != nil || f.view.Next.Command != estrade.CommandStart {
		t.Fatalf("in the lobby: %+v", f.view)
	}
	for range 3 {
		before := f.view.Revision
		if _, key := f.ask(f.next()); key != "" || f.view.Revision != before+1 {
			t.Fatalf("%s: %q, revision %d after %d", f.view.Next.Command, key, f.view.Revision, before)
		}
	}
	if len(f.view.Notes) == 0 || f.view.StepTitle == nil || f.view.Timer == nil {
		t.Errorf("without notes, step or timer: %+v", f.view)
	}
	if r := p.revision(t, id); r != f.view.Revision {
		t.Errorf("the phone is at %d, the console at %d", f.view.Revision, r)
	}
	t.Run("WaitsForNews", func(t *testing.T) {
		f.t = t
		done := make(chan estrade.RemotePicture)
		go func() {
			a, _ := f.ask(estrade.RemoteRequest{Command: estrade.RemoteView, Seen: f.view.Turn})
			done <- *a.View
		}()
		after := p.do(t, id, estrade.Command{Name: estrade.CommandExtend, Number: 60})
		for v := range done {
			if v.Revision == after.Revision {
				break
			}
			// The console was told that the phone is here: not the news that is awaited.
			go func() {
				a, _ := f.ask(estrade.RemoteRequest{Command: estrade.RemoteView, Seen: v.Turn})
				done <- *a.View
			}()
		}
	})
}

// In a scenario the note of the situation on stage comes first on the phone, as
// it does on the console, and goes with the situation.
func TestRemote_NoteOfSituation(t *testing.T) {
	p := newPlace(t)
	id := p.first.Session.ID
	f := p.pair(t, id)
	view := p.do(t, id, estrade.Command{Name: estrade.CommandStart})
	for view.Step.Kind != estrade.KindScenario {
		f.look()
		if want := view.Backstage.Notes; !slices.Equal(f.view.Notes, want) {
			t.Errorf("%s: notes %v, the console has %v", view.Step.ID, f.view.Notes, want)
		}
		view = p.do(t, id, estrade.Command{Name: estrade.CommandSkipStep})
	}
	view = p.do(t, id, estrade.Command{Name: view.Actions[0].Command}) // the first situation
	if view.Backstage.Rationale == nil {
		t.Fatalf("the console has no note for the situation %q", view.Part.ID)
	}
	f.look()
	want := append([]estrade.Text{*view.Backstage.Rationale}, view.Backstage.Notes...)
	if !slices.Equal(f.view.Notes, want) {
		t.Errorf("notes %v, want %v", f.view.Notes, want)
	}
	p.do(t, id, estrade.Command{Name: estrade.CommandSkipStep})
	f.look()
	if slices.Contains(f.view.Notes, want[0]) {
		t.Errorf("the note of a situation that is over stays: %v", f.view.Notes)
	}
}

// TestRemote_Adversary is somebody on the Wi-Fi who recorded all that went by,
// and sends what they please.
func TestRemote_Adversary(t *testing.T) {
	clock := &setClock{at: time.Now().UTC()}
	p := newPlaceAt(t, clock)
	id := p.first.Session.ID
	f := p.pair(t, id)
	f.look()
	recorded := f.signed(f.next())
	if _, key, box := f.send(recorded); key != "" {
		t.Fatal(key)
	} else if a, err := f.open(box, recorded.Proof); err != nil || a.Error != nil {
		t.Fatalf("%v %+v", err, a.Error)
	}
	f.look()
	looked := f.signed(estrade.RemoteRequest{Command: estrade.RemoteView, Seen: -1})
	if _, key, _ := f.send(looked); key != "" {
		t.Fatal(key)
	}
	// A command that the trainer gave and that was held back on the network.
	held := f.signed(f.next())

	other := p.pair(t, p.zoe.Session)
	other.look()
	forged := func(change func(*estrade.RemoteRequest)) func(*testing.T) (estrade.RemoteRequest, string) {
		return func(*testing.T) (estrade.RemoteRequest, string) {
			r := held
			change(&r)
			return r, "remote-altered"
		}
	}
	attacks := map[string]func(t *testing.T) (estrade.RemoteRequest, string){
		"a command once more":           func(*testing.T) (estrade.RemoteRequest, string) { return recorded, "remote-replayed" },
		"a request to read once more":   func(*testing.T) (estrade.RemoteRequest, string) { return looked, "remote-replayed" },
		"another command":               forged(func(r *estrade.RemoteRequest) { r.Command = estrade.RemoteBack }),
		"unpair instead":                forged(func(r *estrade.RemoteRequest) { r.Command = estrade.RemoteUnpair }),
		"another act":                   forged(func(r *estrade.RemoteRequest) { r.Act = estrade.CommandSkipStep }),
		"a later counter":               forged(func(r *estrade.RemoteRequest) { r.Counter += 100 }),
		"another revision":              forged(func(r *estrade.RemoteRequest) { r.Revision++ }),
		"confirmed, or not":             forged(func(r *estrade.RemoteRequest) { r.Confirmed = !r.Confirmed }),
		"another time":                  forged(func(r *estrade.RemoteRequest) { r.At += 60_000 }),
		"another session":               forged(func(r *estrade.RemoteRequest) { r.Session = p.zoe.Session }),
		"another phone":                 forged(func(r *estrade.RemoteRequest) { r.Phone = "another-phone-0123456789" }),
		"another run":                   forged(func(r *estrade.RemoteRequest) { r.Run = strings.Repeat("a", 26) }),
		"another picture seen":          forged(func(r *estrade.RemoteRequest) { r.Seen = 7 }),
		"fields that slid into another": forged(func(r *estrade.RemoteRequest) { r.Phone, r.Session = r.Phone+"\n"+string(r.Session), "" }),
		"no proof":                      forged(func(r *estrade.RemoteRequest) { r.Proof = nil }),
		"half a proof":                  forged(func(r *estrade.RemoteRequest) { r.Proof = r.Proof[:16] }),
		"made-up proof":                 forged(func(r *estrade.RemoteRequest) { r.Proof = bytes.Repeat([]byte{7}, 32) }),
		"the last command's proof":      forged(func(r *estrade.RemoteRequest) { r.Proof = recorded.Proof }),
		"proved under another pairing": func(*testing.T) (estrade.RemoteRequest, string) {
			return other.prove(held), "remote-altered"
		},
		"of another pairing, about this session": func(*testing.T) (estrade.RemoteRequest, string) {
			r := held
			r.Pairing, r.Phone, r.Counter, r.Run = other.id, other.name, 1000, other.run
			return other.prove(r), "remote-command"
		},
		"unknown pairing": func(*testing.T) (estrade.RemoteRequest, string) {
			r := held
			r.Pairing = strings.Repeat("a", 26)
			return r, "remote-unknown"
		},
		"no pairing": func(*testing.T) (estrade.RemoteRequest, string) {
			return estrade.RemoteRequest{Command: estrade.RemoteNext}, "remote-unknown"
		},
	}
	before := p.revision(t, id)
	theirs := p.revision(t, p.zoe.Session)
	for name, attack := range attacks {
		t.Run(name, func(t *testing.T) {
			f.t, other.t = t, t
			r, want := attack(t)
			status, key, box := f.send(r)
			if key == "" {
				a, err := other.open(box, r.Proof)
				if err != nil || a.Error == nil {
					t.Fatalf("%d: it is answered: %v", status, err)
				}
				key = a.Error.Key
			} else if status < 400 {
				t.Errorf("status %d", status)
			}
			if key != want {
				t.Errorf("%q instead of %q", key, want)
			}
			if p.revision(t, id) != before || p.revision(t, p.zoe.Session) != theirs {
				t.Error("the session moved")
			}
		})
	}
	f.t = t
	t.Run("a reply to another request", func(t *testing.T) {
		a, b := f.signed(estrade.RemoteRequest{Command: estrade.RemoteView, Seen: -1}), f.signed(estrade.RemoteRequest{Command: estrade.RemoteView, Seen: -1})
		_, _, box := f.send(a)
		if _, err := f.open(box, a.Proof); err != nil {
			t.Fatal(err)
		}
		if _, err := f.open(box, b.Proof); err == nil {
			t.Error("one reply passes for another")
		}
		for i := range box {
			changed := bytes.Clone(box)
			changed[i] ^= 1
			if _, err := f.open(changed, a.Proof); err == nil {
				t.Fatalf("byte %d changed: it opens", i)
			}
		}
		if _, err := other.open(box, a.Proof); err == nil {
			t.Error("another pairing opens it")
		}
	})
	t.Run("held back, then sent", func(t *testing.T) {
		f.t = t
		clock.advance(time.Minute)
		_, key, box := f.send(held)
		a, err := f.open(box, held.Proof)
		if key != "" || err != nil || a.Error == nil || a.Error.Key != "remote-late" {
			t.Fatalf("%s %v %+v", key, err, a.Error)
		}
		// Refused once is refused for ever, whatever becomes possible later.
		if _, key, _ := f.send(held); key != "remote-replayed" {
			t.Errorf("%q", key)
		}
	})
	t.Run("out of order", func(t *testing.T) {
		f.t = t
		f.look()
		older, newer := f.signed(f.next()), f.signed(f.next())
		if _, key, _ := f.send(newer); key != "" {
			t.Fatal(key)
		}
		if _, key, _ := f.send(older); key != "remote-replayed" {
			t.Errorf("%q", key)
		}
		if p.revision(t, id) != before+1 {
			t.Error("not one step")
		}
	})
	t.Run("refused for those unfinished, then sent again", func(t *testing.T) {
		f.t = t
		for f.look(); f.view.Next.Command != estrade.CommandClose; f.look() {
			if f.view.OnConsole || !f.view.Next.Enabled {
				view, err := p.Sessions().View(t.Context(), id)
				if err != nil {
					t.Fatal(err)
				}
				p.do(t, id, estrade.Command{Name: estrade.CommandSituation, Option: view.Backstage.Situations[0].ID})
			} else if _, key := f.ask(f.next()); key != "" {
				t.Fatal(key)
			}
		}
		// The browser of nobody is here: a part that nobody is to answer closes at once.
		for _, who := range []estrade.Joined{p.ana, p.ben} {
			p.Answers().Presence(t.Context(), id, []estrade.ParticipantID{who.Participant}, true)
		}
		f.look()
		r := f.next()
		r.Confirmed = false
		unfinished := f.signed(r)
		_, _, box := f.send(unfinished)
		if a, err := f.open(box, unfinished.Proof); err != nil || a.Error == nil || a.Error.Key != "unfinished" {
			t.Fatalf("%v %+v", err, a.Error)
		}
		for _, who := range []estrade.Joined{p.ana, p.ben} {
			p.Answers().Presence(t.Context(), id, []estrade.ParticipantID{who.Participant}, false)
		}
		if _, key, _ := f.send(unfinished); key != "remote-replayed" {
			t.Errorf("%q", key)
		}
	})
	t.Run("a second phone with the same code", func(t *testing.T) {
		f.t = t
		second := *f
		second.name, second.counter = "photographed-0123456789", 5000
		if _, key := second.ask(estrade.RemoteRequest{Command: estrade.RemoteView, Seen: -1}); key != "remote-taken" {
			t.Errorf("%q", key)
		}
	})
	t.Run("a code in use is replaced on purpose only", func(t *testing.T) {
		if _, err := p.Service().PairRemote(t.Context(), id, false); estrade.Public(err).Key != "remote-paired" {
			t.Errorf("%v", err)
		}
	})
	t.Run("after a new pairing", func(t *testing.T) {
		f.t = t
		f.look()
		last := f.signed(f.next())
		fresh := p.pair(t, id)
		if _, key, _ := f.send(last); key != "remote-unknown" {
			t.Errorf("%q", key)
		}
		fresh.look()
		if _, key := fresh.ask(fresh.next()); key != "" {
			t.Error(key)
		}
		f = fresh
	})
	t.Run("after the phone detached itself", func(t *testing.T) {
		f.t = t
		f.look()
		last := f.signed(f.next())
		r := f.next()
		r.Command, r.Act = estrade.RemoteUnpair, ""
		if a, key := f.ask(r); key != "" || a.Gone != "unpaired" || a.View != nil {
			t.Fatalf("%q %+v", key, a)
		}
		if _, key, _ := f.send(last); key != "remote-unknown" {
			t.Errorf("%q", key)
		}
		p.forgotten(t, id, f)
	})
	t.Run("after the console detached it", func(t *testing.T) {
		f = p.pair(t, id)
		f.look()
		last := f.signed(f.next())
		read := f.signed(estrade.RemoteRequest{Command: estrade.RemoteView, Seen: -1})
		if _, key, _ := f.send(read); key != "" {
			t.Fatal(key)
		}
		if _, err := p.Service().UnpairRemote(t.Context(), id, false); err != nil {
			t.Fatal(err)
		}
		other := *f
		other.name = strings.Repeat("z", len(f.name))
		forged := f.signed(estrade.RemoteRequest{Command: estrade.RemoteView, Seen: -1})
		forged.Seen = 0
		for what, r := range map[string]estrade.RemoteRequest{
			"a command made before": last, "a request heard before": read, "one that was altered": forged,
			"another phone": other.signed(estrade.RemoteRequest{Command: estrade.RemoteView, Seen: -1}),
		} {
			if _, key, _ := f.send(r); key != "remote-unknown" {
				t.Errorf("%s: %q", what, key)
			}
		}
		// The phone itself is told, once: it may have been between two requests.
		if a, key := f.ask(estrade.RemoteRequest{Command: estrade.RemoteView, Seen: -1}); key != "" || a.Gone != "unpaired" || a.View != nil {
			t.Errorf("%q, %+v", key, a)
		}
		if _, key := f.ask(estrade.RemoteRequest{Command: estrade.RemoteView, Seen: -1}); key != "remote-unknown" {
			t.Errorf("told twice: %q", key)
		}
		p.forgotten(t, id, f)
	})
	t.Run("a code off the screen", func(t *testing.T) {
		f = p.pair(t, id)
		f.look() // before the console said that its code is off the screen
		if _, err := p.Service().UnpairRemote(t.Context(), id, true); err != nil {
			t.Fatal(err)
		}
		f.look()
		f = p.pair(t, id)
		if _, err := p.Service().UnpairRemote(t.Context(), id, true); err != nil {
			t.Fatal(err)
		}
		if _, key := f.ask(estrade.RemoteRequest{Command: estrade.RemoteView, Seen: -1}); key != "remote-unknown" {
			t.Errorf("%q", key)
		}
	})
	t.Run("a code that nobody used in ten minutes", func(t *testing.T) {
		f = p.pair(t, id)
		f.look() // the phone that used it may stay
		used := f
		clock.advance(11 * time.Minute)
		used.look()
		late := p.pair(t, p.zoe.Session)
		clock.advance(11 * time.Minute)
		if _, key := late.ask(estrade.RemoteRequest{Command: estrade.RemoteView, Seen: -1}); key != "remote-unknown" {
			t.Errorf("%q", key)
		}
	})
	t.Run("after the session is closed", func(t *testing.T) {
		f.t = t
		f.look()
		last := f.signed(f.next())
		for _, name := range []estrade.CommandName{estrade.CommandBeginClosing, estrade.CommandFinish} {
			p.do(t, id, estrade.Command{Name: name})
		}
		if _, key, _ := f.send(last); key != "remote-unknown" {
			t.Errorf("%q", key)
		}
		p.forgotten(t, id, f)
		if _, err := p.Service().PairRemote(t.Context(), id, true); estrade.Public(err).Key != "not-open" {
			t.Errorf("a closed session is paired: %v", err)
		}
	})
}

// forgotten fails when something of a pairing is still kept.
func (p *place) forgotten(t *testing.T, id estrade.SessionID, f *phone) {
	t.Helper()
	record, err := p.Record(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if r := record.Session.Remote; r.ID != "" || r.Secret != nil || r.Phone != "" {
		t.Errorf("it is kept: %+v", r)
	}
	if _, key := f.ask(estrade.RemoteRequest{Command: estrade.RemoteView, Seen: -1}); key != "remote-unknown" {
		t.Errorf("its picture: %q", key)
	}
}

// commandNames lists the trainer's commands as app/wire.go names them.
func commandNames(t *testing.T) (names []estrade.CommandName) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "wire.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Names) != 1 || !strings.HasPrefix(spec.Names[0].Name, "Command") || len(spec.Values) != 1 {
			return true
		}
		if value, ok := spec.Values[0].(*ast.BasicLit); ok {
			name, err := strconv.Unquote(value.Value)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, estrade.CommandName(name))
		}
		return true
	})
	if len(names) < 30 {
		t.Fatalf("found %v only", names)
	}
	return names
}

// TestRemote_NothingElse has a phone that is paired ask for all that a console
// can do, at the first parts of the day: only the one next act is carried out.
func TestRemote_NothingElse(t *testing.T) {
	p := newPlace(t)
	id := p.first.Session.ID
	f := p.pair(t, id)
	f.look()
	names := commandNames(t)
	for range 4 {
		at := f.view.Revision
		for _, name := range names {
			if name == f.view.Next.Command {
				continue
			}
			r := f.next()
			r.Act = name
			if _, key := f.ask(r); key != "remote-moved-on" {
				t.Errorf("%s instead of %s: %q", name, f.view.Next.Command, key)
			}
			if name == "back" {
				continue // the phone may
			}
			r.Act, r.Command = "", estrade.RemoteCommand(name)
			if _, key := f.ask(r); key == "" {
				t.Errorf("%s as a command is carried out", name)
			}
		}
		if got := p.revision(t, id); got != at {
			t.Fatalf("revision %d after %d", got, at)
		}
		if _, key := f.ask(f.next()); key != "" {
			t.Fatal(key)
		}
	}
	t.Run("TheEndIsTheConsoles", func(t *testing.T) {
		f.t = t
		view, err := p.Sessions().View(t.Context(), id)
		for ; err == nil && !view.Finished; view, err = p.Sessions().View(t.Context(), id) {
			p.do(t, id, estrade.Command{Name: estrade.CommandSkipStep})
		}
		if err != nil {
			t.Fatal(err)
		}
		f.look()
		if !f.view.OnConsole || f.view.Next.Command != estrade.CommandBeginClosing {
			t.Fatalf("%+v", f.view.Next)
		}
		if _, key := f.ask(f.next()); key != "remote-on-console" {
			t.Errorf("%q", key)
		}
	})
	t.Run("OtherDoors", func(t *testing.T) {
		// Nothing that a phone has opens any other door of the room.
		for _, token := range []string{f.id, f.name, base64.RawURLEncoding.EncodeToString(f.secret), f.run} {
			for path, body := range map[string]any{
				"/api/personal": map[string]any{"token": token}, "/api/reminder": map[string]any{"token": token},
				"/api/greet": map[string]any{"secret": token}, "/api/join": map[string]any{"secret": token, "name": "Eve"},
			} {
				if status, _, _ := p.post(t, path, body); status != http.StatusUnauthorized {
					t.Errorf("%s: %d", path, status)
				}
			}
			for _, data := range []any{map[string]any{"people": []string{token}}, map[string]any{"stage": token}} {
				if _, first, closed := dial(t, p.live(), data); first.Connect != nil || closed != 4501 {
					t.Errorf("%v: %+v, closed %d", data, first, closed)
				}
			}
		}
	})
}

// TestRemote_Together presses on the phone and on the console at once.
func TestRemote_Together(t *testing.T) {
	p := newPlace(t)
	id := p.first.Session.ID
	f := p.pair(t, id)
	f.look()
	for range 4 {
		if f.look(); f.view.OnConsole || !f.view.Next.Enabled {
			break
		}
		before := f.view.Revision
		view, err := p.Sessions().View(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		c := estrade.Command{Name: view.Actions[0].Command, Revision: view.Revision, Confirmed: true}
		if c.Name == estrade.CommandSection {
			c.Number = view.Stage.Section + 1
		}
		var wait sync.WaitGroup
		var desk error
		var key string
		wait.Go(func() { _, desk = p.Sessions().Do(t.Context(), id, c) })
		wait.Go(func() { _, key = f.ask(f.next()) })
		wait.Wait()
		if (desk == nil) == (key == "") {
			t.Errorf("console: %v, phone: %q", desk, key)
		}
		if key != "" && key != "remote-moved-on" {
			t.Errorf("phone: %q", key)
		}
		if got := p.revision(t, id); got != before+1 {
			t.Errorf("revision %d after %d", got, before)
		}
	}
}

// TestRemote_Restart goes on after the program ended, with nothing but the database.
func TestRemote_Restart(t *testing.T) {
	dir := t.TempDir()
	config := Config{DataDir: dir, RoomAddr: "127.0.0.1:" + freePort(t)}
	p := &place{Program: started(t, config)}
	if _, err := p.OpenRoom(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.first = p.open(t)
	id := p.first.Session.ID
	f := p.pair(t, id)
	f.look()
	recorded := f.signed(f.next())
	if _, key, _ := f.send(recorded); key != "" {
		t.Fatal(key)
	}
	counter := f.counter
	record, err := p.Record(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if record.Session.Remote.Counter != counter {
		t.Errorf("counter %d on disk after %d", record.Session.Remote.Counter, counter)
	}
	at := p.revision(t, id)
	if err := p.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(dir, "estrade.db*"))
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range [][]byte{f.secret, []byte(base64.StdEncoding.EncodeToString(f.secret)), []byte(f.id)} {
			if bytes.Contains(content, secret) {
				t.Errorf("%s holds the secret, or the pairing's name, in the clear", name)
			}
		}
	}
	p = &place{Program: started(t, config)}
	if _, key, _ := f.send(recorded); key != "remote-run" {
		t.Errorf("recorded before the restart: %q", key)
	}
	f.look()
	// Even for this run, by the phone's own hand, a counter is good once.
	f.counter = counter - 1
	if _, key := f.ask(f.next()); key != "remote-replayed" {
		t.Errorf("an old counter: %q", key)
	}
	if got := p.revision(t, id); got != at {
		t.Fatalf("revision %d after %d", got, at)
	}
	f.counter = 100
	if _, key := f.ask(f.next()); key != "" {
		t.Error(key)
	}
}
