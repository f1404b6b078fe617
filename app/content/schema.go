package content

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	estrade "estrade/app"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

//go:embed schema/*.schema.json
var schemaFiles embed.FS

// schemaBase makes the schemas' relative references resolve among themselves.
const schemaBase = "estrade:///schema/"

type schemaSet struct {
	compiled map[string]*jsonschema.Schema // by name: pack, activity, ...
	sources  map[string]any                // by file name, for what the sentences quote
}

var schemas = sync.OnceValues(func() (*schemaSet, error) {
	names, err := fs.Glob(schemaFiles, "schema/*.schema.json")
	if err != nil {
		return nil, fmt.Errorf("list schemas: %w", err)
	}
	set := &schemaSet{compiled: make(map[string]*jsonschema.Schema), sources: make(map[string]any)}
	compiler := jsonschema.NewCompiler()
	for _, name := range names {
		data, err := schemaFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read schema %s: %w", name, err)
		}
		source, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("read schema %s: %w", name, err)
		}
		file := strings.TrimPrefix(name, "schema/")
		if err := compiler.AddResource(schemaBase+file, source); err != nil {
			return nil, fmt.Errorf("add schema %s: %w", name, err)
		}
		set.sources[file] = source
	}
	for _, name := range []string{"pack", "competencies", "workshop", "activity"} {
		set.compiled[name], err = compiler.Compile(schemaBase + name + ".schema.json")
		if err != nil {
			return nil, fmt.Errorf("compile schema %s: %w", name, err)
		}
	}
	return set, nil
})

// validate returns what root breaks of the schema called name.
func (s *schemaSet) validate(name string, root value) Problems {
	p, problems := plain(root)
	if len(problems) > 0 { // not JSON: the schema would only repeat it
		return problems
	}
	err := s.compiled[name].Validate(p)
	var broken *jsonschema.ValidationError
	if !errors.As(err, &broken) {
		return nil
	}
	return s.explain(root, p, broken)
}

// explain turns one error of the schema library into plain sentences.
func (s *schemaSet) explain(root value, data any, broken *jsonschema.ValidationError) Problems {
	here := root.at(broken.InstanceLocation)
	got := lookUp(data, broken.InstanceLocation)
	schema := s.source(broken.SchemaURL)
	one := func(v value, m estrade.Text) Problems { return Problems{v.problem(m)} }

	switch k := broken.ErrorKind.(type) {
	case *kind.OneOf:
		return s.explainOneOf(root, data, broken)
	case *kind.Required:
		var problems Problems
		for _, name := range k.Missing {
			problems = append(problems, here.problem(s.missing(here, schema, broken.SchemaURL, name)))
		}
		return problems
	case *kind.AdditionalProperties:
		return unknownFields(here, k.Properties, propertyNames(schema))
	case *kind.PropertyNames:
		return misnamed(root, broken.SchemaURL, k.Property, schema)
	case *kind.FalseSchema:
		return one(here, sentence(
			"« %s » n’a pas sa place ici. Supprimez ce champ.", "“%s” has no place here. Remove this field.", lastName(here)))
	case *kind.Type:
		return one(here, wrongType(here, got, broken.SchemaURL, k))
	case *kind.Enum:
		return one(here, sentence(
			"« %s » ne peut pas être %s.%s", "“%s” cannot be %s.%s",
			lastName(here), kindOf(here, got), suggestion(fmt.Sprint(got), texts(k.Want))))
	case *kind.Const:
		return one(here, wrongConstant(here, got, k.Want))
	case *kind.Pattern:
		return one(here, wrongPattern(here, got, k.Want))
	case *kind.MinLength:
		return one(here, emptyText(here))
	case *kind.MaxLength:
		return one(here, sentence(
			"« %s » compte %d signes ; attendu : %d au plus.", "“%s” has %d characters; expected: at most %d.",
			lastName(here), k.Got, k.Want))
	case *kind.MinItems:
		return one(here, wrongCount(here, schema, k.Got))
	case *kind.MaxItems:
		return one(here, wrongCount(here, schema, k.Got))
	case *kind.UniqueItems:
		return one(here.at([]string{fmt.Sprint(k.Duplicates[1])}), sentence(
			"Cet élément de « %s » figure déjà dans la liste. Gardez-en un seul.",
			"This item of “%s” is already in the list. Keep only one.", lastName(here)))
	case *kind.MinProperties:
		return one(here, sentence(
			"« %s » est vide ; attendu : au moins un élément.", "“%s” is empty; expected: at least one element.", lastName(here)))
	case *kind.Minimum, *kind.Maximum, *kind.ExclusiveMinimum:
		return one(here, sentence(
			"« %s » vaut %s ; attendu : %s.", "“%s” is %s; expected: %s.",
			lastName(here), written(here), bounds(schema)))
	case *kind.Not:
		return one(here, sentence(
			"« %s » ne peut pas valoir %s. Supprimez cette entrée : absente, elle vaut déjà 0.",
			"“%s” cannot be %s. Remove this entry: absent, it already counts as 0.", lastName(here), written(here)))
	}
	if len(broken.Causes) > 0 { // a group, a reference, an allOf: only its causes say something
		var problems Problems
		for _, cause := range broken.Causes {
			problems = append(problems, s.explain(root, data, cause)...)
		}
		return problems
	}
	return one(here, s.refused(here, got, schema))
}

