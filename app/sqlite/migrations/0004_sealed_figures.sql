-- Frozen figures hold texts that people wrote and curves that they drew: they
-- are sealed. json keeps those frozen before until the next opening seals them.
ALTER TABLE figures ADD COLUMN sealed_json BLOB;
