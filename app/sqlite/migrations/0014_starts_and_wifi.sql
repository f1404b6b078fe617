-- When a session is to begin, as a local time HH:MM, and the Wi-Fi network that the
-- stage tells people to join, with its password.
ALTER TABLE sessions ADD COLUMN starts TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN sealed_wifi BLOB;
