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
// Without Keep and Words only the lines of the page are read, and with a Text the
// first such page has what a search looks through read behind it. With them, what is
// kept in memory is looked through first (register_words.go).
func (s *Store) Register(ctx context.Context, q estrade.RegisterQuery) (estrade.RegisterPage, error) {
	page, err := s.register(ctx, q)
	return page, readError("read the register", err)
}

func (s *Store) register(ctx context.Context, q estrade.RegisterQuery) (estrade.RegisterPage, error) {
	where, args := whereOf(q)
	if q.Keep == nil && len(q.Words) == 0 {
		page, err := s.registerPage(ctx, q, where, args)
		if err == nil && q.Text != nil {
			s.warmWords(q.Text)
		}
		return page, err
	}
	numbers, err := s.wordsOf(ctx, q)
	if err != nil {
		return estrade.RegisterPage{}, err
	}
	if q.Limit == 0 {
		kept := make(map[string]bool, len(numbers))
		for _, number := range numbers {
			kept[number] = true
		}
		page, err := s.registerPage(ctx, q, where, args)
		page.Lines = slices.DeleteFunc(page.Lines, func(x estrade.RegisteredDocument) bool { return !kept[x.Document.Number] })
		page.Total = len(page.Lines)
		return page, err
	}
	page := estrade.RegisterPage{Lines: []estrade.RegisteredDocument{}, Total: len(numbers)}
	from := min(q.Offset, len(numbers))
	for _, number := range numbers[from:min(from+q.Limit, len(numbers))] {
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
		x.Document, err = opener.scanDocumentThen(r, &x.Title, &x.Client, &x.Date, &x.Zone, &x.Written, &x.Erased)
		return x, err
	}, `SELECT `+documentColumns+`, s.title, s.client, s.date, s.zone, s.stage_language, s.state = 'erased'`+registered+where+registerOrder+` LIMIT ? OFFSET ?`, append(args[:len(args):len(args)], limit, q.Offset)...)
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
		add(`d.sha256 <> '' AND d.sha256 = ?`, q.SHA256) // as the index has it
	}
	if q.Code != "" {
		add(`d.code <> '' AND d.code = ?`, q.Code)
	}
	if q.From != 0 {
		add(`d.issued_at >= ?`, q.From)
	}
	if q.To != 0 {
		add(`d.issued_at < ?`, q.To)
	}
	return b.String(), args
}
