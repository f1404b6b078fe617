package facilitation

import (
	"context"

	estrade "estrade/app"
)

// wordings are how the organisation words its documents now, by kind.
type wordings map[estrade.DocumentKind]estrade.Wording

// wordingOf reads the newest wording of a kind in a language, the built-in one
// where there is none.
func (d *Desk) wordingOf(ctx context.Context, kind estrade.DocumentKind, l estrade.Language) (estrade.Wording, error) {
	versions, err := d.store.Wordings(ctx, kind, l)
	if err != nil || len(versions) == 0 {
		return estrade.Wording{}, err
	}
	return versions[0].Wording, nil
}

// wordingsIn reads the newest wording of every kind that is issued, in the
// language of a session's documents.
func (d *Desk) wordingsIn(ctx context.Context, l estrade.Language) (wordings, error) {
	now := make(wordings)
	for _, k := range issuedKinds {
		w, err := d.wordingOf(ctx, k.kind, l)
		if err != nil {
			return nil, err
		}
		now[k.kind] = w
	}
	return now, nil
}
