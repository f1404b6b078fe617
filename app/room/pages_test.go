package room

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

// ask requests a path with an Accept-Encoding, "" for none.
func ask(p *Pages, method, path, encoding string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	r := httptest.NewRequest(method, path, nil)
	if encoding != "" {
		r.Header.Set("Accept-Encoding", encoding)
	}
	p.ServeHTTP(w, r)
	return w
}

func unpacked(t *testing.T, packed []byte) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

// Each file a page leads to, however far, is the same under gzip and plain, and
// only what bears its content's hash in its name is kept for good.
func TestPages_caching(t *testing.T) {
	long := strings.Repeat("the room waits for nobody. ", 80)
	dist := fstest.MapFS{
		"join.html":                {Data: []byte(`<script src="/assets/join-1.js"></script><link href="/assets/join-2.css"><link href="/favicon.svg">` + long)},
		"assets/join-1.js":         {Data: []byte(`import("./fr-3.js");import("./Vote-4.js");` + long)},
		"assets/join-2.css":        {Data: []byte(`@font-face{src:url(/assets/latin-5.woff2)}` + long)},
		"assets/fr-3.js":           {Data: []byte(`export default "fr";` + long)},
		"assets/Vote-4.js":         {Data: []byte(`import"./Vote-6.css";` + long)},
		"assets/Vote-6.css":        {Data: []byte(`p{}` + long)},
		"assets/latin-5.woff2":     {Data: []byte("wOF2\x00\x01\x02\x03 what is packed already")},
		"assets/console-secret.js": {Data: []byte(`nobody names this one` + long)},
		"favicon.svg":              {Data: []byte(`<svg>` + long + `</svg>`)},
	}
	p := NewPages(dist, map[string]string{"/": "join.html"})
	const forGood = "public, max-age=31536000, immutable"
	served := 0
	for name, file := range dist {
		path, cache := "/"+name, forGood
		switch name {
		case "join.html":
			path, cache = "/", "no-store"
		case "favicon.svg":
			cache = "no-cache"
		case "assets/console-secret.js":
			if got := ask(p, "GET", path, "gzip").Code; got != http.StatusNotFound {
				t.Errorf("GET %s: %d, want 404", path, got)
			}
			continue
		}
		packs := !strings.HasSuffix(name, ".woff2")
		for _, encoding := range []string{"", "gzip, deflate", "br;q=1, gzip;q=0"} {
			got := ask(p, "GET", path, encoding)
			packed := packs && encoding == "gzip, deflate"
			if got.Code != http.StatusOK || got.Header().Get("Cache-Control") != cache {
				t.Errorf("GET %s, accepting %q: %d, Cache-Control %q, want 200, %q", path, encoding, got.Code, got.Header().Get("Cache-Control"), cache)
			}
			if (got.Header().Get("Content-Encoding") == "gzip") != packed || (got.Header().Get("Vary") == "Accept-Encoding") != packs {
				t.Errorf("GET %s, accepting %q: Content-Encoding %q, Vary %q", path, encoding, got.Header().Get("Content-Encoding"), got.Header().Get("Vary"))
			}
			body := got.Body.String()
			if packed {
				body = unpacked(t, got.Body.Bytes())
			}
			if body != string(file.Data) {
				t.Errorf("GET %s, accepting %q: another content", path, encoding)
			}
			head := ask(p, "HEAD", path, encoding)
			if head.Body.Len() != 0 || head.Header().Get("Content-Length") != got.Header().Get("Content-Length") || head.Header().Get("Cache-Control") != cache {
				t.Errorf("HEAD %s, accepting %q: not the headers of GET", path, encoding)
			}
		}
		served++
	}
	if served != len(dist)-1 {
		t.Errorf("%d files were served, want %d", served, len(dist)-1)
	}
}

// The words of a visitor's language are named before the page's script asks for
// them, where one script holds them.
func TestPages_words(t *testing.T) {
	dist := fstest.MapFS{
		"join.html":          {Data: []byte(`<script src="/assets/join-1.js"></script>`)},
		"assets/join-1.js":   {Data: []byte(`import("./fr-2.js");import("./en-3.js");load(["fr-2.js"]);import("./front-4.js")`)},
		"assets/fr-2.js":     {Data: []byte(`export default "fr"`)},
		"assets/en-3.js":     {Data: []byte(`export default "en"`)},
		"assets/front-4.js":  {Data: []byte(`import("./en-9.js")`)},
		"assets/en-9.js":     {Data: []byte(`export default "later"`)},
		"stage.html":         {Data: []byte(`<script src="/assets/stage-5.js"></script>`)},
		"assets/stage-5.js":  {Data: []byte(`import("./fr-2.js");import("./fr-6.js")`)},
		"assets/fr-6.js":     {Data: []byte(`export default "fr too"`)},
		"remote.html":        {Data: []byte(`<script src="/assets/remote-7.js"></script>`)},
		"assets/remote-7.js": {Data: []byte(`all()`)},
	}
	p := NewPages(dist, map[string]string{"/": "join.html", "/stage": "stage.html", "/remote": "remote.html"})
	const french, english = "</assets/fr-2.js>; rel=modulepreload", "</assets/en-3.js>; rel=modulepreload"
	for _, c := range []struct{ path, languages, want string }{
		{"/", "fr-FR,fr;q=0.9,en;q=0.8", french},
		{"/", "de-DE, en-GB;q=0.9, fr;q=0.8", english},
		{"/", "EN", english},
		{"/", "de", french},
		{"/", "", french},
		{"/stage", "fr", ""},
		{"/remote", "fr", ""},
		{"/assets/fr-2.js", "fr", ""},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, c.path, nil)
		r.Header.Set("Accept-Language", c.languages)
		p.ServeHTTP(w, r)
		if got := w.Header().Get("Link"); w.Code != http.StatusOK || got != c.want {
			t.Errorf("GET %s in %q: %d, Link %q, want %q", c.path, c.languages, w.Code, got, c.want)
		}
	}
}
