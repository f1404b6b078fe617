package desktop

import (
	"log/slog"

	"github.com/wailsapp/wails/v2/pkg/logger"
)

// wailsLog hands what Wails says of itself to the program's log. Its lines may
// quote calls and so answers: only warnings and worse are asked for, and those
// that quote a call go no further than debug.
type wailsLog struct{ log *slog.Logger }

var _ logger.Logger = wailsLog{}

// Print implements logger.Logger.
func (l wailsLog) Print(message string) { l.log.Debug("window", "message", message) }

// Trace implements logger.Logger.
func (l wailsLog) Trace(message string) { l.log.Debug("window", "message", message) }

// Debug implements logger.Logger.
func (l wailsLog) Debug(message string) { l.log.Debug("window", "message", message) }

// Info implements logger.Logger.
func (l wailsLog) Info(message string) { l.log.Debug("window", "message", message) }

// Warning implements logger.Logger.
func (l wailsLog) Warning(message string) { l.log.Debug("window", "message", message) }

// Error implements logger.Logger. Wails quotes the message of a call it could
// not process, which may hold an answer.
func (l wailsLog) Error(message string) {
	l.log.Error("the window met an error")
	l.log.Debug("window", "message", message)
}

// Fatal implements logger.Logger; the program does not end for a line of log.
func (l wailsLog) Fatal(message string) { l.log.Error("window", "message", message) }