func unknownFields(here value, unknown, known []string) Problems {
	slices.Sort(unknown)
	var problems Problems
	names, fields := here.fields()
	for i, field := range fields {
		if _, found := slices.BinarySearch(unknown, names[i]); found {
			problems = append(problems, field.problem(sentence(
				"« %s » n’est pas un champ connu ici.%s", "“%s” is not a known field here.%s",
				excerpt(names[i]), suggestion(names[i], known))))
		}
	}
	return problems
}

// misnamed finds the fields called name that the schema at location refuses. The
// library does not say where they are (it reuses the memory of that location),
// but the schema's own location names the mapping that holds them.
func misnamed(root value, location, name string, schema map[string]any) Problems {
	tokens := strings.Split(strings.TrimSuffix(location, "/propertyNames"), "/")
	pattern, _ := schema["pattern"].(string)
	var problems Problems
	var search func(v value)
	search = func(v value) {
		names, fields := v.fields()
		for i, field := range fields {
			if named := field.field(name); names[i] == tokens[len(tokens)-1] && named.present() {
				problems = append(problems, named.problem(sentence(
					"« %s » n’est pas accepté comme nom. Attendu : %s.", "“%s” is not accepted as a name. Expected: %s.",
					excerpt(name), expected(pattern))))
			}
			search(field)
		}
		for _, item := range v.items() {
			search(item)
		}
	}
	search(root)
	return problems
}

// explainOneOf keeps the errors of the alternative that was meant: the one whose
// method is the value's own.
func (s *schemaSet) explainOneOf(root value, data any, broken *jsonschema.ValidationError) Problems {
	here := root.at(broken.InstanceLocation)
	got := lookUp(data, broken.InstanceLocation)
	object, ok := got.(map[string]any)
	if !ok {
		return Problems{here.problem(s.refused(here, got, s.source(broken.SchemaURL)))}
	}
	methodAt := slices.Concat(broken.InstanceLocation, []string{"method"})
	var methods []string
	for _, alternative := range broken.Causes {
		other := false
		for _, leaf := range leaves(alternative) {
			if c, ok := leaf.ErrorKind.(*kind.Const); ok && slices.Equal(leaf.InstanceLocation, methodAt) {
				methods = append(methods, fmt.Sprint(c.Want))
				other = true
			}
		}
		if _, named := object["method"]; named && !other {
			return s.explain(root, data, alternative)
		}
	}
	method, named := object["method"]
	if !named {
		source := s.source(broken.SchemaURL)
		alternatives, _ := source["oneOf"].([]any)
		for _, a := range alternatives {
			if want, ok := lookUp(a, []string{"properties", "method", "const"}).(string); ok {
				methods = append(methods, want)
			}
		}
		return Problems{here.problem(sentence(
			"« method » manque.%s", "“method” is missing.%s", suggestion("", methods)))}
	}
	return Problems{here.field("method").problem(sentence(
		"« method » ne peut pas être %s.%s", "“method” cannot be %s.%s",
		kindOf(here.field("method"), method), suggestion(fmt.Sprint(method), methods)))}
}

func leaves(e *jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return []*jsonschema.ValidationError{e}
	}
	var all []*jsonschema.ValidationError
	for _, cause := range e.Causes {
		all = append(all, leaves(cause)...)
	}
	return all
}

// missing says that a field is absent, and what it is for.
func (s *schemaSet) missing(here value, schema map[string]any, schemaURL, name string) estrade.Text {
	if isText(schemaURL) {
		language := estrade.Text{FR: "français", EN: "French"}
		if name == string(estrade.English) {
			language = estrade.Text{FR: "anglais", EN: "English"}
		}
		return sentence(
			"Le texte %s (%s) de « %s » manque. Chaque texte s’écrit en français (fr) et en anglais (en).",
			"The %s text (%s) of “%s” is missing. Every text is written in French (fr) and in English (en).",
			language, name, lastName(here))
	}
	property, _ := lookUp(schema, []string{"properties", name}).(map[string]any)
	return sentence("« %s » manque.%s", "“%s” is missing.%s", name, s.purpose(property, schemaURL))
}

