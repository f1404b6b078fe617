// Package content loads content packs: the workshops of Estrade and the
// activities they play, written in YAML, in French and in English. The built-in
// pack is embedded. A pack that is not right in every point is refused, with
// every problem's file, line and a sentence for its author.
package content

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	estrade "estrade/app"
)

const (
	packFile         = "pack.yaml"
	competenciesFile = "competencies.yaml"
	workshopsFolder  = "workshops"
	activitiesFolder = "activities"
	extension        = ".yaml"

	// maxFileSize is the most a file of a pack may weigh, in bytes.
	maxFileSize = 1 << 20
)

// Builtin returns the built-in pack. It is read once and shared: do not change it.
// Its checks are left to the tests: they take longer than reading it, and every
// start of the program waits for it.
func Builtin() (*estrade.Pack, error) { return builtin() }

var builtin = sync.OnceValues(func() (*estrade.Pack, error) { return readPrepared(prepared) })

// Load reads and checks the pack whose folder is fsys: pack.yaml,
// competencies.yaml, workshops/*.yaml and activities/*.yaml; other files are
// left alone. The error is a Problems when the pack is at fault, with all that
// there is to correct; another error means that a file could not be read.
func Load(fsys fs.FS) (*estrade.Pack, error) {
	set, err := schemas()
	if err != nil {
		return nil, err
	}
	l := &loader{fsys: fsys, schemas: set, faulty: make(map[Problem]bool)}
	if err := l.read(); err != nil {
		return nil, err
	}
	l.check()
	if len(l.problems) > 0 {
		return nil, l.problems.sorted()
	}
	return l.decode()
}

// Runnable reports whether every activity that w plays is in p and of one of
// kinds. Alternatives do not count: they are offered one by one.
func Runnable(w estrade.Workshop, p *estrade.Pack, kinds ...estrade.Kind) bool {
	for _, step := range w.Steps {
		a := p.Activities[step.Activity]
		if a == nil || !slices.Contains(kinds, a.Kind) {
			return false
		}
	}
	return len(w.Steps) > 0
}

// document is one file of a pack. Its root is absent when the file could not be
// parsed; it may break its schema, so the checks ask for every value they use.
type document struct {
	name string // of the file, without folder and extension
	root value
	text []byte // its content as JSON, where it was prepared: the root is absent then
}

type loader struct {
	fsys     fs.FS
	schemas  *schemaSet // nil: nothing is held against them
	problems Problems
	faulty   map[Problem]bool // places that have a problem, without its message

	pack, competencies    document
	workshops, activities []document // in file-name order
}

// report adds a problem, unless the same value has one already: the first
// explains the others.
func (l *loader) report(at value, message estrade.Text) {
	place := at.problem(estrade.Text{})
	if l.faulty[place] {
		return
	}
	l.faulty[place] = true
	l.problems = append(l.problems, at.problem(message))
}

func (l *loader) read() (err error) {
	if l.pack, err = l.readFile(packFile, "pack"); err != nil {
		return err
	}
	if l.competencies, err = l.readFile(competenciesFile, "competencies"); err != nil {
		return err
	}
	if l.workshops, err = l.readFolder(workshopsFolder, "workshop"); err != nil {
		return err
	}
	l.activities, err = l.readFolder(activitiesFolder, "activity")
	return err
}

// readFolder reads every file of a folder of the pack.
func (l *loader) readFolder(folder, schema string) ([]document, error) {
	entries, err := fs.ReadDir(l.fsys, folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read folder %s of the pack: %w", folder, err)
	}
	var documents []document
	for _, entry := range entries {
		file := path.Join(folder, entry.Name())
		switch {
		case strings.HasPrefix(entry.Name(), "."):
			continue
		case entry.IsDir():
			l.report(value{file: file}, sentence(
				"Estrade ne lit pas les dossiers rangés dans « %s ». Remontez-en les fichiers d’un niveau.",
				"Estrade does not read folders inside “%s”. Move their files one level up.", folder))
			continue
		case path.Ext(file) == ".yml":
			l.report(value{file: file}, sentence(
				"Ce fichier ne serait pas lu. Renommez-le en « %s ».", "This file would not be read. Rename it to “%s”.",
				strings.TrimSuffix(entry.Name(), ".yml")+extension))
			continue
		case path.Ext(file) != extension:
			continue
		}
		d, err := l.readFile(file, schema)
		if err != nil {
			return nil, err
		}
		documents = append(documents, d)
	}
	if len(documents) == 0 {
		l.report(value{file: folder}, sentence(
			"Il faut au moins un fichier « .yaml » dans le dossier « %s ».",
			"The folder “%s” needs at least one “.yaml” file.", folder))
	}
	return documents, nil
}

