package content_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"estrade/app/content"
)

// FuzzLoad puts any bytes in the place of one file of a pack. Load must return a
// pack or problems that an author can read, and never stop the program.
func FuzzLoad(f *testing.F) {
	whole := packFiles(f) // the seeds are in testdata, short so that the engine gets on
	places := []string{"pack.yaml", "competencies.yaml", "workshops/a.yaml", "activities/a.yaml"}
	f.Fuzz(func(t *testing.T, place byte, data []byte) {
		file := places[int(place)%len(places)]
		files := fstest.MapFS{
			"activities/pause.yaml": whole["activities/pause.yaml"],
			"pack.yaml":             whole["pack.yaml"],
			file:                    &fstest.MapFile{Data: data},
		}
		pack, err := content.Load(files)
		if err == nil {
			if pack == nil {
				t.Fatal("no pack and no error")
			}
			return
		}
		var problems content.Problems
		if !errors.As(err, &problems) || len(problems) == 0 || pack != nil {
			t.Fatalf("got pack %v, error %v", pack, err)
		}
		// YAML also ends lines with these.
		lines := 1 + len(data) - len(strings.NewReplacer("\n", "", "\r", "", "\u0085", "", "\u2028", "", "\u2029", "").Replace(string(data)))
		for _, p := range problems {
			if p.File == "" || p.Message.FR == "" || p.Message.EN == "" {
				t.Errorf("incomplete problem %+v", p)
			}
			if p.Line < 0 || p.File == file && p.Line > lines {
				t.Errorf("line %d of %d: %v", p.Line, lines, p)
			}
			if strings.Contains(p.Message.FR+p.Message.EN, "%!") && !strings.Contains(string(data), "%!") {
				t.Errorf("badly filled sentence: %+v", p)
			}
		}
	})
}
