package room

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	estrade "estrade/app"
)

// Pages serves built pages and, of the files beside them, only those the pages
// refer to. They are read when the first of them is asked for, and each is
// compressed once, when it is first asked for: the program starts sooner, and a
// window never asks. It sets no security header: they differ by listener.
type Pages struct {
	files func() (map[string]file, error) // by URL path; read by the first call
}

type file struct {
	kind  string // media type
	plain []byte
	gzip  func() []byte // compressed when first called; nil when it saves nothing
	page  bool
	words map[string]string // of a page: by language, the script that holds its words
}

// mediaTypes is explicit because the table of the system can be wrong: on
// Windows another program may have registered .js as text/plain.
var mediaTypes = map[string]string{
	".html":  "text/html; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".mjs":   "text/javascript; charset=utf-8",
	".css":   "text/css; charset=utf-8",
	".svg":   "image/svg+xml",
	".png":   "image/png",
	".jpg":   "image/jpeg",
	".ico":   "image/x-icon",
	".woff2": "font/woff2",
	".json":  "application/json",
	".txt":   "text/plain; charset=utf-8",
}

// NewPages returns what serves pages, by URL path ("/": "join.html"), and the
// files of dist they lead to. A page that is not in dist is answered with 503
// and a sentence: the frontend is not built.
func NewPages(dist fs.FS, pages map[string]string) *Pages {
	return &Pages{files: sync.OnceValues(func() (map[string]file, error) { return readPages(dist, pages) })}
}

// paths lists those of the files that are served; none where they cannot be read.
func (p *Pages) paths() []string {
	files, err := p.files()
	if err != nil {
		return nil
	}
	return slices.Sorted(maps.Keys(files))
}

// serves tells whether there is a file at a path.
func (p *Pages) serves(path string) bool {
	files, err := p.files()
	if err != nil {
		return false
	}
	_, there := files[path]
	return there
}

func readPages(dist fs.FS, pages map[string]string) (map[string]file, error) {
	names, err := fileNames(dist)
	if err != nil {
		return nil, fmt.Errorf("list built pages: %w", err)
	}
	r := pageReader{dist: dist, names: names, files: make(map[string]file)}
	for url, name := range pages {
		if err := r.add(url, name, true); err != nil {
			return nil, err
		}
	}
	return r.files, nil
}

type pageReader struct {
	dist  fs.FS
	names map[string][]string // see fileNames
	files map[string]file     // read so far, by URL path
}

// fileNames lists what a page may refer to, every file but pages, by the last
// part of its path.
func fileNames(dist fs.FS) (map[string][]string, error) {
	names := make(map[string][]string)
	err := fs.WalkDir(dist, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Ext(name) != ".html" {
			names[path.Base(name)] = append(names[path.Base(name)], name)
		}
		return err
	})
	return names, err
}

// named lists the files of names that content names, in its order. It reads
// content once, however many files there are: pages weigh megabytes.
func named(content []byte, names map[string][]string) (found []string) {
	for len(content) > 0 {
		end := 0
		for end < len(content) && inName[content[end]] {
			end++
		}
		found = append(found, names[string(content[:end])]...)
		content = content[min(end+1, len(content)):]
	}
	return found
}

// inName tells which bytes the names of built files are made of.
var inName = func() (in [256]bool) {
	for _, b := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") {
		in[b] = true
	}
	return in
}()

// add reads a file and, from it, those it names.
func (r *pageReader) add(url, name string, page bool) error {
	content, err := fs.ReadFile(r.dist, name)
	if page && errors.Is(err, fs.ErrNotExist) {
		r.files[url] = file{page: true}
		return nil
	}
	if err != nil {
		return fmt.Errorf("read built file %s: %w", name, err)
	}
	kind, known := mediaTypes[path.Ext(name)]
	if !known {
		kind = "application/octet-stream"
	}
	f := file{kind: kind, plain: content, page: page, gzip: sync.OnceValue(func() []byte { return compressed(content) })}
	if page {
		if f.words, err = r.words(content); err != nil {
			return err
		}
	}
	r.files[url] = f
	switch path.Ext(name) {
	case ".html", ".js", ".mjs", ".css":
	default:
		return nil
	}
	for _, other := range named(content, r.names) {
		if _, have := r.files["/"+other]; have {
			continue
		}
		if err := r.add("/"+other, other, false); err != nil {
			return err
		}
	}
	return nil
}

