-- A document's file name holds its person's name: it is sealed like the name.
-- Names of files issued before are made again from the rest.
ALTER TABLE documents ADD COLUMN sealed_file BLOB;
ALTER TABLE documents DROP COLUMN file;
