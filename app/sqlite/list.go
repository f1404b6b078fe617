package sqlite

import (
	"context"
	"strings"
	"unicode"

	estrade "estrade/app"
)

// listLimit is the length of the list when the filter names none.
const listLimit = 50

// searchWords bounds how many words of a search count.
const searchWords = 16

const dayMillis = 24 * 60 * 60 * 1000

const summaryColumns = `
SELECT s.id, s.state, s.rehearsal, s.title, s.client, s.place, s.date,
       (SELECT count(*) FROM attendance a WHERE a.session = s.id AND NOT a.absent AND NOT a.expected),
       (SELECT count(*) FROM documents d WHERE d.session = s.id AND d.revoked_at = 0 AND (d.size > 0 OR d.code = '')
          AND NOT EXISTS (SELECT 1 FROM documents n WHERE n.replaces = d.number AND n.replaces <> '' AND n.size > 0)),
       s.retention_days, s.opened_at, s.closed_at, s.answers_erased_at, s.stage_language
FROM `

// newestFirst is the order of lists, which an index has.
const newestFirst = ` ORDER BY s.date DESC, s.created_at DESC, s.id`

// Sessions lists sessions, the newest date first, then the newest made. A
// search keeps those whose title, client, place and date together hold every
// word, or a word that begins so, whatever the accents and capitals. Running
// ones are found whatever their date, deleted ones never.
func (s *Store) Sessions(ctx context.Context, f estrade.SessionFilter) ([]estrade.SessionSummary, error) {
	query, args := listQuery(f)
	list, err := all(ctx, s.read, scanSummary, query, args...)
	return list, readError("list sessions", err)
}

func listQuery(f estrade.SessionFilter) (query string, args []any) {
	conditions := []string{`s.state <> 'erased'`}
	if match := searchExpression(f.Search); match != "" {
		conditions = append(conditions, `s.id IN (SELECT session FROM session_words WHERE session_words MATCH ?)`)
		args = append(args, match)
	}
	from := `sessions s`
	if f.Running {
		// SQLite would rather walk through all sessions by date than sort a few.
		from += ` INDEXED BY sessions_running`
		conditions = append(conditions, `s.state IN ('open', 'closing')`) // as the index writes them
	}
	if f.Past {
		conditions = append(conditions, `s.state IN ('closed', 'archived') AND NOT s.rehearsal`)
	}
	where := ` WHERE ` + strings.Join(conditions, ` AND `)
	limit := f.Limit
	if limit <= 0 {
		limit = listLimit
	}
	args = append(args, limit, max(f.Offset, 0))
	// People and documents are counted for what is listed, not for all that is found.
	return summaryColumns + `(SELECT * FROM ` + from + where + newestFirst + ` LIMIT ? OFFSET ?) s` + newestFirst, args
}

func scanSummary(r scanner) (x estrade.SessionSummary, err error) {
	var retention int64
	if err := r.Scan(&x.ID, &x.State, &x.Rehearsal, &x.Title, &x.Client, &x.Place, &x.Date,
		&x.Present, &x.Documents, &retention, &x.OpenedAt, &x.ClosedAt, &x.ErasedAt, &x.Written); err != nil {
		return x, err
	}
	if x.ClosedAt > 0 {
		x.EraseOn = x.ClosedAt + retention*dayMillis
	}
	return x, nil
}

// searchExpression turns what a person typed into an FTS5 expression: every
// word a quoted prefix, so that no sign of theirs is an operator. A word with
// signs inside, 2026-03 or l'hôpital, is looked for as it stands. It is "" when
// there is no word.
func searchExpression(typed string) string {
	var terms []string
	for _, word := range strings.Fields(strings.ReplaceAll(typed, "\x00", " ")) {
		if strings.IndexFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) < 0 {
			continue
		}
		terms = append(terms, `"`+strings.ReplaceAll(word, `"`, `""`)+`"*`)
		if len(terms) == searchWords {
			break
		}
	}
	return strings.Join(terms, " ")
}
