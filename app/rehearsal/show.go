package rehearsal

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	estrade "estrade/app"
)

// House is the program a show is played in.
type House struct {
	Sessions estrade.Sessions
	Results  estrade.Results
	// Record reads everything kept of a session, from the disk.
	Record func(ctx context.Context, id estrade.SessionID) (estrade.SessionRecord, error)
	Clock  *Clock // the program's
	Pack   *estrade.Pack
	Logger *slog.Logger // nil: slog.Default
}

// Show is a workshop to play from its first minute to its documents.
type Show struct {
	Workshop string
	People   int
	Language estrade.Language // of console, stage, documents and most people
	Seed     uint64
	Out      string // folder that exists, for the documents
	Client   string
	Place    string
	Version  string // of the program, for the summary
	Told     func(Moment)
}

// showPace makes a vote of twenty seconds last a thirtieth of one.
const showPace = 1.0 / 600

// CommandIssue stands for the documents in the moments of a show.
const CommandIssue estrade.CommandName = "issue"

// Play plays a show and returns its summary, in which a failed check is one
// that is not OK. An error says which step could not be played; the summary
// then holds what was reached.
func Play(ctx context.Context, h House, s Show) (Summary, error) {
	began := time.Now()
	p := &performance{h: h, s: s, transcript: NewTranscript()}
	defer p.end()
	err := p.play(ctx)
	summary := p.summary
	summary.WallSeconds = time.Since(began).Seconds()
	return summary, err
}

// performance is one show being played.
type performance struct {
	h          House
	s          Show
	id         estrade.SessionID
	crowd      *Crowd
	witness    *Witness
	transcript *Transcript
	bundle     estrade.Bundle
	summary    Summary
}

func (p *performance) end() {
	if p.crowd != nil {
		p.crowd.Leave()
	}
	if p.witness != nil {
		p.witness.Close()
	}
}

func (p *performance) play(ctx context.Context) error {
	p.summary = Summary{
		Version: p.s.Version, Seed: p.s.Seed, Language: p.s.Language, Rehearsal: true,
		Workshop: p.s.Workshop, Checks: []Check{},
	}
	for _, act := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"open the room", p.open}, {"let people join", p.gather}, {"play the agenda", p.lead}, {"close the session", p.close},
	} {
		if err := act.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", act.name, err)
		}
	}
	record, err := p.h.Record(ctx, p.id)
	if err != nil {
		return fmt.Errorf("read the session: %w", err)
	}
	return p.conclude(ctx, record)
}

func (p *performance) do(ctx context.Context, name estrade.CommandName) (estrade.ConsoleView, error) {
	v, err := p.h.Sessions.View(ctx, p.id)
	if err != nil {
		return v, err
	}
	v, err = p.h.Sessions.Do(ctx, p.id, estrade.Command{Name: name, Revision: v.Revision})
	if err == nil {
		p.tell(Moment{Command: name})
	}
	return v, err
}

func (p *performance) tell(m Moment) {
	if p.s.Told != nil {
		p.s.Told(m)
	}
}

func (p *performance) open(ctx context.Context) error {
	id, err := p.h.Sessions.Create(ctx, estrade.NewSession{
		Workshop: p.s.Workshop, Client: p.s.Client, Place: p.s.Place, Rehearsal: true, Seed: max(1, p.s.Seed),
		ConsoleLanguage: p.s.Language, StageLanguage: p.s.Language, DocumentLanguage: p.s.Language,
	})
	if err != nil {
		return err
	}
	p.id = id
	v, err := p.do(ctx, estrade.CommandOpenRoom)
	if err != nil {
		return err
	}
	if v.Join == nil || v.Join.LocalURL == "" {
		return errors.New("the room has no address")
	}
	p.witness, err = Watch(ctx, v.Join.LocalURL, v.StageToken, p.transcript)
	if err != nil {
		return err
	}
	p.crowd, err = NewCrowd(CrowdOptions{
		Join: v.Join.LocalURL, People: p.s.People, Language: p.s.Language, Seed: p.s.Seed, Pace: showPace,
		Incidents: true, Signs: true, Pack: p.h.Pack, Transcript: p.transcript, Logger: p.h.Logger,
	})
	return err
}

func (p *performance) gather(ctx context.Context) error {
	if err := p.crowd.Join(ctx); err != nil {
		return err
	}
	p.tell(Moment{Command: estrade.CommandStart, Of: p.s.People, Answered: p.crowd.Counts().Joined, Collects: true})
	return nil
}

func (p *performance) lead(ctx context.Context) error {
	return NewDirector(DirectorOptions{
		Sessions: p.h.Sessions, Session: p.id, Seed: p.s.Seed, Clock: p.h.Clock,
		Settled: p.crowd.Settled, Patience: time.Minute, Told: p.s.Told,
	}).Play(ctx)
}

func (p *performance) close(ctx context.Context) error {
	if err := p.signed(ctx); err != nil {
		return err
	}
	if _, err := p.do(ctx, estrade.CommandBeginClosing); err != nil {
		return err
	}
	if _, err := p.h.Sessions.ConfirmAttendance(ctx, p.id, nil); err != nil {
		return err
	}
	bundle, err := p.h.Results.Issue(ctx, p.id, estrade.IssueRequest{Dir: p.s.Out})
	if err != nil {
		return err
	}
	p.bundle = bundle
	p.tell(Moment{Command: CommandIssue, Answered: len(bundle.Documents)})
	_, err = p.do(ctx, estrade.CommandFinish)
	return err
}

// signed lets the last people sign, then has the trainer sign: in the half-day
// that is running, which the others may not be any more.
func (p *performance) signed(ctx context.Context) error {
	v, err := p.h.Sessions.Signatures(ctx, p.id)
	for tries := 0; err == nil && awaited(v) > 0 && tries < signingTries; tries++ {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(signingPause):
		}
		v, err = p.h.Sessions.Signatures(ctx, p.id)
	}
	if err != nil {
		return err
	}
	for _, h := range v.HalfDays {
		if h.State != estrade.SigningRunning || h.Trainer != nil {
			continue
		}
		own := scribble(v.Trainer, estrade.Signing{Day: h.Day, Afternoon: h.Afternoon})
		_, err := p.h.Sessions.SignHere(ctx, p.id, estrade.SignHere{Day: h.Day, Afternoon: h.Afternoon, Drawing: own})
		if err != nil && estrade.Public(err).Code != estrade.CodeConflict { // it may end while the pen is taken
			return err
		}
	}
	return nil
}

// People who are gone never sign: nobody waits longer for them than this.
const (
	signingTries = 60
	signingPause = 50 * time.Millisecond
)

// awaited is how many people who are there have not signed for the half-day
// that is running.
func awaited(v estrade.PresenceView) int {
	n := 0
	for _, h := range v.HalfDays {
		if h.State == estrade.SigningRunning {
			n += h.Of - h.Signed
		}
	}
	return n
}

// JSON returns the summary as it is written to session.json.
func (s Summary) JSON() ([]byte, error) {
	text, err := estrade.JSON(s)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, text, "", "  "); err != nil {
		return nil, fmt.Errorf("indent summary: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
