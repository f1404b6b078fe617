-- What certificates of completion of a session tick, '' for what the settings say;
-- and why answers are kept for longer than usual, sealed under the key of answers.
ALTER TABLE sessions ADD COLUMN action_nature TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN sealed_retention_reason BLOB;

-- Each minute it is looked for what has been kept long enough.
CREATE INDEX sessions_closed ON sessions (closed_at) WHERE closed_at > 0;
CREATE INDEX sessions_unerased ON sessions (closed_at, id) WHERE closed_at > 0 AND answers_erased_at = 0;
CREATE INDEX log_by_time ON log (at);
