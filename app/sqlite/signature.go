package sqlite

import (
	"encoding/json"
	"fmt"
	"strconv"

	estrade "estrade/app"
)

var saveSignature = upsert("signatures", "session, attendance, day, afternoon", "sealed_value")

func signaturePlace(x estrade.PresenceSignature) place {
	return place{"signatures", "value", string(x.Attendance), x.Day, strconv.FormatBool(x.Afternoon)}
}

// sealedSignature is what is sealed of a signature: the time too, which is
// evidence.
type sealedSignature struct {
	Drawing estrade.Drawing `json:"drawing"`
	Typed   string          `json:"typed"`
	At      int64           `json:"at"`
	Late    bool            `json:"late"`
	Hurried bool            `json:"hurried"`
}

// SaveSignature implements estrade.Tx. CodeNotFound: the key of attendance is
// destroyed.
func (t *tx) SaveSignature(x estrade.PresenceSignature) error {
	text, err := json.Marshal(sealedSignature{x.Drawing, x.Typed, x.At, x.Late, x.Hurried})
	if err != nil {
		return fmt.Errorf("encode a signature: %w", err)
	}
	sealed, err := t.seal(estrade.KeyAttendance, text, signaturePlace(x))
	if err != nil {
		return err
	}
	return t.exec(saveSignature, t.id, x.Attendance, x.Day, x.Afternoon, sealed)
}

func (s seals) scanSignature(r scanner) (x estrade.PresenceSignature, err error) {
	var sealed []byte
	if err := r.Scan(&x.Attendance, &x.Day, &x.Afternoon, &sealed); err != nil {
		return x, err
	}
	text, err := s.open(estrade.KeyAttendance, sealed, signaturePlace(x))
	if err != nil {
		return x, err
	}
	var kept sealedSignature
	if err := json.Unmarshal(text, &kept); err != nil {
		return x, valueDamaged(signaturePlace(x), err)
	}
	x.Drawing, x.Typed, x.At, x.Late, x.Hurried = kept.Drawing, kept.Typed, kept.At, kept.Late, kept.Hurried
	return x, nil
}
