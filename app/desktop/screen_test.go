package desktop

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	estrade "estrade/app"
)

// TestScreen_serve asks for what the stage's window serves: its page, which shows
// the stage in a frame and tells when it is drawn, and nothing else.
func TestScreen_serve(t *testing.T) {
	s := &screen{words: wordsIn(estrade.French), lang: estrade.French, address: "http://127.0.0.1:4711/stage#secret"}
	settled := 0
	s.putInPlace = func() { settled++ }
	ask := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		s.serve(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w
	}
	page := ask("/").Body.String()
	for _, want := range []string{`lang="fr"`, `src="http://127.0.0.1:4711/stage#secret"`, "fetch('/drawn')"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s:\n%s", want, page)
		}
	}
	if settled != 0 {
		t.Error("the window is moved before its page is drawn")
	}
	for range 2 { // a page that is loaded anew is drawn anew
		if w := ask("/drawn"); w.Code != http.StatusNoContent {
			t.Errorf("drawn: status %d", w.Code)
		}
	}
	if settled != 1 {
		t.Errorf("the window was put in its place %d times", settled)
	}
	if w := ask("/other"); w.Code != http.StatusNotFound {
		t.Errorf("another path: status %d", w.Code)
	}
	s.blank = true
	if page := ask("/").Body.String(); strings.Contains(page, "<iframe") {
		t.Errorf("the stage is shown though its display is gone:\n%s", page)
	}
}
