-- Where the archive of a publication is to be read on.
CREATE TABLE backfill (
  publication_id INTEGER PRIMARY KEY REFERENCES publication ON DELETE CASCADE,
  source_id INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
  next_page TEXT NOT NULL
) STRICT;
