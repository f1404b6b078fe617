-- How fast the time of a rehearsal runs, and how each simulated participant
-- behaves, so that both go on after a restart.
ALTER TABLE sessions ADD COLUMN tempo TEXT NOT NULL DEFAULT '{}';
ALTER TABLE participants ADD COLUMN temper TEXT NOT NULL DEFAULT '';
