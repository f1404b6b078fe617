package content

import (
	"bytes"
	"errors"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	estrade "estrade/app"

	"go.yaml.in/yaml/v3"
)

// value is a value of a file and the place to point at when it is wrong.
type value struct {
	node *yaml.Node // nil: absent
	file string
	line int // of the key that holds it, else of the value itself
	path string
}

func (v value) present() bool { return v.node != nil }

// field returns a field of a mapping. When it is absent the place is v's own.
func (v value) field(name string) value {
	path := name
	if v.path != "" {
		path = v.path + "." + name
	}
	if v.node != nil && v.node.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(v.node.Content); i += 2 {
			if key := v.node.Content[i]; key.Value == name {
				return value{v.node.Content[i+1], v.file, key.Line, path}
			}
		}
	}
	return value{nil, v.file, v.line, path}
}

// fields returns the fields of a mapping, in the file's order, with their names.
func (v value) fields() (names []string, fields []value) {
	if v.node == nil || v.node.Kind != yaml.MappingNode {
		return nil, nil
	}
	for i := 0; i+1 < len(v.node.Content); i += 2 {
		name := v.node.Content[i].Value
		names = append(names, name)
		path := name
		if v.path != "" {
			path = v.path + "." + name
		}
		fields = append(fields, value{v.node.Content[i+1], v.file, v.node.Content[i].Line, path})
	}
	return names, fields
}

// items returns the items of a list, nil when v is not a list.
func (v value) items() []value {
	if v.node == nil || v.node.Kind != yaml.SequenceNode {
		return nil
	}
	items := make([]value, len(v.node.Content))
	for i := range items {
		items[i] = v.item(i)
	}
	return items
}

// item returns the item at position i, from 0, of a list that has it.
func (v value) item(i int) value {
	n := v.node.Content[i]
	item := value{n, v.file, n.Line, ""}
	label := strconv.Itoa(i + 1)
	for _, name := range []string{"id", "phase", "method"} {
		if text, ok := item.field(name).text(); ok && text != "" {
			label = excerpt(text)
			break
		}
	}
	item.path = v.path + "[" + label + "]"
	return item
}

// text returns the text of v, false when v is not a text.
func (v value) text() (string, bool) {
	if v.node == nil || v.node.Kind != yaml.ScalarNode || v.node.ShortTag() != "!!str" {
		return "", false
	}
	return v.node.Value, true
}

// number returns the whole number of v, false when v is not one.
func (v value) number() (int, bool) {
	if v.node == nil || v.node.Kind != yaml.ScalarNode {
		return 0, false
	}
	if tag := v.node.ShortTag(); tag != "!!int" && tag != "!!float" {
		return 0, false
	}
	var f float64
	if err := v.node.Decode(&f); err != nil || f != math.Trunc(f) || math.Abs(f) > math.MaxInt32 {
		return 0, false
	}
	return int(f), true
}

// at follows a JSON Schema instance location from v.
func (v value) at(location []string) value {
	for _, token := range location {
		if v.node != nil && v.node.Kind == yaml.SequenceNode {
			if i, err := strconv.Atoi(token); err == nil && i >= 0 && i < len(v.node.Content) {
				v = v.item(i)
				continue
			}
		}
		v = v.field(token)
	}
	return v
}

func (v value) problem(message estrade.Text) Problem {
	return Problem{File: v.file, Line: v.line, Path: v.path, Message: message}
}

// parse reads the YAML of a file. root is not usable when there are problems.
func parse(file string, data []byte) (root value, problems Problems) {
	at := func(line int, message estrade.Text) Problems {
		return Problems{{File: file, Line: line, Message: message}}
	}
	if !utf8.Valid(data) {
		return root, at(lineOf(data, firstInvalidByte(data)), sentence(
			"Ce fichier n’est pas enregistré en UTF-8. Rouvrez-le dans votre éditeur et enregistrez-le en « UTF-8 ».",
			"This file is not saved as UTF-8. Reopen it in your editor and save it as “UTF-8”."))
	}
	documents, err := readYAML(bytes.NewReader(data))
	if err != nil {
		line, message := syntaxProblem(data, err)
		return root, at(line, message)
	}
	if len(documents) == 0 || len(documents) == 1 && isNull(documents[0].Content[0]) {
		return root, at(1, sentence(
			"Ce fichier est vide. Écrivez-y son contenu, ou supprimez-le.",
			"This file is empty. Write its content, or delete it."))
	}
	if len(documents) > 1 {
		return root, at(documents[1].Line, sentence(
			"Un second document commence ici (« --- »). Un fichier n’en contient qu’un : supprimez la séparation ou faites deux fichiers.",
			"A second document starts here (“---”). A file holds only one: remove the separator or make two files."))
	}
	node := documents[0].Content[0]
	return value{node, file, node.Line, ""}, nil
}

