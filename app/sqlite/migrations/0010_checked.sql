-- What the trainer ticked by hand on the list of the last ten minutes: a JSON
-- array of names of its lines.
ALTER TABLE sessions ADD COLUMN checked TEXT;
