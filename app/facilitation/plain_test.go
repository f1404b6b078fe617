package facilitation_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"estrade/app/facilitation"
)

// TestPlainText reads what JSON reads, or leaves it to JSON.
func TestPlainText(t *testing.T) {
	for _, value := range []string{``, `"`, `""`, `"a"`, `"a`, `a"`, `"a\"`, `"a\n"`, `"a"b"`, "\"\x7f\"", "\"\xff\"", `"é"`, ` "a"`, `null`, `1`} {
		plain, ok := facilitation.PlainText([]byte(value))
		var want string
		if err := json.Unmarshal([]byte(value), &want); ok && (err != nil || plain != want) {
			t.Errorf("%q read as %q: %q, %v", value, plain, want, err)
		}
		if simple := value == `"a"` || value == `""`; ok != simple {
			t.Errorf("%q read: %t", value, ok)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.String().Draw(t, "text")
		value, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if plain, ok := facilitation.PlainText(value); ok && plain != want {
			t.Fatalf("%s read as %q", value, plain)
		}
	})
}
