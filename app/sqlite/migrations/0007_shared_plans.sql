-- One text for all sessions prepared with the same agenda: they were a third of
-- the file. sessions.plan_digest names it.
CREATE TABLE plan_texts (
  digest BLOB PRIMARY KEY,
  json   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO plan_texts (digest, json)
SELECT s.plan_digest, p.json FROM plans p JOIN sessions s ON s.id = p.session;

DROP TABLE plans;

CREATE INDEX sessions_by_plan ON sessions (plan_digest);

-- The file gives back the room they took.
INSERT INTO upkeep (task) VALUES ('rewrite') ON CONFLICT (task) DO NOTHING;
