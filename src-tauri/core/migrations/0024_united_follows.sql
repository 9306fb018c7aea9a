-- Follows that became one with another as the two names did that they were of. Parted again, they are there again.
CREATE TABLE united_follow (
  id INTEGER PRIMARY KEY,
  with_id INTEGER NOT NULL REFERENCES follow (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  label TEXT NOT NULL,
  followed_at INTEGER NOT NULL,
  mode TEXT NOT NULL,
  paused INTEGER NOT NULL,
  corrections INTEGER NOT NULL,
  keep INTEGER,
  own_tags INTEGER NOT NULL,
  -- What it leaves out: a list of the columns of `follow_exclude` from the kind on.
  exclude TEXT NOT NULL,
  UNIQUE (kind, key)
) STRICT;
CREATE INDEX united_follow_with ON united_follow (with_id);