func readYAML(r io.Reader) ([]*yaml.Node, error) {
	decoder := yaml.NewDecoder(r)
	var documents []*yaml.Node
	for {
		document := new(yaml.Node)
		err := decoder.Decode(document)
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		if err != nil {
			return nil, err
		}
		documents = append(documents, document)
		if len(documents) == 2 { // one too many: no need to read on
			return documents, nil
		}
	}
}

func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null"
}

func firstInvalidByte(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(data)
}

func lineOf(data []byte, offset int) int {
	return 1 + bytes.Count(data[:offset], []byte("\n"))
}

var yamlError = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// splitYAMLError returns the line in the library's message, 0 when there is none, and the rest.
func splitYAMLError(err error) (int, string) {
	m := yamlError.FindStringSubmatch(strings.SplitN(err.Error(), "\n", 2)[0])
	if m == nil {
		return 0, err.Error()
	}
	line, _ := strconv.Atoi(m[1]) // no digits: 0
	return line, m[2]
}

// unclosedQuote is the library's word for a quoted text that reaches the end of the file.
const unclosedQuote = "found unexpected end of stream"

// syntaxProblem finds the line that breaks the YAML and says it in plain words.
func syntaxProblem(data []byte, err error) (int, estrade.Text) {
	line, said := splitYAMLError(err)
	switch said {
	case unclosedQuote:
		if line > 0 {
			return line, sentence(
				"Le texte ouvert ici par un guillemet n’est jamais refermé. Ajoutez le guillemet de fin, ou écrivez le texte sans guillemets à la ligne, après « >- ».",
				"The text opened here by a quotation mark is never closed. Add the closing mark, or write the text without marks on the next line, after “>-”.")
		}
	case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
		closing := said[len(said)-2 : len(said)-1]
		// The library counts this one from 0. It is the line of the opening bracket,
		// but when that is the first, where the parser stopped: maybe after the end.
		return min(line+1, lineOf(data, len(data))), sentence(
			"La liste ou le bloc ouvert ici n’est pas correctement refermé. Séparez par des virgules et terminez par « %s ».",
			"The list or block opened here is not closed properly. Separate with commas and end with “%s”.", closing)
	}
	line = breakingLine(data, said)
	if opened := openQuote(data, line); opened > 0 {
		return opened, sentence(
			"Le texte ouvert ici par un guillemet n’est pas refermé au bon endroit. Ajoutez le guillemet de fin, ou écrivez le texte sans guillemets à la ligne, après « >- ».",
			"The text opened here by a quotation mark is not closed in the right place. Add the closing mark, or write the text without marks on the next line, after “>-”.")
	}
	return line, syntaxSentence(said, lineText(data, line))
}

// openQuote returns the line on which a quotation mark is opened that is still
// open before line, 0 when there is none. A mark that is never closed breaks the
// file where the next one starts, far below.
func openQuote(data []byte, line int) int {
	before := data[:offsetOf(data, line)]
	if _, err := readYAML(bytes.NewReader(before)); err != nil {
		if opened, said := splitYAMLError(err); said == unclosedQuote {
			return opened
		}
	}
	return 0
}

// offsetOf returns where a line starts.
func offsetOf(data []byte, line int) int {
	offset := 0
	for range line - 1 {
		i := bytes.IndexByte(data[offset:], '\n')
		if i < 0 {
			return len(data)
		}
		offset += i + 1
	}
	return offset
}

