package sqlite

import (
	"bytes"
	"context"
	"crypto/cipher"
	"database/sql"
	"runtime"
	"slices"
	"sync"

	estrade "estrade/app"
)

// A full room's sixty thousand answers are read when its session goes on, and
// those of a step whenever its figures are made: while one goroutine takes rows
// from SQLite, others open their values.

const (
	// bulkRows is how many answers are opened at a time.
	bulkRows = 512
	// bulkOpeners bounds the goroutines that open answers; the one that reads
	// keeps no more of them busy.
	bulkOpeners = 4
)

// bulk is a run of rows. Values lie one behind the other, first sealed, then
// open, so that a row needs no memory of its own.
type bulk struct {
	answers  []estrade.Answer // without values and subjects before open
	subjects []string
	sealed   []byte
	ends     []int // of each sealed value in sealed
	err      error
}

// readAnswers reads the answers that a query finds, selectAnswers with more
// conditions. CodeNotFound: there are some, and their key is destroyed.
func (s seals) readAnswers(ctx context.Context, q querier, query string, args ...any) ([]estrade.Answer, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	aead, keyErr := s.sealer.cipher(estrade.KeyName{Session: s.session, Use: estrade.KeyAnswers})
	if keyErr != nil {
		if rows.Next() {
			return nil, keyErr
		}
		return nil, rows.Err()
	}
	var bulks []*bulk
	var openers sync.WaitGroup
	free := make(chan struct{}, min(bulkOpeners, runtime.GOMAXPROCS(0)))
	for more := true; more; {
		b := &bulk{
			answers: make([]estrade.Answer, 0, bulkRows), subjects: make([]string, 0, bulkRows),
			sealed: make([]byte, 0, bulkRows*(answerBlock+1+aead.Overhead())), ends: make([]int, 0, bulkRows),
		}
		if more, err = b.read(rows); err != nil {
			break
		}
		bulks = append(bulks, b)
		free <- struct{}{}
		openers.Go(func() {
			defer func() { <-free }()
			b.err = b.open(s, aead)
		})
	}
	openers.Wait()
	if err == nil {
		err = rows.Err()
	}
	all := make([]estrade.Answer, 0, len(bulks)*bulkRows)
	for _, b := range bulks {
		if err == nil {
			err = b.err
		}
		all = append(all, b.answers...)
	}
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return slices.Clip(all), nil
}

// read takes rows until the bulk is full; more is false after the last one.
// Places come in their order, so that a text is mostly that of the row before,
// whose memory is used again.
func (b *bulk) read(rows *sql.Rows) (more bool, err error) {
	var last estrade.AnswerKey
	var sealed sql.RawBytes
	for len(b.answers) < bulkRows {
		if !rows.Next() {
			return false, nil
		}
		var a estrade.Answer
		var subject string
		if err := rows.Scan(&a.Key.Step, &a.Key.Part, &a.Key.Pass, &a.Key.Item, &subject, &sealed, &a.Edits, &a.ClientID); err != nil {
			return false, err
		}
		same(&a.Key.Step, last.Step)
		same(&a.Key.Part, last.Part)
		same(&a.Key.Pass, last.Pass)
		same(&a.Key.Item, last.Item)
		last = a.Key
		b.answers = append(b.answers, a)
		b.subjects = append(b.subjects, subject)
		b.sealed = append(b.sealed, sealed...)
		b.ends = append(b.ends, len(b.sealed))
	}
	return true, nil
}

// same lets two equal texts share their memory.
func same(text *string, before string) {
	if *text == before {
		*text = before
	}
}

// open opens every value of the bulk.
func (b *bulk) open(s seals, aead cipher.AEAD) error {
	var plain, at []byte
	values := make([]byte, 0, len(b.answers)*8)
	ends := make([]int, len(b.answers))
	begin := 0
	for i := range b.answers {
		k := &b.answers[i].Key
		var err error
		if k.Subject, err = parseSubject(b.subjects[i]); err != nil {
			return err
		}
		place := [...]string{"answers", "value", k.Step, k.Part, k.Pass, k.Item, b.subjects[i]}
		at = s.appendAdditional(at[:0], place[:])
		if plain, err = openSealed(aead, plain[:0], b.sealed[begin:b.ends[i]], at, place[:]); err != nil {
			return err
		}
		begin = b.ends[i]
		values = append(values, bytes.TrimRight(plain, " ")...)
		ends[i] = len(values)
	}
	begin = 0
	for i, end := range ends {
		b.answers[i].Value = values[begin:end:end]
		begin = end
	}
	b.sealed, b.subjects = nil, nil
	return nil
}
