package console

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

// call dispatches as a page does, under a context that can end.
func call(t *testing.T, s *Service, name, args string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	result, err := s.Dispatch(ctx, name, json.RawMessage(args))
	return string(result), err
}

func TestService_Dispatch(t *testing.T) {
	w := newWorld()
	s := New(w.options())
	dir := t.TempDir()
	quoted, err := json.Marshal(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("OK", func(t *testing.T) {
		for _, c := range []struct{ name, args, want, asked string }{
			{"workshops", ``, `[]`, "workshops"},
			{"workshops", `[]`, `[]`, "workshops"},
			{"createSession", `[{"workshop":"essentials","roster":["Zoé"],"seed":1}]`, `"s1"`, "create essentials rehearsal=false seed=0"},
			{"createSession", `[{"workshop":"essentials","rehearsal":true,"seed":1}]`, `"s1"`, "create essentials rehearsal=true seed=1"},
			{"names", `["s1"]`, `[]`, "names s1"},
			{"newReentry", `["s1","p1"]`, `{"participant":"p1","pseudonym":"","name":"","attendance":"","reentry":"XYZ"}`, "reentry s1 p1"},
			{"attendance", `["s1"]`, `[]`, "attendance s1"},
			{"signatures", `["s1"]`, `{"halfDays":[],"trainer":"","people":[],"warnings":[],"open":false}`, "signatures s1"},
			{"signHere", `["s1",{"attendance":"a1","day":"2026-11-24","afternoon":true,"typed":"Zoé"}]`, `{"halfDays":[],"trainer":"Zoé","people":[],"warnings":[],"open":false}`, "sign s1 a1 2026-11-24 true"},
			{"blankSheet", `["s1"]`, `{"name":"sheet.pdf","type":"application/pdf","data":"JVBERi0=","returnCode":""}`, "blank s1"},
			{"saveBlankSheet", `["s1",` + string(quoted) + `]`, `"` + filepath.ToSlash(filepath.Join(dir, "sheet.pdf")) + `"`, "blank s1"},
			{"handouts", `["s1"]`, `{"name":"sheets.pdf","type":"application/pdf","data":"JVBERi0=","returnCode":""}`, "handouts s1"},
			{"saveHandouts", `["s1",` + string(quoted) + `]`, `"` + filepath.ToSlash(filepath.Join(dir, "sheets.pdf")) + `"`, "handouts s1"},
			{"receipts", `[]`, `[]`, "receipts"},
			{"receiptFile", `["s1"]`, `{"name":"receipt.pdf","type":"application/pdf","data":"JVBERi0=","returnCode":""}`, "receipt s1"},
			{"saveReceipt", `["s1",` + string(quoted) + `]`, `"` + filepath.ToSlash(filepath.Join(dir, "receipt.pdf")) + `"`, "receipt s1"},
			{"confirmAttendance", `["s1",[{"id":"a1"},{"id":"a2"}]]`, `[]`, "confirm s1 2"},
			{"issue", `["s1",{"corrections":"keep"}]`, `{"dir":"","zip":"","encrypted":"","trainer":"","documents":[]}`, "session s1; issue s1 "},
			{"issue", `["s1",{"dir":"/else"}]`, `{"dir":"/else","zip":"","encrypted":"","trainer":"","documents":[]}`, "session s1; issue s1 /else"},
			{"stopIssuing", `["s1"]`, `{}`, "stop issuing s1"},
			{"revoke", `["s1","2026-1","erreur"]`, `[]`, "revoke s1 2026-1 erreur"},
			{"exportRegister", `[{"search":"zoé"},"/x"]`, `{"dir":"/x","files":[],"lines":0}`, "export register zoé /x"},
			{"register", `[{"search":"zoé"}]`, `{"lines":[],"total":0}`, "register zoé"},
			{"documents", `["s1"]`, `[]`, "documents s1"},
			{"figures", `["s1"]`, `[]`, "figures s1"},
			{"discard", `["s1"]`, `{}`, "session s1; discard s1"},
			{"discard", `["r1"]`, `{}`, "session r1; stop r1; discard r1"},
			{"addSimulated", `["s1",3,"quick"]`, `{}`, "view s1; rehearse s1 3 quick"},
			{"removeSimulated", `["s1",3]`, `3`, "dismiss s1 3"},
			{"resumeRehearsal", `["s1"]`, `7`, "come back s1"},
			{"cast", `["s1"]`, `[{"participant":"p1","temper":"quick","held":false}]`, "cast s1"},
			{"playSimulated", `["s1","p1",true]`, `{}`, "hold s1 p1 true"},
			{"addresses", `[]`, `[]`, "addresses"},
			{"openFolder", `[` + string(quoted) + `]`, `{}`, "folder " + dir},
			{"pickFolder", `[]`, `"/picked"`, "pick"},
			{"closeStage", `[]`, `{}`, "close stage"},
			{"stopRehearsal", `["s1"]`, `{}`, "stop s1"},
		} {
			got, err := call(t, s, c.name, c.args)
			if err != nil || got != c.want {
				t.Errorf("%s%s: %s, %v", c.name, c.args, got, err)
			}
			if asked := w.taken(); !slices.Equal(asked, strings.Split(c.asked, "; ")) {
				t.Errorf("%s%s: asked %q", c.name, c.args, asked)
			}
		}
		for name, part := range map[string]string{
			"session": `"session":{"id":"s1"`, "sessions": `"id":"s3"`, "room": `{"open":false`, "do": `"revision":13`,
		} {
			args := map[string]string{"session": `["s1"]`, "sessions": `[{"search":"","limit":0,"offset":0}]`, "room": `[]`, "do": `["s1",{"name":"open","revision":12}]`}[name]
			got, err := call(t, s, name, args)
			if err != nil || !strings.Contains(got, part) || strings.Contains(got, ":null") {
				t.Errorf("%s: %s, %v", name, got, err)
			}
		}
	})
	t.Run("ErrUnknownMethod", func(t *testing.T) {
		for _, name := range []string{"", "dispatch", "Dispatch", "Home", "methodsOf", "o", "../home"} {
			if got, err := call(t, s, name, `[]`); estrade.ErrorCode(err) != estrade.CodeNotFound {
				t.Errorf("%q: %s, %v", name, got, err)
			}
		}
	})
	t.Run("ErrArguments", func(t *testing.T) {
		w.taken()
		for _, c := range [][2]string{
			{"names", `[]`}, {"names", `["s1","x"]`}, {"names", `[1]`}, {"names", `{}`}, {"names", `"s1"`}, {"names", `["s1"`}, {"names", ``},
			{"workshops", `[1]`}, {"createSession", `[{"unknown":1}]`}, {"createSession", `["x"]`}, {"do", `["s1",{"revision":"1"}]`}, {"do", `["s1",{"revision":1.5}]`},
			{"createSession", strings.Repeat("[", 20_000)},
		} {
			if got, err := call(t, s, c[0], c[1]); estrade.ErrorCode(err) != estrade.CodeInvalid {
				t.Errorf("%s%.40s: %s, %v", c[0], c[1], got, err)
			}
		}
		if asked := w.taken(); len(asked) != 0 {
			t.Errorf("asked %q", asked)
		}
	})
	t.Run("ErrTyped", func(t *testing.T) {
		w.fail["names s9"] = estrade.NewError(estrade.CodeConflict, "link-destroyed", "Zoé is gone.", "", "a", "b")
		_, err := call(t, s, "names", `["s9"]`)
		var e *estrade.Error
		if !errors.As(err, &e) || e.Key != "link-destroyed" || e.Params["a"] != "b" {
			t.Errorf("%v", err)
		}
		if strings.Contains(w.logged(), "Zoé") {
			t.Errorf("logged %s", w.logged())
		}
	})
	t.Run("ErrInternal", func(t *testing.T) {
		for _, id := range []string{"panic", "nan", "broken"} {
			_, err := call(t, s, "session", `["`+id+`"]`)
			var e *estrade.Error
			if !errors.As(err, &e) || e.Code != estrade.CodeInternal || e.Message == "" || strings.Contains(e.Message, "Zoé") {
				t.Errorf("%s: %v", id, err)
			}
		}
		for _, want := range []string{"a nil somewhere", "fake_test.go", "read the secret", "encode"} {
			if !strings.Contains(w.logged(), want) {
				t.Errorf("the log lacks %q", want)
			}
		}
	})
}

func TestService_Home(t *testing.T) {
	w := newWorld()
	s := New(w.options())
	h, err := s.Home(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(h.Sessions) != 2 || len(h.Running) != 2 || h.Running[0].ID != "s2" || h.Running[1].ID != "s1" {
		t.Errorf("sessions %v, running %v", h.Sessions, h.Running)
	}
	if h.Version != "1.2.3" || h.DataDir != "/data" || h.Keys != "keyring" || !h.StageWindow || !h.Folders || h.Settings.Trainer != "Ada" {
		t.Errorf("%+v", h)
	}
	w.keys = "file" // the keyring failed meanwhile
	if h, err = s.Home(context.Background()); err != nil || h.Keys != "file" {
		t.Errorf("keys in %q: %v", h.Keys, err)
	}
	o := w.options()
	o.Stage, o.PickFolder = nil, nil
	if h, err = New(o).Home(context.Background()); err != nil || h.StageWindow || h.Folders {
		t.Errorf("%+v, %v", h, err)
	}
}

func TestService_SaveSettings(t *testing.T) {
	good := func() estrade.Settings {
		return estrade.Settings{
			Organisation: "  Organisme Zoé ", Trainer: "Ada", Language: "en", Zone: "America/Guadeloupe",
			Address: []string{" 1 rue X ", "", "97100 Basse-Terre"}, RoomHost: "evil", Logo: []byte("evil"),
		}
	}
	t.Run("OK", func(t *testing.T) {
		w := newWorld()
		w.settings.Logo = []byte("png")
		got, err := New(w.options()).SaveSettings(context.Background(), good())
		if err != nil {
			t.Fatal(err)
		}
		if got.Organisation != "Organisme Zoé" || !slices.Equal(got.Address, []string{"1 rue X", "97100 Basse-Terre"}) || !got.Ready || got.RoomHost != "10.0.0.5" {
			t.Errorf("%+v", got)
		}
		if w.settings.Organisation != got.Organisation || !slices.Equal(w.taken(), []string{"save"}) || string(w.settings.Logo) != "png" {
			t.Errorf("stored %+v", w.settings)
		}
	})
	// When the years were chosen decides when something is deleted: no page says it.
	t.Run("AttendanceChosenAt", func(t *testing.T) {
		w := newWorld()
		service := New(w.options())
		chosen := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC).UnixMilli()
		for _, step := range []struct {
			years int
			want  int64
		}{{0, 0}, {6, chosen}, {6, 7}, {3, chosen}} {
			given := good()
			given.AttendanceYears, given.AttendanceChosenAt = step.years, 1
			got, err := service.SaveSettings(context.Background(), given)
			if err != nil || got.AttendanceChosenAt != step.want {
				t.Errorf("%d years: chosen at %d, want %d, %v", step.years, got.AttendanceChosenAt, step.want, err)
			}
			w.settings.AttendanceChosenAt = 7
			if step.years == 0 {
				w.settings.AttendanceChosenAt = 0
			}
		}
	})
	for name, change := range map[string]func(*estrade.Settings){
		"organisation":    func(s *estrade.Settings) { s.Organisation = " " },
		"trainer":         func(s *estrade.Settings) { s.Trainer = "" },
		"language":        func(s *estrade.Settings) { s.Language = "de" },
		"zone":            func(s *estrade.Settings) { s.Zone = "Mars/Olympus" },
		"attendanceYears": func(s *estrade.Settings) { s.AttendanceYears = 1 },
		"actionNature":    func(s *estrade.Settings) { s.ActionNature = "hobby" },
		"zone ":           func(s *estrade.Settings) { s.Zone = "" },
		"zone  ":          func(s *estrade.Settings) { s.Zone = "../../etc/passwd" },
		"exportDir":       func(s *estrade.Settings) { s.ExportDir = "relative/dir" },
		"siret":           func(s *estrade.Settings) { s.SIRET = strings.Repeat("1", maxText+1) },
		"privacyContact":  func(s *estrade.Settings) { s.PrivacyContact = "a\x07b" },
		"address":         func(s *estrade.Settings) { s.Address = strings.Split("1234567", "") },
		"address ":        func(s *estrade.Settings) { s.Address = []string{strings.Repeat("é", maxText+1)} },
	} {
		t.Run("Err"+name, func(t *testing.T) {
			w := newWorld()
			given := good()
			change(&given)
			_, err := New(w.options()).SaveSettings(context.Background(), given)
			var e *estrade.Error
			if !errors.As(err, &e) || e.Code != estrade.CodeInvalid || e.Params["field"] != strings.TrimSpace(name) {
				t.Errorf("%v", err)
			}
			if slices.Contains(w.taken(), "save") {
				t.Error("saved all the same")
			}
		})
	}
}

func TestService_SaveImages(t *testing.T) {
	ctx := context.Background()
	given := estrade.Images{Logo: []byte("png"), Signature: []byte("jpeg")}
	w := newWorld()
	o := w.options()
	o.Weigh = func(images estrade.Images) (int, error) { return 1000 * len(images.Logo), nil }
	service := New(o)
	if saved, err := service.SaveImages(ctx, given); err != nil || saved != (estrade.ImagesSaved{Certificate: 3000, Limit: estrade.CertificateBytes}) || !slices.Equal(w.taken(), []string{"logo png", "logo jpeg", "save"}) {
		t.Fatalf("%v, %q", err, w.taken())
	}
	if got, err := service.Images(ctx); err != nil || string(got.Logo) != "png" || string(got.Signature) != "jpeg" || w.settings.Organisation == "" {
		t.Errorf("%+v, %v, of %+v", got, err, w.settings)
	}
	for field, given := range map[string]estrade.Images{
		"logo":      {Logo: make([]byte, maxImage+1)},
		"signature": {Signature: make([]byte, maxImage+1)},
	} {
		if _, err := service.SaveImages(ctx, given); estrade.ErrorCode(err) != estrade.CodeTooLarge || estrade.Public(err).Params["field"] != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	w = newWorld()
	w.fail["logo png"] = estrade.NewError(estrade.CodeInvalid, "logo-invalid", "No image.", "")
	if _, err := New(w.options()).SaveImages(ctx, given); estrade.Public(err).Key != "logo-invalid" || slices.Contains(w.taken(), "save") {
		t.Errorf("%v", err)
	}
}

// The console asks for its first page every five seconds: pictures of 2 MB would
// be parsed each time.
func TestService_Home_withoutImages(t *testing.T) {
	w := newWorld()
	w.settings.Logo, w.settings.Signature = bytes.Repeat([]byte("L"), maxImage), bytes.Repeat([]byte("S"), maxImage)
	service := New(w.options())
	for _, method := range []string{"home", "readiness"} {
		said, err := service.Dispatch(context.Background(), method, nil)
		if err != nil || len(said) > 16<<10 {
			t.Errorf("%s weighs %d bytes, %v", method, len(said), err)
		}
	}
	saved, err := json.Marshal(w.settings)
	if err != nil {
		t.Fatal(err)
	}
	back, err := service.Dispatch(context.Background(), "saveSettings", json.RawMessage("["+string(saved)+"]"))
	if err != nil || len(back) > 16<<10 || len(w.settings.Logo) != maxImage || len(w.settings.Signature) != maxImage {
		t.Errorf("the images left with other settings, or came back with them: %d bytes, %v", len(back), err)
	}
}

func TestService_SaveBlankSheet_keepsOthers(t *testing.T) {
	w, dir, ctx := newWorld(), t.TempDir(), context.Background()
	service := New(w.options())
	first, err := service.SaveBlankSheet(ctx, "s1", dir)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := service.SaveBlankSheet(ctx, "s1", dir); err != nil || again != first {
		t.Errorf("the same sheet went to %s, %v", again, err)
	}
	if err := os.WriteFile(first, []byte("signed"), 0o600); err != nil {
		t.Fatal(err)
	}
	second, err := service.SaveBlankSheet(ctx, "s1", dir)
	if err != nil || filepath.Base(second) != "sheet (2).pdf" {
		t.Errorf("%s, %v", second, err)
	}
	if kept, err := os.ReadFile(first); err != nil || string(kept) != "signed" {
		t.Errorf("the signed sheet became %q, %v", kept, err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 2 {
		t.Errorf("left %v, %v", entries, err)
	}
}

func TestService_Room(t *testing.T) {
	ctx := context.Background()
	t.Run("OpensWithTheSession", func(t *testing.T) {
		w := newWorld()
		s := New(w.options())
		open := estrade.Command{Name: estrade.CommandOpenRoom, Revision: 1}
		for range 2 {
			if _, err := s.Do(ctx, "s1", open); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := w.taken(), []string{"serve 10.0.0.5", "do s1 open-room 1", "do s1 open-room 1"}; !slices.Equal(got, want) {
			t.Errorf("asked %q", got)
		}
	})
	t.Run("ErrNotServed", func(t *testing.T) {
		w := newWorld()
		w.fail["serve 10.0.0.5"] = estrade.NewError(estrade.CodeInvalid, "no-such-address", "Gone.", "")
		if _, err := New(w.options()).Do(ctx, "s1", estrade.Command{Name: estrade.CommandOpenRoom}); estrade.Public(err).Key != "no-such-address" {
			t.Errorf("%v", err)
		}
		if got := w.taken(); len(got) != 1 {
			t.Errorf("asked %q", got)
		}
	})
	t.Run("ChooseAddress", func(t *testing.T) {
		w := newWorld()
		s := New(w.options())
		status, err := s.ChooseAddress(ctx, "10.0.0.9")
		if err != nil || status.Host != "10.0.0.9" || w.settings.RoomHost != "10.0.0.9" || w.settings.Trainer != "Ada" {
			t.Errorf("%+v, %v, %+v", status, err, w.settings)
		}
		w.fail["serve x"] = estrade.NewError(estrade.CodeInvalid, "no-such-address", "Gone.", "")
		if _, err := s.ChooseAddress(ctx, "x"); err == nil || w.settings.RoomHost != "10.0.0.9" {
			t.Errorf("%v, %+v", err, w.settings)
		}
	})
	t.Run("Stage", func(t *testing.T) {
		w := newWorld()
		s := New(w.options())
		url, err := s.StageURL(ctx, "s1")
		if err != nil || url != "http://127.0.0.1:7421/stage#stage-token" {
			t.Errorf("%s, %v", url, err)
		}
		w.taken()
		if _, err := s.ShowStage(ctx, "s1"); err != nil {
			t.Fatal(err)
		}
		if got, want := w.taken(), []string{"session s1", "show " + url}; !slices.Equal(got, want) {
			t.Errorf("asked %q", got)
		}
	})
}

func TestService_Rehearse(t *testing.T) {
	begun := []string{"create essentials rehearsal=true seed=0", "view s1", "serve 10.0.0.5", "do s1 open-room 4", "rehearse s1 12 calm"}
	const args = `[{"workshop":"essentials"},12,"calm"]`
	t.Run("OK", func(t *testing.T) {
		w := newWorld()
		if got, err := call(t, New(w.options()), "rehearse", args); err != nil || got != `"s1"` {
			t.Errorf("%s, %v", got, err)
		}
		if got := w.taken(); !slices.Equal(got, begun) {
			t.Errorf("asked %q", got)
		}
	})
	t.Run("NothingIsLeft", func(t *testing.T) {
		for i, step := range begun[1:] {
			w := newWorld()
			w.fail[step] = estrade.NewError(estrade.CodeUnavailable, "no", "No.", "")
			if _, err := call(t, New(w.options()), "rehearse", args); estrade.Public(err).Key != "no" {
				t.Errorf("%s: %v", step, err)
			}
			if got, want := w.taken(), append(slices.Clone(begun[:i+2]), "discard s1"); !slices.Equal(got, want) {
				t.Errorf("%s: asked %q", step, got)
			}
		}
	})
	t.Run("ErrSize", func(t *testing.T) {
		w := newWorld()
		for _, n := range []string{"0", "-1", "301"} {
			if _, err := call(t, New(w.options()), "rehearse", `[{"workshop":"essentials"},`+n+`,"calm"]`); estrade.ErrorCode(err) != estrade.CodeInvalid {
				t.Errorf("%s: %v", n, err)
			}
		}
		if got := w.taken(); len(got) != 0 {
			t.Errorf("asked %q", got)
		}
	})
}

func TestService_Rehearsal(t *testing.T) {
	t.Run("Pace", func(t *testing.T) {
		w := newWorld()
		s := New(w.options())
		for command, told := range map[string]string{
			`{"name":"pace","number":5,"revision":1}`: "pace s1 5", `{"name":"hurry","revision":1}`: "hurry s1",
		} {
			if _, err := call(t, s, "do", `["s1",`+command+`]`); err != nil {
				t.Error(err)
			}
			if asked := w.taken(); len(asked) != 2 || asked[1] != told {
				t.Errorf("%s: asked %q", command, asked)
			}
		}
		w.fail["do s1 pace 1"] = estrade.NewError(estrade.CodeConflict, "no", "no", "no")
		if _, err := call(t, s, "do", `["s1",{"name":"pace","number":5,"revision":1}]`); err == nil || len(w.taken()) != 1 {
			t.Errorf("a pace that was refused is told to the participants: %v", err)
		}
	})
	t.Run("Page", func(t *testing.T) {
		w := newWorld()
		w.status.Port = 7420
		if got, err := call(t, New(w.options()), "simulatedPage", `["s1","p1"]`); err != nil || got != `"http://127.0.0.1:7420/rehearsal#token=t"` {
			t.Errorf("%s, %v", got, err)
		}
	})
	t.Run("Documents", func(t *testing.T) {
		w := newWorld()
		o := w.options()
		o.RehearsalDir = filepath.Join(t.TempDir(), "rehearsals")
		s := New(o)
		folder := filepath.Join(o.RehearsalDir, "r1")
		for _, dir := range []string{`""`, `"/else"`} {
			if _, err := call(t, s, "issue", `["r1",{"dir":`+dir+`}]`); err != nil {
				t.Error(err)
			}
			if asked := w.taken(); !slices.Contains(asked, "issue r1 "+folder) {
				t.Errorf("asked %q", asked)
			}
		}
		if err := os.WriteFile(filepath.Join(folder, "x.pdf"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{"s1", "r1"} {
			_, before := os.Stat(folder)
			if _, err := call(t, s, "discard", `["`+id+`"]`); before != nil || err != nil {
				t.Error(before, err)
			}
		}
		if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the documents of a rehearsal thrown away: %v", err)
		}
	})
}

func TestService_NotHere(t *testing.T) {
	w := newWorld()
	o := w.options()
	o.Stage, o.Rehearsals, o.OpenFolder, o.PickFolder = nil, nil, nil, nil
	s := New(o)
	for name, args := range map[string]string{
		"showStage": `["s1"]`, "closeStage": `[]`, "rehearse": `[{},1,""]`, "stopRehearsal": `["s1"]`, "addSimulated": `["s1",1,""]`,
		"removeSimulated": `["s1",1]`, "resumeRehearsal": `["s1"]`, "cast": `["s1"]`, "simulatedPage": `["s1","p1"]`, "playSimulated": `["s1","p1",true]`, "openFolder": `["/"]`, "pickFolder": `[]`, "connection": `[]`,
	} {
		if _, err := call(t, s, name, args); estrade.ErrorCode(err) != estrade.CodeUnavailable {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestService_OpenFolder(t *testing.T) {
	w := newWorld()
	s := New(w.options())
	file := filepath.Join(t.TempDir(), "file")
	for _, path := range []string{"", ".", "relative", file, "/does/not/exist"} {
		if _, err := s.OpenFolder(context.Background(), path); estrade.ErrorCode(err) != estrade.CodeNotFound {
			t.Errorf("%q: %v", path, err)
		}
	}
	if got := w.taken(); len(got) != 0 {
		t.Errorf("asked %q", got)
	}
}

func TestService_Readiness(t *testing.T) {
	w := &world{}
	o := w.options()
	free, problem := int64(2<<30), error(nil)
	o.Space = func() (int64, error) { return free, problem }
	o.Battery = func() *estrade.Battery { return &estrade.Battery{Percent: 40} }
	s := New(o)
	r, err := s.Readiness(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !r.StageOpen || r.FreeBytes != free || !r.Enough || r.Battery == nil || r.Battery.Percent != 40 || r.Missing == nil {
		t.Errorf("got %+v", r)
	}
	free = 300 << 20
	if r, err = s.Readiness(t.Context()); err != nil || r.Enough {
		t.Errorf("that is little for a day: %+v %v", r, err)
	}
	problem = errors.New("no such disk")
	if r, err = s.Readiness(t.Context()); err != nil || r.FreeBytes != -1 || r.Enough {
		t.Errorf("unknown space is no reassurance: %+v %v", r, err)
	}
	o.Stage, o.Space, o.Battery = nil, nil, nil
	if r, err = New(o).Readiness(t.Context()); err != nil || r.StageOpen || r.FreeBytes != -1 || r.Battery != nil {
		t.Errorf("a program without a window that is told nothing: %+v %v", r, err)
	}
}

func TestService_Dispatch_pageThatLeft(t *testing.T) {
	w := newWorld()
	s := New(w.options())
	w.fail["workshops"] = context.Canceled
	if _, err := s.Dispatch(context.Background(), "workshops", nil); err == nil {
		t.Fatal("no error")
	}
	if !strings.Contains(w.logged(), "console method failed") {
		t.Fatal("what was cancelled while the page waited is not in the log")
	}
	before := w.logged()
	gone, leave := context.WithCancel(context.Background())
	leave()
	if _, err := s.Dispatch(gone, "workshops", nil); err == nil {
		t.Fatal("no error")
	}
	if said := strings.TrimPrefix(w.logged(), before); said != "" {
		t.Fatalf("a page that was closed while it asked is in the log: %s", said)
	}
}