// words finds, by language, the script that holds a page's words: the one script
// named fr-… or en-… that those it begins with fetch. A language of which there
// is another number has none: its words come with the page, or in parts.
func (r *pageReader) words(page []byte) (map[string]string, error) {
	found := make(map[string][]string)
	for _, script := range named(page, r.names) {
		if path.Ext(script) != ".js" {
			continue
		}
		content, err := fs.ReadFile(r.dist, script)
		if err != nil {
			return nil, fmt.Errorf("read built file %s: %w", script, err)
		}
		for _, other := range named(content, r.names) {
			language, _, _ := strings.Cut(path.Base(other), "-")
			if slices.Contains(languages, language) && path.Ext(other) == ".js" && !slices.Contains(found[language], "/"+other) {
				found[language] = append(found[language], "/"+other)
			}
		}
	}
	words := make(map[string]string)
	for language, scripts := range found {
		if len(scripts) == 1 {
			words[language] = scripts[0]
		}
	}
	return words, nil
}

// languages are the pages' own; the first serves where a browser asks for none of them.
var languages = []string{string(estrade.French), string(estrade.English)}

// preferred returns the language that a page chooses (language.ts) in a browser
// with an Accept-Language header: the first of ours in it.
func preferred(header string) string {
	for part := range strings.SplitSeq(header, ",") {
		for _, language := range languages {
			if strings.HasPrefix(strings.ToLower(strings.TrimSpace(part)), language) {
				return language
			}
		}
	}
	return languages[0]
}

// compressed returns content under gzip, nil when that is not worth it.
func compressed(content []byte) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil
	}
	_, err = w.Write(content)
	if err := errors.Join(err, w.Close()); err != nil || out.Len() > len(content)*9/10 {
		return nil
	}
	return out.Bytes()
}

// ServeHTTP implements http.Handler.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	files, err := p.files()
	f, ok := files[r.URL.Path]
	switch {
	case err != nil:
		http.Error(w, "500 the pages of Estrade cannot be read: "+err.Error(), http.StatusInternalServerError)
		return
	case !ok:
		http.Error(w, "404 not found", http.StatusNotFound)
		return
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "405 method not allowed", http.StatusMethodNotAllowed)
		return
	case f.plain == nil:
		http.Error(w, "This copy of Estrade was built without its pages: run make build.", http.StatusServiceUnavailable)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	if words, ok := f.words[preferred(r.Header.Get("Accept-Language"))]; ok {
		// Fetched beside the page's script, not after it.
		h.Set("Link", "<"+words+">; rel=modulepreload")
	}
	switch {
	case f.page:
		h.Set("Cache-Control", "no-store")
	case strings.HasPrefix(r.URL.Path, "/assets/"):
		// Their names carry a hash of their content.
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	default:
		h.Set("Cache-Control", "no-cache")
	}
	body := f.plain
	if gzip := f.gzip(); gzip != nil {
		h.Add("Vary", "Accept-Encoding")
		if acceptsGzip(r.Header.Get("Accept-Encoding")) {
			h.Set("Content-Encoding", "gzip")
			body = gzip
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodGet {
		// A write fails when the browser has left.
		_, _ = w.Write(body)
	}
}

// acceptsGzip tells whether an Accept-Encoding header takes gzip.
func acceptsGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		if !strings.EqualFold(strings.TrimSpace(name), "gzip") {
			continue
		}
		q, weighted := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q=")
		if !weighted {
			return true
		}
		weight, err := strconv.ParseFloat(q, 64)
		return err == nil && weight > 0
	}
	return false
}