// refused is the sentence for what no other sentence fits.
func (s *schemaSet) refused(here value, got any, schema map[string]any) estrade.Text {
	return sentence("« %s » ne peut pas être %s.%s", "“%s” cannot be %s.%s",
		lastName(here), kindOf(here, got), s.purpose(schema, ""))
}

// purpose returns the schema's own description, which is in both languages, as
// a sentence that starts with a space.
func (s *schemaSet) purpose(schema map[string]any, schemaURL string) estrade.Text {
	description, _ := schema["description"].(string)
	if ref, ok := schema["$ref"].(string); ok && description == "" {
		base, _, _ := strings.Cut(schemaURL, "#")
		description, _ = s.source(base + ref)["description"].(string)
	}
	halves := strings.Split(description, " / ")
	if description == "" || len(halves)%2 != 0 {
		return estrade.Text{}
	}
	// " / " also occurs inside a half, but as often in one as in the other.
	fr := strings.Join(halves[:len(halves)/2], " / ")
	en := strings.Join(halves[len(halves)/2:], " / ")
	return estrade.Text{FR: " Attendu : " + fr, EN: " Expected: " + en}
}

// source returns the schema at a location that the library reports.
func (s *schemaSet) source(location string) map[string]any {
	file, pointer, _ := strings.Cut(strings.TrimPrefix(location, schemaBase), "#")
	tokens := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	if pointer == "" {
		tokens = nil
	}
	schema, _ := lookUp(s.sources[file], tokens).(map[string]any)
	return schema
}

// isText reports whether the schema at location is that of a text in both languages.
func isText(location string) bool { return strings.HasSuffix(location, "#/$defs/text") }

func lookUp(v any, location []string) any {
	for _, token := range location {
		switch w := v.(type) {
		case map[string]any:
			v = w[token]
		case []any:
			i := -1
			if _, err := fmt.Sscan(token, &i); err != nil || i < 0 || i >= len(w) {
				return nil
			}
			v = w[i]
		default:
			return nil
		}
	}
	return v
}

func propertyNames(schema map[string]any) []string {
	properties, _ := schema["properties"].(map[string]any)
	names := make([]string, 0, len(properties))
	for name := range properties {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func texts(values []any) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = fmt.Sprint(v)
	}
	return out
}

// lastName is how a sentence names v: its own field, with the field above it
// for the language of a text.
func lastName(v value) string {
	if v.path == "" {
		return v.file
	}
	parts := strings.Split(v.path, ".")
	last := parts[len(parts)-1]
	if len(parts) > 1 && (last == string(estrade.French) || last == string(estrade.English)) {
		return parts[len(parts)-2] + "." + last
	}
	return last
}

var typeNames = map[string]estrade.Text{
	"object":  {FR: "un bloc de champs", EN: "a block of fields"},
	"array":   {FR: "une liste", EN: "a list"},
	"string":  {FR: "un texte", EN: "a text"},
	"integer": {FR: "un nombre entier", EN: "a whole number"},
	"number":  {FR: "un nombre", EN: "a number"},
	"boolean": {FR: "true ou false", EN: "true or false"},
}

func wrongType(here value, got any, schemaURL string, k *kind.Type) estrade.Text {
	var want estrade.Text
	if len(k.Want) > 0 {
		want = typeNames[k.Want[0]]
	}
	if isText(schemaURL) {
		want = estrade.Text{FR: "deux textes, « fr » et « en »", EN: "two texts, “fr” and “en”"}
	}
	if got == nil {
		return sentence("« %s » est vide. Attendu : %s.", "“%s” is empty. Expected: %s.", lastName(here), want)
	}
	if isText(schemaURL) {
		return sentence(
			"« %s » doit contenir deux textes, « fr » et « en », et non %s.",
			"“%s” must hold two texts, “fr” and “en”, not %s.", lastName(here), kindOf(here, got))
	}
	way := estrade.Text{}
	if slices.Contains(k.Want, "string") && k.Got != "object" && k.Got != "array" {
		way = estrade.Text{FR: " Mettez la valeur entre guillemets.", EN: " Put the value between quotation marks."}
	}
	return sentence("« %s » doit être %s, et non %s.%s", "“%s” must be %s, not %s.%s",
		lastName(here), want, kindOf(here, got), way)
}

