package seal

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// errPDF says that a PDF is not built as this package reads it.
var errPDF = errors.New("unreadable PDF")

// depthLimit bounds how deep values and page trees may lie in one another, and
// how many revisions a file may have.
const depthLimit = 64

// scanner reads values of PDF syntax (ISO 32000-1, 7.3) as spans of bytes.
type scanner struct {
	b  []byte
	at int
}

func isSpace(c byte) bool {
	return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// skip passes over white space and comments.
func (s *scanner) skip() {
	for s.at < len(s.b) {
		switch c := s.b[s.at]; {
		case isSpace(c):
			s.at++
		case c == '%':
			for s.at < len(s.b) && s.b[s.at] != '\n' && s.b[s.at] != '\r' {
				s.at++
			}
		default:
			return
		}
	}
}

// word reads a run of regular characters.
func (s *scanner) word() []byte {
	from := s.at
	for s.at < len(s.b) && !isSpace(s.b[s.at]) && !isDelimiter(s.b[s.at]) {
		s.at++
	}
	return s.b[from:s.at]
}

// keyword reads a word after white space.
func (s *scanner) keyword(want string) bool {
	s.skip()
	return string(s.word()) == want
}

// number reads a whole number that is not negative.
func (s *scanner) number() (int, bool) {
	s.skip()
	n, err := strconv.Atoi(string(s.word()))
	return n, err == nil && n >= 0
}

// value returns the bytes of the next value.
func (s *scanner) value() ([]byte, error) { return s.valueAt(0) }

func (s *scanner) valueAt(depth int) ([]byte, error) {
	s.skip()
	from := s.at
	if from >= len(s.b) || depth > depthLimit {
		return nil, errPDF
	}
	var err error
	switch c := s.b[from]; {
	case c == '/':
		s.at++
		s.word()
	case c == '(':
		err = s.literal()
	case bytes.HasPrefix(s.b[from:], []byte("<<")):
		s.at += 2
		err = s.until(">>", depth)
	case c == '<':
		end := bytes.IndexByte(s.b[from:], '>')
		if end < 0 {
			return nil, errPDF
		}
		s.at += end + 1
	case c == '[':
		s.at++
		err = s.until("]", depth)
	case isDelimiter(c):
		err = errPDF
	default:
		s.word()
		s.reference(from)
	}
	if err != nil {
		return nil, err
	}
	return s.b[from:s.at], nil
}

// until reads values up to and with end.
func (s *scanner) until(end string, depth int) error {
	for {
		s.skip()
		if bytes.HasPrefix(s.b[s.at:], []byte(end)) {
			s.at += len(end)
			return nil
		}
		if _, err := s.valueAt(depth + 1); err != nil {
			return err
		}
	}
}

// literal reads a string in parentheses.
func (s *scanner) literal() error {
	for open := 0; s.at < len(s.b); s.at++ {
		switch s.b[s.at] {
		case '\\':
			s.at++
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				s.at++
				return nil
			}
		}
	}
	return errPDF
}

// reference reads on after a number where it begins a reference (12 0 R).
func (s *scanner) reference(from int) {
	if _, err := strconv.ParseUint(string(s.b[from:s.at]), 10, 31); err != nil {
		return
	}
	ahead := scanner{s.b, s.at}
	if _, ok := ahead.number(); ok && ahead.keyword("R") {
		s.at = ahead.at
	}
}

// entry is one key of a dictionary and its value as written.
type entry struct {
	key   string // with its slash
	value []byte
}

// dictionary is a dictionary in the order of the file.
type dictionary []entry

func (d dictionary) get(key string) []byte {
	for _, e := range d {
		if e.key == key {
			return e.value
		}
	}
	return nil
}

// without returns the dictionary less a key.
func (d dictionary) without(key string) dictionary {
	return slices.DeleteFunc(slices.Clone(d), func(e entry) bool { return e.key == key })
}

// write appends the dictionary as it is written in a file.
func (d dictionary) write(to []byte) []byte {
	to = append(to, "<<"...)
	for _, e := range d {
		to = append(to, e.key...)
		to = append(to, ' ')
		to = append(to, e.value...)
		to = append(to, '\n')
	}
	return append(to, ">>"...)
}

// readDictionary reads the dictionary that b begins with.
func readDictionary(b []byte) (dictionary, error) {
	s := scanner{b: b}
	s.skip()
	if !bytes.HasPrefix(s.b[s.at:], []byte("<<")) {
		return nil, errPDF
	}
	s.at += 2
	var d dictionary
	for {
		s.skip()
		if bytes.HasPrefix(s.b[s.at:], []byte(">>")) {
			return d, nil
		}
		key, err := s.value()
		if err != nil || key[0] != '/' {
			return nil, errPDF
		}
		value, err := s.value()
		if err != nil {
			return nil, err
		}
		d = append(d, entry{string(key), value})
	}
}

