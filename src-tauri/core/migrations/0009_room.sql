-- What pictures look like before they are there and when they were last shown, how often a publication is asked, and
-- what was let go to make room.

ALTER TABLE media ADD COLUMN colour INTEGER;    -- 0xRRGGBB, the mean of its pixels
ALTER TABLE media ADD COLUMN shown_at INTEGER;  -- to the day

ALTER TABLE publication ADD COLUMN refresh_minutes INTEGER; -- in place of the reader's interval for all

-- The keys of articles that were let go: while a source still lists them they are not news.
CREATE TABLE forgotten (
  key BLOB PRIMARY KEY,
  publication_id INTEGER NOT NULL REFERENCES publication ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX forgotten_publication ON forgotten (publication_id);