// breakingLine returns the first line up to which the file fails with the
// error said. The library's own line is that of the enclosing block, often far
// above what the author has to correct.
func breakingLine(data []byte, said string) int {
	fails := func(upTo int) bool {
		_, err := readYAML(bytes.NewReader(data[:upTo]))
		if err == nil {
			return false
		}
		_, s := splitYAMLError(err)
		return s == said
	}
	consumed := &countingReader{r: bytes.NewReader(data)}
	// The result is known; what counts is how far the parser read, byte by byte.
	_, _ = readYAML(consumed)
	var ends []int // offsets after each line
	for i, b := range data[:consumed.n] {
		if b == '\n' {
			ends = append(ends, i+1)
		}
	}
	if len(ends) == 0 || ends[len(ends)-1] < consumed.n {
		ends = append(ends, consumed.n)
	}
	// What the parser read beyond the fault is short: search from the end.
	low, high := 1, len(ends)
	for back := 1; high-back >= 1; back *= 2 {
		if !fails(ends[high-back-1]) {
			low = high - back + 1
			break
		}
		high -= back
	}
	for low < high {
		middle := (low + high) / 2
		if fails(ends[middle-1]) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// countingReader gives one byte at a time, and counts them.
type countingReader struct {
	r io.Reader
	n int
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p[:min(len(p), 1)])
	c.n += n
	return n, err
}

func lineText(data []byte, line int) string {
	text, _, _ := bytes.Cut(data[offsetOf(data, line):], []byte("\n"))
	return string(text)
}

func syntaxSentence(said, line string) estrade.Text {
	if strings.HasPrefix(strings.TrimLeft(line, " "), "\t") {
		return sentence(
			"Cette ligne commence par une tabulation. En YAML, décalez avec des espaces.",
			"This line starts with a tab. In YAML, indent with spaces.")
	}
	switch said {
	case "mapping values are not allowed in this context":
		return sentence(
			"Un deux-points suivi d’une espace ne peut pas figurer ainsi dans un texte, ou la ligne est mal décalée. Mettez le texte entre guillemets, ou alignez la ligne sur ses voisines.",
			"A colon followed by a space cannot stand like this inside a text, or the line is badly indented. Put the text between quotation marks, or align the line with its neighbours.")
	case "could not find expected ':'":
		return sentence(
			"Il manque un deux-points après le nom du champ, ou la fin d’un texte de plusieurs lignes est mal décalée.",
			"A colon is missing after the name of the field, or the end of a text of several lines is badly indented.")
	case "did not find expected key", "did not find expected '-' indicator":
		return sentence(
			"Cette ligne n’est pas alignée avec celles du même bloc, ou un texte entre guillemets se termine trop tôt.",
			"This line is not aligned with those of the same block, or a text between quotation marks ends too early.")
	case "block sequence entries are not allowed in this context":
		return sentence(
			"Une liste à tirets ne peut pas commencer sur la ligne de son nom. Mettez le premier tiret à la ligne.",
			"A list with dashes cannot start on the line of its name. Put the first dash on its own line.")
	case "found unknown escape character", "did not find expected hexdecimal number", "found invalid Unicode character escape code":
		return sentence(
			"La barre oblique inverse de ce texte n’est pas comprise. Doublez-la (\\\\), ou mettez le texte entre apostrophes simples.",
			"The backslash in this text is not understood. Double it (\\\\), or put the text between single quotes.")
	case "found character that cannot start any token":
		return sentence(
			"Un texte ne peut pas commencer par ce signe (@, %%, ` ou une tabulation). Mettez-le entre guillemets.",
			"A text cannot start with this sign (@, %%, ` or a tab). Put it between quotation marks.")
	case "control characters are not allowed":
		return sentence(
			"Cette ligne contient un caractère invisible qui n’est pas permis. Effacez-la et retapez-la.",
			"This line contains an invisible character that is not allowed. Delete it and type it again.")
	}
	if strings.HasPrefix(said, "unknown anchor") {
		return noAlias
	}
	return sentence(
		"Cette ligne n’est pas du YAML correct. Vérifiez les décalages, les guillemets et les deux-points, ici et sur la ligne d’avant.",
		"This line is not correct YAML. Check indentation, quotation marks and colons, here and on the line before.")
}

var noAlias = sentence(
	"Les renvois de YAML (&nom, *nom, <<) ne sont pas utilisés dans un pack. Recopiez la valeur, ou mettez le texte entre guillemets.",
	"YAML references (&name, *name, <<) are not used in a pack. Repeat the value, or put the text between quotation marks.")

// plain returns v as encoding/json would have decoded it, for the schemas, and
// what YAML allows but a pack does not.
func plain(v value) (any, Problems) {
	n := v.node
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		return nil, Problems{v.problem(noAlias)}
	case n.Style&yaml.TaggedStyle != 0:
		return nil, Problems{v.problem(sentence(
			"Les types écrits avec « ! » ne sont pas utilisés dans un pack. Supprimez « %s », ou mettez le texte entre guillemets.",
			"Types written with “!” are not used in a pack. Remove “%s”, or put the text between quotation marks.",
			excerpt(n.Tag)))}
	case n.Kind == yaml.MappingNode:
		return plainMapping(v)
	case n.Kind == yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		var problems Problems
		for _, item := range v.items() {
			p, ps := plain(item)
			list = append(list, p)
			problems = append(problems, ps...)
		}
		return list, problems
	default:
		return plainScalar(v)
	}
}

