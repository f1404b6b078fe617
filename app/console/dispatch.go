package console

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"runtime/debug"
	"strconv"
	"strings"

	estrade "estrade/app"
)

// method is a method of the Service as it is called from outside.
type method struct {
	call reflect.Value
	args []reflect.Type // after the context
}

var (
	contextType = reflect.TypeFor[context.Context]()
	errorType   = reflect.TypeFor[error]()
)

// methodsOf lists the methods of s by the name they are called by. It panics on
// an exported method that cannot be called, which is a mistake in this package.
func methodsOf(s *Service) map[string]method {
	list := make(map[string]method)
	v := reflect.ValueOf(s)
	for i := range v.NumMethod() {
		name, call := v.Type().Method(i).Name, v.Method(i)
		if name == "Dispatch" || name == "LetAnswer" {
			continue
		}
		t := call.Type()
		if t.NumIn() == 0 || t.In(0) != contextType || t.NumOut() != 2 || t.Out(1) != errorType || t.IsVariadic() {
			panic("console: method " + name + " cannot be dispatched")
		}
		m := method{call: call}
		for a := 1; a < t.NumIn(); a++ {
			m.args = append(m.args, t.In(a))
		}
		list[strings.ToLower(name[:1])+name[1:]] = m
	}
	return list
}

// Dispatch calls a method by name ("createSession") with a JSON array of its
// arguments and returns its result as JSON, in which no list is null. Every
// error is an *estrade.Error fit for the trainer: CodeNotFound for a method
// that is not there, CodeInvalid for arguments of a wrong number or type,
// CodeInternal for a panic or a result JSON cannot hold.
func (s *Service) Dispatch(ctx context.Context, name string, args json.RawMessage) (result json.RawMessage, err error) {
	defer func() {
		if p := recover(); p != nil {
			s.log.Error("panic in console method", "method", name, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			result, err = nil, estrade.Public(fmt.Errorf("panic in %s", name))
		}
	}()
	s.guard()
	if other := s.instead.Load(); other != nil {
		return other.Dispatch(ctx, name, args)
	}
	result, err = s.dispatch(ctx, name, args)
	if err == nil {
		return result, nil
	}
	public := estrade.Public(err)
	left := ctx.Err() != nil && errors.Is(err, context.Canceled)
	if public.Code == estrade.CodeInternal && !left {
		// Other refusals are the trainer's business and may name a person; a page
		// that was closed while it asked is no fault.
		s.log.Error("console method failed", "method", name, "error", err)
	}
	return nil, public
}

func (s *Service) dispatch(ctx context.Context, name string, args json.RawMessage) (json.RawMessage, error) {
	m, ok := s.methods[name]
	if !ok {
		return nil, estrade.NewError(estrade.CodeNotFound, "unknown-method",
			"The program has no function "+strconv.Quote(name)+".", "Reload the page: it may be of another version.", "method", name)
	}
	if s.o.Rescue != nil && !rescueMethods[name] {
		return nil, errInRescue
	}
	in, err := m.read(ctx, args)
	if err != nil {
		return nil, estrade.NewError(estrade.CodeInvalid, "bad-arguments",
			"The program was asked for "+name+" in a way it does not understand.",
			"Reload the page: it may be of another version.", "method", name).WithCause(err)
	}
	out := m.call.Call(in)
	if !out[1].IsNil() {
		return nil, out[1].Interface().(error)
	}
	return estrade.JSON(out[0].Interface())
}

// read decodes the arguments. Fields that a type does not have are refused: the
// page has the types of this very program.
func (m method) read(ctx context.Context, args json.RawMessage) ([]reflect.Value, error) {
	var given []json.RawMessage
	if len(bytes.TrimSpace(args)) > 0 {
		if err := json.Unmarshal(args, &given); err != nil {
			return nil, err
		}
	}
	if len(given) != len(m.args) {
		return nil, fmt.Errorf("%d arguments instead of %d", len(given), len(m.args))
	}
	in := []reflect.Value{reflect.ValueOf(ctx)}
	for i, t := range m.args {
		v := reflect.New(t)
		d := json.NewDecoder(bytes.NewReader(given[i]))
		d.DisallowUnknownFields()
		if err := d.Decode(v.Interface()); err != nil {
			return nil, fmt.Errorf("argument %d: %w", i+1, err)
		}
		in = append(in, v.Elem())
	}
	return in, nil
}
