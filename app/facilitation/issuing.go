package facilitation

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	estrade "estrade/app"
)

// issuing is documents being issued: how far it is, and its end.
type issuing struct {
	mu     sync.Mutex
	cancel context.CancelFunc // nil: nothing is being issued
	told   time.Time
}

func (i *issuing) begin(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	i.mu.Lock()
	i.cancel = cancel
	i.mu.Unlock()
	return ctx, func() {
		i.mu.Lock()
		i.cancel = nil
		i.mu.Unlock()
		cancel()
	}
}

// due reports whether progress may be told again.
func (i *issuing) due() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	if now := time.Now(); now.Sub(i.told) >= progressInterval {
		i.told = now
		return true
	}
	return false
}

// tellIssuing publishes how far issuing has come, at a bounded rate but for its
// first and last steps.
func (d *Desk) tellIssuing(s *session, stage estrade.IssuingStage, done, of int) {
	if done > 0 && done < of && !s.issuing.due() {
		return
	}
	d.publisher.Publish(estrade.ConsoleChannel(s.id), estrade.Message{
		Type: "issuing", Issuing: &estrade.Issuing{Stage: stage, Done: done, Of: of},
	})
}

// StopIssuing implements estrade.Results.
func (d *Desk) StopIssuing(ctx context.Context, id estrade.SessionID) error {
	s, err := d.session(ctx, id)
	if err != nil {
		return err
	}
	s.issuing.mu.Lock()
	defer s.issuing.mu.Unlock()
	if s.issuing.cancel != nil {
		s.issuing.cancel()
	}
	return nil
}

// errStopped is told to who stopped the issuing.
func errStopped() error {
	return estrade.NewError(estrade.CodeConflict, "issuing-stopped",
		"The issuing was stopped; nothing was written.", "Issue the documents again when you wish.")
}

// Issue implements estrade.Results.
func (d *Desk) Issue(ctx context.Context, id estrade.SessionID, r estrade.IssueRequest) (estrade.Bundle, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return estrade.Bundle{}, err
	}
	s.commands.Lock()
	defer s.commands.Unlock()
	stoppable, end := s.issuing.begin(ctx)
	defer end()
	bundle, err := d.issue(stoppable, s, r)
	d.tellIssuing(s, estrade.IssuingOver, 0, 0)
	if err != nil && stoppable.Err() != nil && ctx.Err() == nil {
		err = errStopped()
	}
	if err == nil {
		err = d.archived(ctx, s, r.Close)
	}
	return bundle, err
}

// archived tells that documents were written; with closing, the session is over
// and archived from now on.
func (d *Desk) archived(ctx context.Context, s *session, closing bool) error {
	s.mu.RLock()
	row := s.row
	s.mu.RUnlock()
	if !closing || row.State == estrade.SessionArchived {
		d.publishConsole(s)
		return nil
	}
	done, err := d.carryOut(ctx, s, estrade.Command{Name: estrade.CommandFinish, Revision: row.Revision}, (*Desk).closeArchived)
	if err != nil {
		return err
	}
	d.told(s, done)
	return nil
}

// closeArchived ends a session whose documents are written, if it has not ended.
func (d *Desk) closeArchived(c *change, cmd estrade.Command) error {
	if c.row.State == estrade.SessionClosing {
		if err := d.finish(c, cmd); err != nil {
			return err
		}
	}
	c.row.State = estrade.SessionArchived
	return c.log("archived", estrade.PartRun{}, "")
}

// issue issues documents; s.commands is held.
func (d *Desk) issue(ctx context.Context, s *session, r estrade.IssueRequest) (estrade.Bundle, error) {
	settings, err := d.store.Settings(ctx)
	if err != nil {
		return estrade.Bundle{}, err
	}
	s.mu.RLock()
	row := s.row
	people := d.attendanceViews(s)
	confirmed := !slices.ContainsFunc(people, func(v estrade.AttendanceView) bool { return !v.Confirmed })
	kinds := kindsToIssue(r.Kinds, settings, row)
	plan := planIssue(s.issued(), s.wants(kinds, people, d.nowIn(row)), kinds)
	s.mu.RUnlock()
	if !issuable(row.State) {
		return estrade.Bundle{}, notNow("not-closing", "Documents are issued once the session is closing.")
	}
	if !confirmed {
		return estrade.Bundle{}, notNow("attendance-unconfirmed", "Attendance has to be confirmed first.")
	}
	if err := printable(people); err != nil {
		return estrade.Bundle{}, err
	}
	if len(plan.outdated) > 0 && r.Corrections == estrade.CorrectionsAsk {
		return estrade.Bundle{}, errOutdated(plan.outdated)
	}
	words, err := d.wordingsIn(ctx, row.DocumentLanguage)
	if err != nil {
		return estrade.Bundle{}, err
	}
	numbered, err := d.number(ctx, s, plan, words, r.Corrections)
	if err != nil {
		return estrade.Bundle{}, err
	}
	if err := d.freezeAll(ctx, s, settings, words, people, numbered); err != nil {
		return estrade.Bundle{}, err
	}
	return d.write(ctx, s, settings, kinds, r)
}