func wrongConstant(here value, got, want any) estrade.Text {
	if here.path == "format" {
		return sentence(
			"« format » est %s ; cette version d’Estrade lit le format %v. Corrigez-le, ou mettez Estrade à jour.",
			"“format” is %s; this version of Estrade reads format %v. Correct it, or update Estrade.", kindOf(here, got), want)
	}
	if want == true {
		return sentence(
			"« %s » ne peut être que « true ». Sinon, supprimez la ligne.",
			"“%s” can only be “true”. Otherwise remove the line.", lastName(here))
	}
	return sentence("« %s » doit valoir %s, et non %s.", "“%s” must be %s, not %s.",
		lastName(here), figure(fmt.Sprint(want)), kindOf(here, got))
}

func emptyText(here value) estrade.Text {
	return sentence("Le texte de « %s » est vide. Écrivez-le.", "The text of “%s” is empty. Write it.", lastName(here))
}

// expectations says in words what the patterns of the schemas ask for.
var expectations = map[string]estrade.Text{
	`^[a-z0-9]+(-[a-z0-9]+)*$`: {
		FR: "des minuscules sans accent, des chiffres et des tirets, comme « demi-journee-2 »",
		EN: "lower-case letters without accents, digits and hyphens, like “half-day-2”"},
	`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$`: {
		FR: "trois nombres séparés par des points, comme « 1.4.0 »",
		EN: "three numbers separated by dots, like “1.4.0”"},
	`^[A-Za-z0-9.+-]+$`: {
		FR: "le nom court d’une licence, comme « CC-BY-SA-4.0 »",
		EN: "the short name of a licence, like “CC-BY-SA-4.0”"},
	`^[HV][1-9][0-9]?$`: {
		FR: "une compétence, H ou V suivi d’un nombre, comme « H3 »",
		EN: "a competency, H or V followed by a number, like “H3”"},
	`^[HV][1-9][0-9]?\.[1-9]$`: {
		FR: "un comportement, sa compétence puis un numéro, comme « H3.2 »",
		EN: "a behaviour, its competency then a number, like “H3.2”"},
	`^N[1-9][0-9]?[A-Z]?$`: {
		FR: "une étape, N suivi d’un nombre et au besoin d’une lettre, comme « N2A »",
		EN: "a node, N followed by a number and a letter if needed, like “N2A”"},
	`^(N[1-9][0-9]?[A-Z]?|END)$`: {
		FR: "l’étape suivante, comme « N2A », ou « END » pour finir",
		EN: "the next node, like “N2A”, or “END” to finish"},
	`^E_[A-Z]+$`: {
		FR: "une fin, E_ suivi de majuscules, comme « E_HIGH »",
		EN: "an ending, E_ followed by capitals, like “E_HIGH”"},
	`^[a-f]$`: {
		FR: "une lettre, de « a » à « f »",
		EN: "one letter, from “a” to “f”"},
	`^[1-9][0-9]?/[1-9][0-9]?$`: {
		FR: "une fraction, comme « 2/3 »",
		EN: "a fraction, like “2/3”"},
}

func expected(pattern string) estrade.Text {
	if t, ok := expectations[pattern]; ok {
		return t
	}
	return estrade.Text{FR: "une autre écriture", EN: "another spelling"}
}

func wrongPattern(here value, got any, pattern string) estrade.Text {
	if pattern == `\S` {
		return emptyText(here)
	}
	return sentence("« %s » ne peut pas être %s. Attendu : %s.", "“%s” cannot be %s. Expected: %s.",
		lastName(here), kindOf(here, got), expected(pattern))
}

func wrongCount(here value, schema map[string]any, got int) estrade.Text {
	return sentence("« %s » compte %s ; attendu : %s.", "“%s” has %s; expected: %s.",
		lastName(here), counted(got, "élément", "éléments", "item", "items"),
		between(schema["minItems"], schema["maxItems"]))
}

// bounds says the range that a schema gives to a number.
func bounds(schema map[string]any) estrade.Text {
	low, above := schema["exclusiveMinimum"]
	high, below := schema["maximum"]
	switch {
	case above && below:
		return sentence("plus de %s, et %s au plus", "more than %s, and at most %s", figure(fmt.Sprint(low)), figure(fmt.Sprint(high)))
	case above:
		return sentence("plus de %s", "more than %s", figure(fmt.Sprint(low)))
	}
	return between(schema["minimum"], schema["maximum"])
}

func between(low, high any) estrade.Text {
	switch {
	case low == nil:
		return sentence("%s au plus", "at most %s", figure(fmt.Sprint(high)))
	case high == nil:
		return sentence("%s au moins", "at least %s", figure(fmt.Sprint(low)))
	case fmt.Sprint(low) == fmt.Sprint(high):
		return sentence("%s", "%s", figure(fmt.Sprint(low)))
	}
	return sentence("de %s à %s", "from %s to %s", figure(fmt.Sprint(low)), figure(fmt.Sprint(high)))
}
