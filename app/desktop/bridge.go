package desktop

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime/debug"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// Bridge is what the window's pages see of Go: one method, through which every
// call of the console goes, so that the window and a browser have the same.
type Bridge struct {
	ctx   context.Context
	log   *slog.Logger
	ready chan struct{} // closed once program or failed is set

	program Program
	failed  error
}

func newBridge(ctx context.Context, log *slog.Logger) *Bridge {
	return &Bridge{ctx: ctx, log: log, ready: make(chan struct{})}
}

// serve lets calls through to program, or refuses them all with err.
func (b *Bridge) serve(program Program, err error) {
	b.program, b.failed = program, err
	close(b.ready)
}

// outcome waits until the program was started, or was not, and returns why.
func (b *Bridge) outcome() error {
	select {
	case <-b.ready:
		return b.failed
	case <-b.ctx.Done():
		return nil
	}
}

// running returns the program, nil while it starts or when it did not start.
func (b *Bridge) running() Program {
	select {
	case <-b.ready:
		if b.failed == nil {
			return b.program
		}
	default:
	}
	return nil
}

// Call calls a method of the console with args, a JSON array, and returns its
// result as JSON, "" for none. The error reaches the page as an estrade.Error.
// A call made while the program starts waits for it.
//
// A panic that got out of here would leave the page's promise pending for ever.
func (b *Bridge) Call(method, args string) (result string, err error) {
	defer func() {
		if p := recover(); p != nil {
			b.log.Error("panic in call", "method", method, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			result, err = "", fmt.Errorf("panic in %s", method)
		}
	}()
	runtime.ResetSignalHandlers()
	select {
	case <-b.ready:
	case <-b.ctx.Done():
		return "", b.ctx.Err()
	}
	if b.failed != nil {
		return "", b.failed
	}
	answer, err := b.program.Dispatch(b.ctx, method, json.RawMessage(args))
	return string(answer), err
}
