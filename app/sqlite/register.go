package sqlite

import (
	"context"
	"slices"
	"strings"

	estrade "estrade/app"
)

// registered are the lines of the register: of no rehearsal, and drawn.
const registered = ` FROM documents d JOIN sessions s ON s.id = d.session
	WHERE NOT s.rehearsal AND (d.size > 0 OR d.code = '')`

// Register returns a page of the register, the last issued first; numbers of
// documents that were never drawn are not in it. Names, files and reasons of a
// session whose key of attendance was destroyed are "".
//
// Without Keep only the lines of the page are read. With it every line is, and
// of each the name is opened, nothing else; all of them when there is no Limit.
func (s *Store) Register(ctx context.Context, q estrade.RegisterQuery) (estrade.RegisterPage, error) {
	page, err := s.register(ctx, q)
	return page, readError("read the register", err)
}

func (s *Store) register(ctx context.Context, q estrade.RegisterQuery) (estrade.RegisterPage, error) {
	where, args := whereOf(q)
	if q.Keep == nil {
		return s.registerPage(ctx, q, where, args)
	}
	if q.Limit == 0 {
		page, err := s.registerPage(ctx, q, where, args)
		page.Lines = slices.DeleteFunc(page.Lines, func(x estrade.RegisteredDocument) bool { return !q.Keep(x) })
		page.Total = len(page.Lines)
		return page, err
	}
	page := estrade.RegisterPage{Lines: []estrade.RegisteredDocument{}}
	opener := seals{sealer: s.sealer}
	numbers, err := all(ctx, s.read, func(r scanner) (string, error) {
		var x estrade.RegisteredDocument
		var name []byte
		d := &x.Document
		if err := r.Scan(&d.Number, &d.Session, &d.Kind, &d.Code, &d.IssuedAt, &name, &x.Title, &x.Client, &x.Date, &x.Zone); err != nil {
			return "", err
		}
		opener.session = d.Session
		var err error
		if d.Name, err = opener.openText(estrade.KeyAttendance, name, documentPlace(d.Number)); err != nil || !q.Keep(x) {
			return "", err
		}
		page.Total++
		if page.Total <= q.Offset || page.Total > q.Offset+q.Limit {
			return "", nil
		}
		return d.Number, nil
	}, `SELECT d.number, d.session, d.kind, d.code, d.issued_at, d.sealed_name, s.title, s.client, s.date, s.zone`+registered+where+registerOrder, args...)
	if err != nil {
		return page, err
	}
	for _, number := range numbers {
		if number == "" {
			continue
		}
		one, err := s.registerPage(ctx, estrade.RegisterQuery{Limit: 1}, ` AND d.number = ?`, []any{number})
		if err != nil {
			return page, err
		}
		page.Lines = append(page.Lines, one.Lines...)
	}
	return page, nil
}

// registerOrder is that of an index.
const registerOrder = ` ORDER BY d.issued_at DESC, d.number DESC`

// registerPage reads the lines of a page, whole.
func (s *Store) registerPage(ctx context.Context, q estrade.RegisterQuery, where string, args []any) (page estrade.RegisterPage, err error) {
	opener := seals{sealer: s.sealer}
	limit := q.Limit
	if limit == 0 {
		limit = -1
	}
	page.Lines, err = all(ctx, s.read, func(r scanner) (x estrade.RegisteredDocument, err error) {
		x.Document, err = opener.scanDocumentThen(r, &x.Title, &x.Client, &x.Date, &x.Zone, &x.Erased)
		return x, err
	}, `SELECT `+documentColumns+`, s.title, s.client, s.date, s.zone, s.state = 'erased'`+registered+where+registerOrder+` LIMIT ? OFFSET ?`, append(args[:len(args):len(args)], limit, q.Offset)...)
	if err != nil {
		return page, err
	}
	if page.Lines == nil {
		page.Lines = []estrade.RegisteredDocument{}
	}
	page.Total = q.Offset + len(page.Lines)
	if q.Limit > 0 && (len(page.Lines) == q.Limit || len(page.Lines) == 0) {
		err = s.read.QueryRowContext(ctx, `SELECT count(*)`+registered+where, args...).Scan(&page.Total)
	}
	return page, err
}

func whereOf(q estrade.RegisterQuery) (where string, args []any) {
	var b strings.Builder
	add := func(condition string, value any) {
		b.WriteString(` AND ` + condition)
		args = append(args, value)
	}
	if q.SHA256 != "" {
		add(`d.sha256 = ?`, q.SHA256)
	}
	if q.Code != "" {
		add(`d.code = ?`, q.Code)
	}
	if q.From != 0 {
		add(`d.issued_at >= ?`, q.From)
	}
	if q.To != 0 {
		add(`d.issued_at < ?`, q.To)
	}
	return b.String(), args
}