func plainMapping(v value) (any, Problems) {
	object := make(map[string]any, len(v.node.Content)/2)
	lines := make(map[string]int, len(v.node.Content)/2)
	var problems Problems
	names, fields := v.fields()
	for i, field := range fields {
		name, key := names[i], v.node.Content[2*i]
		switch {
		case key.Kind == yaml.AliasNode || key.Anchor != "" || key.ShortTag() == "!!merge":
			problems = append(problems, field.problem(noAlias))
			continue
		case key.Kind != yaml.ScalarNode || key.Style&yaml.TaggedStyle != 0:
			problems = append(problems, value{key, v.file, key.Line, v.path}.problem(sentence(
				"Le nom d’un champ est un mot simple, suivi d’un deux-points. Si c’est un texte, mettez-le entre guillemets.",
				"The name of a field is a plain word, followed by a colon. If this is a text, put it between quotation marks.")))
			continue
		}
		if first, ok := lines[name]; ok {
			problems = append(problems, field.problem(sentence(
				"« %s » est déjà écrit à la ligne %d. Gardez-en un seul.",
				"“%s” is already written on line %d. Keep only one.", excerpt(name), first)))
			continue
		}
		p, ps := plain(field)
		object[name], lines[name] = p, field.line
		problems = append(problems, ps...)
	}
	return object, problems
}

func plainScalar(v value) (any, Problems) {
	switch v.node.ShortTag() {
	case "!!null":
		return nil, nil
	case "!!bool", "!!int", "!!float":
		var p any
		err := v.node.Decode(&p)
		if f, ok := p.(float64); err != nil || ok && (math.IsNaN(f) || math.IsInf(f, 0)) {
			return nil, Problems{v.problem(sentence(
				"« %s » n’est pas un nombre utilisable. Écrivez-le en chiffres, ou entre guillemets si c’est un texte.",
				"“%s” is not a usable number. Write it in digits, or between quotation marks if it is a text.",
				excerpt(v.node.Value)))}
		}
		return p, nil
	default: // dates too: YAML 1.2 reads them as texts
		return v.node.Value, nil
	}
}

// kindOf names what v is, for a sentence. p is v as the schemas see it.
func kindOf(v value, p any) estrade.Text {
	switch p := p.(type) {
	case nil:
		return estrade.Text{FR: "vide", EN: "empty"}
	case map[string]any:
		return estrade.Text{FR: "un bloc de champs", EN: "a block of fields"}
	case []any:
		return estrade.Text{FR: "une liste", EN: "a list"}
	case bool:
		return sentence("« %v »", "“%v”", p)
	case string:
		return sentence("le texte « %s »", "the text “%s”", excerpt(p))
	default:
		return sentence("le nombre %s", "the number %s", written(v))
	}
}

// written returns a number as the file has it, with a minus sign.
func written(v value) string {
	if v.node == nil {
		return ""
	}
	return figure(excerpt(v.node.Value))
}

// figure returns a number as it is printed, with a minus sign.
func figure(s string) string { return strings.ReplaceAll(s, "-", "−") }
