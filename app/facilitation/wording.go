package facilitation

import (
	"context"

	estrade "estrade/app"
)

// wordings are how the organisation words its documents now, by kind.
type wordings map[estrade.DocumentKind]estrade.Wording

// wordingsIn reads the newest wording of every kind that is issued, in the
// language of a session's documents.
func (d *Desk) wordingsIn(ctx context.Context, l estrade.Language) (wordings, error) {
	now := make(wordings)
	for _, k := range issuedKinds {
		versions, err := d.store.Wordings(ctx, k.kind, l)
		if err != nil {
			return nil, err
		}
		if len(versions) > 0 {
			now[k.kind] = versions[0].Wording
		}
	}
	return now, nil
}
