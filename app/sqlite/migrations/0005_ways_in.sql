-- What lets a request to join or to come back be sent again: the digest of the
-- id its browser made, and the salt its token was made with. former_hash is the
-- digest of the token before the last re-entry: its browser is told why it
-- is out.
ALTER TABLE participants ADD COLUMN join_hash BLOB;
ALTER TABLE participants ADD COLUMN token_salt BLOB;
ALTER TABLE participants ADD COLUMN former_hash BLOB;
