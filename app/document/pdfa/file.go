package pdfa

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strconv"
	"sync"
)

// file is the objects of a PDF by their number, each as the bytes between
// "obj" and "endobj"; number 0 is unused.
type file struct {
	objects [][]byte
	root    int
	info    int
}

// read takes apart a file that gofpdf wrote: one cross-reference table of
// twenty-byte lines, objects numbered without gaps, Root and Info in the trailer.
func read(raw []byte) (*file, error) {
	bad := func(what string) (*file, error) { return nil, fmt.Errorf("finish pdf: %s", what) }
	start := bytes.LastIndex(raw, []byte("startxref\n"))
	if start < 0 {
		return bad("no startxref")
	}
	var table, size int
	if _, err := fmt.Sscanf(string(raw[start:]), "startxref\n%d", &table); err != nil || table <= 0 || table >= start {
		return bad("no cross-reference table")
	}
	if _, err := fmt.Sscanf(string(raw[table:min(start, table+40)]), "xref\n0 %d\n", &size); err != nil || size < 2 {
		return bad("no cross-reference table")
	}
	const lineLength = 20
	lines := raw[table+len("xref\n0 \n")+len(strconv.Itoa(size)):]
	trailer := size * lineLength
	if len(lines) < trailer {
		return bad("short cross-reference table")
	}
	f := &file{objects: make([][]byte, size, size+64)}
	if f.root = reference(lines[trailer:], "/Root "); f.root <= 0 || f.root >= size {
		return bad("no Root")
	}
	if f.info = reference(lines[trailer:], "/Info "); f.info <= 0 || f.info >= size {
		return bad("no Info")
	}
	for n := 1; n < size; n++ {
		at, err := strconv.Atoi(string(lines[n*lineLength : n*lineLength+10]))
		if err != nil || at <= 0 || at >= table {
			return bad(fmt.Sprintf("object %d is nowhere", n))
		}
		head := strconv.Itoa(n) + " 0 obj\n"
		if !bytes.HasPrefix(raw[at:], []byte(head)) {
			return bad(fmt.Sprintf("object %d is not at its place", n))
		}
		body, ok := objectBody(raw[at+len(head) : table])
		if !ok {
			return bad(fmt.Sprintf("object %d does not end", n))
		}
		f.objects[n] = body
	}
	return f, nil
}

// objectBody cuts an object before its endobj; a stream is skipped by its length.
func objectBody(from []byte) ([]byte, bool) {
	const end = "\nendobj\n"
	skip := 0
	if at := bytes.Index(from, []byte("\nstream\n")); at >= 0 && at < bytes.Index(from, []byte(end)) {
		skip = at + len("\nstream\n") + reference(from[:at], "/Length ")
		if skip > len(from) {
			return nil, false
		}
	}
	n := bytes.Index(from[skip:], []byte(end))
	if n < 0 {
		return nil, false
	}
	return from[:skip+n], true
}

// reference reads the number after a key, 0 when there is none.
func reference(dictionary []byte, key string) int {
	at := bytes.Index(dictionary, []byte(key))
	if at < 0 {
		return 0
	}
	n := 0
	for _, c := range dictionary[at+len(key):] {
		if c < '0' || c > '9' {
			break
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// pages is how many pages there are.
func (f *file) pages() int { return reference(f.objects[1], "/Count ") }

// pageObject is the number of the i-th page, from 0; its content follows.
func pageObject(i int) int { return 3 + 2*i }

// add appends an object and returns its number.
func (f *file) add(body []byte) int {
	f.objects = append(f.objects, body)
	return len(f.objects) - 1
}

// bytes writes the file. The comment after the header holds bytes above 127,
// by which programs that copy files see that this one is no text.
func (f *file) bytes() []byte {
	size := 1024 + 40*len(f.objects)
	for _, body := range f.objects {
		size += len(body)
	}
	out := make([]byte, 0, size)
	out = append(out, "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"...)
	offsets := make([]int, len(f.objects))
	for n, body := range f.objects {
		if n == 0 {
			continue
		}
		offsets[n] = len(out)
		out = strconv.AppendInt(out, int64(n), 10)
		out = append(out, " 0 obj\n"...)
		out = append(out, body...)
		out = append(out, "\nendobj\n"...)
	}
	id := identifier(out)
	table := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects))
	for _, at := range offsets[1:] {
		out = fmt.Appendf(out, "%010d 00000 n \n", at)
	}
	return fmt.Appendf(out, "trailer\n<</Size %d\n/Root %d 0 R\n/Info %d 0 R\n/ID [%s %s]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.objects), f.root, f.info, id, id, table)
}

// stream is a stream object whose data stand as they are.
func stream(entries string, data []byte) []byte {
	out := make([]byte, 0, len(entries)+len(data)+64)
	out = fmt.Appendf(out, "<<%s/Length %d>>\nstream\n", entries, len(data))
	out = append(out, data...)
	return append(out, "\nendstream"...)
}

// packed is a stream object with compressed data, made once for many documents.
func packed(entries string, data []byte) []byte {
	return stream(entries+"/Filter/FlateDecode", small.deflate(data))
}

// streamOf returns the data of a stream object that is not compressed.
func streamOf(body []byte) ([]byte, bool) {
	at := bytes.Index(body, []byte("\nstream\n"))
	if at < 0 || bytes.Contains(body[:at], []byte("/Filter")) {
		return nil, false
	}
	from := at + len("\nstream\n")
	length := reference(body[:at], "/Length ")
	if from+length > len(body) {
		return nil, false
	}
	return body[from : from+length], true
}

// compressor keeps compressors of one level: making one costs more than a page's
// compression.
type compressor struct{ sync.Pool }

// small makes everything as small as it gets: pages and fonts go to archives.
var (
	small = newCompressor(zlib.BestCompression)
	quick = newCompressor(6)
)

func newCompressor(level int) *compressor {
	return &compressor{sync.Pool{New: func() any {
		w, err := zlib.NewWriterLevel(io.Discard, level)
		if err != nil {
			panic(err) // the levels are the library's own
		}
		return w
	}}}
}

// deflate compresses parts of one stream, each with codes of its own: what is of
// another kind than the rest makes its codes longer.
func (c *compressor) deflate(parts ...[]byte) []byte {
	var out bytes.Buffer
	w := c.Get().(*zlib.Writer)
	w.Reset(&out)
	// Writing to a bytes.Buffer fails only where memory ends.
	for i, part := range parts {
		if i > 0 {
			_ = w.Flush()
		}
		_, _ = w.Write(part)
	}
	_ = w.Close()
	c.Put(w)
	return out.Bytes()
}
