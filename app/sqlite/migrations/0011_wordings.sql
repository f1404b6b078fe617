-- How the organisation words its documents: every version saved, by kind and
-- language, numbered from 1. JSON, no personal data; what was printed with a
-- version refers to it, so none is ever changed.
CREATE TABLE wordings (
  kind     TEXT NOT NULL,
  language TEXT NOT NULL,
  number   INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  json     TEXT NOT NULL,
  PRIMARY KEY (kind, language, number)
) STRICT, WITHOUT ROWID;

-- The version of the wording that a document was printed with, 0: built in.
ALTER TABLE documents ADD COLUMN wording INTEGER NOT NULL DEFAULT 0;

-- The scanned signature of whoever signs for the organisation.
ALTER TABLE settings ADD COLUMN signature BLOB;
