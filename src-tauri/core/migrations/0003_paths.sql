-- One article by many paths: who told each of its fields, how much of its text is here, what it said before, whether
-- its own page was asked, and how far back a source was read.

ALTER TABLE article ADD COLUMN extent TEXT NOT NULL DEFAULT 'whole';
ALTER TABLE article ADD COLUMN edited_at INTEGER;
ALTER TABLE article ADD COLUMN told_by INTEGER NOT NULL DEFAULT 0;  -- who told most fields
ALTER TABLE article ADD COLUMN told_else TEXT;                      -- who told the others

-- Until now the highest rank told everything.
UPDATE article SET told_by = coalesce((
  SELECT max(CASE s.kind WHEN 'sitemap' THEN 0 WHEN 'feed' THEN 1 ELSE 3 END * (1 << 40) + (1 << 40) - 1 - s.id)
  FROM article_source x JOIN source s ON s.id = x.source_id WHERE x.article_id = article.id), 0);

-- Cards and videos told beside the body, for a body that has none.
ALTER TABLE article_body ADD COLUMN beside_related TEXT NOT NULL DEFAULT '[]';
ALTER TABLE article_body ADD COLUMN beside_videos TEXT NOT NULL DEFAULT '[]';
UPDATE article_body SET beside_related = related, beside_videos = videos;

-- What an article said before its publisher changed it.
CREATE TABLE article_version (
  article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  number INTEGER NOT NULL,
  noticed_at INTEGER NOT NULL,        -- when this is how it was first seen
  headline TEXT NOT NULL,
  text BLOB NOT NULL,                 -- zstd
  PRIMARY KEY (article_id, number)
) STRICT, WITHOUT ROWID;

-- Whether the pages of a source's articles are asked for their text, and how many in a row gave no more than it does.
ALTER TABLE source ADD COLUMN pages TEXT NOT NULL DEFAULT 'auto';
ALTER TABLE source ADD COLUMN vain_pages INTEGER NOT NULL DEFAULT 0;

-- An article's own page: whether refreshes are to ask it, and how it answered.
CREATE TABLE article_page (
  article_id INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  source_id INTEGER REFERENCES source ON DELETE SET NULL,  -- whose short text it is asked for
  wanted INTEGER NOT NULL,
  news INTEGER NOT NULL,              -- whether its text may still be told to the reader as news
  asked_at INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,   -- that failed
  problem TEXT
) STRICT;
CREATE INDEX article_page_wanted ON article_page (source_id) WHERE wanted;
