-- When a publication's pictures are asked for, where not as all are.
ALTER TABLE publication ADD COLUMN pictures TEXT;
-- The hosts that the own pictures of a publication's articles name.
CREATE TABLE own_host (
  publication_id INTEGER NOT NULL REFERENCES publication ON DELETE CASCADE,
  host TEXT NOT NULL,
  PRIMARY KEY (publication_id, host)
) STRICT, WITHOUT ROWID;
-- The others that the reader lets a publication's pictures be asked from.
CREATE TABLE allowed_host (
  publication_id INTEGER NOT NULL REFERENCES publication ON DELETE CASCADE,
  host TEXT NOT NULL,
  allowed_at INTEGER NOT NULL,
  PRIMARY KEY (publication_id, host)
) STRICT, WITHOUT ROWID;
