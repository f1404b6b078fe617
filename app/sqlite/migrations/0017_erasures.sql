-- What is noted of a session that was deleted whole: JSON, no personal data. Its
-- row stays for the register, without anything that was sealed.
ALTER TABLE sessions ADD COLUMN erasure TEXT;

CREATE INDEX sessions_erased ON sessions (answers_erased_at) WHERE state = 'erased';
