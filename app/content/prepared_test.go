package content

import (
	"bytes"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the built-in pack's prepared form anew")

// What the program reads at its start is made from the pack's files.
func TestPrepared(t *testing.T) {
	l := &loader{fsys: os.DirFS("eleadership"), faulty: make(map[Problem]bool)}
	if err := l.read(); err != nil {
		t.Fatal(err)
	}
	if len(l.problems) > 0 {
		t.Fatal(l.problems.sorted())
	}
	text, err := l.prepare()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("eleadership.json", text, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(prepared, text) {
		t.Error("app/content/eleadership.json is not what the pack's files say: run make pack and commit it")
	}
}

func TestReadPrepared_refuses(t *testing.T) {
	for _, text := range []string{"", "[]", `{"pack.yaml":{"format":"one"}}`} {
		if pack, err := readPrepared([]byte(text)); err == nil || pack != nil {
			t.Errorf("%q: got %v, %v, want an error", text, pack, err)
		}
	}
}

func BenchmarkReadPrepared(b *testing.B) {
	for b.Loop() {
		if _, err := readPrepared(prepared); err != nil {
			b.Fatal(err)
		}
	}
}
