package content

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	estrade "estrade/app"
)

// prepared is the built-in pack as JSON, each file by its name under the keys of
// the domain, because every start of the program waits for it: reading YAML takes
// six times as long. It is made from the folder eleadership by make pack; a test
// fails where they differ.
//
//go:embed eleadership.json
var prepared []byte

// readPrepared returns the pack of prepared files. Nothing is checked.
func readPrepared(text []byte) (*estrade.Pack, error) {
	var files map[string]json.RawMessage
	if err := json.Unmarshal(text, &files); err != nil {
		return nil, fmt.Errorf("read built-in pack: %w", err)
	}
	var l loader
	for _, file := range slices.Sorted(maps.Keys(files)) {
		d := document{name: strings.TrimSuffix(path.Base(file), extension), root: value{file: file}, text: files[file]}
		switch folder := path.Dir(file); {
		case file == packFile:
			l.pack = d
		case file == competenciesFile:
			l.competencies = d
		case folder == workshopsFolder:
			l.workshops = append(l.workshops, d)
		case folder == activitiesFolder:
			l.activities = append(l.activities, d)
		}
	}
	return l.decode()
}

// prepare returns the files of a loaded pack as readPrepared reads them, a file a line.
func (l *loader) prepare() ([]byte, error) {
	var lines [][]byte
	for _, d := range slices.Concat([]document{l.pack, l.competencies}, l.workshops, l.activities) {
		text, err := d.json()
		if err != nil {
			return nil, err
		}
		lines = append(lines, fmt.Appendf(nil, "%q: %s", d.root.file, text))
	}
	return fmt.Appendf(nil, "{\n%s\n}\n", bytes.Join(lines, []byte(",\n"))), nil
}
