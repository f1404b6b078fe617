-- When the individual answers of a session were erased, UTC milliseconds, 0 for not yet.
ALTER TABLE sessions ADD COLUMN answers_erased_at INTEGER NOT NULL DEFAULT 0;
