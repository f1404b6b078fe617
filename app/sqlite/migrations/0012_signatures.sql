-- Who signed their presence, half-day by half-day. attendance is '' for the
-- trainer; afternoon is 1 from 13:00. What was signed, and when, is sealed under
-- the key of attendance. Nothing here leads to a participant.
CREATE TABLE signatures (
  session      TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  attendance   TEXT NOT NULL,
  day          TEXT NOT NULL,  -- YYYY-MM-DD in the session's zone
  afternoon    INTEGER NOT NULL,
  sealed_value BLOB NOT NULL,
  PRIMARY KEY (session, attendance, day, afternoon)
) STRICT, WITHOUT ROWID;

-- Half-days that are over and that the trainer opened for those who had not
-- signed: a JSON array.
ALTER TABLE sessions ADD COLUMN late TEXT;
