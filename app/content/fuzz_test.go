package content_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"estrade/app/content"
)

// FuzzLoad reads a pack of which one file holds anything. It is loaded, or its
// problems are told with file and line; nothing else happens.
func FuzzLoad(f *testing.F) {
	files := smallPack(f)
	names := slices.Sorted(maps.Keys(files))
	for i, name := range names {
		f.Add(uint8(i), files[name].Data)
	}
	for _, text := range []string{
		"", "\x00", "a: &a [*a]", "- - - -", "id: !!binary x", "? {a: b}\n: c", "%YAML 9.9\n---\n", "id: 1\nid: 2", "<<: *x", "x: !!float .nan", "\ufeffid: a",
		"a: &a [l,l,l,l,l,l,l,l,l]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n",
		strings.Repeat("[", 2000), strings.Repeat("a:\n ", 300),
	} {
		f.Add(uint8(0), []byte(text))
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		changed := maps.Clone(files)
		changed[names[int(which)%len(names)]] = &fstest.MapFile{Data: data}
		pack, err := content.Load(changed)
		if err == nil {
			if pack == nil || len(pack.Workshops) == 0 {
				t.Fatal("loaded, and nothing can be played")
			}
			return
		}
		var problems content.Problems
		if !errors.As(err, &problems) {
			t.Fatalf("refused without a place: %v", err)
		}
		if len(problems) == 0 || problems.Error() == "" {
			t.Fatal("refused for nothing")
		}
	})
}
