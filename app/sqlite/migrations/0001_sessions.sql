-- Columns named sealed_* hold values encrypted under a key of the session that
-- is kept outside this file; NULL stands for the empty text.
--
-- Tables keyed by random ids are WITHOUT ROWID: their rows lie in the order of
-- the ids, so that the order in which people joined ties nothing to anything.
-- Only links ties an attendance (a name) to a participant (a pseudonym).

CREATE TABLE settings (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  json TEXT NOT NULL,
  logo BLOB
) STRICT;

CREATE TABLE counters (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What is still to do after a commit, and must survive a crash.
CREATE TABLE upkeep (
  task TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  id                 TEXT PRIMARY KEY,
  state              TEXT NOT NULL,
  revision           INTEGER NOT NULL,
  rehearsal          INTEGER NOT NULL,
  title              TEXT NOT NULL,
  client             TEXT NOT NULL,
  place              TEXT NOT NULL,
  date               TEXT NOT NULL,
  zone               TEXT NOT NULL,
  console_language   TEXT NOT NULL,
  stage_language     TEXT NOT NULL,
  document_language  TEXT NOT NULL,
  plan_digest        BLOB NOT NULL,     -- SHA-256 of plans.json
  cursor             TEXT NOT NULL,     -- JSON
  stage              TEXT NOT NULL,     -- JSON
  seed               INTEGER NOT NULL,  -- the 64 bits, read as unsigned
  planned_tables     INTEGER NOT NULL,
  follow_up          INTEGER NOT NULL,
  single_team        INTEGER NOT NULL,
  no_report          INTEGER NOT NULL,
  retention_days     INTEGER NOT NULL,
  sealed_join_code   BLOB,
  sealed_join_secret BLOB,
  sealed_stage_token BLOB,
  room_port          INTEGER NOT NULL,
  created_at         INTEGER NOT NULL,
  opened_at          INTEGER NOT NULL,
  closing_at         INTEGER NOT NULL,
  closed_at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_date ON sessions (date DESC, created_at DESC);

-- The agenda apart from its session: it is large and hardly ever changes.
CREATE TABLE plans (
  session TEXT PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
  json    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE steps (
  session    TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  step       TEXT NOT NULL,
  activity   TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL,
  skipped    INTEGER NOT NULL,
  dropped    TEXT,              -- JSON array of phases
  situation  TEXT NOT NULL,
  PRIMARY KEY (session, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE parts (
  session         TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  step            TEXT NOT NULL,
  part            TEXT NOT NULL,
  entered         INTEGER NOT NULL,  -- 1, 2… in the order the parts were first saved
  state           TEXT NOT NULL,
  opening         INTEGER NOT NULL,
  planned_seconds INTEGER NOT NULL,
  extra_seconds   INTEGER NOT NULL,
  entered_at      INTEGER NOT NULL,
  opened_at       INTEGER NOT NULL,
  closed_at       INTEGER NOT NULL,
  shown_at        INTEGER NOT NULL,
  done_at         INTEGER NOT NULL,
  paused_at       INTEGER NOT NULL,
  paused_millis   INTEGER NOT NULL,
  choice          TEXT NOT NULL,
  PRIMARY KEY (session, step, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE tables (
  session    TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  id         TEXT NOT NULL,
  name       TEXT NOT NULL,
  mark       INTEGER NOT NULL,
  position   INTEGER NOT NULL,
  pen_holder TEXT NOT NULL,
  PRIMARY KEY (session, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE devices (
  session    TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  id         TEXT NOT NULL,
  token_hash BLOB,
  PRIMARY KEY (session, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE participants (
  session          TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  id               TEXT NOT NULL,
  device           TEXT NOT NULL,
  sealed_pseudonym BLOB,
  language         TEXT NOT NULL,
  table_id         TEXT NOT NULL,
  token_hash       BLOB,
  reentry_hash     BLOB,
  removed          INTEGER NOT NULL,
  simulated        INTEGER NOT NULL,
  PRIMARY KEY (session, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE attendance (
  session     TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  id          TEXT NOT NULL,
  sealed_name BLOB,
  arrived_at  INTEGER NOT NULL,
  left_at     INTEGER NOT NULL,
  absent      INTEGER NOT NULL,
  confirmed   INTEGER NOT NULL,
  expected    INTEGER NOT NULL,
  PRIMARY KEY (session, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
  session     TEXT NOT NULL,
  participant TEXT NOT NULL,
  attendance  TEXT NOT NULL,
  PRIMARY KEY (session, participant),
  FOREIGN KEY (session, participant) REFERENCES participants (session, id) ON DELETE CASCADE,
  FOREIGN KEY (session, attendance) REFERENCES attendance (session, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX links_by_attendance ON links (session, attendance);

-- subject is "p:" and a participant, or "t:" and a table. An answer has no time.
CREATE TABLE answers (
  session      TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  step         TEXT NOT NULL,
  part         TEXT NOT NULL,
  pass         TEXT NOT NULL,
  item         TEXT NOT NULL,
  subject      TEXT NOT NULL,
  sealed_value BLOB NOT NULL,
  edits        INTEGER NOT NULL,
  client_id    TEXT NOT NULL,
  PRIMARY KEY (session, step, part, pass, item, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE locks (
  session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  step    TEXT NOT NULL,
  part    TEXT NOT NULL,
  pass    TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (session, step, part, pass, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
  session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  step    TEXT NOT NULL,
  part    TEXT NOT NULL,
  frozen  INTEGER NOT NULL,  -- 1, 2… in the order they were frozen
  at      INTEGER NOT NULL,
  json    TEXT NOT NULL,
  PRIMARY KEY (session, step, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
  session     TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  id          TEXT NOT NULL,
  step        TEXT NOT NULL,
  stage       TEXT NOT NULL,
  sealed_text BLOB,
  report      INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (session, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
  session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  line    INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  event   TEXT NOT NULL,
  step    TEXT NOT NULL,
  part    TEXT NOT NULL,
  detail  TEXT NOT NULL,
  PRIMARY KEY (session, line)
) STRICT, WITHOUT ROWID;

-- The register: a number is given once, whatever the session.
CREATE TABLE documents (
  number      TEXT PRIMARY KEY,
  session     TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  kind        TEXT NOT NULL,
  attendance  TEXT NOT NULL,
  sealed_name BLOB,
  file        TEXT NOT NULL,
  issued_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX documents_by_session ON documents (session);

CREATE VIRTUAL TABLE session_words USING fts5 (
  session UNINDEXED, title, client, place, date,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4'
);

-- Words of a deleted session leave the index at once, not at the next merge.
INSERT INTO session_words (session_words, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER session_words_added AFTER INSERT ON sessions BEGIN
  INSERT INTO session_words (session, title, client, place, date)
  VALUES (new.id, new.title, new.client, new.place, new.date);
END;

CREATE TRIGGER session_words_changed AFTER UPDATE ON sessions
WHEN old.title <> new.title OR old.client <> new.client
  OR old.place <> new.place OR old.date <> new.date
BEGIN
  UPDATE session_words
  SET title = new.title, client = new.client, place = new.place, date = new.date
  WHERE session = new.id;
END;

CREATE TRIGGER session_words_removed AFTER DELETE ON sessions BEGIN
  DELETE FROM session_words WHERE session = old.id;
END;
