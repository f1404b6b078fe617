-- An issued document is frozen: its bytes are kept, sealed like its name. What
-- it was drawn from is kept as a digest, sealed too, so that a correction of the
-- attendance is noticed.
ALTER TABLE documents ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN sealed_basis BLOB;
ALTER TABLE documents ADD COLUMN replaces TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN revoked_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN sealed_reason BLOB;
ALTER TABLE documents ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN sha256 TEXT NOT NULL DEFAULT '';

CREATE UNIQUE INDEX documents_by_code ON documents (code) WHERE code <> '';
CREATE INDEX documents_by_replaced ON documents (replaces) WHERE replaces <> '';

CREATE TABLE document_files (
  number      TEXT PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
  session     TEXT NOT NULL,
  sealed_data BLOB NOT NULL
) STRICT;

CREATE INDEX document_files_by_session ON document_files (session);
