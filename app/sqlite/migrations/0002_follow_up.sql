-- Agendas composed by the trainer. JSON, no personal data.
CREATE TABLE workshops (
  id   TEXT PRIMARY KEY,
  json TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Return codes: the handle finds candidates, the digest is memory-hard. They go
-- with their session, and with their owner's answers.
CREATE TABLE return_codes (
  session     TEXT NOT NULL,
  participant TEXT NOT NULL,
  handle      TEXT NOT NULL,
  salt        BLOB NOT NULL,
  digest      BLOB NOT NULL,
  PRIMARY KEY (session, participant, salt),
  FOREIGN KEY (session, participant) REFERENCES participants (session, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX return_codes_by_handle ON return_codes (handle);