// issuable reports whether documents of a session in this state are issued.
func issuable(state estrade.SessionState) bool {
	return state == estrade.SessionClosing || state == estrade.SessionClosed || state == estrade.SessionArchived
}

// printable refuses before anything is written when a name cannot be printed.
func printable(people []estrade.AttendanceView) error {
	for _, p := range people {
		if p.Unprintable != "" && issued(p) {
			return estrade.NewError(estrade.CodeInvalid, "name-unprintable", "A name holds characters that the documents' fonts lack.",
				"Correct the name in the attendance list, then issue the documents again.", "name", p.Name, "characters", p.Unprintable)
		}
	}
	return nil
}

// issued reports whether a person gets a certificate.
func issued(p estrade.AttendanceView) bool { return !p.Absent && !p.Expected && p.Minutes > 0 }

// numberPrefix begins the numbers of a session's documents.
func numberPrefix(row estrade.Session) string {
	year, day, _ := strings.Cut(row.Date, "-")
	prefix := year + "-" + strings.ReplaceAll(day, "-", "")
	if row.Rehearsal {
		return "R-" + prefix
	}
	return prefix
}

// number gives every document to draw its number and its line in the register,
// and returns them. Lines count once their bytes are kept: a number that was
// given to a document that was never drawn is used before a new one.
func (d *Desk) number(ctx context.Context, s *session, plan issuePlan, words wordings, c estrade.Corrections) ([]estrade.IssuedDocument, error) {
	s.mu.RLock()
	row := s.row
	var free []estrade.IssuedDocument
	for _, doc := range s.documents {
		if doc.Size == 0 && doc.Code != "" {
			free = append(free, doc)
		}
	}
	s.mu.RUnlock()
	slices.SortFunc(free, func(a, b estrade.IssuedDocument) int { return strings.Compare(a.Number, b.Number) })
	if len(plan.drawn)+len(plan.fresh)+len(plan.outdated) == 0 {
		return nil, nil
	}
	var numbered []estrade.IssuedDocument
	err := d.update(ctx, s, func(tx *recorder) error {
		numbered = nil
		give := func(doc estrade.IssuedDocument) error {
			if doc.Number == "" {
				if len(free) > 0 {
					doc.Number, free = free[0].Number, free[1:]
				} else {
					n, err := tx.NextNumber(numberPrefix(row))
					if err != nil {
						return err
					}
					doc.Number = fmt.Sprintf("%s-%02d", numberPrefix(row), n)
				}
				doc.Session, doc.IssuedAt = row.ID, d.nowIn(row)
			}
			doc.Code, doc.File, doc.Wording = newDocumentCode(), d.fileName(row, doc), words[doc.Kind].Number
			numbered = append(numbered, doc)
			return tx.IssueDocument(doc)
		}
		for _, doc := range plan.drawn {
			if err := give(doc); err != nil {
				return err
			}
		}
		for _, fresh := range plan.fresh {
			if err := give(fresh.document()); err != nil {
				return err
			}
		}
		if c != estrade.CorrectionsReplace {
			return nil
		}
		for _, o := range plan.outdated {
			if o.now == nil {
				o.document.RevokedAt, o.document.Reason = d.nowIn(row), absentReason.In(row.DocumentLanguage)
				if err := tx.IssueDocument(o.document); err != nil {
					return err
				}
				continue
			}
			doc := o.now.document()
			doc.Replaces = o.document.Number
			if err := give(doc); err != nil {
				return err
			}
		}
		return nil
	})
	return numbered, err
}

// absentReason revokes the documents of somebody who was not there after all.
var absentReason = estrade.Text{FR: "Présence corrigée : absent·e", EN: "Attendance corrected: absent"}

func (w wanted) document() estrade.IssuedDocument {
	return estrade.IssuedDocument{Kind: w.kind, Attendance: w.attendance, Name: w.name, Basis: w.basis}
}

func (d *Desk) fileName(row estrade.Session, doc estrade.IssuedDocument) string {
	kind, _ := issuedKindOf(doc.Kind)
	return d.nameFile(row, doc.Name, kind.word, doc.Number)
}

// nameFile names a document of a session; a rehearsal's client says what it is.
func (d *Desk) nameFile(row estrade.Session, person string, kind estrade.Text, number string) string {
	client := row.Client
	if row.Rehearsal {
		client = rehearsalClient(row)
	}
	return d.archive.FileName(row.Date, client, row.Title, person, kind.In(row.DocumentLanguage), number)
}

