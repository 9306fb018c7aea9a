-- Pages of publications' sites that were asked for an archive and are none of its articles: they are not asked again.
CREATE TABLE passed_page (
  key BLOB PRIMARY KEY,
  publication_id INTEGER NOT NULL REFERENCES publication ON DELETE CASCADE,
  -- When the article there appeared, where it was only older than was wanted.
  published_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX passed_page_publication ON passed_page (publication_id);
