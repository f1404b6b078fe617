package sqlite

import (
	estrade "estrade/app"
)

var saveTable = upsert("tables", "session, id", "name, mark, position, pen_holder")

// SaveTable implements estrade.Tx.
func (t *tx) SaveTable(x estrade.Table) error {
	return t.exec(saveTable, t.id, x.ID, x.Name, x.Mark, x.Position, x.PenHolder)
}

// DeleteTable implements estrade.Tx. What the table answered stays.
func (t *tx) DeleteTable(id estrade.TableID) error {
	return t.exec(`DELETE FROM tables WHERE session = ? AND id = ?`, t.id, id)
}

func scanTable(r scanner) (x estrade.Table, err error) {
	return x, r.Scan(&x.ID, &x.Name, &x.Mark, &x.Position, &x.PenHolder)
}

var saveDevice = upsert("devices", "session, id", "token_hash")

// SaveDevice implements estrade.Tx.
func (t *tx) SaveDevice(x estrade.Device) error {
	return t.exec(saveDevice, t.id, x.ID, x.TokenHash)
}

func scanDevice(r scanner) (x estrade.Device, err error) {
	return x, r.Scan(&x.ID, &x.TokenHash)
}

const participantColumns = "device, sealed_pseudonym, language, table_id, token_hash, token_salt, former_hash, join_hash, reentry_hash, removed, simulated, temper"

var saveParticipant = upsert("participants", "session, id", participantColumns)

func pseudonymPlace(id estrade.ParticipantID) place {
	return place{"participants", "pseudonym", string(id)}
}

// SaveParticipant implements estrade.Tx.
func (t *tx) SaveParticipant(x estrade.Participant) error {
	pseudonym, err := t.sealText(estrade.KeyAnswers, x.Pseudonym, pseudonymPlace(x.ID))
	if err != nil {
		return err
	}
	return t.exec(saveParticipant, t.id, x.ID, x.Device, pseudonym, x.Language, x.Table,
		x.TokenHash, x.TokenSalt, x.FormerHash, x.JoinHash, x.ReentryHash, x.Removed, x.Simulated, x.Temper)
}

// Seat implements estrade.Tx, in one statement.
func (t *tx) Seat(people []estrade.Participant) error {
	seats := make(map[estrade.ParticipantID]estrade.TableID, len(people))
	for _, p := range people {
		seats[p.ID] = p.Table
	}
	text, err := jsonText(seats)
	if err != nil {
		return err
	}
	return t.exec(`WITH seat AS MATERIALIZED (SELECT key, value FROM json_each(?))
		UPDATE participants SET table_id = seat.value FROM seat
		WHERE participants.session = ? AND participants.id = seat.key`, text, t.id)
}

func (s seals) scanParticipant(r scanner) (x estrade.Participant, err error) {
	var pseudonym []byte
	if err := r.Scan(&x.ID, &x.Device, &pseudonym, &x.Language, &x.Table,
		&x.TokenHash, &x.TokenSalt, &x.FormerHash, &x.JoinHash, &x.ReentryHash, &x.Removed, &x.Simulated, &x.Temper); err != nil {
		return x, err
	}
	x.Pseudonym, err = s.openText(estrade.KeyAnswers, pseudonym, pseudonymPlace(x.ID))
	return x, err
}

const attendanceColumns = "sealed_name, arrived_at, left_at, absent, confirmed, expected"

var saveAttendance = upsert("attendance", "session, id", attendanceColumns)

func namePlace(id estrade.AttendanceID) place {
	return place{"attendance", "name", string(id)}
}

// SaveAttendance implements estrade.Tx.
func (t *tx) SaveAttendance(x estrade.Attendance) error {
	name, err := t.sealText(estrade.KeyAttendance, x.Name, namePlace(x.ID))
	if err != nil {
		return err
	}
	return t.exec(saveAttendance, t.id, x.ID, name, x.ArrivedAt, x.LeftAt, x.Absent, x.Confirmed, x.Expected)
}

func (s seals) scanAttendance(r scanner) (x estrade.Attendance, err error) {
	var name []byte
	if err := r.Scan(&x.ID, &name, &x.ArrivedAt, &x.LeftAt, &x.Absent, &x.Confirmed, &x.Expected); err != nil {
		return x, err
	}
	x.Name, err = s.openText(estrade.KeyAttendance, name, namePlace(x.ID))
	return x, err
}

var saveLink = upsert("links", "session, participant", "attendance")

// Link implements estrade.Tx. Both must have been saved before.
func (t *tx) Link(p estrade.ParticipantID, a estrade.AttendanceID) error {
	return t.exec(saveLink, t.id, p, a)
}

// DestroyLinks implements estrade.Tx. It leaves no trace: nothing left in the
// file ties a name to a pseudonym.
func (t *tx) DestroyLinks() error {
	if err := t.exec(`DELETE FROM links WHERE session = ?`, t.id); err != nil {
		return err
	}
	return t.leaveNoTrace()
}