// freezeAll draws and signs documents, on all processors, then keeps their bytes
// in one transaction: either all of them are issued, or none.
func (d *Desk) freezeAll(ctx context.Context, s *session, settings estrade.Settings, words wordings, people []estrade.AttendanceView, documents []estrade.IssuedDocument) error {
	if len(documents) == 0 {
		return nil
	}
	papers, err := d.papers(s, settings, words, people, documents)
	if err != nil {
		return err
	}
	drawn, err := d.drawAll(ctx, s, settings, papers)
	if err != nil {
		return err
	}
	return d.update(ctx, s, func(tx *recorder) error {
		for i, data := range drawn {
			if err := tx.KeepDocument(papers[i].document.Number, data); err != nil {
				return err
			}
		}
		return nil
	})
}

// drawAll draws papers, as many at a time as there are processors, and returns
// their bytes in the same order. The first error ends it.
func (d *Desk) drawAll(ctx context.Context, s *session, settings estrade.Settings, papers []paper) ([][]byte, error) {
	s.mu.RLock()
	row := s.row
	s.mu.RUnlock()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	drawn := make([][]byte, len(papers))
	next := make(chan int)
	finished := make(chan struct{}, len(papers))
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(papers)) {
		workers.Go(func() {
			for i := range next {
				data, err := d.drawSigned(row, settings, papers[i])
				if err != nil {
					stop(fmt.Errorf("draw %s %s: %w", papers[i].document.Kind, papers[i].document.Number, err))
					return
				}
				drawn[i] = data
				finished <- struct{}{}
			}
		})
	}
	done := 0
	d.tellIssuing(s, estrade.IssuingDrawing, done, len(papers))
	for i := 0; done < len(papers) && ctx.Err() == nil; {
		to := next
		if i == len(papers) {
			to = nil
		}
		select {
		case to <- i:
			i++
		case <-finished:
			done++
			d.tellIssuing(s, estrade.IssuingDrawing, done, len(papers))
		case <-ctx.Done():
		}
	}
	close(next)
	workers.Wait()
	return drawn, context.Cause(ctx)
}

// drawSigned draws a document with its origin and signs it.
func (d *Desk) drawSigned(row estrade.Session, settings estrade.Settings, p paper) ([]byte, error) {
	origin, err := d.origin(row, settings, p)
	if err != nil {
		return nil, err
	}
	data, err := p.draw(origin)
	if err != nil {
		return nil, err
	}
	return d.seal.SignPDF(data)
}

// unnamed stands for an organisation that was not named yet.
const unnamed = "–"

// origin is what a document shows of where it comes from.
func (d *Desk) origin(row estrade.Session, settings estrade.Settings, p paper) (estrade.Origin, error) {
	identity, err := d.seal.Identity()
	if err != nil {
		return estrade.Origin{}, err
	}
	title := row.Title
	if row.Rehearsal {
		title = strings.TrimSpace(estrade.Text{FR: "RÉPÉTITION ", EN: "REHEARSAL "}.In(row.DocumentLanguage) + title)
	}
	qr, err := d.seal.Statement(estrade.Statement{
		Language: row.DocumentLanguage, Kind: p.document.Kind, Number: p.document.Number, Code: p.document.Code, Name: p.document.Name,
		Title: title, Organisation: orElse(settings.Organisation, unnamed), Date: row.Date, Minutes: p.minutes,
		IssuedOn: time.UnixMilli(p.document.IssuedAt).In(zoneOf(row)).Format(time.DateOnly),
	})
	return estrade.Origin{Code: p.document.Code, QR: qr, Fingerprint: identity.Fingerprint}, err
}

// write writes the documents kept of some kinds to the organisation's archive.
func (d *Desk) write(ctx context.Context, s *session, settings estrade.Settings, kinds []issuedKind, r estrade.IssueRequest) (estrade.Bundle, error) {
	s.mu.RLock()
	head, issued := s.head(), s.issued()
	s.mu.RUnlock()
	bundle := estrade.Bundle{Documents: []estrade.IssuedDocument{}}
	order := estrade.ArchiveOrder{Dir: orElse(r.Dir, settings.ExportDir), Head: head, Organisation: settings.Organisation, Seal: d.seal, Encryption: r.Encryption}
	for _, doc := range issued {
		if doc.Size == 0 || !slices.ContainsFunc(kinds, func(k issuedKind) bool { return k.kind == doc.Kind }) {
			continue
		}
		data, err := d.store.DocumentFile(ctx, s.id, doc.Number)
		if err != nil {
			return bundle, err
		}
		file := estrade.ArchiveFile{Name: doc.File, Data: data, Document: doc}
		if doc.Kind == estrade.DocumentDebrief {
			order.Trainer = append(order.Trainer, file)
		} else {
			order.Files = append(order.Files, file)
		}
		if doc.Status() == estrade.DocumentValid {
			bundle.Documents = append(bundle.Documents, doc)
		}
	}
	order.Written = func(done, of int) { d.tellIssuing(s, estrade.IssuingWriting, done, of) }
	place, err := d.archive.Write(ctx, order)
	if err != nil {
		return bundle, err
	}
	bundle.Dir, bundle.Zip, bundle.Encrypted, bundle.Trainer = place.Folder, place.Zip, place.Encrypted, place.Trainer
	return bundle, nil
}