// readFile reads one file and holds it against its schema.
func (l *loader) readFile(file, schema string) (document, error) {
	d := document{name: strings.TrimSuffix(path.Base(file), extension), root: value{file: file}}
	data, err := l.readBytes(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.report(d.root, sentence(
			"Ce fichier manque. Un pack contient pack.yaml, competencies.yaml et les dossiers workshops et activities.",
			"This file is missing. A pack holds pack.yaml, competencies.yaml and the folders workshops and activities."))
		return d, nil
	case err != nil:
		return d, fmt.Errorf("read %s of the pack: %w", file, err)
	case len(data) > maxFileSize:
		l.report(value{file: file, line: 1}, sentence(
			"Ce fichier dépasse 1 Mio, le maximum. Partagez son contenu entre plusieurs fichiers.",
			"This file exceeds 1 MiB, the maximum. Divide its content between several files."))
		return d, nil
	}
	root, problems := parse(file, data)
	if len(problems) == 0 {
		d.root = root
		if l.schemas != nil {
			problems = l.schemas.validate(schema, root)
		}
	}
	for _, p := range problems { // a value may break its schema in two ways
		l.problems = append(l.problems, p)
		p.Message = estrade.Text{}
		l.faulty[p] = true
	}
	return d, nil
}

// readBytes returns the content of a file, and no more than one byte above maxFileSize.
func (l *loader) readBytes(file string) ([]byte, error) {
	f, err := l.fsys.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // read only: nothing is lost
	return io.ReadAll(io.LimitReader(f, maxFileSize+1))
}

// decode builds the pack. The files have passed every check.
func (l *loader) decode() (*estrade.Pack, error) {
	p := &estrade.Pack{Attributions: []estrade.Text{}, Activities: make(map[string]*estrade.Activity, len(l.activities))}
	if err := l.pack.into(p); err != nil {
		return nil, err
	}
	var model struct {
		estrade.Profile
		Competencies []estrade.Competency `json:"competencies"`
	}
	if err := l.competencies.into(&model); err != nil {
		return nil, err
	}
	p.Profile, p.Competencies = model.Profile, model.Competencies
	for _, d := range l.workshops {
		var w estrade.Workshop
		if err := d.into(&w); err != nil {
			return nil, err
		}
		p.Workshops = append(p.Workshops, w)
	}
	for _, d := range l.activities {
		a, err := d.activity()
		if err != nil {
			return nil, err
		}
		p.Activities[a.ID] = a
	}
	return p, nil
}

// into reads a checked document into a domain type, whose JSON names are the
// file's in camel case.
func (d document) into(target any) error {
	text, err := d.json()
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, target); err != nil {
		return fmt.Errorf("read %s of the pack: %w", d.root.file, err)
	}
	return nil
}

// json returns a checked document as JSON, its keys in camel case.
func (d document) json() ([]byte, error) {
	if d.text != nil {
		return d.text, nil
	}
	var content any
	if err := d.root.node.Decode(&content); err != nil {
		return nil, fmt.Errorf("decode %s of the pack: %w", d.root.file, err)
	}
	text, err := json.Marshal(inCamelCase(content))
	if err != nil {
		return nil, fmt.Errorf("encode %s of the pack: %w", d.root.file, err)
	}
	return text, nil
}

// inCamelCase renames the keys of mappings at every depth: team_rule, teamRule.
func inCamelCase(content any) any {
	switch v := content.(type) {
	case map[string]any:
		named := make(map[string]any, len(v))
		for key, value := range v {
			named[camelCase(key)] = inCamelCase(value)
		}
		return named
	case []any:
		for i := range v {
			v[i] = inCamelCase(v[i])
		}
	}
	return content
}

func camelCase(key string) string {
	words := strings.Split(key, "_")
	for i := 1; i < len(words); i++ {
		if words[i] != "" {
			words[i] = strings.ToUpper(words[i][:1]) + words[i][1:]
		}
	}
	return strings.Join(words, "")
}

func (d document) activity() (*estrade.Activity, error) {
	a := new(estrade.Activity)
	if err := d.into(a); err != nil {
		return nil, err
	}
	switch a.Kind {
	case estrade.KindScenario:
		a.Scenario = new(estrade.Scenario)
		return a, d.into(a.Scenario)
	case estrade.KindContrast:
		a.Contrast = new(estrade.Contrast)
		return a, d.into(a.Contrast)
	case estrade.KindRanking:
		a.Ranking = new(estrade.Ranking)
		return a, d.into(a.Ranking)
	case estrade.KindCurve:
		a.Curve = new(estrade.Curve)
		return a, d.into(a.Curve)
	case estrade.KindAssessment:
		a.Assessment = new(estrade.Assessment)
		return a, d.into(a.Assessment)
	case estrade.KindSort:
		a.Sort = new(estrade.Sort)
		return a, d.into(a.Sort)
	case estrade.KindRating:
		a.Rating = new(estrade.Rating)
		return a, d.into(a.Rating)
	case estrade.KindBoard:
		a.Board = new(estrade.Board)
		return a, d.into(a.Board)
	case estrade.KindCommitment:
		a.Commitment = new(estrade.Commitment)
		return a, d.into(a.Commitment)
	case estrade.KindFeedback:
		a.Feedback = new(estrade.Feedback)
		return a, d.into(a.Feedback)
	case estrade.KindBriefing:
		a.Briefing = new(estrade.Briefing)
		return a, d.into(a.Briefing)
	}
	return a, nil
}
