package estrade

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// JSON encodes what travels to a page. A nil list becomes [] and a nil map {},
// because pages rely on lists being lists; nil pointers stay null, and so do
// lists that say so (figures under five answers). It returns
// an error, and never a part of the text, for a value JSON has no word for
// (NaN, infinities).
func JSON(v any) ([]byte, error) {
	if v == nil {
		return []byte("null"), nil
	}
	text, err := json.Marshal(withLists(reflect.ValueOf(v)).Interface())
	if err != nil {
		return nil, fmt.Errorf("encode %T: %w", v, err)
	}
	return text, nil
}

var (
	jsonMarshaler = reflect.TypeFor[json.Marshaler]()
	textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
)

// nullable reports whether a list may be null on a page: its TypeScript type,
// in the tag the pages' types are generated from, says so.
func nullable(f reflect.StructField) bool {
	return strings.HasSuffix(f.Tag.Get("tstype"), "| null")
}

// withLists returns a copy of v in which no list or map is nil. What encodes
// itself is left as it is: a nil json.RawMessage means null.
func withLists(v reflect.Value) reflect.Value {
	t := v.Type()
	if t.Kind() != reflect.Interface && (t.Implements(jsonMarshaler) || t.Implements(textMarshaler)) {
		return v
	}
	switch t.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		c := reflect.New(t.Elem())
		c.Elem().Set(withLists(v.Elem()))
		return c
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		c := reflect.New(t).Elem()
		c.Set(withLists(v.Elem()))
		return c
	case reflect.Struct:
		c := reflect.New(t).Elem()
		c.Set(v)
		for i := range t.NumField() {
			f := t.Field(i)
			if !f.IsExported() || v.Field(i).Kind() == reflect.Slice && v.Field(i).IsNil() && nullable(f) {
				continue
			}
			c.Field(i).Set(withLists(v.Field(i)))
		}
		return c
	case reflect.Slice:
		c := reflect.MakeSlice(t, v.Len(), v.Len())
		if t.Elem().Kind() == reflect.Uint8 {
			reflect.Copy(c, v)
			return c
		}
		for i := range v.Len() {
			c.Index(i).Set(withLists(v.Index(i)))
		}
		return c
	case reflect.Array:
		c := reflect.New(t).Elem()
		for i := range v.Len() {
			c.Index(i).Set(withLists(v.Index(i)))
		}
		return c
	case reflect.Map:
		c := reflect.MakeMapWithSize(t, v.Len())
		for k, e := range v.Seq2() {
			c.SetMapIndex(k, withLists(e))
		}
		return c
	default:
		return v
	}
}
