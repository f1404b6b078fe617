package estrade

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"
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

// holding remembers by type whether holdsLists.
var holding sync.Map // reflect.Type → bool

// holdsLists reports whether a value of type t may hold a list or a map: what
// cannot is encoded as it is, without a copy.
func holdsLists(t reflect.Type) bool {
	if known, ok := holding.Load(t); ok {
		return known.(bool)
	}
	// A type that holds itself does so through a pointer or a list.
	holds := true
	switch kind := t.Kind(); {
	case kind != reflect.Interface && (t.Implements(jsonMarshaler) || t.Implements(textMarshaler)):
		holds = false
	case kind == reflect.Pointer:
		holding.Store(t, true)
		holds = holdsLists(t.Elem())
	case kind == reflect.Array:
		holds = holdsLists(t.Elem())
	case kind == reflect.Struct:
		holds = false
		for i := range t.NumField() {
			holds = holds || t.Field(i).IsExported() && holdsLists(t.Field(i).Type)
		}
	case kind != reflect.Slice && kind != reflect.Map && kind != reflect.Interface:
		holds = false
	}
	holding.Store(t, holds)
	return holds
}

// withLists returns v, or a copy of it, in which no list or map is nil. What
// encodes itself is left as it is: a nil json.RawMessage means null.
func withLists(v reflect.Value) reflect.Value {
	t := v.Type()
	if !holdsLists(t) {
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
			if !f.IsExported() || !holdsLists(f.Type) || v.Field(i).Kind() == reflect.Slice && v.Field(i).IsNil() && nullable(f) {
				continue
			}
			c.Field(i).Set(withLists(v.Field(i)))
		}
		return c
	case reflect.Slice:
		if !v.IsNil() && !holdsLists(t.Elem()) {
			return v
		}
		c := reflect.MakeSlice(t, v.Len(), v.Len())
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
		if !v.IsNil() && !holdsLists(t.Elem()) {
			return v
		}
		c := reflect.MakeMapWithSize(t, v.Len())
		for k, e := range v.Seq2() {
			c.SetMapIndex(k, withLists(e))
		}
		return c
	default:
		return v
	}
}
