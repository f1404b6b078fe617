-- The register is read a page at a time, the last issued first, and asked for
-- the file that somebody checks.
CREATE INDEX documents_by_issue ON documents (issued_at, number);
CREATE INDEX documents_by_digest ON documents (sha256) WHERE sha256 <> '';
