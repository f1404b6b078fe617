package estrade

import (
	"errors"
	"fmt"
)

// Code classes an error for machines: HTTP status, exit status, retry or not.
type Code string

// The codes. Invalid, TooLarge and NotFound are final for the same input;
// Conflict means the world has moved on; Unavailable and TooMany may be tried again.
const (
	CodeInvalid      Code = "invalid"
	CodeConflict     Code = "conflict"
	CodeNotFound     Code = "not-found"
	CodeUnauthorised Code = "unauthorised"
	CodeForbidden    Code = "forbidden"
	CodeTooLarge     Code = "too-large"
	CodeTooMany      Code = "too-many"
	CodeUnavailable  Code = "unavailable"
	CodeInternal     Code = "internal"
)

// Error is an error that a person may see. Key names the sentence in the
// interface's dictionaries (frontend/src/shared/i18n), Params fill it; Message
// and Hint are the English sentence and the way out, used where no dictionary is.
type Error struct {
	Code    Code              `json:"code"`
	Key     string            `json:"key"`
	Params  map[string]string `json:"params,omitempty"`
	Message string            `json:"message"`
	Hint    string            `json:"hint,omitempty"`
	Err     error             `json:"-"` // the cause, for the log only
}

// Error implements error.
func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %v", e.Message, e.Err)
	}
	return e.Message
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// NewError returns an Error. params are pairs of name and value.
func NewError(code Code, key, message, hint string, params ...string) *Error {
	e := &Error{Code: code, Key: key, Message: message, Hint: hint}
	for i := 0; i+1 < len(params); i += 2 {
		if e.Params == nil {
			e.Params = make(map[string]string, len(params)/2)
		}
		e.Params[params[i]] = params[i+1]
	}
	return e
}

// WithCause returns a copy of e that wraps err for the log.
func (e *Error) WithCause(err error) *Error {
	c := *e
	c.Err = err
	return &c
}

// ErrorCode returns the code of err: "" for nil, CodeInternal for an error that is not an Error.
func ErrorCode(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// Public returns what of err may be shown: the Error itself, or an internal
// error that hides the cause (which belongs in the log).
func Public(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return NewError(CodeInternal, "internal", "Something went wrong inside Estrade.",
		"Nothing that was acknowledged is lost. Try again; if it happens again, restart the program.").WithCause(err)
}
