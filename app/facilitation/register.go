package facilitation

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"time"

	estrade "estrade/app"
)

// crockford is the alphabet of documents' codes (Crockford's base 32): no I, L,
// O and U, and what is typed for them is understood.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// newDocumentCode returns 60 random bits as three groups of four signs:
// "7QF4-M2KD-93XA".
func newDocumentCode() string {
	const signs, group = 12, 4
	var bits [signs]byte
	_, _ = rand.Read(bits[:]) // never fails
	var b strings.Builder
	for i, x := range bits {
		if i > 0 && i%group == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(crockford[x&31])
	}
	return b.String()
}

// longestReason is the longest reason of a revocation, in characters.
const longestReason = 200

// Revoke implements estrade.Results.
func (d *Desk) Revoke(ctx context.Context, id estrade.SessionID, number, reason string) ([]estrade.IssuedDocument, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return nil, err
	}
	reason, err = cleanLine(reason, longestReason, "reason")
	if err != nil {
		return nil, err
	}
	if reason == "" {
		return nil, estrade.NewError(estrade.CodeInvalid, "reason-missing", "A document is revoked for a reason.", "Say why, in a few words.")
	}
	s.commands.Lock()
	defer s.commands.Unlock()
	s.mu.RLock()
	row, issued := s.row, s.issued()
	s.mu.RUnlock()
	i := slices.IndexFunc(issued, func(doc estrade.IssuedDocument) bool { return doc.Number == number })
	if i < 0 {
		return nil, estrade.NewError(estrade.CodeNotFound, "document-unknown", "No document "+number+" was issued here.",
			"Look at the register.", "number", number)
	}
	doc := issued[i]
	if doc.Status() != estrade.DocumentValid {
		return nil, estrade.NewError(estrade.CodeConflict, "document-not-valid", "The document "+number+" is no longer valid.",
			"Look at the register.", "number", number)
	}
	doc.RevokedAt, doc.Reason = d.nowIn(row), reason
	err = d.update(ctx, s, func(tx *recorder) error {
		if err := tx.IssueDocument(doc); err != nil {
			return err
		}
		return tx.AppendLog(estrade.LogEntry{At: doc.RevokedAt, Event: "document-revoked", Detail: number})
	})
	if err != nil {
		return nil, err
	}
	return d.Documents(ctx, id)
}

// Documents implements estrade.Results.
func (d *Desk) Documents(ctx context.Context, id estrade.SessionID) ([]estrade.IssuedDocument, error) {
	s, err := d.session(ctx, id)
	if err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.issued(), nil
}

// Register implements estrade.Results.
func (d *Desk) Register(ctx context.Context, f estrade.RegisterFilter) (estrade.RegisterPage, error) {
	return d.store.Register(ctx, registerQuery(f))
}

// Registered implements estrade.Results.
func (d *Desk) Registered(ctx context.Context, sha256, code string) (*estrade.RegisteredDocument, error) {
	q := estrade.RegisterQuery{SHA256: sha256, Limit: 1}
	if sha256 == "" {
		q.Code = code
	}
	if q.SHA256 == "" && q.Code == "" {
		return nil, nil
	}
	page, err := d.store.Register(ctx, q)
	if err != nil || len(page.Lines) == 0 {
		return nil, err
	}
	return &page.Lines[0], nil
}

// registerQuery narrows by instants as far as they tell, zones apart, and by
// words and local days line by line.
func registerQuery(f estrade.RegisterFilter) estrade.RegisterQuery {
	q := estrade.RegisterQuery{Limit: max(0, f.Limit), Offset: max(0, f.Offset)}
	const apart = 24 * time.Hour // no zone is a day from UTC
	if day, err := time.Parse(time.DateOnly, f.From); err == nil {
		q.From = day.Add(-apart).UnixMilli()
	}
	if day, err := time.Parse(time.DateOnly, f.To); err == nil {
		q.To = day.Add(2 * apart).UnixMilli()
	}
	words := strings.Fields(f.Search)
	for i := range words {
		words[i] = foldName(words[i])
	}
	q.Text = registerText
	if f.From == "" && f.To == "" && len(words) == 0 {
		return q
	}
	days := make(issueDays)
	q.Words = words
	if f.From == "" && f.To == "" {
		return q
	}
	q.Keep = func(x estrade.RegisteredDocument) bool {
		day := days.of(x)
		return (f.From == "" || day >= f.From) && (f.To == "" || day <= f.To)
	}
	return q
}

// issueDays tell the day documents were issued on, in the zones of their sessions.
type issueDays map[string]*time.Location

func (z issueDays) of(x estrade.RegisteredDocument) string {
	if z[x.Zone] == nil {
		z[x.Zone] = zoneOf(estrade.Session{Zone: x.Zone})
	}
	return time.UnixMilli(x.Document.IssuedAt).In(z[x.Zone]).Format(time.DateOnly)
}

// registerText is what a search looks for words in, in whatever place of a line.
func registerText(x estrade.RegisteredDocument) string {
	return foldName(x.Document.Number + " " + x.Document.Code + " " + x.Document.Name + " " + x.Title + " " + x.Client)
}

// ExportRegister implements estrade.Results.
func (d *Desk) ExportRegister(ctx context.Context, f estrade.RegisterFilter, dir string) (estrade.RegisterFiles, error) {
	f.Limit, f.Offset = 0, 0
	found, err := d.Register(ctx, f)
	if err != nil {
		return estrade.RegisterFiles{}, err
	}
	lines := found.Lines
	settings, err := d.store.Settings(ctx)
	if err != nil {
		return estrade.RegisterFiles{}, err
	}
	data := registerData(settings, f, lines, d.clock.Now())
	if data.Wording, err = d.wordingOf(ctx, estrade.DocumentRegister, data.Language); err != nil {
		return estrade.RegisterFiles{}, err
	}
	pdf, err := d.documents.Register(data)
	if err != nil {
		return estrade.RegisterFiles{}, err
	}
	if pdf, err = d.seal.SignPDF(pdf); err != nil {
		return estrade.RegisterFiles{}, err
	}
	folder, names, err := d.archive.Register(ctx, orElse(dir, settings.ExportDir), data, pdf)
	return estrade.RegisterFiles{Dir: folder, Files: names, Lines: len(lines)}, err
}

// registerData is the content of the register, the first issued first, its times
// in the trainer's zone.
func registerData(settings estrade.Settings, f estrade.RegisterFilter, lines []estrade.RegisteredDocument, now time.Time) estrade.RegisterData {
	zone := zoneOf(estrade.Session{Zone: settings.Zone})
	at := func(millis int64) time.Time {
		if millis == 0 {
			return time.Time{}
		}
		return time.UnixMilli(millis).In(zone)
	}
	v := estrade.RegisterData{Language: settings.Language, Organisation: estrade.OrganisationOf(settings), MadeOn: now.In(zone)}
	v.From, _ = time.ParseInLocation(time.DateOnly, f.From, zone) // zero for an open end
	v.To, _ = time.ParseInLocation(time.DateOnly, f.To, zone)
	for _, x := range slices.Backward(lines) {
		doc := x.Document
		v.Lines = append(v.Lines, estrade.RegisterLine{
			Number: doc.Number, Code: doc.Code, Kind: doc.Kind, Name: doc.Name, Title: x.Title, Client: x.Client,
			IssuedOn: at(doc.IssuedAt), Replaces: doc.Replaces, RevokedOn: at(doc.RevokedAt), Reason: doc.Reason,
		})
	}
	return v
}
