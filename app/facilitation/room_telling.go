package facilitation

import (
	"hash/maphash"

	estrade "estrade/app"
)

// toldRoom remembers what the last picture of the room said, so that the next
// one leaves out what stayed as it was: most changes are that a part opens or
// closes, while a scenario's text, in two languages, is most of a picture.
type toldRoom struct {
	revision int64
	fields   map[string]uint64 // digests, by the field's name; nil before the first picture
}

// message returns the message that brings v to the pages that heard the last
// one, or were given a picture since (docs/protocol.md, 5).
func (t *toldRoom) message(v estrade.RoomView) estrade.Message {
	now := map[string]uint64{
		"step": digestOf(v.Step), "play": digestOf(v.Play), "figures": digestOf(v.Figures), "tables": digestOf(v.Tables),
	}
	m := estrade.Message{Type: "room", Room: &v}
	for _, field := range []string{"step", "play", "figures", "tables"} {
		if before, known := t.fields[field]; !known || before != now[field] || now[field] == 0 {
			continue
		}
		m.Kept, m.Since = append(m.Kept, field), t.revision
		switch field {
		case "step":
			v.Step = nil
		case "play":
			v.Play = nil
		case "figures":
			v.Figures = nil
		case "tables":
			v.Tables = nil
		}
	}
	t.revision, t.fields = v.Revision, now
	return m
}

var digestSeed = maphash.MakeSeed()

// digestOf tells values apart in one run of the program; 0 when there is none.
func digestOf[T any](v T) uint64 {
	text, err := estrade.JSON(v)
	if err != nil || string(text) == "null" || string(text) == "[]" {
		return 0 // nothing, or nothing that could be sent
	}
	return maphash.Bytes(digestSeed, text) | 1
}
