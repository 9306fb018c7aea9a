-- How many of the newest articles of what is followed are saved by themselves.
ALTER TABLE follow ADD COLUMN keep INTEGER;
-- Whether a save is for a follow, and goes when newer articles take its place.
ALTER TABLE save ADD COLUMN automatic INTEGER NOT NULL DEFAULT FALSE;
-- Articles whose bookmark the reader took away: no follow saves them again.
CREATE TABLE unsaved (
  article_id INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE
) STRICT;
