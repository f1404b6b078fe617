package realtime

import (
	"context"
	"errors"

	"github.com/centrifugal/centrifuge"

	estrade "estrade/app"
)

// The requests of calls that have no type in the domain.
type (
	penRequest struct {
		Participant estrade.ParticipantID `json:"participant"`
		Take        bool                  `json:"take"` // false: leave it
	}
	languageRequest struct {
		Participant estrade.ParticipantID `json:"participant"`
		Language    estrade.Language      `json:"language"`
	}
	tableRequest struct {
		Participant estrade.ParticipantID `json:"participant"`
		Table       estrade.TableID       `json:"table"`
	}
	participantRequest struct { // erase, results
		Participant estrade.ParticipantID `json:"participant"`
	}
	returnRequest struct {
		Participant estrade.ParticipantID `json:"participant"`
		Code        string                `json:"code"`
	}
	// done is the reply of a call that only succeeds or fails.
	done struct{}
	// timeReply is the program's clock, in UTC milliseconds.
	timeReply struct {
		Now int64 `json:"now"`
	}
)

var (
	errUnknownMethod = estrade.NewError(estrade.CodeNotFound, "unknown-method",
		"This connection has no such call.", "Reload the page.")
	errNotYours = estrade.NewError(estrade.CodeForbidden, "not-yours",
		"This browser does not speak for that person.", "Join again, or use your re-entry code.")
	errTooMany = estrade.NewError(estrade.CodeTooMany, "too-many-requests",
		"Too many messages at once.", "Wait a second and try again.")
)

// call answers a call of a page, in the order they arrive on its connection.
func (n *Node) call(ctx context.Context, c *connection, method string, data []byte) ([]byte, error) {
	var text []byte
	err := n.guarded("call", func() error {
		if !c.calls.AllowN(n.clock.Now(), 1) {
			return errTooMany
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), callTimeout)
		defer cancel()
		reply, err := n.dispatch(ctx, c, method, data)
		if err != nil {
			return err
		}
		text, err = estrade.JSON(reply)
		return err
	})
	if err != nil {
		return nil, n.refusal(method, err)
	}
	return text, nil
}

func (n *Node) dispatch(ctx context.Context, c *connection, method string, data []byte) (any, error) {
	if method == "time" {
		return timeReply{Now: estrade.Millis(n.clock.Now())}, nil
	}
	if c.kind == kindPeople {
		return n.participantCall(ctx, c, method, data)
	}
	return n.pictureCall(ctx, c, method)
}

// pictureCall is apart because of the pictures' size: with room for them on it, the
// stack of a connection that answers would have to grow, each time anew.
//
//go:noinline
func (n *Node) pictureCall(ctx context.Context, c *connection, method string) (any, error) {
	switch {
	case method != "snapshot":
	case c.kind == kindStage:
		_, view, err := n.answers.Stage(ctx, c.token)
		return view, err
	case c.kind == kindConsole:
		return n.sessions.View(ctx, c.session)
	}
	return nil, errUnknownMethod
}

func (n *Node) participantCall(ctx context.Context, c *connection, method string, data []byte) (any, error) {
	switch method {
	case "snapshot":
		return n.answers.Snapshot(ctx, c.session, c.people)
	case "answer":
		var r estrade.AnswerRequest
		if err := c.read(data, &r, &r.Participant); err != nil {
			return nil, err
		}
		return n.answers.Submit(ctx, c.session, r)
	case "lock":
		var r estrade.LockRequest
		if err := c.read(data, &r, &r.Participant); err != nil {
			return nil, err
		}
		return n.answers.Lock(ctx, c.session, r)
	case "pen":
		var r penRequest
		if err := c.read(data, &r, &r.Participant); err != nil {
			return nil, err
		}
		if r.Take {
			return done{}, n.answers.TakePen(ctx, c.session, r.Participant)
		}
		return done{}, n.answers.ReleasePen(ctx, c.session, r.Participant)
	case "language":
		var r languageRequest
		if err := c.read(data, &r, &r.Participant); err != nil {
			return nil, err
		}
		return done{}, n.answers.SetLanguage(ctx, c.session, r.Participant, r.Language)
	case "table":
		var r tableRequest
		if err := c.read(data, &r, &r.Participant); err != nil {
			return nil, err
		}
		return done{}, n.answers.SetTable(ctx, c.session, r.Participant, r.Table)
	case "erase":
		var r participantRequest
		if err := c.read(data, &r, &r.Participant); err != nil {
			return nil, err
		}
		return done{}, n.answers.EraseAnswers(ctx, c.session, r.Participant)
	case "sign":
		var r estrade.SignRequest
		if err := c.read(data, &r, &r.Participant); err != nil {
			return nil, err
		}
		return n.answers.Sign(ctx, c.session, r)
	case "results":
		var r participantRequest
		if err := c.read(data, &r, &r.Participant); err != nil {
			return nil, err
		}
		return n.answers.OwnResults(ctx, c.session, r.Participant)
	case "return":
		var r returnRequest
		if err := c.read(data, &r, &r.Participant); err != nil {
			return nil, err
		}
		return done{}, n.answers.Return(ctx, c.session, r.Participant, r.Code)
	default:
		return nil, errUnknownMethod
	}
}

// read decodes a request that names a participant, who must be one the
// connection speaks for. p points into the request.
func (c *connection) read(data []byte, request any, p *estrade.ParticipantID) error {
	if err := decode(data, request); err != nil {
		return err
	}
	if !c.speaksFor(*p) {
		return errNotYours
	}
	return nil
}

// refusal is how an error travels: code 4000 + HTTP status, the public error as
// JSON in the message. What is internal goes to the log; other refusals are the
// page's business and may name what a person typed.
func (n *Node) refusal(method string, err error) error {
	var end centrifuge.Disconnect
	if errors.As(err, &end) {
		return end
	}
	public := estrade.Public(err)
	if public.Code == estrade.CodeInternal {
		n.log.Error("call failed", "method", method, "error", err)
	}
	text, encodeErr := estrade.JSON(public)
	if encodeErr != nil {
		return centrifuge.ErrorInternal
	}
	return &centrifuge.Error{
		Code:      uint32(4000 + public.Code.Status()),
		Message:   string(text),
		Temporary: mayRetry(public.Code),
	}
}

// mayRetry tells whether the same request may succeed later. A connect that was
// refused with such an error is tried again by the page.
func mayRetry(c estrade.Code) bool {
	switch c {
	case estrade.CodeUnavailable, estrade.CodeTooMany, estrade.CodeInternal:
		return true
	default:
		return false
	}
}
