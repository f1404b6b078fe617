-- The trainer's phone: the secret it shares with the program, and the counter of
-- the last command it gave, which the command's own transaction moves on.
ALTER TABLE sessions ADD COLUMN sealed_remote BLOB;
ALTER TABLE sessions ADD COLUMN remote_counter INTEGER NOT NULL DEFAULT 0;
