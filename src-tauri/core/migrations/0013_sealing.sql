-- How often sealing a copy was tried without all of it coming, and when it is tried again by itself.
ALTER TABLE save ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE save ADD COLUMN retry_at INTEGER;
-- What misses pictures from before is tried at the next start, as it was.
UPDATE save SET retry_at = 0 WHERE state = 'partial';