// elements returns the values of an array.
func elements(array []byte) ([][]byte, error) {
	s := scanner{b: array}
	s.skip()
	if s.at >= len(s.b) || s.b[s.at] != '[' {
		return nil, errPDF
	}
	s.at++
	var all [][]byte
	for {
		s.skip()
		if s.at < len(s.b) && s.b[s.at] == ']' {
			return all, nil
		}
		v, err := s.value()
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
}

// reference is the name of an object.
type reference struct{ number, generation int }

func (r reference) String() string { return fmt.Sprintf("%d %d R", r.number, r.generation) }

func readReference(value []byte) (reference, bool) {
	s := scanner{b: value}
	number, ok := s.number()
	generation, ok2 := s.number()
	return reference{number, generation}, ok && ok2 && s.keyword("R")
}

// file is a PDF with the table of its objects.
type file struct {
	b       []byte
	places  map[int]int // of objects, by number
	trailer dictionary  // the newest
	start   int         // of the newest table
}

// readFile reads the tables of a PDF that is written with them (not with
// streams of references), the newest first.
func readFile(b []byte) (*file, error) {
	f := &file{b: b, places: make(map[int]int)}
	i := bytes.LastIndex(b, []byte("startxref"))
	if i < 0 {
		return nil, errPDF
	}
	s := scanner{b, i + len("startxref")}
	at, ok := s.number()
	f.start = at
	for range depthLimit {
		if !ok || at >= len(b) {
			return nil, errPDF
		}
		trailer, err := f.readTable(at)
		if err != nil {
			return nil, err
		}
		if f.trailer == nil {
			f.trailer = trailer
		}
		previous := trailer.get("/Prev")
		if previous == nil {
			return f, nil
		}
		at, ok = (&scanner{b: previous}).number()
	}
	return nil, errPDF
}

// readTable reads one table and returns its trailer.
func (f *file) readTable(at int) (dictionary, error) {
	s := scanner{f.b, at}
	if !s.keyword("xref") {
		return nil, errPDF
	}
	for {
		ahead := s
		if ahead.keyword("trailer") {
			return readDictionary(f.b[ahead.at:])
		}
		first, ok := s.number()
		count, ok2 := s.number()
		if !ok || !ok2 || count > len(f.b)/20 {
			return nil, errPDF
		}
		for n := first; n < first+count; n++ {
			place, ok := s.number()
			_, ok2 := s.number()
			s.skip()
			state := string(s.word())
			if !ok || !ok2 || state != "n" && state != "f" {
				return nil, errPDF
			}
			if state == "f" {
				place = 0
			}
			if _, newer := f.places[n]; !newer {
				f.places[n] = place
			}
		}
	}
}

// object returns what follows "12 0 obj" in the file.
func (f *file) object(r reference) ([]byte, error) {
	at := f.places[r.number]
	if at <= 0 || at >= len(f.b) {
		return nil, errPDF
	}
	s := scanner{f.b, at}
	number, ok := s.number()
	generation, ok2 := s.number()
	if !ok || !ok2 || number != r.number || generation != r.generation || !s.keyword("obj") {
		return nil, errPDF
	}
	return f.b[s.at:], nil
}

// direct returns a value, or the object it refers to.
func (f *file) direct(value []byte) ([]byte, error) {
	r, ok := readReference(value)
	if !ok {
		return value, nil
	}
	object, err := f.object(r)
	if err != nil {
		return nil, err
	}
	return (&scanner{b: object}).value()
}

// dictionaryAt returns the dictionary that a reference leads to.
func (f *file) dictionaryAt(value []byte) (reference, dictionary, error) {
	r, ok := readReference(value)
	if !ok {
		return r, nil, errPDF
	}
	object, err := f.object(r)
	if err != nil {
		return r, nil, err
	}
	d, err := readDictionary(object)
	return r, d, err
}

// firstPage returns the first page below a node of the page tree.
func (f *file) firstPage(node []byte) (reference, dictionary, error) {
	for range depthLimit {
		r, d, err := f.dictionaryAt(node)
		if err != nil || string(d.get("/Type")) == "/Page" {
			return r, d, err
		}
		kids, err := f.direct(d.get("/Kids"))
		if err != nil {
			return r, nil, err
		}
		all, err := elements(kids)
		if err != nil || len(all) == 0 {
			return r, nil, errPDF
		}
		node = all[0]
	}
	return reference{}, nil, errPDF
}
