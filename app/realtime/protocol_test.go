package realtime

import (
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	estrade "estrade/app"
)

// TestProtocolPage holds docs/protocol.md to what travels: a client written
// from it must find every field and code.
func TestProtocolPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/protocol.md")
	if err != nil {
		t.Fatal(err)
	}
	says := func(word string) bool { return strings.Contains(string(page), "`"+word+"`") }

	t.Run("Fields", func(t *testing.T) {
		for _, v := range []any{
			estrade.Greeting{}, estrade.Joined{}, estrade.Snapshot{}, estrade.TeamView{}, estrade.Receipt{}, estrade.Signed{},
			penRequest{}, languageRequest{}, tableRequest{}, participantRequest{}, returnRequest{}, estrade.OwnResults{}, estrade.File{}, timeReply{}, welcome{}, estrade.Error{}, estrade.Progress{},
		} {
			for _, name := range fields(reflect.TypeOf(v), make(map[reflect.Type]bool)) {
				if !says(name) {
					t.Errorf("%T: %q is not on the page", v, name)
				}
			}
		}
	})
	t.Run("Requests", func(t *testing.T) {
		for _, v := range []any{estrade.JoinRequest{}, estrade.ReentryRequest{}, estrade.AnswerRequest{}, estrade.LockRequest{}, estrade.FileRequest{}, estrade.SignRequest{}} {
			for _, name := range fields(reflect.TypeOf(v), make(map[reflect.Type]bool)) {
				if !strings.Contains(string(page), `"`+name+`":`) {
					t.Errorf("%T: %q is in no example", v, name)
				}
			}
		}
	})
	t.Run("Codes", func(t *testing.T) {
		for _, code := range []estrade.Code{
			estrade.CodeInvalid, estrade.CodeUnauthorised, estrade.CodeForbidden, estrade.CodeNotFound, estrade.CodeConflict,
			estrade.CodeTooLarge, estrade.CodeTooMany, estrade.CodeInternal, estrade.CodeUnavailable,
		} {
			status := strconv.Itoa(code.Status())
			if line := "| `" + string(code) + "` | " + status + " | 4" + status + " |"; !strings.Contains(string(page), line) {
				t.Errorf("no line %q", line)
			}
		}
		for _, e := range []*estrade.Error{errMalformed, errSeveralSessions, errWrongDoor, errUnknownMethod, errNotYours, errTooMany} {
			if !says(e.Key) {
				t.Errorf("key %q is not on the page", e.Key)
			}
		}
	})
	t.Run("Examples", func(t *testing.T) {
		blocks := regexp.MustCompile("(?s)```json\n(.*?)```").FindAllStringSubmatch(string(page), -1)
		if len(blocks) < 8 {
			t.Fatalf("%d examples", len(blocks))
		}
		for _, b := range blocks {
			// An ellipsis stands for members or for characters left out.
			text := strings.NewReplacer("{…}", "{}", `,…`, "").Replace(b[1])
			d := json.NewDecoder(strings.NewReader(text))
			for d.More() {
				var v any
				if err := d.Decode(&v); err != nil {
					t.Errorf("%s: %v", text, err)
					break
				}
			}
		}
	})
}

// fields lists the JSON names of a type and of what it holds. Figures are
// described by reference.
func fields(t reflect.Type, seen map[reflect.Type]bool) []string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || seen[t] || t == reflect.TypeFor[estrade.StageView]() || t == reflect.TypeFor[estrade.ConsoleView]() {
		return nil
	}
	seen[t] = true
	var names []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name == "-" || name == "console" {
			continue
		}
		names = append(names, name)
		if t != reflect.TypeFor[estrade.Figures]() {
			names = append(names, fields(t.Field(i).Type, seen)...)
		}
	}
	return names
}
