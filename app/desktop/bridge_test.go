package desktop

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"testing"

	estrade "estrade/app"
)

// program answers every call with what the function says.
type programFunc func(method string, args json.RawMessage) (json.RawMessage, error)

func (f programFunc) Dispatch(_ context.Context, method string, args json.RawMessage) (json.RawMessage, error) {
	return f(method, args)
}
func (programFunc) Language(context.Context) estrade.Language { return "" }
func (programFunc) InSession(context.Context) bool            { return false }
func (programFunc) Close(context.Context) error               { return nil }

func TestBridge_Call(t *testing.T) {
	quiet := slog.New(slog.DiscardHandler)

	t.Run("a call made during the start waits for it", func(t *testing.T) {
		b := newBridge(t.Context(), quiet)
		results := make(chan string)
		go func() {
			result, err := b.Call("home", `["x"]`)
			if err != nil {
				result = err.Error()
			}
			results <- result
		}()
		if b.running() != nil {
			t.Error("a program runs before it was started")
		}
		b.serve(programFunc(func(method string, args json.RawMessage) (json.RawMessage, error) {
			return json.RawMessage(`{"` + method + `":` + string(args) + `}`), nil
		}), nil)
		if got, want := <-results, `{"home":["x"]}`; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if b.running() == nil {
			t.Error("no program runs after the start")
		}
	})

	t.Run("a program that did not start refuses with why", func(t *testing.T) {
		b := newBridge(t.Context(), quiet)
		why := estrade.NewError(estrade.CodeConflict, "data-folder-busy", "busy", "")
		b.serve(nil, why)
		if _, err := b.Call("home", "[]"); !errors.Is(err, why) {
			t.Errorf("got %v, want %v", err, why)
		}
		if b.running() != nil {
			t.Error("a program runs that did not start")
		}
	})

	t.Run("a nil dereference becomes an internal error", func(t *testing.T) {
		b := newBridge(t.Context(), quiet)
		b.serve(programFunc(func(string, json.RawMessage) (json.RawMessage, error) {
			var nobody *estrade.Error
			return json.RawMessage(nobody.Message), nil
		}), nil)
		if _, err := b.Call("home", "[]"); estrade.ErrorCode(err) != estrade.CodeInternal {
			t.Errorf("got %v, want an internal error", err)
		}
	})

	t.Run("a call ends with the window", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		b := newBridge(ctx, quiet)
		cancel()
		if _, err := b.Call("home", "[]"); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want %v", err, context.Canceled)
		}
	})
}
